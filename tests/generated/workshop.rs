//! An invented service whose shapes are all that a real one might come up with.
//!
//! Service `workshop`, version `2024-02-29`, spec revision `7`, host `workshop.example.com`.
//!
//! Contains all actions of the spec.

/// Client of the service `workshop`, version `2024-02-29`.
///
/// Cloning is cheap; clones share connections.
#[derive(::core::clone::Clone, ::core::fmt::Debug)]
pub struct Client {
    core: ::ecm_client::Client,
}

impl Client {
    /// Creates a client of this service from one that has credentials, region and timeouts.
    #[must_use]
    #[inline]
    pub fn new(core: ::ecm_client::Client) -> Self {
        Self { core }
    }

    /// Returns the underlying client.
    ///
    /// To change settings for some calls, derive another client from it, for example by
    /// [`with_region`](::ecm_client::Client::with_region).
    #[must_use]
    #[inline]
    pub fn core(&self) -> &::ecm_client::Client {
        &self.core
    }

    /// Looks at everything.
    ///
    /// Effect: read. Repeating it changes nothing.
    ///
    /// - Requires a region.
    ///
    /// # Errors
    ///
    /// Fails with an [`Error`](::ecm_client::Error) whose outcome tells whether the request was
    /// not sent, was rejected by the service, or may have been carried out.
    #[inline]
    pub fn describe<'a>(
        &'a self,
        request: &'a self::types::DescribeRequest,
    ) -> ::ecm_client::ResponseFuture<'a, self::types::DescribeResponse> {
        self.core.send(request)
    }

    /// Puts everything back.
    ///
    /// Effect: idempotent. Repeating it leaves the same state.
    ///
    /// - Needs no region.
    ///
    /// Error codes: [`error::ResetErrorCode`].
    ///
    /// # Errors
    ///
    /// Fails with an [`Error`](::ecm_client::Error) whose outcome tells whether the request was
    /// not sent, was rejected by the service, or may have been carried out.
    #[inline]
    pub fn reset<'a>(
        &'a self,
        request: &'a self::types::ResetRequest,
    ) -> ::ecm_client::ResponseFuture<'a, self::types::ResetResponse> {
        self.core.send(request)
    }

    /// Makes a tree. The action's name is that of a constructor.
    ///
    /// Effect: create. Repeating it creates again, so it is only resent if the first request certainly
    /// was not carried out.
    ///
    /// - Rate limit: at most 5 requests per second (rule `W01`; server error `RequestLimitExceeded`).
    /// - Needs no region.
    ///
    /// Error codes: [`error::NewErrorCode`].
    ///
    /// # Errors
    ///
    /// Fails with an [`Error`](::ecm_client::Error) whose outcome tells whether the request was
    /// not sent, was rejected by the service, or may have been carried out.
    #[inline]
    pub fn new_<'a>(
        &'a self,
        request: &'a self::types::NewRequest,
    ) -> ::ecm_client::ResponseFuture<'a, self::types::NewResponse> {
        self.core.send(request)
    }
}

impl ::core::convert::From<::ecm_client::Client> for Client {
    #[inline]
    fn from(core: ::ecm_client::Client) -> Self {
        Self { core }
    }
}

::ecm_client::__blocking! {
    calls[
        describe("[`describe`](super::Client::describe)", DescribeRequest) -> DescribeResponse;
        reset("[`reset`](super::Client::reset)", ResetRequest) -> ResetResponse;
        new_("[`new_`](super::Client::new_)", NewRequest) -> NewResponse;
    ]
    uploads[]
    streams[]
    pages[]
    waits[]
}

/// Requests, responses and the types of their fields.
pub mod types {
    #[allow(unused_imports)]
    use ::ecm_client::rt;

    /// Nothing is required.
    #[non_exhaustive]
    pub struct DescribeRequest {
        /// Any text, even `code` and \[brackets\] and \<angles\>.
        ///
        /// - Wire name: `Text`.
        pub text: ::core::option::Option<::std::string::String>,
        /// A signed number.
        ///
        /// - Wire name: `Signed`.
        /// - Must be -5 to 5 (rule `W10`).
        pub signed: ::core::option::Option<i64>,
        /// An unsigned number.
        ///
        /// - Wire name: `Unsigned`.
        pub unsigned: ::core::option::Option<u64>,
        /// A fraction.
        ///
        /// - Wire name: `Ratio`.
        /// - Must be 0 to 0.5 (rule `W11`).
        pub ratio: ::core::option::Option<f64>,
        /// Yes or no.
        ///
        /// - Wire name: `Flag`.
        pub flag: ::core::option::Option<bool>,
        /// A day.
        ///
        /// - Wire name: `Day`.
        pub day: ::core::option::Option<::std::string::String>,
        /// A moment, in the service's time zone.
        ///
        /// - Wire name: `Moment`.
        pub moment: ::core::option::Option<::std::string::String>,
        /// A moment, with its time zone.
        ///
        /// - Wire name: `Instant`.
        pub instant: ::core::option::Option<::std::string::String>,
        /// A small file.
        ///
        /// - Wire name: `Bytes`.
        /// - Must decode to at most 4 bytes (rule `W14`).
        pub bytes: ::core::option::Option<::std::vec::Vec<::core::primitive::u8>>,
        /// - Wire name: `Parts`.
        pub parts: ::core::option::Option<::std::vec::Vec<::std::vec::Vec<::core::primitive::u8>>>,
        /// Rows of numbers.
        ///
        /// - Wire name: `Grid`.
        pub grid: ::core::option::Option<::std::vec::Vec<::std::vec::Vec<i64>>>,
        /// Rows of rows of texts.
        ///
        /// - Wire name: `Cube`.
        pub cube: ::core::option::Option<
            ::std::vec::Vec<::std::vec::Vec<::std::vec::Vec<::std::string::String>>>,
        >,
        /// Rows of trees.
        ///
        /// - Wire name: `Forest`.
        pub forest: ::core::option::Option<::std::vec::Vec<::std::vec::Vec<Tree>>>,
        /// Levels.
        ///
        /// - Wire name: `Levels`.
        pub levels: ::core::option::Option<::std::vec::Vec<Level>>,
        /// Colours.
        ///
        /// - Wire name: `Colors`.
        /// - Must not have an item twice (rule `W12`).
        pub colors: ::core::option::Option<::std::vec::Vec<Color>>,
    }

    impl DescribeRequest {
        /// Creates a value in which no field is set.
        ///
        /// Assign to the unset fields, or use [`Self::builder`] instead.
        #[must_use]
        #[inline]
        pub fn new() -> Self {
            Self { ..rt::Init::init() }
        }

        /// Returns a builder that checks required fields at compile time.
        #[inline]
        pub fn builder() -> super::builder::DescribeRequestBuilder {
            super::builder::DescribeRequestBuilder {
                record: rt::boxed_init(),
                given: ::core::marker::PhantomData,
            }
        }
    }

    impl ::core::clone::Clone for DescribeRequest {
        #[inline]
        fn clone(&self) -> Self {
            Self {
                text: self.text.clone(),
                signed: self.signed,
                unsigned: self.unsigned,
                ratio: self.ratio,
                flag: self.flag,
                day: self.day.clone(),
                moment: self.moment.clone(),
                instant: self.instant.clone(),
                bytes: self.bytes.clone(),
                parts: self.parts.clone(),
                grid: self.grid.clone(),
                cube: self.cube.clone(),
                forest: self.forest.clone(),
                levels: self.levels.clone(),
                colors: self.colors.clone(),
            }
        }
    }

    impl ::core::default::Default for DescribeRequest {
        #[inline]
        fn default() -> Self {
            Self {
                text: ::core::option::Option::None,
                signed: ::core::option::Option::None,
                unsigned: ::core::option::Option::None,
                ratio: ::core::option::Option::None,
                flag: ::core::option::Option::None,
                day: ::core::option::Option::None,
                moment: ::core::option::Option::None,
                instant: ::core::option::Option::None,
                bytes: ::core::option::Option::None,
                parts: ::core::option::Option::None,
                grid: ::core::option::Option::None,
                cube: ::core::option::Option::None,
                forest: ::core::option::Option::None,
                levels: ::core::option::Option::None,
                colors: ::core::option::Option::None,
            }
        }
    }

    impl ::core::cmp::PartialEq for DescribeRequest {
        #[inline]
        fn eq(&self, other: &Self) -> bool {
            rt::equal(self, other)
        }
    }

