# ruff: noqa
# Written by `cargo run -p pchat-generator`. Do not edit: change the description and run it again.

"""Methods of the blocking classes."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from . import _native
from ._sync_base import BlockingObject, Subscription
from ._native import ChatMessage, ChatRoomParticipant, ChatRoomProperties, ChatRoomSnapshot, ChatRoomSummary, EndpointSettings, EndpointStateChanged, LocalCategory, LocalRoom, LocalServerSettings, LocalUser, MessageBuilderSettings, MessagePart, OutboundMessage, ParticipantAttendanceChanged, PlatformSettings, RoomQuery, ServerConfiguration, SessionStateChanged

if TYPE_CHECKING:
    from typing_extensions import Unpack

    from . import MessageBuilder
    from .sync import Endpoint, Services, Session
    from ._enums import Authentication, ChatEmoticon, ChatRoomPrivacy, EndpointState, ErrorCode, MessagePartKind, SessionState, Transport
    from ._errors import PchatError
    from ._fields import ChatRoomSummaryFields, EndpointSettingsFields, LocalCategoryFields, LocalRoomFields, LocalServerSettingsFields, LocalUserFields, MessageBuilderSettingsFields, OutboundMessageFields, PlatformSettingsFields, RoomQueryFields


class EndpointMethods(BlockingObject[_native.Endpoint]):
    """One user's connection to one Persistent Chat server (the SDK's `PersistentChatEndpoint` and its
    `UserEndpoint` in one).

    It is used once: idle, establishing, established, terminating, terminated.
    """

    def establish(self, *, timeout: float | None = None) -> None:
        """Connects, signs in, finds the chat server and opens the chat. Once only.

        Fails with `ErrorCode.INVALID_OPERATION` when it is not idle, else with what went wrong between 40
        and 69 or `ErrorCode.TIMED_OUT`; the endpoint is terminated then.
        """
        self._complete(self._native.establish(), timeout)

    def terminate(self, *, timeout: float | None = None) -> None:
        """Leaves every room, closes the chat and signs out. Sessions end with it.

        Succeeds at once when the endpoint is terminated already. A server that does not answer is left
        after a few seconds.
        """
        self._complete(self._native.terminate(), timeout)

    @property
    def state(self) -> EndpointState:
        """The state now."""
        return self._native.state()

    @property
    def owner_uri(self) -> str:
        """The signed-in user's SIP URI, with `sip:`."""
        return self._native.owner_uri()

    @property
    def active_sessions(self) -> list[Session]:
        """The sessions that are joined now. A copy."""
        return [self._wrap(one) for one in self._native.active_sessions()]

    def session_by_name(self, name: str) -> Session | None:
        """The joined session of the room with this name, compared without case. `ErrorCode.BAD_ARGUMENT` when
        the name is empty.
        """
        found = self._native.session_by_name(name)
        return None if found is None else self._wrap(found)

    def session_by_uri(self, uri: str) -> Session | None:
        """The joined session of the room with this URI. `ErrorCode.BAD_ARGUMENT` when it is not a room URI
        (`ma-chan://…`).
        """
        found = self._native.session_by_uri(uri)
        return None if found is None else self._wrap(found)

    @property
    def services(self) -> Services:
        """Browsing and server facts. Usable while the endpoint is established."""
        result: Services = self._wrap(self._native.services())
        return result

    def on_state_changed(self, callback: Callable[[EndpointStateChanged], object], /) -> Subscription:
        """The state moved.

        Calls `callback` inside `Endpoint.run()`, until `cancel()` of the result is called.
        """
        return self._subscribe(self._native, 100, callback)


class ServicesMethods(BlockingObject[_native.Services]):
    """Browsing and server facts (the SDK's `PersistentChatServices`)."""

    def server_configuration(self) -> ServerConfiguration:
        """Facts of the connected server. `ErrorCode.ENDPOINT_NOT_ESTABLISHED` before the endpoint is
        established.
        """
        return self._native.server_configuration()

    def browse_by_criteria(self, query: RoomQuery | None = None, /, timeout: float | None = None, **fields: Unpack[RoomQueryFields]) -> list[ChatRoomSnapshot]:
        """Rooms whose name, or description if asked, matches. Also `ErrorCode.LIMIT_EXCEEDED` when the server
        finds the query too wide.
        """
        if query is None:
            query = RoomQuery(**fields)
        elif fields:
            raise TypeError("give either a RoomQuery or its fields")
        result: list[ChatRoomSnapshot] = self._complete(self._native.browse_by_criteria(query), timeout)
        return result

    def browse_my_chat_rooms(self, max_results: int, *, timeout: float | None = None) -> list[ChatRoomSnapshot]:
        """Rooms that the user is a member of; at most `max_results`, 0 for as many as the server gives."""
        result: list[ChatRoomSnapshot] = self._complete(self._native.browse_my_chat_rooms(max_results), timeout)
        return result

    def browse_chat_rooms_i_manage(self, max_results: int, *, timeout: float | None = None) -> list[ChatRoomSnapshot]:
        """Rooms that the user may manage; at most `max_results`, 0 for as many as the server gives."""
        result: list[ChatRoomSnapshot] = self._complete(self._native.browse_chat_rooms_i_manage(max_results), timeout)
        return result


