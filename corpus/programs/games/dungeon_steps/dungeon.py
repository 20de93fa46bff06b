# SPDX-License-Identifier: Apache-2.0
"""Turn based dungeon: '#' wall, '.' floor, '~' swamp, '+' door, 'k' key, 'm' monster, '@' hero, '>' exit."""

STEP_COST = {".": 1, "~": 4, "+": 2, "k": 1, ">": 1, "@": 1, "m": 1}
DIRECTIONS = {"n": (0, -1), "e": (1, 0), "s": (0, 1), "w": (-1, 0)}


def load_map(text):
    rows = [line for line in text.splitlines() if line.strip()]
    width = max(len(row) for row in rows)
    return [row.ljust(width, "#") for row in rows]


def find_all(level, mark):
    places = []
    for y in range(len(level)):
        for x in range(len(level[y])):
            if level[y][x] == mark:
                places.append((x, y))
    return places


def passable(level, place):
    x, y = place
    if y < 0 or y >= len(level) or x < 0 or x >= len(level[0]):
        return False
    return level[y][x] != "#"


def cheapest_path(level, start, goal):
    """(cost, places) of a cheapest way; (None, []) without any. Steps cost what the entered place costs."""
    open_places = [start]
    cost = {start: 0}
    came_from = {start: None}
    done = []
    while open_places:
        here = min(open_places, key=lambda p: (cost[p] + abs(p[0] - goal[0]) + abs(p[1] - goal[1]), p))
        if here == goal:
            path = []
            while here is not None:
                path.insert(0, here)
                here = came_from[here]
            return cost[goal], path
        open_places.remove(here)
        done.append(here)
        for dx, dy in DIRECTIONS.values():
            there = (here[0] + dx, here[1] + dy)
            if not passable(level, there) or there in done:
                continue
            price = cost[here] + STEP_COST[level[there[1]][there[0]]]
            if there not in cost or price < cost[there]:
                cost[there] = price
                came_from[there] = here
                if there not in open_places:
                    open_places.append(there)
    return None, []


def line_between(a, b):
    """Places of a straight line (Bresenham), both ends included."""
    x, y = a
    dx, dy = abs(b[0] - x), -abs(b[1] - y)
    sx, sy = (1 if x < b[0] else -1), (1 if y < b[1] else -1)
    error = dx + dy
    places = []
    while True:
        places.append((x, y))
        if (x, y) == b:
            return places
        twice = 2 * error
        if twice >= dy:
            error += dy
            x += sx
        if twice <= dx:
            error += dx
            y += sy


def visible(level, hero, radius):
    """Places the hero sees; walls and closed doors hide what lies behind them."""
    seen = []
    for y in range(len(level)):
        for x in range(len(level[0])):
            line = line_between(hero, (x, y))
            blocked = False
            for place in line[1:-1]:
                if level[place[1]][place[0]] in ["#", "+"]:
                    blocked = True
            if not blocked and (x - hero[0]) ** 2 + (y - hero[1]) ** 2 <= radius ** 2:
                seen.append((x, y))
    return seen


def reachable(level, start):
    """Places in the order in which a breadth first walk finds them."""
    queue = [start]
    found = [start]
    while len(queue) > 0:
        x, y = queue.pop(0)
        for name in DIRECTIONS.keys():
            there = (x + DIRECTIONS[name][0], y + DIRECTIONS[name][1])
            if passable(level, there) and there not in found:
                found.append(there)
                queue.append(there)
    return found


def nearest(level, hero, mark):
    """(cost, place) of the mark that is cheapest to reach; the first of equals."""
    options = []
    for place in find_all(level, mark):
        cost, _ = cheapest_path(level, hero, place)
        if cost is not None:
            options.append((cost, place))
    return sorted(options, key=lambda o: o[0])[0] if options else None


def draw(level, marks):
    text = ""
    for y in range(len(level)):
        for x in range(len(level[0])):
            text = text + ("*" if (x, y) in marks else level[y][x])
        text = text + "\n"
    return text
