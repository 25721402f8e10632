//! An invented service whose lists come in pages of every form, and whose crates take their time.
//!
//! Service `warehouse`, version `2024-03-31`, spec revision `1`, host `warehouse.example.com`.
//!
//! Contains all actions of the spec.
//!
//! # Actions by group
//!
//! ## crate
//!
//! Crates, from their arrival until they are gone.
//!
//! - [`list_crates`](Client::list_crates): Lists crates.
//! - [`list_labels`](Client::list_labels): Lists the texts on crates; nothing says how many there
//!   are.
//! - [`order_crates`](Client::order_crates): Orders crates to be brought.
//! - [`move_crate`](Client::move_crate): Moves a crate.
//!
//! ## high-shelf
//!
//! What is on the shelves up high.
//!
//! - [`list_shelves`](Client::list_shelves): Lists shelves by the number of the page.
//! - [`list_events`](Client::list_events): Lists events by token.
//!
//! ## Other actions
//!
//! - [`describe_task`](Client::describe_task): Says how a task is getting on.

/// Client of the service `warehouse`, version `2024-03-31`.
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

    /// Lists crates.
    ///
    /// Effect: read. Repeating it changes nothing.
    ///
    /// - Needs no region.
    ///
    /// # Errors
    ///
    /// Fails with an [`Error`](::ecm_client::Error) whose outcome tells whether the request was
    /// not sent, was rejected by the service, or may have been carried out.
    #[inline]
    pub fn list_crates<'a>(
        &'a self,
        request: &'a self::types::ListCratesRequest,
    ) -> ::ecm_client::ResponseFuture<'a, self::types::ListCratesResponse> {
        self.core.send(request)
    }

    /// Calls `ListCrates` page by page, starting at the position in the request.
    ///
    /// [`Paginator::items`](::ecm_client::Paginator::items) turns the pages into their items. Nothing
    /// is sent until the first page is polled.
    #[inline]
    pub fn list_crates_pages(
        &self,
        request: self::types::ListCratesRequest,
    ) -> ::ecm_client::Paginator<self::types::ListCratesRequest> {
        ::ecm_client::Paginator::new(&self.core, request)
    }

    /// Lists the texts on crates; nothing says how many there are.
    ///
    /// Effect: read. Repeating it changes nothing.
    ///
    /// - Needs no region.
    ///
    /// # Errors
    ///
    /// Fails with an [`Error`](::ecm_client::Error) whose outcome tells whether the request was
    /// not sent, was rejected by the service, or may have been carried out.
    #[inline]
    pub fn list_labels<'a>(
        &'a self,
        request: &'a self::types::ListLabelsRequest,
    ) -> ::ecm_client::ResponseFuture<'a, self::types::ListLabelsResponse> {
        self.core.send(request)
    }

    /// Calls `ListLabels` page by page, starting at the position in the request.
    ///
    /// [`Paginator::items`](::ecm_client::Paginator::items) turns the pages into their items. Nothing
    /// is sent until the first page is polled.
    #[inline]
    pub fn list_labels_pages(
        &self,
        request: self::types::ListLabelsRequest,
    ) -> ::ecm_client::Paginator<self::types::ListLabelsRequest> {
        ::ecm_client::Paginator::new(&self.core, request)
    }

    /// Lists shelves by the number of the page.
    ///
    /// Effect: read. Repeating it changes nothing.
    ///
    /// - Needs no region.
    ///
    /// # Errors
    ///
    /// Fails with an [`Error`](::ecm_client::Error) whose outcome tells whether the request was
    /// not sent, was rejected by the service, or may have been carried out.
    #[inline]
    pub fn list_shelves<'a>(
        &'a self,
        request: &'a self::types::ListShelvesRequest,
    ) -> ::ecm_client::ResponseFuture<'a, self::types::ListShelvesResponse> {
        self.core.send(request)
    }

    /// Calls `ListShelves` page by page, starting at the position in the request.
    ///
    /// [`Paginator::items`](::ecm_client::Paginator::items) turns the pages into their items. Nothing
    /// is sent until the first page is polled.
    #[inline]
    pub fn list_shelves_pages(
        &self,
        request: self::types::ListShelvesRequest,
    ) -> ::ecm_client::Paginator<self::types::ListShelvesRequest> {
        ::ecm_client::Paginator::new(&self.core, request)
    }

    /// Lists events by token.
    ///
    /// Effect: read. Repeating it changes nothing.
    ///
    /// - Needs no region.
    ///
    /// # Errors
    ///
    /// Fails with an [`Error`](::ecm_client::Error) whose outcome tells whether the request was
    /// not sent, was rejected by the service, or may have been carried out.
    #[inline]
    pub fn list_events<'a>(
        &'a self,
        request: &'a self::types::ListEventsRequest,
    ) -> ::ecm_client::ResponseFuture<'a, self::types::ListEventsResponse> {
        self.core.send(request)
    }

    /// Calls `ListEvents` page by page, starting at the position in the request.
    ///
    /// [`Paginator::items`](::ecm_client::Paginator::items) turns the pages into their items. Nothing
    /// is sent until the first page is polled.
    #[inline]
    pub fn list_events_pages(
        &self,
        request: self::types::ListEventsRequest,
    ) -> ::ecm_client::Paginator<self::types::ListEventsRequest> {
        ::ecm_client::Paginator::new(&self.core, request)
    }

    /// Says how a task is getting on.
    ///
    /// Effect: read. Repeating it changes nothing.
    ///
    /// - Needs no region.
    ///
    /// # Errors
    ///
    /// Fails with an [`Error`](::ecm_client::Error) whose outcome tells whether the request was
    /// not sent, was rejected by the service, or may have been carried out.
    #[inline]
    pub fn describe_task<'a>(
        &'a self,
        request: &'a self::types::DescribeTaskRequest,
    ) -> ::ecm_client::ResponseFuture<'a, self::types::DescribeTaskResponse> {
        self.core.send(request)
    }

    /// Orders crates to be brought.
    ///
    /// Effect: create. Repeating it creates again, so it is only resent if the first request certainly
    /// was not carried out.
    ///
    /// - Needs no region.
    ///
    /// # Errors
    ///
    /// Fails with an [`Error`](::ecm_client::Error) whose outcome tells whether the request was
    /// not sent, was rejected by the service, or may have been carried out.
    #[inline]
    pub fn order_crates<'a>(
        &'a self,
        request: &'a self::types::OrderCratesRequest,
    ) -> ::ecm_client::ResponseFuture<'a, self::types::OrderCratesResponse> {
        self.core.send(request)
    }

    /// Moves a crate.
    ///
    /// Effect: idempotent. Repeating it leaves the same state.
    ///
    /// - Needs no region.
    ///
    /// # Errors
    ///
    /// Fails with an [`Error`](::ecm_client::Error) whose outcome tells whether the request was
    /// not sent, was rejected by the service, or may have been carried out.
    #[inline]
    pub fn move_crate<'a>(
        &'a self,
        request: &'a self::types::MoveCrateRequest,
    ) -> ::ecm_client::ResponseFuture<'a, self::types::MoveCrateResponse> {
        self.core.send(request)
    }

    /// Every crate is in its place.
    ///
    /// Asks `ListCrates` every 5 s, for 60 s at most, until each id is `STORED`. Nothing is sent until
    /// it is awaited.
    ///
    /// - Ends with an error when an id is `LOST`.
    /// - An id that is not in the answer is waited for.
    ///
    /// # Errors
    ///
    /// Fails with a [`WaiterError`](::ecm_client::WaiterError) when time runs out, an id can no
    /// longer get there, or a call fails. The error has the last known state of each id.
    #[inline]
    pub fn wait_until_crates_stored(
        &self,
        ids: impl ::core::iter::IntoIterator<
            Item = impl ::core::convert::Into<::std::string::String>,
        >,
    ) -> ::ecm_client::Waiter<self::types::ListCratesRequest> {
        static TABLE: ::ecm_client::rt::WaiterTable = ::ecm_client::rt::WaiterTable {
            name: "CratesStored",
            ids: ::ecm_client::rt::WaiterIds::List("CrateIds"),
            batch: 2,
            limit: ::core::option::Option::Some("Limit"),
            items: &[1],
            id: &[0],
            state: &[1, 0],
            until: &["STORED"],
            failed: &["LOST"],
            absent: ::ecm_client::rt::AbsenceMeaning::Wait,
            poll_seconds: 5,
            timeout_seconds: 60,
        };
        ::ecm_client::Waiter::new(&self.core, &TABLE, ids)
    }

    /// Every crate has left.
    ///
    /// Asks `ListCrates` every 1 s, for 30 s at most, until each id is `GONE`. Nothing is sent until it
    /// is awaited.
    ///
    /// - An id that is not in the answer counts as there.
    ///
    /// # Errors
    ///
    /// Fails with a [`WaiterError`](::ecm_client::WaiterError) when time runs out, an id can no
    /// longer get there, or a call fails. The error has the last known state of each id.
    #[inline]
    pub fn wait_until_crates_gone(
        &self,
        ids: impl ::core::iter::IntoIterator<
            Item = impl ::core::convert::Into<::std::string::String>,
        >,
    ) -> ::ecm_client::Waiter<self::types::ListCratesRequest> {
        static TABLE: ::ecm_client::rt::WaiterTable = ::ecm_client::rt::WaiterTable {
            name: "CratesGone",
            ids: ::ecm_client::rt::WaiterIds::Filter {
                list: "Filters",
                name: "Name",
                value: "crate-id",
                values: "Values",
            },
            batch: 10,
            limit: ::core::option::Option::Some("Limit"),
            items: &[1],
            id: &[0],
            state: &[1, 0],
            until: &["GONE"],
            failed: &[],
            absent: ::ecm_client::rt::AbsenceMeaning::Done,
            poll_seconds: 1,
            timeout_seconds: 30,
        };
        ::ecm_client::Waiter::new(&self.core, &TABLE, ids)
    }

    /// Every crate is there.
    ///
    /// Asks `ListCrates` every 1 s, for 30 s at most, until each id is `STORED` or `MOVING` or
    /// `ARRIVED`. Nothing is sent until it is awaited.
    ///
    /// - Ends with an error when an id is not in the answer.
    ///
    /// # Errors
    ///
    /// Fails with a [`WaiterError`](::ecm_client::WaiterError) when time runs out, an id can no
    /// longer get there, or a call fails. The error has the last known state of each id.
    #[inline]
    pub fn wait_until_crates_found(
        &self,
        ids: impl ::core::iter::IntoIterator<
            Item = impl ::core::convert::Into<::std::string::String>,
        >,
    ) -> ::ecm_client::Waiter<self::types::ListCratesRequest> {
        static TABLE: ::ecm_client::rt::WaiterTable = ::ecm_client::rt::WaiterTable {
            name: "CratesFound",
            ids: ::ecm_client::rt::WaiterIds::List("CrateIds"),
            batch: 1,
            limit: ::core::option::Option::Some("Limit"),
            items: &[1],
            id: &[0],
            state: &[1, 0],
            until: &["STORED", "MOVING", "ARRIVED"],
            failed: &[],
            absent: ::ecm_client::rt::AbsenceMeaning::Fail,
            poll_seconds: 1,
            timeout_seconds: 30,
        };
        ::ecm_client::Waiter::new(&self.core, &TABLE, ids)
    }

    /// Every task is done.
    ///
    /// Asks `DescribeTask` every 2 s, for 20 s at most, until each id is `0`. Nothing is sent until it
    /// is awaited.
    ///
    /// - Ends with an error when an id is `-1`.
    ///
    /// # Errors
    ///
    /// Fails with a [`WaiterError`](::ecm_client::WaiterError) when time runs out, an id can no
    /// longer get there, or a call fails. The error has the last known state of each id.
    #[inline]
    pub fn wait_until_tasks_done(
        &self,
        ids: impl ::core::iter::IntoIterator<
            Item = impl ::core::convert::Into<::std::string::String>,
        >,
    ) -> ::ecm_client::Waiter<self::types::DescribeTaskRequest> {
        static TABLE: ::ecm_client::rt::WaiterTable = ::ecm_client::rt::WaiterTable {
            name: "TasksDone",
            ids: ::ecm_client::rt::WaiterIds::One("TaskId"),
            batch: 1,
            limit: ::core::option::Option::None,
            items: &[],
            id: &[],
            state: &[0],
            until: &["0"],
            failed: &["-1"],
            absent: ::ecm_client::rt::AbsenceMeaning::Wait,
            poll_seconds: 2,
            timeout_seconds: 20,
        };
        ::ecm_client::Waiter::new(&self.core, &TABLE, ids)
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
        list_crates(
            "[`list_crates`](super::Client::list_crates)",
            ListCratesRequest
        ) -> ListCratesResponse;
        list_labels(
            "[`list_labels`](super::Client::list_labels)",
            ListLabelsRequest
        ) -> ListLabelsResponse;
        list_shelves(
            "[`list_shelves`](super::Client::list_shelves)",
            ListShelvesRequest
        ) -> ListShelvesResponse;
        list_events(
            "[`list_events`](super::Client::list_events)",
            ListEventsRequest
        ) -> ListEventsResponse;
        describe_task(
            "[`describe_task`](super::Client::describe_task)",
            DescribeTaskRequest
        ) -> DescribeTaskResponse;
        order_crates(
            "[`order_crates`](super::Client::order_crates)",
            OrderCratesRequest
        ) -> OrderCratesResponse;
        move_crate(
            "[`move_crate`](super::Client::move_crate)",
            MoveCrateRequest
        ) -> MoveCrateResponse;
    ]
    uploads[]
    streams[]
    pages[
        list_crates_pages(
            "[`list_crates_pages`](super::Client::list_crates_pages)",
            ListCratesRequest
        );
        list_labels_pages(
            "[`list_labels_pages`](super::Client::list_labels_pages)",
            ListLabelsRequest
        );
        list_shelves_pages(
            "[`list_shelves_pages`](super::Client::list_shelves_pages)",
            ListShelvesRequest
        );
        list_events_pages(
            "[`list_events_pages`](super::Client::list_events_pages)",
            ListEventsRequest
        );
    ]
    waits[
        wait_until_crates_stored(
            "[`wait_until_crates_stored`](super::Client::wait_until_crates_stored)",
            ListCratesRequest
        );
        wait_until_crates_gone(
            "[`wait_until_crates_gone`](super::Client::wait_until_crates_gone)",
            ListCratesRequest
        );
        wait_until_crates_found(
            "[`wait_until_crates_found`](super::Client::wait_until_crates_found)",
            ListCratesRequest
        );
        wait_until_tasks_done(
            "[`wait_until_tasks_done`](super::Client::wait_until_tasks_done)",
            DescribeTaskRequest
        );
    ]
}

