"""Exit codes of the commands."""

DONE, SOME_FAILED, BAD_USAGE, UNAVAILABLE = 0, 1, 2, 3
"""Done · done, some inputs failed · bad usage or bad input · a needed part is unavailable."""
