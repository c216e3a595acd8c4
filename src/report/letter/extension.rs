//! The extension: that it takes longer, until when and why, article 12(3).

use super::super::sending::BeforeSending;
use super::super::{Part, Said};
use super::Request;

impl Request<'_> {
    /// 12(3): within the first month, with the reasons.
    pub(super) fn extension(&self, before: &mut BeforeSending) -> Vec<Part> {
        let lang = self.lang();
        let reason = self.reason("extension.reason", "12(3)", before);
        // Of several clocks the one that runs for longer: a house's own term may not.
        let clocks = self.line().map(|line| line.duty.clocks.as_slice()).unwrap_or_default();
        let longer = clocks.iter().find(|clock| clock.is_extended);
        let until = longer.and_then(|clock| clock.due.as_ref()).map(|due| self.day(due.by));
        let until = until.unwrap_or_else(|| {
            let what = lang.pick("de nieuwe datum", "the new date");
            before.warn(lang.pick(
                "Hier is niets te verlengen: de eerste termijn is voorbij, het verzoek is geweigerd of beantwoord, of dit recht kent geen verlenging.",
                "There is nothing to extend here: the first term is over, the request was refused or answered, or this right knows no extension.",
            ));
            before.miss(what, "12(3)", lang.pick("niet te berekenen", "cannot be computed"));
            format!("[{what}]")
        });
        let is_stricter = clocks.iter().any(|clock| !clock.is_extended) && longer.is_some();
        if is_stricter {
            before.warn(lang.pick(
                "Een andere norm kent hier een kortere termijn, die niet wordt verlengd: avg due toont haar.",
                "Another norm sets a shorter term here that is not extended: avg due shows it.",
            ));
        }
        let text = vec![
            Said::Sentence(lang.pick(
                format!("Wij hebben meer tijd nodig om uw verzoek goed te beantwoorden. U krijgt antwoord uiterlijk op {until}."),
                format!("We need more time to answer your request properly. You receive an answer by {until} at the latest."),
            )),
            Said::Sentence(lang.pick("De reden daarvoor is:", "The reason is:").to_string()),
            reason,
        ];
        before.say(lang.pick(
            "Verlengen kan alleen vanwege de complexiteit en het aantal van de verzoeken, en telt alleen als u het binnen de eerste maand meedeelt (12(3)). Een weigering wordt niet verlengd (12(4)). Leg het vast: avg extend.",
            "An extension is only for the complexity and number of the requests, and counts only when told within the first month (12(3)). A refusal is not extended (12(4)). Record it: avg extend.",
        ));
        vec![Part::text(lang.pick("Meer tijd", "More time"), text)]
    }
}
