use super::*;
use crate::messages::compose::{chat_room_link, hyperlink, story_text};
use MessagePartKind::{ChatRoomLink, Emoticon, FileDownloadLink, Hyperlink, PlainText, StoryTitle};
use proptest::prelude::*;

/// Kind, text for people and text in the message, of each part.
fn seen(text: &str) -> Vec<(MessagePartKind, String, String)> {
    let parts = parse(text);
    assert_eq!(parts.iter().map(|part| part.raw_text.as_str()).collect::<String>(), text);
    parts.into_iter().map(|part| (part.kind, part.display_text, part.raw_text)).collect()
}

fn expected(parts: &[(MessagePartKind, &str, &str)]) -> Vec<(MessagePartKind, String, String)> {
    parts.iter().map(|(kind, shown, raw)| (*kind, (*shown).to_owned(), (*raw).to_owned())).collect()
}

fn is_plain(text: &str) {
    assert_eq!(seen(text), expected(&[(PlainText, text, text)]), "{text}");
}

#[test]
fn a_message_with_everything() {
    let text = "[STORY]News[/STORY]see <a href=\"https://x.test/?a=1&amp;b=2\">this &amp; that</a> :-D in \
                <A HREF='ma-chan://x.test/1'>Lobby</A> and ma-filelink://x.test/1/2.txt?name=a.txt&size=10240 8-)";
    let parts = parse(text);
    let uris: Vec<_> = parts.iter().filter_map(|part| part.uri.as_deref()).collect();
    assert_eq!(
        uris,
        [
            "https://x.test/?a=1&b=2",
            "ma-chan://x.test/1",
            "ma-filelink://x.test/1/2.txt?name=a.txt&size=10240"
        ]
    );
    let kinds: Vec<_> = parts.iter().map(|part| part.kind).collect();
    assert_eq!(
        kinds,
        [
            StoryTitle,
            PlainText,
            Hyperlink,
            PlainText,
            Emoticon,
            PlainText,
            ChatRoomLink,
            PlainText,
            FileDownloadLink,
            PlainText,
            Emoticon
        ]
    );
    let shown: String = parts.iter().map(|part| part.display_text.as_str()).collect();
    assert_eq!(shown, "Newssee this & that :-D in Lobby and a.txt 8-)");
    assert_eq!(parts[4].emoticon, Some(Laughing));
    assert_eq!(parts[8].file_name.as_deref(), Some("a.txt"));
    assert_eq!(
        (parts[8].file_size, parts[8].file_size_estimate.as_deref()),
        (Some(10240), Some("10 kilobytes"))
    );
    assert_eq!(seen(text).len(), parts.len());
}

#[test]
fn plain_texts() {
    assert_eq!(parse(""), []);
    for text in [
        "a",
        "<",
        "<a",
        "<a>",
        "<a>x</a>",
        "<a href>x</a>",
        "<a href=>x</a>",
        "<a href=\"x:y\">",
        "<a href=\"x:y\">x</b>",
        "<a href=\"x:y\">x<b></a>",
        "<a href=\"x:y>x</a>",
        "<a href=\"relative/path\">x</a>",
        "<a href=\"x:y z\">x</a>",
        "<ahref=\"x:y\">x</a>",
        "<a href=\"x:y\"\u{a0}>x</a",
        "<area href=\"x:y\">x</area>",
        "<a =\"x:y\">x</a>",
        "<a href=\"ma-filelink:\">x</a>",
        "ma-filelink:",
        "ma-filelink://.. ",
        "http://x.test/ 8 : ; > é",
    ] {
        if !text.is_empty() {
            is_plain(text);
        }
    }
}

