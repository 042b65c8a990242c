//! The way to one connection from everywhere else: a queue with a bound, so that a slow reader costs others nothing.

use crate::address::Address;
use crate::participants::DialogId;
use pchat_core::sip::transaction::TransactionId;
use std::collections::{HashMap, VecDeque};
use std::sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError, Weak};
use tokio::sync::Notify;

/// Something for a connection to write.
#[derive(Debug)]
pub(crate) enum Outbound {
    /// An XCCOS document for a dialog, shared by all who get it.
    Document { dialog: DialogId, body: Arc<str> },
    /// The fate of a post whose SIP answer was put off until the message was durable.
    Verdict { transaction: TransactionId, verdict: Verdict },
    /// A user may not be here any more.
    SignOff { who: Address },
}

/// What becomes of a post.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Verdict {
    /// It is stored.
    Stored,
    /// Too many posts wait for the disk.
    Busy,
    /// The database failed.
    Failed,
}

/// The queue. Pushed to from any thread; emptied by the connection's task alone.
pub(crate) struct Link {
    name: String,
    limit: usize,
    queue: Mutex<Queue>,
    wake: Notify,
    ending: OnceLock<Ending>,
}

/// Why a connection has to end.
#[derive(Debug)]
pub(crate) enum Ending {
    /// The server stops: what is written already still goes out.
    Stop,
    /// The user was signed off, and has been told.
    SignedOff,
    /// At once, for this reason.
    Cut(String),
}

#[derive(Default)]
struct Queue {
    waiting: VecDeque<Outbound>,
    /// Bytes pushed that the peer has not acknowledged yet.
    backlog: usize,
    closed: bool,
}

impl Link {
    /// A link to the peer of that name; `limit` bounds the unacknowledged bytes.
    pub(crate) fn new(name: String, limit: usize) -> Link {
        Link { name, limit, queue: Mutex::default(), wake: Notify::new(), ending: OnceLock::new() }
    }

    /// Who is at the other end, for the log.
    pub(crate) fn name(&self) -> &str {
        &self.name
    }

    /// Queues something. A connection that is closed or cut off takes nothing; one whose backlog passes the limit
    /// is cut off.
    pub(crate) fn push(&self, outbound: Outbound) {
        let mut queue = self.lock();
        if queue.closed {
            return;
        }
        if let Outbound::Document { body, .. } = &outbound {
            queue.backlog += body.len();
            if queue.backlog > self.limit {
                let backlog = queue.backlog;
                queue.closed = true;
                queue.waiting.clear();
                drop(queue);
                self.cut_off(&format!(
                    "it reads too slowly: {backlog} bytes wait for it, the limit is {}",
                    self.limit
                ));
                return;
            }
        }
        queue.waiting.push_back(outbound);
        drop(queue);
        self.wake.notify_one();
    }

    /// Ends the connection from outside, at once.
    pub(crate) fn cut_off(&self, reason: &str) {
        self.end(Ending::Cut(reason.to_owned()));
    }

    /// Ends the connection because the server stops.
    pub(crate) fn stop(&self) {
        self.end(Ending::Stop);
    }

    /// Ends the connection after the sign-off of its user.
    pub(crate) fn signed_off(&self) {
        self.end(Ending::SignedOff);
    }

    fn end(&self, ending: Ending) {
        // The first reason is the one that counts.
        if self.ending.set(ending).is_ok() {
            self.wake.notify_one();
        }
    }

    /// Why the connection has to end, if it has to.
    pub(crate) fn ending(&self) -> Option<&Ending> {
        self.ending.get()
    }

    /// The next thing to write.
    pub(crate) fn pop(&self) -> Option<Outbound> {
        self.lock().waiting.pop_front()
    }

    /// The peer has acknowledged so many bytes, or will never see them.
    pub(crate) fn acknowledged(&self, bytes: usize) {
        let mut queue = self.lock();
        queue.backlog = queue.backlog.saturating_sub(bytes);
    }

    /// Takes no more, and forgets what waits.
    pub(crate) fn close(&self) {
        let mut queue = self.lock();
        queue.closed = true;
        queue.waiting = VecDeque::new();
    }

    /// Makes the connection look around, although nothing is queued.
    pub(crate) fn wake(&self) {
        self.wake.notify_one();
    }

    /// Waits until something is queued or the connection is cut off. May return without a reason.
    pub(crate) async fn woken(&self) {
        self.wake.notified().await;
    }

    fn lock(&self) -> MutexGuard<'_, Queue> {
        self.queue.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The links of all connections, by number.
#[derive(Default)]
pub(crate) struct Links {
    all: Mutex<HashMap<u64, Weak<Link>>>,
}

impl Links {
    pub(crate) fn insert(&self, id: u64, link: &Arc<Link>) {
        self.lock().insert(id, Arc::downgrade(link));
    }

    pub(crate) fn remove(&self, id: u64) {
        self.lock().remove(&id);
    }

    /// How many connections there are.
    pub(crate) fn count(&self) -> usize {
        self.lock().len()
    }

    /// Does something with each.
    pub(crate) fn each(&self, work: impl Fn(&Link)) {
        self.lock().values().filter_map(Weak::upgrade).for_each(|link| work(&link));
    }

    fn lock(&self) -> MutexGuard<'_, HashMap<u64, Weak<Link>>> {
        self.all.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn document(size: usize) -> Outbound {
        Outbound::Document { dialog: DialogId(1), body: "x".repeat(size).into() }
    }

    #[test]
    fn a_reader_that_does_not_keep_up_is_cut_off_and_costs_no_memory() {
        let link = Link::new("peer".into(), 100);
        link.push(document(60));
        assert!(link.pop().is_some());
        // Written but not acknowledged: it still counts.
        link.push(document(60));
        assert!(matches!(link.ending(), Some(Ending::Cut(reason)) if reason.contains("120 bytes")));
        assert!(link.pop().is_none());
        link.push(document(1));
        assert!(link.pop().is_none());
    }

    #[test]
    fn acknowledged_bytes_make_room() {
        let link = Link::new("peer".into(), 100);
        for _ in 0..10 {
            link.push(document(60));
            assert!(link.pop().is_some());
            link.acknowledged(60);
        }
        assert!(link.ending().is_none());
    }
}
