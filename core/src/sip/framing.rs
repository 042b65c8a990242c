//! Cutting a byte stream into messages and keep-alives (RFC 3261 7.5, 18.3; RFC 5626 3.5.1).

use std::fmt;

use super::message::{BodyLength, Limits, Message, ParseError};

/// What stands next in the stream.
#[derive(Clone, Debug)]
pub enum Frame {
    /// A message whose head and length are sound.
    Message(Message),
    /// A CRLF between messages. Of each pair the first is reported as `1` (a pong, or half a ping) and the second
    /// as `2` (a ping is complete), however the bytes arrive.
    KeepAlive(u8),
    /// Something that is no acceptable message.
    Bad {
        /// The status to answer with.
        status: u16,
        /// The reason phrase to answer with.
        reason: &'static str,
        /// The request to answer, as far as it could be read; `None` when there is nothing that an answer could
        /// go to (a response, or unreadable).
        message: Option<Message>,
        /// Where the next message starts is unknown: the connection must be closed after the answer.
        fatal: bool,
    },
}

/// The framer was used on after a fatal frame.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct FramingError;

impl fmt::Display for FramingError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(
            "the SIP stream cannot be read on: an earlier message was malformed; close the connection",
        )
    }
}

impl std::error::Error for FramingError {}

/// How much of a body that is too long is kept: enough to see what it answers.
const KEPT_OF_LONG: usize = 4 * 1024;

/// A read buffer larger than this is given back once it is empty.
const KEEP_CAPACITY: usize = 64 * 1024;

/// Collects bytes and hands out frames.
///
/// It holds at most one head or one body within the [`Limits`] plus the piece pushed last, provided that
/// [`Framer::next`] is called until it gives `None` after each [`Framer::push`]. How long a peer may take for
/// one message is for the owner of the socket to bound.
pub struct Framer {
    limits: Limits,
    buffer: Vec<u8>,
    /// Start of what is not consumed yet.
    start: usize,
    /// Start of the line of the head that has not ended yet, from `start`.
    line: usize,
    /// How far that line was looked through: no byte is looked at twice, however small the pieces are.
    scanned: usize,
    /// A head that waits for its body.
    pending: Option<Pending>,
    /// The last frame was the first CRLF of a pair.
    half_ping: bool,
    broken: bool,
}

struct Pending {
    message: Message,
    defect: Option<ParseError>,
    /// Bytes of the body that are kept.
    body: usize,
    /// Bytes behind them that are passed over, and the length of the whole body when there are any.
    passed_over: usize,
    cut_from: Option<usize>,
}

impl Framer {
    /// An empty framer.
    pub fn new(limits: Limits) -> Framer {
        Framer {
            limits,
            buffer: Vec::new(),
            start: 0,
            line: 0,
            scanned: 0,
            pending: None,
            half_ping: false,
            broken: false,
        }
    }

    /// Adds bytes as they came from the peer; after a fatal frame they are thrown away.
    pub fn push(&mut self, bytes: &[u8]) {
        if self.broken {
            return;
        }
        if self.start == self.buffer.len() {
            self.buffer.clear();
            self.start = 0;
            if self.buffer.capacity() > KEEP_CAPACITY && bytes.len() < KEEP_CAPACITY {
                self.buffer.shrink_to(KEEP_CAPACITY);
            }
        } else if self.start > self.buffer.len() / 2 {
            // Moves less than was consumed since the last time, so the whole stays linear.
            self.buffer.drain(..self.start);
            self.start = 0;
        }
        self.buffer.extend_from_slice(bytes);
    }

    /// Gives the memory back that a burst took, unless something is in it.
    pub fn release_memory(&mut self) {
        if self.start == self.buffer.len() {
            self.buffer = Vec::new();
            self.start = 0;
        }
    }

    /// Bytes that wait for more.
    pub fn buffered(&self) -> usize {
        self.buffer.len() - self.start
    }

    /// Whether a message has begun that is not complete: the driver bounds how long this may last.
    pub fn mid_message(&self) -> bool {
        self.pending.is_some() || self.buffered() > 0
    }

    /// The next frame, or `None` when more bytes are needed.
    ///
    /// # Errors
    /// [`FramingError`] after a frame that was fatal.
    #[allow(clippy::should_implement_trait)]
    pub fn next(&mut self) -> Result<Option<Frame>, FramingError> {
        if self.broken {
            return Err(FramingError);
        }
        let frame = self.step();
        if let Some(Frame::Bad { fatal: true, .. }) = frame {
            self.broken = true;
            self.buffer = Vec::new();
            (self.start, self.line, self.scanned, self.pending) = (0, 0, 0, None);
        }
        Ok(frame)
    }

    fn waiting(&self) -> &[u8] {
        self.buffer.get(self.start..).unwrap_or_default()
    }