/// Requests, responses and the types of their fields.
pub mod types {
    #[allow(unused_imports)]
    use ::ecm_client::rt;

    /// Which crates.
    #[non_exhaustive]
    pub struct ListCratesRequest {
        /// These.
        ///
        /// - Wire name: `CrateIds`.
        /// - Must have at most 2 items (rule `H01`).
        pub crate_ids: ::core::option::Option<::std::vec::Vec<::std::string::String>>,
        /// Such.
        ///
        /// - Wire name: `Filters`.
        pub filters: ::core::option::Option<::std::vec::Vec<Filter>>,
        /// Crates before the page.
        ///
        /// - Wire name: `Offset`.
        pub offset: ::core::option::Option<u64>,
        /// Crates on the page.
        ///
        /// - Wire name: `Limit`.
        /// - Must be 1 to 10 (rule `H02`).
        pub limit: ::core::option::Option<u64>,
    }

    impl ListCratesRequest {
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
        pub fn builder() -> super::builder::ListCratesRequestBuilder {
            super::builder::ListCratesRequestBuilder {
                record: rt::Init::init(),
                given: ::core::marker::PhantomData,
            }
        }
    }

    impl ::core::clone::Clone for ListCratesRequest {
        #[inline]
        fn clone(&self) -> Self {
            Self {
                crate_ids: self.crate_ids.clone(),
                filters: self.filters.clone(),
                offset: self.offset,
                limit: self.limit,
            }
        }
    }

    impl ::core::default::Default for ListCratesRequest {
        #[inline]
        fn default() -> Self {
            Self {
                crate_ids: ::core::option::Option::None,
                filters: ::core::option::Option::None,
                offset: ::core::option::Option::None,
                limit: ::core::option::Option::None,
            }
        }
    }

    impl ::core::cmp::PartialEq for ListCratesRequest {
        #[inline]
        fn eq(&self, other: &Self) -> bool {
            rt::equal(self, other)
        }
    }

