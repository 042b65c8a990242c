//! Client and server of this project together: TLS, NTLM with every message signed, rooms.

use pchat_core::api::{
    Authentication, ChatMessage, ChatRoomPrivacy, Endpoint, EndpointSettings, EndpointState, ErrorCode,
    Platform, PlatformSettings, RoomQuery, Secret, Session, SessionEvent, SessionState, Transport,
};
use pchat_core::platform::Item;
use pchat_server::local::{LocalRoom, LocalServer, LocalServerSettings, LocalUser};
use std::time::Duration;

const LIMIT: Duration = Duration::from_secs(30);
const PASSWORD: &str = "Pa$$w\u{f6}rd";

fn server(authentication: Authentication) -> LocalServer {
    let settings = LocalServerSettings { authentication, ..LocalServerSettings::default() };
    let server = LocalServer::start(settings).expect("a server");
    for name in ["ann", "bob"] {
        let user = LocalUser {
            address: format!("{name}@example.com"),
            password: Some(Secret::new(PASSWORD)),
            display_name: Some(name.to_uppercase()),
            ..LocalUser::default()
        };
        server.add_user(user).expect("a user");
    }
    server.add_room(LocalRoom { name: "Lobby".into(), ..LocalRoom::default() }).expect("a room");
    let secret = LocalRoom {
        name: "Board".into(),
        privacy: ChatRoomPrivacy::Secret,
        members: vec!["bob@example.com".into()],
        ..LocalRoom::default()
    };
    server.add_room(secret).expect("a room");
    server
}

fn settings(server: &LocalServer, name: &str) -> EndpointSettings {
    EndpointSettings {
        user_uri: format!("{name}@example.com"),
        server: Some("localhost".into()),
        port: Some(server.sip_tls_port()),
        ca_file: Some(server.ca_file()),
        login: Some(name.into()),
        password: Some(Secret::new(PASSWORD)),
        ..EndpointSettings::default()
    }
}

/// A client with its own event queue.
struct Client {
    platform: Platform,
    endpoint: Endpoint,
}

impl Client {
    fn new(settings: EndpointSettings) -> Client {
        let platform = Platform::start(PlatformSettings::default()).expect("a platform");
        let endpoint = Endpoint::new(&platform, settings).expect("an endpoint");
        Client { platform, endpoint }
    }

    fn wait<T>(&self, work: impl Future<Output = T>) -> T {
        self.platform
            .runtime_handle()
            .block_on(async { tokio::time::timeout(LIMIT, work).await.expect("in time") })
    }

    fn established(settings: EndpointSettings) -> Client {
        let client = Client::new(settings);
        client.wait(client.endpoint.establish()).expect("established");
        client
    }

    fn session_event(&self) -> SessionEvent {
        loop {
            let mut delivery = self.platform.event_queue().next(Some(LIMIT)).expect("an event in time");
            if let Some(Item::SessionEvent { event, .. }) = delivery.take_item() {
                return event;
            }
        }
    }

    fn message(&self) -> ChatMessage {
        loop {
            if let SessionEvent::MessageReceived(message) = self.session_event() {
                return message;
            }
        }
    }

    fn attendance(&self) -> (String, bool) {
        loop {
            if let SessionEvent::ParticipantAttendanceChanged(change) = self.session_event() {
                return (change.participant.uri, change.is_active);
            }
        }
    }

    fn join(&self, name: &str) -> Session {
        let session = Session::new(&self.endpoint).expect("a session");
        self.wait(session.join_by_name(name)).expect("joined");
        session
    }
}

