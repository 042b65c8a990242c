//! `bindings/python/src/generated.rs`: values and classes of the compiled module.

use super::{BY_HAND, docs, name};
use crate::docs::comment;
use crate::emit::path;
use crate::model::{Api, Argument, Class, Enum, Method, Struct, Type};
use crate::names::with_article;

pub(super) fn text(api: &Api) -> String {
    let mut out = String::from(
        "//! The API in Python.\n\n#![allow(unused_imports, clippy::clone_on_copy, clippy::let_unit_value)]\n\n\
         use crate::convert::{self, Fields, Give, Members, Take, wrong};\nuse crate::errors::OrRaise;\n\
         use crate::held::Held;\nuse crate::host::{HostRef, Platform};\nuse crate::inbox::Inbox;\n\
         use pchat_core::api;\nuse pyo3::prelude::*;\nuse pyo3::types::{PyDict, PyTuple};\n\
         use std::sync::Arc;\n\n",
    );
    for of in api.enums.values() {
        out += &enumeration(api, of);
    }
    for of in api.structs.values() {
        out += &structure(api, of);
    }
    out += &events(api);
    for class in api.classes.values().filter(|class| class.name != BY_HAND) {
        out += &object(api, class);
    }
    out += "/// Puts everything into the module.\npub(crate) fn register(module: &Bound<'_, PyModule>) -> PyResult<()> {\n";
    for name in api.structs.keys().chain(api.classes.keys().filter(|name| *name != BY_HAND)) {
        out += &format!("module.add_class::<{name}>()?;\n");
    }
    out + "Ok(())\n}\n"
}

fn enumeration(api: &Api, of: &Enum) -> String {
    let path = path(api, &of.name);
    let members = format!("{}_MEMBERS", crate::names::screaming(&of.name));
    let mut out = format!(
        "static {members}: Members = Members::new(\"{name}\");\n\n\
         impl Give for {path} {{\nfn give(self, py: Python<'_>, _: Option<&HostRef>) -> PyResult<Py<PyAny>> {{\n\
         {members}.give(py, self as i32)\n}}\n}}\n\n\
         impl Take for {path} {{\nfn take(value: &Bound<'_, PyAny>, name: &str) -> PyResult<Self> {{\n\
         Ok(match {members}.take(value, name)? {{\n",
        name = of.name
    );
    for variant in &of.variants {
        out += &format!("{} => Self::{},\n", variant.value, variant.name);
    }
    out + &format!("_ => return Err(wrong(value, name, \"a member of {}\")),\n}})\n}}\n}}\n\n", of.name)
}

fn is_secret(ty: &Type) -> bool {
    match ty {
        Type::Secret => true,
        Type::Optional(inner) => is_secret(inner),
        _ => false,
    }
}

