//! What makes libpchat.so a well-behaved shared library.

fn main() {
    let manifest = std::env::var("CARGO_MANIFEST_DIR").expect("cargo sets it");
    println!("cargo:rerun-if-changed=pchat.map");
    if std::env::var("CARGO_CFG_TARGET_OS").as_deref() != Ok("linux") {
        return;
    }
    // Programs record this name; it changes when the ABI may: before 1.0 with every minor version, as Cargo's rules say.
    let part = |name: &str| std::env::var(format!("CARGO_PKG_VERSION_{name}")).expect("cargo sets it");
    let abi = match part("MAJOR").as_str() {
        "0" => format!("0.{}", part("MINOR")),
        major => major.to_owned(),
    };
    println!("cargo:rustc-cdylib-link-arg=-Wl,-soname,libpchat.so.{abi}");
    // The library has threads and process-wide handlers: dlclose must not take the code away under them.
    println!("cargo:rustc-cdylib-link-arg=-Wl,-z,nodelete");
    // Only pchat_* is visible, so that two libraries written in Rust do not meet in one process.
    println!("cargo:rustc-cdylib-link-arg=-Wl,--version-script={manifest}/pchat.map");
}
