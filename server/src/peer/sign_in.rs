//! REGISTER: who is at the other end, and the endpoint's GRUU (spec: sip.md B, sipe-interop.md 3 and 9).

use super::refusal::Refused;
use super::subscriptions::EVENTS;
use crate::address::Address;
use crate::model::User;
use crate::service::Service;
use crate::timestamp::Timestamp;
use pchat_core::auth::ntlm::NtHash;
use pchat_core::auth::{AcceptError, Accepted, Acceptor, Instance, Login, SCHEME, Step};
use pchat_core::sip::Message;
use pchat_core::sip::connection::Authenticity;
use pchat_core::sip::message::AuthParams;
use pchat_core::sip::signing::SignedFields;
use std::collections::HashMap;
use std::sync::Arc;
use std::time::{Duration, Instant, SystemTime};

/// How long a security association lasts; then the client has to prove its password again (spec: sip.md B11).
const ASSOCIATION_LIFE: Duration = Duration::from_secs(8 * 3600);
/// The silence after which a client is told to ping, in seconds.
const KEEP_ALIVE: u32 = 300;

/// How much later than told a registration ends: the refresh may be on its way.
const REGISTRATION_GRACE: Duration = Duration::from_secs(60);
/// Wrong proofs on one connection before it is closed: guessing passwords shall be slow.
const MOST_FAILURES: u32 = 10;

/// The sign-in state of one connection.
pub(super) struct SignIn {
    acceptor: Acceptor,
    /// The one user of the connection's security association, and since when.
    association: Option<(Address, Instant)>,
    /// Who is registered over this connection, and until when: behind a proxy there may be many.
    endpoints: HashMap<(Address, String), Instant>,
    failures: u32,
}

/// What a REGISTER comes to.
pub(super) struct Registration {
    /// The answer.
    pub(super) response: Message,
    /// The security association that signs from this answer on.
    pub(super) accepted: Option<Box<Accepted>>,
    /// Who signed in, or out.
    pub(super) endpoint: Option<Endpoint>,
}

/// An endpoint that changed its registration.
pub(super) struct Endpoint {
    pub(super) who: Address,
    pub(super) present: bool,
}

impl Registration {
    fn only(response: Message) -> Registration {
        Registration { response, accepted: None, endpoint: None }
    }
}

impl SignIn {
    pub(super) fn new(service: &Service) -> SignIn {
        SignIn {
            acceptor: Acceptor::new(Arc::clone(&service.acceptor)),
            association: None,
            endpoints: HashMap::new(),
            failures: 0,
        }
    }

    /// Whether somebody is guessing passwords here.
    pub(super) fn is_guessing(&self) -> bool {
        self.failures >= MOST_FAILURES
    }

    /// Who sends a request other than REGISTER. `Err` is the answer.
    pub(super) fn sender(
        &self,
        service: &Service,
        request: &Message,
        authenticity: Authenticity,
    ) -> Result<Arc<User>, Box<Message>> {
        let trusted = match &self.association {
            Some(_) => authenticity == Authenticity::Signed,
            None => service.settings.authentication.none,
        };
        if !trusted {
            return Err(Box::new(self.challenge(service, request, &self.acceptor.offer())));
        }
        self.claim(service, request, self.owner())
            .map_err(|refused| Box::new(refused.answer(service, request)))
    }

    /// The user of the security association.
    pub(super) fn owner(&self) -> Option<&Address> {
        self.association.as_ref().map(|(owner, _)| owner)
    }

    /// Forgets a user's endpoints. `Some(true)`: nobody else is signed in here. `None`: he was not here.
    pub(super) fn forget(&mut self, who: &Address) -> Option<bool> {
        let before = self.endpoints.len();
        self.endpoints.retain(|(other, _), _| other != who);
        if self.owner() == Some(who) {
            return Some(true);
        }
        (self.endpoints.len() < before).then_some(self.endpoints.is_empty())
    }

    /// The user in From, who has to exist, to be enabled, and to be the one who proved a password if one did.
    fn claim(
        &self,
        service: &Service,
        request: &Message,
        proven: Option<&Address>,
    ) -> Result<Arc<User>, Refused> {
        let from = request.from_addr().map_err(|_| Refused::BAD_REQUEST)?;
        let who = Address::parse(from.uri).map_err(|_| Refused::BAD_REQUEST)?;
        if proven.is_some_and(|proven| *proven != who) {
            return Err(Refused::NOT_YOURS);
        }
        let directory = service.directory.current();
        let user = directory.user(&who).ok_or(Refused::UNKNOWN_USER)?;
        if user.disabled { Err(Refused::USER_DISABLED) } else { Ok(Arc::clone(user)) }
    }

    fn challenge(&self, service: &Service, request: &Message, value: &str) -> Message {
        let mut response = Message::response_to(request, 401, "Unauthorized");
        // With the server's time a client can tell a wrong clock from a wrong password.
        response.push_header("Date", &Timestamp::now().to_sip_date());
        response.push_header("WWW-Authenticate", value);
        response.push_header("Server", service.product());
        response
    }

