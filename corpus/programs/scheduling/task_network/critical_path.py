# SPDX-License-Identifier: Apache-2.0
"""Critical path method on a task list.

A task line reads ``code duration [predecessor ...]``. Durations are whole
working days; a duration of 0 is a milestone.
"""


class CircularDependency(Exception):
    pass


class TaskNetwork:
    def __init__(self):
        self.duration = {}
        self.needs = {}

    @staticmethod
    def read(text):
        network = TaskNetwork()
        for line in text.strip().splitlines():
            words = line.split()
            network.task(words[0], int(words[1]), words[2:])
        network.check()
        return network

    def task(self, code, duration, needs=()):
        if duration < 0:
            raise ValueError("negative duration of " + code)
        self.duration[code] = duration
        self.needs[code] = list(needs)

    def check(self):
        for code, needs in self.needs.items():
            for need in needs:
                if need not in self.duration:
                    raise KeyError("%s needs the unknown task %s" % (code, need))
        self.order()

    def order(self):
        """Tasks so that predecessors come first, otherwise as entered."""
        waiting = list(self.duration)
        done = []
        while waiting:
            for code in waiting:
                if all(need in done for need in self.needs[code]):
                    done.append(code)
                    waiting.remove(code)
                    break
            else:
                raise CircularDependency(", ".join(sorted(waiting)))
        return done

    def successors(self, code):
        return [other for other in self.needs if code in self.needs[other]]

    def early_start(self, code):
        start = 0
        for need in self.needs[code]:
            start = max(start, self.early_start(need) + self.duration[need])
        return start

    def finish(self):
        return max((self.early_start(c) + self.duration[c] for c in self.duration), default=0)

    def late_starts(self):
        late = {}
        for code in reversed(self.order()):
            after = [late[s] for s in self.successors(code)]
            late[code] = min(after + [self.finish()]) - self.duration[code]
        return late

    def slack(self):
        late = self.late_starts()
        return {code: late[code] - self.early_start(code) for code in self.duration}

    def critical(self):
        slack = self.slack()
        return [code for code in self.order() if slack[code] == 0]

    def gantt(self, width=60):
        finish = self.finish()
        rows = []
        for code in self.order():
            start = self.early_start(code)
            scale = width / finish if finish else 0
            bar = " " * int(start * scale) + "=" * max(1, int(self.duration[code] * scale))
            rows.append(code.ljust(8) + bar)
        return rows
