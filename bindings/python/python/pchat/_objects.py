# ruff: noqa
# Written by `cargo run -p pchat-generator`. Do not edit: change the description and run it again.

"""Methods of the asyncio classes."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from . import _native
from ._base import AsyncObject, Subscription
from ._native import ChatMessage, ChatRoomParticipant, ChatRoomProperties, ChatRoomSnapshot, ChatRoomSummary, EndpointSettings, EndpointStateChanged, LocalCategory, LocalRoom, LocalServerSettings, LocalUser, MessageBuilderSettings, MessagePart, OutboundMessage, ParticipantAttendanceChanged, PlatformSettings, RoomQuery, ServerConfiguration, SessionStateChanged

if TYPE_CHECKING:
    from typing_extensions import Unpack

    from . import MessageBuilder
    from ._aio import Endpoint, Services, Session
    from ._enums import Authentication, ChatEmoticon, ChatRoomPrivacy, EndpointState, ErrorCode, MessagePartKind, SessionState, Transport
    from ._errors import PchatError
    from ._fields import ChatRoomSummaryFields, EndpointSettingsFields, LocalCategoryFields, LocalRoomFields, LocalServerSettingsFields, LocalUserFields, MessageBuilderSettingsFields, OutboundMessageFields, PlatformSettingsFields, RoomQueryFields

ENDPOINT_STATE_CHANGED = 100
ENDPOINT_EVENTS = [100]
SESSION_STATE_CHANGED = 200
SESSION_MESSAGE_RECEIVED = 201
SESSION_PARTICIPANT_ATTENDANCE_CHANGED = 202
SESSION_EVENTS = [200, 201, 202]


class EndpointMethods(AsyncObject[_native.Endpoint]):
    """One user's connection to one Persistent Chat server (the SDK's `PersistentChatEndpoint` and its
    `UserEndpoint` in one).

    It is used once: idle, establishing, established, terminating, terminated.
    """

    async def establish(self) -> None:
        """Connects, signs in, finds the chat server and opens the chat. Once only.

        Fails with `ErrorCode.INVALID_OPERATION` when it is not idle, else with what went wrong between 40
        and 69 or `ErrorCode.TIMED_OUT`; the endpoint is terminated then.
        """
        await self._complete(self._native.establish())

    async def terminate(self) -> None:
        """Leaves every room, closes the chat and signs out. Sessions end with it.

        Succeeds at once when the endpoint is terminated already. A server that does not answer is left
        after a few seconds.
        """
        await self._complete(self._native.terminate())

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

        Calls `callback` on the event loop, until `cancel()` of the result is called.
        """
        return self._subscribe(self._native, 100, callback)


class ServicesMethods(AsyncObject[_native.Services]):
    """Browsing and server facts (the SDK's `PersistentChatServices`)."""

    def server_configuration(self) -> ServerConfiguration:
        """Facts of the connected server. `ErrorCode.ENDPOINT_NOT_ESTABLISHED` before the endpoint is
        established.
        """
        return self._native.server_configuration()

    async def browse_by_criteria(self, query: RoomQuery | None = None, /, **fields: Unpack[RoomQueryFields]) -> list[ChatRoomSnapshot]:
        """Rooms whose name, or description if asked, matches. Also `ErrorCode.LIMIT_EXCEEDED` when the server
        finds the query too wide.
        """
        if query is None:
            query = RoomQuery(**fields)
        elif fields:
            raise TypeError("give either a RoomQuery or its fields")
        result: list[ChatRoomSnapshot] = await self._complete(self._native.browse_by_criteria(query))
        return result

    async def browse_my_chat_rooms(self, max_results: int) -> list[ChatRoomSnapshot]:
        """Rooms that the user is a member of; at most `max_results`, 0 for as many as the server gives."""
        result: list[ChatRoomSnapshot] = await self._complete(self._native.browse_my_chat_rooms(max_results))
        return result

    async def browse_chat_rooms_i_manage(self, max_results: int) -> list[ChatRoomSnapshot]:
        """Rooms that the user may manage; at most `max_results`, 0 for as many as the server gives."""
        result: list[ChatRoomSnapshot] = await self._complete(self._native.browse_chat_rooms_i_manage(max_results))
        return result


