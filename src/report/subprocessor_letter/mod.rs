//! The announcement of new sub-processors to one controller, ready to send, with the list as it is and what to look at first.

mod before_sending;

use chrono::NaiveDate;

use crate::norms::DutyRule;
use crate::records::tree::Node;
use crate::records::vocabulary::WITHOUT_DELAY;
use crate::records::{Kind, Record};
use crate::text::Lang;
use crate::time::{Counting, Direction, Due, End, Moment, Term, count, day_in_words};

use super::basis::Basis;
use super::listing::of_kind;
use super::subprocessor::{self, State, Subprocessor};
use super::values::Reader;
use super::{Cell, Document, Part, Said, Table};

/// What the letter is written from.
struct Letter<'a> {
    agreement: &'a Record<'a>,
    basis: &'a Basis<'a>,
    /// What is announced: it is not in use yet and nobody objected.
    coming: Vec<&'a Subprocessor<'a>>,
}

pub(super) fn document<'a>(agreement: &'a Record<'a>, basis: &Basis<'a>) -> Document {
    let reader = basis.reader;
    let lang = reader.lang;
    let all = Subprocessor::of(agreement, basis);
    let is_announced = |one: &&Subprocessor| one.is_coming() && !matches!(one.state(), State::Objected(_));
    let letter = Letter {
        agreement,
        basis,
        coming: all.iter().filter(is_announced).collect(),
    };
    let heading = lang.pick("Aankondiging", "Announcement");
    let text = match letter.coming.is_empty() {
        true => vec![Said::Sentence(
            lang.pick(
                "Er komt geen subverwerker bij: er is nu niets aan te kondigen.",
                "No sub-processor is coming: there is nothing to announce now.",
            )
            .to_string(),
        )],
        false => letter.text(),
    };
    let mut parts = vec![
        Part::text(heading, text),
        Part::table(
            lang.pick("Lijst van subverwerkers", "List of sub-processors"),
            list(&all, reader),
        ),
    ];
    let objected: Vec<&Subprocessor> = all
        .iter()
        .filter(|one| one.is_coming() && matches!(one.state(), State::Objected(_)))
        .collect();
    let aside = letter.aside(&objected);
    parts.push(Part {
        text: aside,
        ..Part::table(
            lang.pick("Voordat u dit verstuurt", "Before you send this"),
            subprocessor::table(&all, reader),
        )
        .aside()
    });
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

/// The list as the other party gets it: who works for it, and who is meant to.
fn list(all: &[Subprocessor], reader: Reader) -> Table {
    let lang = reader.lang;
    let row = |one: &Subprocessor| {
        let text = |key: &str| Cell::Text(one.text(key).unwrap_or_default().to_string());
        let (name, words) = match one.is_coming() {
            true => (
                "coming",
                lang.pick("beoogd, nog niet in gebruik", "intended, not in use yet"),
            ),
            false => ("in-use", lang.pick("in gebruik", "in use")),
        };
        vec![
            text("name"),
            text("service"),
            Cell::Text(one.country(reader).unwrap_or_default()),
            one.day("effective_on").map_or(Cell::Text(String::new()), Cell::Day),
            Cell::Text(if reader.as_written { name } else { words }.to_string()),
        ]
    };
    Table::of(
        lang.pick(
            ["naam", "dienst", "land", "sinds of vanaf", "stand"],
            ["name", "service", "country", "since or from", "state"],
        ),
        ["name", "service", "country", "since", "state"],
        vec![all.iter().map(row).collect()],
    )
}

impl<'a> Letter<'a> {
    fn lang(&self) -> Lang {
        self.basis.reader.lang
    }

    fn say(&self, path: &str) -> Option<&'a str> {
        said(self.agreement, path)
    }

    fn today(&self) -> NaiveDate {
        self.basis.place.at().today()
    }

    fn us(&self, path: &str) -> Option<&'a str> {
        let record = of_kind(self.basis.reader.records, Kind::Organisation).next()?;
        said(record, path)
    }

    /// In which clause the agreement sets a period.
    fn clause(&self, term: &str) -> Option<&'a str> {
        self.say(&format!("terms.{term}.clause"))
    }

    fn text(&self) -> Vec<Said> {
        let mut text = self.address();
        text.extend(self.opening());
        text.extend(self.coming.iter().map(|one| self.item(one)));
        text.push(Said::Sentence(self.ground()));
        text.extend(self.objection());
        text.extend(self.closing());
        text
    }

    fn address(&self) -> Vec<Said> {
        let lang = self.lang();
        let lines = ["name", "contact", "address", "email"].map(|key| self.say(&format!("counterparty.{key}")));
        let lines: Vec<&str> = lines.into_iter().flatten().collect();
        let agreement = self.say("name").unwrap_or(&self.agreement.name);
        let today = day_in_words(self.today(), lang);
        let mut text = vec![Said::Sentence(lines.join("\n"))];
        text.extend(self.unreached().map(Said::Missing));
        text.push(Said::Sentence(lang.pick(
            format!("Datum: {today}\nOnderwerp: wijziging van de subverwerkers bij {agreement}"),
            format!("Date: {today}\nSubject: change of the sub-processors under {agreement}"),
        )));
        text
    }

    /// What is missing to reach the other party.
    fn unreached(&self) -> Option<String> {
        let lang = self.lang();
        let has = |key: &str| self.say(&format!("counterparty.{key}")).is_some();
        match (has("contact"), has("email") || has("address")) {
            (true, true) => None,
            (true, false) => Some(lang.pick(
                "E-mailadres of postadres van de wederpartij ontbreekt".to_string(),
                "Email or postal address of the other party is missing".to_string(),
            )),
            (false, true) => Some(lang.pick(
                "Contactpunt bij de wederpartij ontbreekt".to_string(),
                "Contact point of the other party is missing".to_string(),
            )),
            (false, false) => Some(lang.pick(
                "Contactpunt en adres van de wederpartij ontbreken".to_string(),
                "Contact point and address of the other party are missing".to_string(),
            )),
        }
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
    fn item(&self, one: &Subprocessor) -> Said {
        let lang = self.lang();
        let name = one.name(lang);
        let country = one.country(self.basis.reader);
        let country = country.unwrap_or_else(|| lang.pick("land ontbreekt", "country missing").to_string());
        let service = one
            .text("service")
            .unwrap_or(lang.pick("dienst ontbreekt", "service missing"));
        let begins = match one.day("effective_on") {
            Some(day) => {
                let day = day_in_words(day, lang);
                lang.pick(format!("vanaf {day}"), format!("from {day}"))
            }
            None => lang.pick("begindatum ontbreekt", "start missing").to_string(),
        };
        let words = format!("{name} ({country}): {service}, {begins}.");
        match self.is_complete(one) {
            true => Said::Item(words),
            false => Said::Missing(words),
        }
    }

    fn is_complete(&self, one: &Subprocessor) -> bool {
        self.lacking(one).is_empty()
    }

    /// The fields without which a change cannot be announced.
    fn lacking(&self, one: &Subprocessor) -> Vec<&'static str> {
        let mut lacking: Vec<&'static str> = ["name", "country", "service"]
            .into_iter()
            .filter(|key| one.text(key).is_none())
            .collect();
        lacking.extend(one.day("effective_on").is_none().then_some("effective_on"));
        lacking
    }

    /// Article 28(2), and what the agreement adds to it.
    fn ground(&self) -> String {
        let lang = self.lang();
        let ahead = self
            .say("terms.subprocessor_notice.ahead")
            .and_then(|term| term.parse::<Term>().ok());
        let ahead = ahead.map(|term| term.in_words(lang));
        let clause = self
            .clause("subprocessor_notice")
            .or_else(|| self.say("clauses.subprocessors"));
        let law = lang.pick(
            "Wij stellen u hiervan vooraf op de hoogte, zoals artikel 28, lid 2, van de Algemene verordening gegevensbescherming (AVG) vraagt.",
            "We inform you of this beforehand, as article 28(2) of the General Data Protection Regulation (GDPR) requires.",
        );
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

    /// How one objects, and until when.
    fn objection(&self) -> Vec<Said> {
        let lang = self.lang();
        let mut text = Vec::new();
        match self.objection_term() {
            Some(term) => {
                let term = term.in_words(lang);
                let clause = self.clause("subprocessor_objection");
                let clause = clause.map(|clause| lang.pick(format!(" (bepaling {clause})"), format!(" (clause {clause})")));
                let clause = clause.unwrap_or_default();
                text.push(Said::Sentence(lang.pick(
                    format!("U kunt hiertegen binnen {term} na ontvangst van deze aankondiging schriftelijk bezwaar maken{clause}."),
                    format!("You may object to this in writing within {term} after receipt of this announcement{clause}."),
                )));
                text.extend(self.dates().into_iter().map(Said::Item));
            }
            None if self.say("terms.subprocessor_objection.within") == Some(WITHOUT_DELAY) => {
                text.push(Said::Sentence(
                    lang.pick(
                        "U kunt hiertegen schriftelijk bezwaar maken, volgens onze overeenkomst onverwijld na ontvangst van deze aankondiging.",
                        "You may object to this in writing, under our agreement without delay after receipt of this announcement.",
                    )
                    .to_string(),
                ));
            }
            None => text.push(Said::Missing(lang.pick(
                "De overeenkomst noemt geen termijn voor bezwaar: vul in tot wanneer de wederpartij bezwaar kan maken.".to_string(),
                "The agreement names no period to object: fill in until when the other party may object.".to_string(),
            ))),
        }
        let to = ["organisation.email", "organisation.address", "organisation.phone"];
        text.push(match to.iter().find_map(|path| self.us(path)) {
            Some(to) => Said::Sentence(lang.pick(
                format!("Stuur uw bezwaar naar {to}."),
                format!("Send your objection to {to}."),
            )),
            None => Said::Missing(lang.pick(
                "Ons eigen adres voor bezwaren ontbreekt: schrijf organisation.email in avg.toml.".to_string(),
                "Our own address for objections is missing: write organisation.email in avg.toml.".to_string(),
            )),
        });
        text
    }

    fn objection_term(&self) -> Option<Term> {
        let written = self.say("terms.subprocessor_objection.within")?;
        written.parse().ok().filter(|_| written != WITHOUT_DELAY)
    }

    /// Of each change whose receipt is known the day on which silence approves; of the others what it would be today.
    fn dates(&self) -> Vec<String> {
        let lang = self.lang();
        let mut dates = Vec::new();
        for one in &self.coming {
            let name = one.name(lang);
            let received = one
                .past("received_on")
                .map(|day| day_in_words(day, lang))
                .unwrap_or_default();
            match one.state() {
                State::ObjectionRuns(end) => {
                    let end = end.in_words(lang);
                    dates.push(lang.pick(
                        format!("{name}: u ontving de aankondiging op {received}. Bezwaar maken kan tot en met {end}; maakt u dan geen bezwaar, dan geldt de wijziging daarna als goedgekeurd."),
                        format!("{name}: you received the announcement on {received}. You may object through {end}; if you do not, the change counts as approved after that."),
                    ));
                }
                State::Silent(end) => {
                    let end = end.in_words(lang);
                    dates.push(lang.pick(
                        format!("{name}: u ontving de aankondiging op {received}. Bezwaar maken kon tot en met {end}; wij ontvingen geen bezwaar, dus de wijziging geldt als goedgekeurd."),
                        format!("{name}: you received the announcement on {received}. You could object through {end}; we received no objection, so the change counts as approved."),
                    ));
                }
                _ => {}
            }
        }
        if let Some(due) = self.if_received_today().filter(|_| self.unreceived().next().is_some()) {
            let (today, end) = (day_in_words(self.today(), lang), due.latest.in_words(lang));
            let names: Vec<String> = self.unreceived().map(|one| one.name(lang)).collect();
            let names = names.join(", ");
            let uncounted = match due.latest {
                End::Day(_) => lang.pick("; die dag zelf telt niet mee", "; that day itself is not counted"),
                End::At(_) => "",
            };
            dates.push(lang.pick(
                format!("{names}: de termijn loopt vanaf de dag waarop u deze aankondiging ontvangt{uncounted}. Ontvangt u haar vandaag, {today}, dan kunt u bezwaar maken tot en met {end}; maakt u dan geen bezwaar, dan geldt de wijziging daarna als goedgekeurd."),
                format!("{names}: the period runs from the day on which you receive this announcement{uncounted}. If you receive it today, {today}, you may object through {end}; if you do not, the change counts as approved after that."),
            ));
        }
        dates
    }

    /// Those whose period to object did not begin.
    fn unreceived(&self) -> impl Iterator<Item = &'a Subprocessor<'a>> {
        let began = |one: &&Subprocessor| matches!(one.state(), State::ObjectionRuns(_) | State::Silent(_));
        self.coming.iter().copied().filter(move |one| !began(one))
    }

    /// The period to object, counted as the duty counts it, from today.
    fn if_received_today(&self) -> Option<Due> {
        let zone = self.basis.place.at().zone;
        let from = Moment::Day(self.today());
        count(self.objection_term()?, self.counting(), from, Direction::After, zone).ok()
    }

    fn counting(&self) -> Counting {
        let norms = self.basis.place.catalogue.norms();
        let rule: Option<&DutyRule> = norms
            .filter(|norm| norm.name == "avg/await-objection")
            .find_map(|norm| norm.duty());
        rule.map(|rule| rule.count).unwrap_or_default()
    }

    fn closing(&self) -> [Said; 2] {
        let lang = self.lang();
        let us = ["name", "address", "email", "phone"].map(|key| self.us(&format!("organisation.{key}")));
        let us: Vec<&str> = us.into_iter().flatten().collect();
        [
            Said::Sentence(
                lang.pick(
                    "De lijst van subverwerkers, met deze wijziging erin, vindt u hieronder.",
                    "The list of sub-processors, with this change in it, is below.",
                )
                .to_string(),
            ),
            Said::Sentence(format!(
                "{}\n{}",
                lang.pick("Met vriendelijke groet,", "Kind regards,"),
                us.join("\n")
            )),
        ]
    }
}

fn said<'a>(record: &'a Record<'a>, path: &str) -> Option<&'a str> {
    let mut keys = path.split('.');
    let node = keys.try_fold(&record.root, |node: &'a Node<'a>, key| node.get(key))?;
    node.text().map(str::trim).filter(|text| !text.is_empty())
}
