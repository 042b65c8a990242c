// Written by `cargo run -p pchat-generator`. Do not edit: change the description and run it again.

//! Structs and lists that the library gives out.

#![allow(non_camel_case_types)]

use crate::error::{self, LentError, pchat_error_t};
use crate::generated::enums::{self, *};
use crate::object::{Handles, Lent};
use crate::projection::{self, List, Project, Projected, Projection};
use crate::strings::{Texts, room};
use pchat_core::api::*;
use std::ffi::c_char;
use std::ptr;

use crate::generated::session::pchat_session_t;

/// A message as the server keeps it (the SDK's `pchat_chat_message_t`).
///
/// Made by the library and read-only; later versions may add fields at the end. One that a function
/// gave you is freed with `pchat_chat_message_free`; one that a callback gets is good until the
/// callback returns, `pchat_chat_message_copy` keeps it.
#[derive(Clone, Copy)]
#[repr(C)]
pub struct pchat_chat_message_t {
    /// `message_id` has a value.
    pub has_message_id: bool,
    /// The message's number, rising within its room; no value when the server sends none.
    /// Counts only with `has_message_id`.
    pub message_id: i64,
    /// The author's SIP URI.
    pub author_uri: *const c_char,
    /// The author's display name, when known.
    /// May be NULL.
    pub author_name: *const c_char,
    /// When the server received the message.
    /// Microseconds since 1970-01-01T00:00:00Z, UTC.
    pub timestamp: i64,
    /// The room's URI.
    pub room_uri: *const c_char,
    /// The room's name; empty when it is not known.
    pub room_name: *const c_char,
    /// The plain text as it was posted, links and the title of a story included. Lines end with `\n`.
    pub content: *const c_char,
    /// The RTF twin of the text, when the author sent one.
    /// May be NULL.
    pub rtf_content: *const c_char,
    /// Of high importance.
    pub is_alert: bool,
}

impl Project for pchat_core::api::ChatMessage {
    type View = pchat_chat_message_t;
    type Keep = Texts;

    fn project(self) -> Projected<Self> {
        let mut texts = Texts::with_room(
            room(&self.author_uri)
                + self.author_name.as_deref().map_or(0, room)
                + room(&self.room_uri)
                + room(&self.room_name)
                + room(&self.content)
                + self.rtf_content.as_deref().map_or(0, room),
        );
        let view = pchat_chat_message_t {
            has_message_id: self.message_id.is_some(),
            message_id: self.message_id.unwrap_or_default(),
            author_uri: texts.add(&self.author_uri),
            author_name: texts.add_optional(self.author_name.as_deref()),
            timestamp: self.timestamp.unix_micros(),
            room_uri: texts.add(&self.room_uri),
            room_name: texts.add(&self.room_name),
            content: texts.add(&self.content),
            rtf_content: texts.add_optional(self.rtf_content.as_deref()),
            is_alert: self.is_alert,
        };
        Projection::new(view, texts)
    }

    unsafe fn read(view: *const pchat_chat_message_t) -> Result<Self> {
        // SAFETY: the caller's promise.
        let view = unsafe { &*view };
        Ok(Self {
message_id: if view.has_message_id { Some(view.message_id) } else { None },
author_uri: /* SAFETY: the caller's promise. */ unsafe { projection::text(view.author_uri) }.unwrap_or_default(),
author_name: /* SAFETY: the caller's promise. */ unsafe { projection::text(view.author_name) },
timestamp: Timestamp::from_unix_micros(view.timestamp),
room_uri: /* SAFETY: the caller's promise. */ unsafe { projection::text(view.room_uri) }.unwrap_or_default(),
room_name: /* SAFETY: the caller's promise. */ unsafe { projection::text(view.room_name) }.unwrap_or_default(),
content: /* SAFETY: the caller's promise. */ unsafe { projection::text(view.content) }.unwrap_or_default(),
rtf_content: /* SAFETY: the caller's promise. */ unsafe { projection::text(view.rtf_content) },
is_alert: view.is_alert,
})
    }
}

/// Frees a `pchat_chat_message_t` that a function of the library gave you. NULL is allowed.
///
/// - Thread: any.
/// - Ownership: `it` and all that it points to are gone. Not for what callbacks get.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn pchat_chat_message_free(it: *mut pchat_chat_message_t) {
    // SAFETY: the header's rules: NULL or a value that the program got and did not free.
    unsafe { projection::free::<pchat_core::api::ChatMessage>(it) }
}

/// A copy of a `pchat_chat_message_t`, to keep what a callback got. NULL for NULL.
///
/// - Thread: any.
/// - Ownership: Free the copy with `pchat_chat_message_free`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn pchat_chat_message_copy(
    it: *const pchat_chat_message_t,
) -> *mut pchat_chat_message_t {
    // SAFETY: the header's rules: NULL or a live value.
    unsafe { projection::copy::<pchat_core::api::ChatMessage>(it) }
}

/// Somebody in a room.
///
/// Made by the library and read-only; later versions may add fields at the end. One that a function
/// gave you is freed with `pchat_chat_room_participant_free`; one that a callback gets is good until
/// the callback returns, `pchat_chat_room_participant_copy` keeps it.
#[derive(Clone, Copy)]
#[repr(C)]
pub struct pchat_chat_room_participant_t {
    /// The SIP URI.
    pub uri: *const c_char,
    /// The display name, when the server sends one.
    /// May be NULL.
    pub name: *const c_char,
    /// Manages the room.
    pub is_manager: bool,
    /// May post in an auditorium.
    pub is_presenter: bool,
}

