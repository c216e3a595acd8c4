//! A sub-processor of one agreement: what was announced, until when the controller may object, and where that leaves it.

use chrono::NaiveDate;

use crate::finding::Finding;
use crate::records::tree::Node;
use crate::records::{Kind, Record};
use crate::text::Lang;
use crate::time::{End, day_in_words};

use super::basis::Basis;
use super::countdown::At;
use super::due::Line;
use super::listing::missing;
use super::values::Reader;
use super::{Cell, Table, clocks};

/// The table of an agreement in which they stand.
pub(super) const LIST: &str = "subprocessors";

/// A row of the list, with its clocks.
pub(super) struct Subprocessor<'a> {
    pub agreement: &'a Record<'a>,
    pub announce: Option<Line<'a>>,
    /// For us as controller by when we object, else until when the controller may.
    pub objection: Option<Line<'a>>,
    pub findings: Vec<&'a Finding>,
    pub is_outside_eea: bool,
    row: &'a Node<'a>,
    at: At,
}

/// How it stands with the announcement and the objection.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum State {
    /// There from the start: nothing was ever announced or had to be.
    FromStart,
    ToAnnounce,
    /// It began and nobody recorded an announcement.
    Unannounced,
    /// Sent; when it was received is not recorded.
    Sent,
    /// Received, and no date until which one may object.
    Received,
    ObjectionRuns(End),
    /// Nobody objected through this end.
    Silent(End),
    Objected(NaiveDate),
}

impl State {
    /// For programs.
    fn name(self, is_deemed: bool) -> &'static str {
        match self {
            State::FromStart => "from-start",
            State::ToAnnounce => "to-announce",
            State::Unannounced => "unannounced",
            State::Sent => "sent",
            State::Received => "received",
            State::ObjectionRuns(_) => "objection-runs",
            State::Silent(_) if is_deemed => "approved-by-silence",
            State::Silent(_) => "no-objection",
            State::Objected(_) => "objected",
        }
    }
}

impl<'a> Subprocessor<'a> {
    /// Those of an agreement, in the order of its list.
    pub fn of(agreement: &'a Record<'a>, basis: &Basis<'a>) -> Vec<Subprocessor<'a>> {
        let rows = agreement.root.get(LIST).map(Node::items).unwrap_or_default();
        let (lines, findings) = (basis.lines_of(agreement), basis.findings_of(agreement));
        let (at, eea) = (basis.place.at(), basis.place.catalogue.eea());
        let one = |(index, row): (usize, &'a Node<'a>)| {
            let line = |duties: &[&str]| {
                let is_its_own = |line: &&Line| {
                    let [(table, number)] = line.duty.table.as_slice() else {
                        return false;
                    };
                    table == LIST && *number == Some(index) && duties.contains(&line.duty.name.as_str())
                };
                lines.iter().find(is_its_own).copied()
            };
            // Rows of one name are told apart by where they stand.
            let stands_in = |finding: &&&Finding| {
                let at = finding.site.bytes().start;
                row.span.start() <= at && rows.get(index + 1).is_none_or(|next| at < next.span.start())
            };
            let number = (index + 1).to_string();
            let item = row.row_name().unwrap_or(&number);
            let country = row.get("country").and_then(Node::text);
            Subprocessor {
                agreement,
                announce: line(&["announce-subprocessor"]),
                objection: line(&["object-to-subprocessor", "await-objection"]),
                findings: findings
                    .iter()
                    .filter(|finding| finding.item.as_deref() == Some(item))
                    .filter(stands_in)
                    .copied()
                    .collect(),
                is_outside_eea: country.is_some_and(|country| !eea.iter().any(|code| code == country)),
                row,
                at,
            }
        };
        rows.iter().enumerate().map(one).collect()
    }

    pub fn text(&self, key: &str) -> Option<&'a str> {
        let text = self.row.get(key).and_then(Node::text).map(str::trim);
        text.filter(|text| !text.is_empty())
    }

    /// A date as it is written.
    pub fn day(&self, key: &str) -> Option<NaiveDate> {
        let moment = self.row.get(key).and_then(Node::moment);
        moment.map(|moment| self.at.zone.day(moment))
    }

