//! The announcement of new sub-processors to one controller, ready to send, with the list as it is and what to look at first.

mod before_sending;
mod objection;

use chrono::NaiveDate;

use crate::norms::duties::Status;
use crate::records::Record;
use crate::text::Lang;
use crate::time::Term;

use super::basis::Basis;
use super::letterhead::{block, day_in_full, ours, sender};
use super::others::Others;
use super::sending::BeforeSending;
use super::subprocessor::{self, Subprocessor};
use super::values::Reader;
use super::{Cell, Document, Part, Said, Table};

/// What the letter is written from.
struct Letter<'a> {
    agreement: &'a Record<'a>,
    basis: &'a Basis<'a>,
    /// What is announced: it is not in use yet and nobody objected.
    coming: Vec<&'a Subprocessor<'a>>,
    others: Others,
}

pub(super) fn document<'a>(agreement: &'a Record<'a>, basis: &Basis<'a>) -> Document {
    let reader = basis.reader;
    let lang = reader.lang;
    let all = Subprocessor::of(agreement, basis);
    let is_announced = |one: &&Subprocessor| one.is_coming() && !one.is_objected();
    let letter = Letter {
        agreement,
        basis,
        coming: all.iter().filter(is_announced).collect(),
        others: Others::than(Some(agreement), reader.records, lang),
    };
    let mut before = BeforeSending::default();
    let text = match letter.coming.is_empty() {
        true => vec![Said::Sentence(
            lang.pick(
                "Er komt geen subverwerker bij: er is nu niets aan te kondigen.",
                "No sub-processor is coming: there is nothing to announce now.",
            )
            .to_string(),
        )],
        false => letter.text(&mut before),
    };
    let objected: Vec<&Subprocessor> = all.iter().filter(|one| one.is_objected()).collect();
    letter.look_at(&objected, &mut before);
    let mut parts = vec![
        Part::text(lang.pick("Aankondiging", "Announcement"), text),
        Part::table(
            lang.pick("Lijst van subverwerkers", "List of sub-processors"),
            list(&all, reader),
        ),
        Part::table(
            lang.pick(
                "Niet verzenden: hoe het met elk van hen staat",
                "Not to be sent: where each of them stands",
            ),
            subprocessor::table(&all, reader),
        )
        .aside(),
    ];
    letter.others.tell(&letter.others.leave_out(&mut parts), &mut before);
    parts.insert(0, before.part(lang));
    let name = letter.say("name").unwrap_or(&agreement.name);
    Document {
        title: lang.pick(
            format!("Subverwerkers onder {name}"),
            format!("Sub-processors under {name}"),
        ),
        about: Vec::new(),
        parts,
    }
}

/// The list as the other party gets it: who works for it, and who is meant to. Whom it objected to is neither.
fn list(all: &[Subprocessor], reader: Reader) -> Table {
    let lang = reader.lang;
    let row = |one: &Subprocessor| {
        let field = |key: &str| match one.text(key) {
            Some(text) => Cell::Text(text.to_string()),
            None => Cell::Missing(placeholder(key, lang)),
        };
        let country = match one.country(reader) {
            Some(_) if one.lacks_ground() && !reader.as_written => Cell::Missing(place(one, reader)),
            Some(country) => Cell::Text(country),
            None => field("country"),
        };
        let (name, words) = match one.is_coming() {
            true => (
                "coming",
                lang.pick("beoogd, nog niet in gebruik", "intended, not in use yet"),
            ),
            false => ("in-use", lang.pick("in gebruik", "in use")),
        };
        vec![
            field("name"),
            field("service"),
            country,
            one.day("effective_on").map_or(Cell::Text(String::new()), Cell::Day),
            Cell::word(words, name),
        ]
    };
    Table::of(
        lang.pick(
            ["naam", "dienst", "land", "sinds of vanaf", "stand"],
            ["name", "service", "country", "since or from", "state"],
        ),
        ["name", "service", "country", "since", "state"],
        vec![all.iter().filter(|one| !one.is_objected()).map(row).collect()],
    )
}

fn is_announced_late(one: &Subprocessor) -> bool {
    let status = one.announce.map(|line| line.duty.status());
    matches!(status, Some(Status::Late | Status::MetLate))
}

/// What is still to be filled in, as a text to send has it.
fn placeholder(field: &str, lang: Lang) -> String {
    let what = match field {
        "name" => lang.pick("naam", "name"),
        "country" => lang.pick("land", "country"),
        "service" => lang.pick("dienst", "service"),
        "effective_on" => lang.pick("begindatum", "start"),
        _ => lang.pick("grond voor de doorgifte (44–46)", "ground for the transfer (44–46)"),
    };
    format!("[{what}]")
}

