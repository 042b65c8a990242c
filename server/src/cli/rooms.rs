//! `category`, `room`, `message`, `history`.

use super::arguments::{Switch, Which};
use super::output::{advised, audit, done, for_terminal, report, say, say_json, show, table, uris};
use super::people::principals;
use crate::error::{Error, ErrorKind, Result};
use crate::model::{
    Actor, Category, CategoryChange, InvitationSetting, NewCategory, NewRoom, Principal, PrincipalList,
    Privacy, Role, Room, RoomChange,
};
use crate::store::Store;
use crate::timestamp::Timestamp;
use clap::{Args, Subcommand};
use serde_json::{Value, json};
use std::collections::HashMap;

#[derive(Debug, Subcommand)]
pub(super) enum CategoryCommand {
    /// Add a category; works while the server runs
    Add(AddCategory),
    /// Change a category
    Set(SetCategory),
    /// Show a category
    Show(One),
    /// List the categories
    List(Which),
    /// Remove a category without rooms
    Remove(One),
}

#[derive(Debug, Args)]
pub(super) struct One {
    #[command(flatten)]
    which: Which,
    /// Its name or URI
    name: String,
}

#[derive(Debug, Args)]
pub(super) struct AddCategory {
    #[command(flatten)]
    which: Which,
    /// Its name, unique
    name: String,
    /// What its rooms are for
    #[arg(long, value_name = "D", default_value = "", hide_default_value = true)]
    description: String,
    /// Who is in its scope, an address or group:NAME [default: everybody with an account]
    #[arg(long, value_name = "P")]
    allow: Vec<String>,
    /// Who is not, although allowed
    #[arg(long, value_name = "P")]
    deny: Vec<String>,
    /// Who may create rooms in it
    #[arg(long, value_name = "P")]
    creator: Vec<String>,
    /// Tell people when they become members
    #[arg(long, value_enum, default_value_t = Switch::On)]
    invitations: Switch,
    /// Files may be posted
    #[arg(long, value_enum, default_value_t = Switch::Off)]
    file_upload: Switch,
    /// Messages are kept
    #[arg(long, value_enum, default_value_t = Switch::On)]
    history: Switch,
}

#[derive(Debug, Args)]
pub(super) struct SetCategory {
    #[command(flatten)]
    which: Which,
    /// Its name or URI
    category: String,
    /// A new name
    #[arg(long, value_name = "N")]
    name: Option<String>,
    /// What its rooms are for
    #[arg(long, value_name = "D")]
    description: Option<String>,
    /// Tell people when they become members
    #[arg(long, value_enum)]
    invitations: Option<Switch>,
    /// Files may be posted
    #[arg(long, value_enum)]
    file_upload: Option<Switch>,
    /// Messages are kept
    #[arg(long, value_enum)]
    history: Option<Switch>,
    /// Take somebody into its scope, an address or group:NAME
    #[arg(long, value_name = "P")]
    add_allow: Vec<String>,
    /// Take somebody off those who are allowed
    #[arg(long, value_name = "P")]
    remove_allow: Vec<String>,
    /// Keep somebody out of its scope
    #[arg(long, value_name = "P")]
    add_deny: Vec<String>,
    /// Take somebody off those who are denied
    #[arg(long, value_name = "P")]
    remove_deny: Vec<String>,
    /// Let somebody create rooms
    #[arg(long, value_name = "P")]
    add_creator: Vec<String>,
    /// Let somebody create rooms no more
    #[arg(long, value_name = "P")]
    remove_creator: Vec<String>,
}

