"""Measure how garbled reposts are told as copies: python benchmarks/garbled_copies.py [shared].

Judgments are rewritten by the engines of garbling.py and their clauses shuffled. Each is compared
with what a library of all judgments and our digests gives for its keys: with its original in it,
which must be found, and without, where nothing may be.
"""

import random
import sys
import time
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from garbling import KINDS, SHARED, engine, rewritten, texts_in

from corpus.judgment import Judgment
from ingest.clean import split_front_matter
from ingest.read import RawDocument, read_judgment
from ingest.sentences import sentences_of
from ingest.spin_copies import MOST_CANDIDATES, copy_keys, is_copy

REPOSTS = 200
RATE = 0.6
SAMPLES = Path(__file__).parents[1] / "corpus" / "samples"


def shuffled(text: str, chance: random.Random) -> str:
    """The text with its clauses in another order, each ended by a comma if by nothing."""
    clauses = [span.of(text).strip() for span in sentences_of(text, shuffled=True)]
    chance.shuffle(clauses)
    ended = (c if c[-1] in "，。；：！？,;:!?" else c + "，" for c in clauses if c)
    return "".join(ended)


class Library:
    """Judgments by the keys that are kept for them."""

    def __init__(self, judgments: Sequence[Judgment]) -> None:
        self._of = {judgment.id: judgment for judgment in judgments}
        self._holding: dict[str, list[str]] = {}
        for judgment in judgments:
            keys = copy_keys(judgment)
            for key in (*keys.layout, *keys.kept):
                self._holding.setdefault(key, []).append(judgment.id)

    def candidates(self, judgment: Judgment) -> Iterator[Judgment]:
        """The judgments that share the most keys, most first."""
        keys = copy_keys(judgment)
        sharing = Counter(
            id_ for key in (*keys.layout, *keys.sought) for id_ in self._holding.get(key, ())
        )
        yield from (self._of[id_] for id_, _ in sharing.most_common())


def digests() -> Iterator[Judgment]:
    """Our own digests."""
    for path in sorted(SAMPLES.glob("*-*.md")):
        split = split_front_matter(path.read_text("utf-8"))
        yield read_judgment(RawDocument(split.body, path.name, split.front_matter))


def measure(library: Library, reposts: Sequence[tuple[Judgment, Judgment]], title: str) -> None:
    """Print what was found of (repost, original) pairs."""
    found = false = flagged = 0
    seconds = 0.0
    for repost, original in reposts:
        flagged += repost.quality.spun
        started = time.perf_counter()
        told = [j for j in [*library.candidates(repost)][:MOST_CANDIDATES] if is_copy(repost, j)]
        seconds += time.perf_counter() - started
        found += any(judgment.id == original.id for judgment in told)
        others = (j for j in library.candidates(repost) if j.id != original.id)
        false += any(is_copy(repost, judgment) for judgment in others)
    print(  # noqa: T201
        f"{title}: {len(reposts)} reposts, {flagged} flagged as garbled, {found} found as a copy, "
        f"{false} taken for a copy of another; {1000 * seconds / len(reposts):.1f} ms each"
    )


def main() -> None:
    """Print the measures, and what the keys of a sound judgment cost."""
    shared = Path(sys.argv[1]) if len(sys.argv) > 1 else SHARED
    texts = [text for kind in KINDS for text in texts_in(shared / "data" / f"{kind}.jsonl")]
    sound = [read_judgment(RawDocument(text, str(n))) for n, text in enumerate(texts)]
    own = [*digests()]
    started = time.perf_counter()
    library = Library([*sound, *own])
    print(f"keys: {1000 * (time.perf_counter() - started) / len(sound):.1f} ms a judgment")  # noqa: T201
    chance = random.Random(47)
    picked = chance.sample(sound, REPOSTS)
    for share in (1.0, 0.5, 0.25):
        measure(library, [(_repost(j, share, chance), j) for j in picked], f"engine {share:.0%}")
    measure(library, [(_repost(j, 1.0, chance), j) for j in own], "our digests")
    raw = next((shared / "seed").glob("000_*.txt")).read_text("utf-8")
    seed = read_judgment(RawDocument(raw, "seed"))
    alike = [j.title for j in library.candidates(seed) if is_copy(seed, j)]
    print(f"seed, whose original is not there: taken for a copy of {alike}")  # noqa: T201


def _repost(judgment: Judgment, share: float, chance: random.Random) -> Judgment:
    table: Mapping[str, str] = engine(share, chance)
    made = shuffled(rewritten(judgment.text, dict(table), RATE, chance), chance)
    return read_judgment(RawDocument(made, "repost"))


if __name__ == "__main__":
    main()
