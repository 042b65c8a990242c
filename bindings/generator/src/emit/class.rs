//! Classes: handles and functions.

use crate::docs::{self, Context, comment, point};
use crate::model::{Api, Argument, Class, Method, Refusal, Type};
use crate::names::{c_type, snake, with_article};

/// The C name of a class.
pub(super) fn opaque(name: &str) -> String {
    c_type(name)
}

/// Functions that the support layer does, because the C library has more to end or to start than the core.
const DONE_BY_SUPPORT: [(&str, &str, &str); 1] = [("Platform", "shut_down", "crate::host::shut_down")];

pub(super) fn text(api: &Api, class: &Class) -> Result<String, Refusal> {
    let name = &class.name;
    let handle = opaque(name);
    let path = super::path(api, name);
    let base = format!("pchat_{}", snake(name));
    let mut out = format!(
        "//! `{handle}` and its functions.\n\n#![allow(non_camel_case_types)]\n\n\
         use crate::error::{{PCHAT_OK, pchat_error_t, pchat_status_t}};\nuse crate::generated::completions::*;\n\
         use crate::generated::enums::{{self, *}};\nuse crate::generated::events;\nuse crate::generated::inputs::{{self, *}};\nuse crate::generated::outputs::*;\n\
         use crate::guard::{{guard, out, protect}};\nuse crate::handles::Table;\nuse crate::host::Host;\n\
         use crate::object::{{self, Active, Class, Handles, Lent, Object}};\nuse crate::operations::{{self, Completion}};\n\
         use crate::bytes::{{self, pchat_bytes_t}};\nuse crate::projection::{{self, List}};\nuse crate::strings;\nuse pchat_core::api::*;\nuse pchat_core::platform::Mailbox;\n\
         use std::ffi::c_char;\nuse std::ptr;\nuse std::sync::Arc;\n\n"
    );
    for other in api.classes.keys().filter(|other| *other != name) {
        if uses(class, other) {
            out += &format!("use crate::generated::{}::{};\n", snake(other), opaque(other));
        }
    }
    if class.path != "pchat_core::api" {
        out += &format!("use {path};\n");
    }
    out += "\n";
    let mut lines = docs::translate(api, &class.docs, Context { class: Some(name), ..Context::default() });
    lines.push(String::new());
    lines.extend(docs::wrap(&format!(
        "A handle: not an address, never reused for something else while the process runs. Free it with `{base}_free`; using it afterwards is \
         an error, `PCHAT_ERROR_CODE_INVALID_HANDLE`, and harms nothing. Every function may be called on any thread."
    )));
    out += &comment(&lines);
    out += &format!("pub struct {handle} {{\n_opaque: [u8; 0],\n}}\n\n");
    out += &implementation(api, class, &handle, &path, &base);
    for method in &class.methods {
        out += &if method.is_async {
            operation(api, class, method) + &waiting(class, method)
        } else {
            function(api, class, method)?
        };
    }
    out += &lifetime(class, &handle, &path, &base);
    if !class.events.is_empty() {
        out += &registrations(class, &handle, &path, &base);
    }
    Ok(out)
}

fn uses(class: &Class, other: &str) -> bool {
    fn names(ty: &Type, other: &str) -> bool {
        match ty {
            Type::Class(name) => name == other,
            Type::Optional(inner) | Type::List(inner) => names(inner, other),
            _ => false,
        }
    }
    class.methods.iter().any(|method| {
        names(&method.result, other) || method.arguments.iter().any(|argument| names(&argument.ty, other))
    })
}

