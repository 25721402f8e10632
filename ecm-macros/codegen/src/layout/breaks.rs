//! Places at which tokens that do not fit into a line are broken.

use super::print::{Printer, break_point};
use super::tree::{self, Group, Kind, Role, Scope, Shape, Token, Unit};

/// Maximum number of tokens to measure: more fit into no line.
const MAX_MEASURED: usize = 100;

/// Operators to break at, those that bind least first.
const OPERATORS: &[&[&str]] = &[&["||"], &["&&"], &["|"], &["+", "-"], &["*", "/", "%"]];

impl Printer {
    /// Prints tokens without blocks; `tail` columns follow.
    pub(super) fn run(&mut self, tokens: &[Token], tail: usize) {
        if let Some(at) = tokens.iter().position(|token| token.is_word("where")) {
            let (before, clause) = tokens.split_at_checked(at).unwrap_or((tokens, &[]));
            self.broken(before, 0);
            self.clause(clause);
        } else if !self.flat_if_fits(tokens, tail) {
            self.broken(tokens, tail);
        }
    }

    fn broken(&mut self, tokens: &[Token], tail: usize) {
        if self.flat_if_fits(tokens, tail) {
            return;
        }
        let mut at = operators(tokens);
        if at.is_empty() {
            at = tree::chain(tokens);
            let receiver = at.first().and_then(|dot| tokens.get(..*dot));
            if receiver.is_some_and(|receiver| !self.fits(tree::width(receiver))) {
                at = tree::dots(tokens);
            }
        }
        if at.is_empty() {
            return self.groups(tokens, tail);
        }
        let ends = at.iter().copied().chain([tokens.len()]);
        let starts = std::iter::once(0).chain(at.iter().copied());
        for (start, end) in starts.zip(ends) {
            let piece = tokens.get(start..end).unwrap_or_default();
            let tail = if end == tokens.len() { tail } else { 0 };
            if start == 0 {
                self.groups(piece, tail);
            } else {
                self.newline();
                self.indented(|printer| printer.groups(piece, tail));
            }
        }
    }

    /// Prints a `where` with a line for each predicate.
    fn clause(&mut self, tokens: &[Token]) {
        let Some((keyword, mut rest)) = tokens.split_first() else { return };
        self.newline();
        self.flat_token(keyword);
        while !rest.is_empty() {
            let end = rest.iter().position(|token| token.is_mark(",") || is_body(token));
            let (predicate, behind) =
                rest.split_at_checked(end.unwrap_or(rest.len())).unwrap_or((rest, &[]));
            if !predicate.is_empty() {
                self.newline();
                self.indented(|printer| {
                    match predicate.iter().position(|token| token.is_mark(":")) {
                        Some(colon) => printer.split(predicate, colon, 1),
                        None => printer.groups(predicate, 1),
                    }
                    printer.write(",");
                });
            }
            rest = match behind.split_first() {
                Some((token, behind)) if token.is_mark(",") => behind,
                Some(_) => {
                    self.newline();
                    self.flat(behind);
                    &[]
                }
                None => &[],
            };
        }
    }

    /// Prints tokens of which the groups may be broken.
    fn groups(&mut self, tokens: &[Token], tail: usize) {
        let indent = self.indent();
        self.groups_from(indent, tokens, tail);
        self.set_indent(indent);
    }

    fn groups_from(&mut self, indent: usize, tokens: &[Token], tail: usize) {
        let chosen = break_point(tokens);
        let columns = columns_to_end(tokens, tail);
        for (at, (token, columns)) in tokens.iter().zip(&columns).enumerate() {
            let space = usize::from(token.space && self.column() > 0);
            if self.fits(columns + space) {
                return self.flat(tokens.get(at..).unwrap_or_default());
            }
            let Some(group) = token.filled() else {
                let attached = tokens.iter().skip(at + 1).take(MAX_MEASURED);
                let attached =
                    attached.take_while(|token| !token.space && token.filled().is_none());
                let columns = token.width + attached.map(|token| token.width).sum::<usize>();
                let is_new = indent + columns <= self.column();
                if token.space && is_new && !self.fits(columns + 2) {
                    self.wrap(indent);
                }
                self.space(token);
                self.flat_token(token);
                continue;
            };
            self.space(token);
            let until = match (chosen, next_group(tokens, at)) {
                (Some(chosen), _) if at < chosen => head_until(tokens, at, chosen),
                (Some(chosen), _) if at == chosen => tree::BROKEN,
                (_, Some(next)) => head_until(tokens, at, next),
                (_, None) => columns.saturating_sub(token.width),
            };
            match self.fits(token.width + until) {
                true => self.flat_token(token),
                false => self.group(group, if at + 1 == tokens.len() { tail } else { 0 }),
            }
        }
    }

