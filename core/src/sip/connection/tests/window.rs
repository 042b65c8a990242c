//! The outbound window and its queue.

use super::*;

fn bench(window: usize, waiting: usize) -> Bench {
    let mut settings = ConnectionSettings::new(Role::Client, "h", "TCP");
    settings.outbound_window = window;
    settings.waiting_limit = waiting;
    Bench::with(settings)
}

#[test]
fn sixteen_go_out_and_the_rest_in_order_as_answers_come() {
    let mut bench = Bench::client();
    for cseq in 1..=20 {
        bench.send(&ours("INFO", cseq));
    }
    let sent = bench.sent();
    assert_eq!(sent.len(), 16);
    assert_eq!(bench.connection.unanswered(), 20);
    // A provisional response frees nothing.
    bench.feed(&text(&reply(&sent[3], 100)));
    assert_eq!(bench.sent().len(), 0);
    bench.feed(&text(&reply(&sent[3], 200)));
    bench.feed(&text(&reply(&sent[0], 500)));
    let more = bench.sent();
    assert_eq!(more.iter().map(|message| message.cseq().unwrap().number).collect::<Vec<_>>(), [17, 18]);
    assert_eq!(bench.connection.unanswered(), 18);
}

#[test]
fn the_queue_is_bounded() {
    let mut bench = bench(1, 2);
    for cseq in 1..=3 {
        bench.send(&ours("INFO", cseq));
    }
    assert_eq!(
        bench.connection.send_request(message(&ours("INFO", 4)), bench.now),
        Err(SendError::QueueFull { limit: 2 })
    );
    let first = bench.sent().remove(0);
    bench.feed(&text(&reply(&first, 200)));
    bench.send(&ours("INFO", 4));
}

#[test]
fn waiting_counts_into_the_timeout_and_nothing_is_sent_too_late() {
    let mut bench = bench(1, 10);
    bench.send(&ours("INFO", 1));
    bench.advance(10);
    bench.send(&ours("INFO", 2));
    bench.send(&ours("INFO", 3));
    assert_eq!(bench.sent().len(), 1);
    bench.advance(22);
    assert_eq!(bench.story(), ["timed out"]);
    // The place is free: the next goes out, with the 10 seconds that it has left.
    assert_eq!(bench.sent()[0].cseq().unwrap().number, 2);
    bench.advance(10);
    assert_eq!(bench.story(), ["timed out", "timed out"]);
    assert_eq!(bench.sent().len(), 0);
    assert_eq!(bench.connection.unanswered(), 0);
}

#[test]
fn closing_ends_every_request_once() {
    let mut bench = bench(2, 10);
    for cseq in 1..=5 {
        bench.send(&ours("INFO", cseq));
    }
    bench.connection.close();
    bench.connection.close();
    assert_eq!(bench.story(), ["abandoned"; 5]);
    bench.advance(100);
    assert_eq!(bench.story(), Vec::<String>::new());
}