fn structure(api: &Api, of: &Struct) -> String {
    let class = &of.name;
    let path = path(api, class);
    let doc = comment(&docs::lines(api, &of.docs, None, None));
    // Where programs, and pickles, find it.
    let module = if path.starts_with("pchat_server") { "pchat.testing" } else { "pchat" };
    let fields: Vec<String> = of.fields.iter().map(|field| name(&field.name)).collect();
    let quoted: Vec<String> = fields.iter().map(|field| format!("\"{field}\"")).collect();
    let shown: Vec<String> = of
        .fields
        .iter()
        .filter(|field| !is_secret(&field.ty))
        .map(|field| format!("\"{}\"", name(&field.name)))
        .collect();
    let signature: Vec<String> = of
        .fields
        .iter()
        .map(|field| {
            let optional = of.is_input || matches!(field.ty, Type::Optional(_));
            name(&field.name) + if optional { "=..." } else { "" }
        })
        .collect();
    let mut out = format!(
        "{doc}#[pyclass(frozen, module = \"{module}\")]\npub(crate) struct {class} {{\npub(crate) value: {path},\n}}\n\n\
         impl {class} {{\nconst FIELDS: &[&str] = &[{fields_list}];\n/// Without secrets.\nconst SHOWN: &[&str] = &[{shown_list}];\n}}\n\n\
         #[pymethods]\nimpl {class} {{\n\
         #[classattr]\nfn __match_args__(py: Python<'_>) -> PyResult<Bound<'_, PyTuple>> {{\nPyTuple::new(py, Self::SHOWN)\n}}\n\n\
         #[new]\n#[pyo3(signature = (**fields), text_signature = \"(*, {signature})\")]\n\
         fn new(fields: Option<&Bound<'_, PyDict>>) -> PyResult<Self> {{\n\
         let mut fields = Fields::new(\"{class}\", fields);\n",
        fields_list = quoted.join(", "),
        shown_list = shown.join(", "),
        signature = signature.join(", ")
    );
    if of.is_input {
        out += &format!("let defaults = {path}::default();\n");
    }
    out += &format!("let value = {path} {{\n");
    for (field, python) in of.fields.iter().zip(&fields) {
        let rust = &field.name;
        out += &if of.is_input {
            format!("{rust}: fields.or(\"{python}\", defaults.{rust})?,\n")
        } else if matches!(field.ty, Type::Optional(_)) {
            format!("{rust}: fields.or(\"{python}\", None)?,\n")
        } else {
            format!("{rust}: fields.needed(\"{python}\")?,\n")
        };
    }
    out += "};\nfields.end(Self::FIELDS)?;\nOk(Self { value })\n}\n\n";
    for (field, python) in of.fields.iter().zip(&fields) {
        if is_secret(&field.ty) {
            continue;
        }
        let doc = comment(&docs::lines(api, &field.docs, None, crate::docs::enum_of(&field.ty)));
        let rust = &field.name;
        out += &doc;
        out += &match &field.ty {
            Type::Text => format!("#[getter]\nfn {python}(&self) -> &str {{\n&self.value.{rust}\n}}\n\n"),
            Type::Optional(inner) if **inner == Type::Text => {
                format!(
                    "#[getter]\nfn {python}(&self) -> Option<&str> {{\nself.value.{rust}.as_deref()\n}}\n\n"
                )
            }
            Type::Bool => format!("#[getter]\nfn {python}(&self) -> bool {{\nself.value.{rust}\n}}\n\n"),
            Type::Integer(ty) => {
                format!("#[getter]\nfn {python}(&self) -> {ty} {{\nself.value.{rust}\n}}\n\n")
            }
            _ => format!(
                "#[getter]\nfn {python}(&self, py: Python<'_>) -> PyResult<Py<PyAny>> {{\n\
                 Give::give(self.value.{rust}.clone(), py, None)\n}}\n\n"
            ),
        };
    }
    for derived in &of.derived {
        out += &comment(&docs::lines(api, &derived.docs, None, None));
        out += &format!(
            "#[getter]\nfn {}(&self, py: Python<'_>) -> PyResult<Py<PyAny>> {{\nGive::give(self.value.{}(), py, None)\n}}\n\n",
            name(&derived.name),
            derived.name
        );
    }
    let kept: String = of
        .fields
        .iter()
        .zip(&fields)
        .map(|(field, python)| format!("{0}: fields.or(\"{python}\", old.{0})?,\n", field.name))
        .collect();
    let is_secret_set: Vec<String> = of
        .fields
        .iter()
        .filter(|field| is_secret(&field.ty))
        .map(|field| match field.ty {
            Type::Optional(_) => format!("me.value.{}.is_some()", field.name),
            _ => "true".into(),
        })
        .collect();
    let check = if is_secret_set.is_empty() {
        String::new()
    } else {
        format!(
            "let me = slf.get();\nif {} {{\nreturn Err(convert::no_pickle(\"{class}\"));\n}}\n",
            is_secret_set.join(" || ")
        )
    };
    let secrets: String = of
        .fields
        .iter()
        .filter(|field| is_secret(&field.ty))
        .map(|field| {
            let rust = &field.name;
            let reveal = match field.ty {
                Type::Optional(_) => format!(".{rust}.as_ref().map(api::Secret::reveal)"),
                _ => format!(".{rust}.reveal()"),
            };
            format!(" && me.value{reveal} == other.value{reveal}")
        })
        .collect();
    let me = if secrets.is_empty() { "" } else { "let (me, other) = (slf.get(), other.get());\n" };
    out += &format!(
        "fn __repr__(slf: &Bound<'_, Self>) -> PyResult<String> {{\nconvert::repr(slf, \"{class}\", Self::SHOWN)\n}}\n\n\
         fn __eq__(slf: &Bound<'_, Self>, other: &Bound<'_, PyAny>) -> PyResult<Py<PyAny>> {{\n\
         let py = slf.py();\nlet Ok(other) = other.cast::<Self>() else {{ return Ok(py.NotImplemented()) }};\n\
         let same = convert::tuple(slf, Self::SHOWN)?.eq(convert::tuple(other, Self::SHOWN)?)?;\n{me}\
         Give::give(same{secrets}, py, None)\n}}\n\n\
         fn __hash__(slf: &Bound<'_, Self>) -> PyResult<isize> {{\nconvert::tuple(slf, Self::SHOWN)?.hash()\n}}\n\n\
         fn __copy__(slf: Py<Self>) -> Py<Self> {{\nslf\n}}\n\n\
         fn __deepcopy__(slf: Py<Self>, _memo: &Bound<'_, PyAny>) -> Py<Self> {{\nslf\n}}\n\n\
         /// The same with some fields changed.\n#[pyo3(signature = (**changes))]\n\
         fn __replace__(&self, changes: Option<&Bound<'_, PyDict>>) -> PyResult<Self> {{\n\
         let mut fields = Fields::new(\"{class}\", changes);\nlet old = self.value.clone();\n\
         let value = {path} {{\n{kept}}};\nfields.end(Self::FIELDS)?;\nOk(Self {{ value }})\n}}\n\n\
         fn __reduce__<'py>(slf: &Bound<'py, Self>) -> PyResult<convert::Recipe<'py>> {{\n{check}convert::recipe(slf, Self::SHOWN)\n}}\n}}\n\n\
         impl Give for {path} {{\nfn give(self, py: Python<'_>, _: Option<&HostRef>) -> PyResult<Py<PyAny>> {{\n\
         Ok(Py::new(py, {class} {{ value: self }})?.into_any())\n}}\n}}\n\n\
         impl Take for {path} {{\nfn take(value: &Bound<'_, PyAny>, name: &str) -> PyResult<Self> {{\n\
         if let Ok(value) = value.cast::<{class}>() {{\nreturn Ok(value.get().value.clone());\n}}\n{}\
         Err(wrong(value, name, \"{}\"))\n}}\n}}\n\n",
        described(api, of, &path),
        with_article(class)
    );
    out
}

