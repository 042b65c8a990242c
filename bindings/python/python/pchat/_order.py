"""Events of several callbacks, in the order in which they came."""

from __future__ import annotations

import heapq
from collections.abc import Sequence
from typing import Protocol

from . import _native


class Taker(Protocol):
    """A callback, and where its events wait."""

    _inbox: _native.Inbox

    def _take(self, up_to: int) -> bool:
        """Takes the next event, if it came up to that place; says whether there was one."""
        ...


def take_in_order(takers: Sequence[Taker], up_to: int) -> None:
    """Has the events taken that came up to this place, whatever their kind and whoever told them. What comes later waits, also when
    a callback takes it out of the queue: it stands behind events of others."""
    if len(takers) == 1:
        while takers[0]._take(up_to):
            pass
        return
    heap = [(place, at) for at, one in enumerate(takers) if (place := one._inbox.place) is not None]
    heapq.heapify(heap)
    while heap and heap[0][0] <= up_to:
        place, at = heap[0]
        takers[at]._take(place)
        following = takers[at]._inbox.place
        if following is None:
            heapq.heappop(heap)
        else:
            heapq.heapreplace(heap, (following, at))
