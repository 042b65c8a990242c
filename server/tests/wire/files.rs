//! The file web service, by bytes typed from xccos.md 9.9, and by curl.

use crate::support::{Chat, Heard, PATIENCE, TestServer, address, plain};
use pchat_server::model::{NewCategory, Privacy};
use pchat_server::settings::ServerSettings;
use pchat_server::store::RoleOperation;
use std::io::{Read, Write};
use std::net::TcpStream;
use std::path::PathBuf;
use std::process::Command;
use std::sync::Arc;
use std::time::Duration;
use tokio_rustls::rustls::pki_types::pem::PemObject;
use tokio_rustls::rustls::pki_types::{CertificateDer, ServerName};
use tokio_rustls::rustls::{ClientConfig, ClientConnection, RootCertStore, StreamOwned};

/// A server with a room that takes files.
struct Scene {
    server: TestServer,
    room: String,
}

impl Scene {
    fn new() -> Scene {
        Scene::with(plain())
    }

    fn with(settings: ServerSettings) -> Scene {
        let server = TestServer::start(settings);
        let category = NewCategory { file_upload: true, ..NewCategory::named("Files") };
        server.store.add_category(&category).unwrap();
        let room = server.add_room("Papers", |room| {
            room.category = "Files".into();
            room.privacy = Privacy::Closed;
            room.members = vec![address("alice").into(), address("bob").into()];
        });
        Scene { server, room }
    }

    fn joined(&self, who: &str) -> Chat {
        let mut chat = self.server.chat(who);
        chat.join(&self.room);
        chat
    }

    fn channel(&self) -> &str {
        self.room.rsplit_once('/').unwrap().1
    }

    fn folder(&self) -> PathBuf {
        self.server.folder.path().join("files").join(self.channel())
    }

    fn token(&self, chat: &mut Chat, command: &str) -> String {
        token(chat, command, &self.room).unwrap_or_else(|reply| panic!("{reply}"))
    }

    fn https(&self) -> Https {
        Https::connect(&self.server)
    }
}

/// Asks for a token; the reply when there is none.
fn token(chat: &mut Chat, command: &str, room: &str) -> Result<String, String> {
    chat.document(&format!(
        "<cmd id=\"cmd:{command}\" seqid=\"1\"><data><ftdb channelUri=\"{room}\" fileUrl=\"a.txt\"/></data></cmd>"
    ));
    let reply = loop {
        let info = chat.info().body;
        if info.contains("<rpl ") {
            break info;
        }
    };
    if !reply.contains("<resp code=\"200\">SUCCESS_OK</resp>") {
        return Err(reply);
    }
    assert!(reply.contains("<rpl id=\"rpl:getftok\" "), "one id for both: {reply}");
    assert!(Heard::between(&reply, "serveruri=\"", "\"").starts_with("https://127.0.0.1:"), "{reply}");
    Ok(Heard::between(&reply, "token token=\"", "\"").to_owned())
}

/// HTTP by hand over TLS.
struct Https {
    stream: StreamOwned<ClientConnection, TcpStream>,
    buffer: Vec<u8>,
}

impl Https {
    fn connect(server: &TestServer) -> Https {
        let mut roots = RootCertStore::empty();
        roots.add(CertificateDer::from_pem_file(server.running().ca_file()).unwrap()).unwrap();
        let provider = Arc::new(tokio_rustls::rustls::crypto::ring::default_provider());
        let config = ClientConfig::builder_with_provider(provider)
            .with_safe_default_protocol_versions()
            .unwrap()
            .with_root_certificates(roots)
            .with_no_client_auth();
        let name = ServerName::try_from("localhost").unwrap();
        let client = ClientConnection::new(Arc::new(config), name).unwrap();
        let tcp = TcpStream::connect(server.running().files().unwrap()).unwrap();
        tcp.set_read_timeout(Some(PATIENCE)).unwrap();
        Https { stream: StreamOwned::new(client, tcp), buffer: Vec::new() }
    }