/// Takes anything that has all the fields, when values of the API do.
fn described(api: &Api, of: &Struct, path: &str) -> String {
    if api.stand_ins(&of.name).is_empty() {
        return String::new();
    }
    let mut out = String::new();
    for (_, part) in api.stand_in_classes(&of.name) {
        out += &format!("let value = &convert::part(value, \"{}\", name)?;\n", name(&part.name));
    }
    let fields: Vec<String> = of.fields.iter().map(|field| format!("\"{}\"", name(&field.name))).collect();
    out += &format!("if convert::has_all(value, &[{}])? {{\nreturn Ok({path} {{\n", fields.join(", "));
    for (field, python) in of.fields.iter().zip(fields) {
        out += &format!("{}: Take::take(&value.getattr({python})?, {python})?,\n", field.name);
    }
    out + "});\n}\n"
}

fn events(api: &Api) -> String {
    let talkative: Vec<&Class> = api.classes.values().filter(|class| !class.events.is_empty()).collect();
    let mut out =
        String::from("/// An event on its way to Python.\n#[derive(Clone)]\npub(crate) enum Event {\n");
    for class in &talkative {
        out += &format!("{0}(api::{0}Event),\n", class.name);
    }
    out += "}\n\n";
    for class in &talkative {
        out += &format!(
            "impl From<api::{0}Event> for Event {{\nfn from(event: api::{0}Event) -> Self {{\nSelf::{0}(event)\n}}\n}}\n\n",
            class.name
        );
    }
    let arms = |payload: &dyn Fn(&crate::model::Event) -> (&'static str, String), rest: &str| {
        let mut out = String::new();
        for class in &talkative {
            for event in &class.events {
                let (pattern, value) = payload(event);
                out +=
                    &format!("Self::{0}(api::{0}Event::{1}{pattern}) => {value},\n", class.name, event.name);
            }
        }
        out + rest
    };
    let kinds = arms(
        &|event| (if event.payload.is_some() { "(_)" } else { "" }, event.kind.to_string()),
        "// An event of a newer core.\n_ => 0,\n",
    );
    let values = arms(
        &|event| match event.payload {
            Some(_) => ("(value)", "value.give(py, host)".to_string()),
            None => ("", "Ok(py.None())".to_string()),
        },
        "_ => Ok(py.None()),\n",
    );
    out + &format!(
        "impl Event {{\n/// Its number.\npub(crate) fn kind(&self) -> i32 {{\nmatch self {{\n{kinds}}}\n}}\n\n\
         /// What it carries.\npub(crate) fn give(self, py: Python<'_>, host: Option<&HostRef>) -> PyResult<Py<PyAny>> {{\n\
         match self {{\n{values}}}\n}}\n}}\n\n"
    )
}

