use super::*;
use crate::auth::ntlm::Flags;

const FIELDS: SignedFields<'static> = SignedFields {
    call_id: "c",
    cseq_number: "4",
    cseq_method: "INFO",
    from_uri: "sip:a@x",
    from_tag: "1",
    to_uri: "sip:b@x",
    to_tag: "2",
    asserted_sip_uri: "",
    asserted_tel_uri: "",
    expires: "",
    status: None,
};

fn end(role: Role, version: Version, opaque: &str) -> (MessageSigner, MessageVerifier) {
    SecurityAssociation {
        role,
        version,
        opaque: opaque.to_string(),
        realm: "SIP Communications Service".to_string(),
        target_name: "fe01.contoso.test".to_string(),
        keys: SessionKeys::new([0x55; 16], Flags::OFFERED),
    }
    .into_halves()
}

fn verify(half: &mut MessageVerifier, fields: &SignedFields<'_>, value: &str) -> Result<(), VerifyError> {
    half.verify(fields, &AuthParams::parse(value).unwrap())
}

#[test]
fn each_end_checks_what_the_other_signs() {
    for version in [Version::V2, Version::V3, Version::V4] {
        let (mut client, mut from_server) = end(Role::Client, version, "AB12CD34");
        let (mut server, mut from_client) = end(Role::Server, version, "AB12CD34");
        for _ in 0..40 {
            let (name, value) = client.sign(&FIELDS).unwrap();
            assert_eq!(name, "Authorization");
            assert_eq!(verify(&mut from_client, &FIELDS, &value), Ok(()), "{value}");
            assert_eq!(verify(&mut from_server, &FIELDS, &value), Err(VerifyError::Malformed("rspauth")));
            let (name, value) = server.sign(&FIELDS).unwrap();
            assert_eq!(name, "Authentication-Info");
            assert_eq!(verify(&mut from_server, &FIELDS, &value), Ok(()), "{value}");
        }
    }
}

