# SPDX-License-Identifier: Apache-2.0
"""Square Ising lattice with periodic borders and Metropolis dynamics."""
import math
import random


def neighbours(row, col, size):
    return [((row - 1) % size, col), ((row + 1) % size, col), (row, (col - 1) % size), (row, (col + 1) % size)]


class SpinGrid:
    def __init__(self, size, seed, coupling=1.0, field=0.0):
        self.size = size
        self.coupling = coupling
        self.field = field
        self.dice = random.Random(seed)
        self.spins = [[self.dice.choice((-1, 1)) for _ in range(size)] for _ in range(size)]

    def local_field(self, row, col):
        total = 0
        for r, c in neighbours(row, col, self.size):
            total += self.spins[r][c]
        return self.coupling * total + self.field

    def energy(self):
        """Every bond is counted once."""
        total = 0.0
        for row in range(self.size):
            for col in range(self.size):
                spin = self.spins[row][col]
                below = self.spins[(row + 1) % self.size][col]
                right = self.spins[row][(col + 1) % self.size]
                total -= self.coupling * spin * (below + right) + self.field * spin
        return total

    def magnetisation(self):
        return sum([sum(row) for row in self.spins]) / self.size ** 2

    def sweep(self, temperature):
        """One trial flip per site on average; returns the number of accepted flips."""
        accepted = 0
        for _ in range(self.size * self.size):
            row = self.dice.randrange(self.size)
            col = self.dice.randrange(self.size)
            cost = 2 * self.spins[row][col] * self.local_field(row, col)
            if cost <= 0 or self.dice.random() < math.exp(-cost / temperature):
                self.spins[row][col] = -self.spins[row][col]
                accepted += 1
        return accepted

    def correlation(self, distance):
        """Mean product of spins at a distance along the rows and columns."""
        total = 0
        for row in range(self.size):
            for col in range(self.size):
                here = self.spins[row][col]
                total += here * self.spins[row][(col + distance) % self.size]
                total += here * self.spins[(row + distance) % self.size][col]
        return total / (2 * self.size ** 2)

    def domains(self):
        """Sizes of the connected regions of equal spin, largest first."""
        visited = []
        sizes = []
        for row in range(self.size):
            for col in range(self.size):
                if (row, col) in visited:
                    continue
                stack = [(row, col)]
                visited.append((row, col))
                count = 0
                while stack:
                    r, c = stack.pop()
                    count += 1
                    for place in neighbours(r, c, self.size):
                        if place not in visited and self.spins[place[0]][place[1]] == self.spins[r][c]:
                            visited.append(place)
                            stack.append(place)
                sizes.append(count)
        sizes.sort()
        sizes.reverse()
        return sizes


def anneal(grid, temperatures, sweeps):
    """Cools the grid; rows of (temperature, energy per site, |magnetisation|, specific heat)."""
    rows = []
    for temperature in temperatures:
        energies = []
        for _ in range(sweeps):
            grid.sweep(temperature)
            energies = energies + [grid.energy()]
        mean = sum(energies) / len(energies)
        variance = 0.0
        for energy in energies:
            variance += (energy - sum(energies) / len(energies)) ** 2
        sites = grid.size ** 2
        heat = variance / len(energies) / temperature ** 2 / sites
        rows.append((temperature, mean / sites, abs(grid.magnetisation()), heat))
    return rows
