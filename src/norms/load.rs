//! A pack's text to norms, strictly: whatever a pack says that means nothing is refused, with its place and a suggestion.

use std::sync::OnceLock;

use crate::finding::{Lines, Site};
use crate::folder::Kind;
use crate::records::shape::{Notation, Shape};
use crate::records::tree::Node;
use crate::records::vocabulary::is_kebab_case;
use crate::records::{Path, TypeError, from_node, schema, shape_of};
use crate::text;
use crate::text::Text;
use crate::time::Direction;

use super::address;
use super::condition::Condition;
use super::facets::{Ground, Reader, key, one_of, one_or_more};
use super::judges;
use super::norm::{Demand, InForce, Need, Norm, Target, With};
use super::pack::{self, InForce as InForceFile, Lists, NormFile, PackFile, Requirement, Unchecked};
use super::source::Source;

/// A norm on this is held against every record, whatever its kind.
const ANY_KIND: &str = "any";

/// A pack, loaded.
#[derive(Debug, Default)]
pub struct Pack {
    pub name: String,
    pub title: Text,
    /// How its norms are cited.
    pub cite: Option<String>,
    pub norms: Vec<Norm>,
    pub unchecked: Vec<Unchecked>,
}

/// One thing in a pack that cannot be.
#[derive(Clone, Debug)]
pub struct Mistake {
    pub site: Site,
    pub message: Text,
    pub help: Text,
}

/// Loads packs one by one.
#[derive(Default)]
pub struct Loader {
    /// The shape that packs have, made for the first that is held against it.
    shape: OnceLock<Shape>,
}

/// What the norms of one pack share.
#[derive(Clone, Copy)]
struct Law<'a> {
    pack: &'a str,
    /// How the pack's norms are cited.
    cite: Option<&'a str>,
    /// Where they can be read.
    url: Option<&'a str>,
    lists: &'a Lists,
}

impl Loader {
    fn shape(&self) -> &Shape {
        self.shape
            .get_or_init(|| Shape::of(schema::generate::<PackFile>().as_value()))
    }

    /// Loads one pack: what could be understood of it, and everything that is wrong with it.
    pub fn load(&self, source: Source) -> (Pack, Vec<Mistake>) {
        let mut reader = Reader {
            loader: self,
            source,
            lines: Lines::of(source.text),
            mistakes: Vec::new(),
        };
        let pack = match source.tree() {
            Ok(root) => reader.pack(&root),
            Err(trouble) => {
                reader.mistake(trouble.span, trouble.message, trouble.help);
                Pack::default()
            }
        };
        reader.mistakes.sort_by(|a, b| a.site.cmp(&b.site));
        (pack, reader.mistakes)
    }
}

impl<'a> Reader<'a> {
    fn pack(&mut self, root: &Node) -> Pack {
        if self.source.embedded.is_none() {
            for misfit in self.loader.shape().misfits_in(Notation::Yaml, root) {
                self.mistake(misfit.span, misfit.message, misfit.help);
            }
        }
        let stem = self.source.stem();
        let name = root.get("pack").and_then(Node::text).unwrap_or(stem).to_string();
        if name != stem {
            let message = text!(
                "het pakket heet hier ‘{name}’, maar het bestand ‘{stem}’",
                "the pack is called ‘{name}’ here, but the file ‘{stem}’"
            );
            self.mistake(
                root.place(&key("pack")),
                message,
                text!("Schrijf pack: {stem}.", "Write pack: {stem}."),
            );
        }
        let law = root.get("cite").and_then(Node::text);
        let url = self.url(root);
        let title = root
            .get("title")
            .and_then(|title| from_node::<pack::Translated>(title).ok());
        let lists = root
            .get("lists")
            .and_then(|lists| from_node(lists).ok())
            .unwrap_or_default();
        let mut norms: Vec<Norm> = Vec::new();
        let nodes = root.get("norms").map(Node::items).unwrap_or_default();
        let nodes = self.as_many_as_are_read(nodes);
        for (index, node) in nodes.iter().enumerate() {
            // A norm whose shape is wrong is named above; the others are read all the same.
            let entry = match from_node::<NormFile>(node) {
                Ok(entry) => entry,
                Err(error) => {
                    self.unexplained(node, &error);
                    continue;
                }
            };
            self.id(&entry.id, node, &norms);
            let law = Law {
                pack: &name,
                cite: law,
                url,
                lists: &lists,
            };
            norms.extend(self.norm(law, &entry, node, nodes.get(index + 1)));
        }
        let unchecked = root.get("unchecked").map(Node::items).unwrap_or_default();
        Pack {
            title: title.as_ref().map(Text::from).unwrap_or_default(),
            cite: law.map(str::to_string),
            unchecked: unchecked.iter().filter_map(|entry| from_node(entry).ok()).collect(),
            name,
            norms,
        }
    }

