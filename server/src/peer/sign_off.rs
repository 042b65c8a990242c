//! Users who may not be here any more (spec: sip.md B15, sipe-interop.md 8).

use super::Peer;
use super::refusal::Refused;
use crate::address::Address;
use crate::guid::new_guid;
use pchat_core::sip::Message;
use std::time::Instant;

impl Peer {
    /// Ends everything of a user who is disabled or gone. Whoever has the connection to himself is told why, and it is closed;
    /// on one that several users share, the next request of this one is refused.
    pub(super) fn sign_off(&mut self, who: &Address, now: Instant) {
        for id in self.dialogs.ids() {
            if self.dialogs.get(id).is_some_and(|dialog| dialog.member.user.address == *who) {
                self.end_dialog(id);
            }
        }
        if self.sign_in.forget(who) != Some(true) {
            return;
        }
        log::info!("{}: {who} is signed off", self.link.name());
        // Its sender expects no answer, which would come too late anyway.
        if let Err(error) = self.engine.send_request(notice(who, self.service.host.as_str()), now) {
            log::debug!("{}: the sign-off was not sent: {error}", self.link.name());
        }
        self.link.signed_off();
    }
}

/// The BENOTIFY that SIPE shows as "You have been rejected by the server: User disabled".
fn notice(who: &Address, host: &str) -> Message {
    let uri = who.uri();
    let unique = new_guid().unwrap_or_default();
    let mut message = Message::request("BENOTIFY", &uri);
    message.push_header("From", &format!("<{uri}>;tag={}", unique.get(..8).unwrap_or("off")));
    message.push_header("To", &format!("<{uri}>"));
    message.push_header("Call-ID", &format!("{unique}@{host}"));
    message.push_header("CSeq", "1 BENOTIFY");
    message.push_header("Max-Forwards", "70");
    message.push_header("Event", "registration-notify");
    message.push_header("Subscription-State", "terminated;reason=rejected");
    let Refused { diagnosis: id, reason, .. } = Refused::USER_DISABLED;
    message.push_header("ms-diagnostics", &format!("{id};reason=\"{reason}\";source=\"{host}\""));
    message.set_body("text/registration-event", "deregistered;event=rejected");
    message
}
