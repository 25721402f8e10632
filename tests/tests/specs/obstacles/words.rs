//! Words that mean something to Rust, to its prelude or to generated code.

/// Keywords: strict, reserved and weak.
pub const KEYWORDS: &str = "as break const continue crate else enum extern false fn for if impl in \
    let loop match mod move mut pub ref return self Self static struct super trait true type unsafe \
    use where while async await dyn gen abstract become box do final macro override priv try typeof \
    unsized virtual yield union auto raw safe default macro_rules";

/// What the prelude brings, and what is often imported.
pub const PRELUDE: &str = "Option Some None Result Ok Err String ToString Vec Box Clone Copy Send Sync \
    Sized Unpin Drop drop Fn FnMut FnOnce AsyncFn AsyncFnMut AsyncFnOnce AsMut AsRef From Into Default \
    Iterator IntoIterator Extend DoubleEndedIterator ExactSizeIterator Eq Ord PartialEq PartialOrd \
    ToOwned TryFrom TryInto FromIterator Future IntoFuture Debug Display Error Hash Write Formatter \
    Arguments PhantomData Cow Rc Arc Cell RefCell Mutex HashMap BTreeMap Path PathBuf Ordering Duration \
    Deref Index Any Pin size_of align_of";

/// Macros, attributes and derives.
pub const MACROS: &str = "assert assert_eq assert_ne cfg column compile_error concat dbg debug_assert env \
    eprint eprintln file format format_args include include_bytes include_str line matches module_path \
    option_env panic print println stringify thread_local todo unimplemented unreachable vec write \
    writeln derive test bench allow warn deny forbid doc inline must_use deprecated repr non_exhaustive \
    cold path global_allocator main proc_macro feature";

/// Primitive types and the crates that paths begin with.
pub const PRIMITIVES: &str = "bool char str string i8 i16 i32 i64 i128 isize u8 u16 u32 u64 u128 usize f16 \
    f32 f64 f128 never int64 uint64 float date datetime datetime_iso std core alloc ecm_client serde \
    tokio";

/// Names in generated code, in its contract, and names that go with them.
pub const GENERATED: &str = "Client ClientBuilder SPEC types builder error required rt Other Common \
    CommonErrorCode ErrorCode Unset Set IsUnset GroupIsUnset Builder Request Response ResponseFuture \
    Record Value View Input DecodeError ActionTable ApiTable RecordTable FieldMarks CodeTable ErrorInfo \
    Scalar ExpectedType Init Rule RecordCheck ValueCheck CharSet Placeholder FieldRules Items Infallible \
    Paginated Paginator PaginationBy PaginationEnd PaginationTable Taggable TrackingTagTable Waiter \
    WaiterError Severity Effect RetryAdvice RequestBuilder TypesRequest UnknownErrorCode core blocking \
    new build send validate value value_mut record set unset index code init read write view table fill \
    debug debug_code request response client parse as_str retry category to_json from_json from into \
    default clone fmt eq hash name fields values effect region key list text int other absent present \
    replace replace_with_text collect collect_into set_list set_list_into set_optional boxed_init discard \
    equal equal_codes display_code parse_integer from_str from_code choose pages waits calls wait \
    result ok err some none args this it item items literal rules state has may_have maybe \
    NameState ZoneState HasName MayHaveName Violations Outcome Secret Request_ \
    ACTION TABLE RECORD fn_ type_ r_type _self __self self_ Self_ maybe_name maybe_new get as_ref \
    borrow try_from try_into to_owned to_string is_empty len iter unwrap unwrap_or_else and_then map \
    drop_ poll sync type_id";

/// All words, each once, in the order above.
pub fn all() -> Vec<&'static str> {
    let mut words: Vec<&str> = Vec::new();
    let lists = [KEYWORDS, PRELUDE, MACROS, PRIMITIVES, GENERATED];
    for word in lists.iter().flat_map(|list| list.split_whitespace()) {
        if !words.contains(&word) {
            words.push(word);
        }
    }
    words
}

/// Words that differ by more than case and punctuation: what is left of `words` after the first of
/// each such family goes to the next wave.
pub fn waves(words: &[&'static str]) -> Vec<Vec<&'static str>> {
    let mut waves: Vec<Vec<&'static str>> = Vec::new();
    for word in words {
        let same = |other: &&'static str| family(other) == family(word);
        match waves.iter_mut().find(|wave| !wave.iter().any(same)) {
            Some(wave) => wave.push(word),
            None => waves.push(vec![word]),
        }
    }
    waves
}

fn family(word: &str) -> String {
    word.chars().filter(char::is_ascii_alphanumeric).map(|c| c.to_ascii_lowercase()).collect()
}

/// A word as a name that a spec would bring for a type or a variant.
pub fn pascal(word: &str) -> String {
    let mut name = String::new();
    for part in word.split('_').filter(|part| !part.is_empty()) {
        name.push_str(&part[..1].to_ascii_uppercase());
        name.push_str(&part[1..]);
    }
    name
}

/// A word as a name that a spec would bring for a field.
pub fn snake(word: &str) -> String {
    let mut name = String::new();
    for letter in word.trim_matches('_').chars() {
        let upper = letter.is_ascii_uppercase();
        if upper && name.ends_with(|last: char| last.is_ascii_lowercase()) {
            name.push('_');
        }
        name.push(letter.to_ascii_lowercase());
    }
    name
}
