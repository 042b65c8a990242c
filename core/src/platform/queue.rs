//! The event queue: events and completions on their way from the library's threads to the program.

use super::mailbox::Mailbox;
use crate::api::{
    Endpoint, EndpointEvent, Error, ErrorCode, FileTransferEvent, Result, Session, SessionEvent,
};
use crate::client::files::TellingTransfer;
use rustix::event::{EventfdFlags, eventfd};
use std::collections::VecDeque;
use std::os::fd::{AsFd, AsRawFd, OwnedFd, RawFd};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::task::Waker;
use std::time::{Duration, Instant};

/// What waits in the queue.
pub enum Item {
    /// An endpoint tells something.
    EndpointEvent {
        /// Who.
        endpoint: Endpoint,
        /// What.
        event: EndpointEvent,
    },
    /// A session tells something.
    SessionEvent {
        /// Who.
        session: Session,
        /// What.
        event: SessionEvent,
    },
    /// A transfer tells something.
    FileTransferEvent {
        /// Which.
        file_transfer: TellingTransfer,
        /// What.
        event: FileTransferEvent,
    },
    /// An operation is over: run this, once.
    Completion(Box<dyn FnOnce() + Send>),
}

impl Item {
    pub(super) fn is_event(&self) -> bool {
        !matches!(self, Item::Completion(_))
    }
}

/// An item taken out of the queue. While it lives no other item of the same endpoint is given out, so what the program does with it
/// never overlaps with the next one.
pub struct Delivery {
    item: Option<Item>,
    mailbox: Arc<Mailbox>,
}

impl Delivery {
    pub(super) fn new(item: Item, mailbox: Arc<Mailbox>) -> Self {
        Self { item: Some(item), mailbox }
    }

    /// The item, to look at.
    pub fn item(&self) -> Option<&Item> {
        self.item.as_ref()
    }

    /// The item; `None` when it was taken before.
    pub fn take_item(&mut self) -> Option<Item> {
        self.item.take()
    }

    /// Goes on to the next item of the same endpoint: as if this one was dropped and that one taken, without the endpoint giving up its
    /// turn, the queue's locks and its descriptor. False when there is none now. Whoever drains several endpoints ends this after a while.
    pub fn advance(&mut self) -> bool {
        self.finish();
        self.item = self.mailbox.take_next();
        self.item.is_some()
    }

    /// A completion runs exactly once, also when nobody looked at it.
    fn finish(&mut self) {
        if let Some(Item::Completion(run)) = self.item.take() {
            run();
        }
    }
}

impl Drop for Delivery {
    fn drop(&mut self) {
        self.finish();
        self.mailbox.handled();
    }
}

/// Events and completions of a platform, drained by one thread or several, by blocking, or when its descriptor is readable.
///
/// Each endpoint has a mailbox of its own with a bound of its own; endpoints take turns.
#[derive(Clone)]
pub struct EventQueue {
    shared: Arc<QueueShared>,
}

pub(super) struct QueueShared {
    state: Mutex<State>,
    readable: Condvar,
}

#[derive(Default)]
struct State {
    ready: VecDeque<Arc<Mailbox>>,
    waiting: usize,
    closed: bool,
    /// Made when somebody asks for the descriptor; readable while `ready` is not empty or the queue is closed.
    wake: Option<OwnedFd>,
    /// Woken when `ready` stops being empty, and when the queue is closed.
    waker: Option<Waker>,
}

impl State {
    fn raise(&self) {
        if let Some(wake) = &self.wake {
            // Fails only when the counter would overflow: it is readable then anyway.
            let _ = rustix::io::write(wake.as_fd(), &1u64.to_ne_bytes());
        }
        if let Some(waker) = &self.waker {
            waker.wake_by_ref();
        }
    }

    fn lower(&self) {
        if let Some(wake) = &self.wake {
            let _ = rustix::io::read(wake.as_fd(), &mut [0u8; 8]);
        }
    }
}

