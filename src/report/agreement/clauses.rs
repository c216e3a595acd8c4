//! What article 28 asks of the text, element by element: where the agreement regulates it, and what is not there or was never
//! looked for.

use crate::finding::Finding;
use crate::records::Waiver;
use crate::records::tree::Node;
use crate::report::{Cell, Part, Said, Table};
use crate::text::Lang;

use super::Subject;
use super::accepted::{accepted, words};

/// One thing that the law wants in the text.
struct Element {
    article: &'static str,
    /// In plain words, Dutch and English.
    what: (&'static str, &'static str),
    /// Where the record says in which clause it is.
    field: &'static str,
    /// The norm that finds it missing.
    norm: &'static str,
}

const fn element(
    article: &'static str,
    nl: &'static str,
    en: &'static str,
    field: &'static str,
    norm: &'static str,
) -> Element {
    Element {
        article,
        what: (nl, en),
        field,
        norm,
    }
}

/// Article 28 in its own order, the opening words of the third paragraph first, its last sentence after its points.
#[rustfmt::skip]
const OF_PROCESSORS: &[Element] = &[
    element("28(2)", "geen andere verwerker zonder voorafgaande schriftelijke toestemming; bij een algemene toestemming een aankondiging en de mogelijkheid van bezwaar",
        "no other processor without prior written authorisation; with a general one, notice and the opportunity to object",
        "clauses.subprocessors", "avg/subprocessor-authorisation-missing"),
    element("28(3)", "het onderwerp van de verwerking", "the subject-matter of the processing",
        "clauses.subject_matter", "avg/clause-subject-matter-missing"),
    element("28(3)", "de duur van de verwerking", "the duration of the processing",
        "clauses.duration", "avg/clause-duration-missing"),
    element("28(3)", "de aard van de verwerking", "the nature of the processing",
        "clauses.nature", "avg/clause-nature-missing"),
    element("28(3)", "het doel van de verwerking", "the purpose of the processing",
        "clauses.purpose", "avg/clause-purpose-missing"),
    element("28(3)", "het soort persoonsgegevens", "the type of personal data",
        "clauses.data", "avg/clause-data-missing"),
    element("28(3)", "de categorieën van betrokkenen", "the categories of data subjects",
        "clauses.subjects", "avg/clause-subjects-missing"),
    element("28(3)", "de rechten en verplichtingen van de verwerkingsverantwoordelijke", "the obligations and rights of the controller",
        "clauses.controller_rights", "avg/clause-controller-rights-missing"),
    element("28(3)(a)", "verwerken alleen op schriftelijke instructies, ook bij doorgifte naar een derde land", "processing only on documented instructions, transfers to a third country included",
        "clauses.instructions", "avg/clause-instructions-missing"),
    element("28(3)(a)", "vooraf melden wat de wet buiten de instructies om voorschrijft", "telling beforehand what the law requires outside the instructions",
        "clauses.instructions_exception", "avg/clause-instructions-exception-missing"),
    element("28(3)(b)", "geheimhouding door wie de gegevens mag verwerken", "confidentiality of those authorised to process the data",
        "clauses.confidentiality", "avg/clause-confidentiality-missing"),
    element("28(3)(c)", "de beveiligingsmaatregelen van artikel 32", "the security measures of article 32",
        "clauses.security", "avg/clause-security-missing"),
    element("28(3)(d)", "de voorwaarden van 28(2) en 28(4) bij het in dienst nemen van een andere verwerker", "the conditions of 28(2) and 28(4) for engaging another processor",
        "clauses.subprocessors", "avg/clause-subprocessors-missing"),
    element("28(3)(e)", "bijstand bij verzoeken van betrokkenen", "assistance with requests of data subjects",
        "clauses.subject_rights", "avg/clause-subject-rights-missing"),
    element("28(3)(f)", "bijstand bij beveiliging, inbreuken en effectbeoordelingen (artikelen 32 tot en met 36)", "assistance with security, breaches and impact assessments (articles 32 to 36)",
        "clauses.breach_and_dpia", "avg/clause-breach-and-dpia-missing"),
    element("28(3)(f)", "daaronder bijstand bij de voorafgaande raadpleging (artikel 36)", "assistance with the prior consultation among them (article 36)",
        "clauses.prior_consultation", "avg/clause-prior-consultation-missing"),
    element("28(3)(g)", "wissen of terugbezorgen na afloop, naar keuze van de verwerkingsverantwoordelijke", "deletion or return at the end, at the choice of the controller",
        "clauses.return_or_erase", "avg/clause-return-or-erase-missing"),
    element("28(3)(g)", "verwijdering van bestaande kopieën", "deletion of existing copies",
        "clauses.existing_copies", "avg/clause-existing-copies-missing"),
    element("28(3)(g)", "wat blijft gelden tot alle gegevens weg zijn (afgeleid)", "what still binds until all data are gone (derived)",
        "clauses.survival", "avg/clause-survival-missing"),
    element("28(3)(h)", "audits en inspecties mogelijk maken en eraan bijdragen", "allowing for and contributing to audits and inspections",
        "clauses.audit", "avg/clause-audit-missing"),
    element("28(3)(h)", "alle informatie die nodig is om nakoming aan te tonen", "all information necessary to demonstrate compliance",
        "clauses.audit_information", "avg/clause-audit-information-missing"),
    element("28(3), slot", "onmiddellijk melden dat een instructie naar de mening van de verwerker inbreuk maakt op de wet", "immediately informing that an instruction, in the processor's opinion, infringes the law",
        "clauses.infringing_instruction", "avg/clause-infringing-instruction-missing"),
    element("28(4)", "dezelfde verplichtingen voor andere verwerkers", "the same obligations for other processors",
        "clauses.subprocessor_obligations", "avg/clause-subprocessor-obligations-missing"),
    element("28(4)", "de verwerker blijft volledig aansprakelijk voor andere verwerkers", "the processor remains fully liable for other processors",
        "clauses.liability_for_subprocessors", "avg/clause-subprocessor-liability-missing"),
    element("28(9)", "op schrift gesteld, waaronder elektronisch", "in writing, electronic form included",
        "signed_on", "avg/agreement-unsigned"),
    element("28(9)", "wijzigen alleen schriftelijk en met de verwerkingsverantwoordelijke (afgeleid)", "changes only in writing and with the controller (derived)",
        "clauses.changes", "avg/clause-changes-missing"),
];

