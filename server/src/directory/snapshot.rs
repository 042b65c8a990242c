//! One consistent view of users, groups, categories and rooms.

use crate::address::Address;
use crate::model::{
    AddIn, Category, Group, GroupId, NumberTable, Numbers, Principal, PrincipalList, Role, Room, Settings,
    Subject, User,
};
use crate::store::{Changed, Everything, Identity};
use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::sync::Arc;

/// Roles of one principal, each with the room's key.
type Held = Arc<[(i64, Role)]>;

/// The directory at one moment; it never changes. A newer one shares with it all that is still the same.
#[derive(Clone, Debug)]
pub struct Snapshot {
    pub(super) version: i64,
    identity: Arc<Identity>,
    settings: Arc<Settings>,
    users: Arc<HashMap<Address, Arc<User>>>,
    /// Who has a login name, in lower case.
    logins: Arc<HashMap<String, Vec<Address>>>,
    groups: Arc<HashMap<GroupId, Arc<Group>>>,
    /// The groups that somebody is directly in.
    memberships: Arc<HashMap<Principal, Arc<[GroupId]>>>,
    /// Numbers of everybody who is a user, in a list, or a group around a user.
    numbers: Arc<NumberTable>,
    /// Every user with all groups around him, since each command asks for it.
    subjects: Arc<HashMap<Address, Subject>>,
    categories: Arc<HashMap<Arc<str>, Arc<Category>>>,
    add_ins: Arc<BTreeMap<String, Arc<AddIn>>>,
    /// By name in lower case.
    rooms: Arc<Vec<Arc<Room>>>,
    by_id: Arc<HashMap<i64, Arc<Room>>>,
    by_guid: Arc<HashMap<String, i64>>,
    /// Where somebody is named in a list, group memberships not counted.
    roles: Arc<HashMap<Principal, Held>>,
}

/// Whose groups are to be looked up anew.
#[derive(Default)]
pub(super) struct Regrouped {
    /// Everybody's, because a group came into a group or left one.
    everybody: bool,
    users: BTreeSet<Address>,
}

impl Snapshot {
    pub(super) fn new(identity: &Identity, mut everything: Everything) -> Snapshot {
        let mut numbers = Arc::new(NumberTable::new());
        for room in &mut everything.rooms {
            for role in Role::ALL {
                number(&mut numbers, room.list_mut(role));
            }
        }
        for category in &mut everything.categories {
            number_category(&mut numbers, category);
        }
        let categories: HashMap<Arc<str>, Arc<Category>> = everything
            .categories
            .into_iter()
            .map(|entry| (entry.guid.as_str().into(), Arc::new(entry)))
            .collect();
        for room in &mut everything.rooms {
            share_category(&categories, room);
        }
        let mut snapshot = Snapshot {
            version: everything.version,
            identity: Arc::new(identity.clone()),
            settings: Arc::new(everything.settings),
            users: Arc::default(),
            logins: Arc::default(),
            groups: Arc::new(
                everything.groups.into_iter().map(|group| (group.id.clone(), Arc::new(group))).collect(),
            ),
            memberships: Arc::new(
                everything.memberships.into_iter().map(|(who, groups)| (who, groups.into())).collect(),
            ),
            numbers,
            subjects: Arc::default(),
            categories: Arc::new(categories),
            add_ins: Arc::new(
                everything.add_ins.into_iter().map(|entry| (entry.guid.clone(), Arc::new(entry))).collect(),
            ),
            rooms: Arc::new(everything.rooms.into_iter().map(Arc::new).collect()),
            by_id: Arc::default(),
            by_guid: Arc::default(),
            roles: Arc::default(),
        };
        for user in everything.users {
            let address = user.address.clone();
            snapshot.put_user(&address, Some(user));
        }
        snapshot.regroup(Regrouped { everybody: true, ..Regrouped::default() });
        snapshot.by_id = Arc::new(snapshot.rooms.iter().map(|room| (room.id, Arc::clone(room))).collect());
        snapshot.by_guid = Arc::new(snapshot.rooms.iter().map(|room| (room.guid.clone(), room.id)).collect());
        let mut roles: HashMap<Principal, Vec<(i64, Role)>> = HashMap::new();
        for room in snapshot.rooms.iter() {
            for role in Role::ALL {
                for who in room.list(role).principals() {
                    roles.entry(who.clone()).or_default().push((room.id, role));
                }
            }
        }
        snapshot.roles = Arc::new(roles.into_iter().map(|(who, held)| (who, held.into())).collect());
        snapshot
    }

