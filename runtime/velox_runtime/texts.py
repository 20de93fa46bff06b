# SPDX-License-Identifier: Apache-2.0
"""Changes of what stands in a text: its numbers, its parts, its characters.

Problem: code that parses takes texts apart, and random characters seldom leave a text that gets past the first check.
Idea: numbers in a text change their sign and size; the separators that occur in the texts seen cut it into parts, which
are dropped, repeated, emptied, moved or exchanged for parts of other texts; single characters give way to those on which
classifications differ. Each change is (name, function of text, random generator and what was seen).
"""
import re

_NUMBER = re.compile(r"[-+]?\d+(?:\.\d+)?")
# Punctuation, and characters on which methods of str, regular expressions and ASCII disagree.
PUNCTUATION = "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~"
ODD = ("_", "-", "'", '"', "\\", "\0", "\t", "\n", "\r", "\r\n", "\x0b", "\x1c", "\x85", "\u00a0", "\u2028", "\u200b", "\u00e9", "e\u0301", "\u00df",
       "\u0130", "\u0131", "\u017f", "\ufb01", "\u01c5", "\u02b0", "\u00aa", "\u00b2", "\u00bd", "\u0663", "\u2167", "\u03a3", "\u03c2", "\u4e2d",
       "\U0001f600", "\u202e")
_TAILS = (".5", "e3", "_0", " ", "\u0663", "x")
_ENDS = ("\n", "\r\n", "\r", "\n\n", "\x0b", "\x0c", "\u2028", " ", "\t", "\0")


class Seen:
    """Texts that were seen, taken apart: characters, separators, parts. `words` come from the code."""

    def __init__(self, texts, words, chars):
        self.texts = [each for each in dict.fromkeys(list(texts)[:200]) if len(each) <= 400]
        self.words = list(words)
        counts = {}
        for text in self.texts + self.words:
            for char in text:
                counts[char] = counts.get(char, 0) + 1
        self.chars = list(dict.fromkeys(list(chars) + sorted(counts, key=lambda char: (-counts[char], char))[:60]))
        self.separators = [char for char in self.chars if not char.isalnum()][:12] or [" ", ","]
        cut = re.compile("[%s]" % re.escape("".join(self.separators)))
        self.tokens = [each for each in dict.fromkeys(self.words + self.separators) if 0 < len(each) <= 20] or [" "]
        self.parts = list(dict.fromkeys(part for text in self.texts + self.words for part in cut.split(text)))[:120] or [""]

    def char(self, rng):
        choice = rng.random()
        if choice < 0.5 and self.chars:
            return rng.choice(self.chars)
        return rng.choice(PUNCTUATION) if choice < 0.7 else rng.choice(ODD)

    def made_of_tokens(self, rng):
        """A few words of the code, separators, parts and numbers, one after another: what a parser may meet."""
        few = [self._token(rng) for _ in range(rng.choice((1, 2, 3, 4)))]
        between = rng.choice(("", "", rng.choice(self.separators)))
        return between.join(rng.choice(few) for _ in range(rng.choice((1, 2, 3, 4, 6))))

    def _token(self, rng):
        choice = rng.random()
        if choice < 0.45:
            return rng.choice(self.tokens)
        return rng.choice(self.parts) if choice < 0.85 else str(rng.randint(-9, 20))


