//! The sub-processors: the list to publish over all controllers, and of one agreement the list, the letter or our own dates.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use crate::norms::duties::Duty;
use crate::records::tree::Node;
use crate::records::{Kind, Record};
use crate::text::Lang;
use crate::time::{Moment, day_in_words};

use super::basis::Basis;
use super::listing::{missing, of_kind};
use super::subprocessor::{self, State, Subprocessor};
use super::values::Reader;
use super::{Cell, Data, Document, Part, Said, Table, clocks, subprocessor_letter};

/// Of one agreement where one is meant.
pub fn document<'a>(of: Option<&'a Record<'a>>, basis: &Basis<'a>) -> Document {
    match of {
        None => to_publish(basis),
        Some(agreement) => match agreement.root.get("our_role").and_then(Node::text) {
            Some("processor") => subprocessor_letter::document(agreement, basis),
            _ => of_processor(agreement, basis),
        },
    }
}

/// What identifies a line of the published list: who does what, and where.
type Service<'a> = (Option<&'a str>, Option<&'a str>, Option<&'a str>);

/// A line of the published list, over all agreements.
#[derive(Default)]
struct Entry<'a> {
    /// The earliest; whether that is the sub-processor's own date, or that of an agreement it was in from the start.
    since: Option<(NaiveDate, bool)>,
    is_in_use: bool,
    begins: Option<NaiveDate>,
    is_outside_eea: bool,
    agreements: BTreeSet<&'a str>,
}

fn to_publish(basis: &Basis) -> Document {
    let reader = basis.reader;
    let lang = reader.lang;
    let (active, done) = as_processor(basis);
    let all: Vec<Subprocessor> = active
        .iter()
        .flat_map(|record| Subprocessor::of(record, basis))
        .collect();
    let entries = entries(&all, basis);
    let today = day_in_words(basis.place.at().today(), lang);
    let organisation = basis.place.name();
    let parts = vec![
        Part::table(
            lang.pick("Subverwerkers", "Sub-processors"),
            published(&entries, reader),
        ),
        each_agreement(&all, done, reader).aside(),
        differences(&entries, &active, reader).aside(),
    ];
    Document {
        title: lang.pick(format!("Subverwerkers van {organisation}"), format!("Sub-processors of {organisation}")),
        about: vec![lang.pick(
            format!("Andere verwerkers die wij inschakelen bij de verwerking van persoonsgegevens voor onze klanten (AVG 28(2) en 28(4)). Stand van {today}."),
            format!("Other processors that we engage in processing personal data for our clients (GDPR 28(2) and 28(4)). As of {today}."),
        )],
        parts,
    }
}

/// Who is in the list, over all agreements; whom the other party objected to is not.
fn entries<'a>(all: &[Subprocessor<'a>], basis: &Basis) -> BTreeMap<Service<'a>, Entry<'a>> {
    let mut entries: BTreeMap<Service, Entry> = BTreeMap::new();
    for one in all.iter().filter(|one| !one.is_objected()) {
        let service = (one.text("name"), one.text("service"), one.text("country"));
        let entry = entries.entry(service).or_default();
        entry.agreements.insert(&one.agreement.name);
        entry.is_outside_eea |= one.is_outside_eea;
        if one.is_coming() {
            entry.begins = entry.begins.into_iter().chain(one.day("effective_on")).min();
        } else {
            entry.is_in_use = true;
            entry.since = entry.since.into_iter().chain(began(one, basis)).min();
        }
    }
    entries
}

/// Of each agreement its changes, how many agreements are not counted, and who is held up.
fn each_agreement(all: &[Subprocessor], done: usize, reader: Reader) -> Part {
    let lang = reader.lang;
    let mut part = Part::table(
        lang.pick(
            "Niet publiceren: per overeenkomst",
            "Not to be published: agreement by agreement",
        ),
        by_agreement(all, reader),
    );
    if done > 0 {
        let (nl, en) = match done {
            1 => ("overeenkomst", "agreement"),
            _ => ("overeenkomsten", "agreements"),
        };
        part.text.push(Said::Sentence(lang.pick(
            format!("Niet meegeteld: {done} afgeronde {nl}, waarvan de gegevens zijn gewist of terugbezorgd."),
            format!("Not counted: {done} completed {en}, whose data were deleted or returned."),
        )));
    }
    let held_up = all.iter().filter(|one| one.is_objected()).map(|one| held_up(one, lang));
    part.text.extend(held_up);
    part
}

/// Why one is not in the list; a warning where its date has come all the same.
fn held_up(one: &Subprocessor, lang: Lang) -> Said {
    let (name, agreement) = (one.name(lang), &one.agreement.name);
    let words = lang.pick(
        format!("{name} is in {agreement} tegengehouden door een bezwaar en telt daar niet mee voor de lijst."),
        format!("{name} is held up in {agreement} by an objection and does not count for the list there."),
    );
    match one.past("effective_on").map(|day| day_in_words(day, lang)) {
        None => Said::Sentence(words),
        Some(began) => Said::Missing(lang.pick(
            format!("{words} De wijziging zou ingaan op {began}: zie na of zij niet toch in gebruik is."),
            format!("{words} The change was to take effect on {began}: see that it is not in use all the same."),
        )),
    }
}