fn implementation(api: &Api, class: &Class, handle: &str, path: &str, base: &str) -> String {
    let name = &class.name;
    // A number of its own in this build, after those of errors and events.
    let kind = 8 + api.classes.keys().take_while(|other| *other != name).count();
    let table = snake(name).to_ascii_uppercase();
    let callbacks =
        if class.events.is_empty() { "()".to_string() } else { format!("events::{base}_callbacks_t") };
    let identity = if class.has_identity() { "Some(self.identity())" } else { "None" };
    let mut out = format!(
        "static {table}: Table<Object<{path}>> = Table::new({kind}, \"{}\");\n\n\
         impl Class for {path} {{\ntype Opaque = {handle};\ntype Callbacks = {callbacks};\n\n\
         fn table() -> &'static Table<Object<Self>> {{\n&{table}\n}}\n\n\
         fn identity_of(&self) -> Option<usize> {{\n{identity}\n}}\n",
        snake(name).replace('_', " ")
    );
    if name == "Platform" {
        out += "\nfn host_of(&self, _parent: Option<Arc<Host>>) -> Result<Option<Arc<Host>>> {\nHost::start(self).map(Some)\n}\n";
    }
    out += "}\n\n";
    if let Some(mailbox) = class.mailbox() {
        out += &format!(
            "impl Active for {path} {{\nfn mailbox_of(&self) -> Arc<Mailbox> {{\n{mailbox}\n}}\n}}\n\n"
        );
    }
    out
}

/// The C parameter of an argument.
fn parameter(argument: &Argument) -> String {
    let ty = match &argument.ty {
        Type::Bool => "bool".into(),
        Type::Integer(name) => name.clone(),
        Type::Timestamp => "i64".into(),
        Type::Enum(name) => c_type(name),
        Type::Struct(name) => format!("*const {}", c_type(name)),
        Type::Class(name) => format!("*mut {}", opaque(name)),
        Type::Bytes => return format!("{0}: *const u8, {0}_size: usize", argument.name),
        _ => "*const c_char".into(),
    };
    format!("{}: {ty}", argument.name)
}

/// Statements that turn a C parameter into what the Rust function takes. `owned`: it goes into an operation.
fn conversion(argument: &Argument, owned: bool) -> String {
    let name = &argument.name;
    let own = if owned || !argument.by_reference { ".to_owned()" } else { "" };
    let safety = "// SAFETY: the header's rules: NULL or a valid string or struct.\n";
    match &argument.ty {
        Type::Text => {
            format!("{safety}let {name} = unsafe {{ strings::required({name}, \"{name}\") }}?{own};\n")
        }
        Type::Bytes => format!(
            "// SAFETY: the header's rules: so many bytes, or NULL and none.\nlet {name} = unsafe {{ bytes::taken({name}, {name}_size, \"{name}\") }}?;\n"
        ),
        Type::Secret => format!(
            "{safety}let {name} = unsafe {{ strings::secret({name}, \"{name}\") }}?.unwrap_or_default();\n"
        ),
        Type::Optional(inner) if **inner == Type::Text => format!(
            "{safety}let {name} = unsafe {{ strings::optional({name}, \"{name}\") }}?.map(str::to_owned);\n"
        ),
        Type::Optional(_) => {
            format!("{safety}let {name} = unsafe {{ strings::secret({name}, \"{name}\") }}?;\n")
        }
        Type::Timestamp => format!("let {name} = Timestamp::from_unix_micros({name});\n"),
        Type::Enum(of) => format!("let {name} = enums::{}({name}, \"{name}\")?;\n", snake(of)),
        Type::Struct(of) => format!("{safety}let {name} = unsafe {{ inputs::{}({name}) }}?;\n", snake(of)),
        Type::Class(of) => format!("let {name} = object::get::<{of}>({name})?;\n"),
        _ => String::new(),
    }
}

/// How the argument is handed to the Rust function.
fn handed(argument: &Argument, owned: bool) -> String {
    match &argument.ty {
        Type::Class(_) if argument.by_reference => format!("&{}.value", argument.name),
        Type::Class(_) => format!("{}.value.clone()", argument.name),
        Type::Text if owned && argument.by_reference => format!("&{}", argument.name),
        _ => argument.name.clone(),
    }
}

struct ResultForm {
    /// C parameters, with their types.
    parameters: Vec<(String, String)>,
    /// Statements that store `value`.
    store: String,
    /// Who frees it.
    ownership: Option<String>,
}