class SessionMethods(BlockingObject[_native.Session]):
    """One user's presence in one room (the SDK's `ChatRoomSession`).

    After `leave()` it is idle again and may join the same or another room.
    """

    def join(self, room_uri: str, *, timeout: float | None = None) -> None:
        """Joins the room with this URI (`ma-chan://<domain>/<guid>`).

        Fails with `ErrorCode.BAD_ARGUMENT` (not a room URI), `ErrorCode.INVALID_OPERATION` (this endpoint
        is in the room already), `ErrorCode.SESSION_STATE` (not idle), `ErrorCode.ENDPOINT_NOT_ESTABLISHED`,
        or the server's answer: `ErrorCode.NO_SUCH_NODE`, `ErrorCode.NODE_DISABLED`,
        `ErrorCode.ERROR_PERMISSION`, … The session is idle again then.
        """
        self._complete(self._native.join(room_uri), timeout)

    def join_by_name(self, name: str, *, timeout: float | None = None) -> None:
        """Joins the room with this name, compared without case; looks it up first. `ErrorCode.NO_SUCH_NODE`
        when there is none. Fails like `Session.join`.
        """
        self._complete(self._native.join_by_name(name), timeout)

    def join_room(self, room: ChatRoomSummary | None = None, /, timeout: float | None = None, **fields: Unpack[ChatRoomSummaryFields]) -> None:
        """Joins the room of this summary. Fails like `Session.join`."""
        if room is None:
            room = ChatRoomSummary(**fields)
        elif fields:
            raise TypeError("give either a ChatRoomSummary or its fields")
        self._complete(self._native.join_room(room), timeout)

    def leave(self, *, timeout: float | None = None) -> None:
        """Leaves the room. When it ends the session is idle. `ErrorCode.SESSION_STATE` when it is in no room."""
        self._complete(self._native.leave(), timeout)

    def send(self, message: OutboundMessage | None = None, /, timeout: float | None = None, **fields: Unpack[OutboundMessageFields]) -> None:
        """Posts a message. Succeeds when the server has taken it; it comes back as `on_message_received` with
        its number.

        Fails with `ErrorCode.BAD_ARGUMENT` (no text, a NUL character, a title that is none, RTF that is not
        valid), `ErrorCode.LIMIT_EXCEEDED` (longer than the server's limit; nothing was sent),
        `ErrorCode.SESSION_STATE`, `ErrorCode.ERROR_PERMISSION` (may not post here),
        `ErrorCode.USER_NOT_JOINED`.
        """
        if message is None:
            message = OutboundMessage(**fields)
        elif fields:
            raise TypeError("give either a OutboundMessage or its fields")
        self._complete(self._native.send(message), timeout)

    def send_text(self, text: str, *, timeout: float | None = None) -> None:
        """Posts plain text. Fails like `Session.send`."""
        self._complete(self._native.send_text(text), timeout)

    def send_alert(self, text: str, *, timeout: float | None = None) -> None:
        """Posts plain text as an alert. Fails like `Session.send`."""
        self._complete(self._native.send_alert(text), timeout)

    def send_story(self, title: str, text: str, *, timeout: float | None = None) -> None:
        """Posts a story: a long text under a title. Fails like `Session.send`."""
        self._complete(self._native.send_story(title, text), timeout)

    def send_built(self, message: MessageBuilder, *, timeout: float | None = None) -> None:
        """Posts what a builder has now; the builder may go on and be sent again. Fails like `Session.send`."""
        self._complete(self._native.send_built(message._native), timeout)

    def recent_history(self, count: int, *, timeout: float | None = None) -> list[ChatMessage]:
        """The newest `count` messages of the room, oldest first; the server may give fewer.
        `ErrorCode.BAD_ARGUMENT` when `count` is 0.
        """
        result: list[ChatMessage] = self._complete(self._native.recent_history(count), timeout)
        return result

    @property
    def state(self) -> SessionState:
        """The state now."""
        return self._native.state()

    @property
    def properties(self) -> ChatRoomProperties | None:
        """The room's properties, or `None` while in no room. A copy."""
        return self._native.properties()

    @property
    def participants(self) -> list[ChatRoomParticipant]:
        """Who is in the room, sorted by URI; empty while in no room. A copy."""
        return self._native.participants()

    @property
    def endpoint(self) -> Endpoint:
        """The endpoint that the session belongs to."""
        result: Endpoint = self._wrap(self._native.endpoint())
        return result

    def on_state_changed(self, callback: Callable[[SessionStateChanged], object], /) -> Subscription:
        """The state moved.

        Calls `callback` inside `Endpoint.run()`, until `cancel()` of the result is called.
        """
        return self._subscribe(self._native, 200, callback)

    def on_message_received(self, callback: Callable[[ChatMessage], object], /) -> Subscription:
        """A message was posted to the room. The user's own messages come back too.

        Calls `callback` inside `Endpoint.run()`, until `cancel()` of the result is called.
        """
        return self._subscribe(self._native, 201, callback)

    def on_participant_attendance_changed(self, callback: Callable[[ParticipantAttendanceChanged], object], /) -> Subscription:
        """Somebody came or went.

        Calls `callback` inside `Endpoint.run()`, until `cancel()` of the result is called.
        """
        return self._subscribe(self._native, 202, callback)