pub(super) fn category(command: CategoryCommand) -> Result<()> {
    match command {
        CategoryCommand::Add(add) => {
            let store = add.which.open()?;
            let new = NewCategory {
                name: add.name.clone(),
                description: add.description.clone(),
                invitations: add.invitations.is_on(),
                file_upload: add.file_upload.is_on(),
                history: add.history.is_on(),
                allowed: principals(&store, &add.allow)?,
                denied: principals(&store, &add.deny)?,
                creators: principals(&store, &add.creator)?,
            };
            let category = store.add_category(&new)?;
            mention_strangers(&store, [&new.allowed, &new.denied, &new.creators])?;
            let value = || category_json(&store, &category);
            done(add.which.json, value, &format!("added the category '{}'", category.name))
        }
        CategoryCommand::Set(set) => {
            let store = set.which.open()?;
            let old = store.find_category(&set.category)?;
            let list = |old: &PrincipalList, add: &[String], remove: &[String]| {
                let (add, remove) = (principals(&store, add)?, principals(&store, remove)?);
                if add.is_empty() && remove.is_empty() {
                    return Ok(None);
                }
                let mut wanted: Vec<Principal> =
                    old.principals().filter(|who| !remove.contains(who)).cloned().collect();
                wanted.extend(add);
                Ok(Some(wanted))
            };
            let change = CategoryChange {
                name: set.name.clone(),
                description: set.description.clone(),
                invitations: set.invitations.map(Switch::is_on),
                file_upload: set.file_upload.map(Switch::is_on),
                history: set.history.map(Switch::is_on),
                allowed: list(&old.allowed, &set.add_allow, &set.remove_allow)?,
                denied: list(&old.denied, &set.add_deny, &set.remove_deny)?,
                creators: list(&old.creators, &set.add_creator, &set.remove_creator)?,
            };
            let category = store.update_category(&old.guid, &change)?;
            let value = || category_json(&store, &category);
            done(set.which.json, value, &format!("changed the category '{}'", category.name))
        }
        CategoryCommand::Show(one) => {
            let store = one.which.open()?;
            let category = store.find_category(&one.name)?;
            let mut value = category_json(&store, &category);
            value["audit"] = audit(&category.audit);
            show(one.which.json, &value)
        }
        CategoryCommand::List(which) => categories(&which),
        CategoryCommand::Remove(one) => {
            let store = one.which.open()?;
            let category = store.find_category(&one.name)?;
            store
                .remove_category(&category.guid)
                .map_err(advised(ErrorKind::NotAllowed, "pchatd room set ROOM --category CATEGORY"))?;
            let gone = || json!({"removed": category_uri(&store, &category.guid)});
            done(one.which.json, gone, &format!("removed the category '{}'", category.name))
        }
    }
}

fn category_uri(store: &Store, guid: &str) -> String {
    format!("ma-cat://{}/{guid}", store.identity().domain)
}

fn category_json(store: &Store, category: &Category) -> Value {
    json!({
        "name": category.name, "uri": category_uri(store, &category.guid),
        "description": category.description, "invitations": category.invitations,
        "file_upload": category.file_upload, "history": category.history,
        "allow": uris(&category.allowed), "deny": uris(&category.denied), "creators": uris(&category.creators),
    })
}

fn categories(which: &Which) -> Result<()> {
    let store = which.open()?;
    let categories = store.categories()?;
    if which.json {
        return say_json(&categories.iter().map(|category| category_json(&store, category)).collect());
    }
    let on = |switch: bool| if switch { "on" } else { "off" }.to_owned();
    table(
        &["NAME", "INVITATIONS", "FILES", "HISTORY", "ALLOWED", "DENIED", "DESCRIPTION"],
        categories.iter().map(|category| {
            let allowed = if category.allowed.is_empty() {
                "all".to_owned()
            } else {
                category.allowed.len().to_string()
            };
            vec![
                category.name.clone(),
                on(category.invitations),
                on(category.file_upload),
                on(category.history),
                allowed,
                category.denied.len().to_string(),
                category.description.clone(),
            ]
        }),
    )
}

#[derive(Debug, Subcommand)]
pub(super) enum RoomCommand {
    /// Add a room; works while the server runs
    Add(AddRoom),
    /// Change a room, its roles or its category
    Set(SetRoom),
    /// Show a room
    Show(One),
    /// List the rooms
    List(Which),
    /// Remove a room with its messages and files
    Remove(One),
    /// Remove the messages of a room before a day or a moment, with their files
    Clear(Clear),
}

fn privacy(text: &str) -> std::result::Result<Privacy, String> {
    text.parse()
}

fn invitations(text: &str) -> std::result::Result<InvitationSetting, String> {
    text.parse()
}

