//! Values of the API as JSON: every field by its name, what is absent left out, enums by their names.

use pchat_core::api::{
    ChatMessage, ChatRoomParticipant, ChatRoomProperties, ChatRoomSnapshot, EndpointEvent, Error,
    MessagePart, RoomNotJoined, ServerConfiguration, SessionEvent, Timestamp,
};
use serde_json::{Map, Value, json};
use std::fmt::Debug;

/// Leaves out what is absent.
pub(crate) fn fields<const N: usize>(fields: [(&str, Value); N]) -> Value {
    let present = fields.into_iter().filter(|(_, value)| !value.is_null());
    Value::Object(present.map(|(name, value)| (name.to_owned(), value)).collect::<Map<_, _>>())
}

/// The name of an enum's value.
pub(crate) fn name(value: impl Debug) -> Value {
    json!(format!("{value:?}"))
}

/// Microseconds; what is about now becomes `<now>` when the result is shown.
pub(crate) fn time(value: Timestamp) -> Value {
    json!(value.unix_micros())
}

pub(crate) fn error(error: &Error) -> Value {
    fields([
        ("code", name(error.code())),
        ("message", json!(error.message())),
        ("sip_status", json!(error.sip_status())),
        ("diagnostics_id", json!(error.diagnostics_id())),
        ("diagnostics_reason", json!(error.diagnostics_reason())),
        ("diagnostics_source", json!(error.diagnostics_source())),
        ("server_code", json!(error.server_code())),
        ("server_text", json!(error.server_text())),
        ("retry_after_seconds", json!(error.retry_after_seconds())),
    ])
}

fn reason(reason: Option<&Error>) -> Value {
    reason.map_or(Value::Null, error)
}

pub(crate) fn message(it: &ChatMessage) -> Value {
    fields([
        ("message_id", json!(it.message_id)),
        ("author_uri", json!(it.author_uri)),
        ("author_name", json!(it.author_name)),
        ("timestamp", time(it.timestamp)),
        ("room_uri", json!(it.room_uri)),
        ("room_name", json!(it.room_name)),
        ("content", json!(it.content)),
        ("rtf_content", json!(it.rtf_content)),
        ("is_alert", json!(it.is_alert)),
    ])
}

pub(crate) fn part(it: &MessagePart) -> Value {
    fields([
        ("kind", name(it.kind)),
        ("display_text", json!(it.display_text)),
        ("raw_text", json!(it.raw_text)),
        ("uri", json!(it.uri)),
        ("emoticon", it.emoticon.map_or(Value::Null, name)),
        ("file_name", json!(it.file_name)),
        ("file_size", json!(it.file_size)),
        ("file_size_estimate", json!(it.file_size_estimate)),
    ])
}

pub(crate) fn participant(it: &ChatRoomParticipant) -> Value {
    fields([
        ("uri", json!(it.uri)),
        ("name", json!(it.name)),
        ("is_manager", json!(it.is_manager)),
        ("is_presenter", json!(it.is_presenter)),
        ("guid", json!(it.guid)),
    ])
}

pub(crate) fn properties(it: &ChatRoomProperties) -> Value {
    fields([
        ("room_uri", json!(it.room_uri)),
        ("name", json!(it.name)),
        ("description", json!(it.description)),
        ("topic", json!(it.topic)),
        ("parent_category_uri", json!(it.parent_category_uri)),
        ("add_in", it.add_in.as_ref().map_or(Value::Null, crate::management_values::add_in)),
        ("is_auditorium", json!(it.is_auditorium)),
        ("is_file_post_allowed", json!(it.is_file_post_allowed)),
        ("is_invite", json!(it.is_invite)),
        ("is_logged", json!(it.is_logged)),
        ("visible_only_to_members", json!(it.visible_only_to_members)),
        ("can_chat", json!(it.can_chat)),
        ("can_manage", json!(it.can_manage)),
        ("is_roster_hidden", json!(it.is_roster_hidden)),
    ])
}

pub(crate) fn snapshot(it: &ChatRoomSnapshot) -> Value {
    fields([
        ("room_uri", json!(it.room_uri)),
        ("name", json!(it.name)),
        ("description", json!(it.description)),
        ("participant_count", json!(it.participant_count)),
        ("privacy", it.privacy.map_or(Value::Null, name)),
    ])
}

pub(crate) fn configuration(it: &ServerConfiguration) -> Value {
    fields([
        ("display_name", json!(it.display_name)),
        ("message_size_limit", json!(it.message_size_limit)),
        ("story_size_limit", json!(it.story_size_limit)),
        ("search_limit", json!(it.search_limit)),
        ("root_category_uri", json!(it.root_category_uri)),
        ("room_management_url", json!(it.room_management_url)),
        ("database_version", json!(it.database_version)),
        ("server_time", it.server_time.map_or(Value::Null, time)),
        ("domain_name", json!(it.domain_name)),
    ])
}

pub(crate) fn list<T>(items: &[T], item: fn(&T) -> Value) -> Value {
    items.iter().map(item).collect()
}

pub(crate) fn room_not_joined(it: &RoomNotJoined) -> Value {
    fields([("room_uri", json!(it.room_uri)), ("reason", error(&it.reason))])
}

/// The kind and the value of an event.
pub(crate) fn endpoint_event(event: &EndpointEvent) -> (&'static str, Value) {
    match event {
        EndpointEvent::StateChanged(it) => {
            ("StateChanged", fields([("state", name(it.state)), ("reason", reason(it.reason.as_ref()))]))
        }
        EndpointEvent::ChatRoomInvitationReceived(it) => {
            ("ChatRoomInvitationReceived", crate::management_values::invitation(it))
        }
        _ => ("unknown", Value::Null),
    }
}

/// The kind and the value of an event.
pub(crate) fn session_event(event: &SessionEvent) -> (&'static str, Value) {
    match event {
        SessionEvent::StateChanged(it) => {
            ("StateChanged", fields([("state", name(it.state)), ("reason", reason(it.reason.as_ref()))]))
        }
        SessionEvent::MessageReceived(it) => ("MessageReceived", message(it)),
        SessionEvent::ParticipantAttendanceChanged(it) => (
            "ParticipantAttendanceChanged",
            fields([
                ("room_uri", json!(it.room_uri)),
                ("participant", participant(&it.participant)),
                ("is_active", json!(it.is_active)),
            ]),
        ),
        SessionEvent::ParticipantPrivilegeChanged(it) => (
            "ParticipantPrivilegeChanged",
            fields([("room_uri", json!(it.room_uri)), ("participant", participant(&it.participant))]),
        ),
        SessionEvent::ChatRoomPropertiesChanged(it) => (
            "ChatRoomPropertiesChanged",
            fields([
                ("room_uri", json!(it.room_uri)),
                ("old_properties", properties(&it.old_properties)),
                ("new_properties", properties(&it.new_properties)),
                ("changed", json!(it.changed)),
            ]),
        ),
        _ => ("unknown", Value::Null),
    }
}
