//! The chat dialogs of one connection: INVITE, INFO, UPDATE, BYE (spec: sip.md E, sipe-interop.md 6 to 8).

use super::chat_dialog::{ChatDialog, chat_description, offers_chat, push_session_expires, session_interval};
use super::refusal::Refused;
use super::{ALLOW, LARGEST_REQUEST, Peer};
use crate::address::Address;
use crate::chat::{self, Member, PendingAnswer};
use crate::guid::fill_random;
use crate::model::User;
use crate::participants::DialogId;
use pchat_core::sip::Message;
use pchat_core::sip::dialog::Dialog;
use pchat_core::sip::message::SipUri;
use pchat_core::sip::transaction::TransactionId;
use pchat_core::xccos::{Envelope, Limits};
use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;
use std::time::Instant;

/// Extensions that a client may require of a session.
const EXTENSIONS: [&str; 5] = ["timer", "ms-sender", "gruu-10", "ms-early-media", "histinfo"];

/// The dialogs of a connection, found by id and by Call-ID.
#[derive(Default)]
pub(super) struct Dialogs {
    all: HashMap<DialogId, ChatDialog>,
    by_call: HashMap<String, Vec<DialogId>>,
    by_invite: HashMap<TransactionId, DialogId>,
    /// Rooms that an endpoint lost with a dialog that it did not end.
    lost_rooms: HashMap<(Address, String), BTreeSet<i64>>,
    /// Not later than the first deadline.
    next_deadline: Option<Instant>,
}

impl Dialogs {
    pub(super) fn get(&self, id: DialogId) -> Option<&ChatDialog> {
        self.all.get(&id)
    }

    pub(super) fn get_mut(&mut self, id: DialogId) -> Option<&mut ChatDialog> {
        self.all.get_mut(&id)
    }

    pub(super) fn ids(&self) -> Vec<DialogId> {
        self.all.keys().copied().collect()
    }

    pub(super) fn made_by(&self, invite: TransactionId) -> Option<DialogId> {
        self.by_invite.get(&invite).copied()
    }

    /// The dialog that a request belongs to.
    pub(super) fn find(&mut self, request: &Message) -> Option<&mut ChatDialog> {
        let ids = self.by_call.get(request.call_id()?)?;
        let id =
            ids.iter().find(|id| self.all.get(id).is_some_and(|dialog| dialog.dialog.matches(request)))?;
        self.all.get_mut(id)
    }

    fn insert(&mut self, dialog: ChatDialog, invite: TransactionId) {
        let id = dialog.member.dialog;
        self.next_deadline =
            Some(self.next_deadline.map_or(dialog.deadline, |next| next.min(dialog.deadline)));
        self.by_call.entry(dialog.dialog.call_id().to_owned()).or_default().push(id);
        self.by_invite.insert(invite, id);
        self.all.insert(id, dialog);
    }

    /// A deadline that may be the first one.
    fn look_again_at(&mut self, deadline: Instant) {
        self.next_deadline = Some(self.next_deadline.map_or(deadline, |next| next.min(deadline)));
    }

    fn remove(&mut self, id: DialogId) -> Option<ChatDialog> {
        let dialog = self.all.remove(&id)?;
        if let Some(ids) = self.by_call.get_mut(dialog.dialog.call_id()) {
            ids.retain(|other| *other != id);
            if ids.is_empty() {
                self.by_call.remove(dialog.dialog.call_id());
            }
        }
        self.by_invite.retain(|_, other| *other != id);
        Some(dialog)
    }

    pub(super) fn next_deadline(&self) -> Option<Instant> {
        self.next_deadline
    }

    /// The dialogs in which nothing happened for too long.
    pub(super) fn expired(&mut self, now: Instant) -> Vec<DialogId> {
        if self.next_deadline.is_none_or(|next| next > now) {
            return Vec::new();
        }
        self.next_deadline =
            self.all.values().map(|dialog| dialog.deadline).filter(|deadline| *deadline > now).min();
        self.all.iter().filter(|(_, dialog)| dialog.deadline <= now).map(|(id, _)| *id).collect()
    }
}

impl Peer {
    /// The client ended the dialog, or does not know it any more.
    pub(super) fn end_dialog(&mut self, id: DialogId) {
        if let Some(dialog) = self.dialogs.remove(id) {
            chat::leave(&self.service, &dialog.member);
        }
    }

