use std::time::{Duration, SystemTime};

use base64::Engine as _;
use proptest::prelude::*;
use zeroize::Zeroizing;

use super::authenticate::{self, Authenticate, Fields};
use super::challenge::Challenge;
use super::keys::{ResponseKey, exchange, upper_windows};
use super::*;
use crate::auth::{Credentials, Login, hex};

/// A sign-in of Communicator 2007 R2 at Office Communications Server 2007 R2, as recorded on the wire: the challenge and
/// the answer for user "User", domain "COSMO", password "Pa$$word" (spec sip.md C.3, test vectors).
pub(crate) const CAPTURED_CHALLENGE: &str = concat!(
    "TlRMTVNTUAACAAAAAAAAADgAAADzgpji3Ruq9OfiGNEAAAAAAAAAAJYAlgA4AAAABQLODgAAAA8CAAoAQwBPAFMATQBP",
    "AAEAGABDAE8AUwBNAE8ALQBPAEMAUwAtAFIAMgAEABYAYwBvAHMAbQBvAC4AbABvAGMAYQBsAAMAMABjAG8AcwBtAG8A",
    "LQBvAGMAcwAtAHIAMgAuAGMAbwBzAG0AbwAuAGwAbwBjAGEAbAAFABYAYwBvAHMAbQBvAC4AbABvAGMAYQBsAAAAAAA="
);
pub(crate) const CAPTURED_AUTHENTICATE: &str = concat!(
    "TlRMTVNTUAADAAAAGAAYAHIAAADGAMYAigAAAAoACgBIAAAACAAIAFIAAAAYABgAWgAAABAAEABQAQAAVYKYYgUCzg4A",
    "AAAPQwBPAFMATQBPAFUAcwBlAHIAQwBPAFMATQBPAC0ATwBDAFMALQBSADIAoeku/k4Hi/fFwASazGFmwtauh1yw/apB",
    "jcDIAK527KYG0rn769BHMQEBAAAAAAAAWVGaFye5ygHWrodcsP2qQQAAAAACAAoAQwBPAFMATQBPAAEAGABDAE8AUwBN",
    "AE8ALQBPAEMAUwAtAFIAMgAEABYAYwBvAHMAbQBvAC4AbABvAGMAYQBsAAMAMABjAG8AcwBtAG8ALQBvAGMAcwAtAHIA",
    "MgAuAGMAbwBzAG0AbwAuAGwAbwBjAGEAbAAFABYAYwBvAHMAbQBvAC4AbABvAGMAYQBsAAAAAAAAAAAAMctznhyoCkmF",
    "keiueXEV5A=="
);

pub(crate) fn decode(text: &str) -> Vec<u8> {
    base64::engine::general_purpose::STANDARD.decode(text).unwrap()
}

fn at(filetime: u64) -> SystemTime {
    UNIX_EPOCH + Duration::from_nanos((filetime - 116_444_736_000_000_000) * 100)
}

fn captured_login(login: &Login) -> Option<NtHash> {
    (login.domain() == "COSMO" && login.user() == "User").then(|| NtHash::of_password("Pa$$word"))
}

const CAPTURED_NONCE: &str = "dd1baaf4e7e218d1";

#[test]
fn the_captured_sign_in_is_accepted_and_its_signatures_verify() {
    let nonce = hex::read(CAPTURED_NONCE).unwrap();
    let challenge = decode(CAPTURED_CHALLENGE);
    let done = check(&challenge, &nonce, &decode(CAPTURED_AUTHENTICATE), &mut captured_login).unwrap();
    assert_eq!((done.login.to_string().as_str(), done.workstation.as_str()), ("COSMO\\User", "COSMO-OCS-R2"));

    let request = concat!(
        "<NTLM><13317733><1><SIP Communications Service><cosmo-ocs-r2.cosmo.local>",
        "<4037df9284354df39065195bd57a4b14><3><REGISTER><sip:user@cosmo.local><3e49177a52>",
        "<sip:user@cosmo.local><><><><>"
    );
    let to_server = MessageMac::new(&done.keys, Direction::ToServer);
    assert_eq!(to_server.sign(request.as_bytes()), *hex::bytes("0100000029618e9651b65a7764000000"));
    let response = concat!(
        "<NTLM><9616454F><1><SIP Communications Service><cosmo-ocs-r2.cosmo.local>",
        "<4037df9284354df39065195bd57a4b14><3><REGISTER><sip:user@cosmo.local><3e49177a52>",
        "<sip:user@cosmo.local><5E61CCD925D17E043D9A74835A88F664><><><7200><200>"
    );
    let to_client = MessageMac::new(&done.keys, Direction::ToClient);
    assert_eq!(to_client.sign(response.as_bytes()), *hex::bytes("01000000e615438a917661be64000000"));
}

