//! What the server knows: users, categories, rooms, messages, preferences (spec: sdk.md 7, xccos.md 4).

use crate::address::Address;
use crate::timestamp::Timestamp;
use std::collections::BTreeSet;
use std::fmt;
use std::str::FromStr;

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
    /// The e-mail address, or empty.
    pub email: String,
    /// MD4 of the UTF-16LE password: all that NTLM needs. `None`: cannot sign in with NTLM.
    pub nt_hash: Option<[u8; 16]>,
    /// A disabled user is refused at sign-in.
    pub disabled: bool,
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
    /// `DOMAIN\name` or `name`; `None`: the user part of the address.
    pub login: Option<String>,
    /// `None`: the user part of the address.
    pub display_name: Option<String>,
    /// May be empty.
    pub email: String,
    /// See [`User::nt_hash`].
    pub nt_hash: Option<[u8; 16]>,
}

/// A group of rooms with a common scope and common switches.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Category {
    /// The GUID of its `ma-cat` URI.
    pub guid: String,
    /// Unique, compared without case.
    pub name: String,
    /// Free text.
    pub description: String,
    /// Whether granting membership sends an invitation, unless the room says no.
    pub invitations: bool,
    /// Whether files may be posted.
    pub file_upload: bool,
    /// Whether messages are kept.
    pub history: bool,
    /// Who is in scope. Empty: everybody who has an account here.
    pub allowed: BTreeSet<Address>,
    /// Who is out of scope although allowed.
    pub denied: BTreeSet<Address>,
    /// Who may create rooms in it.
    pub creators: BTreeSet<Address>,
}

/// What is needed to add a category.
#[derive(Clone, Debug)]
pub struct NewCategory {
    /// Unique, compared without case.
    pub name: String,
    /// Free text.
    pub description: String,
    /// See [`Category::invitations`].
    pub invitations: bool,
    /// See [`Category::file_upload`].
    pub file_upload: bool,
    /// See [`Category::history`].
    pub history: bool,
    /// See [`Category::allowed`].
    pub allowed: Vec<Address>,
    /// See [`Category::denied`].
    pub denied: Vec<Address>,
    /// See [`Category::creators`].
    pub creators: Vec<Address>,
}

/// Who finds and who joins a room (spec: sdk.md 7.3).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Privacy {
    /// Seen and joined by everybody in scope.
    Open,
    /// Seen by everybody in scope, joined by members.
    Closed,
    /// Seen and joined by members only.
    Secret,
}

impl Privacy {
    /// The word of the command line and the store.
    pub fn as_str(self) -> &'static str {
        match self {
            Privacy::Open => "open",
            Privacy::Closed => "closed",
            Privacy::Secret => "secret",
        }
    }
}

impl FromStr for Privacy {
    type Err = String;

    fn from_str(text: &str) -> Result<Privacy, String> {
        match text.to_ascii_lowercase().as_str() {
            "open" => Ok(Privacy::Open),
            "closed" => Ok(Privacy::Closed),
            "secret" => Ok(Privacy::Secret),
            _ => Err(format!("'{text}' is no privacy; use open, closed or secret")),
        }
    }
}

/// A chat room.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Room {
    /// The store's key.
    pub id: i64,
    /// The GUID of its `ma-chan` URI.
    pub guid: String,
    /// Unique, compared without case.
    pub name: String,
    /// The GUID of its category.
    pub category: String,
    /// Free text.
    pub description: String,
    /// What the room is about just now.
    pub topic: String,
    /// Who finds and joins it.
    pub privacy: Privacy,
    /// Only presenters post.
    pub auditorium: bool,
    /// Nobody sees, joins or reads it.
    pub disabled: bool,
    /// Members; of no meaning in an open room.
    pub members: BTreeSet<Address>,
    /// Those who may change the room; not members by that.
    pub managers: BTreeSet<Address>,
    /// Those who post in an auditorium.
    pub presenters: BTreeSet<Address>,
}

/// What is needed to add a room.
#[derive(Clone, Debug)]
pub struct NewRoom {
    /// Unique, compared without case.
    pub name: String,
    /// The category's name.
    pub category: String,
    /// Free text.
    pub description: String,
    /// What the room is about.
    pub topic: String,
    /// Who finds and joins it.
    pub privacy: Privacy,
    /// Only presenters post.
    pub auditorium: bool,
    /// See [`Room::members`].
    pub members: Vec<Address>,
    /// See [`Room::managers`].
    pub managers: Vec<Address>,
    /// See [`Room::presenters`].
    pub presenters: Vec<Address>,
}

/// A message on its way into the store.
#[derive(Clone, Debug)]
pub struct NewMessage {
    /// The room's key.
    pub room: i64,
    /// Who posts.
    pub author: Address,
    /// The author's display name at this moment.
    pub author_name: String,
    /// Whether it is an alert.
    pub alert: bool,
    /// The plain text.
    pub text: String,
    /// The RTF document that came with it.
    pub rtf: Option<String>,
    /// False: the category keeps no history, the message only gets its number.
    pub keep: bool,
}

/// A message with its place in the room.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredMessage {
    /// Sequential per room, from 1.
    pub chat_id: i64,
    /// When the server received it.
    pub timestamp: Timestamp,
    /// Who posted.
    pub author: Address,
    /// The author's display name then.
    pub author_name: String,
    /// Whether it is an alert.
    pub alert: bool,
    /// The plain text.
    pub text: String,
    /// The RTF document, if any.
    pub rtf: Option<String>,
}

/// A preference bundle of one user (spec: xccos.md 4.7).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Preference {
    /// The server's version of it.
    pub sequence: i64,
    /// Base64 as the client sent it.
    pub content: String,
}
