//! Random values survive writing and reading; random damage never panics.

use super::values::{clean, envelope, envelope_of, nasty, time};
use super::{ROOM, parse};
use crate::xccos::*;
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::test_runner::RngSeed;

/// What damage does to a document.
#[derive(Clone, Debug)]
enum Damage {
    Replace(prop::sample::Index, u8),
    Remove(prop::sample::Index, u8),
    Insert(prop::sample::Index, &'static str),
    Truncate(prop::sample::Index),
    Repeat(prop::sample::Index, prop::sample::Index),
}

fn damage() -> impl Strategy<Value = Damage> {
    let at = any::<prop::sample::Index>;
    let piece = prop::sample::select(vec![
        "<",
        ">",
        "&",
        ";",
        "\"",
        "'",
        "=",
        "/>",
        "</",
        "<!",
        "<!--",
        "-->",
        "<![CDATA[",
        "]]>",
        "<?",
        "?>",
        "&#",
        "&#x0;",
        "&#xD800;",
        "\u{FFFF}",
        "\0",
        ":",
        " x='",
        "<data>",
        "</data>",
        "<chanib",
        "<!DOCTYPE a>",
        "xmlns:",
    ]);
    prop_oneof![
        (at(), any::<u8>()).prop_map(|(at, byte)| Damage::Replace(at, byte)),
        (at(), any::<u8>()).prop_map(|(at, length)| Damage::Remove(at, length)),
        (at(), piece).prop_map(|(at, piece)| Damage::Insert(at, piece)),
        at().prop_map(Damage::Truncate),
        (at(), at()).prop_map(|(from, to)| Damage::Repeat(from, to)),
    ]
}

fn damaged(mut bytes: Vec<u8>, damages: &[Damage]) -> Vec<u8> {
    for damage in damages {
        let length = bytes.len().max(1);
        match damage {
            Damage::Replace(at, byte) => {
                if let Some(slot) = bytes.get_mut(at.index(length)) {
                    *slot = *byte;
                }
            }
            Damage::Remove(at, count) => {
                let start = at.index(length).min(bytes.len());
                let end = (start + usize::from(*count)).min(bytes.len());
                bytes.drain(start..end);
            }
            Damage::Insert(at, piece) => {
                let at = at.index(length).min(bytes.len());
                bytes.splice(at..at, piece.bytes());
            }
            Damage::Truncate(at) => bytes.truncate(at.index(length)),
            Damage::Repeat(from, to) => {
                let (from, to) = (from.index(length).min(bytes.len()), to.index(length).min(bytes.len()));
                let piece = bytes[from.min(to)..from.max(to)].to_vec();
                bytes.extend(piece);
            }
        }
    }
    bytes
}

/// The same values in every run; the fuzz target is for new ones.
fn config() -> ProptestConfig {
    ProptestConfig {
        cases: 300,
        failure_persistence: None,
        rng_seed: RngSeed::Fixed(2013),
        ..ProptestConfig::default()
    }
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn values_survive(value in envelope_of(&clean())) {
        let text = value.to_text();
        let read = parse(&text).map(|read| Envelope { ignored: 0, ..read });
        prop_assert_eq!(read, Ok(value), "{}", text);
    }

    /// With any text: what is lost is only what the two rules of the text module say, and it is lost once.
    #[test]
    fn writing_settles_every_text(value in envelope()) {
        let text = value.to_text();
        let read = parse(&text);
        prop_assert!(read.is_ok(), "{:?} {}", read, text);
        let read = read.unwrap_or_default();
        prop_assert_eq!(read.ignored, read.items.iter().filter(|item| matches!(item, Item::Unknown(_))).count() as u32);
        prop_assert_eq!(read.to_text(), text);
    }

    #[test]
    fn chat_text_follows_the_rules(text in nasty()) {
        let post = GroupChat::post(ROOM, "sip:a@b", Timestamp::from_unix_seconds(0), &text);
        let document = Envelope::new(1, post).to_text();
        prop_assert!(!document.bytes().any(|b| b < 0x20 && b != b'\t'), "no raw line ends or controls: {document:?}");
        let mut read = parse(&document).expect("readable");
        let Some(Item::GroupChat(read)) = read.items.pop() else { panic!("no message") };
        let expected: String = text
            .replace("\r\n", "\n")
            .replace('\r', "\n")
            .chars()
            .map(|c| if super::super::text::is_xml_char(c) { c } else { '\u{FFFD}' })
            .collect();
        prop_assert_eq!(read.text, expected);
    }

    #[test]
    fn damage_never_panics(value in envelope_of(&nasty()), damages in vec(damage(), 1..6)) {
        let bytes = damaged(value.to_text().into_bytes(), &damages);
        if let Ok(read) = Envelope::parse(&bytes, &Limits::default()) {
            let text = read.to_text();
            prop_assert_eq!(parse(&text).map(|again| again.to_text()), Ok(text));
        }
    }

    #[test]
    fn any_bytes_never_panic(bytes in vec(any::<u8>(), 0..400)) {
        let _ = Envelope::parse(&bytes, &Limits::default());
    }

    #[test]
    fn times_survive(time in time()) {
        let read = Timestamp::parse(&time.to_string());
        prop_assert_eq!(read, Some(time));
        prop_assert_eq!(read.map(|read| read.to_string()), Some(time.to_string()));
        if time.unix_seconds() > -60_000_000_000 {
            prop_assert_eq!(Timestamp::from_system_time(time.to_system_time()), time);
        }
    }
}
