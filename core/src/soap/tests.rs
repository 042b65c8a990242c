use super::*;

/// Typed after xccos.md 9.9.
const APPEND: &str = "<s:Envelope xmlns:s=\"http://schemas.xmlsoap.org/soap/envelope/\"><s:Body>\
    <AppendChunk xmlns=\"http://www.microsoft.com\"><token>11111111-2222-3333-4444-555555555555</token>\
    <channelId>99999999-8888-7777-6666-555555555555</channelId>\n <uniqueFilename>0f000000-0000-4000-8000-000000000009.txt</uniqueFilename>\
    <fileChunk>aGVsbG8s\r\nIHdvcmxk</fileChunk><offset>0</offset><fileLength>43</fileLength></AppendChunk></s:Body></s:Envelope>";

#[test]
fn a_captured_call_is_read() {
    let call = Call::parse(APPEND.as_bytes()).expect("a call");
    assert_eq!(call.operation, Operation::AppendChunk);
    assert_eq!(call.token, "11111111-2222-3333-4444-555555555555");
    assert_eq!(call.channel_id, "99999999-8888-7777-6666-555555555555");
    assert_eq!(call.file_name, "0f000000-0000-4000-8000-000000000009.txt");
    assert_eq!((call.offset, call.length, call.chunk.as_slice()), (0, 43, b"hello, world".as_slice()));
    assert!(!format!("{call:?}").contains("11111111-"), "the token is a secret");
}

#[test]
fn calls_and_answers_read_back() {
    for operation in [
        Operation::RequestUniqueFilenameWithExtension,
        Operation::GetMaxFileSizeInKB,
        Operation::GetMaxRequestContentInKB,
        Operation::AppendChunk,
        Operation::GetFileSize,
        Operation::DownloadChunk,
    ] {
        let mut call = Call::new(operation, "t<&>", "");
        match operation {
            Operation::RequestUniqueFilenameWithExtension => call.extension = "txt".into(),
            Operation::AppendChunk => {
                (call.file_name, call.offset, call.length, call.chunk) =
                    ("a.b".into(), 5, 10, vec![0, 255, 7]);
            }
            Operation::GetFileSize => call.file_name = "a.b".into(),
            Operation::DownloadChunk => {
                (call.file_name, call.offset, call.length) = ("a.b".into(), 5, 10);
            }
            _ => {}
        }
        assert_eq!(Call::parse(call.write().as_bytes()), Ok(call));
        assert!(operation.is_named_by(&operation.action()));
        assert!(operation.is_named_by(&format!("http://www.microsoft.com/{}", operation.name())));
        assert!(!operation.is_named_by(operation.name()));
        let answer = match operation {
            Operation::AppendChunk => Answer::Done,
            Operation::DownloadChunk => Answer::Chunk(vec![1, 2, 3, 4]),
            _ => Answer::Text("20000".into()),
        };
        assert_eq!(Answer::parse(answer.write(operation).as_bytes(), operation), Ok(Ok(answer)));
    }
    let fault = Fault { reason: Some("INVALID_TOKEN".into()), text: "no <such> token".into() };
    assert_eq!(Answer::parse(fault.write().as_bytes(), Operation::GetFileSize), Ok(Err(fault)));
}

#[test]
fn the_token_is_known_before_the_chunk_is_there() {
    let end = APPEND.find("</token>").expect("its end") + "</token>".len();
    for cut in 0..end {
        assert_eq!(token_of(&APPEND.as_bytes()[..cut]), Ok(None), "{cut}");
    }
    for cut in end..APPEND.len() {
        let token = token_of(&APPEND.as_bytes()[..cut]).expect("no error");
        assert_eq!(token.as_deref(), Some("11111111-2222-3333-4444-555555555555"), "{cut}");
    }
}

#[test]
fn a_call_that_is_half_there_is_not_refused() {
    for odd in ["<!-- a > b -->", "<a b=\"c > d\"/>", "<a b='>'/>", "<![CDATA[>]]>", "<?a > b?>"] {
        let document = APPEND.replace("<token>", &format!("{odd}<token>"));
        assert!(Call::parse(document.as_bytes()).is_ok(), "{odd}");
        for cut in 0..document.len() {
            assert!(token_of(&document.as_bytes()[..cut]).is_ok(), "{odd}: {cut}");
        }
    }
}

#[test]
fn what_is_no_call_is_refused_with_the_reason() {
    let wrapped = |body: &str| format!("{HEAD}{body}{TAIL}");
    for (document, word) in [
        (String::new(), "no SOAP body"),
        ("<a/>".into(), "no SOAP envelope"),
        (wrapped(""), "no SOAP body"),
        (wrapped("<DropTable/>"), "no operation 'DropTable'"),
        (wrapped("<GetFileSize/><GetFileSize/>"), "more than one"),
        (wrapped("<DownloadChunk><offset>-1</offset></DownloadChunk>"), "offset is no number"),
        (wrapped("<AppendChunk/>"), "no fileChunk"),
        (wrapped("<AppendChunk><fileChunk>a?</fileChunk></AppendChunk>"), "no base64"),
        (wrapped("<GetFileSize><token>&bomb;</token></GetFileSize>"), "unknown reference"),
        (wrapped(&format!("<GetFileSize>{}</GetFileSize>", "<a/>".repeat(100))), "too many"),
        (wrapped(&format!("<GetFileSize>{}", "<a>".repeat(100))), "too many"),
        (format!("<!DOCTYPE a [<!ENTITY b \"c\">]>{}", wrapped("<GetFileSize/>")), "document type"),
        (APPEND.replace("</s:Body>", ""), "not well-formed"),
        (APPEND.replace("</s:Envelope>", ""), "ends inside"),
    ] {
        let error = Call::parse(document.as_bytes()).expect_err(&document).to_string();
        assert!(error.contains(word), "{document}: {error}");
    }
    assert!(Call::parse(b"\xff\xfe").is_err());
    assert!(token_of(b"<a>\xff<b>").is_err());
}

#[test]
fn every_beginning_of_a_document_is_harmless() {
    let answer = Answer::Chunk(vec![7; 40]).write(Operation::DownloadChunk);
    for cut in 0..answer.len() {
        assert!(Answer::parse(&answer.as_bytes()[..cut], Operation::DownloadChunk).is_err(), "{cut}");
    }
}
