//! The text that a message signature covers (spec sip.md C.1; [MS-SIPAE] 3.2.5.2).

use crate::sip::signing::SignedFields;

/// The version of the authentication protocol, which the server offers and the client repeats.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Version {
    /// Version 2, also meant when none is given: the shorter signed text.
    V2,
    /// Version 3.
    V3,
    /// Version 4: the request that completes the handshake is signed already.
    V4,
}

impl Version {
    /// Reads the parameter `version`. A number above 4 counts as 4, the newest known. None when it is no number.
    pub fn of_parameter(value: Option<&str>) -> Option<Version> {
        let Some(text) = value else { return Some(Version::V2) };
        match text.parse::<u32>().ok()? {
            0..=2 => Some(Version::V2),
            3 => Some(Version::V3),
            _ => Some(Version::V4),
        }
    }

    /// What to append to a header: nothing for version 2, as real clients do (spec sip.md B5).
    pub(super) fn parameter(self) -> &'static str {
        match self {
            Version::V2 => "",
            Version::V3 => ", version=3",
            Version::V4 => ", version=4",
        }
    }
}

/// The values that come from the security association rather than from the message.
#[derive(Clone, Copy, Debug)]
pub struct SignedHead<'a> {
    /// "NTLM".
    pub scheme: &'a str,
    /// crand or srand: the signer's random digits.
    pub rand: &'a str,
    /// cnum or snum: the signer's counter.
    pub number: &'a str,
    /// The realm as it stands in the header.
    pub realm: &'a str,
    /// The name of the server as it stands in the header.
    pub target_name: &'a str,
}

/// Replaces what is in `out` by the signed text: each value in angle brackets, nothing between them, a missing one as `<>`.
pub fn write_signed_text(
    out: &mut Vec<u8>,
    version: Version,
    head: &SignedHead<'_>,
    fields: &SignedFields<'_>,
) {
    out.clear();
    let mut push = |value: &str| {
        out.push(b'<');
        out.extend_from_slice(value.as_bytes());
        out.push(b'>');
    };
    for value in [head.scheme, head.rand, head.number, head.realm, head.target_name] {
        push(value);
    }
    for value in [fields.call_id, fields.cseq_number, fields.cseq_method, fields.from_uri, fields.from_tag] {
        push(value);
    }
    if version == Version::V2 {
        push(fields.to_tag);
    } else {
        for value in [fields.to_uri, fields.to_tag, fields.asserted_sip_uri, fields.asserted_tel_uri] {
            push(value);
        }
    }
    push(fields.expires);
    if let Some(status) = fields.status {
        let mut digits = DecimalBuffer::default();
        push(digits.write(u64::from(status)));
    }
}

/// Room for a number in decimal, so that signing does not allocate for it.
#[derive(Default)]
pub(super) struct DecimalBuffer([u8; 20]);

impl DecimalBuffer {
    pub(super) fn write(&mut self, mut number: u64) -> &str {
        let mut start = self.0.len();
        while let Some(place) = start.checked_sub(1) {
            start = place;
            self.0[place] = b'0' + (number % 10) as u8;
            number /= 10;
            if number == 0 {
                break;
            }
        }
        self.0.get(start..).and_then(|digits| str::from_utf8(digits).ok()).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(version: Version, head: &SignedHead<'_>, fields: &SignedFields<'_>) -> String {
        let mut out = b"left over".to_vec();
        write_signed_text(&mut out, version, head, fields);
        String::from_utf8(out).unwrap()
    }

    const HEAD: SignedHead<'_> = SignedHead {
        scheme: "NTLM",
        rand: "13317733",
        number: "1",
        realm: "SIP Communications Service",
        target_name: "cosmo-ocs-r2.cosmo.local",
    };

