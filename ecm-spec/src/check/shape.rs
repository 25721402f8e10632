//! Type expressions: a name, or a list of one.

use crate::bytes::skip_while;
use crate::model::{EnumId, Scalar, Shape, TypeId};
use crate::name_map::NameMap;
use crate::problem::{ProblemCode, Report, quote};
use crate::raw::Text;

/// Names of scalars in other formats, suggested even where no letter agrees.
const ELSEWHERE: &[(&str, &str)] = &[
    ("blob", "binary"),
    ("boolean", "bool"),
    ("bytes", "binary"),
    ("double", "float"),
    ("int", "int64"),
    ("integer", "int64"),
    ("long", "int64"),
    ("number", "float"),
    ("str", "string"),
    ("text", "string"),
    ("timestamp", "datetime"),
    ("uint", "uint64"),
];

/// Maximum depth of lists: one more than any real service has, and a limit for every walk.
const MAX_LIST_DEPTH: usize = 3;

/// Names that a type expression can have besides scalars.
pub(super) struct TypeNames<'n> {
    pub(super) types: NameMap<&'n str, usize>,
    pub(super) enums: NameMap<&'n str, usize>,
    /// The names of types and enums in the order of the file, for suggestions.
    pub(super) names: Vec<&'n str>,
}

pub(super) fn is_scalar(name: &str) -> bool {
    Scalar::ALL.iter().any(|scalar| scalar.as_str() == name)
}

pub(super) fn read(written: Text<'_>, items: &TypeNames<'_>, report: &mut Report) -> Option<Shape> {
    let mut name = written.value;
    let mut lists = 0;
    while let Some(inner) = name.strip_prefix("[").and_then(|rest| rest.strip_suffix("]")) {
        name = inner;
        lists += 1;
    }
    if lists > MAX_LIST_DEPTH {
        let message = format!("lists are nested more than {MAX_LIST_DEPTH} deep");
        return report.add(ProblemCode::BadTypeExpression, written.at, message).none();
    }
    if !is_name(name) {
        let message = format!("{} is not a type", quote(written.value));
        let _ = report
            .add(ProblemCode::BadTypeExpression, written.at, message)
            .help("write a name, such as `string`, or a list of it, `[string]`");
        return None;
    }
    let item = resolve(name, items).or_else(|| report_unknown(written, name, items, report))?;
    Some((0..lists).fold(item, |shape, _| Shape::List(Box::new(shape))))
}

/// Tells whether a text can be the name of a type or an enum.
fn is_name(text: &str) -> bool {
    // Most names are plain words; an unoptimised macro looks at their bytes faster than at their
    // characters.
    let rest = skip_while!(text.as_bytes(), b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'_');
    let is_plain = rest.is_empty() && !text.is_empty();
    is_plain
        || !(text.is_empty()
            || text.contains(['[', ']', '<', '>'])
            || text.contains(char::is_whitespace))
}

fn resolve(name: &str, items: &TypeNames<'_>) -> Option<Shape> {
    if let Some(scalar) = Scalar::ALL.iter().find(|scalar| scalar.as_str() == name) {
        return Some(Shape::Scalar(*scalar));
    }
    if let Some(id) = items.types.get(name) {
        return Some(Shape::Record(TypeId(*id)));
    }
    items.enums.get(name).map(|id| Shape::Enum(EnumId(*id)))
}

fn report_unknown<T>(
    written: Text<'_>,
    name: &str,
    items: &TypeNames<'_>,
    report: &mut Report,
) -> Option<T> {
    if report.is_unread("types", name) || report.is_unread("enums", name) {
        return None;
    }
    let lower = name.to_ascii_lowercase();
    let elsewhere = ELSEWHERE.iter().find(|(other, _)| *other == lower).map(|(_, ours)| *ours);
    let close = elsewhere.or_else(|| {
        let scalars = Scalar::ALL.iter().map(|scalar| scalar.as_str());
        report.closest(name, scalars.chain(items.names.iter().copied()))
    });
    report.mark_meant("types", name, close);
    let message = format!("no type or enum is called {}", quote(name));
    report
        .add(ProblemCode::UnknownType, written.at, message)
        .did_you_mean(close, || "name one in `types` or `enums`, or a scalar".to_owned())
        .none()
}
