//! Another directory's users and groups in the store.

use super::Store;
use super::change_log::{Attempt, Change, Failure};
use super::columns::name_key;
use super::groups::{direct_groups, put_group, put_member, read_groups, read_members, remove_member};
use super::people::{Put, put_user, read_user, read_users};
use crate::distinguished_name::{containers, key};
use crate::error::Result;
use crate::model::{DescribedMember, Description, Group, GroupKind, ImportOutcome, NewGroup, Principal};
use std::collections::{BTreeMap, BTreeSet, HashMap};

impl Store {
    /// Puts what a file says into the store: all of it or, when something is refused, nothing.
    ///
    /// Users and groups are added and changed, never removed. A complete group has exactly the members of the file afterwards, and a
    /// user is in the one container that the file says. A user whose groups it lists leaves those others that it names
    /// for somebody else, and those that an earlier list put him into. With `keep_members` nobody is taken out of anything.
    ///
    /// Fails as [`Store::add_user`] and [`Store::add_group`] do, naming the line, and with `NotAllowed` for groups inside themselves.
    pub fn import(&self, file: &Description, keep_members: bool) -> Result<ImportOutcome> {
        self.change("import users", |change| {
            let mut import = Import { change, outcome: ImportOutcome::default() };
            let former = import.users(file)?;
            let groups = import.groups(file)?;
            let wanted = import.members(file, &groups)?;
            // First out, then in: a group may come to be inside one that was inside it.
            if !keep_members {
                import.take_out(file, &groups, &wanted, &former)?;
            }
            import.put_in(&groups, &wanted)?;
            import.mark_listed(file, &groups)?;
            Ok(import.outcome)
        })
    }
}

/// Groups of the file, and who has to be in them, by key.
type Groups = BTreeMap<String, Group>;
type Wanted = BTreeMap<String, BTreeSet<Principal>>;

struct Import<'a> {
    change: &'a Change<'a>,
    outcome: ImportOutcome,
}

