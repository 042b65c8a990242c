// Written by `cargo run -p pchat-generator`. Do not edit: change the description and run it again.

//! `pchat_file_transfer_t` and its functions.

#![allow(non_camel_case_types)]

use crate::bytes::{self, pchat_bytes_t};
use crate::error::{PCHAT_OK, pchat_error_t, pchat_status_t};
use crate::generated::completions::*;
use crate::generated::enums::{self, *};
use crate::generated::events;
use crate::generated::inputs::{self, *};
use crate::generated::outputs::*;
use crate::guard::{guard, out, protect};
use crate::handles::Table;
use crate::host::Host;
use crate::object::{self, Active, Class, Handles, Lent, Object};
use crate::operations::{self, Completion};
use crate::projection::{self, List};
use crate::strings;
use pchat_core::api::*;
use pchat_core::platform::Mailbox;
use std::ffi::c_char;
use std::ptr;
use std::sync::Arc;

use crate::generated::endpoint::pchat_endpoint_t;

/// A file on its way up or down (the SDK's `ChatRoomFileUploadJob` and `ChatRoomFileDownloadJob`).
/// Functions of `pchat_session_t` begin it: from or to a path, bytes in memory, or a stream of chunks
/// that the program writes or reads.
///
/// It runs by itself. A short loss of the connection to the file service is mended: the transfer goes
/// on where it was. A download is written beside its path under a name of its own, which is gone when
/// the transfer is dropped, and gets its real name when it is complete and on the disk. What is in
/// memory is bounded: whoever writes or reads too slowly stops the transfer until he goes on, and at
/// most some MiB wait.
///
/// A handle: not an address, never reused for something else while the process runs. Free it with
/// `pchat_file_transfer_free`; using it afterwards is an error, `PCHAT_ERROR_CODE_INVALID_HANDLE`, and
/// harms nothing. Every function may be called on any thread.
pub struct pchat_file_transfer_t {
    _opaque: [u8; 0],
}

static FILE_TRANSFER: Table<Object<pchat_core::api::FileTransfer>> = Table::new(9, "file transfer");

impl Class for pchat_core::api::FileTransfer {
    type Opaque = pchat_file_transfer_t;
    type Callbacks = events::pchat_file_transfer_callbacks_t;

    fn table() -> &'static Table<Object<Self>> {
        &FILE_TRANSFER
    }

    fn identity_of(&self) -> Option<usize> {
        Some(self.identity())
    }
}

impl Active for pchat_core::api::FileTransfer {
    fn mailbox_of(&self) -> Arc<Mailbox> {
        Arc::clone(self.endpoint().mailbox())
    }
}

/// Waits until the transfer is over. Giving up waiting does not cancel it. After the last
/// `pchat_file_transfer_write` it says that nothing more comes; the link is posted only then. Of a
/// download that the program reads itself it ends when the last chunk was read.
///
/// Fails with `PCHAT_ERROR_CODE_CANCELLED`; `PCHAT_ERROR_CODE_FILE_UPLOAD_FAILED` or
/// `PCHAT_ERROR_CODE_FILE_DOWNLOAD_FAILED` (too large, no such file, refused, the connection is lost
/// for good); `PCHAT_ERROR_CODE_INVALID_TOKEN` (the file service does not take the chat server's
/// token); `PCHAT_ERROR_CODE_ERROR_PERMISSION` (no files here, or not for this user),
/// `PCHAT_ERROR_CODE_USER_NOT_JOINED`, `PCHAT_ERROR_CODE_NO_SUCH_NODE`; `PCHAT_ERROR_CODE_IO` (the file
/// on this machine); `PCHAT_ERROR_CODE_CONNECTION_LOST` (the endpoint ended). After an upload that
/// could not be posted it fails as `pchat_session_send` does.
///
/// - Thread: any, also inside a callback. Does not wait.
/// - Ownership: `completion` is copied, its `destroy` runs exactly once on every path; NULL when you do
///   not want to know. `*operation`, unless NULL, gets a number for `pchat_operation_cancel`.
/// - Errors: at once, and then the completion is not called: `PCHAT_ERROR_CODE_INVALID_HANDLE`,
///   `PCHAT_ERROR_CODE_BAD_ARGUMENT`, `PCHAT_ERROR_CODE_TOO_MANY_OPERATIONS`,
///   `PCHAT_ERROR_CODE_PLATFORM_SHUT_DOWN`. All others go to the completion, also
///   `PCHAT_ERROR_CODE_CANCELLED`.
/// - Callback: the completion comes exactly once, in order with the endpoint's events, where those are
///   called.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn pchat_file_transfer_finish(
    file_transfer: *mut pchat_file_transfer_t,
    completion: *const pchat_transferred_file_completion_t,
    operation: *mut u64,
    error: *mut *mut pchat_error_t,
) -> pchat_status_t {
    // SAFETY: the header's rules: NULL or a completion. First, so that its `destroy` runs on every path.
    let completion = unsafe { Completion::take(completion) };
    let body =
        || {
            let object = object::get::<FileTransfer>(file_transfer)?;
            // SAFETY: the header's rules: NULL or room for a number.
            unsafe {
                operations::start(object, completion, operation, |object| async move {
                    object.value.finish().await
                })
            }
        };
    // SAFETY: the header's rules: NULL or a place for the error.
    unsafe { guard(error, body) }
}

