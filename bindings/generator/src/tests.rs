//! A small description in, C out; and everything outside of the vocabulary refused with its line.

use crate::emit;
use crate::model::{Api, Refusal, Type};
use crate::read::{Source, read};
use std::path::Path;

pub(crate) const SMALL: &str = r#"
/// What went wrong.
pub enum ErrorCode {
    /// An argument.
    BadArgument = 1,
}

/// How loud.
pub enum Loudness {
    /// Nearly nothing.
    VeryQuiet = -1,
    /// As it is.
    Normal = 0,
}

/// What was heard.
pub struct Sound {
    /// Who made it.
    pub source: String,
    /// How loud it was; `None` when it was not measured.
    pub loudness: Option<Loudness>,
    /// When.
    pub at: Timestamp,
    /// What went wrong with it.
    pub fault: Option<Error>,
    /// What it is like.
    pub tags: Vec<String>,
}

impl Sound {
    /// Its name.
    pub fn name(&self) -> String {
        Session::names(&self.source)
    }
}

/// How to listen.
pub struct ListenSettings {
    /// Only this source, or `None` for all.
    pub source: Option<String>,
    /// How many at most.
    pub limit: Option<u32>,
    /// The password.
    pub password: Secret,
    /// Exactly these tags; `None` for any.
    pub tags: Option<Vec<String>>,
}

/// What an ear tells.
pub enum SessionEvent {
    /// Something was heard.
    Heard(Sound),
}

/// An ear. Cheap to clone: clones are the same.
pub struct Session {
    inner: Inner,
}

impl Session {
    /// Makes an ear. Fails with `BadArgument`.
    pub fn new(settings: ListenSettings) -> Result<Session> {
    }
    /// The last `count` sounds; see [`Session::loudest`].
    pub async fn recent(&self, count: u32, source: &str) -> Result<Vec<Sound>> {
    }
    /// The text of what is said.
    pub async fn words(&self) -> Result<String> {
    }
    /// The next one, or `None` when there is none.
    pub async fn next(&self) -> Result<Option<Sound>> {
    }
    /// The loudest, or `None`.
    pub fn loudest(&self) -> Option<Sound> {
    }
    /// Hears what another ear heard.
    pub async fn copy(&self, ear: &Session) -> Result<()> {
    }
    /// The name of a source.
    pub fn names(text: &str) -> String {
    }
    /// Where it is.
    ///
    /// Not in C: nobody needs it.
    pub fn mailbox<T: Generic>(&self) -> &Arc<Mailbox> {
    }
    /// Who it is.
    ///
    /// Not in C: handles do it.
    pub fn identity(&self) -> usize {
    }
    fn private(&mut self, anything: &mut [u8]) {
    }
}
"#;

/// Operations that take and give objects.
pub(crate) const OBJECTS: &str = r#"
/// What went wrong.
pub enum ErrorCode {
    /// An argument.
    BadArgument = 1,
}

/// What an ear tells.
pub enum SessionEvent {
    /// It is over.
    Ended,
}

/// An ear. Cheap to clone: clones are the same.
pub struct Session {
    inner: Inner,
}

impl Session {
    /// Another ear, made of two.
    pub async fn split(&self, other: &Session) -> Result<Session> {
    }
    /// All ears.
    pub async fn all(&self) -> Result<Vec<Session>> {
    }
    /// Becomes one with another.
    pub async fn join(&self, other: Session) -> Result<()> {
    }
    /// Whether it is alike.
    pub fn is_like(&self, other: &Session) -> bool {
    }
    /// Where it is.
    ///
    /// Not in C: nobody needs it.
    pub fn mailbox<T: Generic>(&self) -> &Arc<Mailbox> {
    }
    /// Who it is.
    ///
    /// Not in C: handles do it.
    pub fn identity(&self) -> usize {
    }
}
"#;

pub(crate) fn describe(text: &str) -> Result<Api, Refusal> {
    read(&[Source { file: "api.rs".into(), text: text.into(), path: "some_api".into(), feature: None }])
}

