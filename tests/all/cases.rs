//! Every norm has cases in which it fires and cases in which it stays silent, written from the law.
//!
//! `tests/norms/PACK/ID.cases` has them all, each under its heading: `=== fires: joint controller`. A case is one record,
//! laid over [`BASE`]; it marks the line that must be named with `# here`. Lines that begin with `#: ` say more: `now = …`
//! when it is looked at, `kind = requests` what it is a record of when the norm is on any, `file = register/a.toml` that the
//! next record of the case follows, and for a duty what must come out: `by = 2026-04-05`, `latest = …`, `status = …`.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::PathBuf;

use avg::folder::{Content, File, Folder, History, Kind, is_pack};
use avg::norms::check::{Outcome, apply};
use avg::norms::{Catalogue, Demand, Norm};
use avg::records::Records;
use avg::text::Lang;
use avg::time::Moment;

use super::support::{root, walkdir};

/// A folder in which any single record can stand.
pub const BASE: &[(&str, &str)] = &[
    (
        "avg.toml",
        "[organisation]\nname = \"Voorbeeld BV\"\nemail = \"privacy@voorbeeld.example\"\n",
    ),
    (
        "agreements/klant.toml",
        "name = \"Klant\"\nour_role = \"processor\"\n[counterparty]\nname = \"Klant BV\"\n[terms]\n\
         breach_notice = { within = \"48h\", clause = \"6.1\" }\n\
         request_assistance = { within = \"14 days\", clause = \"4.6\" }\n",
    ),
];

/// The moment at which cases without one of their own are looked at.
pub const NOW: &str = "2026-11-22T12:00+01:00";

/// One case: its files over the base, and what its first lines say.
pub struct Case {
    pub name: String,
    pub fires: bool,
    files: Vec<(String, String)>,
    says: BTreeMap<String, String>,
}

impl Case {
    /// The cases of a norm, in their order.
    pub fn all(norm: &Norm) -> Vec<Case> {
        let path = root().join("tests/norms").join(format!("{}.cases", norm.name));
        let text = fs::read_to_string(path).unwrap_or_default();
        let mut cases = text.split("=== ");
        let before = cases.next().unwrap_or_default();
        assert!(before.trim().is_empty(), "{}: {before} is in no case", norm.name);
        cases.map(|case| Case::read(case, norm)).collect()
    }

    fn read(case: &str, norm: &Norm) -> Case {
        let (heading, body) = case.split_once('\n').expect("a heading is a line");
        let fires = heading.split(':').next() == Some("fires");
        assert!(
            fires || heading.split(':').next() == Some("silent"),
            "{}: {heading}",
            norm.name
        );
        let mut says = BTreeMap::new();
        let mut files: Vec<(String, String)> = vec![(String::new(), String::new())];
        for line in body.split_inclusive('\n') {
            match line
                .strip_prefix("#: ")
                .and_then(|said| said.trim_end().split_once(" = "))
            {
                Some(("file", path)) => files.push((path.to_string(), String::new())),
                Some((key, value)) => {
                    says.insert(key.to_string(), value.to_string());
                }
                None => files.last_mut().unwrap().1.push_str(line),
            }
        }
        files.retain(|(path, text)| !path.is_empty() || !text.trim().is_empty());
        for (path, _) in files.iter_mut().filter(|(path, _)| path.is_empty()) {
            let said = says
                .get("kind")
                .map(|kind: &String| Kind::from_folder(kind).expect("a kind"));
            *path = match said.or(norm.on.kind).unwrap_or(Kind::Activity) {
                Kind::Organisation => "avg.toml".to_string(),
                kind => format!("{kind}/case.toml"),
            };
        }
        Case {
            name: format!("{} === {heading}", norm.name),
            fires,
            files,
            says,
        }
    }

    /// The file and line that must be named.
    fn marked(&self) -> Option<(&str, usize)> {
        let marks = self.files.iter().filter_map(|(file, text)| {
            let line = (1..).zip(text.lines()).find(|(_, line)| line.ends_with("# here"))?;
            Some((file.as_str(), line.0))
        });
        let marks: Vec<_> = marks.collect();
        assert!(marks.len() < 2, "{} marks more than one file", self.name);
        marks.first().copied()
    }

    /// What a catalogue makes of the case.
    pub fn outcome(&self, catalogue: &Catalogue) -> Outcome {
        let mut files: BTreeMap<&str, &str> = BASE.iter().copied().collect();
        files.extend(self.files.iter().map(|(file, text)| (file.as_str(), text.as_str())));
        let file = |(path, text): (&str, &str)| File {
            path: path.to_string(),
            content: Content::Text(text.to_string()),
        };
        let folder = Folder {
            root: PathBuf::new(),
            files: files.into_iter().map(file).collect(),
        };
        let records = Records::read(&folder);
        let now: Moment = self.says.get("now").map_or(NOW, String::as_str).parse().unwrap();
        let now = records.zone.instant(now).unwrap().to_utc();
        let has_own_pack = folder.files.iter().any(|file| is_pack(&file.path));
        let own = has_own_pack.then(|| Catalogue::of(&folder).expect("the case's own pack loads"));
        apply(own.as_ref().unwrap_or(catalogue), &records, &History::default(), now)
    }