/// Like `pchat_file_transfer_finish`, but waits until it is over, at most `timeout_ms`
/// (`PCHAT_WAIT_FOREVER` leaves that to the operation's own limits).
///
/// - Thread: any, but not inside a callback. Waits.
/// - Ownership: Free `*result` with `pchat_transferred_file_free`.
/// - Errors: those of `pchat_file_transfer_finish`; `PCHAT_ERROR_CODE_TIMED_OUT` when the time was
///   over, the operation is cancelled then; `PCHAT_ERROR_CODE_WOULD_DEADLOCK` inside a callback.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn pchat_file_transfer_finish_wait(
    file_transfer: *mut pchat_file_transfer_t,
    timeout_ms: u32,
    result: *mut *mut pchat_transferred_file_t,
    error: *mut *mut pchat_error_t,
) -> pchat_status_t {
    let body = || {
        out(result, "result")?;
        let object = object::get::<FileTransfer>(file_transfer)?;
        let value =
            operations::wait(object, timeout_ms, |object| async move { object.value.finish().await })?;
        // SAFETY: checked not to be NULL, and the caller gives room for the result.
        unsafe { result.write(projection::give(value)) };
        Ok(())
    };
    // SAFETY: the header's rules: NULL or a place for the error.
    unsafe { guard(error, body) }
}

/// Writes the next chunk of an upload that `pchat_session_upload_stream` began, of any length. Succeeds
/// when the chunk is taken over, which waits while others are on their way; one chunk at a time. Giving
/// it up leaves the chunk unwritten, unless it was taken at that moment.
///
/// Fails as `pchat_file_transfer_finish` does when the transfer has failed or was cancelled;
/// `PCHAT_ERROR_CODE_FILE_UPLOAD_FAILED` for more than the announced size, which ends the transfer;
/// `PCHAT_ERROR_CODE_INVALID_OPERATION` for another transfer, while a chunk is being written, and after
/// `pchat_file_transfer_finish`.
///
/// - Thread: any, also inside a callback. Does not wait.
/// - Ownership: `chunk` is copied. `completion` is copied, its `destroy` runs exactly once on every
///   path; NULL when you do not want to know. `*operation`, unless NULL, gets a number for
///   `pchat_operation_cancel`.
/// - Errors: at once, and then the completion is not called: `PCHAT_ERROR_CODE_INVALID_HANDLE`,
///   `PCHAT_ERROR_CODE_BAD_ARGUMENT`, `PCHAT_ERROR_CODE_TOO_MANY_OPERATIONS`,
///   `PCHAT_ERROR_CODE_PLATFORM_SHUT_DOWN`. All others go to the completion, also
///   `PCHAT_ERROR_CODE_CANCELLED`.
/// - Callback: the completion comes exactly once, in order with the endpoint's events, where those are
///   called.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn pchat_file_transfer_write(
    file_transfer: *mut pchat_file_transfer_t,
    chunk: *const u8,
    chunk_size: usize,
    completion: *const pchat_completion_t,
    operation: *mut u64,
    error: *mut *mut pchat_error_t,
) -> pchat_status_t {
    // SAFETY: the header's rules: NULL or a completion. First, so that its `destroy` runs on every path.
    let completion = unsafe { Completion::take(completion) };
    let body = || {
        let object = object::get::<FileTransfer>(file_transfer)?;
        // SAFETY: the header's rules: so many bytes, or NULL and none.
        let chunk = unsafe { bytes::taken(chunk, chunk_size, "chunk") }?;
        // SAFETY: the header's rules: NULL or room for a number.
        unsafe {
            operations::start(object, completion, operation, |object| async move {
                object.value.write(chunk).await
            })
        }
    };
    // SAFETY: the header's rules: NULL or a place for the error.
    unsafe { guard(error, body) }
}

