//! A server for tests, started in one line from any language.
//!
//! The generator projects this file into C; it keeps to the vocabulary that `pchat_core::api` describes.

mod running;

use crate::address::Address;
use crate::error;
use crate::model::{
    Actor, CategoryChange, InvitationSetting, NewAddIn, NewCategory, NewGroup, NewRoom, NewUser, Privacy,
    Role, SettingsChange,
};
use crate::password;
use crate::store::RoleOperation;
use pchat_core::api::{Authentication, ChatRoomPrivacy, ChatRoomRole, Result, Secret};
use running::{Inner, Order, api_error, principals, stopped};
use std::sync::Arc;

/// The category that rooms are put into unless told otherwise; every local server has it.
const GENERAL: &str = "General";

/// How a local server listens and behaves. The defaults suit most tests.
#[derive(Clone, Debug)]
pub struct LocalServerSettings {
    /// The SIP domain of all addresses; `example.com` by default.
    pub domain: String,
    /// Listen for TLS. On by default.
    pub tls: bool,
    /// Listen for plain TCP. On by default.
    pub tcp: bool,
    /// The TLS port; 0, the default, takes a free one.
    pub tls_port: u16,
    /// The TCP port; 0, the default, takes a free one.
    pub tcp_port: u16,
    /// NTLM (also for `Automatic`), or `None`: everybody is believed.
    pub authentication: Authentication,
    /// After how many seconds a chat session in which nothing happens is over; 0 for 1800.
    pub session_expires_seconds: u32,
    /// How long a registration lasts, in seconds; 0 for 7200.
    pub registration_expires_seconds: u32,
    /// The longest message in bytes; 0 for 32,768.
    pub message_size_limit: u32,
    /// Whether a message comes back to the session that sent it, as it should. On by default.
    pub echo: bool,
    /// Where the server keeps its data; the folder stays, and every message is on the disk before it is acknowledged.
    /// `None`: a temporary folder that goes away with the server, and no waiting for the disk.
    pub data_folder: Option<String>,
    /// Whether there is a file service. On by default; without one, files fail with `MsgNotSupported`.
    pub file_service: bool,
}

impl Default for LocalServerSettings {
    fn default() -> Self {
        Self {
            domain: "example.com".to_owned(),
            tls: true,
            tcp: true,
            tls_port: 0,
            tcp_port: 0,
            authentication: Authentication::Automatic,
            session_expires_seconds: 0,
            registration_expires_seconds: 0,
            message_size_limit: 0,
            echo: true,
            data_folder: None,
            file_service: true,
        }
    }
}

/// A user for a local server.
#[derive(Clone, Debug, Default)]
pub struct LocalUser {
    /// The SIP address, with or without `sip:`.
    pub address: String,
    /// The password; `None`: the user cannot sign in with NTLM.
    pub password: Option<Secret>,
    /// `DOMAIN\name` or `name`; `None` for the part of the address before the `@`.
    pub login: Option<String>,
    /// What others see; `None` for the part of the address before the `@`.
    pub display_name: Option<String>,
    /// The e-mail address.
    pub email: Option<String>,
    /// The first name.
    pub first_name: Option<String>,
    /// The last name.
    pub last_name: Option<String>,
    /// The company.
    pub company: Option<String>,
}

/// A group of users and groups for a local server.
#[derive(Clone, Debug, Default)]
pub struct LocalGroup {
    /// Its name, unique. Wherever a local server takes a SIP address for a role it also takes `group:` and this name.
    pub name: String,
    /// The e-mail address.
    pub email: Option<String>,
    /// SIP addresses of the users in it, and `group:NAME` of the groups, all of which have to exist.
    pub members: Vec<String>,
}

/// An add-in for a local server: a web page that rooms show.
#[derive(Clone, Debug, Default)]
pub struct LocalAddIn {
    /// Its name, unique, 50 characters at most.
    pub name: String,
    /// An `http` or `https` address, 255 characters at most.
    pub url: String,
}

