"""Answers asked of real libraries in every mode, and what is wrong with their citations.

Used by the tests on made-up judgments and by benchmarks/citations.py on real ones.
"""

import json
import random
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from citation_checks import Wrong, doubtful, from_others, kept, wrongs
from drawn_questions import Drawn, follow_up, questions_of
from lying_model import deceiving, remembering
from obedient_model import FORGED_NUMBER, FORGED_SUM, POISONS, obeying
from pydantic import SecretStr
from scripted_model import (
    BAD_JSON,
    CUT,
    DROPPED,
    EMPTY,
    FORGED,
    HTML,
    NORMAL,
    TOO_LONG,
    UNKNOWN_PASSAGE,
    ModelServer,
    Script,
    refusing,
    serving,
)

from analysis import Assistant, load_settings, open_assistant
from analysis.answer import Answer, Statement, Turn
from analysis.settings import NO_MODEL
from corpus.judgment import Judgment

FAILING = (BAD_JSON, CUT, DROPPED, EMPTY, FORGED, HTML, TOO_LONG, UNKNOWN_PASSAGE, refusing(401))
MODES = {"none": 40, "honest": 20, "lying": 20, "obedient": 10, "failing": 10}
"""Who answers, and how often of a hundred times."""

FOLLOWED = 0.2
"""Share of the questions that another follows."""

POISON = tuple(p.payload for p in POISONS if "\x1b" not in p.payload)
NOT_OF_ONE = frozenset({"general", "count", "comparison"})
"""Kinds of questions that are not about one judgment."""


@dataclass(frozen=True, slots=True)
class Desk:
    """An open library, all that it holds by source id and by judgment id, and a model's server."""

    assistant: Assistant
    server: ModelServer
    named: Mapping[str, Judgment]

    @property
    def by_id(self) -> dict[str, Judgment]:
        return {judgment.id: judgment for judgment in self.named.values()}


@dataclass(frozen=True, slots=True)
class Told:
    """One answer, or the error in its place, and what is wrong with it."""

    mode: str
    drawn: Drawn
    answer: Answer | None
    wrong: Sequence[Wrong]
    doubts: Sequence[Wrong] = ()
    by_others: Sequence[Wrong] = ()  # of an answer on a ruling


@contextmanager
def desk_of(folder: Path, rows: Sequence[tuple[str, str]]) -> Iterator[Desk]:
    """A new library of these (source id, text), read once. Raises if a text was not kept as it is.

    A row that cannot be read, or is a copy of another, is left out.
    """
    folder.mkdir(parents=True, exist_ok=True)
    file = folder / "rows.jsonl"
    lines = (json.dumps({"id": id_, "text": text}) for id_, text in rows)
    file.write_text("\n".join(lines), "utf-8")
    with serving() as server:
        settings = load_settings(
            library=folder / "library",
            model=NO_MODEL,
            model_base_url=server.url,
            model_api_key=SecretStr("sk-scripted"),
            model_timeout=20.0,
        )
        with open_assistant(settings) as assistant:
            reports = {r.source_id: r for r in assistant.ingest([file])}
            read = {id_: assistant.read(id_) for id_, _ in rows if reports[id_].judgment_id}
            named = {id_: read[id_] for id_, text in rows if id_ in read and read[id_].text == text}
            others = [id_ for id_ in read if id_ not in named and not reports[id_].reason]
            if others:
                raise AssertionError(f"texts that are not kept as they were given: {others}")
            yield Desk(assistant, server, named)


def told_of(desk: Desk, answers: int, seed: int) -> Iterator[Told]:
    """So many answers on drawn judgments, in drawn modes."""
    rng = random.Random(seed)
    names, by_id = sorted(desk.named), desk.by_id
    made = 0
    while made < answers:
        name = rng.choice(names)
        drawn = next(questions_of(desk.named[name], name, names, rng))
        history: list[Turn] = []
        for _ in range(2):
            mode = rng.choices(list(MODES), list(MODES.values()))[0]
            told = ask(desk, drawn, mode, history, rng, by_id)
            yield told
            made += 1
            if made == answers or rng.random() > FOLLOWED or told.answer is None:
                break
            history = [*history, Turn(drawn.text, told.answer.text)]
            drawn = replace(drawn, text=follow_up(desk.named[name], rng), of_ruling=False)


