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

/// A web page that clients show beside a room. Administrators register add-ins on the server.
///
/// Made by the library and read-only; later versions may add fields at the end. One that a function
/// gave you is freed with `pchat_add_in_free`; one that a callback gets is good until the callback
/// returns, `pchat_add_in_copy` keeps it.
#[derive(Clone, Copy)]
#[repr(C)]
pub struct pchat_add_in_t {
    /// Its GUID.
    pub add_in_id: *const c_char,
    /// Its name.
    pub name: *const c_char,
    /// Its page, as the administrator wrote it: it may be no valid URL.
    pub url: *const c_char,
}

impl Project for pchat_core::api::AddIn {
    type View = pchat_add_in_t;
    type Keep = Texts;

    fn project(self) -> Projected<Self> {
        let mut texts = Texts::with_room(room(&self.add_in_id) + room(&self.name) + room(&self.url));
        let view = pchat_add_in_t {
            add_in_id: texts.add(&self.add_in_id),
            name: texts.add(&self.name),
            url: texts.add(&self.url),
        };
        Projection::new(view, texts)
    }

    unsafe fn read(view: *const pchat_add_in_t) -> Result<Self> {
        // SAFETY: the caller's promise.
        let view = unsafe { &*view };
        Ok(Self {
add_in_id: /* SAFETY: the caller's promise. */ unsafe { projection::text(view.add_in_id) }.unwrap_or_default(),
name: /* SAFETY: the caller's promise. */ unsafe { projection::text(view.name) }.unwrap_or_default(),
url: /* SAFETY: the caller's promise. */ unsafe { projection::text(view.url) }.unwrap_or_default(),
})
    }
}

/// Frees a `pchat_add_in_t` that a function of the library gave you. NULL is allowed.
///
/// - Thread: any.
/// - Ownership: `it` and all that it points to are gone. Not for what callbacks get.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn pchat_add_in_free(it: *mut pchat_add_in_t) {
    // SAFETY: the header's rules: NULL or a value that the program got and did not free.
    unsafe { projection::free::<pchat_core::api::AddIn>(it) }
}

/// A copy of a `pchat_add_in_t`, to keep what a callback got. NULL for NULL.
///
/// - Thread: any.
/// - Ownership: Free the copy with `pchat_add_in_free`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn pchat_add_in_copy(it: *const pchat_add_in_t) -> *mut pchat_add_in_t {
    // SAFETY: the header's rules: NULL or a live value.
    unsafe { projection::copy::<pchat_core::api::AddIn>(it) }
}

/// Who made and who changed something, and when.
///
/// Made by the library and read-only; later versions may add fields at the end. One that a function
/// gave you is freed with `pchat_audit_data_free`; one that a callback gets is good until the callback
/// returns, `pchat_audit_data_copy` keeps it.
#[derive(Clone, Copy)]
#[repr(C)]
pub struct pchat_audit_data_t {
    /// The URI of who made it.
    /// May be NULL.
    pub created_by: *const c_char,
    /// `created_on` has a value.
    pub has_created_on: bool,
    /// When it was made.
    /// Counts only with `has_created_on`.
    /// Microseconds since 1970-01-01T00:00:00Z, UTC.
    pub created_on: i64,
    /// The URI of who changed it last.
    /// May be NULL.
    pub updated_by: *const c_char,
    /// `updated_on` has a value.
    pub has_updated_on: bool,
    /// When it was changed last.
    /// Counts only with `has_updated_on`.
    /// Microseconds since 1970-01-01T00:00:00Z, UTC.
    pub updated_on: i64,
}

impl Project for pchat_core::api::AuditData {
    type View = pchat_audit_data_t;
    type Keep = Texts;

    fn project(self) -> Projected<Self> {
        let mut texts = Texts::with_room(
            self.created_by.as_deref().map_or(0, room) + self.updated_by.as_deref().map_or(0, room),
        );
        let view = pchat_audit_data_t {
            created_by: texts.add_optional(self.created_by.as_deref()),
            has_created_on: self.created_on.is_some(),
            created_on: self.created_on.map_or(0, Timestamp::unix_micros),
            updated_by: texts.add_optional(self.updated_by.as_deref()),
            has_updated_on: self.updated_on.is_some(),
            updated_on: self.updated_on.map_or(0, Timestamp::unix_micros),
        };
        Projection::new(view, texts)
    }

    unsafe fn read(view: *const pchat_audit_data_t) -> Result<Self> {
        // SAFETY: the caller's promise.
        let view = unsafe { &*view };
        Ok(Self {
created_by: /* SAFETY: the caller's promise. */ unsafe { projection::text(view.created_by) },
created_on: if view.has_created_on { Some(Timestamp::from_unix_micros(view.created_on)) } else { None },
updated_by: /* SAFETY: the caller's promise. */ unsafe { projection::text(view.updated_by) },
updated_on: if view.has_updated_on { Some(Timestamp::from_unix_micros(view.updated_on)) } else { None },
})
    }
}

/// Frees a `pchat_audit_data_t` that a function of the library gave you. NULL is allowed.
///
/// - Thread: any.
/// - Ownership: `it` and all that it points to are gone. Not for what callbacks get.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn pchat_audit_data_free(it: *mut pchat_audit_data_t) {
    // SAFETY: the header's rules: NULL or a value that the program got and did not free.
    unsafe { projection::free::<pchat_core::api::AuditData>(it) }
}

/// A copy of a `pchat_audit_data_t`, to keep what a callback got. NULL for NULL.
///
/// - Thread: any.
/// - Ownership: Free the copy with `pchat_audit_data_free`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn pchat_audit_data_copy(it: *const pchat_audit_data_t) -> *mut pchat_audit_data_t {
    // SAFETY: the header's rules: NULL or a live value.
    unsafe { projection::copy::<pchat_core::api::AuditData>(it) }
}

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

/// Everything about a room.
///
/// Made by the library and read-only; later versions may add fields at the end. One that a function
/// gave you is freed with `pchat_chat_room_free`; one that a callback gets is good until the callback
/// returns, `pchat_chat_room_copy` keeps it.
#[derive(Clone, Copy)]
#[repr(C)]
pub struct pchat_chat_room_t {
    /// The URI, which the server made and which never changes.
    pub room_uri: *const c_char,
    /// The name, unique on the server.
    pub name: *const c_char,
    /// The description; may be empty.
    pub description: *const c_char,
    /// Its add-in, if it has one.
    /// May be NULL.
    pub add_in: *const pchat_add_in_t,
    /// The web service for its files, when the server tells it.
    /// May be NULL.
    pub file_store_uri: *const c_char,
    /// Only presenters may post.
    pub is_auditorium: bool,
    /// Nobody can join it or read it. Rooms are not deleted through this API.
    pub is_disabled: bool,
    /// The URI of its category.
    /// May be NULL.
    pub parent_category_uri: *const c_char,
    /// The name of its category, when the server tells it.
    /// May be NULL.
    pub parent_category_name: *const c_char,
    /// The description of its category, when the server tells it.
    /// May be NULL.
    pub parent_category_description: *const c_char,
    /// `privacy` has a value.
    pub has_privacy: bool,
    /// Who sees and joins it; no value when the server does not say.
    /// Counts only with `has_privacy`.
    /// A `PCHAT_CHAT_ROOM_PRIVACY_…`.
    pub privacy: pchat_chat_room_privacy_t,
    /// Whether new members get invitations.
    pub send_invitations_to_members: *const pchat_inherited_invitation_setting_t,
    /// Who made and changed it, when the server tells it.
    /// May be NULL.
    pub change_history: *const pchat_audit_data_t,
}

impl Project for pchat_core::api::ChatRoom {
    type View = pchat_chat_room_t;
    type Keep = (
        Option<Projected<pchat_core::api::AddIn>>,
        Projected<pchat_core::api::InheritedInvitationSetting>,
        Option<Projected<pchat_core::api::AuditData>>,
        Texts,
    );

    fn project(self) -> Projected<Self> {
        let mut texts = Texts::with_room(
            room(&self.room_uri)
                + room(&self.name)
                + room(&self.description)
                + self.file_store_uri.as_deref().map_or(0, room)
                + self.parent_category_uri.as_deref().map_or(0, room)
                + self.parent_category_name.as_deref().map_or(0, room)
                + self.parent_category_description.as_deref().map_or(0, room),
        );
        let add_in = self.add_in.map(Project::project);
        let send_invitations_to_members = self.send_invitations_to_members.project();
        let change_history = self.change_history.map(Project::project);
        let view = pchat_chat_room_t {
            room_uri: texts.add(&self.room_uri),
            name: texts.add(&self.name),
            description: texts.add(&self.description),
            add_in: add_in.as_ref().map_or(ptr::null(), |it| it.as_ptr()),
            file_store_uri: texts.add_optional(self.file_store_uri.as_deref()),
            is_auditorium: self.is_auditorium,
            is_disabled: self.is_disabled,
            parent_category_uri: texts.add_optional(self.parent_category_uri.as_deref()),
            parent_category_name: texts.add_optional(self.parent_category_name.as_deref()),
            parent_category_description: texts.add_optional(self.parent_category_description.as_deref()),
            has_privacy: self.privacy.is_some(),
            privacy: self.privacy.map_or(0, |value| value as i32),
            send_invitations_to_members: send_invitations_to_members.as_ptr(),
            change_history: change_history.as_ref().map_or(ptr::null(), |it| it.as_ptr()),
        };
        Projection::new(view, (add_in, send_invitations_to_members, change_history, texts))
    }

    unsafe fn read(view: *const pchat_chat_room_t) -> Result<Self> {
        // SAFETY: the caller's promise.
        let view = unsafe { &*view };
        Ok(Self {
room_uri: /* SAFETY: the caller's promise. */ unsafe { projection::text(view.room_uri) }.unwrap_or_default(),
name: /* SAFETY: the caller's promise. */ unsafe { projection::text(view.name) }.unwrap_or_default(),
description: /* SAFETY: the caller's promise. */ unsafe { projection::text(view.description) }.unwrap_or_default(),
add_in: if view.add_in.is_null() { None } else { Some(/* SAFETY: the caller's promise. */ unsafe { Project::read(view.add_in) }?) },
file_store_uri: /* SAFETY: the caller's promise. */ unsafe { projection::text(view.file_store_uri) },
is_auditorium: view.is_auditorium,
is_disabled: view.is_disabled,
parent_category_uri: /* SAFETY: the caller's promise. */ unsafe { projection::text(view.parent_category_uri) },
parent_category_name: /* SAFETY: the caller's promise. */ unsafe { projection::text(view.parent_category_name) },
parent_category_description: /* SAFETY: the caller's promise. */ unsafe { projection::text(view.parent_category_description) },
privacy: if view.has_privacy { Some(enums::chat_room_privacy(view.privacy, "privacy")?) } else { None },
send_invitations_to_members: /* SAFETY: the caller's promise. */ unsafe { Project::read(view.send_invitations_to_members) }?,
change_history: if view.change_history.is_null() { None } else { Some(/* SAFETY: the caller's promise. */ unsafe { Project::read(view.change_history) }?) },
})
    }
}

