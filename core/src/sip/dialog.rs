//! Dialogs (RFC 3261 12), as tolerant as the peers of this protocol need (spec: sip.md E, sipe-interop.md 6 to 8).

use std::fmt;

use super::message::{Known, Message, NameAddr, SipUri, ViewError};

/// How far a dialog is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DialogState {
    /// Made by a provisional response.
    Early,
    /// Made or confirmed by a 2xx.
    Confirmed,
    /// Ended by BYE, by 481 or by the driver. Nothing may be sent in it any more: a request after BYE crashes SIPE
    /// (spec: sip.md E8).
    Ended,
}

/// What a response to a request of ours did to the dialog.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ResponseEffect {
    /// The dialog goes on.
    None,
    /// The peer does not know the dialog any more (481) or does not answer (408): it has ended (RFC 3261 12.2.1.2).
    Ended,
    /// The route broke and a new one came with the answer (430, spec: sip.md E6): send the request again.
    Rerouted,
}

/// Why no dialog could be made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DialogError {
    /// A header that identifies the dialog is missing or cannot be read.
    Header(&'static str),
    /// The response is not one that makes a dialog: 101 to 299.
    Status,
}

impl fmt::Display for DialogError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            DialogError::Header(name) => {
                write!(f, "no dialog can be made: {name} is missing or cannot be read")
            }
            DialogError::Status => f.write_str("no dialog can be made by this response"),
        }
    }
}

impl std::error::Error for DialogError {}

/// One dialog as one of its ends sees it. A plain value.
#[derive(Clone, Debug)]
pub struct Dialog {
    call_id: String,
    /// Our address with its tag and parameters, verbatim: From of our requests.
    local: String,
    local_tag: Option<String>,
    /// The peer's address likewise: To of our requests. Verbatim, because an epid in it is echoed too.
    remote: String,
    remote_tag: Option<String>,
    local_cseq: u32,
    remote_cseq: Option<u32>,
    /// The CSeq number of our last INVITE, which its ACK repeats.
    invite_cseq: Option<u32>,
    /// A URI without brackets.
    remote_target: String,
    /// Header values with brackets and parameters, in the order of Route.
    route_set: Vec<String>,
    local_contact: Option<String>,
    state: DialogState,
}

impl Dialog {
    /// The dialog of the end that sent the request, from the request as sent and a 101 to 299 response to it
    /// (RFC 3261 12.1.2). A missing To tag and a missing Contact are tolerated; the target then is the To URI.
    ///
    /// # Errors
    /// [`DialogError`] when either message lacks what identifies a dialog.
    pub fn uac(request: &Message, response: &Message) -> Result<Dialog, DialogError> {
        let status =
            response.status().filter(|status| (101..300).contains(status)).ok_or(DialogError::Status)?;
        let cseq = request.cseq().map_err(|_| DialogError::Header("CSeq"))?;
        let from = request.from_addr().map_err(|_| DialogError::Header("From"))?;
        let to = response.to_addr().map_err(|_| DialogError::Header("To"))?;
        let mut dialog = Dialog {
            call_id: call_id(request)?,
            local: text(request, "From")?,
            local_tag: from.tag().map(str::to_owned),
            remote: text(response, "To")?,
            remote_tag: to.tag().map(str::to_owned),
            local_cseq: cseq.number,
            remote_cseq: None,
            invite_cseq: (cseq.method == "INVITE").then_some(cseq.number),
            remote_target: to.uri.to_owned(),
            route_set: Vec::new(),
            local_contact: contact_value(request),
            state: state_of(status),
        };
        dialog.learn_route(response);
        dialog.refresh_target(response);
        Ok(dialog)
    }

    /// The dialog of the end that answered, from the request and our 101 to 299 response to it as sent, with its To
    /// tag (RFC 3261 12.1.1). Without a Contact in the request the target is the From URI.
    ///
    /// # Errors
    /// [`DialogError`] when either message lacks what identifies a dialog.
    pub fn uas(request: &Message, response: &Message) -> Result<Dialog, DialogError> {
        let status =
            response.status().filter(|status| (101..300).contains(status)).ok_or(DialogError::Status)?;
        let cseq = request.cseq().map_err(|_| DialogError::Header("CSeq"))?;
        let from = request.from_addr().map_err(|_| DialogError::Header("From"))?;
        let to = response.to_addr().map_err(|_| DialogError::Header("To"))?;
        let mut dialog = Dialog {
            call_id: call_id(request)?,
            local: text(response, "To")?,
            local_tag: to.tag().map(str::to_owned),
            remote: text(request, "From")?,
            remote_tag: from.tag().map(str::to_owned),
            local_cseq: 0,
            remote_cseq: Some(cseq.number),
            invite_cseq: None,
            remote_target: from.uri.to_owned(),
            route_set: routes(request),
            local_contact: contact_value(response),
            state: state_of(status),
        };
        dialog.refresh_target(request);
        Ok(dialog)
    }