/// Like `pchat_file_transfer_write`, but waits until it is over, at most `timeout_ms`
/// (`PCHAT_WAIT_FOREVER` leaves that to the operation's own limits).
///
/// - Thread: any, but not inside a callback. Waits.
/// - Ownership: `chunk` is copied.
/// - Errors: those of `pchat_file_transfer_write`; `PCHAT_ERROR_CODE_TIMED_OUT` when the time was over,
///   the operation is cancelled then; `PCHAT_ERROR_CODE_WOULD_DEADLOCK` inside a callback.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn pchat_file_transfer_write_wait(
    file_transfer: *mut pchat_file_transfer_t,
    chunk: *const u8,
    chunk_size: usize,
    timeout_ms: u32,
    error: *mut *mut pchat_error_t,
) -> pchat_status_t {
    let body = || {
        let object = object::get::<FileTransfer>(file_transfer)?;
        // SAFETY: the header's rules: so many bytes, or NULL and none.
        let chunk = unsafe { bytes::taken(chunk, chunk_size, "chunk") }?;
        operations::wait(object, timeout_ms, |object| async move { object.value.write(chunk).await })
    };
    // SAFETY: the header's rules: NULL or a place for the error.
    unsafe { guard(error, body) }
}

/// Reads the next chunk of a download that `pchat_session_download_stream` began, of 1 byte to 1 MiB;
/// NULL when the file is complete. No more than a few chunks are fetched ahead. One chunk at a time;
/// whoever gives a read up should cancel the transfer, as that read may have taken a chunk with it.
///
/// Fails as `pchat_file_transfer_finish` does when the transfer has failed or was cancelled;
/// `PCHAT_ERROR_CODE_INVALID_OPERATION` for another transfer, and while a chunk is being read.
///
/// - Thread: any, also inside a callback. Does not wait.
/// - Ownership: `completion` is copied, its `destroy` runs exactly once on every path; NULL when you do
///   not want to know. `*operation`, unless NULL, gets a number for `pchat_operation_cancel`.
/// - Errors: at once, and then the completion is not called: `PCHAT_ERROR_CODE_INVALID_HANDLE`,
///   `PCHAT_ERROR_CODE_BAD_ARGUMENT`, `PCHAT_ERROR_CODE_TOO_MANY_OPERATIONS`,
///   `PCHAT_ERROR_CODE_PLATFORM_SHUT_DOWN`. All others go to the completion, also
///   `PCHAT_ERROR_CODE_CANCELLED`.
/// - Callback: the completion comes exactly once, in order with the endpoint's events, where those are
///   called.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn pchat_file_transfer_read(
    file_transfer: *mut pchat_file_transfer_t,
    completion: *const pchat_optional_bytes_completion_t,
    operation: *mut u64,
    error: *mut *mut pchat_error_t,
) -> pchat_status_t {
    // SAFETY: the header's rules: NULL or a completion. First, so that its `destroy` runs on every path.
    let completion = unsafe { Completion::take(completion) };
    let body = || {
        let object = object::get::<FileTransfer>(file_transfer)?;
        // SAFETY: the header's rules: NULL or room for a number.
        unsafe {
            operations::start(
                object,
                completion,
                operation,
                |object| async move { object.value.read().await },
            )
        }
    };
    // SAFETY: the header's rules: NULL or a place for the error.
    unsafe { guard(error, body) }
}

