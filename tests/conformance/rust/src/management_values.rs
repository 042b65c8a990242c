//! Arguments and results of room administration, the directory and browsing.

use crate::arguments::{Arguments, Wrong, choice, privacy};
use crate::results::{fields, list, name, snapshot, time};
use pchat_core::api::{
    AddIn, AuditData, ChatRoom, ChatRoomBehavior, ChatRoomCategorySummary, ChatRoomInvitation,
    ChatRoomInvitationSetting, ChatRoomRole, ChatRoomSettings, ChatRoomUpdate, InvitationList,
    PreferenceBundle, PrincipalSummary, RoleChange, RoleEntry, RoomFilter, RoomPermissions, Timestamp, User,
    UserGroup, UserSearch, UserSearchResult,
};
use serde_json::{Value, json};

pub(crate) fn role(text: &str) -> Result<ChatRoomRole, Wrong> {
    match text {
        "Member" => Ok(ChatRoomRole::Member),
        "Manager" => Ok(ChatRoomRole::Manager),
        "Presenter" => Ok(ChatRoomRole::Presenter),
        "Creator" => Ok(ChatRoomRole::Creator),
        other => Err(format!("'{other}' is no ChatRoomRole")),
    }
}

fn invitations(text: &str) -> Result<ChatRoomInvitationSetting, Wrong> {
    match text {
        "Never" => Ok(ChatRoomInvitationSetting::Never),
        "Inherit" => Ok(ChatRoomInvitationSetting::Inherit),
        other => Err(format!("'{other}' is no ChatRoomInvitationSetting")),
    }
}

fn behavior(text: &str) -> Result<ChatRoomBehavior, Wrong> {
    match text {
        "Normal" => Ok(ChatRoomBehavior::Normal),
        "Auditorium" => Ok(ChatRoomBehavior::Auditorium),
        other => Err(format!("'{other}' is no ChatRoomBehavior")),
    }
}

pub(crate) fn filter(from: &Arguments<'_>) -> Result<RoomFilter, Wrong> {
    let default = RoomFilter::default();
    Ok(RoomFilter {
        search_terms: from.optional_text("search_terms")?.unwrap_or_default(),
        search_description: from.flag("search_description", false)?,
        member: from.optional_text("member")?,
        manager: from.optional_text("manager")?,
        category_uri: from.optional_text("category_uri")?,
        add_in_id: from.optional_text("add_in_id")?,
        disabled: from.flag("disabled", false)?,
        privacy: from.optional_text("privacy")?.as_deref().map(privacy).transpose()?,
        behavior: from.optional_text("behavior")?.as_deref().map(behavior).transpose()?,
        search_invitations: from.flag("search_invitations", false)?,
        invitations: from.optional_flag("invitations")?,
        max_results: from.optional_number("max_results")?.unwrap_or(default.max_results),
    })
}

pub(crate) fn settings(from: &Arguments<'_>) -> Result<ChatRoomSettings, Wrong> {
    let default = ChatRoomSettings::default();
    let text = |field| Ok::<_, Wrong>(from.optional_text(field)?.unwrap_or_default());
    Ok(ChatRoomSettings {
        name: text("name")?,
        parent_category_uri: text("parent_category_uri")?,
        description: text("description")?,
        add_in_id: from.optional_text("add_in_id")?,
        is_auditorium: from.flag("is_auditorium", default.is_auditorium)?,
        is_disabled: from.flag("is_disabled", default.is_disabled)?,
        invitations: choice(from.optional_text("invitations")?, default.invitations, invitations)?,
        visible_only_to_members: from.flag("visible_only_to_members", default.visible_only_to_members)?,
    })
}

pub(crate) fn update(from: &Arguments<'_>) -> Result<ChatRoomUpdate, Wrong> {
    Ok(ChatRoomUpdate {
        room_uri: from.optional_text("room_uri")?.unwrap_or_default(),
        name: from.optional_text("name")?,
        description: from.optional_text("description")?,
        privacy: from.optional_text("privacy")?.as_deref().map(privacy).transpose()?,
        is_auditorium: from.optional_flag("is_auditorium")?,
        is_disabled: from.optional_flag("is_disabled")?,
        invitations: from.optional_text("invitations")?.as_deref().map(invitations).transpose()?,
        add_in_id: from.optional_text("add_in_id")?,
        detach_add_in: from.flag("detach_add_in", false)?,
        members: from.optional_texts("members")?,
        managers: from.optional_texts("managers")?,
        presenters: from.optional_texts("presenters")?,
        expected_updated_on: from.optional_number("expected_updated_on")?.map(Timestamp::from_unix_micros),
    })
}

pub(crate) fn role_change(from: &Arguments<'_>) -> Result<RoleChange, Wrong> {
    Ok(RoleChange {
        role: choice(from.optional_text("role")?, ChatRoomRole::Member, role)?,
        room_uri: from.optional_text("room_uri")?.unwrap_or_default(),
        principals: from.texts("principals")?,
    })
}