    /// The worked example of spec sip.md C.1, recorded from Communicator 2007 R2.
    #[test]
    fn version_4_has_the_recorded_layout() {
        let fields = SignedFields {
            call_id: "4037df9284354df39065195bd57a4b14",
            cseq_number: "3",
            cseq_method: "REGISTER",
            from_uri: "sip:user@cosmo.local",
            from_tag: "3e49177a52",
            to_uri: "sip:user@cosmo.local",
            ..SignedFields::default()
        };
        let request = concat!(
            "<NTLM><13317733><1><SIP Communications Service><cosmo-ocs-r2.cosmo.local>",
            "<4037df9284354df39065195bd57a4b14><3><REGISTER><sip:user@cosmo.local><3e49177a52>",
            "<sip:user@cosmo.local><><><><>"
        );
        assert_eq!(text(Version::V4, &HEAD, &fields), request);
        assert_eq!(text(Version::V3, &HEAD, &fields), request);

        let head = SignedHead { rand: "9616454F", ..HEAD };
        let fields = SignedFields {
            to_tag: "5E61CCD925D17E043D9A74835A88F664",
            expires: "7200",
            status: Some(200),
            ..fields
        };
        assert_eq!(
            text(Version::V4, &head, &fields),
            concat!(
                "<NTLM><9616454F><1><SIP Communications Service><cosmo-ocs-r2.cosmo.local>",
                "<4037df9284354df39065195bd57a4b14><3><REGISTER><sip:user@cosmo.local><3e49177a52>",
                "<sip:user@cosmo.local><5E61CCD925D17E043D9A74835A88F664><><><7200><200>"
            )
        );
    }

    /// A ringing answer to a Lync client, recorded: an asserted identity stands in the text as it stands in the header.
    #[test]
    fn version_4_takes_in_the_asserted_identity() {
        let head = SignedHead {
            rand: "1B6D47A1",
            number: "11",
            target_name: "LOC-COMPANYT-FE03.COMPANY.COM",
            ..HEAD
        };
        let fields = SignedFields {
            call_id: "41CEg82ECa0AC8i3DD7mE673t9CF4b19DAxF780x",
            cseq_number: "1",
            cseq_method: "INVITE",
            from_uri: "sip:sender@company.com",
            from_tag: "2420628112",
            to_uri: "sip:recipient@company.com",
            to_tag: "7aee15546a",
            asserted_sip_uri: "SIP:recipient@company.com",
            status: Some(180),
            ..SignedFields::default()
        };
        assert_eq!(
            text(Version::V4, &head, &fields),
            concat!(
                "<NTLM><1B6D47A1><11><SIP Communications Service><LOC-COMPANYT-FE03.COMPANY.COM>",
                "<41CEg82ECa0AC8i3DD7mE673t9CF4b19DAxF780x><1><INVITE><sip:sender@company.com>",
                "<2420628112><sip:recipient@company.com><7aee15546a><SIP:recipient@company.com><><><180>"
            )
        );
    }

    /// A REGISTER answer of Office Communications Server 2007, recorded: version 2 leaves out three fields.
    #[test]
    fn version_2_has_the_recorded_layout() {
        let head = SignedHead { rand: "0878F41B", target_name: "ocs1.ocs.provo.novell.com", ..HEAD };
        let fields = SignedFields {
            call_id: "8592g5DCBa1694i5887m0D0Bt2247b3F38xAE9Fx",
            cseq_number: "3",
            cseq_method: "REGISTER",
            from_uri: "sip:gabriel@ocs.provo.novell.com",
            from_tag: "2947328781",
            to_uri: "sip:gabriel@ocs.provo.novell.com",
            to_tag: "B816D65C2300A32CFA6D371F2AF537FD",
            asserted_sip_uri: "",
            asserted_tel_uri: "",
            expires: "900",
            status: Some(200),
        };
        assert_eq!(
            text(Version::V2, &head, &fields),
            concat!(
                "<NTLM><0878F41B><1><SIP Communications Service><ocs1.ocs.provo.novell.com>",
                "<8592g5DCBa1694i5887m0D0Bt2247b3F38xAE9Fx><3><REGISTER>",
                "<sip:gabriel@ocs.provo.novell.com><2947328781><B816D65C2300A32CFA6D371F2AF537FD>",
                "<900><200>"
            )
        );
    }

    #[test]
    fn versions_as_they_are_written() {
        assert_eq!(Version::of_parameter(None), Some(Version::V2));
        for (text, version) in
            [("2", Version::V2), ("3", Version::V3), ("4", Version::V4), ("5", Version::V4)]
        {
            assert_eq!(Version::of_parameter(Some(text)), Some(version));
        }
        for text in ["", "four", "-1", "4.0"] {
            assert_eq!(Version::of_parameter(Some(text)), None, "{text:?}");
        }
    }

    #[test]
    fn numbers_in_decimal() {
        for number in [0, 7, 10, 4_294_967_295, u64::MAX] {
            assert_eq!(DecimalBuffer::default().write(number), number.to_string());
        }
    }
}
