//! Callbacks that a program registered, and the promise that their `destroy` runs exactly once, after the last call.

use pchat_core::platform::CallbackScope;
use std::ffi::c_void;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

/// Called when the library does not need `user_data` any more.
pub(crate) type Destroy = Option<unsafe extern "C" fn(user_data: *mut c_void)>;

/// The program's pointer and how to say goodbye to it: `destroy` runs when this is dropped.
pub(crate) struct UserData {
    data: *mut c_void,
    destroy: Destroy,
}

// SAFETY: the header tells programs that callbacks and `destroy` come on any thread.
unsafe impl Send for UserData {}
// SAFETY: the pointer is only handed through.
unsafe impl Sync for UserData {}

impl UserData {
    pub(crate) fn new(data: *mut c_void, destroy: Destroy) -> Self {
        Self { data, destroy }
    }

    pub(crate) fn get(&self) -> *mut c_void {
        self.data
    }
}

impl Drop for UserData {
    fn drop(&mut self) {
        if let Some(destroy) = self.destroy.take() {
            let _inside = CallbackScope::enter();
            // SAFETY: the program's function with the pointer that it asked for, once.
            unsafe { destroy(self.data) };
        }
    }
}

/// One set of callbacks.
pub(crate) struct Registration<C> {
    id: u64,
    pub(crate) callbacks: C,
    pub(crate) user_data: UserData,
    removed: AtomicBool,
}

impl<C> Registration<C> {
    /// False once it was removed: no new call may begin.
    pub(crate) fn is_wanted(&self) -> bool {
        !self.removed.load(Ordering::Acquire)
    }
}

/// The callbacks of one object.
pub(crate) struct Registrations<C> {
    state: Mutex<State<C>>,
    quiet: Condvar,
}

struct State<C> {
    list: Arc<Vec<Arc<Registration<C>>>>,
    /// Deliveries that are going on.
    calls: usize,
    /// Threads that wait until there is none.
    waiting: usize,
    next_id: u64,
    closed: bool,
}

impl<C> Default for Registrations<C> {
    fn default() -> Self {
        Self {
            state: Mutex::new(State {
                list: Arc::default(),
                calls: 0,
                waiting: 0,
                next_id: 1,
                closed: false,
            }),
            quiet: Condvar::new(),
        }
    }
}

impl<C> Registrations<C> {
    fn state(&self) -> MutexGuard<'_, State<C>> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Adds callbacks. `None`, with `destroy` done, when the object was closed.
    pub(crate) fn add(&self, callbacks: C, user_data: UserData) -> Option<u64> {
        let mut state = self.state();
        if state.closed {
            // Outside of the lock: `destroy` is the program's.
            drop(state);
            drop(user_data);
            return None;
        }
        let id = state.next_id;
        state.next_id += 1;
        let new = Registration { id, callbacks, user_data, removed: AtomicBool::new(false) };
        let mut list = state.list.to_vec();
        list.push(Arc::new(new));
        let old = std::mem::replace(&mut state.list, Arc::new(list));
        drop(state);
        drop(old);
        Some(id)
    }

    /// Removes callbacks: no call begins any more. `destroy` runs now, or after a call that is going on. False when there is no such
    /// registration.
    pub(crate) fn remove(&self, id: u64) -> bool {
        let mut state = self.state();
        let Some(found) = state.list.iter().find(|registration| registration.id == id).cloned() else {
            return false;
        };
        found.removed.store(true, Ordering::Release);
        let list = state.list.iter().filter(|registration| registration.id != id).cloned().collect();
        let old = std::mem::replace(&mut state.list, Arc::new(list));
        drop(state);
        drop(old);
        drop(found);
        true
    }

    /// Removes everything, for good.
    pub(crate) fn close(&self) {
        let mut state = self.state();
        state.closed = true;
        let old = std::mem::take(&mut state.list);
        drop(state);
        for registration in old.iter() {
            registration.removed.store(true, Ordering::Release);
        }
        drop(old);
    }

    /// Waits until no call is going on. False when the time is over first.
    pub(crate) fn wait_quiet(&self, end: Option<Instant>) -> bool {
        let mut state = self.state();
        while state.calls > 0 {
            let left =
                end.map_or(Duration::from_secs(3600), |end| end.saturating_duration_since(Instant::now()));
            if left.is_zero() {
                return false;
            }
            state.waiting += 1;
            state = self.quiet.wait_timeout(state, left).unwrap_or_else(PoisonError::into_inner).0;
            state.waiting -= 1;
        }
        true
    }

