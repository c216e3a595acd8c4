//! The refusal, article 12(4): the reasons, the complaint and the judicial remedy; also of the part that is not granted.

use super::{Request, remedies};
use crate::report::Part;
use crate::report::sending::BeforeSending;

impl Request<'_> {
    /// 12(4): the reasons, the complaint and the judicial remedy.
    pub(super) fn refusal(&self, before: &mut BeforeSending) -> Vec<Part> {
        let lang = self.lang();
        if matches!(self.record.said("answer.outcome"), Some("granted")) {
            before.warn(lang.pick(
                "Volgens de registratie is het verzoek ingewilligd.",
                "According to the record the request was granted.",
            ));
        }
        if matches!(self.record.said("answer.outcome"), Some("partly")) {
            before.warn(lang.pick(
                "Volgens de registratie is het verzoek deels ingewilligd: daarvoor is --as grant.",
                "According to the record the request was granted in part: for that there is --as grant.",
            ));
        }
        let called = self.called();
        let heading = lang.pick(
            format!("Wij geven geen gevolg aan uw {called}, om deze reden"),
            format!("We are not acting on your {called}, for this reason"),
        );
        self.denied(&heading, before)
    }

    pub(super) fn denied(&self, heading: &str, before: &mut BeforeSending) -> Vec<Part> {
        let (lang, article) = (self.lang(), self.words.and_then(|words| words.article));
        let is_complaint = self.record.said("right") == Some("complaint");
        self.refuse_what_cannot_be_refused(before);
        let reason = self.reason("answer.reason", "12(4)", before);
        let remedies = remedies::all(article, is_complaint, self.reader);
        if !remedies.is_empty() {
            before.say(lang.pick(
                "Schrijf remedies_mentioned = true in [answer] als de brief met de rechtsmiddelen is verstuurd.",
                "Write remedies_mentioned = true in [answer] once the letter with the remedies has been sent.",
            ));
        }
        if remedies::is_by_objection(article, self.reader) {
            before.say(lang.pick(
                "De zes weken voor bezwaar (Awb 6:7) zijn uit het hoofd opgenomen: kijk ze na.",
                "The six weeks for an objection (Awb 6:7) are from memory: verify them.",
            ));
        }
        let heading_of_remedies = lang.pick("Bent u het er niet mee eens?", "Do you disagree?");
        let remedies = (!remedies.is_empty()).then(|| Part::text(heading_of_remedies, remedies));
        [Part::text(heading, vec![reason])]
            .into_iter()
            .chain(remedies)
            .collect()
    }

    /// Two rights leave nothing to refuse.
    fn refuse_what_cannot_be_refused(&self, before: &mut BeforeSending) {
        let lang = self.lang();
        match self.record.said("right") {
            Some("marketing-objection") => before.warn(lang.pick(
                "Bezwaar tegen direct marketing kan niet worden geweigerd (21(3)).",
                "An objection to direct marketing cannot be refused (21(3)).",
            )),
            Some("withdraw-consent") => before.warn(lang.pick(
                "Toestemming kan op elk moment worden ingetrokken: er valt niets te weigeren (7(3)).",
                "Consent can be withdrawn at any time: there is nothing to refuse (7(3)).",
            )),
            _ => {}
        }
    }
}
