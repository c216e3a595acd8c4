//! How the other party objects, until when, and what follows if it does not.

use crate::norms::DutyRule;
use crate::records::vocabulary::WITHOUT_DELAY;
use crate::report::Said;
use crate::report::letterhead::{day_in_full, ours};
use crate::report::sending::BeforeSending;
use crate::report::subprocessor::{State, Subprocessor, deemed_approval};
use crate::text::Lang;
use crate::time::{Counting, Direction, Due, End, Moment, Term, count};

use super::{Letter, placeholder};

impl<'a> Letter<'a> {
    /// How one objects, and until when.
    pub(super) fn objection(&self, before: &mut BeforeSending) -> Vec<Said> {
        let lang = self.lang();
        let mut text = Vec::new();
        match self.objection_term() {
            Some(term) => {
                let term = term.in_words(lang);
                let clause = self.clause("subprocessor_objection");
                let clause =
                    clause.map(|clause| lang.pick(format!(" (bepaling {clause})"), format!(" (clause {clause})")));
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
        let to = ["organisation.email", "organisation.address", "organisation.phone"];
        text.push(match to.iter().find_map(|path| ours(self.basis.reader.records, path)) {
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
                    let (silence, end) = (self.silence(one, end), in_full(end, lang));
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
                _ => {}
            }
        }
        dates.extend(self.if_received_today().and_then(|due| self.still_to_receive(due)));
        dates
    }

    fn still_to_receive(&self, due: Due) -> Option<String> {
        let lang = self.lang();
        let of: Vec<&Subprocessor> = self.unreceived().collect();
        let first = of.first()?;
        let names: Vec<String> = of.iter().map(|one| one.name(lang)).collect();
        let names = names.join(", ");
        // Changes of several days have no day in common; silence by the contract has.
        let is_one_day = of
            .iter()
            .all(|one| one.day("effective_on") == first.day("effective_on"));
        let silence = match is_one_day || deemed_approval(self.agreement).is_some() {
            true => self.silence(first, due.latest),
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

    /// What silence brings: approval only where the text of the agreement says so, and only after the last day.
    fn silence(&self, one: &Subprocessor, end: End) -> String {
        let lang = self.lang();
        if let Some(clause) = deemed_approval(self.agreement) {
            let end = in_full(end, lang);
            return lang.pick(
                format!(" Maakt u geen bezwaar, dan geldt de wijziging na {end} als goedgekeurd (bepaling {clause})."),
                format!(" If you do not object, the change counts as approved after {end} (clause {clause})."),
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
        if let Some(clause) = deemed_approval(self.agreement) {
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

    /// Those whose period to object did not begin.
    pub(super) fn unreceived(&self) -> impl Iterator<Item = &'a Subprocessor<'a>> {
        let began = |one: &&Subprocessor| matches!(one.state(), State::ObjectionRuns(_) | State::Silent(_));
        self.coming.iter().copied().filter(move |one| !began(one))
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
