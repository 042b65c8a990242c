//! A server for tests, started in one line from any language.
//!
//! The generator projects this file into C; it keeps to the vocabulary that `pchat_core::api` describes.

use crate::address::{Address, parse_domain};
use crate::certificates;
use crate::error::{self, ErrorKind};
use crate::model::{
    Actor, InvitationSetting, NewAddIn, NewCategory, NewGroup, NewRoom, NewUser, Principal, Privacy, Role,
    SettingsChange,
};
use crate::password;
use crate::scratch::ScratchFolder;
use crate::server::Server;
use crate::settings::{Authentication as Methods, ServerSettings};
use crate::store::{Durability, FILE, RoleOperation, Store, create_folder};
use pchat_core::api::{Authentication, ChatRoomPrivacy, ChatRoomRole, Error, ErrorCode, Result, Secret};
use pchat_core::platform::in_callback;
use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::path::{Path, PathBuf};
use std::sync::mpsc;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread::JoinHandle;
use std::time::Duration;

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
    /// The longest message in bytes; 32,768 at first.
    pub message_size_limit: u32,
    /// The longest story in bytes; 131,072 at first.
    pub story_size_limit: u32,
    /// The most rooms or people that a search gives; 999 at first.
    pub search_limit: u32,
    /// The most messages that a history query gives; 1,000 at first.
    pub history_limit: u32,
    /// Messages of a history query that says no number, 1 to 500; 30 at first.
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

struct Inner {
    domain: String,
    folder: PathBuf,
    store: Store,
    tls_port: u16,
    tcp_port: u16,
    ca_file: String,
    running: Mutex<Option<Running>>,
}

/// The thread with the server's runtime, and the way to it. A thread of its own, because a runtime can neither be driven
/// nor dropped on a thread of another one.
struct Running {
    orders: mpsc::Sender<Order>,
    thread: JoinHandle<()>,
    /// Removed after the thread has ended.
    _scratch: Option<ScratchFolder>,
}

enum Order {
    DisconnectAll,
    SetSilent { silent: bool, done: mpsc::Sender<()> },
    CountConnections(mpsc::Sender<usize>),
    TellChanges(mpsc::Sender<()>),
    Post { room: String, author: Address, text: String, done: mpsc::Sender<error::Result<i64>> },
    Stop,
}

impl LocalServer {
    /// Starts a server. Blocks until it listens.
    ///
    /// Fails with `BadArgument` for settings that cannot work and `Io` when a folder or a port cannot be used.
    pub fn start(settings: LocalServerSettings) -> Result<LocalServer> {
        start(&settings).map_err(|error| api_error(&error))
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
            Ok(format!("ma-cat://{}/{}", self.inner.domain, category.guid))
        })
    }

    /// Adds a room and gives its `ma-chan` URI. Blocks until it is stored.
    ///
    /// Fails as [`LocalServer::add_user`] does, with `PrincipalsNotInScope` when somebody is not in the category's scope,
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

    /// Registers an add-in and gives its id.
    ///
    /// Fails as [`LocalServer::add_user`] does.
    pub fn add_add_in(&self, add_in: LocalAddIn) -> Result<String> {
        self.change(|store| {
            let new = NewAddIn { name: add_in.name.clone(), url: add_in.url.clone() };
            Ok(store.add_add_in(&new)?.guid)
        })
    }

    /// Disables a user, who is signed off and refused then, or enables one again.
    ///
    /// Fails with `BadArgument`, `NoSuchPrincipal`, and `InvalidOperation` when the server is stopped.
    pub fn set_user_disabled(&self, address: &str, disabled: bool) -> Result<()> {
        self.change(|store| store.set_user_disabled(&Address::parse(address)?, disabled).map(drop))
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
        stop(running);
    }

    fn running(&self) -> MutexGuard<'_, Option<Running>> {
        self.inner.running.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Gives an order and waits for its answer.
    fn ask<T>(&self, order: impl FnOnce(mpsc::Sender<T>) -> Order) -> Result<T> {
        let (done, answer) = mpsc::channel();
        match &*self.running() {
            Some(running) => running.orders.send(order(done)).map_err(|_| stopped())?,
            None => return Err(stopped()),
        }
        answer.recv().map_err(|_| stopped())
    }

    fn change<T>(&self, change: impl FnOnce(&Store) -> error::Result<T>) -> Result<T> {
        let running = self.running();
        let Some(Running { orders, .. }) = &*running else { return Err(stopped()) };
        let value = change(&self.inner.store).map_err(|error| api_error(&error))?;
        // Whoever is signed in has been sent what concerns him when this returns.
        let (done, told) = mpsc::channel();
        orders.send(Order::TellChanges(done)).map_err(|_| stopped())?;
        told.recv().map_err(|_| stopped())?;
        Ok(value)
    }
}

