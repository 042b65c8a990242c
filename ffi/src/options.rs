//! Structs that the program fills: they start with their size, so that a program built with an older or newer header still works.

use crate::strings;
use pchat_core::api::{Error, ErrorCode, Result, Secret};
use std::ffi::c_char;
use std::mem::size_of;

/// Larger than any options struct will ever be: a size beyond it was never set.
const LARGEST: usize = 64 * 1024;

/// Lists of texts in options are bounded like everything else.
const LONGEST_LIST: usize = 1_000_000;

/// A struct that the program filled, of the size that the program knows.
pub(crate) struct Options {
    start: *const u8,
    size: usize,
    name: &'static str,
}

impl Options {
    /// Looks at the size. `None` for NULL, which means that everything has its default.
    ///
    /// # Safety
    /// `options` is NULL or points to a struct whose first field is a `size_t` that says how large it is.
    pub(crate) unsafe fn open<T>(options: *const T, name: &'static str) -> Result<Option<Self>> {
        // SAFETY: the caller's promise.
        match unsafe { Self::look(options, name) } {
            (_, Some(e)) => Err(e),
            (options, None) => Ok(options),
        }
    }

    /// As [`Options::open`] for a struct with a `destroy` that is to run even when something else in it is refused: both, then.
    /// Nothing is read of a struct of an absurd size. `(None, None)` for NULL.
    ///
    /// # Safety
    /// As for [`Options::open`].
    pub(crate) unsafe fn look<T>(options: *const T, name: &'static str) -> (Option<Self>, Option<Error>) {
        if options.is_null() {
            return (None, None);
        }
        let start: *const u8 = options.cast();
        // SAFETY: the caller's promise.
        let size = unsafe { start.cast::<usize>().read_unaligned() };
        if !(size_of::<usize>()..=LARGEST).contains(&size) {
            let e = format!("`struct_size` of `{name}` is {size}; call {name}_init(&it, sizeof it) first");
            return (None, Some(Error::new(ErrorCode::BadArgument, e)));
        }
        let it = Self { start, size, name };
        for offset in size_of::<T>()..size {
            // SAFETY: the struct is `size` bytes long.
            if unsafe { start.add(offset).read() } != 0 {
                let e = format!(
                    "`{name}` was made with a newer header and sets something that this version ({}) does not know",
                    env!("CARGO_PKG_VERSION")
                );
                return (Some(it), Some(Error::new(ErrorCode::BadArgument, e)));
            }
        }
        (Some(it), None)
    }

    /// The address of a function; `None` for NULL.
    pub(crate) fn function(&self, offset: usize) -> Option<*const std::ffi::c_void> {
        self.field::<*const std::ffi::c_void>(offset).filter(|function| !function.is_null())
    }

    /// The field at an offset, when the program's struct has it. `F` is valid for any bytes: an integer or a pointer.
    pub(crate) fn field<F: Plain>(&self, offset: usize) -> Option<F> {
        let end = offset.checked_add(size_of::<F>())?;
        // SAFETY: the struct is `size` bytes long, and every bit pattern is a value of a `Plain` type.
        (end <= self.size).then(|| unsafe { self.start.add(offset).cast::<F>().read_unaligned() })
    }

    /// A truth value: any non-zero byte is true, whatever the program's compiler put there.
    pub(crate) fn truth(&self, offset: usize) -> Option<bool> {
        self.field::<u8>(offset).map(|byte| byte != 0)
    }

    /// A text; `None` for NULL.
    ///
    /// # Safety
    /// The field is NULL or a NUL-terminated string that lives as long as the result is used.
    pub(crate) unsafe fn text<'a>(&self, offset: usize, field: &str) -> Result<Option<&'a str>> {
        let text = self.field::<*const c_char>(offset).unwrap_or(std::ptr::null());
        // SAFETY: the caller's promise.
        unsafe { strings::optional(text, field) }
    }

    /// A password; `None` for NULL.
    ///
    /// # Safety
    /// As for [`Options::text`].
    pub(crate) unsafe fn secret(&self, offset: usize, field: &str) -> Result<Option<Secret>> {
        let text = self.field::<*const c_char>(offset).unwrap_or(std::ptr::null());
        // SAFETY: the caller's promise.
        unsafe { strings::secret(text, field) }
    }

