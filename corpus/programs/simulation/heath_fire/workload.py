# SPDX-License-Identifier: Apache-2.0
import zlib

import heathfire as hf


def main():
    for wind, strength, mown in ((90, 0.7, 24), (225, 0.3, None)):
        heath = hf.sow(46, 23, seed=wind)
        if mown is not None:
            hf.cut_break(heath, mown)
        hf.ignite(heath, 8, 3)
        hf.ignite(heath, 9, 3)
        hf.ignite(heath, 12, 18)
        end, records = hf.burn(heath, seed=4, wind=wind, strength=strength, limit=38)
        print("wind", wind, "steps", len(records), "ash", hf.count(end, hf.ASH), "peak",
              max(r["burning"] for r in records), "front", [r["front"] for r in records][::6])
        print("crc", zlib.crc32("\n\n".join(r["picture"] for r in records).encode()))


if __name__ == "__main__":
    main()