impl Project for pchat_core::api::ChatRoomParticipant {
    type View = pchat_chat_room_participant_t;
    type Keep = Texts;

    fn project(self) -> Projected<Self> {
        let mut texts = Texts::with_room(room(&self.uri) + self.name.as_deref().map_or(0, room));
        let view = pchat_chat_room_participant_t {
            uri: texts.add(&self.uri),
            name: texts.add_optional(self.name.as_deref()),
            is_manager: self.is_manager,
            is_presenter: self.is_presenter,
        };
        Projection::new(view, texts)
    }

    unsafe fn read(view: *const pchat_chat_room_participant_t) -> Result<Self> {
        // SAFETY: the caller's promise.
        let view = unsafe { &*view };
        Ok(Self {
uri: /* SAFETY: the caller's promise. */ unsafe { projection::text(view.uri) }.unwrap_or_default(),
name: /* SAFETY: the caller's promise. */ unsafe { projection::text(view.name) },
is_manager: view.is_manager,
is_presenter: view.is_presenter,
})
    }
}

/// Frees a `pchat_chat_room_participant_t` that a function of the library gave you. NULL is allowed.
///
/// - Thread: any.
/// - Ownership: `it` and all that it points to are gone. Not for what callbacks get.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn pchat_chat_room_participant_free(it: *mut pchat_chat_room_participant_t) {
    // SAFETY: the header's rules: NULL or a value that the program got and did not free.
    unsafe { projection::free::<pchat_core::api::ChatRoomParticipant>(it) }
}

/// A copy of a `pchat_chat_room_participant_t`, to keep what a callback got. NULL for NULL.
///
/// - Thread: any.
/// - Ownership: Free the copy with `pchat_chat_room_participant_free`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn pchat_chat_room_participant_copy(
    it: *const pchat_chat_room_participant_t,
) -> *mut pchat_chat_room_participant_t {
    // SAFETY: the header's rules: NULL or a live value.
    unsafe { projection::copy::<pchat_core::api::ChatRoomParticipant>(it) }
}

/// What the server told about a room when it was joined.
///
/// Made by the library and read-only; later versions may add fields at the end. One that a function
/// gave you is freed with `pchat_chat_room_properties_free`; one that a callback gets is good until the
/// callback returns, `pchat_chat_room_properties_copy` keeps it.
#[derive(Clone, Copy)]
#[repr(C)]
pub struct pchat_chat_room_properties_t {
    /// The room's URI.
    pub room_uri: *const c_char,
    /// The room's name.
    pub name: *const c_char,
    /// The room's description; may be empty.
    pub description: *const c_char,
    /// The room's topic; may be empty. Servers of 2013 and later send none.
    pub topic: *const c_char,
    /// The URI of its category, when known.
    /// May be NULL.
    pub parent_category_uri: *const c_char,
    /// Only presenters may post.
    pub is_auditorium: bool,
    /// File posting is allowed.
    pub is_file_post_allowed: bool,
    /// New members get invitations.
    pub is_invite: bool,
    /// History is kept.
    pub is_logged: bool,
    /// Private: seen by members only.
    pub visible_only_to_members: bool,
    /// The signed-in user may post.
    pub can_chat: bool,
    /// The signed-in user may manage the room.
    pub can_manage: bool,
}

impl Project for pchat_core::api::ChatRoomProperties {
    type View = pchat_chat_room_properties_t;
    type Keep = Texts;

    fn project(self) -> Projected<Self> {
        let mut texts = Texts::with_room(
            room(&self.room_uri)
                + room(&self.name)
                + room(&self.description)
                + room(&self.topic)
                + self.parent_category_uri.as_deref().map_or(0, room),
        );
        let view = pchat_chat_room_properties_t {
            room_uri: texts.add(&self.room_uri),
            name: texts.add(&self.name),
            description: texts.add(&self.description),
            topic: texts.add(&self.topic),
            parent_category_uri: texts.add_optional(self.parent_category_uri.as_deref()),
            is_auditorium: self.is_auditorium,
            is_file_post_allowed: self.is_file_post_allowed,
            is_invite: self.is_invite,
            is_logged: self.is_logged,
            visible_only_to_members: self.visible_only_to_members,
            can_chat: self.can_chat,
            can_manage: self.can_manage,
        };
        Projection::new(view, texts)
    }

    unsafe fn read(view: *const pchat_chat_room_properties_t) -> Result<Self> {
        // SAFETY: the caller's promise.
        let view = unsafe { &*view };
        Ok(Self {
room_uri: /* SAFETY: the caller's promise. */ unsafe { projection::text(view.room_uri) }.unwrap_or_default(),
name: /* SAFETY: the caller's promise. */ unsafe { projection::text(view.name) }.unwrap_or_default(),
description: /* SAFETY: the caller's promise. */ unsafe { projection::text(view.description) }.unwrap_or_default(),
topic: /* SAFETY: the caller's promise. */ unsafe { projection::text(view.topic) }.unwrap_or_default(),
parent_category_uri: /* SAFETY: the caller's promise. */ unsafe { projection::text(view.parent_category_uri) },
is_auditorium: view.is_auditorium,
is_file_post_allowed: view.is_file_post_allowed,
is_invite: view.is_invite,
is_logged: view.is_logged,
visible_only_to_members: view.visible_only_to_members,
can_chat: view.can_chat,
can_manage: view.can_manage,
})
    }
}

