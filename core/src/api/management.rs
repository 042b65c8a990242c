//! Making rooms, changing them, and who has which role in them.

use super::{
    AddIn, ChatRoom, ChatRoomCategorySummary, ChatRoomRole, ChatRoomSettings, ChatRoomSnapshot,
    ChatRoomUpdate, Endpoint, PrincipalSummary, Result, RoleChange, RoleEntry, RoomPermissions,
};
use crate::client::{administration, browsing, directory};
use crate::xccos;

/// Room administration for ordinary users (the SDK's `ChatRoomManagementServices`). Cheap to clone; keeps its endpoint alive.
///
/// What a user may do is decided by the server: creators of a category make rooms in it, managers change their rooms. Every
/// operation needs an established endpoint (`EndpointNotEstablished`) and refuses with `BadArgument` what could not be meant, before
/// anything is sent. The server answers `ErrorPermission` for what the user may not do and `NoSuchNode` for a room that is not there.
#[derive(Clone)]
pub struct RoomManagement {
    pub(crate) endpoint: Endpoint,
}

impl RoomManagement {
    /// The categories in which the user may create rooms; none when there are none.
    pub async fn find_categories_with_create_rights(&self) -> Result<Vec<ChatRoomCategorySummary>> {
        let question = administration::categories_with_create_rights();
        Ok(administration::categories(self.endpoint.inner.put(question).await?))
    }

    /// Creates a room and gives its URI. The user is its manager then, and a member only when added as one.
    ///
    /// Fails with `DuplicateRoomName`, `UnableToCreateRoom` (the user may not in this category), `NodeHierarchyViolation` (the root
    /// is no place for rooms), `NoSuchNode` (no such category).
    pub async fn create_chat_room(&self, settings: ChatRoomSettings) -> Result<String> {
        let name = settings.name.trim().to_string();
        let question = administration::create(settings)?;
        administration::created(self.endpoint.inner.put(question).await?, &name)
    }

    /// Creates a room with nothing but a name, in this category, and gives its URI. Fails like [`RoomManagement::create_chat_room`].
    pub async fn create_chat_room_in(&self, name: &str, category_uri: &str) -> Result<String> {
        let settings = ChatRoomSettings {
            name: name.to_string(),
            parent_category_uri: category_uri.to_string(),
            ..ChatRoomSettings::default()
        };
        self.create_chat_room(settings).await
    }

    /// Everything about the room with this URI.
    pub async fn get_chat_room(&self, room_uri: &str) -> Result<ChatRoom> {
        let question = administration::room_by_uri(room_uri)?;
        administration::described(self.endpoint.inner.put(question).await?, room_uri)
    }

    /// Everything about the room with this name, compared without case.
    pub async fn get_chat_room_by_name(&self, name: &str) -> Result<ChatRoom> {
        let question = administration::room_by_name(name)?;
        administration::described(self.endpoint.inner.put(question).await?, &format!("'{}'", name.trim()))
    }

    /// Changes what the update names, all of it or nothing; the rest of the room stays as it is.
    ///
    /// Fails with `DataCollision` (changed since `expected_updated_on`; read it again), `DuplicateRoomName`, `NoSuchPrincipal`,
    /// `PrincipalsNotInScope`, `PresenterNotInMemList`.
    pub async fn update_chat_room(&self, change: ChatRoomUpdate) -> Result<()> {
        let question = administration::update(change)?;
        self.endpoint.inner.put(question).await.map(drop)
    }

    /// Moves the room to another category, in which the user must be a creator. Who is outside the new category's scope loses the roles
    /// in the room.
    pub async fn change_parent_category(&self, room_uri: &str, category_uri: &str) -> Result<()> {
        let question = administration::change_parent(room_uri, category_uri)?;
        self.endpoint.inner.put(question).await.map(drop)
    }

