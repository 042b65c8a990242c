//! What browsing takes and gives.

use super::{ChatRoomBehavior, ChatRoomPrivacy, ChatRoomSnapshot, Timestamp};

/// What to look for with [`super::Services::browse_by_criteria`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RoomQuery {
    /// Words to look for in names; empty finds every room.
    pub criteria: String,
    /// Also look in descriptions.
    pub search_description: bool,
    /// All words must match; otherwise any of them. Ignored with `match_exact_phrase`.
    pub match_all: bool,
    /// `criteria` is one phrase instead of words.
    pub match_exact_phrase: bool,
    /// At most so many rooms; -1 for all that the server gives.
    pub max_results: i32,
}

impl Default for RoomQuery {
    fn default() -> Self {
        Self {
            criteria: String::new(),
            search_description: false,
            match_all: true,
            match_exact_phrase: false,
            max_results: -1,
        }
    }
}

/// What to look for with [`super::Services::browse_by_filter`]. A room has to fit everything that is set.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RoomFilter {
    /// Words to look for in names; empty for every name.
    pub search_terms: String,
    /// Also look in descriptions.
    pub search_description: bool,
    /// The URI of a user or group: rooms with this member.
    pub member: Option<String>,
    /// The URI of a user or group: rooms with this manager.
    pub manager: Option<String>,
    /// Rooms of this category.
    pub category_uri: Option<String>,
    /// Rooms with the add-in of this id.
    pub add_in_id: Option<String>,
    /// Rooms that are disabled; otherwise those that are not. Always counts.
    pub disabled: bool,
    /// Rooms that are seen and joined like this.
    pub privacy: Option<ChatRoomPrivacy>,
    /// Rooms in which these may post.
    pub behavior: Option<ChatRoomBehavior>,
    /// Look at `invitations`.
    pub search_invitations: bool,
    /// Rooms whose invitations are on or off; `None` finds those that leave it to their category. Counts only with
    /// `search_invitations`.
    pub invitations: Option<bool>,
    /// At most so many rooms; -1 for all that the server gives.
    pub max_results: i32,
}

impl Default for RoomFilter {
    fn default() -> Self {
        Self {
            search_terms: String::new(),
            search_description: false,
            member: None,
            manager: None,
            category_uri: None,
            add_in_id: None,
            disabled: false,
            privacy: None,
            behavior: None,
            search_invitations: false,
            invitations: None,
            max_results: -1,
        }
    }
}

/// The user was made a member of a room that tells so.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChatRoomInvitation {
    /// The number of the invitation, rising for each user; `None` when the server sends none.
    pub invitation_id: Option<i64>,
    /// When it was made.
    pub created_on: Option<Timestamp>,
    /// The room.
    pub room: ChatRoomSnapshot,
}

/// What [`super::Services::browse_by_invitations`] found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct InvitationList {
    /// The invitations, the oldest first.
    pub invitations: Vec<ChatRoomInvitation>,
    /// The cursor for the next time.
    pub last_invitation_id: i64,
}

/// A text that the server keeps for the user under a label, for example the list of rooms that a client joins by itself.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PreferenceBundle {
    /// Its name, up to 255 characters.
    pub label: String,
    /// Its version, which rises with every change.
    pub sequence_id: i64,
    /// What the program wrote.
    pub data: String,
}
