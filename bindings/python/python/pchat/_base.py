"""What the asyncio classes stand on: a platform for each event loop, drained when its descriptor is readable."""

from __future__ import annotations

import asyncio
import inspect
import weakref
from collections.abc import Callable
from typing import Any, ClassVar, Generic, TypeVar

from . import _exit, _log, _native
from ._enums import EndpointState, SessionState
from ._errors import OperationCancelled, PchatError
from ._order import take_in_order
from ._policy import CAPACITY, Policy

T = TypeVar("T")
E = TypeVar("E")

# Items taken before the loop does other things again; the descriptor stays readable while there are more.
_BATCH = 256


def running_loop() -> asyncio.AbstractEventLoop:
    """The loop that runs here; `RuntimeError` with advice when there is none."""
    try:
        return asyncio.get_running_loop()
    except RuntimeError:
        raise RuntimeError(
            "no event loop is running: use pchat.Endpoint inside a coroutine, or pchat.sync.Endpoint without asyncio"
        ) from None


class _Running:
    """An operation, and who waits for it."""

    __slots__ = ("future", "has_succeeded", "is_over")

    def __init__(self, future: asyncio.Future[Any]) -> None:
        self.future = future
        self.is_over = False
        self.has_succeeded = False

    def end(self, value: Any, error: BaseException | None) -> None:
        self.is_over = True
        self.has_succeeded = error is None
        if self.future.done():
            # Cancelled in this turn of the loop.
            return
        if error is not None:
            self.future.set_exception(error)
        else:
            self.future.set_result(value)


class Host:
    """One platform on one event loop."""

    _hosts: ClassVar[weakref.WeakKeyDictionary[asyncio.AbstractEventLoop, Host]] = weakref.WeakKeyDictionary()

    def __init__(
        self, loop: asyncio.AbstractEventLoop, settings: _native.PlatformSettings | None = None
    ) -> None:
        # Weak: the loop owns the host, as its reader, and takes it along when it is closed.
        self._loop = weakref.ref(loop)
        self.platform = _native.Platform.start(settings or _native.PlatformSettings())
        self._running: dict[int, _Running] = {}
        self._settling: set[asyncio.Task[None]] = set()
        self._streams: weakref.WeakValueDictionary[int, Stream[Any]] = weakref.WeakValueDictionary()
        # By class, too: an endpoint and its services have one identity.
        self._objects: weakref.WeakValueDictionary[tuple[type[Any], int], AsyncObject[Any]] = (
            weakref.WeakValueDictionary()
        )
        self.classes: dict[type[Any], type[AsyncObject[Any]]] = {}
        self._descriptor = self.platform.descriptor()
        loop.add_reader(self._descriptor, self._drain)
        _exit.close_at_exit(self)

    @classmethod
    def current(cls) -> Host:
        """That of the running loop. `RuntimeError` when no loop runs here."""
        loop = running_loop()
        host = cls._hosts.get(loop)
        if host is None:
            host = cls._hosts[loop] = cls(loop)
        return host

    async def shut_down(self) -> None:
        """Terminates every endpoint and ends the threads; the event loop goes on meanwhile."""
        await asyncio.to_thread(self.platform.shut_down)
        # What the end told is still there to be taken.
        self._drain()
        loop = self._loop()
        if loop is not None:
            loop.remove_reader(self._descriptor)

    def close_at_exit(self) -> None:
        self.platform.shut_down()
        _log.flush()

    def _drain(self) -> None:
        if _exit.is_exiting():
            # The platform ends; nobody wants to hear of it any more.
            loop = self._loop()
            if loop is not None:
                loop.remove_reader(self._descriptor)
            return
        completed, tokens, has_log = self.platform.drain(_BATCH)
        for operation, value, error in completed:
            running = self._running.pop(operation, None)
            if running is not None:
                running.end(value, error)
        callbacks: list[Subscription] = []
        for token in tokens:
            stream = self._streams.get(token)
            if isinstance(stream, Subscription):
                callbacks.append(stream)
            elif stream is not None:
                stream._ready()
        if callbacks:
            take_in_order(callbacks, self.platform.arrived)
        if has_log:
            _log.flush()

    async def complete(self, operation: int, undo: Callable[[], int] | None = None) -> Any:
        """The result of an operation. Cancelling the caller cancels the operation; when it had just succeeded, `undo` starts
        what takes it back."""
        loop = asyncio.get_running_loop()
        running = self._running[operation] = _Running(loop.create_future())
        try:
            return await running.future
        except asyncio.CancelledError:
            settling = loop.create_task(self._settle(operation, running, undo))
            self._settling.add(settling)
            settling.add_done_callback(self._settling.discard)
            # Being cancelled once more ends this wait only.
            await asyncio.shield(settling)
            raise

    async def _settle(self, operation: int, running: _Running, undo: Callable[[], int] | None) -> None:
        """Waits until the library has let go of a cancelled operation, which it does at once, so that what the caller does next
        finds it cancelled."""
        if not running.is_over:
            running.future = asyncio.get_running_loop().create_future()
            self.platform.cancel(operation)
            await asyncio.wait([running.future])
        if not running.future.cancelled():
            # Seen, so that asyncio does not complain that nobody looked.
            running.future.exception()
        if undo is not None and running.has_succeeded:
            try:
                await self.complete(undo())
            except PchatError:
                # It has ended by itself.
                pass

    def watch(self, stream: Stream[Any]) -> None:
        self._streams[stream._inbox.token] = stream

    def wrap(self, native: Any) -> Any:
        """The object of a native one: always the same while somebody holds it."""
        found = self._objects.get((type(native), native.identity))
        if found is not None:
            return found
        made = self.classes[type(native)]._of(self, native)
        self.remember(made)
        return made

    def remember(self, it: AsyncObject[Any]) -> None:
        self._objects[type(it._native), it._native.identity] = it

    def report(self, error: BaseException, what: str) -> None:
        loop = self._loop()
        if loop is not None:
            loop.call_exception_handler({"message": f"an exception in {what}", "exception": error})


