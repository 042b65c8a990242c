//! Events on their way from the task into the program's mailbox.

use super::endpoint::EndpointShared;
use super::session::SessionShared;
use crate::api::{
    EndpointEvent, EndpointState, EndpointStateChanged, Error, SessionEvent, SessionState,
    SessionStateChanged,
};
use crate::platform::Item;
use std::collections::VecDeque;
use std::sync::Arc;

enum Happening {
    Endpoint(EndpointEvent),
    Session(Arc<SessionShared>, SessionEvent),
}

/// Events that did not fit into the mailbox yet. While there are any the task reads nothing, so there are never more than one
/// read can make.
#[derive(Default)]
pub(super) struct Outbox {
    waiting: VecDeque<Happening>,
    /// Nothing is told any more.
    muted: bool,
}

impl Outbox {
    pub(super) fn endpoint_state(&mut self, state: EndpointState, reason: Option<Error>) {
        let event = EndpointEvent::StateChanged(EndpointStateChanged { state, reason });
        self.waiting.push_back(Happening::Endpoint(event));
    }

    pub(super) fn endpoint(&mut self, event: EndpointEvent) {
        if !self.muted {
            self.waiting.push_back(Happening::Endpoint(event));
        }
    }

    pub(super) fn session_state(
        &mut self,
        session: &Arc<SessionShared>,
        state: SessionState,
        reason: Option<Error>,
    ) {
        self.session(session, SessionEvent::StateChanged(SessionStateChanged { state, reason }));
    }

    pub(super) fn session(&mut self, session: &Arc<SessionShared>, event: SessionEvent) {
        if self.muted {
            return;
        }
        self.waiting.push_back(Happening::Session(Arc::clone(session), event));
    }

    /// Tells nothing from now on: the endpoint only says goodbye.
    pub(super) fn mute(&mut self) {
        self.muted = true;
    }

    pub(super) fn is_empty(&self) -> bool {
        self.waiting.is_empty()
    }

    /// Hands on what fits. Events of things that the program holds no handle of are dropped.
    pub(super) fn deliver(&mut self, shared: &EndpointShared) {
        let mailbox = &shared.mailbox;
        while !self.waiting.is_empty() {
            let room = mailbox.room().min(self.waiting.len());
            if room == 0 {
                return;
            }
            let items = self.waiting.drain(..room).filter_map(|happening| match happening {
                Happening::Endpoint(event) => {
                    shared.endpoint().map(|endpoint| Item::EndpointEvent { endpoint, event })
                }
                Happening::Session(session, event) => {
                    session.handle(shared).map(|session| Item::SessionEvent { session, event })
                }
            });
            // Collected first: making a handle must not happen under the mailbox's lock.
            mailbox.push_events(items.collect());
        }
        if self.waiting.capacity() > 16 {
            self.waiting = VecDeque::new();
        }
    }
}