#[test]
fn the_client_writes_the_captured_answer_byte_for_byte() {
    let expected = decode(CAPTURED_AUTHENTICATE);
    let challenge = decode(CAPTURED_CHALLENGE);
    // The session key that the captured client chose, opened with the password.
    let claim = Authenticate::parse(&expected).unwrap();
    let key = ResponseKey::new(&NtHash::of_password("Pa$$word"), "USER", "COSMO");
    let random = Randomness {
        challenge: hex::read("d6ae875cb0fdaa41").unwrap(),
        session_key: exchange(&key.session_base_key(&claim.proof), &claim.encrypted_session_key),
    };
    let now = at(u64::from_le_bytes(hex::read("59519a1727b9ca01").unwrap()));
    let credentials = Credentials::new("COSMO\\User", "Pa$$word").unwrap().with_workstation("COSMO-OCS-R2");
    let mut answer = respond(&challenge, &credentials, now, &random).unwrap().message;
    // The version of its operating system is the only thing in which we differ.
    answer[64..72].copy_from_slice(&hex::bytes("0502ce0e0000000f"));
    assert_eq!(answer, expected);
}

/// [MS-NLMP] 4.2.4.3: the sample messages. They are connection-oriented, so only their layout can be compared.
#[test]
fn the_sample_messages_of_ms_nlmp_4_2_4_3_are_read_and_written() {
    let challenge = hex::bytes(concat!(
        "4e544c4d53535000020000000c000c003800000033828ae20123456789abcdef00000000000000002400240044000000",
        "060070170000000f53006500720076006500720002000c0044006f006d00610069006e0001000c005300650072007600",
        "6500720000000000"
    ));
    let read = Challenge::parse(&challenge).unwrap();
    assert_eq!(read.flags, Flags(0xe28a_8233));
    assert_eq!(read.nonce, *hex::bytes("0123456789abcdef"));
    assert_eq!(read.target_info.len(), 36);
    let credentials = Credentials::new("Domain\\User", "Password").unwrap();
    let random = Randomness { challenge: [0xaa; 8], session_key: Zeroizing::new([0x55; 16]) };
    let refused = respond(&challenge, &credentials, UNIX_EPOCH, &random).unwrap_err();
    assert_eq!(refused, NtlmError::MissingFlags { missing: Flags::DATAGRAM });

    let key = ResponseKey::new(&credentials.nt_hash(), &upper_windows("User"), "Domain");
    let mut nt_response = hex::bytes("01010000000000000000000000000000aaaaaaaaaaaaaaaa00000000");
    nt_response.extend_from_slice(read.target_info);
    nt_response.extend([0; 4]);
    let proof = key.proof(&read.nonce, &nt_response);
    nt_response.splice(0..0, proof);
    let lm_response = [&key.proof(&read.nonce, &[0xaa; 8])[..], &[0xaa; 8]].concat();
    let written = authenticate::write(&Fields {
        flags: Flags(0xe288_8235),
        domain: "Domain",
        user: "User",
        workstation: "COMPUTER",
        lm_response: &lm_response,
        nt_response: &nt_response,
        encrypted_session_key: &exchange(&key.session_base_key(&proof), &[0x55; 16]),
        room_for_mic: false,
        version: [5, 1, 0x28, 0x0a, 0, 0, 0, 15],
    });
    let expected = concat!(
        "4e544c4d5353500003000000180018006c00000054005400840000000c000c0048000000080008005400000010001000",
        "5c00000010001000d8000000358288e20501280a0000000f44006f006d00610069006e00550073006500720043004f00",
        "4d005000550054004500520086c35097ac9cec102554764a57cccc19aaaaaaaaaaaaaaaa68cd0ab851e51c96aabc927b",
        "ebef6a1c01010000000000000000000000000000aaaaaaaaaaaaaaaa0000000002000c0044006f006d00610069006e00",
        "01000c005300650072007600650072000000000000000000c5dad2544fc9799094ce1ce90bc9d03e"
    );
    assert_eq!(written.unwrap(), hex::bytes(expected));
}

