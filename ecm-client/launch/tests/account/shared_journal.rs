//! Journal that the processes of a test share, and the slots that its database has handed out.

use ecm_client::ClientBuilder;
use ecm_client::dynamic::Api;
use ecm_launch::{Launcher, SharedRateLimiter};

/// Makes a launcher with the journal at a path, or at a URL.
pub(super) async fn launcher(client: ClientBuilder, api: Api, place: &str) -> Launcher {
    let limited = |limiter: SharedRateLimiter| client.rate_limiter(limiter).build().unwrap();
    #[cfg(feature = "postgres")]
    if place.starts_with("postgres:") {
        let journal = ecm_launch::PostgresJournal::connect(place).await.unwrap();
        return Launcher::new(limited(journal.rate_limiter()), api, journal).unwrap();
    }
    #[cfg(feature = "sqlite")]
    {
        let journal = ecm_launch::SqliteJournal::open(place).unwrap();
        Launcher::new(limited(journal.rate_limiter().unwrap()), api, journal).unwrap()
    }
    #[cfg(not(feature = "sqlite"))]
    panic!("{place} is no URL")
}