    impl ::core::fmt::Debug for ListCratesRequest {
        #[inline]
        fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
            rt::debug(self, f)
        }
    }

    /// Rules of single fields, for [`literal!`](::ecm_client::literal) and
    /// [`items!`](::ecm_client::items).
    impl ListCratesRequest {
        /// Rules of `CrateIds`.
        pub const CRATE_IDS: ::ecm_client::FieldRules<[&'static str]> =
            ::ecm_client::FieldRules::new(
                "CrateIds",
                false,
                [rt::Rule {
                    id: "H01",
                    severity: ::ecm_client::Severity::Error,
                    requirement: "must have at most 2 items",
                    server_error: ::core::option::Option::None,
                    check: rt::ValueCheck::Items { min: 0, max: 2 },
                }],
            );

        /// Rules of `Limit`.
        pub const LIMIT: ::ecm_client::FieldRules<u64> = ::ecm_client::FieldRules::new(
            "Limit",
            false,
            [rt::Rule {
                id: "H02",
                severity: ::ecm_client::Severity::Error,
                requirement: "must be 1 to 10",
                server_error: ::core::option::Option::None,
                check: rt::ValueCheck::UintRange { min: 1, max: 10 },
            }],
        );
    }

    impl rt::Record for ListCratesRequest {
        #[inline]
        fn table(&self) -> &'static rt::RecordTable {
            &rt::RecordTable {
                name: "ListCratesRequest",
                fields: &["CrateIds", "Filters", "Offset", "Limit"],
                keys: &[
                    ",\"CrateIds\":",
                    ",\"Filters\":",
                    ",\"Offset\":",
                    ",\"Limit\":",
                ],
                checked: 0xb,
                marks: &[
                    rt::FieldMarks {
                        field: 0,
                        secret: false,
                        required: ::core::option::Option::None,
                        rules: &ListCratesRequest::CRATE_IDS.rules,
                    },
                    rt::FieldMarks {
                        field: 3,
                        secret: false,
                        required: ::core::option::Option::None,
                        rules: &ListCratesRequest::LIMIT.rules,
                    },
                ],
                ..rt::RecordTable::EMPTY
            }
        }

        #[inline]
        fn value(&self, index: usize) -> &dyn rt::Value {
            match index {
                0 => &self.crate_ids,
                1 => &self.filters,
                2 => &self.offset,
                3 => &self.limit,
                _ => rt::absent(),
            }
        }

        #[inline]
        fn value_mut(&mut self, index: usize) -> &mut dyn rt::Value {
            match index {
                0 => &mut self.crate_ids,
                1 => &mut self.filters,
                2 => &mut self.offset,
                3 => &mut self.limit,
                _ => rt::discard(),
            }
        }
    }

    /// Crates.
    #[non_exhaustive]
    pub struct ListCratesResponse {
        /// How many there are.
        ///
        /// - Wire name: `TotalCount`.
        pub total_count: ::core::option::Option<i64>,
        /// The crates.
        ///
        /// - Wire name: `CrateSet`.
        pub crate_set: ::core::option::Option<::std::vec::Vec<Crate>>,
    }

    impl ::core::clone::Clone for ListCratesResponse {
        #[inline]
        fn clone(&self) -> Self {
            Self {
                total_count: self.total_count,
                crate_set: self.crate_set.clone(),
            }
        }
    }

    impl ::core::default::Default for ListCratesResponse {
        #[inline]
        fn default() -> Self {
            Self {
                total_count: ::core::option::Option::None,
                crate_set: ::core::option::Option::None,
            }
        }
    }

    impl ::core::cmp::PartialEq for ListCratesResponse {
        #[inline]
        fn eq(&self, other: &Self) -> bool {
            rt::equal(self, other)
        }
    }

    impl ::core::fmt::Debug for ListCratesResponse {
        #[inline]
        fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
            rt::debug(self, f)
        }
    }

    impl rt::Record for ListCratesResponse {
        #[inline]
        fn table(&self) -> &'static rt::RecordTable {
            &rt::RecordTable {
                name: "ListCratesResponse",
                fields: &["TotalCount", "CrateSet"],
                ..rt::RecordTable::EMPTY
            }
        }

        #[inline]
        fn value(&self, index: usize) -> &dyn rt::Value {
            match index {
                0 => &self.total_count,
                1 => &self.crate_set,
                _ => rt::absent(),
            }
        }

        #[inline]
        fn value_mut(&mut self, index: usize) -> &mut dyn rt::Value {
            match index {
                0 => &mut self.total_count,
                1 => &mut self.crate_set,
                _ => rt::discard(),
            }
        }
    }

    /// What crates are like.
    #[non_exhaustive]
    pub struct Filter {
        /// In what.
        ///
        /// - Wire name: `Name`.
        /// - Required.
        pub name: ::std::string::String,
        /// How.
        ///
        /// - Wire name: `Values`.
        /// - Required.
        pub values: ::std::vec::Vec<::std::string::String>,
    }

    impl Filter {
        /// Creates a value from its fields.
        #[must_use]
        #[inline]
        pub fn new(
            name: impl ::core::convert::Into<::std::string::String>,
            values: impl ::core::iter::IntoIterator<
                Item = impl ::core::convert::Into<::std::string::String>,
            >,
        ) -> Self {
            Self {
                name: ::core::convert::Into::into(name),
                values: rt::collect_into(values),
            }
        }

        /// Returns a builder that checks required fields at compile time.
        #[inline]
        pub fn builder() -> super::builder::FilterBuilder {
            super::builder::FilterBuilder {
                record: rt::Init::init(),
                given: ::core::marker::PhantomData,
            }
        }
    }

    impl ::core::clone::Clone for Filter {
        #[inline]
        fn clone(&self) -> Self {
            Self {
                name: self.name.clone(),
                values: self.values.clone(),
            }
        }
    }

    impl rt::Init for Filter {
        #[inline]
        fn init() -> Self {
            Self {
                name: ::core::default::Default::default(),
                values: ::std::vec::Vec::new(),
            }
        }
    }

    impl ::core::cmp::PartialEq for Filter {
        #[inline]
        fn eq(&self, other: &Self) -> bool {
            rt::equal(self, other)
        }
    }

    impl ::core::fmt::Debug for Filter {
        #[inline]
        fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
            rt::debug(self, f)
        }
    }

    impl rt::Record for Filter {
        #[inline]
        fn table(&self) -> &'static rt::RecordTable {
            &rt::RecordTable {
                name: "Filter",
                fields: &["Name", "Values"],
                keys: &[",\"Name\":", ",\"Values\":"],
                checked: 0x3,
                marks: &[
                    rt::FieldMarks {
                        field: 0,
                        secret: false,
                        required: ::core::option::Option::Some("required"),
                        rules: &[],
                    },
                    rt::FieldMarks {
                        field: 1,
                        secret: false,
                        required: ::core::option::Option::Some("required"),
                        rules: &[],
                    },
                ],
                ..rt::RecordTable::EMPTY
            }
        }

        #[inline]
        fn value(&self, index: usize) -> &dyn rt::Value {
            match index {
                0 => &self.name,
                1 => &self.values,
                _ => rt::absent(),
            }
        }

        #[inline]
        fn value_mut(&mut self, index: usize) -> &mut dyn rt::Value {
            match index {
                0 => &mut self.name,
                1 => &mut self.values,
                _ => rt::discard(),
            }
        }
    }

    /// A crate.
    #[non_exhaustive]
    pub struct Crate {
        /// Its id.
        ///
        /// - Wire name: `CrateId`.
        pub crate_id: ::core::option::Option<::std::string::String>,
        /// What becomes of it.
        ///
        /// - Wire name: `State`.
        pub state: ::core::option::Option<CrateState>,
        /// What is on it.
        ///
        /// - Wire name: `Stickers`.
        pub stickers: ::core::option::Option<::std::vec::Vec<Sticker>>,
    }

    impl ::core::clone::Clone for Crate {
        #[inline]
        fn clone(&self) -> Self {
            Self {
                crate_id: self.crate_id.clone(),
                state: self.state.clone(),
                stickers: self.stickers.clone(),
            }
        }
    }

    impl ::core::default::Default for Crate {
        #[inline]
        fn default() -> Self {
            Self {
                crate_id: ::core::option::Option::None,
                state: ::core::option::Option::None,
                stickers: ::core::option::Option::None,
            }
        }
    }

    impl ::core::cmp::PartialEq for Crate {
        #[inline]
        fn eq(&self, other: &Self) -> bool {
            rt::equal(self, other)
        }
    }

    impl ::core::fmt::Debug for Crate {
        #[inline]
        fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
            rt::debug(self, f)
        }
    }

    impl rt::Record for Crate {
        #[inline]
        fn table(&self) -> &'static rt::RecordTable {
            &rt::RecordTable {
                name: "Crate",
                fields: &["CrateId", "State", "Stickers"],
                ..rt::RecordTable::EMPTY
            }
        }

        #[inline]
        fn value(&self, index: usize) -> &dyn rt::Value {
            match index {
                0 => &self.crate_id,
                1 => &self.state,
                2 => &self.stickers,
                _ => rt::absent(),
            }
        }

        #[inline]
        fn value_mut(&mut self, index: usize) -> &mut dyn rt::Value {
            match index {
                0 => &mut self.crate_id,
                1 => &mut self.state,
                2 => &mut self.stickers,
                _ => rt::discard(),
            }
        }
    }

    /// What becomes of a crate.
    #[non_exhaustive]
    pub struct CrateState {
        /// In a word.
        ///
        /// - Wire name: `Name`.
        pub name: ::core::option::Option<StateName>,
    }

    impl ::core::clone::Clone for CrateState {
        #[inline]
        fn clone(&self) -> Self {
            Self {
                name: self.name.clone(),
            }
        }
    }

    impl ::core::default::Default for CrateState {
        #[inline]
        fn default() -> Self {
            Self {
                name: ::core::option::Option::None,
            }
        }
    }

    impl ::core::cmp::PartialEq for CrateState {
        #[inline]
        fn eq(&self, other: &Self) -> bool {
            rt::equal(self, other)
        }
    }

    impl ::core::fmt::Debug for CrateState {
        #[inline]
        fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
            rt::debug(self, f)
        }
    }

    impl rt::Record for CrateState {
        #[inline]
        fn table(&self) -> &'static rt::RecordTable {
            &rt::RecordTable {
                name: "CrateState",
                fields: &["Name"],
                ..rt::RecordTable::EMPTY
            }
        }

        #[inline]
        fn value(&self, index: usize) -> &dyn rt::Value {
            match index {
                0 => &self.name,
                _ => rt::absent(),
            }
        }

        #[inline]
        fn value_mut(&mut self, index: usize) -> &mut dyn rt::Value {
            match index {
                0 => &mut self.name,
                _ => rt::discard(),
            }
        }
    }

    /// From where.
    #[non_exhaustive]
    pub struct ListLabelsRequest {
        /// Labels before the page.
        ///
        /// - Wire name: `Offset`.
        pub offset: ::core::option::Option<::std::string::String>,
        /// Labels on the page.
        ///
        /// - Wire name: `Limit`.
        pub limit: ::core::option::Option<::std::string::String>,
    }

    impl ListLabelsRequest {
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
        pub fn builder() -> super::builder::ListLabelsRequestBuilder {
            super::builder::ListLabelsRequestBuilder {
                record: rt::Init::init(),
                given: ::core::marker::PhantomData,
            }
        }
    }

    impl ::core::clone::Clone for ListLabelsRequest {
        #[inline]
        fn clone(&self) -> Self {
            Self {
                offset: self.offset.clone(),
                limit: self.limit.clone(),
            }
        }
    }

    impl ::core::default::Default for ListLabelsRequest {
        #[inline]
        fn default() -> Self {
            Self {
                offset: ::core::option::Option::None,
                limit: ::core::option::Option::None,
            }
        }
    }

    impl ::core::cmp::PartialEq for ListLabelsRequest {
        #[inline]
        fn eq(&self, other: &Self) -> bool {
            rt::equal(self, other)
        }
    }

    impl ::core::fmt::Debug for ListLabelsRequest {
        #[inline]
        fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
            rt::debug(self, f)
        }
    }

    impl rt::Record for ListLabelsRequest {
        #[inline]
        fn table(&self) -> &'static rt::RecordTable {
            &rt::RecordTable {
                name: "ListLabelsRequest",
                fields: &["Offset", "Limit"],
                keys: &[",\"Offset\":", ",\"Limit\":"],
                ..rt::RecordTable::EMPTY
            }
        }

        #[inline]
        fn value(&self, index: usize) -> &dyn rt::Value {
            match index {
                0 => &self.offset,
                1 => &self.limit,
                _ => rt::absent(),
            }
        }

        #[inline]
        fn value_mut(&mut self, index: usize) -> &mut dyn rt::Value {
            match index {
                0 => &mut self.offset,
                1 => &mut self.limit,
                _ => rt::discard(),
            }
        }
    }

    /// Labels.
    #[non_exhaustive]
    pub struct ListLabelsResponse {
        /// The texts.
        ///
        /// - Wire name: `Labels`.
        pub labels: ::core::option::Option<::std::vec::Vec<::std::string::String>>,
    }

    impl ::core::clone::Clone for ListLabelsResponse {
        #[inline]
        fn clone(&self) -> Self {
            Self {
                labels: self.labels.clone(),
            }
        }
    }

    impl ::core::default::Default for ListLabelsResponse {
        #[inline]
        fn default() -> Self {
            Self {
                labels: ::core::option::Option::None,
            }
        }
    }

    impl ::core::cmp::PartialEq for ListLabelsResponse {
        #[inline]
        fn eq(&self, other: &Self) -> bool {
            rt::equal(self, other)
        }
    }

    impl ::core::fmt::Debug for ListLabelsResponse {
        #[inline]
        fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
            rt::debug(self, f)
        }
    }

    impl rt::Record for ListLabelsResponse {
        #[inline]
        fn table(&self) -> &'static rt::RecordTable {
            &rt::RecordTable {
                name: "ListLabelsResponse",
                fields: &["Labels"],
                ..rt::RecordTable::EMPTY
            }
        }

        #[inline]
        fn value(&self, index: usize) -> &dyn rt::Value {
            match index {
                0 => &self.labels,
                _ => rt::absent(),
            }
        }

        #[inline]
        fn value_mut(&mut self, index: usize) -> &mut dyn rt::Value {
            match index {
                0 => &mut self.labels,
                _ => rt::discard(),
            }
        }
    }

    /// Which page.
    #[non_exhaustive]
    pub struct ListShelvesRequest {
        /// The page.
        ///
        /// - Wire name: `PageNumber`.
        /// - Required.
        pub page_number: i64,
        /// Its size.
        ///
        /// - Wire name: `PageSize`.
        /// - Required.
        pub page_size: i64,
    }

    impl ListShelvesRequest {
        /// Creates a value from its fields.
        #[must_use]
        #[inline]
        pub fn new(page_number: i64, page_size: i64) -> Self {
            Self {
                page_number,
                page_size,
            }
        }

        /// Returns a builder that checks required fields at compile time.
        #[inline]
        pub fn builder() -> super::builder::ListShelvesRequestBuilder {
            super::builder::ListShelvesRequestBuilder {
                record: rt::Init::init(),
                given: ::core::marker::PhantomData,
            }
        }
    }

    impl ::core::clone::Clone for ListShelvesRequest {
        #[inline]
        fn clone(&self) -> Self {
            Self {
                page_number: self.page_number,
                page_size: self.page_size,
            }
        }
    }

    impl rt::Init for ListShelvesRequest {
        #[inline]
        fn init() -> Self {
            Self {
                page_number: 0,
                page_size: 0,
            }
        }
    }

    impl ::core::cmp::PartialEq for ListShelvesRequest {
        #[inline]
        fn eq(&self, other: &Self) -> bool {
            rt::equal(self, other)
        }
    }

    impl ::core::fmt::Debug for ListShelvesRequest {
        #[inline]
        fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
            rt::debug(self, f)
        }
    }

    impl rt::Record for ListShelvesRequest {
        #[inline]
        fn table(&self) -> &'static rt::RecordTable {
            &rt::RecordTable {
                name: "ListShelvesRequest",
                fields: &["PageNumber", "PageSize"],
                keys: &[",\"PageNumber\":", ",\"PageSize\":"],
                checked: 0x3,
                marks: &[
                    rt::FieldMarks {
                        field: 0,
                        secret: false,
                        required: ::core::option::Option::Some("required"),
                        rules: &[],
                    },
                    rt::FieldMarks {
                        field: 1,
                        secret: false,
                        required: ::core::option::Option::Some("required"),
                        rules: &[],
                    },
                ],
                ..rt::RecordTable::EMPTY
            }
        }

        #[inline]
        fn value(&self, index: usize) -> &dyn rt::Value {
            match index {
                0 => &self.page_number,
                1 => &self.page_size,
                _ => rt::absent(),
            }
        }

        #[inline]
        fn value_mut(&mut self, index: usize) -> &mut dyn rt::Value {
            match index {
                0 => &mut self.page_number,
                1 => &mut self.page_size,
                _ => rt::discard(),
            }
        }
    }

    /// Shelves.
    #[non_exhaustive]
    pub struct ListShelvesResponse {
        /// The page.
        ///
        /// - Wire name: `Result`.
        pub result: ::core::option::Option<Shelves>,
    }

    impl ::core::clone::Clone for ListShelvesResponse {
        #[inline]
        fn clone(&self) -> Self {
            Self {
                result: self.result.clone(),
            }
        }
    }

    impl ::core::default::Default for ListShelvesResponse {
        #[inline]
        fn default() -> Self {
            Self {
                result: ::core::option::Option::None,
            }
        }
    }

    impl ::core::cmp::PartialEq for ListShelvesResponse {
        #[inline]
        fn eq(&self, other: &Self) -> bool {
            rt::equal(self, other)
        }
    }

    impl ::core::fmt::Debug for ListShelvesResponse {
        #[inline]
        fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
            rt::debug(self, f)
        }
    }

    impl rt::Record for ListShelvesResponse {
        #[inline]
        fn table(&self) -> &'static rt::RecordTable {
            &rt::RecordTable {
                name: "ListShelvesResponse",
                fields: &["Result"],
                ..rt::RecordTable::EMPTY
            }
        }

        #[inline]
        fn value(&self, index: usize) -> &dyn rt::Value {
            match index {
                0 => &self.result,
                _ => rt::absent(),
            }
        }

        #[inline]
        fn value_mut(&mut self, index: usize) -> &mut dyn rt::Value {
            match index {
                0 => &mut self.result,
                _ => rt::discard(),
            }
        }
    }

    /// A page of shelves.
    #[non_exhaustive]
    pub struct Shelves {
        /// Their heights.
        ///
        /// - Wire name: `Shelves`.
        pub shelves: ::core::option::Option<::std::vec::Vec<i64>>,
        /// How many there are.
        ///
        /// - Wire name: `Total`.
        pub total: ::core::option::Option<u64>,
    }

    impl ::core::clone::Clone for Shelves {
        #[inline]
        fn clone(&self) -> Self {
            Self {
                shelves: self.shelves.clone(),
                total: self.total,
            }
        }
    }

    impl ::core::default::Default for Shelves {
        #[inline]
        fn default() -> Self {
            Self {
                shelves: ::core::option::Option::None,
                total: ::core::option::Option::None,
            }
        }
    }

    impl ::core::cmp::PartialEq for Shelves {
        #[inline]
        fn eq(&self, other: &Self) -> bool {
            rt::equal(self, other)
        }
    }

    impl ::core::fmt::Debug for Shelves {
        #[inline]
        fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
            rt::debug(self, f)
        }
    }

    impl rt::Record for Shelves {
        #[inline]
        fn table(&self) -> &'static rt::RecordTable {
            &rt::RecordTable {
                name: "Shelves",
                fields: &["Shelves", "Total"],
                ..rt::RecordTable::EMPTY
            }
        }

        #[inline]
        fn value(&self, index: usize) -> &dyn rt::Value {
            match index {
                0 => &self.shelves,
                1 => &self.total,
                _ => rt::absent(),
            }
        }

        #[inline]
        fn value_mut(&mut self, index: usize) -> &mut dyn rt::Value {
            match index {
                0 => &mut self.shelves,
                1 => &mut self.total,
                _ => rt::discard(),
            }
        }
    }

    /// From where.
    #[non_exhaustive]
    pub struct ListEventsRequest {
        /// What came with the page before.
        ///
        /// - Wire name: `Context`.
        pub context: ::core::option::Option<::std::string::String>,
        /// Events on the page.
        ///
        /// - Wire name: `Limit`.
        pub limit: ::core::option::Option<i64>,
    }

    impl ListEventsRequest {
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
        pub fn builder() -> super::builder::ListEventsRequestBuilder {
            super::builder::ListEventsRequestBuilder {
                record: rt::Init::init(),
                given: ::core::marker::PhantomData,
            }
        }
    }

    impl ::core::clone::Clone for ListEventsRequest {
        #[inline]
        fn clone(&self) -> Self {
            Self {
                context: self.context.clone(),
                limit: self.limit,
            }
        }
    }

    impl ::core::default::Default for ListEventsRequest {
        #[inline]
        fn default() -> Self {
            Self {
                context: ::core::option::Option::None,
                limit: ::core::option::Option::None,
            }
        }
    }

    impl ::core::cmp::PartialEq for ListEventsRequest {
        #[inline]
        fn eq(&self, other: &Self) -> bool {
            rt::equal(self, other)
        }
    }

    impl ::core::fmt::Debug for ListEventsRequest {
        #[inline]
        fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
            rt::debug(self, f)
        }
    }

    impl rt::Record for ListEventsRequest {
        #[inline]
        fn table(&self) -> &'static rt::RecordTable {
            &rt::RecordTable {
                name: "ListEventsRequest",
                fields: &["Context", "Limit"],
                keys: &[",\"Context\":", ",\"Limit\":"],
                ..rt::RecordTable::EMPTY
            }
        }

        #[inline]
        fn value(&self, index: usize) -> &dyn rt::Value {
            match index {
                0 => &self.context,
                1 => &self.limit,
                _ => rt::absent(),
            }
        }

        #[inline]
        fn value_mut(&mut self, index: usize) -> &mut dyn rt::Value {
            match index {
                0 => &mut self.context,
                1 => &mut self.limit,
                _ => rt::discard(),
            }
        }
    }

    /// Events.
    #[non_exhaustive]
    pub struct ListEventsResponse {
        /// The events.
        ///
        /// - Wire name: `Events`.
        pub events: ::core::option::Option<::std::vec::Vec<::std::string::String>>,
        /// For the next page.
        ///
        /// - Wire name: `Context`.
        pub context: ::core::option::Option<::std::string::String>,
        /// Whether this is the last page.
        ///
        /// - Wire name: `ListOver`.
        pub list_over: ::core::option::Option<bool>,
    }

    impl ::core::clone::Clone for ListEventsResponse {
        #[inline]
        fn clone(&self) -> Self {
            Self {
                events: self.events.clone(),
                context: self.context.clone(),
                list_over: self.list_over,
            }
        }
    }

    impl ::core::default::Default for ListEventsResponse {
        #[inline]
        fn default() -> Self {
            Self {
                events: ::core::option::Option::None,
                context: ::core::option::Option::None,
                list_over: ::core::option::Option::None,
            }
        }
    }

    impl ::core::cmp::PartialEq for ListEventsResponse {
        #[inline]
        fn eq(&self, other: &Self) -> bool {
            rt::equal(self, other)
        }
    }

    impl ::core::fmt::Debug for ListEventsResponse {
        #[inline]
        fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
            rt::debug(self, f)
        }
    }

    impl rt::Record for ListEventsResponse {
        #[inline]
        fn table(&self) -> &'static rt::RecordTable {
            &rt::RecordTable {
                name: "ListEventsResponse",
                fields: &["Events", "Context", "ListOver"],
                ..rt::RecordTable::EMPTY
            }
        }

        #[inline]
        fn value(&self, index: usize) -> &dyn rt::Value {
            match index {
                0 => &self.events,
                1 => &self.context,
                2 => &self.list_over,
                _ => rt::absent(),
            }
        }

        #[inline]
        fn value_mut(&mut self, index: usize) -> &mut dyn rt::Value {
            match index {
                0 => &mut self.events,
                1 => &mut self.context,
                2 => &mut self.list_over,
                _ => rt::discard(),
            }
        }
    }

    /// Which task.
    #[non_exhaustive]
    pub struct DescribeTaskRequest {
        /// Where it runs.
        ///
        /// - Wire name: `Hall`.
        /// - Required.
        pub hall: ::std::string::String,
        /// Its id.
        ///
        /// - Wire name: `TaskId`.
        /// - Required.
        pub task_id: ::std::string::String,
    }

    impl DescribeTaskRequest {
        /// Creates a value from its fields.
        #[must_use]
        #[inline]
        pub fn new(
            hall: impl ::core::convert::Into<::std::string::String>,
            task_id: impl ::core::convert::Into<::std::string::String>,
        ) -> Self {
            Self {
                hall: ::core::convert::Into::into(hall),
                task_id: ::core::convert::Into::into(task_id),
            }
        }

        /// Returns a builder that checks required fields at compile time.
        #[inline]
        pub fn builder() -> super::builder::DescribeTaskRequestBuilder {
            super::builder::DescribeTaskRequestBuilder {
                record: rt::Init::init(),
                given: ::core::marker::PhantomData,
            }
        }
    }

    impl ::core::clone::Clone for DescribeTaskRequest {
        #[inline]
        fn clone(&self) -> Self {
            Self {
                hall: self.hall.clone(),
                task_id: self.task_id.clone(),
            }
        }
    }

    impl rt::Init for DescribeTaskRequest {
        #[inline]
        fn init() -> Self {
            Self {
                hall: ::core::default::Default::default(),
                task_id: ::core::default::Default::default(),
            }
        }
    }

    impl ::core::cmp::PartialEq for DescribeTaskRequest {
        #[inline]
        fn eq(&self, other: &Self) -> bool {
            rt::equal(self, other)
        }
    }

    impl ::core::fmt::Debug for DescribeTaskRequest {
        #[inline]
        fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
            rt::debug(self, f)
        }
    }

    impl rt::Record for DescribeTaskRequest {
        #[inline]
        fn table(&self) -> &'static rt::RecordTable {
            &rt::RecordTable {
                name: "DescribeTaskRequest",
                fields: &["Hall", "TaskId"],
                keys: &[",\"Hall\":", ",\"TaskId\":"],
                checked: 0x3,
                marks: &[
                    rt::FieldMarks {
                        field: 0,
                        secret: false,
                        required: ::core::option::Option::Some("required"),
                        rules: &[],
                    },
                    rt::FieldMarks {
                        field: 1,
                        secret: false,
                        required: ::core::option::Option::Some("required"),
                        rules: &[],
                    },
                ],
                ..rt::RecordTable::EMPTY
            }
        }

        #[inline]
        fn value(&self, index: usize) -> &dyn rt::Value {
            match index {
                0 => &self.hall,
                1 => &self.task_id,
                _ => rt::absent(),
            }
        }

        #[inline]
        fn value_mut(&mut self, index: usize) -> &mut dyn rt::Value {
            match index {
                0 => &mut self.hall,
                1 => &mut self.task_id,
                _ => rt::discard(),
            }
        }
    }

    /// How it is getting on.
    #[non_exhaustive]
    pub struct DescribeTaskResponse {
        /// Done, failed or neither.
        ///
        /// - Wire name: `Status`.
        pub status: ::core::option::Option<i64>,
    }

    impl ::core::clone::Clone for DescribeTaskResponse {
        #[inline]
        fn clone(&self) -> Self {
            Self {
                status: self.status,
            }
        }
    }

    impl ::core::default::Default for DescribeTaskResponse {
        #[inline]
        fn default() -> Self {
            Self {
                status: ::core::option::Option::None,
            }
        }
    }

    impl ::core::cmp::PartialEq for DescribeTaskResponse {
        #[inline]
        fn eq(&self, other: &Self) -> bool {
            rt::equal(self, other)
        }
    }

    impl ::core::fmt::Debug for DescribeTaskResponse {
        #[inline]
        fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
            rt::debug(self, f)
        }
    }

    impl rt::Record for DescribeTaskResponse {
        #[inline]
        fn table(&self) -> &'static rt::RecordTable {
            &rt::RecordTable {
                name: "DescribeTaskResponse",
                fields: &["Status"],
                ..rt::RecordTable::EMPTY
            }
        }

        #[inline]
        fn value(&self, index: usize) -> &dyn rt::Value {
            match index {
                0 => &self.status,
                _ => rt::absent(),
            }
        }

        #[inline]
        fn value_mut(&mut self, index: usize) -> &mut dyn rt::Value {
            match index {
                0 => &mut self.status,
                _ => rt::discard(),
            }
        }
    }

    /// Which crates.
    #[non_exhaustive]
    pub struct OrderCratesRequest {
        /// How many.
        ///
        /// - Wire name: `Count`.
        /// - Required.
        pub count: i64,
        /// What is on them.
        ///
        /// - Wire name: `Stickers`.
        pub stickers: ::core::option::Option<::std::vec::Vec<Sticker>>,
    }

    impl OrderCratesRequest {
        /// Creates a value from its required fields; all others are unset.
        ///
        /// Assign to the unset fields, or use [`Self::builder`] instead.
        #[must_use]
        #[inline]
        pub fn new(count: i64) -> Self {
            Self {
                count,
                ..rt::Init::init()
            }
        }

        /// Returns a builder that checks required fields at compile time.
        #[inline]
        pub fn builder() -> super::builder::OrderCratesRequestBuilder {
            super::builder::OrderCratesRequestBuilder {
                record: rt::Init::init(),
                given: ::core::marker::PhantomData,
            }
        }
    }

    impl ::core::clone::Clone for OrderCratesRequest {
        #[inline]
        fn clone(&self) -> Self {
            Self {
                count: self.count,
                stickers: self.stickers.clone(),
            }
        }
    }

    impl rt::Init for OrderCratesRequest {
        #[inline]
        fn init() -> Self {
            Self {
                count: 0,
                stickers: ::core::option::Option::None,
            }
        }
    }

    impl ::core::cmp::PartialEq for OrderCratesRequest {
        #[inline]
        fn eq(&self, other: &Self) -> bool {
            rt::equal(self, other)
        }
    }

    impl ::core::fmt::Debug for OrderCratesRequest {
        #[inline]
        fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
            rt::debug(self, f)
        }
    }

    impl rt::Record for OrderCratesRequest {
        #[inline]
        fn table(&self) -> &'static rt::RecordTable {
            &rt::RecordTable {
                name: "OrderCratesRequest",
                fields: &["Count", "Stickers"],
                keys: &[",\"Count\":", ",\"Stickers\":"],
                checked: 0x3,
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
                0 => &self.count,
                1 => &self.stickers,
                _ => rt::absent(),
            }
        }

        #[inline]
        fn value_mut(&mut self, index: usize) -> &mut dyn rt::Value {
            match index {
                0 => &mut self.count,
                1 => &mut self.stickers,
                _ => rt::discard(),
            }
        }
    }

    /// Nothing.
    pub type OrderCratesResponse = ::ecm_client::Empty;

    /// A sticker.
    #[non_exhaustive]
    pub struct Sticker {
        /// Where it is.
        ///
        /// - Wire name: `Side`.
        /// - Required.
        pub side: ::std::string::String,
        /// What is on it.
        ///
        /// - Wire name: `Lines`.
        /// - Required.
        pub lines: ::std::vec::Vec<Line>,
    }

    impl Sticker {
        /// Creates a value from its fields.
        #[must_use]
        #[inline]
        pub fn new(
            side: impl ::core::convert::Into<::std::string::String>,
            lines: impl ::core::iter::IntoIterator<Item = Line>,
        ) -> Self {
            Self {
                side: ::core::convert::Into::into(side),
                lines: rt::collect(lines),
            }
        }

        /// Returns a builder that checks required fields at compile time.
        #[inline]
        pub fn builder() -> super::builder::StickerBuilder {
            super::builder::StickerBuilder {
                record: rt::Init::init(),
                given: ::core::marker::PhantomData,
            }
        }
    }

    impl ::core::clone::Clone for Sticker {
        #[inline]
        fn clone(&self) -> Self {
            Self {
                side: self.side.clone(),
                lines: self.lines.clone(),
            }
        }
    }

    impl rt::Init for Sticker {
        #[inline]
        fn init() -> Self {
            Self {
                side: ::core::default::Default::default(),
                lines: ::std::vec::Vec::new(),
            }
        }
    }

    impl ::core::cmp::PartialEq for Sticker {
        #[inline]
        fn eq(&self, other: &Self) -> bool {
            rt::equal(self, other)
        }
    }

    impl ::core::fmt::Debug for Sticker {
        #[inline]
        fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
            rt::debug(self, f)
        }
    }

    impl rt::Record for Sticker {
        #[inline]
        fn table(&self) -> &'static rt::RecordTable {
            &rt::RecordTable {
                name: "Sticker",
                fields: &["Side", "Lines"],
                keys: &[",\"Side\":", ",\"Lines\":"],
                checked: 0x3,
                marks: &[
                    rt::FieldMarks {
                        field: 0,
                        secret: false,
                        required: ::core::option::Option::Some("required"),
                        rules: &[],
                    },
                    rt::FieldMarks {
                        field: 1,
                        secret: false,
                        required: ::core::option::Option::Some("required"),
                        rules: &[],
                    },
                ],
                ..rt::RecordTable::EMPTY
            }
        }

        #[inline]
        fn value(&self, index: usize) -> &dyn rt::Value {
            match index {
                0 => &self.side,
                1 => &self.lines,
                _ => rt::absent(),
            }
        }

        #[inline]
        fn value_mut(&mut self, index: usize) -> &mut dyn rt::Value {
            match index {
                0 => &mut self.side,
                1 => &mut self.lines,
                _ => rt::discard(),
            }
        }
    }

    /// A line on a sticker.
    #[non_exhaustive]
    pub struct Line {
        /// What it is.
        ///
        /// - Wire name: `Name`.
        /// - Required.
        pub name: ::std::string::String,
        /// What it says.
        ///
        /// - Wire name: `Text`.
        /// - Required.
        pub text: ::std::string::String,
    }

    impl Line {
        /// Creates a value from its fields.
        #[must_use]
        #[inline]
        pub fn new(
            name: impl ::core::convert::Into<::std::string::String>,
            text: impl ::core::convert::Into<::std::string::String>,
        ) -> Self {
            Self {
                name: ::core::convert::Into::into(name),
                text: ::core::convert::Into::into(text),
            }
        }

        /// Returns a builder that checks required fields at compile time.
        #[inline]
        pub fn builder() -> super::builder::LineBuilder {
            super::builder::LineBuilder {
                record: rt::Init::init(),
                given: ::core::marker::PhantomData,
            }
        }
    }

    impl ::core::clone::Clone for Line {
        #[inline]
        fn clone(&self) -> Self {
            Self {
                name: self.name.clone(),
                text: self.text.clone(),
            }
        }
    }

    impl rt::Init for Line {
        #[inline]
        fn init() -> Self {
            Self {
                name: ::core::default::Default::default(),
                text: ::core::default::Default::default(),
            }
        }
    }

    impl ::core::cmp::PartialEq for Line {
        #[inline]
        fn eq(&self, other: &Self) -> bool {
            rt::equal(self, other)
        }
    }

    impl ::core::fmt::Debug for Line {
        #[inline]
        fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
            rt::debug(self, f)
        }
    }

    impl rt::Record for Line {
        #[inline]
        fn table(&self) -> &'static rt::RecordTable {
            &rt::RecordTable {
                name: "Line",
                fields: &["Name", "Text"],
                keys: &[",\"Name\":", ",\"Text\":"],
                checked: 0x3,
                marks: &[
                    rt::FieldMarks {
                        field: 0,
                        secret: false,
                        required: ::core::option::Option::Some("required"),
                        rules: &[],
                    },
                    rt::FieldMarks {
                        field: 1,
                        secret: false,
                        required: ::core::option::Option::Some("required"),
                        rules: &[],
                    },
                ],
                ..rt::RecordTable::EMPTY
            }
        }

        #[inline]
        fn value(&self, index: usize) -> &dyn rt::Value {
            match index {
                0 => &self.name,
                1 => &self.text,
                _ => rt::absent(),
            }
        }

        #[inline]
        fn value_mut(&mut self, index: usize) -> &mut dyn rt::Value {
            match index {
                0 => &mut self.name,
                1 => &mut self.text,
                _ => rt::discard(),
            }
        }
    }

    /// Which crate.
    #[non_exhaustive]
    pub struct MoveCrateRequest {
        /// The crate.
        ///
        /// - Wire name: `CrateId`.
        /// - Required.
        pub crate_id: ::std::string::String,
    }

    impl MoveCrateRequest {
        /// Creates a value from its fields.
        #[must_use]
        #[inline]
        pub fn new(crate_id: impl ::core::convert::Into<::std::string::String>) -> Self {
            Self {
                crate_id: ::core::convert::Into::into(crate_id),
            }
        }

        /// Returns a builder that checks required fields at compile time.
        #[inline]
        pub fn builder() -> super::builder::MoveCrateRequestBuilder {
            super::builder::MoveCrateRequestBuilder {
                record: rt::Init::init(),
                given: ::core::marker::PhantomData,
            }
        }
    }

    impl ::core::clone::Clone for MoveCrateRequest {
        #[inline]
        fn clone(&self) -> Self {
            Self {
                crate_id: self.crate_id.clone(),
            }
        }
    }

    impl rt::Init for MoveCrateRequest {
        #[inline]
        fn init() -> Self {
            Self {
                crate_id: ::core::default::Default::default(),
            }
        }
    }

    impl ::core::cmp::PartialEq for MoveCrateRequest {
        #[inline]
        fn eq(&self, other: &Self) -> bool {
            rt::equal(self, other)
        }
    }

    impl ::core::fmt::Debug for MoveCrateRequest {
        #[inline]
        fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
            rt::debug(self, f)
        }
    }

    impl rt::Record for MoveCrateRequest {
        #[inline]
        fn table(&self) -> &'static rt::RecordTable {
            &rt::RecordTable {
                name: "MoveCrateRequest",
                fields: &["CrateId"],
                keys: &[",\"CrateId\":"],
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
                0 => &self.crate_id,
                _ => rt::absent(),
            }
        }

        #[inline]
        fn value_mut(&mut self, index: usize) -> &mut dyn rt::Value {
            match index {
                0 => &mut self.crate_id,
                _ => rt::discard(),
            }
        }
    }

    /// Nothing.
    pub type MoveCrateResponse = ::ecm_client::Empty;

    impl ::ecm_client::Request for ListCratesRequest {
        type Response = ListCratesResponse;

        const ACTION: &'static rt::ActionTable = &rt::ActionTable {
            api: &super::error::API,
            name: "ListCrates",
            effect: ::ecm_client::Effect::Read,
            region_required: false,
            unsigned: false,
            rate_limit: ::core::option::Option::None,
            body: ::core::option::Option::None,
            events: ::core::option::Option::None,
        };
    }

    impl ListCratesRequest {
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

    #[allow(deprecated)]
    impl ::ecm_client::Paginated for ListCratesRequest {
        type Item = Crate;

        const PAGINATION: &'static rt::PaginationTable = &rt::PaginationTable {
            by: rt::PaginationBy::Offset(2),
            limit: ::core::option::Option::Some(3),
            size: ::core::option::Option::Some(3),
            items: &[1],
            total: &[0],
            end: rt::PaginationEnd::Unspecified,
        };

        #[inline]
        fn items(page: ListCratesResponse) -> ::std::vec::Vec<Crate> {
            page.crate_set.unwrap_or_default()
        }
    }

    impl ListCratesRequest {
        /// Calls `ListCrates` page by page, starting at the position in the request.
        ///
        /// [`Paginator::items`](::ecm_client::Paginator::items) turns the pages into their items. Nothing
        /// is sent until the first page is polled.
        #[inline]
        pub fn pages(self, client: &super::Client) -> ::ecm_client::Paginator<Self> {
            ::ecm_client::Paginator::new(client.core(), self)
        }
    }

    impl ::ecm_client::Request for ListLabelsRequest {
        type Response = ListLabelsResponse;

        const ACTION: &'static rt::ActionTable = &rt::ActionTable {
            api: &super::error::API,
            name: "ListLabels",
            effect: ::ecm_client::Effect::Read,
            region_required: false,
            unsigned: false,
            rate_limit: ::core::option::Option::None,
            body: ::core::option::Option::None,
            events: ::core::option::Option::None,
        };
    }

    impl ListLabelsRequest {
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

    #[allow(deprecated)]
    impl ::ecm_client::Paginated for ListLabelsRequest {
        type Item = ::std::string::String;

        const PAGINATION: &'static rt::PaginationTable = &rt::PaginationTable {
            by: rt::PaginationBy::Offset(0),
            limit: ::core::option::Option::Some(1),
            size: ::core::option::Option::None,
            items: &[0],
            total: &[],
            end: rt::PaginationEnd::Unspecified,
        };

        #[inline]
        fn items(page: ListLabelsResponse) -> ::std::vec::Vec<::std::string::String> {
            page.labels.unwrap_or_default()
        }
    }

    impl ListLabelsRequest {
        /// Calls `ListLabels` page by page, starting at the position in the request.
        ///
        /// [`Paginator::items`](::ecm_client::Paginator::items) turns the pages into their items. Nothing
        /// is sent until the first page is polled.
        #[inline]
        pub fn pages(self, client: &super::Client) -> ::ecm_client::Paginator<Self> {
            ::ecm_client::Paginator::new(client.core(), self)
        }
    }

    impl ::ecm_client::Request for ListShelvesRequest {
        type Response = ListShelvesResponse;

        const ACTION: &'static rt::ActionTable = &rt::ActionTable {
            api: &super::error::API,
            name: "ListShelves",
            effect: ::ecm_client::Effect::Read,
            region_required: false,
            unsigned: false,
            rate_limit: ::core::option::Option::None,
            body: ::core::option::Option::None,
            events: ::core::option::Option::None,
        };
    }

    impl ListShelvesRequest {
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

    #[allow(deprecated)]
    impl ::ecm_client::Paginated for ListShelvesRequest {
        type Item = i64;

        const PAGINATION: &'static rt::PaginationTable = &rt::PaginationTable {
            by: rt::PaginationBy::Number(0),
            limit: ::core::option::Option::Some(1),
            size: ::core::option::Option::None,
            items: &[0, 0],
            total: &[0, 1],
            end: rt::PaginationEnd::Unspecified,
        };

        #[inline]
        fn items(page: ListShelvesResponse) -> ::std::vec::Vec<i64> {
            page.result
                .and_then(|within| within.shelves)
                .unwrap_or_default()
        }
    }

    impl ListShelvesRequest {
        /// Calls `ListShelves` page by page, starting at the position in the request.
        ///
        /// [`Paginator::items`](::ecm_client::Paginator::items) turns the pages into their items. Nothing
        /// is sent until the first page is polled.
        #[inline]
        pub fn pages(self, client: &super::Client) -> ::ecm_client::Paginator<Self> {
            ::ecm_client::Paginator::new(client.core(), self)
        }
    }

    impl ::ecm_client::Request for ListEventsRequest {
        type Response = ListEventsResponse;

        const ACTION: &'static rt::ActionTable = &rt::ActionTable {
            api: &super::error::API,
            name: "ListEvents",
            effect: ::ecm_client::Effect::Read,
            region_required: false,
            unsigned: false,
            rate_limit: ::core::option::Option::None,
            body: ::core::option::Option::None,
            events: ::core::option::Option::None,
        };
    }

    impl ListEventsRequest {
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

    #[allow(deprecated)]
    impl ::ecm_client::Paginated for ListEventsRequest {
        type Item = ::std::string::String;

        const PAGINATION: &'static rt::PaginationTable = &rt::PaginationTable {
            by: rt::PaginationBy::Token(0, &[1]),
            limit: ::core::option::Option::Some(1),
            size: ::core::option::Option::None,
            items: &[0],
            total: &[],
            end: rt::PaginationEnd::IsLast(&[2]),
        };

        #[inline]
        fn items(page: ListEventsResponse) -> ::std::vec::Vec<::std::string::String> {
            page.events.unwrap_or_default()
        }
    }

    impl ListEventsRequest {
        /// Calls `ListEvents` page by page, starting at the position in the request.
        ///
        /// [`Paginator::items`](::ecm_client::Paginator::items) turns the pages into their items. Nothing
        /// is sent until the first page is polled.
        #[inline]
        pub fn pages(self, client: &super::Client) -> ::ecm_client::Paginator<Self> {
            ::ecm_client::Paginator::new(client.core(), self)
        }
    }

    impl ::ecm_client::Request for DescribeTaskRequest {
        type Response = DescribeTaskResponse;

        const ACTION: &'static rt::ActionTable = &rt::ActionTable {
            api: &super::error::API,
            name: "DescribeTask",
            effect: ::ecm_client::Effect::Read,
            region_required: false,
            unsigned: false,
            rate_limit: ::core::option::Option::None,
            body: ::core::option::Option::None,
            events: ::core::option::Option::None,
        };
    }

    impl DescribeTaskRequest {
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

    impl ::ecm_client::Request for OrderCratesRequest {
        type Response = OrderCratesResponse;

        const ACTION: &'static rt::ActionTable = &rt::ActionTable {
            api: &super::error::API,
            name: "OrderCrates",
            effect: ::ecm_client::Effect::Create,
            region_required: false,
            unsigned: false,
            rate_limit: ::core::option::Option::None,
            body: ::core::option::Option::None,
            events: ::core::option::Option::None,
        };
    }

    impl OrderCratesRequest {
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

    impl ::ecm_client::Taggable for OrderCratesRequest {
        type Lookup = ListCratesRequest;

        const TRACKING_TAG: &'static rt::TrackingTagTable = &rt::TrackingTagTable {
            request: "{\"Stickers\":[{\"Side\":\"top\",\"Lines\":[{\"Name\":\"{key}\",\"Text\":\"{value}\"}]}]}",
            lookup: "{\"Filters\":[{\"Name\":\"line:{key}\",\"Values\":[\"{value}\"]}]}",
            id: &[0],
            tags: &[2],
        };
    }

    impl ::ecm_client::Request for MoveCrateRequest {
        type Response = MoveCrateResponse;

        const ACTION: &'static rt::ActionTable = &rt::ActionTable {
            api: &super::error::API,
            name: "MoveCrate",
            effect: ::ecm_client::Effect::Idempotent,
            region_required: false,
            unsigned: false,
            rate_limit: ::core::option::Option::None,
            body: ::core::option::Option::None,
            events: ::core::option::Option::None,
        };
    }

    impl MoveCrateRequest {
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

    /// What becomes of crates.
    #[derive(::core::clone::Clone, ::core::fmt::Debug, ::core::cmp::PartialEq)]
    #[non_exhaustive]
    pub enum StateName {
        /// At the gate.
        ///
        /// Wire value: `ARRIVED`.
        Arrived,
        /// On its way.
        ///
        /// Wire value: `MOVING`.
        Moving,
        /// In its place.
        ///
        /// Wire value: `STORED`.
        Stored,
        /// Nobody knows where.
        ///
        /// Wire value: `LOST`.
        Lost,
        /// Out of the gate.
        ///
        /// Wire value: `GONE`.
        Gone,
        /// Value that the spec does not know, kept as received.
        Other(::std::string::String),
    }

    impl ::core::cmp::Eq for StateName {}

    impl ::core::hash::Hash for StateName {
        #[inline]
        fn hash<H: ::core::hash::Hasher>(&self, state: &mut H) {
            ::core::hash::Hash::hash(self.as_str(), state);
        }
    }

    impl StateName {
        /// Returns the values that the spec knows, in its order.
        #[must_use]
        #[inline]
        pub fn values() -> &'static [Self] {
            &[
                Self::Arrived,
                Self::Moving,
                Self::Stored,
                Self::Lost,
                Self::Gone,
            ]
        }

        /// Returns the wire value.
        #[must_use]
        #[inline]
        pub fn as_str(&self) -> &str {
            match self {
                Self::Arrived => "ARRIVED",
                Self::Moving => "MOVING",
                Self::Stored => "STORED",
                Self::Lost => "LOST",
                Self::Gone => "GONE",
                Self::Other(value) => value,
            }
        }
    }

    impl ::core::convert::From<&str> for StateName {
        #[inline]
        fn from(value: &str) -> Self {
            match value {
                "ARRIVED" => Self::Arrived,
                "MOVING" => Self::Moving,
                "STORED" => Self::Stored,
                "LOST" => Self::Lost,
                "GONE" => Self::Gone,
                value => Self::Other(::std::string::String::from(value)),
            }
        }
    }

    impl ::core::convert::From<::std::string::String> for StateName {
        #[inline]
        fn from(value: ::std::string::String) -> Self {
            <Self as ::core::convert::From<&str>>::from(value.as_str())
        }
    }

    impl ::core::str::FromStr for StateName {
        type Err = ::core::convert::Infallible;

        #[inline]
        fn from_str(value: &str) -> ::core::result::Result<Self, ::core::convert::Infallible> {
            ::core::result::Result::Ok(<Self as ::core::convert::From<&str>>::from(value))
        }
    }

    impl rt::Init for StateName {
        #[inline]
        fn init() -> Self {
            Self::Other(::std::string::String::new())
        }
    }

    impl ::core::fmt::Display for StateName {
        #[inline]
        fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
            f.write_str(self.as_str())
        }
    }

    impl rt::Value for StateName {
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

    ::ecm_client::__impl_serde!(
        sent: ListCratesRequest Filter ListLabelsRequest ListShelvesRequest ListEventsRequest
            DescribeTaskRequest OrderCratesRequest Sticker Line MoveCrateRequest;
        received: ListCratesResponse Crate CrateState ListLabelsResponse ListShelvesResponse
            Shelves ListEventsResponse DescribeTaskResponse;
        texts: StateName;
        integers:;
    );
}

