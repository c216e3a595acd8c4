//! Pages are sound HTML, as a parser that is not ours reads them, and one can find one's way in them without seeing them.

use std::collections::BTreeSet;
use std::path::Path;
use std::thread;

use html5ever::tendril::TendrilSink;
use html5ever::tree_builder::TreeBuilderOpts;
use html5ever::{ParseOpts, parse_document};
use markup5ever_rcdom::{Handle, NodeData, RcDom};

use super::support::{avg, examples};

const NOW: &str = "2026-04-01T09:00";

/// Every command that makes a page, with a record that the example has.
const PAGES: &[&[&str]] = &[
    &["report", "overview"],
    &["report", "register"],
    &["report", "agreements"],
    &["report", "incidents"],
    &["report", "requests"],
    &["report", "norms"],
    &["show", "incidents/2026-001"],
    &["show", "requests/2026-002"],
    &["history"],
];

#[test]
fn every_page_is_sound() {
    let dir = examples();
    thread::scope(|scope| {
        for example in ["op-orde", "reglement", "verwerkersovereenkomst"] {
            for lang in ["nl", "en"] {
                let place = dir.path().join(example);
                scope.spawn(move || {
                    for page in PAGES {
                        let what = format!("{example} {lang} {page:?}");
                        sound(&html(&place, lang, page), lang, &what);
                    }
                });
            }
        }
    });
}

fn html(place: &Path, lang: &str, page: &[&str]) -> String {
    let run = avg(
        place,
        &[&["--now", NOW, "--lang", lang], page, &["--format", "html"]].concat(),
    );
    assert_eq!(run.code, 0, "{page:?}: {}", run.err);
    run.out
}

/// An element by its name, its attributes and what is in it.
struct Element {
    name: String,
    attributes: Vec<(String, String)>,
    node: Handle,
}

impl Element {
    fn get(&self, name: &str) -> Option<&str> {
        self.attributes
            .iter()
            .find(|(known, _)| known == name)
            .map(|(_, value)| value.as_str())
    }
}

fn sound(page: &str, lang: &str, what: &str) {
    let opts = ParseOpts {
        tree_builder: TreeBuilderOpts {
            exact_errors: true,
            ..TreeBuilderOpts::default()
        },
        ..ParseOpts::default()
    };
    let dom = parse_document(RcDom::default(), opts).one(page);
    assert_eq!(dom.errors.borrow().as_slice(), [""; 0], "{what}");
    let all = elements(&dom.document);
    let named = |name: &str| all.iter().filter(|it| it.name == name).collect::<Vec<_>>();
    assert_eq!(named("html")[0].get("lang"), Some(lang), "{what}");

    let ids: Vec<&str> = all.iter().filter_map(|it| it.get("id")).collect();
    let distinct: BTreeSet<&str> = ids.iter().copied().collect();
    assert_eq!(ids.len(), distinct.len(), "{what}: an id twice");
    for reference in all.iter().filter_map(|it| it.get("aria-labelledby")) {
        assert!(distinct.contains(reference), "{what}: nothing has the id {reference}");
    }

    let headings: Vec<u32> = all.iter().filter_map(|it| level(&it.name)).collect();
    assert_eq!(headings.iter().filter(|level| **level == 1).count(), 1, "{what}");
    assert_eq!(headings.first(), Some(&1), "{what}");
    let is_in_order = headings.windows(2).all(|pair| pair[1] <= pair[0] + 1);
    assert!(is_in_order, "{what}: a level of headings is left out: {headings:?}");

    for table in named("table") {
        let inside = elements(&table.node);
        let heads: Vec<&Element> = inside.iter().filter(|it| it.name == "th").collect();
        assert!(!heads.is_empty(), "{what}: a table without heads");
        for head in heads {
            let scope = head.get("scope");
            assert!(
                matches!(scope, Some("col" | "row" | "rowgroup")),
                "{what}: a head of {scope:?}"
            );
        }
    }
    for picture in named("svg") {
        let title = elements(&picture.node).iter().any(|it| it.name == "title");
        assert!(
            picture.get("role") == Some("img") && title,
            "{what}: a drawing without words"
        );
    }
    for wrong in ["script", "link", "img", "iframe", "object", "embed", "base", "form"] {
        assert!(named(wrong).is_empty(), "{what}: <{wrong}>");
    }
    for (name, value) in all.iter().flat_map(|it| &it.attributes) {
        assert!(!name.starts_with("on") && name != "src", "{what}: {name}={value}");
    }
}

fn level(name: &str) -> Option<u32> {
    name.strip_prefix('h')?.parse().ok()
}

/// Every element below a node, in the order of the page.
fn elements(node: &Handle) -> Vec<Element> {
    let mut found = Vec::new();
    for child in node.children.borrow().iter() {
        if let NodeData::Element { name, attrs, .. } = &child.data {
            let attributes = attrs.borrow();
            let attribute = |it: &html5ever::Attribute| (it.name.local.to_string(), it.value.to_string());
            found.push(Element {
                name: name.local.to_string(),
                attributes: attributes.iter().map(attribute).collect(),
                node: child.clone(),
            });
        }
        found.extend(elements(child));
    }
    found
}