    /// The SIP domain and the fixed GUIDs.
    pub fn identity(&self) -> &Identity {
        &self.identity
    }

    /// Limits and what the server says about itself.
    pub fn settings(&self) -> &Settings {
        &self.settings
    }

    /// The user of an address.
    pub fn user(&self, address: &Address) -> Option<&Arc<User>> {
        self.users.get(address)
    }

    /// Everybody, in no order.
    pub fn users(&self) -> impl Iterator<Item = &Arc<User>> {
        self.users.values()
    }

    /// The user whom a login means: `domain` and `name` as an NTLM client sends them, which may be
    /// `EXAMPLE` + `alice`, nothing + `alice`, or nothing + `alice@example.com` (spec: sip.md C14). Without case.
    pub fn user_by_login(&self, domain: &str, name: &str) -> Option<&Arc<User>> {
        if name.contains('@')
            && let Some(user) = Address::parse(name).ok().and_then(|address| self.users.get(&address))
        {
            return Some(user);
        }
        let (domain, name) = (domain.to_lowercase(), name.to_lowercase());
        let named =
            || self.logins.get(&name).into_iter().flatten().filter_map(|address| self.users.get(address));
        let mut matching = named().filter(|user| {
            domain.is_empty() || user.login_domain.is_empty() || user.login_domain.to_lowercase() == domain
        });
        match (matching.next(), matching.next()) {
            (Some(only), None) => Some(only),
            // Two logins of one name in different domains: the domain has to decide.
            (Some(_), Some(_)) => named().find(|user| user.login_domain.to_lowercase() == domain),
            _ => None,
        }
    }

    /// The group of an id.
    pub fn group(&self, id: &GroupId) -> Option<&Arc<Group>> {
        self.groups.get(id)
    }

    /// All groups, in no order.
    pub fn groups(&self) -> impl Iterator<Item = &Arc<Group>> {
        self.groups.values()
    }

    /// Whether a user or group exists.
    pub fn has(&self, who: &Principal) -> bool {
        match who {
            Principal::User(address) => self.users.contains_key(address),
            Principal::Group(id) => self.groups.contains_key(id),
        }
    }

    /// The groups that somebody is directly in.
    pub fn groups_of(&self, who: &Principal) -> &[GroupId] {
        self.memberships.get(who).map_or(&[], |groups| groups)
    }

