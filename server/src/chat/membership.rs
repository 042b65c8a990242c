//! Joining and leaving rooms (spec: xccos.md 3.1, 9.2, 9.5).

use super::room_view::{Roster, describe};
use super::{
    Context, Member, Outcome, class_of, document, find_room, find_room_by_parts, principal, size_of,
};
use crate::access;
use crate::directory::Snapshot;
use crate::model::{Category, Room, Subject};
use crate::participants::Held;
use crate::service::Service;
use pchat_core::xccos::{
    Data, Failure, LARGEST_REPLY, Notice, NoticeName, Permissions, Request, ResponseClass, Room as RoomBlock,
    RoomKey,
};
use std::collections::BTreeSet;
use std::sync::Arc;

/// The only key that was ever seen in a `fib` (spec: xccos.md 4.5).
const FAILED: &str = "OPERATION_FAILED";

/// Rooms of one batch: their descriptions fit into an answer, however long they are.
const MOST_ROOMS: usize = 1_000;

/// So few rooms and people always fit, whoever is in which room.
const FEW: usize = 500;

/// In a room with more people nobody is told who is there, whatever the settings say: the list fits into an answer up to here
/// (spec: sdk.md 14).
const MOST_TOLD: u32 = 16_000;

/// `cmd:join` and `cmd:bjoin`. Of a batch what can be joined is joined, the rest is listed as failed.
pub(super) fn join(context: &Context<'_>, member: &Member, keys: &[RoomKey]) {
    let service = context.service;
    if keys.len() > MOST_ROOMS {
        return member.send(context.reply(Err(ResponseClass::LimitExceeded)));
    }
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
            let mut block = describe(service, context.directory, room, category, &held);
            // Who is in a large room has to be asked for (spec: sdk.md 13).
            if !held.is_hidden(room.id, update_limit(context.directory)) {
                roster.list(&mut block, held.endpoints(room.id));
            }
            rooms.push(block);
        }
    }
    let data = Data { principals: roster.into_principals(), rooms, failures, ..Data::default() };
    member.send(context.reply(Ok(with_rosters_that_fit(data))));
    for (room, permissions) in &arrivals {
        announce(service, context.directory, &mut held, member, room, *permissions);
    }
    drop(held);
    for (room, _) in arrivals {
        service.compliance.joined(&member.user, &service.room_uri(room), &room.name);
    }
}

/// The lists of people in full, or none of them when they are too long together: they have to be asked for then.
fn with_rosters_that_fit(data: Data) -> Data {
    if data.rooms.len() + data.principals.len() <= FEW {
        return data;
    }
    let (size, mut data) = size_of(data);
    if size > LARGEST_REPLY {
        data.principals.clear();
        data.rooms.iter_mut().for_each(|room| room.associations.clear());
    }
    data
}

/// With more people in a room nobody is told who comes and goes.
pub(super) fn update_limit(directory: &Snapshot) -> u32 {
    match directory.settings().participant_update_limit {
        0 => MOST_TOLD,
        limit => limit.min(MOST_TOLD),
    }
}

/// Adds the member to a room. `Some`: nobody in the room has seen this person there before.
fn enter(
    held: &mut Held<'_>,
    member: &Member,
    who: &Subject,
    room: &Room,
    category: &Category,
) -> Option<u64> {
    let permissions = access::permissions(category, room, who);
    held.add(room.id, member.participant(permissions)).then_some(permissions)
}

/// Tells the others; never the joiner, whom SIPE would then list twice (spec: sipe-interop.md 7).
fn announce(
    service: &Service,
    directory: &Snapshot,
    held: &mut Held<'_>,
    member: &Member,
    room: &Room,
    permissions: u64,
) {
    log::info!("{}: {} joined '{}'", member.link.name(), member.user.address, room.name);
    let uri = service.room_uri(room);
    if held.is_hidden(room.id, update_limit(directory)) {
        if held.takes_turn(room.id) {
            held.tell_others(room.id, &member.user.address, &how_many(service, held, room.id, &uri));
        }
        return;
    }
    // Whoever took the room for a large one hears by this that it is none.
    held.takes_turn(room.id);
    let permissions = Permissions::from_bits(permissions);
    let notice = Notice::joined(principal(&member.user), [(uri.as_str(), permissions)]);
    held.tell_others(room.id, &member.user.address, &document(service, notice));
}

