//! A letter to somebody who asks on behalf of the data subject: the request is theirs, the data are not.

use crate::text::Lang;

use crate::report::{Cell, Part, Said};

/// What is said of the reader's own data, and what of another's. The longer before what it begins with.
const NL: &[(&str, &str)] = &[
    ("persoonsgegevens van u", "persoonsgegevens van de betrokkene"),
    ("uw persoonsgegevens", "de persoonsgegevens van de betrokkene"),
    ("uw gegevens", "de gegevens van de betrokkene"),
    ("Uw toestemming", "De toestemming van de betrokkene"),
    ("uw toestemming", "de toestemming van de betrokkene"),
    ("uw standpunt", "het standpunt van de betrokkene"),
    ("uw rechten", "de rechten van de betrokkene"),
    ("Uw andere rechten", "De andere rechten van de betrokkene"),
    ("waar u woont of werkt", "waar de betrokkene woont of werkt"),
    ("van uzelf", "van de betrokkene zelf"),
];

const EN: &[(&str, &str)] = &[
    ("personal data about you", "personal data about the data subject"),
    ("your personal data", "the data subject’s personal data"),
    ("Your consent", "The data subject’s consent"),
    ("your consent", "the data subject’s consent"),
    ("your point of view", "the data subject’s point of view"),
    ("your rights", "the data subject’s rights"),
    ("Your other rights", "The data subject’s other rights"),
    ("where you live or work", "where the data subject lives or works"),
    ("from you", "from the data subject"),
    ("your data", "the data subject’s data"),
];

pub(super) fn turn(part: &mut Part, lang: Lang) {
    let pairs = lang.pick(NL, EN);
    let turned = |words: &str| {
        let pairs = pairs.iter();
        pairs.fold(words.to_string(), |words, (own, other)| words.replace(own, other))
    };
    part.heading = turned(&part.heading);
    for piece in &mut part.text {
        let (Said::Sentence(words) | Said::Item(words) | Said::Missing(words)) = piece;
        *words = turned(words);
    }
    let rows = part.table.iter_mut().flat_map(|table| &mut table.groups);
    for row in rows.flat_map(|group| &mut group.rows) {
        // What is asked is ours to say; what is answered is the record's, but for an answer that is ours as a whole.
        for (at, cell) in row.iter_mut().enumerate() {
            if let Cell::Text(words) = cell
                && (at == 0 || pairs.iter().any(|(own, _)| own == words))
            {
                *words = turned(words);
            }
        }
    }
}
