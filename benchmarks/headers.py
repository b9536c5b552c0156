"""Measure headers: python benchmarks/headers.py [gold.jsonl ...].

A row of gold is {"id", "text", "gold": {a field: its value, "cause_alt"?}}, as in
shared/data/heads. Told are the right fields of each kind, where the text says something and in
all, every wrong field, and apart from them the worst: a number or a date of another paper.
"""

import json
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from ingest.read import RawDocument, read_judgment

HEADS = Path(__file__).parents[1].parent / "shared" / "data" / "heads"
GOLD = ("heads-dev.jsonl", "full-dev.jsonl")
FIELDS = (
    "court", "court_level", "doc_type", "case_number", "cause", "instance", "date", "parties",
    "disposition", "claimed_amount", "awarded_amount",
)  # fmt: skip
WORST = ("case_number", "date")
"""Fields that point at another decision when they are wrong; better missing than that."""


class Read(NamedTuple):
    """One field of one document: what it should be, what was read, whether that is right."""

    document: str
    field: str
    gold: object
    told: object
    right: bool


def read_fields(paths: list[Path]) -> Iterator[Read]:
    """Every field of every document, as read, beside its gold."""
    for path in paths:
        for line in path.read_text("utf-8").splitlines():
            row = json.loads(line)
            name = str(row["id"])
            told = read_judgment(RawDocument(row["text"], name)).header.as_json()
            gold = row["gold"]
            for field in FIELDS:
                right = [_comparable(gold[field])]
                if field == "cause":
                    right += gold.get("cause_alt", [])
                found = _comparable(told[field])
                yield Read(name, field, right[0], found, found in right)


def _comparable(value: object) -> object:
    """Parties as (name, role, earlier role) in order; anything else as it is."""
    if isinstance(value, list | tuple):
        return [(party["name"], party["role"], party["earlier_role"]) for party in value]
    return value


def report(title: str, fields: list[Read]) -> None:
    """Print the shares of right fields, the wrong fields, and the worst of them."""
    print(f"\n{title}: {len({f.document for f in fields})} documents")  # noqa: T201
    said = [f for f in fields if f.gold not in (None, [])]
    for name in FIELDS:
        _share(name, [f for f in fields if f.field == name], [f for f in said if f.field == name])
    _share("all", fields, said)
    for f in fields:
        if not f.right:
            print(f"  wrong: {f.document} {f.field}: {f.told!r}, should be {f.gold!r}")  # noqa: T201
    worst = Counter(f.field for f in fields if f.field in WORST and not f.right and f.told)
    print("  told wrong, not left out: " + ", ".join(f"{n} {worst[n]}" for n in WORST))  # noqa: T201


def _share(name: str, fields: list[Read], said: list[Read]) -> None:
    right, right_said = (sum(f.right for f in group) for group in (fields, said))
    print(  # noqa: T201
        f"  {name:<15} {right}/{len(fields)} {right / max(len(fields), 1):.1%}"
        f"  where the text says it {right_said}/{len(said)} {right_said / max(len(said), 1):.1%}"
    )


def main() -> None:
    """Report on each file, and on all together if there are several."""
    paths = [Path(given) for given in sys.argv[1:]] or [HEADS / name for name in GOLD]
    for path in paths:
        report(path.name, list(read_fields([path])))
    if len(paths) > 1:
        report("together", list(read_fields(paths)))


if __name__ == "__main__":
    main()
