//! Reads the description: Rust source text in, the model out, or a refusal that names the line.

use crate::docs::says_blocks;
use crate::model::{
    Api, Argument, Class, Derived, Enum, Event, Field, Method, Place, Refusal, Struct, Type, Variant,
};
use crate::roles;
use std::collections::BTreeMap;
use syn::spanned::Spanned;

/// A file of the description.
pub(crate) struct Source {
    /// The path from the root of the repository, for messages.
    pub(crate) file: String,
    pub(crate) text: String,
    /// Where a user of the crate finds the items: `pchat_core::api`.
    pub(crate) path: String,
    /// The feature of the C library that brings the items.
    pub(crate) feature: Option<String>,
}

/// Types that every language spells in its own way instead of projecting them.
const BUILT_IN: [&str; 4] = ["Error", "Secret", "Timestamp", "Result"];

/// The first number of the events of each class. Numbers are part of the ABI: a class keeps its hundred, and new events are added at
/// the end of their enum.
const EVENT_NUMBERS: [(&str, i64); 3] = [("Endpoint", 100), ("Session", 200), ("FileTransfer", 300)];

/// Names that C or C++ keep for themselves, or that generated functions use for their own arguments.
const TAKEN: [&str; 40] = [
    "error",
    "completion",
    "operation",
    "timeout_ms",
    "callbacks",
    "registration",
    "struct_size",
    "user_data",
    "destroy",
    "auto",
    "break",
    "case",
    "char",
    "class",
    "const",
    "continue",
    "default",
    "delete",
    "do",
    "double",
    "else",
    "export",
    "extern",
    "float",
    "for",
    "friend",
    "goto",
    "if",
    "inline",
    "int",
    "long",
    "namespace",
    "new",
    "operator",
    "private",
    "public",
    "register",
    "return",
    "this",
    "template",
];

/// What a name of the description stands for.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Noun {
    Enum,
    Struct,
    Class,
    Events,
}

pub(crate) fn read(sources: &[Source]) -> Result<Api, Refusal> {
    let mut parsed = Vec::new();
    for source in sources {
        let file = syn::parse_file(&source.text).map_err(|e| Refusal {
            place: Place { file: source.file.clone(), line: e.span().start().line },
            what: format!("is not Rust: {e}"),
        })?;
        parsed.push((source, file));
    }
    let mut nouns = BTreeMap::new();
    for (_, file) in &parsed {
        for item in &file.items {
            if let Some((name, noun)) = noun(item) {
                nouns.insert(name, noun);
            }
        }
    }
    let mut api = Api::default();
    let mut events = BTreeMap::new();
    for (source, file) in &parsed {
        let reader = Reader { source, nouns: &nouns };
        for item in &file.items {
            reader.item(item, &mut api, &mut events)?;
        }
    }
    for (source, file) in &parsed {
        let reader = Reader { source, nouns: &nouns };
        for item in &file.items {
            if let syn::Item::Impl(block) = item {
                reader.methods(block, &mut api)?;
            }
        }
    }
    for (class, (list, place)) in events {
        match api.classes.get_mut(&class) {
            Some(class) => class.events = list,
            None => {
                return Err(Refusal {
                    place,
                    what: format!("events of a class `{class}` that does not exist"),
                });
            }
        }
    }
    roles::mark_inputs(&mut api)?;
    roles::check_operations(&api)?;
    roles::check_derived(&api)?;
    Ok(api)
}

fn noun(item: &syn::Item) -> Option<(String, Noun)> {
    match item {
        syn::Item::Enum(item) if is_public(&item.vis) => {
            let name = item.ident.to_string();
            let noun = if name.ends_with("Event") { Noun::Events } else { Noun::Enum };
            Some((name, noun))
        }
        syn::Item::Struct(item) if is_public(&item.vis) => {
            let name = item.ident.to_string();
            if BUILT_IN.contains(&name.as_str()) {
                return None;
            }
            let plain = !item.fields.is_empty() && item.fields.iter().all(|field| is_public(&field.vis));
            Some((name, if plain { Noun::Struct } else { Noun::Class }))
        }
        _ => None,
    }
}

fn is_public(visibility: &syn::Visibility) -> bool {
    matches!(visibility, syn::Visibility::Public(_))
}

/// Doc comment lines without the leading space.
fn docs(attributes: &[syn::Attribute]) -> Vec<String> {
    let mut lines = Vec::new();
    for attribute in attributes {
        if let syn::Meta::NameValue(pair) = &attribute.meta
            && pair.path.is_ident("doc")
            && let syn::Expr::Lit(literal) = &pair.value
            && let syn::Lit::Str(text) = &literal.lit
        {
            let text = text.value();
            lines.push(text.strip_prefix(' ').unwrap_or(&text).trim_end().to_string());
        }
    }
    lines
}