def ask(
    desk: Desk,
    drawn: Drawn,
    mode: str,
    history: Sequence[Turn],
    rng: random.Random,
    by_id: Mapping[str, Judgment],
) -> Told:
    """The answer of one mode, checked. An error of any kind is a wrong, and no answer."""
    text = drawn.text
    match mode:
        case "honest":
            desk.server.play(replace(NORMAL, piece=200))
        case "lying":
            desk.server.play(Script(deceiving, piece=400))
        case "obedient":
            payload = rng.choice(POISON)
            desk.server.play(Script(obeying, piece=400))
            if rng.random() < 0.5:
                text += payload
            else:
                history = [*history, Turn(f"前情如何？{payload}", payload)]
        case "failing":
            desk.server.play(replace(rng.choice(FAILING), piece=200))
    return asked(desk, replace(drawn, text=text), mode, history, by_id)


def asked(
    desk: Desk, drawn: Drawn, mode: str, history: Sequence[Turn], by_id: Mapping[str, Judgment]
) -> Told:
    """What the desk answers with what its server plays now, checked."""
    model = NO_MODEL if mode == "none" else "scripted"
    scope = desk.assistant.scope(drawn.about if drawn.scoped else ())
    try:
        answer = desk.assistant.ask(drawn.text, scope=scope, history=history, model=model)
    except Exception as error:  # whatever it is: it is what this looks for
        return Told(mode, drawn, None, [Wrong("raised", f"{drawn.text} / {error!r}")])
    found = wrongs(answer, by_id)
    found += [Wrong("forged", s.text) for s in answer.statements if s.verified and _forged(s)]
    if mode == "failing" and answer.model != NO_MODEL:
        found.append(Wrong("no extract after a failure", answer.text))
    others = from_others(answer) if drawn.of_ruling and answer.model == NO_MODEL else []
    return Told(mode, drawn, answer, found, doubtful(answer), others)


def _forged(statement: Statement) -> bool:
    return FORGED_SUM in statement.text or FORGED_NUMBER in statement.text


@dataclass(frozen=True, slots=True)
class Removal:
    """A question answered, and the judgment without the words that one statement quoted."""

    drawn: Drawn
    statement: Statement
    text: str

    @property
    def stands_elsewhere(self) -> bool:
        """Whether all that was cut out is said a second time."""
        return all(c.quote.strip() in self.text for c in self.statement.citations)


def removals(desk: Desk, seed: int) -> Iterator[Removal]:
    """Questions of one judgment each, no judgment twice, with an answer; its quotes cut out."""
    rng = random.Random(seed)
    names, by_id = sorted(desk.named), desk.by_id
    rng.shuffle(names)
    for name in names:
        judgment = desk.named[name]
        drawn = _on_one(judgment, name, names, rng)
        told = ask(desk, drawn, rng.choice(("none", "none", "honest")), [], rng, by_id)
        said = [s for s in told.answer.statements if s.verified] if told.answer else []
        if not said:
            continue
        statement = rng.choice(said)
        text = without(judgment.text, statement)
        if any(c.isalnum() for c in text):
            yield Removal(drawn, statement, text)


def _on_one(judgment: Judgment, name: str, names: Sequence[str], rng: random.Random) -> Drawn:
    questions = questions_of(judgment, name, names, rng)
    return replace(next(d for d in questions if d.kind not in NOT_OF_ONE), scoped=True)


def without(text: str, statement: Statement) -> str:
    """The text without the spans that a statement cites."""
    gone = {at for c in statement.citations if c.span for at in range(c.span.start, c.span.end)}
    return "".join(character for at, character in enumerate(text) if at not in gone)


def asked_again(folder: Path, cut: Sequence[Removal]) -> Iterator[tuple[Removal, Told]]:
    """The same questions of a library of the cut judgments: extracted, and by two models.

    One model answers honestly, one says what it said before. What could not be read is left out.
    """
    rows = [(f"cut-{number:04}", removal.text) for number, removal in enumerate(cut)]
    with desk_of(folder, rows) as desk:
        by_id = desk.by_id
        for (name, text), removal in zip(rows, cut, strict=True):
            if name not in desk.named:
                continue
            drawn = replace(removal.drawn, about=(name,))
            scripts = {"none": NORMAL, "honest": NORMAL,
                       "remembering": Script(remembering([removal.statement]))}  # fmt: skip
            for mode, script in scripts.items():
                desk.server.play(replace(script, piece=400))
                told = asked(desk, drawn, mode, [], by_id)
                if told.answer is not None:
                    more = kept(told.answer, [removal.statement], text)
                    told = replace(told, wrong=[*told.wrong, *more])
                yield removal, told
