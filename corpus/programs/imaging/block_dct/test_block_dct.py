# SPDX-License-Identifier: Apache-2.0
import pytest

from coefblocks import (backward, decode, encode, forward, from_runs, quant_step, quantise, run_lengths,
                        zigzag_order)


def ramp():
    return [[float(3 * i - 5 * j) for i in range(8)] for j in range(8)]


def test_constant_block_has_only_dc():
    coefs = forward([[10.0] * 8] * 8)
    assert coefs[0][0] == pytest.approx(80.0)
    assert all(abs(coefs[j][i]) < 1e-9 for j in range(8) for i in range(8) if i + j)


def test_transform_is_invertible():
    back = backward(forward(ramp()))
    for got, want in zip(back, ramp()):
        assert got == pytest.approx(want)


def test_zigzag_visits_every_cell():
    order = zigzag_order()
    assert order[:4] == [(0, 0), (1, 0), (0, 1), (0, 2)]
    assert order[-1] == (7, 7)
    assert len(set(order)) == 64


def test_runs_round_trip():
    levels = quantise(forward(ramp()), 60)
    assert from_runs(run_lengths(levels)) == levels
    assert run_lengths([[0] * 8] * 8) == [(0, 0)]


def test_quant_step_grows_with_frequency():
    assert quant_step(0, 0, 50) < quant_step(7, 7, 50)
    assert quant_step(0, 0, 100) == 1


def test_picture_survives_at_high_quality():
    plane = [[(x * 11 + y * 3) % 90 + 60 for x in range(16)] for y in range(8)]
    back = decode(encode(plane, 100), 16, 8, 100)
    assert max(abs(a - b) for p, q in zip(plane, back) for a, b in zip(p, q)) <= 3
