use super::*;
use crate::sip::message::Limits;

fn parse(text: &str) -> Message {
    Message::parse(text.replace('\n', "\r\n").as_bytes(), &Limits::default()).unwrap()
}

fn written(message: &Message) -> String {
    let mut bytes = Vec::new();
    message.write_to(&mut bytes);
    String::from_utf8(bytes).unwrap()
}

// The INVITE of spec: sipe-interop.md 6.
const INVITE: &str = "INVITE sip:ocschat@example.com SIP/2.0
Via: SIP/2.0/tcp 127.0.0.1:50726
From: <sip:alice@example.com>;tag=2838316536;epid=cf0b98dadeb9
To: <sip:ocschat@example.com>
CSeq: 1 INVITE
Call-ID: 1D96gCEFCaD399i447Am6AD7tF973b0BB4x3B10x
Contact: <sip:alice@example.com;opaque=user:epid:t4eFItf+XDOzDSZfZhiueA;gruu>
Content-Length: 0

";

fn ok_with(extra: &str) -> Message {
    parse(&format!(
        "SIP/2.0 200 OK
Via: SIP/2.0/tcp 127.0.0.1:50726
From: <sip:alice@example.com>;tag=2838316536;epid=cf0b98dadeb9
To: <sip:ocschat@example.com>;tag=0fc5bb56;epid=0102
CSeq: 1 INVITE
Call-ID: 1D96gCEFCaD399i447Am6AD7tF973b0BB4x3B10x
{extra}Content-Length: 0

"
    ))
}

fn client(extra: &str) -> Dialog {
    Dialog::uac(&parse(INVITE), &ok_with(extra)).unwrap()
}

#[test]
fn the_calling_end_sends_to_the_contact_along_the_reversed_record_route() {
    let mut dialog = client(
        "Contact: <sip:ocschat@example.com;gruu;opaque=srvr:lookup>
Record-Route: <sip:p2.example.com;transport=tls;opaque=state:T;lr;ms-route-sig=abc>;tag=F00
Record-Route: <sip:p1.example.com;lr>, <sip:p0.example.com;lr>
",
    );
    let ack = written(&dialog.ack());
    assert!(ack.starts_with("ACK sip:ocschat@example.com;gruu;opaque=srvr:lookup SIP/2.0\r\n"), "{ack}");
    assert!(ack.contains("\r\nCSeq: 1 ACK\r\n"));
    let info = dialog.request("INFO");
    assert_eq!(
        info.headers("Route").collect::<Vec<_>>(),
        [
            "<sip:p0.example.com;lr>",
            "<sip:p1.example.com;lr>",
            "<sip:p2.example.com;transport=tls;opaque=state:T;lr;ms-route-sig=abc>;tag=F00",
        ]
    );
    assert_eq!(info.header("From"), Some("<sip:alice@example.com>;tag=2838316536;epid=cf0b98dadeb9"));
    assert_eq!(info.header("To"), Some("<sip:ocschat@example.com>;tag=0fc5bb56;epid=0102"));
    assert_eq!(info.header("CSeq"), Some("2 INFO"));
    assert_eq!(
        info.header("Contact"),
        Some("<sip:alice@example.com;opaque=user:epid:t4eFItf+XDOzDSZfZhiueA;gruu>")
    );
    assert_eq!(dialog.request("UPDATE").header("CSeq"), Some("3 UPDATE"));
    // The ACK keeps the number of the INVITE, however many requests followed.
    assert_eq!(dialog.ack().header("CSeq"), Some("1 ACK"));
}

#[test]
fn a_strict_router_becomes_the_request_uri() {
    let mut dialog = client(
        "Contact: <sip:room@10.0.0.9>
Record-Route: <sip:p2.example.com;lr>
Record-Route: <sip:strict.example.com?a=b>
",
    );
    let info = dialog.request("INFO");
    assert_eq!(info.request_uri(), Some("sip:strict.example.com"));
    assert_eq!(info.headers("Route").collect::<Vec<_>>(), ["<sip:p2.example.com;lr>", "<sip:room@10.0.0.9>"]);
}

#[test]
fn without_contact_the_target_is_the_to_uri() {
    let mut dialog = client("");
    assert_eq!(dialog.request("INFO").request_uri(), Some("sip:ocschat@example.com"));
}

