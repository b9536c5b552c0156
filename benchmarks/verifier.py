"""Measure the verifier: python benchmarks/verifier.py [path to shared/data] [--dev] [--errors].

True statements are drawn from real judgments: who speaks, then one sentence's own content, lightly
reworded (numerals written the other way, 本院 → 法院, a clause left out, one sense in other words).
Each is verified as it is (whatever is found is a false flag) and with one thing made false in it
(nothing found is a miss). The rules were tuned on every even document of each file; what is
reported are the odd ones, unless --dev asks for the even ones.
"""

import json
import random
import re
import statistics
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

sys.path.append(str(Path(__file__).parents[1] / "tests"))
from mutations import MUTATIONS, role

from analysis.answer import Statement
from analysis.verify import verify_statement
from corpus.numeral import chinese_of, integer_of
from corpus.passage import Passage
from corpus.voice import Voice
from ingest.read import RawDocument, read_judgment
from ingest.split import passages_of
from prompts.schema import ReplyCitation, ReplyStatement
from retrieval.hit import Hit

DATA = Path(__file__).parents[1].parent / "shared" / "data"
SOURCES = (
    "criminal-judgments/judge",
    "civil-judgments/divorce",
    "civil-judgments/labor",
    "civil-judgments/loan",
)
STATEMENTS, MUTATED = 1000, 2000
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
    """A true statement, its quote, and the passages that were shown with it."""

    text: str
    quote: str
    cited: str
    given: dict[str, Hit]
    doc: str


def claims(
    data: Path, rng: random.Random, *, dev: bool, accuracy: str = "reworded"
) -> Iterator[Claim]:
    """True statements from the documents of one half, several a document, in a drawn order."""
    rows = []
    for source in SOURCES:
        lines = (data / f"{source}.jsonl").open(encoding="utf-8").readlines()
        rows += [json.loads(line) for line in lines[0 if dev else 1 :: 2]]
    rng.shuffle(rows)
    for row in rows:
        judgment = read_judgment(RawDocument(row["text"], str(row["id"])))
        passages = passages_of(judgment)
        fitting = [p for p in passages if p.voice in LEADS]
        for passage in rng.sample(fitting, min(4, len(fitting))):
            quote = _sentence(passage.text, rng)
            if quote is None:
                continue
            content = _reworded(quote, rng) if accuracy == "reworded" else quote
            if len(content) < 8:
                continue
            beside = rng.sample(passages, min(SHOWN, len(passages)))
            given = _given([passage, *beside], str(row["id"]), judgment.title)
            text = f"{_lead(passage, rng)}{content.rstrip('。；;，')}。"
            yield Claim(text, quote, "p-1", given, str(row["id"]))


def extractive(data: Path, rng: random.Random, *, dev: bool) -> Iterator[Claim]:
    """Statements as the extraction writes them: introduction, and the quote in quotation marks."""
    for claim in claims(data, rng, dev=dev, accuracy="exact"):
        from corpus.voice import INTRODUCTIONS

        voice = claim.given["p-1"].passage.voice
        yield Claim(
            f"{INTRODUCTIONS[voice]}：“{claim.quote}”", claim.quote, "p-1", claim.given, claim.doc
        )


def check(claim: Claim, text: str) -> Statement:
    """The statement with these words, verified against the claim's quote."""
    citation = ReplyCitation(passage=claim.cited, quote=claim.quote)
    return verify_statement(ReplyStatement(text=text, citations=(citation,)), claim.given)


def _lead(passage: Passage, rng: random.Random) -> str:
    if passage.voice is Voice.LOWER_COURT and "仲裁" in passage.text:
        return LEADS[passage.voice][-1]
    return rng.choice(LEADS[passage.voice])


def _given(passages: Sequence[Passage], doc: str, title: str) -> dict[str, Hit]:
    kept = list(dict.fromkeys(passages))
    return {f"p-{i}": Hit(p, doc, title, 1.0) for i, p in enumerate(kept, 1)}


def _sentence(text: str, rng: random.Random) -> str | None:
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


@dataclass(slots=True)
class Tally:
    """How many of a kind were tried and flagged, and why."""

    tried: int = 0
    flagged: int = 0


def measure(data: Path, seed: int, *, dev: bool, errors: bool) -> None:
    """Print false flags, then flagged mutations by kind."""
    rng = random.Random(seed)
    for name, drawn in (
        ("reworded", claims(data, rng, dev=dev)),
        ("extractive", extractive(data, rng, dev=dev)),
    ):
        flags: Counter[str] = Counter()
        tried = false = 0
        for tried, claim in enumerate(drawn, 1):
            found = check(claim, claim.text)
            false += not found.verified
            flags.update({f.fault.name for f in found.findings})
            if errors and found.findings:
                told = " / ".join(f"{f.fault.name} {f.message}" for f in found.findings)
                print(f"FALSE {claim.doc} {told}\n    S {claim.text}\n    Q {claim.quote}")  # noqa: T201
            if tried == STATEMENTS:
                break
        print(f"unchanged, {name}: {false}/{tried} flagged = {false / tried:.2%} {dict(flags)}")  # noqa: T201
    _measure_mutations(data, seed, dev=dev, errors=errors)


def _measure_mutations(data: Path, seed: int, *, dev: bool, errors: bool) -> None:
    tallies: dict[str, Tally] = defaultdict(Tally)
    spent: list[float] = []
    rng = random.Random(seed + 1)
    ways = {**MUTATIONS, "role": role}
    while sum(t.tried for name, t in tallies.items() if name != "role") < MUTATED:
        for claim in claims(data, rng, dev=dev):
            for name, mutate in ways.items():
                if tallies[name].tried >= MUTATED / len(MUTATIONS) * 1.4:
                    continue
                changed = mutate(claim.text, claim.quote, rng)
                if changed is None:
                    continue
                begun = time.perf_counter()
                found = check(claim, changed)
                spent.append(time.perf_counter() - begun)
                tallies[name].tried += 1
                tallies[name].flagged += not found.verified
                if errors and found.verified:
                    print(f"MISSED {name} {claim.doc}\n    S {changed}\n    Q {claim.quote}")  # noqa: T201
    for name, tally in tallies.items():
        share = tally.flagged / tally.tried
        print(f"{name}\t{tally.flagged}/{tally.tried} flagged = {share:.2%}")  # noqa: T201
    kept = [t for name, t in tallies.items() if name != "role"]
    tried, flagged = sum(t.tried for t in kept), sum(t.flagged for t in kept)
    print(f"all but role\t{flagged}/{tried} = {flagged / tried:.2%}")  # noqa: T201
    print(f"median {statistics.median(spent) * 1000:.2f} ms, worst {max(spent) * 1000:.1f} ms")  # noqa: T201


def main() -> None:
    """Measure the half that the options name."""
    given = [w for w in sys.argv[1:] if not w.startswith("--")]
    seed = int(given.pop()) if "--seed" in sys.argv else 1
    data = Path(given[0]) if given else DATA
    measure(data, seed, dev="--dev" in sys.argv, errors="--errors" in sys.argv)


if __name__ == "__main__":
    main()
