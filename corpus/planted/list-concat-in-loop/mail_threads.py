# SPDX-License-Identifier: Apache-2.0
# planted: list-concat-in-loop in Mailbox.thread
"""Show mails as threads: an answer stands behind the mail that it answers."""

import random


class Mailbox:
    """Mails by number, and which answer which."""

    def __init__(self):
        self.subjects = {}
        self.answers = {}

    def receive(self, number, subject, answers=None):
        """A mail has come; `answers` is the number of an earlier one."""
        self.subjects[number] = subject
        self.answers.setdefault(answers, []).append(number)

    def thread(self, root):
        """Numbers of a mail and of everything that was said about it, depth first."""
        shown = []
        stack = [root]
        while stack:
            number = stack.pop()
            shown = shown + [number]
            if number in self.answers:
                stack.extend(reversed(self.answers[number]))
        return shown

    def roots(self):
        """Mails that answer nothing."""
        return list(self.answers.get(None, ()))

    def titles(self, numbers, most):
        """The first subjects, and a note when there are more."""
        lines = [self.subjects[number] for number in numbers[:most]]
        if len(numbers) > most:
            lines = lines + ["and %d more" % (len(numbers) - most)]
        return lines


def sample_mailbox(seed, count):
    """A made-up mailbox with one discussion that will not end."""
    rng = random.Random(seed)
    mailbox = Mailbox()
    mailbox.receive(0, "Which editor?")
    for number in range(1, count):
        if rng.random() < 0.004:
            mailbox.receive(number, "Hello %d" % number)
        else:
            mailbox.receive(number, "Re: %d" % number, rng.randrange(max(0, number - 300), number))
    return mailbox


def main():
    for year in range(3):
        mailbox = sample_mailbox(year, 24_000)
        longest = []
        for root in mailbox.roots():
            numbers = mailbox.thread(root)
            if len(numbers) > len(longest):
                longest = numbers
        print(year, len(mailbox.roots()), len(longest), mailbox.titles(longest, 3), sum(longest))


if __name__ == "__main__":
    main()
