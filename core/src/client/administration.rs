//! Making, describing and changing rooms (spec: sdk.md 3.10, 3.13; xccos.md 9.6).

use super::arguments::{category_uri, description, filled, principal_uri, room_name, room_uri};
use super::browsing::{privacy, timestamp, visibility};
use super::commands::Question;
use crate::api::{
    AddIn, AuditData, ChatRoom, ChatRoomCategorySummary, ChatRoomInvitationSetting, ChatRoomSettings,
    ChatRoomUpdate, Error, ErrorCode, InheritedInvitationSetting, Result, RoomPermissions,
};
use crate::xccos::names::CommandName;
use crate::xccos::uri::same;
use crate::xccos::{
    self, Audit, Behavior, Category, Data, Permissions, Principal, Request, RoleKind, RoleList, Room,
    Setting, Visibility,
};

/// A command whose shape is a profile.
pub(super) fn profiled(doing: impl Into<String>, name: CommandName, data: Data) -> Question {
    let request = Request::Other { id: name.id().to_string(), data: Box::new(data) };
    Question { doing: doing.into(), request: Box::new(request) }
}

pub(crate) fn categories_with_create_rights() -> Question {
    Question {
        doing: "looking for the categories in which the user may create rooms".into(),
        request: Box::new(Request::GetCreatableCategories),
    }
}

pub(crate) fn create(settings: ChatRoomSettings) -> Result<Question> {
    let name = room_name(&settings.name)?;
    let doing = format!("creating the room '{name}'");
    let add_in = settings.add_in_id.as_deref().map(add_in_reference).transpose()?;
    let room = Room {
        name: Some(name),
        description: Some(description(&settings.description)?),
        parent: Some(category_uri(&settings.parent_category_uri)?),
        behavior: Some(behavior(settings.is_auditorium)),
        // As the server has it when nothing is said.
        disabled: settings.is_disabled.then_some(true),
        add_in,
        visibility: Some(if settings.visible_only_to_members {
            Visibility::Private
        } else {
            Visibility::Scope
        }),
        invite: Some(invite(settings.invitations)),
        ..Room::default()
    };
    Ok(profiled(doing, CommandName::CreateRoom, Data::of_rooms(vec![room])))
}

/// The URI of the room that was made.
pub(crate) fn created(data: Data, name: &str) -> Result<String> {
    data.rooms.into_iter().find_map(|room| room.uri).ok_or_else(|| {
        let text = format!(
            "creating the room '{name}': the server says that it made it, but not its URI; look for it by its name"
        );
        Error::new(ErrorCode::UnknownServerError, text)
    })
}

pub(crate) fn room_by_uri(uri: &str) -> Result<Question> {
    let uri = room_uri(uri)?;
    let doing = format!("reading the room {uri}");
    Ok(profiled(doing, CommandName::GetRoom, Data::of_rooms(vec![Room::new(&uri)])))
}

pub(crate) fn room_by_name(name: &str) -> Result<Question> {
    let name = filled(name, "the room name")?;
    let doing = format!("reading the room '{name}'");
    let room = Room { name: Some(name.to_string()), ..Room::default() };
    Ok(profiled(doing, CommandName::GetRoom, Data::of_rooms(vec![room])))
}

/// The room of the reply; `NoSuchNode` when there is none.
pub(crate) fn described(data: Data, wanted: &str) -> Result<ChatRoom> {
    let Data { rooms, categories, .. } = data;
    let room = rooms.into_iter().find(|room| room.uri.is_some()).ok_or_else(|| {
        let text = format!("reading the room {wanted}: the room does not exist, or the user may not see it");
        Error::new(ErrorCode::NoSuchNode, text)
    })?;
    let parent = room.parent.clone();
    let category = categories
        .into_iter()
        .find(|category| parent.as_deref().is_some_and(|parent| same(parent, &category.uri)));
    Ok(chat_room(room, category))
}

fn chat_room(room: Room, category: Option<Category>) -> ChatRoom {
    let category = category.unwrap_or_default();
    let send_invitations_to_members = invitation_setting(room.invite, category.invite);
    ChatRoom {
        room_uri: room.uri.unwrap_or_default(),
        name: room.name.unwrap_or_default(),
        description: room.description.unwrap_or_default(),
        add_in: room.add_in.and_then(add_in),
        file_store_uri: room.file_repository.filter(|uri| !uri.is_empty()),
        is_auditorium: room.behavior == Some(Behavior::Auditorium),
        is_disabled: room.disabled.unwrap_or(false),
        parent_category_uri: room.parent,
        parent_category_name: category.name,
        parent_category_description: category.description,
        privacy: room.visibility.map(privacy),
        send_invitations_to_members,
        change_history: room.audit.map(audit),
    }
}

/// A room can only switch invitations off (spec: sdk.md 12). Servers tell its own setting or the effective one; the category's
/// tells them apart.
fn invitation_setting(room: Option<Setting>, category: Option<Setting>) -> InheritedInvitationSetting {
    let inherited_value = category.map_or(room == Some(Setting::On), Setting::is_on);
    let local_value = match room {
        Some(Setting::Off) => ChatRoomInvitationSetting::Never,
        _ => ChatRoomInvitationSetting::Inherit,
    };
    let value = inherited_value && local_value == ChatRoomInvitationSetting::Inherit;
    InheritedInvitationSetting { local_value, inherited_value, value }
}