/// Where it works, and outside the EEA on which ground the data go there.
fn place(one: &Subprocessor, reader: Reader) -> String {
    let lang = reader.lang;
    let Some(country) = one.text("country") else {
        return placeholder("country", lang);
    };
    let (country, ground) = (reader.country(country), placeholder("instrument", lang));
    lang.pick(
        format!("{country}, buiten de EER: {ground}"),
        format!("{country}, outside the EEA: {ground}"),
    )
}

impl<'a> Letter<'a> {
    fn lang(&self) -> Lang {
        self.basis.reader.lang
    }

    fn say(&self, path: &str) -> Option<&'a str> {
        self.agreement.said(path)
    }

    fn today(&self) -> NaiveDate {
        self.basis.place.at().today()
    }

    /// In which clause the agreement sets a period.
    fn clause(&self, term: &str) -> Option<&'a str> {
        self.say(&format!("terms.{term}.clause"))
    }

    fn text(&self, before: &mut BeforeSending) -> Vec<Said> {
        let mut text = self.address(before);
        text.extend(self.opening());
        text.extend(self.coming.iter().map(|one| self.item(one, before)));
        text.push(Said::Sentence(self.ground()));
        text.extend(self.objection(before));
        text.extend(self.closing());
        text
    }

    fn address(&self, before: &mut BeforeSending) -> Vec<Said> {
        let lang = self.lang();
        let to = block(&["name", "contact", "address", "email"].map(|key| self.say(&format!("counterparty.{key}"))));
        let agreement = self.say("name").unwrap_or(&self.agreement.name);
        let mut text = vec![Said::Sentence(sender(self.basis.reader.records)), Said::Sentence(to)];
        for what in self.unreached() {
            let how = format!("{}: [counterparty]", self.agreement.file);
            before.miss(what, "28(2)", &how);
            text.push(Said::Missing(format!("[{what}]")));
        }
        let today = day_in_full(self.today(), lang);
        text.push(Said::Sentence(lang.pick(
            format!("{today}\nOnderwerp: wijziging van de subverwerkers bij {agreement}"),
            format!("{today}\nSubject: change of the sub-processors under {agreement}"),
        )));
        text
    }

    /// What is missing to reach the other party.
    fn unreached(&self) -> Vec<&'static str> {
        let lang = self.lang();
        let has = |key: &str| self.say(&format!("counterparty.{key}")).is_some();
        let contact =
            (!has("contact")).then(|| lang.pick("contactpunt van de wederpartij", "contact point of the other party"));
        let address = (!has("email") && !has("address")).then(|| {
            lang.pick(
                "e-mailadres of postadres van de wederpartij",
                "email or postal address of the other party",
            )
        });
        contact.into_iter().chain(address).collect()
    }

    fn opening(&self) -> [Said; 2] {
        let lang = self.lang();
        let greeting = lang.pick("Geachte heer of mevrouw,", "Dear Sir or Madam,").to_string();
        let opening = match (self.coming.len(), lang) {
            (1, Lang::Nl) => "Wij zijn van plan een andere verwerker in te schakelen bij de verwerking van persoonsgegevens die wij voor u uitvoeren:".to_string(),
            (1, Lang::En) => "We intend to engage another processor in the processing of personal data that we carry out for you:".to_string(),
            (many, Lang::Nl) => format!("Wij zijn van plan {many} andere verwerkers in te schakelen bij de verwerking van persoonsgegevens die wij voor u uitvoeren:"),
            (many, Lang::En) => format!("We intend to engage {many} other processors in the processing of personal data that we carry out for you:"),
        };
        [Said::Sentence(greeting), Said::Sentence(opening)]
    }

    /// Who, where, what, from when.
    fn item(&self, one: &Subprocessor, before: &mut BeforeSending) -> Said {
        let lang = self.lang();
        let lacking = self.lacking(one);
        // What names another customer is told of the list, where it stands too.
        let service = one.text("service").filter(|service| !self.others.are_named_in(service));
        for field in &lacking {
            let words = placeholder(field, lang);
            let what = format!("{}: {}", one.name(lang), words.trim_matches(['[', ']']));
            let asked_by = if *field == "instrument" { "44–46" } else { "28(2)" };
            let how = format!("{}: [[subprocessors]] {field}", self.agreement.file);
            before.miss(&what, asked_by, &how);
        }
        let field = |key: &str| one.text(key).map_or_else(|| placeholder(key, lang), str::to_string);
        let country = match one.country(self.basis.reader.of_people()) {
            Some(country) if !one.lacks_ground() => country,
            _ => place(one, self.basis.reader.of_people()),
        };
        let begins = match one.day("effective_on") {
            Some(day) => day_in_full(day, lang),
            None => placeholder("effective_on", lang),
        };
        let name = field("name");
        let service = service.map_or_else(|| placeholder("service", lang), str::to_string);
        let words = lang.pick(
            format!("{name} ({country}): {service}, vanaf {begins}.{}", self.earlier(one)),
            format!("{name} ({country}): {service}, from {begins}.{}", self.earlier(one)),
        );
        match lacking.is_empty() && one.text("service").is_some_and(|it| !self.others.are_named_in(it)) {
            true => Said::Item(words),
            false => Said::Missing(words),
        }
    }

    /// The fields without which a change cannot be announced.
    fn lacking(&self, one: &Subprocessor) -> Vec<&'static str> {
        let mut lacking: Vec<&'static str> = ["name", "country", "service"]
            .into_iter()
            .filter(|key| one.text(key).is_none())
            .collect();
        lacking.extend(one.day("effective_on").is_none().then_some("effective_on"));
        lacking.extend(one.lacks_ground().then_some("instrument"));
        lacking
    }

    /// Article 28(2), and what the agreement adds to it.
    fn ground(&self) -> String {
        let lang = self.lang();
        let ahead = self
            .say("terms.subprocessor_notice.ahead")
            .and_then(|term| term.parse::<Term>().ok());
        // Of what comes too late, or was announced before, this letter cannot be said to come so long in advance.
        let is_promised = |one: &&Subprocessor| one.announced_on().is_none() && !is_announced_late(one);
        let ahead = ahead.filter(|_| self.coming.iter().all(is_promised));
        let ahead = ahead.map(|term| term.in_words(lang));
        let clause = self
            .clause("subprocessor_notice")
            .or_else(|| self.say("clauses.subprocessors"));
        let law = match self.unannounced().next().is_none() {
            true => lang.pick(
                "Wij stelden u hiervan vooraf op de hoogte, zoals artikel 28, lid 2, van de Algemene verordening gegevensbescherming (AVG) vraagt.",
                "We informed you of this beforehand, as article 28(2) of the General Data Protection Regulation (GDPR) requires.",
            ),
            false => lang.pick(
                "Wij stellen u hiervan vooraf op de hoogte, zoals artikel 28, lid 2, van de Algemene verordening gegevensbescherming (AVG) vraagt.",
                "We inform you of this beforehand, as article 28(2) of the General Data Protection Regulation (GDPR) requires.",
            ),
        };
        let contract = match (ahead, clause, lang) {
            (Some(ahead), Some(clause), Lang::Nl) => {
                format!(" Volgens bepaling {clause} van onze overeenkomst gebeurt dat ten minste {ahead} van tevoren.")
            }
            (Some(ahead), Some(clause), Lang::En) => {
                format!(" Under clause {clause} of our agreement this is at least {ahead} in advance.")
            }
            (Some(ahead), None, Lang::Nl) => {
                format!(" Volgens onze overeenkomst gebeurt dat ten minste {ahead} van tevoren.")
            }
            (Some(ahead), None, Lang::En) => format!(" Under our agreement this is at least {ahead} in advance."),
            (None, Some(clause), Lang::Nl) => format!(" Zie ook bepaling {clause} van onze overeenkomst."),
            (None, Some(clause), Lang::En) => format!(" See also clause {clause} of our agreement."),
            (None, None, _) => String::new(),
        };
        format!("{law}{contract}")
    }

    /// That it was announced before: then this letter begins no new period.
    fn earlier(&self, one: &Subprocessor) -> String {
        let lang = self.lang();
        let Some(day) = one.announced_on() else {
            return String::new();
        };
        let day = day_in_full(day, lang);
        match one.past("notified_on") {
            Some(_) => lang.pick(
                format!(" Op {day} kondigden wij u aan dat wij deze subverwerker inschakelen; met deze brief begint geen nieuwe termijn."),
                format!(" On {day} we announced to you that we engage this sub-processor; this letter begins no new period."),
            ),
            None => lang.pick(
                format!(" Op {day} ontving u onze aankondiging hiervan; met deze brief begint geen nieuwe termijn."),
                format!(" On {day} you received our announcement of this; this letter begins no new period."),
            ),
        }
    }

    fn closing(&self) -> [Said; 2] {
        let lang = self.lang();
        let regards = lang.pick("Met vriendelijke groet,", "Yours faithfully,");
        let name = ours(self.basis.reader.records, "organisation.name").unwrap_or_default();
        [
            Said::Sentence(
                lang.pick(
                    "De lijst van subverwerkers, met deze wijziging erin, vindt u hieronder.",
                    "The list of sub-processors, with this change in it, is below.",
                )
                .to_string(),
            ),
            Said::Sentence(format!("{regards}\n{name}")),
        ]
    }
}