    impl ::core::fmt::Debug for DescribeRequest {
        #[inline]
        fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
            rt::debug(self, f)
        }
    }

    /// Rules of single fields, for [`literal!`](::ecm_client::literal) and
    /// [`items!`](::ecm_client::items).
    impl DescribeRequest {
        /// Rules of `Signed`.
        pub const SIGNED: ::ecm_client::FieldRules<i64> = ::ecm_client::FieldRules::new(
            "Signed",
            false,
            [rt::Rule {
                id: "W10",
                severity: ::ecm_client::Severity::Error,
                requirement: "must be -5 to 5",
                server_error: ::core::option::Option::None,
                check: rt::ValueCheck::IntRange { min: -5, max: 5 },
            }],
        );

        /// Rules of `Ratio`.
        pub const RATIO: ::ecm_client::FieldRules<f64> = ::ecm_client::FieldRules::new(
            "Ratio",
            false,
            [rt::Rule {
                id: "W11",
                severity: ::ecm_client::Severity::Error,
                requirement: "must be 0 to 0.5",
                server_error: ::core::option::Option::None,
                check: rt::ValueCheck::FloatRange { min: 0.0, max: 0.5 },
            }],
        );

        /// Rules of `Bytes`.
        pub const BYTES: ::ecm_client::FieldRules<::ecm_client::Items> =
            ::ecm_client::FieldRules::new(
                "Bytes",
                false,
                [rt::Rule {
                    id: "W14",
                    severity: ::ecm_client::Severity::Error,
                    requirement: "must decode to at most 4 bytes",
                    server_error: ::core::option::Option::None,
                    check: rt::ValueCheck::DecodedSize { max: 4 },
                }],
            );

        /// Rules of `Colors`.
        pub const COLORS: ::ecm_client::FieldRules<[&'static str]> = ::ecm_client::FieldRules::new(
            "Colors",
            false,
            [rt::Rule {
                id: "W12",
                severity: ::ecm_client::Severity::Error,
                requirement: "must not have an item twice",
                server_error: ::core::option::Option::None,
                check: rt::ValueCheck::Distinct,
            }],
        );
    }

    impl rt::Record for DescribeRequest {
        #[inline]
        fn table(&self) -> &'static rt::RecordTable {
            &rt::RecordTable {
                name: "DescribeRequest",
                fields: &[
                    "Text", "Signed", "Unsigned", "Ratio", "Flag", "Day", "Moment", "Instant",
                    "Bytes", "Parts", "Grid", "Cube", "Forest", "Levels", "Colors",
                ],
                keys: &[
                    ",\"Text\":",
                    ",\"Signed\":",
                    ",\"Unsigned\":",
                    ",\"Ratio\":",
                    ",\"Flag\":",
                    ",\"Day\":",
                    ",\"Moment\":",
                    ",\"Instant\":",
                    ",\"Bytes\":",
                    ",\"Parts\":",
                    ",\"Grid\":",
                    ",\"Cube\":",
                    ",\"Forest\":",
                    ",\"Levels\":",
                    ",\"Colors\":",
                ],
                checked: 0x510a,
                marks: &[
                    rt::FieldMarks {
                        field: 1,
                        secret: false,
                        required: ::core::option::Option::None,
                        rules: &DescribeRequest::SIGNED.rules,
                    },
                    rt::FieldMarks {
                        field: 3,
                        secret: false,
                        required: ::core::option::Option::None,
                        rules: &DescribeRequest::RATIO.rules,
                    },
                    rt::FieldMarks {
                        field: 8,
                        secret: false,
                        required: ::core::option::Option::None,
                        rules: &DescribeRequest::BYTES.rules,
                    },
                    rt::FieldMarks {
                        field: 14,
                        secret: false,
                        required: ::core::option::Option::None,
                        rules: &DescribeRequest::COLORS.rules,
                    },
                ],
                ..rt::RecordTable::EMPTY
            }
        }

        #[inline]
        fn value(&self, index: usize) -> &dyn rt::Value {
            match index {
                0 => &self.text,
                1 => &self.signed,
                2 => &self.unsigned,
                3 => &self.ratio,
                4 => &self.flag,
                5 => &self.day,
                6 => &self.moment,
                7 => &self.instant,
                8 => &self.bytes,
                9 => &self.parts,
                10 => &self.grid,
                11 => &self.cube,
                12 => &self.forest,
                13 => &self.levels,
                14 => &self.colors,
                _ => rt::absent(),
            }
        }

        #[inline]
        fn value_mut(&mut self, index: usize) -> &mut dyn rt::Value {
            match index {
                0 => &mut self.text,
                1 => &mut self.signed,
                2 => &mut self.unsigned,
                3 => &mut self.ratio,
                4 => &mut self.flag,
                5 => &mut self.day,
                6 => &mut self.moment,
                7 => &mut self.instant,
                8 => &mut self.bytes,
                9 => &mut self.parts,
                10 => &mut self.grid,
                11 => &mut self.cube,
                12 => &mut self.forest,
                13 => &mut self.levels,
                14 => &mut self.colors,
                _ => rt::discard(),
            }
        }
    }

    /// Everything.
    #[non_exhaustive]
    pub struct DescribeResponse {
        /// The trees.
        ///
        /// - Wire name: `Trees`.
        /// - May be returned as `null`, which is decoded as `None`.
        pub trees: ::core::option::Option<::std::vec::Vec<Tree>>,
        /// The grid.
        ///
        /// - Wire name: `Grid`.
        pub grid: ::core::option::Option<::std::vec::Vec<::std::vec::Vec<i64>>>,
        /// The main colour.
        ///
        /// - Wire name: `Color`.
        pub color: ::core::option::Option<Color>,
        /// The main level.
        ///
        /// - Wire name: `Level`.
        pub level: ::core::option::Option<Level>,
        /// The main ratio.
        ///
        /// - Wire name: `Ratio`.
        pub ratio: ::core::option::Option<f64>,
        /// - Wire name: `Bytes`.
        /// - Documented as always returned.
        pub bytes: ::core::option::Option<::std::vec::Vec<::core::primitive::u8>>,
        /// A field that is called as the envelope's error is.
        ///
        /// - Wire name: `Error`.
        pub error: ::core::option::Option<::std::string::String>,
    }

    impl ::core::clone::Clone for DescribeResponse {
        #[inline]
        fn clone(&self) -> Self {
            Self {
                trees: self.trees.clone(),
                grid: self.grid.clone(),
                color: self.color.clone(),
                level: self.level.clone(),
                ratio: self.ratio,
                bytes: self.bytes.clone(),
                error: self.error.clone(),
            }
        }
    }

    impl ::core::default::Default for DescribeResponse {
        #[inline]
        fn default() -> Self {
            Self {
                trees: ::core::option::Option::None,
                grid: ::core::option::Option::None,
                color: ::core::option::Option::None,
                level: ::core::option::Option::None,
                ratio: ::core::option::Option::None,
                bytes: ::core::option::Option::None,
                error: ::core::option::Option::None,
            }
        }
    }

    impl ::core::cmp::PartialEq for DescribeResponse {
        #[inline]
        fn eq(&self, other: &Self) -> bool {
            rt::equal(self, other)
        }
    }

    impl ::core::fmt::Debug for DescribeResponse {
        #[inline]
        fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
            rt::debug(self, f)
        }
    }

    impl rt::Record for DescribeResponse {
        #[inline]
        fn table(&self) -> &'static rt::RecordTable {
            &rt::RecordTable {
                name: "DescribeResponse",
                fields: &["Trees", "Grid", "Color", "Level", "Ratio", "Bytes", "Error"],
                ..rt::RecordTable::EMPTY
            }
        }

        #[inline]
        fn value(&self, index: usize) -> &dyn rt::Value {
            match index {
                0 => &self.trees,
                1 => &self.grid,
                2 => &self.color,
                3 => &self.level,
                4 => &self.ratio,
                5 => &self.bytes,
                6 => &self.error,
                _ => rt::absent(),
            }
        }

        #[inline]
        fn value_mut(&mut self, index: usize) -> &mut dyn rt::Value {
            match index {
                0 => &mut self.trees,
                1 => &mut self.grid,
                2 => &mut self.color,
                3 => &mut self.level,
                4 => &mut self.ratio,
                5 => &mut self.bytes,
                6 => &mut self.error,
                _ => rt::discard(),
            }
        }
    }

    /// Every field's name is a keyword, a prelude name or a method of the builder.
    #[non_exhaustive]
    pub struct ResetRequest {
        /// `type`.
        ///
        /// - Wire name: `Type`.
        pub r#type: ::core::option::Option<::std::string::String>,
        /// `self`, which cannot be raw.
        ///
        /// - Wire name: `Self`.
        pub self_: ::core::option::Option<::std::string::String>,
        /// `super`, which cannot be raw.
        ///
        /// - Wire name: `Super`.
        pub super_: ::core::option::Option<::std::string::String>,
        /// `crate`, which cannot be raw.
        ///
        /// - Wire name: `Crate`.
        pub crate_: ::core::option::Option<::std::string::String>,
        /// `async`.
        ///
        /// - Wire name: `Async`.
        pub r#async: ::core::option::Option<bool>,
        /// `fn`.
        ///
        /// - Wire name: `Fn`.
        pub r#fn: ::core::option::Option<Option>,
        /// `match`.
        ///
        /// - Wire name: `Match`.
        pub r#match: ::core::option::Option<::std::vec::Vec<Result>>,
        /// The constructor's name.
        ///
        /// - Wire name: `New`.
        pub new: ::core::option::Option<::std::string::String>,
        /// The builder's last step.
        ///
        /// - Wire name: `Build`.
        pub build: ::core::option::Option<::std::string::String>,
        /// The other last step.
        ///
        /// - Wire name: `Send`.
        pub send: ::core::option::Option<::std::string::String>,
        /// What a setter would be called.
        ///
        /// - Wire name: `MaybeBuild`.
        pub maybe_build: ::core::option::Option<::std::string::String>,
        /// The name of a setter's parameter.
        ///
        /// - Wire name: `Value`.
        pub value: ::core::option::Option<::std::string::String>,
        /// The name of a builder's field.
        ///
        /// - Wire name: `Record`.
        pub record: ::core::option::Option<::std::string::String>,
        /// Meets the next one in snake case.
        ///
        /// - Wire name: `RequestID`.
        pub request_id_upper: ::core::option::Option<::std::string::String>,
        /// Meets the one before.
        ///
        /// - Wire name: `RequestId`.
        pub request_id: ::core::option::Option<::std::string::String>,
        /// Begins with a digit.
        ///
        /// - Wire name: `2FA`.
        pub _2fa: ::core::option::Option<::std::string::String>,
        /// Has a hyphen.
        ///
        /// - Wire name: `kebab-name`.
        pub kebab_name: ::core::option::Option<::std::string::String>,
        /// Its docs try: " \\ \*/ \#!\[x\] \`\`\` ${a}
        ///
        /// and a second line.
        ///
        /// - Wire name: `Quotes`.
        pub quotes: ::core::option::Option<::std::string::String>,
    }

    impl ResetRequest {
        /// Creates a value in which no field is set.
        ///
        /// Assign to the unset fields, or use [`Self::builder`] instead.
        #[must_use]
        #[inline]
        pub fn new() -> Self {
            Self { ..rt::Init::init() }
        }

        /// Returns a builder that checks required fields at compile time.
        #[inline]
        pub fn builder() -> super::builder::ResetRequestBuilder {
            super::builder::ResetRequestBuilder {
                record: rt::boxed_init(),
                given: ::core::marker::PhantomData,
            }
        }
    }

    impl ::core::clone::Clone for ResetRequest {
        #[inline]
        fn clone(&self) -> Self {
            Self {
                r#type: self.r#type.clone(),
                self_: self.self_.clone(),
                super_: self.super_.clone(),
                crate_: self.crate_.clone(),
                r#async: self.r#async,
                r#fn: self.r#fn.clone(),
                r#match: self.r#match.clone(),
                new: self.new.clone(),
                build: self.build.clone(),
                send: self.send.clone(),
                maybe_build: self.maybe_build.clone(),
                value: self.value.clone(),
                record: self.record.clone(),
                request_id_upper: self.request_id_upper.clone(),
                request_id: self.request_id.clone(),
                _2fa: self._2fa.clone(),
                kebab_name: self.kebab_name.clone(),
                quotes: self.quotes.clone(),
            }
        }
    }

    impl ::core::default::Default for ResetRequest {
        #[inline]
        fn default() -> Self {
            Self {
                r#type: ::core::option::Option::None,
                self_: ::core::option::Option::None,
                super_: ::core::option::Option::None,
                crate_: ::core::option::Option::None,
                r#async: ::core::option::Option::None,
                r#fn: ::core::option::Option::None,
                r#match: ::core::option::Option::None,
                new: ::core::option::Option::None,
                build: ::core::option::Option::None,
                send: ::core::option::Option::None,
                maybe_build: ::core::option::Option::None,
                value: ::core::option::Option::None,
                record: ::core::option::Option::None,
                request_id_upper: ::core::option::Option::None,
                request_id: ::core::option::Option::None,
                _2fa: ::core::option::Option::None,
                kebab_name: ::core::option::Option::None,
                quotes: ::core::option::Option::None,
            }
        }
    }

    impl ::core::cmp::PartialEq for ResetRequest {
        #[inline]
        fn eq(&self, other: &Self) -> bool {
            rt::equal(self, other)
        }
    }

    impl ::core::fmt::Debug for ResetRequest {
        #[inline]
        fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
            rt::debug(self, f)
        }
    }

    impl rt::Record for ResetRequest {
        #[inline]
        fn table(&self) -> &'static rt::RecordTable {
            &rt::RecordTable {
                name: "ResetRequest",
                fields: &[
                    "Type",
                    "Self",
                    "Super",
                    "Crate",
                    "Async",
                    "Fn",
                    "Match",
                    "New",
                    "Build",
                    "Send",
                    "MaybeBuild",
                    "Value",
                    "Record",
                    "RequestID",
                    "RequestId",
                    "2FA",
                    "kebab-name",
                    "Quotes",
                ],
                keys: &[
                    ",\"Type\":",
                    ",\"Self\":",
                    ",\"Super\":",
                    ",\"Crate\":",
                    ",\"Async\":",
                    ",\"Fn\":",
                    ",\"Match\":",
                    ",\"New\":",
                    ",\"Build\":",
                    ",\"Send\":",
                    ",\"MaybeBuild\":",
                    ",\"Value\":",
                    ",\"Record\":",
                    ",\"RequestID\":",
                    ",\"RequestId\":",
                    ",\"2FA\":",
                    ",\"kebab-name\":",
                    ",\"Quotes\":",
                ],
                checked: 0x60,
                ..rt::RecordTable::EMPTY
            }
        }

        #[inline]
        fn value(&self, index: usize) -> &dyn rt::Value {
            match index {
                0 => &self.r#type,
                1 => &self.self_,
                2 => &self.super_,
                3 => &self.crate_,
                4 => &self.r#async,
                5 => &self.r#fn,
                6 => &self.r#match,
                7 => &self.new,
                8 => &self.build,
                9 => &self.send,
                10 => &self.maybe_build,
                11 => &self.value,
                12 => &self.record,
                13 => &self.request_id_upper,
                14 => &self.request_id,
                15 => &self._2fa,
                16 => &self.kebab_name,
                17 => &self.quotes,
                _ => rt::absent(),
            }
        }

        #[inline]
        fn value_mut(&mut self, index: usize) -> &mut dyn rt::Value {
            match index {
                0 => &mut self.r#type,
                1 => &mut self.self_,
                2 => &mut self.super_,
                3 => &mut self.crate_,
                4 => &mut self.r#async,
                5 => &mut self.r#fn,
                6 => &mut self.r#match,
                7 => &mut self.new,
                8 => &mut self.build,
                9 => &mut self.send,
                10 => &mut self.maybe_build,
                11 => &mut self.value,
                12 => &mut self.record,
                13 => &mut self.request_id_upper,
                14 => &mut self.request_id,
                15 => &mut self._2fa,
                16 => &mut self.kebab_name,
                17 => &mut self.quotes,
                _ => rt::discard(),
            }
        }
    }

    /// Nothing but the envelope.
    pub type ResetResponse = ::ecm_client::Empty;

    /// A tree, and how to pay for it.
    ///
    /// Rules between fields:
    ///
    /// - At most one of `Cash`, `Card` and `Gift` may be given (rule `W30`).
    /// - The sum of `Weight` over `Leaves` must be at most 10 (rule `W31`).
    /// - `Address` asks for `Code` (rule `W32`).
    #[non_exhaustive]
    pub struct NewRequest {
        /// The tree.
        ///
        /// - Wire name: `Tree`.
        /// - Required (rule `W20`).
        pub tree: Tree,
        /// Six bytes at most.
        ///
        /// - Wire name: `Bytes`.
        /// - Required.
        /// - Must be Base64 with padding (rule `W21`).
        /// - Must decode to at most 6 bytes (rule `W21-size`).
        pub bytes: ::std::string::String,
        /// How many.
        ///
        /// - Wire name: `Count`.
        /// - Required.
        pub count: u64,
        /// Where.
        ///
        /// - Wire name: `Address`.
        /// - Must be an IPv6 address (rule `W22`).
        pub address: ::core::option::Option<::std::string::String>,
        /// A secret code.
        ///
        /// - Wire name: `Code`.
        /// - Secret: never printed, wiped from memory when dropped.
        /// - Must only contain `0-9` and `A-F` (rule `W23`).
        pub code: ::core::option::Option<::ecm_client::Secret>,
        /// How the tree is paid for.
        pub payment: ::core::option::Option<Payment>,
        /// Not to be used.
        ///
        /// - Wire name: `Legacy`.
        /// - Must not be sent: the service ignores it. (rule `W24`).
        #[deprecated(note = "`Legacy` is reserved: the service ignores it.")]
        pub legacy: ::core::option::Option<::std::string::String>,
        /// No longer used.
        ///
        /// - Wire name: `Old`.
        #[deprecated(note = "use `Code`.")]
        pub old: ::core::option::Option<::std::string::String>,
        /// Loose leaves.
        ///
        /// - Wire name: `Leaves`.
        pub leaves: ::core::option::Option<::std::vec::Vec<Leaf>>,
    }

    impl NewRequest {
        /// Creates a value from its required fields; all others are unset.
        ///
        /// Assign to the unset fields, or use [`Self::builder`] instead.
        #[must_use]
        #[inline]
        pub fn new(
            tree: Tree,
            bytes: impl ::core::convert::Into<::std::string::String>,
            count: u64,
        ) -> Self {
            Self {
                tree,
                bytes: ::core::convert::Into::into(bytes),
                count,
                ..rt::Init::init()
            }
        }

        /// Returns a builder that checks required fields at compile time.
        #[inline]
        pub fn builder() -> super::builder::NewRequestBuilder {
            super::builder::NewRequestBuilder {
                record: rt::boxed_init(),
                given: ::core::marker::PhantomData,
            }
        }
    }

    impl ::core::clone::Clone for NewRequest {
        #[inline]
        #[allow(deprecated)]
        fn clone(&self) -> Self {
            Self {
                tree: self.tree.clone(),
                bytes: self.bytes.clone(),
                count: self.count,
                address: self.address.clone(),
                code: self.code.clone(),
                payment: self.payment.clone(),
                legacy: self.legacy.clone(),
                old: self.old.clone(),
                leaves: self.leaves.clone(),
            }
        }
    }

    impl rt::Init for NewRequest {
        #[allow(deprecated)]
        #[inline]
        fn init() -> Self {
            Self {
                tree: rt::Init::init(),
                bytes: ::core::default::Default::default(),
                count: 0,
                address: ::core::option::Option::None,
                code: ::core::option::Option::None,
                payment: ::core::option::Option::None,
                legacy: ::core::option::Option::None,
                old: ::core::option::Option::None,
                leaves: ::core::option::Option::None,
            }
        }
    }

    impl ::core::cmp::PartialEq for NewRequest {
        #[inline]
        fn eq(&self, other: &Self) -> bool {
            rt::equal(self, other)
        }
    }

    impl ::core::fmt::Debug for NewRequest {
        #[inline]
        fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
            rt::debug(self, f)
        }
    }

    /// How the tree is paid for.
    ///
    /// At most one of `Cash`, `Card`, `Gift` can be set (rule `W30`).
    #[derive(::core::clone::Clone, ::core::fmt::Debug, ::core::cmp::PartialEq)]
    pub enum Payment {
        /// Paid in cash.
        ///
        /// - Wire name: `Cash`.
        Cash(f64),
        /// Paid by card.
        ///
        /// - Wire name: `Card`.
        /// - Secret: never printed, wiped from memory when dropped.
        Card(::ecm_client::Secret),
        /// Paid by someone else.
        ///
        /// - Wire name: `Gift`.
        Gift(Gift),
    }

    /// Rules of single fields, for [`literal!`](::ecm_client::literal) and
    /// [`items!`](::ecm_client::items).
    impl NewRequest {
        /// Rules of `Bytes`.
        pub const BYTES: ::ecm_client::FieldRules<str, 2> = ::ecm_client::FieldRules::new(
            "Bytes",
            false,
            [
                rt::Rule {
                    id: "W21",
                    severity: ::ecm_client::Severity::Error,
                    requirement: "must be Base64 with padding",
                    server_error: ::core::option::Option::None,
                    check: rt::ValueCheck::Base64,
                },
                rt::Rule {
                    id: "W21-size",
                    severity: ::ecm_client::Severity::Error,
                    requirement: "must decode to at most 6 bytes",
                    server_error: ::core::option::Option::None,
                    check: rt::ValueCheck::DecodedSize { max: 6 },
                },
            ],
        );

        /// Rules of `Address`.
        pub const ADDRESS: ::ecm_client::FieldRules<str> = ::ecm_client::FieldRules::new(
            "Address",
            false,
            [rt::Rule {
                id: "W22",
                severity: ::ecm_client::Severity::Error,
                requirement: "must be an IPv6 address",
                server_error: ::core::option::Option::None,
                check: rt::ValueCheck::Ipv6,
            }],
        );

        /// Rules of `Code`.
        pub const CODE: ::ecm_client::FieldRules<str> = ::ecm_client::FieldRules::new(
            "Code",
            true,
            [rt::Rule {
                id: "W23",
                severity: ::ecm_client::Severity::Error,
                requirement: "must only contain `0-9` and `A-F`",
                server_error: ::core::option::Option::None,
                check: rt::ValueCheck::Alphabet(&rt::CharSet {
                    ascii: 0x7e03ff000000000000,
                    others: &[],
                }),
            }],
        );
    }

    #[allow(deprecated)]
    impl rt::Record for NewRequest {
        #[inline]
        fn table(&self) -> &'static rt::RecordTable {
            &rt::RecordTable {
                name: "NewRequest",
                fields: &[
                    "Tree", "Bytes", "Count", "Address", "Code", "Cash", "Card", "Gift", "Legacy",
                    "Old", "Leaves",
                ],
                keys: &[
                    ",\"Tree\":",
                    ",\"Bytes\":",
                    ",\"Count\":",
                    ",\"Address\":",
                    ",\"Code\":",
                    ",\"Cash\":",
                    ",\"Card\":",
                    ",\"Gift\":",
                    ",\"Legacy\":",
                    ",\"Old\":",
                    ",\"Leaves\":",
                ],
                checked: 0x5bf,
                marks: &[
                    rt::FieldMarks {
                        field: 0,
                        secret: false,
                        required: ::core::option::Option::Some("W20"),
                        rules: &[],
                    },
                    rt::FieldMarks {
                        field: 1,
                        secret: false,
                        required: ::core::option::Option::Some("required"),
                        rules: &NewRequest::BYTES.rules,
                    },
                    rt::FieldMarks {
                        field: 2,
                        secret: false,
                        required: ::core::option::Option::Some("required"),
                        rules: &[],
                    },
                    rt::FieldMarks {
                        field: 3,
                        secret: false,
                        required: ::core::option::Option::None,
                        rules: &NewRequest::ADDRESS.rules,
                    },
                    rt::FieldMarks {
                        field: 4,
                        secret: true,
                        required: ::core::option::Option::None,
                        rules: &NewRequest::CODE.rules,
                    },
                    rt::FieldMarks {
                        field: 6,
                        secret: true,
                        required: ::core::option::Option::None,
                        rules: &[],
                    },
                    rt::FieldMarks {
                        field: 8,
                        secret: false,
                        required: ::core::option::Option::None,
                        rules: &[rt::Rule {
                            id: "W24",
                            severity: ::ecm_client::Severity::Error,
                            requirement: "must not be sent: the service ignores it.",
                            server_error: ::core::option::Option::None,
                            check: rt::ValueCheck::Reserved,
                        }],
                    },
                ],
                rules: &[
                    rt::Rule {
                        id: "W30",
                        severity: ::ecm_client::Severity::Error,
                        requirement: "at most one of `Cash`, `Card` and `Gift` may be given",
                        server_error: ::core::option::Option::None,
                        check: rt::RecordCheck::AtMostOne(&[&[5], &[6], &[7]]),
                    },
                    rt::Rule {
                        id: "W31",
                        severity: ::ecm_client::Severity::Error,
                        requirement: "the sum of `Weight` over `Leaves` must be at most 10",
                        server_error: ::core::option::Option::None,
                        check: rt::RecordCheck::Sum {
                            list: 10,
                            field: 0,
                            per: ::core::option::Option::None,
                            max: 10,
                            divisible: false,
                        },
                    },
                    rt::Rule {
                        id: "W32",
                        severity: ::ecm_client::Severity::Error,
                        requirement: "`Address` asks for `Code`",
                        server_error: ::core::option::Option::None,
                        check: rt::RecordCheck::Implies {
                            field: 3,
                            then: &[4],
                        },
                    },
                ],
            }
        }

        #[inline]
        fn value(&self, index: usize) -> &dyn rt::Value {
            match index {
                0 => &self.tree,
                1 => &self.bytes,
                2 => &self.count,
                3 => &self.address,
                4 => &self.code,
                5 => match &self.payment {
                    ::core::option::Option::Some(Payment::Cash(value)) => rt::present(value),
                    _ => rt::absent(),
                },
                6 => match &self.payment {
                    ::core::option::Option::Some(Payment::Card(value)) => rt::present(value),
                    _ => rt::absent(),
                },
                7 => match &self.payment {
                    ::core::option::Option::Some(Payment::Gift(value)) => rt::present(value),
                    _ => rt::absent(),
                },
                8 => &self.legacy,
                9 => &self.old,
                10 => &self.leaves,
                _ => rt::absent(),
            }
        }

        #[inline]
        fn value_mut(&mut self, index: usize) -> &mut dyn rt::Value {
            match index {
                0 => &mut self.tree,
                1 => &mut self.bytes,
                2 => &mut self.count,
                3 => &mut self.address,
                4 => &mut self.code,
                8 => &mut self.legacy,
                9 => &mut self.old,
                10 => &mut self.leaves,
                _ => rt::discard(),
            }
        }

        #[inline]
        fn set(
            &mut self,
            index: usize,
            input: &mut dyn rt::Input,
        ) -> ::core::result::Result<(), rt::DecodeError> {
            match index {
                5 => rt::choose(&mut self.payment, input, Payment::Cash, "W30"),
                6 => rt::choose(&mut self.payment, input, Payment::Card, "W30"),
                7 => rt::choose(&mut self.payment, input, Payment::Gift, "W30"),
                _ => self.value_mut(index).fill(input).map(::core::mem::drop),
            }
        }
    }

    /// The new tree.
    #[non_exhaustive]
    pub struct NewResponse {
        /// Its id.
        ///
        /// - Wire name: `TreeId`.
        pub tree_id: ::core::option::Option<::std::string::String>,
        /// Ids of leaves.
        ///
        /// - Wire name: `LeafIds`.
        pub leaf_ids: ::core::option::Option<::std::vec::Vec<::std::string::String>>,
    }

    impl ::core::clone::Clone for NewResponse {
        #[inline]
        fn clone(&self) -> Self {
            Self {
                tree_id: self.tree_id.clone(),
                leaf_ids: self.leaf_ids.clone(),
            }
        }
    }

    impl ::core::default::Default for NewResponse {
        #[inline]
        fn default() -> Self {
            Self {
                tree_id: ::core::option::Option::None,
                leaf_ids: ::core::option::Option::None,
            }
        }
    }

    impl ::core::cmp::PartialEq for NewResponse {
        #[inline]
        fn eq(&self, other: &Self) -> bool {
            rt::equal(self, other)
        }
    }

    impl ::core::fmt::Debug for NewResponse {
        #[inline]
        fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
            rt::debug(self, f)
        }
    }

    impl rt::Record for NewResponse {
        #[inline]
        fn table(&self) -> &'static rt::RecordTable {
            &rt::RecordTable {
                name: "NewResponse",
                fields: &["TreeId", "LeafIds"],
                ..rt::RecordTable::EMPTY
            }
        }

        #[inline]
        fn value(&self, index: usize) -> &dyn rt::Value {
            match index {
                0 => &self.tree_id,
                1 => &self.leaf_ids,
                _ => rt::absent(),
            }
        }

        #[inline]
        fn value_mut(&mut self, index: usize) -> &mut dyn rt::Value {
            match index {
                0 => &mut self.tree_id,
                1 => &mut self.leaf_ids,
                _ => rt::discard(),
            }
        }
    }

    /// A tree of trees.
    #[non_exhaustive]
    pub struct Tree {
        /// Its name.
        ///
        /// - Wire name: `Name`.
        /// - Required.
        pub name: ::std::string::String,
        /// The tree on the left.
        ///
        /// - Wire name: `Left`.
        pub left: ::core::option::Option<::std::boxed::Box<Tree>>,
        /// The tree on the right.
        ///
        /// - Wire name: `Right`.
        pub right: ::core::option::Option<::std::boxed::Box<Tree>>,
        /// All other trees.
        ///
        /// - Wire name: `Others`.
        pub others: ::core::option::Option<::std::vec::Vec<Tree>>,
        /// What it stands in.
        ///
        /// - Wire name: `Owner`.
        pub owner: ::core::option::Option<::std::boxed::Box<Box>>,
    }

    impl Tree {
        /// Creates a value from its required fields; all others are unset.
        ///
        /// Assign to the unset fields, or use [`Self::builder`] instead.
        #[must_use]
        #[inline]
        pub fn new(name: impl ::core::convert::Into<::std::string::String>) -> Self {
            Self {
                name: ::core::convert::Into::into(name),
                ..rt::Init::init()
            }
        }

        /// Returns a builder that checks required fields at compile time.
        #[inline]
        pub fn builder() -> super::builder::TreeBuilder {
            super::builder::TreeBuilder {
                record: rt::Init::init(),
                given: ::core::marker::PhantomData,
            }
        }
    }

    impl ::core::clone::Clone for Tree {
        #[inline]
        fn clone(&self) -> Self {
            Self {
                name: self.name.clone(),
                left: self.left.clone(),
                right: self.right.clone(),
                others: self.others.clone(),
                owner: self.owner.clone(),
            }
        }
    }

    impl rt::Init for Tree {
        #[inline]
        fn init() -> Self {
            Self {
                name: ::core::default::Default::default(),
                left: ::core::option::Option::None,
                right: ::core::option::Option::None,
                others: ::core::option::Option::None,
                owner: ::core::option::Option::None,
            }
        }
    }

    impl ::core::cmp::PartialEq for Tree {
        #[inline]
        fn eq(&self, other: &Self) -> bool {
            rt::equal(self, other)
        }
    }

    impl ::core::fmt::Debug for Tree {
        #[inline]
        fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
            rt::debug(self, f)
        }
    }

    impl rt::Record for Tree {
        #[inline]
        fn table(&self) -> &'static rt::RecordTable {
            &rt::RecordTable {
                name: "Tree",
                fields: &["Name", "Left", "Right", "Others", "Owner"],
                keys: &[
                    ",\"Name\":",
                    ",\"Left\":",
                    ",\"Right\":",
                    ",\"Others\":",
                    ",\"Owner\":",
                ],
                checked: 0x1f,
                marks: &[rt::FieldMarks {
                    field: 0,
                    secret: false,
                    required: ::core::option::Option::Some("required"),
                    rules: &[],
                }],
                ..rt::RecordTable::EMPTY
            }
        }

        #[inline]
        fn value(&self, index: usize) -> &dyn rt::Value {
            match index {
                0 => &self.name,
                1 => &self.left,
                2 => &self.right,
                3 => &self.others,
                4 => &self.owner,
                _ => rt::absent(),
            }
        }

        #[inline]
        fn value_mut(&mut self, index: usize) -> &mut dyn rt::Value {
            match index {
                0 => &mut self.name,
                1 => &mut self.left,
                2 => &mut self.right,
                3 => &mut self.others,
                4 => &mut self.owner,
                _ => rt::discard(),
            }
        }
    }

    /// A leaf.
    #[non_exhaustive]
    pub struct Leaf {
        /// Its weight.
        ///
        /// - Wire name: `Weight`.
        /// - Unit: grams.
        /// - Required.
        pub weight: i64,
        /// Its colour.
        ///
        /// - Wire name: `Color`.
        pub color: ::core::option::Option<Color>,
    }

    impl Leaf {
        /// Creates a value from its required fields; all others are unset.
        ///
        /// Assign to the unset fields, or use [`Self::builder`] instead.
        #[must_use]
        #[inline]
        pub fn new(weight: i64) -> Self {
            Self {
                weight,
                ..rt::Init::init()
            }
        }

        /// Returns a builder that checks required fields at compile time.
        #[inline]
        pub fn builder() -> super::builder::LeafBuilder {
            super::builder::LeafBuilder {
                record: rt::Init::init(),
                given: ::core::marker::PhantomData,
            }
        }
    }

    impl ::core::clone::Clone for Leaf {
        #[inline]
        fn clone(&self) -> Self {
            Self {
                weight: self.weight,
                color: self.color.clone(),
            }
        }
    }

    impl rt::Init for Leaf {
        #[inline]
        fn init() -> Self {
            Self {
                weight: 0,
                color: ::core::option::Option::None,
            }
        }
    }

    impl ::core::cmp::PartialEq for Leaf {
        #[inline]
        fn eq(&self, other: &Self) -> bool {
            rt::equal(self, other)
        }
    }

    impl ::core::fmt::Debug for Leaf {
        #[inline]
        fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
            rt::debug(self, f)
        }
    }

    impl rt::Record for Leaf {
        #[inline]
        fn table(&self) -> &'static rt::RecordTable {
            &rt::RecordTable {
                name: "Leaf",
                fields: &["Weight", "Color"],
                keys: &[",\"Weight\":", ",\"Color\":"],
                checked: 0x1,
                marks: &[rt::FieldMarks {
                    field: 0,
                    secret: false,
                    required: ::core::option::Option::Some("required"),
                    rules: &[],
                }],
                ..rt::RecordTable::EMPTY
            }
        }

        #[inline]
        fn value(&self, index: usize) -> &dyn rt::Value {
            match index {
                0 => &self.weight,
                1 => &self.color,
                _ => rt::absent(),
            }
        }

        #[inline]
        fn value_mut(&mut self, index: usize) -> &mut dyn rt::Value {
            match index {
                0 => &mut self.weight,
                1 => &mut self.color,
                _ => rt::discard(),
            }
        }
    }

    /// A gift.
    #[non_exhaustive]
    pub struct Gift {
        /// Who gives it.
        ///
        /// - Wire name: `From`.
        /// - Required.
        pub from: ::std::string::String,
    }

    impl Gift {
        /// Creates a value from its fields.
        #[must_use]
        #[inline]
        pub fn new(from: impl ::core::convert::Into<::std::string::String>) -> Self {
            Self {
                from: ::core::convert::Into::into(from),
            }
        }

        /// Returns a builder that checks required fields at compile time.
        #[inline]
        pub fn builder() -> super::builder::GiftBuilder {
            super::builder::GiftBuilder {
                record: rt::Init::init(),
                given: ::core::marker::PhantomData,
            }
        }
    }

    impl ::core::clone::Clone for Gift {
        #[inline]
        fn clone(&self) -> Self {
            Self {
                from: self.from.clone(),
            }
        }
    }

    impl rt::Init for Gift {
        #[inline]
        fn init() -> Self {
            Self {
                from: ::core::default::Default::default(),
            }
        }
    }

    impl ::core::cmp::PartialEq for Gift {
        #[inline]
        fn eq(&self, other: &Self) -> bool {
            rt::equal(self, other)
        }
    }

    impl ::core::fmt::Debug for Gift {
        #[inline]
        fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
            rt::debug(self, f)
        }
    }

    impl rt::Record for Gift {
        #[inline]
        fn table(&self) -> &'static rt::RecordTable {
            &rt::RecordTable {
                name: "Gift",
                fields: &["From"],
                keys: &[",\"From\":"],
                checked: 0x1,
                marks: &[rt::FieldMarks {
                    field: 0,
                    secret: false,
                    required: ::core::option::Option::Some("required"),
                    rules: &[],
                }],
                ..rt::RecordTable::EMPTY
            }
        }

        #[inline]
        fn value(&self, index: usize) -> &dyn rt::Value {
            match index {
                0 => &self.from,
                _ => rt::absent(),
            }
        }

        #[inline]
        fn value_mut(&mut self, index: usize) -> &mut dyn rt::Value {
            match index {
                0 => &mut self.from,
                _ => rt::discard(),
            }
        }
    }

    /// Called as one of the prelude.
    #[non_exhaustive]
    pub struct Option {
        /// Or none.
        ///
        /// - Wire name: `Some`.
        pub some: ::core::option::Option<bool>,
    }

    impl Option {
        /// Creates a value in which no field is set.
        ///
        /// Assign to the unset fields, or use [`Self::builder`] instead.
        #[must_use]
        #[inline]
        pub fn new() -> Self {
            Self { ..rt::Init::init() }
        }

        /// Returns a builder that checks required fields at compile time.
        #[inline]
        pub fn builder() -> super::builder::OptionBuilder {
            super::builder::OptionBuilder {
                record: rt::Init::init(),
                given: ::core::marker::PhantomData,
            }
        }
    }

    impl ::core::clone::Clone for Option {
        #[inline]
        fn clone(&self) -> Self {
            Self { some: self.some }
        }
    }

    impl ::core::default::Default for Option {
        #[inline]
        fn default() -> Self {
            Self {
                some: ::core::option::Option::None,
            }
        }
    }

    impl ::core::cmp::PartialEq for Option {
        #[inline]
        fn eq(&self, other: &Self) -> bool {
            rt::equal(self, other)
        }
    }

    impl ::core::fmt::Debug for Option {
        #[inline]
        fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
            rt::debug(self, f)
        }
    }

    impl rt::Record for Option {
        #[inline]
        fn table(&self) -> &'static rt::RecordTable {
            &rt::RecordTable {
                name: "Option",
                fields: &["Some"],
                keys: &[",\"Some\":"],
                ..rt::RecordTable::EMPTY
            }
        }

        #[inline]
        fn value(&self, index: usize) -> &dyn rt::Value {
            match index {
                0 => &self.some,
                _ => rt::absent(),
            }
        }

        #[inline]
        fn value_mut(&mut self, index: usize) -> &mut dyn rt::Value {
            match index {
                0 => &mut self.some,
                _ => rt::discard(),
            }
        }
    }

    /// Called as one of the prelude.
    #[non_exhaustive]
    pub struct Result {
        /// Or not.
        ///
        /// - Wire name: `Ok`.
        pub ok: ::core::option::Option<::std::string::String>,
    }

    impl Result {
        /// Creates a value in which no field is set.
        ///
        /// Assign to the unset fields, or use [`Self::builder`] instead.
        #[must_use]
        #[inline]
        pub fn new() -> Self {
            Self { ..rt::Init::init() }
        }

        /// Returns a builder that checks required fields at compile time.
        #[inline]
        pub fn builder() -> super::builder::ResultBuilder {
            super::builder::ResultBuilder {
                record: rt::Init::init(),
                given: ::core::marker::PhantomData,
            }
        }
    }

    impl ::core::clone::Clone for Result {
        #[inline]
        fn clone(&self) -> Self {
            Self {
                ok: self.ok.clone(),
            }
        }
    }

    impl ::core::default::Default for Result {
        #[inline]
        fn default() -> Self {
            Self {
                ok: ::core::option::Option::None,
            }
        }
    }

    impl ::core::cmp::PartialEq for Result {
        #[inline]
        fn eq(&self, other: &Self) -> bool {
            rt::equal(self, other)
        }
    }

    impl ::core::fmt::Debug for Result {
        #[inline]
        fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
            rt::debug(self, f)
        }
    }

    impl rt::Record for Result {
        #[inline]
        fn table(&self) -> &'static rt::RecordTable {
            &rt::RecordTable {
                name: "Result",
                fields: &["Ok"],
                keys: &[",\"Ok\":"],
                ..rt::RecordTable::EMPTY
            }
        }

        #[inline]
        fn value(&self, index: usize) -> &dyn rt::Value {
            match index {
                0 => &self.ok,
                _ => rt::absent(),
            }
        }

        #[inline]
        fn value_mut(&mut self, index: usize) -> &mut dyn rt::Value {
            match index {
                0 => &mut self.ok,
                _ => rt::discard(),
            }
        }
    }

    /// Called as one of the prelude.
    #[non_exhaustive]
    pub struct Box {
        /// Tied around it.
        ///
        /// - Wire name: `String`.
        /// - Required.
        pub string: ::std::string::String,
        /// What is in it.
        ///
        /// - Wire name: `Vec`.
        pub vec: ::core::option::Option<::std::vec::Vec<::std::string::String>>,
        /// The tree in it.
        ///
        /// - Wire name: `Tree`.
        pub tree: ::core::option::Option<::std::boxed::Box<Tree>>,
    }

    impl Box {
        /// Creates a value from its required fields; all others are unset.
        ///
        /// Assign to the unset fields, or use [`Self::builder`] instead.
        #[must_use]
        #[inline]
        pub fn new(string: impl ::core::convert::Into<::std::string::String>) -> Self {
            Self {
                string: ::core::convert::Into::into(string),
                ..rt::Init::init()
            }
        }

        /// Returns a builder that checks required fields at compile time.
        #[inline]
        pub fn builder() -> super::builder::BoxBuilder {
            super::builder::BoxBuilder {
                record: rt::Init::init(),
                given: ::core::marker::PhantomData,
            }
        }
    }

    impl ::core::clone::Clone for Box {
        #[inline]
        fn clone(&self) -> Self {
            Self {
                string: self.string.clone(),
                vec: self.vec.clone(),
                tree: self.tree.clone(),
            }
        }
    }

    impl rt::Init for Box {
        #[inline]
        fn init() -> Self {
            Self {
                string: ::core::default::Default::default(),
                vec: ::core::option::Option::None,
                tree: ::core::option::Option::None,
            }
        }
    }

    impl ::core::cmp::PartialEq for Box {
        #[inline]
        fn eq(&self, other: &Self) -> bool {
            rt::equal(self, other)
        }
    }

    impl ::core::fmt::Debug for Box {
        #[inline]
        fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
            rt::debug(self, f)
        }
    }

    impl rt::Record for Box {
        #[inline]
        fn table(&self) -> &'static rt::RecordTable {
            &rt::RecordTable {
                name: "Box",
                fields: &["String", "Vec", "Tree"],
                keys: &[",\"String\":", ",\"Vec\":", ",\"Tree\":"],
                checked: 0x5,
                marks: &[rt::FieldMarks {
                    field: 0,
                    secret: false,
                    required: ::core::option::Option::Some("required"),
                    rules: &[],
                }],
                ..rt::RecordTable::EMPTY
            }
        }

        #[inline]
        fn value(&self, index: usize) -> &dyn rt::Value {
            match index {
                0 => &self.string,
                1 => &self.vec,
                2 => &self.tree,
                _ => rt::absent(),
            }
        }

        #[inline]
        fn value_mut(&mut self, index: usize) -> &mut dyn rt::Value {
            match index {
                0 => &mut self.string,
                1 => &mut self.vec,
                2 => &mut self.tree,
                _ => rt::discard(),
            }
        }
    }

    impl rt::Init for ::std::boxed::Box<Tree> {
        #[inline]
        fn init() -> Self {
            rt::boxed_init()
        }
    }

    impl rt::Init for ::std::boxed::Box<Box> {
        #[inline]
        fn init() -> Self {
            rt::boxed_init()
        }
    }

    impl ::ecm_client::Request for DescribeRequest {
        type Response = DescribeResponse;

        const ACTION: &'static rt::ActionTable = &rt::ActionTable {
            api: &super::error::API,
            name: "Describe",
            effect: ::ecm_client::Effect::Read,
            region_required: true,
            unsigned: false,
            rate_limit: ::core::option::Option::None,
            body: ::core::option::Option::None,
            events: ::core::option::Option::None,
        };
    }

    impl DescribeRequest {
        /// Checks every rule of the spec and returns the warnings.
        ///
        /// # Errors
        ///
        /// Returns all violations, warnings included, if at least one is an error.
        #[inline]
        pub fn validate(
            &self,
        ) -> ::core::result::Result<::ecm_client::Violations, ::ecm_client::Violations> {
            ::ecm_client::Request::validate(self)
        }
    }

    impl ::ecm_client::Request for ResetRequest {
        type Response = ResetResponse;

        const ACTION: &'static rt::ActionTable = &rt::ActionTable {
            api: &super::error::API,
            name: "Reset",
            effect: ::ecm_client::Effect::Idempotent,
            region_required: false,
            unsigned: false,
            rate_limit: ::core::option::Option::None,
            body: ::core::option::Option::None,
            events: ::core::option::Option::None,
        };
    }

    impl ResetRequest {
        /// Checks every rule of the spec and returns the warnings.
        ///
        /// # Errors
        ///
        /// Returns all violations, warnings included, if at least one is an error.
        #[inline]
        pub fn validate(
            &self,
        ) -> ::core::result::Result<::ecm_client::Violations, ::ecm_client::Violations> {
            ::ecm_client::Request::validate(self)
        }
    }

    impl ::ecm_client::Request for NewRequest {
        type Response = NewResponse;

        const ACTION: &'static rt::ActionTable = &rt::ActionTable {
            api: &super::error::API,
            name: "New",
            effect: ::ecm_client::Effect::Create,
            region_required: false,
            unsigned: false,
            rate_limit: ::core::option::Option::Some(5),
            body: ::core::option::Option::None,
            events: ::core::option::Option::None,
        };
    }

    impl NewRequest {
        /// Checks every rule of the spec and returns the warnings.
        ///
        /// # Errors
        ///
        /// Returns all violations, warnings included, if at least one is an error.
        #[inline]
        pub fn validate(
            &self,
        ) -> ::core::result::Result<::ecm_client::Violations, ::ecm_client::Violations> {
            ::ecm_client::Request::validate(self)
        }
    }

    /// Colours.
    #[derive(::core::clone::Clone, ::core::fmt::Debug, ::core::cmp::PartialEq)]
    #[non_exhaustive]
    pub enum Color {
        /// Red.
        ///
        /// Wire value: `RED`.
        Red,
        /// Dark blue.
        ///
        /// Wire value: `dark-blue`.
        DarkBlue,
        /// Called as the variant for the unknown.
        ///
        /// Wire value: `Other`.
        Other_,
        /// A keyword.
        ///
        /// Wire value: `self`.
        Self_,
        /// The empty text.
        ///
        /// Wire value: \`\`.
        Unset,
        /// Value that the spec does not know, kept as received.
        Other(::std::string::String),
    }

    impl ::core::cmp::Eq for Color {}

    impl ::core::hash::Hash for Color {
        #[inline]
        fn hash<H: ::core::hash::Hasher>(&self, state: &mut H) {
            ::core::hash::Hash::hash(self.as_str(), state);
        }
    }

    impl Color {
        /// Returns the values that the spec knows, in its order.
        #[must_use]
        #[inline]
        pub fn values() -> &'static [Self] {
            &[
                Self::Red,
                Self::DarkBlue,
                Self::Other_,
                Self::Self_,
                Self::Unset,
            ]
        }

        /// Returns the wire value.
        #[must_use]
        #[inline]
        pub fn as_str(&self) -> &str {
            match self {
                Self::Red => "RED",
                Self::DarkBlue => "dark-blue",
                Self::Other_ => "Other",
                Self::Self_ => "self",
                Self::Unset => "",
                Self::Other(value) => value,
            }
        }
    }

    impl ::core::convert::From<&str> for Color {
        #[inline]
        fn from(value: &str) -> Self {
            match value {
                "RED" => Self::Red,
                "dark-blue" => Self::DarkBlue,
                "Other" => Self::Other_,
                "self" => Self::Self_,
                "" => Self::Unset,
                value => Self::Other(::std::string::String::from(value)),
            }
        }
    }

    impl ::core::convert::From<::std::string::String> for Color {
        #[inline]
        fn from(value: ::std::string::String) -> Self {
            <Self as ::core::convert::From<&str>>::from(value.as_str())
        }
    }

    impl ::core::str::FromStr for Color {
        type Err = ::core::convert::Infallible;

        #[inline]
        fn from_str(value: &str) -> ::core::result::Result<Self, ::core::convert::Infallible> {
            ::core::result::Result::Ok(<Self as ::core::convert::From<&str>>::from(value))
        }
    }

    impl rt::Init for Color {
        #[inline]
        fn init() -> Self {
            Self::Other(::std::string::String::new())
        }
    }

    impl ::core::fmt::Display for Color {
        #[inline]
        fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
            f.write_str(self.as_str())
        }
    }

    impl rt::Value for Color {
        #[inline]
        fn view(&self) -> rt::View<'_> {
            rt::View::Text(self.as_str())
        }

        #[inline]
        fn fill(
            &mut self,
            input: &mut dyn rt::Input,
        ) -> ::core::result::Result<bool, rt::DecodeError> {
            rt::replace_with_text(self, input)
        }
    }

    /// Levels, below zero too.
    #[derive(::core::clone::Clone, ::core::fmt::Debug, ::core::cmp::PartialEq)]
    #[non_exhaustive]
    pub enum Level {
        /// Below.
        ///
        /// Wire value: `-1`.
        Cellar,
        /// At the door.
        ///
        /// Wire value: `0`.
        Ground,
        /// Above.
        ///
        /// Wire value: `7`.
        Roof,
        /// Value that the spec does not know, kept as received.
        Other(i64),
    }

    impl ::core::cmp::Eq for Level {}

    impl ::core::hash::Hash for Level {
        #[inline]
        fn hash<H: ::core::hash::Hasher>(&self, state: &mut H) {
            ::core::hash::Hash::hash(&self.value(), state);
        }
    }

    impl Level {
        /// Returns the values that the spec knows, in its order.
        #[must_use]
        #[inline]
        pub fn values() -> &'static [Self] {
            &[Self::Cellar, Self::Ground, Self::Roof]
        }

        /// Returns the wire value.
        #[must_use]
        #[inline]
        pub fn value(&self) -> i64 {
            match self {
                Self::Cellar => -1,
                Self::Ground => 0,
                Self::Roof => 7,
                Self::Other(value) => *value,
            }
        }
    }

    impl ::core::convert::From<i64> for Level {
        #[inline]
        fn from(value: i64) -> Self {
            match value {
                -1 => Self::Cellar,
                0 => Self::Ground,
                7 => Self::Roof,
                value => Self::Other(value),
            }
        }
    }

    impl ::core::str::FromStr for Level {
        type Err = ::core::num::ParseIntError;

        #[inline]
        fn from_str(value: &str) -> ::core::result::Result<Self, ::core::num::ParseIntError> {
            rt::parse_integer(value)
        }
    }

    impl rt::Init for Level {
        #[inline]
        fn init() -> Self {
            <Self as ::core::convert::From<i64>>::from(0)
        }
    }

    impl ::core::fmt::Display for Level {
        #[inline]
        fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
            ::core::fmt::Display::fmt(&self.value(), f)
        }
    }

    impl rt::Value for Level {
        #[inline]
        fn view(&self) -> rt::View<'_> {
            rt::View::Int(self.value())
        }

        #[inline]
        fn fill(
            &mut self,
            input: &mut dyn rt::Input,
        ) -> ::core::result::Result<bool, rt::DecodeError> {
            rt::replace(self, input.int())
        }
    }

    ::ecm_client::__impl_serde!(
        sent: DescribeRequest ResetRequest NewRequest Tree Leaf Gift Option Result Box;
        received: DescribeResponse NewResponse;
        texts: Color;
        integers: Level;
    );
}