fn result_form(class: &Class, method: &Method, parent: &str) -> Result<ResultForm, Refusal> {
    let constructor = !method.has_self;
    let name = match &method.result {
        Type::Class(of) if constructor => snake(of),
        _ => "result".to_string(),
    };
    let written = |text: &str| {
        format!(
            "// SAFETY: checked not to be NULL, and the caller gives room for the result.\nunsafe {{ {text} }};\n"
        )
    };
    let one = |ty: String, store: String, ownership: Option<String>| {
        Ok(ResultForm { parameters: vec![(name.clone(), format!("*mut {ty}"))], store, ownership })
    };
    let freed = |by: &str| Some(format!("Free `*{name}` with `{by}`."));
    match &method.result {
        Type::Unit => Ok(ResultForm { parameters: Vec::new(), store: String::new(), ownership: None }),
        Type::Bool => one("bool".into(), written(&format!("{name}.write(value)")), None),
        Type::Integer(of) => one(of.clone(), written(&format!("{name}.write(value)")), None),
        Type::Timestamp => one("i64".into(), written(&format!("{name}.write(value.unix_micros())")), None),
        Type::Enum(of) => one(c_type(of), written(&format!("{name}.write(value as i32)")), None),
        Type::Text => one(
            "*mut c_char".into(),
            written(&format!("{name}.write(strings::give(&value))")),
            freed("pchat_string_free"),
        ),
        Type::Struct(of) => one(
            format!("*mut {}", c_type(of)),
            written(&format!("{name}.write(projection::give(value))")),
            freed(&format!("pchat_{}_free", snake(of))),
        ),
        Type::Class(of) => one(
            format!("*mut {}", opaque(of)),
            format!(
                "let value = object::publish(value, {parent})?;\n{}",
                written(&format!("{name}.write(value)"))
            ),
            freed(&format!("pchat_{}_free", snake(of))),
        ),
        Type::List(of) => {
            let list = super::list_type(of);
            let by = format!("{}_free", list.trim_end_matches("_t"));
            let store = match &**of {
                Type::Class(_) => format!(
                    "let value = Handles::publish(value, {parent})?;\n{}",
                    written(&format!("{name}.write(projection::give(value))"))
                ),
                _ => written(&format!("{name}.write(projection::give(List(value)))")),
            };
            one(format!("*mut {list}"), store, freed(&by))
        }
        Type::Optional(inner) => match &**inner {
            Type::Text => one(
                "*mut c_char".into(),
                written(&format!("{name}.write(value.as_deref().map_or(ptr::null_mut(), strings::give))")),
                freed("pchat_string_free"),
            ),
            Type::Struct(of) => one(
                format!("*mut {}", c_type(of)),
                written(&format!("{name}.write(value.map_or(ptr::null_mut(), projection::give))")),
                freed(&format!("pchat_{}_free", snake(of))),
            ),
            Type::Class(of) => one(
                format!("*mut {}", opaque(of)),
                format!(
                    "let value = value.map_or(Ok(ptr::null_mut()), |value| object::publish(value, {parent}))?;\n{}",
                    written(&format!("{name}.write(value)"))
                ),
                freed(&format!("pchat_{}_free", snake(of))),
            ),
            Type::Bool | Type::Integer(_) | Type::Timestamp | Type::Enum(_) => {
                let (ty, inside) = match &**inner {
                    Type::Bool => ("bool".to_string(), "it"),
                    Type::Integer(of) => (of.clone(), "it"),
                    Type::Timestamp => ("i64".into(), "it.unix_micros()"),
                    Type::Enum(of) => (c_type(of), "it as i32"),
                    _ => ("i64".into(), "it"),
                };
                let store = format!(
                    "{}if let Some(it) = value {{\n{}}}\n",
                    written(&format!("has_{name}.write(value.is_some())")),
                    written(&format!("{name}.write({inside})"))
                );
                Ok(ResultForm {
                    parameters: vec![
                        (format!("has_{name}"), "*mut bool".into()),
                        (name.clone(), format!("*mut {ty}")),
                    ],
                    store,
                    ownership: Some(format!("`*{name}` is written only when `*has_{name}` is true.")),
                })
            }
            _ => Err(Refusal {
                place: method.place.clone(),
                what: format!("`{}::{}` gives an option that C cannot have", class.name, method.name),
            }),
        },
        Type::Secret | Type::Error | Type::Bytes => Err(Refusal {
            place: method.place.clone(),
            what: format!("`{}::{}` gives a secret, an error or bytes as a value", class.name, method.name),
        }),
    }
}

