//! The tidy example with any one thing taken out: a finding with the right article, or the field is documented as optional.

use std::fs;
use std::path::PathBuf;

use avg::folder::{Content, File, Folder, History, Kind};
use avg::norms::Catalogue;
use avg::norms::check::apply;
use avg::records::{Records, shape_of};
use toml_edit::{DocumentMut, Item, TableLike, Value};

use super::support::{root, walkdir};

const NOW: &str = "2026-11-22T12:00:00Z";

/// What a path in a file is made of.
#[derive(Clone, Debug, PartialEq)]
enum Step {
    Key(String),
    Row(usize),
}

/// Every path that something is written at, tables and rows too.
fn paths(table: &dyn TableLike, above: &[Step], found: &mut Vec<Vec<Step>>) {
    for (key, item) in table.iter() {
        let here = [above, &[Step::Key(key.to_string())]].concat();
        found.push(here.clone());
        if let Some(table) = item.as_table_like() {
            paths(table, &here, found);
        }
        if let Some(rows) = item.as_array_of_tables() {
            for (index, row) in rows.iter().enumerate() {
                let row_path = [&here[..], &[Step::Row(index)]].concat();
                found.push(row_path.clone());
                paths(row, &row_path, found);
            }
        }
        if let Some(array) = item.as_array() {
            for (index, value) in array.iter().enumerate() {
                let Some(row) = value.as_inline_table() else { continue };
                let row_path = [&here[..], &[Step::Row(index)]].concat();
                found.push(row_path.clone());
                paths(row, &row_path, found);
            }
        }
    }
}

fn remove(item: &mut Item, path: &[Step]) {
    match path {
        [Step::Key(key)] => {
            item.as_table_like_mut().unwrap().remove(key);
        }
        [Step::Row(index)] => match item {
            Item::ArrayOfTables(rows) => {
                rows.remove(*index);
            }
            Item::Value(Value::Array(array)) => {
                array.remove(*index);
            }
            _ => panic!("rows are in lists"),
        },
        [Step::Key(key), rest @ ..] => remove(item.as_table_like_mut().unwrap().get_mut(key).unwrap(), rest),
        [Step::Row(index), rest @ ..] => match item {
            Item::ArrayOfTables(rows) => {
                let mut row = Item::Table(rows.get(*index).unwrap().clone());
                remove(&mut row, rest);
                *rows.get_mut(*index).unwrap() = row.into_table().unwrap();
            }
            Item::Value(Value::Array(array)) => {
                let mut row = Item::Value(array.get(*index).unwrap().clone());
                remove(&mut row, rest);
                array.replace(*index, row.into_value().unwrap());
            }
            _ => panic!("rows are in lists"),
        },
        [] => {}
    }
}

fn example() -> Vec<(String, String)> {
    let dir = root().join("examples/op-orde");
    let inside = |file: &PathBuf| file.strip_prefix(&dir).unwrap().to_string_lossy().into_owned();
    let mut files: Vec<_> = walkdir(&dir)
        .iter()
        .map(|file| (inside(file), fs::read_to_string(file).unwrap()))
        .collect();
    files.sort();
    files
}

/// What `check` cites, or the norms without a citation, when a file reads so.
fn found(catalogue: &Catalogue, files: &[(String, String)]) -> Vec<String> {
    let files = files.iter().map(|(path, text)| File {
        path: path.clone(),
        content: Content::Text(text.clone()),
    });
    let folder = Folder {
        root: PathBuf::new(),
        files: files.collect(),
    };
    let records = Records::read(&folder);
    let outcome = apply(catalogue, &records, &History::default(), NOW.parse().unwrap());
    outcome
        .findings
        .into_iter()
        .map(|it| it.cite.unwrap_or(it.norm))
        .collect()
}

/// Whether the schema says of a field that it may be left out, as a processor or altogether.
fn is_optional(kind: Kind, path: &[Step], is_processor: bool) -> bool {
    let keys: Vec<&str> = path
        .iter()
        .filter_map(|step| match step {
            Step::Key(key) => Some(key.as_str()),
            Step::Row(_) => None,
        })
        .collect();
    let mut here = shape_of(kind);
    let mut said = "";
    for key in keys {
        let Some(field) = here.row().field(key) else {
            return false;
        };
        (here, said) = (&field.shape, &field.description);
    }
    let only_as_processor = said.contains("Optional as processor");
    said.contains("Optional") && (!only_as_processor || is_processor)
}

