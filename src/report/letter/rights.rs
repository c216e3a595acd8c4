//! What is asked and what is done under each right, in the words of a letter.

/// A right of the data subject, as letters speak of it.
pub(super) struct Words {
    pub right: &'static str,
    /// Where it is written; the house's own rules know some that the law does not.
    pub article: Option<&'static str>,
    /// What the requester asked of us, after ‘you asked us’.
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
        asked: ("om inzage in uw persoonsgegevens", "for access to your personal data"),
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
            "om uw persoonsgegevens te verbeteren of aan te vullen",
            "to rectify or complete your personal data",
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
        asked: ("om uw persoonsgegevens te wissen", "to erase your personal data"),
        granted: ("Wij hebben uw gegevens gewist.", "We erased your data."),
        to_fill: None,
    },
    Words {
        right: "restriction",
        article: Some("18"),
        asked: (
            "om de verwerking van uw persoonsgegevens te beperken",
            "to restrict the processing of your personal data",
        ),
        granted: (
            "Zolang de beperking duurt, bewaren wij uw gegevens alleen; gebruiken doen wij ze niet, behalve met uw toestemming, voor een rechtsvordering, om de rechten van een ander te beschermen of om gewichtige redenen van algemeen belang (18(2)). Voordat wij de beperking opheffen, laten wij u dat weten (18(3)).",
            "As long as the restriction lasts we only store your data; we do not use them, except with your consent, for legal claims, to protect the rights of another person or for reasons of important public interest (18(2)). We inform you before we lift the restriction (18(3)).",
        ),
        to_fill: None,
    },
    Words {
        right: "portability",
        article: Some("20"),
        asked: (
            "om de persoonsgegevens die u ons gaf, in een vorm die u kunt meenemen",
            "for the personal data that you gave us, in a form that you can take with you",
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
            "om te stoppen met een verwerking waartegen u bezwaar maakt",
            "to stop processing to which you object",
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
            "om uw persoonsgegevens niet meer te gebruiken voor direct marketing",
            "to stop using your personal data for direct marketing",
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
            "om een mens te laten kijken naar een besluit dat alleen geautomatiseerd is genomen",
            "to have a human look at a decision that was taken by automated means alone",
        ),
        granted: (
            "Een mens heeft het besluit opnieuw beoordeeld en uw standpunt daarbij betrokken (22(3)).",
            "A human assessed the decision again and took your point of view into account (22(3)).",
        ),
        to_fill: Some((
            "de uitkomst van de nieuwe beoordeling",
            "the outcome of the new assessment",
        )),
    },
    Words {
        right: "withdraw-consent",
        article: Some("7(3)"),
        asked: ("om uw toestemming in te trekken", "to withdraw your consent"),
        granted: (
            "Uw toestemming is ingetrokken. Wij verwerken uw gegevens niet langer op grond van die toestemming; wat daarvoor op grond ervan gebeurde, blijft rechtmatig.",
            "Your consent is withdrawn. We no longer process your data on the basis of it; what was done on that basis before remains lawful.",
        ),
        to_fill: None,
    },
    Words {
        right: "complaint",
        article: None,
        asked: ("om een klacht te behandelen", "to handle a complaint"),
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
            "om een exemplaar van ons privacyreglement",
            "for a copy of our privacy regulation",
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
            "om uw gegevens over te dragen aan een andere organisatie",
            "to hand over your data to another organisation",
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