/// Frees a `pchat_chat_room_t` that a function of the library gave you. NULL is allowed.
///
/// - Thread: any.
/// - Ownership: `it` and all that it points to are gone. Not for what callbacks get.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn pchat_chat_room_free(it: *mut pchat_chat_room_t) {
    // SAFETY: the header's rules: NULL or a value that the program got and did not free.
    unsafe { projection::free::<pchat_core::api::ChatRoom>(it) }
}

/// A copy of a `pchat_chat_room_t`, to keep what a callback got. NULL for NULL.
///
/// - Thread: any.
/// - Ownership: Free the copy with `pchat_chat_room_free`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn pchat_chat_room_copy(it: *const pchat_chat_room_t) -> *mut pchat_chat_room_t {
    // SAFETY: the header's rules: NULL or a live value.
    unsafe { projection::copy::<pchat_core::api::ChatRoom>(it) }
}

/// A category, as far as programs see it.
///
/// Made by the library and read-only; later versions may add fields at the end. One that a function
/// gave you is freed with `pchat_chat_room_category_summary_free`; one that a callback gets is good
/// until the callback returns, `pchat_chat_room_category_summary_copy` keeps it.
#[derive(Clone, Copy)]
#[repr(C)]
pub struct pchat_chat_room_category_summary_t {
    /// Its URI, `ma-cat://<domain>/<guid>`.
    pub uri: *const c_char,
    /// Its name.
    pub name: *const c_char,
    /// Its description; may be empty.
    pub description: *const c_char,
    /// Rooms in it invite their new members, unless they say no.
    pub invitations: bool,
}

impl Project for pchat_core::api::ChatRoomCategorySummary {
    type View = pchat_chat_room_category_summary_t;
    type Keep = Texts;

    fn project(self) -> Projected<Self> {
        let mut texts = Texts::with_room(room(&self.uri) + room(&self.name) + room(&self.description));
        let view = pchat_chat_room_category_summary_t {
            uri: texts.add(&self.uri),
            name: texts.add(&self.name),
            description: texts.add(&self.description),
            invitations: self.invitations,
        };
        Projection::new(view, texts)
    }

    unsafe fn read(view: *const pchat_chat_room_category_summary_t) -> Result<Self> {
        // SAFETY: the caller's promise.
        let view = unsafe { &*view };
        Ok(Self {
uri: /* SAFETY: the caller's promise. */ unsafe { projection::text(view.uri) }.unwrap_or_default(),
name: /* SAFETY: the caller's promise. */ unsafe { projection::text(view.name) }.unwrap_or_default(),
description: /* SAFETY: the caller's promise. */ unsafe { projection::text(view.description) }.unwrap_or_default(),
invitations: view.invitations,
})
    }
}

/// Frees a `pchat_chat_room_category_summary_t` that a function of the library gave you. NULL is
/// allowed.
///
/// - Thread: any.
/// - Ownership: `it` and all that it points to are gone. Not for what callbacks get.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn pchat_chat_room_category_summary_free(it: *mut pchat_chat_room_category_summary_t) {
    // SAFETY: the header's rules: NULL or a value that the program got and did not free.
    unsafe { projection::free::<pchat_core::api::ChatRoomCategorySummary>(it) }
}

/// A copy of a `pchat_chat_room_category_summary_t`, to keep what a callback got. NULL for NULL.
///
/// - Thread: any.
/// - Ownership: Free the copy with `pchat_chat_room_category_summary_free`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn pchat_chat_room_category_summary_copy(
    it: *const pchat_chat_room_category_summary_t,
) -> *mut pchat_chat_room_category_summary_t {
    // SAFETY: the header's rules: NULL or a live value.
    unsafe { projection::copy::<pchat_core::api::ChatRoomCategorySummary>(it) }
}

/// The user was made a member of a room that tells so.
///
/// Made by the library and read-only; later versions may add fields at the end. One that a function
/// gave you is freed with `pchat_chat_room_invitation_free`; one that a callback gets is good until the
/// callback returns, `pchat_chat_room_invitation_copy` keeps it.
#[derive(Clone, Copy)]
#[repr(C)]
pub struct pchat_chat_room_invitation_t {
    /// `invitation_id` has a value.
    pub has_invitation_id: bool,
    /// The number of the invitation, rising for each user; no value when the server sends none.
    /// Counts only with `has_invitation_id`.
    pub invitation_id: i64,
    /// `created_on` has a value.
    pub has_created_on: bool,
    /// When it was made.
    /// Counts only with `has_created_on`.
    /// Microseconds since 1970-01-01T00:00:00Z, UTC.
    pub created_on: i64,
    /// The room.
    pub room: *const pchat_chat_room_snapshot_t,
}

impl Project for pchat_core::api::ChatRoomInvitation {
    type View = pchat_chat_room_invitation_t;
    type Keep = Projected<pchat_core::api::ChatRoomSnapshot>;

    fn project(self) -> Projected<Self> {
        let room = self.room.project();
        let view = pchat_chat_room_invitation_t {
            has_invitation_id: self.invitation_id.is_some(),
            invitation_id: self.invitation_id.unwrap_or_default(),
            has_created_on: self.created_on.is_some(),
            created_on: self.created_on.map_or(0, Timestamp::unix_micros),
            room: room.as_ptr(),
        };
        Projection::new(view, room)
    }

    unsafe fn read(view: *const pchat_chat_room_invitation_t) -> Result<Self> {
        // SAFETY: the caller's promise.
        let view = unsafe { &*view };
        Ok(Self {
invitation_id: if view.has_invitation_id { Some(view.invitation_id) } else { None },
created_on: if view.has_created_on { Some(Timestamp::from_unix_micros(view.created_on)) } else { None },
room: /* SAFETY: the caller's promise. */ unsafe { Project::read(view.room) }?,
})
    }
}

/// Frees a `pchat_chat_room_invitation_t` that a function of the library gave you. NULL is allowed.
///
/// - Thread: any.
/// - Ownership: `it` and all that it points to are gone. Not for what callbacks get.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn pchat_chat_room_invitation_free(it: *mut pchat_chat_room_invitation_t) {
    // SAFETY: the header's rules: NULL or a value that the program got and did not free.
    unsafe { projection::free::<pchat_core::api::ChatRoomInvitation>(it) }
}

/// A copy of a `pchat_chat_room_invitation_t`, to keep what a callback got. NULL for NULL.
///
/// - Thread: any.
/// - Ownership: Free the copy with `pchat_chat_room_invitation_free`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn pchat_chat_room_invitation_copy(
    it: *const pchat_chat_room_invitation_t,
) -> *mut pchat_chat_room_invitation_t {
    // SAFETY: the header's rules: NULL or a live value.
    unsafe { projection::copy::<pchat_core::api::ChatRoomInvitation>(it) }
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
    /// The GUID of the object in the directory, when the server tells it.
    /// May be NULL.
    pub guid: *const c_char,
}

impl Project for pchat_core::api::ChatRoomParticipant {
    type View = pchat_chat_room_participant_t;
    type Keep = Texts;

