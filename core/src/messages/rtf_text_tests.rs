use super::*;
use crate::messages::check_rtf;
use MessagePartKind::{ChatRoomLink, Emoticon, FileDownloadLink, Hyperlink, PlainText};

/// Checks that the raw texts are the document, and gives the text for people.
fn shown(document: &str) -> String {
    let parts = parse(document);
    assert_eq!(parts.iter().map(|part| part.raw_text.as_str()).collect::<String>(), document);
    parts.iter().map(|part| part.display_text.as_str()).collect()
}

/// In the manner of Word 2013, typed by hand.
const WORD: &str = r#"{\rtf1\adeflang1025\ansi\ansicpg1252\uc1\adeff31507\deff0\stshfdbch31505\stshfloch31506\deflang1033\deflangfe1033\themelang1033
{\fonttbl{\f0\fbidi \froman\fcharset0\fprq2{\*\panose 02020603050405020304}Times New Roman;}{\f37\fbidi \fswiss\fcharset0\fprq2{\*\panose 020f0502020204030204}Calibri;}
{\flomajor\f31500\fbidi \froman\fcharset0\fprq2{\*\panose 02020603050405020304}Times New Roman;}}{\colortbl;\red0\green0\blue0;\red5\green99\blue193;}
{\*\defchp \f31506\fs22 }{\*\defpap \ql \li0\ri0\sa160\sl259\slmult1 }\noqfpromote {\stylesheet{\ql \li0\ri0\sa160 \snext0 \sqformat Normal;}
{\*\cs10 \additive \ssemihidden Default Paragraph Font;}}{\*\rsidtbl \rsid2236\rsid5517}{\mmathPr\mmathFont34}{\info{\title Secret title}{\author Ann}{\creatim\yr2013\mo5\dy7}}
{\*\xmlnstbl {\xmlns1 http://schemas.microsoft.com/office/word/2003/wordml}}\paperw12240\paperh15840\margl1440 \pard\plain \ltrpar\ql \li0\ri0\sa160\itap0 \rtlch\fcs1 \af0\afs22\alang1025 \ltrch\fcs0 \fs22\lang1033 {\rtlch\fcs1 \af0 \ltrch\fcs0 \insrsid2236 Hello Zo\'eb, }{\field\fldedit{\*\fldinst {\rtlch\fcs1 \af0 \ltrch\fcs0 \insrsid5517  HYPERLINK "https://contoso.com/plan?a=1&b=2" \\o "A tip" }}{\fldrslt {\rtlch\fcs1 \af0 \ltrch\fcs0 \cs15\ul\cf2 see the plan}}}\sectd \ltrsect\linex0 {\rtlch\fcs1 \ltrch\fcs0 \insrsid2236 
\par \loch\af37\hich\af37\dbch\af31505 \u8220\'93Soon\u8221\'94 \endash  \u-10179\'3f\u-8704\'3f
\par }{\*\themedata 504b030414}{\*\datastore 0105}}"#;

/// In the manner of LibreOffice 7, typed by hand.
const LIBRE_OFFICE: &str = r#"{\rtf1\ansi\deff3\adeflang1025
{\fonttbl{\f0\froman\fprq2\fcharset0 Times New Roman;}{\f3\froman\fprq2\fcharset0 Liberation Serif{\*\falt Times New Roman};}}
{\colortbl;\red0\green0\blue0;\red0\green0\blue128;}
{\stylesheet{\s0\snext0\widctlpar\hyphpar0\ltrpar\cf0 Normal;}{\*\cs15\snext15\cf9\ul Hyperlink;}}
{\*\generator LibreOffice/7.4.7.2$Linux_X86_64 LibreOffice_project/40$Build-2}{\info{\creatim\yr2024\mo1\dy2\hr3\min4}}{\*\userprops}\deftab709
\hyphauto0\viewscale100\formshade\paperh15840\paperw12240\margl1134\sectd\sbknone\pgndec\sftnnar\saftnnrlc
{\*\ftnsep\chftnsep}\pgndec\pard\plain \s0\widctlpar\ltrpar\cf0{\b
One \{bold\}}{ and }{\field{\*\fldinst HYPERLINK "ma-chan://contoso.com/1"}{\fldrslt {\cs15\ul Lobby}}}
\par \pard\plain \s0 {\u1057\'3f\u1083\'3f\u1086\'3f\u1074\'3f\u1086\'3f :)}
\par }"#;

/// In the manner of WordPad, typed by hand: bytes in the code page of the font.
const WORD_PAD: &str = r"{\rtf1\ansi\ansicpg1252\deff0\nouicompat\deflang1033{\fonttbl{\f0\fnil\fcharset0 Calibri;}{\f1\fnil\fcharset204 Calibri;}}
{\*\generator Riched20 10.0.19041}\viewkind4\uc1
\pard\sa200\sl276\slmult1\f0\fs22\lang9 caf\'e9 \f1\lang1049\'c4\'e0\f0\lang9\par
}";

#[test]
fn documents_in_the_manner_of_known_writers() {
    for document in [WORD, LIBRE_OFFICE, WORD_PAD] {
        assert_eq!(check_rtf(document), Ok(()));
    }
    assert_eq!(shown(WORD), "Hello Zoë, see the plan\n“Soon” – 😀");
    let parts = parse(WORD);
    assert_eq!(parts[1].kind, Hyperlink);
    assert_eq!(parts[1].uri.as_deref(), Some("https://contoso.com/plan?a=1&b=2"));
    assert!(
        parts[1].raw_text.starts_with("{\\field\\fldedit") && parts[1].raw_text.ends_with("see the plan}}}")
    );
    assert_eq!(shown(LIBRE_OFFICE), "One {bold} and Lobby\nСлово :)");
    let kinds: Vec<_> = parse(LIBRE_OFFICE).iter().map(|part| part.kind).collect();
    assert_eq!(kinds, [PlainText, ChatRoomLink, PlainText, Emoticon]);
    assert_eq!(shown(WORD_PAD), "café Да");
}

