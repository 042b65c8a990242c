//! `index.d.ts` and `testing.d.ts`: what TypeScript knows of the Node package.

use super::node::{is_done_by_support, is_left_out};
use super::node_js::{CORE, constructor_order, is_getter};
use crate::docs::{for_languages, replace_quoted, wrap};
use crate::model::{Api, Class, Enum, Field, Method, Struct, Type};
use crate::names::camel;
use std::collections::BTreeSet;

const PRELUDE: &str = include_str!("node_prelude.d.ts");

const TESTING: &str = "\
// Written by `cargo run -p pchat-generator`. Do not edit: change the description and run it again.

/// <reference types=\"node\" />

";

/// What `testing.js` adds.
const MORE: &str = "\
/** Disposing of it stops it. */
export interface LocalServer extends Disposable, AsyncDisposable {
  /**
   * The settings of an `Endpoint` for this user, a name or a SIP address, who is added when the server does not know him. A user who was
   * added otherwise has a password of his own, which the settings do not have.
   */
  settings(user: string): EndpointSettings;
  /** An endpoint of this user, who is added when the server does not know him, signed in. `settings` go before those of `settings()`. */
  connect(user: string, settings?: EndpointSettings, options?: OperationOptions): Promise<Endpoint>;
}
";

/// The types of the package itself.
pub(super) fn index(api: &Api) -> String {
    let mut out = PRELUDE.to_string();
    for item in api.enums.values().filter(|item| item.path == CORE) {
        out += &enumeration(api, item);
    }
    for item in api.structs.values().filter(|item| item.path == CORE) {
        out += &structure(api, item);
    }
    for item in api.classes.values().filter(|item| item.path == CORE) {
        out += &class(api, item);
    }
    out.truncate(out.trim_end().len());
    out + "\n"
}

/// The types of `pchat/testing`.
pub(super) fn testing(api: &Api) -> String {
    let mut text = String::new();
    for item in api.enums.values().filter(|item| item.path != CORE) {
        text += &enumeration(api, item);
    }
    for item in api.structs.values().filter(|item| item.path != CORE) {
        text += &structure(api, item);
    }
    for item in api.classes.values().filter(|item| item.path != CORE) {
        text += &class(api, item);
    }
    let mut needed = BTreeSet::new();
    let ours = api.enums.values().filter(|it| it.path == CORE).map(|it| &it.name);
    let structs = api.structs.values().filter(|it| it.path == CORE).map(|it| &it.name);
    for name in ours.chain(structs) {
        let place = format!(": {name}");
        if text.split(&place).skip(1).any(|rest| !rest.starts_with(char::is_alphanumeric)) {
            needed.insert(name.clone());
        }
    }
    needed.extend(["Endpoint", "EndpointSettings", "OperationOptions"].map(str::to_string));
    let needed: Vec<String> = needed.into_iter().collect();
    text.truncate(text.trim_end().len());
    format!("{TESTING}import type {{ {} }} from './index';\n\n{text}\n\n{MORE}", needed.join(", "))
}

fn word(api: &Api, name: &str) -> String {
    if name == "None" {
        return "`null`".into();
    }
    if name == "true" || name == "false" {
        return format!("`{name}`");
    }
    if let Some((of, member)) = name.split_once("::") {
        let is_value = api.enums.get(of).is_some_and(|of| of.variants.iter().any(|it| it.name == member));
        return if is_value { format!("`'{member}'`") } else { format!("`{of}.{}`", camel(member)) };
    }
    let is_member = api.classes.values().any(|class| class.methods.iter().any(|it| it.name == name))
        || api.structs.values().any(|of| of.fields.iter().any(|it| it.name == name));
    if is_member {
        return format!("`{}`", camel(name));
    }
    if api.classes.values().flat_map(|class| &class.events).any(|event| event.name == name) {
        return format!("`'{}'`", camel(name));
    }
    if api.enums.values().flat_map(|of| &of.variants).any(|it| it.name == name) {
        return format!("`'{name}'`");
    }
    format!("`{name}`")
}

/// A comment of its paragraphs.
fn comment(api: &Api, lines: &[String], indent: &str) -> String {
    let mut shown: Vec<String> = Vec::new();
    for paragraph in for_languages(lines) {
        if !shown.is_empty() {
            shown.push(String::new());
        }
        // Methods return promises: what Rust calls failing is rejecting there, and everybody knows that.
        shown.extend(wrap(&replace_quoted(&paragraph, |name| word(api, name)).replace("*/", "* /")));
    }
    match shown.as_slice() {
        [] => String::new(),
        [one] => format!("{indent}/** {one} */\n"),
        many => {
            let middle: String =
                many.iter().map(|line| format!("{indent} * {line}").trim_end().to_string() + "\n").collect();
            format!("{indent}/**\n{middle}{indent} */\n")
        }
    }
}

fn enumeration(api: &Api, item: &Enum) -> String {
    let mut out = comment(api, &item.docs, "");
    out += &format!("export declare const {}: {{\n", item.name);
    for variant in &item.variants {
        out += &comment(api, &variant.docs, "  ");
        out += &format!("  readonly {0}: '{0}';\n", variant.name);
    }
    out += &format!("}};\nexport type {0} = keyof typeof {0};\n\n", item.name);
    out
}

fn value(ty: &Type) -> String {
    match ty {
        Type::Unit => "void".into(),
        Type::Bool => "boolean".into(),
        Type::Integer(_) => "number".into(),
        Type::Text | Type::Secret => "string".into(),
        Type::Bytes => "Buffer".into(),
        Type::Timestamp => "Timestamp".into(),
        Type::Error => "PchatError".into(),
        Type::Enum(of) | Type::Struct(of) | Type::Class(of) => of.clone(),
        Type::Optional(inner) => format!("{} | null", value(inner)),
        Type::List(inner) => format!("{}[]", value(inner)),
    }
}

