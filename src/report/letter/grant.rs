//! The answer to a request that is granted: what was done, article 12(3), with what articles 15(1) and (2), 19 and 12(5) add.

use crate::records::Record;
use crate::records::tree::Node;

use super::{Request, access, remedies};
use crate::report::letterhead::day_in_full;
use crate::report::sending::BeforeSending;
use crate::report::{Part, Said};

/// Under which heading the rest is refused.
const NOT_DONE: (&str, &str) = ("Wat wij niet doen, en waarom", "What we have not done, and why");

impl<'a> Request<'a> {
    /// 12(3): what was done; 15(1) and (2), 19 and 12(4) where they apply.
    pub(super) fn grant(&self, about: &[&'a Record<'a>], before: &mut BeforeSending) -> Vec<Part> {
        let lang = self.lang();
        let is_in_part = self.record.said("answer.outcome") == Some("partly");
        let right = self.record.said("right");
        self.refuse_what_was_not_granted(before);
        self.refuse_to_strangers(before);
        let mut text = self.done(is_in_part, before);
        text.extend(self.recipients().map(Said::Sentence));
        // A copy of the regulation is said to be free where it is said to be enclosed.
        if right != Some("regulation-copy") {
            text.push(self.fee(before));
        }
        let mut parts = vec![Part::text(lang.pick("Ons antwoord", "Our answer"), text)];
        if right == Some("access") {
            parts.extend(access::information(about, self.basis, before));
        }
        if is_in_part {
            let heading = lang.pick(NOT_DONE.0, NOT_DONE.1);
            parts.extend(self.denied(heading, before));
        } else if right == Some("access") {
            // 15(1)(f) wants the complaint in every answer to a request for access.
            parts.push(Part::text(
                lang.pick("Een klacht", "A complaint"),
                vec![remedies::complaint(self.reader)],
            ));
        }
        parts
    }

    /// Where the record says that there is no such answer.
    fn refuse_what_was_not_granted(&self, before: &mut BeforeSending) {
        let lang = self.lang();
        match self.record.said("answer.outcome") {
            Some("refused") => before.warn(lang.pick(
                "Volgens de registratie is het verzoek geweigerd.",
                "According to the record the request was refused.",
            )),
            Some("withdrawn") => before.warn(lang.pick(
                "Volgens de registratie is het verzoek ingetrokken.",
                "According to the record the request was withdrawn.",
            )),
            _ => {}
        }
        before.say(lang.pick(
            "Verstuur dit pas als gedaan is wat er staat.",
            "Do not send this before what it says has been done.",
        ));
    }

    /// Nothing goes to somebody of whom it is not certain who it is, article 12(6), or that they may ask.
    fn refuse_to_strangers(&self, before: &mut BeforeSending) {
        let lang = self.lang();
        if self.is_identity_open() {
            before.warn(lang.pick(
                "De identiteit is nog niet bevestigd (12(6)): verstuur geen gegevens.",
                "The identity is not confirmed yet (12(6)): send no data.",
            ));
        }
        let is_agent = self.record.said("requester") == Some("authorised-representative");
        if is_agent && self.record.root.get("mandate_shown_on").is_none() {
            before.warn(lang.pick(
                "De volmacht is nog niet getoond: verstuur niets aan de gevolmachtigde.",
                "The power of attorney has not been shown yet: send nothing to the representative.",
            ));
        }
    }

    fn done(&self, is_in_part: bool, before: &mut BeforeSending) -> Vec<Said> {
        let lang = self.lang();
        let Some(words) = self.words else {
            return Vec::new();
        };
        let mut text = Vec::new();
        if is_in_part {
            text.push(Said::Sentence(self.in_part()));
        }
        if !is_in_part || words.right == "access" {
            text.push(Said::Sentence(lang.pick(words.granted.0, words.granted.1).to_string()));
        }
        if let Some((nl, en)) = words.to_fill {
            let what = lang.pick(nl, en);
            before.miss(
                what,
                self.asked_by("12(3)"),
                lang.pick("in de tekst zelf", "in the text itself"),
            );
            text.push(Said::Missing(format!("[{what}]")));
        }
        text.extend(
            self.copy(words.right, before)
                .map(|words| Said::Sentence(words.to_string())),
        );
        text
    }

