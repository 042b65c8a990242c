//! Making, describing and changing rooms (spec: xccos.md 3.2, 3.3, 9.6).

use super::principal_view::audit;
use super::room_view::describe;
use super::{Context, Member, Outcome, class_of, find_category, find_room, named_room, roles};
use crate::access::{self, permission};
use crate::error::ErrorKind;
use crate::model::{Actor, AddIn, Category, InvitationSetting, NewRoom, Privacy, Role, Room, RoomChange};
use crate::timestamp::Timestamp;
use pchat_core::xccos::{self, Association, Behavior, Data, Permissions, ResponseClass, Setting, Visibility};

/// `cmd:getchaninfo`: a room by URI or name, disabled ones included, with its category and audit data.
pub(super) fn describe_one(context: &Context<'_>, member: &Member, data: &Data) -> Outcome {
    let asked = named_room(data)?;
    let directory = context.directory;
    let (room, category) = match (&asked.uri, &asked.name) {
        (Some(uri), _) => find_room(context.service, directory, uri)?,
        (None, Some(name)) => {
            let room = directory.room_by_name(name).ok_or(ResponseClass::NoSuchNode)?;
            (room, directory.category(room).ok_or(ResponseClass::NoSuchNode)?)
        }
        (None, None) => return Err(ResponseClass::InvalidArgument),
    };
    if !access::knows(category, room, &directory.subject(&member.user.address)) {
        return Err(ResponseClass::NoSuchNode);
    }
    Ok(described(context, room, category))
}

/// A room as those who manage it see it.
fn described(context: &Context<'_>, room: &Room, category: &Category) -> Data {
    let service = context.service;
    let block = describe(service, context.directory, room, category, &service.participants.hold());
    let block = xccos::Room {
        disabled: Some(room.disabled),
        file_repository: service
            .files
            .as_ref()
            .filter(|_| category.file_upload)
            .map(|files| files.url.clone()),
        // Its own setting, which the effective one does not tell when the category has invitations off.
        invite: Some(match room.invitations {
            InvitationSetting::Inherit => Setting::Inherit,
            InvitationSetting::Off => Setting::Off,
        }),
        audit: Some(audit(service, &room.audit)),
        ..block
    };
    Data { rooms: vec![block], categories: vec![category_block(context, category)], ..Data::default() }
}

fn category_block(context: &Context<'_>, category: &Category) -> xccos::Category {
    xccos::Category {
        uri: context.service.category_uri(&category.guid),
        name: Some(category.name.clone()),
        description: Some(category.description.clone()),
        file_post: Some(Setting::from(category.file_upload)),
        invite: Some(Setting::from(category.invitations)),
        logged: Some(Setting::from(category.history)),
        audit: None,
    }
}

/// `cmd:nodespermcreatechild`: the categories in which the user is a creator, by name.
pub(super) fn creatable(context: &Context<'_>, member: &Member) -> Data {
    let who = context.directory.subject(&member.user.address);
    let mut found: Vec<_> =
        context.directory.categories().filter(|category| access::may_create(category, &who)).collect();
    found.sort_by_cached_key(|category| category.name.to_lowercase());
    let categories = found.into_iter().map(|category| category_block(context, category)).collect();
    Data { categories, ..Data::default() }
}

/// `cmd:getaddins`: everything that is registered, by name.
pub(super) fn add_ins(context: &Context<'_>) -> Data {
    let mut found: Vec<_> = context.directory.add_ins().collect();
    found.sort_by_cached_key(|add_in| add_in.name.to_lowercase());
    Data { add_ins: found.into_iter().map(|add_in| add_in_block(add_in)).collect(), ..Data::default() }
}

/// An add-in as replies name it.
pub(super) fn add_in_block(add_in: &AddIn) -> xccos::AddIn {
    xccos::AddIn { id: add_in.guid.clone(), name: Some(add_in.name.clone()), url: Some(add_in.url.clone()) }
}

/// `cmd:getnodesperm`: what the user may do in a room.
pub(super) fn permissions(context: &Context<'_>, member: &Member, data: &Data) -> Outcome {
    let uri = named_room(data)?.uri.as_deref().ok_or(ResponseClass::InvalidArgument)?;
    let (room, category) = find_room(context.service, context.directory, uri)?;
    let who = context.directory.subject(&member.user.address);
    if !access::knows(category, room, &who) {
        return Err(ResponseClass::NoSuchNode);
    }
    let bits = match room.disabled {
        false => access::permissions(category, room, &who),
        // Who manages a disabled room may enable it again; nobody may do anything else with it.
        true if access::may_manage(category, room, &who).is_ok() => permission::MANAGE,
        true => 0,
    };
    let uri = context.service.room_uri(room);
    let associations = Association::in_room(Permissions::from_bits(bits), &uri).into_iter().collect();
    Ok(Data { associations, ..Data::default() })
}