    /// Takes a REGISTER in.
    pub(super) fn register(
        &mut self,
        service: &Service,
        request: &Message,
        authenticity: Authenticity,
        now: Instant,
    ) -> Registration {
        let settings = service.settings.authentication;
        let credentials = ["Authorization", "Proxy-Authorization"]
            .into_iter()
            .find_map(|name| request.auth_headers(name).find(|header| header.is_scheme(SCHEME)))
            .filter(|header| settings.ntlm && header.get("gssapi-data").is_some());
        let mut accepted = None;
        if let Some(header) = credentials {
            match self.leg(service, request, &header, now) {
                Ok((who, keys)) => {
                    self.association = Some((who, now));
                    accepted = Some(keys);
                }
                Err(response) => return Registration::only(*response),
            }
        } else {
            let trusted = match &self.association {
                Some((_, since)) => {
                    authenticity == Authenticity::Signed && now.duration_since(*since) < ASSOCIATION_LIFE
                }
                None => settings.none,
            };
            if !trusted {
                return Registration::only(self.challenge(service, request, &self.acceptor.offer()));
            }
        }
        match self.bind(service, request, now) {
            Ok((response, endpoint)) => Registration { response, accepted, endpoint: Some(endpoint) },
            Err(refused) => {
                Registration { response: refused.answer(service, request), accepted, endpoint: None }
            }
        }
    }

    /// One leg of the handshake. `Err` is the answer that continues or refuses it.
    fn leg(
        &mut self,
        service: &Service,
        request: &Message,
        header: &AuthParams<'_>,
        now: Instant,
    ) -> Result<(Address, Box<Accepted>), Box<Message>> {
        let directory = service.directory.current();
        let user = |login: &Login| directory.user_by_login(login.domain(), login.user());
        let mut hash = |login: &Login| user(login).and_then(|user| user.nt_hash).map(NtHash::from_bytes);
        let step = self.acceptor.step(header, &SignedFields::of(request), now, SystemTime::now(), &mut hash);
        let value = match step {
            Ok(Step::Accepted(accepted)) => match user(&accepted.login) {
                Some(user) => return Ok((user.address.clone(), accepted)),
                None => self.acceptor.offer(),
            },
            Ok(Step::Challenge(value)) => value,
            Err(AcceptError::NoRandomness) => {
                log::error!("{}", AcceptError::NoRandomness);
                return Err(Box::new(Refused::CHAT_FAILED.answer(service, request)));
            }
            Err(error) => {
                let who = request.from_addr().map(|from| from.uri.to_owned()).unwrap_or_default();
                log::warn!("a sign-in of {who:?} was refused: {error}");
                self.failures += 1;
                self.acceptor.offer()
            }
        };
        Err(Box::new(self.challenge(service, request, &value)))
    }

    /// Registers the endpoint, or takes its registration back.
    fn bind(
        &mut self,
        service: &Service,
        request: &Message,
        now: Instant,
    ) -> Result<(Message, Endpoint), Refused> {
        if request.header("Event").is_some_and(|event| !event.trim().eq_ignore_ascii_case("registration")) {
            return Err(Refused::OTHER_EVENT);
        }
        let who = self.claim(service, request, self.owner())?.address.clone();
        let to = request.to_addr().map_err(|_| Refused::BAD_REQUEST)?;
        if !Address::parse(to.uri).is_ok_and(|to| to == who) {
            return Err(Refused::NOT_YOURS);
        }
        let from = request.from_addr().map_err(|_| Refused::BAD_REQUEST)?;
        let epid = from.epid().filter(|epid| !epid.is_empty()).ok_or(Refused::NO_EPID)?;
        if request.lists("Supported", "msrtc-event-categories") && !request.lists("Supported", "gruu-10") {
            return Err(Refused::GRUU_NEEDED);
        }
        let instance = Instance::of_epid(epid);
        let contact = request.contact();
        let claimed = contact.as_ref().and_then(|contact| contact.param("+sip.instance"));
        if claimed.is_some_and(|value| !instance.is(value)) {
            return Err(Refused::WRONG_INSTANCE);
        }

        let longest = u32::try_from(service.settings.registration_expires.as_secs()).unwrap_or(u32::MAX);
        let expires = request.expires().unwrap_or(longest).min(longest);
        let endpoint = (who.clone(), epid.to_owned());
        self.endpoints.retain(|_, until| *until > now);
        let action = match expires {
            0 => {
                self.endpoints.remove(&endpoint);
                "removed"
            }
            _ => {
                let known = self.endpoints.contains_key(&endpoint);
                if !known && self.endpoints.len() >= service.settings.dialog_limit {
                    return Err(Refused::TOO_MANY_SESSIONS);
                }
                let until = now + Duration::from_secs(u64::from(expires)) + REGISTRATION_GRACE;
                self.endpoints.insert(endpoint, until);
                if known { "refreshed" } else { "added" }
            }
        };
        let mut response = Message::response_to(request, 200, "OK");
        response.push_header("Expires", &expires.to_string());
        if let Some(contact) = contact.filter(|_| expires > 0) {
            let gruu = instance.gruu(&who.uri());
            let instance = instance.urn();
            let binding =
                format!("<{}>;expires={expires};+sip.instance=\"<{instance}>\";gruu=\"{gruu}\"", contact.uri);
            response.push_header("Contact", &binding);
        }
        // One header each: SIPE does not find the first name in a list (spec: sipe-interop.md 3).
        response.push_header("Supported", "msrtc-event-categories");
        response.push_header("Supported", "adhoclist");
        response.push_header("Allow-Events", EVENTS);
        let state = format!(
            "register-action=\"{action}\";primary-cluster-type=\"central\";is-connected-to-primary=\"yes\""
        );
        response.push_header("presence-state", &state);
        let keep_alive = format!("UAS; tcp=no; hop-hop=yes; end-end=no; timeout={KEEP_ALIVE}");
        response.push_header("ms-keep-alive", &keep_alive);
        response.push_header("Date", &Timestamp::now().to_sip_date());
        response.push_header("Server", service.product());
        Ok((response, Endpoint { who, present: expires > 0 }))
    }
}
