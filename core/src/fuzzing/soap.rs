//! The documents of the file web service.

use crate::soap::{Answer, Call, Operation, token_of};

const OPERATIONS: [Operation; 6] = [
    Operation::RequestUniqueFilenameWithExtension,
    Operation::GetMaxFileSizeInKB,
    Operation::GetMaxRequestContentInKB,
    Operation::AppendChunk,
    Operation::GetFileSize,
    Operation::DownloadChunk,
];

/// Calls and answers: what is accepted is written in a spelling that reads the same, the token is found before the rest is there,
/// and no secret is shown.
pub fn soap_document(data: &[u8]) {
    let call = Call::parse(data);
    let mut token = None;
    for cut in (0..data.len()).step_by(data.len() / 32 + 1).chain([data.len()]) {
        match token_of(&data[..cut]) {
            Ok(found) => {
                assert!(token.is_none() || token == found, "the token changed with what follows it");
                token = found;
            }
            Err(error) => assert!(call.is_err(), "the first {cut} bytes of a call are refused: {error}"),
        }
    }
    if let Ok(call) = call {
        assert!(call.token.is_empty() || token.is_some(), "the call has a token that is not found early");
        // Control characters and parameters that the operation does not have are left out.
        let plain = Call::parse(call.write().as_bytes()).expect("what is written can be read");
        assert_eq!((plain.operation, plain.offset), (call.operation, offset_of(&call)));
        assert_eq!(plain.chunk, call.chunk, "bytes of the file changed");
        let again = Call::parse(plain.write().as_bytes()).expect("what is written can be read");
        assert_eq!(again, plain);
        assert_eq!(again.write(), plain.write_with(&again.chunk));
        let shown = format!("{call:?}");
        assert!(call.token.len() < 32 || !shown.contains(&call.token), "a token is shown");
    }
    for operation in OPERATIONS {
        match Answer::parse(data, operation) {
            Ok(Ok(answer)) => {
                let plain = written(&answer, operation);
                assert_eq!(written(&plain, operation), plain);
                if let Answer::Chunk(_) | Answer::Done = answer {
                    assert_eq!(plain, answer);
                }
            }
            Ok(Err(fault)) => {
                assert!(fault.text.len() <= 1200, "a fault is as long as it likes");
                let again = Answer::parse(fault.write().as_bytes(), operation);
                assert!(matches!(&again, Ok(Err(again)) if again.reason.is_some() == fault.reason.is_some()));
            }
            Err(_) => {}
        }
    }
}

/// Only two operations have an offset.
fn offset_of(call: &Call) -> u64 {
    match call.operation {
        Operation::AppendChunk | Operation::DownloadChunk => call.offset,
        _ => 0,
    }
}

fn written(answer: &Answer, operation: Operation) -> Answer {
    let read = Answer::parse(answer.write(operation).as_bytes(), operation);
    read.expect("what is written can be read").expect("an answer is no fault")
}