    fn project(self) -> Projected<Self> {
        let mut texts = Texts::with_room(
            room(&self.uri) + self.name.as_deref().map_or(0, room) + self.guid.as_deref().map_or(0, room),
        );
        let view = pchat_chat_room_participant_t {
            uri: texts.add(&self.uri),
            name: texts.add_optional(self.name.as_deref()),
            is_manager: self.is_manager,
            is_presenter: self.is_presenter,
            guid: texts.add_optional(self.guid.as_deref()),
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
guid: /* SAFETY: the caller's promise. */ unsafe { projection::text(view.guid) },
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
    /// Its add-in, if it has one.
    /// May be NULL.
    pub add_in: *const pchat_add_in_t,
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
    /// So many are in the room that the server does not tell who, nor who comes and goes:
    /// `pchat_session_participants` is empty because nobody knows, and `pchat_session_hidden_participants`
    /// asks.
    pub is_roster_hidden: bool,
}

impl Project for pchat_core::api::ChatRoomProperties {
    type View = pchat_chat_room_properties_t;
    type Keep = (Option<Projected<pchat_core::api::AddIn>>, Texts);

    fn project(self) -> Projected<Self> {
        let mut texts = Texts::with_room(
            room(&self.room_uri)
                + room(&self.name)
                + room(&self.description)
                + room(&self.topic)
                + self.parent_category_uri.as_deref().map_or(0, room),
        );
        let add_in = self.add_in.map(Project::project);
        let view = pchat_chat_room_properties_t {
            room_uri: texts.add(&self.room_uri),
            name: texts.add(&self.name),
            description: texts.add(&self.description),
            topic: texts.add(&self.topic),
            parent_category_uri: texts.add_optional(self.parent_category_uri.as_deref()),
            add_in: add_in.as_ref().map_or(ptr::null(), |it| it.as_ptr()),
            is_auditorium: self.is_auditorium,
            is_file_post_allowed: self.is_file_post_allowed,
            is_invite: self.is_invite,
            is_logged: self.is_logged,
            visible_only_to_members: self.visible_only_to_members,
            can_chat: self.can_chat,
            can_manage: self.can_manage,
            is_roster_hidden: self.is_roster_hidden,
        };
        Projection::new(view, (add_in, texts))
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
add_in: if view.add_in.is_null() { None } else { Some(/* SAFETY: the caller's promise. */ unsafe { Project::read(view.add_in) }?) },
is_auditorium: view.is_auditorium,
is_file_post_allowed: view.is_file_post_allowed,
is_invite: view.is_invite,
is_logged: view.is_logged,
visible_only_to_members: view.visible_only_to_members,
can_chat: view.can_chat,
can_manage: view.can_manage,
is_roster_hidden: view.is_roster_hidden,
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

/// Properties of the room changed.
///
/// Made by the library and read-only; later versions may add fields at the end. One that a function
/// gave you is freed with `pchat_chat_room_properties_changed_free`; one that a callback gets is good
/// until the callback returns, `pchat_chat_room_properties_changed_copy` keeps it.
#[derive(Clone, Copy)]
#[repr(C)]
pub struct pchat_chat_room_properties_changed_t {
    /// The room.
    pub room_uri: *const c_char,
    /// As they were.
    pub old_properties: *const pchat_chat_room_properties_t,
    /// As they are now.
    pub new_properties: *const pchat_chat_room_properties_t,
    /// The names of the fields that differ, as C writes them: `name`, `is_auditorium`, `can_chat`, … At
    /// least one.
    pub changed: *const pchat_string_list_t,
}

impl Project for pchat_core::api::ChatRoomPropertiesChanged {
    type View = pchat_chat_room_properties_changed_t;
    type Keep = (
        Projected<pchat_core::api::ChatRoomProperties>,
        Projected<pchat_core::api::ChatRoomProperties>,
        Projected<List<String>>,
        Texts,
    );

    fn project(self) -> Projected<Self> {
        let mut texts = Texts::with_room(room(&self.room_uri));
        let old_properties = self.old_properties.project();
        let new_properties = self.new_properties.project();
        let changed = List(self.changed).project();
        let view = pchat_chat_room_properties_changed_t {
            room_uri: texts.add(&self.room_uri),
            old_properties: old_properties.as_ptr(),
            new_properties: new_properties.as_ptr(),
            changed: changed.as_ptr(),
        };
        Projection::new(view, (old_properties, new_properties, changed, texts))
    }

    unsafe fn read(view: *const pchat_chat_room_properties_changed_t) -> Result<Self> {
        // SAFETY: the caller's promise.
        let view = unsafe { &*view };
        Ok(Self {
room_uri: /* SAFETY: the caller's promise. */ unsafe { projection::text(view.room_uri) }.unwrap_or_default(),
old_properties: /* SAFETY: the caller's promise. */ unsafe { Project::read(view.old_properties) }?,
new_properties: /* SAFETY: the caller's promise. */ unsafe { Project::read(view.new_properties) }?,
changed: /* SAFETY: the caller's promise. */ unsafe { <List<String> as Project>::read(view.changed) }?.0,
})
    }
}

/// Frees a `pchat_chat_room_properties_changed_t` that a function of the library gave you. NULL is
/// allowed.
///
/// - Thread: any.
/// - Ownership: `it` and all that it points to are gone. Not for what callbacks get.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn pchat_chat_room_properties_changed_free(
    it: *mut pchat_chat_room_properties_changed_t,
) {
    // SAFETY: the header's rules: NULL or a value that the program got and did not free.
    unsafe { projection::free::<pchat_core::api::ChatRoomPropertiesChanged>(it) }
}

/// A copy of a `pchat_chat_room_properties_changed_t`, to keep what a callback got. NULL for NULL.
///
/// - Thread: any.
/// - Ownership: Free the copy with `pchat_chat_room_properties_changed_free`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn pchat_chat_room_properties_changed_copy(
    it: *const pchat_chat_room_properties_changed_t,
) -> *mut pchat_chat_room_properties_changed_t {
    // SAFETY: the header's rules: NULL or a live value.
    unsafe { projection::copy::<pchat_core::api::ChatRoomPropertiesChanged>(it) }
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

/// How far a transfer is (the SDK's `ChatRoomFileTransferProgressEventArgs`).
///
/// Made by the library and read-only; later versions may add fields at the end. One that a function
/// gave you is freed with `pchat_file_transfer_progress_free`; one that a callback gets is good until
/// the callback returns, `pchat_file_transfer_progress_copy` keeps it.
#[derive(Clone, Copy)]
#[repr(C)]
pub struct pchat_file_transfer_progress_t {
    /// Under way, or how it ended.
    /// A `PCHAT_FILE_TRANSFER_STATE_…`.
    pub state: pchat_file_transfer_state_t,
    /// 0 to 100; 100 only when it is completed.
    pub percent: u32,
    /// Bytes of the file that have arrived.
    pub transferred_bytes: u64,
    /// `total_bytes` has a value.
    pub has_total_bytes: bool,
    /// Bytes of the whole file, as soon as that is known.
    /// Counts only with `has_total_bytes`.
    pub total_bytes: u64,
}

impl Project for pchat_core::api::FileTransferProgress {
    type View = pchat_file_transfer_progress_t;
    type Keep = ();

    fn project(self) -> Projected<Self> {
        let view = pchat_file_transfer_progress_t {
            state: self.state as i32,
            percent: self.percent,
            transferred_bytes: self.transferred_bytes,
            has_total_bytes: self.total_bytes.is_some(),
            total_bytes: self.total_bytes.unwrap_or_default(),
        };
        Projection::new(view, ())
    }

    unsafe fn read(view: *const pchat_file_transfer_progress_t) -> Result<Self> {
        // SAFETY: the caller's promise.
        let view = unsafe { &*view };
        Ok(Self {
            state: enums::file_transfer_state(view.state, "state")?,
            percent: view.percent,
            transferred_bytes: view.transferred_bytes,
            total_bytes: if view.has_total_bytes { Some(view.total_bytes) } else { None },
        })
    }
}

/// Frees a `pchat_file_transfer_progress_t` that a function of the library gave you. NULL is allowed.
///
/// - Thread: any.
/// - Ownership: `it` and all that it points to are gone. Not for what callbacks get.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn pchat_file_transfer_progress_free(it: *mut pchat_file_transfer_progress_t) {
    // SAFETY: the header's rules: NULL or a value that the program got and did not free.
    unsafe { projection::free::<pchat_core::api::FileTransferProgress>(it) }
}

/// A copy of a `pchat_file_transfer_progress_t`, to keep what a callback got. NULL for NULL.
///
/// - Thread: any.
/// - Ownership: Free the copy with `pchat_file_transfer_progress_free`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn pchat_file_transfer_progress_copy(
    it: *const pchat_file_transfer_progress_t,
) -> *mut pchat_file_transfer_progress_t {
    // SAFETY: the header's rules: NULL or a live value.
    unsafe { projection::copy::<pchat_core::api::FileTransferProgress>(it) }
}

/// How far a pager is.
///
/// Made by the library and read-only; later versions may add fields at the end. One that a function
/// gave you is freed with `pchat_history_progress_free`; one that a callback gets is good until the
/// callback returns, `pchat_history_progress_copy` keeps it.
#[derive(Clone, Copy)]
#[repr(C)]
pub struct pchat_history_progress_t {
    /// Messages that it has given.
    pub messages_read: u32,
    /// `total` has a value.
    pub has_total: bool,
    /// How many there are in all; no value before the first page, and when nobody counts them because it
    /// begins at a message. Messages that are posted meanwhile come on top.
    /// Counts only with `has_total`.
    pub total: u32,
    /// There is nothing more to read.
    pub is_complete: bool,
}

impl Project for pchat_core::api::HistoryProgress {
    type View = pchat_history_progress_t;
    type Keep = ();

    fn project(self) -> Projected<Self> {
        let view = pchat_history_progress_t {
            messages_read: self.messages_read,
            has_total: self.total.is_some(),
            total: self.total.unwrap_or_default(),
            is_complete: self.is_complete,
        };
        Projection::new(view, ())
    }

    unsafe fn read(view: *const pchat_history_progress_t) -> Result<Self> {
        // SAFETY: the caller's promise.
        let view = unsafe { &*view };
        Ok(Self {
            messages_read: view.messages_read,
            total: if view.has_total { Some(view.total) } else { None },
            is_complete: view.is_complete,
        })
    }
}

/// Frees a `pchat_history_progress_t` that a function of the library gave you. NULL is allowed.
///
/// - Thread: any.
/// - Ownership: `it` and all that it points to are gone. Not for what callbacks get.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn pchat_history_progress_free(it: *mut pchat_history_progress_t) {
    // SAFETY: the header's rules: NULL or a value that the program got and did not free.
    unsafe { projection::free::<pchat_core::api::HistoryProgress>(it) }
}

/// A copy of a `pchat_history_progress_t`, to keep what a callback got. NULL for NULL.
///
/// - Thread: any.
/// - Ownership: Free the copy with `pchat_history_progress_free`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn pchat_history_progress_copy(
    it: *const pchat_history_progress_t,
) -> *mut pchat_history_progress_t {
    // SAFETY: the header's rules: NULL or a live value.
    unsafe { projection::copy::<pchat_core::api::HistoryProgress>(it) }
}

/// What was found in one room (the SDK's `ChatHistoryResult`).
///
/// Made by the library and read-only; later versions may add fields at the end. One that a function
/// gave you is freed with `pchat_history_result_free`; one that a callback gets is good until the
/// callback returns, `pchat_history_result_copy` keeps it.
#[derive(Clone, Copy)]
#[repr(C)]
pub struct pchat_history_result_t {
    /// The room's URI.
    pub room_uri: *const c_char,
    /// The room's name; empty when it is not known.
    pub room_name: *const c_char,
    /// The messages, in the order that was asked for.
    pub messages: *const pchat_chat_message_list_t,
    /// How many messages fit in all. With `start_message_id` of `pchat_history_query_t` a server may stop
    /// counting: at least so many then.
    pub search_results_count: u32,
    /// There are more messages than are here.
    pub exceeded_server_limit: bool,
}

impl Project for pchat_core::api::HistoryResult {
    type View = pchat_history_result_t;
    type Keep = (Projected<List<pchat_core::api::ChatMessage>>, Texts);

    fn project(self) -> Projected<Self> {
        let mut texts = Texts::with_room(room(&self.room_uri) + room(&self.room_name));
        let messages = List(self.messages).project();
        let view = pchat_history_result_t {
            room_uri: texts.add(&self.room_uri),
            room_name: texts.add(&self.room_name),
            messages: messages.as_ptr(),
            search_results_count: self.search_results_count,
            exceeded_server_limit: self.exceeded_server_limit,
        };
        Projection::new(view, (messages, texts))
    }

    unsafe fn read(view: *const pchat_history_result_t) -> Result<Self> {
        // SAFETY: the caller's promise.
        let view = unsafe { &*view };
        Ok(Self {
room_uri: /* SAFETY: the caller's promise. */ unsafe { projection::text(view.room_uri) }.unwrap_or_default(),
room_name: /* SAFETY: the caller's promise. */ unsafe { projection::text(view.room_name) }.unwrap_or_default(),
messages: /* SAFETY: the caller's promise. */ unsafe { <List<pchat_core::api::ChatMessage> as Project>::read(view.messages) }?.0,
search_results_count: view.search_results_count,
exceeded_server_limit: view.exceeded_server_limit,
})
    }
}

/// Frees a `pchat_history_result_t` that a function of the library gave you. NULL is allowed.
///
/// - Thread: any.
/// - Ownership: `it` and all that it points to are gone. Not for what callbacks get.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn pchat_history_result_free(it: *mut pchat_history_result_t) {
    // SAFETY: the header's rules: NULL or a value that the program got and did not free.
    unsafe { projection::free::<pchat_core::api::HistoryResult>(it) }
}

/// A copy of a `pchat_history_result_t`, to keep what a callback got. NULL for NULL.
///
/// - Thread: any.
/// - Ownership: Free the copy with `pchat_history_result_free`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn pchat_history_result_copy(
    it: *const pchat_history_result_t,
) -> *mut pchat_history_result_t {
    // SAFETY: the header's rules: NULL or a live value.
    unsafe { projection::copy::<pchat_core::api::HistoryResult>(it) }
}

