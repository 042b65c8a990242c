//! The reference: a page a class, with the signature of each language side by side.

use super::python;
use crate::docs;
use crate::model::{Api, Class, Method, Type};
use crate::names::{c_type, camel, constant, screaming, snake};
use std::collections::BTreeMap;

const BANNER: &str = "<!-- Written by `cargo run -p pchat-generator`. Do not edit. -->\n\n";

/// The pages, by path from the root. C's signatures come out of its header, Node's out of its type
/// declarations.
pub(crate) fn files(api: &Api, header: &str, declarations: &str) -> BTreeMap<String, String> {
    let mut files = BTreeMap::new();
    let mut index = format!(
        "{BANNER}# Reference\n\nEvery method in every language. C's header, `include/pchat.h`, says more about threads and ownership.\n\n"
    );
    for class in api.classes.values() {
        index += &format!("- [{0}]({1}.md)\n", class.name, snake(&class.name));
        files.insert(
            format!("docs/reference/{}.md", snake(&class.name)),
            page(api, class, header, declarations),
        );
    }
    index += "- [Values](values.md)\n- [Enums and error codes](enums.md)\n";
    files.insert("docs/reference/README.md".into(), index);
    files.insert("docs/reference/values.md".into(), values(api));
    files.insert("docs/reference/enums.md".into(), enums(api));
    files
}

/// Text that no language is named in.
fn prose(text: &[String]) -> String {
    docs::rewrite(text, &|name| format!("`{}`", name.replace("::", "."))).join("\n") + "\n"
}

fn block(language: &str, code: &str) -> String {
    format!("```{language}\n{code}\n```\n\n")
}

/// The prototype of a C function, as the header has it.
fn c_function(header: &str, function: &str) -> Option<String> {
    let called = format!("{function}(");
    let mut at = 0;
    for line in header.lines() {
        // Declarations begin at the margin, comments do not.
        if !line.starts_with([' ', '/', '#']) && line.contains(&called) {
            let end = at + header[at..].find(';')?;
            return Some(header[at..=end].to_string());
        }
        at += line.len() + 1;
    }
    None
}

/// The signature of a member of a class, as the type declarations have it.
fn node_function(declarations: &str, class: &str, method: &Method) -> Option<String> {
    let start = declarations.find(&format!("export declare class {class} "))?;
    let body = &declarations[start..];
    let body = &body[..body.find("\n}")?];
    let name = if method.is_constructor(class) { "constructor".to_string() } else { camel(&method.name) };
    let member = |line: &&str| {
        let line = line.trim_start_matches("  ").trim_start_matches("static ").trim_start_matches("get ");
        line.strip_prefix(&name)
            .or_else(|| line.strip_prefix(&camel(&method.name)))
            .is_some_and(|rest| rest.starts_with('('))
    };
    let found = body.lines().filter(|line| !line.contains("private ")).find(member)?;
    Some(found.trim().to_string())
}

fn page(api: &Api, class: &Class, header: &str, declarations: &str) -> String {
    let base = format!("pchat_{}", snake(&class.name));
    let mut out = format!("{BANNER}# {}\n\n{}\n", class.name, prose(&class.docs));
    for method in &class.methods {
        out += &format!("## {}\n\n{}\n", method.name, prose(&method.docs));
        let mut c = Vec::new();
        c.extend(c_function(header, &format!("{base}_{}", method.name)));
        if method.is_async {
            c.extend(c_function(header, &format!("{base}_{}_wait", method.name)));
        }
        out += &block("c", &c.join("\n\n"));
        out += &block("python", &python_function(api, class, method));
        if let Some(signature) = node_function(declarations, &class.name, method) {
            out += &block("ts", &signature);
        }
    }
    for event in &class.events {
        out += &format!("## Event {}\n\n{}\n", event.name, prose(&event.docs));
        let payload = event.payload.clone();
        let carried = payload.as_deref().map_or(String::new(), |of| format!("const {} *event, ", c_type(of)));
        out += &block(
            "c",
            &format!(
                "void (*on_{})({base}_t *{}, {carried}void *user_data);  /* in {base}_callbacks_t */",
                snake(&event.name),
                snake(&class.name)
            ),
        );
        out += &block(
            "python",
            &format!(
                "def on_{}(callback: Callable[[{}], object]) -> Subscription",
                snake(&event.name),
                payload.as_deref().unwrap_or("None")
            ),
        );
        let carried = payload.map_or(String::new(), |of| format!("event: {of}"));
        out += &block("ts", &format!("on('{}', ({carried}) => void)", camel(&event.name)));
    }
    out.trim_end().to_string() + "\n"
}

