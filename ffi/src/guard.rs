//! The border: no panic crosses it, and every failure becomes a status and an error object.

use crate::error::{self, PCHAT_OK, pchat_error_t, pchat_status_t};
use pchat_core::api::{Error, ErrorCode, Result};
use std::any::Any;
use std::panic::{AssertUnwindSafe, catch_unwind};

/// Runs the body of an exported function.
///
/// # Safety
/// `error` is NULL or points to room for a pointer.
pub(crate) unsafe fn guard(
    error: *mut *mut pchat_error_t,
    body: impl FnOnce() -> Result<()>,
) -> pchat_status_t {
    match protect(body) {
        Ok(()) => PCHAT_OK,
        Err(e) => {
            let status = e.code() as i32;
            if !error.is_null() {
                // SAFETY: the caller's promise.
                unsafe { error.write(error::give(e)) };
            }
            status
        }
    }
}

/// Runs something and turns a panic into an error.
pub(crate) fn protect<T>(body: impl FnOnce() -> Result<T>) -> Result<T> {
    // What a panic leaves half done sits behind locks that recover from poisoning.
    catch_unwind(AssertUnwindSafe(body)).unwrap_or_else(|panic| Err(internal(&*panic)))
}

pub(crate) fn internal(panic: &(dyn Any + Send)) -> Error {
    let what = panic
        .downcast_ref::<&str>()
        .copied()
        .or_else(|| panic.downcast_ref::<String>().map(String::as_str))
        .unwrap_or("no message");
    Error::new(
        ErrorCode::Internal,
        format!("libpchat met a defect of its own ({what}); please report it with what led to it"),
    )
}

/// Refuses a missing place for a result before anything is done.
pub(crate) fn out<T>(place: *mut T, name: &str) -> Result<()> {
    if place.is_null() {
        return Err(Error::new(
            ErrorCode::BadArgument,
            format!("`{name}` is NULL; the result needs a place to go"),
        ));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::ffi::CStr;

    #[test]
    fn a_panic_becomes_an_error_that_says_what_it_was() {
        let mut error = std::ptr::null_mut();
        // SAFETY: the place for the error is a local variable.
        let status = unsafe { guard(&mut error, || panic!("index {} is wrong", 7)) };
        assert_eq!(status, ErrorCode::Internal as i32);
        // SAFETY: the error lives.
        let message = unsafe { CStr::from_ptr(error::pchat_error_message(error)) };
        assert!(message.to_str().unwrap().contains("index 7 is wrong"));
        assert_eq!(error::pchat_error_free(error), PCHAT_OK);
        assert_eq!(error::pchat_error_free(error), ErrorCode::InvalidHandle as i32);
        assert_eq!(error::pchat_error_code(error), PCHAT_OK, "a freed error says nothing");
    }

    #[test]
    fn success_leaves_the_error_alone() {
        let mut error = std::ptr::null_mut();
        // SAFETY: the place for the error is a local variable.
        assert_eq!(unsafe { guard(&mut error, || Ok(())) }, PCHAT_OK);
        assert!(error.is_null());
    }
}
