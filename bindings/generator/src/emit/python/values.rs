//! `_enums.py` and `_fields.py`: enums, and the keyword arguments of structs that programs fill.

use super::{docs, name, taken};
use crate::model::Api;
use crate::names::screaming;

pub(super) fn enums(api: &Api) -> String {
    let mut out = String::from("\"\"\"The enums of the API.\"\"\"\n\nimport enum\n");
    for of in api.enums.values() {
        out += &format!("\n\nclass {}(enum.Enum):\n", of.name);
        out += &docs::docstring(&docs::lines(api, &of.docs, None, Some(&of.name)), 4);
        for variant in &of.variants {
            out += &format!("\n    {} = {}\n", screaming(&variant.name), variant.value);
            out += &docs::docstring(&docs::lines(api, &variant.docs, None, Some(&of.name)), 4);
        }
    }
    out
}

pub(super) fn fields(api: &Api) -> String {
    let mut out = String::from(
        "\"\"\"Keyword arguments in place of a struct, for type checkers.\"\"\"\n\n\
         from __future__ import annotations\n\nimport datetime\nfrom collections.abc import Iterable\nfrom typing import TypedDict\n\n",
    );
    out += &format!("from ._enums import {}\n", api.enums.keys().cloned().collect::<Vec<_>>().join(", "));
    for of in api.structs.values().filter(|of| of.is_input) {
        out += &format!(
            "\n\nclass {}Fields(TypedDict, total=False):\n    \"\"\"The fields of `{0}`.\"\"\"\n\n",
            of.name
        );
        for field in &of.fields {
            out += &format!("    {}: {}\n", name(&field.name), taken(&field.ty));
        }
    }
    out
}
