"""The fixture `pchat_server`: a server for one test. Loaded by pytest by itself."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from .testing import LocalServer


@pytest.fixture
def pchat_server() -> Iterator[LocalServer]:
    """A `pchat.testing.LocalServer` with the open room "Lobby", on free ports of the loopback interface."""
    from .testing import LocalServer

    with LocalServer() as server:
        server.add_room(name="Lobby")
        yield server
