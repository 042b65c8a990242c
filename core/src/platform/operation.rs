//! Operations that run on the platform and end through a mailbox, for languages with an event loop of their own.

use super::begin::begin;
use super::mailbox::{MOST_OPERATIONS, Mailbox};
use crate::api::{Error, ErrorCode, Platform, Result};
use std::future::Future;
use std::sync::Arc;
use tokio::sync::oneshot;

/// An operation that runs. Dropping it neither ends it nor cancels it.
pub struct Operation {
    cancel: Option<oneshot::Sender<()>>,
}

impl Operation {
    /// Starts an operation. `complete` runs exactly once, with the outcome, where the queue of `mailbox` is drained: also when the
    /// operation is cancelled (`Cancelled`), the platform ends (`PlatformShutDown`) or the library fails in it (`Internal`).
    ///
    /// Fails with `PlatformShutDown`, `ForkedProcess`, `InvalidOperation` (the mailbox is closed) and `TooManyOperations`, and `complete` is dropped without being called.
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
        platform.check()?;
        if mailbox.is_closed() {
            return Err(Error::new(
                ErrorCode::InvalidOperation,
                "it was closed; nothing can be started on it",
            ));
        }
        if !mailbox.begin_operation() {
            return Err(Error::new(
                ErrorCode::TooManyOperations,
                format!(
                    "{MOST_OPERATIONS} operations of this endpoint are running; wait for some to complete"
                ),
            ));
        }
        let (cancel, cancelled) = oneshot::channel();
        let mut running = Running { complete: Some(Box::new(complete)), mailbox: Arc::clone(mailbox) };
        // Not `Platform::spawn`: a second refusal would come on top of the completion.
        begin(platform.runtime_handle(), async move {
            let outcome = tokio::select! {
                biased;
                Ok(()) = cancelled => Err(Error::new(ErrorCode::Cancelled, "the operation was cancelled")),
                outcome = operation => outcome,
            };
            running.end(outcome);
        });
        Ok(Operation { cancel: Some(cancel) })
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

/// Dropping it without an outcome is an outcome, too.
struct Running<T: Send + 'static> {
    complete: Option<Complete<T>>,
    mailbox: Arc<Mailbox>,
}

type Complete<T> = Box<dyn FnOnce(Result<T>) + Send>;

impl<T: Send + 'static> Running<T> {
    fn end(&mut self, outcome: Result<T>) {
        if let Some(complete) = self.complete.take() {
            let mailbox = Arc::clone(&self.mailbox);
            self.mailbox.push_completion(Box::new(move || {
                mailbox.end_operation();
                complete(outcome);
            }));
        }
    }
}

impl<T: Send + 'static> Drop for Running<T> {
    fn drop(&mut self) {
        if self.complete.is_some() {
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
