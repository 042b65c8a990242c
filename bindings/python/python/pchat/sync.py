"""The API without asyncio: the same classes, whose methods wait. Ctrl-C works in every one of them.

    with pchat.sync.Endpoint("ann@example.com", password="…") as endpoint:
        with endpoint.join("Lobby") as room:
            room.send_text("hello")
            for message in room:
                print(message.content)

Any thread may call anything; each event goes to one reader.
"""

from __future__ import annotations

import contextlib
import weakref
from collections.abc import Iterable, Iterator
from types import TracebackType
from typing import TYPE_CHECKING, Any

from . import _files, _native, _sync_objects
from ._aio import SESSION_OVER, settings_of
from ._base import drop_oldest
from ._enums import EndpointState, FileTransferState, SessionState
from ._errors import PchatError
from ._message_builder import MessageBuilder
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
from ._objects import ENDPOINT_EVENTS, SESSION_EVENTS, SESSION_MESSAGE_RECEIVED, SESSION_STATE_CHANGED
from ._policy import CAPACITY, Policy
from ._rooms import DescribesRoom, InRoom, name_or_uri
from ._sync_base import Host, Stream, Subscription

if TYPE_CHECKING:
    from typing_extensions import Self, Unpack

    from ._fields import EndpointSettingsFields, PlatformSettingsFields

__all__ = [
    "Endpoint",
    "FileTransfer",
    "HistoryPager",
    "JoinedRooms",
    "MessageBuilder",
    "Platform",
    "RoomManagement",
    "Services",
    "Session",
    "Stream",
    "Subscription",
    "UserServices",
]


class Platform:
    """The library's threads and event queue.

    The process has one that endpoints share; make another to choose its settings, or to end everything on it at once. Fields are
    those of `PlatformSettings`.
    """

    def __init__(
        self, settings: PlatformSettings | None = None, /, **fields: Unpack[PlatformSettingsFields]
    ) -> None:
        """Starts the internal threads."""
        self._host = Host(settings or PlatformSettings(**fields))

    def shut_down(self) -> None:
        """Terminates every endpoint of this platform and ends its threads. A second call does nothing."""
        self._host.platform.shut_down()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.shut_down()


class Services(_sync_objects.ServicesMethods):
    __doc__ = _sync_objects.ServicesMethods.__doc__


class RoomManagement(_sync_objects.RoomManagementMethods):
    __doc__ = _sync_objects.RoomManagementMethods.__doc__


class UserServices(_sync_objects.UserServicesMethods):
    __doc__ = _sync_objects.UserServicesMethods.__doc__


class FileTransfer(_sync_objects.FileTransferMethods):
    __doc__ = _sync_objects.FileTransferMethods.__doc__

    def _bind(self, host: Host, native: _native.FileTransfer) -> None:
        super()._bind(host, native)
        # Its endpoint runs its callbacks.
        self.endpoint._transfers.add(self)

    def read(self, *, timeout: float | None = None) -> bytes | None:
        chunk: bytes | None = self._complete(timeout, self._native.read(), undo=self._lose)
        return chunk

    read.__doc__ = _sync_objects.FileTransferMethods.read.__doc__

    def _lose(self) -> int:
        """A chunk came when its reader had just given up: without it the rest would be another file."""
        self._native.cancel()
        return self._native.finish()

    def _end(self) -> None:
        """Cancels it and waits until it is over."""
        self.cancel()
        with contextlib.suppress(PchatError):
            self.progress_after(100)

    def __iter__(self) -> Self:
        return self

    def __next__(self) -> bytes:
        """The next chunk of a download that `Session.download_stream()` began."""
        chunk = self.read()
        if chunk is None:
            raise StopIteration
        return chunk

    def progress_changes(self) -> Iterator[FileTransferProgress]:
        """How far it is now, and again whenever it is further, until it is over; the last one says how it ended. Whoever is slow skips
        some."""
        now = self.progress
        yield now
        while now.state is FileTransferState.RUNNING:
            now = self.progress_after(now.percent)
            yield now

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Finishes an upload; cancels a download that is not complete, and everything after an exception."""
        if kind is None and self.is_upload:
            self.finish()
        else:
            self._end()


class HistoryPager(_sync_objects.HistoryPagerMethods):
    __doc__ = _sync_objects.HistoryPagerMethods.__doc__


class JoinedRooms(_sync_objects.JoinedRoomsMethods):
    __doc__ = _sync_objects.JoinedRoomsMethods.__doc__


class Session(_sync_objects.SessionMethods):
    __doc__ = _sync_objects.SessionMethods.__doc__

    _messages: Stream[ChatMessage]
    _capacity: int
    _policy: Policy

    def __init__(
        self, endpoint: Endpoint, /, *, capacity: int = CAPACITY, policy: Policy = Policy.WAIT
    ) -> None:
        """Makes an idle session. `capacity` messages wait for `for`; `policy` says what happens to more."""
        self._capacity = capacity
        self._policy = policy
        self._bind(endpoint._host, _native.Session.new(endpoint._native))
        self._host.remember(self)
        endpoint._sessions.add(self)

    def _bind(self, host: Host, native: _native.Session) -> None:
        super()._bind(host, native)
        self._capacity = getattr(self, "_capacity", CAPACITY)
        self._policy = getattr(self, "_policy", Policy.WAIT)
        self._messages = self._stream([SESSION_MESSAGE_RECEIVED, SESSION_STATE_CHANGED], (ChatMessage,))

    def _stream(self, kinds: list[int], wanted: tuple[type, ...]) -> Stream[Any]:
        inbox = self._native.inbox(kinds, self._capacity, drop_oldest(self._policy))
        native = self._native
        return Stream(self._host, inbox, wanted, lambda: native.state() not in SESSION_OVER)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self.state is SessionState.ESTABLISHED:
            self.leave()

    @property
    def messages(self) -> Stream[ChatMessage]:
        """The messages since the session was made, each once; what `for` over the session gives."""
        return self._messages

    def __iter__(self) -> Stream[ChatMessage]:
        return self._messages

    def receive(self, timeout: float | None = None) -> ChatMessage:
        """The next message. `OperationTimeout` when there is none in time."""
        return self._messages.receive(timeout)

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
        return self._stream(SESSION_EVENTS, told)

    def upload_from(
        self,
        source: _files.Bytes | _files.Reads | Iterable[bytes],
        file_name: str | None = None,
        size: int | None = None,
        *,
        progress: _files.Told | None = None,
    ) -> TransferredFile:
        """Uploads what a source has to the room and posts its link: bytes, a file object (one opened in binary mode, a `BytesIO`), or an
        iterable of bytes. No more than a few MiB are in memory at a time.

        `size` is how many bytes come; bytes and seekable files tell it themselves. A source that has fewer or more fails, and nothing is
        posted; so does one that raises, and Ctrl-C. `file_name` is what people read, by default the name of the file. `progress` is
        called here, between chunks, with a `FileTransferProgress`, last with how it ended. Fails like `upload_bytes()` and
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
        try:
            if content is None:
                for chunk in _files.chunks(source):
                    transfer.write(chunk)
                    telling(transfer.progress)
            elif progress is not None:
                for now in transfer.progress_changes():
                    telling(now)
            return transfer.finish()
        except BaseException:
            transfer._end()
            raise
        finally:
            telling(transfer.progress)

    def download_to(
        self,
        file_uri: str,
        target: _files.Writes,
        *,
        max_bytes: int | None = None,
        progress: _files.Told | None = None,
    ) -> TransferredFile:
        """Downloads a file of the room into a file object: one opened in binary mode, a `BytesIO`. No more than a few MiB are in memory
        at a time; a slow target slows the download.

        A file longer than `max_bytes` is refused before its first byte. `progress` is called here, between chunks, with a
        `FileTransferProgress`, last with how it ended. What was written stays when it fails. Fails like `download_stream()` and
        `FileTransfer.finish()`.
        """
        telling = _files.Telling(progress)
        transfer = self.download_stream(file_uri=file_uri, max_bytes=max_bytes)
        try:
            for chunk in transfer:
                _files.write_all(target.write, chunk)
                telling(transfer.progress)
            return transfer.finish()
        except BaseException:
            transfer._end()
            raise
        finally:
            telling(transfer.progress)


