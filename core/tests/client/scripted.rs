//! A server that does what a test says, in bytes written by hand from the specification.

use pchat_core::sip::signing::{SignedFields, Signer};
use pchat_core::sip::{Limits, Message};
use std::time::Duration;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};

/// Nothing here takes this long unless it is broken.
pub(crate) const LIMIT: Duration = Duration::from_secs(20);

pub(crate) const DOMAIN: &str = "contoso.test";
pub(crate) const ANN: &str = "sip:ann@contoso.test";
pub(crate) const POOL: &str = "sip:gc-1@contoso.test";
pub(crate) const LOBBY: &str = "ma-chan://contoso.test/11111111-2222-3333-4444-555555555555";
pub(crate) const LOBBY_ID: &str = "11111111-2222-3333-4444-555555555555";

/// A SIP message as text.
#[derive(Clone, Debug)]
pub(crate) struct Sip {
    pub(crate) first_line: String,
    pub(crate) headers: Vec<(String, String)>,
    pub(crate) body: String,
    /// The message as it came.
    pub(crate) raw: Vec<u8>,
}

impl Sip {
    pub(crate) fn header(&self, name: &str) -> &str {
        self.headers.iter().find(|(n, _)| n.eq_ignore_ascii_case(name)).map_or("", |(_, value)| value)
    }

    pub(crate) fn method(&self) -> &str {
        self.first_line.split(' ').next().unwrap_or_default()
    }

    pub(crate) fn is_response(&self) -> bool {
        self.first_line.starts_with("SIP/2.0")
    }

    pub(crate) fn status(&self) -> u16 {
        self.first_line.split(' ').nth(1).and_then(|text| text.parse().ok()).unwrap_or(0)
    }

    pub(crate) fn envid(&self) -> u64 {
        let (_, rest) = self.body.split_once("envid=\"").expect("an envelope");
        rest.split('"').next().and_then(|number| number.parse().ok()).expect("a number")
    }
}

pub(crate) struct Server {
    listener: TcpListener,
    pub(crate) port: u16,
}

impl Server {
    pub(crate) async fn start() -> Server {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
        let port = listener.local_addr().expect("its address").port();
        Server { listener, port }
    }

    pub(crate) async fn accept(&self) -> Peer {
        let (tcp, _) = tokio::time::timeout(LIMIT, self.listener.accept())
            .await
            .expect("a client in time")
            .expect("a client");
        Peer { tcp, buffer: Vec::new(), invite: None, cseq: 0, envid: 9000, signer: None }
    }

    /// Accepts a client and brings it as far as the open chat.
    pub(crate) async fn accept_established(&self) -> Peer {
        let mut peer = self.accept().await;
        peer.establish().await;
        peer
    }
}

pub(crate) struct Peer {
    pub(crate) tcp: TcpStream,
    buffer: Vec<u8>,
    /// The INVITE of the open dialog.
    pub(crate) invite: Option<Sip>,
    cseq: u32,
    envid: u64,
    /// Signs what is written, once the client has proved who it is.
    pub(crate) signer: Option<Box<dyn Signer>>,
}

impl Peer {
    /// The next message, or `None` when the client has closed.
    pub(crate) async fn receive(&mut self) -> Option<Sip> {
        loop {
            while self.buffer.starts_with(b"\r\n") {
                self.buffer.drain(..2);
            }
            if let Some(message) = self.take() {
                return Some(message);
            }
            let mut piece = [0; 4096];
            let read = tokio::time::timeout(LIMIT, self.tcp.read(&mut piece)).await.expect("bytes in time");
            match read {
                Ok(0) | Err(_) => return None,
                Ok(n) => self.buffer.extend_from_slice(&piece[..n]),
            }
        }
    }

