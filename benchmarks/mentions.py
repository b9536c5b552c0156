"""Measure what is mentioned: python benchmarks/mentions.py [path to shared/data] [--errors].

The gold holds no text: a document's id, a span and a label, by one reader, written from the text
before the program's output was looked at (but dates: the program's, checked, and what it missed).
Where two labels are right both are there. What is found at a place marked `ignore` counts neither
way: words of a law's own text, printed after a judgment.

mentions-dev     10 criminal and 10 civil judgments (seed 20261125): the rules were written on them
mentions-held    10 and 10 more of the same draw: measured once, then what they showed was mended
mentions-second  5 criminal, 4 labour, 3 loan, 3 divorce (seed 20261126), drawn after that; likewise

A statute is right if law, article, suffix, paragraph and item are, at an overlapping place; a case
number if its number is, and then its relation; a sum if its yuan are, and then its role. A role
follows from who speaks: a wrong one is told with the voice that the sentence was given.
"""

import json
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from corpus.judgment import Judgment
from corpus.passage import Span
from ingest.read import RawDocument, read_judgment

DATA = Path(__file__).parents[1].parent / "shared" / "data"
GOLD = Path(__file__).parent / "gold"
SOURCES = (
    "criminal-judgments/judge",
    "civil-judgments/divorce",
    "civil-judgments/labor",
    "civil-judgments/loan",
)


@dataclass(frozen=True, slots=True)
class Mention:
    """One thing mentioned: what makes it the same thing, and its labels, the best first."""

    kind: str  # statute, sum, case, date
    key: tuple[Any, ...]
    span: Span
    labels: tuple[str | None, ...] = ()
    voice: str | None = None


@dataclass(slots=True)
class Score:
    """Counts over documents."""

    gold: int = 0
    found: int = 0
    right: int = 0
    labelled: int = 0  # right, and with one of its labels

    def line(self) -> str:
        """The figures as a reader wants them."""
        precision = self.right / self.found if self.found else 1.0
        recall = self.right / self.gold if self.gold else 1.0
        label = self.labelled / self.right if self.right else 1.0
        return (
            f"precision {self.right}/{self.found} {precision:.2%}  "
            f"recall {self.right}/{self.gold} {recall:.2%}  "
            f"label {self.labelled}/{self.right} {label:.2%}"
        )


def texts(data: Path, wanted: set[str]) -> dict[str, str]:
    """The wanted documents by their ids."""
    found: dict[str, str] = {}
    for source in SOURCES:
        for line in (data / f"{source}.jsonl").open(encoding="utf-8"):
            row = json.loads(line)
            if str(row["id"]) in wanted:
                found[str(row["id"])] = row["text"]
    return found


def gold_of(path: Path) -> dict[str, list[Mention]]:
    """The gold of each document; kinds: statute, sum, case, date, ignore."""
    documents: dict[str, list[Mention]] = defaultdict(list)
    for line in path.open(encoding="utf-8"):
        row = json.loads(line)
        key: tuple[Any, ...]
        labels: tuple[str | None, ...] = (None,)
        match row["kind"]:
            case "statute":
                key = tuple(row[name] for name in ("law", "article", "suffix", "paragraph", "item"))
            case "sum":
                key, labels = (row["yuan"],), tuple(row["role"])
            case "case":
                key, labels = (row["number"],), (row["relation"],)
            case "date":
                key = (row["date"],)
            case _:
                key = ()
        span = Span(row["start"], row["end"])
        documents[row["doc"]].append(Mention(row["kind"], key, span, labels))
    return documents


def found_in(judgment: Judgment) -> Iterator[Mention]:
    """Everything that the program read."""
    for s in judgment.statutes:
        key = (s.law, s.article, s.suffix, s.paragraph, s.item)
        yield Mention("statute", key, s.span, (None,))
    for a in judgment.amounts:
        role = a.role.value if a.role else None
        yield Mention("sum", (a.yuan,), a.span, (role,), a.voice.value if a.voice else None)
    for c in judgment.case_numbers:
        yield Mention("case", (c.number,), c.span, (c.relation.value,))
    for d in judgment.dates:
        yield Mention("date", (d.date,), d.span, (None,))


def compare(
    gold: Sequence[Mention], found: Iterable[Mention], scores: dict[str, Score]
) -> Iterator[tuple[str, Mention]]:
    """Count into `scores`, and tell what was missed, added or mislabelled."""
    ignored = [m.span for m in gold if m.kind == "ignore"]
    kinds = {m.kind for m in gold}
    left = [m for m in gold if m.kind != "ignore"]
    for mention in left:
        scores[mention.kind].gold += 1
    for mention in found:
        if mention.kind not in kinds and mention.kind == "date":
            continue  # this gold has no dates
        same = next((m for m in left if _same(m, mention)), None)
        if same is None and any(mention.span.overlaps(span) for span in ignored):
            continue
        score = scores[mention.kind]
        score.found += 1
        if same is None:
            yield "added", mention
            continue
        left.remove(same)
        score.right += 1
        score.labelled += mention.labels[0] in same.labels
        if mention.labels[0] not in same.labels:
            wanted = "/".join(map(str, same.labels))
            yield f"{mention.labels[0]} for {wanted}, voice {mention.voice}", same
    for mention in left:
        yield "missed", mention


def _same(gold: Mention, found: Mention) -> bool:
    return gold.kind == found.kind and gold.key == found.key and gold.span.overlaps(found.span)


def measure(data: Path, path: Path, *, errors: bool) -> None:
    """Print the figures of one file of gold."""
    gold = gold_of(path)
    scores: dict[str, Score] = defaultdict(Score)
    roles: Counter[str] = Counter()
    by_id = texts(data, set(gold))
    for doc, mentions in gold.items():
        judgment = read_judgment(RawDocument(by_id[doc], doc))
        for fault, mention in compare(mentions, found_in(judgment), scores):
            roles[fault] += 1
            if errors:
                place = mention.span
                around = judgment.text[max(0, place.start - 30) : place.end + 20]
                print(f"  {doc[:12]} {place.start} {fault} {mention.key} …{around}…")  # noqa: T201
    also = sum(len(m.labels) > 1 for ms in gold.values() for m in ms)
    print(f"\n{path.stem}: {len(gold)} documents; {also} sums with two right roles")  # noqa: T201
    for kind, score in sorted(scores.items()):
        print(f"  {kind}\t{score.line()}")  # noqa: T201
    for fault, count in roles.most_common():
        print(f"    {count}\t{fault}")  # noqa: T201


def main() -> None:
    """Report on every file of gold, the documents developed on and those kept unseen."""
    given = [word for word in sys.argv[1:] if not word.startswith("--")]
    data = Path(given[0]) if given else DATA
    for path in sorted(GOLD.glob("mentions-*.jsonl")):
        measure(data, path, errors="--errors" in sys.argv)


if __name__ == "__main__":
    main()
