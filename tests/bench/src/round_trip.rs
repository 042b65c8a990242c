//! From posting a message to having its echo.

use crate::fleet::{self, Scene, ServerProcess};
use pchat_core::api::SessionEvent;
use pchat_core::platform::Item;
use std::sync::mpsc;
use std::time::Instant;

const ROUNDS: usize = 3000;
const WARM_UP: usize = 200;

/// The latency over TLS with NTLM, with the server's store in memory and on disk: a message is acknowledged only once it is
/// durable, so on a disk the latency is the disk's.
pub(crate) fn run() -> Result<(), Box<dyn std::error::Error>> {
    measure("round_trip", false)?;
    measure("round_trip_on_disk", true)
}

fn measure(name: &str, on_disk: bool) -> Result<(), Box<dyn std::error::Error>> {
    let server = ServerProcess::start(Scene { users: 1, rooms: 1, secure: true, on_disk })?;
    let (sender, echoes) = mpsc::channel();
    let platform = fleet::platform(move |item| {
        if matches!(item, Item::SessionEvent { event: SessionEvent::MessageReceived(_), .. }) {
            // The receiver outlives the run.
            let _ = sender.send(Instant::now());
        }
    })?;
    let runtime = platform.runtime_handle();
    let (endpoint, sessions) = runtime.block_on(server.join(&platform, 0, 1))?;
    let session = sessions.first().ok_or("no session")?;
    let mut micros = Vec::with_capacity(ROUNDS);
    for n in 0..WARM_UP + ROUNDS {
        let began = Instant::now();
        runtime.block_on(session.send_text("ping"))?;
        let echo = echoes.recv()?;
        if n >= WARM_UP {
            micros.push(echo.duration_since(began).as_secs_f64() * 1e6);
        }
    }
    micros.sort_by(f64::total_cmp);
    crate::report_value(&format!("{name}_p50"), micros[ROUNDS / 2].round(), "us");
    crate::report_value(&format!("{name}_p99"), micros[ROUNDS * 99 / 100].round(), "us");
    runtime.block_on(endpoint.terminate())?;
    platform.shut_down()?;
    Ok(())
}
