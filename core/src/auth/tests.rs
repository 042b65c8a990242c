//! Client and server against each other, leg by leg.

use std::sync::Arc;
use std::time::{Duration, Instant, SystemTime};

use super::ntlm::{NtHash, NtlmError, TargetNames};
use super::*;
use crate::sip::authenticator::{Authenticator, AuthenticatorError};
use crate::sip::message::AuthParams;
use crate::sip::signing::{SignedFields, Signer, Verifier, VerifyError};

const REGISTER: SignedFields<'static> = SignedFields {
    call_id: "5EE3gF60",
    cseq_number: "3",
    cseq_method: "REGISTER",
    from_uri: "sip:alice@contoso.test",
    from_tag: "4144221986",
    to_uri: "sip:alice@contoso.test",
    to_tag: "",
    asserted_sip_uri: "",
    asserted_tel_uri: "",
    expires: "",
    status: None,
};

fn client(login: &str, password: &str) -> NtlmAuthenticator {
    let credentials = Credentials::new(login, password).unwrap();
    NtlmAuthenticator::new(Some(credentials), || SystemTime::UNIX_EPOCH)
}

struct Server {
    acceptor: Acceptor,
    now: Instant,
}

impl Server {
    fn new(version: Version) -> Server {
        let settings = AcceptorSettings { version, ..AcceptorSettings::of_server("fe01.contoso.test") };
        Server { acceptor: Acceptor::new(Arc::new(settings)), now: Instant::now() }
    }

    fn step(&mut self, value: &str) -> Result<Step, AcceptError> {
        self.step_as(value, &REGISTER)
    }

    fn step_as(&mut self, value: &str, fields: &SignedFields<'_>) -> Result<Step, AcceptError> {
        let header = AuthParams::parse(value).unwrap();
        self.acceptor.step(&header, fields, self.now, SystemTime::UNIX_EPOCH, &mut |login| {
            (login.user() == "alice").then(|| NtHash::of_password("open sesame"))
        })
    }

    fn challenge(&mut self, value: &str) -> String {
        match self.step(value) {
            Ok(Step::Challenge(value)) => value,
            other => panic!("{other:?}"),
        }
    }

    fn accept(&mut self, value: &str) -> Accepted {
        match self.step(value) {
            Ok(Step::Accepted(accepted)) => *accepted,
            other => panic!("{other:?}"),
        }
    }
}

fn respond(client: &mut NtlmAuthenticator, value: &str) -> Result<String, AuthenticatorError> {
    client.respond(&[AuthParams::parse(value).unwrap()], &REGISTER)
}

/// Both legs up to the client's proof.
fn prove(client: &mut NtlmAuthenticator, server: &mut Server) -> String {
    let asked = respond(client, &server.acceptor.offer()).unwrap();
    let challenge = server.challenge(&asked);
    respond(client, &challenge).unwrap()
}

#[test]
fn sign_in_and_signatures_both_ways_in_every_version() {
    for version in [Version::V2, Version::V3, Version::V4] {
        let (mut client, mut server) = (client("CONTOSO\\alice", "open sesame"), Server::new(version));
        assert!(client.take_verifier().is_none() && client.take_signer().is_none());
        let proof = prove(&mut client, &mut server);
        let signed = AuthParams::parse(&proof).unwrap().get("cnum").is_some();
        assert_eq!(signed, version == Version::V4, "{proof}");

        let mut accepted = server.accept(&proof);
        assert_eq!(accepted.login.to_string(), "CONTOSO\\alice");
        assert_eq!(accepted.version, version);
        let (mut signer, mut verifier) = (client.take_signer().unwrap(), client.take_verifier().unwrap());
        assert!(client.take_verifier().is_none() && client.take_signer().is_none());

        let ok = SignedFields { to_tag: "7", expires: "7200", status: Some(200), ..REGISTER };
        let (_, value) = accepted.signer.sign(&ok).unwrap();
        verifier.verify(&ok, &AuthParams::parse(&value).unwrap()).unwrap();
        let (name, value) = signer.sign(&REGISTER).unwrap();
        let header = AuthParams::parse(&value).unwrap();
        assert_eq!(header.get("cnum"), Some(if signed { "2" } else { "1" }));
        accepted.verifier.verify(&REGISTER, &header).unwrap();
        assert_eq!(name, "Authorization");
    }
}