struct Sample {
    nonce: [u8; 8],
    challenge: Vec<u8>,
    answer: Response,
}

/// A complete handshake; `filetime` 0 leaves the server's time out, so no integrity code is sent.
fn sample(login: &str, password: &str, with_time: bool) -> Sample {
    let nonce = [7; 8];
    let mut challenge = TargetNames::of_server("fe01.contoso.test").challenge(nonce, 131_000_000_000_000_000);
    if !with_time {
        // The time is the last pair, 12 bytes before the end mark.
        challenge.truncate(challenge.len() - 16);
        challenge.extend([0; 4]);
        let length = u16::try_from(challenge.len() - 56).unwrap().to_le_bytes();
        challenge[40..42].copy_from_slice(&length);
        challenge[42..44].copy_from_slice(&length);
    }
    let credentials = Credentials::new(login, password).unwrap();
    let answer = respond(&challenge, &credentials, UNIX_EPOCH, &Randomness::new().unwrap()).unwrap();
    Sample { nonce, challenge, answer }
}

impl Sample {
    fn check(&self, message: &[u8], password: &str) -> Result<Authenticated, NtlmError> {
        check(&self.challenge, &self.nonce, message, &mut |_| Some(NtHash::of_password(password)))
    }
}

#[test]
fn an_integrity_code_is_sent_exactly_when_the_server_tells_its_time() {
    let with = sample("C\\alice", "pw", true).answer.message;
    assert!(Authenticate::parse(&with).unwrap().mic.is_some_and(|mic| mic != [0; 16]));
    let without = sample("C\\alice", "pw", false).answer.message;
    assert_eq!(Authenticate::parse(&without).unwrap().mic, None);
}

/// Found by fuzzing: the bit that announces the code is copied from the challenge, so the code must follow.
#[test]
fn an_integrity_code_is_sent_when_the_server_announces_one_itself() {
    let mut sample = sample("C\\alice", "pw", true);
    let start = sample.challenge.len() - 16;
    sample.challenge.truncate(start);
    sample.challenge.extend([6, 0, 4, 0, 2, 0, 0, 0, 0, 0, 0, 0]);
    let length = u16::try_from(sample.challenge.len() - 56).unwrap().to_le_bytes();
    sample.challenge[40..42].copy_from_slice(&length);
    let credentials = Credentials::new("C\\alice", "pw").unwrap();
    let answer = respond(&sample.challenge, &credentials, UNIX_EPOCH, &Randomness::new().unwrap()).unwrap();
    assert!(Authenticate::parse(&answer.message).unwrap().mic.is_some());
    sample.check(&answer.message, "pw").unwrap();
}

#[test]
fn any_changed_bit_of_a_protected_handshake_is_refused() {
    let sample = sample("C\\alice", "pw", true);
    sample.check(&sample.answer.message, "pw").unwrap();
    for bit in 0..8 * sample.answer.message.len() {
        let mut changed = sample.answer.message.clone();
        changed[bit / 8] ^= 1 << (bit % 8);
        assert!(sample.check(&changed, "pw").is_err(), "bit {bit}");
    }
    for bit in 0..8 * sample.challenge.len() {
        let mut changed = sample.challenge.clone();
        changed[bit / 8] ^= 1 << (bit % 8);
        let refused =
            check(&changed, &sample.nonce, &sample.answer.message, &mut |_| Some(NtHash::of_password("pw")));
        assert_eq!(refused.unwrap_err(), NtlmError::WrongIntegrityCode, "bit {bit} of the challenge");
    }
}

