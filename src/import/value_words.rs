//! The words that people use for the vocabulary's words, in Dutch, English, German and French.

use super::words::plain;

/// A word of the vocabulary and what people write for it, in plain words.
#[rustfmt::skip]
const WORDS: &[(&str, &[&str])] = &[
    ("controller", &["verwerkingsverantwoordelijke", "verantwoordelijke", "data controller", "verantwortlicher", "responsable de traitement", "responsable du traitement"]),
    ("processor", &["verwerker", "bewerker", "data processor", "sub processor", "auftragsverarbeiter", "sous traitant"]),
    ("joint-controller", &["gezamenlijk verwerkingsverantwoordelijke", "gezamenlijke verwerkingsverantwoordelijke", "gezamenlijk verantwoordelijke", "medeverantwoordelijke", "joint controllers", "gemeinsam verantwortlicher", "gemeinsam verantwortliche", "responsable conjoint", "responsables conjoints"]),
    ("both", &["beide", "allebei", "beides", "les deux"]),
    ("subject", &["betrokkene", "de betrokkene", "betrokkene zelf", "data subject", "the data subject", "betroffene person", "die betroffene person", "personne concernee", "la personne concernee"]),
    ("public", &["openbaar", "openbare bron", "openbare bronnen", "public source", "offentlich", "offentliche quelle", "source publique"]),
    ("third-party", &["derde", "derden", "third parties", "dritte", "tiers"]),
    ("ordinary", &["gewoon", "gewone persoonsgegevens", "normaal", "gewohnlich", "ordinaire"]),
    ("national-id", &["bsn", "burgerservicenummer", "rijksregisternummer", "national id"]),
    ("criminal", &["strafrechtelijk", "strafrechtelijke gegevens", "strafrechtlich", "penal"]),
    ("health", &["gezondheid", "gezondheidsgegevens", "medisch", "gesundheit", "gesundheitsdaten", "sante", "donnees de sante"]),
    ("biometric", &["biometrisch", "biometrische gegevens", "biometrische daten", "biometrique"]),
    ("genetic", &["genetisch", "genetische gegevens", "genetische daten", "genetique"]),
    ("minimum", &["minimaal", "mindestens", "au moins"]),
    ("maximum", &["maximaal", "hoogstens", "hochstens", "au plus"]),
    ("adequacy", &["adequaatheidsbesluit", "adequacy decision", "angemessenheitsbeschluss", "decision d adequation"]),
    ("scc", &["sccs", "standaardcontractbepalingen", "modelcontractbepalingen", "standard contractual clauses", "standardvertragsklauseln", "standarddatenschutzklauseln", "clauses contractuelles types", "cct"]),
    ("bcr", &["bcrs", "bindende bedrijfsvoorschriften", "binding corporate rules", "verbindliche interne datenschutzvorschriften", "regles d entreprise contraignantes"]),
    ("code-of-conduct", &["gedragscode artikel 46", "genehmigte verhaltensregeln", "code de conduite article 46"]),
    ("certification", &["certificering artikel 46", "zertifizierung artikel 46"]),
    ("derogation", &["afwijking", "uitzondering artikel 49", "derogations", "ausnahme", "derogation art 49"]),
    ("access", &["inzage", "recht op inzage", "right of access", "subject access", "subject access request", "auskunft", "auskunftsrecht", "acces", "droit d acces"]),
    ("rectification", &["rectificatie", "correctie", "verbetering", "correction", "berichtigung", "droit de rectification"]),
    ("erasure", &["wissing", "verwijdering", "gegevenswissing", "vergetelheid", "recht op vergetelheid", "deletion", "right to be forgotten", "loschung", "effacement", "droit a l effacement"]),
    ("restriction", &["beperking", "beperking van de verwerking", "einschrankung", "einschrankung der verarbeitung", "limitation", "limitation du traitement"]),
    ("portability", &["overdraagbaarheid", "dataportabiliteit", "gegevensoverdraagbaarheid", "data portability", "datenubertragbarkeit", "portabilite"]),
    ("objection", &["bezwaar", "object", "widerspruch", "opposition"]),
    ("withdraw-consent", &["intrekken toestemming", "intrekking toestemming", "withdrawal of consent", "widerruf der einwilligung", "retrait du consentement"]),
    ("complaint", &["klacht", "beschwerde", "plainte", "reclamation"]),
    ("granted", &["toegewezen", "ingewilligd", "gehonoreerd", "bewilligt", "stattgegeben", "accorde", "acceptee"]),
    ("partly", &["deels", "gedeeltelijk", "deels toegewezen", "partially", "teilweise", "partiellement"]),
    ("refused", &["geweigerd", "afgewezen", "rejected", "denied", "abgelehnt", "refuse", "refusee"]),
    ("withdrawn", &["ingetrokken", "zuruckgezogen", "retire", "retiree"]),
    ("copy", &["kopie", "afschrift", "copie"]),
    ("confidentiality", &["vertrouwelijkheid", "vertraulichkeit", "confidentialite"]),
    ("integrity", &["integriteit", "integritat", "integrite"]),
    ("availability", &["beschikbaarheid", "verfugbarkeit", "disponibilite"]),
    ("high", &["hoog", "hoog risico", "hoch", "eleve"]),
    ("likely", &["waarschijnlijk", "wahrscheinlich", "probable"]),
    ("unlikely", &["onwaarschijnlijk", "unwahrscheinlich", "improbable"]),
    ("yes", YES),
    ("no", NO),
    ("return", &["teruggeven", "teruggave", "ruckgabe", "restitution"]),
    ("erase", &["wissen", "vernietigen", "verwijderen", "delete", "loschen", "supprimer"]),
    ("low", &["laag", "niedrig", "faible"]),
];