#[derive(Debug, Args)]
pub(super) struct AddRoom {
    #[command(flatten)]
    which: Which,
    /// Its name, unique
    name: String,
    /// The category's name
    #[arg(long, value_name = "C")]
    category: String,
    /// What the room is for
    #[arg(long, value_name = "D", default_value = "", hide_default_value = true)]
    description: String,
    /// What it is about just now
    #[arg(long, value_name = "T", default_value = "", hide_default_value = true)]
    topic: String,
    /// open: joined by all in scope; closed: seen by all in scope, joined by members; secret: seen by members
    #[arg(long, value_name = "open|closed|secret", default_value = "closed", value_parser = privacy)]
    privacy: Privacy,
    /// Only presenters post
    #[arg(long)]
    auditorium: bool,
    /// inherit: as the category has it; off: nobody is told of becoming a member
    #[arg(long, value_name = "inherit|off", default_value = "inherit", value_parser = invitations)]
    invitations: InvitationSetting,
    /// The name of an add-in to show beside it
    #[arg(long, value_name = "A")]
    add_in: Option<String>,
    /// A member, an address or group:NAME
    #[arg(long, value_name = "P")]
    member: Vec<String>,
    /// One who may change the room; joins only when also a member
    #[arg(long, value_name = "P")]
    manager: Vec<String>,
    /// A member who may post in an auditorium
    #[arg(long, value_name = "P")]
    presenter: Vec<String>,
}

#[derive(Debug, Args)]
pub(super) struct SetRoom {
    #[command(flatten)]
    which: Which,
    /// Its name or URI
    room: String,
    /// A new name
    #[arg(long, value_name = "N")]
    name: Option<String>,
    /// The category to move it to; roles of those who are out of scope there are lost
    #[arg(long, value_name = "C")]
    category: Option<String>,
    /// What the room is for
    #[arg(long, value_name = "D")]
    description: Option<String>,
    /// What it is about just now
    #[arg(long, value_name = "T")]
    topic: Option<String>,
    /// Who finds and joins it
    #[arg(long, value_name = "open|closed|secret", value_parser = privacy)]
    privacy: Option<Privacy>,
    /// Only presenters post
    #[arg(long, value_enum)]
    auditorium: Option<Switch>,
    /// Nobody sees, joins or reads it
    #[arg(long, value_enum)]
    disabled: Option<Switch>,
    /// Whether new members are told
    #[arg(long, value_name = "inherit|off", value_parser = invitations)]
    invitations: Option<InvitationSetting>,
    /// The name of an add-in to show beside it
    #[arg(long, value_name = "A", conflicts_with = "no_add_in")]
    add_in: Option<String>,
    /// Show no add-in
    #[arg(long)]
    no_add_in: bool,
    /// Give somebody the role, an address or group:NAME
    #[arg(long, value_name = "P")]
    add_member: Vec<String>,
    /// Take the role away; who is in the room has to leave
    #[arg(long, value_name = "P")]
    remove_member: Vec<String>,
    /// Give somebody the role
    #[arg(long, value_name = "P")]
    add_manager: Vec<String>,
    /// Take the role away
    #[arg(long, value_name = "P")]
    remove_manager: Vec<String>,
    /// Give somebody the role
    #[arg(long, value_name = "P")]
    add_presenter: Vec<String>,
    /// Take the role away
    #[arg(long, value_name = "P")]
    remove_presenter: Vec<String>,
}

#[derive(Debug, Args)]
pub(super) struct Clear {
    #[command(flatten)]
    which: Which,
    /// Its name or URI
    room: String,
    /// 2026-01-31, or 2026-01-31T12:00:00Z (UTC)
    #[arg(long, value_name = "DATE", value_parser = Timestamp::parse)]
    before: Timestamp,
}

