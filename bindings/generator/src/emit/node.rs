//! The native part of the Node package: values to and from JavaScript, and classes that start operations.

use super::path;
use crate::model::{Api, Argument, Class, Enum, Event, Method, Place, Refusal, Struct, Type};
use crate::names::{camel, snake};
use std::collections::BTreeSet;

/// Fields that make no sense in Node: events always come through its loop.
const NOT_IN_NODE: [(&str, &str); 1] = [("PlatformSettings", "pull_events")];

/// What the support layer does instead of the core.
const DONE_BY_SUPPORT: [(&str, &str); 1] = [("Platform", "shut_down")];

const FRONT: &str = "\
//! The API for JavaScript: what `lib/generated.js` calls.

use crate::host::Host;
use crate::input::Fields;
use crate::json::{Json, thrown};
use napi::Result;
use napi::bindgen_prelude::{Buffer, Object};
use napi_derive::napi;
use pchat_core::platform::Item;
use std::sync::Arc;

";

const PLATFORM: &str = "\
/// The descriptor that becomes readable when something waits; whoever asks has to close it.
#[napi]
pub fn descriptor(&self) -> i32 {
    self.host.descriptor()
}

/// A batch of what waits, as JSON.
#[napi]
pub fn drain(&self, most: u32) -> Result<String> {
    self.host.drain(most)
}

/// Cancels an operation.
#[napi]
pub fn cancel(&self, number: u32) {
    self.host.cancel(number);
}

/// Ends everything; the number comes back in a batch.
#[napi]
pub fn shut_down(&self) -> Result<u32> {
    self.host.shut_down()
}
";

/// What is not projected into Node.
pub(super) fn is_left_out(of: &str, field: &str) -> bool {
    NOT_IN_NODE.contains(&(of, field))
}

pub(super) fn is_done_by_support(class: &str, method: &str) -> bool {
    DONE_BY_SUPPORT.contains(&(class, method))
}

/// Whether objects of the class belong to a platform.
pub(super) fn has_host(class: &Class) -> bool {
    class.name == "Platform" || class.mailbox().is_some()
}

pub(super) fn text(api: &Api) -> Result<String, Refusal> {
    let mut out = String::from(FRONT);
    let read = enums_that_are_read(api);
    for item in api.enums.values() {
        out += &enumeration(item, read.contains(&item.name));
    }
    for item in api.structs.values() {
        out += &if item.is_input { input(api, item) } else { output(api, item) };
    }
    out += &events(api);
    for class in api.classes.values() {
        out += &self::class(api, class)?;
    }
    Ok(out)
}

fn enums_that_are_read(api: &Api) -> BTreeSet<String> {
    let mut read = BTreeSet::new();
    let mut look = |ty: &Type| match ty {
        Type::Enum(of) => {
            read.insert(of.clone());
        }
        Type::Optional(inner) => {
            if let Type::Enum(of) = &**inner {
                read.insert(of.clone());
            }
        }
        _ => {}
    };
    api.structs.values().filter(|it| it.is_input).flat_map(|it| &it.fields).for_each(|field| look(&field.ty));
    let methods = api.classes.values().flat_map(|class| &class.methods);
    methods.flat_map(|method| &method.arguments).for_each(|argument| look(&argument.ty));
    read
}

fn enumeration(item: &Enum, is_read: bool) -> String {
    let path = format!("{}::{}", item.path, item.name);
    let mut out = format!(
        "impl Json for {path} {{\nfn write(&self, out: &mut String) {{\nout.push_str(match self {{\n"
    );
    for variant in &item.variants {
        out += &format!("Self::{0} => \"\\\"{0}\\\"\",\n", variant.name);
    }
    out += "});\n}\n}\n\n";
    if is_read {
        let names: Vec<String> = item.variants.iter().map(|it| format!("\"{}\"", it.name)).collect();
        let constant = crate::names::screaming(&item.name);
        out += &format!("const {constant}: &[&str] = &[{}];\n\n", names.join(", "));
        out += &format!("fn {}(name: &str) -> Option<{path}> {{\nSome(match name {{\n", snake(&item.name));
        for variant in &item.variants {
            out += &format!("\"{0}\" => {path}::{0},\n", variant.name);
        }
        out += "_ => return None,\n})\n}\n\n";
    }
    out
}