    fn take(&mut self) -> Option<Sip> {
        let end = self.buffer.windows(4).position(|four| four == b"\r\n\r\n")?;
        let head = String::from_utf8(self.buffer[..end].to_vec()).expect("UTF-8");
        let mut lines = head.split("\r\n");
        let first_line = lines.next().unwrap_or_default().to_string();
        let headers: Vec<_> = lines
            .filter_map(|line| line.split_once(':'))
            .map(|(name, value)| (name.trim().to_string(), value.trim().to_string()))
            .collect();
        let mut message = Sip { first_line, headers, body: String::new(), raw: Vec::new() };
        let length: usize = message.header("Content-Length").parse().expect("a Content-Length");
        if self.buffer.len() < end + 4 + length {
            return None;
        }
        message.body = String::from_utf8(self.buffer[end + 4..end + 4 + length].to_vec()).expect("UTF-8");
        message.raw = self.buffer.drain(..end + 4 + length).collect();
        Some(message)
    }

    /// The next request, which must have this method. Responses to our own requests are passed over.
    pub(crate) async fn expect(&mut self, method: &str) -> Sip {
        loop {
            let message =
                self.receive().await.unwrap_or_else(|| panic!("{method} expected, the client closed"));
            if !message.is_response() {
                assert_eq!(message.method(), method, "{message:#?}");
                return message;
            }
        }
    }

    /// The next response, which must be to this method.
    pub(crate) async fn expect_response(&mut self, method: &str) -> Sip {
        loop {
            let message = self
                .receive()
                .await
                .unwrap_or_else(|| panic!("a response to {method} expected, the client closed"));
            if message.is_response() && message.header("CSeq").ends_with(method) {
                return message;
            }
        }
    }

    /// Writes one message, signed if that is due.
    pub(crate) async fn write(&mut self, text: &str) {
        let bytes = match &mut self.signer {
            None => text.as_bytes().to_vec(),
            Some(signer) => {
                let mut message = Message::parse(text.as_bytes(), &Limits::default()).expect("a message");
                let (name, value) = signer.sign(&SignedFields::of(&message)).expect("a signature");
                message.push_header(name, &value);
                message.to_bytes()
            }
        };
        self.tcp.write_all(&bytes).await.expect("the client reads");
    }

    /// A response without a body.
    pub(crate) async fn answer(&mut self, request: &Sip, status: &str) {
        self.answer_with(request, status, "", "").await;
    }

    /// A response; `headers` are whole lines.
    pub(crate) async fn answer_with(&mut self, request: &Sip, status: &str, headers: &str, body: &str) {
        let to = request.header("To");
        let tag = if to.contains(";tag=") || request.method() == "REGISTER" { "" } else { ";tag=server" };
        let text = format!(
            "SIP/2.0 {status}\r\nVia: {}\r\nFrom: {}\r\nTo: {to}{tag}\r\nCall-ID: {}\r\nCSeq: {}\r\n{headers}Content-Length: {}\r\n\r\n{body}",
            request.header("Via"),
            request.header("From"),
            request.header("Call-ID"),
            request.header("CSeq"),
            body.len()
        );
        self.write(&text).await;
    }

    /// Answers a REGISTER with success (spec: sip.md B.4).
    pub(crate) async fn accept_register(&mut self, register: &Sip) {
        let headers = format!(
            "Contact: {};expires=7200;gruu=\"{ANN};opaque=user:epid:abc;gruu\"\r\nExpires: 7200\r\n\
             Allow-Events: vnd-microsoft-provisioning,presence,vnd-microsoft-provisioning-v2\r\n\
             ms-keep-alive: UAS; tcp=no; hop-hop=yes; end-end=no; timeout=300\r\nServer: RTC/5.0\r\n",
            register.header("Contact")
        );
        self.answer_with(register, "200 OK", &headers, "").await;
    }

    pub(crate) async fn sign_in(&mut self) {
        let register = self.expect("REGISTER").await;
        self.accept_register(&register).await;
    }

