//! Session timers (RFC 4028), refreshed by UPDATE (RFC 3311), for both ends (spec: sip.md E3 and E4, xccos.md 1.4).
//!
//! One timer belongs to one confirmed dialog. It only says when to send an UPDATE and when the dialog is dead; the
//! driver sends and tells it what came back.

use std::fmt;
use std::time::{Duration, Instant};

use super::message::{Message, Refresher, SessionExpires};

/// The smallest interval that RFC 4028 4 lets anybody insist on, and its default for Min-SE.
pub const MIN_SE: Duration = Duration::from_secs(90);

/// Longer intervals are cut to this: a day.
const MAX_INTERVAL: Duration = Duration::from_secs(24 * 60 * 60);

/// Shorter intervals count as this, so that no peer can make us send without end.
const SHORTEST_INTERVAL: Duration = Duration::from_secs(4);

/// What to do when a deadline has passed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SessionTimerAction {
    /// Send an UPDATE (see [`SessionTimer::stamp_request`]) and report its outcome.
    Refresh,
    /// The session has expired or is gone: end the dialog with BYE.
    Expire,
}

/// Which part this end has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Duty {
    /// It refreshes at half the interval.
    Refresher,
    /// The peer is to refresh, but does not always: this end does it a little later, should nothing come.
    Backup,
    /// It only watches the peer refresh.
    Watcher,
}

/// The timer of one dialog. A plain value.
#[derive(Clone, Debug)]
pub struct SessionTimer {
    interval: Duration,
    min_se: Option<Duration>,
    duty: Duty,
    armed_at: Instant,
    /// A refresh was asked for and its outcome is not known.
    refreshing: bool,
}

/// What a server end asks for.
#[derive(Clone, Copy, Debug)]
pub struct SessionTimerSettings {
    /// The interval that it prefers; `None` runs a timer only for clients that ask for one.
    pub interval: Option<Duration>,
    /// The smallest interval that it accepts from clients that can do timers.
    pub min_se: Duration,
}

impl Default for SessionTimerSettings {
    fn default() -> Self {
        SessionTimerSettings { interval: Some(Duration::from_secs(1800)), min_se: MIN_SE }
    }
}

/// A client asked for an interval below our minimum: answer 422 with this value as `Min-SE` (RFC 4028 9).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct IntervalTooSmall {
    /// Our minimum in whole seconds.
    pub min_se: u64,
}

impl fmt::Display for IntervalTooSmall {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "the session interval is too small: at least {} s", self.min_se)
    }
}

impl std::error::Error for IntervalTooSmall {}

impl SessionTimer {
    /// The timer of the end whose INVITE got this 2xx; `None` when the answer has no Session-Expires.
    ///
    /// Persistent Chat servers send Session-Expires unasked and then wait for the client, whatever `refresher`
    /// says, so this end refreshes always; when the peer is named, it goes first.
    #[must_use]
    pub fn of_response(response: &Message, now: Instant) -> Option<SessionTimer> {
        let offer = response.session_expires()?;
        let duty = match offer.refresher {
            Some(Refresher::Uas) => Duty::Backup,
            _ => Duty::Refresher,
        };
        Some(SessionTimer::new(interval_of(offer), duty, now))
    }

    /// The timer of the end that is about to answer this INVITE with 2xx; `None` when there is to be none. The answer
    /// needs [`stamp_response`](Self::stamp_response).
    ///
    /// # Errors
    /// [`IntervalTooSmall`]: answer 422 instead. Clients without `Supported: timer` would not understand that and
    /// never get it.
    pub fn of_invite(
        invite: &Message,
        settings: &SessionTimerSettings,
        now: Instant,
    ) -> Result<Option<SessionTimer>, IntervalTooSmall> {
        let knows_timers = invite.lists("Supported", "timer") || invite.lists("Require", "timer");
        let offer = invite.session_expires();
        if let Some(offer) = offer
            && knows_timers
            && interval_of(offer) < settings.min_se
        {
            return Err(IntervalTooSmall { min_se: settings.min_se.as_secs() });
        }
        let wanted = match (settings.interval, offer.map(interval_of)) {
            (Some(ours), Some(theirs)) => ours.min(theirs),
            (Some(one), None) | (None, Some(one)) => one,
            (None, None) => return Ok(None),
        };
        // Neither end's minimum may be undercut (RFC 4028 9).
        let their_minimum =
            invite.min_se().map_or(Duration::ZERO, |seconds| Duration::from_secs(seconds.into()));
        let interval = wanted.max(their_minimum.min(MAX_INTERVAL));
        let duty = match offer.and_then(|offer| offer.refresher) {
            Some(Refresher::Uas) => Duty::Refresher,
            // RFC 4028 9, table 2: who does not know timers cannot be told to refresh.
            _ if !knows_timers => Duty::Refresher,
            _ => Duty::Watcher,
        };
        Ok(Some(SessionTimer::new(interval, duty, now)))
    }

    fn new(interval: Duration, duty: Duty, now: Instant) -> SessionTimer {
        let interval = interval.clamp(SHORTEST_INTERVAL, MAX_INTERVAL);
        SessionTimer { interval, min_se: None, duty, armed_at: now, refreshing: false }
    }

    /// The interval in force.
    #[must_use]
    pub fn interval(&self) -> Duration {
        self.interval
    }

