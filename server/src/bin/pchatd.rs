//! pchatd.
fn main() {}
