//! Entry points for fuzzing, one per reader of hostile bytes. Each takes any bytes and panics when an invariant
//! does not hold. Not part of the API: `core/fuzz` and `tests/fuzz_bounded.rs` drive them.

mod connection;
mod soap;

use std::sync::Arc;
use std::time::{Instant, UNIX_EPOCH};

use zeroize::Zeroizing;

use crate::api::{MessagePart, MessagePartKind};
use crate::auth::ntlm::{self, NtHash, Randomness};
use crate::auth::{Acceptor, AcceptorSettings, Credentials, NtlmAuthenticator, Step};
use crate::messages;
use crate::sip::authenticator::Authenticator;
use crate::sip::conformance;
use crate::sip::message::{
    AuthParams, CSeq, MsDiagnostics, NameAddr, Params, SessionExpires, SipUri, Via, same_user,
};
use crate::sip::signing::SignedFields;
use crate::sip::{Frame, Framer, Limits, Message};
use crate::xccos;

pub use connection::sip_connection;
pub use soap::soap_document;

/// Small enough that a fuzzer reaches every limit.
const LIMITS: Limits = Limits { head: 1536, headers: 24, body: 1024, passed_over: 0 };

/// A stream of messages: the same frames however it is cut, bounded memory, byte-exact messages.
///
/// The first byte says how the stream is cut.
pub fn sip_stream(data: &[u8]) {
    let Some((cut, stream)) = data.split_first() else { return };
    let whole = frames(std::iter::once(stream));
    let in_pieces = match usize::from(*cut) {
        0 => frames(stream.chunks(1)),
        size if size < 128 => frames(stream.chunks(size)),
        // Pieces of growing size, so that cuts fall everywhere.
        first => {
            let (mut rest, mut size) = (stream, first - 127);
            frames(std::iter::from_fn(move || {
                let (piece, tail) = rest.split_at(size.min(rest.len()));
                (rest, size) = (tail, size * 2 % 61 + 1);
                (!piece.is_empty()).then_some(piece)
            }))
        }
    };
    assert_eq!(whole.iter().map(shown).collect::<Vec<_>>(), in_pieces.iter().map(shown).collect::<Vec<_>>());
    for frame in whole {
        match frame {
            Frame::Message(message) => check_message(&message),
            Frame::Bad { message: Some(message), status, reason, .. } => {
                assert!(message.is_request());
                let answer = Message::response_to(&message, status, reason);
                assert!(Message::parse(&answer.to_bytes(), &Limits::default()).is_ok());
            }
            Frame::Bad { .. } | Frame::KeepAlive(_) => {}
        }
    }
    if let Ok(message) = Message::parse(stream, &LIMITS) {
        check_message(&message);
    }
}

fn frames<'a>(pieces: impl Iterator<Item = &'a [u8]>) -> Vec<Frame> {
    let mut framer = Framer::new(LIMITS);
    let mut frames = Vec::new();
    for piece in pieces {
        framer.push(piece);
        while let Ok(Some(frame)) = framer.next() {
            frames.push(frame);
        }
        assert!(framer.buffered() <= LIMITS.head.max(LIMITS.body), "more is kept than a message can need");
    }
    frames
}

fn shown(frame: &Frame) -> (u16, bool, Option<Vec<u8>>) {
    match frame {
        Frame::Message(message) => (0, false, Some(message.to_bytes())),
        Frame::KeepAlive(n) => (u16::from(*n), false, None),
        Frame::Bad { status, fatal, message, .. } => {
            (*status, *fatal, message.as_ref().map(Message::to_bytes))
        }
    }
}

/// What holds for every message that was accepted.
fn check_message(message: &Message) {
    let bytes = message.to_bytes();
    // Content-Length may have been added, so the limits are wider than those it was read with.
    let again = Message::parse(&bytes, &Limits::default()).expect("what is written can be read");
    assert_eq!(again.to_bytes(), bytes, "writing and reading give the same bytes");
    assert_eq!(again.body(), message.body());
    assert_eq!((again.method(), again.request_uri()), (message.method(), message.request_uri()));
    assert_eq!((again.status(), again.reason()), (message.status(), message.reason()));
    let headers = |m: &Message| {
        m.iter()
            .filter(|(name, _)| !is_length(name))
            .map(|(n, v)| (n.to_owned(), v.to_owned()))
            .collect::<Vec<_>>()
    };
    assert_eq!(headers(&again), headers(message));
    for (name, value) in message.iter() {
        assert!(message.headers(name).any(|v| v == value));
        check_value(value);
    }
    check_edits(message);
    read_views(message);
}

