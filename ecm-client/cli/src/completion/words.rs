//! Words of a line that is still being typed.

/// Quotes that a word stands in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Quote {
    #[default]
    None,
    Single,
    Double,
}

/// Line up to the cursor.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct TypedLine {
    /// Words before the last one, without their quotes.
    pub(super) words: Vec<String>,
    pub(super) last: TypedWord,
}

/// Word that the cursor is at the end of.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct TypedWord {
    /// Text without quotes.
    pub(super) text: String,
    /// Quotes that it is still within.
    pub(super) quote: Quote,
    /// Part of the text that the shell takes for finished, in bytes; it replaces the rest.
    pub(super) kept: usize,
    /// True if the shell puts something else in its place, such as the value of a variable.
    pub(super) is_expanded: bool,
    /// True if it names the file that a stream is read from or written to.
    pub(super) is_redirection: bool,
}

impl TypedWord {
    /// Counts the last character of what the shell keeps to what it replaces, if it is this one.
    pub(super) fn take_back(&mut self, character: char) {
        let kept = self.text.get(..self.kept).unwrap_or_default();
        self.kept = kept.strip_suffix(character).unwrap_or(kept).len();
    }
}

/// Splits a line as a shell does; its own idea of words may end at each of `breaks` as well.
pub(super) fn split(line: &str, breaks: &str) -> TypedLine {
    let mut words = Vec::new();
    let mut last = TypedWord::default();
    // An empty pair of quotes is a word, too.
    let mut is_begun = false;
    let mut characters = line.chars().peekable();
    while let Some(character) = characters.next() {
        match (last.quote, character) {
            (Quote::None, ' ' | '\t' | '\n') => finish(&mut words, &mut last, &mut is_begun),
            (Quote::None, '<' | '>') => {
                // The number of a stream in front is no word.
                if last.text.bytes().all(|byte| byte.is_ascii_digit()) {
                    (last, is_begun) = (TypedWord::default(), false);
                }
                finish(&mut words, &mut last, &mut is_begun);
                last.is_redirection = true;
            }
            (Quote::None, '\'') | (Quote::Single, '\'') | (Quote::None | Quote::Double, '"') => {
                last.quote = match (last.quote, character) {
                    (Quote::None, '\'') => Quote::Single,
                    (Quote::None, _) => Quote::Double,
                    _ => Quote::None,
                };
                last.kept = last.text.len();
                is_begun = true;
            }
            (Quote::None, '\\') => {
                last.text.extend(characters.next());
                is_begun = true;
            }
            (Quote::Double, '\\') => {
                let escaped = characters.next_if(|next| matches!(next, '"' | '\\' | '$' | '`'));
                last.text.push(escaped.unwrap_or('\\'));
            }
            (quote, other) => {
                last.is_expanded |= quote != Quote::Single && matches!(other, '$' | '`');
                last.text.push(other);
                is_begun = true;
                if quote == Quote::None && breaks.contains(other) {
                    last.kept = last.text.len();
                }
            }
        }
    }
    TypedLine { words, last }
}

/// Ends the last word, and begins the next one.
fn finish(words: &mut Vec<String>, last: &mut TypedWord, is_begun: &mut bool) {
    if !*is_begun {
        return;
    }
    *is_begun = false;
    let word = std::mem::take(last);
    if !word.is_redirection {
        words.push(word.text);
    }
}

/// Writes the rest of a word so that the shell reads it as this text.
pub(super) fn quoted(text: &str, quote: Quote) -> String {
    let mut written = String::with_capacity(text.len());
    for character in text.chars() {
        match quote {
            Quote::None if is_plain(character) => {}
            Quote::None => written.push('\\'),
            Quote::Double if matches!(character, '"' | '\\' | '$' | '`') => written.push('\\'),
            Quote::Single if character == '\'' => {
                written.push_str("'\\''");
                continue;
            }
            Quote::Single | Quote::Double => {}
        }
        written.push(character);
    }
    written
}

/// Tells whether a character means nothing to a shell.
fn is_plain(character: char) -> bool {
    character.is_alphanumeric() || "_-./:=@%+,".contains(character)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const BREAKS: &str = " \t\n\"'@><=;|&(:";

    fn last(line: &str) -> TypedWord {
        split(line, BREAKS).last
    }

    #[test]
    fn words_are_those_of_the_shell() {
        for (line, words, text, kept) in [
            ("ecm ", &["ecm"][..], "", 0),
            ("ecm call lamp@2024-01-31.Sw", &["ecm", "call"], "lamp@2024-01-31.Sw", 5),
            ("ecm --set Isp=", &["ecm", "--set"], "Isp=", 4),
            ("ecm --set Isp=C", &["ecm", "--set"], "Isp=C", 4),
            ("ecm --set 'A=b c' x", &["ecm", "--set", "A=b c"], "x", 0),
            ("ecm '' \"\" x", &["ecm", "", ""], "x", 0),
            ("ecm a\\ b c\\=d", &["ecm", "a b"], "c=d", 0),
            ("ecm \"a\\\"b\\c\" x", &["ecm", "a\"b\\c"], "x", 0),
            ("ecm a 2>log b <in --set C", &["ecm", "a", "b", "--set"], "C", 0),
            ("ecm 'ab'c", &["ecm"], "abc", 2),
        ] {
            let found = split(line, BREAKS);
            assert_eq!(found.words, words, "{line}");
            assert_eq!((found.last.text.as_str(), found.last.kept), (text, kept), "{line}");
            assert!(!found.last.is_expanded && !found.last.is_redirection, "{line}");
        }
    }

    #[test]
    fn an_open_quote_is_known() {
        let word = last("ecm --set 'Isp=C M");
        assert_eq!((word.text.as_str(), word.quote, word.kept), ("Isp=C M", Quote::Single, 0));
        let word = last("ecm --set Isp=\"C");
        assert_eq!((word.text.as_str(), word.quote, word.kept), ("Isp=C", Quote::Double, 4));
    }

    #[test]
    fn what_the_shell_expands_or_opens_itself_is_known() {
        for (line, expanded, redirected) in [
            ("ecm $HOME/a", true, false),
            ("ecm \"$HOME/a", true, false),
            ("ecm `ls", true, false),
            ("ecm '$HOME/a", false, false),
            ("ecm \\$HOME", false, false),
            ("ecm > lo", false, true),
            ("ecm 2>>lo", false, true),
            ("ecm >lo more", false, false),
        ] {
            let word = last(line);
            assert_eq!((word.is_expanded, word.is_redirection), (expanded, redirected), "{line}");
        }
    }

    proptest! {
        #[test]
        fn quoted_texts_read_back(text in "\\PC{0,20}", quote in 0..3_usize) {
            let (open, close, quote) = [
                ("", "", Quote::None),
                ("'", "'", Quote::Single),
                ("\"", "\"", Quote::Double),
            ][quote];
            let line = format!("{open}{}{close}", quoted(&text, quote));
            prop_assert_eq!(last(&line).text, text.clone());
            if quote == Quote::None && !text.is_empty() {
                prop_assert_eq!(shlex::split(&line), Some(vec![text]));
            }
        }

        #[test]
        fn any_line_is_split(line in "[ a'\"\\\\$<>=@\n1]{0,20}") {
            let word = last(&line);
            prop_assert!(word.text.is_char_boundary(word.kept));
        }
    }
}
