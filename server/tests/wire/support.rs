//! A server on a free port, and a client made of nothing but bytes: the texts are those that SIPE sends (spec:
//! sipe-interop.md), read back by a reader that shares nothing with the library.

use pchat_core::auth::{Credentials, NtlmAuthenticator};
use pchat_core::sip::Message;
use pchat_core::sip::authenticator::Authenticator;
use pchat_core::sip::message::{AuthParams, Limits};
use pchat_core::sip::signing::{SignedFields, Signer, Verifier};
use pchat_server::address::Address;
use pchat_server::model::{NewCategory, NewRoom, NewUser, Privacy};
use pchat_server::scratch::ScratchFolder;
use pchat_server::server::Server;
use pchat_server::settings::{Authentication, ServerSettings};
use pchat_server::store::{Durability, Store};
use pchat_server::{certificates, password};
use std::io::{Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::time::{Duration, Instant, SystemTime};

pub(crate) const PASSWORD: &str = "pässword 1";

/// Long enough for a loaded machine; reached only by a failing test.
pub(crate) const PATIENCE: Duration = Duration::from_secs(20);

pub(crate) fn address(name: &str) -> Address {
    Address::parse(&format!("{name}@example.com")).unwrap()
}

/// A running server with its folder; `users` are added to the category "General".
pub(crate) struct TestServer {
    pub(crate) runtime: tokio::runtime::Runtime,
    pub(crate) server: Option<Server>,
    pub(crate) folder: ScratchFolder,
    pub(crate) store: Store,
}

pub(crate) fn plain() -> ServerSettings {
    ServerSettings {
        sip_tls: None,
        sip_tcp: Some("127.0.0.1:0".parse().unwrap()),
        authentication: Authentication::NONE,
        ..ServerSettings::default()
    }
}

pub(crate) fn ntlm() -> ServerSettings {
    ServerSettings { authentication: Authentication::NTLM, ..plain() }
}

impl TestServer {
    pub(crate) fn start(settings: ServerSettings) -> TestServer {
        let folder = ScratchFolder::new().unwrap();
        certificates::create(folder.path(), "example.com").unwrap();
        let store = Store::create_with(folder.path(), "example.com", Durability::Process).unwrap();
        store.add_category(&NewCategory::named("General")).unwrap();
        let mut server = TestServer { runtime: runtime(), server: None, folder, store };
        for name in ["alice", "bob", "carol"] {
            server.add_user(name);
        }
        server.restart(settings);
        server
    }

    /// Stops the server if it runs, and starts it on the same folder.
    pub(crate) fn restart(&mut self, settings: ServerSettings) {
        self.stop();
        self.server = Some(self.runtime.block_on(Server::start(self.folder.path(), settings)).unwrap());
    }

    pub(crate) fn stop(&mut self) {
        if let Some(server) = self.server.take() {
            self.runtime.block_on(server.stop());
        }
    }

    /// Puts the files as they lie on the disk at this moment into another folder, as a crash would leave them, and goes on
    /// there. The old server is forgotten.
    pub(crate) fn crash(&mut self) {
        let copy = ScratchFolder::new().unwrap();
        for entry in std::fs::read_dir(self.folder.path()).unwrap() {
            let entry = entry.unwrap();
            std::fs::copy(entry.path(), copy.path().join(entry.file_name())).unwrap();
        }
        std::mem::forget(self.server.take());
        std::mem::replace(&mut self.runtime, runtime()).shutdown_background();
        self.store = Store::open(copy.path()).unwrap();
        self.folder = copy;
    }

    pub(crate) fn running(&self) -> &Server {
        self.server.as_ref().unwrap()
    }

    pub(crate) fn add_user(&self, name: &str) {
        self.store
            .add_user(&NewUser {
                login: Some(format!("EXAMPLE\\{name}")),
                display_name: Some(format!("{} \"{name}\" <& Co>", name.to_uppercase())),
                nt_hash: Some(password::nt_hash(PASSWORD)),
                ..NewUser::new(address(name))
            })
            .unwrap();
    }

    /// Adds a room and gives its URI.
    pub(crate) fn add_room(&self, name: &str, change: impl FnOnce(&mut NewRoom)) -> String {
        let mut room = NewRoom {
            name: name.into(),
            category: "General".into(),
            description: format!("about {name}"),
            topic: "the topic".into(),
            privacy: Privacy::Open,
            ..NewRoom::default()
        };
        change(&mut room);
        let guid = self.store.add_room(&room).unwrap().guid;
        // Whoever is invited and signs in later must not hear of it by chance.
        if let Some(server) = &self.server {
            server.tell_changes();
        }
        format!("ma-chan://example.com/{guid}")
    }

    pub(crate) fn tcp(&self) -> SocketAddr {
        self.running().sip_tcp().unwrap()
    }

    pub(crate) fn connect(&self) -> Wire {
        Wire::new(TcpStream::connect(self.tcp()).unwrap())
    }

    /// Signed in without authentication, with a chat dialog.
    pub(crate) fn chat(&self, name: &str) -> Chat {
        let mut wire = self.connect();
        wire.sign_in(name);
        Chat::open(wire, name, "sip:pool1@example.com")
    }
}

impl Drop for TestServer {
    fn drop(&mut self) {
        self.stop();
    }
}

fn runtime() -> tokio::runtime::Runtime {
    tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().unwrap()
}

/// A message as it was read, without any knowledge of SIP beyond head and length.
#[derive(Clone, Debug)]
pub(crate) struct Heard {
    pub(crate) start: String,
    pub(crate) headers: Vec<(String, String)>,
    pub(crate) body: String,
    pub(crate) raw: Vec<u8>,
}

impl Heard {
    pub(crate) fn status(&self) -> u16 {
        self.start.split(' ').nth(1).unwrap().parse().unwrap_or_else(|_| panic!("no response: {self:?}"))
    }

    pub(crate) fn is_request(&self) -> bool {
        !self.start.starts_with("SIP/2.0 ")
    }

    pub(crate) fn all(&self, name: &str) -> Vec<&str> {
        self.headers
            .iter()
            .filter(|(n, _)| n.eq_ignore_ascii_case(name))
            .map(|(_, value)| value.as_str())
            .collect()
    }

    pub(crate) fn get(&self, name: &str) -> &str {
        self.all(name).first().copied().unwrap_or_else(|| panic!("no {name} in {self:#?}"))
    }

    /// The value between two markers in a header or body text.
    pub(crate) fn between<'a>(text: &'a str, before: &str, after: &str) -> &'a str {
        let (_, rest) = text.split_once(before).unwrap_or_else(|| panic!("no {before} in {text}"));
        rest.split_once(after).unwrap_or_else(|| panic!("no {after} in {rest}")).0
    }
}