#[test]
fn without_the_code_any_changed_bit_is_refused_or_gives_other_keys() {
    let sample = sample("C\\alice", "pw", false);
    let same_keys = |message: &[u8]| {
        sample.check(message, "pw").is_ok_and(|done| {
            MessageMac::new(&done.keys, Direction::ToServer).sign(b"x")
                == MessageMac::new(&sample.answer.keys, Direction::ToServer).sign(b"x")
        })
    };
    assert!(same_keys(&sample.answer.message));
    let claim = Authenticate::parse(&sample.answer.message).unwrap();
    let start = sample.answer.message.windows(16).position(|window| window == claim.proof).unwrap();
    for bit in 8 * start..8 * sample.answer.message.len() {
        let mut changed = sample.answer.message.clone();
        changed[bit / 8] ^= 1 << (bit % 8);
        assert!(!same_keys(&changed), "bit {bit}");
    }
}

#[test]
fn wrong_password_and_unknown_user_are_one_error() {
    let sample = sample("alice@contoso.test", "right", true);
    assert_eq!(sample.check(&sample.answer.message, "wrong").unwrap_err(), NtlmError::WrongCredentials);
    let unknown = check(&sample.challenge, &sample.nonce, &sample.answer.message, &mut |_| None);
    assert_eq!(unknown.unwrap_err(), NtlmError::WrongCredentials);
    let replayed = check(&sample.challenge, &[8; 8], &sample.answer.message, &mut |_| {
        Some(NtHash::of_password("right"))
    });
    assert_eq!(replayed.unwrap_err(), NtlmError::WrongCredentials, "an answer to another challenge");
}

/// A dummy hash stands in for unknown users: a client that guesses it must not get in.
#[test]
fn the_stand_in_hash_of_unknown_users_opens_nothing() {
    let nonce = [7; 8];
    let challenge = TargetNames::of_server("fe01.contoso.test").challenge(nonce, 0);
    let key = ResponseKey::new(&NtHash::from_bytes([0; 16]), "NOBODY", "");
    let mut blob = vec![1, 1];
    blob.extend([0; 30]);
    let proof = key.proof(&nonce, &blob);
    let message = raw_answer(Flags::REQUIRED, "nobody", &[&proof[..], &blob].concat());
    let refused = check(&challenge, &nonce, &message, &mut |_| None).unwrap_err();
    assert_eq!(refused, NtlmError::WrongCredentials);
    check(&challenge, &nonce, &message, &mut |_| Some(NtHash::from_bytes([0; 16]))).unwrap();
}

fn raw_answer(flags: Flags, user: &str, nt_response: &[u8]) -> Vec<u8> {
    authenticate::write(&Fields {
        flags,
        domain: "",
        user,
        workstation: "",
        lm_response: &[1; 24],
        nt_response,
        encrypted_session_key: &[0; 16],
        room_for_mic: false,
        version: [0; 8],
    })
    .unwrap()
}

#[test]
fn anonymous_old_and_unsigned_logons_are_refused_before_any_lookup() {
    let mut version_2 = vec![0; 16];
    version_2.extend([1, 1]);
    version_2.extend([0; 30]);
    for (message, expected) in [
        (raw_answer(Flags::REQUIRED, "", &version_2), NtlmError::Anonymous),
        (raw_answer(Flags::REQUIRED, "a", &[]), NtlmError::Anonymous),
        (raw_answer(Flags::REQUIRED | Flags::ANONYMOUS, "a", &version_2), NtlmError::Anonymous),
        (raw_answer(Flags::REQUIRED, "a", &[1; 24]), NtlmError::NotVersion2),
        (raw_answer(Flags::REQUIRED, "a", &[0; 64]), NtlmError::NotVersion2),
        (raw_answer(Flags::REQUIRED, "a", &[1; 15]), NtlmError::NotVersion2),
    ] {
        let refused = check(&[], &[0; 8], &message, &mut |_| panic!("looked up")).unwrap_err();
        assert_eq!(refused, expected);
    }
    for bit in 0..32 {
        let missing = Flags(1 << bit) & Flags::REQUIRED;
        if missing != Flags(0) {
            let message = raw_answer(Flags::OFFERED.without(missing), "a", &version_2);
            let refused = check(&[], &[0; 8], &message, &mut |_| panic!("looked up")).unwrap_err();
            assert_eq!(refused, NtlmError::MissingFlags { missing });
        }
    }
}

