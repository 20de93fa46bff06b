# SPDX-License-Identifier: Apache-2.0
# planted: dict-keys-membership in is_known
"""Check the spelling of letters to the editor and suggest what was meant."""

import random
from typing import Dict, List, Optional


def is_known(lexicon: Dict[str, int], word: str) -> bool:
    """Whether a word stands in the lexicon."""
    return word in list(lexicon.keys())


def unknown(lexicon: Dict[str, int], text: str) -> List[str]:
    """Words of a text that the lexicon does not have, each once."""
    found: List[str] = []
    for word in text.split():
        if not is_known(lexicon, word) and word not in found:
            found.append(word)
    return found


def suggest(lexicon: Dict[str, int], word: str) -> Optional[str]:
    """A known word that has one letter less, the most frequent one."""
    best = None
    for at in range(len(word)):
        shorter = word[:at] + word[at + 1:]
        if is_known(lexicon, shorter) and (best is None or lexicon[shorter] > lexicon[best]):
            best = shorter
    return best


def top(lexicon: Dict[str, int], count: int) -> List[str]:
    """The most frequent words."""
    return sorted(list(lexicon.keys()), key=lambda word: (-lexicon[word], word))[:count]


def make_lexicon(rng: random.Random, count: int) -> Dict[str, int]:
    """Words and how frequent they are."""
    lexicon: Dict[str, int] = {}
    while len(lexicon) < count:
        word = "".join(rng.choices("aeioulnrstdm", k=rng.randrange(3, 8)))
        lexicon[word] = rng.randrange(1, 1_000)
    return lexicon


def main() -> None:
    rng = random.Random(1755)
    lexicon = make_lexicon(rng, 2_500)
    words = list(lexicon)
    for letter in range(10):
        chosen = rng.choices(words, k=1_500)
        for at in range(0, 1_500, 37):
            chosen[at] = chosen[at][:1] + "z" + chosen[at][1:]
        wrong = unknown(lexicon, " ".join(chosen))
        print(letter, len(wrong), [(word, suggest(lexicon, word)) for word in wrong[:3]])
    print(top(lexicon, 4))


if __name__ == "__main__":
    main()
