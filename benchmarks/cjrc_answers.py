"""Extractive answers on cjrc-dev: when they decline, and how their 是 and 否 agree.

    python benchmarks/cjrc_answers.py [shared/data] [--every 3]

Every n-th question, asked of its own document as `pandu ask --in` does, without a model. The
documents are the fact sections of judgments: what a court held, its law and its order are not in
them. The gold of a yes/no question is what most of its annotators say; a tie counts as no gold.
Says how many unanswerable questions were declined, how many others were answered, in how many of
those the quotes hold an annotator's answer, and how often 是 or 否 is right where one is said,
beside the answer that is always the commoner one.
"""
# ruff: noqa: T201 - a command's output

import argparse
import json
from collections import Counter
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from analysis import Answer, Assistant, Outcome, Settings, open_assistant

DATA = Path(__file__).parents[1].parent / "shared" / "data"
SAID = {"是": "YES", "支持": "YES", "否": "NO", "不支持": "NO"}


def main() -> None:
    """Print the figures, a line a type of question."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("data", nargs="?", type=Path, default=DATA)
    parser.add_argument("--every", type=int, default=3)
    options = parser.parse_args()
    folder = options.data / "cjrc-dev"
    questions = rows(folder / "queries.jsonl")[:: options.every]
    gold = {row["id"]: row for row in rows(folder / "answers.jsonl")}
    with TemporaryDirectory() as place:
        settings = Settings(library=Path(place) / "library", model="none")
        with open_assistant(settings) as assistant:
            for _ in assistant.ingest([folder / "docs.jsonl"]):
                pass
            print_figures(assistant, questions, gold)


def print_figures(
    assistant: Assistant, questions: list[dict[str, Any]], gold: dict[str, dict[str, Any]]
) -> None:
    """Ask all of them, and say how it went."""
    asked: Counter[str] = Counter()
    answered: Counter[str] = Counter()
    held: Counter[str] = Counter()
    verdicts: Counter[tuple[str, str]] = Counter()
    for question in questions:
        right = gold[question["id"]]
        kind = right["type"]
        scope = assistant.scope([question["meta"]["doc"]])
        answer = assistant.ask(question["text"], scope=scope, model="none")
        asked[kind] += 1
        answered[kind] += answer.outcome is Outcome.ANSWERED
        if kind == "yesno":
            verdicts[(majority(right), verdict(answer))] += 1
        elif kind != "unanswerable":
            held[kind] += holds_an_answer(answer, right)
    for kind, count in sorted(asked.items()):
        share = answered[kind] / count
        print(f"{kind}: {count} questions, answered {share:.1%}, declined {1 - share:.1%}", end="")
        print(f", an answer within the quotes {held[kind] / count:.1%}" if held[kind] else "")
    told = Counter({pair: n for pair, n in verdicts.items() if all(pair)})
    of_all = Counter(g for g, _ in verdicts.elements() if g)
    agreeing = sum(n for (g, said), n in told.items() if g == said)
    always = max((sum(n for (g, _), n in told.items() if g == v) for v in ("YES", "NO")), default=0)
    print(
        f"是 or 否 said to {told.total()} of {of_all.total()} yes/no questions, right "
        f"{agreeing / max(told.total(), 1):.1%}; always the commoner one of these "
        f"{always / max(told.total(), 1):.1%}"
    )


def verdict(answer: Answer) -> str:
    """YES or NO where the answer says one first; empty where it says neither."""
    first = answer.text.split("。")[0] if answer.outcome is Outcome.ANSWERED else ""
    return SAID.get(first, "")


def majority(right: dict[str, Any]) -> str:
    """What most annotators say; empty for a tie."""
    votes = Counter(one[0] for one in right["answers"] if one[0])
    ranked = votes.most_common(2)
    return ranked[0][0] if len(ranked) == 1 or ranked[0][1] > ranked[1][1] else ""


def holds_an_answer(answer: Answer, right: dict[str, Any]) -> bool:
    """Whether the quotes hold what an annotator wrote, all of it."""
    quoted = "".join(c.quote for s in answer.statements for c in s.citations)
    return any(all(part in quoted for part in one if part) for one in right["answers"])


def rows(path: Path) -> list[dict[str, Any]]:
    """The rows of a .jsonl file."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


if __name__ == "__main__":
    main()