/// Builders that only compile once every required field is set.
pub mod builder {
    #[allow(unused_imports)]
    use ::ecm_client::rt;

    /// Builder of [`DescribeRequest`](super::types::DescribeRequest).
    #[must_use = "a builder does nothing until it builds or sends"]
    pub struct DescribeRequestBuilder {
        pub(super) record: ::std::boxed::Box<super::types::DescribeRequest>,
        pub(super) given: ::core::marker::PhantomData<()>,
    }

    impl DescribeRequestBuilder {
        /// Any text, even `code` and \[brackets\] and \<angles\>.
        ///
        /// - Wire name: `Text`.
        #[inline]
        pub fn text(mut self, value: impl ::core::convert::Into<::std::string::String>) -> Self {
            rt::set_optional(&mut self.record.text, value);
            self
        }

        /// Sets or clears the value of [`Self::text`].
        #[inline]
        pub fn maybe_text(mut self, value: ::core::option::Option<::std::string::String>) -> Self {
            self.record.text = value;
            self
        }

        /// A signed number.
        ///
        /// - Wire name: `Signed`.
        /// - Must be -5 to 5 (rule `W10`).
        #[inline]
        pub fn signed(mut self, value: i64) -> Self {
            self.record.signed = ::core::option::Option::Some(value);
            self
        }

