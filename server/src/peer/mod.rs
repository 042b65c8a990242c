//! One connection without its socket: what its messages do, and what is to be written to it.
//!
//! A driver owns a [`Peer`] and the socket. Several users may share a connection when nothing is signed: a record-routing
//! proxy carries them all.

mod chat_dialog;
mod dialogs;
mod refusal;
mod sign_in;
mod sign_off;
mod subscriptions;

use crate::link::{Link, Outbound, Verdict};
use crate::participants::DialogId;
use crate::service::Service;
use dialogs::Dialogs;
use pchat_core::sip::Message;
use pchat_core::sip::connection::{
    Authenticity, Connection, ConnectionError, ConnectionEvent, ConnectionSettings, Role, SendError,
};
use pchat_core::sip::transaction::TransactionId;
use refusal::Refused;
use sign_in::{Registration, SignIn};
use std::collections::HashMap;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Instant;

/// The largest document of a client, in bytes: a text of the longest length that may be set, and every line end of it takes ten
/// ([`LONGEST_TEXT`](crate::model::LONGEST_TEXT)).
const LARGEST_REQUEST: usize = 2 << 20;
/// What is longer is passed over up to this length and refused by itself; the connection goes on.
const PASSED_OVER: usize = 64 << 20;

/// Requests of ours that may be unanswered at once; chat beyond it waits in the link's queue, where all who get it share it.
const WINDOW: usize = 64;
/// Bytes that may wait for the socket before more is taken from the link's queue.
const OUTPUT_HIGH: usize = 256 * 1024;
/// What is served, for `Allow`.
const ALLOW: &str = "REGISTER, SUBSCRIBE, SERVICE, OPTIONS, INVITE, ACK, CANCEL, INFO, UPDATE, BYE";
/// Methods that exist but are not for this server.
const ELSEWHERE: [&str; 8] =
    ["MESSAGE", "NOTIFY", "BENOTIFY", "REFER", "PUBLISH", "PRACK", "NEGOTIATE", "QUERY"];

/// The state of one connection.
pub(crate) struct Peer {
    service: Arc<Service>,
    engine: Connection,
    link: Arc<Link>,
    local: SocketAddr,
    transport: &'static str,
    sign_in: SignIn,
    signed_in: bool,
    /// Events of the engine so far.
    taken: u64,
    dialogs: Dialogs,
    /// Our documents that have no answer yet: their dialog and size.
    sent: HashMap<TransactionId, (DialogId, usize)>,
    /// Requests whose answer waits for the disk, without their bodies.
    deferred: HashMap<TransactionId, Message>,
}

impl Peer {
    /// A fresh connection that was accepted at `local`.
    pub(crate) fn new(
        service: Arc<Service>,
        link: Arc<Link>,
        local: SocketAddr,
        transport: &'static str,
        now: Instant,
    ) -> Peer {
        let mut settings = ConnectionSettings::new(Role::Server, local.to_string(), transport);
        settings.outbound_window = WINDOW;
        settings.limits.body = LARGEST_REQUEST;
        settings.limits.passed_over = PASSED_OVER;
        Peer {
            engine: Connection::new(settings, now),
            sign_in: SignIn::new(&service),
            signed_in: false,
            taken: 0,
            dialogs: Dialogs::default(),
            sent: HashMap::new(),
            deferred: HashMap::new(),
            service,
            link,
            local,
            transport,
        }
    }

    /// Takes bytes from the socket in. On an error the output is still to be written, then the connection closed.
    pub(crate) fn receive(&mut self, bytes: &[u8], now: Instant) -> Result<(), ConnectionError> {
        let result = self.engine.receive(bytes, now);
        self.work(now);
        result
    }

    /// Does what is due at `now`, and takes what others have for this connection.
    pub(crate) fn handle_deadline(&mut self, now: Instant) {
        if self.engine.next_deadline().is_some_and(|deadline| deadline <= now) {
            self.engine.handle_deadline(now);
        }
        for id in self.dialogs.expired(now) {
            if let Some(dialog) = self.dialogs.get(id) {
                log::info!(
                    "{}: a session of {} is over: nothing came in it",
                    self.link.name(),
                    dialog.member.user.address
                );
            }
            self.lose_dialog(id);
        }
        self.work(now);
    }