#[test]
fn the_legs_look_as_recorded() {
    let mut server = Server::new(Version::V4);
    assert_eq!(
        server.acceptor.offer(),
        r#"NTLM realm="SIP Communications Service", targetname="fe01.contoso.test", version=4"#
    );
    let mut client = client("alice", "open sesame");
    let asked = respond(&mut client, &server.acceptor.offer()).unwrap();
    assert_eq!(
        asked,
        concat!(
            r#"NTLM qop="auth", realm="SIP Communications Service", targetname="fe01.contoso.test", "#,
            r#"gssapi-data="", version=4"#
        )
    );
    let challenge = server.challenge(&asked);
    let header = AuthParams::parse(&challenge).unwrap();
    let names: Vec<&str> = header.iter().map(|(name, _)| name).collect();
    assert_eq!(names, ["opaque", "gssapi-data", "realm", "targetname", "version"]);
    let proof = respond(&mut client, &challenge).unwrap();
    let names: Vec<String> =
        AuthParams::parse(&proof).unwrap().iter().map(|(name, _)| name.to_string()).collect();
    assert_eq!(
        names,
        ["qop", "opaque", "realm", "targetname", "gssapi-data", "version", "crand", "cnum", "response"]
    );
}

#[test]
fn an_older_client_gets_its_version_and_a_newer_one_ours() {
    for (offered, claimed, agreed) in [
        (Version::V4, ", version=3", Version::V3),
        (Version::V4, "", Version::V2),
        (Version::V3, ", version=4", Version::V3),
    ] {
        let mut server = Server::new(offered);
        let mut client = client("alice", "open sesame");
        let offer = server.acceptor.offer().replace(offered.parameter(), claimed);
        let asked = respond(&mut client, &offer).unwrap();
        let challenge = server.challenge(&asked);
        let proof = respond(&mut client, &challenge.replace(offered.parameter(), claimed)).unwrap();
        assert_eq!(server.accept(&proof).version, agreed, "{claimed:?}");
    }
}

#[test]
fn wrong_password_and_unknown_user_are_refused_and_the_client_says_so() {
    for (login, password) in [("alice", "wrong"), ("bob", "open sesame")] {
        let (mut client, mut server) = (client(login, password), Server::new(Version::V4));
        let proof = prove(&mut client, &mut server);
        assert_eq!(server.step(&proof).unwrap_err(), AcceptError::Ntlm(NtlmError::WrongCredentials));
        let refused = respond(&mut client, &server.acceptor.offer()).unwrap_err();
        assert_eq!(refused, AuthenticatorError::CredentialsRejected);
        client.reset();
        respond(&mut client, &server.acceptor.offer()).unwrap();
    }
}

#[test]
fn a_challenge_is_answered_once_in_time_and_on_its_connection() {
    let (mut client, mut server) = (client("alice", "open sesame"), Server::new(Version::V4));
    let proof = prove(&mut client, &mut server);
    let elsewhere = Server::new(Version::V4).step(&proof).unwrap_err();
    assert_eq!(elsewhere, AcceptError::UnknownChallenge);
    server.accept(&proof);
    assert_eq!(server.step(&proof).unwrap_err(), AcceptError::UnknownChallenge, "again");

    client.reset();
    let proof = prove(&mut client, &mut server);
    server.now += Duration::from_secs(60);
    assert_eq!(server.step(&proof).unwrap_err(), AcceptError::UnknownChallenge, "too late");

    client.reset();
    let proof = prove(&mut client, &mut server);
    server.now += Duration::from_secs(59);
    server.accept(&proof);
}

#[test]
fn a_wrong_try_uses_the_challenge_up() {
    let (mut wrong, mut server) = (client("alice", "wrong"), Server::new(Version::V4));
    let asked = respond(&mut wrong, &server.acceptor.offer()).unwrap();
    let challenge = server.challenge(&asked);
    let proof = respond(&mut wrong, &challenge).unwrap();
    server.step(&proof).unwrap_err();
    let proof = respond(&mut client("alice", "open sesame"), &challenge).unwrap();
    assert_eq!(server.step(&proof).unwrap_err(), AcceptError::UnknownChallenge);
}

