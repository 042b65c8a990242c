//! The fuzzing entry points on stable Rust: over the seed corpus, over mutations of it with a fixed seed, and over
//! generated text. What a fuzzer found and was repaired is added to the corpus.
#![allow(clippy::unwrap_used)]

use std::path::Path;

use pchat_core::fuzzing;
use proptest::prelude::*;

/// The files of a corpus, in the order of their names.
fn corpus(target: &str) -> Vec<Vec<u8>> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut paths: Vec<_> = std::fs::read_dir(root.join("fuzz/corpus").join(target))
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.is_file())
        .collect();
    paths.sort();
    assert!(!paths.is_empty());
    paths.iter().map(|path| std::fs::read(path).unwrap()).collect()
}

/// xorshift64*: enough to choose places and bytes, the same on every run.
struct Dice(u64);

impl Dice {
    fn below(&mut self, n: usize) -> usize {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        let value = self.0.wrapping_mul(0x2545_F491_4F6C_DD1D) >> 33;
        usize::try_from(value).unwrap() % n.max(1)
    }
}

/// Pieces of the grammar that parsers stumble over.
const TOKENS: &[&[u8]] = &[
    b"\r\n",
    b"\r\n\r\n",
    b"\n",
    b"\r",
    b"\r\n ",
    b":",
    b" ",
    b"\"",
    b"\\",
    b"\\\"",
    b"<",
    b">",
    b";",
    b",",
    b"=",
    b"@",
    b"\0",
    b"\xff",
    b"\xc3\xa9",
    b"[",
    b"]",
    b"%00",
    b"SIP/2.0",
    b"l: 5",
    b"Content-Length: 99999999999999999999",
    b"-1",
    b"4294967296",
    b";lr",
    b";tag=",
    b"\"\"",
    b"?",
    b"*",
    b"/>",
    b"</",
    b"<!",
    b"]]>",
    b"<![CDATA[",
    b"&#13;",
    b"&amp;",
    b"&#x0;",
    b" id='1'",
    b"<data>",
    b"</data>",
    b"<chanib/>",
    b"<a href=\"x:y\">",
    b"</a>",
    b"<!-- > -->",
    b"<token>",
    b"</token>",
    b"<fileChunk>",
    b"[STORY]",
    b"[/STORY]",
    b"ma-filelink:",
    b"{\\rtf1 ",
    b"{\\field{\\*\\fldinst HYPERLINK x:y}{\\fldrslt ",
    b"{",
    b"}",
    b"\\u-8704?",
    b"\\'e9",
    b":)",
];

fn mutate(seed: &[u8], others: &[Vec<u8>], dice: &mut Dice) -> Vec<u8> {
    let mut data = seed.to_vec();
    for _ in 0..=dice.below(4) {
        let at = dice.below(data.len() + 1);
        let end = (at + dice.below(24)).min(data.len());
        match dice.below(6) {
            0 => drop(data.drain(at..end)),
            1 => drop(data.splice(at..at, TOKENS[dice.below(TOKENS.len())].iter().copied())),
            2 => drop(data.splice(at..end, TOKENS[dice.below(TOKENS.len())].iter().copied())),
            3 => {
                let copy = data[at..end].to_vec();
                data.splice(at..at, copy);
            }
            4 => {
                if let Some(byte) = data.get_mut(at) {
                    *byte ^= 1 << dice.below(8);
                }
            }
            _ => {
                let other = &others[dice.below(others.len())];
                data.truncate(at);
                data.extend_from_slice(&other[dice.below(other.len() + 1)..]);
            }
        }
    }
    data
}

fn drive(entry: fn(&[u8]), seeds: &[Vec<u8>], rounds: usize) {
    let mut dice = Dice(0x9E37_79B9_7F4A_7C15);
    for seed in seeds {
        entry(seed);
        for _ in 0..rounds {
            entry(&mutate(seed, seeds, &mut dice));
        }
    }
}

#[test]
fn streams() {
    drive(fuzzing::sip_stream, &corpus("sip_stream"), 120);
}

#[test]
fn connections() {
    drive(fuzzing::sip_connection, &corpus("connection"), 100);
}

#[test]
fn torture_messages_as_streams() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/torture");
    let mut paths: Vec<_> = std::fs::read_dir(root).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    let seeds: Vec<_> = paths
        .iter()
        .filter(|path| path.extension().is_some_and(|e| e == "dat"))
        .map(|path| [&[5][..], &std::fs::read(path).unwrap()].concat())
        .collect();
    assert_eq!(seeds.len(), 49);
    drive(fuzzing::sip_stream, &seeds, 20);
    drive(fuzzing::sip_connection, &seeds, 3);
}

#[test]
fn addresses() {
    drive(fuzzing::sip_address, &corpus("address"), 1000);
}

#[test]
fn authentication_headers() {
    drive(fuzzing::sip_auth_params, &corpus("auth_params"), 1000);
}

#[test]
fn ntlm_messages_and_headers() {
    drive(fuzzing::ntlm_messages, &corpus("ntlm_messages"), 1000);
}

#[test]
fn chat_documents() {
    drive(fuzzing::xccos_document, &corpus("xccos"), 400);
}

#[test]
fn documents_of_the_file_service() {
    drive(fuzzing::soap_document, &corpus("soap"), 500);
}

#[test]
fn texts_of_messages() {
    drive(fuzzing::message_text, &corpus("message_text"), 1500);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 256, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_bytes(data in proptest::collection::vec(any::<u8>(), 0..300)) {
        fuzzing::sip_stream(&data);
        fuzzing::sip_address(&data);
        fuzzing::sip_auth_params(&data);
        fuzzing::ntlm_messages(&data);
        fuzzing::xccos_document(&data);
        fuzzing::soap_document(&data);
        fuzzing::message_text(&data);
    }

    #[test]
    fn text_of_the_grammar(parts in proptest::collection::vec(0..TOKENS.len() + 6, 0..40)) {
        let words: [&[u8]; 6] = [b"sip:a@b", b"NTLM a", b"SIP/2.0/TCP x", b"INFO sip:a SIP/2.0\r\n", b"v", b"1"];
        let data = parts
            .iter()
            .flat_map(|part| TOKENS.get(*part).copied().unwrap_or_else(|| words[part - TOKENS.len()]))
            .copied()
            .collect::<Vec<_>>();
        fuzzing::sip_stream(&data);
        fuzzing::sip_address(&data);
        fuzzing::sip_auth_params(&data);
        fuzzing::ntlm_messages(&data);
        fuzzing::xccos_document(&data);
        fuzzing::soap_document(&data);
        fuzzing::message_text(&data);
    }
}
