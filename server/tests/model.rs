//! Changes of rooms, roles, groups and categories: the rules of who may do what, and what live sessions learn of it.

#![allow(clippy::unwrap_used, reason = "a panic is how a test fails")]

use pchat_server::access;
use pchat_server::address::Address;
use pchat_server::directory::{Directory, Effect};
use pchat_server::error::{Error, ErrorKind};
use pchat_server::model::{
    Actor, CategoryChange, GroupKind, InvitationSetting, NewAddIn, NewCategory, NewGroup, NewRoom, NewUser,
    Principal, Privacy, Role, RoomChange, SettingsChange,
};
use pchat_server::scratch::ScratchFolder;
use pchat_server::store::{RoleOperation, Store};
use pchat_server::timestamp::Timestamp;

struct World {
    _folder: ScratchFolder,
    store: Store,
}

fn address(name: &str) -> Address {
    Address::parse(&format!("{name}@example.com")).unwrap()
}

fn who(name: &str) -> Principal {
    Principal::User(address(name))
}

fn by(name: &str) -> Actor {
    Actor::User(address(name))
}

fn kind<T>(result: Result<T, Error>) -> ErrorKind {
    result.map(drop).unwrap_err().kind()
}

impl World {
    /// Users alice to dave; dave is denied in "Inner", alice creates in both categories.
    fn new() -> World {
        let folder = ScratchFolder::new().unwrap();
        let store = Store::create(folder.path(), "example.com").unwrap();
        for name in ["alice", "bob", "carol", "dave"] {
            store.add_user(&NewUser::new(address(name))).unwrap();
        }
        let creators = vec![who("alice")];
        store
            .add_category(&NewCategory { creators: creators.clone(), ..NewCategory::named("General") })
            .unwrap();
        let inner = NewCategory { creators, denied: vec![who("dave")], ..NewCategory::named("Inner") };
        store.add_category(&inner).unwrap();
        World { _folder: folder, store }
    }

    fn group(&self, name: &str, members: &[Principal]) -> Principal {
        self.group_of_kind(GroupKind::Group, name, members)
    }

    fn group_of_kind(&self, kind: GroupKind, name: &str, members: &[Principal]) -> Principal {
        let new = NewGroup { name: name.into(), kind, members: members.to_vec(), ..NewGroup::default() };
        Principal::Group(self.store.add_group(&new).unwrap().id)
    }

    fn room(&self, name: &str, change: impl FnOnce(&mut NewRoom)) -> String {
        let mut new = NewRoom { name: name.into(), category: "General".into(), ..NewRoom::default() };
        change(&mut new);
        self.store.add_room(&new).unwrap().guid
    }

    fn add(&self, actor: &Actor, room: &str, role: Role, people: &[Principal]) -> Result<(), Error> {
        self.store.change_role(actor, room, role, RoleOperation::Add, people).map(drop)
    }

    fn remove(&self, actor: &Actor, room: &str, role: Role, people: &[Principal]) -> Result<(), Error> {
        self.store.change_role(actor, room, role, RoleOperation::Remove, people).map(drop)
    }
}

