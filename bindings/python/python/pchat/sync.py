"""The API without asyncio: the same classes, whose methods wait. Ctrl-C works in every one of them.

    with pchat.sync.Endpoint("ann@example.com", password="…") as endpoint:
        with endpoint.join("Lobby") as room:
            room.send_text("hello")
            for message in room:
                print(message.content)

Any thread may call anything; each event goes to one reader.
"""

from __future__ import annotations

import weakref
from types import TracebackType
from typing import TYPE_CHECKING, Any

from . import _native, _sync_objects
from ._aio import SESSION_OVER, settings_of
from ._base import drop_oldest
from ._enums import EndpointState, SessionState
from ._message_builder import MessageBuilder
from ._native import (
    ChatMessage,
    ChatRoomInvitation,
    ChatRoomPropertiesChanged,
    EndpointSettings,
    EndpointStateChanged,
    ParticipantAttendanceChanged,
    ParticipantPrivilegeChanged,
    PlatformSettings,
    SessionStateChanged,
)
from ._objects import ENDPOINT_EVENTS, SESSION_EVENTS, SESSION_MESSAGE_RECEIVED, SESSION_STATE_CHANGED
from ._policy import CAPACITY, Policy
from ._rooms import DescribesRoom, name_or_uri
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


class Endpoint(_sync_objects.EndpointMethods):
    __doc__ = _sync_objects.EndpointMethods.__doc__

    _sessions: weakref.WeakSet[Session]

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

    def __enter__(self) -> Self:
        self.establish()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.terminate()

    def join(
        self,
        room: str | DescribesRoom,
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
        """Calls the callbacks of the endpoint and its sessions, in this thread, until the endpoint is terminated. False when the time
        is over first. An exception of a callback ends it and comes out here."""
        return self._host.run(self._callbacks, lambda: self.state is EndpointState.TERMINATED, timeout)

    def _callbacks(self) -> list[Subscription]:
        sessions = [one for session in list(self._sessions) for one in session._subscriptions]
        return [*self._subscriptions, *sessions]


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
