//! Operations, the dispatcher and the ways to end them, on a class that does what the test says.

use crate::error::pchat_error_t;
use crate::handles::Table;
use crate::host::Host;
use crate::object::{self, Active, Class, Object};
use crate::operations::{self, Completion, CompletionForm, PCHAT_WAIT_FOREVER, pchat_operation_cancel};
use crate::registrations::Destroy;
use pchat_core::api::{Error, ErrorCode, Platform, PlatformSettings, Result};
use pchat_core::platform::{Mailbox, in_callback};
use std::ffi::c_void;
use std::ptr;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, mpsc};
use std::thread::ThreadId;

/// Something on an endpoint, without the endpoint.
struct Probe {
    mailbox: Arc<Mailbox>,
}

static PROBES: Table<Object<Probe>> = Table::new(62, "probe");

impl Class for Probe {
    type Opaque = u8;
    type Callbacks = ();
    fn table() -> &'static Table<Object<Self>> {
        &PROBES
    }
    fn identity_of(&self) -> Option<usize> {
        Some(Arc::as_ptr(&self.mailbox).addr())
    }
}

impl Active for Probe {
    fn mailbox_of(&self) -> Arc<Mailbox> {
        Arc::clone(&self.mailbox)
    }
}

/// What a completion was told.
#[derive(Debug, PartialEq)]
enum Told {
    Outcome(std::result::Result<u32, ErrorCode>, ThreadId),
    Destroyed,
}

#[derive(Clone, Copy)]
struct Form {
    told: *mut c_void,
    call: Option<fn(&Result<u32>)>,
}

// SAFETY: the pointer is a sender that is only used by one completion.
unsafe impl Send for Form {}

unsafe extern "C" fn destroy(told: *mut c_void) {
    // SAFETY: made by `completion`.
    let told = unsafe { Box::from_raw(told.cast::<mpsc::Sender<Told>>()) };
    let _ = told.send(Told::Destroyed);
}

impl CompletionForm for Form {
    type Result = u32;
    fn user_data(&self) -> (*mut c_void, Destroy) {
        (self.told, Some(destroy))
    }
    fn call(&self, outcome: Result<u32>, user_data: *mut c_void) {
        assert!(in_callback());
        if let Some(call) = self.call {
            call(&outcome);
        }
        // SAFETY: made by `completion`, destroyed later.
        let told = unsafe { &*user_data.cast::<mpsc::Sender<Told>>() };
        let _ = told.send(Told::Outcome(outcome.map_err(|e| e.code()), std::thread::current().id()));
    }
}

fn completion(call: Option<fn(&Result<u32>)>) -> (Option<Completion<Form>>, mpsc::Receiver<Told>) {
    let (sender, told) = mpsc::channel();
    let form = Form { told: Box::into_raw(Box::new(sender)).cast(), call };
    // SAFETY: the form is a local variable.
    (unsafe { Completion::take(&form) }, told)
}

fn host(pull_events: bool) -> Arc<Host> {
    let platform = Platform::start(PlatformSettings { worker_threads: 1, pull_events }).unwrap();
    Host::start(&platform).unwrap()
}

fn probe(host: &Arc<Host>) -> *mut u8 {
    let probe = Probe { mailbox: host.platform.event_queue().mailbox(4) };
    object::publish(probe, Some(Arc::clone(host))).unwrap()
}

fn start<O>(probe: *mut u8, completion: Option<Completion<Form>>, operation: O) -> Result<u64>
where
    O: Future<Output = Result<u32>> + Send + 'static,
{
    let mut id = 0;
    // SAFETY: the place for the number is a local variable.
    unsafe { operations::start(object::get::<Probe>(probe)?, completion, &mut id, |_| operation) }?;
    Ok(id)
}

fn outcome(told: &Told) -> std::result::Result<u32, ErrorCode> {
    match told {
        Told::Outcome(outcome, _) => *outcome,
        Told::Destroyed => panic!("destroy came first"),
    }
}

fn cancel(id: u64) -> i32 {
    // SAFETY: no place for an error is given.
    unsafe { pchat_operation_cancel(id, ptr::null_mut::<*mut pchat_error_t>()) }
}

#[test]
fn an_operation_completes_once_on_another_thread_and_then_destroys() {
    let host = host(false);
    let probe = probe(&host);
    let (completion, told) = completion(None);
    start(probe, completion, async { Ok(7) }).unwrap();
    let all: Vec<_> = told.iter().collect();
    assert_eq!(all.len(), 2);
    let Told::Outcome(outcome, thread) = &all[0] else { panic!("destroy came first") };
    assert_eq!(*outcome, Ok(7));
    assert_ne!(*thread, std::thread::current().id());
    assert_eq!(all[1], Told::Destroyed);
    object::free::<Probe>(probe);
    host.shut_down().unwrap();
}

