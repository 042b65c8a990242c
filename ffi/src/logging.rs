//! The library's log, handed to a function of the program.
//!
//! Lines are collected in a bounded queue and told on a thread of their own, so the program's function is never called under a lock,
//! never on a network thread, and never twice at once; a slow one costs lines, which are counted, and nothing else.

use crate::error::{pchat_error_t, pchat_status_t};
use crate::fork::ForkCell;
use crate::guard::guard;
use crate::registrations::{Destroy, UserData};
use crate::strings;
use log::{Level, LevelFilter, Log, Metadata, Record};
use pchat_core::api::{Error, ErrorCode, Result};
use pchat_core::platform::{CallbackScope, in_callback, is_own_log_line};
use std::ffi::{c_char, c_void};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::mpsc::{Receiver, SyncSender, TrySendError, sync_channel};
use std::sync::{Mutex, OnceLock};
use std::thread::JoinHandle;

/// Log nothing.
pub const PCHAT_LOG_LEVEL_OFF: i32 = 0;
/// What the library could not do.
pub const PCHAT_LOG_LEVEL_ERROR: i32 = 1;
/// What is odd and was survived.
pub const PCHAT_LOG_LEVEL_WARN: i32 = 2;
/// The few steps that matter: signed in, joined, lost, recovered. No names of users or rooms, no text of messages.
pub const PCHAT_LOG_LEVEL_INFO: i32 = 3;
/// Decisions of the library, for finding out why something went as it did.
pub const PCHAT_LOG_LEVEL_DEBUG: i32 = 4;
/// Everything, messages on the wire included, with credentials masked.
pub const PCHAT_LOG_LEVEL_TRACE: i32 = 5;

/// Where log lines go.
#[derive(Clone, Copy)]
#[repr(C)]
#[allow(non_camel_case_types)]
pub struct pchat_log_callback_t {
    /// Gets one line: its `PCHAT_LOG_LEVEL_…`, the part of the library that says it, and the text without a line end. The strings are
    /// good until it returns. Called on one thread of the library, never twice at once.
    pub call: Option<
        unsafe extern "C" fn(
            level: i32,
            target: *const c_char,
            message: *const c_char,
            user_data: *mut c_void,
        ),
    >,
    /// Handed to `call` and `destroy`.
    pub user_data: *mut c_void,
    /// NULL, or called once, after the last line.
    pub destroy: Option<unsafe extern "C" fn(user_data: *mut c_void)>,
}

/// Lines that may wait for the program.
const CAPACITY: usize = 2048;

struct Line {
    level: Level,
    target: String,
    message: String,
}

struct Forwarder {
    lines: SyncSender<Line>,
    thread: JoinHandle<()>,
}

static FORWARDER: ForkCell<Option<Forwarder>> = ForkCell::new(Mutex::new(None), || Mutex::new(None));
static LOST: AtomicU64 = AtomicU64::new(0);
static SINK: Sink = Sink;

pub(crate) fn reset_in_child() {
    FORWARDER.reset_in_child();
}

struct Sink;

impl Log for Sink {
    fn enabled(&self, metadata: &Metadata<'_>) -> bool {
        is_own_log_line(metadata)
    }

    fn log(&self, record: &Record<'_>) {
        if !self.enabled(record.metadata()) {
            return;
        }
        let line = Line {
            level: record.level(),
            target: record.target().to_owned(),
            message: record.args().to_string(),
        };
        let lines = FORWARDER.lock().as_ref().map(|forwarder| forwarder.lines.clone());
        if let Some(lines) = lines
            && let Err(TrySendError::Full(_)) = lines.try_send(line)
        {
            LOST.fetch_add(1, Ordering::Relaxed);
        }
    }

    fn flush(&self) {}
}

/// Sends the library's log to a function of the program, from `level` (a `PCHAT_LOG_LEVEL_…`) upwards in importance. NULL as `callback`
/// or `PCHAT_LOG_LEVEL_OFF` ends it. May be called before anything else. One function for the process: a new one replaces the old one.
///
/// Lines that come faster than the program takes them are dropped, and the next line says how many. Passwords, keys and tokens are in no
/// line of any level.
///
/// - Thread: any. Waits until the old function has got its last lines, except inside a callback.
/// - Ownership: the struct is copied; `destroy` runs exactly once, also when this fails.
/// - Errors: `PCHAT_ERROR_CODE_BAD_ARGUMENT` for another level; `PCHAT_ERROR_CODE_INVALID_OPERATION` when the library is linked into a Rust
///   program that has a logger; `PCHAT_ERROR_CODE_IO` when there is no thread for it.
/// - Callback: on a thread of its own.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn pchat_log_set(
    level: i32,
    callback: *const pchat_log_callback_t,
    error: *mut *mut pchat_error_t,
) -> pchat_status_t {
    let taken = if callback.is_null() {
        None
    } else {
        // SAFETY: the caller gives NULL or a struct.
        let form = unsafe { callback.read() };
        Some((form.call, UserData::new(form.user_data, form.destroy as Destroy)))
    };
    let body = || {
        let level = match level {
            PCHAT_LOG_LEVEL_OFF => LevelFilter::Off,
            PCHAT_LOG_LEVEL_ERROR => LevelFilter::Error,
            PCHAT_LOG_LEVEL_WARN => LevelFilter::Warn,
            PCHAT_LOG_LEVEL_INFO => LevelFilter::Info,
            PCHAT_LOG_LEVEL_DEBUG => LevelFilter::Debug,
            PCHAT_LOG_LEVEL_TRACE => LevelFilter::Trace,
            other => {
                return Err(Error::new(
                    ErrorCode::BadArgument,
                    format!("`level` is {other}; it goes from 0 to 5"),
                ));
            }
        };
        match taken {
            Some((Some(call), user_data)) if level != LevelFilter::Off => set(level, call, user_data),
            _ => {
                end();
                Ok(())
            }
        }
    };
    // SAFETY: the caller gives NULL or a place for the error.
    unsafe { guard(error, body) }
}

