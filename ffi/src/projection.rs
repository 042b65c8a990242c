//! Values that the library gives out: structs that C reads, and the memory behind them.

use crate::live;
use pchat_core::api::Result;

/// A value of the API that has a form in C. Implemented by generated code.
pub(crate) trait Project: Sized {
    /// What C reads.
    type View: Copy + 'static;
    /// What the view points into.
    type Keep: 'static;
    fn project(self) -> Projected<Self>;
    /// The value again, for copying it.
    ///
    /// # Safety
    /// `view` comes from [`Project::project`] and was not freed.
    unsafe fn read(view: *const Self::View) -> Result<Self>;
}

/// Values in a row, given out as a struct with a count and an array of pointers.
pub(crate) struct List<T>(pub(crate) Vec<T>);

/// A value in the form of C.
pub(crate) type Projected<T> = Box<Projection<<T as Project>::View, <T as Project>::Keep>>;

/// What C reads, with the memory that it points into.
#[repr(C)]
pub(crate) struct Projection<V, K> {
    // First: a pointer to it is a pointer to the whole.
    view: V,
    _keep: K,
}

// SAFETY: a projection never changes after it was made, and its pointers go into its own heap memory or are handles.
unsafe impl<V, K> Send for Projection<V, K> {}
// SAFETY: as above.
unsafe impl<V, K> Sync for Projection<V, K> {}

impl<V: Copy, K> Projection<V, K> {
    /// `view` may point into heap memory that `keep` owns; moving `keep` does not move that memory.
    pub(crate) fn new(view: V, keep: K) -> Box<Self> {
        Box::new(Self { view, _keep: keep })
    }

    pub(crate) fn as_ptr(&self) -> *const V {
        std::ptr::from_ref(self).cast()
    }
}

/// Gives a value to C, which frees it with [`free`].
pub(crate) fn give<T: Project>(value: T) -> *mut T::View {
    live::began();
    Box::into_raw(value.project()).cast()
}

/// Takes a value back from C. NULL is allowed.
///
/// # Safety
/// `view` is NULL or comes from [`give`] and was not freed.
pub(crate) unsafe fn free<T: Project>(view: *mut T::View) {
    if !view.is_null() {
        live::ended();
        // SAFETY: `give` made it from a box of this type; the view is its first field.
        drop(unsafe { Box::from_raw(view.cast::<Projection<T::View, T::Keep>>()) });
    }
}

/// The same value once more.
///
/// # Safety
/// `view` is NULL or a live value of the library.
pub(crate) unsafe fn copy<T: Project>(view: *const T::View) -> *mut T::View {
    if view.is_null() {
        return std::ptr::null_mut();
    }
    // SAFETY: the caller's promise. A defect must not cross the border.
    match crate::guard::protect(|| unsafe { T::read(view) }) {
        Ok(value) => give(value),
        Err(_) => std::ptr::null_mut(),
    }
}

/// The owned text of a field.
///
/// # Safety
/// `text` is NULL or a string of the library.
pub(crate) unsafe fn text(text: *const std::ffi::c_char) -> Option<String> {
    // SAFETY: the caller's promise.
    (!text.is_null()).then(|| unsafe { std::ffi::CStr::from_ptr(text) }.to_string_lossy().into_owned())
}
