"""The library's log in Python's `logging`, under the logger `pchat`."""

from __future__ import annotations

import logging

from . import _native

_root = logging.getLogger("pchat")
_root.addHandler(logging.NullHandler())
_native.set_log_level(logging.WARNING)


def set_log_level(level: int) -> None:
    """Collects log lines of this level of `logging` and above; `WARNING` unless told otherwise, 5 is everything.

    Lines come in batches on the thread that takes events, to the logger `pchat` and those below it. At most 2,048 wait;
    what comes faster is dropped and counted. No line of any level carries a password, a key or a token.
    """
    _native.set_log_level(level)


def flush() -> None:
    """Hands the lines that wait to `logging`."""
    for level, target, text in _native.take_log_lines():
        # pchat_core::client becomes pchat.core.client.
        logger = logging.getLogger(target.replace("::", ".").replace("pchat_", "pchat.", 1))
        if logger.isEnabledFor(level):
            logger.log(level, "%s", text)
