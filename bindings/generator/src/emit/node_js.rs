//! `lib/generated.js`: classes over the native ones. How they wait, tell and end is in the files beside it, written by hand.

use super::node::{gives_objects, has_host, is_done_by_support};
use crate::model::{Api, Argument, Class, Method, Type};
use crate::names::camel;

/// Where what belongs to the package itself is described.
pub(super) const CORE: &str = "pchat_core::api";

const FRONT: &str = "\
'use strict';

const native = require('./native');
const { Handle, Active, GIVEN, asked, described, parent } = require('./handle');
const { bigint, date, each, error, maybe, same } = require('./read');

";

pub(super) fn text(api: &Api) -> String {
    let mut out = String::from(FRONT);
    let mut exported = Vec::new();
    for item in api.enums.values() {
        out += &format!("const {} = Object.freeze({{\n", item.name);
        for variant in &item.variants {
            out += &format!("  {0}: '{0}',\n", variant.name);
        }
        out += "});\n\n";
        exported.push(item.name.clone());
    }
    for name in in_order(api) {
        out += &reader(api, &name);
    }
    for class in api.classes.values() {
        out += &self::class(api, class);
        exported.push(class.name.clone());
    }
    out += "/** Who tells what: by the kind of the event. */\nconst events = new Map([\n";
    for class in api.classes.values() {
        for event in &class.events {
            let read =
                event.payload.as_ref().map_or("same".into(), |of| reading(api, &Type::Struct(of.clone())));
            out += &format!(
                "  [{}, {{ of: {}, name: '{}', read: {read} }}],\n",
                event.kind,
                class.name,
                camel(&event.name)
            );
        }
    }
    out += "]);\n\n";
    exported.push("events".into());
    out + &format!(
        "module.exports = {{\n{}}};\n",
        exported.iter().map(|it| format!("  {it},\n")).collect::<String>()
    )
}

/// The names that programs get from a module: of the package itself, or of `pchat/testing`.
fn names(api: &Api, of_core: bool) -> Vec<&str> {
    let enums = api.enums.values().filter(|it| (it.path == CORE) == of_core).map(|it| it.name.as_str());
    let classes = api.classes.values().filter(|it| (it.path == CORE) == of_core).map(|it| it.name.as_str());
    enums.chain(classes).collect()
}

