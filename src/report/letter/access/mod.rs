//! What a person who asks for access is told beside the copy, article 15(1)(a)–(h) and 15(2): from the register, an activity
//! a part.

mod abroad;
mod recipients;
mod storage;

use crate::records::tree::Node;
use crate::records::{Kind, Record};
use crate::text::Lang;

use crate::report::basis::Basis;
use crate::report::letterhead::article;
use crate::report::listing::of_kind;
use crate::report::sending::BeforeSending;
use crate::report::values::{Reader, capital};
use crate::report::{Cell, Part, Said, Table};

/// A point of 15(1), and how the register answers it.
struct Point {
    letter: &'static str,
    asks: (&'static str, &'static str),
    /// Where it is written.
    field: &'static str,
    told: Told,
    /// Whether a register without it lacks what 15(1) wants.
    is_demanded: bool,
}

/// What an activity says to a point, a line each; what of it is missing is asked before sending.
type Told = for<'a> fn(&Answer<'a>, &Asked<'a>, &mut BeforeSending) -> Vec<String>;

const fn point(letter: &'static str, nl: &'static str, en: &'static str, field: &'static str, told: Told) -> Point {
    Point {
        letter,
        asks: (nl, en),
        field,
        told,
        is_demanded: true,
    }
}

#[rustfmt::skip]
const POINTS: &[Point] = &[
    point("15(1)(a)", "waarvoor wij uw gegevens gebruiken", "what we use your data for", "purposes", written),
    point("15(1)(b)", "welke soorten gegevens", "which categories of data", "personal_data", categories),
    point("15(1)(c)", "wie ze krijgt", "who receives them", "recipients", recipients::told),
    point("15(1)(d)", "hoe lang wij ze bewaren", "how long we keep them", "retention", storage::told),
    point("15(1)(g)", "waar wij ze vandaan hebben", "where we obtained them", "source", source),
    Point {
        is_demanded: false,
        ..point("15(1)(c), (2)", "doorgifte buiten de EER, met de grond", "transfers outside the EEA, and on which ground", "transfers", abroad::told)
    },
];

/// A point of 15(1) as it is asked of one activity.
struct Asked<'a> {
    record: &'a Record<'a>,
    field: &'static str,
    letter: &'static str,
}

impl<'a> Asked<'a> {
    fn rows(&self, table: &str) -> &'a [Node<'a>] {
        self.record.root.get(table).map(Node::items).unwrap_or_default()
    }

    /// Where a field of it is filled in, such as `retention.keep`; of a row by its number.
    fn edit(&self, path: &str, row: Option<usize>) -> String {
        let item = row.map(|at| format!(" --item {}", at + 1)).unwrap_or_default();
        let flag = path.replace(['_', '.'], "-");
        format!("avg edit {}{item} --{flag}", self.record.name)
    }

    /// What is not known of it: a blank in the letter, and a line before sending.
    fn miss(&self, what: &str, how: &str, before: &mut BeforeSending) -> String {
        let name = self.record.said("name").unwrap_or(&self.record.name);
        before.miss(&format!("{name}: {what}"), self.letter, how);
        format!("[{what}]")
    }
}

/// Which activities concern the requester, nobody but the writer knows: all that we are the controller of, or those that were
/// named.
pub(super) fn information<'a>(named: &[&'a Record<'a>], basis: &'a Basis<'a>, before: &mut BeforeSending) -> Vec<Part> {
    let reader = basis.reader.of_people();
    let lang = reader.lang;
    let answer = Answer { reader, basis };
    let activities = concerned(named, reader, before);
    let mut parts: Vec<Part> = activities
        .iter()
        .map(|record| answer.activity(record, before))
        .collect();
    parts.push(Part::text(
        lang.pick("Geautomatiseerde besluiten", "Automated decisions"),
        decisions(lang, before),
    ));
    parts.push(Part::text(
        lang.pick("Uw andere rechten", "Your other rights"),
        vec![Said::Sentence(other_rights(&activities, lang))],
    ));
    parts
}

/// Those that were named, or all that we are the controller of.
fn concerned<'a>(named: &[&'a Record<'a>], reader: Reader<'a>, before: &mut BeforeSending) -> Vec<&'a Record<'a>> {
    let lang = reader.lang;
    if !named.is_empty() {
        return named.to_vec();
    }
    before.warn(lang.pick(
        "Hieronder staan alle activiteiten waarvoor wij verwerkingsverantwoordelijke zijn: noem met --about alleen die waarin gegevens van deze persoon voorkomen.",
        "Below are all activities of which we are the controller: name with --about only those that hold data about this person.",
    ));
    let all: Vec<&Record> = of_kind(reader.records, Kind::Activity)
        .filter(|record| record.said("role") != Some("processor"))
        .collect();
    if all.is_empty() {
        before.miss(
            lang.pick("verwerkingsactiviteiten", "processing activities"),
            "15(1)(a)–(d), (g)",
            "avg new activity",
        );
    }
    all
}

/// From what the answer is written.
struct Answer<'a> {
    reader: Reader<'a>,
    basis: &'a Basis<'a>,
}

