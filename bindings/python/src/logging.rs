//! The library's log on its way to Python's `logging`: collected here, told in batches by the thread that drains the queue.

use log::{LevelFilter, Log, Metadata, Record};
use pchat_core::platform::{Mailbox, is_own_log_line};
use pyo3::prelude::*;
use std::collections::VecDeque;
use std::sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError, Weak};

/// Lines that may wait for Python.
const CAPACITY: usize = 2048;

type Line = (i32, String, String);

struct Lines {
    waiting: VecDeque<Line>,
    lost: u64,
    wakers: Vec<Weak<Mailbox>>,
}

static LINES: Mutex<Lines> = Mutex::new(Lines { waiting: VecDeque::new(), lost: 0, wakers: Vec::new() });
static SINK: Sink = Sink;

struct Sink;

fn lines() -> MutexGuard<'static, Lines> {
    LINES.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Python's number of a level.
fn level(level: log::Level) -> i32 {
    match level {
        log::Level::Error => 40,
        log::Level::Warn => 30,
        log::Level::Info => 20,
        log::Level::Debug => 10,
        log::Level::Trace => 5,
    }
}

impl Log for Sink {
    fn enabled(&self, metadata: &Metadata<'_>) -> bool {
        is_own_log_line(metadata)
    }

    fn log(&self, record: &Record<'_>) {
        if !self.enabled(record.metadata()) {
            return;
        }
        let line = (level(record.level()), record.target().to_owned(), record.args().to_string());
        let waker = {
            let mut lines = lines();
            if lines.waiting.len() >= CAPACITY {
                lines.lost += 1;
                return;
            }
            let first = lines.waiting.is_empty();
            lines.waiting.push_back(line);
            if first { lines.wakers.iter().find_map(Weak::upgrade) } else { None }
        };
        if let Some(waker) = waker {
            waker.push_completion(Box::new(|| ()));
        }
    }

    fn flush(&self) {}
}

/// Whoever drains this mailbox takes log lines, too.
pub(crate) fn add_waker(mailbox: &Arc<Mailbox>) {
    let mut lines = lines();
    lines.wakers.retain(|waker| waker.strong_count() > 0);
    lines.wakers.push(Arc::downgrade(mailbox));
}

pub(crate) fn is_waiting() -> bool {
    !lines().waiting.is_empty()
}

/// Collects lines that are at least as important as `level`, a number of Python's `logging`.
#[pyfunction]
pub(crate) fn set_log_level(level: i32) {
    static OURS: OnceLock<bool> = OnceLock::new();
    OURS.get_or_init(|| log::set_logger(&SINK).is_ok());
    log::set_max_level(match level {
        41.. => LevelFilter::Off,
        31..=40 => LevelFilter::Error,
        21..=30 => LevelFilter::Warn,
        11..=20 => LevelFilter::Info,
        6..=10 => LevelFilter::Debug,
        _ => LevelFilter::Trace,
    });
}

/// The lines that wait: level, target, text. The first says how many were lost, if any.
#[pyfunction]
pub(crate) fn take_log_lines() -> Vec<Line> {
    let mut lines = lines();
    let mut taken: Vec<Line> = Vec::with_capacity(lines.waiting.len() + 1);
    let lost = std::mem::take(&mut lines.lost);
    if lost > 0 {
        let text = format!("{lost} log lines were dropped, because they came faster than they were taken");
        taken.push((level(log::Level::Warn), "pchat".into(), text));
    }
    taken.extend(lines.waiting.drain(..));
    taken
}
