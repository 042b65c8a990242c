//! What a user may do in a room: the key of an association (`aib`).

use std::fmt;
use std::ops::{BitOr, BitOrAssign};

/// A set of permissions, as the bits of `aib@key`. Bit n is the database's permission n (tblRoleType of the Skype for
/// Business schema: sure; that the wire key is the same set: likely, both known samples decompose). Bits without a name
/// are kept. Test bits, never equality.
#[derive(Clone, Copy, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Permissions(u64);

impl Permissions {
    /// Nothing is allowed.
    pub const NONE: Permissions = Permissions(0);
    /// Manage the room (bit 2): its managers have it.
    pub const MANAGE: Permissions = Permissions(1 << 2);
    /// Create rooms below (bit 4): creators have it.
    pub const CREATE_CHILD: Permissions = Permissions(1 << 4);
    /// Join the room (bit 7).
    pub const JOIN: Permissions = Permissions(1 << 7);
    /// Post to the room (bit 8).
    pub const CHAT: Permissions = Permissions(1 << 8);
    /// Read history even when not joined (bit 10).
    pub const READ_HISTORY: Permissions = Permissions(1 << 10);
    /// See the room (bit 11).
    pub const VIEW: Permissions = Permissions(1 << 11);
    /// Post to an auditorium (bit 12): its presenters have it.
    pub const CHAT_IN_AUDITORIUM: Permissions = Permissions(1 << 12);
    /// See rooms whatever their visibility (bit 13).
    pub const BYPASS_VISIBILITY: Permissions = Permissions(1 << 13);

    /// A member of a room, Lync 2013: 3456.
    pub const MEMBER: Permissions = Permissions(3456);
    /// A member who is a presenter, Lync 2013: 7552.
    pub const PRESENTER: Permissions = Permissions(7552);
    /// A member who is a manager, Lync 2013: 11652.
    pub const MANAGER: Permissions = Permissions(11652);
    /// An ordinary user in the trace of an OCS 2007 R2 server: 3984 (with the unnamed bit 9).
    pub const R2_MEMBER: Permissions = Permissions(3984);
    /// A manager in the same trace: 12276. SIPE shows a user as operator only for exactly this key, so a server that
    /// wants SIPE to see managers sends it.
    pub const R2_MANAGER: Permissions = Permissions(12276);

    /// The set with exactly these bits.
    pub const fn from_bits(bits: u64) -> Permissions {
        Permissions(bits)
    }

    /// All bits, those without a name included.
    pub const fn bits(self) -> u64 {
        self.0
    }

    /// Whether every permission of `other` is in this set.
    pub const fn contains(self, other: Permissions) -> bool {
        self.0 & other.0 == other.0
    }

    /// This set and `other` together.
    pub const fn with(self, other: Permissions) -> Permissions {
        Permissions(self.0 | other.0)
    }

    /// This set less `other`.
    pub const fn without(self, other: Permissions) -> Permissions {
        Permissions(self.0 & !other.0)
    }

    /// The user manages the room.
    pub const fn is_manager(self) -> bool {
        self.contains(Permissions::MANAGE)
    }

    /// The user may post to the room though it is an auditorium.
    pub const fn is_presenter(self) -> bool {
        self.contains(Permissions::CHAT_IN_AUDITORIUM)
    }

    /// The key from its text; a signed 64-bit number is taken for its bits, anything else is no permission.
    pub(super) fn from_text(text: &str) -> Permissions {
        let text = text.trim();
        Permissions(
            text.parse::<u64>().or_else(|_| text.parse::<i64>().map(i64::cast_unsigned)).unwrap_or_default(),
        )
    }
}

impl BitOr for Permissions {
    type Output = Permissions;

    fn bitor(self, other: Permissions) -> Permissions {
        self.with(other)
    }
}

impl BitOrAssign for Permissions {
    fn bitor_assign(&mut self, other: Permissions) {
        *self = self.with(other);
    }
}

impl fmt::Display for Permissions {
    /// The number, as on the wire.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&self.0, f)
    }
}

impl fmt::Debug for Permissions {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        const NAMED: [(Permissions, &str); 8] = [
            (Permissions::MANAGE, "manage"),
            (Permissions::CREATE_CHILD, "create child"),
            (Permissions::JOIN, "join"),
            (Permissions::CHAT, "chat"),
            (Permissions::READ_HISTORY, "read history"),
            (Permissions::VIEW, "view"),
            (Permissions::CHAT_IN_AUDITORIUM, "chat in auditorium"),
            (Permissions::BYPASS_VISIBILITY, "bypass visibility"),
        ];
        write!(f, "Permissions({}", self.0)?;
        for (permission, name) in NAMED {
            if self.contains(permission) {
                write!(f, ", {name}")?;
            }
        }
        f.write_str(")")
    }
}

#[cfg(test)]
mod tests {
    use super::Permissions;

    #[test]
    fn sample_keys_decompose() {
        // xccos.md 4.4: what the table says about 3984 and 12276, and the sets computed from it.
        let member = Permissions::JOIN | Permissions::CHAT | Permissions::READ_HISTORY | Permissions::VIEW;
        assert_eq!(member, Permissions::MEMBER);
        assert_eq!(member | Permissions::CHAT_IN_AUDITORIUM, Permissions::PRESENTER);
        assert_eq!(member | Permissions::MANAGE | Permissions::BYPASS_VISIBILITY, Permissions::MANAGER);
        let legacy = Permissions::from_bits(32 + 64);
        let r2_member = member | Permissions::CREATE_CHILD | Permissions::from_bits(512);
        assert_eq!(r2_member, Permissions::R2_MEMBER);
        assert_eq!(
            r2_member | Permissions::MANAGE | Permissions::BYPASS_VISIBILITY | legacy,
            Permissions::R2_MANAGER
        );
        assert!(Permissions::R2_MANAGER.is_manager() && !Permissions::R2_MANAGER.is_presenter());
        assert!(!Permissions::MEMBER.is_manager() && Permissions::PRESENTER.is_presenter());
        assert!(!Permissions::MANAGER.without(Permissions::MANAGE).is_manager());
    }

    #[test]
    fn reads_any_key() {
        for (text, bits) in [("12276", 12276), (" 4 ", 4), ("-1", u64::MAX), ("", 0), ("all", 0)] {
            assert_eq!(Permissions::from_text(text).bits(), bits, "{text}");
        }
    }

    #[test]
    fn debug_names_the_bits() {
        assert_eq!(format!("{:?}", Permissions::from_bits(132)), "Permissions(132, manage, join)");
    }
}