/// Builders that only compile once every required field is set.
pub mod builder {
    #[allow(unused_imports)]
    use ::ecm_client::rt;

    /// Builder of [`ListCratesRequest`](super::types::ListCratesRequest).
    #[must_use = "a builder does nothing until it builds or sends"]
    pub struct ListCratesRequestBuilder {
        pub(super) record: super::types::ListCratesRequest,
        pub(super) given: ::core::marker::PhantomData<()>,
    }

    impl ListCratesRequestBuilder {
        /// These.
        ///
        /// - Wire name: `CrateIds`.
        /// - Must have at most 2 items (rule `H01`).
        #[inline]
        pub fn crate_ids(
            mut self,
            value: impl ::core::iter::IntoIterator<
                Item = impl ::core::convert::Into<::std::string::String>,
            >,
        ) -> Self {
            rt::set_list_into(&mut self.record.crate_ids, value);
            self
        }

        /// Sets or clears the value of [`Self::crate_ids`].
        #[inline]
        pub fn maybe_crate_ids(
            mut self,
            value: ::core::option::Option<::std::vec::Vec<::std::string::String>>,
        ) -> Self {
            self.record.crate_ids = value;
            self
        }

        /// Such.
        ///
        /// - Wire name: `Filters`.
        #[inline]
        pub fn filters(
            mut self,
            value: impl ::core::iter::IntoIterator<Item = super::types::Filter>,
        ) -> Self {
            rt::set_list(&mut self.record.filters, value);
            self
        }

