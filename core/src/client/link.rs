//! One connection to the server: the stream and the SIP engine on it.

use super::failure;
use crate::api::Error;
use crate::net::{Connected, Stream};
use crate::sip::Connection;
use std::future::poll_fn;
use std::mem::MaybeUninit;
use std::net::SocketAddr;
use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::{Duration, Instant};
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::time::Sleep;

/// What is read at once. It is read into the stack: an idle connection keeps nothing for it.
const READ: usize = 64 << 10;

/// A read of at least so much may have made the engine take memory that it does not need later.
const LARGE_READ: usize = 2 << 10;

/// With more than this still to be written nothing more is read: the answers would only pile up.
const MOST_UNWRITTEN: usize = 256 << 10;

/// Memory is given back after so long without a large read.
const QUIET: Duration = Duration::from_secs(1);

/// What ended a round.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Round {
    /// Bytes came in; the SIP engine has them.
    Received,
    /// The deadline passed.
    Deadline,
}

/// The stream and the engine.
pub(super) struct Link {
    stream: Box<dyn Stream>,
    pub(super) sip: Connection,
    pub(super) local: SocketAddr,
    /// How much of the engine's output is written already.
    written: usize,
    unflushed: bool,
    /// When memory is given back.
    release_at: Option<Instant>,
    timer: Pin<Box<Sleep>>,
}

impl Link {
    pub(super) fn new(connected: Connected, sip: Connection) -> Link {
        Link {
            stream: connected.stream,
            sip,
            local: connected.local,
            written: 0,
            unflushed: false,
            release_at: None,
            timer: Box::pin(tokio::time::sleep(Duration::ZERO)),
        }
    }

    /// Writes what waits and, if `read`, reads; ends when something was read or `deadline` has passed. Dropping the future loses
    /// nothing.
    pub(super) async fn round(&mut self, read: bool, deadline: Option<Instant>) -> Result<(), Error> {
        let wake = [deadline, self.release_at].into_iter().flatten().min();
        if let Some(wake) = wake {
            let wake = tokio::time::Instant::from_std(wake);
            if self.timer.deadline() != wake {
                self.timer.as_mut().reset(wake);
            }
        }
        let round = poll_fn(|cx| self.poll_round(cx, read, wake.is_some())).await?;
        if round == Round::Deadline {
            self.release_when_quiet(Instant::now());
        }
        Ok(())
    }

    /// Writes what waits; ends when everything is written.
    async fn flush(&mut self) -> Result<(), Error> {
        poll_fn(|cx| {
            self.poll_write(cx)?;
            if self.sip.output().is_empty() && !self.unflushed { Poll::Ready(Ok(())) } else { Poll::Pending }
        })
        .await
    }

    /// Ends the stream in order: what waits is written, and TLS says that nothing follows.
    pub(super) async fn close(&mut self) {
        if self.flush().await.is_ok() {
            let _ = poll_fn(|cx| Pin::new(&mut self.stream).poll_shutdown(cx)).await;
        }
    }

    fn poll_round(&mut self, cx: &mut Context<'_>, read: bool, timed: bool) -> Poll<Result<Round, Error>> {
        self.poll_write(cx)?;
        if read && self.sip.output().len() - self.written <= MOST_UNWRITTEN && self.poll_read(cx)?.is_ready()
        {
            return Poll::Ready(Ok(Round::Received));
        }
        if timed && self.timer.as_mut().poll(cx).is_ready() {
            return Poll::Ready(Ok(Round::Deadline));
        }
        Poll::Pending
    }

    /// Writes as much as the stream takes. Many messages go out together.
    fn poll_write(&mut self, cx: &mut Context<'_>) -> Result<(), Error> {
        let output = self.sip.output();
        while let Some(rest) = output.get(self.written..).filter(|rest| !rest.is_empty()) {
            match Pin::new(&mut self.stream).poll_write(cx, rest) {
                Poll::Ready(Ok(0)) => return Err(failure::stream_ended(None)),
                Poll::Ready(Ok(n)) => {
                    self.written += n;
                    self.unflushed = true;
                }
                Poll::Ready(Err(error)) => return Err(failure::stream_ended(Some(&error))),
                Poll::Pending => break,
            }
        }
        if self.written > 0 && self.written == output.len() {
            output.clear();
            self.written = 0;
        }
        if self.unflushed {
            match Pin::new(&mut self.stream).poll_flush(cx) {
                Poll::Ready(Ok(())) => self.unflushed = false,
                Poll::Ready(Err(error)) => return Err(failure::stream_ended(Some(&error))),
                Poll::Pending => {}
            }
        }
        Ok(())
    }

    fn poll_read(&mut self, cx: &mut Context<'_>) -> Result<Poll<()>, Error> {
        let mut space = [MaybeUninit::uninit(); READ];
        let mut target = ReadBuf::uninit(&mut space);
        let mut ended = None;
        // TLS gives one record at a time; taken together, their answers go out in one piece and the program is woken once.
        while target.remaining() > 0 {
            let before = target.filled().len();
            match Pin::new(&mut self.stream).poll_read(cx, &mut target) {
                Poll::Pending if before == 0 => return Ok(Poll::Pending),
                Poll::Pending => break,
                Poll::Ready(Ok(())) if target.filled().len() > before => {}
                Poll::Ready(Ok(())) => ended = Some(failure::stream_ended(None)),
                Poll::Ready(Err(error)) => ended = Some(failure::stream_ended(Some(&error))),
            }
            if ended.is_some() {
                break;
            }
        }
        let bytes = target.filled();
        let now = Instant::now();
        if bytes.len() >= LARGE_READ {
            self.release_at = Some(now + QUIET);
        }
        if !bytes.is_empty() {
            self.sip.receive(bytes, now).map_err(|error| failure::connection(&error))?;
        }
        // What came in before the end still counts.
        ended.map_or(Ok(Poll::Ready(())), Err)
    }

    fn release_when_quiet(&mut self, now: Instant) {
        if self.release_at.is_some_and(|at| at <= now) {
            self.release_at = None;
            self.sip.release_memory();
        }
    }
}