/// The translated text of a method, before the standard lines.
fn text_of(api: &Api, class: &Class, method: &Method) -> Vec<String> {
    let mut lines = docs::translate(
        api,
        &method.docs,
        Context { class: Some(&class.name), none: Some("NULL"), ..Context::default() },
    );
    lines.push(String::new());
    lines
}

fn takes(method: &Method) -> Vec<String> {
    let mut taken = Vec::new();
    for argument in &method.arguments {
        match &argument.ty {
            Type::Text | Type::Bytes | Type::Secret | Type::Optional(_) | Type::Struct(_) => {
                taken.push(format!("`{}`", argument.name))
            }
            _ => {}
        }
    }
    taken
}

fn copied(method: &Method) -> Option<String> {
    let taken = takes(method);
    match taken.as_slice() {
        [] => None,
        [one] => Some(format!("{one} is copied.")),
        many => Some(format!("{} are copied.", many.join(" and "))),
    }
}

fn signature(class: &Class, method: &Method) -> Vec<String> {
    let mut parameters = Vec::new();
    if method.has_self {
        parameters.push(format!("{}: *mut {}", snake(&class.name), opaque(&class.name)));
    }
    parameters.extend(method.arguments.iter().map(parameter));
    parameters
}

fn function(api: &Api, class: &Class, method: &Method) -> Result<String, Refusal> {
    let own = snake(&class.name);
    let waits = method.blocks;
    let parent = if method.has_self {
        format!("{own}.host.clone()")
    } else {
        method
            .arguments
            .iter()
            .find(|argument| matches!(argument.ty, Type::Class(_)))
            .map_or("None".into(), |argument| format!("{}.host.clone()", argument.name))
    };
    let form = result_form(class, method, &parent)?;
    let mut lines = text_of(api, class, method);
    lines.extend(point(
        "Thread",
        if waits {
            "any, but not inside a callback. Waits."
        } else {
            "any, also inside a callback. Does not wait."
        },
    ));
    let ownership: Vec<String> = copied(method).into_iter().chain(form.ownership.clone()).collect();
    if !ownership.is_empty() {
        lines.extend(point("Ownership", &ownership.join(" ")));
    }
    lines.extend(errors(method, waits, form.parameters.len()));
    let mut parameters = signature(class, method);
    parameters.extend(form.parameters.iter().map(|(name, ty)| format!("{name}: {ty}")));
    parameters.push("error: *mut *mut pchat_error_t".into());
    let mut body = String::new();
    for (name, _) in &form.parameters {
        body += &format!("out({name}, \"{name}\")?;\n");
    }
    if waits {
        body += "operations::refuse_in_callback()?;\n";
    }
    if method.has_self {
        body += &format!("let {own} = object::get::<{}>({own})?;\n", class.name);
    }
    for argument in &method.arguments {
        body += &conversion(argument, false);
    }
    let arguments: Vec<String> = method.arguments.iter().map(|argument| handed(argument, false)).collect();
    let support =
        DONE_BY_SUPPORT.iter().find(|(of, name, _)| *of == class.name && *name == method.name).map(|it| it.2);
    let call = match support {
        Some(function) => format!("{function}(&{own})"),
        None if method.has_self => format!("{own}.value.{}({})", method.name, arguments.join(", ")),
        None => format!("{}::{}({})", class.name, method.name, arguments.join(", ")),
    };
    let bind = if method.result == Type::Unit { "" } else { "let value = " };
    body += &format!("{bind}{call}{};\n{}Ok(())\n", if method.fallible { "?" } else { "" }, form.store);
    Ok(export(&lines, &format!("pchat_{own}_{}", method.name), &parameters, "", &body))
}

fn errors(method: &Method, waits: bool, results: usize) -> Vec<String> {
    let mut all = Vec::new();
    if method.has_self || method.arguments.iter().any(|argument| matches!(argument.ty, Type::Class(_))) {
        all.push("`PCHAT_ERROR_CODE_INVALID_HANDLE`");
    }
    let checked = method.arguments.iter().any(|argument| {
        matches!(
            argument.ty,
            Type::Text | Type::Bytes | Type::Secret | Type::Enum(_) | Type::Struct(_) | Type::Optional(_)
        )
    });
    if checked {
        all.push("`PCHAT_ERROR_CODE_BAD_ARGUMENT` (which says what is wrong with which argument)");
    } else if results > 0 {
        all.push("`PCHAT_ERROR_CODE_BAD_ARGUMENT` without a place for the result");
    }
    if waits {
        all.push("`PCHAT_ERROR_CODE_WOULD_DEADLOCK`");
    }
    if all.is_empty() {
        return Vec::new();
    }
    let also = if method.fallible { "also " } else { "" };
    point("Errors", &format!("{also}{}.", all.join(", ")))
}

