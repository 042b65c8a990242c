//! What room administration is about: rooms with everything, categories, add-ins.

use super::{ChatRoomPrivacy, Timestamp};

/// Who made and who changed something, and when.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AuditData {
    /// The URI of who made it.
    pub created_by: Option<String>,
    /// When it was made.
    pub created_on: Option<Timestamp>,
    /// The URI of who changed it last.
    pub updated_by: Option<String>,
    /// When it was changed last.
    pub updated_on: Option<Timestamp>,
}

/// A web page that clients show beside a room. Administrators register add-ins on the server.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AddIn {
    /// Its GUID.
    pub add_in_id: String,
    /// Its name.
    pub name: String,
    /// Its page, as the administrator wrote it: it may be no valid URL.
    pub url: String,
}

/// Whether a room invites its new members. There is no way to invite where the category does not.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[repr(i32)]
pub enum ChatRoomInvitationSetting {
    /// Never (the SDK's `False`).
    Never = 0,
    /// As the category does.
    Inherit = 1,
}

/// Whether new members get invitations, and why (the SDK's `InheritedChatRoomInviteProperty`).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InheritedInvitationSetting {
    /// What the room says.
    pub local_value: ChatRoomInvitationSetting,
    /// What the category says.
    pub inherited_value: bool,
    /// What comes of both.
    pub value: bool,
}

/// A category, as far as programs see it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ChatRoomCategorySummary {
    /// Its URI, `ma-cat://<domain>/<guid>`.
    pub uri: String,
    /// Its name.
    pub name: String,
    /// Its description; may be empty.
    pub description: String,
    /// Rooms in it invite their new members, unless they say no.
    pub invitations: bool,
}

/// Everything about a room.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChatRoom {
    /// The URI, which the server made and which never changes.
    pub room_uri: String,
    /// The name, unique on the server.
    pub name: String,
    /// The description; may be empty.
    pub description: String,
    /// Its add-in, if it has one.
    pub add_in: Option<AddIn>,
    /// The web service for its files, when the server tells it.
    pub file_store_uri: Option<String>,
    /// Only presenters may post.
    pub is_auditorium: bool,
    /// Nobody can join it or read it. Rooms are not deleted through this API.
    pub is_disabled: bool,
    /// The URI of its category.
    pub parent_category_uri: Option<String>,
    /// The name of its category, when the server tells it.
    pub parent_category_name: Option<String>,
    /// The description of its category, when the server tells it.
    pub parent_category_description: Option<String>,
    /// Who sees and joins it; `None` when the server does not say.
    pub privacy: Option<ChatRoomPrivacy>,
    /// Whether new members get invitations.
    pub send_invitations_to_members: InheritedInvitationSetting,
    /// Who made and changed it, when the server tells it.
    pub change_history: Option<AuditData>,
}

/// A room to be made with [`super::RoomManagement::create_chat_room`]. It needs a name and a category.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChatRoomSettings {
    /// The name: up to 256 characters, unique on the server.
    pub name: String,
    /// The URI of the category that it is made in.
    pub parent_category_uri: String,
    /// The description, up to 256 characters.
    pub description: String,
    /// The id of its add-in, or `None`.
    pub add_in_id: Option<String>,
    /// Only presenters may post.
    pub is_auditorium: bool,
    /// Nobody can join it yet.
    pub is_disabled: bool,
    /// Whether new members get invitations.
    pub invitations: ChatRoomInvitationSetting,
    /// Secret: only members see it. Otherwise it is closed: seen by everyone in scope, joined by members.
    pub visible_only_to_members: bool,
}

impl Default for ChatRoomSettings {
    fn default() -> Self {
        Self {
            name: String::new(),
            parent_category_uri: String::new(),
            description: String::new(),
            add_in_id: None,
            is_auditorium: false,
            is_disabled: false,
            invitations: ChatRoomInvitationSetting::Inherit,
            visible_only_to_members: false,
        }
    }
}

/// Changes for [`super::RoomManagement::update_chat_room`]. What is `None` stays as it is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ChatRoomUpdate {
    /// The room.
    pub room_uri: String,
    /// Another name.
    pub name: Option<String>,
    /// Another description.
    pub description: Option<String>,
    /// Who sees and joins it.
    pub privacy: Option<ChatRoomPrivacy>,
    /// Only presenters may post.
    pub is_auditorium: Option<bool>,
    /// Nobody can join it or read it; who is in it is put out.
    pub is_disabled: Option<bool>,
    /// Whether new members get invitations.
    pub invitations: Option<ChatRoomInvitationSetting>,
    /// The id of the add-in that it has from now on.
    pub add_in_id: Option<String>,
    /// It has no add-in any more.
    pub detach_add_in: bool,
    /// Its members are exactly these users and groups: URIs, `sip:` or `ma-grp:`.
    pub members: Option<Vec<String>>,
    /// Its managers are exactly these.
    pub managers: Option<Vec<String>>,
    /// Its presenters are exactly these.
    pub presenters: Option<Vec<String>>,
    /// `updated_on` of the [`AuditData`] that the change is based on. When the room was changed since, nothing happens but `DataCollision`.
    pub expected_updated_on: Option<Timestamp>,
}

/// What the user may do in a room (the SDK's `RoomPermissionMap`).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct RoomPermissions {
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
