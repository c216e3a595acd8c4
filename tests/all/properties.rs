//! What holds of the norms whatever the records say: hundreds of records made by the shapes, held against every norm.

use std::cell::{Cell, RefCell};
use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;
use std::sync::LazyLock;

use avg::folder::{Content, File, Folder, History, Kind};
use avg::norms::Catalogue;
use avg::norms::check::{self, Outcome, apply};
use avg::norms::duties::{Clock, Duty, Status};
use avg::records::shape::Shape;
use avg::records::{Records, shape_of};
use avg::text::Lang;
use avg::time::{Direction, Zone};
use chrono::{DateTime, Utc};
use proptest::prelude::*;
use toml_edit::{DocumentMut, Item};

use super::cases::BASE;
use super::choices::Choices;

static CATALOGUE: LazyLock<Catalogue> = LazyLock::new(|| Catalogue::embedded().expect("the packs in the binary load"));

/// Kinds of which there can be any number.
const KINDS: [Kind; 4] = [Kind::Activity, Kind::Agreement, Kind::Request, Kind::Incident];

fn config() -> ProptestConfig {
    ProptestConfig {
        cases: 120,
        failure_persistence: None,
        ..ProptestConfig::default()
    }
}

/// A record of a kind, with moments in 2026.
fn record(kind: Kind, seed: u64) -> String {
    Choices::sound(seed).record(shape_of(kind))
}

fn file(kind: Kind, name: &str) -> String {
    format!("{kind}/{name}.toml")
}

/// The base with more files.
fn folder(more: &[(String, String)]) -> Folder {
    let base = BASE.iter().map(|(path, text)| (path.to_string(), text.to_string()));
    let files: BTreeMap<String, String> = base.chain(more.iter().cloned()).collect();
    let file = |(path, text)| File {
        path,
        content: Content::Text(text),
    };
    Folder {
        root: PathBuf::new(),
        files: files.into_iter().map(file).collect(),
    }
}

/// A moment of 2026 to look at the records, by a number of hours into it.
fn moment(hours: i64) -> DateTime<Utc> {
    let begin: DateTime<Utc> = "2026-01-01T00:00:00Z".parse().expect("a moment");
    begin + chrono::Duration::minutes(hours * 60 + 7)
}

const HOURS: i64 = 14 * 30 * 24;

fn look(folder: &Folder, now: DateTime<Utc>) -> (Outcome, Zone) {
    let records = Records::read(folder);
    (apply(&CATALOGUE, &records, &History::default(), now), records.zone)
}

/// What is found, wherever in its file it stands.
fn found(outcome: &Outcome, file: &str) -> Vec<(String, String)> {
    let of_file = outcome.findings.iter().filter(|finding| finding.site.file == file);
    let mut found: Vec<_> = of_file
        .map(|finding| (finding.norm.clone(), finding.message.get(Lang::En).to_string()))
        .collect();
    found.sort();
    found
}

/// A duty's clocks, by what tells it from all others and the norm.
fn clocks(outcome: &Outcome) -> BTreeMap<(String, String), (&Duty, &Clock)> {
    let of_duty = |duty| {
        let duty: &Duty = duty;
        let name = format!("{:?} {:?}", duty.full_name(), duty.table);
        duty.clocks
            .iter()
            .map(move |clock| ((name.clone(), clock.norm.clone()), (duty, clock)))
    };
    outcome.duties.iter().flat_map(of_duty).collect()
}

/// What a test is about happened, or it says nothing.
fn often(kept: usize, of: &str) {
    assert!(kept >= 20, "only {kept} {of}");
}

/// When a duty is due follows from the record alone. As days go by what is open becomes late, and what is done stays done.
#[test]
fn a_due_date_does_not_depend_on_when_one_looks() {
    let seen = Cell::new(0);
    proptest!(config(), |(seed in 1_u64.., kind in 0_usize..4, first in 0..HOURS, later in 0..HOURS)| {
        let (first, later) = (moment(first.min(later)), moment(first.max(later)));
        let kind = KINDS[kind];
        let folder = folder(&[(file(kind, "een"), record(kind, seed))]);
        let ((before, _), (after, zone)) = (look(&folder, first), look(&folder, later));
        let after = clocks(&after);
        for (name, (_, clock)) in clocks(&before) {
            // An interval begins again, and a term that stands still goes on standing still.
            let Some((_, then)) = after.get(&name) else { continue };
            let is_standing_still = clock.due.as_ref().is_some_and(|due| due.steps.len() != then.due.as_ref().map_or(0, |due| due.steps.len()));
            if clock.from != then.from || is_standing_still { continue }
            let ends = |clock: &Clock| clock.due.as_ref().map(|due| due.by.over_at(zone));
            prop_assert_eq!(ends(clock), ends(then), "{:?}", name);
            // What lapsed has nothing left to do; what was done of it all the same may still be told later.
            let was_done = clock.met.is_some();
            prop_assert!(!was_done || clock.status == then.status, "{:?}: {:?}, then {:?}", name, clock.status, then.status);
            let is_late = clock.status == Status::Late;
            prop_assert!(!is_late || matches!(then.status, Status::Late | Status::MetLate), "{:?}: {:?}", name, then.status);
            seen.set(seen.get() + 1);
        }
    });
    often(seen.get(), "clocks");
}

