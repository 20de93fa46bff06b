# SPDX-License-Identifier: Apache-2.0
"""K-mer counting on reads.

K-mers are canonical: a k-mer and its reverse complement count as the one that
sorts first. K-mers with an ambiguous base (anything but ACGT) are left out.
"""


def reverse_complement(seq):
    result = ""
    for base in seq:
        if base == "A":
            result = "T" + result
        elif base == "C":
            result = "G" + result
        elif base == "G":
            result = "C" + result
        elif base == "T":
            result = "A" + result
        else:
            result = "N" + result
    return result


def canonical(kmer):
    other = reverse_complement(kmer)
    return kmer if kmer <= other else other


def kmers(read, k):
    found = []
    for i in range(len(read) - k + 1):
        kmer = read[i:i + k]
        valid = True
        for base in kmer:
            if base not in ["A", "C", "G", "T"]:
                valid = False
        if valid:
            found.append(canonical(kmer))
    return found


def count_kmers(reads, k):
    if k < 1:
        raise ValueError("k must be positive")
    counts = {}
    for read in reads:
        for kmer in kmers(read.upper(), k):
            if kmer in counts:
                counts[kmer] = counts[kmer] + 1
            else:
                counts[kmer] = 1
    return counts


def spectrum(counts):
    """List of (multiplicity, number of k-mers) from the rarest up."""
    multiplicities = sorted(set(counts.values()))
    return [(m, list(counts.values()).count(m)) for m in multiplicities]


def valley(spec):
    """First multiplicity after which the spectrum rises again."""
    for here, after in zip(spec, spec[1:]):
        if after[1] > here[1]:
            return here[0]
    return None


def solid(counts, threshold):
    return [kmer for kmer in counts if counts[kmer] >= threshold]


def trim_read(read, k, trusted):
    """Longest prefix of the read whose k-mers are all in the trusted list."""
    end = 0
    for i in range(len(read) - k + 1):
        if canonical(read[i:i + k]) not in trusted:
            break
        end = i + k
    return read[:end]


def shared_share(first, second):
    """Jaccard index of the k-mers of two count tables."""
    common = [kmer for kmer in first.keys() if kmer in second.keys()]
    together = len(first) + len(second) - len(common)
    return len(common) / together if together else 0.0


def most_frequent(counts, number):
    ranked = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    return ranked[:number]
