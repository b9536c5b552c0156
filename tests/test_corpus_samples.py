"""The bundled digests and the questions over them: whole, honest, and cut where they say."""

import json
import re
from collections import Counter
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from corpus.amount import amounts_in
from corpus.judgment import DIGEST
from corpus.passage import Span
from corpus.statute import statutes_in
from corpus.voice import Voice, voice_named

ROOT = Path(__file__).parents[1]
SAMPLES = ROOT / "corpus" / "samples"
QUESTIONS = ROOT / "evals" / "questions" / "samples.jsonl"

HANGZHOU = "hangzhou-ultraman-lora.md"
GUANGZHOU = "guangzhou-ultraman-tab.md"
JINSHAN = "jinshan-medusa-lora.md"
NAMES = tuple(sorted(path.name for path in SAMPLES.glob("*-*.md")))

FIRST_LINE = "案例摘要：本文由判读项目根据公开报道中可核实的事实自行撰写，不是裁判文书原文。"

SECTIONS = {
    "基本信息": Voice.OTHER,
    "当事人": Voice.OTHER,
    "诉请": Voice.PLAINTIFF_CLAIM,
    "抗辩": Voice.DEFENDANT_ARGUMENT,
    "一审裁判": Voice.LOWER_COURT,
    "查明": Voice.COURT_FINDING,
    "争议焦点": Voice.ISSUE,
    "说理": Voice.COURT_REASONING,
    "裁判结果": Voice.ORDER,
    "评述": Voice.COMMENTARY,
}
"""Every section in its order, with the voice a reader is shown for it (see SOURCES.md)."""

UNTOLD = {"抗辩", "一审裁判"}
"""Sections that a digest may lack; its 评述 says why, except of 一审裁判 in a first instance's."""

KEYS = {
    "kind", "title", "court", "case_number", "instance", "date", "cause",
    "disposition", "claimed_amount", "awarded_amount",
}  # fmt: skip
LENGTH = range(800, 2501)  # code points of a digest's text

SPEAKERS = {
    "诉请": re.compile(r"(?:原告|上诉人)[^，]*?(?:请求|主张|变更上诉请求)"),
    "抗辩": re.compile(r"被告[^，]*辩称，"),
    "查明": re.compile(r"[^，]*法院查明，"),
    "一审裁判": re.compile(r"[^，]*法院一审(?:判决|认为，)"),
    "说理": re.compile(r"[^，]*法院(?:一审|二审)?认为，"),
    "裁判结果": re.compile(r"[^，]*法院(?:一审|二审)?(?:判决|认定)"),
}
"""How each sentence of a section names who speaks, so that it can stand alone as a quote.

>>> bool(SPEAKERS["说理"].match("杭州互联网法院认为，平台承担责任以存在过错为前提。"))
True
"""

_PRONOUN = re.compile(r"[该其](?:公司|平台|案|院|行为)|上述|前述|如上|(?<!其)[他她它]|本院|该案")
_CASE_NUMBER = re.compile(r"[（(]\d{4}[）)][^（）()，。\s]{2,20}号")


class Digest(NamedTuple):
    """A digest parted into its front matter and its text."""

    header: dict[str, str]
    text: str


@cache
def digest(name: str) -> Digest:
    """One bundled digest, its front matter cut off as the reader cuts it."""
    head, closed, text = (SAMPLES / name).read_text("utf-8").partition("\n---\n")
    assert closed and head.startswith("---\n")
    pairs = [line.split(": ", 1) for line in head.splitlines()[1:]]
    return Digest(dict(pairs), text)


def sections(name: str) -> dict[str, list[str]]:
    """The sentences of each section, in order; one sentence a line."""
    parts = re.split(r"^## (.+)\n", digest(name).text, flags=re.MULTILINE)
    return {
        title: [line for line in body.splitlines() if line]
        for title, body in zip(parts[1::2], parts[2::2], strict=True)
    }


def section_at(text: str, position: int) -> str:
    """The heading above a position."""
    *_, last = re.finditer(r"^## (.+)$", text[:position], flags=re.MULTILINE)
    return last[1]


def questions() -> list[dict[str, Any]]:
    """The rows of the question file, in file order."""
    return [json.loads(line) for line in QUESTIONS.read_text("utf-8").splitlines()]


QUESTION_ROWS = [pytest.param(row, id=row["id"]) for row in questions()]
ANSWERABLE_ROWS = [pytest.param(row, id=row["id"]) for row in questions() if row["answerable"]]
every_digest = pytest.mark.parametrize("name", NAMES)


