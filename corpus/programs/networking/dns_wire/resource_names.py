# SPDX-License-Identifier: Apache-2.0
"""DNS message writer and reader with name compression (RFC 1035, 4.1.4)."""
import struct
from dataclasses import dataclass
from typing import List, Tuple

TYPES = {"A": 1, "NS": 2, "CNAME": 5, "MX": 15, "TXT": 16}


class WireError(Exception):
    pass


@dataclass(frozen=True)
class Record:
    name: str
    kind: str
    ttl: int
    data: str


def normalise(name: str) -> str:
    return name.rstrip(".").lower()


def labels_of(name: str) -> List[str]:
    labels = [label for label in normalise(name).split(".") if label]
    for label in labels:
        if len(label) > 63:
            raise WireError("label too long: " + label)
    return labels


class Writer:
    def __init__(self) -> None:
        self.message = b""
        self.known: List[Tuple[str, int]] = []

    def raw(self, data: bytes) -> None:
        self.message = self.message + data

    def position(self, suffix: str) -> int:
        for name, offset in self.known:
            if name == suffix:
                return offset
        return -1

    def name(self, name: str) -> None:
        labels = labels_of(name)
        while labels:
            suffix = ".".join(labels)
            if self.position(suffix) >= 0:
                self.raw(struct.pack("!H", 0xC000 | self.position(suffix)))
                return
            if len(self.message) < 0x4000:
                self.known.append((suffix, len(self.message)))
            self.raw(bytes([len(labels[0])]) + labels[0].encode("ascii"))
            labels = labels[1:]
        self.raw(b"\0")

    def record(self, record: Record) -> None:
        self.name(record.name)
        self.raw(struct.pack("!HHI", TYPES[record.kind], 1, record.ttl))
        mark = len(self.message)
        self.raw(b"\0\0")
        if record.kind == "A":
            self.raw(bytes(int(part) for part in record.data.split(".")))
        elif record.kind == "TXT":
            self.raw(bytes([len(record.data)]) + record.data.encode())
        elif record.kind == "MX":
            preference, host = record.data.split()
            self.raw(struct.pack("!H", int(preference)))
            self.name(host)
        else:
            self.name(record.data)
        length = len(self.message) - mark - 2
        self.message = self.message[:mark] + struct.pack("!H", length) + self.message[mark + 2:]


class Reader:
    def __init__(self, message: bytes) -> None:
        self.message = message
        self.at = 0

    def take(self, count: int) -> bytes:
        piece = self.message[self.at:self.at + count]
        if len(piece) < count:
            raise WireError("message ends early")
        self.at += count
        return piece

    def name(self) -> str:
        text = ""
        back = None
        visited = []
        while True:
            length = self.take(1)[0]
            if length == 0:
                break
            if length >= 0xC0:
                target = (length & 0x3F) << 8 | self.take(1)[0]
                if target in visited:
                    raise WireError("pointer loop")
                visited.append(target)
                if back is None:
                    back = self.at
                self.at = target
                continue
            text += ("." if text else "") + self.take(length).decode("ascii")
        if back is not None:
            self.at = back
        return text

    def record(self) -> Record:
        name = self.name()
        kind_number, _, ttl, length = struct.unpack("!HHIH", self.take(10))
        kind = [k for k, number in TYPES.items() if number == kind_number][0]
        end = self.at + length
        if kind == "A":
            data = ".".join(str(octet) for octet in self.take(4))
        elif kind == "TXT":
            data = self.take(self.take(1)[0]).decode()
        elif kind == "MX":
            data = "%d " % struct.unpack("!H", self.take(2)) + self.name()
        else:
            data = self.name()
        if self.at != end:
            raise WireError("record length")
        return Record(name, kind, ttl, data)


def encode(records: List[Record]) -> bytes:
    writer = Writer()
    writer.raw(struct.pack("!H", len(records)))
    for record in records:
        writer.record(record)
    return writer.message


def decode(message: bytes) -> List[Record]:
    reader = Reader(message)
    count = struct.unpack("!H", reader.take(2))[0]
    return [reader.record() for _ in range(count)]