    /// The dialog is over without the client's doing. No BYE is sent: SIPE would be stuck after it, while 481 to its next
    /// request makes it start again; it then believes to be in its rooms still (spec: sipe-interop.md 8).
    pub(super) fn lose_dialog(&mut self, id: DialogId) {
        if let Some(dialog) = self.dialogs.remove(id) {
            let rooms = chat::leave(&self.service, &dialog.member);
            let room_for_more = self.dialogs.lost_rooms.len() < self.service.settings.dialog_limit;
            if !rooms.is_empty() && room_for_more {
                let endpoint = (dialog.member.user.address.clone(), dialog.epid);
                self.dialogs.lost_rooms.entry(endpoint).or_default().extend(rooms);
            }
        }
    }

    pub(super) fn take_invite(
        &mut self,
        transaction: TransactionId,
        request: &Message,
        user: Arc<User>,
        now: Instant,
    ) {
        if request.to_addr().is_ok_and(|to| to.tag().is_some()) {
            return self.take_refresh(transaction, request, &user, now);
        }
        let answer = self.answer_invite(request).and_then(|(response, interval)| {
            let dialog = Dialog::uas(request, &response).map_err(|_| Refused::BAD_REQUEST)?;
            Ok((response, dialog, interval))
        });
        match answer {
            Ok((response, dialog, interval)) => {
                let member = Member { dialog: DialogId::next(), link: Arc::clone(&self.link), user };
                let epid = request
                    .from_addr()
                    .ok()
                    .and_then(|from| from.epid().map(str::to_owned))
                    .unwrap_or_default();
                self.dialogs.insert(ChatDialog::new(dialog, member, epid, interval, now), transaction);
                self.respond(transaction, response, now);
            }
            Err(Refused::TOO_BRIEF) => self.refuse_interval(transaction, request, now),
            Err(refused @ Refused::BAD_EXTENSION) => {
                let mut response = refused.answer(&self.service, request);
                response.push_header("Unsupported", &unsupported(request).join(", "));
                self.respond(transaction, response, now);
            }
            Err(refused) => self.refuse(transaction, request, refused, now),
        }
    }

    /// The 200 to an INVITE that makes a dialog, and the session interval.
    fn answer_invite(&self, request: &Message) -> Result<(Message, std::time::Duration), Refused> {
        if self.dialogs.all.len() >= self.service.settings.dialog_limit {
            return Err(Refused::TOO_MANY_SESSIONS);
        }
        if !unsupported(request).is_empty() {
            return Err(Refused::BAD_EXTENSION);
        }
        let to = request.to_addr().map_err(|_| Refused::BAD_REQUEST)?;
        // Any service address will do: pool, ocschat, or what an administrator has told the clients. People are not here.
        if Address::parse(to.uri).is_ok_and(|to| self.service.directory.current().user(&to).is_some()) {
            return Err(Refused::NOT_A_SERVICE);
        }
        if !offers_chat(request) {
            return Err(Refused::NOT_CHAT);
        }
        let ours = self.service.settings.session_expires;
        let interval = session_interval(request, ours).map_err(|_| Refused::TOO_BRIEF)?;

        let mut response = Message::response_to(request, 200, "OK");
        let to = request.header("To").unwrap_or_default();
        response.set_header("To", &format!("{to};tag={}", new_tag()));
        response.push_header("Contact", &self.contact(request));
        response.push_header("Allow", ALLOW);
        push_session_expires(&mut response, request, interval);
        let uri = request.to_addr().map(|to| to.uri).unwrap_or_default();
        response.set_body("application/sdp", chat_description(self.local, uri));
        Ok((response, interval))
    }

    /// Where requests of the dialog come: this very listener, so that a proxy needs no name service to find it.
    fn contact(&self, request: &Message) -> String {
        let user = request.to_addr().ok().and_then(|to| SipUri::parse(to.uri).ok()).and_then(|uri| uri.user);
        let transport = self.transport.to_ascii_lowercase();
        format!("<sip:{}@{};transport={transport}>", user.unwrap_or("ocschat"), self.local)
    }

    fn refuse_interval(&mut self, transaction: TransactionId, request: &Message, now: Instant) {
        let ours = self.service.settings.session_expires;
        let least = session_interval(request, ours).err().unwrap_or(ours);
        let mut response = Refused::TOO_BRIEF.answer(&self.service, request);
        response.push_header("Min-SE", &least.as_secs().to_string());
        self.respond(transaction, response, now);
    }

    /// Finds the dialog of a request of `user` and takes the request into it.
    fn accept(&mut self, request: &Message, user: &User, now: Instant) -> Result<&mut ChatDialog, Refused> {
        let dialog = self.dialogs.find(request).ok_or(Refused::NO_SUCH_SESSION)?;
        if dialog.member.user.address != user.address {
            return Err(Refused::NOT_YOURS);
        }
        dialog.dialog.accept_request(request).map_err(Refused::of_status)?;
        dialog.confirmed = true;
        dialog.alive(now);
        Ok(dialog)
    }

