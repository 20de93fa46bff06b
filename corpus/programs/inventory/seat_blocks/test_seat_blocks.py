# SPDX-License-Identifier: Apache-2.0
import pytest
from hall_booking import best_block, book, cancel, candidate_blocks, leaves_single_gap, make_hall, seat_map


def test_first_party_sits_in_the_middle():
    hall = make_hall([7])
    assert book(hall, "ann", 1) == [(0, 4)]
    assert seat_map(hall) == "...#...\n"


def test_single_gaps_are_avoided():
    hall = make_hall([6])
    hall["taken"] += [(0, 1)]
    assert leaves_single_gap(hall, [(0, 3), (0, 4)])
    assert not leaves_single_gap(hall, [(0, 2), (0, 3)])
    assert book(hall, "bo", 2) == [(0, 2), (0, 3)]


def test_party_too_large_is_refused():
    hall = make_hall([3, 3])
    assert book(hall, "crowd", 4) is None
    assert hall["refused"] == [("crowd", 4)]
    assert best_block(hall, 4) is None


def test_no_empty_party():
    with pytest.raises(ValueError):
        book(make_hall([3]), "nobody", 0)


def test_cancel_frees_only_earliest_booking():
    hall = make_hall([5, 5])
    book(hall, "ann", 2)
    book(hall, "ann", 3)
    assert cancel(hall, "ann") == 2
    assert len(hall["taken"]) == 3
    assert cancel(hall, "eve") == 0


def test_candidates_cover_row_by_row():
    hall = make_hall([3, 2])
    hall["taken"].append((0, 2))
    assert list(candidate_blocks(hall, 2)) == [[(1, 1), (1, 2)]]
    assert len(list(candidate_blocks(hall, 1))) == 4
