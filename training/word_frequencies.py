"""Make `rashomon/group/data/word_frequencies.tsv`: how common English words are, for idf at a cold start.

    pip download --no-deps spacy-lookups-data==1.0.5 && unzip spacy_lookups_data-*.whl
    python -m training.word_frequencies spacy_lookups_data/data/en_lexeme_prob.json.gz

The source is the table of unigram log-probabilities in the package spacy-lookups-data (MIT licence, Explosion),
which was counted over some three billion words of English web discussion. Upper- and lower-case forms are added up;
words under two in ten million are left out, so that a word not in the table is a rare one.
"""

from __future__ import annotations

import gzip
import json
import math
import re
import sys
from collections import Counter
from pathlib import Path

TABLE = Path(__file__).parents[1] / "src/rashomon/group/data/word_frequencies.tsv"
WORD = re.compile(r"[a-z]+(?:['.-][a-z]+)*")
RAREST = 2e-7
HEADER = """\
# How common English words are: the word in lower case, and -10 ln p of its probability p, rounded (the: 34).
# From the unigram probabilities of the package spacy-lookups-data 1.0.5 (en_lexeme_prob; MIT licence, copyright
# 2019 ExplosionAI GmbH), case folded; words with p under 2e-7 left out. Made by training/word_frequencies.py.
"""


def main(source: str) -> None:
    """Read the log-probabilities in `source` and write the table."""
    with gzip.open(source, "rt", encoding="utf-8") as handle:
        log_probability: dict[str, float] = json.load(handle)
    total: Counter[str] = Counter()
    for word, value in log_probability.items():
        folded = word.lower().replace("’", "'")
        if WORD.fullmatch(folded):
            total[folded] += math.exp(value)
    rows = sorted((word, round(-10 * math.log(p))) for word, p in total.items() if p >= RAREST)
    TABLE.write_text(HEADER + "".join(f"{word}\t{value}\n" for word, value in rows), encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1])
