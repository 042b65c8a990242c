//! What goes wrong below becomes an error that a person understands.

use super::text::short;
use crate::api::{Error, ErrorCode};
use crate::net::{NetError, NetErrorKind};
use crate::sip::Message;
use crate::sip::authenticator::AuthenticatorError;
use crate::sip::connection::{ConnectionError, SendError};
use crate::sip::registration::{Refusal, RegisterOutcome};
use std::io;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

/// NTLM tolerates this difference of clocks (spec: sip.md B4).
const TOLERATED_SKEW: Duration = Duration::from_secs(15 * 60);

/// Error ids of the chat server in ms-diagnostics (spec: xccos.md 5.2).
pub(super) const CHAT_SERVICE_BUSY: u32 = 20000;

pub(super) fn network(error: &NetError) -> Error {
    let code = match error.kind() {
        NetErrorKind::BadSetting => ErrorCode::BadArgument,
        NetErrorKind::Io => ErrorCode::Io,
        NetErrorKind::Unreachable => ErrorCode::Unreachable,
        NetErrorKind::TimedOut => ErrorCode::TimedOut,
        NetErrorKind::CertificateNotTrusted => ErrorCode::CertificateNotTrusted,
        NetErrorKind::CertificateNameMismatch => ErrorCode::CertificateNameMismatch,
        NetErrorKind::TlsFailed => ErrorCode::TlsFailed,
    };
    Error::new(code, error.message())
}

/// The stream ended; `None` is an orderly end.
pub(super) fn stream_ended(error: Option<&io::Error>) -> Error {
    let text = match error {
        None => "the server closed the connection".to_string(),
        Some(error) if error.kind() == io::ErrorKind::UnexpectedEof => {
            "the server closed the connection without saying so in TLS".to_string()
        }
        Some(error) => format!("the connection to the server broke: {error}"),
    };
    Error::new(ErrorCode::ConnectionLost, text)
}

pub(super) fn connection(error: &ConnectionError) -> Error {
    let code = match error {
        ConnectionError::Framing { .. } => ErrorCode::ProtocolViolation,
        ConnectionError::Signature(_) => ErrorCode::SignatureInvalid,
        _ => ErrorCode::ConnectionLost,
    };
    Error::new(code, error.to_string())
}

pub(super) fn sending(error: &SendError) -> Error {
    match error {
        SendError::QueueFull { limit } => Error::new(
            ErrorCode::TooManyOperations,
            format!("{limit} requests wait for the server already; wait for some to end"),
        ),
        SendError::Closed => Error::new(ErrorCode::ConnectionLost, "the connection to the server is closed"),
        other => Error::new(ErrorCode::Internal, format!("a request could not be sent: {other}")),
    }
}

pub(super) fn no_answer(to_what: &str, limit: Duration) -> Error {
    Error::new(
        ErrorCode::TimedOut,
        format!("the server did not answer {to_what} within {} s", limit.as_secs_f32()),
    )
}

/// Adds what a SIP response says about its own status: the status, ms-diagnostics and Retry-After.
pub(super) fn with_response(error: Error, response: &Message) -> Error {
    with_refusal(error, &Refusal::of(response))
}

fn with_refusal(error: Error, refusal: &Refusal) -> Error {
    let mut error = error;
    if refusal.status != 0 {
        error = error.with_sip_status(refusal.status);
    }
    if let Some(said) = &refusal.diagnostics {
        error = error.with_diagnostics(said.id, said.reason.clone(), said.source.clone());
    }
    if let Some(wait) = refusal.retry_after {
        error = error.with_retry_after(u32::try_from(wait.as_secs()).unwrap_or(u32::MAX));
    }
    error
}

/// `403 Forbidden (4003: User disabled)`.
pub(super) fn quote(response: &Message) -> String {
    shown(&Refusal::of(response))
}

fn shown(refusal: &Refusal) -> String {
    short(&refusal.to_string()).to_string()
}

