//! What people call each word of the vocabulary, in Dutch and English, by the fields in which it may stand.

use crate::folder::Kind;
use crate::text;
use crate::text::Text;

/// A word as records write it, in Dutch and in English.
type Word = (&'static str, &'static str, &'static str);

/// The words of some fields, which are called alike in each of them.
pub struct Words {
    pub fields: &'static [(Kind, &'static str)],
    pub words: &'static [Word],
}

/// What people call a word at a path such as `answer.outcome`; what is no word of that field is shown as it is written.
/// An article that says why something is allowed stands behind what it is about: `wettelijke verplichting (6(1)(c))`.
pub fn word(kind: Kind, path: &str, written: &str) -> Text {
    let of_field = |group: &&Words| group.fields.contains(&(kind, path));
    let known = |words: &'static [Word]| words.iter().find(|(known, ..)| *known == written);
    if let Some((_, nl, en)) = WORDS.iter().find(of_field).and_then(|group| known(group.words)) {
        return Text::new(*nl, *en);
    }
    match ARTICLES.iter().find(of_field).and_then(|group| known(group.words)) {
        Some((article, nl, en)) => text!("{nl} ({article})", "{en} ({article})"),
        None => Text::same(written),
    }
}

/// The articles that may stand at a path, where it takes one.
pub fn articles(kind: Kind, path: &str) -> impl Iterator<Item = &'static str> {
    let group = ARTICLES.iter().find(|group| group.fields.contains(&(kind, path)));
    group
        .map(|group| group.words)
        .unwrap_or_default()
        .iter()
        .map(|(article, ..)| *article)
}

/// What people call a truth.
pub fn yes_no(value: bool) -> Text {
    if value { text!("ja", "yes") } else { text!("nee", "no") }
}