/// Frees a `pchat_chat_room_properties_t` that a function of the library gave you. NULL is allowed.
///
/// - Thread: any.
/// - Ownership: `it` and all that it points to are gone. Not for what callbacks get.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn pchat_chat_room_properties_free(it: *mut pchat_chat_room_properties_t) {
    // SAFETY: the header's rules: NULL or a value that the program got and did not free.
    unsafe { projection::free::<pchat_core::api::ChatRoomProperties>(it) }
}

/// A copy of a `pchat_chat_room_properties_t`, to keep what a callback got. NULL for NULL.
///
/// - Thread: any.
/// - Ownership: Free the copy with `pchat_chat_room_properties_free`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn pchat_chat_room_properties_copy(
    it: *const pchat_chat_room_properties_t,
) -> *mut pchat_chat_room_properties_t {
    // SAFETY: the header's rules: NULL or a live value.
    unsafe { projection::copy::<pchat_core::api::ChatRoomProperties>(it) }
}

/// A room in a result of browsing.
///
/// Made by the library and read-only; later versions may add fields at the end. One that a function
/// gave you is freed with `pchat_chat_room_snapshot_free`; one that a callback gets is good until the
/// callback returns, `pchat_chat_room_snapshot_copy` keeps it.
#[derive(Clone, Copy)]
#[repr(C)]
pub struct pchat_chat_room_snapshot_t {
    /// The room's URI, `ma-chan://<domain>/<guid>`.
    pub room_uri: *const c_char,
    /// The room's name.
    pub name: *const c_char,
    /// The room's description; may be empty.
    pub description: *const c_char,
    /// `participant_count` has a value.
    pub has_participant_count: bool,
    /// How many participants are joined now; no value when the server does not say.
    /// Counts only with `has_participant_count`.
    pub participant_count: u32,
    /// `privacy` has a value.
    pub has_privacy: bool,
    /// Who sees and joins it; no value when the server does not say.
    /// Counts only with `has_privacy`.
    /// A `PCHAT_CHAT_ROOM_PRIVACY_…`.
    pub privacy: pchat_chat_room_privacy_t,
}

impl Project for pchat_core::api::ChatRoomSnapshot {
    type View = pchat_chat_room_snapshot_t;
    type Keep = Texts;

    fn project(self) -> Projected<Self> {
        let mut texts = Texts::with_room(room(&self.room_uri) + room(&self.name) + room(&self.description));
        let view = pchat_chat_room_snapshot_t {
            room_uri: texts.add(&self.room_uri),
            name: texts.add(&self.name),
            description: texts.add(&self.description),
            has_participant_count: self.participant_count.is_some(),
            participant_count: self.participant_count.unwrap_or_default(),
            has_privacy: self.privacy.is_some(),
            privacy: self.privacy.map_or(0, |value| value as i32),
        };
        Projection::new(view, texts)
    }

    unsafe fn read(view: *const pchat_chat_room_snapshot_t) -> Result<Self> {
        // SAFETY: the caller's promise.
        let view = unsafe { &*view };
        Ok(Self {
room_uri: /* SAFETY: the caller's promise. */ unsafe { projection::text(view.room_uri) }.unwrap_or_default(),
name: /* SAFETY: the caller's promise. */ unsafe { projection::text(view.name) }.unwrap_or_default(),
description: /* SAFETY: the caller's promise. */ unsafe { projection::text(view.description) }.unwrap_or_default(),
participant_count: if view.has_participant_count { Some(view.participant_count) } else { None },
privacy: if view.has_privacy { Some(enums::chat_room_privacy(view.privacy, "privacy")?) } else { None },
})
    }
}

/// Frees a `pchat_chat_room_snapshot_t` that a function of the library gave you. NULL is allowed.
///
/// - Thread: any.
/// - Ownership: `it` and all that it points to are gone. Not for what callbacks get.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn pchat_chat_room_snapshot_free(it: *mut pchat_chat_room_snapshot_t) {
    // SAFETY: the header's rules: NULL or a value that the program got and did not free.
    unsafe { projection::free::<pchat_core::api::ChatRoomSnapshot>(it) }
}

/// A copy of a `pchat_chat_room_snapshot_t`, to keep what a callback got. NULL for NULL.
///
/// - Thread: any.
/// - Ownership: Free the copy with `pchat_chat_room_snapshot_free`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn pchat_chat_room_snapshot_copy(
    it: *const pchat_chat_room_snapshot_t,
) -> *mut pchat_chat_room_snapshot_t {
    // SAFETY: the header's rules: NULL or a live value.
    unsafe { projection::copy::<pchat_core::api::ChatRoomSnapshot>(it) }
}

/// The endpoint's state moved.
///
/// Made by the library and read-only; later versions may add fields at the end. One that a function
/// gave you is freed with `pchat_endpoint_state_changed_free`; one that a callback gets is good until
/// the callback returns, `pchat_endpoint_state_changed_copy` keeps it.
#[derive(Clone, Copy)]
#[repr(C)]
pub struct pchat_endpoint_state_changed_t {
    /// The state it is in now.
    /// A `PCHAT_ENDPOINT_STATE_…`.
    pub state: pchat_endpoint_state_t,
    /// Why, when it was not asked for: the connection was lost, the server signed the user out, …
    /// May be NULL.
    pub reason: *const pchat_error_t,
}

impl Project for pchat_core::api::EndpointStateChanged {
    type View = pchat_endpoint_state_changed_t;
    type Keep = Option<LentError>;

