//! Reading the head: start line and header lines as spans of one text.

use std::fmt;

use super::grammar::{is_lws, is_token, is_token_byte};
use super::header_name::Known;

/// Bounds on a message. Every one of them holds before memory is spent.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Limits {
    /// Bytes of start line and headers, the empty line included. Kerberos tokens want 64 KiB (spec: sip.md C16).
    pub head: usize,
    /// Header lines.
    pub headers: usize,
    /// Bytes of the body.
    pub body: usize,
    /// What becomes of a longer body in a stream whose `Content-Length` tells where it ends: up to this many bytes it is passed over and
    /// the message goes on with the first bytes of it ([`Message::cut_from`](super::Message::cut_from)); beyond them the stream is
    /// given up. 0 gives it up at once.
    pub passed_over: usize,
}

impl Default for Limits {
    /// 64 KiB of head, 256 headers, 1 MiB of body, none passed over.
    fn default() -> Limits {
        Limits { head: 64 * 1024, headers: 256, body: 1024 * 1024, passed_over: 0 }
    }
}

/// Why bytes are not a message that can be worked with.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[non_exhaustive]
pub enum ParseError {
    /// The head is longer than the limit, in bytes.
    HeadTooLong(usize),
    /// There are more headers than the limit.
    TooManyHeaders(usize),
    /// The body is longer than the limit, in bytes.
    BodyTooLong(usize),
    /// The head is not UTF-8 (RFC 3261 7).
    NotUtf8,
    /// A CR without LF or an LF without CR in the head.
    LineEnding,
    /// The first line is neither a request line nor a status line.
    StartLine,
    /// Another SIP version.
    Version,
    /// A header line without a name and a colon.
    HeaderLine,
    /// Content-Length is no number, is given twice, or is missing although there is a Content-Type.
    ContentLength(&'static str),
    /// The bytes end before the head or the body does.
    Incomplete,
}

impl ParseError {
    /// The status that answers a request with this defect (RFC 3261 21.4, 21.5).
    pub fn status(&self) -> u16 {
        match self {
            ParseError::HeadTooLong(_) | ParseError::TooManyHeaders(_) | ParseError::BodyTooLong(_) => 513,
            ParseError::Version => 505,
            _ => 400,
        }
    }

    /// A reason phrase that names the defect.
    pub fn reason(&self) -> &'static str {
        match self {
            ParseError::HeadTooLong(_) => "Head Too Long",
            ParseError::TooManyHeaders(_) => "Too Many Headers",
            ParseError::BodyTooLong(_) => "Message Too Large",
            ParseError::NotUtf8 => "Head Is Not UTF-8",
            ParseError::LineEnding => "Lines Must End With CRLF",
            ParseError::StartLine => "Malformed Start Line",
            ParseError::Version => "Version Not Supported",
            ParseError::HeaderLine => "Malformed Header Line",
            ParseError::ContentLength(reason) => reason,
            ParseError::Incomplete => "Incomplete Message",
        }
    }
}

impl fmt::Display for ParseError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            ParseError::HeadTooLong(limit) => write!(f, "the SIP head is longer than {limit} bytes"),
            ParseError::TooManyHeaders(limit) => write!(f, "the SIP message has more than {limit} headers"),
            ParseError::BodyTooLong(limit) => write!(f, "the SIP body is longer than {limit} bytes"),
            ParseError::NotUtf8 => f.write_str("the SIP head is not UTF-8"),
            ParseError::LineEnding => f.write_str("a line of the SIP head does not end with CRLF"),
            ParseError::StartLine => f.write_str("the first line is no SIP request line and no status line"),
            ParseError::Version => f.write_str("the message is of another version than SIP/2.0"),
            ParseError::HeaderLine => f.write_str("a line of the SIP head has no header name"),
            ParseError::ContentLength(reason) => write!(f, "Content-Length: {reason}"),
            ParseError::Incomplete => f.write_str("the bytes end before the SIP message does"),
        }
    }
}

