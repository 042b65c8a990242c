"""Writes a C program that writes tests/c/baseline/abi_layout.c: where the fields of every struct in the header lie now.

python3 tests/c/baseline/layout.py > PROGRAM.c
"""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
import header

TOP = """/* Written by tests/c/abi renew: where programs that are built already expect the fields of each struct. A struct
   may grow at its end when it tells its size or is made by the library; the others may not. */
#include <pchat.h>

#include <assert.h>
#include <stddef.h>
#include <stdint.h>

#if UINTPTR_MAX == UINT64_MAX
"""
BOTTOM = """#endif

int main(void) { return 0; }
"""


def c_string(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n") + '"'


print("#include <pchat.h>\n#include <stddef.h>\n#include <stdio.h>\n\nint main(void) {")
print(f"    fputs({c_string(TOP)}, stdout);")
for struct in header.structs(header.read()):
    exact = struct.name.endswith("completion_t") or struct.name == "pchat_log_callback_t"
    line = f'static_assert(sizeof({struct.name}) {"==" if exact else ">="} %zu, "{struct.name}");\n'
    print(f"    printf({c_string(line)}, sizeof({struct.name}));")
    for part in struct.fields:
        place = f"offsetof({struct.name}, {part.name})"
        line = f'static_assert({place} == %zu, "{struct.name}.{part.name}");\n'
        print(f"    printf({c_string(line)}, {place});")
print(f"    fputs({c_string(BOTTOM)}, stdout);\n    return 0;\n}}")