/// Limits of a local server; 0 leaves one as it is.
#[derive(Clone, Debug, Default)]
pub struct LocalLimits {
    /// The longest message in bytes, up to 200,000; 32,768 at first. Its RTF twin may be eight times as long.
    pub message_size_limit: u32,
    /// The longest story in bytes, up to 200,000; 131,072 at first. Its RTF twin may be eight times as long.
    pub story_size_limit: u32,
    /// The most rooms or people that a search gives, and messages of each room in a history query; 999 at first.
    pub search_limit: u32,
    /// The most messages that recent history gives; 1,000 at first.
    pub history_limit: u32,
    /// Messages of recent history for a client that says no number, 1 to 500; 30 at first.
    pub default_history: u32,
    /// With more people in a room its comings and goings are not told; 75 at first.
    pub participant_update_limit: u32,
    /// The longest file in kilobytes; 20,000 at first.
    pub max_file_kb: u32,
}

/// A category for a local server.
#[derive(Clone, Debug)]
pub struct LocalCategory {
    /// Its name, unique.
    pub name: String,
    /// What its rooms are for.
    pub description: Option<String>,
    /// SIP addresses of those in its scope; empty for everybody.
    pub allowed: Vec<String>,
    /// SIP addresses of those who are not, although allowed.
    pub denied: Vec<String>,
    /// SIP addresses of those who may create rooms in it.
    pub creators: Vec<String>,
    /// New members are invited. On by default.
    pub invitations: bool,
    /// Files may be posted. Off by default.
    pub file_upload: bool,
    /// Messages are kept. On by default.
    pub history: bool,
}

impl Default for LocalCategory {
    fn default() -> Self {
        Self {
            name: String::new(),
            description: None,
            allowed: Vec::new(),
            denied: Vec::new(),
            creators: Vec::new(),
            invitations: true,
            file_upload: false,
            history: true,
        }
    }
}

/// Changes of a category of a local server. What is `None` stays as it is.
#[derive(Clone, Debug, Default)]
pub struct LocalCategoryChange {
    /// Which category: its name or URI.
    pub category: String,
    /// Another name, unique.
    pub name: Option<String>,
    /// What its rooms are for.
    pub description: Option<String>,
    /// Those in its scope are exactly these: SIP addresses, and `group:NAME`; empty for everybody.
    pub allowed: Option<Vec<String>>,
    /// Those who are not, although allowed, are exactly these.
    pub denied: Option<Vec<String>>,
    /// Those who may create rooms in it are exactly these.
    pub creators: Option<Vec<String>>,
    /// New members are invited.
    pub invitations: Option<bool>,
    /// Files may be posted.
    pub file_upload: Option<bool>,
    /// Messages are kept.
    pub history: Option<bool>,
}

/// A room for a local server.
#[derive(Clone, Debug)]
pub struct LocalRoom {
    /// Its name, unique.
    pub name: String,
    /// The name of its category; `None` for `General`, which every local server has.
    pub category: Option<String>,
    /// What it is for.
    pub description: Option<String>,
    /// What it is about just now.
    pub topic: Option<String>,
    /// Who finds and joins it. Open by default.
    pub privacy: ChatRoomPrivacy,
    /// Only presenters post.
    pub auditorium: bool,
    /// SIP addresses of its members.
    pub members: Vec<String>,
    /// SIP addresses of its managers, who join only when they are members too.
    pub managers: Vec<String>,
    /// SIP addresses of those who post in an auditorium.
    pub presenters: Vec<String>,
    /// New members are invited, when the category wants it too. On by default.
    pub invitations: bool,
    /// The name or id of the add-in beside it.
    pub add_in: Option<String>,
}

impl Default for LocalRoom {
    fn default() -> Self {
        Self {
            name: String::new(),
            category: None,
            description: None,
            topic: None,
            privacy: ChatRoomPrivacy::Open,
            auditorium: false,
            invitations: true,
            add_in: None,
            members: Vec::new(),
            managers: Vec::new(),
            presenters: Vec::new(),
        }
    }
}

