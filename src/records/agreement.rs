//! `agreements/*.toml`: a processor agreement, article 28.

use schemars::JsonSchema;
use serde::Deserialize;

use crate::time::Term;

use super::vocabulary::{AgreementRole, Country, Date, EndChoice, TransferInstrument, Within};

/// One processor agreement, from either side.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(title = "agreements/*.toml")]
pub struct Agreement {
    pub name: String,
    pub our_role: AgreementRole,
    /// Article 28(9): in writing, electronic form included.
    pub signed_on: Option<Date>,
    /// When it took effect. Optional.
    pub effective_on: Option<Date>,
    /// When the services ended.
    pub ended_on: Option<Date>,
    pub counterparty: Counterparty,
    #[serde(default)]
    pub clauses: Clauses,
    #[serde(default)]
    pub terms: Terms,
    /// What is processed, a row a purpose.
    #[serde(default)]
    pub processing: Vec<ProcessingRow>,
    /// Optional where there are none.
    #[serde(default)]
    pub subprocessors: Vec<Subprocessor>,
    /// By which the processor shows its guarantees, 28(1). Optional.
    #[serde(default)]
    pub certificates: Vec<Certificate>,
    /// Audits by or for the controller, 28(3)(h). Optional.
    #[serde(default)]
    pub audits: Vec<Audit>,
    pub end: Option<AgreementEnd>,
    /// Technical and organisational measures agreed, article 32. Optional as processor.
    #[serde(default)]
    pub measures: Vec<String>,
}

/// The other party.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Counterparty {
    pub name: String,
    /// Number in the trade register (KvK). Optional.
    pub trade_register: Option<String>,
    /// A function, never a person's name. Optional.
    pub contact: Option<String>,
    /// Optional where another way to reach them is given.
    pub email: Option<String>,
    /// Optional where another way to reach them is given.
    pub phone: Option<String>,
    /// Where an incident is reported at night. Optional where an email is given.
    pub incident_phone: Option<String>,
    /// Optional where another way to reach them is given.
    pub address: Option<String>,
    /// ISO 3166-1 alpha-2. Optional: within the EEA when absent.
    pub country: Option<Country>,
}

/// Where the text regulates each element of article 28. A missing key is a gap; `""` says: looked, not there.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Clauses {
    /// 28(3), opening words.
    pub subject_matter: Option<String>,
    /// 28(3), opening words.
    pub duration: Option<String>,
    /// 28(3), opening words.
    pub nature: Option<String>,
    /// 28(3), opening words.
    pub purpose: Option<String>,
    /// The type of personal data, 28(3), opening words.
    pub data: Option<String>,
    /// The categories of data subjects, 28(3), opening words.
    pub subjects: Option<String>,
    /// The obligations and rights of the controller, 28(3), opening words.
    pub controller_rights: Option<String>,
    /// 28(3)(a).
    pub instructions: Option<String>,
    /// 28(3)(b).
    pub confidentiality: Option<String>,
    /// 28(3)(c).
    pub security: Option<String>,
    /// 28(3)(d) and 28(2).
    pub subprocessors: Option<String>,
    /// 28(3)(e).
    pub subject_rights: Option<String>,
    /// 28(3)(f).
    pub breach_and_dpia: Option<String>,
    /// 28(3)(g).
    pub return_or_erase: Option<String>,
    /// 28(3)(h).
    pub audit: Option<String>,
    /// 28(3), last sentence.
    pub infringing_instruction: Option<String>,
    /// 28(4), last sentence.
    pub liability_for_subprocessors: Option<String>,
    /// 28(3)(a): what the law requires without an instruction is told beforehand. Optional, like the six below: leave it
    /// out if nobody looked.
    pub instructions_exception: Option<String>,
    /// 28(3)(f) and 36: assistance with the prior consultation. Optional.
    pub prior_consultation: Option<String>,
    /// 28(3)(g): existing copies are deleted too. Optional.
    pub existing_copies: Option<String>,
    /// 28(3)(g): what still binds after the end, until no data are left. Optional.
    pub survival: Option<String>,
    /// 28(3)(h): all information necessary to demonstrate compliance, whatever limits the audits. Optional.
    pub audit_information: Option<String>,
    /// 28(4), first sentence: other processors get the same obligations. Optional.
    pub subprocessor_obligations: Option<String>,
    /// 28(9): the text changes only in writing, with the controller. Optional.
    pub changes: Option<String>,
    /// Between joint controllers, 26(1): who answers for what, above all for the data subjects' rights and the information.
    pub responsibilities: Option<String>,
    /// Between joint controllers, 26(2): that the essence is made available to the data subjects.
    pub essence_available: Option<String>,
}

