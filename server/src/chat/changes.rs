//! What a change of the directory does to those who are signed in (spec: sdk.md 13; xccos.md 3.2).
//!
//! Whoever made it: a command of a client, the program around an embedded server, or another process (`pchatd room set`).

use super::invitations;
use super::membership::{how_many, update_limit};
use super::room_view::describe;
use super::{Service, document, principal};
use crate::access::{self, Refusal};
use crate::directory::{Effect, Snapshot};
use crate::link::{Link, Outbound};
use crate::model::{Category, Invitation, Room, User};
use crate::participants::Held;
use pchat_core::xccos::{self, Association, Data, Notice, NoticeName, Permissions, Principal};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, PoisonError};

/// Tells everybody concerned what changed since the last call. Calls wait for each other, so that changes are told in order.
pub(crate) fn tell_changes(service: &Service) {
    let _turn = service.telling.lock().unwrap_or_else(PoisonError::into_inner);
    service.compliance.catch_up(&service.store);
    let (directory, effects) = service.directory.refresh();
    if effects.is_empty() {
        return;
    }
    let concerned = Concerned::of(service, &directory, effects);
    for (id, change) in &concerned.rooms {
        bring_up_to_date(service, &directory, *id, change);
    }
    for user in &concerned.disabled {
        log::info!("{} is signed off: the user is disabled or gone", user.address);
        service.links.each(|link: &Link| link.push(Outbound::SignOff { who: user.address.clone() }));
    }
    for invitation in &concerned.invitations {
        invitations::tell(service, &directory, invitation);
    }
}

/// What changed of a room that somebody is in.
#[derive(Default)]
struct RoomChanged {
    /// Its properties, so that everybody inside has to hear of them.
    properties: bool,
    /// The room as it was, in case that it is gone.
    old: Option<Arc<Room>>,
}

/// Who and what is concerned by some effects, each once.
#[derive(Default)]
struct Concerned {
    rooms: BTreeMap<i64, RoomChanged>,
    disabled: Vec<Arc<User>>,
    invitations: Vec<Invitation>,
}

impl Concerned {
    fn of(service: &Service, directory: &Snapshot, effects: Vec<Effect>) -> Concerned {
        let held = service.participants.hold();
        let occupied: BTreeSet<i64> = held.occupied().into_iter().collect();
        let mut concerned = Concerned::default();
        for effect in effects {
            match effect {
                Effect::RoomAdded(_) => {}
                // How many people make a large room is among them.
                Effect::SettingsChanged => occupied.iter().for_each(|id| concerned.room(*id, false, None)),
                Effect::RoomChanged { old, .. } => concerned.room(old.id, true, Some(old)),
                Effect::RolesChanged { old, .. } => concerned.room(old.id, false, Some(old)),
                Effect::RoomRemoved(old) => concerned.room(old.id, false, Some(old)),
                Effect::CategoryChanged { old, new } => {
                    let switches = |of: &Category| (of.invitations, of.file_upload, of.history);
                    let told = switches(&old) != switches(&new);
                    for id in &occupied {
                        if directory.room_by_id(*id).is_some_and(|room| *room.category == new.guid) {
                            concerned.room(*id, told, None);
                        }
                    }
                }
                Effect::UserChanged { new, .. } => {
                    for id in held.rooms_of(&new.address) {
                        concerned.room(id, false, None);
                    }
                }
                Effect::UserDisabled(user) => {
                    for id in held.rooms_of(&user.address) {
                        concerned.room(id, false, None);
                    }
                    concerned.disabled.push(user);
                }
                Effect::GroupsChanged => occupied.iter().for_each(|id| concerned.room(*id, false, None)),
                Effect::InvitationMade(invitation) => concerned.invitations.push(invitation),
                Effect::MuchChanged => occupied.iter().for_each(|id| concerned.room(*id, true, None)),
            }
        }
        concerned.rooms.retain(|id, _| occupied.contains(id));
        concerned
    }

    fn room(&mut self, id: i64, properties: bool, old: Option<Arc<Room>>) {
        let entry = self.rooms.entry(id).or_default();
        entry.properties |= properties;
        entry.old = entry.old.take().or(old);
    }
}

/// Somebody who has to leave a room.
struct Leaver {
    user: Arc<User>,
    /// Whether he is told himself: who may not be here at all is signed off instead.
    told: bool,
}

