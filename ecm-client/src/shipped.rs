//! APIs whose specs ship with this crate, one module each.
//!
//! A module has the groups of actions whose features are enabled.
//!
//! Each group is a link in a chain of macros: it adds the group to a list if its feature is
//! enabled, and hands the list to the next one; the last makes the module of all that is in it. So
//! there is one module for any set of features, in which what several groups reach exists once, and
//! what no feature asks for is not compiled. A test compares features, links and the groups of the
//! spec.
//!
//! The compiler's notes on a generated item name the macro that began the chain, so it begins with the
//! API and not with a group that the reader need not use.

#![cfg_attr(all(test, feature = "ecm-full"), allow(unused_macros))]

/// Defines a link of the chain; `$` comes first, as a macro cannot write it in those it makes.
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
group! { $ ecm_module: "ecm-module" adds [module] then ecm_instance }
group! { $ ecm_image: "ecm-image" adds [image] then ecm_module }
group! { $ ecm_network: "ecm-network" adds [network] then ecm_image }
group! { $ ecm_network_interface: "ecm-network-interface" adds [network-interface] then ecm_network }
group! { $ ecm_address: "ecm-address" adds [address] then ecm_network_interface }
group! { $ ecm_security_group: "ecm-security-group" adds [security-group] then ecm_address }
group! { $ ecm_load_balancer: "ecm-load-balancer" adds [load-balancer] then ecm_security_group }
group! { $ ecm_overview: "ecm-overview" adds [overview] then ecm_load_balancer }

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
            feature_prefix: "ecm-",
            groups: [$($groups)*],
        }
    };
}

/// The beginning of the chain.
#[cfg(not(all(test, feature = "ecm-full")))]
macro_rules! ecm_api {
    () => {
        ecm_overview! {}
    };
}

/// The groups that unit tests use: to compile the others once more would take longer than to run the tests.
#[cfg(all(test, feature = "ecm-full"))]
macro_rules! ecm_api {
    () => {
        ecm! { instance, image }
    };
}
