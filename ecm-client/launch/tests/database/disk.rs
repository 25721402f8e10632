//! The disk of the server is full.

use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use tokio::task::block_in_place;
use tokio::time::sleep;

use super::bench::Bench;
use crate::cluster::{Cluster, give_away};

const SPREAD: Duration = Duration::from_secs(3);

/// Small file system of its own.
struct SmallDisk {
    folder: tempfile::TempDir,
}

impl SmallDisk {
    /// Mounts one. `None`, and says so, where that is not allowed.
    fn mount() -> Option<Self> {
        let folder = tempfile::tempdir().unwrap();
        let mounted = Command::new("mount")
            .args(["-t", "tmpfs", "-o", "size=160m", "tmpfs"])
            .arg(folder.path())
            .output();
        if !mounted.is_ok_and(|mounted| mounted.status.success()) {
            println!("skipped: no small file system can be mounted here");
            return None;
        }
        give_away(folder.path());
        Some(Self { folder })
    }

    fn filler(&self) -> PathBuf {
        self.folder.path().join("filler")
    }

    /// Writes until nothing more fits.
    fn fill(&self) {
        let mut file = fs::File::create(self.filler()).unwrap();
        for size in [1 << 20, 1 << 12] {
            while file.write_all(&vec![1; size]).is_ok() {}
        }
    }

    fn free(&self) {
        fs::remove_file(self.filler()).unwrap();
    }

    fn data(&self) -> PathBuf {
        Path::join(self.folder.path(), "data")
    }
}

impl Drop for SmallDisk {
    fn drop(&mut self) {
        let _ = Command::new("umount").arg(self.folder.path()).status();
    }
}

#[tokio::test(flavor = "multi_thread")]
#[ignore = "needs PostgreSQL: run by tests/postgres/run.sh"]
async fn launches_survive_a_disk_that_is_full() {
    let Some(disk) = SmallDisk::mount() else { return };
    // Dropped before the disk is.
    let Some(cluster) = Cluster::start_in(Some(&disk.data()), &[]) else { return };
    let bench = Bench::start(cluster).await;
    let happening = async {
        sleep(SPREAD / 5).await;
        block_in_place(|| disk.fill());
        sleep(SPREAD / 2).await;
        block_in_place(|| disk.free());
        // It may have ended for want of space.
        if !bench.cluster.is_running() {
            block_in_place(|| bench.cluster.restart());
        }
    };
    let results = bench.launch_during(SPREAD, happening).await;
    let full = results.iter().filter(|(_, result)| {
        result.as_ref().is_err_and(|error| error.to_string().contains("No space left on device"))
    });
    assert!(full.count() > 0 || bench.cluster.log().contains("No space left on device"));
    bench.judge(&results);
    bench.complete().await;
}
