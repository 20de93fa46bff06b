# SPDX-License-Identifier: Apache-2.0
"""Work out the effective settings of a fleet of devices.

Settings come in layers: factory defaults, model, site, device. A later layer
overrides an earlier one. Every device gets its own dict, so that callers can
change it without touching the defaults.
"""

import copy
import hashlib
import random

DEFAULTS = {
    "interval_s": 60, "retries": 3, "timeout_s": 2.5, "protocol": "mqtt", "tls": True,
    "port": 8883, "topic": "telemetry", "buffer": 512, "compress": False, "log_level": "info",
    "ntp": "pool.example", "timezone": "UTC", "led": "on", "region": None,
}

PLACEHOLDER = "{site}"


class SettingsError(ValueError):
    """A layer that makes no sense."""


def fresh_defaults():
    """A copy of the defaults that may be changed."""
    return copy.deepcopy(DEFAULTS)


def check_layer(name, layer):
    """Refuse settings that nobody knows."""
    for key in layer:
        if key not in DEFAULTS:
            raise SettingsError("layer %s: unknown setting %r" % (name, key))


def fingerprint(layers):
    """Short name for a stack of layers, to see which devices agree."""
    text = repr(sorted((name, sorted(layer.items())) for name, layer in layers.items()))
    return hashlib.sha256(text.encode()).hexdigest()[:8]


def effective_settings(layers):
    """Defaults with all layers laid over them, in order."""
    settings = fresh_defaults()
    for name, layer in layers.items():
        check_layer(name, layer)
        settings.update(layer)
    return settings


def roll_out(devices, model_layers, site_layer):
    """Settings of each device of a site, as (device name, release, settings)."""
    plan = []
    for name, overrides in devices.items():
        layers = dict(model_layers)
        layers["site"] = site_layer
        layers["device"] = overrides
        settings = effective_settings(layers)
        release = fingerprint(model_layers)
        settings["topic"] = settings["topic"].replace(PLACEHOLDER, release)
        plan.append((name, release, settings))
    return plan


def sample_site(seed, count):
    """Devices, model layers and the site's layer."""
    rng = random.Random(seed)
    models = {"base model": {"retries": 5, "buffer": 1024},
              "revision": {"led": "off", "topic": "t/{site}/x"}}
    site = {"region": "r%d" % seed, "timezone": rng.choice(["CET", "EET"])}
    devices = {"dev-%04d" % n: {"interval_s": rng.randrange(10, 90)} if n % 3 else {}
               for n in range(count)}
    return devices, models, site


def main():
    for site in range(10):
        plan = roll_out(*sample_site(site, 4_600))
        interval = sum(settings["interval_s"] for _, _, settings in plan)
        print(site, len(plan), plan[0][1], interval, plan[-1][2]["topic"], plan[1][2]["timezone"])


if __name__ == "__main__":
    main()
