# SPDX-License-Identifier: Apache-2.0
import pytest

from advisor import advise, negamax, replay, score
from rack import IllegalMove, Rack


def test_turns_and_text():
    rack = replay("33")
    assert rack.turn == "X" and rack.moves == [3, 3]
    assert str(rack).splitlines()[-2:] == ["...O...", "...X..."]


def test_moves_make_new_racks():
    rack = Rack()
    other = rack.after(0)
    assert rack.moves == [] and other.at(0, 0) == "X" and rack.at(0, 0) == "."
    assert other.at(9, 0) == other.at(0, -1) == "."


def test_full_columns_are_illegal():
    rack = replay("000000")
    assert rack.legal() == [1, 2, 3, 4, 5, 6]
    with pytest.raises(IllegalMove):
        rack.after(0)


@pytest.mark.parametrize("moves, winner", [
    ("0011223", "X"), ("0101010", "X"), ("01210121", "O"), ("01123223633", "X"), ("00112", ""), ("010101", "")])
def test_winner(moves, winner):
    assert replay(moves).winner() == winner


def test_lines():
    assert len(Rack().lines()) == 69
    assert Rack().winner() == "" and not Rack().full()


def test_score_is_symmetric():
    assert score(Rack()) == 0
    assert score(replay("3")) == -7


def test_takes_the_win_and_blocks():
    assert advise(replay("010101"), 2) == 0
    assert advise(replay("01010"), 2) == 0
    assert negamax(replay("0101010"), 3, -10 ** 9, 10 ** 9) == -100003