/// An exported function. `early` runs before anything can fail.
fn export(lines: &[String], name: &str, parameters: &[String], early: &str, body: &str) -> String {
    format!(
        "{}#[unsafe(no_mangle)]\npub unsafe extern \"C\" fn {name}({}) -> pchat_status_t {{\n{early}let body = || {{\n{body}}};\n\
         // SAFETY: the header's rules: NULL or a place for the error.\nunsafe {{ guard(error, body) }}\n}}\n\n",
        comment(lines),
        parameters.join(", ")
    )
}

/// The future of an operation, from `object`.
fn future(method: &Method) -> String {
    let arguments: Vec<String> = method.arguments.iter().map(|argument| handed(argument, true)).collect();
    let wrap = match &method.result {
        Type::List(of) if matches!(**of, Type::Class(_)) => {
            ".and_then(|value| Handles::publish(value, object.host.clone()))"
        }
        Type::List(_) => ".map(List)",
        Type::Class(_) => ".and_then(|value| Lent::publish(value, object.host.clone()))",
        _ => "",
    };
    format!("|object| async move {{ object.value.{}({}).await{wrap} }}", method.name, arguments.join(", "))
}

fn operation(api: &Api, class: &Class, method: &Method) -> String {
    let own = snake(&class.name);
    let completion = super::completions::name(&method.result);
    let mut lines = text_of(api, class, method);
    lines.extend(point("Thread", "any, also inside a callback. Does not wait."));
    let ownership = format!(
        "{}`completion` is copied, its `destroy` runs exactly once on every path; NULL when you do not want to know. `*operation`, \
         unless NULL, gets a number for `pchat_operation_cancel`.",
        copied(method).map_or(String::new(), |text| text + " ")
    );
    lines.extend(point("Ownership", &ownership));
    lines.extend(point(
        "Errors",
        "at once, and then the completion is not called: `PCHAT_ERROR_CODE_INVALID_HANDLE`, `PCHAT_ERROR_CODE_BAD_ARGUMENT`, \
         `PCHAT_ERROR_CODE_TOO_MANY_OPERATIONS`, `PCHAT_ERROR_CODE_PLATFORM_SHUT_DOWN`. All others go to the completion, also \
         `PCHAT_ERROR_CODE_CANCELLED`.",
    ));
    lines.extend(point(
        "Callback",
        "the completion comes exactly once, in order with the endpoint's events, where those are called.",
    ));
    let mut parameters = signature(class, method);
    parameters.push(format!("completion: *const {completion}"));
    parameters.push("operation: *mut u64".into());
    parameters.push("error: *mut *mut pchat_error_t".into());
    let early = "// SAFETY: the header's rules: NULL or a completion. First, so that its `destroy` runs on every path.\n\
                 let completion = unsafe { Completion::take(completion) };\n";
    let mut body = format!("let object = object::get::<{}>({own})?;\n", class.name);
    for argument in &method.arguments {
        body += &conversion(argument, true);
    }
    body += &format!(
        "// SAFETY: the header's rules: NULL or room for a number.\nunsafe {{ operations::start(object, completion, operation, {}) }}\n",
        future(method)
    );
    export(&lines, &format!("pchat_{own}_{}", method.name), &parameters, early, &body)
}

