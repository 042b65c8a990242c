//! Speed and memory of libpchat and of its peers, as JSON lines `{name, value, unit}`.
//!
//! `cargo run --release -p pchat-bench -- all` runs everything; names of benchmarks run those.

mod core_receive;
mod lync_stub;
mod peers;
mod texts;
mod xmpp_stub;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let names: Vec<String> = std::env::args().skip(1).collect();
    for (name, run) in BENCHMARKS {
        if names.iter().any(|wanted| wanted == name || wanted == "all") {
            run()?;
        }
    }
    Ok(())
}

type Benchmark = fn() -> Result<(), Box<dyn std::error::Error>>;

const BENCHMARKS: [(&str, Benchmark); 3] =
    [("core", core_receive::run), ("libstrophe", peers::libstrophe), ("slixmpp", peers::slixmpp)];

/// Prints the rate that a receiver reports as `{"received": N, "seconds": S}` on its standard output.
fn report_rate(name: &str, output: &std::process::Output) -> Result<(), Box<dyn std::error::Error>> {
    let text = String::from_utf8_lossy(&output.stdout);
    let report: serde_json::Value = serde_json::from_str(text.trim())
        .map_err(|e| format!("{name}: {e}: {text}{}", String::from_utf8_lossy(&output.stderr)))?;
    let (Some(received), Some(seconds)) = (report["received"].as_f64(), report["seconds"].as_f64()) else {
        return Err(format!("{name}: unexpected report {report}").into());
    };
    report_value(name, (received / seconds).round(), "messages/s");
    Ok(())
}

/// Prints one result.
#[allow(clippy::print_stdout, reason = "the results are the program's output")]
fn report_value(name: &str, value: f64, unit: &str) {
    println!("{}", serde_json::json!({"name": name, "value": value, "unit": unit}));
}