    /// A user with all groups around him, as the access rules want him.
    pub fn subject(&self, address: &Address) -> Cow<'_, Subject> {
        match self.subjects.get(address) {
            Some(known) => Cow::Borrowed(known),
            None => Cow::Owned(self.look_up(&Principal::User(address.clone()))),
        }
    }

    /// The same for a user or a group.
    pub fn subject_of(&self, who: &Principal) -> Cow<'_, Subject> {
        match who {
            Principal::User(address) => self.subject(address),
            Principal::Group(_) => Cow::Owned(self.look_up(who)),
        }
    }

    /// It costs as much as somebody has groups, whatever the size of the directory.
    fn look_up(&self, who: &Principal) -> Subject {
        let mut found: Vec<GroupId> = Vec::new();
        let mut seen: HashSet<&GroupId> = HashSet::new();
        let mut waiting: Vec<&GroupId> = self.groups_of(who).iter().collect();
        while let Some(group) = waiting.pop() {
            // A cycle ends at what was seen before.
            if seen.insert(group) {
                found.push(group.clone());
                waiting.extend(self.groups_of(&Principal::Group(group.clone())));
            }
        }
        found.sort_unstable();
        Subject::new(who.clone(), found)
    }

    /// All rooms, by name.
    pub fn rooms(&self) -> &[Arc<Room>] {
        &self.rooms
    }

    /// The room of a GUID (the path of its `ma-chan` URI), without case.
    pub fn room(&self, guid: &str) -> Option<&Arc<Room>> {
        let id = self.by_guid.get(guid).or_else(|| self.by_guid.get(&guid.to_ascii_lowercase()))?;
        self.by_id.get(id)
    }

    /// The room of the store's key.
    pub fn room_by_id(&self, id: i64) -> Option<&Arc<Room>> {
        self.by_id.get(&id)
    }

    /// The room of a name, without case.
    pub fn room_by_name(&self, name: &str) -> Option<&Arc<Room>> {
        let key = name.trim().to_lowercase();
        let at = self.rooms.binary_search_by(|room| room.name.to_lowercase().cmp(&key)).ok()?;
        self.rooms.get(at)
    }

    /// The rooms in which somebody has a role, directly or through groups, by name. It costs as much as there are.
    pub fn rooms_of(&self, who: &Subject, role: Role) -> Vec<&Arc<Room>> {
        let mut found: BTreeMap<i64, &Arc<Room>> = BTreeMap::new();
        for principal in who.principals() {
            let held = self.roles.get(principal).into_iter().flat_map(|held| held.iter());
            for (id, _) in held.filter(|(_, held)| *held == role) {
                found.extend(self.by_id.get(id).map(|room| (*id, room)));
            }
        }
        let mut rooms: Vec<&Arc<Room>> = found.into_values().collect();
        rooms.sort_by_cached_key(|room| room.name.to_lowercase());
        rooms
    }

    /// The category of a room.
    pub fn category(&self, room: &Room) -> Option<&Arc<Category>> {
        self.categories.get(&room.category)
    }

    /// The category of a GUID (the path of its `ma-cat` URI), without case.
    pub fn category_by_guid(&self, guid: &str) -> Option<&Arc<Category>> {
        self.categories.get(guid).or_else(|| self.categories.get(&*guid.to_ascii_lowercase()))
    }

    /// All categories, in no order.
    pub fn categories(&self) -> impl Iterator<Item = &Arc<Category>> {
        self.categories.values()
    }

    /// The add-in of a GUID, without case.
    pub fn add_in(&self, guid: &str) -> Option<&Arc<AddIn>> {
        self.add_ins.get(guid).or_else(|| self.add_ins.get(&guid.to_ascii_lowercase()))
    }

    /// All add-ins, by GUID.
    pub fn add_ins(&self) -> impl Iterator<Item = &Arc<AddIn>> {
        self.add_ins.values()
    }

    /// Takes a change in. After the last one [`Snapshot::regroup`] has to follow.
    pub(super) fn apply(&mut self, change: Changed, regrouped: &mut Regrouped) {
        match change {
            Changed::User(address, user) => {
                self.put_user(&address, user);
                regrouped.users.insert(address);
            }
            Changed::Group(id, group) => put(Arc::make_mut(&mut self.groups), id, group.map(Arc::new)),
            Changed::Memberships(who, groups) => {
                let groups = (!groups.is_empty()).then(|| groups.into());
                put(Arc::make_mut(&mut self.memberships), who.clone(), groups);
                match who {
                    Principal::User(address) => drop(regrouped.users.insert(address)),
                    Principal::Group(_) => regrouped.everybody = true,
                }
            }
            Changed::Category(guid, mut category) => {
                if let Some(category) = &mut category {
                    number_category(&mut self.numbers, category);
                }
                put(Arc::make_mut(&mut self.categories), guid.into(), category.map(Arc::new));
            }
            Changed::Room(id, room) => self.put_room(id, room),
            Changed::AddIn(guid, add_in) => {
                let add_ins = Arc::make_mut(&mut self.add_ins);
                match add_in {
                    Some(add_in) => drop(add_ins.insert(guid, Arc::new(add_in))),
                    None => drop(add_ins.remove(&guid)),
                }
            }
            Changed::Settings(settings) => self.settings = Arc::new(settings),
        }
    }

    /// Looks up the groups of all users who may be in others now.
    pub(super) fn regroup(&mut self, regrouped: Regrouped) {
        let concerned: Vec<Address> = if regrouped.everybody {
            self.subjects = Arc::default();
            self.users.keys().cloned().collect()
        } else {
            regrouped.users.into_iter().collect()
        };
        for address in concerned {
            let subject = self.users.contains_key(&address).then(|| {
                let found = self.look_up(&Principal::User(address.clone()));
                let numbers = numbers_of(&mut self.numbers, found.principals().iter());
                found.numbered(numbers)
            });
            put(Arc::make_mut(&mut self.subjects), address, subject);
        }
    }

    fn put_user(&mut self, address: &Address, user: Option<User>) {
        let users = Arc::make_mut(&mut self.users);
        let logins = Arc::make_mut(&mut self.logins);
        if let Some(old) = users.get(address) {
            let name = old.login_name.to_lowercase();
            if let Some(named) = logins.get_mut(&name) {
                named.retain(|other| other != address);
                if named.is_empty() {
                    logins.remove(&name);
                }
            }
        }
        if let Some(new) = &user {
            logins.entry(new.login_name.to_lowercase()).or_default().push(address.clone());
        }
        put(users, address.clone(), user.map(Arc::new));
    }

    fn put_room(&mut self, id: i64, mut room: Option<Room>) {
        if let Some(room) = &mut room {
            share_category(&self.categories, room);
            for role in Role::ALL {
                number(&mut self.numbers, room.list_mut(role));
            }
        }
        let room = room.map(Arc::new);
        let by_id = Arc::make_mut(&mut self.by_id);
        let old = by_id.get(&id).cloned();
        put(by_id, id, room.clone());
        if old.as_ref().map(|old| &old.guid) != room.as_ref().map(|room| &room.guid) {
            let by_guid = Arc::make_mut(&mut self.by_guid);
            if let Some(old) = &old {
                by_guid.remove(&old.guid);
            }
            if let Some(room) = &room {
                by_guid.insert(room.guid.clone(), id);
            }
        }
        let rooms = Arc::make_mut(&mut self.rooms);
        rooms.retain(|other| other.id != id);
        if let Some(room) = &room {
            let key = room.name.to_lowercase();
            let at = rooms.partition_point(|other| other.name.to_lowercase() < key);
            rooms.insert(at, Arc::clone(room));
        }
        self.put_roles(id, old.as_deref(), room.as_deref());
    }

    /// Brings the index of roles from the old to the new lists of a room.
    fn put_roles(&mut self, id: i64, old: Option<&Room>, new: Option<&Room>) {
        for role in Role::ALL {
            let (before, after) = (old.map(|room| room.list(role)), new.map(|room| room.list(role)));
            if before == after {
                continue;
            }
            let roles = Arc::make_mut(&mut self.roles);
            let names = |list: Option<&crate::model::PrincipalList>, who: &Principal| {
                list.is_some_and(|list| list.names(who))
            };
            let mut edit = |who: &Principal, there: bool| {
                let held = roles.get(who).into_iter().flat_map(|held| held.iter().copied());
                let mut held: Vec<(i64, Role)> = held.filter(|entry| *entry != (id, role)).collect();
                if there {
                    held.push((id, role));
                }
                put(roles, who.clone(), (!held.is_empty()).then(|| held.into()));
            };
            for who in before.into_iter().flat_map(|list| list.principals()) {
                if !names(after, who) {
                    edit(who, false);
                }
            }
            for who in after.into_iter().flat_map(|list| list.principals()) {
                if !names(before, who) {
                    edit(who, true);
                }
            }
        }
    }
}