#[test]
fn creators_create_and_become_managers() {
    let world = World::new();
    let new = NewRoom { name: "New".into(), category: "general".into(), ..NewRoom::default() };
    assert_eq!(kind(world.store.create_room(&by("bob"), &new)), ErrorKind::NotAllowed);
    let room = world.store.create_room(&by("alice"), &new).unwrap();
    assert!(room.managers.names(&who("alice")) && room.members.is_empty(), "nobody is a member by creating");
    assert_eq!((&room.audit.created_by, &room.audit.updated_by), (&by("alice"), &by("alice")));
    assert_eq!(kind(world.store.create_room(&by("alice"), &new)), ErrorKind::DuplicateRoomName);
    let in_root =
        NewRoom { category: world.store.identity().root_category.clone(), name: "R".into(), ..new.clone() };
    assert_eq!(kind(world.store.create_room(&by("alice"), &in_root)), ErrorKind::NodeHierarchy);
    let outsider =
        NewRoom { name: "O".into(), category: "Inner".into(), members: vec![who("dave")], ..new.clone() };
    assert_eq!(kind(world.store.create_room(&by("alice"), &outsider)), ErrorKind::PrincipalsNotInScope);
    let stranger = NewRoom { name: "S".into(), members: vec![who("nobody")], ..new.clone() };
    assert_eq!(kind(world.store.create_room(&by("alice"), &stranger)), ErrorKind::UnknownUser);
    // An administrator may name somebody who gets an account later.
    world.store.add_room(&stranger).unwrap();
    // To those who are out of scope the category does not exist.
    let denied = NewRoom { name: "D".into(), category: "Inner".into(), ..new.clone() };
    assert_eq!(kind(world.store.create_room(&by("dave"), &denied)), ErrorKind::NotFound);
    world.store.set_user_disabled(&address("alice"), true).unwrap();
    assert_eq!(kind(world.store.create_room(&by("alice"), &denied)), ErrorKind::NotAllowed);
}

#[test]
fn managers_change_rooms_and_stale_copies_are_refused() {
    let world = World::new();
    let guid = world.room("Lobby", |room| {
        room.managers = vec![who("bob")];
        room.privacy = Privacy::Secret;
    });
    let topic = RoomChange { topic: Some("new".into()), ..RoomChange::default() };
    assert_eq!(kind(world.store.update_room(&by("carol"), &guid, &topic)), ErrorKind::NotFound);
    let before = world.store.find_room(&guid).unwrap();
    let after = world.store.update_room(&by("bob"), &guid, &topic).unwrap();
    assert_eq!((after.topic.as_str(), &after.audit.updated_by), ("new", &by("bob")));
    assert_eq!(after.audit.created_by, Actor::Administrator);
    assert!(after.audit.updated_on > before.audit.updated_on);
    assert_eq!(world.store.find_room("LOBBY").unwrap(), after);
    let stale =
        RoomChange { expected_updated_on: Some(before.audit.updated_on), name: Some("X".into()), ..topic };
    assert_eq!(kind(world.store.update_room(&by("bob"), &guid, &stale)), ErrorKind::DataCollision);
    // What went through JSON has milliseconds.
    let millis = |ticks: i64| Some(Timestamp::from_ticks(ticks.div_euclid(10_000) * 10_000));
    let seen =
        RoomChange { expected_updated_on: millis(after.audit.updated_on.ticks()), ..RoomChange::default() };
    world.store.update_room(&by("bob"), &guid, &seen).unwrap();
    let early = RoomChange { expected_updated_on: millis(after.audit.updated_on.ticks() - 20_000), ..seen };
    assert_eq!(kind(world.store.update_room(&by("bob"), &guid, &early)), ErrorKind::DataCollision);
    world.room("Other", |_| {});
    let taken = RoomChange { name: Some("OTHER".into()), ..RoomChange::default() };
    assert_eq!(kind(world.store.update_room(&by("bob"), &guid, &taken)), ErrorKind::DuplicateRoomName);
    let lists = RoomChange {
        privacy: Some(Privacy::Closed),
        members: Some(vec![who("carol"), who("bob")]),
        auditorium: Some(true),
        presenters: Some(vec![who("carol")]),
        ..RoomChange::default()
    };
    let with_lists = world.store.update_room(&by("bob"), &guid, &lists).unwrap();
    assert_eq!((with_lists.members.len(), with_lists.presenters.len(), with_lists.managers.len()), (2, 1, 1));
    assert_eq!(kind(world.store.update_room(&by("carol"), &guid, &lists)), ErrorKind::NotAllowed);
    // Without an auditorium there are no presenters.
    let plain = RoomChange { auditorium: Some(false), ..RoomChange::default() };
    assert!(world.store.update_room(&by("bob"), &guid, &plain).unwrap().presenters.is_empty());
    // A change of nothing is none.
    let same = world.store.update_room(&by("bob"), &guid, &plain).unwrap();
    assert_eq!(same.audit, world.store.find_room(&guid).unwrap().audit);
}