    /// A norm that cannot be read is refused, even where its shape seems right: none may vanish.
    fn unexplained(&mut self, node: &Node, error: &TypeError) {
        let site = self.site(node.span);
        let is_within = |mistake: &Mistake| mistake.site.bytes().start >= site.bytes().start;
        if !self.mistakes.iter().any(is_within) {
            let message = Text::same(error.to_string());
            let help = text!("Verbeter deze norm.", "Correct this norm.");
            self.mistake(node.span, message, help);
        }
    }

    fn url<'n>(&mut self, root: &'n Node) -> Option<&'n str> {
        let node = root.get("url")?;
        let url = node.text()?;
        if !address::is_web_address(url) {
            let message = text!("‘{url}’ is geen webadres", "‘{url}’ is not a web address");
            let help = text!(
                "Begin met https://, schrijf tekens als een spatie als %20, en {{article}} waar het artikel hoort.",
                "Begin with https://, write characters such as a space as %20, and {{article}} where the article belongs."
            );
            self.mistake(node.span, message, help);
        }
        Some(url)
    }

    /// The norm as it stands in its pack: up to the next one, without what is said between them, and without its words for
    /// people, which are shown in their own language.
    fn written(&self, node: &Node, next: Option<&Node>) -> String {
        const WORDS: &[&str] = &["title", "help", "explain", "actor"];
        let end = next.map_or(self.source.text.len(), |next| next.span.start());
        let mut lines: Vec<&str> = Vec::new();
        let mut is_for_people = false;
        for line in self.source.text[node.span.start()..end].lines() {
            let is_of_pack = !lines.is_empty() && line.starts_with(|c: char| c.is_ascii_alphabetic());
            if is_of_pack {
                break;
            }
            let facet = line.strip_prefix("    ").unwrap_or(line);
            if !facet.starts_with([' ', '#']) && !facet.is_empty() {
                let key = facet.split(':').next().unwrap_or_default();
                is_for_people = WORDS.contains(&key);
            }
            if !is_for_people {
                lines.push(line);
            }
        }
        let is_between = |line: &&str| line.trim().is_empty() || line.trim() == "-" || line.trim().starts_with('#');
        while lines.last().is_some_and(is_between) {
            lines.pop();
        }
        lines.join("\n")
    }

    /// That a norm's name is one, and its own.
    fn id(&mut self, id: &str, node: &Node, norms: &[Norm]) {
        let span = node.place(&key("id"));
        if !is_kebab_case(id) {
            let help = text!(
                "Schrijf kleine letters met enkele streepjes.",
                "Write lower-case letters with single hyphens."
            );
            self.mistake(
                span,
                text!("‘{id}’ is geen geldige naam", "‘{id}’ is not a valid name"),
                help,
            );
        }
        if norms.iter().any(|norm| norm.id() == id) {
            let help = text!("Geef deze norm een andere naam.", "Give this norm another name.");
            let message = text!("‘{id}’ bestaat al in dit pakket", "‘{id}’ exists in this pack already");
            self.mistake(span, message, help);
        }
    }

    fn norm(&mut self, law: Law, entry: &NormFile, node: &Node, next: Option<&Node>) -> Option<Norm> {
        let (target, ground) = self.target(entry, node)?;
        if let Some(InForceFile {
            from: Some(from),
            until: Some(until),
        }) = entry.in_force
            && until < from
        {
            let message = text!("deze norm geldt op geen enkele dag", "this norm holds on no day at all");
            let help = text!("Zet until na from.", "Put until after from.");
            self.mistake(node.place(&key("in_force")), message, help);
        }
        let when = self.conditions(node, "when", ground);
        let demand = self.demand(entry, node, ground, target.kind, law.lists)?;
        let or_empty = |text: &Option<pack::Translated>| text.as_ref().map(Text::from).unwrap_or_default();
        let article = entry.cite.as_ref().map(|article| article.0.as_str());
        let cite = match (law.cite, article) {
            (Some(law), Some(article)) => Some(format!("{law} {article}")),
            // A pack of many sources cites each in full.
            (None, Some(source)) => Some(source.to_string()),
            (law, None) => law.map(str::to_string),
        };
        // A duty without words of its own takes those of the duty's first norm, once all packs are there.
        let title = match or_empty(&entry.title) {
            title if title.is_empty() && entry.duty.is_none() => Text::same(entry.id.replace('-', " ")),
            title => title,
        };
        Some(Norm {
            name: format!("{}/{}", law.pack, entry.id),
            // A norm of the reader has no article, whatever pack it is in.
            cite: cite.filter(|_| entry.cite.is_some() || !entry.reader),
            url: law.url.and_then(|url| address::at_article(url, article)),
            on: target,
            when,
            level: entry.level.unwrap_or_default(),
            title,
            help: or_empty(&entry.help),
            explain: or_empty(&entry.explain),
            pending: entry.pending,
            in_force: entry.in_force.map_or_else(InForce::default, |period| InForce {
                from: period.from.map(|date| date.0),
                until: period.until.map(|date| date.0),
            }),
            demand,
            site: self.source.is_house.then(|| self.site(node.place(&key("id")))),
            source: self.written(node, next),
        })
    }

    fn target(&mut self, entry: &NormFile, node: &Node) -> Option<(Target, Ground<'static>)> {
        if entry.on == ANY_KIND {
            let everything = Target {
                kind: None,
                table: Path::parse(""),
            };
            let ground = Ground {
                root: &Shape::Anything,
                row: &Shape::Anything,
            };
            return Some((everything, ground));
        }
        let (folder, table) = entry.on.split_once('/').unwrap_or((&entry.on, ""));
        let span = node.place(&key("on"));
        let Some(kind) = Kind::from_folder(folder) else {
            let known: Vec<&str> = Kind::ALL.into_iter().map(Kind::folder).chain([ANY_KIND]).collect();
            let message = text!(
                "‘{folder}’ is geen soort registratie",
                "‘{folder}’ is not a kind of record"
            );
            self.mistake(span, message, one_of(folder, &known));
            return None;
        };
        let table = Path::parse(&table.replace('/', "."));
        let root = shape_of(kind);
        let Some(row) = root.at(table.keys()) else {
            let wrong = table.to_string();
            self.unknown_path(span, &wrong, root);
            return None;
        };
        let target = Target {
            kind: Some(kind),
            table,
        };
        Some((target, Ground { root, row: row.row() }))
    }

    fn demand(
        &mut self,
        entry: &NormFile,
        node: &Node,
        ground: Ground,
        kind: Option<Kind>,
        lists: &Lists,
    ) -> Option<Demand> {
        let demands = [
            ("require", entry.require.is_some()),
            ("within", entry.within.is_some()),
            ("ahead", entry.ahead.is_some()),
            ("judge", entry.judge.is_some()),
            ("reader", entry.reader && !self.source.is_house),
        ];
        let made: Vec<&str> = demands
            .iter()
            .filter(|(_, is_made)| *is_made)
            .map(|(name, _)| *name)
            .collect();
        let [made] = made.as_slice() else {
            let message = match made.as_slice() {
                [] => text!("deze norm eist niets", "this norm demands nothing"),
                several => {
                    let several = several.join(", ");
                    text!(
                        "deze norm eist meer dan één ding: {several}",
                        "this norm demands more than one thing: {several}"
                    )
                }
            };
            let help = text!(
                "Schrijf één van: require, within, ahead, judge.",
                "Write one of: require, within, ahead, judge."
            );
            self.mistake(node.place(&key("id")), message, help);
            return None;
        };
        self.foreign_facets(made, node);
        match (*made, &entry.require, &entry.judge) {
            ("require", Some(requirement), _) => {
                let needs = match requirement {
                    Requirement::Values(_) => {
                        let conditions = self.conditions(node, "require", ground);
                        conditions.into_iter().map(|condition| Need(vec![condition])).collect()
                    }
                    Requirement::Path(_) | Requirement::AnyOf(_) => {
                        let values = node.get("require").map(one_or_more).unwrap_or_default();
                        let paths = values.into_iter().filter_map(|value| self.known_path(value, ground));
                        let any: Vec<Condition> = paths.map(|path| Condition::written(&path.to_string())).collect();
                        if any.is_empty() {
                            let message = text!("hier wordt niets geëist", "nothing is required here");
                            let help = text!("Schrijf het pad van een veld.", "Write the path of a field.");
                            self.mistake(node.place(&key("require")), message, help);
                            return None;
                        }
                        vec![Need(any)]
                    }
                };
                let at = match &entry.at {
                    Some(_) => Some(self.path(node, &["at"], ground)?),
                    None => None,
                };
                Some(Demand::Require { needs, at })
            }
            ("judge", _, Some(name)) => match judges::find(name) {
                Some(known) => {
                    self.with(node, known.needs, known.may, ground);
                    self.lists(entry.with.as_ref(), node, lists);
                    Some(Demand::Judge {
                        judge: known,
                        with: Box::new(With::of(entry.with.clone().unwrap_or_default(), lists)),
                    })
                }
                None => {
                    let known: Vec<&str> = judges::names().collect();
                    let message = text!("er is geen oordeel ‘{name}’", "there is no judge ‘{name}’");
                    self.mistake(node.place(&key("judge")), message, one_of(name, &known));
                    None
                }
            },
            ("reader", ..) => Some(Demand::Reader),
            (made, ..) => {
                let direction = if made == "within" {
                    Direction::After
                } else {
                    Direction::Before
                };
                self.duty(entry, node, ground, kind, direction)
                    .map(|rule| Demand::Duty(Box::new(rule)))
            }
        }
    }

    /// A facet that belongs to another demand means nothing here.
    fn foreign_facets(&mut self, made: &str, node: &Node) {
        const DUTY: &[&str] = &[
            "duty",
            "from",
            "from_day",
            "safe_from",
            "extended",
            "suspended",
            "count",
            "met_by",
            "late_needs",
            "lapses",
            "actor",
        ];
        let is_duty = matches!(made, "within" | "ahead");
        for entry in node.entries() {
            let foreign = match entry.key.as_ref() {
                "at" => made != "require",
                "with" => made != "judge",
                facet => DUTY.contains(&facet) && !is_duty,
            };
            if foreign {
                let facet = &entry.key;
                let message = text!(
                    "‘{facet}’ betekent niets bij ‘{made}’",
                    "‘{facet}’ means nothing with ‘{made}’"
                );
                self.mistake(
                    entry.key.span(),
                    message,
                    text!("Laat ‘{facet}’ weg.", "Leave ‘{facet}’ out."),
                );
            }
        }
    }
}
