//! The header: cbindgen over the exports, with the conventions chapter in front.

use crate::model::Api;
use crate::names::{c_type, snake};
use std::path::{Path, PathBuf};

const CONVENTIONS: &str = include_str!("conventions.h");
const VERSION: &str = include_str!("version.h");

/// The header for the Rust files in `files`, in this order.
pub(crate) fn header(files: &[PathBuf], version: &str) -> Result<String, String> {
    let mut config = cbindgen::Config {
        language: cbindgen::Language::C,
        cpp_compat: true,
        header: Some(with_version(CONVENTIONS, version)?),
        after_includes: Some(with_version(VERSION, version)?),
        include_guard: Some("PCHAT_H".into()),
        autogen_warning: None,
        no_includes: true,
        sys_includes: ["stdbool.h", "stddef.h", "stdint.h"].map(String::from).to_vec(),
        usize_is_size_t: true,
        style: cbindgen::Style::Type,
        documentation_style: cbindgen::DocumentationStyle::Doxy,
        line_length: 110,
        ..cbindgen::Config::default()
    };
    config.function.args = cbindgen::Layout::Auto;
    let mut builder = cbindgen::Builder::new().with_config(config);
    for file in files {
        builder = builder.with_src(file);
    }
    let bindings = builder.generate().map_err(|e| format!("cbindgen cannot read the exports: {e}"))?;
    let mut text = Vec::new();
    bindings.write(&mut text);
    let text = String::from_utf8(text).map_err(|e| format!("cbindgen wrote no UTF-8: {e}"))?;
    Ok(with_tags(&text))
}

/// Names the structs that cbindgen leaves without a name, so that programs can declare them forward.
fn with_tags(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, struct_and_rest)) = rest.split_once("typedef struct {\n") {
        out.push_str(before);
        let name = struct_and_rest
            .split_once("\n} ")
            .and_then(|(_, end)| end.split_once(';'))
            .map_or("", |(name, _)| name);
        out.push_str(&format!("typedef struct {name} {{\n"));
        rest = struct_and_rest;
    }
    out.push_str(rest);
    out
}

/// Functions that make a struct for an argument out of those that describe the same thing.
pub(crate) fn with_descriptions(text: &str, api: &Api) -> Result<String, String> {
    let end = "\n#ifdef __cplusplus\n}  // extern";
    let Some((before, after)) = text.rsplit_once(end) else { return Err("the header has no end".into()) };
    let mut out = before.to_string();
    for of in api.structs.values() {
        for from in api.stand_ins(&of.name) {
            let (made, given) = (c_type(&of.name), c_type(&from.name));
            let base = made.trim_end_matches("_t");
            let fields: String =
                of.fields.iter().map(|field| format!("        made.{0} = it->{0};\n", field.name)).collect();
            out += &format!(
                "\n/**\n * The `{made}` of a `{given}`, which describes the same. Its strings are those of `it` and end with it. \
                 Everything has\n * its default when `it` is NULL.\n *\n * - Thread: any.\n */\nstatic inline {made} {base}_of_{}(const {given} *it)\n{{\n    {made} made;\n    \
                 {base}_init(&made, sizeof made);\n    if (it != NULL) {{\n{fields}    }}\n    return made;\n}}\n",
                snake(&from.name)
            );
        }
    }
    Ok(out + end + after)
}

fn with_version(text: &str, version: &str) -> Result<String, String> {
    let parts: Vec<&str> = version.split('.').collect();
    let [major, minor, patch] = parts.as_slice() else {
        return Err(format!("the version {version} is not three numbers"));
    };
    Ok(text
        .trim_end()
        .replace("@VERSION@", version)
        .replace("@MAJOR@", major)
        .replace("@MINOR@", minor)
        .replace("@PATCH@", patch))
}

/// The hand-written files with exports, in the order in which the header shows them.
pub(crate) fn support_files(root: &Path) -> Vec<PathBuf> {
    ["version", "error", "logging", "operations", "event_queue", "strings", "bytes", "live"]
        .map(|name| root.join(format!("ffi/src/{name}.rs")))
        .to_vec()
}

#[cfg(test)]
mod tests {
    #[test]
    fn structs_get_the_names_of_their_types() {
        let text = "typedef struct {\n  int x;\n} a_t;\n\ntypedef struct b_t b_t;\ntypedef struct {\n  a_t *y;\n} c_t;\n";
        let named = "typedef struct a_t {\n  int x;\n} a_t;\n\ntypedef struct b_t b_t;\ntypedef struct c_t {\n  a_t *y;\n} c_t;\n";
        assert_eq!(super::with_tags(text), named);
    }
}
