//! Records written by hand, as the generator would write them, for the tests of the runtime.

use std::fmt;

use crate::rt::{
    self, ActionTable, ApiTable, CharSet, ErrorInfo, EventErrorTable, EventsTable, FieldMarks,
    Record, RecordCheck, RecordTable, Rule, Value, ValueCheck,
};
use crate::{Effect, Request, RetryAdvice, Secret, Severity, Streamed};

macro_rules! record {
    ($name:ident { $($index:literal $field:ident: $type:ty,)* } $table:ident) => {
        #[derive(Clone, Default, PartialEq)]
        pub(crate) struct $name {
            $(pub(crate) $field: $type,)*
        }

        impl Record for $name {
            fn table(&self) -> &'static RecordTable {
                &$table
            }

            fn value(&self, index: usize) -> &dyn Value {
                match index {
                    $($index => &self.$field,)*
                    _ => rt::absent(),
                }
            }

            fn value_mut(&mut self, index: usize) -> &mut dyn Value {
                match index {
                    $($index => &mut self.$field,)*
                    _ => rt::discard(),
                }
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                rt::debug(self, f)
            }
        }

        $crate::__impl_serde!(sent: $name; received: ; texts: ; integers: ;);
    };
}

pub(crate) const fn rule<C>(id: &'static str, requirement: &'static str, check: C) -> Rule<C> {
    Rule { id, severity: Severity::Error, requirement, server_error: None, check }
}

const fn marks(field: u32, rules: &'static [Rule<ValueCheck>]) -> FieldMarks {
    FieldMarks { field, secret: false, required: None, rules }
}

record! { Lamp {
    0 id: Option<String>,
    1 watts: Option<i64>,
    2 room: Option<String>,
    3 inner: Option<Box<Lamp>>,
} LAMP }

static LAMP: RecordTable = RecordTable {
    name: "Lamp",
    fields: &["Id", "Watts", "Room", "Inner"],
    keys: &[",\"Id\":", ",\"Watts\":", ",\"Room\":", ",\"Inner\":"],
    checked: u64::MAX,
    marks: &[
        FieldMarks {
            required: Some("L1"),
            ..marks(
                0,
                &[rule("L2", "must have 2 to 4 characters", ValueCheck::Length { min: 2, max: 4 })],
            )
        },
        marks(
            1,
            &[rule("L3", "must be at least 1", ValueCheck::IntRange { min: 1, max: i64::MAX })],
        ),
    ],
    rules: &[rule("L4", "`Watts` asks for `Room`", RecordCheck::Implies { field: 1, then: &[2] })],
};

record! { SwitchOn {
    0 lamps: Option<Vec<Lamp>>,
    1 count: Option<i64>,
    2 code: Option<Secret>,
    3 names: Option<Vec<String>>,
    4 bright: Option<f64>,
    5 soft: Option<bool>,
    6 total: Option<u64>,
    7 main: Option<Lamp>,
    8 grid: Option<Vec<Vec<i64>>>,
} SWITCH_ON }

const LETTERS: CharSet = CharSet { ascii: 0x3ff_ffff << b'a', others: &[] };

const CODE_RULES: &[Rule<ValueCheck>] = &[
    Rule {
        id: "S3",
        severity: Severity::Error,
        requirement: "must have 8 to 30 characters",
        server_error: Some("InvalidParameterValue.Code"),
        check: ValueCheck::Length { min: 8, max: 30 },
    },
    rule("S3-letters", "must only contain `a-z`", ValueCheck::Alphabet(&LETTERS)),
];

const NAME_RULES: &[Rule<ValueCheck>] = &[
    rule("S4", "must have at most 3 items", ValueCheck::Items { min: 0, max: 3 }),
    rule("S5", "must not have an item twice", ValueCheck::Distinct),
    Rule {
        id: "S6",
        severity: Severity::Warn,
        requirement: "must be an IPv4 address",
        server_error: None,
        check: ValueCheck::Ipv4,
    },
];

