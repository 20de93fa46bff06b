# SPDX-License-Identifier: Apache-2.0
import random
import zlib

from concordia import Concordance, Poem, companions, hapaxes

STOCK = '''sea wind, moon heart stone river. night bird; bell snow grass shadow "lamp" oar winter's salt hill gate
thorn ember; harvest willow'''.split()
SMALL = 'the of and a to in with for on as'.split()


def make_poem(rng, name, lines):
    rows = []
    for n in range(lines):
        row = []
        for _ in range(rng.randrange(3, 8)):
            row.append(rng.choice(SMALL if rng.random() < 0.45 else STOCK))
        if rng.random() < 0.1:
            row.append('o' + 'xyzuvw'[n % 6] * rng.randrange(1, 6))
        rows.append(' '.join(row).capitalize())
    return Poem(name, '\n'.join(rows))


def main():
    rng = random.Random(1798)
    poems = [make_poem(rng, f'P{n}', rng.randrange(8, 30)) for n in range(44)]
    book = Concordance(poems)
    digest = rows = 0
    for word, listing in book.full(at_least=2):
        rows += len(listing)
        digest = zlib.crc32('\n'.join([word] + listing).encode(), digest)
    print('vocabulary', len(book.vocabulary()), 'rows', rows, 'crc', digest)
    print('near sea', companions(poems, 'sea')[:4])
    print('once', hapaxes(poems))


if __name__ == '__main__':
    main()
