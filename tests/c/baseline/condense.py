"""Keeps of an abidw document what the exported functions reach, and no path of the machine that it was made on.

python3 tests/c/abi_condense.py IN OUT
"""

import re
import sys
from pathlib import Path

text = Path(sys.argv[1]).read_text(encoding="utf-8")
head, _, _ = text.partition("  <abi-instr ")
units = re.findall(r"  <abi-instr [^>]*>\n(.*?)  </abi-instr>\n", text, re.S)
kept = "".join(unit for unit in units if "<function-decl name='pchat_" in unit)
# A plain type, such as a pointer to a byte, may be described only where something else uses it, too.
plain = {name: line for line, name in re.findall(r"^( *<[^>]* id='([^']+)'/>\n)", "".join(units), re.M)}


def missing() -> set[str]:
    return set(re.findall(r" type-id='([^']+)'", kept)) - set(re.findall(r" id='([^']+)'", kept))


while found := missing() & plain.keys():
    kept = "".join(plain[name] for name in sorted(found)) + kept
if missing():
    sys.exit(f"{len(missing())} types of exported functions are described elsewhere")
unit = f"  <abi-instr address-size='64' path='libpchat' language='LANG_Rust'>\n{kept}  </abi-instr>\n"
Path(sys.argv[2]).write_text(f"{head}{unit}</abi-corpus>\n", encoding="utf-8")
