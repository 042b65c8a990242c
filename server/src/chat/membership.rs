//! Joining and leaving rooms (spec: xccos.md 3.1, 9.2, 9.5).

use super::room_view::{Roster, describe};
use super::{Context, Member, Outcome, class_of, document, find_room, find_room_by_parts, principal};
use crate::access;
use crate::model::{Category, Room, Subject};
use crate::participants::Held;
use crate::service::Service;
use pchat_core::xccos::{
    Data, Failure, Notice, Permissions, Request, ResponseClass, Room as RoomBlock, RoomKey,
};
use std::collections::BTreeSet;
use std::sync::Arc;

/// The only key that was ever seen in a `fib` (spec: xccos.md 4.5).
const FAILED: &str = "OPERATION_FAILED";

/// `cmd:join` and `cmd:bjoin`. Of a batch what can be joined is joined, the rest is listed as failed.
pub(super) fn join(context: &Context<'_>, member: &mut Member, keys: &[RoomKey]) {
    let service = context.service;
    let mut granted: Vec<(&Arc<Room>, &Arc<Category>)> = Vec::new();
    let mut failures = Vec::new();
    let mut first_refusal = None;
    let who = context.directory.subject(&member.user.address);
    for key in keys {
        let found = find_room_by_parts(service, context.directory, &key.domain, &key.value)
            .and_then(|found| access::may_join(found.1, found.0, &who).map_err(class_of).map(|()| found));
        match found {
            Ok(found) => granted.push(found),
            Err(class) => {
                first_refusal.get_or_insert(class);
                failures.push(Failure {
                    key: FAILED.into(),
                    value: key.value.clone(),
                    domain: key.domain.clone(),
                });
            }
        }
    }
    if let (Request::Join(_), Some(class)) = (&context.command.request, first_refusal) {
        return member.send(context.reply(Err(class)));
    }

    // From here on until the reply is queued nothing else reaches the joiner.
    let mut held = service.participants.hold();
    let mut arrivals = Vec::new();
    let mut listed = BTreeSet::new();
    let mut roster = Roster::default();
    let mut rooms = Vec::new();
    for (room, category) in granted {
        if let Some(permissions) = enter(&mut held, member, &who, room, category) {
            arrivals.push((room, permissions));
        }
        if listed.insert(room.id) {
            let mut block = describe(service, room, category, &held);
            roster.list(&mut block, held.endpoints(room.id));
            rooms.push(block);
        }
    }
    let data = Data { principals: roster.into_principals(), rooms, failures, ..Data::default() };
    member.send(context.reply(Ok(data)));
    for (room, permissions) in arrivals {
        announce(service, &held, member, room, permissions);
    }
}

/// Adds the member to a room. `Some`: nobody in the room has seen this person there before.
fn enter(
    held: &mut Held<'_>,
    member: &mut Member,
    who: &Subject,
    room: &Room,
    category: &Category,
) -> Option<u64> {
    let permissions = access::permissions(category, room, who);
    member.rooms.insert(room.id);
    held.add(room.id, member.participant(permissions)).then_some(permissions)
}

/// Tells the others; never the joiner, whom SIPE would then list twice (spec: sipe-interop.md 7).
fn announce(service: &Service, held: &Held<'_>, member: &Member, room: &Room, permissions: u64) {
    log::info!("{}: {} joined '{}'", member.link.name(), member.user.address, room.name);
    let uri = service.room_uri(room);
    let permissions = Permissions::from_bits(permissions);
    let notice = Notice::joined(principal(&member.user), [(uri.as_str(), permissions)]);
    held.tell_others(room.id, &member.user.address, &document(service, notice));
}

/// Takes a member back into rooms that an earlier dialog of the same endpoint lost without leaving them: SIPE believes
/// to be in them still and does not join again (spec: sipe-interop.md 8).
pub(crate) fn rejoin(service: &Service, member: &mut Member, rooms: &BTreeSet<i64>) {
    let directory = service.directory.current();
    let who = directory.subject(&member.user.address);
    let mut held = service.participants.hold();
    for room in rooms.iter().filter_map(|id| directory.room_by_id(*id)) {
        let Some(category) = directory.category(room) else { continue };
        if access::may_join(category, room, &who).is_err() {
            continue;
        }
        if let Some(permissions) = enter(&mut held, member, &who, room, category) {
            announce(service, &held, member, room, permissions);
        }
    }
}

/// `cmd:part`. The reply repeats the URI, without which SIPE keeps the room as joined.
pub(super) fn part(context: &Context<'_>, member: &mut Member, uri: &str) -> Outcome {
    let (room, category) = find_room(context.service, context.directory, uri)?;
    if !member.rooms.remove(&room.id) {
        // A secret room must not be told apart from none.
        let who = context.directory.subject(&member.user.address);
        access::may_join(category, room, &who).map_err(class_of)?;
        return Err(ResponseClass::UserNotJoined);
    }
    depart(context.service, member, room);
    Ok(Data::of_rooms(vec![RoomBlock::new(&context.service.room_uri(room))]))
}

/// Takes a member out of all rooms; its dialog is over.
pub(crate) fn leave(service: &Service, member: &mut Member) -> BTreeSet<i64> {
    let rooms = std::mem::take(&mut member.rooms);
    if !rooms.is_empty() {
        let directory = service.directory.current();
        for room in rooms.iter().filter_map(|id| directory.room_by_id(*id)) {
            depart(service, member, room);
        }
    }
    rooms
}

fn depart(service: &Service, member: &Member, room: &Room) {
    let mut held = service.participants.hold();
    if held.remove(room.id, member.dialog) == Some(true) {
        log::info!("{}: {} left '{}'", member.link.name(), member.user.address, room.name);
        let notice = Notice::parted(&principal(&member.user), [service.room_uri(room).as_str()]);
        held.tell_others(room.id, &member.user.address, &document(service, notice));
    }
}