    pub(crate) async fn provision(&mut self, properties: &str) {
        let subscribe = self.expect("SUBSCRIBE").await;
        assert_eq!(subscribe.header("Event"), "vnd-microsoft-provisioning-v2");
        assert!(subscribe.body.contains("persistentChatConfiguration"), "{}", subscribe.body);
        let headers = "Event: vnd-microsoft-provisioning-v2\r\nExpires: 0\r\nsubscription-state: terminated;expires=0\r\n\
                       ms-piggyback-cseq: 1\r\nContent-Type: application/vnd-microsoft-roaming-provisioning-v2+xml\r\n";
        self.answer_with(&subscribe, "200 OK", headers, &provisioning(properties)).await;
    }

    /// Answers an INVITE for `uri` with success and takes the ACK.
    pub(crate) async fn open_chat(&mut self, uri: &str) {
        let invite = self.expect("INVITE").await;
        assert_eq!(invite.first_line, format!("INVITE {uri} SIP/2.0"));
        assert!(invite.header("Contact").contains("opaque=user:epid:abc;gruu"), "{invite:#?}");
        self.accept_invite(&invite, "").await;
    }

    pub(crate) async fn accept_invite(&mut self, invite: &Sip, headers: &str) {
        let headers = format!(
            "Contact: <sip:fe01.contoso.test;transport=tcp>\r\n{headers}Content-Type: application/sdp\r\n"
        );
        self.answer_with(invite, "200 OK", &headers, "v=0\r\n").await;
        let ack = self.expect("ACK").await;
        assert_eq!(ack.header("Call-ID"), invite.header("Call-ID"));
        self.invite = Some(invite.clone());
    }

    /// An INFO of the client with this text in its body, answered with 200; gives its envelope id.
    pub(crate) async fn command(&mut self, text: &str) -> u64 {
        let info = self.info(text).await;
        self.answer(&info, "200 OK").await;
        info.envid()
    }

    /// The same, not answered yet.
    pub(crate) async fn info(&mut self, text: &str) -> Sip {
        let info = self.expect("INFO").await;
        assert_eq!(info.header("Content-Type"), "text/plain");
        assert!(info.body.contains(text), "{text} expected in {}", info.body);
        info
    }

    /// Sends a document in an INFO of our own.
    pub(crate) async fn document(&mut self, content: &str) {
        self.envid += 1;
        let body = format!(
            "<xccos ver=\"1\" envid=\"{}\" xmlns=\"urn:parlano:xml:ns:xccos\">{content}</xccos>",
            self.envid
        );
        self.request("INFO", "Content-Type: text/plain\r\n", &body).await;
    }

    /// Sends a request in the dialog.
    pub(crate) async fn request(&mut self, method: &str, headers: &str, body: &str) {
        let text = self.dialog_request(method, headers, body);
        self.write(&text).await;
    }

    /// A request in the dialog, to be sent together with others.
    pub(crate) fn dialog_request(&mut self, method: &str, headers: &str, body: &str) -> String {
        self.cseq += 1;
        let invite = self.invite.as_ref().expect("an open dialog");
        let contact = invite.header("Contact").trim_start_matches('<').split('>').next().unwrap_or_default();
        format!(
            "{method} {contact} SIP/2.0\r\nVia: SIP/2.0/TCP fe01.contoso.test;branch=z9hG4bK{}{}\r\nMax-Forwards: 70\r\n\
             From: {};tag=server\r\nTo: {}\r\nCall-ID: {}\r\nCSeq: {} {method}\r\n{headers}Content-Length: {}\r\n\r\n{body}",
            invite.header("Call-ID"),
            self.cseq,
            invite.header("To"),
            invite.header("From"),
            invite.header("Call-ID"),
            self.cseq,
            body.len()
        )
    }

    pub(crate) async fn reply(&mut self, envid: u64, name: &str, data: &str) {
        self.reply_with(envid, name, 200, "SUCCESS_OK", data).await;
    }