        /// Sets or clears the value of [`Self::signed`].
        #[inline]
        pub fn maybe_signed(mut self, value: ::core::option::Option<i64>) -> Self {
            self.record.signed = value;
            self
        }

        /// An unsigned number.
        ///
        /// - Wire name: `Unsigned`.
        #[inline]
        pub fn unsigned(mut self, value: u64) -> Self {
            self.record.unsigned = ::core::option::Option::Some(value);
            self
        }

        /// Sets or clears the value of [`Self::unsigned`].
        #[inline]
        pub fn maybe_unsigned(mut self, value: ::core::option::Option<u64>) -> Self {
            self.record.unsigned = value;
            self
        }

        /// A fraction.
        ///
        /// - Wire name: `Ratio`.
        /// - Must be 0 to 0.5 (rule `W11`).
        #[inline]
        pub fn ratio(mut self, value: f64) -> Self {
            self.record.ratio = ::core::option::Option::Some(value);
            self
        }

        /// Sets or clears the value of [`Self::ratio`].
        #[inline]
        pub fn maybe_ratio(mut self, value: ::core::option::Option<f64>) -> Self {
            self.record.ratio = value;
            self
        }

        /// Yes or no.
        ///
        /// - Wire name: `Flag`.
        #[inline]
        pub fn flag(mut self, value: bool) -> Self {
            self.record.flag = ::core::option::Option::Some(value);
            self
        }

