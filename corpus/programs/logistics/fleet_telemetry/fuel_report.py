# SPDX-License-Identifier: Apache-2.0
import statistics


def vans(entries):
    names = []
    for e in entries:
        if not e["van"] in names:
            names.append(e["van"])
    return sorted(names)


def of_van(entries, van):
    return list(filter(lambda e: e["van"] == van, entries))


def distance(entries, van):
    readings = [e["km"] for e in of_van(entries, van) if "km" in e]
    return readings[-1] - readings[0] if readings else 0.0


def refuels(entries, van, jump=5.0):
    """(time, litres) wherever the tank gained more than the jump."""
    found = []
    mine = of_van(entries, van)
    for i in range(1, len(mine)):
        if "fuel" in mine[i] and "fuel" in mine[i - 1]:
            gain = mine[i]["fuel"] - mine[i - 1]["fuel"]
            if gain > jump:
                found.append((mine[i]["time"], round(gain, 2)))
    return found


def consumption(entries, van):
    """Litres per 100 km; None for a van that did not move."""
    levels = [e["fuel"] for e in of_van(entries, van) if "fuel" in e]
    if distance(entries, van) == 0 or not levels:
        return None
    used = levels[0] - levels[-1] + sum(litres for _, litres in refuels(entries, van))
    return used / distance(entries, van) * 100


def idle_minutes(entries, van, longest=45):
    """Minutes between a stop and the next entry of the van, if not longer than a break."""
    total = 0
    mine = of_van(entries, van)
    for i in range(len(mine) - 1):
        if mine[i].get("evt") == "stop":
            pause = (mine[i + 1]["time"] - mine[i]["time"]).seconds // 60
            if pause <= longest:
                total += pause
    return total


def rank(entries):
    """[(van, consumption, share above the fleet's median)], thirstiest first."""
    rows = []
    for van in vans(entries):
        if consumption(entries, van) is None:
            continue
        values = [consumption(entries, v) for v in vans(entries) if consumption(entries, v) is not None]
        middle = statistics.median(values)
        rows.append((van, consumption(entries, van), consumption(entries, van) / middle - 1))
    return sorted(rows, key=lambda r: r[1], reverse=True)


def table(entries):
    text = ""
    for van, litres, above in rank(entries):
        text += "%-6s %6.2f %+6.1f%% %5d min\n" % (van, litres, above * 100, idle_minutes(entries, van))
    return text