/// Whether new members get invitations, and why (the SDK's `InheritedChatRoomInviteProperty`).
///
/// Made by the library and read-only; later versions may add fields at the end. One that a function
/// gave you is freed with `pchat_inherited_invitation_setting_free`; one that a callback gets is good
/// until the callback returns, `pchat_inherited_invitation_setting_copy` keeps it.
#[derive(Clone, Copy)]
#[repr(C)]
pub struct pchat_inherited_invitation_setting_t {
    /// What the room says.
    /// A `PCHAT_CHAT_ROOM_INVITATION_SETTING_…`.
    pub local_value: pchat_chat_room_invitation_setting_t,
    /// What the category says.
    pub inherited_value: bool,
    /// What comes of both.
    pub value: bool,
}

impl Project for pchat_core::api::InheritedInvitationSetting {
    type View = pchat_inherited_invitation_setting_t;
    type Keep = ();

    fn project(self) -> Projected<Self> {
        let view = pchat_inherited_invitation_setting_t {
            local_value: self.local_value as i32,
            inherited_value: self.inherited_value,
            value: self.value,
        };
        Projection::new(view, ())
    }

    unsafe fn read(view: *const pchat_inherited_invitation_setting_t) -> Result<Self> {
        // SAFETY: the caller's promise.
        let view = unsafe { &*view };
        Ok(Self {
            local_value: enums::chat_room_invitation_setting(view.local_value, "local_value")?,
            inherited_value: view.inherited_value,
            value: view.value,
        })
    }
}

/// Frees a `pchat_inherited_invitation_setting_t` that a function of the library gave you. NULL is
/// allowed.
///
/// - Thread: any.
/// - Ownership: `it` and all that it points to are gone. Not for what callbacks get.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn pchat_inherited_invitation_setting_free(
    it: *mut pchat_inherited_invitation_setting_t,
) {
    // SAFETY: the header's rules: NULL or a value that the program got and did not free.
    unsafe { projection::free::<pchat_core::api::InheritedInvitationSetting>(it) }
}

/// A copy of a `pchat_inherited_invitation_setting_t`, to keep what a callback got. NULL for NULL.
///
/// - Thread: any.
/// - Ownership: Free the copy with `pchat_inherited_invitation_setting_free`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn pchat_inherited_invitation_setting_copy(
    it: *const pchat_inherited_invitation_setting_t,
) -> *mut pchat_inherited_invitation_setting_t {
    // SAFETY: the header's rules: NULL or a live value.
    unsafe { projection::copy::<pchat_core::api::InheritedInvitationSetting>(it) }
}

/// What `pchat_services_browse_by_invitations` found.
///
/// Made by the library and read-only; later versions may add fields at the end. One that a function
/// gave you is freed with `pchat_invitation_list_free`; one that a callback gets is good until the
/// callback returns, `pchat_invitation_list_copy` keeps it.
#[derive(Clone, Copy)]
#[repr(C)]
pub struct pchat_invitation_list_t {
    /// The invitations, the oldest first.
    pub invitations: *const pchat_chat_room_invitation_list_t,
    /// The cursor for the next time.
    pub last_invitation_id: i64,
}

impl Project for pchat_core::api::InvitationList {
    type View = pchat_invitation_list_t;
    type Keep = Projected<List<pchat_core::api::ChatRoomInvitation>>;

    fn project(self) -> Projected<Self> {
        let invitations = List(self.invitations).project();
        let view = pchat_invitation_list_t {
            invitations: invitations.as_ptr(),
            last_invitation_id: self.last_invitation_id,
        };
        Projection::new(view, invitations)
    }

    unsafe fn read(view: *const pchat_invitation_list_t) -> Result<Self> {
        // SAFETY: the caller's promise.
        let view = unsafe { &*view };
        Ok(Self {
invitations: /* SAFETY: the caller's promise. */ unsafe { <List<pchat_core::api::ChatRoomInvitation> as Project>::read(view.invitations) }?.0,
last_invitation_id: view.last_invitation_id,
})
    }
}

/// Frees a `pchat_invitation_list_t` that a function of the library gave you. NULL is allowed.
///
/// - Thread: any.
/// - Ownership: `it` and all that it points to are gone. Not for what callbacks get.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn pchat_invitation_list_free(it: *mut pchat_invitation_list_t) {
    // SAFETY: the header's rules: NULL or a value that the program got and did not free.
    unsafe { projection::free::<pchat_core::api::InvitationList>(it) }
}

/// A copy of a `pchat_invitation_list_t`, to keep what a callback got. NULL for NULL.
///
/// - Thread: any.
/// - Ownership: Free the copy with `pchat_invitation_list_free`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn pchat_invitation_list_copy(
    it: *const pchat_invitation_list_t,
) -> *mut pchat_invitation_list_t {
    // SAFETY: the header's rules: NULL or a live value.
    unsafe { projection::copy::<pchat_core::api::InvitationList>(it) }
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

/// What a participant may do in the room changed: a manager or presenter was made or unmade.
///
/// Made by the library and read-only; later versions may add fields at the end. One that a function
/// gave you is freed with `pchat_participant_privilege_changed_free`; one that a callback gets is good
/// until the callback returns, `pchat_participant_privilege_changed_copy` keeps it.
#[derive(Clone, Copy)]
#[repr(C)]
pub struct pchat_participant_privilege_changed_t {
    /// The room.
    pub room_uri: *const c_char,
    /// Who, with what he is now. For the signed-in user `can_chat` and `can_manage` of the properties have
    /// changed with it.
    pub participant: *const pchat_chat_room_participant_t,
}

impl Project for pchat_core::api::ParticipantPrivilegeChanged {
    type View = pchat_participant_privilege_changed_t;
    type Keep = (Projected<pchat_core::api::ChatRoomParticipant>, Texts);

    fn project(self) -> Projected<Self> {
        let mut texts = Texts::with_room(room(&self.room_uri));
        let participant = self.participant.project();
        let view = pchat_participant_privilege_changed_t {
            room_uri: texts.add(&self.room_uri),
            participant: participant.as_ptr(),
        };
        Projection::new(view, (participant, texts))
    }

    unsafe fn read(view: *const pchat_participant_privilege_changed_t) -> Result<Self> {
        // SAFETY: the caller's promise.
        let view = unsafe { &*view };
        Ok(Self {
room_uri: /* SAFETY: the caller's promise. */ unsafe { projection::text(view.room_uri) }.unwrap_or_default(),
participant: /* SAFETY: the caller's promise. */ unsafe { Project::read(view.participant) }?,
})
    }
}

/// Frees a `pchat_participant_privilege_changed_t` that a function of the library gave you. NULL is
/// allowed.
///
/// - Thread: any.
/// - Ownership: `it` and all that it points to are gone. Not for what callbacks get.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn pchat_participant_privilege_changed_free(
    it: *mut pchat_participant_privilege_changed_t,
) {
    // SAFETY: the header's rules: NULL or a value that the program got and did not free.
    unsafe { projection::free::<pchat_core::api::ParticipantPrivilegeChanged>(it) }
}

/// A copy of a `pchat_participant_privilege_changed_t`, to keep what a callback got. NULL for NULL.
///
/// - Thread: any.
/// - Ownership: Free the copy with `pchat_participant_privilege_changed_free`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn pchat_participant_privilege_changed_copy(
    it: *const pchat_participant_privilege_changed_t,
) -> *mut pchat_participant_privilege_changed_t {
    // SAFETY: the header's rules: NULL or a live value.
    unsafe { projection::copy::<pchat_core::api::ParticipantPrivilegeChanged>(it) }
}

/// A text that the server keeps for the user under a label, for example the list of rooms that a client
/// joins by itself.
///
/// Made by the library and read-only; later versions may add fields at the end. One that a function
/// gave you is freed with `pchat_preference_bundle_free`; one that a callback gets is good until the
/// callback returns, `pchat_preference_bundle_copy` keeps it.
#[derive(Clone, Copy)]
#[repr(C)]
pub struct pchat_preference_bundle_t {
    /// Its name, up to 255 characters.
    pub label: *const c_char,
    /// Its version, which rises with every change.
    pub sequence_id: i64,
    /// What the program wrote.
    pub data: *const c_char,
}

impl Project for pchat_core::api::PreferenceBundle {
    type View = pchat_preference_bundle_t;
    type Keep = Texts;

    fn project(self) -> Projected<Self> {
        let mut texts = Texts::with_room(room(&self.label) + room(&self.data));
        let view = pchat_preference_bundle_t {
            label: texts.add(&self.label),
            sequence_id: self.sequence_id,
            data: texts.add(&self.data),
        };
        Projection::new(view, texts)
    }

    unsafe fn read(view: *const pchat_preference_bundle_t) -> Result<Self> {
        // SAFETY: the caller's promise.
        let view = unsafe { &*view };
        Ok(Self {
label: /* SAFETY: the caller's promise. */ unsafe { projection::text(view.label) }.unwrap_or_default(),
sequence_id: view.sequence_id,
data: /* SAFETY: the caller's promise. */ unsafe { projection::text(view.data) }.unwrap_or_default(),
})
    }
}

/// Frees a `pchat_preference_bundle_t` that a function of the library gave you. NULL is allowed.
///
/// - Thread: any.
/// - Ownership: `it` and all that it points to are gone. Not for what callbacks get.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn pchat_preference_bundle_free(it: *mut pchat_preference_bundle_t) {
    // SAFETY: the header's rules: NULL or a value that the program got and did not free.
    unsafe { projection::free::<pchat_core::api::PreferenceBundle>(it) }
}

/// A copy of a `pchat_preference_bundle_t`, to keep what a callback got. NULL for NULL.
///
/// - Thread: any.
/// - Ownership: Free the copy with `pchat_preference_bundle_free`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn pchat_preference_bundle_copy(
    it: *const pchat_preference_bundle_t,
) -> *mut pchat_preference_bundle_t {
    // SAFETY: the header's rules: NULL or a live value.
    unsafe { projection::copy::<pchat_core::api::PreferenceBundle>(it) }
}

/// A user or group, short.
///
/// Made by the library and read-only; later versions may add fields at the end. One that a function
/// gave you is freed with `pchat_principal_summary_free`; one that a callback gets is good until the
/// callback returns, `pchat_principal_summary_copy` keeps it.
#[derive(Clone, Copy)]
#[repr(C)]
pub struct pchat_principal_summary_t {
    /// `sip:user@domain` or `ma-grp:<guid>@u.g`.
    pub uri: *const c_char,
    /// The name.
    pub name: *const c_char,
    /// The full name, when the server tells it.
    /// May be NULL.
    pub display_name: *const c_char,
    /// What it is.
    /// A `PCHAT_PRINCIPAL_KIND_…`.
    pub kind: pchat_principal_kind_t,
    /// The GUID of its object in the directory, when the server tells it.
    /// May be NULL.
    pub guid: *const c_char,
    /// Its path in the directory, when the server tells it.
    /// May be NULL.
    pub directory_path: *const c_char,
}

impl Project for pchat_core::api::PrincipalSummary {
    type View = pchat_principal_summary_t;
    type Keep = Texts;