/// What became of the sign-in of `user`, when it did not succeed.
pub(super) fn sign_in(user: &str, outcome: RegisterOutcome, limit: Duration, now: SystemTime) -> Error {
    match outcome {
        RegisterOutcome::Refused(refusal) => {
            let error = sign_in_refused(user, &refusal);
            blame_clock(error, refusal.server_time, now)
        }
        RegisterOutcome::AuthenticationFailed { error, refusal } => {
            let error = challenge_not_answered(user, &error, &refusal);
            blame_clock(error, refusal.server_time, now)
        }
        RegisterOutcome::Unusable(why) => {
            Error::new(ErrorCode::ProtocolViolation, format!("the sign-in of {user} failed: {why}"))
        }
        RegisterOutcome::TimedOut => no_answer("the sign-in", limit),
        RegisterOutcome::ConnectionEnded => Error::new(
            ErrorCode::ConnectionLost,
            format!("the connection ended during the sign-in of {user}"),
        ),
        RegisterOutcome::NotSent(error) => sending(&error),
        other => {
            Error::new(ErrorCode::Internal, format!("the sign-in of {user} ended unexpectedly: {other:?}"))
        }
    }
}

/// The REGISTER was refused for good.
fn sign_in_refused(user: &str, refusal: &Refusal) -> Error {
    let said = shown(refusal);
    let (code, text) = match refusal.status {
        401 | 407 => (
            ErrorCode::AuthenticationFailed,
            format!(
                "the server does not accept the sign-in of {user}: {said}; check the login name and the password"
            ),
        ),
        403 => (
            ErrorCode::SignInForbidden,
            format!(
                "{user} may not sign in: {said}; the account may be disabled or not allowed to use this server - ask the \
                 administrator"
            ),
        ),
        404 => (
            ErrorCode::UnknownUser,
            format!("the server does not know the user {user}: {said}; check the address and the server"),
        ),
        503 | 504 => (
            ErrorCode::SignInRefused,
            format!("the server cannot sign {user} in now: {said}; try again later"),
        ),
        _ => (ErrorCode::SignInRefused, format!("the server refused to sign {user} in: {said}")),
    };
    with_refusal(Error::new(code, text), refusal)
}

/// The challenge of a 401 or 407 could or should not be answered.
fn challenge_not_answered(user: &str, error: &AuthenticatorError, refusal: &Refusal) -> Error {
    let error = match error {
        AuthenticatorError::CredentialsRejected => Error::new(
            ErrorCode::AuthenticationFailed,
            format!("the server refuses the login name or the password of {user}: {}", shown(refusal)),
        ),
        AuthenticatorError::NoCredentials => Error::new(
            ErrorCode::AuthenticationFailed,
            format!("the server asks {user} for a password, and none is set"),
        ),
        AuthenticatorError::NoCommonScheme { .. } | AuthenticatorError::Forbidden(_) => {
            Error::new(ErrorCode::AuthenticationUnsupported, format!("cannot sign {user} in: {error}"))
        }
        AuthenticatorError::BadChallenge(_) => Error::new(ErrorCode::ProtocolViolation, error.to_string()),
        other => Error::new(ErrorCode::Internal, other.to_string()),
    };
    with_refusal(error, refusal)
}

/// When a sign-in failed and the clocks differ too much, that is the more likely cause, and the one that the user can see.
fn blame_clock(error: Error, server: Option<u64>, now: SystemTime) -> Error {
    let now = now.duration_since(UNIX_EPOCH).unwrap_or_default().as_secs();
    let Some(server) = server.filter(|_| error.code() == ErrorCode::AuthenticationFailed) else {
        return error;
    };
    let skew = now.abs_diff(server);
    if skew <= TOLERATED_SKEW.as_secs() {
        return error;
    }
    let direction = if now > server { "ahead of" } else { "behind" };
    let text = format!(
        "sign-in failed, and this machine's clock is {} minutes {direction} the server's; more than 15 make sign-in fail, so \
         correct the clock first ({})",
        skew / 60,
        error.message()
    );
    let mut blamed = Error::new(ErrorCode::ClockSkew, text);
    if let Some(status) = error.sip_status() {
        blamed = blamed.with_sip_status(status);
    }
    if let Some(id) = error.diagnostics_id() {
        let owned = |text: Option<&str>| text.map(str::to_string);
        blamed =
            blamed.with_diagnostics(id, owned(error.diagnostics_reason()), owned(error.diagnostics_source()));
    }
    blamed
}

/// The INVITE to the chat server was refused.
pub(super) fn chat_refused(uri: &str, response: &Message) -> Error {
    let said = quote(response);
    let (code, text) = match response.status().unwrap_or(0) {
        404 | 480 | 410 | 604 => (
            ErrorCode::ChatServerNotFound,
            format!("no Persistent Chat server answers at {uri}: {said}; check the chat server address"),
        ),
        _ => (
            ErrorCode::ChatServerRefused,
            format!("the Persistent Chat server {uri} refuses the connection: {said}"),
        ),
    };
    with_response(Error::new(code, text), response)
}

