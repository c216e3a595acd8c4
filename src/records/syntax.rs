//! The TOML parser's complaints in both languages.

use crate::text;
use crate::text::Text;

/// The parser's phrases and what they are called in Dutch. What is not here is still reported, in general words.
const PHRASES: &[(&str, &str)] = &[
    ("duplicate key", "deze sleutel staat er al"),
    (
        "carriage return must be followed by newline",
        "na een wagenterugloop hoort een nieuwe regel",
    ),
    (
        "missing opening quote",
        "er ontbreekt een aanhalingsteken aan het begin",
    ),
    (
        "missing comma between array elements",
        "tussen de elementen van de lijst ontbreekt een komma",
    ),
    (
        "missing comma between key-value pairs",
        "tussen de sleutels ontbreekt een komma",
    ),
    (
        "missing assignment between key-value pairs",
        "achter de sleutel ontbreekt een =",
    ),
    ("missing escaped value", "na een backslash hoort een bekende letter"),
    ("missing value", "achter de = ontbreekt een waarde"),
    ("missing key", "hier ontbreekt een sleutel"),
    ("missing", "hier ontbreekt iets"),
    ("key with no value", "deze sleutel heeft geen waarde"),
    ("keys cannot be", "een sleutel past op één regel"),
    (
        "string values must be quoted",
        "een tekst hoort tussen aanhalingstekens",
    ),
    ("unquoted keys cannot be empty", "hier ontbreekt een sleutel"),
    ("invalid unquoted key", "deze sleutel hoort tussen aanhalingstekens"),
    ("invalid date-time", "dit moment bestaat niet"),
    ("invalid date", "deze datum bestaat niet"),
    ("invalid time", "deze tijd bestaat niet"),
    ("invalid offset", "dit tijdsverschil met UTC bestaat niet"),
    ("invalid comment character", "dit teken kan niet in commentaar staan"),
    ("number too large", "dit getal is te groot"),
    (
        "integers with a radix cannot be signed",
        "een getal met een grondtal heeft geen teken",
    ),
    ("unexpected leading zero", "een getal begint niet met een nul"),
    ("`_` may only go between digits", "_ staat alleen tussen cijfers"),
    (
        "unclosed array table",
        "de kop van deze tabel is niet gesloten: ]] ontbreekt",
    ),
    ("unclosed array", "deze lijst is niet gesloten: ] ontbreekt"),
    ("unclosed inline table", "deze tabel is niet gesloten: } ontbreekt"),
    ("unclosed table", "de kop van deze tabel is niet gesloten: ] ontbreekt"),
    ("extra comma", "hier staat een komma te veel"),
    ("extra", "hier staat een = te veel"),
    ("unexpected `=` in array", "in een lijst hoort geen ="),
    ("unexpected", "dit hoort hier niet"),
    ("cannot recurse further", "dit is te diep genest"),
    ("recursion limit", "dit is te diep genest"),
    ("invalid", "dit is geen geldige TOML"),
];

/// What the parser says, in Dutch and in its own English.
pub(super) fn message(said: &str) -> Text {
    let known = PHRASES.iter().find(|(phrase, _)| said.starts_with(phrase));
    let nl = known.map_or("dit is geen geldige TOML", |(_, nl)| nl);
    Text::new(nl, said)
}

pub(super) fn help() -> Text {
    text!(
        "De rest van dit bestand wordt pas weer nagezien als het geldige TOML is.",
        "The rest of this file is checked again once it is valid TOML."
    )
}
