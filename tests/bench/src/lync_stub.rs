//! As much of a Lync server as our client needs to sign in and join a room, and then chat messages as fast as the socket
//! takes them. The whole run is made before the first byte leaves, so that the stub costs the measurement nothing.

use crate::texts;
use pchat_core::auth::ntlm::{Flags, NtHash, SessionKeys};
use pchat_core::auth::{
    self, Acceptor, AcceptorSettings, Instance, MessageSigner, MessageVerifier, REALM, SecurityAssociation,
    Step, Version,
};
use pchat_core::sip::connection::{Connection, ConnectionEvent, ConnectionSettings, Role};
use pchat_core::sip::dialog::Dialog;
use pchat_core::sip::message::{AuthParams, Message};
use pchat_core::sip::signing::{SignedFields, Signer};
use std::io::Error;
use std::net::TcpListener;
use std::sync::{Arc, Mutex};
use std::time::{Instant, SystemTime};
use tokio::io::{AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt};
use tokio_rustls::TlsAcceptor;
use tokio_rustls::rustls::ServerConfig;

/// The password of everybody.
pub(crate) const PASSWORD: &str = "secret";
/// The room.
pub(crate) const ROOM: &str = "ma-chan://example.com/11111111-2222-3333-4444-555555555555";
const POOL: &str = "sip:pool1@example.com";

/// Signs one client in; when it posts to the room, sends `count` messages. Returns when the client hangs up.
/// With TLS the client has to authenticate by NTLM and every message is signed; without it there is no authentication.
pub(crate) fn serve_one(
    listener: TcpListener,
    tls: Option<Arc<ServerConfig>>,
    count: usize,
) -> Result<(), Error> {
    listener.set_nonblocking(true)?;
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    runtime.block_on(async {
        let (stream, _) = tokio::net::TcpListener::from_std(listener)?.accept().await?;
        stream.set_nodelay(true)?;
        match tls {
            Some(tls) => {
                let stream = TlsAcceptor::from(tls).accept(stream).await?;
                Stub::new("TLS", true).serve(stream, count).await
            }
            None => Stub::new("TCP", false).serve(stream, count).await,
        }
    })
}

/// Lets the connection and the run of messages share one counter.
#[derive(Clone)]
struct SharedSigner(Arc<Mutex<MessageSigner>>);

impl Signer for SharedSigner {
    fn sign(&mut self, fields: &SignedFields<'_>) -> Option<(&'static str, String)> {
        self.0.lock().ok()?.sign(fields)
    }
}

struct Stub {
    connection: Connection,
    acceptor: Option<Acceptor>,
    signer: Option<SharedSigner>,
    dialog: Option<Dialog>,
    go: bool,
}

impl Stub {
    fn new(transport: &'static str, ntlm: bool) -> Self {
        let mut settings = ConnectionSettings::new(Role::Server, "127.0.0.1:5061", transport);
        settings.outbound_window = 1024;
        Self {
            connection: Connection::new(settings, Instant::now()),
            acceptor: ntlm.then(|| Acceptor::new(Arc::new(AcceptorSettings::of_server("lync.example.com")))),
            signer: None,
            dialog: None,
            go: false,
        }
    }

    async fn serve<S: AsyncRead + AsyncWrite>(mut self, stream: S, count: usize) -> Result<(), Error> {
        let (mut reader, mut writer) = tokio::io::split(stream);
        let mut buffer = vec![0; 64 * 1024];
        while !self.go {
            let n = reader.read(&mut buffer).await?;
            if n == 0 {
                return Err(std::io::ErrorKind::UnexpectedEof.into());
            }
            self.connection.receive(&buffer[..n], Instant::now()).map_err(Error::other)?;
            while let Some(event) = self.connection.poll_event() {
                if let ConnectionEvent::Request { transaction, message, .. } = event {
                    let answer = self.answer(&message)?;
                    self.connection.respond(transaction, answer, Instant::now()).map_err(Error::other)?;
                    self.after(&message)?;
                }
            }
            let output = std::mem::take(self.connection.output());
            writer.write_all(&output).await?;
            writer.flush().await?;
        }
        let run = self.run_of_messages(count);
        let write = async {
            // One record or segment carries what a busy server would have ready: several messages.
            writer.write_all(&run).await?;
            writer.flush().await
        };
        let read = async {
            while reader.read(&mut buffer).await.is_ok_and(|n| n > 0) {}
            Ok::<(), Error>(())
        };
        tokio::try_join!(write, read).map(|_| ())
    }

