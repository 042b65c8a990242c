//! Looking for users and groups (spec: sdk.md 3.13, 3.14; xccos.md 3.2).

use super::principal_view::{audit, group, principal};
use super::room_view::Roster;
use super::{Context, Member, Outcome, class_of, find_category, find_room, named_room, roles};
use crate::access;
use crate::address::Address;
use crate::directory::Snapshot;
use crate::model::{Group, GroupId, GroupKind, Principal, Role, User};
use pchat_core::xccos::{self, Data, ResponseClass, RoleKind, RoomQuery};
use std::sync::Arc;

/// Whoever is in the group of this name, directly or through others, may read every user and group: it is the role that
/// administers Persistent Chat in Microsoft's directory (spec: sdk.md 7.2).
const ADMINISTRATORS: &str = "CsPersistentChatAdministrator";

/// `cmd:prinsearch`: who can have a role in a room, who can create rooms in a category, or users by their names.
pub(super) fn search(context: &Context<'_>, member: &Member, data: &Data) -> Outcome {
    let query = data.room_query.as_ref().ok_or(ResponseClass::InvalidArgument)?;
    let role = data.roles.first().and_then(|role| role.kind);
    if let Some(category) = data.categories.first() {
        return in_scope(context, member, &category.uri, query);
    }
    match data.rooms.first() {
        Some(room) => {
            let uri = room.uri.as_deref().ok_or(ResponseClass::InvalidArgument)?;
            let role = role.or_else(|| room.roles.first().and_then(|role| role.kind));
            for_role(context, member, uri, role, query)
        }
        None => by_names(context, query),
    }
}

/// Members and managers come from the scope of the category, presenters from the members. Managers of the room may ask.
fn for_role(
    context: &Context<'_>,
    member: &Member,
    uri: &str,
    role: Option<RoleKind>,
    query: &RoomQuery,
) -> Outcome {
    let directory = context.directory;
    let (room, category) = find_room(context.service, directory, uri)?;
    access::may_manage(category, room, &directory.subject(&member.user.address)).map_err(class_of)?;
    let role = roles::role_of(role)?;
    let words = query.criteria.trim().to_lowercase();
    if words.is_empty() {
        return Err(ResponseClass::InvalidArgument);
    }
    let contains = |text: &str| text.to_lowercase().contains(&words);
    let eligible = |who: &Principal| {
        let subject = directory.subject_of(who);
        match role {
            Role::Member | Role::Manager => access::in_scope(category, &subject),
            Role::Presenter => subject.is_in(&room.members) && access::in_scope(category, &subject),
        }
    };
    answer(context, query, &contains, &eligible)
}

/// Who could become a creator: everybody in scope whose name begins so (spec: sdk.md 3.13, BeginGetCategoryUsers).
fn in_scope(context: &Context<'_>, member: &Member, uri: &str, query: &RoomQuery) -> Outcome {
    let directory = context.directory;
    let category = find_category(context.service, directory, uri)?;
    if !access::in_scope(category, &directory.subject(&member.user.address)) {
        return Err(ResponseClass::NoSuchNode);
    }
    let words = query.criteria.trim().to_lowercase();
    let begins = |text: &str| text.to_lowercase().starts_with(&words);
    let eligible = |who: &Principal| access::in_scope(category, &directory.subject_of(who));
    answer(context, query, &begins, &eligible)
}

/// Users and groups of whom one of the names is as wanted, and who can be what they are looked for.
fn answer(
    context: &Context<'_>,
    query: &RoomQuery,
    named: &dyn Fn(&str) -> bool,
    eligible: &dyn Fn(&Principal) -> bool,
) -> Outcome {
    let directory = context.directory;
    let user_named = |user: &User| {
        // The domain, which is everybody's, counts only when an address is looked for.
        let whole = query.criteria.contains('@').then(|| user.address.as_str());
        let names = [&user.display_name, &user.first_name, &user.last_name, &user.email];
        std::iter::once(user.address.user())
            .chain(whole)
            .chain(names.map(String::as_str))
            .any(|name| !name.is_empty() && named(name))
    };
    let group_named = |group: &Group| [&group.name, &group.email].into_iter().any(|name| named(name));
    let mut found: Vec<xccos::Principal> = Vec::new();
    for user in directory.users().filter(|user| !user.disabled && user_named(user)) {
        if eligible(&Principal::User(user.address.clone())) {
            found.push(principal(user));
        }
    }
    for entry in directory.groups().filter(|entry| group_named(entry)) {
        if eligible(&Principal::Group(entry.id.clone())) {
            found.push(group(entry));
        }
    }
    Ok(limited(context, query, found))
}