    fn head(operation: &str, length: usize) -> String {
        format!(
            "POST /PersistentChat/MGCWebService.asmx HTTP/1.1\r\nHost: web.contoso.com\r\n\
             Content-Type: text/xml; charset=utf-8\r\nSOAPAction: \"http://www.microsoft.com/{operation}\"\r\n\
             Content-Length: {length}\r\n\r\n"
        )
    }

    fn call(&mut self, operation: &str, parameters: &str) -> (u16, String) {
        let body = envelope(operation, parameters);
        self.raw(&format!("{}{body}", Https::head(operation, body.len())))
    }

    fn raw(&mut self, request: &str) -> (u16, String) {
        // A server that refuses early may not take the rest.
        let _ = self.stream.write_all(request.as_bytes());
        self.answer().expect("an answer")
    }

    /// The next answer, its length told by Content-Length; `None` when the server has closed the connection.
    fn answer(&mut self) -> Option<(u16, String)> {
        loop {
            if let Some(end) = self.buffer.windows(4).position(|window| window == b"\r\n\r\n") {
                let head = String::from_utf8(self.buffer[..end].to_vec()).unwrap();
                let lower = head.to_ascii_lowercase();
                let (_, length) = lower.split_once("content-length: ").expect("a length");
                let length: usize = length.lines().next().unwrap().trim().parse().unwrap();
                if self.buffer.len() >= end + 4 + length {
                    let status = head.split(' ').nth(1).unwrap().parse().unwrap();
                    let answer: Vec<u8> = self.buffer.drain(..end + 4 + length).skip(end + 4).collect();
                    return Some((status, String::from_utf8(answer).unwrap()));
                }
            }
            let mut piece = [0; 65536];
            match self.stream.read(&mut piece) {
                Ok(0) => return None,
                Ok(length) => self.buffer.extend_from_slice(&piece[..length]),
                Err(error) if error.kind() == std::io::ErrorKind::WouldBlock => panic!("no answer in time"),
                Err(_) => return None,
            }
        }
    }
}

fn envelope(operation: &str, parameters: &str) -> String {
    format!(
        "<s:Envelope xmlns:s=\"http://schemas.xmlsoap.org/soap/envelope/\"><s:Body>\
         <{operation} xmlns=\"http://www.microsoft.com\">{parameters}</{operation}></s:Body></s:Envelope>"
    )
}

fn append(token: &str, channel: &str, name: &str, chunk: &str, offset: u64, length: u64) -> String {
    format!(
        "<token>{token}</token><channelId>{channel}</channelId>\n <uniqueFilename>{name}</uniqueFilename>\
         <fileChunk>{chunk}</fileChunk><offset>{offset}</offset><fileLength>{length}</fileLength>"
    )
}

fn download(token: &str, channel: &str, name: &str, offset: u64, size: u64) -> String {
    format!(
        "<token>{token}</token><channelId>{channel}</channelId><reposFileName>{name}</reposFileName>\
         <offset>{offset}</offset><bufferSize>{size}</bufferSize>"
    )
}

const NAME: &str = "0f000000-0000-4000-8000-000000000009.txt";
/// 43 bytes, as the captured file had.
const TEXT: &str = "The quick brown fox jumps over the lazy dog";
const FIRST_20: &str = "VGhlIHF1aWNrIGJyb3duIGZveCA=";
const REST: &str = "anVtcHMgb3ZlciB0aGUgbGF6eSBkb2c=";