    /// When to call [`Peer::handle_deadline`] at the latest.
    pub(crate) fn next_deadline(&self) -> Option<Instant> {
        [self.engine.next_deadline(), self.dialogs.next_deadline()].into_iter().flatten().min()
    }

    /// What is to be written; the driver takes out what it has written.
    pub(crate) fn output(&mut self) -> &mut Vec<u8> {
        self.engine.output()
    }

    /// How many messages and keep-alives have come, and whether another has begun that is not complete.
    pub(crate) fn progress(&self) -> (u64, bool) {
        (self.taken, self.engine.mid_message())
    }

    /// Whether somebody has signed in, or been let in without.
    pub(crate) fn is_signed_in(&self) -> bool {
        self.signed_in
    }

    /// The connection is gone: everybody on it leaves the rooms.
    pub(crate) fn close(&mut self) {
        self.link.close();
        self.engine.close();
        for id in self.dialogs.ids() {
            self.end_dialog(id);
        }
    }

    /// Handles events and fills the output until neither gives the other anything to do.
    fn work(&mut self, now: Instant) {
        loop {
            while let Some(event) = self.engine.poll_event() {
                self.taken += 1;
                self.take_event(event, now);
            }
            if self.engine.is_closed()
                || self.engine.unanswered() >= WINDOW
                || self.engine.output().len() >= OUTPUT_HIGH
            {
                return;
            }
            match self.link.pop() {
                Some(outbound) => self.take_outbound(outbound, now),
                None => return,
            }
        }
    }

    fn take_event(&mut self, event: ConnectionEvent, now: Instant) {
        match event {
            ConnectionEvent::Request { transaction, message, authenticity } => {
                self.take_request(transaction, message, authenticity, now);
            }
            ConnectionEvent::Ack { message, .. } => {
                if let Some(dialog) = self.dialogs.find(&message) {
                    dialog.confirmed = true;
                    dialog.alive(now);
                }
            }
            // SIPE never leaves a 200 without ACK, but a client that talks in the dialog has heard it all the same.
            ConnectionEvent::AckMissing { transaction } => {
                if let Some(id) = self.dialogs.made_by(transaction).filter(|id| !self.is_confirmed(*id)) {
                    self.lose_dialog(id);
                }
            }
            ConnectionEvent::Response { transaction, message } => {
                self.take_response(transaction, &message, now)
            }
            ConnectionEvent::TimedOut { transaction } | ConnectionEvent::Abandoned { transaction } => {
                if let Some((id, bytes)) = self.sent.remove(&transaction) {
                    self.link.acknowledged(bytes);
                    self.lose_dialog(id);
                }
            }
            ConnectionEvent::Discarded { reason } => log::debug!("{}: dropped: {reason}", self.link.name()),
            _ => {}
        }
    }

    fn is_confirmed(&self, id: DialogId) -> bool {
        self.dialogs.get(id).is_some_and(|dialog| dialog.confirmed)
    }

    fn take_request(
        &mut self,
        transaction: TransactionId,
        request: Message,
        authenticity: Authenticity,
        now: Instant,
    ) {
        let method = request.method().unwrap_or_default();
        if method == "REGISTER" {
            return self.take_register(transaction, &request, authenticity, now);
        }
        if method == "OPTIONS" {
            let mut response = Message::response_to(&request, 200, "OK");
            response.push_header("Allow", ALLOW);
            response.push_header("Accept", "text/plain, application/sdp");
            return self.respond(transaction, response, now);
        }
        let user = match self.sign_in.sender(&self.service, &request, authenticity) {
            Ok(user) => user,
            Err(response) => return self.respond(transaction, *response, now),
        };
        self.signed_in = true;
        match method {
            "INVITE" => self.take_invite(transaction, &request, user, now),
            "INFO" => self.take_info(transaction, request, &user, now),
            "UPDATE" => self.take_update(transaction, &request, &user, now),
            "BYE" => self.take_bye(transaction, &request, &user, now),
            "SUBSCRIBE" => {
                let response = subscriptions::answer(&self.service, &request, &user.address);
                self.respond(transaction, response, now);
            }
            // Presence is published here; nobody watches it.
            "SERVICE" => self.respond(transaction, Message::response_to(&request, 200, "OK"), now),
            method if ELSEWHERE.contains(&method) => {
                let mut response = Refused::NOT_ALLOWED.answer(&self.service, &request);
                response.push_header("Allow", ALLOW);
                self.respond(transaction, response, now);
            }
            _ => self.refuse(transaction, &request, Refused::NOT_IMPLEMENTED, now),
        }
    }