pub(crate) fn update(change: ChatRoomUpdate) -> Result<Question> {
    let uri = room_uri(&change.room_uri)?;
    let doing = format!("changing the room {uri}");
    let add_in = match (change.add_in_id.as_deref(), change.detach_add_in) {
        (Some(_), true) => {
            let text = format!("{doing}: an add-in is to be attached and detached; decide for one");
            return Err(Error::new(ErrorCode::BadArgument, text));
        }
        (Some(id), false) => Some(add_in_reference(id)?),
        (None, true) => Some(xccos::AddIn::default()),
        (None, false) => None,
    };
    let lists = [
        (RoleKind::Member, change.members),
        (RoleKind::Manager, change.managers),
        (RoleKind::Presenter, change.presenters),
    ];
    let mut roles = Vec::new();
    for (kind, list) in lists {
        if let Some(list) = list {
            roles.push(role_list(kind, xccos::RoleChange::Set, &list)?);
        }
    }
    let room = Room {
        name: change.name.as_deref().map(room_name).transpose()?,
        description: change.description.as_deref().map(description).transpose()?,
        behavior: change.is_auditorium.map(behavior),
        disabled: change.is_disabled,
        add_in,
        visibility: change.privacy.map(visibility),
        invite: change.invitations.map(invite),
        audit: change.expected_updated_on.map(|time| Audit {
            updated_on: Some(xccos::Timestamp::from_unix_ticks(time.unix_micros().saturating_mul(10))),
            ..Audit::default()
        }),
        roles,
        ..Room::new(&uri)
    };
    Ok(profiled(doing, CommandName::ModifyRoom, Data::of_rooms(vec![room])))
}

pub(crate) fn change_parent(room: &str, category: &str) -> Result<Question> {
    let uri = room_uri(room)?;
    let category = category_uri(category)?;
    let doing = format!("moving the room {uri} to the category {category}");
    let room = Room { parent: Some(category), ..Room::new(&uri) };
    Ok(profiled(doing, CommandName::ModifyRoom, Data::of_rooms(vec![room])))
}

pub(super) fn role_list(
    kind: RoleKind,
    change: xccos::RoleChange,
    principals: &[String],
) -> Result<RoleList> {
    let principals = principals
        .iter()
        .map(|uri| principal_uri(uri).map(|uri| Principal::new(&uri)))
        .collect::<Result<Vec<_>>>()?;
    Ok(RoleList { kind: Some(kind), change: Some(change), principals })
}

pub(crate) fn add_ins() -> Question {
    profiled("reading the registered add-ins", CommandName::GetAddIns, Data::default())
}

pub(crate) fn permissions_on(room: &str) -> Result<Question> {
    let uri = room_uri(room)?;
    let doing = format!("reading the user's permissions on the room {uri}");
    Ok(profiled(doing, CommandName::GetPermissions, Data::of_rooms(vec![Room::new(&uri)])))
}

/// The bits of every set of the reply together (spec: xccos.md 4.4).
pub(crate) fn permissions(data: &Data) -> RoomPermissions {
    let inside = data.rooms.iter().flat_map(|room| &room.associations);
    let all = data
        .associations
        .iter()
        .chain(inside)
        .fold(Permissions::NONE, |all, association| all | association.key);
    RoomPermissions {
        can_manage_room: all.contains(Permissions::MANAGE),
        can_join: all.contains(Permissions::JOIN),
        can_chat: all.contains(Permissions::CHAT),
        can_read_history: all.contains(Permissions::READ_HISTORY),
        can_view: all.contains(Permissions::VIEW),
        can_auditorium_chat: all.contains(Permissions::CHAT_IN_AUDITORIUM),
    }
}

/// Categories without URI cannot be named and are left out.
pub(crate) fn categories(data: Data) -> Vec<ChatRoomCategorySummary> {
    data.categories
        .into_iter()
        .filter(|category| !category.uri.is_empty())
        .map(|category| ChatRoomCategorySummary {
            uri: category.uri,
            name: category.name.unwrap_or_default(),
            description: category.description.unwrap_or_default(),
            invitations: category.invite.is_some_and(Setting::is_on),
        })
        .collect()
}

/// `None` for one without an id: the room has none.
pub(super) fn add_in(add_in: xccos::AddIn) -> Option<AddIn> {
    (!add_in.id.trim().is_empty()).then(|| AddIn {
        add_in_id: add_in.id,
        name: add_in.name.unwrap_or_default(),
        url: add_in.url.unwrap_or_default(),
    })
}

pub(crate) fn all_add_ins(data: Data) -> Vec<AddIn> {
    data.add_ins.into_iter().filter_map(add_in).collect()
}

pub(super) fn audit(audit: Audit) -> AuditData {
    AuditData {
        created_by: audit.created_by,
        created_on: audit.created_on.map(timestamp),
        updated_by: audit.updated_by,
        updated_on: audit.updated_on.map(timestamp),
    }
}

fn add_in_reference(id: &str) -> Result<xccos::AddIn> {
    let id = filled(id, "the id of the add-in")?.to_string();
    Ok(xccos::AddIn { id, ..xccos::AddIn::default() })
}

fn behavior(is_auditorium: bool) -> Behavior {
    if is_auditorium { Behavior::Auditorium } else { Behavior::Normal }
}

fn invite(setting: ChatRoomInvitationSetting) -> Setting {
    match setting {
        ChatRoomInvitationSetting::Never => Setting::Off,
        ChatRoomInvitationSetting::Inherit => Setting::Inherit,
    }
}
