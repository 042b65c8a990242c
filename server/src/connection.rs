//! Carries bytes between a socket and a [`Peer`], and watches the clock.

use crate::link::{Ending, Link};
use crate::peer::Peer;
use crate::service::Service;
use crate::settings::ServerSettings;
use pchat_core::sip::connection::ConnectionError;
use std::io;
use std::sync::Arc;
use std::time::{Duration, Instant};
use tokio::io::{AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt};

/// Bytes read at once.
const PIECE: usize = 8 * 1024;
/// While so much waits to be written nothing more is read: who does not read does not get to ask either.
const OUTPUT_STOP: usize = 64 * 1024;
/// The write buffer that an idle connection keeps.
const KEPT: usize = 16 * 1024;
/// How long the last words of a connection may take.
const FAREWELL: Duration = Duration::from_secs(1);

/// Why a connection ended.
enum End {
    /// The peer closed it.
    Closed,
    /// What the socket says.
    Io(io::Error),
    /// What the peer sent.
    Protocol(ConnectionError),
    /// The server stops.
    Stopped,
    /// The user is signed off.
    SignedOff,
    /// What the clock or somebody else says.
    Cut(String),
}

/// Runs a connection to its end. The peer leaves all rooms when this returns or is dropped.
pub(crate) async fn run<S>(stream: S, mut peer: Peer, link: Arc<Link>, service: &Service)
where
    S: AsyncRead + AsyncWrite + Unpin,
{
    let (mut reader, mut writer) = tokio::io::split(stream);
    let mut out = Outgoing::default();
    let mut clocks = Clocks::new(&service.settings);
    let mut piece = vec![0u8; PIECE];
    // What came while the server plays dead: one piece, then the peer has to wait.
    let mut held = Vec::new();
    // Deadlines mostly move away, so the alarm is set anew only for an earlier one; one that rings too early costs less than
    // setting it for every message.
    let mut due = clocks.next(&peer, &out);
    let alarm = tokio::time::sleep_until(due.into());
    tokio::pin!(alarm);
    let end = loop {
        out.refill(&mut peer);
        let next = clocks.next(&peer, &out);
        if next < due {
            due = next;
            alarm.as_mut().reset(due.into());
        }
        if !held.is_empty() && !service.is_silent() {
            if let Err(error) = peer.receive(&std::mem::take(&mut held), Instant::now()) {
                break End::Protocol(error);
            }
            continue;
        }
        let may_read = out.waiting() < OUTPUT_STOP && held.is_empty();
        tokio::select! {
            read = reader.read(&mut piece), if may_read => match read {
                Ok(0) => break End::Closed,
                Ok(length) if service.is_silent() => {
                    held.extend_from_slice(piece.get(..length).unwrap_or_default());
                }
                Ok(length) => {
                    let now = Instant::now();
                    if let Err(error) = peer.receive(piece.get(..length).unwrap_or_default(), now) {
                        break End::Protocol(error);
                    }
                    clocks.received(&peer, now);
                }
                Err(error) => break End::Io(error),
            },
            written = out.write(&mut writer), if !out.is_idle() => {
                if let Err(error) = written {
                    break End::Io(error);
                }
            }
            () = link.woken() => {
                match link.ending() {
                    Some(Ending::Stop) => break End::Stopped,
                    Some(Ending::SignedOff) => break End::SignedOff,
                    Some(Ending::Cut(reason)) => break End::Cut(reason.clone()),
                    None => peer.handle_deadline(Instant::now()),
                }
            }
            () = &mut alarm => {
                let now = Instant::now();
                if let Some(reason) = clocks.overdue(&peer, &out, now) {
                    break End::Cut(reason);
                }
                peer.handle_deadline(now);
                due = clocks.next(&peer, &out);
                alarm.as_mut().reset(due.into());
            }
        }
    };
    // Who only stopped sending may still want to hear the answers.
    let polite = matches!(end, End::Closed | End::Stopped | End::SignedOff | End::Protocol(_));
    match end {
        End::Closed => log::debug!("{}: closed by the peer", link.name()),
        End::Stopped => log::debug!("{}: closed because the server stops", link.name()),
        End::SignedOff => log::debug!("{}: closed after the sign-off of its user", link.name()),
        End::Io(error) => log::debug!("{}: lost: {error}", link.name()),
        End::Protocol(error) => log::warn!("{}: closed: {error}", link.name()),
        End::Cut(reason) => log::warn!("{}: cut off: {reason}", link.name()),
    }
    // First the others hear of it, then the socket may take its time.
    peer.close();
    if polite {
        out.refill(&mut peer);
        let farewell = async {
            while !out.is_idle() {
                out.write(&mut writer).await?;
                out.refill(&mut peer);
            }
            writer.shutdown().await
        };
        if !matches!(tokio::time::timeout(FAREWELL, farewell).await, Ok(Ok(()))) {
            log::debug!("{}: went away before the last words", link.name());
        }
    }
}

