//! Tokens as the printer needs them: grouped into statements and items of lists, each with its width.

/// Width of what cannot stand in one line.
pub(super) const BROKEN: usize = 1 << 24;

/// Maximum widths of what stands between delimiters in one line; those of rustfmt.
const MAX_CALL: usize = 60;
const MAX_ATTRIBUTE: usize = 70;
const MAX_LITERAL: usize = 18;
const MAX_VARIANT: usize = 35;
const MAX_CHAIN: usize = 60;

/// Maximum width of an item of an array that has several items in a line.
const MAX_SHORT_ITEM: usize = 10;

#[derive(Debug)]
pub(super) struct Token {
    pub(super) kind: Kind,
    /// Blank before the token, unless it begins a line.
    pub(super) space: bool,
    /// Columns in one line, without the blank.
    pub(super) width: usize,
}

#[derive(Debug)]
pub(super) enum Kind {
    /// Name, keyword, literal or lifetime.
    Word(String),
    /// Operator or punctuation.
    Mark(String),
    Group(Group),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Shape {
    Paren,
    Bracket,
    Brace,
    Angle,
}

impl Shape {
    pub(super) fn delimiters(self) -> (&'static str, &'static str) {
        match self {
            Self::Paren => ("(", ")"),
            Self::Bracket => ("[", "]"),
            Self::Brace => ("{", "}"),
            Self::Angle => ("<", ">"),
        }
    }
}

/// Kind of the contents of a group, or of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Scope {
    /// Items of a file, module, impl or trait, with blank lines between them.
    Items,
    /// Statements.
    Block,
    /// Fields of a struct or variants of an enum, one per line.
    Fields,
    /// Arms of a match.
    Arms,
    /// Items with commas between them, the last of which may go.
    List,
    /// Items with commas as they are written: attributes, and macros like functions.
    Exact,
    /// Contents of any other macro.
    Macro,
}

impl Scope {
    /// Returns `true` if the contents never stand in the line of the braces.
    fn is_block(self) -> bool {
        matches!(self, Self::Items | Self::Block | Self::Fields | Self::Arms)
    }
}

/// Use of a list in parentheses, which decides its commas and how wide it may be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Role {
    /// Parameters of a function that is declared.
    Parameters,
    /// Arguments, or a pattern or type like a call.
    Call,
    /// Tuple, or an expression in parentheses.
    Tuple,
    /// Braces of a variant of an enum.
    Variant,
    /// Braces of imported names.
    Names,
    /// Anything else.
    Other,
}

#[derive(Debug)]
pub(super) struct Group {
    pub(super) shape: Shape,
    pub(super) scope: Scope,
    pub(super) role: Role,
    pub(super) units: Vec<Unit>,
}

/// Statement, or item of a list.
#[derive(Debug, Default)]
pub(super) struct Unit {
    pub(super) attributes: Vec<Attribute>,
    pub(super) tokens: Vec<Token>,
    /// Mark that ends it: `;`, `,` or nothing.
    pub(super) end: &'static str,
    /// Position of the first assignment or arrow, or of the colon behind the name of a field.
    pub(super) split: Option<usize>,
    /// Keyword of an item, or the first word.
    pub(super) keyword: String,
    /// Columns in one line, without the end.
    pub(super) width: usize,
}

#[derive(Debug)]
pub(super) struct Attribute {
    pub(super) inner: bool,
    pub(super) text: AttributeText,
}

#[derive(Debug)]
pub(super) enum AttributeText {
    /// Lines of documentation, each with its leading blank.
    Lines(Vec<String>),
    /// Brackets and their contents.
    Tokens(Token),
}

impl Token {
    pub(super) fn group(&self) -> Option<&Group> {
        match &self.kind {
            Kind::Group(group) => Some(group),
            _ => None,
        }
    }

    pub(super) fn group_mut(&mut self) -> Option<&mut Group> {
        match &mut self.kind {
            Kind::Group(group) => Some(group),
            _ => None,
        }
    }

    /// Returns the group if it has contents.
    pub(super) fn filled(&self) -> Option<&Group> {
        self.group().filter(|group| !group.units.is_empty())
    }

    pub(super) fn is_mark(&self, text: &str) -> bool {
        matches!(&self.kind, Kind::Mark(mark) if mark == text)
    }

    pub(super) fn is_word(&self, text: &str) -> bool {
        matches!(&self.kind, Kind::Word(word) if word == text)
    }

    /// Returns `true` for braces whose contents have lines of their own.
    pub(super) fn is_block(&self) -> bool {
        self.filled().is_some_and(|group| {
            group.scope.is_block() || group.shape == Shape::Brace && group.scope == Scope::Macro
        })
    }
}

/// Columns of tokens in one line.
pub(super) fn width(tokens: &[Token]) -> usize {
    let each = tokens.iter().enumerate();
    sum(each.map(|(at, token)| token.width + usize::from(at > 0 && token.space)))
}

/// Adds columns, of which more than [`BROKEN`] are the same.
fn sum(columns: impl Iterator<Item = usize>) -> usize {
    columns.fold(0, |sum, columns| (sum + columns).min(BROKEN))
}

