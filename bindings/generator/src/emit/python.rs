//! Writes the generated files of the Python package.

mod docs;
mod native;
mod objects;
mod stubs;
mod values;

use crate::model::{Api, Argument, Class, Method, Type};
use std::collections::BTreeMap;

const BANNER: &str =
    "# Written by `cargo run -p pchat-generator`. Do not edit: change the description and run it again.\n\n";

/// Linters leave generated Python alone; type checkers do not.
const NO_LINT: &str = "# ruff: noqa\n";

/// The class that the support layer writes by hand, because it is what everything else runs on.
const BY_HAND: &str = "Platform";

/// The files, by path from the root; Rust text is not yet formatted.
pub(crate) fn files(api: &Api) -> BTreeMap<String, String> {
    let rust = format!("// {}", &BANNER[2..]);
    let package = "bindings/python/python/pchat";
    [
        ("bindings/python/src/generated.rs".to_string(), rust + &native::text(api)),
        (format!("{package}/_native.pyi"), format!("{NO_LINT}{BANNER}{}", stubs::text(api))),
        (format!("{package}/_enums.py"), format!("{NO_LINT}{BANNER}{}", values::enums(api))),
        (format!("{package}/_fields.py"), format!("{NO_LINT}{BANNER}{}", values::fields(api))),
        (format!("{package}/_objects.py"), format!("{NO_LINT}{BANNER}{}", objects::asynchronous(api))),
        (format!("{package}/_sync_objects.py"), format!("{NO_LINT}{BANNER}{}", objects::blocking(api))),
        (format!("{package}/_plain_objects.py"), format!("{NO_LINT}{BANNER}{}", objects::plain(api))),
    ]
    .into()
}

/// A name that is no keyword of Python.
pub(crate) fn name(name: &str) -> String {
    const KEYWORDS: [&str; 16] = [
        "and", "as", "assert", "async", "await", "def", "del", "except", "finally", "from", "global",
        "import", "is", "lambda", "nonlocal", "pass",
    ];
    const MORE: [&str; 10] = ["None", "True", "False", "in", "not", "or", "raise", "try", "with", "yield"];
    if KEYWORDS.contains(&name) || MORE.contains(&name) { format!("{name}_") } else { name.to_string() }
}

/// The Python type of something that Python gets.
pub(crate) fn given(ty: &Type) -> String {
    match ty {
        Type::Unit => "None".into(),
        Type::Bool => "bool".into(),
        Type::Integer(_) => "int".into(),
        Type::Text | Type::Secret => "str".into(),
        Type::Bytes => "bytes".into(),
        Type::Timestamp => "datetime.datetime".into(),
        Type::Error => "PchatError".into(),
        Type::Enum(name) | Type::Struct(name) | Type::Class(name) => name.clone(),
        Type::Optional(inner) => format!("{} | None", given(inner)),
        Type::List(inner) => format!("list[{}]", given(inner)),
    }
}

/// The Python type of something that Python hands over.
pub(crate) fn taken(ty: &Type) -> String {
    match ty {
        Type::Optional(inner) => format!("{} | None", taken(inner)),
        Type::List(inner) => format!("Iterable[{}]", taken(inner)),
        // Of every type that has them, and copied.
        Type::Bytes => "bytes | bytearray | memoryview".into(),
        other => given(other),
    }
}

/// A method that is an attribute in Python: it asks for nothing, cannot fail and does nothing.
pub(crate) fn is_property(method: &Method) -> bool {
    method.has_self
        && !method.is_async
        && !method.fallible
        && method.arguments.is_empty()
        && method.result != Type::Unit
}

/// The struct that can also be given as keyword arguments: the only argument, one that programs fill.
pub(crate) fn spread<'a>(api: &Api, arguments: &'a [Argument]) -> Option<(&'a Argument, &'a str)> {
    match arguments {
        [argument] => match &argument.ty {
            Type::Struct(name) if api.structs.get(name).is_some_and(|s| s.is_input) => Some((argument, name)),
            _ => None,
        },
        _ => None,
    }
}

/// Classes that live on an endpoint.
pub(crate) fn active(api: &Api) -> impl Iterator<Item = &Class> {
    api.classes.values().filter(|class| class.mailbox().is_some())
}