    fn project(self) -> Projected<Self> {
        let mut texts = Texts::with_room(
            room(&self.uri)
                + room(&self.name)
                + self.display_name.as_deref().map_or(0, room)
                + self.guid.as_deref().map_or(0, room)
                + self.directory_path.as_deref().map_or(0, room),
        );
        let view = pchat_principal_summary_t {
            uri: texts.add(&self.uri),
            name: texts.add(&self.name),
            display_name: texts.add_optional(self.display_name.as_deref()),
            kind: self.kind as i32,
            guid: texts.add_optional(self.guid.as_deref()),
            directory_path: texts.add_optional(self.directory_path.as_deref()),
        };
        Projection::new(view, texts)
    }

    unsafe fn read(view: *const pchat_principal_summary_t) -> Result<Self> {
        // SAFETY: the caller's promise.
        let view = unsafe { &*view };
        Ok(Self {
uri: /* SAFETY: the caller's promise. */ unsafe { projection::text(view.uri) }.unwrap_or_default(),
name: /* SAFETY: the caller's promise. */ unsafe { projection::text(view.name) }.unwrap_or_default(),
display_name: /* SAFETY: the caller's promise. */ unsafe { projection::text(view.display_name) },
kind: enums::principal_kind(view.kind, "kind")?,
guid: /* SAFETY: the caller's promise. */ unsafe { projection::text(view.guid) },
directory_path: /* SAFETY: the caller's promise. */ unsafe { projection::text(view.directory_path) },
})
    }
}

/// Frees a `pchat_principal_summary_t` that a function of the library gave you. NULL is allowed.
///
/// - Thread: any.
/// - Ownership: `it` and all that it points to are gone. Not for what callbacks get.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn pchat_principal_summary_free(it: *mut pchat_principal_summary_t) {
    // SAFETY: the header's rules: NULL or a value that the program got and did not free.
    unsafe { projection::free::<pchat_core::api::PrincipalSummary>(it) }
}

/// A copy of a `pchat_principal_summary_t`, to keep what a callback got. NULL for NULL.
///
/// - Thread: any.
/// - Ownership: Free the copy with `pchat_principal_summary_free`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn pchat_principal_summary_copy(
    it: *const pchat_principal_summary_t,
) -> *mut pchat_principal_summary_t {
    // SAFETY: the header's rules: NULL or a live value.
    unsafe { projection::copy::<pchat_core::api::PrincipalSummary>(it) }
}

/// Somebody in a role (the SDK's `PersistentChatRoleDescriptor`).
///
/// Made by the library and read-only; later versions may add fields at the end. One that a function
/// gave you is freed with `pchat_role_entry_free`; one that a callback gets is good until the callback
/// returns, `pchat_role_entry_copy` keeps it.
#[derive(Clone, Copy)]
#[repr(C)]
pub struct pchat_role_entry_t {
    /// Who has the role.
    pub principal: *const pchat_principal_summary_t,
    /// Who gave it and when, when the server tells it.
    /// May be NULL.
    pub change_history: *const pchat_audit_data_t,
}

impl Project for pchat_core::api::RoleEntry {
    type View = pchat_role_entry_t;
    type Keep = (Projected<pchat_core::api::PrincipalSummary>, Option<Projected<pchat_core::api::AuditData>>);

    fn project(self) -> Projected<Self> {
        let principal = self.principal.project();
        let change_history = self.change_history.map(Project::project);
        let view = pchat_role_entry_t {
            principal: principal.as_ptr(),
            change_history: change_history.as_ref().map_or(ptr::null(), |it| it.as_ptr()),
        };
        Projection::new(view, (principal, change_history))
    }

    unsafe fn read(view: *const pchat_role_entry_t) -> Result<Self> {
        // SAFETY: the caller's promise.
        let view = unsafe { &*view };
        Ok(Self {
principal: /* SAFETY: the caller's promise. */ unsafe { Project::read(view.principal) }?,
change_history: if view.change_history.is_null() { None } else { Some(/* SAFETY: the caller's promise. */ unsafe { Project::read(view.change_history) }?) },
})
    }
}

/// Frees a `pchat_role_entry_t` that a function of the library gave you. NULL is allowed.
///
/// - Thread: any.
/// - Ownership: `it` and all that it points to are gone. Not for what callbacks get.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn pchat_role_entry_free(it: *mut pchat_role_entry_t) {
    // SAFETY: the header's rules: NULL or a value that the program got and did not free.
    unsafe { projection::free::<pchat_core::api::RoleEntry>(it) }
}

/// A copy of a `pchat_role_entry_t`, to keep what a callback got. NULL for NULL.
///
/// - Thread: any.
/// - Ownership: Free the copy with `pchat_role_entry_free`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn pchat_role_entry_copy(it: *const pchat_role_entry_t) -> *mut pchat_role_entry_t {
    // SAFETY: the header's rules: NULL or a live value.
    unsafe { projection::copy::<pchat_core::api::RoleEntry>(it) }
}

/// A room that was not joined with the others.
///
/// Made by the library and read-only; later versions may add fields at the end. One that a function
/// gave you is freed with `pchat_room_not_joined_free`; one that a callback gets is good until the
/// callback returns, `pchat_room_not_joined_copy` keeps it.
#[derive(Clone, Copy)]
#[repr(C)]
pub struct pchat_room_not_joined_t {
    /// The URI as it was given.
    pub room_uri: *const c_char,
    /// Why: `PCHAT_ERROR_CODE_BAD_ARGUMENT` (not a room URI), `PCHAT_ERROR_CODE_INVALID_OPERATION` (this
    /// endpoint is in the room already, or it was named twice), or the server's answer:
    /// `PCHAT_ERROR_CODE_NO_SUCH_NODE`, `PCHAT_ERROR_CODE_NODE_DISABLED`,
    /// `PCHAT_ERROR_CODE_ERROR_PERMISSION`, … Servers that only say that it failed give
    /// `PCHAT_ERROR_CODE_UNKNOWN_SERVER_ERROR`.
    pub reason: *const pchat_error_t,
}

impl Project for pchat_core::api::RoomNotJoined {
    type View = pchat_room_not_joined_t;
    type Keep = (LentError, Texts);

    fn project(self) -> Projected<Self> {
        let mut texts = Texts::with_room(room(&self.room_uri));
        let reason = LentError::new(self.reason);
        let view = pchat_room_not_joined_t { room_uri: texts.add(&self.room_uri), reason: reason.as_ptr() };
        Projection::new(view, (reason, texts))
    }

    unsafe fn read(view: *const pchat_room_not_joined_t) -> Result<Self> {
        // SAFETY: the caller's promise.
        let view = unsafe { &*view };
        Ok(Self {
room_uri: /* SAFETY: the caller's promise. */ unsafe { projection::text(view.room_uri) }.unwrap_or_default(),
reason: error::get(view.reason).ok_or_else(|| Error::new(ErrorCode::InvalidHandle, "the error was freed"))?,
})
    }
}

/// Frees a `pchat_room_not_joined_t` that a function of the library gave you. NULL is allowed.
///
/// - Thread: any.
/// - Ownership: `it` and all that it points to are gone. Not for what callbacks get.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn pchat_room_not_joined_free(it: *mut pchat_room_not_joined_t) {
    // SAFETY: the header's rules: NULL or a value that the program got and did not free.
    unsafe { projection::free::<pchat_core::api::RoomNotJoined>(it) }
}

/// A copy of a `pchat_room_not_joined_t`, to keep what a callback got. NULL for NULL.
///
/// - Thread: any.
/// - Ownership: Free the copy with `pchat_room_not_joined_free`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn pchat_room_not_joined_copy(
    it: *const pchat_room_not_joined_t,
) -> *mut pchat_room_not_joined_t {
    // SAFETY: the header's rules: NULL or a live value.
    unsafe { projection::copy::<pchat_core::api::RoomNotJoined>(it) }
}

/// What the user may do in a room (the SDK's `RoomPermissionMap`).
///
/// Made by the library and read-only; later versions may add fields at the end. One that a function
/// gave you is freed with `pchat_room_permissions_free`; one that a callback gets is good until the
/// callback returns, `pchat_room_permissions_copy` keeps it.
#[derive(Clone, Copy)]
#[repr(C)]
pub struct pchat_room_permissions_t {
    /// Change it and its lists.
    pub can_manage_room: bool,
    /// Join it.
    pub can_join: bool,
    /// Post to it.
    pub can_chat: bool,
    /// Read what was said, also without joining.
    pub can_read_history: bool,
    /// See it.
    pub can_view: bool,
    /// Post to it although it is an auditorium.
    pub can_auditorium_chat: bool,
}

impl Project for pchat_core::api::RoomPermissions {
    type View = pchat_room_permissions_t;
    type Keep = ();

    fn project(self) -> Projected<Self> {
        let view = pchat_room_permissions_t {
            can_manage_room: self.can_manage_room,
            can_join: self.can_join,
            can_chat: self.can_chat,
            can_read_history: self.can_read_history,
            can_view: self.can_view,
            can_auditorium_chat: self.can_auditorium_chat,
        };
        Projection::new(view, ())
    }

    unsafe fn read(view: *const pchat_room_permissions_t) -> Result<Self> {
        // SAFETY: the caller's promise.
        let view = unsafe { &*view };
        Ok(Self {
            can_manage_room: view.can_manage_room,
            can_join: view.can_join,
            can_chat: view.can_chat,
            can_read_history: view.can_read_history,
            can_view: view.can_view,
            can_auditorium_chat: view.can_auditorium_chat,
        })
    }
}

/// Frees a `pchat_room_permissions_t` that a function of the library gave you. NULL is allowed.
///
/// - Thread: any.
/// - Ownership: `it` and all that it points to are gone. Not for what callbacks get.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn pchat_room_permissions_free(it: *mut pchat_room_permissions_t) {
    // SAFETY: the header's rules: NULL or a value that the program got and did not free.
    unsafe { projection::free::<pchat_core::api::RoomPermissions>(it) }
}

