//! `_native.pyi`: the compiled module for type checkers.

use super::{BY_HAND, docs, given, name, taken};
use crate::model::{Api, Class, Struct, Type};

/// The part of the module that is written by hand.
const BY_HAND_PART: &str = include_str!("support.pyi");

pub(super) fn text(api: &Api) -> String {
    let mut out = String::from(
        "import datetime\nfrom collections.abc import Iterable\nfrom typing import Any, ClassVar, final\n\nfrom typing_extensions import Self\n\n",
    );
    out += &format!("from ._enums import {}\n", api.enums.keys().cloned().collect::<Vec<_>>().join(", "));
    out += "from ._errors import PchatError\n\n";
    let by_hand = ["__version__", "Platform", "Inbox", "set_log_level", "take_log_lines"];
    let classes = api.classes.keys().map(String::as_str).filter(|name| *name != BY_HAND);
    let names: Vec<String> = by_hand
        .into_iter()
        .chain(api.structs.keys().map(String::as_str))
        .chain(classes)
        .map(|name| format!("    \"{name}\",\n"))
        .collect();
    out += &format!("__all__ = [\n{}]\n\n", names.concat());
    out += BY_HAND_PART;
    for of in api.structs.values() {
        out += &structure(api, of);
    }
    for class in api.classes.values().filter(|class| class.name != BY_HAND) {
        out += &object(api, class);
    }
    out
}

fn is_secret(ty: &Type) -> bool {
    matches!(ty, Type::Secret) || matches!(ty, Type::Optional(inner) if **inner == Type::Secret)
}

fn structure(api: &Api, of: &Struct) -> String {
    let shown: Vec<_> = of.fields.iter().filter(|field| !is_secret(&field.ty)).collect();
    let mut out = format!("\n@final\nclass {}:\n", of.name);
    out += &docs::docstring(&docs::lines(api, &of.docs, None, None), 4);
    out += &format!("\n    __match_args__: ClassVar[tuple[{}]]\n", vec!["str"; shown.len()].join(", "));
    out += "\n    def __new__(\n        cls,\n        *,\n";
    for field in &of.fields {
        let optional = of.is_input || matches!(field.ty, Type::Optional(_));
        let default = if optional { " = ..." } else { "" };
        out += &format!("        {}: {}{default},\n", name(&field.name), taken(&field.ty));
    }
    out += "    ) -> Self: ...\n";
    for field in shown {
        out += &format!("    @property\n    def {}(self) -> {}:\n", name(&field.name), given(&field.ty));
        let lines = docs::lines(api, &field.docs, None, crate::docs::enum_of(&field.ty));
        out += &docs::docstring(&lines, 8);
        out += "\n";
    }
    for derived in &of.derived {
        out +=
            &format!("    @property\n    def {}(self) -> {}:\n", name(&derived.name), given(&derived.result));
        out += &docs::docstring(&docs::lines(api, &derived.docs, None, None), 8);
        out += "\n";
    }
    let changes: String = of
        .fields
        .iter()
        .map(|field| format!(", {}: {} = ...", name(&field.name), taken(&field.ty)))
        .collect();
    out += &format!(
        "    def __replace__(self, *{changes}) -> Self:\n        \"\"\"The same with some fields changed.\"\"\"\n\n"
    );
    out + "    def __eq__(self, other: object, /) -> bool: ...\n    def __hash__(self) -> int: ...\n\
           \x20   def __copy__(self) -> Self: ...\n    def __deepcopy__(self, _memo: object) -> Self: ...\n\
           \x20   def __reduce__(self) -> tuple[Any, ...]: ...\n"
}

fn object(api: &Api, class: &Class) -> String {
    let mut out = format!("\n@final\nclass {}:\n", class.name);
    out += &docs::docstring(&docs::lines(api, &class.docs, Some(&class.name), None), 4);
    out += "\n";
    if class.has_identity() {
        out += "    @property\n    def identity(self) -> int:\n        \"\"\"The same for handles of the same object.\"\"\"\n\n";
    }
    if !class.events.is_empty() {
        out += "    def inbox(self, kinds: list[int], capacity: int, drop_oldest: bool) -> Inbox:\n        \
                \"\"\"Bounded room for events of these kinds, from now on.\"\"\"\n\n";
    }
    for method in &class.methods {
        let mut parameters = Vec::new();
        if method.has_self {
            parameters.push("self".to_string());
        } else {
            out += "    @staticmethod\n";
        }
        for argument in &method.arguments {
            let ty = match &argument.ty {
                // Anything that has the fields; what these are is said where programs see it.
                Type::Struct(of) if !api.stand_ins(of).is_empty() => "object".into(),
                ty => taken(ty),
            };
            parameters.push(format!("{}: {ty}", name(&argument.name)));
        }
        let result = if method.is_async { "int".to_string() } else { given(&method.result) };
        out += &format!("    def {}({}) -> {result}:\n", name(&method.name), parameters.join(", "));
        out += &docs::docstring(&docs::lines(api, &method.docs, Some(&class.name), None), 8);
        out += "\n";
    }
    out
}
