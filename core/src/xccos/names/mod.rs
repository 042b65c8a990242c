//! Names on the wire that no trace has confirmed, each with its aliases, its confidence and where it comes from; and
//! the ids of all commands, replies and notices, sure or not, because one table per kind is easier to check.
//!
//! A real trace that disagrees is a change of one line here: readers accept [`Name::wire`] and every alias, writers
//! emit [`Name::wire`]. Names of elements and attributes that are sure stand as literals in the block that has them.
//! Sources are named as in spec xccos.md, section 0.

mod commands;
mod parts;

pub use commands::{COMMANDS, CommandEntry, CommandName, GROUP_CHAT_REPLY, NOTICES, NoticeEntry};
pub use parts::*;

/// How well a name is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Confidence {
    /// Not known: memory without support, or chosen here so that both our ends agree.
    Guess,
    /// A strong inference from sure facts, or memory that agrees with an independent sure fact.
    Likely,
    /// Seen in a captured message, in code that ran against real servers, or in a Microsoft document.
    Sure,
}

/// One name on the wire.
#[derive(Clone, Copy, Debug)]
pub struct Name {
    /// What is written.
    pub wire: &'static str,
    /// What is also accepted when received.
    pub aliases: &'static [&'static str],
    /// How well `wire` is known; aliases are never better.
    pub confidence: Confidence,
    /// Where it comes from.
    pub source: &'static str,
}

impl Name {
    pub(super) const fn new(
        wire: &'static str,
        aliases: &'static [&'static str],
        confidence: Confidence,
        source: &'static str,
    ) -> Name {
        Name { wire, aliases, confidence, source }
    }

    /// Whether an element or attribute has this name. Letter case counts, as everywhere in XML.
    #[inline]
    pub fn is(&self, name: &str) -> bool {
        name == self.wire || (!self.aliases.is_empty() && self.aliases.contains(&name))
    }

    /// Whether an id (of a command, reply, notice or property) is this one, in any letter case.
    pub fn is_id(&self, id: &str) -> bool {
        id.eq_ignore_ascii_case(self.wire) || self.aliases.iter().any(|alias| id.eq_ignore_ascii_case(alias))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashSet;

    #[test]
    fn no_id_means_two_things() {
        let mut seen = HashSet::new();
        for entry in COMMANDS {
            for id in entry.command.aliases.iter().chain([&entry.command.wire]) {
                assert!(id.starts_with("cmd:"), "{id}");
                assert_eq!(*id, id.to_ascii_lowercase(), "ids are emitted in lower case");
                assert!(seen.insert(*id), "{id} stands twice");
                assert_eq!(CommandName::of(&id.to_ascii_uppercase()), Some(entry.name));
            }
            assert!(entry.reply.wire.starts_with("rpl:"));
        }
        for entry in NOTICES {
            for id in entry.notice.aliases.iter().chain([&entry.notice.wire]) {
                assert!(id.starts_with("ntc:") && seen.insert(*id), "{id}");
            }
        }
    }

    #[test]
    fn every_command_has_an_entry() {
        for entry in COMMANDS {
            assert_eq!(entry.name.entry().command.wire, entry.command.wire);
        }
        assert_eq!(CommandName::of("cmd:nosuchthing"), None);
    }
}