/// Like `pchat_file_transfer_read`, but waits until it is over, at most `timeout_ms`
/// (`PCHAT_WAIT_FOREVER` leaves that to the operation's own limits).
///
/// - Thread: any, but not inside a callback. Waits.
/// - Ownership: Free `*result` with `pchat_bytes_free`.
/// - Errors: those of `pchat_file_transfer_read`; `PCHAT_ERROR_CODE_TIMED_OUT` when the time was over,
///   the operation is cancelled then; `PCHAT_ERROR_CODE_WOULD_DEADLOCK` inside a callback.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn pchat_file_transfer_read_wait(
    file_transfer: *mut pchat_file_transfer_t,
    timeout_ms: u32,
    result: *mut *mut pchat_bytes_t,
    error: *mut *mut pchat_error_t,
) -> pchat_status_t {
    let body = || {
        out(result, "result")?;
        let object = object::get::<FileTransfer>(file_transfer)?;
        let value = operations::wait(object, timeout_ms, |object| async move { object.value.read().await })?;
        // SAFETY: checked not to be NULL, and the caller gives room for the result.
        unsafe { result.write(value.map_or(ptr::null_mut(), projection::give)) };
        Ok(())
    };
    // SAFETY: the header's rules: NULL or a place for the error.
    unsafe { guard(error, body) }
}

/// Waits until a download that `pchat_session_download_bytes` began is over; gives the whole file. May
/// be asked again.
///
/// Fails as `pchat_file_transfer_finish` does; `PCHAT_ERROR_CODE_INVALID_OPERATION` for another
/// transfer.
///
/// - Thread: any, also inside a callback. Does not wait.
/// - Ownership: `completion` is copied, its `destroy` runs exactly once on every path; NULL when you do
///   not want to know. `*operation`, unless NULL, gets a number for `pchat_operation_cancel`.
/// - Errors: at once, and then the completion is not called: `PCHAT_ERROR_CODE_INVALID_HANDLE`,
///   `PCHAT_ERROR_CODE_BAD_ARGUMENT`, `PCHAT_ERROR_CODE_TOO_MANY_OPERATIONS`,
///   `PCHAT_ERROR_CODE_PLATFORM_SHUT_DOWN`. All others go to the completion, also
///   `PCHAT_ERROR_CODE_CANCELLED`.
/// - Callback: the completion comes exactly once, in order with the endpoint's events, where those are
///   called.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn pchat_file_transfer_content(
    file_transfer: *mut pchat_file_transfer_t,
    completion: *const pchat_bytes_completion_t,
    operation: *mut u64,
    error: *mut *mut pchat_error_t,
) -> pchat_status_t {
    // SAFETY: the header's rules: NULL or a completion. First, so that its `destroy` runs on every path.
    let completion = unsafe { Completion::take(completion) };
    let body =
        || {
            let object = object::get::<FileTransfer>(file_transfer)?;
            // SAFETY: the header's rules: NULL or room for a number.
            unsafe {
                operations::start(object, completion, operation, |object| async move {
                    object.value.content().await
                })
            }
        };
    // SAFETY: the header's rules: NULL or a place for the error.
    unsafe { guard(error, body) }
}

/// Like `pchat_file_transfer_content`, but waits until it is over, at most `timeout_ms`
/// (`PCHAT_WAIT_FOREVER` leaves that to the operation's own limits).
///
/// - Thread: any, but not inside a callback. Waits.
/// - Ownership: Free `*result` with `pchat_bytes_free`.
/// - Errors: those of `pchat_file_transfer_content`; `PCHAT_ERROR_CODE_TIMED_OUT` when the time was
///   over, the operation is cancelled then; `PCHAT_ERROR_CODE_WOULD_DEADLOCK` inside a callback.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn pchat_file_transfer_content_wait(
    file_transfer: *mut pchat_file_transfer_t,
    timeout_ms: u32,
    result: *mut *mut pchat_bytes_t,
    error: *mut *mut pchat_error_t,
) -> pchat_status_t {
    let body = || {
        out(result, "result")?;
        let object = object::get::<FileTransfer>(file_transfer)?;
        let value =
            operations::wait(object, timeout_ms, |object| async move { object.value.content().await })?;
        // SAFETY: checked not to be NULL, and the caller gives room for the result.
        unsafe { result.write(projection::give(value)) };
        Ok(())
    };
    // SAFETY: the header's rules: NULL or a place for the error.
    unsafe { guard(error, body) }
}

