# SPDX-License-Identifier: Apache-2.0
import pytest
from measure_units import UnitBook, UnitError, convert_table

BOOK = UnitBook()


@pytest.mark.parametrize("value, source, target, result", [
    (1, "mi", "km", 1.609344), (1, "kWh", "J", 3.6e6), (90, "km/h", "m/s", 25), (2, "m^-1", "cm^-1", 0.02),
    (1, "bar", "psi", 14.503773773), (3, "kg", "kg", 3),
])
def test_conversions(value, source, target, result):
    assert BOOK.convert(value, source, target) == pytest.approx(result)


def test_tokens():
    assert BOOK.tokens("kg*m^2/s^2") == [("kg", 1), ("m", 2), ("s", -2)]
    with pytest.raises(UnitError):
        BOOK.tokens("kg**m")


def test_cancelled_dimensions_vanish():
    assert BOOK.reduce("m/km") == (pytest.approx(0.001), {})
    assert BOOK.reduce("N*s/kg")[1] == {"m": 1, "s": -1}


def test_different_dimensions():
    with pytest.raises(UnitError, match="different things"):
        BOOK.convert(1, "kg", "m")
    with pytest.raises(UnitError, match="unknown unit furlong"):
        BOOK.convert(1, "furlong", "m")


def test_first_definition_counts():
    book = UnitBook("blob = 2 m\nblob = 3 m\n")
    assert book.definition("blob") == (2.0, "m")
    assert book.definition("kg") is None


def test_best_unit():
    assert BOOK.best_unit(25400, "mm", ["mm", "m", "km", "kg"]) == (pytest.approx(25.4), "m")
    assert BOOK.best_unit(0.5, "mm", ["m"]) == (0.5, "mm")


def test_table_keeps_failures():
    assert convert_table(BOOK, [("a", 1, "kg"), ("b", 2, "km")], "m") == [("a", None), ("b", 2000.0)]