        /// Sets or clears the value of [`Self::filters`].
        #[inline]
        pub fn maybe_filters(
            mut self,
            value: ::core::option::Option<::std::vec::Vec<super::types::Filter>>,
        ) -> Self {
            self.record.filters = value;
            self
        }

        /// Crates before the page.
        ///
        /// - Wire name: `Offset`.
        #[inline]
        pub fn offset(mut self, value: u64) -> Self {
            self.record.offset = ::core::option::Option::Some(value);
            self
        }

        /// Sets or clears the value of [`Self::offset`].
        #[inline]
        pub fn maybe_offset(mut self, value: ::core::option::Option<u64>) -> Self {
            self.record.offset = value;
            self
        }

        /// Crates on the page.
        ///
        /// - Wire name: `Limit`.
        /// - Must be 1 to 10 (rule `H02`).
        #[inline]
        pub fn limit(mut self, value: u64) -> Self {
            self.record.limit = ::core::option::Option::Some(value);
            self
        }

        /// Sets or clears the value of [`Self::limit`].
        #[inline]
        pub fn maybe_limit(mut self, value: ::core::option::Option<u64>) -> Self {
            self.record.limit = value;
            self
        }

        /// Returns the record without validating it.
        #[must_use]
        #[inline]
        pub fn build(self) -> super::types::ListCratesRequest {
            self.record
        }