#[test]
fn the_four_refusals_of_roles() {
    let world = World::new();
    let hall = world.room("Hall", |room| {
        room.category = "Inner".into();
        room.auditorium = true;
        room.managers = vec![who("alice")];
        room.members = vec![who("bob")];
    });
    let alice = by("alice");
    let add = |role, name: &str| world.add(&alice, &hall, role, &[who(name)]);
    assert_eq!(kind(add(Role::Member, "bob")), ErrorKind::PrincipalsAlreadyDefined);
    assert_eq!(kind(add(Role::Member, "dave")), ErrorKind::PrincipalsNotInScope);
    assert_eq!(kind(add(Role::Presenter, "carol")), ErrorKind::PresenterNotMember);
    assert_eq!(kind(add(Role::Member, "nobody")), ErrorKind::UnknownUser);
    // One bad one spoils all.
    assert_eq!(
        kind(world.add(&alice, &hall, Role::Member, &[who("carol"), who("dave")])),
        ErrorKind::PrincipalsNotInScope
    );
    assert_eq!(world.store.find_room(&hall).unwrap().members.len(), 1);
    add(Role::Presenter, "bob").unwrap();
    let grant = world.store.find_room(&hall).unwrap();
    let (_, grant) = grant.presenters.iter().next().unwrap();
    assert_eq!(grant.by, alice);
    // Whoever is no member presents no more.
    world.remove(&alice, &hall, Role::Member, &[who("bob")]).unwrap();
    assert!(world.store.find_room(&hall).unwrap().presenters.is_empty());
    assert_eq!(kind(world.remove(&alice, &hall, Role::Member, &[who("bob")])), ErrorKind::UnknownUser);
    assert_eq!(kind(world.add(&by("bob"), &hall, Role::Member, &[who("bob")])), ErrorKind::NotAllowed);
    let plain = world.room("Plain", |room| room.members = vec![who("bob")]);
    let presenter = world.add(&Actor::Administrator, &plain, Role::Presenter, &[who("bob")]);
    assert_eq!(kind(presenter), ErrorKind::InvalidArgument);
}

#[test]
fn a_move_purges_roles_and_needs_manager_and_creator() {
    let world = World::new();
    let guid = world.room("Hall", |room| {
        room.auditorium = true;
        room.managers = vec![who("alice"), who("bob"), who("dave")];
        room.members = vec![who("dave"), who("carol")];
        room.presenters = vec![who("dave")];
    });
    assert_eq!(kind(world.store.move_room(&by("bob"), &guid, "Inner")), ErrorKind::NotAllowed);
    assert_eq!(kind(world.store.move_room(&by("carol"), &guid, "Inner")), ErrorKind::NotAllowed);
    let root = world.store.identity().root_category.clone();
    assert_eq!(kind(world.store.move_room(&by("alice"), &guid, &root)), ErrorKind::NodeHierarchy);
    let moved = world.store.move_room(&by("alice"), &guid, "Inner").unwrap();
    assert_eq!(*moved.category, world.store.find_category("Inner").unwrap().guid);
    assert_eq!((moved.members.len(), moved.managers.len(), moved.presenters.len()), (1, 2, 0));
    assert!(kind(world.store.remove_category("Inner")) == ErrorKind::NotAllowed);
    world.store.remove_room(&guid).unwrap();
    world.store.remove_category("Inner").unwrap();
    assert_eq!(kind(world.store.find_category("Inner")), ErrorKind::NotFound);
}

