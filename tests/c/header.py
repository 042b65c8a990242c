"""What include/pchat.h declares: functions with their documentation, and structs with their fields."""

from __future__ import annotations

import re
import sys
from dataclasses import dataclass
from pathlib import Path

HEADER = Path(__file__).resolve().parents[2] / "include" / "pchat.h"


@dataclass(frozen=True)
class Parameter:
    type: str
    name: str

    @property
    def is_pointer(self) -> bool:
        return "*" in self.type

    @property
    def base(self) -> str:
        """The type without const and pointers."""
        return self.type.replace("const", "").replace("*", "").strip()

    @property
    def depth(self) -> int:
        return self.type.count("*")


@dataclass(frozen=True)
class Function:
    result: str
    name: str
    parameters: tuple[Parameter, ...]
    doc: str

    @property
    def returns_status(self) -> bool:
        return self.result == "pchat_status_t"

    @property
    def waits(self) -> bool:
        """It refuses to wait inside a callback."""
        return "PCHAT_ERROR_CODE_WOULD_DEADLOCK" in self.doc


@dataclass(frozen=True)
class Struct:
    name: str
    fields: tuple[Parameter, ...]

    @property
    def is_filled_by_program(self) -> bool:
        """It starts with its size and has an init function."""
        return bool(self.fields) and self.fields[0].name == "struct_size"


def _parameter(text: str) -> Parameter:
    text = " ".join(text.split())
    if function := re.match(r".*\(\*(\w+)\)\(.*\)$", text):
        return Parameter("function", function.group(1))
    match = re.match(r"^(.*?)(\w+)$", text)
    if match is None:
        sys.exit(f"cannot read the parameter `{text}`")
    kind = re.sub(r"\s*\*\s*", "*", match.group(1).strip())
    kind = re.sub(r"\*const\*", "**", kind).replace("*", " *", 1)
    return Parameter(kind, match.group(2))


def functions(text: str) -> list[Function]:
    body = text[text.index('extern "C" {') :]
    found = []
    for match in re.finditer(r"/\*\*((?:(?!\*/).)*)\*/\s*([\w ]+?[ *]+)(pchat_\w+)\(([^;{]*)\);", body, re.S):
        doc, result, name, parameters = match.groups()
        parts = [] if parameters.strip() == "void" else parameters.split(",")
        found.append(
            Function(
                re.sub(r"\s*\*", " *", result.strip()),
                name,
                tuple(_parameter(part) for part in parts),
                re.sub(r"\n\s*\*", "\n", doc),
            )
        )
    declared = set(re.findall(r"\b(pchat_\w+)\(", re.sub(r"/\*.*?\*/|//[^\n]*", "", body, flags=re.S)))
    if missing := declared - {function.name for function in found}:
        sys.exit(f"{HEADER.name}: cannot read, or without documentation: {', '.join(sorted(missing))}")
    return found


def structs(text: str) -> list[Struct]:
    text = re.sub(r"/\*.*?\*/", "", text, flags=re.S)
    found = []
    for body, name in re.findall(r"typedef struct(?: \w+)? \{(.*?)\} (pchat_\w+);", text, re.S):
        found.append(Struct(name, tuple(_parameter(field) for field in body.split(";") if field.strip())))
    filled = {struct.name for struct in found if struct.is_filled_by_program}
    if unread := set(re.findall(r"_init\((pchat_\w+) \*", text)) ^ filled:
        sys.exit(f"{HEADER.name}: an init function, or no struct_size, without the other: {', '.join(sorted(unread))}")
    return found


def handles(text: str) -> tuple[str, ...]:
    """The kinds of objects, `endpoint` for `pchat_endpoint_t`."""
    return tuple(re.findall(r"^typedef struct pchat_\w+ pchat_(\w+)_t;", text, re.M))


def read() -> str:
    """The header without what is inside it already: small functions that only fill structs."""
    inline = r"(?:/\*\*(?:[^*]|\*(?!/))*\*/\n)?static inline [^\n]*\n\{\n.*?\n\}\n"
    return re.sub(inline, "", HEADER.read_text(encoding="utf-8"), flags=re.DOTALL)


if __name__ == "__main__":
    for function in functions(read()):
        print(function.name)
