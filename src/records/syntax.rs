//! The TOML parser's complaints in both languages.

use crate::text;
use crate::text::Text;

/// The parser's phrase, what it is called in Dutch, and what to do about it, in Dutch and English. What is not here is still
/// reported, in general words.
const PHRASES: &[(&str, &str, &str, &str)] = &[
    (
        "duplicate key",
        "deze sleutel staat er al",
        "Voeg de twee samen, of geef een ervan een andere naam.",
        "Join the two, or give one another name.",
    ),
    (
        "carriage return must",
        "na een wagenterugloop hoort een nieuwe regel",
        "",
        "",
    ),
    (
        "missing opening quote",
        "er ontbreekt een aanhalingsteken aan het begin",
        "Zet er \" voor.",
        "Put \" before it.",
    ),
    (
        "missing comma between array",
        "tussen de elementen van de lijst ontbreekt een komma",
        "Zet er een komma tussen, of sluit de lijst met ].",
        "Put a comma between them, or close the list with ].",
    ),
    (
        "missing comma",
        "tussen de sleutels ontbreekt een komma",
        "Zet er een komma tussen.",
        "Put a comma between them.",
    ),
    (
        "missing assignment",
        "achter de sleutel ontbreekt een =",
        "Schrijf sleutel = waarde.",
        "Write key = value.",
    ),
    (
        "missing escaped value",
        "na een backslash hoort een bekende letter",
        "Schrijf \\\\ voor een backslash, of zet de tekst tussen enkele aanhalingstekens.",
        "Write \\\\ for a backslash, or put the text between single quotes.",
    ),
    (
        "too few unicode",
        "na \\u en \\U horen cijfers",
        "Schrijf \\\\ voor een backslash, of zet de tekst tussen enkele aanhalingstekens.",
        "Write \\\\ for a backslash, or put the text between single quotes.",
    ),
    (
        "missing value",
        "achter de = ontbreekt een waarde",
        "Schrijf een waarde, of haal de sleutel weg.",
        "Write a value, or take the key out.",
    ),
    (
        "missing key",
        "hier ontbreekt een sleutel",
        "Schrijf sleutel = waarde.",
        "Write key = value.",
    ),
    ("missing", "hier ontbreekt iets", "", ""),
    (
        "key with no value",
        "deze sleutel heeft geen waarde",
        "Schrijf sleutel = waarde.",
        "Write key = value.",
    ),
    ("keys cannot be", "een sleutel past op één regel", "", ""),
    (
        "string values must be quoted",
        "een tekst hoort tussen aanhalingstekens",
        "Zet de tekst tussen rechte aanhalingstekens: \"…\".",
        "Put the text between straight quotes: \"…\".",
    ),
    (
        "unquoted keys cannot be empty",
        "hier ontbreekt een sleutel",
        "Schrijf sleutel = waarde.",
        "Write key = value.",
    ),
    (
        "invalid unquoted key",
        "deze sleutel hoort tussen aanhalingstekens",
        "Een sleutel bestaat uit letters, cijfers, - en _, en wordt gevolgd door =.",
        "A key is letters, digits, - and _, followed by =.",
    ),
    (
        "invalid basic string",
        "deze tekst is niet gesloten: \" ontbreekt",
        "Zet \" aan het eind van de tekst.",
        "Put \" at the end of the text.",
    ),
    (
        "invalid literal string",
        "deze tekst is niet gesloten: ' ontbreekt",
        "Zet ' aan het eind van de tekst.",
        "Put ' at the end of the text.",
    ),
    (
        "invalid multi-line",
        "deze tekst van meer regels is niet gesloten",
        "Sluit de tekst zoals hij begint, met drie aanhalingstekens.",
        "Close the text as it begins, with three quotes.",
    ),
    (
        "invalid boolean",
        "ja of nee schrijft TOML als true of false",
        "Schrijf true of false, in kleine letters.",
        "Write true or false, in small letters.",
    ),
    ("invalid date-time", "dit moment bestaat niet", "", ""),
    ("invalid date", "deze datum bestaat niet", "", ""),
    ("invalid time", "deze tijd bestaat niet", "", ""),
    ("invalid offset", "dit tijdsverschil met UTC bestaat niet", "", ""),
    (
        "invalid comment character",
        "dit teken kan niet in commentaar staan",
        "Haal het teken weg.",
        "Take the character out.",
    ),
    (
        "invalid float",
        "dit is geen getal",
        "Schrijf een getal, of zet een tekst tussen aanhalingstekens.",
        "Write a number, or put a text between quotes.",
    ),
    ("number too large", "dit getal is te groot", "", ""),
    (
        "integers with a radix",
        "een getal met een grondtal heeft geen teken",
        "",
        "",
    ),
    (
        "unexpected leading zero",
        "een getal begint niet met een nul",
        "Laat de nul weg, of zet het als tekst tussen aanhalingstekens.",
        "Leave out the zero, or put it between quotes as a text.",
    ),
    ("`_` may only", "_ staat alleen tussen cijfers", "", ""),
    (
        "unclosed array table",
        "de kop van deze tabel is niet gesloten: ]] ontbreekt",
        "Zet ]] aan het eind van de kop.",
        "Put ]] at the end of the header.",
    ),
    (
        "unclosed array",
        "deze lijst is niet gesloten: ] ontbreekt",
        "Zet ] aan het eind van de lijst.",
        "Put ] at the end of the list.",
    ),
    (
        "unclosed inline table",
        "deze tabel is niet gesloten: } ontbreekt",
        "Zet } aan het eind van de tabel.",
        "Put } at the end of the table.",
    ),
    (
        "unclosed table",
        "de kop van deze tabel is niet gesloten: ] ontbreekt",
        "Zet ] aan het eind van de kop.",
        "Put ] at the end of the header.",
    ),
    (
        "extra comma",
        "hier staat een komma te veel",
        "Haal de komma weg.",
        "Take the comma out.",
    ),
    (
        "extra",
        "hier staat een = te veel",
        "Haal het tweede = weg.",
        "Take the second = out.",
    ),
    (
        "unexpected `=` in array",
        "in een lijst hoort geen =",
        "Is de lijst hiervoor wel gesloten met ]?",
        "Is the list before this closed with ]?",
    ),
    (
        "unexpected key or value",
        "dit hoort hier niet",
        "Begin een nieuwe regel.",
        "Begin a new line.",
    ),
    ("unexpected", "dit hoort hier niet", "Haal het weg.", "Take it out."),
    ("cannot recurse", "dit is te diep genest", "", ""),
    ("recursion limit", "dit is te diep genest", "", ""),
    ("invalid", "dit is geen geldige TOML", "", ""),
];