/// How far it is.
///
/// - Thread: any, also inside a callback. Does not wait.
/// - Ownership: Free `*result` with `pchat_file_transfer_progress_free`.
/// - Errors: `PCHAT_ERROR_CODE_INVALID_HANDLE`, `PCHAT_ERROR_CODE_BAD_ARGUMENT` without a place for the
///   result.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn pchat_file_transfer_progress(
    file_transfer: *mut pchat_file_transfer_t,
    result: *mut *mut pchat_file_transfer_progress_t,
    error: *mut *mut pchat_error_t,
) -> pchat_status_t {
    let body = || {
        out(result, "result")?;
        let file_transfer = object::get::<FileTransfer>(file_transfer)?;
        let value = file_transfer.value.progress();
        // SAFETY: checked not to be NULL, and the caller gives room for the result.
        unsafe { result.write(projection::give(value)) };
        Ok(())
    };
    // SAFETY: the header's rules: NULL or a place for the error.
    unsafe { guard(error, body) }
}

/// Waits until it is further than `percent`, or over; gives how far it is then.
///
/// - Thread: any, also inside a callback. Does not wait.
/// - Ownership: `completion` is copied, its `destroy` runs exactly once on every path; NULL when you do
///   not want to know. `*operation`, unless NULL, gets a number for `pchat_operation_cancel`.
/// - Errors: at once, and then the completion is not called: `PCHAT_ERROR_CODE_INVALID_HANDLE`,
///   `PCHAT_ERROR_CODE_BAD_ARGUMENT`, `PCHAT_ERROR_CODE_TOO_MANY_OPERATIONS`,
///   `PCHAT_ERROR_CODE_PLATFORM_SHUT_DOWN`. All others go to the completion, also
///   `PCHAT_ERROR_CODE_CANCELLED`.
/// - Callback: the completion comes exactly once, in order with the endpoint's events, where those are
///   called.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn pchat_file_transfer_progress_after(
    file_transfer: *mut pchat_file_transfer_t,
    percent: u32,
    completion: *const pchat_file_transfer_progress_completion_t,
    operation: *mut u64,
    error: *mut *mut pchat_error_t,
) -> pchat_status_t {
    // SAFETY: the header's rules: NULL or a completion. First, so that its `destroy` runs on every path.
    let completion = unsafe { Completion::take(completion) };
    let body = || {
        let object = object::get::<FileTransfer>(file_transfer)?;
        // SAFETY: the header's rules: NULL or room for a number.
        unsafe {
            operations::start(object, completion, operation, |object| async move {
                object.value.progress_after(percent).await
            })
        }
    };
    // SAFETY: the header's rules: NULL or a place for the error.
    unsafe { guard(error, body) }
}

/// Like `pchat_file_transfer_progress_after`, but waits until it is over, at most `timeout_ms`
/// (`PCHAT_WAIT_FOREVER` leaves that to the operation's own limits).
///
/// - Thread: any, but not inside a callback. Waits.
/// - Ownership: Free `*result` with `pchat_file_transfer_progress_free`.
/// - Errors: those of `pchat_file_transfer_progress_after`; `PCHAT_ERROR_CODE_TIMED_OUT` when the time
///   was over, the operation is cancelled then; `PCHAT_ERROR_CODE_WOULD_DEADLOCK` inside a callback.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn pchat_file_transfer_progress_after_wait(
    file_transfer: *mut pchat_file_transfer_t,
    percent: u32,
    timeout_ms: u32,
    result: *mut *mut pchat_file_transfer_progress_t,
    error: *mut *mut pchat_error_t,
) -> pchat_status_t {
    let body = || {
        out(result, "result")?;
        let object = object::get::<FileTransfer>(file_transfer)?;
        let value = operations::wait(object, timeout_ms, |object| async move {
            object.value.progress_after(percent).await
        })?;
        // SAFETY: checked not to be NULL, and the caller gives room for the result.
        unsafe { result.write(projection::give(value)) };
        Ok(())
    };
    // SAFETY: the header's rules: NULL or a place for the error.
    unsafe { guard(error, body) }
}

