"""The head of a judgment: warnings first, then what it says about itself, each with its place."""

from collections.abc import Iterator, Sequence

from analysis.instances import ToldReview
from corpus.amount import SumRole
from corpus.judgment import Judgment, Party
from corpus.passage import Span
from corpus.voice import Voice
from ui.badges import labels_html
from ui.escape import as_html
from ui.reading.jumps import elsewhere, jump
from ui.reading.sums import place_of_total, share_html, yuan

SPUN = (
    "疑似改写：这份文字疑似被机器改写过（伪原创），词语可能被替换，例如“直接”写成“间接”。"
    "从这里引用的只是来源照录，不等于法院原话；引用前请核对裁判文书原件。"
    "每句旁的“推测”是判读按常见替换还原的，不是原文，不能引用。"
)
DIGEST = "案例摘要 · 非原文：由判读项目据公开报道自行撰写，不是裁判文书原文，不可作为原文引用。"
PARTIAL = "文字可能不全或有误读：这里没有的内容，不等于文书没有写；引用前请核对原件。"
COPY = "您打开的编号是这份文书的另一个副本；检索与阅读以这一份为准。"
GONE = "地址里指明的位置超出了这份文书的长度，没有标出；文书可能已被替换。"

FIELDS = (
    "法院", "案号", "裁判日期", "文书类型", "法院层级", "审级", "案由", "裁判结果", "请求金额",
    "判赔金额",
)  # fmt: skip
"""In the order shown; what the text does not say is named below them."""


def head_html(judgment: Judgment, reviews: Sequence[ToldReview], notes: Sequence[str] = ()) -> str:
    """Title, labels, warnings, what the head says and the parties. `notes` concern the visit."""
    labels = labels_html(
        digest=judgment.is_digest,
        spun=judgment.quality.spun,
        partial=judgment.quality.partial,
    )
    return (
        f'<header class="pd-doc"><h1><bdi>{as_html(judgment.title)}</bdi></h1>'
        f'<div class="pd-doc-labels">{labels}</div>{_warnings(judgment, reviews, notes)}'
        f"{_facts(judgment)}{_parties(judgment)}{_reviewing(judgment, reviews)}</header>"
    )


def _warnings(judgment: Judgment, reviews: Sequence[ToldReview], notes: Sequence[str]) -> str:
    items = [
        f"<li class='pd-grave'>{as_html(review.words)}{_proof(judgment, review)}</li>"
        for review in reviews
        if review.overturned
    ]
    quality = judgment.quality
    details = [f"<br><small>{as_html(note)}</small>" for note in quality.notes]
    told = [
        *([SPUN] if quality.spun else []),
        *([PARTIAL] if quality.partial else []),
        *([DIGEST] if judgment.is_digest else []),
    ]
    for number, words in enumerate(told):
        items.append(f"<li>{as_html(words)}{''.join(details) if number == 0 else ''}</li>")
    items += [f"<li>{as_html(note)}</li>" for note in notes]
    if not items:
        return ""
    return f'<div role="note" aria-label="请注意"><ul class="pd-alerts">{"".join(items)}</ul></div>'


def _proof(judgment: Judgment, review: ToldReview) -> str:
    quote = f"<q><bdi>{as_html(review.quote)}</bdi></q>"
    if review.judgment_id == judgment.id:
        return quote + jump(judgment.id, review.span, "看原文")
    return quote + elsewhere(review.judgment_id, review.span, "在新标签页里看那份文书")


def _reviewing(judgment: Judgment, reviews: Sequence[ToldReview]) -> str:
    items = "".join(
        f"<li>{as_html(review.words)}{_proof(judgment, review)}</li>"
        for review in reviews
        if not review.overturned
    )
    return f'<ul class="pd-reviews">{items}</ul>' if items else ""


def _facts(judgment: Judgment) -> str:
    told = dict(_told(judgment))
    rows = "".join(
        f"<div><dt>{name}</dt><dd>{_linked(judgment, *told[name])}</dd></div>"
        for name in FIELDS
        if name in told
    )
    silent = "、".join(name for name in FIELDS if name not in told)
    missing = f'<p class="pd-note">没有读到：{silent}</p>' if silent else ""
    share = share_html(judgment)
    beside = f'<p class="pd-share">{share}</p>' if share else ""
    return f'<dl class="pd-head-facts">{rows}</dl>{beside}{missing}'


def _told(judgment: Judgment) -> Iterator[tuple[str, tuple[str, Span | None]]]:
    head = judgment.header
    if head.court:
        yield "法院", (head.court, head.place_of("court"))
    for name, value, field in (
        ("法院层级", head.court_level, "court_level"),
        ("案号", head.case_number, "case_number"),
        ("文书类型", head.doc_type, "doc_type"),
        ("审级", head.instance, "instance"),
        ("案由", head.cause, "cause"),
        ("裁判日期", head.date, "date"),
    ):
        if value:
            yield name, (value, head.place_of(field))
    if head.disposition:
        yield "裁判结果", (head.disposition, head.place_of("disposition") or _order(judgment))
    for name, total, role in (
        ("请求金额", head.claimed_amount, SumRole.CLAIMED),
        ("判赔金额", head.awarded_amount, SumRole.AWARDED),
    ):
        if total is not None:
            yield name, (yuan(total), place_of_total(judgment, role, total))


def _order(judgment: Judgment) -> Span | None:
    """The first sentence of the order: what the result was read from."""
    return next((s.span for s in judgment.sentences if s.voice is Voice.ORDER), None)


def _linked(judgment: Judgment, value: str, place: Span | None) -> str:
    words = f"<bdi>{as_html(value)}</bdi>"
    return jump(judgment.id, place, words) if place else words


def _parties(judgment: Judgment) -> str:
    items = "".join(_party(judgment, party) for party in judgment.header.parties)
    return f'<ul class="pd-parties" aria-label="当事人">{items}</ul>' if items else ""


def _party(judgment: Judgment, party: Party) -> str:
    earlier = f"（{as_html(party.earlier_role)}）" if party.earlier_role else ""
    start = judgment.text.find(party.name) if party.name else -1
    place = Span(start, start + len(party.name)) if start >= 0 else None
    return (
        f'<li><span class="pd-role">{as_html(party.role)}{earlier}</span>'
        f"{_linked(judgment, party.name, place)}</li>"
    )
