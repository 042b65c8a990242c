//! The attributes of a start tag, as they stand: quick-xml finds the tags, and this splits what is in them, because a
//! chat message is mostly attributes and quick-xml's own way looks at them byte by byte.

/// Names kept without an allocation, to find one that stands twice.
const FEW: usize = 16;

/// Gives name and raw value of each attribute in document order, or what is wrong (XML 1.0 section 3.1): a name
/// without a value, a value without quotes, a quote that does not end, a name that stands twice.
pub(super) struct Attributes<'a> {
    rest: &'a str,
    first: [&'a str; FEW],
    others: Vec<&'a str>,
    count: usize,
}

impl<'a> Attributes<'a> {
    /// `tag` is what follows the element's name in its start tag.
    pub(super) fn new(tag: &'a str) -> Attributes<'a> {
        Attributes { rest: tag, first: [""; FEW], others: Vec::new(), count: 0 }
    }

    fn read(&mut self, from: &'a str) -> Result<(&'a str, &'a str), &'static str> {
        // Names are short: a loop is quicker than a search that prepares for long texts.
        let end = from.bytes().position(|byte| byte == b'=' || is_blank(byte)).unwrap_or(0);
        let (name, after) = from.split_at_checked(end).unwrap_or_default();
        if name.is_empty() {
            return Err("an attribute without a name or a value");
        }
        let value = after.trim_ascii_start().strip_prefix('=').ok_or("an attribute without a value")?;
        let value = value.trim_ascii_start();
        let quote = value.bytes().next().filter(|quote| matches!(quote, b'"' | b'\''));
        let quote = quote.ok_or("the value of an attribute without quotes")?;
        let value = value.get(1..).unwrap_or_default();
        let end = memchr::memchr(quote, value.as_bytes())
            .ok_or("the value of an attribute without its closing quote")?;
        let known = self.first.get(..self.count).unwrap_or(&self.first);
        if known.contains(&name) || self.others.contains(&name) {
            return Err("an attribute that stands twice");
        }
        match self.first.get_mut(self.count) {
            Some(place) => *place = name,
            None => self.others.push(name),
        }
        self.count += 1;
        self.rest = value.get(end + 1..).unwrap_or_default();
        Ok((name, value.get(..end).unwrap_or_default()))
    }
}

impl<'a> Iterator for Attributes<'a> {
    type Item = Result<(&'a str, &'a str), &'static str>;

    fn next(&mut self) -> Option<Self::Item> {
        let from = self.rest.trim_ascii_start();
        if from.is_empty() {
            return None;
        }
        let read = self.read(from);
        if read.is_err() {
            self.rest = "";
        }
        Some(read)
    }
}

fn is_blank(byte: u8) -> bool {
    matches!(byte, b' ' | b'\t' | b'\r' | b'\n')
}

#[cfg(test)]
mod tests {
    use super::*;
    use quick_xml::events::BytesStart;

    /// Everything up to the first error, by this and by quick-xml.
    fn both(tag: &str) -> [Vec<Option<(String, String)>>; 2] {
        let mut ours: Vec<_> = Vec::new();
        for attribute in Attributes::new(tag) {
            ours.push(attribute.ok().map(|(name, value)| (name.to_owned(), value.to_owned())));
        }
        let mut theirs: Vec<_> = Vec::new();
        for attribute in BytesStart::from_content(format!("x{tag}"), 1).attributes() {
            let read = attribute.ok().map(|it| (it.key.into_inner().to_owned(), it.value.into_owned()));
            let failed = read.is_none();
            theirs.push(read);
            if failed {
                break;
            }
        }
        [ours, theirs]
    }

    #[test]
    fn attributes_in_every_spelling() {
        let read = |tag| Attributes::new(tag).collect::<Result<Vec<_>, _>>();
        assert_eq!(read(""), Ok(vec![]));
        assert_eq!(
            read(" a=\"1\"\r\n b:c = '\"<' d=\"=\"e=''\t"),
            Ok(vec![("a", "1"), ("b:c", "\"<"), ("d", "="), ("e", "")])
        );
        for broken in [" a", " a b=\"1\"", " a=1", " a=", " a=\"1", " a=\"1' ", " a=\"1\" a=\"2\""] {
            assert!(read(broken).is_err(), "{broken}");
        }
        let many: String = (0..40).map(|n| format!(" a{n}='{n}'")).collect();
        assert_eq!(read(&many).map(|all| all.len()), Ok(40));
        assert!(read(&format!("{many} a39=''")).is_err());
    }

    proptest::proptest! {
        #![proptest_config(proptest::test_runner::Config {
            cases: 500,
            failure_persistence: None,
            rng_seed: proptest::test_runner::RngSeed::Fixed(2013),
            ..proptest::test_runner::Config::default()
        })]

        #[test]
        fn quick_xml_reads_the_same(tag in "( |\t|\r\n|=|\"|'|a|b|c:d|&amp;|é|a=\"1\"|b='2'| c = \"x\"){0,12}") {
            let [ours, theirs] = both(&format!(" {tag}"));
            // It takes an equals sign without a name in front of it for the start of one.
            let odd = theirs.iter().flatten().any(|(name, _)| name.starts_with('='));
            proptest::prop_assert!(odd || ours == theirs, "{ours:?}, not {theirs:?}");
        }
    }
}
