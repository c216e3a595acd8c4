//! The letters to a data subject about a request: the receipt, the extension, what was granted, and the refusal, with what
//! articles 12(3) to (6), 15(1) and (2) and 19 require. A letter names nobody: the case reference goes in the place of a name.

mod access;
mod another;
mod extension;
mod grant;
mod receipt;
mod refusal;
mod remedies;
mod rights;

use chrono::NaiveDate;

use crate::records::Record;
use crate::text::Lang;
use crate::time::End;

use super::basis::Basis;
use super::due::Line;
use super::letterhead::{article, contact, day_in_full, ours, reference, sender};
use super::sending::BeforeSending;
use super::values::Reader;
use super::{Document, Part, Said};

use rights::Words;

pub(super) use rights::is_of_articles_15_to_22;

/// The duty that a letter answers.
pub const ANSWER: &str = "respond-to-request";

/// What a letter says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    Receipt,
    Extension,
    Grant,
    Refusal,
}

impl Form {
    /// The norms whose findings say nothing to whoever writes this letter: it does what they ask, or they are about another.
    fn mends(self) -> &'static [&'static str] {
        match self {
            Form::Receipt | Form::Extension => &[
                "avg/access-information-missing",
                "avg/access-without-copy",
                "avg/refusal-without-reason",
                "avg/refusal-without-remedies",
                "avg/outcome-missing",
                "avg/extension-without-reason",
            ],
            Form::Grant | Form::Refusal => &["avg/refusal-without-remedies", "avg/refusal-without-reason"],
        }
    }
}

/// A request as it is written about.
struct Request<'a> {
    record: &'a Record<'a>,
    form: Form,
    words: Option<&'static Words>,
    lines: Vec<Line<'a>>,
    reader: Reader<'a>,
    basis: &'a Basis<'a>,
    today: NaiveDate,
}

/// The letter; of an access request with what is done in the activities that were named.
pub fn document<'a>(record: &'a Record<'a>, form: Form, about: &[&'a Record<'a>], basis: &'a Basis<'a>) -> Document {
    let reader = basis.reader.of_people();
    let request = Request {
        record,
        form,
        words: record.said("right").and_then(rights::words),
        lines: basis.lines_of(record),
        reader,
        basis,
        today: basis.place.at().today(),
    };
    let mut before = BeforeSending::default();
    request.remind(&mut before);
    before.check(record, form.mends(), basis);
    let mut parts = vec![Part::text("", request.opening())];
    parts.extend(match form {
        Form::Receipt => request.receipt(&mut before),
        Form::Extension => request.extension(&mut before),
        Form::Grant => request.grant(about, &mut before),
        Form::Refusal => request.refusal(&mut before),
    });
    parts.push(Part::text(
        reader.lang.pick("Vragen?", "Questions?"),
        request.closing(&mut before),
    ));
    if request.is_by_another() {
        parts.iter_mut().for_each(|part| another::turn(part, reader.lang));
    }
    Document {
        title: request.subject(form),
        about: Vec::new(),
        parts: [before.part(reader.lang)].into_iter().chain(parts).collect(),
    }
}

