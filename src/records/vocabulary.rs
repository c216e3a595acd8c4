//! The words that records are written in: the Regulation's own, in kebab-case.

use std::borrow::Cow;
use std::fmt;

use chrono::NaiveDate;
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::de::{Error, Unexpected, Visitor};
use serde::{Deserialize, Deserializer};

use crate::time::{Moment, Term, term};

use super::country;

/// Derives what every vocabulary word needs, and its kebab-case spelling.
macro_rules! words {
    ($(#[$doc:meta])* $name:ident { $($(#[$word_doc:meta])* $word:ident $(= $spelt:literal)?),+ $(,)? }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, JsonSchema)]
        #[serde(rename_all = "kebab-case")]
        pub enum $name { $($(#[$word_doc])* $(#[serde(rename = $spelt)])? $word),+ }
    };
}

/// Says how editors see a type that is written as one value; the walker tells the types apart by `x-avg`.
macro_rules! schema_of {
    ($name:ident, $schema:expr) => {
        impl JsonSchema for $name {
            fn schema_name() -> Cow<'static, str> {
                stringify!($name).into()
            }

            fn inline_schema() -> bool {
                true
            }

            fn json_schema(_: &mut SchemaGenerator) -> Schema {
                $schema
            }
        }
    };
}

words! {
    /// Our role in a processing activity, article 4(7) and (8), 26.
    ActivityRole { Controller, JointController, Processor }
}
words! {
    /// Our side of a processor agreement, article 28; or that it is an arrangement between joint controllers, article 26.
    AgreementRole { Controller, Processor, JointController }
}
words! {
    /// In which role an incident or a request meets us. `both`: the same breach touches our own data and a controller's.
    IncidentRole { Controller, Processor, Both }
}
words! {
    /// In which role a request meets us. `processor`: passed on to us, or received by us, for a controller.
    RequestRole { Controller, Processor }
}
words! {
    /// From whom a request reached us.
    ReceivedFrom { Subject, Controller }
}
words! {
    /// Where personal data come from, articles 13 and 14.
    DataSource { Subject, Public, ThirdParty }
}
words! {
    /// The kinds of personal data that the law treats apart: a national identification number (article 87, UAVG 46),
    /// criminal convictions and offences (article 10), and the special categories of article 9(1).
    DataKind {
        Ordinary,
        NationalId,
        Criminal,
        RacialOrEthnicOrigin,
        PoliticalOpinions,
        ReligiousOrPhilosophicalBeliefs,
        TradeUnionMembership,
        Genetic,
        Biometric,
        Health,
        SexLife,
        SexualOrientation,
    }
}
words! {
    /// Whether a retention term is a statutory minimum or the moment by which data must be gone.
    RetentionLimit { Minimum, Maximum }
}
words! {
    /// The ground of a transfer to a third country, chapter V.
    TransferInstrument {
        Adequacy,
        Scc,
        Bcr,
        CodeOfConduct,
        Certification,
        AdHoc,
        /// Between public bodies, 46(2)(a) and 46(3)(b).
        PublicInstrument,
        Derogation,
    }
}
words! {
    /// Why personal data were disclosed to a third party.
    DisclosureGround { Purpose, Law, Consent }
}
words! {
    /// The nine criteria of WP248 for processing that is likely to result in a high risk.
    DpiaCriterion {
        EvaluationOrScoring,
        AutomatedDecision,
        SystematicMonitoring,
        SensitiveData,
        LargeScale,
        MatchingOrCombining,
        VulnerableSubjects,
        InnovativeTechnology,
        PreventsRightOrService,
    }
}
words! {
    /// The risk that is left after the measures of a data protection impact assessment, article 36(1).
    DpiaOutcome { Low, HighResidual }
}
words! {
    /// What the controller chose at the end of an agreement, article 28(3)(g).
    EndChoice { Return, Erase }
}
words! {
    /// The right that a request relies on.
    Right {
        /// Article 15.
        Access,
        /// Article 16.
        Rectification,
        /// Article 17.
        Erasure,
        /// Article 18.
        Restriction,
        /// Article 20.
        Portability,
        /// Article 21(1).
        Objection,
        /// Article 21(2) and (3).
        MarketingObjection,
        /// Article 22.
        AutomatedDecision,
        /// Article 7(3).
        WithdrawConsent,
        /// A complaint to us.
        Complaint,
        /// A copy of the house's own privacy regulation.
        RegulationCopy,
        /// Handing all data over to another organisation.
        Transfer,
    }
}
words! {
    /// Who makes the request.
    Requester { Subject, LegalRepresentative, AuthorisedRepresentative }
}
words! {
    /// The data subject's age, as far as it decides who may act (UAVG 5).
    Age {
        /// Sixteen or over.
        Adult,
         TwelveToFifteen = "12-15",
        UnderTwelve = "under-12",
    }
}
words! {
    /// What became of a request.
    Outcome { Granted, Partly, Refused, Withdrawn }
}
words! {
    /// How the data were given: a copy, article 15(3), or in a machine-readable format, article 20(1).
    AnswerForm { Copy, Inspection, MachineReadable }
}
words! {
    /// What a breach harms, article 4(12).
    BreachKind { Confidentiality, Integrity, Availability }
}
words! {
    /// Whether the data are unintelligible to others (encrypted, hashed), article 34(3)(a).
    Unintelligible { Yes, Partly, No }
}
words! {
    /// The risk to the rights and freedoms of natural persons, articles 33(1) and 34(1).
    Risk { Unlikely, Likely, High }
}
words! {
    /// Why people need not be informed, article 34(3)(a)–(c), UAVG 42.
    PeopleException { Encrypted, MeasuresTaken, Disproportionate, FinancialUndertaking }
}
words! {
    /// The language of messages and reports.
    Language { Nl, En }
}

/// The name under which serde asks for a date or moment, so that only TOML's own dates answer, never a quoted text.
pub(super) const MOMENT: &str = "avg::Moment";

/// A date without a time: `2026-03-27`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Date(pub NaiveDate);

impl<'de> Deserialize<'de> for Date {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        match Moment::deserialize(deserializer)? {
            Moment::Day(day) => Ok(Date(day)),
            moment => Err(D::Error::custom(format!("{moment} is not a date"))),
        }
    }
}

schema_of! { Date,
    json_schema!({ "type": "string", "pattern": r"^\d{4}-\d{2}-\d{2}$", "x-avg": "date" })
}

impl<'de> Deserialize<'de> for Moment {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct MomentVisitor;
        impl<'de> Visitor<'de> for MomentVisitor {
            type Value = Moment;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a date or a moment")
            }

            fn visit_newtype_struct<D: Deserializer<'de>>(self, deserializer: D) -> Result<Moment, D::Error> {
                String::deserialize(deserializer)?.parse().map_err(D::Error::custom)
            }
        }
        deserializer.deserialize_newtype_struct(MOMENT, MomentVisitor)
    }
}

