//! A platform with its way into one event loop of Node.

use crate::bell::Bell;
use crate::generated;
use crate::json::{Json, thrown};
use pchat_core::api::{Error, ErrorCode, Platform, Result};
use pchat_core::platform::{Item, Mailbox, Operation};
use std::any::Any;
use std::collections::BTreeMap;
use std::future::Future;
use std::io::PipeReader;
use std::os::fd::IntoRawFd as _;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::task::Wake as _;

/// The kind of a batch entry that ends an operation: `[1, number, error or null, result]`. Events are `[kind, identity, payload]`.
const COMPLETION: u32 = 1;

/// What all objects of one platform share and keep alive.
pub(crate) struct Host {
    /// Only `Drop` takes it.
    platform: Option<Platform>,
    bell: Arc<Bell>,
    state: Mutex<State>,
}

#[derive(Default)]
struct State {
    running: BTreeMap<u32, Operation>,
    last: u32,
    /// Entries of the next batch, with commas between them.
    batch: String,
    entries: u32,
    reader: Option<PipeReader>,
    /// What operations ended with and JSON cannot carry, until JavaScript has read their entry and takes it.
    given: BTreeMap<u32, Box<dyn Any + Send>>,
}

impl State {
    fn entry(&mut self, kind: u32, write: impl FnOnce(&mut String)) {
        self.batch.push(if self.entries == 0 { '[' } else { ',' });
        self.entries += 1;
        self.batch.push('[');
        kind.write(&mut self.batch);
        self.batch.push(',');
        write(&mut self.batch);
        self.batch.push(']');
    }

    fn completion<T: Json>(&mut self, number: u32, outcome: &Result<T>) {
        self.entry(COMPLETION, |out| {
            number.write(out);
            out.push(',');
            match outcome {
                Ok(value) => {
                    out.push_str("null,");
                    value.write(out);
                }
                Err(error) => error.write(out),
            }
        });
    }

    fn number(&mut self) -> u32 {
        loop {
            self.last = self.last.wrapping_add(1);
            if !self.running.contains_key(&self.last) && !self.given.contains_key(&self.last) {
                return self.last;
            }
        }
    }
}

impl Host {
    pub(crate) fn new(platform: Platform) -> Result<Arc<Self>> {
        let (bell, reader) = Bell::new().map_err(|e| {
            Error::new(ErrorCode::Io, format!("cannot make a pipe to wake the event loop: {e}"))
        })?;
        platform.event_queue().set_waker(Arc::clone(&bell).into());
        let state = State { reader: Some(reader), ..State::default() };
        Ok(Arc::new(Self { platform: Some(platform), bell, state: Mutex::new(state) }))
    }

    pub(crate) fn platform(&self) -> napi::Result<&Platform> {
        self.platform.as_ref().ok_or_else(|| thrown(Error::new(ErrorCode::PlatformShutDown, "it is gone")))
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The reading end of the pipe; whoever takes it closes it. -1 the second time.
    pub(crate) fn descriptor(&self) -> i32 {
        self.state().reader.take().map_or(-1, PipeReader::into_raw_fd)
    }

    /// Starts an operation and gives its number, which comes back with its outcome in a batch.
    pub(crate) fn start<T, O>(self: &Arc<Self>, mailbox: &Arc<Mailbox>, operation: O) -> napi::Result<u32>
    where
        T: Json + Send + 'static,
        O: Future<Output = Result<T>> + Send + 'static,
    {
        self.begin(mailbox, operation, |state, number, outcome| state.completion(number, &outcome))
    }

    /// The same for one that ends with objects; `taken` gives them.
    #[allow(dead_code, reason = "no operation ends with objects yet")]
    pub(crate) fn start_giving<T, O>(
        self: &Arc<Self>,
        mailbox: &Arc<Mailbox>,
        operation: O,
    ) -> napi::Result<u32>
    where
        T: Send + 'static,
        O: Future<Output = Result<T>> + Send + 'static,
    {
        self.begin(mailbox, operation, |state, number, outcome| {
            let outcome = outcome.map(|objects| {
                state.given.insert(number, Box::new(objects));
            });
            state.completion(number, &outcome);
        })
    }

    /// The objects that an operation ended with, once.
    #[allow(dead_code, reason = "no operation ends with objects yet")]
    pub(crate) fn taken<T: 'static>(&self, number: u32) -> napi::Result<T> {
        let given = self.state().given.remove(&number).and_then(|given| given.downcast().ok());
        given.map(|given| *given).ok_or_else(|| {
            thrown(Error::new(ErrorCode::Internal, format!("nothing waits for operation {number}")))
        })
    }