/// A TCP connection and what was read from it too early.
pub(crate) struct Wire {
    pub(crate) stream: TcpStream,
    buffer: Vec<u8>,
    calls: u32,
    /// After an NTLM sign-in: signs everything, and checks that the server signs everything.
    pub(crate) signer: Option<Box<dyn Signer>>,
    pub(crate) verifier: Option<Box<dyn Verifier>>,
}

impl Wire {
    pub(crate) fn new(stream: TcpStream) -> Wire {
        stream.set_nodelay(true).unwrap();
        stream.set_read_timeout(Some(PATIENCE)).unwrap();
        stream.set_write_timeout(Some(PATIENCE)).unwrap();
        Wire { stream, buffer: Vec::new(), calls: 0, signer: None, verifier: None }
    }

    /// Sends a text whose lines end with LF here and with CR LF on the wire, and a body as it is.
    pub(crate) fn send(&mut self, head: &str, body: &str) {
        let mut text = wire_text(head, body);
        if let Some(signer) = &mut self.signer {
            let message = parse(text.as_bytes());
            let (name, value) = signer.sign(&SignedFields::of(&message)).unwrap();
            text = wire_text(&format!("{head}{name}: {value}\n"), body);
        }
        self.stream.write_all(text.as_bytes()).unwrap();
    }

    /// The next message; `None` when the server has closed the connection.
    pub(crate) fn try_hear(&mut self) -> Option<Heard> {
        loop {
            // Keep-alives between messages.
            while self.buffer.starts_with(b"\r\n") {
                self.buffer.drain(..2);
            }
            if let Some(end) = self.buffer.windows(4).position(|window| window == b"\r\n\r\n") {
                let head = String::from_utf8(self.buffer[..end].to_vec()).unwrap();
                let mut lines = head.split("\r\n");
                let start = lines.next().unwrap().to_owned();
                let headers: Vec<(String, String)> = lines
                    .map(|line| line.split_once(':').unwrap_or_else(|| panic!("odd line {line:?}")))
                    .map(|(name, value)| (name.trim().to_owned(), value.trim().to_owned()))
                    .collect();
                let length = headers
                    .iter()
                    .find(|(name, _)| name.eq_ignore_ascii_case("Content-Length"))
                    .map(|(_, value)| value.parse::<usize>().unwrap())
                    .expect("every message of the server has a Content-Length");
                let total = end + 4 + length;
                if self.buffer.len() >= total {
                    let raw: Vec<u8> = self.buffer.drain(..total).collect();
                    let body = String::from_utf8(raw[end + 4..].to_vec()).unwrap();
                    return Some(Heard { start, headers, body, raw });
                }
            }
            let mut piece = [0; 65536];
            match self.stream.read(&mut piece) {
                Ok(0) => return None,
                Ok(length) => self.buffer.extend_from_slice(&piece[..length]),
                Err(error) if error.kind() == std::io::ErrorKind::ConnectionReset => return None,
                Err(error) => panic!("nothing came within {PATIENCE:?}: {error}"),
            }
        }
    }

