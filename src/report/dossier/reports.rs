//! Which reports are in a dossier: of the whole folder, and of each record.

use crate::records::Kind;
use crate::report::basis::Basis;
use crate::report::show::Page;
use crate::report::{Document, agreement, agreements, incident, logs, norms, overview, register, show, subprocessors};

/// A report of the whole folder.
pub struct Report {
    /// The name of its files, as the command line says it.
    pub name: &'static str,
    /// In Dutch and in English.
    pub title: (&'static str, &'static str),
    pub document: fn(&Basis) -> Document,
}

/// A report a record.
pub struct RecordReport {
    /// The folder in which they stand, a folder a kind.
    pub folder: &'static str,
    pub title: (&'static str, &'static str),
    pub of: &'static [Kind],
    pub document: fn(&Page, &Basis) -> Document,
}

/// Every report that needs no argument. One more is one line more.
pub const REPORTS: &[Report] = &[
    Report {
        name: "overview",
        title: (
            "Het overzicht: wat moet gebeuren, en het jaar op één bladzijde",
            "The overview: what must be done, and the year on one page",
        ),
        document: |basis| overview::document(None, basis),
    },
    Report {
        name: "register",
        title: (
            "Het register van verwerkingen (AVG 30)",
            "The record of processing activities (GDPR 30)",
        ),
        document: |basis| register::document(None, basis.reader),
    },
    Report {
        name: "agreements",
        title: (
            "De verwerkersovereenkomsten (AVG 28)",
            "The processor agreements (GDPR 28)",
        ),
        document: agreements::document,
    },
    Report {
        name: "subprocessors",
        title: ("De subverwerkers (AVG 28(2))", "The sub-processors (GDPR 28(2))"),
        document: |basis| subprocessors::document(None, basis),
    },
    Report {
        name: "incidents",
        title: (
            "Het register van inbreuken (AVG 33(5))",
            "The record of breaches (GDPR 33(5))",
        ),
        document: |basis| logs::document(Kind::Incident, basis),
    },
    Report {
        name: "requests",
        title: (
            "De verzoeken van betrokkenen (AVG 12)",
            "The requests of data subjects (GDPR 12)",
        ),
        document: |basis| logs::document(Kind::Request, basis),
    },
    Report {
        name: "norms",
        title: (
            "Wat is nagezien, artikel voor artikel, en wat bewust niet",
            "What was checked, article by article, and what knowingly not",
        ),
        document: |basis| norms::document(basis.place.catalogue, basis.reader.lang),
    },
];

/// Every report of one record.
pub const RECORD_REPORTS: &[RecordReport] = &[
    RecordReport {
        folder: "records",
        title: (
            "wat er staat, de termijnen, de bevindingen en wie wat wijzigde",
            "what it says, its clocks, its findings and who changed what",
        ),
        of: &Kind::ALL,
        document: |page, basis| show::document(page, basis.reader),
    },
    RecordReport {
        folder: "agreement",
        title: (
            "de overeenkomst naast artikel 28, met haar bijlagen",
            "the agreement beside article 28, with its annexes",
        ),
        of: &[Kind::Agreement],
        document: |page, basis| agreement::document(page.record, basis),
    },
    RecordReport {
        folder: "incident",
        title: (
            "het volledige dossier van de inbreuk, met de tijdlijn",
            "the full file of the breach, with its timeline",
        ),
        of: &[Kind::Incident],
        document: |page, basis| incident::document(page.record, page.revisions.unwrap_or_default(), basis),
    },
];