fn is_for_rust(function: &syn::ImplItemFn) -> bool {
    docs(&function.attrs).iter().any(|line| line.starts_with("Not in C:"))
}

/// `field` of `self.field`.
fn field_of_self(expression: &syn::Expr) -> Option<String> {
    let syn::Expr::Field(field) = expression else { return None };
    let syn::Expr::Path(base) = &*field.base else { return None };
    match &field.member {
        syn::Member::Named(name) if base.path.is_ident("self") => Some(name.to_string()),
        _ => None,
    }
}

struct Reader<'a> {
    source: &'a Source,
    nouns: &'a BTreeMap<String, Noun>,
}

impl Reader<'_> {
    fn place(&self, at: &impl Spanned) -> Place {
        Place { file: self.source.file.clone(), line: at.span().start().line }
    }

    fn refuse<T>(&self, at: &impl Spanned, what: impl Into<String>) -> Result<T, Refusal> {
        Err(Refusal { place: self.place(at), what: what.into() })
    }

    fn documented(&self, at: &impl Spanned, attributes: &[syn::Attribute]) -> Result<Vec<String>, Refusal> {
        let lines = docs(attributes);
        if lines.is_empty() {
            return self.refuse(at, "has no doc comment; it becomes the documentation of the C header");
        }
        Ok(lines)
    }

    fn item(
        &self,
        item: &syn::Item,
        api: &mut Api,
        events: &mut BTreeMap<String, (Vec<Event>, Place)>,
    ) -> Result<(), Refusal> {
        match item {
            syn::Item::Enum(item) if is_public(&item.vis) => {
                let name = item.ident.to_string();
                match name.strip_suffix("Event") {
                    Some(class) => {
                        let list = self.events(class, item)?;
                        events.insert(class.to_string(), (list, self.place(&item.ident)));
                    }
                    None => {
                        api.enums.insert(name, self.enumeration(item)?);
                    }
                }
                Ok(())
            }
            syn::Item::Struct(item) if is_public(&item.vis) => {
                let name = item.ident.to_string();
                match self.nouns.get(&name) {
                    Some(Noun::Struct) => {
                        api.structs.insert(name, self.structure(item)?);
                    }
                    Some(Noun::Class) => {
                        api.classes.insert(
                            name.clone(),
                            Class {
                                name,
                                path: self.source.path.clone(),
                                docs: self.documented(&item.ident, &item.attrs)?,
                                methods: Vec::new(),
                                events: Vec::new(),
                                rust_only: Vec::new(),
                                place: self.place(&item.ident),
                                feature: self.source.feature.clone(),
                            },
                        );
                    }
                    _ => {}
                }
                Ok(())
            }
            syn::Item::Fn(item) if is_public(&item.vis) => {
                self.refuse(&item.sig.ident, "is a free function; make it a function of a class")
            }
            syn::Item::Trait(item) if is_public(&item.vis) => {
                self.refuse(&item.ident, "is a trait, which the vocabulary does not have")
            }
            syn::Item::Const(item) if is_public(&item.vis) => {
                self.refuse(&item.ident, "is a constant, which the vocabulary does not have")
            }
            syn::Item::Static(item) if is_public(&item.vis) => {
                self.refuse(&item.ident, "is a static, which the vocabulary does not have")
            }
            syn::Item::Type(item) if is_public(&item.vis) && item.ident != "Result" => {
                self.refuse(&item.ident, "is a type alias, which the vocabulary does not have")
            }
            syn::Item::Union(item) if is_public(&item.vis) => {
                self.refuse(&item.ident, "is a union, which the vocabulary does not have")
            }
            _ => Ok(()),
        }
    }

    fn enumeration(&self, item: &syn::ItemEnum) -> Result<Enum, Refusal> {
        let mut variants = Vec::new();
        for variant in &item.variants {
            if !variant.fields.is_empty() {
                return self.refuse(
                    &variant.ident,
                    "carries data; only an enum named `…Event` may, others are numbers",
                );
            }
            let value = match &variant.discriminant {
                Some((_, expression)) => integer(expression),
                None => None,
            };
            let Some(value) = value.filter(|value| i32::try_from(*value).is_ok()) else {
                return self.refuse(
                    &variant.ident,
                    "needs a number (`= 1`): the numbers are part of the C interface",
                );
            };
            variants.push(Variant {
                name: variant.ident.to_string(),
                docs: self.documented(&variant.ident, &variant.attrs)?,
                value,
            });
        }
        Ok(Enum {
            name: item.ident.to_string(),
            path: self.source.path.clone(),
            docs: self.documented(&item.ident, &item.attrs)?,
            variants,
        })
    }

    fn events(&self, class: &str, item: &syn::ItemEnum) -> Result<Vec<Event>, Refusal> {
        let Some((_, first)) = EVENT_NUMBERS.iter().find(|(name, _)| *name == class) else {
            return self.refuse(
                &item.ident,
                format!("is new: give `{class}` a hundred of numbers in the generator's EVENT_NUMBERS"),
            );
        };
        let mut list = Vec::new();
        for (kind, variant) in (*first..*first + 100).zip(&item.variants) {
            let payload = match &variant.fields {
                syn::Fields::Unit => None,
                syn::Fields::Unnamed(fields) if fields.unnamed.len() == 1 => {
                    let field = &fields.unnamed[0];
                    // A large one lies in a box, which makes no difference outside of Rust.
                    match self.ty(generic(&field.ty, "Box").unwrap_or(&field.ty))? {
                        Type::Struct(name) => Some(name),
                        _ => return self.refuse(&field.ty, "an event carries one struct or nothing"),
                    }
                }
                other => return self.refuse(other, "an event carries one struct or nothing"),
            };
            list.push(Event {
                name: variant.ident.to_string(),
                docs: self.documented(&variant.ident, &variant.attrs)?,
                payload,
                kind,
            });
        }
        if list.len() != item.variants.len() {
            return self.refuse(&item.ident, "has more events than numbers");
        }
        Ok(list)
    }

    fn structure(&self, item: &syn::ItemStruct) -> Result<Struct, Refusal> {
        if !item.generics.params.is_empty() {
            return self.refuse(&item.ident, "is generic, which the vocabulary does not have");
        }
        let mut fields = Vec::new();
        for field in &item.fields {
            let Some(ident) = &field.ident else {
                return self.refuse(&item.ident, "is a tuple struct; name its fields");
            };
            let name = self.name(ident)?;
            fields.push(Field {
                name,
                docs: self.documented(ident, &field.attrs)?,
                ty: self.ty(&field.ty)?,
                place: self.place(ident),
            });
        }
        Ok(Struct {
            name: item.ident.to_string(),
            path: self.source.path.clone(),
            docs: self.documented(&item.ident, &item.attrs)?,
            fields,
            place: self.place(&item.ident),
            feature: self.source.feature.clone(),
            derived: Vec::new(),
            is_input: false,
        })
    }

    fn methods(&self, block: &syn::ItemImpl, api: &mut Api) -> Result<(), Refusal> {
        let syn::Type::Path(of) = &*block.self_ty else { return Ok(()) };
        let Some(of) = of.path.get_ident().map(ToString::to_string) else { return Ok(()) };
        if block.trait_.is_some() {
            return Ok(());
        }
        if let Some(of) = api.structs.get_mut(&of) {
            for item in &block.items {
                if let syn::ImplItem::Fn(function) = item
                    && is_public(&function.vis)
                    && !is_for_rust(function)
                {
                    of.derived.push(self.derived(function)?);
                }
            }
            return Ok(());
        }
        let Some(class) = api.classes.get_mut(&of) else { return Ok(()) };
        for item in &block.items {
            let syn::ImplItem::Fn(function) = item else { continue };
            if !is_public(&function.vis) {
                continue;
            }
            if is_for_rust(function) {
                class.rust_only.push(function.sig.ident.to_string());
                continue;
            }
            class.methods.push(self.method(&of, function)?);
        }
        Ok(())
    }

    /// A function of a struct: `Class::function(&self.field)`, or `self.field.clone()` for an optional one.
    fn derived(&self, function: &syn::ImplItemFn) -> Result<Derived, Refusal> {
        let ident = &function.sig.ident;
        let refused = || {
            self.refuse(
                ident,
                "is a function of a struct, whose body has to be `Class::function(&self.field)`; or say in its doc `Not in C:`",
            )
        };
        let [syn::Stmt::Expr(syn::Expr::Call(call), None)] = &function.block.stmts[..] else {
            return refused();
        };
        let syn::Expr::Path(path) = &*call.func else { return refused() };
        let names: Vec<String> = path.path.segments.iter().map(|it| it.ident.to_string()).collect();
        let ([class, name], 1, 1) = (&names[..], call.args.len(), function.sig.inputs.len()) else {
            return refused();
        };
        let field = match call.args.first() {
            Some(syn::Expr::Reference(it)) => field_of_self(&it.expr),
            Some(syn::Expr::MethodCall(it)) if it.method == "clone" => field_of_self(&it.receiver),
            _ => None,
        };
        let Some(field) = field else { return refused() };
        let syn::ReturnType::Type(_, result) = &function.sig.output else { return refused() };
        Ok(Derived {
            name: self.name(ident)?,
            docs: self.documented(ident, &function.attrs)?,
            class: class.clone(),
            function: name.clone(),
            field,
            result: self.ty(result)?,
            place: self.place(ident),
        })
    }

    fn method(&self, class: &str, function: &syn::ImplItemFn) -> Result<Method, Refusal> {
        let signature = &function.sig;
        if !signature.generics.params.is_empty() {
            return self.refuse(&signature.ident, "is generic, which the vocabulary does not have");
        }
        let mut has_self = false;
        let mut arguments = Vec::new();
        for input in &signature.inputs {
            match input {
                syn::FnArg::Receiver(receiver) => {
                    if !matches!(receiver.kind, syn::ReceiverKind::Reference(_, _, None)) {
                        return self.refuse(
                            receiver,
                            "takes `self` by value or mutably; objects are shared, take `&self`",
                        );
                    }
                    has_self = true;
                }
                syn::FnArg::Typed(argument) => arguments.push(self.argument(class, argument)?),
            }
        }
        let (result, fallible) = match &signature.output {
            syn::ReturnType::Default => (Type::Unit, false),
            syn::ReturnType::Type(_, ty) => match generic(ty, "Result") {
                Some(inner) => (self.own_ty(class, inner)?, true),
                None => (self.own_ty(class, ty)?, false),
            },
        };
        match &result {
            Type::Secret | Type::Error => {
                return self.refuse(&signature.output, "gives out a secret or an error as a value");
            }
            Type::Optional(inner) if matches!(**inner, Type::List(_) | Type::Optional(_)) => {
                return self.refuse(&signature.output, "gives an optional list; give an empty one");
            }
            Type::List(inner) if !matches!(**inner, Type::Struct(_) | Type::Class(_)) => {
                return self
                    .refuse(&signature.output, "gives a list of something else than structs or objects");
            }
            _ => {}
        }
        let is_async = signature.asyncness.is_some();
        if !is_async && is_bytes(&result) {
            return self.refuse(&signature.output, "gives bytes, which only an `async fn` may");
        }
        if is_async && !fallible {
            return self.refuse(&signature.ident, "is async and must give a `Result`: it can be cancelled");
        }
        if is_async && !has_self {
            return self.refuse(&signature.ident, "is async and must take `&self`");
        }
        let can_end_an_operation = match &result {
            Type::Unit | Type::Text | Type::Bytes | Type::Struct(_) | Type::List(_) | Type::Class(_) => true,
            Type::Optional(inner) => matches!(**inner, Type::Struct(_) | Type::Bytes),
            _ => false,
        };
        if is_async && !can_end_an_operation {
            return self.refuse(
                &signature.output,
                "is async and may give nothing, a text, a struct or bytes or none, an object or a list; wrap it in a struct",
            );
        }
        let name = signature.ident.to_string();
        if ["free", "retain", "close_wait", "add_callbacks", "remove_callbacks"].contains(&name.as_str()) {
            return self.refuse(&signature.ident, "has the name of a function that every class has in C");
        }
        let docs = self.documented(&signature.ident, &function.attrs)?;
        let blocks = says_blocks(&docs);
        if is_async && blocks {
            return self.refuse(&signature.ident, "is async and says that it blocks");
        }
        Ok(Method {
            name,
            docs,
            has_self,
            is_async,
            blocks,
            fallible,
            arguments,
            result,
            place: self.place(&signature.ident),
        })
    }

    fn argument(&self, class: &str, argument: &syn::PatType) -> Result<Argument, Refusal> {
        let syn::Pat::Ident(pattern) = &*argument.pat else {
            return self.refuse(&argument.pat, "is a pattern; give the argument a name");
        };
        let name = self.name(&pattern.ident)?;
        let (ty, by_reference) = match &*argument.ty {
            syn::Type::Reference(reference) if reference.mutability.is_none() => {
                let ty = match &*reference.elem {
                    syn::Type::Path(path) if path.path.is_ident("str") => Type::Text,
                    other => self.own_ty(class, other)?,
                };
                if !matches!(ty, Type::Text | Type::Class(_)) {
                    return self.refuse(reference, "lends a value; only `&str` and objects are lent");
                }
                (ty, true)
            }
            other => (self.own_ty(class, other)?, false),
        };
        match &ty {
            Type::Bool
            | Type::Integer(_)
            | Type::Text
            | Type::Bytes
            | Type::Timestamp
            | Type::Secret
            | Type::Enum(_)
            | Type::Struct(_)
            | Type::Class(_) => {}
            Type::Optional(inner) if matches!(**inner, Type::Text | Type::Secret) => {}
            _ => return self.refuse(&argument.ty, "cannot be an argument; put it into a struct"),
        }
        Ok(Argument { name, ty, by_reference })
    }

    fn name(&self, ident: &syn::Ident) -> Result<String, Refusal> {
        let name = ident.to_string();
        if TAKEN.contains(&name.as_str()) {
            return self.refuse(ident, format!("`{name}` is taken in C or C++; choose another name"));
        }
        Ok(name)
    }

    /// A type in an `impl` block, where `Self` is the class.
    fn own_ty(&self, class: &str, ty: &syn::Type) -> Result<Type, Refusal> {
        match ty {
            syn::Type::Path(path) if path.path.is_ident("Self") => Ok(Type::Class(class.to_string())),
            other => self.ty(other),
        }
    }

    fn ty(&self, ty: &syn::Type) -> Result<Type, Refusal> {
        if let syn::Type::Tuple(tuple) = ty
            && tuple.elems.is_empty()
        {
            return Ok(Type::Unit);
        }
        if let Some(inner) = generic(ty, "Option") {
            let inner = self.ty(inner)?;
            let of_texts = matches!(&inner, Type::List(item) if **item == Type::Text);
            if matches!(inner, Type::Optional(_) | Type::List(_) | Type::Unit) && !of_texts {
                return self
                    .refuse(ty, "is an option of an option or of a list of something else than texts");
            }
            return Ok(Type::Optional(Box::new(inner)));
        }
        if let Some(inner) = generic(ty, "Vec") {
            let inner = self.ty(inner)?;
            if !matches!(inner, Type::Text | Type::Struct(_) | Type::Class(_)) {
                return self.refuse(ty, "is a list of something else than texts, structs or objects");
            }
            return Ok(Type::List(Box::new(inner)));
        }
        let syn::Type::Path(path) = ty else { return self.refuse(ty, "is not in the vocabulary") };
        let Some(ident) = path.path.get_ident() else { return self.refuse(ty, "is not in the vocabulary") };
        let name = ident.to_string();
        Ok(match name.as_str() {
            "bool" => Type::Bool,
            "i8" | "i16" | "i32" | "i64" | "u8" | "u16" | "u32" | "u64" => Type::Integer(name),
            "String" => Type::Text,
            "Bytes" => Type::Bytes,
            "Timestamp" => Type::Timestamp,
            "Secret" => Type::Secret,
            "Error" => Type::Error,
            _ => match self.nouns.get(&name) {
                Some(Noun::Enum) => Type::Enum(name),
                Some(Noun::Struct) => Type::Struct(name),
                Some(Noun::Class) => Type::Class(name),
                Some(Noun::Events) | None => {
                    return self.refuse(ty, format!("`{name}` is not in the vocabulary"));
                }
            },
        })
    }
}

/// Bytes, or maybe none.
fn is_bytes(ty: &Type) -> bool {
    match ty {
        Type::Bytes => true,
        Type::Optional(inner) => is_bytes(inner),
        _ => false,
    }
}

/// `T` of `name<T>`.
fn generic<'t>(ty: &'t syn::Type, name: &str) -> Option<&'t syn::Type> {
    let syn::Type::Path(path) = ty else { return None };
    let last =
        path.path.segments.last().filter(|last| last.ident == name && path.path.segments.len() == 1)?;
    let syn::PathArguments::AngleBracketed(arguments) = &last.arguments else { return None };
    match arguments.args.first() {
        Some(syn::GenericArgument::Type(ty)) if arguments.args.len() == 1 => Some(ty),
        _ => None,
    }
}

fn integer(expression: &syn::Expr) -> Option<i64> {
    match expression {
        syn::Expr::Lit(literal) => match &literal.lit {
            syn::Lit::Int(number) => number.base10_parse().ok(),
            _ => None,
        },
        syn::Expr::Unary(unary) if matches!(unary.op, syn::UnOp::Neg(_)) => integer(&unary.expr).map(|n| -n),
        _ => None,
    }
}
