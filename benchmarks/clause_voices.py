"""Measure voices of clauses that stand alone: python benchmarks/clause_voices.py [shared].

1. Sound judgments not learned from, cut into clauses and each told alone, against the voices of
   the whole text: one in five of every kind; then each kind by a tagger that never saw it.
2. The garbled seed, clause by clause, against its study.
"""

import hashlib
import json
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path

from corpus.voice import HOLDING_VOICES, Voice
from ingest.clause_voice import (
    LEAST_SURE,
    NOT_THE_COURT,
    Tagger,
    chances_of,
    clause_voice,
    learned_tagger,
    tagger_of,
)
from ingest.clause_voice_train import KINDS, clauses_of, examples_of, judgments, learn
from ingest.cues import cues_of
from ingest.spin_reading import restore

SHARED = Path(__file__).parents[1].parent / "shared"
SEED_NAMES = {
    "holding": Voice.ORDER, "case_fact": Voice.COURT_FINDING, "article_author": Voice.COMMENTARY,
    "procedural_fact": Voice.PROCEDURE, "metadata": Voice.OTHER, "connective": Voice.OTHER,
    "unknown": Voice.OTHER,
}  # fmt: skip
Told = tuple[str, Voice, Voice]  # words, gold, told


def report(title: str, told: Iterable[Told]) -> None:
    """Print the shares, all of characters."""
    right = spoken = total = not_court = wrong = court = 0
    for words, gold, voice in told:
        total += len(words)
        right += (voice is gold) * len(words)
        spoken += (voice is not Voice.OTHER) * len(words)
        not_court += (gold in NOT_THE_COURT) * len(words)
        court += (gold in HOLDING_VOICES and voice in HOLDING_VOICES) * len(words)
        wrong += (gold in NOT_THE_COURT and voice in HOLDING_VOICES) * len(words)
    print(  # noqa: T201
        f"{title}: {total} characters, right {right / total:.4f}, not 其他 {spoken / total:.4f}, "
        f"holdings told as such {court}, party, lower court or commentary told as a holding "
        f"{wrong} of {not_court} ({wrong / max(not_court, 1):.4f})"
    )


def held_out(kind: str, identifier: str) -> bool:
    """Whether a document is kept from learning: one in five, by its id."""
    return int(hashlib.md5(f"{kind}/{identifier}".encode()).hexdigest(), 16) % 5 == 0


def shuffled_judgments(data: Path) -> None:
    """The first measure."""
    documents = list(judgments(data))
    tagger = tagger_of(learn(examples_of([d for d in documents if not held_out(*d[:2])], data)))
    unseen = [d for d in documents if held_out(*d[:2])]
    report("held-out judgments", _told(unseen, tagger))
    for kind in KINDS:
        others = tagger_of(learn(examples_of([d for d in documents if d[0] != kind], data)))
        report(f"unseen kind {kind}", _told([d for d in documents if d[0] == kind][::3], others))
    ways("held-out judgments", [(c, v) for d in unseen for c, v in clauses_of(d[2])], tagger)


def _told(documents: Sequence[tuple[str, str, str]], tagger: Tagger) -> Iterable[Told]:
    for _, _, text in documents:
        for clause, voice in clauses_of(text):
            if voice is not Voice.OTHER:
                yield clause, voice, clause_voice(clause, tagger)


def ways(title: str, clauses: Sequence[tuple[str, Voice]], tagger: Tagger) -> None:
    """What other settings would give."""
    known = [(c, v) for c, v in clauses if title == "seed" or v is not Voice.OTHER]
    cues = [_by_cue(c) for c, _ in known]
    chances = [chances_of(c, tagger) for c, _ in known]
    report(
        f"  {title}, cues alone",
        [(c, v, q or Voice.OTHER) for (c, v), q in zip(known, cues, strict=True)],
    )
    report(
        f"  {title}, cues, else 法院说理",
        [(c, v, q or Voice.COURT_REASONING) for (c, v), q in zip(known, cues, strict=True)],
    )
    for doubt in (0.0, 0.03, 0.1, 0.2, 0.3, 1.0):
        report(
            f"  {title}, cues and tagger, doubt up to {doubt}",
            [
                (c, v, q or _by_chance(p, doubt))
                for (c, v), q, p in zip(known, cues, chances, strict=True)
            ],
        )


def _by_cue(clause: str) -> Voice | None:
    return next((cue.voice for cue in cues_of("strong") if cue.pattern.match(clause)), None)


def _by_chance(chances: dict[Voice, float], most_doubt: float) -> Voice:
    voice = max(chances, key=chances.__getitem__)
    least = LEAST_SURE if most_doubt < 1 else 0.0
    doubt = sum(chances.get(v, 0.0) for v in NOT_THE_COURT)
    sure = chances[voice] >= least and (voice not in HOLDING_VOICES or doubt <= most_doubt)
    return voice if sure else Voice.OTHER


def seed(folder: Path) -> None:
    """The second measure."""
    rows = map(json.loads, (folder / "sentences.jsonl").read_text("utf-8").splitlines())
    clauses = [(r["raw"], SEED_NAMES.get(r["voice"]) or Voice[r["voice"].upper()]) for r in rows]
    tagger = learned_tagger()
    told = [(raw, gold, clause_voice(restore(raw), tagger)) for raw, gold in clauses]
    report("seed", told)
    for raw, gold, voice in told:
        if gold in NOT_THE_COURT and voice in HOLDING_VOICES:
            print(f"    {gold} told as {voice}: {raw.strip()}")  # noqa: T201
    ways("seed", [(restore(raw), gold) for raw, gold in clauses], tagger)


def main() -> None:
    """Both measures."""
    shared = Path(sys.argv[1]) if len(sys.argv) > 1 else SHARED
    shuffled_judgments(shared / "data")
    seed(shared / "seed")


if __name__ == "__main__":
    main()
