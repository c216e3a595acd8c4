//! How the other party objects, until when, and what follows if it does not.

use crate::norms::DutyRule;
use crate::records::vocabulary::WITHOUT_DELAY;
use crate::report::Said;
use crate::report::letterhead::{day_in_full, ours};
use crate::report::sending::BeforeSending;
use crate::report::subprocessor::{State, Subprocessor};
use crate::text::Lang;
use crate::time::{Counting, Direction, Due, End, Moment, Term, count};

use super::{Letter, placeholder};

impl<'a> Letter<'a> {
    /// How one objects, and until when.
    pub(super) fn objection(&self, before: &mut BeforeSending) -> Vec<Said> {
        let lang = self.lang();
        let mut text = Vec::new();
        let announcement = match self.coming.iter().any(|one| one.announced_on().is_some()) {
            true => lang.pick("de aankondiging", "the announcement"),
            false => lang.pick("deze aankondiging", "this announcement"),
        };
        match self.objection_term() {
            Some(term) => {
                let term = term.in_words(lang);
                let clause = self.clause("subprocessor_objection");
                let clause =
                    clause.map(|clause| lang.pick(format!(" (bepaling {clause})"), format!(" (clause {clause})")));
                let clause = clause.unwrap_or_default();
                text.push(Said::Sentence(lang.pick(
                    format!("U kunt hiertegen binnen {term} na ontvangst van {announcement} schriftelijk bezwaar maken{clause}."),
                    format!("You may object to this in writing within {term} after receipt of {announcement}{clause}."),
                )));
                text.extend(self.dates().into_iter().map(Said::Item));
            }
            None if self.say("terms.subprocessor_objection.within") == Some(WITHOUT_DELAY) => {
                text.push(Said::Sentence(lang.pick(
                    format!("U kunt hiertegen schriftelijk bezwaar maken, volgens onze overeenkomst onverwijld na ontvangst van {announcement}."),
                    format!("You may object to this in writing, under our agreement without delay after receipt of {announcement}."),
                )));
            }
            None => {
                let what = lang.pick("einde van de bezwaartermijn", "end of the period to object");
                let how = format!("{}: [terms] subprocessor_objection", self.agreement.file);
                before.miss(what, "28(2)", &how);
                text.push(Said::Missing(lang.pick(
                    format!("U kunt hiertegen schriftelijk bezwaar maken tot en met [{what}]."),
                    format!("You may object to this in writing through [{what}]."),
                )));
            }
        }
        text.extend(self.consent().map(Said::Sentence));
        let to = ["organisation.email", "organisation.address", "organisation.phone"];
        text.push(match to.iter().find_map(|path| ours(self.basis.reader.records, path)) {
            Some(to) if self.coming.iter().any(|one| one.is_outside_eea) => Said::Sentence(lang.pick(
                format!("Stuur uw toestemming of uw bezwaar naar {to}."),
                format!("Send your consent or your objection to {to}."),
            )),
            Some(to) => Said::Sentence(lang.pick(
                format!("Stuur uw bezwaar naar {to}."),
                format!("Send your objection to {to}."),
            )),
            None => {
                let what = lang.pick("ons adres voor bezwaren", "our address for objections");
                before.miss(what, "28(2)", "avg.toml: [organisation] email");
                Said::Missing(lang.pick(
                    format!("Stuur uw bezwaar naar [{what}]."),
                    format!("Send your objection to [{what}]."),
                ))
            }
        });
        text
    }

    fn objection_term(&self) -> Option<Term> {
        let written = self.say("terms.subprocessor_objection.within")?;
        written.parse().ok().filter(|_| written != WITHOUT_DELAY)
    }

    /// Of each change whose receipt is known until when one may object and what follows; of the others what it would be today.
    fn dates(&self) -> Vec<String> {
        let lang = self.lang();
        let mut dates = Vec::new();
        for one in &self.coming {
            let name = one.name(lang);
            let received = one
                .past("received_on")
                .map(|day| day_in_full(day, lang))
                .unwrap_or_default();
            match one.state() {
                State::ObjectionRuns(end) => {
                    let (silence, end) = (self.silence(one, Some(end)), in_full(end, lang));
                    dates.push(lang.pick(
                        format!("{name}: u ontving de aankondiging op {received}. Bezwaar maken kan tot en met {end}.{silence}"),
                        format!("{name}: you received the announcement on {received}. You may object through {end}.{silence}"),
                    ));
                }
                State::Silent(end) => {
                    let (follows, end) = (self.unopposed(one, end), in_full(end, lang));
                    dates.push(lang.pick(
                        format!("{name}: u ontving de aankondiging op {received}. Bezwaar maken kon tot en met {end}; wij ontvingen geen bezwaar.{follows}"),
                        format!("{name}: you received the announcement on {received}. You could object through {end}; we received no objection.{follows}"),
                    ));
                }
                State::Sent => dates.extend(self.since_announced(one)),
                _ => {}
            }
        }
        for is_outside_eea in [false, true] {
            let of: Vec<&Subprocessor> = self
                .unannounced()
                .filter(|one| one.is_outside_eea == is_outside_eea)
                .collect();
            dates.extend(self.if_received_today().and_then(|due| self.still_to_receive(&of, due)));
        }
        dates
    }

