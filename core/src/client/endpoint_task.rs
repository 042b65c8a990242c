//! The life of an endpoint: establish, serve, say goodbye (spec: sdk.md 2.4).

use super::commands::{Answer, Command};
use super::driver::Driver;
use super::endpoint::EndpointShared;
use super::operations::Goal;
use super::outbox::Outbox;
use super::sign_in::sign_in;
use crate::api::{EndpointState, Error, ErrorCode, Result, ServerConfiguration, SessionState};
use crate::xccos::Request;
use std::future::Future;
use std::sync::Arc;
use std::time::{Duration, Instant};
use tokio::sync::{mpsc, oneshot, watch};
use tokio::time::timeout;

/// How long each part of the goodbye may take: leaving the rooms, closing the chat, signing out.
const FAREWELL_PART: Duration = Duration::from_millis(600);

/// Commands that are taken at once; then the socket has its turn.
const COMMANDS_AT_ONCE: usize = 64;

/// Why an endpoint ends.
enum End {
    /// The program wants it.
    Asked,
    /// The platform ends.
    ShutDown,
    /// It cannot go on.
    Lost(Error),
}

impl End {
    /// What an operation gets that was not finished.
    fn error(&self) -> Error {
        match self {
            End::Asked => Error::new(ErrorCode::ConnectionLost, "the endpoint was terminated meanwhile"),
            End::ShutDown => Error::new(ErrorCode::PlatformShutDown, "the platform was shut down meanwhile"),
            End::Lost(reason) => reason.clone(),
        }
    }

    /// What the state events say; nothing when it was asked for.
    fn reason(&self) -> Option<Error> {
        match self {
            End::Asked => None,
            End::ShutDown | End::Lost(_) => Some(self.error()),
        }
    }
}

/// Runs an endpoint from its start to its end. `established` gets the outcome of signing in and opening the chat.
pub(super) async fn run(
    shared: Arc<EndpointShared>,
    mut commands: mpsc::Receiver<Command>,
    mut shutting_down: watch::Receiver<bool>,
    established: Answer<()>,
) {
    let on_abort = EndWhenDropped(Some(&shared));
    let mut established = Some(established);
    let mut stop = shared.stop_requested();
    let mut outbox = Outbox::default();
    outbox.endpoint_state(EndpointState::Establishing, None);
    outbox.deliver(&shared);

    let mut driver = None;
    // In a box of its own, which is freed then: it is larger than all that follows.
    let start = Box::pin(start(&shared, &mut driver));
    let started = unless_ended(start, &mut stop, &mut shutting_down).await;
    let end = match (started, &mut driver) {
        (Ok(Ok(configuration)), Some(driver)) => {
            shared.publish_established(configuration);
            driver.outbox.endpoint_state(EndpointState::Established, None);
            if let Some(answer) = established.take() {
                let _ = answer.send(Ok(()));
            }
            serve(driver, &mut commands, &mut stop, &mut shutting_down).await
        }
        (Ok(Err(error)), _) => End::Lost(error),
        (Err(end), _) => end,
        (Ok(Ok(_)), None) => End::Asked,
    };

    if let Some(driver) = &mut driver {
        outbox = std::mem::take(&mut driver.outbox);
    }
    if let (End::Asked, Some(driver)) = (&end, &mut driver) {
        shared.publish_state(EndpointState::Terminating);
        outbox.endpoint_state(EndpointState::Terminating, None);
        outbox.deliver(&shared);
        driver.end_operations(&end.error());
        driver.say_goodbye().await;
    }
    let sessions = shared.publish_end(end.reason());
    on_abort.disarm();
    for (session, before) in &sessions {
        if *before != SessionState::Terminated {
            outbox.session_state(session, SessionState::Terminated, end.reason());
        }
    }
    outbox.endpoint_state(EndpointState::Terminated, end.reason());
    outbox.deliver(&shared);
    if let Some(driver) = &mut driver {
        driver.end_operations(&end.error());
    }
    commands.close();
    while let Some(command) = commands.recv().await {
        command.refuse(end.error());
    }
    if let Some(answer) = established.take() {
        let _ = answer.send(Err(match &end {
            End::Asked => interrupted(&shared.account.uri),
            End::ShutDown | End::Lost(_) => end.error(),
        }));
    }
    if let (End::Lost(_) | End::ShutDown, Some(driver)) = (&end, &mut driver) {
        driver.say_goodbye().await;
    }
    drop(driver);
    // The platform waits for this before it ends.
    drop(shutting_down);
    while !outbox.is_empty() {
        shared.mailbox.wait_for_room().await;
        outbox.deliver(&shared);
    }
}

