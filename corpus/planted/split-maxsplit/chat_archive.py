# SPDX-License-Identifier: Apache-2.0
# planted: split-maxsplit in Channel.latest
"""The archive of a chat: every channel is one long text, one message a line."""

import random


class Channel:
    """Messages "who: text", the newest at the end."""

    def __init__(self, title):
        self.title = title
        self.text = ""
        self.seen = []

    def write(self, messages):
        self.text += "\n".join(messages)

    def latest(self, text):
        """The newest message."""
        return text.split("\n")[-1]

    def opener(self, text):
        """The first message ever, asked for once when a channel is archived."""
        end = text.find("\n")
        return text if end < 0 else text[:end]

    def refresh(self):
        """Called when somebody looks at the list of channels."""
        message = self.latest(self.text)
        self.seen.append(len(message))
        return message

    def longest_glance(self):
        return max(self.seen)


def chatter(rng, count):
    """Messages of a day."""
    names = ["ann", "bob", "cleo", "dan"]
    words = "lunch build broken again who has the key see you later thanks".split(" ")
    messages = []
    for _ in range(count):
        text = " ".join(rng.choices(words, k=rng.randrange(2, 9)))
        messages.append(rng.choice(names) + ": " + text)
    return messages


def main():
    rng = random.Random(20)
    channels = []
    for title in ("general", "kitchen", "builds"):
        channel = Channel(title)
        channel.write(chatter(rng, 9_000))
        channels.append(channel)
    for look in range(500):
        channel = channels[look * look % 3]
        message = channel.refresh()
        if look % 100 == 0:
            print(look, channel.title, message)
            channel.write(["", "ann: look %d" % look])
    for channel in channels:
        print(channel.title, len(channel.seen), channel.longest_glance() if channel.seen else 0,
              channel.opener(channel.text))


if __name__ == "__main__":
    main()