#[test]
fn folders_and_domains_hold_roles_as_groups_do() {
    let world = World::new();
    let sales = world.group_of_kind(GroupKind::Folder, "Sales", &[who("bob")]);
    let domain = world.group_of_kind(GroupKind::Domain, "example.com", &[sales.clone(), who("carol")]);
    let room = world.room("Secret", |room| {
        room.privacy = Privacy::Secret;
        room.members = vec![domain.clone()];
        room.managers = vec![sales.clone()];
    });
    let directory = Directory::open(&world.store).unwrap();
    let now = directory.current();
    let room = now.room(&room).unwrap();
    let may_join = |name: &str| {
        access::may_join(now.category(room).unwrap(), room, &now.subject(&address(name))).is_ok()
    };
    assert!(may_join("bob") && may_join("carol") && !may_join("dave"));
    let managed = |name: &str| now.rooms_of(&now.subject(&address(name)), Role::Manager).len();
    assert_eq!((managed("bob"), managed("carol")), (1, 0));
}

#[test]
fn membership_comes_through_nested_groups_and_cycles_are_refused() {
    let world = World::new();
    let team = world.group("Team", &[who("bob")]);
    let staff = world.group("Staff", &[team.clone(), who("carol")]);
    let everybody = world.group("Everybody", std::slice::from_ref(&staff));
    let secret = world.room("Secret", |room| {
        room.privacy = Privacy::Secret;
        room.members = vec![everybody.clone()];
    });
    let directory = Directory::open(&world.store).unwrap();
    let may_join = |name: &str| {
        let now = directory.current();
        let room = now.room(&secret).unwrap();
        access::may_join(now.category(room).unwrap(), room, &now.subject(&address(name))).is_ok()
    };
    assert!(may_join("bob") && may_join("carol") && !may_join("dave"));
    let now = directory.current();
    assert_eq!(now.rooms_of(&now.subject(&address("bob")), Role::Member).len(), 1);
    assert_eq!(now.subject(&address("bob")).groups().count(), 3);
    let id = |group: &Principal| group.as_group().unwrap().clone();
    assert_eq!(
        kind(world.store.add_group_members(&id(&team), std::slice::from_ref(&everybody))),
        ErrorKind::NotAllowed
    );
    assert_eq!(
        kind(world.store.add_group_members(&id(&team), std::slice::from_ref(&team))),
        ErrorKind::NotAllowed
    );
    assert_eq!(
        kind(world.store.add_group_members(&id(&team), &[who("bob")])),
        ErrorKind::PrincipalsAlreadyDefined
    );
    assert_eq!(kind(world.store.add_group_members(&id(&team), &[who("nobody")])), ErrorKind::UnknownUser);
    world.store.remove_group_members(&id(&staff), std::slice::from_ref(&team)).unwrap();
    assert!(!may_join("bob") && may_join("carol"));
    // A role for a group is a role for a presenter inside it.
    let hall = world.room("Hall", |room| {
        room.auditorium = true;
        room.members = vec![staff.clone()];
        room.presenters = vec![who("carol")];
    });
    world.store.remove_group(&id(&staff)).unwrap();
    let left = world.store.find_room(&hall).unwrap();
    assert!(left.members.is_empty() && !may_join("carol"));
}