fn output(api: &Api, item: &Struct) -> String {
    let mut out =
        format!("impl Json for {} {{\nfn write(&self, out: &mut String) {{\n", path(api, &item.name));
    for (at, field) in item.fields.iter().enumerate() {
        let before = if at == 0 { "{" } else { "," };
        out += &format!(
            "out.push_str(\"{before}\\\"{}\\\":\");\nself.{}.write(out);\n",
            camel(&field.name),
            field.name
        );
    }
    out + "out.push('}');\n}\n}\n\n"
}

/// The expression that reads a value from `fields`; its type is `Option` of the value.
fn reading(ty: &Type, name: &str) -> String {
    let js = camel(name);
    match ty {
        Type::Optional(inner) => reading(inner, name),
        Type::Bool => format!("fields.boolean(\"{js}\")?"),
        Type::Integer(of) => format!("fields.integer::<{of}>(\"{js}\")?"),
        Type::Timestamp if name == "until" => format!("fields.timestamp_until(\"{js}\")?"),
        Type::Timestamp => format!("fields.timestamp(\"{js}\")?"),
        Type::Secret => format!("fields.secret(\"{js}\")?"),
        Type::Bytes => format!("fields.bytes(\"{js}\")?"),
        Type::Enum(of) => {
            format!("fields.choice(\"{js}\", {}, {})?", snake(of), crate::names::screaming(of))
        }
        Type::List(_) => format!("fields.texts(\"{js}\")?"),
        _ => format!("fields.text(\"{js}\")?"),
    }
}

fn input(api: &Api, item: &Struct) -> String {
    let path = path(api, &item.name);
    let mut known = Vec::new();
    let mut body = String::new();
    for field in &item.fields {
        if is_left_out(&item.name, &field.name) {
            continue;
        }
        known.push(format!("\"{}\"", camel(&field.name)));
        let value = if matches!(field.ty, Type::Optional(_)) { "Some(value)" } else { "value" };
        body += &format!(
            "if let Some(value) = {} {{\nit.{} = {value};\n}}\n",
            reading(&field.ty, &field.name),
            field.name
        );
    }
    let mut more: Vec<String> = api
        .stand_ins(&item.name)
        .iter()
        .flat_map(|of| &of.fields)
        .map(|field| format!("\"{}\"", camel(&field.name)))
        .filter(|name| !known.contains(name))
        .collect();
    more.sort();
    more.dedup();
    format!(
        "fn {}(arguments: &Fields<'_>, name: &str) -> Result<{path}> {{\n\
         let fields = arguments.structure(name, &[{}], &[{}])?;\nlet mut it = {path}::default();\n{body}Ok(it)\n}}\n\n",
        snake(&item.name),
        known.join(", "),
        more.join(", ")
    )
}

/// The function that says what an event is: its kind, who tells, and how to write what it says.
fn events(api: &Api) -> String {
    let mut out = String::from(
        "/// Hands an event to `take`: its kind, the identity of who tells it, and what writes its content.\n\
         pub(crate) fn event(item: &Item, take: impl FnOnce(u32, u64, &dyn Fn(&mut String))) {\nmatch item {\n",
    );
    for class in api.classes.values().filter(|class| !class.events.is_empty()) {
        let name = &class.name;
        let own = snake(name);
        let enumeration = format!("{}::{name}Event", class.path);
        out += &format!("Item::{name}Event {{ {own}, event }} => match event {{\n");
        for Event { name: variant, payload, kind, .. } in &class.events {
            out += &match payload {
                Some(_) => format!(
                    "{enumeration}::{variant}(it) => take({kind}, {own}.identity() as u64, &|out| it.write(out)),\n"
                ),
                None => format!(
                    "{enumeration}::{variant} => take({kind}, {own}.identity() as u64, &|out| ().write(out)),\n"
                ),
            };
        }
        out += "_ => {}\n},\n";
    }
    out + "Item::Completion(_) => {}\n}\n}\n\n"
}

