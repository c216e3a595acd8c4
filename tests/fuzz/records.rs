//! Any bytes as the files of a folder of records: each gets its findings, every time the same, each at a place in its file.
//!
//! A file of the examples is an input as it is, and NUL divides several. What a text speaks of says which kind it is.

#![no_main]

use std::path::PathBuf;
use std::sync::LazyLock;

use avg::finding::{Finding, Site, new_since};
use avg::folder::{Content, File, Folder, History, Kind};
use avg::norms::Catalogue;
use avg::norms::check::{Outcome, apply};
use avg::records::tree::{Node, Value};
use avg::records::{
    Activity, Agreement, DataSubjectRequest, Incident, Organisation, Record, Records, from_node, shape_of, toml_tree,
};
use avg::render::findings_json::About;
use avg::render::{
    Look, Sources, findings_github, findings_human, findings_json, findings_sarif, findings_short, harmless,
};
use avg::text::{Lang, steers};
use chrono::{DateTime, Utc};
use libfuzzer_sys::fuzz_target;

/// What records refer to, so that contracts and house rules are held against them too.
const AROUND: [(&str, &str); 3] = [
    (
        "avg.toml",
        include_str!("../../examples/verwerkersovereenkomst/avg.toml"),
    ),
    (
        "agreements/klant-noord.toml",
        include_str!("../../examples/verwerkersovereenkomst/agreements/klant-noord.toml"),
    ),
    (
        "norms/verwerkersovereenkomst.yaml",
        include_str!("../../examples/verwerkersovereenkomst/norms/verwerkersovereenkomst.yaml"),
    ),
];

/// Words by which a text is of a kind, and the folder of that kind; any other is a processing activity.
const WORDS: [(&str, &str); 4] = [
    ("[organisation]", ""),
    ("discovered_at", "incidents/"),
    ("received_at", "requests/"),
    ("counterparty", "agreements/"),
];

const MOST_FILES: usize = 6;

static CATALOGUE: LazyLock<Catalogue> =
    LazyLock::new(|| Catalogue::of(&around()).expect("the packs in the binary and of the example"));

fuzz_target!(|bytes: &[u8]| {
    let folder = folder(bytes);
    let records = Records::read(&folder);
    for record in records.iter() {
        reads_alike(record);
        is_typed_where_it_fits(record);
        stands_in(&record.root, record.text);
    }
    // To hold all norms takes hundreds of times as long as to read a file that is not sound, of which they hardly ask anything.
    let is_read_alone = bytes.len() % 8 != 0 && records.iter().any(|record| !record.is_sound);
    let shown = |records: &Records| match is_read_alone {
        true => shown(
            &folder,
            records,
            Outcome {
                findings: records.findings.clone(),
                ..Outcome::default()
            },
        ),
        false => shown(&folder, records, apply(&CATALOGUE, records, &History::default(), now())),
    };
    let once = shown(&records);
    // Of some: it takes as long again.
    if bytes.len() % 4 == 0 {
        assert!(once == shown(&Records::read(&folder)), "the same records, other bytes");
    }
});

fn now() -> DateTime<Utc> {
    "2026-03-30T08:00:00Z".parse().expect("a moment")
}

fn around() -> Folder {
    let mut folder = Folder {
        root: PathBuf::from("/nowhere"),
        files: Vec::new(),
    };
    for (path, text) in AROUND {
        folder.add(path, text);
    }
    folder
}

fn folder(bytes: &[u8]) -> Folder {
    let mut folder = around();
    for (number, piece) in bytes.split(|byte| *byte == 0).take(MOST_FILES).enumerate() {
        let text = String::from_utf8_lossy(piece);
        let known = WORDS.iter().find(|(word, _)| text.contains(word));
        let path = match known.map_or("register/", |(_, folder)| folder) {
            "" => "avg.toml".to_string(),
            folder => format!("{folder}{number}.toml"),
        };
        folder.remove(&path);
        folder.files.push(File {
            path,
            content: Content::of(piece.to_vec()),
        });
    }
    folder.files.sort_by(|a, b| a.path.cmp(&b.path));
    folder
}

/// What has the tree of a plain text has the same by the parser that goes on after an error, which has nothing to say of it;
/// and what that one accepts is TOML to others.
fn reads_alike(record: &Record) {
    let text = record.text;
    let (tree, troubles) = toml_tree::read(text);
    let (recovered, its_troubles) = toml_tree::recovered(text);
    assert_eq!(format!("{tree:?}"), format!("{recovered:?}"), "{text:?}");
    assert_eq!(troubles.len(), its_troubles.len(), "{text:?}");
    let is_toml = text.parse::<toml::Table>().is_ok();
    assert!(is_toml || !troubles.is_empty(), "accepted, but no TOML: {text:?}");
}

