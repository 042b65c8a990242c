//! Events: callbacks for each class that has some, and the same in pull mode.

use crate::docs::{self, Context, comment};
use crate::model::{Api, Class, Event};
use crate::names::{c_type, screaming, snake, with_article};

pub(super) fn text(api: &Api) -> String {
    let mut out = String::from(
        "//! Events: callbacks, and the events that a program takes out of the queue.\n\n#![allow(non_camel_case_types)]\n\n\
         use crate::dispatcher;\nuse crate::event_queue::{look, pchat_event_t};\nuse crate::generated::enums::*;\n\
         use crate::generated::outputs::*;\nuse crate::object::{Class as _, Object, Talkative};\n\
         use crate::options::{Options, initialise};\nuse crate::projection::{Project, Projected};\n\
         use crate::registrations::{Registration, UserData};\nuse pchat_core::api::*;\nuse pchat_core::platform::Item;\n\
         use std::ffi::c_void;\nuse std::mem::offset_of;\nuse std::ptr;\nuse std::sync::Arc;\n\n",
    );
    let classes: Vec<&Class> = api.classes.values().filter(|class| !class.events.is_empty()).collect();
    for class in &classes {
        out += &format!(
            "use crate::generated::{}::{};\n",
            snake(&class.name),
            super::class::opaque(&class.name)
        );
    }
    out += "\n";
    for class in &classes {
        for event in &class.events {
            let mut lines = docs::wrap(&format!("The kind of an event of {}: ", with_article(&words(class))));
            lines.extend(docs::translate(api, &event.docs, Context::default()));
            out += &comment(&lines);
            out += &format!("pub const {}: i32 = {};\n", kind(class, event), event.kind);
        }
    }
    out += "\n";
    for class in &classes {
        out += &callbacks(api, class);
        out += &take(class);
        out += &talkative(api, class);
    }
    out += &pulled(&classes);
    for class in &classes {
        out += &accessors(class);
    }
    out
}

fn words(class: &Class) -> String {
    snake(&class.name).replace('_', " ")
}

fn kind(class: &Class, event: &Event) -> String {
    format!("PCHAT_EVENT_KIND_{}_{}", screaming(&class.name), screaming(&event.name))
}

fn callbacks(api: &Api, class: &Class) -> String {
    let base = format!("pchat_{}", snake(&class.name));
    let opaque = super::class::opaque(&class.name);
    let argument = snake(&class.name);
    let mut lines = docs::wrap(&format!("The functions that {} calls.", with_article(&words(class))));
    lines.push(String::new());
    lines.extend(docs::wrap(&format!(
        "Call `{base}_callbacks_init(&it, sizeof it)` first, then set those that you want. What they get belongs to the library and is good \
         until they return. Callbacks of one endpoint and its sessions run one at a time and in order, on the platform's callback \
         thread, or, in pull mode, where the program dispatches. They must return soon, and must not let exceptions out."
    )));
    let mut out = comment(&lines);
    out += &format!(
        "#[derive(Clone, Copy)]\n#[repr(C)]\npub struct {base}_callbacks_t {{\n\
         /// The size of this struct as your program knows it; `{base}_callbacks_init` sets it.\npub struct_size: usize,\n\
         /// Handed to every function.\npub user_data: *mut c_void,\n\
         /// NULL, or called exactly once, after the last call, when the callbacks are removed or could not be added.\n\
         pub destroy: Option<unsafe extern \"C\" fn(user_data: *mut c_void)>,\n"
    );
    for event in &class.events {
        let payload =
            event.payload.as_ref().map_or(String::new(), |of| format!("event: *const {}, ", c_type(of)));
        out += &comment(&docs::translate(api, &event.docs, Context::default()));
        out += &format!(
            "pub on_{}: Option<unsafe extern \"C\" fn({argument}: *mut {opaque}, {payload}user_data: *mut c_void)>,\n",
            snake(&event.name)
        );
    }
    out += "}\n\n";
    let lines = [
        docs::wrap(&format!("Empties a `{base}_callbacks_t`. `struct_size` is `sizeof` of it.")),
        vec![String::new()],
        docs::point("Thread", "any."),
        docs::point("Ownership", "writes `struct_size` bytes and keeps nothing. NULL is allowed."),
    ]
    .concat();
    out += &comment(&lines);
    out += &format!(
        "#[unsafe(no_mangle)]\npub unsafe extern \"C\" fn {base}_callbacks_init(it: *mut {base}_callbacks_t, struct_size: usize) {{\n\
         let empty = {base}_callbacks_t {{ struct_size: 0, user_data: ptr::null_mut(), destroy: None, {} }};\n\
         // SAFETY: the header's rules: NULL or as many writable bytes as it says.\n\
         unsafe {{ initialise(it, struct_size, empty) }}\n}}\n\n",
        class
            .events
            .iter()
            .map(|event| format!("on_{}: None", snake(&event.name)))
            .collect::<Vec<_>>()
            .join(", ")
    );
    out
}