    fn project(self) -> Projected<Self> {
        let reason = self.reason.map(LentError::new);
        let view = pchat_endpoint_state_changed_t {
            state: self.state as i32,
            reason: reason.as_ref().map_or(ptr::null(), LentError::as_ptr),
        };
        Projection::new(view, reason)
    }

    unsafe fn read(view: *const pchat_endpoint_state_changed_t) -> Result<Self> {
        // SAFETY: the caller's promise.
        let view = unsafe { &*view };
        Ok(Self { state: enums::endpoint_state(view.state, "state")?, reason: error::get(view.reason) })
    }
}

/// Frees a `pchat_endpoint_state_changed_t` that a function of the library gave you. NULL is allowed.
///
/// - Thread: any.
/// - Ownership: `it` and all that it points to are gone. Not for what callbacks get.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn pchat_endpoint_state_changed_free(it: *mut pchat_endpoint_state_changed_t) {
    // SAFETY: the header's rules: NULL or a value that the program got and did not free.
    unsafe { projection::free::<pchat_core::api::EndpointStateChanged>(it) }
}

/// A copy of a `pchat_endpoint_state_changed_t`, to keep what a callback got. NULL for NULL.
///
/// - Thread: any.
/// - Ownership: Free the copy with `pchat_endpoint_state_changed_free`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn pchat_endpoint_state_changed_copy(
    it: *const pchat_endpoint_state_changed_t,
) -> *mut pchat_endpoint_state_changed_t {
    // SAFETY: the header's rules: NULL or a live value.
    unsafe { projection::copy::<pchat_core::api::EndpointStateChanged>(it) }
}

/// A slice of a message (the SDK's `pchat_message_part_t`). The raw texts of all parts, one after
/// another, are the message.
///
/// Made by the library and read-only; later versions may add fields at the end. One that a function
/// gave you is freed with `pchat_message_part_free`; one that a callback gets is good until the
/// callback returns, `pchat_message_part_copy` keeps it.
#[derive(Clone, Copy)]
#[repr(C)]
pub struct pchat_message_part_t {
    /// What it is.
    /// A `PCHAT_MESSAGE_PART_KIND_…`.
    pub kind: pchat_message_part_kind_t,
    /// For people: the text of a link, the name of a file, the title of a story.
    pub display_text: *const c_char,
    /// The slice as the message has it.
    pub raw_text: *const c_char,
    /// Where a link leads: an absolute URI of any scheme. It came from the network: look at its scheme
    /// before you open it.
    /// May be NULL.
    pub uri: *const c_char,
    /// `emoticon` has a value.
    pub has_emoticon: bool,
    /// Which face an emoticon is.
    /// Counts only with `has_emoticon`.
    /// A `PCHAT_CHAT_EMOTICON_…`.
    pub emoticon: pchat_chat_emoticon_t,
    /// The file's name for people, without folders; not checked for what a file system forbids.
    /// May be NULL.
    pub file_name: *const c_char,
    /// `file_size` has a value.
    pub has_file_size: bool,
    /// The file's size in bytes, when the link tells it.
    /// Counts only with `has_file_size`.
    pub file_size: u64,
    /// The file's size in words, such as "10 kilobytes", when the link tells it.
    /// May be NULL.
    pub file_size_estimate: *const c_char,
}

impl Project for pchat_core::api::MessagePart {
    type View = pchat_message_part_t;
    type Keep = Texts;

    fn project(self) -> Projected<Self> {
        let mut texts = Texts::with_room(
            room(&self.display_text)
                + room(&self.raw_text)
                + self.uri.as_deref().map_or(0, room)
                + self.file_name.as_deref().map_or(0, room)
                + self.file_size_estimate.as_deref().map_or(0, room),
        );
        let view = pchat_message_part_t {
            kind: self.kind as i32,
            display_text: texts.add(&self.display_text),
            raw_text: texts.add(&self.raw_text),
            uri: texts.add_optional(self.uri.as_deref()),
            has_emoticon: self.emoticon.is_some(),
            emoticon: self.emoticon.map_or(0, |value| value as i32),
            file_name: texts.add_optional(self.file_name.as_deref()),
            has_file_size: self.file_size.is_some(),
            file_size: self.file_size.unwrap_or_default(),
            file_size_estimate: texts.add_optional(self.file_size_estimate.as_deref()),
        };
        Projection::new(view, texts)
    }

    unsafe fn read(view: *const pchat_message_part_t) -> Result<Self> {
        // SAFETY: the caller's promise.
        let view = unsafe { &*view };
        Ok(Self {
kind: enums::message_part_kind(view.kind, "kind")?,
display_text: /* SAFETY: the caller's promise. */ unsafe { projection::text(view.display_text) }.unwrap_or_default(),
raw_text: /* SAFETY: the caller's promise. */ unsafe { projection::text(view.raw_text) }.unwrap_or_default(),
uri: /* SAFETY: the caller's promise. */ unsafe { projection::text(view.uri) },
emoticon: if view.has_emoticon { Some(enums::chat_emoticon(view.emoticon, "emoticon")?) } else { None },
file_name: /* SAFETY: the caller's promise. */ unsafe { projection::text(view.file_name) },
file_size: if view.has_file_size { Some(view.file_size) } else { None },
file_size_estimate: /* SAFETY: the caller's promise. */ unsafe { projection::text(view.file_size_estimate) },
})
    }
}

/// Frees a `pchat_message_part_t` that a function of the library gave you. NULL is allowed.
///
/// - Thread: any.
/// - Ownership: `it` and all that it points to are gone. Not for what callbacks get.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn pchat_message_part_free(it: *mut pchat_message_part_t) {
    // SAFETY: the header's rules: NULL or a value that the program got and did not free.
    unsafe { projection::free::<pchat_core::api::MessagePart>(it) }
}

