//! What a scenario has made so far: a platform, servers, endpoints, sessions, operations under way, events that came.

use crate::placeholders::Placeholders;
use crate::results;
use pchat_core::api::{
    Endpoint, Error, FileTransfer, HistoryPager, MessageBuilder, Platform, PlatformSettings, Session,
};
use pchat_core::platform::Item;
use pchat_server::local::LocalServer;
use serde_json::{Value, json};
use std::collections::{BTreeMap, HashMap, VecDeque};
use std::pin::Pin;
use std::sync::{Arc, Mutex};
use std::task::{Context, Poll, Waker};
use std::time::{Duration, Instant};
use tokio::runtime::Runtime;
use tokio::task::JoinHandle;

/// How long anything may take. Nothing waits that long unless it is broken.
pub const LIMIT: Duration = Duration::from_secs(30);

/// What an operation gives in the end.
pub(crate) type Outcome = Result<Value, Error>;

/// Sessions with their names.
pub(crate) type Given = Arc<Mutex<Vec<(String, Session)>>>;

enum Operation {
    Running(JoinHandle<Outcome>),
    Ended(Value),
}

pub(crate) struct Objects {
    /// Operations run here, so that they can say how they ended when the platform is gone.
    runtime: Runtime,
    pub(crate) platform: Platform,
    pub(crate) names: Placeholders,
    pub(crate) servers: BTreeMap<String, LocalServer>,
    pub(crate) endpoints: BTreeMap<String, Endpoint>,
    pub(crate) sessions: BTreeMap<String, Session>,
    pub(crate) builders: BTreeMap<String, MessageBuilder>,
    pub(crate) pagers: BTreeMap<String, HistoryPager>,
    pub(crate) transfers: BTreeMap<String, FileTransfer>,
    /// Sessions that an operation gives, until it is finished.
    pub(crate) given: Given,
    operations: BTreeMap<String, Operation>,
    /// By the identity of the endpoint or session.
    events: HashMap<usize, VecDeque<(&'static str, Value)>>,
}

impl Objects {
    pub(crate) fn new() -> Objects {
        let runtime = Runtime::new().unwrap_or_else(|error| panic!("no runtime: {error}"));
        let platform = Platform::start(PlatformSettings::default())
            .unwrap_or_else(|error| panic!("no platform: {error}"));
        Objects {
            runtime,
            platform,
            names: Placeholders::default(),
            servers: BTreeMap::new(),
            endpoints: BTreeMap::new(),
            sessions: BTreeMap::new(),
            builders: BTreeMap::new(),
            pagers: BTreeMap::new(),
            transfers: BTreeMap::new(),
            given: Given::default(),
            operations: BTreeMap::new(),
            events: HashMap::new(),
        }
    }

    /// Starts an operation under a name. It is polled once here, so that operations take effect in the order of the steps.
    pub(crate) fn start(&mut self, name: &str, mut operation: Pin<Box<dyn Future<Output = Outcome> + Send>>) {
        let first = {
            let _inside = self.runtime.enter();
            operation.as_mut().poll(&mut Context::from_waker(Waker::noop()))
        };
        let rest = async move {
            match first {
                Poll::Ready(outcome) => outcome,
                Poll::Pending => operation.await,
            }
        };
        self.operations.insert(name.to_owned(), Operation::Running(self.runtime.spawn(rest)));
    }

    /// Gives an operation up, as a Rust program does: by dropping it. What is over stays as it is.
    pub(crate) fn cancel(&self, name: &str) -> bool {
        if let Some(Operation::Running(operation)) = self.operations.get(name) {
            operation.abort();
        }
        self.operations.contains_key(name)
    }

    /// Waits for an operation.
    pub(crate) fn finish(&mut self, name: &str) -> Option<Value> {
        let operation = match self.operations.remove(name)? {
            Operation::Running(operation) => operation,
            Operation::Ended(value) => return Some(value),
        };
        let ended = self.runtime.block_on(async { tokio::time::timeout(LIMIT, operation).await });
        let value = match ended {
            Err(_) => json!({ "timeout": true }),
            Ok(Err(ended)) if ended.is_cancelled() => json!({ "cancelled": true }),
            Ok(Err(ended)) => json!({ "panic": ended.to_string() }),
            Ok(Ok(Ok(value))) => json!({ "ok": value }),
            Ok(Ok(Err(error))) => json!({ "error": results::error(&error) }),
        };
        self.operations.insert(name.to_owned(), Operation::Ended(value.clone()));
        if let Ok(mut given) = self.given.lock() {
            self.sessions.extend(given.drain(..));
        }
        Some(value)
    }

    /// The next event of an object, or the next one of that kind; those before it are left out then.
    pub(crate) fn next_event(&mut self, identity: usize, wanted: Option<&str>) -> Value {
        let end = Instant::now() + LIMIT;
        loop {
            while let Some((kind, value)) = self.events.get_mut(&identity).and_then(VecDeque::pop_front) {
                if wanted.is_none_or(|wanted| wanted == kind) {
                    return json!({ "event": { kind: value } });
                }
            }
            let left = end.saturating_duration_since(Instant::now());
            let Some(mut delivery) = self.platform.event_queue().next(Some(left)) else {
                return json!({ "timeout": true });
            };
            let (from, event) = match delivery.take_item() {
                Some(Item::EndpointEvent { endpoint, event }) => {
                    (endpoint.identity(), results::endpoint_event(&event))
                }
                Some(Item::SessionEvent { session, event }) => {
                    (session.identity(), results::session_event(&event))
                }
                Some(Item::FileTransferEvent { file_transfer, event }) => {
                    (file_transfer.identity(), crate::transfers::event(&event))
                }
                _ => continue,
            };
            self.events.entry(from).or_default().push_back(event);
        }
    }

    /// The name of a session.
    pub(crate) fn session_name(&self, session: &Session) -> Value {
        let known = self.sessions.iter().find(|(_, known)| known.identity() == session.identity());
        json!(known.map_or("?", |(name, _)| name.as_str()))
    }

    /// The name of an endpoint.
    pub(crate) fn endpoint_name(&self, endpoint: &Endpoint) -> Value {
        let known = self.endpoints.iter().find(|(_, known)| known.identity() == endpoint.identity());
        json!(known.map_or("?", |(name, _)| name.as_str()))
    }

    /// Ends everything.
    pub(crate) fn close(self) {
        // A platform that is shut down already is what some scenarios leave.
        let _ = self.platform.shut_down();
        self.servers.values().for_each(LocalServer::stop);
        self.runtime.shutdown_background();
    }
}