#[test]
fn the_answering_end_sends_to_the_gruu_and_counts_from_one() {
    let invite = parse(&INVITE.replace(
        "Content-Length",
        "Record-Route: <sip:p1.example.com;lr>\nRecord-Route: <sip:p2.example.com;lr>\nContent-Length",
    ));
    let mut dialog =
        Dialog::uas(&invite, &ok_with("Contact: <sip:srv.example.com:5061;transport=tls>\n")).unwrap();
    let info = dialog.request("INFO");
    assert_eq!(
        info.request_uri(),
        Some("sip:alice@example.com;opaque=user:epid:t4eFItf+XDOzDSZfZhiueA;gruu")
    );
    assert_eq!(
        info.headers("Route").collect::<Vec<_>>(),
        ["<sip:p1.example.com;lr>", "<sip:p2.example.com;lr>"]
    );
    assert_eq!(info.header("From"), Some("<sip:ocschat@example.com>;tag=0fc5bb56;epid=0102"));
    assert_eq!(info.header("To"), Some("<sip:alice@example.com>;tag=2838316536;epid=cf0b98dadeb9"));
    assert_eq!(info.header("CSeq"), Some("1 INFO"));
    assert_eq!(info.header("Contact"), Some("<sip:srv.example.com:5061;transport=tls>"));
}

fn server_info(from: &str, to: &str, cseq: u32) -> Message {
    parse(&format!(
        "INFO sip:alice@example.com SIP/2.0
From: {from}
To: {to}
Call-ID: 1D96gCEFCaD399i447Am6AD7tF973b0BB4x3B10x
CSeq: {cseq} INFO
Content-Length: 0

"
    ))
}

#[test]
fn a_message_matches_by_call_id_and_tags_and_the_peers_may_be_missing() {
    let dialog = client("");
    let alice = "<sip:alice@example.com>;tag=2838316536;epid=cf0b98dadeb9";
    let room = "<sip:ocschat@example.com>";
    assert!(dialog.matches(&server_info(&format!("{room};tag=0fc5bb56"), alice, 1)));
    assert!(dialog.matches(&server_info(room, alice, 1)));
    assert!(!dialog.matches(&server_info(&format!("{room};tag=other"), alice, 1)));
    assert!(!dialog.matches(&server_info(room, "<sip:alice@example.com>", 1)));
    assert!(!dialog.matches(&server_info(room, "<sip:alice@example.com>;tag=1", 1)));
    let mut foreign = server_info(room, alice, 1);
    foreign.set_header("Call-ID", "another");
    assert!(!dialog.matches(&foreign));
    // A response has our tag in From.
    assert!(dialog.matches(&ok_with("")));
}

#[test]
fn an_answer_without_to_tag_makes_a_dialog_without_remote_tag() {
    let mut answer = ok_with("");
    answer.set_header("To", "<sip:ocschat@example.com>");
    let mut dialog = Dialog::uac(&parse(INVITE), &answer).unwrap();
    assert_eq!(dialog.remote_tag(), None);
    assert_eq!(dialog.request("INFO").header("To"), Some("<sip:ocschat@example.com>"));
    let alice = "<sip:alice@example.com>;tag=2838316536";
    assert!(dialog.matches(&server_info("<sip:ocschat@example.com>;tag=late", alice, 1)));
    // The answering end, which gave no tag, expects none.
    let server = Dialog::uas(&parse(INVITE), &answer).unwrap();
    assert!(server.matches(&server_info(alice, "<sip:ocschat@example.com>", 2)));
}

#[test]
fn requests_come_in_order_and_none_after_bye() {
    let mut dialog = client("");
    let request = |method: &str, cseq: u32, contact: &str| {
        let mut message =
            server_info("<sip:ocschat@example.com>;tag=0fc5bb56", "<sip:alice@example.com>", cseq);
        message = {
            let mut copy = Message::request(method, "sip:alice@example.com");
            for (name, value) in message.iter().filter(|(name, _)| *name != "CSeq") {
                copy.push_header(name, value);
            }
            copy.push_header("CSeq", &format!("{cseq} {method}"));
            copy
        };
        if !contact.is_empty() {
            message.push_header("Contact", contact);
        }
        message
    };
    // Nothing is known of the peer's numbers yet, gaps are fine, and a repeat after a challenge too.
    assert_eq!(dialog.accept_request(&request("INFO", 7, "<sip:info@example.com>")), Ok(()));
    assert_eq!(dialog.accept_request(&request("INFO", 7, "")), Ok(()));
    assert_eq!(dialog.accept_request(&request("INFO", 9, "")), Ok(()));
    assert_eq!(dialog.accept_request(&request("INFO", 8, "")), Err(500));
    assert_eq!(dialog.accept_request(&request("ACK", 1, "")), Ok(()));
    // Only INVITE and UPDATE move the target.
    assert_eq!(dialog.remote_target(), "sip:ocschat@example.com");
    assert_eq!(dialog.accept_request(&request("UPDATE", 10, "<sip:new@example.com>")), Ok(()));
    assert_eq!(dialog.remote_target(), "sip:new@example.com");
    assert_eq!(dialog.accept_request(&request("BYE", 11, "")), Ok(()));
    assert!(dialog.is_ended());
    assert_eq!(dialog.accept_request(&request("INFO", 12, "")), Err(481));
    let mut broken = request("INFO", 13, "");
    broken.set_header("CSeq", "x");
    let mut fresh = client("");
    assert_eq!(fresh.accept_request(&broken), Err(400));
}

