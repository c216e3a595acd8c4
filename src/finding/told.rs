//! How often one norm is told of one file: a list of a million rows can miss the same thing a million times. How often more is
//! always told with it.

use std::collections::BTreeMap;

use crate::text;

use super::Finding;

/// What is found more often in one file than this was not made by hand, and to tell each would take far more than the file.
pub const MOST: usize = 250;

/// Findings, as many as are told.
#[derive(Debug, Default)]
pub struct Told {
    findings: Vec<Finding>,
    /// Of each file how many there are under each norm that has any, and the first that is not told.
    files: BTreeMap<String, BTreeMap<String, (usize, Option<Finding>)>>,
}

impl Told {
    pub fn take(&mut self, finding: Finding) {
        // Nearly always the file and the norm have had one already.
        if !self.files.contains_key(&finding.site.file) {
            self.files.insert(finding.site.file.clone(), BTreeMap::new());
        }
        let Some(norms) = self.files.get_mut(&finding.site.file) else {
            return;
        };
        let Some((count, beyond)) = norms.get_mut(&finding.norm) else {
            norms.insert(finding.norm.clone(), (1, None));
            self.findings.push(finding);
            return;
        };
        *count += 1;
        if *count <= MOST {
            self.findings.push(finding);
        } else if beyond.is_none() {
            *beyond = Some(finding);
        }
    }

    /// All that are told. How many more there are under a norm is a finding of that norm: what accepts it, accepts them all.
    pub fn all(mut self) -> Vec<Finding> {
        let found = self.files.into_values().flat_map(BTreeMap::into_values);
        let more = found.filter_map(|(count, beyond)| Some((count.checked_sub(MOST)?, beyond?)));
        self.findings.extend(more.map(|(more, first)| counted(more, first)));
        self.findings
    }
}

impl Extend<Finding> for Told {
    fn extend<I: IntoIterator<Item = Finding>>(&mut self, findings: I) {
        findings.into_iter().for_each(|finding| self.take(finding));
    }
}

fn counted(more: usize, first: Finding) -> Finding {
    if more == 1 {
        return first;
    }
    let norm = &first.norm;
    Finding {
        message: text!(
            "nog {more} keer in dit bestand wat {norm} hierboven zegt",
            "{more} times more in this file what {norm} says above"
        ),
        // It is about no row of its own.
        item: None,
        related: Vec::new(),
        ..first
    }
}
