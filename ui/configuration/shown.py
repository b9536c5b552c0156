"""What the page 设置 draws as HTML. Pure: values in, markup out."""

from collections.abc import Iterable, Sequence

from analysis.checkup import Check
from ui.configuration.disk import Room, in_words
from ui.escape import as_html


def facts(rows: Iterable[tuple[str, str]]) -> str:
    """Labels with their values."""
    inner = "".join(
        f"<div><dt>{as_html(label)}</dt><dd><bdi>{as_html(value)}</bdi></dd></div>"
        for label, value in rows
    )
    return f'<dl class="pd-set-facts">{inner}</dl>'


def note(words: str, kind: str = "") -> str:
    """A sentence under a control; `kind` is "good", "bad" or "care"."""
    role = ' role="status"' if kind in ("good", "bad") else ""
    mark = {"good": "✓ ", "bad": "✗ ", "care": "注意："}.get(kind, "")
    return f'<p class="pd-set-note pd-set-{kind or "plain"}"{role}>{mark}{as_html(words)}</p>'


def room(found: Room) -> str:
    """A library's size by part, each with its share as a bar."""
    total = max(found.total, 1)
    rows = "".join(
        f'<tr><th scope="row">{as_html(name)}</th><td>{in_words(size)}</td>'
        f'<td aria-hidden="true"><i style="width:{100 * size / total:.1f}%"></i></td></tr>'
        for name, size in found.parts.items()
    )
    return (
        '<table class="pd-set-room"><caption>占用空间</caption>'
        f"<tbody>{rows}</tbody><tfoot>"
        f'<tr><th scope="row">合计</th><td>{in_words(found.total)}</td><td></td></tr>'
        f'<tr><th scope="row">磁盘剩余</th><td>{in_words(found.free)}</td><td></td></tr>'
        "</tfoot></table>"
    )


def checks(found: Sequence[Check]) -> str:
    """The doctor's findings, what is ill first."""
    rows = "".join(
        f'<li class="{"pd-set-well" if check.well else "pd-set-ill"}">'
        f"<b>{'✓ 正常' if check.well else '✗ 有问题'}</b><span>{as_html(check.name)}</span>"
        f"<bdi>{as_html(check.words)}</bdi></li>"
        for check in sorted(found, key=lambda check: check.well)
    )
    return f'<ul class="pd-set-checks">{rows}</ul>'
