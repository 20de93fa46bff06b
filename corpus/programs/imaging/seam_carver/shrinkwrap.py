# SPDX-License-Identifier: Apache-2.0
'''Content aware narrowing of pictures: remove the least visible seam, again and again.'''


def lum(px):
    return (px[0] * 299 + px[1] * 587 + px[2] * 114) // 1000


class Carver:
    def __init__(self, rows):
        self.rows = [list(r) for r in rows]
        self.log = []

    @property
    def width(self):
        return len(self.rows[0])

    @property
    def height(self):
        return len(self.rows)

    def energy_at(self, x, y):
        left = self.rows[y][x - 1 if x > 0 else x]
        right = self.rows[y][x + 1 if x < self.width - 1 else x]
        up = self.rows[y - 1 if y > 0 else y][x]
        down = self.rows[y + 1 if y < self.height - 1 else y][x]
        return abs(lum(left) - lum(right)) + abs(lum(up) - lum(down))

    def energy_map(self):
        result = []
        for y in range(self.height):
            line = []
            for x in range(self.width):
                line.append(self.energy_at(x, y))
            result.append(line)
        return result

    def cheapest_seam(self):
        '''Column of the seam in every row, top to bottom, and its cost. Leftmost wins.'''
        energy = self.energy_map()
        cost = [list(energy[0])]
        for y in range(1, self.height):
            above = cost[y - 1]
            line = []
            for x in range(self.width):
                reach = above[max(0, x - 1):x + 2]
                line.append(energy[y][x] + min(reach))
            cost.append(line)
        x = cost[-1].index(min(cost[-1]))
        total = cost[-1][x]
        seam = [x]
        for y in range(self.height - 2, -1, -1):
            lo = max(0, x - 1)
            reach = cost[y][lo:x + 2]
            x = lo + reach.index(min(reach))
            seam.insert(0, x)
        return seam, total

    def remove(self, seam):
        for y in range(self.height):
            row = self.rows[y]
            self.rows[y] = row[:seam[y]] + row[seam[y] + 1:]

    def narrow(self, columns):
        '''Remove that many seams; returns their costs.'''
        if columns >= self.width:
            raise ValueError('cannot remove %d of %d columns' % (columns, self.width))
        costs = []
        for step in range(columns):
            seam, total = self.cheapest_seam()
            self.log.append('step %d cost %d path %s' % (step, total, ','.join(str(x) for x in seam)))
            self.remove(seam)
            costs.append(total)
        return costs


def transpose(rows):
    out = []
    for x in range(len(rows[0])):
        out.append([row[x] for row in rows])
    return out


def fit(rows, width, height):
    '''Narrow to width, then flatten to height.'''
    c = Carver(rows)
    costs = c.narrow(c.width - width)
    c2 = Carver(transpose(c.rows))
    costs += c2.narrow(c2.width - height)
    return transpose(c2.rows), costs