#[test]
fn a_challenge_without_a_required_flag_is_refused_by_the_client() {
    let credentials = Credentials::new("alice", "pw").unwrap();
    for bit in 0..32 {
        let missing = Flags(1 << bit) & Flags::REQUIRED;
        let mut challenge = TargetNames::of_server("fe01.contoso.test").challenge([7; 8], 1);
        challenge[20..24].copy_from_slice(&Flags::OFFERED.without(Flags(1 << bit)).0.to_le_bytes());
        let answer = respond(&challenge, &credentials, UNIX_EPOCH, &Randomness::new().unwrap());
        if missing == Flags(0) {
            let answer = answer.unwrap();
            let done = check(&challenge, &[7; 8], &answer.message, &mut |_| Some(credentials.nt_hash()));
            let signed = MessageMac::new(&answer.keys, Direction::ToServer).sign(b"text");
            let keys = done.unwrap().keys;
            assert!(
                MessageMac::new(&keys, Direction::ToServer).verify(b"text", &signed),
                "without bit {bit}"
            );
        } else {
            assert_eq!(answer.unwrap_err(), NtlmError::MissingFlags { missing });
        }
    }
}

#[test]
fn clients_with_other_capitals_or_without_the_domain_are_accepted() {
    let nonce = [7; 8];
    for (capitals, domain) in [("STRAßE", "D"), ("STRASSE", "D"), ("STRAßE", "")] {
        let key = ResponseKey::new(&NtHash::of_password("pw"), capitals, domain);
        let mut blob = vec![1, 1];
        blob.extend([0; 30]);
        let nt_response = [&key.proof(&nonce, &blob)[..], &blob].concat();
        let message = authenticate::write(&Fields {
            flags: Flags::REQUIRED,
            domain: "D",
            user: "straße",
            workstation: "",
            lm_response: &[],
            nt_response: &nt_response,
            encrypted_session_key: &[0; 16],
            room_for_mic: false,
            version: [0; 8],
        });
        let done = check(&[], &nonce, &message.unwrap(), &mut |_| Some(NtHash::of_password("pw")));
        assert_eq!(done.unwrap().login.to_string(), "D\\straße", "{capitals}");
    }
}

#[test]
fn filetimes_count_from_1601() {
    assert_eq!(filetime(UNIX_EPOCH), 116_444_736_000_000_000);
    let captured = u64::from_le_bytes(hex::read("59519a1727b9ca01").unwrap());
    assert_eq!(filetime(at(captured)), captured);
    assert_eq!(filetime(UNIX_EPOCH - Duration::from_secs(1)), filetime(UNIX_EPOCH));
}

proptest! {
    #[test]
    fn hostile_bytes_never_panic(data in proptest::collection::vec(any::<u8>(), 0..512)) {
        crate::fuzzing::ntlm_messages(&data);
    }

    /// Valid messages with a few bytes overwritten reach deeper than random ones.
    #[test]
    fn damaged_messages_never_panic(
        edits in proptest::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..6),
        cut in any::<prop::sample::Index>(),
        whole in any::<bool>(),
    ) {
        let server = TargetNames::of_server("fe01.contoso.test").challenge([7; 8], 1);
        for mut message in [decode(CAPTURED_CHALLENGE), decode(CAPTURED_AUTHENTICATE), server] {
            for (index, byte) in &edits {
                let index = index.index(message.len());
                message[index] = *byte;
            }
            if !whole {
                message.truncate(cut.index(message.len()));
            }
            crate::fuzzing::ntlm_messages(&message);
        }
    }

    #[test]
    fn client_and_server_agree(
        domain in "[^\\\\\0]{0,12}",
        user in "\\PC{1,20}",
        password in "\\PC{0,40}",
        other in "\\PC{0,40}",
        with_time in any::<bool>(),
        text in any::<Vec<u8>>(),
    ) {
        let login = format!("{domain}\\{user}");
        prop_assume!(Login::parse(&login).is_some());
        let sample = sample(&login, &password, with_time);
        let done = sample.check(&sample.answer.message, &password).unwrap();
        prop_assert_eq!(Some(done.login), Login::parse(&login));
        for direction in [Direction::ToServer, Direction::ToClient] {
            let ours = MessageMac::new(&sample.answer.keys, direction);
            prop_assert!(MessageMac::new(&done.keys, direction).verify(&text, &ours.sign(&text)));
        }
        if other != password {
            prop_assert_eq!(
                sample.check(&sample.answer.message, &other).unwrap_err(),
                NtlmError::WrongCredentials
            );
        }
    }
}
