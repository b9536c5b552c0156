"""How far a judgment got on its way into or out of a library."""

from enum import StrEnum


class State(StrEnum):
    """How far a judgment got; only SEARCHABLE ones are seen."""

    PENDING = "pending"  # in the catalog, perhaps not yet in the indexes
    SEARCHABLE = "searchable"
    REMOVING = "removing"  # out of sight, perhaps still in the indexes
    LEAVING = "leaving"  # a copy by now, perhaps still in the indexes
    COPY = "copy"  # another judgment is searched in its place
