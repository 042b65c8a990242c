//! GUIDs as rosters keep them: a server may list thousands of people.

use std::fmt;

/// A GUID as the server wrote it, small in the form that servers write: lower case, no braces (spec: xccos.md 6).
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Guid {
    Usual([u8; 16]),
    Other(Box<str>),
}

impl Guid {
    /// `None` for an empty text.
    pub(crate) fn new(text: &str) -> Option<Guid> {
        match usual(text) {
            Some(bytes) => Some(Guid::Usual(bytes)),
            None => (!text.is_empty()).then(|| Guid::Other(text.into())),
        }
    }
}

impl fmt::Display for Guid {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Guid::Usual(bytes) => {
                for (at, byte) in bytes.iter().enumerate() {
                    if matches!(at, 4 | 6 | 8 | 10) {
                        f.write_str("-")?;
                    }
                    write!(f, "{byte:02x}")?;
                }
                Ok(())
            }
            Guid::Other(text) => f.write_str(text),
        }
    }
}

/// The bytes of a text that [`Guid`] would write just so.
fn usual(text: &str) -> Option<[u8; 16]> {
    if text.len() != 36 {
        return None;
    }
    let mut digits = text.bytes().enumerate().filter(|(at, byte)| *byte != b'-' || !is_dash(*at));
    let mut bytes = [0; 16];
    for byte in &mut bytes {
        let high = digit(digits.next()?)?;
        *byte = high << 4 | digit(digits.next()?)?;
    }
    digits.next().is_none().then_some(bytes)
}

fn is_dash(at: usize) -> bool {
    matches!(at, 8 | 13 | 18 | 23)
}

fn digit((at, byte): (usize, u8)) -> Option<u8> {
    match byte {
        _ if is_dash(at) => None,
        b'0'..=b'9' => Some(byte - b'0'),
        b'a'..=b'f' => Some(byte - b'a' + 10),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_is_told_as_the_server_wrote_it() {
        let usual = "01234567-89ab-cdef-0123-456789abcdef";
        assert!(matches!(Guid::new(usual), Some(Guid::Usual(_))));
        let others = [
            "01234567-89AB-CDEF-0123-456789ABCDEF",
            "{01234567-89ab-cdef-0123-456789abcd}",
            "0123456-789ab-cdef-0123-456789abcdef",
            "01234567089ab-cdef-0123-456789abcdef",
            "01234567-89ab-cdef-0123-456789abcdeg",
            "0123456789abcdef0123456789abcdef",
            "é",
        ];
        for text in others {
            assert!(matches!(Guid::new(text), Some(Guid::Other(_))), "{text}");
        }
        for text in others.iter().chain([&usual]) {
            assert_eq!(Guid::new(text).map(|guid| guid.to_string()).as_deref(), Some(*text));
        }
        assert_eq!(Guid::new(""), None);
    }
}
