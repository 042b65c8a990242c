//! The library's log on its way to JavaScript: collected here, taken in batches by the event loop of each thread that asked for it.

use crate::bell::Bell;
use crate::input::refuse;
use crate::json::{Json, thrown};
use log::{Level, LevelFilter, Log, Metadata, Record};
use napi::Result;
use napi_derive::napi;
use pchat_core::api::{Error, ErrorCode};
use pchat_core::platform::is_own_log_line;
use std::collections::VecDeque;
use std::io::PipeReader;
use std::os::fd::IntoRawFd as _;
use std::sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError, Weak};
use std::task::Wake as _;
use std::time::{SystemTime, UNIX_EPOCH};

/// Lines that may wait for JavaScript.
const CAPACITY: usize = 2048;

/// A level, where it comes from, what it says, and when, in milliseconds since 1970.
type Line = (Level, String, String, i64);

static SINK: Sink = Sink;
/// Whoever wants lines: one for each thread and context of JavaScript.
static READERS: Mutex<Vec<Weak<Reader>>> = Mutex::new(Vec::new());

struct Reader {
    bell: Arc<Bell>,
    state: Mutex<State>,
}

struct State {
    level: LevelFilter,
    waiting: VecDeque<Line>,
    lost: u32,
    pipe: Option<PipeReader>,
}

impl Reader {
    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Drop for Reader {
    fn drop(&mut self) {
        set_level();
    }
}

fn readers() -> Vec<Arc<Reader>> {
    let mut readers = READERS.lock().unwrap_or_else(PoisonError::into_inner);
    readers.retain(|reader| reader.strong_count() > 0);
    readers.iter().filter_map(Weak::upgrade).collect()
}

/// Nobody makes lines that nobody wants.
fn set_level() {
    let most = readers().iter().map(|reader| reader.state().level).max();
    log::set_max_level(most.unwrap_or(LevelFilter::Off));
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
        let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
        let now = i64::try_from(now.as_millis()).unwrap_or_default();
        let text = record.args().to_string();
        for reader in readers() {
            let mut state = reader.state();
            if record.level() > state.level {
                continue;
            }
            if state.waiting.len() >= CAPACITY {
                state.lost = state.lost.saturating_add(1);
                continue;
            }
            state.waiting.push_back((record.level(), record.target().to_owned(), text.clone(), now));
            drop(state);
            reader.bell.wake_by_ref();
        }
    }

    fn flush(&self) {}
}

fn write(out: &mut String, (level, target, text, time): &Line) {
    out.push(if out.is_empty() { '[' } else { ',' });
    out.push_str("[\"");
    out.push_str(match level {
        Level::Error => "error",
        Level::Warn => "warn",
        Level::Info => "info",
        Level::Debug => "debug",
        Level::Trace => "trace",
    });
    out.push_str("\",");
    target.as_str().write(out);
    out.push(',');
    text.as_str().write(out);
    out.push(',');
    time.write(out);
    out.push(']');
}

/// Lines of the log for one thread of JavaScript, while it is there and not closed.
#[napi(js_name = "Log")]
pub struct NativeLog {
    reader: Arc<Reader>,
}

#[napi]
impl NativeLog {
    /// Collects nothing yet.
    #[napi]
    pub fn open() -> Result<NativeLog> {
        static OURS: OnceLock<bool> = OnceLock::new();
        if !OURS.get_or_init(|| log::set_logger(&SINK).is_ok()) {
            return Err(thrown(Error::new(ErrorCode::InvalidOperation, "the process has a logger already")));
        }
        let (bell, pipe) = Bell::new().map_err(|e| {
            thrown(Error::new(ErrorCode::Io, format!("cannot make a pipe to wake the event loop: {e}")))
        })?;
        let state = State { level: LevelFilter::Off, waiting: VecDeque::new(), lost: 0, pipe: Some(pipe) };
        let reader = Arc::new(Reader { bell, state: Mutex::new(state) });
        READERS.lock().unwrap_or_else(PoisonError::into_inner).push(Arc::downgrade(&reader));
        Ok(NativeLog { reader })
    }

    /// Collects lines that are at least as important as `level`; `off` ends it, and what waits is forgotten.
    #[napi]
    pub fn set_level(&self, level: String) -> Result<()> {
        let level = match level.as_str() {
            "off" => LevelFilter::Off,
            "error" => LevelFilter::Error,
            "warn" => LevelFilter::Warn,
            "info" => LevelFilter::Info,
            "debug" => LevelFilter::Debug,
            "trace" => LevelFilter::Trace,
            other => {
                let known = "error, warn, info, debug, trace";
                return refuse(format!("`options.level` is '{other}'; it is one of {known}"));
            }
        };
        let mut state = self.reader.state();
        state.level = level;
        if level == LevelFilter::Off {
            state.waiting = VecDeque::new();
            state.lost = 0;
        }
        drop(state);
        set_level();
        Ok(())
    }

    /// The descriptor that becomes readable when lines wait; whoever asks has to close it. -1 the second time.
    #[napi]
    pub fn descriptor(&self) -> i32 {
        self.reader.state().pipe.take().map_or(-1, PipeReader::into_raw_fd)
    }

    /// How many lines had no room since the last batch.
    #[napi]
    pub fn lost(&self) -> u32 {
        self.reader.state().lost
    }

    /// At most `most` lines as JSON, `[level, target, message, milliseconds]`, and before them how many were lost, if any. An empty text
    /// when nothing waits. The pipe becomes readable for what is left and for the next one.
    #[napi]
    pub fn take(&self, most: u32) -> String {
        self.reader.bell.silence();
        let mut state = self.reader.state();
        let mut batch = String::new();
        let lost = std::mem::take(&mut state.lost);
        let most = usize::try_from(most).unwrap_or(usize::MAX).min(state.waiting.len());
        let time = state.waiting.front().map_or(0, |line| line.3);
        if lost > 0 {
            let text =
                format!("{lost} log lines were dropped, because they came faster than they were taken");
            write(&mut batch, &(Level::Warn, "pchat".to_owned(), text, time));
        }
        for line in state.waiting.drain(..most) {
            write(&mut batch, &line);
        }
        if !state.waiting.is_empty() {
            drop(state);
            self.reader.bell.wake_by_ref();
        }
        if !batch.is_empty() {
            batch.push(']');
        }
        batch
    }
}
