"""What the blocking classes stand on: one platform, drained by the threads that wait.

Waiting is `select.poll` of the standard library on the platform's descriptor: signals are handled meanwhile, so Ctrl-C works, and
a daemon thread that waits while the interpreter ends is as harmless as in any Python program.
"""

from __future__ import annotations

import math
import select
import threading
import time
import weakref
from collections.abc import Callable
from typing import Any, Generic, TypeVar

from . import _exit, _log, _native
from ._base import is_over
from ._enums import ErrorCode
from ._errors import OperationTimeout, PchatError
from ._order import take_in_order
from ._policy import CAPACITY

T = TypeVar("T")
E = TypeVar("E")

_BATCH = 256

# Seconds that a cancelled call waits at most until what it began is taken back.
_LETTING_GO = 2.0

# Seconds that a thread waits at most before it looks again: Ctrl-C that comes just before poll() does not end it, and a thread that
# was interrupted may not have told that it drains no more.
_LONGEST_WAIT = 0.25


class Host:
    """One platform for the blocking calls of a process."""

    _shared: Host | None = None
    _making = threading.Lock()

    def __init__(self, settings: _native.PlatformSettings | None = None) -> None:
        self.platform = _native.Platform.start(settings or _native.PlatformSettings())
        self.classes: dict[type[Any], type[BlockingObject[Any]]] = {}
        # By class, too: an endpoint and its services have one identity.
        self._objects: weakref.WeakValueDictionary[tuple[type[Any], int], BlockingObject[Any]] = (
            weakref.WeakValueDictionary()
        )
        # Operations that are over, until somebody takes them. Another thread may drain before the one that began an operation waits.
        self._done: dict[int, tuple[Any, BaseException | None]] = {}
        self._abandoned: dict[int, Callable[[], int] | None] = {}
        self._changed = threading.Condition()
        self._is_drained = False
        self._poll = select.poll()
        self._poll.register(self.platform.descriptor(), select.POLLIN)
        _exit.close_at_exit(self)

    @classmethod
    def shared(cls) -> Host:
        with cls._making:
            if cls._shared is None:
                cls._shared = cls()
            return cls._shared

    def close_at_exit(self) -> None:
        self.platform.shut_down()
        _log.flush()

    def _drain(self) -> bool:
        completed, _, has_log = self.platform.drain(_BATCH)
        for operation, value, error in completed:
            if operation in self._abandoned:
                self._end_abandoned(operation, error)
            else:
                self._done[operation] = (value, error)
        return has_log

    def wait_until(self, is_ready: Callable[[], bool], timeout: float | None) -> bool:
        """Drains and waits until `is_ready`; False when the time is over first. One thread drains, others wait for it."""
        end = math.inf if timeout is None else time.monotonic() + timeout
        while True:
            _exit.rest_if_exiting()
            left = end - time.monotonic()
            is_mine = has_log = False
            # Ctrl-C may come between any two steps.
            try:
                with self._changed:
                    if is_ready():
                        return True
                    if left <= 0:
                        return False
                    left = min(left, _LONGEST_WAIT)
                    if self._is_drained:
                        self._changed.wait(left)
                        continue
                    is_mine = self._is_drained = True
                self._poll.poll(int(left * 1000) + 1)
                _exit.rest_if_exiting()
            finally:
                if is_mine:
                    self._is_drained = False
                    with self._changed:
                        has_log = self._drain()
                        self._changed.notify_all()
            if has_log:
                _log.flush()

    def complete(self, timeout: float | None, operation: int, undo: Callable[[], int] | None = None) -> Any:
        """The result of an operation, which is cancelled when the time is over and by Ctrl-C; when it had just succeeded, `undo`
        starts what takes it back."""
        try:
            if not self.wait_until(lambda: operation in self._done, timeout):
                raise OperationTimeout(
                    ErrorCode.TIMED_OUT, f"not done within {timeout} s; the operation was cancelled"
                )
            value, error = self._done[operation]
        except BaseException:
            self._abandon(operation, undo)
            raise
        del self._done[operation]
        if error is not None:
            raise error
        return value

    def _abandon(self, operation: int, undo: Callable[[], int] | None) -> None:
        """Cancels an operation and waits until the library has let go of it, so that what the caller does next finds it cancelled."""
        with self._changed:
            self._abandoned[operation] = undo
            if operation in self._done:
                self._end_abandoned(operation, self._done.pop(operation)[1])
        self.platform.cancel(operation)
        self.wait_until(lambda: not self._abandoned, _LETTING_GO)

    def _end_abandoned(self, operation: int, error: BaseException | None) -> None:
        undo = self._abandoned.pop(operation, None)
        if undo is not None and error is None:
            try:
                self._abandoned[undo()] = None
            except PchatError:
                # It has ended by itself.
                pass

    def run(
        self, callbacks: Callable[[], list[Subscription]], is_over: Callable[[], bool], timeout: float | None
    ) -> bool:
        """Calls callbacks until it is over; False when the time is over first."""
        end = None if timeout is None else time.monotonic() + timeout

        def is_ready() -> bool:
            return is_over() or any(one._is_waiting() for one in callbacks())

        while True:
            left = None if end is None else max(0.0, end - time.monotonic())
            in_time = self.wait_until(is_ready, left)
            waiting = [one for one in callbacks() if one._is_waiting()]
            take_in_order(waiting, self.platform.arrived)
            if not waiting and (is_over() or not in_time):
                return in_time

    def wrap(self, native: Any) -> Any:
        """The object of a native one: always the same while somebody holds it."""
        found = self._objects.get((type(native), native.identity))
        if found is not None:
            return found
        made = self.classes[type(native)]._of(self, native)
        self.remember(made)
        return made

    def remember(self, it: BlockingObject[Any]) -> None:
        self._objects[type(it._native), it._native.identity] = it


