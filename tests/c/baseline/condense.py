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
defined = set(re.findall(r" id='([^']+)'", kept))
if missing := set(re.findall(r" type-id='([^']+)'", kept)) - defined:
    sys.exit(f"{len(missing)} types of exported functions are described elsewhere")
unit = f"  <abi-instr address-size='64' path='libpchat' language='LANG_Rust'>\n{kept}  </abi-instr>\n"
Path(sys.argv[2]).write_text(f"{head}{unit}</abi-corpus>\n", encoding="utf-8")