/// The agreements under which we process and still hold data, and how many others are over.
fn as_processor<'a>(basis: &Basis<'a>) -> (Vec<&'a Record<'a>>, usize) {
    let at = basis.place.at();
    let is_done = |record: &&Record| {
        let completed = record.root.get("end").and_then(|end| end.get("completed_on")?.moment());
        completed.is_some_and(|day| at.zone.day(day) <= at.today())
    };
    let ours = of_kind(basis.reader.records, Kind::Agreement)
        .filter(|record| record.root.get("our_role").and_then(Node::text) == Some("processor"));
    let (done, active): (Vec<_>, Vec<_>) = ours.partition(is_done);
    (active, done.len())
}

/// Since when it works for a controller: its own date, or it was there when the agreement began.
fn began(one: &Subprocessor, basis: &Basis) -> Option<(NaiveDate, bool)> {
    let of_agreement = || {
        let node = ["effective_on", "signed_on"]
            .iter()
            .find_map(|key| one.agreement.root.get(key));
        let moment: Option<Moment> = node.and_then(Node::moment);
        Some((basis.reader.zone().day(moment?), false))
    };
    one.day("effective_on").map(|day| (day, true)).or_else(of_agreement)
}

/// One row a sub-processor, without a word of the controllers.
fn published(entries: &BTreeMap<Service, Entry>, reader: Reader) -> Table {
    let lang = reader.lang;
    let row = |((name, service, country), entry): (&Service, &Entry)| {
        let state = match entry.is_in_use {
            true => ("in-use", lang.pick("in gebruik", "in use")),
            false => (
                "coming",
                lang.pick("beoogd, nog niet in gebruik", "intended, not in use yet"),
            ),
        };
        let unrecorded = |nl: &str, en: &str| Cell::Missing(lang.pick(nl, en).to_string());
        vec![
            name.map_or_else(|| missing("28(2)", lang), |name| Cell::Text(name.to_string())),
            match service {
                Some(service) => Cell::Text(service.to_string()),
                None => unrecorded("dienst niet vastgelegd", "service not recorded"),
            },
            match country {
                Some(code) => Cell::value(place(code, entry.is_outside_eea, reader), Data::Text(code.to_string())),
                None => unrecorded("land niet vastgelegd", "country not recorded"),
            },
            entry.since(reader),
            Cell::word(state.1, state.0),
        ]
    };
    Table::of(
        lang.pick(
            ["naam", "dienst", "land", "sinds of vanaf", "stand"],
            ["name", "service", "country", "since or from", "state"],
        ),
        ["name", "service", "country", "since", "state"],
        vec![entries.iter().map(row).collect()],
    )
}

/// The country, and for people whether it lies outside the EEA.
fn place(code: &str, is_outside_eea: bool, reader: Reader) -> String {
    let country = reader.country(code);
    match is_outside_eea && !reader.as_written {
        true => reader.lang.pick(
            format!("{country} (buiten de EER)"),
            format!("{country} (outside the EEA)"),
        ),
        false => country.to_string(),
    }
}

impl Entry<'_> {
    /// Since when it works for somebody, or from when it will.
    fn since(&self, reader: Reader) -> Cell {
        let lang = reader.lang;
        match (self.is_in_use, self.since, self.begins) {
            (true, Some((day, true)), _) => Cell::Day(day),
            (true, ..) if reader.as_written => Cell::Text(String::new()),
            (true, ..) => Cell::Text(lang.pick("vanaf het begin", "from the start").to_string()),
            (false, _, Some(day)) => Cell::Day(day),
            (false, _, None) => Cell::Missing(
                lang.pick("begindatum niet vastgelegd", "start not recorded")
                    .to_string(),
            ),
        }
    }
}

/// Of each change in each agreement: by when it is announced, whether it was, and until when one may object.
fn by_agreement(all: &[Subprocessor], reader: Reader) -> Table {
    let lang = reader.lang;
    let changes = all.iter().filter(|one| one.state() != State::FromStart);
    let row = |one: &Subprocessor| {
        let announce = one.announce.map(|line| line.duty);
        vec![
            Cell::Text(one.agreement.name.clone()),
            Cell::Text(one.name(lang)),
            clocks::end(announce.and_then(|duty| duty.by()), reader),
            clocks::end(announce.and_then(|duty| duty.latest()), reader),
            status(announce, lang),
            one.stands(lang),
        ]
    };
    Table::of(
        lang.pick(
            [
                "overeenkomst",
                "subverwerker",
                "aankondigen: veilig",
                "uiterlijk",
                "gedaan",
                "stand",
            ],
            [
                "agreement",
                "sub-processor",
                "announce: safe",
                "latest",
                "done",
                "state",
            ],
        ),
        [
            "agreement",
            "name",
            "announce_by",
            "announce_latest",
            "announced",
            "state",
        ],
        vec![changes.map(row).collect()],
    )
}