#[rustfmt::skip]
pub const WORDS: &[Words] = &[
    Words {
        fields: &[
            (Kind::Activity, "role"),
            (Kind::Agreement, "our_role"),
            (Kind::Request, "role"),
            (Kind::Incident, "role"),
            (Kind::Request, "received_from"),
            (Kind::Request, "requester"),
        ],
        words: &[
            ("controller", "verwerkingsverantwoordelijke", "controller"),
            ("joint-controller", "gezamenlijk verwerkingsverantwoordelijke", "joint controller"),
            ("processor", "verwerker", "processor"),
            ("both", "verwerkingsverantwoordelijke en verwerker", "controller and processor"),
            ("subject", "betrokkene", "data subject"),
            ("legal-representative", "wettelijk vertegenwoordiger", "legal representative"),
            ("authorised-representative", "gevolmachtigde", "authorised representative"),
        ],
    },
    Words {
        fields: &[(Kind::Organisation, "settings.language")],
        words: &[("nl", "Nederlands", "Dutch"), ("en", "Engels", "English")],
    },
    Words {
        fields: &[(Kind::Activity, "source")],
        words: &[
            ("subject", "van de betrokkene zelf", "the data subject"),
            ("public", "openbare bron", "public source"),
            ("third-party", "van een derde", "third party"),
        ],
    },
    Words {
        fields: &[(Kind::Activity, "personal_data.kind")],
        words: &[
            ("ordinary", "gewone persoonsgegevens", "ordinary personal data"),
            ("national-id", "nationaal identificatienummer", "national identification number"),
            ("criminal", "persoonsgegevens van strafrechtelijke aard", "criminal convictions and offences"),
            ("racial-or-ethnic-origin", "ras of etnische afkomst", "racial or ethnic origin"),
            ("political-opinions", "politieke opvattingen", "political opinions"),
            ("religious-or-philosophical-beliefs", "religieuze of levensbeschouwelijke overtuigingen", "religious or philosophical beliefs"),
            ("trade-union-membership", "lidmaatschap van een vakbond", "trade union membership"),
            ("genetic", "genetische gegevens", "genetic data"),
            ("biometric", "biometrische gegevens met het oog op unieke identificatie", "biometric data for the purpose of unique identification"),
            ("health", "gegevens over gezondheid", "data concerning health"),
            ("sex-life", "seksueel gedrag", "sex life"),
            ("sexual-orientation", "seksuele gerichtheid", "sexual orientation"),
        ],
    },
    Words {
        fields: &[(Kind::Activity, "retention.limit")],
        words: &[
            ("minimum", "ten minste bewaren", "at least this long"),
            ("maximum", "niet langer bewaren", "no longer than this"),
        ],
    },
    Words {
        fields: &[(Kind::Activity, "transfers.instrument"), (Kind::Agreement, "subprocessors.instrument")],
        words: &[
            ("adequacy", "adequaatheidsbesluit", "adequacy decision"),
            ("scc", "modelcontractbepalingen", "standard contractual clauses"),
            ("bcr", "bindende bedrijfsvoorschriften", "binding corporate rules"),
            ("code-of-conduct", "gedragscode", "code of conduct"),
            ("certification", "certificering", "certification"),
            ("ad-hoc", "eigen contractbepalingen", "ad hoc contractual clauses"),
            ("public-instrument", "instrument tussen overheidsinstanties", "instrument between public bodies"),
            ("derogation", "afwijking voor een specifieke situatie", "derogation for a specific situation"),
        ],
    },
    Words {
        fields: &[(Kind::Activity, "disclosures.ground")],
        words: &[
            ("purpose", "volgt uit het doel", "follows from the purpose"),
            ("law", "wettelijk voorschrift", "required by law"),
            ("consent", "toestemming", "consent"),
        ],
    },
    Words {
        fields: &[(Kind::Activity, "dpia.criteria")],
        words: &[
            ("evaluation-or-scoring", "evaluatie of scoretoekenning", "evaluation or scoring"),
            ("automated-decision", "geautomatiseerde besluitvorming met rechtsgevolg of vergelijkbaar gevolg", "automated decision-making with legal or similar effect"),
            ("systematic-monitoring", "stelselmatige monitoring", "systematic monitoring"),
            ("sensitive-data", "gevoelige gegevens", "sensitive data"),
            ("large-scale", "op grote schaal", "large scale"),
            ("matching-or-combining", "matching of samenvoeging van datasets", "matching or combining datasets"),
            ("vulnerable-subjects", "kwetsbare betrokkenen", "vulnerable data subjects"),
            ("innovative-technology", "nieuwe technologie", "innovative technology"),
            ("prevents-right-or-service", "belet een recht, dienst of contract", "prevents a right, service or contract"),
        ],
    },
    Words {
        fields: &[(Kind::Activity, "dpia.outcome")],
        words: &[("low", "laag", "low"), ("high-residual", "hoog restrisico", "high residual risk")],
    },
    Words {
        fields: &[(Kind::Agreement, "end.choice")],
        words: &[("return", "teruggave", "return"), ("erase", "wissing", "erasure")],
    },
    Words {
        fields: &[(Kind::Request, "right")],
        words: &[
            ("access", "inzage", "access"),
            ("rectification", "rectificatie", "rectification"),
            ("erasure", "gegevenswissing", "erasure"),
            ("restriction", "beperking van de verwerking", "restriction of processing"),
            ("portability", "overdraagbaarheid", "portability"),
            ("objection", "bezwaar", "objection"),
            ("marketing-objection", "bezwaar tegen direct marketing", "objection to direct marketing"),
            ("automated-decision", "geautomatiseerde besluitvorming", "automated decision-making"),
            ("withdraw-consent", "intrekking van de toestemming", "withdrawal of consent"),
            ("complaint", "klacht", "complaint"),
            ("regulation-copy", "afschrift van het privacyreglement", "copy of the privacy regulation"),
            ("transfer", "overdracht aan een andere organisatie", "handing over to another organisation"),
        ],
    },
    Words {
        fields: &[(Kind::Request, "age")],
        words: &[
            ("adult", "16 jaar of ouder", "16 or over"),
            ("12-15", "12 tot en met 15 jaar", "12 to 15"),
            ("under-12", "jonger dan 12 jaar", "under 12"),
        ],
    },
    Words {
        fields: &[(Kind::Request, "answer.outcome")],
        words: &[
            ("granted", "toegewezen", "granted"),
            ("partly", "deels toegewezen", "partly granted"),
            ("refused", "afgewezen", "refused"),
            ("withdrawn", "ingetrokken", "withdrawn"),
        ],
    },
    Words {
        fields: &[(Kind::Request, "answer.form")],
        words: &[
            ("copy", "kopie", "copy"),
            ("inspection", "inzage ter plaatse", "inspection"),
            ("machine-readable", "machineleesbaar", "machine-readable"),
        ],
    },
    Words {
        fields: &[(Kind::Incident, "kinds")],
        words: &[
            ("confidentiality", "vertrouwelijkheid", "confidentiality"),
            ("integrity", "integriteit", "integrity"),
            ("availability", "beschikbaarheid", "availability"),
        ],
    },
    Words {
        fields: &[(Kind::Incident, "unintelligible")],
        words: &[("yes", "ja", "yes"), ("partly", "gedeeltelijk", "partly"), ("no", "nee", "no")],
    },
    Words {
        fields: &[(Kind::Incident, "risk")],
        words: &[
            ("unlikely", "niet waarschijnlijk", "unlikely"),
            ("likely", "waarschijnlijk", "likely"),
            ("high", "hoog", "high"),
        ],
    },
    Words {
        fields: &[(Kind::Incident, "people.exception")],
        words: &[
            ("encrypted", "gegevens onbegrijpelijk gemaakt", "data made unintelligible"),
            ("measures-taken", "maatregelen achteraf", "subsequent measures"),
            ("disproportionate", "onevenredige inspanning", "disproportionate effort"),
            ("financial-undertaking", "financiële onderneming", "financial undertaking"),
        ],
    },
];

