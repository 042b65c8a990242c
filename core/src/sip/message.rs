//! A SIP message that keeps what came over the wire.
//!
//! Signatures cover header values exactly as they stand (spec: sip.md C.1), so the head stays one text, and a
//! header is three offsets into it. Typed views are read from the text when asked for.

mod address;
mod auth_params;
mod diagnostics;
pub(crate) mod grammar;
mod head;
mod header_name;
mod params;
mod uri;
mod via;
mod views;

use std::fmt;
use std::io::Write as _;

use head::{Head, HeaderLine, Span, StartLine};
use header_name::HeaderName;

pub use address::NameAddr;
pub use auth_params::AuthParams;
pub use diagnostics::MsDiagnostics;
pub use head::{Limits, ParseError};
pub use params::Params;
pub use uri::{SipUri, same_user, user_at_host};
pub use via::Via;
pub use views::{CSeq, Refresher, SessionExpires, ViewError};

pub(crate) use head::BodyLength;
pub(crate) use header_name::Known;

/// A request or a response: start line, ordered headers with their raw values, body.
///
/// Parsing and writing give the same bytes back. `Debug` masks credentials and shows the body's length only.
/// A plain value: `Send`, `Sync`, no lock inside.
#[derive(Clone)]
pub struct Message {
    /// Every line with its CRLF; edits are appended, so lines may stand in another order than `headers`.
    text: String,
    start_line: Span,
    start: StartLine,
    headers: Vec<HeaderLine>,
    body: Vec<u8>,
    /// How long the body was, when `body` is only the beginning of it.
    cut_from: Option<usize>,
}

impl Message {
    /// A request without headers. Bytes that cannot stand in a method or a URI are left out.
    pub fn request(method: &str, uri: &str) -> Message {
        let mut message = Message::empty();
        message.put_request_line(method, uri);
        message
    }

    /// A response without headers. Control characters in the reason are left out.
    pub fn response(status: u16, reason: &str) -> Message {
        let mut message = Message::empty();
        let from = message.text.len();
        message.text.push_str("SIP/2.0 ");
        // Three digits whatever is asked for: a status outside 100..=699 would not be readable.
        let status = if (100..700).contains(&status) { status } else { 500 };
        for digit in [status / 100, status / 10 % 10, status % 10] {
            message.text.push(char::from(b'0' + digit as u8));
        }
        message.text.push(' ');
        let reason_from = message.text.len();
        push_clean(&mut message.text, reason);
        let reason = Span::new(reason_from, message.text.len());
        message.text.push_str("\r\n");
        message.start_line = Span::new(from, message.text.len());
        message.start = StartLine::Response { status, reason };
        message
    }

    /// A response with what RFC 3261 8.2.6 copies from the request, byte for byte: every Via, From, To, Call-ID
    /// and CSeq; Timestamp in a 100; Record-Route where a dialog may be formed (12.1.1). The To tag is left to
    /// the caller.
    pub fn response_to(request: &Message, status: u16, reason: &str) -> Message {
        let mut response = Message::response(status, reason);
        let forms_dialog = (101..300).contains(&status)
            && request.method().is_some_and(|m| matches!(m, "INVITE" | "SUBSCRIBE" | "REFER" | "NOTIFY"));
        for name in [
            Known::Via,
            Known::RecordRoute,
            Known::From,
            Known::To,
            Known::CallId,
            Known::CSeq,
            Known::Timestamp,
        ] {
            let wanted = match name {
                Known::RecordRoute => forms_dialog,
                Known::Timestamp => status == 100,
                _ => true,
            };
            if wanted {
                response.copy_lines(request, HeaderName::Known(name));
            }
        }
        response
    }

    fn empty() -> Message {
        Message {
            text: String::with_capacity(512),
            start_line: Span::default(),
            start: StartLine::Response { status: 500, reason: Span::default() },
            headers: Vec::with_capacity(16),
            body: Vec::new(),
            cut_from: None,
        }
    }

