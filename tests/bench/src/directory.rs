//! A large directory: 10,000 rooms, and 10,000 users in nested groups.

use crate::fleet;
use pchat_core::api::{Authentication, Endpoint, EndpointSettings, Secret, Services, Transport};
use pchat_server::access;
use pchat_server::address::Address;
use pchat_server::directory::Directory;
use pchat_server::local::{LocalServer, LocalServerSettings};
use pchat_server::model::{Actor, NewCategory, NewGroup, NewRoom, NewUser, Principal, Privacy, Role};
use pchat_server::password;
use pchat_server::store::{RoleOperation, Store};
use std::hint::black_box;
use std::path::Path;
use std::time::Instant;

type Failure = Box<dyn std::error::Error>;

const LARGE: usize = 10_000;
const SMALL: usize = 100;
const PASSWORD: &str = "secret";
const SIGN_INS: usize = 200;
const REFRESHES: usize = 100;
const CHECKS: usize = 200_000;

/// Sign-in with my rooms, a permission check in a small and in the large directory, and what the server does after one role has
/// changed.
pub(crate) fn run() -> Result<(), Failure> {
    let memory = Path::new("/dev/shm");
    let parent = if memory.is_dir() { memory.to_owned() } else { crate::peers::work_dir() };
    let folder = parent.join(format!("pchat-bench-directory-{}", std::process::id()));
    let outcome = measure(&folder);
    std::fs::remove_dir_all(&folder)?;
    outcome
}

fn measure(folder: &Path) -> Result<(), Failure> {
    for (name, size) in [("small", SMALL), ("large", LARGE)] {
        let folder = folder.join(name);
        // The server makes certificates and the category General.
        LocalServer::start(settings(&folder))?.stop();
        let store = Store::open(&folder)?;
        fill(&store, size)?;
        let directory = Directory::open(&store)?;
        check(&directory, name, size, size)?;
        if size == LARGE {
            check(&directory, "large_few_busy", size, SMALL)?;
            refresh(&store, &directory)?;
        }
    }
    sign_in(&folder.join("large"))
}

fn settings(folder: &Path) -> LocalServerSettings {
    LocalServerSettings {
        authentication: Authentication::Ntlm,
        data_folder: Some(folder.to_string_lossy().into_owned()),
        ..LocalServerSettings::default()
    }
}

fn user(n: usize) -> Result<Address, Failure> {
    Ok(Address::parse(&format!("user{n}@example.com"))?)
}

/// Teams of ten, ten teams in a department, ten departments in a division, all divisions in the company; each user is in four
/// groups by that. Rooms are for a team, a department or some users; each tenth is secret.
fn fill(store: &Store, size: usize) -> Result<(), Failure> {
    let hash = password::nt_hash(PASSWORD);
    let users: Result<Vec<NewUser>, Failure> =
        (0..size).map(|n| Ok(NewUser { nt_hash: Some(hash), ..NewUser::new(user(n)?) })).collect();
    store.put_users(&users?)?;
    let mut inside: Vec<Principal> =
        (0..size).map(|n| user(n).map(Principal::User)).collect::<Result<_, _>>()?;
    let mut teams = Vec::new();
    for level in ["Team", "Department", "Division", "Company"] {
        let width = if level == "Company" { inside.len() } else { 10 };
        let groups: Vec<NewGroup> = inside
            .chunks(width)
            .enumerate()
            .map(|(n, members)| NewGroup {
                name: format!("{level} {n}"),
                members: members.to_vec(),
                ..NewGroup::default()
            })
            .collect();
        store.put_groups(&groups)?;
        inside = groups
            .iter()
            .map(|group| Ok(Principal::Group(store.find_group(&group.name)?.id)))
            .collect::<Result<_, Failure>>()?;
        if level == "Team" || level == "Department" {
            teams.push(inside.clone());
        }
    }
    store.add_category(&NewCategory {
        allowed: inside,
        invitations: false,
        ..NewCategory::named("Company")
    })?;
    for n in 0..size {
        let members = match (n % 3, teams.as_slice()) {
            (0, [teams, _]) => vec![teams[n % teams.len()].clone()],
            (1, [_, departments]) => vec![departments[n % departments.len()].clone()],
            _ => (0..5).map(|k| user((n + k * 7) % size).map(Principal::User)).collect::<Result<_, _>>()?,
        };
        store.add_room(&NewRoom {
            name: format!("Room {n}"),
            category: "Company".to_owned(),
            privacy: if n % 10 == 0 { Privacy::Secret } else { Privacy::Closed },
            members,
            managers: vec![Principal::User(user(n)?)],
            ..NewRoom::default()
        })?;
    }
    Ok(())
}

