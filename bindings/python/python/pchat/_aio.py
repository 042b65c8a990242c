"""The asyncio classes: what the generated methods do not say, `async with` and `async for`."""

from __future__ import annotations

import asyncio
import contextlib
import inspect
from collections.abc import AsyncIterator, Generator
from types import TracebackType
from typing import TYPE_CHECKING, Any

from . import _files, _native, _objects
from ._base import Host, Stream, drop_oldest, running_loop
from ._enums import EndpointState, FileTransferState, SessionState
from ._errors import PchatError
from ._native import (
    ChatMessage,
    ChatRoomInvitation,
    ChatRoomPropertiesChanged,
    EndpointSettings,
    EndpointStateChanged,
    FileTransferProgress,
    ParticipantAttendanceChanged,
    ParticipantPrivilegeChanged,
    PlatformSettings,
    SessionStateChanged,
    TransferredFile,
)
from ._policy import CAPACITY, Policy
from ._rooms import DescribesRoom, InRoom, name_or_uri

if TYPE_CHECKING:
    from typing_extensions import Self, Unpack

    from ._fields import EndpointSettingsFields, PlatformSettingsFields

SESSION_OVER = (SessionState.IDLE, SessionState.TERMINATED)


def settings_of(user_uri: str | EndpointSettings | None, fields: Any) -> EndpointSettings:
    """The settings that the arguments of an `Endpoint` mean."""
    if isinstance(user_uri, EndpointSettings):
        if fields:
            raise TypeError("give either EndpointSettings or its fields")
        return user_uri
    if user_uri is not None:
        fields = {"user_uri": user_uri, **fields}
    return EndpointSettings(**fields)


class Platform:
    """The library's threads and event queue, on the running event loop.

    Each loop has one that endpoints share; make another to choose its settings, or to end everything on it at once. Fields are those
    of `PlatformSettings`.
    """

    def __init__(
        self, settings: PlatformSettings | None = None, /, **fields: Unpack[PlatformSettingsFields]
    ) -> None:
        """Starts the internal threads."""
        self._host = Host(running_loop(), settings or PlatformSettings(**fields))

    async def shut_down(self) -> None:
        """Terminates every endpoint of this platform and ends its threads. A second call does nothing."""
        await self._host.shut_down()

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.shut_down()


class Services(_objects.ServicesMethods):
    __doc__ = _objects.ServicesMethods.__doc__


class RoomManagement(_objects.RoomManagementMethods):
    __doc__ = _objects.RoomManagementMethods.__doc__


class UserServices(_objects.UserServicesMethods):
    __doc__ = _objects.UserServicesMethods.__doc__


