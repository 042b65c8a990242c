//! `user`, `group`, `addin`.

use super::arguments::{Switch, Which};
use super::import::{self, Import};
use super::output::{advised, audit, done, report, say_json, show, table};
use crate::address::Address;
use crate::error::{ErrorKind, Result};
use crate::model::{
    AddIn, Group, GroupChange, GroupKind, NewAddIn, NewGroup, NewUser, Principal, User, UserChange,
};
use crate::password;
use crate::store::Store;
use clap::{Args, Subcommand};
use serde_json::{Value, json};
use std::io::IsTerminal;
use std::path::PathBuf;

#[derive(Debug, Subcommand)]
pub(super) enum UserCommand {
    /// Add a user; works while the server runs
    Add(AddUser),
    /// Change a user; one who is disabled is signed off
    Set(SetUser),
    /// Show a user
    Show(OneUser),
    /// List the users
    List(Which),
    /// Remove a user; his messages stay
    Remove(OneUser),
    /// Add and change users (and groups) from a CSV or LDIF file
    Import(Import),
}

#[derive(Debug, Args)]
pub(super) struct AboutUser {
    /// What the user types to sign in; new users without one, or an empty one, get the part of the address before the @
    #[arg(long, value_name = "DOMAIN\\name")]
    login: Option<String>,
    /// What others see; new users without one, or an empty one, get first and last name, or the part of the address before
    /// the @
    #[arg(long, value_name = "N")]
    display_name: Option<String>,
    /// First name
    #[arg(long, value_name = "N")]
    first_name: Option<String>,
    /// Last name
    #[arg(long, value_name = "N")]
    last_name: Option<String>,
    /// Company
    #[arg(long, value_name = "C")]
    company: Option<String>,
    /// E-mail address
    #[arg(long, value_name = "E")]
    email: Option<String>,
    /// Read the password from the first line of standard input
    #[arg(long, group = "password")]
    password_stdin: bool,
    /// Read the password from the first line of a file
    #[arg(long, value_name = "F", group = "password")]
    password_file: Option<PathBuf>,
}

#[derive(Debug, Args)]
#[command(group = clap::ArgGroup::new("password").required(true))]
pub(super) struct AddUser {
    #[command(flatten)]
    which: Which,
    /// Who it is, such as alice@example.com (sip: may stand before it)
    #[arg(value_name = "SIP-ADDRESS", value_parser = Address::parse)]
    address: Address,
    #[command(flatten)]
    about: AboutUser,
}

#[derive(Debug, Args)]
#[command(group = clap::ArgGroup::new("password"))]
pub(super) struct SetUser {
    #[command(flatten)]
    which: Which,
    /// Who it is
    #[arg(value_name = "SIP-ADDRESS", value_parser = Address::parse)]
    address: Address,
    #[command(flatten)]
    about: AboutUser,
    /// Whether the user is kept out
    #[arg(long, value_enum)]
    disabled: Option<Switch>,
}

#[derive(Debug, Args)]
pub(super) struct OneUser {
    #[command(flatten)]
    which: Which,
    /// Who it is
    #[arg(value_name = "SIP-ADDRESS", value_parser = Address::parse)]
    address: Address,
}

pub(super) fn user(command: UserCommand) -> Result<()> {
    match command {
        UserCommand::Add(add) => {
            let store = add.which.open()?;
            let about = &add.about;
            let new = NewUser {
                login: about.login.clone(),
                display_name: about.display_name.clone(),
                first_name: about.first_name.clone().unwrap_or_default(),
                last_name: about.last_name.clone().unwrap_or_default(),
                company: about.company.clone().unwrap_or_default(),
                email: about.email.clone().unwrap_or_default(),
                nt_hash: about.nt_hash()?,
                ..NewUser::new(add.address.clone())
            };
            let login_advised = advised(ErrorKind::AlreadyExists, "--login, or pchatd user set");
            let user = store.add_user(&new).map_err(login_advised)?;
            done(add.which.json, || user_json(&user), &format!("added the user {}", user.address))
        }
        UserCommand::Set(set) => {
            let store = set.which.open()?;
            let about = &set.about;
            let change = UserChange {
                login: about.login.clone(),
                display_name: about.display_name.clone(),
                first_name: about.first_name.clone(),
                last_name: about.last_name.clone(),
                company: about.company.clone(),
                email: about.email.clone(),
                nt_hash: about.nt_hash()?,
                disabled: set.disabled.map(Switch::is_on),
                path: None,
            };
            let user = store
                .update_user(&set.address, &change)
                .map_err(advised(ErrorKind::AlreadyExists, "--login"))?;
            done(set.which.json, || user_json(&user), &format!("changed the user {}", user.address))
        }
        UserCommand::Show(one) => {
            let store = one.which.open()?;
            let user = store.find_user(&one.address)?;
            let mut value = user_json(&user);
            let groups = store.groups_around(&Principal::User(user.address.clone()))?;
            value["groups"] = groups.iter().map(|group| group.name.clone()).collect();
            value["audit"] = audit(&user.audit);
            show(one.which.json, &value)
        }
        UserCommand::List(which) => {
            let users = which.open()?.users()?;
            if which.json {
                return say_json(&users.iter().map(user_json).collect());
            }
            table(
                &["ADDRESS", "LOGIN", "NAME", "E-MAIL", "STATE"],
                users.iter().map(|user| {
                    vec![
                        user.address.to_string(),
                        user.login(),
                        user.display_name.clone(),
                        user.email.clone(),
                        if user.disabled { "disabled" } else { "" }.to_owned(),
                    ]
                }),
            )
        }
        UserCommand::Remove(one) => {
            one.which.open()?.remove_user(&one.address)?;
            let gone = || json!({"removed": one.address.uri()});
            done(one.which.json, gone, &format!("removed the user {}", one.address))
        }
        UserCommand::Import(import) => import::run(&import),
    }
}

