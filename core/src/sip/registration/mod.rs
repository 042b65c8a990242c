//! The client's registration with the server (spec: sip.md B; [MS-SIPREGE], [MS-SIPAE]).
//!
//! One [`Registration`] lives as long as its connection. It sends its own requests on that connection, answers
//! challenges through an [`Authenticator`], arms the connection with the security association, refreshes, and renews
//! the association before it is too old.

mod date;
mod notice;
mod outcome;
mod settings;
#[cfg(test)]
mod tests;

use std::fmt;
use std::time::{Duration, Instant};

pub use date::seconds_of_date;
pub use notice::Deregistration;
pub use outcome::{Redirect, Refusal, RegisterOutcome, Registered};
pub use settings::RegistrationSettings;

use super::authenticator::{Authenticator, AuthenticatorError};
use super::connection::{Connection, ConnectionEvent, SendError};
use super::message::{AuthParams, Message};
use super::signing::SignedFields;
use super::transaction::TransactionId;
use settings::RegisterMaker;

/// How many requests one sign-in may take: the plain one, two or three legs, and one more for another interval.
const MAX_LEGS: u32 = 6;

/// A refresh is sent this long before the registration ends (spec: sip.md B8), or at half of a short one.
const REFRESH_MARGIN: Duration = Duration::from_secs(30);

/// The least time between attempts, whatever the server says.
const SHORTEST_WAIT: Duration = Duration::from_secs(1);

/// How long to wait after a refresh that failed for the moment, when the server does not say.
const POSTPONEMENT: Duration = Duration::from_secs(30);

/// What a REGISTER in flight is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Purpose {
    First,
    /// A signed REGISTER before the registration ends.
    Refresh,
    /// An unsigned one, to get a new security association.
    Renewal,
    Leave,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum State {
    /// Nothing sent yet.
    Idle,
    /// A REGISTER is on its way.
    Asking {
        transaction: TransactionId,
        purpose: Purpose,
        legs: u32,
    },
    /// Signed in, nothing on its way.
    Registered,
    Ended,
}

/// The registration of one endpoint on one connection.
pub struct Registration {
    maker: RegisterMaker,
    authenticator: Option<Box<dyn Authenticator>>,
    state: State,
    registered: Option<Registered>,
    refresh_at: Option<Instant>,
    renew_at: Option<Instant>,
    expires_at: Option<Instant>,
    server_time: Option<u64>,
}

impl fmt::Debug for Registration {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Registration")
            .field("user", &self.maker.settings().user_uri)
            .field("state", &self.state)
            .finish_non_exhaustive()
    }
}

impl Registration {
    /// A registration that has sent nothing yet. Without an authenticator a challenge ends it.
    #[must_use]
    pub fn new(settings: RegistrationSettings, authenticator: Option<Box<dyn Authenticator>>) -> Self {
        Registration {
            maker: RegisterMaker::new(settings),
            authenticator,
            state: State::Idle,
            registered: None,
            refresh_at: None,
            renew_at: None,
            expires_at: None,
            server_time: None,
        }
    }

    /// Sends the first REGISTER. Does nothing when that was done before.
    ///
    /// # Errors
    /// As [`Connection::send_request`]; the registration has ended then.
    pub fn start(&mut self, connection: &mut Connection, now: Instant) -> Result<(), SendError> {
        if self.state != State::Idle {
            return Ok(());
        }
        if let Some(authenticator) = &mut self.authenticator {
            authenticator.reset();
        }
        let message = self.maker.next(None);
        self.send(connection, message, Purpose::First, 1, now)
    }

    /// Signs out: `Expires: 0`. The outcome is `Unregistered` whatever the server answers. A registration that is
    /// just being made or refreshed is left too; its own outcome is dropped.
    ///
    /// # Errors
    /// As [`Connection::send_request`].
    pub fn unregister(&mut self, connection: &mut Connection, now: Instant) -> Result<(), SendError> {
        if matches!(self.state, State::Idle | State::Ended) {
            self.end();
            return Ok(());
        }
        let message = self.maker.next(Some(0));
        self.send(connection, message, Purpose::Leave, 1, now)
    }

    /// Whether this transaction is one of the registration's own.
    #[must_use]
    pub fn owns(&self, transaction: TransactionId) -> bool {
        matches!(self.state, State::Asking { transaction: own, .. } if own == transaction)
    }

    /// What the server said when it accepted last.
    #[must_use]
    pub fn registered(&self) -> Option<&Registered> {
        self.registered.as_ref()
    }

    /// The value for Contact in every later request, brackets included: the GRUU, else our address here.
    #[must_use]
    pub fn contact(&self) -> String {
        match self.registered.as_ref().and_then(|registered| registered.gruu.as_deref()) {
            Some(gruu) => format!("<{gruu}>"),
            None => self.maker.contact_uri(),
        }
    }

