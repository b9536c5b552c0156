"""The Word file, opened again: nothing altered, nothing hidden, nothing that Word would refuse."""

import time
from dataclasses import replace

import pytest
from docx.shared import Mm
from hypothesis import given, settings
from hypothesis import strategies as st
from made_up_exchanges import (
    HOLDING,
    MADE,
    PLEA,
    exchange,
    forged,
    held,
    judgment,
    near,
    pleaded,
    quoting,
    reading,
)
from word_reading import Note, notes, opened, paragraphs, quotes_in, rows, words

from analysis.answer import Outcome, Statement
from corpus.passage import Span
from corpus.provision_today import PROVISIONS_ARE_OURS, CitedArticle, ToldProvision, told_of
from corpus.voice import Voice
from ui.chat.conversation import Exchange
from ui.export import wording
from ui.export.visible import REPLACED, visible
from ui.export.word import COLUMNS, word_file


def written(*exchanges: Exchange) -> bytes:
    return word_file(exchanges, reading(), MADE)


def test_question_answer_and_footnotes_are_there() -> None:
    document = opened(written(exchange(held(), pleaded(), warnings=("请核对。",))))
    assert [text for style, text in paragraphs(document) if style == "Heading1"] == [
        "第 1 问　还不还？",
        wording.APPENDIX,
    ]
    assert "请注意：请核对。" in words(document)
    assert "原文摘录，未经语言模型　·　范围：全部 1 份文书" in words(document)
    found = notes(document)
    assert [note.quotes for note in found.values()] == [(HOLDING,), (PLEA,)]
    assert "云川市平湖区人民法院，（2024）云0102民初3471号，林某甲借款案" in found[1].text
    assert "〔原告主张〕（当事人的说法，不是法院的认定），第 3 页，第 " in found[2].text


def test_a_party_is_set_apart_by_words_and_by_its_paragraph() -> None:
    told = paragraphs(opened(written(exchange(held(), pleaded()))))
    assert ("PanDuSaid", held().text) in told
    assert ("PanDuOthersSaid", pleaded().text) in told
    assert ("PanDuOthersSpeaker", "〔原告主张〕　当事人的说法，不是法院的认定　·　已核验") in told


def test_what_is_not_verified_never_looks_so() -> None:
    document = opened(written(exchange(forged())))
    assert "〔法院说理〕　未通过核验，请勿引用" in words(document)
    assert "引文在出处中找不到：出处里没有“赔偿九百万元”。" in words(document)
    assert "已核验" not in words(document)
    (note,) = notes(document).values()
    assert note.quotes == () and wording.NOT_ORIGINAL in note.text
    assert quotes_in(document.element) == ()
    *_, quote, _, result = rows(document)[1]
    assert quote.startswith(wording.NOT_ORIGINAL)
    assert result.split("\n")[:2] == ["未通过核验，请勿引用", "与来源文本不一致"]


def test_the_appendix_proves_each_quote() -> None:
    document = opened(written(exchange(held(), pleaded())))
    head, first, second = rows(document)
    assert head == [name for name, _ in COLUMNS]
    number, source, place, quote, fingerprint, result = first
    assert (number, second[0]) == ("1", "2")
    assert source.split("\n") == ["林某甲借款案", "（2024）云0102民初3471号", "loan.txt"]
    assert place.startswith("法院说理\n第 3 页，第 ")
    assert quote == f"“{HOLDING}”"
    assert len(fingerprint) == 64 and fingerprint.startswith(judgment().id)
    assert result.split("\n") == ["已核验", "与来源文本逐字一致"]
    told = words(document).partition(wording.APPENDIX)[2]
    for fact in ("2026-03-04 05:06（UTC+00:00）", "9.9.9", "1,234 份文书", "未经语言模型"):
        assert fact in told


def test_a_source_that_is_gone_says_so_and_is_not_called_checked() -> None:
    document = opened(word_file([exchange(held())], reading(judgment("别的。")), MADE))
    assert "未能复核，请勿径行引用" in words(document)
    assert rows(document)[1][4] == "来源读不到"


@pytest.mark.parametrize("outcome", [o for o in Outcome if o is not Outcome.ANSWERED])
def test_no_answer_is_told_with_the_nearest_passages(outcome: Outcome) -> None:
    given = exchange(outcome=outcome, text="没有说明。", hits=(near(),))
    document = opened(written(given))
    assert "没有说明。" in words(document) and wording.NEAREST in words(document)
    assert ("PanDuNearest", f"“{PLEA}”") in paragraphs(document)
    assert wording.NO_CITATIONS in words(document) and not document.tables


def test_a_garbled_quote_stands_apart_from_its_likely_reading() -> None:
    cited = replace(held().citations[0], likely_reading="被告直接归还")
    (note,) = notes(opened(written(exchange(replace(held(), citations=(cited,)))))).values()
    assert note.quotes == (HOLDING,)
    assert "疑为（推测，不是原文）：被告直接归还" in note.text
    assert "疑似改写" in note.text


