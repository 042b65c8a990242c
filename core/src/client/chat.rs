//! The dialog with the chat server: INVITE, documents in INFO, the session timer, BYE (spec: sip.md E, xccos.md 1).

use super::driver::{Driver, Purpose};
use super::failure;
use crate::api::{Error, ErrorCode, Result};
use crate::sip::Message;
use crate::sip::connection::SendError;
use crate::sip::dialog::{Dialog, ResponseEffect};
use crate::sip::random;
use crate::sip::session_timer::{SessionTimer, SessionTimerAction};
use std::net::SocketAddr;
use std::time::Instant;

/// The open dialog.
pub(super) struct Chat {
    pub(super) dialog: Dialog,
    timer: Option<SessionTimer>,
    local: SocketAddr,
}

impl Chat {
    pub(super) fn next_deadline(&self) -> Option<Instant> {
        self.timer.as_ref().map(SessionTimer::next_deadline)
    }

    /// Completes our answer to UPDATE or INVITE of the server inside the dialog.
    pub(super) fn complete_refresh(&mut self, request: &Message, response: &mut Message, now: Instant) {
        if let Some(timer) = &mut self.timer {
            timer.peer_refreshed(request, now);
            timer.stamp_response(request, response);
        }
        if request.method() == Some("INVITE") {
            response.set_body("application/sdp", sdp(self.local));
        }
    }
}

/// The session that is offered: instant messages over the signalling path (spec: xccos.md 1.2).
fn sdp(local: SocketAddr) -> String {
    let (family, address) = match local {
        SocketAddr::V4(address) => ("IP4", address.ip().to_string()),
        SocketAddr::V6(address) => ("IP6", address.ip().to_string()),
    };
    format!(
        "v=0\r\no=- 0 0 IN {family} {address}\r\ns=session\r\nc=IN {family} {address}\r\nt=0 0\r\n\
         m=message {} sip null\r\na=accept-types:text/plain\r\n",
        local.port()
    )
}

impl Driver {
    /// Opens the dialog with `uri`.
    pub(super) async fn open_chat(&mut self, uri: &str) -> Result<()> {
        let account = &self.shared.account;
        let mut invite = Message::request("INVITE", uri);
        let from = format!("<{}>;tag={};epid={}", account.uri, random::hex(5), account.endpoint_id.as_str());
        invite.push_header("From", &from);
        invite.push_header("To", &format!("<{uri}>"));
        invite.push_header("Call-ID", &random::hex(16));
        invite.push_header("CSeq", "1 INVITE");
        invite.push_header("Contact", &self.registration.contact());
        invite.push_header("User-Agent", &account.user_agent);
        invite.push_header("Supported", "ms-sender");
        invite.push_header("Supported", "timer");
        invite.push_header("Allow", super::incoming::ALLOW);
        let local = self.link.local;
        invite.set_body("application/sdp", sdp(local));
        let response = self.transact(invite.clone()).await.map_err(|error| {
            if error.code() == ErrorCode::TimedOut {
                let text =
                    format!("no Persistent Chat server answers at {uri}; check the chat server address");
                Error::new(ErrorCode::ChatServerNotFound, text)
            } else {
                error
            }
        })?;
        if !response.status().is_some_and(|status| (200..300).contains(&status)) {
            return Err(failure::chat_refused(uri, &response));
        }
        let now = Instant::now();
        let dialog = Dialog::uac(&invite, &response).map_err(|error| {
            Error::new(
                ErrorCode::ProtocolViolation,
                format!("the chat server's answer is not usable: {error}"),
            )
        })?;
        let acknowledged = self.link.sip.send_ack(dialog.ack(), now);
        acknowledged.map_err(|error| failure::sending(&error))?;
        self.chat = Some(Chat { dialog, timer: SessionTimer::of_response(&response, now), local });
        Ok(())
    }

    /// Ends the dialog with BYE and waits for the answer, whatever it is.
    pub(super) async fn close_chat(&mut self) -> Result<()> {
        match self.end_dialog() {
            Some(bye) => self.transact(bye).await.map(|_| ()),
            None => Ok(()),
        }
    }

