/// Uploads what a stream still has, exactly `size` bytes, to the room of a session and posts the link. A stream that has fewer or more
/// fails, and nothing is posted; so does one whose exceptions come through here. Waits.
inline TransferredFile upload_from(const Session &session, std::istream &source, const std::string &file_name, std::uint64_t size)
{
    const FileTransfer transfer = session.upload_stream(file_name, size);
    Bytes chunk(256 * 1024);
    while (source.good()) {
        chunk.resize(chunk.capacity());
        source.read(reinterpret_cast<char *>(chunk.data()), static_cast<std::streamsize>(chunk.size()));
        chunk.resize(static_cast<std::size_t>(source.gcount()));
        if (!chunk.empty()) {
            transfer.write(chunk);
        }
    }
    if (source.bad()) {
        // The transfer goes with this function, and so is cancelled.
        throw Error(ErrorCode::Io, "the stream to upload as '" + file_name + "' cannot be read; nothing was posted");
    }
    return transfer.finish();
}

/// Downloads a file into a stream. What was written stays when it fails. Waits.
inline TransferredFile download_to(const Session &session, std::ostream &target, const ContentDownload &download)
{
    const FileTransfer transfer = session.download_stream(download);
    while (const std::optional<Bytes> chunk = transfer.read()) {
        if (!target.write(reinterpret_cast<const char *>(chunk->data()), static_cast<std::streamsize>(chunk->size()))) {
            throw Error(ErrorCode::Io, "the target of the download cannot be written");
        }
    }
    return transfer.finish();
}

