//! Header names. Those that the library looks at are numbered once, when a message is read, so that looking a header
//! up compares bytes and not texts.

macro_rules! known_headers {
    ($($name:ident = $long:literal $(, $compact:literal)?;)*) => {
        /// A header whose name has a number.
        #[derive(Clone, Copy, PartialEq, Eq, Debug)]
        #[repr(u8)]
        pub(crate) enum Known { $($name),* }

        const NAMES: &[(Known, &str)] = &[$((Known::$name, $long)),*];
        const COMPACT: &[(Known, u8)] = &[$($((Known::$name, $compact),)?)*];
    };
}

// Compact forms: RFC 3261 7.3.3 and the registry entries of RFC 3515, 3841, 3892, 4028, 4474, 6665.
known_headers! {
    AcceptContact = "accept-contact", b'a';
    Allow = "allow";
    AllowEvents = "allow-events", b'u';
    AuthenticationInfo = "authentication-info";
    Authorization = "authorization";
    CallId = "call-id", b'i';
    Contact = "contact", b'm';
    ContentEncoding = "content-encoding", b'e';
    ContentLength = "content-length", b'l';
    ContentType = "content-type", b'c';
    CSeq = "cseq";
    Date = "date";
    Event = "event", b'o';
    Expires = "expires";
    From = "from", b'f';
    IdentityInfo = "identity-info", b'n';
    MaxForwards = "max-forwards";
    PAssertedIdentity = "p-asserted-identity";
    PPreferredIdentity = "p-preferred-identity";
    ProxyAuthenticationInfo = "proxy-authentication-info";
    ProxyAuthorization = "proxy-authorization";
    RecordRoute = "record-route";
    ReferTo = "refer-to", b'r';
    ReferredBy = "referred-by", b'b';
    RejectContact = "reject-contact", b'j';
    RequestDisposition = "request-disposition", b'd';
    Route = "route";
    SessionExpires = "session-expires", b'x';
    Subject = "subject", b's';
    Supported = "supported", b'k';
    Timestamp = "timestamp";
    To = "to", b't';
    UserAgent = "user-agent";
    Via = "via", b'v';
}

/// Length, first and last letter tell the known names apart; `TABLE` does not build should they ever not.
const fn place(name: &[u8]) -> usize {
    let [first, .., last] = name else { return 0 };
    let (first, last) = ((*first | 0x20) as usize, (*last | 0x20) as usize);
    (name.len() + first * 2 + last * 5) % PLACES
}

const PLACES: usize = 128;

const TABLE: [Option<(Known, &str)>; PLACES] = {
    let mut table = [None; PLACES];
    let mut at = 0;
    while at < NAMES.len() {
        let place = place(NAMES[at].1.as_bytes());
        assert!(table[place].is_none(), "two names meet");
        table[place] = Some(NAMES[at]);
        at += 1;
    }
    table
};

const LETTERS: [Option<Known>; 256] = {
    let mut table = [None; 256];
    let mut at = 0;
    while at < COMPACT.len() {
        let (known, letter) = COMPACT[at];
        table[letter as usize] = Some(known);
        table[letter.to_ascii_uppercase() as usize] = Some(known);
        at += 1;
    }
    table
};

impl Known {
    /// The number of a name in either form, in any case.
    pub(crate) fn of(name: &str) -> Option<Known> {
        if let [letter] = name.as_bytes() {
            return LETTERS[usize::from(*letter)];
        }
        let (known, long) = TABLE[place(name.as_bytes())]?;
        long.eq_ignore_ascii_case(name).then_some(known)
    }
}

/// A header name to look for.
#[derive(Clone, Copy, Debug)]
pub(crate) enum HeaderName<'a> {
    /// One with a number.
    Known(Known),
    /// Any other.
    Other(&'a str),
}

impl<'a> HeaderName<'a> {
    /// Takes either form, in any case.
    pub(crate) fn new(name: &'a str) -> HeaderName<'a> {
        Known::of(name).map_or(HeaderName::Other(name), HeaderName::Known)
    }

    /// Whether a header called `name` on the wire, whose number is `known`, is this one.
    pub(crate) fn matches(&self, known: Option<Known>, name: &str) -> bool {
        match self {
            HeaderName::Known(wanted) => known == Some(*wanted),
            HeaderName::Other(wanted) => known.is_none() && wanted.eq_ignore_ascii_case(name),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn compact_and_long_names_are_one_header() {
        let same = |name: &str, wire: &str| HeaderName::new(name).matches(Known::of(wire), wire);
        for (name, wire) in [("via", "v"), ("V", "Via"), ("Call-ID", "I"), ("i", "CALL-ID"), ("x", "x")] {
            assert!(same(name, wire), "{name} {wire}");
        }
        assert!(!same("Via", "f"));
        assert!(!same("Vi", "v"));
        assert!(same("q", "Q"));
        assert!(same("ms-Diagnostics", "MS-diagnostics") && !same("ms-diagnostics", "ms-diagnostic"));
    }

    #[test]
    fn every_known_name_is_found_and_nothing_near_it() {
        for (known, name) in NAMES {
            assert_eq!(Known::of(&name.to_ascii_uppercase()), Some(*known), "{name}");
            let mut near = name.as_bytes().to_vec();
            near[1] ^= 1;
            assert_ne!(Known::of(std::str::from_utf8(&near).unwrap()), Some(*known), "{name}");
        }
        for (known, letter) in COMPACT {
            assert_eq!(Known::of(char::from(*letter).encode_utf8(&mut [0; 4])), Some(*known));
        }
        assert_eq!(Known::of(""), None);
    }
}
