# SPDX-License-Identifier: Apache-2.0
import math

import pytest
from nuclide_chain import NuclideTable, Sample, bateman_first, half_life, spectrum

TABLE = NuclideTable("A 2m beta:B:0.75 alpha:C:0.25\n\nB 10s beta:C:1.0\nC -\n")


def test_half_lives():
    assert half_life("3.5m") == 210.0
    assert half_life("1y") == 31557600.0
    with pytest.raises(ValueError):
        half_life("3w")


def test_table():
    assert TABLE.branches("A") == [("beta", "B", 0.75), ("alpha", "C", 0.25)]
    assert TABLE.branches("C") == []
    assert TABLE.decay_constant("C") == 0.0
    assert TABLE.decay_constant("B") == pytest.approx(math.log(2) / 10)
    with pytest.raises(KeyError):
        TABLE.find("D")


def test_everything_ends_stable():
    sample = Sample(TABLE, 5)
    sample.add("A", 40)
    sample.run_until(1e9)
    assert sample.counts == {"A": 0, "B": 0, "C": 40}
    assert sample.activity() == [] and sample.now == 1e9


def test_number_is_conserved_and_time_is_ordered():
    sample = Sample(TABLE, 6)
    sample.add("A", 50)
    sample.run_until(100.0)
    assert sum(sample.counts.values()) == 50
    times = [time for time, _ in sample.emitted]
    assert times == sorted(times) and times[-1] <= 100.0


def test_running_in_two_steps_is_the_same():
    one, two = Sample(TABLE, 7), Sample(TABLE, 7)
    for sample in (one, two):
        sample.add("A", 20)
    one.run_until(300)
    two.run_until(120)
    two.run_until(300)
    assert one.emitted == two.emitted


def test_spectrum_and_bateman():
    rows = spectrum([(0.0, "a"), (1.0, "b"), (1.5, "a"), (2.0, "a")], ["a", "b"], [0, 1, 2])
    assert rows == {"a": [1, 1], "b": [0, 1]}
    assert bateman_first(TABLE, "A", 100, 120) == pytest.approx(50)
