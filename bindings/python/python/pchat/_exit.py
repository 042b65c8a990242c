"""What happens when the interpreter ends or the process forks while something is alive."""

from __future__ import annotations

import atexit
import os
import threading
import time
import weakref
from collections.abc import Callable
from typing import Protocol


class _Closing(Protocol):
    def close_at_exit(self) -> None: ...


_alive: weakref.WeakSet[_Closing] = weakref.WeakSet()
_after_fork: list[Callable[[], None]] = []
_is_exiting = False


def close_at_exit(it: _Closing) -> None:
    """`it` is closed when the interpreter ends, while Python still works."""
    _alive.add(it)


def forget_after_fork(forget: Callable[[], None]) -> None:
    """`forget` is called in a child of this process."""
    _after_fork.append(forget)


def is_exiting() -> bool:
    """True from the moment when the interpreter began to end."""
    return _is_exiting


def rest_if_exiting() -> None:
    """Daemon threads rest from then on: what they wait for is being taken down."""
    while _is_exiting and threading.current_thread() is not threading.main_thread():
        time.sleep(3600)


def _at_exit() -> None:
    global _is_exiting
    _is_exiting = True
    for it in list(_alive):
        it.close_at_exit()


def _in_child() -> None:
    _alive.clear()
    for forget in _after_fork:
        forget()


atexit.register(_at_exit)
os.register_at_fork(after_in_child=_in_child)