    fn step(&mut self) -> Option<Frame> {
        if self.pending.is_none() {
            if self.line == 0 && self.waiting().starts_with(b"\r\n") {
                self.start += 2;
                self.half_ping = !self.half_ping;
                return Some(Frame::KeepAlive(if self.half_ping { 1 } else { 2 }));
            }
            let head = match self.find_head() {
                Ok(head) => head?,
                Err(defect) => return Some(refuse(None, defect, true)),
            };
            self.half_ping = false;
            if let Err(frame) = self.take_head(head) {
                return Some(*frame);
            }
        }
        self.take_body()
    }

    /// The length of the head including the empty line, once it is there.
    fn find_head(&mut self) -> Result<Option<usize>, ParseError> {
        let (mut line, mut scanned) = (self.line, self.scanned);
        let waiting = self.waiting();
        // Looking no further than the limit makes the verdict independent of how the bytes were cut.
        let window = waiting.get(..self.limits.head.min(waiting.len())).unwrap_or_default();
        let mut found = None;
        while let Some(at) = memchr::memchr(b'\n', window.get(scanned..).unwrap_or_default()) {
            let feed = scanned + at;
            if feed == line || window.get(feed - 1) != Some(&b'\r') {
                return Err(ParseError::LineEnding);
            }
            if feed == line + 1 {
                found = Some(feed + 1);
                break;
            }
            (line, scanned) = (feed + 1, feed + 1);
        }
        if found.is_none() && window.len() == self.limits.head {
            return Err(ParseError::HeadTooLong(self.limits.head));
        }
        let seen = window.len();
        (self.line, self.scanned) = (line, seen);
        Ok(found)
    }

    /// Reads the head and decides how long the body is.
    fn take_head(&mut self, length: usize) -> Result<(), Box<Frame>> {
        let head = self.waiting().get(..length.saturating_sub(2)).unwrap_or_default();
        let (message, defect) =
            Message::from_head(head, &self.limits).map_err(|defect| Box::new(refuse(None, defect, true)))?;
        self.start += length;
        (self.line, self.scanned) = (0, 0);
        let (body, defect) = match message.body_length() {
            Ok(BodyLength::Given(body)) => (body, defect),
            Ok(BodyLength::Repeated(body)) => {
                (body, defect.or(Some(ParseError::ContentLength("Content-Length Given Twice"))))
            }
            // The line without a name could have been meant as Content-Length.
            Ok(BodyLength::Missing) if defect == Some(ParseError::HeaderLine) => {
                return Err(Box::new(refuse(Some(message), ParseError::HeaderLine, true)));
            }
            // SIPE leaves it out when there is no body (spec: sipe-interop.md 2).
            Ok(BodyLength::Missing) if message.header("Content-Type").is_none() => (0, defect),
            Ok(BodyLength::Missing) => {
                let defect = ParseError::ContentLength("Missing Content-Length");
                return Err(Box::new(refuse(Some(message), defect, true)));
            }
            Err(defect) => return Err(Box::new(refuse(Some(message), defect, true))),
        };
        if body <= self.limits.body {
            self.pending = Some(Pending { message, defect, body, passed_over: 0, cut_from: None });
            return Ok(());
        }
        if body > self.limits.passed_over {
            let defect = ParseError::BodyTooLong(self.limits.body);
            return Err(Box::new(refuse(Some(message), defect, true)));
        }
        let kept = KEPT_OF_LONG.min(self.limits.body);
        self.pending =
            Some(Pending { message, defect, body: kept, passed_over: body - kept, cut_from: Some(body) });
        Ok(())
    }

    fn take_body(&mut self) -> Option<Frame> {
        let pending = self.pending.as_ref()?;
        if let Some(length) = pending.cut_from {
            self.pass_over(length)?;
        } else {
            let body = self.waiting().get(..pending.body)?.to_vec();
            self.start += body.len();
            self.pending.as_mut()?.message.attach_body(body);
        }
        let Pending { message, defect, .. } = self.pending.take()?;
        Some(match defect {
            None => Frame::Message(message),
            Some(defect) => refuse(Some(message), defect, false),
        })
    }
}

impl Framer {
    /// Keeps the beginning of a body that is too long and drops the rest as it comes; `Some` when all of it has come.
    fn pass_over(&mut self, length: usize) -> Option<()> {
        let pending = self.pending.as_ref()?;
        if pending.body > 0 {
            let beginning = self.waiting().get(..pending.body)?.to_vec();
            self.start += beginning.len();
            let pending = self.pending.as_mut()?;
            pending.body = 0;
            pending.message.attach_beginning(beginning, length);
        }
        let waiting = self.buffered();
        let pending = self.pending.as_mut()?;
        let dropped = pending.passed_over.min(waiting);
        pending.passed_over -= dropped;
        self.start += dropped;
        (self.pending.as_ref()?.passed_over == 0).then_some(())
    }
}

impl fmt::Debug for Framer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Framer").field("buffered", &self.buffered()).field("broken", &self.broken).finish()
    }
}

fn refuse(message: Option<Message>, defect: ParseError, fatal: bool) -> Frame {
    Frame::Bad {
        status: defect.status(),
        reason: defect.reason(),
        // A response is never answered.
        message: message.filter(Message::is_request),
        fatal,
    }
}

#[cfg(test)]
#[path = "framing_tests.rs"]
mod tests;
