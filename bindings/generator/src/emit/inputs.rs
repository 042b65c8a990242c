//! Structs that the program fills.

use crate::docs::{self, Context, comment};
use crate::model::{Api, Field, Struct, Type};
use crate::names::{c_type, snake};

pub(super) fn text(api: &Api) -> String {
    let mut out = String::from(
        "//! Structs that the program fills: their defaults, and reading them.\n\n#![allow(non_camel_case_types)]\n\n\
         use crate::generated::enums::{self, *};\nuse crate::options::{Options, initialise};\nuse pchat_core::api::*;\n\
         use std::ffi::c_char;\nuse std::mem::offset_of;\nuse std::ptr;\n\n",
    );
    for item in api.structs.values().filter(|item| item.is_input) {
        out += &structure(api, item);
        out += &initialiser(api, item);
        out += &reader(api, item);
    }
    out
}

/// The C type of a field, without what makes it optional.
fn c_field(ty: &Type) -> String {
    match ty {
        Type::Bool => "bool".into(),
        Type::Integer(name) => name.clone(),
        Type::Timestamp => "i64".into(),
        Type::Enum(name) => c_type(name),
        Type::List(_) => "*const *const c_char".into(),
        Type::Optional(inner) => c_field(inner),
        _ => "*const c_char".into(),
    }
}

/// The inner type of an optional number.
fn optional_number(ty: &Type) -> Option<&Type> {
    match ty {
        Type::Optional(inner)
            if matches!(**inner, Type::Bool | Type::Integer(_) | Type::Timestamp | Type::Enum(_)) =>
        {
            Some(inner)
        }
        _ => None,
    }
}

/// Beside it stands whether it has a value, because every value of it means something.
fn has_flag(ty: &Type) -> bool {
    optional_number(ty).is_some() || matches!(ty, Type::Optional(inner) if is_list(inner))
}

fn is_list(ty: &Type) -> bool {
    match ty {
        Type::List(_) => true,
        Type::Optional(inner) => is_list(inner),
        _ => false,
    }
}

/// Its default is a number, not NULL.
fn has_number(field: &Field) -> bool {
    matches!(field.ty, Type::Bool | Type::Integer(_) | Type::Timestamp | Type::Enum(_))
        || optional_number(&field.ty).is_some()
}

/// No value of this enum has the number 0.
fn zero_is_free(api: &Api, name: &str) -> bool {
    api.enums.get(name).is_some_and(|of| of.variants.iter().all(|variant| variant.value != 0))
}

fn structure(api: &Api, item: &Struct) -> String {
    let name = c_type(&item.name);
    let base = name.trim_end_matches("_t");
    let mut lines = docs::translate(api, &item.docs, Context::default());
    lines.push(String::new());
    lines.extend(docs::wrap(&format!(
        "Call `{base}_init(&it, sizeof it)` first, then set what differs from the defaults. Functions copy it; its strings are \
         yours. A NULL string stands for the default."
    )));
    let mut out = comment(&lines);
    out += &super::feature(item.feature.as_deref());
    out += &format!("#[derive(Clone, Copy)]\n#[repr(C)]\npub struct {name} {{\n");
    out += &comment(&docs::wrap(&format!(
        "The size of this struct as your program knows it; `{base}_init` sets it."
    )));
    out += "pub struct_size: usize,\n";
    for field in &item.fields {
        let context = Context {
            none: Some(docs::none_of(&field.ty)),
            values_of: docs::enum_of(&field.ty),
            ..Context::default()
        };
        let mut lines = docs::translate(api, &field.docs, context);
        if has_flag(&field.ty) {
            out += &comment(&docs::wrap(&format!("`{}` has a value.", field.name)));
            out += &format!("pub has_{}: bool,\n", field.name);
            lines.extend(docs::wrap(&format!("Counts only with `has_{}`.", field.name)));
        }
        if let Type::Enum(of) = &field.ty {
            let default = if zero_is_free(api, of) { ", or 0 for the default" } else { "" };
            lines.extend(docs::wrap(&format!("A `PCHAT_{}_…`{default}.", crate::names::screaming(of))));
        }
        out += &comment(&lines);
        out += &format!("pub {}: {},\n", field.name, c_field(&field.ty));
        if is_list(&field.ty) {
            out += &comment(&docs::wrap(&format!("How many strings `{}` has.", field.name)));
            out += &format!("pub {}_count: usize,\n", field.name);
        }
    }
    out + "}\n\n"
}

