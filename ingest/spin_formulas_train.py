"""Learn the frames of spin_formulas.py: python -m ingest.spin_formulas_train ../shared/data OUT.

From 701 civil and 501 criminal judgments; the same data give the same table. A frame counts whose
word is nearly always the same, in enough documents of one kind that it is a formula and no name,
and that the laws do not contradict. Needs nothing but the data.
"""

import json
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from ingest.clause_voice_train import KINDS, judgments
from ingest.spin_formulas import places_of

OFTEN = 20
"""Places of a frame."""

DOCUMENTS = 8
"""Judgments of one kind that have it."""

SURE = 0.98
"""Share of its places that hold the same word."""

LAW_SHARE = 4
"""One law in so many is asked for a contradiction; the others measure."""


def learn(kinds: Sequence[Sequence[str]], laws: Iterable[str]) -> str:
    """The table of frames, sorted, of the judgments of each kind."""
    words: defaultdict[str, Counter[str]] = defaultdict(Counter)
    most: Counter[str] = Counter()
    for texts in kinds:
        documents = _count(texts, words)
        most |= documents
    usual = {
        frame: counted.most_common(1)[0][0]
        for frame, counted in words.items()
        if counted.total() >= OFTEN
        and most[frame] >= DOCUMENTS
        and counted.most_common(1)[0][1] >= SURE * counted.total()
    }
    in_laws: defaultdict[str, Counter[str]] = defaultdict(Counter)
    _count(laws, in_laws)
    kept = sorted(
        (frame[:2], word, frame[2:])
        for frame, word in usual.items()
        if in_laws[frame][word] >= SURE * in_laws[frame].total()
    )
    head = "% Learned by ingest/spin_formulas_train.py: before, the word, after; # is a border."
    return "\n".join([head, *("\t".join(row) for row in kept)]) + "\n"


def _count(texts: Iterable[str], words: Mapping[str, Counter[str]]) -> Counter[str]:
    """Count the words of each frame into `words`; returns how many documents have each frame."""
    documents: Counter[str] = Counter()
    for text in texts:
        seen = set()
        for before, word, after in places_of(text):
            words[before + after][word] += 1
            seen.add(before + after)
        documents.update(seen)
    return documents


def laws_of(data: Path) -> list[str]:
    """The laws and local regulations, each as one text."""
    laws: dict[tuple[str, str], list[str]] = {}
    for folder in ("statutes", "local-regulations"):
        for line in (data / folder / "corpus.jsonl").open(encoding="utf-8"):
            row = json.loads(line)
            laws.setdefault((folder, row["meta"]["law"]), []).append(row["text"])
    return ["\n".join(articles) for articles in laws.values()]


def main() -> None:
    """Learn from everything and write the table."""
    data, out = Path(sys.argv[1]), Path(sys.argv[2])
    kinds = [[text for _, _, text in judgments(data, [kind])] for kind in KINDS]
    out.write_text(learn(kinds, laws_of(data)[::LAW_SHARE]), encoding="utf-8")


if __name__ == "__main__":
    main()
