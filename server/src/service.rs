//! What all connections share.

use crate::chat::Compliance;
use crate::directory::Directory;
use crate::error::Result;
use crate::files::Files;
use crate::guid::fill_random;
use crate::link::Links;
use crate::model::Room;
use crate::participants::Participants;
use crate::settings::ServerSettings;
use crate::store::{Store, Writer};
use pchat_core::auth::AcceptorSettings;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Arc, Mutex};

/// The user part of the pool's address, the one that provisioning names and that lookups give.
const POOL: &str = "pool1";

/// The server apart from its sockets.
pub(crate) struct Service {
    pub(crate) settings: ServerSettings,
    pub(crate) store: Store,
    pub(crate) directory: Directory,
    pub(crate) writer: Writer,
    pub(crate) participants: Participants,
    /// All connections.
    pub(crate) links: Links,
    /// Held while changes of the directory are told.
    pub(crate) telling: Mutex<()>,
    /// What is written down for the law.
    pub(crate) compliance: Compliance,
    /// The file web service; `None` when there is none.
    pub(crate) files: Option<Files>,
    /// How clients prove who they are.
    pub(crate) acceptor: Arc<AcceptorSettings>,
    /// The name in `targetname` and in the source of diagnostics; the certificate is good for it.
    pub(crate) host: String,
    last_envelope: AtomicU64,
    /// Nothing that comes is looked at.
    silent: AtomicBool,
}

impl Service {
    /// Reads the store and starts its writer.
    pub(crate) fn start(settings: ServerSettings, store: Store, files: Option<Files>) -> Result<Service> {
        let mut seed = [0u8; 8];
        fill_random(&mut seed)?;
        let compliance = Compliance::open(settings.compliance_file.as_deref())?;
        store.keep_compliance_notes(settings.compliance_file.is_some())?;
        let host = format!("lync.{}", store.identity().domain);
        Ok(Service {
            acceptor: Arc::new(AcceptorSettings::of_server(&host)),
            host,
            directory: Directory::open(&store)?,
            writer: Writer::start_with(&store, settings.waiting_posts_limit)?,
            participants: Participants::default(),
            links: Links::default(),
            telling: Mutex::default(),
            compliance,
            files,
            // Half of the range is left to count up in.
            last_envelope: AtomicU64::new(u64::from_le_bytes(seed) >> 2),
            silent: AtomicBool::new(false),
            settings,
            store,
        })
    }

    /// The SIP domain.
    pub(crate) fn domain(&self) -> &str {
        &self.store.identity().domain
    }

    /// What the `Server` header says. SIPE knows what a server can do by the number: 5 is Lync Server 2013.
    pub(crate) fn product(&self) -> &'static str {
        concat!("RTC/5.0 pchatd/", env!("CARGO_PKG_VERSION"))
    }

    /// The address of the pool, which is also the channel server's.
    pub(crate) fn pool_uri(&self) -> String {
        format!("sip:{POOL}@{}", self.domain())
    }

    /// A room's URI.
    pub(crate) fn room_uri(&self, room: &Room) -> String {
        room.uri(self.domain())
    }

    /// A category's URI.
    pub(crate) fn category_uri(&self, guid: &str) -> String {
        format!("ma-cat://{}/{guid}", self.domain())
    }

    /// Whether the server plays dead.
    pub(crate) fn is_silent(&self) -> bool {
        self.silent.load(Ordering::SeqCst)
    }

    pub(crate) fn set_silent(&self, silent: bool) {
        self.silent.store(silent, Ordering::SeqCst);
    }

    /// The number of the next envelope.
    pub(crate) fn next_envelope(&self) -> u64 {
        self.last_envelope.fetch_add(1, Ordering::Relaxed).wrapping_add(1)
    }
}
