"""Rooms as programs name them: by name, by URI, or by anything that describes one."""

from __future__ import annotations

from typing import Any, Protocol

from ._enums import ErrorCode
from ._errors import ArgumentError


class DescribesRoom(Protocol):
    """What browsing, room management and joined sessions (`Session.properties`) give for a room."""

    @property
    def room_uri(self) -> str: ...


class InRoom(Protocol):
    """A session, whose properties are those of its room."""

    @property
    def properties(self) -> DescribesRoom | None: ...


def name_or_uri(room: str | DescribesRoom | InRoom) -> str:
    """The name or the URI of a room."""
    if isinstance(room, str):
        return room
    properties: Any = getattr(room, "properties", room)
    if properties is None:
        raise ArgumentError(
            ErrorCode.BAD_ARGUMENT,
            f"room: this {type(room).__name__} has no properties now, so it describes nothing",
        )
    uri: str = properties.room_uri
    return uri
