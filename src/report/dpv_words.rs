//! The tables of [`super::dpv_terms`]: what people write in Dutch and English, the words that a record knows, and the terms for them.

use super::dpv_terms::{How, Terms};

#[rustfmt::skip]
pub(super) const PURPOSES: Terms = Terms {
    how: How::Head,
    phrases: &[
        ("account management", &["dpv:AccountManagement"]),
        ("accounts beheren", &["dpv:AccountManagement"]),
        ("afdragen van loonheffingen", &["dpv:LegalCompliance"]),
        ("afdragen van loonheffingen en premies", &["dpv:LegalCompliance"]),
        ("betalingen verwerken", &["dpv:PaymentManagement"]),
        ("customer care", &["dpv:CustomerCare"]),
        ("customer relationship management", &["dpv:CustomerManagement"]),
        ("customer service", &["dpv:CustomerCare"]),
        ("direct marketing", &["dpv:DirectMarketing"]),
        ("facturatie", &["dpv:PaymentManagement"]),
        ("facturen verzenden", &["dpv:PaymentManagement"]),
        ("factureren", &["dpv:PaymentManagement"]),
        ("identity verification", &["dpv:IdentityVerification"]),
        ("invoicing", &["dpv:PaymentManagement"]),
        ("klantbeheer", &["dpv:CustomerManagement"]),
        ("klantenservice", &["dpv:CustomerCare"]),
        ("leveranciersbeheer", &["dpv:VendorManagement"]),
        ("loonadministratie", &["dpv:PersonnelPayment"]),
        ("loonbetaling", &["dpv:PersonnelPayment"]),
        ("nakomen van een wettelijke verplichting", &["dpv:LegalCompliance"]),
        ("paying salaries", &["dpv:PersonnelPayment"]),
        ("payment of salaries", &["dpv:PersonnelPayment"]),
        ("payment of wages", &["dpv:PersonnelPayment"]),
        ("payroll", &["dpv:PersonnelPayment"]),
        ("performance of a contract", &["dpv:FulfilmentOfContractualObligation"]),
        ("performance of the contract", &["dpv:FulfilmentOfContractualObligation"]),
        ("personeelsadministratie", &["dpv:PersonnelManagement"]),
        ("personeelsbeheer", &["dpv:PersonnelManagement"]),
        ("personeelszaken", &["dpv:PersonnelManagement"]),
        ("personnel management", &["dpv:PersonnelManagement"]),
        ("recruitment", &["dpv:RecruitmentManagement"]),
        ("relatiebeheer", &["dpv:CustomerManagement"]),
        ("salarisadministratie", &["dpv:PersonnelPayment"]),
        ("salarisbetaling", &["dpv:PersonnelPayment"]),
        ("uitbetalen van loon", &["dpv:PersonnelPayment"]),
        ("uitbetalen van salaris", &["dpv:PersonnelPayment"]),
        ("uitbetalen van salarissen", &["dpv:PersonnelPayment"]),
        ("uitvoeren van de overeenkomst", &["dpv:FulfilmentOfContractualObligation"]),
        ("uitvoeren van overeenkomsten", &["dpv:FulfilmentOfContractualObligation"]),
        ("uitvoering van de overeenkomst", &["dpv:FulfilmentOfContractualObligation"]),
        ("uitvoering van overeenkomsten", &["dpv:FulfilmentOfContractualObligation"]),
        ("vendor management", &["dpv:VendorManagement"]),
        ("voldoen aan de fiscale bewaarplicht", &["dpv:LegalCompliance"]),
        ("voldoen aan een wettelijke verplichting", &["dpv:LegalCompliance"]),
        ("voldoen aan wettelijke verplichtingen", &["dpv:LegalCompliance"]),
        ("werving", &["dpv:RecruitmentManagement"]),
        ("werving en selectie", &["dpv:RecruitmentManagement"]),
    ],
};

