# SPDX-License-Identifier: Apache-2.0
from tileboard import TileBoard


class TooDeep(Exception):
    pass


def breadthFirst(board, limit=5000):
    """Shortest list of moves by breadth first search; gives up after `limit` boards."""
    if not board.isSolvable():
        return None
    queue = [(board, [])]
    visited = [board.key()]
    looked = 0
    while queue:
        current, path = queue.pop(0)
        if current.isSolved():
            return path
        looked += 1
        if looked > limit:
            raise TooDeep(limit)
        for move in current.getMoves():
            following = current.push(move)
            if following.key() not in visited:
                visited.append(following.key())
                queue.append((following, path + [move]))
    return None


def bestFirst(board):
    """A* with the distance of the tiles; also returns how many boards were opened."""
    if not board.isSolvable():
        return None, 0
    frontier = [(board.distance(), 0, board, [])]
    closed = {}
    opened, order = 0, 0
    while frontier:
        frontier.sort(key=lambda node: (node[0], node[1]))
        estimate, _, current, path = frontier.pop(0)
        if current.isSolved():
            return path, opened
        if current.key() in closed:
            continue
        closed[current.key()] = True
        opened += 1
        for move in current.getMoves():
            following = current.push(move)
            if following.key() not in closed:
                order += 1
                frontier.append((len(path) + 1 + following.distance(), order, following, path + [move]))
    return None, opened


def applyMoves(board, moves):
    for move in moves:
        board = board.push(move)
    return board


def scramble(width, height, steps, rng):
    """Random moves from the solved board that do not undo each other."""
    undo = {"up": "down", "down": "up", "left": "right", "right": "left"}
    board = TileBoard(list(range(1, width * height)) + [0], width)
    last = None
    for _ in range(steps):
        move = rng.choice([m for m in board.getMoves() if last is None or m != undo[last]])
        board, last = board.push(move), move
    return board