fn shown(path: &[Step]) -> String {
    let part = |step: &Step| match step {
        Step::Key(key) => format!(".{key}"),
        Step::Row(index) => format!("[{index}]"),
    };
    path.iter()
        .map(part)
        .collect::<String>()
        .trim_start_matches('.')
        .to_string()
}

/// What the law says of a field that is gone, by its keys without rows. Written from the law, in its order.
const CITED: &[(&str, &str)] = &[
    ("register.legal_basis", "AVG 6(1)"),
    ("register.legal_basis.article", "AVG 6(1)"),
    ("register.legal_basis.law", "AVG 6(1)(c)"),
    ("register.legal_basis.interest", "AVG 6(1)(f)"),
    ("register.retention.from", "AVG 5(1)(e)"),
    ("register.retention.basis", "AVG 5(1)(e)"),
    ("register.retention.limit", "AVG 5(1)(e)"),
    ("requests.answer", "AVG 12(3)"),
    ("requests.answer.given_on", "AVG 12(3)"),
    ("requests.answer.outcome", "AVG 12(3)"),
    ("requests.answer.reason", "AVG 12(4)"),
    ("requests.answer.remedies_mentioned", "AVG 12(4)"),
    ("requests.identity.confirmed_on", "AVG 12(6)"),
    ("requests.answer.form", "AVG 15(3)"),
    ("requests.answer.recipients_notified_on", "AVG 19"),
    ("requests.agreement", "AVG 28(3)(e)"),
    ("requests.forwarded_at", "AVG 28(3)(e)"),
    ("agreements.measures", "AVG 28(1)"),
    ("agreements.terms.subprocessor_notice", "AVG 28(2)"),
    ("agreements.clauses", "AVG 28(3)"),
    ("agreements.clauses.subject_matter", "AVG 28(3)"),
    ("agreements.clauses.duration", "AVG 28(3)"),
    ("agreements.clauses.nature", "AVG 28(3)"),
    ("agreements.clauses.purpose", "AVG 28(3)"),
    ("agreements.clauses.data", "AVG 28(3)"),
    ("agreements.clauses.subjects", "AVG 28(3)"),
    ("agreements.clauses.controller_rights", "AVG 28(3)"),
    ("agreements.clauses.instructions", "AVG 28(3)(a)"),
    ("agreements.clauses.confidentiality", "AVG 28(3)(b)"),
    ("agreements.clauses.security", "AVG 28(3)(c)"),
    ("agreements.clauses.subprocessors", "AVG 28(3)(d)"),
    ("agreements.clauses.subject_rights", "AVG 28(3)(e)"),
    ("agreements.clauses.breach_and_dpia", "AVG 28(3)(f)"),
    ("agreements.clauses.return_or_erase", "AVG 28(3)(g)"),
    ("agreements.clauses.audit", "AVG 28(3)(h)"),
    ("agreements.clauses.infringing_instruction", "AVG 28(3)"),
    ("agreements.clauses.liability_for_subprocessors", "AVG 28(4)"),
    ("agreements.processing", "AVG 28(3)"),
    ("agreements.processing.purpose", "AVG 28(3)"),
    ("agreements.processing.subjects", "AVG 28(3)"),
    ("agreements.processing.personal_data", "AVG 28(3)"),
    ("agreements.processing.duration", "AVG 28(3)"),
    ("agreements.processing.operations", "AVG 28(3)"),
    ("agreements.subprocessors.name", "AVG 28(2)"),
    ("agreements.signed_on", "AVG 28(9)"),
    ("agreements.terms", "AVG 33(2)"),
    ("agreements.terms.breach_notice", "AVG 33(2)"),
    ("agreements.terms.return_or_erase", "AVG 28(3)(g)"),
    ("register.processors", "AVG 28(3)"),
    ("organisation.officer.name", "AVG 30(1)(a)"),
    ("register.purposes", "AVG 30(1)(b)"),
    ("register.subjects", "AVG 30(1)(c)"),
    ("register.personal_data", "AVG 30(1)(c)"),
    ("register.personal_data.category", "AVG 30(1)(c)"),
    ("register.recipients", "AVG 30(1)(d)"),
    ("register.retention", "AVG 30(1)(f)"),
    ("register.retention.data", "AVG 30(1)(f)"),
    ("register.retention.keep", "AVG 30(1)(f)"),
    ("register.measures", "AVG 30(1)(g)"),
    ("register.controllers", "AVG 30(2)(a)"),
    ("register.processing", "AVG 30(2)(b)"),
    ("incidents.risk", "AVG 33(1)"),
    ("incidents.authority", "AVG 33(1)"),
    ("incidents.authority.notified_at", "AVG 33(1)"),
    ("incidents.role", "AVG 33(1)"),
    ("incidents.controllers", "AVG 33(2)"),
    ("incidents.controllers.agreement", "AVG 33(2)"),
    ("incidents.kinds", "AVG 33(3)(a)"),
    ("incidents.subjects", "AVG 33(3)(a)"),
    ("incidents.subjects_count", "AVG 33(3)(a)"),
    ("incidents.personal_data", "AVG 33(3)(a)"),
    ("incidents.records_count", "AVG 33(3)(a)"),
    ("incidents.contact", "AVG 33(3)(b)"),
    ("incidents.consequences", "AVG 33(3)(c)"),
    ("incidents.measures", "AVG 33(3)(d)"),
    ("incidents.breach", "AVG 33(5)"),
    ("incidents.cause", "AVG 33(5)"),
    ("incidents.authority.reference", "AVG 33(5)"),
    ("incidents.risk_reason", "ENISA 2013"),
    ("incidents.severity.data_context", "ENISA 2013"),
    ("incidents.severity.identification", "ENISA 2013"),
    ("organisation.officer.registered_with_authority_on", "AVG 37(7)"),
    ("register.personal_data.kind", "UAVG 46"),
    ("register.personal_data.law", "UAVG 46"),
];

