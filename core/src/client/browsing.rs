//! Looking for rooms and for invitations to them (spec: sdk.md 3.2, 12).

use super::arguments::{category_uri, principal_uri, sendable, user_uri};
use super::commands::Question;
use crate::api::{
    ChatRoomBehavior, ChatRoomInvitation, ChatRoomPrivacy, ChatRoomSnapshot, InvitationList, Result,
    RoomFilter, RoomQuery, Timestamp,
};
use crate::xccos::{
    self, AssociationKind, AssociationQuery, Behavior, Data, Invitation, Request, Room, RoomQueryKind,
    Visibility,
};

fn search(doing: impl Into<String>, query: xccos::RoomQuery) -> Question {
    Question { doing: doing.into(), request: Box::new(Request::SearchRooms(query)) }
}

/// As it is said on the wire: -1 for all.
fn limit(most: i32) -> Option<i32> {
    Some(if most > 0 { most } else { -1 })
}

pub(crate) fn by_criteria(query: &RoomQuery) -> Result<Question> {
    let words = sendable(&query.criteria, "the criteria")?;
    let request = xccos::RoomQuery {
        extended: query.search_description,
        match_all: Some(query.match_all),
        match_exact_phrase: Some(query.match_exact_phrase),
        max_results: limit(query.max_results),
        ..xccos::RoomQuery::by_name(words)
    };
    Ok(search("looking for rooms", request))
}

pub(crate) fn by_category(category: &str, most: u32) -> Result<Question> {
    let category = category_uri(category)?;
    let doing = format!("looking for the rooms of the category {category}");
    let query = xccos::RoomQuery {
        category: Some(category),
        max_results: limit(i32::try_from(most).unwrap_or(i32::MAX)),
        ..xccos::RoomQuery::default()
    };
    Ok(search(doing, query))
}

pub(crate) fn by_add_in(add_in: &str) -> Result<Question> {
    let add_in = super::arguments::filled(add_in, "the id of the add-in")?;
    let doing = format!("looking for the rooms with the add-in {add_in}");
    let query = xccos::RoomQuery {
        add_in: Some(add_in.to_string()),
        max_results: limit(-1),
        ..xccos::RoomQuery::default()
    };
    Ok(search(doing, query))
}

pub(crate) fn by_filter(filter: RoomFilter) -> Result<Question> {
    let member = filter.member.as_deref().map(principal_uri).transpose()?;
    let manager = filter.manager.as_deref().map(principal_uri).transpose()?;
    let category = filter.category_uri.as_deref().map(category_uri).transpose()?;
    let words = sendable(&filter.search_terms, "the search terms")?;
    let query = xccos::RoomQuery {
        extended: filter.search_description,
        max_results: limit(filter.max_results),
        member,
        manager,
        category,
        add_in: filter.add_in_id,
        disabled: Some(filter.disabled),
        visibility: filter.privacy.map(visibility),
        behavior: filter.behavior.map(behavior),
        invites: filter.invitations.filter(|_| filter.search_invitations),
        search_invites: filter.search_invitations.then_some(true),
        ..xccos::RoomQuery::by_name(words)
    };
    Ok(search("looking for rooms", query))
}

pub(crate) fn by_joined_user(user: &str) -> Result<Question> {
    let user = user_uri(user)?;
    let doing = format!("looking for the rooms that {user} is in");
    let query = xccos::RoomQuery { kind: RoomQueryKind::ByUser, ..xccos::RoomQuery::by_name(&user) };
    Ok(search(doing, query))
}

/// The rooms of the signed-in user.
pub(crate) fn mine(kind: AssociationKind, domain: &str, most: u32) -> Question {
    let doing = match kind {
        AssociationKind::Member => "looking for the user's rooms",
        AssociationKind::Manager => "looking for the rooms that the user manages",
    };
    let query = AssociationQuery {
        domain: Some(domain.to_string()),
        kind: Some(kind),
        max_results: i32::try_from(most).ok().filter(|most| *most > 0),
    };
    Question { doing: doing.into(), request: Box::new(Request::GetAssociations(query)) }
}

pub(crate) fn invitations_after(last: i64, domain: &str) -> Question {
    let newest =
        Invitation { invite_id: Some(last), domain: Some(domain.to_string()), ..Invitation::default() };
    Question { doing: "reading invitations".into(), request: Box::new(Request::GetInvitations(newest)) }
}

/// Rooms of a search reply, at most `most` of them; 0 is all.
pub(crate) fn snapshots(data: Data, most: u32) -> Vec<ChatRoomSnapshot> {
    let most = usize::try_from(most).ok().filter(|most| *most > 0).unwrap_or(usize::MAX);
    data.rooms.into_iter().filter_map(snapshot).take(most).collect()
}

/// A limit of a query as [`snapshots`] takes it.
pub(crate) fn most(of_query: i32) -> u32 {
    u32::try_from(of_query).unwrap_or(0)
}

/// `None` for a room without URI: it cannot be joined.
fn snapshot(room: Room) -> Option<ChatRoomSnapshot> {
    Some(ChatRoomSnapshot {
        room_uri: room.uri?,
        name: room.name.unwrap_or_default(),
        description: room.description.unwrap_or_default(),
        participant_count: room.participant_count,
        privacy: room.visibility.map(privacy),
    })
}

pub(super) fn privacy(visibility: Visibility) -> ChatRoomPrivacy {
    match visibility {
        Visibility::Open => ChatRoomPrivacy::Open,
        Visibility::Scope => ChatRoomPrivacy::Closed,
        Visibility::Private => ChatRoomPrivacy::Secret,
    }
}

pub(super) fn visibility(privacy: ChatRoomPrivacy) -> Visibility {
    match privacy {
        ChatRoomPrivacy::Open => Visibility::Open,
        ChatRoomPrivacy::Closed => Visibility::Scope,
        ChatRoomPrivacy::Secret => Visibility::Private,
    }
}

fn behavior(behavior: ChatRoomBehavior) -> Behavior {
    match behavior {
        ChatRoomBehavior::Normal => Behavior::Normal,
        ChatRoomBehavior::Auditorium => Behavior::Auditorium,
    }
}

/// An invitation to `room` (spec: xccos.md 4.11).
pub(super) fn invitation(room: &Room, invite_id: Option<i64>) -> Option<ChatRoomInvitation> {
    let own = room.invitations.first();
    Some(ChatRoomInvitation {
        invitation_id: invite_id.or_else(|| own.and_then(|invitation| invitation.invite_id)),
        created_on: own.and_then(|invitation| invitation.created_on).map(timestamp),
        room: snapshot(room.clone())?,
    })
}

/// The invitations newer than `last`, the oldest first, and the cursor for the next time.
pub(crate) fn invitations(data: &Data, last: i64) -> InvitationList {
    let newest = data.invitation.as_ref().and_then(|invitation| invitation.invite_id);
    let mut invitations: Vec<ChatRoomInvitation> = data
        .rooms
        .iter()
        .filter_map(|room| invitation(room, None))
        .filter(|invitation| invitation.invitation_id.is_none_or(|id| id > last))
        .collect();
    invitations.sort_by_key(|invitation| invitation.invitation_id);
    let ids = invitations.iter().filter_map(|invitation| invitation.invitation_id);
    let last_invitation_id = ids.chain(newest).fold(last, i64::max);
    InvitationList { invitations, last_invitation_id }
}

pub(super) fn timestamp(time: xccos::Timestamp) -> Timestamp {
    Timestamp::from_unix_micros(time.unix_ticks().div_euclid(10))
}
