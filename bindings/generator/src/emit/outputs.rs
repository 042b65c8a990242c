//! Structs and lists that the library gives out.

use crate::docs::{self, Context, comment};
use crate::model::{Api, Field, Struct, Type};
use crate::names::{c_type, snake};

pub(super) fn text(api: &Api) -> String {
    let mut out = String::from(
        "//! Structs and lists that the library gives out.\n\n#![allow(non_camel_case_types)]\n\n\
         use crate::error::{self, LentError, pchat_error_t};\nuse crate::generated::enums::{self, *};\n\
         use crate::object::{Handles, Lent};\n\
         use crate::projection::{self, List, Project, Projected, Projection};\nuse crate::strings::{Texts, room};\n\
         use pchat_core::api::*;\nuse std::ffi::c_char;\nuse std::ptr;\n\n",
    );
    for item in api.lists() {
        if let Type::Class(class) = item {
            out += &format!("use crate::generated::{}::{};\n\n", snake(&class), super::class::opaque(&class));
        }
    }
    for item in api.structs.values().filter(|item| !item.is_input) {
        out += &structure(api, item);
        out += &projection(api, item);
        out += &both(&c_type(&item.name), &super::path(api, &item.name));
    }
    for item in api.lists() {
        out += &list(api, &item);
    }
    out
}

fn c_field(ty: &Type) -> String {
    match ty {
        Type::Bool => "bool".into(),
        Type::Integer(name) => name.clone(),
        Type::Timestamp => "i64".into(),
        Type::Enum(name) => c_type(name),
        Type::Error => "*const pchat_error_t".into(),
        Type::Struct(name) => format!("*const {}", c_type(name)),
        Type::List(item) => format!("*const {}", super::list_type(item)),
        Type::Optional(inner) => c_field(inner),
        _ => "*const c_char".into(),
    }
}

fn is_number(ty: &Type) -> bool {
    matches!(ty, Type::Bool | Type::Integer(_) | Type::Timestamp | Type::Enum(_))
}

fn structure(api: &Api, item: &Struct) -> String {
    let name = c_type(&item.name);
    let base = name.trim_end_matches("_t");
    let mut lines = docs::translate(api, &item.docs, Context::default());
    lines.push(String::new());
    lines.extend(docs::wrap(&format!(
        "Made by the library and read-only; later versions may add fields at the end. One that a function gave you is freed with \
         `{base}_free`; one that a callback gets is good until the callback returns, `{base}_copy` keeps it."
    )));
    let mut out = comment(&lines);
    out += &format!("#[derive(Clone, Copy)]\n#[repr(C)]\npub struct {name} {{\n");
    for field in &item.fields {
        let context = Context {
            none: Some(docs::none_of(&field.ty)),
            values_of: docs::enum_of(&field.ty),
            ..Context::default()
        };
        let mut lines = docs::translate(api, &field.docs, context);
        match &field.ty {
            Type::Optional(inner) if is_number(inner) => {
                out += &comment(&docs::wrap(&format!("`{}` has a value.", field.name)));
                out += &format!("pub has_{}: bool,\n", field.name);
                lines.extend(docs::wrap(&format!("Counts only with `has_{}`.", field.name)));
            }
            Type::Optional(_) if !lines.iter().any(|line| line.contains("NULL")) => {
                lines.push("May be NULL.".into());
            }
            _ => {}
        }
        let inner = if let Type::Optional(inner) = &field.ty { inner } else { &field.ty };
        match inner {
            Type::Enum(of) => {
                lines.extend(docs::wrap(&format!("A `PCHAT_{}_…`.", crate::names::screaming(of))))
            }
            Type::Timestamp => lines.extend(docs::wrap("Microseconds since 1970-01-01T00:00:00Z, UTC.")),
            _ => {}
        }
        out += &comment(&lines);
        out += &format!("pub {}: {},\n", field.name, c_field(&field.ty));
    }
    out + "}\n\n"
}