impl Group {
    /// Columns in one line.
    pub(super) fn measure(&self) -> usize {
        if self.units.is_empty() {
            return 2;
        }
        if self.scope.is_block() {
            return BROKEN;
        }
        let inside = self.inside();
        let limit = match (self.shape, self.role, self.scope) {
            (Shape::Brace, _, Scope::Macro) => return BROKEN,
            (_, _, Scope::Macro) => BROKEN,
            (Shape::Paren, _, Scope::Exact) => MAX_ATTRIBUTE,
            (Shape::Paren, Role::Call | Role::Tuple, _) | (Shape::Bracket, ..) => MAX_CALL,
            (Shape::Brace, Role::Variant, _) => MAX_VARIANT,
            (Shape::Brace, Role::Names, _) => BROKEN,
            (Shape::Brace, ..) => MAX_LITERAL,
            _ => BROKEN,
        };
        if inside > limit && !self.is_filled_in_lines() {
            return BROKEN;
        }
        inside + if self.pads() { 4 } else { 2 }
    }

    fn inside(&self) -> usize {
        let between = sum(self.units.iter().map(|unit| unit.width + unit.end.len() + 1));
        let last = self.units.last().map_or(0, |unit| unit.end.len() + 1);
        between.saturating_sub(last) + self.last_mark().len()
    }

    /// Mark behind the last unit in one line.
    pub(super) fn last_mark(&self) -> &'static str {
        let end = self.units.last().map_or("", |unit| unit.end);
        let is_single = self.role == Role::Tuple && self.units.len() == 1;
        if self.scope == Scope::List && !is_single { "" } else { end }
    }

    /// Returns `true` if blanks stand between the delimiters and the contents in one line.
    pub(super) fn pads(&self) -> bool {
        self.shape == Shape::Brace && self.role != Role::Names
    }

    /// Returns `true` for an array of short items, which has as many in a line as fit.
    pub(super) fn is_filled_in_lines(&self) -> bool {
        let is_short = |unit: &Unit| unit.width <= MAX_SHORT_ITEM && unit.attributes.is_empty();
        self.shape == Shape::Bracket
            && self.scope == Scope::List
            && self.units.len() > 1
            && self.units.iter().all(is_short)
    }

    /// Mark behind the last unit where each has a line of its own.
    pub(super) fn broken_mark(&self, unit: &Unit) -> &'static str {
        let ends_list = unit.tokens.first().is_some_and(|token| token.is_mark(".."));
        let is_repeat = unit.tokens.iter().any(|token| token.is_mark(";"));
        match self.scope {
            Scope::Fields => ",",
            Scope::Arms => match unit.ends_in_block() {
                true => "",
                false => ",",
            },
            Scope::List if ends_list || is_repeat => unit.end,
            Scope::List if self.role == Role::Tuple && self.units.len() == 1 => unit.end,
            Scope::List => ",",
            _ => unit.end,
        }
    }
}

impl Unit {
    /// Computes the width, once all tokens are there.
    pub(super) fn measure(&mut self) {
        let attributes = self.attributes.iter().map(|attribute| match &attribute.text {
            AttributeText::Lines(_) => BROKEN,
            AttributeText::Tokens(token) => token.width + 2,
        });
        let columns = sum(attributes.chain([width(&self.tokens)]));
        let has_clause = self.tokens.iter().any(|token| token.is_word("where"));
        self.width = if is_wide(&self.tokens) || has_clause { BROKEN } else { columns };
    }

    /// Returns `true` for an arm whose value is a block.
    fn ends_in_block(&self) -> bool {
        let mut last = self.tokens.iter().rev();
        let is_block =
            last.next().and_then(Token::group).is_some_and(|group| group.scope == Scope::Block);
        is_block && last.next().is_some_and(|token| token.is_mark("=>"))
    }
}

/// Columns of a receiver that its first call stays behind.
const MAX_RECEIVER: usize = 4;

/// Positions at which a method chain is broken; none if it is too short for that.
pub(super) fn chain(tokens: &[Token]) -> Vec<usize> {
    let start = value_start(tokens);
    let receiver = |end: usize| width(tokens.get(start..end).unwrap_or_default());
    let dots = dots(tokens);
    let kept = dots.iter().take_while(|dot| receiver(**dot) <= MAX_RECEIVER).count();
    dots.into_iter().skip(kept).collect()
}

/// Positions of all dots of a method chain; none if a single call is broken between its parentheses.
pub(super) fn dots(tokens: &[Token]) -> Vec<usize> {
    let is_call = |token: &Token| token.group().is_some_and(|group| group.role == Role::Call);
    let each = tokens.iter().enumerate().skip(value_start(tokens));
    let dots: Vec<usize> = each.filter(|(_, token)| token.is_mark(".")).map(|(at, _)| at).collect();
    match dots.as_slice() {
        [only] if tokens.iter().skip(*only).any(is_call) => Vec::new(),
        _ => dots,
    }
}

/// Returns `true` for a chain that is broken even where it fits.
pub(super) fn is_wide(tokens: &[Token]) -> bool {
    let value = tokens.get(value_start(tokens)..).unwrap_or_default();
    width(value) > MAX_CHAIN && chain(tokens).len() > 1
}

/// Position behind the name of a field, or behind an assignment.
fn value_start(tokens: &[Token]) -> usize {
    let is_start = |token: &Token| [":", "=", "=>"].iter().any(|mark| token.is_mark(mark));
    tokens.iter().rposition(is_start).map_or(0, |at| at + 1)
}