/// Cancels it. It is over soon after that; what is over stays as it is.
///
/// - Thread: any, also inside a callback. Does not wait.
/// - Errors: `PCHAT_ERROR_CODE_INVALID_HANDLE`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn pchat_file_transfer_cancel(
    file_transfer: *mut pchat_file_transfer_t,
    error: *mut *mut pchat_error_t,
) -> pchat_status_t {
    let body = || {
        let file_transfer = object::get::<FileTransfer>(file_transfer)?;
        file_transfer.value.cancel();
        Ok(())
    };
    // SAFETY: the header's rules: NULL or a place for the error.
    unsafe { guard(error, body) }
}

/// Goes on after a failure or a cancellation, where the transfer was. The server keeps half an upload
/// for half an hour.
///
/// `PCHAT_ERROR_CODE_INVALID_OPERATION` while it runs, when it is completed, and for what the program
/// writes or reads itself; `PCHAT_ERROR_CODE_ENDPOINT_NOT_ESTABLISHED`;
/// `PCHAT_ERROR_CODE_PLATFORM_SHUT_DOWN`.
///
/// - Thread: any, also inside a callback. Does not wait.
/// - Errors: also `PCHAT_ERROR_CODE_INVALID_HANDLE`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn pchat_file_transfer_resume(
    file_transfer: *mut pchat_file_transfer_t,
    error: *mut *mut pchat_error_t,
) -> pchat_status_t {
    let body = || {
        let file_transfer = object::get::<FileTransfer>(file_transfer)?;
        file_transfer.value.resume()?;
        Ok(())
    };
    // SAFETY: the header's rules: NULL or a place for the error.
    unsafe { guard(error, body) }
}

/// Whether it goes up.
///
/// - Thread: any, also inside a callback. Does not wait.
/// - Errors: `PCHAT_ERROR_CODE_INVALID_HANDLE`, `PCHAT_ERROR_CODE_BAD_ARGUMENT` without a place for the
///   result.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn pchat_file_transfer_is_upload(
    file_transfer: *mut pchat_file_transfer_t,
    result: *mut bool,
    error: *mut *mut pchat_error_t,
) -> pchat_status_t {
    let body = || {
        out(result, "result")?;
        let file_transfer = object::get::<FileTransfer>(file_transfer)?;
        let value = file_transfer.value.is_upload();
        // SAFETY: checked not to be NULL, and the caller gives room for the result.
        unsafe { result.write(value) };
        Ok(())
    };
    // SAFETY: the header's rules: NULL or a place for the error.
    unsafe { guard(error, body) }
}

/// The path on this machine; empty for a transfer of bytes, or of what the program writes or reads.
///
/// - Thread: any, also inside a callback. Does not wait.
/// - Ownership: Free `*result` with `pchat_string_free`.
/// - Errors: `PCHAT_ERROR_CODE_INVALID_HANDLE`, `PCHAT_ERROR_CODE_BAD_ARGUMENT` without a place for the
///   result.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn pchat_file_transfer_path(
    file_transfer: *mut pchat_file_transfer_t,
    result: *mut *mut c_char,
    error: *mut *mut pchat_error_t,
) -> pchat_status_t {
    let body = || {
        out(result, "result")?;
        let file_transfer = object::get::<FileTransfer>(file_transfer)?;
        let value = file_transfer.value.path();
        // SAFETY: checked not to be NULL, and the caller gives room for the result.
        unsafe { result.write(strings::give(&value)) };
        Ok(())
    };
    // SAFETY: the header's rules: NULL or a place for the error.
    unsafe { guard(error, body) }
}