fn is_length(name: &str) -> bool {
    name.eq_ignore_ascii_case("content-length") || name.eq_ignore_ascii_case("l")
}

/// Whatever is put into a header stays in it.
fn check_edits(message: &Message) {
    let mut edited = Message::request("INFO", message.request_uri().unwrap_or("sip:a"));
    for (name, value) in message.iter().filter(|(name, _)| !is_length(name)).take(8) {
        edited.push_header(name, value);
        edited.prepend_header(&format!("X-{value}"), name);
    }
    edited.remove_header("Content-Type");
    let count = edited.iter().count();
    edited.set_body("text/plain", message.body());
    let wide = Limits { head: 1 << 20, ..Limits::default() };
    let again = Message::parse(&edited.to_bytes(), &wide).expect("an edited message can be read");
    assert_eq!(again.iter().count(), count + 2, "a header was smuggled in or lost");
    assert_eq!(again.body(), message.body());
    let mut copy = message.clone();
    copy.set_header("Subject", "x");
    copy.remove_header("Via");
    assert_eq!((copy.headers("s").count(), copy.headers("v").count()), (1, 0));
    let answer = Message::response_to(message, 200, message.reason().unwrap_or("OK"));
    assert!(Message::parse(&answer.to_bytes(), &Limits::default()).is_ok());
}

fn read_views(message: &Message) {
    let _ = conformance::check(message);
    let _ = (message.cseq(), message.call_id(), message.top_via(), message.from_addr(), message.to_addr());
    let _ =
        (message.contacts(), message.route(), message.record_route(), message.expires(), message.min_se());
    let _ =
        (message.session_expires(), message.ms_diagnostics(), message.retry_after(), message.max_forwards());
    let _ = (message.presence_state("register-action"), message.lists("Supported", "timer"));
    let _ = format!("{message:?}");
}

fn check_value(value: &str) {
    address(value);
    auth_params(value);
}

/// Addresses, URIs, Via values and parameter lists.
pub fn sip_address(data: &[u8]) {
    if let Ok(text) = std::str::from_utf8(data) {
        address(text);
    }
}

fn address(text: &str) {
    for found in std::iter::once(NameAddr::parse(text)).chain(NameAddr::list(text)).flatten() {
        assert!(!found.uri.is_empty() && !found.uri.contains(['<', '>', '"', ' ', '\r', '\n']));
        // The same address in its plainest form reads the same.
        let separator = if found.params.as_str().is_empty() { "" } else { ";" };
        let plain = format!("<{}>{separator}{}", found.uri, found.params.as_str());
        let again = NameAddr::parse(&plain).expect("the plain form of an address");
        assert_eq!((again.uri, again.tag(), again.gruu()), (found.uri, found.tag(), found.gruu()));
        let _ = (found.epid(), found.uri_param("opaque"), &found.display_name);
        assert!(same_user(found.uri, &found.uri.to_ascii_uppercase()));
    }
    if let Ok(uri) = SipUri::parse(text) {
        assert!(!uri.host.is_empty() && text.contains(uri.host));
        assert!(!text.contains(['\r', '\n', ' ', '<', '>']));
        let _ = (uri.is_gruu(), uri.param("lr"));
    }
    for via in Via::list(text).flatten() {
        assert!(!via.host.is_empty() && !via.transport.is_empty());
        let _ = (via.branch(), via.received(), via.rport(), via.wants_rport());
    }
    for (name, value) in Params::new(text).iter() {
        let value = value.unwrap_or("");
        assert!(text.contains(name) && text.contains(value));
        assert!(Params::new(text).has(name) && Params::new(text).text(name).is_some());
    }
}