#[test]
fn open_challenges_are_bounded() {
    let mut server = Server::new(Version::V4);
    let mut client = client("alice", "open sesame");
    let first = prove(&mut client, &mut server);
    for _ in 0..8 {
        server.challenge(r#"NTLM gssapi-data="""#);
    }
    assert_eq!(server.step(&first).unwrap_err(), AcceptError::UnknownChallenge, "the oldest gave way");
}

#[test]
fn version_4_needs_a_signature_and_a_right_one() {
    for change in [
        |proof: &str| proof.replace(", response=", ", reponse="),
        |proof: &str| proof.replace("cnum=\"1\"", "cnum=\"2\""),
    ] {
        let (mut client, mut server) = (client("alice", "open sesame"), Server::new(Version::V4));
        let proof = prove(&mut client, &mut server);
        assert!(matches!(server.step(&change(&proof)), Err(AcceptError::Signature(_))));
    }
    let (mut client, mut server) = (client("alice", "open sesame"), Server::new(Version::V4));
    let proof = prove(&mut client, &mut server);
    let other = SignedFields { from_uri: "sip:mallory@contoso.test", ..REGISTER };
    let refused = server.step_as(&proof, &other).unwrap_err();
    assert_eq!(refused, AcceptError::Signature(VerifyError::WrongSignature));
}

#[test]
fn headers_that_do_not_belong_here_are_told_apart() {
    let mut server = Server::new(Version::V4);
    for (value, error) in [
        (r#"Kerberos gssapi-data="""#, AcceptError::OtherScheme),
        (r#"NTLM opaque="AB12CD34", response="00""#, AcceptError::UnknownAssociation),
        (r#"NTLM opaque="AB12CD34", gssapi-data="TlRM""#, AcceptError::UnknownChallenge),
    ] {
        assert_eq!(server.step(value).unwrap_err(), error);
    }
    let challenge = server.challenge(r#"NTLM gssapi-data="""#);
    let opaque = AuthParams::parse(&challenge).unwrap().get("opaque").unwrap().to_string();
    let refused = server.step(&format!(r#"NTLM opaque="{opaque}", gssapi-data="%""#)).unwrap_err();
    assert_eq!(refused, AcceptError::Malformed("gssapi-data"));
}

#[test]
fn the_client_refuses_what_it_cannot_or_must_not_answer() {
    let offer = Server::new(Version::V4).acceptor.offer();
    let kerberos = AuthParams::parse("Kerberos realm=\"x\"").unwrap();
    let tls_dsk = AuthParams::parse("TLS-DSK realm=\"x\"").unwrap();
    assert_eq!(
        client("a", "b").respond(&[kerberos, tls_dsk], &REGISTER).unwrap_err(),
        AuthenticatorError::NoCommonScheme { offered: "Kerberos, TLS-DSK".to_string() }
    );
    let mut forbidden = client("a", "b").forbid(NTLM_NEEDS_TLS);
    assert_eq!(respond(&mut forbidden, &offer).unwrap_err(), AuthenticatorError::Forbidden(NTLM_NEEDS_TLS));
    let mut nobody = NtlmAuthenticator::new(None, || SystemTime::UNIX_EPOCH);
    assert_eq!(respond(&mut nobody, &offer).unwrap_err(), AuthenticatorError::NoCredentials);

    let mut asked = client("a", "b");
    respond(&mut asked, &offer).unwrap();
    assert!(matches!(respond(&mut asked, &offer), Err(AuthenticatorError::BadChallenge(_))), "asked twice");
    for token in ["%", "TlRM", "TlRMTVNTUAACAAAAAAAAADgAAADzgpji"] {
        let challenge = format!("NTLM gssapi-data=\"{token}\", opaque=\"x\", version=4");
        let refused = respond(&mut client("a", "b"), &challenge);
        assert!(matches!(refused, Err(AuthenticatorError::BadChallenge(_))), "{token}");
    }
    let refused = respond(&mut client("a", "b"), "NTLM version=x");
    assert!(matches!(refused, Err(AuthenticatorError::BadChallenge(_))));
}

/// The recorded 401 of an Office Communications Server 2007 R2 (spec sip.md C.3) is answered.
#[test]
fn the_captured_challenge_is_answered() {
    let challenge = format!(
        r#"NTLM opaque="2BDBAC9D", gssapi-data="{}", targetname="cosmo-ocs-r2.cosmo.local", realm="{REALM}", version=4"#,
        super::ntlm::CAPTURED_CHALLENGE
    );
    let mut client = client("COSMO\\User", "Pa$$word");
    let proof = respond(&mut client, &challenge).unwrap();
    let header = AuthParams::parse(&proof).unwrap();
    assert_eq!(header.get("targetname"), Some("cosmo-ocs-r2.cosmo.local"));
    assert_eq!(header.get("opaque"), Some("2BDBAC9D"));
    assert!(client.take_verifier().is_some());
}

#[test]
fn nothing_secret_is_shown() {
    let (mut client, mut server) = (client("alice", "open sesame"), Server::new(Version::V4));
    let proof = prove(&mut client, &mut server);
    let accepted = server.accept(&proof);
    let shown = format!("{client:?} {:?} {accepted:?}", server.acceptor);
    assert!(!shown.contains("sesame"), "{shown}");
    assert!(shown.contains("alice"), "{shown}");
    assert!(format!("{:?}", TargetNames::of_server("a.b")).contains("\"A\""));
}