    /// Reads one complete message. CRLFs in front are skipped (RFC 3261 7.5); bytes behind the body that
    /// Content-Length gives are left out; without Content-Length the body is the rest (18.3).
    ///
    /// # Errors
    /// What the message is refused for; see [`ParseError`].
    pub fn parse(bytes: &[u8], limits: &Limits) -> Result<Message, ParseError> {
        let mut bytes = bytes;
        while let Some(rest) = bytes.strip_prefix(b"\r\n") {
            bytes = rest;
        }
        let end = memchr::memmem::find(bytes, b"\r\n\r\n").ok_or(ParseError::Incomplete)?;
        if end + 4 > limits.head {
            return Err(ParseError::HeadTooLong(limits.head));
        }
        let (mut message, defect) = Message::from_head(bytes.get(..end + 2).unwrap_or_default(), limits)?;
        if let Some(defect) = defect {
            return Err(defect);
        }
        let rest = bytes.get(end + 4..).unwrap_or_default();
        let length = match message.body_length()? {
            BodyLength::Given(length) => length,
            BodyLength::Missing => rest.len(),
            BodyLength::Repeated(_) => return Err(ParseError::ContentLength("Content-Length Given Twice")),
        };
        if length > limits.body {
            return Err(ParseError::BodyTooLong(limits.body));
        }
        message.body = rest.get(..length).ok_or(ParseError::Incomplete)?.to_vec();
        Ok(message)
    }

    /// A message of the head alone, for the framer; the empty line is not part of `head`.
    pub(crate) fn from_head(
        head: &[u8],
        limits: &Limits,
    ) -> Result<(Message, Option<ParseError>), ParseError> {
        let Head { text, start_line, start, headers, defect } = head::read_head(head, limits)?;
        Ok((Message { text, start_line, start, headers, body: Vec::new(), cut_from: None }, defect))
    }

    /// What Content-Length says.
    pub(crate) fn body_length(&self) -> Result<BodyLength, ParseError> {
        head::body_length(self.values(Known::ContentLength))
    }

    /// Gives a message from [`Message::from_head`] its body.
    pub(crate) fn attach_body(&mut self, body: Vec<u8>) {
        self.body = body;
    }

    /// Gives it the beginning of a body of `length` bytes.
    pub(crate) fn attach_beginning(&mut self, beginning: Vec<u8>, length: usize) {
        self.body = beginning;
        self.cut_from = Some(length);
    }

    /// How many bytes the body had, when it was too long and [`Message::body`] is only its beginning ([`Limits::passed_over`]).
    pub fn cut_from(&self) -> Option<usize> {
        self.cut_from
    }

    /// Whether this is a request.
    pub fn is_request(&self) -> bool {
        matches!(self.start, StartLine::Request { .. })
    }

    /// The method, any token; `None` for a response.
    pub fn method(&self) -> Option<&str> {
        match self.start {
            StartLine::Request { method, .. } => Some(method.of(&self.text)),
            StartLine::Response { .. } => None,
        }
    }

    /// The Request-URI as it stands; `None` for a response.
    pub fn request_uri(&self) -> Option<&str> {
        match self.start {
            StartLine::Request { uri, .. } => Some(uri.of(&self.text)),
            StartLine::Response { .. } => None,
        }
    }

    /// The status, 100 to 699; `None` for a request.
    pub fn status(&self) -> Option<u16> {
        match self.start {
            StartLine::Response { status, .. } => Some(status),
            StartLine::Request { .. } => None,
        }
    }

    /// The reason phrase as it stands, perhaps empty; `None` for a request.
    pub fn reason(&self) -> Option<&str> {
        match self.start {
            StartLine::Response { reason, .. } => Some(reason.of(&self.text)),
            StartLine::Request { .. } => None,
        }
    }