/// A copy of a `pchat_message_part_t`, to keep what a callback got. NULL for NULL.
///
/// - Thread: any.
/// - Ownership: Free the copy with `pchat_message_part_free`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn pchat_message_part_copy(
    it: *const pchat_message_part_t,
) -> *mut pchat_message_part_t {
    // SAFETY: the header's rules: NULL or a live value.
    unsafe { projection::copy::<pchat_core::api::MessagePart>(it) }
}

/// Somebody came or went.
///
/// Made by the library and read-only; later versions may add fields at the end. One that a function
/// gave you is freed with `pchat_participant_attendance_changed_free`; one that a callback gets is good
/// until the callback returns, `pchat_participant_attendance_changed_copy` keeps it.
#[derive(Clone, Copy)]
#[repr(C)]
pub struct pchat_participant_attendance_changed_t {
    /// The room.
    pub room_uri: *const c_char,
    /// Who.
    pub participant: *const pchat_chat_room_participant_t,
    /// True when the participant is in the room now.
    pub is_active: bool,
}

impl Project for pchat_core::api::ParticipantAttendanceChanged {
    type View = pchat_participant_attendance_changed_t;
    type Keep = (Projected<pchat_core::api::ChatRoomParticipant>, Texts);

    fn project(self) -> Projected<Self> {
        let mut texts = Texts::with_room(room(&self.room_uri));
        let participant = self.participant.project();
        let view = pchat_participant_attendance_changed_t {
            room_uri: texts.add(&self.room_uri),
            participant: participant.as_ptr(),
            is_active: self.is_active,
        };
        Projection::new(view, (participant, texts))
    }

    unsafe fn read(view: *const pchat_participant_attendance_changed_t) -> Result<Self> {
        // SAFETY: the caller's promise.
        let view = unsafe { &*view };
        Ok(Self {
room_uri: /* SAFETY: the caller's promise. */ unsafe { projection::text(view.room_uri) }.unwrap_or_default(),
participant: /* SAFETY: the caller's promise. */ unsafe { Project::read(view.participant) }?,
is_active: view.is_active,
})
    }
}

/// Frees a `pchat_participant_attendance_changed_t` that a function of the library gave you. NULL is
/// allowed.
///
/// - Thread: any.
/// - Ownership: `it` and all that it points to are gone. Not for what callbacks get.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn pchat_participant_attendance_changed_free(
    it: *mut pchat_participant_attendance_changed_t,
) {
    // SAFETY: the header's rules: NULL or a value that the program got and did not free.
    unsafe { projection::free::<pchat_core::api::ParticipantAttendanceChanged>(it) }
}

/// A copy of a `pchat_participant_attendance_changed_t`, to keep what a callback got. NULL for NULL.
///
/// - Thread: any.
/// - Ownership: Free the copy with `pchat_participant_attendance_changed_free`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn pchat_participant_attendance_changed_copy(
    it: *const pchat_participant_attendance_changed_t,
) -> *mut pchat_participant_attendance_changed_t {
    // SAFETY: the header's rules: NULL or a live value.
    unsafe { projection::copy::<pchat_core::api::ParticipantAttendanceChanged>(it) }
}

/// Facts of the connected server, as told when the endpoint was established.
///
/// Made by the library and read-only; later versions may add fields at the end. One that a function
/// gave you is freed with `pchat_server_configuration_free`; one that a callback gets is good until the
/// callback returns, `pchat_server_configuration_copy` keeps it.
#[derive(Clone, Copy)]
#[repr(C)]
pub struct pchat_server_configuration_t {
    /// The pool's friendly name, when the server tells it.
    /// May be NULL.
    pub display_name: *const c_char,
    /// The largest ordinary message, in bytes of UTF-8; 0 when the server does not tell.
    pub message_size_limit: u32,
    /// The largest story, in bytes of UTF-8; 0 when the server does not tell.
    pub story_size_limit: u32,
    /// The most results of one search; 0 when the server does not tell.
    pub search_limit: u32,
    /// The root of the category tree.
    /// May be NULL.
    pub root_category_uri: *const c_char,
    /// The web page that manages rooms, when there is one.
    /// May be NULL.
    pub room_management_url: *const c_char,
    /// The identity of the server's database.
    /// May be NULL.
    pub database_version: *const c_char,
    /// `server_time` has a value.
    pub has_server_time: bool,
    /// The server's clock when the endpoint was established.
    /// Counts only with `has_server_time`.
    /// Microseconds since 1970-01-01T00:00:00Z, UTC.
    pub server_time: i64,
    /// The domain of the chat pool's SIP URI.
    pub domain_name: *const c_char,
}

impl Project for pchat_core::api::ServerConfiguration {
    type View = pchat_server_configuration_t;
    type Keep = Texts;

    fn project(self) -> Projected<Self> {
        let mut texts = Texts::with_room(
            self.display_name.as_deref().map_or(0, room)
                + self.root_category_uri.as_deref().map_or(0, room)
                + self.room_management_url.as_deref().map_or(0, room)
                + self.database_version.as_deref().map_or(0, room)
                + room(&self.domain_name),
        );
        let view = pchat_server_configuration_t {
            display_name: texts.add_optional(self.display_name.as_deref()),
            message_size_limit: self.message_size_limit,
            story_size_limit: self.story_size_limit,
            search_limit: self.search_limit,
            root_category_uri: texts.add_optional(self.root_category_uri.as_deref()),
            room_management_url: texts.add_optional(self.room_management_url.as_deref()),
            database_version: texts.add_optional(self.database_version.as_deref()),
            has_server_time: self.server_time.is_some(),
            server_time: self.server_time.map_or(0, Timestamp::unix_micros),
            domain_name: texts.add(&self.domain_name),
        };
        Projection::new(view, texts)
    }

