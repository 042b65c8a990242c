//! RTF, the structure: groups, control words, symbols and text, and whether a document is sound (Microsoft's "Rich Text
//! Format (RTF) Specification", version 1.9.1, "RTF Syntax").
//!
//! Strict about structure, because a broken twin is shown to people by clients that are not: the head, balanced braces,
//! well-formed control words and hexadecimal characters, nothing behind the end. Control words that nobody knows are
//! allowed, as the specification asks of readers. Our own, because parts need the place of each token
//! and people need the place of a flaw.

use std::fmt;

/// The most bytes of a document.
pub(super) const MOST_BYTES: usize = 1 << 20;
/// The most groups inside one another, far more than text with formatting needs.
const MOST_DEPTH: usize = 200;
/// The most letters of a control word.
const MOST_LETTERS: usize = 32;
/// The most digits of a number behind a control word.
const MOST_DIGITS: usize = 10;

/// What a document is made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Token<'a> {
    /// `{`
    Open,
    /// `}`
    Close,
    /// `\name`, or `\name5`.
    Word(&'a str, Option<i32>),
    /// `\` and a character that is no letter.
    Symbol(char),
    /// `\'e9`: a byte in the document's code page.
    Byte(u8),
    /// A character of text.
    Text(char),
}

/// Why a document is not sound, and where.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Flaw {
    at: usize,
    what: &'static str,
}

impl fmt::Display for Flaw {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} (at byte {})", self.what, self.at)
    }
}

/// Reads tokens and watches the braces.
pub(super) struct Lexer<'a> {
    document: &'a str,
    at: usize,
    depth: usize,
    is_begun: bool,
}

impl<'a> Lexer<'a> {
    pub(super) fn new(document: &'a str) -> Lexer<'a> {
        Lexer { document, at: 0, depth: 0, is_begun: false }
    }

    /// Where the next token begins, or the line ends before it.
    pub(super) fn position(&self) -> usize {
        self.at
    }

    fn flaw<T>(&self, at: usize, what: &'static str) -> Result<T, Flaw> {
        Err(Flaw { at, what })
    }

    fn rest(&self) -> &'a str {
        self.document.get(self.at..).unwrap_or_default()
    }

    /// The next token and where it begins; `None` behind the document.
    pub(super) fn next(&mut self) -> Result<Option<(usize, Token<'a>)>, Flaw> {
        if !self.is_begun {
            self.begin()?;
        }
        let line_ends = self.rest().bytes().take_while(|b| matches!(b, b'\r' | b'\n')).count();
        self.at += line_ends;
        let at = self.at;
        let Some(first) = self.rest().chars().next() else {
            return if self.depth == 0 {
                Ok(None)
            } else {
                self.flaw(at, "a group is not closed: a `}` is missing")
            };
        };
        if self.depth == 0 && at > 0 {
            return if self.rest().trim_ascii().is_empty() {
                Ok(None)
            } else {
                self.flaw(at, "something stands behind the `}` that ends the document")
            };
        }
        self.at += first.len_utf8();
        let token = match first {
            '{' => {
                self.depth += 1;
                if self.depth > MOST_DEPTH {
                    return self.flaw(at, "more than 200 groups stand inside one another");
                }
                Token::Open
            }
            '}' => {
                self.depth -= 1;
                Token::Close
            }
            '\\' => self.control(at)?,
            '\0' => return self.flaw(at, "it has a NUL character"),
            c => Token::Text(c),
        };
        Ok(Some((at, token)))
    }

    fn begin(&mut self) -> Result<(), Flaw> {
        if self.document.len() > MOST_BYTES {
            return self.flaw(MOST_BYTES, "it has more than 1048576 bytes");
        }
        let head = self.document.strip_prefix("{\\rtf");
        if head.is_none_or(|rest| rest.starts_with(|c: char| c.is_ascii_alphabetic())) {
            return self.flaw(0, "it does not begin with `{\\rtf1`");
        }
        self.is_begun = true;
        Ok(())
    }