    fn lines<'a>(&'a self, name: HeaderName<'a>) -> impl Iterator<Item = &'a HeaderLine> + 'a {
        self.headers.iter().filter(move |line| name.matches(line.known, line.name(&self.text)))
    }

    /// The first value of that name, in any case, compact or long: the raw value without white space at its
    /// ends; folding inside is kept.
    pub fn header(&self, name: &str) -> Option<&str> {
        let name = HeaderName::new(name);
        let line = self.headers.iter().find(|line| name.matches(line.known, line.name(&self.text)))?;
        Some(line.value.of(&self.text))
    }

    /// [`Message::header`] for a name with a number.
    pub(crate) fn value(&self, name: Known) -> Option<&str> {
        self.values(name).next()
    }

    fn values(&self, name: Known) -> impl Iterator<Item = &str> {
        self.headers.iter().filter(move |line| line.known == Some(name)).map(|line| line.value.of(&self.text))
    }

    /// Number and value of every header whose name has a number, in order.
    pub(crate) fn known_headers(&self) -> impl Iterator<Item = (Known, &str)> {
        self.headers.iter().filter_map(|line| Some((line.known?, line.value.of(&self.text))))
    }

    /// Every value of that name, in order; one per line, comma-separated lists are not split.
    pub fn headers<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a str> + 'a {
        self.lines(HeaderName::new(name)).map(|line| line.value.of(&self.text))
    }

    /// Name and value of every header, in order, the names as they stand.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.headers.iter().map(|line| (line.name(&self.text), line.value.of(&self.text)))
    }

    /// Adds a header at the end.
    ///
    /// Nothing can be smuggled in: control characters but tab are left out of the value, bytes that are no token
    /// out of the name; a header whose name is empty then is not added.
    pub fn push_header(&mut self, name: &str, value: &str) {
        if let Some(line) = self.append_line(name, value) {
            self.headers.push(line);
        }
    }

    /// Adds a header in front of all others, as a Via or a Record-Route goes. Cleans like
    /// [`Message::push_header`].
    pub fn prepend_header(&mut self, name: &str, value: &str) {
        if let Some(line) = self.append_line(name, value) {
            self.headers.insert(0, line);
        }
    }

    /// Puts one header in the place of the first of that name and drops the others; adds it at the end when
    /// there was none. Cleans like [`Message::push_header`].
    pub fn set_header(&mut self, name: &str, value: &str) {
        let wanted = HeaderName::new(name);
        let place = self.headers.iter().position(|line| wanted.matches(line.known, line.name(&self.text)));
        let Some(line) = self.append_line(name, value) else { return };
        match place {
            Some(place) => {
                self.remove_header(name);
                self.headers.insert(place.min(self.headers.len()), line);
            }
            None => self.headers.push(line),
        }
    }

    /// Drops every header of that name.
    pub fn remove_header(&mut self, name: &str) {
        let name = HeaderName::new(name);
        let text = &self.text;
        self.headers.retain(|line| !name.matches(line.known, line.name(text)));
    }

    /// Adds every header of that name from another message, byte for byte, folding and spacing included.
    pub fn copy_headers(&mut self, from: &Message, name: &str) {
        self.copy_lines(from, HeaderName::new(name));
    }

    fn copy_lines(&mut self, from: &Message, name: HeaderName<'_>) {
        for line in from.lines(name) {
            let begin = self.text.len();
            self.text.push_str(line.line.of(&from.text));
            let moved = |at: u32| begin + (at as usize).saturating_sub(line.line.start as usize);
            self.headers.push(HeaderLine {
                line: Span::new(begin, self.text.len()),
                known: line.known,
                name_end: Span::new(0, moved(line.name_end)).end,
                value: Span::new(moved(line.value.start), moved(line.value.end)),
            });
        }
    }

    /// Replaces the Request-URI, cleaned like [`Message::request`] does; nothing happens on a response.
    pub fn set_request_uri(&mut self, uri: &str) {
        if let Some(method) = self.method() {
            let method = method.to_owned();
            self.put_request_line(&method, uri);
        }
    }

    /// The body; empty when there is none.
    pub fn body(&self) -> &[u8] {
        &self.body
    }

    /// Takes the body out, leaving the message without one.
    pub fn take_body(&mut self) -> Vec<u8> {
        self.remove_header("Content-Length");
        std::mem::take(&mut self.body)
    }

    /// Sets body and Content-Type; with an empty content type that header is dropped.
    pub fn set_body(&mut self, content_type: &str, body: impl Into<Vec<u8>>) {
        if content_type.is_empty() {
            self.remove_header("Content-Type");
        } else {
            self.set_header("Content-Type", content_type);
        }
        self.remove_header("Content-Length");
        self.body = body.into();
    }

    /// Appends the message's bytes. There is always exactly one Content-Length and it is right: one that stands
    /// there and is right is kept as it is, otherwise it becomes the last header.
    pub fn write_to(&self, out: &mut Vec<u8>) {
        let keep_length = matches!(self.body_length(), Ok(BodyLength::Given(n)) if n == self.body.len());
        out.reserve(self.text.len() + self.body.len() + 32);
        let mut run = self.start_line;
        for line in &self.headers {
            if !keep_length && line.known == Some(Known::ContentLength) {
                continue;
            }
            // Neighbours in the text go out in one piece: a parsed message is one copy.
            if line.line.start == run.end {
                run.end = line.line.end;
            } else {
                out.extend_from_slice(run.of(&self.text).as_bytes());
                run = line.line;
            }
        }
        out.extend_from_slice(run.of(&self.text).as_bytes());
        if !keep_length {
            // Writing into a vector cannot fail.
            let _ = write!(out, "Content-Length: {}\r\n", self.body.len());
        }
        out.extend_from_slice(b"\r\n");
        out.extend_from_slice(&self.body);
    }

    /// The message's bytes, as [`Message::write_to`] writes them.
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut out = Vec::new();
        self.write_to(&mut out);
        out
    }

    fn append_line(&mut self, name: &str, value: &str) -> Option<HeaderLine> {
        let begin = self.text.len();
        push_token(&mut self.text, name);
        let name_end = self.text.len();
        if name_end == begin {
            return None;
        }
        self.text.push_str(": ");
        let value_start = self.text.len();
        push_clean(&mut self.text, value);
        let value_end = self.text.len();
        self.text.push_str("\r\n");
        Some(HeaderLine {
            line: Span::new(begin, self.text.len()),
            known: self.text.get(begin..name_end).and_then(Known::of),
            name_end: Span::new(0, name_end).end,
            value: Span::new(value_start, value_end),
        })
    }

    fn put_request_line(&mut self, method: &str, uri: &str) {
        let begin = self.text.len();
        push_token(&mut self.text, method);
        let method = Span::new(begin, self.text.len());
        self.text.push(' ');
        let uri_start = self.text.len();
        if uri.bytes().all(|b| b.is_ascii_graphic()) {
            self.text.push_str(uri);
        } else {
            self.text.extend(uri.chars().filter(|c| !c.is_control() && *c != ' '));
        }
        let uri = Span::new(uri_start, self.text.len());
        self.text.push_str(" SIP/2.0\r\n");
        self.start_line = Span::new(begin, self.text.len());
        self.start = StartLine::Request { method, uri };
    }
}