/// Whoever names what is wrong with a shape and whoever types it accept the same.
fn is_typed_where_it_fits(record: &Record) {
    let (root, troubles) = toml_tree::read(record.text);
    if !troubles.is_empty() {
        return;
    }
    let typed = match record.kind {
        Kind::Organisation => from_node::<Organisation>(&root).map(drop),
        Kind::Activity => from_node::<Activity>(&root).map(drop),
        Kind::Agreement => from_node::<Agreement>(&root).map(drop),
        Kind::Request => from_node::<DataSubjectRequest>(&root).map(drop),
        Kind::Incident => from_node::<Incident>(&root).map(drop),
    };
    let misfits = shape_of(record.kind).misfits(&root);
    assert_eq!(
        typed.is_ok(),
        misfits.is_empty(),
        "{typed:?} {misfits:?} {:?}",
        record.text
    );
}

/// Every value stands in the text, and is not cut through a character.
fn stands_in(node: &Node, text: &str) {
    assert!(text.get(node.span.start()..node.span.end()).is_some(), "{node:?}");
    match &node.value {
        Value::List(items) => items.iter().for_each(|item| stands_in(item, text)),
        Value::Table(entries) => entries.iter().for_each(|entry| {
            let key = text.get(entry.key.span().start()..entry.key.span().end());
            assert!(key.is_some_and(|key| !key.is_empty()), "{entry:?}");
            stands_in(&entry.node, text);
        }),
        _ => {}
    }
}

/// Everything that is found, in every format.
fn shown(folder: &Folder, records: &Records, outcome: Outcome) -> Vec<String> {
    let sources: Sources = folder
        .files
        .iter()
        .filter_map(|file| Some((file.path.as_str(), file.text()?)))
        .collect();
    for finding in &outcome.findings {
        assert!(finding.message.get(Lang::En) != "" && finding.message.get(Lang::Nl) != "");
        let related = finding.related.iter().map(|(site, _)| site);
        for site in [&finding.site].into_iter().chain(related) {
            is_a_place(site, &sources, finding);
        }
    }
    let about = About {
        records: records.count(),
        waived: outcome.waived,
        known: None,
        history: "none",
    };
    let mut shown = Vec::new();
    for lang in [Lang::Nl, Lang::En] {
        let look = |colour| Look { colour, width: 100 };
        shown.push(findings_human::render(&outcome.findings, &sources, lang, look(false)));
        shown.push(findings_short::render(&outcome.findings, lang));
        shown.push(findings_github::render(&outcome.findings, "", lang));
        let json = findings_json::render(&outcome.findings, about, lang).expect("JSON");
        let read: serde_json::Value = serde_json::from_str(&json).expect("JSON");
        assert_eq!(read["findings"].as_array().map(Vec::len), Some(outcome.findings.len()));
        shown.push(json);
    }
    let (findings, prints): (Vec<_>, Vec<_>) = new_since(&[], outcome.findings).into_iter().unzip();
    let sarif = findings_sarif::render(&findings, &prints, &CATALOGUE, "", Lang::En).expect("JSON");
    let read: serde_json::Value = serde_json::from_str(&sarif).expect("JSON");
    assert_eq!(
        read["runs"][0]["results"].as_array().map(Vec::len),
        Some(findings.len())
    );
    shown.push(sarif);
    for one in &shown {
        let wrong = one.chars().find(|c| steers(*c));
        assert!(wrong.is_none(), "{wrong:?} in {}", harmless(one));
    }
    let human = findings_human::render(
        &findings,
        &sources,
        Lang::En,
        Look {
            colour: true,
            width: 40,
        },
    );
    shown.push(human);
    shown
}

/// The line and column are those of the bytes, and the bytes are in the file.
fn is_a_place(site: &Site, sources: &Sources, finding: &Finding) {
    let Some(text) = sources.get(site.file.as_str()) else {
        assert_eq!(site.file, "avg.toml", "{finding:?}");
        return;
    };
    let bytes = site.bytes();
    assert!(text.get(bytes.clone()).is_some(), "{finding:?}");
    for (byte, place) in [(bytes.start, site.start), (bytes.end, site.end)] {
        let line = text[..byte].rsplit('\n').next().unwrap_or_default();
        let column = line.chars().filter(|c| *c != '\u{feff}').count() + 1;
        let lines = text[..byte].matches('\n').count() + 1;
        assert_eq!((place.line, place.column), (lines, column), "{finding:?}");
    }
}
