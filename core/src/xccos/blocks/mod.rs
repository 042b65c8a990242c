//! The data blocks (xccos.md 4 and 13), one file each or one for a family.

mod administration;
mod association;
mod backchat;
mod data;
mod files;
mod principal;
mod query;
mod room;
mod room_key;
mod server;

pub use administration::{AddIn, Audit, Category, RoleChange, RoleKind, RoleList};
pub use association::Association;
pub use backchat::{BackchatQuery, TextMatch};
pub use data::{Data, Participants};
pub use files::{FileReference, FileToken};
pub use principal::{Principal, PrincipalKind};
pub use query::{AssociationKind, AssociationQuery, Invitation, RoomQuery, RoomQueryKind};
pub use room::{Behavior, Room, Setting, Visibility};
pub use room_key::{Failure, RoomKey};
pub use server::{Preference, ServerInfo};

/// An enumeration whose values are words on the wire, compared without letter case.
macro_rules! wire_words {
    ($(#[$doc:meta])* $name:ident { $($(#[$variant_doc:meta])* $variant:ident = $wire:literal $(| $alias:literal)*,)* }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        pub enum $name { $($(#[$variant_doc])* $variant,)* }

        impl $name {
            /// The word that is written.
            pub const fn as_str(self) -> &'static str {
                match self { $($name::$variant => $wire,)* }
            }

            /// The value of a word, in any letter case; `None` for a word that nobody knows.
            pub fn parse(word: &str) -> Option<$name> {
                let word = word.trim();
                [$(($wire, $name::$variant), $(($alias, $name::$variant),)*)*]
                    .into_iter()
                    .find(|(known, _)| word.eq_ignore_ascii_case(known))
                    .map(|(_, value)| value)
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(self.as_str())
            }
        }
    };
}
use wire_words;
