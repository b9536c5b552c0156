"""The reading process: takes paths on standard input, gives back judgments on standard output.

Started by ingest.sandbox as `python -m ingest.load.child` in a folder of its own. It ends with
its input, so nothing is left when the program that started it is gone.
"""

import os
import shutil
import threading
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from queue import SimpleQueue
from typing import BinaryIO

from corpus.errors import DocumentError
from ingest.load.confine import (
    MEMORY,
    confine,
    less_memory,
    memory_held,
    start_clock,
    stop_clock,
)
from ingest.load.files import load_file
from ingest.load.json_lines import load_part
from ingest.load.outcome import Arrival, Loaded, Outcome, Refused
from ingest.load.tally import Tally
from ingest.load.wire import (
    LONGEST_TEXT,
    BrokenMessage,
    outcome_as_json,
    receive,
    send,
)
from ingest.load.wish import Part, Wish, wish_from_json
from ingest.read import RawDocument, read_judgment
from ingest.split import passages_of

TIRED = MEMORY // 2
"""Bytes of memory from which a process is replaced: what it holds is missing for the next file."""


def main() -> None:
    """Serve until the input ends."""
    wishes, answers = _pipes()
    limited = confine(
        on_pages=lambda count: send(answers, {"pages": count}),
        on_page=lambda: send(answers, {"page": True}),
    )
    send(answers, {"ready": True, "limited": limited})
    asked: SimpleQueue[Wish] = SimpleQueue()
    threading.Thread(target=_listen, args=(wishes, asked, Path.cwd()), daemon=True).start()
    with suppress(BrokenPipeError):  # the parent is gone
        while True:
            _serve(asked.get(), answers)


def _listen(wishes: BinaryIO, asked: SimpleQueue[Wish], folder: Path) -> None:
    """Pass on what is asked; end the process with its input, even in the middle of a file."""
    with suppress(BrokenMessage, OSError):
        while (message := receive(wishes)) is not None:
            asked.put(wish_from_json(message))
    shutil.rmtree(folder, ignore_errors=True)
    os._exit(0)


def _pipes() -> tuple[BinaryIO, BinaryIO]:
    """Input and output under numbers of their own: what a library prints must not mix with it."""
    wishes = os.fdopen(os.dup(0), "rb")
    answers = os.fdopen(os.dup(1), "wb")
    nowhere = os.open(os.devnull, os.O_RDWR)
    for number in (0, 1, 2):
        os.dup2(nowhere, number)
    os.close(nowhere)
    return wishes, answers


def _serve(wish: Wish, answers: BinaryIO) -> None:
    tired = False
    outcomes = _outcomes(wish)
    while True:
        start_clock()
        outcome = next(outcomes, None)
        stop_clock()
        if outcome is None:
            break
        try:
            send(answers, outcome_as_json(outcome))
        except (BrokenMessage, MemoryError):
            tired = True
            send(answers, outcome_as_json(_too_long(outcome)))
    less_memory()
    send(answers, {"done": True, "tired": tired or memory_held() > TIRED})


def _outcomes(wish: Wish) -> Iterator[Outcome]:
    """Every document that is asked for, read; whatever goes wrong with one is a Refused.

    What goes wrong in the file as such ends it; in one of its documents, that one.
    """
    if isinstance(wish, Loaded):
        yield _read_or_refused(wish)
        return
    path = wish.path if isinstance(wish, Part) else wish
    documents = load_part(wish) if isinstance(wish, Part) else load_file(wish)
    tally = Tally()
    # Whether a file is given up shows in the whole of it: not to whom a part is given.
    while isinstance(wish, Part) or not tally.is_hopeless:
        try:
            loaded = next(documents, None)
            if loaded is None:
                return
        except Exception as error:  # the others go on, whatever a reader did
            yield Refused(str(path), path.name, _fault(str(wish), error))
            return
        outcome = loaded if isinstance(loaded, Refused) else _read_or_refused(loaded)
        tally.count(outcome)
        yield outcome
    yield tally.giving_up(path)


def _read_or_refused(loaded: Loaded) -> Outcome:
    try:
        return _read(loaded)
    except Exception as error:
        return Refused(loaded.origin, loaded.source_id, _fault(loaded.origin, error))


def _fault(place: str, error: Exception) -> str:
    if isinstance(error, MemoryError):
        return (
            f"{place} 展开后太大，解析所需内存超过 {MEMORY // 1024 // 1024} MB，没有导入。"
            "如果文件来源可靠，请拆小后再导入。"
        )
    return (
        f"{place} 解析出错（{type(error).__name__}），没有导入。文件可能已损坏；"
        "请用原来的软件打开确认，另存后重新导入。"
    )


def _read(loaded: Loaded) -> Outcome:
    if len(loaded.document.text) > LONGEST_TEXT:
        return _too_long(loaded)
    try:
        judgment = read_judgment(_storable(loaded.document))
    except DocumentError as error:
        return Refused(_clean(loaded.origin), _clean(loaded.source_id), str(error))
    return Arrival(
        judgment,
        passages_of(judgment),
        _clean(loaded.origin),
        _clean(loaded.source_id),
        loaded.remark,
    )


def _storable(document: RawDocument) -> RawDocument:
    """The document without lone surrogates, which no database takes: they stand as �."""
    front_matter = {_clean(k): _clean(v) for k, v in document.front_matter.items()}
    return replace(
        document,
        text=_clean(document.text),
        name=_clean(document.name),
        front_matter=front_matter,
    )


def _clean(text: str) -> str:
    with suppress(UnicodeEncodeError):
        text.encode()
        return text
    # One for one, so that page starts stay right.
    return "".join("\ufffd" if "\ud800" <= c <= "\udfff" else c for c in text)


def _too_long(outcome: Loaded | Arrival | Refused) -> Refused:
    return Refused(
        outcome.origin,
        outcome.source_id,
        f"{outcome.origin} 的文字太多（一份文书最多 {LONGEST_TEXT // 10000} 万字），没有导入。"
        "如果是多份文书的合订本，请拆成一份一个文件。",
    )


if __name__ == "__main__":
    main()
