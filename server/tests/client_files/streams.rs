//! Files from and to memory, and chunk by chunk.

use super::{ALL, Client, Scene, gated};
use pchat_core::api::{
    Bytes, ContentDownload, Error, ErrorCode, FileTransfer, FileTransferState, MessagePartKind, Session,
};

/// No two pieces of it are alike.
fn bytes_of(size: usize) -> Bytes {
    (0..size).map(|n| (n.wrapping_mul(2_654_435_761) >> 11) as u8).collect()
}

fn from(uri: &str) -> ContentDownload {
    ContentDownload { file_uri: uri.into(), max_bytes: None }
}

fn posted(client: &Client, room: &Session) -> usize {
    client.wait(room.recent_history(50)).unwrap().len()
}

fn write_all(client: &Client, transfer: &FileTransfer, content: &Bytes, chunk: usize) -> Result<(), Error> {
    let mut rest = content.clone();
    while !rest.is_empty() {
        client.wait(transfer.write(rest.split_to(chunk.min(rest.len()))))?;
    }
    Ok(())
}

/// Reads it to its end. What was fetched ahead is bounded at every moment.
fn read_all(client: &Client, transfer: &FileTransfer) -> Result<Vec<u8>, Error> {
    let mut all = Vec::new();
    while let Some(chunk) = client.wait(transfer.read())? {
        assert!(!chunk.is_empty() && chunk.len() <= 1 << 20, "{}", chunk.len());
        all.extend_from_slice(&chunk);
        let ahead = transfer.progress().transferred_bytes.saturating_sub(all.len() as u64);
        assert!(ahead <= 2 << 20, "{ahead} bytes ahead of the reader");
    }
    Ok(all)
}

#[test]
fn bytes_go_up_and_come_down() {
    let scene = Scene::new();
    let ann = scene.client("ann");
    let room = ann.join("Papers");
    for size in [0, 1, 128 << 10, 3_000_001] {
        let content = bytes_of(size);
        let up = room.upload_bytes("a & b.bin", content.clone()).unwrap();
        assert!(up.is_upload() && up.path().is_empty() && up.file_name() == "a & b.bin");
        let file = ann.wait(up.finish()).unwrap();
        assert_eq!((file.size, file.path.as_str()), (size as u64, ""));
        let link = &ann.message().parts()[0];
        assert_eq!(link.kind, MessagePartKind::FileDownloadLink);
        assert_eq!(link.uri.as_deref(), Some(file.file_uri.as_str()));

        let down = room.download_bytes(from(&file.file_uri)).unwrap();
        assert!(ann.wait(down.content()).unwrap() == content, "{size}");
        assert!(ann.wait(down.content()).unwrap() == content, "once more");
        assert_eq!(ann.wait(down.finish()).unwrap().size, size as u64);
        let done = down.progress();
        assert_eq!((done.state, done.percent), (FileTransferState::Completed, 100));
        for (code, refused) in [
            (ErrorCode::InvalidOperation, ann.wait(down.read()).map(|_| ())),
            (ErrorCode::InvalidOperation, ann.wait(down.write(Bytes::from_static(b"x")))),
            (ErrorCode::InvalidOperation, ann.wait(up.content()).map(|_| ())),
        ] {
            assert_eq!(refused.unwrap_err().code(), code);
        }
    }
    for name in ["", "a/b", "..", &"x".repeat(256)] {
        let bad = room.upload_bytes(name, Bytes::new()).unwrap_err();
        assert_eq!(bad.code(), ErrorCode::BadArgument, "{name}");
        assert_eq!(room.upload_stream(name, 1).unwrap_err().code(), ErrorCode::BadArgument, "{name}");
    }
    assert_eq!(room.download_bytes(from("https://x")).unwrap_err().code(), ErrorCode::BadArgument);
    assert_eq!(room.download_stream(from("")).unwrap_err().code(), ErrorCode::BadArgument);
}

