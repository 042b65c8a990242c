//! Errors of the API as Python exceptions, and back.

use pchat_core::api::{Error, ErrorCode};
use pyo3::prelude::*;
use pyo3::sync::PyOnceLock;

use crate::convert::{Give, Take};

/// An error as the exception of its family, made by `pchat._errors.make`.
pub(crate) fn exception<'py>(py: Python<'py>, error: &Error) -> PyResult<Bound<'py, PyAny>> {
    static MAKE: PyOnceLock<Py<PyAny>> = PyOnceLock::new();
    let make = MAKE.import(py, "pchat._errors", "make")?;
    make.call1((
        error.code().give(py, None)?,
        error.message(),
        error.sip_status(),
        (error.diagnostics_id(), error.diagnostics_reason(), error.diagnostics_source()),
        error.server_code(),
        error.server_text(),
        error.retry_after_seconds(),
    ))
}

/// An error, to be raised.
pub(crate) fn raised(error: Error) -> PyErr {
    Python::attach(|py| match exception(py, &error) {
        Ok(exception) => PyErr::from_value(exception),
        Err(failure) => failure,
    })
}

/// Raises the error of a result.
pub(crate) trait OrRaise<T> {
    fn or_raise(self) -> PyResult<T>;
}

impl<T> OrRaise<T> for pchat_core::api::Result<T> {
    fn or_raise(self) -> PyResult<T> {
        self.map_err(raised)
    }
}

impl Give for Error {
    fn give(self, py: Python<'_>, _: Option<&crate::host::HostRef>) -> PyResult<Py<PyAny>> {
        Ok(exception(py, &self)?.unbind())
    }
}

impl Take for Error {
    fn take(value: &Bound<'_, PyAny>, name: &str) -> PyResult<Self> {
        let read = |field: &str| value.getattr(field);
        let code = ErrorCode::take(&read("code")?, name)?;
        let mut error = Error::new(code, read("message")?.extract::<String>()?);
        if let Some(status) = read("sip_status")?.extract()? {
            error = error.with_sip_status(status);
        }
        let said = read("diagnostics")?;
        if !said.is_none() {
            let id = said.getattr("id")?.extract()?;
            error = error.with_diagnostics(
                id,
                said.getattr("reason")?.extract()?,
                said.getattr("source")?.extract()?,
            );
        }
        if let Some(code) = read("server_code")?.extract()? {
            let text = read("server_text")?.extract::<Option<String>>()?.unwrap_or_default();
            error = error.with_server_response(code, text);
        }
        if let Some(seconds) = read("retry_after")?.extract()? {
            error = error.with_retry_after(seconds);
        }
        Ok(error)
    }
}