/// A copy of a `pchat_room_permissions_t`, to keep what a callback got. NULL for NULL.
///
/// - Thread: any.
/// - Ownership: Free the copy with `pchat_room_permissions_free`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn pchat_room_permissions_copy(
    it: *const pchat_room_permissions_t,
) -> *mut pchat_room_permissions_t {
    // SAFETY: the header's rules: NULL or a live value.
    unsafe { projection::copy::<pchat_core::api::RoomPermissions>(it) }
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
    /// Why, when it was not asked for: the user was removed from the room
    /// (`PCHAT_ERROR_CODE_ERROR_PERMISSION`), the room was disabled (`PCHAT_ERROR_CODE_NODE_DISABLED`), the
    /// connection was lost, …
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

/// A completed transfer.
///
/// Made by the library and read-only; later versions may add fields at the end. One that a function
/// gave you is freed with `pchat_transferred_file_free`; one that a callback gets is good until the
/// callback returns, `pchat_transferred_file_copy` keeps it.
#[derive(Clone, Copy)]
#[repr(C)]
pub struct pchat_transferred_file_t {
    /// The file's URI, `ma-filelink://…`: what `file_uri` of `pchat_file_download_t` takes.
    pub file_uri: *const c_char,
    /// The path on this machine; empty for one that has none.
    pub path: *const c_char,
    /// The name for people.
    pub file_name: *const c_char,
    /// Its size in bytes.
    pub size: u64,
}

impl Project for pchat_core::api::TransferredFile {
    type View = pchat_transferred_file_t;
    type Keep = Texts;

    fn project(self) -> Projected<Self> {
        let mut texts = Texts::with_room(room(&self.file_uri) + room(&self.path) + room(&self.file_name));
        let view = pchat_transferred_file_t {
            file_uri: texts.add(&self.file_uri),
            path: texts.add(&self.path),
            file_name: texts.add(&self.file_name),
            size: self.size,
        };
        Projection::new(view, texts)
    }

    unsafe fn read(view: *const pchat_transferred_file_t) -> Result<Self> {
        // SAFETY: the caller's promise.
        let view = unsafe { &*view };
        Ok(Self {
file_uri: /* SAFETY: the caller's promise. */ unsafe { projection::text(view.file_uri) }.unwrap_or_default(),
path: /* SAFETY: the caller's promise. */ unsafe { projection::text(view.path) }.unwrap_or_default(),
file_name: /* SAFETY: the caller's promise. */ unsafe { projection::text(view.file_name) }.unwrap_or_default(),
size: view.size,
})
    }
}

/// Frees a `pchat_transferred_file_t` that a function of the library gave you. NULL is allowed.
///
/// - Thread: any.
/// - Ownership: `it` and all that it points to are gone. Not for what callbacks get.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn pchat_transferred_file_free(it: *mut pchat_transferred_file_t) {
    // SAFETY: the header's rules: NULL or a value that the program got and did not free.
    unsafe { projection::free::<pchat_core::api::TransferredFile>(it) }
}

/// A copy of a `pchat_transferred_file_t`, to keep what a callback got. NULL for NULL.
///
/// - Thread: any.
/// - Ownership: Free the copy with `pchat_transferred_file_free`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn pchat_transferred_file_copy(
    it: *const pchat_transferred_file_t,
) -> *mut pchat_transferred_file_t {
    // SAFETY: the header's rules: NULL or a live value.
    unsafe { projection::copy::<pchat_core::api::TransferredFile>(it) }
}

/// Everything about a user.
///
/// Made by the library and read-only; later versions may add fields at the end. One that a function
/// gave you is freed with `pchat_user_free`; one that a callback gets is good until the callback
/// returns, `pchat_user_copy` keeps it.
#[derive(Clone, Copy)]
#[repr(C)]
pub struct pchat_user_t {
    /// `sip:user@domain`.
    pub uri: *const c_char,
    /// The name.
    pub name: *const c_char,
    /// The full name, when the server tells it.
    /// May be NULL.
    pub display_name: *const c_char,
    /// What it is.
    /// A `PCHAT_PRINCIPAL_KIND_…`.
    pub kind: pchat_principal_kind_t,
    /// The GUID of the object in the directory, when the server tells it.
    /// May be NULL.
    pub guid: *const c_char,
    /// The path in the directory, when the server tells it.
    /// May be NULL.
    pub directory_path: *const c_char,
    /// The company, when the server tells it.
    /// May be NULL.
    pub company_name: *const c_char,
    /// The e-mail address, when the server tells it.
    /// May be NULL.
    pub email: *const c_char,
    /// May not connect any more. Users are not deleted.
    pub is_disabled: bool,
    /// The groups, containers and domain that the user is in.
    pub member_of: *const pchat_principal_summary_list_t,
    /// Who made and changed it, when the server tells it.
    /// May be NULL.
    pub change_history: *const pchat_audit_data_t,
}

impl Project for pchat_core::api::User {
    type View = pchat_user_t;
    type Keep = (
        Projected<List<pchat_core::api::PrincipalSummary>>,
        Option<Projected<pchat_core::api::AuditData>>,
        Texts,
    );

    fn project(self) -> Projected<Self> {
        let mut texts = Texts::with_room(
            room(&self.uri)
                + room(&self.name)
                + self.display_name.as_deref().map_or(0, room)
                + self.guid.as_deref().map_or(0, room)
                + self.directory_path.as_deref().map_or(0, room)
                + self.company_name.as_deref().map_or(0, room)
                + self.email.as_deref().map_or(0, room),
        );
        let member_of = List(self.member_of).project();
        let change_history = self.change_history.map(Project::project);
        let view = pchat_user_t {
            uri: texts.add(&self.uri),
            name: texts.add(&self.name),
            display_name: texts.add_optional(self.display_name.as_deref()),
            kind: self.kind as i32,
            guid: texts.add_optional(self.guid.as_deref()),
            directory_path: texts.add_optional(self.directory_path.as_deref()),
            company_name: texts.add_optional(self.company_name.as_deref()),
            email: texts.add_optional(self.email.as_deref()),
            is_disabled: self.is_disabled,
            member_of: member_of.as_ptr(),
            change_history: change_history.as_ref().map_or(ptr::null(), |it| it.as_ptr()),
        };
        Projection::new(view, (member_of, change_history, texts))
    }

    unsafe fn read(view: *const pchat_user_t) -> Result<Self> {
        // SAFETY: the caller's promise.
        let view = unsafe { &*view };
        Ok(Self {
uri: /* SAFETY: the caller's promise. */ unsafe { projection::text(view.uri) }.unwrap_or_default(),
name: /* SAFETY: the caller's promise. */ unsafe { projection::text(view.name) }.unwrap_or_default(),
display_name: /* SAFETY: the caller's promise. */ unsafe { projection::text(view.display_name) },
kind: enums::principal_kind(view.kind, "kind")?,
guid: /* SAFETY: the caller's promise. */ unsafe { projection::text(view.guid) },
directory_path: /* SAFETY: the caller's promise. */ unsafe { projection::text(view.directory_path) },
company_name: /* SAFETY: the caller's promise. */ unsafe { projection::text(view.company_name) },
email: /* SAFETY: the caller's promise. */ unsafe { projection::text(view.email) },
is_disabled: view.is_disabled,
member_of: /* SAFETY: the caller's promise. */ unsafe { <List<pchat_core::api::PrincipalSummary> as Project>::read(view.member_of) }?.0,
change_history: if view.change_history.is_null() { None } else { Some(/* SAFETY: the caller's promise. */ unsafe { Project::read(view.change_history) }?) },
})
    }
}

/// Frees a `pchat_user_t` that a function of the library gave you. NULL is allowed.
///
/// - Thread: any.
/// - Ownership: `it` and all that it points to are gone. Not for what callbacks get.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn pchat_user_free(it: *mut pchat_user_t) {
    // SAFETY: the header's rules: NULL or a value that the program got and did not free.
    unsafe { projection::free::<pchat_core::api::User>(it) }
}

/// A copy of a `pchat_user_t`, to keep what a callback got. NULL for NULL.
///
/// - Thread: any.
/// - Ownership: Free the copy with `pchat_user_free`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn pchat_user_copy(it: *const pchat_user_t) -> *mut pchat_user_t {
    // SAFETY: the header's rules: NULL or a live value.
    unsafe { projection::copy::<pchat_core::api::User>(it) }
}

/// Everything about a group.
///
/// Made by the library and read-only; later versions may add fields at the end. One that a function
/// gave you is freed with `pchat_user_group_free`; one that a callback gets is good until the callback
/// returns, `pchat_user_group_copy` keeps it.
#[derive(Clone, Copy)]
#[repr(C)]
pub struct pchat_user_group_t {
    /// `ma-grp:<guid>@u.g`.
    pub uri: *const c_char,
    /// The name.
    pub name: *const c_char,
    /// The full name, when the server tells it.
    /// May be NULL.
    pub display_name: *const c_char,
    /// What it is.
    /// A `PCHAT_PRINCIPAL_KIND_…`.
    pub kind: pchat_principal_kind_t,
    /// The GUID of the object in the directory, when the server tells it.
    /// May be NULL.
    pub guid: *const c_char,
    /// The path in the directory, when the server tells it.
    /// May be NULL.
    pub directory_path: *const c_char,
    /// The groups, containers and domain that the group is in.
    pub member_of: *const pchat_principal_summary_list_t,
    /// Who made and changed it, when the server tells it.
    /// May be NULL.
    pub change_history: *const pchat_audit_data_t,
}

impl Project for pchat_core::api::UserGroup {
    type View = pchat_user_group_t;
    type Keep = (
        Projected<List<pchat_core::api::PrincipalSummary>>,
        Option<Projected<pchat_core::api::AuditData>>,
        Texts,
    );

    fn project(self) -> Projected<Self> {
        let mut texts = Texts::with_room(
            room(&self.uri)
                + room(&self.name)
                + self.display_name.as_deref().map_or(0, room)
                + self.guid.as_deref().map_or(0, room)
                + self.directory_path.as_deref().map_or(0, room),
        );
        let member_of = List(self.member_of).project();
        let change_history = self.change_history.map(Project::project);
        let view = pchat_user_group_t {
            uri: texts.add(&self.uri),
            name: texts.add(&self.name),
            display_name: texts.add_optional(self.display_name.as_deref()),
            kind: self.kind as i32,
            guid: texts.add_optional(self.guid.as_deref()),
            directory_path: texts.add_optional(self.directory_path.as_deref()),
            member_of: member_of.as_ptr(),
            change_history: change_history.as_ref().map_or(ptr::null(), |it| it.as_ptr()),
        };
        Projection::new(view, (member_of, change_history, texts))
    }

    unsafe fn read(view: *const pchat_user_group_t) -> Result<Self> {
        // SAFETY: the caller's promise.
        let view = unsafe { &*view };
        Ok(Self {
uri: /* SAFETY: the caller's promise. */ unsafe { projection::text(view.uri) }.unwrap_or_default(),
name: /* SAFETY: the caller's promise. */ unsafe { projection::text(view.name) }.unwrap_or_default(),
display_name: /* SAFETY: the caller's promise. */ unsafe { projection::text(view.display_name) },
kind: enums::principal_kind(view.kind, "kind")?,
guid: /* SAFETY: the caller's promise. */ unsafe { projection::text(view.guid) },
directory_path: /* SAFETY: the caller's promise. */ unsafe { projection::text(view.directory_path) },
member_of: /* SAFETY: the caller's promise. */ unsafe { <List<pchat_core::api::PrincipalSummary> as Project>::read(view.member_of) }?.0,
change_history: if view.change_history.is_null() { None } else { Some(/* SAFETY: the caller's promise. */ unsafe { Project::read(view.change_history) }?) },
})
    }
}