#[rustfmt::skip]
pub(super) const PROCESSING: Terms = Terms {
    how: How::Head,
    phrases: &[
        ("analyseren", &["dpv:Analyse"]),
        ("analysing", &["dpv:Analyse"]),
        ("bewaren", &["dpv:Store"]),
        ("combineren", &["dpv:Combine"]),
        ("combining", &["dpv:Combine"]),
        ("consultation", &["dpv:Consult"]),
        ("consulting", &["dpv:Consult"]),
        ("delen", &["dpv:Share"]),
        ("doorzenden", &["dpv:Transmit"]),
        ("erasing", &["dpv:Erase"]),
        ("erasure", &["dpv:Erase"]),
        ("opslaan", &["dpv:Store"]),
        ("opslag", &["dpv:Store"]),
        ("opvragen", &["dpv:Retrieve"]),
        ("ordenen", &["dpv:Organise"]),
        ("raadplegen", &["dpv:Consult"]),
        ("retrieval", &["dpv:Retrieve"]),
        ("sharing", &["dpv:Share"]),
        ("storage", &["dpv:Store"]),
        ("storing", &["dpv:Store"]),
        ("structureren", &["dpv:Structure"]),
        ("structuring", &["dpv:Structure"]),
        ("tonen", &["dpv:Display"]),
        ("verstrekken", &["dpv:Disclose"]),
        ("verzamelen", &["dpv:Collect"]),
        ("wijzigen", &["dpv:Modify"]),
        ("wissen", &["dpv:Erase"]),
    ],
};

#[rustfmt::skip]
pub(super) const SUBJECTS: Terms = Terms {
    how: How::Head,
    phrases: &[
        ("abonnees", &["dpv:Subscriber"]),
        ("applicants", &["dpv:JobApplicant"]),
        ("bezoekers", &["dpv:Visitor"]),
        ("burgers", &["dpv:Citizen"]),
        ("children", &["dpv:Child"]),
        ("citizens", &["dpv:Citizen"]),
        ("clients", &["dpv:Client"]),
        ("cliënten", &["dpv:Client"]),
        ("customers", &["dpv:Customer"]),
        ("deelnemers", &["dpv:Participant"]),
        ("eigen medewerkers", &["dpv:Employee"]),
        ("employees", &["dpv:Employee"]),
        ("gebruikers", &["dpv:User"]),
        ("job applicants", &["dpv:JobApplicant"]),
        ("kinderen", &["dpv:Child"]),
        ("klanten", &["dpv:Customer"]),
        ("leden", &["dpv:Member"]),
        ("medewerkers", &["dpv:Employee"]),
        ("members", &["dpv:Member"]),
        ("participants", &["dpv:Participant"]),
        ("patients", &["dpv:Patient"]),
        ("patiënten", &["dpv:Patient"]),
        ("personeel", &["dpv:Employee"]),
        ("sollicitanten", &["dpv:JobApplicant"]),
        ("staff", &["dpv:Employee"]),
        ("studenten", &["dpv:Student"]),
        ("students", &["dpv:Student"]),
        ("subscribers", &["dpv:Subscriber"]),
        ("users", &["dpv:User"]),
        ("visitors", &["dpv:Visitor"]),
        ("werknemers", &["dpv:Employee"]),
    ],
};