impl<'a> Answer<'a> {
    fn activity(&self, record: &'a Record<'a>, before: &mut BeforeSending) -> Part {
        let lang = self.reader.lang;
        let name = record.said("name").unwrap_or(&record.name);
        let rows = POINTS.iter().filter_map(|point| {
            let asks = lang.pick(point.asks.0, point.asks.1);
            let cell = self.point(point, record, asks, before)?;
            let asks = format!("{} ({})", capital(asks), article(point.letter, lang));
            Some([Cell::Text(asks), cell])
        });
        Part::table(name, Table::facts(rows.collect(), lang))
    }

    /// What the register says to one point; nothing where it may be silent and is.
    fn point(&self, point: &Point, record: &'a Record<'a>, asks: &str, before: &mut BeforeSending) -> Option<Cell> {
        let asked = Asked {
            record,
            field: point.field,
            letter: point.letter,
        };
        let told = (point.told)(self, &asked, before);
        if !told.is_empty() {
            return Some(Cell::Text(told.join("\n")));
        }
        if !point.is_demanded {
            return None;
        }
        let path = match point.field {
            "personal_data" => "personal_data.category",
            "retention" => "retention.keep",
            field => field,
        };
        asked.miss(asks, &asked.edit(path, None), before);
        let blank = self.reader.lang.pick("[in te vullen]", "[to be filled in]");
        Some(Cell::Missing(blank.to_string()))
    }

    /// A field of a row, on one line.
    fn of_row(&self, asked: &Asked<'a>, row: &Node, key: &str) -> Option<String> {
        let node = row.get(key).filter(|node| node.says_something())?;
        let path = format!("{}.{key}", asked.field);
        let said = self.reader.value(asked.record.kind, &path, node);
        Some(said.replace('\n', ", "))
    }
}

fn written<'a>(answer: &Answer<'a>, asked: &Asked<'a>, _: &mut BeforeSending) -> Vec<String> {
    let node = asked.record.root.get(asked.field).filter(|node| node.says_something());
    let told = node.map(|node| answer.reader.value(asked.record.kind, asked.field, node));
    told.into_iter().collect()
}

/// What a person needs to know of each category; what only the register needs stays there.
fn categories<'a>(answer: &Answer<'a>, asked: &Asked<'a>, _: &mut BeforeSending) -> Vec<String> {
    let category = |row: &Node| {
        let said = ["category", "items"].map(|key| answer.of_row(asked, row, key));
        said.into_iter().flatten().collect::<Vec<_>>().join(" – ")
    };
    let categories = asked.rows(asked.field).iter().map(category);
    categories.filter(|said| !said.is_empty()).collect()
}

/// 15(1)(g): of data that come from elsewhere, any available information as to their source.
fn source<'a>(answer: &Answer<'a>, asked: &Asked<'a>, before: &mut BeforeSending) -> Vec<String> {
    let lang = answer.reader.lang;
    if asked.record.said(asked.field) == Some("subject") {
        return vec![lang.pick("van uzelf", "from you").to_string()];
    }
    let mut told = written(answer, asked, before);
    if !told.is_empty() {
        let which = lang.pick(
            "welke bron, met alle beschikbare informatie daarover",
            "which source, with any available information about it",
        );
        told.push(asked.miss(which, lang.pick("in de tekst zelf", "in the text itself"), before));
    }
    told
}

/// 15(1)(e): the right to object is there where a processing rests on 6(1)(e) or (f), as 21(1) has it; of a legal basis that is
/// not known nobody can say that it is not.
fn other_rights(activities: &[&Record], lang: Lang) -> String {
    let rights = match activities.is_empty() || activities.iter().any(|record| may_be_objected_to(record)) {
        true => lang.pick(
            "U kunt ons vragen uw gegevens te verbeteren, te wissen of de verwerking ervan te beperken, en u kunt bezwaar maken tegen de verwerking",
            "You may ask us to rectify or erase your data or to restrict their processing, and you may object to the processing",
        ),
        false => lang.pick(
            "U kunt ons vragen uw gegevens te verbeteren, te wissen of de verwerking ervan te beperken",
            "You may ask us to rectify or erase your data or to restrict their processing",
        ),
    };
    format!("{rights} ({}).", article("15(1)(e)", lang))
}

fn may_be_objected_to(record: &Record) -> bool {
    const WITHOUT: [&str; 4] = ["6(1)(a)", "6(1)(b)", "6(1)(c)", "6(1)(d)"];
    let bases = record.root.get("legal_basis").map(Node::items).unwrap_or_default();
    let is_without = |basis: &Node| {
        let article = basis.get("article").and_then(Node::text);
        article.is_some_and(|article| WITHOUT.contains(&article.trim()))
    };
    bases.is_empty() || !bases.iter().all(is_without)
}

/// The register does not say it: whoever writes must.
fn decisions(lang: Lang, before: &mut BeforeSending) -> Vec<Said> {
    let asks = lang.pick(
        "of er besluiten over de betrokkene uitsluitend geautomatiseerd worden genomen, waaronder profilering, en zo ja de logica, het belang en de gevolgen",
        "whether decisions about the data subject are taken solely by automated means, including profiling, and if so the logic, the significance and the consequences",
    );
    before.miss(asks, "15(1)(h)", lang.pick("in de tekst zelf", "in the text itself"));
    vec![Said::Missing(format!("[{asks} ({})]", article("15(1)(h)", lang)))]
}