    /// The server's clock as its last answer gave it, in seconds since 1970-01-01 UTC: a difference of several minutes
    /// to ours explains why credentials fail (spec: sip.md B4).
    #[must_use]
    pub fn server_time(&self) -> Option<u64> {
        self.server_time
    }

    /// When to call [`handle_deadline`](Self::handle_deadline).
    #[must_use]
    pub fn next_deadline(&self) -> Option<Instant> {
        if self.state != State::Registered {
            return None;
        }
        [self.refresh_at, self.renew_at].into_iter().flatten().min()
    }

    /// Renews the security association now, because the server challenged another request (spec: sip.md B12): that
    /// request can be sent again after the outcome `Refreshed`. Does nothing unless signed in with nothing on its way.
    ///
    /// # Errors
    /// As [`Connection::send_request`]; the registration has ended then.
    pub fn renew(&mut self, connection: &mut Connection, now: Instant) -> Result<(), SendError> {
        if self.state != State::Registered {
            return Ok(());
        }
        if let Some(authenticator) = &mut self.authenticator {
            authenticator.reset();
        }
        let message = self.maker.next(None);
        self.send(connection, message, Purpose::Renewal, 1, now)
    }

    /// Refreshes, or renews the association, when it is time. An outcome comes only when that could not be sent.
    pub fn handle_deadline(&mut self, connection: &mut Connection, now: Instant) -> Option<RegisterOutcome> {
        if self.next_deadline().is_none_or(|deadline| deadline > now) {
            return None;
        }
        let sent = if self.renew_at.is_some_and(|at| at <= now) {
            self.renew(connection, now)
        } else {
            let message = self.maker.next(None);
            self.send(connection, message, Purpose::Refresh, 1, now)
        };
        sent.err().map(RegisterOutcome::NotSent)
    }

    /// Takes an event of the connection, if it is about this registration. Asking [`owns`](Self::owns) first tells whether
    /// it is; afterwards the next leg may be on its way under another id.
    pub fn handle_event(
        &mut self,
        connection: &mut Connection,
        event: &ConnectionEvent,
        now: Instant,
    ) -> Option<RegisterOutcome> {
        let (ConnectionEvent::Response { transaction, .. }
        | ConnectionEvent::TimedOut { transaction }
        | ConnectionEvent::Abandoned { transaction }) = event
        else {
            return None;
        };
        let State::Asking { transaction: own, purpose, legs } = self.state else { return None };
        if own != *transaction {
            return None;
        }
        match event {
            ConnectionEvent::Response { message, .. } => {
                self.take_response(connection, message, purpose, legs, now)
            }
            _ if purpose == Purpose::Leave => self.finish(RegisterOutcome::Unregistered),
            ConnectionEvent::TimedOut { .. } => self.finish(RegisterOutcome::TimedOut),
            _ => self.finish(RegisterOutcome::ConnectionEnded),
        }
    }

    fn take_response(
        &mut self,
        connection: &mut Connection,
        response: &Message,
        purpose: Purpose,
        legs: u32,
        now: Instant,
    ) -> Option<RegisterOutcome> {
        let status = response.status().unwrap_or_default();
        if status < 200 {
            return None;
        }
        if let Some(seconds) = response.header("Date").and_then(seconds_of_date) {
            self.server_time = Some(seconds);
        }
        if purpose == Purpose::Leave {
            return self.finish(RegisterOutcome::Unregistered);
        }
        match status {
            200..=299 => self.take_accepted(connection, response, purpose, now),
            300..=399 => {
                let outcome = outcome::read_redirect(response).map_or_else(
                    || RegisterOutcome::Refused(Refusal::of(response)),
                    RegisterOutcome::Redirect,
                );
                self.finish(outcome)
            }
            401 | 407 if legs < MAX_LEGS => self.take_challenge(connection, response, purpose, legs, now),
            423 if legs < MAX_LEGS && response.min_expires().is_some() => {
                // RFC 3261 10.3: the interval was too short for the server.
                self.maker.ask_for(response.min_expires().unwrap_or_default());
                let message = self.maker.next(None);
                self.send(connection, message, purpose, legs + 1, now).err().map(RegisterOutcome::NotSent)
            }
            _ => self.take_refusal(response, purpose, now),
        }
    }

