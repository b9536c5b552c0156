"""Small bar charts as inline SVG. Widths are percentages, so that they fit any screen."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from analysis.answer import Outcome
from corpus.voice import HOLDING_VOICES, PARTY_VOICES, Voice
from evals.declining import RiskCoverage
from evals.judge import By, Graded, Mark
from evals.markup import Html, element, join
from evals.metrics import MEASURES, Expected, is_right_outcome
from evals.summary import Estimate, Latency

BAR = 14
"""Height of a bar in pixels."""

BUCKETS = 24
"""Bars in the histogram of times."""

OUTCOMES = {
    Outcome.ANSWERED: "作答",
    Outcome.DECLINED: "说明无据",
    Outcome.PREMISE_REJECTED: "指出前提不成立",
    Outcome.UNAVAILABLE: "未能作答",
}
"""What a reader calls an outcome."""

MARK_TONES = {
    Mark.RIGHT: "good",
    Mark.PARTIAL: "warn",
    Mark.WRONG: "bad",
    Mark.UNREADABLE: "neutral",
    Mark.UNAVAILABLE: "neutral",
}
"""The colour of a mark, by the name of its class."""

LABELS = {measure.key: measure.label for measure in MEASURES}


def percent(value: float | None) -> str:
    """A share as the reader sees it; a dash where there is none.

    >>> percent(0.8251), percent(None)
    ('82.5%', '—')
    """
    return "—" if value is None else f"{value:.1%}"


def interval(estimate: Estimate) -> str:
    """The interval of a share, as a range of per cent."""
    if estimate.low is None or estimate.high is None:
        return "—"
    return f"{estimate.low:.0%}–{estimate.high:.0%}"


def share_bars(estimates: Mapping[str, Estimate], keys: Sequence[str]) -> Html:
    """One bar a measure, with its interval as a whisker."""
    return labelled_bars({LABELS[key]: estimates[key] for key in keys})


def labelled_bars(estimates: Mapping[str, Estimate]) -> Html:
    """The same for shares by the name the reader sees, in order."""
    return element("div", *(_share_bar(*item) for item in estimates.items()), class_="bars")


def sure_bars(found: RiskCoverage) -> Html:
    """One bar a part of the answers, surest first: the share of it that is right. No whiskers."""
    return labelled_bars(
        {
            f"前 {share:.0%}": Estimate(max(1, round(share * found.n)), right, None, None)
            for share, right in found.right_at
        }
    )


def share_bar(estimate: Estimate) -> Html:
    """A single bar between 0 and 1 with its whisker; empty without a value."""
    mean = estimate.mean or 0.0
    parts = [
        element("rect", class_="track", width="100%", height=BAR, rx=3),
        element("rect", class_="fill", width=_at(mean), height=BAR, rx=3),
    ]
    if estimate.low is not None and estimate.high is not None and estimate.low < estimate.high:
        middle = BAR / 2
        parts += [
            _line(estimate.low, estimate.high, middle, middle),
            _line(estimate.low, estimate.low, middle - 3, middle + 3),
            _line(estimate.high, estimate.high, middle - 3, middle + 3),
        ]
    label = percent(estimate.mean)
    if estimate.low is not None:
        label += f"，95% 区间 {interval(estimate)}"
    return element("svg", *parts, class_="bar", height=BAR, role="img", aria_label=label)


def voice_bars(counts: Mapping[str, int]) -> Html:
    """One bar a voice, by how many quotes are its words, most first; a word without quotes."""
    if not counts:
        return element("p", "没有引文。", class_="muted")
    most = max(counts.values())
    ordered = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    return element("div", *(_voice_bar(*item, most) for item in ordered), class_="bars voices")


def voice_side(voice: str) -> str:
    """On whose side a voice is, as the name of its colour."""
    if voice in HOLDING_VOICES:
        return "court"
    if voice in PARTY_VOICES:
        return "party"
    if voice == Voice.LOWER_COURT:
        return "lower"
    return "comment" if voice == Voice.COMMENTARY else "frame"


def outcome_bars(outcomes: Mapping[Expected, Mapping[Outcome, int]]) -> Html:
    """One stacked bar for each kind of question that there is, with its counts below."""
    kinds = [(kind, row) for kind, row in outcomes.items() if sum(row.values())]
    return element("div", *(_outcome_bar(kind, row) for kind, row in kinds), class_="stacks")


def mark_bars(grades: Iterable[Graded]) -> Html:
    """One stacked bar for each who gave marks, the model first."""
    counts = Counter((graded.by, graded.mark) for graded in grades)
    stacks = [
        _stack(f"由{by}评", [(mark.value, counts[by, mark], MARK_TONES[mark]) for mark in Mark])
        for by in (By.MODEL, By.RULE)
        if any(counts[by, mark] for mark in Mark)
    ]
    return element("div", *stacks, class_="stacks")


def histogram(values: Sequence[float], latency: Latency) -> Html:
    """How many answers took how long, from 0 to the longest; empty without answers."""
    if not values or latency.p50 is None or latency.p95 is None:
        return element("p", "没有可计时的回答。", class_="muted")
    longest = max(values) or 1.0
    counts = [0] * BUCKETS
    for value in values:
        counts[min(BUCKETS - 1, int(value / longest * BUCKETS))] += 1
    height, most = 72, max(counts)
    bars = [
        element(
            "rect",
            class_="fill",
            x=_at((number + 0.08) / BUCKETS),
            width=_at(0.84 / BUCKETS),
            y=round(height - count / most * height, 1),
            height=round(count / most * height, 1),
            rx=1.5,
        )
        for number, count in enumerate(counts)
        if count
    ]
    marks = [
        element("line", class_=name, x1=_at(at / longest), x2=_at(at / longest), y1=0, y2=height)
        for name, at in (("p50", latency.p50), ("p95", latency.p95))
    ]
    label = f"中位 {latency.p50:.2f} 秒，95 分位 {latency.p95:.2f} 秒"
    return join(
        element(
            "svg", *bars, *marks, class_="histogram", height=height, role="img", aria_label=label
        ),
        element(
            "div", element("span", "0 秒"), element("span", f"{longest:.2f} 秒"), class_="axis"
        ),
    )


def _voice_bar(voice: str, count: int, most: int) -> Html:
    bar = element("rect", class_=voice_side(voice), width=_at(count / most), height=BAR, rx=3)
    return element(
        "div",
        element("span", voice, class_="name"),
        element("svg", bar, class_="bar", height=BAR, aria_hidden="true"),
        element("span", f"{count} 条", class_="value"),
        class_="row",
    )


def _share_bar(label: str, estimate: Estimate) -> Html:
    return element(
        "div",
        element("span", label, class_="name"),
        share_bar(estimate),
        element("span", percent(estimate.mean), class_="value"),
        class_="row",
    )


def _outcome_bar(kind: Expected, row: Mapping[Outcome, int]) -> Html:
    parts = [(OUTCOMES[outcome], count, _tone(kind, outcome)) for outcome, count in row.items()]
    return _stack(kind.value, parts)


def _stack(name: str, counts: Sequence[tuple[str, int, str]]) -> Html:
    """One stacked bar of what is not zero: (words, count, tone), with its counts below."""
    total, start, parts, words = sum(count for _, count, _ in counts), 0, [], []
    for label, count, tone in counts:
        if not count:
            continue
        parts.append(
            element("rect", class_=tone, x=_at(start / total), width=_at(count / total), height=BAR)
        )
        words.append(element("span", f"{label} {count}", class_=f"key {tone}"))
        start += count
    return element(
        "div",
        element("div", element("b", name), element("span", f"{total} 题"), class_="caption"),
        element("svg", *parts, class_="bar", height=BAR, aria_hidden="true"),
        element("div", *words, class_="keys"),
        class_="stack",
    )


def _tone(kind: Expected, outcome: Outcome) -> str:
    if outcome is Outcome.UNAVAILABLE or kind is Expected.UNSTATED:
        return "neutral"
    return "good" if is_right_outcome(kind, outcome) else "bad"


def _line(start: float, end: float, top: float, bottom: float) -> Html:
    return element("line", class_="whisker", x1=_at(start), x2=_at(end), y1=top, y2=bottom)


def _at(share: float) -> str:
    return f"{share * 100:.2f}%"