#[test]
fn a_file_goes_up_and_down() {
    let scene = Scene::new();
    let (mut alice, mut bob) = (scene.joined("alice"), scene.joined("bob"));
    let (up, down) = (scene.token(&mut alice, "getfutok"), scene.token(&mut bob, "getfdtok"));
    let mut https = scene.https();
    let channel = scene.channel();

    let (status, answer) = https.call("GetMaxFileSizeInKB", &format!("<token>{up}</token>"));
    assert_eq!(status, 200, "{answer}");
    assert!(answer.contains("<GetMaxFileSizeInKBResponse xmlns=\"http://www.microsoft.com\"><GetMaxFileSizeInKBResult>20000</GetMaxFileSizeInKBResult>"));
    let (_, answer) = https.call("GetMaxRequestContentInKB", &format!("<token>{up}</token>"));
    assert!(answer.contains(">4096<"), "{answer}");
    let parameters =
        format!("<token>{up}</token><channelId>{channel}</channelId><extension>.TXT</extension>");
    let (_, answer) = https.call("RequestUniqueFilenameWithExtension", &parameters);
    let name = Heard::between(&answer, "ExtensionResult>", "</").to_owned();
    assert!(name.len() == 40 && name.ends_with(".txt"), "{name}");

    let (status, answer) = https.call("AppendChunk", &append(&up, channel, &name, FIRST_20, 0, 43));
    assert_eq!(status, 200, "{answer}");
    assert!(
        answer.contains("<AppendChunkResponse xmlns=\"http://www.microsoft.com\"></AppendChunkResponse>"),
        "{answer}"
    );
    let size =
        format!("<token>{up}</token><channelId>{channel}</channelId><reposFileName>{name}</reposFileName>");
    assert!(https.call("GetFileSize", &size).1.contains(">20<"), "what is there, for who uploads it");
    let (status, answer) = https.call("DownloadChunk", &download(&down, channel, &name, 0, 43));
    assert!(status == 500 && answer.contains("has no file"), "nobody sees half a file: {answer}");
    assert_eq!(https.call("AppendChunk", &append(&up, channel, &name, REST, 20, 43)).0, 200);
    assert_eq!(std::fs::read_to_string(scene.folder().join(&name)).unwrap(), TEXT);

    let size =
        format!("<token>{down}</token><channelId>{channel}</channelId><reposFileName>{name}</reposFileName>");
    assert!(https.call("GetFileSize", &size).1.contains("<GetFileSizeResult>43</GetFileSizeResult>"));
    let (_, answer) = https.call("DownloadChunk", &download(&down, channel, &name.to_uppercase(), 0, 20));
    assert!(answer.contains(&format!("<DownloadChunkResult>{FIRST_20}</DownloadChunkResult>")), "{answer}");
    let (_, answer) = https.call("DownloadChunk", &download(&down, channel, &name, 20, u64::MAX));
    assert!(answer.contains(&format!("<DownloadChunkResult>{REST}</DownloadChunkResult>")), "{answer}");
}

#[test]
fn tokens_are_given_to_those_who_may() {
    let scene = Scene::new();
    let simple = scene.server.add_room("Plain", |room| room.members = vec![address("alice").into()]);
    let mut alice = scene.server.chat("alice");
    let refused = |outcome: Result<String, String>, why: &str| {
        let reply = outcome.expect_err(why);
        assert!(reply.contains(why), "{reply}");
    };
    refused(token(&mut alice, "getfutok", &scene.room), "USER_NOT_JOINED");
    assert!(token(&mut alice, "getfdtok", &scene.room).is_ok(), "as history may be read");
    alice.join(&simple);
    refused(token(&mut alice, "getfutok", &simple), "ERROR_PERMISSION");
    refused(token(&mut alice, "getfutok", "ma-chan://example.com/1"), "NO_SUCH_NODE");
    refused(token(&mut alice, "getfutok", "x"), "INVALID_ARGUMENT");
    let mut carol = scene.server.chat("carol");
    for command in ["getfutok", "getfdtok"] {
        refused(token(&mut carol, command, &scene.room), "ERROR_PERMISSION");
    }
    let without = TestServer::start(ServerSettings { files: None, ..plain() });
    let room = without.add_room("R", |_| ());
    refused(token(&mut without.chat("alice"), "getfdtok", &room), "MSG_NOT_SUPPORTED");
}

