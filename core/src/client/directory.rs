//! Users, groups and their roles (spec: sdk.md 3.13 to 3.15; xccos.md 3.2, 9.6).

use super::administration::{audit, profiled, role_list};
use super::arguments::{category_uri, filled, group_uri, room_uri, sendable, user_uri};
use super::commands::Question;
use crate::api::{
    ChatRoomRole, Error, ErrorCode, PrincipalKind, PrincipalSummary, Result, RoleChange, RoleEntry, User,
    UserGroup, UserSearch, UserSearchResult,
};
use crate::xccos::names::CommandName;
use crate::xccos::uri::same;
use crate::xccos::{self, Category, Data, Principal, RoleKind, RoleList, Room, RoomQuery};

/// The role on the wire; creators are set up by administrators only.
fn role_of_room(role: ChatRoomRole, doing: &str) -> Result<RoleKind> {
    match role {
        ChatRoomRole::Member => Ok(RoleKind::Member),
        ChatRoomRole::Manager => Ok(RoleKind::Manager),
        ChatRoomRole::Presenter => Ok(RoleKind::Presenter),
        ChatRoomRole::Creator => {
            let text = format!(
                "{doing}: `Creator` is no role of a room; administrators give it for a category, on the server"
            );
            Err(Error::new(ErrorCode::BadArgument, text))
        }
    }
}

fn said(role: ChatRoomRole) -> &'static str {
    match role {
        ChatRoomRole::Member => "members",
        ChatRoomRole::Manager => "managers",
        ChatRoomRole::Presenter => "presenters",
        ChatRoomRole::Creator => "creators",
    }
}

fn role(kind: RoleKind) -> RoleList {
    RoleList { kind: Some(kind), ..RoleList::default() }
}

pub(crate) fn who_is(wanted: ChatRoomRole, room: &str) -> Result<Question> {
    let uri = room_uri(room)?;
    let doing = format!("reading the {} of the room {uri}", said(wanted));
    let kind = role_of_room(wanted, &doing)?;
    let data = Data { rooms: vec![Room::new(&uri)], roles: vec![role(kind)], ..Data::default() };
    Ok(profiled(doing, CommandName::GetRoles, data))
}

pub(crate) fn change_role(change: &RoleChange, what: xccos::RoleChange) -> Result<Question> {
    let uri = room_uri(&change.room_uri)?;
    let (verb, preposition) = match what {
        xccos::RoleChange::Remove => ("removing", "from"),
        _ => ("adding", "to"),
    };
    let doing = format!(
        "{verb} {} {preposition} the {} of the room {uri}",
        named(&change.principals),
        said(change.role)
    );
    let kind = role_of_room(change.role, &doing)?;
    if change.principals.is_empty() {
        let text = format!("{doing}: no user or group is named");
        return Err(Error::new(ErrorCode::BadArgument, text));
    }
    let list = role_list(kind, what, &change.principals)?;
    let room = Room { roles: vec![list], ..Room::new(&uri) };
    Ok(profiled(doing, CommandName::ModifyRoles, Data::of_rooms(vec![room])))
}

/// `sip:ann@example.com and 2 others`.
fn named(principals: &[String]) -> String {
    match principals {
        [] => "nobody".into(),
        [one] => super::text::short(one).to_string(),
        [first, rest @ ..] => format!("{} and {} more", super::text::short(first), rest.len()),
    }
}

pub(crate) fn candidates(wanted: ChatRoomRole, room: &str, search: &str) -> Result<Question> {
    let uri = room_uri(room)?;
    let doing = format!("looking for users and groups that can be {} of the room {uri}", said(wanted));
    let kind = role_of_room(wanted, &doing)?;
    let words = filled(search, "the search string")?;
    let data = Data {
        room_query: Some(RoomQuery::by_name(words)),
        rooms: vec![Room::new(&uri)],
        roles: vec![role(kind)],
        ..Data::default()
    };
    Ok(profiled(doing, CommandName::SearchPrincipals, data))
}

/// Who may become a creator in a category.
pub(crate) fn category_users(category: &str, filter: &str, most: u32) -> Result<Question> {
    let uri = category_uri(category)?;
    let doing = format!("looking for users and groups in the scope of the category {uri}");
    let query = RoomQuery {
        max_results: i32::try_from(most).ok().filter(|most| *most > 0),
        ..RoomQuery::by_name(sendable(filter.trim(), "the filter")?)
    };
    let data = Data {
        room_query: Some(query),
        categories: vec![Category { uri, ..Category::default() }],
        roles: vec![role(RoleKind::Creator)],
        ..Data::default()
    };
    Ok(profiled(doing, CommandName::SearchPrincipals, data))
}

