//! How long the SIP layer takes for one INFO as Lync sends it: `cargo run --release --example sip_speed`.
#![allow(clippy::print_stdout, clippy::unwrap_used)]

use std::hint::black_box;
use std::time::Instant;

use pchat_core::sip::conformance::check;
use pchat_core::sip::message::AuthParams;
use pchat_core::sip::{Framer, Limits, Message};

const HEAD: &str = "INFO sip:alice@example.com;opaque=user:epid:t4eFItf-XDOzDSZfZhiueA;gruu SIP/2.0\r\n\
Via: SIP/2.0/TLS fe01.example.com:5061;branch=z9hG4bK6823e16e78AB;ms-received-port=5061;ms-received-cid=200\r\n\
Authentication-Info: NTLM rspauth=\"01000000E615438A917661BE64000000\", srand=\"5E61CCD9\", snum=\"12\", \
opaque=\"5E61CCD9\", qop=\"auth\", targetname=\"fe01.example.com\", realm=\"SIP Communications Service\"\r\n\
Max-Forwards: 70\r\nFrom: <sip:ocschat@example.com>;tag=0fc5bb56\r\n\
To: <sip:alice@example.com>;tag=2838316536;epid=cf0b98dadeb9\r\n\
Call-ID: 1D96gCEFCaD399i447Am6AD7tF973b0BB4x3B10x\r\nCSeq: 1 INFO\r\n\
Contact: <sip:ocschat@example.com;gruu;opaque=srvr:lookup>\r\nUser-Agent: RTC/5.0\r\n\
Content-Type: text/plain; charset=UTF-8\r\nContent-Length: 500\r\n\r\n";

/// The best of five rounds: the one that was disturbed least.
fn measure(what: &str, mut work: impl FnMut()) {
    const TIMES: u32 = 100_000;
    let round = |work: &mut dyn FnMut()| {
        let start = Instant::now();
        (0..TIMES).for_each(|_| work());
        start.elapsed() / TIMES
    };
    let best = (0..5).map(|_| round(&mut work)).min().unwrap();
    println!("{what:<32}{:>8} ns", best.as_nanos());
}

fn main() {
    let bytes = [HEAD.as_bytes(), &[b'x'; 500]].concat();
    let limits = Limits::default();
    let message = Message::parse(&bytes, &limits).unwrap();
    let mut framer = Framer::new(limits);
    let mut out = Vec::new();
    println!("head {} bytes, body 500 bytes", HEAD.len());
    measure("parse", || drop(black_box(Message::parse(black_box(&bytes), &limits))));
    measure("framer, push and next", || {
        framer.push(black_box(&bytes));
        drop(black_box(framer.next()));
    });
    measure("conformance check", || {
        let _ = black_box(check(black_box(&message)));
    });
    measure("From with tag", || {
        let _ = black_box(message.from_addr().map(|from| from.tag().is_some()));
    });
    measure("Authentication-Info", || {
        drop(black_box(AuthParams::parse(message.header("Authentication-Info").unwrap())));
    });
    measure("200 OK, built and written", || {
        out.clear();
        let mut ok = Message::response_to(black_box(&message), 200, "OK");
        ok.push_header("Contact", "<sip:alice@example.com;opaque=user:epid:t4eFItf-XDOzDSZfZhiueA;gruu>");
        ok.write_to(&mut out);
    });
}
