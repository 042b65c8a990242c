//! Counting what the program still has to free.

use std::sync::atomic::{AtomicI64, Ordering};

static VALUES: AtomicI64 = AtomicI64::new(0);

/// A string, struct or list was given to the program.
pub(crate) fn began() {
    VALUES.fetch_add(1, Ordering::Relaxed);
}

/// The program gave it back.
pub(crate) fn ended() {
    VALUES.fetch_sub(1, Ordering::Relaxed);
}

/// How many handles, errors, events, structs, lists and strings the program has got and not freed. For tests that look for leaks:
/// it is 0 when everything was freed.
///
/// - Thread: any.
#[unsafe(no_mangle)]
pub extern "C" fn pchat_live_handles() -> u64 {
    let values = u64::try_from(VALUES.load(Ordering::Relaxed)).unwrap_or(0);
    let tables = crate::generated::live() + crate::error::live() + crate::event_queue::live();
    values + tables as u64
}