fn structure(api: &Api, item: &Struct) -> String {
    let mut out = comment(api, &item.docs, "");
    out += &format!("export interface {} {{\n", item.name);
    for field in &item.fields {
        if is_left_out(&item.name, &field.name) {
            continue;
        }
        out += &self::field(api, field, item.is_input);
    }
    for derived in &item.derived {
        out += &comment(api, &derived.docs, "  ");
        out += &format!("  readonly {}: {};\n", camel(&derived.name), value(&derived.result));
    }
    out + "}\n\n"
}

fn field(api: &Api, field: &Field, is_input: bool) -> String {
    let name = camel(&field.name);
    let mut lines = field.docs.clone();
    if !is_input && is_wide(&field.ty) {
        lines
            .extend([String::new(), "A `bigint` beyond 2^53 - 1, where a number would not be exact.".into()]);
    }
    let docs = comment(api, &lines, "  ");
    if !is_input {
        return format!("{docs}  {name}: {};\n", value(&field.ty));
    }
    let taken = match &field.ty {
        Type::Optional(inner) => inner,
        ty => ty,
    };
    let ty = match taken {
        Type::List(inner) => format!("readonly {}[]", value(inner)),
        Type::Timestamp => "Date".into(),
        ty if is_wide(ty) => format!("{} | bigint", value(ty)),
        ty => value(ty),
    };
    format!("{docs}  {name}?: {ty} | null;\n")
}

/// Whether a number of JavaScript does not hold all of its values.
fn is_wide(ty: &Type) -> bool {
    match ty {
        Type::Integer(of) => of.ends_with("64"),
        Type::Optional(inner) => is_wide(inner),
        _ => false,
    }
}

fn parameter(name: &str, ty: &Type) -> String {
    match ty {
        Type::Optional(inner) => format!("{name}?: {} | null", value(inner)),
        // A Buffer is one, too.
        Type::Bytes => format!("{name}: Uint8Array"),
        ty => format!("{name}: {}", value(ty)),
    }
}

fn class(api: &Api, class: &Class) -> String {
    let mut out = comment(api, &class.docs, "");
    let base = if class.events.is_empty() { "" } else { " extends EventEmitter" };
    out += &format!("export declare class {}{base} {{\n", class.name);
    match class.methods.iter().find(|method| method.name == "new") {
        Some(made) => {
            let ty = |name: &str| {
                let found = made.arguments.iter().find(|it| camel(&it.name) == name);
                found.map_or("unknown".to_string(), |it| match &it.ty {
                    // One for all, when none is named.
                    Type::Class(of) if of == "Platform" => format!("{name}?: {of}"),
                    ty => parameter(name, ty),
                })
            };
            out += &comment(api, &made.docs, "  ");
            let mut parameters: Vec<String> = constructor_order(made).iter().map(|name| ty(name)).collect();
            if class.mailbox().is_none() && made.arguments.iter().all(|it| matches!(it.ty, Type::Struct(_))) {
                // Settings that all have defaults may be left out.
                parameters = parameters.iter().map(|shown| shown.replacen(':', "?:", 1)).collect();
            }
            out += &format!("  constructor({});\n", parameters.join(", "));
        }
        None => out += "  private constructor();\n",
    }
    for method in class.methods.iter().filter(|method| method.name != "new") {
        if !is_done_by_support(&class.name, &method.name) {
            out += &self::method(api, method);
        }
    }
    if let Some(entry) = class.entry_of_pages() {
        out += &format!(
            "  /** All that is left, one by one: `for await (const it of …)`. */\n  [Symbol.asyncIterator](): AsyncIterableIterator<{}>;\n",
            value(entry)
        );
    }
    for event in &class.events {
        let payload = event.payload.as_ref().map_or(String::new(), |of| format!("event: {of}"));
        for verb in ["on", "once", "off", "addListener", "removeListener", "prependListener"] {
            if verb == "on" {
                out += &comment(api, &event.docs, "  ");
            }
            out +=
                &format!("  {verb}(name: '{}', listener: ({payload}) => void): this;\n", camel(&event.name));
        }
    }
    out + "}\n\n"
}

fn method(api: &Api, method: &Method) -> String {
    let docs = comment(api, &method.docs, "  ");
    let name = camel(&method.name);
    let result = value(&method.result);
    if is_getter(method) {
        return format!("{docs}  get {name}(): {result};\n");
    }
    let mut parameters: Vec<String> = Vec::new();
    for argument in &method.arguments {
        if let Type::Struct(of) = &argument.ty
            && let Some((class, _)) = api.stand_in_classes(of).first()
        {
            parameters.push(format!("{}: {of} | {}", camel(&argument.name), class.name));
            continue;
        }
        // Settings that all have defaults may be left out.
        let all_default = method.name == "start" && matches!(argument.ty, Type::Struct(_));
        let shown = parameter(&camel(&argument.name), &argument.ty);
        parameters.push(if all_default { shown.replacen(':', "?:", 1) } else { shown });
    }
    if method.is_async {
        parameters.push("options?: OperationOptions".into());
        return format!("{docs}  {name}({}): Promise<{result}>;\n", parameters.join(", "));
    }
    let is_static = if method.has_self { "" } else { "static " };
    format!("{docs}  {is_static}{name}({}): {result};\n", parameters.join(", "))
}