/// Without line breaks and indentation, which rustfmt decides.
pub(crate) fn flat(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn generated(file: &str) -> String {
    let files = emit::files(&describe(SMALL).unwrap()).unwrap();
    flat(&files[file])
}

#[test]
fn an_enum_becomes_numbers_with_names() {
    let text = generated("enums.rs");
    for wanted in [
        "pub type pchat_loudness_t = i32;",
        "/// Nearly nothing. pub const PCHAT_LOUDNESS_VERY_QUIET: i32 = -1;",
        "-1 => Of::VeryQuiet,",
        "pub extern \"C\" fn pchat_loudness_name(value: pchat_loudness_t) -> *const c_char {",
        "-1 => c\"very quiet\",",
    ] {
        assert!(text.contains(wanted), "{wanted}\nis not in\n{text}");
    }
}

#[test]
fn a_struct_that_is_given_out_is_read_only_and_points() {
    let text = generated("outputs.rs");
    for wanted in [
        "pub source: *const c_char, ",
        "/// `loudness` has a value. pub has_loudness: bool, /// How loud it was; no value when it was not measured.",
        "pub loudness: pchat_loudness_t,",
        "pub at: i64,",
        "pub fault: *const pchat_error_t,",
        "pub tags: *const pchat_string_list_t,",
        "impl Project for List<String> { type View = pchat_string_list_t;",
        "pub unsafe extern \"C\" fn pchat_sound_free(it: *mut pchat_sound_t)",
        "pub struct pchat_sound_list_t { /// How many there are. pub count: usize, /// The items, each behind a pointer. pub items: *const *const pchat_sound_t, }",
    ] {
        assert!(text.contains(wanted), "{wanted}\nis not in\n{text}");
    }
    assert!(!text.contains("listen_settings"));
}

#[test]
fn a_struct_that_is_taken_starts_with_its_size_and_reads_secrets_as_such() {
    let text = generated("inputs.rs");
    for wanted in [
        "pub struct pchat_listen_settings_t { /// The size of this struct",
        "pub struct_size: usize, /// Only this source, or NULL for all. pub source: *const c_char,",
        "pub has_limit: bool,",
        "/// `tags` has a value. pub has_tags: bool,",
        "/// Exactly these tags; no value for any. /// Counts only with `has_tags`. pub tags: *const *const c_char, /// How many strings `tags` has. pub tags_count: usize,",
        "if options.truth(offset_of!(pchat_listen_settings_t, has_tags)) == Some(true) { value.tags = Some(it.unwrap_or_default()); }",
        "options.secret(offset_of!(pchat_listen_settings_t, password), \"password\")",
        "pub unsafe extern \"C\" fn pchat_listen_settings_init(it: *mut pchat_listen_settings_t, struct_size: usize)",
    ] {
        assert!(text.contains(wanted), "{wanted}\nis not in\n{text}");
    }
}

#[test]
fn a_class_becomes_a_handle_with_functions_in_all_their_forms() {
    let text = generated("session.rs");
    for wanted in [
        "/// An ear. /// /// A handle:",
        "pub unsafe extern \"C\" fn pchat_session_new(settings: *const pchat_listen_settings_t, session: *mut *mut pchat_session_t, error: *mut *mut pchat_error_t) -> pchat_status_t {",
        "Fails with `PCHAT_ERROR_CODE_BAD_ARGUMENT`",
        "pub unsafe extern \"C\" fn pchat_session_recent(session: *mut pchat_session_t, count: u32, source: *const c_char, completion: *const pchat_sound_list_completion_t, operation: *mut u64, error: *mut *mut pchat_error_t)",
        "pub unsafe extern \"C\" fn pchat_session_recent_wait(session: *mut pchat_session_t, count: u32, source: *const c_char, timeout_ms: u32, result: *mut *mut pchat_sound_list_t, error: *mut *mut pchat_error_t)",
        "completion: *const pchat_string_completion_t",
        "timeout_ms: u32, result: *mut *mut c_char",
        "completion: *const pchat_optional_sound_completion_t",
        "value.map_or(ptr::null_mut(), projection::give)",
        "see `pchat_session_loudest`.",
        "pub unsafe extern \"C\" fn pchat_session_loudest(session: *mut pchat_session_t, result: *mut *mut pchat_sound_t, error: *mut *mut pchat_error_t)",
        "pub extern \"C\" fn pchat_session_free(",
        "pub extern \"C\" fn pchat_session_retain(",
        "pub unsafe extern \"C\" fn pchat_session_add_callbacks(",
        "pub unsafe extern \"C\" fn pchat_session_close_wait(",
    ] {
        assert!(text.contains(wanted), "{wanted}\nis not in\n{text}");
    }
    for unwanted in ["mailbox(session", "pchat_session_identity", "private", "clone: clones"] {
        assert!(!text.contains(unwanted), "{unwanted}");
    }
}

#[test]
fn events_become_callbacks_numbers_and_accessors() {
    let text = generated("events.rs");
    for wanted in [
        "pub const PCHAT_EVENT_KIND_SESSION_HEARD: i32 = 200;",
        "pub on_heard: Option<unsafe extern \"C\" fn(session: *mut pchat_session_t, event: *const pchat_sound_t, user_data: *mut c_void)>,",
        "pub extern \"C\" fn pchat_event_session_heard(event: *const pchat_event_t) -> *const pchat_sound_t",
    ] {
        assert!(text.contains(wanted), "{wanted}\nis not in\n{text}");
    }
}

#[test]
fn cpp_has_values_classes_and_three_forms_of_an_operation() {
    let text = flat(&crate::hpp::text(&describe(SMALL).unwrap()));
    for wanted in [
        "enum class Loudness : std::int32_t { /// Nearly nothing. VeryQuiet = PCHAT_LOUDNESS_VERY_QUIET,",
        "std::optional<Loudness> loudness;",
        "std::optional<Error> fault;",
        "std::vector<std::string> tags;",
        "std::optional<std::vector<std::string>> tags;",
        "std::string words(std::chrono::milliseconds timeout = forever) const;",
        "std::optional<Sound> next(std::chrono::milliseconds timeout = forever) const;",
        "struct ListenSettings {",
        "class Session : public detail::Handle<pchat_session_t, pchat_session_free, pchat_session_retain> {",
        "static Session make(const ListenSettings &settings);",
        "std::vector<Sound> recent(std::uint32_t count, const std::string &source, std::chrono::milliseconds timeout = forever) const;",
        "Operation recent_async(std::uint32_t count, const std::string &source, std::function<void(Outcome<std::vector<Sound>>)> done) const;",
        "std::future<std::vector<Sound>> recent_future(std::uint32_t count, const std::string &source) const;",
        "std::optional<Sound> loudest() const;",
        "std::function<void(const Session &, const Sound &)> on_heard;",
    ] {
        assert!(text.contains(wanted), "{wanted}\nis not in\n{text}");
    }
}

#[test]
fn every_exported_item_says_on_which_thread() {
    let files = emit::files(&describe(SMALL).unwrap()).unwrap();
    let mut exports = 0;
    for (name, text) in files {
        let mut documentation = String::new();
        for line in text.lines() {
            if line.starts_with("///") {
                documentation += line;
            } else if line.starts_with("#[unsafe(no_mangle)]") {
                exports += 1;
                assert!(documentation.contains("- Thread:"), "{name}: an export without: {documentation}");
            } else if !line.starts_with("#[") {
                documentation.clear();
            }
        }
    }
    assert!(exports > 15, "{exports}");
}

#[test]
fn operations_have_one_completion_type_for_each_result() {
    let api = describe(SMALL).unwrap();
    let list = Type::List(Box::new(Type::Struct("Sound".into())));
    let optional = Type::Optional(Box::new(Type::Struct("Sound".into())));
    assert_eq!(api.operation_results(), [list, optional, Type::Text, Type::Unit]);
}

/// A description that must be refused, the line, and words of the message.
const REFUSED: [(&str, usize, &str); 20] = [
    ("/// A.\npub enum A {\n    /// B.\n    B(u32) = 1,\n}", 4, "carries data"),
    ("/// A.\npub enum A {\n    /// B.\n    B,\n}", 4, "needs a number"),
    ("/// A.\npub enum A {\n    B = 1,\n}", 3, "no doc comment"),
    ("pub struct A {\n    /// B.\n    pub b: bool,\n}", 1, "no doc comment"),
    ("/// A.\npub struct A {\n    /// B.\n    pub b: HashMap<String, u8>,\n}", 4, "not in the vocabulary"),
    ("/// A.\npub struct A {\n    /// B.\n    pub b: f32,\n}", 4, "`f32` is not in the vocabulary"),
    ("/// A.\npub struct A {\n    /// B.\n    pub class: bool,\n}", 4, "taken in C or C++"),
    ("/// A.\npub struct A<T> {\n    /// B.\n    pub b: Vec<T>,\n}", 2, "generic"),
    ("/// A.\npub struct A {\n    /// B.\n    pub b: bool,\n}", 2, "nothing takes or gives"),
    ("/// A.\npub fn a() {}", 2, "free function"),
    ("/// A.\npub trait A {}", 2, "trait"),
    (
        "/// A.\npub struct A { x: u8 }\nimpl A {\n    /// B.\n    pub fn b(&mut self) {}\n}",
        5,
        "take `&self`",
    ),
    (
        "/// A.\npub struct A { x: u8 }\nimpl A {\n    /// B.\n    pub async fn b(&self) {}\n}",
        5,
        "must give a `Result`",
    ),
    (
        "/// A.\npub struct A { x: u8 }\nimpl A {\n    /// B.\n    pub fn b(&self, it: &[u8]) {}\n}",
        5,
        "not in the vocabulary",
    ),
    (
        "/// A.\npub struct A { x: u8 }\nimpl A {\n    /// B.\n    pub async fn b(&self) -> Result<()> {}\n}",
        5,
        "needs a function `mailbox` or `endpoint`",
    ),
    (
        "/// A.\npub struct A {\n    /// B.\n    pub b: bool,\n}\nimpl A {\n    /// C.\n    pub fn c(&self) -> bool { !self.b }\n}",
        8,
        "whose body has to be",
    ),
    ("/// A.\npub enum AEvent {\n    /// B.\n    B,\n}", 2, "EVENT_NUMBERS"),
    (
        "/// A.\npub struct A { x: u8 }\nimpl A {\n    /// B.\n    pub fn b(&self) -> Bytes {}\n}",
        5,
        "only an `async fn`",
    ),
    (
        "/// A.\npub struct A { x: u8 }\nimpl A {\n    /// B.\n    pub fn b(&self, it: &Bytes) {}\n}",
        5,
        "lends a value",
    ),
    (
        "/// A.\npub struct A {\n    /// B.\n    pub b: Bytes,\n}\n/// C.\npub struct C { x: u8 }\nimpl C {\n    /// D.\n    pub fn d(&self, a: A) {}\n}",
        4,
        "cannot be in a struct",
    ),
];

#[test]
fn bytes_go_in_and_come_out_in_every_language() {
    let text = SMALL.replace(
        "    /// The loudest, or",
        "    /// Hears bytes.\n    pub async fn hear(&self, sound: Bytes) -> Result<()> {\n    }\n\
         \x20   /// The next ones.\n    pub async fn read(&self) -> Result<Option<Bytes>> {\n    }\n\
         \x20   /// All of them.\n    pub async fn content(&self) -> Result<Bytes> {\n    }\n    /// The loudest, or",
    );
    let api = describe(&text).unwrap();
    let c = emit::files(&api).unwrap();
    let session = &c["session.rs"];
    assert!(session.contains("sound: *const u8, sound_size: usize, completion: *const pchat_completion_t"));
    assert!(session.contains("completion: *const pchat_optional_bytes_completion_t"));
    assert!(session.contains("result: *mut *mut pchat_bytes_t"));
    let hpp = crate::hpp::text(&api);
    for line in [
        "void hear(const Bytes &sound, std::chrono::milliseconds timeout = forever) const;",
        "std::optional<Bytes> read(std::chrono::milliseconds timeout = forever) const;",
        "std::future<Bytes> content_future() const;",
    ] {
        assert!(hpp.contains(line), "{line}");
    }
    let python = emit::python::files(&api);
    let objects = &python["bindings/python/python/pchat/_objects.py"];
    assert!(objects.contains("async def hear(self, sound: bytes | bytearray | memoryview) -> None:"));
    assert!(objects.contains("async def read(self) -> bytes | None:"));
    let node = emit::node_files(&api).unwrap();
    let types = &node["bindings/node/testing.d.ts"];
    assert!(types.contains("hear(sound: Uint8Array, options?: OperationOptions): Promise<void>;"));
    assert!(types.contains("read(options?: OperationOptions): Promise<Buffer | null>;"));
    assert!(node["bindings/node/src/generated.rs"].contains("-> Result<Option<Buffer>>"));
}

#[test]
fn what_is_not_in_the_vocabulary_is_refused_with_its_line() {
    for (text, line, words) in REFUSED {
        let refusal = describe(text).err().unwrap_or_else(|| panic!("accepted:\n{text}"));
        assert!(refusal.what.contains(words), "{refusal}\nfor\n{text}");
        assert_eq!(refusal.place.line, line, "{refusal}\nfor\n{text}");
        assert!(refusal.to_string().starts_with("api.rs:"));
    }
}

#[test]
fn a_struct_cannot_go_both_ways() {
    let text = "/// A.\npub struct A {\n    /// B.\n    pub b: bool,\n}\n/// C.\npub struct C { x: u8 }\nimpl C {\n    /// D.\n    pub fn d(&self, a: A) -> A {}\n}";
    let refusal = describe(text).err().unwrap();
    assert!(refusal.what.contains("make two structs"), "{refusal}");
    assert_eq!(refusal.place.line, 10);
}

#[test]
fn nothing_that_is_checked_in_is_stale() {
    crate::run(true).unwrap();
}

#[test]
fn python_has_properties_coroutines_blocking_twins_and_callbacks() {
    let api = describe(SMALL).unwrap();
    let files = emit::python::files(&api);
    let file = |name: &str| &files[&format!("bindings/python/python/pchat/{name}")];
    assert!(file("_enums.py").contains("    VERY_QUIET = -1\n"));
    assert!(file("_fields.py").contains("class ListenSettingsFields(TypedDict, total=False):"));
    // A field may be a time.
    assert!(file("_fields.py").contains("\nimport datetime\n"));
    assert!(file("_native.pyi").contains("    def loudness(self) -> Loudness | None:\n"));
    assert!(file("_native.pyi").contains("        tags: Iterable[str] | None = ...,\n"));
    assert!(file("_native.pyi").contains("    def tags(self) -> list[str]:\n"));
    assert!(file("_objects.py").contains("    async def words(self) -> str:\n"));
    assert!(file("_objects.py").contains("    async def next(self) -> Sound | None:\n"));
    // A secret goes in and never comes out.
    // What a class makes of a field is a property, and a function without an object a static one.
    assert!(file("_native.pyi").contains("    @property\n    def name(self) -> str:\n"));
    assert!(file("_native.pyi").contains("    @staticmethod\n    def names(text: str) -> str:\n"));
    let native = flat(&files["bindings/python/src/generated.rs"]);
    assert!(native.contains("let ear = ear.object.get()?.value.clone();"), "{native}");
    assert!(native.contains("Give::give(self.value.name(), py, None)"), "{native}");
    assert!(file("_native.pyi").contains("        password: str = ...,\n"));
    assert!(!file("_native.pyi").contains("def password"));
    assert!(file("_objects.py").contains("    async def "));
    assert!(file("_sync_objects.py").contains("timeout: float | None = None"));
    assert!(!file("_sync_objects.py").contains("async def"));
    assert!(file("_objects.py").contains("(self, callback: Callable[["));
}

#[test]
fn names_that_python_keeps_for_itself_get_a_line() {
    assert_eq!(emit::python::name("from"), "from_");
    assert_eq!(emit::python::name("room"), "room");
}

#[test]
fn operations_take_and_give_objects_in_c_and_cpp() {
    let api = describe(OBJECTS).unwrap();
    let files = emit::files(&api).unwrap();
    for (file, wanted) in [
        (
            "completions.rs",
            "call: Option<unsafe extern \"C\" fn(error: *const pchat_error_t, result: *mut pchat_session_t, user_data: *mut c_void)>,",
        ),
        ("completions.rs", "type Result = Lent<some_api::Session>;"),
        ("completions.rs", "unsafe { call(ptr::null(), value.handle(), user_data) }"),
        ("completions.rs", "type Result = Handles<some_api::Session>;"),
        (
            "session.rs",
            "let other = object::get::<Session>(other)?; // SAFETY: the header's rules: NULL or room for a number. \
             unsafe { operations::start(object, completion, operation, |object| async move { object.value.split(&other.value).await\
             .and_then(|value| Lent::publish(value, object.host.clone())) }) }",
        ),
        ("session.rs", "unsafe { result.write(value.keep()) };"),
        (
            "session.rs",
            "object.value.all().await.and_then(|value| Handles::publish(value, object.host.clone()))",
        ),
        ("session.rs", "object.value.join(other.value.clone()).await"),
    ] {
        let text = flat(&files[file]);
        assert!(text.contains(wanted), "{wanted}\nis not in\n{text}");
    }
    let cpp = flat(&crate::hpp::text(&api));
    for wanted in [
        "Session split(const Session &other, std::chrono::milliseconds timeout = forever) const;",
        "pchat_session_completion_t completion(std::function<void(Outcome<Session>)> function)",
        "done(Outcome<Session>(Session::share(it)));",
        "all.push_back(Session::share(it->items[i]));",
    ] {
        assert!(cpp.contains(wanted), "{wanted}\nis not in\n{cpp}");
    }
    let class = cpp.find("class Session : public").unwrap();
    assert!(
        class < cpp.find("pchat_session_completion_t completion(").unwrap(),
        "classes are complete first"
    );
}

#[test]
fn operations_take_and_give_objects_in_python() {
    let files = emit::python::files(&describe(OBJECTS).unwrap());
    let native = flat(&files["bindings/python/src/generated.rs"]);
    for wanted in [
        "let other = other.object.get()?.value.clone(); let value = object.value.clone();",
        "async move { value.split(&other).await }",
        "async move { value.join(other).await }",
    ] {
        assert!(native.contains(wanted), "{wanted}\nis not in\n{native}");
    }
    for (file, wait) in
        [("_objects.py", "await self._complete("), ("_sync_objects.py", "self._complete(timeout, ")]
    {
        let text = &files[&format!("bindings/python/python/pchat/{file}")];
        assert!(text.contains(&format!("self._wrap({wait}self._native.split(other._native)")), "{text}");
        assert!(
            text.contains(&format!("return [self._wrap(one) for one in {wait}self._native.all()")),
            "{text}"
        );
    }
}

#[test]
fn what_says_all_that_a_struct_asks_for_stands_in_for_it() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let api = crate::read::read(&crate::sources(&root).unwrap()).unwrap();
    let pairs: Vec<String> = api
        .structs
        .keys()
        .flat_map(|name| {
            let classes = api.stand_in_classes(name).into_iter().map(|(class, _)| class.name.clone());
            let all = api.stand_ins(name).into_iter().map(|it| it.name.clone()).chain(classes);
            all.map(|it| format!("{name} <- {it}")).collect::<Vec<_>>()
        })
        .collect();
    let rooms = ["ChatRoom", "ChatRoomProperties", "ChatRoomSnapshot", "Session"];
    let mut wanted: Vec<String> = rooms.iter().map(|it| format!("ChatRoomSummary <- {it}")).collect();
    wanted.push("LocalAddIn <- AddIn".into());
    assert_eq!(pairs, wanted);
}
