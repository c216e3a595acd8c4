//! Several folders side by side: which are meant, and what could not be read of them.

use std::io::Write;
use std::path::Path;

use anyhow::{Error, Result, anyhow};

use crate::folder::{self, Folder};
use crate::text;
use crate::text::{Lang, in_line};

use super::{Checked, Session, sentence};

/// The folders that were asked for.
pub(super) struct Asked {
    pub folders: Vec<Named>,
    /// Whether each must be named: more than one was asked for, however many there are.
    pub are_several: bool,
    failures: Vec<Failure>,
}

/// A folder, by the path that was asked for.
pub(super) struct Named {
    pub label: String,
    pub folder: Folder,
}

/// What came of holding the norms against each.
pub(super) struct Looked<'a> {
    pub checked: Vec<(&'a Named, Checked<'a>)>,
    pub failures: Vec<Failure>,
}

/// What could not be read, and why. The others are shown all the same.
pub(super) struct Failure {
    label: Option<String>,
    error: Error,
}

impl Asked {
    /// Those named with `-C` and all below a folder; without either the nearest one upward.
    pub fn of(session: &Session, all_under: Option<&Path>) -> Result<Asked> {
        let dirs = &session.global.dirs;
        let mut asked = Asked {
            folders: Vec::new(),
            are_several: all_under.is_some() || dirs.len() > 1,
            failures: Vec::new(),
        };
        if !asked.are_several {
            let folder = session.folder()?;
            let label = session.named().unwrap_or(Path::new("")).to_string_lossy().into_owned();
            asked.folders.push(Named { label, folder });
            return Ok(asked);
        }
        let mut wanted = dirs.clone();
        if let Some(dir) = all_under {
            let (found, closed) = folder::under(dir, &session.edge.cwd)?;
            if found.is_empty() {
                let dir = dir.display();
                return Err(anyhow!(text!(
                    "onder {dir} staat geen map met een avg.toml: er is niets nagezien",
                    "there is no folder with an avg.toml under {dir}: nothing was checked"
                )));
            }
            wanted.extend(found);
            let closed = closed.into_iter().map(|error| Failure { label: None, error });
            asked.failures.extend(closed);
        }
        for dir in folder::distinct(wanted, &session.edge.cwd) {
            asked.read(&dir, session);
        }
        Ok(asked)
    }

    fn read(&mut self, dir: &Path, session: &Session) {
        let label = dir.to_string_lossy().into_owned();
        match Folder::read(Some(dir), &session.edge.cwd, session.global.rev.as_deref()) {
            Ok(folder) => self.folders.push(Named { label, folder }),
            Err(error) => self.failures.push(Failure {
                label: Some(label),
                error,
            }),
        }
    }

    /// Holds the norms of each against it, in the language of the first. What cannot be is one failure more; of one folder
    /// alone it is the end.
    pub fn check(&mut self, session: &Session, lang: &mut Lang) -> Result<Looked<'_>> {
        let mut checked = Vec::new();
        let mut failures = std::mem::take(&mut self.failures);
        for (index, named) in self.folders.iter().enumerate() {
            let mut its_own = *lang;
            let outcome = Checked::duties(&named.folder, session, &mut its_own)
                .and_then(|checked| checked.refuse_if_empty(&named.folder, session).map(|()| checked));
            if index == 0 {
                *lang = its_own;
            }
            match outcome {
                Ok(outcome) => checked.push((named, outcome)),
                Err(error) if !self.are_several => return Err(error),
                Err(error) => failures.push(Failure {
                    label: Some(named.label.clone()),
                    error,
                }),
            }
        }
        Ok(Looked { checked, failures })
    }
}

impl Failure {
    pub fn say(&self, lang: Lang, err: &mut dyn Write) -> Result<()> {
        let label = self.label.as_ref().map(|label| format!("{}: ", in_line(label)));
        let said = format!("{}{}", label.unwrap_or_default(), sentence(&self.error, lang));
        writeln!(err, "avg: {said}")?;
        Ok(())
    }
}
