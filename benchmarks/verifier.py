"""Measure the verifier: python benchmarks/verifier.py [path to shared/data] [options].

--dev measures the even documents of each file, which the rules were tuned on; without it the odd
ones, which they were not. --errors prints what went wrong. --seed=N draws others.

True statements of three makings (true_claims.py) are verified as they are: whatever is found is a
false flag. The reworded ones are verified again with one thing made false in them, with another
speaker, with a forged quote, and with a real quote of another sentence of the same judgment:
nothing found is a miss.
"""

import random
import statistics
import sys
import time
from collections import Counter
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import NamedTuple

from true_claims import DATA, Claim, extracted, reworded, sentence_of, written

sys.path.append(str(Path(__file__).parents[1] / "tests"))
from mutations import MUTATIONS, role

from analysis.answer import Statement
from analysis.verify import verify_statement
from corpus.voice import HOLDING_VOICES, PARTY_VOICES, Voice
from prompts.schema import ReplyCitation, ReplyStatement

UNCHANGED, MUTATED, TRAPS, FORGED, UNRELATED = 1000, 2000, 300, 1000, 300
COURT_LEADS = (
    "法院认为，",
    "法院认定",
    "法院查明，",
    "法院判决认定",
    "本院认为，",
    "二审法院认为，",
)


class Half(NamedTuple):
    """Which documents, and the draw."""

    data: Path
    dev: bool
    errors: bool
    seed: int


def check(claim: Claim, text: str, quote: str | None = None) -> Statement:
    """The statement with these words verified, against another quote where one is given."""
    cited = claim.citations if quote is None else ((claim.citations[0][0], quote),)
    citations = tuple(ReplyCitation(passage=p, quote=q) for p, q in cited)
    return verify_statement(ReplyStatement(text=text[:2000], citations=citations), claim.given)


def show(half: Half, kind: str, claim: Claim, text: str, found: Statement) -> None:
    """What went wrong, if asked for."""
    if half.errors:
        told = " / ".join(f"{f.fault.name} {f.message}" for f in found.findings)
        print(f"{kind} {claim.doc} {told}\n    S {text}\n    Q {claim.quote}")  # noqa: T201


def unchanged(half: Half) -> None:
    """False flags on true statements, by making."""
    for make in (reworded, extracted, written):
        faults: Counter[str] = Counter()
        tried = false = 0
        for claim in islice(make(half.data, random.Random(half.seed), dev=half.dev), UNCHANGED):
            tried += 1
            found = check(claim, claim.text)
            if not found.verified:
                false += 1
                faults.update({f.fault.name for f in found.findings})
                show(half, "FALSE", claim, claim.text, found)
        share = f"{false}/{tried} flagged = {false / tried:.2%}"
        print(f"unchanged, {make.__name__}\t{share} {dict(faults)}")  # noqa: T201


def mutated(half: Half) -> None:
    """One thing made false, by kind; and how long a statement takes."""
    rng = random.Random(half.seed + 1)
    tried: Counter[str] = Counter()
    flagged: Counter[str] = Counter()
    spent: list[float] = []
    most = MUTATED / len(MUTATIONS) * 1.4  # of rare kinds there are fewer
    while tried.total() - tried["role"] < MUTATED:
        for claim in reworded(half.data, rng, dev=half.dev):
            for name, mutate in {**MUTATIONS, "role": role}.items():
                changed = mutate(claim.text, claim.quote, rng)
                if changed is None or tried[name] >= most:
                    continue
                begun = time.perf_counter()
                found = check(claim, changed)
                spent.append(time.perf_counter() - begun)
                tried[name] += 1
                flagged[name] += not found.verified
                if found.verified:
                    show(half, f"MISSED {name}", claim, changed, found)
    for name, count in tried.items():
        print(f"{name}\t{flagged[name]}/{count} flagged = {flagged[name] / count:.2%}")  # noqa: T201
    all_, right = tried.total() - tried["role"], flagged.total() - flagged["role"]
    print(f"all but role\t{right}/{all_} = {right / all_:.2%}")  # noqa: T201
    print(f"median {statistics.median(spent) * 1000:.2f} ms, worst {max(spent) * 1000:.1f} ms")  # noqa: T201


def traps(half: Half) -> None:
    """Statements of another speaker, forged quotes, and real quotes that say nothing of it."""
    for name, draw, count in (
        ("other speaker", _other_speaker, TRAPS),
        ("forged quote", _forged, FORGED),
        ("unrelated quote", _unrelated, UNRELATED),
    ):
        passed = tried = 0
        for claim, text, quote in islice(draw(half), count):
            tried += 1
            found = check(claim, text, quote)
            if found.verified:
                passed += 1
                show(half, f"PASSED {name} [{quote}]", claim, text, found)
        print(f"{name}\t{passed}/{tried} passed as verified = {passed / tried:.2%}")  # noqa: T201


def _other_speaker(half: Half) -> Iterator[tuple[Claim, str, None]]:
    rng = random.Random(half.seed + 2)
    for claim in reworded(half.data, rng, dev=half.dev):
        mark = max(claim.text.find(m, 0, 14) for m in "，：")
        bare = claim.text[mark + 1 :]
        if mark < 0 or any(word in bare for word in ("法院", "本院", "仲裁", "原审", "一审")):
            continue
        if claim.voice in PARTY_VOICES | {Voice.LOWER_COURT}:
            yield claim, rng.choice(COURT_LEADS) + bare, None
        elif claim.voice in HOLDING_VOICES - {Voice.COURT_FINDING}:
            yield claim, rng.choice(("第三人述称，", "仲裁委员会认定，")) + bare, None


def _forged(half: Half) -> Iterator[tuple[Claim, str, str]]:
    rng = random.Random(half.seed + 3)
    for claim in reworded(half.data, rng, dev=half.dev):
        quote = claim.quote
        cut = rng.randrange(4, len(quote) - 4)
        other = rng.choice(list(claim.given.values())).passage.text
        for words in (
            quote[:cut] + rng.choice("不未已应的了") + quote[cut:],
            quote[:cut] + quote[cut + 2 :],
            f"{quote[:cut]}……{quote[cut:]}",
            quote[cut:] + quote[:cut],
            quote[:cut] + other[-12:],
        ):
            if words not in claim.given["p-1"].passage.text:
                yield claim, claim.text, words


def _unrelated(half: Half) -> Iterator[tuple[Claim, str, str]]:
    rng = random.Random(half.seed + 4)
    for claim in reworded(half.data, rng, dev=half.dev):
        passage = claim.given["p-1"].passage.text
        quote = sentence_of(passage.replace(claim.quote, "\n"), rng)
        if quote and quote in passage and len(claim.text) > 25:
            yield claim, claim.text, quote


def main() -> None:
    """Measure the half that the options name."""
    options = [word for word in sys.argv[1:] if word.startswith("--")]
    given = [word for word in sys.argv[1:] if not word.startswith("--")]
    seed = next((int(o.removeprefix("--seed=")) for o in options if o.startswith("--seed=")), 1)
    data = Path(given[0]) if given else DATA
    half = Half(data, "--dev" in options, "--errors" in options, seed)
    unchanged(half)
    mutated(half)
    traps(half)


if __name__ == "__main__":
    main()