#[test]
fn members_are_invited_once_when_room_and_category_want_it() {
    let world = World::new();
    let team = world.group("Team", &[who("bob"), who("carol"), who("dave")]);
    let lobby = world.room("Lobby", |room| room.category = "Inner".into());
    let quiet = world.room("Quiet", |room| {
        room.invitations = InvitationSetting::Off;
        room.members = vec![who("bob")];
    });
    let invited = |name: &str| world.store.invitations(&address(name), 0, 100).unwrap();
    let admin = Actor::Administrator;
    world.add(&admin, &lobby, Role::Member, &[who("bob")]).unwrap();
    assert_eq!(invited("bob").len(), 1);
    let first = invited("bob")[0].id;
    // Already a member: the group makes no second invitation; dave is out of scope.
    world.add(&admin, &lobby, Role::Member, std::slice::from_ref(&team)).unwrap();
    assert_eq!((invited("bob").len(), invited("carol").len(), invited("dave").len()), (1, 1, 0));
    assert!(world.store.invitations(&address("bob"), first, 100).unwrap().is_empty());
    // Gone and back: told again, with a newer number in place of the old one.
    world.remove(&admin, &lobby, Role::Member, &[who("bob"), team]).unwrap();
    world.add(&admin, &lobby, Role::Member, &[who("bob")]).unwrap();
    assert!(invited("bob").len() == 1 && invited("bob")[0].id > first);
    let off = CategoryChange { invitations: Some(false), ..CategoryChange::default() };
    world.store.update_category("Inner", &off).unwrap();
    world.remove(&admin, &lobby, Role::Member, &[who("bob")]).unwrap();
    let before = invited("bob");
    world.add(&admin, &lobby, Role::Member, &[who("bob")]).unwrap();
    assert_eq!(invited("bob"), before);
    world.store.remove_room(&quiet).unwrap();
}

#[test]
fn add_ins_have_short_unique_names_and_web_addresses() {
    let world = World::new();
    let new = |name: &str, url: &str| NewAddIn { name: name.into(), url: url.into() };
    let clock = world.store.add_add_in(&new("Clock", "https://example.com/clock")).unwrap();
    assert_eq!(
        kind(world.store.add_add_in(&new("CLOCK", "https://x.example"))),
        ErrorKind::DuplicateAddInName
    );
    for (name, url) in
        [("A", "ftp://x"), ("A", "https://"), (&"n".repeat(51), "https://x"), ("", "https://x")]
    {
        assert_eq!(kind(world.store.add_add_in(&new(name, url))), ErrorKind::InvalidArgument, "{name} {url}");
    }
    let long = format!("https://x/{}", "u".repeat(246));
    assert_eq!(kind(world.store.add_add_in(&new("A", &long))), ErrorKind::InvalidArgument);
    let lobby = world.room("Lobby", |room| room.add_in = Some("clock".into()));
    assert_eq!(world.store.find_room(&lobby).unwrap().add_in, Some(clock.guid.clone()));
    let none = RoomChange { add_in: Some(Some("none".into())), ..RoomChange::default() };
    assert_eq!(kind(world.store.update_room(&Actor::Administrator, &lobby, &none)), ErrorKind::NotFound);
    world.store.remove_add_in("Clock").unwrap();
    assert_eq!(world.store.find_room(&lobby).unwrap().add_in, None);
}

#[test]
fn settings_have_ranges_and_reach_a_running_server() {
    let world = World::new();
    let directory = Directory::open(&world.store).unwrap();
    assert_eq!(directory.current().settings().participant_update_limit, 75);
    let change = |default_history| SettingsChange { default_history, ..SettingsChange::default() };
    assert_eq!(kind(world.store.change_settings(&change(Some(0)))), ErrorKind::InvalidArgument);
    assert_eq!(kind(world.store.change_settings(&change(Some(501)))), ErrorKind::InvalidArgument);
    world.store.change_settings(&change(Some(50))).unwrap();
    let (now, effects) = directory.refresh();
    assert_eq!(now.settings().default_history, 50);
    assert!(matches!(effects[..], [Effect::SettingsChanged]), "{effects:?}");
}

