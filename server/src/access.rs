//! Who sees, joins, reads, posts and manages (spec: sdk.md 7, xccos.md 4.4).
//!
//! A [`Subject`] carries its groups, so that no rule looks further than the lists of one room and one category.

use crate::model::{Category, Privacy, Room, Subject};

/// Permission bits as they stand in `aib@key`; bit n of the database is `1 << n` (spec: xccos.md 4.4).
pub mod permission {
    /// Change the room.
    pub const MANAGE: u64 = 1 << 2;
    /// Create rooms below.
    pub const CREATE_CHILD: u64 = 1 << 4;
    /// Join.
    pub const JOIN: u64 = 1 << 7;
    /// Post in an ordinary room.
    pub const CHAT: u64 = 1 << 8;
    /// Read the history without having joined.
    pub const HISTORY: u64 = 1 << 10;
    /// See the room.
    pub const VIEW: u64 = 1 << 11;
    /// Post in an auditorium.
    pub const AUDITORIUM_CHAT: u64 = 1 << 12;
    /// See the room whatever its privacy.
    pub const BYPASS_VISIBILITY: u64 = 1 << 13;
    /// The three bits without a name that old servers set for a manager: SIPE shows somebody as an operator only
    /// when the key is exactly 12276, of which they are a part.
    pub const LEGACY_MANAGER: u64 = (1 << 5) | (1 << 6) | (1 << 9);

    /// A member of an ordinary room: 3456.
    pub const MEMBER: u64 = JOIN | CHAT | HISTORY | VIEW;
    /// A manager who is in the room: 12276.
    pub const MANAGER: u64 = MEMBER | MANAGE | CREATE_CHILD | BYPASS_VISIBILITY | LEGACY_MANAGER;
}

/// Why somebody may not do something in a room; each has its XCCOS answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// There is no such room, or none that this person may know of.
    NoSuchRoom,
    /// The room is disabled.
    Disabled,
    /// Membership or the presenter role is missing.
    NotPermitted,
}

/// Whether the category's scope includes somebody: not denied, and allowed or nobody is named.
pub fn in_scope(category: &Category, who: &Subject) -> bool {
    !who.is_in(&category.denied) && (category.allowed.is_empty() || who.is_in(&category.allowed))
}

/// Whether somebody finds the room: in scope, and a member or manager when the room is secret.
/// A disabled room is found by nobody.
pub fn sees(category: &Category, room: &Room, who: &Subject) -> bool {
    !room.disabled && knows(category, room, who)
}

/// Whether somebody may know that the room exists, disabled or not.
pub fn knows(category: &Category, room: &Room, who: &Subject) -> bool {
    in_scope(category, who)
        && (room.privacy != Privacy::Secret || who.is_in(&room.members) || who.is_in(&room.managers))
}

fn admits(room: &Room, who: &Subject) -> bool {
    room.privacy == Privacy::Open || who.is_in(&room.members)
}

/// Whether somebody may join. To those who may not see it a room does not exist.
pub fn may_join(category: &Category, room: &Room, who: &Subject) -> Result<(), Refusal> {
    if !knows(category, room, who) {
        Err(Refusal::NoSuchRoom)
    } else if room.disabled {
        Err(Refusal::Disabled)
    } else if !admits(room, who) {
        Err(Refusal::NotPermitted)
    } else {
        Ok(())
    }
}

/// Whether somebody may read the history, joined or not: those who may join may.
pub fn may_read(category: &Category, room: &Room, who: &Subject) -> Result<(), Refusal> {
    may_join(category, room, who)
}

/// Whether somebody who has joined may post.
pub fn may_post(category: &Category, room: &Room, who: &Subject) -> Result<(), Refusal> {
    may_join(category, room, who)?;
    if room.auditorium && !who.is_in(&room.presenters) { Err(Refusal::NotPermitted) } else { Ok(()) }
}

/// Whether somebody may change the room, its role lists included; also while it is disabled, to enable it again.
pub fn may_manage(category: &Category, room: &Room, who: &Subject) -> Result<(), Refusal> {
    if !knows(category, room, who) {
        Err(Refusal::NoSuchRoom)
    } else if !who.is_in(&room.managers) {
        Err(Refusal::NotPermitted)
    } else {
        Ok(())
    }
}

