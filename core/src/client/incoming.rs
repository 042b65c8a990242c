//! Requests of the server.

use super::driver::Driver;
use super::provisioning;
use super::text::short;
use crate::api::{Error, ErrorCode};
use crate::sip::Message;
use crate::sip::registration::Deregistration;
use crate::sip::transaction::TransactionId;
use std::time::Instant;

/// What an endpoint understands.
pub(super) const ALLOW: &str = "INVITE, ACK, BYE, CANCEL, INFO, UPDATE, OPTIONS, NOTIFY, BENOTIFY";

/// Methods that exist and are of no use here; anything else is unknown.
const OF_NO_USE: [&str; 7] = ["MESSAGE", "SUBSCRIBE", "REFER", "PUBLISH", "REGISTER", "PRACK", "SERVICE"];

impl Driver {
    pub(super) fn take_request(&mut self, transaction: TransactionId, request: Message, now: Instant) {
        let in_chat = self.chat.as_ref().is_some_and(|chat| chat.dialog.matches(&request));
        if in_chat {
            return self.take_chat_request(transaction, request, now);
        }
        match request.method().unwrap_or_default() {
            // Its server expects no answer.
            "BENOTIFY" => {
                self.link.sip.ignore(transaction);
                self.take_notification(request);
            }
            "NOTIFY" => {
                self.respond(transaction, Message::response_to(&request, 200, "OK"), now);
                self.take_notification(request);
            }
            "OPTIONS" => {
                let mut response = Message::response_to(&request, 200, "OK");
                response.push_header("Allow", ALLOW);
                response.push_header("Accept", "text/plain");
                self.respond(transaction, response, now);
            }
            // A dialog that was left behind: the server drops it then and delivers no message twice (spec: xccos.md 1.1).
            "INFO" | "UPDATE" => {
                self.respond(transaction, Message::response_to(&request, 487, "Request Terminated"), now);
            }
            "BYE" => {
                let response = Message::response_to(&request, 481, "Call/Transaction Does Not Exist");
                self.respond(transaction, response, now);
            }
            "INVITE" => {
                self.respond(transaction, Message::response_to(&request, 488, "Not Acceptable Here"), now)
            }
            method => {
                let (status, reason) = if OF_NO_USE.contains(&method) {
                    (405, "Method Not Allowed")
                } else {
                    (501, "Not Implemented")
                };
                let mut response = Message::response_to(&request, status, reason);
                response.push_header("Allow", ALLOW);
                self.respond(transaction, response, now);
            }
        }
    }

    fn take_chat_request(&mut self, transaction: TransactionId, request: Message, now: Instant) {
        let Some(chat) = &mut self.chat else { return };
        if let Err(status) = chat.dialog.accept_request(&request) {
            let response = Message::response_to(&request, status, "Not In This Dialog Now");
            return self.respond(transaction, response, now);
        }
        match request.method().unwrap_or_default() {
            "INFO" => {
                self.respond(transaction, Message::response_to(&request, 200, "OK"), now);
                match request.cut_from() {
                    None => self.take_document(request.body(), now),
                    Some(length) => self.take_beginning(request.body(), length, now),
                }
            }
            "UPDATE" | "INVITE" => {
                let mut response = Message::response_to(&request, 200, "OK");
                chat.complete_refresh(&request, &mut response, now);
                self.respond(transaction, response, now);
            }
            "BYE" => {
                self.respond(transaction, Message::response_to(&request, 200, "OK"), now);
                self.chat_ended(&request);
            }
            "OPTIONS" => {
                let mut response = Message::response_to(&request, 200, "OK");
                response.push_header("Allow", ALLOW);
                self.respond(transaction, response, now);
            }
            _ => {
                let mut response = Message::response_to(&request, 405, "Method Not Allowed");
                response.push_header("Allow", ALLOW);
                self.respond(transaction, response, now);
            }
        }
    }

    /// The server ended the chat with BYE.
    fn chat_ended(&mut self, bye: &Message) {
        self.chat = None;
        let mut text = "the chat server ended the connection".to_string();
        let mut error = match bye.ms_diagnostics() {
            None => Error::new(ErrorCode::ConnectionLost, text),
            Some(said) => {
                if let Some(reason) = &said.reason {
                    text.push_str(&format!(": \"{}\"", short(reason)));
                }
                Error::new(ErrorCode::ConnectionLost, text).with_diagnostics(
                    said.id,
                    said.reason,
                    said.source,
                )
            }
        };
        if let Some(seconds) = bye.retry_after() {
            error = error.with_retry_after(seconds);
        }
        self.lose_chat(error);
    }

    /// NOTIFY and BENOTIFY outside of the chat.
    fn take_notification(&mut self, mut request: Message) {
        if let Some(notice) = Deregistration::of(&request) {
            return self.take_sign_off(&notice);
        }
        let event = request.header("Event").unwrap_or_default();
        let event = event.split(';').next().unwrap_or_default().trim();
        if event.eq_ignore_ascii_case(provisioning::EVENT) {
            self.provisioning = Some(request.take_body());
        }
    }

    /// The server ends the registration (spec: sip.md B15).
    fn take_sign_off(&mut self, notice: &Deregistration) {
        let user = &self.shared.account.uri;
        let error = match &notice.diagnostics {
            None => Error::new(
                ErrorCode::SignedOut,
                format!("the server signed {user} out ({})", short(&notice.event)),
            ),
            Some(said) => {
                let why = said.reason.as_deref().unwrap_or(&notice.event);
                let text = format!("the server signed {user} out: \"{}\"", short(why));
                Error::new(ErrorCode::SignedOut, text).with_diagnostics(
                    said.id,
                    said.reason.clone(),
                    said.source.clone(),
                )
            }
        };
        self.fatal.get_or_insert(error);
    }
}