#[rustfmt::skip]
pub(super) const DATA: Terms = Terms {
    how: How::Whole,
    phrases: &[
        ("address", &["pd:PhysicalAddress"]),
        ("addresses", &["pd:PhysicalAddress"]),
        ("adres", &["pd:PhysicalAddress"]),
        ("adresgegevens", &["pd:PhysicalAddress"]),
        ("adressen", &["pd:PhysicalAddress"]),
        ("bank account", &["pd:BankAccount"]),
        ("bank account number", &["pd:BankAccount"]),
        ("bankrekening", &["pd:BankAccount"]),
        ("bankrekeningnummer", &["pd:BankAccount"]),
        ("beoordeling", &["pd:ProfessionalEvaluation"]),
        ("beoordelingen", &["pd:ProfessionalEvaluation"]),
        ("bsn", &["pd:OfficialID"]),
        ("burgerservicenummer", &["pd:OfficialID"]),
        ("citizen service number", &["pd:OfficialID"]),
        ("contact details", &["pd:Contact"]),
        ("contactgegevens", &["pd:Contact"]),
        ("date of birth", &["pd:BirthDate"]),
        ("e mail", &["pd:EmailAddress"]),
        ("e mail address", &["pd:EmailAddress"]),
        ("e mail addresses", &["pd:EmailAddress"]),
        ("e mailadres", &["pd:EmailAddress"]),
        ("e mailadressen", &["pd:EmailAddress"]),
        ("email", &["pd:EmailAddress"]),
        ("email address", &["pd:EmailAddress"]),
        ("email addresses", &["pd:EmailAddress"]),
        ("financial data", &["pd:Financial"]),
        ("financiële gegevens", &["pd:Financial"]),
        ("foto", &["pd:Picture"]),
        ("foto s", &["pd:Picture"]),
        ("functie", &["pd:Job"]),
        ("geboortedatum", &["pd:BirthDate"]),
        ("gebruikersnaam", &["pd:Username"]),
        ("gebruikersnamen", &["pd:Username"]),
        ("gender", &["pd:Gender"]),
        ("geslacht", &["pd:Gender"]),
        ("gezondheidsgegevens", &["pd:Health"]),
        ("gps coördinaten", &["pd:GPSCoordinate"]),
        ("health data", &["pd:Health"]),
        ("iban", &["pd:BankAccount"]),
        ("ip address", &["pd:IPAddress"]),
        ("ip addresses", &["pd:IPAddress"]),
        ("ip adres", &["pd:IPAddress"]),
        ("ip adressen", &["pd:IPAddress"]),
        ("job title", &["pd:Job"]),
        ("locatiegegevens", &["pd:Location"]),
        ("location data", &["pd:Location"]),
        ("loginhistorie", &["pd:AuthenticationHistory"]),
        ("loon", &["pd:Salary"]),
        ("loongegevens", &["pd:Salary"]),
        ("mac adres", &["pd:MACAddress"]),
        ("mac adressen", &["pd:MACAddress"]),
        ("naam", &["pd:Name"]),
        ("name", &["pd:Name"]),
        ("namen", &["pd:Name"]),
        ("names", &["pd:Name"]),
        ("nationaliteit", &["pd:Nationality"]),
        ("nationality", &["pd:Nationality"]),
        ("naw", &["pd:Name", "pd:PhysicalAddress"]),
        ("naw gegevens", &["pd:Name", "pd:PhysicalAddress"]),
        ("paspoort", &["pd:Passport"]),
        ("passport", &["pd:Passport"]),
        ("password", &["pd:Password"]),
        ("passwords", &["pd:Password"]),
        ("phone number", &["pd:TelephoneNumber"]),
        ("phone numbers", &["pd:TelephoneNumber"]),
        ("postcode", &["pd:PostalCode"]),
        ("salaris", &["pd:Salary"]),
        ("salarisgegevens", &["pd:Salary"]),
        ("salary", &["pd:Salary"]),
        ("telefoonnummer", &["pd:TelephoneNumber"]),
        ("telefoonnummers", &["pd:TelephoneNumber"]),
        ("telephone number", &["pd:TelephoneNumber"]),
        ("telephone numbers", &["pd:TelephoneNumber"]),
        ("username", &["pd:Username"]),
        ("usernames", &["pd:Username"]),
        ("wachtwoord", &["pd:Password"]),
        ("wachtwoorden", &["pd:Password"]),
        ("werkgever", &["pd:CurrentEmployment"]),
        ("zakelijk e mailadres", &["pd:EmailAddressWork"]),
        ("zakelijk telefoonnummer", &["pd:TelephoneNumber"]),
        ("zakelijke contactgegevens", &["pd:Contact"]),
        ("zakelijke e mailadressen", &["pd:EmailAddressWork"]),
    ],
};