    /// The Call-ID.
    #[must_use]
    pub fn call_id(&self) -> &str {
        &self.call_id
    }

    /// Our address with its tag, as it stands in our From.
    #[must_use]
    pub fn local(&self) -> &str {
        &self.local
    }

    /// The peer's address with its tag, as it stands in our To.
    #[must_use]
    pub fn remote(&self) -> &str {
        &self.remote
    }

    /// Our tag.
    #[must_use]
    pub fn local_tag(&self) -> Option<&str> {
        self.local_tag.as_deref()
    }

    /// The peer's tag; `None` when the peer gave none.
    #[must_use]
    pub fn remote_tag(&self) -> Option<&str> {
        self.remote_tag.as_deref()
    }

    /// The URI that our requests go to.
    #[must_use]
    pub fn remote_target(&self) -> &str {
        &self.remote_target
    }

    /// How far it is.
    #[must_use]
    pub fn state(&self) -> DialogState {
        self.state
    }

    /// Whether it has ended.
    #[must_use]
    pub fn is_ended(&self) -> bool {
        self.state == DialogState::Ended
    }

    /// Ends it without a message.
    pub fn end(&mut self) {
        self.state = DialogState::Ended;
    }

    /// The Contact of our requests, brackets included; the one of the message that made the dialog unless set here.
    pub fn set_local_contact(&mut self, contact: Option<String>) {
        self.local_contact = contact;
    }

    /// Our next request in the dialog: Request-URI, Route, From, To, Call-ID, CSeq, and Contact when we have one. A
    /// BYE ends the dialog. For an ACK call [`ack`](Self::ack).
    pub fn request(&mut self, method: &str) -> Message {
        self.local_cseq = self.local_cseq.saturating_add(1);
        match method {
            "INVITE" => self.invite_cseq = Some(self.local_cseq),
            "BYE" => self.state = DialogState::Ended,
            _ => {}
        }
        let mut message = self.message(method, self.local_cseq);
        if method != "BYE"
            && let Some(contact) = &self.local_contact
        {
            message.push_header("Contact", contact);
        }
        message
    }

    /// The ACK to the 2xx of our last INVITE (RFC 3261 13.2.2.4).
    #[must_use]
    pub fn ack(&self) -> Message {
        self.message("ACK", self.invite_cseq.unwrap_or(self.local_cseq))
    }

    /// RFC 3261 12.2.1.1.
    fn message(&self, method: &str, cseq: u32) -> Message {
        let first_is_strict = self.route_set.first().is_some_and(|route| is_strict(route));
        let mut message;
        if first_is_strict {
            // A strict router wants to be the Request-URI itself; the target goes to the end of the route.
            let router = self.route_set.first().map_or("", |route| uri_of(route));
            message = Message::request(method, without_headers(router));
            for route in self.route_set.iter().skip(1) {
                message.push_header("Route", route);
            }
            message.push_header("Route", &format!("<{}>", self.remote_target));
        } else {
            message = Message::request(method, &self.remote_target);
            for route in &self.route_set {
                message.push_header("Route", route);
            }
        }
        message.push_header("Max-Forwards", "70");
        message.push_header("From", &self.local);
        message.push_header("To", &self.remote);
        message.push_header("Call-ID", &self.call_id);
        message.push_header("CSeq", &format!("{cseq} {method}"));
        message
    }

    /// Whether a message that came in belongs to this dialog: Call-ID and tags, a request's and a response's way
    /// round. The peer's tag may be missing on either side (spec: sipe-interop.md 2 and 7); ours may not, unless
    /// the dialog was made without.
    #[must_use]
    pub fn matches(&self, message: &Message) -> bool {
        if message.call_id() != Some(self.call_id.as_str()) {
            return false;
        }
        // Nearly every request repeats both addresses as they stood when the dialog was made, tags and all.
        if message.is_request()
            && message.value(Known::From) == Some(self.remote.as_str())
            && message.value(Known::To) == Some(self.local.as_str())
        {
            return true;
        }
        let (Ok(from), Ok(to)) = (message.from_addr(), message.to_addr()) else { return false };
        let (local, remote) = if message.is_request() { (to, from) } else { (from, to) };
        let remote_fits = match (self.remote_tag(), remote.tag()) {
            (Some(ours), Some(theirs)) => ours == theirs,
            _ => true,
        };
        remote_fits && local.tag() == self.local_tag()
    }