/// `ntc:chanmodify` with the number of people in a room: otherwise those inside would take a list for complete that nobody keeps up to
/// date any more, or go without one although the room is small again.
pub(super) fn how_many(service: &Service, held: &Held<'_>, room: i64, uri: &str) -> Arc<str> {
    let count = u32::try_from(held.count(room)).ok();
    let block = RoomBlock { participant_count: count, ..RoomBlock::new(uri) };
    document(service, Notice::new(NoticeName::RoomModified, Data::of_rooms(vec![block])))
}

/// Takes a member back into rooms that an earlier dialog of the same endpoint lost without leaving them: SIPE believes
/// to be in them still and does not join again (spec: sipe-interop.md 8).
pub(crate) fn rejoin(service: &Service, member: &Member, rooms: &BTreeSet<i64>) {
    let directory = service.directory.current();
    let who = directory.subject(&member.user.address);
    let mut held = service.participants.hold();
    for room in rooms.iter().filter_map(|id| directory.room_by_id(*id)) {
        let Some(category) = directory.category(room) else { continue };
        if access::may_join(category, room, &who).is_err() {
            continue;
        }
        if let Some(permissions) = enter(&mut held, member, &who, room, category) {
            announce(service, &directory, &mut held, member, room, permissions);
            service.compliance.joined(&member.user, &service.room_uri(room), &room.name);
        }
    }
}

/// `cmd:part`. The reply repeats the URI, without which SIPE keeps the room as joined.
pub(super) fn part(context: &Context<'_>, member: &Member, uri: &str) -> Outcome {
    let (room, category) = find_room(context.service, context.directory, uri)?;
    // SIPE keeps a room that it had to leave as joined, until its own `cmd:part` succeeds: only then it joins again.
    let leaves = |dialog| context.service.participants.hold().takes_leave(room.id, dialog);
    if !depart(context.service, context.directory, member, room) && !leaves(member.dialog) {
        // A secret room must not be told apart from none.
        let who = context.directory.subject(&member.user.address);
        access::may_join(category, room, &who).map_err(class_of)?;
        return Err(ResponseClass::UserNotJoined);
    }
    Ok(Data::of_rooms(vec![RoomBlock::new(&context.service.room_uri(room))]))
}

/// A dialog begins to chat: what concerns its user is told there from now on.
pub(crate) fn enter_service(service: &Service, member: &Member) {
    service.participants.hold().open(member.dialog, &member.user.address, &member.link);
}

/// Takes a member out of all rooms; its dialog is over. The rooms that it was in.
pub(crate) fn leave(service: &Service, member: &Member) -> BTreeSet<i64> {
    let rooms = service.participants.hold().rooms_of_dialog(member.dialog);
    if !rooms.is_empty() {
        let directory = service.directory.current();
        for room in rooms.iter().filter_map(|id| directory.room_by_id(*id)) {
            depart(service, &directory, member, room);
        }
    }
    let mut held = service.participants.hold();
    // Those that the directory does not have any more.
    for room in held.rooms_of_dialog(member.dialog) {
        held.remove(room, member.dialog);
    }
    held.close(member.dialog);
    rooms
}

/// False: it was not in the room.
fn depart(service: &Service, directory: &Snapshot, member: &Member, room: &Room) -> bool {
    let mut held = service.participants.hold();
    let gone = held.remove(room.id, member.dialog);
    if gone == Some(true) {
        log::info!("{}: {} left '{}'", member.link.name(), member.user.address, room.name);
        if !held.is_hidden(room.id, update_limit(directory)) {
            held.takes_turn(room.id);
            let notice = Notice::parted(&principal(&member.user), [service.room_uri(room).as_str()]);
            held.tell_others(room.id, &member.user.address, &document(service, notice));
        }
        drop(held);
        service.compliance.parted(&member.user, &service.room_uri(room), &room.name);
    }
    gone.is_some()
}