#[test]
fn two_users_talk_in_a_room_over_tls_with_ntlm() {
    let server = server(Authentication::Ntlm);
    let ann = Client::established(settings(&server, "ann"));
    let bob = Client::established(settings(&server, "bob"));

    let rooms = ann.wait(ann.endpoint.services().browse_by_criteria(RoomQuery::default())).expect("rooms");
    let names: Vec<_> = rooms.iter().map(|room| room.name.as_str()).collect();
    assert_eq!(names, ["Lobby"], "the secret room is not Ann's to see");

    let ann_session = ann.join("lobby");
    assert_eq!(ann_session.participants().len(), 1);
    let bob_session = bob.join("Lobby");
    assert_eq!(ann.attendance(), ("sip:bob@example.com".to_string(), true));
    let people: Vec<_> = bob_session.participants().into_iter().map(|p| (p.uri, p.name)).collect();
    assert_eq!(people[0], ("sip:ann@example.com".to_string(), Some("ANN".to_string())));
    assert_eq!(people.len(), 2);

    let text = "\"quotes\" <b>&amp;</b> \u{1F600} \u{e9}\nsecond line";
    ann.wait(ann_session.send_text(text)).expect("posted");
    for client in [&ann, &bob] {
        let message = client.message();
        assert_eq!((message.content.as_str(), message.author_uri.as_str()), (text, "sip:ann@example.com"));
        assert_eq!(message.author_name.as_deref(), Some("ANN"));
        assert!(message.message_id.is_some() && !message.is_alert);
    }
    bob.wait(bob_session.send_alert(&"8k".repeat(4096))).expect("posted");
    let long = ann.message();
    assert!(long.is_alert && long.content.len() == 8192);

    let history = ann.wait(ann_session.recent_history(10)).expect("history");
    let authors: Vec<_> = history.iter().map(|message| message.author_uri.as_str()).collect();
    assert_eq!(authors, ["sip:ann@example.com", "sip:bob@example.com"]);

    bob.wait(bob_session.leave()).expect("left");
    assert_eq!(ann.attendance(), ("sip:bob@example.com".to_string(), false));
    ann.wait(ann.endpoint.terminate()).expect("terminated");
    assert_eq!(ann_session.state(), SessionState::Terminated);
    bob.platform.shut_down().expect("shut down");
    assert_eq!(bob.endpoint.state(), EndpointState::Terminated);
    let runtime = tokio::runtime::Builder::new_current_thread().build().expect("a runtime");
    let late = runtime.block_on(bob.endpoint.terminate()).expect_err("its platform is gone");
    assert_eq!(late.code(), ErrorCode::PlatformShutDown, "as in every language");
}

#[test]
fn the_refusals_of_a_real_server_are_told_apart() {
    let server = server(Authentication::Ntlm);
    let refused = |change: fn(&mut EndpointSettings)| {
        let mut settings = settings(&server, "ann");
        change(&mut settings);
        let client = Client::new(settings);
        client.wait(client.endpoint.establish()).expect_err("refused")
    };
    let wrong = refused(|s| s.password = Some(Secret::new("wrong")));
    assert_eq!(wrong.code(), ErrorCode::AuthenticationFailed, "{wrong}");
    let nobody = refused(|s| s.login = Some("nobody".into()));
    assert_eq!(nobody.code(), ErrorCode::AuthenticationFailed, "{nobody}");
    let none = refused(|s| {
        s.authentication = Authentication::None;
        s.password = None;
    });
    assert_eq!(none.code(), ErrorCode::AuthenticationUnsupported, "{none}");
    let system = refused(|s| s.ca_file = None);
    assert!(matches!(system.code(), ErrorCode::CertificateNotTrusted | ErrorCode::Io), "{system}");
    let other_name = refused(|s| s.certificate_name = Some("elsewhere.example.com".into()));
    assert_eq!(other_name.code(), ErrorCode::CertificateNameMismatch, "{other_name}");
}

#[test]
fn ntlm_over_plain_tcp_needs_a_setting() {
    let server = server(Authentication::Ntlm);
    let plain = || EndpointSettings {
        transport: Transport::Tcp,
        port: Some(server.sip_tcp_port()),
        ca_file: None,
        ..settings(&server, "ann")
    };
    let client = Client::new(plain());
    let error = client.wait(client.endpoint.establish()).expect_err("refused");
    assert_eq!(error.code(), ErrorCode::AuthenticationUnsupported, "{error}");
    let client = Client::established(EndpointSettings { allow_ntlm_over_tcp: true, ..plain() });
    client.join("Lobby");
}

