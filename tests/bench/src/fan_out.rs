//! One post to a room with 500 participants.

use crate::fleet::{self, Scene, ServerProcess};
use pchat_core::api::SessionEvent;
use pchat_core::platform::Item;
use std::sync::mpsc;
use std::time::Instant;

const PARTICIPANTS: usize = 500;
const POSTS: usize = 100;

/// How long until all 500 have it, and deliveries per second when posts follow each other. The participants are endpoints of ours
/// in this process, so their work is in the figures too.
pub(crate) fn run() -> Result<(), Box<dyn std::error::Error>> {
    let server = ServerProcess::start(Scene { users: PARTICIPANTS, rooms: 1, secure: true, on_disk: false })?;
    let (sender, received) = mpsc::channel();
    let platform = fleet::platform(move |item| {
        if matches!(item, Item::SessionEvent { event: SessionEvent::MessageReceived(_), .. }) {
            // The receiver outlives the run.
            let _ = sender.send(Instant::now());
        }
    })?;
    let runtime = platform.runtime_handle();
    let mut fleet = Vec::with_capacity(PARTICIPANTS);
    for n in 0..PARTICIPANTS {
        fleet.push(runtime.block_on(server.join(&platform, n, 1))?);
    }
    let author = fleet.first().and_then(|(_, sessions)| sessions.first()).ok_or("no session")?;
    let mut millis = Vec::with_capacity(POSTS);
    let began = Instant::now();
    for n in 0..POSTS {
        let posted = Instant::now();
        runtime.block_on(author.send_text(&crate::texts::text(n)))?;
        let mut last = posted;
        for _ in 0..PARTICIPANTS {
            last = received.recv()?;
        }
        millis.push(last.duration_since(posted).as_secs_f64() * 1e3);
    }
    let seconds = began.elapsed().as_secs_f64();
    millis.sort_by(f64::total_cmp);
    crate::report_value("fan_out_500_p50", (millis[POSTS / 2] * 10.0).round() / 10.0, "ms");
    crate::report_value("fan_out_500", ((POSTS * PARTICIPANTS) as f64 / seconds).round(), "deliveries/s");
    drop(fleet);
    platform.shut_down()?;
    Ok(())
}
