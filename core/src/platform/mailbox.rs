//! The part of the event queue that belongs to one endpoint.

use super::queue::{Delivery, Item, QueueShared};
use crate::api::{Endpoint, EndpointEvent, FileTransferEvent, Session, SessionEvent};
use crate::client::files::TellingTransfer;
use std::collections::VecDeque;
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};
use tokio::sync::Notify;

/// What an empty mailbox keeps of the memory that a burst took.
const KEPT_PLACES: usize = 16;

/// How many operations of one endpoint may run at once.
pub(super) const MOST_OPERATIONS: u32 = 1024;

/// One endpoint's events and completions, in order. Events wait for room when it is full, which stops the endpoint from reading
/// its socket: a slow program slows its own server connection and nothing grows. Completions always fit; there are no more of
/// them than operations that were started.
pub struct Mailbox {
    queue: Arc<QueueShared>,
    /// How many events fit.
    capacity: usize,
    slot: Mutex<Slot>,
    room: Notify,
    idle: Condvar,
    /// How many operations have not completed yet. Not part of the mailbox, because a completion that waits in it holds a place.
    operations: Arc<AtomicU32>,
}

/// The place of an operation among those that may run at once. Dropping it makes room for another.
pub(super) struct Place {
    operations: Arc<AtomicU32>,
}

impl Drop for Place {
    fn drop(&mut self) {
        self.operations.fetch_sub(1, Ordering::AcqRel);
    }
}

#[derive(Default)]
struct Slot {
    items: VecDeque<Item>,
    /// How many of the items are events.
    events: usize,
    /// A producer waits for room.
    is_room_wanted: bool,
    /// Threads that wait until nothing is left.
    waiting_for_idle: usize,
    /// An item is being handled: the next one waits, so that callbacks of one endpoint never overlap.
    busy: bool,
    /// The mailbox is in the queue's ready list.
    listed: bool,
    /// Events are dropped from now on.
    closed: bool,
    /// Events stay, completions are given out.
    held: bool,
}

impl Mailbox {
    pub(super) fn new(queue: Arc<QueueShared>, capacity: usize) -> Arc<Self> {
        Arc::new(Self {
            queue,
            capacity: capacity.max(1),
            slot: Mutex::new(Slot::default()),
            room: Notify::new(),
            idle: Condvar::new(),
            operations: Arc::default(),
        })
    }

    fn slot(&self) -> MutexGuard<'_, Slot> {
        self.slot.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Queues an event of the endpoint, waiting for room. Dropped silently when the mailbox is closed.
    pub async fn push_endpoint_event(self: &Arc<Self>, endpoint: Endpoint, event: EndpointEvent) {
        self.push_event(Item::EndpointEvent { endpoint, event }).await;
    }

    /// Queues an event of a session, waiting for room. Dropped silently when the mailbox is closed.
    pub async fn push_session_event(self: &Arc<Self>, session: Session, event: SessionEvent) {
        self.push_event(Item::SessionEvent { session, event }).await;
    }

    /// Queues an event of a transfer, waiting for room. Dropped silently when the mailbox is closed.
    pub(crate) async fn push_file_transfer_event(
        self: &Arc<Self>,
        file_transfer: TellingTransfer,
        event: FileTransferEvent,
    ) {
        self.push_event(Item::FileTransferEvent { file_transfer, event }).await;
    }

    /// Waits until the mailbox is closed or a good part of it is free: a producer that was woken for each place would be woken for
    /// each event.
    pub(crate) async fn wait_for_room(&self) {
        loop {
            // Made before looking, so that no news is missed between the two.
            let room = self.room.notified();
            {
                let mut slot = self.slot();
                if slot.closed || slot.events <= self.capacity / 2 {
                    return;
                }
                slot.is_room_wanted = true;
            }
            room.await;
        }
    }

    /// How many events fit now. A closed mailbox has room for all, as it drops them.
    pub(crate) fn room(&self) -> usize {
        let slot = self.slot();
        if slot.closed { usize::MAX } else { self.capacity.saturating_sub(slot.events) }
    }

    /// Queues events that `room` has room for; with one producer it still has. Whoever drains the queue is woken once.
    pub(crate) fn push_events(self: &Arc<Self>, events: Vec<Item>) {
        self.push(events);
    }

    async fn push_event(self: &Arc<Self>, item: Item) {
        while self.room() == 0 {
            self.wait_for_room().await;
        }
        self.push([item]);
    }

    /// A place for an operation; `None` when so many run that no other may.
    pub(super) fn place(&self) -> Option<Place> {
        let more = |running: u32| (running < MOST_OPERATIONS).then_some(running + 1);
        self.operations.fetch_update(Ordering::AcqRel, Ordering::Acquire, more).ok()?;
        Some(Place { operations: Arc::clone(&self.operations) })
    }