    /// Begins a delivery to everybody who is registered now; `None` when nobody is.
    pub(crate) fn deliver(&self) -> Option<Delivering<'_, C>> {
        let mut state = self.state();
        if state.list.is_empty() {
            return None;
        }
        state.calls += 1;
        Some(Delivering { of: self, list: Some(Arc::clone(&state.list)) })
    }
}

/// A delivery that is going on.
pub(crate) struct Delivering<'a, C> {
    of: &'a Registrations<C>,
    list: Option<Arc<Vec<Arc<Registration<C>>>>>,
}

impl<C> Delivering<'_, C> {
    pub(crate) fn wanted(&self) -> impl Iterator<Item = &Registration<C>> {
        self.list.iter().flat_map(|list| list.iter()).map(|one| &**one).filter(|one| one.is_wanted())
    }
}

impl<C> Drop for Delivering<'_, C> {
    fn drop(&mut self) {
        // First the last references, and with them `destroy`, then the end of the call.
        drop(self.list.take());
        let mut state = self.of.state();
        state.calls -= 1;
        // A wake-up is a system call even when nobody waits.
        if state.calls == 0 && state.waiting > 0 {
            drop(state);
            self.of.quiet.notify_all();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::atomic::AtomicUsize;

    unsafe extern "C" fn count(user_data: *mut c_void) {
        // SAFETY: the tests give a counter that outlives the registration.
        unsafe { &*user_data.cast::<AtomicUsize>() }.fetch_add(1, Ordering::SeqCst);
    }

    fn user_data(counter: &AtomicUsize) -> UserData {
        UserData::new(std::ptr::from_ref(counter).cast_mut().cast(), Some(count))
    }

    #[test]
    fn destroy_runs_at_removal_when_no_call_is_going_on() {
        let destroyed = AtomicUsize::new(0);
        let registrations = Registrations::default();
        let id = registrations.add((), user_data(&destroyed)).unwrap();
        assert!(registrations.remove(id));
        assert_eq!(destroyed.load(Ordering::SeqCst), 1);
        assert!(!registrations.remove(id));
        assert!(registrations.deliver().is_none());
        assert_eq!(destroyed.load(Ordering::SeqCst), 1);
    }

    #[test]
    fn destroy_waits_for_the_call_that_is_going_on() {
        let destroyed = AtomicUsize::new(0);
        let registrations = Registrations::default();
        let id = registrations.add((), user_data(&destroyed)).unwrap();
        let delivering = registrations.deliver().unwrap();
        assert!(registrations.remove(id));
        assert_eq!(destroyed.load(Ordering::SeqCst), 0);
        assert_eq!(delivering.wanted().count(), 0, "no new call after the removal");
        assert!(!registrations.wait_quiet(Some(Instant::now())));
        drop(delivering);
        assert_eq!(destroyed.load(Ordering::SeqCst), 1);
        assert!(registrations.wait_quiet(Some(Instant::now())));
    }

    #[test]
    fn a_closed_object_refuses_callbacks_and_still_destroys() {
        let destroyed = AtomicUsize::new(0);
        let registrations = Registrations::default();
        registrations.add((), user_data(&destroyed)).unwrap();
        registrations.close();
        assert_eq!(destroyed.load(Ordering::SeqCst), 1);
        assert_eq!(registrations.add((), user_data(&destroyed)), None);
        assert_eq!(destroyed.load(Ordering::SeqCst), 2);
    }

    #[test]
    fn racing_removals_and_deliveries_destroy_once() {
        for _ in 0..100 {
            let destroyed = AtomicUsize::new(0);
            let registrations = Registrations::default();
            let id = registrations.add((), user_data(&destroyed)).unwrap();
            let removed: usize = std::thread::scope(|scope| {
                let threads: Vec<_> = (0..8)
                    .map(|n| {
                        let registrations = &registrations;
                        scope.spawn(move || {
                            for _ in 0..4 {
                                let delivering = registrations.deliver();
                                drop(delivering);
                            }
                            usize::from(n % 2 == 0 && registrations.remove(id))
                        })
                    })
                    .collect();
                threads.into_iter().map(|thread| thread.join().unwrap()).sum()
            });
            assert_eq!((removed, destroyed.load(Ordering::SeqCst)), (1, 1));
        }
    }
}
