//! The compiled part of the Python package `pchat`: the API as classes and values, generated from its description, and the queue
//! that Python drains. What is idiomatic in Python is Python, in `python/pchat`.

#[cfg(feature = "bench")]
mod bench;
mod convert;
mod errors;
mod generated;
mod held;
mod host;
mod inbox;
mod logging;

use pyo3::prelude::*;

/// The compiled part of pchat. Programs use the package `pchat`.
// No free-threaded interpreter was at hand: there it asks for the lock.
#[pymodule(gil_used = true)]
fn _native(module: &Bound<'_, PyModule>) -> PyResult<()> {
    module.add("__version__", env!("CARGO_PKG_VERSION"))?;
    module.add_class::<host::Platform>()?;
    module.add_class::<inbox::Inbox>()?;
    module.add_function(wrap_pyfunction!(logging::set_log_level, module)?)?;
    module.add_function(wrap_pyfunction!(logging::take_log_lines, module)?)?;
    #[cfg(feature = "bench")]
    bench::register(module)?;
    generated::register(module)
}
