use super::Directory;
use crate::access;
use crate::address::Address;
use crate::model::{
    Actor, CategoryChange, GroupId, NewCategory, NewGroup, NewRoom, NewUser, Principal, Privacy, Role,
    RoomChange, Subject,
};
use crate::scratch::ScratchFolder;
use crate::store::{RoleOperation, Store};
use std::collections::{BTreeMap, BTreeSet};

const USERS: usize = 8;
const GROUPS: usize = 6;
const ROOMS: usize = 5;
const CHANGES: usize = 300;

fn address(n: usize) -> Address {
    Address::parse(&format!("user{n}@example.com")).unwrap()
}

/// Numbers in a fixed order that nobody chose.
struct Dice(u64);

impl Dice {
    fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap() % limit
    }
}

/// The groups around each user, found in the plainest way.
fn groups_around(store: &Store) -> BTreeMap<Address, BTreeSet<GroupId>> {
    let members: Vec<(GroupId, Vec<Principal>)> = store
        .groups()
        .unwrap()
        .into_iter()
        .map(|group| (group.id.clone(), store.group_members(&group.id).unwrap()))
        .collect();
    let mut around = BTreeMap::new();
    for user in store.users().unwrap() {
        let mut found: BTreeSet<GroupId> = BTreeSet::new();
        loop {
            let before = found.len();
            for (id, inside) in &members {
                let holds = |who: &Principal| match who {
                    Principal::User(address) => *address == user.address,
                    Principal::Group(inner) => found.contains(inner),
                };
                if inside.iter().any(holds) {
                    found.insert(id.clone());
                }
            }
            if found.len() == before {
                break;
            }
        }
        around.insert(user.address, found);
    }
    around
}

/// What the directory in memory grants must be what the rules say of the store.
fn compare(store: &Store, directory: &Directory, step: &str) {
    let now = directory.current();
    let around = groups_around(store);
    let categories = store.categories().unwrap();
    for plain in store.rooms().unwrap() {
        let category = categories.iter().find(|category| *category.guid == *plain.category).unwrap();
        let room = now.room_by_id(plain.id).unwrap();
        let shared = now.category(room).unwrap();
        for n in 0..=USERS {
            let groups = around.get(&address(n)).cloned().unwrap_or_default();
            let expected = Subject::new(Principal::User(address(n)), groups);
            let who = now.subject(&address(n));
            let what = format!("{step}: user{n} in {}", plain.name);
            assert_eq!(*who, expected, "{what}");
            let rules = |category, room, who| {
                (
                    access::permissions(category, room, who),
                    access::may_join(category, room, who),
                    access::may_post(category, room, who),
                    access::may_manage(category, room, who),
                    access::may_create(category, who),
                )
            };
            assert_eq!(rules(shared, room, &who), rules(category, &plain, &expected), "{what}");
        }
    }
}

#[test]
fn the_directory_in_memory_grants_what_the_store_says_after_every_change() {
    let folder = ScratchFolder::new().unwrap();
    let store = Store::create(folder.path(), "example.com").unwrap();
    for n in 0..USERS {
        store.add_user(&NewUser::new(address(n))).unwrap();
    }
    let groups: Vec<GroupId> = (0..GROUPS)
        .map(|n| store.add_group(&NewGroup { name: format!("Group {n}"), ..NewGroup::default() }).unwrap().id)
        .collect();
    for name in ["Open", "Scoped"] {
        store.add_category(&NewCategory::named(name)).unwrap();
    }
    for n in 0..ROOMS {
        let room = NewRoom {
            name: format!("Room {n}"),
            category: if n % 2 == 0 { "Open" } else { "Scoped" }.into(),
            privacy: [Privacy::Open, Privacy::Closed, Privacy::Secret][n % 3],
            auditorium: n == 3,
            ..NewRoom::default()
        };
        store.add_room(&room).unwrap();
    }
    let directory = Directory::open(&store).unwrap();
    let mut dice = Dice(7);
    let mut done = 0;
    for n in 0..CHANGES {
        let anybody = |dice: &mut Dice| match dice.below(2) {
            0 => Principal::User(address(dice.below(USERS + 1))),
            _ => Principal::Group(groups[dice.below(GROUPS)].clone()),
        };
        let who = anybody(&mut dice);
        let group = groups[dice.below(GROUPS)].clone();
        let room = format!("Room {}", dice.below(ROOMS));
        let kind = dice.below(9);
        // Some are against the rules: circles of groups, presenters who are no members, people who are gone.
        let outcome = match kind {
            0 | 1 => store.add_group_members(&group, &[who]),
            2 => store.remove_group_members(&group, &[who]),
            3 | 4 => {
                let role = Role::ALL[dice.below(3)];
                let operation = if dice.below(3) == 0 { RoleOperation::Remove } else { RoleOperation::Add };
                store.change_role(&Actor::Administrator, &room, role, operation, &[who]).map(drop)
            }
            5 => {
                let change = CategoryChange {
                    allowed: Some(vec![who, Principal::Group(group)]),
                    denied: Some(vec![anybody(&mut dice)]),
                    creators: Some(Vec::new()),
                    ..CategoryChange::default()
                };
                store.update_category("Scoped", &change).map(drop)
            }
            6 => {
                let change = CategoryChange {
                    allowed: Some(Vec::new()),
                    denied: Some(Vec::new()),
                    creators: Some(vec![who]),
                    ..CategoryChange::default()
                };
                store.update_category("Scoped", &change).map(drop)
            }
            7 => {
                let change = RoomChange { members: Some(vec![who]), ..RoomChange::default() };
                store.update_room(&Actor::Administrator, &room, &change).map(drop)
            }
            _ if dice.below(2) == 0 => store.remove_user(&address(dice.below(USERS))),
            _ => store.put_users(&[NewUser::new(address(dice.below(USERS + 1)))]).map(drop),
        };
        done += usize::from(outcome.is_ok());
        compare(&store, &directory, &format!("change {n} of kind {kind}"));
    }
    assert!(done > CHANGES / 2, "{done} changes were allowed");
    compare(&store, &Directory::open(&store).unwrap(), "read anew");
}
