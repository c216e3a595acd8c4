//! The facets of a norm, held against the shape of the record that the norm is on: paths, moments, conditions.

use crate::finding::{Lines, Site};
use crate::folder::Kind;
use crate::records::shape::Shape;
use crate::records::tree::{Node, Span, Value};
use crate::records::{Base, Path, from_node, shape_of};
use crate::text;
use crate::text::{Text, nearest};

use super::condition::{ABSENT, Condition, PRESENT, UNWRITTEN, WRITTEN};
use super::load::{Loader, Mistake};
use super::pack::{Listed, Lists, With};
use super::source::Source;

/// Reads one pack, gathering everything that cannot be.
pub(super) struct Reader<'a> {
    pub loader: &'a Loader,
    pub source: Source<'a>,
    pub lines: Lines,
    pub mistakes: Vec<Mistake>,
}

/// What the paths of one norm are held against.
#[derive(Clone, Copy)]
pub(super) struct Ground<'s> {
    pub root: &'s Shape,
    pub row: &'s Shape,
}

impl<'s> Ground<'s> {
    pub fn at(self, path: &Path) -> Option<&'s Shape> {
        self.base(path).at(path.keys())
    }

    /// The shape that a path begins in.
    pub(super) fn base(self, path: &Path) -> &'s Shape {
        match path.base() {
            Base::Row => self.row,
            Base::Root => self.root,
            Base::Organisation => shape_of(Kind::Organisation),
        }
    }

    /// Whether a value of the path can be a moment.
    pub(super) fn is_moment(self, path: &Path) -> bool {
        matches!(self.at(path), Some(Shape::Date | Shape::Moment | Shape::Anything))
    }
}

