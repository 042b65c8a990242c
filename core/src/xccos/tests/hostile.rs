//! Documents that want to cost more than they are worth, or are broken.

use super::parse;
use crate::xccos::{Envelope, Limits, XccosError};

#[track_caller]
fn refused(text: &str) -> XccosError {
    let error = parse(text).expect_err(text);
    assert!(error.to_string().len() < 300, "{error}");
    error
}

#[test]
fn document_types_are_refused() {
    for text in [
        "<!DOCTYPE xccos><xccos/>",
        "<?xml version='1.0'?><!DOCTYPE x [<!ENTITY a 'aaaa'><!ENTITY b '&a;&a;'>]><xccos>&b;</xccos>",
        "<xccos><!DOCTYPE x><cmd/></xccos>",
    ] {
        assert_eq!(refused(text), XccosError::DocumentType);
    }
}

#[test]
fn broken_documents_are_refused() {
    for text in [
        "",
        "   ",
        "hello",
        "hello<xccos/>",
        "<xccos>",
        "<xccos><cmd></xccos>",
        "<xccos></cmd></xccos>",
        "<xccos><cmd></data></xccos>",
        "<xccos/><xccos/>",
        "<xccos/>tail",
        "<xccos><grpchat><chat>&nbsp;</chat></grpchat></xccos>",
        "<xccos><grpchat><chat>a & b</chat></grpchat></xccos>",
        "<xccos><sys>&undefined;</sys></xccos>",
        "<xccos envid='&undefined;'/>",
        "<xccos envid='1' envid='2'/>",
        "<xccos envid=1/>",
        "<xccos envid='1/>",
        "<xccos><!-- </xccos>",
        "<xccos><![CDATA[ </xccos>",
        "<xccos",
        "<",
        "&amp;<xccos/>",
    ] {
        assert!(matches!(refused(text), XccosError::NotWellFormed { .. }), "{text}: {:?}", parse(text));
    }
    assert_eq!(refused("<html><xccos/></html>"), XccosError::NotXccos { root: "html".into() });
    assert_eq!(
        Envelope::parse(b"<xccos>\xFF</xccos>", &Limits::default()),
        Err(XccosError::NotUtf8 { offset: 7 })
    );
}

#[test]
fn every_limit_holds() {
    let limits = Limits { document: 400, depth: 4, attributes: 3, elements: 12, list: 2 };
    let parse = |text: &str| Envelope::parse(text.as_bytes(), &limits).map(drop);
    let over = |what, limit| Err(XccosError::LimitExceeded { what, limit });

    assert!(parse(&format!("<xccos>{}</xccos>", " ".repeat(385))).is_ok());
    let long = format!("<xccos>{}</xccos>", " ".repeat(386));
    assert_eq!(parse(&long), Err(XccosError::DocumentTooLong { length: 401, limit: 400 }));

    assert!(parse("<xccos><cmd><data><uib/></data></cmd></xccos>").is_ok());
    assert_eq!(
        parse("<xccos><cmd><data><uib><aib/></uib></data></cmd></xccos>"),
        over("levels of elements", 4)
    );
    assert_eq!(
        parse("<xccos><a><b><c><d/></c></b></a></xccos>"),
        over("levels of elements", 4),
        "ignored ones, too"
    );
    assert_eq!(
        parse("<xccos><grpchat><chat><b><i><u/></i></b></chat></grpchat></xccos>"),
        over("levels of elements", 4),
        "and those inside text"
    );

    assert!(parse("<xccos a='1' b='2' c='3'/>").is_ok());
    assert_eq!(parse("<xccos a='1' b='2' c='3' d='4'/>"), over("attributes of one element", 3));

    assert!(parse(&format!("<xccos><sys>{}</sys></xccos>", "<a/>".repeat(10))).is_ok());
    assert_eq!(parse(&format!("<xccos><sys>{}</sys></xccos>", "<a/>".repeat(11))), over("elements", 12));

    assert!(parse("<xccos><ntc><data><uib/><uib/></data></ntc></xccos>").is_ok());
    assert_eq!(
        parse("<xccos><ntc><data><uib/><uib/><uib/></data></ntc></xccos>"),
        over("entries of one list", 2)
    );
    assert_eq!(parse("<xccos><ntc/><ntc/><ntc/></xccos>"), over("entries of one list", 2));
    let messages = "<xccos><rpl><data><chanib><msg/><msg/><msg/></chanib></data></rpl></xccos>";
    assert_eq!(
        Envelope::parse(messages.as_bytes(), &Limits { depth: 9, ..limits }).map(drop),
        over("entries of one list", 2)
    );
}

#[test]
fn deep_and_wide_documents_end_at_the_default_limits() {
    let deep = "<a>".repeat(200_000);
    assert!(matches!(refused(&format!("<xccos>{deep}")), XccosError::LimitExceeded { .. }));
    let wide = "<a/>".repeat(100_000);
    assert!(matches!(refused(&format!("<xccos>{wide}</xccos>")), XccosError::LimitExceeded { .. }));
    let attributes: String = (0..60_000).map(|n| format!(" a{n}='1'")).collect();
    assert!(matches!(refused(&format!("<xccos{attributes}/>")), XccosError::LimitExceeded { .. }));
}

#[test]
fn names_of_unknown_items_cannot_break_a_document() {
    // Such an item is never sent on purpose; but what was read is never written as something else.
    let envelope = parse("<xccos envid='1'><sys seqid='1'/></xccos>").expect("readable");
    assert_eq!(
        envelope.to_text(),
        r#"<xccos ver="1" envid="1" xmlns="urn:parlano:xml:ns:xccos"><sys seqid="1"></sys></xccos>"#
    );
    for element in ["a b", "x/><cmd id='cmd:part'", "", "cmd", "1st", "xccos", "rpl"] {
        let mut forged = envelope.clone();
        let crate::xccos::Item::Unknown(unknown) = &mut forged.items[0] else { panic!("{forged:?}") };
        unknown.element = element.into();
        let read = parse(&forged.to_text()).expect("readable");
        assert!(matches!(&read.items[..], [crate::xccos::Item::Unknown(_)]), "{element}: {read:?}");
    }
}