class SessionMethods(AsyncObject[_native.Session]):
    """One user's presence in one room (the SDK's `ChatRoomSession`).

    After `leave()` it is idle again and may join the same or another room.
    """

    async def join(self, room_uri: str) -> None:
        """Joins the room with this URI (`ma-chan://<domain>/<guid>`).

        Fails with `ErrorCode.BAD_ARGUMENT` (not a room URI), `ErrorCode.INVALID_OPERATION` (this endpoint
        is in the room already), `ErrorCode.SESSION_STATE` (not idle), `ErrorCode.ENDPOINT_NOT_ESTABLISHED`,
        or the server's answer: `ErrorCode.NO_SUCH_NODE`, `ErrorCode.NODE_DISABLED`,
        `ErrorCode.ERROR_PERMISSION`, … The session is idle again then.
        """
        await self._complete(self._native.join(room_uri))

    async def join_by_name(self, name: str) -> None:
        """Joins the room with this name, compared without case; looks it up first. `ErrorCode.NO_SUCH_NODE`
        when there is none. Fails like `Session.join`.
        """
        await self._complete(self._native.join_by_name(name))

    async def join_room(self, room: ChatRoomSummary | None = None, /, **fields: Unpack[ChatRoomSummaryFields]) -> None:
        """Joins the room of this summary. Fails like `Session.join`."""
        if room is None:
            room = ChatRoomSummary(**fields)
        elif fields:
            raise TypeError("give either a ChatRoomSummary or its fields")
        await self._complete(self._native.join_room(room))

    async def leave(self) -> None:
        """Leaves the room. When it ends the session is idle. `ErrorCode.SESSION_STATE` when it is in no room."""
        await self._complete(self._native.leave())

    async def send(self, message: OutboundMessage | None = None, /, **fields: Unpack[OutboundMessageFields]) -> None:
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
        await self._complete(self._native.send(message))

    async def send_text(self, text: str) -> None:
        """Posts plain text. Fails like `Session.send`."""
        await self._complete(self._native.send_text(text))

    async def send_alert(self, text: str) -> None:
        """Posts plain text as an alert. Fails like `Session.send`."""
        await self._complete(self._native.send_alert(text))

    async def send_story(self, title: str, text: str) -> None:
        """Posts a story: a long text under a title. Fails like `Session.send`."""
        await self._complete(self._native.send_story(title, text))

    async def send_built(self, message: MessageBuilder) -> None:
        """Posts what a builder has now; the builder may go on and be sent again. Fails like `Session.send`."""
        await self._complete(self._native.send_built(message._native))

    async def recent_history(self, count: int) -> list[ChatMessage]:
        """The newest `count` messages of the room, oldest first; the server may give fewer.
        `ErrorCode.BAD_ARGUMENT` when `count` is 0.
        """
        result: list[ChatMessage] = await self._complete(self._native.recent_history(count))
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

        Calls `callback` on the event loop, until `cancel()` of the result is called.
        """
        return self._subscribe(self._native, 200, callback)

    def on_message_received(self, callback: Callable[[ChatMessage], object], /) -> Subscription:
        """A message was posted to the room. The user's own messages come back too.

        Calls `callback` on the event loop, until `cancel()` of the result is called.
        """
        return self._subscribe(self._native, 201, callback)

    def on_participant_attendance_changed(self, callback: Callable[[ParticipantAttendanceChanged], object], /) -> Subscription:
        """Somebody came or went.

        Calls `callback` on the event loop, until `cancel()` of the result is called.
        """
        return self._subscribe(self._native, 202, callback)