        /// Sets or clears the value of [`Self::flag`].
        #[inline]
        pub fn maybe_flag(mut self, value: ::core::option::Option<bool>) -> Self {
            self.record.flag = value;
            self
        }

        /// A day.
        ///
        /// - Wire name: `Day`.
        #[inline]
        pub fn day(mut self, value: impl ::core::convert::Into<::std::string::String>) -> Self {
            rt::set_optional(&mut self.record.day, value);
            self
        }

        /// Sets or clears the value of [`Self::day`].
        #[inline]
        pub fn maybe_day(mut self, value: ::core::option::Option<::std::string::String>) -> Self {
            self.record.day = value;
            self
        }

        /// A moment, in the service's time zone.
        ///
        /// - Wire name: `Moment`.
        #[inline]
        pub fn moment(mut self, value: impl ::core::convert::Into<::std::string::String>) -> Self {
            rt::set_optional(&mut self.record.moment, value);
            self
        }

        /// Sets or clears the value of [`Self::moment`].
        #[inline]
        pub fn maybe_moment(
            mut self,
            value: ::core::option::Option<::std::string::String>,
        ) -> Self {
            self.record.moment = value;
            self
        }

        /// A moment, with its time zone.
        ///
        /// - Wire name: `Instant`.
        #[inline]
        pub fn instant(mut self, value: impl ::core::convert::Into<::std::string::String>) -> Self {
            rt::set_optional(&mut self.record.instant, value);
            self
        }

        /// Sets or clears the value of [`Self::instant`].
        #[inline]
        pub fn maybe_instant(
            mut self,
            value: ::core::option::Option<::std::string::String>,
        ) -> Self {
            self.record.instant = value;
            self
        }

        /// A small file.
        ///
        /// - Wire name: `Bytes`.
        /// - Must decode to at most 4 bytes (rule `W14`).
        #[inline]
        pub fn bytes(
            mut self,
            value: impl ::core::convert::Into<::std::vec::Vec<::core::primitive::u8>>,
        ) -> Self {
            rt::set_optional(&mut self.record.bytes, value);
            self
        }

        /// Sets or clears the value of [`Self::bytes`].
        #[inline]
        pub fn maybe_bytes(
            mut self,
            value: ::core::option::Option<::std::vec::Vec<::core::primitive::u8>>,
        ) -> Self {
            self.record.bytes = value;
            self
        }

        /// - Wire name: `Parts`.
        #[inline]
        pub fn parts(
            mut self,
            value: impl ::core::iter::IntoIterator<
                Item = impl ::core::convert::Into<::std::vec::Vec<::core::primitive::u8>>,
            >,
        ) -> Self {
            rt::set_list_into(&mut self.record.parts, value);
            self
        }

        /// Sets or clears the value of [`Self::parts`].
        #[inline]
        pub fn maybe_parts(
            mut self,
            value: ::core::option::Option<::std::vec::Vec<::std::vec::Vec<::core::primitive::u8>>>,
        ) -> Self {
            self.record.parts = value;
            self
        }

        /// Rows of numbers.
        ///
        /// - Wire name: `Grid`.
        #[inline]
        pub fn grid(
            mut self,
            value: impl ::core::iter::IntoIterator<Item = ::std::vec::Vec<i64>>,
        ) -> Self {
            rt::set_list(&mut self.record.grid, value);
            self
        }

        /// Sets or clears the value of [`Self::grid`].
        #[inline]
        pub fn maybe_grid(
            mut self,
            value: ::core::option::Option<::std::vec::Vec<::std::vec::Vec<i64>>>,
        ) -> Self {
            self.record.grid = value;
            self
        }

        /// Rows of rows of texts.
        ///
        /// - Wire name: `Cube`.
        #[inline]
        pub fn cube(
            mut self,
            value: impl ::core::iter::IntoIterator<
                Item = ::std::vec::Vec<::std::vec::Vec<::std::string::String>>,
            >,
        ) -> Self {
            rt::set_list(&mut self.record.cube, value);
            self
        }

        /// Sets or clears the value of [`Self::cube`].
        #[inline]
        pub fn maybe_cube(
            mut self,
            value: ::core::option::Option<
                ::std::vec::Vec<::std::vec::Vec<::std::vec::Vec<::std::string::String>>>,
            >,
        ) -> Self {
            self.record.cube = value;
            self
        }

        /// Rows of trees.
        ///
        /// - Wire name: `Forest`.
        #[inline]
        pub fn forest(
            mut self,
            value: impl ::core::iter::IntoIterator<Item = ::std::vec::Vec<super::types::Tree>>,
        ) -> Self {
            rt::set_list(&mut self.record.forest, value);
            self
        }