#[test]
fn a_token_opens_nothing_else() {
    let scene = Scene::new();
    let other = scene.server.add_room("Other", |room| room.category = "Files".into());
    let (mut alice, mut bob) = (scene.joined("alice"), scene.joined("bob"));
    let (up, down) = (scene.token(&mut alice, "getfutok"), scene.token(&mut bob, "getfdtok"));
    let of_bob = scene.token(&mut bob, "getfutok");
    let (channel, other) = (scene.channel(), other.rsplit_once('/').unwrap().1);
    let mut https = scene.https();
    let guess = "11111111-2222-3333-4444-555555555555";
    for (operation, parameters, reason) in [
        ("AppendChunk", append(guess, channel, NAME, "YQ==", 0, 1), "INVALID_TOKEN"),
        ("AppendChunk", append("", channel, NAME, "YQ==", 0, 1), "INVALID_TOKEN"),
        ("AppendChunk", append(&up, other, NAME, "YQ==", 0, 1), "INVALID_TOKEN"),
        ("AppendChunk", append(&up, "", NAME, "YQ==", 0, 1), "INVALID_TOKEN"),
        ("AppendChunk", append(&up, "../..", NAME, "YQ==", 0, 1), "INVALID_TOKEN"),
        ("AppendChunk", append(&down, channel, NAME, "YQ==", 0, 1), "INVALID_TOKEN"),
        ("DownloadChunk", download(&up, channel, NAME, 0, 1), "INVALID_TOKEN"),
        ("GetMaxFileSizeInKB", String::new(), "INVALID_TOKEN"),
    ] {
        let (status, answer) = https.call(operation, &parameters);
        assert!(status == 500 && answer.contains("<soap:Fault>") && answer.contains(reason), "{answer}");
    }
    assert_eq!(https.call("AppendChunk", &append(&up, channel, NAME, "YQ==", 0, 2)).0, 200);
    let (status, answer) = https.call("AppendChunk", &append(&of_bob, channel, NAME, "YQ==", 1, 2));
    assert!(status == 500 && answer.contains("somebody else"), "{answer}");

    // What a user may not do any more, a token does not let him do either.
    let member = |operation| {
        let actor = pchat_server::model::Actor::Administrator;
        let role = pchat_server::model::Role::Member;
        scene
            .server
            .store
            .change_role(&actor, "Papers", role, operation, &[address("alice").into()])
            .unwrap();
    };
    member(RoleOperation::Remove);
    crate::support::until("the removal", || {
        let (status, answer) = https.call("AppendChunk", &append(&up, channel, NAME, "YQ==", 9, 2));
        status == 500 && answer.contains("ERROR_PERMISSION")
    });
    member(RoleOperation::Add);
    crate::support::until("the return", || {
        !https.call("AppendChunk", &append(&up, channel, NAME, "YQ==", 9, 2)).1.contains("ERROR_PERMISSION")
    });
    assert_eq!(https.call("AppendChunk", &append(&up, channel, NAME, "YQ==", 1, 2)).0, 200);
}

