//! A running server: listeners, connections, and their end.

use crate::address::Address;
use crate::certificates;
use crate::chat;
use crate::connection;
use crate::error::{Error, Result};
use crate::files::{self, Files};
use crate::link::Link;
use crate::peer::Peer;
use crate::service::Service;
use crate::settings::ServerSettings;
use crate::store::{ServingLock, Store};
use pchat_core::net::Socket;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{Semaphore, watch};
use tokio::task::{JoinHandle, JoinSet};
use tokio_rustls::TlsAcceptor;

/// How long connections may take to end when the server stops.
const ENDING: Duration = Duration::from_secs(5);
/// How often the store is looked at for what other processes changed in it.
const LOOK: Duration = Duration::from_millis(500);
/// Connections to the file service at a time; more are closed at once.
const FILE_CONNECTIONS: usize = 1024;
/// A pause after a failed accept: without it a process out of descriptors would spin.
const AFTER_FAILURE: Duration = Duration::from_millis(100);

/// A server that listens. Dropping it ends its tasks without farewell; [`Server::stop`] ends it properly.
pub struct Server {
    shared: Arc<Shared>,
    stop: watch::Sender<bool>,
    /// The listeners, and the watch over the directory.
    listeners: Vec<JoinHandle<()>>,
    sip_tls: Option<SocketAddr>,
    sip_tcp: Option<SocketAddr>,
    files: Option<SocketAddr>,
    ca_file: PathBuf,
    _lock: ServingLock,
}

struct Shared {
    service: Arc<Service>,
    places: Arc<Semaphore>,
    last_connection: AtomicU64,
}

impl Server {
    /// Opens the data folder and listens. Needs a multi-threaded tokio runtime.
    ///
    /// Fails with `NotFound` without a store, `AlreadyExists` when another server has it, `Certificate`, `Io` when an address is
    /// taken, `Store`.
    pub async fn start(folder: &Path, settings: ServerSettings) -> Result<Server> {
        let store = Store::open(folder)?;
        Server::start_with(folder, store, settings).await
    }

    /// The same with a store that is open already.
    pub async fn start_with(folder: &Path, store: Store, settings: ServerSettings) -> Result<Server> {
        if settings.sip_tls.is_none() && settings.sip_tcp.is_none() {
            return Err(Error::invalid(
                "the server has nothing to listen on; give it a TLS or a TCP address",
            ));
        }
        let lock = ServingLock::take(folder)?;
        let tls = match settings.sip_tls {
            Some(address) => {
                let acceptor = TlsAcceptor::from(certificates::tls_config(folder)?);
                Some((listen(address, "TLS").await?, acceptor))
            }
            None => None,
        };
        let tcp = match settings.sip_tcp {
            Some(address) => Some(listen(address, "TCP").await?),
            None => None,
        };
        let files = match settings.files {
            Some(address) => {
                let acceptor = TlsAcceptor::from(certificates::tls_config(folder)?);
                Some((listen(address, "files").await?, acceptor))
            }
            None => None,
        };
        let file_service = match &files {
            Some(((_, address), _)) => {
                let authority = files_authority(&settings, *address, &store.identity().domain);
                Some(Files::open(folder, store.durability(), &authority)?)
            }
            None => None,
        };
        let (stop, stopped) = watch::channel(false);
        let shared = Arc::new(Shared {
            places: Arc::new(Semaphore::new(settings.connection_limit)),
            service: Arc::new(Service::start(settings, store, file_service)?),
            last_connection: AtomicU64::new(0),
        });
        let ca_file = certificates::ca_file(folder);
        let ca_file = std::fs::canonicalize(&ca_file).unwrap_or(ca_file);
        let mut server = Server {
            shared,
            stop,
            listeners: Vec::new(),
            sip_tls: None,
            sip_tcp: None,
            files: None,
            ca_file,
            _lock: lock,
        };
        server.listeners.push(tokio::spawn(watch_directory(Arc::clone(&server.shared), stopped.clone())));
        if let Some(((listener, address), acceptor)) = tls {
            server.sip_tls = Some(address);
            server.spawn(listener, Some(acceptor), stopped.clone());
        }
        if let Some((listener, address)) = tcp {
            server.sip_tcp = Some(address);
            server.spawn(listener, None, stopped.clone());
        }
        if let Some(((listener, address), acceptor)) = files {
            server.files = Some(address);
            let shared = Arc::clone(&server.shared);
            let task = move |stream, from, stop| {
                serve_files(Arc::clone(&shared), stream, from, acceptor.clone(), stop)
            };
            let places = Arc::new(Semaphore::new(FILE_CONNECTIONS));
            server.listeners.push(tokio::spawn(accept(places, listener, stopped, task)));
        }
        Ok(server)
    }

