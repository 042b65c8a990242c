//! What an endpoint costs that is signed in over TLS, joined to ten rooms, and idle.

use crate::fleet::{self, Scene, ServerProcess};

const ENDPOINTS: usize = 500;
const ROOMS: usize = 10;

/// Resident memory for each of 500 endpoints in this process.
pub(crate) fn run() -> Result<(), Box<dyn std::error::Error>> {
    let server =
        ServerProcess::start(Scene { users: ENDPOINTS, rooms: ROOMS, secure: true, on_disk: false })?;
    let platform = fleet::platform(drop)?;
    let runtime = platform.runtime_handle();
    // One endpoint pays for what all share: threads, certificates, code pages.
    let mut fleet = vec![runtime.block_on(server.join(&platform, 0, ROOMS))?];
    let before = fleet::resident_bytes()?;
    for n in 1..ENDPOINTS {
        fleet.push(runtime.block_on(server.join(&platform, n, ROOMS))?);
    }
    let after = fleet::resident_bytes()?;
    let each = (after.saturating_sub(before)) as f64 / (ENDPOINTS - 1) as f64 / 1024.0;
    crate::report_value("idle_endpoint_memory", (each * 10.0).round() / 10.0, "KiB");
    drop(fleet);
    platform.shut_down()?;
    Ok(())
}
