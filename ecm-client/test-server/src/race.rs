//! Race between two futures.

use std::future::poll_fn;
use std::pin::pin;
use std::task::Poll;

pub(super) enum Either<L, R> {
    Left(L),
    Right(R),
}

/// Waits for either future; if both are ready, the left one wins.
pub(super) async fn race<L, R>(
    left: impl Future<Output = L>,
    right: impl Future<Output = R>,
) -> Either<L, R> {
    let (mut left, mut right) = (pin!(left), pin!(right));
    poll_fn(|context| {
        if let Poll::Ready(value) = left.as_mut().poll(context) {
            return Poll::Ready(Either::Left(value));
        }
        right.as_mut().poll(context).map(Either::Right)
    })
    .await
}
