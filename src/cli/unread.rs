//! Which files could not be read as a whole: what is made of the others says so, and to whoever asked.

use std::io::Write;
use std::path::Path;

use anyhow::Result;

use crate::finding::{Finding, Level};
use crate::folder::{Folder, MARKER};
use crate::records::Records;
use crate::text;
use crate::text::{Lang, in_line};

/// The files in which something could not be read or counted, from the folder's root.
pub(super) fn files(records: &Records, findings: &[Finding]) -> Vec<String> {
    let uncountable = findings.iter().filter(|finding| finding.norm == "record/uncountable");
    // What is not there was not read badly.
    let is_there = |finding: &&Finding| finding.norm != "record/no-organisation";
    let misread = records.findings.iter().filter(|finding| finding.level == Level::Error);
    let misread = misread.filter(is_there);
    let mut files: Vec<String> = misread.chain(uncountable).map(|it| it.site.file.clone()).collect();
    files.sort();
    files.dedup();
    files
}

/// Names each, and an `avg.toml` that is not there, from where whoever asked is: `dir` is the folder as they named it. Gives
/// whether there was any.
pub(super) fn warn(
    files: &[String],
    folder: &Folder,
    dir: Option<&Path>,
    lang: Lang,
    err: &mut dyn Write,
) -> Result<bool> {
    let shown = |name: &str| in_line(&dir.unwrap_or(Path::new("")).join(name).to_string_lossy());
    let is_marked = folder.file(MARKER).is_some();
    let absent = (!is_marked).then(|| {
        let file = shown(MARKER);
        text!(
            "{file} is er niet: van wie deze map is, ontbreekt hier; avg init maakt dat bestand",
            "{file} is not there: whose this folder is, is missing here; avg init makes that file"
        )
    });
    let misread = files.iter().map(|name| {
        let file = shown(name);
        text!(
            "{file} is niet goed te lezen; wat daarin loopt, kan hier ontbreken: avg check zegt waarom",
            "{file} cannot be read well; what runs there may be missing here: avg check says why"
        )
    });
    for warning in absent.into_iter().chain(misread) {
        writeln!(err, "avg: {}", warning.get(lang))?;
    }
    Ok(!is_marked || !files.is_empty())
}
