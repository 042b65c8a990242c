//! Programs that consume chat messages with libpchat, one for each way that a language has: built here from the tree as it is, in
//! release, with the feature `bench`, in a folder of their own, so that no library that is installed has it.

use crate::peers::work_dir;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

type Failure = Box<dyn std::error::Error>;

/// A way in which a program gets events.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Consumer {
    /// A callback of C.
    CCallback,
    /// A callback of Python, on an asyncio loop.
    PythonCallback,
    /// `async for` of asyncio.
    PythonAsyncFor,
    /// An event listener of Node.
    NodeListener,
    /// `for await` of Node.
    NodeForAwait,
}

impl Consumer {
    /// All of them.
    pub(crate) const ALL: [Self; 5] =
        [Self::CCallback, Self::PythonCallback, Self::PythonAsyncFor, Self::NodeListener, Self::NodeForAwait];

    /// As it is called in results.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::CCallback => "c_callback",
            Self::PythonCallback => "python_callback",
            Self::PythonAsyncFor => "python_async_for",
            Self::NodeListener => "node_listener",
            Self::NodeForAwait => "node_for_await",
        }
    }

    fn style(self) -> &'static str {
        match self {
            Self::CCallback | Self::PythonCallback => "callback",
            Self::PythonAsyncFor => "async-for",
            Self::NodeListener => "listener",
            Self::NodeForAwait => "for-await",
        }
    }
}

/// What the consumers need, built.
pub(crate) struct Consumers {
    c: PathBuf,
    python_path: PathBuf,
    addon: PathBuf,
    recording: PathBuf,
}

impl Consumers {
    /// Builds everything that is not built yet.
    pub(crate) fn build() -> Result<Self, Failure> {
        let target = work_dir().join("build");
        say("building libpchat for C, Python and Node with the feature `bench` (minutes, the first time)");
        let built = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()))
            .args([
                "build",
                "--quiet",
                "--locked",
                "--release",
                "-p",
                "pchat",
                "-p",
                "pchat-python",
                "-p",
                "pchat-node",
            ])
            .args(["--features", "pchat/bench,pchat-python/bench,pchat-node/bench"])
            .arg("--target-dir")
            .arg(&target)
            .current_dir(root())
            .status()?;
        if !built.success() {
            return Err("cannot build the libraries with the feature `bench`: cargo says why above".into());
        }
        let libraries = target.join("release");
        let addon = work_dir().join("pchat.node");
        fs::copy(libraries.join("libpchat_node.so"), &addon)?;
        let recording = work_dir().join("recording.sip");
        fs::write(&recording, crate::lync_stub::Rehearsal::new(10_000, false)?.run)?;
        Ok(Self {
            c: build_c(&libraries.join("libpchat.a"), true)?,
            python_path: python_package(&libraries.join("lib_native.so"))?,
            addon,
            recording,
        })
    }

    /// The program for a consumer and its arguments, which `stage::run` completes.
    pub(crate) fn command(&self, consumer: Consumer, work: &str, count: usize) -> Command {
        let mut command = match consumer {
            Consumer::CCallback => Command::new(&self.c),
            Consumer::PythonCallback | Consumer::PythonAsyncFor => {
                let mut command = Command::new("python3");
                command.env("PYTHONPATH", &self.python_path).arg(source("consumer.py"));
                command
            }
            Consumer::NodeListener | Consumer::NodeForAwait => {
                let mut command = Command::new("node");
                command.env("PCHAT_ADDON", &self.addon).arg(source("consumer.cjs"));
                command
            }
        };
        command.args([work, consumer.style(), &count.to_string()]).arg(&self.recording);
        command
    }
}

/// The consumer in C; `with_recording` needs a library with the feature `bench`.
pub(crate) fn build_c(library: &Path, with_recording: bool) -> Result<PathBuf, Failure> {
    let program = work_dir().join(if with_recording { "consumer_of_recordings" } else { "consumer" });
    let mut compiler = Command::new("cc");
    if with_recording {
        compiler.arg("-DWITH_RECORDING");
    }
    let built = compiler
        .args(["-O2", "-std=c11", "-Wall", "-Wextra", "-Werror", "-I"])
        .arg(root().join("include"))
        .arg(source("consumer.c"))
        .arg("-o")
        .arg(&program)
        .arg(library)
        .args(["-lgcc_s", "-lutil", "-lrt", "-lpthread", "-lm", "-ldl"])
        .status()?;
    if !built.success() {
        return Err(format!("cannot build the consumer in C with {}", library.display()).into());
    }
    Ok(program)
}

/// The package `pchat` as a folder for PYTHONPATH.
fn python_package(native: &Path) -> Result<PathBuf, Failure> {
    let path = work_dir().join("python");
    let package = path.join("pchat");
    fs::create_dir_all(&package)?;
    for entry in fs::read_dir(root().join("bindings/python/python/pchat"))? {
        let entry = entry?;
        // An installed or developed module has no business here.
        if entry.path().extension().is_some_and(|extension| extension == "py") {
            fs::copy(entry.path(), package.join(entry.file_name()))?;
        }
    }
    fs::copy(native, package.join("_native.abi3.so"))?;
    Ok(path)
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

fn source(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("consumers").join(name)
}

#[allow(clippy::print_stderr, reason = "what takes so long is for the person who waits")]
pub(crate) fn say(text: &str) {
    eprintln!("pchat-bench: {text}");
}
