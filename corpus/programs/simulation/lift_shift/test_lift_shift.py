# SPDX-License-Identifier: Apache-2.0
from liftshaft import Going, Lift, Rider, Tower


def tower(*riders, floors=6, room=4, start=0, verbose=False):
    return Tower(floors, [Lift("A", start, room)], [Rider(n, *r) for n, r in enumerate(riders)], verbose)


def test_one_rider_up():
    t = tower((0, 3, 0)).run()
    rider = t.riders[0]
    assert (rider.boarded, rider.arrived) == (0, 4)
    assert t.lifts[0].moved == 3


def test_lift_comes_for_a_call():
    t = tower((4, 1, 2)).run()
    assert t.riders[0].boarded == 6
    assert t.riders[0].arrived == 10


def test_room_is_limited():
    t = tower((0, 2, 0), (0, 2, 0), (0, 2, 0), room=2).run()
    assert [r.boarded for r in t.riders][:2] == [0, 0]
    assert t.riders[2].boarded > t.riders[0].arrived
    assert t.summary()["done"] == 3


def test_people_wait_for_their_direction():
    t = tower((0, 5, 0), (2, 0, 0), (3, 4, 0)).run()
    down, up = t.riders[1], t.riders[2]
    assert up.boarded < t.riders[0].arrived
    assert down.boarded > t.riders[0].arrived


def test_directions_and_calls():
    t = tower((1, 0, 0), (4, 5, 9), floors=8, start=3)
    assert t.riders[0].going is Going.DOWN
    assert t.calls_beyond(3, Going.DOWN) == [1]
    assert t.calls_beyond(3, Going.UP) == []
    t.tick = 9
    assert t.calls_beyond(3, Going.UP) == [4]


def test_log_only_when_asked():
    assert tower((0, 1, 0)).run().log == []
    log = tower((0, 1, 0), verbose=True).run().log
    assert log[0] == "    0 A floor  0 UP       -0 +1 riders=[0] waiting=0"
    assert len(log) == 2


def test_limit_and_empty_summary():
    t = tower((5, 0, 50)).run(limit=10)
    assert t.tick == 10
    assert t.summary() == {"done": 0, "moved": 0}
