//! What is left to decide when everything is read: which structs go in, which come out, and whether classes have what they need.

use crate::model::{Api, Place, Refusal, Type};
use std::collections::{BTreeMap, BTreeSet};

/// Tells the structs that programs fill from those that the library gives out.
pub(crate) fn mark_inputs(api: &mut Api) -> Result<(), Refusal> {
    let mut given: BTreeSet<String> = BTreeSet::new();
    let mut taken: BTreeMap<String, Place> = BTreeMap::new();
    for class in api.classes.values() {
        for method in &class.methods {
            for argument in &method.arguments {
                if let Type::Struct(name) = &argument.ty {
                    taken.insert(name.clone(), method.place.clone());
                }
            }
            structs_in(&method.result, &mut given);
        }
        given.extend(class.events.iter().filter_map(|event| event.payload.clone()));
    }
    let mut open: Vec<String> = given.iter().cloned().collect();
    while let Some(name) = open.pop() {
        let mut inside = BTreeSet::new();
        for field in &api.structs[&name].fields {
            structs_in(&field.ty, &mut inside);
        }
        open.extend(inside.into_iter().filter(|name| given.insert(name.clone())));
    }
    for (name, place) in taken {
        if given.contains(&name) {
            return Err(Refusal {
                place,
                what: format!(
                    "`{name}` is given out elsewhere and cannot be an argument; in C the two differ, make two structs"
                ),
            });
        }
        let Some(taken) = api.structs.get_mut(&name) else { continue };
        taken.is_input = true;
        for field in &taken.fields {
            let fits = match &field.ty {
                Type::Optional(inner) => {
                    matches!(
                        **inner,
                        Type::Text
                            | Type::Secret
                            | Type::Integer(_)
                            | Type::Bool
                            | Type::Timestamp
                            | Type::Enum(_)
                            | Type::List(_)
                    )
                }
                Type::List(inner) => matches!(**inner, Type::Text),
                Type::Struct(_) | Type::Class(_) | Type::Bytes | Type::Error | Type::Unit => false,
                _ => true,
            };
            if !fits {
                return Err(Refusal {
                    place: field.place.clone(),
                    what: format!("`{}` cannot be in a struct that programs fill", field.name),
                });
            }
        }
    }
    for given in given {
        let given = &api.structs[&given];
        for field in &given.fields {
            let fits = match &field.ty {
                Type::Optional(inner) => {
                    !matches!(**inner, Type::Class(_) | Type::Secret | Type::List(_) | Type::Bytes)
                }
                Type::List(inner) => matches!(**inner, Type::Struct(_) | Type::Text),
                Type::Class(_) | Type::Secret | Type::Bytes | Type::Unit => false,
                _ => true,
            };
            if !fits {
                return Err(Refusal {
                    place: field.place.clone(),
                    what: format!("`{}` cannot be in a struct that is given out", field.name),
                });
            }
        }
    }
    for unused in api.structs.values() {
        let used = unused.is_input || struct_is_used(api, &unused.name);
        if !used {
            return Err(Refusal {
                place: unused.place.clone(),
                what: format!("nothing takes or gives `{}`", unused.name),
            });
        }
    }
    Ok(())
}

fn struct_is_used(api: &Api, name: &str) -> bool {
    let mut seen = BTreeSet::new();
    for class in api.classes.values() {
        class.methods.iter().for_each(|method| structs_in(&method.result, &mut seen));
        seen.extend(class.events.iter().filter_map(|event| event.payload.clone()));
    }
    for other in api.structs.values() {
        other.fields.iter().for_each(|field| structs_in(&field.ty, &mut seen));
    }
    seen.contains(name)
}

fn structs_in(ty: &Type, into: &mut BTreeSet<String>) {
    match ty {
        Type::Struct(name) => {
            into.insert(name.clone());
        }
        Type::Optional(inner) | Type::List(inner) => structs_in(inner, into),
        _ => {}
    }
}

/// Operations end through the mailbox of an endpoint.
pub(crate) fn check_operations(api: &Api) -> Result<(), Refusal> {
    for class in api.classes.values() {
        let needs = class.methods.iter().find(|method| method.is_async).map(|method| &method.place);
        let needs = needs.or((!class.events.is_empty()).then_some(&class.place));
        if let Some(place) = needs
            && class.mailbox().is_none()
        {
            return Err(Refusal {
                place: place.clone(),
                what: format!(
                    "`{}` has operations or events, so it needs a function `mailbox` or `endpoint`",
                    class.name
                ),
            });
        }
        if class.mailbox().is_some() && !class.has_identity() {
            return Err(Refusal {
                place: class.place.clone(),
                what: format!("`{}` needs a function `identity`", class.name),
            });
        }
    }
    Ok(())
}

/// What a struct gives out besides its fields is what a class makes of one of them.
pub(crate) fn check_derived(api: &Api) -> Result<(), Refusal> {
    for of in api.structs.values() {
        for derived in &of.derived {
            let field = of.fields.iter().find(|field| field.name == derived.field);
            let class = api.classes.get(&derived.class);
            let fits = class.into_iter().flat_map(|class| &class.methods).any(|method| {
                method.name == derived.function
                    && !method.has_self
                    && !method.fallible
                    && method.result == derived.result
                    && matches!((&method.arguments[..], field), ([one], Some(field)) if one.ty == field.ty)
            });
            if !fits || of.is_input {
                return Err(Refusal {
                    place: derived.place.clone(),
                    what: format!(
                        "`{}::{}` needs a struct that is given out, and a function `{}::{}` that takes the field alone and cannot fail",
                        of.name, derived.name, derived.class, derived.function
                    ),
                });
            }
        }
    }
    Ok(())
}
