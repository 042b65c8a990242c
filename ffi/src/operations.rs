//! Operations: each has a number, can be cancelled, and completes exactly once.

use crate::answer::{self, NoAnswer};
use crate::error::{pchat_error_t, pchat_status_t};
use crate::fork::ForkCell;
use crate::guard::guard;
use crate::object::{Active, Object};
use crate::registrations::{Destroy, UserData};
use pchat_core::api::{Error, ErrorCode, Result};
use pchat_core::platform::{CallbackScope, Mailbox, in_callback};
use std::collections::BTreeMap;
use std::ffi::c_void;
use std::future::Future;
use std::sync::atomic::Ordering;
use std::sync::{Arc, Condvar, Mutex, PoisonError};
use std::time::{Duration, Instant};
use tokio::runtime::Handle;
use tokio::sync::oneshot;

/// As a timeout: wait until it is over, however long that takes.
pub const PCHAT_WAIT_FOREVER: u32 = 0xFFFF_FFFF;

/// How many operations of one endpoint may run at once.
const LARGEST_NUMBER: u32 = 1024;

static OPERATIONS: ForkCell<State> = ForkCell::new(Mutex::new(State::new()), || Mutex::new(State::new()));
static CHANGED: Condvar = Condvar::new();

struct State {
    running: BTreeMap<u64, Entry>,
    /// How many run on each mailbox.
    numbers: BTreeMap<usize, u32>,
    next_id: u64,
}

struct Entry {
    /// The object that it was started on.
    owner: usize,
    /// The mailbox of the endpoint.
    mailbox: usize,
    cancel: Option<oneshot::Sender<()>>,
}

