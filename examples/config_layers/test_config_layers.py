# SPDX-License-Identifier: Apache-2.0
import pytest

import config_layers
from config_layers import SettingsError, effective_settings, fingerprint, fresh_defaults, roll_out


def test_copies_are_independent():
    first, second = fresh_defaults(), fresh_defaults()
    first["port"] = 1
    assert second["port"] == config_layers.DEFAULTS["port"] == 8883


def test_later_layers_win():
    settings = effective_settings({"model": {"retries": 5, "led": "off"}, "site": {"retries": 7}})
    assert (settings["retries"], settings["led"], settings["tls"]) == (7, "off", True)


def test_unknown_settings_are_refused():
    with pytest.raises(SettingsError, match="layer site: unknown setting 'colour'"):
        effective_settings({"model": {}, "site": {"colour": 1}})


def test_key_order_is_that_of_the_defaults():
    assert list(effective_settings({"m": {"region": "x"}})) == list(config_layers.DEFAULTS)


def test_fingerprint_ignores_the_order_of_keys():
    assert fingerprint({"m": {"a": 1, "b": 2}}) == fingerprint({"m": {"b": 2, "a": 1}})
    assert fingerprint({"m": {"a": 1}}) != fingerprint({"m": {"a": 2}})


def test_roll_out_names_the_release():
    models = {"model": {"topic": "t/{site}"}}
    plan = roll_out({"d1": {}, "d2": {"port": 1}}, models, {"led": "off"})
    release = fingerprint(models)
    assert [(name, used) for name, used, _ in plan] == [("d1", release), ("d2", release)]
    assert plan[1][2]["port"] == 1
    assert plan[0][2]["topic"] == "t/" + release
    assert roll_out({}, models, {}) == []
