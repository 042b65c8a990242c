//! Objects behind handles.

use crate::error::{PCHAT_OK, pchat_status_t};
use crate::guard::protect;
use crate::handles::Table;
use crate::host::Host;
use crate::registrations::{Registration, Registrations};
use pchat_core::api::Result;
use pchat_core::platform::Mailbox;
use std::ptr;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

/// A class of the API as C knows it. Implemented by generated code.
pub(crate) trait Class: Send + Sync + Sized + 'static {
    /// What C's pointer points to, as far as C knows.
    type Opaque;
    /// The callbacks that it can have.
    type Callbacks: Copy + Send + Sync + 'static;
    /// Where its objects are.
    fn table() -> &'static Table<Object<Self>>;
    /// Equal for clones of one object.
    fn identity_of(&self) -> Option<usize>;
    /// The host of a new object; `parent` is the host of the object that it was made from.
    fn host_of(&self, parent: Option<Arc<Host>>) -> Result<Option<Arc<Host>>> {
        Ok(parent)
    }
}

/// A class that lives on an endpoint and can run operations.
pub(crate) trait Active: Class {
    /// The mailbox of its endpoint.
    fn mailbox_of(&self) -> Arc<Mailbox>;
}

/// A class that has events.
pub(crate) trait Talkative: Active {
    /// What it tells.
    type Event;
    /// The same in the form of C.
    type View;
    fn view(event: Self::Event) -> Self::View;
    /// Calls the function for this event, if the program has set it.
    fn call(registration: &Registration<Self::Callbacks>, handle: *mut Self::Opaque, view: &Self::View);
}

/// An object that C holds.
pub(crate) struct Object<T: Class> {
    pub(crate) value: T,
    pub(crate) registrations: Registrations<T::Callbacks>,
    /// Its operations were ended for good.
    pub(crate) closed: AtomicBool,
    // Last, so that it goes last: an object keeps its platform's threads alive.
    pub(crate) host: Option<Arc<Host>>,
}

/// The object of a handle.
pub(crate) fn get<T: Class>(handle: *mut T::Opaque) -> Result<Arc<Object<T>>> {
    T::table().get(handle.addr())
}

/// Gives an object to C. When C has a handle of the same object it gets that one with another reference.
pub(crate) fn publish<T: Class>(value: T, parent: Option<Arc<Host>>) -> Result<*mut T::Opaque> {
    let identity = value.identity_of();
    let host = value.host_of(parent)?;
    let object =
        Object { value, registrations: Registrations::default(), closed: AtomicBool::new(false), host };
    let object = Arc::new(object);
    let (handle, given_back) = T::table().insert(Arc::clone(&object), identity)?;
    match given_back {
        Some(double) => drop(double),
        None => object.host.iter().for_each(|host| host.handle_given()),
    }
    Ok(ptr::without_provenance_mut(handle))
}

/// A reference that is given back when this is dropped.
pub(crate) struct Lent<T: Class> {
    handle: *mut T::Opaque,
}

// SAFETY: a handle is a number, which any thread may use.
unsafe impl<T: Class> Send for Lent<T> {}

impl<T: Class> Lent<T> {
    /// Makes an object known to C.
    pub(crate) fn publish(value: T, parent: Option<Arc<Host>>) -> Result<Self> {
        publish(value, parent).map(|handle| Self { handle })
    }

    /// The reference becomes the program's.
    #[allow(dead_code, reason = "no operation ends with objects yet")]
    pub(crate) fn keep(self) -> *mut T::Opaque {
        std::mem::ManuallyDrop::new(self).handle
    }

    pub(crate) fn handle(&self) -> *mut T::Opaque {
        self.handle
    }

    /// One more reference to what C has.
    pub(crate) fn another(handle: *mut T::Opaque) -> Result<Self> {
        T::table().retain(handle.addr())?;
        Ok(Self { handle })
    }
}

impl<T: Class> Drop for Lent<T> {
    fn drop(&mut self) {
        free::<T>(self.handle);
    }
}

/// Handles on their way to C.
pub(crate) struct Handles<T: Class>(pub(crate) Vec<Lent<T>>);

impl<T: Class> Handles<T> {
    pub(crate) fn publish(values: Vec<T>, parent: Option<Arc<Host>>) -> Result<Self> {
        values.into_iter().map(|value| Lent::publish(value, parent.clone())).collect::<Result<_>>().map(Self)
    }
}

/// Takes one of C's references away. The last one ends the object's callbacks.
pub(crate) fn free<T: Class>(handle: *mut T::Opaque) -> pchat_status_t {
    if handle.is_null() {
        return PCHAT_OK;
    }
    let freed = protect(|| {
        if let Some(object) = T::table().release(handle.addr())? {
            object.registrations.close();
            if let Some(host) = object.host.clone() {
                drop(object);
                host.handle_freed();
            }
        }
        Ok(())
    });
    freed.map_or_else(|e| e.code() as i32, |()| PCHAT_OK)
}

/// Another reference for C.
pub(crate) fn retain<T: Class>(handle: *mut T::Opaque) -> pchat_status_t {
    protect(|| T::table().retain(handle.addr())).map_or_else(|e| e.code() as i32, |()| PCHAT_OK)
}
