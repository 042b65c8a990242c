"""A chat client that speaks in JSON lines: the SIPE driver, or the one on our C library."""

from __future__ import annotations

import json
import threading
import time
from pathlib import Path
from typing import Any

from .process import END_SECONDS, Process

EVENT_SECONDS = 20.0

Event = dict[str, Any]


class Missing(AssertionError):
    """An awaited event did not come."""


class Participant:
    """Sends commands and waits for events. Every event is matched at most once, so two of a kind are told apart."""

    def __init__(self, name: str, argv: list[str], errors: Path) -> None:
        self.name = name
        self._process = Process(name, argv, errors, text_input=True)
        self._events: list[Event] = []
        self._taken: set[int] = set()
        self._changed = threading.Condition()
        self._ended = False
        self._reader = threading.Thread(target=self._read, name=f"{name}-events", daemon=True)
        self._reader.start()

    def _read(self) -> None:
        for line in self._process.output:
            try:
                event = json.loads(line)
            except ValueError:
                event = {"event": "unreadable", "line": line.decode(errors="replace")}
            with self._changed:
                self._events.append(event)
                self._changed.notify_all()
        with self._changed:
            self._ended = True
            self._changed.notify_all()

    def say(self, command: str, argument: str = "") -> None:
        """One command line; the argument's line breaks and backslashes are escaped."""
        for plain, escaped in (("\\", "\\\\"), ("\r", "\\r"), ("\n", "\\n"), ("\t", "\\t")):
            argument = argument.replace(plain, escaped)
        line = f"{command} {argument}" if argument else command
        self._process.input.write(line.encode() + b"\n")
        self._process.input.flush()

    def mark(self) -> int:
        """The position behind the newest event, for `since`."""
        with self._changed:
            return len(self._events)

    def expect(self, event: str, *, since: int = 0, seconds: float = EVENT_SECONDS, **fields: object) -> Event:
        """The first event of this name with these fields, waiting until the deadline."""
        deadline = time.monotonic() + seconds
        with self._changed:
            looked_at = since
            while True:
                for index in range(looked_at, len(self._events)):
                    candidate = self._events[index]
                    if index not in self._taken and matches(candidate, event, fields):
                        self._taken.add(index)
                        return candidate
                looked_at = max(since, len(self._events))
                left = deadline - time.monotonic()
                if self._ended or left <= 0:
                    raise Missing(self._complaint(event, fields, since))
                self._changed.wait(left)

    def seen(self, event: str, *, since: int = 0, **fields: object) -> list[Event]:
        """Every such event that has come so far."""
        with self._changed:
            return [found for found in self._events[since:] if matches(found, event, fields)]

    def _complaint(self, event: str, fields: dict[str, object], since: int) -> str:
        wanted = json.dumps({"event": event, **fields}, ensure_ascii=False)
        came = "; ".join(shortened(found) for found in self._events[max(since, len(self._events) - 8) :])
        state = " and then it ended" if self._ended else ""
        return f"{self.name} did not tell {shortened(wanted)}; it told: {came or 'nothing'}{state}"

    def quit(self) -> None:
        """Lets it sign out and end."""
        try:
            self.say("quit")
            self._process.input.close()
        except OSError:
            pass
        status = self._process.wait(END_SECONDS)
        self._reader.join(END_SECONDS)
        assert status == 0, f"{self.name} ended with status {status}"

    def close(self) -> None:
        """Ends it whatever state it is in."""
        self._process.terminate()
        self._reader.join(END_SECONDS)

    def trouble(self) -> str:
        with self._changed:
            tail = [f"    {self.name}> {shortened(event)}" for event in self._events[-15:]]
        return "\n".join([*tail, self._process.last_errors(15)])


def matches(event: Event, name: str, fields: dict[str, object]) -> bool:
    return event.get("event") == name and all(event.get(key) == value for key, value in fields.items())


def shortened(event: Event | str) -> str:
    text = event if isinstance(event, str) else json.dumps(event, ensure_ascii=False)
    return text if len(text) <= 240 else f"{text[:200]}... ({len(text)} characters)"


def room_list(participant: Participant) -> dict[str, Event]:
    since = participant.mark()
    participant.say("list")
    end = participant.expect("rooms_end", since=since)
    rooms = {str(room["name"]): room for room in participant.seen("room", since=since)}
    assert len(rooms) == end["count"], f"{len(rooms)} different names in {end['count']} rooms"
    return rooms


def users_of(joined: Event) -> dict[str, bool]:
    """Who is in the room, and whether as operator; a user listed twice is an error."""
    users = {str(user["user"]): bool(user["operator"]) for user in joined["users"]}
    assert len(users) == len(joined["users"]), f"somebody is listed twice: {joined['users']}"
    return users
