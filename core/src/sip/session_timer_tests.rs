use super::*;

struct Clock {
    timer: SessionTimer,
    start: Instant,
}

impl Clock {
    fn at(&self, seconds: f64) -> Instant {
        self.start + Duration::from_secs_f64(seconds)
    }

    /// What happens at the timer's own next deadline, and when that is.
    fn next(&mut self) -> (f64, Option<SessionTimerAction>) {
        let deadline = self.timer.next_deadline();
        ((deadline - self.start).as_secs_f64(), self.timer.handle_deadline(deadline))
    }
}

fn response(status: u16, headers: &[(&str, &str)]) -> Message {
    let mut message = Message::response(status, "x");
    for (name, value) in headers {
        message.push_header(name, value);
    }
    message
}

fn invite(headers: &[(&str, &str)]) -> Message {
    let mut message = Message::request("INVITE", "sip:room@example.com");
    for (name, value) in headers {
        message.push_header(name, value);
    }
    message
}

fn client(session_expires: &str) -> Clock {
    let start = Instant::now();
    let answer = response(200, &[("Session-Expires", session_expires)]);
    Clock { timer: SessionTimer::of_response(&answer, start).unwrap(), start }
}

fn server(headers: &[(&str, &str)], settings: &SessionTimerSettings) -> Clock {
    let start = Instant::now();
    Clock { timer: SessionTimer::of_invite(&invite(headers), settings, start).unwrap().unwrap(), start }
}

use SessionTimerAction::{Expire, Refresh};

#[test]
fn the_client_refreshes_whenever_the_header_came() {
    assert!(SessionTimer::of_response(&response(200, &[]), Instant::now()).is_none());
    for value in ["1800", "1800;refresher=uac"] {
        let mut clock = client(value);
        assert!(clock.timer.is_refresher());
        assert_eq!(clock.next(), (900.0, Some(Refresh)), "{value}");
    }
    // The peer is named: it goes first, but is not relied on.
    let mut clock = client("1800;refresher=uas");
    assert!(!clock.timer.is_refresher());
    assert_eq!(clock.next(), (1125.0, Some(Refresh)));
}

#[test]
fn a_refresh_is_asked_for_once_and_its_answer_arms_again() {
    let mut clock = client("100");
    assert_eq!(clock.timer.handle_deadline(clock.at(49.0)), None);
    assert_eq!(clock.next(), (50.0, Some(Refresh)));
    assert_eq!(clock.timer.handle_deadline(clock.at(51.0)), None);
    assert_eq!(clock.timer.answered(&response(200, &[]), clock.at(52.0)), None);
    assert_eq!(clock.next(), (102.0, Some(Refresh)));
    // Other refusals show a living dialog as well.
    for (status, at) in [(405, 110.0), (500, 160.0), (501, 210.0)] {
        assert_eq!(clock.timer.answered(&response(status, &[]), clock.at(at)), None);
        assert_eq!(clock.next(), (at + 50.0, Some(Refresh)));
    }
    // A new interval counts from now on.
    let longer = response(200, &[("Session-Expires", "400;refresher=uas")]);
    assert_eq!(clock.timer.answered(&longer, clock.at(300.0)), None);
    assert_eq!(clock.next(), (550.0, Some(Refresh)));
}

#[test]
fn a_dialog_that_is_gone_expires() {
    for status in [481, 408] {
        let mut clock = client("100");
        clock.next();
        assert_eq!(clock.timer.answered(&response(status, &[]), clock.at(51.0)), Some(Expire));
    }
    assert_eq!(client("100").timer.unanswered(), Expire);
    // A refresh whose outcome is never told still ends with the session.
    let mut clock = client("100");
    assert_eq!(clock.next(), (50.0, Some(Refresh)));
    assert_eq!(clock.next(), (100.0, Some(Expire)));
    // A wake-up that comes hours late finds it expired.
    let mut clock = client("100");
    assert_eq!(clock.timer.handle_deadline(clock.at(9999.0)), Some(Expire));
}

