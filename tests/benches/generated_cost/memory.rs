//! The most memory that a compiler has held, by looking at it again and again while it runs.

use std::fs;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread::{self, JoinHandle};
use std::time::Duration;

/// Looks at every `rustc` of the machine's until it is asked what it saw. The system keeps the highest
/// mark of each process itself, so that only its last moments can be missed.
pub(crate) struct Watch {
    ended: Arc<AtomicBool>,
    seen: JoinHandle<u64>,
}

impl Watch {
    pub(crate) fn start() -> Self {
        let ended = Arc::new(AtomicBool::new(false));
        let flag = Arc::clone(&ended);
        let here = std::process::id();
        let seen = thread::spawn(move || {
            let mut most = 0;
            while !flag.load(Ordering::Relaxed) {
                most = most.max(highest(here));
                thread::sleep(Duration::from_millis(10));
            }
            most
        });
        Self { ended, seen }
    }

    /// The highest mark, in KiB; 0 where the system does not tell.
    pub(crate) fn peak(self) -> u64 {
        self.ended.store(true, Ordering::Relaxed);
        self.seen.join().unwrap_or_default()
    }
}

/// The highest mark of the compilers that this process, or one that it has started, has started.
fn highest(here: u32) -> u64 {
    let Ok(processes) = fs::read_dir("/proc") else { return 0 };
    let ids = processes.flatten().filter_map(|entry| entry.file_name().to_str()?.parse().ok());
    let marks = ids.filter(|id| is_below(*id, here)).filter_map(|id: u32| {
        let status = fs::read_to_string(format!("/proc/{id}/status")).ok()?;
        value(&status, "Name:").filter(|name| *name == "rustc")?;
        value(&status, "VmHWM:")?.split(' ').next()?.parse().ok()
    });
    marks.max().unwrap_or(0)
}

/// Whether one process was started by the other, directly or not.
fn is_below(mut id: u32, ancestor: u32) -> bool {
    for _ in 0..16 {
        if id == ancestor {
            return true;
        }
        let Some(parent) = fs::read_to_string(format!("/proc/{id}/status"))
            .ok()
            .and_then(|status| value(&status, "PPid:")?.parse().ok())
        else {
            return false;
        };
        id = parent;
    }
    false
}

fn value<'a>(status: &'a str, key: &str) -> Option<&'a str> {
    status.lines().find_map(|line| line.strip_prefix(key)).map(str::trim)
}