class Endpoint(_sync_objects.EndpointMethods):
    __doc__ = _sync_objects.EndpointMethods.__doc__

    _sessions: weakref.WeakSet[Session]
    _transfers: weakref.WeakSet[FileTransfer]

    def __init__(
        self,
        user: str | EndpointSettings | None = None,
        /,
        *,
        platform: Platform | None = None,
        **settings: Unpack[EndpointSettingsFields],
    ) -> None:
        """Makes an idle endpoint; `with` establishes and terminates it.

        Takes the user's SIP address and the fields of `EndpointSettings`, or an `EndpointSettings`. Fails with `ArgumentError`
        when a setting cannot work; the message names it.
        """
        host = platform._host if platform is not None else Host.shared()
        host.classes.update(CLASSES)
        self._bind(host, _native.Endpoint.new(host.platform, settings_of(user, settings)))
        host.remember(self)

    def _bind(self, host: Host, native: _native.Endpoint) -> None:
        super()._bind(host, native)
        self._sessions = weakref.WeakSet()
        self._transfers = weakref.WeakSet()

    def __enter__(self) -> Self:
        self.establish()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.terminate()

    def join(
        self,
        room: str | DescribesRoom | InRoom,
        *,
        timeout: float | None = None,
        capacity: int = CAPACITY,
        policy: Policy = Policy.WAIT,
    ) -> Session:
        """Joins a room by its name, its URI, or what describes it. Fails like `Session.join()`. `with` leaves it.

        `capacity` messages wait for `for`; `policy` says what happens when there are more.
        """
        session = Session(self, capacity=capacity, policy=policy)
        wanted = name_or_uri(room)
        if wanted.startswith("ma-chan:"):
            session.join(wanted, timeout=timeout)
        else:
            session.join_by_name(wanted, timeout=timeout)
        return session

    def events(
        self, *, capacity: int = CAPACITY, policy: Policy = Policy.WAIT
    ) -> Stream[ChatRoomInvitation | EndpointStateChanged]:
        """Everything that the endpoint tells from now on."""
        inbox = self._native.inbox(ENDPOINT_EVENTS, capacity, drop_oldest(policy))
        native = self._native
        return Stream(
            self._host,
            inbox,
            (ChatRoomInvitation, EndpointStateChanged),
            lambda: native.state() is not EndpointState.TERMINATED,
        )

    def run(self, timeout: float | None = None) -> bool:
        """Calls the callbacks of the endpoint, its sessions and transfers, in this thread, until the endpoint is terminated. False when the time
        is over first. An exception of a callback ends it and comes out here."""
        return self._host.run(self._callbacks, lambda: self.state is EndpointState.TERMINATED, timeout)

    def _callbacks(self) -> list[Subscription]:
        parts: list[Session | FileTransfer] = [*self._sessions, *self._transfers]
        return [*self._subscriptions, *(one for part in parts for one in part._subscriptions)]


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