#[test]
fn memory_has_a_limit_that_holds_before_the_first_byte() {
    let scene = Scene::new();
    let ann = scene.client("ann");
    let room = ann.join("Papers");
    let uri = ann.wait(room.upload_bytes("a.bin", bytes_of(3000)).unwrap().finish()).unwrap().file_uri;
    let limited = |most| ContentDownload { max_bytes: Some(most), ..from(&uri) };
    for transfer in [room.download_bytes(limited(2999)), room.download_stream(limited(2999))] {
        let transfer = transfer.unwrap();
        let said = ann.failed(&transfer, ErrorCode::FileDownloadFailed);
        assert_eq!(said, "downloading 'a.bin': the file has 3000 bytes, and no more than 2999 are wanted");
        assert_eq!(transfer.progress().transferred_bytes, 0);
    }
    assert_eq!(ann.wait(room.download_bytes(limited(3000)).unwrap().content()).unwrap().len(), 3000);
    assert_eq!(ann.wait(room.download_bytes(limited(0)).unwrap().content()).unwrap().len(), 3000);

    // As long as that on the server's disk, and empty.
    let stored = std::fs::OpenOptions::new().write(true).open(&scene.stored()[0]).unwrap();
    stored.set_len((64 << 20) + 1).unwrap();
    let said = ann.failed(&room.download_bytes(from(&uri)).unwrap(), ErrorCode::FileDownloadFailed);
    assert!(said.contains("67108865 bytes, and no more than 67108864 are wanted"), "{said}");
    let stream = room.download_stream(from(&uri)).unwrap();
    assert!(ann.wait(stream.read()).unwrap().unwrap().iter().any(|byte| *byte != 0), "no limit unless asked");
}

#[test]
fn what_is_written_is_posted_when_it_is_complete_and_read_in_chunks() {
    let scene = Scene::new();
    let ann = scene.client("ann");
    let room = ann.join("Papers");
    let sizes =
        [(0, 1), (1, 1), (128 << 10, 128 << 10), (128 << 10, 4096), (3_000_001, 100_003), (2 << 20, 2 << 20)];
    for (number, (size, chunk)) in sizes.into_iter().enumerate() {
        let content = bytes_of(size);
        let up = room.upload_stream("a.bin", size as u64).unwrap();
        write_all(&ann, &up, &content, chunk).unwrap();
        ann.wait(up.write(Bytes::new())).unwrap();
        assert_eq!(posted(&ann, &room), number, "nobody has said that nothing more comes");
        let uri = ann.wait(up.finish()).unwrap().file_uri;
        assert_eq!(posted(&ann, &room), number + 1);
        let late = ann.wait(up.write(Bytes::from_static(b"x"))).unwrap_err();
        assert_eq!(late.code(), ErrorCode::InvalidOperation, "{late}");
        assert_eq!(ann.wait(up.finish()).unwrap().size, size as u64, "asked again");

        let down = room.download_stream(from(&uri)).unwrap();
        assert!(read_all(&ann, &down).unwrap() == content, "{size} in {chunk}");
        assert_eq!(ann.wait(down.read()).unwrap(), None, "asked again");
        assert_eq!(ann.wait(down.finish()).unwrap().size, size as u64);
    }
}

#[test]
fn a_stream_of_another_length_fails_and_leaves_nothing() {
    let scene = Scene::new();
    let ann = scene.client("ann");
    let room = ann.join("Papers");

    let short = room.upload_stream("a.bin", 20).unwrap();
    ann.wait(short.write(bytes_of(19))).unwrap();
    let said = ann.failed(&short, ErrorCode::FileUploadFailed);
    assert_eq!(said, "uploading 'a.bin': the stream ended after 19 of 20 bytes; nothing was posted");

    let long = room.upload_stream("a.bin", 20).unwrap();
    ann.wait(long.write(bytes_of(20))).unwrap();
    let said = ann.wait(long.write(bytes_of(1))).unwrap_err();
    assert_eq!(said.code(), ErrorCode::FileUploadFailed);
    assert_eq!(ann.failed(&long, ErrorCode::FileUploadFailed), said.message());
    assert!(said.message().contains("more than the 20 bytes that were announced"), "{said}");
    assert_eq!(ann.wait(long.write(bytes_of(1))).unwrap_err().code(), ErrorCode::FileUploadFailed);

    let large = room.upload_stream("a.bin", 1 << 40).unwrap();
    let said = loop {
        if let Err(error) = ann.wait(large.write(bytes_of(1000))) {
            break error;
        }
    };
    assert!(said.message().contains("the server takes files of up to 20000 KB"), "{said}");
    assert_eq!(said.code(), ErrorCode::FileUploadFailed);
    assert!(scene.stored().is_empty(), "{:?}", scene.stored());
    assert_eq!(posted(&ann, &room), 0);
}