#[rustfmt::skip]
pub(super) const TECHNICAL: Terms = Terms {
    how: How::Anywhere,
    phrases: &[
        ("2fa", &["dpv:MultiFactorAuthentication"]),
        ("access control", &["dpv:AccessControlMethod"]),
        ("anonimisering", &["dpv:Anonymisation"]),
        ("anonymisation", &["dpv:Anonymisation"]),
        ("back up", &["dpv:DataBackupProtocols"]),
        ("back ups", &["dpv:DataBackupProtocols"]),
        ("backup", &["dpv:DataBackupProtocols"]),
        ("backups", &["dpv:DataBackupProtocols"]),
        ("dubbele authenticatie", &["dpv:MultiFactorAuthentication"]),
        ("encrypted", &["dpv:Encryption"]),
        ("encryptie", &["dpv:Encryption"]),
        ("encryption", &["dpv:Encryption"]),
        ("encryption at rest", &["dpv:EncryptionAtRest"]),
        ("encryption in transit", &["dpv:EncryptionInTransfer"]),
        ("encryption in transit and at rest", &["dpv:EncryptionInTransfer", "dpv:EncryptionAtRest"]),
        ("meervoudige authenticatie", &["dpv:MultiFactorAuthentication"]),
        ("mfa", &["dpv:MultiFactorAuthentication"]),
        ("multi factor authentication", &["dpv:MultiFactorAuthentication"]),
        ("pseudonimisering", &["dpv:Pseudonymisation"]),
        ("pseudonymisation", &["dpv:Pseudonymisation"]),
        ("reservekopie", &["dpv:DataBackupProtocols"]),
        ("reservekopieën", &["dpv:DataBackupProtocols"]),
        ("ssl", &["dpv:EncryptionInTransfer"]),
        ("tls", &["dpv:EncryptionInTransfer"]),
        ("toegang alleen met autorisatie", &["dpv:AccessControlMethod"]),
        ("toegang naar functie", &["dpv:AccessControlMethod"]),
        ("toegangsbeheer", &["dpv:AccessControlMethod"]),
        ("tweefactorauthenticatie", &["dpv:MultiFactorAuthentication"]),
        ("two factor authentication", &["dpv:MultiFactorAuthentication"]),
        ("versleutelde", &["dpv:Encryption"]),
        ("versleuteling", &["dpv:Encryption"]),
        ("versleuteling in opslag", &["dpv:EncryptionAtRest"]),
        ("versleuteling in transport", &["dpv:EncryptionInTransfer"]),
        ("versleuteling in transport en opslag", &["dpv:EncryptionInTransfer", "dpv:EncryptionAtRest"]),
    ],
};

#[rustfmt::skip]
pub(super) const ORGANISATIONAL: Terms = Terms {
    how: How::Anywhere,
    phrases: &[
        ("confidentiality agreement", &["dpv:ConfidentialityAgreement"]),
        ("geheimhoudingsovereenkomst", &["dpv:ConfidentialityAgreement"]),
        ("geheimhoudingsverklaring", &["dpv:ConfidentialityAgreement"]),
        ("informatiebeveiligingsbeleid", &["dpv:InformationSecurityPolicy"]),
        ("information security policy", &["dpv:InformationSecurityPolicy"]),
        ("iso 27001", &["dpv:Certification"]),
        ("logbeleid", &["dpv:LoggingPolicy"]),
        ("logging policy", &["dpv:LoggingPolicy"]),
        ("nda", &["dpv:NDA"]),
        ("nen 7510", &["dpv:Certification"]),
        ("security audit", &["dpv:SecurityAudit"]),
        ("staff training", &["dpv:StaffTraining"]),
        ("training van medewerkers", &["dpv:StaffTraining"]),
    ],
};

/// A word that a record may have, and what the node that has it thereby says.
pub(super) type Meaning = (&'static str, &'static [(&'static str, &'static str)]);

pub(super) const SOURCES: &[Meaning] = &[
    ("public", &[("dpv:hasDataSource", "dpv:PublicDataSource")]),
    ("subject", &[("dpv:hasDataSource", "dpv:DataSubjectDataSource")]),
    ("third-party", &[("dpv:hasDataSource", "dpv:ThirdPartyDataSource")]),
];

const SPECIAL: (&str, &str) = ("rdf:type", "dpv:SpecialCategoryPersonalData");

/// Of racial or ethnic origin and of religious or philosophical beliefs the record does not say which of the two.
pub(super) const KINDS: &[Meaning] = &[
    ("biometric", &[SPECIAL, ("skos:broader", "eu-gdpr:BiometricData")]),
    ("criminal", &[("skos:broader", "pd:Criminal")]),
    ("genetic", &[SPECIAL, ("skos:broader", "eu-gdpr:GeneticData")]),
    ("health", &[SPECIAL, ("skos:broader", "eu-gdpr:HealthData")]),
    ("national-id", &[("skos:broader", "pd:OfficialID")]),
    (
        "political-opinions",
        &[SPECIAL, ("skos:broader", "pd:PoliticalOpinion")],
    ),
    ("racial-or-ethnic-origin", &[SPECIAL]),
    ("religious-or-philosophical-beliefs", &[SPECIAL]),
    ("sex-life", &[SPECIAL, ("skos:broader", "pd:Sexual")]),
    (
        "sexual-orientation",
        &[SPECIAL, ("skos:broader", "pd:SexualPreference")],
    ),
    (
        "trade-union-membership",
        &[SPECIAL, ("skos:broader", "pd:TradeUnionMembership")],
    ),
];

