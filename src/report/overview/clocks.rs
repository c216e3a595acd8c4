//! The terms of a year: which were kept, which were missed, which still run, duty by duty.

use std::collections::BTreeMap;

use chrono::{Datelike, NaiveDate};

use crate::norms::duties::Status;
use crate::report::due::Line;
use crate::report::{Cell, Group, Part, Said};
use crate::text::Lang;

use super::counting::{bars, number};

/// Kept, missed, running.
type Counts = [usize; 3];

pub(super) struct Clocks {
    /// By the name of the duty, with its words in both languages.
    by_duty: BTreeMap<String, (crate::text::Text, Counts)>,
    /// Of the missed ones, how many are still open.
    still_open: usize,
    /// Of the kept ones, how many passed with nothing left to do.
    lapsed: usize,
    /// How many are open and have no end, because they are due without delay.
    endless: usize,
}

impl Clocks {
    pub fn of(lines: &[Line], year: i32) -> Clocks {
        let is_of_year = |line: &&Line| counted_on(line).is_some_and(|day| day.year() == year);
        let of_year: Vec<&Line> = lines.iter().filter(is_of_year).collect();
        let count = |is: &dyn Fn(&Line) -> bool| of_year.iter().filter(|line| is(line)).count();
        let mut by_duty = BTreeMap::new();
        for line in &of_year {
            let (_, counts) = by_duty
                .entry(line.duty.name.clone())
                .or_insert_with(|| (line.title(), Counts::default()));
            counts[column(line.duty.status())] += 1;
        }
        Clocks {
            by_duty,
            still_open: count(&|line| line.duty.status() == Status::Late),
            lapsed: count(&|line| line.duty.lead().has_lapsed),
            endless: lines
                .iter()
                .filter(|line| line.duty.status().is_open() && line.duty.latest().is_none())
                .count(),
        }
    }

    /// Of all duties together.
    pub fn all(&self) -> Counts {
        self.by_duty.values().fold(Counts::default(), |sum, (_, counts)| {
            [sum[0] + counts[0], sum[1] + counts[1], sum[2] + counts[2]]
        })
    }

    pub fn part(&self, year: i32, lang: Lang) -> Part {
        let row = |words: &str, name: &str, counts: Counts| {
            let numbers = counts.into_iter().map(number);
            [Cell::word(words, name)].into_iter().chain(numbers).collect()
        };
        let mut rows: Vec<Vec<Cell>> = vec![row(lang.pick("alle plichten", "all duties"), "all", self.all())];
        let mut duties: Vec<_> = self.by_duty.iter().collect();
        // What was missed most comes first.
        duties.sort_by_key(|(_, (_, [_, missed, _]))| std::cmp::Reverse(*missed));
        rows.extend(
            duties
                .iter()
                .map(|(name, (title, counts))| row(title.get(lang), name, *counts)),
        );
        Part {
            text: self.said(lang),
            ..Part::table(
                lang.pick(format!("Termijnen in {year}"), format!("Terms in {year}")),
                bars(
                    lang.pick(
                        ["plicht", "gehaald", "gemist", "lopend"],
                        ["duty", "kept", "missed", "running"],
                    ),
                    ["duty", "kept", "missed", "running"],
                    vec![Group::from(rows)],
                ),
            )
        }
    }

    /// How it is counted.
    fn said(&self, lang: Lang) -> Vec<Said> {
        let (still_open, lapsed, endless) = (self.still_open, self.lapsed, self.endless);
        let counted = lang.pick(
            "Een termijn telt in het jaar van zijn laatste verdedigbare einde, of als hij eerder is nagekomen, in het jaar waarin dat gebeurde. Gemist is wat na dat einde is nagekomen of nog openstaat; wat na het moment van opmaken ligt, is nog niet gebeurd.",
            "A term counts in the year of its last defensible end or, when it was met earlier, in the year in which that happened. Missed is what was met after that end or is still open; what lies after the moment of making has not happened yet.",
        );
        let asides = [
            (
                still_open,
                lang.pick("Gemist en nog niet gedaan", "Missed and not done yet"),
            ),
            (
                lapsed,
                lang.pick(
                    "Geteld als gehaald, want verstreken zonder dat er nog iets te doen is",
                    "Counted as kept, because it passed with nothing left to do",
                ),
            ),
            (
                endless,
                lang.pick(
                    "In geen enkel jaar geteld, want onverwijld en nog open",
                    "Counted in no year, because due without delay and still open",
                ),
            ),
        ];
        let asides = asides.iter().filter(|(count, _)| *count > 0);
        let asides = asides.map(|(count, words)| format!("{words}: {count}."));
        let words: Vec<String> = [counted.to_string()].into_iter().chain(asides).collect();
        vec![Said::Sentence(words.join(" "))]
    }
}

/// The day that decides in which year a term counts; of what has no end and is not met, none.
fn counted_on(line: &Line) -> Option<NaiveDate> {
    let (clock, zone) = (line.duty.lead(), line.place.at().zone);
    let latest = clock.due.as_ref().map(|due| due.latest.day(zone));
    match (clock.status, clock.met) {
        (Status::Met, Some(met)) => Some(zone.day(met)),
        _ => latest,
    }
}

fn column(status: Status) -> usize {
    match status {
        Status::Met => 0,
        Status::MetLate | Status::Late => 1,
        Status::AtLimit | Status::WithoutDelay | Status::Soon | Status::Open => 2,
    }
}