    /// Queues a completion. It runs exactly once, on a draining thread, also when the mailbox is closed.
    pub fn push_completion(self: &Arc<Self>, run: Box<dyn FnOnce() + Send>) {
        self.push([Item::Completion(run)]);
    }

    fn push(self: &Arc<Self>, items: impl IntoIterator<Item = Item>) {
        let list = {
            let mut slot = self.slot();
            let items = items.into_iter();
            slot.items.reserve(items.size_hint().0);
            for item in items {
                if item.is_event() {
                    if slot.closed {
                        continue;
                    }
                    slot.events += 1;
                }
                slot.items.push_back(item);
            }
            let list = !slot.busy && !slot.listed && !slot.items.is_empty();
            slot.listed |= list;
            list
        };
        if list {
            self.queue.list(Arc::clone(self));
        }
    }

    /// Takes the next item and marks the mailbox busy.
    pub(super) fn take(&self) -> Option<Item> {
        let mut slot = self.slot();
        slot.listed = false;
        if slot.busy {
            // `handled` lists the mailbox again.
            return None;
        }
        self.take_from(slot)
    }

    /// The same while an item that was taken before is still marked as being handled: that one is, now.
    pub(super) fn take_next(&self) -> Option<Item> {
        self.take_from(self.slot())
    }

    fn take_from(&self, mut slot: MutexGuard<'_, Slot>) -> Option<Item> {
        let item = if slot.held {
            let next = slot.items.iter().position(|item| !item.is_event())?;
            slot.items.remove(next)?
        } else {
            slot.items.pop_front()?
        };
        slot.busy = true;
        if item.is_event() {
            slot.events -= 1;
        }
        let is_room = slot.is_room_wanted && slot.events <= self.capacity / 2;
        if is_room {
            slot.is_room_wanted = false;
        }
        drop(slot);
        if is_room {
            self.room.notify_waiters();
        }
        Some(item)
    }

    /// The next item of this mailbox only, or `None` when there is none now or one is being handled: for closing one endpoint while
    /// nobody drains the queue.
    pub fn try_next(self: &Arc<Self>) -> Option<Delivery> {
        let item = self.take()?;
        Some(Delivery::new(item, Arc::clone(self)))
    }

    /// The item that was taken has been handled.
    pub(super) fn handled(self: &Arc<Self>) {
        let list = {
            let mut slot = self.slot();
            slot.busy = false;
            let list = !slot.items.is_empty() && !slot.listed;
            slot.listed |= list;
            if slot.items.is_empty() && slot.items.capacity() > KEPT_PLACES {
                slot.items = VecDeque::new();
            }
            if slot.items.is_empty() && slot.waiting_for_idle > 0 {
                self.idle.notify_all();
            }
            list
        };
        if list {
            self.queue.list(Arc::clone(self));
        }
    }

    /// Drops the events that wait and all that come; completions still run.
    pub fn close(&self) {
        let dropped = {
            let mut slot = self.slot();
            slot.closed = true;
            let (events, completions): (VecDeque<_>, VecDeque<_>) =
                slot.items.drain(..).partition(Item::is_event);
            slot.items = completions;
            slot.events = 0;
            events
        };
        self.room.notify_waiters();
        drop(dropped);
    }

    /// Holds events back, or lets them come again: for a program that takes an event over and has no room for it. They stay in the
    /// mailbox, which fills and then stops the endpoint from reading its socket. Completions overtake held events.
    pub fn set_held(self: &Arc<Self>, held: bool) {
        let list = {
            let mut slot = self.slot();
            slot.held = held;
            let list = !slot.items.is_empty() && !slot.busy && !slot.listed;
            slot.listed |= list;
            list
        };
        if list {
            self.queue.list(Arc::clone(self));
        }
    }

    /// True once [`Mailbox::close`] was called.
    pub fn is_closed(&self) -> bool {
        self.slot().closed
    }

    /// Waits until nothing is queued and nothing is being handled. False when the time is over first.
    ///
    /// Never call it inside a callback of this endpoint: it would wait for that callback.
    pub fn wait_idle(&self, timeout: Duration) -> bool {
        let end = Instant::now() + timeout;
        let mut slot = self.slot();
        while slot.busy || !slot.items.is_empty() {
            let Some(left) = end.checked_duration_since(Instant::now()).filter(|left| !left.is_zero()) else {
                return false;
            };
            slot.waiting_for_idle += 1;
            slot = self.idle.wait_timeout(slot, left).unwrap_or_else(PoisonError::into_inner).0;
            slot.waiting_for_idle -= 1;
        }
        true
    }
}