/// Texts in which people write an article of the Regulation, and what each is about.
#[rustfmt::skip]
pub const ARTICLES: &[Words] = &[
    Words {
        fields: &[(Kind::Activity, "legal_basis.article")],
        words: &[
            ("6(1)(a)", "toestemming", "consent"),
            ("6(1)(b)", "overeenkomst", "contract"),
            ("6(1)(c)", "wettelijke verplichting", "legal obligation"),
            ("6(1)(d)", "vitale belangen", "vital interests"),
            ("6(1)(e)", "taak van algemeen belang of openbaar gezag", "public interest or official authority"),
            ("6(1)(f)", "gerechtvaardigd belang", "legitimate interest"),
        ],
    },
    Words {
        fields: &[(Kind::Activity, "personal_data.ground")],
        words: &[
            ("9(2)(a)", "uitdrukkelijke toestemming", "explicit consent"),
            ("9(2)(b)", "arbeidsrecht en sociale zekerheid", "employment and social security law"),
            ("9(2)(c)", "vitale belangen", "vital interests"),
            ("9(2)(d)", "instantie zonder winstoogmerk op politiek, levensbeschouwelijk, godsdienstig of vakbondsgebied", "not-for-profit body with a political, philosophical, religious or trade union aim"),
            ("9(2)(e)", "kennelijk door de betrokkene openbaar gemaakt", "manifestly made public by the data subject"),
            ("9(2)(f)", "rechtsvordering", "legal claims"),
            ("9(2)(g)", "zwaarwegend algemeen belang", "substantial public interest"),
            ("9(2)(h)", "gezondheidszorg of arbeidsgeneeskunde", "health care or occupational medicine"),
            ("9(2)(i)", "volksgezondheid", "public health"),
            ("9(2)(j)", "archivering in het algemeen belang, wetenschappelijk of historisch onderzoek of statistische doeleinden", "archiving in the public interest, scientific or historical research or statistical purposes"),
        ],
    },
    Words {
        fields: &[(Kind::Activity, "transfers.derogation")],
        words: &[
            ("49(1)", "dwingende gerechtvaardigde belangen", "compelling legitimate interests"),
            ("49(1)(a)", "uitdrukkelijke toestemming", "explicit consent"),
            ("49(1)(b)", "overeenkomst met de betrokkene", "contract with the data subject"),
            ("49(1)(c)", "overeenkomst in het belang van de betrokkene", "contract in the interest of the data subject"),
            ("49(1)(d)", "gewichtige redenen van algemeen belang", "important reasons of public interest"),
            ("49(1)(e)", "rechtsvordering", "legal claims"),
            ("49(1)(f)", "vitale belangen", "vital interests"),
            ("49(1)(g)", "openbaar register", "public register"),
        ],
    },
];