#[test]
fn names_do_not_leave_their_folder() {
    let scene = Scene::new();
    let (mut alice, mut bob) = (scene.joined("alice"), scene.joined("bob"));
    let (up, down) = (scene.token(&mut alice, "getfutok"), scene.token(&mut bob, "getfdtok"));
    let (mut https, channel) = (scene.https(), scene.channel());
    for name in [
        "../../pchat.db",
        "../../server.key",
        "/etc/passwd",
        "..",
        "",
        ".",
        "0f000000-0000-4000-8000-000000000009",
        "0f000000-0000-4000-8000-000000000009.txt.part",
        "0f000000-0000-4000-8000-000000000009.txt/../../../server.key",
        "0f000000-0000-4000-8000-000000000009.a&#47;b",
        "0f000000-0000-4000-8000-000000000009.txt&#0;",
        "C:\\x\\0f000000-0000-4000-8000-000000000009.txt",
    ] {
        for (operation, parameters) in [
            ("AppendChunk", append(&up, channel, name, "YQ==", 0, 1)),
            ("DownloadChunk", download(&down, channel, name, 0, 1)),
            ("GetFileSize", download(&down, channel, name, 0, 1)),
        ] {
            let (status, answer) = https.call(operation, &parameters);
            assert!(status == 500 && answer.contains("INVALID_ARGUMENT"), "{operation} {name}: {answer}");
        }
    }
    assert!(!scene.folder().exists(), "nothing was written");
    for name in [NAME, "ffffffff-0000-4000-8000-000000000009.txt"] {
        let (status, answer) = https.call("DownloadChunk", &download(&down, channel, name, 0, 1));
        assert!(status == 500 && answer.contains("FILE_DOWNLOAD_FAILED"), "{answer}");
        let folder = scene.server.folder.path().display().to_string();
        assert!(!answer.contains(&folder), "no paths of the server: {answer}");
    }
}

#[test]
fn sizes_are_held() {
    let scene = Scene::new();
    let change = pchat_server::model::SettingsChange {
        max_file_kb: Some(1),
        ..pchat_server::model::SettingsChange::default()
    };
    scene.server.store.change_settings(&change).unwrap();
    let mut alice = scene.joined("alice");
    let up = scene.token(&mut alice, "getfutok");
    let (mut https, channel) = (scene.https(), scene.channel());
    crate::support::until("the limit", || {
        https.call("GetMaxFileSizeInKB", &format!("<token>{up}</token>")).1.contains(">1<")
    });
    let (status, answer) = https.call("AppendChunk", &append(&up, channel, NAME, "YQ==", 0, 1025));
    assert!(status == 500 && answer.contains("1025 bytes and the limit is 1 KB"), "{answer}");
    let (status, _) = https.call("AppendChunk", &append(&up, channel, NAME, "YWFh", 0, 2));
    assert_eq!(status, 500, "more than it says");
    let (status, _) = https.call("AppendChunk", &append(&up, channel, NAME, "YWFh", u64::MAX, u64::MAX));
    assert_eq!(status, 500);
    assert!(!scene.folder().exists());

    // The request itself, told by its length, or only by its bytes.
    let long = 4096 * 1024 + 1;
    let (status, _) = https.raw(&Https::head("AppendChunk", long));
    assert_eq!(status, 413);
    let mut https = scene.https();
    let head = Https::head("AppendChunk", 0).replace("Content-Length: 0", "Transfer-Encoding: chunked");
    let begin = format!("<e:Envelope xmlns:e=\"x\"><e:Body><AppendChunk><token>{up}</token><fileChunk>");
    let chunk = "a".repeat(1 << 20);
    let mut request = format!("{head}{:x}\r\n{begin}\r\n", begin.len());
    (0..5).for_each(|_| request.push_str(&format!("{:x}\r\n{chunk}\r\n", chunk.len())));
    assert_eq!(https.raw(&request).0, 413);
    // Who has no token may not even send that much.
    let mut https = scene.https();
    let begin = "<e:Envelope xmlns:e=\"x\"><e:Body><AppendChunk><token>none</token><fileChunk>";
    let request = format!("{}{begin}{}", Https::head("AppendChunk", 3 << 20), "a".repeat(64 << 10));
    let (status, answer) = https.raw(&request);
    assert!(status == 500 && answer.contains("INVALID_TOKEN"), "{answer}");
}