    fn spawn(&mut self, listener: TcpListener, tls: Option<TlsAcceptor>, stop: watch::Receiver<bool>) {
        let shared = Arc::clone(&self.shared);
        let places = Arc::clone(&shared.places);
        let task = move |stream, from, stop| serve(Arc::clone(&shared), stream, from, tls.clone(), stop);
        self.listeners.push(tokio::spawn(accept(places, listener, stop, task)));
    }

    /// Where TLS is listened for.
    pub fn sip_tls(&self) -> Option<SocketAddr> {
        self.sip_tls
    }

    /// Where plain TCP is listened for.
    pub fn sip_tcp(&self) -> Option<SocketAddr> {
        self.sip_tcp
    }

    /// Where the file web service listens.
    pub fn files(&self) -> Option<SocketAddr> {
        self.files
    }

    /// The certificate authority that clients have to trust, as a PEM file.
    pub fn ca_file(&self) -> &Path {
        &self.ca_file
    }

    /// The store, for adding users and rooms while the server runs.
    pub fn store(&self) -> &Store {
        &self.shared.service.store
    }

    /// Connections that are open.
    pub fn connection_count(&self) -> usize {
        self.shared.service.links.count()
    }

    /// Drops every connection without a word, as a broken network does.
    pub fn disconnect_all(&self) {
        self.shared.service.links.each(|link| link.cut_off("all connections are dropped on request"));
    }

    /// From now on looks at nothing that connections send, as a server that hangs; or goes on, beginning with what came
    /// meanwhile. Connections are still accepted.
    pub fn set_silent(&self, silent: bool) {
        self.shared.service.set_silent(silent);
        if !silent {
            self.shared.service.links.each(Link::wake);
        }
    }

    /// Tells those who are signed in what was changed in the store, which otherwise takes half a second. Blocks on the disk.
    pub fn tell_changes(&self) {
        chat::tell_changes(&self.shared.service);
    }

    /// Opens the compliance file by its name again, because the old one was moved away. Lines that could not be written to the old one go
    /// to the new one. When that fails the old one stays and the reason is logged. Blocks on the disk.
    pub fn reopen_compliance_file(&self) {
        self.shared.service.compliance.reopen();
    }

    /// Posts in the name of a user, joined or not, and gives the message's id once it is durable. Blocks until then.
    ///
    /// Fails with `NotFound` (no such room), `UnknownUser` or `Store`.
    pub fn post(&self, room: &str, author: &Address, text: &str) -> Result<i64> {
        chat::post_for(&self.shared.service, room, author, text)
    }

    /// Stops listening, ends all connections, and writes everything to the disk.
    pub async fn stop(mut self) {
        self.shared.stop(&self.stop);
        for listener in self.listeners.drain(..) {
            if listener.await.is_err() {
                log::error!("a listener panicked");
            }
        }
        let service = Arc::clone(&self.shared.service);
        let last_words = move || {
            service.writer.finish();
            service.compliance.catch_up(&service.store);
        };
        if tokio::task::spawn_blocking(last_words).await.is_err() {
            log::error!("the writer could not be ended");
        }
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.shared.stop(&self.stop);
    }
}

impl Shared {
    /// Tells listeners and connections to end. A connection that begins just now sees the signal when it has listed itself.
    fn stop(&self, signal: &watch::Sender<bool>) {
        signal.send_replace(true);
        self.service.links.each(Link::stop);
    }
}

/// Tells those who are signed in what changed, also when another process changed it.
async fn watch_directory(shared: Arc<Shared>, mut stop: watch::Receiver<bool>) {
    let mut clock = tokio::time::interval(LOOK);
    clock.set_missed_tick_behavior(tokio::time::MissedTickBehavior::Delay);
    loop {
        tokio::select! {
            _ = stop.wait_for(|stop| *stop) => return,
            _ = clock.tick() => tokio::task::block_in_place(|| chat::tell_changes(&shared.service)),
        }
    }
}

async fn listen(address: SocketAddr, what: &str) -> Result<(TcpListener, SocketAddr)> {
    let failed = |error| Error::io(format!("listen for {what} on {address}"), &error);
    let listener = TcpListener::bind(address).await.map_err(failed)?;
    let address = listener.local_addr().map_err(failed)?;
    log::info!("listening for {what} on {address}");
    Ok((listener, address))
}