/// The periods that this contract sets.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Terms {
    /// From the processor's discovery of a breach to the controller's knowing of it, 33(2).
    pub breach_notice: Option<WithinTerm>,
    /// From the receipt of a request to the processor's help with it, 28(3)(e). Optional.
    pub request_assistance: Option<WithinTerm>,
    /// From the processor's receipt of a request to its passing on to the controller. Optional.
    pub request_forwarding: Option<WithinTerm>,
    /// How long before a change of sub-processors the controller must know of it, 28(2).
    /// Optional where there are no sub-processors.
    pub subprocessor_notice: Option<AheadTerm>,
    /// From the receipt of that notice to the controller's objection, 28(2). Optional.
    pub subprocessor_objection: Option<ObjectionTerm>,
    /// From the end of the services to the return or erasure of the data, 28(3)(g).
    pub return_or_erase: Option<WithinTerm>,
    /// How often the controller may audit, 28(3)(h). Optional.
    pub audit: Option<AuditTerm>,
}

/// Something must be done within a period.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct WithinTerm {
    /// A term, or `without-delay`.
    pub within: Within,
    /// Optional: where the text says so.
    pub clause: Option<String>,
}

/// The time to object to a change of sub-processors.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ObjectionTerm {
    /// A term, or `without-delay`.
    pub within: Within,
    /// Optional: where the text says so.
    pub clause: Option<String>,
    /// Where the text says that silence approves, such as 11.4; the law does not say it. Optional: only where the text does.
    pub deemed_approval: Option<String>,
}

/// Something must be done so long before a moment.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct AheadTerm {
    pub ahead: Term,
    /// Optional: where the text says so.
    pub clause: Option<String>,
}

/// Something may be done at most so often.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct AuditTerm {
    pub at_most_every: Term,
    /// Optional: where the text says so.
    pub clause: Option<String>,
}

/// One purpose of the processing, with what belongs to it.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ProcessingRow {
    pub purpose: Option<String>,
    #[serde(default)]
    pub subjects: Vec<String>,
    #[serde(default)]
    pub personal_data: Vec<String>,
    pub duration: Option<String>,
    /// Why data that are seldom needed are needed here, article 5(1)(c). Optional.
    pub necessity: Option<String>,
    /// The groups of staff with access. Optional.
    #[serde(default)]
    pub staff: Vec<String>,
    #[serde(default)]
    pub operations: Vec<String>,
}

/// A processor that the processor engages, 28(2) and 28(4).
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Subprocessor {
    pub name: Option<String>,
    /// ISO 3166-1 alpha-2. Optional: within the EEA when absent.
    pub country: Option<Country>,
    /// What it does. Optional.
    pub service: Option<String>,
    /// Outside the EEA: on which ground the data go there, chapter V. Optional.
    pub instrument: Option<TransferInstrument>,
    /// Whether the instrument's own condition holds. Optional.
    pub condition_met: Option<bool>,
    /// When the change was announced to the controller. Optional where the receipt is known.
    pub notified_on: Option<Date>,
    /// When the announcement reached the controller. Optional where the sending is known.
    pub received_on: Option<Date>,
    /// When the sub-processor starts. Optional for those that were there at signing.
    pub effective_on: Option<Date>,
    /// When the controller objected. Optional.
    pub objected_on: Option<Date>,
}

/// A certificate by which the processor shows its guarantees, 28(1) and 32; 28(5) is only for what articles 40 and 42 approve.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Certificate {
    pub standard: Option<String>,
    pub valid_until: Option<Date>,
}

/// An audit by or for the controller, 28(3)(h).
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Audit {
    /// When. Optional.
    pub performed_on: Option<Date>,
    /// By whom: an office or function. Optional.
    pub by: Option<String>,
}

/// What happened to the data after the end, 28(3)(g).
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct AgreementEnd {
    pub choice: Option<EndChoice>,
    pub completed_on: Option<Date>,
}