    unsafe fn read(view: *const pchat_server_configuration_t) -> Result<Self> {
        // SAFETY: the caller's promise.
        let view = unsafe { &*view };
        Ok(Self {
display_name: /* SAFETY: the caller's promise. */ unsafe { projection::text(view.display_name) },
message_size_limit: view.message_size_limit,
story_size_limit: view.story_size_limit,
search_limit: view.search_limit,
root_category_uri: /* SAFETY: the caller's promise. */ unsafe { projection::text(view.root_category_uri) },
room_management_url: /* SAFETY: the caller's promise. */ unsafe { projection::text(view.room_management_url) },
database_version: /* SAFETY: the caller's promise. */ unsafe { projection::text(view.database_version) },
server_time: if view.has_server_time { Some(Timestamp::from_unix_micros(view.server_time)) } else { None },
domain_name: /* SAFETY: the caller's promise. */ unsafe { projection::text(view.domain_name) }.unwrap_or_default(),
})
    }
}

/// Frees a `pchat_server_configuration_t` that a function of the library gave you. NULL is allowed.
///
/// - Thread: any.
/// - Ownership: `it` and all that it points to are gone. Not for what callbacks get.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn pchat_server_configuration_free(it: *mut pchat_server_configuration_t) {
    // SAFETY: the header's rules: NULL or a value that the program got and did not free.
    unsafe { projection::free::<pchat_core::api::ServerConfiguration>(it) }
}

/// A copy of a `pchat_server_configuration_t`, to keep what a callback got. NULL for NULL.
///
/// - Thread: any.
/// - Ownership: Free the copy with `pchat_server_configuration_free`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn pchat_server_configuration_copy(
    it: *const pchat_server_configuration_t,
) -> *mut pchat_server_configuration_t {
    // SAFETY: the header's rules: NULL or a live value.
    unsafe { projection::copy::<pchat_core::api::ServerConfiguration>(it) }
}

/// The session's state moved.
///
/// Made by the library and read-only; later versions may add fields at the end. One that a function
/// gave you is freed with `pchat_session_state_changed_free`; one that a callback gets is good until
/// the callback returns, `pchat_session_state_changed_copy` keeps it.
#[derive(Clone, Copy)]
#[repr(C)]
pub struct pchat_session_state_changed_t {
    /// The state it is in now.
    /// A `PCHAT_SESSION_STATE_…`.
    pub state: pchat_session_state_t,
    /// Why, when it was not asked for: the connection was lost, the user was removed from the room, …
    /// May be NULL.
    pub reason: *const pchat_error_t,
}

impl Project for pchat_core::api::SessionStateChanged {
    type View = pchat_session_state_changed_t;
    type Keep = Option<LentError>;

    fn project(self) -> Projected<Self> {
        let reason = self.reason.map(LentError::new);
        let view = pchat_session_state_changed_t {
            state: self.state as i32,
            reason: reason.as_ref().map_or(ptr::null(), LentError::as_ptr),
        };
        Projection::new(view, reason)
    }

    unsafe fn read(view: *const pchat_session_state_changed_t) -> Result<Self> {
        // SAFETY: the caller's promise.
        let view = unsafe { &*view };
        Ok(Self { state: enums::session_state(view.state, "state")?, reason: error::get(view.reason) })
    }
}

/// Frees a `pchat_session_state_changed_t` that a function of the library gave you. NULL is allowed.
///
/// - Thread: any.
/// - Ownership: `it` and all that it points to are gone. Not for what callbacks get.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn pchat_session_state_changed_free(it: *mut pchat_session_state_changed_t) {
    // SAFETY: the header's rules: NULL or a value that the program got and did not free.
    unsafe { projection::free::<pchat_core::api::SessionStateChanged>(it) }
}

/// A copy of a `pchat_session_state_changed_t`, to keep what a callback got. NULL for NULL.
///
/// - Thread: any.
/// - Ownership: Free the copy with `pchat_session_state_changed_free`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn pchat_session_state_changed_copy(
    it: *const pchat_session_state_changed_t,
) -> *mut pchat_session_state_changed_t {
    // SAFETY: the header's rules: NULL or a live value.
    unsafe { projection::copy::<pchat_core::api::SessionStateChanged>(it) }
}

/// A list of `pchat_session_t` handles.
///
/// Made by the library and read-only. One that a function gave you is freed with
/// `pchat_session_list_free`, with everything in it.
#[derive(Clone, Copy)]
#[repr(C)]
pub struct pchat_session_list_t {
    /// How many there are.
    pub count: usize,
    /// The handles; each is the list's own reference, retain what you keep.
    pub items: *const *mut pchat_session_t,
}

impl Project for Handles<pchat_core::api::Session> {
    type View = pchat_session_list_t;
    type Keep = (Self, Vec<*mut pchat_session_t>);

    fn project(self) -> Projected<Self> {
        let items: Vec<*mut pchat_session_t> = self.0.iter().map(Lent::handle).collect();
        let view = pchat_session_list_t { count: items.len(), items: items.as_ptr() };
        Projection::new(view, (self, items))
    }

