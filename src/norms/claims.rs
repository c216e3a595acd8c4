//! The moments that start or meet a clock, each followed through the versions of its record.

use std::collections::BTreeMap;

use crate::folder::Kind;
use crate::records::tree::{Node, Span, Value};
use crate::records::{Base, Path};
use crate::time::{Moment, Zone};

use super::catalogue::Catalogue;
use super::meaning::upholds;
use super::norm::DutyRule;

/// A moment on which duties hang.
#[derive(Clone, Debug)]
pub(super) struct Watched {
    /// From the record's root.
    pub keys: Vec<String>,
    /// Whether it shows that a duty was done.
    pub meets: bool,
    /// Whether moving it on is how its duties are done: nothing else meets them.
    pub is_renewed: bool,
}

/// Every moment that a duty on a kind of record names.
pub(super) fn watched(catalogue: &Catalogue, kind: Kind) -> Vec<Watched> {
    let mut found: BTreeMap<Vec<String>, Watched> = BTreeMap::new();
    for norm in catalogue.norms().filter(|norm| norm.on.is_on(kind)) {
        let Some(rule) = norm.duty() else {
            continue;
        };
        for path in moments(rule) {
            let keys = match path.base() {
                Base::Row => [norm.on.table.keys(), path.keys()].concat(),
                Base::Root => path.keys().to_vec(),
                // Another record's moment is that record's to answer for.
                Base::Organisation => continue,
            };
            let watched = found.entry(keys.clone()).or_insert(Watched {
                keys,
                meets: false,
                // An incident or a request happened once; what is registered or agreed goes on.
                is_renewed: matches!(kind, Kind::Activity | Kind::Agreement),
            });
            watched.meets |= rule.met_by.contains(path);
            watched.is_renewed &= rule.met_by.is_empty();
        }
    }
    found.into_values().collect()
}

fn moments(rule: &DutyRule) -> impl Iterator<Item = &Path> {
    let suspended = rule.suspended.iter().flat_map(|pause| [&pause.from, &pause.until]);
    let extended = rule.extended.iter().map(|extension| &extension.told);
    let starts = rule.from.iter().chain(&rule.safe_from);
    starts.chain(&rule.met_by).chain(extended).chain(suspended)
}

/// What a record claimed of a moment, from the first version that had it to the last.
#[derive(Clone, Debug)]
pub(super) struct Claim {
    /// The names of the rows on the way to it; empty for a row that has none.
    pub items: Vec<String>,
    pub first: Seen,
    /// The most exact form that it had before it was changed.
    pub exact: Seen,
    /// Absent where it was taken out.
    pub now: Option<Moment>,
    /// The version that brought what stands now.
    pub since: usize,
    /// Where it stands in the last version that could be read.
    pub span: Span,
}

/// A moment as a version had it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Seen {
    pub moment: Moment,
    pub version: usize,
}

/// A moment as a row states it.
struct Stated {
    items: Vec<String>,
    moment: Moment,
    span: Span,
}

impl Claim {
    fn new(stated: Stated, version: usize) -> Claim {
        let seen = Seen {
            moment: stated.moment,
            version,
        };
        Claim {
            items: stated.items,
            first: seen,
            exact: seen,
            now: Some(stated.moment),
            since: version,
            span: stated.span,
        }
    }

    /// Whether something else stands now than what was there first.
    pub fn is_changed(&self, zone: Zone) -> bool {
        !self.now.is_some_and(|now| self.is_upheld_by(now, zone))
    }

    fn is_upheld_by(&self, moment: Moment, zone: Zone) -> bool {
        upholds(moment, self.exact.moment, zone) || zone.is_same(moment, self.first.moment)
    }

    fn go_on(&mut self, stated: Stated, version: usize, zone: Zone) {
        if !self.now.is_some_and(|now| zone.is_same(now, stated.moment)) {
            let is_untouched = self.now == Some(self.exact.moment);
            if is_untouched && upholds(stated.moment, self.exact.moment, zone) {
                let moment = stated.moment;
                self.exact = Seen { moment, version };
            }
            self.since = version;
        }
        self.now = Some(stated.moment);
        self.items = stated.items;
        self.span = stated.span;
    }