/// The parameters of a function, what is done with them first, and how they are handed on.
/// `owned`: it goes into an operation, which takes objects along.
fn parameters(api: &Api, arguments: &[Argument], owned: bool) -> (String, String, String) {
    let (mut parameters, mut takes, mut handed) = (String::new(), String::new(), Vec::new());
    for argument in arguments {
        let python = name(&argument.name);
        match &argument.ty {
            Type::Class(of) => {
                parameters += &format!(", {python}: &{of}");
                let value = if of == BY_HAND {
                    format!("{python}.host()?.platform")
                } else {
                    format!("{python}.object.get()?.value")
                };
                handed.push(if owned {
                    takes += &format!("let {python} = {value}.clone();\n");
                    if argument.by_reference { format!("&{python}") } else { python }
                } else if argument.by_reference {
                    format!("&{value}")
                } else {
                    format!("{value}.clone()")
                });
            }
            ty => {
                parameters += &format!(", {python}: &Bound<'_, PyAny>");
                takes += &format!("let {python}: {} = Take::take({python}, \"{python}\")?;\n", rust(api, ty));
                handed.push(if argument.by_reference { format!("&{python}") } else { python });
            }
        }
    }
    (parameters, takes, handed.join(", "))
}

fn rust(api: &Api, ty: &Type) -> String {
    match ty {
        Type::Unit => "()".into(),
        Type::Bool => "bool".into(),
        Type::Integer(name) => name.clone(),
        Type::Text => "String".into(),
        Type::Bytes => "api::Bytes".into(),
        Type::Timestamp => "api::Timestamp".into(),
        Type::Secret => "api::Secret".into(),
        Type::Error => "api::Error".into(),
        Type::Enum(name) | Type::Struct(name) | Type::Class(name) => path(api, name),
        Type::Optional(inner) => format!("Option<{}>", rust(api, inner)),
        Type::List(inner) => format!("Vec<{}>", rust(api, inner)),
    }
}

