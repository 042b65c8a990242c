//! Operations that run on the platform and end through a mailbox: the one way in which every language starts, cancels and
//! completes them.

use super::begin::begin;
use super::mailbox::{MOST_OPERATIONS, Mailbox, Place};
use crate::api::{Error, ErrorCode, Platform, Result};
use std::future::Future;
use std::sync::Arc;
use tokio::runtime::Handle;
use tokio::sync::oneshot;

/// An operation that runs, or is about to. Dropping it neither ends it nor cancels it.
pub struct Operation {
    cancel: Option<oneshot::Sender<()>>,
}

impl Operation {
    /// Starts an operation. `complete` runs exactly once, with the outcome, where the queue of `mailbox` is drained: also when the
    /// operation is cancelled (`Cancelled`), the platform ends (`PlatformShutDown`) or the library fails in it (`Internal`).
    ///
    /// Fails as [`Operation::prepare`] does, and `complete` is dropped without being called.
    pub fn start<T, O>(
        platform: &Platform,
        mailbox: &Arc<Mailbox>,
        operation: O,
        complete: impl FnOnce(Result<T>) + Send + 'static,
    ) -> Result<Operation>
    where
        T: Send + 'static,
        O: Future<Output = Result<T>> + Send + 'static,
    {
        let (handle, prepared) = Operation::prepare(platform, mailbox)?;
        prepared.start(operation, complete);
        Ok(handle)
    }

    /// Does all of [`Operation::start`] that can fail. For a language that has to know the operation before it can complete;
    /// cancelled meanwhile, it completes as cancelled once it is started.
    ///
    /// Fails with `PlatformShutDown`, `ForkedProcess`, `InvalidOperation` (the mailbox is closed) and `TooManyOperations`.
    pub fn prepare(platform: &Platform, mailbox: &Arc<Mailbox>) -> Result<(Operation, PreparedOperation)> {
        platform.check()?;
        if mailbox.is_closed() {
            return Err(Error::new(
                ErrorCode::InvalidOperation,
                "it was closed; nothing can be started on it",
            ));
        }
        let place = mailbox.place().ok_or_else(|| {
            Error::new(
                ErrorCode::TooManyOperations,
                format!(
                    "{MOST_OPERATIONS} operations of this endpoint are running; wait for some to complete"
                ),
            )
        })?;
        let (cancel, cancelled) = oneshot::channel();
        let runtime = platform.runtime_handle().clone();
        let mailbox = Arc::clone(mailbox);
        Ok((Operation { cancel: Some(cancel) }, PreparedOperation { runtime, mailbox, place, cancelled }))
    }

    /// Cancels it; it completes all the same, with `Cancelled` unless its outcome came first. What the server was told already is not
    /// taken back. Cancelling twice, or what is over, does nothing.
    pub fn cancel(&mut self) {
        if let Some(cancel) = self.cancel.take() {
            // The operation may be over at the same moment.
            let _ = cancel.send(());
        }
    }
}

/// An operation that has its place and can be started. Dropping it makes room for another.
pub struct PreparedOperation {
    runtime: Handle,
    mailbox: Arc<Mailbox>,
    place: Place,
    cancelled: oneshot::Receiver<()>,
}