        /// Sets or clears the value of [`Self::forest`].
        #[inline]
        pub fn maybe_forest(
            mut self,
            value: ::core::option::Option<::std::vec::Vec<::std::vec::Vec<super::types::Tree>>>,
        ) -> Self {
            self.record.forest = value;
            self
        }

        /// Levels.
        ///
        /// - Wire name: `Levels`.
        #[inline]
        pub fn levels(
            mut self,
            value: impl ::core::iter::IntoIterator<
                Item = impl ::core::convert::Into<super::types::Level>,
            >,
        ) -> Self {
            rt::set_list_into(&mut self.record.levels, value);
            self
        }

        /// Sets or clears the value of [`Self::levels`].
        #[inline]
        pub fn maybe_levels(
            mut self,
            value: ::core::option::Option<::std::vec::Vec<super::types::Level>>,
        ) -> Self {
            self.record.levels = value;
            self
        }

        /// Colours.
        ///
        /// - Wire name: `Colors`.
        /// - Must not have an item twice (rule `W12`).
        #[inline]
        pub fn colors(
            mut self,
            value: impl ::core::iter::IntoIterator<
                Item = impl ::core::convert::Into<super::types::Color>,
            >,
        ) -> Self {
            rt::set_list_into(&mut self.record.colors, value);
            self
        }

        /// Sets or clears the value of [`Self::colors`].
        #[inline]
        pub fn maybe_colors(
            mut self,
            value: ::core::option::Option<::std::vec::Vec<super::types::Color>>,
        ) -> Self {
            self.record.colors = value;
            self
        }

        /// Returns the record without validating it.
        #[must_use]
        #[inline]
        pub fn build(self) -> super::types::DescribeRequest {
            *self.record
        }