def test_every_file_is_a_digest_that_is_bundled_or_their_sources() -> None:
    # A digest whose file name has no hyphen would never reach a library.
    assert {path.name for path in SAMPLES.glob("*.md")} == {*NAMES, "SOURCES.md"}
    assert {HANGZHOU, GUANGZHOU, JINSHAN} <= set(NAMES)


@every_digest
def test_front_matter_names_known_fields_only(name: str) -> None:
    header = digest(name).header
    assert header["kind"] == DIGEST
    assert set(header) <= KEYS
    assert all(value.strip() for value in header.values())
    assert re.fullmatch(r"(?:\d{4}-\d{2}-\d{2})?", header.get("date", ""))


@every_digest
def test_text_opens_with_the_label_and_keeps_its_length(name: str) -> None:
    text = digest(name).text
    assert text.splitlines()[0] == FIRST_LINE
    assert len(text) in LENGTH
    assert "\r" not in text and "\t" not in text and text == text.strip() + "\n"


@every_digest
def test_every_section_stands_in_its_order_with_sentences(name: str) -> None:
    found = sections(name)
    assert list(found) == [title for title in SECTIONS if title in found]
    appeal = digest(name).header["instance"] == "二审"
    assert appeal or "一审裁判" not in found
    for title in set(SECTIONS) - set(found) - (set() if appeal else {"一审裁判"}):
        assert title in UNTOLD
        assert any(f"本摘要没有{title}部分，因为" in line for line in found["评述"])
    for lines in found.values():
        assert lines
        for line in lines:
            assert line.endswith("。") and line.count("。") == 1, line
            assert "；" not in line, "a semicolon would cut the sentence in two"


@every_digest
def test_every_sentence_says_who_speaks_without_pronouns(name: str) -> None:
    for title, lines in sections(name).items():
        for line in lines:
            if title in SPEAKERS:
                assert SPEAKERS[title].match(line), line
            assert not _PRONOUN.search(line), line


@every_digest
def test_front_matter_agrees_with_the_text(name: str) -> None:
    header, text = digest(name)
    basics = "".join(sections(name)["基本信息"])
    assert header["court"] in basics
    assert header["cause"] in basics
    if "date" in header:
        year, month, day = (int(part) for part in header["date"].split("-"))
        assert f"裁判日期是{year}年{month}月{day}日" in basics
    else:
        assert "裁判日期是" not in text
    if "case_number" not in header:
        assert not _CASE_NUMBER.search(text)
    assert header.get("case_number", "") in basics
    stated = {"claimed_amount": "诉请", "awarded_amount": "裁判结果"}
    for key, title in stated.items():
        if key in header:
            said = {a.yuan for a in amounts_in("".join(sections(name)[title]))}
            assert float(header[key]) in said
    assert header["title"] in text


@every_digest
def test_provisions_are_marked_as_related_and_stand_in_the_commentary(name: str) -> None:
    for title, lines in sections(name).items():
        for line in lines:
            if statutes_in(line):
                assert title == "评述", line
                assert "相关条文包括" in line and "（非判决书引用条文的逐条转录）" in line


FORBIDDEN = (
    # The docket number of the Jinshan case is unknown: no number, no word about one.
    (JINSHAN, _CASE_NUMBER),
    (JINSHAN, re.compile("案号")),
    # What the Jinshan plaintiff asked for is unknown: the only sum is the one awarded.
    (JINSHAN, re.compile(r"请求[^。]*\d+(?:\.\d+)?万?元")),
    # Accounts conflict on the day of the second Hangzhou judgment: none is given.
    (HANGZHOU, re.compile(r"2024年12月|2024-12|12月[23]0日|二审(?:判决|裁判)日期是")),
)

COMPANIES = {
    HANGZHOU: ("上海某文化发展有限公司", "杭州某智能科技有限公司"),
    GUANGZHOU: ("上海新创华文化发展有限公司", "某人工智能公司"),
    JINSHAN: ("某著作权人公司", "某图像生成平台公司"),
}
"""Companies that these digests name, as published or withheld (see SOURCES.md)."""


@pytest.mark.parametrize(("name", "pattern"), FORBIDDEN)
def test_unverified_facts_are_not_told(name: str, pattern: re.Pattern[str]) -> None:
    assert not pattern.search((SAMPLES / name).read_text("utf-8"))