    pub(super) fn take_update(
        &mut self,
        transaction: TransactionId,
        request: &Message,
        user: &User,
        now: Instant,
    ) {
        self.take_refresh(transaction, request, user, now);
    }

    /// UPDATE, or INVITE in a dialog: the session goes on (RFC 4028 9).
    fn take_refresh(&mut self, transaction: TransactionId, request: &Message, user: &User, now: Instant) {
        let Ok(interval) = session_interval(request, self.service.settings.session_expires) else {
            return self.refuse_interval(transaction, request, now);
        };
        let contact = self.contact(request);
        let local = self.local;
        match self.accept(request, user, now) {
            Ok(dialog) => {
                dialog.set_lifetime(interval, now);
                let deadline = dialog.deadline;
                self.dialogs.look_again_at(deadline);
                let mut response = Message::response_to(request, 200, "OK");
                response.push_header("Contact", &contact);
                push_session_expires(&mut response, request, interval);
                if !request.body().is_empty() {
                    let uri = request.to_addr().map(|to| to.uri).unwrap_or_default();
                    response.set_body("application/sdp", chat_description(local, uri));
                }
                self.respond(transaction, response, now);
            }
            Err(refused) => self.refuse(transaction, request, refused, now),
        }
    }

    pub(super) fn take_bye(
        &mut self,
        transaction: TransactionId,
        request: &Message,
        user: &User,
        now: Instant,
    ) {
        match self.accept(request, user, now).map(|dialog| dialog.member.dialog) {
            Ok(id) => {
                self.end_dialog(id);
                self.respond(transaction, Message::response_to(request, 200, "OK"), now);
            }
            Err(refused) => self.refuse(transaction, request, refused, now),
        }
    }

    pub(super) fn take_info(
        &mut self,
        transaction: TransactionId,
        mut request: Message,
        user: &User,
        now: Instant,
    ) {
        let id = match self.accept(&request, user, now) {
            Ok(dialog) => dialog.member.dialog,
            Err(refused) => return self.refuse(transaction, &request, refused, now),
        };
        if request.cut_from().is_some() {
            return self.refuse(transaction, &request, Refused::TOO_LARGE, now);
        }
        if !is_text(&request) {
            return self.refuse(transaction, &request, Refused::WRONG_TYPE, now);
        }
        let envelope = match Envelope::parse(request.body(), &document_limits()) {
            Ok(envelope) => envelope,
            Err(error) => {
                log::warn!("{}: a document of {} cannot be read: {error}", self.link.name(), user.address);
                return self.refuse(transaction, &request, Refused::NOT_XCCOS, now);
            }
        };
        let Some(dialog) = self.dialogs.all.get_mut(&id) else { return };
        if !dialog.chatting && !chat::is_lookup(&envelope) {
            dialog.chatting = true;
            chat::enter_service(&self.service, &dialog.member);
            let endpoint = (dialog.member.user.address.clone(), dialog.epid.clone());
            if let Some(rooms) = self.dialogs.lost_rooms.remove(&endpoint) {
                chat::rejoin(&self.service, &dialog.member, &rooms);
            }
        }
        let answer = PendingAnswer::new(&self.link, transaction);
        chat::take(&self.service, &mut dialog.member, envelope, &answer);
        request.take_body();
        match answer.settle() {
            Some(verdict) => self.give_verdict(transaction, &request, verdict, now),
            None => {
                self.deferred.insert(transaction, request);
            }
        }
    }
}

/// As long as the request that a document came in.
fn document_limits() -> Limits {
    Limits { document: LARGEST_REQUEST, ..Limits::default() }
}

/// The extensions that a request requires and nobody here knows.
fn unsupported(request: &Message) -> Vec<&str> {
    let required = request.headers("Require").flat_map(|value| value.split(',')).map(str::trim);
    required.filter(|token| !EXTENSIONS.iter().any(|known| token.eq_ignore_ascii_case(known))).collect()
}

/// Whether an INFO carries a document: text/plain, any XML, or nothing said (spec: sipe-interop.md 7).
fn is_text(request: &Message) -> bool {
    let content_type = request.header("Content-Type").unwrap_or("text/plain");
    let essence = content_type.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
    essence == "text/plain"
        || essence == "text/xml"
        || essence == "application/xml"
        || essence.ends_with("+xml")
}

fn new_tag() -> String {
    let mut bytes = [0u8; 5];
    // A tag need not be secret; should the system have no random numbers, the counter keeps it unique.
    if fill_random(&mut bytes).is_err() {
        return format!("d{}", DialogId::next().0);
    }
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}