/// A Persistent Chat server inside this process, for tests. It listens on loopback addresses only.
///
/// Cheap to clone: clones are the same server. Dropping the last one stops it. All methods may be called from any
/// thread; those that wait for the server or the disk say so, and do it for a moment only.
#[derive(Clone)]
pub struct LocalServer {
    inner: Arc<Inner>,
}

impl LocalServer {
    /// Starts a server. Blocks until it listens.
    ///
    /// Fails with `BadArgument` for settings that cannot work and `Io` when a folder or a port cannot be used.
    pub fn start(settings: LocalServerSettings) -> Result<LocalServer> {
        running::start(&settings).map_err(|error| api_error(&error))
    }

    /// The port for TLS; 0 when TLS is off.
    pub fn sip_tls_port(&self) -> u16 {
        self.inner.tls_port
    }

    /// The port for plain TCP; 0 when TCP is off.
    pub fn sip_tcp_port(&self) -> u16 {
        self.inner.tcp_port
    }

    /// The path of the PEM file with the authority that a TLS client has to trust.
    pub fn ca_file(&self) -> String {
        self.inner.ca_file.clone()
    }

    /// The SIP domain.
    pub fn domain(&self) -> String {
        self.inner.domain.clone()
    }

    /// Where the server keeps its data.
    pub fn data_folder(&self) -> String {
        self.inner.folder.display().to_string()
    }

    /// The URI of the root category, of which all categories are children. No room can be made in it.
    pub fn root_category_uri(&self) -> String {
        self.category_uri(&self.inner.store.identity().root_category)
    }

    /// Adds a user. Blocks until it is stored.
    ///
    /// Fails with `BadArgument` (the message says what is wrong or taken) and `InvalidOperation` when the server is stopped.
    pub fn add_user(&self, user: LocalUser) -> Result<()> {
        self.change(|store| {
            store.add_user(&NewUser {
                login: user.login.clone(),
                display_name: user.display_name.clone(),
                email: user.email.clone().unwrap_or_default(),
                first_name: user.first_name.clone().unwrap_or_default(),
                last_name: user.last_name.clone().unwrap_or_default(),
                company: user.company.clone().unwrap_or_default(),
                nt_hash: user.password.as_ref().map(|password| password::nt_hash(password.reveal())),
                ..NewUser::new(Address::parse(&user.address)?)
            })?;
            Ok(())
        })
    }

    /// Adds a category and gives its `ma-cat` URI. Blocks until it is stored.
    ///
    /// Fails as [`LocalServer::add_user`] does, and with `PrincipalsNotInScope` when a creator is not in its scope.
    pub fn add_category(&self, category: LocalCategory) -> Result<String> {
        self.change(|store| {
            let category = store.add_category(&NewCategory {
                name: category.name.clone(),
                description: category.description.clone().unwrap_or_default(),
                invitations: category.invitations,
                file_upload: category.file_upload,
                history: category.history,
                allowed: principals(store, &category.allowed)?,
                denied: principals(store, &category.denied)?,
                creators: principals(store, &category.creators)?,
            })?;
            Ok(self.category_uri(&category.guid))
        })
    }

    /// Changes a category. Roles in its rooms stay, but count for nothing for those who are out of its scope now: who is in a
    /// room has to leave.
    ///
    /// Fails with `NoSuchNode`, `NodeHierarchyViolation` (it is the root), `NoSuchPrincipal` (a group that does not exist),
    /// `PrincipalsNotInScope` (a creator), `BadArgument` (the message says what is wrong or taken), and `InvalidOperation` when
    /// the server is stopped.
    pub fn change_category(&self, change: LocalCategoryChange) -> Result<()> {
        self.change(|store| {
            let list = |names: &Option<Vec<String>>| match names {
                Some(names) => principals(store, names).map(Some),
                None => Ok(None),
            };
            let wanted = CategoryChange {
                name: change.name.clone(),
                description: change.description.clone(),
                invitations: change.invitations,
                file_upload: change.file_upload,
                history: change.history,
                allowed: list(&change.allowed)?,
                denied: list(&change.denied)?,
                creators: list(&change.creators)?,
            };
            store.update_category(&change.category, &wanted).map(drop)
        })
    }