type Call = unsafe extern "C" fn(i32, *const c_char, *const c_char, *mut c_void);

fn set(level: LevelFilter, call: Call, user_data: UserData) -> Result<()> {
    static OURS: OnceLock<bool> = OnceLock::new();
    if !OURS.get_or_init(|| log::set_logger(&SINK).is_ok()) {
        return Err(Error::new(ErrorCode::InvalidOperation, "the program has a logger already"));
    }
    let (lines, receiver) = sync_channel(CAPACITY);
    let thread = std::thread::Builder::new()
        .name("pchat-log".into())
        .spawn(move || tell(&receiver, call, &user_data))
        .map_err(|e| Error::new(ErrorCode::Io, format!("cannot start the thread for log lines: {e}")))?;
    let old = FORWARDER.lock().replace(Forwarder { lines, thread });
    log::set_max_level(level);
    finish(old);
    Ok(())
}

fn end() {
    log::set_max_level(LevelFilter::Off);
    let old = FORWARDER.lock().take();
    finish(old);
}

fn finish(old: Option<Forwarder>) {
    let Some(Forwarder { lines, thread }) = old else { return };
    drop(lines);
    if !in_callback() {
        let _ = thread.join();
    }
}

fn tell(lines: &Receiver<Line>, call: Call, user_data: &UserData) {
    let say = |level: Level, target: &str, message: &str| {
        let (target, message) = (strings::to_c(target), strings::to_c(message));
        let _inside = CallbackScope::enter();
        // SAFETY: the program's function with its own pointer; the strings live until it returns.
        unsafe { call(level as i32, target.as_ptr(), message.as_ptr(), user_data.get()) };
    };
    for line in lines {
        let lost = LOST.swap(0, Ordering::Relaxed);
        if lost > 0 {
            say(
                Level::Warn,
                "pchat",
                &format!("{lost} log lines were dropped, because they came faster than they were taken"),
            );
        }
        say(line.level, &line.target, &line.message);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::ffi::CStr;
    use std::sync::mpsc;

    struct Seen {
        lines: mpsc::Sender<(i32, String, bool)>,
    }

    unsafe extern "C" fn note(level: i32, _: *const c_char, message: *const c_char, user_data: *mut c_void) {
        // SAFETY: the test gives a `Seen` that `forget_it` frees, and strings are valid.
        let (seen, message) = unsafe { (&*user_data.cast::<Seen>(), CStr::from_ptr(message)) };
        let _ = seen.lines.send((level, message.to_str().unwrap().to_owned(), in_callback()));
    }

    unsafe extern "C" fn forget_it(user_data: *mut c_void) {
        // SAFETY: made by `Box::into_raw` in the test.
        drop(unsafe { Box::from_raw(user_data.cast::<Seen>()) });
    }

    #[test]
    fn lines_arrive_on_another_thread_and_destroy_ends_it() {
        let (lines, seen) = mpsc::channel();
        let user_data = Box::into_raw(Box::new(Seen { lines })).cast();
        let callback = pchat_log_callback_t { call: Some(note), user_data, destroy: Some(forget_it) };
        // SAFETY: the struct is a local variable.
        unsafe {
            assert_eq!(pchat_log_set(PCHAT_LOG_LEVEL_INFO, &callback, std::ptr::null_mut()), 0);
            log::info!("one");
            log::debug!("not wanted");
            log::warn!(target: "rustls", "not ours");
            log::error!("two");
            assert_eq!(pchat_log_set(PCHAT_LOG_LEVEL_OFF, std::ptr::null(), std::ptr::null_mut()), 0);
        }
        let all: Vec<_> = seen.iter().collect();
        assert_eq!(all, [(3, "one".to_owned(), true), (1, "two".to_owned(), true)]);
    }
}
