//! Guide: one page per subject.
//!
//! The pages are files of the folder `docs`, and their code is tested. They are part of the
//! documentation only and cost a build nothing.

/// Declares the modules, with targets for the links between pages in place of the files. The features
/// of a page are those that its code needs; without them, the page is shown and its code is not tested. The code of a
/// page that is marked `not(doctest)` is tested by the package that it is about.
macro_rules! pages {
    ($($(#[doc = $summary:literal])* $page:ident: $file:literal, [$($feature:literal),*] $(, not($never:ident))?;)*) => {
        macro_rules! links {
            () => {
                concat!($("[", $file, "]: crate::guide::", stringify!($page), "\n",)*)
            };
        }

        $(
            $(#[doc = $summary])*
            #[doc = ""]
            #[doc = links!()]
            #[doc = "[ecm-diff]: https://docs.rs/ecm-diff"]
            #[doc = "[ecm-import]: https://docs.rs/ecm-import"]
            #[doc = "[ecm-spec]: https://docs.rs/ecm-spec"]
            #[doc = "[ecm-spec/PROBLEMS.md]: https://docs.rs/ecm-spec"]
            #[doc = "[ecm-test-server]: https://docs.rs/ecm-test-server"]
            #[doc = ""]
            #[cfg_attr(
                any(not(doctest), all($(feature = $feature,)* $(not($never))?)),
                doc = include_str!(concat!("../docs/", $file))
            )]
            pub mod $page {}
        )*
    };
}

pages! {
    /// Timeouts, endpoints, forms of requests and parts that can be replaced.
    configuration: "configuration.md", ["ecm-instance"];
    /// Roots of trust, hosts, proxies and your own HTTP client.
    networks: "networks.md", ["proxy", "reqwest"];
    /// Sources of credentials, the default chain, temporary credentials and secrets.
    credentials: "credentials.md", [];
    /// Outcomes of failed calls, and a search for what a lost create did.
    errors_and_outcomes: "errors-and-outcomes.md", ["ecm-instance"];
    /// Conditions of a retry, backoff, the retry budget and rate limits.
    retries: "retries.md", [];
    /// Rules that types, the compiler and requests are checked by.
    validation: "validation.md", ["ecm-instance"];
    /// Lists in pages, and polling until resources reach a state.
    pagination_and_waiters: "pagination-and-waiters.md", ["ecm-instance"];
    /// Many requests, and requests that ask for too much at once.
    batches: "batches.md", ["ecm-instance"];
    /// Creates that happen once, across crashes, retries and machines.
    launching_once: "launching-once.md", [], not(doctest);
    /// Calls without an async runtime.
    blocking: "blocking.md", ["blocking", "ecm-instance"];
    /// Calls of actions that are known only at run time.
    dynamic: "dynamic.md", ["dynamic"];
    /// Parameters and fields of a service that is newer than its spec.
    newer_services: "newer-services.md", ["ecm-instance"];
    /// Spans and warnings for `tracing` subscribers, and measurements of calls.
    tracing: "tracing.md", [];
    /// Clients for a spec in your own package, by `api!`.
    own_spec: "own-spec.md", [];
    /// Specs from the vendor's metadata, and three ways to a client.
    another_service: "another-service.md", [];
    /// Updates of specs and of the clients that follow them.
    spec_changes: "spec-changes.md", [];
    /// Server for tests with simulations, faults and a ledger.
    testing: "testing.md", ["ecm-instance"];
    /// Commands of `ecm`, calls from a shell and exit codes.
    command_line: "command-line.md", [];
    /// Options of the vendor's command line, and what takes their place.
    from_tccli: "from-tccli.md", [];
    /// Cargo features, and the ECM actions that each of them compiles.
    features: "features.md", [];
    /// Crates of the workspace, and rules that always hold.
    architecture: "architecture.md", [];
}
