"""How far a model's grades agree with those given by reading the same answers."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

import numpy as np

from evals.bootstrap import Values, resampled_means
from evals.estimate import DECIMALS, ENDS, METHOD, NOTHING, Estimate, estimate
from evals.judge import Graded, Mark
from evals.judge_set import HandGraded

GRADES = tuple(mark for mark in Mark if mark.is_grade)
MODELS = tuple(Mark)


@dataclass(frozen=True, slots=True)
class Disagreement:
    """One answer that the two grade differently."""

    id: str
    hand: Mark
    model: Mark
    reason: str  # the model's

    def as_json(self) -> dict[str, str]:
        return {
            "id": self.id,
            "hand": self.hand.value,
            "model": self.model.value,
            "reason": self.reason,
        }


@dataclass(frozen=True, slots=True)
class Agreement:
    """What `agreement` finds.

    `table` counts answers by hand's grade and the model's mark. `exact` and `kappa` are over what
    has both grades; n says how many. `exact_of_all` takes what the model's mark is no grade for
    as disagreement. `kappa` has no value where chance alone must agree: where both give one and
    the same grade to everything.
    """

    model: str
    table: Mapping[Mark, Mapping[Mark, int]]
    exact: Estimate
    exact_of_all: Estimate
    kappa: Estimate
    disagreements: tuple[Disagreement, ...]

    def total(self, mark: Mark) -> int:
        """How many the model gave this mark."""
        return sum(row[mark] for row in self.table.values())

    def as_json(self) -> dict[str, Any]:
        """One JSON object."""
        return {
            "model": self.model,
            "answers": sum(sum(row.values()) for row in self.table.values()),
            "exact": asdict(self.exact),
            "exact_of_all": asdict(self.exact_of_all),
            "kappa": asdict(self.kappa),
            "unreadable": self.total(Mark.UNREADABLE),
            "unavailable": self.total(Mark.UNAVAILABLE),
            "confusion": {
                hand.name.lower(): {mark.name.lower(): row[mark] for mark in MODELS}
                for hand, row in self.table.items()
            },
            "disagreements": [each.as_json() for each in self.disagreements],
            "interval": METHOD,
        }


def agreement(model: str, hand: Sequence[HandGraded], grades: Mapping[str, Graded]) -> Agreement:
    """The agreement over all answers, each of which must have a mark, by id."""
    pairs = [(each.mark, grades[each.id].mark) for each in hand]
    counted = Counter(pairs)
    both = [(mine, theirs) for mine, theirs in pairs if theirs.is_grade]
    return Agreement(
        model=model,
        table={mine: {theirs: counted[mine, theirs] for theirs in MODELS} for mine in GRADES},
        exact=estimate([float(mine is theirs) for mine, theirs in both]),
        exact_of_all=estimate([float(mine is theirs) for mine, theirs in pairs]),
        kappa=kappa(both),
        disagreements=tuple(
            Disagreement(each.id, each.mark, grades[each.id].mark, grades[each.id].reason)
            for each in hand
            if each.mark is not grades[each.id].mark
        ),
    )


def kappa(pairs: Sequence[tuple[Mark, Mark]]) -> Estimate:
    """Cohen's kappa of two who graded the same answers, with its 95 % bootstrap interval.

    (po - pe) / (1 - pe): po is the share graded alike, pe the share that would be if each dealt
    out grades blindly as often as they do. Cohen, "A coefficient of agreement for nominal scales",
    Educational and Psychological Measurement 20(1), 1960. No value without answers or where pe
    is 1; resamples where it is are left out of the interval.
    """
    if not pairs:
        return NOTHING
    cells = [(mine, theirs) for mine in GRADES for theirs in GRADES]
    values = np.array([[float(pair == cell) for cell in cells] for pair in pairs])
    (whole,) = _kappas(values.mean(axis=0)[None])
    if np.isnan(whole):
        return NOTHING
    drawn = _kappas(resampled_means(values))
    low, high = np.quantile(drawn[~np.isnan(drawn)], ENDS)
    return Estimate(
        len(pairs),
        round(float(whole), DECIMALS),
        round(float(low), DECIMALS),
        round(float(high), DECIMALS),
    )


def in_words(found: Agreement) -> Iterator[str]:
    """The same as lines for a terminal."""
    yield f"模型“{found.model}”与逐份读过的评分对照，{found.exact_of_all.n} 份回答"
    if found.exact.mean is None:
        yield "没有一份得到可用的评分，量不出一致程度。"
    else:
        yield (
            f"完全一致：{found.exact.mean:.1%}"
            f"（95% 区间 {found.exact.low:.1%}–{found.exact.high:.1%}，{found.exact.n} 份）"
        )
        yield _kappa_in_words(found.kappa)
    for mark, told in ((Mark.UNREADABLE, "读不懂"), (Mark.UNAVAILABLE, "没有给出")):
        yield f"评分{told}：{found.total(mark)} 份" + (
            "，不计入以上两项" if found.total(mark) else ""
        )
    yield "对照＼模型　" + "　".join(MODELS)
    for hand, row in found.table.items():
        yield f"{hand}　" + "　".join(str(row[mark]) for mark in MODELS)
    for each in found.disagreements:
        yield f"{each.id}：对照评分{each.hand}，模型：{each.model}（{each.reason}）"


def _kappa_in_words(value: Estimate) -> str:
    if value.mean is None:
        return "Cohen κ：算不出（双方把每一份都评成同一等）"
    return f"Cohen κ：{value.mean:.2f}（95% 区间 {value.low:.2f}–{value.high:.2f}，自助法）"


def _kappas(shares: Values) -> Values:
    """Kappa from each row of cell shares; NaN where it has no value."""
    tables = shares.reshape(-1, len(GRADES), len(GRADES))
    alike = np.trace(tables, axis1=1, axis2=2)
    chance = (tables.sum(axis=2) * tables.sum(axis=1)).sum(axis=1)
    known = chance < 1 - 1e-12
    return np.where(known, (alike - chance) / np.where(known, 1 - chance, 1.0), np.nan)
