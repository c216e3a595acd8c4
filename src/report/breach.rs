//! What articles 33(1), (3) and (5) want written down of a breach, in which field it is, and what is said where it is not: one
//! list for the file of one breach and for the record of all.

use crate::records::tree::{Node, Value};
use crate::records::{Kind, Record};
use crate::text::Lang;

use super::listing::{cell_as_shown, missing};
use super::values::Reader;
use super::{Cell, Data};

/// One thing that the law wants of a breach.
pub(super) struct Element {
    pub article: &'static str,
    /// In plain words, Dutch and English.
    pub what: (&'static str, &'static str),
    /// Where the record says it.
    pub field: &'static str,
    wanted: Wanted,
}

/// For what it is wanted.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Wanted {
    /// The documentation of every breach, 33(5): the facts, the effects and the remedial action.
    ForTheRecord,
    /// The notification alone, 33(3): where a risk is unlikely there is none.
    ForTheNotification,
    /// To show why it was notified or not, 33(1) and 5(2): also of what proved to be no breach.
    ToAccount,
}

use Wanted::{ForTheNotification, ForTheRecord, ToAccount};

const fn element(
    article: &'static str,
    nl: &'static str,
    en: &'static str,
    field: &'static str,
    wanted: Wanted,
) -> Element {
    Element {
        article,
        what: (nl, en),
        field,
        wanted,
    }
}

/// In the order of the law, its own paragraph on documentation first.
#[rustfmt::skip]
pub(super) const ELEMENTS: &[Element] = &[
    element("33(5)", "de feiten", "the facts", "summary", ForTheRecord),
    element("33(3)(a)", "de aard van de inbreuk", "the nature of the breach", "kinds", ForTheNotification),
    element("33(3)(a)", "categorieën van betrokkenen", "categories of data subjects", "subjects", ForTheNotification),
    element("33(3)(a)", "aantal betrokkenen bij benadering", "approximate number of data subjects", "subjects_count", ForTheNotification),
    element("33(3)(a)", "categorieën van persoonsgegevens", "categories of personal data", "personal_data", ForTheNotification),
    element("33(3)(a)", "aantal persoonsgegevensregisters bij benadering", "approximate number of personal data records", "records_count", ForTheNotification),
    element("33(3)(b)", "het contactpunt", "the contact point", "contact", ForTheNotification),
    element("33(3)(c), 33(5)", "de gevolgen", "the effects", "consequences", ForTheRecord),
    element("33(3)(d), 33(5)", "de genomen corrigerende maatregelen", "the remedial action taken", "measures", ForTheRecord),
    element("33(1), 5(2)", "het risico en waarom", "the risk and why", "risk_reason", ToAccount),
];

impl Element {
    /// What the record says, or what is to be said of it where the record does not.
    pub fn cell(&self, record: &Record, reader: Reader) -> Cell {
        // `[]` is no answer to what the law asks; programs get it all the same.
        let is_shown =
            |node: &&Node| node.says_something() || (reader.as_written && matches!(node.value, Value::List(_)));
        match record.root.get(self.field).filter(is_shown) {
            Some(node) => cell_as_shown(Kind::Incident, self.field, node, reader),
            None => match self.unasked(record, reader.lang) {
                Some(why) => Cell::value(why, Data::Nothing),
                None => missing(self.missed(record), reader.lang),
            },
        }
    }

    /// The provision that misses it. Of a breach that is not to be notified, that is the paragraph on documentation alone.
    fn missed(&self, record: &Record) -> &'static str {
        match self.wanted {
            ForTheRecord if record.said("risk") == Some("unlikely") => "33(5)",
            _ => self.article,
        }
    }

    /// Why the law does not ask it of us, where it does not.
    fn unasked(&self, record: &Record, lang: Lang) -> Option<&'static str> {
        match self.wanted {
            _ if record.said("role") == Some("processor") => Some(lang.pick(
                "niet vastgelegd; aan de verwerkingsverantwoordelijke, wij lichten die in (33(2))",
                "not recorded; for the controller, whom we notify (33(2))",
            )),
            ForTheRecord | ForTheNotification if is_denied(record) => Some(lang.pick(
                "niet vereist: volgens de registratie geen inbreuk (33(1), 33(5))",
                "not required: no breach according to the record (33(1), 33(5))",
            )),
            ForTheNotification if record.said("risk") == Some("unlikely") => {
                Some(lang.pick("niet vereist (33(1))", "not required (33(1))"))
            }
            _ => None,
        }
    }
}

/// What proved to be no breach.
fn is_denied(record: &Record) -> bool {
    record.root.get("breach").and_then(Node::yes) == Some(false)
}

/// Whether and when the authority was notified; where it was not, what the law asks.
pub(super) fn authority(record: &Record, lang: Lang) -> Option<&'static str> {
    let is_told = record.root.value_at("authority.notified_at").is_some();
    match (record.said("role"), record.said("risk")) {
        _ if is_told => None,
        (Some("processor"), _) => Some(lang.pick(
            "niet aan ons: de verwerkingsverantwoordelijke meldt (33(1))",
            "not for us: the controller notifies (33(1))",
        )),
        _ if is_denied(record) => Some(lang.pick(
            "niet gemeld; volgens de registratie geen inbreuk (33(1))",
            "not notified; no breach according to the record (33(1))",
        )),
        (_, Some("unlikely")) => Some(lang.pick(
            "niet gemeld; niet vereist als een risico niet waarschijnlijk is (33(1))",
            "not notified; not required where a risk is unlikely (33(1))",
        )),
        _ => Some(lang.pick("niet gemeld", "not notified")),
    }
}

/// What stands in a field of the record of all breaches, where that is not just what was written there.
pub(super) fn cell(field: &str, record: &Record, reader: Reader) -> Option<Cell> {
    let is_ours_to_pass_on = matches!(record.said("role"), Some("processor" | "both"));
    match field {
        "authority" if !reader.as_written => Some(Cell::Text(authority(record, reader.lang)?.to_string())),
        "controllers" if is_ours_to_pass_on && !is_denied(record) => {
            let is_named = record.root.get("controllers").is_some_and(Node::says_something);
            (!is_named).then(|| missing("33(2)", reader.lang))
        }
        _ => {
            let element = ELEMENTS.iter().find(|element| element.field == field)?;
            Some(element.cell(record, reader))
        }
    }
}
