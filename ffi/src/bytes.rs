//! Bytes between Rust and C.

use crate::projection::{self, Project, Projected, Projection};
use pchat_core::api::{Bytes, Error, ErrorCode, Result};

/// Bytes that the library gives out. Read-only. Those that a function gave you are freed with `pchat_bytes_free`; those that a
/// callback gets are good until the callback returns, `pchat_bytes_copy` keeps them.
#[derive(Clone, Copy)]
#[repr(C)]
pub struct pchat_bytes_t {
    /// How many there are.
    pub size: usize,
    /// The first one; never NULL, also when there are none.
    pub data: *const u8,
}

impl Project for Bytes {
    type View = pchat_bytes_t;
    type Keep = Bytes;

    // Not copied: C reads where the library wrote.
    fn project(self) -> Projected<Self> {
        Projection::new(pchat_bytes_t { size: self.len(), data: self.as_ptr() }, self)
    }

    unsafe fn read(view: *const pchat_bytes_t) -> Result<Self> {
        // SAFETY: the caller's promise; `project` made it of that many bytes.
        let bytes = unsafe { std::slice::from_raw_parts((*view).data, (*view).size) };
        Ok(Bytes::copy_from_slice(bytes))
    }
}

/// A copy of the bytes of an argument.
///
/// # Safety
/// `bytes` points to `size` bytes, or is NULL.
pub(crate) unsafe fn taken(bytes: *const u8, size: usize, name: &str) -> Result<Bytes> {
    let wrong = |what: &str| Err(Error::new(ErrorCode::BadArgument, format!("`{name}` {what}")));
    match (bytes.is_null(), size) {
        (_, 0) => Ok(Bytes::new()),
        (true, _) => wrong(&format!("is NULL, and `{name}_size` is not 0")),
        _ if isize::try_from(size).is_err() => wrong("cannot have that many bytes"),
        // SAFETY: the caller's promise.
        _ => Ok(Bytes::copy_from_slice(unsafe { std::slice::from_raw_parts(bytes, size) })),
    }
}

/// Frees bytes that a function of the library gave you. NULL is allowed.
///
/// - Thread: any.
/// - Ownership: `it` and its bytes are gone. Not for what callbacks get.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn pchat_bytes_free(it: *mut pchat_bytes_t) {
    // SAFETY: the header's rules: NULL or a value that the program got and did not free.
    unsafe { projection::free::<Bytes>(it) }
}

/// A copy of bytes, to keep what a callback got. NULL for NULL.
///
/// - Thread: any.
/// - Ownership: free the copy with `pchat_bytes_free`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn pchat_bytes_copy(it: *const pchat_bytes_t) -> *mut pchat_bytes_t {
    // SAFETY: the header's rules: NULL or a live value.
    unsafe { projection::copy::<Bytes>(it) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::ptr;

    #[test]
    fn null_is_no_bytes_and_only_when_there_are_none() {
        // SAFETY: the sizes are true, or the pointer is NULL.
        let (none, some, wrong, absurd) = unsafe {
            (
                taken(ptr::null(), 0, "chunk"),
                taken(b"abc".as_ptr(), 2, "chunk"),
                taken(ptr::null(), 3, "chunk"),
                taken(b"abc".as_ptr(), usize::MAX, "chunk"),
            )
        };
        assert_eq!((none.unwrap(), some.unwrap()), (Bytes::new(), Bytes::from_static(b"ab")));
        assert_eq!(wrong.unwrap_err().message(), "`chunk` is NULL, and `chunk_size` is not 0");
        assert_eq!(absurd.unwrap_err().message(), "`chunk` cannot have that many bytes");
    }

    #[test]
    fn what_is_given_out_can_be_copied_and_freed() {
        for content in [&b""[..], b"a\0b"] {
            let it = projection::give(Bytes::from_static(content));
            // SAFETY: made here, and freed once.
            unsafe {
                let copy = pchat_bytes_copy(it);
                pchat_bytes_free(it);
                assert_eq!(std::slice::from_raw_parts((*copy).data, (*copy).size), content);
                pchat_bytes_free(copy);
                assert!(pchat_bytes_copy(ptr::null()).is_null());
                pchat_bytes_free(ptr::null_mut());
            }
        }
    }
}
