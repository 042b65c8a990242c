//! Categories and rooms.

use super::principal::{Audit, Principal, PrincipalList};
use super::spelling::spelled;
use crate::address::Address;
use crate::timestamp::Timestamp;
use std::sync::Arc;

/// A group of rooms with a common scope and common switches.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Category {
    /// The GUID of its `ma-cat` URI.
    pub guid: String,
    /// Unique, compared without case.
    pub name: String,
    /// Free text.
    pub description: String,
    /// Whether granting membership sends an invitation, unless the room says no.
    pub invitations: bool,
    /// Whether files may be posted.
    pub file_upload: bool,
    /// Whether messages are kept.
    pub history: bool,
    /// Who is in scope. Empty: everybody who has an account here.
    pub allowed: PrincipalList,
    /// Who is out of scope although allowed.
    pub denied: PrincipalList,
    /// Who may create rooms in it.
    pub creators: PrincipalList,
    /// Who made and changed it.
    pub audit: Audit,
}

/// What is needed to add a category.
#[derive(Clone, Debug)]
pub struct NewCategory {
    /// Unique, compared without case.
    pub name: String,
    /// Free text.
    pub description: String,
    /// See [`Category::invitations`].
    pub invitations: bool,
    /// See [`Category::file_upload`].
    pub file_upload: bool,
    /// See [`Category::history`].
    pub history: bool,
    /// See [`Category::allowed`].
    pub allowed: Vec<Principal>,
    /// See [`Category::denied`].
    pub denied: Vec<Principal>,
    /// See [`Category::creators`].
    pub creators: Vec<Principal>,
}

impl NewCategory {
    /// A category for everybody, with history and invitations and without files.
    pub fn named(name: &str) -> NewCategory {
        NewCategory {
            name: name.to_owned(),
            description: String::new(),
            invitations: true,
            file_upload: false,
            history: true,
            allowed: Vec::new(),
            denied: Vec::new(),
            creators: Vec::new(),
        }
    }
}

/// What changes of a category; `None` leaves a field as it is. Lists are set as wholes.
#[derive(Clone, Debug, Default)]
pub struct CategoryChange {
    /// See [`Category::name`].
    pub name: Option<String>,
    /// See [`Category::description`].
    pub description: Option<String>,
    /// See [`Category::invitations`].
    pub invitations: Option<bool>,
    /// See [`Category::file_upload`].
    pub file_upload: Option<bool>,
    /// See [`Category::history`].
    pub history: Option<bool>,
    /// See [`Category::allowed`].
    pub allowed: Option<Vec<Principal>>,
    /// See [`Category::denied`].
    pub denied: Option<Vec<Principal>>,
    /// See [`Category::creators`].
    pub creators: Option<Vec<Principal>>,
}

/// Who finds and who joins a room (spec: sdk.md 7.3).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Privacy {
    /// Seen and joined by everybody in scope.
    Open,
    /// Seen by everybody in scope, joined by members.
    #[default]
    Closed,
    /// Seen and joined by members only.
    Secret,
}

spelled!(Privacy, "privacy; use open, closed or secret", Open => "open", Closed => "closed", Secret => "secret");

/// What a room says about invitations; it can only switch off what its category has on (spec: sdk.md 12).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum InvitationSetting {
    /// As the category has it.
    #[default]
    Inherit,
    /// Nobody is invited.
    Off,
}

spelled!(InvitationSetting, "setting for invitations; use inherit or off", Inherit => "inherit", Off => "off");

/// What somebody is in a room (spec: sdk.md 7.2); the fourth role, creator, belongs to categories.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Role {
    /// Joins, reads, posts.
    Member,
    /// Changes the room; not a member by that.
    Manager,
    /// Posts in an auditorium.
    Presenter,
}

impl Role {
    /// All of them.
    pub const ALL: [Role; 3] = [Role::Member, Role::Manager, Role::Presenter];
}

spelled!(Role, "role of a room; use member, manager or presenter", Member => "member", Manager => "manager", Presenter => "presenter");