fn answer(status: u16, method: &str, extra: (&str, &str)) -> Message {
    let mut message = Message::response(status, "x");
    message.push_header("CSeq", &format!("2 {method}"));
    message.push_header(extra.0, extra.1);
    message
}

#[test]
fn answers_end_reroute_or_retarget_the_dialog() {
    let contact = ("Contact", "<sip:moved@example.com>");
    let mut dialog = client("");
    assert_eq!(dialog.accept_response(&answer(500, "INFO", contact)), ResponseEffect::None);
    assert_eq!(dialog.accept_response(&answer(200, "INFO", contact)), ResponseEffect::None);
    assert_eq!(dialog.remote_target(), "sip:ocschat@example.com");
    assert_eq!(dialog.accept_response(&answer(200, "UPDATE", contact)), ResponseEffect::None);
    assert_eq!(dialog.remote_target(), "sip:moved@example.com");
    let route = ("Record-Route", "<sip:b.example.com;lr>, <sip:a.example.com;lr>");
    assert_eq!(dialog.accept_response(&answer(430, "INFO", route)), ResponseEffect::Rerouted);
    assert_eq!(dialog.request("INFO").header("Route"), Some("<sip:a.example.com;lr>"));
    assert_eq!(dialog.accept_response(&answer(481, "INFO", contact)), ResponseEffect::Ended);
    assert!(dialog.is_ended());
    let mut silent = client("");
    assert_eq!(silent.accept_response(&answer(408, "UPDATE", contact)), ResponseEffect::Ended);
}

#[test]
fn a_2xx_replaces_what_the_provisional_response_said() {
    let mut ringing = ok_with("Record-Route: <sip:old.example.com;lr>\nContact: <sip:old@example.com>\n");
    ringing = parse(&written(&ringing).replace("\r\n", "\n").replace("200 OK", "183 Session Progress"));
    let mut dialog = Dialog::uac(&parse(INVITE), &ringing).unwrap();
    assert_eq!(dialog.state(), DialogState::Early);
    dialog.confirm(&ok_with("Contact: <sip:new@example.com>\n"));
    assert_eq!((dialog.state(), dialog.remote_target()), (DialogState::Confirmed, "sip:new@example.com"));
    assert_eq!(dialog.ack().header("Route"), None);
    // A later message no longer touches a confirmed dialog this way.
    dialog.confirm(&ok_with("Contact: <sip:late@example.com>\n"));
    assert_eq!(dialog.remote_target(), "sip:new@example.com");
}

#[test]
fn what_makes_no_dialog_is_refused() {
    let invite = parse(INVITE);
    let refused = answer(404, "INVITE", ("To", "<sip:x@y>"));
    assert_eq!(Dialog::uac(&invite, &refused).unwrap_err(), DialogError::Status);
    let trying = answer(100, "INVITE", ("To", "<sip:x@y>"));
    assert_eq!(Dialog::uac(&invite, &trying).unwrap_err(), DialogError::Status);
    let empty = Message::request("INVITE", "sip:x@y");
    assert!(matches!(Dialog::uac(&empty, &ok_with("")), Err(DialogError::Header(_))));
    assert!(matches!(Dialog::uas(&empty, &ok_with("")), Err(DialogError::Header(_))));
    assert!(matches!(Dialog::uac(&invite, &Message::response(200, "OK")), Err(DialogError::Header("To"))));
}

#[test]
fn our_bye_ends_the_dialog() {
    let mut dialog = client("");
    let bye = dialog.request("BYE");
    assert_eq!((bye.header("CSeq"), bye.header("Contact")), (Some("2 BYE"), None));
    assert!(dialog.is_ended());
}
