//! The legal basis of article 6 as people write it: its words, or its place in the Regulation.

use super::words::plain;

/// A basis and the words for it.
#[rustfmt::skip]
const BASES: &[(&str, &[&str])] = &[
    ("6(1)(a)", &["toestemming", "toestemming van de betrokkene", "toestemming betrokkene", "consent", "einwilligung", "consentement"]),
    ("6(1)(b)", &[
        "overeenkomst", "uitvoering overeenkomst", "uitvoering van een overeenkomst", "uitvoering van de overeenkomst", "noodzakelijk voor de uitvoering van een overeenkomst",
        "contract", "performance of a contract", "vertrag", "vertragserfullung", "erfullung eines vertrags", "execution d un contrat", "execution du contrat", "contrat",
    ]),
    ("6(1)(c)", &[
        "wettelijke verplichting", "wettelijke plicht", "legal obligation", "legal obligations", "compliance with a legal obligation", "rechtliche verpflichtung",
        "gesetzliche verpflichtung", "obligation legale",
    ]),
    ("6(1)(d)", &["vitaal belang", "vitale belangen", "vital interest", "vital interests", "lebenswichtige interessen", "interet vital", "interets vitaux", "sauvegarde des interets vitaux"]),
    ("6(1)(e)", &[
        "algemeen belang", "taak van algemeen belang", "publieke taak", "openbaar gezag", "publiekrechtelijke taak", "public task", "public interest", "offentliches interesse",
        "offentliche aufgabe", "interet public", "mission d interet public",
    ]),
    ("6(1)(f)", &[
        "gerechtvaardigd belang", "gerechtvaardigde belangen", "legitimate interest", "legitimate interests", "berechtigtes interesse", "berechtigte interessen",
        "interet legitime", "interets legitimes",
    ]),
];

/// What may stand around the place of a basis without meaning anything else.
#[rustfmt::skip]
const AROUND: &[&str] = &[
    "art", "artikel", "article", "lid", "abs", "absatz", "paragraphe", "par", "para", "sub", "onder", "onderdeel", "lit", "let",
    "letter", "point", "buchstabe", "buchst", "lettre", "satz", "s", "avg", "gdpr", "dsgvo", "ds", "gvo", "rgpd", "van", "de", "der", "du", "of", "the", "aanhef", "en",
];

/// The basis that is meant, if there is no doubt.
pub(super) fn basis(written: &str) -> Option<String> {
    let plain = plain(written);
    let named = BASES.iter().find(|(_, words)| words.contains(&plain.as_str()));
    named
        .map(|(basis, _)| basis.to_string())
        .or_else(|| placed(&plain))
        .or_else(|| twice_said(&plain))
}

/// `wettelijke verplichting (art. 6 lid 1 sub c)`, `c) wettelijke verplichting`: the words and the place, if they agree.
fn twice_said(plain: &str) -> Option<String> {
    let said = BASES.iter().filter_map(|(basis, words)| {
        let padded = format!(" {plain} ");
        let phrase = words.iter().filter(|word| padded.contains(&format!(" {word} ")));
        let phrase = phrase.max_by_key(|word| word.len())?;
        let rest = padded.replacen(&format!(" {phrase} "), " ", 1);
        let letter = &basis[5..6];
        let is_place = |word: &str| word == letter || ["6", "1"].contains(&word) || AROUND.contains(&word);
        let rest = rest.split_whitespace().collect::<Vec<_>>();
        let agrees = placed(&rest.join(" ")).as_deref() == Some(*basis) || rest.iter().all(|word| is_place(word));
        agrees.then(|| basis.to_string())
    });
    let said: Vec<String> = said.collect();
    match &said[..] {
        [basis] => Some(basis.clone()),
        _ => None,
    }
}

/// `art 6 lid 1 sub c avg`, `6 1 c`, `art 6 abs 1 lit c dsgvo`: the numbers 6 and 1 and one letter, in that order.
fn placed(plain: &str) -> Option<String> {
    let spread: String = plain
        .chars()
        .scan(' ', |before, c| {
            let splits = before.is_ascii_digit() && c.is_ascii_alphabetic();
            *before = c;
            Some(if splits { format!(" {c}") } else { c.to_string() })
        })
        .collect();
    let mut left = ["6", "1"].into_iter();
    let mut next = left.next();
    let mut letter = None;
    for word in spread.split(' ') {
        match if word == "eerste" { "1" } else { word } {
            word if next == Some(word) => next = left.next(),
            word @ ("a" | "b" | "c" | "d" | "e" | "f") if next.is_none() && letter.is_none() => letter = Some(word),
            // ‘Satz 1’ and ‘S. 1’ say no more than the paragraph does.
            "1" if next.is_none() && letter.is_none() => {}
            word if AROUND.contains(&word) => {}
            _ => return None,
        }
    }
    letter
        .filter(|_| next.is_none())
        .map(|letter| format!("6(1)({letter})"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_words_and_the_place_of_a_basis() {
        for (written, meant) in [
            ("Toestemming", "6(1)(a)"),
            ("Art. 6 lid 1 sub c AVG", "6(1)(c)"),
            ("artikel 6, eerste lid, onder f", "6(1)(f)"),
            ("Art. 6 Abs. 1 S. 1 lit. b DSGVO", "6(1)(b)"),
            ("6(1)(e)", "6(1)(e)"),
            ("6.1.c", "6(1)(c)"),
            ("6 lid 1c", "6(1)(c)"),
            ("Intérêt légitime", "6(1)(f)"),
            ("Wettelijke verplichting (art. 6 lid 1 sub c)", "6(1)(c)"),
            ("Gerechtvaardigd belang (6.1.f)", "6(1)(f)"),
            ("c) wettelijke verplichting", "6(1)(c)"),
        ] {
            assert_eq!(basis(written).as_deref(), Some(meant), "{written}");
        }
        for doubtful in [
            "6",
            "artikel 6",
            "wettelijke verplichting (Wet LB)",
            "6(1)(c) of 6(1)(f)",
            "toestemming (art. 6 lid 1 sub c)",
            "toestemming, wettelijke verplichting",
            "geen toestemming",
            "9 lid 2 sub a",
            "6(4)",
            "c",
        ] {
            assert_eq!(basis(doubtful), None, "{doubtful}");
        }
        assert!(
            BASES
                .iter()
                .all(|(_, words)| words.iter().all(|word| plain(word) == *word))
        );
    }
}