/// Authentication headers and the other values with quoted strings and numbers.
pub fn sip_auth_params(data: &[u8]) {
    if let Ok(text) = std::str::from_utf8(data) {
        auth_params(text);
    }
}

fn auth_params(text: &str) {
    if let Ok(found) = AuthParams::parse(text) {
        let mut plain = format!("{} ", found.scheme());
        for (name, value) in found.iter() {
            let value = value.replace('\\', "\\\\").replace('"', "\\\"");
            plain.push_str(&format!("{name}=\"{value}\","));
        }
        if found.iter().next().is_some() || !found.scheme().is_empty() {
            let again = AuthParams::parse(&plain).expect("the plain form of an authentication header");
            assert_eq!(again.scheme(), found.scheme());
            assert_eq!(again.iter().collect::<Vec<_>>(), found.iter().collect::<Vec<_>>());
        }
        for (name, value) in found.iter() {
            assert_eq!(found.get(&name.to_ascii_uppercase()), Some(value));
        }
        let shown = format!("{found:?}");
        assert!(
            !found.iter().any(|(_, value)| value.len() > 200 && shown.contains(value)),
            "a value is shown"
        );
    }
    if let Some(found) = MsDiagnostics::parse(text) {
        assert!(found.others.len() <= 32 && text.contains(&found.id.to_string()));
        let _ = (found.get("HRESULT"), &found.reason, &found.source);
    }
    if let Ok(cseq) = CSeq::parse(text) {
        assert!(cseq.number < 1 << 31 && !cseq.method.is_empty());
    }
    let _ = SessionExpires::parse(text);
}

/// NTLM: a hostile challenge, a hostile answer, and, when the bytes are text, a hostile header to either end.
pub fn ntlm_messages(data: &[u8]) {
    let credentials = Credentials::new("DOMAIN\\user", "password").expect("a valid login");
    let random = Randomness { challenge: [1; 8], session_key: Zeroizing::new([2; 16]) };
    if let Ok(answer) = ntlm::respond(data, &credentials, UNIX_EPOCH, &random) {
        // Whatever challenge the client answers, the server that sent it accepts the answer.
        let nonce = data.get(24..32).and_then(|nonce| nonce.try_into().ok()).expect("it was answered");
        let checked = ntlm::check(data, &nonce, &answer.message, &mut |_| Some(credentials.nt_hash()));
        assert!(checked.is_ok(), "an answered challenge must be accepted: {checked:?}");
        let other = ntlm::check(data, &[0xa5; 8], &answer.message, &mut |_| Some(credentials.nt_hash()));
        assert!(other.is_err() || nonce == [0xa5; 8], "the answer to another challenge");
    }
    let secret = NtHash::from_bytes([3; 16]);
    let refused = ntlm::check(&[], &[0; 8], data, &mut |_| Some(secret.clone()));
    assert!(refused.is_err(), "nobody finds a proof by chance");
    if let Ok(Ok(header)) = str::from_utf8(data).map(AuthParams::parse) {
        ntlm_header(&header, credentials, &secret);
    }
}

fn ntlm_header(header: &AuthParams<'_>, credentials: Credentials, secret: &NtHash) {
    let fields = SignedFields::default();
    let mut client = NtlmAuthenticator::new(Some(credentials), || UNIX_EPOCH);
    if let Ok(value) = client.respond(std::slice::from_ref(header), &fields) {
        let written = AuthParams::parse(&value).expect("what the client writes can be read");
        for name in ["realm", "targetname"] {
            let expected: String =
                header.get(name).unwrap_or("").chars().filter(|c| !c.is_control()).collect();
            assert_eq!(written.get(name).unwrap_or(""), expected, "a value changed in an answer");
        }
    }
    if let Some(mut verifier) = client.take_verifier() {
        assert!(verifier.verify(&fields, header).is_err(), "nobody finds a signature by chance");
    }
    let mut server = Acceptor::new(Arc::new(AcceptorSettings::of_server("fe01.contoso.test")));
    let step = server.step(header, &fields, Instant::now(), UNIX_EPOCH, &mut |_| Some(secret.clone()));
    assert!(!matches!(step, Ok(Step::Accepted(_))), "accepted without a challenge");
}

