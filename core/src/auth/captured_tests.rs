//! A recorded sign-in of Communicator 2007 R2 at Office Communications Server 2007 R2, whole messages: what real peers
//! signed verifies here, and what is signed here is what they signed.

use super::ntlm::{CAPTURED_AUTHENTICATE, CAPTURED_CHALLENGE, NtHash, check, decode};
use super::{Instance, MessageVerifier, REALM, Role, SecurityAssociation, Version};
use crate::auth::hex;
use crate::sip::message::{AuthParams, Limits, Message};
use crate::sip::signing::{SignedFields, Verifier, VerifyError};

fn request() -> Message {
    let text = format!(
        concat!(
            "REGISTER sip:cosmo.local SIP/2.0\r\n",
            "Via: SIP/2.0/TLS 192.168.172.6:12723\r\n",
            "Max-Forwards: 70\r\n",
            "From: <sip:user@cosmo.local>;tag=3e49177a52;epid=c8ca638a15\r\n",
            "To: <sip:user@cosmo.local>\r\n",
            "Call-ID: 4037df9284354df39065195bd57a4b14\r\n",
            "CSeq: 3 REGISTER\r\n",
            "Contact: <sip:192.168.172.6:12723;transport=tls;ms-opaque=fad3dfab32>;methods=\"INVITE, MESSAGE, ",
            "INFO, OPTIONS, BYE, CANCEL, NOTIFY, ACK, REFER, BENOTIFY\";proxy=replace;",
            "+sip.instance=\"<urn:uuid:34D859DB-6585-5F91-A3B4-DE853C15347D>\"\r\n",
            "User-Agent: UCCAPI/3.5.6907.0 OC/3.5.6907.0 (Microsoft Office Communicator 2007 R2)\r\n",
            "Supported: gruu-10, adhoclist, msrtc-event-categories\r\n",
            "Supported: ms-forking\r\n",
            "ms-keep-alive: UAC;hop-hop=yes\r\n",
            "Event: registration\r\n",
            "Proxy-Authorization: NTLM qop=\"auth\", realm=\"SIP Communications Service\", opaque=\"2BDBAC9D\", ",
            "targetname=\"cosmo-ocs-r2.cosmo.local\", version=4, gssapi-data=\"{}\", crand=\"13317733\", ",
            "cnum=\"1\", response=\"0100000029618e9651b65a7764000000\"\r\n",
            "Content-Length: 0\r\n\r\n"
        ),
        CAPTURED_AUTHENTICATE
    );
    Message::parse(text.as_bytes(), &Limits::default()).unwrap()
}

fn response() -> Message {
    let text = concat!(
        "SIP/2.0 200 OK\r\n",
        "ms-keep-alive: UAS; tcp=no; hop-hop=yes; end-end=no; timeout=300\r\n",
        "Authentication-Info: NTLM rspauth=\"01000000E615438A917661BE64000000\", srand=\"9616454F\", snum=\"1\", ",
        "opaque=\"2BDBAC9D\", qop=\"auth\", targetname=\"cosmo-ocs-r2.cosmo.local\", ",
        "realm=\"SIP Communications Service\"\r\n",
        "From: \"User\"<sip:user@cosmo.local>;tag=3e49177a52;epid=c8ca638a15\r\n",
        "To: <sip:user@cosmo.local>;tag=5E61CCD925D17E043D9A74835A88F664\r\n",
        "Call-ID: 4037df9284354df39065195bd57a4b14\r\n",
        "CSeq: 3 REGISTER\r\n",
        "Via: SIP/2.0/TLS 192.168.172.6:12723;ms-received-port=12723;ms-received-cid=2600\r\n",
        "Contact: <sip:192.168.172.6:12723;transport=tls;ms-opaque=fad3dfab32;ms-received-cid=2600>;",
        "expires=7200;+sip.instance=\"<urn:uuid:34d859db-6585-5f91-a3b4-de853c15347d>\";",
        "gruu=\"sip:user@cosmo.local;opaque=user:epid:21nYNIVlkV-jtN6FPBU0fQAA;gruu\"\r\n",
        "Expires: 7200\r\n",
        "presence-state: register-action=\"added\"\r\n",
        "Allow-Events: vnd-microsoft-provisioning,vnd-microsoft-roaming-contacts,vnd-microsoft-roaming-ACL,",
        "presence,presence.wpending,vnd-microsoft-roaming-self,vnd-microsoft-provisioning-v2\r\n",
        "Supported: adhoclist\r\n",
        "Server: RTC/3.5\r\n",
        "Supported: msrtc-event-categories\r\n",
        "Content-Length: 0\r\n\r\n"
    );
    Message::parse(text.as_bytes(), &Limits::default()).unwrap()
}

/// The checking half of `role`, with the keys that the recorded AUTHENTICATE message carries.
fn verifier(role: Role, version: Version) -> MessageVerifier {
    let nonce = hex::read("dd1baaf4e7e218d1").unwrap();
    let client = check(&decode(CAPTURED_CHALLENGE), &nonce, &decode(CAPTURED_AUTHENTICATE), &mut |_| {
        Some(NtHash::of_password("Pa$$word"))
    });
    SecurityAssociation {
        role,
        version,
        opaque: "2BDBAC9D".to_string(),
        realm: REALM.to_string(),
        target_name: "cosmo-ocs-r2.cosmo.local".to_string(),
        keys: client.unwrap().keys,
    }
    .into_halves()
    .1
}

#[test]
fn what_the_real_client_signed_verifies() {
    let message = request();
    let header = AuthParams::parse(message.header("Proxy-Authorization").unwrap()).unwrap();
    let fields = SignedFields::of(&message);
    verifier(Role::Server, Version::V4).verify(&fields, &header).unwrap();
    let older = verifier(Role::Server, Version::V2).verify(&fields, &header);
    assert_eq!(older, Err(VerifyError::WrongSignature), "version 2 signs other fields");
}

#[test]
fn what_the_real_server_signed_verifies() {
    let message = response();
    let header = AuthParams::parse(message.header("Authentication-Info").unwrap()).unwrap();
    let fields = SignedFields::of(&message);
    verifier(Role::Client, Version::V4).verify(&fields, &header).unwrap();
    let other = SignedFields { status: Some(202), ..fields };
    let refused = verifier(Role::Client, Version::V4).verify(&other, &header);
    assert_eq!(refused, Err(VerifyError::WrongSignature));
}

#[test]
fn the_instance_and_the_gruu_of_the_real_server_are_ours() {
    let request = request();
    let instance = Instance::of_epid(request.from_addr().unwrap().epid().unwrap());
    let contact = request.contact().unwrap();
    assert!(instance.is(contact.param("+sip.instance").unwrap()));
    let response = response();
    let gruu = instance.gruu(response.to_addr().unwrap().uri);
    assert_eq!(response.contact().unwrap().gruu(), Some(gruu.as_str()));
}
