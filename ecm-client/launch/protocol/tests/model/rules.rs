//! Assumptions and safeguards that a search has, each of which can be taken away.

/// Maximum age of a signature that the launcher expects, in ticks.
pub(crate) const VALIDITY: i8 = 1;
/// Time to being listed that the launcher expects.
pub(crate) const SETTLE_TIME: i8 = 1;
/// Time behind the fence within which an absence counts.
pub(crate) const WINDOW: i8 = 1;
/// Time of a lease.
pub(crate) const LEASE_TIME: i8 = 2;
/// Time between signing and fence: one tick is the margin.
pub(crate) const FENCE: i8 = VALIDITY + SETTLE_TIME + 1;
/// Times that are further away are all alike.
pub(crate) const FAR: i8 = FENCE + WINDOW + 5;

/// World and launcher of a search.
#[derive(Clone, Copy)]
pub(crate) struct Rules {
    /// Number of processes.
    pub(crate) processes: usize,
    /// Ticks by which the journal's clock may be ahead of the service's; one is chosen at the beginning.
    pub(crate) journal_skews: &'static [i8],
    /// The `Date` of answers may be anything.
    pub(crate) dates_lie: bool,
    /// Maximum age of a signature that the service accepts.
    pub(crate) service_validity: i8,
    /// Maximum time until a resource is listed.
    pub(crate) max_lag: i8,
    /// The tag is written with the resource.
    pub(crate) writes_tags: bool,
    /// Resources are removed at any time, not only behind the window.
    pub(crate) removes_early: bool,
    /// A signed request may be carried out again.
    pub(crate) replays: bool,
    /// A person resolves keys, and forgets them. What they say is true when they say it.
    pub(crate) has_person: bool,
    /// The person says of what was removed that it was not created.
    pub(crate) person_errs: bool,
    /// The person decides whenever they like, not behind the fence.
    pub(crate) resolves_early: bool,
    /// The journal is replaced by a backup, and told so.
    pub(crate) is_restored: bool,
    /// The journal is not told that it was replaced.
    pub(crate) restores_silently: bool,
    /// An absence counts behind the fence only.
    pub(crate) has_fence: bool,
    /// A look-up counts by the clocks at its end.
    pub(crate) counts_by_end: bool,
    /// An absence counts within the window only.
    pub(crate) has_window: bool,
    /// The window is judged by the clocks at the begin of a look-up.
    pub(crate) window_by_begin: bool,
    /// An attempt is recorded by the holder of the lease only.
    pub(crate) checks_lease: bool,
    /// A lease ends by itself.
    pub(crate) lease_ends: bool,
    /// A request is signed with the time at signing, not with the recorded one.
    pub(crate) signs_later: bool,
    /// A settlement is stored whatever was stored in between.
    pub(crate) settles_blindly: bool,
}

impl Default for Rules {
    fn default() -> Self {
        Self {
            processes: 2,
            journal_skews: &[0],
            dates_lie: false,
            service_validity: VALIDITY,
            max_lag: SETTLE_TIME,
            writes_tags: true,
            removes_early: false,
            replays: false,
            has_person: true,
            person_errs: false,
            resolves_early: false,
            is_restored: true,
            restores_silently: false,
            has_fence: true,
            counts_by_end: false,
            has_window: true,
            window_by_begin: false,
            checks_lease: true,
            lease_ends: true,
            signs_later: false,
            settles_blindly: false,
        }
    }
}