/// What establishing gives that the program itself put an end to (spec: sdk.md 2.4, 4).
fn interrupted(user: &str) -> Error {
    let text = format!(
        "connecting {user} was interrupted: the endpoint was terminated before it was established; make a new one to connect"
    );
    Error::new(ErrorCode::InvalidFlowOfOperations, text)
}

/// Signs in and opens the chat. The driver is left outside, to say goodbye with should this be cut short.
async fn start(shared: &Arc<EndpointShared>, place: &mut Option<Driver>) -> Result<ServerConfiguration> {
    place.insert(sign_in(shared).await?).establish().await
}

/// Serves until the end.
async fn serve(
    driver: &mut Driver,
    commands: &mut mpsc::Receiver<Command>,
    stop: &mut watch::Receiver<bool>,
    shutting_down: &mut watch::Receiver<bool>,
) -> End {
    let shared = Arc::clone(&driver.shared);
    loop {
        let is_blocked = !driver.outbox.is_empty();
        tokio::select! {
            () = asked(stop) => return End::Asked,
            () = asked(shutting_down) => return End::ShutDown,
            () = shared.mailbox.wait_for_room(), if is_blocked => {
                driver.outbox.deliver(&shared);
            }
            Some(command) = commands.recv() => {
                let now = Instant::now();
                driver.run(command, now);
                for _ in 1..COMMANDS_AT_ONCE {
                    match commands.try_recv() {
                        Ok(command) => driver.run(command, now),
                        Err(_) => break,
                    }
                }
                driver.outbox.deliver(&shared);
                if let Some(error) = driver.fatal.take() {
                    return End::Lost(error);
                }
            }
            outcome = driver.round() => {
                if let Err(error) = outcome {
                    return End::Lost(error);
                }
            }
        }
    }
}

/// Does it unless the end comes first.
async fn unless_ended<T>(
    work: impl Future<Output = T>,
    stop: &mut watch::Receiver<bool>,
    shutting_down: &mut watch::Receiver<bool>,
) -> std::result::Result<T, End> {
    tokio::select! {
        biased;
        () = asked(stop) => Err(End::Asked),
        () = asked(shutting_down) => Err(End::ShutDown),
        done = work => Ok(done),
    }
}

/// Ends when the flag is set; a flag that can never be set any more never ends.
async fn asked(flag: &mut watch::Receiver<bool>) {
    if flag.wait_for(|set| *set).await.is_err() {
        std::future::pending::<()>().await;
    }
}

impl Driver {
    /// Ends every operation that still runs; sessions stay as they are.
    fn end_operations(&mut self, error: &Error) {
        self.ending = true;
        self.fail_operations(error);
    }

    /// Leaves the rooms, closes the chat and signs out, each as far as the server lets us within a short time.
    async fn say_goodbye(&mut self) {
        if self.link_ended {
            return;
        }
        self.outbox.mute();
        self.operations.establishing = true;
        let _ = timeout(FAREWELL_PART, self.leave_rooms()).await;
        let _ = timeout(FAREWELL_PART, self.close_chat()).await;
        let _ = timeout(FAREWELL_PART, self.unregister()).await;
        let _ = timeout(FAREWELL_PART, self.link.close()).await;
    }

    async fn leave_rooms(&mut self) -> Result<()> {
        let mut replies = Vec::new();
        for room in self.rooms.uris() {
            let (waiting, reply) = oneshot::channel();
            self.ask(Request::Part { room }, Goal::Reply(waiting), Instant::now());
            replies.push(reply);
        }
        for reply in replies {
            // Whatever it says, the room is left.
            let _ = self.work_until(reply).await;
        }
        Ok(())
    }
}

/// Ends the endpoint for its handles when the task is dropped, which happens only when the platform ends in haste.
struct EndWhenDropped<'a>(Option<&'a Arc<EndpointShared>>);

impl EndWhenDropped<'_> {
    fn disarm(mut self) {
        self.0 = None;
    }
}

impl Drop for EndWhenDropped<'_> {
    fn drop(&mut self) {
        if let Some(shared) = self.0 {
            shared.publish_end(Some(End::ShutDown.error()));
        }
    }
}
