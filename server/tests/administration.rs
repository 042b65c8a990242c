//! Room administration through the library, where the four languages' scenarios do not reach: times, and what is written down.

#![allow(clippy::unwrap_used, reason = "a panic is how a test fails")]

use pchat_core::api::{
    Authentication, ChatRoomUpdate, Endpoint, EndpointSettings, ErrorCode, Platform, PlatformSettings,
    Session, Timestamp, Transport,
};
use pchat_server::address::Address;
use pchat_server::model::{NewRoom, NewUser, Privacy};
use pchat_server::scratch::ScratchFolder;
use pchat_server::server::Server;
use pchat_server::settings::{self, ServerSettings};
use pchat_server::store::{Durability, Store};
use pchat_server::{certificates, model};
use serde_json::Value;
use std::time::Duration;

const LIMIT: Duration = Duration::from_secs(30);

struct Stage {
    runtime: tokio::runtime::Runtime,
    server: Option<Server>,
    folder: ScratchFolder,
    platform: Platform,
}

impl Stage {
    fn new() -> Stage {
        let runtime =
            tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().unwrap();
        let folder = ScratchFolder::new().unwrap();
        certificates::create(folder.path(), "example.com").unwrap();
        let store = Store::create_with(folder.path(), "example.com", Durability::Process).unwrap();
        store.add_category(&model::NewCategory::named("General")).unwrap();
        let ann = Address::parse("ann@example.com").unwrap();
        store.add_user(&NewUser::new(ann.clone())).unwrap();
        let lobby = NewRoom {
            name: "Lobby".into(),
            category: "General".into(),
            privacy: Privacy::Open,
            managers: vec![ann.into()],
            ..NewRoom::default()
        };
        store.add_room(&lobby).unwrap();
        let settings = ServerSettings {
            sip_tls: None,
            sip_tcp: Some("127.0.0.1:0".parse().unwrap()),
            authentication: settings::Authentication::NONE,
            compliance_file: Some(folder.path().join("compliance.jsonl")),
            ..ServerSettings::default()
        };
        let server = runtime.block_on(Server::start(folder.path(), settings)).unwrap();
        let platform = Platform::start(PlatformSettings::default()).unwrap();
        Stage { runtime, server: Some(server), folder, platform }
    }

    fn wait<T>(&self, work: impl Future<Output = T>) -> T {
        self.platform
            .runtime_handle()
            .block_on(async { tokio::time::timeout(LIMIT, work).await.expect("in time") })
    }

    fn ann(&self) -> Endpoint {
        let settings = EndpointSettings {
            user_uri: "ann@example.com".into(),
            server: Some("127.0.0.1".into()),
            port: Some(self.server.as_ref().unwrap().sip_tcp().unwrap().port()),
            transport: Transport::Tcp,
            authentication: Authentication::None,
            ..EndpointSettings::default()
        };
        let endpoint = Endpoint::new(&self.platform, settings).unwrap();
        self.wait(endpoint.establish()).unwrap();
        endpoint
    }
}

#[test]
fn a_change_that_builds_on_the_newest_copy_is_made_and_the_next_one_on_it_refused() {
    let stage = Stage::new();
    let management = stage.ann().services().room_management();
    let room = stage.wait(management.get_chat_room_by_name("Lobby")).unwrap();
    let seen: Timestamp = room.change_history.unwrap().updated_on.unwrap();
    let change = |description: &str, expected_updated_on: Timestamp| ChatRoomUpdate {
        room_uri: room.room_uri.clone(),
        description: Some(description.into()),
        expected_updated_on: Some(expected_updated_on),
        ..ChatRoomUpdate::default()
    };
    stage.wait(management.update_chat_room(change("first", seen))).unwrap();
    let refused = stage.wait(management.update_chat_room(change("second", seen))).unwrap_err();
    assert_eq!(refused.code(), ErrorCode::DataCollision);
    let now = stage.wait(management.get_chat_room(&room.room_uri)).unwrap();
    assert_eq!(now.description, "first");
    let newest = now.change_history.unwrap().updated_on.unwrap();
    assert!(newest.unix_micros() > seen.unix_micros());
    stage.wait(management.update_chat_room(change("third", newest))).unwrap();
}

#[test]
fn what_people_do_is_written_down() {
    let mut stage = Stage::new();
    let session = Session::new(&stage.ann()).unwrap();
    stage.wait(session.join_by_name("Lobby")).unwrap();
    stage.wait(session.send_text("for the record")).unwrap();
    assert_eq!(stage.wait(session.recent_history(5)).unwrap().len(), 1);
    stage.wait(session.leave()).unwrap();
    // With the server's end everything is in the file.
    let server = stage.server.take().unwrap();
    stage.runtime.block_on(server.stop());
    let text = std::fs::read_to_string(stage.folder.path().join("compliance.jsonl")).unwrap();
    let lines: Vec<Value> = text.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let events: Vec<&str> = lines.iter().filter_map(|line| line["event"].as_str()).collect();
    assert_eq!(events, ["join", "chat", "history", "part"]);
    for line in &lines {
        assert_eq!((&line["user"], &line["room_name"]), (&"sip:ann@example.com".into(), &"Lobby".into()));
    }
    assert_eq!((&lines[1]["text"], &lines[1]["message_id"]), (&"for the record".into(), &1.into()));
    assert_eq!((&lines[2]["messages"], &lines[2]["first_message_id"]), (&1.into(), &1.into()));
}
