//! What a report is made from: the records, what is due and what is wrong, for one reader at one moment.

use std::collections::HashMap;

use crate::finding::Finding;
use crate::records::Record;

use super::due::{Line, Place};
use super::values::Reader;

#[derive(Clone)]
pub struct Basis<'a> {
    pub reader: Reader<'a>,
    pub place: &'a Place<'a>,
    /// Every duty, the most urgent first.
    pub lines: Vec<Line<'a>>,
    pub findings: &'a [Finding],
    of_file: HashMap<&'a str, OfFile>,
}

/// What there is of one file, by where it stands.
#[derive(Clone, Default)]
struct OfFile {
    lines: Vec<usize>,
    findings: Vec<usize>,
}

impl<'a> Basis<'a> {
    pub fn of(reader: Reader<'a>, place: &'a Place<'a>, lines: Vec<Line<'a>>, findings: &'a [Finding]) -> Basis<'a> {
        let mut of_file: HashMap<&str, OfFile> = HashMap::new();
        for (at, line) in lines.iter().enumerate() {
            let file = line.duty.site().file.as_str();
            of_file.entry(file).or_default().lines.push(at);
        }
        for (at, finding) in findings.iter().enumerate() {
            let file = finding.site.file.as_str();
            of_file.entry(file).or_default().findings.push(at);
        }
        Basis {
            reader,
            place,
            lines,
            findings,
            of_file,
        }
    }

    /// The same for another reader.
    pub fn for_reader(&self, reader: Reader<'a>) -> Basis<'a> {
        Basis { reader, ..self.clone() }
    }

    /// The duties of one record. Of two records of one name nobody can say whose a duty is but by its file.
    pub fn lines_of(&self, record: &Record) -> Vec<Line<'a>> {
        let of_file = self.of_file.get(record.file).into_iter().flat_map(|it| &it.lines);
        let lines = of_file.map(|at| self.lines[*at]);
        lines.filter(|line| line.duty.record == record.name).collect()
    }

    pub fn findings_of(&self, record: &Record) -> Vec<&'a Finding> {
        let of_file = self.of_file.get(record.file).into_iter().flat_map(|it| &it.findings);
        of_file.map(|at| &self.findings[*at]).collect()
    }
}
