//! The SDK's SampleLoadTest as a benchmark: users who sign in, join ten rooms each, read, post, leave and join again, all at once.

use crate::fleet::{self, Scene, ServerProcess};
use pchat_core::api::{Endpoint, EndpointSettings, Platform, Result, Session};
use std::collections::BTreeMap;
use std::time::Instant;

type Failure = Box<dyn std::error::Error>;

/// How many users there are in each run.
const RUNS: [usize; 3] = [10, 100, 500];
/// Rooms of each user. The users of a team share theirs.
const ROOMS: usize = 10;
/// Users who are in the same rooms: everybody hears nine others.
const TEAM: usize = 10;
/// What is read of each room's history.
const RECENT: u32 = 30;
/// Messages that a user posts in each room.
const POSTS: usize = 10;

/// How long each operation took, by its name, and how many failed. A refused operation is counted and does not end the run, as in the
/// sample.
#[derive(Default)]
struct Tally {
    micros: BTreeMap<&'static str, Vec<f64>>,
    errors: BTreeMap<&'static str, (usize, String)>,
}

impl Tally {
    async fn time<T>(&mut self, name: &'static str, work: impl Future<Output = Result<T>>) -> Option<T> {
        let began = Instant::now();
        match work.await {
            Ok(value) => {
                self.micros.entry(name).or_default().push(began.elapsed().as_secs_f64() * 1e6);
                Some(value)
            }
            Err(error) => {
                self.fail(name, 1, || error.to_string());
                None
            }
        }
    }

    fn fail(&mut self, name: &'static str, times: usize, text: impl FnOnce() -> String) {
        self.errors.entry(name).or_insert_with(|| (0, text())).0 += times;
    }

    fn add(&mut self, other: Tally) {
        for (name, micros) in other.micros {
            self.micros.entry(name).or_default().extend(micros);
        }
        for (name, (count, text)) in other.errors {
            self.fail(name, count, || text);
        }
    }

    fn report(mut self, users: usize, seconds: f64) {
        let operations: usize = self.micros.values().map(Vec::len).sum();
        let name = |what: &str| format!("load_{users}_users_{what}");
        crate::report_value(&name("operations"), (operations as f64 / seconds).round(), "1/s");
        for (operation, micros) in &mut self.micros {
            micros.sort_by(f64::total_cmp);
            for (percentile, part) in [("p50", 50), ("p99", 99)] {
                let value = micros.get(micros.len() * part / 100).copied().unwrap_or_default();
                crate::report_value(&name(&format!("{operation}_{percentile}")), value.round(), "us");
            }
        }
        let errors: usize = self.errors.values().map(|(count, _)| count).sum();
        crate::report_value(&name("errors"), errors as f64, "");
        for (operation, (count, text)) in &self.errors {
            eprintln!("{operation}: {count} failed, the first with: {text}");
        }
    }
}

/// What one user does. The same sessions join a second time, as in the sample.
async fn visit(platform: Platform, settings: EndpointSettings, rooms: Vec<String>) -> Result<Tally> {
    let mut tally = Tally::default();
    let endpoint = Endpoint::new(&platform, settings)?;
    if tally.time("establish", endpoint.establish()).await.is_none() {
        return Ok(tally);
    }
    let services = endpoint.services();
    tally.time("preference", services.get_preference("load", -1, false)).await;
    tally.time("invitations", services.browse_by_invitations(0)).await;
    let mut joined = Vec::with_capacity(rooms.len());
    for room in &rooms {
        let session = Session::new(&endpoint)?;
        if tally.time("join", session.join(room)).await.is_some() {
            joined.push((session, room));
        }
    }
    for (session, _) in &joined {
        tally.time("history", session.recent_history(RECENT)).await;
    }
    for n in 0..POSTS {
        for (session, _) in &joined {
            tally.time("post", session.send_text(&format!("message {n} of {}", endpoint.owner_uri()))).await;
        }
    }
    for (session, room) in &joined {
        tally.time("leave", session.leave()).await;
        tally.time("rejoin", session.join(room)).await;
    }
    tally.time("terminate", endpoint.terminate()).await;
    Ok(tally)
}

/// All runs, each with a server of its own, over TLS with NTLM, the store in memory.
pub(crate) fn run() -> std::result::Result<(), Failure> {
    RUNS.into_iter().try_for_each(measure)
}

fn measure(users: usize) -> std::result::Result<(), Failure> {
    let teams = users.div_ceil(TEAM);
    let server = ServerProcess::start(Scene { users, rooms: teams * ROOMS, secure: true, on_disk: false })?;
    let platform = fleet::platform(|_| ())?;
    let runtime = platform.runtime_handle();
    let began = Instant::now();
    let visits: Vec<_> = (0..users)
        .map(|n| {
            let rooms = server.rooms().iter().skip(n / TEAM * ROOMS).take(ROOMS).cloned().collect();
            runtime.spawn(visit(platform.clone(), server.settings(n), rooms))
        })
        .collect();
    let mut tally = Tally::default();
    for visit in visits {
        tally.add(runtime.block_on(visit)??);
    }
    tally.report(users, began.elapsed().as_secs_f64());
    platform.shut_down()?;
    Ok(())
}