    unsafe fn read(view: *const pchat_session_list_t) -> Result<Self> {
        // SAFETY: the caller's promise.
        let items = unsafe { std::slice::from_raw_parts((*view).items, (*view).count) };
        items.iter().map(|handle| Lent::another(*handle)).collect::<Result<_>>().map(Handles)
    }
}

/// Frees a `pchat_session_list_t` that a function of the library gave you. NULL is allowed.
///
/// - Thread: any.
/// - Ownership: `it` and all that it points to are gone. Not for what callbacks get.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn pchat_session_list_free(it: *mut pchat_session_list_t) {
    // SAFETY: the header's rules: NULL or a value that the program got and did not free.
    unsafe { projection::free::<Handles<pchat_core::api::Session>>(it) }
}

/// A copy of a `pchat_session_list_t`, to keep what a callback got. NULL for NULL.
///
/// - Thread: any.
/// - Ownership: Free the copy with `pchat_session_list_free`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn pchat_session_list_copy(
    it: *const pchat_session_list_t,
) -> *mut pchat_session_list_t {
    // SAFETY: the header's rules: NULL or a live value.
    unsafe { projection::copy::<Handles<pchat_core::api::Session>>(it) }
}

/// A list of `pchat_chat_message_t`.
///
/// Made by the library and read-only. One that a function gave you is freed with
/// `pchat_chat_message_list_free`, with everything in it.
#[derive(Clone, Copy)]
#[repr(C)]
pub struct pchat_chat_message_list_t {
    /// How many there are.
    pub count: usize,
    /// The items, each behind a pointer.
    pub items: *const *const pchat_chat_message_t,
}

impl Project for List<pchat_core::api::ChatMessage> {
    type View = pchat_chat_message_list_t;
    type Keep = (Vec<Projected<pchat_core::api::ChatMessage>>, Vec<*const pchat_chat_message_t>);

    fn project(self) -> Projected<Self> {
        let owned: Vec<_> = self.0.into_iter().map(Project::project).collect();
        let items: Vec<*const pchat_chat_message_t> = owned.iter().map(|item| item.as_ptr()).collect();
        let view = pchat_chat_message_list_t { count: items.len(), items: items.as_ptr() };
        Projection::new(view, (owned, items))
    }

    unsafe fn read(view: *const pchat_chat_message_list_t) -> Result<Self> {
        // SAFETY: the caller's promise.
        let items = unsafe { std::slice::from_raw_parts((*view).items, (*view).count) };
        // SAFETY: as above.
        items.iter().map(|item| unsafe { Project::read(*item) }).collect::<Result<_>>().map(List)
    }
}

/// Frees a `pchat_chat_message_list_t` that a function of the library gave you. NULL is allowed.
///
/// - Thread: any.
/// - Ownership: `it` and all that it points to are gone. Not for what callbacks get.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn pchat_chat_message_list_free(it: *mut pchat_chat_message_list_t) {
    // SAFETY: the header's rules: NULL or a value that the program got and did not free.
    unsafe { projection::free::<List<pchat_core::api::ChatMessage>>(it) }
}

/// A copy of a `pchat_chat_message_list_t`, to keep what a callback got. NULL for NULL.
///
/// - Thread: any.
/// - Ownership: Free the copy with `pchat_chat_message_list_free`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn pchat_chat_message_list_copy(
    it: *const pchat_chat_message_list_t,
) -> *mut pchat_chat_message_list_t {
    // SAFETY: the header's rules: NULL or a live value.
    unsafe { projection::copy::<List<pchat_core::api::ChatMessage>>(it) }
}

/// A list of `pchat_chat_room_participant_t`.
///
/// Made by the library and read-only. One that a function gave you is freed with
/// `pchat_chat_room_participant_list_free`, with everything in it.
#[derive(Clone, Copy)]
#[repr(C)]
pub struct pchat_chat_room_participant_list_t {
    /// How many there are.
    pub count: usize,
    /// The items, each behind a pointer.
    pub items: *const *const pchat_chat_room_participant_t,
}

impl Project for List<pchat_core::api::ChatRoomParticipant> {
    type View = pchat_chat_room_participant_list_t;
    type Keep =
        (Vec<Projected<pchat_core::api::ChatRoomParticipant>>, Vec<*const pchat_chat_room_participant_t>);

    fn project(self) -> Projected<Self> {
        let owned: Vec<_> = self.0.into_iter().map(Project::project).collect();
        let items: Vec<*const pchat_chat_room_participant_t> =
            owned.iter().map(|item| item.as_ptr()).collect();
        let view = pchat_chat_room_participant_list_t { count: items.len(), items: items.as_ptr() };
        Projection::new(view, (owned, items))
    }

    unsafe fn read(view: *const pchat_chat_room_participant_list_t) -> Result<Self> {
        // SAFETY: the caller's promise.
        let items = unsafe { std::slice::from_raw_parts((*view).items, (*view).count) };
        // SAFETY: as above.
        items.iter().map(|item| unsafe { Project::read(*item) }).collect::<Result<_>>().map(List)
    }
}

/// Frees a `pchat_chat_room_participant_list_t` that a function of the library gave you. NULL is
/// allowed.
///
/// - Thread: any.
/// - Ownership: `it` and all that it points to are gone. Not for what callbacks get.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn pchat_chat_room_participant_list_free(it: *mut pchat_chat_room_participant_list_t) {
    // SAFETY: the header's rules: NULL or a value that the program got and did not free.
    unsafe { projection::free::<List<pchat_core::api::ChatRoomParticipant>>(it) }
}

