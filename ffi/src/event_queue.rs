//! Pull mode: the program takes events out of the queue itself.

use crate::dispatcher;
use crate::error::{pchat_error_t, pchat_status_t};
use crate::generated::events::EventView;
use crate::generated::platform::pchat_platform_t;
use crate::guard::{guard, out, protect};
use crate::handles::Table;
use crate::host::Host;
use crate::object::{self, Object};
use crate::operations::{PCHAT_WAIT_FOREVER, refuse_in_callback};
use pchat_core::api::{Error, ErrorCode, Platform, Result};
use pchat_core::platform::{CallbackScope, Delivery, Item};
use std::ptr;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

/// An event, or the completion of an operation, that the program took out of the queue. Free it with `pchat_event_free`.
///
/// While it exists no other event of the same endpoint is given out, so that threads that share a queue handle the events of one
/// endpoint in order.
#[allow(non_camel_case_types)]
pub struct pchat_event_t {
    _opaque: [u8; 0],
}

/// The kind of an event that is the end of an operation: dispatch or free it, and its completion is called.
pub const PCHAT_EVENT_KIND_COMPLETION: i32 = 1;

pub(crate) struct EventObject {
    view: EventView,
    delivery: Mutex<Option<Delivery>>,
    host: Option<Arc<Host>>,
}

static EVENTS: Table<EventObject> = Table::new(2, "event");

pub(crate) fn live() -> usize {
    EVENTS.live()
}

pub(crate) fn reset_in_child() {
    EVENTS.reset_in_child();
}

/// Looks into an event; `nothing` when it is stale.
pub(crate) fn look<T>(event: *const pchat_event_t, nothing: T, read: impl FnOnce(&EventView) -> T) -> T {
    match EVENTS.get(event.addr()) {
        Ok(object) => read(&object.view),
        Err(_) => nothing,
    }
}

fn pulling(platform: *mut pchat_platform_t) -> Result<Arc<Object<Platform>>> {
    let object = object::get::<Platform>(platform)?;
    object.value.check_process()?;
    if !object.value.pulls_events() {
        return Err(Error::new(
            ErrorCode::InvalidOperation,
            "this platform calls back on a thread of its own; set `pull_events` in its settings to take events yourself",
        ));
    }
    Ok(object)
}

/// A descriptor that is readable while an event waits, for `poll`, `epoll` and event loops. For a platform with `pull_events`.
///
/// When it is readable take events with `pchat_event_queue_next` and a timeout of 0 until there is none. It stays readable once the
/// platform is shut down.
///
/// - Thread: any.
/// - Ownership: the descriptor belongs to the platform: do not read, write or close it. It lives as long as the platform.
/// - Errors: `PCHAT_ERROR_CODE_INVALID_OPERATION` without `pull_events`, `PCHAT_ERROR_CODE_IO` when the system has no descriptor left.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn pchat_event_queue_descriptor(
    platform: *mut pchat_platform_t,
    descriptor: *mut i32,
    error: *mut *mut pchat_error_t,
) -> pchat_status_t {
    let body = || {
        out(descriptor, "descriptor")?;
        let raw = pulling(platform)?.value.event_queue().descriptor()?;
        // SAFETY: it is not NULL, and the caller gives room for a number.
        unsafe { descriptor.write(raw) };
        Ok(())
    };
    // SAFETY: the caller gives NULL or a place for the error.
    unsafe { guard(error, body) }
}

/// Takes the next event, waiting at most `timeout_ms` for one (0 does not wait, `PCHAT_WAIT_FOREVER` has no end). For a platform with
/// `pull_events`.
///
/// Succeeds with `*event` NULL when there was none in time.
///
/// - Thread: any; several may share the queue.
/// - Ownership: free the event with `pchat_event_free`, or dispatch it first.
/// - Errors: `PCHAT_ERROR_CODE_PLATFORM_SHUT_DOWN` when the platform is shut down and the queue is empty: nothing will come any more.
///   `PCHAT_ERROR_CODE_INVALID_OPERATION` without `pull_events`. `PCHAT_ERROR_CODE_WOULD_DEADLOCK` for waiting inside a callback.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn pchat_event_queue_next(
    platform: *mut pchat_platform_t,
    timeout_ms: u32,
    event: *mut *mut pchat_event_t,
    error: *mut *mut pchat_error_t,
) -> pchat_status_t {
    let body = || {
        out(event, "event")?;
        let platform = pulling(platform)?;
        if timeout_ms > 0 {
            refuse_in_callback()?;
        }
        let handle = next(&platform, timeout_ms)?;
        // SAFETY: it is not NULL, and the caller gives room for a pointer.
        unsafe { event.write(handle) };
        Ok(())
    };
    // SAFETY: the caller gives NULL or a place for the error.
    unsafe { guard(error, body) }
}

