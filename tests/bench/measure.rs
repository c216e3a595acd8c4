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

/// A process from start to end, its output thrown away. One run first, to warm what the machine caches.
pub fn run(command: impl Fn() -> Command, times: usize) -> Measured {
    let mut runs: Vec<(Duration, u64)> = (0..=times).map(|_| once(&mut command())).collect();
    runs.remove(0);
    let peak = runs.iter().map(|(_, peak)| *peak).max().unwrap_or_default();
    Measured {
        time: median(runs.into_iter().map(|(time, _)| time).collect()),
        peak,
    }
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
pub fn floor(dir: &Path, times: usize) -> Measured {
    let once = || {
        let start = Instant::now();
        let files: Vec<PathBuf> = walkdir::WalkDir::new(dir)
            .into_iter()
            .filter_map(Result::ok)
            .filter(|entry| entry.file_type().is_file())
            .map(|entry| entry.into_path())
            .collect();
        let bytes: usize = files.par_iter().map(|file| fs::read(file).expect("a file").len()).sum();
        assert!(bytes > 0);
        start.elapsed()
    };
    once();
    Measured {
        time: median((0..times).map(|_| once()).collect()),
        peak: 0,
    }
}

fn median(mut times: Vec<Duration>) -> Duration {
    times.sort();
    times[times.len() / 2]
}
