//! Where the events of an endpoint or a session wait for a Python reader: bounded, with the reader's policy.

use crate::generated::Event;
use crate::held::Held;
use crate::host::{Host, HostRef};
use pchat_core::platform::Mailbox;
use pyo3::prelude::*;
use std::any::Any;
use std::collections::VecDeque;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// While an operation of the endpoint runs, a full inbox takes this many events more: the reader may be waiting for that operation,
/// whose answer stands behind the events.
const HEADROOM: usize = 16_384;

pub(crate) struct InboxShared {
    pub(crate) token: u64,
    pub(crate) mailbox: Arc<Mailbox>,
    kinds: Vec<i32>,
    capacity: usize,
    drop_oldest: bool,
    state: Mutex<State>,
}

#[derive(Default)]
struct State {
    /// Each with its place in the order in which events came to the platform.
    events: VecDeque<(u64, Event)>,
    /// The endpoint's events are held back until there is room.
    is_full: bool,
    dropped: u64,
    /// Somebody has begun to read. Before that nobody may ever come, so the oldest go.
    is_read: bool,
}

impl InboxShared {
    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Whether events of this kind belong here.
    pub(crate) fn wants(&self, kind: i32) -> bool {
        self.kinds.contains(&kind)
    }

    /// Takes an event that it wants.
    pub(crate) fn push(&self, place: u64, event: Event, host: &Host) {
        let mut state = self.state();
        state.events.push_back((place, event));
        if state.events.len() <= self.capacity {
            return;
        }
        if self.drop_oldest || !state.is_read {
            state.events.pop_front();
            state.dropped += 1;
        } else if state.events.len() > self.capacity.saturating_add(HEADROOM)
            || !host.is_asking(&self.mailbox)
        {
            state.is_full = true;
            host.set_full(&self.mailbox, self.token, true);
        }
    }

    fn pop(&self, up_to: u64, host: &Host) -> Option<Event> {
        let mut state = self.state();
        state.is_read = true;
        let comes = state.events.front().is_some_and(|(place, _)| *place <= up_to);
        let event = if comes { state.events.pop_front().map(|(_, event)| event) } else { None };
        // Not at once: letting the endpoint go on wakes the thread that drains.
        if state.is_full && state.events.len() <= self.capacity / 2 {
            state.is_full = false;
            host.set_full(&self.mailbox, self.token, false);
        }
        event
    }

    /// Lets the endpoint go on.
    fn release(&self, host: &Host) {
        let mut state = self.state();
        state.events.clear();
        if std::mem::take(&mut state.is_full) {
            host.set_full(&self.mailbox, self.token, false);
        }
    }
}

/// Bounded room for events of some kinds.
#[pyclass(frozen, weakref, module = "pchat._native")]
pub(crate) struct Inbox {
    inner: Held<Inner>,
}

struct Inner {
    shared: Arc<InboxShared>,
    host: HostRef,
    /// The endpoint or session, so that its identity stays its own.
    _owner: Box<dyn Any + Send + Sync>,
}

impl Drop for Inner {
    fn drop(&mut self) {
        self.shared.release(&self.host);
    }
}

impl Inbox {
    pub(crate) fn new(
        host: &HostRef,
        mailbox: &Arc<Mailbox>,
        identity: usize,
        owner: Box<dyn Any + Send + Sync>,
        kinds: Vec<i32>,
        capacity: usize,
        drop_oldest: bool,
    ) -> Self {
        let shared = Arc::new(InboxShared {
            token: host.next_token(),
            mailbox: Arc::clone(mailbox),
            kinds,
            capacity: capacity.max(1),
            drop_oldest,
            state: Mutex::default(),
        });
        host.subscribe(identity, &shared);
        Self { inner: Held::new(Inner { shared, host: Arc::clone(host), _owner: owner }) }
    }
}

#[pymethods]
impl Inbox {
    /// The number that `Platform.drain` tells when something came.
    #[getter]
    fn token(&self) -> PyResult<u64> {
        Ok(self.inner.get()?.shared.token)
    }

    /// The oldest event's value, or None: also when the event came after the place `up_to`.
    #[pyo3(signature = (up_to=u64::MAX))]
    fn pop(&self, py: Python<'_>, up_to: u64) -> PyResult<Option<Py<PyAny>>> {
        let inner = self.inner.get()?;
        match inner.shared.pop(up_to, &inner.host) {
            Some(event) => event.give(py, Some(&inner.host)).map(Some),
            None => Ok(None),
        }
    }

    /// The place of the oldest event in the order in which events came to the platform, or None.
    #[getter]
    fn place(&self) -> PyResult<Option<u64>> {
        Ok(self.inner.get()?.shared.state().events.front().map(|(place, _)| *place))
    }

    /// Forgets what waits.
    fn clear(&self) -> PyResult<()> {
        let inner = self.inner.get()?;
        inner.shared.release(&inner.host);
        Ok(())
    }

    /// How many events were dropped because the reader was too slow.
    #[getter]
    fn dropped(&self) -> PyResult<u64> {
        Ok(self.inner.get()?.shared.state().dropped)
    }

    fn __len__(&self) -> PyResult<usize> {
        Ok(self.inner.get()?.shared.state().events.len())
    }
}
