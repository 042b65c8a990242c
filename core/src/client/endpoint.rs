//! What an endpoint's task and the program share: the state, the sessions, the way in for commands.

use super::account::Account;
use super::commands::{Answer, Command, Question, WAITING_COMMANDS};
use super::endpoint_task;
use super::people::People;
use super::session::SessionShared;
use crate::api::{
    Endpoint, EndpointEvent, EndpointSettings, EndpointState, EndpointStateChanged, Error, ErrorCode,
    Platform, Result, ServerConfiguration, Session, SessionState,
};
use crate::platform::Mailbox;
use crate::xccos::Data;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, Weak};
use tokio::sync::mpsc::error::TrySendError;
use tokio::sync::{mpsc, oneshot, watch};

/// What the program's handles hold. Dropping the last one ends the endpoint in the background.
pub(crate) struct EndpointInner {
    pub(crate) platform: Platform,
    pub(crate) mailbox: Arc<Mailbox>,
    pub(crate) shared: Arc<EndpointShared>,
}

/// What the task holds too.
pub(crate) struct EndpointShared {
    pub(crate) account: Account,
    pub(crate) mailbox: Arc<Mailbox>,
    pub(crate) people: Arc<People>,
    /// For events, which carry a handle.
    handle: Weak<EndpointInner>,
    commands: mpsc::Sender<Command>,
    /// Turns true when the program wants an end.
    stop: watch::Sender<bool>,
    /// Turns true when the endpoint is terminated.
    ended: watch::Sender<bool>,
    published: Mutex<Published>,
}

struct Published {
    state: EndpointState,
    /// Why it is terminated, when nobody asked for it.
    reason: Option<Error>,
    configuration: Option<Arc<ServerConfiguration>>,
    /// The task takes it.
    receiver: Option<mpsc::Receiver<Command>>,
    /// Sessions that are joined now, in the order of joining. The task keeps them alive, not the program.
    joined: Vec<Arc<SessionShared>>,
    /// Every session that the program may hold, to tell it when the endpoint ends.
    all: Vec<Weak<SessionShared>>,
}

impl EndpointInner {
    pub(crate) fn new(platform: &Platform, settings: EndpointSettings) -> Result<Arc<EndpointInner>> {
        platform.check()?;
        let account = Account::new(settings)?;
        let mailbox = platform.event_queue().mailbox(account.event_capacity);
        let (commands, receiver) = mpsc::channel(WAITING_COMMANDS);
        Ok(Arc::new_cyclic(|handle| EndpointInner {
            platform: platform.clone(),
            mailbox: Arc::clone(&mailbox),
            shared: Arc::new(EndpointShared {
                account,
                mailbox,
                people: Arc::clone(platform.people()),
                handle: handle.clone(),
                commands,
                stop: watch::channel(false).0,
                ended: watch::channel(false).0,
                published: Mutex::new(Published {
                    state: EndpointState::Idle,
                    reason: None,
                    configuration: None,
                    receiver: Some(receiver),
                    joined: Vec::new(),
                    all: Vec::new(),
                }),
            }),
        }))
    }

    /// Starts the task and waits until it is signed in. Dropping the future ends the endpoint, which is of use only once.
    pub(crate) async fn establish(&self) -> Result<()> {
        self.platform.check()?;
        let shared = &self.shared;
        let receiver = {
            let mut published = shared.published();
            if published.state != EndpointState::Idle {
                return Err(Error::new(
                    ErrorCode::InvalidOperation,
                    "an endpoint is established once only; make a new one to connect again",
                ));
            }
            published.state = EndpointState::Establishing;
            published.receiver.take()
        };
        let Some(receiver) = receiver else {
            return Err(Error::new(ErrorCode::Internal, "the endpoint's command queue is gone"));
        };
        let (answer, outcome) = oneshot::channel();
        let started = self.platform.spawn(endpoint_task::run(
            Arc::clone(shared),
            receiver,
            self.platform.shutting_down(),
            answer,
        ));
        if let Err(error) = started {
            shared.publish_end(Some(error.clone()));
            return Err(error);
        }
        let cancelled = StopWhenDropped(Some(shared));
        let outcome = outcome.await;
        cancelled.disarm();
        outcome.unwrap_or_else(|_| Err(shared.gone()))
    }