        /// Looks at everything.
        ///
        /// Effect: read. Repeating it changes nothing.
        ///
        /// - Requires a region.
        ///
        /// # Errors
        ///
        /// Fails with an [`Error`](::ecm_client::Error) whose outcome tells whether the request was
        /// not sent, was rejected by the service, or may have been carried out.
        #[inline]
        pub fn send(
            self,
            client: &super::Client,
        ) -> ::ecm_client::ResponseFuture<'_, super::types::DescribeResponse> {
            client.core().send_owned(*self.record)
        }
    }

    /// Builder of [`ResetRequest`](super::types::ResetRequest).
    #[must_use = "a builder does nothing until it builds or sends"]
    pub struct ResetRequestBuilder {
        pub(super) record: ::std::boxed::Box<super::types::ResetRequest>,
        pub(super) given: ::core::marker::PhantomData<()>,
    }

    impl ResetRequestBuilder {
        /// `type`.
        ///
        /// - Wire name: `Type`.
        #[inline]
        pub fn r#type(mut self, value: impl ::core::convert::Into<::std::string::String>) -> Self {
            rt::set_optional(&mut self.record.r#type, value);
            self
        }

        /// Sets or clears the value of `Self::type`.
        #[inline]
        pub fn maybe_type(mut self, value: ::core::option::Option<::std::string::String>) -> Self {
            self.record.r#type = value;
            self
        }

        /// `self`, which cannot be raw.
        ///
        /// - Wire name: `Self`.
        #[inline]
        pub fn self_(mut self, value: impl ::core::convert::Into<::std::string::String>) -> Self {
            rt::set_optional(&mut self.record.self_, value);
            self
        }

        /// Sets or clears the value of [`Self::self_`].
        #[inline]
        pub fn maybe_self_(mut self, value: ::core::option::Option<::std::string::String>) -> Self {
            self.record.self_ = value;
            self
        }

        /// `super`, which cannot be raw.
        ///
        /// - Wire name: `Super`.
        #[inline]
        pub fn super_(mut self, value: impl ::core::convert::Into<::std::string::String>) -> Self {
            rt::set_optional(&mut self.record.super_, value);
            self
        }

        /// Sets or clears the value of [`Self::super_`].
        #[inline]
        pub fn maybe_super_(
            mut self,
            value: ::core::option::Option<::std::string::String>,
        ) -> Self {
            self.record.super_ = value;
            self
        }

        /// `crate`, which cannot be raw.
        ///
        /// - Wire name: `Crate`.
        #[inline]
        pub fn crate_(mut self, value: impl ::core::convert::Into<::std::string::String>) -> Self {
            rt::set_optional(&mut self.record.crate_, value);
            self
        }

        /// Sets or clears the value of [`Self::crate_`].
        #[inline]
        pub fn maybe_crate_(
            mut self,
            value: ::core::option::Option<::std::string::String>,
        ) -> Self {
            self.record.crate_ = value;
            self
        }

        /// `async`.
        ///
        /// - Wire name: `Async`.
        #[inline]
        pub fn r#async(mut self, value: bool) -> Self {
            self.record.r#async = ::core::option::Option::Some(value);
            self
        }

        /// Sets or clears the value of `Self::async`.
        #[inline]
        pub fn maybe_async(mut self, value: ::core::option::Option<bool>) -> Self {
            self.record.r#async = value;
            self
        }

        /// `fn`.
        ///
        /// - Wire name: `Fn`.
        #[inline]
        pub fn r#fn(mut self, value: super::types::Option) -> Self {
            self.record.r#fn = ::core::option::Option::Some(value);
            self
        }

        /// Sets or clears the value of `Self::fn`.
        #[inline]
        pub fn maybe_fn(mut self, value: ::core::option::Option<super::types::Option>) -> Self {
            self.record.r#fn = value;
            self
        }

        /// `match`.
        ///
        /// - Wire name: `Match`.
        #[inline]
        pub fn r#match(
            mut self,
            value: impl ::core::iter::IntoIterator<Item = super::types::Result>,
        ) -> Self {
            rt::set_list(&mut self.record.r#match, value);
            self
        }

        /// Sets or clears the value of `Self::match`.
        #[inline]
        pub fn maybe_match(
            mut self,
            value: ::core::option::Option<::std::vec::Vec<super::types::Result>>,
        ) -> Self {
            self.record.r#match = value;
            self
        }

        /// The constructor's name.
        ///
        /// - Wire name: `New`.
        #[inline]
        pub fn new_(mut self, value: impl ::core::convert::Into<::std::string::String>) -> Self {
            rt::set_optional(&mut self.record.new, value);
            self
        }

        /// Sets or clears the value of [`Self::new_`].
        #[inline]
        pub fn maybe_new_(mut self, value: ::core::option::Option<::std::string::String>) -> Self {
            self.record.new = value;
            self
        }

        /// The builder's last step.
        ///
        /// - Wire name: `Build`.
        #[inline]
        pub fn build_(mut self, value: impl ::core::convert::Into<::std::string::String>) -> Self {
            rt::set_optional(&mut self.record.build, value);
            self
        }

        /// Sets or clears the value of [`Self::build_`].
        #[inline]
        pub fn maybe_build_(
            mut self,
            value: ::core::option::Option<::std::string::String>,
        ) -> Self {
            self.record.build = value;
            self
        }

        /// The other last step.
        ///
        /// - Wire name: `Send`.
        #[inline]
        pub fn send_(mut self, value: impl ::core::convert::Into<::std::string::String>) -> Self {
            rt::set_optional(&mut self.record.send, value);
            self
        }

        /// Sets or clears the value of [`Self::send_`].
        #[inline]
        pub fn maybe_send_(mut self, value: ::core::option::Option<::std::string::String>) -> Self {
            self.record.send = value;
            self
        }

        /// What a setter would be called.
        ///
        /// - Wire name: `MaybeBuild`.
        #[inline]
        pub fn maybe_build(
            mut self,
            value: impl ::core::convert::Into<::std::string::String>,
        ) -> Self {
            rt::set_optional(&mut self.record.maybe_build, value);
            self
        }

        /// Sets or clears the value of [`Self::maybe_build`].
        #[inline]
        pub fn maybe_maybe_build(
            mut self,
            value: ::core::option::Option<::std::string::String>,
        ) -> Self {
            self.record.maybe_build = value;
            self
        }

        /// The name of a setter's parameter.
        ///
        /// - Wire name: `Value`.
        #[inline]
        pub fn value(mut self, value: impl ::core::convert::Into<::std::string::String>) -> Self {
            rt::set_optional(&mut self.record.value, value);
            self
        }

        /// Sets or clears the value of [`Self::value`].
        #[inline]
        pub fn maybe_value(mut self, value: ::core::option::Option<::std::string::String>) -> Self {
            self.record.value = value;
            self
        }

        /// The name of a builder's field.
        ///
        /// - Wire name: `Record`.
        #[inline]
        pub fn record(mut self, value: impl ::core::convert::Into<::std::string::String>) -> Self {
            rt::set_optional(&mut self.record.record, value);
            self
        }

        /// Sets or clears the value of [`Self::record`].
        #[inline]
        pub fn maybe_record(
            mut self,
            value: ::core::option::Option<::std::string::String>,
        ) -> Self {
            self.record.record = value;
            self
        }

        /// Meets the next one in snake case.
        ///
        /// - Wire name: `RequestID`.
        #[inline]
        pub fn request_id_upper(
            mut self,
            value: impl ::core::convert::Into<::std::string::String>,
        ) -> Self {
            rt::set_optional(&mut self.record.request_id_upper, value);
            self
        }

        /// Sets or clears the value of [`Self::request_id_upper`].
        #[inline]
        pub fn maybe_request_id_upper(
            mut self,
            value: ::core::option::Option<::std::string::String>,
        ) -> Self {
            self.record.request_id_upper = value;
            self
        }

        /// Meets the one before.
        ///
        /// - Wire name: `RequestId`.
        #[inline]
        pub fn request_id(
            mut self,
            value: impl ::core::convert::Into<::std::string::String>,
        ) -> Self {
            rt::set_optional(&mut self.record.request_id, value);
            self
        }

        /// Sets or clears the value of [`Self::request_id`].
        #[inline]
        pub fn maybe_request_id(
            mut self,
            value: ::core::option::Option<::std::string::String>,
        ) -> Self {
            self.record.request_id = value;
            self
        }

        /// Begins with a digit.
        ///
        /// - Wire name: `2FA`.
        #[inline]
        pub fn _2fa(mut self, value: impl ::core::convert::Into<::std::string::String>) -> Self {
            rt::set_optional(&mut self.record._2fa, value);
            self
        }

        /// Sets or clears the value of [`Self::_2fa`].
        #[inline]
        pub fn maybe_2fa(mut self, value: ::core::option::Option<::std::string::String>) -> Self {
            self.record._2fa = value;
            self
        }

        /// Has a hyphen.
        ///
        /// - Wire name: `kebab-name`.
        #[inline]
        pub fn kebab_name(
            mut self,
            value: impl ::core::convert::Into<::std::string::String>,
        ) -> Self {
            rt::set_optional(&mut self.record.kebab_name, value);
            self
        }

        /// Sets or clears the value of [`Self::kebab_name`].
        #[inline]
        pub fn maybe_kebab_name(
            mut self,
            value: ::core::option::Option<::std::string::String>,
        ) -> Self {
            self.record.kebab_name = value;
            self
        }

        /// Its docs try: " \\ \*/ \#!\[x\] \`\`\` ${a}
        ///
        /// and a second line.
        ///
        /// - Wire name: `Quotes`.
        #[inline]
        pub fn quotes(mut self, value: impl ::core::convert::Into<::std::string::String>) -> Self {
            rt::set_optional(&mut self.record.quotes, value);
            self
        }

        /// Sets or clears the value of [`Self::quotes`].
        #[inline]
        pub fn maybe_quotes(
            mut self,
            value: ::core::option::Option<::std::string::String>,
        ) -> Self {
            self.record.quotes = value;
            self
        }

        /// Returns the record without validating it.
        #[must_use]
        #[inline]
        pub fn build(self) -> super::types::ResetRequest {
            *self.record
        }

        /// Puts everything back.
        ///
        /// Effect: idempotent. Repeating it leaves the same state.
        ///
        /// - Needs no region.
        ///
        /// Error codes: [`error::ResetErrorCode`](super::error::ResetErrorCode).
        ///
        /// # Errors
        ///
        /// Fails with an [`Error`](::ecm_client::Error) whose outcome tells whether the request was
        /// not sent, was rejected by the service, or may have been carried out.
        #[inline]
        pub fn send(
            self,
            client: &super::Client,
        ) -> ::ecm_client::ResponseFuture<'_, super::types::ResetResponse> {
            client.core().send_owned(*self.record)
        }
    }

    /// Builder of [`NewRequest`](super::types::NewRequest).
    #[must_use = "a builder does nothing until it builds or sends"]
    pub struct NewRequestBuilder<
        TreeState = rt::Unset,
        BytesState = rt::Unset,
        CountState = rt::Unset,
        PaymentState = rt::Unset,
    > {
        pub(super) record: ::std::boxed::Box<super::types::NewRequest>,
        pub(super) given:
            ::core::marker::PhantomData<(TreeState, BytesState, CountState, PaymentState)>,
    }

    #[allow(deprecated)]
    impl<TreeState, BytesState, CountState, PaymentState> NewRequestBuilder<
        TreeState,
        BytesState,
        CountState,
        PaymentState,
    > {
        /// The tree.
        ///
        /// - Wire name: `Tree`.
        /// - Required (rule `W20`).
        #[inline]
        pub fn tree(
            mut self,
            value: super::types::Tree,
        ) -> NewRequestBuilder<rt::Set, BytesState, CountState, PaymentState>
        where
            TreeState: rt::IsUnset,
        {
            self.record.tree = value;
            NewRequestBuilder {
                record: self.record,
                given: ::core::marker::PhantomData,
            }
        }

        /// Six bytes at most.
        ///
        /// - Wire name: `Bytes`.
        /// - Required.
        /// - Must be Base64 with padding (rule `W21`).
        /// - Must decode to at most 6 bytes (rule `W21-size`).
        #[inline]
        pub fn bytes(
            mut self,
            value: impl ::core::convert::Into<::std::string::String>,
        ) -> NewRequestBuilder<TreeState, rt::Set, CountState, PaymentState>
        where
            BytesState: rt::IsUnset,
        {
            self.record.bytes = ::core::convert::Into::into(value);
            NewRequestBuilder {
                record: self.record,
                given: ::core::marker::PhantomData,
            }
        }

        /// How many.
        ///
        /// - Wire name: `Count`.
        /// - Required.
        #[inline]
        pub fn count(
            mut self,
            value: u64,
        ) -> NewRequestBuilder<TreeState, BytesState, rt::Set, PaymentState>
        where
            CountState: rt::IsUnset,
        {
            self.record.count = value;
            NewRequestBuilder {
                record: self.record,
                given: ::core::marker::PhantomData,
            }
        }

        /// Where.
        ///
        /// - Wire name: `Address`.
        /// - Must be an IPv6 address (rule `W22`).
        #[inline]
        pub fn address(mut self, value: impl ::core::convert::Into<::std::string::String>) -> Self {
            rt::set_optional(&mut self.record.address, value);
            self
        }

        /// Sets or clears the value of [`Self::address`].
        #[inline]
        pub fn maybe_address(
            mut self,
            value: ::core::option::Option<::std::string::String>,
        ) -> Self {
            self.record.address = value;
            self
        }

        /// A secret code.
        ///
        /// - Wire name: `Code`.
        /// - Secret: never printed, wiped from memory when dropped.
        /// - Must only contain `0-9` and `A-F` (rule `W23`).
        #[inline]
        pub fn code(mut self, value: impl ::core::convert::Into<::ecm_client::Secret>) -> Self {
            rt::set_optional(&mut self.record.code, value);
            self
        }

        /// Sets or clears the value of [`Self::code`].
        #[inline]
        pub fn maybe_code(mut self, value: ::core::option::Option<::ecm_client::Secret>) -> Self {
            self.record.code = value;
            self
        }

        /// How the tree is paid for.
        #[inline]
        pub fn payment(
            mut self,
            value: super::types::Payment,
        ) -> NewRequestBuilder<TreeState, BytesState, CountState, rt::Set>
        where
            PaymentState: rt::GroupIsUnset,
        {
            self.record.payment = ::core::option::Option::Some(value);
            NewRequestBuilder {
                record: self.record,
                given: ::core::marker::PhantomData,
            }
        }

        /// Sets or clears the value of [`Self::payment`].
        #[inline]
        pub fn maybe_payment(
            mut self,
            value: ::core::option::Option<super::types::Payment>,
        ) -> NewRequestBuilder<TreeState, BytesState, CountState, rt::Set>
        where
            PaymentState: rt::GroupIsUnset,
        {
            self.record.payment = value;
            NewRequestBuilder {
                record: self.record,
                given: ::core::marker::PhantomData,
            }
        }

        /// Paid in cash.
        ///
        /// - Wire name: `Cash`.
        #[inline]
        pub fn cash(
            mut self,
            value: f64,
        ) -> NewRequestBuilder<TreeState, BytesState, CountState, rt::Set>
        where
            PaymentState: rt::GroupIsUnset,
        {
            self.record.payment = ::core::option::Option::Some(super::types::Payment::Cash(value));
            NewRequestBuilder {
                record: self.record,
                given: ::core::marker::PhantomData,
            }
        }

        /// Paid by card.
        ///
        /// - Wire name: `Card`.
        /// - Secret: never printed, wiped from memory when dropped.
        #[inline]
        pub fn card(
            mut self,
            value: impl ::core::convert::Into<::ecm_client::Secret>,
        ) -> NewRequestBuilder<TreeState, BytesState, CountState, rt::Set>
        where
            PaymentState: rt::GroupIsUnset,
        {
            self.record.payment = ::core::option::Option::Some(super::types::Payment::Card(
                ::core::convert::Into::into(value),
            ));
            NewRequestBuilder {
                record: self.record,
                given: ::core::marker::PhantomData,
            }
        }

        /// Paid by someone else.
        ///
        /// - Wire name: `Gift`.
        #[inline]
        pub fn gift(
            mut self,
            value: super::types::Gift,
        ) -> NewRequestBuilder<TreeState, BytesState, CountState, rt::Set>
        where
            PaymentState: rt::GroupIsUnset,
        {
            self.record.payment = ::core::option::Option::Some(super::types::Payment::Gift(value));
            NewRequestBuilder {
                record: self.record,
                given: ::core::marker::PhantomData,
            }
        }

        /// Not to be used.
        ///
        /// - Wire name: `Legacy`.
        /// - Must not be sent: the service ignores it. (rule `W24`).
        #[inline]
        pub fn legacy(self, value: impl self::required::NewRequestMayHaveLegacy) -> Self {
            ::core::mem::drop(value);
            self
        }

        /// No longer used.
        ///
        /// - Wire name: `Old`.
        #[deprecated(note = "use `Code`.")]
        #[inline]
        pub fn old(mut self, value: impl ::core::convert::Into<::std::string::String>) -> Self {
            rt::set_optional(&mut self.record.old, value);
            self
        }

        /// Sets or clears the value of [`Self::old`].
        #[deprecated(note = "use `Code`.")]
        #[inline]
        pub fn maybe_old(mut self, value: ::core::option::Option<::std::string::String>) -> Self {
            self.record.old = value;
            self
        }

        /// Loose leaves.
        ///
        /// - Wire name: `Leaves`.
        #[inline]
        pub fn leaves(
            mut self,
            value: impl ::core::iter::IntoIterator<Item = super::types::Leaf>,
        ) -> Self {
            rt::set_list(&mut self.record.leaves, value);
            self
        }

        /// Sets or clears the value of [`Self::leaves`].
        #[inline]
        pub fn maybe_leaves(
            mut self,
            value: ::core::option::Option<::std::vec::Vec<super::types::Leaf>>,
        ) -> Self {
            self.record.leaves = value;
            self
        }

        /// Returns the record without validating it.
        #[must_use]
        #[inline]
        pub fn build(self) -> super::types::NewRequest
        where
            TreeState: self::required::NewRequestHasTree,
            BytesState: self::required::NewRequestHasBytes,
            CountState: self::required::NewRequestHasCount,
        {
            *self.record
        }

        /// Makes a tree. The action's name is that of a constructor.
        ///
        /// Effect: create. Repeating it creates again, so it is only resent if the first request certainly
        /// was not carried out.
        ///
        /// - Rate limit: at most 5 requests per second (rule `W01`; server error `RequestLimitExceeded`).
        /// - Needs no region.
        ///
        /// Error codes: [`error::NewErrorCode`](super::error::NewErrorCode).
        ///
        /// # Errors
        ///
        /// Fails with an [`Error`](::ecm_client::Error) whose outcome tells whether the request was
        /// not sent, was rejected by the service, or may have been carried out.
        #[inline]
        pub fn send(
            self,
            client: &super::Client,
        ) -> ::ecm_client::ResponseFuture<'_, super::types::NewResponse>
        where
            TreeState: self::required::NewRequestHasTree,
            BytesState: self::required::NewRequestHasBytes,
            CountState: self::required::NewRequestHasCount,
        {
            client.core().send_owned(*self.record)
        }
    }

    /// Builder of [`Tree`](super::types::Tree).
    #[must_use = "a builder does nothing until it builds or sends"]
    pub struct TreeBuilder<NameState = rt::Unset> {
        pub(super) record: super::types::Tree,
        pub(super) given: ::core::marker::PhantomData<(NameState,)>,
    }

    impl<NameState> TreeBuilder<NameState> {
        /// Its name.
        ///
        /// - Wire name: `Name`.
        /// - Required.
        #[inline]
        pub fn name(
            mut self,
            value: impl ::core::convert::Into<::std::string::String>,
        ) -> TreeBuilder<rt::Set>
        where
            NameState: rt::IsUnset,
        {
            self.record.name = ::core::convert::Into::into(value);
            TreeBuilder {
                record: self.record,
                given: ::core::marker::PhantomData,
            }
        }

        /// The tree on the left.
        ///
        /// - Wire name: `Left`.
        #[inline]
        pub fn left(mut self, value: super::types::Tree) -> Self {
            self.record.left = ::core::option::Option::Some(::std::boxed::Box::new(value));
            self
        }

        /// Sets or clears the value of [`Self::left`].
        #[inline]
        pub fn maybe_left(
            mut self,
            value: ::core::option::Option<::std::boxed::Box<super::types::Tree>>,
        ) -> Self {
            self.record.left = value;
            self
        }

        /// The tree on the right.
        ///
        /// - Wire name: `Right`.
        #[inline]
        pub fn right(mut self, value: super::types::Tree) -> Self {
            self.record.right = ::core::option::Option::Some(::std::boxed::Box::new(value));
            self
        }

        /// Sets or clears the value of [`Self::right`].
        #[inline]
        pub fn maybe_right(
            mut self,
            value: ::core::option::Option<::std::boxed::Box<super::types::Tree>>,
        ) -> Self {
            self.record.right = value;
            self
        }

        /// All other trees.
        ///
        /// - Wire name: `Others`.
        #[inline]
        pub fn others(
            mut self,
            value: impl ::core::iter::IntoIterator<Item = super::types::Tree>,
        ) -> Self {
            rt::set_list(&mut self.record.others, value);
            self
        }

        /// Sets or clears the value of [`Self::others`].
        #[inline]
        pub fn maybe_others(
            mut self,
            value: ::core::option::Option<::std::vec::Vec<super::types::Tree>>,
        ) -> Self {
            self.record.others = value;
            self
        }

        /// What it stands in.
        ///
        /// - Wire name: `Owner`.
        #[inline]
        pub fn owner(mut self, value: super::types::Box) -> Self {
            self.record.owner = ::core::option::Option::Some(::std::boxed::Box::new(value));
            self
        }

        /// Sets or clears the value of [`Self::owner`].
        #[inline]
        pub fn maybe_owner(
            mut self,
            value: ::core::option::Option<::std::boxed::Box<super::types::Box>>,
        ) -> Self {
            self.record.owner = value;
            self
        }

        /// Returns the record without validating it.
        #[must_use]
        #[inline]
        pub fn build(self) -> super::types::Tree
        where
            NameState: self::required::TreeHasName,
        {
            self.record
        }
    }

    /// Builder of [`Leaf`](super::types::Leaf).
    #[must_use = "a builder does nothing until it builds or sends"]
    pub struct LeafBuilder<WeightState = rt::Unset> {
        pub(super) record: super::types::Leaf,
        pub(super) given: ::core::marker::PhantomData<(WeightState,)>,
    }

    impl<WeightState> LeafBuilder<WeightState> {
        /// Its weight.
        ///
        /// - Wire name: `Weight`.
        /// - Unit: grams.
        /// - Required.
        #[inline]
        pub fn weight(mut self, value: i64) -> LeafBuilder<rt::Set>
        where
            WeightState: rt::IsUnset,
        {
            self.record.weight = value;
            LeafBuilder {
                record: self.record,
                given: ::core::marker::PhantomData,
            }
        }

        /// Its colour.
        ///
        /// - Wire name: `Color`.
        #[inline]
        pub fn color(mut self, value: impl ::core::convert::Into<super::types::Color>) -> Self {
            rt::set_optional(&mut self.record.color, value);
            self
        }

        /// Sets or clears the value of [`Self::color`].
        #[inline]
        pub fn maybe_color(mut self, value: ::core::option::Option<super::types::Color>) -> Self {
            self.record.color = value;
            self
        }

        /// Returns the record without validating it.
        #[must_use]
        #[inline]
        pub fn build(self) -> super::types::Leaf
        where
            WeightState: self::required::LeafHasWeight,
        {
            self.record
        }
    }

    /// Builder of [`Gift`](super::types::Gift).
    #[must_use = "a builder does nothing until it builds or sends"]
    pub struct GiftBuilder<FromState = rt::Unset> {
        pub(super) record: super::types::Gift,
        pub(super) given: ::core::marker::PhantomData<(FromState,)>,
    }

    impl<FromState> GiftBuilder<FromState> {
        /// Who gives it.
        ///
        /// - Wire name: `From`.
        /// - Required.
        #[inline]
        pub fn from(
            mut self,
            value: impl ::core::convert::Into<::std::string::String>,
        ) -> GiftBuilder<rt::Set>
        where
            FromState: rt::IsUnset,
        {
            self.record.from = ::core::convert::Into::into(value);
            GiftBuilder {
                record: self.record,
                given: ::core::marker::PhantomData,
            }
        }

        /// Returns the record without validating it.
        #[must_use]
        #[inline]
        pub fn build(self) -> super::types::Gift
        where
            FromState: self::required::GiftHasFrom,
        {
            self.record
        }
    }

    /// Builder of [`Option`](super::types::Option).
    #[must_use = "a builder does nothing until it builds or sends"]
    pub struct OptionBuilder {
        pub(super) record: super::types::Option,
        pub(super) given: ::core::marker::PhantomData<()>,
    }

    impl OptionBuilder {
        /// Or none.
        ///
        /// - Wire name: `Some`.
        #[inline]
        pub fn some(mut self, value: bool) -> Self {
            self.record.some = ::core::option::Option::Some(value);
            self
        }

        /// Sets or clears the value of [`Self::some`].
        #[inline]
        pub fn maybe_some(mut self, value: ::core::option::Option<bool>) -> Self {
            self.record.some = value;
            self
        }

        /// Returns the record without validating it.
        #[must_use]
        #[inline]
        pub fn build(self) -> super::types::Option {
            self.record
        }
    }

    /// Builder of [`Result`](super::types::Result).
    #[must_use = "a builder does nothing until it builds or sends"]
    pub struct ResultBuilder {
        pub(super) record: super::types::Result,
        pub(super) given: ::core::marker::PhantomData<()>,
    }

    impl ResultBuilder {
        /// Or not.
        ///
        /// - Wire name: `Ok`.
        #[inline]
        pub fn ok(mut self, value: impl ::core::convert::Into<::std::string::String>) -> Self {
            rt::set_optional(&mut self.record.ok, value);
            self
        }

        /// Sets or clears the value of [`Self::ok`].
        #[inline]
        pub fn maybe_ok(mut self, value: ::core::option::Option<::std::string::String>) -> Self {
            self.record.ok = value;
            self
        }

        /// Returns the record without validating it.
        #[must_use]
        #[inline]
        pub fn build(self) -> super::types::Result {
            self.record
        }
    }

    /// Builder of [`Box`](super::types::Box).
    #[must_use = "a builder does nothing until it builds or sends"]
    pub struct BoxBuilder<StringState = rt::Unset> {
        pub(super) record: super::types::Box,
        pub(super) given: ::core::marker::PhantomData<(StringState,)>,
    }

    impl<StringState> BoxBuilder<StringState> {
        /// Tied around it.
        ///
        /// - Wire name: `String`.
        /// - Required.
        #[inline]
        pub fn string(
            mut self,
            value: impl ::core::convert::Into<::std::string::String>,
        ) -> BoxBuilder<rt::Set>
        where
            StringState: rt::IsUnset,
        {
            self.record.string = ::core::convert::Into::into(value);
            BoxBuilder {
                record: self.record,
                given: ::core::marker::PhantomData,
            }
        }

        /// What is in it.
        ///
        /// - Wire name: `Vec`.
        #[inline]
        pub fn vec(
            mut self,
            value: impl ::core::iter::IntoIterator<
                Item = impl ::core::convert::Into<::std::string::String>,
            >,
        ) -> Self {
            rt::set_list_into(&mut self.record.vec, value);
            self
        }

        /// Sets or clears the value of [`Self::vec`].
        #[inline]
        pub fn maybe_vec(
            mut self,
            value: ::core::option::Option<::std::vec::Vec<::std::string::String>>,
        ) -> Self {
            self.record.vec = value;
            self
        }

        /// The tree in it.
        ///
        /// - Wire name: `Tree`.
        #[inline]
        pub fn tree(mut self, value: super::types::Tree) -> Self {
            self.record.tree = ::core::option::Option::Some(::std::boxed::Box::new(value));
            self
        }

        /// Sets or clears the value of [`Self::tree`].
        #[inline]
        pub fn maybe_tree(
            mut self,
            value: ::core::option::Option<::std::boxed::Box<super::types::Tree>>,
        ) -> Self {
            self.record.tree = value;
            self
        }

        /// Returns the record without validating it.
        #[must_use]
        #[inline]
        pub fn build(self) -> super::types::Box
        where
            StringState: self::required::BoxHasString,
        {
            self.record
        }
    }

    /// Bounds that stand for the required fields of the builders.
    pub mod required {
        #[allow(unused_imports)]
        use ::ecm_client::rt;

        /// Bound that holds once `Tree` of `New` is set.
        #[diagnostic::on_unimplemented(
            message = "`Tree` is required by `New` and has not been given",
            label = "call `.tree(..)` before this",
            note = "rule `W20` of the spec requires it"
        )]
        pub trait NewRequestHasTree {}

        impl NewRequestHasTree for rt::Set {}

        /// Bound that holds once `Bytes` of `New` is set.
        #[diagnostic::on_unimplemented(
            message = "`Bytes` is required by `New` and has not been given",
            label = "call `.bytes(..)` before this"
        )]
        pub trait NewRequestHasBytes {}

        impl NewRequestHasBytes for rt::Set {}

        /// Bound that holds once `Count` of `New` is set.
        #[diagnostic::on_unimplemented(
            message = "`Count` is required by `New` and has not been given",
            label = "call `.count(..)` before this"
        )]
        pub trait NewRequestHasCount {}

        impl NewRequestHasCount for rt::Set {}

        /// Bound that no type satisfies.
        ///
        /// `Legacy` is reserved: the service ignores it.
        #[diagnostic::on_unimplemented(
            message = "`Legacy` is reserved: the service ignores it.",
            label = "remove this parameter"
        )]
        pub trait NewRequestMayHaveLegacy {}

        /// Bound that holds once `Name` of `Tree` is set.
        #[diagnostic::on_unimplemented(
            message = "`Name` is required by `Tree` and has not been given",
            label = "call `.name(..)` before this"
        )]
        pub trait TreeHasName {}

        impl TreeHasName for rt::Set {}

        /// Bound that holds once `Weight` of `Leaf` is set.
        #[diagnostic::on_unimplemented(
            message = "`Weight` is required by `Leaf` and has not been given",
            label = "call `.weight(..)` before this"
        )]
        pub trait LeafHasWeight {}

        impl LeafHasWeight for rt::Set {}

        /// Bound that holds once `From` of `Gift` is set.
        #[diagnostic::on_unimplemented(
            message = "`From` is required by `Gift` and has not been given",
            label = "call `.from(..)` before this"
        )]
        pub trait GiftHasFrom {}

        impl GiftHasFrom for rt::Set {}

        /// Bound that holds once `String` of `Box` is set.
        #[diagnostic::on_unimplemented(
            message = "`String` is required by `Box` and has not been given",
            label = "call `.string(..)` before this"
        )]
        pub trait BoxHasString {}

        impl BoxHasString for rt::Set {}
    }
}

