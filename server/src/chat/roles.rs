//! Members, managers and presenters of rooms (spec: xccos.md 3.2, 4.13; sdk.md 7.2).

use super::principal_view::{anybody, grant_audit};
use super::{Context, Member, Outcome, class_of, find_room, named_room};
use crate::access;
use crate::model::{Actor, Principal, Role, RoomChange};
use crate::store::RoleOperation;
use pchat_core::xccos::{self, Data, ResponseClass, RoleChange, RoleKind, RoleList};

/// The role of a room; creators belong to categories and are set up by administrators.
pub(super) fn role_of(kind: Option<RoleKind>) -> Result<Role, ResponseClass> {
    match kind {
        Some(RoleKind::Member) => Ok(Role::Member),
        Some(RoleKind::Manager) => Ok(Role::Manager),
        Some(RoleKind::Presenter) => Ok(Role::Presenter),
        Some(RoleKind::Creator) | None => Err(ResponseClass::InvalidArgument),
    }
}

/// Role lists stand inside the room or next to it.
fn lists<'a>(room: &'a xccos::Room, data: &'a Data) -> impl Iterator<Item = &'a RoleList> {
    room.roles.iter().chain(&data.roles)
}

fn principals(list: &RoleList) -> Result<Vec<Principal>, ResponseClass> {
    let read = |who: &xccos::Principal| {
        let group = who.guid.as_deref().and_then(crate::model::GroupId::parse);
        match group.filter(|_| who.uri.is_empty()) {
            Some(group) => Ok(Principal::Group(group)),
            None => Principal::parse(&who.uri).map_err(|_| ResponseClass::InvalidArgument),
        }
    };
    list.principals.iter().map(read).collect()
}

/// The lists that a room is to have. Each role may stand there once, and nothing may be added or removed.
pub(super) fn read_lists(
    room: &xccos::Room,
    data: &Data,
) -> Result<Vec<(Role, Vec<Principal>)>, ResponseClass> {
    let mut found: Vec<(Role, Vec<Principal>)> = Vec::new();
    for list in lists(room, data) {
        let role = role_of(list.kind)?;
        let set = list.change.is_none_or(|change| change == RoleChange::Set);
        if !set || found.iter().any(|(known, _)| *known == role) {
            return Err(ResponseClass::InvalidArgument);
        }
        found.push((role, principals(list)?));
    }
    Ok(found)
}

/// `cmd:getroles`: who has a role, and since when. Everybody may ask who may know of the room.
pub(super) fn list(context: &Context<'_>, member: &Member, data: &Data) -> Outcome {
    let asked = named_room(data)?;
    let uri = asked.uri.as_deref().ok_or(ResponseClass::InvalidArgument)?;
    let (room, category) = find_room(context.service, context.directory, uri)?;
    if !access::knows(category, room, &context.directory.subject(&member.user.address)) {
        return Err(ResponseClass::NoSuchNode);
    }
    let role = role_of(lists(asked, data).next().and_then(|list| list.kind))?;
    let mut principals: Vec<xccos::Principal> = room
        .list(role)
        .iter()
        .map(|(who, grant)| xccos::Principal {
            audit: Some(grant_audit(context.service, grant)),
            ..anybody(context.directory, who)
        })
        .collect();
    principals.sort_by_cached_key(|principal| principal.name().to_lowercase());
    Ok(Data { principals, ..Data::default() })
}

/// `cmd:modroles`: adds to one list, removes from it, or sets it; all of it or nothing.
pub(super) fn change(context: &Context<'_>, member: &Member, data: &Data) -> Outcome {
    let asked = named_room(data)?;
    let uri = asked.uri.as_deref().ok_or(ResponseClass::InvalidArgument)?;
    let (room, category) = find_room(context.service, context.directory, uri)?;
    let who = context.directory.subject(&member.user.address);
    access::may_manage(category, room, &who).map_err(class_of)?;
    let mut wanted = lists(asked, data);
    let (Some(list), None) = (wanted.next(), wanted.next()) else {
        return Err(ResponseClass::InvalidArgument);
    };
    let role = role_of(list.kind)?;
    let principals = principals(list)?;
    let operation = list.change.ok_or(ResponseClass::InvalidArgument)?;
    let by = Actor::User(member.user.address.clone());
    let store = &context.service.store;
    tokio::task::block_in_place(|| match operation {
        RoleChange::Add => store.change_role(&by, &room.guid, role, RoleOperation::Add, &principals),
        RoleChange::Remove => store.change_role(&by, &room.guid, role, RoleOperation::Remove, &principals),
        RoleChange::Set => {
            let mut change = RoomChange::default();
            match role {
                Role::Member => change.members = Some(principals),
                Role::Manager => change.managers = Some(principals),
                Role::Presenter => change.presenters = Some(principals),
            }
            store.update_room(&by, &room.guid, &change)
        }
    })
    .map_err(|error| context.class_of_error(error))?;
    let echo = RoleList {
        principals: list.principals.iter().map(|who| xccos::Principal::new(&who.uri)).collect(),
        ..list.clone()
    };
    let block = xccos::Room { roles: vec![echo], ..xccos::Room::new(&context.service.room_uri(room)) };
    Ok(Data::of_rooms(vec![block]))
}
