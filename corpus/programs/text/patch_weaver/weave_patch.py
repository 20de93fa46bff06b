# SPDX-License-Identifier: Apache-2.0
import re


class PatchFailed(Exception):
    pass


def parse_patch(text):
    """[(first old line, [(op, line), ...]), ...] from unified hunks."""
    found = []
    for row in text.splitlines():
        m = re.match(r"@@ -(\d+),(\d+) \+(\d+),(\d+) @@", row)
        if m:
            found.append((int(m.group(1)), []))
        elif row:
            found[-1][1].append((row[0], row[1:]))
    return found


def apply_patch(lines, text, reach=20):
    """Apply hunks in order; a hunk may have moved by up to `reach` lines."""
    result = list(lines)
    shift = 0
    for first, steps in parse_patch(text):
        before = [line for op, line in steps if op != "+"]
        after = [line for op, line in steps if op != "-"]
        expected = first - 1 + shift
        for offset in sorted(range(-reach, reach + 1), key=abs):
            at = expected + offset
            if at >= 0 and result[at:at + len(before)] == before:
                result = result[:at] + after + result[at + len(before):]
                shift += len(after) - len(before) + offset
                break
        else:
            raise PatchFailed(f"hunk at line {first} does not apply")
    return result
