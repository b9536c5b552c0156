"""Fixtures that several rooms share."""

from collections.abc import Iterator

import pytest
from scripted_model import ModelServer, serving


@pytest.fixture
def model_server() -> Iterator[ModelServer]:
    """A scripted language model on loopback; give it scripts with `play`."""
    with serving() as server:
        yield server
