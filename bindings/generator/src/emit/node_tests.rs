//! A small description in, the Node package out.

use crate::emit;
use crate::emit::node_js::CORE;
use crate::read::{Source, read};
use crate::tests::{OBJECTS, SMALL, describe, flat};

fn generated(path: &str) -> String {
    flat(&emit::node_files(&describe(SMALL).unwrap()).unwrap()[path])
}

fn contains(path: &str, wanted: &[&str]) {
    let text = generated(path);
    for wanted in wanted {
        assert!(text.contains(wanted), "{wanted}\nis not in\n{text}");
    }
}

#[test]
fn the_native_part_reads_writes_and_starts() {
    contains(
        "bindings/node/src/generated.rs",
        &[
            "Self::VeryQuiet => \"\\\"VeryQuiet\\\"\",",
            "out.push_str(\",\\\"loudness\\\":\"); self.loudness.write(out);",
            "arguments.structure(name, &[\"source\", \"limit\", \"password\", \"tags\"], &[])?",
            "let ear = fields.object::<NativeSession>(\"ear\")?; let ear = ear.it.clone();",
            "async move { it.copy(&ear).await }",
            "if let Some(value) = fields.secret(\"password\")? { it.password = value; }",
            "if let Some(value) = fields.integer::<u32>(\"limit\")? { it.limit = Some(value); }",
            "some_api::SessionEvent::Heard(it) => take(200, session.identity() as u64, &|out| it.write(out)),",
            "#[napi(js_name = \"Session\")] pub struct NativeSession {",
            "pub fn make(arguments: Object<'_>) -> Result<NativeSession> {",
            "pub fn recent(&self, arguments: Object<'_>) -> Result<u32> {",
            "self.host.start(&mailbox, async move { it.recent(count, &source).await })",
            "pub fn loudest(&self) -> String { self.it.loudest().json() }",
        ],
    );
}

#[test]
fn javascript_gets_classes_promises_and_what_json_cannot_say() {
    contains(
        "bindings/node/lib/generated.js",
        &[
            "const Loudness = Object.freeze({ VeryQuiet: 'VeryQuiet', Normal: 'Normal', });",
            "it.at = date(it.at); if (it.fault !== null) it.fault = error(it.fault);",
            "class Session extends Active {",
            "recent(count, source, options) { return this._start(options, () => this._native.recent({ count, source }), each(sound)); }",
            "get loudest() { return maybe(sound)(JSON.parse(this._native.loudest())); }",
            "copy(ear, options) { return this._start(options, () => this._native.copy({ ear: parent(ear, Session, 'ear')._native }), same); }",
            "static names(text) { return asked(() => native.Session.names({ text })); }",
            "class Sound { constructor(it) { this.source = it.source;",
            "get name() { return Session.names(this.source); }",
            "return new Sound(it);",
            "[200, { of: Session, name: 'heard', read: sound }],",
        ],
    );
    let text = generated("bindings/node/lib/generated.js");
    assert!(!text.contains("mailbox") && !text.contains("private"), "{text}");
}

#[test]
fn typescript_knows_the_same() {
    // What is not of the core's own module is in `pchat/testing`.
    contains(
        "bindings/node/testing.d.ts",
        &[
            "/** Nearly nothing. */ readonly VeryQuiet: 'VeryQuiet';",
            "/** How loud it was; `null` when it was not measured. */ loudness: Loudness | null;",
            "at: Timestamp;",
            "fault: PchatError | null;",
            "/** Its name. */ readonly name: string;",
            "static names(text: string): string;",
            "export interface ListenSettings { /** Only this source, or `null` for all. */ source?: string | null;",
            "/** Makes an ear. Fails with `'BadArgument'`. */ constructor(settings: ListenSettings);",
            "/** The last `count` sounds; see `Session.loudest`. */ recent(count: number, source: string, options?: OperationOptions): Promise<Sound[]>;",
            "get loudest(): Sound | null;",
            "on(name: 'heard', listener: (event: Sound) => void): this;",
        ],
    );
}

#[test]
fn operations_take_and_give_objects() {
    let path = "bindings/node/src/generated.rs";
    let files = emit::node_files(&describe(OBJECTS).unwrap()).unwrap();
    let native = flat(&files[path]);
    for wanted in [
        "let other = fields.object::<NativeSession>(\"other\")?; let other = other.it.clone();",
        "self.host.start_giving(&mailbox, async move { it.split(&other).await })",
        "pub fn split_gave(&self, number: u32) -> Result<NativeSession> { let value: some_api::Session = self.host.taken(number)?; \
         Ok(NativeSession { host: Arc::clone(&self.host), it: value }) }",
        "pub fn all_gave(&self, number: u32) -> Result<Vec<NativeSession>> { let value: Vec<some_api::Session> = self.host.taken(number)?;",
        "self.host.start(&mailbox, async move { it.join(other).await })",
    ] {
        assert!(native.contains(wanted), "{wanted}\nis not in\n{native}");
    }
    let js = flat(&files["bindings/node/lib/generated.js"]);
    for wanted in [
        "split(other, options) { return this._start(options, () => this._native.split({ other: parent(other, Session, 'other')._native }), \
         (_, number) => this._wrap(Session, this._native.splitGave(number))); }",
        "(_, number) => this._native.allGave(number).map((it) => this._wrap(Session, it))); }",
        "return asked(() => this._native.isLike({ other: parent(other, Session, 'other')._native }));",
    ] {
        assert!(js.contains(wanted), "{wanted}\nis not in\n{js}");
    }
    let types = flat(&files["bindings/node/testing.d.ts"]);
    for wanted in [
        "split(other: Session, options?: OperationOptions): Promise<Session>;",
        "all(options?: OperationOptions): Promise<Session[]>;",
    ] {
        assert!(types.contains(wanted), "{wanted}\nis not in\n{types}");
    }
}

#[test]
fn what_the_server_takes_of_the_core_is_imported() {
    let source = |text: &str, path: &str| Source {
        file: "api.rs".into(),
        text: text.into(),
        path: path.into(),
        feature: None,
    };
    let core = "/// A role.\npub enum Role {\n    /// One.\n    Member = 0,\n}\n/// Other.\npub enum Rol {\n    /// One.\n    Some = 0,\n}\n";
    let server = "/// A server.\npub struct Server {\n    inner: Inner,\n}\nimpl Server {\n    /// Gives it.\n    \
                  pub fn give(&self, role: Role, has: bool) -> bool {\n    }\n}\n";
    let api = read(&[source(core, CORE), source(server, "pchat_server::local")]).unwrap();
    let types = flat(&emit::node_files(&api).unwrap()["bindings/node/testing.d.ts"]);
    assert!(types.contains("give(role: Role, has: boolean): boolean;"), "{types}");
    assert!(
        types.contains("import type { Endpoint, EndpointSettings, OperationOptions, Role } from './index';"),
        "{types}"
    );
}
