//! What files are called in the store.

use crate::error::Result;
use crate::guid::new_guid;
use std::fmt;

/// What a file gets that has no extension, or one that cannot be kept.
const NO_EXTENSION: &str = "bin";
/// Longer extensions are none.
const LONGEST_EXTENSION: usize = 16;

/// `<GUID>.<ext>`, lower case, the extension letters and digits only: it cannot leave its folder, whatever the network says.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(crate) struct StoredName(String);

impl StoredName {
    /// A name that no file has.
    pub(super) fn new(extension: &str) -> Result<StoredName> {
        let wanted = extension.trim().trim_start_matches('.').to_ascii_lowercase();
        let extension = if is_extension(&wanted) { &wanted } else { NO_EXTENSION };
        Ok(StoredName(format!("{}.{extension}", new_guid()?)))
    }

    /// Reads a name that a client gives; `None` when it is none.
    pub(crate) fn parse(text: &str) -> Option<StoredName> {
        let text = text.trim().to_ascii_lowercase();
        let (guid, extension) = text.split_once('.')?;
        (is_guid(guid) && is_extension(extension)).then_some(StoredName(text))
    }

    pub(crate) fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for StoredName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

fn is_extension(text: &str) -> bool {
    (1..=LONGEST_EXTENSION).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_alphanumeric())
}

/// Whether a text is a GUID in its usual form.
fn is_guid(text: &str) -> bool {
    text.len() == 36
        && text.bytes().enumerate().all(|(at, byte)| match at {
            8 | 13 | 18 | 23 => byte == b'-',
            _ => byte.is_ascii_hexdigit(),
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn extensions_are_kept_when_they_can_be() {
        for (wanted, kept) in [
            ("TXT", "txt"),
            (".tar", "tar"),
            ("", "bin"),
            ("a/../b", "bin"),
            ("exe\0", "bin"),
            ("seventeenletters1", "bin"),
        ] {
            let name = StoredName::new(wanted).unwrap();
            assert!(name.as_str().ends_with(&format!(".{kept}")), "{wanted}: {name}");
            assert_eq!(StoredName::parse(name.as_str()), Some(name));
        }
    }

    #[test]
    fn names_that_could_be_anything_else_are_refused() {
        let guid = "0f000000-0000-4000-8000-000000000009";
        assert!(StoredName::parse(&format!("{}.TXT", guid.to_uppercase())).is_some());
        for name in [
            String::new(),
            guid.into(),
            format!("{guid}."),
            format!("{guid}.a.b"),
            format!("{guid}.part/../../x"),
            format!("../{guid}.txt"),
            format!("{guid}/../../pchat.db"),
            "..".into(),
            "../../ca.key".into(),
            "C:\\x.txt".into(),
            format!("{guid}.t\0t"),
            format!("{guid}.é"),
            guid.replace('-', "_") + ".txt",
        ] {
            assert_eq!(StoredName::parse(&name), None, "{name}");
        }
    }
}