fn initialiser(api: &Api, item: &Struct) -> String {
    let name = c_type(&item.name);
    let base = name.trim_end_matches("_t");
    let lines = [
        docs::wrap(&format!("Fills a `{name}` with its defaults. `struct_size` is `sizeof` of it.")),
        vec![String::new()],
        docs::point("Thread", "any."),
        docs::point("Ownership", "writes `struct_size` bytes and keeps nothing. NULL is allowed."),
    ]
    .concat();
    let mut out = comment(&lines);
    out += &super::feature(item.feature.as_deref());
    out += &format!(
        "#[unsafe(no_mangle)]\npub unsafe extern \"C\" fn {base}_init(it: *mut {name}, struct_size: usize) {{\n\
         {}let it_is = {name} {{\nstruct_size: 0,\n",
        if item.fields.iter().any(has_number) {
            format!("let defaults = {}::default();\n", super::path(api, &item.name))
        } else {
            String::new()
        }
    );
    for Field { name, ty, .. } in &item.fields {
        out += &match ty {
            Type::Bool | Type::Integer(_) => format!("{name}: defaults.{name},\n"),
            Type::Timestamp => format!("{name}: defaults.{name}.unix_micros(),\n"),
            Type::Enum(_) => format!("{name}: defaults.{name} as i32,\n"),
            Type::List(_) => format!("{name}: ptr::null(),\n{name}_count: 0,\n"),
            Type::Optional(inner) => {
                let has = format!("has_{name}: defaults.{name}.is_some(),\n{name}: ");
                match &**inner {
                    Type::Bool | Type::Integer(_) => format!("{has}defaults.{name}.unwrap_or_default(),\n"),
                    Type::Timestamp => format!("{has}defaults.{name}.map_or(0, Timestamp::unix_micros),\n"),
                    Type::Enum(_) => format!("{has}defaults.{name}.map_or(0, |value| value as i32),\n"),
                    Type::List(_) => {
                        format!("has_{name}: false,\n{name}: ptr::null(),\n{name}_count: 0,\n")
                    }
                    _ => format!("{name}: ptr::null(),\n"),
                }
            }
            _ => format!("{name}: ptr::null(),\n"),
        };
    }
    out + "};\n// SAFETY: the header's rules: NULL or as many writable bytes as it says.\nunsafe { initialise(it, struct_size, it_is) }\n}\n\n"
}

fn reader(api: &Api, item: &Struct) -> String {
    let name = c_type(&item.name);
    let base = name.trim_end_matches("_t");
    let mut out = format!(
        "/// Reads what the program filled.\n///\n/// # Safety\n/// The header's rules: NULL, or a struct of the size that it says with NULL or valid strings.\n{}\
         pub(crate) unsafe fn {}(it: *const {name}) -> Result<{}> {{\n\
         let mut value = {}::default();\n\
         // SAFETY: the caller's promise.\n\
         let Some(options) = (unsafe {{ Options::open(it, \"{base}\") }})? else {{ return Ok(value) }};\n",
        super::feature(item.feature.as_deref()),
        snake(&item.name),
        super::path(api, &item.name),
        super::path(api, &item.name),
    );
    for Field { name: field, ty, .. } in &item.fields {
        let at = format!("offset_of!({name}, {field})");
        out += &match ty {
            Type::Bool => format!("if let Some(it) = options.truth({at}) {{ value.{field} = it; }}\n"),
            Type::Integer(of) => {
                format!("if let Some(it) = options.field::<{of}>({at}) {{ value.{field} = it; }}\n")
            }
            Type::Timestamp => format!(
                "if let Some(it) = options.field::<i64>({at}) {{ value.{field} = Timestamp::from_unix_micros(it); }}\n"
            ),
            Type::Enum(of) => {
                // A program that writes the struct at once leaves 0 in what it does not name.
                let given = if zero_is_free(api, of) { ".filter(|&it| it != 0)" } else { "" };
                format!(
                    "if let Some(it) = options.field::<i32>({at}){given} {{ value.{field} = enums::{}(it, \"{field}\")?; }}\n",
                    snake(of)
                )
            }
            Type::Text => format!(
                "// SAFETY: the caller's promise.\nif let Some(it) = unsafe {{ options.text({at}, \"{field}\") }}? {{ value.{field} = it.to_owned(); }}\n"
            ),
            Type::Secret => format!(
                "// SAFETY: the caller's promise.\nif let Some(it) = unsafe {{ options.secret({at}, \"{field}\") }}? {{ value.{field} = it; }}\n"
            ),
            Type::List(_) => format!(
                "// SAFETY: the caller's promise.\nif let Some(it) = unsafe {{ options.texts({at}, offset_of!({name}, {field}_count), \"{field}\") }}? {{ value.{field} = it; }}\n"
            ),
            Type::Optional(inner) => match &**inner {
                Type::Text => format!(
                    "// SAFETY: the caller's promise.\nif let Some(it) = unsafe {{ options.text({at}, \"{field}\") }}? {{ value.{field} = Some(it.to_owned()); }}\n"
                ),
                Type::Secret => format!(
                    "// SAFETY: the caller's promise.\nif let Some(it) = unsafe {{ options.secret({at}, \"{field}\") }}? {{ value.{field} = Some(it); }}\n"
                ),
                Type::List(_) => format!(
                    "// SAFETY: the caller's promise.\nlet it = unsafe {{ options.texts({at}, offset_of!({name}, {field}_count), \"{field}\") }}?;\n\
                     if options.truth(offset_of!({name}, has_{field})) == Some(true) {{ value.{field} = Some(it.unwrap_or_default()); }}\n"
                ),
                inner => {
                    let (read, made) = match inner {
                        Type::Bool => (format!("options.truth({at})"), "it".to_string()),
                        Type::Integer(of) => (format!("options.field::<{of}>({at})"), "it".into()),
                        Type::Timestamp => {
                            (format!("options.field::<i64>({at})"), "Timestamp::from_unix_micros(it)".into())
                        }
                        Type::Enum(of) => (
                            format!("options.field::<i32>({at})"),
                            format!("enums::{}(it, \"{field}\")?", snake(of)),
                        ),
                        _ => continue,
                    };
                    format!(
                        "match options.truth(offset_of!({name}, has_{field})) {{\n\
                         Some(true) => if let Some(it) = {read} {{ value.{field} = Some({made}); }},\n\
                         Some(false) => value.{field} = None,\nNone => {{}}\n}}\n"
                    )
                }
            },
            _ => continue,
        };
    }
    out + "Ok(value)\n}\n\n"
}
