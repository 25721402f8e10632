//! Rule for the head of a doc comment: no question word in front, and a short summary.

use crate::sources::tokens::{Doc, docs, tokens};
use crate::sources::tree::{Crate, is_test_file, product, test_lines};

/// First words that hide the thing itself; at most one comment in a hundred may have one.
const OPENERS: [&str; 6] = ["What", "Whether", "Who", "How", "Where", "Whoever"];

/// Words that a summary has at most.
const MAX_WORDS: usize = 20;

/// Comments of the product crates, and those that break the rule.
#[derive(Default)]
struct Voice {
    comments: usize,
    openers: Vec<String>,
    too_long: Vec<String>,
}

impl Voice {
    fn hear(&mut self, krate: &Crate) {
        for (_, module) in krate.product_modules() {
            if module.inline || is_test_file(&module.file) {
                continue;
            }
            let mut found = Vec::new();
            docs(tokens(&module.file, &krate.files[&module.file]), &mut found);
            let tests = test_lines(&module.syntax);
            found.retain(|doc| {
                !tests.iter().any(|(first, last)| (*first..=*last).contains(&doc.line))
            });
            for doc in &found {
                self.judge(&module.file, doc);
            }
        }
    }

    fn judge(&mut self, file: &str, doc: &Doc) {
        self.comments += 1;
        let summary = summary(&doc.text);
        let place = format!("{file}:{}", doc.line);
        if begins_badly(&summary) {
            self.openers.push(format!("{place}: {summary}"));
        }
        let words = words(&summary);
        if words > MAX_WORDS {
            self.too_long.push(format!("{place}: ({words} words) {summary}"));
        }
    }

    fn opens_too_often(&self) -> bool {
        self.openers.len() * 100 > self.comments
    }
}

fn begins_badly(summary: &str) -> bool {
    let first = summary.split(|sign: char| !sign.is_alphabetic()).next().unwrap_or_default();
    OPENERS.contains(&first) || summary.starts_with("The same")
}

/// First sentence of the first paragraph; a full stop in code or in a link does not end it.
fn summary(text: &str) -> String {
    let lines = text.lines().map(str::trim).skip_while(|line| line.is_empty());
    let lines: Vec<&str> = lines.take_while(|line| !line.is_empty()).collect();
    let paragraph = lines.join(" ");
    let mut code = false;
    let mut depth = 0_usize;
    let mut signs = paragraph.char_indices().peekable();
    while let Some((at, sign)) = signs.next() {
        match sign {
            '`' => code = !code,
            '[' | '(' if !code => depth += 1,
            ']' | ')' if !code => depth = depth.saturating_sub(1),
            '.' if !code
                && depth == 0
                && signs.peek().is_none_or(|(_, next)| next.is_whitespace()) =>
            {
                return paragraph[..=at].to_owned();
            }
            _ => {}
        }
    }
    paragraph
}

/// Number of words, where a code span and a link are one each.
fn words(summary: &str) -> usize {
    let mut text = String::new();
    let mut rest = summary;
    while let Some(at) = rest.find(['`', '[']) {
        text.push_str(&rest[..at]);
        rest = &rest[at..];
        let length = if rest.starts_with('`') { code_span(rest) } else { link(rest) };
        text.push('x');
        rest = &rest[length..];
    }
    text.push_str(rest);
    text.split_whitespace().filter(|word| word.contains(char::is_alphanumeric)).count()
}

fn code_span(text: &str) -> usize {
    let ticks = text.len() - text.trim_start_matches('`').len();
    let close = text[ticks..].find(&text[..ticks]);
    close.map_or(ticks, |at| at + 2 * ticks)
}

/// Length of `[text]`, with the `(target)` or `[target]` behind it.
fn link(text: &str) -> usize {
    let Some(mut length) = text.find(']').map(|at| at + 1) else { return 1 };
    for (open, close) in [('(', ')'), ('[', ']')] {
        if text[length..].starts_with(open) {
            length += text[length..].find(close).map_or(0, |at| at + 1);
        }
    }
    length
}

#[test]
fn voice_names_the_thing_first() {
    let mut voice = Voice::default();
    for krate in product() {
        voice.hear(&krate);
    }
    let share = voice.openers.len() as f64 * 100.0 / voice.comments as f64;
    println!(
        "voice: {} of {} doc comments ({share:.1} %) open with a question word; {} are too long",
        voice.openers.len(),
        voice.comments,
        voice.too_long.len(),
    );
    assert!(voice.comments > 1000, "only {} doc comments", voice.comments);
    assert!(
        !voice.opens_too_often() && voice.too_long.is_empty(),
        "question words in front:\n{}\n\nmore than {MAX_WORDS} words:\n{}",
        voice.openers.join("\n"),
        voice.too_long.join("\n"),
    );
}

#[test]
fn voice_hears_what_is_wrong() {
    let long = "word ".repeat(21);
    let text = format!(
        "//! What the crate is.\n\n/// {long}\npub struct A {{\n    /// Whether it is. More.\n    \
         pub a: bool,\n    /// The same again.\n    pub b: u8,\n}}\n\n/// Sets `a b c` as [b c](d).\n\
         pub fn f() {{}}\n#[cfg(test)]\nmod tests {{\n    /// How.\n    fn g() {{}}\n}}\n"
    );
    let mut voice = Voice::default();
    voice.hear(&Crate::sample(&[("lib.rs", &text)]));
    assert_eq!(voice.comments, 5, "{:?} {:?}", voice.openers, voice.too_long);
    assert!(voice.opens_too_often());
    assert_eq!(voice.openers.len(), 3, "{:?}", voice.openers);
    assert_eq!(voice.openers[1], "sample/src/lib.rs:5: Whether it is.");
    assert_eq!(voice.too_long.len(), 1);
    assert_eq!(words("Sets `a b c` as [b c](d), or [`e`]."), 6);
    assert_eq!(summary(" As `a. b` of\n v1.2 is. And more.\n\n Then."), "As `a. b` of v1.2 is.");
}