impl std::error::Error for ParseError {}

/// A range of the message's text.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub(super) struct Span {
    pub(super) start: u32,
    pub(super) end: u32,
}

impl Span {
    pub(super) fn new(start: usize, end: usize) -> Span {
        // Heads are bounded by `Limits::head`, edits by `Message`: both far below 4 GiB.
        let cast = |at| u32::try_from(at).unwrap_or(u32::MAX);
        Span { start: cast(start), end: cast(end) }
    }

    pub(super) fn of(self, text: &str) -> &str {
        text.get(self.start as usize..self.end as usize).unwrap_or("")
    }
}

/// What the first line says.
#[derive(Clone, Copy, Debug)]
pub(super) enum StartLine {
    Request { method: Span, uri: Span },
    Response { status: u16, reason: Span },
}

/// One header: its whole line with CRLF, its name, the number of that, and its trimmed value.
#[derive(Clone, Copy, Debug)]
pub(super) struct HeaderLine {
    pub(super) line: Span,
    pub(super) known: Option<Known>,
    pub(super) name_end: u32,
    pub(super) value: Span,
}

impl HeaderLine {
    pub(super) fn name(self, text: &str) -> &str {
        Span { start: self.line.start, end: self.name_end }.of(text)
    }
}

/// A head that could be read, perhaps with a defect that still lets a request be answered.
pub(super) struct Head {
    pub(super) text: String,
    pub(super) start_line: Span,
    pub(super) start: StartLine,
    pub(super) headers: Vec<HeaderLine>,
    pub(super) defect: Option<ParseError>,
}

/// Reads a head: `bytes` runs from the start line to the CRLF of the last header line, without the empty line.
///
/// An `Err` is a defect behind which nothing can be trusted; the other defects are in [`Head::defect`].
pub(super) fn read_head(bytes: &[u8], limits: &Limits) -> Result<Head, ParseError> {
    if bytes.len() > limits.head || u32::try_from(bytes.len()).is_err() {
        return Err(ParseError::HeadTooLong(limits.head));
    }
    let text = std::str::from_utf8(bytes).map_err(|_| ParseError::NotUtf8)?;
    let mut at = line_end(bytes, 0)?;
    let start_line = Span::new(0, at);
    let (start, mut defect) = read_start_line(start_line.of(text).trim_end_matches(['\r', '\n']))?;
    let mut headers: Vec<HeaderLine> = Vec::with_capacity(24.min(limits.headers));
    while at < bytes.len() {
        let begin = at;
        at = line_end(bytes, at)?;
        // A line that starts with white space continues the one before (RFC 3261 7.3.1).
        while matches!(bytes.get(at), Some(b' ' | b'\t')) {
            at = line_end(bytes, at)?;
        }
        let line = bytes.get(begin..at).unwrap_or_default();
        let name_len = line.iter().position(|b| !is_token_byte(*b)).unwrap_or(line.len());
        let colon = line.iter().skip(name_len).position(|b| !is_lws(*b)).map_or(line.len(), |n| name_len + n);
        if name_len == 0 || line.get(colon) != Some(&b':') {
            defect = defect.or(Some(ParseError::HeaderLine));
            continue;
        }
        if headers.len() >= limits.headers {
            return Err(ParseError::TooManyHeaders(limits.headers));
        }
        let value = line.get(colon + 1..).unwrap_or_default();
        let value_end = value.iter().rposition(|b| !is_lws(*b)).map_or(0, |n| n + 1);
        let value_start = value.iter().position(|b| !is_lws(*b)).unwrap_or(0);
        let base = begin + colon + 1;
        headers.push(HeaderLine {
            line: Span::new(begin, at),
            known: text.get(begin..begin + name_len).and_then(Known::of),
            name_end: Span::new(0, begin + name_len).end,
            value: Span::new(base + value_start, base + value_end),
        });
    }
    Ok(Head { text: text.to_owned(), start_line, start, headers, defect })
}