pub(crate) fn find_users(search: &UserSearch) -> Result<Question> {
    let part = |text: &Option<String>| -> Result<Option<String>> {
        let text = text.as_deref().map(str::trim).filter(|text| !text.is_empty());
        text.map(|text| sendable(text, "a part of the name").map(str::to_string)).transpose()
    };
    let query = RoomQuery {
        last_name: part(&search.last_name)?,
        first_name: part(&search.first_name)?,
        email: part(&search.email)?,
        ..RoomQuery::default()
    };
    if query.last_name.is_none() && query.first_name.is_none() && query.email.is_none() {
        let text = "looking for users: nothing is searched for; give a part of a last name, first name or e-mail address";
        return Err(Error::new(ErrorCode::BadArgument, text));
    }
    let data = Data { room_query: Some(query), ..Data::default() };
    Ok(profiled("looking for users", CommandName::SearchPrincipals, data))
}

pub(crate) fn one_user(uri: &str) -> Result<Question> {
    let uri = user_uri(uri)?;
    let doing = format!("reading the user {uri}");
    let data = Data { principals: vec![Principal::new(&uri)], ..Data::default() };
    Ok(profiled(doing, CommandName::GetPrincipal, data))
}

pub(crate) fn one_group(uri: &str) -> Result<Question> {
    let uri = group_uri(uri)?;
    let doing = format!("reading the group {uri}");
    let data = Data { principals: vec![Principal::new(&uri)], ..Data::default() };
    Ok(profiled(doing, CommandName::GetPrincipal, data))
}

fn kind(principal: &Principal) -> PrincipalKind {
    match principal.kind {
        Some(xccos::PrincipalKind::Domain) => PrincipalKind::Domain,
        Some(xccos::PrincipalKind::Folder) => PrincipalKind::DirectoryFolder,
        Some(xccos::PrincipalKind::Group | xccos::PrincipalKind::AnyGroup) => PrincipalKind::DirectoryGroup,
        _ if principal.is_group() => PrincipalKind::DirectoryGroup,
        _ => PrincipalKind::LocalUser,
    }
}

fn summary(principal: Principal) -> PrincipalSummary {
    PrincipalSummary {
        kind: kind(&principal),
        name: principal.common_name.clone().unwrap_or_else(|| principal.name().to_string()),
        uri: principal.uri,
        display_name: principal.display_name,
        guid: principal.guid,
        directory_path: principal.directory_path,
    }
}

/// Everybody in the reply, wherever the server put them. Those without URI cannot be named and are left out.
fn everybody(data: Data) -> impl Iterator<Item = Principal> {
    let in_rooms = data.rooms.into_iter().flat_map(|room| room.roles);
    let in_roles = data.roles.into_iter().chain(in_rooms).flat_map(|role| role.principals);
    data.principals.into_iter().chain(in_roles).filter(|principal| !principal.uri.is_empty())
}

pub(crate) fn summaries(data: Data, most: u32) -> Vec<PrincipalSummary> {
    let most = usize::try_from(most).ok().filter(|most| *most > 0).unwrap_or(usize::MAX);
    everybody(data).take(most).map(summary).collect()
}

pub(crate) fn entries(data: Data) -> Vec<RoleEntry> {
    everybody(data)
        .map(|mut principal| RoleEntry {
            change_history: principal.audit.take().map(audit),
            principal: summary(principal),
        })
        .collect()
}

pub(crate) fn found_users(data: Data) -> UserSearchResult {
    let more_available = data.room_query.as_ref().and_then(|query| query.more_available).unwrap_or(false);
    UserSearchResult { users: summaries(data, 0), more_available }
}

/// The principal that was asked for, and the groups that it is in, which follow it.
fn asked_for(data: Data, wanted: &str) -> Result<(Principal, Vec<PrincipalSummary>)> {
    let mut all: Vec<Principal> = everybody(data).collect();
    let at = all.iter().position(|principal| same(&principal.uri, wanted)).ok_or_else(|| {
        let text = format!("reading {wanted}: the server's answer does not have it");
        Error::new(ErrorCode::NoSuchPrincipal, text)
    })?;
    let principal = all.remove(at);
    Ok((principal, all.into_iter().map(summary).collect()))
}

pub(crate) fn user(data: Data, wanted: &str) -> Result<User> {
    let (mut principal, member_of) = asked_for(data, wanted.trim())?;
    let company_name = principal.company.take();
    let email = principal.email.take();
    let is_disabled = principal.disabled.unwrap_or(false);
    let change_history = principal.audit.take().map(audit);
    let summary = summary(principal);
    Ok(User {
        uri: summary.uri,
        name: summary.name,
        display_name: summary.display_name,
        kind: summary.kind,
        guid: summary.guid,
        directory_path: summary.directory_path,
        company_name,
        email,
        is_disabled,
        member_of,
        change_history,
    })
}

pub(crate) fn group(data: Data, wanted: &str) -> Result<UserGroup> {
    let (mut principal, member_of) = asked_for(data, wanted.trim())?;
    let change_history = principal.audit.take().map(audit);
    let summary = summary(principal);
    Ok(UserGroup {
        uri: summary.uri,
        name: summary.name,
        display_name: summary.display_name,
        kind: summary.kind,
        guid: summary.guid,
        directory_path: summary.directory_path,
        member_of,
        change_history,
    })
}
