"""The analyzer: what becomes a term, in which order, and what says so."""

import threading
from pathlib import Path

import pytest

from retrieval.analyze import LEGAL_TERMS, Analyzer, fold


@pytest.fixture(scope="module")
def analyzer() -> Analyzer:
    return Analyzer()


def test_fold_keeps_every_offset() -> None:
    for code in range(0x110000):  # İ alone would grow under lower()
        assert len(fold(chr(code))) == 1
    assert (
        len(fold("İΑΣ，ﬁ㎡")) == 6
    )  # a ligature, and a final sigma, which looks at its neighbours


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        (
            "（２０２１）京０１民终１２３号",
            "(2021)京01民终123号",
        ),  # full-width, as typed in word processors
        ("ＡＩ Ai ai", "ai ai ai"),  # width and case at once
        ("甲\u3000乙", "甲 乙"),  # the ideographic space
        ("原告“甲”。", "原告“甲”。"),  # Chinese quotes and stops have no half-width form
        ("", ""),
    ],
)
def test_fold(text: str, folded: str) -> None:
    assert fold(text) == folded


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (
            "构成帮助侵权。",
            ["构成", "帮助", "侵权", "帮助侵权"],
        ),  # our dictionary's word, and its parts
        ("T恤与Ｔ恤", ["t恤", "与", "t恤"]),  # jieba lists it in upper case only
        ("利率3.5%——，", ["利率", "3.5%"]),  # a number keeps its point, punctuation is no word
        ("  \n、。", []),
        ("", []),
    ],
)
def test_words(analyzer: Analyzer, text: str, words: list[str]) -> None:
    assert analyzer.words(text) == words


@pytest.mark.parametrize(
    ("text", "bigrams"),
    [
        ("侵权责任", ["侵权", "权责", "责任"]),
        ("甲，乙", ["甲", "乙"]),  # no pair reaches over punctuation; a lone character is not lost
        ("京01民终123号", ["京", "01", "民终", "123", "号"]),  # digits are kept whole
        ("ABC公司", ["abc", "公司"]),
        ("x_1", ["x", "1"]),  # the underscore is punctuation
        ("𠮷野家", ["𠮷野", "野家"]),  # beyond the basic plane
        ("", []),
    ],
)
def test_bigrams(analyzer: Analyzer, text: str, bigrams: list[str]) -> None:
    assert analyzer.bigrams(text) == bigrams


def test_unigrams_cut_chinese_only(analyzer: Analyzer) -> None:
    assert analyzer.unigrams("（2021）京01民终，AI") == ["2021", "京", "01", "民", "终", "ai"]


def test_lexical_terms_are_words_then_bigrams(analyzer: Analyzer) -> None:
    text = "信息网络传播权，3人"
    assert analyzer.lexical_terms(text) == analyzer.words(text) + analyzer.bigrams(text)


def test_embedding_tokens_are_words_then_characters(analyzer: Analyzer) -> None:
    assert analyzer.embedding_tokens("侵权，AI") == ["侵权", "ai", "侵", "权", "ai"]


def test_every_legal_term_stays_whole(analyzer: Analyzer) -> None:
    terms = [line.split(" ")[0] for line in LEGAL_TERMS.read_text(encoding="utf-8").splitlines()]
    assert len(terms) == len(set(terms))
    broken = [term for term in terms if analyzer.words(term)[-1] != fold(term)]
    assert broken == []


def test_threads_share_one_analyzer_from_the_first_word() -> None:
    fresh = Analyzer()
    results: list[list[str]] = []
    start = threading.Barrier(4)

    def work() -> None:
        start.wait()
        results.append(fresh.words("上诉人不服一审判决"))

    threads = [threading.Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(results) == 4
    assert all(result == results[0] for result in results)


def test_a_damaged_cache_is_built_anew(tmp_path: Path) -> None:
    first = Analyzer(cache=tmp_path)
    expected = first.words("民间借贷纠纷")
    (cache,) = tmp_path.iterdir()
    whole = cache.read_bytes()
    for damaged in (b"", whole[:1000], whole[:-1] + b"?"):  # empty, cut short, one byte changed
        cache.write_bytes(damaged)
        assert Analyzer(cache=tmp_path).words("民间借贷纠纷") == expected
        assert cache.read_bytes() == whole


def test_a_cache_folder_that_cannot_be_made_does_not_matter(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    assert Analyzer(cache=tmp_path / "file" / "cache").words("原告") == ["原告"]


def test_fingerprint_names_the_dictionary() -> None:
    fingerprint = Analyzer().fingerprint
    assert fingerprint == Analyzer().fingerprint
    assert fingerprint.startswith("jieba-0.42")
