# SPDX-License-Identifier: Apache-2.0
import random
import zlib

from layered_settings import LayeredSettings


def layer(rng, services, share, name):
    out = ["; layer " + name, "[paths]", "root = /srv/" + name, "data = ${root}/data", 'motd = "hello; #1"  # greeting']
    for s in range(services):
        if rng.random() > share:
            continue
        out.append("[service %d]" % s)
        out.append("home = ${paths:data}/svc%d" % s)
        out.append("log = ${home}/log/%s.txt   ; rotated daily" % name)
        out.append("port = %d" % rng.randrange(1024, 65000))
        out.append("args = --verbose \\\n    --log ${log} \\\n    --port ${port}")
        for k in range(rng.randrange(5)):
            out.append("opt%d = value %d of layer %s" % (rng.randrange(9), k, name))
    return "\n".join(out) + "\n"


def main():
    rng = random.Random(77)
    settings = LayeredSettings()
    for name, share in (("base", 1.0), ("site", 0.4), ("host", 0.15)):
        settings.push(layer(rng, 185, share, name))
    resolved = settings.as_dict()
    flat = ["%s/%s=%s" % (s, k, v) for s, values in resolved.items() for k, v in values.items()]
    print(len(resolved), len(flat), sum(len(line) for line in flat), zlib.crc32("\n".join(flat).encode()))
    print(resolved["paths"], resolved["service 7"]["args"])


if __name__ == "__main__":
    main()