fn python_function(api: &Api, class: &Class, method: &Method) -> String {
    let arguments = |with: &dyn Fn(&str) -> bool| -> String {
        let list: Vec<String> = method
            .arguments
            .iter()
            .filter(|argument| !matches!(&argument.ty, Type::Class(of) if with(of)))
            .map(|argument| format!("{}: {}", python::name(&argument.name), python::taken(&argument.ty)))
            .collect();
        list.join(", ")
    };
    let given = python::given(&method.result);
    if !method.has_self && !method.is_constructor(&class.name) {
        return format!(
            "{}.{}({}) -> {given}",
            class.name,
            python::name(&method.name),
            arguments(&|_| false)
        );
    }
    if !method.has_self {
        // The event loop has a platform; other parents are asked.
        return format!("{}({})", class.name, arguments(&|of| of == "Platform"));
    }
    let fields = match python::spread(api, &method.arguments) {
        Some((_, of)) => format!("  # or the fields of {of} as keyword arguments"),
        None => String::new(),
    };
    if python::is_property(method) {
        return format!("{}: {given}", python::name(&method.name));
    }
    // Ending the platform waits, which a coroutine must not do.
    let is_async = if method.is_async || class.name == "Platform" { "async " } else { "" };
    format!("{is_async}def {}({}) -> {given}{fields}", python::name(&method.name), arguments(&|_| false))
}

fn values(api: &Api) -> String {
    let mut out = format!("{BANNER}# Values\n\n");
    for of in api.structs.values() {
        out += &format!("## {}\n\n{}\n", of.name, prose(&of.docs));
        out += &format!(
            "C: `{}`. Python: `{}{}`.\n\n",
            c_type(&of.name),
            of.name,
            if of.is_input { "(field=…)" } else { "" }
        );
        out += "| field | Python | what |\n|---|---|---|\n";
        for field in &of.fields {
            let ty = python::given(&field.ty).replace('|', "\\|");
            let what = prose(&field.docs).replace('\n', " ").replace('|', "\\|");
            out += &format!("| `{}` | `{ty}` | {} |\n", field.name, what.trim());
        }
        for derived in &of.derived {
            let ty = python::given(&derived.result).replace('|', "\\|");
            let what = prose(&derived.docs).replace('\n', " ").replace('|', "\\|");
            let c =
                format!("C: `pchat_{}_{}` of `{}`.", snake(&derived.class), derived.function, derived.field);
            out += &format!("| `{}` | `{ty}` | {} {c} |\n", derived.name, what.trim());
        }
        out += "\n";
    }
    out.trim_end().to_string() + "\n"
}

fn enums(api: &Api) -> String {
    let mut out = format!("{BANNER}# Enums and error codes\n\n");
    for of in api.enums.values() {
        out += &format!(
            "## {}\n\n{}\n| value | C | Python | what |\n|---|---|---|---|\n",
            of.name,
            prose(&of.docs)
        );
        for variant in &of.variants {
            let what = prose(&variant.docs).replace('\n', " ").replace('|', "\\|");
            out += &format!(
                "| {} | `{}` | `{}.{}` | {} |\n",
                variant.value,
                constant(&of.name, &variant.name),
                of.name,
                screaming(&variant.name),
                what.trim()
            );
        }
        out += "\n";
    }
    out.trim_end().to_string() + "\n"
}