/// The name for people.
///
/// - Thread: any, also inside a callback. Does not wait.
/// - Ownership: Free `*result` with `pchat_string_free`.
/// - Errors: `PCHAT_ERROR_CODE_INVALID_HANDLE`, `PCHAT_ERROR_CODE_BAD_ARGUMENT` without a place for the
///   result.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn pchat_file_transfer_file_name(
    file_transfer: *mut pchat_file_transfer_t,
    result: *mut *mut c_char,
    error: *mut *mut pchat_error_t,
) -> pchat_status_t {
    let body = || {
        out(result, "result")?;
        let file_transfer = object::get::<FileTransfer>(file_transfer)?;
        let value = file_transfer.value.file_name();
        // SAFETY: checked not to be NULL, and the caller gives room for the result.
        unsafe { result.write(strings::give(&value)) };
        Ok(())
    };
    // SAFETY: the header's rules: NULL or a place for the error.
    unsafe { guard(error, body) }
}

/// The file's URI; of an upload as soon as it is complete.
///
/// - Thread: any, also inside a callback. Does not wait.
/// - Ownership: Free `*result` with `pchat_string_free`.
/// - Errors: `PCHAT_ERROR_CODE_INVALID_HANDLE`, `PCHAT_ERROR_CODE_BAD_ARGUMENT` without a place for the
///   result.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn pchat_file_transfer_file_uri(
    file_transfer: *mut pchat_file_transfer_t,
    result: *mut *mut c_char,
    error: *mut *mut pchat_error_t,
) -> pchat_status_t {
    let body = || {
        out(result, "result")?;
        let file_transfer = object::get::<FileTransfer>(file_transfer)?;
        let value = file_transfer.value.file_uri();
        // SAFETY: checked not to be NULL, and the caller gives room for the result.
        unsafe { result.write(value.as_deref().map_or(ptr::null_mut(), strings::give)) };
        Ok(())
    };
    // SAFETY: the header's rules: NULL or a place for the error.
    unsafe { guard(error, body) }
}

/// The endpoint that it belongs to.
///
/// - Thread: any, also inside a callback. Does not wait.
/// - Ownership: Free `*result` with `pchat_endpoint_free`.
/// - Errors: `PCHAT_ERROR_CODE_INVALID_HANDLE`, `PCHAT_ERROR_CODE_BAD_ARGUMENT` without a place for the
///   result.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn pchat_file_transfer_endpoint(
    file_transfer: *mut pchat_file_transfer_t,
    result: *mut *mut pchat_endpoint_t,
    error: *mut *mut pchat_error_t,
) -> pchat_status_t {
    let body = || {
        out(result, "result")?;
        let file_transfer = object::get::<FileTransfer>(file_transfer)?;
        let value = file_transfer.value.endpoint();
        let value = object::publish(value, file_transfer.host.clone())?;
        // SAFETY: checked not to be NULL, and the caller gives room for the result.
        unsafe { result.write(value) };
        Ok(())
    };
    // SAFETY: the header's rules: NULL or a place for the error.
    unsafe { guard(error, body) }
}

/// Gives a reference to a file transfer back. NULL is allowed. With the last reference its callbacks
/// are removed. A call that is going on at that moment ends first, then comes `destroy`; use
/// `pchat_file_transfer_close_wait` to wait for that. Operations that run go on and complete.
///
/// - Thread: any, also inside a callback.
/// - Errors: `PCHAT_ERROR_CODE_INVALID_HANDLE` when it was freed already; nothing is harmed.
#[unsafe(no_mangle)]
pub extern "C" fn pchat_file_transfer_free(file_transfer: *mut pchat_file_transfer_t) -> pchat_status_t {
    object::free::<pchat_core::api::FileTransfer>(file_transfer)
}

/// Takes another reference to a file transfer: it has to be freed once more.
///
/// - Thread: any, also inside a callback.
/// - Errors: `PCHAT_ERROR_CODE_INVALID_HANDLE` when it was freed already.
#[unsafe(no_mangle)]
pub extern "C" fn pchat_file_transfer_retain(file_transfer: *mut pchat_file_transfer_t) -> pchat_status_t {
    object::retain::<pchat_core::api::FileTransfer>(file_transfer)
}

