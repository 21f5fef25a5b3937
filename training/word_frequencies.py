"""Make `rashomon/group/data/word_frequencies.tsv`: how common English words are, for idf at a cold start.

    pip download --no-deps wordfreq==3.1.1 && unzip wordfreq-*.whl
    python -m training.word_frequencies wordfreq/data/large_en.msgpack.gz

The source is the English list of the package wordfreq, which averages eight kinds of text (encyclopedia, subtitles,
news, books, web, and so on). It is a list of lists: the words at place i have the frequency 10^(-i/100).
Words under two in ten million are left out, so that a word not in the table is a rare one.
"""

from __future__ import annotations

import gzip
import math
import sys
from collections import defaultdict
from pathlib import Path

from rashomon.group.words import fold

TABLE = Path(__file__).parents[1] / "src/rashomon/group/data/word_frequencies.tsv"
RAREST = 670  # 10^-6.7, two in ten million
HEADER = """\
# How common English words are: the word as rashomon.group.words.fold has it, and -100 log10 p of its share p of all
# words (the: 127); in the order of the lines' characters.
# From the list large_en of the package wordfreq 3.1.1 by Robyn Speer (https://doi.org/10.5281/zenodo.7199437),
# without words of p under 2e-7 and words without a letter. This file, like its source, is under CC BY-SA 4.0
# (https://creativecommons.org/licenses/by-sa/4.0/). Made by training/word_frequencies.py.
"""


def main(source: str) -> None:
    """Read the word list in `source` and write the table."""
    import srsly

    with gzip.open(source, "rb") as handle:
        _, *levels = srsly.msgpack_loads(handle.read())
    share: dict[str, float] = defaultdict(float)
    for level, words in enumerate(levels[: RAREST + 1]):
        for word in words:
            if any(letter.isalpha() for letter in word):
                share[fold(word)] += 10.0 ** (-level / 100)
    rows = sorted(f"{word}\t{round(-100 * math.log10(p))}\n" for word, p in share.items())
    TABLE.write_text(HEADER + "".join(rows), encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1])
