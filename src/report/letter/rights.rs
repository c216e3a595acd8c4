//! What is asked and what is done under each right, in the words of a letter.

/// A right of the data subject, as letters speak of it.
pub(super) struct Words {
    pub right: &'static str,
    /// Where it is written; the house's own rules know some that the law does not.
    pub article: Option<&'static str>,
    /// What reached us, after ‘we received’.
    pub asked: (&'static str, &'static str),
    /// What was done when it was granted.
    pub granted: (&'static str, &'static str),
    /// What only whoever writes the letter can fill in.
    pub to_fill: Option<(&'static str, &'static str)>,
}

pub(super) fn words(right: &str) -> Option<&'static Words> {
    RIGHTS.iter().find(|words| words.right == right)
}

pub(super) const RIGHTS: &[Words] = &[
    Words {
        right: "access",
        article: Some("15"),
        asked: (
            "uw verzoek om inzage in uw persoonsgegevens",
            "your request for access to your personal data",
        ),
        granted: (
            "Wij bevestigen dat wij persoonsgegevens van u verwerken. Hieronder leest u wat wij met die gegevens doen.",
            "We confirm that we process personal data about you. Below you read what we do with those data.",
        ),
        to_fill: None,
    },
    Words {
        right: "rectification",
        article: Some("16"),
        asked: (
            "uw verzoek om uw persoonsgegevens te verbeteren of aan te vullen",
            "your request to rectify or complete your personal data",
        ),
        granted: (
            "Wij hebben uw gegevens verbeterd of aangevuld zoals u vroeg.",
            "We rectified or completed your data as you asked.",
        ),
        to_fill: None,
    },
    Words {
        right: "erasure",
        article: Some("17"),
        asked: (
            "uw verzoek om uw persoonsgegevens te wissen",
            "your request to erase your personal data",
        ),
        granted: ("Wij hebben uw gegevens gewist.", "We erased your data."),
        to_fill: None,
    },
    Words {
        right: "restriction",
        article: Some("18"),
        asked: (
            "uw verzoek om de verwerking van uw persoonsgegevens te beperken",
            "your request to restrict the processing of your personal data",
        ),
        granted: (
            "Wij hebben de verwerking van uw gegevens beperkt. Zolang de beperking duurt, bewaren wij uw gegevens alleen; gebruiken doen wij ze niet, behalve met uw toestemming, voor een rechtsvordering, om de rechten van een ander te beschermen of om gewichtige redenen van algemeen belang (artikel 18, lid 2, AVG). Voordat wij de beperking opheffen, laten wij u dat weten.",
            "We have restricted the processing of your data. As long as the restriction lasts we only store your data; we do not use them, except with your consent, for legal claims, to protect the rights of another person or for reasons of important public interest (article 18(2) GDPR). We inform you before we lift the restriction.",
        ),
        to_fill: None,
    },
    Words {
        right: "portability",
        article: Some("20"),
        asked: (
            "uw verzoek om de persoonsgegevens die u ons gaf, in een vorm die u kunt meenemen",
            "your request for the personal data that you gave us, in a form that you can take with you",
        ),
        granted: (
            "Bij deze brief krijgt u die gegevens in een gestructureerde, gangbare en machineleesbare vorm.",
            "With this letter you receive those data in a structured, commonly used and machine-readable format.",
        ),
        to_fill: None,
    },
    Words {
        right: "objection",
        article: Some("21(1)"),
        asked: (
            "uw bezwaar tegen een verwerking van uw persoonsgegevens",
            "your objection to a processing of your personal data",
        ),
        granted: (
            "Wij verwerken de gegevens waarop uw bezwaar betrekking heeft, niet meer.",
            "We no longer process the data to which your objection relates.",
        ),
        to_fill: None,
    },
    Words {
        right: "marketing-objection",
        article: Some("21(2), (3)"),
        asked: (
            "uw bezwaar tegen het gebruik van uw persoonsgegevens voor direct marketing",
            "your objection to the use of your personal data for direct marketing",
        ),
        granted: (
            "Wij gebruiken uw gegevens daar niet meer voor.",
            "We no longer use your data for that purpose.",
        ),
        to_fill: None,
    },
    Words {
        right: "automated-decision",
        article: Some("22"),
        asked: (
            "uw verzoek om een mens te laten kijken naar een besluit dat alleen geautomatiseerd is genomen",
            "your request to have a human look at a decision that was taken by automated means alone",
        ),
        granted: (
            "Een mens heeft het besluit opnieuw beoordeeld en uw standpunt daarbij betrokken.",
            "A human assessed the decision again and took your point of view into account.",
        ),
        to_fill: Some((
            "de uitkomst van de nieuwe beoordeling",
            "the outcome of the new assessment",
        )),
    },
    Words {
        right: "withdraw-consent",
        article: Some("7(3)"),
        asked: (
            "uw verzoek om uw toestemming in te trekken",
            "your request to withdraw your consent",
        ),
        granted: (
            "Uw toestemming is ingetrokken. Wij verwerken uw gegevens niet langer op grond van die toestemming. De intrekking verandert niets aan de rechtmatigheid van de verwerking daarvóór.",
            "Your consent is withdrawn. We no longer process your data on the basis of it. The withdrawal does not affect the lawfulness of the processing before it.",
        ),
        to_fill: None,
    },
    Words {
        right: "complaint",
        article: None,
        asked: ("uw klacht", "your complaint"),
        granted: ("Wij hebben uw klacht behandeld.", "We handled your complaint."),
        to_fill: Some((
            "wat wij naar aanleiding van uw klacht doen",
            "what we do following your complaint",
        )),
    },
    Words {
        right: "regulation-copy",
        article: None,
        asked: (
            "uw verzoek om een exemplaar van ons privacyreglement",
            "your request for a copy of our privacy regulation",
        ),
        granted: (
            "U krijgt het kosteloos bij deze brief.",
            "You receive it with this letter, free of charge.",
        ),
        to_fill: None,
    },
    Words {
        right: "transfer",
        article: None,
        asked: (
            "uw verzoek om uw gegevens over te dragen aan een andere organisatie",
            "your request to hand over your data to another organisation",
        ),
        granted: (
            "Wij hebben uw gegevens aan die organisatie overgedragen.",
            "We handed over your data to that organisation.",
        ),
        to_fill: Some(("aan welke organisatie", "to which organisation")),
    },
];

#[cfg(test)]
mod tests {
    use super::words;
    use crate::records::Kind;
    use crate::records::labels::WORDS;

    /// Every right that a record can name has its words.
    #[test]
    fn every_right_is_told() {
        let group = WORDS
            .iter()
            .find(|group| group.fields.contains(&(Kind::Request, "right")));
        for (right, ..) in group.expect("a field with words").words {
            assert!(words(right).is_some(), "{right}");
        }
    }
}
