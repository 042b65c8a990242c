//! Operations as C knows them: by a number, with completions that the program wrote. The core runs them.

use crate::answer::{self, NoAnswer};
use crate::error::{pchat_error_t, pchat_status_t};
use crate::fork::ForkCell;
use crate::guard::guard;
use crate::host::Host;
use crate::object::{Active, Object};
use crate::registrations::{Destroy, UserData};
use pchat_core::api::{Error, ErrorCode, Result};
use pchat_core::platform::{CallbackScope, Operation, PreparedOperation, in_callback};
use std::collections::BTreeMap;
use std::ffi::c_void;
use std::future::Future;
use std::sync::atomic::Ordering;
use std::sync::{Arc, Condvar, Mutex, PoisonError};
use std::time::{Duration, Instant};
use tokio::runtime::Handle;

/// As a timeout: wait until it is over, however long that takes.
pub const PCHAT_WAIT_FOREVER: u32 = 0xFFFF_FFFF;

static OPERATIONS: ForkCell<State> = ForkCell::new(Mutex::new(State::new()), || Mutex::new(State::new()));
static CHANGED: Condvar = Condvar::new();

struct State {
    running: BTreeMap<u64, Entry>,
    next_id: u64,
}

struct Entry {
    /// The object that it was started on.
    owner: usize,
    /// The mailbox of the endpoint.
    mailbox: usize,
    operation: Operation,
}

impl State {
    const fn new() -> Self {
        Self { running: BTreeMap::new(), next_id: 1 }
    }
}

pub(crate) fn reset_in_child() {
    OPERATIONS.reset_in_child();
}

/// Stands for an operation in the table until it is over.
struct Ticket {
    id: u64,
}

impl Ticket {
    fn take<T: Active>(object: &Arc<Object<T>>, host: &Host) -> Result<(Self, PreparedOperation)> {
        let mailbox = object.value.mailbox_of();
        // Whoever closes sets its mark first and looks at the table then, so an operation is either refused or cancelled.
        let mut state = OPERATIONS.lock();
        if object.closed.load(Ordering::Acquire) {
            return Err(Error::new(
                ErrorCode::InvalidOperation,
                "it was closed; nothing can be started on it",
            ));
        }
        let (operation, prepared) = Operation::prepare(&host.platform, &mailbox)?;
        let id = state.next_id;
        state.next_id += 1;
        let owner = Arc::as_ptr(object).addr();
        state.running.insert(id, Entry { owner, mailbox: Arc::as_ptr(&mailbox).addr(), operation });
        Ok((Self { id }, prepared))
    }
}

impl Drop for Ticket {
    fn drop(&mut self) {
        let mut state = OPERATIONS.lock();
        state.running.remove(&self.id);
        if state.running.is_empty() {
            // An empty map keeps a node.
            state.running = BTreeMap::new();
        }
        drop(state);
        CHANGED.notify_all();
    }
}

/// A `pchat_…_completion_t`. Implemented by generated code.
pub(crate) trait CompletionForm: Copy + Send + 'static {
    type Result: Send + 'static;
    fn user_data(&self) -> (*mut c_void, Destroy);
    /// Calls the program's function, if it has set one.
    fn call(&self, outcome: Result<Self::Result>, user_data: *mut c_void);
}

/// A completion that the library has taken over: `destroy` runs when it is dropped.
pub(crate) struct Completion<F: CompletionForm> {
    form: F,
    user_data: UserData,
}

impl<F: CompletionForm> Completion<F> {
    /// Takes a completion over; `None` for NULL. Done before anything can fail, so that `destroy` runs on every path.
    ///
    /// # Safety
    /// `form` is NULL or points to a completion.
    pub(crate) unsafe fn take(form: *const F) -> Option<Self> {
        if form.is_null() {
            return None;
        }
        // SAFETY: the caller's promise.
        let form = unsafe { form.read() };
        let (data, destroy) = form.user_data();
        Some(Self { form, user_data: UserData::new(data, destroy) })
    }

    fn complete(self, outcome: Result<F::Result>) {
        self.form.call(outcome, self.user_data.get());
    }
}

/// Starts an operation whose completion goes through the endpoint's mailbox.
///
/// # Safety
/// `place` is NULL or points to room for the operation's number.
pub(crate) unsafe fn start<T, F, O>(
    object: Arc<Object<T>>,
    mut completion: Option<Completion<F>>,
    place: *mut u64,
    make: impl FnOnce(Arc<Object<T>>) -> O,
) -> Result<()>
where
    T: Active,
    F: CompletionForm,
    O: Future<Output = Result<F::Result>> + Send + 'static,
{
    let host =
        object.host.clone().ok_or_else(|| Error::new(ErrorCode::Internal, "an object without platform"))?;
    // An operation that is over at once must not drop the last reference, and so run the program's `destroy`, under the lock of
    // `while_open`.
    let _alive = Arc::clone(&object);
    host.while_open(|| {
        let (ticket, prepared) = Ticket::take(&object, &host)?;
        if !place.is_null() {
            // SAFETY: the caller's promise. Before the start, because the completion may come at any time after it.
            unsafe { place.write(ticket.id) };
        }
        let keeps_alive = Arc::clone(&object);
        // Taken only now: a refused one is dropped by the caller, because its `destroy` must not run under the lock of `while_open`.
        let completion = completion.take();
        prepared.start(make(object), move |outcome| {
            if let Some(completion) = completion {
                let _inside = CallbackScope::enter();
                completion.complete(outcome);
            }
            // After the completion: whoever waits for the operation waits for the program, too.
            drop(ticket);
            drop(keeps_alive);
        });
        Ok(())
    })
}