@every_digest
def test_companies_are_named_as_published_and_no_other_is(name: str) -> None:
    rest = digest(name).text
    listed = [line.rstrip("。").split("：")[1] for line in sections(name)["当事人"] if "：" in line]
    assert set(COMPANIES.get(name, ())) <= set(listed)
    for party in listed:
        rest = rest.replace(party, "")
    assert "公司" not in rest


def test_case_numbers_are_in_the_header_only_where_known() -> None:
    assert "case_number" not in digest(JINSHAN).header
    assert "claimed_amount" not in digest(JINSHAN).header
    assert _CASE_NUMBER.fullmatch(digest(HANGZHOU).header["case_number"])
    assert _CASE_NUMBER.fullmatch(digest(GUANGZHOU).header["case_number"])


def test_what_is_unsettled_is_called_so_in_the_commentary_alone() -> None:
    # 信息网络传播权 in the Guangzhou case: claimed and in issue, but no ruling may be shown.
    for title, lines in sections(GUANGZHOU).items():
        for line in lines:
            if "信息网络传播权" in line:
                assert title in {"诉请", "争议焦点", "评述"}, line
    assert any("不作结论" in line for line in sections(GUANGZHOU)["评述"])
    assert any("二审裁判日期" in line and "冲突" in line for line in sections(HANGZHOU)["评述"])


def test_sources_name_every_digest() -> None:
    sources = (SAMPLES / "SOURCES.md").read_text("utf-8")
    for name in NAMES:
        assert f"## {name} — {digest(name).header['title']}" in sources


def test_questions_cover_the_kinds_a_reader_asks() -> None:
    rows = questions()
    assert len(rows) == 30
    assert len({row["id"] for row in rows}) == len(rows)
    assert len({row["question"] for row in rows}) == len(rows)
    assert {row["doc"] for row in rows} <= set(NAMES)
    kinds = Counter(row["type"] for row in rows)
    floors = {"unanswerable": 4, "false_premise": 3, "amount": 3, "party_argument": 3}
    floors |= {"yes_no": 3, "comparison": 2, "legal_basis": 1}
    for kind, floor in floors.items():
        assert kinds[kind] >= floor, kind


@pytest.mark.parametrize("row", QUESTION_ROWS)
def test_a_question_has_evidence_and_a_voice_if_it_can_be_answered(row: dict[str, Any]) -> None:
    assert row["answerable"] is (row["type"] != "unanswerable")
    assert bool(row["evidence"]) is row["answerable"]
    assert (row["voice"] is not None) is row["answerable"]
    assert row["question"].endswith("？") and row["answer"].endswith("。")
    assert row["answer"].startswith("文中未载明") is not row["answerable"]


@pytest.mark.parametrize("row", ANSWERABLE_ROWS)
def test_evidence_is_whole_sentences_of_the_voice_named(row: dict[str, Any]) -> None:
    text = digest(row["doc"]).text
    spans = [Span(place["start"], place["end"]) for place in row["evidence"]]
    assert spans == sorted(spans)
    for before, after in zip(spans, spans[1:], strict=False):
        assert not before.overlaps(after)
    for span in spans:
        quote = span.of(text)
        assert quote == quote.strip() and len(quote) == span.end - span.start > 0
        assert text[span.start - 1] == "\n" and quote.endswith("。")
        assert "## " not in quote, "evidence must not run over a heading"
        assert SECTIONS[section_at(text, span.start)] is voice_named(row["voice"])


@pytest.mark.parametrize("row", ANSWERABLE_ROWS)
def test_amounts_dates_and_numbers_in_an_answer_are_in_its_evidence(row: dict[str, Any]) -> None:
    text = digest(row["doc"]).text
    proof = "".join(text[place["start"] : place["end"]] for place in row["evidence"])
    answer = row["answer"]
    assert {a.yuan for a in amounts_in(answer)} <= {a.yuan for a in amounts_in(proof)}
    exact = re.findall(r"\d{4}年\d+月\d+日|第[一二三四五六七八九十百千]+条", answer)
    for words in exact + _CASE_NUMBER.findall(answer):
        assert words in proof


@pytest.mark.parametrize("row", ANSWERABLE_ROWS)
def test_a_question_on_a_sum_is_answered_with_one(row: dict[str, Any]) -> None:
    if row["type"] == "amount":
        assert amounts_in(row["answer"])
