# SPDX-License-Identifier: Apache-2.0
import random
import zlib

from serial_link import Deframer, Stations, frame, split_payload


def line_noise(stream, rate, rng):
    noisy = bytearray(stream)
    for _ in range(int(len(noisy) * rate)):
        noisy[rng.randrange(len(noisy))] ^= 1 << rng.randrange(8)
    return bytes(noisy)


def main():
    rng = random.Random(13239)
    parts = []
    for number in range(700):
        payload = rng.randbytes(rng.randrange(60, 400))
        for piece in split_payload(payload, 256):
            parts.append(frame(1 + number % 5, number % 8, piece))
    stream = line_noise(b"".join(parts), 0.0004, rng)
    deframer = Deframer()
    stations = Stations((1, 2, 3, 4))
    for chunk in split_payload(stream, 97):
        stations.accept(deframer.feed(chunk))
    print("frames", len(parts), "octets", len(stream), "errors", deframer.errors)
    print("unknown", stations.unknown, {a: (len(s), zlib.crc32(s)) for a, s in sorted(stations.streams.items())})
    print(stations.recent(1)[0][:40])


if __name__ == "__main__":
    main()
