"""Rooms as programs name them: by name, by URI, or by anything that describes one."""

from __future__ import annotations

from typing import Protocol


class DescribesRoom(Protocol):
    """What browsing, room management and joined sessions (`Session.properties`) give for a room."""

    @property
    def room_uri(self) -> str: ...


def name_or_uri(room: str | DescribesRoom) -> str:
    """The name or the URI of a room."""
    return room if isinstance(room, str) else room.room_uri