impl AboutUser {
    fn nt_hash(&self) -> Result<Option<[u8; 16]>> {
        let password = match (&self.password_file, self.password_stdin) {
            (Some(path), _) => password::from_file(path)?,
            (None, true) => {
                if std::io::stdin().is_terminal() {
                    report("type the password and press Enter (it is shown):");
                }
                password::from_stdin()?
            }
            (None, false) => return Ok(None),
        };
        Ok(Some(password::nt_hash(&password)))
    }
}

fn user_json(user: &User) -> Value {
    json!({
        "uri": user.address.uri(), "login": user.login(), "display_name": user.display_name,
        "first_name": user.first_name, "last_name": user.last_name, "company": user.company, "email": user.email,
        "path": user.path, "disabled": user.disabled,
    })
}

#[derive(Debug, Subcommand)]
pub(super) enum GroupCommand {
    /// Add a group; works while the server runs
    Add(AddGroup),
    /// Change a group, put users and groups into it, or take them out
    Set(SetGroup),
    /// Show a group with its members
    Show(OneGroup),
    /// List the groups
    List(Which),
    /// Remove a group; its members stay
    Remove(OneGroup),
}

#[derive(Debug, Args)]
pub(super) struct AddGroup {
    #[command(flatten)]
    which: Which,
    /// Its name, unique
    name: String,
    /// group, folder (a container of a directory) or domain; all of them work alike
    #[arg(long, value_name = "KIND", default_value = "group", value_parser = |text: &str| text.parse::<GroupKind>())]
    kind: GroupKind,
    /// E-mail address
    #[arg(long, value_name = "E", default_value = "", hide_default_value = true)]
    email: String,
    /// A user's address or group:NAME
    #[arg(long, value_name = "P")]
    member: Vec<String>,
}

#[derive(Debug, Args)]
pub(super) struct SetGroup {
    #[command(flatten)]
    which: Which,
    /// Its name or URI
    group: String,
    /// A new name
    #[arg(long, value_name = "N")]
    name: Option<String>,
    /// group, folder (a container of a directory) or domain
    #[arg(long, value_name = "KIND", value_parser = |text: &str| text.parse::<GroupKind>())]
    kind: Option<GroupKind>,
    /// E-mail address
    #[arg(long, value_name = "E")]
    email: Option<String>,
    /// A user's address or group:NAME to put in
    #[arg(long, value_name = "P")]
    add_member: Vec<String>,
    /// A user's address or group:NAME to take out
    #[arg(long, value_name = "P")]
    remove_member: Vec<String>,
}

#[derive(Debug, Args)]
pub(super) struct OneGroup {
    #[command(flatten)]
    which: Which,
    /// Its name or URI
    name: String,
}

/// Users and groups by what was typed.
pub(super) fn principals(store: &Store, texts: &[String]) -> Result<Vec<Principal>> {
    texts.iter().map(|text| store.find_principal(text)).collect()
}