#[test]
fn a_stream_is_cancelled_in_the_middle_by_word_or_by_dropping_it() {
    let scene = Scene::new();
    let ann = scene.client("ann");
    let room = ann.join("Papers");
    let content = bytes_of(6 << 20);
    let begin = || {
        let up = room.upload_stream("a.bin", 6 << 20).unwrap();
        write_all(&ann, &up, &content.slice(..3 << 20), 100_000).unwrap();
        up
    };
    let up = begin();
    up.cancel();
    ann.failed(&up, ErrorCode::Cancelled);
    assert_eq!(ann.wait(up.write(bytes_of(1))).unwrap_err().code(), ErrorCode::Cancelled);
    assert_eq!(up.resume().unwrap_err().code(), ErrorCode::InvalidOperation);
    drop(begin());
    assert_eq!(posted(&ann, &room), 0, "no link");

    let up = room.upload_bytes("a.bin", content.clone()).unwrap();
    up.cancel();
    ann.failed(&up, ErrorCode::Cancelled);
    up.resume().unwrap();
    let uri = ann.wait(up.finish()).unwrap().file_uri;
    let down = room.download_stream(from(&uri)).unwrap();
    ann.wait(down.read()).unwrap().unwrap();
    down.cancel();
    let said = loop {
        // What had come may still be read.
        if let Err(error) = ann.wait(down.read()) {
            break error;
        }
    };
    assert_eq!(said.code(), ErrorCode::Cancelled);
    assert_eq!(down.resume().unwrap_err().code(), ErrorCode::InvalidOperation);
    let down = room.download_bytes(from(&uri)).unwrap();
    ann.wait(down.progress_after(10)).unwrap();
    down.cancel();
    let _ = ann.wait(down.content());
    if down.progress().state == FileTransferState::Cancelled {
        down.resume().unwrap();
    }
    assert!(ann.wait(down.content()).unwrap() == content, "it went on where it was");
}

#[test]
fn one_chunk_at_a_time() {
    let (scene, gate) = gated();
    gate.allow(ALL);
    let ann = scene.client("ann");
    let room = ann.join("Papers");
    let uri = ann.wait(room.upload_bytes("a.bin", bytes_of(100)).unwrap().finish()).unwrap().file_uri;
    // Nothing passes, so the first ones wait.
    gate.allow(0);
    let (down, up) = (room.download_stream(from(&uri)).unwrap(), room.upload_stream("b.bin", 300).unwrap());
    ann.wait(async {
        let (first, second) = tokio::join!(biased; down.read(), async {
            let second = down.read().await;
            gate.allow(ALL);
            second
        });
        assert_eq!(first.unwrap().unwrap(), bytes_of(100));
        assert_eq!(second.unwrap_err().code(), ErrorCode::InvalidOperation);
    });
    gate.allow(0);
    ann.wait(up.write(bytes_of(100))).unwrap();
    ann.wait(async {
        // Taken while nobody is there to send them, or not: the third one of those that wait is too many.
        let (first, second) = tokio::join!(biased; up.write(bytes_of(100)), async {
            let second = up.write(bytes_of(100)).await;
            gate.allow(ALL);
            second
        });
        first.unwrap();
        if let Err(error) = second {
            assert_eq!(error.code(), ErrorCode::InvalidOperation);
            up.write(bytes_of(100)).await.unwrap();
        }
        assert_eq!(up.finish().await.unwrap().size, 300);
    });
}

#[test]
fn a_lost_connection_is_mended_while_chunks_are_written_and_read() {
    let (scene, gate) = gated();
    let ann = scene.client("ann");
    let room = ann.join("Papers");
    let content = bytes_of(9 << 20);
    gate.allow(4 << 20);
    let up = room.upload_stream("a.bin", 9 << 20).unwrap();
    write_all(&ann, &up, &content.slice(..1 << 20), 50_000).unwrap();
    ann.wait(up.progress_after(1)).unwrap();
    gate.allow(ALL);
    write_all(&ann, &up, &content.slice(1 << 20..), 50_000).unwrap();
    let uri = ann.wait(up.finish()).unwrap().file_uri;
    assert!(std::fs::read(&scene.stored()[0]).unwrap() == content, "the bytes are the same");

    gate.allow(4 << 20);
    let down = room.download_stream(from(&uri)).unwrap();
    let first = ann.wait(down.read()).unwrap().unwrap();
    gate.allow(ALL);
    let rest = read_all(&ann, &down);
    // It counts what it gave, from its own beginning.
    let whole = [first.to_vec(), rest.unwrap()].concat();
    assert!(whole == content, "the bytes are the same");
}
