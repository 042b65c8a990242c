#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| pchat_core::fuzzing::soap_document(data));