    /// Of what was announced before, and of which nobody recorded the receipt.
    fn since_announced(&self, one: &Subprocessor) -> Option<String> {
        let (lang, name) = (self.lang(), one.name(self.lang()));
        let sent = one.announced_on()?;
        let zone = self.basis.place.at().zone;
        let term = self.objection_term()?;
        let due = count(term, self.counting(), Moment::Day(sent), Direction::After, zone).ok()?;
        let silence = self.silence(one, None);
        let (sent, end) = (day_in_full(sent, lang), in_full(due.latest, lang));
        Some(lang.pick(
            format!("{name}: de termijn loopt vanaf de dag waarop u die aankondiging ontving. Was dat {sent}, dan loopt zij tot en met {end}.{silence}"),
            format!("{name}: the period runs from the day on which you received that announcement. If that was {sent}, it runs through {end}.{silence}"),
        ))
    }

    fn still_to_receive(&self, of: &[&Subprocessor], due: Due) -> Option<String> {
        let lang = self.lang();
        let first = of.first()?;
        let names: Vec<String> = of.iter().map(|one| one.name(lang)).collect();
        let names = names.join(", ");
        // Changes of several days have no day in common; silence by the contract has.
        let is_one_day = of
            .iter()
            .all(|one| one.day("effective_on") == first.day("effective_on"));
        let silence = match is_one_day || first.deemed_approved().is_some() {
            true => self.silence(first, Some(due.latest)),
            false if first.is_outside_eea => String::new(),
            false => lang
                .pick(
                    " Maakt u geen bezwaar, dan gaat elke wijziging in op haar begindatum.",
                    " If you do not object, each change takes effect on its own date.",
                )
                .to_string(),
        };
        let uncounted = match due.latest {
            End::Day(_) => lang.pick("; die dag zelf telt niet mee", "; that day itself is not counted"),
            End::At(_) => "",
        };
        let (today, end) = (day_in_full(self.today(), lang), in_full(due.latest, lang));
        Some(lang.pick(
            format!("{names}: de termijn loopt vanaf de dag waarop u deze aankondiging ontvangt{uncounted}. Ontvangt u haar vandaag, {today}, dan kunt u bezwaar maken tot en met {end}.{silence}"),
            format!("{names}: the period runs from the day on which you receive this announcement{uncounted}. If you receive it today, {today}, you may object through {end}.{silence}"),
        ))
    }

    /// What silence brings: approval only where the text of the agreement says so, and only after the last day, where that is
    /// known. Outside the EEA it brings nothing: there consent is asked.
    fn silence(&self, one: &Subprocessor, end: Option<End>) -> String {
        let lang = self.lang();
        if one.is_outside_eea {
            return String::new();
        }
        if let Some(clause) = one.deemed_approved() {
            let after = match end.map(|end| in_full(end, lang)) {
                Some(end) => lang.pick(format!("na {end}"), format!("after {end}")),
                None => lang.pick("na die termijn", "after that period").to_string(),
            };
            return lang.pick(
                format!(" Maakt u geen bezwaar, dan geldt de wijziging {after} als goedgekeurd (bepaling {clause})."),
                format!(" If you do not object, the change counts as approved {after} (clause {clause})."),
            );
        }
        let begins = one.day("effective_on").map(|day| day_in_full(day, lang));
        let begins = begins.unwrap_or_else(|| placeholder("effective_on", lang));
        lang.pick(
            format!(" Maakt u geen bezwaar, dan gaat de wijziging in op {begins}."),
            format!(" If you do not object, the change takes effect on {begins}."),
        )
    }

    fn unopposed(&self, one: &Subprocessor, end: End) -> String {
        let lang = self.lang();
        if one.is_outside_eea {
            return String::new();
        }
        if let Some(clause) = one.deemed_approved() {
            let end = in_full(end, lang);
            return lang.pick(
                format!(" Na {end} geldt de wijziging daarom als goedgekeurd (bepaling {clause})."),
                format!(" After {end} the change therefore counts as approved (clause {clause})."),
            );
        }
        let begins = one.day("effective_on").map(|day| day_in_full(day, lang));
        let begins = begins.unwrap_or_else(|| placeholder("effective_on", lang));
        lang.pick(
            format!(" De wijziging gaat in op {begins}."),
            format!(" The change takes effect on {begins}."),
        )
    }

    /// That the data may leave the EEA only with the controller's consent: agreements ask it beforehand and in writing, as 7.1
    /// of the published standard agreement does, and no silence gives it.
    fn consent(&self) -> Option<String> {
        let lang = self.lang();
        let outside = self.coming.iter().filter(|one| one.is_outside_eea);
        let names: Vec<String> = outside.map(|one| one.name(lang)).collect();
        let names = names.join(", ");
        (!names.is_empty()).then(|| {
            lang.pick(
                format!("Met {names} worden persoonsgegevens buiten de Europese Economische Ruimte verwerkt. Daarvoor vragen wij uw voorafgaande schriftelijke toestemming. Zonder uw toestemming gaat die wijziging niet in; dat u geen bezwaar maakt, is daarvoor niet genoeg."),
                format!("With {names} personal data are processed outside the European Economic Area. For that we ask your prior written consent. Without your consent that change does not take effect; that you do not object is not enough."),
            )
        })
    }

    /// Those that this letter is the first to announce.
    pub(super) fn unannounced(&self) -> impl Iterator<Item = &'a Subprocessor<'a>> {
        let began = |one: &&Subprocessor| matches!(one.state(), State::ObjectionRuns(_) | State::Silent(_));
        let is_first = move |one: &&Subprocessor| one.announced_on().is_none() && !began(one);
        self.coming.iter().copied().filter(is_first)
    }

    /// The period to object, counted as the duty counts it, from today.
    pub(super) fn if_received_today(&self) -> Option<Due> {
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
}

/// An end as a letter has it; an hour keeps its clock.
fn in_full(end: End, lang: Lang) -> String {
    match end {
        End::Day(day) => day_in_full(day, lang),
        End::At(_) => end.in_words(lang),
    }
}