#[test]
fn cancelling_before_the_end_completes_as_cancelled_and_after_it_does_nothing() {
    let host = host(false);
    let probe = probe(&host);
    let (first, told) = completion(None);
    let id = start(probe, first, std::future::pending()).unwrap();
    assert_eq!(cancel(id), 0);
    let all: Vec<_> = told.iter().collect();
    assert_eq!((all.len(), outcome(&all[0])), (2, Err(ErrorCode::Cancelled)));
    assert_eq!(cancel(id), 0, "it is over");
    assert_eq!(cancel(0), ErrorCode::BadArgument as i32);
    assert_eq!(cancel(u64::MAX), ErrorCode::BadArgument as i32);
    object::free::<Probe>(probe);
    host.shut_down().unwrap();
}

#[test]
fn shutting_down_completes_what_runs_and_refuses_what_comes() {
    let host = host(false);
    let probe = probe(&host);
    let (running, told) = completion(None);
    start(probe, running, std::future::pending()).unwrap();
    host.shut_down().unwrap();
    let all: Vec<_> = told.try_iter().collect();
    assert_eq!((all.len(), outcome(&all[0])), (2, Err(ErrorCode::PlatformShutDown)), "before it returned");
    let (late, told) = completion(None);
    assert_eq!(start(probe, late, async { Ok(1) }).unwrap_err().code(), ErrorCode::PlatformShutDown);
    assert_eq!(told.iter().collect::<Vec<_>>(), [Told::Destroyed], "only destroy when it did not start");
    host.shut_down().unwrap();
    object::free::<Probe>(probe);
}

#[test]
fn a_panic_in_an_operation_is_its_outcome() {
    let host = host(false);
    let probe = probe(&host);
    let (completion, told) = completion(None);
    start(probe, completion, async { panic!("on purpose") }).unwrap();
    let all: Vec<_> = told.iter().collect();
    assert_eq!((all.len(), outcome(&all[0])), (2, Err(ErrorCode::Internal)));
    let waited = operations::wait(object::get::<Probe>(probe).unwrap(), PCHAT_WAIT_FOREVER, |_| async {
        if in_callback() { Ok(1) } else { panic!("on purpose") }
    });
    assert!(waited.is_err());
    object::free::<Probe>(probe);
    host.shut_down().unwrap();
}

#[test]
fn waiting_gives_the_result_a_timeout_or_a_refusal() {
    let host = host(false);
    let probe = probe(&host);
    let object = || object::get::<Probe>(probe).unwrap();
    assert_eq!(operations::wait(object(), PCHAT_WAIT_FOREVER, |_| async { Ok(3) }).unwrap(), 3);
    let late = operations::wait(object(), 1, |_| std::future::pending::<Result<u32>>());
    assert_eq!(late.unwrap_err().code(), ErrorCode::TimedOut);
    let inside = pchat_core::platform::CallbackScope::enter();
    let refused = operations::wait(object(), 1, |_| async { Ok(3) });
    assert_eq!(refused.unwrap_err().code(), ErrorCode::WouldDeadlock);
    assert_eq!(host.shut_down().unwrap_err().code(), ErrorCode::WouldDeadlock);
    assert_eq!(operations::close(&object(), 1, true).unwrap_err().code(), ErrorCode::WouldDeadlock);
    drop(inside);
    object::free::<Probe>(probe);
    host.shut_down().unwrap();
}

#[test]
fn too_many_operations_are_refused_and_ending_makes_room() {
    let host = host(false);
    let probe = probe(&host);
    let ids: Vec<u64> = (0..1024).map(|_| start(probe, None, std::future::pending()).unwrap()).collect();
    let (completion, told) = completion(None);
    let refused = start(probe, completion, async { Ok(1) });
    assert_eq!(refused.unwrap_err().code(), ErrorCode::TooManyOperations);
    assert_eq!(told.iter().collect::<Vec<_>>(), [Told::Destroyed]);
    ids.into_iter().for_each(|id| assert_eq!(cancel(id), 0));
    operations::close(&object::get::<Probe>(probe).unwrap(), PCHAT_WAIT_FOREVER, false).unwrap();
    object::free::<Probe>(probe);
    host.shut_down().unwrap();
}

