//! State of the reader within a statement or an item of a list.

use super::mark::Part;
use super::tree::{Role, Scope};

/// Kind of a unit, by its first words; it decides what its braces hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Item {
    Function,
    /// Struct, enum or union.
    Data,
    /// Module, impl, trait or block of foreign items.
    Container,
    /// Item or statement that ends in `;`.
    Line,
    /// Expression that begins with a keyword or braces, and ends with braces.
    Control,
    Expression,
}

/// State while a unit is read.
pub(super) struct Progress {
    pub(super) item: Item,
    /// The last part, and the one before it.
    pub(super) before: Option<Part>,
    pub(super) earlier: Option<Part>,
    /// Keyword of an expression whose braces are still to come.
    pub(super) control: Option<Scope>,
    pub(super) is_closure: bool,
    pub(super) has_parameters: bool,
}

impl Progress {
    pub(super) fn new(item: Item) -> Self {
        Self {
            item,
            before: None,
            earlier: None,
            control: None,
            is_closure: false,
            has_parameters: false,
        }
    }

    pub(super) fn follow(&mut self, word: &str) {
        if self.before == Some(Part::Dot) {
            return;
        }
        match word {
            "match" => self.control = Some(Scope::Arms),
            "for" if self.item == Item::Container => {}
            "if" | "while" | "for" | "loop" | "unsafe" | "async" | "else" => {
                self.control = Some(Scope::Block);
            }
            _ => {}
        }
    }

    /// Role of parentheses.
    pub(super) fn parentheses(&mut self) -> Role {
        match self.before {
            Some(Part::Word | Part::Angle)
                if self.item == Item::Function && !self.has_parameters =>
            {
                self.has_parameters = true;
                Role::Parameters
            }
            Some(Part::Prefix) => Role::Other,
            Some(part) if part.is_called() => Role::Call,
            _ => Role::Tuple,
        }
    }
}
