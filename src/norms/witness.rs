//! What only history can show: records that are gone, moments that were changed, and what was written down afterwards.

use std::collections::BTreeMap;

use chrono::Duration;
use rayon::prelude::*;

use crate::finding::{Finding, Site};
use crate::folder::{Commit, History, Kind, Version};
use crate::records::tree::Node;
use crate::records::{Record, Records, toml_tree};
use crate::text;
use crate::text::{Lang, Text};
use crate::time::{Moment, Zone};

use super::catalogue::Catalogue;
use super::claims::{Claim, Watched, follow, place, watched};
use super::meaning::differences;
use super::norm::Norm;

/// How long after what it claims a moment may be committed before it counts as written down afterwards.
const PROMPTLY: Duration = Duration::days(7);

/// What is asked of every record, and whom.
struct Hearing<'a> {
    catalogue: &'a Catalogue,
    history: &'a History,
    zone: Zone,
    watched: BTreeMap<Kind, Vec<Watched>>,
}

/// A record and what its versions said, the last of them being the record itself. One that cannot be read says nothing.
struct Past<'a> {
    record: &'a Record<'a>,
    versions: &'a [&'a Version],
    trees: &'a [Option<&'a Node<'a>>],
}

/// What git witnesses against the records.
pub(super) fn findings(catalogue: &Catalogue, records: &Records, history: &History) -> Vec<Finding> {
    let watched = Kind::RECORDS.map(|kind| (kind, watched(catalogue, kind)));
    let hearing = Hearing {
        catalogue,
        history,
        zone: records.zone,
        watched: BTreeMap::from(watched),
    };
    let sound: Vec<&Record> = records.iter().filter(|record| record.is_sound).collect();
    let mut found = hearing.deleted();
    found.par_extend(sound.par_iter().flat_map_iter(|record| hearing.hear(record)));
    found
}

