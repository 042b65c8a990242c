//! What the description says, in the closed vocabulary.

use std::collections::BTreeMap;

/// Where something stands in the description, for messages to the person who wrote it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Place {
    pub(crate) file: String,
    pub(crate) line: usize,
}

/// Why the description cannot be projected.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Refusal {
    pub(crate) place: Place,
    pub(crate) what: String,
}

impl std::fmt::Display for Refusal {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}:{}: {}", self.place.file, self.place.line, self.what)
    }
}

/// A type of the vocabulary.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Type {
    Unit,
    Bool,
    /// `u32`, `i64`, …
    Integer(String),
    /// `String`, or `&str` as an argument.
    Text,
    /// Bytes, copied in and owned when they come out: an argument, or the result of an operation.
    Bytes,
    Timestamp,
    Secret,
    Error,
    Enum(String),
    Struct(String),
    /// A class, or a reference to one as an argument.
    Class(String),
    Optional(Box<Type>),
    List(Box<Type>),
}

#[derive(Clone, Debug)]
pub(crate) struct Field {
    pub(crate) name: String,
    pub(crate) docs: Vec<String>,
    pub(crate) ty: Type,
    pub(crate) place: Place,
}

#[derive(Clone, Debug)]
pub(crate) struct Struct {
    pub(crate) name: String,
    /// The crate and module that a user of the crate finds it in.
    pub(crate) path: String,
    pub(crate) docs: Vec<String>,
    pub(crate) fields: Vec<Field>,
    pub(crate) place: Place,
    /// The feature of the C library that it needs.
    pub(crate) feature: Option<String>,
    /// What a class makes of one of its fields, in the order of the description.
    pub(crate) derived: Vec<Derived>,
    /// Used as an argument: becomes a struct that the program fills and that starts with its size.
    pub(crate) is_input: bool,
}

/// A function of a struct that hands one field to a function of a class: `MessageBuilder::parse(&self.content)`.
#[derive(Clone, Debug)]
pub(crate) struct Derived {
    pub(crate) name: String,
    pub(crate) docs: Vec<String>,
    pub(crate) class: String,
    pub(crate) function: String,
    pub(crate) field: String,
    pub(crate) result: Type,
    pub(crate) place: Place,
}

#[derive(Clone, Debug)]
pub(crate) struct Variant {
    pub(crate) name: String,
    pub(crate) docs: Vec<String>,
    pub(crate) value: i64,
}

#[derive(Clone, Debug)]
pub(crate) struct Enum {
    pub(crate) name: String,
    pub(crate) path: String,
    pub(crate) docs: Vec<String>,
    pub(crate) variants: Vec<Variant>,
}

#[derive(Clone, Debug)]
pub(crate) struct Event {
    pub(crate) name: String,
    pub(crate) docs: Vec<String>,
    /// The struct that it carries, if any.
    pub(crate) payload: Option<String>,
    pub(crate) kind: i64,
}

#[derive(Clone, Debug)]
pub(crate) struct Argument {
    pub(crate) name: String,
    pub(crate) ty: Type,
    /// `&str`, `&Class`: lent instead of given.
    pub(crate) by_reference: bool,
}

#[derive(Clone, Debug)]
pub(crate) struct Method {
    pub(crate) name: String,
    pub(crate) docs: Vec<String>,
    pub(crate) has_self: bool,
    pub(crate) is_async: bool,
    /// It is documented with a sentence "Blocks …", so C refuses it inside a callback.
    pub(crate) blocks: bool,
    /// The result is `Result<_, Error>`.
    pub(crate) fallible: bool,
    pub(crate) arguments: Vec<Argument>,
    pub(crate) result: Type,
    pub(crate) place: Place,
}

#[derive(Clone, Debug)]
pub(crate) struct Class {
    pub(crate) name: String,
    pub(crate) path: String,
    pub(crate) docs: Vec<String>,
    pub(crate) methods: Vec<Method>,
    pub(crate) events: Vec<Event>,
    /// Functions for Rust programs only; the glue uses some of them.
    pub(crate) rust_only: Vec<String>,
    pub(crate) place: Place,
    /// The feature of the C library that it needs.
    pub(crate) feature: Option<String>,
}

