"""The library's log arrives in `logging`."""

from __future__ import annotations

import logging
import re

import pchat
import pytest
from conftest import run
from pchat import _native
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


def test_lines_are_taken_in_batches(
    pchat_server: LocalServer, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    batches: list[int] = []
    take = _native.take_log_lines

    def counted() -> list[tuple[int, str, str]]:
        lines = take()
        batches.append(len(lines))
        return lines

    async def test() -> None:
        async with pchat_server.endpoint("ann") as ann, ann.join("Lobby") as room:
            # The loop does nothing else meanwhile.
            for number in range(200):
                pchat_server.post("Lobby", "ann@example.com", str(number))
            async for message in room:
                if message.content == "199":
                    break

    caplog.set_level(5, logger="pchat")
    monkeypatch.setattr(_native, "take_log_lines", counted)
    pchat.set_log_level(5)
    try:
        run(test())
    finally:
        pchat.set_log_level(logging.WARNING)
    assert len(caplog.records) == sum(batches) >= 200
    assert len(batches) < 200


def test_so_many_lines_wait_and_no_more(pchat_server: LocalServer) -> None:
    pchat.set_log_level(5)
    try:
        with pchat_server.sync_endpoint("ann", event_capacity=8192) as ann, ann.join("Lobby"):
            for number in range(1500):
                pchat_server.post("Lobby", "ann@example.com", str(number))
            seen = 0
            # Each message is told when it comes; nobody but this loop takes lines.
            while seen < 1500:
                lines = _native.take_log_lines()
                if lines and (lost := re.match(r"(\d+) log lines were dropped", lines[0][2])):
                    assert len(lines) <= 2049
                    seen += int(lost[1]) - 1
                assert len(lines) <= 2049
                seen += len(lines)
    finally:
        pchat.set_log_level(logging.WARNING)
        _native.take_log_lines()