    pub(crate) fn hear(&mut self) -> Heard {
        let heard = self.try_hear().expect("the server closed the connection");
        if let Some(verifier) = self.verifier.as_mut().filter(|_| heard.is_request() || heard.status() != 401)
        {
            let message = parse(&heard.raw);
            let header = AuthParams::parse(heard.get("Authentication-Info")).unwrap();
            verifier
                .verify(&SignedFields::of(&message), &header)
                .unwrap_or_else(|error| panic!("{error}: {heard:#?}"));
        }
        heard
    }

    /// Walks the legs of an NTLM sign-in; the answer to the last one.
    pub(crate) fn sign_in_with_ntlm(&mut self, who: &str, login: &str, password: &str) -> Heard {
        self.signer = None;
        let credentials = Credentials::new(login, password).unwrap();
        let mut client = NtlmAuthenticator::new(Some(credentials), SystemTime::now);
        let mut answer = self.register(who, "");
        for _ in 0..2 {
            assert_eq!(answer.status(), 401, "{answer:#?}");
            assert!(!answer.get("Date").is_empty());
            let challenges: Vec<AuthParams<'_>> = answer
                .all("WWW-Authenticate")
                .into_iter()
                .map(|value| AuthParams::parse(value).unwrap())
                .collect();
            let head = self.register_head(who, "");
            let message = parse(wire_text(&head, "").as_bytes());
            let Ok(value) = client.respond(&challenges, &SignedFields::of(&message)) else { return answer };
            self.verifier = client.take_verifier();
            self.send(&format!("{head}Authorization: {value}\n"), "");
            answer = self.hear();
        }
        self.signer = client.take_signer();
        answer
    }

    /// Sends a request outside of a dialog and gives its answer.
    pub(crate) fn ask(&mut self, method: &str, uri: &str, who: &str, extra: &str, body: &str) -> Heard {
        self.calls += 1;
        let call = self.calls;
        let head = format!(
            "{method} {uri} SIP/2.0\nVia: SIP/2.0/tcp 127.0.0.1:37214;branch=z9hG4bK{method}{call}\n\
             From: <sip:{who}@example.com>;tag=5320425{call};epid=cf0b98dadeb9\nTo: <{uri}>\nMax-Forwards: 70\n\
             CSeq: 1 {method}\nCall-ID: {method}-{who}-{call}\nUser-Agent: Purple/2.14.12 Sipe/1.25.0 (linux-x86_64)\n{extra}"
        );
        self.send(&head, body);
        self.hear()
    }

    /// SIPE's REGISTER without credentials.
    pub(crate) fn register(&mut self, who: &str, extra: &str) -> Heard {
        let head = self.register_head(who, extra);
        self.send(&head, "");
        self.hear()
    }

    /// The same where the server may close the connection instead.
    pub(crate) fn try_register(&mut self, who: &str, extra: &str) -> Option<Heard> {
        let text = wire_text(&self.register_head(who, extra), "");
        self.stream.write_all(text.as_bytes()).ok()?;
        self.try_hear()
    }

    fn register_head(&mut self, who: &str, extra: &str) -> String {
        self.calls += 1;
        let call = self.calls;
        let instance = pchat_core::auth::Instance::of_epid("cf0b98dadeb9").urn();
        format!(
            "REGISTER sip:example.com SIP/2.0\nVia: SIP/2.0/tcp 127.0.0.1:37214;branch=z9hG4bKF67EB8DD298{call}\n\
             From: <sip:{who}@example.com>;tag=532042{call};epid=cf0b98dadeb9\nTo: <sip:{who}@example.com>\nMax-Forwards: 70\n\
             CSeq: {call} REGISTER\nUser-Agent: Purple/2.14.12 Sipe/1.25.0 (linux-x86_64)\nCall-ID: reg-{who}\n\
             Contact: <sip:127.0.0.1:37214;transport=tcp;ms-opaque=d3470f2e1d>;methods=\"INVITE, MESSAGE, INFO, SUBSCRIBE, OPTIONS, BYE, CANCEL, NOTIFY, ACK, REFER, BENOTIFY\";proxy=replace;+sip.instance=\"<{instance}>\"\n\
             Supported: gruu-10, adhoclist, msrtc-event-categories, com.microsoft.msrtc.presence\nEvent: registration\n\
             Allow-Events: presence\nms-keep-alive: UAC;hop-hop=yes\n{extra}"
        )
    }

