//! As much of an XMPP server as a client needs to sign in, and then groupchat messages as fast as the socket takes them.

use crate::texts;
use std::io::{Read, Write};
use std::net::TcpListener;
use std::sync::Arc;
use tokio_rustls::rustls::{ServerConfig, ServerConnection, StreamOwned};

/// Signs one client in and sends `count` messages. Returns when the client hangs up.
pub(crate) fn serve_one(
    listener: &TcpListener,
    tls: Option<Arc<ServerConfig>>,
    count: usize,
) -> std::io::Result<()> {
    let messages: Vec<u8> = (0..count).flat_map(|n| message(n).into_bytes()).collect();
    let (stream, _) = listener.accept()?;
    stream.set_nodelay(true)?;
    match tls {
        Some(tls) => {
            let connection = ServerConnection::new(tls).map_err(std::io::Error::other)?;
            send(StreamOwned::new(connection, stream), &messages)
        }
        None => send(stream, &messages),
    }
}

fn send(mut stream: impl Read + Write, messages: &[u8]) -> std::io::Result<()> {
    sign_in(&mut stream)?;
    stream.write_all(messages)?;
    stream.flush()?;
    let mut rest = [0; 4096];
    while stream.read(&mut rest).is_ok_and(|n| n > 0) {}
    Ok(())
}

fn message(n: usize) -> String {
    format!(
        "<message from='lobby@rooms.localhost/{}' to='ann@localhost/bench' type='groupchat' id='m{n}'>\
         <body>{}</body><delay xmlns='urn:xmpp:delay' stamp='2026-01-02T03:04:05Z'/></message>",
        texts::author(n),
        texts::escape(&texts::text(n))
    )
}

fn sign_in(stream: &mut (impl Read + Write)) -> std::io::Result<()> {
    let mut seen = String::new();
    let mut buffer = [0; 4096];
    let mut streams = 0;
    loop {
        let n = stream.read(&mut buffer)?;
        if n == 0 {
            return Err(std::io::ErrorKind::UnexpectedEof.into());
        }
        seen.push_str(&String::from_utf8_lossy(&buffer[..n]));
        if take(&mut seen, "<stream:stream", ">").is_some() {
            streams += 1;
            let features = if streams == 1 {
                "<mechanisms xmlns='urn:ietf:params:xml:ns:xmpp-sasl'><mechanism>PLAIN</mechanism></mechanisms>"
            } else {
                "<bind xmlns='urn:ietf:params:xml:ns:xmpp-bind'/>"
            };
            write!(
                stream,
                "<?xml version='1.0'?><stream:stream xmlns='jabber:client' \
                 xmlns:stream='http://etherx.jabber.org/streams' id='s{streams}' from='localhost' version='1.0'>\
                 <stream:features>{features}</stream:features>"
            )?;
        }
        if take(&mut seen, "<auth", "</auth>").is_some() {
            stream.write_all(b"<success xmlns='urn:ietf:params:xml:ns:xmpp-sasl'/>")?;
        }
        while let Some(iq) = take(&mut seen, "<iq", "</iq>") {
            let id = attribute(&iq, "id").unwrap_or_default();
            let content = if iq.contains("xmpp-bind") {
                "<bind xmlns='urn:ietf:params:xml:ns:xmpp-bind'><jid>ann@localhost/bench</jid></bind>"
            } else {
                ""
            };
            write!(stream, "<iq type='result' id='{id}'>{content}</iq>")?;
        }
        if seen.contains("<presence") {
            return Ok(());
        }
    }
}

/// Cuts the first `start…end` out of what was seen.
fn take(seen: &mut String, start: &str, end: &str) -> Option<String> {
    let from = seen.find(start)?;
    let to = from + seen[from..].find(end)? + end.len();
    let part = seen[from..to].to_owned();
    seen.replace_range(..to, "");
    Some(part)
}

fn attribute(element: &str, name: &str) -> Option<String> {
    let from = element.find(&format!(" {name}="))? + name.len() + 2;
    let quote = element[from..].chars().next()?;
    let value = &element[from + 1..];
    Some(value[..value.find(quote)?].to_owned())
}
