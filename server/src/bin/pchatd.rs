//! The embedded Persistent Chat server as a program; everything is in the library.

fn main() -> std::process::ExitCode {
    pchat_server::cli::run()
}