fn next(platform: &Object<Platform>, timeout_ms: u32) -> Result<*mut pchat_event_t> {
    let queue = platform.value.event_queue();
    let end = Instant::now().checked_add(Duration::from_millis(timeout_ms.into()));
    loop {
        let left = match timeout_ms {
            PCHAT_WAIT_FOREVER => None,
            _ => end.map(|end| end.saturating_duration_since(Instant::now())),
        };
        let delivery = if timeout_ms == 0 { queue.try_next() } else { queue.next(left) };
        let Some(mut delivery) = delivery else {
            if queue.is_closed() {
                return Err(Error::new(
                    ErrorCode::PlatformShutDown,
                    "the platform is shut down and its queue is empty",
                ));
            }
            return Ok(ptr::null_mut());
        };
        let view = match delivery.item() {
            Some(Item::Completion(_)) | None => Some(EventView::Completion),
            Some(_) => delivery.take_item().and_then(EventView::of),
        };
        // Nobody wants an event of an object whose handle was freed.
        let Some(view) = view else { continue };
        let host = platform.host.clone();
        let object = EventObject { view, delivery: Mutex::new(Some(delivery)), host };
        let (handle, _) = EVENTS.insert(Arc::new(object), None)?;
        platform.host.iter().for_each(|host| host.handle_given());
        return Ok(ptr::without_provenance_mut(handle));
    }
}

/// What happened, a `PCHAT_EVENT_KIND_…`; 0 for NULL or a freed event.
///
/// - Thread: any.
#[unsafe(no_mangle)]
pub extern "C" fn pchat_event_kind(event: *const pchat_event_t) -> i32 {
    look(event, 0, EventView::kind)
}

/// Calls what the program registered for this event, on the current thread: the callbacks of its object, or the completion of its
/// operation. Without registered callbacks it does nothing. An event is dispatched once; free it afterwards.
///
/// - Thread: any. The functions that it calls are inside a callback: those that wait refuse there.
/// - Ownership: the event still has to be freed.
/// - Errors: `PCHAT_ERROR_CODE_INVALID_OPERATION` when it was dispatched before.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn pchat_event_dispatch(
    event: *mut pchat_event_t,
    error: *mut *mut pchat_error_t,
) -> pchat_status_t {
    let body = || {
        let object = EVENTS.get(event.addr())?;
        let delivery = object.delivery.lock().unwrap_or_else(PoisonError::into_inner).take();
        let Some(delivery) = delivery else {
            return Err(Error::new(ErrorCode::InvalidOperation, "the event was dispatched before"));
        };
        let inside = CallbackScope::enter();
        object.view.tell();
        drop(inside);
        dispatcher::dispatch(delivery);
        Ok(())
    };
    // SAFETY: the caller gives NULL or a place for the error.
    unsafe { guard(error, body) }
}

/// Frees an event. A completion that was not dispatched is called now, on this thread: it comes exactly once on every path. NULL is
/// allowed.
///
/// - Thread: any.
/// - Errors: `PCHAT_ERROR_CODE_INVALID_HANDLE` when it was freed already.
#[unsafe(no_mangle)]
pub extern "C" fn pchat_event_free(event: *mut pchat_event_t) -> pchat_status_t {
    if event.is_null() {
        return crate::error::PCHAT_OK;
    }
    let freed = protect(|| {
        let Some(object) = EVENTS.release(event.addr())? else { return Ok(()) };
        let delivery = object.delivery.lock().unwrap_or_else(PoisonError::into_inner).take();
        if let Some(delivery) = delivery {
            dispatcher::dispatch(delivery);
        }
        if let Some(host) = object.host.clone() {
            drop(object);
            host.handle_freed();
        }
        Ok(())
    });
    freed.map_or_else(|e| e.code() as i32, |()| crate::error::PCHAT_OK)
}
