//! `_objects.py` and `_sync_objects.py`: every method, as a coroutine and as a blocking call.

use super::{BY_HAND, active, docs, given, is_property, name, spread, taken};
use crate::model::{Api, Class, Method, Type};
use crate::names::{screaming, snake};

const HEAD: &str = "from __future__ import annotations\n\nimport datetime\nfrom collections.abc import AsyncIterator, Callable, Iterable, Iterator\nfrom typing import TYPE_CHECKING\n\n";

#[derive(Clone, Copy, PartialEq, Eq)]
enum Style {
    Async,
    Blocking,
    Plain,
}

pub(super) fn asynchronous(api: &Api) -> String {
    let mut out = format!("\"\"\"Methods of the asyncio classes.\"\"\"\n\n{HEAD}");
    out += "from . import _native\nfrom ._base import AsyncObject, Subscription\n";
    out += &imports(api, "._aio");
    out += &kinds(api);
    active(api).for_each(|class| out += &object(api, class, Style::Async));
    out
}

pub(super) fn blocking(api: &Api) -> String {
    let mut out = format!("\"\"\"Methods of the blocking classes.\"\"\"\n\n{HEAD}");
    out += "from . import _native\nfrom ._sync_base import BlockingObject, Subscription\n";
    out += &imports(api, ".sync");
    active(api).for_each(|class| out += &object(api, class, Style::Blocking));
    out
}

/// Classes that live on nothing.
pub(super) fn plain(api: &Api) -> String {
    let mut out =
        format!("\"\"\"Methods of classes that need no platform.\"\"\"\n\n{HEAD}from . import _native\n");
    out += &imports(api, "");
    for class in api.classes.values().filter(|class| class.mailbox().is_none() && class.name != BY_HAND) {
        out += &object(api, class, Style::Plain);
    }
    out
}

fn imports(api: &Api, classes: &str) -> String {
    let list = |names: Vec<String>| names.join(", ");
    let enums = list(api.enums.keys().cloned().collect());
    let structs = list(api.structs.keys().cloned().collect());
    let fields =
        list(api.structs.values().filter(|of| of.is_input).map(|of| format!("{}Fields", of.name)).collect());
    let mut out = format!(
        "from ._native import {structs}\n\nif TYPE_CHECKING:\n    from typing_extensions import Unpack\n\n"
    );
    if classes.is_empty() {
        out += "    from . import _aio, sync\n";
    } else {
        let names = list(active(api).map(|class| class.name.clone()).collect());
        let plain = list(taken_plain(api));
        if !plain.is_empty() {
            out += &format!("    from . import {plain}\n");
        }
        out += &format!("    from {classes} import {names}\n");
    }
    out + &format!(
        "    from ._enums import {enums}\n    from ._errors import PchatError\n    from ._fields import {fields}\n"
    )
}

/// Classes without a platform that methods of others take.
fn taken_plain(api: &Api) -> Vec<String> {
    let arguments = active(api).flat_map(|class| &class.methods).flat_map(|method| &method.arguments);
    let mut names: Vec<String> = arguments
        .filter_map(|argument| match &argument.ty {
            Type::Class(of) if of != BY_HAND && api.classes[of].mailbox().is_none() => Some(of.clone()),
            _ => None,
        })
        .collect();
    names.sort();
    names.dedup();
    names
}

/// The numbers of events, and what each class may tell.
fn kinds(api: &Api) -> String {
    let mut out = String::from("\n");
    for class in active(api).filter(|class| !class.events.is_empty()) {
        for event in &class.events {
            out += &format!("{}_{} = {}\n", screaming(&class.name), screaming(&event.name), event.kind);
        }
        let all: Vec<String> = class.events.iter().map(|event| event.kind.to_string()).collect();
        out += &format!("{}_EVENTS = [{}]\n", screaming(&class.name), all.join(", "));
    }
    out
}

fn object(api: &Api, class: &Class, style: Style) -> String {
    let base = match style {
        Style::Async => format!("(AsyncObject[_native.{}])", class.name),
        Style::Blocking => format!("(BlockingObject[_native.{}])", class.name),
        Style::Plain => String::new(),
    };
    let mut out = format!("\n\nclass {}Methods{base}:\n", class.name);
    out += &docs::docstring(&docs::lines(api, &class.docs, Some(&class.name), None), 4);
    for method in &class.methods {
        if method.has_self {
            out += &function(api, class, method, style);
        } else if style == Style::Plain && method.is_constructor(&class.name) {
            out += &constructor(api, class, method);
        } else if style == Style::Plain {
            out += &of_class(api, class, method);
        }
    }
    if let Some(entry) = class.entry_of_pages() {
        out += &entries(&given(entry), style);
    }
    for event in &class.events {
        let payload = event.payload.clone().unwrap_or_else(|| "None".into());
        out += &format!(
            "\n    def on_{}(self, callback: Callable[[{payload}], object], /) -> Subscription:\n",
            snake(&event.name)
        );
        let mut lines = docs::lines(api, &event.docs, Some(&class.name), None);
        lines.push(String::new());
        lines.push(match style {
            Style::Blocking => "Calls `callback` inside `run()`. Give back what `cancel()` ends.".into(),
            _ => "Calls `callback` on the event loop, until `cancel()` of the result is called.".into(),
        });
        if style == Style::Blocking {
            lines.pop();
            lines.push(
                "Calls `callback` inside `Endpoint.run()`, until `cancel()` of the result is called.".into(),
            );
        }
        out += &docs::docstring(&lines, 8);
        out += &format!("        return self._subscribe(self._native, {}, callback)\n", event.kind);
    }
    out
}