/// A chat room.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Room {
    /// The store's key.
    pub id: i64,
    /// The GUID of its `ma-chan` URI.
    pub guid: String,
    /// Unique, compared without case.
    pub name: String,
    /// The GUID of its category.
    pub category: Arc<str>,
    /// Free text.
    pub description: String,
    /// What the room is about just now.
    pub topic: String,
    /// Who finds and joins it.
    pub privacy: Privacy,
    /// Only presenters post.
    pub auditorium: bool,
    /// Nobody sees, joins or reads it.
    pub disabled: bool,
    /// Whether new members are invited.
    pub invitations: InvitationSetting,
    /// The GUID of the add-in that is shown beside it.
    pub add_in: Option<String>,
    /// Members; of no meaning in an open room.
    pub members: PrincipalList,
    /// Those who may change the room; not members by that.
    pub managers: PrincipalList,
    /// Those who post in an auditorium.
    pub presenters: PrincipalList,
    /// Who made and changed it.
    pub audit: Audit,
}

impl Room {
    /// Its URI, in the one spelling that is used everywhere: clients compare byte by byte.
    pub fn uri(&self, domain: &str) -> String {
        format!("ma-chan://{domain}/{}", self.guid)
    }

    /// Those who have a role in it.
    pub fn list(&self, role: Role) -> &PrincipalList {
        match role {
            Role::Member => &self.members,
            Role::Manager => &self.managers,
            Role::Presenter => &self.presenters,
        }
    }

    /// The same, to change it.
    pub fn list_mut(&mut self, role: Role) -> &mut PrincipalList {
        match role {
            Role::Member => &mut self.members,
            Role::Manager => &mut self.managers,
            Role::Presenter => &mut self.presenters,
        }
    }

    /// Whether new members are invited, all told.
    pub fn invites(&self, category: &Category) -> bool {
        category.invitations && self.invitations == InvitationSetting::Inherit
    }
}

/// What is needed to add a room.
#[derive(Clone, Debug, Default)]
pub struct NewRoom {
    /// Unique, compared without case.
    pub name: String,
    /// The category's name, GUID or URI.
    pub category: String,
    /// Free text.
    pub description: String,
    /// What the room is about.
    pub topic: String,
    /// Who finds and joins it.
    pub privacy: Privacy,
    /// Only presenters post.
    pub auditorium: bool,
    /// See [`Room::disabled`].
    pub disabled: bool,
    /// See [`Room::invitations`].
    pub invitations: InvitationSetting,
    /// The name or GUID of an add-in.
    pub add_in: Option<String>,
    /// See [`Room::members`].
    pub members: Vec<Principal>,
    /// See [`Room::managers`].
    pub managers: Vec<Principal>,
    /// See [`Room::presenters`].
    pub presenters: Vec<Principal>,
}

/// What changes of a room; `None` leaves a field as it is. Lists are set as wholes, or changed by `remove` and `add`.
#[derive(Clone, Debug, Default)]
pub struct RoomChange {
    /// See [`Room::name`].
    pub name: Option<String>,
    /// See [`Room::description`].
    pub description: Option<String>,
    /// See [`Room::topic`].
    pub topic: Option<String>,
    /// See [`Room::privacy`].
    pub privacy: Option<Privacy>,
    /// See [`Room::auditorium`]. Presenters go when it ends.
    pub auditorium: Option<bool>,
    /// See [`Room::disabled`].
    pub disabled: Option<bool>,
    /// See [`Room::invitations`].
    pub invitations: Option<InvitationSetting>,
    /// The name or GUID of an add-in; `Some(None)`: none any more.
    pub add_in: Option<Option<String>>,
    /// See [`Room::members`].
    pub members: Option<Vec<Principal>>,
    /// See [`Room::managers`].
    pub managers: Option<Vec<Principal>>,
    /// See [`Room::presenters`].
    pub presenters: Option<Vec<Principal>>,
    /// The category to move it to, by name, GUID or URI; see [`Store::move_room`](crate::store::Store::move_room).
    pub category: Option<String>,
    /// Roles that are taken from somebody.
    pub remove: Vec<(Role, Principal)>,
    /// Roles that are given to somebody.
    pub add: Vec<(Role, Principal)>,
    /// [`Audit::updated_on`] of the copy that the change builds on; refused when the room was changed since.
    pub expected_updated_on: Option<Timestamp>,
}

/// What a user is told of having become a member (spec: sdk.md 12).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Invitation {
    /// Who is invited.
    pub user: Address,
    /// Of all invitations, rising.
    pub id: i64,
    /// Of those of the user, rising: as he is told.
    pub number: i64,
    /// The room's key.
    pub room: i64,
    /// When.
    pub created_on: Timestamp,
}
