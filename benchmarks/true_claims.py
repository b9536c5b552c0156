"""True statements drawn from real judgments, for benchmarks/verifier.py.

Who speaks, then one sentence's own content, lightly reworded: numerals written the other way,
本院 as 法院, a clause left out that is no condition, one sense in other words. And what was written
by hand: the answers of questions-dev.jsonl on their evidence.
"""

import json
import random
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from voices import voice_of_gold

from corpus.judgment import Judgment
from corpus.numeral import chinese_of, integer_of
from corpus.passage import Passage, Span
from corpus.voice import INTRODUCTIONS, Voice
from ingest.read import RawDocument, read_judgment
from ingest.split import passages_of
from retrieval.hit import Hit

DATA = Path(__file__).parents[1].parent / "shared" / "data"
SOURCES = (
    "criminal-judgments/judge",
    "civil-judgments/divorce",
    "civil-judgments/labor",
    "civil-judgments/loan",
)
SHOWN = 6
"""Passages of a judgment that are shown beside the cited one."""

LEADS: dict[Voice, tuple[str, ...]] = {
    Voice.PLAINTIFF_CLAIM: ("原告主张，", "原告诉称", "原告一方主张："),
    Voice.DEFENDANT_ARGUMENT: ("被告辩称，", "被告抗辩称", "被告一方抗辩："),
    Voice.THIRD_PARTY: ("第三人述称，", "第三人陈述："),
    Voice.LOWER_COURT: ("一审法院曾认定，", "下级裁判（一审或仲裁）曾认定："),
    Voice.EVIDENCE_RULING: ("法院就证据认定，", "法院对证据的认定是："),
    Voice.COURT_FINDING: ("法院查明，", "经审理，法院查明", "法院认定的事实是："),
    Voice.COURT_REASONING: ("法院认为，", "法院认为", "法院的理由是，"),
    Voice.ORDER: ("法院判决，", "判决主文：", "法院最终判决"),
}
_OPENING = re.compile(
    r"^\s*(?:综上(?:所述)?[，,])?(?:本院(?:经审理)?(?:认为|查明|认定)|经审理查明|[^，。：]{0,20}?(?:诉称|辩称|述称|主张|称))?[，：:]?"
)
REWORDINGS: tuple[tuple[str, str], ...] = (
    (r"本院", "法院"), (r"不予支持", "没有支持"), (r"予以支持", "支持"), (r"给付", "支付"),
    (r"(?<![关联])系(?!统|列|争)", "是"), (r"之规定", "的规定"), (r"《中华人民共和国", "《"),
    (r"并未", "没有"), (r"(?<!尚)未(?=支付|提交|提供|履行|归还|偿还)", "没有"),
    (r"应予(?!以)", "应当予以"), (r"不予采信", "没有采信"), (r"予以确认", "确认"),
    (r"于(?=\d{4}年)", "在"), (r"，故", "，所以"), (r"均", "都"), (r"原、被告", "原告和被告"),
    (r"人民币(?=\d)", ""), (r"无法", "不能"), (r"应当(?=支付|承担|返还|赔偿)", "应"),
    (r"至今", "到现在"), (r"予以采信", "采信"),
)  # fmt: skip
_KEEP = re.compile(r"除|但|仅|限|范围|只|如|若|否则|部分|以内|超过|内")
"""A clause with one of these is never left out: it may be a condition."""


@dataclass(frozen=True, slots=True)
class Claim:
    """A true statement, its quotes by passage id, and the passages that were shown with it."""

    text: str
    citations: tuple[tuple[str, str], ...]
    given: dict[str, Hit]
    doc: str

    @property
    def quote(self) -> str:
        """All that is quoted."""
        return "\n".join(quote for _, quote in self.citations)

    @property
    def voice(self) -> Voice:
        """Of the first passage cited."""
        return self.given[self.citations[0][0]].passage.voice


def drawn(data: Path, rng: random.Random, *, dev: bool) -> Iterator[tuple[Judgment, list[Passage]]]:
    """The documents of one half in a drawn order, each read and cut."""
    rows = []
    for source in SOURCES:
        lines = (data / f"{source}.jsonl").open(encoding="utf-8").readlines()
        rows += [json.loads(line) for line in lines[0 if dev else 1 :: 2]]
    rng.shuffle(rows)
    for row in rows:
        judgment = read_judgment(RawDocument(row["text"], str(row["id"])))
        yield judgment, list(passages_of(judgment))


def reworded(data: Path, rng: random.Random, *, dev: bool) -> Iterator[Claim]:
    """Who speaks and one sentence reworded, up to four a document."""
    for judgment, passages in drawn(data, rng, dev=dev):
        fitting = [p for p in passages if p.voice in LEADS]
        for passage in rng.sample(fitting, min(4, len(fitting))):
            quote = sentence_of(passage.text, rng)
            content = _reworded(quote, rng) if quote else ""
            if quote is None or len(content) < 8:
                continue
            text = f"{_lead(passage, rng)}{content.rstrip('。；;，')}。"
            given = given_of(judgment, passage, passages, rng)
            yield Claim(text, (("p-1", quote),), given, judgment.given.name)