impl Hearing<'_> {
    fn norm(&self, id: &str) -> Option<&Norm> {
        let is_it = |norm: &&Norm| norm.pack() == "record" && norm.id() == id;
        self.catalogue.norms().find(is_it)
    }

    /// Article 33(5): the controller documents any breach. What was documented is to stay.
    fn deleted(&self) -> Vec<Finding> {
        let gone = self.history.gone.iter().filter_map(|gone| {
            let kind = Kind::of_file(&gone.path).filter(|kind| matches!(kind, Kind::Incident | Kind::Request))?;
            let (name, last) = (&gone.name, self.when(Some(&gone.last)));
            let message = Text::by(|lang| {
                let last = last.get(lang);
                match lang {
                    Lang::Nl => format!("{name} is gewist; {last} had het nog"),
                    Lang::En => format!("{name} was deleted; {last} still had it"),
                }
            });
            let norm = self.norm("record-deleted")?;
            Some(Finding {
                cite: (kind == Kind::Incident).then(|| "AVG 33(5)".to_string()),
                ..norm.about(name.clone(), Site::whole(&gone.path), message)
            })
        });
        gone.collect()
    }

    fn hear(&self, record: &Record) -> Vec<Finding> {
        let versions = self.history.versions(record.file);
        let former = versions.split_last().map_or(&[][..], |(_, former)| former);
        let texts: Vec<Option<String>> = former.iter().map(|version| self.history.text(version)).collect();
        let trees: Vec<Option<Node>> = texts.iter().map(|text| toml_tree::whole(text.as_ref()?)).collect();
        let trees: Vec<Option<&Node>> = trees.iter().map(Option::as_ref).chain([Some(&record.root)]).collect();
        if versions.is_empty() {
            return Vec::new();
        }
        let past = Past {
            record,
            versions: &versions,
            trees: &trees,
        };
        let watched = self.watched.get(&record.kind).into_iter().flatten();
        let moments = watched.flat_map(|watched| {
            let claims = follow(past.trees, &watched.keys, self.zone);
            let of_claim = |claim: &Claim| match claim.is_changed(self.zone) {
                true => self.changed(&past, watched, claim),
                false => self.recorded_afterwards(&past, watched, claim),
            };
            claims.iter().filter_map(of_claim).collect::<Vec<_>>()
        });
        moments.chain(self.edited_after_closing(&past)).collect()
    }

    /// A moment that says something else than it did.
    fn changed(&self, past: &Past, watched: &Watched, claim: &Claim) -> Option<Finding> {
        let is_later = |now: Moment| self.zone.instant(now).ok() > self.zone.instant(claim.exact.moment).ok();
        if watched.is_renewed && claim.now.is_some_and(is_later) {
            return None;
        }
        let (what, then, now) = (moment_name(watched, claim), claim.exact.moment, claim.now);
        let (before, since) = (
            self.when(past.versions[claim.exact.version].commit.as_ref()),
            self.when(past.versions[claim.since].commit.as_ref()),
        );
        let message = Text::by(|lang| {
            let (before, since) = (before.get(lang), since.get(lang));
            match (lang, now) {
                (Lang::Nl, Some(now)) => format!("{what} is gewijzigd: was {then} ({before}), is {now} ({since})"),
                (Lang::En, Some(now)) => format!("{what} was changed: was {then} ({before}), is {now} ({since})"),
                (Lang::Nl, None) => format!("{what} is weggehaald: was {then} ({before}), is er niet meer ({since})"),
                (Lang::En, None) => {
                    format!("{what} was taken out: was {then} ({before}), is no longer there ({since})")
                }
            }
        });
        let span = match now {
            Some(_) => claim.span,
            None => place(&past.record.root, &watched.keys, &claim.items),
        };
        Some(self.norm("moment-changed")?.finding(past.record, span, message))
    }

    /// A moment that meets a duty and came into git long after it.
    fn recorded_afterwards(&self, past: &Past, watched: &Watched, claim: &Claim) -> Option<Finding> {
        let is_event = matches!(past.record.kind, Kind::Incident | Kind::Request);
        let (version, moment) = (claim.first.version, claim.first.moment);
        let commit = past.versions[version].commit.as_ref()?;
        // What the oldest commit that is known holds may be older than it; so may what follows a version that says nothing.
        let is_first = !commit.is_boundary && past.trees[..version].iter().all(Option::is_some);
        // Of what came along with the folder git knows no more than that.
        let was_under_git = version > 0 || self.history.began().is_some_and(|began| began.number < commit.number);
        let claimed = self.zone.last_instant(moment).ok()?;
        let is_late = commit.at? - claimed.to_utc() > PROMPTLY;
        if !(is_event && watched.meets && is_first && was_under_git && is_late) {
            return None;
        }
        let (what, since) = (moment_name(watched, claim), self.when(Some(commit)));
        let message = Text::by(|lang| {
            let since = since.get(lang);
            match lang {
                Lang::Nl => format!("{what} zegt {moment}, maar staat pas in git sinds {since}"),
                Lang::En => format!("{what} says {moment}, but is in git only since {since}"),
            }
        });
        let norm = self.norm("recorded-afterwards")?;
        Some(norm.finding(past.record, claim.span, message))
    }

    /// An incident that says something else than when it was closed.
    fn edited_after_closing(&self, past: &Past) -> Option<Finding> {
        if past.record.kind != Kind::Incident {
            return None;
        }
        let (versions, now) = (past.versions, &past.record.root);
        let is_closed = |tree: &Option<&Node>| tree.is_some_and(|tree| tree.get("closed_on").is_some());
        let closed = past.trees.iter().position(is_closed)?;
        let changed = differences(past.trees[closed]?, now, self.zone);
        let first = changed
            .iter()
            .find(|keys| !now.at(keys).is_empty())
            .or(changed.first())?;
        // The oldest version from which on it said what it says now.
        let says_so = |tree: &Option<&Node>| tree.is_none_or(|tree| differences(tree, now, self.zone).is_empty());
        let differing = past.trees.iter().rposition(|tree| !says_so(tree)).unwrap_or(closed);
        let since = (differing + 1..versions.len()).find(|at| past.trees[*at].is_some())?;
        let (closed, since) = (
            self.when(versions[closed].commit.as_ref()),
            self.when(versions[since].commit.as_ref()),
        );
        let paths: Vec<String> = changed.iter().map(|keys| keys.join(".")).collect();
        let paths = paths.join(", ");
        let message = Text::by(|lang| {
            let (closed, since) = (closed.get(lang), since.get(lang));
            match lang {
                Lang::Nl => format!("gewijzigd nadat het gesloten was ({closed}): {paths} ({since})"),
                Lang::En => format!("edited after it was closed ({closed}): {paths} ({since})"),
            }
        });
        let norm = self.norm("closed-record-edited")?;
        Some(norm.finding(past.record, now.place(first), message))
    }

    /// A commit by its short id and its day.
    fn when(&self, commit: Option<&Commit>) -> Text {
        match commit {
            Some(commit) => {
                let id = commit.short();
                match commit.at.map(|at| self.zone.day(Moment::Exact(at.fixed_offset()))) {
                    Some(day) => text!("commit {id} van {day}", "commit {id} of {day}"),
                    None => text!("commit {id} (niet te lezen)", "commit {id} (cannot be read)"),
                }
            }
            None => text!("nog niet gecommit", "not committed yet"),
        }
    }
}

/// `controllers.notified_at (agreements/klant-a)`.
fn moment_name(watched: &Watched, claim: &Claim) -> String {
    let path = watched.keys.join(".");
    let items: Vec<&str> = claim
        .items
        .iter()
        .map(String::as_str)
        .filter(|item| !item.is_empty())
        .collect();
    match items.as_slice() {
        [] => path,
        items => format!("{path} ({})", items.join(", ")),
    }
}
