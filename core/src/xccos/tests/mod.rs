//! Whole documents: typed by hand from the spec, odd but acceptable ones, hostile ones, random ones.

mod golden;
mod golden_profile;
mod golden_sipe;
mod hostile;
mod independent;
mod properties;
mod tolerance;
mod values;

use super::{Envelope, Limits, XccosError};

const ROOM: &str = "ma-chan://contoso.com/11111111-2222-3333-4444-555555555555";
const GUID: &str = "11111111-2222-3333-4444-555555555555";
const GUID2: &str = "66666666-7777-8888-9999-aaaaaaaaaaaa";
const CATEGORY: &str = "ma-cat://contoso.com/99999999-8888-7777-6666-555555555555";

/// A document from the notation of xccos.md 9: `{R}`, `{G}`, `{G2}`, `{K}` and `X(n)` are replaced, and the lines of a
/// sample are joined without the white space that only makes it readable.
fn document(sample: &str) -> String {
    let joined: String = sample.lines().map(str::trim_start).collect();
    let mut text = joined;
    for (placeholder, value) in [("{R}", ROOM), ("{G}", GUID), ("{G2}", GUID2), ("{K}", CATEGORY)] {
        text = text.replace(placeholder, value);
    }
    let (number, rest) = text.strip_prefix("X(").and_then(|rest| rest.split_once(')')).expect("X(n)");
    format!(r#"<xccos ver="1" envid="{number}" xmlns="urn:parlano:xml:ns:xccos">{rest}</xccos>"#)
}

fn parse(text: &str) -> Result<Envelope, XccosError> {
    Envelope::parse(text.as_bytes(), &Limits::default())
}

/// The sample reads as the value, and the value writes as the sample, byte for byte.
#[track_caller]
fn both_ways(sample: &str, value: &Envelope) {
    let text = document(sample);
    assert_eq!(parse(&text).as_ref(), Ok(value), "reading {text}");
    assert_eq!(value.to_text(), text);
}
