use super::*;
use crate::sip::connection::{ConnectionSettings, Role};
use crate::sip::message::Limits;
use crate::sip::signing::{Signer, Verifier, VerifyError};

const INSTANCE: &str = "urn:uuid:b7878522-d7fe-5c33-b30d-265f6618ae78";

/// An authentication that takes two legs, `ask` and `prove`, and signs with its number.
#[derive(Default)]
struct Scripted {
    asked: bool,
    proven: bool,
    verifier: Option<Half>,
    signer: Option<Half>,
    handshakes: u32,
}

struct Half(u32);

impl Signer for Half {
    fn sign(&mut self, _: &SignedFields<'_>) -> Option<(&'static str, String)> {
        Some(("Authorization", format!("Fake association=\"{}\"", self.0)))
    }
}

impl Verifier for Half {
    fn verify(&mut self, _: &SignedFields<'_>, header: &AuthParams<'_>) -> Result<(), VerifyError> {
        let fits = header.get("association") == Some(self.0.to_string().as_str());
        fits.then_some(()).ok_or(VerifyError::UnknownAssociation)
    }
}

impl Authenticator for Scripted {
    fn reset(&mut self) {
        (self.asked, self.proven) = (false, false);
    }

    fn respond(
        &mut self,
        challenges: &[AuthParams<'_>],
        fields: &SignedFields<'_>,
    ) -> Result<String, AuthenticatorError> {
        assert_eq!(fields.cseq_method, "REGISTER");
        if !challenges.iter().any(|challenge| challenge.is_scheme("Fake")) {
            return Err(AuthenticatorError::NoCommonScheme { offered: "none".into() });
        }
        if self.proven {
            return Err(AuthenticatorError::CredentialsRejected);
        }
        if self.asked {
            self.proven = true;
            self.handshakes += 1;
            (self.verifier, self.signer) = (Some(Half(self.handshakes)), Some(Half(self.handshakes)));
            return Ok(format!("Fake proof=\"{}\"", fields.cseq_number));
        }
        self.asked = true;
        Ok("Fake ask=\"\"".to_owned())
    }

    fn take_verifier(&mut self) -> Option<Box<dyn Verifier>> {
        self.verifier.take().map(|half| Box::new(half) as Box<dyn Verifier>)
    }

    fn take_signer(&mut self) -> Option<Box<dyn Signer>> {
        self.signer.take().map(|half| Box::new(half) as Box<dyn Signer>)
    }
}

struct Bench {
    connection: Connection,
    registration: Registration,
    now: Instant,
}

impl Bench {
    fn new(authenticator: Option<Box<dyn Authenticator>>) -> Bench {
        let now = Instant::now();
        let connection =
            Connection::new(ConnectionSettings::new(Role::Client, "192.0.2.7:49152", "TLS"), now);
        let mut settings = RegistrationSettings::new(
            "sip:alice@example.com",
            "cf0b98dadeb9",
            INSTANCE,
            "192.0.2.7:49152",
            "tls",
        );
        settings.user_agent = Some("pchat/1".to_owned());
        Bench { connection, registration: Registration::new(settings, authenticator), now }
    }

    fn started(authenticator: Option<Box<dyn Authenticator>>) -> Bench {
        let mut bench = Bench::new(authenticator);
        bench.registration.start(&mut bench.connection, bench.now).unwrap();
        bench
    }

    fn scripted() -> Bench {
        Bench::started(Some(Box::<Scripted>::default()))
    }

    /// Signed in with NTLM-like legs.
    fn signed_in() -> Bench {
        let mut bench = Bench::scripted();
        assert_eq!(bench.answer(401, "WWW-Authenticate: Fake a=\"b\"\n"), None);
        assert_eq!(bench.answer(401, "WWW-Authenticate: Fake a=\"b\"\n"), None);
        assert!(matches!(bench.answer(200, &accepted(7200)), Some(RegisterOutcome::Registered(_))));
        bench
    }

