# SPDX-License-Identifier: Apache-2.0
from concordia import Concordance, Poem, companions, hapaxes, strip_punctuation

ONE = Poem('one', 'The sea, the stone\nand the Sea again')
TWO = Poem('two', '\u201cSea\u201d bell')


def test_strip_punctuation():
    assert strip_punctuation('\u201cSea,\u201d') == 'sea'
    assert strip_punctuation("winter's") == "winter's"
    assert strip_punctuation('--') == ''


def test_vocabulary_is_sorted_and_uncommon():
    assert Concordance([ONE, TWO]).vocabulary() == ['again', 'bell', 'sea', 'stone']


def test_occurrences_ignore_case():
    assert Concordance([ONE, TWO]).occurrences('SEA') == [(0, 1), (0, 6), (1, 0)]


def test_lines_are_ordered_by_right_context():
    lines = Concordance([ONE, TWO], columns=9).lines('sea')
    assert lines == [
        'e and the [Sea] again     one:2',
        '          [\u201cSea\u201d] bell      two:1',
        '      The [sea,] the stone one:1',
    ]


def test_full_filters_rare_words():
    assert [word for word, _ in Concordance([ONE, TWO]).full(at_least=2)] == ['sea']


def test_companions_and_hapaxes():
    assert companions([ONE, TWO], 'sea', reach=2) == [('again', 1), ('bell', 1), ('stone', 1)]
    assert hapaxes([ONE, TWO]) == ['stone', 'and', 'again', 'bell']
    assert hapaxes([]) == []
