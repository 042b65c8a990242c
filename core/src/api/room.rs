//! Rooms and the people in them.

use super::AddIn;

/// Who sees a room and who may join it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(i32)]
pub enum ChatRoomPrivacy {
    /// Seen and joinable by everyone in the category's scope.
    Open = 0,
    /// Seen by everyone in the category's scope, joinable by members.
    Closed = 1,
    /// Seen and joinable by members only.
    Secret = 2,
}

/// Who may post to a room (the numbers are the SDK's).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[repr(i32)]
pub enum ChatRoomBehavior {
    /// Every member.
    Normal = 1,
    /// Presenters.
    Auditorium = 2,
}

/// Enough about a room to join it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ChatRoomSummary {
    /// The room's URI, `ma-chan://<domain>/<guid>`.
    pub room_uri: String,
    /// The room's name.
    pub name: String,
    /// The room's description; may be empty.
    pub description: String,
}

/// A room in a result of browsing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChatRoomSnapshot {
    /// The room's URI, `ma-chan://<domain>/<guid>`.
    pub room_uri: String,
    /// The room's name.
    pub name: String,
    /// The room's description; may be empty.
    pub description: String,
    /// How many participants are joined now; `None` when the server does not say.
    pub participant_count: Option<u32>,
    /// Who sees and joins it; `None` when the server does not say.
    pub privacy: Option<ChatRoomPrivacy>,
}

/// What the server told about a room when it was joined.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ChatRoomProperties {
    /// The room's URI.
    pub room_uri: String,
    /// The room's name.
    pub name: String,
    /// The room's description; may be empty.
    pub description: String,
    /// The room's topic; may be empty. Servers of 2013 and later send none.
    pub topic: String,
    /// The URI of its category, when known.
    pub parent_category_uri: Option<String>,
    /// Its add-in, if it has one.
    pub add_in: Option<AddIn>,
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
    /// So many are in the room that the server does not tell who, nor who comes and goes: `Session::participants` is empty because
    /// nobody knows, and `Session::hidden_participants` asks.
    pub is_roster_hidden: bool,
}

/// Somebody in a room.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChatRoomParticipant {
    /// The SIP URI.
    pub uri: String,
    /// The display name, when the server sends one.
    pub name: Option<String>,
    /// Manages the room.
    pub is_manager: bool,
    /// May post in an auditorium.
    pub is_presenter: bool,
    /// The GUID of the object in the directory, when the server tells it.
    pub guid: Option<String>,
}
