"""The tables of a report: by type of question, by case, and every measure."""

from collections.abc import Callable, Sequence

from evals.charts import LABELS, interval, percent, share_bar
from evals.markup import Html, element, scrolling
from evals.metrics import MEASURES
from evals.question_types import type_label
from evals.summary import Metrics, TypeSummary

BY_GROUP = ("outcome_right", "evidence_cited", "hit@1", "voice_right")

CASES_SHOWN = 40
"""Above this many the table hides what comes after it."""


def by_type(groups: Sequence[TypeSummary]) -> Html:
    """A row a type of question."""
    return _table("按题型", _group_head("题型"), _group_rows(groups, type_label), "by-type")


def by_case(groups: Sequence[TypeSummary]) -> Html:
    """A row a case, those with most questions first; nothing where there is only one, or none."""
    if len(groups) < 2:
        return Html("")
    left_out = len(groups) - CASES_SHOWN
    note = (
        element("p", f"只列题数最多的 {CASES_SHOWN} 份文书，其余 {left_out} 份见 metrics.json。",
                class_="muted")
        if left_out > 0
        else Html("")
    )  # fmt: skip
    rows = _group_rows(groups[:CASES_SHOWN], lambda name: name)
    return _table("按案件", _group_head("文书"), rows, "by-case", note)


def measures(metrics: Metrics) -> Html:
    """A row a measure, with what it means."""
    head = element(
        "tr",
        *(element("th", n, scope="col") for n in ("指标", "均值", "95% 区间", "题数", "含义")),
    )
    body = []
    for measure in MEASURES:
        value = metrics.overall[measure.key]
        if measure.is_share or value.mean is None or value.low is None or value.high is None:
            mean, spread = percent(value.mean), interval(value)
        else:
            mean, spread = f"{value.mean:.2f}", f"{value.low:.2f}–{value.high:.2f}"
        body.append(
            element(
                "tr",
                element("th", measure.label, scope="row"),
                *(element("td", v, class_="number") for v in (mean, spread, str(value.n))),
                element("td", measure.meaning, class_="meaning"),
            )
        )
    return _table("全部指标", head, body, "measures")


def _group_head(name: str) -> Html:
    return element(
        "tr",
        *(element("th", name, scope="col") for name in (name, "题数")),
        *(element("th", LABELS[key], scope="col") for key in BY_GROUP),
    )


def _group_rows(groups: Sequence[TypeSummary], label: Callable[[str], str]) -> list[Html]:
    return [
        element(
            "tr",
            element("th", label(group.type), scope="row"),
            element("td", str(group.questions), class_="number"),
            *(_group_cell(group, key) for key in BY_GROUP),
        )
        for group in groups
    ]


def _group_cell(group: TypeSummary, key: str) -> Html:
    value = group.measures[key]
    if not value.n:
        return element("td", "—", class_="empty")
    number = element("span", percent(value.mean), class_="number")
    return element("td", element("div", share_bar(value), number, class_="cell"))


def _table(title: str, head: Html, body: Sequence[Html], name: str, note: str = "") -> Html:
    table = element("table", element("thead", head), element("tbody", *body))
    return element(
        "section",
        element("h2", title),
        scrolling(table, title),
        note,
        class_=f"panel {name}",
    )