/// Frees a `pchat_user_group_t` that a function of the library gave you. NULL is allowed.
///
/// - Thread: any.
/// - Ownership: `it` and all that it points to are gone. Not for what callbacks get.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn pchat_user_group_free(it: *mut pchat_user_group_t) {
    // SAFETY: the header's rules: NULL or a value that the program got and did not free.
    unsafe { projection::free::<pchat_core::api::UserGroup>(it) }
}

/// A copy of a `pchat_user_group_t`, to keep what a callback got. NULL for NULL.
///
/// - Thread: any.
/// - Ownership: Free the copy with `pchat_user_group_free`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn pchat_user_group_copy(it: *const pchat_user_group_t) -> *mut pchat_user_group_t {
    // SAFETY: the header's rules: NULL or a live value.
    unsafe { projection::copy::<pchat_core::api::UserGroup>(it) }
}

/// What `pchat_user_services_find_users` found.
///
/// Made by the library and read-only; later versions may add fields at the end. One that a function
/// gave you is freed with `pchat_user_search_result_free`; one that a callback gets is good until the
/// callback returns, `pchat_user_search_result_copy` keeps it.
#[derive(Clone, Copy)]
#[repr(C)]
pub struct pchat_user_search_result_t {
    /// The users.
    pub users: *const pchat_principal_summary_list_t,
    /// There are more than the server gives; narrow the search.
    pub more_available: bool,
}

impl Project for pchat_core::api::UserSearchResult {
    type View = pchat_user_search_result_t;
    type Keep = Projected<List<pchat_core::api::PrincipalSummary>>;

    fn project(self) -> Projected<Self> {
        let users = List(self.users).project();
        let view = pchat_user_search_result_t { users: users.as_ptr(), more_available: self.more_available };
        Projection::new(view, users)
    }

    unsafe fn read(view: *const pchat_user_search_result_t) -> Result<Self> {
        // SAFETY: the caller's promise.
        let view = unsafe { &*view };
        Ok(Self {
users: /* SAFETY: the caller's promise. */ unsafe { <List<pchat_core::api::PrincipalSummary> as Project>::read(view.users) }?.0,
more_available: view.more_available,
})
    }
}

/// Frees a `pchat_user_search_result_t` that a function of the library gave you. NULL is allowed.
///
/// - Thread: any.
/// - Ownership: `it` and all that it points to are gone. Not for what callbacks get.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn pchat_user_search_result_free(it: *mut pchat_user_search_result_t) {
    // SAFETY: the header's rules: NULL or a value that the program got and did not free.
    unsafe { projection::free::<pchat_core::api::UserSearchResult>(it) }
}

/// A copy of a `pchat_user_search_result_t`, to keep what a callback got. NULL for NULL.
///
/// - Thread: any.
/// - Ownership: Free the copy with `pchat_user_search_result_free`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn pchat_user_search_result_copy(
    it: *const pchat_user_search_result_t,
) -> *mut pchat_user_search_result_t {
    // SAFETY: the header's rules: NULL or a live value.
    unsafe { projection::copy::<pchat_core::api::UserSearchResult>(it) }
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

/// A list of `pchat_add_in_t`.
///
/// Made by the library and read-only. One that a function gave you is freed with
/// `pchat_add_in_list_free`, with everything in it.
#[derive(Clone, Copy)]
#[repr(C)]
pub struct pchat_add_in_list_t {
    /// How many there are.
    pub count: usize,
    /// The items, each behind a pointer.
    pub items: *const *const pchat_add_in_t,
}

impl Project for List<pchat_core::api::AddIn> {
    type View = pchat_add_in_list_t;
    type Keep = (Vec<Projected<pchat_core::api::AddIn>>, Vec<*const pchat_add_in_t>);

    fn project(self) -> Projected<Self> {
        let owned: Vec<_> = self.0.into_iter().map(Project::project).collect();
        let items: Vec<*const pchat_add_in_t> = owned.iter().map(|item| item.as_ptr()).collect();
        let view = pchat_add_in_list_t { count: items.len(), items: items.as_ptr() };
        Projection::new(view, (owned, items))
    }

    unsafe fn read(view: *const pchat_add_in_list_t) -> Result<Self> {
        // SAFETY: the caller's promise.
        let items = unsafe { std::slice::from_raw_parts((*view).items, (*view).count) };
        // SAFETY: as above.
        items.iter().map(|item| unsafe { Project::read(*item) }).collect::<Result<_>>().map(List)
    }
}

/// Frees a `pchat_add_in_list_t` that a function of the library gave you. NULL is allowed.
///
/// - Thread: any.
/// - Ownership: `it` and all that it points to are gone. Not for what callbacks get.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn pchat_add_in_list_free(it: *mut pchat_add_in_list_t) {
    // SAFETY: the header's rules: NULL or a value that the program got and did not free.
    unsafe { projection::free::<List<pchat_core::api::AddIn>>(it) }
}

/// A copy of a `pchat_add_in_list_t`, to keep what a callback got. NULL for NULL.
///
/// - Thread: any.
/// - Ownership: Free the copy with `pchat_add_in_list_free`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn pchat_add_in_list_copy(it: *const pchat_add_in_list_t) -> *mut pchat_add_in_list_t {
    // SAFETY: the header's rules: NULL or a live value.
    unsafe { projection::copy::<List<pchat_core::api::AddIn>>(it) }
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

/// A list of `pchat_chat_room_category_summary_t`.
///
/// Made by the library and read-only. One that a function gave you is freed with
/// `pchat_chat_room_category_summary_list_free`, with everything in it.
#[derive(Clone, Copy)]
#[repr(C)]
pub struct pchat_chat_room_category_summary_list_t {
    /// How many there are.
    pub count: usize,
    /// The items, each behind a pointer.
    pub items: *const *const pchat_chat_room_category_summary_t,
}

impl Project for List<pchat_core::api::ChatRoomCategorySummary> {
    type View = pchat_chat_room_category_summary_list_t;
    type Keep = (
        Vec<Projected<pchat_core::api::ChatRoomCategorySummary>>,
        Vec<*const pchat_chat_room_category_summary_t>,
    );

    fn project(self) -> Projected<Self> {
        let owned: Vec<_> = self.0.into_iter().map(Project::project).collect();
        let items: Vec<*const pchat_chat_room_category_summary_t> =
            owned.iter().map(|item| item.as_ptr()).collect();
        let view = pchat_chat_room_category_summary_list_t { count: items.len(), items: items.as_ptr() };
        Projection::new(view, (owned, items))
    }

    unsafe fn read(view: *const pchat_chat_room_category_summary_list_t) -> Result<Self> {
        // SAFETY: the caller's promise.
        let items = unsafe { std::slice::from_raw_parts((*view).items, (*view).count) };
        // SAFETY: as above.
        items.iter().map(|item| unsafe { Project::read(*item) }).collect::<Result<_>>().map(List)
    }
}

/// Frees a `pchat_chat_room_category_summary_list_t` that a function of the library gave you. NULL is
/// allowed.
///
/// - Thread: any.
/// - Ownership: `it` and all that it points to are gone. Not for what callbacks get.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn pchat_chat_room_category_summary_list_free(
    it: *mut pchat_chat_room_category_summary_list_t,
) {
    // SAFETY: the header's rules: NULL or a value that the program got and did not free.
    unsafe { projection::free::<List<pchat_core::api::ChatRoomCategorySummary>>(it) }
}

/// A copy of a `pchat_chat_room_category_summary_list_t`, to keep what a callback got. NULL for NULL.
///
/// - Thread: any.
/// - Ownership: Free the copy with `pchat_chat_room_category_summary_list_free`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn pchat_chat_room_category_summary_list_copy(
    it: *const pchat_chat_room_category_summary_list_t,
) -> *mut pchat_chat_room_category_summary_list_t {
    // SAFETY: the header's rules: NULL or a live value.
    unsafe { projection::copy::<List<pchat_core::api::ChatRoomCategorySummary>>(it) }
}

/// A list of `pchat_chat_room_invitation_t`.
///
/// Made by the library and read-only. One that a function gave you is freed with
/// `pchat_chat_room_invitation_list_free`, with everything in it.
#[derive(Clone, Copy)]
#[repr(C)]
pub struct pchat_chat_room_invitation_list_t {
    /// How many there are.
    pub count: usize,
    /// The items, each behind a pointer.
    pub items: *const *const pchat_chat_room_invitation_t,
}

impl Project for List<pchat_core::api::ChatRoomInvitation> {
    type View = pchat_chat_room_invitation_list_t;
    type Keep =
        (Vec<Projected<pchat_core::api::ChatRoomInvitation>>, Vec<*const pchat_chat_room_invitation_t>);

    fn project(self) -> Projected<Self> {
        let owned: Vec<_> = self.0.into_iter().map(Project::project).collect();
        let items: Vec<*const pchat_chat_room_invitation_t> =
            owned.iter().map(|item| item.as_ptr()).collect();
        let view = pchat_chat_room_invitation_list_t { count: items.len(), items: items.as_ptr() };
        Projection::new(view, (owned, items))
    }

    unsafe fn read(view: *const pchat_chat_room_invitation_list_t) -> Result<Self> {
        // SAFETY: the caller's promise.
        let items = unsafe { std::slice::from_raw_parts((*view).items, (*view).count) };
        // SAFETY: as above.
        items.iter().map(|item| unsafe { Project::read(*item) }).collect::<Result<_>>().map(List)
    }
}

/// Frees a `pchat_chat_room_invitation_list_t` that a function of the library gave you. NULL is
/// allowed.
///
/// - Thread: any.
/// - Ownership: `it` and all that it points to are gone. Not for what callbacks get.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn pchat_chat_room_invitation_list_free(it: *mut pchat_chat_room_invitation_list_t) {
    // SAFETY: the header's rules: NULL or a value that the program got and did not free.
    unsafe { projection::free::<List<pchat_core::api::ChatRoomInvitation>>(it) }
}

