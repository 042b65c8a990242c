//! Events out of a recording, for measuring what their way into Python costs.

use crate::errors::OrRaise;
use crate::generated::Session;
use pyo3::prelude::*;

/// Reads a recording.
#[pyfunction]
fn bench_load(path: &str) -> PyResult<()> {
    pchat_core::bench::load(path).or_raise()
}

/// Lets a session tell `count` messages of the recording, on a thread of the library.
#[pyfunction]
fn bench_replay(session: &Bound<'_, Session>, count: usize) -> PyResult<()> {
    pchat_core::bench::replay(&session.get().object.get()?.value, count).or_raise()
}

pub(crate) fn register(module: &Bound<'_, PyModule>) -> PyResult<()> {
    module.add_function(wrap_pyfunction!(bench_load, module)?)?;
    module.add_function(wrap_pyfunction!(bench_replay, module)?)
}
