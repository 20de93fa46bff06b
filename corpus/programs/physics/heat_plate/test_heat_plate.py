# SPDX-License-Identifier: Apache-2.0
import pytest
from plate_solver import Plate, diffusivity, settling_time, stable_step


def test_diffusivity_of_copper():
    assert diffusivity("copper") == pytest.approx(1.1625e-4, rel=1e-3)
    with pytest.raises(KeyError):
        diffusivity("cheese")


def test_uniform_plate_is_at_rest():
    plate = Plate(4, 3, "steel")
    assert plate.run(5, 0.5, stop_below=1e-12) == 1
    assert plate.cells == [[20.0] * 4] * 3


def test_heat_is_conserved_without_holes():
    plate = Plate(5, 5, "copper")
    plate.cells[2][2] = 120.0
    plate.run(10, 0.1)
    assert sum(map(sum, plate.cells)) == pytest.approx(25 * 20.0 + 100.0)
    assert plate.hottest()[1:] == (2, 2)


def test_unstable_step_is_refused():
    plate = Plate(3, 3, "copper")
    with pytest.raises(ValueError):
        plate.step(2 * stable_step("copper", plate.spacing))


def test_holes_and_heaters():
    plate = Plate(4, 1, "copper")
    plate.punch(0, 0, 1, 1)
    plate.punch(0, 0, 1, 1)
    assert plate.holes == [(0, 0)]
    with pytest.raises(ValueError):
        plate.heat(0, 0, 1.0)
    plate.heat(3, 0, 100.0)
    plate.run(3, 0.1)
    assert plate.cells[0][0] == 20.0
    assert plate.isotherm(20.5, 30.0) == " .+#"


def test_probe_and_settling():
    plate = Plate(2, 1, "copper")
    plate.probe("p", 1, 0)
    plate.run(3, 0.1)
    assert plate.probes["p"][1] == [20.0] * 3
    assert settling_time([1, 5, 4, 4.4, 4], 2, 0.5) == 4
    assert settling_time([], 2, 0.5) is None