/// The processor's article where it has one of its own.
const CITED_AS_PROCESSOR: &[(&str, &str)] = &[
    ("register.measures", "AVG 30(2)(d)"),
    ("requests.answer", "AVG 28(3)(e)"),
    ("requests.answer.given_on", "AVG 28(3)(e)"),
];

/// What must be cited when a path is gone; what the reader itself requires is no matter of law.
fn expected(kind: Kind, keys: &str, is_processor: bool) -> Option<&'static str> {
    let path = format!("{kind}.{keys}");
    let of = |list: &[(&str, &'static str)]| list.iter().find(|(it, _)| *it == path).map(|(_, cite)| *cite);
    let own = is_processor.then(|| of(CITED_AS_PROCESSOR)).flatten();
    own.or_else(|| of(CITED))
}

#[test]
fn taking_out_any_one_thing_is_found() {
    let catalogue = Catalogue::embedded().unwrap();
    let files = example();
    assert_eq!(found(&catalogue, &files), [""; 0]);
    let mut wrong = Vec::new();
    let (mut seen, mut noticed) = (0, 0);
    for (at, (file, text)) in files.iter().enumerate() {
        let kind = Kind::of_file(file).unwrap();
        let document: DocumentMut = text.parse().unwrap();
        let role = document.get("role").or(document.get("our_role"));
        let is_processor = role.and_then(Item::as_str) == Some("processor");
        let mut all = Vec::new();
        paths(document.as_table(), &[], &mut all);
        // A row that nobody wrote is another fact, not a field that is missing.
        for path in all.into_iter().filter(|path| matches!(path.last(), Some(Step::Key(_)))) {
            let mut changed = document.clone();
            remove(changed.as_item_mut(), &path);
            let mut files = files.clone();
            files[at].1 = changed.to_string();
            let cites = found(&catalogue, &files);
            let keys = shown(&path).replace(|c: char| c == '[' || c == ']' || c.is_ascii_digit(), "");
            let is_required = cites.iter().any(|it| it == "record/missing-key");
            let is_cited = expected(kind, &keys, is_processor).is_some_and(|cite| cites.iter().any(|it| it == cite));
            seen += 1;
            noticed += usize::from(is_required || is_cited);
            if !is_required && !is_cited && !is_optional(kind, &path, is_processor) {
                wrong.push(format!("{file} {}: {}", shown(&path), cites.join(", ")));
            }
        }
    }
    assert!(seen > 250 && noticed > 150, "{noticed} of {seen}");
    assert!(wrong.is_empty(), "{} of {seen}\n{}", wrong.len(), wrong.join("\n"));
}
