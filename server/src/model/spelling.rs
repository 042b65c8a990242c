//! The words of the command line and the store for enums without fields.

/// Gives an enum its words: `as_str`, and `FromStr`, which reads them in any case and says which there are. `$what` goes on after
/// "'x' is no ".
macro_rules! spelled {
    ($kind:ident, $what:literal, $($variant:ident => $word:literal),+) => {
        impl $kind {
            /// The word of the command line and the store.
            pub fn as_str(self) -> &'static str {
                match self {
                    $($kind::$variant => $word,)+
                }
            }
        }

        impl std::str::FromStr for $kind {
            type Err = String;

            fn from_str(text: &str) -> Result<$kind, String> {
                let found = [$($kind::$variant),+].into_iter().find(|it| it.as_str().eq_ignore_ascii_case(text));
                found.ok_or_else(|| format!(concat!("'{}' is no ", $what), text))
            }
        }
    };
}

pub(super) use spelled;

#[cfg(test)]
mod tests {
    use crate::model::{GroupKind, InvitationSetting, Privacy, Role};

    #[test]
    fn words_are_read_in_any_case_and_others_refused_with_those_that_there_are() {
        assert_eq!("SECRET".parse(), Ok(Privacy::Secret));
        assert_eq!("presenter".parse(), Ok(Role::Presenter));
        for (word, setting) in [("inherit", InvitationSetting::Inherit), ("Off", InvitationSetting::Off)] {
            assert_eq!(word.parse(), Ok(setting));
            assert_eq!(setting.as_str(), word.to_ascii_lowercase());
        }
        let refused = "crowd".parse::<GroupKind>();
        assert_eq!(refused, Err("'crowd' is no kind of group; use group, folder or domain".into()));
    }
}
