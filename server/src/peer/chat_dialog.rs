//! A chat dialog on a connection, and the parts of the answer to its INVITE (spec: sip.md E, xccos.md 1.2 to 1.4).

use crate::chat::Member;
use pchat_core::sip::Message;
use pchat_core::sip::dialog::Dialog;
use std::net::SocketAddr;
use std::time::{Duration, Instant};

/// A dialog with what the chat service knows of it.
pub(super) struct ChatDialog {
    pub(super) dialog: Dialog,
    pub(super) member: Member,
    /// The epid of the endpoint, which outlives its dialogs; empty when the client gave none.
    pub(super) epid: String,
    /// The first document that is no look-up has come.
    pub(super) chatting: bool,
    /// The ACK or another request in the dialog has come.
    pub(super) confirmed: bool,
    lifetime: Duration,
    /// When it is over unless something happens in it.
    pub(super) deadline: Instant,
}

impl ChatDialog {
    pub(super) fn new(
        dialog: Dialog,
        member: Member,
        epid: String,
        lifetime: Duration,
        now: Instant,
    ) -> ChatDialog {
        let deadline = now + lifetime + grace(lifetime);
        ChatDialog { dialog, member, epid, chatting: false, confirmed: false, lifetime, deadline }
    }

    /// Something came from the other end in this dialog.
    pub(super) fn alive(&mut self, now: Instant) {
        self.deadline = now + self.lifetime + grace(self.lifetime);
    }

    /// A new interval was agreed on.
    pub(super) fn set_lifetime(&mut self, lifetime: Duration, now: Instant) {
        self.lifetime = lifetime;
        self.alive(now);
    }
}

/// How much later than agreed a dialog ends: SIPE refreshes right at the end when the interval is 10 s or less (spec:
/// sipe-interop.md 8), and a request that is on its way must not find its dialog gone.
fn grace(lifetime: Duration) -> Duration {
    (lifetime / 3).clamp(Duration::from_secs(1), Duration::from_secs(32))
}

/// The smallest interval that a client may ask for (RFC 4028 5), unless ours is smaller still.
const MIN_SE: Duration = Duration::from_secs(90);

/// The session interval for a request: ours, or the client's when that is shorter. `Err`: the Min-SE to answer with.
pub(super) fn session_interval(request: &Message, ours: Duration) -> Result<Duration, Duration> {
    let least = MIN_SE.min(ours);
    match request.session_expires() {
        Some(asked) => {
            let asked = Duration::from_secs(u64::from(asked.seconds));
            if asked < least { Err(least) } else { Ok(asked.min(ours)) }
        }
        None => Ok(ours),
    }
}

/// Says how long the session lasts without a refresh, and that the client refreshes.
pub(super) fn push_session_expires(response: &mut Message, request: &Message, interval: Duration) {
    response.push_header("Session-Expires", &format!("{};refresher=uac", interval.as_secs()));
    response.push_header("Supported", "timer");
    if request.lists("Supported", "timer") {
        response.push_header("Require", "timer");
    }
}

/// Whether an INVITE offers a chat: an m line of kind `message`, or no description at all.
pub(super) fn offers_chat(request: &Message) -> bool {
    let body = String::from_utf8_lossy(request.body());
    body.is_empty()
        || body.lines().any(|line| line.starts_with("m=message") || line.starts_with("m=x-ms-message"))
}

/// The description that answers a chat offer.
pub(super) fn chat_description(local: SocketAddr, local_uri: &str) -> String {
    let family = if local.is_ipv4() { "IP4" } else { "IP6" };
    let ip = local.ip();
    format!(
        "v=0\r\no=- 0 0 IN {family} {ip}\r\ns=session\r\nc=IN {family} {ip}\r\nt=0 0\r\n\
         m=message 5060 sip {local_uri}\r\na=accept-types:text/plain\r\n"
    )
}
