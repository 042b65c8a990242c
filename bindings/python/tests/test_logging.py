"""The library's log arrives in `logging`."""

from __future__ import annotations

import logging

import pchat
import pytest
from conftest import run
from pchat.testing import LocalServer


def test_lines_arrive_by_level(pchat_server: LocalServer, caplog: pytest.LogCaptureFixture) -> None:
    async def test() -> None:
        async with pchat_server.endpoint("ann", password="Pa$$word"):
            pass

    pchat_server.add_user(address="ann@example.com", password="Pa$$word")
    caplog.set_level(5, logger="pchat")
    run(test())
    assert caplog.records == []
    pchat.set_log_level(5)
    try:
        run(test())
    finally:
        pchat.set_log_level(logging.WARNING)
    names = {record.name for record in caplog.records}
    assert any(name.startswith("pchat.core") for name in names)
    assert {record.levelno for record in caplog.records} >= {logging.INFO, logging.DEBUG}
    assert "Pa$$word" not in caplog.text
