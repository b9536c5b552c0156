"""A comparison of two evaluations in words, for a terminal and for the page."""

from collections.abc import Iterator

from evals.charts import LABELS, OUTCOMES, percent
from evals.compare import SHARES, Change, Comparison, Direction, MeasureChange, QuestionChange

SHOWN = 20
"""Questions of one direction that a terminal lists; --json and the page have them all."""

IDS_SHOWN = 10
ORDER = (Direction.WORSE, Direction.MIXED, Direction.BETTER, Direction.OTHER)
MANY = (
    "区间不含 0 的，换一批这样的问题多半也在；"
    "指标有十几个，即使什么都没变，二十个里也会有一个恰好如此。"
)


def in_words(found: Comparison) -> Iterator[str]:
    """Lines: what is compared, then a line a measure, then the questions, worst first."""
    first, second = found.names
    yield f"从 {first} 到 {second}，对照两次都有的 {found.shared} 题"
    yield from (f"⚠ {note}" for note in found.notes)
    for name, ids in zip(found.names, found.only_in, strict=True):
        if ids:
            yield f"⚠ 只在 {name} 里的 {len(ids)} 题未计入：{_listed(ids)}"
    yield from settings_words(found)
    yield ""
    for change in found.measures:
        if change.apart is not None:
            yield measure_words(change)
    yield MANY
    for direction in ORDER:
        going = found.going(direction)
        if going:
            yield ""
            yield f"{direction.value}的 {len(going)} 题："
        for question in going[:SHOWN]:
            yield f"  {question.id}　{question.question}"
            yield f"    {question_words(question)}"
        if len(going) > SHOWN:
            yield f"  ……另有 {len(going) - SHOWN} 题，--json 或 --out 里有全部。"
    if not found.questions:
        yield ""
        yield "没有一题的得分或结局有变化。"


def settings_words(found: Comparison) -> Iterator[str]:
    """What differs in the set-up; one line if nothing does."""
    for name, (was, now) in found.settings.items():
        yield f"{name}：{was} → {now}"
    if not found.settings:
        yield "两次的设置相同。"


def measure_words(change: MeasureChange) -> str:
    """One measure: both means, the difference with its interval, and what to think of it."""
    return (
        f"{LABELS[change.key]}：{value_words(change.key, change.before)} → "
        f"{value_words(change.key, change.after)}，差 {difference_words(change)}，"
        f"{change.n} 题（好 {change.better}、差 {change.worse}），{verdict_words(change)}"
    )


def difference_words(change: MeasureChange) -> str:
    """The difference with its interval: points of a hundred for a share."""
    if change.apart is None:
        return "—"
    scale, unit = (100, " 个百分点") if SHARES[change.key] else (1, "")
    mean, low, high = (
        f"{scale * value:+.{1 if scale > 1 else 3}f}"
        for value in (change.apart.mean, change.apart.low, change.apart.high)
    )
    return f"{mean}{unit}（95% 区间 {low} 至 {high}）"


def verdict_words(change: MeasureChange) -> str:
    """Whether it got better or worse, as far as these questions can tell."""
    if change.apart is None or change.apart.mean == 0 == change.better == change.worse:
        return "没有变化"
    if not change.beyond_chance:
        return "可能是偶然"
    return "变好" if (change.apart.mean > 0) is SHARES[change.key] else "变差"


def question_words(question: QuestionChange) -> str:
    """What changed of one question."""
    before, after = question.outcomes
    words = [] if before == after else [f"{OUTCOMES_BY_NAME[before]} → {OUTCOMES_BY_NAME[after]}"]
    return "；".join([*words, *map(change_words, question.changes)])


def change_words(change: Change) -> str:
    """One measure of one question: ↑ is better, ↓ worse."""
    mark = "↑" if change.is_better else "↓"
    before, after = (value_words(change.key, v) for v in (change.before, change.after))
    return f"{mark}{LABELS[change.key]} {before} → {after}"


def value_words(key: str, value: float | None) -> str:
    """A value as the reader sees it: per cent for a share."""
    if value is None or SHARES[key]:
        return percent(value)
    return f"{value:.3g}"


OUTCOMES_BY_NAME = {outcome.value: words for outcome, words in OUTCOMES.items()}


def _listed(ids: tuple[str, ...]) -> str:
    return "、".join(ids[:IDS_SHOWN]) + (" 等" if len(ids) > IDS_SHOWN else "")