#[test]
fn what_is_no_call_is_refused_by_http() {
    let scene = Scene::new();
    let mut alice = scene.joined("alice");
    let up = scene.token(&mut alice, "getfutok");
    let body = envelope("GetMaxFileSizeInKB", &format!("<token>{up}</token>"));
    let good = format!("{}{body}", Https::head("GetMaxFileSizeInKB", body.len()));
    assert_eq!(scene.https().raw(&good).0, 200);
    let with = |from: &str, to: &str| scene.https().raw(&good.replace(from, to)).0;
    assert_eq!(with("POST", "GET"), 405);
    assert_eq!(with("POST", "PUT"), 405);
    assert_eq!(with("/PersistentChat/", "/"), 404);
    assert_eq!(with("/PersistentChat/", "/PersistentChat/../PersistentChat/"), 404);
    assert_eq!(with("/PersistentChat/", "/PERSISTENTCHAT/"), 200);
    assert_eq!(with("text/xml", "application/json"), 415);
    assert_eq!(with("microsoft.com/GetMaxFileSizeInKB\"", "microsoft.com/DownloadChunk\""), 400);
    assert_eq!(with("SOAPAction: \"http://www.microsoft.com/GetMaxFileSizeInKB\"", "SOAPAction: \"\""), 200);
    for bad in [
        "".to_owned(),
        "hello".to_owned(),
        format!("<!DOCTYPE a SYSTEM \"file:///etc/passwd\">{body}"),
        body.replace("GetMaxFileSizeInKB", "Shutdown"),
        body.replace("</s:Body>", ""),
    ] {
        let (status, answer) = scene.https().raw(&format!("{}{bad}", Https::head("X", bad.len())));
        // Without a token there is nothing else to say.
        assert!(status == 400 || answer.contains("INVALID_TOKEN"), "{bad}: {status} {answer}");
    }
    let mut broken = scene.https();
    broken.stream.write_all(b"\x16\x03 nonsense\r\n\r\n").unwrap();
    assert_eq!(broken.answer().map(|(status, _)| status), Some(400));
}

#[test]
fn a_request_that_drips_is_ended() {
    let settings = ServerSettings { message_timeout: Duration::from_millis(300), ..plain() };
    let scene = Scene::with(settings);
    let mut body = scene.https();
    body.stream.write_all(Https::head("AppendChunk", 1000).as_bytes()).unwrap();
    body.stream.write_all(b"<a").unwrap();
    assert_eq!(body.answer().map(|(status, _)| status), Some(408));
    let mut head = scene.https();
    head.stream.write_all(b"POST /Persis").unwrap();
    let answer = head.answer();
    assert!(answer.is_none_or(|(status, _)| status == 408), "the connection is closed");
}

#[test]
fn curl_can_do_it() {
    if Command::new("curl").arg("--version").output().is_err() {
        return;
    }
    let scene = Scene::new();
    let mut alice = scene.joined("alice");
    let (up, down) = (scene.token(&mut alice, "getfutok"), scene.token(&mut alice, "getfdtok"));
    let url = format!(
        "https://localhost:{}/PersistentChat/MGCWebService.asmx",
        scene.server.running().files().unwrap().port()
    );
    let curl = |operation: &str, parameters: &str| {
        let output = Command::new("curl")
            .args(["--silent", "--show-error", "--max-time", "20", "--cacert"])
            .arg(scene.server.running().ca_file())
            .args(["-H", "Content-Type: text/xml; charset=utf-8", "-H"])
            .arg(format!("SOAPAction: \"http://www.microsoft.com/{operation}\""))
            .args(["--data-binary", &envelope(operation, parameters), &url])
            .output()
            .unwrap();
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8(output.stdout).unwrap()
    };
    let answer = curl("AppendChunk", &append(&up, scene.channel(), NAME, FIRST_20, 0, 20));
    assert!(answer.contains("AppendChunkResponse"), "{answer}");
    let answer = curl("DownloadChunk", &download(&down, scene.channel(), NAME, 0, 43));
    assert!(answer.contains(FIRST_20), "{answer}");
}