/// Of a public instrument and of contract clauses the record does not say of which point of article 46 they are.
pub(super) const INSTRUMENTS: &[Meaning] = &[
    (
        "ad-hoc",
        &[
            ("dpv:hasLegalBasis", "eu-gdpr:A46-3-a"),
            ("dpv:hasOrganisationalMeasure", "eu-gdpr:AdHocContractualClauses"),
        ],
    ),
    (
        "adequacy",
        &[
            ("dpv:hasLegalBasis", "eu-gdpr:A45-3"),
            ("dpv:hasLegalBasis", "eu-gdpr:AdequacyDecision"),
        ],
    ),
    (
        "bcr",
        &[
            ("dpv:hasLegalBasis", "eu-gdpr:A46-2-b"),
            ("dpv:hasOrganisationalMeasure", "eu-gdpr:BindingCorporateRules"),
        ],
    ),
    (
        "certification",
        &[
            ("dpv:hasLegalBasis", "eu-gdpr:A46-2-f"),
            (
                "dpv:hasOrganisationalMeasure",
                "eu-gdpr:CertificationMechanismsForDataTransfers",
            ),
        ],
    ),
    (
        "code-of-conduct",
        &[
            ("dpv:hasLegalBasis", "eu-gdpr:A46-2-e"),
            ("dpv:hasOrganisationalMeasure", "eu-gdpr:CodesOfConductForDataTransfers"),
        ],
    ),
    (
        "scc",
        &[("dpv:hasOrganisationalMeasure", "eu-gdpr:StandardContractualClauses")],
    ),
];

pub(super) const OUTCOMES: &[Meaning] = &[
    (
        "high-residual",
        &[("dpv:hasStatus", "eu-gdpr:DPIAOutcomeHighResidualRisk")],
    ),
    ("low", &[("dpv:hasStatus", "eu-gdpr:DPIAIndicatesLowRisk")]),
];

/// The points of articles 6, 9 and 49 that the vocabulary has as legal bases. Its `A49-2` is 49(1), second subparagraph.
#[rustfmt::skip]
pub(super) const ARTICLES: &[(&str, &str)] = &[
    ("49(1)", "eu-gdpr:A49-2"), ("49(1)(a)", "eu-gdpr:A49-1-a"), ("49(1)(b)", "eu-gdpr:A49-1-b"),
    ("49(1)(c)", "eu-gdpr:A49-1-c"), ("49(1)(d)", "eu-gdpr:A49-1-d"), ("49(1)(e)", "eu-gdpr:A49-1-e"),
    ("49(1)(f)", "eu-gdpr:A49-1-f"), ("49(1)(g)", "eu-gdpr:A49-1-g"),
    ("6(1)(a)", "eu-gdpr:A6-1-a"), ("6(1)(b)", "eu-gdpr:A6-1-b"), ("6(1)(c)", "eu-gdpr:A6-1-c"),
    ("6(1)(d)", "eu-gdpr:A6-1-d"), ("6(1)(e)", "eu-gdpr:A6-1-e"), ("6(1)(f)", "eu-gdpr:A6-1-f"),
    ("9(2)(a)", "eu-gdpr:A9-2-a"), ("9(2)(b)", "eu-gdpr:A9-2-b"), ("9(2)(c)", "eu-gdpr:A9-2-c"),
    ("9(2)(d)", "eu-gdpr:A9-2-d"), ("9(2)(e)", "eu-gdpr:A9-2-e"), ("9(2)(f)", "eu-gdpr:A9-2-f"),
    ("9(2)(g)", "eu-gdpr:A9-2-g"), ("9(2)(h)", "eu-gdpr:A9-2-h"), ("9(2)(i)", "eu-gdpr:A9-2-i"),
    ("9(2)(j)", "eu-gdpr:A9-2-j"),
];

/// The European Economic Area, with what of France overseas and of Finland belongs to the Union: a country outside it is a
/// third country.
#[rustfmt::skip]
pub(super) const EEA: &[&str] = &[
    "AT", "AX", "BE", "BG", "CY", "CZ", "DE", "DK", "EE", "ES", "FI", "FR", "GF", "GP", "GR", "HR", "HU", "IE", "IS", "IT",
    "LI", "LT", "LU", "LV", "MF", "MQ", "MT", "NL", "NO", "PL", "PT", "RE", "RO", "SE", "SI", "SK", "YT",
];