/// What the parser says, in Dutch and in its own English.
pub(super) fn message(said: &str) -> Text {
    let nl = phrase(said).map_or("dit is geen geldige TOML", |(_, nl, ..)| *nl);
    Text::new(nl, said)
}

/// What TOML allows nowhere. The parser takes what is before it for the whole of a text.
pub(super) fn is_refused(c: char) -> bool {
    c.is_ascii_control() && !matches!(c, '\t' | '\n' | '\r')
}

pub(super) fn refused(character: char) -> Text {
    let code = u32::from(character);
    text!(
        "hier staat een stuurteken (U+{code:04X}), dat in TOML niet mag",
        "there is a control character here (U+{code:04X}), which TOML does not allow"
    )
}

pub(super) fn help_with_refused() -> Text {
    until_then("Haal het teken weg.", "Take the character out.")
}

/// What to do, and what happens until then.
pub(super) fn help(said: &str) -> Text {
    let (do_nl, do_en) = phrase(said).map_or(("", ""), |(.., nl, en)| (*nl, *en));
    until_then(do_nl, do_en)
}

fn until_then(do_nl: &str, do_en: &str) -> Text {
    let rest = text!(
        "De rest van dit bestand wordt nagezien zodra het geldige TOML is.",
        "The rest of this file is checked once it is valid TOML."
    );
    Text::by(|lang| {
        format!("{} {}", lang.pick(do_nl, do_en), rest.get(lang))
            .trim_start()
            .to_string()
    })
}

fn phrase(said: &str) -> Option<&'static (&'static str, &'static str, &'static str, &'static str)> {
    PHRASES.iter().find(|(phrase, ..)| said.starts_with(phrase))
}