/// Takes those out of a room who may not be there any more, and tells the others what is different.
fn bring_up_to_date(service: &Service, directory: &Snapshot, id: i64, change: &RoomChanged) {
    let now = directory.room_by_id(id).and_then(|room| Some((room, directory.category(room)?)));
    let Some(room) = now.map(|(room, _)| room).or(change.old.as_ref()) else { return };
    let uri = service.room_uri(room);
    let mut held = service.participants.hold();
    let hidden = held.is_hidden(id, update_limit(directory));
    let mut leavers = Vec::new();
    let mut changed = Vec::new();
    let mut uninformed = BTreeSet::new();
    for (user, before) in held.persons(id) {
        let present = directory.user(&user.address).filter(|user| !user.disabled);
        let allowed = match (now, present) {
            (Some((room, category)), Some(_)) => {
                let who = directory.subject(&user.address);
                access::may_join(category, room, &who).map(|()| access::permissions(category, room, &who))
            }
            _ => Err(Refusal::NoSuchRoom),
        };
        match allowed {
            Ok(bits) => {
                let present = present.unwrap_or(&user);
                held.update(id, present, bits);
                if bits != before || present.display_name != user.display_name {
                    changed.push((Arc::clone(present), bits));
                }
            }
            Err(refusal) => {
                if refusal != Refusal::Disabled {
                    uninformed.insert(user.address.clone());
                }
                leavers.push(Leaver { user, told: present.is_some() });
            }
        }
    }
    if let Some((room, category)) = now.filter(|_| change.properties) {
        // Those who leave because the room is disabled hear so; who may not know it any more hears nothing of it.
        let body = document(service, modified(service, directory, room, category, &held));
        for endpoint in held.endpoints(id).filter(|to| !uninformed.contains(&to.user.address)) {
            endpoint.send(&body);
        }
    }
    part(service, &mut held, id, &uri, hidden, &leavers);
    tell_permissions(service, &held, id, &uri, hidden, &changed);
    held.is_hidden(id, update_limit(directory));
    if held.takes_turn(id) {
        held.tell_all(id, &how_many(service, &held, id, &uri));
    }
    drop(held);
    for leaver in leavers {
        log::info!("{} had to leave '{}'", leaver.user.address, room.name);
        service.compliance.parted(&leaver.user, &uri, &room.name);
    }
}

/// `ntc:chanmodify` with everything that people inside see of the room.
fn modified(
    service: &Service,
    directory: &Snapshot,
    room: &Room,
    category: &Category,
    held: &Held<'_>,
) -> Notice {
    let block = describe(service, directory, room, category, held);
    // An empty one says that there is none any more.
    let add_in = Some(block.add_in.unwrap_or_default());
    let block = xccos::Room { disabled: Some(room.disabled), participant_count: None, add_in, ..block };
    Notice::new(NoticeName::RoomModified, Data::of_rooms(vec![block]))
}

/// One `ntc:part` that names all who leave, to everybody; in a large room to each only his own.
fn part(service: &Service, held: &mut Held<'_>, id: i64, uri: &str, hidden: bool, leavers: &[Leaver]) {
    if leavers.is_empty() {
        return;
    }
    let departure = |users: Vec<Principal>| {
        let room = xccos::Room { users, ..xccos::Room::new(uri) };
        document(service, Notice::new(NoticeName::Part, Data::of_rooms(vec![room])))
    };
    let all = (!hidden).then(|| departure(leavers.iter().map(|leaver| principal(&leaver.user)).collect()));
    let mut endpoints = Vec::new();
    for endpoint in held.endpoints(id) {
        let leaver = leavers.iter().find(|leaver| leaver.user.address == endpoint.user.address);
        match (leaver, &all) {
            (Some(leaver), _) if !leaver.told => {}
            (Some(leaver), None) => endpoint.send(&departure(vec![principal(&leaver.user)])),
            (_, Some(all)) => endpoint.send(all),
            (None, None) => {}
        }
        if leaver.is_some() {
            endpoints.push(endpoint.dialog);
        }
    }
    for dialog in endpoints {
        held.evict(id, dialog);
    }
}

/// `ntc:permmodify` to everybody, those included whose rights or names are others now; in a large room only to them.
fn tell_permissions(
    service: &Service,
    held: &Held<'_>,
    id: i64,
    uri: &str,
    hidden: bool,
    changed: &[(Arc<User>, u64)],
) {
    let one = |(user, bits): &(Arc<User>, u64)| Principal {
        associations: Association::in_room(Permissions::from_bits(*bits), uri).into_iter().collect(),
        ..principal(user)
    };
    let notice = |principals: Vec<Principal>| {
        let data = Data { principals, ..Data::default() };
        document(service, Notice::new(NoticeName::PermissionsModified, data))
    };
    if changed.is_empty() {
        return;
    }
    if !hidden {
        return held.tell_all(id, &notice(changed.iter().map(one).collect()));
    }
    for entry in changed {
        let body = notice(vec![one(entry)]);
        for endpoint in held.endpoints(id).filter(|to| to.user.address == entry.0.address) {
            endpoint.send(&body);
        }
    }
}