#[test]
fn links_in_other_spellings() {
    for raw in [
        "<a href=\"x:y\">t</a>",
        "<a href='x:y'>t</a>",
        "<a href=x:y>t</a>",
        "<A\tclass=\"link\" HREF = \" x:y \" target=_blank >t</A >",
        "<a title=\"a > b\" href=\"x:y\">t</a>",
        "<a download href=\"x:y\">t</a>",
        "<a href=\"&#120;:y\">&#x74;</a>",
        "<a href=\"x:y\" href=\"x:z\">t</a>",
    ] {
        let parts = parse(raw);
        assert_eq!(seen(raw), expected(&[(Hyperlink, "t", raw)]), "{raw}");
        assert_eq!(parts[0].uri.as_deref(), Some("x:y"), "{raw}");
    }
    assert_eq!(parse("<a href=\"x:y\"></a>")[0].display_text, "x:y");
}

#[test]
fn what_stands_before_a_link_does_not_swallow_it() {
    let link = hyperlink("t", "x:y").unwrap();
    for before in
        ["<a href=\"", "<a href='x:y'>", "<", "<a", "[STORY", "ma-filelink:", "<a href=\"x:y\">t</a"]
    {
        let text = format!("{before}{link}");
        assert_eq!(seen(&text), expected(&[(PlainText, before, before), (Hyperlink, "t", &link)]), "{text}");
    }
}

#[test]
fn every_face() {
    for (text, emoticon) in EMOTICONS {
        let parts = parse(&format!("é{text}é"));
        assert_eq!(parts.len(), 3, "{text}");
        assert_eq!((parts[1].kind, parts[1].emoticon), (Emoticon, Some(emoticon)));
        assert_eq!(parts[1].raw_text, text);
        assert_eq!(EMOTICONS.iter().filter(|(other, _)| other.starts_with(text)).count(), 1, "{text}");
    }
    let texts: Vec<_> =
        [Smile, Frown, Cool, Laughing, Shocked, Confused, Crying, Tongue, Wink, Angry, Kissing]
            .iter()
            .map(|emoticon| emoticon_text(*emoticon))
            .collect();
    assert_eq!(texts, [":)", ":(", "8-)", ":-D", ":-O", ":-/", ":'(", ":-P", ";)", ">:O", ":-*"]);
}

#[test]
fn files() {
    let bare = "see ma-filelink:x.doc>";
    assert_eq!(
        seen(bare),
        expected(&[
            (PlainText, "see ", "see "),
            (FileDownloadLink, "x.doc", "ma-filelink:x.doc"),
            (PlainText, ">", ">")
        ])
    );
    let part = &parse(bare)[1];
    assert_eq!(
        (part.uri.as_deref(), part.file_size, &part.file_size_estimate),
        (Some("ma-filelink:x.doc"), None, &None)
    );
    let element =
        "<a title=\"ma-filelink:no.doc\" href=\"ma-filelink://d/g/1.doc?name=..%2Fb.doc&amp;size=1\">c</a>";
    let part = &parse(element)[0];
    assert_eq!((part.raw_text.as_str(), part.file_name.as_deref()), (element, Some("b.doc")));
    assert_eq!(part.uri.as_deref(), Some("ma-filelink://d/g/1.doc?name=..%2Fb.doc&size=1"));
    assert_eq!(part.file_size_estimate.as_deref(), Some("1 byte"));
}

#[test]
fn stories() {
    for (text, title, rest) in [
        ("[STORY]T[/STORY]b :)", "[STORY]T[/STORY]", "b "),
        ("[story:T]b :)", "[story:T]", "b "),
        ("[STORY]T\nb :)", "[STORY]T\n", "b "),
    ] {
        assert_eq!(
            seen(text),
            expected(&[(StoryTitle, "T", title), (PlainText, rest, rest), (Emoticon, ":)", ":)")]),
            "{text}"
        );
        assert_eq!(story_title(text), Some("T"));
    }
    assert_eq!(story_title("T"), None);
    assert_eq!(seen("[STORY]T[/STORY]"), expected(&[(StoryTitle, "T", "[STORY]T[/STORY]")]));
}

