//! Where records are written: nothing leaves it that the reader would not accept, and what was written is said with the
//! clocks that run from it.

use std::io::Write;

use anyhow::{Result, anyhow};
use chrono::{DateTime, Utc};
use clap::Args;

use crate::finding::{Finding, Level};
use crate::folder::{self, Folder, Kind, Saved, Writer};
use crate::norms::Catalogue;
use crate::norms::check::{Outcome, apply_to};
use crate::records::draft::Draft;
use crate::records::edit::{self, Spot};
use crate::records::tree::{Node, Value};
use crate::records::{Records, shape_of, toml_tree};
use crate::render::{harmless, terminal};
use crate::report::due::{self, Place};
use crate::text;
use crate::text::{Lang, Text};
use crate::time::{Moment, Zone};

use super::fields::FieldArgs;
use super::{Session, sentence, which};

// No doc comment: it would stand in the help of every command that takes these.
#[derive(Args)]
pub(super) struct SaveArgs {
    /// Commit the file, and nothing else, to git
    #[arg(long)]
    pub commit: bool,
}

/// A folder in which records are written.
pub(super) struct Desk<'s> {
    pub session: &'s Session<'s>,
    pub folder: Folder,
    pub catalogue: Catalogue,
    pub zone: Zone,
    pub lang: Lang,
    pub now: DateTime<Utc>,
}

/// A record as it was read: what its change is held against.
#[derive(Clone, Debug)]
pub(super) struct Page {
    pub kind: Kind,
    /// `incidents/2026-002`.
    pub name: String,
    pub file: String,
    pub before: String,
}