impl Import<'_> {
    /// Gives the containers that users were in according to the file before.
    fn users(&mut self, file: &Description) -> Attempt<HashMap<Principal, String>> {
        let mut former = HashMap::new();
        for described in &file.users {
            let new = &described.user;
            if let Some(old) = read_user(self.change, &new.address)?
                && let Some(container) = containers(&old.path).pop()
            {
                former.insert(Principal::User(old.address), name_key(&container));
            }
            match put_user(self.change, new)
                .map_err(|failure| at(failure, described.line, &new.address.to_string()))?
            {
                Put::Added => self.outcome.users_added += 1,
                Put::Changed => self.outcome.users_changed += 1,
                Put::Same => {}
            }
        }
        Ok(former)
    }

    fn groups(&mut self, file: &Description) -> Attempt<Groups> {
        let mut groups = Groups::new();
        for (key, described) in &file.groups {
            let new = NewGroup {
                name: described.name.clone(),
                kind: described.kind,
                email: described.email.clone(),
                path: described.path.clone(),
                members: Vec::new(),
            };
            let (group, is_new) = put_group(self.change, &new)
                .map_err(|failure| at(failure, described.line, &format!("the group '{}'", new.name)))?;
            self.outcome.groups_added += usize::from(is_new);
            groups.insert(key.clone(), group);
        }
        Ok(groups)
    }

    /// Who has to be in which group of the file.
    fn members(&mut self, file: &Description, groups: &Groups) -> Attempt<Wanted> {
        let mut wanted: Wanted = BTreeMap::new();
        let is_elsewhere = |member: &DescribedMember| matches!(member, DescribedMember::Elsewhere(_));
        let mut known = HashMap::new();
        if file.groups.values().flat_map(|group| &group.members).any(is_elsewhere) {
            // An earlier file may have explained the name.
            for user in read_users(self.change)? {
                known.insert(key(&user.path), Principal::User(user.address));
            }
            for group in read_groups(self.change)? {
                known.insert(key(&group.path), Principal::Group(group.id));
            }
        }
        for (group, described) in &file.groups {
            let members = wanted.entry(group.clone()).or_default();
            for member in &described.members {
                let found = match member {
                    DescribedMember::User(address) => Some(Principal::User(address.clone())),
                    DescribedMember::Group(inner) => {
                        groups.get(inner).map(|group| Principal::Group(group.id.clone()))
                    }
                    DescribedMember::Elsewhere(dn) => {
                        let found = known.get(&key(dn)).cloned();
                        if found.is_none() {
                            self.outcome.notes.push(format!(
                                "line {}, the group '{}': {dn} is no user or group of this file, nor of an earlier one; left out",
                                described.line, described.name
                            ));
                        }
                        found
                    }
                };
                members.extend(found);
            }
        }
        for described in &file.users {
            let who = Principal::User(described.user.address.clone());
            for group in described.groups.iter().flatten().chain(&described.container) {
                wanted.entry(group.clone()).or_default().insert(who.clone());
            }
        }
        Ok(wanted)
    }

    fn take_out(
        &mut self,
        file: &Description,
        groups: &Groups,
        wanted: &Wanted,
        former: &HashMap<Principal, String>,
    ) -> Attempt<()> {
        for (key, described) in &file.groups {
            if let (true, Some(group)) = (described.is_complete, groups.get(key)) {
                for member in read_members(self.change, &group.id)? {
                    if !wanted.get(key).is_some_and(|wanted| wanted.contains(&member)) {
                        self.remove(group, member)?;
                    }
                }
            }
        }
        let keys: HashMap<_, &str> =
            groups.iter().map(|(key, group)| (group.id.clone(), key.as_str())).collect();
        let domains: BTreeSet<&str> = file
            .users
            .iter()
            .filter_map(|described| described.container.as_deref()?.split('/').next())
            .collect();
        for described in &file.users {
            let who = Principal::User(described.user.address.clone());
            for (group, is_listed) in direct_groups(self.change, &who)? {
                let key = keys.get(&group.id);
                if key.and_then(|key| wanted.get(*key)).is_some_and(|wanted| wanted.contains(&who)) {
                    continue;
                }
                let name = name_key(&group.name);
                let is_container = group.kind != GroupKind::Group
                    && (domains.contains(name.split('/').next().unwrap_or_default())
                        || former.get(&who) == Some(&name));
                let leaves_list = described.groups.is_some() && (is_listed || key.is_some());
                if leaves_list || (described.container.is_some() && is_container) {
                    self.remove(&group, who.clone())?;
                }
            }
        }
        Ok(())
    }

    fn remove(&mut self, group: &Group, member: Principal) -> Attempt<()> {
        if remove_member(self.change, group, &member)? {
            self.outcome.memberships.entry(group.name.clone()).or_default().removed.push(member);
        }
        Ok(())
    }

    fn put_in(&mut self, groups: &Groups, wanted: &Wanted) -> Attempt<()> {
        for (key, members) in wanted {
            let Some(group) = groups.get(key) else { continue };
            for member in members {
                if put_member(self.change, group, member)? {
                    let change = self.outcome.memberships.entry(group.name.clone()).or_default();
                    change.added.push(member.clone());
                }
            }
        }
        Ok(())
    }

    /// The next list, which may not name the group any more, takes him out again.
    fn mark_listed(&self, file: &Description, groups: &Groups) -> Attempt<()> {
        let mut mark = self
            .change
            .prepare_cached("UPDATE group_members SET listed = 1 WHERE uri = ?1 AND member = ?2")?;
        for described in &file.users {
            for group in described.groups.iter().flatten().filter_map(|key| groups.get(key)) {
                mark.execute((group.id.uri(), described.user.address.as_str()))?;
            }
        }
        Ok(())
    }
}

/// Says where in the file it was.
fn at(failure: Failure, line: usize, what: &str) -> Failure {
    match failure {
        Failure::Refused(error) => error.reworded(format!("line {line}, {what}: {error}")).into(),
        database @ Failure::Database(_) => database,
    }
}
