//! `register/*.toml`: a processing activity, article 30.

use schemars::JsonSchema;
use serde::Deserialize;

use crate::time::Term;

use super::vocabulary::{
    ActivityRole, AgreementRef, Country, DataKind, DataSource, Date, DisclosureGround, DpiaCriterion, DpiaOutcome,
    RetentionLimit, TransferInstrument,
};

/// One entry of the record of processing activities.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(title = "register/*.toml")]
pub struct Activity {
    pub name: String,
    pub role: ActivityRole,
    /// As processor or joint controller: the agreements with those on whose behalf, or with whom, article 30(2)(a).
    #[serde(default)]
    pub controllers: Vec<AgreementRef>,
    /// Who answers for the activity inside the organisation: a department or function. Optional.
    pub owner: Option<String>,
    /// Article 30(1)(b).
    #[serde(default)]
    pub purposes: Vec<String>,
    /// As processor: the categories of processing, article 30(2)(b).
    #[serde(default)]
    pub processing: Vec<String>,
    /// Article 6(1).
    #[serde(default)]
    pub legal_basis: Vec<LegalBasis>,
    /// Categories of data subjects, article 30(1)(c). Optional as processor.
    #[serde(default)]
    pub subjects: Vec<String>,
    /// Categories of recipients, article 30(1)(d). `[]` says: none, on purpose. Optional as processor.
    #[serde(default)]
    pub recipients: Vec<String>,
    /// The systems in which the data are. Optional.
    #[serde(default)]
    pub systems: Vec<String>,
    /// The agreements with our processors, article 28(3). `[]` says: none, on purpose.
    #[serde(default)]
    pub processors: Vec<AgreementRef>,
    /// Which roles have access. Optional.
    #[serde(default)]
    pub access: Vec<String>,
    /// Where the data come from, articles 13 and 14. Optional.
    pub source: Option<DataSource>,
    /// A general description of the security measures, article 30(1)(g), 30(2)(d), 32(1).
    #[serde(default)]
    pub measures: Vec<String>,
    /// Optional: when the entry was last gone through.
    pub reviewed_on: Option<Date>,
    /// Categories of personal data, article 30(1)(c). Optional as processor.
    #[serde(default)]
    pub personal_data: Vec<PersonalData>,
    /// Envisaged time limits for erasure, article 30(1)(f). Optional as processor.
    #[serde(default)]
    pub retention: Vec<Retention>,
    /// Transfers to third countries, article 30(1)(e), 30(2)(c), chapter V.
    #[serde(default)]
    pub transfers: Vec<Transfer>,
    /// How the data subjects are informed of the processing, articles 13 and 14. Optional.
    pub information: Option<Information>,
    /// Disclosures to third parties.
    #[serde(default)]
    pub disclosures: Vec<Disclosure>,
    pub dpia: Option<Dpia>,
}

/// A legal basis and the proof that it needs.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct LegalBasis {
    /// `6(1)(a)` to `6(1)(f)`.
    pub article: Option<String>,
    /// For 6(1)(c) and (e): the law that lays the obligation or the task down.
    pub law: Option<String>,
    /// For 6(1)(f): the interest, and where the balancing is recorded.
    pub interest: Option<String>,
    /// For 6(1)(f): when the interest was weighed against those of the data subjects. Optional.
    pub balanced_on: Option<Date>,
    /// For 6(1)(a): where the consent is recorded, article 7(1).
    pub consent: Option<String>,
}

/// A category of personal data.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct PersonalData {
    /// Optional as processor.
    pub category: Option<String>,
    /// Optional: what the category consists of.
    #[serde(default)]
    pub items: Vec<String>,
    /// `ordinary` when absent. Optional.
    pub kind: Option<DataKind>,
    /// The law on which the use of a national identification number (UAVG 46), of criminal data (article 10) or of a
    /// special category (UAVG 23–30) rests.
    pub law: Option<String>,
    /// Why a special category may be processed: `9(2)(a)` to `9(2)(j)`.
    pub ground: Option<String>,
    /// Why data that are seldom needed are needed here, article 5(1)(c). Optional.
    pub necessity: Option<String>,
}

/// How long a set of data is kept.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Retention {
    /// Optional as processor.
    pub data: Option<String>,
    /// Optional as processor.
    pub keep: Option<Term>,
    /// The event from which the term runs. Optional as processor.
    pub from: Option<String>,
    /// The law or rule that sets the term. Optional as processor.
    pub basis: Option<String>,
    /// Optional as processor.
    pub limit: Option<RetentionLimit>,
}

/// A transfer to a third country or an international organisation.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Transfer {
    /// ISO 3166-1 alpha-2.
    pub country: Option<Country>,
    /// In place of a country: the international organisation.
    pub organisation: Option<String>,
    /// Who gets the data there. Optional.
    pub recipient: Option<String>,
    pub instrument: Option<TransferInstrument>,
    /// Whether the instrument's own condition holds, for example that the recipient is certified.
    pub condition_met: Option<bool>,
    /// When the law and practice of the country were assessed (an instrument of article 46), or the derogation (49).
    pub assessment_on: Option<Date>,
    /// With `derogation`: which one, `49(1)(a)` to `49(1)(g)`, or `49(1)` for the second subparagraph.
    pub derogation: Option<String>,
    /// The last day on which the instrument holds: of a certification or of contract clauses. Optional.
    pub valid_until: Option<Date>,
}

/// How and when the data subjects were informed, articles 13 and 14.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Information {
    /// When the data were collected from the data subject (13), or obtained elsewhere (14).
    pub collected_on: Option<Date>,
    pub given_on: Option<Date>,
    /// Where the information can be read: the notice and its version. Optional.
    pub means: Option<String>,
}

/// A disclosure to a third party.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Disclosure {
    pub to: Option<String>,
    pub disclosed_on: Option<Date>,
    pub ground: Option<DisclosureGround>,
    /// Reference to the written consent.
    pub consent: Option<String>,
    pub subjects_informed_on: Option<Date>,
}

/// The data protection impact assessment, articles 35 and 36.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Dpia {
    /// The criteria of WP248 that the activity meets.
    #[serde(default)]
    pub criteria: Vec<DpiaCriterion>,
    /// Whether the activity is on the supervisory authority's list of article 35(4).
    pub authority_list: Option<bool>,
    pub done_on: Option<Date>,
    pub outcome: Option<DpiaOutcome>,
    /// When the data protection officer advised on it, article 35(2). Optional.
    pub officer_advised_on: Option<Date>,
    pub review_by: Option<Date>,
    /// When the supervisory authority was consulted, article 36(1).
    pub consulted_on: Option<Date>,
    /// When the authority told that it takes six weeks more, article 36(2).
    pub advice_extended_on: Option<Date>,
    /// When the authority's advice came.
    pub advice_received_on: Option<Date>,
}
