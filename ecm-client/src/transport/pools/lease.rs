//! Leases of connections.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, Weak};
use std::time::Duration;

use http::Uri;
use http::uri::{Authority, Scheme};
use tokio::runtime::{self, Handle};
use tokio::sync::watch;
use tokio::time::Instant;

use crate::transport::Poison;

/// Use of a connection: the runtime that drives it, and the server at its end.
#[derive(Clone)]
pub(super) struct LeaseKey {
    runtime: Handle,
    scheme: Option<Scheme>,
    authority: Option<Authority>,
}

impl LeaseKey {
    pub(super) fn new(runtime: Handle, server: &Uri) -> Self {
        let (scheme, authority) = (server.scheme().cloned(), server.authority().cloned());
        Self { runtime, scheme, authority }
    }
}

impl PartialEq for LeaseKey {
    fn eq(&self, other: &Self) -> bool {
        self.runtime.id() == other.runtime.id()
            && self.scheme == other.scheme
            && self.authority == other.authority
    }
}

/// Connections that are not in use.
pub(super) struct Pool<C> {
    idle_timeout: Duration,
    idle: Mutex<IdleList<C>>,
    /// Dropped with the pool, which ends the task that closes idle connections.
    _alive: watch::Sender<()>,
    end: watch::Receiver<()>,
}

struct IdleList<C> {
    entries: Vec<Idle<C>>,
    /// Runtimes on which a task closes what has been idle for too long.
    watched: Vec<runtime::Id>,
}

struct Idle<C> {
    key: LeaseKey,
    connection: C,
    since: Instant,
}

impl<C: Send + 'static> Pool<C> {
    pub(super) fn new(idle_timeout: Duration) -> Arc<Self> {
        let (alive, end) = watch::channel(());
        let idle = Mutex::new(IdleList { entries: Vec::new(), watched: Vec::new() });
        Arc::new(Self { idle_timeout, idle, _alive: alive, end })
    }

    #[cfg(feature = "reqwest")]
    pub(super) fn idle_timeout(&self) -> Duration {
        self.idle_timeout
    }

    /// Leases a connection, and returns the one that was used last.
    pub(super) fn lease(self: &Arc<Self>, key: LeaseKey) -> (Lease<C>, Option<C>) {
        let expired = self.expired();
        let mut idle = self.idle();
        let position = idle.entries.iter().rposition(|idle| idle.key == key);
        let found = position.map(|position| idle.entries.remove(position).connection);
        drop(idle);
        drop(expired);
        let lease = Lease {
            pool: Arc::clone(self),
            key,
            connection: Mutex::new(None),
            is_poisoned: AtomicBool::new(false),
        };
        (lease, found)
    }

    /// Number of connections that can be leased again.
    #[cfg(test)]
    pub(super) fn idle_count(&self) -> usize {
        self.idle().entries.len()
    }

    fn idle(&self) -> MutexGuard<'_, IdleList<C>> {
        // Nothing panics while the lock is held; if it did, the list would still be whole.
        self.idle.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Takes out what has been idle for too long, to be dropped where no lock is held.
    fn expired(&self) -> Vec<Idle<C>> {
        let now = Instant::now();
        let is_expired =
            |idle: &mut Idle<C>| now.saturating_duration_since(idle.since) >= self.idle_timeout;
        self.idle().entries.extract_if(.., is_expired).collect()
    }

    fn put(self: &Arc<Self>, key: LeaseKey, connection: C) {
        let runtime = key.runtime.clone();
        let mut idle = self.idle();
        idle.entries.push(Idle { key, connection, since: Instant::now() });
        if !idle.watched.contains(&runtime.id()) {
            idle.watched.push(runtime.id());
            drop(idle);
            self.watch(&runtime);
        }
    }

    /// Closes connections of a runtime that nobody uses any more, while there are any.
    fn watch(self: &Arc<Self>, runtime: &Handle) {
        let watch = Watch { pool: Arc::downgrade(self), runtime: runtime.id() };
        let (mut end, period) = (self.end.clone(), self.idle_timeout);
        runtime.spawn(async move {
            while tokio::time::timeout(period, end.changed()).await.is_err() {
                let Some(pool) = watch.pool.upgrade() else { return };
                drop(pool.expired());
                let mut idle = pool.idle();
                if !idle.entries.iter().any(|idle| idle.key.runtime.id() == watch.runtime) {
                    idle.watched.retain(|id| *id != watch.runtime);
                    return;
                }
            }
        });
    }
}

/// Entry of a task in the list of those that watch. The runtime of the task may end before it.
struct Watch<C: Send + 'static> {
    pool: Weak<Pool<C>>,
    runtime: runtime::Id,
}

impl<C: Send + 'static> Drop for Watch<C> {
    fn drop(&mut self) {
        if let Some(pool) = self.pool.upgrade() {
            pool.idle().watched.retain(|id| *id != self.runtime);
        }
    }
}

/// Lease of a connection for one request.
///
/// Dropped, it gives the connection back to the pool if the whole response has come over it and
/// shows no transient fault. In any other case, such as a timeout, the connection is dropped, which
/// closes it.
pub(in crate::transport) struct Lease<C: Send + 'static> {
    pool: Arc<Pool<C>>,
    key: LeaseKey,
    /// Connection that the whole response has come over.
    connection: Mutex<Option<C>>,
    is_poisoned: AtomicBool,
}

impl<C: Send + 'static> Lease<C> {
    /// Ends the use of the connection, as the whole response has come over it.
    pub(in crate::transport) fn ended(mut self, connection: C) -> Arc<dyn Poison> {
        self.connection = Mutex::new(Some(connection));
        Arc::new(self)
    }
}

impl<C: Send + 'static> Poison for Lease<C> {
    fn poison(&self) {
        self.is_poisoned.store(true, Ordering::Release);
    }
}

impl<C: Send + 'static> Drop for Lease<C> {
    fn drop(&mut self) {
        let connection = self.connection.get_mut().unwrap_or_else(PoisonError::into_inner).take();
        if let Some(connection) = connection.filter(|_| !self.is_poisoned.load(Ordering::Acquire)) {
            self.pool.put(self.key.clone(), connection);
        }
    }
}
