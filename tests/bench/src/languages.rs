//! What events cost on their way into each language.

use crate::consumers::{Consumer, Consumers, say};
use crate::{peers, stage};
use serde_json::Value;
use std::collections::BTreeMap;

type Failure = Box<dyn std::error::Error>;

/// Contestants take turns, so that what else the machine does meets all of them.
const ROUNDS: usize = 3;

/// How many messages the sender has for a consumer that pauses; about 1.4 kB each.
const FLOOD: usize = 100_000;

/// Events per second from the library's queue into a consumer: messages that were read out of a recorded stream before.
pub(crate) fn delivery() -> Result<(), Failure> {
    const EVENTS: usize = 500_000;
    let consumers = Consumers::build()?;
    let mut race = Race::default();
    for _ in 0..ROUNDS {
        for consumer in Consumer::ALL {
            let name = format!("delivery_{}", consumer.name());
            let command = consumers.command(consumer, "delivery", EVENTS);
            race.note(&name, stage::run(&name, command, false, 0));
        }
    }
    race.report("events/s")
}

/// Messages per second over TLS, with NTLM and every message signed both ways, into a consumer; and the same texts as XMPP groupchat,
/// which knows no such signatures, over TLS and without, into the libraries that Python and Node have for that.
pub(crate) fn whole_path() -> Result<(), Failure> {
    const MESSAGES: usize = 100_000;
    let consumers = Consumers::build()?;
    let mut race = Race::default();
    for _ in 0..ROUNDS {
        for consumer in Consumer::ALL {
            let name = format!("whole_path_{}", consumer.name());
            let command = consumers.command(consumer, "receive", MESSAGES);
            race.note(&name, stage::run(&name, command, true, MESSAGES));
        }
        for (secure, how) in [(true, ""), (false, "_without_tls")] {
            let name = format!("whole_path_slixmpp{how}");
            race.note(&name, peers::receive_slixmpp(&name, secure));
            let name = format!("whole_path_xmpp_js{how}");
            race.note(&name, peers::receive_xmpp_js(&name, secure));
        }
    }
    for (ours, peer) in [
        ("python_callback", "slixmpp"),
        ("python_async_for", "slixmpp"),
        ("node_listener", "xmpp_js"),
        ("node_for_await", "xmpp_js"),
    ] {
        for how in ["", "_without_tls"] {
            race.compare(&format!("whole_path_{ours}"), &format!("whole_path_{peer}{how}"));
        }
    }
    race.report("messages/s")
}

/// From telling an idle library of a single event, on another thread, to having it in a consumer.
pub(crate) fn idle_latency() -> Result<(), Failure> {
    const SAMPLES: usize = 1000;
    let consumers = Consumers::build()?;
    let mut race = Race::default();
    for consumer in Consumer::ALL {
        let name = format!("idle_latency_{}", consumer.name());
        let report = stage::run(&name, consumers.command(consumer, "latency", SAMPLES), false, 0);
        race.check(&name, report, |report| {
            let mut micros: Vec<f64> =
                report["micros"].as_array()?.iter().filter_map(Value::as_f64).collect();
            micros.sort_by(f64::total_cmp);
            (micros.len() == SAMPLES).then(|| {
                crate::report_value(&format!("{name}_p50"), micros[SAMPLES / 2].round(), "us");
                crate::report_value(&format!("{name}_p99"), micros[SAMPLES * 99 / 100].round(), "us");
            })
        });
    }
    race.end()
}

/// What a consumer's memory grows by that pauses for 10 seconds while the server has 140 MB for it, in the pause and until it has taken
/// everything.
pub(crate) fn slow_consumer() -> Result<(), Failure> {
    let consumers = Consumers::build()?;
    let mut race = Race::default();
    for consumer in Consumer::ALL {
        let name = format!("slow_consumer_{}", consumer.name());
        let report = stage::run(&name, consumers.command(consumer, "slow", FLOOD), true, FLOOD);
        race.check(&name, report, |report| {
            let mib = |field: &str| report[field].as_f64().map(|kib| (kib / 102.4).round() / 10.0);
            let (in_pause, peak) = (mib("stalled_kib")?, mib("peak_kib")?);
            (report["received"].as_u64()? == FLOOD as u64).then(|| {
                crate::report_value(&format!("{name}_in_pause"), in_pause, "MiB");
                crate::report_value(&format!("{name}_peak"), peak, "MiB");
            })
        });
    }
    race.end()
}

/// Rates of contestants in several rounds, and what could not be measured.
#[derive(Default)]
struct Race {
    rates: BTreeMap<String, Vec<f64>>,
    ratios: Vec<(String, String)>,
    failures: BTreeMap<String, String>,
}

impl Race {
    fn note(&mut self, name: &str, report: Result<Value, Failure>) {
        match report.and_then(|report| crate::rate(name, &report)) {
            Ok(rate) => self.rates.entry(name.to_owned()).or_default().push(rate),
            Err(error) => self.fail(name, &error.to_string()),
        }
    }

    fn check(&mut self, name: &str, report: Result<Value, Failure>, show: impl FnOnce(&Value) -> Option<()>) {
        match report {
            Ok(report) if show(&report).is_some() => {}
            Ok(report) => self.fail(name, &format!("unexpected report {report}")),
            Err(error) => self.fail(name, &error.to_string()),
        }
    }

    /// The others are measured all the same.
    fn fail(&mut self, name: &str, why: &str) {
        if self.failures.insert(name.to_owned(), why.to_owned()).is_none() {
            say(&format!("{name} is not measured: {why}"));
        }
    }

    fn compare(&mut self, ours: &str, peer: &str) {
        self.ratios.push((ours.to_owned(), peer.to_owned()));
    }

    fn median(&self, name: &str) -> Option<f64> {
        let mut rates = self.rates.get(name)?.clone();
        rates.sort_by(f64::total_cmp);
        rates.get(rates.len() / 2).copied()
    }

    fn report(self, unit: &str) -> Result<(), Failure> {
        for (name, all) in &self.rates {
            let line =
                serde_json::json!({"name": name, "value": self.median(name), "unit": unit, "all": all});
            crate::print_line(&line.to_string());
        }
        for (ours, peer) in &self.ratios {
            if let (Some(us), Some(them)) = (self.median(ours), self.median(peer)) {
                let peer = peer.trim_start_matches("whole_path_");
                crate::report_value(&format!("{ours}_to_{peer}"), (us / them * 10.0).round() / 10.0, "times");
            }
        }
        self.end()
    }

    fn end(self) -> Result<(), Failure> {
        if self.failures.is_empty() {
            return Ok(());
        }
        let names: Vec<&str> = self.failures.keys().map(String::as_str).collect();
        Err(format!("not measured, for the reasons above: {}", names.join(", ")).into())
    }
}
