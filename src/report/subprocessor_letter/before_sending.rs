//! What whoever sends an announcement should look at first: whether it is in time, whether one can object in time, what is missing.

use crate::norms::duties::Status;
use crate::time::{Moment, day_in_words};

use super::Letter;
use crate::report::Said;
use crate::report::subprocessor::Subprocessor;

impl Letter<'_> {
    /// What whoever sends it should look at first.
    pub(super) fn aside(&self, objected: &[&Subprocessor]) -> Vec<Said> {
        let lang = self.lang();
        let mut text: Vec<Said> = self.unreached().map(Said::Missing).into_iter().collect();
        for one in &self.coming {
            let name = one.name(lang);
            let lacking = self.lacking(one);
            if !lacking.is_empty() {
                let fields = lacking.join(", ");
                let record = &self.agreement.name;
                text.push(Said::Missing(lang.pick(
                    format!("{name}: schrijf {fields} in {record}."),
                    format!("{name}: write {fields} in {record}."),
                )));
            }
            text.extend(self.notice(one).map(Said::Sentence));
            text.extend(self.too_long(one).map(Said::Sentence));
            text.extend(self.found(one).into_iter().map(Said::Sentence));
        }
        text.extend(objected.iter().map(|one| {
            let name = one.name(lang);
            Said::Sentence(lang.pick(
                format!("{name}: de wederpartij maakte bezwaar; deze wijziging staat niet in de brief."),
                format!("{name}: the other party objected; this change is not in the letter."),
            ))
        }));
        if !self.coming.is_empty() {
            text.push(Said::Sentence(self.silence()));
            text.push(Said::Sentence(
                lang.pick(
                    "Schrijf na verzending notified_on bij de subverwerker, en received_on zodra de ontvangst vaststaat: pas dan loopt de bezwaartermijn.",
                    "After sending, write notified_on with the sub-processor, and received_on once receipt is certain: only then does the period to object run.",
                )
                .to_string(),
            ));
        }
        text
    }

    /// What the norms say of it too: where it is, and whether the window closes in time. That it is late is said already.
    fn found(&self, one: &Subprocessor) -> Vec<String> {
        let (name, lang) = (one.name(self.lang()), self.lang());
        let clock = one.announce.map(|line| line.duty.lead().norm.as_str());
        let others = one
            .findings
            .iter()
            .filter(|finding| Some(finding.norm.as_str()) != clock);
        let mut found: Vec<String> = others
            .map(|finding| format!("{name}: {}. {}", finding.message.get(lang), finding.help.get(lang)))
            .collect();
        found.dedup();
        found
    }

    /// By when it had to be announced, and whether that is still possible.
    fn notice(&self, one: &Subprocessor) -> Option<String> {
        let lang = self.lang();
        let duty = one.announce?.duty;
        let (name, by, latest) = (one.name(lang), duty.by()?.in_words(lang), duty.latest()?.in_words(lang));
        Some(match duty.status() {
            Status::Late => lang.pick(
                format!("{name}: deze aankondiging komt te laat. De termijn van de overeenkomst eindigde op {latest}: laat de wijziging later ingaan."),
                format!("{name}: this announcement is too late. The period of the agreement ended on {latest}: let the change take effect later."),
            ),
            Status::MetLate => lang.pick(
                format!("{name}: de aankondiging kwam te laat; zij had er uiterlijk op {latest} moeten zijn."),
                format!("{name}: the announcement came too late; it was due on {latest} at the latest."),
            ),
            Status::Met => return None,
            _ => lang.pick(
                format!("{name}: de wederpartij moet deze aankondiging hebben op {by}, en uiterlijk op {latest}."),
                format!("{name}: the other party must have this announcement on {by}, and on {latest} at the latest."),
            ),
        })
    }

    /// Whether one could still object when the change has begun, if it were received today.
    fn too_long(&self, one: &Subprocessor) -> Option<String> {
        let lang = self.lang();
        if !self.unreceived().any(|other| std::ptr::eq(other, one)) {
            return None;
        }
        let zone = self.basis.place.at().zone;
        let (begins, end) = (one.day("effective_on")?, self.if_received_today()?.latest);
        let starts = zone
            .instant(Moment::Day(begins))
            .unwrap_or_else(|gap| gap.next)
            .to_utc();
        (end.over_at(zone) > starts).then(|| {
            let (name, end, begins) = (one.name(lang), end.in_words(lang), day_in_words(begins, lang));
            lang.pick(
                format!("{name}: bij ontvangst vandaag kan bezwaar tot en met {end}, maar de wijziging gaat al in op {begins}. Laat haar later ingaan."),
                format!("{name}: if received today one may object through {end}, but the change takes effect on {begins}. Let it take effect later."),
            )
        })
    }

    fn silence(&self) -> String {
        let lang = self.lang();
        let clause = self.say("clauses.subprocessors");
        let clause = clause.map(|clause| format!(" ({clause})")).unwrap_or_default();
        lang.pick(
            format!("Dat zwijgen als goedkeuring geldt, zegt de wet niet: zie na of de overeenkomst het bepaalt{clause}."),
            format!("That silence counts as approval the law does not say: see whether the agreement provides for it{clause}."),
        )
    }
}
