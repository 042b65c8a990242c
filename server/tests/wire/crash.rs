//! `kill -9` of `pchatd` under load, again and again on one store.

use crate::support::{Chat, PATIENCE, Wire, address};
use pchat_server::model::{NewCategory, NewRoom, NewUser, Privacy};
use pchat_server::scratch::ScratchFolder;
use pchat_server::store::Store;
use std::collections::{BTreeMap, BTreeSet};
use std::io::{BufRead, BufReader};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::mpsc;

const ROUNDS: usize = 20;
const PEOPLE: [&str; 3] = ["alice", "bob", "carol"];
/// Posts that each sends without waiting for answers, so that some are under way whenever the server dies.
const BURST: usize = 8;

/// A server process; killed at the latest when the test ends.
struct Pchatd(Child);

impl Pchatd {
    fn serve(folder: &Path) -> (Pchatd, String) {
        let mut child = Command::new(env!("CARGO_BIN_EXE_pchatd"))
            .args(["serve", "--sip-tcp", "0", "--auth", "none", "--data"])
            .arg(folder)
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let mut line = String::new();
        BufReader::new(child.stdout.take().unwrap()).read_line(&mut line).unwrap();
        let ready: serde_json::Value = serde_json::from_str(&line).unwrap();
        (Pchatd(child), ready["sip_tcp"].as_str().unwrap().to_owned())
    }

    /// `kill -9`.
    fn kill(&mut self) {
        self.0.kill().unwrap();
        self.0.wait().unwrap();
    }
}

impl Drop for Pchatd {
    fn drop(&mut self) {
        // Both fail when it is dead already.
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// Posts bursts until the connection breaks, and tells of each post that got its 200.
fn post_on(mut chat: Chat, room: &str, round: usize, acknowledged: &mpsc::Sender<String>) {
    let who = chat.who.clone();
    for burst in 0.. {
        let mut waiting = BTreeMap::new();
        for post in 0..BURST {
            let text = format!("{who} {round} {burst} {post}.");
            let body = format!(
                "<xccos ver=\"1\" envid=\"{}\" xmlns=\"urn:parlano:xml:ns:xccos\"><grpchat id=\"grpchat\" seqid=\"1\" chanUri=\"{room}\" \
                 author=\"sip:{who}@example.com\" ts=\"2026-11-22T09:55:34Z\"><chat>{text}</chat></grpchat></xccos>",
                burst * BURST + post
            );
            if chat.try_send("INFO", "Content-Type: text/plain\n", &body).is_none() {
                return;
            }
            waiting.insert(format!("{} INFO", chat.cseq), text);
        }
        while !waiting.is_empty() {
            let Some(heard) = chat.wire.try_hear() else { return };
            if heard.is_request() {
                if chat.wire.try_acknowledge(&heard).is_none() {
                    return;
                }
            } else if let Some(text) = waiting.remove(heard.get("CSeq")) {
                assert_eq!(heard.status(), 200, "{heard:#?}");
                // The test has heard enough, and the server will die in a moment.
                let _ = acknowledged.send(text);
            }
        }
    }
}

#[test]
fn a_server_that_is_killed_again_and_again_loses_and_doubles_nothing() {
    let folder = ScratchFolder::new().unwrap();
    let store = Store::create(folder.path(), "example.com").unwrap();
    store.add_category(&NewCategory::named("General")).unwrap();
    for name in PEOPLE {
        store.add_user(&NewUser::new(address(name))).unwrap();
    }
    let lobby = NewRoom {
        name: "Lobby".into(),
        category: "General".into(),
        privacy: Privacy::Open,
        ..NewRoom::default()
    };
    let room = store.add_room(&lobby).unwrap();
    let uri = format!("ma-chan://example.com/{}", room.guid);
    drop(store);

    let mut all_acknowledged = BTreeSet::new();
    for round in 0..ROUNDS {
        let (mut server, at) = Pchatd::serve(folder.path());
        let (told, acknowledged) = mpsc::channel();
        // It dies at another point of the bursts each time.
        let enough = 10 + round * 7 % 29;
        std::thread::scope(|scope| {
            let chats = PEOPLE.map(|name| {
                let mut wire = Wire::new(TcpStream::connect(&at).unwrap());
                wire.sign_in(name);
                let mut chat = Chat::open(wire, name, "sip:pool1@example.com");
                chat.join(&uri);
                chat
            });
            for chat in chats {
                let (told, uri) = (told.clone(), &uri);
                scope.spawn(move || post_on(chat, uri, round, &told));
            }
            for _ in 0..enough {
                all_acknowledged.insert(acknowledged.recv_timeout(PATIENCE).unwrap());
            }
            server.kill();
        });
        drop(told);
        // What was acknowledged before the end came counts as well.
        all_acknowledged.extend(acknowledged.iter());

        let check =
            Command::new(env!("CARGO_BIN_EXE_pchatd")).args(["check", "--data"]).arg(folder.path()).output();
        let check = check.unwrap();
        assert!(check.status.success(), "round {round}: {}", String::from_utf8_lossy(&check.stdout));
        let kept = Store::open(folder.path()).unwrap().recent_messages(room.id, usize::MAX).unwrap();
        let ids: Vec<i64> = kept.iter().map(|message| message.chat_id).collect();
        assert_eq!(ids, (1..).take(kept.len()).collect::<Vec<i64>>(), "numbers without gaps");
        let texts: BTreeSet<&str> = kept.iter().map(|message| message.text.as_str()).collect();
        assert_eq!(texts.len(), kept.len(), "round {round}: something is there twice");
        let lost: Vec<&String> =
            all_acknowledged.iter().filter(|text| !texts.contains(text.as_str())).collect();
        assert!(lost.is_empty(), "round {round}: {lost:?}");
    }
    assert!(all_acknowledged.len() > ROUNDS * 10);
}
