//! One answer from an operation to the thread that waits for it.
//!
//! Not a channel of std: those remember the waiting thread in memory that the main thread of a C program never gives back.

use std::sync::{Arc, Condvar, Mutex, PoisonError};
use std::time::{Duration, Instant};

struct Shared<T> {
    state: Mutex<State<T>>,
    arrived: Condvar,
}

enum State<T> {
    Open,
    Answered(T),
    /// Taken, or never coming.
    Over,
}

/// Who answers. Dropping it without an answer wakes who waits, too.
pub(crate) struct Answerer<T> {
    shared: Arc<Shared<T>>,
}

/// Who waits.
pub(crate) struct Waiter<T> {
    shared: Arc<Shared<T>>,
}

/// Why there is no answer.
#[derive(Debug, PartialEq)]
pub(crate) enum NoAnswer {
    Late,
    Never,
}

pub(crate) fn pair<T>() -> (Answerer<T>, Waiter<T>) {
    let shared = Arc::new(Shared { state: Mutex::new(State::Open), arrived: Condvar::new() });
    (Answerer { shared: Arc::clone(&shared) }, Waiter { shared })
}

impl<T> Answerer<T> {
    pub(crate) fn answer(self, value: T) {
        *self.shared.state.lock().unwrap_or_else(PoisonError::into_inner) = State::Answered(value);
    }
}

impl<T> Drop for Answerer<T> {
    fn drop(&mut self) {
        let mut state = self.shared.state.lock().unwrap_or_else(PoisonError::into_inner);
        if matches!(*state, State::Open) {
            *state = State::Over;
        }
        drop(state);
        self.shared.arrived.notify_all();
    }
}

impl<T> Waiter<T> {
    /// Waits until `end`, or without end.
    pub(crate) fn wait(self, end: Option<Instant>) -> Result<T, NoAnswer> {
        let mut state = self.shared.state.lock().unwrap_or_else(PoisonError::into_inner);
        loop {
            match std::mem::replace(&mut *state, State::Over) {
                State::Answered(value) => return Ok(value),
                State::Over => return Err(NoAnswer::Never),
                State::Open => *state = State::Open,
            }
            let left =
                end.map_or(Duration::from_secs(3600), |end| end.saturating_duration_since(Instant::now()));
            if left.is_zero() {
                return Err(NoAnswer::Late);
            }
            state = self.shared.arrived.wait_timeout(state, left).unwrap_or_else(PoisonError::into_inner).0;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_answer_comes_late_or_never() {
        let (answerer, waiter) = pair();
        let thread = std::thread::spawn(move || answerer.answer(7));
        assert_eq!(waiter.wait(None), Ok(7));
        thread.join().unwrap();
        let (answerer, waiter) = pair::<u32>();
        assert_eq!(waiter.wait(Some(Instant::now())), Err(NoAnswer::Late));
        answerer.answer(7);
        let (answerer, waiter) = pair::<u32>();
        drop(answerer);
        assert_eq!(waiter.wait(None), Err(NoAnswer::Never));
    }
}
