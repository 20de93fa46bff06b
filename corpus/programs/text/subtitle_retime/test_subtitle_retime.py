# SPDX-License-Identifier: Apache-2.0
import cuesheet as cs

TEXT = "1\n00:00:01,000 --> 00:00:03,500\nHello\nthere\n\n2\n00:00:03,000 --> 00:00:04,000\nYes\n\n"


def cue(start, end, *lines):
    return cs.Cue(cs.to_stamp(start), cs.to_stamp(end), list(lines))


def times(cues):
    return [(cs.to_ms(c.start), cs.to_ms(c.end)) for c in cues]


def test_stamps():
    assert cs.to_ms("01:02:03,004") == 3723004
    assert cs.to_stamp(3723004) == "01:02:03,004"
    assert cs.to_stamp(-5) == "00:00:00,000"


def test_parse_and_write_round_trip():
    cues = cs.parse(TEXT)
    assert cues[0].lines == ["Hello", "there"]
    assert cs.write(cues) == TEXT
    assert cs.parse("nonsense\n\n\n") == []


def test_shift_leaves_the_input_alone():
    cues = cs.parse(TEXT)
    assert times(cs.shift(cues, -2000)) == [(0, 1500), (1000, 2000)]
    assert times(cues) == [(1000, 3500), (3000, 4000)]


def test_remap_piecewise():
    cues = [cue(0, 1000), cue(2000, 5000)]
    assert times(cs.remap(cues, [(2000, 2000), (0, 0), (4000, 6000)])) == [(0, 1000), (2000, 8000)]


def test_order_is_stable_and_overlaps_end():
    cues = [cue(5000, 6000, "b"), cue(1000, 9000, "a"), cue(5000, 5200, "c")]
    out = cs.mend_overlaps(cues)
    assert [c.lines[0] for c in out] == ["a", "b", "c"]
    assert times(out) == [(1000, 4920), (5000, 5300), (5000, 5200)]


def test_speed_and_lookup():
    cues = cs.parse(TEXT)
    assert cs.speed(cues[0]) == 4.0
    assert cs.speed(cue(10, 10, "x")) == float("inf")
    assert cs.too_fast(cues, 3.5) == [1]
    assert cs.at_time(cues, 3200) is cues[0]
    assert cs.at_time(cues, 4000) is None


def test_coverage():
    assert cs.coverage([]) == 0.0
    assert cs.coverage([cue(0, 500), cue(1500, 2000)], 500) == 0.5