def _number(text, rng, seen):
    found = list(_NUMBER.finditer(text))
    if not found:
        return None
    at = rng.choice(found)
    old = at.group()
    whole = int(old) if re.fullmatch(r"[-+]?\d{1,400}", old) and old.isascii() else None
    choices = ["-" + old.lstrip("+-"), "0", "1", "-1", "-0", "00" + old.lstrip("+-"), "0" + old, "+" + old.lstrip("+-"), "", old + rng.choice(_TAILS), old * 2, old + "0",
               "9007199254740993", "-7", "7", "3", "9223372036854775808", "123456789012345678901234567890", "0.1"]
    if whole is not None:
        choices += [str(whole + 1), str(whole - 1), str(whole // 2), str(whole * 1000 + 7), str(-whole)] * 2
    return text[:at.start()] + rng.choice(choices) + text[at.end():]


def _numbers(text, rng, seen):
    """All numbers drawn anew, small ones with signs."""
    if not _NUMBER.search(text):
        return None
    return _NUMBER.sub(lambda found: str(rng.randint(-9, 9)) if rng.random() < 0.8 else found.group(), text)


def _part_word(parts, at, rng, seen):
    parts[at] = rng.choice(seen.tokens)


def _word_put_in(parts, at, rng, seen):
    parts.insert(at, rng.choice(seen.tokens))


def _tokens(text, rng, seen):
    return seen.made_of_tokens(rng)


def _tokens_put_in(text, rng, seen):
    return _put(text, rng, seen.made_of_tokens(rng))


def _cut(text, rng, seen):
    separators = [each for each in seen.separators if each in text]
    separator = rng.choice(separators) if separators else rng.choice(seen.separators)
    return separator, text.split(separator)


def _drop(parts, at, rng, seen):
    del parts[at]


def _repeat(parts, at, rng, seen):
    parts.insert(at, parts[at])


def _other(parts, at, rng, seen):
    parts[at] = rng.choice(seen.parts)


def _empty(parts, at, rng, seen):
    parts.insert(at, "")


def _another(parts, at, rng, seen):
    parts.insert(at, rng.choice(seen.parts))


def _exchange(parts, at, rng, seen):
    other = rng.randrange(len(parts))
    parts[at], parts[other] = parts[other], parts[at]


def _cut_off(parts, at, rng, seen):
    del parts[at + 1:]


def _cut_front(parts, at, rng, seen):
    del parts[:at]


def _end(parts, at, rng, seen):
    parts.append(rng.choice(("", "0", rng.choice(seen.parts))))


def _start(parts, at, rng, seen):
    parts.insert(0, rng.choice(("", "0", rng.choice(seen.parts))))


def _parts(change):
    def changed(text, rng, seen):
        separator, parts = _cut(text, rng, seen)
        for _ in range(rng.choice((1, 1, 2))):
            if parts:
                change(parts, rng.randrange(len(parts)), rng, seen)
        return (separator if rng.random() < 0.9 else rng.choice(seen.separators)).join(parts)

    return changed


def _span(text, rng):
    start = rng.randrange(len(text) + 1)
    return start, min(len(text), start + rng.choice((0, 1, 1, 2, 5)))


def _put(text, rng, new):
    start, end = _span(text, rng)
    if rng.random() < 0.6:
        end = start
    return text[:start] + new + text[end:]


def _char(text, rng, seen):
    return _put(text, rng, seen.char(rng))


def _chars_exchanged(text, rng, seen):
    if len(text) < 2:
        return None
    one, two = rng.randrange(len(text)), rng.randrange(len(text))
    items = list(text)
    items[one], items[two] = items[two], items[one]
    return "".join(items)


def _same_sum(text, rng, seen):
    """One character up, another one down: unlike, but of equal length and sum."""
    places = [at for at, char in enumerate(text) if char.isalnum()]
    if len(places) < 2:
        return None
    one, two = rng.sample(places, 2)
    items = list(text)
    items[one], items[two] = chr(ord(items[one]) + 1), chr(max(ord(items[two]) - 1, 1))
    return "".join(items)


def _word(text, rng, seen):
    """A word of the code, or of another text: alone, before, behind, inside."""
    new = rng.choice(seen.words) if seen.words and rng.random() < 0.7 else rng.choice(seen.parts)
    return rng.choice((new, new + text, text + new, _put(text, rng, new), text + rng.choice(seen.separators) + new))


def _case(text, rng, seen):
    if not text:
        return None
    at = rng.randrange(len(text))
    return rng.choice((text.swapcase(), text.title(), text[:at] + text[at].swapcase() + text[at + 1:]))


def _quote(text, rng, seen):
    mark = rng.choice("\"'`")
    return rng.choice((mark + text + mark, mark + text, text + mark, _put(text, rng, mark), _put(text, rng, mark + mark)))


def _splice(text, rng, seen):
    other = rng.choice(seen.texts) if seen.texts else ""
    return text[:rng.randrange(len(text) + 1)] + other[rng.randrange(len(other) + 1):]


def _random(text, rng, seen):
    """Few kinds of characters, so that repeats, and equal texts, come about."""
    chars = [seen.char(rng) for _ in range(rng.choice((1, 2, 3, 8)))]
    return "".join(rng.choice(chars) for _ in range(rng.choice((1, 2, 3, 5, 9, 20))))


def _from_parts(text, rng, seen):
    separator = rng.choice(seen.separators)
    return separator.join(rng.choice(seen.parts) for _ in range(rng.choice((1, 2, 3, 4, 6))))


def _other_script(text, rng, seen):
    """Digits and letters that are such for some methods only."""
    digits, letters = rng.choice(("\u0663", "\u00b2", "\uff17", "\u00bd")), rng.choice(("\u00e9", "\u00df", "\u0130", "\ufb01", "\u4e2d", "\u02b0", "\u01c5"))
    share = rng.choice((0.3, 1.0))
    return "".join(char if rng.random() > share else digits if char.isdigit() else letters if char.isalpha() else char for char in text)


def _all_punctuation(text, rng, seen):
    return text + PUNCTUATION


def _all_odd(text, rng, seen):
    return text + "".join(ODD)


def _lines(text, rng, seen):
    end = rng.choice(_ENDS)
    return rng.choice((text + end, end + text, text.replace("\n", end), _put(text, rng, end)))


CHANGES = (
    ("a number changed", _number), ("a number changed", _number), ("numbers drawn anew", _numbers), ("made of tokens", _tokens),
    ("made of tokens", _tokens), ("tokens put in", _tokens_put_in), ("a part is a word", _parts(_part_word)),
    ("a word as a part", _parts(_word_put_in)), ("a part dropped", _parts(_drop)), ("a part repeated", _parts(_repeat)),
    ("a part of another text", _parts(_other)), ("an empty part", _parts(_empty)), ("a part put in", _parts(_another)),
    ("parts exchanged", _parts(_exchange)), ("parts cut off", _parts(_cut_off)), ("first parts cut off", _parts(_cut_front)),
    ("a part at the end", _parts(_end)), ("a part at the start", _parts(_start)), ("a character put in", _char),
    ("characters exchanged", _chars_exchanged), ("characters of the same sum", _same_sum), ("a word put in", _word), ("a word put in", _word), ("a word put in", _word),
    ("case", _case), ("quotes", _quote), ("spliced with another text", _splice), ("random characters", _random),
    ("made of parts", _from_parts), ("all punctuation", _all_punctuation), ("odd characters", _all_odd), ("line ends", _lines),
    ("of another script", _other_script),
)


def changed(text, rng, seen):
    """(what was done, another text), or None."""
    for _ in range(4):
        name, change = rng.choice(CHANGES)
        new = change(text, rng, seen)
        if new is not None and new != text:
            return name, new
    return None
