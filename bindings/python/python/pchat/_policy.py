"""What happens to events that a reader does not take in time."""

import enum


class Policy(enum.Enum):
    """What a full room for events does. Until somebody begins to read, the oldest always make room."""

    WAIT = "wait"
    """The endpoint stops reading its socket until there is room: nothing is lost, and nothing grows. Other rooms of the
    same endpoint wait, too."""

    DROP_OLDEST = "drop oldest"
    """The oldest event makes room for the newest; `dropped` counts them."""


CAPACITY = 1024
"""Events that wait for a reader unless told otherwise."""
