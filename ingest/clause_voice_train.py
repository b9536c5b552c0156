"""Learn the weights of clause_voice.py: python -m ingest.clause_voice_train ../shared/data OUT.

Needs numpy and scipy (`pip install -e .[train]`). The same data give the same weights.
"""

import json
import re
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any

from corpus.voice import Voice
from ingest.clause_voice import SCALE, features_of
from ingest.cues import is_heading
from ingest.sentences import has_words, sentences_of
from ingest.voices import voices_of

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

KINDS = (
    "civil-judgments/divorce", "civil-judgments/labor", "civil-judgments/loan",
    "criminal-judgments/judge",
)  # fmt: skip

COMMON_TO = 2
"""Kinds of judgment in which a feature must occur: 感情 tells a divorce, not who speaks."""

OFTEN = 8
"""Documents of a kind in which it must occur."""

OFTEN_ELSEWHERE = 25
"""Clauses of statutes and commentary from which a feature of theirs alone counts."""

STRENGTH = 2.0
"""Inverse of the pull of the weights to zero."""

ROUNDS = 50
LAW_SHARE = 10  # one article in so many, which keeps the laws from outweighing the judgments
_LAWS = re.compile("著作权|民法典|侵权|电子商务|网络|反不正当|个人信息|专利|商标|数据")
_POLICY = re.compile(r"(?:国家|各级|县级|本[市省])?[^，]{0,20}(?:鼓励|支持|促进|推动|加强|推进)")
_CLAUSE = re.compile(r"[^，。；：]{4,}[，。；：]?")


@dataclass(frozen=True, slots=True)
class Example:
    """A clause, who said it, and how much it counts."""

    clause: str
    voice: Voice
    weight: float
    kind: str  # of the document; empty for laws and commentary
    document: int


def clauses_of(text: str) -> Iterator[tuple[str, Voice]]:
    """The clauses of a sound judgment with the voice of the sentence each stands in."""
    sentences = sentences_of(text, shuffled=False)
    at: list[Voice | None] = [None] * len(text)
    for span, voice in zip(sentences, voices_of(text, sentences, shuffled=False), strict=True):
        if not is_heading(span.of(text)):
            at[span.start : span.end] = [voice] * (span.end - span.start)
    for span in sentences_of(text, shuffled=True):
        voice_there = at[span.start]
        if voice_there is not None and has_words(span.of(text)):
            yield span.of(text), voice_there


def judgments(data: Path, kinds: Iterable[str] = KINDS) -> Iterator[tuple[str, str, str]]:
    """(kind, id, text) of every judgment to learn from."""
    for kind in kinds:
        for line in (data / f"{kind}.jsonl").open(encoding="utf-8"):
            row = json.loads(line)
            yield kind, str(row["id"]), row["text"]


def examples_of(documents: Iterable[tuple[str, str, str]], data: Path) -> list[Example]:
    """What is learned from: judgments' clauses, rules of law as reasoning, policy as commentary."""
    found = [
        Example(clause, voice, 1.0, kind, number)
        for number, (kind, _, text) in enumerate(documents)
        for clause, voice in clauses_of(text)
        if voice is not Voice.OTHER  # the walk did not know, or a signature
    ]
    for number, line in enumerate((data / "statutes/corpus.jsonl").open(encoding="utf-8")):
        row = json.loads(line)
        policy = row["id"].endswith("第一条") or _POLICY.match(row["text"])
        known = policy or _LAWS.search(row["meta"]["law"])
        if known and number % LAW_SHARE == 0:
            voice = Voice.COMMENTARY if policy else Voice.COURT_REASONING
            found += [Example(c, voice, 0.5, "", -1) for c in _CLAUSE.findall(row["text"])]
    own = files("ingest").joinpath("clause_voice_commentary.txt").read_text("utf-8").splitlines()
    found += [Example(c, Voice.COMMENTARY, 5.0, "", -1) for c in own if not c.startswith("#")]
    return found


