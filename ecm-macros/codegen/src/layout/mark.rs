//! Operators, brackets of generics, and where blanks stand.

use proc_macro2::{Delimiter, Spacing, TokenTree};

/// Operators of more than one character.
const OPERATORS: &[&str] = &[
    "!=", "%=", "&&", "&=", "*=", "+=", "-=", "->", "..", "...", "..=", "/=", "::", "<<", "<<=",
    "<=", "==", "=>", ">=", ">>", ">>=", "^=", "|=", "||",
];

/// Keywords behind which no operand has ended.
const KEYWORDS: &[&str] = &[
    "as", "async", "break", "const", "continue", "dyn", "else", "enum", "extern", "fn", "for",
    "if", "impl", "in", "let", "loop", "match", "mod", "move", "mut", "pub", "ref", "return",
    "static", "struct", "trait", "type", "unsafe", "use", "where", "while", "yield",
];

/// Maximum depth of brackets of generics within each other.
const MAX_DEPTH: usize = 64;

pub(super) fn is_keyword(word: &str) -> bool {
    KEYWORDS.contains(&word)
}

/// Returns the operator at a position and its number of tokens.
pub(super) fn operator(
    tokens: &[TokenTree],
    at: usize,
    pairs: &[Option<usize>],
) -> (String, usize) {
    let mut text = String::new();
    let mut length = 0;
    for (offset, token) in tokens.iter().skip(at).enumerate() {
        let TokenTree::Punct(mark) = token else { break };
        let is_paired = pairs.get(at + offset).is_some_and(Option::is_some);
        let mut longer = text.clone();
        longer.push(mark.as_char());
        if offset > 0 && (is_paired || !OPERATORS.contains(&longer.as_str())) {
            break;
        }
        text = longer;
        length = offset + 1;
        if mark.spacing() == Spacing::Alone {
            break;
        }
    }
    (text, length.max(1))
}

/// Finds the partners of the brackets of generics: `<` has the position of its `>`, and that its own.
pub(super) fn pairs(tokens: &[TokenTree]) -> Vec<Option<usize>> {
    let mut pairs = vec![None; tokens.len()];
    let mut open: Vec<usize> = Vec::new();
    let mut before: [Option<&TokenTree>; 2] = [None, None];
    for (at, token) in tokens.iter().enumerate() {
        match token {
            TokenTree::Punct(mark) if mark.as_char() == '<' => {
                let is_comparison = mark.spacing() == Spacing::Joint
                    && matches!(tokens.get(at + 1), Some(TokenTree::Punct(next)) if next.as_char() == '=');
                if !is_comparison && open.len() < MAX_DEPTH && opens_generics(before) {
                    open.push(at);
                }
            }
            TokenTree::Punct(mark) if mark.as_char() == '>' && !is_joint(before[1], "-=") => {
                if let Some(start) = open.pop() {
                    for (one, partner) in [(start, at), (at, at)] {
                        if let Some(pair) = pairs.get_mut(one) {
                            *pair = Some(partner);
                        }
                    }
                }
            }
            TokenTree::Punct(mark) => {
                let is_logical = "&|".contains(mark.as_char()) && is_joint(before[1], "&|");
                if mark.as_char() == ';' || is_logical {
                    open.clear();
                }
            }
            TokenTree::Group(group) if group.delimiter() == Delimiter::Brace => open.clear(),
            _ => {}
        }
        before = [before[1], Some(token)];
    }
    pairs
}

fn is_joint(token: Option<&TokenTree>, marks: &str) -> bool {
    matches!(token, Some(TokenTree::Punct(mark))
        if mark.spacing() == Spacing::Joint && marks.contains(mark.as_char()))
}