    /// The only message in the output.
    fn sent(&mut self) -> Message {
        let bytes = std::mem::take(self.connection.output());
        Message::parse(&bytes, &Limits::default()).unwrap()
    }

    /// Answers the REGISTER in the output as a server would and gives what becomes of it.
    fn answer(&mut self, status: u16, headers: &str) -> Option<RegisterOutcome> {
        let request = self.sent();
        let copied = ["Via", "From", "Call-ID", "CSeq"]
            .map(|name| format!("{name}: {}\n", request.header(name).unwrap()))
            .concat();
        let text = format!(
            "SIP/2.0 {status} Reason\n{copied}To: {};tag=9\n{headers}Content-Length: 0\n\n",
            request.header("To").unwrap()
        );
        self.connection.receive(text.replace('\n', "\r\n").as_bytes(), self.now).unwrap();
        self.outcome()
    }

    fn outcome(&mut self) -> Option<RegisterOutcome> {
        let mut outcome = None;
        while let Some(event) = self.connection.poll_event() {
            assert!(outcome.is_none(), "{event:?} after {outcome:?}");
            outcome = self.registration.handle_event(&mut self.connection, &event, self.now);
        }
        outcome
    }

    /// Goes to the registration's next deadline and gives the time that it took.
    fn wait(&mut self) -> u64 {
        let deadline = self.registration.next_deadline().unwrap();
        let waited = deadline - self.now;
        self.now = deadline;
        self.connection.handle_deadline(self.now);
        self.connection.output().clear();
        assert_eq!(self.registration.handle_deadline(&mut self.connection, self.now), None);
        waited.as_secs()
    }
}

/// The headers of a 200 as in spec: sip.md B.4, with another endpoint of the user in front.
fn accepted(expires: u32) -> String {
    format!(
        "Contact: <sip:10.0.0.1:5060;transport=tls>;expires=100;+sip.instance=\"<urn:uuid:00000000-0000-5000-8000-000000000000>\";gruu=\"sip:alice@example.com;opaque=user:epid:other;gruu\"
Contact: <sip:192.0.2.7:49152;transport=tls;ms-opaque=1;ms-received-cid=200>;expires=7200;+sip.instance=\"<urn:uuid:B7878522-d7fe-5c33-b30d-265f6618ae78>\";gruu=\"sip:alice@example.com;opaque=user:epid:t4eFItf-XDOzDSZfZhiueAAA;gruu\"
Expires: {expires}
presence-state: register-action=\"refreshed\";primary-cluster-type=\"central\"
ms-keep-alive: UAS; tcp=no; hop-hop=yes; end-end=no; timeout=300
Allow-Events: vnd-microsoft-provisioning,presence
Allow-Events: vnd-microsoft-provisioning-v2
Supported: adhoclist
Supported: msrtc-event-categories
Server: RTC/5.0
Date: Sat, 13 Nov 2010 23:29:00 GMT
ms-user-logon-data: RemoteUser
"
    )
}

#[test]
fn the_first_register_has_the_headers_that_lync_demands() {
    let mut bench = Bench::scripted();
    let message = bench.sent();
    assert_eq!((message.method(), message.request_uri()), (Some("REGISTER"), Some("sip:example.com")));
    let from = message.from_addr().unwrap();
    assert_eq!((from.uri, from.epid()), ("sip:alice@example.com", Some("cf0b98dadeb9")));
    assert!(from.tag().is_some());
    assert_eq!(message.header("To"), Some("<sip:alice@example.com>"));
    assert_eq!(message.header("CSeq"), Some("1 REGISTER"));
    let contact = message.contact().unwrap();
    assert!(contact.uri.starts_with("sip:192.0.2.7:49152;transport=tls;ms-opaque="), "{}", contact.uri);
    assert_eq!(contact.param("+sip.instance"), Some(format!("<{INSTANCE}>").as_str()));
    assert_eq!(contact.param("proxy"), Some("replace"));
    assert!(contact.param("methods").unwrap().starts_with("INVITE, MESSAGE, INFO, UPDATE"));
    for (name, value) in [
        ("Supported", "gruu-10, adhoclist, msrtc-event-categories, com.microsoft.msrtc.presence"),
        ("Event", "registration"),
        ("Allow-Events", "presence"),
        ("ms-keep-alive", "UAC;hop-hop=yes"),
        ("User-Agent", "pchat/1"),
    ] {
        assert_eq!(message.header(name), Some(value));
    }
    assert_eq!((message.header("Expires"), message.header("Authorization")), (None, None));
}

#[test]
fn the_legs_share_a_call_id_and_count_up_and_the_answer_is_read() {
    let mut bench = Bench::scripted();
    let first = Message::parse(bench.connection.output(), &Limits::default()).unwrap();
    assert_eq!(bench.answer(401, "WWW-Authenticate: Other x=\"y\"\nWWW-Authenticate: Fake a=\"b\"\n"), None);
    let second = Message::parse(bench.connection.output(), &Limits::default()).unwrap();
    assert_eq!(second.header("Authorization"), Some("Fake ask=\"\""));
    assert_eq!(second.header("CSeq"), Some("2 REGISTER"));
    assert_eq!(second.call_id(), first.call_id());
    assert_ne!(second.from_addr().unwrap().tag(), first.from_addr().unwrap().tag());
    assert_eq!(bench.answer(401, "WWW-Authenticate: Fake a=\"b\"\n"), None);
    let third = Message::parse(bench.connection.output(), &Limits::default()).unwrap();
    // The proof was made over the very request that carries it.
    assert_eq!(third.header("Authorization"), Some("Fake proof=\"3\""));
    let outcome = bench.answer(200, &accepted(7200));
    let Some(RegisterOutcome::Registered(registered)) = outcome else { panic!("{outcome:?}") };
    assert_eq!(
        registered,
        Registered {
            gruu: Some("sip:alice@example.com;opaque=user:epid:t4eFItf-XDOzDSZfZhiueAAA;gruu".to_owned()),
            expires: Duration::from_secs(7200),
            keep_alive: Some(Duration::from_secs(300)),
            allow_events: ["vnd-microsoft-provisioning", "presence", "vnd-microsoft-provisioning-v2"]
                .map(str::to_owned)
                .to_vec(),
            supported: ["adhoclist", "msrtc-event-categories"].map(str::to_owned).to_vec(),
            server: Some("RTC/5.0".to_owned()),
            remote_user: true,
            server_time: Some(1_289_690_940),
        }
    );
    assert_eq!(
        bench.registration.contact(),
        "<sip:alice@example.com;opaque=user:epid:t4eFItf-XDOzDSZfZhiueAAA;gruu>"
    );
    assert_eq!(bench.registration.server_time(), Some(1_289_690_940));
    // From now on the connection signs and pings.
    let keep_alive = bench.now + Duration::from_secs(300);
    assert_eq!(bench.connection.next_deadline().map(|deadline| deadline <= keep_alive), Some(true));
    assert_eq!(bench.wait(), 7170);
    assert_eq!(bench.sent().header("Authorization"), Some("Fake association=\"1\""));
}

#[test]
fn a_proxy_is_answered_in_its_own_header() {
    let mut bench = Bench::scripted();
    assert_eq!(bench.answer(407, "Proxy-Authenticate: Fake a=\"b\"\n"), None);
    let second = bench.sent();
    assert_eq!(second.header("Proxy-Authorization"), Some("Fake ask=\"\""));
    assert_eq!(second.header("Authorization"), None);
}

#[test]
fn a_server_may_skip_authentication() {
    let mut bench = Bench::started(None);
    assert!(matches!(bench.answer(200, &accepted(40)), Some(RegisterOutcome::Registered(_))));
    // Half of a short registration.
    assert_eq!(bench.wait(), 20);
    assert_eq!(bench.sent().header("Authorization"), None);
}

#[test]
fn a_wrong_password_no_scheme_and_no_credentials_are_told_apart() {
    let challenge = "WWW-Authenticate: Fake a=\"b\"\n";
    let mut bench = Bench::scripted();
    bench.answer(401, challenge);
    bench.answer(401, challenge);
    let outcome = bench.answer(401, &format!("{challenge}Date: Sat, 13 Nov 2010 23:29:00 GMT\n"));
    let Some(RegisterOutcome::AuthenticationFailed { error, refusal }) = outcome else {
        panic!("{outcome:?}")
    };
    assert_eq!(error, AuthenticatorError::CredentialsRejected);
    assert_eq!(refusal.server_time, Some(1_289_690_940));
    assert_eq!(bench.registration.next_deadline(), None);

    let outcome = Bench::scripted().answer(401, "WWW-Authenticate: TLS-DSK a=\"b\"\n");
    assert!(
        matches!(
            &outcome,
            Some(RegisterOutcome::AuthenticationFailed {
                error: AuthenticatorError::NoCommonScheme { .. },
                ..
            })
        ),
        "{outcome:?}"
    );
    let outcome = Bench::started(None).answer(401, challenge);
    assert!(
        matches!(
            &outcome,
            Some(RegisterOutcome::AuthenticationFailed { error: AuthenticatorError::NoCredentials, .. })
        ),
        "{outcome:?}"
    );
}

/// An authenticator that never gets enough.
struct Endless;

impl Authenticator for Endless {
    fn reset(&mut self) {}
    fn respond(&mut self, _: &[AuthParams<'_>], _: &SignedFields<'_>) -> Result<String, AuthenticatorError> {
        Ok("Fake more=\"\"".to_owned())
    }
    fn take_verifier(&mut self) -> Option<Box<dyn Verifier>> {
        None
    }
    fn take_signer(&mut self) -> Option<Box<dyn Signer>> {
        None
    }
}

#[test]
fn challenges_without_end_end() {
    let mut bench = Bench::started(Some(Box::new(Endless)));
    for _ in 1..MAX_LEGS {
        assert_eq!(bench.answer(401, ""), None);
    }
    assert!(
        matches!(bench.answer(401, ""), Some(RegisterOutcome::Refused(refusal)) if refusal.status == 401)
    );
}

#[test]
fn a_refresh_says_whether_the_server_had_lost_us() {
    for (action, expected) in [("refreshed", false), ("added", true), ("Fixed", true)] {
        let mut bench = Bench::signed_in();
        assert_eq!(bench.wait(), 7170);
        let headers = accepted(7200).replace("refreshed", action);
        let Some(RegisterOutcome::Refreshed { was_lost, .. }) = bench.answer(200, &headers) else { panic!() };
        assert_eq!(was_lost, expected, "{action}");
        assert_eq!(bench.wait(), 7170);
    }
    // On the first REGISTER "added" is the normal answer.
    let mut bench = Bench::started(None);
    let outcome = bench.answer(200, &accepted(7200).replace("refreshed", "added"));
    assert!(matches!(outcome, Some(RegisterOutcome::Registered(_))));
}

#[test]
fn a_challenged_refresh_starts_a_new_handshake() {
    let mut bench = Bench::signed_in();
    bench.wait();
    assert_eq!(bench.answer(401, "WWW-Authenticate: Fake a=\"b\"\n"), None);
    assert_eq!(bench.answer(401, "WWW-Authenticate: Fake a=\"b\"\n"), None);
    assert!(matches!(bench.answer(200, &accepted(7200)), Some(RegisterOutcome::Refreshed { .. })));
    bench.wait();
    assert_eq!(bench.sent().header("Authorization"), Some("Fake association=\"2\""));
}

#[test]
fn the_association_is_renewed_before_eight_hours() {
    let mut bench = Bench::signed_in();
    let signed_in = bench.now;
    for _ in 0..3 {
        bench.wait();
        let register = Message::parse(bench.connection.output(), &Limits::default()).unwrap();
        assert!(register.header("Authorization").is_some());
        bench.answer(200, &accepted(7200)).unwrap();
    }
    bench.wait();
    let register = Message::parse(bench.connection.output(), &Limits::default()).unwrap();
    assert_eq!(register.header("Authorization"), None);
    assert_eq!((bench.now - signed_in).as_secs(), (8 * 60 - 5) * 60);
    // The same legs as at first; until the end of them everything else is signed as before.
    bench.answer(401, "WWW-Authenticate: Fake a=\"b\"\n");
    bench.answer(401, "WWW-Authenticate: Fake a=\"b\"\n");
    let outcome = bench.answer(200, &accepted(7200));
    assert!(matches!(outcome, Some(RegisterOutcome::Refreshed { was_lost: false, .. })), "{outcome:?}");
    assert_eq!(bench.wait(), 7170);
    assert_eq!(bench.sent().header("Authorization"), Some("Fake association=\"2\""));
}

#[test]
fn a_refresh_that_fails_for_the_moment_is_tried_again_while_the_registration_lasts() {
    let mut bench = Bench::started(None);
    bench.answer(200, &accepted(1000));
    assert_eq!(bench.wait(), 970);
    let outcome = bench.answer(503, "Retry-After: 10\n");
    assert!(
        matches!(&outcome, Some(RegisterOutcome::RefreshPostponed { refusal, .. }) if refusal.status == 503)
    );
    assert_eq!(bench.wait(), 10);
    // Now the registration would end first.
    let outcome = bench.answer(503, "");
    assert!(
        matches!(&outcome, Some(RegisterOutcome::Refused(refusal)) if refusal.status == 503),
        "{outcome:?}"
    );
    assert_eq!(bench.registration.next_deadline(), None);
}

#[test]
fn refusals_carry_what_explains_them() {
    let mut bench = Bench::scripted();
    let outcome = bench.answer(
        403,
        "ms-diagnostics: 4003;reason=\"User disabled; really\";source=\"fe01.contoso.test\"\nRetry-After: 5 (soon)\nWarning: 310 lcs.microsoft.com \"You are disabled\"\n",
    );
    let Some(RegisterOutcome::Refused(refusal)) = outcome else { panic!("{outcome:?}") };
    assert_eq!((refusal.status, refusal.reason.as_str()), (403, "Reason"));
    assert_eq!(refusal.retry_after, Some(Duration::from_secs(5)));
    assert_eq!(refusal.warning.as_deref(), Some("You are disabled"));
    assert_eq!(refusal.to_string(), "403 Reason (4003: User disabled; really)");
    let diagnostics = refusal.diagnostics.unwrap();
    assert_eq!((diagnostics.id, diagnostics.source.as_deref()), (4003, Some("fe01.contoso.test")));
    for status in [400, 404, 480, 488, 489, 500, 503, 504, 600] {
        let outcome = Bench::scripted().answer(status, "");
        assert!(matches!(&outcome, Some(RegisterOutcome::Refused(refusal)) if refusal.status == status));
    }
}

#[test]
fn a_redirect_names_the_other_server() {
    let redirect = |contact: &str| Bench::scripted().answer(301, &format!("Contact: {contact}\n"));
    let to = |host: &str, port, transport: &str| {
        Some(RegisterOutcome::Redirect(Redirect { host: host.into(), port, transport: transport.into() }))
    };
    assert_eq!(
        redirect("<sip:fe02.contoso.test:5061;transport=TLS>"),
        to("fe02.contoso.test", Some(5061), "tls")
    );
    assert_eq!(redirect("<sip:fe02.contoso.test;transport=tcp>"), to("fe02.contoso.test", None, "tcp"));
    assert_eq!(redirect("sip:fe03.contoso.test"), to("fe03.contoso.test", None, "tls"));
    assert!(matches!(redirect("<tel:1>"), Some(RegisterOutcome::Refused(_))));
}

#[test]
fn an_interval_too_brief_is_raised_once() {
    let mut bench = Bench::started(None);
    assert_eq!(bench.answer(423, "Min-Expires: 3600\n"), None);
    assert_eq!(Message::parse(bench.connection.output(), &Limits::default()).unwrap().expires(), Some(3600));
    assert!(matches!(bench.answer(200, &accepted(3600)), Some(RegisterOutcome::Registered(_))));
}

#[test]
fn no_time_at_all_is_no_registration_and_an_unsaid_time_is_a_short_one() {
    assert!(matches!(Bench::started(None).answer(200, &accepted(0)), Some(RegisterOutcome::Unusable(_))));
    let mut bench = Bench::started(None);
    let Some(RegisterOutcome::Registered(registered)) = bench.answer(200, "") else { panic!() };
    assert_eq!((registered.gruu, registered.expires.as_secs()), (None, 600));
    assert!(bench.registration.contact().starts_with("<sip:192.0.2.7:49152;transport=tls;ms-opaque="));
    let mut bench = Bench::started(None);
    let contact_only = accepted(1).replace("Expires: 1\n", "");
    let Some(RegisterOutcome::Registered(registered)) = bench.answer(200, &contact_only) else { panic!() };
    assert_eq!(registered.expires.as_secs(), 7200);
}

#[test]
fn silence_and_a_lost_connection_end_it() {
    let mut bench = Bench::scripted();
    bench.now += Duration::from_secs(32);
    bench.connection.handle_deadline(bench.now);
    assert_eq!(bench.outcome(), Some(RegisterOutcome::TimedOut));
    let mut bench = Bench::scripted();
    bench.connection.close();
    assert_eq!(bench.outcome(), Some(RegisterOutcome::ConnectionEnded));
    let mut bench = Bench::new(None);
    bench.connection.close();
    assert_eq!(bench.registration.start(&mut bench.connection, bench.now), Err(SendError::Closed));
}

#[test]
fn signing_out_is_signed_and_final_whatever_the_answer() {
    for status in [200, 401, 503] {
        let mut bench = Bench::signed_in();
        bench.registration.unregister(&mut bench.connection, bench.now).unwrap();
        let register = Message::parse(bench.connection.output(), &Limits::default()).unwrap();
        assert_eq!(register.header("Expires"), Some("0"));
        assert_eq!(register.header("Authorization"), Some("Fake association=\"1\""));
        assert_eq!(bench.answer(status, ""), Some(RegisterOutcome::Unregistered));
        assert_eq!(bench.registration.next_deadline(), None);
    }
    // Never signed in: there is nothing to say.
    let mut bench = Bench::new(None);
    bench.registration.unregister(&mut bench.connection, bench.now).unwrap();
    assert!(bench.connection.output().is_empty());
}

#[test]
fn events_of_others_are_left_alone() {
    let mut bench = Bench::signed_in();
    let mut other = bench.registration.maker.next(None);
    other.set_header("Call-ID", "other");
    let id = bench.connection.send_request(other, bench.now).unwrap();
    assert!(!bench.registration.owns(id));
    assert_eq!(bench.answer(404, ""), None);
}

#[test]
fn a_challenge_elsewhere_renews_the_association_at_once() {
    let mut bench = Bench::signed_in();
    bench.registration.renew(&mut bench.connection, bench.now).unwrap();
    // Asking twice sends once.
    bench.registration.renew(&mut bench.connection, bench.now).unwrap();
    bench.answer(401, "WWW-Authenticate: Fake a=\"b\"\n");
    bench.answer(401, "WWW-Authenticate: Fake a=\"b\"\n");
    assert!(matches!(bench.answer(200, &accepted(7200)), Some(RegisterOutcome::Refreshed { .. })));
    bench.wait();
    assert_eq!(bench.sent().header("Authorization"), Some("Fake association=\"2\""));
}