/// Adds callbacks to a file transfer. Events from now on are told to all that were added, in this
/// order.
///
/// - Thread: any, also inside a callback. Does not wait.
/// - Ownership: `callbacks` is copied; its `destroy` runs exactly once, also when this fails (unless
///   its `struct_size` is absurd). `*registration`, unless NULL, gets a number for removing them.
/// - Errors: `PCHAT_ERROR_CODE_INVALID_HANDLE`, `PCHAT_ERROR_CODE_BAD_ARGUMENT` (NULL, wrong size),
///   `PCHAT_ERROR_CODE_INVALID_OPERATION` when it was closed.
/// - Callback: one at a time for each endpoint with its sessions, in order.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn pchat_file_transfer_add_callbacks(
    file_transfer: *mut pchat_file_transfer_t,
    callbacks: *const events::pchat_file_transfer_callbacks_t,
    registration: *mut u64,
    error: *mut *mut pchat_error_t,
) -> pchat_status_t {
    // SAFETY: the header's rules: NULL or a struct of the size that it says. First, so that `destroy` runs on every path.
    let callbacks = protect(|| unsafe { events::take_file_transfer_callbacks(callbacks) });
    let body = || {
        let (callbacks, user_data) = callbacks?;
        let object = object::get::<pchat_core::api::FileTransfer>(file_transfer)?;
        let id = object
            .registrations
            .add(callbacks, user_data)
            .ok_or_else(|| Error::new(ErrorCode::InvalidOperation, "the file transfer was closed"))?;
        if !registration.is_null() {
            // SAFETY: the caller gives NULL or room for a number.
            unsafe { registration.write(id) };
        }
        Ok(())
    };
    // SAFETY: the header's rules: NULL or a place for the error.
    unsafe { guard(error, body) }
}

/// Removes callbacks: no call begins any more. A call that is going on at that moment ends first, then
/// comes `destroy`.
///
/// - Thread: any, also inside the callback itself. Does not wait.
/// - Errors: `PCHAT_ERROR_CODE_INVALID_HANDLE`; `PCHAT_ERROR_CODE_BAD_ARGUMENT` when there is no such
///   registration (any more).
#[unsafe(no_mangle)]
pub unsafe extern "C" fn pchat_file_transfer_remove_callbacks(
    file_transfer: *mut pchat_file_transfer_t,
    registration: u64,
    error: *mut *mut pchat_error_t,
) -> pchat_status_t {
    let body = || {
        let object = object::get::<pchat_core::api::FileTransfer>(file_transfer)?;
        if object.registrations.remove(registration) {
            Ok(())
        } else {
            Err(Error::new(
                ErrorCode::BadArgument,
                format!("the file transfer has no registration {registration}"),
            ))
        }
    };
    // SAFETY: the header's rules: NULL or a place for the error.
    unsafe { guard(error, body) }
}

/// Ends all callbacks of this file transfer for good and waits: operations that run are cancelled and
/// complete, events that wait are dropped, and when it returns no callback runs or will run. Does not
/// tell the server anything; do that before. In pull mode it dispatches, on this thread, what waits for
/// the endpoint.
///
/// - Thread: any, but not inside a callback. Waits, at most `timeout_ms`.
/// - Errors: `PCHAT_ERROR_CODE_WOULD_DEADLOCK` inside a callback, also of something else;
///   `PCHAT_ERROR_CODE_TIMED_OUT` when a callback does not return in time: no new one starts then either,
///   and it may be called again; `PCHAT_ERROR_CODE_INVALID_HANDLE`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn pchat_file_transfer_close_wait(
    file_transfer: *mut pchat_file_transfer_t,
    timeout_ms: u32,
    error: *mut *mut pchat_error_t,
) -> pchat_status_t {
    let body = || {
        operations::close(&object::get::<pchat_core::api::FileTransfer>(file_transfer)?, timeout_ms, false)
    };
    // SAFETY: the header's rules: NULL or a place for the error.
    unsafe { guard(error, body) }
}
