"""The page of a comparison: one self-contained file that loads nothing."""

from collections.abc import Sequence

from evals.charts import LABELS
from evals.compare import Comparison, Direction, MeasureChange, QuestionChange
from evals.compare_words import (
    MANY,
    ORDER,
    difference_words,
    question_words,
    settings_words,
    value_words,
    verdict_words,
)
from evals.markup import Html, element, scrolling
from evals.page import page

FILE = "compare.html"


def render_comparison(found: Comparison) -> str:
    """The whole page as HTML text."""
    first, second = found.names
    facts = (
        ("从", first),
        ("到", second),
        ("对照", f"两次都有的 {found.shared} 题"),
        ("设置", "；".join(settings_words(found))),
    )
    return page(
        f"评测对照 · {first} → {second} · 判读",
        element(
            "header",
            element("p", "判读 PanDu", class_="brand"),
            element("h1", "评测对照"),
            element("dl", *(element("div", element("dt", k), element("dd", v)) for k, v in facts)),
        ),
        element(
            "main",
            *(element("p", note, class_="note") for note in notes(found)),
            measures(found),
            *(_questions(d, found.going(d)) for d in ORDER if found.going(d)),
        ),
    )


def notes(found: Comparison) -> list[str]:
    """What must be known beside the figures."""
    only = [
        f"只在 {name} 里的 {len(ids)} 题未计入：{'、'.join(ids)}"
        for name, ids in zip(found.names, found.only_in, strict=True)
        if ids
    ]
    nothing = [] if found.questions else ["没有一题的得分或结局有变化。"]
    return [*found.notes, *only, *nothing]


def measures(found: Comparison) -> Html:
    """A row a measure that has a value in both, with what to think of the difference."""
    heads = ("指标", *found.names, "判断", "差", "题数", "变好", "变差")
    return _table("各项指标", heads, [_measure(c) for c in found.measures if c.apart], MANY)


def _measure(change: MeasureChange) -> tuple[str, ...]:
    return (
        LABELS[change.key],
        value_words(change.key, change.before),
        value_words(change.key, change.after),
        verdict_words(change),
        difference_words(change),
        str(change.n),
        str(change.better),
        str(change.worse),
    )


def _questions(direction: Direction, going: list[QuestionChange]) -> Html:
    rows = [(q.id, q.question, question_words(q)) for q in going]
    return _table(f"{direction.value}的 {len(going)} 题", ("编号", "问题", "变化"), rows, "")


def _table(title: str, heads: tuple[str, ...], rows: Sequence[tuple[str, ...]], below: str) -> Html:
    head = element("tr", *(element("th", name, scope="col") for name in heads))
    body = [
        element(
            "tr",
            element("th", first, scope="row"),
            *(element("td", cell) for cell in rest),
        )
        for first, *rest in rows
    ]
    table = element("table", element("thead", head), element("tbody", *body))
    return element(
        "section",
        element("h2", title),
        scrolling(table, title),
        element("p", below, class_="muted") if below else Html(""),
        class_="panel",
    )
