//! Enums: numbers with names.

use crate::docs::{self, Context, comment};
use crate::model::Api;
use crate::names::{c_type, constant, snake, words};

pub(super) fn text(api: &Api) -> String {
    let mut out = String::from(
        "//! The enums of the API as numbers, and back.\n\n#![allow(non_camel_case_types)]\n// Constants are for C.\n#![allow(dead_code)]\n\n\
         use pchat_core::api::{Error, ErrorCode, Result};\nuse std::ffi::c_char;\n\n",
    );
    for item in api.enums.values() {
        let name = c_type(&item.name);
        let mut lines = docs::translate(api, &item.docs, Context::default());
        lines.push(String::new());
        lines.extend(docs::wrap(&format!("One of the `PCHAT_{}_…` numbers.", item.name_in_capitals())));
        out += &comment(&lines);
        out += &format!("pub type {name} = i32;\n\n");
        for variant in &item.variants {
            out += &comment(&docs::translate(api, &variant.docs, Context::default()));
            out += &format!("pub const {}: i32 = {};\n", constant(&item.name, &variant.name), variant.value);
        }
        let function = snake(&item.name);
        let path = super::path(api, &item.name);
        if item.name != "ErrorCode" {
            out += &format!(
                "\n/// The value with this number.\npub(crate) fn {function}(value: i32, name: &str) -> Result<{path}> {{\n\
                 use {path} as Of;\nOk(match value {{\n"
            );
            for variant in &item.variants {
                out += &format!("{} => Of::{},\n", variant.value, variant.name);
            }
            out += &format!(
                "_ => return Err(Error::new(ErrorCode::BadArgument, format!(\"`{{name}}` is {{value}}, which is no `{name}`\"))),\n}})\n}}\n\n"
            );
        }
        let lines = [
            vec![format!(
                "The name of a `{name}` for people, for example \"{}\"; \"unknown\" for another number.",
                item.variants.first().map_or(String::new(), |v| words(&v.name))
            )],
            vec![String::new()],
            docs::point("Thread", "any."),
            docs::point("Ownership", "the string lives as long as the process."),
        ]
        .concat();
        out += &comment(&lines);
        out += &format!(
            "#[unsafe(no_mangle)]\npub extern \"C\" fn pchat_{function}_name(value: {name}) -> *const c_char {{\nmatch value {{\n"
        );
        for variant in &item.variants {
            out += &format!("{} => c\"{}\",\n", variant.value, words(&variant.name));
        }
        out += "_ => c\"unknown\",\n}\n.as_ptr()\n}\n\n";
    }
    out
}

impl crate::model::Enum {
    fn name_in_capitals(&self) -> String {
        crate::names::screaming(&self.name)
    }
}
