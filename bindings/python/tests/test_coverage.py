"""Everything that the API describes is there in Python. Reads the description's text itself, not what the generator makes of it."""

from __future__ import annotations

import inspect
import re
from pathlib import Path

import pchat
import pchat.sync
import pchat.testing
import pytest
from conftest import ROOT
from pchat import _native

SOURCES = [
    *sorted((ROOT / "core/src/api").glob("*.rs")),
    ROOT / "core/src/platform.rs",
    ROOT / "server/src/local.rs",
]
BUILT_IN = {"Error", "Secret", "Timestamp"}


def snake(name: str) -> str:
    return re.sub(r"(?<=[a-z])(?=[A-Z])", "_", name).lower()


def text_of(path: Path) -> str:
    return path.read_text().split("#[cfg(test)]")[0]


def bodies(kind: str) -> list[tuple[str, str]]:
    """Names and bodies of the public items of a kind."""
    found = []
    for path in SOURCES:
        found += re.findall(rf"^pub {kind} (\w+) \{{\n(.*?)^\}}", text_of(path), re.M | re.S)
    return found


ENUMS = [(name, body) for name, body in bodies("enum") if not name.endswith("Event")]
EVENTS = [(name.removesuffix("Event"), body) for name, body in bodies("enum") if name.endswith("Event")]
VALUES = [(name, body) for name, body in bodies("struct") if re.search(r"^    pub \w+:", body, re.M)]
METHODS = [
    (name, method, doc)
    for path in SOURCES
    for name, body in re.findall(r"^impl (\w+) \{\n(.*?)^\}", text_of(path), re.M | re.S)
    for doc, method in re.findall(r"((?:    ///[^\n]*\n)+)    pub (?:const )?(?:async )?fn (\w+)", body)
    if name not in BUILT_IN and "Not in C:" not in doc
]


def in_package(name: str) -> type:
    found = getattr(pchat, name, None) or getattr(pchat.testing, name, None) or getattr(_native, name)
    assert isinstance(found, type)
    return found


def test_the_description_was_found() -> None:
    assert len(ENUMS) >= 6 and len(VALUES) >= 16 and len(METHODS) >= 40
    assert [name for name, _ in EVENTS] == ["Endpoint", "FileTransfer", "Session"]


@pytest.mark.parametrize(("name", "body"), ENUMS, ids=[name for name, _ in ENUMS])
def test_every_enum_value(name: str, body: str) -> None:
    values = {snake(value).upper(): int(number) for value, number in re.findall(r"(\w+) = (-?\d+),", body)}
    assert values
    members: dict[str, int] = {one.name: one.value for one in in_package(name)}  # type: ignore[attr-defined]
    assert members == values


@pytest.mark.parametrize(("name", "body"), VALUES, ids=[name for name, _ in VALUES])
def test_every_field(name: str, body: str) -> None:
    signature = inspect.signature(in_package(name))
    for field, ty in re.findall(r"^    pub (\w+): (.*),$", body, re.M):
        assert field in signature.parameters
        assert "Secret" in ty or isinstance(inspect.getattr_static(in_package(name), field), type(_GETTER))


_GETTER = inspect.getattr_static(pchat.ChatMessage, "content")


@pytest.mark.parametrize(("name", "method", "doc"), METHODS, ids=[f"{one[0]}.{one[1]}" for one in METHODS])
def test_every_method(name: str, method: str, doc: str) -> None:
    assert hasattr(getattr(_native, name), method)
    if method in ("new", "start"):
        return
    classes = [pchat.testing.LocalServer] if name == "LocalServer" else []
    classes = classes or [getattr(pchat, name), getattr(pchat.sync, name)]
    for found in classes:
        member = inspect.getattr_static(found, method)
        assert inspect.getdoc(member)


@pytest.mark.parametrize(("name", "body"), EVENTS, ids=[name for name, _ in EVENTS])
def test_every_event(name: str, body: str) -> None:
    events = re.findall(r"^    (\w+)\(", body, re.M)
    assert events
    for event in events:
        for module in (pchat, pchat.sync):
            assert callable(getattr(getattr(module, name), f"on_{snake(event)}"))


def test_every_fact_of_an_error() -> None:
    facts = re.findall(r"pub fn (\w+)\(&self\) -> ", text_of(ROOT / "core/src/api/error.rs"))
    assert len(facts) == 9
    spelled = {
        "diagnostics_id": "diagnostics",
        "diagnostics_reason": "diagnostics",
        "diagnostics_source": "diagnostics",
    }
    spelled["retry_after_seconds"] = "retry_after"
    error = pchat.StateError(pchat.ErrorCode.SESSION_STATE, "text")
    for fact in facts:
        assert hasattr(error, spelled.get(fact, fact))


def test_public_names_are_there() -> None:
    for name in pchat.__all__:
        assert hasattr(pchat, name)