    pub(crate) async fn reply_with(&mut self, envid: u64, name: &str, code: u16, text: &str, data: &str) {
        self.document(&format!(
            "<rpl id=\"rpl:{name}\" seqid=\"1\"><commandid seqid=\"1\" envid=\"{envid}\"/><resp code=\"{code}\">{text}</resp>\
             <data>{data}</data></rpl>"
        ))
        .await;
    }

    /// Answers getserverinfo.
    pub(crate) async fn facts(&mut self) {
        let envid = self.command("cmd:getserverinfo").await;
        self.reply(
            envid,
            "getserverinfo",
            "<sib infoType=\"123\" serverTime=\"2024-01-02T03:04:05.0000000Z\" searchLimit=\"999\" messageSizeLimit=\"512\" \
             storySizeLimit=\"4096\" rootUri=\"ma-cat://contoso.test/0\" displayName=\"Chat\"/>",
        )
        .await;
    }

    /// From the first byte to the open chat.
    pub(crate) async fn establish(&mut self) {
        self.sign_in().await;
        let properties = format!("<property name=\"DefaultPersistentChatPoolUri\">{POOL}</property>");
        self.provision(&properties).await;
        self.open_chat(POOL).await;
        self.facts().await;
    }

    /// Answers a join of the lobby: Ann and Bob are in it.
    pub(crate) async fn let_join(&mut self) {
        let envid = self.command("cmd:join").await;
        self.joined(envid).await;
    }

    pub(crate) async fn joined(&mut self, envid: u64) {
        self.reply(
            envid,
            "join",
            &format!(
                "<uib id=\"0\" uri=\"{ANN}\"/><uib id=\"1\" uri=\"sip:bob@contoso.test\" disp=\"Bob\"/>\
                 <chanib uri=\"{LOBBY}\" name=\"Lobby\" description=\"d\" topic=\"t\"><aib key=\"3456\" value=\"0\"/>\
                 <aib key=\"11652\" value=\"1\"/><info id=\"urn:parlano:ma:info:ucnt\">2</info>\
                 <prop id=\"urn:parlano:ma:prop:logged\">true</prop></chanib>"
            ),
        )
        .await;
    }

    /// Takes the goodbye of a client that leaves in order: parts, BYE, un-REGISTER. Gives what it sent.
    pub(crate) async fn take_goodbye(&mut self) -> Vec<String> {
        let mut seen = Vec::new();
        while let Some(message) = self.receive().await {
            if message.is_response() {
                continue;
            }
            match message.method() {
                "INFO" => {
                    self.answer(&message, "200 OK").await;
                    let envid = message.envid();
                    self.reply(envid, "part", &format!("<chanib uri=\"{LOBBY}\"/>")).await;
                    seen.push("part".to_string());
                }
                "REGISTER" => {
                    assert_eq!(message.header("Expires"), "0");
                    self.answer_with(&message, "200 OK", "Expires: 0\r\n", "").await;
                    seen.push("REGISTER".to_string());
                }
                method => {
                    seen.push(method.to_string());
                    self.answer(&message, "200 OK").await;
                }
            }
        }
        seen
    }
}

pub(crate) fn provisioning(properties: &str) -> String {
    format!(
        "<provisionGroupList xmlns=\"http://schemas.microsoft.com/2006/09/sip/provisiongrouplist-notification\">\
         <provisionGroup name=\"persistentChatConfiguration\"><propertyEntryList>{properties}</propertyEntryList>\
         </provisionGroup></provisionGroupList>"
    )
}

pub(crate) fn chat(author: &str, number: i64, text: &str) -> String {
    format!(
        "<grpchat id=\"grpchat\" seqid=\"1\" chanUri=\"{LOBBY}\" author=\"{author}\" alert=\"false\" chatId=\"{number}\" \
         ts=\"2024-01-02T03:05:00.1234567Z\"><chat>{text}</chat></grpchat>"
    )
}