schema_of! { Moment,
    json_schema!({
        "type": "string",
        "pattern": r"^\d{4}-\d{2}-\d{2}([Tt ]\d{2}:\d{2}(:\d{2}(\.\d+)?)?([Zz]|[+-]\d{2}:\d{2})?)?$",
        "x-avg": "moment",
    })
}

impl<'de> Deserialize<'de> for Term {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(D::Error::custom)
    }
}

schema_of! { Term,
    json_schema!({ "type": "string", "pattern": term::pattern(), "x-avg": "term" })
}

/// How long a duty may take: a term, or `without-delay`, which has no date.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Within {
    Term(Term),
    WithoutDelay,
}

/// The word for a period without a number.
pub const WITHOUT_DELAY: &str = "without-delay";

impl Within {
    pub fn term(self) -> Option<Term> {
        match self {
            Within::Term(term) => Some(term),
            Within::WithoutDelay => None,
        }
    }
}

impl fmt::Display for Within {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Within::Term(term) => term.fmt(f),
            Within::WithoutDelay => f.write_str(WITHOUT_DELAY),
        }
    }
}

impl<'de> Deserialize<'de> for Within {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let written = String::deserialize(deserializer)?;
        match written.as_str() {
            WITHOUT_DELAY => Ok(Within::WithoutDelay),
            term => term.parse().map(Within::Term).map_err(D::Error::custom),
        }
    }
}

schema_of! { Within,
    json_schema!({ "type": "string", "pattern": format!("{}|^{WITHOUT_DELAY}$", term::pattern()), "x-avg": "within" })
}

/// A country by its ISO 3166-1 alpha-2 code.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Country(pub String);

impl<'de> Deserialize<'de> for Country {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let code = String::deserialize(deserializer)?;
        if country::is_code(&code) {
            Ok(Country(code))
        } else {
            Err(D::Error::invalid_value(
                Unexpected::Str(&code),
                &"a country code, ISO 3166-1 alpha-2",
            ))
        }
    }
}

schema_of! { Country,
    json_schema!({ "type": "string", "enum": country::CODES, "x-avg": "country" })
}

/// A reference to a processor agreement: `agreements/klant-a`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AgreementRef(pub String);

impl<'de> Deserialize<'de> for AgreementRef {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let name = String::deserialize(deserializer)?;
        if is_agreement_name(&name) {
            Ok(AgreementRef(name))
        } else {
            Err(D::Error::invalid_value(
                Unexpected::Str(&name),
                &"agreements/ and the file's name",
            ))
        }
    }
}

pub(super) fn is_agreement_name(name: &str) -> bool {
    name.strip_prefix("agreements/").is_some_and(is_kebab_case)
}

/// Lower-case letters and digits, joined by single hyphens: the form of every id.
pub fn is_kebab_case(id: &str) -> bool {
    id.split('-')
        .all(|part| !part.is_empty() && part.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit()))
}

schema_of! { AgreementRef,
    json_schema!({ "type": "string", "pattern": "^agreements/[a-z0-9]+(-[a-z0-9]+)*$", "x-avg": "agreement" })
}

/// An amount of the ENISA method in whole quarters, so that no sum is ever a float: `0.75` is three.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Quarters(pub u8);

impl Quarters {
    /// Quarters of a number that is a multiple of 0.25 and at most 1.
    pub fn of(number: f64) -> Option<Quarters> {
        [0.0, 0.25, 0.5, 0.75, 1.0]
            .into_iter()
            .zip(0..)
            .find_map(|(quarter, count)| (number == quarter).then_some(Quarters(count)))
    }
}

impl<'de> Deserialize<'de> for Quarters {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let number = f64::deserialize(deserializer)?;
        Quarters::of(number)
            .ok_or_else(|| D::Error::invalid_value(Unexpected::Float(number), &"0, 0.25, 0.5, 0.75 or 1"))
    }
}

schema_of! { Quarters,
    json_schema!({ "type": "number", "enum": [0, 0.25, 0.5, 0.75, 1], "x-avg": "quarters" })
}