/// A SIP refusal of an INFO: the command did not reach the chat service.
pub(super) fn command_refused(doing: &str, response: &Message) -> Error {
    let said = quote(response);
    let diagnostics = response.ms_diagnostics().map(|said| said.id);
    let (code, text) = match (response.status().unwrap_or(0), diagnostics) {
        (503, _) | (_, Some(CHAT_SERVICE_BUSY)) => {
            (ErrorCode::ServerError, format!("{doing}: the chat server is busy ({said}); try again later"))
        }
        (403, _) => (ErrorCode::ErrorPermission, format!("{doing}: not allowed ({said})")),
        (413 | 513, _) => (ErrorCode::LimitExceeded, format!("{doing}: too large for the server ({said})")),
        (500.., _) => (
            ErrorCode::CommandFailed,
            format!(
                "{doing}: the chat server could not do it ({said}); try again later, and tell its administrator"
            ),
        ),
        _ => (ErrorCode::CommandFailed, format!("{doing}: the server refused it ({said})")),
    };
    with_response(Error::new(code, text), response)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sip::Limits;

    fn response(text: &str) -> Message {
        Message::parse(text.as_bytes(), &Limits::default()).expect("a response")
    }

    fn refused(text: &str) -> Error {
        let outcome = RegisterOutcome::Refused(Refusal::of(&response(text)));
        sign_in("sip:ann@x", outcome, Duration::from_secs(32), SystemTime::UNIX_EPOCH)
    }

    #[test]
    fn a_refused_sign_in_tells_all_that_the_server_said() {
        let error = refused(
            "SIP/2.0 403 Forbidden\r\nms-diagnostics: 4003;reason=\"User disabled\";source=\"fe01.x\"\r\n\
             Retry-After: 7\r\nContent-Length: 0\r\n\r\n",
        );
        assert_eq!(error.code(), ErrorCode::SignInForbidden);
        assert_eq!(error.sip_status(), Some(403));
        assert_eq!(error.diagnostics_id(), Some(4003));
        assert_eq!(error.diagnostics_reason(), Some("User disabled"));
        assert_eq!(error.diagnostics_source(), Some("fe01.x"));
        assert_eq!(error.retry_after_seconds(), Some(7));
        for part in ["sip:ann@x", "User disabled", "403"] {
            assert!(error.message().contains(part), "{part} is missing: {error}");
        }
    }

    #[test]
    fn statuses_map_to_codes() {
        for (status, code) in [
            (401, ErrorCode::AuthenticationFailed),
            (404, ErrorCode::UnknownUser),
            (500, ErrorCode::SignInRefused),
            (503, ErrorCode::SignInRefused),
        ] {
            let error = refused(&format!("SIP/2.0 {status} No\r\nContent-Length: 0\r\n\r\n"));
            assert_eq!(error.code(), code, "{status}");
        }
        let gone = response("SIP/2.0 404 Not Found\r\nContent-Length: 0\r\n\r\n");
        assert_eq!(chat_refused("sip:gc@x", &gone).code(), ErrorCode::ChatServerNotFound);
    }

    #[test]
    fn a_wrong_clock_is_blamed_only_when_authentication_failed_and_it_is_far_off() {
        let failed = || Error::new(ErrorCode::AuthenticationFailed, "refused").with_sip_status(401);
        let at = |minutes: u64| UNIX_EPOCH + Duration::from_secs(1_000_000 + minutes * 60);
        assert_eq!(blame_clock(failed(), Some(1_000_000), at(15)).code(), ErrorCode::AuthenticationFailed);
        let blamed = blame_clock(failed(), Some(1_000_000), at(16));
        assert_eq!((blamed.code(), blamed.sip_status()), (ErrorCode::ClockSkew, Some(401)));
        assert!(blamed.message().contains("16 minutes ahead"), "{blamed}");
        let other = blame_clock(Error::new(ErrorCode::UnknownUser, "?"), Some(0), at(16));
        assert_eq!(other.code(), ErrorCode::UnknownUser);
        assert_eq!(blame_clock(failed(), None, at(16)).code(), ErrorCode::AuthenticationFailed);
    }
}