#[test]
fn the_peers_refresh_comes_before_ours() {
    let mut clock = client("100;refresher=uas");
    clock.timer.peer_refreshed(&Message::request("UPDATE", "sip:a@x"), clock.at(50.0));
    assert_eq!(clock.next(), (112.5, Some(Refresh)));
    let mut update = Message::request("UPDATE", "sip:a@x");
    update.push_header("Session-Expires", "200;refresher=uas");
    clock.timer.peer_refreshed(&update, clock.at(120.0));
    assert!(clock.timer.is_refresher());
}

#[test]
fn a_422_raises_the_interval_and_asks_again_at_once() {
    let mut clock = client("100");
    clock.next();
    let refusal = response(422, &[("Min-SE", "600")]);
    assert_eq!(clock.timer.answered(&refusal, clock.at(51.0)), Some(Refresh));
    let mut update = Message::request("UPDATE", "sip:a@x");
    clock.timer.stamp_request(&mut update);
    assert_eq!(update.header("Session-Expires"), Some("600;refresher=uac"));
    assert_eq!((update.header("Min-SE"), update.header("Supported")), (Some("600"), Some("timer")));
    // The same refusal again leads nowhere and is not followed.
    assert_eq!(clock.timer.answered(&refusal, clock.at(52.0)), None);
}

#[test]
fn intervals_out_of_all_bounds_are_cut() {
    assert_eq!(client("0").timer.interval(), Duration::from_secs(4));
    assert_eq!(client("99999999999").timer.interval(), Duration::from_secs(86_400));
}

const TIMER: (&str, &str) = ("Supported", "100rel, Timer");

#[test]
fn the_server_watches_clients_that_know_timers() {
    let settings = SessionTimerSettings::default();
    let mut clock = server(&[TIMER], &settings);
    let mut answer = response(200, &[]);
    clock.timer.stamp_response(&invite(&[TIMER]), &mut answer);
    assert_eq!(answer.header("Session-Expires"), Some("1800;refresher=uac"));
    assert_eq!(answer.header("Require"), Some("timer"));
    // 1800 less 32.
    clock.timer.peer_refreshed(&Message::request("UPDATE", "sip:a@x"), clock.at(1000.0));
    assert_eq!(clock.next(), (2768.0, Some(Expire)));
    // A third, when that is less.
    let short = SessionTimerSettings { interval: Some(Duration::from_secs(30)), min_se: Duration::ZERO };
    assert_eq!(server(&[TIMER], &short).next(), (20.0, Some(Expire)));
}

#[test]
fn the_server_refreshes_itself_for_clients_that_do_not() {
    let settings = SessionTimerSettings::default();
    let mut clock = server(&[], &settings);
    let mut answer = response(200, &[]);
    clock.timer.stamp_response(&invite(&[]), &mut answer);
    assert_eq!(answer.header("Session-Expires"), Some("1800;refresher=uas"));
    assert_eq!(answer.header("Require"), None);
    assert_eq!(clock.next(), (900.0, Some(Refresh)));
}

#[test]
fn the_interval_is_negotiated() {
    let settings = SessionTimerSettings::default();
    let of = |headers: &[(&str, &str)], settings: &SessionTimerSettings| {
        SessionTimer::of_invite(&invite(headers), settings, Instant::now())
            .map(|timer| timer.map(|timer| (timer.interval().as_secs(), timer.is_refresher())))
    };
    assert_eq!(of(&[TIMER, ("Session-Expires", "600")], &settings), Ok(Some((600, false))));
    assert_eq!(of(&[TIMER, ("x", "3600;refresher=uas")], &settings), Ok(Some((1800, true))));
    assert_eq!(of(&[TIMER, ("Session-Expires", "3600;refresher=uas")], &settings), Ok(Some((1800, true))));
    assert_eq!(of(&[TIMER, ("Session-Expires", "60")], &settings), Err(IntervalTooSmall { min_se: 90 }));
    // Who does not know timers would not understand 422.
    assert_eq!(of(&[("Session-Expires", "60")], &settings), Ok(Some((60, true))));
    assert_eq!(of(&[TIMER, ("Min-SE", "2400")], &settings), Ok(Some((2400, false))));
    let none = SessionTimerSettings { interval: None, ..settings };
    assert_eq!(of(&[TIMER], &none), Ok(None));
    assert_eq!(of(&[TIMER, ("Session-Expires", "600")], &none), Ok(Some((600, false))));
}