def _forget_hosts() -> None:
    Host._hosts = weakref.WeakKeyDictionary()


_exit.forget_after_fork(_forget_hosts)


class AsyncObject(Generic[T]):
    """An object of the API on an event loop."""

    _native: T
    _host: Host
    # Callbacks live as long as the object.
    _subscriptions: list[Subscription]

    @classmethod
    def _of(cls, host: Host, native: Any) -> AsyncObject[Any]:
        made = cls.__new__(cls)
        made._bind(host, native)
        return made

    def _bind(self, host: Host, native: T) -> None:
        self._host = host
        self._native = native
        self._subscriptions = []

    async def _complete(self, operation: int, undo: Callable[[], int] | None = None) -> Any:
        return await self._host.complete(operation, undo)

    def _wrap(self, native: Any) -> Any:
        return self._host.wrap(native)

    def _subscribe(self, native: Any, kind: int, callback: Callable[[Any], object]) -> Subscription:
        subscription = Subscription(self._host, native.inbox([kind], CAPACITY, False), callback)
        self._subscriptions = [one for one in self._subscriptions if not one.is_cancelled]
        self._subscriptions.append(subscription)
        return subscription


def is_over(event: Any) -> bool:
    """Whether this event is the last of its object for now."""
    state = getattr(event, "state", None)
    return state in (SessionState.IDLE, SessionState.TERMINATED, EndpointState.TERMINATED)


class Stream(Generic[E]):
    """Events, for `async for`. Ends when the session has left its room or the endpoint has ended; raises the reason when that was
    not asked for."""

    def __init__(
        self, host: Host, inbox: _native.Inbox, wanted: tuple[type, ...], still: Callable[[], bool]
    ) -> None:
        self._host = host
        self._inbox = inbox
        self._pop = inbox.pop
        self._wanted = wanted
        self._still = still
        # The last event that was taken is an end.
        self._is_told = False
        self._waiters: list[asyncio.Future[None]] = []
        host.watch(self)

    @property
    def dropped(self) -> int:
        """How many events were dropped because they were not taken in time."""
        return self._inbox.dropped

    def clear(self) -> None:
        """Forgets what waits."""
        self._inbox.clear()

    def _ready(self) -> None:
        waiters, self._waiters = self._waiters, []
        for waiter in waiters:
            if not waiter.done():
                waiter.set_result(None)

    def __aiter__(self) -> Stream[E]:
        return self

    async def __anext__(self) -> E:
        while True:
            event = self._pop()
            if event is None:
                if self._is_told and not self._still():
                    raise StopAsyncIteration
                waiter: asyncio.Future[None] = asyncio.get_running_loop().create_future()
                self._waiters.append(waiter)
                await waiter
                continue
            # An end that was overtaken by a new beginning is none. Messages, which are many, are never an end.
            kind = type(event)
            self._is_told = kind is not _native.ChatMessage and is_over(event)
            if kind in self._wanted:
                result: E = event
                return result
            if self._is_told and not self._still():
                if event.reason is not None:
                    raise event.reason
                raise StopAsyncIteration


class Subscription(Stream[Any]):
    """A callback that gets events on the event loop, one at a time and in order, while its object lives."""

    def __init__(self, host: Host, inbox: _native.Inbox, callback: Callable[[Any], object]) -> None:
        if inspect.iscoroutinefunction(callback):
            raise TypeError(
                "a callback is a plain function; to await inside, use `async for`, or create a task in the callback"
            )
        super().__init__(host, inbox, (object,), lambda: True)
        self._callback = callback
        self.is_cancelled = False

    def cancel(self) -> None:
        """Ends it: the callback is not called any more."""
        self.is_cancelled = True
        self._inbox.clear()

    def _take(self, up_to: int) -> bool:
        event = self._pop(up_to)
        if event is None:
            return False
        try:
            if not self.is_cancelled:
                self._callback(event)
        except Exception as error:
            self._host.report(error, f"the callback {self._callback!r}")
        return True


def drop_oldest(policy: Policy) -> bool:
    """What the compiled module wants to know of a policy."""
    return Policy(policy) is Policy.DROP_OLDEST


__all__ = ["AsyncObject", "Host", "OperationCancelled", "Stream", "Subscription", "drop_oldest", "is_over"]