def extracted(data: Path, rng: random.Random, *, dev: bool) -> Iterator[Claim]:
    """As the extraction writes: the introduction, and the whole passage in quotation marks."""
    for judgment, passages in drawn(data, rng, dev=dev):
        for passage in rng.sample(passages, min(4, len(passages))):
            if not any(c.isalnum() for c in passage.text):
                continue
            text = f"{INTRODUCTIONS[passage.voice]}：“{passage.text}”"
            given = given_of(judgment, passage, passages, rng)
            yield Claim(text, (("p-1", passage.text),), given, judgment.given.name)


def written(data: Path, rng: random.Random, *, dev: bool) -> Iterator[Claim]:
    """The answers of questions-dev.jsonl on their evidence, of one half of its documents."""
    folder = data / "civil-judgments"
    texts = {
        row["id"]: row["text"]
        for source in SOURCES[1:]
        for row in map(json.loads, (data / f"{source}.jsonl").open(encoding="utf-8"))
    }
    rows = list(map(json.loads, (folder / "questions-dev.jsonl").open(encoding="utf-8")))
    docs = sorted({row["doc"] for row in rows})
    for row in rows:
        if not row["evidence"] or docs.index(row["doc"]) % 2 == dev:
            continue
        judgment = read_judgment(RawDocument(texts[row["doc"]], row["doc"]))
        voice = voice_of_gold(row["voice"])
        spans = [Span(e["start"], e["end"]) for e in row["evidence"]]
        cited = [
            Passage(f"{judgment.id}#9{i:03d}", judgment.id, span, voice, span.of(judgment.text), "")
            for i, span in enumerate(spans)
        ]
        passages = passages_of(judgment)
        shown = {f"p-{i}": Hit(p, row["doc"], judgment.title, 1.0) for i, p in enumerate(passages)}
        given = {f"e-{i}": replace(shown["p-0"], passage=p) for i, p in enumerate(cited)} | shown
        citations = tuple((f"e-{i}", passage.text) for i, passage in enumerate(cited))
        text = f"{INTRODUCTIONS[voice]}，{row['answer']}"
        yield Claim(text, citations, given, row["id"])


def given_of(
    judgment: Judgment, cited: Passage, passages: Sequence[Passage], rng: random.Random
) -> dict[str, Hit]:
    """The cited passage as p-1, and some of its judgment beside it."""
    beside = rng.sample(passages, min(SHOWN, len(passages)))
    kept = list(dict.fromkeys([cited, *beside]))
    name = judgment.given.name
    return {f"p-{i}": Hit(p, name, judgment.title, 1.0) for i, p in enumerate(kept, 1)}


def _lead(passage: Passage, rng: random.Random) -> str:
    if passage.voice is Voice.LOWER_COURT and "仲裁" in passage.text:
        return LEADS[passage.voice][-1]
    return rng.choice(LEADS[passage.voice])


def sentence_of(text: str, rng: random.Random) -> str | None:
    """One sentence of fair length, or None."""
    whole = [s for s in re.findall(r"[^。；\n]+[。；]?", text) if 15 <= len(s) <= 160]
    return rng.choice(whole).strip() if whole else None


def _reworded(quote: str, rng: random.Random) -> str:
    content = quote[_OPENING.match(quote).end() :]  # type: ignore[union-attr]
    content = re.sub(r"^[（(]?[一二三四五六七八九十\d]{1,2}[）)、.．]", "", content)
    clauses = re.split(r"(?<!\d)，", content)
    if len(clauses) > 2 and rng.random() < 0.4:
        drop = rng.randrange(len(clauses) - 1)
        if not _KEEP.search(clauses[drop]):
            content = "，".join(clauses[:drop] + clauses[drop + 1 :])
    for pattern, instead in REWORDINGS:
        if rng.random() < 0.6:
            content = re.sub(pattern, instead, content)
    if rng.random() < 0.5:
        content = re.sub(r"第(\d{1,4})条", lambda m: f"第{chinese_of(int(m[1]))}条", content)
        content = re.sub(
            r"第([一二三四五六七八九十百零千]{1,8})(条|款)",
            lambda m: f"第{integer_of(m[1])}{m[2]}",
            content,
        )
        content = re.sub(r"(?<![\d.,，])([1-9]\d?)0000元", r"\1万元", content)
        content = re.sub(r"(?<![\d.,，])([1-9]\d{0,2})日内", _in_chinese, content)
        content = re.sub(r"(?<![\d.,，月年])([1-9]\d{0,1})个月", _in_chinese, content)
    return content


def _in_chinese(match: re.Match[str]) -> str:
    return match[0].replace(match[1], chinese_of(int(match[1])))