/// Accepts until the server stops, then waits for the connections to end.
async fn accept<F: Future<Output = ()> + Send + 'static>(
    places: Arc<Semaphore>,
    listener: TcpListener,
    mut stop: watch::Receiver<bool>,
    serve: impl Fn(TcpStream, SocketAddr, watch::Receiver<bool>) -> F,
) {
    let limit = places.available_permits();
    let mut connections = JoinSet::new();
    loop {
        let accepted = tokio::select! {
            _ = stop.wait_for(|stop| *stop) => break,
            Some(ended) = connections.join_next(), if !connections.is_empty() => {
                if let Err(error) = ended {
                    log::error!("a connection's task failed, which is a defect: {error}");
                }
                continue;
            }
            accepted = listener.accept() => accepted,
        };
        match accepted {
            Ok((stream, from)) => match Arc::clone(&places).try_acquire_owned() {
                Ok(place) => {
                    let task = serve(stream, from, stop.clone());
                    connections.spawn(async move {
                        task.await;
                        drop(place);
                    });
                }
                Err(_) => {
                    log::warn!("{from}: closed at once: {limit} connections are open already");
                }
            },
            Err(error) => {
                log::warn!("a connection could not be accepted: {error}");
                tokio::time::sleep(AFTER_FAILURE).await;
            }
        }
    }
    drop(listener);
    let ended = async { while connections.join_next().await.is_some() {} };
    if tokio::time::timeout(ENDING, ended).await.is_err() {
        log::warn!("{} connections did not end in time", connections.len());
        connections.shutdown().await;
    }
}

/// One connection from its TLS handshake to its end.
async fn serve(
    shared: Arc<Shared>,
    stream: TcpStream,
    from: SocketAddr,
    tls: Option<TlsAcceptor>,
    mut stop: watch::Receiver<bool>,
) {
    let service = &shared.service;
    let local = match stream.set_nodelay(true).and_then(|()| stream.local_addr()) {
        Ok(local) => local,
        Err(error) => return log::debug!("{from}: lost at once: {error}"),
    };
    let id = shared.last_connection.fetch_add(1, Ordering::Relaxed) + 1;
    let link = Arc::new(Link::new(format!("connection {id} from {from}"), service.settings.backlog_limit));
    log::debug!("{}: opened", link.name());
    service.links.insert(id, &link);
    let _listed = Listed { shared: &shared, id };
    if *stop.borrow() {
        return;
    }
    let peer =
        |transport| Peer::new(Arc::clone(service), Arc::clone(&link), local, transport, Instant::now());
    match tls {
        None => connection::run(stream, peer("TCP"), Arc::clone(&link), service).await,
        Some(acceptor) => {
            let handshake =
                tokio::time::timeout(service.settings.message_timeout, acceptor.accept(Socket::new(stream)));
            let handshake = tokio::select! {
                handshake = handshake => handshake,
                _ = stop.wait_for(|stop| *stop) => return,
            };
            match handshake {
                Ok(Ok(stream)) => {
                    connection::run(stream, peer("TLS"), Arc::clone(&link), service).await;
                }
                Ok(Err(error)) => log::info!("{}: no TLS: {error}", link.name()),
                Err(_) => log::info!("{}: the TLS handshake took too long", link.name()),
            }
        }
    }
}

/// One connection of the file service.
async fn serve_files(
    shared: Arc<Shared>,
    stream: TcpStream,
    from: SocketAddr,
    tls: TlsAcceptor,
    mut stop: watch::Receiver<bool>,
) {
    if let Err(error) = stream.set_nodelay(true) {
        return log::debug!("{from}: lost at once: {error}");
    }
    let patience = shared.service.settings.message_timeout;
    let handshake = tokio::select! {
        handshake = tokio::time::timeout(patience, tls.accept(Socket::new(stream))) => handshake,
        _ = stop.wait_for(|stop| *stop) => return,
    };
    match handshake {
        Ok(Ok(stream)) => {
            let name = format!("the file connection from {from}");
            files::serve(stream, Arc::clone(&shared.service), &name, stop).await;
        }
        Ok(Err(error)) => log::info!("{from}: no TLS for files: {error}"),
        Err(_) => log::info!("{from}: the TLS handshake for files took too long"),
    }
}

/// The host and the port of the file service as clients get them. It has to be a name in the certificate.
fn files_authority(settings: &ServerSettings, address: SocketAddr, domain: &str) -> String {
    let port = address.port();
    match &settings.files_host {
        Some(host) if host.rsplit_once(':').is_some_and(|(_, port)| port.parse::<u16>().is_ok()) => {
            host.clone()
        }
        Some(host) => format!("{host}:{port}"),
        None if address.ip().is_loopback() => address.to_string(),
        None => {
            let host = certificates::host_name().unwrap_or_else(|| format!("lync.{domain}"));
            format!("{host}:{port}")
        }
    }
}

/// A connection's place in the list of links, given up on whatever way it ends.
struct Listed<'a> {
    shared: &'a Shared,
    id: u64,
}

impl Drop for Listed<'_> {
    fn drop(&mut self) {
        self.shared.service.links.remove(self.id);
    }
}