    /// A list of texts: a pointer to `count` strings.
    ///
    /// # Safety
    /// The pointer at `items` is NULL or points to as many valid strings as the number at `count` says.
    pub(crate) unsafe fn texts(
        &self,
        items: usize,
        count: usize,
        field: &str,
    ) -> Result<Option<Vec<String>>> {
        let Some(count) = self.field::<usize>(count) else { return Ok(None) };
        let Some(items) = self.field::<*const *const c_char>(items).filter(|items| !items.is_null()) else {
            if count > 0 {
                return Err(self.bad(field, "is NULL, but its count is not 0"));
            }
            return Ok(None);
        };
        if count > LONGEST_LIST {
            return Err(self.bad(field, "has an absurd count"));
        }
        (0..count)
            // SAFETY: the caller's promise.
            .map(|i| unsafe { strings::required(*items.add(i), field) }.map(str::to_owned))
            .collect::<Result<Vec<_>>>()
            .map(Some)
    }

    fn bad(&self, field: &str, why: &str) -> Error {
        Error::new(ErrorCode::BadArgument, format!("`{field}` of `{}` {why}", self.name))
    }
}

/// Types for which every bit pattern is a value.
pub(crate) trait Plain: Copy {}
impl Plain for u8 {}
impl Plain for i8 {}
impl Plain for u16 {}
impl Plain for i16 {}
impl Plain for u32 {}
impl Plain for i32 {}
impl Plain for u64 {}
impl Plain for i64 {}
impl Plain for usize {}
impl<T> Plain for *const T {}
impl<T> Plain for *mut T {}

/// Writes a struct with its defaults into memory of the program, as much of it as the program knows.
///
/// # Safety
/// `place` is NULL or points to `size` writable bytes.
pub(crate) unsafe fn initialise<T: Copy>(place: *mut T, size: usize, defaults: T) {
    if place.is_null() || size < size_of::<usize>() {
        return;
    }
    let place: *mut u8 = place.cast();
    let known = size.min(size_of::<T>());
    // SAFETY: `known` bytes are readable in `defaults` and writable at `place`; the rest of `size` is writable.
    unsafe {
        std::ptr::copy_nonoverlapping((&raw const defaults).cast::<u8>(), place, known);
        place.add(known).write_bytes(0, size - known);
        place.cast::<usize>().write_unaligned(size);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::mem::offset_of;

    #[derive(Clone, Copy)]
    #[repr(C)]
    struct Older {
        struct_size: usize,
        port: u16,
    }

    #[derive(Clone, Copy)]
    #[repr(C)]
    struct Ours {
        struct_size: usize,
        port: u16,
        limit: u32,
    }

    #[derive(Clone, Copy)]
    #[repr(C)]
    struct Newer {
        struct_size: usize,
        port: u16,
        limit: u32,
        speed: u64,
    }

    fn open<T>(options: &T) -> Result<Option<Options>> {
        // SAFETY: every struct here starts with its size.
        unsafe { Options::open(std::ptr::from_ref(options).cast::<Ours>(), "pchat_ours") }
    }

    #[test]
    fn an_older_programs_missing_fields_have_no_value() {
        let options = open(&Older { struct_size: size_of::<Older>(), port: 5061 }).unwrap().unwrap();
        assert_eq!(options.field::<u16>(offset_of!(Ours, port)), Some(5061));
        // `limit` lies in the padding of the older struct or behind it, and is only read when all of it is inside.
        let limit = options.field::<u32>(offset_of!(Ours, limit));
        assert_eq!(limit.is_some(), offset_of!(Ours, limit) + 4 <= size_of::<Older>());
    }

    #[test]
    fn a_newer_program_works_until_it_sets_what_is_not_known() {
        let mut newer = Newer { struct_size: size_of::<Newer>(), port: 1, limit: 2, speed: 0 };
        assert!(open(&newer).is_ok());
        newer.speed = 1;
        let message = open(&newer).err().unwrap().message().to_string();
        assert!(message.contains("newer header"), "{message}");
    }

    #[test]
    fn absurd_sizes_are_refused_and_say_how_to_do_it() {
        for struct_size in [0, 7, LARGEST + 1, usize::MAX] {
            let error = open(&Ours { struct_size, port: 0, limit: 0 }).err().unwrap();
            assert!(error.message().contains("pchat_ours_init"), "{error}");
        }
    }

    #[test]
    fn initialising_fills_what_the_program_knows_and_no_more() {
        let defaults = Ours { struct_size: 0, port: 7, limit: 9 };
        let mut memory = [0xAAu8; 64];
        // SAFETY: the memory is larger than what is named.
        unsafe { initialise(memory.as_mut_ptr().cast::<Ours>(), 10, defaults) };
        assert_eq!(memory[..8], 10usize.to_ne_bytes());
        assert_eq!(memory[8..10], 7u16.to_ne_bytes());
        assert!(memory[10..].iter().all(|byte| *byte == 0xAA));
        // SAFETY: as above.
        unsafe { initialise(memory.as_mut_ptr().cast::<Ours>(), 40, defaults) };
        assert!(memory[16..40].iter().all(|byte| *byte == 0) && memory[40] == 0xAA);
    }
}