impl Drop for Inner {
    fn drop(&mut self) {
        let running = self.running.get_mut().unwrap_or_else(PoisonError::into_inner).take();
        if running.is_none() || !in_callback() {
            return stop(running);
        }
        // A callback must not wait. Without a thread for it the server ends by itself, because nobody can give it orders any more.
        let _ = std::thread::Builder::new().name("pchat-farewell".into()).spawn(|| stop(running));
    }
}

fn stop(running: Option<Running>) {
    if let Some(Running { orders, thread, _scratch }) = running {
        // A thread that has ended already takes no order.
        let _ = orders.send(Order::Stop);
        if thread.join().is_err() {
            log::error!("the local server panicked");
        }
    }
}

fn stopped() -> Error {
    Error::new(ErrorCode::InvalidOperation, "the local server is stopped; start another one")
}

fn start(settings: &LocalServerSettings) -> error::Result<LocalServer> {
    let domain = parse_domain(&settings.domain)?;
    let (folder, scratch) = match &settings.data_folder {
        Some(folder) => (PathBuf::from(folder), None),
        None => {
            let scratch = ScratchFolder::new()?;
            (scratch.path().to_owned(), Some(scratch))
        }
    };
    let durability = if scratch.is_some() { Durability::Process } else { Durability::Full };
    let store = open_or_create(&folder, &domain, durability)?;
    if settings.message_size_limit > 0 {
        let message_size_limit = Some(settings.message_size_limit);
        store.change_settings(&SettingsChange { message_size_limit, ..SettingsChange::default() })?;
    }
    let (orders, taken) = mpsc::channel();
    let (ready, started) = mpsc::channel();
    let server_settings = server_settings(settings);
    let thread = {
        let (folder, store) = (folder.clone(), store.clone());
        std::thread::Builder::new()
            .name("pchat-local-server".into())
            .spawn(move || run(&folder, store, server_settings, &taken, &ready))
            .map_err(|error| error::Error::io("start the local server's thread", &error))?
    };
    let addresses = started.recv().unwrap_or_else(|_| {
        Err(error::Error::new(ErrorKind::Io, "the local server ended while it was starting"))
    });
    let (tls_port, tcp_port) = match addresses {
        Ok(ports) => ports,
        Err(error) => {
            // The thread has nothing left to do.
            let _ = thread.join();
            return Err(error);
        }
    };
    let ca_file = certificates::ca_file(&folder).display().to_string();
    let running = Mutex::new(Some(Running { orders, thread, _scratch: scratch }));
    let inner = Inner { domain, folder, store, tls_port, tcp_port, ca_file, running };
    Ok(LocalServer { inner: Arc::new(inner) })
}

fn open_or_create(folder: &Path, domain: &str, durability: Durability) -> error::Result<Store> {
    if folder.join(FILE).exists() {
        let store = Store::open(folder)?;
        if store.identity().domain != domain {
            return Err(error::Error::invalid(format!(
                "the store in {} is for the domain {}, not {domain}",
                folder.display(),
                store.identity().domain
            )));
        }
        return Ok(store);
    }
    create_folder(folder)?;
    certificates::create(folder, domain)?;
    let store = Store::create_with(folder, domain, durability)?;
    store.add_category(&NewCategory::named(GENERAL))?;
    Ok(store)
}

