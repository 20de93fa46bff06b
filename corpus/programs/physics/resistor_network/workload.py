# SPDX-License-Identifier: Apache-2.0
import random

from nodal_solver import Netlist, input_resistance, node_voltages, power_report


def mesh(rng, width, height):
    lines = []
    count = 0
    for y in range(height):
        for x in range(width):
            for dx, dy in ((1, 0), (0, 1)):
                if x + dx < width and y + dy < height:
                    count += 1
                    value = rng.choice(("1k", "4k7", "470", "2k2", "0.1k"))
                    lines.append(f"R{count} n{x}_{y} n{x + dx}_{y + dy} {value}")
    lines.append(f"Rload n{width - 1}_{height - 1} 0 330 * load")
    return lines


def main():
    rng = random.Random(50)
    lines = mesh(rng, 7, 6)
    net = Netlist("\n".join(lines + ["V1 n0_0 0 12", "I1 0 n3_2 5m"]))
    voltages = node_voltages(net)
    print("nodes", len(voltages), "sum %.9f" % sum(voltages.values()), "low %.9f" % min(voltages.values()))
    heat = power_report(net)
    print("heat %.9f" % sum(watts for _, watts in heat), [name for name, _ in heat[:4]])
    passive = Netlist("\n".join(lines))
    print("input", ["%.4f" % input_resistance(passive, node) for node in ("n0_0", "n6_0", "n6_5")])


if __name__ == "__main__":
    main()
