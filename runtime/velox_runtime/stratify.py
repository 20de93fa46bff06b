# SPDX-License-Identifier: Apache-2.0
"""Which calls are kept: the first ones in order, and a sample stratified by size.

Problem: the first calls of a program are often its smallest, the largest decide its complexity, and nobody knows in
advance how many there will be.
Idea: log2 buckets of size; each keeps its first call and a reservoir of the others; when `max_calls` is reached
the fullest bucket gives way. The sequence is kept apart, until a call is missing from it or its bytes are used up.
"""
from velox_runtime.facts import random_below

_FEWEST_TO_TELL = 50


class Record:
    __slots__ = ("seq", "data", "size", "in_sequence", "sample", "exception", "module_state")

    def __init__(self, seq, data, size, in_sequence):
        self.seq, self.data, self.size, self.in_sequence = seq, data, size, in_sequence
        self.sample = False
        self.exception = None
        self.module_state = False


class Kept:
    """The records of one unit. `max_bytes` is shared evenly by the sequence and the sample."""

    def __init__(self, max_calls, max_bytes, sequence_calls):
        self.max_calls, self.half = max(1, max_calls), max_bytes // 2
        self.sequence_left, self.sequence_bytes = sequence_calls, 0
        self.sequence = []
        self.sequence_open = sequence_calls > 0
        self.buckets, self.seen, self.total, self.bytes = {}, {}, 0, 0

    def close_sequence(self):
        """A call is missing: what follows is no sequence from a cold start."""
        self.sequence_open = False

    def wants(self, size):
        """(whether a call of this size is worth freezing, whether the sample admits it or None when that is open)."""
        admitted = None if size is None else self._admits(size.bit_length())
        return self.sequence_open or admitted is not False, admitted

    def _admits(self, bucket):
        """Reservoir: call number k of a bucket that holds n is admitted with probability n / k."""
        records = self.buckets.get(bucket)
        if records is None:
            self.seen[bucket] = 1
            return True
        self.seen[bucket] += 1
        if self.total < self.max_calls or len(records) < max(map(len, self.buckets.values())):
            return True
        return random_below(self.seen[bucket]) < len(records)

    def add(self, seq, data, size, admitted):
        """Keeps the call where it belongs; returns its record, which may have been dropped already."""
        record = Record(seq, data, len(data) if size is None else size, False)
        if self.sequence_open:
            self._add_to_sequence(record)
        if self._admits(record.size.bit_length()) if admitted is None else admitted:
            self._add_to_sample(record)
        return record

    def _add_to_sequence(self, record):
        if self.sequence_bytes + len(record.data) > self.half:
            self.close_sequence()
            return
        record.in_sequence = True
        self.sequence.append(record)
        self.sequence_bytes += len(record.data)
        self.sequence_left -= 1
        if self.sequence_left <= 0:
            self.close_sequence()

    def _add_to_sample(self, record):
        bucket = record.size.bit_length()
        records = self.buckets.get(bucket)
        if records is None:
            records = self.buckets[bucket] = []
            if self.total >= self.max_calls:
                self._evict_from_fullest()
        elif self.bytes + len(record.data) > self.half:
            return
        elif self.total >= self.max_calls:
            fullest = max(self.buckets.values(), key=len)
            if len(records) < len(fullest):
                self._evict(fullest)
            elif len(records) > 1:
                self._evict(records)
            else:
                return
        records.append(record)
        record.sample = True
        self.total += 1
        self.bytes += len(record.data)

    def _evict_from_fullest(self):
        fullest = max(self.buckets.values(), key=len)
        if len(fullest) > 1:
            self._evict(fullest)

    def _evict(self, records):
        """Drops a random record, never the first of the bucket."""
        gone = records.pop(1 + random_below(len(records) - 1))
        gone.sample = False
        self.total -= 1
        self.bytes -= len(gone.data)

    def repeated(self):
        """Share of the sequence's calls whose arguments had come before; None of a few calls."""
        if len(self.sequence) < _FEWEST_TO_TELL:
            return None
        return 1 - len({record.data for record in self.sequence}) / len(self.sequence)

    def records(self):
        """All kept records in order of their calls."""
        kept = {record.seq: record for record in self.sequence}
        for records in self.buckets.values():
            for record in records:
                kept[record.seq] = record
        return [kept[seq] for seq in sorted(kept)]
