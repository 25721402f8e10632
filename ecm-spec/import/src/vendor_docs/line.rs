//! A line of documentation while it is put together.

/// Levels of lists within lists at most.
const MAX_DEPTH: usize = 3;

#[derive(Default)]
pub(super) struct CurrentLine {
    /// Bullet or number of the item that the next text belongs to, with its indentation.
    prefix: String,
    text: String,
}

impl CurrentLine {
    pub(super) fn len(&self) -> usize {
        self.text.len()
    }

    pub(super) fn push(&mut self, text: &str) {
        self.text.push_str(text);
    }

    pub(super) fn begin_item(&mut self, depth: usize, bullet: &str) {
        self.prefix = format!("{}{bullet}", indent(depth));
    }

    pub(super) fn begin_cell(&mut self) {
        if !self.text.trim().is_empty() {
            self.text.push_str(" | ");
        }
    }

    /// Makes the text from `start` a link, or puts the address behind it.
    pub(super) fn link(&mut self, start: usize, address: &str) {
        let text = self.text.split_off(start.min(self.text.len()));
        let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
        self.text.push_str(&match text.as_str() {
            "" => String::new(),
            text if text == address => address.to_owned(),
            text if text.contains(['[', ']']) || text.contains("://") => {
                format!("{text} ({address})")
            }
            text => format!("[{text}]({address})"),
        });
    }

    /// Makes the text from `start` code, if it can be.
    pub(super) fn code(&mut self, start: usize) {
        let text = self.text.split_off(start.min(self.text.len()));
        match text.trim() {
            code if code.is_empty() || code.contains('`') => self.text.push_str(&text),
            code => self.text.push_str(&format!("`{code}`")),
        }
    }

    /// Ends the line; `None` if nothing is in it, so that a bullet waits for its text.
    pub(super) fn take(&mut self) -> Option<String> {
        let text = std::mem::take(&mut self.text);
        let depth = text.chars().take_while(|blank| *blank == ' ').count() / 2;
        let words = text.split(|c: char| c.is_whitespace() || c.is_control());
        let text = words.filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ");
        if text.is_empty() {
            return None;
        }
        let prefix = std::mem::take(&mut self.prefix);
        if !prefix.is_empty() {
            return Some(prefix + &text);
        }
        // The bullets of Markdown, and those that people write.
        let item = ["- ", "* ", "+ ", "\u{2022} ", "\u{b7} "]
            .iter()
            .find_map(|bullet| text.strip_prefix(bullet));
        Some(match item {
            Some(item) => format!("{}- {item}", indent(depth)),
            None => text,
        })
    }
}

fn indent(depth: usize) -> String {
    "  ".repeat(depth.min(MAX_DEPTH))
}

/// Tells whether a text is an address of the web that can stand in a link.
pub(super) fn is_address(text: &str) -> bool {
    let rest = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://"));
    rest.is_some_and(|rest| {
        let is_plain = |byte: u8| byte.is_ascii_graphic() && !b"()[]<>`\"'\\".contains(&byte);
        !rest.is_empty() && rest.bytes().all(is_plain)
    })
}
