//! The receipt: by when there is an answer, article 12(3), and what is needed to be sure of who asks, 12(6).

use super::super::letterhead::day_in_full;
use super::super::sending::BeforeSending;
use super::super::{Part, Said};
use super::Request;

impl Request<'_> {
    /// 12(3): by when there is an answer; 12(6): what is needed to be sure of who asks.
    pub(super) fn receipt(&self, before: &mut BeforeSending) -> Vec<Part> {
        let lang = self.lang();
        let mut text = Vec::new();
        if self.record.said("role") == Some("processor") {
            return vec![Part::text(
                lang.pick("Hoe het verder gaat", "What happens next"),
                self.forwarded(before),
            )];
        }
        text.push(Said::Sentence(self.promise(before)));
        if self.is_identity_open() {
            text.push(Said::Sentence(lang.pick(
                "Wij moeten eerst zeker weten dat het verzoek van u komt. Daarvoor vragen wij u om aanvullende informatie; meer dan daarvoor nodig is, hoeft u niet te geven. Zolang wij die informatie niet hebben, kunnen wij uw verzoek niet behandelen en kan het antwoord later komen.",
                "We must first be certain that the request comes from you. For that we ask you for additional information; you need not give more than is necessary for it. Until we have it we cannot handle your request, and the answer may come later.",
            ).to_string()));
            let what = lang.pick(
                "welke informatie u vraagt om de identiteit te bevestigen",
                "which information you ask for to confirm the identity",
            );
            before.miss(what, "12(6)", lang.pick("in de tekst zelf", "in the text itself"));
            text.push(Said::Missing(format!("[{what}]")));
        }
        if self.record.said("age") == Some("under-12") && !self.is_by_another() {
            text.push(Said::Sentence(
                lang.pick(
                    "Je bent jonger dan twaalf jaar. Daarom moet je ouder of voogd dit verzoek doen.",
                    "You are under twelve. Therefore your parent or guardian must make this request.",
                )
                .to_string(),
            ));
        }
        vec![Part::text(lang.pick("Hoe het verder gaat", "What happens next"), text)]
    }

    /// By when there is an answer; that it may take longer only where a longer term exists.
    fn promise(&self, before: &mut BeforeSending) -> String {
        let lang = self.lang();
        let lead = self.line().map(|line| line.duty.lead());
        let due = lead.and_then(|clock| clock.due.as_ref());
        if self.answered().is_some() || due.is_some_and(|due| due.by.day(self.reader.zone()) < self.today) {
            before.warn(lang.pick(
                "Het verzoek is al beantwoord, of de genoemde dag is voorbij: een ontvangstbevestiging komt te laat.",
                "The request was answered already, or the day named is over: a receipt comes too late.",
            ));
        }
        if self.record.said("right") == Some("marketing-objection") {
            before.warn(lang.pick(
                "Stop het gebruik nu: alleen het bericht daarover kent een termijn (21(3), 12(3)).",
                "Stop the use now: only the message about it has a period (21(3), 12(3)).",
            ));
        }
        // A house's own term may know no extension, and an objection to direct marketing needs none.
        let is_extendable = lead.is_some_and(|clock| clock.norm.starts_with("avg/"))
            && self.record.said("right") != Some("marketing-objection");
        let longer = match is_extendable {
            true => lang.pick(
                " Hebben wij meer tijd nodig, dan laten wij u dat voor die tijd weten, met de redenen.",
                " If we need more time, we tell you before then, with the reasons.",
            ),
            false => "",
        };
        match due.map(|due| self.day(due.by)) {
            Some(day) => lang.pick(
                format!("U krijgt zo snel mogelijk antwoord, en uiterlijk op {day}.{longer} Dit kost u niets."),
                format!("You receive an answer as soon as possible, and by {day} at the latest.{longer} It is free of charge."),
            ),
            None => lang
                .pick(
                    "U krijgt zo snel mogelijk antwoord. Dit kost u niets.",
                    "You receive an answer as soon as possible. It is free of charge.",
                )
                .to_string(),
        }
    }

    /// As processor: the request goes to the controller, who answers.
    fn forwarded(&self, before: &mut BeforeSending) -> Vec<Said> {
        let lang = self.lang();
        let agreement = self
            .record
            .said("agreement")
            .and_then(|name| self.reader.records.get(name));
        let controller = agreement.and_then(|agreement| agreement.said("counterparty.name"));
        if controller.is_none() {
            before.miss(
                lang.pick("de verwerkingsverantwoordelijke", "the controller"),
                "28(3)(e)",
                &format!("avg edit {} --agreement", self.record.name),
            );
        }
        let for_whom = controller.unwrap_or(lang.pick("[de verwerkingsverantwoordelijke]", "[the controller]"));
        let sent = self.record.day("forwarded_at", self.reader.zone());
        let sent = sent.map(|day| day_in_full(day, lang));
        let sentence = match sent {
            Some(day) => lang.pick(
                format!("Wij verwerken deze gegevens in opdracht van {for_whom}. Die organisatie beslist over uw verzoek en antwoordt u. Wij hebben het op {day} aan haar doorgestuurd."),
                format!("We process these data on behalf of {for_whom}. That organisation decides on your request and answers you. We forwarded it on {day}."),
            ),
            None => lang.pick(
                format!("Wij verwerken deze gegevens in opdracht van {for_whom}. Die organisatie beslist over uw verzoek en antwoordt u. Wij sturen het aan haar door."),
                format!("We process these data on behalf of {for_whom}. That organisation decides on your request and answers you. We forward it."),
            ),
        };
        vec![Said::Sentence(sentence)]
    }
}
