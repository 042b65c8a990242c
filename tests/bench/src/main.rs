//! Speed and memory of libpchat and of its peers, as JSON lines `{name, value, unit}`.
//!
//! `cargo run --release -p pchat-bench -- all` runs everything; names of benchmarks run those.

mod consumers;
mod core_receive;
mod directory;
mod fan_out;
mod files;
mod fleet;
mod history;
mod idle_memory;
mod languages;
mod load;
mod lync_stub;
mod peers;
mod receive;
mod round_trip;
mod stage;
mod texts;
mod xmpp_stub;

type Benchmark = fn() -> Result<(), Box<dyn std::error::Error>>;

const BENCHMARKS: [(&str, Benchmark); 16] = [
    ("core", core_receive::run),
    ("receive", receive::plain),
    ("receive-signed", receive::signed),
    ("libstrophe", peers::libstrophe),
    ("slixmpp", peers::slixmpp),
    ("round-trip", round_trip::run),
    ("memory", idle_memory::run),
    ("fan-out", fan_out::run),
    ("files", files::run),
    ("history", history::run),
    ("directory", directory::run),
    ("load", load::run),
    ("delivery", languages::delivery),
    ("whole-path", languages::whole_path),
    ("idle-latency", languages::idle_latency),
    ("slow-consumer", languages::slow_consumer),
];

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    if let Some(("serve", rest)) = arguments.split_first().map(|(first, rest)| (first.as_str(), rest)) {
        return fleet::serve(rest);
    }
    let known = |name: &String| name == "all" || BENCHMARKS.iter().any(|(known, _)| known == name);
    if arguments.is_empty() || !arguments.iter().all(known) {
        let names: Vec<&str> = BENCHMARKS.iter().map(|(name, _)| *name).collect();
        return Err(format!("name benchmarks to run: all, or some of {}", names.join(", ")).into());
    }
    for (name, run) in BENCHMARKS {
        if arguments.iter().any(|wanted| wanted == name || wanted == "all") {
            run()?;
        }
    }
    Ok(())
}

/// The line of JSON that a receiver prints.
fn report_of(
    name: &str,
    output: &std::process::Output,
) -> Result<serde_json::Value, Box<dyn std::error::Error>> {
    let text = String::from_utf8_lossy(&output.stdout);
    serde_json::from_str(text.trim())
        .map_err(|e| format!("{name}: {e}: {text}{}", String::from_utf8_lossy(&output.stderr)).into())
}

/// The rate in a report `{"received": N, "seconds": S}`.
fn rate(name: &str, report: &serde_json::Value) -> Result<f64, Box<dyn std::error::Error>> {
    match (report["received"].as_f64(), report["seconds"].as_f64()) {
        (Some(received), Some(seconds)) => Ok((received / seconds).round()),
        _ => Err(format!("{name}: unexpected report {report}").into()),
    }
}

/// Prints one result.
fn report_value(name: &str, value: f64, unit: &str) {
    print_line(&serde_json::json!({"name": name, "value": value, "unit": unit}).to_string());
}

#[allow(clippy::print_stdout, reason = "the results are the program's output")]
fn print_line(line: &str) {
    println!("{line}");
}