    /// The rooms of a category that the user may see.
    pub async fn find_chat_rooms_by_parent_category(
        &self,
        category_uri: &str,
    ) -> Result<Vec<ChatRoomSnapshot>> {
        let question = browsing::by_category(category_uri, 0)?;
        Ok(browsing::snapshots(self.endpoint.inner.put(question).await?, 0))
    }

    /// The rooms that have this add-in; its id is `add_in_id` of an [`AddIn`].
    pub async fn find_chat_rooms_using_add_in(&self, add_in_id: &str) -> Result<Vec<ChatRoomSnapshot>> {
        let question = browsing::by_add_in(add_in_id)?;
        Ok(browsing::snapshots(self.endpoint.inner.put(question).await?, 0))
    }

    /// Every add-in that is registered on the server.
    pub async fn get_all_add_ins(&self) -> Result<Vec<AddIn>> {
        Ok(administration::all_add_ins(self.endpoint.inner.put(administration::add_ins()).await?))
    }

    /// What the user may do in the room.
    pub async fn get_permissions(&self, room_uri: &str) -> Result<RoomPermissions> {
        let question = administration::permissions_on(room_uri)?;
        Ok(administration::permissions(&self.endpoint.inner.put(question).await?))
    }

    /// The members of the room: users, and groups whose users are members with them.
    pub async fn get_members(&self, room_uri: &str) -> Result<Vec<RoleEntry>> {
        self.entries(ChatRoomRole::Member, room_uri).await
    }

    /// The managers of the room.
    pub async fn get_managers(&self, room_uri: &str) -> Result<Vec<RoleEntry>> {
        self.entries(ChatRoomRole::Manager, room_uri).await
    }

    /// The presenters of the room.
    pub async fn get_presenters(&self, room_uri: &str) -> Result<Vec<RoleEntry>> {
        self.entries(ChatRoomRole::Presenter, room_uri).await
    }

    async fn entries(&self, role: ChatRoomRole, room_uri: &str) -> Result<Vec<RoleEntry>> {
        let question = directory::who_is(role, room_uri)?;
        Ok(directory::entries(self.endpoint.inner.put(question).await?))
    }

    /// Who could be given the role: users and groups in the category's scope, for presenters members of the room, whose name has the
    /// text `search` in it. `BadArgument` when it is empty, and for `Creator`, which is no role of a room.
    pub async fn find_users_or_groups_for_role(
        &self,
        role: ChatRoomRole,
        room_uri: &str,
        search: &str,
    ) -> Result<Vec<PrincipalSummary>> {
        let question = directory::candidates(role, room_uri, search)?;
        Ok(directory::summaries(self.endpoint.inner.put(question).await?, 0))
    }

    /// Gives users and groups a role, all of them or nobody.
    ///
    /// Fails with `PrincipalsAlreadyDefined` (somebody has it already), `PrincipalsNotInScope`, `PresenterNotInMemList`,
    /// `NoSuchPrincipal`; `BadArgument` for `Creator`, which is no role of a room.
    pub async fn add_to_role(&self, change: RoleChange) -> Result<()> {
        let question = directory::change_role(&change, xccos::RoleChange::Add)?;
        self.endpoint.inner.put(question).await.map(drop)
    }

    /// Takes a role from users and groups. Who is no member any more is put out of the room. Fails like [`RoomManagement::add_to_role`].
    pub async fn remove_from_role(&self, change: RoleChange) -> Result<()> {
        let question = directory::change_role(&change, xccos::RoleChange::Remove)?;
        self.endpoint.inner.put(question).await.map(drop)
    }

    /// Users and groups that could be creators in the category, whose name starts with `filter`; empty for all. At most
    /// `result_size`, 0 for as many as the server gives.
    pub async fn get_category_users(
        &self,
        category_uri: &str,
        filter: &str,
        result_size: u32,
    ) -> Result<Vec<PrincipalSummary>> {
        let question = directory::category_users(category_uri, filter, result_size)?;
        Ok(directory::summaries(self.endpoint.inner.put(question).await?, result_size))
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