    fn end(&mut self, version: usize) {
        if self.now.take().is_some() {
            self.since = version;
        }
    }
}

/// Why a row that states a moment is taken to go on with a claim.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Tie {
    /// The same row states the same.
    Stands,
    /// The same row states again what it did at first.
    Restored,
    /// The row has another name, and states the same.
    Renamed,
    /// The same row states something else.
    Changed,
}

impl Tie {
    /// The surest first: rows come and go and change places, and several may have one name.
    const ALL: [Tie; 4] = [Tie::Stands, Tie::Restored, Tie::Renamed, Tie::Changed];

    fn between(claim: &Claim, stated: &Stated, rows: &[Vec<String>], zone: Zone) -> Option<Tie> {
        let stands = claim.now.is_some_and(|now| upholds(stated.moment, now, zone));
        let is_row = claim.items == stated.items;
        match (is_row, stands) {
            (true, true) => Some(Tie::Stands),
            (true, false) if claim.is_upheld_by(stated.moment, zone) => Some(Tie::Restored),
            (true, false) => Some(Tie::Changed),
            (false, true) if !rows.contains(&claim.items) => Some(Tie::Renamed),
            (false, _) => None,
        }
    }
}

/// Follows a moment through the versions of a record. A version that could not be read says nothing, nor does one in which
/// something else stands where the moment should. Where the last one says nothing, there is nothing to say.
pub(super) fn follow(versions: &[Option<&Node>], keys: &[String], zone: Zone) -> Vec<Claim> {
    let mut claims: Vec<Claim> = Vec::new();
    let mut said = false;
    for (version, tree) in versions.iter().enumerate() {
        let heard = tree.and_then(|tree| stated(tree, keys));
        said = heard.is_some();
        let Some((rows, mut new)) = heard else {
            continue;
        };
        let mut open = std::mem::take(&mut claims);
        for tie in Tie::ALL {
            for mut claim in std::mem::take(&mut open) {
                let is_tied = |stated: &Stated| Tie::between(&claim, stated, &rows, zone) == Some(tie);
                match new.iter().position(is_tied) {
                    Some(at) => {
                        claim.go_on(new.remove(at), version, zone);
                        claims.push(claim);
                    }
                    None => open.push(claim),
                }
            }
        }
        for mut claim in open {
            claim.end(version);
            claims.push(claim);
        }
        claims.extend(new.into_iter().map(|stated| Claim::new(stated, version)));
    }
    if said { claims } else { Vec::new() }
}

/// The rows in which a moment can stand, by name, and what they state.
fn stated(root: &Node, keys: &[String]) -> Option<(Vec<Vec<String>>, Vec<Stated>)> {
    let (key, table) = keys.split_last()?;
    let rows = rows(root, table);
    let filled = rows.iter().filter_map(|(items, row)| Some((items, row.get(key)?)));
    let stated: Option<Vec<Stated>> = filled
        .map(|(items, node)| {
            let moment = node.moment()?;
            Some(Stated {
                items: items.clone(),
                moment,
                span: node.span,
            })
        })
        .collect();
    Some((rows.into_iter().map(|(items, _)| items).collect(), stated?))
}

/// The rows of a table, each with the names of the rows that lead to it.
fn rows<'n, 'a>(root: &'n Node<'a>, table: &[String]) -> Vec<(Vec<String>, &'n Node<'a>)> {
    let mut found = vec![(Vec::new(), root)];
    for key in table {
        let below = found
            .into_iter()
            .filter_map(|(items, node)| Some((items, node.get(key)?)));
        found = below
            .flat_map(|(items, node)| match &node.value {
                Value::List(rows) => rows
                    .iter()
                    .map(|row| {
                        let name = row.row_name().unwrap_or_default().to_string();
                        ([items.clone(), vec![name]].concat(), row)
                    })
                    .collect(),
                _ => vec![(items, node)],
            })
            .collect();
    }
    found
}

/// Where a moment that was taken out would stand: in its row, if that is still there.
pub(super) fn place(root: &Node, keys: &[String], items: &[String]) -> Span {
    let table = &keys[..keys.len().saturating_sub(1)];
    let row = rows(root, table).into_iter().find(|(names, _)| names == items);
    row.map_or_else(|| root.place(table), |(_, row)| row.place(&[]))
}
