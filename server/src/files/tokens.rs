//! Leave to use the file service: who, in which room, for what, until when (spec: xccos.md 7, sdk.md 10.5).

use crate::address::Address;
use crate::error::Result;
use crate::guid::new_guid;
use std::collections::{HashMap, HashSet, VecDeque};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

/// How long a token is good.
const LIFE: Duration = Duration::from_secs(30 * 60);
/// Tokens of one user; with more the oldest ends.
const MOST_OF_ONE: usize = 100;
/// Tokens of everybody; with more the oldest ends.
const MOST: usize = 100_000;
/// Files that are remembered for one token.
const MOST_READ: usize = 100;

/// What a token is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Purpose {
    Upload,
    Download,
}

/// What a token allows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Grant {
    pub(crate) user: Address,
    /// The room's GUID.
    pub(crate) room: String,
    pub(crate) purpose: Purpose,
    /// What the user calls the file.
    pub(crate) file: String,
    expires: Instant,
}

/// All tokens that are good. They end with the process: clients ask for new ones.
#[derive(Default)]
pub(crate) struct Tokens {
    issued: Mutex<Issued>,
}

#[derive(Default)]
struct Issued {
    grants: HashMap<String, Grant>,
    /// What was read with a token.
    read: HashMap<String, HashSet<String>>,
    /// Oldest first, and each once.
    order: VecDeque<String>,
}

impl Tokens {
    /// A new token.
    pub(crate) fn issue(
        &self,
        user: &Address,
        room: &str,
        purpose: Purpose,
        file: &str,
        now: Instant,
    ) -> Result<String> {
        let token = new_guid()?;
        let grant = Grant {
            user: user.clone(),
            room: room.to_owned(),
            purpose,
            file: file.chars().filter(|c| !c.is_control()).take(255).collect(),
            expires: now + LIFE,
        };
        let mut issued = self.lock();
        issued.make_room(user, now);
        issued.grants.insert(token.clone(), grant);
        issued.order.push_back(token.clone());
        Ok(token)
    }

    /// What a token allows; `None` when it is unknown or over.
    pub(crate) fn find(&self, token: &str, now: Instant) -> Option<Grant> {
        let issued = self.lock();
        issued.grants.get(token).filter(|grant| grant.expires > now).cloned()
    }

    /// Notes that a file is read with a token; true for the first time, and always when it was used for very many files.
    pub(crate) fn note_read(&self, token: &str, file: &str) -> bool {
        let mut issued = self.lock();
        if !issued.grants.contains_key(token) {
            return true;
        }
        let read = issued.read.entry(token.to_owned()).or_default();
        !read.contains(file) && (read.len() >= MOST_READ || read.insert(file.to_owned()))
    }

    fn lock(&self) -> MutexGuard<'_, Issued> {
        self.issued.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Issued {
    fn forget(&mut self, token: &str) {
        self.grants.remove(token);
        self.read.remove(token);
    }

    fn make_room(&mut self, user: &Address, now: Instant) {
        while let Some(oldest) = self.order.front() {
            let over = self.grants.get(oldest).is_none_or(|grant| grant.expires <= now);
            if !over && self.order.len() < MOST {
                break;
            }
            if let Some(oldest) = self.order.pop_front() {
                self.forget(&oldest);
            }
        }
        let is_mine = |grant: &Grant| grant.user == *user;
        if self.grants.values().filter(|grant| is_mine(grant)).count() >= MOST_OF_ONE {
            let oldest = self.order.iter().position(|token| self.grants.get(token).is_some_and(is_mine));
            if let Some(token) = oldest.and_then(|at| self.order.remove(at)) {
                self.forget(&token);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn user(name: &str) -> Address {
        Address::parse(&format!("{name}@example.com")).unwrap()
    }

    #[test]
    fn a_token_is_good_for_half_an_hour_and_no_other_is() {
        let (tokens, now) = (Tokens::default(), Instant::now());
        let token = tokens.issue(&user("ann"), "room", Purpose::Upload, "a\n.txt", now).unwrap();
        let grant = tokens.find(&token, now + LIFE - Duration::from_secs(1)).unwrap();
        assert_eq!((grant.user, grant.room.as_str(), grant.purpose), (user("ann"), "room", Purpose::Upload));
        assert_eq!(grant.file, "a.txt");
        assert_eq!(tokens.find(&token, now + LIFE), None);
        assert_eq!(tokens.find("", now), None);
        assert_eq!(tokens.find(&token.to_uppercase().replace('-', ""), now), None);
        tokens.issue(&user("ann"), "room", Purpose::Upload, "b", now + LIFE).unwrap();
        assert_eq!(tokens.lock().grants.len(), 1, "what is over is forgotten");
    }

    #[test]
    fn the_first_read_of_each_file_is_told() {
        let (tokens, now) = (Tokens::default(), Instant::now());
        let token = tokens.issue(&user("ann"), "room", Purpose::Download, "a", now).unwrap();
        assert_eq!(
            ["x", "y", "x", "y"].map(|file| tokens.note_read(&token, file)),
            [true, true, false, false]
        );
        (0..MOST_READ).for_each(|n| assert!(tokens.note_read(&token, &n.to_string())));
        assert!(tokens.note_read(&token, "one more") && tokens.note_read(&token, "one more"));
        tokens.issue(&user("ann"), "room", Purpose::Download, "a", now + LIFE).unwrap();
        assert!(tokens.lock().read.is_empty());
    }

    #[test]
    fn one_user_cannot_fill_the_memory_nor_push_others_out() {
        let (tokens, now) = (Tokens::default(), Instant::now());
        let of_bob = tokens.issue(&user("bob"), "room", Purpose::Download, "x", now).unwrap();
        let first = tokens.issue(&user("ann"), "room", Purpose::Upload, "0", now).unwrap();
        let mut last = String::new();
        for _ in 0..MOST_OF_ONE {
            last = tokens.issue(&user("ann"), "room", Purpose::Upload, "n", now).unwrap();
        }
        assert_eq!(tokens.lock().grants.len(), MOST_OF_ONE + 1);
        assert_eq!(tokens.lock().order.len(), MOST_OF_ONE + 1);
        assert!(tokens.find(&of_bob, now).is_some() && tokens.find(&last, now).is_some());
        assert_eq!(tokens.find(&first, now), None);
    }
}
