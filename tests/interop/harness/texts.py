"""What the participants say to each other."""

from __future__ import annotations


def eight_kb() -> str:
    """8192 bytes of UTF-8, neither compressible to one letter nor without markup characters."""
    piece = "8 kB of text & <tags>, äöü, «quotes» 😀; "
    count = 8192 // len(piece.encode())
    text = piece * count
    return text + "x" * (8192 - len(text.encode()))


TEXTS: dict[str, str] = {
    "plain text": "good morning",
    "quotes and angle brackets": "\"double\" 'single' <b>bold?</b> a < b > c & d &amp; &#65; ]]> <!-- x -->",
    "line breaks (CR LF)": "first line\r\nsecond line\r\n\r\nfourth line",
    "non-ASCII": "Grüße, ação, Ελληνικά, русский, עברית, 日本語",
    "emoji": "😀 👩‍👩‍👧‍👦 🏳️‍🌈 e\u0301",
    "8 kB": eight_kb(),
}


def unified(text: str) -> str:
    """Line ends as LF: SIPE shows CR LF as it came, our API gives LF."""
    return text.replace("\r\n", "\n")
