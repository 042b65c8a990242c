//! From the event queue to the program's functions.

use crate::guard::internal;
use crate::object::{Class, Object, Talkative};
use pchat_core::api::{Endpoint, FileTransfer, Session};
use pchat_core::platform::{CallbackScope, Delivery, Item};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::ptr;

/// Handles one item on the current thread. Blocking functions that the program calls meanwhile answer `WouldDeadlock`.
pub(crate) fn dispatch(mut delivery: Delivery) {
    let inside = CallbackScope::enter();
    let handled = catch_unwind(AssertUnwindSafe(|| match delivery.take_item() {
        Some(Item::Completion(run)) => run(),
        Some(Item::EndpointEvent { endpoint, event }) => tell::<Endpoint>(endpoint.identity(), event),
        Some(Item::SessionEvent { session, event }) => tell::<Session>(session.identity(), event),
        Some(Item::FileTransferEvent { file_transfer, event }) => {
            tell::<FileTransfer>(file_transfer.identity(), event);
        }
        None => {}
    }));
    if let Err(panic) = handled {
        log::error!("{}", internal(&*panic));
    }
    // The next item of this endpoint may come now.
    drop(delivery);
    drop(inside);
}

/// Tells an event to everybody who registered with the object's handle. Nobody wants it when the handle was freed.
fn tell<T: Talkative>(identity: usize, event: T::Event) {
    let Some((handle, object)) = T::table().find(identity) else { return };
    tell_view(ptr::without_provenance_mut(handle), &object, || T::view(event));
}

/// Tells an event that is in C's form, or will be when somebody wants it.
pub(crate) fn tell_view<T: Talkative, V: std::borrow::Borrow<T::View>>(
    handle: *mut <T as Class>::Opaque,
    object: &Object<T>,
    view: impl FnOnce() -> V,
) {
    let Some(delivering) = object.registrations.deliver() else { return };
    let view = view();
    for registration in delivering.wanted() {
        T::call(registration, handle, view.borrow());
    }
}
