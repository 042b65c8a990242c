//! Users, groups, and the roles that they have.

use super::{AuditData, Endpoint, Result};
use crate::client::directory;

/// What a user or group is to a room or category (the numbers are the SDK's).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[repr(i32)]
pub enum ChatRoomRole {
    /// May see, join and read the room, and post unless it is an auditorium.
    Member = 0,
    /// May change the room and its lists.
    Manager = 1,
    /// May post in an auditorium.
    Presenter = 2,
    /// May create rooms in a category. Given by administrators only.
    Creator = 3,
}

/// What a principal is (the numbers are the SDK's).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[repr(i32)]
pub enum PrincipalKind {
    /// A user.
    LocalUser = 0,
    /// A security group or distribution list.
    DirectoryGroup = 1,
    /// A container or organisational unit.
    DirectoryFolder = 2,
    /// A domain.
    Domain = 3,
}

/// A user or group, short.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PrincipalSummary {
    /// `sip:user@domain` or `ma-grp:<guid>@u.g`.
    pub uri: String,
    /// The name.
    pub name: String,
    /// The full name, when the server tells it.
    pub display_name: Option<String>,
    /// What it is.
    pub kind: PrincipalKind,
    /// The GUID of its object in the directory, when the server tells it.
    pub guid: Option<String>,
    /// Its path in the directory, when the server tells it.
    pub directory_path: Option<String>,
}

/// Somebody in a role (the SDK's `PersistentChatRoleDescriptor`).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RoleEntry {
    /// Who has the role.
    pub principal: PrincipalSummary,
    /// Who gave it and when, when the server tells it.
    pub change_history: Option<AuditData>,
}

/// Who gets or loses a role, see [`super::RoomManagement::add_to_role`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RoleChange {
    /// The role; not `Creator`.
    pub role: ChatRoomRole,
    /// The room.
    pub room_uri: String,
    /// Users and groups: their URIs, `sip:` or `ma-grp:`. At least one.
    pub principals: Vec<String>,
}

impl Default for RoleChange {
    fn default() -> Self {
        Self { role: ChatRoomRole::Member, room_uri: String::new(), principals: Vec::new() }
    }
}

/// Everything about a user.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct User {
    /// `sip:user@domain`.
    pub uri: String,
    /// The name.
    pub name: String,
    /// The full name, when the server tells it.
    pub display_name: Option<String>,
    /// What it is.
    pub kind: PrincipalKind,
    /// The GUID of the object in the directory, when the server tells it.
    pub guid: Option<String>,
    /// The path in the directory, when the server tells it.
    pub directory_path: Option<String>,
    /// The company, when the server tells it.
    pub company_name: Option<String>,
    /// The e-mail address, when the server tells it.
    pub email: Option<String>,
    /// May not connect any more. Users are not deleted.
    pub is_disabled: bool,
    /// The groups, containers and domain that the user is in.
    pub member_of: Vec<PrincipalSummary>,
    /// Who made and changed it, when the server tells it.
    pub change_history: Option<AuditData>,
}

/// Everything about a group.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UserGroup {
    /// `ma-grp:<guid>@u.g`.
    pub uri: String,
    /// The name.
    pub name: String,
    /// The full name, when the server tells it.
    pub display_name: Option<String>,
    /// What it is.
    pub kind: PrincipalKind,
    /// The GUID of the object in the directory, when the server tells it.
    pub guid: Option<String>,
    /// The path in the directory, when the server tells it.
    pub directory_path: Option<String>,
    /// The groups, containers and domain that the group is in.
    pub member_of: Vec<PrincipalSummary>,
    /// Who made and changed it, when the server tells it.
    pub change_history: Option<AuditData>,
}

/// Which users are looked for with [`UserServices::find_users`]: those that fit any of these. At least one is needed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct UserSearch {
    /// Letters of the last name.
    pub last_name: Option<String>,
    /// Letters of the first name.
    pub first_name: Option<String>,
    /// Letters of the e-mail address.
    pub email: Option<String>,
}

/// What [`UserServices::find_users`] found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct UserSearchResult {
    /// The users.
    pub users: Vec<PrincipalSummary>,
    /// There are more than the server gives; narrow the search.
    pub more_available: bool,
}

/// The directory (the SDK's `PersistentChatUserServices`). Cheap to clone; keeps its endpoint alive.
///
/// Every operation needs an established endpoint (`EndpointNotEstablished`).
#[derive(Clone)]
pub struct UserServices {
    pub(crate) endpoint: Endpoint,
}

impl UserServices {
    /// Users whose last name, first name or e-mail address has the letters that are looked for. `BadArgument` when nothing is.
    pub async fn find_users(&self, search: UserSearch) -> Result<UserSearchResult> {
        let question = directory::find_users(&search)?;
        Ok(directory::found_users(self.endpoint.inner.put(question).await?))
    }

    /// The user with this SIP URI. Servers tell users about themselves only, and administrators about everybody: others get
    /// `ErrorPermission`. For `pchatd` and `LocalServer` whoever is in the group named `CsPersistentChatAdministrator`, also through
    /// other groups, is an administrator. `NoSuchPrincipal` when there is no such user.
    pub async fn get_user(&self, user_uri: &str) -> Result<User> {
        let question = directory::one_user(user_uri)?;
        directory::user(self.endpoint.inner.put(question).await?, user_uri)
    }

    /// The group with this URI (`ma-grp:…`). Servers tell administrators only, those of [`UserServices::get_user`]: others get
    /// `ErrorPermission`. `NoSuchPrincipal` when there is no such group.
    pub async fn get_user_group(&self, group_uri: &str) -> Result<UserGroup> {
        let question = directory::one_group(group_uri)?;
        directory::group(self.endpoint.inner.put(question).await?, group_uri)
    }

    /// The endpoint that it asks for.
    ///
    /// Not in C: the program has it.
    pub fn endpoint(&self) -> &Endpoint {
        &self.endpoint
    }

    /// The same for all clones, and for nothing else while one of them lives.
    ///
    /// Not in C: handles of the same object are equal.
    pub fn identity(&self) -> usize {
        self.endpoint.identity()
    }
}
