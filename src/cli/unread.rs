//! Which files could not be read as a whole: what is made of the others says so, and to whoever asked.

use std::io::Write;

use anyhow::Result;

use crate::finding::{Finding, Level};
use crate::records::Records;
use crate::text;
use crate::text::{Lang, in_line};

/// The files in which something could not be read or counted, from the folder's root.
pub(super) fn files(records: &Records, findings: &[Finding]) -> Vec<String> {
    let uncountable = findings.iter().filter(|finding| finding.norm == "record/uncountable");
    let misread = records.findings.iter().filter(|finding| finding.level == Level::Error);
    let mut files: Vec<String> = misread.chain(uncountable).map(|it| it.site.file.clone()).collect();
    files.sort();
    files.dedup();
    files
}

pub(super) fn warn(files: &[String], lang: Lang, err: &mut dyn Write) -> Result<()> {
    for file in files {
        let file = in_line(file);
        let warning = text!(
            "{file} is niet goed te lezen; wat daarin loopt, kan hier ontbreken: avg check zegt waarom",
            "{file} cannot be read well; what runs there may be missing here: avg check says why"
        );
        writeln!(err, "avg: {}", warning.get(lang))?;
    }
    Ok(())
}
