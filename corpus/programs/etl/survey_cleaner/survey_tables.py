# SPDX-License-Identifier: Apache-2.0
from answer_rules import CLEANERS


class Survey:
    """questions: list of (name, kind)"""

    def __init__(self, questions):
        self.questions = questions
        self.respondents = []
        self.answers = []
        self.problems = []

    def kind_of(self, name):
        for question, kind in self.questions:
            if question == name:
                return kind
        raise KeyError(name)

    def add(self, respondent, raw):
        """A later form of the same respondent replaces the earlier one."""
        cleaned = {}
        for name in raw:
            value = CLEANERS[self.kind_of(name)](raw[name])
            if value is None and raw[name].strip():
                self.problems.append((respondent, name, raw[name]))
            cleaned[name] = value
        if respondent in self.respondents:
            self.answers[self.respondents.index(respondent)] = cleaned
        else:
            self.respondents.append(respondent)
            self.answers.append(cleaned)

    def straight_liners(self):
        """Respondents that gave one and the same value to all scale questions."""
        found = []
        for respondent, answer in zip(self.respondents, self.answers):
            scales = [answer.get(name) for name, kind in self.questions if kind == "scale"]
            if len(scales) > 1 and None not in scales and len(set(scales)) == 1:
                found.append(respondent)
        return found

    def remove(self, respondents):
        for respondent in respondents:
            at = self.respondents.index(respondent)
            del self.respondents[at]
            del self.answers[at]

    def crosstab(self, row, column):
        row_values = sorted({a[row] for a in self.answers if a.get(row) is not None})
        column_values = sorted({a[column] for a in self.answers if a.get(column) is not None})
        table = []
        for r in row_values:
            table.append([len([a for a in self.answers if a.get(row) == r and a.get(column) == c])
                          for c in column_values])
        return row_values, column_values, table

    def mean_by(self, value, group):
        sums, counts = {}, {}
        for answer in self.answers:
            if answer.get(value) is None or answer.get(group) is None:
                continue
            sums[answer[group]] = sums.get(answer[group], 0) + answer[value]
            counts[answer[group]] = counts.get(answer[group], 0) + 1
        return {g: sums[g] / counts[g] for g in sorted(sums)}
