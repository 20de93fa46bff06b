# SPDX-License-Identifier: Apache-2.0
import re

STOP = ["a", "an", "and", "are", "as", "at", "be", "by", "for", "from", "in", "is", "it", "of", "on", "or",
        "that", "the", "to", "was", "were", "with"]

SUFFIXES = ["ations", "ation", "ings", "ing", "ness", "edly", "ed", "ies", "es", "ly", "s"]


def stem(word):
    """Strip one suffix, keeping at least three letters; 'ies' turns into 'y'."""
    for suffix in sorted(SUFFIXES, key=len, reverse=True):
        if word.endswith(suffix) and len(word) - len(suffix) >= 3:
            base = word[:-len(suffix)]
            return base + "y" if suffix == "ies" else base
    return word


def terms(text):
    """(position, stemmed term) of every word that is not a stop word."""
    out = []
    for position, word in enumerate(re.findall(r"[a-z0-9]+", text.lower())):
        if word not in STOP:
            out.append((position, stem(word)))
    return out