    /// Whether this end is the one named as refresher.
    #[must_use]
    pub fn is_refresher(&self) -> bool {
        self.duty == Duty::Refresher
    }

    /// Adds to our UPDATE what makes it a refresh: Supported, Session-Expires, and Min-SE once a 422 gave one.
    pub fn stamp_request(&self, update: &mut Message) {
        if !update.lists("Supported", "timer") {
            update.push_header("Supported", "timer");
        }
        update.set_header("Session-Expires", &format!("{};refresher=uac", self.interval.as_secs()));
        if let Some(min_se) = self.min_se {
            update.set_header("Min-SE", &min_se.as_secs().to_string());
        }
    }

    /// Adds to our 2xx to `request` (INVITE or UPDATE) what confirms the timer.
    pub fn stamp_response(&self, request: &Message, response: &mut Message) {
        let refresher = if self.duty == Duty::Refresher { "uas" } else { "uac" };
        response.set_header("Session-Expires", &format!("{};refresher={refresher}", self.interval.as_secs()));
        response.push_header("Supported", "timer");
        // RFC 4028 9: only a client that said so can be required to know it.
        if refresher == "uac" && request.lists("Supported", "timer") {
            response.push_header("Require", "timer");
        }
    }

    /// When to call [`handle_deadline`](Self::handle_deadline).
    #[must_use]
    pub fn next_deadline(&self) -> Instant {
        match self.refresh_at() {
            Some(refresh_at) if !self.refreshing => refresh_at,
            _ => self.expires_at(),
        }
    }

    fn refresh_at(&self) -> Option<Instant> {
        match self.duty {
            Duty::Refresher => Some(self.armed_at + self.interval / 2),
            Duty::Backup => Some(self.armed_at + self.interval * 5 / 8),
            Duty::Watcher => None,
        }
    }

    fn expires_at(&self) -> Instant {
        let guard = match self.duty {
            // RFC 4028 10: who watches ends the session a little before it expires.
            Duty::Watcher => Duration::from_secs(32).min(self.interval / 3),
            // Who refreshes waits for its answer to the end.
            Duty::Refresher | Duty::Backup => Duration::ZERO,
        };
        self.armed_at + (self.interval - guard)
    }

    /// Says what is due. A refresh is asked for once; report its outcome by [`answered`](Self::answered) or
    /// [`unanswered`](Self::unanswered).
    pub fn handle_deadline(&mut self, now: Instant) -> Option<SessionTimerAction> {
        if now >= self.expires_at() {
            return Some(SessionTimerAction::Expire);
        }
        let due = !self.refreshing && self.refresh_at().is_some_and(|at| at <= now);
        if due {
            self.refreshing = true;
        }
        due.then_some(SessionTimerAction::Refresh)
    }

    /// Takes the final response to our refresh. [`SessionTimerAction::Refresh`] asks to send it again at once (422),
    /// [`SessionTimerAction::Expire`] says that the peer has no such dialog (481, 408).
    pub fn answered(&mut self, response: &Message, now: Instant) -> Option<SessionTimerAction> {
        match response.status() {
            Some(481 | 408) => Some(SessionTimerAction::Expire),
            Some(422) => {
                let asked =
                    response.min_se().map(|seconds| Duration::from_secs(seconds.into()).min(MAX_INTERVAL));
                match asked.filter(|min_se| *min_se > self.interval) {
                    Some(min_se) => {
                        self.min_se = Some(min_se);
                        self.interval = min_se;
                        self.refreshing = true;
                        Some(SessionTimerAction::Refresh)
                    }
                    // It would refuse the same again.
                    None => {
                        self.arm(now);
                        None
                    }
                }
            }
            Some(200..300) => {
                if let Some(offer) = response.session_expires() {
                    self.interval = interval_of(offer).clamp(SHORTEST_INTERVAL, MAX_INTERVAL);
                    self.duty = match offer.refresher {
                        Some(Refresher::Uas) => Duty::Backup,
                        Some(Refresher::Uac) => Duty::Refresher,
                        None => self.duty,
                    };
                }
                self.arm(now);
                None
            }
            // 405, 500, 501 and the like: the dialog lives, which is all that is to be known (spec: sip.md E3).
            _ => {
                self.arm(now);
                None
            }
        }
    }

    /// Our refresh got no answer at all (RFC 4028 10).
    pub fn unanswered(&mut self) -> SessionTimerAction {
        SessionTimerAction::Expire
    }

    /// The peer refreshed by INVITE or UPDATE, or, for peers that send neither, showed itself in the dialog.
    pub fn peer_refreshed(&mut self, request: &Message, now: Instant) {
        if let Some(offer) = request.session_expires() {
            self.interval = interval_of(offer).clamp(SHORTEST_INTERVAL, MAX_INTERVAL);
            match offer.refresher {
                Some(Refresher::Uas) => self.duty = Duty::Refresher,
                Some(Refresher::Uac) if self.duty == Duty::Refresher => self.duty = Duty::Backup,
                _ => {}
            }
        }
        self.armed_at = now;
    }

    fn arm(&mut self, now: Instant) {
        self.armed_at = now;
        self.refreshing = false;
    }
}

fn interval_of(offer: SessionExpires) -> Duration {
    Duration::from_secs(u64::from(offer.seconds)).min(MAX_INTERVAL)
}

#[cfg(test)]
#[path = "session_timer_tests.rs"]
mod tests;
