"""The bundled digests as the reader reads them: whose words, which court, who stands on each side,
and what was not confirmed told by nobody."""

import re

import pytest
from bundled_digests import SECTIONS, digest, section_at, sections
from test_corpus_samples import FIRST_LINE, every_digest

from corpus.judgment import Judgment
from corpus.voice import Voice
from ingest.read import RawDocument, read_judgment

DOUYU = "douyu-live-song.md"
ELAND = "eland-taobao.md"
GUOBING = "guobing-face-recognition.md"
HALLUCINATION = "ai-hallucination.md"
HANHAN = "hanhan-baidu-wenku.md"
HUANG = "huang-weread.md"
JIANGBEI = "jiangbei-face-swap.md"
LING = "ling-douyin.md"
NOTES = "xiaohongshu-ai-notes.md"


def read(name: str) -> Judgment:
    """One bundled digest, read as a library reads it."""
    header, text = digest(name)
    return read_judgment(RawDocument(text, name, header))


@every_digest
def test_every_sentence_has_the_voice_of_its_section(name: str) -> None:
    text = digest(name).text
    for sentence in read(name).sentences:
        words = sentence.span.of(text).strip()
        if words.startswith("## ") or words == FIRST_LINE:
            continue
        told = Voice.OTHER if sentence.voice is Voice.PROCEDURE else sentence.voice
        assert told is SECTIONS[section_at(text, sentence.span.start)], words


@every_digest
def test_the_header_is_the_front_matter_and_nothing_more(name: str) -> None:
    given, header = digest(name).header, read(name).header
    assert (header.court, header.cause) == (given["court"], given["cause"])
    assert header.instance == given["instance"]
    for key in ("date", "case_number", "disposition"):
        assert getattr(header, key) == given.get(key)
    for key in ("claimed_amount", "awarded_amount"):
        assert getattr(header, key) == (float(given[key]) if key in given else None)


PARTIES = (
    # digest, plaintiffs, defendants: no part of a name, no sentence, no company of a bracket
    (DOUYU, ["中国音乐著作权协会"], ["武汉斗鱼网络科技有限公司"]),
    (ELAND, ["衣念（上海）时装贸易有限公司"], ["浙江淘宝网络有限公司", "杜某"]),
    (GUOBING, ["郭兵"], ["杭州野生动物世界有限公司"]),
    (HALLUCINATION, ["梁某"], ["某科技公司"]),
    (HANHAN, ["韩寒"], ["北京百度网讯科技有限公司"]),
    (
        HUANG,
        ["黄某"],
        ["腾讯科技（深圳）有限公司", "腾讯科技（北京）有限公司", "深圳市腾讯计算机系统有限公司"],
    ),
    (JIANGBEI, ["林某"], ["南京某公司"]),
    (LING, ["凌某某"], ["北京微播视界科技有限公司"]),
    (NOTES, ["行吟信息科技（上海）有限公司"], ["乙公司", "丙公司", "丁公司"]),
)


@pytest.mark.parametrize(("name", "plaintiffs", "defendants"), PARTIES)
def test_parties_are_read_whole(name: str, plaintiffs: list[str], defendants: list[str]) -> None:
    parties = read(name).header.parties
    assert [p.name for p in parties if p.role == "原告"] == plaintiffs
    assert [p.name for p in parties if p.role == "被告"] == defendants
    assert len(parties) == len(plaintiffs) + len(defendants)


@every_digest
def test_every_digest_has_both_sides(name: str) -> None:
    roles = {party.role for party in read(name).header.parties}
    assert roles in ({"原告", "被告"}, {"上诉人", "被上诉人"})


UNCONFIRMED = (
    # digest, what must not be told at all, the trap
    (GUOBING, r"民初|6971", "the first case number is common knowledge only"),
    (LING, r"\d+元", "neither the sum claimed nor the sum awarded is confirmed"),
    (LING, r"法院判决", "how the defendant had to make good is not confirmed"),
    (ELAND, r"1万元|\d+次|2011年|维持原判", "sum, complaints, day and fate of the appeal"),
    (ELAND, r"杜国|一审判决(?!的具体内容没有核实到|是维持)", "the seller's name; a first judgment"),
    (HALLUCINATION, r"2025年10月|2025-10", "the day that a database gives"),
    (DOUYU, r"冯|935|1384|二审(?:判决|法院|认为)", "the broadcaster, two numbers, an appeal"),
    (HANHAN, r"5558|像少年", "the number of one of three cases"),
    (NOTES, r"被告丁公司[^，。]*上诉人", "whether the download site appealed"),
    (JIANGBEI, r"\d+(?:\.\d+)?万?元|裁判日期是", "no sum and no day are known"),
)


@pytest.mark.parametrize(("name", "pattern", "trap"), UNCONFIRMED)
def test_what_is_not_confirmed_is_not_told(name: str, pattern: str, trap: str) -> None:
    found = re.search(pattern, digest(name).text)
    assert not found, f"{trap}: {found and found[0]}"


ONLY_IN = (
    # digest, words, the sections that may have them, the trap
    (HALLUCINATION, r"10万元", {"查明", "评述"}, "what the machine promised is no claim, no award"),
    (NOTES, r"20万元", {"一审裁判", "评述"}, "the second instance made it 10万元"),
    (HANHAN, r"8\.38万|9\.58万|10万", {"评述"}, "accounts conflict on the sum"),
    (HUANG, r"6660", {"评述"}, "one account's figure"),
    (NOTES, r"杭州互联网法院", {"基本信息", "一审裁判"}, "the lower court speaks there alone"),
    (GUOBING, r"富阳区人民法院", {"基本信息", "一审裁判"}, "the lower court speaks there alone"),
)


@pytest.mark.parametrize(("name", "pattern", "allowed", "trap"), ONLY_IN)
def test_some_words_stand_in_some_sections_only(
    name: str, pattern: str, allowed: set[str], trap: str
) -> None:
    having = {t for t, lines in sections(name).items() if re.search(pattern, "".join(lines))}
    assert having and having <= allowed, trap