        /// Lists crates.
        ///
        /// Effect: read. Repeating it changes nothing.
        ///
        /// - Needs no region.
        ///
        /// # Errors
        ///
        /// Fails with an [`Error`](::ecm_client::Error) whose outcome tells whether the request was
        /// not sent, was rejected by the service, or may have been carried out.
        #[inline]
        pub fn send(
            self,
            client: &super::Client,
        ) -> ::ecm_client::ResponseFuture<'_, super::types::ListCratesResponse> {
            client.core().send_owned(self.record)
        }
    }

    /// Builder of [`Filter`](super::types::Filter).
    #[must_use = "a builder does nothing until it builds or sends"]
    pub struct FilterBuilder<NameState = rt::Unset, ValuesState = rt::Unset> {
        pub(super) record: super::types::Filter,
        pub(super) given: ::core::marker::PhantomData<(NameState, ValuesState)>,
    }

    impl<NameState, ValuesState> FilterBuilder<NameState, ValuesState> {
        /// In what.
        ///
        /// - Wire name: `Name`.
        /// - Required.
        #[inline]
        pub fn name(
            mut self,
            value: impl ::core::convert::Into<::std::string::String>,
        ) -> FilterBuilder<rt::Set, ValuesState>
        where
            NameState: rt::IsUnset,
        {
            self.record.name = ::core::convert::Into::into(value);
            FilterBuilder {
                record: self.record,
                given: ::core::marker::PhantomData,
            }
        }

        /// How.
        ///
        /// - Wire name: `Values`.
        /// - Required.
        #[inline]
        pub fn values(
            mut self,
            value: impl ::core::iter::IntoIterator<
                Item = impl ::core::convert::Into<::std::string::String>,
            >,
        ) -> FilterBuilder<NameState, rt::Set>
        where
            ValuesState: rt::IsUnset,
        {
            self.record.values = rt::collect_into(value);
            FilterBuilder {
                record: self.record,
                given: ::core::marker::PhantomData,
            }
        }

        /// Returns the record without validating it.
        #[must_use]
        #[inline]
        pub fn build(self) -> super::types::Filter
        where
            NameState: self::required::FilterHasName,
            ValuesState: self::required::FilterHasValues,
        {
            self.record
        }
    }

    /// Builder of [`ListLabelsRequest`](super::types::ListLabelsRequest).
    #[must_use = "a builder does nothing until it builds or sends"]
    pub struct ListLabelsRequestBuilder {
        pub(super) record: super::types::ListLabelsRequest,
        pub(super) given: ::core::marker::PhantomData<()>,
    }

    impl ListLabelsRequestBuilder {
        /// Labels before the page.
        ///
        /// - Wire name: `Offset`.
        #[inline]
        pub fn offset(mut self, value: impl ::core::convert::Into<::std::string::String>) -> Self {
            rt::set_optional(&mut self.record.offset, value);
            self
        }

        /// Sets or clears the value of [`Self::offset`].
        #[inline]
        pub fn maybe_offset(
            mut self,
            value: ::core::option::Option<::std::string::String>,
        ) -> Self {
            self.record.offset = value;
            self
        }

        /// Labels on the page.
        ///
        /// - Wire name: `Limit`.
        #[inline]
        pub fn limit(mut self, value: impl ::core::convert::Into<::std::string::String>) -> Self {
            rt::set_optional(&mut self.record.limit, value);
            self
        }

        /// Sets or clears the value of [`Self::limit`].
        #[inline]
        pub fn maybe_limit(mut self, value: ::core::option::Option<::std::string::String>) -> Self {
            self.record.limit = value;
            self
        }

        /// Returns the record without validating it.
        #[must_use]
        #[inline]
        pub fn build(self) -> super::types::ListLabelsRequest {
            self.record
        }

        /// Lists the texts on crates; nothing says how many there are.
        ///
        /// Effect: read. Repeating it changes nothing.
        ///
        /// - Needs no region.
        ///
        /// # Errors
        ///
        /// Fails with an [`Error`](::ecm_client::Error) whose outcome tells whether the request was
        /// not sent, was rejected by the service, or may have been carried out.
        #[inline]
        pub fn send(
            self,
            client: &super::Client,
        ) -> ::ecm_client::ResponseFuture<'_, super::types::ListLabelsResponse> {
            client.core().send_owned(self.record)
        }
    }

    /// Builder of [`ListShelvesRequest`](super::types::ListShelvesRequest).
    #[must_use = "a builder does nothing until it builds or sends"]
    pub struct ListShelvesRequestBuilder<PageNumberState = rt::Unset, PageSizeState = rt::Unset> {
        pub(super) record: super::types::ListShelvesRequest,
        pub(super) given: ::core::marker::PhantomData<(PageNumberState, PageSizeState)>,
    }

    impl<PageNumberState, PageSizeState> ListShelvesRequestBuilder<PageNumberState, PageSizeState> {
        /// The page.
        ///
        /// - Wire name: `PageNumber`.
        /// - Required.
        #[inline]
        pub fn page_number(
            mut self,
            value: i64,
        ) -> ListShelvesRequestBuilder<rt::Set, PageSizeState>
        where
            PageNumberState: rt::IsUnset,
        {
            self.record.page_number = value;
            ListShelvesRequestBuilder {
                record: self.record,
                given: ::core::marker::PhantomData,
            }
        }

        /// Its size.
        ///
        /// - Wire name: `PageSize`.
        /// - Required.
        #[inline]
        pub fn page_size(
            mut self,
            value: i64,
        ) -> ListShelvesRequestBuilder<PageNumberState, rt::Set>
        where
            PageSizeState: rt::IsUnset,
        {
            self.record.page_size = value;
            ListShelvesRequestBuilder {
                record: self.record,
                given: ::core::marker::PhantomData,
            }
        }

        /// Returns the record without validating it.
        #[must_use]
        #[inline]
        pub fn build(self) -> super::types::ListShelvesRequest
        where
            PageNumberState: self::required::ListShelvesRequestHasPageNumber,
            PageSizeState: self::required::ListShelvesRequestHasPageSize,
        {
            self.record
        }

        /// Lists shelves by the number of the page.
        ///
        /// Effect: read. Repeating it changes nothing.
        ///
        /// - Needs no region.
        ///
        /// # Errors
        ///
        /// Fails with an [`Error`](::ecm_client::Error) whose outcome tells whether the request was
        /// not sent, was rejected by the service, or may have been carried out.
        #[inline]
        pub fn send(
            self,
            client: &super::Client,
        ) -> ::ecm_client::ResponseFuture<'_, super::types::ListShelvesResponse>
        where
            PageNumberState: self::required::ListShelvesRequestHasPageNumber,
            PageSizeState: self::required::ListShelvesRequestHasPageSize,
        {
            client.core().send_owned(self.record)
        }
    }

    /// Builder of [`ListEventsRequest`](super::types::ListEventsRequest).
    #[must_use = "a builder does nothing until it builds or sends"]
    pub struct ListEventsRequestBuilder {
        pub(super) record: super::types::ListEventsRequest,
        pub(super) given: ::core::marker::PhantomData<()>,
    }

    impl ListEventsRequestBuilder {
        /// What came with the page before.
        ///
        /// - Wire name: `Context`.
        #[inline]
        pub fn context(mut self, value: impl ::core::convert::Into<::std::string::String>) -> Self {
            rt::set_optional(&mut self.record.context, value);
            self
        }

        /// Sets or clears the value of [`Self::context`].
        #[inline]
        pub fn maybe_context(
            mut self,
            value: ::core::option::Option<::std::string::String>,
        ) -> Self {
            self.record.context = value;
            self
        }

        /// Events on the page.
        ///
        /// - Wire name: `Limit`.
        #[inline]
        pub fn limit(mut self, value: i64) -> Self {
            self.record.limit = ::core::option::Option::Some(value);
            self
        }

        /// Sets or clears the value of [`Self::limit`].
        #[inline]
        pub fn maybe_limit(mut self, value: ::core::option::Option<i64>) -> Self {
            self.record.limit = value;
            self
        }

        /// Returns the record without validating it.
        #[must_use]
        #[inline]
        pub fn build(self) -> super::types::ListEventsRequest {
            self.record
        }

        /// Lists events by token.
        ///
        /// Effect: read. Repeating it changes nothing.
        ///
        /// - Needs no region.
        ///
        /// # Errors
        ///
        /// Fails with an [`Error`](::ecm_client::Error) whose outcome tells whether the request was
        /// not sent, was rejected by the service, or may have been carried out.
        #[inline]
        pub fn send(
            self,
            client: &super::Client,
        ) -> ::ecm_client::ResponseFuture<'_, super::types::ListEventsResponse> {
            client.core().send_owned(self.record)
        }
    }

    /// Builder of [`DescribeTaskRequest`](super::types::DescribeTaskRequest).
    #[must_use = "a builder does nothing until it builds or sends"]
    pub struct DescribeTaskRequestBuilder<HallState = rt::Unset, TaskIdState = rt::Unset> {
        pub(super) record: super::types::DescribeTaskRequest,
        pub(super) given: ::core::marker::PhantomData<(HallState, TaskIdState)>,
    }

    impl<HallState, TaskIdState> DescribeTaskRequestBuilder<HallState, TaskIdState> {
        /// Where it runs.
        ///
        /// - Wire name: `Hall`.
        /// - Required.
        #[inline]
        pub fn hall(
            mut self,
            value: impl ::core::convert::Into<::std::string::String>,
        ) -> DescribeTaskRequestBuilder<rt::Set, TaskIdState>
        where
            HallState: rt::IsUnset,
        {
            self.record.hall = ::core::convert::Into::into(value);
            DescribeTaskRequestBuilder {
                record: self.record,
                given: ::core::marker::PhantomData,
            }
        }

        /// Its id.
        ///
        /// - Wire name: `TaskId`.
        /// - Required.
        #[inline]
        pub fn task_id(
            mut self,
            value: impl ::core::convert::Into<::std::string::String>,
        ) -> DescribeTaskRequestBuilder<HallState, rt::Set>
        where
            TaskIdState: rt::IsUnset,
        {
            self.record.task_id = ::core::convert::Into::into(value);
            DescribeTaskRequestBuilder {
                record: self.record,
                given: ::core::marker::PhantomData,
            }
        }

        /// Returns the record without validating it.
        #[must_use]
        #[inline]
        pub fn build(self) -> super::types::DescribeTaskRequest
        where
            HallState: self::required::DescribeTaskRequestHasHall,
            TaskIdState: self::required::DescribeTaskRequestHasTaskId,
        {
            self.record
        }

        /// Says how a task is getting on.
        ///
        /// Effect: read. Repeating it changes nothing.
        ///
        /// - Needs no region.
        ///
        /// # Errors
        ///
        /// Fails with an [`Error`](::ecm_client::Error) whose outcome tells whether the request was
        /// not sent, was rejected by the service, or may have been carried out.
        #[inline]
        pub fn send(
            self,
            client: &super::Client,
        ) -> ::ecm_client::ResponseFuture<'_, super::types::DescribeTaskResponse>
        where
            HallState: self::required::DescribeTaskRequestHasHall,
            TaskIdState: self::required::DescribeTaskRequestHasTaskId,
        {
            client.core().send_owned(self.record)
        }
    }

    /// Builder of [`OrderCratesRequest`](super::types::OrderCratesRequest).
    #[must_use = "a builder does nothing until it builds or sends"]
    pub struct OrderCratesRequestBuilder<CountState = rt::Unset> {
        pub(super) record: super::types::OrderCratesRequest,
        pub(super) given: ::core::marker::PhantomData<(CountState,)>,
    }

    impl<CountState> OrderCratesRequestBuilder<CountState> {
        /// How many.
        ///
        /// - Wire name: `Count`.
        /// - Required.
        #[inline]
        pub fn count(mut self, value: i64) -> OrderCratesRequestBuilder<rt::Set>
        where
            CountState: rt::IsUnset,
        {
            self.record.count = value;
            OrderCratesRequestBuilder {
                record: self.record,
                given: ::core::marker::PhantomData,
            }
        }

        /// What is on them.
        ///
        /// - Wire name: `Stickers`.
        #[inline]
        pub fn stickers(
            mut self,
            value: impl ::core::iter::IntoIterator<Item = super::types::Sticker>,
        ) -> Self {
            rt::set_list(&mut self.record.stickers, value);
            self
        }

        /// Sets or clears the value of [`Self::stickers`].
        #[inline]
        pub fn maybe_stickers(
            mut self,
            value: ::core::option::Option<::std::vec::Vec<super::types::Sticker>>,
        ) -> Self {
            self.record.stickers = value;
            self
        }

        /// Returns the record without validating it.
        #[must_use]
        #[inline]
        pub fn build(self) -> super::types::OrderCratesRequest
        where
            CountState: self::required::OrderCratesRequestHasCount,
        {
            self.record
        }

        /// Orders crates to be brought.
        ///
        /// Effect: create. Repeating it creates again, so it is only resent if the first request certainly
        /// was not carried out.
        ///
        /// - Needs no region.
        ///
        /// # Errors
        ///
        /// Fails with an [`Error`](::ecm_client::Error) whose outcome tells whether the request was
        /// not sent, was rejected by the service, or may have been carried out.
        #[inline]
        pub fn send(
            self,
            client: &super::Client,
        ) -> ::ecm_client::ResponseFuture<'_, super::types::OrderCratesResponse>
        where
            CountState: self::required::OrderCratesRequestHasCount,
        {
            client.core().send_owned(self.record)
        }
    }

    /// Builder of [`Sticker`](super::types::Sticker).
    #[must_use = "a builder does nothing until it builds or sends"]
    pub struct StickerBuilder<SideState = rt::Unset, LinesState = rt::Unset> {
        pub(super) record: super::types::Sticker,
        pub(super) given: ::core::marker::PhantomData<(SideState, LinesState)>,
    }

    impl<SideState, LinesState> StickerBuilder<SideState, LinesState> {
        /// Where it is.
        ///
        /// - Wire name: `Side`.
        /// - Required.
        #[inline]
        pub fn side(
            mut self,
            value: impl ::core::convert::Into<::std::string::String>,
        ) -> StickerBuilder<rt::Set, LinesState>
        where
            SideState: rt::IsUnset,
        {
            self.record.side = ::core::convert::Into::into(value);
            StickerBuilder {
                record: self.record,
                given: ::core::marker::PhantomData,
            }
        }

        /// What is on it.
        ///
        /// - Wire name: `Lines`.
        /// - Required.
        #[inline]
        pub fn lines(
            mut self,
            value: impl ::core::iter::IntoIterator<Item = super::types::Line>,
        ) -> StickerBuilder<SideState, rt::Set>
        where
            LinesState: rt::IsUnset,
        {
            self.record.lines = rt::collect(value);
            StickerBuilder {
                record: self.record,
                given: ::core::marker::PhantomData,
            }
        }

        /// Returns the record without validating it.
        #[must_use]
        #[inline]
        pub fn build(self) -> super::types::Sticker
        where
            SideState: self::required::StickerHasSide,
            LinesState: self::required::StickerHasLines,
        {
            self.record
        }
    }

    /// Builder of [`Line`](super::types::Line).
    #[must_use = "a builder does nothing until it builds or sends"]
    pub struct LineBuilder<NameState = rt::Unset, TextState = rt::Unset> {
        pub(super) record: super::types::Line,
        pub(super) given: ::core::marker::PhantomData<(NameState, TextState)>,
    }

    impl<NameState, TextState> LineBuilder<NameState, TextState> {
        /// What it is.
        ///
        /// - Wire name: `Name`.
        /// - Required.
        #[inline]
        pub fn name(
            mut self,
            value: impl ::core::convert::Into<::std::string::String>,
        ) -> LineBuilder<rt::Set, TextState>
        where
            NameState: rt::IsUnset,
        {
            self.record.name = ::core::convert::Into::into(value);
            LineBuilder {
                record: self.record,
                given: ::core::marker::PhantomData,
            }
        }

        /// What it says.
        ///
        /// - Wire name: `Text`.
        /// - Required.
        #[inline]
        pub fn text(
            mut self,
            value: impl ::core::convert::Into<::std::string::String>,
        ) -> LineBuilder<NameState, rt::Set>
        where
            TextState: rt::IsUnset,
        {
            self.record.text = ::core::convert::Into::into(value);
            LineBuilder {
                record: self.record,
                given: ::core::marker::PhantomData,
            }
        }

        /// Returns the record without validating it.
        #[must_use]
        #[inline]
        pub fn build(self) -> super::types::Line
        where
            NameState: self::required::LineHasName,
            TextState: self::required::LineHasText,
        {
            self.record
        }
    }

    /// Builder of [`MoveCrateRequest`](super::types::MoveCrateRequest).
    #[must_use = "a builder does nothing until it builds or sends"]
    pub struct MoveCrateRequestBuilder<CrateIdState = rt::Unset> {
        pub(super) record: super::types::MoveCrateRequest,
        pub(super) given: ::core::marker::PhantomData<(CrateIdState,)>,
    }

    impl<CrateIdState> MoveCrateRequestBuilder<CrateIdState> {
        /// The crate.
        ///
        /// - Wire name: `CrateId`.
        /// - Required.
        #[inline]
        pub fn crate_id(
            mut self,
            value: impl ::core::convert::Into<::std::string::String>,
        ) -> MoveCrateRequestBuilder<rt::Set>
        where
            CrateIdState: rt::IsUnset,
        {
            self.record.crate_id = ::core::convert::Into::into(value);
            MoveCrateRequestBuilder {
                record: self.record,
                given: ::core::marker::PhantomData,
            }
        }

        /// Returns the record without validating it.
        #[must_use]
        #[inline]
        pub fn build(self) -> super::types::MoveCrateRequest
        where
            CrateIdState: self::required::MoveCrateRequestHasCrateId,
        {
            self.record
        }

        /// Moves a crate.
        ///
        /// Effect: idempotent. Repeating it leaves the same state.
        ///
        /// - Needs no region.
        ///
        /// # Errors
        ///
        /// Fails with an [`Error`](::ecm_client::Error) whose outcome tells whether the request was
        /// not sent, was rejected by the service, or may have been carried out.
        #[inline]
        pub fn send(
            self,
            client: &super::Client,
        ) -> ::ecm_client::ResponseFuture<'_, super::types::MoveCrateResponse>
        where
            CrateIdState: self::required::MoveCrateRequestHasCrateId,
        {
            client.core().send_owned(self.record)
        }
    }

    /// Bounds that stand for the required fields of the builders.
    pub mod required {
        #[allow(unused_imports)]
        use ::ecm_client::rt;

        /// Bound that holds once `Name` of `Filter` is set.
        #[diagnostic::on_unimplemented(
            message = "`Name` is required by `Filter` and has not been given",
            label = "call `.name(..)` before this"
        )]
        pub trait FilterHasName {}

        impl FilterHasName for rt::Set {}

        /// Bound that holds once `Values` of `Filter` is set.
        #[diagnostic::on_unimplemented(
            message = "`Values` is required by `Filter` and has not been given",
            label = "call `.values(..)` before this"
        )]
        pub trait FilterHasValues {}

        impl FilterHasValues for rt::Set {}

        /// Bound that holds once `PageNumber` of `ListShelves` is set.
        #[diagnostic::on_unimplemented(
            message = "`PageNumber` is required by `ListShelves` and has not been given",
            label = "call `.page_number(..)` before this"
        )]
        pub trait ListShelvesRequestHasPageNumber {}

        impl ListShelvesRequestHasPageNumber for rt::Set {}

        /// Bound that holds once `PageSize` of `ListShelves` is set.
        #[diagnostic::on_unimplemented(
            message = "`PageSize` is required by `ListShelves` and has not been given",
            label = "call `.page_size(..)` before this"
        )]
        pub trait ListShelvesRequestHasPageSize {}

        impl ListShelvesRequestHasPageSize for rt::Set {}

        /// Bound that holds once `Hall` of `DescribeTask` is set.
        #[diagnostic::on_unimplemented(
            message = "`Hall` is required by `DescribeTask` and has not been given",
            label = "call `.hall(..)` before this"
        )]
        pub trait DescribeTaskRequestHasHall {}

        impl DescribeTaskRequestHasHall for rt::Set {}

        /// Bound that holds once `TaskId` of `DescribeTask` is set.
        #[diagnostic::on_unimplemented(
            message = "`TaskId` is required by `DescribeTask` and has not been given",
            label = "call `.task_id(..)` before this"
        )]
        pub trait DescribeTaskRequestHasTaskId {}

        impl DescribeTaskRequestHasTaskId for rt::Set {}

        /// Bound that holds once `Count` of `OrderCrates` is set.
        #[diagnostic::on_unimplemented(
            message = "`Count` is required by `OrderCrates` and has not been given",
            label = "call `.count(..)` before this"
        )]
        pub trait OrderCratesRequestHasCount {}

        impl OrderCratesRequestHasCount for rt::Set {}

        /// Bound that holds once `Side` of `Sticker` is set.
        #[diagnostic::on_unimplemented(
            message = "`Side` is required by `Sticker` and has not been given",
            label = "call `.side(..)` before this"
        )]
        pub trait StickerHasSide {}

        impl StickerHasSide for rt::Set {}

        /// Bound that holds once `Lines` of `Sticker` is set.
        #[diagnostic::on_unimplemented(
            message = "`Lines` is required by `Sticker` and has not been given",
            label = "call `.lines(..)` before this"
        )]
        pub trait StickerHasLines {}

        impl StickerHasLines for rt::Set {}

        /// Bound that holds once `Name` of `Line` is set.
        #[diagnostic::on_unimplemented(
            message = "`Name` is required by `Line` and has not been given",
            label = "call `.name(..)` before this"
        )]
        pub trait LineHasName {}

        impl LineHasName for rt::Set {}

        /// Bound that holds once `Text` of `Line` is set.
        #[diagnostic::on_unimplemented(
            message = "`Text` is required by `Line` and has not been given",
            label = "call `.text(..)` before this"
        )]
        pub trait LineHasText {}

        impl LineHasText for rt::Set {}

        /// Bound that holds once `CrateId` of `MoveCrate` is set.
        #[diagnostic::on_unimplemented(
            message = "`CrateId` is required by `MoveCrate` and has not been given",
            label = "call `.crate_id(..)` before this"
        )]
        pub trait MoveCrateRequestHasCrateId {}

        impl MoveCrateRequestHasCrateId for rt::Set {}
    }
}