/// Iteration over the entries of all pages that are left.
fn entries(entry: &str, style: Style) -> String {
    match style {
        Style::Plain => String::new(),
        Style::Async => format!(
            "\n    async def __aiter__(self) -> AsyncIterator[{entry}]:\n        \"\"\"All that is left, one by one.\"\"\"\n        \
             while page := await self.next_page():\n            for one in page:\n                yield one\n"
        ),
        Style::Blocking => format!(
            "\n    def __iter__(self) -> Iterator[{entry}]:\n        \"\"\"All that is left, one by one.\"\"\"\n        \
             while page := self.next_page():\n            yield from page\n"
        ),
    }
}

/// Parameters, statements before the call, and what is handed on.
fn parameters(api: &Api, method: &Method, style: Style) -> (String, String, String) {
    if let Some((argument, of)) = spread(api, &method.arguments) {
        let argument = name(&argument.name);
        return (
            format!(
                ", {argument}: {} | None = None, /, **fields: Unpack[{of}Fields]",
                descriptions(api, of, style)
            ),
            format!(
                "        if {argument} is None:\n            {argument} = {of}(**fields)\n        elif fields:\n            \
                 raise TypeError(\"give either a {of} or its fields\")\n"
            ),
            argument,
        );
    }
    let mut parameters = String::new();
    let mut handed = Vec::new();
    for argument in &method.arguments {
        parameters += &format!(", {}: {}", name(&argument.name), taken(&argument.ty));
        handed.push(match &argument.ty {
            Type::Class(_) => format!("{}._native", name(&argument.name)),
            _ => name(&argument.name),
        });
    }
    (parameters, String::new(), handed.join(", "))
}

/// The types that do where a struct is asked for.
fn descriptions(api: &Api, of: &str, style: Style) -> String {
    let structs = api.stand_ins(of).into_iter().map(|it| it.name.clone());
    let classes = api.stand_in_classes(of).into_iter().flat_map(|(class, _)| match style {
        Style::Plain => vec![format!("_aio.{}", class.name), format!("sync.{}", class.name)],
        _ => vec![class.name.clone()],
    });
    std::iter::once(of.to_string()).chain(structs).chain(classes).collect::<Vec<_>>().join(" | ")
}

fn constructor(api: &Api, class: &Class, method: &Method) -> String {
    let (parameters, before, handed) = parameters(api, method, Style::Plain);
    let mut out = format!("\n    def __init__(self{parameters}) -> None:\n");
    out += &docs::docstring(&docs::lines(api, &method.docs, Some(&class.name), None), 8);
    out += &before;
    out + &format!("        self._native = _native.{}.{}({handed})\n", class.name, method.name)
}

/// A function that needs no object.
fn of_class(api: &Api, class: &Class, method: &Method) -> String {
    let (parameters, before, handed) = parameters(api, method, Style::Plain);
    let mut out = format!(
        "\n    @staticmethod\n    def {}({}) -> {}:\n",
        name(&method.name),
        parameters.trim_start_matches(", "),
        given(&method.result)
    );
    out += &docs::docstring(&docs::lines(api, &method.docs, Some(&class.name), None), 8);
    out += &before;
    out + &format!("        return _native.{}.{}({handed})\n", class.name, name(&method.name))
}

/// What takes a success back that came when the caller had just been cancelled.
fn undo(class: &Class, method: &Method) -> Option<&'static str> {
    match (class.name.as_str(), method.name.as_str()) {
        ("Endpoint", "establish") => Some("terminate"),
        ("Session", "join" | "join_by_name" | "join_room") => Some("leave"),
        _ => None,
    }
}

fn function(api: &Api, class: &Class, method: &Method, style: Style) -> String {
    let (parameters, before, handed) = parameters(api, method, style);
    let result = given(&method.result);
    let call = format!("self._native.{}({handed})", name(&method.name));
    let doc = docs::docstring(&docs::lines(api, &method.docs, Some(&class.name), None), 8);
    let python = name(&method.name);
    if method.is_async {
        let call = match undo(class, method) {
            Some(undo) => format!("{call}, undo=self._native.{undo}"),
            None => call.clone(),
        };
        let (head, value) = match style {
            Style::Blocking => {
                let timeout = if parameters.contains("**fields") {
                    parameters.replace(", **fields", ", timeout: float | None = None, **fields")
                } else {
                    format!("{parameters}, *, timeout: float | None = None")
                };
                (format!("def {python}(self{timeout})"), format!("self._complete(timeout, {call})"))
            }
            _ => (format!("async def {python}(self{parameters})"), format!("await self._complete({call})")),
        };
        let give = match &method.result {
            Type::Unit => format!("        {value}\n"),
            Type::Class(_) => {
                format!("        result: {result} = self._wrap({value})\n        return result\n")
            }
            Type::List(inner) if matches!(**inner, Type::Class(_)) => {
                format!("        return [self._wrap(one) for one in {value}]\n")
            }
            _ => format!("        result: {result} = {value}\n        return result\n"),
        };
        return format!("\n    {head} -> {result}:\n{doc}{before}{give}");
    }
    let property = if is_property(method) { "    @property\n" } else { "" };
    let give = match &method.result {
        Type::Unit => format!("        {call}\n"),
        Type::Class(_) => format!("        result: {result} = self._wrap({call})\n        return result\n"),
        Type::Optional(inner) if matches!(**inner, Type::Class(_)) => {
            format!("        found = {call}\n        return None if found is None else self._wrap(found)\n")
        }
        Type::List(inner) if matches!(**inner, Type::Class(_)) => {
            format!("        return [self._wrap(one) for one in {call}]\n")
        }
        _ => format!("        return {call}\n"),
    };
    format!("\n{property}    def {python}(self{parameters}) -> {result}:\n{doc}{before}{give}")
}
