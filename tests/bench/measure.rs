//! Time and peak memory of a whole process, and of walking and reading the same files with as many threads.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use rayon::prelude::*;

pub struct Measured {
    /// The median of the runs.
    pub time: Duration,
    /// The largest of the runs, in bytes; 0 where it is not known.
    pub peak: u64,
}

/// What is done once: how long it took, and the most memory, in bytes.
pub type Job<'a> = Box<dyn Fn() -> (Duration, u64) + 'a>;

/// Jobs by turns, so that a machine that grows slower or faster meanwhile does so for all of them. One round goes before, to
/// warm what the machine caches.
pub fn by_turns<const N: usize>(jobs: [Job; N], times: usize) -> [Measured; N] {
    let rounds: Vec<_> = (0..=times).map(|_| jobs.each_ref().map(|job| job())).collect();
    std::array::from_fn(|job| {
        let runs = rounds[1..].iter().map(|round| round[job]);
        Measured {
            time: median(runs.clone().map(|(time, _)| time).collect()),
            peak: runs.map(|(_, peak)| peak).max().unwrap_or_default(),
        }
    })
}

/// A process from start to end, its output thrown away.
pub fn process<'a>(command: impl Fn() -> Command + 'a) -> Job<'a> {
    Box::new(move || once(&mut command()))
}

fn once(command: &mut Command) -> (Duration, u64) {
    let start = Instant::now();
    let mut child = command
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .expect("it runs");
    let status = format!("/proc/{}/status", child.id());
    let mut peak = 0;
    // The high-water mark only rises: the last look before the end is the one that counts.
    let watch = std::thread::spawn(move || {
        while let Some(now) = high_water(&status) {
            peak = now.max(peak);
            std::thread::sleep(Duration::from_millis(2));
        }
        peak
    });
    let ended = child.wait().expect("it ends");
    let time = start.elapsed();
    // 1 says that there were findings.
    assert!(matches!(ended.code(), Some(0 | 1)), "{command:?}: {ended}");
    (time, watch.join().expect("the watch"))
}

fn high_water(status: &str) -> Option<u64> {
    let text = fs::read_to_string(status).ok()?;
    let line = text.lines().find(|line| line.starts_with("VmHWM:"))?;
    let kilobytes: u64 = line.split_whitespace().nth(1)?.parse().ok()?;
    Some(kilobytes * 1024)
}

/// Every file below a folder listed and read, with a thread a core.
pub fn floor(dir: &Path) -> Job<'_> {
    Box::new(move || {
        let start = Instant::now();
        let files: Vec<PathBuf> = walkdir::WalkDir::new(dir)
            .into_iter()
            .filter_map(Result::ok)
            .filter(|entry| entry.file_type().is_file())
            .map(|entry| entry.into_path())
            .collect();
        let bytes: usize = files.par_iter().map(|file| fs::read(file).expect("a file").len()).sum();
        assert!(bytes > 0);
        (start.elapsed(), 0)
    })
}

fn median(mut times: Vec<Duration>) -> Duration {
    times.sort();
    times[times.len() / 2]
}
