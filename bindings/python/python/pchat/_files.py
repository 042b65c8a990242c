"""Files from and to what programs have: bytes, file objects, iterators. What the asyncio and the blocking classes share.

A byte of an upload is copied once into the library, a byte of a download once out of it; base64 and TLS make their own.
"""

from __future__ import annotations

import inspect
import io
import os
from collections.abc import AsyncIterable, Callable, Iterable, Iterator
from typing import Any, Protocol

from ._enums import FileTransferState
from ._native import FileTransferProgress

CHUNK = 256 * 1024
"""What is asked of a file object at once."""

MOST = 1024 * 1024
"""Longer chunks of a source are handed on in pieces."""


class Reads(Protocol):
    """A file object that gives bytes, or a coroutine of them."""

    def read(self, size: int, /) -> Any:
        """At most so many bytes; none at the end."""


class Writes(Protocol):
    """A file object that takes bytes, or gives a coroutine that does."""

    def write(self, chunk: bytes, /) -> Any:
        """Takes them."""


Bytes = bytes | bytearray | memoryview
Source = Bytes | Reads | Iterable[bytes] | AsyncIterable[bytes]
Told = Callable[[FileTransferProgress], object]


def name_of(source: object, file_name: str | None) -> str:
    """The name for people: that of the argument, or that of the file which the source reads."""
    if file_name is not None:
        return file_name
    path = getattr(source, "name", None)
    if isinstance(path, str) and os.path.basename(path):
        return os.path.basename(path)
    raise TypeError("file_name is needed: the source has no name of its own")


def size_of(source: object, size: int | None) -> int:
    """How many bytes come. The file service wants to know that before the first one."""
    if size is not None:
        return size
    try:
        # Only what is sure to be neither a coroutine nor a guess.
        if isinstance(source, io.IOBase) and not isinstance(source, io.TextIOBase) and source.seekable():
            here = source.tell()
            end = source.seek(0, os.SEEK_END)
            source.seek(here)
            return max(0, end - here)
    except OSError:
        pass
    raise TypeError(
        "size is needed: the source does not tell how many bytes come, and the file service asks for it first"
    )


def bytes_of(source: object) -> Bytes | None:
    """The source itself when it is bytes."""
    return source if isinstance(source, bytes | bytearray | memoryview) else None


def is_coroutine(function: Any) -> bool:
    """Whether calling it gives a coroutine."""
    return inspect.iscoroutinefunction(function) or inspect.iscoroutinefunction(type(function).__call__)


def pieces(chunk: Any) -> Iterator[Any]:
    """A chunk as it is, or a long one piece by piece."""
    if not isinstance(chunk, Bytes):
        raise TypeError(f"the source gives {type(chunk).__name__}, and bytes are needed")
    if len(chunk) <= MOST:
        yield chunk
        return
    view = memoryview(chunk).cast("B")
    for start in range(0, len(view), MOST):
        yield view[start : start + MOST]


def chunks(source: Any) -> Iterator[Any]:
    """The chunks of a file object or an iterable, without waiting for coroutines."""
    if hasattr(source, "read"):
        while chunk := source.read(CHUNK):
            yield from pieces(chunk)
    elif hasattr(source, "__iter__") and not isinstance(source, str):
        for chunk in source:
            yield from pieces(chunk)
    else:
        raise TypeError(f"{type(source).__name__} is no file object and no iterable of bytes")


def write_all(write: Callable[[Any], Any], chunk: bytes) -> None:
    """Writes everything; what is not buffered may take less at once."""
    rest = memoryview(chunk)
    while rest:
        taken = write(rest)
        rest = rest[taken:] if isinstance(taken, int) and 0 < taken < len(rest) else rest[len(rest) :]


class Telling:
    """Tells a function how far a transfer is, at most once for each step, and at last how it ended."""

    def __init__(self, told: Told | None) -> None:
        self._told = told
        self._last: tuple[object, ...] | None = None

    def __call__(self, now: FileTransferProgress) -> None:
        this = (now.state, now.percent, now.total_bytes)
        is_over = self._last is not None and self._last[0] is not FileTransferState.RUNNING
        if self._told is not None and this != self._last and not is_over:
            self._last = this
            self._told(now)