    fn take_register(
        &mut self,
        transaction: TransactionId,
        request: &Message,
        authenticity: Authenticity,
        now: Instant,
    ) {
        let Registration { response, accepted, endpoint } =
            self.sign_in.register(&self.service, request, authenticity, now);
        if let Some(accepted) = accepted {
            self.engine.set_security(Some(Box::new(accepted.signer)), Some(Box::new(accepted.verifier)));
            // Whoever was here before under another name is not any more.
            let owner = self.sign_in.owner().cloned();
            let others = self.dialogs.ids().into_iter().filter(|id| {
                self.dialogs
                    .get(*id)
                    .is_some_and(|dialog| Some(&dialog.member.user.address) != owner.as_ref())
            });
            for id in others.collect::<Vec<_>>() {
                self.end_dialog(id);
            }
        }
        if let Some(endpoint) = endpoint {
            self.signed_in = true;
            let how = if endpoint.present { "signed in" } else { "signed out" };
            log::info!("{}: {} {how}", self.link.name(), endpoint.who);
        }
        self.respond(transaction, response, now);
        if self.sign_in.is_guessing() {
            self.link.cut_off("too many wrong passwords");
        }
    }

    fn take_response(&mut self, transaction: TransactionId, response: &Message, now: Instant) {
        let Some(status) = response.status().filter(|status| *status >= 200) else { return };
        let Some((id, bytes)) = self.sent.remove(&transaction) else { return };
        self.link.acknowledged(bytes);
        let Some(dialog) = self.dialogs.get_mut(id) else { return };
        match status {
            200..300 => dialog.alive(now),
            // 487 is SIPE's answer on a dialog that it has replaced (spec: xccos.md 1.1).
            481 | 408 | 487 => {
                log::info!("{}: the client has no such session any more ({status})", self.link.name());
                self.end_dialog(id);
            }
            status => log::debug!("{}: a document was answered with {status}", self.link.name()),
        }
    }

    fn take_outbound(&mut self, outbound: Outbound, now: Instant) {
        match outbound {
            Outbound::Document { dialog: id, body } => {
                let Some(dialog) = self.dialogs.get_mut(id).filter(|dialog| !dialog.dialog.is_ended()) else {
                    // Nothing may follow a BYE: SIPE crashes on it (spec: sipe-interop.md 8).
                    return self.link.acknowledged(body.len());
                };
                let mut info = dialog.dialog.request("INFO");
                info.set_body("text/plain", body.as_bytes());
                match self.engine.send_request(info, now) {
                    Ok(transaction) => {
                        self.sent.insert(transaction, (id, body.len()));
                    }
                    Err(SendError::Closed) => self.link.acknowledged(body.len()),
                    Err(error) => {
                        log::warn!("{}: {error}", self.link.name());
                        self.link.acknowledged(body.len());
                        self.lose_dialog(id);
                    }
                }
            }
            Outbound::SignOff { who } => self.sign_off(&who, now),
            Outbound::Verdict { transaction, verdict } => {
                if let Some(request) = self.deferred.remove(&transaction) {
                    self.give_verdict(transaction, &request, verdict, now);
                }
            }
        }
    }

    /// Answers an INFO once it is known what became of its posts.
    fn give_verdict(
        &mut self,
        transaction: TransactionId,
        request: &Message,
        verdict: Verdict,
        now: Instant,
    ) {
        match verdict {
            Verdict::Stored => self.respond(transaction, Message::response_to(request, 200, "OK"), now),
            Verdict::Busy => self.refuse(transaction, request, Refused::BUSY, now),
            Verdict::Failed => self.refuse(transaction, request, Refused::CHAT_FAILED, now),
        }
    }

    fn refuse(&mut self, transaction: TransactionId, request: &Message, refused: Refused, now: Instant) {
        let response = refused.answer(&self.service, request);
        self.respond(transaction, response, now);
    }

    fn respond(&mut self, transaction: TransactionId, response: Message, now: Instant) {
        if let Err(error) = self.engine.respond(transaction, response, now) {
            log::debug!("{}: a response was not sent: {error}", self.link.name());
        }
    }
}

impl Drop for Peer {
    fn drop(&mut self) {
        self.close();
    }
}
