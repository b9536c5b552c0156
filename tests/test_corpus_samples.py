"""The bundled digests: whole, honest, each sentence fit to stand alone, nothing unverified told."""

import re

import pytest
from bundled_digests import (
    CASE_NUMBER,
    GUANGZHOU,
    HANGZHOU,
    JINSHAN,
    NAMES,
    SAMPLES,
    SECTIONS,
    digest,
    section_at,
    sections,
)

from corpus.amount import amounts_in
from corpus.judgment import DIGEST
from corpus.statute import statutes_in
from corpus.voice import Voice
from ingest.read import RawDocument, read_judgment

FIRST_LINE = "案例摘要：本文由判读项目根据公开报道中可核实的事实自行撰写，不是裁判文书原文。"

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
    "裁判结果": re.compile(r"[^，]*法院(?:一审|二审)?(?:判决|裁定|认定)"),
}
"""How each sentence of a section names who speaks, so that it can stand alone as a quote.

>>> bool(SPEAKERS["说理"].match("杭州互联网法院认为，平台承担责任以存在过错为前提。"))
True
"""

_PRONOUN = re.compile(r"[该其](?:公司|平台|案|院|行为)|上述|前述|如上|(?<!其)[他她它]|本院|该案")

UNTOLD = ("抗辩", "查明", "说理", "裁判结果")
"""Sections that a digest may lack where the facts are not confirmed; its 评述 then says why."""

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
    appeal = digest(name).header["instance"] == "二审"
    missing = [title for title in SECTIONS if title not in found]
    assert list(found) == [title for title in SECTIONS if title in found]
    for title in missing:
        # Only an appeal has another court's judgment to tell of.
        told = any(f"本摘要没有{title}部分，因为" in line for line in found["评述"])
        assert told if title in UNTOLD else title == "一审裁判" and (told or not appeal)
    assert appeal or "一审裁判" not in found
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
        assert not CASE_NUMBER.search(text)
    assert header.get("case_number", "") in basics
    stated = {"claimed_amount": "诉请", "awarded_amount": "裁判结果"}
    for key, title in stated.items():
        if key in header:
            said = {a.yuan for a in amounts_in("".join(sections(name)[title]))}
            assert float(header[key]) in said
    assert header["title"] in text


@every_digest
def test_a_reader_is_shown_the_voice_of_the_section(name: str) -> None:
    header, text = digest(name)
    judgment = read_judgment(RawDocument(text, name, header))
    assert judgment.header.court == header["court"]
    assert judgment.header.instance == header["instance"]
    assert judgment.header.date == header.get("date")
    assert judgment.header.case_number == header.get("case_number")
    for sentence in judgment.sentences:
        words = sentence.span.of(text).strip()
        if words.startswith("## ") or words == FIRST_LINE:
            continue
        voice = SECTIONS[section_at(text, sentence.span.start)]
        shown = Voice.OTHER if sentence.voice is Voice.PROCEDURE else sentence.voice
        assert shown is voice, words


@every_digest
def test_provisions_are_marked_as_related_and_stand_in_the_commentary(name: str) -> None:
    for title, lines in sections(name).items():
        for line in lines:
            if statutes_in(line):
                assert title == "评述", line
                assert "相关条文包括" in line and "（非判决书引用条文的逐条转录）" in line


IQIYI = "iqiyi-bytedance.md"
CHANGSHU = "changshu-half-heart.md"
MINI_PROGRAM = "wechat-mini-program.md"
BUTTERFLY = "zhangjiagang-butterfly-chair.md"