    /// The BYE of the dialog, which is over then.
    pub(super) fn end_dialog(&mut self) -> Option<Message> {
        let mut chat = self.chat.take()?;
        (!chat.dialog.is_ended()).then(|| chat.dialog.request("BYE"))
    }

    /// A document in INFO.
    pub(super) fn send_document(
        &mut self,
        envid: u64,
        document: &str,
        now: Instant,
    ) -> std::result::Result<(), SendError> {
        let Some(chat) = &mut self.chat else { return Err(SendError::Closed) };
        let mut info = chat.dialog.request("INFO");
        info.set_body("text/plain", document.as_bytes());
        self.send(info, Purpose::Document(envid), now)
    }

    /// What a final response to an INFO means for the dialog; true when the document is to be sent again.
    pub(super) fn note_dialog_response(&mut self, response: &Message) -> bool {
        let Some(chat) = &mut self.chat else { return false };
        match chat.dialog.accept_response(response) {
            ResponseEffect::None => false,
            ResponseEffect::Rerouted => true,
            ResponseEffect::Ended => {
                self.chat = None;
                let text = format!("the chat server has lost this session: {}", failure::quote(response));
                self.lose_chat(failure::with_response(Error::new(ErrorCode::ConnectionLost, text), response));
                false
            }
        }
    }

    pub(super) fn handle_session_deadline(&mut self, now: Instant) {
        let timer = self.chat.as_mut().and_then(|chat| chat.timer.as_mut());
        if let Some(timer) = timer.filter(|timer| timer.next_deadline() <= now) {
            let action = timer.handle_deadline(now);
            self.act_on_session(action, now);
        }
    }

    pub(super) fn session_refreshed(&mut self, outcome: Result<Message>, now: Instant) {
        let is_challenge = matches!(&outcome, Ok(response) if matches!(response.status(), Some(401 | 407)));
        // Once; a server that goes on asking is answered as one that refuses.
        if is_challenge && !std::mem::replace(&mut self.refresh_challenged, true) {
            return self.renew_association(now);
        }
        self.refresh_challenged = false;
        let Some(chat) = &mut self.chat else { return };
        let action = match (&outcome, &mut chat.timer) {
            (Ok(response), Some(timer)) => {
                if chat.dialog.accept_response(response) == ResponseEffect::Rerouted {
                    Some(SessionTimerAction::Refresh)
                } else {
                    timer.answered(response, now)
                }
            }
            (Err(_), Some(timer)) => Some(timer.unanswered()),
            (_, None) => None,
        };
        self.act_on_session(action, now);
    }

    pub(super) fn act_on_session(&mut self, action: Option<SessionTimerAction>, now: Instant) {
        match action {
            None => {}
            Some(SessionTimerAction::Refresh) => {
                let Some(Chat { dialog, timer: Some(timer), .. }) = &mut self.chat else { return };
                let mut update = dialog.request("UPDATE");
                timer.stamp_request(&mut update);
                if let Err(error) = self.send(update, Purpose::SessionRefresh, now) {
                    self.lose_chat(failure::sending(&error));
                }
            }
            Some(SessionTimerAction::Expire) => {
                if let Some(bye) = self.end_dialog() {
                    // The dialog is over in any case.
                    let _ = self.send(bye, Purpose::Nothing, now);
                }
                let text = "the chat server no longer answers: the session expired";
                self.lose_chat(Error::new(ErrorCode::ConnectionLost, text));
            }
        }
    }

    /// There is no dialog any more. While the endpoint is being established another one may be tried.
    pub(super) fn lose_chat(&mut self, reason: Error) {
        if self.operations.establishing {
            self.fail_operations(&reason);
        } else {
            self.fatal.get_or_insert(reason);
        }
    }

    /// A second 2xx to an INVITE: acknowledge it and end that dialog, unless it is the first one again (RFC 3261 13.2.2.4).
    pub(super) fn end_fork(&mut self, response: &Message, now: Instant) {
        if let Some(chat) = &self.chat
            && chat.dialog.matches(response)
        {
            let _ = self.link.sip.send_ack(chat.dialog.ack(), now);
            return;
        }
        log::debug!("{}: a second answer to an INVITE is left to expire", self.shared.account.uri);
    }
}
