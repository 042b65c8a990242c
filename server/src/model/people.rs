//! Users, groups and add-ins.

use super::principal::{Actor, Audit, GroupId};
use super::spelling::spelled;
use crate::address::Address;
use std::fmt;

/// A person who may sign in.
#[derive(Clone, PartialEq, Eq)]
pub struct User {
    /// Who it is, everywhere.
    pub address: Address,
    /// The GUID that names the user in replies.
    pub guid: String,
    /// The domain part of the login (`EXAMPLE` of `EXAMPLE\alice`), empty when the login has none.
    pub login_domain: String,
    /// The name part of the login.
    pub login_name: String,
    /// What other people see.
    pub display_name: String,
    /// May be empty.
    pub first_name: String,
    /// May be empty.
    pub last_name: String,
    /// May be empty.
    pub company: String,
    /// The e-mail address, or empty.
    pub email: String,
    /// The distinguished name in the directory that the user came from, or empty.
    pub path: String,
    /// MD4 of the UTF-16LE password: all that NTLM needs. `None`: cannot sign in with NTLM.
    pub nt_hash: Option<[u8; 16]>,
    /// A disabled user is refused at sign-in and everywhere else.
    pub disabled: bool,
    /// Who made and changed it.
    pub audit: Audit,
}

impl fmt::Debug for User {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // The hash is as good as the password, so it never reaches a log.
        f.debug_struct("User")
            .field("address", &self.address)
            .field("disabled", &self.disabled)
            .finish_non_exhaustive()
    }
}

/// What is needed to add a user.
#[derive(Clone)]
pub struct NewUser {
    /// The SIP address.
    pub address: Address,
    /// `DOMAIN\name` or `name`; `None` or empty: the user part of the address.
    pub login: Option<String>,
    /// `None` or empty: first and last name, or the user part of the address when there is neither.
    pub display_name: Option<String>,
    /// May be empty.
    pub first_name: String,
    /// May be empty.
    pub last_name: String,
    /// May be empty.
    pub company: String,
    /// May be empty.
    pub email: String,
    /// See [`User::path`].
    pub path: String,
    /// See [`User::nt_hash`].
    pub nt_hash: Option<[u8; 16]>,
    /// See [`User::disabled`].
    pub disabled: bool,
}

impl NewUser {
    /// A user of whom nothing but the address is known.
    pub fn new(address: Address) -> NewUser {
        NewUser {
            address,
            login: None,
            display_name: None,
            first_name: String::new(),
            last_name: String::new(),
            company: String::new(),
            email: String::new(),
            path: String::new(),
            nt_hash: None,
            disabled: false,
        }
    }
}

/// What changes of a user; `None` leaves a field as it is.
#[derive(Clone, Default)]
pub struct UserChange {
    /// See [`NewUser::display_name`].
    pub display_name: Option<String>,
    /// See [`User::first_name`].
    pub first_name: Option<String>,
    /// See [`User::last_name`].
    pub last_name: Option<String>,
    /// See [`User::company`].
    pub company: Option<String>,
    /// See [`User::email`].
    pub email: Option<String>,
    /// See [`User::path`].
    pub path: Option<String>,
    /// See [`NewUser::login`].
    pub login: Option<String>,
    /// See [`User::nt_hash`].
    pub nt_hash: Option<[u8; 16]>,
    /// See [`User::disabled`].
    pub disabled: Option<bool>,
}

/// What kind of a group it is; all of them work alike (spec: sdk.md 4, PersistentChatPrincipalType).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum GroupKind {
    /// A security group or distribution list.
    #[default]
    Group,
    /// A container or organisational unit.
    Folder,
    /// A whole domain.
    Domain,
}

spelled!(GroupKind, "kind of group; use group, folder or domain", Group => "group", Folder => "folder", Domain => "domain");

/// Users and groups under one name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Group {
    /// The GUID of its `ma-grp` URI.
    pub id: GroupId,
    /// Unique, compared without case.
    pub name: String,
    /// What it is in the directory that it came from.
    pub kind: GroupKind,
    /// The e-mail address, or empty.
    pub email: String,
    /// The distinguished name in the directory that it came from, or empty.
    pub path: String,
    /// Who made and changed it.
    pub audit: Audit,
}

/// What is needed to add a group.
#[derive(Clone, Debug, Default)]
pub struct NewGroup {
    /// Unique, compared without case.
    pub name: String,
    /// See [`Group::kind`].
    pub kind: GroupKind,
    /// May be empty.
    pub email: String,
    /// See [`Group::path`].
    pub path: String,
    /// Users and groups in it.
    pub members: Vec<super::Principal>,
}

/// What changes of a group; `None` leaves a field as it is.
#[derive(Clone, Debug, Default)]
pub struct GroupChange {
    /// See [`Group::name`].
    pub name: Option<String>,
    /// See [`Group::kind`].
    pub kind: Option<GroupKind>,
    /// See [`Group::email`].
    pub email: Option<String>,
    /// Who is taken out.
    pub remove: Vec<super::Principal>,
    /// Who is put in.
    pub add: Vec<super::Principal>,
}

/// A web page that is shown beside rooms (spec: sdk.md 7.4).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AddIn {
    /// Names it.
    pub guid: String,
    /// Unique, compared without case; 50 characters at most.
    pub name: String,
    /// `http` or `https`; 255 characters at most.
    pub url: String,
}

/// What is needed to register an add-in.
#[derive(Clone, Debug)]
pub struct NewAddIn {
    /// See [`AddIn::name`].
    pub name: String,
    /// See [`AddIn::url`].
    pub url: String,
}

impl User {
    /// `DOMAIN\name`, or the name alone.
    pub fn login(&self) -> String {
        if self.login_domain.is_empty() {
            self.login_name.clone()
        } else {
            format!("{}\\{}", self.login_domain, self.login_name)
        }
    }

    /// A user as [`NewUser`] describes one, without an entry in any store.
    pub(crate) fn of(new: &NewUser, guid: String, by: &Actor) -> User {
        let mut user = User {
            address: new.address.clone(),
            guid,
            login_domain: String::new(),
            login_name: String::new(),
            display_name: new.display_name.clone().unwrap_or_default(),
            first_name: new.first_name.clone(),
            last_name: new.last_name.clone(),
            company: new.company.clone(),
            email: new.email.clone(),
            path: new.path.clone(),
            nt_hash: new.nt_hash,
            disabled: new.disabled,
            audit: Audit::begun(by),
        };
        user.log_in_as(new.login.as_deref().unwrap_or_default());
        user.name_if_nameless();
        user
    }

    /// Sets the login; an empty one is the user part of the address.
    pub(crate) fn log_in_as(&mut self, login: &str) {
        let login = if login.is_empty() { self.address.user() } else { login };
        let (domain, name) = login.split_once('\\').unwrap_or(("", login));
        (self.login_domain, self.login_name) = (domain.to_owned(), name.to_owned());
    }

    /// Nobody is without a name for others: first and last name, or the user part of the address.
    pub(crate) fn name_if_nameless(&mut self) {
        if !self.display_name.trim().is_empty() {
            return;
        }
        let full_name = format!("{} {}", self.first_name, self.last_name);
        self.display_name = match full_name.trim() {
            "" => self.address.user().to_owned(),
            full => full.to_owned(),
        };
    }
}
