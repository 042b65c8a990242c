//! Deliberate defects, for the tests in tests/c: that the border catches a panic, and that a sanitizer sees into the Rust half.
//!
//! Compiled only with the feature `test-hooks`, which no released library has. tests/c/support/hooks.h declares these functions; they
//! are not part of the header.

use crate::error::{pchat_error_t, pchat_status_t};
use crate::generated::completions::pchat_completion_t;
use crate::generated::endpoint::pchat_endpoint_t;
use crate::guard::guard;
use crate::object;
use crate::operations::{self, Completion};
use pchat_core::api::Endpoint;
use std::hint::black_box;
use std::thread;

/// Panics inside an exported function.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn pchat_test_panic(error: *mut *mut pchat_error_t) -> pchat_status_t {
    // SAFETY: the caller gives NULL or a place for the error.
    unsafe { guard(error, || panic!("a deliberate panic")) }
}

/// Panics while an operation runs.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn pchat_test_panic_operation(
    endpoint: *mut pchat_endpoint_t,
    completion: *const pchat_completion_t,
    error: *mut *mut pchat_error_t,
) -> pchat_status_t {
    // SAFETY: the caller gives NULL or a completion.
    let completion = unsafe { Completion::take(completion) };
    let body = || {
        let object = object::get::<Endpoint>(endpoint)?;
        // SAFETY: no number is wanted.
        unsafe {
            operations::start(object, completion, std::ptr::null_mut(), |_| async {
                panic!("a deliberate panic")
            })
        }
    };
    // SAFETY: the caller gives NULL or a place for the error.
    unsafe { guard(error, body) }
}

/// Panics while a blocking operation runs.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn pchat_test_panic_wait(
    endpoint: *mut pchat_endpoint_t,
    error: *mut *mut pchat_error_t,
) -> pchat_status_t {
    let body = || {
        let object = object::get::<Endpoint>(endpoint)?;
        operations::wait(object, operations::PCHAT_WAIT_FOREVER, |_| async { panic!("a deliberate panic") })
    };
    // SAFETY: the caller gives NULL or a place for the error.
    unsafe { guard(error, body) }
}

/// Reads memory that was freed.
#[unsafe(no_mangle)]
pub extern "C" fn pchat_test_use_after_free() -> u8 {
    let memory = Box::into_raw(Box::new([7u8; 64]));
    // SAFETY: none. This is the fault that AddressSanitizer and memcheck have to report.
    unsafe {
        drop(Box::from_raw(black_box(memory)));
        black_box(memory).cast::<u8>().read_volatile()
    }
}

/// Forgets memory.
#[unsafe(no_mangle)]
pub extern "C" fn pchat_test_leak() {
    std::mem::forget(black_box(vec![7u8; 1000]));
}

/// Writes to the same memory on two threads.
#[unsafe(no_mangle)]
pub extern "C" fn pchat_test_race() {
    struct Shared(*mut u64);
    // SAFETY: none. This is the fault that ThreadSanitizer has to report.
    unsafe impl Send for Shared {}

    let mut number = 0u64;
    let place = &raw mut number;
    thread::scope(|scope| {
        for _ in 0..2 {
            let shared = Shared(place);
            scope.spawn(move || {
                let shared = shared;
                for _ in 0..1000 {
                    // SAFETY: none, as above; the memory itself lives until both threads have ended.
                    unsafe { shared.0.write_volatile(shared.0.read_volatile().wrapping_add(1)) };
                }
            });
        }
    });
    black_box(number);
}
