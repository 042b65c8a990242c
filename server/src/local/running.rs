//! What a local server runs on: a thread with a runtime of its own, which takes orders.

use super::{GENERAL, LocalServer, LocalServerSettings};
use crate::address::{Address, parse_domain};
use crate::certificates;
use crate::error::{self, ErrorKind};
use crate::model::{NewCategory, Principal, SettingsChange};
use crate::scratch::ScratchFolder;
use crate::server::Server;
use crate::settings::{Authentication as Methods, ServerSettings};
use crate::store::{Durability, FILE, Store, create_folder};
use pchat_core::api::{Authentication, Error, ErrorCode, Result};
use pchat_core::platform::in_callback;
use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::path::{Path, PathBuf};
use std::sync::mpsc;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread::JoinHandle;
use std::time::Duration;

/// What all clones share.
pub(super) struct Inner {
    pub(super) domain: String,
    pub(super) folder: PathBuf,
    pub(super) store: Store,
    pub(super) tls_port: u16,
    pub(super) tcp_port: u16,
    pub(super) ca_file: String,
    pub(super) running: Mutex<Option<Running>>,
}

/// The thread with the server's runtime, and the way to it. A thread of its own, because a runtime can neither be driven
/// nor dropped on a thread of another one.
pub(super) struct Running {
    pub(super) orders: mpsc::Sender<Order>,
    thread: JoinHandle<()>,
    /// Removed after the thread has ended.
    _scratch: Option<ScratchFolder>,
}

/// What the server's thread is told to do.
pub(super) enum Order {
    DisconnectAll,
    SetSilent { silent: bool, done: mpsc::Sender<()> },
    CountConnections(mpsc::Sender<usize>),
    TellChanges(mpsc::Sender<()>),
    Post { room: String, author: Address, text: String, done: mpsc::Sender<error::Result<i64>> },
    Stop,
}

impl LocalServer {
    /// A category's URI.
    pub(super) fn category_uri(&self, guid: &str) -> String {
        format!("ma-cat://{}/{guid}", self.inner.domain)
    }

    pub(super) fn running(&self) -> MutexGuard<'_, Option<Running>> {
        self.inner.running.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Gives an order and waits for its answer.
    pub(super) fn ask<T>(&self, order: impl FnOnce(mpsc::Sender<T>) -> Order) -> Result<T> {
        let (done, answer) = mpsc::channel();
        match &*self.running() {
            Some(running) => running.orders.send(order(done)).map_err(|_| stopped())?,
            None => return Err(stopped()),
        }
        answer.recv().map_err(|_| stopped())
    }

    /// Changes the store, and waits until everybody who is signed in was told what concerns them.
    pub(super) fn change<T>(&self, change: impl FnOnce(&Store) -> error::Result<T>) -> Result<T> {
        let running = self.running();
        let Some(Running { orders, .. }) = &*running else { return Err(stopped()) };
        let value = change(&self.inner.store).map_err(|error| api_error(&error))?;
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

pub(super) fn stop(running: Option<Running>) {
    if let Some(Running { orders, thread, _scratch }) = running {
        // A thread that has ended already takes no order.
        let _ = orders.send(Order::Stop);
        if thread.join().is_err() {
            log::error!("the local server panicked");
        }
    }
}

pub(super) fn stopped() -> Error {
    Error::new(ErrorCode::InvalidOperation, "the local server is stopped; start another one")
}

pub(super) fn start(settings: &LocalServerSettings) -> error::Result<LocalServer> {
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
        files: defaults.files.filter(|_| settings.file_service),
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

pub(super) fn principals(store: &Store, texts: &[String]) -> error::Result<Vec<Principal>> {
    texts.iter().map(|text| store.find_principal(text)).collect()
}

pub(super) fn api_error(error: &error::Error) -> Error {
    let code = match error.kind() {
        ErrorKind::InvalidArgument | ErrorKind::AlreadyExists => ErrorCode::BadArgument,
        ErrorKind::DuplicateRoomName => ErrorCode::DuplicateRoomName,
        ErrorKind::DuplicateAddInName => ErrorCode::DuplicateAddinName,
        ErrorKind::NotFound => ErrorCode::NoSuchNode,
        ErrorKind::UnknownUser => ErrorCode::NoSuchPrincipal,
        ErrorKind::NotAllowed => ErrorCode::ErrorPermission,
        ErrorKind::PrincipalsAlreadyDefined => ErrorCode::PrincipalsAlreadyDefined,
        ErrorKind::PrincipalsNotInScope => ErrorCode::PrincipalsNotInScope,
        ErrorKind::PresenterNotMember => ErrorCode::PresenterNotInMemList,
        ErrorKind::DataCollision => ErrorCode::DataCollision,
        ErrorKind::NodeHierarchy => ErrorCode::NodeHierarchyViolation,
        ErrorKind::Store => ErrorCode::DatabaseConnection,
        ErrorKind::Unexpected => ErrorCode::UnknownServerError,
        ErrorKind::Io | ErrorKind::Certificate => ErrorCode::Io,
    };
    Error::new(code, error.to_string())
}