/// Runs an operation and waits for it on the current thread. After `timeout_ms` it is cancelled.
pub(crate) fn wait<T, R, O>(
    object: Arc<Object<T>>,
    timeout_ms: u32,
    make: impl FnOnce(Arc<Object<T>>) -> O,
) -> Result<R>
where
    T: Active,
    R: Send + 'static,
    O: Future<Output = Result<R>> + Send + 'static,
{
    refuse_in_callback()?;
    let end = deadline(timeout_ms);
    let host =
        object.host.clone().ok_or_else(|| Error::new(ErrorCode::Internal, "an object without platform"))?;
    let (answerer, waiter) = answer::pair();
    let id = host.while_open(|| {
        let (ticket, prepared) = Ticket::take(&object, &host)?;
        let id = ticket.id;
        prepared.start_for_waiter(make(Arc::clone(&object)), move |outcome| {
            drop(ticket);
            answerer.answer(outcome);
        });
        Ok(id)
    })?;
    match waiter.wait(end) {
        Ok(outcome) => outcome,
        Err(NoAnswer::Never) => {
            Err(Error::new(ErrorCode::Internal, "the operation ended without an outcome"))
        }
        Err(NoAnswer::Late) => {
            cancel(id);
            Err(Error::new(
                ErrorCode::TimedOut,
                format!("not done within {timeout_ms} ms; the operation was cancelled"),
            ))
        }
    }
}

/// `WouldDeadlock` where waiting would wait for the current thread.
pub(crate) fn refuse_in_callback() -> Result<()> {
    if in_callback() || Handle::try_current().is_ok() {
        return Err(Error::new(
            ErrorCode::WouldDeadlock,
            "waiting inside a callback would hold it up, and what it waits for may wait for it; start the operation with a completion, or do it on another thread",
        ));
    }
    Ok(())
}

/// `None` when there is no end.
pub(crate) fn deadline(timeout_ms: u32) -> Option<Instant> {
    match timeout_ms {
        PCHAT_WAIT_FOREVER => None,
        ms => Instant::now().checked_add(Duration::from_millis(ms.into())),
    }
}

fn cancel(id: u64) {
    if let Some(entry) = OPERATIONS.lock().running.get_mut(&id) {
        entry.operation.cancel();
    }
}

/// Cancels an operation. Its completion comes all the same, exactly once: with `PCHAT_ERROR_CODE_CANCELLED`, or with its outcome
/// when that came first. What the server was told already is not taken back.
///
/// Cancelling an operation that is over succeeds and does nothing.
///
/// - Thread: any, also inside a callback. Does not wait.
/// - Errors: `PCHAT_ERROR_CODE_BAD_ARGUMENT` when no operation ever had this number.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn pchat_operation_cancel(
    operation: u64,
    error: *mut *mut pchat_error_t,
) -> pchat_status_t {
    let body = || {
        if operation == 0 || operation >= OPERATIONS.lock().next_id {
            return Err(Error::new(
                ErrorCode::BadArgument,
                format!("there never was an operation with the number {operation}"),
            ));
        }
        cancel(operation);
        Ok(())
    };
    // SAFETY: the caller gives NULL or a place for the error.
    unsafe { guard(error, body) }
}

/// Ends callbacks and operations of an object for good and waits until none of them runs. `whole` ends everything of its endpoint.
pub(crate) fn close<T: Active>(object: &Arc<Object<T>>, timeout_ms: u32, whole: bool) -> Result<()> {
    refuse_in_callback()?;
    let end = deadline(timeout_ms);
    let mailbox = object.value.mailbox_of();
    object.closed.store(true, Ordering::Release);
    if whole {
        mailbox.close();
    }
    let owner = Arc::as_ptr(object).addr();
    let key = Arc::as_ptr(&mailbox).addr();
    let concerns = |entry: &Entry| if whole { entry.mailbox == key } else { entry.owner == owner };
    for entry in OPERATIONS.lock().running.values_mut().filter(|entry| concerns(entry)) {
        entry.operation.cancel();
    }
    object.registrations.close();
    let drained_by_program = object.host.as_ref().is_some_and(|host| host.platform.pulls_events());
    loop {
        let mut progress = false;
        if drained_by_program {
            while let Some(delivery) = mailbox.try_next() {
                progress = true;
                crate::dispatcher::dispatch(delivery);
            }
        }
        let state = OPERATIONS.lock();
        if !state.running.values().any(concerns) {
            break;
        }
        if drained_by_program && progress {
            continue;
        }
        let left = end.map_or(Duration::from_secs(3600), |end| end.saturating_duration_since(Instant::now()));
        if left.is_zero() {
            return Err(late(timeout_ms));
        }
        // When the program drains, another of its threads may hold an item of this endpoint, which nobody announces.
        let slice = if drained_by_program { left.min(Duration::from_millis(5)) } else { left };
        drop(CHANGED.wait_timeout(state, slice).unwrap_or_else(PoisonError::into_inner));
    }
    let left = end.map_or(Duration::from_secs(3600), |end| end.saturating_duration_since(Instant::now()));
    if !object.registrations.wait_quiet(end) || whole && !mailbox.wait_idle(left) {
        return Err(late(timeout_ms));
    }
    Ok(())
}

fn late(timeout_ms: u32) -> Error {
    Error::new(
        ErrorCode::TimedOut,
        format!(
            "a callback is still running after {timeout_ms} ms; no new one will start, call again to go on waiting"
        ),
    )
}