impl<'s> Desk<'s> {
    pub fn open(session: &'s Session<'s>, lang: &mut Lang, err: &mut dyn Write) -> Result<Desk<'s>> {
        session.format()?;
        if session.global.rev.is_some() {
            return Err(anyhow!(text!(
                "in een commit is niet te schrijven: laat --rev weg",
                "a commit cannot be written to: leave out --rev"
            )));
        }
        let folder = session.folder()?;
        let (zone, now) = {
            let records = Records::read(&folder);
            *lang = session.lang(&records);
            (records.zone, session.now(records.zone)?)
        };
        // Whoever records a breach at night is not to be stopped by a slip in a house rule.
        let catalogue = Catalogue::of(&folder).or_else(|error| {
            writeln!(err, "avg: {}", sentence(&error, *lang))?;
            Catalogue::embedded()
        })?;
        Ok(Desk {
            session,
            folder,
            catalogue,
            zone,
            lang: *lang,
            now,
        })
    }

    /// The record that is meant, as it is now.
    pub fn page(&self, asked: &str) -> Result<Page> {
        let records = Records::read(&self.folder);
        let record = which::record(&records, asked)?;
        if !record.is_sound {
            let file = record.file;
            return Err(anyhow!(text!(
                "{file} is niet als geheel te lezen: avg check zegt waar; herstel dat eerst",
                "{file} cannot be read as a whole: avg check says where; mend that first"
            )));
        }
        Ok(Page {
            kind: record.kind,
            name: record.name.clone(),
            file: record.file.to_string(),
            before: record.text.to_string(),
        })
    }

    /// The record that is meant, with what was given for it already on the desk.
    pub fn take(&mut self, asked: &str, fields: &FieldArgs, item: Option<&str>) -> Result<Page> {
        let page = self.page(asked)?;
        let draft = self.dated(fields.draft(page.kind)?);
        let text = draft.onto(&page.before, shape_of(page.kind), item)?;
        self.lay(&page, &text);
        Ok(page)
    }

    /// What is given for a record, with what `now` means in it.
    pub fn dated(&self, mut draft: Draft) -> Draft {
        draft.set_now(self.now, self.zone);
        draft
    }

    /// The text of a record as it stands on the desk.
    pub fn text<'d>(&'d self, page: &'d Page) -> &'d str {
        let file = self.folder.file(&page.file);
        file.and_then(folder::File::text).unwrap_or(&page.before)
    }

    /// Lays a text on the desk, to see what it would be.
    pub fn lay(&mut self, page: &Page, text: &str) {
        self.folder.add(&page.file, text);
    }

    /// Writes a value into the text on the desk.
    pub fn set(&mut self, page: &Page, spot: &Spot, value: &str) -> Result<()> {
        let text = edit::set(self.text(page), shape_of(page.kind), spot, value)?;
        self.lay(page, &text);
        Ok(())
    }

    /// Whether a moment lies after now.
    pub fn is_ahead(&self, at: Moment) -> bool {
        self.zone.instant(at).is_ok_and(|at| at.to_utc() > self.now)
    }

    /// The moment that was given, or now.
    pub fn at(&self, given: Option<&str>) -> Result<Moment> {
        let draft = self.dated(Draft::default());
        Ok(draft.read_moment(given.unwrap_or("now"))?)
    }

    /// What is wrong with a record, and what is due on it, as it stands on the desk.
    pub fn outcome(&self, page: &Page) -> Outcome {
        apply_to(&self.catalogue, &Records::read(&self.folder), &page.file, self.now)
    }

    /// Refuses what would make a record wrong in a way in which it was not. What the law misses in it is no reason: that
    /// can come later.
    pub fn refuse_if_wrong(&mut self, page: &Page) -> Result<()> {
        self.refuse_if_ahead(page)?;
        let is_wrong = |finding: &Finding| finding.level == Level::Error && finding.norm.starts_with("record/");
        let identity = |finding: &Finding| (finding.norm.clone(), finding.message.clone());
        let after = self.outcome(page).findings;
        let text = self.text(page).to_string();
        let mut before: Vec<_> = Vec::new();
        // A new record was not wrong in any way.
        if !page.before.is_empty() {
            self.lay(page, &page.before);
            before = self.outcome(page).findings.iter().map(identity).collect();
            self.lay(page, &text);
        }
        let is_new = |finding: &&Finding| match before.iter().position(|known| *known == identity(finding)) {
            Some(known) => {
                before.swap_remove(known);
                false
            }
            None => true,
        };
        let wrong: Vec<Finding> = after
            .iter()
            .filter(|finding| is_wrong(finding))
            .filter(is_new)
            .cloned()
            .collect();
        if wrong.is_empty() {
            return Ok(());
        }
        let file = &page.file;
        let reasons = Text::by(|lang| {
            let reason = |finding: &Finding| format!("{}. {}", finding.message.get(lang), finding.help.get(lang));
            let reasons: Vec<String> = wrong.iter().map(reason).collect();
            let head = lang.pick("niet geschreven, want dan klopt", "not written, for then");
            let tail = lang.pick("niet meer", "is wrong");
            format!("{head} {file} {tail}: {}", reasons.join(" "))
        });
        Err(anyhow!(reasons))
    }

    /// Refuses a moment that lies ahead in a record of what happened: a clock would run from it that does not run yet.
    fn refuse_if_ahead(&self, page: &Page) -> Result<()> {
        if !matches!(page.kind, Kind::Request | Kind::Incident) {
            return Ok(());
        }
        let known: Vec<Moment> = moments(&page.before, &[]);
        // What is announced may lie ahead: a term is counted back from it.
        let announced: Vec<String> = self.catalogue.announced(page.kind);
        let ahead = moments(self.text(page), &announced)
            .into_iter()
            .find(|at| !known.contains(at) && self.is_ahead(*at));
        match ahead {
            None => Ok(()),
            Some(at) => Err(anyhow!(text!(
                "niet geschreven: {at} ligt na nu, en wat nog komt, is niet gebeurd",
                "not written: {at} lies after now, and what is still to come has not happened"
            ))),
        }
    }

    /// Writes what lies on the desk, unless the file says something else by now than when it was read. Says whether
    /// there was anything to write.
    pub fn write(&mut self, page: &mut Page) -> Result<bool> {
        let text = self.text(page).to_string();
        if text == page.before {
            return Ok(false);
        }
        self.refuse_if_wrong(page)?;
        Writer::of(&self.folder.root)?.replace(&page.file, &page.before, &text)?;
        page.before = text;
        Ok(true)
    }

    /// Commits a record, in the words for what was done to it, where that was asked; and says so.
    pub fn save(&self, asked: &SaveArgs, page: &Page, done: &Text, out: &mut dyn Write) -> Result<()> {
        if !asked.commit {
            return Ok(());
        }
        let message = format!("{}: {}", page.name, done.get(self.lang));
        let said = match folder::save(&self.folder.root, &page.file, &message)? {
            Some(Saved { id, is_detached: false }) => {
                text!("vastgelegd in git: {id} {message}", "committed to git: {id} {message}")
            }
            Some(Saved { id, is_detached: true }) => text!(
                "vastgelegd in git: {id} {message}; geen branch wijst ernaar, bewaar hem met git branch",
                "committed to git: {id} {message}; no branch points to it, keep it with git branch"
            ),
            None => text!("git had dit al", "git had this already"),
        };
        writeln!(out, "{}", harmless(said.get(self.lang)))?;
        Ok(())
    }

    /// What is open on a record now.
    pub fn clocks(&self, page: &Page, out: &mut dyn Write) -> Result<()> {
        let records = Records::read(&self.folder);
        let outcome = apply_to(&self.catalogue, &records, &page.file, self.now);
        let places = [Place {
            label: None,
            prefix: &self.folder.prefix(),
            records: &records,
            catalogue: &self.catalogue,
            duties: &outcome.duties,
            now: self.now,
        }];
        let mut lines = due::lines(&places);
        lines.retain(|line| line.duty.status().is_open());
        if lines.is_empty() {
            let nothing = text!("Hieruit loopt nu geen termijn.", "No clock runs from this now.");
            writeln!(out, "{}", nothing.get(self.lang))?;
            return Ok(());
        }
        let table = due::table(&lines, self.lang);
        write!(out, "{}", terminal::table(&table, self.session.edge.look))?;
        Ok(())
    }

    /// What the law, a contract or a house rule still misses in a record, a line each.
    pub fn gaps(&self, page: &Page, out: &mut dyn Write) -> Result<()> {
        let findings = self.outcome(page).findings;
        let gaps: Vec<&Finding> = findings.iter().filter(|finding| finding.level > Level::Note).collect();
        if gaps.is_empty() {
            return Ok(());
        }
        let head = text!("Hier ontbreekt nog, of is iets mis:", "Still missing here, or wrong:");
        writeln!(out, "{}", head.get(self.lang))?;
        for gap in gaps {
            let cite = gap.cite.as_ref().map(|cite| format!(" ({cite})")).unwrap_or_default();
            writeln!(out, "  {}", harmless(&format!("{}{cite}", gap.message.get(self.lang))))?;
        }
        Ok(())
    }
}

/// Every moment in a record's text, but those at some paths.
fn moments(text: &str, but: &[String]) -> Vec<Moment> {
    fn gather(node: &Node, path: &str, but: &[String], found: &mut Vec<Moment>) {
        match &node.value {
            Value::Moment(at) if !but.iter().any(|it| it == path) => found.push(**at),
            Value::List(items) => items.iter().for_each(|item| gather(item, path, but, found)),
            Value::Table(entries) => {
                for entry in entries.iter().filter(|entry| !entry.is_users_own()) {
                    let below = format!("{path}.{}", entry.key);
                    gather(&entry.node, below.trim_start_matches('.'), but, found);
                }
            }
            _ => {}
        }
    }
    let mut found = Vec::new();
    if let Some(root) = toml_tree::whole(text) {
        gather(&root, "", but, &mut found);
    }
    found
}