/// Bytes on their way to the socket.
#[derive(Default)]
struct Outgoing {
    bytes: Vec<u8>,
    written: usize,
    /// Written, but the TLS layer may hold some of it.
    unflushed: bool,
    /// Bytes that the socket has taken, ever.
    taken: usize,
}

impl Outgoing {
    fn waiting(&self) -> usize {
        self.bytes.len() - self.written
    }

    fn is_idle(&self) -> bool {
        self.waiting() == 0 && !self.unflushed
    }

    /// Takes over what the peer has produced, once everything before it is written.
    fn refill(&mut self, peer: &mut Peer) {
        if self.waiting() > 0 {
            return;
        }
        if !self.bytes.is_empty() {
            self.bytes.clear();
            self.written = 0;
            // A buffer that grew for one large reply is not kept by a connection that is idle afterwards.
            self.bytes.shrink_to(KEPT);
        }
        std::mem::swap(&mut self.bytes, peer.output());
        if self.bytes.is_empty() {
            return;
        }
        // Room was made: what waits in the link's queue may follow.
        peer.handle_deadline(Instant::now());
    }

    /// Writes and flushes all there is. May be dropped at any time without loss.
    async fn write<W: AsyncWrite + Unpin>(&mut self, writer: &mut W) -> io::Result<()> {
        while let Some(rest) = self.bytes.get(self.written..).filter(|rest| !rest.is_empty()) {
            let length = writer.write(rest).await?;
            if length == 0 {
                return Err(io::ErrorKind::WriteZero.into());
            }
            self.unflushed = true;
            self.written += length;
            self.taken += length;
        }
        writer.flush().await?;
        self.unflushed = false;
        Ok(())
    }
}

/// What may take how long.
struct Clocks<'a> {
    settings: &'a ServerSettings,
    opened: Instant,
    heard: Instant,
    /// Since when a message is incomplete, and how many were complete then.
    partial: Option<(Instant, u64)>,
    /// Since when the socket takes nothing, and how much it had taken then.
    stalled: Option<(Instant, usize)>,
}

impl Clocks<'_> {
    fn new(settings: &ServerSettings) -> Clocks<'_> {
        let now = Instant::now();
        Clocks { settings, opened: now, heard: now, partial: None, stalled: None }
    }

    fn received(&mut self, peer: &Peer, now: Instant) {
        self.heard = now;
        let (complete, incomplete) = peer.progress();
        self.partial = match self.partial {
            _ if !incomplete => None,
            Some((since, before)) if before == complete => Some((since, before)),
            _ => Some((now, complete)),
        };
    }

    /// When something is due.
    fn next(&mut self, peer: &Peer, out: &Outgoing) -> Instant {
        self.stalled = match self.stalled {
            _ if out.is_idle() => None,
            Some((since, taken)) if taken == out.taken => Some((since, taken)),
            _ => Some((Instant::now(), out.taken)),
        };
        let sign_in = (!peer.is_signed_in()).then(|| self.opened + self.settings.sign_in_timeout);
        let message = self.settings.message_timeout;
        [
            Some(self.heard + self.settings.idle_timeout),
            sign_in,
            self.partial.map(|(since, _)| since + message),
            self.stalled.map(|(since, _)| since + message),
            peer.next_deadline(),
        ]
        .into_iter()
        .flatten()
        .min()
        .unwrap_or(self.heard + message)
    }

    fn overdue(&self, peer: &Peer, out: &Outgoing, now: Instant) -> Option<String> {
        let message = self.settings.message_timeout;
        let over = |since: Instant, limit: Duration| now.duration_since(since) >= limit;
        if !peer.is_signed_in() && over(self.opened, self.settings.sign_in_timeout) {
            Some(format!("nobody signed in within {} s", self.settings.sign_in_timeout.as_secs()))
        } else if self.partial.is_some_and(|(since, _)| over(since, message)) {
            Some(format!("a message was not complete after {} s", message.as_secs()))
        } else if self.stalled.is_some_and(|(since, _)| over(since, message)) {
            Some(format!("it read nothing for {} s while {} bytes waited", message.as_secs(), out.waiting()))
        } else if over(self.heard, self.settings.idle_timeout) {
            Some(format!("it was silent for {} s", self.settings.idle_timeout.as_secs()))
        } else {
            None
        }
    }
}