pub(super) fn room(command: RoomCommand) -> Result<()> {
    match command {
        RoomCommand::Add(add) => {
            let store = add.which.open()?;
            let new = NewRoom {
                name: add.name.clone(),
                category: add.category.clone(),
                description: add.description.clone(),
                topic: add.topic.clone(),
                privacy: add.privacy,
                auditorium: add.auditorium,
                disabled: false,
                invitations: add.invitations,
                add_in: add.add_in.clone(),
                members: principals(&store, &add.member)?,
                managers: principals(&store, &add.manager)?,
                presenters: principals(&store, &add.presenter)?,
            };
            let room = store
                .add_room(&new)
                .map_err(advised(ErrorKind::PresenterNotMember, "--member"))
                .map_err(presenters_advised(!new.auditorium && !new.presenters.is_empty(), "--auditorium"))?;
            mention_strangers(&store, [&new.members, &new.managers, &new.presenters])?;
            let sentence = format!("added the room '{}' as {}", room.name, room_uri(&store, &room));
            let value = room_json(&store, &room)?;
            done(add.which.json, || value, &sentence)
        }
        RoomCommand::Set(set) => {
            let store = set.which.open()?;
            let room = set_room(&store, &set)?;
            let value = room_json(&store, &room)?;
            done(set.which.json, || value, &format!("changed the room '{}'", room.name))
        }
        RoomCommand::Show(one) => {
            let store = one.which.open()?;
            let room = store.find_room(&one.name)?;
            let mut value = room_json(&store, &room)?;
            value["audit"] = audit(&room.audit);
            show(one.which.json, &value)
        }
        RoomCommand::List(which) => rooms(&which),
        RoomCommand::Remove(one) => {
            let store = one.which.open()?;
            let room = store.remove_room(&one.name)?;
            let gone = || json!({"removed": room_uri(&store, &room)});
            done(one.which.json, gone, &format!("removed the room '{}'", room.name))
        }
        RoomCommand::Clear(clear) => {
            let store = clear.which.open()?;
            let room = store.find_room(&clear.room)?;
            let count = store.clear_room(room.id, clear.before)?;
            let value = || json!({"room": room_uri(&store, &room), "removed": count});
            done(clear.which.json, value, &format!("removed {count} messages of the room '{}'", room.name))
        }
    }
}

fn set_room(store: &Store, set: &SetRoom) -> Result<Room> {
    let roles = |lists: [(Role, &Vec<String>); 3]| -> Result<Vec<(Role, Principal)>> {
        let mut named = Vec::new();
        for (role, texts) in lists {
            named.extend(principals(store, texts)?.into_iter().map(|who| (role, who)));
        }
        Ok(named)
    };
    let change = RoomChange {
        name: set.name.clone(),
        description: set.description.clone(),
        topic: set.topic.clone(),
        privacy: set.privacy,
        auditorium: set.auditorium.map(Switch::is_on),
        disabled: set.disabled.map(Switch::is_on),
        invitations: set.invitations,
        add_in: if set.no_add_in { Some(None) } else { set.add_in.clone().map(Some) },
        category: set.category.clone(),
        remove: roles([
            (Role::Member, &set.remove_member),
            (Role::Manager, &set.remove_manager),
            (Role::Presenter, &set.remove_presenter),
        ])?,
        add: roles([
            (Role::Member, &set.add_member),
            (Role::Manager, &set.add_manager),
            (Role::Presenter, &set.add_presenter),
        ])?,
        ..RoomChange::default()
    };
    let is_auditorium = || {
        set.auditorium
            .map_or_else(|| store.find_room(&set.room).is_ok_and(|room| room.auditorium), Switch::is_on)
    };
    store
        .update_room(&Actor::Administrator, &set.room, &change)
        .map_err(advised(ErrorKind::PresenterNotMember, "--add-member"))
        .map_err(presenters_advised(!set.add_presenter.is_empty() && !is_auditorium(), "--auditorium on"))
}

/// Presenters in a room that is no auditorium are an argument that is refused.
fn presenters_advised(lacks_auditorium: bool, option: &str) -> impl Fn(Error) -> Error {
    move |error| match lacks_auditorium {
        true => advised(ErrorKind::InvalidArgument, option)(error),
        false => error,
    }
}

fn room_uri(store: &Store, room: &Room) -> String {
    format!("ma-chan://{}/{}", store.identity().domain, room.guid)
}

fn room_json(store: &Store, room: &Room) -> Result<Value> {
    Ok(room_value(store, room, &store.find_category(&room.category)?.name))
}

fn room_value(store: &Store, room: &Room, category: &str) -> Value {
    json!({
        "name": room.name, "uri": room_uri(store, room), "category": category, "description": room.description,
        "topic": room.topic, "privacy": room.privacy.as_str(), "auditorium": room.auditorium,
        "disabled": room.disabled, "invitations": room.invitations.as_str(), "add_in": room.add_in,
        "members": uris(&room.members), "managers": uris(&room.managers), "presenters": uris(&room.presenters),
    })
}