    /// Removes a category without rooms. `category` is its name or URI.
    ///
    /// Fails with `NoSuchNode`, `NodeHierarchyViolation` (it is the root), `ErrorPermission` while there are rooms in it, and
    /// `InvalidOperation` when the server is stopped.
    pub fn remove_category(&self, category: &str) -> Result<()> {
        self.change(|store| store.remove_category(category))
    }

    /// Adds a room and gives its `ma-chan` URI. Blocks until it is stored.
    ///
    /// Fails as [`LocalServer::add_user`] does, with `DuplicateRoomName`, `NoSuchNode` (its category or add-in), with
    /// `NodeHierarchyViolation` (the category is the root), with `PrincipalsNotInScope` when somebody is not in the category's scope,
    /// `PresenterNotInMemList` when a presenter is not among the members and `NoSuchPrincipal` (a group that does not exist).
    /// Everybody in scope joins an open room, but its presenters have to be members all the same.
    pub fn add_room(&self, room: LocalRoom) -> Result<String> {
        self.change(|store| {
            let room = store.add_room(&NewRoom {
                name: room.name.clone(),
                category: room.category.clone().unwrap_or_else(|| GENERAL.to_owned()),
                description: room.description.clone().unwrap_or_default(),
                topic: room.topic.clone().unwrap_or_default(),
                privacy: match room.privacy {
                    ChatRoomPrivacy::Open => Privacy::Open,
                    ChatRoomPrivacy::Closed => Privacy::Closed,
                    ChatRoomPrivacy::Secret => Privacy::Secret,
                },
                auditorium: room.auditorium,
                invitations: if room.invitations {
                    InvitationSetting::Inherit
                } else {
                    InvitationSetting::Off
                },
                add_in: room.add_in.clone(),
                members: principals(store, &room.members)?,
                managers: principals(store, &room.managers)?,
                presenters: principals(store, &room.presenters)?,
                ..NewRoom::default()
            })?;
            Ok(format!("ma-chan://{}/{}", self.inner.domain, room.guid))
        })
    }

    /// Disables a room, which nobody sees, joins or reads then, or enables it again. `room` is its name or URI.
    /// Blocks until it is stored.
    ///
    /// Fails with `NoSuchNode`, and `InvalidOperation` when the server is stopped.
    pub fn set_room_disabled(&self, room: &str, disabled: bool) -> Result<()> {
        self.change(|store| store.set_room_disabled(room, disabled).map(drop))
    }

    /// Moves a room into another category. Whoever is out of that one's scope loses all roles in the room. `room` and `category`
    /// are names or URIs.
    ///
    /// Fails with `NoSuchNode`, `NodeHierarchyViolation` (the category is the root), and `InvalidOperation` when the server is
    /// stopped.
    pub fn move_room(&self, room: &str, category: &str) -> Result<()> {
        self.change(|store| store.move_room(&Actor::Administrator, room, category).map(drop))
    }

    /// Removes a room with its messages, which no client may do; who is in it has to leave. `room` is its name or URI.
    ///
    /// Fails with `NoSuchNode`, and `InvalidOperation` when the server is stopped.
    pub fn remove_room(&self, room: &str) -> Result<()> {
        self.change(|store| store.remove_room(room).map(drop))
    }