/// Appends what of a text may stand in a token.
fn push_token(text: &mut String, token: &str) {
    if grammar::is_token(token) {
        text.push_str(token);
    } else {
        text.extend(token.chars().filter(|c| u8::try_from(*c).is_ok_and(grammar::is_token_byte)));
    }
}

/// Appends a value without the characters that could end its line, and without white space at its ends.
fn push_clean(text: &mut String, value: &str) {
    let value = grammar::trim(value);
    let bad = |b: u8| b.is_ascii_control() && b != b'\t';
    if value.bytes().any(bad) {
        text.extend(value.chars().filter(|c| !c.is_ascii() || !bad(*c as u8)));
    } else {
        text.push_str(value);
    }
}

/// Headers whose values are credentials or let a session be taken over.
fn is_secret(name: &str) -> bool {
    let name = name.to_ascii_lowercase();
    ["authorization", "authenticate", "authentication-info", "x-ms-webticket"]
        .iter()
        .any(|end| name.ends_with(end))
}

impl fmt::Debug for Message {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?}", self.start_line.of(&self.text).trim_end())?;
        for (name, value) in self.iter() {
            match is_secret(name) {
                true => write!(f, " {name}: <masked>")?,
                false => write!(f, " {name}: {value:?}")?,
            }
        }
        write!(f, " [{} bytes]", self.body.len())
    }
}

#[cfg(test)]
#[path = "message_tests.rs"]
mod tests;