def vocabulary(examples: Sequence[Example]) -> list[str]:
    """The features worth a weight, sorted."""
    documents: Counter[tuple[str, str]] = Counter()
    for kind, _, feature in {
        (e.kind, e.document, feature)
        for e in examples
        if e.kind
        for feature in features_of(e.clause)
    }:
        documents[kind, feature] += 1
    kinds: Counter[str] = Counter()
    for (_, feature), count in documents.items():
        kinds[feature] += count >= OFTEN
    elsewhere = Counter(f for e in examples if not e.kind for f in features_of(e.clause))
    least = min(COMMON_TO, len({e.kind for e in examples if e.kind}))
    return sorted(
        {f for f, count in kinds.items() if count >= least}
        | {f for f, count in elsewhere.items() if count >= OFTEN_ELSEWHERE}
    )


def learn(examples: Sequence[Example]) -> str:
    """The table of weights, as it is stored."""
    import numpy as np
    from scipy.optimize import minimize

    names = vocabulary(examples)
    voices = sorted({e.voice for e in examples})
    problem = _Problem(examples, names, voices)
    start = np.zeros((len(names) + 1) * len(voices))
    best = minimize(
        problem.loss, start, jac=True, method="L-BFGS-B", options={"maxiter": ROUNDS}
    ).x.reshape(len(names) + 1, len(voices))
    lines = ["# Learned by ingest/clause_voice_train.py; see clause_voice_card.md."]
    for name, row in zip(["voices", "bias", *names], [voices, *np.rint(best * SCALE)], strict=True):
        if name in ("voices", "bias") or any(row):
            values = [v.value if isinstance(v, Voice) else str(int(v)) for v in row]
            lines.append(f"{name}\t{','.join(values)}")
    return "\n".join(lines) + "\n"


class _Problem:
    """Multinomial logistic regression over rows of length one."""

    def __init__(self, examples: Sequence[Example], names: list[str], voices: list[Voice]) -> None:
        import numpy as np
        from scipy.sparse import csr_matrix, hstack

        place = {name: i for i, name in enumerate(names)}
        rows = [[place[f] for f in features_of(e.clause) if f in place] for e in examples]
        ends = np.cumsum([0, *map(len, rows)])
        lengths = np.repeat(np.sqrt(np.maximum(np.diff(ends), 1)), np.diff(ends))
        columns = np.fromiter((i for row in rows for i in sorted(row)), np.int32)
        known = csr_matrix((1 / lengths, columns, ends), shape=(len(rows), len(names)))
        self._x: Any = hstack([csr_matrix(np.ones((len(rows), 1))), known]).tocsr()
        self._xt = self._x.T.tocsr()
        self._right = np.array([voices.index(e.voice) for e in examples])
        self._weight = np.array([e.weight for e in examples])
        self._shape = (len(names) + 1, len(voices))

    def loss(self, flat: "NDArray[np.float64]") -> tuple[float, "NDArray[np.float64]"]:
        """Weighted log loss and its gradient; the first row, the bias, is not pulled to zero."""
        import numpy as np

        weights = flat.reshape(self._shape)
        pull = weights.copy()
        pull[0] = 0
        scores = self._x @ weights
        scores -= scores.max(axis=1, keepdims=True)
        odds = np.exp(scores)
        total = odds.sum(axis=1)
        rows = np.arange(len(total))
        loss = self._weight @ (np.log(total) - scores[rows, self._right])
        error = odds / total[:, None]
        error[rows, self._right] -= 1
        slope = self._xt @ (error * self._weight[:, None]) + pull / STRENGTH
        return float(loss + (pull * pull).sum() / (2 * STRENGTH)), slope.ravel()


def main() -> None:
    """Learn from everything and write the table."""
    data, out = Path(sys.argv[1]), Path(sys.argv[2])
    out.write_text(learn(examples_of(judgments(data), data)), encoding="utf-8")


if __name__ == "__main__":
    main()
