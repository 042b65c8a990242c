//! Finding rooms (spec: xccos.md 4.8, 4.12).

use super::room_view::describe;
use super::{Context, Member, Outcome};
use crate::access;
use crate::address::Address;
use crate::model::{Category, InvitationSetting, Principal, Privacy, Role, Room, Subject};
use pchat_core::xccos::uri::NodeUri;
use pchat_core::xccos::{
    AssociationKind, AssociationQuery, Behavior, Data, ResponseClass, RoomQuery, RoomQueryKind, Visibility,
};
use std::collections::BTreeSet;
use std::sync::Arc;

/// `cmd:chansrch`: the rooms that the user may see and the query names, by name, up to the server's limit.
pub(super) fn by_query(context: &Context<'_>, member: &Member, query: &RoomQuery) -> Outcome {
    let filter = Filter::new(query, context)?;
    let who = context.directory.subject(&member.user.address);
    let rooms = context.directory.rooms().iter();
    let disabled = query.disabled == Some(true);
    answer(context, &who, query.max_results, rooms, disabled, |room, category| filter.accepts(room, category))
}

/// `cmd:getassociations`: the rooms that the user is a member or a manager of.
pub(super) fn by_association(context: &Context<'_>, member: &Member, query: &AssociationQuery) -> Outcome {
    let who = context.directory.subject(&member.user.address);
    let role = if query.kind == Some(AssociationKind::Manager) { Role::Manager } else { Role::Member };
    let rooms = context.directory.rooms_of(&who, role);
    answer(context, &who, query.max_results, rooms.into_iter(), false, |_, _| true)
}

/// Describes those of `rooms` that are wanted and may be seen.
fn answer<'a>(
    context: &Context<'_>,
    who: &Subject,
    asked: Option<i32>,
    rooms: impl Iterator<Item = &'a Arc<Room>>,
    disabled: bool,
    wanted: impl Fn(&Room, &Category) -> bool,
) -> Outcome {
    let service = context.service;
    let directory = context.directory;
    // A negative number means all (spec: xccos.md 4.8).
    let limit = asked
        .and_then(|most| usize::try_from(most).ok())
        .unwrap_or(usize::MAX)
        .min(usize::try_from(directory.settings().search_limit).unwrap_or(usize::MAX));
    let found: Vec<(&Arc<Room>, &Arc<Category>)> = rooms
        .filter_map(|room| directory.category(room).map(|category| (room, category)))
        .filter(|(room, category)| wanted(room, category) && may_find(category, room, who, disabled))
        .take(limit)
        .collect();
    let rooms = {
        let held = service.participants.hold();
        let described = |(room, category): (&Arc<Room>, &Arc<Category>)| {
            describe(service, directory, room, category, &held)
        };
        found.into_iter().map(described).collect()
    };
    Ok(context.as_many_as_fit(Data::of_rooms(rooms)))
}

/// Disabled rooms are found by those who manage them, and only when they are looked for.
fn may_find(category: &Category, room: &Room, who: &Subject, disabled: bool) -> bool {
    access::sees(category, room, who)
        || (disabled && room.disabled && access::may_manage(category, room, who).is_ok())
}

/// What a query wants.
struct Filter<'a> {
    query: &'a RoomQuery,
    /// Lower case.
    words: Vec<String>,
    /// The rooms that the user is in now who is looked for.
    joined: Option<BTreeSet<i64>>,
    member: Option<Subject>,
    manager: Option<Subject>,
}

impl Filter<'_> {
    fn new<'a>(query: &'a RoomQuery, context: &Context<'_>) -> Result<Filter<'a>, ResponseClass> {
        let directory = context.directory;
        let subject = |uri: &Option<String>| match uri.as_deref().filter(|uri| !uri.is_empty()) {
            None => Ok(None),
            Some(uri) => Principal::parse(uri)
                .map(|who| Some(directory.subject_of(&who).into_owned()))
                .map_err(|_| ResponseClass::InvalidArgument),
        };
        let criteria = query.criteria.trim().to_lowercase();
        let by_user = match &query.kind {
            RoomQueryKind::ByName => None,
            RoomQueryKind::ByUser if criteria.is_empty() => None,
            RoomQueryKind::ByUser => {
                Some(Address::parse(&criteria).map_err(|_| ResponseClass::InvalidArgument)?)
            }
            RoomQueryKind::Other(_) => return Err(ResponseClass::InvalidArgument),
        };
        let words = match (&by_user, query.match_exact_phrase) {
            (Some(_), _) => Vec::new(),
            (None, Some(true)) => vec![criteria],
            (None, _) => criteria.split_whitespace().map(str::to_owned).collect(),
        };
        Ok(Filter {
            query,
            words,
            joined: by_user.map(|who| context.service.participants.hold().rooms_of(&who)),
            member: subject(&query.member)?,
            manager: subject(&query.manager)?,
        })
    }

    fn accepts(&self, room: &Room, category: &Category) -> bool {
        let query = self.query;
        let is = |wanted: Option<bool>, value: bool| wanted.is_none_or(|wanted| wanted == value);
        let visibility = match room.privacy {
            Privacy::Open => Visibility::Open,
            Privacy::Closed => Visibility::Scope,
            Privacy::Secret => Visibility::Private,
        };
        let behavior = if room.auditorium { Behavior::Auditorium } else { Behavior::Normal };
        self.matches_words(room)
            && self.joined.as_ref().is_none_or(|rooms| rooms.contains(&room.id))
            && self.member.as_ref().is_none_or(|who| who.is_in(&room.members))
            && self.manager.as_ref().is_none_or(|who| who.is_in(&room.managers))
            && query.category.as_deref().is_none_or(|uri| {
                NodeUri::parse(uri).is_some_and(|uri| uri.value.eq_ignore_ascii_case(&category.guid))
            })
            && query.visibility.is_none_or(|wanted| wanted == visibility)
            && query.behavior.is_none_or(|wanted| wanted == behavior)
            && query.add_in.as_deref().is_none_or(|wanted| {
                let wanted = wanted.trim().trim_start_matches('{').trim_end_matches('}');
                room.add_in.as_deref().is_some_and(|add_in| add_in.eq_ignore_ascii_case(wanted))
            })
            && is(query.disabled, room.disabled)
            && match (query.search_invites, query.invites) {
                // Unless it says that it is not to be looked at.
                (Some(false), _) | (None, None) => true,
                (_, Some(wanted)) => room.invites(category) == wanted,
                // Looked for, but neither on nor off: what is left to the category (spec: sdk.md 3.2).
                (Some(true), None) => room.invitations == InvitationSetting::Inherit,
            }
    }

    /// All words by default; with `matchAll="false"` any of them. `extended` looks at descriptions and topics too.
    fn matches_words(&self, room: &Room) -> bool {
        let mut text = room.name.to_lowercase();
        if self.query.extended {
            for more in [&room.description, &room.topic] {
                text.push('\n');
                text.push_str(&more.to_lowercase());
            }
        }
        let mut hits = self.words.iter().map(|word| text.contains(word.as_str()));
        match self.query.match_all {
            Some(false) if !self.words.is_empty() => hits.any(|hit| hit),
            _ => hits.all(|hit| hit),
        }
    }
}
