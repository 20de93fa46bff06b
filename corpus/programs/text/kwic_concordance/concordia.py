# SPDX-License-Identifier: Apache-2.0
'''Key-word-in-context listings for the poetry archive.'''

import string

COMMON = 'the of and a to in is that it was for on with as his her he she at by from not but be are or'.split(' ')


def strip_punctuation(token):
    return token.strip(string.punctuation + '\u2018\u2019\u201c\u201d').lower()


def is_common(token):
    return strip_punctuation(token) in COMMON


class Poem:
    def __init__(self, name, text):
        self.name = name
        self.tokens = []
        self.line_of = []
        for number, line in enumerate(text.splitlines()):
            for token in line.split():
                self.tokens.append(token)
                self.line_of.append(number + 1)

    def left(self, at, columns):
        context = ' '.join(self.tokens[:at])
        if len(context) > columns:
            context = context[-columns:]
        return context.rjust(columns)

    def right(self, at, columns):
        context = ' '.join(self.tokens[at + 1:])
        return context[:columns].ljust(columns)


class Concordance:
    def __init__(self, poems, columns=28):
        self.poems = poems
        self.columns = columns

    def vocabulary(self):
        words = []
        for poem in self.poems:
            for token in poem.tokens:
                word = strip_punctuation(token)
                if word and not is_common(token):
                    words.append(word)
        unique = []
        for word in sorted(words):
            if word not in unique:
                unique.append(word)
        return unique

    def occurrences(self, word):
        '''(poem number, token number) of each place where the word stands.'''
        places = []
        for p, poem in enumerate(self.poems):
            for t in range(len(poem.tokens)):
                if strip_punctuation(poem.tokens[t]) == word.lower():
                    places.append((p, t))
        return places

    def lines(self, word):
        '''Listing of a word, ordered by what follows it, then by poem and line.'''
        def following(place):
            p, t = place
            return ' '.join([strip_punctuation(x) for x in self.poems[p].tokens[t + 1:]])

        listing = []
        for p, t in sorted(self.occurrences(word), key=lambda place: (following(place), place)):
            poem = self.poems[p]
            listing.append('%s [%s] %s %s:%d' % (
                poem.left(t, self.columns), poem.tokens[t], poem.right(t, self.columns), poem.name, poem.line_of[t]))
        return listing

    def full(self, at_least=1):
        '''Yield (word, listing) for the whole vocabulary, rare words left out.'''
        for word in self.vocabulary():
            if len(self.occurrences(word)) >= at_least:
                yield word, self.lines(word)


def companions(poems, word, reach=4):
    '''Uncommon words found within `reach` tokens of a word, with counts, most frequent first.'''
    counts = {}
    for poem in poems:
        words = [strip_punctuation(t) for t in poem.tokens]
        for at in range(len(words)):
            if words[at] != word:
                continue
            for near in words[max(0, at - reach):at] + words[at + 1:at + 1 + reach]:
                if near and near not in COMMON and near != word:
                    if near in counts.keys():
                        counts[near] += 1
                    else:
                        counts[near] = 1
    return sorted(counts.items(), key=lambda item: (-item[1], item[0]))


def hapaxes(poems):
    '''Words that occur a single time in all poems together, in reading order.'''
    everything = []
    for poem in poems:
        everything += [strip_punctuation(t) for t in poem.tokens]
    return [word for word in everything if word and everything.count(word) == 1]
