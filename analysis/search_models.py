"""Changing the models that search: looked at before they are written into the settings."""

from collections.abc import Callable, Mapping

from analysis.config_writer import Value, save_settings
from analysis.settings import Settings, load_settings
from analysis.wiring import open_assistant, open_reranker


def use_embedding(changes: Mapping[str, Value], progress: Callable[[int, int], None]) -> int:
    """Index the library anew with another embedding model, then save that it is used.

    The old indexes serve until the new ones take their place; what `progress` raises leaves
    them, and the settings, as they were. Returns how many judgments are indexed. Raises
    Unavailable for a model that does not load, LibraryBusy beside a writer.
    """
    fields = Settings.model_fields
    wanted = load_settings(
        **{name: fields[name].default if v is None else v for name, v in changes.items()}
    )
    with open_assistant(wanted, rebuild=progress) as assistant:
        count = assistant.counts()["judgments"]
        save_settings(changes)
    return count


def use_reranker(name: str | None) -> None:
    """Use this cross-encoder from now on, or none; tried on one pair before (about 10 s).

    Raises Unavailable for a model that does not load or is of another kind.
    """
    if name is not None:
        scorer = open_reranker(load_settings(reranker=name))
        if scorer is not None:
            scorer.scores("借款", ["借款应当归还。"])
    save_settings({"reranker": name})