/// An arrangement between joint controllers.
#[rustfmt::skip]
const OF_JOINT_CONTROLLERS: &[Element] = &[
    element("26(1)", "wie waarvoor verantwoordelijk is, met name voor de rechten van de betrokkenen en de informatie", "who is responsible for what, in particular for the data subjects' rights and the information",
        "clauses.responsibilities", "avg/responsibilities-missing"),
    element("26(2)", "de wezenlijke inhoud is aan de betrokkenen beschikbaar gesteld", "the essence is made available to the data subjects",
        "clauses.essence_available", "avg/essence-unavailable"),
];

/// What else the law asks of an agreement, by the norms that find it missing.
const BESIDE: &[&str] = &[
    "avg/guarantees-unshown",
    "avg/processing-annex-missing",
    "avg/processing-purpose-missing",
    "avg/processing-subjects-missing",
    "avg/processing-data-missing",
    "avg/processing-duration-missing",
    "avg/processing-operations-missing",
    "avg/subprocessor-notice-term-missing",
    "avg/return-term-missing",
    "avg/controller-contact-missing",
    "avg/breach-term-missing",
    "avg/breach-contact-missing",
];

/// What is known of an element.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Verdict {
    There,
    NotThere,
    NobodyLooked,
}

impl Verdict {
    fn of(node: Option<&Node>) -> Verdict {
        match node {
            None => Verdict::NobodyLooked,
            Some(node) if node.says_something() => Verdict::There,
            Some(_) => Verdict::NotThere,
        }
    }

    fn shown(self, lang: Lang) -> Cell {
        let words = match self {
            Verdict::There => lang.pick("staat erin", "is there"),
            Verdict::NotThere => lang.pick("gezocht, niet gevonden", "looked for, not there"),
            Verdict::NobodyLooked => lang.pick("nog door niemand nagezien", "nobody looked yet"),
        };
        Cell::word(words, self.name())
    }

    fn name(self) -> &'static str {
        match self {
            Verdict::There => "there",
            Verdict::NotThere => "not-there",
            Verdict::NobodyLooked => "not-looked",
        }
    }
}

fn elements(subject: &Subject) -> impl Iterator<Item = (&'static Element, Verdict)> {
    let all = if subject.is_joint() {
        OF_JOINT_CONTROLLERS
    } else {
        OF_PROCESSORS
    };
    all.iter().map(|element| (element, Verdict::of(node(element, subject))))
}

