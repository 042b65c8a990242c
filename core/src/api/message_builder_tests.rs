use super::super::MessagePartKind::{ChatRoomLink, Emoticon, Hyperlink, PlainText, StoryTitle};
use super::*;

fn builder(is_alert: bool, story_title: Option<&str>) -> MessageBuilder {
    MessageBuilder::new(MessageBuilderSettings { is_alert, story_title: story_title.map(str::to_owned) })
        .unwrap()
}

#[test]
fn what_is_appended_reads_back() {
    let built = builder(true, Some("News"));
    built.append_plain_text("a < b, ").unwrap();
    built.append_plain_text("see ").unwrap();
    built.append_hyperlink("this & \"that\"", "https://x.test/?a=1&b=2").unwrap();
    built.append_emoticon(ChatEmoticon::Smile);
    let room = ChatRoomSummary {
        room_uri: "ma-chan://x.test/1".into(),
        name: "Lobby <1>".into(),
        ..ChatRoomSummary::default()
    };
    built.append_chat_room_link(room).unwrap();
    assert_eq!((built.is_alert(), built.story_title().as_deref()), (true, Some("News")));
    let content = built.content();
    assert_eq!(
        content,
        "[STORY]News[/STORY]a < b, see <a href=\"https://x.test/?a=1&amp;b=2\">this &amp; &quot;that&quot;</a>:)\
         <a href=\"ma-chan://x.test/1\">Lobby &lt;1&gt;</a>"
    );
    let parts = built.parts();
    let seen: Vec<_> =
        parts.iter().map(|part| (part.kind, part.display_text.as_str(), part.uri.as_deref())).collect();
    assert_eq!(
        seen,
        [
            (StoryTitle, "News", None),
            (PlainText, "a < b, see ", None),
            (Hyperlink, "this & \"that\"", Some("https://x.test/?a=1&b=2")),
            (Emoticon, ":)", None),
            (ChatRoomLink, "Lobby <1>", Some("ma-chan://x.test/1")),
        ]
    );
    assert_eq!(parts, MessageBuilder::parse(&content));
    let message = built.message();
    assert_eq!(message.text, &content["[STORY]News[/STORY]".len()..]);
    assert_eq!((message.story_title.as_deref(), message.is_alert, message.rtf), (Some("News"), true, None));
}

#[test]
fn clones_are_the_same_message() {
    let built = builder(false, None);
    let clone = built.clone();
    clone.append_plain_text("x").unwrap();
    clone.set_rtf("{\\rtf1 x}").unwrap();
    assert_eq!((built.content().as_str(), built.rtf().as_deref()), ("x", Some("{\\rtf1 x}")));
    assert_eq!(built.parts().len(), 1);
    assert!(builder(false, None).parts().is_empty());
}

#[test]
fn refusals_change_nothing() {
    let built = builder(false, None);
    let refused = [
        built.append_plain_text(""),
        built.append_plain_text("a\0"),
        built.append_plain_text("[story]x"),
        built.append_hyperlink("", "x:y"),
        built.append_hyperlink("a", "nowhere"),
        built.append_hyperlink("a\0", "x:y"),
        built.append_chat_room_link(ChatRoomSummary::default()),
        built.set_rtf("plain"),
    ];
    for error in refused.map(Result::unwrap_err) {
        assert_eq!(error.code(), ErrorCode::BadArgument, "{error}");
    }
    assert_eq!((built.content(), built.rtf()), (String::new(), None));
    // In pieces as well.
    built.append_plain_text("[STO").unwrap();
    assert!(built.append_plain_text("RY:").is_err());
    assert_eq!(built.content(), "[STO");
    for title in ["", "a\nb", "a[/Story]b"] {
        let settings = MessageBuilderSettings { story_title: Some(title.into()), ..Default::default() };
        assert_eq!(MessageBuilder::new(settings).unwrap_err().code(), ErrorCode::BadArgument, "{title}");
    }
}
