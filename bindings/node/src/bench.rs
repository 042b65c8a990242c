//! Events out of a recording, for measuring what their way into JavaScript costs.

use crate::generated::NativeSession;
use crate::json::thrown;
use napi::Result;
use napi_derive::napi;
use pchat_core::bench;

/// Reads a recording.
#[napi]
pub(crate) fn bench_load(path: String) -> Result<()> {
    bench::load(&path).map_err(thrown)
}

/// Lets a session tell `count` messages of the recording, on a thread of the library.
#[napi]
pub(crate) fn bench_replay(session: &NativeSession, count: u32) -> Result<()> {
    bench::replay(&session.it, usize::try_from(count).unwrap_or_default()).map_err(thrown)
}