    /// Ends the endpoint and waits for it.
    pub(crate) async fn terminate(&self) -> Result<()> {
        self.platform.check()?;
        let shared = &self.shared;
        let was_idle = {
            let mut published = shared.published();
            let idle = published.state == EndpointState::Idle;
            if idle {
                published.state = EndpointState::Terminated;
            }
            idle
        };
        if was_idle {
            shared.publish_end(None);
            let event = EndpointStateChanged { state: EndpointState::Terminated, reason: None };
            if let Some(endpoint) = shared.endpoint() {
                self.mailbox.push_endpoint_event(endpoint, EndpointEvent::StateChanged(event)).await;
            }
            return Ok(());
        }
        shared.stop.send_replace(true);
        // The sender lives as long as this handle, so waiting cannot fail.
        let _ = shared.ended.subscribe().wait_for(|ended| *ended).await;
        Ok(())
    }

    /// Whether operations can be started: `PlatformShutDown`, `ForkedProcess` or `EndpointNotEstablished` when they cannot.
    pub(crate) fn check(&self) -> Result<()> {
        self.platform.check()?;
        self.shared.check_established()
    }

    /// Puts a question to the chat server; gives what its answer holds.
    pub(crate) async fn put(&self, question: Question) -> Result<Data> {
        self.ask(|answer| Command::Ask { question, answer }).await
    }

    /// Hands a command to the task and waits for its outcome.
    pub(crate) async fn ask<T>(&self, command: impl FnOnce(Answer<T>) -> Command) -> Result<T> {
        self.ask_or_undo(command, || ()).await
    }

    /// Like `ask`; `undo` runs when the future is dropped and the command had succeeded already.
    pub(crate) async fn ask_or_undo<T>(
        &self,
        command: impl FnOnce(Answer<T>) -> Command,
        undo: impl FnOnce(),
    ) -> Result<T> {
        self.check()?;
        let (answer, outcome) = oneshot::channel();
        let mut outcome = Outcome { outcome, undo: Some(undo) };
        match self.shared.commands.try_send(command(answer)) {
            Ok(()) => {}
            Err(TrySendError::Closed(_)) => return Err(self.shared.gone()),
            Err(TrySendError::Full(_)) => {
                return Err(Error::new(
                    ErrorCode::TooManyOperations,
                    format!(
                        "{WAITING_COMMANDS} operations of this endpoint wait already; wait for some to end"
                    ),
                ));
            }
        }
        (&mut outcome.outcome).await.unwrap_or_else(|_| Err(self.shared.gone()))
    }

    /// Leaves the rooms of sessions that nobody knows to be in one.
    pub(crate) fn abandon(&self, sessions: Vec<Arc<SessionShared>>) {
        // When even that does not fit any more, the user may still leave or terminate.
        let _ = self.shared.commands.try_send(Command::Abandon { sessions });
    }
}

/// The outcome of a command, until somebody has taken it.
struct Outcome<T, U: FnOnce()> {
    outcome: oneshot::Receiver<Result<T>>,
    undo: Option<U>,
}

impl<T, U: FnOnce()> Drop for Outcome<T, U> {
    fn drop(&mut self) {
        // From here on the task sees that nobody waits. What it sent before is here now, or was taken.
        self.outcome.close();
        if let Ok(Ok(_)) = self.outcome.try_recv()
            && let Some(undo) = self.undo.take()
        {
            undo();
        }
    }
}

impl Drop for EndpointInner {
    fn drop(&mut self) {
        self.shared.stop.send_replace(true);
    }
}

/// Ends the endpoint when the future that establishes it is dropped.
struct StopWhenDropped<'a>(Option<&'a Arc<EndpointShared>>);

impl StopWhenDropped<'_> {
    fn disarm(mut self) {
        self.0 = None;
    }
}

impl Drop for StopWhenDropped<'_> {
    fn drop(&mut self) {
        if let Some(shared) = self.0 {
            shared.stop.send_replace(true);
        }
    }
}

impl EndpointShared {
    fn published(&self) -> MutexGuard<'_, Published> {
        self.published.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The program's handle; `None` when it holds none any more.
    pub(crate) fn endpoint(&self) -> Option<Endpoint> {
        self.handle.upgrade().map(|inner| Endpoint { inner })
    }

    pub(crate) fn state(&self) -> EndpointState {
        self.published().state
    }

    /// Turns true when the endpoint has ended.
    pub(crate) fn ended(&self) -> watch::Receiver<bool> {
        self.ended.subscribe()
    }

    /// Turns true when the endpoint shall end.
    pub(crate) fn stop_requested(&self) -> watch::Receiver<bool> {
        self.stop.subscribe()
    }

    pub(crate) fn configuration(&self) -> Result<Arc<ServerConfiguration>> {
        self.check_established()?;
        self.published().configuration.clone().ok_or_else(|| self.not_established())
    }