/// What each command does before anything else: the user's groups, and whether he may join. `busy` of the rooms and users take
/// part: when only a few of a large directory do, their part of it stays in the caches of the processor, and what is left is the work.
fn check(directory: &Directory, name: &str, size: usize, busy: usize) -> Result<(), Failure> {
    let now = directory.current();
    let users: Vec<Address> = (0..busy).map(|n| user(n * (size / busy))).collect::<Result<_, _>>()?;
    let rooms: Vec<usize> = (0..busy).map(|n| n * (size / busy)).collect();
    let run = |checks: usize| -> Result<usize, Failure> {
        let mut allowed = 0;
        for n in 0..checks {
            let room = &now.rooms()[rooms[n * 31 % busy]];
            let category = now.category(room).ok_or("a room without category")?;
            let who = now.subject(&users[n * 17 % busy]);
            allowed += usize::from(access::may_join(category, room, &who).is_ok());
        }
        Ok(allowed)
    };
    black_box(run(size)?);
    let began = Instant::now();
    black_box(run(CHECKS)?);
    let nanos = began.elapsed().as_secs_f64() * 1e9 / f64::from(u32::try_from(CHECKS)?);
    crate::report_value(&format!("directory_permission_check_{name}"), nanos.round(), "ns");
    Ok(())
}

/// From a role's being changed in the store to a snapshot with it.
fn refresh(store: &Store, directory: &Directory) -> Result<(), Failure> {
    let mut millis = Vec::with_capacity(REFRESHES);
    for n in 0..REFRESHES {
        let who = [Principal::User(user(LARGE - 1 - n)?)];
        let room = format!("Room {n}");
        store.change_role(&Actor::Administrator, &room, Role::Manager, RoleOperation::Add, &who)?;
        let began = Instant::now();
        black_box(directory.refresh());
        millis.push(began.elapsed().as_secs_f64() * 1e3);
    }
    report("directory_refresh_after_role", millis)
}

/// TLS, NTLM, the chat session and the list of one's rooms, each time another user.
fn sign_in(folder: &Path) -> Result<(), Failure> {
    let server = LocalServer::start(settings(folder))?;
    let platform = fleet::platform(drop)?;
    let runtime = platform.runtime_handle();
    let mut millis = Vec::with_capacity(SIGN_INS);
    for n in 0..SIGN_INS {
        let n = n * 47 % LARGE;
        let endpoint = Endpoint::new(
            &platform,
            EndpointSettings {
                user_uri: format!("user{n}@example.com"),
                server: Some("127.0.0.1".to_owned()),
                port: Some(server.sip_tls_port()),
                transport: Transport::Tls,
                authentication: Authentication::Ntlm,
                login: Some(format!("user{n}")),
                password: Some(Secret::new(PASSWORD)),
                ca_file: Some(server.ca_file()),
                ..EndpointSettings::default()
            },
        )?;
        let began = Instant::now();
        runtime.block_on(endpoint.establish())?;
        let services: Services = endpoint.services();
        let rooms = runtime.block_on(services.browse_my_chat_rooms(1000))?;
        millis.push(began.elapsed().as_secs_f64() * 1e3);
        if rooms.is_empty() {
            return Err(format!("user{n} is in no room").into());
        }
        runtime.block_on(endpoint.terminate())?;
    }
    report("directory_sign_in_and_my_rooms", millis)?;
    platform.shut_down()?;
    server.stop();
    Ok(())
}

fn report(name: &str, mut millis: Vec<f64>) -> Result<(), Failure> {
    millis.sort_by(f64::total_cmp);
    let at = |percent: usize| millis.get(millis.len() * percent / 100).copied().ok_or("nothing was measured");
    for percent in [50, 99] {
        crate::report_value(&format!("{name}_p{percent}"), (at(percent)? * 1e3).round(), "us");
    }
    Ok(())
}
