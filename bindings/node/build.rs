//! What makes the addon a well-behaved one.

fn main() {
    napi_build::setup();
    if std::env::var("CARGO_CFG_TARGET_OS").as_deref() == Ok("linux") {
        // Node unloads an addon with the last worker that used it, while threads of the library may still be ending.
        println!("cargo:rustc-cdylib-link-arg=-Wl,-z,nodelete");
    }
}
