//! The extension: that it takes longer, until when and why, article 12(3).

use super::Request;
use crate::report::sending::BeforeSending;
use crate::report::{Part, Said};

impl Request<'_> {
    /// 12(3): within the first month, with the reasons.
    pub(super) fn extension(&self, before: &mut BeforeSending) -> Vec<Part> {
        let (lang, called) = (self.lang(), self.called());
        let reason = self.reason("extension.reason", "12(3)", before);
        let until = self.extended_until(before);
        self.stop_the_use(before);
        let mut text = vec![
            Said::Sentence(lang.pick(
                format!("Wij hebben meer tijd nodig om uw {called} goed te beantwoorden. U krijgt antwoord uiterlijk op {until}."),
                format!("We need more time to answer your {called} properly. You will receive our answer no later than {until}."),
            )),
            Said::Sentence(lang.pick("De reden daarvoor is:", "The reason is:").to_string()),
            reason,
        ];
        if self.has_stopped_the_use() {
            text.push(Said::Sentence(
                lang.pick(
                    "Wij gebruiken uw gegevens niet meer voor direct marketing.",
                    "We no longer use your data for direct marketing.",
                )
                .to_string(),
            ));
        }
        before.say(lang.pick(
            "Verlengen kan alleen vanwege de complexiteit en het aantal van de verzoeken, en telt alleen als u het binnen de eerste maand meedeelt (12(3)). Een weigering wordt niet verlengd (12(4)). Leg het vast: avg extend.",
            "An extension is only for the complexity and number of the requests, and counts only when told within the first month (12(3)). A refusal is not extended (12(4)). Record it: avg extend.",
        ));
        vec![Part::text(lang.pick("Meer tijd", "More time"), text)]
    }

    /// Whether the record says that the data are not used for direct marketing any more: by an objection that was granted.
    fn has_stopped_the_use(&self) -> bool {
        self.is_against_marketing() && self.record.said("answer.outcome") == Some("granted")
    }

    /// Of several clocks the end of the one that runs for longer: a house's own term may not.
    fn extended_until(&self, before: &mut BeforeSending) -> String {
        let lang = self.lang();
        let clocks = self.line().map(|line| line.duty.clocks.as_slice()).unwrap_or_default();
        let longer = clocks.iter().find(|clock| clock.is_extended);
        if longer.is_some() && clocks.iter().any(|clock| !clock.is_extended) {
            before.warn(lang.pick(
                "Een andere norm kent hier een kortere termijn, die niet wordt verlengd: avg due toont haar.",
                "Another norm sets a shorter term here that is not extended: avg due shows it.",
            ));
        }
        let until = longer.and_then(|clock| clock.due.as_ref()).map(|due| self.day(due.by));
        until.unwrap_or_else(|| {
            let what = lang.pick("de nieuwe datum", "the new date");
            before.warn(lang.pick(
                "Hier is niets te verlengen: de eerste termijn is voorbij, het verzoek is geweigerd of beantwoord, of dit recht kent geen verlenging.",
                "There is nothing to extend here: the first term is over, the request was refused or answered, or this right knows no extension.",
            ));
            before.miss(what, self.asked_by("12(3)"), lang.pick("niet te berekenen", "cannot be computed"));
            format!("[{what}]")
        })
    }
}
