//! The program's side of a test.

use crate::scripted::{LIMIT, Server};
use pchat_core::api::{
    Authentication, Endpoint, EndpointEvent, EndpointSettings, Error, Platform, PlatformSettings, Session,
    SessionEvent, SessionState, Transport,
};
use pchat_core::platform::{EventQueue, Item};

pub(crate) struct Program {
    pub(crate) platform: Platform,
}

/// An event, with who it belongs to left out.
#[derive(Debug)]
pub(crate) enum Told {
    Endpoint(EndpointEvent),
    Session(SessionEvent),
}

impl Program {
    pub(crate) fn start() -> Program {
        Program { platform: Platform::start(PlatformSettings::default()).expect("a platform") }
    }

    pub(crate) fn endpoint(&self, settings: EndpointSettings) -> Endpoint {
        Endpoint::new(&self.platform, settings).expect("an endpoint")
    }

    pub(crate) fn endpoint_for(&self, server: &Server) -> Endpoint {
        self.endpoint(settings(server.port))
    }

    /// The next event.
    pub(crate) async fn event(&self) -> Told {
        next_event(self.platform.event_queue()).await
    }

    /// The next event of a session.
    pub(crate) async fn session_event(&self) -> SessionEvent {
        loop {
            if let Told::Session(event) = self.event().await {
                return event;
            }
        }
    }

    /// Passes over events until a session is in this state; gives the reason.
    pub(crate) async fn session_state(&self, wanted: SessionState) -> Option<Error> {
        loop {
            if let Told::Session(SessionEvent::StateChanged(change)) = self.event().await
                && change.state == wanted
            {
                return change.reason;
            }
        }
    }
}

async fn next_event(queue: &EventQueue) -> Told {
    let queue = queue.clone();
    tokio::task::spawn_blocking(move || {
        let mut delivery = queue.next(Some(LIMIT)).expect("an event in time");
        match delivery.take_item() {
            Some(Item::EndpointEvent { event, .. }) => Told::Endpoint(event),
            Some(Item::SessionEvent { event, .. }) => Told::Session(event),
            _ => panic!("an event expected"),
        }
    })
    .await
    .expect("no panic")
}

pub(crate) fn settings(port: u16) -> EndpointSettings {
    EndpointSettings {
        user_uri: "ann@contoso.test".into(),
        server: Some("127.0.0.1".into()),
        port: Some(port),
        transport: Transport::Tcp,
        authentication: Authentication::None,
        ..EndpointSettings::default()
    }
}

/// An endpoint with an open chat and a session that is in the lobby.
pub(crate) async fn joined(program: &Program, server: &Server) -> (Endpoint, Session, crate::scripted::Peer) {
    let endpoint = program.endpoint_for(server);
    let (outcome, mut peer) = tokio::join!(endpoint.establish(), server.accept_established());
    outcome.expect("established");
    let session = Session::new(&endpoint).expect("a session");
    let (outcome, ()) = tokio::join!(session.join(crate::scripted::LOBBY), peer.let_join());
    outcome.expect("joined");
    program.session_state(SessionState::Established).await;
    (endpoint, session, peer)
}
