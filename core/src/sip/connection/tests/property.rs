//! Whatever happens in whatever order: no panic, and every request of ours ends exactly once.

use std::collections::BTreeMap;

use proptest::prelude::*;

use super::*;

#[derive(Clone, Debug)]
enum Act {
    Send {
        invite: bool,
    },
    Cancel(usize),
    /// The peer answers one of the requests that it saw.
    Answer {
        which: usize,
        status: u16,
        strip: bool,
    },
    Ask {
        method: usize,
        cseq: u32,
        branch: Option<u8>,
    },
    Respond {
        which: usize,
        status: u16,
    },
    Wait(u64),
    Ping,
    Garble {
        which: usize,
        at: usize,
    },
    Close,
}

fn act() -> impl Strategy<Value = Act> {
    let status = prop::sample::select(vec![100_u16, 180, 200, 202, 301, 401, 404, 481, 487, 503, 603]);
    prop_oneof![
        6 => any::<bool>().prop_map(|invite| Act::Send { invite }),
        1 => (0_usize..20).prop_map(Act::Cancel),
        6 => (0_usize..40, status.clone(), any::<bool>())
            .prop_map(|(which, status, strip)| Act::Answer { which, status, strip }),
        4 => (0_usize..5, 1_u32..4, prop::option::of(0_u8..3))
            .prop_map(|(method, cseq, branch)| Act::Ask { method, cseq, branch }),
        4 => (0_usize..20, status).prop_map(|(which, status)| Act::Respond { which, status }),
        3 => (0_u64..70).prop_map(Act::Wait),
        1 => Just(Act::Ping),
        1 => (0_usize..40, any::<usize>()).prop_map(|(which, at)| Act::Garble { which, at }),
        1 => Just(Act::Close),
    ]
}

#[derive(Default)]
struct Ledger {
    sent: Vec<TransactionId>,
    endings: BTreeMap<TransactionId, u32>,
    /// Requests of ours that the peer saw.
    seen: Vec<Message>,
    asked: Vec<(TransactionId, Message)>,
}

impl Ledger {
    fn drain(&mut self, bench: &mut Bench) {
        self.seen.extend(bench.sent().into_iter().filter(Message::is_request));
        for event in bench.events() {
            match event {
                ConnectionEvent::Response { transaction, message } if message.status() >= Some(200) => {
                    *self.endings.entry(transaction).or_default() += 1;
                }
                ConnectionEvent::TimedOut { transaction } | ConnectionEvent::Abandoned { transaction } => {
                    *self.endings.entry(transaction).or_default() += 1;
                }
                ConnectionEvent::Request { transaction, message, .. } => {
                    self.asked.push((transaction, message))
                }
                _ => {}
            }
        }
    }
}

fn perform(act: &Act, cseq: u32, bench: &mut Bench, ledger: &mut Ledger) {
    let now = bench.now;
    match act {
        Act::Send { invite } => {
            let method = if *invite { "INVITE" } else { "INFO" };
            if let Ok(id) = bench.connection.send_request(message(&ours(method, cseq)), now) {
                ledger.sent.push(id);
            }
        }
        Act::Cancel(which) => {
            if let Some(id) = ledger.sent.get(*which) {
                let _ = bench.connection.cancel(*id, now);
            }
        }
        Act::Answer { which, status, strip } => {
            if let Some(request) = ledger.seen.get(*which) {
                let mut response = reply(request, *status);
                if *strip {
                    response.remove_header("Via");
                }
                let _ = bench.connection.receive(&response.to_bytes(), now);
            }
        }
        Act::Ask { method, cseq, branch } => {
            let method = ["INVITE", "ACK", "CANCEL", "INFO", "BYE"][*method];
            let text = match branch {
                Some(branch) => branched(method, *cseq, &branch.to_string()),
                None => sipe(method, *cseq, ""),
            };
            let _ = bench.connection.receive(wire(&text).as_bytes(), now);
        }
        Act::Respond { which, status } => {
            if let Some((id, request)) = ledger.asked.get(*which) {
                let _ = bench.connection.respond(*id, Message::response_to(request, *status, "R"), now);
            }
        }
        Act::Wait(seconds) => bench.advance(*seconds),
        Act::Ping => {
            let _ = bench.connection.receive(b"\r\n\r\n", now);
        }
        Act::Garble { which, at } => {
            if let Some(request) = ledger.seen.get(*which) {
                let mut bytes = reply(request, 200).to_bytes();
                let at = at % bytes.len();
                bytes[at] = bytes[at].wrapping_add(1);
                let _ = bench.connection.receive(&bytes, now);
            }
        }
        Act::Close => bench.connection.close(),
    }
    ledger.drain(bench);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn every_request_ends_exactly_once(acts in prop::collection::vec(act(), 0..80), client in any::<bool>()) {
        let role = if client { Role::Client } else { Role::Server };
        let mut settings = ConnectionSettings::new(role, "h", "TCP");
        settings.outbound_window = 3;
        settings.waiting_limit = 5;
        settings.inbound_limit = 4;
        settings.keep_alive = Some(Duration::from_secs(30));
        let mut bench = Bench::with(settings);
        let mut ledger = Ledger::default();
        for (number, act) in acts.iter().enumerate() {
            perform(act, number as u32 + 1, &mut bench, &mut ledger);
            prop_assert!(bench.connection.unanswered() <= 8);
            prop_assert!(bench.connection.open_requests() <= 4);
        }
        // Long after the last act nothing is open any more, whatever the peer did.
        bench.advance(180 + 32 + 32 + 1);
        ledger.drain(&mut bench);
        prop_assert_eq!(bench.connection.unanswered(), 0);
        for id in &ledger.sent {
            prop_assert_eq!(ledger.endings.get(id).copied(), Some(1), "{:?}", id);
        }
        prop_assert_eq!(ledger.endings.len(), ledger.sent.len());
    }

    // Bytes that a peer bent, in pieces of any size: nothing panics, and what is held stays bounded.
    #[test]
    fn bent_bytes_do_no_harm(
        which in prop::collection::vec((0_usize..6, any::<prop::sample::Index>(), any::<u8>()), 1..8),
        piece in 1_usize..300,
        client in any::<bool>(),
    ) {
        let role = if client { Role::Client } else { Role::Server };
        let mut bench = Bench::with(ConnectionSettings::new(role, "h", "TCP"));
        bench.send(&ours("INVITE", 1));
        let invite = bench.sent().remove(0);
        let mut bytes = Vec::new();
        for (kind, at, value) in &which {
            let mut text = match kind {
                0 => sipe("INFO", 2, "Record-Route: <sip:p;lr>\n"),
                1 => sipe("INVITE", 1, "Contact: <sip:a@b;gruu>\n"),
                2 => branched("CANCEL", 1, "x"),
                3 => branched("ACK", 1, "x"),
                4 => text(&reply(&invite, 180)),
                _ => text(&reply(&invite, 200)),
            };
            text = wire(&text);
            let mut message = text.into_bytes();
            let at = at.index(message.len());
            message[at] = *value;
            bytes.extend_from_slice(&message);
        }
        for piece in bytes.chunks(piece) {
            if bench.connection.receive(piece, bench.now).is_err() {
                break;
            }
        }
        let endings = bench.events().iter().filter(|event| {
            matches!(event, ConnectionEvent::Response { message, .. } if message.status() >= Some(200))
                || matches!(event, ConnectionEvent::Abandoned { .. })
        }).count();
        prop_assert!(endings <= 1);
        prop_assert!(bench.connection.open_requests() <= which.len());
    }
}
