# SPDX-License-Identifier: Apache-2.0
from operator import mul


class Body:
    def work(self, force, way):
        work = self.energy
        work += sum(map(mul, force, way))
        return work
