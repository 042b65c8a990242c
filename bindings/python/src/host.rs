//! The platform as Python drives it: operations, and the queue that Python's own threads drain.
//!
//! Threads of the library never enter Python. They put events and outcomes into the core's queue, whose descriptor becomes readable;
//! the thread that runs Python's event loop, or waits in `pchat.sync`, calls [`Platform::drain`].

use crate::errors::{OrRaise, raised};
use crate::generated::{Event, PlatformSettings};
use crate::held::Held;
use crate::inbox::InboxShared;
use crate::logging;
use pchat_core::api::{self, Error, ErrorCode};
use pchat_core::platform::{Delivery, Item, Mailbox};
use pyo3::prelude::*;
use pyo3::types::PyList;
use std::collections::{BTreeMap, HashMap, VecDeque};
use std::future::Future;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, Weak};
use tokio::sync::oneshot;

/// How many operations of one endpoint may run at once.
const MOST_OPERATIONS: u32 = 1024;

/// What objects of one platform share.
pub(crate) type HostRef = Arc<Host>;

/// Makes the value that an operation ends with, on a Python thread.
type Outcome = Box<dyn FnOnce(Python<'_>, &HostRef) -> PyResult<Py<PyAny>> + Send>;

pub(crate) struct Host {
    pub(crate) platform: api::Platform,
    outcomes: Arc<Outcomes>,
    operations: Arc<Mutex<Operations>>,
    subscribers: Mutex<HashMap<usize, Vec<Weak<InboxShared>>>>,
    next_token: AtomicU64,
}

/// Outcomes have a mailbox of their own: an endpoint whose events wait for a slow reader still completes operations.
struct Outcomes {
    mailbox: Arc<Mailbox>,
    waiting: Mutex<VecDeque<(u64, Outcome)>>,
}

#[derive(Default)]
struct Operations {
    last: u64,
    running: BTreeMap<u64, Entry>,
    /// How many run on each endpoint, by the address of its mailbox.
    numbers: HashMap<usize, u32>,
}

struct Entry {
    endpoint: usize,
    cancel: Option<oneshot::Sender<()>>,
}

fn locked<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// The number under which an endpoint's operations are counted.
fn key(mailbox: &Arc<Mailbox>) -> usize {
    Arc::as_ptr(mailbox).addr()
}

impl Host {
    fn start(settings: api::PlatformSettings) -> api::Result<Arc<Host>> {
        let platform = api::Platform::start(api::PlatformSettings { pull_events: true, ..settings })?;
        let mailbox = platform.event_queue().mailbox(1);
        logging::add_waker(&mailbox);
        Ok(Arc::new(Host {
            platform,
            outcomes: Arc::new(Outcomes { mailbox, waiting: Mutex::default() }),
            operations: Arc::default(),
            subscribers: Mutex::default(),
            next_token: AtomicU64::new(1),
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
        locked(&self.operations).numbers.contains_key(&key(mailbox))
    }

    /// Hands an event to everybody who wants it; the delivery lives on in those that have no room for the next one.
    fn route(&self, identity: usize, event: Event, delivery: Delivery, woken: &mut Vec<u64>) {
        let inboxes: Vec<_> = locked(&self.subscribers)
            .get(&identity)
            .map(|inboxes| inboxes.iter().filter_map(Weak::upgrade).collect())
            .unwrap_or_default();
        let delivery = Arc::new(Mutex::new(delivery));
        for inbox in inboxes {
            if inbox.push(&event, &delivery, self) && !woken.contains(&inbox.token) {
                woken.push(inbox.token);
            }
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
        self.platform.check().or_raise()?;
        let (cancel, mut cancelled) = oneshot::channel();
        let endpoint = key(mailbox);
        let (id, first) = {
            let mut operations = locked(&self.operations);
            let number = operations.numbers.entry(endpoint).or_insert(0);
            if *number >= MOST_OPERATIONS {
                let text = format!(
                    "{MOST_OPERATIONS} operations of this endpoint are running; wait for some to complete"
                );
                return Err(raised(Error::new(ErrorCode::TooManyOperations, text)));
            }
            *number += 1;
            let first = *number == 1;
            operations.last += 1;
            let id = operations.last;
            operations.running.insert(id, Entry { endpoint, cancel: Some(cancel) });
            (id, first)
        };
        let mut running = Running {
            id,
            outcomes: Arc::clone(&self.outcomes),
            operations: Arc::clone(&self.operations),
            ended: false,
        };
        let spawned = self.platform.spawn(async move {
            let outcome = tokio::select! {
                biased;
                Ok(()) = &mut cancelled => Err(Error::new(ErrorCode::Cancelled, "the operation was cancelled")),
                outcome = operation => outcome,
            };
            running.end(Box::new(move |py, host| convert(py, host, outcome.or_raise()?)));
        });
        spawned.or_raise()?;
        if first {
            self.make_room(mailbox);
        }
        Ok(id)
    }

    /// An operation's answer may stand behind events that nobody takes: lets the endpoint read on.
    fn make_room(&self, mailbox: &Arc<Mailbox>) {
        let inboxes: Vec<_> =
            locked(&self.subscribers).values().flatten().filter_map(Weak::upgrade).collect();
        for inbox in inboxes.iter().filter(|inbox| Arc::ptr_eq(&inbox.mailbox, mailbox)) {
            inbox.release();
        }
    }
}

/// An operation that runs. Dropping it without an outcome is an outcome, too.
struct Running {
    id: u64,
    outcomes: Arc<Outcomes>,
    operations: Arc<Mutex<Operations>>,
    ended: bool,
}

impl Running {
    fn end(&mut self, outcome: Outcome) {
        self.ended = true;
        {
            let mut operations = locked(&self.operations);
            if let Some(entry) = operations.running.remove(&self.id)
                && let Some(number) = operations.numbers.get_mut(&entry.endpoint)
            {
                *number -= 1;
                if *number == 0 {
                    operations.numbers.remove(&entry.endpoint);
                }
            }
        }
        locked(&self.outcomes.waiting).push_back((self.id, outcome));
        // Wakes whoever drains.
        self.outcomes.mailbox.push_completion(Box::new(|| ()));
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        if self.ended {
            return;
        }
        let error = if std::thread::panicking() {
            Error::new(
                ErrorCode::Internal,
                "libpchat met a defect of its own while the operation ran; please report it",
            )
        } else {
            Error::new(ErrorCode::PlatformShutDown, "the platform was shut down while the operation ran")
        };
        self.end(Box::new(move |_, _| Err(raised(error))));
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

    /// Terminates every endpoint and ends the threads. Blocks for a few seconds at most.
    fn shut_down(&self, py: Python<'_>) -> PyResult<()> {
        let platform = self.host()?.platform.clone();
        py.detach(move || platform.shut_down()).or_raise()
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
        for _ in 0..limit {
            let Some(mut delivery) = queue.try_next() else { break };
            match delivery.take_item() {
                Some(Item::Completion(run)) => run(),
                Some(Item::EndpointEvent { endpoint, event }) => {
                    host.route(endpoint.identity(), event.into(), delivery, &mut woken);
                }
                Some(Item::SessionEvent { session, event }) => {
                    host.route(session.identity(), event.into(), delivery, &mut woken);
                }
                None => {}
            }
        }
        let completed = PyList::empty(py);
        loop {
            let Some((id, outcome)) = locked(&host.outcomes.waiting).pop_front() else { break };
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
        let entry =
            locked(&host.operations).running.get_mut(&operation).and_then(|entry| entry.cancel.take());
        if let Some(cancel) = entry {
            // It may be over at the same moment.
            let _ = cancel.send(());
        }
        Ok(())
    }

    /// How many operations run.
    #[getter]
    fn running_operations(&self) -> PyResult<usize> {
        Ok(locked(&self.host()?.operations).running.len())
    }
}
