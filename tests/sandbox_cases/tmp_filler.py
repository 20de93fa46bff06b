# SPDX-License-Identifier: Apache-2.0
# WHAT: fills the memory behind /tmp and /dev/shm with many files
# LIMIT: file=8M
# EXPECT: ok
# OUT: refused refused
# SKIP landlock: its temporary folder is on the disk
# SKIP none: its temporary folder is on the disk
def fill(folder):
    try:
        for number in range(40):
            with open(f"{folder}/{number}", "wb") as file:
                file.write(b"x" * (1 << 20))
        return "filled"
    except OSError:
        return "refused"
print(fill("/tmp"), fill("/dev/shm"))