    fn take_accepted(
        &mut self,
        connection: &mut Connection,
        response: &Message,
        purpose: Purpose,
        now: Instant,
    ) -> Option<RegisterOutcome> {
        let registered = match outcome::read_accepted(response, &self.maker.settings().instance) {
            Ok(registered) => registered,
            Err(why) => return self.finish(RegisterOutcome::Unusable(why)),
        };
        if let Some(signer) =
            self.authenticator.as_mut().and_then(|authenticator| authenticator.take_signer())
        {
            connection.set_signer(Some(signer));
            self.renew_at = Some(now + self.maker.settings().association_lifetime);
        } else if purpose == Purpose::Renewal {
            // The server did not ask for anything: there is nothing to renew.
            self.renew_at = None;
        }
        if let Some(interval) = registered.keep_alive {
            connection.set_keep_alive(interval);
        }
        self.refresh_at = Some(now + refresh_after(registered.expires));
        self.expires_at = Some(now + registered.expires);
        self.registered = Some(registered.clone());
        self.state = State::Registered;
        if purpose == Purpose::First {
            return Some(RegisterOutcome::Registered(registered));
        }
        let was_lost = response.presence_state("register-action").is_some_and(|action| {
            action.eq_ignore_ascii_case("added") || action.eq_ignore_ascii_case("fixed")
        });
        Some(RegisterOutcome::Refreshed { registered, was_lost })
    }

    fn take_challenge(
        &mut self,
        connection: &mut Connection,
        response: &Message,
        purpose: Purpose,
        legs: u32,
        now: Instant,
    ) -> Option<RegisterOutcome> {
        let fail = |error| RegisterOutcome::AuthenticationFailed { error, refusal: Refusal::of(response) };
        let (challenge_header, answer_header) = match response.status() {
            Some(407) => ("Proxy-Authenticate", "Proxy-Authorization"),
            _ => ("WWW-Authenticate", "Authorization"),
        };
        let Some(authenticator) = &mut self.authenticator else {
            return self.finish(fail(AuthenticatorError::NoCredentials));
        };
        if purpose == Purpose::Refresh && legs == 1 {
            // The association is not accepted any more, which says nothing about the credentials.
            authenticator.reset();
        }
        let challenges: Vec<AuthParams<'_>> = response.auth_headers(challenge_header).collect();
        let mut message = self.maker.next(None);
        let answer = match authenticator.respond(&challenges, &SignedFields::of(&message)) {
            Ok(answer) => answer,
            Err(error) => return self.finish(fail(error)),
        };
        message.push_header(answer_header, &answer);
        if let Some(verifier) = authenticator.take_verifier() {
            // The answer to this leg is signed already.
            connection.set_verifier(Some(verifier));
        }
        self.send(connection, message, purpose, legs + 1, now).err().map(RegisterOutcome::NotSent)
    }

    fn take_refusal(
        &mut self,
        response: &Message,
        purpose: Purpose,
        now: Instant,
    ) -> Option<RegisterOutcome> {
        let refusal = Refusal::of(response);
        let passing = matches!(refusal.status, 480 | 500 | 503 | 504);
        let wait = refusal.retry_after.unwrap_or(POSTPONEMENT).max(SHORTEST_WAIT);
        let until = now + wait;
        let still_lasts = self.expires_at.is_some_and(|expires_at| until < expires_at);
        if purpose != Purpose::First && passing && still_lasts {
            self.state = State::Registered;
            self.refresh_at = Some(until);
            self.renew_at = self.renew_at.map(|at| at.max(until));
            return Some(RegisterOutcome::RefreshPostponed { refusal, until });
        }
        self.finish(RegisterOutcome::Refused(refusal))
    }

    fn send(
        &mut self,
        connection: &mut Connection,
        message: Message,
        purpose: Purpose,
        legs: u32,
        now: Instant,
    ) -> Result<(), SendError> {
        // A first or renewing REGISTER must not be signed; one with credentials brings its own signature.
        let unsigned = matches!(purpose, Purpose::First | Purpose::Renewal);
        let sent = if unsigned {
            connection.send_unsigned_request(message, now)
        } else {
            connection.send_request(message, now)
        };
        match sent {
            Ok(transaction) => {
                self.state = State::Asking { transaction, purpose, legs };
                Ok(())
            }
            Err(error) => {
                self.end();
                Err(error)
            }
        }
    }

    fn finish(&mut self, outcome: RegisterOutcome) -> Option<RegisterOutcome> {
        self.end();
        Some(outcome)
    }

    fn end(&mut self) {
        self.state = State::Ended;
        self.refresh_at = None;
        self.renew_at = None;
        self.expires_at = None;
    }
}

/// How long after the answer to refresh.
fn refresh_after(expires: Duration) -> Duration {
    let after = if expires > 2 * REFRESH_MARGIN { expires - REFRESH_MARGIN } else { expires / 2 };
    after.max(SHORTEST_WAIT)
}