#[test]
fn characters() {
    for (body, text) in [
        ("a\\par b\\line c\\tab d", "a\nb\nc\td"),
        ("a\\\nb", "a\nb"),
        ("a\nb", "ab"),
        ("\\'e9\\'80", "é€"),
        ("\\ansicpg1251 \\'cf", "П"),
        ("\\u233?x", "éx"),
        ("\\uc0\\u233 x", "éx"),
        ("{\\uc2\\u233 ??x}\\u233 ?y", "éxéy"),
        ("\\u233{x}", "éx"),
        ("\\u55357?\\u56832?", "😀"),
        ("\\u-10179?x", "x"),
        ("\\u-8704?", "\u{FFFD}"),
        ("a\\~b\\_c\\-d", "a\u{A0}b\u{2011}cd"),
        ("a{\\v secret}b\\v c\\v0 d\\v e\\plain f", "abdf"),
        ("{\\*\\unknown {x}}a{\\pict 0102}b{\\header h}", "ab"),
        ("\\lquote\\rquote\\ldblquote\\rdblquote\\bullet\\emdash", "‘’“”•—"),
        ("a\\par\\par", "a\n"),
        ("\\intbl a\\cell b\\cell\\row", "a\tb\t"),
        ("", ""),
    ] {
        let document = format!("{{\\rtf1 {body}}}");
        assert_eq!(shown(&document), text, "{document}");
    }
}

#[test]
fn fields() {
    let field = |instruction: &str, result: &str| {
        format!("{{\\rtf1 a{{\\field{{\\*\\fldinst{{{instruction}}}}}{{\\fldrslt{{{result}}}}}}}b}}")
    };
    for (instruction, result, kind, shown, uri) in [
        ("HYPERLINK \"x:y\"", "t", Hyperlink, "t", Some("x:y")),
        ("hyperlink x:y ", "t", Hyperlink, "t", Some("x:y")),
        (" HYPERLINK \\\\o \"tip\" \"x:y\"", "t :)", Hyperlink, "t :)", Some("x:y")),
        ("HYPERLINK \\\\l \"mark\"", "t", PlainText, "t", None),
        ("HYPERLINK \"mark\"", "t", PlainText, "t", None),
        ("HYPERLINK \"x:y", "t", PlainText, "t", None),
        ("PAGE", "1", PlainText, "1", None),
        (
            "HYPERLINK \"ma-filelink://d/g/1.txt?size=2048\"",
            "n.txt",
            FileDownloadLink,
            "n.txt",
            Some("ma-filelink://d/g/1.txt?size=2048"),
        ),
        ("HYPERLINK \"x:y\"", "", Hyperlink, "x:y", Some("x:y")),
    ] {
        let document = field(instruction, result);
        let parts = parse(&document);
        assert_eq!(parts.len(), 3, "{document}");
        assert_eq!(
            (parts[1].kind, parts[1].display_text.as_str(), parts[1].uri.as_deref()),
            (kind, shown, uri),
            "{document}"
        );
        assert_eq!(
            (parts[0].raw_text.as_str(), parts[2].raw_text.as_str()),
            ("{\\rtf1 a", "b}"),
            "{document}"
        );
    }
    let only = "{\\rtf1{\\field{\\*\\fldinst HYPERLINK x:y}{\\fldrslt t}}}";
    assert_eq!(parse(only).len(), 1);
    assert_eq!(shown(only), "t");
}

#[test]
fn broken_documents_are_shown_as_far_as_they_go() {
    assert_eq!(parse(""), []);
    for (document, text) in [
        ("Hello", "Hello"),
        ("{\\rtf1 a\\'zz b}", "a"),
        ("{\\rtf1 a", "a"),
        ("{\\rtf1 a}}b", "a"),
        ("{\\rtf1{\\field{\\*\\fldinst HYPERLINK x:y}{\\fldrslt t", "t"),
        ("{\\rtf1", ""),
    ] {
        assert_eq!(shown(document), text, "{document}");
    }
}

#[test]
fn hostile_documents_take_linear_time_and_bounded_memory() {
    for piece in [
        "{\\field{\\*\\fldinst HYPERLINK x:y}{\\fldrslt t}}",
        ":)",
        "\\u233?",
        "{\\fonttbl\\f1\\fcharset0}\\f1 a",
        "{}",
        "{\\*\\fldinst a}",
    ] {
        let document = format!("{{\\rtf1 {}}}", piece.repeat(900_000 / piece.len()));
        let parts = parse(&document);
        assert!(parts.len() <= MOST_PARTS + 1);
        assert_eq!(parts.iter().map(|part| part.raw_text.len()).sum::<usize>(), document.len());
    }
}

proptest::proptest! {
    #![proptest_config(proptest::test_runner::Config {
        cases: 400,
        failure_persistence: None,
        rng_seed: proptest::test_runner::RngSeed::Fixed(2013),
        ..proptest::test_runner::Config::default()
    })]

    #[test]
    fn any_document_is_the_sum_of_its_parts(body in "(\\{|\\}|\\\\field|\\\\\\*|\\\\fldinst|\\\\fldrslt|HYPERLINK x:y|:\\)|\\\\u-?[0-9]{1,5}|\\\\'[0-9a-g]{2}|\\\\par|\\\\v|\\\\uc[0-9]|é|\\PC){0,40}") {
        let _ = shown(&format!("{{\\rtf1 {body}}}"));
        let _ = shown(&body);
    }
}
