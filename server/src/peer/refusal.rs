//! Answers that refuse, each with a diagnosis for the one who reads the client's log (spec: sip.md E, xccos.md 5.2).

use crate::service::Service;
use pchat_core::sip::Message;

/// Why a request is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Refused {
    pub(super) status: u16,
    pub(super) phrase: &'static str,
    /// The number of `ms-diagnostics`: Microsoft's where it is known, else from the range of applications (60000-62999).
    pub(super) diagnosis: u32,
    pub(super) reason: &'static str,
}

const fn refused(status: u16, phrase: &'static str, diagnosis: u32, reason: &'static str) -> Refused {
    Refused { status, phrase, diagnosis, reason }
}

impl Refused {
    // Group chat's own numbers.
    pub(super) const BUSY: Refused = refused(503, "Service Unavailable", 20000, "Chat service busy");
    pub(super) const NO_SUCH_SESSION: Refused =
        refused(481, "Call/Transaction Does Not Exist", 20006, "Unknown session");
    pub(super) const CHAT_FAILED: Refused =
        refused(500, "Server Internal Error", 20007, "Chat service error");
    pub(super) const TOO_MANY_SESSIONS: Refused =
        refused(486, "Busy Here", 20009, "Rejected session, no more endpoints allowed");

    // Microsoft's numbers of registrar and proxy.
    pub(super) const UNKNOWN_USER: Refused = refused(404, "Not Found", 1003, "User does not exist");
    pub(super) const NOT_YOURS: Refused = refused(
        403,
        "Forbidden",
        4004,
        "Credentials provided are not authorized to act as specified from URI",
    );
    pub(super) const NO_EPID: Refused =
        refused(400, "Bad Request", 4010, "The endpoint id (epid) is missing in From");
    pub(super) const OTHER_EVENT: Refused = refused(489, "Bad Event", 4055, "The event is not supported");
    pub(super) const USER_DISABLED: Refused = refused(403, "Forbidden", 4141, "User disabled");
    pub(super) const GRUU_NEEDED: Refused =
        refused(421, "Extension Required", 2057, "msrtc-event-categories needs gruu-10");

    // Ours.
    pub(super) const WRONG_INSTANCE: Refused =
        refused(400, "Bad Request", 62001, "+sip.instance does not belong to the epid");
    pub(super) const NOT_CHAT: Refused =
        refused(488, "Not Acceptable Here", 62002, "Only chat sessions (m=message) are served here");
    pub(super) const NOT_A_SERVICE: Refused = refused(
        480,
        "Temporarily Unavailable",
        62003,
        "The address is a user's; only chat rooms are served here",
    );
    pub(super) const NOT_ALLOWED: Refused =
        refused(405, "Method Not Allowed", 62004, "The method is not served here");
    pub(super) const NOT_IMPLEMENTED: Refused =
        refused(501, "Not Implemented", 62005, "The method is unknown");
    pub(super) const NOT_XCCOS: Refused =
        refused(400, "Bad Request", 62006, "The body is not a well-formed XCCOS document");
    pub(super) const WRONG_TYPE: Refused =
        refused(415, "Unsupported Media Type", 62007, "An INFO carries text/plain");
    pub(super) const TOO_BRIEF: Refused =
        refused(422, "Session Interval Too Small", 62008, "The session interval is below Min-SE");
    pub(super) const BAD_EXTENSION: Refused =
        refused(420, "Bad Extension", 62009, "A required extension is not supported");
    pub(super) const BAD_REQUEST: Refused =
        refused(400, "Bad Request", 62010, "A header of the request is missing or cannot be read");
    pub(super) const OUT_OF_ORDER: Refused =
        refused(500, "Server Internal Error", 62011, "CSeq is lower than that of an earlier request");

    pub(super) const TOO_LARGE: Refused =
        refused(513, "Message Too Large", 62012, "The document has more than 2 MiB");

    /// The refusal that a dialog's status means.
    pub(super) fn of_status(status: u16) -> Refused {
        match status {
            481 => Refused::NO_SUCH_SESSION,
            500 => Refused::OUT_OF_ORDER,
            _ => Refused::BAD_REQUEST,
        }
    }

    /// The response to a request.
    pub(super) fn answer(self, service: &Service, request: &Message) -> Message {
        let mut response = Message::response_to(request, self.status, self.phrase);
        let component =
            if (20000..21000).contains(&self.diagnosis) { ";component=\"GroupChat\"" } else { "" };
        let diagnosis =
            format!("{};reason=\"{}\";source=\"{}\"{component}", self.diagnosis, self.reason, service.host);
        response.push_header("ms-diagnostics", &diagnosis);
        response
    }
}