/// Reading the struct: `destroy` is taken over before anything is refused.
fn take(class: &Class) -> String {
    let base = format!("pchat_{}", snake(&class.name));
    let name = format!("{base}_callbacks_t");
    let mut out = format!(
        "// SAFETY: the program promises that its functions can be called on any thread.\nunsafe impl Send for {name} {{}}\n\
         // SAFETY: as above.\nunsafe impl Sync for {name} {{}}\n\n\
         /// Takes the callbacks over. `destroy` runs, too, when the result is an error.\n///\n/// # Safety\n\
         /// The header's rules: NULL, or a struct of the size that it says.\n\
         pub(crate) unsafe fn take_{}_callbacks(it: *const {name}) -> Result<({name}, UserData)> {{\n\
         // SAFETY: the caller's promise.\n\
         let (options, unknown) = match unsafe {{ Options::look(it, \"{base}_callbacks\") }} {{\n\
         (Some(options), unknown) => (options, unknown),\n(None, e) => return Err(e.unwrap_or_else(|| Error::new(ErrorCode::BadArgument, \"`callbacks` is NULL\"))),\n}};\n\
         let data = options.field::<*mut c_void>(offset_of!({name}, user_data)).unwrap_or(ptr::null_mut());\n\
         let destroy = options.function(offset_of!({name}, destroy)).map(|it| {{\n// SAFETY: the program put a function of this type there.\n\
         unsafe {{ std::mem::transmute::<*const c_void, unsafe extern \"C\" fn(*mut c_void)>(it) }}\n}});\n\
         let user_data = UserData::new(data, destroy);\n\
         if let Some(e) = unknown {{ return Err(e); }}\n\
         let callbacks = {name} {{\nstruct_size: 0,\nuser_data: data,\ndestroy: None,\n",
        snake(&class.name)
    );
    for event in &class.events {
        let field = format!("on_{}", snake(&event.name));
        let payload = event.payload.as_ref().map_or(String::new(), |of| format!("*const {}, ", c_type(of)));
        out += &format!(
            "{field}: options.function(offset_of!({name}, {field})).map(|it| {{\n// SAFETY: as above.\n\
             unsafe {{ std::mem::transmute::<*const c_void, unsafe extern \"C\" fn(*mut {}, {payload}*mut c_void)>(it) }}\n}}),\n",
            super::class::opaque(&class.name)
        );
    }
    out + "};\nOk((callbacks, user_data))\n}\n\n"
}

fn talkative(api: &Api, class: &Class) -> String {
    let name = &class.name;
    let path = super::path(api, name);
    let mut out = format!(
        "/// An event of {} in the form of C.\npub(crate) enum {name}View {{\n",
        with_article(&words(class))
    );
    for event in &class.events {
        out += &match &event.payload {
            Some(of) => format!("{}(Projected<{}>),\n", event.name, super::path(api, of)),
            None => format!("{},\n", event.name),
        };
    }
    out += "/// Of a newer core; nobody can have asked for it.\nUnknown,\n}\n\n";
    out += &format!(
        "impl Talkative for {path} {{\ntype Event = {}Event;\ntype View = {name}View;\n\n\
         fn view(event: Self::Event) -> Self::View {{\nmatch event {{\n",
        class.path.clone() + "::" + name
    );
    for event in &class.events {
        out += &match &event.payload {
            Some(_) => format!("{name}Event::{0}(it) => {name}View::{0}(it.project()),\n", event.name),
            None => format!("{name}Event::{0} => {name}View::{0},\n", event.name),
        };
    }
    out += &format!(
        "_ => {name}View::Unknown,\n}}\n}}\n\n\
         fn call(registration: &Registration<Self::Callbacks>, handle: *mut Self::Opaque, view: &Self::View) {{\n\
         let (callbacks, user_data) = (&registration.callbacks, registration.user_data.get());\nmatch view {{\n"
    );
    for event in &class.events {
        let (pattern, argument) = if event.payload.is_some() { ("(it)", "it.as_ptr(), ") } else { ("", "") };
        out += &format!(
            "{name}View::{}{pattern} => if let Some(call) = callbacks.on_{} {{\n\
             // SAFETY: the program's function with its own pointer; the event lives until it returns.\n\
             unsafe {{ call(handle, {argument}user_data) }}\n}},\n",
            event.name,
            snake(&event.name)
        );
    }
    out += &format!("{name}View::Unknown => {{}}\n}}\n}}\n}}\n\n");
    out
}

