//! The headers and the programs shown to users compile, as C11 and C++17, without a warning.

#![allow(clippy::unwrap_used)]

use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};

const STRICT: [&str; 4] = ["-Wall", "-Wextra", "-Werror", "-pedantic"];

/// Compiles a text, without writing anything.
fn compiles(compiler: &str, arguments: &[&str], text: &str) {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let mut child = Command::new(compiler)
        .args(STRICT)
        .args(arguments)
        .args(["-fsyntax-only", "-I"])
        .arg(root.join("include"))
        .arg("-")
        .stdin(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap_or_else(|e| panic!("{compiler} does not start: {e}"));
    child.stdin.take().unwrap().write_all(text.as_bytes()).unwrap();
    let output = child.wait_with_output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
}

fn file(path: &str) -> String {
    std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("..").join(path)).unwrap()
}

#[test]
fn the_c_header_compiles_alone_twice_and_in_both_languages() {
    let text = "#include <pchat.h>\n#include <pchat.h>\nint nothing(void);\n";
    compiles("cc", &["-x", "c", "-std=c11"], text);
    compiles("cc", &["-x", "c", "-std=c99"], text);
    compiles("c++", &["-x", "c++", "-std=c++17"], text);
}

#[test]
fn the_cpp_header_compiles_alone_and_twice() {
    compiles("c++", &["-x", "c++", "-std=c++17"], "#include <pchat.hpp>\n#include <pchat.hpp>\n");
}

#[test]
fn the_first_program_in_the_header_is_a_program() {
    let header = file("include/pchat.h");
    let start = header.find(" *     #include <pchat.h>").expect("the header starts with a program");
    let program: String = header[start..]
        .lines()
        .take_while(|line| *line == " *" || line.starts_with(" *     "))
        .map(|line| format!("{}\n", line.get(7..).unwrap_or_default()))
        .collect();
    let end = program.rfind("\n}\n").expect("the program ends") + 3;
    compiles("cc", &["-x", "c", "-std=c11", "-D_DEFAULT_SOURCE"], &program[..end]);
}

#[test]
fn the_examples_compile() {
    compiles("cc", &["-x", "c", "-std=c11"], &file("examples/c/quickstart.c"));
    compiles("c++", &["-x", "c++", "-std=c++17"], &file("examples/cpp/quickstart.cpp"));
}

#[test]
fn every_function_of_the_header_is_in_the_library() {
    let header = file("include/pchat.h");
    let declared = header
        .lines()
        .filter(|line| !line.starts_with([' ', '#', '/', '}']) && !line.starts_with("typedef"))
        .filter(|line| !line.starts_with("static inline"))
        .filter_map(|line| line.split_once('(').map(|(before, _)| before))
        .filter_map(|before| before.rsplit([' ', '*']).next())
        .filter(|name| name.starts_with("pchat_"))
        .count();
    let exported: usize = ["src", "src/generated"]
        .iter()
        .flat_map(|folder| std::fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join(folder)).unwrap())
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "rs"))
        // Behind features and in no header: deliberate defects for the tests in C, and what benchmarks need.
        .filter(|path| !path.ends_with("test_hooks.rs") && !path.ends_with("bench.rs"))
        .map(|path| std::fs::read_to_string(path).unwrap().matches("#[unsafe(no_mangle)]").count())
        .sum();
    assert!(declared > 100);
    assert_eq!(declared, exported, "an export that cbindgen does not see, or the other way round");
}
