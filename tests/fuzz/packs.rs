//! Any text as a house's own norm pack: it is refused in words, or it is held against a folder, every time with the same outcome.
//!
//! A pack, of the examples or in the binary, is an input as it is.

#![no_main]

use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use avg::folder::{Folder, History};
use avg::norms::Catalogue;
use avg::norms::check::{Outcome, apply, duties};
use avg::records::Records;
use avg::text::{Lang, Text};
use chrono::{DateTime, Utc};
use libfuzzer_sys::fuzz_target;

/// The examples' records, which are read once.
static FOLDER: LazyLock<Folder> = LazyLock::new(|| {
    let example = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples/verwerkersovereenkomst");
    Folder::read(Some(&example), &PathBuf::new(), None).expect("the example")
});
static RECORDS: LazyLock<Records> = LazyLock::new(|| Records::read(&FOLDER));

fuzz_target!(|text: &str| {
    // A pack goes by its file's name.
    let named = text.lines().find_map(|line| line.strip_prefix("pack: "));
    let name = named.map(str::trim).filter(|name| is_a_name(name)).unwrap_or("house");
    let mut folder = Folder {
        root: FOLDER.root.clone(),
        files: Vec::new(),
    };
    folder.add(&format!("norms/{name}.yaml"), text);
    // Those in the binary take far longer to read than one pack, so they are left out where one alone is refused already.
    let alone = Catalogue::of_packs(&[(name, text)]);
    if let Err(error) = &alone {
        assert!(is_said(error), "{error}");
        if text.len() % 16 != 0 {
            return;
        }
    }
    let catalogue = match Catalogue::of(&folder) {
        Ok(catalogue) => catalogue,
        Err(error) => return assert!(is_said(&error), "{error}"),
    };
    assert!(alone.is_ok(), "refused alone, but not beside others");
    let (once, again) = (held(&catalogue), held(&catalogue));
    assert_eq!(once.findings, again.findings);
    assert_eq!(format!("{:?}", once.duties), format!("{:?}", again.duties));
    let due = duties(&catalogue, &RECORDS, now());
    assert_eq!(due.duties.len(), once.duties.len(), "duties alone are other duties");
});

/// Whether an error is in words of ours, in both languages.
fn is_said(error: &anyhow::Error) -> bool {
    error
        .downcast_ref::<Text>()
        .is_some_and(|text| !text.get(Lang::Nl).is_empty() && !text.get(Lang::En).is_empty())
}

fn is_a_name(name: &str) -> bool {
    name.bytes().all(|b| b.is_ascii_lowercase() || b == b'-') && !name.is_empty()
}

fn now() -> DateTime<Utc> {
    "2026-03-30T08:00:00Z".parse().expect("a moment")
}

fn held(catalogue: &Catalogue) -> Outcome {
    let outcome = apply(catalogue, &RECORDS, &History::default(), now());
    for finding in &outcome.findings {
        assert!(!finding.message.is_empty(), "{finding:?}");
    }
    outcome
}