fn node<'a>(element: &Element, subject: &Subject<'a>) -> Option<&'a Node<'a>> {
    subject.record.root.value_at(element.field)
}

/// Something that is not there or was not looked for.
pub(super) struct Gap {
    article: String,
    what: String,
    state: Cell,
    help: String,
    /// Until when and why it was accepted, where it was.
    accepted: String,
}

/// Everything that is not there or was not looked for, in the order of the law.
pub(super) fn found(subject: &Subject) -> Vec<Gap> {
    let reader = subject.reader();
    let lang = reader.lang;
    let findings = subject.basis.findings_of(subject.record);
    let waivers = accepted(subject);
    let of_element = |(element, verdict): (&'static Element, Verdict)| {
        let finding = findings.iter().find(|finding| finding.norm == element.norm);
        Gap {
            article: article(element, lang),
            what: lang.pick(element.what.0, element.what.1).to_string(),
            state: verdict.shown(lang),
            help: match finding {
                Some(finding) => finding.help.get(lang).to_string(),
                None => unhelped(element, verdict, lang),
            },
            accepted: words(element.norm, &waivers, lang),
        }
    };
    let mut gaps: Vec<Gap> = elements(subject)
        .filter(|(_, verdict)| *verdict != Verdict::There)
        .map(of_element)
        .collect();
    for norm in BESIDE {
        let of_norm = findings.iter().filter(|finding| finding.norm == *norm);
        gaps.extend(of_norm.map(|finding| beside(finding, lang)));
        gaps.extend(waived(norm, &waivers, subject));
    }
    gaps
}

/// What a norm finds missing that is no element of the text.
fn beside(finding: &Finding, lang: Lang) -> Gap {
    let item = finding.item.as_ref().map(|item| format!(" ({item})"));
    Gap {
        article: cited(finding.cite.as_deref().unwrap_or_default()),
        what: format!("{}{}", finding.message.get(lang), item.unwrap_or_default()),
        state: absent(lang),
        help: finding.help.get(lang).to_string(),
        accepted: String::new(),
    }
}

/// What was accepted is in no finding any more, and it is missing all the same.
fn waived(norm: &str, waivers: &[Waiver], subject: &Subject) -> Option<Gap> {
    let reader = subject.reader();
    let lang = reader.lang;
    let accepted = words(norm, waivers, lang);
    let norm = subject.basis.place.catalogue.norms().find(|other| other.name == norm)?;
    (!accepted.is_empty()).then(|| Gap {
        article: cited(norm.cite.as_deref().unwrap_or_default()),
        what: norm.title.get(lang).to_string(),
        state: absent(lang),
        help: norm.help.get(lang).to_string(),
        accepted,
    })
}

fn absent(lang: Lang) -> Cell {
    Cell::word(lang.pick("ontbreekt", "missing"), "missing")
}

/// The gaps as the other party or an auditor sees them.
pub(super) fn gaps(subject: &Subject, gaps: &[Gap]) -> Part {
    let lang = subject.reader().lang;
    let row = |gap: &Gap| [row([&gap.article, &gap.what]), vec![gap.state.clone()]].concat();
    let mut part = Part::table(
        lang.pick(
            "Wat ontbreekt of nog niet is nagezien",
            "What is missing or nobody looked for yet",
        ),
        Table::of(
            lang.pick(["AVG", "wat", "stand"], ["GDPR", "what", "state"]),
            ["article", "what", "verdict"],
            vec![gaps.iter().map(row).collect()],
        ),
    );
    if gaps.is_empty() {
        part.text.push(Said::Sentence(
            lang.pick(
                "Van alles wat de wet van de tekst vraagt, is een bepaling genoemd. Of die bepaling voldoet, ziet dit programma niet.",
                "For all that the law asks of the text a clause is named. Whether that clause suffices, the tool cannot see.",
            )
            .to_string(),
        ));
    }
    part
}