const YES: &[&str] = &["ja", "yes", "oui", "true", "waar", "wahr", "vrai"];
const NO: &[&str] = &["nee", "neen", "no", "non", "nein", "false", "onwaar", "falsch", "faux"];

/// What says of a list: none, on purpose.
const NONE: &[&str] = &["geen", "none", "keine", "kein", "aucun", "aucune", "neant", "nihil"];

/// What says the same where the question is whether there is any.
#[rustfmt::skip]
const NOT_AT_ALL: &[&str] = &["nvt", "n v t", "niet van toepassing", "n a", "not applicable", "entfallt", "nicht zutreffend", "sans objet"];

/// The word of a vocabulary that is meant.
pub(super) fn word<'v>(vocabulary: &'v [String], written: &str) -> Option<&'v String> {
    let plain_written = plain(written);
    let known = vocabulary
        .iter()
        .find(|word| word.as_str() == written || plain(word) == plain_written);
    known.or_else(|| {
        vocabulary.iter().find(|word| {
            let mut of_word = WORDS.iter().filter(|(meant, _)| meant == word);
            of_word.any(|(_, people_write)| people_write.contains(&plain_written.as_str()))
        })
    })
}

pub(super) fn truth(written: &str) -> Option<bool> {
    let plain = plain(written);
    match plain.as_str() {
        yes if YES.contains(&yes) => Some(true),
        no if NO.contains(&no) => Some(false),
        _ => None,
    }
}

/// Whether a cell is a bare yes, no or not applicable.
pub(super) fn says_no_more_than_yes_or_no(written: &str) -> bool {
    let plain = plain(written);
    truth(written).is_some() || NOT_AT_ALL.contains(&plain.as_str())
}

/// Whether a cell says that there are none; `asks` where its column asks whether there are any.
pub(super) fn says_none(written: &str, asks: bool) -> bool {
    let plain = plain(written);
    let plain = plain.as_str();
    NONE.contains(&plain) || (asks && (NO.contains(&plain) || NOT_AT_ALL.contains(&plain)))
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use crate::folder::Kind;
    use crate::records::shape::Shape;
    use crate::records::shape_of;
    use crate::records::tree::keys;

    use super::*;

    #[test]
    fn words_are_plain_and_belong_to_a_vocabulary() {
        let mut known = BTreeSet::new();
        for kind in Kind::RECORDS {
            let shape = shape_of(kind);
            for path in shape.paths() {
                let keys = keys(&path);
                if let Some(Shape::Word(words)) = shape.at(&keys).map(Shape::row) {
                    known.extend(words.iter().cloned());
                }
            }
        }
        for (word, people_write) in WORDS {
            assert!(known.contains(*word), "{word}");
            assert!(people_write.iter().all(|it| plain(it) == *it), "{people_write:?}");
        }
    }
}
