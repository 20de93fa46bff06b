# SPDX-License-Identifier: Apache-2.0
import random
import zlib

from critical_path import TaskNetwork


def building(rng, phases, tasks):
    lines = []
    before = []
    number = 0
    for phase in range(phases):
        here = []
        for _ in range(tasks):
            code = "T%03d" % number
            needs = rng.sample(before, min(len(before), 2)) if before else []
            lines.append("%s %d %s" % (code, rng.randint(0, 9), " ".join(needs)))
            here.append(code)
            number += 1
        before = here
    rng.shuffle(lines)
    return "\n".join(lines)


def main():
    network = TaskNetwork.read(building(random.Random(15), 9, 9))
    slack = network.slack()
    critical = network.critical()
    print("tasks", len(network.duration), "finish", network.finish())
    print("slack", sum(slack.values()), max(slack.values()), "critical", len(critical), critical[0], critical[-1])
    print("order", zlib.crc32(" ".join(network.order()).encode()))
    print("gantt", zlib.crc32("\n".join(network.gantt()).encode()))


if __name__ == "__main__":
    main()
