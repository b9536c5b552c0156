"""A made-up judgment on made-up web pages, for the tests of reading them."""

from pathlib import Path

from ingest.load.html import load_html
from ingest.read import RawDocument

JUDGMENT = (
    "云川市平湖区人民法院",
    "民 事 判 决 书",
    "（2024）云0102民初3471号",
    "原告：林某甲，男，汉族，住云川市平湖区。",
    "被告：周某乙，女，汉族，住云川市平湖区。",
    "原告林某甲与被告周某乙民间借贷纠纷一案，本院立案后，依法公开开庭进行了审理。",
    "林某甲向本院提出诉讼请求：判令周某乙归还借款本金540000元。",
    "周某乙辩称，部分款项系共同经营的投资款，不应归还。",
    "本院认为，合法的借贷关系受法律保护，借款人应当按照约定的期限返还借款。",
    "依照《中华人民共和国民法典》第六百七十五条规定，判决如下：",
    "一、周某乙于本判决生效之日起十日内归还林某甲借款本金540000元；",
    "二、驳回林某甲的其他诉讼请求。",
    "审判员　沈某",
    "二〇二四年五月六日",
    "书记员　唐某",
)
TEXT = "\n".join(JUDGMENT)


def paragraphs(tag: str = "p") -> str:
    """The judgment as the body of a page."""
    return "".join(f"<{tag}>{line}</{tag}>" for line in JUDGMENT)


def read(tmp_path: Path, markup: str | bytes) -> RawDocument:
    """The one document of a page."""
    path = tmp_path / "page.html"
    path.write_bytes(markup.encode() if isinstance(markup, str) else markup)
    (loaded,) = load_html(path)
    return loaded.document


def page(body: str, head: str = "<title>云川法院网</title>") -> str:
    """A whole page around a body."""
    return f"<!DOCTYPE html><html><head>{head}</head><body>{body}</body></html>"