/// `cmd:chancreate`.
pub(super) fn create(context: &Context<'_>, member: &Member, data: &Data) -> Outcome {
    let block = named_room(data)?;
    let name = block.name.clone().filter(|name| !name.trim().is_empty());
    let parent = block.parent.as_deref().ok_or(ResponseClass::InvalidArgument)?;
    let category = find_category(context.service, context.directory, parent)?;
    let lists = roles::read_lists(block, data)?;
    let list = |role| lists.iter().find(|(kind, _)| *kind == role).map(|(_, list)| list.clone());
    let new = NewRoom {
        name: name.ok_or(ResponseClass::InvalidArgument)?,
        category: category.guid.clone(),
        description: block.description.clone().unwrap_or_default(),
        topic: block.topic.clone().unwrap_or_default(),
        privacy: block.visibility.map_or(Privacy::Closed, privacy),
        auditorium: block.behavior == Some(Behavior::Auditorium),
        disabled: block.disabled.unwrap_or(false),
        invitations: block.invite.map_or(InvitationSetting::Inherit, invitations),
        add_in: add_in(context, block)?.flatten(),
        members: list(Role::Member).unwrap_or_default(),
        managers: list(Role::Manager).unwrap_or_default(),
        presenters: list(Role::Presenter).unwrap_or_default(),
    };
    let by = Actor::User(member.user.address.clone());
    let store = &context.service.store;
    let room = tokio::task::block_in_place(|| store.create_room(&by, &new)).map_err(|error| {
        // Not being a creator has a name of its own (spec: sdk.md 4, UnableToCreateRoom).
        match error.kind() {
            ErrorKind::NotAllowed => ResponseClass::UnableToCreateRoom,
            _ => context.class_of_error(error),
        }
    })?;
    log::info!("{}: {} made the room '{}'", member.link.name(), member.user.address, room.name);
    Ok(described(context, &room, category))
}

/// `cmd:chanmodify`: changes what is given, sets the role lists that are given, and moves the room when `parent` is another
/// category than before.
pub(super) fn modify(context: &Context<'_>, member: &Member, data: &Data) -> Outcome {
    let block = named_room(data)?;
    let uri = block.uri.as_deref().ok_or(ResponseClass::InvalidArgument)?;
    let (room, category) = find_room(context.service, context.directory, uri)?;
    let who = context.directory.subject(&member.user.address);
    access::may_manage(category, room, &who).map_err(class_of)?;
    let target = match block.parent.as_deref() {
        None => None,
        Some(parent) => Some(find_category(context.service, context.directory, parent)?)
            .filter(|target| target.guid != category.guid),
    };
    if target.is_some_and(|target| !access::may_create(target, &who)) {
        return Err(ResponseClass::PermissionDenied);
    }
    let category_to_be = target.map(|target| target.guid.clone());
    let change = RoomChange { category: category_to_be, ..change_of(context, block, data)? };
    let by = Actor::User(member.user.address.clone());
    let store = &context.service.store;
    let changed = tokio::task::block_in_place(|| store.update_room(&by, &room.guid, &change))
        .map_err(|error| context.class_of_error(error))?;
    log::info!("{}: {} changed the room '{}'", member.link.name(), member.user.address, changed.name);
    Ok(described(context, &changed, target.unwrap_or(category)))
}

fn change_of(context: &Context<'_>, block: &xccos::Room, data: &Data) -> Result<RoomChange, ResponseClass> {
    let lists = roles::read_lists(block, data)?;
    let list = |role| lists.iter().find(|(kind, _)| *kind == role).map(|(_, list)| list.clone());
    let expected = block.audit.as_ref().and_then(|audit| audit.updated_on);
    Ok(RoomChange {
        name: block.name.clone(),
        description: block.description.clone(),
        topic: block.topic.clone(),
        privacy: block.visibility.map(privacy),
        auditorium: block.behavior.map(|behavior| behavior == Behavior::Auditorium),
        disabled: block.disabled,
        invitations: block.invite.map(invitations),
        add_in: add_in(context, block)?,
        members: list(Role::Member),
        managers: list(Role::Manager),
        presenters: list(Role::Presenter),
        expected_updated_on: expected.map(|time| Timestamp::from_ticks(time.unix_ticks())),
        ..RoomChange::default()
    })
}

/// A GUID has 36 characters.
const LONGEST_ID: usize = 36;

/// The add-in that a room is to have; an empty id takes away the one that it has. Nobody but administrators registers
/// add-ins, so that a name that belongs to another one cannot be meant.
fn add_in(context: &Context<'_>, block: &xccos::Room) -> Result<Option<Option<String>>, ResponseClass> {
    let Some(wanted) = &block.add_in else { return Ok(None) };
    let id = wanted.id.trim().trim_start_matches('{').trim_end_matches('}');
    let same_name = |add_in: &&std::sync::Arc<AddIn>| {
        wanted.name.as_ref().is_some_and(|name| add_in.name.to_lowercase() == name.trim().to_lowercase())
    };
    if context.directory.add_ins().filter(same_name).any(|other| !other.guid.eq_ignore_ascii_case(id)) {
        return Err(ResponseClass::DuplicateAddInName);
    }
    if id.is_empty() {
        return Ok(Some(None));
    }
    let found = context.directory.add_in(id).ok_or_else(|| {
        let shown: String = id.chars().take(LONGEST_ID).collect();
        context.because(ResponseClass::InvalidArgument, format!("there is no add-in '{shown}'"))
    })?;
    Ok(Some(Some(found.guid.clone())))
}

fn privacy(visibility: Visibility) -> Privacy {
    match visibility {
        Visibility::Open => Privacy::Open,
        Visibility::Scope => Privacy::Closed,
        Visibility::Private => Privacy::Secret,
    }
}

/// A room can only switch invitations off (spec: sdk.md 12).
fn invitations(setting: Setting) -> InvitationSetting {
    match setting {
        Setting::Off => InvitationSetting::Off,
        Setting::On | Setting::Inherit => InvitationSetting::Inherit,
    }
}
