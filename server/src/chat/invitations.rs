//! Invitations to rooms (spec: sdk.md 12; xccos.md 4.11, 9.7).

use super::room_view::describe;
use super::{Context, Member, Outcome, Service};
use crate::access;
use crate::address::Address;
use crate::directory::Snapshot;
use crate::model::Invitation;
use crate::participants::Held;
use pchat_core::xccos::{self, Data, Timestamp};

/// Invitations in one answer; a client asks again with the last number.
const BATCH: usize = 100;

/// `cmd:getinv`: what the user was invited to after the number that he knows, the oldest first. Nothing new is an empty answer.
pub(super) fn answer(context: &Context<'_>, member: &Member, known: &xccos::Invitation) -> Outcome {
    let service = context.service;
    let who = &member.user.address;
    let after = known.invite_id.unwrap_or(0);
    let found = tokio::task::block_in_place(|| service.store.invitations(who, after, BATCH))
        .map_err(|error| context.class_of_error(error))?;
    let Some(last) = found.last().map(|invitation| invitation.number) else { return Ok(Data::default()) };
    let held = service.participants.hold();
    let rooms = found.iter().filter_map(|one| block(service, context.directory, &held, one)).collect();
    let cursor = xccos::Invitation {
        invite_id: Some(last),
        domain: Some(service.domain().to_owned()),
        ..xccos::Invitation::default()
    };
    Ok(Data { invitation: Some(cursor), rooms, ..Data::default() })
}

/// The room of an invitation; `None` when the invited does not see it any more.
fn block(
    service: &Service,
    directory: &Snapshot,
    held: &Held<'_>,
    invitation: &Invitation,
) -> Option<xccos::Room> {
    let room = directory.room_by_id(invitation.room)?;
    let category = directory.category(room)?;
    if !sees(directory, room, category, &invitation.user) {
        return None;
    }
    let own = xccos::Invitation {
        invite_id: Some(invitation.number),
        created_on: Some(Timestamp::from_unix_ticks(invitation.created_on.ticks())),
        ..xccos::Invitation::default()
    };
    let block = describe(service, directory, room, category, held);
    Some(xccos::Room { invitations: vec![own], ..block })
}

fn sees(
    directory: &Snapshot,
    room: &crate::model::Room,
    category: &crate::model::Category,
    who: &Address,
) -> bool {
    access::sees(category, room, &directory.subject(who))
}

/// Tells somebody in all his dialogs that he was invited.
pub(super) fn tell(service: &Service, directory: &Snapshot, invitation: &Invitation) {
    let held = service.participants.hold();
    if let Some(room) = block(service, directory, &held, invitation) {
        let notice = xccos::Notice::new(xccos::NoticeName::Invitation, Data::of_rooms(vec![room]));
        held.tell_person(&invitation.user, &super::document(service, notice));
    }
}
