# SPDX-License-Identifier: Apache-2.0
import random

from voice_leading import Score, doubling_statistics, inspect, report

NAMES = ["C", "C#", "D", "Eb", "E", "F", "F#", "G", "Ab", "A", "Bb", "B"]


def write_part(rng, low, high, beats):
    pitch = (low + high) // 2
    notes = []
    for _ in range(beats):
        pitch += rng.choice((-5, -2, -2, -1, 0, 1, 2, 2, 4, 7, -6))
        while pitch > high + 1:
            pitch -= 7
        while pitch < low - 1:
            pitch += 5
        notes.append(f"{NAMES[pitch % 12]}{pitch // 12 - 1}")
    return " ".join(notes)


def main():
    rng = random.Random(1725)
    score = Score({
        "soprano": write_part(rng, 60, 79, 390),
        "alto": write_part(rng, 55, 72, 390),
        "tenor": write_part(rng, 48, 66, 390),
        "bass": write_part(rng, 40, 60, 390),
    })
    faults = inspect(score)
    kinds = {}
    for fault in faults:
        kinds[fault.rule] = kinds.get(fault.rule, 0) + 1
    print(len(faults), sorted(kinds.items()))
    print("doubled", doubling_statistics(score))
    print("beats", sum(fault.beat for fault in faults), report(score).splitlines()[-1])


if __name__ == "__main__":
    main()
