"""The marks of a run in a few numbers."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass
from typing import Any

from evals.estimate import Estimate, estimate
from evals.judge import By, Graded, Mark

CAVEAT = (
    "评分由模型作出，只供参考；它可靠到什么程度，"
    "请先用 pandu eval judge-agreement 与随附的 60 份逐份读过的评分对照。"
)


@dataclass(frozen=True, slots=True)
class JudgeSummary:
    """How many got which mark from whom, and two shares over what has a grade.

    `right` and `right_or_partial` count rule and model alike; a mark that is no grade is in
    neither, and not in their n. `ungraded` had nothing to be graded: no answer, or no standard.
    """

    model: str
    counts: Mapping[By, Mapping[Mark, int]]
    right: Estimate
    right_or_partial: Estimate
    ungraded: int

    def total(self, mark: Mark) -> int:
        """How many got this mark."""
        return sum(row[mark] for row in self.counts.values())

    def as_json(self) -> dict[str, Any]:
        """What metrics.json says of it."""
        return {
            "model": self.model,
            "counts": {
                by.name.lower(): {mark.name.lower(): n for mark, n in row.items()}
                for by, row in self.counts.items()
            },
            "right": asdict(self.right),
            "right_or_partial": asdict(self.right_or_partial),
            "ungraded": self.ungraded,
        }


def summarise_grades(model: str, grades: Iterable[Graded], questions: int) -> JudgeSummary:
    """The summary of all marks of a run of so many questions."""
    grades = tuple(grades)
    counted = Counter((graded.by, graded.mark) for graded in grades)
    marks = [graded.mark for graded in grades if graded.mark.is_grade]
    return JudgeSummary(
        model=model,
        counts={by: {mark: counted[by, mark] for mark in Mark} for by in By},
        right=estimate([float(mark is Mark.RIGHT) for mark in marks]),
        right_or_partial=estimate([float(mark is not Mark.WRONG) for mark in marks]),
        ungraded=questions - len(grades),
    )


def in_words(summary: JudgeSummary) -> Iterator[str]:
    """The same as lines for a terminal."""
    told = "，".join(f"{mark} {summary.total(mark)}" for mark in Mark if summary.total(mark))
    ruled = sum(summary.counts[By.RULE].values())
    yield f"评分（模型“{summary.model}”）：{told or '没有可评的题'}" + (
        f"；其中 {ruled} 题按规则评，没有问模型" if ruled else ""
    )
    share = summary.right
    if share.mean is not None:
        yield (
            f"评为正确：{share.mean:.1%}（95% 区间 {share.low:.1%}–{share.high:.1%}，{share.n} 题）"
        )
    if summary.total(Mark.UNAVAILABLE):
        yield "未得评分的题不计入；同样的命令再运行一次，会只重评这些题。"
    yield CAVEAT
