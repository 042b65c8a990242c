//! The server's word that a registration has ended (spec: sip.md B15).

use crate::sip::message::{Message, MsDiagnostics};

/// A registration ended by the server.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Deregistration {
    /// The state, e.g. `deregistered` or `unregistered`, in lower case.
    pub state: String,
    /// The event behind it, e.g. `rejected` or `deactivated`, in lower case; empty when not said.
    pub event: String,
    /// Why, e.g. 4141 "User disabled".
    pub diagnostics: Option<MsDiagnostics>,
}

impl Deregistration {
    /// Reads a NOTIFY or BENOTIFY of the event `registration-notify`; `None` for any other request.
    #[must_use]
    pub fn of(request: &Message) -> Option<Deregistration> {
        if !matches!(request.method(), Some("NOTIFY" | "BENOTIFY")) {
            return None;
        }
        let event = request.header("Event")?.split(';').next()?.trim();
        if !event.eq_ignore_ascii_case("registration-notify") {
            return None;
        }
        let body = String::from_utf8_lossy(request.body());
        let mut parts = body.trim().split(';').map(str::trim);
        let state = parts.next().unwrap_or_default().to_ascii_lowercase();
        let event = parts
            .filter_map(|part| part.split_once('='))
            .find(|(name, _)| name.trim().eq_ignore_ascii_case("event"))
            .map(|(_, value)| value.trim().to_ascii_lowercase())
            .unwrap_or_default();
        Some(Deregistration { state, event, diagnostics: request.ms_diagnostics() })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sip::message::Limits;

    fn notify(method: &str, event: &str) -> Message {
        let text = format!(
            "{method} sip:alice@example.com SIP/2.0\r\n\
             From: <sip:alice@example.com>\r\nTo: <sip:alice@example.com>\r\nCall-ID: c\r\nCSeq: 1 {method}\r\n\
             Event: {event}\r\nms-diagnostics: 4141;reason=\"User disabled\";source=\"fe01\"\r\n\
             Content-Type: text/registration-event\r\nContent-Length: 27\r\n\r\nderegistered;event=rejected"
        );
        Message::parse(text.as_bytes(), &Limits::default()).unwrap()
    }

    #[test]
    fn the_notice_is_read() {
        let notice = Deregistration::of(&notify("BENOTIFY", "registration-notify")).unwrap();
        assert_eq!((notice.state.as_str(), notice.event.as_str()), ("deregistered", "rejected"));
        let diagnostics = notice.diagnostics.unwrap();
        assert_eq!((diagnostics.id, diagnostics.reason.as_deref()), (4141, Some("User disabled")));
        assert!(Deregistration::of(&notify("NOTIFY", "Registration-Notify;id=1")).is_some());
        assert_eq!(Deregistration::of(&notify("NOTIFY", "presence")), None);
        assert_eq!(Deregistration::of(&notify("INFO", "registration-notify")), None);
    }
}
