//! The receipt: by when there is an answer, article 12(3), and what is needed to be sure of who asks, 12(6).

use super::Request;
use crate::report::letterhead::day_in_full;
use crate::report::sending::BeforeSending;
use crate::report::{Part, Said};

impl Request<'_> {
    /// 12(3): by when there is an answer; 12(6): what is needed to be sure of who asks.
    pub(super) fn receipt(&self, before: &mut BeforeSending) -> Vec<Part> {
        let lang = self.lang();
        let heading = lang.pick("Hoe het verder gaat", "What happens next");
        if self.record.said("role") == Some("processor") {
            return vec![Part::text(heading, self.forwarded(before))];
        }
        let mut text = vec![Said::Sentence(self.promise(before))];
        if self.is_identity_open() {
            text.extend(self.who_asks(before));
        }
        if self.record.said("age") == Some("under-12") && !self.is_by_another() {
            text.push(Said::Sentence(
                lang.pick(
                    "U bent jonger dan twaalf jaar. Daarom moet uw ouder of voogd dit verzoek voor u doen.",
                    "You are under twelve, so your parent or guardian must make this request for you.",
                )
                .to_string(),
            ));
        }
        vec![Part::text(heading, text)]
    }

    /// What is needed to be sure of who asks.
    fn who_asks(&self, before: &mut BeforeSending) -> [Said; 2] {
        let (lang, called) = (self.lang(), self.called());
        let what = lang.pick(
            "welke informatie u vraagt om de identiteit te bevestigen",
            "which information you ask for to confirm the identity",
        );
        before.miss(what, "12(6)", lang.pick("in de tekst zelf", "in the text itself"));
        let words = lang.pick(
            format!("Wij moeten eerst zeker weten wie u bent. Daarvoor vragen wij u om aanvullende informatie; meer dan daarvoor nodig is, hoeft u niet te geven. Zolang wij die informatie niet hebben, kunnen wij uw {called} niet behandelen en kan het antwoord later komen."),
            format!("We first need to be certain who you are. We therefore ask you for some additional information; you need not give more than is necessary for that. Until we have it, we cannot deal with your {called} and our answer may come later."),
        );
        [Said::Sentence(words), Said::Missing(format!("[{what}]"))]
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
        self.stop_the_use(before);
        // A house's own term may know no extension, an objection to direct marketing needs none, and 12(3) knows one.
        let is_extendable = lead.is_some_and(|clock| clock.norm.starts_with("avg/"))
            && !self.is_against_marketing()
            && self.extended().is_none();
        let longer = match is_extendable {
            true => lang.pick(
                " Hebben wij meer tijd nodig, dan laten wij u dat voor die tijd weten, met de redenen.",
                " If we need more time, we will let you know before then and tell you why.",
            ),
            false => "",
        };
        match due.map(|due| self.day(due.by)) {
            Some(day) => lang.pick(
                format!("U krijgt zo snel mogelijk antwoord, en uiterlijk op {day}.{longer} Dit kost u niets."),
                format!("You will receive an answer as soon as possible, and no later than {day}.{longer} It is free of charge."),
            ),
            None => lang
                .pick(
                    "U krijgt zo snel mogelijk antwoord. Dit kost u niets.",
                    "You will receive an answer as soon as possible. It is free of charge.",
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
        let called = self.called();
        let forwarded = match sent {
            Some(day) => lang.pick(
                format!("Wij hebben uw {called} op {day} aan haar doorgestuurd."),
                format!("We forwarded your {called} to it on {day}."),
            ),
            None => lang.pick(
                format!("Wij sturen uw {called} aan haar door."),
                format!("We are forwarding your {called} to it."),
            ),
        };
        vec![Said::Sentence(lang.pick(
            format!("Wij verwerken uw gegevens in opdracht van {for_whom}. Die organisatie beslist over uw {called} en antwoordt u. {forwarded}"),
            format!("We process your data on behalf of {for_whom}. That organisation decides on your {called} and will answer you. {forwarded}"),
        ))]
    }
}
