//! What makes libpchat.so a well-behaved shared library.

fn main() {
    let manifest = std::env::var("CARGO_MANIFEST_DIR").expect("cargo sets it");
    println!("cargo:rerun-if-changed=pchat.map");
    if std::env::var("CARGO_CFG_TARGET_OS").as_deref() != Ok("linux") {
        return;
    }
    // Programs record this name; it changes only when the ABI breaks.
    println!("cargo:rustc-cdylib-link-arg=-Wl,-soname,libpchat.so.0");
    // The library has threads and process-wide handlers: dlclose must not take the code away under them.
    println!("cargo:rustc-cdylib-link-arg=-Wl,-z,nodelete");
    // Only pchat_* is visible, so that two libraries written in Rust do not meet in one process.
    println!("cargo:rustc-cdylib-link-arg=-Wl,--version-script={manifest}/pchat.map");
}