fn projection(api: &Api, item: &Struct) -> String {
    let name = c_type(&item.name);
    let path = super::path(api, &item.name);
    let (mut rooms, mut before, mut view, mut read) =
        (Vec::new(), String::new(), String::new(), String::new());
    let (mut kept, mut kept_types) = (Vec::new(), Vec::new());
    for Field { name: field, ty, .. } in &item.fields {
        let mut keep = |value: &str, ty: String| {
            kept.push(value.to_string());
            kept_types.push(ty);
        };
        match ty {
            Type::Bool | Type::Integer(_) => {
                view += &format!("{field}: self.{field},\n");
                read += &format!("{field}: view.{field},\n");
            }
            Type::Timestamp => {
                view += &format!("{field}: self.{field}.unix_micros(),\n");
                read += &format!("{field}: Timestamp::from_unix_micros(view.{field}),\n");
            }
            Type::Enum(of) => {
                view += &format!("{field}: self.{field} as i32,\n");
                read += &format!("{field}: enums::{}(view.{field}, \"{field}\")?,\n", snake(of));
            }
            Type::Text => {
                rooms.push(format!("room(&self.{field})"));
                view += &format!("{field}: texts.add(&self.{field}),\n");
                read +=
                    &format!("{field}: unsafe {{ projection::text(view.{field}) }}.unwrap_or_default(),\n");
            }
            Type::Error => {
                before += &format!("let {field} = LentError::new(self.{field});\n");
                view += &format!("{field}: {field}.as_ptr(),\n");
                read += &format!(
                    "{field}: error::get(view.{field}).ok_or_else(|| Error::new(ErrorCode::InvalidHandle, \"the error was freed\"))?,\n"
                );
                keep(field, "LentError".into());
            }
            Type::Struct(of) => {
                before += &format!("let {field} = self.{field}.project();\n");
                view += &format!("{field}: {field}.as_ptr(),\n");
                read += &format!("{field}: unsafe {{ Project::read(view.{field}) }}?,\n");
                keep(field, format!("Projected<{}>", super::path(api, of)));
            }
            Type::List(of) => {
                let list = super::projected(api, &Type::List(of.clone()));
                before += &format!("let {field} = List(self.{field}).project();\n");
                view += &format!("{field}: {field}.as_ptr(),\n");
                read += &format!("{field}: unsafe {{ <{list} as Project>::read(view.{field}) }}?.0,\n");
                keep(field, format!("Projected<{list}>"));
            }
            Type::Optional(inner) => match &**inner {
                Type::Text => {
                    rooms.push(format!("self.{field}.as_deref().map_or(0, room)"));
                    view += &format!("{field}: texts.add_optional(self.{field}.as_deref()),\n");
                    read += &format!("{field}: unsafe {{ projection::text(view.{field}) }},\n");
                }
                Type::Error => {
                    before += &format!("let {field} = self.{field}.map(LentError::new);\n");
                    view += &format!("{field}: {field}.as_ref().map_or(ptr::null(), LentError::as_ptr),\n");
                    read += &format!("{field}: error::get(view.{field}),\n");
                    keep(field, "Option<LentError>".into());
                }
                Type::Struct(of) => {
                    before += &format!("let {field} = self.{field}.map(Project::project);\n");
                    view += &format!("{field}: {field}.as_ref().map_or(ptr::null(), |it| it.as_ptr()),\n");
                    read += &format!(
                        "{field}: if view.{field}.is_null() {{ None }} else {{ Some(unsafe {{ Project::read(view.{field}) }}?) }},\n"
                    );
                    keep(field, format!("Option<Projected<{}>>", super::path(api, of)));
                }
                number => {
                    view += &format!("has_{field}: self.{field}.is_some(),\n");
                    let (there, back) = match number {
                        Type::Timestamp => (
                            "map_or(0, Timestamp::unix_micros)".to_string(),
                            format!("Timestamp::from_unix_micros(view.{field})"),
                        ),
                        Type::Enum(of) => (
                            "map_or(0, |value| value as i32)".to_string(),
                            format!("enums::{}(view.{field}, \"{field}\")?", snake(of)),
                        ),
                        _ => ("unwrap_or_default()".to_string(), format!("view.{field}")),
                    };
                    view += &format!("{field}: self.{field}.{there},\n");
                    read += &format!("{field}: if view.has_{field} {{ Some({back}) }} else {{ None }},\n");
                }
            },
            _ => {}
        }
    }
    if !rooms.is_empty() {
        before = format!("let mut texts = Texts::with_room({});\n{before}", rooms.join(" + "));
        kept.push("texts".into());
        kept_types.push("Texts".into());
    }
    let (kept, kept_types) = (tuple(&kept), tuple(&kept_types));
    let read = read.replace("unsafe {", "/* SAFETY: the caller's promise. */ unsafe {");
    format!(
        "impl Project for {path} {{\ntype View = {name};\ntype Keep = {kept_types};\n\n\
         fn project(self) -> Projected<Self> {{\n{before}let view = {name} {{\n{view}}};\nProjection::new(view, {kept})\n}}\n\n\
         unsafe fn read(view: *const {name}) -> Result<Self> {{\n\
         // SAFETY: the caller's promise.\nlet view = unsafe {{ &*view }};\nOk(Self {{\n{read}}})\n}}\n}}\n\n"
    )
}

fn tuple(items: &[String]) -> String {
    match items {
        [one] => one.clone(),
        many => format!("({})", many.join(", ")),
    }
}