    /// Gives a role in a room to a user or group, or takes it away. `room` is a name or URI, `principal` a SIP address or
    /// `group:NAME`.
    ///
    /// Fails with `NoSuchNode`, `NoSuchPrincipal`, `PrincipalsAlreadyDefined`, `PrincipalsNotInScope`,
    /// `PresenterNotInMemList`, `BadArgument` (a creator, which a category has and no room; a presenter outside of an
    /// auditorium), and `InvalidOperation` when the server is stopped.
    pub fn set_role(&self, room: &str, role: ChatRoomRole, principal: &str, has: bool) -> Result<()> {
        self.change(|store| {
            let role = match role {
                ChatRoomRole::Member => Role::Member,
                ChatRoomRole::Manager => Role::Manager,
                ChatRoomRole::Presenter => Role::Presenter,
                ChatRoomRole::Creator => {
                    return Err(error::Error::invalid(
                        "a room has no creators; name them when adding its category",
                    ));
                }
            };
            let operation = if has { RoleOperation::Add } else { RoleOperation::Remove };
            let who = store.find_principal(principal)?;
            store.change_role(&Actor::Administrator, room, role, operation, &[who]).map(drop)
        })
    }

    /// Adds a group and gives its `ma-grp` URI.
    ///
    /// Fails as [`LocalServer::add_user`] does, and with `NoSuchPrincipal` when a member does not exist.
    pub fn add_group(&self, group: LocalGroup) -> Result<String> {
        self.change(|store| {
            let group = store.add_group(&NewGroup {
                name: group.name.clone(),
                email: group.email.clone().unwrap_or_default(),
                members: principals(store, &group.members)?,
                ..NewGroup::default()
            })?;
            Ok(group.id.uri())
        })
    }

    /// Puts a user or group into a group, or takes it out. `group` is a name or URI, `member` a SIP address or `group:NAME`.
    ///
    /// Fails with `NoSuchPrincipal` (one of them does not exist, or is not in the group), `PrincipalsAlreadyDefined`,
    /// `ErrorPermission` (a group would be inside itself), and `InvalidOperation` when the server is stopped.
    pub fn set_group_member(&self, group: &str, member: &str, is_member: bool) -> Result<()> {
        self.change(|store| {
            let (group, member) = (store.find_group(group)?, store.find_principal(member)?);
            if is_member {
                store.add_group_members(&group.id, &[member])
            } else {
                store.remove_group_members(&group.id, &[member])
            }
        })
    }

    /// Removes a group with its roles; its members stay. `group` is a name or URI.
    ///
    /// Fails with `NoSuchPrincipal`, and `InvalidOperation` when the server is stopped.
    pub fn remove_group(&self, group: &str) -> Result<()> {
        self.change(|store| store.remove_group(&store.find_group(group)?.id))
    }

    /// Registers an add-in and gives its id.
    ///
    /// Fails as [`LocalServer::add_user`] does, and with `DuplicateAddinName`.
    pub fn add_add_in(&self, add_in: LocalAddIn) -> Result<String> {
        self.change(|store| {
            let new = NewAddIn { name: add_in.name.clone(), url: add_in.url.clone() };
            Ok(store.add_add_in(&new)?.guid)
        })
    }

    /// Removes an add-in, also from the rooms that show it. `add_in` is its name or id.
    ///
    /// Fails with `NoSuchNode`, and `InvalidOperation` when the server is stopped.
    pub fn remove_add_in(&self, add_in: &str) -> Result<()> {
        self.change(|store| store.remove_add_in(add_in))
    }

    /// Disables a user, who is signed off and refused then, or enables one again.
    ///
    /// Fails with `BadArgument`, `NoSuchPrincipal`, and `InvalidOperation` when the server is stopped.
    pub fn set_user_disabled(&self, address: &str, disabled: bool) -> Result<()> {
        self.change(|store| store.set_user_disabled(&Address::parse(address)?, disabled).map(drop))
    }

    /// Removes a user, who is signed off and refused then, with roles, preferences and invitations; messages stay.
    ///
    /// Fails with `BadArgument`, `NoSuchPrincipal`, and `InvalidOperation` when the server is stopped.
    pub fn remove_user(&self, address: &str) -> Result<()> {
        self.change(|store| store.remove_user(&Address::parse(address)?))
    }