#[test]
fn hostile_texts_take_linear_time_and_bounded_memory() {
    // Quadratic time would take minutes here.
    for piece in [
        "<a",
        "<a href=\"",
        "<a x='",
        "ma-filelink:",
        "&",
        "<a href=\"&",
        "[STORY]",
        ":",
        "<a href=x:y>&lt",
        "ma-filelink:%2F",
    ] {
        let text = piece.repeat(400_000 / piece.len()) + "%2F";
        assert_eq!(parse(&text).iter().map(|part| part.raw_text.len()).sum::<usize>(), text.len(), "{piece}");
    }
    let faces = ":)".repeat(50_000);
    let parts = parse(&faces);
    assert_eq!(parts.len(), MOST_PARTS + 1);
    assert_eq!(parts.iter().map(|part| part.raw_text.len()).sum::<usize>(), faces.len());
}

/// What a program may append, and the part that comes back.
fn appended() -> impl Strategy<Value = (String, MessagePartKind, String, Option<String>)> {
    let shown = "[ -~é\n]{1,12}";
    let uri = "[a-z][a-z0-9+.-]{0,4}:[!-~é]{1,12}";
    prop_oneof![
        // No `<`, `>`, `:`, `;` and `8`: what begins another part is no plain text, and is tested otherwise.
        "[ -/0-79=?-~é\n]{1,12}".prop_map(|text| (text.clone(), PlainText, text, None)),
        (shown, uri).prop_filter("no file", |(_, uri)| !is_file(uri)).prop_map(|(shown, uri)| {
            let kind = if is_room(&uri) { ChatRoomLink } else { Hyperlink };
            (hyperlink(&shown, &uri).unwrap(), kind, shown, Some(uri))
        }),
        (shown, "ma-chan://[!-~é]{1,12}").prop_map(|(shown, uri)| {
            (chat_room_link(&shown, &uri).unwrap(), ChatRoomLink, shown, Some(uri))
        }),
        (0..11_usize).prop_map(|index| {
            let text = [":)", ":(", "8-)", ":-D", ":-O", ":-/", ":'(", ":-P", ";)", ">:O", ":-*"][index];
            (text.to_owned(), Emoticon, text.to_owned(), None)
        }),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig {
        cases: 400,
        failure_persistence: None,
        rng_seed: proptest::test_runner::RngSeed::Fixed(2013),
        ..ProptestConfig::default()
    })]

    #[test]
    fn what_is_composed_is_read_back(title in proptest::option::of("[!-Z^-~é]{1,8}"), pieces in prop::collection::vec(appended(), 0..8)) {
        let mut text = title.as_deref().map_or(String::new(), |title| story_text(title).unwrap());
        let mut expected: Vec<(MessagePartKind, String, Option<String>)> = Vec::new();
        if let Some(title) = title {
            expected.push((StoryTitle, title, None));
        } else if pieces.first().is_some_and(|(raw, ..)| raw.starts_with("[S")) {
            return Ok(());
        }
        for (raw, kind, shown, uri) in pieces {
            text += &raw;
            match expected.last_mut() {
                Some((PlainText, before, _)) if kind == PlainText => *before += &shown,
                _ => expected.push((kind, shown, uri)),
            }
        }
        let parts: Vec<_> = parse(&text).into_iter().map(|part| (part.kind, part.display_text, part.uri)).collect();
        prop_assert_eq!(parts, expected);
    }

    #[test]
    fn any_text_is_the_sum_of_its_parts(text in "(\\[STORY[:\\]]|\\[/STORY\\]|ma-filelink:|ma-chan:|<a |href=|</a>|[\"'<>:;8)&/?=-]|&amp;|é|\\PC){0,40}") {
        let parts = parse(&text);
        prop_assert_eq!(parts.iter().map(|part| part.raw_text.as_str()).collect::<String>(), text);
        for part in &parts {
            prop_assert!(!part.raw_text.is_empty());
            // Each part means the same by itself, save plain text, whose neighbours may have mattered.
            if !matches!(part.kind, PlainText | StoryTitle) {
                prop_assert_eq!(&parse(&part.raw_text), std::slice::from_ref(part));
            }
        }
    }
}