/// What we do about them.
pub(super) fn to_do(subject: &Subject, gaps: Vec<Gap>) -> Part {
    let lang = subject.reader().lang;
    let row = |gap: &Gap| row([&gap.article, &gap.what, &gap.help, &gap.accepted]);
    Part::table(
        lang.pick(
            "Voor onszelf: wat te doen aan wat ontbreekt",
            "For ourselves: what to do about what is missing",
        ),
        Table::of(
            lang.pick(
                ["AVG", "wat", "wat te doen", "aanvaard"],
                ["GDPR", "what", "what to do", "accepted"],
            ),
            ["article", "what", "help", "accepted"],
            vec![gaps.iter().map(row).collect()],
        ),
    )
}

/// Each element with its clause.
pub(super) fn map(subject: &Subject) -> Part {
    let reader = subject.reader();
    let lang = reader.lang;
    let rows = elements(subject).map(|(element, verdict)| mapped(element, verdict, subject));
    let field = reader.as_written.then_some("field");
    let field_head = field.map(|_| lang.pick("veld", "field"));
    let head = lang.pick(["AVG", "wat", "bepaling", "stand"], ["GDPR", "what", "clause", "state"]);
    let table = Table {
        head: field_head.into_iter().chain(head).map(str::to_string).collect(),
        keys: field
            .into_iter()
            .chain(["article", "what", "clause", "verdict"])
            .collect(),
        groups: vec![rows.collect()],
        ..Table::default()
    };
    let heading = match subject.is_joint() {
        true => lang.pick("De tekst tegen artikel 26", "The text against article 26"),
        false => lang.pick("De tekst tegen artikel 28", "The text against article 28"),
    };
    let mut part = Part::table(heading, table);
    if !subject.is_joint() {
        part.text.push(Said::Sentence(
            lang.pick(
                "Afgeleid: de wet zegt het niet met zoveel woorden; het volgt eruit.",
                "Derived: the law does not say it in so many words; it follows from it.",
            )
            .to_string(),
        ));
    }
    part
}

/// One element: what the law asks, in which clause it is, and whether.
fn mapped(element: &Element, verdict: Verdict, subject: &Subject) -> Vec<Cell> {
    let reader = subject.reader();
    let lang = reader.lang;
    let clause = match node(element, subject).filter(|node| node.says_something()) {
        Some(node) if node.moment().is_some() => {
            let on = reader.value(subject.record.kind, element.field, node);
            let words = lang.pick(format!("ondertekend op {on}"), format!("signed on {on}"));
            Cell::value(words, reader.data(node))
        }
        Some(node) => reader.cell(subject.record.kind, element.field, node),
        None => Cell::Text(String::new()),
    };
    let verdict = match (verdict, verdict.shown(lang)) {
        (Verdict::There, shown) => shown,
        // For programs a word: that it is missing is what it says.
        (_, shown) if reader.as_written => shown,
        (_, shown) => Cell::Missing(shown.shown().into_owned()),
    };
    let cells = [
        Cell::Text(article(element, lang)),
        Cell::Text(lang.pick(element.what.0, element.what.1).to_string()),
        clause,
        verdict,
    ];
    let field = reader.as_written.then(|| Cell::Text(element.field.to_string()));
    field.into_iter().chain(cells).collect()
}

fn row<const N: usize>(cells: [&String; N]) -> Vec<Cell> {
    cells.map(|cell| Cell::Text(cell.clone())).to_vec()
}

/// The last sentence of a paragraph has no number of its own.
fn article(element: &Element, lang: Lang) -> String {
    match element.article.strip_suffix(", slot") {
        Some(paragraph) => lang.pick(format!("{paragraph}, slot"), format!("{paragraph}, last sentence")),
        None => element.article.to_string(),
    }
}

/// A citation below a head that names the law already.
fn cited(cite: &str) -> String {
    cite.strip_prefix("AVG ").unwrap_or(cite).to_string()
}

/// What to do where no norm says it: nobody looked, or what was found missing was accepted.
fn unhelped(element: &Element, verdict: Verdict, lang: Lang) -> String {
    let key = element.field.rsplit('.').next().unwrap_or_default();
    match verdict {
        Verdict::NobodyLooked => lang.pick(
            format!("Zoek de bepaling op en noem haar in [clauses] bij {key}; staat zij er niet, schrijf dan \"\" en vul de overeenkomst aan."),
            format!("Look the clause up and name it in [clauses] under {key}; if it is not there, write \"\" and complete the agreement."),
        ),
        _ => lang.pick(
            format!("Vul de overeenkomst aan en noem de bepaling in [clauses] bij {key}."),
            format!("Complete the agreement and name the clause in [clauses] under {key}."),
        ),
    }
}
