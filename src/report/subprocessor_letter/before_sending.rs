//! What whoever sends an announcement should look at first: whether it is in time, whether one can object in time, what is missing.

use crate::norms::duties::Status;
use crate::time::{Moment, day_in_words};

use super::Letter;
use crate::report::sending::BeforeSending;
use crate::report::subprocessor::{Subprocessor, deemed_approval};

impl Letter<'_> {
    /// What whoever sends it should look at first.
    pub(super) fn look_at(&self, objected: &[&Subprocessor], before: &mut BeforeSending) {
        let lang = self.lang();
        for one in &self.coming {
            self.notice(one, before);
            self.too_long(one).into_iter().for_each(|words| before.warn(words));
            self.found(one).into_iter().for_each(|words| before.warn(words));
        }
        for one in objected {
            self.held_up(one, before);
        }
        if self.coming.is_empty() {
            return;
        }
        if deemed_approval(self.agreement).is_none() {
            before.say(self.silence_unrecorded());
        }
        if self.coming.iter().any(|one| one.is_outside_eea) {
            before.warn(lang.pick(
                "Er komt een subverwerker buiten de EER bij. Veel overeenkomsten vragen daarvoor voorafgaande schriftelijke toestemming, zoals 7.1 van de gepubliceerde standaardovereenkomst: de brief vraagt haar, en zegt van deze subverwerker niet dat zwijgen goedkeurt. Is de toestemming er al, of vraagt de overeenkomst haar niet, pas de brief dan aan.",
                "A sub-processor outside the EEA is coming. Many agreements ask prior written consent for that, as 7.1 of the published standard agreement does: the letter asks for it, and does not say of this sub-processor that silence approves. If the consent is there already, or the agreement does not ask it, change the letter.",
            ));
        }
        let is_new = self.coming.iter().any(|one| one.announced_on().is_none());
        let is_received = self.coming.iter().all(|one| one.past("received_on").is_some());
        before.say(match (is_new, is_received) {
            (true, _) => lang.pick(
                "Schrijf na verzending notified_on bij de subverwerker, en received_on zodra de ontvangst vaststaat: pas dan loopt de bezwaartermijn.",
                "After sending, write notified_on with the sub-processor, and received_on once receipt is certain: only then does the period to object run.",
            ),
            (false, true) => lang.pick(
                "Alles hieronder is al eerder aangekondigd en ontvangen: met deze brief begint geen nieuwe termijn. De datums in de registratie blijven zoals ze zijn.",
                "All of this was announced and received before: this letter begins no new period. The dates in the record stay as they are.",
            ),
            (false, false) => lang.pick(
                "Alles hieronder is al eerder aangekondigd: de bezwaartermijn loopt vanaf de ontvangst van die aankondiging. Schrijf received_on zodra die ontvangst vaststaat; notified_on blijft zoals het is.",
                "All of this was announced before: the period to object runs from the receipt of that announcement. Write received_on once that receipt is certain; notified_on stays as it is.",
            ),
        });
    }

    /// That the other party objected; a warning where the change was to have begun.
    fn held_up(&self, one: &Subprocessor, before: &mut BeforeSending) {
        let (name, lang) = (one.name(self.lang()), self.lang());
        let words = lang.pick(
            format!(
                "{name}: de wederpartij maakte bezwaar; deze wijziging staat niet in de brief en niet in de lijst."
            ),
            format!("{name}: the other party objected; this change is not in the letter and not in the list."),
        );
        match one.past("effective_on").map(|day| day_in_words(day, lang)) {
            None => before.say(words),
            Some(began) => before.warn(lang.pick(
                format!("{words} Zij zou ingaan op {began}: zie na of de subverwerker niet toch in gebruik is."),
                format!(
                    "{words} It was to take effect on {began}: see that the sub-processor is not in use all the same."
                ),
            )),
        }
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
    fn notice(&self, one: &Subprocessor, before: &mut BeforeSending) {
        let lang = self.lang();
        let Some(duty) = one.announce.map(|line| line.duty) else {
            return;
        };
        let Some((by, latest)) = duty.by().zip(duty.latest()) else {
            return;
        };
        let (name, by, latest) = (one.name(lang), by.in_words(lang), latest.in_words(lang));
        match duty.status() {
            Status::Late => before.warn(lang.pick(
                format!("{name}: deze aankondiging komt te laat. De termijn van de overeenkomst eindigde op {latest}: laat de wijziging later ingaan."),
                format!("{name}: this announcement is too late. The period of the agreement ended on {latest}: let the change take effect later."),
            )),
            Status::MetLate => before.warn(lang.pick(
                format!("{name}: de aankondiging kwam te laat; zij had er uiterlijk op {latest} moeten zijn."),
                format!("{name}: the announcement came too late; it was due on {latest} at the latest."),
            )),
            Status::Met => {}
            _ => before.say(lang.pick(
                format!("{name}: de wederpartij moet deze aankondiging hebben op {by}, en uiterlijk op {latest}."),
                format!("{name}: the other party must have this announcement on {by}, and on {latest} at the latest."),
            )),
        }
    }

    /// Whether one could still object when the change has begun, if it were received today.
    fn too_long(&self, one: &Subprocessor) -> Option<String> {
        let lang = self.lang();
        if !self.unannounced().any(|other| std::ptr::eq(other, one)) {
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

    fn silence_unrecorded(&self) -> String {
        let lang = self.lang();
        let clause = self.say("clauses.subprocessors");
        let clause = clause.map(|clause| format!(" ({clause})")).unwrap_or_default();
        lang.pick(
            format!("Dat zwijgen als goedkeuring geldt, zegt de wet niet: zie na of de overeenkomst het bepaalt{clause}. Zo ja, noem die bepaling dan in [terms] bij subprocessor_objection, als deemed_approval."),
            format!("That silence counts as approval the law does not say: see whether the agreement provides for it{clause}. If so, name that clause in [terms] with subprocessor_objection, as deemed_approval."),
        )
    }
}
