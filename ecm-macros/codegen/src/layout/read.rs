//! Reader of tokens: finds statements, items of lists, and the kind of each group.

use proc_macro2::{Delimiter, TokenStream, TokenTree};

use super::mark::{self, Part};
use super::progress::{Item, Progress};
use super::tree::{Attribute, AttributeText, Group, Kind, Role, Scope, Shape, Token, Unit};
use crate::doc_lines;

/// Reads the contents of a file.
pub(super) fn file(tokens: TokenStream) -> Vec<Unit> {
    contents(tokens, Scope::Items)
}

/// Reads statements.
pub(super) fn statements(tokens: TokenStream) -> Vec<Unit> {
    contents(tokens, Scope::Block)
}

fn contents(stream: TokenStream, scope: Scope) -> Vec<Unit> {
    let mut tokens = Vec::new();
    flatten(stream, &mut tokens);
    let pairs = mark::pairs(&tokens);
    let end = tokens.len();
    Reader { tokens: &tokens, pairs: &pairs, at: 0, end, scope }.units()
}

/// Replaces groups without delimiters by what is in them.
fn flatten(stream: TokenStream, tokens: &mut Vec<TokenTree>) {
    for token in stream {
        match token {
            TokenTree::Group(group) if group.delimiter() == Delimiter::None => {
                flatten(group.stream(), tokens);
            }
            other => tokens.push(other),
        }
    }
}

struct Reader<'t> {
    tokens: &'t [TokenTree],
    pairs: &'t [Option<usize>],
    at: usize,
    end: usize,
    scope: Scope,
}

