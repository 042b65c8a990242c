//! Bytes of RTF's `\'xx` beyond ASCII, by code page (`\ansicpg`). Windows' code pages of one byte a character, as
//! Python's codecs cp1250 to cp1258 and cp874 have them.
//!
//! Writers give characters outside their code page, and those of code pages with two bytes, as `\u`, which needs no table.

/// The character of a byte; U+FFFD when the code page has none there or is not one of these.
pub(super) fn character(page: i32, byte: u8) -> char {
    if byte < 0x80 {
        return char::from(byte);
    }
    let Some((_, table)) = PAGES.iter().find(|(number, _)| *number == page) else { return '\u{FFFD}' };
    table.chars().nth(usize::from(byte - 0x80)).unwrap_or('\u{FFFD}')
}

/// The characters of 0x80 to 0xFF.
const PAGES: [(i32, &str); 10] = [
    (
        1250,
        "€\u{FFFD}‚\u{FFFD}„…†‡\u{FFFD}‰Š‹ŚŤŽŹ\
         \u{FFFD}‘’“”•–—\u{FFFD}™š›śťžź\
         \u{A0}ˇ˘Ł¤Ą¦§¨©Ş«¬\u{AD}®Ż\
         °±˛ł´µ¶·¸ąş»Ľ˝ľż\
         ŔÁÂĂÄĹĆÇČÉĘËĚÍÎĎ\
         ĐŃŇÓÔŐÖ×ŘŮÚŰÜÝŢß\
         ŕáâăäĺćçčéęëěíîď\
         đńňóôőö÷řůúűüýţ˙",
    ),
    (
        1251,
        "ЂЃ‚ѓ„…†‡€‰Љ‹ЊЌЋЏ\
         ђ‘’“”•–—\u{FFFD}™љ›њќћџ\
         \u{A0}ЎўЈ¤Ґ¦§Ё©Є«¬\u{AD}®Ї\
         °±Ііґµ¶·ё№є»јЅѕї\
         АБВГДЕЖЗИЙКЛМНОП\
         РСТУФХЦЧШЩЪЫЬЭЮЯ\
         абвгдежзийклмноп\
         рстуфхцчшщъыьэюя",
    ),
    (
        1252,
        "€\u{FFFD}‚ƒ„…†‡ˆ‰Š‹Œ\u{FFFD}Ž\u{FFFD}\
         \u{FFFD}‘’“”•–—˜™š›œ\u{FFFD}žŸ\
         \u{A0}¡¢£¤¥¦§¨©ª«¬\u{AD}®¯\
         °±²³´µ¶·¸¹º»¼½¾¿\
         ÀÁÂÃÄÅÆÇÈÉÊËÌÍÎÏ\
         ÐÑÒÓÔÕÖ×ØÙÚÛÜÝÞß\
         àáâãäåæçèéêëìíîï\
         ðñòóôõö÷øùúûüýþÿ",
    ),
    (
        1253,
        "€\u{FFFD}‚ƒ„…†‡\u{FFFD}‰\u{FFFD}‹\u{FFFD}\u{FFFD}\u{FFFD}\u{FFFD}\
         \u{FFFD}‘’“”•–—\u{FFFD}™\u{FFFD}›\u{FFFD}\u{FFFD}\u{FFFD}\u{FFFD}\
         \u{A0}΅Ά£¤¥¦§¨©\u{FFFD}«¬\u{AD}®―\
         °±²³΄µ¶·ΈΉΊ»Ό½ΎΏ\
         ΐΑΒΓΔΕΖΗΘΙΚΛΜΝΞΟ\
         ΠΡ\u{FFFD}ΣΤΥΦΧΨΩΪΫάέήί\
         ΰαβγδεζηθικλμνξο\
         πρςστυφχψωϊϋόύώ\u{FFFD}",
    ),
    (
        1254,
        "€\u{FFFD}‚ƒ„…†‡ˆ‰Š‹Œ\u{FFFD}\u{FFFD}\u{FFFD}\
         \u{FFFD}‘’“”•–—˜™š›œ\u{FFFD}\u{FFFD}Ÿ\
         \u{A0}¡¢£¤¥¦§¨©ª«¬\u{AD}®¯\
         °±²³´µ¶·¸¹º»¼½¾¿\
         ÀÁÂÃÄÅÆÇÈÉÊËÌÍÎÏ\
         ĞÑÒÓÔÕÖ×ØÙÚÛÜİŞß\
         àáâãäåæçèéêëìíîï\
         ğñòóôõö÷øùúûüışÿ",
    ),
    (
        1255,
        "€\u{FFFD}‚ƒ„…†‡ˆ‰\u{FFFD}‹\u{FFFD}\u{FFFD}\u{FFFD}\u{FFFD}\
         \u{FFFD}‘’“”•–—˜™\u{FFFD}›\u{FFFD}\u{FFFD}\u{FFFD}\u{FFFD}\
         \u{A0}¡¢£₪¥¦§¨©×«¬\u{AD}®¯\
         °±²³´µ¶·¸¹÷»¼½¾¿\
         \u{5B0}\u{5B1}\u{5B2}\u{5B3}\u{5B4}\u{5B5}\u{5B6}\u{5B7}\u{5B8}\u{5B9}\u{FFFD}\u{5BB}\u{5BC}\u{5BD}\u{5BE}\u{5BF}\
         \u{5C0}\u{5C1}\u{5C2}\u{5C3}\u{5F0}\u{5F1}\u{5F2}\u{5F3}\u{5F4}\u{FFFD}\u{FFFD}\u{FFFD}\u{FFFD}\u{FFFD}\u{FFFD}\u{FFFD}\
         \u{5D0}\u{5D1}\u{5D2}\u{5D3}\u{5D4}\u{5D5}\u{5D6}\u{5D7}\u{5D8}\u{5D9}\u{5DA}\u{5DB}\u{5DC}\u{5DD}\u{5DE}\u{5DF}\
         \u{5E0}\u{5E1}\u{5E2}\u{5E3}\u{5E4}\u{5E5}\u{5E6}\u{5E7}\u{5E8}\u{5E9}\u{5EA}\u{FFFD}\u{FFFD}\u{200E}\u{200F}\u{FFFD}",
    ),
    (
        1256,
        "€\u{67E}‚ƒ„…†‡ˆ‰\u{679}‹Œ\u{686}\u{698}\u{688}\
         \u{6AF}‘’“”•–—\u{6A9}™\u{691}›œ\u{200C}\u{200D}\u{6BA}\
         \u{A0}\u{60C}¢£¤¥¦§¨©\u{6BE}«¬\u{AD}®¯\
         °±²³´µ¶·¸¹\u{61B}»¼½¾\u{61F}\
         \u{6C1}\u{621}\u{622}\u{623}\u{624}\u{625}\u{626}\u{627}\u{628}\u{629}\u{62A}\u{62B}\u{62C}\u{62D}\u{62E}\u{62F}\
         \u{630}\u{631}\u{632}\u{633}\u{634}\u{635}\u{636}×\u{637}\u{638}\u{639}\u{63A}\u{640}\u{641}\u{642}\u{643}\
         à\u{644}â\u{645}\u{646}\u{647}\u{648}çèéêë\u{649}\u{64A}îï\
         \u{64B}\u{64C}\u{64D}\u{64E}ô\u{64F}\u{650}÷\u{651}ù\u{652}ûü\u{200E}\u{200F}\u{6D2}",
    ),
    (
        1257,
        "€\u{FFFD}‚\u{FFFD}„…†‡\u{FFFD}‰\u{FFFD}‹\u{FFFD}¨ˇ¸\
         \u{FFFD}‘’“”•–—\u{FFFD}™\u{FFFD}›\u{FFFD}¯˛\u{FFFD}\
         \u{A0}\u{FFFD}¢£¤\u{FFFD}¦§Ø©Ŗ«¬\u{AD}®Æ\
         °±²³´µ¶·ø¹ŗ»¼½¾æ\
         ĄĮĀĆÄÅĘĒČÉŹĖĢĶĪĻ\
         ŠŃŅÓŌÕÖ×ŲŁŚŪÜŻŽß\
         ąįāćäåęēčéźėģķīļ\
         šńņóōõö÷ųłśūüżž˙",
    ),
    (
        1258,
        "€\u{FFFD}‚ƒ„…†‡ˆ‰\u{FFFD}‹Œ\u{FFFD}\u{FFFD}\u{FFFD}\
         \u{FFFD}‘’“”•–—˜™\u{FFFD}›œ\u{FFFD}\u{FFFD}Ÿ\
         \u{A0}¡¢£¤¥¦§¨©ª«¬\u{AD}®¯\
         °±²³´µ¶·¸¹º»¼½¾¿\
         ÀÁÂĂÄÅÆÇÈÉÊË\u{300}ÍÎÏ\
         ĐÑ\u{309}ÓÔƠÖ×ØÙÚÛÜƯ\u{303}ß\
         àáâăäåæçèéêë\u{301}íîï\
         đñ\u{323}óôơö÷øùúûüư₫ÿ",
    ),
    (
        874,
        "€\u{FFFD}\u{FFFD}\u{FFFD}\u{FFFD}…\u{FFFD}\u{FFFD}\u{FFFD}\u{FFFD}\u{FFFD}\u{FFFD}\u{FFFD}\u{FFFD}\u{FFFD}\u{FFFD}\
         \u{FFFD}‘’“”•–—\u{FFFD}\u{FFFD}\u{FFFD}\u{FFFD}\u{FFFD}\u{FFFD}\u{FFFD}\u{FFFD}\
         \u{A0}กขฃคฅฆงจฉชซฌญฎฏ\
         ฐฑฒณดตถทธนบปผฝพฟ\
         ภมยรฤลฦวศษสหฬอฮฯ\
         ะ\u{E31}าำ\u{E34}\u{E35}\u{E36}\u{E37}\u{E38}\u{E39}\u{E3A}\u{FFFD}\u{FFFD}\u{FFFD}\u{FFFD}฿\
         เแโใไๅๆ\u{E47}\u{E48}\u{E49}\u{E4A}\u{E4B}\u{E4C}\u{E4D}\u{E4E}๏\
         ๐๑๒๓๔๕๖๗๘๙๚๛\u{FFFD}\u{FFFD}\u{FFFD}\u{FFFD}",
    ),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn characters_of_code_pages() {
        assert!(PAGES.iter().all(|(_, table)| table.chars().count() == 128));
        for (page, byte, expected) in [
            (1252, b'a', 'a'),
            (1252, 0xe9, '\u{e9}'),
            (1252, 0x80, '\u{20ac}'),
            (1252, 0x81, '\u{fffd}'),
            (1251, 0xcf, '\u{41f}'),
            (1250, 0xe8, '\u{10d}'),
            (1253, 0xe1, '\u{3b1}'),
            (1255, 0xe0, '\u{5d0}'),
            (1256, 0xc7, '\u{627}'),
            (874, 0xa1, '\u{e01}'),
            (932, 0x82, '\u{fffd}'),
        ] {
            assert_eq!(character(page, byte), expected, "{page} {byte:x}");
        }
    }
}