#[test]
fn a_room_that_is_not_ours_is_refused() {
    let server = server(Authentication::None);
    let open = |name: &str| EndpointSettings {
        transport: Transport::Tcp,
        port: Some(server.sip_tcp_port()),
        authentication: Authentication::None,
        password: None,
        ca_file: None,
        ..settings(&server, name)
    };
    let bob = Client::established(open("bob"));
    let board = bob.join("Board").properties().expect("joined").room_uri;
    let ann = Client::established(open("ann"));
    let session = Session::new(&ann.endpoint).expect("a session");
    let error = ann.wait(session.join(&board)).expect_err("refused");
    assert!(matches!(error.code(), ErrorCode::NoSuchNode | ErrorCode::ErrorPermission), "{error}");
    assert_eq!(session.state(), SessionState::Idle);
    let error = ann.wait(session.join_by_name("Board")).expect_err("not seen");
    assert_eq!(error.code(), ErrorCode::NoSuchNode);
}

#[test]
fn a_server_that_goes_away_ends_everything() {
    let server = server(Authentication::None);
    let client = Client::established(EndpointSettings {
        transport: Transport::Tcp,
        port: Some(server.sip_tcp_port()),
        ca_file: None,
        password: None,
        ..settings(&server, "ann")
    });
    let session = client.join("Lobby");
    server.disconnect_all().expect("disconnected");
    loop {
        if let SessionEvent::StateChanged(change) = client.session_event()
            && change.state == SessionState::Terminated
        {
            assert_eq!(change.reason.expect("a reason").code(), ErrorCode::ConnectionLost);
            break;
        }
    }
    assert_eq!(client.endpoint.state(), EndpointState::Terminated);
    let error = client.wait(session.send_text("x")).expect_err("over");
    assert_eq!(error.code(), ErrorCode::EndpointNotEstablished);
}

#[test]
fn a_server_that_gives_nothing_back_still_takes_posts() {
    let settings = LocalServerSettings {
        tls: false,
        authentication: Authentication::None,
        echo: false,
        ..LocalServerSettings::default()
    };
    let server = LocalServer::start(settings).expect("a server");
    server.add_user(LocalUser { address: "ann@example.com".into(), ..LocalUser::default() }).expect("a user");
    server.add_room(LocalRoom { name: "Lobby".into(), ..LocalRoom::default() }).expect("a room");
    let client = Client::established(EndpointSettings {
        user_uri: "ann@example.com".into(),
        server: Some("127.0.0.1".into()),
        port: Some(server.sip_tcp_port()),
        transport: Transport::Tcp,
        authentication: Authentication::None,
        ..EndpointSettings::default()
    });
    let session = client.join("Lobby");
    for text in ["one", "two"] {
        client.wait(session.send_text(text)).expect("posted");
    }
    let history = client.wait(session.recent_history(5)).expect("history");
    let texts: Vec<_> = history.iter().map(|message| message.content.as_str()).collect();
    assert_eq!(texts, ["one", "two"]);
}

#[test]
fn posts_arrive_in_the_order_in_which_they_were_started() {
    const POSTS: usize = 500;
    let server = server(Authentication::Ntlm);
    let ann = Client::established(settings(&server, "ann"));
    let session = ann.join("Lobby");
    let started: Vec<_> = (0..POSTS)
        .map(|number| {
            let session = session.clone();
            let post = async move { session.send_text(&number.to_string()).await };
            ann.platform.spawn(post).expect("started")
        })
        .collect();
    for post in started {
        ann.wait(post).expect("no panic").expect("posted");
    }
    for number in 0..POSTS {
        assert_eq!(ann.message().content, number.to_string());
    }
}