/// How a duty stands; nothing where there is none.
fn status(duty: Option<&Duty>, lang: Lang) -> Cell {
    match duty {
        None => Cell::Text(String::new()),
        Some(duty) if duty.lead().has_lapsed => Cell::word(lang.pick("verstreken", "lapsed"), duty.status().name()),
        Some(duty) => clocks::status(duty, lang),
    }
}

/// Who is in some agreements and not in others.
fn differences(entries: &BTreeMap<Service, Entry>, active: &[&Record], reader: Reader) -> Part {
    let lang = reader.lang;
    let all: BTreeSet<&str> = active.iter().map(|record| record.name.as_str()).collect();
    let differing = entries.iter().filter(|(_, entry)| entry.agreements.len() < all.len());
    let row = |((name, service, country), entry): (&Service, &Entry)| {
        let text = |text: &Option<&str>| Cell::Text(text.unwrap_or_default().to_string());
        let names = |names: Vec<&str>| Cell::list(names.into_iter().map(str::to_string).collect());
        vec![
            text(name),
            text(service),
            text(&country.map(|code| reader.country(code))),
            names(entry.agreements.iter().copied().collect()),
            names(all.difference(&entry.agreements).copied().collect()),
        ]
    };
    let table = Table::of(
        lang.pick(
            ["subverwerker", "dienst", "land", "wel in", "niet in"],
            ["sub-processor", "service", "country", "in", "not in"],
        ),
        ["name", "service", "country", "in", "not_in"],
        vec![differing.map(row).collect()],
    );
    Part::table(
        lang.pick(
            "Niet publiceren: waar de overeenkomsten verschillen",
            "Not to be published: where the agreements differ",
        ),
        table,
    )
}

/// For us as controller: whom the processor engages, and by when we object.
fn of_processor<'a>(agreement: &'a Record<'a>, basis: &Basis<'a>) -> Document {
    let reader = basis.reader;
    let lang = reader.lang;
    let all = Subprocessor::of(agreement, basis);
    let name = agreement.said("name").unwrap_or(&agreement.name);
    Document {
        title: lang.pick(
            format!("Subverwerkers onder {name}"),
            format!("Sub-processors under {name}"),
        ),
        about: remark(agreement, lang).map(str::to_string).into_iter().collect(),
        parts: vec![
            Part::table(
                lang.pick(
                    "Tot wanneer wij bezwaar kunnen maken (AVG 28(2))",
                    "Until when we may object (GDPR 28(2))",
                ),
                objections(&all, reader),
            ),
            Part::table(
                lang.pick("Lijst van subverwerkers", "List of sub-processors"),
                subprocessor::table(&all, reader),
            ),
        ],
    }
}

/// Where we are not, or not known to be, the controller.
fn remark(agreement: &Record, lang: Lang) -> Option<&'static str> {
    match agreement.said("our_role") {
        Some("controller") => None,
        Some("joint-controller") => Some(lang.pick(
            "Dit is een regeling tussen gezamenlijke verwerkingsverantwoordelijken: artikel 28 vraagt er niets van.",
            "This is an arrangement between joint controllers: article 28 asks nothing of it.",
        )),
        _ => Some(lang.pick(
            "Onze rol in deze overeenkomst is niet vastgelegd: schrijf our_role.",
            "Our role in this agreement is not recorded: write our_role.",
        )),
    }
}

/// Of each change with a period to object its dates.
fn objections(all: &[Subprocessor], reader: Reader) -> Table {
    let row = |one: &Subprocessor| {
        let day = |key: &str| one.day(key).map_or(Cell::Text(String::new()), Cell::Day);
        let duty = one.objection.map(|line| line.duty);
        let told = match one.day("received_on") {
            Some(day) => Cell::Day(day),
            None => day("notified_on"),
        };
        vec![
            Cell::Text(one.name(reader.lang)),
            told,
            day("effective_on"),
            clocks::end(duty.and_then(|duty| duty.by()), reader),
            clocks::end(duty.and_then(|duty| duty.latest()), reader),
            status(duty, reader.lang),
        ]
    };
    let with_clock = all.iter().filter(|one| one.objection.is_some());
    Table::of(
        reader.lang.pick(
            [
                "subverwerker",
                "aangekondigd",
                "begint op",
                "bezwaar: veilig",
                "uiterlijk",
                "stand",
            ],
            [
                "sub-processor",
                "announced",
                "begins on",
                "object: safe",
                "latest",
                "state",
            ],
        ),
        [
            "name",
            "told_on",
            "effective_on",
            "object_by",
            "object_latest",
            "status",
        ],
        vec![with_clock.map(row).collect()],
    )
}
