//! A letter to somebody who asks on behalf of the data subject: the request is theirs, the data are not.

use crate::text::Lang;

use super::super::{Part, Said};

/// What is said of the reader's own data, and what of another's. The longer before what it begins with.
const NL: &[(&str, &str)] = &[
    ("persoonsgegevens van u", "persoonsgegevens van de betrokkene"),
    ("uw persoonsgegevens", "de persoonsgegevens van de betrokkene"),
    ("uw gegevens", "de gegevens van de betrokkene"),
    ("Uw toestemming", "De toestemming van de betrokkene"),
    ("uw toestemming", "de toestemming van de betrokkene"),
    ("uw standpunt", "het standpunt van de betrokkene"),
    ("uw rechten", "de rechten van de betrokkene"),
];

const EN: &[(&str, &str)] = &[
    ("personal data about you", "personal data about the data subject"),
    ("your personal data", "the data subject’s personal data"),
    ("Your consent", "The data subject’s consent"),
    ("your consent", "the data subject’s consent"),
    ("your point of view", "the data subject’s point of view"),
    ("your rights", "the data subject’s rights"),
    ("your data", "the data subject’s data"),
];

pub(super) fn turn(part: &mut Part, lang: Lang) {
    for piece in &mut part.text {
        let (Said::Sentence(words) | Said::Item(words) | Said::Missing(words)) = piece;
        for (own, other) in lang.pick(NL, EN) {
            *words = words.replace(own, other);
        }
    }
}