/// XCCOS documents: what is accepted is bounded, clean, and written in a spelling that reads the same.
pub fn xccos_document(data: &[u8]) {
    let small = xccos::Limits { document: 8192, depth: 12, attributes: 16, elements: 200, list: 40 };
    let Ok(envelope) = xccos::Envelope::parse(data, &small) else { return };
    assert!(envelope.items.len() <= small.list && envelope.ignored as usize <= small.elements);
    let text = envelope.to_text();
    let again = xccos::Envelope::parse(text.as_bytes(), &xccos::Limits::default())
        .expect("what is written can be read");
    assert_eq!(again.to_text(), text, "writing and reading give the same text");
    assert_eq!(again.items.len(), envelope.items.len());
    for item in &envelope.items {
        match item {
            xccos::Item::GroupChat(message) => {
                let forbidden =
                    |c: char| (c < ' ' && c != '\t' && c != '\n') || matches!(c, '\u{FFFE}' | '\u{FFFF}');
                assert!(!message.text.contains(forbidden), "a character that no document may carry");
                let _ = xccos::Story::parse(&message.text);
                if let Some(link) = xccos::FileLink::find(&message.text) {
                    assert!(!link.display_name.is_empty() && !link.display_name.contains(['/', '\\']));
                }
            }
            xccos::Item::Reply(reply) => {
                let participants = reply.data.participants();
                for room in &reply.data.rooms {
                    assert!(participants.of(room).all(|(user, _)| user.id.is_some()));
                }
                assert_eq!(
                    reply.outcome().is_ok(),
                    reply.response.as_ref().is_some_and(xccos::Response::is_success)
                );
            }
            xccos::Item::Notice(notice) => drop(notice.events()),
            xccos::Item::Command(command) => {
                let answer = xccos::Reply::to(
                    command,
                    &envelope.envid,
                    xccos::Response::failure(xccos::ResponseClass::MessageNotSupported),
                    xccos::Data::default(),
                );
                let text = xccos::Envelope::new(1, answer).to_text();
                let read = xccos::Envelope::parse(text.as_bytes(), &xccos::Limits::default())
                    .expect("an answer can be read");
                let [xccos::Item::Reply(reply)] = &read.items[..] else { panic!("one reply: {text}") };
                let reference = reply.command.as_ref().expect("it names the command");
                assert_eq!((reference.seqid, &reference.envid), (command.seqid, &envelope.envid));
            }
            _ => {}
        }
    }
}

/// What people write: text and RTF come apart into parts without loss, and what is sound RTF is read to its end.
pub fn message_text(data: &[u8]) {
    let Ok(text) = std::str::from_utf8(data) else { return };
    let whole = |parts: &[MessagePart]| parts.iter().map(|part| part.raw_text.as_str()).collect::<String>();
    let parts = messages::parse(text);
    assert_eq!(whole(&parts), text, "the raw texts are the message");
    for part in &parts {
        match part.kind {
            // They depend on what stands beside them.
            MessagePartKind::PlainText | MessagePartKind::StoryTitle => {}
            _ => assert_eq!(&messages::parse(&part.raw_text), std::slice::from_ref(part)),
        }
        match (part.kind, &part.uri) {
            (MessagePartKind::Hyperlink, Some(uri)) => {
                let composed =
                    messages::hyperlink(&part.display_text, uri).expect("what was read can be written");
                let again = messages::parse(&composed);
                assert_eq!((&again[0].display_text, &again[0].uri), (&part.display_text, &part.uri));
            }
            (MessagePartKind::FileDownloadLink, Some(_)) => {
                assert!(part.file_name.as_ref().is_some_and(|name| !name.contains(['/', '\\'])));
            }
            (_, uri) => assert_eq!(uri.is_some(), part.kind == MessagePartKind::ChatRoomLink),
        }
    }
    let parts = messages::parse_rtf(text);
    assert_eq!(whole(&parts), text, "the raw texts are the document");
    if messages::check_rtf(text).is_ok() {
        assert!(text.len() <= 1 << 20 && text.trim_end().ends_with('}'));
        assert!(messages::check_rtf(&format!("{text}x")).is_err(), "something stands behind the end");
    }
}
