"""The frame of a report: one self-contained HTML page that loads nothing."""

import base64
import hashlib
from pathlib import Path

from evals.markup import Html, element

STYLE = "report.css"


def page(title: str, *content: str, script: str = "") -> str:
    """The whole page as HTML text, in the house's style. `script` names a file beside this one.

    Style and script are inside, and the page's content policy allows these two alone, by hash.
    """
    style, code = _asset(STYLE), _asset(script) if script else ""
    scripts = f"script-src {_hash(code)}; " if script else ""
    policy = (
        f"default-src 'none'; style-src {_hash(style)}; {scripts}"
        "base-uri 'none'; form-action 'none'"
    )
    head = element(
        "head",
        element("meta", charset="utf-8"),
        element("meta", http_equiv="Content-Security-Policy", content=policy),
        element("meta", name="viewport", content="width=device-width, initial-scale=1"),
        element("meta", name="color-scheme", content="light dark"),
        element("title", title),
        element("style", Html(style)),
    )
    last = [element("script", Html(code))] if script else []
    body = element("body", *content, *last)
    return "<!doctype html>\n" + element("html", head, body, lang="zh-Hans") + "\n"


def _asset(name: str) -> str:
    return Path(__file__).with_name(name).read_text(encoding="utf-8")


def _hash(text: str) -> str:
    digest = hashlib.sha256(text.encode()).digest()
    return f"'sha256-{base64.b64encode(digest).decode()}'"
