//! Completions: what is called when an operation is over.

use crate::docs::{self, comment};
use crate::model::{Api, Type};
use crate::names::{c_type, snake};

/// The C type of the completion of an operation with this result.
pub(super) fn name(result: &Type) -> String {
    match result {
        Type::Unit => "pchat_completion_t".into(),
        Type::Text => "pchat_string_completion_t".into(),
        Type::Optional(inner) => name(inner).replacen("pchat_", "pchat_optional_", 1),
        other => format!("{}_completion_t", super::view(other).trim_end_matches("_t")),
    }
}

pub(super) fn text(api: &Api) -> String {
    let mut out = String::from(
        "//! What is called when an operation is over.\n\n#![allow(non_camel_case_types)]\n\n\
         use crate::bytes::pchat_bytes_t;\nuse crate::error::{LentError, pchat_error_t};\nuse crate::generated::outputs::*;\n\
         use crate::object::{Handles, Lent};\nuse crate::operations::CompletionForm;\nuse crate::projection::{List, Project};\nuse crate::registrations::Destroy;\n\
         use crate::strings;\nuse pchat_core::api::{Bytes, Result};\nuse std::ffi::{c_char, c_void};\nuse std::ptr;\n\n",
    );
    for result in api.operation_results() {
        if let Type::Class(class) = result {
            out += &format!("use crate::generated::{}::{};\n", snake(&class), c_type(&class));
        }
    }
    for result in api.operation_results() {
        let name = name(&result);
        let projected = super::projected(api, &result);
        let has_value = result != Type::Unit;
        let is_object = matches!(result, Type::Class(_));
        let (argument, called) = match &result {
            Type::Unit => (String::new(), ""),
            Type::Class(_) => (format!("result: *mut {}, ", super::view(&result)), "value.handle(), "),
            Type::Optional(_) => (
                format!("result: *const {}, ", super::view(&result)),
                "value.as_ref().map_or(ptr::null(), |it| it.as_ptr()), ",
            ),
            _ => (format!("result: *const {}, ", super::view(&result)), "value.as_ptr(), "),
        };
        let nothing = match &result {
            Type::Unit => "",
            Type::Class(_) => "ptr::null_mut(), ",
            _ => "ptr::null(), ",
        };
        let mut lines = docs::wrap(&format!(
            "What is called when an operation that gives {} is over.",
            match &result {
                Type::Unit => "no result".into(),
                Type::Text => "a string".into(),
                Type::Optional(_) => format!("a `{}` or nothing", super::view(&result)),
                _ => format!("a `{}`", super::view(&result)),
            }
        ));
        lines.push(String::new());
        lines.extend(docs::wrap(
            "The struct is copied by the function that gets it. When that function fails `call` is not called. `destroy` is called exactly \
             once on every path, after `call` if that is called.",
        ));
        out += &comment(&lines);
        let call_doc = if is_object {
            "Gets the error, or NULL and the result. Both belong to the library and are good until it returns; retain an object to keep \
             it. May be NULL."
        } else if matches!(result, Type::Optional(_)) {
            "Gets the error, or NULL and the result, which is NULL too when there is none. Both belong to the library and are good until \
             it returns. May be NULL."
        } else if has_value {
            "Gets the error, or NULL and the result. Both belong to the library and are good until it returns. May be NULL."
        } else {
            "Gets the error, or NULL when it succeeded. The error belongs to the library and is good until it returns. May be NULL."
        };
        out += &format!(
            "#[derive(Clone, Copy)]\n#[repr(C)]\npub struct {name} {{\n{}\
             pub call: Option<unsafe extern \"C\" fn(error: *const pchat_error_t, {argument}user_data: *mut c_void)>,\n\
             /// Handed to `call` and `destroy`.\npub user_data: *mut c_void,\n\
             /// NULL, or called when `user_data` is not needed any more.\n\
             pub destroy: Option<unsafe extern \"C\" fn(user_data: *mut c_void)>,\n}}\n\n",
            comment(&docs::wrap(call_doc))
        );
        let value = match &result {
            Type::Unit | Type::Class(_) => "",
            Type::Text => "let value = strings::to_c(&value);\n",
            Type::Optional(_) => "let value = value.map(Project::project);\n",
            _ => "let value = value.project();\n",
        };
        let pattern = if has_value { "value" } else { "()" };
        out += &format!(
            "// SAFETY: the program promises that its functions can be called, with its pointer, on any thread.\n\
             unsafe impl Send for {name} {{}}\n\n\
             impl CompletionForm for {name} {{\ntype Result = {projected};\n\n\
             fn user_data(&self) -> (*mut c_void, Destroy) {{\n(self.user_data, self.destroy)\n}}\n\n\
             fn call(&self, outcome: Result<Self::Result>, user_data: *mut c_void) {{\n\
             let Some(call) = self.call else {{ return }};\n\
             match outcome {{\nOk({pattern}) => {{\n{value}// SAFETY: the program's function with its own pointer; the rest lives until it returns.\n\
             unsafe {{ call(ptr::null(), {called}user_data) }}\n}}\nErr(e) => {{\nlet error = LentError::new(e);\n// SAFETY: as above.\n\
             unsafe {{ call(error.as_ptr(), {nothing}user_data) }}\n}}\n}}\n}}\n}}\n\n"
        );
    }
    out
}
