# ruff: noqa
# Written by `cargo run -p pchat-generator`. Do not edit: change the description and run it again.

"""Keyword arguments in place of a struct, for type checkers."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypedDict

from ._enums import Authentication, ChatEmoticon, ChatRoomPrivacy, EndpointState, ErrorCode, MessagePartKind, SessionState, Transport


class ChatRoomSummaryFields(TypedDict, total=False):
    """The fields of `ChatRoomSummary`."""

    room_uri: str
    name: str
    description: str


class EndpointSettingsFields(TypedDict, total=False):
    """The fields of `EndpointSettings`."""

    user_uri: str
    server: str | None
    port: int | None
    transport: Transport
    authentication: Authentication
    login: str | None
    password: str | None
    allow_ntlm_over_tcp: bool
    ca_file: str | None
    certificate_name: str | None
    danger_accept_any_certificate: bool
    chat_server_uri: str | None
    endpoint_id: str | None
    user_agent: str | None
    connect_timeout_ms: int
    operation_timeout_ms: int
    event_capacity: int
    max_body_bytes: int


class LocalCategoryFields(TypedDict, total=False):
    """The fields of `LocalCategory`."""

    name: str
    description: str | None
    allowed: Iterable[str]
    denied: Iterable[str]
    creators: Iterable[str]
    invitations: bool
    file_upload: bool
    history: bool


class LocalRoomFields(TypedDict, total=False):
    """The fields of `LocalRoom`."""

    name: str
    category: str | None
    description: str | None
    topic: str | None
    privacy: ChatRoomPrivacy
    auditorium: bool
    members: Iterable[str]
    managers: Iterable[str]
    presenters: Iterable[str]


class LocalServerSettingsFields(TypedDict, total=False):
    """The fields of `LocalServerSettings`."""

    domain: str
    tls: bool
    tcp: bool
    tls_port: int
    tcp_port: int
    authentication: Authentication
    session_expires_seconds: int
    registration_expires_seconds: int
    message_size_limit: int
    echo: bool
    data_folder: str | None


class LocalUserFields(TypedDict, total=False):
    """The fields of `LocalUser`."""

    address: str
    password: str | None
    login: str | None
    display_name: str | None
    email: str | None


class MessageBuilderSettingsFields(TypedDict, total=False):
    """The fields of `MessageBuilderSettings`."""

    is_alert: bool
    story_title: str | None


class OutboundMessageFields(TypedDict, total=False):
    """The fields of `OutboundMessage`."""

    text: str
    rtf: str | None
    story_title: str | None
    is_alert: bool


class PlatformSettingsFields(TypedDict, total=False):
    """The fields of `PlatformSettings`."""

    worker_threads: int
    pull_events: bool


class RoomQueryFields(TypedDict, total=False):
    """The fields of `RoomQuery`."""

    criteria: str
    search_description: bool
    match_all: bool
    match_exact_phrase: bool
    max_results: int