impl Reader<'_> {
    fn units(mut self) -> Vec<Unit> {
        let mut units = Vec::new();
        while self.peek(0).is_some() {
            units.push(self.unit());
        }
        units
    }

    fn peek(&self, ahead: usize) -> Option<&TokenTree> {
        let at = self.at + ahead;
        if at < self.end { self.tokens.get(at) } else { None }
    }

    fn has_statements(&self) -> bool {
        matches!(self.scope, Scope::Items | Scope::Block)
    }

    fn unit(&mut self) -> Unit {
        let mut unit = Unit::default();
        if !matches!(self.scope, Scope::Exact | Scope::Macro) {
            while let Some(attribute) = self.attribute() {
                let inner = attribute.inner;
                unit.attributes.push(attribute);
                if inner && !self.is_inner_attribute() {
                    unit.measure();
                    return unit;
                }
            }
        }
        let (item, keyword) = self.item();
        unit.keyword = keyword;
        let mut progress = Progress::new(item);
        while let Some(token) = self.peek(0) {
            let separator = match token {
                // Commas between the parameters of a closure belong to it.
                TokenTree::Punct(mark) if !progress.is_closure => self.separator(mark.as_char()),
                _ => "",
            };
            if !separator.is_empty() {
                self.at += 1;
                unit.end = separator;
                break;
            }
            if self.is_empty_generics(&progress) {
                self.at += 2;
                continue;
            }
            let token = self.token(&mut progress);
            let ends = self.ends_with(&unit, &token, &progress);
            unit.tokens.push(token);
            if ends {
                break;
            }
        }
        unit.split = self.split(&unit.tokens);
        unit.measure();
        unit
    }

    fn separator(&self, mark: char) -> &'static str {
        match (mark, self.scope) {
            (';', Scope::Items | Scope::Block | Scope::Macro) => ";",
            (',', Scope::Items | Scope::Block) => "",
            (',', _) => ",",
            _ => "",
        }
    }

    fn is_inner_attribute(&self) -> bool {
        self.is_punct(0, '#') && self.is_punct(1, '!') && self.is_brackets(2)
    }

    fn is_punct(&self, ahead: usize, mark: char) -> bool {
        matches!(self.peek(ahead), Some(TokenTree::Punct(punct)) if punct.as_char() == mark)
    }

    fn is_brackets(&self, ahead: usize) -> bool {
        matches!(self.peek(ahead), Some(TokenTree::Group(group)) if group.delimiter() == Delimiter::Bracket)
    }

    fn attribute(&mut self) -> Option<Attribute> {
        let inner = self.is_inner_attribute();
        let length = if inner { 2 } else { 1 };
        if !self.is_punct(0, '#') || !self.is_brackets(length) {
            return None;
        }
        let Some(TokenTree::Group(group)) = self.peek(length) else { return None };
        let text = match doc_lines::documentation(group) {
            Some(text) => AttributeText::Lines(doc_lines::lines(&text)),
            None => {
                let units = contents(group.stream(), Scope::Exact);
                AttributeText::Tokens(token(Shape::Bracket, Scope::Exact, Role::Other, units))
            }
        };
        self.at += length + 1;
        Some(Attribute { inner, text })
    }

    /// Looks at the first words of a unit.
    fn item(&self) -> (Item, String) {
        let mut first = String::new();
        for ahead in 0.. {
            let word = match self.peek(ahead) {
                Some(TokenTree::Ident(word)) => word.to_string(),
                Some(TokenTree::Group(group)) => match (group.delimiter(), first.as_str()) {
                    (Delimiter::Parenthesis, "pub") => continue,
                    (Delimiter::Brace, "extern") => return (Item::Container, first),
                    (Delimiter::Brace, "" | "unsafe" | "async" | "const") => {
                        return (Item::Control, first);
                    }
                    _ => break,
                },
                // The name of an interface: `extern "C"`.
                Some(TokenTree::Literal(_)) if first == "extern" => continue,
                // The name of a loop.
                Some(TokenTree::Punct(mark)) if mark.as_char() == '\'' => continue,
                Some(TokenTree::Punct(mark)) if mark.as_char() == ':' && ahead == 2 => continue,
                _ => break,
            };
            let is_label = ahead == 1 && self.is_punct(0, '\'');
            let item = match word.as_str() {
                _ if is_label => continue,
                "fn" => Item::Function,
                "struct" | "enum" => Item::Data,
                "union" if matches!(self.peek(ahead + 1), Some(TokenTree::Ident(_))) => Item::Data,
                "mod" | "impl" | "trait" => Item::Container,
                "use" | "static" | "type" | "let" | "crate" => Item::Line,
                "const" | "unsafe" | "async" | "extern" | "pub" | "default" if ahead < 8 => {
                    first = word;
                    continue;
                }
                "if" | "match" | "while" | "for" | "loop" => Item::Control,
                _ if first == "const" => return (Item::Line, first),
                _ => break,
            };
            return (item, word);
        }
        (Item::Expression, first)
    }

    fn token(&mut self, progress: &mut Progress) -> Token {
        let Some(next) = self.peek(0) else { return text(Kind::Word(String::new()), false) };
        let (part, mut made, length) = match next {
            TokenTree::Ident(word) => {
                let word = word.to_string();
                progress.follow(&word);
                (Part::of_word(&word, progress.before), text(Kind::Word(word), false), 1)
            }
            TokenTree::Literal(literal) => {
                (Part::Literal, text(Kind::Word(literal.to_string()), false), 1)
            }
            TokenTree::Group(group) => {
                let stream = group.stream();
                match group.delimiter() {
                    Delimiter::Brace => {
                        let (scope, role) = self.braces(progress);
                        let units = contents(stream, scope);
                        (Part::Brace, token(Shape::Brace, scope, role, units), 1)
                    }
                    Delimiter::Bracket => {
                        let scope = self.list(&stream, progress);
                        let units = contents(stream, scope);
                        (Part::Bracket, token(Shape::Bracket, scope, Role::Other, units), 1)
                    }
                    Delimiter::Parenthesis | Delimiter::None => {
                        let scope = self.list(&stream, progress);
                        let role = progress.parentheses();
                        let units = contents(stream, scope);
                        (Part::Paren, token(Shape::Paren, scope, role, units), 1)
                    }
                }
            }
            TokenTree::Punct(mark) => match (mark.as_char(), self.peek(1), self.partner()) {
                ('\'', Some(TokenTree::Ident(name)), _) => {
                    (Part::Lifetime, text(Kind::Word(format!("'{name}")), false), 2)
                }
                ('<', _, Some(end)) => {
                    let scope = match self.scope {
                        Scope::Exact | Scope::Macro => Scope::Exact,
                        _ => Scope::List,
                    };
                    let (tokens, pairs) = (self.tokens, self.pairs);
                    let units = Reader { tokens, pairs, at: self.at + 1, end, scope }.units();
                    let length = end + 1 - self.at;
                    (Part::Angle, token(Shape::Angle, scope, Role::Other, units), length)
                }
                _ => {
                    let (mark, length) = mark::operator(self.tokens, self.at, self.pairs);
                    let part = Part::of_mark(&mark, progress.before, progress.is_closure);
                    (part, text(Kind::Mark(mark), false), length)
                }
            },
        };
        made.space = mark::is_spaced(progress.before, part) || self.splits_number(progress, part);
        progress.is_closure = match part {
            Part::Bar => true,
            Part::EndBar => false,
            _ => progress.is_closure,
        };
        // What follows declared parameters is not theirs.
        let is_declared = part == Part::Angle && progress.before == Some(Part::Generic);
        let part = if is_declared { Part::Keyword } else { part };
        progress.earlier = progress.before.replace(part);
        self.at = (self.at + length).min(self.end);
        made
    }

    /// Returns `true` for `<>` behind a name, which means nothing.
    fn is_empty_generics(&self, progress: &Progress) -> bool {
        let is_named = matches!(progress.before, Some(Part::Word | Part::Generic));
        is_named && self.partner() == Some(self.at + 1)
    }

    /// Position of the `>` of the `<` that comes next.
    fn partner(&self) -> Option<usize> {
        self.pairs.get(self.at).copied().flatten().filter(|end| (self.at..self.end).contains(end))
    }

    /// Returns `true` for a dot that would become part of the number before it.
    fn splits_number(&self, progress: &Progress, part: Part) -> bool {
        let is_name = matches!(self.peek(1), Some(TokenTree::Ident(_)));
        part == Part::Dot && progress.before == Some(Part::Literal) && !is_name
    }

    /// Scope of parentheses or brackets.
    fn list(&self, stream: &TokenStream, progress: &Progress) -> Scope {
        let is_macro = progress.before == Some(Part::Bang);
        match self.scope {
            Scope::Macro => Scope::Macro,
            Scope::Exact => Scope::Exact,
            _ if !is_macro => Scope::List,
            _ => {
                let has_statements = stream
                    .clone()
                    .into_iter()
                    .any(|token| matches!(token, TokenTree::Punct(mark) if mark.as_char() == ';'));
                if has_statements { Scope::Macro } else { Scope::Exact }
            }
        }
    }

    fn braces(&self, progress: &mut Progress) -> (Scope, Role) {
        let is_pattern = matches!(self.peek(1), Some(TokenTree::Ident(word)) if word == "in")
            || self.is_punct(1, '=') && !self.is_punct(2, '=');
        let is_variant = self.scope == Scope::Fields;
        let role = match progress.before {
            Some(Part::Path) => Role::Names,
            _ if is_variant => Role::Variant,
            _ => Role::Other,
        };
        let control = progress.control;
        let scope = match (self.scope, progress.item, progress.before) {
            (Scope::Exact, ..) => Scope::Exact,
            (Scope::Macro, ..) | (.., Some(Part::Bang)) => Scope::Macro,
            // The name of a macro that is defined.
            _ if progress.earlier == Some(Part::Bang) => Scope::Macro,
            (_, Item::Function, _) if progress.has_parameters => Scope::Block,
            (_, Item::Data, _) => Scope::Fields,
            (_, Item::Container, _) => Scope::Items,
            _ if control.is_some() && is_pattern => return (Scope::List, role),
            _ if control.is_some() => progress.control.take().unwrap_or(Scope::Block),
            (.., Some(Part::Word | Part::Angle | Part::Path)) => Scope::List,
            _ => Scope::Block,
        };
        (scope, role)
    }

    /// Returns `true` if a token is the last one of its statement or arm.
    fn ends_with(&self, unit: &Unit, token: &Token, progress: &Progress) -> bool {
        let Some(group) = token.group() else { return false };
        match self.scope {
            Scope::Macro => {
                let is_word = matches!(self.peek(0), Some(TokenTree::Ident(_)));
                group.shape != Shape::Angle && is_word && unit.tokens.len() < 3
            }
            Scope::Arms => {
                let is_block = group.scope == Scope::Block
                    && unit.tokens.last().is_some_and(|last| last.is_mark("=>"));
                // The comma, if there is one, belongs to the arm.
                is_block && !self.is_punct(0, ',')
            }
            _ if !self.has_statements() || group.shape != Shape::Brace => false,
            _ => match progress.item {
                Item::Function | Item::Data | Item::Container => true,
                Item::Line => false,
                Item::Control => {
                    let is_block = matches!(group.scope, Scope::Block | Scope::Arms);
                    let goes_on = matches!(self.peek(0), Some(TokenTree::Ident(word)) if word == "else" || word == "as")
                        || self.is_punct(0, '.')
                        || self.is_punct(0, '?');
                    is_block && !goes_on
                }
                Item::Expression => {
                    let mut last = unit.tokens.iter().rev();
                    last.next().is_some_and(|token| token.is_mark("!"))
                        || last.next().is_some_and(|token| token.is_mark("!"))
                }
            },
        }
    }

    /// Position of the mark behind which the value of a unit begins.
    fn split(&self, tokens: &[Token]) -> Option<usize> {
        let is_assignment = |token: &Token| match &token.kind {
            Kind::Mark(mark) => {
                mark.ends_with('=') && !["==", "!=", "<=", ">=", "..="].contains(&mark.as_str())
                    || mark == "=>"
            }
            _ => false,
        };
        let colon = || tokens.iter().position(|token| token.is_mark(":"));
        match tokens.iter().position(is_assignment) {
            Some(at) => Some(at),
            None if self.scope == Scope::Fields => colon(),
            None => None,
        }
    }
}

fn text(kind: Kind, space: bool) -> Token {
    let width = match &kind {
        Kind::Word(text) | Kind::Mark(text) => text.chars().count(),
        Kind::Group(_) => 0,
    };
    Token { kind, space, width }
}

fn token(shape: Shape, scope: Scope, role: Role, units: Vec<Unit>) -> Token {
    let group = Group { shape, scope, role, units };
    let width = group.measure();
    Token { kind: Kind::Group(group), space: false, width }
}