impl PreparedOperation {
    /// Starts it; the first step is taken on this thread. `complete` runs exactly once, as [`Operation::start`] says.
    pub fn start<T, O>(self, operation: O, complete: impl FnOnce(Result<T>) + Send + 'static)
    where
        T: Send + 'static,
        O: Future<Output = Result<T>> + Send + 'static,
    {
        let mailbox = Arc::clone(&self.mailbox);
        self.run(operation, complete, move |outcome| {
            mailbox.push_completion(Box::new(move || drop(outcome)));
        });
    }

    /// Starts it for a thread that waits for it: `complete` runs exactly once, but where the operation ends, past the queue. It
    /// must not call the program.
    pub fn start_for_waiter<T, O>(self, operation: O, complete: impl FnOnce(Result<T>) + Send + 'static)
    where
        T: Send + 'static,
        O: Future<Output = Result<T>> + Send + 'static,
    {
        self.run(operation, complete, drop);
    }

    fn run<T, O>(
        self,
        operation: O,
        complete: impl FnOnce(Result<T>) + Send + 'static,
        carry: impl FnOnce(Outcome<T>) + Send + 'static,
    ) where
        T: Send + 'static,
        O: Future<Output = Result<T>> + Send + 'static,
    {
        let Self { runtime, mailbox: _, place, cancelled } = self;
        let waiting = Waiting { complete: Box::new(complete), place };
        let mut running = Running { waiting: Some(waiting), carry: Some(carry) };
        // Not `Platform::spawn`: a second refusal would come on top of the completion.
        begin(&runtime, async move {
            let outcome = tokio::select! {
                biased;
                Ok(()) = cancelled => Err(Error::new(ErrorCode::Cancelled, "the operation was cancelled")),
                outcome = operation => outcome,
            };
            running.end(outcome);
        });
    }
}

/// Who waits for the outcome.
struct Waiting<T> {
    complete: Box<dyn FnOnce(Result<T>) + Send>,
    place: Place,
}

/// The outcome on its way. It arrives when this is dropped, whoever carries it.
struct Outcome<T> {
    content: Option<(Waiting<T>, Result<T>)>,
}

impl<T> Drop for Outcome<T> {
    fn drop(&mut self) {
        if let Some((waiting, outcome)) = self.content.take() {
            // First, so that there is room for whatever it starts.
            drop(waiting.place);
            (waiting.complete)(outcome);
        }
    }
}

/// An operation that runs. Dropping it without an outcome is an outcome, too.
struct Running<T, C: FnOnce(Outcome<T>)> {
    waiting: Option<Waiting<T>>,
    carry: Option<C>,
}

impl<T, C: FnOnce(Outcome<T>)> Running<T, C> {
    fn end(&mut self, outcome: Result<T>) {
        if let (Some(waiting), Some(carry)) = (self.waiting.take(), self.carry.take()) {
            carry(Outcome { content: Some((waiting, outcome)) });
        }
    }
}

impl<T, C: FnOnce(Outcome<T>)> Drop for Running<T, C> {
    fn drop(&mut self) {
        if self.waiting.is_some() {
            self.end(Err(if std::thread::panicking() {
                Error::new(
                    ErrorCode::Internal,
                    "libpchat met a defect of its own while the operation ran; please report it",
                )
            } else {
                Error::new(ErrorCode::PlatformShutDown, "the platform was shut down while the operation ran")
            }));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::api::PlatformSettings;
    use std::sync::mpsc;

    fn outcome_of(make: impl FnOnce(&Platform, &Arc<Mailbox>, mpsc::Sender<Result<u32>>)) -> Result<u32> {
        let platform = Platform::start(PlatformSettings::default()).expect("threads");
        let mailbox = platform.event_queue().mailbox(1);
        let (sender, outcome) = mpsc::channel();
        make(&platform, &mailbox, sender);
        drop(platform.event_queue().next(None));
        let first = outcome.try_recv().expect("one outcome");
        assert!(outcome.try_recv().is_err(), "and only one");
        first
    }

    #[test]
    fn it_completes_once_with_its_outcome() {
        let outcome = outcome_of(|platform, mailbox, sender| {
            let complete = move |outcome| sender.send(outcome).expect("the test listens");
            // Dropping the handle cancels nothing.
            drop(Operation::start(platform, mailbox, async { Ok(7) }, complete).expect("started"));
        });
        assert_eq!(outcome.expect("a result"), 7);
    }

    #[test]
    fn an_endpoint_runs_so_many_operations_and_no_more() {
        let platform = Platform::start(PlatformSettings::default()).expect("threads");
        let mailbox = platform.event_queue().mailbox(1);
        let start = || Operation::start(&platform, &mailbox, std::future::pending::<Result<u32>>(), drop);
        let mut first = start().expect("the first");
        for _ in 1..MOST_OPERATIONS {
            start().expect("another one");
        }
        let refused = start().map(|_| ()).expect_err("one too many");
        assert_eq!(refused.code(), ErrorCode::TooManyOperations);
        first.cancel();
        drop(platform.event_queue().next(None));
        start().expect("there is room again");
    }

    #[test]
    fn cancelled_before_its_start_it_completes_as_cancelled() {
        let outcome = outcome_of(|platform, mailbox, sender| {
            let (mut operation, prepared) = Operation::prepare(platform, mailbox).expect("prepared");
            operation.cancel();
            let complete = move |outcome| sender.send(outcome).expect("the test listens");
            prepared.start(async { Ok(7) }, complete);
        });
        assert_eq!(outcome.expect_err("no result").code(), ErrorCode::Cancelled);
    }

    #[test]
    fn a_preparation_that_comes_to_nothing_gives_its_place_back() {
        let platform = Platform::start(PlatformSettings::default()).expect("threads");
        let mailbox = platform.event_queue().mailbox(1);
        let all: Vec<_> = (0..MOST_OPERATIONS).map(|_| Operation::prepare(&platform, &mailbox)).collect();
        assert!(all.iter().all(Result::is_ok));
        assert!(Operation::prepare(&platform, &mailbox).is_err());
        drop(all);
        Operation::prepare(&platform, &mailbox).expect("there is room again");
    }

    #[test]
    fn a_waiter_is_told_without_the_queue_also_when_the_platform_ends() {
        let platform = Platform::start(PlatformSettings::default()).expect("threads");
        let mailbox = platform.event_queue().mailbox(1);
        let (sender, outcomes) = mpsc::channel();
        let start = |operation: Box<dyn Future<Output = Result<u32>> + Send>| {
            let sender = sender.clone();
            let (_operation, prepared) = Operation::prepare(&platform, &mailbox).expect("prepared");
            let complete = move |outcome| sender.send(outcome).expect("the test listens");
            prepared.start_for_waiter(Box::into_pin(operation), complete);
        };
        start(Box::new(async { Ok(7) }));
        assert_eq!(outcomes.recv().expect("one outcome").expect("a result"), 7);
        start(Box::new(std::future::pending()));
        platform.shut_down().expect("it ends");
        let ended = outcomes.recv().expect("one outcome").expect_err("no result");
        assert_eq!(ended.code(), ErrorCode::PlatformShutDown);
        assert!(platform.event_queue().try_next().is_none());
    }

    #[test]
    fn it_completes_once_when_cancelled_and_when_the_platform_ends() {
        let cancelled = outcome_of(|platform, mailbox, sender| {
            let complete = move |outcome| sender.send(outcome).expect("the test listens");
            let never = std::future::pending::<Result<u32>>();
            let mut operation = Operation::start(platform, mailbox, never, complete).expect("started");
            operation.cancel();
            operation.cancel();
        });
        assert_eq!(cancelled.expect_err("no result").code(), ErrorCode::Cancelled);
        let ended = outcome_of(|platform, mailbox, sender| {
            let complete = move |outcome| sender.send(outcome).expect("the test listens");
            let never = std::future::pending::<Result<u32>>();
            let _operation = Operation::start(platform, mailbox, never, complete).expect("started");
            platform.shut_down().expect("it ends");
        });
        assert_eq!(ended.expect_err("no result").code(), ErrorCode::PlatformShutDown);
    }
}
