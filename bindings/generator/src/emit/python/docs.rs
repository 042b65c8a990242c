//! Doc comments of the description in the words of Python.

use crate::docs;
use crate::emit::python::is_property;
use crate::model::Api;
use crate::names::{screaming, snake};

/// Doc comment lines; `class` is the class whose methods may be named without it, `of` the enum whose values may be.
pub(super) fn lines(api: &Api, text: &[String], class: Option<&str>, of: Option<&str>) -> Vec<String> {
    docs::rewrite(text, &|name| format!("`{}`", word(api, name, class, of)))
}

fn word(api: &Api, name: &str, class: Option<&str>, of: Option<&str>) -> String {
    let value =
        |of: &str, name: &str| api.enums.get(of).is_some_and(|of| of.variants.iter().any(|v| v.name == name));
    if let Some(of) = of
        && value(of, name)
    {
        return format!("{of}.{}", screaming(name));
    }
    if let Some((of, member)) = name.split_once("::") {
        return if value(of, member) {
            format!("{of}.{}", screaming(member))
        } else {
            format!("{of}.{member}")
        };
    }
    if value("ErrorCode", name) {
        return format!("ErrorCode.{}", screaming(name));
    }
    if let Some(class) = class.and_then(|class| api.classes.get(class))
        && let Some(method) = class.methods.iter().find(|m| m.name == name)
    {
        return if is_property(method) { name.to_string() } else { format!("{name}()") };
    }
    if api.classes.values().flat_map(|class| &class.events).any(|event| event.name == name) {
        return format!("on_{}", snake(name));
    }
    match name {
        "true" => "True".into(),
        "false" => "False".into(),
        other => other.to_string(),
    }
}

/// A docstring, indented by so many spaces.
pub(super) fn docstring(lines: &[String], indent: usize) -> String {
    let pad = " ".repeat(indent);
    let raw = if lines.iter().any(|line| line.contains('\\')) { "r" } else { "" };
    match lines {
        [] => String::new(),
        [one] => format!("{pad}{raw}\"\"\"{one}\"\"\"\n"),
        [first, rest @ ..] => {
            let mut out = format!("{pad}{raw}\"\"\"{first}\n");
            for line in rest {
                out += &if line.is_empty() { "\n".to_string() } else { format!("{pad}{line}\n") };
            }
            out + &format!("{pad}\"\"\"\n")
        }
    }
}