#[test]
fn each_change_of_another_process_has_its_effect_once() {
    let world = World::new();
    let lobby = world.room("Lobby", |room| room.members = vec![who("bob")]);
    let directory = Directory::open(&world.store).unwrap();
    let other = Store::open(world._folder.path()).unwrap();
    other.set_room_disabled("Lobby", true).unwrap();
    let (now, effects) = directory.refresh();
    assert!(
        matches!(&effects[..], [Effect::RoomChanged { old, new }] if !old.disabled && new.disabled),
        "{effects:?}"
    );
    assert!(now.room(&lobby).unwrap().disabled);
    assert!(directory.refresh().1.is_empty());

    let admin = Actor::Administrator;
    other.change_role(&admin, &lobby, Role::Member, RoleOperation::Add, &[who("carol")]).unwrap();
    other.change_role(&admin, &lobby, Role::Member, RoleOperation::Remove, &[who("bob")]).unwrap();
    // Somebody else's look at the directory takes no effect away.
    directory.current();
    let (_, effects) = directory.refresh();
    let [Effect::RolesChanged { principals, .. }, Effect::InvitationMade(invitation)] = &effects[..] else {
        panic!("{effects:?}")
    };
    assert_eq!((&principals[..], &invitation.user), (&[who("bob"), who("carol")][..], &address("carol")));

    other.set_user_disabled(&address("bob"), true).unwrap();
    other.remove_user(&address("carol")).unwrap();
    let (now, effects) = directory.refresh();
    let disabled = effects.iter().filter(|effect| matches!(effect, Effect::UserDisabled(_))).count();
    assert_eq!(disabled, 2, "{effects:?}");
    assert!(now.user(&address("carol")).is_none() && now.room(&lobby).unwrap().members.is_empty());
    world.group("Team", &[who("bob")]);
    assert!(matches!(directory.refresh().1[..], [Effect::GroupsChanged]));
    other
        .update_category(
            "General",
            &CategoryChange { denied: Some(vec![who("bob")]), ..CategoryChange::default() },
        )
        .unwrap();
    assert!(matches!(directory.refresh().1[..], [Effect::CategoryChanged { .. }]));
    other.remove_room(&lobby).unwrap();
    assert!(matches!(&directory.refresh().1[..], [Effect::RoomRemoved(room)] if room.guid == lobby));
}

#[test]
fn a_server_that_missed_too_much_reads_everything_and_knows_what_differs() {
    let world = World::new();
    let lobby = world.room("Lobby", |_| {});
    let directory = Directory::open(&world.store).unwrap();
    world.store.set_room_disabled("Lobby", true).unwrap();
    let many: Vec<NewUser> = (0..2000).map(|n| NewUser::new(address(&format!("user{n}")))).collect();
    assert_eq!(world.store.put_users(&many).unwrap(), (2000, 0));
    assert_eq!(world.store.put_users(&many[..10]).unwrap(), (0, 0));
    let (now, effects) = directory.refresh();
    assert_eq!(now.users().count(), 2004);
    assert!(
        effects.iter().any(|effect| matches!(effect, Effect::RoomChanged { new, .. } if new.guid == lobby))
    );
    assert!(now.user_by_login("", "user1999").is_some());
}

#[test]
fn rooms_stay_sorted_and_findable_through_changes() {
    let world = World::new();
    let directory = Directory::open(&world.store).unwrap();
    directory.current();
    for name in ["delta", "Alpha", "charlie", "Bravo"] {
        world.room(name, |_| {});
    }
    let names = |directory: &Directory| {
        directory.current().rooms().iter().map(|room| room.name.clone()).collect::<Vec<_>>()
    };
    assert_eq!(names(&directory), ["Alpha", "Bravo", "charlie", "delta"]);
    let rename = RoomChange { name: Some("Zulu".into()), ..RoomChange::default() };
    world.store.update_room(&Actor::Administrator, "alpha", &rename).unwrap();
    assert_eq!(names(&directory), ["Bravo", "charlie", "delta", "Zulu"]);
    let now = directory.current();
    assert!(now.room_by_name("ZULU").is_some() && now.room_by_name("alpha").is_none());
    world.store.remove_room("charlie").unwrap();
    assert_eq!(names(&directory), ["Bravo", "delta", "Zulu"]);
}
