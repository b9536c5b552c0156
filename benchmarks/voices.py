"""Measure who-speaks: python benchmarks/voices.py [path to shared/data] [DOCUMENTS=GOLD]...

1. On voices-dev.jsonl, by character. A label listed under "also" counts as right, and then as the
   gold one. The worst error is counted apart: words of a party, a lower court or a commentator
   that carry a holding voice. DOCUMENTS=GOLD are further documents ({"id","text"} a row) with
   their gold as in voices-dev.jsonl: those that nobody has read while writing the cues.
2. On every judgment and fact section: that each is read, covered and cut into short passages.

Clauses that stand alone are measured by clause_voices.py.
"""

import json
import sys
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from corpus.voice import HOLDING_VOICES, PARTY_VOICES, Voice
from ingest.read import RawDocument, read_judgment
from ingest.sentences import sentences_of
from ingest.split import LONGEST, passages_of
from ingest.voices import voices_of

DATA = Path(__file__).parents[1].parent / "shared" / "data"
KINDS = ("divorce", "labor", "loan")
OTHERS = ("criminal-judgments/judge", "cjrc-dev/docs")
UNSEEN = 3
"""Every third document is kept unseen while the cues are written."""

NOT_A_HOLDING = PARTY_VOICES | {Voice.LOWER_COURT, Voice.COMMENTARY}


def voice_of_gold(name: str) -> Voice:
    """The voice that a gold label names; the mapping is DESIGN's."""
    return {
        "appellant_claim": Voice.PLAINTIFF_CLAIM,
        "appellee_argument": Voice.DEFENDANT_ARGUMENT,
    }.get(name) or Voice[name.upper()]


def texts(data: Path) -> dict[str, str]:
    """Every civil judgment by its id."""
    rows = [
        json.loads(line)
        for kind in KINDS
        for line in (data / "civil-judgments" / f"{kind}.jsonl").open(encoding="utf-8")
    ]
    return {row["id"]: row["text"] for row in rows}


def labelled(
    by_id: dict[str, str], gold_path: Path
) -> Iterator[tuple[bool, str, list[Voice], list[list[Voice]]]]:
    """(unseen, id, predicted voice, accepted voices with the first the best) by character."""
    for number, line in enumerate(gold_path.open(encoding="utf-8")):
        row = json.loads(line)
        text = by_id[row["id"]]
        spans = sentences_of(text, shuffled=False)
        predicted: list[Voice] = []
        for span, voice in zip(spans, voices_of(text, spans, shuffled=False), strict=True):
            predicted += [voice] * (span.end - span.start)
        gold: list[list[Voice]] = [[] for _ in text]
        for piece in row["voices"]:
            names = [piece["voice"], *piece.get("also", [])]
            for place in range(piece["start"], piece["end"]):
                gold[place] = [voice_of_gold(name) for name in names]
        yield number % UNSEEN == UNSEEN - 1, row["id"], predicted, gold


def report(title: str, documents: list[tuple[bool, str, list[Voice], list[list[Voice]]]]) -> None:
    """Print the figures of these documents."""
    right: Counter[Voice] = Counter()
    total: Counter[Voice] = Counter()
    given: Counter[Voice] = Counter()
    given_right: Counter[Voice] = Counter()
    worst = confused = 0
    for _, _, predicted, gold in documents:
        for voice, accepted in zip(predicted, gold, strict=True):
            if not accepted:
                continue
            good = voice in accepted
            gold_voice = voice if good else accepted[0]
            total[gold_voice] += 1
            given[voice] += 1
            right[gold_voice] += good
            given_right[voice] += good
            worst += voice in HOLDING_VOICES and not any(v in HOLDING_VOICES for v in accepted)
            confused += voice not in NOT_A_HOLDING and all(v in NOT_A_HOLDING for v in accepted)
    print(f"\n{title}: {len(documents)} documents, {sum(total.values())} characters")  # noqa: T201
    scores = []
    for voice, count in total.most_common():
        recall = right[voice] / count
        precision = given_right[voice] / given[voice] if given[voice] else 0.0
        f1 = 2 * precision * recall / (precision + recall) if precision + recall else 0.0
        scores.append(f1)
        print(f"  {voice}\t{count}\trecall {recall:.3f}\tprecision {precision:.3f}\tF1 {f1:.3f}")  # noqa: T201
    print(  # noqa: T201
        f"  accuracy {sum(right.values()) / sum(total.values()):.4f}  "
        f"macro F1 {sum(scores) / len(scores):.4f}  "
        f"not a holding, labelled as one: {worst}  of these party, lower court or commentary: "
        f"{(told := sum(_worst(d) for d in documents))} ({told / sum(total.values()):.3%})  "
    )


def _worst(document: tuple[bool, str, list[Voice], list[list[Voice]]]) -> int:
    _, _, predicted, gold = document
    return sum(
        voice in HOLDING_VOICES and bool(accepted) and all(v in NOT_A_HOLDING for v in accepted)
        for voice, accepted in zip(predicted, gold, strict=True)
    )


def read_all(data: Path) -> None:
    """Read every document and print what went wrong, by file."""
    for name in (*(f"civil-judgments/{kind}" for kind in KINDS), *OTHERS):
        read = characters = failed = uncovered = long = 0
        start = time.perf_counter()
        for line in (data / f"{name}.jsonl").read_text("utf-8").splitlines():
            row = json.loads(line)
            try:
                judgment = read_judgment(RawDocument(row["text"], str(row["id"])))
            except Exception as error:  # whatever it is, it is what is counted
                failed += 1
                print(f"  {name} {row['id']}: {error!r}")  # noqa: T201
                continue
            read += 1
            characters += len(judgment.text)
            spans = [sentence.span for sentence in judgment.sentences]
            uncovered += "".join(span.of(judgment.text) for span in spans) != judgment.text
            long += sum(len(p.text) > LONGEST for p in passages_of(judgment))
        seconds = time.perf_counter() - start
        print(  # noqa: T201
            f"{name}: {read} read, {failed} failed, {uncovered} not covered, {long} passages over "
            f"{LONGEST}; {characters} characters, {characters / seconds:,.0f} a second"
        )


def main() -> None:
    """Report on the documents seen while developing, on the unseen ones, and on all."""
    further = [argument for argument in sys.argv[1:] if "=" in argument]
    data = next((Path(a) for a in sys.argv[1:] if "=" not in a), DATA)
    documents = list(labelled(texts(data), data / "civil-judgments" / "voices-dev.jsonl"))
    report("developed on", [d for d in documents if not d[0]])
    report("unseen", [d for d in documents if d[0]])
    for pair in further:
        read, gold = (Path(name) for name in pair.split("="))
        rows = [json.loads(line) for line in read.read_text("utf-8").splitlines()]
        report(pair, list(labelled({row["id"]: row["text"] for row in rows}, gold)))
    read_all(data)


if __name__ == "__main__":
    main()