#[test]
fn after_closing_nothing_runs_and_nothing_starts() {
    for pull in [false, true] {
        let host = host(pull);
        let probe = probe(&host);
        let told: Vec<_> = (0..10)
            .map(|_| {
                let (completion, told) = completion(None);
                start(probe, completion, std::future::pending()).unwrap();
                told
            })
            .collect();
        let object = object::get::<Probe>(probe).unwrap();
        operations::close(&object, PCHAT_WAIT_FOREVER, true).unwrap();
        for told in told {
            let all: Vec<_> = told.try_iter().collect();
            assert_eq!((all.len(), outcome(&all[0])), (2, Err(ErrorCode::Cancelled)), "pull mode: {pull}");
        }
        let refused = start(probe, None, async { Ok(1) });
        assert_eq!(refused.unwrap_err().code(), ErrorCode::InvalidOperation);
        drop(object);
        object::free::<Probe>(probe);
        host.shut_down().unwrap();
    }
}

#[test]
fn in_pull_mode_completions_wait_for_the_program_and_come_at_the_shutdown_at_the_latest() {
    let host = host(true);
    let probe = probe(&host);
    let (first, told_first) = completion(None);
    let (second, told_second) = completion(None);
    start(probe, first, async { Ok(1) }).unwrap();
    let delivery = host.platform.event_queue().next(None).unwrap();
    assert!(told_first.try_recv().is_err());
    crate::dispatcher::dispatch(delivery);
    let told = told_first.try_recv().unwrap();
    assert_eq!(told, Told::Outcome(Ok(1), std::thread::current().id()));
    start(probe, second, async { Ok(2) }).unwrap();
    object::free::<Probe>(probe);
    host.shut_down().unwrap();
    assert_eq!(told_second.try_iter().count(), 2);
}

#[test]
fn everything_may_be_freed_inside_a_callback_the_platform_too() {
    static HOST: Mutex<Option<Arc<Host>>> = Mutex::new(None);
    static PROBE: AtomicUsize = AtomicUsize::new(0);
    static FREED: AtomicBool = AtomicBool::new(false);
    let host = host(false);
    let probe = probe(&host);
    PROBE.store(probe.addr(), Ordering::SeqCst);
    let queue = host.platform.event_queue().clone();
    let (completion, told) = completion(Some(|_| {
        assert_eq!(object::free::<Probe>(ptr::without_provenance_mut(PROBE.load(Ordering::SeqCst))), 0);
        drop(HOST.lock().unwrap().take());
        FREED.store(true, Ordering::SeqCst);
    }));
    *HOST.lock().unwrap() = Some(Arc::clone(&host));
    let object = object::get::<Probe>(probe).unwrap();
    let (go, wait) = tokio::sync::oneshot::channel::<()>();
    start(probe, completion, async {
        let _ = wait.await;
        Ok(1)
    })
    .unwrap();
    drop((object, host));
    let _ = go.send(());
    assert_eq!(told.iter().count(), 2);
    assert!(FREED.load(Ordering::SeqCst));
    // The last reference went away on the callback thread; another thread ends the platform.
    while !queue.is_closed() {
        std::thread::yield_now();
    }
    assert!(object::get::<Probe>(probe).is_err());
}

#[test]
fn completions_race_cancelling_and_freeing_and_still_come_once() {
    let host = host(false);
    for round in 0..50 {
        let probe = probe(&host);
        let told: Vec<_> = std::thread::scope(|scope| {
            let threads: Vec<_> = (0..8)
                .map(|n| {
                    let probe = probe.addr();
                    scope.spawn(move || {
                        let probe = ptr::without_provenance_mut(probe);
                        let (completion, told) = completion(None);
                        let started = start(probe, completion, async move {
                            if n % 2 == 0 {
                                tokio::task::yield_now().await;
                            }
                            Ok(n)
                        });
                        if let Ok(id) = &started
                            && n % 3 == 0
                        {
                            cancel(*id);
                        }
                        if n == round % 8 {
                            object::free::<Probe>(probe);
                        }
                        (started.is_ok(), told)
                    })
                })
                .collect();
            threads.into_iter().map(|thread| thread.join().unwrap()).collect()
        });
        for (started, told) in told {
            let all: Vec<_> = told.iter().collect();
            assert_eq!(all.len(), if started { 2 } else { 1 });
            assert_eq!(all.last(), Some(&Told::Destroyed));
        }
    }
    host.shut_down().unwrap();
}

#[test]
fn an_error_is_an_outcome() {
    let host = host(false);
    let probe = probe(&host);
    let (completion, told) = completion(None);
    start(probe, completion, async { Err(Error::new(ErrorCode::NoSuchNode, "no such room")) }).unwrap();
    assert_eq!(outcome(&told.recv().unwrap()), Err(ErrorCode::NoSuchNode));
    object::free::<Probe>(probe);
    host.shut_down().unwrap();
}