impl QueueShared {
    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub(super) fn list(&self, mailbox: Arc<Mailbox>) {
        let mut state = self.state();
        if state.ready.is_empty() {
            state.raise();
        }
        state.ready.push_back(mailbox);
        if state.waiting > 0 {
            drop(state);
            self.readable.notify_one();
        }
    }
}

impl EventQueue {
    pub(super) fn new() -> Self {
        Self {
            shared: Arc::new(QueueShared { state: Mutex::new(State::default()), readable: Condvar::new() }),
        }
    }

    /// A mailbox for a new endpoint. `capacity` is how many events may wait in it.
    pub fn mailbox(&self, capacity: usize) -> Arc<Mailbox> {
        Mailbox::new(Arc::clone(&self.shared), capacity)
    }

    /// The next item, or `None` when there is none now.
    pub fn try_next(&self) -> Option<Delivery> {
        loop {
            let mailbox = {
                let mut state = self.shared.state();
                let mailbox = state.ready.pop_front()?;
                if state.ready.is_empty() && !state.closed {
                    state.lower();
                }
                mailbox
            };
            if let Some(item) = mailbox.take() {
                return Some(Delivery::new(item, mailbox));
            }
        }
    }

    /// The next item, waiting for one; `None` when the time is over or the queue is closed and empty. `None` as timeout waits
    /// without end.
    pub fn next(&self, timeout: Option<Duration>) -> Option<Delivery> {
        let end = timeout.and_then(|timeout| Instant::now().checked_add(timeout));
        loop {
            if let Some(delivery) = self.try_next() {
                return Some(delivery);
            }
            let mut state = self.shared.state();
            if !state.ready.is_empty() {
                continue;
            }
            if state.closed {
                return None;
            }
            state.waiting += 1;
            let (mut state, over) = match end {
                None => (self.shared.readable.wait(state).unwrap_or_else(PoisonError::into_inner), false),
                Some(end) => {
                    let left = end.saturating_duration_since(Instant::now());
                    let (state, result) = self
                        .shared
                        .readable
                        .wait_timeout(state, left)
                        .unwrap_or_else(PoisonError::into_inner);
                    (state, result.timed_out())
                }
            };
            state.waiting -= 1;
            if over && state.ready.is_empty() {
                return None;
            }
        }
    }

    /// A descriptor that is readable while something waits in the queue, and for good once the queue is closed. It belongs to the
    /// queue: poll it, do not read or close it. `Io` when the system has no more descriptors.
    pub fn descriptor(&self) -> Result<RawFd> {
        let mut state = self.shared.state();
        if let Some(wake) = &state.wake {
            return Ok(wake.as_raw_fd());
        }
        let wake = eventfd(0, EventfdFlags::CLOEXEC | EventfdFlags::NONBLOCK).map_err(|e| {
            Error::new(ErrorCode::Io, format!("cannot make a descriptor for the event queue: {e}"))
        })?;
        let raw = wake.as_raw_fd();
        state.wake = Some(wake);
        if !state.ready.is_empty() || state.closed {
            state.raise();
        }
        Ok(raw)
    }

    /// Wakes `waker`, on the thread where it happens, each time something comes into the empty queue, and when the queue is closed: for
    /// an event loop that cannot poll [`EventQueue::descriptor`]. It must be quick and must not call the queue. Woken at once when
    /// something waits already.
    pub fn set_waker(&self, waker: Waker) {
        let mut state = self.shared.state();
        if !state.ready.is_empty() || state.closed {
            waker.wake_by_ref();
        }
        state.waker = Some(waker);
    }

    /// Wakes everybody who waits; what is queued can still be taken.
    pub(super) fn close(&self) {
        let mut state = self.shared.state();
        if !state.closed {
            state.closed = true;
            state.raise();
        }
        drop(state);
        self.shared.readable.notify_all();
    }