/// A copy of a `pchat_chat_room_invitation_list_t`, to keep what a callback got. NULL for NULL.
///
/// - Thread: any.
/// - Ownership: Free the copy with `pchat_chat_room_invitation_list_free`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn pchat_chat_room_invitation_list_copy(
    it: *const pchat_chat_room_invitation_list_t,
) -> *mut pchat_chat_room_invitation_list_t {
    // SAFETY: the header's rules: NULL or a live value.
    unsafe { projection::copy::<List<pchat_core::api::ChatRoomInvitation>>(it) }
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

/// A list of `pchat_history_result_t`.
///
/// Made by the library and read-only. One that a function gave you is freed with
/// `pchat_history_result_list_free`, with everything in it.
#[derive(Clone, Copy)]
#[repr(C)]
pub struct pchat_history_result_list_t {
    /// How many there are.
    pub count: usize,
    /// The items, each behind a pointer.
    pub items: *const *const pchat_history_result_t,
}

impl Project for List<pchat_core::api::HistoryResult> {
    type View = pchat_history_result_list_t;
    type Keep = (Vec<Projected<pchat_core::api::HistoryResult>>, Vec<*const pchat_history_result_t>);

    fn project(self) -> Projected<Self> {
        let owned: Vec<_> = self.0.into_iter().map(Project::project).collect();
        let items: Vec<*const pchat_history_result_t> = owned.iter().map(|item| item.as_ptr()).collect();
        let view = pchat_history_result_list_t { count: items.len(), items: items.as_ptr() };
        Projection::new(view, (owned, items))
    }

    unsafe fn read(view: *const pchat_history_result_list_t) -> Result<Self> {
        // SAFETY: the caller's promise.
        let items = unsafe { std::slice::from_raw_parts((*view).items, (*view).count) };
        // SAFETY: as above.
        items.iter().map(|item| unsafe { Project::read(*item) }).collect::<Result<_>>().map(List)
    }
}

/// Frees a `pchat_history_result_list_t` that a function of the library gave you. NULL is allowed.
///
/// - Thread: any.
/// - Ownership: `it` and all that it points to are gone. Not for what callbacks get.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn pchat_history_result_list_free(it: *mut pchat_history_result_list_t) {
    // SAFETY: the header's rules: NULL or a value that the program got and did not free.
    unsafe { projection::free::<List<pchat_core::api::HistoryResult>>(it) }
}

/// A copy of a `pchat_history_result_list_t`, to keep what a callback got. NULL for NULL.
///
/// - Thread: any.
/// - Ownership: Free the copy with `pchat_history_result_list_free`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn pchat_history_result_list_copy(
    it: *const pchat_history_result_list_t,
) -> *mut pchat_history_result_list_t {
    // SAFETY: the header's rules: NULL or a live value.
    unsafe { projection::copy::<List<pchat_core::api::HistoryResult>>(it) }
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

/// A list of `pchat_principal_summary_t`.
///
/// Made by the library and read-only. One that a function gave you is freed with
/// `pchat_principal_summary_list_free`, with everything in it.
#[derive(Clone, Copy)]
#[repr(C)]
pub struct pchat_principal_summary_list_t {
    /// How many there are.
    pub count: usize,
    /// The items, each behind a pointer.
    pub items: *const *const pchat_principal_summary_t,
}

impl Project for List<pchat_core::api::PrincipalSummary> {
    type View = pchat_principal_summary_list_t;
    type Keep = (Vec<Projected<pchat_core::api::PrincipalSummary>>, Vec<*const pchat_principal_summary_t>);

    fn project(self) -> Projected<Self> {
        let owned: Vec<_> = self.0.into_iter().map(Project::project).collect();
        let items: Vec<*const pchat_principal_summary_t> = owned.iter().map(|item| item.as_ptr()).collect();
        let view = pchat_principal_summary_list_t { count: items.len(), items: items.as_ptr() };
        Projection::new(view, (owned, items))
    }

    unsafe fn read(view: *const pchat_principal_summary_list_t) -> Result<Self> {
        // SAFETY: the caller's promise.
        let items = unsafe { std::slice::from_raw_parts((*view).items, (*view).count) };
        // SAFETY: as above.
        items.iter().map(|item| unsafe { Project::read(*item) }).collect::<Result<_>>().map(List)
    }
}

/// Frees a `pchat_principal_summary_list_t` that a function of the library gave you. NULL is allowed.
///
/// - Thread: any.
/// - Ownership: `it` and all that it points to are gone. Not for what callbacks get.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn pchat_principal_summary_list_free(it: *mut pchat_principal_summary_list_t) {
    // SAFETY: the header's rules: NULL or a value that the program got and did not free.
    unsafe { projection::free::<List<pchat_core::api::PrincipalSummary>>(it) }
}

/// A copy of a `pchat_principal_summary_list_t`, to keep what a callback got. NULL for NULL.
///
/// - Thread: any.
/// - Ownership: Free the copy with `pchat_principal_summary_list_free`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn pchat_principal_summary_list_copy(
    it: *const pchat_principal_summary_list_t,
) -> *mut pchat_principal_summary_list_t {
    // SAFETY: the header's rules: NULL or a live value.
    unsafe { projection::copy::<List<pchat_core::api::PrincipalSummary>>(it) }
}

/// A list of `pchat_role_entry_t`.
///
/// Made by the library and read-only. One that a function gave you is freed with
/// `pchat_role_entry_list_free`, with everything in it.
#[derive(Clone, Copy)]
#[repr(C)]
pub struct pchat_role_entry_list_t {
    /// How many there are.
    pub count: usize,
    /// The items, each behind a pointer.
    pub items: *const *const pchat_role_entry_t,
}

impl Project for List<pchat_core::api::RoleEntry> {
    type View = pchat_role_entry_list_t;
    type Keep = (Vec<Projected<pchat_core::api::RoleEntry>>, Vec<*const pchat_role_entry_t>);

    fn project(self) -> Projected<Self> {
        let owned: Vec<_> = self.0.into_iter().map(Project::project).collect();
        let items: Vec<*const pchat_role_entry_t> = owned.iter().map(|item| item.as_ptr()).collect();
        let view = pchat_role_entry_list_t { count: items.len(), items: items.as_ptr() };
        Projection::new(view, (owned, items))
    }

    unsafe fn read(view: *const pchat_role_entry_list_t) -> Result<Self> {
        // SAFETY: the caller's promise.
        let items = unsafe { std::slice::from_raw_parts((*view).items, (*view).count) };
        // SAFETY: as above.
        items.iter().map(|item| unsafe { Project::read(*item) }).collect::<Result<_>>().map(List)
    }
}

/// Frees a `pchat_role_entry_list_t` that a function of the library gave you. NULL is allowed.
///
/// - Thread: any.
/// - Ownership: `it` and all that it points to are gone. Not for what callbacks get.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn pchat_role_entry_list_free(it: *mut pchat_role_entry_list_t) {
    // SAFETY: the header's rules: NULL or a value that the program got and did not free.
    unsafe { projection::free::<List<pchat_core::api::RoleEntry>>(it) }
}

/// A copy of a `pchat_role_entry_list_t`, to keep what a callback got. NULL for NULL.
///
/// - Thread: any.
/// - Ownership: Free the copy with `pchat_role_entry_list_free`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn pchat_role_entry_list_copy(
    it: *const pchat_role_entry_list_t,
) -> *mut pchat_role_entry_list_t {
    // SAFETY: the header's rules: NULL or a live value.
    unsafe { projection::copy::<List<pchat_core::api::RoleEntry>>(it) }
}

/// A list of `pchat_room_not_joined_t`.
///
/// Made by the library and read-only. One that a function gave you is freed with
/// `pchat_room_not_joined_list_free`, with everything in it.
#[derive(Clone, Copy)]
#[repr(C)]
pub struct pchat_room_not_joined_list_t {
    /// How many there are.
    pub count: usize,
    /// The items, each behind a pointer.
    pub items: *const *const pchat_room_not_joined_t,
}

impl Project for List<pchat_core::api::RoomNotJoined> {
    type View = pchat_room_not_joined_list_t;
    type Keep = (Vec<Projected<pchat_core::api::RoomNotJoined>>, Vec<*const pchat_room_not_joined_t>);

    fn project(self) -> Projected<Self> {
        let owned: Vec<_> = self.0.into_iter().map(Project::project).collect();
        let items: Vec<*const pchat_room_not_joined_t> = owned.iter().map(|item| item.as_ptr()).collect();
        let view = pchat_room_not_joined_list_t { count: items.len(), items: items.as_ptr() };
        Projection::new(view, (owned, items))
    }

    unsafe fn read(view: *const pchat_room_not_joined_list_t) -> Result<Self> {
        // SAFETY: the caller's promise.
        let items = unsafe { std::slice::from_raw_parts((*view).items, (*view).count) };
        // SAFETY: as above.
        items.iter().map(|item| unsafe { Project::read(*item) }).collect::<Result<_>>().map(List)
    }
}

/// Frees a `pchat_room_not_joined_list_t` that a function of the library gave you. NULL is allowed.
///
/// - Thread: any.
/// - Ownership: `it` and all that it points to are gone. Not for what callbacks get.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn pchat_room_not_joined_list_free(it: *mut pchat_room_not_joined_list_t) {
    // SAFETY: the header's rules: NULL or a value that the program got and did not free.
    unsafe { projection::free::<List<pchat_core::api::RoomNotJoined>>(it) }
}

/// A copy of a `pchat_room_not_joined_list_t`, to keep what a callback got. NULL for NULL.
///
/// - Thread: any.
/// - Ownership: Free the copy with `pchat_room_not_joined_list_free`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn pchat_room_not_joined_list_copy(
    it: *const pchat_room_not_joined_list_t,
) -> *mut pchat_room_not_joined_list_t {
    // SAFETY: the header's rules: NULL or a live value.
    unsafe { projection::copy::<List<pchat_core::api::RoomNotJoined>>(it) }
}

/// A list of strings.
///
/// Made by the library and read-only. One that a function gave you is freed with
/// `pchat_string_list_free`, with everything in it.
#[derive(Clone, Copy)]
#[repr(C)]
pub struct pchat_string_list_t {
    /// How many there are.
    pub count: usize,
    /// The strings.
    pub items: *const *const c_char,
}

impl Project for List<String> {
    type View = pchat_string_list_t;
    type Keep = (Texts, Vec<*const c_char>);

    fn project(self) -> Projected<Self> {
        let mut texts = Texts::with_room(self.0.iter().map(|text| room(text)).sum());
        let items: Vec<*const c_char> = self.0.iter().map(|text| texts.add(text)).collect();
        let view = pchat_string_list_t { count: items.len(), items: items.as_ptr() };
        Projection::new(view, (texts, items))
    }

    unsafe fn read(view: *const pchat_string_list_t) -> Result<Self> {
        // SAFETY: the caller's promise.
        let items = unsafe { std::slice::from_raw_parts((*view).items, (*view).count) };
        // SAFETY: as above.
        Ok(List(items.iter().map(|item| unsafe { projection::text(*item) }.unwrap_or_default()).collect()))
    }
}

/// Frees a `pchat_string_list_t` that a function of the library gave you. NULL is allowed.
///
/// - Thread: any.
/// - Ownership: `it` and all that it points to are gone. Not for what callbacks get.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn pchat_string_list_free(it: *mut pchat_string_list_t) {
    // SAFETY: the header's rules: NULL or a value that the program got and did not free.
    unsafe { projection::free::<List<String>>(it) }
}

/// A copy of a `pchat_string_list_t`, to keep what a callback got. NULL for NULL.
///
/// - Thread: any.
/// - Ownership: Free the copy with `pchat_string_list_free`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn pchat_string_list_copy(it: *const pchat_string_list_t) -> *mut pchat_string_list_t {
    // SAFETY: the header's rules: NULL or a live value.
    unsafe { projection::copy::<List<String>>(it) }
}