/// Lets a room name its category with the text that the others have, too: it lies ready then.
fn share_category(categories: &HashMap<Arc<str>, Arc<Category>>, room: &mut Room) {
    if let Some((guid, _)) = categories.get_key_value(&room.category) {
        room.category = Arc::clone(guid);
    }
}

/// The numbers of some principals, who get one if they have none.
fn numbers_of<'a>(
    table: &mut Arc<NumberTable>,
    principals: impl Iterator<Item = &'a Principal> + Clone,
) -> Option<Numbers> {
    for who in principals.clone() {
        // Mostly there is nothing new, and an older snapshot keeps the table.
        if !table.knows(who) {
            Arc::make_mut(table).add(who);
        }
    }
    table.of(principals)
}

fn number(table: &mut Arc<NumberTable>, list: &mut PrincipalList) {
    let numbers = numbers_of(table, list.principals());
    list.set_numbers(numbers);
}

fn number_category(table: &mut Arc<NumberTable>, category: &mut Category) {
    for list in [&mut category.allowed, &mut category.denied, &mut category.creators] {
        number(table, list);
    }
}

fn put<K: std::hash::Hash + Eq, V>(map: &mut HashMap<K, V>, key: K, value: Option<V>) {
    match value {
        Some(value) => drop(map.insert(key, value)),
        None => drop(map.remove(&key)),
    }
}