impl Method {
    /// Whether it makes an object of its own class.
    pub(crate) fn is_constructor(&self, class: &str) -> bool {
        !self.has_self && matches!(&self.result, Type::Class(of) if of == class)
    }
}

impl Class {
    /// The expression that finds the mailbox of an object, when the class lives on an endpoint.
    pub(crate) fn mailbox(&self) -> Option<&'static str> {
        let has = |name: &str| {
            self.rust_only.iter().any(|m| m == name) || self.methods.iter().any(|m| m.name == name)
        };
        if has("mailbox") {
            Some("Arc::clone(self.mailbox())")
        } else if has("endpoint") {
            Some("Arc::clone(self.endpoint().mailbox())")
        } else {
            None
        }
    }

    /// What it hands out page by page until a page is empty: languages that iterate do so over the entries.
    pub(crate) fn entry_of_pages(&self) -> Option<&Type> {
        let next = self.methods.iter().find(|method| method.name == "next_page" && method.is_async)?;
        match &next.result {
            Type::List(entry) if next.arguments.is_empty() => Some(entry),
            _ => None,
        }
    }

    pub(crate) fn has_identity(&self) -> bool {
        self.rust_only.iter().any(|m| m == "identity")
    }
}

/// The whole description. Maps are sorted, so that the output does not depend on the order of files.
#[derive(Clone, Debug, Default)]
pub(crate) struct Api {
    pub(crate) enums: BTreeMap<String, Enum>,
    pub(crate) structs: BTreeMap<String, Struct>,
    pub(crate) classes: BTreeMap<String, Class>,
}

impl Api {
    /// Structs and lists of them that functions or events give out, with everything inside them.
    pub(crate) fn lists(&self) -> Vec<Type> {
        let mut lists: Vec<Type> = Vec::new();
        for method in self.classes.values().flat_map(|class| &class.methods) {
            if let Type::List(item) = &method.result
                && !lists.contains(item)
            {
                lists.push((**item).clone());
            }
        }
        for field in self.structs.values().filter(|s| !s.is_input).flat_map(|s| &s.fields) {
            if let Type::List(item) = &field.ty
                && !lists.contains(item)
            {
                lists.push((**item).clone());
            }
        }
        lists.sort_by_key(|ty| format!("{ty:?}"));
        lists
    }

    /// The structs that are given out and say everything that this one asks for, so that languages take them in its place: what
    /// describes a room joins it.
    pub(crate) fn stand_ins(&self, name: &str) -> Vec<&Struct> {
        let wanted = &self.structs[name];
        let says = |of: &Struct, field: &Field| {
            of.fields.iter().any(|it| it.name == field.name && it.ty == field.ty)
        };
        // One field alone is no description of the same thing; and texts are all that has come up.
        if !wanted.is_input || wanted.fields.len() < 2 || wanted.fields.iter().any(|it| it.ty != Type::Text) {
            return Vec::new();
        }
        let others = self.structs.values().filter(|of| !of.is_input);
        others.filter(|of| wanted.fields.iter().all(|field| says(of, field))).collect()
    }

    /// The classes whose objects have such a struct as a property, which may be absent: they do in its place, too.
    pub(crate) fn stand_in_classes(&self, name: &str) -> Vec<(&Class, &Method)> {
        let structs: Vec<Type> = self
            .stand_ins(name)
            .iter()
            .map(|of| Type::Optional(Box::new(Type::Struct(of.name.clone()))))
            .collect();
        let has = |method: &&Method| {
            method.has_self
                && !method.is_async
                && !method.fallible
                && method.arguments.is_empty()
                && structs.contains(&method.result)
        };
        let classes = self.classes.values();
        classes.filter_map(|class| Some((class, class.methods.iter().find(has)?))).collect()
    }

    /// The types that operations end with, each once.
    pub(crate) fn operation_results(&self) -> Vec<Type> {
        let mut results: Vec<Type> = vec![Type::Unit];
        for method in self.classes.values().flat_map(|class| &class.methods).filter(|m| m.is_async) {
            if !results.contains(&method.result) {
                results.push(method.result.clone());
            }
        }
        results.sort_by_key(|ty| format!("{ty:?}"));
        results
    }
}