/// The functions that free and copy.
fn both(name: &str, projected: &str) -> String {
    let base = name.trim_end_matches("_t");
    let free = [
        docs::wrap(&format!("Frees a `{name}` that a function of the library gave you. NULL is allowed.")),
        vec![String::new()],
        docs::point("Thread", "any."),
        docs::point("Ownership", "`it` and all that it points to are gone. Not for what callbacks get."),
    ]
    .concat();
    let copy = [
        docs::wrap(&format!("A copy of a `{name}`, to keep what a callback got. NULL for NULL.")),
        vec![String::new()],
        docs::point("Thread", "any."),
        docs::point("Ownership", &format!("Free the copy with `{base}_free`.")),
    ]
    .concat();
    format!(
        "{}#[unsafe(no_mangle)]\npub unsafe extern \"C\" fn {base}_free(it: *mut {name}) {{\n\
         // SAFETY: the header's rules: NULL or a value that the program got and did not free.\n\
         unsafe {{ projection::free::<{projected}>(it) }}\n}}\n\n\
         {}#[unsafe(no_mangle)]\npub unsafe extern \"C\" fn {base}_copy(it: *const {name}) -> *mut {name} {{\n\
         // SAFETY: the header's rules: NULL or a live value.\n\
         unsafe {{ projection::copy::<{projected}>(it) }}\n}}\n\n",
        comment(&free),
        comment(&copy)
    )
}

fn list(api: &Api, item: &Type) -> String {
    let name = super::list_type(item);
    let base = name.trim_end_matches("_t");
    let projected = super::projected(api, &Type::List(Box::new(item.clone())));
    let (of, what, items_doc) = match item {
        Type::Class(class) => (
            format!("*mut {}", super::class::opaque(class)),
            format!("A list of `{}` handles.", c_type(class)),
            "The handles; each is the list's own reference, retain what you keep.".to_string(),
        ),
        Type::Struct(of) => (
            format!("*const {}", c_type(of)),
            format!("A list of `{}`.", c_type(of)),
            "The items, each behind a pointer.".into(),
        ),
        _ => ("*const c_char".into(), "A list of strings.".into(), "The strings.".into()),
    };
    let mut lines = vec![what, String::new()];
    lines.extend(docs::wrap(&format!(
        "Made by the library and read-only. One that a function gave you is freed with `{base}_free`, with everything in it."
    )));
    let mut out = comment(&lines);
    out += &format!(
        "#[derive(Clone, Copy)]\n#[repr(C)]\npub struct {name} {{\n/// How many there are.\npub count: usize,\n/// {items_doc}\npub items: *const {of},\n}}\n\n"
    );
    out += &match item {
        Type::Class(_) => format!(
            "impl Project for {projected} {{\ntype View = {name};\ntype Keep = (Self, Vec<{of}>);\n\n\
             fn project(self) -> Projected<Self> {{\nlet items: Vec<{of}> = self.0.iter().map(Lent::handle).collect();\n\
             let view = {name} {{ count: items.len(), items: items.as_ptr() }};\nProjection::new(view, (self, items))\n}}\n\n\
             unsafe fn read(view: *const {name}) -> Result<Self> {{\n// SAFETY: the caller's promise.\n\
             let items = unsafe {{ std::slice::from_raw_parts((*view).items, (*view).count) }};\n\
             items.iter().map(|handle| Lent::another(*handle)).collect::<Result<_>>().map(Handles)\n}}\n}}\n\n"
        ),
        Type::Text => format!(
            "impl Project for {projected} {{\ntype View = {name};\ntype Keep = (Texts, Vec<{of}>);\n\n\
             fn project(self) -> Projected<Self> {{\nlet mut texts = Texts::with_room(self.0.iter().map(|text| room(text)).sum());\n\
             let items: Vec<{of}> = self.0.iter().map(|text| texts.add(text)).collect();\n\
             let view = {name} {{ count: items.len(), items: items.as_ptr() }};\nProjection::new(view, (texts, items))\n}}\n\n\
             unsafe fn read(view: *const {name}) -> Result<Self> {{\n// SAFETY: the caller's promise.\n\
             let items = unsafe {{ std::slice::from_raw_parts((*view).items, (*view).count) }};\n\
             // SAFETY: as above.\n\
             Ok(List(items.iter().map(|item| unsafe {{ projection::text(*item) }}.unwrap_or_default()).collect()))\n}}\n}}\n\n"
        ),
        _ => format!(
            "impl Project for {projected} {{\ntype View = {name};\ntype Keep = (Vec<Projected<{item}>>, Vec<{of}>);\n\n\
             fn project(self) -> Projected<Self> {{\nlet owned: Vec<_> = self.0.into_iter().map(Project::project).collect();\n\
             let items: Vec<{of}> = owned.iter().map(|item| item.as_ptr()).collect();\n\
             let view = {name} {{ count: items.len(), items: items.as_ptr() }};\nProjection::new(view, (owned, items))\n}}\n\n\
             unsafe fn read(view: *const {name}) -> Result<Self> {{\n// SAFETY: the caller's promise.\n\
             let items = unsafe {{ std::slice::from_raw_parts((*view).items, (*view).count) }};\n\
             // SAFETY: as above.\n\
             items.iter().map(|item| unsafe {{ Project::read(*item) }}).collect::<Result<_>>().map(List)\n}}\n}}\n\n",
            item = match item {
                Type::Struct(of) => super::path(api, of),
                _ => "String".into(),
            }
        ),
    };
    out + &both(&name, &projected)
}