    /// True once the platform has ended and nothing new can come.
    pub fn is_closed(&self) -> bool {
        self.shared.state().closed
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::api::{EndpointSettings, EndpointState, EndpointStateChanged, Platform, PlatformSettings};
    use std::sync::atomic::{AtomicU32, Ordering};
    use std::sync::mpsc;
    use std::task::Wake;

    fn count_into(sender: &mpsc::Sender<u32>, n: u32) -> Box<dyn FnOnce() + Send> {
        let sender = sender.clone();
        Box::new(move || sender.send(n).expect("the test listens"))
    }

    fn run(delivery: Delivery) {
        drop(delivery);
    }

    #[test]
    fn items_of_one_mailbox_come_in_order_and_one_at_a_time() {
        let queue = EventQueue::new();
        let (sender, seen) = mpsc::channel();
        let mailbox = queue.mailbox(4);
        mailbox.push_completion(count_into(&sender, 1));
        mailbox.push_completion(count_into(&sender, 2));
        let first = queue.try_next().expect("the first item");
        assert!(queue.try_next().is_none(), "the second waits while the first is handled");
        run(first);
        run(queue.try_next().expect("the second item"));
        assert_eq!(seen.try_iter().collect::<Vec<_>>(), [1, 2]);
        assert!(queue.try_next().is_none());
    }

    #[test]
    fn mailboxes_take_turns() {
        let queue = EventQueue::new();
        let (sender, seen) = mpsc::channel();
        let (a, b) = (queue.mailbox(4), queue.mailbox(4));
        for n in [1, 2, 3] {
            a.push_completion(count_into(&sender, n));
        }
        b.push_completion(count_into(&sender, 10));
        while let Some(delivery) = queue.try_next() {
            run(delivery);
        }
        assert_eq!(seen.try_iter().collect::<Vec<_>>(), [1, 10, 2, 3]);
    }

    #[test]
    fn the_descriptor_is_readable_exactly_while_something_waits() {
        use rustix::event::{PollFd, PollFlags, Timespec, poll};
        let queue = EventQueue::new();
        let (sender, _seen) = mpsc::channel();
        let mailbox = queue.mailbox(4);
        mailbox.push_completion(count_into(&sender, 1));
        queue.descriptor().expect("a descriptor");
        let readable = |queue: &EventQueue| {
            let state = queue.shared.state();
            let wake = state.wake.as_ref().expect("made above");
            let mut fds = [PollFd::new(wake, PollFlags::IN)];
            poll(&mut fds, Some(&Timespec { tv_sec: 0, tv_nsec: 0 })).expect("poll works") == 1
        };
        assert!(readable(&queue), "an item was waiting before the descriptor was made");
        run(queue.try_next().expect("the item"));
        assert!(!readable(&queue));
        mailbox.push_completion(count_into(&sender, 2));
        assert!(readable(&queue));
        run(queue.try_next().expect("the item"));
        queue.close();
        assert!(readable(&queue), "a closed queue stays readable");
        assert!(queue.next(None).is_none());
    }

    #[test]
    fn a_waker_is_woken_when_the_empty_queue_gets_something() {
        struct Count(AtomicU32);
        impl Wake for Count {
            fn wake(self: Arc<Self>) {
                self.0.fetch_add(1, Ordering::SeqCst);
            }
        }
        let queue = EventQueue::new();
        let (sender, _seen) = mpsc::channel();
        let (a, b) = (queue.mailbox(4), queue.mailbox(4));
        a.push_completion(count_into(&sender, 1));
        let count = Arc::new(Count(AtomicU32::new(0)));
        queue.set_waker(Arc::clone(&count).into());
        assert_eq!(count.0.load(Ordering::SeqCst), 1, "an item was waiting before");
        b.push_completion(count_into(&sender, 2));
        assert_eq!(count.0.load(Ordering::SeqCst), 1, "it was not empty");
        while let Some(delivery) = queue.try_next() {
            run(delivery);
        }
        b.push_completion(count_into(&sender, 3));
        assert_eq!(count.0.load(Ordering::SeqCst), 2);
        queue.close();
        assert_eq!(count.0.load(Ordering::SeqCst), 3);
    }

    #[test]
    fn a_held_mailbox_gives_completions_and_keeps_events() {
        let queue = EventQueue::new();
        let (sender, seen) = mpsc::channel();
        let mailbox = queue.mailbox(4);
        let platform = Platform::start(PlatformSettings::default()).expect("threads");
        let settings = EndpointSettings { user_uri: "ann@example.com".into(), ..EndpointSettings::default() };
        let endpoint = Endpoint::new(&platform, settings).expect("an idle endpoint");
        let event = |state| {
            let event = EndpointEvent::StateChanged(EndpointStateChanged { state, reason: None });
            Item::EndpointEvent { endpoint: endpoint.clone(), event }
        };
        mailbox.set_held(true);
        mailbox.push_events(vec![event(EndpointState::Establishing)]);
        mailbox.push_completion(count_into(&sender, 1));
        run(queue.try_next().expect("the completion overtakes the held event"));
        assert_eq!(seen.try_recv(), Ok(1));
        assert!(queue.try_next().is_none(), "the event is held");
        mailbox.set_held(false);
        let delivery = queue.try_next().expect("the event");
        assert!(matches!(delivery.item(), Some(Item::EndpointEvent { .. })));
        drop(delivery);
        assert!(queue.try_next().is_none());
    }

    #[test]
    fn a_completion_that_nobody_looks_at_still_runs() {
        let queue = EventQueue::new();
        let (sender, seen) = mpsc::channel();
        let mailbox = queue.mailbox(1);
        mailbox.push_completion(count_into(&sender, 7));
        mailbox.close();
        drop(queue.try_next());
        assert_eq!(seen.try_recv(), Ok(7));
        assert!(mailbox.wait_idle(Duration::ZERO));
    }

    #[test]
    fn a_delivery_goes_on_to_the_next_item_of_its_endpoint() {
        let queue = EventQueue::new();
        let (sender, seen) = mpsc::channel();
        let (a, b) = (queue.mailbox(4), queue.mailbox(4));
        for n in [1, 2, 3] {
            a.push_completion(count_into(&sender, n));
        }
        b.push_completion(count_into(&sender, 10));
        let mut delivery = queue.try_next().expect("the first item of a");
        assert!(delivery.advance(), "the second item of a, before that of b");
        assert_eq!(seen.try_iter().collect::<Vec<_>>(), [1], "the first was handled, the second is not");
        assert!(delivery.advance());
        assert!(!delivery.advance(), "nothing more of a");
        a.push_completion(count_into(&sender, 4));
        run(queue.try_next().expect("b's item"));
        assert!(queue.try_next().is_none(), "a is still being handled");
        drop(delivery);
        run(queue.try_next().expect("the fourth item of a"));
        assert_eq!(seen.try_iter().collect::<Vec<_>>(), [2, 3, 10, 4]);
        assert!(a.wait_idle(Duration::ZERO));
    }

    #[test]
    fn one_mailbox_can_be_drained_alone_and_still_never_overlaps() {
        let queue = EventQueue::new();
        let (sender, seen) = mpsc::channel();
        let (a, b) = (queue.mailbox(4), queue.mailbox(4));
        b.push_completion(count_into(&sender, 10));
        for n in [1, 2, 3] {
            a.push_completion(count_into(&sender, n));
        }
        let first = a.try_next().expect("the first item of a");
        assert!(a.try_next().is_none(), "one is being handled");
        run(queue.try_next().expect("b's item"));
        assert!(queue.try_next().is_none(), "a is listed, but busy");
        run(first);
        run(a.try_next().expect("the second item of a"));
        run(queue.try_next().expect("the third item of a"));
        assert!(queue.try_next().is_none() && a.try_next().is_none());
        assert_eq!(seen.try_iter().collect::<Vec<_>>(), [10, 1, 2, 3]);
    }

    #[test]
    fn a_waiting_thread_is_woken_by_an_item_and_by_closing() {
        let queue = EventQueue::new();
        let (sender, seen) = mpsc::channel();
        let mailbox = queue.mailbox(1);
        let drainer = std::thread::spawn({
            let queue = queue.clone();
            move || {
                while let Some(delivery) = queue.next(None) {
                    run(delivery);
                }
            }
        });
        mailbox.push_completion(count_into(&sender, 1));
        assert_eq!(seen.recv(), Ok(1));
        queue.close();
        drainer.join().expect("the drainer ends");
    }
}
