//! Signing in: connect, register, prove who we are, follow redirects (spec: sip.md B).

use super::account::Account;
use super::driver::Driver;
use super::endpoint::EndpointShared;
use super::failure;
use super::link::Link;
use crate::api::{Authentication, Error, ErrorCode, Result};
use crate::auth::{Credentials, Instance, NTLM_NEEDS_TLS, NtlmAuthenticator};
use crate::net::{self, Host, RustlsBackend, TlsSettings};
use crate::sip::authenticator::{Authenticator, AuthenticatorError};
use crate::sip::connection::{ConnectionSettings, Role};
use crate::sip::registration::{Redirect, RegisterOutcome, Registration, RegistrationSettings};
use crate::sip::session_timer::SessionTimerAction;
use crate::sip::{Connection, Limits};
use std::sync::Arc;
use std::time::{Instant, SystemTime};

/// How many redirects are followed (spec: sip.md B13).
const MOST_REDIRECTS: usize = 5;

/// How many operations may wait for a place in the window; more are refused with `TooManyOperations`.
const WAITING_REQUESTS: usize = 4_096;

/// A message of the server that is longer than the endpoint takes is passed over up to this length; only what it answers fails then.
const PASSED_OVER: usize = 256 << 20;

/// Where to connect.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Target {
    host: Host,
    port: u16,
    encrypted: bool,
}

/// Signs in and gives the driver of the connection.
pub(super) async fn sign_in(shared: &Arc<EndpointShared>) -> Result<Driver> {
    let account = &shared.account;
    let (mut driver, first) = reach_server(shared).await?;
    let mut visited = vec![first];
    loop {
        let redirect = match driver.register().await? {
            RegisterOutcome::Registered(_)
                if account.authentication == Authentication::Ntlm && !driver.link.sip.is_secured() =>
            {
                // Whoever answers in the server's place could leave the proof out, and with it every signature.
                let text = format!(
                    "the server signs {} in without asking for a proof of identity, and the settings demand NTLM; choose automatic \
                     authentication if that is right",
                    account.uri
                );
                return Err(Error::new(ErrorCode::AuthenticationUnsupported, text));
            }
            RegisterOutcome::Registered(_) => return Ok(driver),
            RegisterOutcome::Redirect(redirect) => redirect,
            RegisterOutcome::AuthenticationFailed { error: AuthenticatorError::NoCredentials, .. }
                if account.authentication == Authentication::None =>
            {
                let text = format!(
                    "the server asks {} for a proof of identity, and the settings say to give none; choose NTLM or automatic \
                     authentication",
                    account.uri
                );
                return Err(Error::new(ErrorCode::AuthenticationUnsupported, text).with_sip_status(401));
            }
            other => {
                return Err(failure::sign_in(
                    &account.uri,
                    other,
                    account.operation_timeout,
                    SystemTime::now(),
                ));
            }
        };
        let target = follow(account, &redirect)?;
        log::info!("{}: redirected to {}:{}", account.uri, target.host, target.port);
        if visited.contains(&target) || visited.len() > MOST_REDIRECTS {
            return Err(Error::new(
                ErrorCode::RedirectLoop,
                format!(
                    "the servers redirect {} in a circle or too often, at last to {}:{}; ask the administrator",
                    account.uri, target.host, target.port
                ),
            )
            .with_sip_status(301));
        }
        drop(driver);
        driver = connect(shared, &target).await.map_err(|e| e.context("after a redirect"))?;
        visited.push(target);
    }
}

/// Connects to the first host that answers.
async fn reach_server(shared: &Arc<EndpointShared>) -> Result<(Driver, Target)> {
    let account = &shared.account;
    let mut first_error = None;
    for host in &account.hosts {
        let target = Target { host: host.clone(), port: account.port, encrypted: account.is_encrypted() };
        match connect(shared, &target).await {
            Ok(driver) => return Ok((driver, target)),
            Err(error) => {
                let try_next = matches!(error.code(), ErrorCode::Unreachable | ErrorCode::TimedOut);
                let error = first_error.get_or_insert(error).clone();
                if !try_next {
                    return Err(error);
                }
            }
        }
    }
    Err(first_error.unwrap_or_else(|| Error::new(ErrorCode::Unreachable, "no server is known")))
}

async fn connect(shared: &Arc<EndpointShared>, target: &Target) -> Result<Driver> {
    let account = &shared.account;
    let is_configured = account.hosts.contains(&target.host);
    let settings = TlsSettings {
        trust: account.tls.trust.clone(),
        // The override is for the configured server; a redirect names its host itself.
        certificate_name: account.tls.certificate_name.clone().filter(|_| is_configured),
    };
    let backend = RustlsBackend;
    let tls = target.encrypted.then_some((&backend as &dyn net::TlsBackend, &settings));
    let connected = net::connect(&target.host, target.port, tls, account.connect_timeout)
        .await
        .map_err(|error| failure::network(&error))?;
    let now = Instant::now();
    let local = connected.local.to_string();
    let (transport, uri_transport) = if target.encrypted { ("TLS", "tls") } else { ("TCP", "tcp") };
    let mut sip = ConnectionSettings::new(Role::Client, local.clone(), transport);
    sip.limits = Limits { body: account.max_body, passed_over: PASSED_OVER, ..Limits::default() };
    sip.transaction_timeout = account.operation_timeout;
    sip.waiting_limit = WAITING_REQUESTS;
    let epid = account.endpoint_id.as_str();
    let mut registration =
        RegistrationSettings::new(&account.uri, epid, Instance::of_epid(epid).urn(), local, uri_transport);
    registration.user_agent = Some(account.user_agent.clone());
    let proof = authenticator(account, target.encrypted)?;
    let link = Link::new(connected, Connection::new(sip, now));
    Ok(Driver::new(Arc::clone(shared), link, Registration::new(registration, proof)))
}