pub(super) fn group(command: GroupCommand) -> Result<()> {
    match command {
        GroupCommand::Add(add) => {
            let store = add.which.open()?;
            let group = store.add_group(&NewGroup {
                name: add.name.clone(),
                kind: add.kind,
                email: add.email.clone(),
                path: String::new(),
                members: principals(&store, &add.member)?,
            })?;
            let value = group_json(&store, &group)?;
            done(add.which.json, || value, &format!("added the group '{}' as {}", group.name, group.id.uri()))
        }
        GroupCommand::Set(set) => {
            let store = set.which.open()?;
            let change = GroupChange {
                name: set.name.clone(),
                kind: set.kind,
                email: set.email.clone(),
                remove: principals(&store, &set.remove_member)?,
                add: principals(&store, &set.add_member)?,
            };
            let group = store.update_group(&store.find_group(&set.group)?.id, &change)?;
            let value = group_json(&store, &group)?;
            done(set.which.json, || value, &format!("changed the group '{}'", group.name))
        }
        GroupCommand::Show(one) => {
            let store = one.which.open()?;
            let group = store.find_group(&one.name)?;
            let mut value = group_json(&store, &group)?;
            value["audit"] = audit(&group.audit);
            show(one.which.json, &value)
        }
        GroupCommand::List(which) => {
            let store = which.open()?;
            let groups = store.groups()?;
            if which.json {
                let list: Result<Value> = groups.iter().map(|group| group_json(&store, group)).collect();
                return say_json(&list?);
            }
            let counted: Result<Vec<_>> = groups
                .iter()
                .map(|group| Ok((group, store.group_members(&group.id)?.len().to_string())))
                .collect();
            table(
                &["NAME", "KIND", "MEMBERS", "E-MAIL", "URI"],
                counted?.into_iter().map(|(group, members)| {
                    vec![
                        group.name.clone(),
                        group.kind.as_str().into(),
                        members,
                        group.email.clone(),
                        group.id.uri(),
                    ]
                }),
            )
        }
        GroupCommand::Remove(one) => {
            let store = one.which.open()?;
            let group = store.find_group(&one.name)?;
            store.remove_group(&group.id)?;
            let gone = || json!({"removed": group.id.uri()});
            done(one.which.json, gone, &format!("removed the group '{}'", group.name))
        }
    }
}

fn group_json(store: &Store, group: &Group) -> Result<Value> {
    let members: Vec<String> = store.group_members(&group.id)?.iter().map(Principal::uri).collect();
    Ok(json!({
        "uri": group.id.uri(), "name": group.name, "kind": group.kind.as_str(), "email": group.email,
        "path": group.path, "members": members,
    }))
}

#[derive(Debug, Subcommand)]
pub(super) enum AddInCommand {
    /// Register a web page that rooms can show
    Add(AddAddIn),
    /// Change an add-in
    Set(SetAddIn),
    /// Show an add-in with the rooms that use it
    Show(OneAddIn),
    /// List the add-ins
    List(Which),
    /// Remove an add-in, also from its rooms
    Remove(OneAddIn),
}

#[derive(Debug, Args)]
pub(super) struct AddAddIn {
    #[command(flatten)]
    which: Which,
    /// Its name, unique, 50 characters at most
    name: String,
    /// http or https, 255 characters at most
    #[arg(long, value_name = "URL")]
    url: String,
}

#[derive(Debug, Args)]
pub(super) struct SetAddIn {
    #[command(flatten)]
    which: Which,
    /// Its name or GUID
    which_one: String,
    /// A new name
    #[arg(long, value_name = "N")]
    name: Option<String>,
    /// A new address
    #[arg(long, value_name = "URL")]
    url: Option<String>,
}

#[derive(Debug, Args)]
pub(super) struct OneAddIn {
    #[command(flatten)]
    which: Which,
    /// Its name or GUID
    which_one: String,
}

pub(super) fn add_in(command: AddInCommand) -> Result<()> {
    match command {
        AddInCommand::Add(add) => {
            let new = NewAddIn { name: add.name.clone(), url: add.url.clone() };
            let made = add.which.open()?.add_add_in(&new)?;
            done(
                add.which.json,
                || add_in_json(&made),
                &format!("added the add-in '{}' as {}", made.name, made.guid),
            )
        }
        AddInCommand::Set(set) => {
            let store = set.which.open()?;
            let changed = store.update_add_in(&set.which_one, set.name.as_deref(), set.url.as_deref())?;
            done(set.which.json, || add_in_json(&changed), &format!("changed the add-in '{}'", changed.name))
        }
        AddInCommand::Show(one) => {
            let store = one.which.open()?;
            let found = store.find_add_in(&one.which_one)?;
            let mut value = add_in_json(&found);
            value["rooms"] = store
                .rooms()?
                .into_iter()
                .filter(|room| room.add_in.as_deref() == Some(&found.guid))
                .map(|room| room.name)
                .collect();
            show(one.which.json, &value)
        }
        AddInCommand::List(which) => {
            let add_ins = which.open()?.add_ins()?;
            if which.json {
                return say_json(&add_ins.iter().map(add_in_json).collect());
            }
            table(
                &["NAME", "URL", "GUID"],
                add_ins.into_iter().map(|add_in| vec![add_in.name, add_in.url, add_in.guid]),
            )
        }
        AddInCommand::Remove(one) => {
            let store = one.which.open()?;
            let found = store.find_add_in(&one.which_one)?;
            store.remove_add_in(&found.guid)?;
            done(
                one.which.json,
                || json!({"removed": found.guid}),
                &format!("removed the add-in '{}'", found.name),
            )
        }
    }
}

fn add_in_json(add_in: &AddIn) -> Value {
    json!({"id": add_in.guid, "name": add_in.name, "url": add_in.url})
}