    pub(crate) fn sign_in(&mut self, who: &str) -> Heard {
        let answer = self.register(who, "");
        assert_eq!(answer.status(), 200, "{answer:#?}");
        answer
    }

    /// Answers a request of the server as SIPE does.
    pub(crate) fn acknowledge(&mut self, request: &Heard) {
        self.send(&accepting(request), "");
    }

    /// The same where the server may be gone, unsigned.
    pub(crate) fn try_acknowledge(&mut self, request: &Heard) -> Option<()> {
        self.stream.write_all(wire_text(&accepting(request), "").as_bytes()).ok()
    }
}

/// The head of a 200 to a request of the server.
fn accepting(request: &Heard) -> String {
    let mut head = "SIP/2.0 200 OK\n".to_owned();
    for name in ["Via", "From", "To", "Call-ID", "CSeq"] {
        for value in request.all(name) {
            head.push_str(&format!("{name}: {value}\n"));
        }
    }
    head
}

fn parse(bytes: &[u8]) -> Message {
    Message::parse(bytes, &Limits::default()).unwrap()
}

/// Text of a message with its length and CR LF line ends.
pub(crate) fn wire_text(head: &str, body: &str) -> String {
    format!("{}Content-Length: {}\r\n\r\n{body}", head.replace('\n', "\r\n"), body.len())
}

/// SIPE's offer.
pub(crate) const OFFER: &str = "v=0\r\no=- 0 0 IN IP4 127.0.0.1\r\ns=session\r\nc=IN IP4 127.0.0.1\r\nt=0 0\r\n\
     m=message 15060 sip null\r\na=accept-types:text/plain text/html image/gif application/im-iscomposing+xml\r\n";

/// A chat dialog as SIPE keeps one: no branches, no ACK to refusals, documents as they come.
pub(crate) struct Chat {
    pub(crate) wire: Wire,
    pub(crate) who: String,
    pub(crate) call: String,
    /// To with the server's tag.
    pub(crate) to: String,
    pub(crate) target: String,
    pub(crate) invited: Heard,
    /// Lines for each request, such as Route.
    pub(crate) routes: String,
    pub(crate) cseq: u32,
    pub(crate) envid: u32,
    pub(crate) early: std::collections::VecDeque<Heard>,
}

impl Chat {
    pub(crate) fn open(wire: Wire, who: &str, uri: &str) -> Chat {
        Chat::open_with(wire, who, uri, "")
    }

    /// Opens a dialog; `extra` is added to the INVITE.
    pub(crate) fn open_with(mut wire: Wire, who: &str, uri: &str, extra: &str) -> Chat {
        wire.calls += 1;
        let call = format!("1D96gCEFCaD399i447A-{who}-{}", wire.calls);
        let head = format!(
            "INVITE {uri} SIP/2.0\nVia: SIP/2.0/tcp 127.0.0.1:50726\nFrom: <sip:{who}@example.com>;tag=2838316536;epid=cf0b98dadeb9\n\
             To: <{uri}>\nMax-Forwards: 70\nCSeq: 1 INVITE\nUser-Agent: Purple/2.14.12 Sipe/1.25.0 (linux-x86_64)\nCall-ID: {call}\n\
             Supported: ms-sender\nContact: <sip:{who}@example.com;opaque=user:epid:t4eFItf+XDOzDSZfZhiueA;gruu>\n{extra}Content-Type: application/sdp\n"
        );
        wire.send(&head, OFFER);
        let invited = wire.hear();
        assert_eq!(invited.status(), 200, "{invited:#?}");
        let contact = invited.get("Contact");
        let mut chat = Chat {
            who: who.into(),
            call,
            to: invited.get("To").to_owned(),
            target: Heard::between(contact, "<", ">").to_owned(),
            wire,
            invited,
            routes: String::new(),
            cseq: 1,
            envid: 1_094_396_400,
            early: std::collections::VecDeque::new(),
        };
        chat.send("ACK", "", "");
        chat
    }

    /// Sends a request in the dialog; an ACK repeats the INVITE's number.
    pub(crate) fn send(&mut self, method: &str, extra: &str, body: &str) {
        let head = self.next_head(method, extra);
        self.wire.send(&head, body);
    }

