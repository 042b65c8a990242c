//! Tasks and threads join, post and leave at once, with endpoints of their own and with one between two; and ends that race.

use pchat_core::api::{
    Authentication, ChatMessage, Endpoint, EndpointSettings, ErrorCode, Platform, PlatformSettings, Session,
    SessionEvent, Transport,
};
use pchat_core::platform::Item;
use pchat_server::local::{LocalRoom, LocalServer, LocalServerSettings, LocalUser};
use std::time::Duration;
use tokio::runtime::Runtime;

const LIMIT: Duration = Duration::from_secs(30);
const ROOMS: [&str; 2] = ["North", "South"];
const WORKERS: usize = 4;
const STAYS: usize = 4;
const MESSAGES: usize = 4;

fn server() -> LocalServer {
    let settings =
        LocalServerSettings { authentication: Authentication::None, tls: false, ..Default::default() };
    let server = LocalServer::start(settings).expect("a server");
    for name in ROOMS {
        server.add_room(LocalRoom { name: name.to_owned(), ..Default::default() }).expect("a room");
    }
    server
}

fn endpoint(server: &LocalServer, platform: &Platform, name: &str) -> Endpoint {
    let address = format!("{name}@example.com");
    server.add_user(LocalUser { address: address.clone(), ..Default::default() }).expect("a user");
    let settings = EndpointSettings {
        user_uri: address,
        server: Some("127.0.0.1".to_owned()),
        port: Some(server.sip_tcp_port()),
        transport: Transport::Tcp,
        authentication: Authentication::None,
        ..Default::default()
    };
    Endpoint::new(platform, settings).expect("an endpoint")
}

/// Messages of the two sessions, until each had "the end".
fn heard(platform: &Platform, watching: &[Session]) -> Vec<Vec<ChatMessage>> {
    let mut heard = vec![Vec::new(); watching.len()];
    let mut ends = 0;
    while ends < watching.len() {
        let mut delivery = platform.event_queue().next(Some(LIMIT)).expect("an event in time");
        let Some(Item::SessionEvent { session, event: SessionEvent::MessageReceived(message) }) =
            delivery.take_item()
        else {
            continue;
        };
        let Some(room) = watching.iter().position(|one| one.identity() == session.identity()) else {
            continue;
        };
        if message.content == "the end" {
            ends += 1;
        } else {
            heard[room].push(message);
        }
    }
    heard
}

async fn work(endpoint: Endpoint, number: usize) {
    let session = Session::new(&endpoint).expect("a session");
    for stay in 0..STAYS {
        session.join_by_name(ROOMS[number % 2]).await.expect("joined");
        for at in stay * MESSAGES..(stay + 1) * MESSAGES {
            session.send_text(&format!("{number} {at}")).await.expect("posted");
        }
        session.leave().await.expect("left");
    }
}

#[test]
fn who_stays_hears_each_message_once_while_others_come_and_go() {
    let (server, runtime) = (server(), Runtime::new().expect("a runtime"));
    let platform = Platform::start(PlatformSettings::default()).expect("a platform");
    let others = Platform::start(PlatformSettings::default()).expect("a platform");
    let watcher = endpoint(&server, &platform, "watcher");
    runtime.block_on(watcher.establish()).expect("established");
    let watching: Vec<Session> = ROOMS
        .iter()
        .map(|name| {
            let session = Session::new(&watcher).expect("a session");
            runtime.block_on(session.join_by_name(name)).expect("joined");
            session
        })
        .collect();
    // The first two have one endpoint between them, and are in rooms of their own.
    let endpoints: Vec<Endpoint> =
        (1..WORKERS).map(|number| endpoint(&server, &others, &format!("worker{number}"))).collect();
    for endpoint in &endpoints {
        runtime.block_on(endpoint.establish()).expect("established");
    }
    // Nobody takes the events of the others; they must not hold anything up.
    std::thread::scope(|scope| {
        for number in 0..WORKERS {
            let endpoint = endpoints[number.saturating_sub(1)].clone();
            let runtime = &runtime;
            scope.spawn(move || runtime.block_on(work(endpoint, number)));
        }
    });
    for session in &watching {
        runtime.block_on(session.send_text("the end")).expect("posted");
    }
    for (room, messages) in heard(&platform, &watching).iter().enumerate() {
        for number in 0..WORKERS {
            let start = format!("{number} ");
            let mine: Vec<&str> = messages
                .iter()
                .map(|message| message.content.as_str())
                .filter(|text| text.starts_with(&start))
                .collect();
            let count = if number % 2 == room { STAYS * MESSAGES } else { 0 };
            let wanted: Vec<String> = (0..count).map(|at| format!("{number} {at}")).collect();
            assert_eq!(mine, wanted, "in {}", ROOMS[room]);
        }
        assert_eq!(watching[room].participants().len(), 1);
    }
    others.shut_down().expect("shut down");
    platform.shut_down().expect("shut down");
}

/// The same numbers each time.
struct Choices(u32);

impl Choices {
    fn below(&mut self, count: u32) -> u32 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 17;
        self.0 ^= self.0 << 5;
        self.0 % count
    }
}

#[test]
fn ends_that_race_end_each_operation() {
    let (server, runtime) = (server(), Runtime::new().expect("a runtime"));
    let mut choices = Choices(20_131_001);
    for round in 0..16 {
        let platform = Platform::start(PlatformSettings::default()).expect("a platform");
        let endpoint = endpoint(&server, &platform, &format!("user{round}"));
        runtime.block_on(endpoint.establish()).expect("established");
        let session = Session::new(&endpoint).expect("a session");
        runtime.block_on(session.join_by_name("North")).expect("joined");
        let mut tasks = Vec::new();
        for _ in 0..24 {
            let (endpoint, session, kind) = (endpoint.clone(), session.clone(), choices.below(4));
            tasks.push(runtime.spawn(async move {
                match kind {
                    0 => session.send_text("hello").await,
                    1 => session.recent_history(3).await.map(drop),
                    2 => endpoint.services().browse_my_chat_rooms(0).await.map(drop),
                    _ => session.leave().await,
                }
            }));
        }
        let ways = [choices.below(4), choices.below(4)];
        std::thread::scope(|scope| {
            for way in ways {
                let (platform, endpoint, server, runtime, tasks) =
                    (&platform, &endpoint, &server, &runtime, &tasks);
                scope.spawn(move || match way {
                    0 => tasks.iter().step_by(2).for_each(|task| task.abort()),
                    1 => drop(runtime.block_on(endpoint.terminate())),
                    2 => platform.shut_down().expect("shut down"),
                    _ => server.disconnect_all().expect("disconnected"),
                });
            }
        });
        for task in tasks {
            let ended = runtime.block_on(async { tokio::time::timeout(LIMIT, task).await });
            match ended.expect("an end in time") {
                Err(aborted) => assert!(aborted.is_cancelled(), "{aborted}"),
                Ok(Ok(())) => {}
                Ok(Err(error)) => assert!(
                    matches!(
                        error.code(),
                        ErrorCode::ConnectionLost
                            | ErrorCode::EndpointNotEstablished
                            | ErrorCode::PlatformShutDown
                            | ErrorCode::SessionState
                    ),
                    "{error}"
                ),
            }
        }
        platform.shut_down().expect("shut down");
    }
}