/// The entry points that `import` finds.
pub(super) fn modules(api: &Api) -> [(&'static str, String); 2] {
    let text = |from: &str, names: &[&str]| {
        let names: String = names.iter().map(|name| format!("  {name},\n")).collect();
        format!(
            "import module from './{from}.js';\n\nexport const {{\n{names}}} = module;\nexport default module;\n"
        )
    };
    let mut index = vec!["PchatError", "setLogHandler", "version"];
    index.extend(names(api, true));
    [
        ("bindings/node/index.mjs", text("index", &index)),
        ("bindings/node/testing.mjs", text("testing", &names(api, false))),
    ]
}

/// The structs that JSON alone does not say, inner ones first.
fn in_order(api: &Api) -> Vec<String> {
    fn visit(api: &Api, name: &str, done: &mut Vec<String>) {
        if done.iter().any(|it| it == name) {
            return;
        }
        for field in &api.structs[name].fields {
            let mut ty = &field.ty;
            while let Type::Optional(inner) | Type::List(inner) = ty {
                ty = inner;
            }
            if let Type::Struct(of) = ty {
                visit(api, of, done);
            }
        }
        done.push(name.to_string());
    }
    let mut done = Vec::new();
    for item in api.structs.values().filter(|item| !item.is_input) {
        visit(api, &item.name, &mut done);
    }
    done.retain(|name| needs_reading(api, &Type::Struct(name.clone())));
    done
}

fn needs_reading(api: &Api, ty: &Type) -> bool {
    match ty {
        Type::Timestamp | Type::Error => true,
        Type::Integer(of) => of.ends_with("64"),
        Type::Optional(inner) | Type::List(inner) => needs_reading(api, inner),
        Type::Struct(name) if !api.structs[name].derived.is_empty() => true,
        Type::Struct(name) => api.structs[name].fields.iter().any(|field| needs_reading(api, &field.ty)),
        _ => false,
    }
}

/// The function that finishes what JSON said.
fn reading(api: &Api, ty: &Type) -> String {
    if !needs_reading(api, ty) {
        return "same".into();
    }
    match ty {
        Type::Timestamp => "date".into(),
        Type::Error => "error".into(),
        Type::Integer(_) => "bigint".into(),
        Type::Optional(inner) => format!("maybe({})", reading(api, inner)),
        Type::List(inner) => format!("each({})", reading(api, inner)),
        Type::Struct(name) => camel(name),
        _ => "same".into(),
    }
}

fn reader(api: &Api, name: &str) -> String {
    let mut out = format!("const {} = (it) => {{\n", camel(name));
    for field in api.structs[name].fields.iter().filter(|field| needs_reading(api, &field.ty)) {
        let at = format!("it.{}", camel(&field.name));
        out += &match &field.ty {
            Type::Optional(inner) => format!("  if ({at} !== null) {at} = {}({at});\n", reading(api, inner)),
            ty => format!("  {at} = {}({at});\n", reading(api, ty)),
        };
    }
    let item = &api.structs[name];
    if item.derived.is_empty() {
        return out + "  return it;\n};\n\n";
    }
    // A class, so that what is derived costs nothing until somebody asks.
    out += &format!("  return new {name}(it);\n}};\n\n");
    let mut class = format!("class {name} {{\n  constructor(it) {{\n");
    for field in &item.fields {
        class += &format!("    this.{0} = it.{0};\n", camel(&field.name));
    }
    class += "  }\n";
    for derived in &item.derived {
        class += &format!(
            "\n  get {}() {{\n    return {}.{}(this.{});\n  }}\n",
            camel(&derived.name),
            derived.class,
            camel(&derived.function),
            camel(&derived.field)
        );
    }
    format!("{class}}}\n\n{out}")
}

/// What a constructor takes: its own platform last, as there usually is one for all.
pub(super) fn constructor_order(method: &Method) -> Vec<String> {
    let is_platform = |ty: &Type| *ty == Type::Class("Platform".into());
    let (last, first): (Vec<_>, Vec<_>) = method.arguments.iter().partition(|it| is_platform(&it.ty));
    first.into_iter().chain(last).map(|it| camel(&it.name)).collect()
}

fn class(api: &Api, class: &Class) -> String {
    let name = &class.name;
    let base = if class.events.is_empty() { "Handle" } else { "Active" };
    let mut out = format!("class {name} extends {base} {{\n");
    let made = class.methods.iter().find(|method| method.name == "new");
    match made {
        Some(made) => {
            let order = constructor_order(made);
            let owner = made
                .arguments
                .iter()
                .find_map(|it| if let Type::Class(of) = &it.ty { Some((camel(&it.name), of)) } else { None });
            out += &format!("  constructor({}) {{\n", order.join(", "));
            // Objects that the library gives out come as (GIVEN, part).
            let second = order.get(1).cloned().unwrap_or_else(|| "arguments[1]".into());
            out += &format!(
                "    if ({} === GIVEN) {{\n      super({second});\n      return;\n    }}\n",
                order[0]
            );
            let arguments: Vec<String> = made
                .arguments
                .iter()
                .map(|it| {
                    let js = camel(&it.name);
                    if matches!(it.ty, Type::Class(_)) { format!("{js}: owner._native") } else { js }
                })
                .collect();
            let owner = owner.map_or("null".to_string(), |(argument, of)| {
                if of == "Platform" {
                    format!("parent({argument} ?? Platform.shared(), {of}, '{argument}')")
                } else {
                    format!("parent({argument}, {of}, '{argument}')")
                }
            });
            out += &format!(
                "    const owner = {owner};\n    super({{ native: asked(() => native.{name}.make({{ {} }})), owner }});\n  }}\n\n",
                arguments.join(", ")
            );
        }
        None => {
            out += &format!(
                "  constructor(given, part) {{\n    super(given === GIVEN ? part : parent(undefined, {name}, '{name}'));\n  }}\n\n"
            );
        }
    }
    for method in class.methods.iter().filter(|method| method.name != "new") {
        if !is_done_by_support(name, &method.name) {
            out += &self::method(api, class, method);
        }
    }
    if class.entry_of_pages().is_some() {
        out += "  async *[Symbol.asyncIterator]() {\n    for (let page = await this.nextPage(); page.length > 0; page = await this.nextPage()) {\n      \
                yield* page;\n    }\n  }\n";
    }
    out.truncate(out.trim_end().len());
    out + "\n}\n\n"
}

/// Whether JavaScript reads it like a property.
pub(super) fn is_getter(method: &Method) -> bool {
    method.has_self
        && !method.is_async
        && !method.fallible
        && method.arguments.is_empty()
        && method.result != Type::Unit
}

fn method(api: &Api, class: &Class, method: &Method) -> String {
    let name = camel(&method.name);
    let names: Vec<String> = method.arguments.iter().map(|it| camel(&it.name)).collect();
    let handed: Vec<String> = method.arguments.iter().map(|it| handed(api, it)).collect();
    let bundle = if names.is_empty() { String::new() } else { format!("{{ {} }}", handed.join(", ")) };
    if method.is_async {
        let mut parameters = names.clone();
        parameters.push("options".into());
        let read = if gives_objects(method) {
            let taken = format!("this._native.{name}Gave(number)");
            format!("(_, number) => {}", finished(api, &method.result, &taken))
        } else {
            reading(api, &method.result)
        };
        return format!(
            "  {name}({}) {{\n    return this._start(options, () => this._native.{name}({bundle}), {read});\n  }}\n\n",
            parameters.join(", "),
        );
    }
    if !method.has_self {
        let owner = method.arguments.iter().find(|it| matches!(it.ty, Type::Class(_)));
        let owner = owner.map_or("null".into(), |it| camel(&it.name));
        let value = match &method.result {
            Type::Class(of) if of == &class.name => format!(
                "const made = asked(() => native.{of}.{name}({bundle}));\n    return new {of}(GIVEN, {{ native: made, owner: {owner} }});"
            ),
            _ => format!(
                "return {};",
                finished(
                    api,
                    &method.result,
                    &format!("asked(() => native.{}.{name}({bundle}))", class.name)
                )
            ),
        };
        return format!("  static {name}({}) {{\n    {value}\n  }}\n\n", names.join(", "));
    }
    let call = if method.fallible || !names.is_empty() {
        format!("asked(() => this._native.{name}({bundle}))")
    } else {
        format!("this._native.{name}()")
    };
    let value = finished(api, &method.result, &call);
    if is_getter(method) {
        format!("  get {name}() {{\n    return {value};\n  }}\n\n")
    } else {
        format!("  {name}({}) {{\n    return {value};\n  }}\n\n", names.join(", "))
    }
}

/// How an argument is handed to the native part, as a property of its name.
fn handed(api: &Api, argument: &Argument) -> String {
    let js = camel(&argument.name);
    match &argument.ty {
        Type::Struct(of) => match api.stand_in_classes(of).first() {
            Some((class, part)) => {
                format!("{js}: described({js}, {}, '{}', '{js}')", class.name, camel(&part.name))
            }
            None => js,
        },
        Type::Class(of) => format!("{js}: parent({js}, {of}, '{js}')._native"),
        _ => js,
    }
}

/// What JavaScript makes of what a native function gave.
fn finished(api: &Api, ty: &Type, call: &str) -> String {
    let wrapped = |of: &str, it: &str| {
        if api.classes.get(of).is_some_and(has_host) {
            format!("this._wrap({of}, {it})")
        } else {
            format!("new {of}(GIVEN, {{ native: {it}, owner: null }})")
        }
    };
    match ty {
        Type::Unit | Type::Bool | Type::Text | Type::Bytes => call.to_string(),
        Type::Optional(inner) if **inner == Type::Bytes => call.to_string(),
        Type::Integer(of) if !of.ends_with("64") => call.to_string(),
        Type::Class(of) => wrapped(of, call),
        Type::Optional(inner) if matches!(**inner, Type::Class(_)) => finished(api, inner, call),
        Type::List(inner) => match &**inner {
            Type::Class(of) => format!("{call}.map((it) => {})", wrapped(of, "it")),
            _ => json(api, ty, call),
        },
        _ => json(api, ty, call),
    }
}

fn json(api: &Api, ty: &Type, call: &str) -> String {
    match reading(api, ty).as_str() {
        "same" => format!("JSON.parse({call})"),
        read => format!("{read}(JSON.parse({call}))"),
    }
}
