# SPDX-License-Identifier: Apache-2.0
import pytest
from nodal_solver import Netlist, SingularNetwork, input_resistance, node_voltages, power_report, solve

DIVIDER = "V1 top 0 10\nR1 top mid 1k  * upper\n\nR2 mid 0 4k\n"


@pytest.mark.parametrize("text, ohms", [("4k7", 4700), ("10M", 1e7), ("2.2", 2.2), ("1m", 0.001), ("0.1k", 100),
                                        ("5R6", 5.6)])
def test_values(text, ohms):
    assert Netlist.value_of(text) == pytest.approx(ohms)


def test_divider():
    net = Netlist(DIVIDER)
    assert net.nodes() == ["top", "mid"]
    assert node_voltages(net) == pytest.approx({"top": 10.0, "mid": 8.0, "0": 0.0})


def test_parallel_resistors_add_conductance():
    net = Netlist("R1 a 0 2\nR2 0 a 2\nI1 0 a 3")
    assert net.conductance("a", "0") == 1.0
    assert node_voltages(net)["a"] == pytest.approx(3.0)


def test_power_sorted():
    rows = power_report(Netlist(DIVIDER))
    assert [name for name, _ in rows] == ["R2", "R1"]
    assert rows[0][1] == pytest.approx(0.016)


def test_solver_leaves_arguments():
    matrix, right = [[0.0, 2.0], [1.0, 1.0]], [4.0, 5.0]
    assert solve(matrix, right) == [3.0, 2.0]
    assert matrix == [[0.0, 2.0], [1.0, 1.0]] and right == [4.0, 5.0]


def test_floating_node_and_bad_part():
    with pytest.raises(SingularNetwork):
        node_voltages(Netlist("R1 a b 5\nI1 a b 1"))
    with pytest.raises(ValueError):
        Netlist("R1 a b 0")


def test_input_resistance():
    assert input_resistance(Netlist("R1 a b 3\nR2 b 0 4"), "a") == pytest.approx(7.0)