fn object(api: &Api, class: &Class) -> String {
    let name = &class.name;
    let path = path(api, name);
    let doc = comment(&docs::lines(api, &class.docs, Some(name), None));
    let active = class.mailbox().is_some();
    let mut out = format!(
        "{doc}#[pyclass(frozen, weakref, module = \"pchat._native\")]\npub(crate) struct {name} {{\npub(crate) object: Held<{name}Object>,\n}}\n\n\
         pub(crate) struct {name}Object {{\n{host}pub(crate) value: {path},\n}}\n\n",
        host = if active { "host: HostRef,\n" } else { "" }
    );
    if active {
        out += &format!(
            "impl Give for {path} {{\nfn give(self, py: Python<'_>, host: Option<&HostRef>) -> PyResult<Py<PyAny>> {{\n\
             let host = host.ok_or_else(|| pyo3::exceptions::PyRuntimeError::new_err(\"an object without platform\"))?;\n\
             let object = Held::new({name}Object {{ host: Arc::clone(host), value: self }});\n\
             Ok(Py::new(py, {name} {{ object }})?.into_any())\n}}\n}}\n\n"
        );
    }
    out += &format!("#[pymethods]\nimpl {name} {{\n");
    if class.has_identity() {
        out += "/// The same for handles of the same object.\n#[getter]\nfn identity(&self) -> PyResult<usize> {\n\
                Ok(self.object.get()?.value.identity())\n}\n\n";
    }
    if !class.events.is_empty() {
        let mailbox = class.mailbox().unwrap_or_default().replace("self.", "object.value.");
        out += &format!(
            "/// Bounded room for events of these kinds, from now on.\n\
             fn inbox(&self, kinds: Vec<i32>, capacity: usize, drop_oldest: bool) -> PyResult<Inbox> {{\n\
             let object = self.object.get()?;\nlet mailbox = {mailbox};\nlet owner = Box::new(object.value.clone());\n\
             Ok(Inbox::new(&object.host, &mailbox, object.value.identity(), owner, kinds, capacity, drop_oldest))\n}}\n\n"
        );
    }
    for method in &class.methods {
        out += &function(api, class, method);
    }
    out + "}\n\n"
}

fn function(api: &Api, class: &Class, method: &Method) -> String {
    let doc = comment(&docs::lines(api, &method.docs, Some(&class.name), None));
    let active = class.mailbox().is_some();
    let (parameters, takes, handed) = parameters(api, &method.arguments, method.is_async);
    let rust = &method.name;
    let python = name(rust);
    if method.is_async {
        let mailbox = class.mailbox().unwrap_or_default().replace("self.", "value.");
        return format!(
            "{doc}fn {python}(&self{parameters}) -> PyResult<u64> {{\nlet object = self.object.get()?;\n{takes}\
             let value = object.value.clone();\nlet mailbox = {mailbox};\n\
             object.host.run(&mailbox, async move {{ value.{rust}({handed}).await }}, |py, host, value| value.give(py, Some(host)))\n}}\n\n"
        );
    }
    let raise = if method.fallible { ".or_raise()?" } else { "" };
    if !method.has_self {
        let host = method.arguments.iter().find_map(|argument| match &argument.ty {
            Type::Class(of) if of == BY_HAND => Some(format!("{}.host()?", name(&argument.name))),
            Type::Class(_) => Some(format!("&{}.object.get()?.host", name(&argument.name))),
            _ => None,
        });
        if !method.is_constructor(&class.name) {
            let path = path(api, &class.name);
            return format!(
                "{doc}#[staticmethod]\nfn {python}(py: Python<'_>{parameters}) -> PyResult<Py<PyAny>> {{\n{takes}\
                 Give::give({path}::{rust}({handed}){raise}, py, None)\n}}\n\n"
            );
        }
        let parameters = parameters.trim_start_matches(", ");
        let path = path(api, &class.name);
        let name = &class.name;
        return match host {
            Some(host) => format!(
                "{doc}#[staticmethod]\nfn {python}({parameters}) -> PyResult<Self> {{\n{takes}let host = Arc::clone({host});\n\
                 let value = {path}::{rust}({handed}){raise};\nOk(Self {{ object: Held::new({name}Object {{ host, value }}) }})\n}}\n\n"
            ),
            None => format!(
                "{doc}#[staticmethod]\nfn {python}(py: Python<'_>, {parameters}) -> PyResult<Self> {{\n{takes}\
                 let value = py.detach(|| {path}::{rust}({handed})){raise};\n\
                 Ok(Self {{ object: Held::new({name}Object {{ value }}) }})\n}}\n\n"
            ),
        };
    }
    let (call, host) = if active {
        (format!("object.value.{rust}({handed})"), "Some(&object.host)")
    } else {
        // It may take a moment.
        (format!("py.detach(|| object.value.{rust}({handed}))"), "None")
    };
    format!(
        "{doc}fn {python}(&self, py: Python<'_>{parameters}) -> PyResult<Py<PyAny>> {{\nlet object = self.object.get()?;\n\
         {takes}let value = {call}{raise};\nGive::give(value, py, {host})\n}}\n\n"
    )
}