    fn in_part(&self) -> String {
        let (called, not_done) = (self.called(), self.lang().pick(NOT_DONE.0, NOT_DONE.1));
        self.lang().pick(
            format!("Wij geven voor een deel gevolg aan uw {called}: wij hebben gedaan wat u vroeg, behalve wat hieronder onder ‘{not_done}’ staat."),
            format!("We have acted on your {called} in part: we have done what you asked, except for what is set out below under ‘{not_done}’."),
        )
    }

    /// 15(3): the copy, or the inspection that does not take its place; of what was rectified where it was promised.
    fn copy(&self, right: &str, before: &mut BeforeSending) -> Option<&'static str> {
        let lang = self.lang();
        match (right, self.record.said("answer.form")) {
            ("access", Some("inspection")) => {
                let copy = lang.pick("een kopie van de gegevens", "a copy of the data");
                before.miss(copy, "15(3)", lang.pick("bij de brief", "with the letter"));
                Some(lang.pick(
                    "U kunt uw gegevens bij ons komen inzien. Daarnaast hebt u recht op een kopie.",
                    "You may come and inspect your data at our premises. You are also entitled to a copy.",
                ))
            }
            ("access", _) => Some(lang.pick(
                "Een kopie van uw gegevens vindt u bij deze brief.",
                "A copy of your data is enclosed.",
            )),
            ("rectification", Some("copy")) => Some(lang.pick(
                "Een afschrift van de verbeterde gegevens vindt u bij deze brief.",
                "A copy of the rectified data is enclosed.",
            )),
            _ => None,
        }
    }

    /// Article 19: rectification, erasure and restriction are told to those who received the data.
    fn recipients(&self) -> Option<String> {
        let lang = self.lang();
        if !matches!(
            self.record.said("right"),
            Some("rectification" | "erasure" | "restriction")
        ) {
            return None;
        }
        let told = self.record.day("answer.recipients_notified_on", self.reader.zone());
        Some(match told.map(|day| day_in_full(day, lang)) {
            Some(day) => lang.pick(
                format!("Wij hebben dit op {day} gemeld aan wie de gegevens van ons kreeg. Als u dat vraagt, noemen wij u die ontvangers (artikel 19 AVG)."),
                format!("On {day} we informed those who had received the data from us. If you ask, we will tell you who they are (article 19 GDPR)."),
            ),
            None => lang.pick(
                "Wij melden dit aan wie de gegevens van ons kreeg, tenzij dat onmogelijk is of onevenredig veel inspanning vraagt. Als u dat vraagt, noemen wij u die ontvangers (artikel 19 AVG).".to_string(),
                "We will inform those who received the data from us, unless that proves impossible or involves disproportionate effort. If you ask, we will tell you who they are (article 19 GDPR).".to_string(),
            ),
        })
    }

    /// Article 12(5).
    fn fee(&self, before: &mut BeforeSending) -> Said {
        let lang = self.lang();
        let charged = self.record.root.value_at("answer.fee_charged");
        match charged.and_then(Node::yes) {
            Some(true) => {
                let what = lang.pick(
                    "de vergoeding, en waarom het verzoek kennelijk ongegrond of buitensporig is",
                    "the fee, and why the request is manifestly unfounded or excessive",
                );
                before.miss(
                    what,
                    self.asked_by("12(5)(a)"),
                    lang.pick("in de tekst zelf", "in the text itself"),
                );
                Said::Missing(format!("[{what}]"))
            }
            _ => Said::Sentence(
                lang.pick("Dit antwoord kost u niets.", "This answer is free of charge.")
                    .to_string(),
            ),
        }
    }
}