fn pulled(classes: &[&Class]) -> String {
    let mut out = String::from(
        "/// What a program that takes events itself looks at.\npub(crate) enum EventView {\n/// The end of an operation.\nCompletion,\n",
    );
    for class in classes {
        out += &format!(
            "/// An event of {}.\n{name} {{ handle: usize, object: Arc<Object<{module}::{name}>>, view: {name}View }},\n",
            with_article(&words(class)),
            name = class.name,
            module = class.path,
        );
    }
    out += "}\n\nimpl EventView {\n/// The event of an item; `None` when the program has no handle of its object any more.\n\
            pub(crate) fn of(item: Item) -> Option<Self> {\nmatch item {\nItem::Completion(_) => Some(Self::Completion),\n";
    for class in classes {
        let (name, field) = (&class.name, snake(&class.name));
        out += &format!(
            "Item::{name}Event {{ {field}, event }} => {{\n\
             let (handle, object) = {name}::table().find({field}.identity())?;\n\
             Some(Self::{name} {{ handle, object, view: {name}::view(event) }})\n}}\n"
        );
    }
    out += "}\n}\n\n/// The number of what happened.\npub(crate) fn kind(&self) -> i32 {\nmatch self {\n\
            Self::Completion => crate::event_queue::PCHAT_EVENT_KIND_COMPLETION,\n";
    for class in classes {
        out += &format!("Self::{} {{ view, .. }} => match view {{\n", class.name);
        for event in &class.events {
            let rest = if event.payload.is_some() { "(_)" } else { "" };
            out += &format!("{}View::{}{rest} => {},\n", class.name, event.name, kind(class, event));
        }
        out += &format!("{}View::Unknown => 0,\n}},\n", class.name);
    }
    out += "}\n}\n\n/// Calls everybody who registered for it.\npub(crate) fn tell(&self) {\nmatch self {\nSelf::Completion => {}\n";
    for class in classes {
        out += &format!(
            "Self::{} {{ handle, object, view }} => dispatcher::tell_view(ptr::without_provenance_mut(*handle), object, || view),\n",
            class.name
        );
    }
    out + "}\n}\n}\n\n"
}

fn accessors(class: &Class) -> String {
    let (name, snake_name) = (&class.name, snake(&class.name));
    let opaque = super::class::opaque(name);
    let lines = [
        docs::wrap(&format!("The {} that an event is of; NULL when it is of something else.", words(class))),
        vec![String::new()],
        docs::point("Thread", "any."),
        docs::point("Ownership", &format!("the handle is the program's own; use `pchat_{snake_name}_retain` to keep it longer than that.")),
    ]
    .concat();
    let mut out = comment(&lines);
    out += &format!(
        "#[unsafe(no_mangle)]\npub extern \"C\" fn pchat_event_{snake_name}(event: *const pchat_event_t) -> *mut {opaque} {{\n\
         look(event, ptr::null_mut(), |view| match view {{\nEventView::{name} {{ handle, .. }} => ptr::without_provenance_mut(*handle),\n_ => ptr::null_mut(),\n}})\n}}\n\n"
    );
    for event in &class.events {
        let Some(payload) = &event.payload else { continue };
        let lines = [
            docs::wrap(&format!("What a `{}` says; NULL for another kind of event.", kind(class, event))),
            vec![String::new()],
            docs::point("Thread", "any."),
            docs::point("Ownership", "it belongs to the event and lives as long."),
        ]
        .concat();
        out += &comment(&lines);
        out += &format!(
            "#[unsafe(no_mangle)]\npub extern \"C\" fn pchat_event_{snake_name}_{}(event: *const pchat_event_t) -> *const {} {{\n\
             look(event, ptr::null(), |view| match view {{\nEventView::{name} {{ view: {name}View::{}(it), .. }} => it.as_ptr(),\n_ => ptr::null(),\n}})\n}}\n\n",
            snake(&event.name),
            c_type(payload),
            event.name
        );
    }
    out
}