    /// Prints a group over several lines.
    fn group(&mut self, group: &Group, tail: usize) {
        let (open, close) = group.shape.delimiters();
        self.write(open);
        match group.hugged() {
            Some(unit) if self.fits(head_of(unit) + 1) => {
                self.broken(&unit.tokens, tail + 1);
                self.write(group.last_mark());
            }
            _ => self.vertical(group),
        }
        self.write(close);
    }
}

impl Group {
    /// Returns the only unit if its own delimiters can stand beside those of the group.
    fn hugged(&self) -> Option<&Unit> {
        let [unit] = self.units.as_slice() else { return None };
        let is_list = matches!(self.shape, Shape::Paren | Shape::Bracket)
            && self.role != Role::Parameters
            && matches!(self.scope, Scope::List | Scope::Exact);
        let last = unit.tokens.last()?.filled()?;
        let is_plain = unit.attributes.is_empty()
            && unit.split.is_none()
            && last.shape != Shape::Angle
            && operators(&unit.tokens).is_empty()
            && tree::chain(&unit.tokens).is_empty()
            && !unit.tokens.iter().any(|token| token.is_block());
        (is_list && is_plain).then_some(unit)
    }
}

/// Columns of a unit up to and including its last open delimiter.
fn head_of(unit: &Unit) -> usize {
    let before = unit.tokens.split_last().map_or(0, |(last, before)| {
        tree::width(before) + usize::from(last.space && !before.is_empty())
    });
    before + 1
}

/// Braces, or what ends a signature.
fn is_body(token: &Token) -> bool {
    let is_braces = token.group().is_some_and(|group| group.shape == Shape::Brace);
    is_braces || token.is_mark(";")
}

/// Columns between a token and the delimiter that opens a later group, that included.
fn head_until(tokens: &[Token], at: usize, group: usize) -> usize {
    let between = tokens.get(at + 1..group).unwrap_or_default();
    let columns =
        between.iter().take(MAX_MEASURED).map(|token| token.width + usize::from(token.space));
    columns.sum::<usize>() + 2
}

/// Columns from each token to the end, with those that follow it.
fn columns_to_end(tokens: &[Token], tail: usize) -> Vec<usize> {
    let mut columns: Vec<usize> = Vec::with_capacity(tokens.len());
    let mut behind = tail;
    for token in tokens.iter().rev() {
        columns.push((token.width + behind).min(tree::BROKEN));
        behind = (token.width + behind + usize::from(token.space)).min(tree::BROKEN);
    }
    columns.reverse();
    columns
}

fn next_group(tokens: &[Token], at: usize) -> Option<usize> {
    let mut behind = tokens.iter().enumerate().skip(at + 1);
    behind.find(|(_, token)| token.filled().is_some()).map(|(at, _)| at)
}

/// Positions of the operators that bind least.
fn operators(tokens: &[Token]) -> Vec<usize> {
    let is_binary = |at: usize, token: &Token| {
        at > 0 && token.space && tokens.get(at + 1).is_some_and(|next| next.space)
    };
    for level in OPERATORS {
        let each = tokens.iter().enumerate();
        let places: Vec<usize> = each
            .filter(|(at, token)| match &token.kind {
                Kind::Mark(mark) => level.contains(&mark.as_str()) && is_binary(*at, token),
                _ => false,
            })
            .map(|(at, _)| at)
            .collect();
        if !places.is_empty() {
            return places;
        }
    }
    Vec::new()
}