/// Error codes that the service documents.
pub mod error {
    #[allow(unused_imports)]
    use ::ecm_client::rt;

    pub(super) const ERROR_CODES: &[rt::ErrorInfo] = &[];

    pub(super) static API: rt::ApiTable = rt::ApiTable {
        service: "warehouse",
        version: "2024-03-31",
        revision: "1",
        host: "warehouse.example.com",
        error_codes: ERROR_CODES,
    };

    /// Error codes that any action of the service may return.
    #[non_exhaustive]
    pub enum CommonErrorCode {}

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
                names: &[],
                codes: &[],
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

    /// Error codes of `ListCrates`.
    #[non_exhaustive]
    pub enum ListCratesErrorCode {}

    impl ::core::marker::Copy for ListCratesErrorCode {}

    impl ::core::clone::Clone for ListCratesErrorCode {
        #[inline]
        fn clone(&self) -> Self {
            *self
        }
    }

    impl ::core::cmp::PartialEq for ListCratesErrorCode {
        #[inline]
        fn eq(&self, other: &Self) -> bool {
            rt::equal_codes(self, other)
        }
    }

    impl ::core::cmp::Eq for ListCratesErrorCode {}

    impl ::ecm_client::ErrorCode for ListCratesErrorCode {
        #[inline]
        fn table() -> &'static rt::CodeTable<Self> {
            &rt::CodeTable {
                names: &[],
                codes: &[],
                infos: ERROR_CODES,
            }
        }
    }

    impl ::core::fmt::Debug for ListCratesErrorCode {
        #[inline]
        fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
            rt::debug_code(self, f)
        }
    }

    impl ::core::fmt::Display for ListCratesErrorCode {
        #[inline]
        fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
            rt::display_code(self, f)
        }
    }

    /// Error codes of `ListLabels`.
    #[non_exhaustive]
    pub enum ListLabelsErrorCode {}

    impl ::core::marker::Copy for ListLabelsErrorCode {}

    impl ::core::clone::Clone for ListLabelsErrorCode {
        #[inline]
        fn clone(&self) -> Self {
            *self
        }
    }

    impl ::core::cmp::PartialEq for ListLabelsErrorCode {
        #[inline]
        fn eq(&self, other: &Self) -> bool {
            rt::equal_codes(self, other)
        }
    }

    impl ::core::cmp::Eq for ListLabelsErrorCode {}

    impl ::ecm_client::ErrorCode for ListLabelsErrorCode {
        #[inline]
        fn table() -> &'static rt::CodeTable<Self> {
            &rt::CodeTable {
                names: &[],
                codes: &[],
                infos: ERROR_CODES,
            }
        }
    }

    impl ::core::fmt::Debug for ListLabelsErrorCode {
        #[inline]
        fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
            rt::debug_code(self, f)
        }
    }

    impl ::core::fmt::Display for ListLabelsErrorCode {
        #[inline]
        fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
            rt::display_code(self, f)
        }
    }

    /// Error codes of `ListShelves`.
    #[non_exhaustive]
    pub enum ListShelvesErrorCode {}

    impl ::core::marker::Copy for ListShelvesErrorCode {}

    impl ::core::clone::Clone for ListShelvesErrorCode {
        #[inline]
        fn clone(&self) -> Self {
            *self
        }
    }

    impl ::core::cmp::PartialEq for ListShelvesErrorCode {
        #[inline]
        fn eq(&self, other: &Self) -> bool {
            rt::equal_codes(self, other)
        }
    }

    impl ::core::cmp::Eq for ListShelvesErrorCode {}

    impl ::ecm_client::ErrorCode for ListShelvesErrorCode {
        #[inline]
        fn table() -> &'static rt::CodeTable<Self> {
            &rt::CodeTable {
                names: &[],
                codes: &[],
                infos: ERROR_CODES,
            }
        }
    }

    impl ::core::fmt::Debug for ListShelvesErrorCode {
        #[inline]
        fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
            rt::debug_code(self, f)
        }
    }

    impl ::core::fmt::Display for ListShelvesErrorCode {
        #[inline]
        fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
            rt::display_code(self, f)
        }
    }

    /// Error codes of `ListEvents`.
    #[non_exhaustive]
    pub enum ListEventsErrorCode {}

    impl ::core::marker::Copy for ListEventsErrorCode {}

    impl ::core::clone::Clone for ListEventsErrorCode {
        #[inline]
        fn clone(&self) -> Self {
            *self
        }
    }

    impl ::core::cmp::PartialEq for ListEventsErrorCode {
        #[inline]
        fn eq(&self, other: &Self) -> bool {
            rt::equal_codes(self, other)
        }
    }

    impl ::core::cmp::Eq for ListEventsErrorCode {}

    impl ::ecm_client::ErrorCode for ListEventsErrorCode {
        #[inline]
        fn table() -> &'static rt::CodeTable<Self> {
            &rt::CodeTable {
                names: &[],
                codes: &[],
                infos: ERROR_CODES,
            }
        }
    }

    impl ::core::fmt::Debug for ListEventsErrorCode {
        #[inline]
        fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
            rt::debug_code(self, f)
        }
    }

    impl ::core::fmt::Display for ListEventsErrorCode {
        #[inline]
        fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
            rt::display_code(self, f)
        }
    }

    /// Error codes of `DescribeTask`.
    #[non_exhaustive]
    pub enum DescribeTaskErrorCode {}

    impl ::core::marker::Copy for DescribeTaskErrorCode {}

    impl ::core::clone::Clone for DescribeTaskErrorCode {
        #[inline]
        fn clone(&self) -> Self {
            *self
        }
    }

    impl ::core::cmp::PartialEq for DescribeTaskErrorCode {
        #[inline]
        fn eq(&self, other: &Self) -> bool {
            rt::equal_codes(self, other)
        }
    }

    impl ::core::cmp::Eq for DescribeTaskErrorCode {}

    impl ::ecm_client::ErrorCode for DescribeTaskErrorCode {
        #[inline]
        fn table() -> &'static rt::CodeTable<Self> {
            &rt::CodeTable {
                names: &[],
                codes: &[],
                infos: ERROR_CODES,
            }
        }
    }

    impl ::core::fmt::Debug for DescribeTaskErrorCode {
        #[inline]
        fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
            rt::debug_code(self, f)
        }
    }

    impl ::core::fmt::Display for DescribeTaskErrorCode {
        #[inline]
        fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
            rt::display_code(self, f)
        }
    }

    /// Error codes of `OrderCrates`.
    #[non_exhaustive]
    pub enum OrderCratesErrorCode {}

    impl ::core::marker::Copy for OrderCratesErrorCode {}

    impl ::core::clone::Clone for OrderCratesErrorCode {
        #[inline]
        fn clone(&self) -> Self {
            *self
        }
    }

    impl ::core::cmp::PartialEq for OrderCratesErrorCode {
        #[inline]
        fn eq(&self, other: &Self) -> bool {
            rt::equal_codes(self, other)
        }
    }

    impl ::core::cmp::Eq for OrderCratesErrorCode {}

    impl ::ecm_client::ErrorCode for OrderCratesErrorCode {
        #[inline]
        fn table() -> &'static rt::CodeTable<Self> {
            &rt::CodeTable {
                names: &[],
                codes: &[],
                infos: ERROR_CODES,
            }
        }
    }

    impl ::core::fmt::Debug for OrderCratesErrorCode {
        #[inline]
        fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
            rt::debug_code(self, f)
        }
    }

    impl ::core::fmt::Display for OrderCratesErrorCode {
        #[inline]
        fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
            rt::display_code(self, f)
        }
    }

    /// Error codes of `MoveCrate`.
    #[non_exhaustive]
    pub enum MoveCrateErrorCode {}

    impl ::core::marker::Copy for MoveCrateErrorCode {}

    impl ::core::clone::Clone for MoveCrateErrorCode {
        #[inline]
        fn clone(&self) -> Self {
            *self
        }
    }

    impl ::core::cmp::PartialEq for MoveCrateErrorCode {
        #[inline]
        fn eq(&self, other: &Self) -> bool {
            rt::equal_codes(self, other)
        }
    }

    impl ::core::cmp::Eq for MoveCrateErrorCode {}

    impl ::ecm_client::ErrorCode for MoveCrateErrorCode {
        #[inline]
        fn table() -> &'static rt::CodeTable<Self> {
            &rt::CodeTable {
                names: &[],
                codes: &[],
                infos: ERROR_CODES,
            }
        }
    }

    impl ::core::fmt::Debug for MoveCrateErrorCode {
        #[inline]
        fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
            rt::debug_code(self, f)
        }
    }

    impl ::core::fmt::Display for MoveCrateErrorCode {
        #[inline]
        fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
            rt::display_code(self, f)
        }
    }

    ::ecm_client::__impl_error_codes!(
        CommonErrorCode ListCratesErrorCode ListLabelsErrorCode ListShelvesErrorCode
            ListEventsErrorCode DescribeTaskErrorCode OrderCratesErrorCode MoveCrateErrorCode
    );
}

#[doc(inline)]
pub use self::types::*;