static SWITCH_ON: RecordTable = RecordTable {
    name: "SwitchOnRequest",
    fields: &["Lamps", "Count", "Code", "Names", "Bright", "Soft", "Total", "Main", "Grid"],
    keys: &[
        ",\"Lamps\":",
        ",\"Count\":",
        ",\"Code\":",
        ",\"Names\":",
        ",\"Bright\":",
        ",\"Soft\":",
        ",\"Total\":",
        ",\"Main\":",
        ",\"Grid\":",
    ],
    checked: u64::MAX,
    marks: &[
        FieldMarks { required: Some("S1"), ..marks(0, &[]) },
        FieldMarks { secret: true, ..marks(2, CODE_RULES) },
        marks(3, NAME_RULES),
        marks(6, &[rule("S7", "must not be sent: it is counted", ValueCheck::Reserved)]),
        marks(8, &[rule("S9", "must be `0` or `1`", ValueCheck::OneOfInt(&[0, 1]))]),
    ],
    rules: &[
        rule(
            "S2",
            "`Lamps` must have as many items as `Count` says",
            RecordCheck::CountEquals { list: 0, count: 1 },
        ),
        rule(
            "S8",
            "the sum of `Watts` must be at most 100",
            RecordCheck::Sum { list: 0, field: 1, per: Some(2), max: 100, divisible: true },
        ),
    ],
};

record! { SwitchOnResponse {
    0 ids: Option<Vec<String>>,
    1 error: Option<String>,
    2 main: Option<Lamp>,
} SWITCH_ON_RESPONSE }

static SWITCH_ON_RESPONSE: RecordTable = RecordTable {
    name: "SwitchOnResponse",
    fields: &["Ids", "Error", "Main"],
    ..RecordTable::EMPTY
};

// A response that reports on something that went wrong earlier: its `Error` is a field.
record! { Report {
    0 status: Option<String>,
    1 error: Option<Mishap>,
} REPORT }

static REPORT: RecordTable =
    RecordTable { name: "Report", fields: &["Status", "Error"], ..RecordTable::EMPTY };

record! { Mishap {
    0 code: Option<String>,
    1 message: Option<String>,
} MISHAP }

static MISHAP: RecordTable =
    RecordTable { name: "Mishap", fields: &["Code", "Message"], ..RecordTable::EMPTY };

pub(crate) static API: ApiTable = ApiTable {
    service: "lamp",
    version: "2024-01-01",
    revision: "7",
    host: "lamp.tencentcloudapi.com",
    error_codes: &[
        ErrorInfo { code: "AuthFailure.SignatureExpire", retry: RetryAdvice::AfterClockCorrection },
        ErrorInfo { code: "FailedOperation.Dark", retry: RetryAdvice::IfIdempotent },
    ],
};

pub(crate) static ACTION: ActionTable = ActionTable {
    body: None,
    events: None,
    api: &API,
    name: "SwitchOn",
    effect: Effect::Create,
    region_required: false,
    unsigned: false,
    rate_limit: Some(20),
};

// A request that may be answered with a stream of events.
record! { Chat {
    0 text: Option<String>,
    1 stream: Option<bool>,
    2 password: Option<Secret>,
} CHAT }

static CHAT: RecordTable = RecordTable {
    name: "Chat",
    fields: &["Text", "Stream", "Password"],
    keys: &[",\"Text\":", ",\"Stream\":", ",\"Password\":"],
    marks: &[FieldMarks { secret: true, ..marks(2, &[]) }],
    ..RecordTable::EMPTY
};

record! { Word {
    0 text: Option<String>,
    1 number: Option<i64>,
    2 kind: Option<String>,
    3 reason: Option<Mishap>,
} WORD }

static WORD: RecordTable = RecordTable {
    name: "Word",
    fields: &["Text", "Number", "Kind", "Reason"],
    ..RecordTable::EMPTY
};

static CHAT_ACTION: ActionTable = ActionTable {
    name: "Chat",
    effect: Effect::Read,
    events: Some(EventsTable {
        when: Some(1),
        end: Some("[DONE]"),
        error: Some(EventErrorTable {
            mark: Some((&[2], "error")),
            code: &[3, 0],
            message: &[3, 1],
        }),
    }),
    ..ACTION
};

impl Request for Chat {
    type Response = Word;
    const ACTION: &'static ActionTable = &CHAT_ACTION;
}

impl Streamed for Chat {
    type Event = Word;
}

impl Request for SwitchOn {
    type Response = SwitchOnResponse;
    const ACTION: &'static ActionTable = &ACTION;
}

/// A request that keeps every rule, with every kind of value set.
pub(crate) fn switch_on() -> SwitchOn {
    SwitchOn {
        lamps: Some(vec![Lamp { id: Some("ab".into()), ..Lamp::default() }]),
        count: Some(1),
        code: Some(Secret::from("opensesame")),
        names: Some(vec!["10.0.0.1".into()]),
        bright: Some(0.5),
        soft: Some(true),
        total: None,
        main: None,
        grid: Some(vec![vec![0, 1], vec![]]),
    }
}
