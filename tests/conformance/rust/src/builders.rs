//! The steps of messages that are composed.

use crate::arguments::{self, Arguments, Wrong};
use crate::objects::{Objects, Outcome};
use crate::results;
use pchat_core::api::{MessageBuilder, MessagePart};
use serde_json::{Value, json};

/// A message that was begun in this scenario.
pub(crate) fn named(objects: &Objects, name: &str) -> Result<MessageBuilder, Wrong> {
    objects.builders.get(name).cloned().ok_or_else(|| format!("there is no '{name}' for this call"))
}

/// Begins one under this name.
pub(crate) fn begin(objects: &mut Objects, name: String, settings: arguments::BuilderSettings) -> Outcome {
    MessageBuilder::new(settings).map(|builder| {
        objects.builders.insert(name, builder);
        Value::Null
    })
}

/// Everything else.
pub(crate) fn call(objects: &Objects, call: &str, given: &Arguments<'_>) -> Result<Outcome, Wrong> {
    let parts = |parts: Vec<MessagePart>| Ok(results::list(&parts, results::part));
    match call {
        "parse" => return Ok(parts(MessageBuilder::parse(&given.text("text")?))),
        "parse_rtf" => return Ok(parts(MessageBuilder::parse_rtf(given.optional_text("rtf")?))),
        "story_title_of" => return Ok(Ok(json!(MessageBuilder::story_title_of(&given.text("text")?)))),
        "emoticon_text" => return Ok(Ok(json!(MessageBuilder::emoticon_text(arguments::emoticon(given)?)))),
        _ => {}
    }
    let builder = named(objects, &given.text("on")?)?;
    let nothing = |outcome: pchat_core::api::Result<()>| outcome.map(|()| Value::Null);
    Ok(match call {
        "append_plain_text" => nothing(builder.append_plain_text(&given.text("text")?)),
        "append_hyperlink" => {
            nothing(builder.append_hyperlink(&given.text("display_text")?, &given.text("uri")?))
        }
        "append_chat_room_link" => {
            nothing(builder.append_chat_room_link(given.structure("room", arguments::summary)?))
        }
        "append_emoticon" => {
            builder.append_emoticon(arguments::emoticon(given)?);
            Ok(Value::Null)
        }
        "set_rtf" => nothing(builder.set_rtf(&given.text("rtf")?)),
        "parts" => parts(builder.parts()),
        "content" => Ok(json!(builder.content())),
        "rtf" => Ok(json!(builder.rtf())),
        "is_alert" => Ok(json!(builder.is_alert())),
        "story_title" => Ok(json!(builder.story_title())),
        other => return Err(format!("nobody knows the step 'message_builder.{other}'")),
    })
}