    /// A date that has come.
    pub fn past(&self, key: &str) -> Option<NaiveDate> {
        self.day(key).filter(|day| *day <= self.at.today())
    }

    pub fn name(&self, lang: Lang) -> String {
        let nameless = lang.pick("(zonder naam)", "(without a name)");
        self.text("name").unwrap_or(nameless).to_string()
    }

    /// Whether it does not work for this controller yet: it begins later, or was announced without a date.
    pub fn is_coming(&self) -> bool {
        match self.day("effective_on") {
            Some(day) => day > self.at.today(),
            None => ["notified_on", "received_on"].iter().any(|key| self.day(key).is_some()),
        }
    }

    /// When it was announced before today: a letter of today does not announce it anew.
    pub fn announced_on(&self) -> Option<NaiveDate> {
        let told = self.past("notified_on").or(self.past("received_on"));
        told.filter(|day| *day < self.at.today())
    }

    /// Whether data go to it: it has begun and was not objected to.
    pub fn is_in_use(&self) -> bool {
        !self.is_coming() && !self.is_objected()
    }

    /// Whether its data leave the EEA and nothing says on which ground.
    pub fn lacks_ground(&self) -> bool {
        self.is_outside_eea && self.text("instrument").is_none()
    }

    /// Whether the other party objected: it may not be used for them, whatever the dates beside it say.
    pub fn is_objected(&self) -> bool {
        matches!(self.state(), State::Objected(_))
    }

    pub fn state(&self) -> State {
        if let Some(day) = self.past("objected_on") {
            return State::Objected(day);
        }
        let received = self.past("received_on");
        if received.or(self.past("notified_on")).is_none() {
            return match self.day("effective_on") {
                None if !self.is_coming() => State::FromStart,
                Some(day) if day <= self.at.today() => State::Unannounced,
                _ => State::ToAnnounce,
            };
        }
        // A receipt that lies ahead has started nothing.
        let has_begun = |line: &Line| self.at.zone.day(line.duty.lead().from) <= self.at.today();
        let running = self.objection.filter(has_begun);
        let end = running.and_then(|line| Some((line, line.duty.latest()?)));
        match end {
            Some((line, end)) if line.duty.status().is_open() => State::ObjectionRuns(end),
            Some((_, end)) => State::Silent(end),
            None if received.is_some() => State::Received,
            None => State::Sent,
        }
    }

    /// Until when one may object, where that is known and nobody has.
    fn objection_end(&self) -> Option<End> {
        match self.state() {
            State::ObjectionRuns(end) | State::Silent(end) => Some(end),
            _ => None,
        }
    }