fn authenticator(account: &Account, encrypted: bool) -> Result<Option<Box<dyn Authenticator>>> {
    if account.authentication == Authentication::None {
        return Ok(None);
    }
    let credentials = match &account.password {
        None => None,
        Some(password) => Some(Credentials::new(&account.login, password.reveal()).map_err(|error| {
            Error::new(ErrorCode::BadArgument, format!("the login or the password cannot work: {error}"))
        })?),
    };
    let mut ntlm = NtlmAuthenticator::new(credentials, SystemTime::now);
    if !encrypted && !account.allow_ntlm_over_tcp {
        ntlm = ntlm.forbid(NTLM_NEEDS_TLS);
    }
    Ok(Some(Box::new(ntlm)))
}

/// Where a redirect leads; never out of TLS.
fn follow(account: &Account, redirect: &Redirect) -> Result<Target> {
    let encrypted = match redirect.transport.as_str() {
        "tls" => true,
        "tcp" if !account.is_encrypted() => false,
        other => {
            let text = format!(
                "the server redirects to {} over {other}, which would give up TLS; this is not followed",
                redirect.host
            );
            return Err(Error::new(ErrorCode::SignInRefused, text).with_sip_status(301));
        }
    };
    let host = Host::parse(&redirect.host).map_err(|error| {
        let text = format!("the server redirects to an address that cannot be used: {error}");
        Error::new(ErrorCode::ProtocolViolation, text).with_sip_status(301)
    })?;
    let port = redirect.port.unwrap_or(if encrypted { 5061 } else { 5060 });
    Ok(Target { host, port, encrypted })
}

impl Driver {
    /// Sends the first REGISTER and works until its outcome is there.
    async fn register(&mut self) -> Result<RegisterOutcome> {
        let started = self.registration.start(&mut self.link.sip, Instant::now());
        started.map_err(|error| failure::sending(&error))?;
        loop {
            if let Some(outcome) = self.register_outcome.take() {
                return Ok(outcome);
            }
            if let Err(error) = self.round().await {
                // The answer may have come with the end of the connection.
                return self.register_outcome.take().ok_or_else(|| error.context("signing in"));
            }
        }
    }

    /// Signs out and works until the server has answered.
    pub(super) async fn unregister(&mut self) -> Result<()> {
        let sent = self.registration.unregister(&mut self.link.sip, Instant::now());
        sent.map_err(|error| failure::sending(&error))?;
        while !matches!(self.register_outcome.take(), Some(RegisterOutcome::Unregistered)) {
            self.round().await?;
        }
        Ok(())
    }

    /// Proves again who we are, because the server wants it.
    pub(super) fn renew_association(&mut self, now: Instant) {
        if let Err(error) = self.registration.renew(&mut self.link.sip, now) {
            self.fatal.get_or_insert(failure::sending(&error));
        }
    }

    pub(super) fn handle_registration_deadline(&mut self, now: Instant) {
        let outcome = self.registration.handle_deadline(&mut self.link.sip, now);
        self.take_register_outcome(outcome, now);
    }

    pub(super) fn take_register_outcome(&mut self, outcome: Option<RegisterOutcome>, now: Instant) {
        let user = &self.shared.account.uri;
        match outcome {
            None => {}
            Some(RegisterOutcome::Refreshed { was_lost, .. }) => {
                if was_lost {
                    log::warn!(
                        "{user}: the server had lost the registration; asking whether the chat still is"
                    );
                }
                self.send_challenged_again(now);
                if was_lost || self.refresh_challenged {
                    self.act_on_session(Some(SessionTimerAction::Refresh), now);
                }
            }
            Some(RegisterOutcome::RefreshPostponed { refusal, .. }) => {
                log::warn!("{user}: the registration could not be refreshed yet: {refusal}");
            }
            Some(outcome)
                if self.operations.establishing || matches!(outcome, RegisterOutcome::Unregistered) =>
            {
                self.register_outcome = Some(outcome);
            }
            Some(outcome) => {
                let limit = self.shared.account.operation_timeout;
                let error = failure::sign_in(user, outcome, limit, SystemTime::now());
                self.fatal.get_or_insert(error.context("the registration could not be renewed"));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::api::{EndpointSettings, Transport};

    fn redirect(transport: &str) -> Redirect {
        Redirect { host: "fe02.contoso.test".into(), port: None, transport: transport.into() }
    }

    #[test]
    fn a_redirect_never_leads_out_of_tls() {
        let account = |transport| {
            let settings = EndpointSettings {
                user_uri: "ann@contoso.test".into(),
                transport,
                ..EndpointSettings::default()
            };
            Account::new(settings).expect("an account")
        };
        let error = follow(&account(Transport::Tls), &redirect("tcp")).expect_err("refused");
        assert_eq!(error.code(), ErrorCode::SignInRefused);
        let target = follow(&account(Transport::Tls), &redirect("tls")).expect("followed");
        assert_eq!((target.port, target.encrypted), (5061, true));
        let target = follow(&account(Transport::Tcp), &redirect("tcp")).expect("followed");
        assert_eq!((target.port, target.encrypted), (5060, false));
        assert!(follow(&account(Transport::Tcp), &redirect("tls")).expect("followed").encrypted);
        follow(&account(Transport::Tcp), &redirect("udp")).expect_err("no such transport");
    }
}
