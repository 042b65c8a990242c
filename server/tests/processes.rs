//! `pchatd serve` in one process, `pchatd room`, `user` and `message` in others beside it, and clients who see what comes of it.

#![allow(clippy::unwrap_used, reason = "a panic is how a test fails")]

use pchat_core::api::{
    ChatMessage, ChatRoomUpdate, Endpoint, EndpointEvent, EndpointSettings, EndpointState, ErrorCode,
    FileDownload, FileUpload, Platform, PlatformSettings, Secret, Session, SessionEvent, SessionState,
};
use pchat_core::platform::Item;
use pchat_server::model::{HistoryBudget, HistorySearch};
use pchat_server::scratch::ScratchFolder;
use pchat_server::store::Store;
use serde_json::{Value, json};
use std::io::{BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

const LIMIT: Duration = Duration::from_secs(30);
const PASSWORD: &str = "secret";

/// A data folder that only `pchatd` works on: Ann, Bob and Carol, the open room "Lobby", and the rooms "Board" and "Hall" with all three
/// as members. Files may be posted.
struct Data {
    folder: ScratchFolder,
}

impl Data {
    fn new() -> Data {
        let data = Data { folder: ScratchFolder::new().unwrap() };
        data.run(&["init", "--domain", "example.com"]);
        for name in ["ann", "bob", "carol"] {
            data.run(&["user", "add", &format!("{name}@example.com"), "--password-stdin"]);
        }
        data.run(&["category", "add", "General", "--file-upload", "on", "--creator", "ann@example.com"]);
        data.run(&["room", "add", "Lobby", "--category", "General", "--privacy", "open"]);
        let members =
            ["--member", "ann@example.com", "--member", "bob@example.com", "--member", "carol@example.com"];
        for room in ["Board", "Hall"] {
            data.run(&[&["room", "add", room, "--category", "General"][..], &members].concat());
        }
        data
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn text(&self, name: &str) -> String {
        self.path(name).display().to_string()
    }

    fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_pchatd"));
        command.args(arguments).arg("--data").arg(self.path("data"));
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        command
    }

    /// Runs `pchatd` in a process of its own; it has to succeed.
    fn run(&self, arguments: &[&str]) -> String {
        let mut child = self.command(arguments).spawn().unwrap();
        child.stdin.take().unwrap().write_all(PASSWORD.as_bytes()).unwrap();
        let output = child.wait_with_output().unwrap();
        assert!(output.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8(output.stdout).unwrap()
    }

    fn serve(&self, arguments: &[&str]) -> Serving {
        let start = ["serve", "--sip-tls", "localhost:0"];
        let log = std::fs::File::create(self.path("log")).unwrap();
        let mut child = self.command(&[&start[..], arguments].concat()).stderr(log).spawn().unwrap();
        let mut line = String::new();
        BufReader::new(child.stdout.take().unwrap()).read_line(&mut line).unwrap();
        let ready = serde_json::from_str(&line).unwrap_or_else(|_| panic!("not ready: {line:?}"));
        Serving { child, ready }
    }
}

/// `pchatd serve`; ended by its id.
struct Serving {
    child: Child,
    ready: Value,
}

impl Serving {
    fn signal(&self, name: &str) {
        let id = self.child.id().to_string();
        assert!(Command::new("kill").args([name, &id]).status().unwrap().success());
    }

    fn terminate(mut self) {
        self.signal("-TERM");
        assert_eq!(self.child.wait().unwrap().code(), Some(0));
    }

    fn client(&self, name: &str) -> Client {
        let address = self.ready["sip_tls"].as_str().unwrap();
        let settings = EndpointSettings {
            user_uri: format!("{name}@example.com"),
            server: Some("localhost".into()),
            port: Some(address.rsplit_once(':').unwrap().1.parse().unwrap()),
            ca_file: Some(self.ready["ca"].as_str().unwrap().into()),
            login: Some(name.into()),
            password: Some(Secret::new(PASSWORD)),
            ..EndpointSettings::default()
        };
        let platform = Platform::start(PlatformSettings::default()).unwrap();
        let endpoint = Endpoint::new(&platform, settings).unwrap();
        let client = Client { platform, endpoint };
        client.wait(client.endpoint.establish()).unwrap();
        client
    }
}

impl Drop for Serving {
    fn drop(&mut self) {
        // Both fail when it has ended already.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

struct Client {
    platform: Platform,
    endpoint: Endpoint,
}

impl Client {
    fn wait<T>(&self, work: impl Future<Output = T>) -> T {
        self.platform
            .runtime_handle()
            .block_on(async { tokio::time::timeout(LIMIT, work).await.expect("in time") })
    }

    fn join(&self, name: &str) -> Session {
        let session = Session::new(&self.endpoint).unwrap();
        self.wait(session.join_by_name(name)).unwrap();
        session
    }

    /// The first event of which something is to be said.
    fn event<T>(&self, of: impl Fn(Item) -> Option<T>) -> T {
        loop {
            let mut delivery = self.platform.event_queue().next(Some(LIMIT)).expect("an event in time");
            if let Some(found) = delivery.take_item().and_then(&of) {
                return found;
            }
        }
    }

    /// Why a stay in a room ended.
    fn ended(&self) -> ErrorCode {
        self.event(|item| match item {
            Item::SessionEvent { event: SessionEvent::StateChanged(change), .. } => {
                change.reason.map(|reason| reason.code())
            }
            _ => None,
        })
    }

    /// Why the endpoint ended.
    fn signed_off(&self) -> ErrorCode {
        self.event(|item| match item {
            Item::EndpointEvent { event: EndpointEvent::StateChanged(change), .. } => {
                (change.state == EndpointState::Terminated).then(|| change.reason.expect("a reason").code())
            }
            _ => None,
        })
    }

    fn left(&self) -> String {
        self.event(|item| match item {
            Item::SessionEvent { event: SessionEvent::ParticipantAttendanceChanged(change), .. } => {
                (!change.is_active).then_some(change.participant.uri)
            }
            _ => None,
        })
    }

    fn message(&self) -> ChatMessage {
        self.event(|item| match item {
            Item::SessionEvent { event: SessionEvent::MessageReceived(message), .. } => Some(message),
            _ => None,
        })
    }

    fn history(&self, session: &Session) -> Vec<String> {
        let messages = self.wait(session.recent_history(20)).unwrap();
        messages.into_iter().map(|message| message.content).collect()
    }
}

/// What a server that was killed had acknowledged.
#[derive(Default)]
struct Acknowledged {
    /// Addresses of files and what is in them.
    files: Vec<(String, Vec<u8>)>,
    /// Names and URIs of rooms.
    rooms: Vec<(String, String)>,
    /// The description that "Board" got last, and the one that it may have got.
    description: String,
    next_description: String,
}

/// Uploads file after file until the server is gone.
fn upload_on(data: &Data, client: &Client, round: usize, count: &AtomicUsize) -> Vec<(String, Vec<u8>)> {
    let session = client.join("Lobby");
    let mut files = Vec::new();
    for n in 0.. {
        let bytes: Vec<u8> = (0..200_000_usize).map(|at| ((at * (n + 3) * (round + 5)) >> 7) as u8).collect();
        let path = data.text(&format!("upload-{round}-{n}"));
        std::fs::write(&path, &bytes).unwrap();
        let Ok(transfer) = session.upload_file(FileUpload { path, file_name: None }) else { break };
        match client.wait(transfer.finish()) {
            Ok(file) => files.push((file.file_uri, bytes)),
            Err(_) => break,
        }
        count.fetch_add(1, Ordering::SeqCst);
    }
    files
}

/// Makes and changes rooms until the server is gone.
fn manage_on(client: &Client, board: &str, round: usize, count: &AtomicUsize) -> Acknowledged {
    let management = client.endpoint.services().room_management();
    let category = client.wait(management.find_categories_with_create_rights()).unwrap().remove(0);
    let mut done = Acknowledged::default();
    for n in 0.. {
        let name = format!("Room {round} {n}");
        match client.wait(management.create_chat_room_in(&name, &category.uri)) {
            Ok(uri) => done.rooms.push((name, uri)),
            Err(_) => break,
        }
        done.next_description = format!("description {round} {n}");
        let change = ChatRoomUpdate {
            room_uri: board.to_owned(),
            description: Some(done.next_description.clone()),
            ..ChatRoomUpdate::default()
        };
        match client.wait(management.update_chat_room(change)) {
            Ok(_) => done.description.clone_from(&done.next_description),
            Err(_) => break,
        }
        count.fetch_add(1, Ordering::SeqCst);
    }
    done
}

#[test]
fn a_server_that_is_killed_loses_no_file_no_room_and_no_word_of_the_index() {
    const ROUNDS: usize = 6;
    let data = Data::new();
    data.run(&["room", "set", "Board", "--add-manager", "ann@example.com"]);
    let store = Store::open(&data.path("data")).unwrap();
    let board = store.find_room("Board").unwrap().uri("example.com");
    let lobby = store.find_room("Lobby").unwrap().id;
    let (mut files, mut rooms) = (Vec::new(), Vec::new());
    for round in 0..ROUNDS {
        let mut serving = data.serve(&[]);
        let clients = [serving.client("ann"), serving.client("bob")];
        let counts = [AtomicUsize::new(0), AtomicUsize::new(0)];
        let done = std::thread::scope(|scope| {
            let manager = scope.spawn(|| manage_on(&clients[0], &board, round, &counts[0]));
            let uploader = scope.spawn(|| upload_on(&data, &clients[1], round, &counts[1]));
            let end = Instant::now() + LIMIT;
            while counts[0].load(Ordering::SeqCst) < 5 + round || counts[1].load(Ordering::SeqCst) < 2 + round
            {
                assert!(Instant::now() < end, "the server works");
                std::thread::sleep(Duration::from_millis(1));
            }
            // `kill -9`
            serving.child.kill().unwrap();
            serving.child.wait().unwrap();
            Acknowledged { files: uploader.join().unwrap(), ..manager.join().unwrap() }
        });
        files.extend(done.files);
        rooms.extend(done.rooms);
        data.run(&["check"]);
        let description = store.find_room("Board").unwrap().description;
        assert!([done.description, done.next_description].contains(&description), "{round}: {description}");
        for (name, uri) in &rooms {
            assert_eq!(store.find_room(name).unwrap().uri("example.com"), *uri, "{round}");
        }
        // Each link was posted once, and the index finds it by its file's name.
        let texts: Vec<String> = store
            .recent_messages(lobby, usize::MAX)
            .unwrap()
            .into_iter()
            .map(|message| message.text)
            .collect();
        for (uri, _) in &files {
            let guid = uri.rsplit_once('/').unwrap().1.split('.').next().unwrap();
            let links = texts.iter().filter(|text| text.contains(guid)).count();
            assert_eq!(links, 1, "{round}: {uri} in {texts:#?}");
            let name = uri.split_once("name=").unwrap().1.split('&').next().unwrap();
            let search = HistorySearch { words: name.into(), exact_phrase: true, ..HistorySearch::default() };
            let mut budget = HistoryBudget { messages: 10, bytes: usize::MAX, at_least_one: true };
            assert_eq!(store.search_history(lobby, &search, &mut budget).unwrap().total, 1, "{round}: {uri}");
        }
    }
    let serving = data.serve(&[]);
    let bob = serving.client("bob");
    let session = bob.join("Lobby");
    for (n, (uri, bytes)) in files.iter().enumerate() {
        let path = data.text(&format!("download-{n}"));
        let download = FileDownload { file_uri: uri.clone(), path: path.clone(), ..FileDownload::default() };
        bob.wait(session.download_file(download).unwrap().finish()).unwrap();
        assert!(std::fs::read(&path).unwrap() == *bytes, "{uri} has its bytes");
    }
    serving.terminate();
    // What was not complete is gone with the start.
    let kept = std::fs::read_dir(data.path("data").join("files")).unwrap();
    for file in kept.flat_map(|room| std::fs::read_dir(room.unwrap().path()).unwrap()) {
        assert!(file.unwrap().path().extension().is_none_or(|extension| extension != "part"));
    }
}

/// The lines of a compliance file once there are so many.
fn lines(path: &Path, count: usize) -> Vec<Value> {
    let end = Instant::now() + LIMIT;
    loop {
        let text = std::fs::read_to_string(path).unwrap_or_default();
        // A line that is being written has no end yet.
        let whole = text.rsplit_once('\n').map_or("", |(whole, _)| whole);
        if whole.lines().count() >= count {
            return whole.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
        }
        assert!(Instant::now() < end, "{count} lines in time; there are: {text}");
        std::thread::sleep(Duration::from_millis(5));
    }
}

#[test]
fn what_other_processes_change_reaches_those_who_are_signed_in() {
    let data = Data::new();
    let serving = data.serve(&[]);
    let (ann, bob, carol) = (serving.client("ann"), serving.client("bob"), serving.client("carol"));
    let (ann_board, bob_board) = (ann.join("Board"), bob.join("Board"));
    let _carol_board = carol.join("Board");

    data.run(&["room", "set", "Board", "--remove-member", "bob@example.com"]);
    assert_eq!(bob.ended(), ErrorCode::ErrorPermission);
    assert_eq!(bob_board.state(), SessionState::Idle);
    assert_eq!(ann.left(), "sip:bob@example.com");
    let again = Session::new(&bob.endpoint).unwrap();
    assert_eq!(bob.wait(again.join_by_name("Board")).unwrap_err().code(), ErrorCode::ErrorPermission);

    data.run(&["user", "set", "carol@example.com", "--disabled", "on"]);
    carol.signed_off();
    assert_eq!(ann.left(), "sip:carol@example.com");

    ann.wait(ann_board.send_text("first")).unwrap();
    ann.wait(ann_board.send_text("second")).unwrap();
    let (first, second) = (ann.message().message_id.unwrap(), ann.message().message_id.unwrap());
    assert_eq!(ann.history(&ann_board), ["first", "second"]);
    data.run(&["message", "remove", "Board", &first.to_string()]);
    assert_eq!(ann.history(&ann_board), ["second"]);
    data.run(&["message", "replace", "Board", &second.to_string(), "--text", "nothing"]);
    assert_eq!(ann.history(&ann_board), ["nothing"]);
    assert!(data.run(&["history", "Board"]).contains("nothing"));

    data.run(&["room", "set", "Board", "--disabled", "on"]);
    assert_eq!(ann.ended(), ErrorCode::NodeDisabled);
    data.run(&["room", "set", "Board", "--disabled", "off", "--topic", "again"]);
    assert_eq!(ann.join("Board").properties().unwrap().topic, "again");

    data.run(&["room", "remove", "Board"]);
    ann.ended();
    data.run(&["check"]);
    serving.terminate();
}

#[test]
fn every_kind_of_compliance_event_is_a_line_whoever_causes_it() {
    let data = Data::new();
    let path = data.path("compliance.jsonl");
    let serving = data.serve(&["--compliance", path.to_str().unwrap()]);
    let (ann, bob) = (serving.client("ann"), serving.client("bob"));
    let (room, bobs) = (ann.join("Lobby"), bob.join("Lobby"));
    ann.wait(room.send_text("a \"secret\"\nin two lines")).unwrap();
    bob.message();
    ann.wait(room.send_alert("beware")).unwrap();
    bob.message();
    bob.wait(bobs.recent_history(10)).unwrap();
    std::fs::write(data.path("paper.txt"), "43").unwrap();
    let upload = FileUpload { path: data.text("paper.txt"), file_name: None };
    let uri = ann.wait(room.upload_file(upload).unwrap().finish()).unwrap().file_uri;
    bob.message();
    let download = FileDownload { file_uri: uri, path: data.text("copy.txt"), ..FileDownload::default() };
    bob.wait(bobs.download_file(download).unwrap().finish()).unwrap();
    bob.wait(bobs.leave()).unwrap();
    // Each is waited for, because two processes promise no order.
    lines(&path, 9);
    data.run(&["message", "replace", "Lobby", "1", "--text", "gone"]);
    lines(&path, 10);
    data.run(&["message", "remove", "Lobby", "2"]);
    lines(&path, 11);
    data.run(&["room", "clear", "Lobby", "--before", "2999-01-01"]);
    lines(&path, 12);
    data.run(&["room", "remove", "Hall"]);
    lines(&path, 13);
    serving.terminate();

    let found = lines(&path, 14);
    let kinds: Vec<&str> = found.iter().map(|line| line["event"].as_str().unwrap()).collect();
    assert_eq!(
        kinds,
        [
            "join", "join", "chat", "chat", "history", "upload", "chat", "download", "part", "deletion",
            "deletion", "purge", "purge", "part"
        ]
    );
    let (ann, bob, administrator) =
        ("sip:ann@example.com", "sip:bob@example.com", "sip:administrator@example.com");
    let who = [ann, bob, ann, ann, bob, ann, ann, bob, bob];
    let who = who.into_iter().chain([administrator; 4]).chain([ann]);
    for (line, who) in found.iter().zip(who) {
        let name = if line["room_name"] == "Hall" { "Hall" } else { "Lobby" };
        assert_eq!((&line["user"], &line["room_name"]), (&json!(who), &json!(name)), "{line}");
        assert!(line["room"].as_str().unwrap().starts_with("ma-chan://example.com/"), "{line}");
        assert!(line["time"].as_str().unwrap().ends_with('Z'), "{line}");
        assert!(!line["display_name"].as_str().unwrap().is_empty(), "{line}");
    }
    let has = |at: usize, expected: Value| {
        for (name, value) in expected.as_object().unwrap() {
            assert_eq!(&found[at][name], value, "{name} of {}", found[at]);
        }
    };
    has(2, json!({"message_id": 1, "text": "a \"secret\"\nin two lines", "alert": false}));
    has(3, json!({"message_id": 2, "text": "beware", "alert": true}));
    has(4, json!({"messages": 2, "first_message_id": 1, "last_message_id": 2}));
    has(5, json!({"file": "paper.txt", "bytes": 2}));
    has(7, json!({"file": "paper.txt", "bytes": 2, "stored_as": found[5]["stored_as"]}));
    has(
        9,
        json!({"message_id": 1, "author": ann, "text": "a \"secret\"\nin two lines", "replacement": "gone", "note": 1}),
    );
    has(9, json!({"sent": found[2]["sent"]}));
    has(10, json!({"message_id": 2, "text": "beware", "replacement": null, "note": 2}));
    has(
        11,
        json!({"messages": 2, "first_message_id": 1, "last_message_id": 3, "room_removed": false, "note": 3}),
    );
    has(12, json!({"messages": 0, "room_removed": true, "before": null, "note": 4}));
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        assert_eq!(std::fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o600);
    }
}

#[test]
fn what_is_removed_while_no_server_runs_is_written_by_the_next() {
    let data = Data::new();
    let path = data.path("compliance.jsonl");
    let compliance = ["--compliance", path.to_str().unwrap()];
    let post = |serving: &Serving| {
        let ann = serving.client("ann");
        let room = ann.join("Lobby");
        ann.wait(room.send_text("to be removed")).unwrap();
        ann.wait(room.leave()).unwrap();
    };
    let serving = data.serve(&compliance);
    post(&serving);
    serving.terminate();
    assert_eq!(lines(&path, 3).len(), 3);
    data.run(&["message", "remove", "Lobby", "1"]);
    data.serve(&compliance).terminate();
    let found = lines(&path, 4);
    assert_eq!((&found[3]["event"], &found[3]["message_id"]), (&json!("deletion"), &json!(1)));
    // Nobody asks for it any more: nothing is noted, and nothing comes later.
    let serving = data.serve(&[]);
    post(&serving);
    data.run(&["message", "remove", "Lobby", "2"]);
    serving.terminate();
    data.serve(&compliance).terminate();
    assert_eq!(lines(&path, 4).len(), 4);
}

#[cfg(target_os = "linux")]
#[test]
fn a_compliance_file_that_cannot_be_written_is_told_and_the_server_goes_on() {
    let data = Data::new();
    let refused = data.command(&["serve", "--sip-tcp", "0", "--compliance", "/nonexistent/c.jsonl"]).output();
    let refused = refused.unwrap();
    assert_eq!(refused.status.code(), Some(1));
    let said = String::from_utf8_lossy(&refused.stderr).into_owned();
    assert!(said.contains("cannot open the compliance file /nonexistent/c.jsonl"), "{said}");

    // Every write to what the link leads to fails, until it is put away.
    let path = data.path("compliance.jsonl");
    std::os::unix::fs::symlink("/dev/full", &path).unwrap();
    let serving = data.serve(&["--compliance", path.to_str().unwrap()]);
    let ann = serving.client("ann");
    let room = ann.join("Lobby");
    ann.wait(room.send_text("kept all the same")).unwrap();
    assert_eq!(ann.history(&room), ["kept all the same"]);
    let log = std::fs::read_to_string(data.path("log")).unwrap();
    assert_eq!(log.matches("cannot write to the compliance file").count(), 1, "{log}");
    std::fs::remove_file(&path).unwrap();
    serving.signal("-HUP");
    let kinds: Vec<Value> = lines(&path, 3).into_iter().map(|mut line| line["event"].take()).collect();
    assert_eq!(kinds, ["join", "chat", "history"], "what waited is there");

    // And so the file is changed for another one.
    let old = data.path("compliance.1");
    std::fs::rename(&path, &old).unwrap();
    serving.signal("-HUP");
    let end = Instant::now() + LIMIT;
    while !path.exists() {
        assert!(Instant::now() < end, "a new file in time");
        std::thread::sleep(Duration::from_millis(5));
    }
    ann.wait(room.send_text("in the new one")).unwrap();
    assert_eq!(lines(&path, 1)[0]["text"], "in the new one");
    assert_eq!(lines(&old, 3).len(), 3);
    serving.terminate();
}
