//! Starting work so that what is started first is done first.

use std::future::Future;
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::task::{Context, Poll, Waker};
use tokio::runtime::Handle;
use tokio::task::JoinHandle;

/// Runs a future on the runtime, its first step on the calling thread. Tasks that are only spawned overtake each other; an
/// operation enters the endpoint's queue in its first step, so two messages posted one after the other stay in that order.
pub(super) fn begin<F>(runtime: &Handle, future: F) -> JoinHandle<F::Output>
where
    F: Future + Send + 'static,
    F::Output: Send + 'static,
{
    let mut future = Box::pin(future);
    let first = {
        let _inside = runtime.enter();
        // The task polls again at once, with a waker of its own, so nothing is missed. A panic is the task's, not the caller's.
        let mut context = Context::from_waker(Waker::noop());
        catch_unwind(AssertUnwindSafe(|| future.as_mut().poll(&mut context)))
    };
    runtime.spawn(async move {
        match first {
            Ok(Poll::Ready(output)) => output,
            Ok(Poll::Pending) => future.await,
            Err(panic) => resume_unwind(panic),
        }
    })
}

#[cfg(test)]
mod tests {
    use crate::api::{Platform, PlatformSettings};
    use std::sync::mpsc;

    #[test]
    fn what_is_started_first_takes_its_first_step_first() {
        let platform = Platform::start(PlatformSettings::default()).expect("threads");
        let (sender, seen) = mpsc::channel();
        for number in 0..1000 {
            let sender = sender.clone();
            platform.spawn(async move { sender.send(number) }).expect("started");
        }
        drop(sender);
        assert!(seen.iter().eq(0..1000));
    }

    #[test]
    fn a_panic_in_the_first_step_is_the_tasks() {
        let platform = Platform::start(PlatformSettings::default()).expect("threads");
        let task = platform.spawn(async { panic!("on purpose") }).expect("started");
        let ended: Result<(), _> = platform.runtime_handle().block_on(task);
        assert!(ended.expect_err("it panicked").is_panic());
    }
}