    fn answer(&mut self, request: &Message) -> Result<Message, Error> {
        match request.method().unwrap_or_default() {
            "REGISTER" => self.register(request),
            "SUBSCRIBE" => Ok(provisioning(request)),
            "INVITE" => {
                let mut answer = with_tag(Message::response_to(request, 200, "OK"));
                answer.push_header("Contact", &format!("<{POOL}>"));
                answer.push_header("Supported", "timer");
                answer.push_header("Session-Expires", "1800;refresher=uac");
                answer.set_body("application/sdp", "v=0\r\no=- 0 0 IN IP4 127.0.0.1\r\ns=session\r\nc=IN IP4 127.0.0.1\r\nt=0 0\r\nm=message 5060 sip sip:pool1@example.com\r\na=accept-types:text/plain\r\n");
                self.dialog = Some(Dialog::uas(request, &answer).map_err(Error::other)?);
                Ok(answer)
            }
            _ => Ok(Message::response_to(request, 200, "OK")),
        }
    }

    fn register(&mut self, request: &Message) -> Result<Message, Error> {
        if let Some(acceptor) = &mut self.acceptor {
            let header = request.header("Authorization").and_then(|value| AuthParams::parse(value).ok());
            let step = header.map(|header| {
                let hash = NtHash::of_password(PASSWORD);
                let fields = SignedFields::of(request);
                acceptor
                    .step(&header, &fields, Instant::now(), SystemTime::now(), &mut |_| Some(hash.clone()))
            });
            let challenge = match step {
                None => acceptor.offer(),
                Some(Ok(Step::Challenge(value))) => value,
                Some(Ok(Step::Accepted(accepted))) => {
                    let signer = SharedSigner(Arc::new(Mutex::new(accepted.signer)));
                    self.signer = Some(signer.clone());
                    // What comes in is not checked: only the receiver's work is measured.
                    self.connection.set_signer(Some(Box::new(signer)));
                    self.acceptor = None;
                    return Ok(registered(request));
                }
                Some(Err(error)) => return Err(Error::other(error)),
            };
            let mut answer = Message::response_to(request, 401, "Unauthorized");
            answer.push_header("WWW-Authenticate", &challenge);
            return Ok(answer);
        }
        Ok(registered(request))
    }

    /// What follows the 200 to an INFO: the reply to its command.
    fn after(&mut self, request: &Message) -> Result<(), Error> {
        if request.method() != Some("INFO") {
            return Ok(());
        }
        let body = String::from_utf8_lossy(request.body()).into_owned();
        if body.contains("<grpchat") {
            self.go = true;
            return Ok(());
        }
        let envid = between(&body, "envid=\"", "\"");
        let id = between(&body, "id=\"cmd:", "\"");
        let data = match id {
            "getserverinfo" => {
                "<sib infoType=\"123\" searchLimit=\"999\" messageSizeLimit=\"8000\" storySizeLimit=\"8000\"/>"
            }
            "join" | "bjoin" => &format!(
                "<uib id=\"0\" uri=\"sip:ann@example.com\"/><chanib uri=\"{ROOM}\" name=\"Lobby\"><aib key=\"3456\" value=\"0\"/></chanib>"
            ),
            _ => "",
        };
        self.inform(&format!(
            "<xccos ver=\"1\" envid=\"1\" xmlns=\"urn:parlano:xml:ns:xccos\"><rpl id=\"rpl:{id}\" seqid=\"1\"><commandid seqid=\"1\" envid=\"{envid}\"/><resp code=\"200\">SUCCESS_OK</resp><data>{data}</data></rpl></xccos>"
        ))
    }

    fn inform(&mut self, body: &str) -> Result<(), Error> {
        let dialog = self.dialog.as_mut().ok_or_else(|| Error::other("INFO before INVITE"))?;
        let mut info = dialog.request("INFO");
        info.set_body("text/plain", body);
        self.connection.send_request(info, Instant::now()).map(|_| ()).map_err(Error::other)
    }

    fn run_of_messages(&mut self, count: usize) -> Vec<u8> {
        self.dialog
            .as_mut()
            .map_or_else(Vec::new, |dialog| run_of_messages(dialog, self.signer.as_mut(), count))
    }
}

/// The run without a connection, for measuring the core alone.
pub(crate) struct Rehearsal {
    /// The bytes of the run.
    pub(crate) run: Vec<u8>,
    /// The client's halves of the security association, when it is signed.
    pub(crate) security: Option<(MessageSigner, MessageVerifier)>,
}

