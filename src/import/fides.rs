//! A Fides manifest: its systems as rows, its keys as columns.
//!
//! A processing activity has one purpose and a basis, subjects and a term that belong to it; in a manifest these hang on a
//! declaration. So the declarations of a system that share their `data_use` are one activity, and a system with several
//! uses is as many activities, each named after the system and the declaration.

use std::collections::BTreeMap;

use crate::records::tree::{Node, Value};
use crate::records::yaml;
use crate::text;
use crate::text::Text;

use super::grid::{Content, Place, Row, Sheet, Source, not_a_table};

/// A key, from the system or from its declaration, and the field that it fills. The first is made, not read.
const FIELDS: &[(&str, &str)] = &[
    (NAME, "name"),
    ("name", "systems"),
    ("administrating_department", "owner"),
    ("data_responsibility_title", "role"),
    ("responsibility", "role"),
    ("third_country_transfers", "transfers.country"),
    ("privacy_policy", "information.means"),
    ("data_security_practices", "measures"),
    ("privacy_declarations.name", "purposes"),
    ("privacy_declarations.data_use", "purposes"),
    ("privacy_declarations.data_categories", "personal_data.category"),
    ("privacy_declarations.data_subjects", "subjects"),
    ("privacy_declarations.legal_basis_for_processing", "legal_basis.article"),
    ("privacy_declarations.retention_period", "retention.keep"),
    ("privacy_declarations.third_parties", "recipients"),
];

/// The column for the name that an activity is given.
const NAME: &str = "system / privacy_declaration";

/// Keys under which people are named with how to reach them.
const PEOPLE: &[&str] = &[
    "dpo",
    "data_protection_officer",
    "joint_controller",
    "representative",
    "controller",
];

const DECLARATIONS: &str = "privacy_declarations";

pub(super) fn field(header: &str) -> Option<&'static str> {
    let known = FIELDS.iter().find(|(key, _)| *key == header);
    known.map(|(_, field)| *field)
}

/// Why a key goes into no record, not even as a comment.
pub(super) fn withheld(header: &str) -> Option<Text> {
    let first = header.split('.').next().unwrap_or(header);
    PEOPLE.contains(&first).then(|| {
        text!(
            "noemt personen; een registratie doet dat niet, en de functionaris staat in avg.toml",
            "names people; a record does not, and the officer stands in avg.toml"
        )
    })
}

pub(super) fn read(name: &str, bytes: &[u8]) -> Result<Source, Text> {
    let text = std::str::from_utf8(bytes).map_err(|_| not_a_table(name))?;
    let root = yaml::read(text).map_err(|trouble| {
        let line = text[..trouble.span.start().min(text.len())].matches('\n').count() + 1;
        Text::by(|lang| format!("{name}:{line}: {}", trouble.message.get(lang)))
    })?;
    let systems = root.get("system").map(Node::items).unwrap_or_default();
    if systems.is_empty() {
        return Err(text!(
            "{name} is geen Fides-manifest met systemen: een lijst `system` ontbreekt",
            "{name} is not a Fides manifest with systems: a list `system` is missing"
        ));
    }
    let mut beside = Vec::new();
    for entry in root.entries().iter().filter(|entry| entry.key != "system") {
        leaves(&entry.node, &entry.key, &mut |path, content| {
            beside.push((path.to_string(), content.shown()))
        });
    }
    let activities: Vec<Activity> = systems
        .iter()
        .enumerate()
        .flat_map(|(at, system)| activities(at, system))
        .collect();
    Ok(Source {
        about: text!("Fides-manifest", "Fides manifest"),
        sheets: vec![Sheet {
            name: String::new(),
            rows: rows(activities),
        }],
        beside,
        is_manifest: true,
    })
}

/// What is said of one activity, by key, and where.
struct Activity {
    place: String,
    said: Vec<(String, Content)>,
}