impl Request<'_> {
    fn lang(&self) -> Lang {
        self.reader.lang
    }

    fn subject(&self, form: Form) -> String {
        let (lang, called) = (self.lang(), self.called());
        let what = match form {
            Form::Receipt => lang.pick("Ontvangst van uw", "Receipt of your"),
            Form::Extension => lang.pick("Meer tijd voor uw", "More time for your"),
            Form::Grant => lang.pick("Antwoord op uw", "Answer to your"),
            Form::Refusal => lang.pick("Beslissing op uw", "Decision on your"),
        };
        format!("{what} {called}")
    }

    /// What it is that reached us: a request, an objection, a complaint.
    fn called(&self) -> &'static str {
        let called = self.words.map_or(("verzoek", "request"), |words| words.called);
        self.lang().pick(called.0, called.1)
    }

    /// The clocks, and what is to be thought of whatever the letter says.
    fn remind(&self, before: &mut BeforeSending) {
        let lang = self.lang();
        for line in &self.lines {
            before.clock(line, lang);
        }
        if matches!(self.record.said("age"), Some("12-15" | "under-12")) && !self.is_by_another() {
            before.say(lang.pick(
                "Het gaat om een kind: schrijf zo dat een kind het begrijpt (12(1)).",
                "It concerns a child: write so that a child understands it (12(1)).",
            ));
        }
        before.say(lang.pick(
            "Zet de naam en het adres van de aanvrager pas op de brief zelf: de registratie noemt niemand. Kwam het verzoek elektronisch, antwoord dan zo mogelijk ook zo (12(3)).",
            "Put the requester's name and address on the letter itself: the record names nobody. If the request came electronically, answer the same way where possible (12(3)).",
        ));
        if self.quotes_the_record() {
            before.read_again(lang);
        }
    }

    /// Whether it repeats the record to whom article 12(1) owes plain language: the reasons, and of access the register.
    fn quotes_the_record(&self) -> bool {
        let right = self.record.said("right").unwrap_or_default();
        let quotes = match self.form {
            Form::Receipt => false,
            Form::Extension | Form::Refusal => true,
            Form::Grant => right == "access" || self.record.said("answer.outcome") == Some("partly"),
        };
        quotes && is_of_articles_15_to_22(right)
    }

    /// Whether somebody else asks on behalf of the data subject.
    fn is_by_another(&self) -> bool {
        matches!(
            self.record.said("requester"),
            Some("legal-representative" | "authorised-representative")
        )
    }

    /// The day that stands on it: of an answer that was given, or an extension that was told, that day.
    fn dated(&self) -> NaiveDate {
        let done = match self.form {
            Form::Grant | Form::Refusal => self.answered(),
            Form::Extension => self.extended(),
            Form::Receipt => None,
        };
        done.unwrap_or(self.today)
    }

    /// Whether it is the objection of article 21(2).
    fn is_against_marketing(&self) -> bool {
        self.record.said("right") == Some("marketing-objection")
    }

    /// 21(3): of an objection to direct marketing the message has a period, the use has none.
    fn stop_the_use(&self, before: &mut BeforeSending) {
        if self.is_against_marketing() {
            before.warn(self.lang().pick(
                "Stop het gebruik nu: alleen het bericht daarover kent een termijn (21(3), 12(3)).",
                "Stop the use now: only the message about it has a period (21(3), 12(3)).",
            ));
        }
    }

    /// Whether it was asked who the requester is, and that is not certain yet, article 12(6).
    fn is_identity_open(&self) -> bool {
        let identity = |path: &str| self.record.root.value_at(path).is_some();
        identity("identity.asked_on") && !identity("identity.confirmed_on")
    }

    /// When the answer was given, where it was.
    fn answered(&self) -> Option<NaiveDate> {
        self.record.day("answer.given_on", self.reader.zone())
    }

    /// When it was told that it takes longer, where it was.
    fn extended(&self) -> Option<NaiveDate> {
        self.record.day("extension.notified_on", self.reader.zone())
    }

    fn received(&self) -> Option<NaiveDate> {
        self.record.day("received_at", self.reader.zone())
    }

    fn opening(&self) -> Vec<Said> {
        let lang = self.lang();
        let case = reference(self.record, self.record.said("subject"), lang);
        [
            sender(self.reader.records),
            format!("{}\n{case}", day_in_full(self.dated(), lang)),
            lang.pick("Geachte heer of mevrouw,", "Dear Sir or Madam,").to_string(),
            self.reached_us(),
        ]
        .map(Said::Sentence)
        .to_vec()
    }

    /// What we received, and when.
    fn reached_us(&self) -> String {
        let lang = self.lang();
        let asked = self.words.map(|words| {
            let asked = lang.pick(words.asked.0, words.asked.1);
            let article = words.article.map(|cited| format!(" ({})", article(cited, lang)));
            format!("{asked}{}", article.unwrap_or_default())
        });
        let received = self.received().map(|day| day_in_full(day, lang));
        match (received, asked, lang) {
            (Some(day), Some(asked), Lang::Nl) => format!("Op {day} ontvingen wij {asked}."),
            (Some(day), Some(asked), Lang::En) => format!("On {day} we received {asked}."),
            (_, _, Lang::Nl) => "Wij ontvingen een verzoek van u.".to_string(),
            (_, _, Lang::En) => "We received a request from you.".to_string(),
        }
    }

    /// The reasons as the record has them, or that they are missing.
    fn reason(&self, path: &str, by: &str, before: &mut BeforeSending) -> Said {
        let lang = self.lang();
        if let Some(reason) = self.record.said(path) {
            return Said::Sentence(reason.to_string());
        }
        let what = lang.pick("de redenen", "the reasons");
        let how = match path.starts_with("extension") {
            true => format!("avg extend {} --reason", self.record.name),
            false => format!("avg edit {} --{}", self.record.name, path.replace(['.', '_'], "-")),
        };
        before.miss(what, self.asked_by(by), &how);
        Said::Missing(format!("[{what}]"))
    }

    /// Who asks for what a letter must say: article 12 where it applies; what the law does not know as a right, the house's own
    /// rules do; and about consent that is withdrawn nobody asks anything.
    fn asked_by<'s>(&self, by: &'s str) -> &'s str {
        let lang = self.lang();
        match self.words.and_then(|words| words.article) {
            Some(rights::OF_CONSENT) => lang.pick("geen bepaling", "no provision"),
            Some(_) => by,
            None => lang.pick("eigen regels", "own rules"),
        }
    }

    fn closing(&self, before: &mut BeforeSending) -> Vec<Said> {
        let lang = self.lang();
        let reach = match contact(self.reader.records) {
            Some(contact) => Said::Sentence(lang.pick(
                format!("Neem dan contact op met {contact}. Noem daarbij ons kenmerk."),
                format!("Please contact {contact}, quoting our reference."),
            )),
            None => {
                let what = lang.pick("contactgegevens", "contact details");
                before.miss(what, "12(2)", "avg.toml: [organisation] email");
                Said::Missing(format!("[{what}]"))
            }
        };
        let regards = lang.pick("Met vriendelijke groet,", "Yours faithfully,");
        let name = ours(self.reader.records, "organisation.name").unwrap_or_else(|| {
            let what = lang.pick("naam van de organisatie", "name of the organisation");
            before.miss(what, "12(1)", "avg.toml: [organisation] name");
            lang.pick("[naam van de organisatie]", "[name of the organisation]")
        });
        vec![reach, Said::Sentence(format!("{regards}\n{name}"))]
    }

    fn line(&self) -> Option<&Line<'_>> {
        self.lines.iter().find(|line| line.duty.name == ANSWER)
    }

    fn day(&self, end: End) -> String {
        day_in_full(end.day(self.reader.zone()), self.lang())
    }
}