    fn is_ours(&self, file: &str) -> bool {
        self.files.iter().any(|(path, _)| path == file)
    }

    /// Whether a catalogue does with the case what the case says of a norm; if not, what it does in its place.
    pub fn holds(&self, norm: &Norm, catalogue: &Catalogue) -> Result<(), String> {
        let outcome = self.outcome(catalogue);
        let of_norm = |name: &str| name == norm.name;
        let duties = outcome
            .duties
            .iter()
            .filter(|duty| self.is_ours(&duty.site().file) && duty.clocks.iter().any(|clock| of_norm(&clock.norm)));
        let duties: Vec<_> = duties.collect();
        let findings = outcome
            .findings
            .iter()
            .filter(|finding| of_norm(&finding.norm) && self.is_ours(&finding.site.file));
        let findings: Vec<_> = findings.collect();
        if !self.fires {
            let silent = duties.is_empty() && findings.is_empty();
            return silent.then_some(()).ok_or(format!("{findings:#?}\n{duties:#?}"));
        }
        let marked = self.marked().ok_or("marks no line")?;
        if norm.duty().is_some() {
            let [duty] = duties.as_slice() else {
                return Err(format!("{} duties", duties.len()));
            };
            let shown = |end: Option<avg::time::End>| end.map_or("null".to_string(), |end| end.to_string());
            let actual = [
                ("by", shown(duty.by())),
                ("latest", shown(duty.latest())),
                ("status", duty.status().name().to_string()),
            ];
            for (key, actual) in actual {
                if self.says.get(key) != Some(&actual) {
                    return Err(format!("{key} is {actual}, not {:?}", self.says.get(key)));
                }
            }
            let place = (duty.site().file.as_str(), duty.site().start.line);
            return (place == marked)
                .then_some(())
                .ok_or(format!("{place:?} is not {marked:?}"));
        }
        let [finding] = findings.as_slice() else {
            return Err(format!("{findings:#?}"));
        };
        let place = (finding.site.file.as_str(), finding.site.start.line);
        let is_told = !finding.help.is_empty()
            && [Lang::Nl, Lang::En]
                .iter()
                .all(|lang| !finding.message.get(*lang).is_empty());
        let is_cited = finding.cite == norm.cite || matches!(norm.demand, Demand::Reader);
        let is_right = place == marked && is_told && is_cited && finding.level == norm.level;
        is_right.then_some(()).ok_or(format!("{marked:?}: {finding:#?}"))
    }
}

fn catalogue() -> Catalogue {
    Catalogue::embedded().expect("the packs in the binary load")
}

/// What only a file that cannot be read, a history or a waiver shows is tested where those are.
fn is_tested_elsewhere(norm: &Norm) -> bool {
    let tests = ["reading.rs", "folder.rs", "history.rs", "norms.rs"].map(|file| root().join("tests/all").join(file));
    let folders = ["tests/all/hostile", "tests/broken"].map(|folder| walkdir(&root().join(folder)));
    let mut files = tests.into_iter().chain(folders.into_iter().flatten());
    let names = |file: PathBuf| fs::read_to_string(file).unwrap_or_default().contains(norm.id());
    matches!(norm.demand, Demand::Reader) && files.any(names)
}

#[test]
fn every_norm_fires_where_it_should_and_only_there() {
    let catalogue = catalogue();
    let mut wrong = Vec::new();
    for norm in catalogue.norms() {
        let cases = Case::all(norm);
        let has = |fires: bool| cases.iter().any(|case| case.fires == fires);
        // Proposed law never fires; what it would fire on is its silent case.
        let is_complete = has(false) && (has(true) || norm.pending);
        if !is_complete && !is_tested_elsewhere(norm) {
            wrong.push(format!("{} lacks a case", norm.name));
        }
        for case in cases {
            if let Err(why) = case.holds(norm, &catalogue) {
                wrong.push(format!("{}: {why}", case.name));
            }
        }
    }
    assert!(wrong.is_empty(), "{} wrong\n{}", wrong.len(), wrong.join("\n"));
}

/// The other half of the bargain: no case without a norm.
#[test]
fn every_case_has_a_norm() {
    let names: BTreeSet<String> = catalogue().norms().map(|norm| norm.name.clone()).collect();
    let norms = root().join("tests/norms");
    for file in walkdir(&norms) {
        let path = file.strip_prefix(&norms).unwrap().to_string_lossy().into_owned();
        let norm = path.strip_suffix(".cases").unwrap_or(&path);
        assert!(names.contains(norm), "{path} has no norm");
    }
}
