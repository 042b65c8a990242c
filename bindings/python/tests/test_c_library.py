"""Drives the real libpchat.so through ctypes, without the package: structs are laid out as `include/pchat.h` says."""

from __future__ import annotations

import ctypes
import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from conftest import ROOT

HEADER = (ROOT / "include" / "pchat.h").read_text()
TYPES = {
    "bool": ctypes.c_bool,
    "size_t": ctypes.c_size_t,
    "int32_t": ctypes.c_int32,
    "int64_t": ctypes.c_int64,
    "uint16_t": ctypes.c_uint16,
    "uint32_t": ctypes.c_uint32,
    "uint64_t": ctypes.c_uint64,
}


def struct(name: str) -> Any:
    """The C struct of this name, read out of the header."""
    found = re.search(rf"typedef struct {name} \{{\n(.*?)^\}} {name};", HEADER, re.M | re.S)
    assert found, name
    body = re.sub(r"/\*.*?\*/", "", found[1], flags=re.S)
    fields = []
    for line in filter(None, (line.strip().rstrip(";") for line in body.splitlines())):
        ty: Any = ctypes.c_void_p
        if "(*" in line:
            field = re.search(r"\(\*(\w+)\)", line)[1]  # type: ignore[index]
        else:
            spelled, field = re.fullmatch(r"(.*?)(\w+)", line).groups()  # type: ignore[union-attr]
            base = spelled.replace("const", "").replace("struct", "").strip()
            if base == "char *":
                ty = ctypes.c_char_p
            elif not base.endswith("*"):
                # What is left are enums, which are int32_t.
                ty = TYPES.get(base, ctypes.c_int32)
        fields.append((field, ty))
    return type(name, (ctypes.Structure,), {"_fields_": fields})


class Library:
    """The functions of the library; a status other than 0 becomes an exception with the library's message."""

    def __init__(self, path: Path) -> None:
        self.lib = ctypes.CDLL(str(path))
        self.lib.pchat_error_message.restype = ctypes.c_char_p
        self.lib.pchat_chat_message_list_free.restype = None

    def __getattr__(self, name: str) -> Any:
        function = getattr(self.lib, f"pchat_{name}")

        def call(*arguments: Any) -> None:
            error = ctypes.c_void_p()
            if function(*arguments, ctypes.byref(error)) != 0:
                text = self.lib.pchat_error_message(error).decode()
                code = self.lib.pchat_error_code(error)
                self.lib.pchat_error_free(error)
                raise RuntimeError(code, text)

        return call

    def settings(self, name: str, /, **fields: Any) -> Any:
        made = struct(f"pchat_{name}_t")()
        getattr(self.lib, f"pchat_{name}_init")(ctypes.byref(made), ctypes.c_size_t(ctypes.sizeof(made)))
        for field, value in fields.items():
            setattr(made, field, value)
        return made


@pytest.fixture
def library() -> Iterator[Library]:
    folder = Path(os.environ.get("CARGO_TARGET_DIR", ROOT / "target"))
    found = Library(folder / "debug" / "libpchat.so")
    yield found
    assert found.lib.pchat_live_handles() == 0


def test_the_shared_library_works_without_the_package(library: Library) -> None:
    new = ctypes.c_void_p
    server, platform, endpoint, session, history, room = (new() for _ in range(6))
    place = ctypes.byref
    library.local_server_start(place(library.settings("local_server_settings", tcp=False)), place(server))
    user = library.settings("local_user", address=b"ann@example.com", password=b"secret")
    library.local_server_add_user(server, place(user))
    library.local_server_add_room(server, place(library.settings("local_room", name=b"Lobby")), place(room))
    library.lib.pchat_string_free(room)
    port, ca_file = ctypes.c_uint16(), ctypes.c_char_p()
    library.local_server_sip_tls_port(server, place(port))
    library.local_server_ca_file(server, place(ca_file))
    library.platform_start(None, place(platform))
    settings = library.settings(
        "endpoint_settings",
        user_uri=b"ann@example.com",
        password=b"secret",
        server=f"localhost:{port.value}".encode(),
        ca_file=ca_file.value,
    )
    library.endpoint_new(platform, place(settings), place(endpoint))
    library.endpoint_establish_wait(endpoint, 30000)
    library.session_new(endpoint, place(session))
    with pytest.raises(RuntimeError, match="there is no room named 'Attic'") as caught:
        library.session_join_by_name_wait(session, b"Attic", 30000)
    assert caught.value.args[0] == 110
    library.session_join_by_name_wait(session, b"Lobby", 30000)
    library.session_send_text_wait(session, "grüße".encode(), 30000)
    library.session_recent_history_wait(session, 5, 30000, place(history))
    listed = ctypes.cast(history, ctypes.POINTER(struct("pchat_chat_message_list_t"))).contents
    items = ctypes.cast(listed.items, ctypes.POINTER(ctypes.POINTER(struct("pchat_chat_message_t"))))
    texts = [items[at].contents.content.decode() for at in range(listed.count)]
    assert texts == ["grüße"]
    library.lib.pchat_chat_message_list_free(history)
    library.endpoint_terminate_wait(endpoint, 30000)
    library.lib.pchat_string_free(ca_file)
    for name, handle in (
        ("session", session),
        ("endpoint", endpoint),
        ("platform", platform),
        ("local_server", server),
    ):
        getattr(library.lib, f"pchat_{name}_free")(handle)