/// The word for a duty is that of its dates: late when the last defensible end is over, at the limit when the safe one is, and
/// done in time when it was done by the last defensible end.
#[test]
fn how_a_duty_stands_is_what_its_dates_say() {
    let seen = RefCell::new(BTreeSet::new());
    proptest!(config(), |(seed in 1_u64.., kind in 0_usize..4, hours in 0..HOURS)| {
        let (kind, now) = (KINDS[kind], moment(hours));
        let folder = folder(&[(file(kind, "een"), record(kind, seed))]);
        let (outcome, zone) = look(&folder, now);
        for (name, (duty, clock)) in clocks(&outcome) {
            let Some(due) = &clock.due else {
                prop_assert!(matches!(clock.status, Status::Met | Status::WithoutDelay), "{:?}", name);
                continue;
            };
            let is_over = |end: avg::time::End| now > end.over_at(zone) || now == end.over_at(zone) && matches!(end, avg::time::End::Day(_));
            prop_assert!(due.by.over_at(zone) <= due.latest.over_at(zone) || clock.direction == Direction::Before, "{:?}", name);
            let right = match clock.met {
                Some(met) => match due.latest.is_kept_by(met, zone) {
                    true => clock.status == Status::Met,
                    false => clock.status == Status::MetLate,
                },
                None if clock.has_lapsed => is_over(due.latest) && clock.status == Status::Met,
                None if is_over(due.latest) => clock.status == Status::Late,
                None if is_over(due.by) => clock.status == Status::AtLimit,
                None => matches!(clock.status, Status::Soon | Status::Open),
            };
            prop_assert!(right, "{:?}: {:?} with {:?} at {}", name, clock.status, due, now);
            // The strictest leads.
            let lead = duty.by().map(|by| by.over_at(zone));
            prop_assert!(lead.is_some_and(|lead| lead <= due.by.over_at(zone)), "{:?}", name);
            seen.borrow_mut().insert(clock.status);
        }
    });
    for status in [Status::Late, Status::Open, Status::Met, Status::MetLate] {
        assert!(seen.borrow().contains(&status), "{seen:?}");
    }
}

/// What is asked less of says the same of what is asked: the findings alone, the duties alone, one file alone.
#[test]
fn all_who_ask_hear_the_same() {
    let seen = Cell::new(0);
    proptest!(config(), |(seeds in prop::collection::vec(1_u64.., 1..4), kind in 0_usize..4, hours in 0..HOURS)| {
        let now = moment(hours);
        let files: Vec<_> = (kind..).zip(&seeds).map(|(kind, seed)| {
            let kind = KINDS[kind % 4];
            (file(kind, &format!("r-{seed}")), record(kind, *seed))
        }).collect();
        let folder = folder(&files);
        let records = Records::read(&folder);
        let all = apply(&CATALOGUE, &records, &History::default(), now);
        let findings = check::findings(&CATALOGUE, &records, &History::default(), now);
        prop_assert_eq!(format!("{:?}", all.findings), format!("{:?}", findings.findings));
        prop_assert!(findings.duties.is_empty(), "nobody asked for them");
        let duties = check::duties(&CATALOGUE, &records, now);
        prop_assert_eq!(format!("{:?}", all.duties), format!("{:?}", duties.duties));
        for (path, _) in &files {
            let alone = check::apply_to(&CATALOGUE, &records, path, now);
            for finding in found(&alone, path) {
                prop_assert!(found(&all, path).contains(&finding), "{}: {:?}", path, finding);
            }
        }
        seen.set(seen.get() + all.findings.len());
    });
    often(seen.get(), "findings");
}

/// Another record that has nothing to do with it changes nothing of what is said of a record.
#[test]
fn records_that_do_not_refer_to_each_other_are_apart() {
    let seen = Cell::new(0);
    proptest!(config(), |(one in 1_u64.., other in 1_u64.., kind in 0_usize..4, next in 1_usize..4, hours in 0..HOURS)| {
        let now = moment(hours);
        let (kind, elsewhere) = (KINDS[kind], KINDS[(kind + next) % 4]);
        // As long as it is not known whose data are affected, the strictest of all agreements holds.
        prop_assume!(elsewhere != Kind::Agreement);
        let (ours, beside) = ((file(kind, "een"), record(kind, one)), (file(elsewhere, "ander"), record(elsewhere, other)));
        let alone = look(&folder(std::slice::from_ref(&ours)), now).0;
        let together = look(&folder(&[ours.clone(), beside]), now).0;
        prop_assert_eq!(found(&alone, &ours.0), found(&together, &ours.0), "{}", ours.1);
        seen.set(seen.get() + found(&alone, &ours.0).len());
    });
    often(seen.get(), "findings");
}

