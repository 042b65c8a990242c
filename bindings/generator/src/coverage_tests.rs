//! Everything in the description is reachable from C and C++, and from Python and Node; the tests of those packages look at the loaded
//! modules besides. Reads the description by itself, so that what the generator does not see is missed here.

use crate::names::{camel, screaming, snake};
use std::path::Path;

/// What every language spells in its own way.
const BUILT_IN: [&str; 4] = ["Error", "Secret", "Timestamp", "Result"];
/// Settings that only C and Python have.
const NOT_IN_NODE: [&str; 1] = ["pullEvents"];

struct Texts {
    c: String,
    cpp: String,
    python: String,
    node: String,
}

impl Texts {
    fn read() -> Self {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
        let text = |names: &[&str]| -> String {
            names.iter().map(|name| std::fs::read_to_string(root.join(name)).unwrap()).collect()
        };
        Self {
            c: text(&["include/pchat.h"]),
            cpp: text(&["include/pchat.hpp"]),
            python: text(&[
                "bindings/python/python/pchat/_native.pyi",
                "bindings/python/python/pchat/_enums.py",
                "bindings/python/python/pchat/_objects.py",
                "bindings/python/python/pchat/_sync_objects.py",
            ]),
            node: text(&["bindings/node/index.d.ts", "bindings/node/testing.d.ts"]),
        }
    }

    /// Notes what is nowhere in the text of a language.
    fn look(&self, what: &str, [c, cpp, python, node]: [String; 4], missing: &mut Vec<String>) {
        let all = [
            ("C", &self.c, c),
            ("C++", &self.cpp, cpp),
            ("Python", &self.python, python),
            ("Node", &self.node, node),
        ];
        for (language, text, wanted) in all {
            if !text.contains(&wanted) {
                missing.push(format!("{language} lacks {what}: no `{wanted}`"));
            }
        }
    }
}

fn is_public(visibility: &syn::Visibility) -> bool {
    matches!(visibility, syn::Visibility::Public(_))
}

fn is_rust_only(attributes: &[syn::Attribute]) -> bool {
    attributes.iter().any(|attribute| match &attribute.meta {
        syn::Meta::NameValue(pair) => {
            matches!(&pair.value, syn::Expr::Lit(syn::ExprLit { lit: syn::Lit::Str(text), .. }) if text.value().contains("Not in C:"))
        }
        _ => false,
    })
}

/// Class and function of a body that is one call with a field of `self`, as functions of values are.
fn delegated(function: &syn::ImplItemFn) -> Option<(String, String)> {
    let [syn::Stmt::Expr(syn::Expr::Call(call), None)] = &function.block.stmts[..] else { return None };
    let (syn::Expr::Path(path), 1) = (&*call.func, call.args.len()) else { return None };
    let names: Vec<String> = path.path.segments.iter().map(|it| it.ident.to_string()).collect();
    let of_field = match &call.args[0] {
        syn::Expr::Reference(it) => matches!(&*it.expr, syn::Expr::Field(_)),
        syn::Expr::MethodCall(it) => matches!(&*it.receiver, syn::Expr::Field(_)),
        _ => false,
    };
    match &names[..] {
        [class, called] if of_field && class.starts_with(char::is_uppercase) => {
            Some((class.clone(), called.clone()))
        }
        _ => None,
    }
}

#[test]
fn everything_is_reachable_from_four_languages() {
    let texts = Texts::read();
    let mut missing = Vec::new();
    let (mut enums, mut events, mut fields, mut methods) = (0, 0, 0, 0);
    for source in crate::sources(&Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")).unwrap() {
        for item in syn::parse_file(&source.text).unwrap().items {
            match item {
                syn::Item::Enum(of) if is_public(&of.vis) => {
                    let name = of.ident.to_string();
                    for variant in &of.variants {
                        let value = variant.ident.to_string();
                        let what = format!("{name}::{value}");
                        if let Some(class) = name.strip_suffix("Event") {
                            events += 1;
                            let on = format!("on_{}", snake(&value));
                            let kind = format!("PCHAT_EVENT_KIND_{}_{}", screaming(class), screaming(&value));
                            texts.look(
                                &what,
                                [
                                    kind,
                                    format!("> {on};"),
                                    format!("def {on}("),
                                    format!("on(name: '{}'", camel(&value)),
                                ],
                                &mut missing,
                            );
                        } else {
                            enums += 1;
                            let c = format!("PCHAT_{}_{}", screaming(&name), screaming(&value));
                            let forms = [
                                format!("{c} "),
                                format!("    {value} = {c},"),
                                format!("    {} = ", screaming(&value)),
                                format!("readonly {value}: '{value}';"),
                            ];
                            texts.look(&what, forms, &mut missing);
                        }
                    }
                }
                syn::Item::Struct(of)
                    if is_public(&of.vis) && !BUILT_IN.contains(&of.ident.to_string().as_str()) =>
                {
                    for field in of.fields.iter().filter(|field| is_public(&field.vis)) {
                        let name = field.ident.as_ref().unwrap().to_string();
                        fields += 1;
                        let js = camel(&name);
                        let node = if NOT_IN_NODE.contains(&js.as_str()) {
                            String::new()
                        } else {
                            format!("  {js}")
                        };
                        let forms = [format!("{name};"), format!(" {name}"), name.clone(), node];
                        texts.look(&format!("{}.{name}", of.ident), forms, &mut missing);
                    }
                }
                syn::Item::Impl(block) if block.trait_.is_none() => {
                    let syn::Type::Path(of) = &*block.self_ty else { continue };
                    let class = of.path.get_ident().unwrap().to_string();
                    if BUILT_IN.contains(&class.as_str()) {
                        continue;
                    }
                    for item in &block.items {
                        let syn::ImplItem::Fn(function) = item else { continue };
                        if !is_public(&function.vis) || is_rust_only(&function.attrs) {
                            continue;
                        }
                        methods += 1;
                        let name = function.sig.ident.to_string();
                        if let Some((class, called)) = delegated(function) {
                            // A value has no functions in C and C++: there the class is asked.
                            let forms = [
                                format!("pchat_{}_{called}(", snake(&class)),
                                format!(" {called}("),
                                format!("def {name}("),
                                format!("readonly {}: ", camel(&name)),
                            ];
                            texts.look(&format!("{class}::{called}"), forms, &mut missing);
                            continue;
                        }
                        let is_new = name == "new";
                        let cpp = if is_new { " make(".to_string() } else { format!(" {name}(") };
                        let node =
                            if is_new { "constructor(".to_string() } else { format!("{}(", camel(&name)) };
                        let forms =
                            [format!("pchat_{}_{name}(", snake(&class)), cpp, format!("def {name}("), node];
                        texts.look(&format!("{class}::{name}"), forms, &mut missing);
                        if function.sig.asyncness.is_some() {
                            let forms = [
                                format!("pchat_{}_{name}_wait(", snake(&class)),
                                format!(" {name}_async("),
                                format!("async def {name}("),
                                "options?: OperationOptions): Promise<".to_string(),
                            ];
                            texts.look(&format!("the forms of {class}::{name}"), forms, &mut missing);
                        }
                    }
                }
                _ => {}
            }
        }
    }
    assert!(missing.is_empty(), "{}", missing.join("\n"));
    assert!(enums > 70 && events >= 4 && fields > 60 && methods > 40, "{enums} {events} {fields} {methods}");
}