FORBIDDEN = (
    # The docket number of the Jinshan case is unknown: no number, no word about one.
    (JINSHAN, CASE_NUMBER),
    (JINSHAN, re.compile("案号")),
    # What the Jinshan plaintiff asked for is unknown: the only sum is the one awarded.
    (JINSHAN, re.compile(r"请求[^。]*\d+(?:\.\d+)?万?元")),
    # Accounts conflict on the day of the second Hangzhou judgment: none is given.
    (HANGZHOU, re.compile(r"2024年12月|2024-12|12月[23]0日|二审(?:判决|裁判)日期是")),
    # The outcome of this case is hearsay: nothing may read as what the court held.
    (IQIYI, re.compile(r"(?m)^[^，\n]*法院(?:认为|判决|认定|查明)|awarded_amount|200万|150万")),
    # One source alone tells what the Changshu plaintiff asked for.
    (CHANGSHU, re.compile(r"50万")),
    # Whether and how the appeal changed the reasons is hearsay: only the first instance is told.
    (MINI_PROGRAM, re.compile(r"(?:中级人民)?法院二审(?:判决|裁定|认为)")),
    # The appeal was deemed withdrawn: no judgment of the second instance upholds anything.
    (BUTTERFLY, re.compile(r"二审判决(?:驳回|维持)|二审认为")),
)

COMPANIES = {
    HANGZHOU: ("上海某文化发展有限公司", "杭州某智能科技有限公司"),
    GUANGZHOU: ("上海新创华文化发展有限公司", "某人工智能公司"),
    JINSHAN: ("某著作权人公司", "某图像生成平台公司"),
    IQIYI: ("北京爱奇艺科技有限公司", "北京字节跳动科技有限公司"),
    CHANGSHU: ("杭州某公司", "常熟某房地产公司"),
    MINI_PROGRAM: (
        "杭州刀豆网络科技有限公司", "长沙百赞网络科技有限公司", "深圳市腾讯计算机系统有限公司",
    ),
    BUTTERFLY: ("东山公司", "跨世公司", "神舟公司"),
    "ai-companion.md": ("上海自古红蓝人工智能科技有限公司",),
    "ai-voice.md": (
        "某智能科技公司", "某文化传媒公司", "某软件公司", "某网络科技公司", "某科技发展公司",
    ),
    "aliyun-server.md": ("阿里云计算有限公司", "北京乐动卓越科技有限公司"),
    "beijing-face-swap.md": ("某科技文化有限公司",),
    "feilin-baidu.md": ("北京百度网讯科技有限公司",),
    "tencent-dreamwriter.md": ("深圳市腾讯计算机系统有限公司", "上海盈讯科技有限公司"),
}  # fmt: skip
"""Every company a digest names, as published or withheld (see SOURCES.md)."""


@pytest.mark.parametrize(("name", "pattern"), FORBIDDEN)
def test_unverified_facts_are_not_told(name: str, pattern: re.Pattern[str]) -> None:
    assert not pattern.search((SAMPLES / name).read_text("utf-8"))


@every_digest
def test_companies_are_named_as_published_and_no_other_is(name: str) -> None:
    rest = digest(name).text
    listed = [line.rstrip("。").split("：")[1] for line in sections(name)["当事人"] if "：" in line]
    for company in (*COMPANIES.get(name, ()), *listed):
        assert company in digest(name).text
        rest = rest.replace(company, "")
    assert "公司" not in rest


def test_case_numbers_are_in_the_header_only_where_known() -> None:
    assert "case_number" not in digest(JINSHAN).header
    assert "claimed_amount" not in digest(JINSHAN).header
    assert CASE_NUMBER.fullmatch(digest(HANGZHOU).header["case_number"])
    assert CASE_NUMBER.fullmatch(digest(GUANGZHOU).header["case_number"])


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


COUNTED = re.compile(r"(\d+) (?:份案例摘要|case digests)")


@pytest.mark.parametrize("readme", ["README.md", "README.en.md"])
def test_a_readme_that_counts_them_counts_right(readme: str) -> None:
    text = (SAMPLES.parents[1] / readme).read_text(encoding="utf-8")
    assert set(COUNTED.findall(text)) <= {str(len(NAMES))}
