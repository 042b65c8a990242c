//! The platform as Python drives it: operations, and the queue that Python's own threads drain.
//!
//! Threads of the library never enter Python. They put events and outcomes into the core's queue, whose descriptor becomes readable;
//! the thread that runs Python's event loop, or waits in `pchat.sync`, calls [`Platform::drain`].

use crate::errors::{OrRaise, raised};
use crate::generated::{Event, PlatformSettings};
use crate::held::Held;
use crate::inbox::InboxShared;
use crate::logging;
use pchat_core::api;
use pchat_core::platform::{Item, Mailbox, Operation};
use pyo3::prelude::*;
use pyo3::types::PyList;
use std::collections::{BTreeMap, HashMap, HashSet, VecDeque};
use std::future::Future;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::mpsc::{self, RecvTimeoutError};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, Weak};
use std::thread;
use std::time::Duration;

/// How often a call that blocks in Rust looks for Ctrl-C.
const SIGNALS_INTERVAL: Duration = Duration::from_millis(50);

/// How many items of one endpoint are taken before others have their turn.
const OF_ONE_ENDPOINT: usize = 64;

/// What objects of one platform share.
pub(crate) type HostRef = Arc<Host>;

/// Makes the value that an operation ends with, on a Python thread.
type Outcome = Box<dyn FnOnce(Python<'_>, &HostRef) -> PyResult<Py<PyAny>> + Send>;

pub(crate) struct Host {
    pub(crate) platform: api::Platform,
    shared: Arc<Shared>,
    subscribers: Mutex<HashMap<usize, Vec<Weak<InboxShared>>>>,
    next_token: AtomicU64,
    /// How many events came.
    arrived: AtomicU64,
    /// Wakes whoever drains, for log lines.
    _waker: Arc<Mailbox>,
}

/// What completions of operations reach without the platform.
#[derive(Default)]
struct Shared {
    outcomes: Mutex<VecDeque<(u64, Outcome)>>,
    operations: Mutex<Operations>,
    /// Inboxes that are full, by the mailbox whose events are held back for them.
    full: Mutex<HashMap<usize, HashSet<u64>>>,
}

#[derive(Default)]
struct Operations {
    last: u64,
    /// `None` while it is being started.
    running: BTreeMap<u64, Option<Operation>>,
    /// How many run on each endpoint, by the address of its mailbox.
    numbers: HashMap<usize, u32>,
}

impl Operations {
    fn begin(&mut self, endpoint: usize) -> (u64, bool) {
        self.last += 1;
        self.running.insert(self.last, None);
        let number = self.numbers.entry(endpoint).or_insert(0);
        *number += 1;
        (self.last, *number == 1)
    }

    fn end(&mut self, id: u64, endpoint: usize) {
        self.running.remove(&id);
        if let Some(number) = self.numbers.get_mut(&endpoint) {
            *number -= 1;
            if *number == 0 {
                self.numbers.remove(&endpoint);
            }
        }
    }
}

fn locked<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// The number under which an endpoint is known here.
fn key(mailbox: &Arc<Mailbox>) -> usize {
    Arc::as_ptr(mailbox).addr()
}

impl Host {
    fn start(settings: api::PlatformSettings) -> api::Result<Arc<Host>> {
        let platform = api::Platform::start(api::PlatformSettings { pull_events: true, ..settings })?;
        let waker = platform.event_queue().mailbox(1);
        logging::add_waker(&waker);
        Ok(Arc::new(Host {
            platform,
            shared: Arc::default(),
            subscribers: Mutex::default(),
            next_token: AtomicU64::new(1),
            arrived: AtomicU64::new(0),
            _waker: waker,
        }))
    }

    pub(crate) fn next_token(&self) -> u64 {
        self.next_token.fetch_add(1, Ordering::Relaxed)
    }

    /// From now on the inbox gets the events of the object with this identity.
    pub(crate) fn subscribe(&self, identity: usize, inbox: &Arc<InboxShared>) {
        let mut subscribers = locked(&self.subscribers);
        subscribers.retain(|_, inboxes| {
            inboxes.retain(|inbox| inbox.strong_count() > 0);
            !inboxes.is_empty()
        });
        subscribers.entry(identity).or_default().push(Arc::downgrade(inbox));
    }

    /// Whether an operation of this endpoint waits for its answer.
    pub(crate) fn is_asking(&self, mailbox: &Arc<Mailbox>) -> bool {
        locked(&self.shared.operations).numbers.contains_key(&key(mailbox))
    }

    /// Holds the endpoint's events back while one of its inboxes is full.
    pub(crate) fn set_full(&self, mailbox: &Arc<Mailbox>, token: u64, is_full: bool) {
        let mut full = locked(&self.shared.full);
        let tokens = full.entry(key(mailbox)).or_default();
        let changed = if is_full { tokens.insert(token) } else { tokens.remove(&token) };
        let is_held = !tokens.is_empty();
        if !is_held {
            full.remove(&key(mailbox));
        }
        if changed {
            mailbox.set_held(is_held);
        }
    }

    /// Hands an event to everybody who wants it.
    fn route(&self, identity: usize, event: Event, woken: &mut Vec<u64>) {
        let kind = event.kind();
        let place = self.arrived.fetch_add(1, Ordering::Relaxed) + 1;
        let mut inboxes: Vec<_> = locked(&self.subscribers)
            .get(&identity)
            .map(|inboxes| {
                inboxes.iter().filter_map(Weak::upgrade).filter(|inbox| inbox.wants(kind)).collect()
            })
            .unwrap_or_default();
        // Mostly there is one, and nothing is copied.
        let last = inboxes.pop();
        let mut push = |inbox: &InboxShared, event| {
            inbox.push(place, event, self);
            if !woken.contains(&inbox.token) {
                woken.push(inbox.token);
            }
        };
        for inbox in &inboxes {
            push(inbox, event.clone());
        }
        if let Some(last) = last {
            push(&last, event);
        }
    }

    /// Starts an operation; gives its number.
    pub(crate) fn run<T, O>(
        self: &Arc<Self>,
        mailbox: &Arc<Mailbox>,
        operation: O,
        convert: fn(Python<'_>, &HostRef, T) -> PyResult<Py<PyAny>>,
    ) -> PyResult<u64>
    where
        O: Future<Output = api::Result<T>> + Send + 'static,
        T: Send + 'static,
    {
        let endpoint = key(mailbox);
        let (id, is_first) = locked(&self.shared.operations).begin(endpoint);
        let shared = Arc::clone(&self.shared);
        let complete = move |outcome: api::Result<T>| {
            locked(&shared.operations).end(id, endpoint);
            let outcome: Outcome = Box::new(move |py, host| convert(py, host, outcome.or_raise()?));
            locked(&shared.outcomes).push_back((id, outcome));
        };
        match Operation::start(&self.platform, mailbox, operation, complete) {
            Ok(operation) => {
                if let Some(entry) = locked(&self.shared.operations).running.get_mut(&id) {
                    *entry = Some(operation);
                }
            }
            Err(error) => {
                locked(&self.shared.operations).end(id, endpoint);
                return Err(raised(error));
            }
        }
        if is_first {
            // Its answer may stand behind events that nobody takes: the endpoint has to read on.
            let was_held = locked(&self.shared.full).remove(&endpoint).is_some();
            if was_held {
                mailbox.set_held(false);
            }
        }
        Ok(id)
    }
}

/// What endpoints live on: the threads of the library and the queue of their events.
#[pyclass(frozen, weakref, module = "pchat._native")]
pub(crate) struct Platform {
    host: Held<HostRef>,
}

impl Platform {
    pub(crate) fn host(&self) -> PyResult<&HostRef> {
        self.host.get()
    }
}

/// The outcome of an operation: its number, its result, its exception.
type Completed<'py> = (u64, Option<Py<PyAny>>, Option<PyErr>);

#[pymethods]
impl Platform {
    /// Starts the internal threads.
    #[staticmethod]
    fn start(settings: &PlatformSettings) -> PyResult<Self> {
        Ok(Self { host: Held::new(Host::start(settings.value.clone()).or_raise()?) })
    }

    /// Terminates every endpoint and ends the threads. Blocks for a few seconds at most; Ctrl-C ends the wait.
    fn shut_down(&self, py: Python<'_>) -> PyResult<()> {
        let platform = self.host()?.platform.clone();
        let (ended, mut end) = mpsc::channel();
        let elsewhere = thread::Builder::new().name("pchat-shut-down".into()).spawn({
            let platform = platform.clone();
            move || ended.send(platform.shut_down())
        });
        if elsewhere.is_err() {
            return py.detach(move || platform.shut_down()).or_raise();
        }
        loop {
            let outcome;
            (outcome, end) = py.detach(move || (end.recv_timeout(SIGNALS_INTERVAL), end));
            match outcome {
                Ok(outcome) => return outcome.or_raise(),
                Err(RecvTimeoutError::Timeout) => py.check_signals()?,
                // The core's own thread failed; it has told why.
                Err(RecvTimeoutError::Disconnected) => return Ok(()),
            }
        }
    }

    /// A descriptor that is readable while something waits for `drain`. It belongs to the platform.
    fn descriptor(&self) -> PyResult<i32> {
        self.host()?.platform.event_queue().descriptor().or_raise()
    }

    /// Takes at most `limit` items out of the queue: the outcomes of operations, the tokens of inboxes that got something, and
    /// whether log lines wait. Never blocks.
    fn drain<'py>(&self, py: Python<'py>, limit: usize) -> PyResult<(Bound<'py, PyList>, Vec<u64>, bool)> {
        let host = self.host()?;
        let queue = host.platform.event_queue();
        let mut woken = Vec::new();
        let mut left = limit;
        while left > 0 {
            let Some(mut delivery) = queue.try_next() else { break };
            let mut of_one = left.min(OF_ONE_ENDPOINT);
            loop {
                match delivery.take_item() {
                    Some(Item::Completion(run)) => run(),
                    Some(Item::EndpointEvent { endpoint, event }) => {
                        host.route(endpoint.identity(), event.into(), &mut woken);
                    }
                    Some(Item::SessionEvent { session, event }) => {
                        host.route(session.identity(), event.into(), &mut woken);
                    }
                    Some(Item::FileTransferEvent { file_transfer, event }) => {
                        host.route(file_transfer.identity(), event.into(), &mut woken);
                    }
                    None => {}
                }
                left -= 1;
                of_one -= 1;
                if of_one == 0 || !delivery.advance() {
                    break;
                }
            }
        }
        let completed = PyList::empty(py);
        loop {
            let Some((id, outcome)) = locked(&host.shared.outcomes).pop_front() else { break };
            let item: Completed<'py> = match outcome(py, host) {
                Ok(value) => (id, Some(value), None),
                Err(error) => (id, None, Some(error)),
            };
            completed.append(item)?;
        }
        Ok((completed, woken, logging::is_waiting()))
    }

    /// Cancels an operation. Its outcome comes all the same.
    fn cancel(&self, operation: u64) -> PyResult<()> {
        let host = self.host()?;
        if let Some(Some(operation)) = locked(&host.shared.operations).running.get_mut(&operation) {
            operation.cancel();
        }
        Ok(())
    }

    /// How many events came: the place of the last one.
    #[getter]
    fn arrived(&self) -> PyResult<u64> {
        Ok(self.host()?.arrived.load(Ordering::Relaxed))
    }

    /// How many operations run.
    #[getter]
    fn running_operations(&self) -> PyResult<usize> {
        Ok(locked(&self.host()?.shared.operations).running.len())
    }
}
