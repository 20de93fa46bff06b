# SPDX-License-Identifier: Apache-2.0
class Body:
    def work(self, force, way):
        work = self.energy
        for axis in range(len(force)):
            work += force[axis] * way[axis]
        return work
