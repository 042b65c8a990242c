"""Files from and to bytes, file objects and iterators, on an event loop and without one."""

from __future__ import annotations

import asyncio
import gc
import io
from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from typing import Any

import pchat
import pchat.sync
import pytest
from conftest import run
from pchat import FileTransferState
from pchat.testing import LocalServer

CHUNK = 128 * 1024
SIZES = [0, 1, CHUNK, 3_000_001]


def content_of(size: int) -> bytes:
    """No two pieces of it are alike."""
    return b"".join(number.to_bytes(4, "big") for number in range(size // 4 + 1))[:size]


def with_files(server: LocalServer) -> LocalServer:
    server.add_category(name="Files", file_upload=True)
    server.add_room(name="Papers", category="Files")
    return server


class Coroutines:
    """A file object whose methods are coroutines."""

    def __init__(self, content: bytes = b"") -> None:
        self.inside = io.BytesIO(content)

    async def read(self, size: int) -> bytes:
        return self.inside.read(size)

    async def write(self, chunk: bytes) -> int:
        return self.inside.write(chunk)


class Little:
    """Takes and gives little at a time, as a raw file may."""

    def __init__(self, content: bytes = b"") -> None:
        self.inside = io.BytesIO(content)

    def read(self, size: int) -> bytes:
        return self.inside.read(min(size, 50_000))

    def write(self, chunk: bytes) -> int:
        return self.inside.write(chunk[:50_000])


def held(target: Any) -> bytes:
    file: io.BytesIO = getattr(target, "inside", target)
    return file.getvalue()


def parts(content: bytes, size: int = 70_000) -> Iterator[bytes]:
    for start in range(0, len(content), size):
        yield content[start : start + size]


async def apart(content: bytes) -> AsyncIterator[bytes]:
    for part in parts(content):
        yield part


def sources(content: bytes, folder: Path) -> list[Any]:
    path = folder / "source.bin"
    path.write_bytes(content)
    reader = asyncio.StreamReader()
    reader.feed_data(content)
    reader.feed_eof()
    return [
        content,
        bytearray(content),
        memoryview(content),
        io.BytesIO(content),
        path.open("rb"),
        path.open("rb", buffering=0),
        Little(content),
        Coroutines(content),
        reader,
        parts(content),
        apart(content),
        [content],
    ]


def test_every_source_and_every_target(pchat_server: LocalServer, tmp_path: Path) -> None:
    async def test() -> None:
        async with with_files(pchat_server).endpoint("ann") as ann, ann.join("Papers") as room:
            for size in SIZES:
                content = content_of(size)
                for source in sources(content, tmp_path):
                    uri = (await room.upload_from(source, "a.bin", size)).file_uri
                    if isinstance(source, io.IOBase):
                        source.close()
                down = room.download_bytes(file_uri=uri)
                assert await down.content() == content and (await down.finish()).size == size
                assert b"".join([chunk async for chunk in room.download_stream(file_uri=uri)]) == content
                for target in (io.BytesIO(), Coroutines(), Little()):
                    assert (await room.download_to(uri, target)).size == size
                    assert held(target) == content
                with (tmp_path / "copy.bin").open("wb") as file:
                    await room.download_to(uri, file)
                assert (tmp_path / "copy.bin").read_bytes() == content

    run(test())


def test_the_blocking_twin(pchat_server: LocalServer, tmp_path: Path) -> None:
    with with_files(pchat_server).sync_endpoint("ann") as ann, ann.join("Papers") as room:
        for size in SIZES:
            content = content_of(size)
            path = tmp_path / "source.bin"
            path.write_bytes(content)
            with path.open("rb") as file:
                several: list[Any] = [
                    content,
                    memoryview(content),
                    io.BytesIO(content),
                    file,
                    Little(content),
                ]
                for source in [*several, parts(content), [content]]:
                    uri = room.upload_from(source, "a.bin", size).file_uri
            down = room.download_bytes(file_uri=uri)
            assert down.content() == content and down.finish().size == size
            assert b"".join(room.download_stream(file_uri=uri)) == content
            for target in (io.BytesIO(), Little()):
                assert room.download_to(uri, target).size == size
                assert held(target) == content


def test_names_and_sizes_are_found_or_asked_for(pchat_server: LocalServer, tmp_path: Path) -> None:
    path = tmp_path / "Report.txt"
    path.write_bytes(b"0123456789")
    with with_files(pchat_server).sync_endpoint("ann") as ann, ann.join("Papers") as room:
        with path.open("rb") as file:
            file.read(4)
            sent = room.upload_from(file)
        assert (sent.file_name, sent.size) == ("Report.txt", 6), "from where it is"
        with pytest.raises(TypeError, match="file_name is needed"):
            room.upload_from(io.BytesIO(b"x"))
        with pytest.raises(TypeError, match="size is needed"):
            room.upload_from(parts(b"x"), "a")
        wrong: list[Any] = [io.StringIO("text"), "text", ["text"], 7]
        for source in wrong:
            with pytest.raises(TypeError, match="bytes"):
                room.upload_from(source, "a", 4)
        with path.open() as text, pytest.raises(TypeError, match="bytes"):
            room.upload_from(text, size=10)
        with (
            pytest.raises(TypeError, match="chunk: bytes is needed, not str"),
            room.upload_stream("a", 4) as up,
        ):
            up.write("text")  # type: ignore[arg-type]
        assert [one.content for one in room.recent_history(9)] == [
            one.content for one in room.recent_history(1)
        ]


def test_a_source_that_raises_or_lies_leaves_nothing(pchat_server: LocalServer) -> None:
    def breaks() -> Iterator[bytes]:
        yield content_of(2 * CHUNK)
        raise KeyError("the source broke")

    async def breaks_apart() -> AsyncIterator[bytes]:
        for chunk in breaks():
            yield chunk

    async def test() -> None:
        async with pchat_server.endpoint("bob") as bob, bob.join("Papers") as room:
            with pytest.raises(KeyError, match="the source broke"):
                await room.upload_from(breaks_apart(), "a.bin", 5 * CHUNK)
            with pytest.raises(KeyError, match="the source broke"):
                async with room.upload_stream("a.bin", 5 * CHUNK) as up:
                    for chunk in breaks():
                        await up.write(chunk)
            assert up.progress.state is FileTransferState.CANCELLED
            for size in (9, 11):
                with pytest.raises(pchat.PchatError, match="bytes") as caught:
                    await room.upload_from(apart(bytes(10)), "a.bin", size)
                assert caught.value.code is pchat.ErrorCode.FILE_UPLOAD_FAILED
            assert await room.recent_history(9) == []

    with with_files(pchat_server).sync_endpoint("ann") as ann, ann.join("Papers") as room:
        with pytest.raises(KeyError, match="the source broke"):
            room.upload_from(breaks(), "a.bin", 5 * CHUNK)
        with pytest.raises(KeyError, match="the source broke"), room.upload_stream("a.bin", 5 * CHUNK) as up:
            for chunk in breaks():
                up.write(chunk)
        assert up.progress.state is FileTransferState.CANCELLED
        assert room.recent_history(9) == []
    run(test())


def test_cancelled_in_the_middle(pchat_server: LocalServer) -> None:
    content = content_of(5_000_000)

    async def test() -> None:
        async with with_files(pchat_server).endpoint("ann") as ann, ann.join("Papers") as room:
            started = asyncio.Event()

            async def stuck() -> AsyncIterator[bytes]:
                yield content[:CHUNK]
                started.set()
                await asyncio.Event().wait()

            seen: list[pchat.FileTransferProgress] = []
            task = asyncio.ensure_future(
                room.upload_from(stuck(), "a.bin", len(content), progress=seen.append)
            )
            await started.wait()
            task.cancel()
            with pytest.raises(asyncio.CancelledError):
                await task
            assert seen[-1].state is FileTransferState.CANCELLED
            assert await room.recent_history(9) == []

            uri = (await room.upload_from(content, "a.bin")).file_uri
            first = None
            async for chunk in room.download_stream(file_uri=uri):
                first = chunk
                break
            assert first == content[: len(first or b"")], "and the rest is given up with the object"
            async with room.download_stream(file_uri=uri) as down:
                assert await down.read()
            assert down.progress.state is FileTransferState.CANCELLED
            with pytest.raises(pchat.PchatError, match="cancelled"):
                while await down.read():
                    pass

            class Full(io.BytesIO):
                def write(self, chunk: Any) -> int:
                    raise OSError("no space left")

            with pytest.raises(OSError, match="no space left"):
                await room.download_to(uri, Full(), progress=seen.append)
            assert seen[-1].state is FileTransferState.CANCELLED
            with pytest.raises(pchat.PchatError, match="no more than 10 are wanted"):
                await room.download_to(uri, io.BytesIO(), max_bytes=10)

    run(test())


def test_a_reader_that_was_cancelled_loses_nothing_silently(pchat_server: LocalServer) -> None:
    content = content_of(3_000_000)

    async def test() -> None:
        async with with_files(pchat_server).endpoint("ann") as ann, ann.join("Papers") as room:
            uri = (await room.upload_from(content, "a.bin")).file_uri
            for turns in range(8):
                down = room.download_stream(file_uri=uri)
                task = asyncio.ensure_future(down.read())
                for _ in range(turns):
                    await asyncio.sleep(0)
                task.cancel()
                first = (await asyncio.gather(task, return_exceptions=True))[0]
                chunks = [first] if isinstance(first, bytes) else []
                try:
                    chunks += [chunk async for chunk in down]
                except pchat.PchatError as error:
                    assert error.code is pchat.ErrorCode.CANCELLED
                else:
                    assert b"".join(chunks) == content

    run(test())


def test_progress_is_told(pchat_server: LocalServer) -> None:
    content = content_of(3_000_000)

    def check(seen: list[pchat.FileTransferProgress]) -> None:
        percents = [one.percent for one in seen]
        assert percents == sorted(percents) and 2 <= len(seen) <= 103
        assert all(one.state is FileTransferState.RUNNING for one in seen[:-1])
        last = seen[-1]
        assert (last.state, last.percent) == (FileTransferState.COMPLETED, 100)
        assert last.transferred_bytes == last.total_bytes == len(content)

    async def test() -> None:
        async with pchat_server.endpoint("bob") as bob, bob.join("Papers") as room:
            seen: list[pchat.FileTransferProgress] = []
            uri = (await room.upload_from(content, "a.bin", progress=seen.append)).file_uri
            check(seen)
            seen.clear()
            await room.download_to(uri, io.BytesIO(), progress=seen.append)
            check(seen)
            down = room.download_bytes(file_uri=uri)
            told: list[pchat.FileTransferProgress] = []
            is_over = asyncio.Event()

            def tell(now: pchat.FileTransferProgress) -> None:
                told.append(now)
                if now.state is not FileTransferState.RUNNING:
                    is_over.set()

            down.on_progress_changed(tell)
            check([one async for one in down.progress_changes()])
            await is_over.wait()
            check([now for now in told if now.percent or now.total_bytes])

    with with_files(pchat_server).sync_endpoint("ann") as ann, ann.join("Papers") as room:
        seen: list[pchat.FileTransferProgress] = []
        uri = room.upload_from(content, "a.bin", progress=seen.append).file_uri
        check(seen)
        seen.clear()
        room.download_to(uri, io.BytesIO(), progress=seen.append)
        check(seen)
        down = room.download_bytes(file_uri=uri)
        check(list(down.progress_changes()))
        down = room.download_bytes(file_uri=uri)
        told: list[pchat.FileTransferProgress] = []
        down.on_progress_changed(told.append)
        while not told or told[-1].state is FileTransferState.RUNNING:
            ann.run(0.01)
        check(told)
    run(test())


def test_a_transfer_that_is_forgotten_is_cancelled(pchat_server: LocalServer) -> None:
    with with_files(pchat_server).sync_endpoint("ann") as ann, ann.join("Papers") as room:
        up = room.upload_stream("a.bin", 10)
        up.write(b"0123456789")
        del up
        gc.collect()
        assert room.recent_history(9) == []