/// Whether somebody may create rooms in the category.
pub fn may_create(category: &Category, who: &Subject) -> bool {
    in_scope(category, who) && who.is_in(&category.creators)
}

/// Somebody's permission bits on a room, 0 for those who may not see it.
///
/// A manager who may join gets exactly 12276, because SIPE shows no other value as an operator; only the
/// right to post in an auditorium is added to it, since that one has to be told truthfully.
pub fn permissions(category: &Category, room: &Room, who: &Subject) -> u64 {
    if !sees(category, room, who) {
        return 0;
    }
    let manager = who.is_in(&room.managers);
    let mut bits = match (admits(room, who), manager) {
        (true, true) => permission::MANAGER,
        (true, false) => permission::MEMBER,
        (false, true) => permission::MANAGE | permission::VIEW | permission::BYPASS_VISIBILITY,
        (false, false) => permission::VIEW,
    };
    if !manager && who.is_in(&category.creators) {
        bits |= permission::CREATE_CHILD;
    }
    if room.auditorium && admits(room, who) && who.is_in(&room.presenters) {
        bits |= permission::AUDITORIUM_CHAT;
    }
    bits
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Actor, Audit, GroupId, InvitationSetting, Principal, PrincipalList};

    fn person(name: &str) -> Principal {
        Principal::parse(&format!("{name}@example.com")).unwrap()
    }

    fn who(name: &str) -> Subject {
        Subject::alone(person(name))
    }

    fn set(names: &[&str]) -> PrincipalList {
        let people: Vec<Principal> = names.iter().map(|name| person(name)).collect();
        PrincipalList::granted(&people, &Actor::Administrator)
    }

    fn category(allowed: &[&str], denied: &[&str]) -> Category {
        Category {
            guid: "k".into(),
            name: "K".into(),
            description: String::new(),
            invitations: false,
            file_upload: false,
            history: true,
            allowed: set(allowed),
            denied: set(denied),
            creators: set(&["creator"]),
            audit: Audit::begun(&Actor::Administrator),
        }
    }

    fn room(privacy: Privacy) -> Room {
        Room {
            id: 1,
            guid: "g".into(),
            name: "R".into(),
            category: "k".into(),
            description: String::new(),
            topic: String::new(),
            privacy,
            auditorium: false,
            disabled: false,
            invitations: InvitationSetting::Inherit,
            add_in: None,
            audit: Audit::begun(&Actor::Administrator),
            members: set(&["member", "both", "presenter"]),
            managers: set(&["manager", "both"]),
            presenters: set(&["presenter"]),
        }
    }

    #[test]
    fn the_published_keys() {
        assert_eq!(permission::MEMBER, 3456);
        assert_eq!(permission::MANAGER, 12276);
    }

    #[test]
    fn scope_is_allowed_minus_denied_and_nobody_named_is_everybody() {
        assert!(in_scope(&category(&[], &[]), &who("any")));
        assert!(in_scope(&category(&["a"], &[]), &who("a")));
        assert!(!in_scope(&category(&["a"], &[]), &who("b")));
        assert!(!in_scope(&category(&["a"], &["a"]), &who("a")));
        assert!(!in_scope(&category(&[], &["a"]), &who("a")));
    }

    #[test]
    fn privacy_decides_who_sees_and_who_joins() {
        let everyone = category(&[], &[]);
        use Refusal::*;
        // (privacy, person, sees, joins)
        let table = [
            (Privacy::Open, "guest", true, Ok(())),
            (Privacy::Closed, "guest", true, Err(NotPermitted)),
            (Privacy::Closed, "member", true, Ok(())),
            (Privacy::Closed, "manager", true, Err(NotPermitted)),
            (Privacy::Secret, "guest", false, Err(NoSuchRoom)),
            (Privacy::Secret, "member", true, Ok(())),
            (Privacy::Secret, "manager", true, Err(NotPermitted)),
        ];
        for (privacy, name, seen, joined) in table {
            let room = room(privacy);
            assert_eq!(sees(&everyone, &room, &who(name)), seen, "{privacy:?} {name}");
            assert_eq!(may_join(&everyone, &room, &who(name)), joined, "{privacy:?} {name}");
        }
    }

    #[test]
    fn out_of_scope_nothing_exists_even_for_members() {
        let denied = category(&[], &["member"]);
        for privacy in [Privacy::Open, Privacy::Closed, Privacy::Secret] {
            assert_eq!(may_join(&denied, &room(privacy), &who("member")), Err(Refusal::NoSuchRoom));
            assert_eq!(permissions(&denied, &room(privacy), &who("member")), 0);
        }
    }

    #[test]
    fn a_disabled_room_is_unseen_and_says_so_to_those_who_know_it() {
        let everyone = category(&[], &[]);
        let mut disabled = room(Privacy::Secret);
        disabled.disabled = true;
        assert!(!sees(&everyone, &disabled, &who("member")));
        assert_eq!(may_join(&everyone, &disabled, &who("member")), Err(Refusal::Disabled));
        assert_eq!(may_join(&everyone, &disabled, &who("guest")), Err(Refusal::NoSuchRoom));
        assert_eq!(may_post(&everyone, &disabled, &who("member")), Err(Refusal::Disabled));
    }

    #[test]
    fn in_an_auditorium_only_presenters_post() {
        let everyone = category(&[], &[]);
        let mut hall = room(Privacy::Closed);
        hall.auditorium = true;
        assert_eq!(may_post(&everyone, &hall, &who("presenter")), Ok(()));
        assert_eq!(may_post(&everyone, &hall, &who("member")), Err(Refusal::NotPermitted));
        assert_eq!(permissions(&everyone, &hall, &who("presenter")), 7552);
        assert_eq!(permissions(&everyone, &hall, &who("member")), 3456);
        hall.auditorium = false;
        assert_eq!(may_post(&everyone, &hall, &who("member")), Ok(()));
    }

    #[test]
    fn permission_bits() {
        let everyone = category(&[], &[]);
        let closed = room(Privacy::Closed);
        assert_eq!(permissions(&everyone, &closed, &who("both")), 12276);
        assert_eq!(permissions(&everyone, &closed, &who("member")), 3456);
        assert_eq!(permissions(&everyone, &closed, &who("guest")), 2048);
        assert_eq!(permissions(&everyone, &closed, &who("manager")) & permission::JOIN, 0);
        assert_eq!(permissions(&everyone, &room(Privacy::Open), &who("manager")), 12276);
        assert_eq!(permissions(&everyone, &room(Privacy::Open), &who("creator")), 3456 + 16);
    }

    #[test]
    fn managers_manage_and_creators_create() {
        let everyone = category(&[], &[]);
        let mut secret = room(Privacy::Secret);
        assert_eq!(may_manage(&everyone, &secret, &who("manager")), Ok(()));
        assert_eq!(may_manage(&everyone, &secret, &who("member")), Err(Refusal::NotPermitted));
        assert_eq!(may_manage(&everyone, &secret, &who("guest")), Err(Refusal::NoSuchRoom));
        secret.disabled = true;
        assert_eq!(may_manage(&everyone, &secret, &who("manager")), Ok(()));
        assert!(may_create(&everyone, &who("creator")) && !may_create(&everyone, &who("manager")));
        assert!(!may_create(&category(&[], &["creator"]), &who("creator")));
    }

    #[test]
    fn a_group_counts_for_everybody_in_it() {
        let staff = GroupId::parse("6ba7b810-9dad-11d1-80b4-00c04fd430c8").unwrap();
        let list = PrincipalList::granted(&[staff.clone().into()], &Actor::Administrator);
        let inside = Subject::new(person("anybody"), [staff]);
        let mut secret = room(Privacy::Secret);
        secret.members = list.clone();
        let mut scoped = category(&[], &[]);
        assert_eq!(may_join(&scoped, &secret, &inside), Ok(()));
        assert_eq!(may_join(&scoped, &secret, &who("anybody")), Err(Refusal::NoSuchRoom));
        scoped.denied = list.clone();
        assert_eq!(may_join(&scoped, &secret, &inside), Err(Refusal::NoSuchRoom));
        scoped.denied = set(&[]);
        scoped.allowed = list;
        assert!(in_scope(&scoped, &inside) && !in_scope(&scoped, &who("anybody")));
    }
}
