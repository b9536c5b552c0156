"""The sums of a judgment: what was claimed beside what was awarded, and every sum with its role."""

from collections.abc import Sequence

from corpus.amount import Amount, SumRole
from corpus.judgment import Judgment
from corpus.passage import Span
from ui.badges import badge_html
from ui.escape import as_html
from ui.reading.jumps import jump

ORDER = (
    SumRole.CLAIMED,
    SumRole.AWARDED,
    SumRole.FORFEIT,
    SumRole.EARLIER,
    SumRole.FOUND,
    SumRole.ALLEGED,
    SumRole.COSTS,
)
"""How roles follow each other in the table; sums of no role come last."""

MOST_OF_A_ROLE = 30
"""Sums of one role that are listed; an account has hundreds."""


def yuan(value: float) -> str:
    """A sum for the reader.

    >>> yuan(300000.0), yuan(56442.46), yuan(0.0)
    ('300,000 元', '56,442.46 元', '0 元')
    """
    return f"{value:,.2f}".removesuffix(".00") + " 元"


def share_html(judgment: Judgment) -> str:
    """What part of the sum claimed was awarded, where the head has both; else empty.

    More than was claimed is no share: the sums are of different claims, such as a divorce's.
    """
    claimed, awarded = judgment.header.claimed_amount, judgment.header.awarded_amount
    if not claimed or awarded is None:
        return ""
    if awarded > claimed:
        return "判赔金额多于请求金额，两者可能不是同一项请求，请看“金额”"
    return f"判赔占请求的 {100 * awarded / claimed:.1f}%"


def place_of_total(judgment: Judgment, role: SumRole, total: float | None) -> Span | None:
    """Where the head's sum stands as such; None where it was added up or is not told."""
    for amount in judgment.amounts:
        if total is not None and amount.role is role and amount.yuan == total:
            return amount.span
    return None


def sums_html(judgment: Judgment) -> str:
    """A table of the sums by role, in text order within one; empty where the text has none."""
    groups = [(role.value, [a for a in judgment.amounts if a.role is role]) for role in ORDER]
    groups.append(("未定", [a for a in judgment.amounts if a.role is None]))
    bodies = "".join(_group(judgment, name, amounts) for name, amounts in groups if amounts)
    if not bodies:
        return ""
    return (
        '<table class="pd-sums"><thead><tr><th scope="col">作用</th><th scope="col">金额</th>'
        f'<th scope="col">谁说的</th><th scope="col">位置</th></tr></thead>{bodies}</table>'
    )


def _group(judgment: Judgment, name: str, amounts: Sequence[Amount]) -> str:
    rows = "".join(
        f'<tr><th scope="row">{as_html(name)}</th><td class="pd-sum">{yuan(amount.yuan)}</td>'
        f"<td>{badge_html(amount.voice) if amount.voice else ''}</td>"
        f"<td>{jump(judgment.id, amount.span, f'第 {amount.span.start} 字')}</td></tr>"
        for amount in amounts[:MOST_OF_A_ROLE]
    )
    more = len(amounts) - MOST_OF_A_ROLE
    if more > 0:
        rows += f'<tr><td colspan="4" class="pd-note">另有 {more} 处“{name}”没有列出。</td></tr>'
    return f"<tbody>{rows}</tbody>"
