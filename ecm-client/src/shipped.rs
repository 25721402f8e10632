//! The APIs whose specs ship: what makes a module of each, with the groups whose features are on.
//!
//! Each group is a link in a chain of macros that adds the group to a list, if its feature is on, and
//! hands the list to the next one; the last makes the module of all that is in it. So there is one
//! module, whatever is on, in which what several groups reach exists once, and what no feature asks
//! for is not compiled. A test compares features, links and the groups of the spec.

/// A link. The first token is the dollar sign, which a macro cannot write in the macros it makes.
macro_rules! group {
    ($d:tt $link:ident: $feature:literal adds [$($group:tt)*] then $next:ident) => {
        #[cfg(feature = $feature)]
        macro_rules! $link {
            ($d($d groups:tt)*) => { $next! { $d($d groups)* $($group)*, } };
        }
        #[cfg(not(feature = $feature))]
        macro_rules! $link {
            ($d($d groups:tt)*) => { $next! { $d($d groups)* } };
        }
    };
}

group! { $ ecm_instance: "ecm-instance" adds [instance] then ecm }

macro_rules! ecm {
    () => {};
    ($($groups:tt)*) => {
        crate::api! {
            shipped: "ecm-2019-07-19",
            /// Edge Computing Machine (ECM), API version 2019-07-19.
            ///
            /// Each group of actions is a feature of this crate: `ecm-instance` and so on. What is
            /// shown here is what the features that are on ask for.
            pub mod ecm,
            groups: [$($groups)*],
        }
    };
}
