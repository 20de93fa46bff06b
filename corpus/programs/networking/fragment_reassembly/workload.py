# SPDX-License-Identifier: Apache-2.0
import random
import zlib

from ipfrag import Reassembler, fragment, missing_ranges, pack


def traffic(count, seed):
    rng = random.Random(seed)
    wire = []
    for ident in range(count):
        source = bytes([10, 0, ident % 3, ident % 11])
        data = rng.randbytes(rng.randrange(300, 24000))
        pieces = fragment(source, b"\xc0\xa8\x00\x01", ident, data, 240)
        for position, piece in enumerate(pieces):
            if rng.random() > 0.0008:
                wire.append((ident * 3 + rng.random() * 40, position, pack(piece)))
            if rng.random() < 0.02:
                wire.append((ident * 3 + rng.random() * 40, position, pack(piece)))
    wire.sort(key=lambda item: item[:2])
    return wire


def main():
    wire = traffic(330, 791)
    box = Reassembler(timeout=70)
    done = []
    for at, _, raw in wire:
        data = box.accept(raw, int(at))
        if data is not None:
            done.append(data)
    print("fragments", len(wire), "datagrams", len(done), "bytes", sum(map(len, done)))
    print("crc", zlib.crc32(b"".join(done)), "overlaps", box.overlaps, "dropped", box.dropped)
    print("holes", [missing_ranges(entry[2])[:2] for entry in box.pending][:3])


if __name__ == "__main__":
    main()
