//! What is asked and what is done under each right, in the words of a letter.

/// A right of the data subject, as letters speak of it.
pub(super) struct Words {
    pub right: &'static str,
    /// Where it is written; the house's own rules know some that the law does not.
    pub article: Option<&'static str>,
    /// What it is called, after ‘your’.
    pub called: (&'static str, &'static str),
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

const REQUEST: (&str, &str) = ("verzoek", "request");
const OBJECTION: (&str, &str) = ("bezwaar", "objection");
const COMPLAINT: (&str, &str) = ("klacht", "complaint");
const WITHDRAWAL: (&str, &str) = ("intrekking van toestemming", "withdrawal of consent");

/// Whether a right is one of articles 15 to 22, to which article 12 applies.
pub(in crate::report) fn is_of_articles_15_to_22(right: &str) -> bool {
    let article = words(right).and_then(|words| words.article);
    article.is_some_and(|article| article != OF_CONSENT)
}

/// The right that has an article of its own, outside chapter III.
pub(super) const OF_CONSENT: &str = "7(3)";

pub(super) const RIGHTS: &[Words] = &[
    Words {
        right: "access",
        article: Some("15"),
        called: REQUEST,
        asked: (
            "uw verzoek om inzage in uw persoonsgegevens",
            "your request for access to your personal data",
        ),
        granted: (
            "Wij bevestigen dat wij persoonsgegevens van u verwerken. Hieronder leest u wat wij met die gegevens doen.",
            "We confirm that we process personal data about you. Below we set out what we do with those data.",
        ),
        to_fill: None,
    },
    Words {
        right: "rectification",
        article: Some("16"),
        called: REQUEST,
        asked: (
            "uw verzoek om uw persoonsgegevens te verbeteren of aan te vullen",
            "your request to rectify or complete your personal data",
        ),
        granted: (
            "Wij hebben uw gegevens verbeterd of aangevuld zoals u vroeg.",
            "We have rectified or completed your data as you asked.",
        ),
        to_fill: None,
    },
    Words {
        right: "erasure",
        article: Some("17"),
        called: REQUEST,
        asked: (
            "uw verzoek om uw persoonsgegevens te wissen",
            "your request to erase your personal data",
        ),
        granted: ("Wij hebben uw gegevens gewist.", "We have erased your data."),
        to_fill: None,
    },
    Words {
        right: "restriction",
        article: Some("18"),
        called: REQUEST,
        asked: (
            "uw verzoek om de verwerking van uw persoonsgegevens te beperken",
            "your request to restrict the processing of your personal data",
        ),
        granted: (
            "Wij hebben de verwerking van uw gegevens beperkt. Zolang de beperking duurt, bewaren wij uw gegevens alleen; gebruiken doen wij ze niet, behalve met uw toestemming, voor een rechtsvordering, om de rechten van een ander te beschermen of om gewichtige redenen van algemeen belang (artikel 18, lid 2, AVG). Voordat wij de beperking opheffen, laten wij u dat weten.",
            "We have restricted the processing of your data. As long as the restriction lasts, we only store your data; we do not use them except with your consent, for legal claims, to protect the rights of another person or for reasons of important public interest (article 18(2) GDPR). We will inform you before we lift the restriction.",
        ),
        to_fill: None,
    },
    Words {
        right: "portability",
        article: Some("20"),
        called: REQUEST,
        asked: (
            "uw verzoek om de persoonsgegevens die u ons gaf, in een vorm die u kunt meenemen",
            "your request for the personal data that you gave us, in a form that you can take with you",
        ),
        granted: (
            "Bij deze brief vindt u die gegevens in een gestructureerde, gangbare en machineleesbare vorm.",
            "Those data are enclosed, in a structured, commonly used and machine-readable format.",
        ),
        to_fill: None,
    },
    Words {
        right: "objection",
        article: Some("21(1)"),
        called: OBJECTION,
        asked: (
            "uw bezwaar tegen een verwerking van uw persoonsgegevens",
            "your objection to our processing of your personal data",
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
        called: OBJECTION,
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
        called: REQUEST,
        asked: (
            "uw verzoek om een mens te laten kijken naar een besluit dat uitsluitend geautomatiseerd is genomen",
            "your request for human review of a decision based solely on automated processing",
        ),
        granted: (
            "Een medewerker heeft het besluit opnieuw beoordeeld en uw standpunt daarbij betrokken.",
            "A member of our staff has reassessed the decision, taking your point of view into account.",
        ),
        to_fill: Some((
            "de uitkomst van de nieuwe beoordeling",
            "the outcome of the new assessment",
        )),
    },
    Words {
        right: "withdraw-consent",
        article: Some(OF_CONSENT),
        called: WITHDRAWAL,
        asked: ("de intrekking van uw toestemming", "the withdrawal of your consent"),
        granted: (
            "Uw toestemming is ingetrokken. Wij verwerken uw gegevens niet langer op grond van die toestemming. De intrekking verandert niets aan de rechtmatigheid van de verwerking daarvóór.",
            "Your consent has been withdrawn. We no longer process your data on the basis of that consent. The withdrawal does not affect the lawfulness of the processing before it.",
        ),
        to_fill: None,
    },
    Words {
        right: "complaint",
        article: None,
        called: COMPLAINT,
        asked: ("uw klacht", "your complaint"),
        granted: ("Wij hebben uw klacht behandeld.", "We have dealt with your complaint."),
        to_fill: Some((
            "wat wij naar aanleiding van uw klacht doen",
            "what we will do in response to your complaint",
        )),
    },
    Words {
        right: "regulation-copy",
        article: None,
        called: REQUEST,
        asked: (
            "uw verzoek om een exemplaar van ons privacyreglement",
            "your request for a copy of our privacy regulation",
        ),
        granted: (
            "U vindt het bij deze brief; het kost u niets.",
            "A copy is enclosed, free of charge.",
        ),
        to_fill: None,
    },
    Words {
        right: "transfer",
        article: None,
        called: REQUEST,
        asked: (
            "uw verzoek om uw gegevens over te dragen aan een andere organisatie",
            "your request to transfer your data to another organisation",
        ),
        granted: (
            "Wij hebben uw gegevens aan die organisatie overgedragen.",
            "We have transferred your data to that organisation.",
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
