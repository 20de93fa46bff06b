# SPDX-License-Identifier: Apache-2.0
import pytest
from usage_report import (by_owner, duplicates, folder_sizes, human, is_inside, largest_files, letter, over_quota,
                          parents, parse_listing)

LISTING = "# c\n10 ana /home/ana/x y.txt\n30 bea /home/bea/d/x\n5 ana /tmp/x\n\n30 ana /tmp/d/x\n"
FILES = parse_listing(LISTING)


def test_listing_allows_blanks():
    assert FILES[0] == ("/home/ana/x y.txt", "ana", 10)
    assert len(FILES) == 4
    with pytest.raises(ValueError):
        parse_listing("12 ana")


def test_parents():
    assert parents("/a/b/c") == ["/a/b", "/a", "/"]
    assert is_inside("/a/b/c", "/a/b") and not is_inside("/a/bc/c", "/a/b")


def test_folder_sizes():
    sizes = folder_sizes(FILES)
    assert list(sizes) == ["/", "/home", "/home/ana", "/home/bea", "/home/bea/d", "/tmp", "/tmp/d"]
    assert sizes["/"] == 75 and sizes["/home"] == 40 and sizes["/tmp"] == 35


@pytest.mark.parametrize("size, text", [(0, "0B"), (1023, "1023B"), (1536, "1.5K"), (1024 ** 5 * 3, "3072.0T")])
def test_human(size, text):
    assert human(size) == text


def test_quota():
    assert by_owner(FILES) == {"ana": 45, "bea": 30}
    assert over_quota(FILES, {"bea": 10}, 40) == [("bea", 30, 10), ("ana", 45, 40)]
    assert over_quota(FILES, {}, 100) == []


def test_largest_and_letter():
    assert [path for path, _, _ in largest_files(FILES, "ana", 2)] == ["/tmp/d/x", "/home/ana/x y.txt"]
    assert largest_files(FILES, "nobody", 2) == []
    assert letter(FILES, "bea", 30, 10).splitlines()[1:] == ["you use 30B of 10B. Largest files:",
                                                             "       30B  /home/bea/d/x"]


def test_duplicates():
    assert duplicates(FILES) == [["/home/bea/d/x", "/tmp/d/x"]]
    assert duplicates([("/a", "o", 0), ("/b/a", "o", 0)]) == []
