//! The trace level of the log shows every message on the wire, and no credential.

use log::{Log, Metadata, Record};
use pchat_core::sip::Message;
use pchat_core::sip::connection::{Connection, ConnectionSettings, Role};
use std::sync::Mutex;
use std::time::Instant;

struct Lines(Mutex<Vec<String>>);

impl Log for Lines {
    fn enabled(&self, _: &Metadata<'_>) -> bool {
        true
    }

    fn log(&self, record: &Record<'_>) {
        if record.target() == "pchat::wire" {
            self.0.lock().expect("no panic").push(record.args().to_string());
        }
    }

    fn flush(&self) {}
}

static LINES: Lines = Lines(Mutex::new(Vec::new()));

#[test]
fn both_directions_are_shown_and_credentials_are_masked() {
    log::set_logger(&LINES).expect("the only logger");
    log::set_max_level(log::LevelFilter::Trace);
    let now = Instant::now();
    let mut connection = Connection::new(ConnectionSettings::new(Role::Client, "127.0.0.1:4711", "TLS"), now);
    let mut register = Message::request("REGISTER", "sip:example.com");
    register.push_header("From", "<sip:ann@example.com>;tag=1;epid=abc");
    register.push_header("To", "<sip:ann@example.com>");
    register.push_header("Call-ID", "call");
    register.push_header("CSeq", "1 REGISTER");
    register.push_header("Authorization", "NTLM gssapi-data=\"TlRMTVNTUAADSECRET\"");
    connection.send_request(register, now).expect("sent");
    connection
        .receive(
            b"OPTIONS sip:ann@example.com SIP/2.0\r\nVia: SIP/2.0/TLS 10.0.0.1;branch=z9hG4bK1\r\nFrom: <sip:s@x>;tag=2\r\n\
              To: <sip:ann@example.com>\r\nCall-ID: other\r\nCSeq: 1 OPTIONS\r\nMax-Forwards: 70\r\n\
              Authentication-Info: NTLM rspauth=\"SECRET\"\r\nContent-Type: text/plain\r\nContent-Length: 2\r\n\r\nhi",
            now,
        )
        .expect("read");
    let lines = LINES.0.lock().expect("no panic");
    let shown = lines.join("\n");
    assert_eq!(lines.len(), 2, "{shown}");
    assert!(
        lines[0].starts_with("sent from 127.0.0.1:4711: \"REGISTER sip:example.com SIP/2.0\""),
        "{shown}"
    );
    assert!(lines[1].starts_with("received at 127.0.0.1:4711: \"OPTIONS "), "{shown}");
    assert!(lines[1].ends_with("\"hi\""), "{shown}");
    assert!(!shown.contains("SECRET"), "{shown}");
}
