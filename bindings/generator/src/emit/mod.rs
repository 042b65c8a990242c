//! Writes the generated files of the C library and of the Node package.

mod class;
mod completions;
mod enums;
mod events;
mod inputs;
mod node;
mod node_dts;
mod node_js;
#[cfg(test)]
mod node_tests;
mod outputs;
pub(crate) mod python;
pub(crate) mod reference;

use crate::model::{Api, Refusal, Type};
use crate::names::{c_type, snake};
use std::collections::BTreeMap;

const BANNER: &str =
    "// Written by `cargo run -p pchat-generator`. Do not edit: change the description and run it again.\n\n";

/// The files, by name, not yet formatted.
pub(crate) fn files(api: &Api) -> Result<BTreeMap<String, String>, Refusal> {
    let mut files = BTreeMap::new();
    let mut add = |name: &str, text: String| {
        files.insert(name.to_string(), format!("{BANNER}{text}"));
    };
    add("enums.rs", enums::text(api));
    add("inputs.rs", inputs::text(api));
    add("outputs.rs", outputs::text(api));
    add("completions.rs", completions::text(api));
    add("events.rs", events::text(api));
    for class in api.classes.values() {
        add(&format!("{}.rs", snake(&class.name)), class::text(api, class)?);
    }
    add("mod.rs", modules(api));
    Ok(files)
}

/// The files of the Node package, by path from the root of the repository. Rust is not yet formatted.
pub(crate) fn node_files(api: &Api) -> Result<BTreeMap<&'static str, String>, Refusal> {
    let mut files = BTreeMap::from([
        ("bindings/node/src/generated.rs", format!("{BANNER}{}", node::text(api)?)),
        ("bindings/node/lib/generated.js", format!("{BANNER}{}", node_js::text(api))),
        ("bindings/node/index.d.ts", node_dts::index(api)),
        ("bindings/node/testing.d.ts", node_dts::testing(api)),
    ]);
    files.extend(node_js::modules(api).map(|(path, text)| (path, format!("{BANNER}{text}"))));
    Ok(files)
}

fn modules(api: &Api) -> String {
    let mut out = String::from(
        "//! The API in C.\n\n// Files import alike, whether or not their part of the API needs everything.\n#![allow(unused_imports)]\n\n",
    );
    for name in ["enums", "inputs", "outputs", "completions", "events"] {
        out += &format!("pub(crate) mod {name};\n");
    }
    for class in api.classes.values() {
        out += &feature(class.feature.as_deref());
        out += &format!("pub(crate) mod {};\n", snake(&class.name));
    }
    out += "\nuse crate::object::Class as _;\n\n";
    out += "/// How many objects the program holds.\npub(crate) fn live() -> usize {\nlet mut live = 0;\n";
    for class in api.classes.values() {
        out += &feature(class.feature.as_deref());
        out += &format!("{{ live += {}::{}::table().live(); }}\n", class.path, class.name);
    }
    out += "live\n}\n\n/// Forgets the objects of the parent process.\npub(crate) fn reset_in_child() {\n";
    for class in api.classes.values() {
        out += &feature(class.feature.as_deref());
        out += &format!("{}::{}::table().reset_in_child();\n", class.path, class.name);
    }
    out + "}\n"
}

fn feature(feature: Option<&str>) -> String {
    feature.map_or(String::new(), |feature| format!("#[cfg(feature = \"{feature}\")]\n"))
}

/// The path of a struct, enum or class of the description.
fn path(api: &Api, name: &str) -> String {
    let at = api
        .structs
        .get(name)
        .map(|s| &s.path)
        .or_else(|| api.enums.get(name).map(|e| &e.path))
        .or_else(|| api.classes.get(name).map(|c| &c.path));
    format!("{}::{name}", at.map_or("pchat_core::api", String::as_str))
}

/// The C type of a list.
fn list_type(item: &Type) -> String {
    match item {
        Type::Struct(name) | Type::Class(name) => format!("pchat_{}_list_t", snake(name)),
        _ => "pchat_string_list_t".to_string(),
    }
}

/// The Rust type of what an operation or function gives out, as the support layer projects it.
fn projected(api: &Api, ty: &Type) -> String {
    match ty {
        Type::Struct(name) => path(api, name),
        Type::List(item) => match &**item {
            Type::Struct(name) => format!("List<{}>", path(api, name)),
            Type::Class(name) => format!("Handles<{}>", path(api, name)),
            _ => "List<String>".to_string(),
        },
        Type::Text => "String".to_string(),
        Type::Bytes => "Bytes".to_string(),
        Type::Optional(inner) => format!("Option<{}>", projected(api, inner)),
        Type::Class(name) => format!("Lent<{}>", path(api, name)),
        _ => "()".to_string(),
    }
}

/// The C struct of what an operation or function gives out.
fn view(ty: &Type) -> String {
    match ty {
        Type::Struct(name) | Type::Class(name) => c_type(name),
        Type::List(item) => list_type(item),
        Type::Optional(inner) => view(inner),
        Type::Text => "c_char".to_string(),
        Type::Bytes => "pchat_bytes_t".to_string(),
        _ => "c_void".to_string(),
    }
}
