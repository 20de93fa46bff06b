# SPDX-License-Identifier: Apache-2.0
import math
from typing import NamedTuple


class Phrase(NamedTuple):
    words: tuple
    count: int
    score: float


def sentences(text):
    out, current = [], []
    for token in text.split():
        word = token.lower().strip(".,;:!?()\"")
        if word:
            current = current + [word]
        if token[-1] in ".;:!?":
            if current:
                out.append(current)
            current = []
    if current:
        out.append(current)
    return out


def ngrams(sents, n):
    grams = []
    for sent in sents:
        for i in range(len(sent) - n + 1):
            grams.append(tuple(sent[i:i + n]))
    return grams


def tally(items):
    counts = {}
    for item in items:
        if item in counts:
            counts[item] = counts[item] + 1
        else:
            counts[item] = 1
    return counts


def probability(word, sents):
    words = [w for sent in sents for w in sent]
    return words.count(word) / len(words)


def association(gram, count, sents):
    """Pointwise mutual information of a gram against independent words, in bits."""
    total = sum(max(0, len(sent) - len(gram) + 1) for sent in sents)
    expected = 1.0
    for word in gram:
        expected *= probability(word, sents)
    return math.log2(count / total / expected)


def contains(longer, shorter):
    """Does the shorter gram stand contiguously within the longer?"""
    for i in range(len(longer) - len(shorter) + 1):
        if longer[i:i + len(shorter)] == shorter:
            return True
    return False


def mine(text, max_len=4, min_count=3, stop=("the", "a", "of", "to", "and", "in")):
    """Phrases of 2..max_len words that neither start nor end with a stop word."""
    sents = sentences(text)
    phrases = []
    for n in range(2, max_len + 1):
        for gram, count in tally(ngrams(sents, n)).items():
            if count < min_count or gram[0] in stop or gram[-1] in stop:
                continue
            phrases.append(Phrase(gram, count, association(gram, count, sents)))
    return phrases


def drop_subsumed(phrases, share=0.8):
    """Leave out a phrase that mostly occurs inside one longer phrase."""
    kept = []
    for p in phrases:
        parents = [q for q in phrases if len(q.words) > len(p.words) and contains(q.words, p.words)]
        if parents and max(q.count for q in parents) >= share * p.count:
            continue
        kept.append(p)
    return kept


def rank(phrases, top=None):
    ordered = sorted(phrases, key=lambda p: (-p.score * math.log2(1 + p.count), p.words))
    return ordered[:top]


def link_phrases(text, phrases):
    """Join the words of known phrases by underscores, longest phrase first at each place."""
    out = []
    for sent in sentences(text):
        i = 0
        while i < len(sent):
            best = None
            for p in phrases:
                if tuple(sent[i:i + len(p.words)]) == p.words and (best is None or len(p.words) > len(best.words)):
                    best = p
            if best is None:
                out.append(sent[i])
                i += 1
            else:
                out.append("_".join(best.words))
                i += len(best.words)
    return " ".join(out)