    /// Where the text says that the controller's silence approves. As controller we say no more than that we did not object;
    /// and outside the EEA, where agreements ask prior written consent, silence is none.
    pub fn deemed_approved(&self) -> Option<&'a str> {
        let is_ours = self.agreement.root.get("our_role").and_then(Node::text) == Some("processor");
        deemed_approval(self.agreement).filter(|_| is_ours && !self.is_outside_eea)
    }

    /// How it stands: in a word for programs.
    pub fn stands(&self, lang: Lang) -> Cell {
        Cell::word(self.standing(lang), self.state().name(self.deemed_approved().is_some()))
    }

    fn standing(&self, lang: Lang) -> String {
        let day = |day: NaiveDate| day_in_words(day, lang);
        let use_of_it = match self.day("effective_on") {
            Some(began) if self.is_objected() && !self.is_coming() => lang.pick(
                format!("zou ingaan op {}: zie na of zij niet in gebruik is", day(began)),
                format!("was to take effect on {}: see that it is not in use", day(began)),
            ),
            _ if self.is_objected() => lang.pick("gaat niet door", "does not go ahead").to_string(),
            Some(began) if !self.is_coming() => lang.pick(
                format!("in gebruik sinds {}", day(began)),
                format!("in use since {}", day(began)),
            ),
            Some(begins) => lang.pick(
                format!("begint op {}", day(begins)),
                format!("begins on {}", day(begins)),
            ),
            None if self.is_coming() => lang
                .pick("begindatum niet vastgelegd", "start not recorded")
                .to_string(),
            None => lang
                .pick("in gebruik vanaf het begin", "in use from the start")
                .to_string(),
        };
        match self.announcement(lang) {
            Some(announcement) => format!("{announcement}; {use_of_it}"),
            None => use_of_it,
        }
    }

    fn announcement(&self, lang: Lang) -> Option<String> {
        Some(match self.state() {
            State::FromStart => return None,
            State::ToAnnounce => lang.pick("nog niet aangekondigd", "not announced yet").to_string(),
            State::Unannounced => lang
                .pick(
                    "van een aankondiging is niets vastgelegd",
                    "no announcement is recorded",
                )
                .to_string(),
            State::Sent => lang
                .pick(
                    "aangekondigd; de ontvangst is niet vastgelegd, dus de bezwaartermijn is niet te tellen",
                    "announced; receipt is not recorded, so the period to object cannot be counted",
                )
                .to_string(),
            State::Received => lang
                .pick(
                    "aangekondigd; zonder bezwaartermijn",
                    "announced; without a period to object",
                )
                .to_string(),
            State::ObjectionRuns(end) => {
                let end = end.in_words(lang);
                lang.pick(
                    format!("bezwaar mogelijk tot en met {end}"),
                    format!("objection possible through {end}"),
                )
            }
            State::Silent(end) => {
                let end = end.in_words(lang);
                match self.deemed_approved() {
                    Some(clause) => lang.pick(
                        format!("door zwijgen goedgekeurd na {end} (bepaling {clause})"),
                        format!("approved by silence after {end} (clause {clause})"),
                    ),
                    None => lang.pick(
                        format!("geen bezwaar gemaakt tot en met {end}"),
                        format!("no objection made through {end}"),
                    ),
                }
            }
            State::Objected(on) => {
                let on = day_in_words(on, lang);
                lang.pick(format!("bezwaar gemaakt op {on}"), format!("objected to on {on}"))
            }
        })
    }

    /// The country, and outside the EEA on which ground the data go there.
    pub fn country(&self, reader: Reader) -> Option<String> {
        let country = reader.country(self.text("country")?);
        if reader.as_written || !self.is_outside_eea {
            return Some(country.to_string());
        }
        let lang = reader.lang;
        let ground = match self.row.get("instrument") {
            Some(node) => reader.value(Kind::Agreement, "subprocessors.instrument", node),
            None => lang.pick("grond niet vastgelegd", "ground not recorded").to_string(),
        };
        Some(lang.pick(
            format!("{country}, buiten de EER: {ground}"),
            format!("{country}, outside the EEA: {ground}"),
        ))
    }
}

/// The clause of an agreement by which silence approves a change; the law knows no such rule.
pub(super) fn deemed_approval<'a>(agreement: &'a Record<'a>) -> Option<&'a str> {
    agreement.said("terms.subprocessor_objection.deemed_approval")
}

/// The list of an agreement, with where each of them stands.
pub(super) fn table(all: &[Subprocessor], reader: Reader) -> Table {
    let lang = reader.lang;
    const KEYS: [&str; 9] = [
        "name",
        "service",
        "country",
        "notified_on",
        "received_on",
        "effective_on",
        "objected_on",
        "objection_until",
        "state",
    ];
    let head = KEYS.map(|key| match key {
        "objection_until" => lang.pick("bezwaar tot en met", "objection through").to_string(),
        "state" => lang.pick("stand", "state").to_string(),
        field => reader.label(Kind::Agreement, &format!("{LIST}.{field}")),
    });
    let row = |one: &Subprocessor| {
        let text = |text: Option<&str>| Cell::Text(text.unwrap_or_default().to_string());
        let day = |key: &str| one.day(key).map_or(Cell::Text(String::new()), Cell::Day);
        vec![
            one.text("name")
                .map_or_else(|| missing("28(2)", lang), |name| Cell::Text(name.to_string())),
            text(one.text("service")),
            Cell::Text(one.country(reader).unwrap_or_default()),
            day("notified_on"),
            day("received_on"),
            day("effective_on"),
            day("objected_on"),
            clocks::end(one.objection_end(), reader),
            one.stands(lang),
        ]
    };
    Table::of(head, KEYS, vec![all.iter().map(row).collect()])
}
