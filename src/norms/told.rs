//! How often one norm is told of one file: a list of a million rows can miss the same thing a million times. How often more is
//! always told with it.

use std::collections::BTreeMap;

use crate::finding::Finding;
use crate::text;

/// What is found more often in one file than this was not made by hand, and to tell each would take far more than the file.
const MOST: usize = 250;

/// The findings of one file, as many as are told.
#[derive(Default)]
pub(super) struct Told {
    findings: Vec<Finding>,
    /// How many there are of each norm that had any.
    counts: BTreeMap<String, usize>,
    /// Of each norm with more, the first that is not told.
    beyond: BTreeMap<String, Finding>,
}

impl Told {
    pub fn take(&mut self, finding: Finding) {
        let count = match self.counts.get_mut(&finding.norm) {
            Some(count) => count,
            None => self.counts.entry(finding.norm.clone()).or_default(),
        };
        *count += 1;
        match *count - 1 {
            0..MOST => self.findings.push(finding),
            MOST => drop(self.beyond.insert(finding.norm.clone(), finding)),
            _ => {}
        }
    }

    /// All that are told. How many more there are of a norm is a finding of that norm: what accepts it, accepts them all.
    pub fn all(mut self) -> Vec<Finding> {
        for (norm, finding) in self.beyond {
            let more = self.counts.get(&norm).map_or(0, |count| count - MOST);
            if more == 1 {
                self.findings.push(finding);
                continue;
            }
            self.findings.push(Finding {
                message: text!(
                    "en nog {more} keer in dit bestand wat {norm} hierboven zegt",
                    "and {more} times more in this file what {norm} says above"
                ),
                related: Vec::new(),
                ..finding
            });
        }
        self.findings
    }
}
