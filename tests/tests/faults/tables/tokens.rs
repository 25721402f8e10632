//! Tokens that have expired or were exchanged, and credentials that cannot be had.

use crate::depot::Op;

use crate::bench::{Case, Want};
use crate::provider::Refresh;
use crate::world::World;

pub fn cases() -> Vec<Case> {
    let refused = || Want::Rejected("AuthFailure.TokenFailure".to_owned());
    let of = |op| {
        [
            (Refresh::Right, Want::Done, 2),
            (Refresh::Wrong, refused(), 2),
            (Refresh::Same, refused(), 1),
            (Refresh::Fails, refused(), 1),
            (Refresh::Hangs, refused(), 1),
            (Refresh::NoneAtAll, Want::NotSent, 0),
            (Refresh::NeverAny, Want::NotSent, 0),
        ]
        .map(|(refresh, want, requests)| {
            let case = Case::new(format!("token, {refresh:?}"), op, want).requests(requests);
            let case = case.world(World::Token(refresh));
            match refresh {
                Refresh::Hangs | Refresh::NeverAny => case.short(),
                _ => case,
            }
        })
    };
    Op::ALL.into_iter().flat_map(of).collect()
}