/// A copy of a `pchat_chat_room_participant_list_t`, to keep what a callback got. NULL for NULL.
///
/// - Thread: any.
/// - Ownership: Free the copy with `pchat_chat_room_participant_list_free`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn pchat_chat_room_participant_list_copy(
    it: *const pchat_chat_room_participant_list_t,
) -> *mut pchat_chat_room_participant_list_t {
    // SAFETY: the header's rules: NULL or a live value.
    unsafe { projection::copy::<List<pchat_core::api::ChatRoomParticipant>>(it) }
}

/// A list of `pchat_chat_room_snapshot_t`.
///
/// Made by the library and read-only. One that a function gave you is freed with
/// `pchat_chat_room_snapshot_list_free`, with everything in it.
#[derive(Clone, Copy)]
#[repr(C)]
pub struct pchat_chat_room_snapshot_list_t {
    /// How many there are.
    pub count: usize,
    /// The items, each behind a pointer.
    pub items: *const *const pchat_chat_room_snapshot_t,
}

impl Project for List<pchat_core::api::ChatRoomSnapshot> {
    type View = pchat_chat_room_snapshot_list_t;
    type Keep = (Vec<Projected<pchat_core::api::ChatRoomSnapshot>>, Vec<*const pchat_chat_room_snapshot_t>);

    fn project(self) -> Projected<Self> {
        let owned: Vec<_> = self.0.into_iter().map(Project::project).collect();
        let items: Vec<*const pchat_chat_room_snapshot_t> = owned.iter().map(|item| item.as_ptr()).collect();
        let view = pchat_chat_room_snapshot_list_t { count: items.len(), items: items.as_ptr() };
        Projection::new(view, (owned, items))
    }

    unsafe fn read(view: *const pchat_chat_room_snapshot_list_t) -> Result<Self> {
        // SAFETY: the caller's promise.
        let items = unsafe { std::slice::from_raw_parts((*view).items, (*view).count) };
        // SAFETY: as above.
        items.iter().map(|item| unsafe { Project::read(*item) }).collect::<Result<_>>().map(List)
    }
}

/// Frees a `pchat_chat_room_snapshot_list_t` that a function of the library gave you. NULL is allowed.
///
/// - Thread: any.
/// - Ownership: `it` and all that it points to are gone. Not for what callbacks get.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn pchat_chat_room_snapshot_list_free(it: *mut pchat_chat_room_snapshot_list_t) {
    // SAFETY: the header's rules: NULL or a value that the program got and did not free.
    unsafe { projection::free::<List<pchat_core::api::ChatRoomSnapshot>>(it) }
}

/// A copy of a `pchat_chat_room_snapshot_list_t`, to keep what a callback got. NULL for NULL.
///
/// - Thread: any.
/// - Ownership: Free the copy with `pchat_chat_room_snapshot_list_free`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn pchat_chat_room_snapshot_list_copy(
    it: *const pchat_chat_room_snapshot_list_t,
) -> *mut pchat_chat_room_snapshot_list_t {
    // SAFETY: the header's rules: NULL or a live value.
    unsafe { projection::copy::<List<pchat_core::api::ChatRoomSnapshot>>(it) }
}

/// A list of `pchat_message_part_t`.
///
/// Made by the library and read-only. One that a function gave you is freed with
/// `pchat_message_part_list_free`, with everything in it.
#[derive(Clone, Copy)]
#[repr(C)]
pub struct pchat_message_part_list_t {
    /// How many there are.
    pub count: usize,
    /// The items, each behind a pointer.
    pub items: *const *const pchat_message_part_t,
}

impl Project for List<pchat_core::api::MessagePart> {
    type View = pchat_message_part_list_t;
    type Keep = (Vec<Projected<pchat_core::api::MessagePart>>, Vec<*const pchat_message_part_t>);

    fn project(self) -> Projected<Self> {
        let owned: Vec<_> = self.0.into_iter().map(Project::project).collect();
        let items: Vec<*const pchat_message_part_t> = owned.iter().map(|item| item.as_ptr()).collect();
        let view = pchat_message_part_list_t { count: items.len(), items: items.as_ptr() };
        Projection::new(view, (owned, items))
    }

    unsafe fn read(view: *const pchat_message_part_list_t) -> Result<Self> {
        // SAFETY: the caller's promise.
        let items = unsafe { std::slice::from_raw_parts((*view).items, (*view).count) };
        // SAFETY: as above.
        items.iter().map(|item| unsafe { Project::read(*item) }).collect::<Result<_>>().map(List)
    }
}

/// Frees a `pchat_message_part_list_t` that a function of the library gave you. NULL is allowed.
///
/// - Thread: any.
/// - Ownership: `it` and all that it points to are gone. Not for what callbacks get.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn pchat_message_part_list_free(it: *mut pchat_message_part_list_t) {
    // SAFETY: the header's rules: NULL or a value that the program got and did not free.
    unsafe { projection::free::<List<pchat_core::api::MessagePart>>(it) }
}

/// A copy of a `pchat_message_part_list_t`, to keep what a callback got. NULL for NULL.
///
/// - Thread: any.
/// - Ownership: Free the copy with `pchat_message_part_list_free`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn pchat_message_part_list_copy(
    it: *const pchat_message_part_list_t,
) -> *mut pchat_message_part_list_t {
    // SAFETY: the header's rules: NULL or a live value.
    unsafe { projection::copy::<List<pchat_core::api::MessagePart>>(it) }
}
