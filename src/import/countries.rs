//! The names of countries that registers name, in Dutch, English, German and French, and their codes.

use crate::records::country;

use super::words::plain;

/// A code and its names, in plain words; the code of three letters too.
#[rustfmt::skip]
const NAMES: &[(&str, &[&str])] = &[
    ("AR", &["argentinie", "argentina", "argentinien", "argentine", "arg"]),
    ("AT", &["oostenrijk", "austria", "osterreich", "autriche", "aut"]),
    ("AU", &["australie", "australia", "australien", "aus"]),
    ("BE", &["belgie", "belgium", "belgien", "belgique", "bel"]),
    ("BG", &["bulgarije", "bulgaria", "bulgarien", "bulgarie", "bgr"]),
    ("BR", &["brazilie", "brazil", "brasilien", "bresil", "bra"]),
    ("CA", &["canada", "kanada", "can"]),
    ("CH", &["zwitserland", "switzerland", "schweiz", "suisse", "che"]),
    ("CN", &["china", "chine", "chn"]),
    ("CY", &["cyprus", "zypern", "chypre", "cyp"]),
    ("CZ", &["tsjechie", "czechia", "czech republic", "tschechien", "tchequie", "cze"]),
    ("DE", &["duitsland", "germany", "deutschland", "allemagne", "deu"]),
    ("DK", &["denemarken", "denmark", "danemark", "dnk"]),
    ("EE", &["estland", "estonia", "estonie", "est"]),
    ("ES", &["spanje", "spain", "spanien", "espagne", "esp"]),
    ("FI", &["finland", "finnland", "finlande", "fin"]),
    ("FR", &["frankrijk", "france", "frankreich", "fra"]),
    ("GB", &["vk", "verenigd koninkrijk", "groot brittannie", "engeland", "united kingdom", "great britain", "england", "uk", "vereinigtes konigreich", "grossbritannien", "royaume uni", "gbr"]),
    ("GR", &["griekenland", "greece", "griechenland", "grece", "grc"]),
    ("HR", &["kroatie", "croatia", "kroatien", "croatie", "hrv"]),
    ("HU", &["hongarije", "hungary", "ungarn", "hongrie", "hun"]),
    ("ID", &["indonesie", "indonesia", "indonesien", "idn"]),
    ("IE", &["ierland", "ireland", "irland", "irlande", "irl"]),
    ("IL", &["israel", "isr"]),
    ("IN", &["india", "indien", "inde", "ind"]),
    ("IS", &["ijsland", "iceland", "island", "islande", "isl"]),
    ("IT", &["italie", "italy", "italien", "ita"]),
    ("JP", &["japan", "japon", "jpn"]),
    ("KR", &["zuid korea", "south korea", "sudkorea", "coree du sud", "kor"]),
    ("LI", &["liechtenstein", "lie"]),
    ("LT", &["litouwen", "lithuania", "litauen", "lituanie", "ltu"]),
    ("LU", &["luxemburg", "luxembourg", "lux"]),
    ("LV", &["letland", "latvia", "lettland", "lettonie", "lva"]),
    ("MA", &["marokko", "morocco", "maroc", "mar"]),
    ("MT", &["malta", "malte", "mlt"]),
    ("MX", &["mexico", "mexiko", "mexique", "mex"]),
    ("NL", &["nederland", "netherlands", "the netherlands", "niederlande", "pays bas", "nld"]),
    ("NO", &["noorwegen", "norway", "norwegen", "norvege", "nor"]),
    ("NZ", &["nieuw zeeland", "new zealand", "neuseeland", "nouvelle zelande", "nzl"]),
    ("PH", &["filipijnen", "philippines", "philippinen", "phl"]),
    ("PL", &["polen", "poland", "pologne", "pol"]),
    ("PT", &["portugal", "prt"]),
    ("RO", &["roemenie", "romania", "rumanien", "roumanie", "rou"]),
    ("RS", &["servie", "serbia", "serbien", "serbie", "srb"]),
    ("RU", &["rusland", "russia", "russland", "russie", "rus"]),
    ("SE", &["zweden", "sweden", "schweden", "suede", "swe"]),
    ("SG", &["singapore", "singapur", "singapour", "sgp"]),
    ("SI", &["slovenie", "slovenia", "slowenien", "svn"]),
    ("SK", &["slowakije", "slovakia", "slowakei", "slovaquie", "svk"]),
    ("SR", &["suriname", "surinam", "sur"]),
    ("TR", &["turkije", "turkey", "turkiye", "turkei", "turquie", "tur"]),
    ("UA", &["oekraine", "ukraine", "ukr"]),
    ("US", &["verenigde staten", "verenigde staten van amerika", "vs", "amerika", "united states", "united states of america", "usa", "u s a", "vereinigte staaten", "etats unis"]),
    ("ZA", &["zuid afrika", "south africa", "sudafrika", "afrique du sud", "zaf"]),
];

/// The code of a country that is written as a code or by its name.
pub(super) fn code(written: &str) -> Option<&'static str> {
    let upper = written.trim().to_uppercase();
    if let Some(code) = country::CODES.iter().find(|code| **code == upper) {
        return Some(code);
    }
    let plain = plain(written);
    let named = NAMES.iter().find(|(_, names)| names.contains(&plain.as_str()));
    named.map(|(code, _)| *code).or_else(|| called(&plain))
}

/// The code of a country by the name that a document gives it.
fn called(written: &str) -> Option<&'static str> {
    let mut countries = country::names();
    let called = countries.find(|(_, names)| names.iter().any(|name| plain(name) == written));
    called.map(|(code, _)| code)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_plain_and_each_means_one_country() {
        let mut all: Vec<&str> = Vec::new();
        for (code, names) in NAMES {
            assert!(country::CODES.contains(code));
            assert!(names.iter().all(|name| plain(name) == *name), "{names:?}");
            all.extend(*names);
        }
        let before = all.len();
        all.sort_unstable();
        all.dedup();
        assert_eq!(all.len(), before);
    }

    /// What a document calls a country is read back as its code, in either language.
    #[test]
    fn every_name_that_is_written_is_read() {
        for (known, names) in country::names() {
            for name in names {
                assert_eq!(code(name), Some(known), "{name}");
            }
        }
    }
}
