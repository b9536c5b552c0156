"""The page of a benchmark: a chart a measure, then the differences, then the times."""

from collections.abc import Sequence

from evals.benchmark import Benchmark
from evals.benchmark_systems import BASELINE, SYSTEMS
from evals.bootstrap import LEVEL, RESAMPLES, Difference
from evals.charts import percent, share_bar
from evals.markup import Html, element
from evals.page import page
from evals.retrieval_metrics import DEPTH, MEASURES
from evals.summary import Estimate

LABELS = {
    "ndcg@10": "nDCG@10",
    "recall@5": "召回率@5",
    "recall@10": "召回率@10",
    "recall@100": "召回率@100",
    "mrr@10": "MRR@10",
}
"""What a reader calls a measure; a test holds the keys to MEASURES."""


def render_benchmark(found: Benchmark) -> str:
    """The whole page as HTML text; it loads nothing."""
    given = found.given
    facts = (
        ("数据", given.name),
        ("语料", f"{len(given.rows)} 段"),
        ("问题", f"{len(given.queries)} 个有评定，另有 {given.unjudged} 个没有，不计"),
        ("向量模型", found.embedding_model),
    )
    return page(
        f"检索对照 · {given.name} · 判读",
        element(
            "header",
            element("p", "判读 PanDu", class_="brand"),
            element("h1", "检索对照"),
            element("dl", *(element("div", element("dt", k), element("dd", v)) for k, v in facts)),
        ),
        element(
            "main",
            *(element("p", note, class_="note") for note in given.notes),
            element("section", *(_chart(found, key) for key in MEASURES), class_="panels"),
            _differences(found),
            _times(found),
        ),
    )


def difference_words(value: Difference) -> str:
    """A difference as the reader sees it, in points of a hundred.

    >>> difference_words(Difference(0.0312, 0.02, 0.0425, 0.0009995))
    '+3.1（+2.0 至 +4.2，p<0.001）'
    """
    spread = f"{points(value.low)} 至 {points(value.high)}"
    return f"{points(value.mean)}（{spread}，{p_words(value.p)}）"


def points(share: float) -> str:
    """A signed share in points of a hundred."""
    return f"{100 * share:+.1f}"


def p_words(p: float) -> str:
    """A p value; with 2,000 resamples none is below 0.001 but for the smallest there is."""
    return f"p={p:.3f}" if p >= 0.001 else "p<0.001"


def _chart(found: Benchmark, key: str) -> Html:
    rows = []
    for name, result in found.results.items():
        value = result.measures[key]
        bar = share_bar(Estimate(len(found.given.queries), value.mean, value.low, value.high))
        rows.append(
            element(
                "div",
                element("span", name, class_="name"),
                bar,
                element("span", percent(value.mean), class_="value"),
                class_="row",
            )
        )
    return element(
        "div",
        element("h2", LABELS[key]),
        element("div", *rows, class_="bars systems"),
        element("p", "条上的细线：95% 区间（自助法）。", class_="muted"),
        class_="panel",
    )


def _differences(found: Benchmark) -> Html:
    body = [
        [name, *(difference_words(result.against[key]) for key in MEASURES)]
        for name, result in found.results.items()
        if result.against is not None
    ]
    words = (
        f"单位：百分点；{LEVEL:.0%} 区间与双侧 p 值，按题配对自助法，{RESAMPLES} 次重抽。"
        "区间不含 0 的差别，换一批这样的问题多半也在。"
    )
    heads = ["方法", *(LABELS[key] for key in MEASURES)]
    return _table(f"与 {BASELINE} 之差", heads, body, words)


def _times(found: Benchmark) -> Html:
    body = [
        [name, SYSTEMS[name], f"{result.p50:.1f}", f"{result.p95:.1f}",
         f"{result.build_seconds:.1f}"]
        for name, result in found.results.items()
    ]  # fmt: skip
    heads = ["方法", "是什么", "每题中位（毫秒）", "每题 95 分位（毫秒）", "建索引（秒）"]
    words = f"逐题检索，各取前 {DEPTH} 段。判读的四种方法共用一个文库，建索引的时间是同一个。"
    return _table("用时", heads, body, words)


def _table(title: str, heads: Sequence[str], body: Sequence[Sequence[str]], words: str) -> Html:
    head = element("tr", *(element("th", name, scope="col") for name in heads))
    rows = [
        element(
            "tr",
            element("th", first, scope="row"),
            *(element("td", cell, class_="number") for cell in rest),
        )
        for first, *rest in body
    ]
    table = element("table", element("thead", head), element("tbody", *rows))
    return element(
        "section",
        element("h2", title),
        element("div", table, class_="scroll"),
        element("p", words, class_="muted"),
        class_="panel",
    )
