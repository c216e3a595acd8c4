//! What a report is made from: the records, what is due and what is wrong, for one reader at one moment.

use crate::finding::Finding;
use crate::records::Record;

use super::due::{Line, Place};
use super::values::Reader;

pub struct Basis<'a> {
    pub reader: Reader<'a>,
    pub place: &'a Place<'a>,
    /// Every duty, the most urgent first.
    pub lines: Vec<Line<'a>>,
    pub findings: &'a [Finding],
}

impl<'a> Basis<'a> {
    /// The duties of one record. Of two records of one name nobody can say whose a duty is but by its file.
    pub fn lines_of(&self, record: &Record) -> Vec<Line<'a>> {
        let is_its_own = |line: &&Line| line.duty.record == record.name && line.duty.site().file == record.file;
        self.lines.iter().filter(is_its_own).copied().collect()
    }

    pub fn findings_of(&self, record: &Record) -> Vec<&'a Finding> {
        let is_its_own = |finding: &&Finding| finding.site.file == record.file;
        self.findings.iter().filter(is_its_own).collect()
    }
}