/// A hit on any of the three parts that are given (spec: sdk.md 3.14).
fn by_names(context: &Context<'_>, query: &RoomQuery) -> Outcome {
    let part = |text: &Option<String>| {
        text.as_deref().map(|text| text.trim().to_lowercase()).filter(|text| !text.is_empty())
    };
    let (last, first, email) = (part(&query.last_name), part(&query.first_name), part(&query.email));
    let words = Some(query.criteria.trim().to_lowercase()).filter(|words| !words.is_empty());
    if [&last, &first, &email, &words].iter().all(|wanted| wanted.is_none()) {
        return Err(ResponseClass::InvalidArgument);
    }
    let hit = |text: &str, wanted: &Option<String>| {
        wanted.as_ref().is_some_and(|wanted| text.to_lowercase().contains(wanted))
    };
    let found = context
        .directory
        .users()
        .filter(|user| {
            !user.disabled
                && (hit(&user.last_name, &last)
                    || hit(&user.first_name, &first)
                    || hit(&user.email, &email)
                    || hit(user.address.as_str(), &email)
                    || hit(&user.display_name, &words)
                    || hit(user.address.user(), &words))
        })
        .map(|user| principal(user))
        .collect();
    Ok(limited(context, query, found))
}

/// By name, not more than are wanted and the server gives, and whether there are more.
fn limited(context: &Context<'_>, query: &RoomQuery, mut found: Vec<xccos::Principal>) -> Data {
    let limit = usize::try_from(context.directory.settings().search_limit).unwrap_or(usize::MAX);
    let wanted = query.max_results.and_then(|most| usize::try_from(most).ok()).unwrap_or(usize::MAX);
    found.sort_by_cached_key(|principal| (principal.name().to_lowercase(), principal.uri.clone()));
    let more = found.len() > limit.min(wanted);
    found.truncate(limit.min(wanted));
    let said = RoomQuery { more_available: Some(more), ..query.clone() };
    context.as_many_as_fit(Data { principals: found, room_query: Some(said), ..Data::default() })
}

/// `cmd:getuserinfo`: a user, or a group, followed by all that is around it (spec: sdk.md 3.15): domains, then folders, then groups, those
/// that it is in through others included. Users may ask for themselves,
/// administrators for everybody.
pub(super) fn describe_one(context: &Context<'_>, member: &Member, data: &Data) -> Outcome {
    let directory = context.directory;
    let asked = data.principals.first().ok_or(ResponseClass::InvalidArgument)?;
    let who = match (asked.uri.as_str(), asked.guid.as_deref()) {
        ("", Some(guid)) => Principal::Group(GroupId::parse(guid).ok_or(ResponseClass::InvalidArgument)?),
        (uri, _) => Principal::parse(uri).map_err(|_| ResponseClass::InvalidArgument)?,
    };
    let own = who.as_user() == Some(&member.user.address);
    if !own && !is_administrator(directory, &member.user.address) {
        return Err(ResponseClass::PermissionDenied);
    }
    let missing = ResponseClass::NoSuchPrincipal;
    let full = match &who {
        Principal::User(address) => {
            let user = directory.user(address).ok_or(missing)?;
            let filled = |text: &str| (!text.is_empty()).then(|| text.to_owned());
            xccos::Principal {
                company: filled(&user.company),
                directory_path: filled(&user.path),
                disabled: Some(user.disabled),
                audit: Some(audit(context.service, &user.audit)),
                ..principal(user)
            }
        }
        Principal::Group(id) => {
            let entry = directory.group(id).ok_or(missing)?;
            xccos::Principal { audit: Some(audit(context.service, &entry.audit)), ..group(entry) }
        }
    };
    let subject = directory.subject_of(&who);
    let mut around: Vec<&Arc<Group>> = subject
        .groups()
        // A group in a cycle is around itself.
        .filter(|id| Some(*id) != who.as_group())
        .filter_map(|id| directory.group(id))
        .collect();
    let place = |kind| match kind {
        GroupKind::Domain => 0,
        GroupKind::Folder => 1,
        GroupKind::Group => 2,
    };
    around.sort_by_cached_key(|found| (place(found.kind), found.name.to_lowercase()));
    let groups = around.into_iter().map(|found| group(found));
    let principals = std::iter::once(full).chain(groups).collect();
    Ok(Data { principals, ..Data::default() })
}

fn is_administrator(directory: &Snapshot, who: &Address) -> bool {
    let subject = directory.subject(who);
    subject
        .groups()
        .filter_map(|id| directory.group(id))
        .any(|group| group.name.eq_ignore_ascii_case(ADMINISTRATORS))
}

/// `cmd:getusers`: who is in a large room, which does not tell by itself. Those inside may ask (spec: sdk.md 3.4).
pub(super) fn participants(context: &Context<'_>, member: &Member, data: &Data) -> Outcome {
    let uri = named_room(data)?.uri.as_deref().ok_or(ResponseClass::InvalidArgument)?;
    let (room, category) = find_room(context.service, context.directory, uri)?;
    let who = context.directory.subject(&member.user.address);
    if !access::knows(category, room, &who) {
        return Err(ResponseClass::NoSuchNode);
    }
    let mut held = context.service.participants.hold();
    let limit = super::membership::update_limit(context.directory);
    if !held.is_in(room.id, member.dialog) || !held.is_hidden(room.id, limit) {
        return Err(ResponseClass::CannotGetParticipantList);
    }
    let mut block = xccos::Room::new(&context.service.room_uri(room));
    let mut roster = Roster::default();
    roster.list(&mut block, held.endpoints(room.id));
    Ok(Data { principals: roster.into_principals(), rooms: vec![block], ..Data::default() })
}