/// Error codes that the service documents.
pub mod error {
    #[allow(unused_imports)]
    use ::ecm_client::rt;

    pub(super) const ERROR_CODES: &[rt::ErrorInfo] = &[
        rt::ErrorInfo {
            code: "AuthFailure.SignatureExpire",
            retry: ::ecm_client::RetryAdvice::AfterClockCorrection,
        },
        rt::ErrorInfo {
            code: "AuthFailure.TokenFailure",
            retry: ::ecm_client::RetryAdvice::AfterCredentialRefresh,
        },
        rt::ErrorInfo {
            code: "FailedOperation.Stuck",
            retry: ::ecm_client::RetryAdvice::IfIdempotent,
        },
        rt::ErrorInfo {
            code: "InternalError",
            retry: ::ecm_client::RetryAdvice::IfIdempotent,
        },
        rt::ErrorInfo {
            code: "RequestLimitExceeded",
            retry: ::ecm_client::RetryAdvice::AfterBackoff,
        },
    ];

    pub(super) static API: rt::ApiTable = rt::ApiTable {
        service: "workshop",
        version: "2024-02-29",
        revision: "7",
        host: "workshop.example.com",
        error_codes: ERROR_CODES,
    };

    /// Error codes that any action of the service may return.
    #[non_exhaustive]
    pub enum CommonErrorCode {
        /// The clock is off.
        ///
        /// Wire value: `AuthFailure.SignatureExpire`. The request may be retried once, signed with a
        /// corrected clock.
        AuthFailureSignatureExpire,
        /// The signature is wrong.
        ///
        /// Wire value: `AuthFailure.SignatureFailure`. The spec gives no advice on retries.
        AuthFailureSignatureFailure,
        /// The token is wrong.
        ///
        /// Wire value: `AuthFailure.TokenFailure`. The request may be retried once, signed with fresh
        /// credentials.
        AuthFailureTokenFailure,
        /// Something broke inside.
        ///
        /// Wire value: `InternalError`. The request may have been carried out; only an idempotent action
        /// may be retried.
        InternalError,
        /// Too many calls.
        ///
        /// Wire value: `RequestLimitExceeded`. The request was not carried out and may be retried after a
        /// pause.
        RequestLimitExceeded,
    }

    impl ::core::marker::Copy for CommonErrorCode {}

    impl ::core::clone::Clone for CommonErrorCode {
        #[inline]
        fn clone(&self) -> Self {
            *self
        }
    }

    impl ::core::cmp::PartialEq for CommonErrorCode {
        #[inline]
        fn eq(&self, other: &Self) -> bool {
            rt::equal_codes(self, other)
        }
    }

    impl ::core::cmp::Eq for CommonErrorCode {}

    impl ::ecm_client::ErrorCode for CommonErrorCode {
        #[inline]
        fn table() -> &'static rt::CodeTable<Self> {
            &rt::CodeTable {
                names: &[
                    "AuthFailure.SignatureExpire",
                    "AuthFailure.SignatureFailure",
                    "AuthFailure.TokenFailure",
                    "InternalError",
                    "RequestLimitExceeded",
                ],
                codes: &[
                    Self::AuthFailureSignatureExpire,
                    Self::AuthFailureSignatureFailure,
                    Self::AuthFailureTokenFailure,
                    Self::InternalError,
                    Self::RequestLimitExceeded,
                ],
                infos: ERROR_CODES,
            }
        }
    }

    impl ::core::fmt::Debug for CommonErrorCode {
        #[inline]
        fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
            rt::debug_code(self, f)
        }
    }

    impl ::core::fmt::Display for CommonErrorCode {
        #[inline]
        fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
            rt::display_code(self, f)
        }
    }

    /// Error codes of `Describe`.
    ///
    /// [`CommonErrorCode`] has the codes that any action may return.
    #[non_exhaustive]
    pub enum DescribeErrorCode {}

    impl ::core::marker::Copy for DescribeErrorCode {}

    impl ::core::clone::Clone for DescribeErrorCode {
        #[inline]
        fn clone(&self) -> Self {
            *self
        }
    }

    impl ::core::cmp::PartialEq for DescribeErrorCode {
        #[inline]
        fn eq(&self, other: &Self) -> bool {
            rt::equal_codes(self, other)
        }
    }

    impl ::core::cmp::Eq for DescribeErrorCode {}

    impl ::ecm_client::ErrorCode for DescribeErrorCode {
        #[inline]
        fn table() -> &'static rt::CodeTable<Self> {
            &rt::CodeTable {
                names: &[],
                codes: &[],
                infos: ERROR_CODES,
            }
        }
    }

    impl ::core::fmt::Debug for DescribeErrorCode {
        #[inline]
        fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
            rt::debug_code(self, f)
        }
    }

    impl ::core::fmt::Display for DescribeErrorCode {
        #[inline]
        fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
            rt::display_code(self, f)
        }
    }

    /// Error codes of `Reset`.
    ///
    /// [`CommonErrorCode`] has the codes that any action may return.
    #[non_exhaustive]
    pub enum ResetErrorCode {
        /// It is stuck.
        ///
        /// Wire value: `FailedOperation.Stuck`. The request may have been carried out; only an idempotent
        /// action may be retried.
        FailedOperationStuck,
        /// One code.
        ///
        /// Wire value: `InvalidParameter.ValueTooLarge`. The spec gives no advice on retries.
        InvalidParameterValueTooLargeA,
        /// Quite another code.
        ///
        /// Wire value: `InvalidParameterValue.TooLarge`. The spec gives no advice on retries.
        InvalidParameterValueTooLarge,
    }

    impl ::core::marker::Copy for ResetErrorCode {}

    impl ::core::clone::Clone for ResetErrorCode {
        #[inline]
        fn clone(&self) -> Self {
            *self
        }
    }

    impl ::core::cmp::PartialEq for ResetErrorCode {
        #[inline]
        fn eq(&self, other: &Self) -> bool {
            rt::equal_codes(self, other)
        }
    }

    impl ::core::cmp::Eq for ResetErrorCode {}

    impl ::ecm_client::ErrorCode for ResetErrorCode {
        #[inline]
        fn table() -> &'static rt::CodeTable<Self> {
            &rt::CodeTable {
                names: &[
                    "FailedOperation.Stuck",
                    "InvalidParameter.ValueTooLarge",
                    "InvalidParameterValue.TooLarge",
                ],
                codes: &[
                    Self::FailedOperationStuck,
                    Self::InvalidParameterValueTooLargeA,
                    Self::InvalidParameterValueTooLarge,
                ],
                infos: ERROR_CODES,
            }
        }
    }

    impl ::core::fmt::Debug for ResetErrorCode {
        #[inline]
        fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
            rt::debug_code(self, f)
        }
    }

    impl ::core::fmt::Display for ResetErrorCode {
        #[inline]
        fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
            rt::display_code(self, f)
        }
    }

    /// Error codes of `New`.
    ///
    /// [`CommonErrorCode`] has the codes that any action may return.
    #[non_exhaustive]
    pub enum NewErrorCode {
        /// It is stuck.
        ///
        /// Wire value: `FailedOperation.Stuck`. The request may have been carried out; only an idempotent
        /// action may be retried.
        FailedOperationStuck,
    }

    impl ::core::marker::Copy for NewErrorCode {}

    impl ::core::clone::Clone for NewErrorCode {
        #[inline]
        fn clone(&self) -> Self {
            *self
        }
    }

    impl ::core::cmp::PartialEq for NewErrorCode {
        #[inline]
        fn eq(&self, other: &Self) -> bool {
            rt::equal_codes(self, other)
        }
    }

    impl ::core::cmp::Eq for NewErrorCode {}

    impl ::ecm_client::ErrorCode for NewErrorCode {
        #[inline]
        fn table() -> &'static rt::CodeTable<Self> {
            &rt::CodeTable {
                names: &["FailedOperation.Stuck"],
                codes: &[Self::FailedOperationStuck],
                infos: ERROR_CODES,
            }
        }
    }

    impl ::core::fmt::Debug for NewErrorCode {
        #[inline]
        fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
            rt::debug_code(self, f)
        }
    }

    impl ::core::fmt::Display for NewErrorCode {
        #[inline]
        fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
            rt::display_code(self, f)
        }
    }

    ::ecm_client::__impl_error_codes!(
        CommonErrorCode DescribeErrorCode ResetErrorCode NewErrorCode
    );
}

#[doc(inline)]
pub use self::types::*;