def _forget_host() -> None:
    Host._shared = None
    Host._making = threading.Lock()


_exit.forget_after_fork(_forget_host)


class BlockingObject(Generic[T]):
    """An object of the API whose methods wait."""

    _native: T
    _host: Host
    _subscriptions: list[Subscription]

    @classmethod
    def _of(cls, host: Host, native: Any) -> BlockingObject[Any]:
        made = cls.__new__(cls)
        made._bind(host, native)
        return made

    def _bind(self, host: Host, native: T) -> None:
        self._host = host
        self._native = native
        self._subscriptions = []

    def _complete(self, timeout: float | None, operation: int, undo: Callable[[], int] | None = None) -> Any:
        return self._host.complete(timeout, operation, undo)

    def _wrap(self, native: Any) -> Any:
        return self._host.wrap(native)

    def _subscribe(self, native: Any, kind: int, callback: Callable[[Any], object]) -> Subscription:
        subscription = Subscription(native.inbox([kind], CAPACITY, False), callback)
        self._subscriptions = [one for one in self._subscriptions if not one.is_cancelled]
        self._subscriptions.append(subscription)
        return subscription


class Subscription:
    """A callback that gets events inside `Endpoint.run()`, one at a time and in order, while its object lives."""

    def __init__(self, inbox: _native.Inbox, callback: Callable[[Any], object]) -> None:
        self._inbox = inbox
        self._callback = callback
        self.is_cancelled = False

    @property
    def dropped(self) -> int:
        """How many events were dropped because they were not taken in time."""
        return self._inbox.dropped

    def cancel(self) -> None:
        """Ends it: the callback is not called any more."""
        self.is_cancelled = True
        self._inbox.clear()

    def _is_waiting(self) -> bool:
        return not self.is_cancelled and len(self._inbox) > 0

    def _take(self, up_to: int) -> bool:
        event = self._inbox.pop(up_to)
        if event is None:
            return False
        if not self.is_cancelled:
            self._callback(event)
        return True


class Stream(Generic[E]):
    """Events, for `for`. Ends when the session has left its room or the endpoint has ended; raises the reason when that was not
    asked for."""

    def __init__(
        self, host: Host, inbox: _native.Inbox, wanted: tuple[type, ...], still: Callable[[], bool]
    ) -> None:
        self._host = host
        self._inbox = inbox
        self._wanted = wanted
        self._still = still
        # The last event that was taken is an end.
        self._is_told = False

    @property
    def dropped(self) -> int:
        """How many events were dropped because they were not taken in time."""
        return self._inbox.dropped

    def clear(self) -> None:
        """Forgets what waits."""
        self._inbox.clear()

    def __iter__(self) -> Stream[E]:
        return self

    def __next__(self) -> E:
        return self._next(None)

    def receive(self, timeout: float | None = None) -> E:
        """The next event. `OperationTimeout` when there is none in time, `StopIteration` when there will be none."""
        return self._next(timeout)

    def _next(self, timeout: float | None) -> E:
        end = None if timeout is None else time.monotonic() + timeout
        while True:
            event = self._inbox.pop()
            if event is None:
                if self._is_told and not self._still():
                    raise StopIteration
                left = None if end is None else max(0.0, end - time.monotonic())
                if not self._host.wait_until(lambda: len(self._inbox) > 0, left):
                    raise OperationTimeout(ErrorCode.TIMED_OUT, f"nothing came within {timeout} s")
                continue
            # An end that was overtaken by a new beginning is none.
            self._is_told = is_over(event)
            if type(event) in self._wanted:
                result: E = event
                return result
            if self._is_told and not self._still():
                if event.reason is not None:
                    raise event.reason
                raise StopIteration
