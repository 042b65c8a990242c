# ruff: noqa
# Written by `cargo run -p pchat-generator`. Do not edit: change the description and run it again.

"""Keyword arguments in place of a struct, for type checkers."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from typing import TypedDict

from ._enums import Authentication, ChatEmoticon, ChatRoomBehavior, ChatRoomInvitationSetting, ChatRoomPrivacy, ChatRoomRole, EndpointState, ErrorCode, FileTransferState, MessagePartKind, PrincipalKind, SessionState, Transport


class ChatRoomSettingsFields(TypedDict, total=False):
    """The fields of `ChatRoomSettings`."""

    name: str
    parent_category_uri: str
    description: str
    add_in_id: str | None
    is_auditorium: bool
    is_disabled: bool
    invitations: ChatRoomInvitationSetting
    visible_only_to_members: bool


class ChatRoomSummaryFields(TypedDict, total=False):
    """The fields of `ChatRoomSummary`."""

    room_uri: str
    name: str
    description: str


class ChatRoomUpdateFields(TypedDict, total=False):
    """The fields of `ChatRoomUpdate`."""

    room_uri: str
    name: str | None
    description: str | None
    privacy: ChatRoomPrivacy | None
    is_auditorium: bool | None
    is_disabled: bool | None
    invitations: ChatRoomInvitationSetting | None
    add_in_id: str | None
    detach_add_in: bool
    members: Iterable[str] | None
    managers: Iterable[str] | None
    presenters: Iterable[str] | None
    expected_updated_on: datetime.datetime | None


class ContentDownloadFields(TypedDict, total=False):
    """The fields of `ContentDownload`."""

    file_uri: str
    max_bytes: int | None


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


class FileDownloadFields(TypedDict, total=False):
    """The fields of `FileDownload`."""

    file_uri: str
    path: str
    overwrite: bool
    max_bytes: int


class FileUploadFields(TypedDict, total=False):
    """The fields of `FileUpload`."""

    path: str
    file_name: str | None


class HistoryQueryFields(TypedDict, total=False):
    """The fields of `HistoryQuery`."""

    room_uris: Iterable[str]
    search: str
    match_exact_phrase: bool
    match_case: bool
    authors: Iterable[str]
    since: datetime.datetime | None
    until: datetime.datetime | None
    start_message_id: int | None
    limit: int
    newest_first: bool
    search_newest_first: bool


class JoinRoomsFields(TypedDict, total=False):
    """The fields of `JoinRooms`."""

    room_uris: Iterable[str]


class LocalAddInFields(TypedDict, total=False):
    """The fields of `LocalAddIn`."""

    name: str
    url: str


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


class LocalCategoryChangeFields(TypedDict, total=False):
    """The fields of `LocalCategoryChange`."""

    category: str
    name: str | None
    description: str | None
    allowed: Iterable[str] | None
    denied: Iterable[str] | None
    creators: Iterable[str] | None
    invitations: bool | None
    file_upload: bool | None
    history: bool | None


class LocalGroupFields(TypedDict, total=False):
    """The fields of `LocalGroup`."""

    name: str
    email: str | None
    members: Iterable[str]


class LocalLimitsFields(TypedDict, total=False):
    """The fields of `LocalLimits`."""

    message_size_limit: int
    story_size_limit: int
    search_limit: int
    history_limit: int
    default_history: int
    participant_update_limit: int
    max_file_kb: int


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
    invitations: bool
    add_in: str | None


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
    file_service: bool


class LocalUserFields(TypedDict, total=False):
    """The fields of `LocalUser`."""

    address: str
    password: str | None
    login: str | None
    display_name: str | None
    email: str | None
    first_name: str | None
    last_name: str | None
    company: str | None


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


class RoleChangeFields(TypedDict, total=False):
    """The fields of `RoleChange`."""

    role: ChatRoomRole
    room_uri: str
    principals: Iterable[str]


class RoomFilterFields(TypedDict, total=False):
    """The fields of `RoomFilter`."""

    search_terms: str
    search_description: bool
    member: str | None
    manager: str | None
    category_uri: str | None
    add_in_id: str | None
    disabled: bool
    privacy: ChatRoomPrivacy | None
    behavior: ChatRoomBehavior | None
    search_invitations: bool
    invitations: bool | None
    max_results: int


class RoomQueryFields(TypedDict, total=False):
    """The fields of `RoomQuery`."""

    criteria: str
    search_description: bool
    match_all: bool
    match_exact_phrase: bool
    max_results: int


class UserSearchFields(TypedDict, total=False):
    """The fields of `UserSearch`."""

    last_name: str | None
    first_name: str | None
    email: str | None
