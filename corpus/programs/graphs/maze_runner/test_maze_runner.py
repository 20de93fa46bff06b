# SPDX-License-Identifier: Apache-2.0
import pytest

from labyrinth import Labyrinth, NoWay, dead_ends, flood


def test_straight_walk():
    spent, walk = Labyrinth("#####\n#S.G#\n#####").best_walk()
    assert spent == 2 and walk == [(1, 1), (1, 2), (1, 3)]


def test_mud_is_avoided_when_a_detour_is_easier():
    maze = Labyrinth("S~~G\n....")
    spent, walk = maze.best_walk()
    assert spent == 5
    assert maze.draw(walk) == "S~~G\n****\n"
    assert Labyrinth("S~G\n###").best_walk()[0] == 4


def test_door_needs_its_key():
    maze = Labyrinth("aSAG")
    spent, walk = maze.best_walk()
    assert spent == 4
    assert walk == [(0, 1), (0, 0), (0, 1), (0, 2), (0, 3)]


def test_no_way():
    with pytest.raises(NoWay):
        Labyrinth("S#G").best_walk()
    with pytest.raises(NoWay):
        Labyrinth("bSAG").best_walk()
    with pytest.raises(NoWay):
        Labyrinth("S..").best_walk()


def test_flood_does_not_open_doors():
    maze = Labyrinth("S.A.G")
    assert flood(maze, (0, 0)) == {(0, 0): 0, (0, 1): 1}
    assert maze.at((0, 9)) == "#" and maze.at((-1, 0)) == "#"


def test_dead_ends():
    assert dead_ends(Labyrinth("S..\n.#.\n..G")) == 0
    assert dead_ends(Labyrinth("#.#\nS.G\n###")) == 3
