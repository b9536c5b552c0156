"""A cited passage in its context: who speaks, where it stands, and what to do with it. Pure HTML.

It opens beside the page by the browser's own popover, so that nothing of the conversation moves
and no word goes to the server.
"""

from corpus.judgment import Header
from corpus.provision_today import PROVISIONS_ARE_OURS
from ui.badges import badge_html, family_of, labels_html, note_html
from ui.chat.conversation import CitedPassage
from ui.chat.places import mark, place
from ui.escape import as_html
from ui.links import reading_url


def drawer_id(exchange_number: int, number: int) -> str:
    """The name by which a mark opens a passage."""
    return f"pd-open-{exchange_number}-{number}"


def drawer_html(passage: CitedPassage, exchange_number: int, context: str = "") -> str:
    """The passage as it opens; shut until a mark opens it. `context` is HTML of the text around
    the quote; without it the few words that stand beside the answer do.
    """
    citation = passage.citation
    id_ = drawer_id(exchange_number, passage.number)
    return (
        f'<div popover class="pd-drawer {family_of(citation.voice)}" id="{id_}" role="dialog"'
        f' aria-label="出处 {passage.number}">'
        f'<header><span class="pd-number">{mark(passage.number)}</span>'
        f"{badge_html(citation.voice)}{note_html(citation.voice)}"
        f'<button type="button" class="pd-close" popovertarget="{id_}"'
        f' popovertargetaction="hide" aria-label="关闭">✕</button></header>'
        f'<h3 class="pd-drawer-title"><bdi>{as_html(citation.title)}</bdi></h3>'
        f"{_head(passage.header, passage)}{_cautions(passage)}"
        f'<div class="pd-drawer-text" tabindex="0" role="group" aria-label="原文">'
        f"{_text(passage, context)}</div>{_beside(passage)}{_actions(passage)}</div>"
    )


def _beside(passage: CitedPassage) -> str:
    """What is said of a quote; of what is no quote nothing is."""
    if not passage.citation.verified:
        return ""
    return likely_html(passage.citation.likely_reading) + provisions_html(passage)


def provisions_html(passage: CitedPassage, *, open_up_to: int = 20) -> str:
    """What the cited articles say and what became of them, plainly apart from the quote.

    Unfolded if they are at most `open_up_to`.
    """
    provisions = passage.citation.provisions
    if not provisions:
        return ""
    items = "".join(f"<li><bdi>{as_html(p.words)}</bdi></li>" for p in provisions)
    opened = " open" if len(provisions) <= open_up_to else ""
    return (
        f'<details class="pd-provisions"{opened}><summary>所引条文 {len(provisions)} 条</summary>'
        f"<ul>{items}</ul><p>{PROVISIONS_ARE_OURS}</p></details>"
    )


def likely_html(reading: str | None) -> str:
    """What a garbled quote may have said, plainly apart from the quote."""
    if reading is None:
        return ""
    return f'<p class="pd-findings">疑为（推测，不是原文）：<bdi>{as_html(reading)}</bdi></p>'


def surroundings_html(passage: CitedPassage) -> str:
    """The quote, marked, with the few words before and after it."""
    before = ("……" if passage.cut_before else "") + passage.before
    after = passage.after + ("……" if passage.cut_after else "")
    return (
        f"<blockquote><bdi>{as_html(before)}</bdi>"
        f"<mark><bdi>{as_html(passage.citation.quote)}</bdi></mark>"
        f"<bdi>{as_html(after)}</bdi></blockquote>"
    )


def cited_as(passage: CitedPassage) -> str:
    """The quote with its place, as one pastes it: court, case number, title, place, speaker."""
    citation, header = passage.citation, passage.header
    source = "".join(filter(None, (header.court, header.case_number)))
    kind = "案例摘要，非原文，" if citation.digest else ""
    told = "，".join(filter(None, (source, f"《{citation.title}》")))
    return f"“{citation.quote}”（{kind}{told}，{citation.voice.value}，{place_of(passage)}）"


def place_of(passage: CitedPassage) -> str:
    """Where the quote stands."""
    return place(passage.citation.span, passage.citation.page)


def _head(header: Header, passage: CitedPassage) -> str:
    rows = [
        ("法院", header.court),
        ("案号", header.case_number),
        ("审级", header.instance),
        ("案由", header.cause),
        ("日期", header.date),
        ("位置", place_of(passage)),
    ]
    told = "".join(
        f"<div><dt>{name}</dt><dd><bdi>{as_html(value)}</bdi></dd></div>"
        for name, value in rows
        if value
    )
    return f'<dl class="pd-drawer-head">{told}</dl>'


def _cautions(passage: CitedPassage) -> str:
    labels = labels_html(digest=passage.citation.digest, spun=passage.spun, partial=passage.partial)
    return f'<p class="pd-drawer-labels">{labels}</p>' if labels else ""


def _text(passage: CitedPassage, context: str) -> str:
    quote = as_html(passage.citation.quote)
    if not passage.citation.verified:
        return (
            '<p class="pd-findings">以下文字没有在出处中逐字找到，不是原文：</p>'
            f"<blockquote><bdi><s>{quote}</s></bdi></blockquote>"
        )
    if passage.gone:
        return (
            '<p class="pd-findings">这份文书已不在文库中，只存有当时核验过的引文：</p>'
            f"<blockquote><mark><bdi>{quote}</bdi></mark></blockquote>"
        )
    return context or surroundings_html(passage)


def _actions(passage: CitedPassage) -> str:
    citation = passage.citation
    if not citation.verified:
        return ""
    copy = (
        f'<button type="button" class="pd-button" data-copy="{as_html(cited_as(passage))}">'
        "复制引文和出处</button>"
    )
    if passage.gone:
        return f'<footer class="pd-drawer-actions">{copy}</footer>'
    url = as_html(reading_url(citation.judgment_id, citation.span))
    return (
        f'<footer class="pd-drawer-actions">{copy}<a class="pd-button" href="{url}"'
        ' target="_blank" rel="noopener">在全文中阅读<span class="pd-unseen">（新标签页）</span>'
        " ↗</a></footer>"
    )
