//! Every message on the wire, for the trace level of the log, with credentials masked.

use crate::sip::message::Message;

const TARGET: &str = "pchat::wire";

/// Logs a message that came in.
pub(super) fn received(peer: &str, message: &Message) {
    trace("received at", peer, message);
}

/// Logs a message that goes out.
pub(super) fn sent(peer: &str, message: &Message) {
    trace("sent from", peer, message);
}

fn trace(direction: &str, peer: &str, message: &Message) {
    // Asked first: formatting a message costs more than handling it.
    if log::log_enabled!(target: TARGET, log::Level::Trace) {
        let body = String::from_utf8_lossy(message.body());
        log::trace!(target: TARGET, "{direction} {peer}: {message:?} {body:?}");
    }
}