    fn begin<T, O>(
        self: &Arc<Self>,
        mailbox: &Arc<Mailbox>,
        operation: O,
        end: impl FnOnce(&mut State, u32, Result<T>) + Send + 'static,
    ) -> napi::Result<u32>
    where
        T: Send + 'static,
        O: Future<Output = Result<T>> + Send + 'static,
    {
        let platform = self.platform()?;
        let mut state = self.state();
        let number = state.number();
        let host = Arc::downgrade(self);
        let complete = move |outcome: Result<T>| {
            if let Some(host) = host.upgrade() {
                let mut state = host.state();
                state.running.remove(&number);
                end(&mut state, number, outcome);
            }
        };
        let operation = Operation::start(platform, mailbox, operation, complete).map_err(thrown)?;
        state.running.insert(number, operation);
        Ok(number)
    }

    /// Cancels an operation, if it runs.
    pub(crate) fn cancel(&self, number: u32) {
        if let Some(operation) = self.state().running.get_mut(&number) {
            operation.cancel();
        }
    }

    /// At most `most` events and completions as a JSON array; an empty text when nothing waits. With fewer than `most` the queue was
    /// empty, and the pipe becomes readable for the next one.
    pub(crate) fn drain(&self, most: u32) -> napi::Result<String> {
        let queue = self.platform()?.event_queue();
        let mut silenced = false;
        while self.state().entries < most {
            let Some(mut delivery) = queue.try_next() else {
                if silenced {
                    break;
                }
                self.bell.silence();
                silenced = true;
                continue;
            };
            match delivery.take_item() {
                // It writes its own entry.
                Some(Item::Completion(run)) => run(),
                Some(item) => {
                    let mut state = self.state();
                    generated::event(&item, |kind, identity, payload: &dyn Fn(&mut String)| {
                        state.entry(kind, |out| {
                            identity.write(out);
                            out.push(',');
                            payload(out);
                        });
                    });
                }
                None => {}
            }
        }
        let mut state = self.state();
        if state.entries == 0 {
            return Ok(String::new());
        }
        state.entries = 0;
        let room = state.batch.len();
        let mut batch = std::mem::replace(&mut state.batch, String::with_capacity(room));
        batch.push(']');
        Ok(batch)
    }

    /// Ends the platform on a thread of its own, because that waits for endpoints to say goodbye; the number comes back in a batch.
    pub(crate) fn shut_down(self: &Arc<Self>) -> napi::Result<u32> {
        let platform = self.platform()?.clone();
        let number = self.state().number();
        let host = Arc::clone(self);
        let end = move || {
            let outcome = platform.shut_down();
            host.state().completion(number, &outcome);
            host.bell.wake_by_ref();
        };
        std::thread::Builder::new().name("pchat-farewell".into()).spawn(end).map_err(|e| {
            thrown(Error::new(ErrorCode::Io, format!("cannot start the thread that ends the platform: {e}")))
        })?;
        Ok(number)
    }
}

impl Drop for Host {
    fn drop(&mut self) {
        let Some(platform) = self.platform.take() else { return };
        // Objects hold the platform, too.
        let given = std::mem::take(&mut self.state().given);
        let end = move || {
            drop(given);
            drop(platform);
        };
        // Ending threads may take a moment, which an event loop does not have. Without a thread for it, it has to.
        let _ = std::thread::Builder::new().name("pchat-farewell".into()).spawn(end);
    }
}