pub(crate) fn user_search(from: &Arguments<'_>) -> Result<UserSearch, Wrong> {
    Ok(UserSearch {
        last_name: from.optional_text("last_name")?,
        first_name: from.optional_text("first_name")?,
        email: from.optional_text("email")?,
    })
}

fn optional<T>(value: Option<&T>, item: impl FnOnce(&T) -> Value) -> Value {
    value.map_or(Value::Null, item)
}

fn audit(it: &AuditData) -> Value {
    fields([
        ("created_by", json!(it.created_by)),
        ("created_on", optional(it.created_on.as_ref(), |it| time(*it))),
        ("updated_by", json!(it.updated_by)),
        ("updated_on", optional(it.updated_on.as_ref(), |it| time(*it))),
    ])
}

pub(crate) fn add_in(it: &AddIn) -> Value {
    fields([("add_in_id", json!(it.add_in_id)), ("name", json!(it.name)), ("url", json!(it.url))])
}

pub(crate) fn category(it: &ChatRoomCategorySummary) -> Value {
    fields([
        ("uri", json!(it.uri)),
        ("name", json!(it.name)),
        ("description", json!(it.description)),
        ("invitations", json!(it.invitations)),
    ])
}

pub(crate) fn room(it: &ChatRoom) -> Value {
    let invitations = &it.send_invitations_to_members;
    fields([
        ("room_uri", json!(it.room_uri)),
        ("name", json!(it.name)),
        ("description", json!(it.description)),
        ("add_in", optional(it.add_in.as_ref(), add_in)),
        ("file_store_uri", json!(it.file_store_uri)),
        ("is_auditorium", json!(it.is_auditorium)),
        ("is_disabled", json!(it.is_disabled)),
        ("parent_category_uri", json!(it.parent_category_uri)),
        ("parent_category_name", json!(it.parent_category_name)),
        ("parent_category_description", json!(it.parent_category_description)),
        ("privacy", it.privacy.map_or(Value::Null, name)),
        (
            "send_invitations_to_members",
            fields([
                ("local_value", name(invitations.local_value)),
                ("inherited_value", json!(invitations.inherited_value)),
                ("value", json!(invitations.value)),
            ]),
        ),
        ("change_history", optional(it.change_history.as_ref(), audit)),
    ])
}

pub(crate) fn permissions(it: &RoomPermissions) -> Value {
    fields([
        ("can_manage_room", json!(it.can_manage_room)),
        ("can_join", json!(it.can_join)),
        ("can_chat", json!(it.can_chat)),
        ("can_read_history", json!(it.can_read_history)),
        ("can_view", json!(it.can_view)),
        ("can_auditorium_chat", json!(it.can_auditorium_chat)),
    ])
}

pub(crate) fn principal(it: &PrincipalSummary) -> Value {
    fields([
        ("uri", json!(it.uri)),
        ("name", json!(it.name)),
        ("display_name", json!(it.display_name)),
        ("kind", name(it.kind)),
        ("guid", json!(it.guid)),
        ("directory_path", json!(it.directory_path)),
    ])
}

pub(crate) fn role_entry(it: &RoleEntry) -> Value {
    fields([
        ("principal", principal(&it.principal)),
        ("change_history", optional(it.change_history.as_ref(), audit)),
    ])
}

pub(crate) fn found_users(it: &UserSearchResult) -> Value {
    fields([("users", list(&it.users, principal)), ("more_available", json!(it.more_available))])
}

pub(crate) fn user(it: &User) -> Value {
    fields([
        ("uri", json!(it.uri)),
        ("name", json!(it.name)),
        ("display_name", json!(it.display_name)),
        ("kind", name(it.kind)),
        ("guid", json!(it.guid)),
        ("directory_path", json!(it.directory_path)),
        ("company_name", json!(it.company_name)),
        ("email", json!(it.email)),
        ("is_disabled", json!(it.is_disabled)),
        ("member_of", list(&it.member_of, principal)),
        ("change_history", optional(it.change_history.as_ref(), audit)),
    ])
}

pub(crate) fn group(it: &UserGroup) -> Value {
    fields([
        ("uri", json!(it.uri)),
        ("name", json!(it.name)),
        ("display_name", json!(it.display_name)),
        ("kind", name(it.kind)),
        ("guid", json!(it.guid)),
        ("directory_path", json!(it.directory_path)),
        ("member_of", list(&it.member_of, principal)),
        ("change_history", optional(it.change_history.as_ref(), audit)),
    ])
}

pub(crate) fn invitation(it: &ChatRoomInvitation) -> Value {
    fields([
        ("invitation_id", json!(it.invitation_id)),
        ("created_on", optional(it.created_on.as_ref(), |it| time(*it))),
        ("room", snapshot(&it.room)),
    ])
}

pub(crate) fn invitation_list(it: &InvitationList) -> Value {
    fields([
        ("invitations", list(&it.invitations, invitation)),
        ("last_invitation_id", json!(it.last_invitation_id)),
    ])
}

pub(crate) fn preference(it: &PreferenceBundle) -> Value {
    fields([("label", json!(it.label)), ("sequence_id", json!(it.sequence_id)), ("data", json!(it.data))])
}
