//! `init` and the three `add`s.

use super::arguments::{AddCategory, AddRoom, AddUser, Init, Switch};
use super::{report, say};
use crate::address::Address;
use crate::certificates;
use crate::error::Result;
use crate::model::{NewCategory, NewRoom, NewUser, Principal};
use crate::password;
use crate::store::{Store, create_folder};
use std::io::IsTerminal;

pub(super) fn init(init: &Init) -> Result<()> {
    create_folder(&init.data)?;
    // The store comes last: with it the folder counts as made, so an interrupted init can be repeated.
    if !init.data.join(crate::store::FILE).exists() {
        certificates::create(&init.data, &init.domain)?;
    }
    let store = Store::create(&init.data, &init.domain)?;
    say(&format!("made a store for {} in {}", store.identity().domain, init.data.display()))?;
    say(&format!("clients have to trust {}", certificates::ca_file(&init.data).display()))
}

pub(super) fn add_user(add: &AddUser) -> Result<()> {
    let store = Store::open(&add.data.folder)?;
    let password = match &add.password_file {
        Some(path) => password::from_file(path)?,
        None => {
            if std::io::stdin().is_terminal() {
                report("type the password and press Enter (it is shown):");
            }
            password::from_stdin()?
        }
    };
    let user = store.add_user(&NewUser {
        login: add.login.clone(),
        display_name: add.display_name.clone(),
        email: add.email.clone(),
        nt_hash: Some(password::nt_hash(&password)),
        ..NewUser::new(add.address.clone())
    })?;
    say(&format!("added the user {}", user.address))
}

pub(super) fn add_category(add: &AddCategory) -> Result<()> {
    let store = Store::open(&add.data.folder)?;
    let category = store.add_category(&NewCategory {
        name: add.name.clone(),
        description: add.description.clone(),
        invitations: add.invitations == Switch::On,
        file_upload: add.file_upload == Switch::On,
        history: add.history == Switch::On,
        allowed: principals(&add.allow),
        denied: principals(&add.deny),
        creators: principals(&add.creator),
    })?;
    mention_strangers(&store, [&add.allow, &add.deny, &add.creator])?;
    say(&format!("added the category '{}'", category.name))
}

pub(super) fn add_room(add: &AddRoom) -> Result<()> {
    let store = Store::open(&add.data.folder)?;
    let room = store.add_room(&NewRoom {
        name: add.name.clone(),
        category: add.category.clone(),
        description: add.description.clone(),
        topic: add.topic.clone(),
        privacy: add.privacy,
        auditorium: add.auditorium,
        members: principals(&add.member),
        managers: principals(&add.manager),
        presenters: principals(&add.presenter),
        ..NewRoom::default()
    })?;
    mention_strangers(&store, [&add.member, &add.manager, &add.presenter])?;
    say(&format!("added the room '{}' as ma-chan://{}/{}", room.name, store.identity().domain, room.guid))
}

fn principals(people: &[Address]) -> Vec<Principal> {
    people.iter().cloned().map(Principal::User).collect()
}

/// An account may come later, so an address without one is no error; but it may be a slip.
fn mention_strangers(store: &Store, lists: [&Vec<Address>; 3]) -> Result<()> {
    let users = store.users()?;
    for who in lists.into_iter().flatten() {
        if !users.iter().any(|user| user.address == *who) {
            report(&format!("pchatd: note: {who} has no account yet; add it with: pchatd user add"));
        }
    }
    Ok(())
}