def test_provisions_are_told_in_our_words_and_said_to_be_ours() -> None:
    told = told_of(CitedArticle("中华人民共和国侵权责任法", 36, 2, Span(0, 1)), None, None)
    assert isinstance(told, ToldProvision)
    cited = replace(held().citations[0], provisions=(told,))
    (note,) = notes(opened(written(exchange(replace(held(), citations=(cited,)))))).values()
    assert told.words in note.text and PROVISIONS_ARE_OURS in note.text


def test_many_provisions_stand_in_the_appendix() -> None:
    found = (told_of(CitedArticle("中华人民共和国侵权责任法", n, None, Span(0, 1)), None, None)
             for n in range(6, 40))  # fmt: skip
    told = tuple(t for t in found if t)[: wording.FEW_PROVISIONS + 1]
    cited = replace(held().citations[0], provisions=told)
    document = opened(written(exchange(replace(held(), citations=(cited,)))))
    (note,) = notes(document).values()
    assert f"所引条文 {len(told)} 条，见附录。" in note.text and told[0].words not in note.text
    assert all(t.words in rows(document)[1][3] for t in told)
    assert PROVISIONS_ARE_OURS in rows(document)[1][3]


def test_the_page_is_a4_with_header_and_page_number() -> None:
    document = opened(written(exchange(held())))
    upright, broad = document.sections
    assert (upright.page_width, broad.page_height) == (upright.page_width, upright.page_width)
    assert abs((upright.page_width or 0) - Mm(210)) < Mm(1)
    assert abs((upright.page_height or 0) - Mm(297)) < Mm(1)
    assert upright.header.paragraphs[0].text == "判读 PanDu 导出 · 引用前请核对原件"
    assert upright.footer.paragraphs[0].text == "第 1 页"
    assert "PAGE" in upright.footer._element.xml  # counted by Word, not by us
    assert 'w:eastAsia="宋体"' in document.styles.element.xml
    assert 'w:eastAsia="黑体"' in document.styles.element.xml


def test_the_file_tells_no_foreign_author() -> None:
    about = opened(written(exchange(held()))).core_properties
    assert (about.title, about.author, about.language) == ("借款案", wording.HEADLINE, "zh-CN")
    assert "python-docx" not in f"{about.author}{about.comments}{about.last_modified_by}"


def test_a_place_cited_again_is_called_by_a_field() -> None:
    content = written(exchange(held(), held()))
    document = opened(content)
    assert len(notes(document)) == 1
    assert "NOTEREF _PanDu1" in document.element.xml


def test_marks_that_follow_each_other_do_not_make_another_number() -> None:
    both = replace(held(), citations=(*held().citations, *pleaded().citations))
    document = opened(written(exchange(both)))
    (marks,) = [p for p in document.paragraphs if p.text.startswith(held().text)]
    assert marks.text == f"{held().text}，"


@settings(max_examples=60, deadline=None)  # a busy machine
@given(st.text(st.characters(codec=None), min_size=1, max_size=30))
def test_a_quote_comes_back_as_it_was(text: str) -> None:
    cited, source = quoting(text)
    statement = Statement(text, Voice.OTHER, (cited,))
    document = opened(word_file([exchange(statement)], reading(source), MADE))
    assert notes(document)[1].quotes == (visible(text),)
    assert quotes_in(document.element) == (visible(text),)  # in the appendix
    assert (REPLACED in words(document)) == (visible(text) != text)


@pytest.mark.parametrize(
    "text",
    [
        "<w:p/>&amp;]]><!-- -->",  # no mark-up
        " 前后有空格 ",
        "  ",
        "一\n\n二\t三",
        "\u2028\u0085\u00a0\u3000",
        "{ MERGEFIELD x } \\* MERGEFORMAT",  # no field
        "_x0041_",  # no escape of spreadsheets
    ],
)
def test_hostile_text_is_text(text: str) -> None:
    cited, source = quoting(text)
    odd = replace(cited, title=text, source_id=text)
    given = replace(
        exchange(Statement(text, Voice.OTHER, (odd,)), warnings=(text,), note=text, model=text),
        question=text,
        scope=text,
    )
    document = opened(word_file([given], reading(source), replace(MADE, title=text)))
    assert notes(document)[1].quotes == (visible(text),)
    assert len(list(document.element.iter("{*}instrText"))) == 0


def test_a_hundred_exchanges_are_written_at_once() -> None:
    many = [replace(exchange(*[held(), pleaded()] * 4), number=number) for number in range(1, 101)]
    began = time.perf_counter()
    content = written(*many)
    assert time.perf_counter() - began < 3
    found = notes(opened(content))
    assert len(found) == 200 and isinstance(found[200], Note)
