# SPDX-License-Identifier: Apache-2.0
from watershed_cells import census, clusters, describe, find_regions, size_classes

SLIDE = [
    [9, 9, 0, 0],
    [9, 0, 0, 7],
    [0, 8, 0, 7],
]


def test_labels_in_reading_order():
    labels, count = find_regions(SLIDE, 5)
    assert count == 3
    assert labels == [[1, 1, 0, 0], [1, 0, 0, 2], [0, 3, 0, 2]]


def test_nothing_above_the_cutoff():
    labels, count = find_regions(SLIDE, 50)
    assert count == 0
    assert census(labels, SLIDE, count) == []


def test_description():
    labels, _ = find_regions(SLIDE, 5)
    cell = describe(labels, SLIDE, 2)
    assert cell == {"label": 2, "size": 2, "box": (3, 1, 3, 2), "centre": (3.0, 1.5), "stain": 7.0}


def test_census_drops_small_cells():
    labels, count = find_regions(SLIDE, 5)
    assert [c["label"] for c in census(labels, SLIDE, count, smallest=2)] == [1, 2]


def test_clusters_merge_transitively():
    def at(label, x):
        return {"label": label, "box": (x, 0, x + 1, 1)}

    groups = clusters([at(1, 0), at(2, 6), at(3, 3), at(4, 20)], 2)
    assert [[c["label"] for c in g] for g in groups] == [[2, 1, 3], [4]]
    assert clusters([], 4) == []


def test_size_classes():
    cells = [{"size": 3}, {"size": 10}, {"size": 11}, {"size": 99}]
    assert size_classes(cells, [20, 10]) == {10: 2, 20: 1, None: 1}