    /// Sets the address of the web page where rooms are managed, which clients read as `room_management_url` when they sign in;
    /// an empty one takes it away. There is none at first.
    ///
    /// Fails with `BadArgument`, and `InvalidOperation` when the server is stopped.
    pub fn set_room_management_url(&self, url: &str) -> Result<()> {
        let change =
            SettingsChange { room_management_url: Some(url.to_owned()), ..SettingsChange::default() };
        self.change(|store| store.change_settings(&change).map(drop))
    }

    /// Changes limits, which hold at once.
    ///
    /// Fails with `BadArgument` for a limit out of its range, and `InvalidOperation` when the server is stopped.
    pub fn set_limits(&self, limits: LocalLimits) -> Result<()> {
        let given = |limit: u32| (limit > 0).then_some(limit);
        self.change(|store| {
            let change = SettingsChange {
                message_size_limit: given(limits.message_size_limit),
                story_size_limit: given(limits.story_size_limit),
                search_limit: given(limits.search_limit),
                history_limit: given(limits.history_limit),
                default_history: given(limits.default_history),
                participant_update_limit: given(limits.participant_update_limit),
                max_file_kb: given(limits.max_file_kb),
                ..SettingsChange::default()
            };
            store.change_settings(&change).map(drop)
        })
    }

    /// Posts a message in the name of a user, joined or not, and gives its id: for a history to start from. Who is in the
    /// room gets it. `room` is a name or URI, `author` a SIP address. Blocks until it is stored.
    ///
    /// Fails with `NoSuchNode`, `NoSuchPrincipal`, and `InvalidOperation` when the server is stopped.
    pub fn post(&self, room: &str, author: &str, text: &str) -> Result<i64> {
        let author = Address::parse(author).map_err(|error| api_error(&error))?;
        let (room, text) = (room.to_owned(), text.to_owned());
        self.ask(|done| Order::Post { room, author, text, done })?.map_err(|error| api_error(&error))
    }

    /// Removes a message from the history of a room, which no client may do. Nobody is told, and its number is not given out
    /// again. `room` is a name or URI, `message_id` what [`LocalServer::post`] gave and messages have.
    ///
    /// Fails with `NoSuchNode` (no such room, or no such message in it), and `InvalidOperation` when the server is stopped.
    pub fn remove_message(&self, room: &str, message_id: i64) -> Result<()> {
        self.change(|store| store.remove_message(store.find_room(room)?.id, message_id))
    }

    /// Puts another text in the place of a message, as an administrator does with one that must not be read; its RTF goes, its
    /// author and time stay. Nobody is told. Otherwise as [`LocalServer::remove_message`].
    ///
    /// Fails as [`LocalServer::remove_message`] does, and with `BadArgument` for an empty text.
    pub fn replace_message(&self, room: &str, message_id: i64, text: &str) -> Result<()> {
        self.change(|store| store.replace_message(store.find_room(room)?.id, message_id, text))
    }

    /// How many connections are open. 0 when the server is stopped. Blocks until the server has counted them.
    pub fn connection_count(&self) -> u32 {
        let count = self.ask(Order::CountConnections).unwrap_or(0);
        u32::try_from(count).unwrap_or(u32::MAX)
    }

    /// Drops every connection without a word, as a broken network does. Clients may connect again at once.
    /// Blocks while another thread changes the server.
    ///
    /// Fails with `InvalidOperation` when the server is stopped.
    pub fn disconnect_all(&self) -> Result<()> {
        match &*self.running() {
            Some(running) => running.orders.send(Order::DisconnectAll).map_err(|_| stopped()),
            None => Err(stopped()),
        }
    }

    /// From now on does nothing with what clients send, as a server that hangs, for tests of cancelling and of time limits; or
    /// goes on, beginning with what came meanwhile. Clients still connect. Blocks until the server does so.
    ///
    /// Fails with `InvalidOperation` when the server is stopped.
    pub fn set_silent(&self, silent: bool) -> Result<()> {
        self.ask(|done| Order::SetSilent { silent, done })
    }

    /// Closes all connections, stops listening and removes a temporary folder. Blocks until that is done. Stopping twice is no error.
    pub fn stop(&self) {
        let running = self.running().take();
        running::stop(running);
    }
}
