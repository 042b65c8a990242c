//! Drives the conformance scenarios (`tests/conformance/scenarios`) through the Rust library. `../README.md` says what
//! scenarios and results look like; the runners of the other languages print the same lines.

mod arguments;
mod builders;
mod calls;
mod history;
mod management;
mod management_values;
mod objects;
mod placeholders;
mod results;
mod scenario;
mod transfers;

pub use objects::LIMIT;
pub use scenario::{Line, Scenario, lines, read};
