# SPDX-License-Identifier: Apache-2.0
import random
import zlib

from resp_store import MiniStore, encode_reply
from resp_wire import ReplyDecoder, encode_command


def random_commands(rng, count):
    for n in range(count):
        kind = rng.randrange(10)
        key = f"k{rng.randrange(60)}"
        if kind < 3:
            yield "SET", key, "v" * rng.randrange(400)
        elif kind < 5:
            yield "INCRBY", "n" + key, rng.randint(-5, 90)
        elif kind < 8:
            yield "RPUSH", "jobs", n, key
        elif kind == 8:
            yield ("LPOP", "jobs") if n % 3 else ("LRANGE", "jobs", 0, 12)
        else:
            yield ("MGET", *[f"k{i}" for i in range(8)]) if n % 7 else ("FROB",)


def main():
    rng = random.Random(15)
    wire = b"".join(encode_command(*c) for c in random_commands(rng, 11000))
    wire += encode_command("LRANGE", "jobs", 0, -1) + encode_command("FROB")
    server, client, store = ReplyDecoder(), ReplyDecoder(), MiniStore()
    replies, at, traffic = [], 0, 0
    while at < len(wire):
        size = rng.choice([1460, 30000, 120000])
        server.feed(wire[at:at + size])
        at += size
        for command in server.drain():
            answer = encode_reply(store.execute(command))
            traffic = zlib.crc32(answer, traffic)
            client.feed(answer)
        replies.extend(client.drain())
    print(len(wire), len(replies), len(replies[-2]), replies[-1], traffic)
    print(len(store.data), sum(r for r in replies if isinstance(r, int)), client.buffer)


if __name__ == "__main__":
    main()