fn activities(at: usize, system: &Node) -> Vec<Activity> {
    let place = format!("system[{at}]");
    let title = |node: &Node, keys: &[&str]| -> Option<String> {
        let said = keys.iter().find_map(|key| node.get(key)?.text());
        said.map(str::to_string)
    };
    let system_name = title(system, &["name", "fides_key"]).unwrap_or_default();
    let mut of_system = Vec::new();
    for entry in system.entries().iter().filter(|entry| entry.key != DECLARATIONS) {
        leaves(&entry.node, &entry.key, &mut |path, content| {
            add(&mut of_system, path, content)
        });
    }
    let groups = by_use(system.get(DECLARATIONS).map(Node::items).unwrap_or_default());
    if groups.is_empty() {
        let mut said = vec![(NAME.to_string(), Content::of(system_name))];
        said.extend(of_system);
        return vec![Activity { place, said }];
    }
    let is_alone = groups.len() == 1;
    let activity = |group: &Group| {
        let own = group.first().and_then(|(_, first)| title(first, &["name", "data_use"]));
        let name = match own {
            Some(own) if !is_alone => format!("{system_name} – {own}"),
            _ => system_name.clone(),
        };
        let mut said = vec![(NAME.to_string(), Content::of(name))];
        said.extend(of_system.iter().cloned());
        for entry in group.iter().flat_map(|(_, declaration)| declaration.entries()) {
            let path = format!("{DECLARATIONS}.{}", entry.key);
            leaves(&entry.node, &path, &mut |path, content| add(&mut said, path, content));
        }
        let numbers: Vec<String> = group.iter().map(|(number, _)| number.to_string()).collect();
        Activity {
            place: format!("{place}.{DECLARATIONS}[{}]", numbers.join(",")),
            said,
        }
    };
    groups.iter().map(activity).collect()
}

/// Declarations of one use, each with its number.
type Group<'n> = Vec<(usize, &'n Node<'n>)>;

/// The declarations by use, in the order in which the uses come.
fn by_use<'n>(declarations: &'n [Node<'n>]) -> Vec<Group<'n>> {
    let used = |node: &Node| node.get("data_use").and_then(Node::text).map(str::to_string);
    let mut groups: Vec<Group> = Vec::new();
    for numbered in declarations.iter().enumerate() {
        let is_of = |group: &Group| group.first().is_some_and(|(_, first)| used(first) == used(numbered.1));
        match groups.iter_mut().find(|group| is_of(group)) {
            Some(group) => group.push(numbered),
            None => groups.push(vec![numbered]),
        }
    }
    groups
}

/// Adds to what a key says already; what is said twice is said once.
fn add(said: &mut Vec<(String, Content)>, path: &str, content: Content) {
    let items = |content: Content| match content {
        Content::Items(items) => items,
        Content::Empty => Vec::new(),
        Content::Text(text) | Content::Fault(text) => vec![text],
    };
    match said.iter_mut().find(|(known, _)| known == path) {
        None => said.push((path.to_string(), content)),
        Some((_, known)) if *known == content => {}
        Some((_, known)) => {
            let mut both = items(std::mem::take(known));
            for item in items(content) {
                if !both.contains(&item) {
                    both.push(item);
                }
            }
            *known = Content::Items(both);
        }
    }
}

/// Each value that holds no others, with its path; a list of them is one.
fn leaves(node: &Node, path: &str, found: &mut dyn FnMut(&str, Content)) {
    match &node.value {
        Value::Table(entries) => {
            for entry in entries {
                leaves(&entry.node, &format!("{path}.{}", entry.key), found);
            }
        }
        Value::List(items) if items.iter().all(|item| scalar(item).is_some()) => {
            found(path, Content::Items(items.iter().filter_map(scalar).collect()));
        }
        Value::List(items) => {
            for (at, item) in items.iter().enumerate() {
                leaves(item, &format!("{path}[{at}]"), found);
            }
        }
        _ => found(path, scalar(node).map_or(Content::Empty, Content::of)),
    }
}

fn scalar(node: &Node) -> Option<String> {
    match &node.value {
        Value::Text(text) => Some(text.to_string()),
        Value::Bool(value) => Some(value.to_string()),
        Value::Integer(value) => Some(value.to_string()),
        Value::Number(value) => Some(value.to_string()),
        Value::Moment(moment) => Some(moment.to_string()),
        Value::Null => Some(String::new()),
        _ => None,
    }
}

/// A grid with a column for each key, in the order in which the keys come.
fn rows(activities: Vec<Activity>) -> Vec<Row> {
    let mut columns: BTreeMap<String, usize> = BTreeMap::new();
    let mut head: Vec<Content> = Vec::new();
    for (key, _) in activities.iter().flat_map(|activity| &activity.said) {
        if !columns.contains_key(key) {
            columns.insert(key.clone(), head.len());
            head.push(Content::of(key.as_str()));
        }
    }
    let width = head.len();
    let of_activity = activities.into_iter().map(|activity| {
        let mut cells = vec![Content::Empty; width];
        for (key, content) in activity.said {
            cells[columns[&key]] = content;
        }
        Row {
            place: Place::Path(activity.place),
            cells,
        }
    });
    [Row {
        place: Place::Path(String::new()),
        cells: head,
    }]
    .into_iter()
    .chain(of_activity)
    .collect()
}
