"""What a judgment cites: articles with what they say and whether they are in force, cases, days."""

from collections.abc import Callable, Mapping, Sequence

from analysis.provisions import provisions_in
from corpus.case_mention import Relation
from corpus.judgment import Judgment
from corpus.numeral import chinese_of
from corpus.passage import Span
from corpus.provision_today import PROVISIONS_ARE_OURS, ToldProvision
from corpus.statute import CitedStatute
from corpus.voice import Voice
from ui.escape import as_html
from ui.reading.jumps import spots

UNTOLD = "判读没有收录这一条的要旨与效力，请查官方文本"

MOST_DAYS = 200
"""Days that are listed; an account book names thousands."""

Article = tuple[str, int, int | None]
Places = list[tuple[Span, Voice | None]]


def statutes_html(judgment: Judgment) -> str:
    """The articles cited, in the order of their first citation; empty where none is.

    What is told of them is in our words and says so.
    """
    told = _told(judgment)
    cited = _grouped(judgment.statutes)
    items = "".join(_statute(judgment, *group, told) for group in cited.values())
    return (
        f'<ul class="pd-cited">{items}</ul><p class="pd-note">{PROVISIONS_ARE_OURS}</p>'
        if items
        else ""
    )


def cases_html(judgment: Judgment, find: Callable[[str], str]) -> str:
    """The case numbers mentioned, this case's own left out; empty where there is none.

    `find` gives a link (HTML) to the library's decision of a number, or nothing.
    """
    grouped: dict[tuple[str, Relation], Places] = {}
    for mention in judgment.case_numbers:
        if mention.relation is not Relation.OWN:
            places = grouped.setdefault((mention.number, mention.relation), [])
            places.append((mention.span, mention.voice))
    items = "".join(
        f'<li><span class="pd-label">{relation.value}</span> <bdi>{as_html(number)}</bdi>'
        f"{find(number)}{spots(judgment.id, places)}</li>"
        for (number, relation), places in grouped.items()
    )
    return f'<ul class="pd-cited">{items}</ul>' if items else ""


def days_html(judgment: Judgment) -> str:
    """The days and months mentioned, earliest first; empty where there is none."""
    grouped: dict[str, Places] = {}
    for mention in judgment.dates:
        grouped.setdefault(mention.date, []).append((mention.span, mention.voice))
    items = "".join(
        f"<li><b>{as_html(day)}</b>{spots(judgment.id, grouped[day])}</li>"
        for day in sorted(grouped)[:MOST_DAYS]
    )
    more = len(grouped) - MOST_DAYS
    note = f'<p class="pd-note">另有 {more} 个日期没有列出。</p>' if more > 0 else ""
    return f'<ul class="pd-cited pd-days">{items}</ul>{note}' if items else ""


def _told(judgment: Judgment) -> Mapping[Article, ToldProvision]:
    if not judgment.text:
        return {}
    known = provisions_in(judgment, Span(0, len(judgment.text)))
    return {(p.cited.law, p.cited.article, p.cited.paragraph): p for p in known}


def _grouped(
    statutes: Sequence[CitedStatute],
) -> dict[tuple[object, ...], tuple[CitedStatute, Places]]:
    """Each article or law once, with every place; items of a paragraph are told apart by place."""
    grouped: dict[tuple[object, ...], tuple[CitedStatute, Places]] = {}
    for cited in statutes:
        key = (cited.law, cited.article, cited.suffix, cited.paragraph)
        grouped.setdefault(key, (cited, []))[1].append((cited.span, cited.voice))
    return grouped


def _statute(
    judgment: Judgment,
    cited: CitedStatute,
    places: Places,
    told: Mapping[Article, ToldProvision],
) -> str:
    known = None
    if cited.law and cited.article and not cited.suffix:
        known = told.get((cited.law, cited.article, cited.paragraph))
    return (
        f"<li><b><bdi>{as_html(_name(cited))}</bdi></b>{_standing(cited, known)}"
        f"{spots(judgment.id, places)}</li>"
    )


def _standing(cited: CitedStatute, known: ToldProvision | None) -> str:
    if known is None:
        return "" if cited.article is None else f'<p class="pd-note">{UNTOLD}</p>'
    gist = f"<p><bdi>{as_html(known.gist)}。</bdi></p>" if known.gist else ""
    label = "现行" if known.in_force else "已废止" if known.repealed else "有变动"
    alarm = "" if known.in_force else " pd-alarm"
    guess = "（版本按裁判日期推断）" if known.inferred else ""
    then = "；裁判时已不再有效" if cited.in_force is False else ""
    return (
        f"{gist}<p><span class='pd-label{alarm}'>{label}</span> "
        f"<bdi>{as_html(known.standing + then + guess)}</bdi></p>"
    )


def _name(cited: CitedStatute) -> str:
    law = f"《{cited.law.removeprefix('中华人民共和国')}》" if cited.law else "（未写明法律）"
    if cited.article is None:
        return law
    suffix = f"之{chinese_of(cited.suffix)}" if cited.suffix else ""
    paragraph = f"第{chinese_of(cited.paragraph)}款" if cited.paragraph else ""
    return f"{law}第{chinese_of(cited.article)}条{suffix}{paragraph}"