fn class(api: &Api, class: &Class) -> Result<String, Refusal> {
    let name = &class.name;
    let at = path(api, name);
    let host = if has_host(class) { "pub(crate) host: Arc<Host>,\n" } else { "" };
    let mut out = format!(
        "/// `{name}` of JavaScript, without what JavaScript adds.\n#[napi(js_name = \"{name}\")]\npub struct Native{name} {{\npub(crate) it: {at},\n{host}}}\n\n\
         #[napi]\nimpl Native{name} {{\n"
    );
    for method in &class.methods {
        if !is_done_by_support(name, &method.name) {
            out += &self::method(api, class, method)?;
        }
    }
    if name == "Platform" {
        out += PLATFORM;
    } else if class.has_identity() {
        out += "/// The same for all handles of one object.\n#[napi]\npub fn identity(&self) -> f64 {\nself.it.identity() as f64\n}\n";
    }
    if class.rust_only.iter().any(|it| it == "mailbox") {
        out += "/// Holds events back, or lets them come again.\n#[napi]\npub fn set_held(&self, held: bool) {\nself.it.mailbox().set_held(held);\n}\n";
    }
    Ok(out + "}\n\n")
}

fn refuse<T>(place: &Place, what: String) -> Result<T, Refusal> {
    Err(Refusal { place: place.clone(), what })
}

/// Statements that read an argument out of `fields`.
fn argument(argument: &Argument) -> String {
    let name = &argument.name;
    let js = camel(name);
    match &argument.ty {
        Type::Struct(of) => format!("let {name} = {}(&fields, \"{js}\")?;\n", snake(of)),
        Type::Class(of) => format!("let {name} = fields.object::<Native{of}>(\"{js}\")?;\n"),
        Type::Optional(_) => format!("let {name} = {};\n", reading(&argument.ty, name)),
        ty => {
            let read = reading(ty, name);
            format!("let {name} = fields.required(\"{js}\", {read})?;\n")
        }
    }
}

/// How the argument is handed to the Rust function. `owned`: it goes into an operation, which takes objects along.
fn handed(argument: &Argument, owned: bool) -> String {
    let name = &argument.name;
    match &argument.ty {
        Type::Class(_) if owned && !argument.by_reference => name.clone(),
        Type::Class(_) if owned => format!("&{name}"),
        Type::Class(_) if argument.by_reference => format!("&{name}.it"),
        Type::Class(_) => format!("{name}.it.clone()"),
        _ if argument.by_reference => format!("&{name}"),
        _ => name.clone(),
    }
}

/// What a function gives to JavaScript: its type, and the expression that makes it of `value`.
fn given(api: &Api, class: &Class, method: &Method) -> Result<(String, String), Refusal> {
    let host = |of: &str| {
        let belongs = api.classes.get(of).is_some_and(has_host);
        match (belongs, method.has_self) {
            (false, _) => String::new(),
            (true, _) if of == "Platform" => "host: Host::new(value.clone()).map_err(thrown)?, ".into(),
            (true, true) => "host: Arc::clone(&self.host), ".into(),
            (true, false) => method
                .arguments
                .iter()
                .find(|argument| matches!(argument.ty, Type::Class(_)))
                .map_or(String::new(), |argument| format!("host: Arc::clone(&{}.host), ", argument.name)),
        }
    };
    let object = |of: &str| format!("Native{of} {{ {}it: value }}", host(of));
    Ok(match &method.result {
        Type::Unit => ("()".into(), "value".into()),
        Type::Bool => ("bool".into(), "value".into()),
        Type::Integer(of) if !of.ends_with("64") => (of.clone(), "value".into()),
        Type::Text => ("String".into(), "value".into()),
        Type::Bytes => ("Buffer".into(), "Buffer::from(Vec::from(value))".into()),
        Type::Optional(inner) if **inner == Type::Bytes => {
            ("Option<Buffer>".into(), "value.map(|value| Buffer::from(Vec::from(value)))".into())
        }
        Type::Class(of) => (format!("Native{of}"), object(of)),
        Type::Optional(inner) if matches!(**inner, Type::Class(_)) => match &**inner {
            Type::Class(of) => (format!("Option<Native{of}>"), format!("value.map(|value| {})", object(of))),
            _ => return refuse(&method.place, format!("`{}::{}`", class.name, method.name)),
        },
        Type::List(inner) if matches!(**inner, Type::Class(_)) => match &**inner {
            Type::Class(of) => (
                format!("Vec<Native{of}>"),
                format!("value.into_iter().map(|value| {}).collect()", object(of)),
            ),
            _ => return refuse(&method.place, format!("`{}::{}`", class.name, method.name)),
        },
        _ => ("String".into(), "value.json()".into()),
    })
}