impl Reader<'_> {
    pub(super) fn site(&self, span: Span) -> Site {
        Site::within(self.source.file, self.source.text, &self.lines, span.into())
    }

    pub(super) fn mistake(&mut self, span: Span, message: Text, help: Text) {
        let site = self.site(span);
        self.mistakes.push(Mistake { site, message, help });
    }

    /// Each norm is held against every other one and every record: of more than anybody writes none is read.
    pub(super) fn as_many_as_are_read<'n, 'p>(&mut self, nodes: &'n [Node<'p>]) -> &'n [Node<'p>] {
        const MOST: usize = 2_000;
        let many = nodes.len();
        let Some(beyond) = nodes.get(MOST) else {
            return nodes;
        };
        let message = text!(
            "dit pakket heeft {many} normen; er worden er hoogstens {MOST} gelezen",
            "this pack has {many} norms; at most {MOST} are read"
        );
        let help = text!(
            "Laat weg wat niet zelf is bedacht.",
            "Leave out what nobody thought of."
        );
        self.mistake(beyond.span, message, help);
        &[]
    }

    /// The conditions of `when`, or of a `require` that is a map.
    pub(super) fn conditions(&mut self, node: &Node, facet: &str, ground: Ground) -> Vec<Condition> {
        let mut conditions = Vec::new();
        for entry in node.get(facet).map(Node::entries).unwrap_or_default() {
            let path = Path::parse(&entry.key);
            let Some(shape) = ground.at(&path) else {
                self.unknown_path(entry.key.span(), &entry.key, ground.base(&path));
                continue;
            };
            let values = one_or_more(&entry.node);
            if values.is_empty() {
                let message = text!("geen enkele waarde voldoet hier", "no value at all will do here");
                let help = text!(
                    "Schrijf de waarden die voldoen, of {ABSENT}, {PRESENT}, {WRITTEN} of {UNWRITTEN}.",
                    "Write the values that will do, or {ABSENT}, {PRESENT}, {WRITTEN} or {UNWRITTEN}."
                );
                self.mistake(entry.key.span(), message, help);
            }
            for value in values {
                self.value(value, shape);
            }
            if let Ok(choice) = from_node(&entry.node) {
                conditions.push(Condition::of(&entry.key, &choice));
            }
        }
        conditions
    }

    /// That a judge is given what it needs, and nothing that means nothing to it; and that the paths in it are known.
    pub(super) fn with(&mut self, node: &Node, needs: &[&str], may: &[&str], ground: Ground) {
        let given = node.get("with").map(Node::entries).unwrap_or_default();
        for entry in given {
            if !needs.contains(&entry.key.as_ref()) && !may.contains(&entry.key.as_ref()) {
                let facet = &entry.key;
                let message = text!(
                    "‘{facet}’ zegt dit oordeel niets",
                    "‘{facet}’ means nothing to this judge"
                );
                let known: Vec<&str> = needs.iter().chain(may).copied().collect();
                self.mistake(entry.key.span(), message, one_of(facet, &known));
            }
        }
        let is_given = |facet: &&str| given.iter().any(|entry| entry.key == **facet);
        if !needs.is_empty() && !needs.iter().any(is_given) {
            let all = needs.join(", ");
            let message = text!(
                "dit oordeel heeft in ‘with’ nodig: {all}",
                "this judge needs in ‘with’: {all}"
            );
            let help = text!("Schrijf with: met {all}.", "Write with: with {all}.");
            self.mistake(node.place(&key("judge")), message, help);
        }
        let keys = |facet: &str| ["with".to_string(), facet.to_string()];
        let listed = |facet: &str| node.at(&keys(facet)).into_iter().flat_map(one_or_more);
        for path in listed("paths") {
            self.known_path(path, ground);
        }
        for pair in listed("order") {
            let moments = one_or_more(pair);
            if moments.len() != 2 {
                let message = text!("een volgorde heeft twee momenten", "an order has two moments");
                let help = text!(
                    "Schrijf [eerste, tweede], en een langere volgorde als meer van zulke paren.",
                    "Write [first, second], and a longer order as more of such pairs."
                );
                self.mistake(pair.span, message, help);
            }
            for path in moments {
                self.known_moment(path, ground);
            }
        }
    }

    /// That the lists that a norm names are the pack's.
    pub(super) fn lists(&mut self, with: Option<&With>, node: &Node, lists: &Lists) {
        let Some(with) = with else { return };
        let names = |map: Vec<&String>| map.into_iter().cloned().collect::<Vec<_>>();
        let named = [
            ("entries", name(&with.entries), names(lists.entries.keys().collect())),
            (
                "countries",
                name(&with.countries),
                names(lists.countries.keys().collect()),
            ),
            (
                "decisions",
                name(&with.decisions),
                names(lists.decisions.keys().collect()),
            ),
        ];
        for (facet, name, known) in named {
            let Some(name) = name.filter(|name| !known.contains(name)) else {
                continue;
            };
            let known: Vec<&str> = known.iter().map(String::as_str).collect();
            let message = text!("dit pakket heeft geen lijst ‘{name}’", "this pack has no list ‘{name}’");
            let help = one_of(&name, &known);
            self.mistake(node.place(&["with".to_string(), facet.to_string()]), message, help);
        }
    }

    /// That a condition's value is one that the field can have.
    pub(super) fn value(&mut self, node: &Node, shape: &Shape) {
        if matches!(node.text(), Some(PRESENT | ABSENT | WRITTEN | UNWRITTEN)) {
            return;
        }
        let (known, wrong): (Vec<&str>, bool) = match (shape.row(), &node.value) {
            (Shape::Word(words), Value::Text(word)) => (
                words.iter().map(String::as_str).collect(),
                !words.iter().any(|it| it == word),
            ),
            (Shape::Word(words), _) => (words.iter().map(String::as_str).collect(), true),
            (Shape::Bool, value) => (vec!["true", "false"], !matches!(value, Value::Bool(_))),
            (Shape::Integer { .. }, value) => (Vec::new(), !matches!(value, Value::Integer(_))),
            (Shape::Text | Shape::Agreement | Shape::Country, value) => (Vec::new(), !matches!(value, Value::Text(_))),
            (Shape::Anything, _) => (Vec::new(), false),
            _ => (Vec::new(), true),
        };
        if wrong {
            let written = &self.source.text[node.span.start()..node.span.end()];
            let mut all = known;
            all.extend([PRESENT, ABSENT, WRITTEN, UNWRITTEN]);
            let message = text!("‘{written}’ kan dit veld niet zijn", "this field cannot be ‘{written}’");
            let help = one_of(written, &all);
            self.mistake(node.span, message, help);
        }
    }

    /// The path that a facet names, if the record can have it.
    pub(super) fn path(&mut self, node: &Node, facet: &[&str], ground: Ground) -> Option<Path> {
        let keys: Vec<String> = facet.iter().map(ToString::to_string).collect();
        let value = node.at(&keys).into_iter().next()?;
        self.known_path(value, ground)
    }

    pub(super) fn known_path(&mut self, value: &Node, ground: Ground) -> Option<Path> {
        let path = Path::parse(value.text()?);
        if ground.at(&path).is_none() || path.keys().is_empty() {
            self.unknown_path(value.span, &path.to_string(), ground.base(&path));
            return None;
        }
        Some(path)
    }

    pub(super) fn moment(&mut self, node: &Node, facet: &[&str], ground: Ground) -> Option<Path> {
        let keys: Vec<String> = facet.iter().map(ToString::to_string).collect();
        let value = node.at(&keys).into_iter().next()?;
        self.known_moment(value, ground)
    }

    pub(super) fn moments(&mut self, node: &Node, facet: &str, ground: Ground) -> Vec<Path> {
        let values = node.get(facet).map(one_or_more).unwrap_or_default();
        values
            .into_iter()
            .filter_map(|value| self.known_moment(value, ground))
            .collect()
    }

    pub(super) fn known_moment(&mut self, value: &Node, ground: Ground) -> Option<Path> {
        let path = self.known_path(value, ground)?;
        if !ground.is_moment(&path) {
            let message = text!("‘{path}’ is geen datum of moment", "‘{path}’ is not a date or a moment");
            let help = text!(
                "Noem een veld dat op _on of _at eindigt.",
                "Name a field that ends in _on or _at."
            );
            self.mistake(value.span, message, help);
            return None;
        }
        Some(path)
    }

    pub(super) fn unknown_path(&mut self, span: Span, written: &str, shape: &Shape) {
        let paths = shape.paths();
        let known: Vec<&str> = paths.iter().map(String::as_str).collect();
        let message = text!("onbekend pad ‘{written}’", "unknown path ‘{written}’");
        let help = match nearest(written.trim_start_matches('/'), &known) {
            Some(nearest) => text!("Bedoelt u ‘{nearest}’?", "Did you mean ‘{nearest}’?"),
            None => text!(
                "avg schema toont de velden. Een schuine streep vooraan begint bij de wortel van de registratie.",
                "avg schema shows the fields. A leading slash begins at the record's root."
            ),
        };
        self.mistake(span, message, help);
    }
}

/// The name by which a list is meant.
fn name<T>(listed: &Listed<T>) -> Option<String> {
    match listed {
        Listed::Named(name) => Some(name.clone()),
        Listed::Given(_) => None,
    }
}

/// A list's items, or the one value itself.
pub(super) fn one_or_more<'n, 'f>(node: &'n Node<'f>) -> Vec<&'n Node<'f>> {
    match &node.value {
        Value::List(items) => items.iter().collect(),
        _ => vec![node],
    }
}

pub(super) fn key(name: &str) -> [String; 1] {
    [name.to_string()]
}

pub(super) fn one_of(written: &str, known: &[&str]) -> Text {
    let list = known.join(", ");
    match nearest(written, known) {
        Some(nearest) => text!(
            "Bedoelt u ‘{nearest}’? Bekend zijn: {list}.",
            "Did you mean ‘{nearest}’? Known are: {list}."
        ),
        None => text!("Bekend zijn: {list}.", "Known are: {list}."),
    }
}