impl State {
    const fn new() -> Self {
        Self { running: BTreeMap::new(), numbers: BTreeMap::new(), next_id: 1 }
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
    fn take<T: Active>(
        object: &Arc<Object<T>>,
        mailbox: &Arc<Mailbox>,
    ) -> Result<(Self, oneshot::Receiver<()>)> {
        let owner = Arc::as_ptr(object).addr();
        let key = Arc::as_ptr(mailbox).addr();
        let mut state = OPERATIONS.lock();
        if mailbox.is_closed() || object.closed.load(Ordering::Acquire) {
            return Err(Error::new(
                ErrorCode::InvalidOperation,
                "it was closed; nothing can be started on it",
            ));
        }
        let number = state.numbers.entry(key).or_insert(0);
        if *number >= LARGEST_NUMBER {
            return Err(Error::new(
                ErrorCode::TooManyOperations,
                format!(
                    "{LARGEST_NUMBER} operations of this endpoint are running; wait for some to complete"
                ),
            ));
        }
        *number += 1;
        let id = state.next_id;
        state.next_id += 1;
        let (cancel, cancelled) = oneshot::channel();
        state.running.insert(id, Entry { owner, mailbox: key, cancel: Some(cancel) });
        Ok((Self { id }, cancelled))
    }
}

impl Drop for Ticket {
    fn drop(&mut self) {
        let mut state = OPERATIONS.lock();
        if let Some(entry) = state.running.remove(&self.id)
            && let Some(number) = state.numbers.get_mut(&entry.mailbox)
        {
            *number -= 1;
            if *number == 0 {
                state.numbers.remove(&entry.mailbox);
            }
        }
        if state.running.is_empty() {
            // An empty map keeps a node.
            state.running = BTreeMap::new();
            state.numbers = BTreeMap::new();
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

/// Whom to tell, and what lives until that is done.
struct Address<F: CompletionForm> {
    completion: Option<Completion<F>>,
    // After the completion: whoever waits for the operation waits for the program, too.
    ticket: Ticket,
    keeps_alive: Arc<dyn Send + Sync>,
}

impl<F: CompletionForm> Address<F> {
    fn tell(self, outcome: Result<F::Result>) {
        let Self { completion, ticket, keeps_alive } = self;
        if let Some(completion) = completion {
            let _inside = CallbackScope::enter();
            completion.complete(outcome);
        }
        drop(ticket);
        drop(keeps_alive);
    }
}

/// The outcome on its way to the program. It arrives, also when whoever carries it is dropped.
struct Parcel<F: CompletionForm> {
    content: Option<Result<F::Result>>,
    address: Option<Address<F>>,
}

impl<F: CompletionForm> Drop for Parcel<F> {
    fn drop(&mut self) {
        if let (Some(address), Some(outcome)) = (self.address.take(), self.content.take()) {
            address.tell(outcome);
        }
    }
}

/// An operation that runs. Dropping it without an outcome is an outcome, too: the platform has ended, or there is a defect.
struct Running<F: CompletionForm> {
    address: Option<Address<F>>,
    mailbox: Arc<Mailbox>,
}

impl<F: CompletionForm> Running<F> {
    fn end(&mut self, outcome: Result<F::Result>) {
        let Some(address) = self.address.take() else { return };
        let parcel = Parcel { content: Some(outcome), address: Some(address) };
        self.mailbox.push_completion(Box::new(move || drop(parcel)));
        // Who closes in pull mode dispatches it.
        CHANGED.notify_all();
    }
}

impl<F: CompletionForm> Drop for Running<F> {
    fn drop(&mut self) {
        if self.address.is_some() {
            self.end(Err(lost()));
        }
    }
}

/// Why a task vanished without an outcome.
fn lost() -> Error {
    if std::thread::panicking() {
        defect()
    } else {
        Error::new(ErrorCode::PlatformShutDown, "the platform was shut down while the operation ran")
    }
}

fn defect() -> Error {
    Error::new(
        ErrorCode::Internal,
        "libpchat met a defect of its own while the operation ran; please report it",
    )
}

fn cancelled() -> Error {
    Error::new(ErrorCode::Cancelled, "the operation was cancelled")
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
    let mailbox = object.value.mailbox_of();
    // An operation that is over at once must not drop the last reference, and so run the program's `destroy`, under the lock of
    // `while_open`.
    let _alive = Arc::clone(&object);
    host.while_open(|| {
        let (ticket, mut cancel) = Ticket::take(&object, &mailbox)?;
        if !place.is_null() {
            // SAFETY: the caller's promise. Before the start, because the completion may come at any time after it.
            unsafe { place.write(ticket.id) };
        }
        let keeps_alive: Arc<dyn Send + Sync> = Arc::clone(&object) as _;
        // Taken only now: a refused one is dropped by the caller, because its `destroy` must not run under the lock of `while_open`.
        let address = Address { completion: completion.take(), ticket, keeps_alive };
        let mut running = Running { address: Some(address), mailbox };
        let operation = make(object);
        host.platform.spawn(async move {
            let outcome = tokio::select! {
                biased;
                Ok(()) = &mut cancel => Err(cancelled()),
                outcome = operation => outcome,
            };
            running.end(outcome);
        })?;
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
    let mailbox = object.value.mailbox_of();
    let (answerer, waiter) = answer::pair();
    let id = host.while_open(|| {
        let (ticket, mut cancel) = Ticket::take(&object, &mailbox)?;
        let id = ticket.id;
        let operation = make(Arc::clone(&object));
        host.platform.spawn(async move {
            let outcome = tokio::select! {
                biased;
                Ok(()) = &mut cancel => Err(cancelled()),
                outcome = operation => outcome,
            };
            drop(ticket);
            answerer.answer(outcome);
        })?;
        Ok(id)
    })?;
    match waiter.wait(end) {
        Ok(outcome) => outcome,
        // The task is gone: with its platform, or by a panic.
        Err(NoAnswer::Never) => Err(host.platform.check().err().unwrap_or_else(defect)),
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
            "waiting inside a callback would wait for that callback; start the operation with a completion instead",
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
    let sender = OPERATIONS.lock().running.get_mut(&id).and_then(|entry| entry.cancel.take());
    if let Some(sender) = sender {
        // The operation may be over at the same moment.
        let _ = sender.send(());
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
    let cancels: Vec<_> = {
        let mut state = OPERATIONS.lock();
        state
            .running
            .values_mut()
            .filter(|entry| concerns(entry))
            .filter_map(|entry| entry.cancel.take())
            .collect()
    };
    for cancel in cancels {
        let _ = cancel.send(());
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
