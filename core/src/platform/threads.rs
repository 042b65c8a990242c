//! Starting the runtime's threads, which the system may refuse.

use crate::api::{Error, ErrorCode, Result};
use std::fmt::Display;
use std::panic::{catch_unwind, resume_unwind};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::time::Duration;
use tokio::runtime::{Builder, Runtime};

/// How long the first threads wait for the last one to be there.
const PATIENCE: Duration = Duration::from_secs(3);

/// Starts a runtime with so many threads. `Io` when the system does not give them.
pub(super) fn runtime(threads: usize) -> Result<Runtime> {
    // tokio panics when it gets no thread, and says so on the standard error; asking for one first makes it an error in silence.
    let first = std::thread::Builder::new().name("pchat".into()).spawn(|| {}).map_err(|e| refused(&e))?;
    let _ = first.join();
    let gate = Arc::new(Gate::default());
    let build = || {
        let gate = Arc::clone(&gate);
        Builder::new_multi_thread()
            .worker_threads(threads)
            .thread_name("pchat")
            .on_thread_start(move || gate.pass())
            .enable_all()
            .build()
    };
    let built = catch_unwind(std::panic::AssertUnwindSafe(build));
    match built {
        Ok(Ok(runtime)) if gate.open() => Ok(runtime),
        Ok(Ok(runtime)) => {
            runtime.shutdown_background();
            Err(refused(&"they did not start in time"))
        }
        Ok(Err(e)) => Err(refused(&e)),
        Err(_) => Err(refused(&"the system gives no more")),
    }
}

fn refused(why: &dyn Display) -> Error {
    Error::new(
        ErrorCode::Io,
        format!(
            "cannot start the platform's threads: {why}; perhaps the limit of processes (ulimit -u, or the container's) or the memory is \
             used up"
        ),
    )
}

/// Where threads wait until all are there. When the system refuses one, tokio waits for the others to end, which they do not
/// unless they have not begun.
#[derive(Default)]
struct Gate {
    state: Mutex<State>,
    moved: Condvar,
}

#[derive(Clone, Copy, Default, PartialEq, Eq)]
enum State {
    #[default]
    Closed,
    Open,
    GivenUp,
}

impl Gate {
    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Lets everybody pass; false when somebody has given up already.
    fn open(&self) -> bool {
        let mut state = self.state();
        if *state == State::Closed {
            *state = State::Open;
        }
        self.moved.notify_all();
        *state == State::Open
    }

    /// Waits until the gate is open; ends the thread when it is not in time.
    fn pass(&self) {
        let closed = |state: &mut State| *state == State::Closed;
        let waited = self.moved.wait_timeout_while(self.state(), PATIENCE, closed);
        let mut state = waited.unwrap_or_else(PoisonError::into_inner).0;
        if *state == State::Open {
            return;
        }
        *state = State::GivenUp;
        self.moved.notify_all();
        drop(state);
        // Ends the thread without the message of a panic.
        resume_unwind(Box::new("the platform could not be started"));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_gate_that_opens_lets_pass_and_stays_open() {
        let gate = Arc::new(Gate::default());
        let waiting = std::thread::spawn({
            let gate = Arc::clone(&gate);
            move || gate.pass()
        });
        assert!(gate.open());
        waiting.join().expect("it passed");
        gate.pass();
        assert!(gate.open());
    }

    #[test]
    fn who_has_given_up_takes_the_others_along() {
        let gate = Gate::default();
        *gate.state() = State::GivenUp;
        assert!(catch_unwind(std::panic::AssertUnwindSafe(|| gate.pass())).is_err());
        assert!(!gate.open());
    }
}