    /// The same where the server may be gone, unsigned.
    pub(crate) fn try_send(&mut self, method: &str, extra: &str, body: &str) -> Option<()> {
        let head = self.next_head(method, extra);
        self.wire.stream.write_all(wire_text(&head, body).as_bytes()).ok()
    }

    fn next_head(&mut self, method: &str, extra: &str) -> String {
        if method != "ACK" {
            self.cseq += 1;
        }
        let (who, to, call, cseq, target, routes) =
            (&self.who, &self.to, &self.call, self.cseq, &self.target, &self.routes);
        format!(
            "{method} {target} SIP/2.0\nVia: SIP/2.0/tcp 127.0.0.1:50726\n{routes}\
             From: <sip:{who}@example.com>;tag=2838316536;epid=cf0b98dadeb9\nTo: {to}\nMax-Forwards: 70\nCSeq: {cseq} {method}\n\
             User-Agent: Purple/2.14.12 Sipe/1.25.0 (linux-x86_64)\nCall-ID: {call}\n{extra}"
        )
    }

    /// The next response; requests of the server that come before it are acknowledged and kept for later.
    pub(crate) fn answer(&mut self) -> Heard {
        loop {
            let heard = self.wire.hear();
            if !heard.is_request() {
                return heard;
            }
            self.wire.acknowledge(&heard);
            self.early.push_back(heard);
        }
    }

    pub(crate) fn ask(&mut self, method: &str, extra: &str, body: &str) -> Heard {
        self.send(method, extra, body);
        self.answer()
    }

    /// The next INFO of the server, acknowledged.
    pub(crate) fn info(&mut self) -> Heard {
        if let Some(heard) = self.early.pop_front() {
            return heard;
        }
        let heard = self.wire.hear();
        assert!(heard.start.starts_with("INFO "), "{heard:#?}");
        self.wire.acknowledge(&heard);
        heard
    }

    /// Sends an element in an envelope and expects 200.
    pub(crate) fn document(&mut self, element: &str) -> String {
        self.envid += 1;
        let envid = self.envid;
        let body = format!(
            "<xccos ver=\"1\" envid=\"{envid}\" xmlns=\"urn:parlano:xml:ns:xccos\">{element}</xccos>"
        );
        let answer = self.ask("INFO", "Content-Type: text/plain\n", &body);
        assert_eq!(answer.status(), 200, "{answer:#?}");
        envid.to_string()
    }

    /// Runs a command and gives the reply's body, which must name the command.
    pub(crate) fn command(&mut self, name: &str, data: &str) -> String {
        let envid = self.document(&format!("<cmd id=\"cmd:{name}\" seqid=\"1\"><data>{data}</data></cmd>"));
        let named = format!("<commandid seqid=\"1\" envid=\"{envid}\"/>");
        // Notices that come before it wait for whoever asks for them.
        let mut before = Vec::new();
        let reply = loop {
            let heard = self.info();
            if heard.body.contains(&named) {
                break heard;
            }
            assert!(heard.body.contains("<ntc "), "{}", heard.body);
            before.push(heard);
        };
        for heard in before.into_iter().rev() {
            self.early.push_front(heard);
        }
        assert!(reply.body.contains(&format!("<rpl id=\"rpl:{name}\" ")), "{}", reply.body);
        reply.body
    }

    /// The same, for one that succeeds.
    pub(crate) fn done(&mut self, name: &str, data: &str) -> String {
        let reply = self.command(name, data);
        assert!(reply.contains("<resp code=\"200\">SUCCESS_OK</resp>"), "{reply}");
        reply
    }

    pub(crate) fn join(&mut self, room: &str) -> String {
        self.done("join", &chanid(0, room))
    }

    pub(crate) fn post(&mut self, room: &str, text: &str) -> String {
        let who = &self.who;
        self.document(&format!(
            "<grpchat id=\"grpchat\" seqid=\"1\" chanUri=\"{room}\" author=\"sip:{who}@example.com\" ts=\"2026-11-22T09:55:34Z\"><chat>{text}</chat></grpchat>"
        ))
    }
}

/// A room as join commands name it.
pub(crate) fn chanid(key: usize, room: &str) -> String {
    let (domain, value) = room.strip_prefix("ma-chan://").unwrap().split_once('/').unwrap();
    format!("<chanid key=\"{key}\" domain=\"{domain}\" value=\"{value}\"/>")
}

/// Waits until something is true; a state that no message tells of.
pub(crate) fn until(what: &str, mut is_true: impl FnMut() -> bool) {
    let start = Instant::now();
    while !is_true() {
        assert!(start.elapsed() < PATIENCE, "{what} did not come true");
        std::thread::yield_now();
    }
}