    /// What stands behind a backslash at `at`.
    fn control(&mut self, at: usize) -> Result<Token<'a>, Flaw> {
        let rest = self.rest();
        let letters = rest.bytes().take(MOST_LETTERS + 1).take_while(u8::is_ascii_alphabetic).count();
        if letters > MOST_LETTERS {
            return self.flaw(at, "a control word has more than 32 letters");
        }
        if letters == 0 {
            return self.symbol(at, rest);
        }
        let (word, rest) = rest.split_at(letters);
        let sign = usize::from(rest.starts_with('-'));
        let digits = rest.bytes().skip(sign).take(MOST_DIGITS + 1).take_while(u8::is_ascii_digit).count();
        if digits > MOST_DIGITS {
            return self.flaw(at, "a control word has a number of more than 10 digits");
        }
        let number = if digits == 0 { "" } else { rest.get(..sign + digits).unwrap_or_default() };
        self.at += letters + number.len();
        if self.rest().starts_with(' ') {
            self.at += 1;
        }
        let number = match (number.is_empty(), number.parse::<i32>()) {
            (true, _) => None,
            (false, Ok(number)) => Some(number),
            (false, Err(_)) => return self.flaw(at, "a control word has a number beyond 32 bits"),
        };
        if word == "bin" && number.is_some_and(|number| number != 0) {
            return self.flaw(at, "it has binary data (\\bin), which a chat message cannot carry");
        }
        Ok(Token::Word(word, number))
    }

    fn symbol(&mut self, at: usize, rest: &str) -> Result<Token<'a>, Flaw> {
        let Some(symbol) = rest.chars().next() else {
            return self.flaw(at, "it ends with a backslash");
        };
        self.at += symbol.len_utf8();
        if symbol != '\'' {
            return Ok(Token::Symbol(symbol));
        }
        let byte = rest.get(1..3).filter(|hex| hex.bytes().all(|b| b.is_ascii_hexdigit()));
        match byte.and_then(|hex| u8::from_str_radix(hex, 16).ok()) {
            Some(byte) => {
                self.at += 2;
                Ok(Token::Byte(byte))
            }
            None => self.flaw(at, "`\\'` is not followed by two hexadecimal digits"),
        }
    }
}

/// Whether a document is sound; if not, a sentence that says what is wrong and where.
pub(crate) fn check(document: &str) -> Result<(), String> {
    let mut lexer = Lexer::new(document);
    loop {
        match lexer.next() {
            Ok(Some(_)) => {}
            Ok(None) => return Ok(()),
            Err(flaw) => return Err(format!("the RTF is not valid: {flaw}")),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sound_documents() {
        for document in [
            "{\\rtf}",
            "{\\rtf1}",
            "{\\rtf1\\ansi Hello}\r\n",
            "{\\rtf1 \\{\\}\\\\ \\'e9\\u233?\\~\\*}",
            "{\\rtf1\r\n{\\b bold}\n\\par\n}\n \n",
            "{\\rtf1 \\unknownword-12 x}",
            "{\\rtf1 \\bin0 x}",
            "{\\rtf1 é}",
            "{\\rtf-1}",
        ] {
            assert_eq!(check(document), Ok(()), "{document}");
        }
    }

    #[test]
    fn flaws_are_named_with_their_place() {
        let long = "x".repeat(MOST_BYTES + 1);
        let deep = format!("{{\\rtf1{}", "{".repeat(MOST_DEPTH));
        for (document, what, at) in [
            ("", "does not begin", 0),
            ("Hello", "does not begin", 0),
            (" {\\rtf1}", "does not begin", 0),
            ("{\\rtfx}", "does not begin", 0),
            ("{rtf1}", "does not begin", 0),
            ("{\\rtf1", "a `}` is missing", 6),
            ("{\\rtf1 {a}", "a `}` is missing", 10),
            ("{\\rtf1}}", "behind the `}`", 7),
            ("{\\rtf1} {", "behind the `}`", 7),
            ("{\\rtf1}x", "behind the `}`", 7),
            ("{\\rtf1 \\", "ends with a backslash", 7),
            ("{\\rtf1 \\'4}", "hexadecimal", 7),
            ("{\\rtf1 \\'+4}", "hexadecimal", 7),
            ("{\\rtf1 \\'é}", "hexadecimal", 7),
            ("{\\rtf1 \0}", "NUL", 7),
            ("{\\rtf1 \\bin4 abcd}", "binary", 7),
            ("{\\rtf1 \\aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa}", "32 letters", 7),
            ("{\\rtf1 \\fs12345678901}", "10 digits", 7),
            ("{\\rtf1 \\fs-9999999999}", "32 bits", 7),
            (&deep, "inside one another", 205),
            (&long, "more than 1048576 bytes", MOST_BYTES),
        ] {
            let sentence = check(document).unwrap_err();
            assert!(sentence.contains(what), "{sentence}");
            assert!(sentence.ends_with(&format!("(at byte {at})")), "{sentence}");
        }
    }

    #[test]
    fn tokens() {
        let mut lexer = Lexer::new("{\\rtf1\\b0 a\\'e9\r\n\\par-}");
        let mut tokens = Vec::new();
        while let Some((_, token)) = lexer.next().unwrap() {
            tokens.push(token);
        }
        assert_eq!(
            tokens,
            [
                Token::Open,
                Token::Word("rtf", Some(1)),
                Token::Word("b", Some(0)),
                Token::Text('a'),
                Token::Byte(0xe9),
                Token::Word("par", None),
                Token::Text('-'),
                Token::Close
            ]
        );
    }
}