fn waiting(class: &Class, method: &Method) -> String {
    let own = snake(&class.name);
    let mut lines = docs::wrap(&format!(
        "Like `pchat_{own}_{}`, but waits until it is over, at most `timeout_ms` (`PCHAT_WAIT_FOREVER` leaves that to the operation's \
         own limits).",
        method.name
    ));
    lines.push(String::new());
    lines.extend(point("Thread", "any, but not inside a callback. Waits."));
    let result = match &method.result {
        Type::Unit => None,
        other => Some(super::view(other)),
    };
    let ownership: Vec<String> = copied(method)
        .into_iter()
        .chain(result.as_ref().map(|ty| {
            let by = if method.result == Type::Text { "pchat_string" } else { ty.trim_end_matches("_t") };
            format!("Free `*result` with `{by}_free`.")
        }))
        .collect();
    if !ownership.is_empty() {
        lines.extend(point("Ownership", &ownership.join(" ")));
    }
    lines.extend(point(
        "Errors",
        &format!(
            "those of `pchat_{own}_{}`; `PCHAT_ERROR_CODE_TIMED_OUT` when the time was over, the operation is cancelled then; \
             `PCHAT_ERROR_CODE_WOULD_DEADLOCK` inside a callback.",
            method.name
        ),
    ));
    let mut parameters = signature(class, method);
    parameters.push("timeout_ms: u32".into());
    let mut body = String::new();
    if let Some(ty) = &result {
        parameters.push(format!("result: *mut *mut {ty}"));
        body += "out(result, \"result\")?;\n";
    }
    parameters.push("error: *mut *mut pchat_error_t".into());
    body += &format!("let object = object::get::<{}>({own})?;\n", class.name);
    for argument in &method.arguments {
        body += &conversion(argument, true);
    }
    let call = format!("operations::wait(object, timeout_ms, {})", future(method));
    body += &match result {
        None => format!("{call}\n"),
        Some(_) => {
            let given = match &method.result {
                Type::Class(_) => "value.keep()",
                Type::Text => "strings::give(&value)",
                Type::Optional(_) => "value.map_or(ptr::null_mut(), projection::give)",
                _ => "projection::give(value)",
            };
            format!(
                "let value = {call}?;\n// SAFETY: checked not to be NULL, and the caller gives room for the result.\n\
                 unsafe {{ result.write({given}) }};\nOk(())\n"
            )
        }
    };
    export(&lines, &format!("pchat_{own}_{}_wait", method.name), &parameters, "", &body)
}

fn lifetime(class: &Class, handle: &str, path: &str, base: &str) -> String {
    let own = snake(&class.name);
    let what = own.replace('_', " ");
    let ends = match class.name.as_str() {
        "Platform" => "The last reference to a platform and to everything on it shuts it down, which waits like `pchat_platform_shut_down`, except inside a callback.".to_string(),
        "LocalServer" => "The last reference stops the server, which waits like `pchat_local_server_stop`; inside a callback it is stopped in the background.".to_string(),
        _ if !class.events.is_empty() => "With the last reference its callbacks are removed. A call that is going on at that moment ends first, then comes `destroy`; use `".to_string() + base + "_close_wait` to wait for that. Operations that run go on and complete.",
        _ => String::new(),
    };
    let mut lines =
        docs::wrap(&format!("Gives a reference to {} back. NULL is allowed. {ends}", with_article(&what)));
    lines.push(String::new());
    lines.extend(point("Thread", "any, also inside a callback."));
    lines.extend(point(
        "Errors",
        "`PCHAT_ERROR_CODE_INVALID_HANDLE` when it was freed already; nothing is harmed.",
    ));
    let mut out = format!(
        "{}#[unsafe(no_mangle)]\npub extern \"C\" fn {base}_free({own}: *mut {handle}) -> pchat_status_t {{\nobject::free::<{path}>({own})\n}}\n\n",
        comment(&lines)
    );
    let mut lines = docs::wrap(&format!(
        "Takes another reference to {}: it has to be freed once more.",
        with_article(&what)
    ));
    lines.push(String::new());
    lines.extend(point("Thread", "any, also inside a callback."));
    lines.extend(point("Errors", "`PCHAT_ERROR_CODE_INVALID_HANDLE` when it was freed already."));
    out += &format!(
        "{}#[unsafe(no_mangle)]\npub extern \"C\" fn {base}_retain({own}: *mut {handle}) -> pchat_status_t {{\nobject::retain::<{path}>({own})\n}}\n\n",
        comment(&lines)
    );
    out
}