/// Returns `true` if a `<` behind two tokens begins generics rather than compares.
fn opens_generics(before: [Option<&TokenTree>; 2]) -> bool {
    match before {
        [_, None | Some(TokenTree::Punct(_))] => true,
        [first, Some(TokenTree::Ident(name))] => {
            let name = name.to_string();
            let declares = matches!(first, Some(TokenTree::Ident(keyword))
                if ["enum", "fn", "struct", "trait", "type"].iter().any(|one| keyword == one));
            declares || is_keyword(&name) || name.starts_with(char::is_uppercase)
        }
        // A path that begins a statement.
        [_, Some(TokenTree::Group(group))] => group.delimiter() == Delimiter::Brace,
        _ => false,
    }
}

/// Part that a token plays for the blanks around it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Part {
    Word,
    /// Keyword that parentheses follow at once: `fn` or `pub`.
    Prefix,
    /// Keyword that generics follow at once: `impl` or `for`.
    Generic,
    Keyword,
    Literal,
    Lifetime,
    Unary,
    Binary,
    Comma,
    Colon,
    Path,
    Dot,
    Range,
    /// `!` behind the name of a macro.
    Bang,
    /// `#` or `$`.
    Sign,
    Question,
    /// `|` that begins the parameters of a closure.
    Bar,
    /// `|` that ends them.
    EndBar,
    Paren,
    Bracket,
    Brace,
    Angle,
}

impl Part {
    pub(super) fn of_word(word: &str, before: Option<Self>) -> Self {
        if before == Some(Self::Dot) {
            return Self::Word;
        }
        match word {
            "fn" | "pub" => Self::Prefix,
            "impl" | "for" => Self::Generic,
            _ if is_keyword(word) => Self::Keyword,
            _ => Self::Word,
        }
    }

    /// `is_closure` within the parameters of a closure.
    pub(super) fn of_mark(mark: &str, before: Option<Self>, is_closure: bool) -> Self {
        let ends = before.is_some_and(Self::ends_operand);
        match mark {
            "," | ";" => Self::Comma,
            ":" => Self::Colon,
            "::" => Self::Path,
            "." => Self::Dot,
            ".." | "..=" | "..." => Self::Range,
            "#" | "$" => Self::Sign,
            "?" if ends => Self::Question,
            "!" if before == Some(Self::Word) => Self::Bang,
            "|" if is_closure => Self::EndBar,
            "|" if !ends => Self::Bar,
            "||" if !ends => Self::EndBar,
            "?" | "!" | "&" | "&&" | "*" | "-" if !ends => Self::Unary,
            _ => Self::Binary,
        }
    }

    fn ends_operand(self) -> bool {
        use Part::{Angle, Bracket, Literal, Paren, Question, Word};
        matches!(self, Word | Literal | Question | Paren | Bracket | Angle)
    }

    /// Returns `true` if parentheses behind this part are like those of a call.
    pub(super) fn is_called(self) -> bool {
        use Part::{Angle, Bracket, Paren, Prefix, Question, Word};
        matches!(self, Word | Prefix | Angle | Paren | Bracket | Question)
    }
}

/// Returns `true` if a blank stands between two parts.
pub(super) fn is_spaced(before: Option<Part>, next: Part) -> bool {
    use Part::{
        Angle, Bang, Bar, Brace, Bracket, Colon, Comma, Dot, EndBar, Generic, Paren, Path,
        Question, Range, Sign, Unary, Word,
    };
    let Some(before) = before else { return false };
    match (before, next) {
        (_, Comma | Colon | Question | Dot) => false,
        (Path, Brace) => false,
        (Unary | Bang, Brace) => true,
        (Bang, Paren | Bracket) => false,
        (_, Bang) => false,
        (Dot | Range | Sign | Unary | Bar | Path, _) => false,
        (Word | Angle, Path) => false,
        (_, Range) => !before.ends_operand(),
        (before, Paren) => !before.is_called(),
        (Word | Paren | Bracket | Angle | Question, Bracket) => false,
        (Word | Generic, Angle) => false,
        (_, EndBar) => !before.ends_operand(),
        _ => true,
    }
}
