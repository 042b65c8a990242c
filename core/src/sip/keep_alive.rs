//! Keep-alive of one connection (spec: sip.md G; RFC 5626 3.5.1).

use std::time::{Duration, Instant};

/// The client's ping: a double CRLF.
pub const PING: &[u8] = b"\r\n\r\n";

/// The server's answer: a single CRLF.
pub const PONG: &[u8] = b"\r\n";

/// Knows when a ping is due: when nothing was sent for a whole interval.
///
/// No answer is waited for: servers of this protocol send none. A dead peer shows by a request that times out.
#[derive(Clone, Copy, Debug)]
pub struct KeepAlive {
    interval: Option<Duration>,
    last_sent: Instant,
}

impl KeepAlive {
    /// A keep-alive that starts to count now; `None` never pings.
    #[must_use]
    pub fn new(interval: Option<Duration>, now: Instant) -> Self {
        KeepAlive { interval: interval.filter(|interval| !interval.is_zero()), last_sent: now }
    }

    /// Uses another interval from the last message sent on; `None` or zero stops the pings.
    pub fn set_interval(&mut self, interval: Option<Duration>) {
        self.interval = interval.filter(|interval| !interval.is_zero());
    }

    /// Something was sent, so that the silence starts anew.
    pub fn sent(&mut self, now: Instant) {
        self.last_sent = now;
    }

    /// When the next ping is due.
    #[must_use]
    pub fn deadline(&self) -> Option<Instant> {
        self.interval.and_then(|interval| self.last_sent.checked_add(interval))
    }

    /// Whether to ping now; if so, counts it as sent.
    pub fn poll(&mut self, now: Instant) -> bool {
        let due = self.deadline().is_some_and(|deadline| deadline <= now);
        if due {
            self.last_sent = now;
        }
        due
    }
}

/// The interval that a server's `ms-keep-alive` header asks for, e.g. `UAS; tcp=no; hop-hop=yes; end-end=no; timeout=300`.
///
/// `None` when the header names no usable timeout. Values above a day are taken as a day.
#[must_use]
pub fn timeout_of_header(value: &str) -> Option<Duration> {
    const DAY: u64 = 24 * 60 * 60;
    let text = value.split(';').find_map(|parameter| {
        let (name, value) = parameter.split_once('=')?;
        name.trim().eq_ignore_ascii_case("timeout").then(|| value.trim())
    })?;
    let seconds: u64 = text.parse().ok()?;
    (seconds > 0).then(|| Duration::from_secs(seconds.min(DAY)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_ping_is_due_only_after_silence() {
        let start = Instant::now();
        let at = |seconds| start + Duration::from_secs(seconds);
        let mut keep_alive = KeepAlive::new(Some(Duration::from_secs(60)), start);
        assert!(!keep_alive.poll(at(59)));
        keep_alive.sent(at(59));
        assert!(!keep_alive.poll(at(60)));
        assert_eq!(keep_alive.deadline(), Some(at(119)));
        assert!(keep_alive.poll(at(119)));
        assert!(!keep_alive.poll(at(119)));
        keep_alive.set_interval(Some(Duration::from_secs(300)));
        assert_eq!(keep_alive.deadline(), Some(at(419)));
        keep_alive.set_interval(None);
        assert_eq!(keep_alive.deadline(), None);
        assert_eq!(KeepAlive::new(Some(Duration::ZERO), start).deadline(), None);
    }

    #[test]
    fn the_header_gives_the_timeout() {
        let of = timeout_of_header;
        assert_eq!(of("UAS; tcp=no; hop-hop=yes; end-end=no; timeout=300"), Some(Duration::from_secs(300)));
        assert_eq!(of("UAS;Timeout = 30"), Some(Duration::from_secs(30)));
        for none in ["UAC;hop-hop=yes", "UAS;timeout=0", "UAS;timeout=-1", "UAS;timeout=x", "timeout", ""] {
            assert_eq!(of(none), None, "{none}");
        }
        assert_eq!(of("UAS;timeout=99999999999"), Some(Duration::from_secs(86_400)));
    }
}