fn server_settings(settings: &LocalServerSettings) -> ServerSettings {
    let listen = |on: bool, port: u16| on.then(|| SocketAddr::new(IpAddr::V4(Ipv4Addr::LOCALHOST), port));
    let defaults = ServerSettings::default();
    let seconds = |given: u32, default: Duration| match given {
        0 => default,
        given => Duration::from_secs(u64::from(given)),
    };
    ServerSettings {
        sip_tls: listen(settings.tls, settings.tls_port),
        sip_tcp: listen(settings.tcp, settings.tcp_port),
        authentication: match settings.authentication {
            Authentication::None => Methods::NONE,
            Authentication::Automatic | Authentication::Ntlm => Methods::NTLM,
        },
        session_expires: seconds(settings.session_expires_seconds, defaults.session_expires),
        registration_expires: seconds(settings.registration_expires_seconds, defaults.registration_expires),
        echo: settings.echo,
        ..defaults
    }
}

type Ports = error::Result<(u16, u16)>;

/// The server's thread.
fn run(
    folder: &Path,
    store: Store,
    settings: ServerSettings,
    orders: &mpsc::Receiver<Order>,
    ready: &mpsc::Sender<Ports>,
) {
    let started = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(2)
        .thread_name("pchat-local-server")
        .enable_all()
        .build()
        .map_err(|error| error::Error::io("start the local server's threads", &error))
        .and_then(|runtime| {
            runtime.block_on(Server::start_with(folder, store, settings)).map(|server| (runtime, server))
        });
    let (runtime, server) = match started {
        Ok(started) => started,
        Err(error) => {
            let _ = ready.send(Err(error));
            return;
        }
    };
    let port = |address: Option<SocketAddr>| address.map_or(0, |address| address.port());
    // Whoever asked and is gone needs no answer, here and below.
    let _ = ready.send(Ok((port(server.sip_tls()), port(server.sip_tcp()))));
    while let Ok(order) = orders.recv() {
        match order {
            Order::DisconnectAll => server.disconnect_all(),
            Order::SetSilent { silent, done } => {
                server.set_silent(silent);
                let _ = done.send(());
            }
            Order::CountConnections(done) => {
                let _ = done.send(server.connection_count());
            }
            Order::TellChanges(done) => {
                server.tell_changes();
                let _ = done.send(());
            }
            Order::Post { room, author, text, done } => {
                let _ = done.send(server.post(&room, &author, &text));
            }
            Order::Stop => break,
        }
    }
    runtime.block_on(server.stop());
}

fn principals(store: &Store, texts: &[String]) -> error::Result<Vec<Principal>> {
    texts.iter().map(|text| store.find_principal(text)).collect()
}

fn api_error(error: &error::Error) -> Error {
    let code = match error.kind() {
        ErrorKind::InvalidArgument | ErrorKind::AlreadyExists => ErrorCode::BadArgument,
        ErrorKind::NotFound => ErrorCode::NoSuchNode,
        ErrorKind::UnknownUser => ErrorCode::NoSuchPrincipal,
        ErrorKind::NotAllowed => ErrorCode::ErrorPermission,
        ErrorKind::PrincipalsAlreadyDefined => ErrorCode::PrincipalsAlreadyDefined,
        ErrorKind::PrincipalsNotInScope => ErrorCode::PrincipalsNotInScope,
        ErrorKind::PresenterNotMember => ErrorCode::PresenterNotInMemList,
        ErrorKind::DataCollision => ErrorCode::DataCollision,
        ErrorKind::NodeHierarchy => ErrorCode::NodeHierarchyViolation,
        ErrorKind::Store => ErrorCode::DatabaseConnection,
        ErrorKind::Io | ErrorKind::Certificate => ErrorCode::Io,
    };
    Error::new(code, error.to_string())
}
