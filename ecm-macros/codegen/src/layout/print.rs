//! Printer of units: what fits stays in one line, all else is broken from the outside inwards.

use super::tree::{self, Attribute, AttributeText, Group, Kind, Role, Scope, Shape, Token, Unit};

/// Columns of one level of indentation.
pub(super) const INDENT: usize = 4;

/// Words without documentation that stand together in lines without blank ones between them.
const LINES: &[&str] = &["const", "mod", "static", "type", "use"];

pub(super) struct Printer {
    out: String,
    width: usize,
    indent: usize,
    /// Columns of the current line, without its indentation until there is something in it.
    column: usize,
}

impl Printer {
    /// Creates a printer of lines with so many columns.
    pub(super) fn new(width: usize) -> Self {
        Self { out: String::new(), width, indent: 0, column: 0 }
    }

    pub(super) fn finish(mut self) -> String {
        if self.column > 0 {
            self.newline();
        }
        self.out
    }

    pub(super) fn write(&mut self, text: &str) {
        if text.is_empty() {
            return;
        }
        if self.column == 0 {
            self.out.extend(std::iter::repeat_n(' ', self.indent));
            self.column = self.indent;
        }
        self.out.push_str(text);
        match text.rsplit_once('\n') {
            Some((_, last)) => self.column = last.chars().count().max(1),
            None => self.column += text.chars().count(),
        }
    }

    pub(super) fn newline(&mut self) {
        self.out.push('\n');
        self.column = 0;
    }

    pub(super) fn column(&self) -> usize {
        self.column
    }

    pub(super) fn indent(&self) -> usize {
        self.indent
    }

    pub(super) fn set_indent(&mut self, indent: usize) {
        self.indent = indent;
    }

    /// Begins a line, one level further in.
    pub(super) fn wrap(&mut self, indent: usize) {
        self.newline();
        self.indent = indent + INDENT;
    }

    /// Prints something one level further in.
    pub(super) fn indented(&mut self, print: impl FnOnce(&mut Self)) {
        self.indent += INDENT;
        print(self);
        self.indent -= INDENT;
    }

    /// Returns `true` if so many columns fit into the current line.
    pub(super) fn fits(&self, columns: usize) -> bool {
        self.column.max(self.indent) + columns <= self.width
    }

    /// Returns `true` if so many columns fit into the next line, one level further in.
    pub(super) fn fits_next(&self, columns: usize) -> bool {
        self.indent + INDENT + columns <= self.width
    }

    /// Returns `true` if the next line would begin further left than the current one goes on.
    pub(super) fn is_behind_next(&self) -> bool {
        self.column > self.indent + INDENT
    }

    pub(super) fn space(&mut self, token: &Token) {
        if token.space && self.column > 0 {
            self.write(" ");
        }
    }

    /// Prints units, each in a line of its own or more.
    pub(super) fn units(&mut self, units: &[Unit], scope: Scope) {
        let mut before: Option<&Unit> = None;
        for unit in units {
            if let Some(before) = before {
                self.newline();
                if scope == Scope::Items && is_apart(before, unit) {
                    self.newline();
                }
            }
            before = Some(unit);
            self.attributes(&unit.attributes);
            self.value(unit, scope != Scope::Macro, unit.end.len());
            self.write(unit.end);
        }
    }

    fn attributes(&mut self, attributes: &[Attribute]) {
        for (at, attribute) in attributes.iter().enumerate() {
            if at > 0 {
                self.newline();
            }
            let sign = if attribute.inner { "#!" } else { "#" };
            match &attribute.text {
                AttributeText::Lines(lines) => {
                    let sign = if attribute.inner { "//!" } else { "///" };
                    for (at, line) in lines.iter().enumerate() {
                        if at > 0 {
                            self.newline();
                        }
                        self.write(sign);
                        self.write(line);
                    }
                }
                AttributeText::Tokens(token) => {
                    self.write(sign);
                    self.run(std::slice::from_ref(token), 0);
                }
            }
        }
    }

    /// Prints the tokens of a unit behind its attributes; `tail` columns follow.
    fn value(&mut self, unit: &Unit, may_split: bool, tail: usize) {
        if unit.tokens.is_empty() {
            return;
        }
        if !unit.attributes.is_empty() {
            self.newline();
        }
        let mut rest = unit.tokens.as_slice();
        let mut split = unit.split.filter(|_| may_split);
        while let Some((header, block, behind)) = at_block(rest) {
            self.header(header, split.filter(|at| *at < header.len()));
            let own_line = header.iter().any(|token| token.is_word("where"));
            if own_line || !self.fits(2) {
                self.newline();
            }
            self.block(block);
            rest = behind;
            split = None;
        }
        match split {
            Some(at) => self.split(rest, at, tail),
            None => self.run(rest, tail),
        }
    }

    /// Prints what stands before braces.
    fn header(&mut self, tokens: &[Token], split: Option<usize>) {
        match split {
            Some(at) => self.split(tokens, at, 2),
            None => self.run(tokens, 2),
        }
    }

    fn block(&mut self, token: &Token) {
        let Some(group) = token.group() else { return };
        self.space(token);
        self.write("{");
        match group.scope {
            Scope::Fields | Scope::Arms => self.vertical(group),
            scope => {
                self.newline();
                self.indented(|printer| printer.units(&group.units, scope));
                self.newline();
            }
        }
        self.write("}");
    }