    /// Takes a request of the peer that [`matches`](Self::matches): checks its order, learns a new target from INVITE and
    /// UPDATE, and ends with BYE.
    ///
    /// # Errors
    /// The status to answer with: 481 when the dialog has ended, 500 when the request is older than one that was
    /// taken already (RFC 3261 12.2.2), 400 when its CSeq cannot be read.
    pub fn accept_request(&mut self, request: &Message) -> Result<(), u16> {
        if self.is_ended() {
            return Err(481);
        }
        let cseq = request.cseq().map_err(|_| 400_u16)?;
        // ACK and CANCEL repeat the number of their INVITE.
        if matches!(cseq.method, "ACK" | "CANCEL") {
            return Ok(());
        }
        // The same number again is a request that was challenged and comes with credentials now.
        if self.remote_cseq.is_some_and(|last| cseq.number < last) {
            return Err(500);
        }
        self.remote_cseq = Some(cseq.number);
        match cseq.method {
            "INVITE" | "UPDATE" => self.refresh_target(request),
            "BYE" => self.state = DialogState::Ended,
            _ => {}
        }
        Ok(())
    }

    /// Takes a final response to a request of ours in the dialog (RFC 3261 12.2.1.2, RFC 5057 5).
    pub fn accept_response(&mut self, response: &Message) -> ResponseEffect {
        let refreshes = response.cseq().is_ok_and(|cseq| matches!(cseq.method, "INVITE" | "UPDATE"));
        match response.status() {
            Some(481 | 408) => {
                self.state = DialogState::Ended;
                ResponseEffect::Ended
            }
            Some(430) if response.header("Record-Route").is_some() => {
                self.learn_route(response);
                ResponseEffect::Rerouted
            }
            Some(200..300) if refreshes => {
                self.refresh_target(response);
                ResponseEffect::None
            }
            _ => ResponseEffect::None,
        }
    }

    /// Takes the 2xx to the INVITE of an early dialog of ours: the route set and the target of the provisional response
    /// are replaced (RFC 3261 13.2.2.4).
    pub fn confirm(&mut self, response: &Message) {
        if self.state != DialogState::Early {
            return;
        }
        self.state = DialogState::Confirmed;
        if let (Ok(to), Some(value)) = (response.to_addr(), response.header("To")) {
            self.remote_tag = to.tag().map(str::to_owned);
            self.remote = value.to_owned();
        }
        self.learn_route(response);
        self.refresh_target(response);
    }

    /// Takes over the Contact of a message as the new remote target; without one the target stays.
    pub fn refresh_target(&mut self, message: &Message) {
        if let Some(contact) = message.contact().filter(|contact| !contact.uri.is_empty()) {
            self.remote_target = contact.uri.to_owned();
        }
    }

    /// The route set of the end that sent the request: Record-Route of the response, reversed.
    fn learn_route(&mut self, response: &Message) {
        self.route_set = routes(response);
        self.route_set.reverse();
    }
}

fn state_of(status: u16) -> DialogState {
    if status < 200 { DialogState::Early } else { DialogState::Confirmed }
}

fn text(message: &Message, name: &'static str) -> Result<String, DialogError> {
    message.header(name).map(str::to_owned).ok_or(DialogError::Header(name))
}

fn call_id(message: &Message) -> Result<String, DialogError> {
    message.call_id().map(str::to_owned).ok_or(DialogError::Header("Call-ID"))
}

/// The Contact of a message of ours, reduced to its URI in brackets.
fn contact_value(message: &Message) -> Option<String> {
    message.contact().map(|contact| format!("<{}>", contact.uri))
}

/// The elements of Record-Route in order, verbatim with their parameters (spec: sip.md E10).
fn routes(message: &Message) -> Vec<String> {
    message.record_route().iter().map(route_value).collect()
}

fn route_value(address: &NameAddr<'_>) -> String {
    let mut value = format!("<{}>", address.uri);
    let parameters = address.params.as_str().trim();
    if !parameters.is_empty() {
        if !parameters.starts_with(';') {
            value.push(';');
        }
        value.push_str(parameters);
    }
    value
}

/// The URI between the brackets of one of our route values.
fn uri_of(route: &str) -> &str {
    route.strip_prefix('<').and_then(|rest| rest.split('>').next()).unwrap_or(route)
}

/// Whether a route value names a strict router: no `lr` in its URI.
fn is_strict(route: &str) -> bool {
    let uri: Result<SipUri<'_>, ViewError> = SipUri::parse(uri_of(route));
    uri.is_ok_and(|uri| !uri.params.has("lr"))
}

/// A URI as it may stand in a request line: without headers (RFC 3261 19.1.1, table 1).
fn without_headers(uri: &str) -> &str {
    uri.split('?').next().unwrap_or(uri)
}

#[cfg(test)]
#[path = "dialog_tests.rs"]
mod tests;
