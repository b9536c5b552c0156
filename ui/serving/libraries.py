"""One library for all, or one for each reader; what they can share is loaded once."""

from collections import OrderedDict
from pathlib import Path
from threading import Lock

from analysis.assistant import Assistant
from analysis.settings import DEFAULT_LIBRARY, Settings
from analysis.wiring import Parts, load_parts, open_assistant
from ui.serving.settings import PageSettings
from ui.shelf.watching import keep_watching

READERS = "readers"
"""The folder within the library that holds readers' own, each under its reader's digest."""

KEPT_OPEN = 16
"""Libraries with open files; one that was not used for longest lets go of its own."""


class Libraries:
    """Opened libraries, by folder. Safe to share between threads."""

    def __init__(self, settings: Settings, page: PageSettings, kept_open: int = KEPT_OPEN) -> None:
        self._settings = settings
        self._page = page
        self._kept_open = kept_open
        self._parts: Parts | None = None
        self._assistants: dict[Path, Assistant] = {}
        self._awake: OrderedDict[Path, Assistant] = OrderedDict()  # used last, last
        self._opening: dict[Path, Lock] = {}
        self._lock = Lock()  # for the three
        self._loading = Lock()

    def of(self, reader: str | None) -> Assistant:
        """The assistant of a reader's library, opened at its first use. Raises PanduError.

        Several who come at once wait for one opening; another reader's does not hold them up.
        """
        folder = self.folder_of(reader)
        with self._lock:
            opening = self._opening.setdefault(folder, Lock())
        with opening:
            with self._lock:
                assistant = self._assistants.get(folder)
            if assistant is None:
                assistant = self._open(folder)
        with self._lock:
            self._assistants[folder] = self._awake[folder] = assistant
            self._awake.move_to_end(folder)
            idle = len(self._awake) - self._kept_open
            resting = [self._awake.popitem(last=False)[1] for _ in range(idle)]
        for other in resting:
            other.close()  # its next use opens the files afresh
        return assistant

    def folder_of(self, reader: str | None) -> Path:
        """Where a reader's library lies. Without a login there is one reader, and one library."""
        if self._page.one_library:
            return self._settings.library
        if not reader or not reader.isalnum():
            raise ValueError("a reader's own library needs a reader")
        return self._settings.library / READERS / reader

    def warm_up(self) -> None:
        """Open the one library and load its model; or, of libraries to come, what they share."""
        if self._page.one_library:
            self.of(None).warm_up()
        else:
            self._shared().analyzer.words("预热")

    def close(self) -> None:
        """Let go of every library's files; whoever still uses one opens them once more."""
        with self._lock:
            opened = list(self._assistants.values())
        for assistant in opened:
            assistant.close()

    def _open(self, folder: Path) -> Assistant:
        default = self._settings.library == DEFAULT_LIBRARY  # then each begins with the samples
        assistant = open_assistant(
            self._settings.model_copy(update={"library": folder}),
            parts=self._shared(),
            default_library=folder if default else DEFAULT_LIBRARY,
        )
        if folder == self._settings.library:  # readers' own are not watched into
            keep_watching(assistant)
        return assistant

    def _shared(self) -> Parts:
        with self._loading:
            if self._parts is None:
                self._parts = load_parts(self._settings)
            return self._parts
