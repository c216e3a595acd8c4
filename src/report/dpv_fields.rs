//! What each field of a record says in the graph of [`super::dpv`], as tables of fields.

use crate::records::Kind;

use super::dpv_terms::Terms;
use super::dpv_words::{self as terms, Meaning};

/// What a field says of the node in which it stands.
pub(super) enum Means {
    /// Words in the language of the folder.
    Words(&'static str),
    /// A name, a number, an address.
    Code(&'static str),
    /// A concept of the organisation's own, of a class, and each term that it means with the property for such terms.
    Own(&'static str, &'static str, &'static [(&'static str, &'static Terms)]),
    /// What this row is called, and below which terms it falls.
    Named(&'static Terms),
    /// A word of the record's own vocabulary: that word, and what it thereby says.
    Word(&'static [Meaning]),
    /// A point of the Regulation: as written, and the term for it.
    Article(&'static str),
    Country,
    Duration,
    /// A node of its own, of a class or two, called after one of its fields.
    Row(&'static str, &'static [&'static str], &'static str),
    /// Fields of this very node.
    Same,
    /// An agreement, said by who takes part; what cannot be one stays what was written.
    Party,
    /// Nothing of the register.
    Elsewhere,
}

use Means::{Article, Code, Country, Duration, Elsewhere, Named, Own, Party, Row, Same, Word, Words};

#[rustfmt::skip]
const OF_AN_ACTIVITY: &[(&str, Means)] = &[
    ("name", Words("dct:title")),
    ("controllers", Party),
    ("processors", Party),
    ("owner", Own("dpv:hasResponsibleEntity", "dpv:OrganisationalUnit", &[])),
    ("purposes", Own("dpv:hasPurpose", "dpv:Purpose", &[("dpv:hasPurpose", &terms::PURPOSES)])),
    ("processing", Own("dpv:hasProcessing", "dpv:Processing", &[("dpv:hasProcessing", &terms::PROCESSING)])),
    ("subjects", Own("dpv:hasDataSubject", "dpv:DataSubject", &[("dpv:hasDataSubject", &terms::SUBJECTS)])),
    ("recipients", Own("dpv:hasRecipient", "dpv:Recipient", &[])),
    ("systems", Own("dpv:isImplementedUsingTechnology", "dpv:Technology", &[])),
    ("measures", Own("dpv:hasTechnicalOrganisationalMeasure", "dpv:TechnicalOrganisationalMeasure", &[
        ("dpv:hasTechnicalMeasure", &terms::TECHNICAL),
        ("dpv:hasOrganisationalMeasure", &terms::ORGANISATIONAL),
    ])),
    ("source", Word(terms::SOURCES)),
    ("legal_basis", Row("dpv:hasLegalBasis", &["dpv:LegalBasis"], "article")),
    ("legal_basis.article", Article("skos:broader")),
    ("personal_data", Row("dpv:hasPersonalData", &["dpv:PersonalData"], "category")),
    ("personal_data.category", Named(&terms::DATA)),
    ("personal_data.items", Own("skos:narrower", "dpv:PersonalData", &[("skos:narrower", &terms::DATA)])),
    ("personal_data.kind", Word(terms::KINDS)),
    ("personal_data.ground", Article("dpv:hasLegalBasis")),
    ("retention", Row("dpv:hasStorageCondition", &["dpv:StorageCondition", "dpv:StorageDuration"], "data")),
    ("retention.keep", Duration),
    ("transfers", Row("dpv:hasProcessing", &["dpv:CrossBorderTransfer"], "country")),
    ("transfers.country", Country),
    ("transfers.organisation", Own("dpv:hasDataImporter", "dpv:InternationalOrganisation", &[])),
    ("transfers.recipient", Own("dpv:hasDataImporter", "dpv:DataImporter", &[])),
    ("transfers.instrument", Word(terms::INSTRUMENTS)),
    ("transfers.derogation", Article("dpv:hasLegalBasis")),
    ("information", Row("dpv:hasNotice", &["dpv:PrivacyNotice"], "")),
    ("disclosures", Row("dpv:hasProcessing", &["dpv:Disclose"], "to")),
    ("disclosures.to", Own("dpv:hasRecipientThirdParty", "dpv:ThirdParty", &[])),
    ("dpia", Row("dpv:hasImpactAssessment", &["dpv:DPIA"], "")),
    ("dpia.outcome", Word(terms::OUTCOMES)),
];

#[rustfmt::skip]
const OF_AN_ORGANISATION: &[(&str, Means)] = &[
    ("organisation", Same),
    ("organisation.name", Code("dpv:hasName")),
    ("organisation.trade_register", Code("dpv:hasIdentifier")),
    ("organisation.address", Code("dpv:hasAddress")),
    ("organisation.country", Country),
    ("organisation.email", Code("dpv:hasContact")),
    ("organisation.phone", Code("dpv:hasContact")),
    ("officer", Row("dpv:hasDataProtectionOfficer", &["dpv:DataProtectionOfficer"], "")),
    ("officer.name", Words("dpv:hasName")),
    ("officer.email", Code("dpv:hasContact")),
    ("officer.phone", Code("dpv:hasContact")),
    ("representative", Row("dpv:hasRepresentative", &["dpv:Representative"], "")),
    ("representative.name", Code("dpv:hasName")),
    ("representative.email", Code("dpv:hasContact")),
    ("representative.phone", Code("dpv:hasContact")),
    ("representative.address", Code("dpv:hasAddress")),
    // How the tool works, and where the house knowingly deviates: nothing of the register.
    ("settings", Elsewhere),
    ("waivers", Elsewhere),
];

#[rustfmt::skip]
const OF_AN_AGREEMENT: &[(&str, Means)] = &[
    ("name", Words("dct:title")),
    ("counterparty.name", Code("dpv:hasName")),
    ("counterparty.contact", Words("dpv:hasContact")),
    ("counterparty.email", Code("dpv:hasContact")),
    ("counterparty.phone", Code("dpv:hasContact")),
    ("counterparty.incident_phone", Code("avg:incident_phone")),
    ("counterparty.address", Code("dpv:hasAddress")),
    ("counterparty.country", Country),
    ("subprocessors", Row("avg:subprocessors", &["dpv:DataSubProcessor"], "name")),
    ("subprocessors.name", Code("dpv:hasName")),
    ("subprocessors.country", Country),
    ("subprocessors.instrument", Word(terms::INSTRUMENTS)),
];

/// What a row says that the activity then says too, so that nobody must look into its rows: the property of the row, and
/// that of the activity.
pub(super) const SAID_TWICE: &[(&str, &str, &str)] = &[
    ("personal_data", "skos:broader", "dpv:hasPersonalData"),
    ("personal_data", "skos:narrower", "dpv:hasPersonalData"),
    ("personal_data", "dpv:hasLegalBasis", "dpv:hasLegalBasis"),
    ("legal_basis", "skos:broader", "dpv:hasLegalBasis"),
    ("transfers", "dpv:hasLegalBasis", "dpv:hasLegalBasis"),
    ("transfers", "dpv:hasThirdCountry", "dpv:hasThirdCountry"),
    ("transfers", "dpv:hasDataImporter", "dpv:hasDataImporter"),
    (
        "disclosures",
        "dpv:hasRecipientThirdParty",
        "dpv:hasRecipientThirdParty",
    ),
];

pub(super) fn table(kind: Kind) -> &'static [(&'static str, Means)] {
    match kind {
        Kind::Activity => OF_AN_ACTIVITY,
        Kind::Organisation => OF_AN_ORGANISATION,
        Kind::Agreement => OF_AN_AGREEMENT,
        Kind::Request | Kind::Incident => &[],
    }
}