/// However a record is laid out, with whatever quotes and comments, the same is found.
#[test]
fn the_layout_of_a_record_says_nothing() {
    let seen = Cell::new(0);
    proptest!(config(), |(seed in 1_u64.., kind in 0_usize..4, hours in 0..HOURS)| {
        let (kind, now) = (KINDS[kind], moment(hours));
        let text = record(kind, seed);
        let tables = in_tables(&text);
        // Every key of the first level as quotes and escapes can write it, from the last to the first.
        let odd: String = text.lines().rev().map(|line| {
            let (key, value) = line.split_once(" = ").expect("a key");
            let (first, rest) = key.split_at(1);
            format!("# wat dit is: {key}\n\"\\u{:04X}{rest}\" = {value}\n", first.chars().next().map_or(0, u32::from))
        }).collect();
        let path = file(kind, "een");
        let said = |text: &str| found(&look(&folder(&[(path.clone(), text.to_string())]), now).0, &path);
        let expected = said(&text);
        prop_assert_eq!(&expected, &said(&tables), "{}", tables);
        prop_assert_eq!(&expected, &said(&odd), "{}", odd);
        seen.set(seen.get() + expected.len());
    });
    often(seen.get(), "findings");
}

/// Tables under headings in place of those on one line.
fn in_tables(text: &str) -> String {
    let mut document: DocumentMut = text.parse().expect("TOML");
    for (_, item) in document.iter_mut() {
        *item = match std::mem::take(item).into_table() {
            Ok(table) => Item::Table(table),
            Err(item) => item
                .into_array_of_tables()
                .map_or_else(|item| item, Item::ArrayOfTables),
        };
    }
    document.to_string()
}

/// Of a pair of opposites every record meets exactly one, wherever the path leads.
#[test]
fn a_condition_or_its_opposite_holds() {
    let opposites = [("present", "absent"), ("written", "unwritten")];
    let mut seen = [0, 0];
    for kind in KINDS {
        let mut paths = BTreeSet::new();
        all_paths(shape_of(kind), "", &mut paths);
        let id = |path: &str, wanted: &str| format!("{}-{wanted}", path.replace(['.', '_'], "-"));
        let norm = |path: &str, wanted: &str| {
            format!(
                "- {{ id: {}, on: {kind}, cite: '1', level: error, require: {{ {path}: {wanted} }}, {WORDS} }}\n",
                id(path, wanted)
            )
        };
        let words = || opposites.iter().flat_map(|(one, other)| [one, other]);
        let norms: String = paths
            .iter()
            .flat_map(|path| words().map(move |wanted| norm(path, wanted)))
            .collect();
        let pack = format!("pack: x\ntitle: {{ nl: x, en: x }}\ncite: X\nnorms:\n{norms}");
        let catalogue = Catalogue::of_packs(&[("x.yaml", &pack)]).unwrap_or_else(|error| panic!("{error}"));
        for seed in 1..40_u64 {
            let text = record(kind, seed * 7919);
            let folder = folder(&[(file(kind, "een"), text.clone())]);
            let outcome = apply(&catalogue, &Records::read(&folder), &History::default(), moment(0));
            let found: BTreeSet<_> = found(&outcome, &file(kind, "een"))
                .into_iter()
                .map(|(norm, _)| norm)
                .collect();
            for path in &paths {
                for (one, other) in opposites {
                    let fires = |wanted: &str| found.contains(&format!("x/{}", id(path, wanted)));
                    assert_ne!(fires(one), fires(other), "{path}: {one} or {other} in\n{text}");
                    seen[usize::from(fires(one))] += 1;
                }
            }
        }
    }
    assert!(seen.iter().all(|seen| *seen > 1000), "{seen:?}");
}

/// What a norm has to say for people.
const WORDS: &str = "title: { nl: x, en: x }, help: { nl: x, en: x }, explain: { nl: x, en: x }";

/// Every path that a shape has, as packs write it.
fn all_paths(shape: &Shape, above: &str, paths: &mut BTreeSet<String>) {
    match shape {
        Shape::List(row) => all_paths(row, above, paths),
        Shape::OneOf(shapes) => shapes.iter().for_each(|shape| all_paths(shape, above, paths)),
        _ => {
            for field in shape.fields() {
                let path = match above {
                    "" => field.key.to_string(),
                    above => format!("{above}.{}", field.key),
                };
                all_paths(&field.shape, &path, paths);
                paths.insert(path);
            }
        }
    }
}