fn method(api: &Api, class: &Class, method: &Method) -> Result<String, Refusal> {
    let name = &method.name;
    let mut signature: Vec<&str> = Vec::new();
    let mut body = String::new();
    if method.has_self {
        signature.push("&self");
    }
    if !method.arguments.is_empty() {
        signature.push("arguments: Object<'_>");
        body += "let fields = Fields::arguments(arguments);\n";
        body += &method.arguments.iter().map(argument).collect::<String>();
    }
    let handed: Vec<String> = method.arguments.iter().map(|it| self::handed(it, method.is_async)).collect();
    let handed = handed.join(", ");
    let mut taking = String::new();
    let (result, body) = if method.is_async {
        for argument in method.arguments.iter().filter(|it| matches!(it.ty, Type::Class(_))) {
            body += &format!("let {0} = {0}.it.clone();\n", argument.name);
        }
        let mailbox = class.mailbox().unwrap_or_default().replace("self.", "self.it.");
        let start = if gives_objects(method) { "start_giving" } else { "start" };
        body += &format!(
            "let it = self.it.clone();\nlet mailbox = {mailbox};\nself.host.{start}(&mailbox, async move {{ it.{name}({handed}).await }})\n"
        );
        if gives_objects(method) {
            let (ty, value) = given(api, class, method)?;
            taking = format!(
                "/// What `{}::{name}` ended with; once for each time.\n#[napi]\npub fn {name}_gave(&self, number: u32) -> Result<{ty}> {{\n\
                 let value: {} = self.host.taken(number)?;\nOk({value})\n}}\n\n",
                class.name,
                core_type(api, &method.result)
            );
        }
        ("Result<u32>".to_string(), body)
    } else {
        let (ty, value) = given(api, class, method)?;
        let of =
            if method.has_self { "self.it.".to_string() } else { format!("{}::", path(api, &class.name)) };
        let call = format!("{of}{name}({handed})");
        let may_fail = method.fallible || !method.arguments.is_empty();
        let whole = format!("{call}.map_err(thrown)");
        let call = if method.fallible { format!("{call}.map_err(thrown)?") } else { call };
        body += &match (ty.as_str(), value.as_str()) {
            ("()", _) if may_fail => format!("{call};\nOk(())\n"),
            ("()", _) => format!("{call};\n"),
            (_, "value") if method.fallible => format!("{whole}\n"),
            (_, "value") if may_fail => format!("Ok({call})\n"),
            (_, "value") => format!("{call}\n"),
            (_, "value.json()") if may_fail => format!("Ok({call}.json())\n"),
            (_, "value.json()") => format!("{call}.json()\n"),
            _ if may_fail => format!("let value = {call};\nOk({value})\n"),
            _ => format!("let value = {call};\n{value}\n"),
        };
        (if may_fail { format!("Result<{ty}>") } else { ty }, body)
    };
    // napi would make a constructor of `new`.
    let shown = if name == "new" { "make" } else { name };
    let arrow = if result == "()" { String::new() } else { format!(" -> {result}") };
    Ok(format!(
        "/// `{}::{name}`.\n#[napi]\npub fn {shown}({}){arrow} {{\n{body}}}\n\n{taking}",
        class.name,
        signature.join(", ")
    ))
}

/// Whether an operation ends with objects or bytes, which JSON cannot carry: they wait beside it.
pub(super) fn gives_objects(method: &Method) -> bool {
    match &method.result {
        Type::Class(_) | Type::Bytes => true,
        Type::Optional(inner) => **inner == Type::Bytes,
        Type::List(inner) => matches!(**inner, Type::Class(_)),
        _ => false,
    }
}

fn core_type(api: &Api, ty: &Type) -> String {
    match ty {
        Type::List(inner) => format!("Vec<{}>", core_type(api, inner)),
        Type::Class(of) => path(api, of),
        Type::Bytes => "pchat_core::api::Bytes".into(),
        Type::Optional(inner) => format!("Option<{}>", core_type(api, inner)),
        _ => "()".into(),
    }
}