#[test]
fn headers_have_the_parameters_that_stock_clients_and_servers_write() {
    let value = end(Role::Client, Version::V4, "AB12CD34").0.sign(&FIELDS).unwrap().1;
    let header = AuthParams::parse(&value).unwrap();
    let names: Vec<&str> = header.iter().map(|(name, _)| name).collect();
    assert_eq!(names, ["qop", "opaque", "realm", "targetname", "crand", "cnum", "response"]);
    assert_eq!((header.get("cnum"), header.get("crand").map(str::len)), (Some("1"), Some(8)));
    let value = end(Role::Server, Version::V4, "AB12CD34").0.sign(&FIELDS).unwrap().1;
    assert!(value.starts_with(r#"NTLM qop="auth", opaque="AB12CD34", realm="SIP Communications Service", "#));
    let header = AuthParams::parse(&value).unwrap();
    let names: Vec<&str> = header.iter().map(|(name, _)| name).collect();
    assert_eq!(names, ["qop", "opaque", "realm", "targetname", "srand", "snum", "rspauth", "version"]);
}

#[test]
fn counters_rise_and_random_digits_change() {
    let mut signer = end(Role::Client, Version::V4, "x").0;
    let mut seen = std::collections::HashSet::new();
    for number in 1..=50 {
        let value = signer.sign(&FIELDS).unwrap().1;
        let header = AuthParams::parse(&value).unwrap();
        assert_eq!(header.get("cnum"), Some(number.to_string().as_str()));
        seen.insert(header.get("crand").unwrap().to_string());
    }
    assert!(seen.len() > 48, "only {} different values of 50", seen.len());
}

#[test]
fn every_signed_value_counts() {
    let mut signer = end(Role::Client, Version::V4, "x").0;
    let changed = [
        SignedFields { call_id: "d", ..FIELDS },
        SignedFields { cseq_number: "04", ..FIELDS },
        SignedFields { cseq_method: "BYE", ..FIELDS },
        SignedFields { from_uri: "sip:A@x", ..FIELDS },
        SignedFields { from_tag: "", ..FIELDS },
        SignedFields { to_uri: "sip:c@x", ..FIELDS },
        SignedFields { to_tag: "3", ..FIELDS },
        SignedFields { asserted_sip_uri: "sip:a@x", ..FIELDS },
        SignedFields { asserted_tel_uri: "tel:1", ..FIELDS },
        SignedFields { expires: "0", ..FIELDS },
        SignedFields { status: Some(200), ..FIELDS },
    ];
    let mut verifier = end(Role::Server, Version::V4, "x").1;
    for fields in changed {
        let value = signer.sign(&FIELDS).unwrap().1;
        assert_eq!(verify(&mut verifier, &fields, &value), Err(VerifyError::WrongSignature), "{fields:?}");
        assert_eq!(
            verify(&mut verifier, &FIELDS, &value),
            Ok(()),
            "a wrong message must not use up the counter"
        );
    }
}

#[test]
fn every_changed_character_of_the_header_is_refused() {
    let value = end(Role::Client, Version::V4, "AB12CD34").0.sign(&FIELDS).unwrap().1;
    let start = value.find("opaque").unwrap();
    for at in start..value.len() {
        let mut changed = value.clone().into_bytes();
        // Hexadecimal digits stay digits, or the test would only see malformed ones.
        changed[at] = if changed[at] == b'3' { b'4' } else { b'3' };
        let changed = String::from_utf8(changed).unwrap();
        let Ok(header) = AuthParams::parse(&changed) else { continue };
        let refused = end(Role::Server, Version::V4, "AB12CD34").1.verify(&FIELDS, &header);
        // A parameter that is no longer recognised falls back to what the association knows: opaque, realm, targetname.
        let unnamed = ["opaque", "realm", "targetname"].iter().any(|name| header.get(name).is_none());
        assert!(refused.is_err() || unnamed, "{changed}");
    }
}

#[test]
fn the_server_refuses_repeated_counters_and_the_client_does_not_count() {
    let (mut client, mut from_server) = end(Role::Client, Version::V4, "x");
    let (mut server, mut from_client) = end(Role::Server, Version::V4, "x");
    let first = client.sign(&FIELDS).unwrap().1;
    let lost = client.sign(&FIELDS).unwrap().1;
    let third = client.sign(&FIELDS).unwrap().1;
    assert_eq!(verify(&mut from_client, &FIELDS, &first), Ok(()));
    assert_eq!(verify(&mut from_client, &FIELDS, &third), Ok(()), "gaps are fine");
    for value in [&first, &third] {
        assert_eq!(verify(&mut from_client, &FIELDS, value), Err(VerifyError::ReplayedCounter));
    }
    assert_eq!(verify(&mut from_client, &FIELDS, &lost), Ok(()), "late but new");
    let value = server.sign(&FIELDS).unwrap().1;
    assert_eq!(verify(&mut from_server, &FIELDS, &value), Ok(()));
    assert_eq!(verify(&mut from_server, &FIELDS, &value), Ok(()));
}

#[test]
fn headers_of_other_associations_and_malformed_ones_are_told_apart() {
    let mut verifier = end(Role::Server, Version::V4, "AB12CD34").1;
    let value = end(Role::Client, Version::V4, "AB12CD34").0.sign(&FIELDS).unwrap().1;
    let with = |from: &str, to: &str| {
        assert!(value.contains(from), "{from} in {value}");
        value.replace(from, to)
    };
    for (value, error) in [
        (with("NTLM", "Kerberos"), VerifyError::UnknownAssociation),
        (with("AB12CD34", "AB12CD35"), VerifyError::UnknownAssociation),
        (with("response=", "reponse="), VerifyError::Malformed("response")),
        (with("6400", "64"), VerifyError::Malformed("response")),
        (with("cnum=\"1\"", "cnum=\"-1\""), VerifyError::Malformed("cnum")),
        (with("cnum=\"1\"", "cnum=\"1><\""), VerifyError::Malformed("cnum")),
        (with("cnum=\"1\"", "cnum=\"\""), VerifyError::Malformed("cnum")),
        (with("cnum=\"1\"", "cnum=\"99999999999999999999\""), VerifyError::Malformed("cnum")),
        (with("crand=\"", "crand=\"><"), VerifyError::Malformed("crand")),
        (with("Service", "Service><"), VerifyError::Malformed("realm")),
        (with("targetname=\"", "targetname=\"<"), VerifyError::Malformed("targetname")),
        (with("Service", "service"), VerifyError::WrongSignature),
        (with("cnum=\"1\"", "cnum=\"01\""), VerifyError::WrongSignature),
    ] {
        assert_eq!(verify(&mut verifier, &FIELDS, &value), Err(error), "{value}");
    }
    assert_eq!(verify(&mut verifier, &FIELDS, &value), Ok(()));
    let upper = value.replace(&value[value.find("response").unwrap() + 10..], "");
    let signature = value[upper.len()..].to_uppercase();
    let mut other = end(Role::Server, Version::V4, "AB12CD34").1;
    assert_eq!(
        verify(&mut other, &FIELDS, &format!("{upper}{signature}")),
        Ok(()),
        "either case of the digits"
    );
}

#[test]
fn without_opaque_none_is_written_and_any_is_taken() {
    let (mut signer, _) = end(Role::Client, Version::V4, "");
    let value = signer.sign(&FIELDS).unwrap().1;
    assert_eq!(AuthParams::parse(&value).unwrap().get("opaque"), None);
    let (mut server, _) = end(Role::Server, Version::V4, "AB12CD34");
    let (_, mut from_server) = end(Role::Client, Version::V4, "");
    assert_eq!(verify(&mut from_server, &FIELDS, &server.sign(&FIELDS).unwrap().1), Ok(()));
}

#[test]
fn values_from_the_server_cannot_break_out_of_their_quotes() {
    let mut out = SCHEME.to_string();
    push_quoted(&mut out, "realm", "a\"b\\c\r\nEvil: 1");
    assert_eq!(out, r#"NTLM realm="a\"b\\cEvil: 1""#);
    assert_eq!(AuthParams::parse(&out).unwrap().get("realm"), Some("a\"b\\cEvil: 1"));
}