class FileTransfer(_objects.FileTransferMethods):
    __doc__ = _objects.FileTransferMethods.__doc__

    async def read(self) -> bytes | None:
        chunk: bytes | None = await self._complete(self._native.read(), undo=self._lose)
        return chunk

    read.__doc__ = _objects.FileTransferMethods.read.__doc__

    def _lose(self) -> int:
        """A chunk came when its reader had just been cancelled: without it the rest would be another file."""
        self._native.cancel()
        return self._native.finish()

    async def _end(self) -> None:
        """Cancels it and waits until it is over."""
        self.cancel()
        with contextlib.suppress(PchatError):
            await self.progress_after(100)

    def __aiter__(self) -> Self:
        return self

    async def __anext__(self) -> bytes:
        """The next chunk of a download that `Session.download_stream()` began."""
        chunk = await self.read()
        if chunk is None:
            raise StopAsyncIteration
        return chunk

    async def progress_changes(self) -> AsyncIterator[FileTransferProgress]:
        """How far it is now, and again whenever it is further, until it is over; the last one says how it ended. Whoever is slow skips
        some."""
        now = self.progress
        yield now
        while now.state is FileTransferState.RUNNING:
            now = await self.progress_after(now.percent)
            yield now

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Finishes an upload; cancels a download that is not complete, and everything after an exception."""
        if kind is None and self.is_upload:
            await self.finish()
        else:
            await self._end()


async def _chunks(source: Any) -> AsyncIterator[Any]:
    if hasattr(source, "read"):
        waits = _files.is_coroutine(source.read)
        while True:
            # Files on a disk must not hold up the loop.
            chunk = await (
                source.read(_files.CHUNK) if waits else asyncio.to_thread(source.read, _files.CHUNK)
            )
            if inspect.isawaitable(chunk):
                chunk = await chunk
            if not chunk:
                return
            for piece in _files.pieces(chunk):
                yield piece
    elif hasattr(source, "__aiter__"):
        async for chunk in source:
            for piece in _files.pieces(chunk):
                yield piece
    else:
        for piece in _files.chunks(source):
            yield piece


async def _write(target: Any, chunk: bytes) -> None:
    if hasattr(target, "drain"):
        # A StreamWriter: belongs to the loop, and says when it has room.
        target.write(chunk)
        await target.drain()
    elif _files.is_coroutine(target.write):
        await target.write(chunk)
    else:
        await asyncio.to_thread(_files.write_all, target.write, chunk)


class HistoryPager(_objects.HistoryPagerMethods):
    __doc__ = _objects.HistoryPagerMethods.__doc__


class JoinedRooms(_objects.JoinedRoomsMethods):
    __doc__ = _objects.JoinedRoomsMethods.__doc__


class Session(_objects.SessionMethods):
    __doc__ = _objects.SessionMethods.__doc__

    _messages: Stream[ChatMessage]
    _capacity: int
    _policy: Policy

    def __init__(
        self, endpoint: Endpoint, /, *, capacity: int = CAPACITY, policy: Policy = Policy.WAIT
    ) -> None:
        """Makes an idle session. `capacity` messages wait for `async for`; `policy` says what happens to more."""
        self._capacity = capacity
        self._policy = policy
        self._bind(endpoint._host, _native.Session.new(endpoint._native))
        self._host.remember(self)

    def _bind(self, host: Host, native: _native.Session) -> None:
        super()._bind(host, native)
        self._capacity = getattr(self, "_capacity", CAPACITY)
        self._policy = getattr(self, "_policy", Policy.WAIT)
        kinds = [_objects.SESSION_MESSAGE_RECEIVED, _objects.SESSION_STATE_CHANGED]
        self._messages = self._stream(kinds, (ChatMessage,))

    def _stream(self, kinds: list[int], wanted: tuple[type, ...]) -> Stream[Any]:
        inbox = self._native.inbox(kinds, self._capacity, drop_oldest(self._policy))
        native = self._native
        return Stream(self._host, inbox, wanted, lambda: native.state() not in SESSION_OVER)

    @property
    def messages(self) -> Stream[ChatMessage]:
        """The messages since the session was made, each once; what `async for` of the session gives."""
        return self._messages

    def __aiter__(self) -> Stream[ChatMessage]:
        return self._messages

    def events(
        self,
    ) -> Stream[
        ChatMessage
        | ChatRoomPropertiesChanged
        | ParticipantAttendanceChanged
        | ParticipantPrivilegeChanged
        | SessionStateChanged
    ]:
        """Everything that the session tells from now on."""
        told = (
            ChatMessage,
            ChatRoomPropertiesChanged,
            ParticipantAttendanceChanged,
            ParticipantPrivilegeChanged,
            SessionStateChanged,
        )
        return self._stream(_objects.SESSION_EVENTS, told)

    async def upload_from(
        self,
        source: _files.Source,
        file_name: str | None = None,
        size: int | None = None,
        *,
        progress: _files.Told | None = None,
    ) -> TransferredFile:
        """Uploads what a source has to the room and posts its link: bytes, a file object (one opened in binary mode, a `BytesIO`, a
        `StreamReader`, one of aiofiles), or an iterable or async iterable of bytes. No more than a few MiB are in memory at a time.

        `size` is how many bytes come; bytes and seekable files tell it themselves. A source that has fewer or more fails, and nothing is
        posted; so does one that raises, and cancelling this. `file_name` is what people read, by default the name of the file.
        `progress` is called on the event loop with a `FileTransferProgress`, last with how it ended. Fails like `upload_bytes()` and
        `FileTransfer.finish()`.
        """
        telling = _files.Telling(progress)
        name = _files.name_of(source, file_name)
        content = _files.bytes_of(source)
        transfer = (
            self.upload_bytes(name, content)
            if content is not None
            else self.upload_stream(name, _files.size_of(source, size))
        )
        subscription = transfer.on_progress_changed(telling) if progress is not None else None
        try:
            if content is None:
                async for chunk in _chunks(source):
                    await transfer.write(chunk)
            return await transfer.finish()
        except BaseException:
            await transfer._end()
            raise
        finally:
            if subscription is not None:
                subscription.cancel()
                telling(transfer.progress)

    async def download_to(
        self,
        file_uri: str,
        target: _files.Writes,
        *,
        max_bytes: int | None = None,
        progress: _files.Told | None = None,
    ) -> TransferredFile:
        """Downloads a file of the room into a file object: one opened in binary mode, a `BytesIO`, a `StreamWriter`, one of aiofiles. No
        more than a few MiB are in memory at a time; a slow target slows the download.

        A file longer than `max_bytes` is refused before its first byte. `progress` is called on the event loop with a
        `FileTransferProgress`, last with how it ended. What was written stays when it fails. Fails like `download_stream()` and
        `FileTransfer.finish()`.
        """
        telling = _files.Telling(progress)
        transfer = self.download_stream(file_uri=file_uri, max_bytes=max_bytes)
        subscription = transfer.on_progress_changed(telling) if progress is not None else None
        try:
            async for chunk in transfer:
                await _write(target, chunk)
            return await transfer.finish()
        except BaseException:
            await transfer._end()
            raise
        finally:
            if subscription is not None:
                subscription.cancel()
                telling(transfer.progress)

    async def _leave_quietly(self) -> None:
        if self.state is SessionState.ESTABLISHED:
            await self.leave()


class Joining:
    """A room that is being joined: `async with` it, or await it for a session to leave by yourself."""

    def __init__(self, session: Session, room: str) -> None:
        self._session = session
        self._room = room

    async def _join(self) -> Session:
        if self._room.startswith("ma-chan:"):
            await self._session.join(self._room)
        else:
            await self._session.join_by_name(self._room)
        return self._session

    def __await__(self) -> Generator[Any, None, Session]:
        return self._join().__await__()

    async def __aenter__(self) -> Session:
        return await self._join()

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self._session._leave_quietly()


class Endpoint(_objects.EndpointMethods):
    __doc__ = _objects.EndpointMethods.__doc__

    def __init__(
        self,
        user: str | EndpointSettings | None = None,
        /,
        *,
        platform: Platform | None = None,
        **settings: Unpack[EndpointSettingsFields],
    ) -> None:
        """Makes an idle endpoint on the running event loop; `async with` establishes and terminates it.

        Takes the user's SIP address and the fields of `EndpointSettings`, or an `EndpointSettings`. Fails with `ArgumentError`
        when a setting cannot work; the message names it.
        """
        host = platform._host if platform is not None else Host.current()
        host.classes.update(CLASSES)
        self._bind(host, _native.Endpoint.new(host.platform, settings_of(user, settings)))
        host.remember(self)

    async def __aenter__(self) -> Self:
        await self.establish()
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.terminate()

    def join(
        self, room: str | DescribesRoom | InRoom, *, capacity: int = CAPACITY, policy: Policy = Policy.WAIT
    ) -> Joining:
        """Joins a room by its name, its URI, or what describes it: `async with endpoint.join("Lobby") as room`. Fails like
        `Session.join()`.

        `capacity` messages wait for `async for`; `policy` says what happens when there are more.
        """
        return Joining(Session(self, capacity=capacity, policy=policy), name_or_uri(room))

    def events(
        self, *, capacity: int = CAPACITY, policy: Policy = Policy.WAIT
    ) -> Stream[ChatRoomInvitation | EndpointStateChanged]:
        """Everything that the endpoint tells from now on."""
        inbox = self._native.inbox(_objects.ENDPOINT_EVENTS, capacity, drop_oldest(policy))
        native = self._native
        return Stream(
            self._host,
            inbox,
            (ChatRoomInvitation, EndpointStateChanged),
            lambda: native.state() is not EndpointState.TERMINATED,
        )


# What the library gives out, as what programs get.
CLASSES: dict[type, type] = {
    _native.Endpoint: Endpoint,
    _native.FileTransfer: FileTransfer,
    _native.HistoryPager: HistoryPager,
    _native.JoinedRooms: JoinedRooms,
    _native.RoomManagement: RoomManagement,
    _native.Services: Services,
    _native.Session: Session,
    _native.UserServices: UserServices,
}
