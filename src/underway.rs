//! What is underway in this process: how far long work is, for whoever shows it, and what must not be cut off half-way.
//!
//! A signal and a terminal are the whole process's, and so is this. Nothing here changes what a run finds or writes; it reads
//! no clock and touches no terminal: that is for the edge, which looks.

use std::error::Error;
use std::fmt;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use crate::text::Lang;

/// Work that can take long.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Work {
    /// Reading files.
    Files,
    /// Making records of them.
    Records,
    /// Holding the norms against the records.
    Norms,
    /// Reading what git remembers.
    Commits,
    /// Making the pages of a dossier.
    Pages,
    /// Making records of the rows of a spreadsheet.
    Rows,
    /// Writing those into files.
    Writing,
}

/// How far it is.
#[derive(Debug)]
pub struct Progress {
    work: Work,
    /// How much there is to do; absent where nobody knows yet.
    of: Option<usize>,
    done: AtomicUsize,
}

impl Progress {
    /// One more is done: this.
    pub fn count<T>(&self, done: T) -> T {
        self.done.fetch_add(1, Ordering::Relaxed);
        done
    }

    /// As people read it: `read 12 000 of 100 000 files`.
    pub fn words(&self, lang: Lang) -> String {
        let done = grouped(self.done.load(Ordering::Relaxed));
        let how_many = match self.of {
            Some(of) => format!("{done} {} {}", lang.pick("van", "of"), grouped(of)),
            None => done,
        };
        let (things, nl, en) = match self.work {
            Work::Files => (lang.pick("bestanden", "files"), "gelezen", "read"),
            Work::Records => (lang.pick("bestanden", "files"), "ontleed", "parsed"),
            Work::Norms => (lang.pick("bestanden", "files"), "nagezien", "checked"),
            Work::Commits => ("commits", "doorgenomen", "gone through"),
            Work::Pages => (lang.pick("stukken", "documents"), "gemaakt", "made"),
            Work::Rows => (lang.pick("rijen", "rows"), "gelezen", "read"),
            Work::Writing => (lang.pick("bestanden", "files"), "geschreven", "written"),
        };
        match lang {
            Lang::Nl => format!("{how_many} {things} {nl}"),
            Lang::En => format!("{en} {how_many} {things}"),
        }
    }
}

/// In groups of three.
fn grouped(number: usize) -> String {
    let digits = number.to_string();
    let at = |at: usize, digit: char| match at > 0 && (digits.len() - at).is_multiple_of(3) {
        true => format!(" {digit}"),
        false => digit.to_string(),
    };
    digits
        .chars()
        .enumerate()
        .map(|(place, digit)| at(place, digit))
        .collect()
}

/// The work at hand, as long as it lasts.
static AT_HAND: Mutex<Option<Arc<Progress>>> = Mutex::new(None);

/// What to do once it is over.
static WHEN_OVER: OnceLock<fn()> = OnceLock::new();

/// The language of whoever looks.
static LANG: OnceLock<Lang> = OnceLock::new();

/// Does work, and lets it be seen how far it is. Work inside other work is part of that.
pub fn during<T>(work: Work, of: Option<usize>, job: impl FnOnce(&Progress) -> T) -> T {
    let progress = Arc::new(Progress {
        work,
        of,
        done: AtomicUsize::new(0),
    });
    let is_outermost = {
        let mut at_hand = AT_HAND.lock().unwrap_or_else(PoisonError::into_inner);
        let is_outermost = at_hand.is_none();
        at_hand.get_or_insert_with(|| Arc::clone(&progress));
        is_outermost
    };
    let done = job(&progress);
    if is_outermost {
        let mut at_hand = AT_HAND.lock().unwrap_or_else(PoisonError::into_inner);
        *at_hand = None;
        // Before anything else is said, and while nobody looks.
        if let Some(when_over) = WHEN_OVER.get() {
            when_over();
        }
    }
    done
}

/// Looks at the work at hand; it does not end meanwhile.
pub fn look(see: impl FnOnce(Option<&Progress>, Lang)) {
    let at_hand = AT_HAND.lock().unwrap_or_else(PoisonError::into_inner);
    see(at_hand.as_deref(), LANG.get().copied().unwrap_or_default());
}

/// Asks to be told each time when work is over, before anything else happens.
pub fn when_over(told: fn()) {
    // The first who asks is the edge; there is no other.
    let _ = WHEN_OVER.set(told);
}

/// The language in which it is said how far work is: what was asked for, else that of the first folder.
pub fn speak(lang: Lang) {
    let _ = LANG.set(lang);
}

/// Whether somebody asked to stop.
static STOPPED: AtomicBool = AtomicBool::new(false);

/// How many are at something that must be whole.
static HANDS: AtomicUsize = AtomicUsize::new(0);

/// At something that must be whole: as long as it is there, the process is not ended.
#[derive(Debug)]
pub struct Hand(());

impl Hand {
    /// Begins, unless somebody asked to stop.
    pub fn begin() -> Result<Hand, Interrupted> {
        // First it is there, then it looks: who asked to stop in between sees it.
        HANDS.fetch_add(1, Ordering::SeqCst);
        let hand = Hand(());
        hand.go_on().map(|()| hand)
    }

    /// Whether there is still time for another piece.
    pub fn go_on(&self) -> Result<(), Interrupted> {
        match is_stopped() {
            true => Err(Interrupted),
            false => Ok(()),
        }
    }
}

impl Drop for Hand {
    fn drop(&mut self) {
        HANDS.fetch_sub(1, Ordering::SeqCst);
    }
}

/// Asks to stop: what is being written is finished or taken back, and nothing is begun.
pub fn stop() {
    STOPPED.store(true, Ordering::SeqCst);
}

pub fn is_stopped() -> bool {
    STOPPED.load(Ordering::SeqCst)
}

/// Whether something is at hand that must be whole.
pub fn is_at_hand() -> bool {
    HANDS.load(Ordering::SeqCst) > 0
}

/// Why something was not begun, or not finished.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Interrupted;

impl fmt::Display for Interrupted {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("interrupted")
    }
}

impl Error for Interrupted {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_read_in_groups() {
        let all = [0, 999, 1000, 12_345, 100_000, 1_234_567].map(grouped);
        assert_eq!(all, ["0", "999", "1 000", "12 345", "100 000", "1 234 567"]);
    }

    #[test]
    fn how_far_it_is_stands_in_both_languages() {
        let progress = |of| Progress {
            work: Work::Records,
            of,
            done: AtomicUsize::new(12_000),
        };
        let known = progress(Some(100_000));
        assert_eq!(known.words(Lang::Nl), "12 000 van 100 000 bestanden ontleed");
        assert_eq!(known.words(Lang::En), "parsed 12 000 of 100 000 files");
        assert_eq!(progress(None).words(Lang::En), "parsed 12 000 files");
    }
}