fn rooms(which: &Which) -> Result<()> {
    let store = which.open()?;
    let names: HashMap<String, String> =
        store.categories()?.into_iter().map(|category| (category.guid, category.name)).collect();
    let rooms = store.rooms()?;
    let category = |guid: &str| names.get(guid).cloned().unwrap_or_default();
    if which.json {
        return say_json(
            &rooms.iter().map(|room| room_value(&store, room, &category(&room.category))).collect(),
        );
    }
    table(
        &["NAME", "CATEGORY", "PRIVACY", "MEMBERS", "MANAGERS", "KIND", "TOPIC"],
        rooms.iter().map(|room| {
            let mut kind = if room.auditorium { "auditorium" } else { "normal" }.to_owned();
            if room.disabled {
                kind.push_str(", disabled");
            }
            vec![
                room.name.clone(),
                category(&room.category),
                room.privacy.as_str().to_owned(),
                room.members.len().to_string(),
                room.managers.len().to_string(),
                kind,
                room.topic.clone(),
            ]
        }),
    )
}

#[derive(Debug, Subcommand)]
pub(super) enum MessageCommand {
    /// Remove a message from the history, with its files
    Remove(OneMessage),
    /// Put another text in the place of a message and its files
    Replace(ReplaceMessage),
}

#[derive(Debug, Args)]
pub(super) struct OneMessage {
    #[command(flatten)]
    which: Which,
    /// The room's name or URI
    room: String,
    /// The message's id, as `pchatd history` shows it
    id: i64,
}

#[derive(Debug, Args)]
pub(super) struct ReplaceMessage {
    #[command(flatten)]
    message: OneMessage,
    /// The new text
    #[arg(long, value_name = "T", default_value = "This message was removed by an administrator.")]
    text: String,
}

pub(super) fn message(command: MessageCommand) -> Result<()> {
    let (one, text) = match &command {
        MessageCommand::Remove(one) => (one, None),
        MessageCommand::Replace(replace) => (&replace.message, Some(replace.text.as_str())),
    };
    let store = one.which.open()?;
    let room = store.find_room(&one.room)?;
    let did = match text {
        None => {
            store.remove_message(room.id, one.id)?;
            "removed"
        }
        Some(text) => {
            store.replace_message(room.id, one.id, text)?;
            "replaced"
        }
    };
    let value = || json!({"room": room_uri(&store, &room), "id": one.id, did: true});
    done(one.which.json, value, &format!("{did} message {} of the room '{}'", one.id, room.name))
}

#[derive(Debug, Args)]
pub(super) struct History {
    /// The room's name or URI
    room: String,
    #[command(flatten)]
    which: Which,
}

pub(super) fn history(history: &History) -> Result<()> {
    let store = history.which.open()?;
    let room = store.find_room(&history.room)?;
    let messages = store.recent_messages(room.id, usize::MAX)?;
    if history.which.json {
        let list = messages.iter().map(|message| {
            json!({
                "id": message.chat_id, "ts": message.timestamp.to_iso(), "author": message.author.uri(),
                "author_name": message.author_name, "alert": message.alert, "text": message.text, "rtf": message.rtf,
            })
        });
        return say_json(&list.collect());
    }
    for message in &messages {
        let alert = if message.alert { " ALERT" } else { "" };
        let when = message.timestamp.to_iso();
        let when = when.get(..19).unwrap_or(&when);
        say(&format!(
            "{:>6} {when}Z {}{alert}: {}",
            message.chat_id,
            for_terminal(&message.author_name),
            for_terminal(&message.text)
        ))?;
    }
    Ok(())
}

/// An account may come later, so an address without one is no error; but it may be a slip.
fn mention_strangers(store: &Store, lists: [&Vec<Principal>; 3]) -> Result<()> {
    for address in lists.into_iter().flatten().filter_map(Principal::as_user) {
        if store.find_user(address).is_err_and(|error| error.kind() == ErrorKind::UnknownUser) {
            report(&format!("pchatd: note: {address} has no account yet; add it with: pchatd user add"));
        }
    }
    Ok(())
}