fn registrations(class: &Class, handle: &str, path: &str, base: &str) -> String {
    let own = snake(&class.name);
    let what = own.replace('_', " ");
    let whole = class.rust_only.iter().any(|name| name == "mailbox");
    let mut lines = docs::wrap(&format!(
        "Adds callbacks to {}. Events from now on are told to all that were added, in this order.",
        with_article(&what)
    ));
    lines.push(String::new());
    lines.extend(point("Thread", "any, also inside a callback. Does not wait."));
    lines.extend(point("Ownership", "`callbacks` is copied; its `destroy` runs exactly once, also when this fails (unless its `struct_size` is absurd). `*registration`, unless NULL, gets a number for removing them."));
    lines.extend(point("Errors", "`PCHAT_ERROR_CODE_INVALID_HANDLE`, `PCHAT_ERROR_CODE_BAD_ARGUMENT` (NULL, wrong size), `PCHAT_ERROR_CODE_INVALID_OPERATION` when it was closed."));
    lines.extend(point("Callback", "one at a time for each endpoint with its sessions, in order."));
    let mut out = export(
        &lines,
        &format!("{base}_add_callbacks"),
        &[
            format!("{own}: *mut {handle}"),
            format!("callbacks: *const events::{base}_callbacks_t"),
            "registration: *mut u64".into(),
            "error: *mut *mut pchat_error_t".into(),
        ],
        &format!(
            "// SAFETY: the header's rules: NULL or a struct of the size that it says. First, so that `destroy` runs on every path.\n\
             let callbacks = protect(|| unsafe {{ events::take_{own}_callbacks(callbacks) }});\n"
        ),
        &format!(
            "let (callbacks, user_data) = callbacks?;\nlet object = object::get::<{path}>({own})?;\n\
             let id = object.registrations.add(callbacks, user_data).ok_or_else(|| Error::new(ErrorCode::InvalidOperation, \"the {what} was closed\"))?;\n\
             if !registration.is_null() {{\n// SAFETY: the caller gives NULL or room for a number.\nunsafe {{ registration.write(id) }};\n}}\nOk(())\n"
        ),
    );
    let mut lines = docs::wrap(
        "Removes callbacks: no call begins any more. A call that is going on at that moment ends first, then comes `destroy`.",
    );
    lines.push(String::new());
    lines.extend(point("Thread", "any, also inside the callback itself. Does not wait."));
    lines.extend(point("Errors", "`PCHAT_ERROR_CODE_INVALID_HANDLE`; `PCHAT_ERROR_CODE_BAD_ARGUMENT` when there is no such registration (any more)."));
    out += &export(
        &lines,
        &format!("{base}_remove_callbacks"),
        &[
            format!("{own}: *mut {handle}"),
            "registration: u64".into(),
            "error: *mut *mut pchat_error_t".into(),
        ],
        "",
        &format!(
            "let object = object::get::<{path}>({own})?;\nif object.registrations.remove(registration) {{\nOk(())\n}} else {{\n\
             Err(Error::new(ErrorCode::BadArgument, format!(\"the {what} has no registration {{registration}}\")))\n}}\n"
        ),
    );
    let scope = if whole { "this endpoint and its sessions".to_string() } else { format!("this {what}") };
    let mut lines = docs::wrap(&format!(
        "Ends all callbacks of {scope} for good and waits: operations that run are cancelled and complete, events that wait are dropped, and when \
         it returns no callback runs or will run. Does not tell the server anything; do that before. In pull mode it dispatches, on this thread, what \
         waits for the endpoint."
    ));
    lines.push(String::new());
    lines.extend(point("Thread", "any, but not inside a callback. Waits, at most `timeout_ms`."));
    lines.extend(point("Errors", "`PCHAT_ERROR_CODE_WOULD_DEADLOCK` inside a callback, also of something else; `PCHAT_ERROR_CODE_TIMED_OUT` when a callback does not return in time: no new one starts then either, and it may be called again; `PCHAT_ERROR_CODE_INVALID_HANDLE`."));
    out += &export(
        &lines,
        &format!("{base}_close_wait"),
        &[format!("{own}: *mut {handle}"), "timeout_ms: u32".into(), "error: *mut *mut pchat_error_t".into()],
        "",
        &format!("operations::close(&object::get::<{path}>({own})?, timeout_ms, {whole})\n"),
    );
    out
}