/// The offset behind the CRLF of the line that starts at `from`.
fn line_end(bytes: &[u8], from: usize) -> Result<usize, ParseError> {
    let rest = bytes.get(from..).unwrap_or_default();
    let at = memchr::memchr2(b'\r', b'\n', rest).ok_or(ParseError::LineEnding)?;
    match rest.get(at..at + 2) {
        Some(b"\r\n") => Ok(from + at + 2),
        _ => Err(ParseError::LineEnding),
    }
}

/// Reads the first line, given without its CRLF.
fn read_start_line(line: &str) -> Result<(StartLine, Option<ParseError>), ParseError> {
    if line.get(..4).is_some_and(|prefix| prefix.eq_ignore_ascii_case("SIP/")) {
        let (version, rest) = line.split_once(' ').unwrap_or((line, ""));
        let code = rest.get(..3).filter(|code| code.bytes().all(|b| b.is_ascii_digit()));
        let status = code.and_then(|code| code.parse::<u16>().ok()).filter(|s| (100..700).contains(s));
        // Some stacks leave out the blank in front of an empty reason.
        let separated = matches!(rest.as_bytes().get(3), None | Some(b' '));
        let defect = if !version.eq_ignore_ascii_case("SIP/2.0") {
            Some(ParseError::Version)
        } else if status.is_none() || !separated {
            Some(ParseError::StartLine)
        } else {
            None
        };
        let reason = Span::new((version.len() + 5).min(line.len()), line.len());
        // With a defect the response is never handed out, so the status stands for nothing.
        return Ok((StartLine::Response { status: status.unwrap_or(0), reason }, defect));
    }
    let trimmed = line.trim_end_matches([' ', '\t']);
    let method_end = line.find(' ').ok_or(ParseError::StartLine)?;
    let version_start = trimmed.rfind(' ').ok_or(ParseError::StartLine)? + 1;
    let (method, version) =
        (line.get(..method_end).unwrap_or(""), trimmed.get(version_start..).unwrap_or(""));
    let uri = line.get(method_end + 1..version_start.saturating_sub(1)).unwrap_or("");
    let is_sip = version.get(..4).is_some_and(|prefix| prefix.eq_ignore_ascii_case("SIP/"));
    if !is_token(method) || !is_sip || uri.is_empty() {
        return Err(ParseError::StartLine);
    }
    let mut defect = None;
    if !version.eq_ignore_ascii_case("SIP/2.0") {
        defect = Some(ParseError::Version);
    } else if trimmed.len() != line.len() || uri.bytes().any(|b| b == b' ' || b.is_ascii_control()) {
        // A blank too many: to be refused, but it can be answered (RFC 4475 3.1.2.10).
        defect = Some(ParseError::StartLine);
    }
    let start = StartLine::Request {
        method: Span::new(0, method_end),
        uri: Span::new(method_end + 1, method_end + 1 + uri.len()),
    };
    Ok((start, defect))
}

/// How long the body is that follows the head.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum BodyLength {
    /// Content-Length says so.
    Given(usize),
    /// There is no Content-Length.
    Missing,
    /// The same number is given more than once: where the message ends is clear, but it is to be refused.
    Repeated(usize),
}

/// Reads Content-Length from all headers of that name.
pub(super) fn body_length<'a>(values: impl Iterator<Item = &'a str>) -> Result<BodyLength, ParseError> {
    let mut found = BodyLength::Missing;
    for value in values {
        if value.is_empty() || !value.bytes().all(|b| b.is_ascii_digit()) {
            return Err(ParseError::ContentLength("Content-Length Is Not A Number"));
        }
        // Too large for the type is too large for any limit.
        let length = value.parse::<usize>().unwrap_or(usize::MAX);
        found = match found {
            BodyLength::Missing => BodyLength::Given(length),
            BodyLength::Given(first) | BodyLength::Repeated(first) if first == length => {
                BodyLength::Repeated(first)
            }
            _ => return Err(ParseError::ContentLength("Content-Length Given Twice")),
        };
    }
    Ok(found)
}