impl Rehearsal {
    /// A run of `count` messages in a dialog that was never negotiated.
    pub(crate) fn new(count: usize, signed: bool) -> Result<Self, Error> {
        let mut invite = Message::request("INVITE", POOL);
        invite.push_header("From", "<sip:ann@example.com>;tag=1;epid=0123456789ab");
        invite.push_header("To", &format!("<{POOL}>"));
        invite.push_header("Call-ID", "rehearsal");
        invite.push_header("CSeq", "1 INVITE");
        invite.push_header("Contact", "<sip:ann@example.com;opaque=user:epid:t4eFItf-XDOzDSZfZhiueAAA;gruu>");
        let answer = with_tag(Message::response_to(&invite, 200, "OK"));
        let mut dialog = Dialog::uas(&invite, &answer).map_err(Error::other)?;
        let association = |role| SecurityAssociation {
            role,
            version: Version::V4,
            opaque: "27F28761".to_owned(),
            realm: REALM.to_owned(),
            target_name: "lync.example.com".to_owned(),
            keys: SessionKeys::new([7; 16], Flags::OFFERED),
        };
        let mut server = signed.then(|| {
            let (signer, _) = association(auth::Role::Server).into_halves();
            SharedSigner(Arc::new(Mutex::new(signer)))
        });
        let run = run_of_messages(&mut dialog, server.as_mut(), count);
        Ok(Self { run, security: signed.then(|| association(auth::Role::Client).into_halves()) })
    }
}

fn run_of_messages(dialog: &mut Dialog, mut signer: Option<&mut SharedSigner>, count: usize) -> Vec<u8> {
    let mut run = Vec::with_capacity(count * 1400);
    for n in 0..count {
        let mut info = dialog.request("INFO");
        info.prepend_header("Via", &format!("SIP/2.0/TLS 127.0.0.1:5061;branch=z9hG4bK{n:08X}"));
        info.set_body("text/plain", message(n));
        if let Some(signer) = &mut signer {
            let signature = signer.sign(&SignedFields::of(&info));
            if let Some((name, value)) = signature {
                info.push_header(name, &value);
            }
        }
        info.write_to(&mut run);
    }
    run
}

fn message(n: usize) -> String {
    format!(
        "<xccos xmlns:xsd=\"http://www.w3.org/2001/XMLSchema\" xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" ver=\"1\" envid=\"{}\" xmlns=\"urn:parlano:xml:ns:xccos\"><grpchat id=\"grpchat\" seqid=\"1\" chanUri=\"{ROOM}\" author=\"sip:{}@example.com\" authdisp=\"{}\" alert=\"false\" chatId=\"{}\" ts=\"2026-01-02T03:04:05.1234567Z\"><chat>{}</chat></grpchat></xccos>",
        7_962_449_779_256_945_056_u64 + n as u64,
        texts::author(n),
        texts::author(n),
        n + 1,
        texts::escape(&texts::text(n))
    )
}

fn registered(request: &Message) -> Message {
    let epid = request.from_addr().ok().and_then(|from| from.param("epid").map(|epid| epid.to_string()));
    let instance = Instance::of_epid(epid.as_deref().unwrap_or_default());
    let mut answer = with_tag(Message::response_to(request, 200, "OK"));
    answer.push_header(
        "Contact",
        &format!(
            "<sip:127.0.0.1:1;transport=tls>;expires=7200;+sip.instance=\"<{}>\";gruu=\"{}\"",
            instance.urn(),
            instance.gruu("sip:ann@example.com")
        ),
    );
    answer.push_header("Expires", "7200");
    answer.push_header("Supported", "msrtc-event-categories");
    answer.push_header("Allow-Events", "vnd-microsoft-provisioning-v2");
    answer
}

fn provisioning(request: &Message) -> Message {
    let mut answer = with_tag(Message::response_to(request, 200, "OK"));
    answer.push_header("Event", "vnd-microsoft-provisioning-v2");
    answer.push_header("Expires", "0");
    answer.push_header("subscription-state", "terminated;expires=0");
    answer.push_header("ms-piggyback-cseq", "1");
    answer.set_body(
        "application/vnd-microsoft-roaming-provisioning-v2+xml",
        format!(
            "<provisionGroupList xmlns=\"http://schemas.microsoft.com/2006/09/sip/provisiongrouplist-notification\"><provisionGroup name=\"persistentChatConfiguration\"><propertyEntryList><property name=\"EnablePersistentChat\">true</property><property name=\"DefaultPersistentChatPoolUri\">{POOL}</property></propertyEntryList></provisionGroup></provisionGroupList>"
        ),
    );
    answer
}

fn with_tag(mut answer: Message) -> Message {
    if let Some(to) =
        answer.header("To").filter(|to| !to.contains(";tag=")).map(|to| format!("{to};tag=stub"))
    {
        answer.set_header("To", &to);
    }
    answer
}

fn between<'a>(text: &'a str, start: &str, end: &str) -> &'a str {
    let Some(from) = text.find(start).map(|at| at + start.len()) else { return "" };
    text[from..].split(end).next().unwrap_or_default()
}