    /// `EndpointNotEstablished` unless it is established, with the reason why not.
    pub(crate) fn check_established(&self) -> Result<()> {
        match self.state() {
            EndpointState::Established => Ok(()),
            _ => Err(self.not_established()),
        }
    }

    fn not_established(&self) -> Error {
        let published = self.published();
        let why = match (published.state, &published.reason) {
            (EndpointState::Idle, _) => "the endpoint is not established yet; establish it first".to_string(),
            (EndpointState::Establishing, _) => {
                "the endpoint is still being established; wait for that to end".to_string()
            }
            (_, Some(reason)) => format!("the endpoint has ended ({}); make a new one", reason.message()),
            (_, None) => "the endpoint was terminated; make a new one".to_string(),
        };
        Error::new(ErrorCode::EndpointNotEstablished, why)
    }

    /// What an operation gets that the task did not finish.
    pub(crate) fn gone(&self) -> Error {
        let published = self.published();
        match (&published.reason, published.state) {
            (Some(reason), _) => reason.clone(),
            (None, EndpointState::Terminated | EndpointState::Terminating) => {
                Error::new(ErrorCode::ConnectionLost, "the endpoint was terminated while the operation ran")
            }
            (None, _) => {
                Error::new(ErrorCode::PlatformShutDown, "the platform was shut down while the operation ran")
            }
        }
    }

    pub(crate) fn publish_state(&self, state: EndpointState) {
        self.published().state = state;
    }

    pub(crate) fn publish_established(&self, configuration: ServerConfiguration) {
        let mut published = self.published();
        published.configuration = Some(Arc::new(configuration));
        published.state = EndpointState::Established;
    }

    /// The endpoint is over. Gives the sessions that were alive, each with its state before.
    pub(crate) fn publish_end(&self, reason: Option<Error>) -> Vec<(Arc<SessionShared>, SessionState)> {
        let sessions: Vec<_> = {
            let mut published = self.published();
            published.state = EndpointState::Terminated;
            published.reason = reason;
            published.joined.clear();
            published.receiver = None;
            published.all.drain(..).filter_map(|session| session.upgrade()).collect()
        };
        let sessions = sessions
            .into_iter()
            .map(|session| {
                let before = session.publish_end();
                (session, before)
            })
            .collect();
        self.ended.send_replace(true);
        sessions
    }

    /// Takes a new session in. `EndpointNotEstablished` unless it is established.
    pub(crate) fn add_session(&self, session: &Arc<SessionShared>) -> Result<()> {
        let mut published = self.published();
        if published.state != EndpointState::Established {
            drop(published);
            return Err(self.not_established());
        }
        if published.all.len() == published.all.capacity() {
            published.all.retain(|session| session.strong_count() > 0);
        }
        published.all.push(Arc::downgrade(session));
        Ok(())
    }

    /// The session is in its room now.
    pub(crate) fn add_joined(&self, session: &Arc<SessionShared>) {
        self.published().joined.push(Arc::clone(session));
    }

    /// The session is in no room any more.
    pub(crate) fn remove_joined(&self, session: &Arc<SessionShared>) {
        self.published().joined.retain(|other| !Arc::ptr_eq(other, session));
    }

    /// The sessions that are joined now.
    pub(crate) fn joined(&self) -> Vec<Arc<SessionShared>> {
        self.published().joined.clone()
    }

    /// The handles of the joined sessions that `fits` wants.
    pub(crate) fn find_joined(&self, fits: impl Fn(&SessionShared) -> bool) -> Vec<Session> {
        let joined = self.joined();
        joined
            .iter()
            .filter(|session| session.state() == SessionState::Established && fits(session))
            .filter_map(|session| session.handle(self))
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::cell::Cell;

    #[test]
    fn a_success_that_nobody_takes_is_undone() {
        let undone = Cell::new(0);
        let channel = || {
            let (answer, outcome) = oneshot::channel();
            (answer, Outcome { outcome, undo: Some(|| undone.set(undone.get() + 1)) })
        };
        let (answer, outcome) = channel();
        assert!(answer.send(Ok(())).is_ok());
        drop(outcome);
        assert_eq!(undone.get(), 1);
        let (answer, mut taken) = channel();
        assert!(answer.send(Ok(())).is_ok());
        assert!(taken.outcome.try_recv().is_ok());
        drop(taken);
        let (answer, failed) = channel();
        assert!(answer.send(Err(Error::new(ErrorCode::TimedOut, "no answer"))).is_ok());
        drop(failed);
        let (answer, early) = channel();
        drop(early);
        assert!(answer.send(Ok(())).is_err(), "the task undoes it itself");
        assert_eq!(undone.get(), 1);
    }
}