    /// Prints tokens with a place behind which the value may begin a line.
    pub(super) fn split(&mut self, tokens: &[Token], at: usize, tail: usize) {
        let Some((left, right)) = tokens.split_at_checked(at + 1) else { return };
        if !tree::is_wide(right) && self.flat_if_fits(tokens, tail) {
            return;
        }
        self.run(left, 0);
        let columns = tree::width(right) + tail;
        let head = head(right) + 1;
        let is_next = !self.fits(columns + 1) && self.fits_next(columns) && !tree::is_wide(right)
            || !self.fits(head) && self.is_behind_next() && self.fits_next(head);
        if is_next {
            self.newline();
            self.indented(|printer| printer.run(right, tail));
        } else {
            self.run(right, tail);
        }
    }

    pub(super) fn flat_if_fits(&mut self, tokens: &[Token], tail: usize) -> bool {
        let space = tokens.first().is_some_and(|token| token.space && self.column > 0);
        let columns = tree::width(tokens) + tail + usize::from(space);
        let fits = self.fits(columns) && !tree::is_wide(tokens);
        if fits {
            self.flat(tokens);
        }
        fits
    }

    /// Prints tokens in one line.
    pub(super) fn flat(&mut self, tokens: &[Token]) {
        for token in tokens {
            self.space(token);
            self.flat_token(token);
        }
    }

    pub(super) fn flat_token(&mut self, token: &Token) {
        let group = match &token.kind {
            Kind::Word(text) | Kind::Mark(text) => return self.write(text),
            Kind::Group(group) => group,
        };
        let (open, close) = group.shape.delimiters();
        self.write(open);
        let pad = if group.pads() && !group.units.is_empty() { " " } else { "" };
        self.write(pad);
        let mut units = group.units.iter().peekable();
        while let Some(unit) = units.next() {
            for attribute in &unit.attributes {
                if let AttributeText::Tokens(token) = &attribute.text {
                    self.write("#");
                    self.flat_token(token);
                    self.write(" ");
                }
            }
            for (at, token) in unit.tokens.iter().enumerate() {
                if at > 0 && token.space {
                    self.write(" ");
                }
                self.flat_token(token);
            }
            match units.peek() {
                Some(_) => {
                    self.write(unit.end);
                    self.write(" ");
                }
                None => self.write(group.last_mark()),
            }
        }
        self.write(pad);
        self.write(close);
    }

    /// Prints the contents of a group with a line for each unit, and leaves the printer before the delimiter.
    pub(super) fn vertical(&mut self, group: &Group) {
        self.newline();
        self.indented(|printer| {
            if group.is_filled_in_lines() {
                return printer.filled(&group.units);
            }
            for unit in &group.units {
                let mark = group.broken_mark(unit);
                let is_last = group.units.last().is_some_and(|last| std::ptr::eq(last, unit));
                let mark = if is_last || group.scope == Scope::Arms { mark } else { unit.end };
                printer.attributes(&unit.attributes);
                printer.value(unit, group.scope != Scope::Macro, mark.len());
                printer.write(mark);
                printer.newline();
            }
        });
    }

    /// Prints short items, as many in a line as fit.
    fn filled(&mut self, units: &[Unit]) {
        for unit in units {
            if self.column > 0 {
                match self.fits(unit.width + 2) {
                    true => self.write(" "),
                    false => self.newline(),
                }
            }
            self.flat(&unit.tokens);
            self.write(",");
        }
        self.newline();
    }
}

/// Splits tokens at the first block.
fn at_block(tokens: &[Token]) -> Option<(&[Token], &Token, &[Token])> {
    let at = tokens.iter().position(Token::is_block)?;
    let (header, rest) = tokens.split_at_checked(at)?;
    let (block, behind) = rest.split_first()?;
    Some((header, block, behind))
}

/// Returns `true` if a blank line stands between two items.
fn is_apart(before: &Unit, next: &Unit) -> bool {
    let is_line = |unit: &Unit| LINES.contains(&unit.keyword.as_str()) && unit.end == ";";
    let is_text = |attribute: &Attribute| matches!(attribute.text, AttributeText::Lines(_));
    let is_documented = next.attributes.iter().any(is_text);
    is_documented || !is_line(before) || !is_line(next) || before.keyword != next.keyword
}

/// Columns up to the first place at which a value can be broken.
fn head(tokens: &[Token]) -> usize {
    let first = |end: usize| tokens.get(..end).unwrap_or(tokens);
    match (tree::chain(tokens).first(), break_point(tokens)) {
        (Some(dot), _) => tree::width(first(*dot)),
        (None, Some(group)) => {
            let space = tokens.get(group).is_some_and(|token| token.space && group > 0);
            tree::width(first(group)) + usize::from(space) + 1
        }
        (None, None) => tree::width(tokens),
    }
}

/// Position of the group that is broken first.
pub(super) fn break_point(tokens: &[Token]) -> Option<usize> {
    let parameters =
        |token: &Token| token.filled().is_some_and(|group| group.role == Role::Parameters);
    let list = |token: &Token| token.filled().is_some_and(|group| group.shape != Shape::Angle);
    tokens.iter().position(parameters).or_else(|| tokens.iter().rposition(list))
}
