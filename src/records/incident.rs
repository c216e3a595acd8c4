//! `incidents/*.toml`: a suspected or established personal data breach, articles 33 and 34.

use schemars::JsonSchema;
use serde::Deserialize;

use crate::time::Moment;

use super::vocabulary::{
    AgreementRef, BreachKind, Date, IncidentRole, PeopleException, Quarters, Risk, Unintelligible,
};

/// One incident, from the first signal on. Every breach is recorded, notified or not: article 33(5).
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(title = "incidents/*.toml")]
pub struct Incident {
    /// The first signal.
    pub discovered_at: Moment,
    pub summary: String,
    /// Absent: not decided yet.
    pub role: Option<IncidentRole>,
    /// When we were reasonably certain that it is a breach: starts the 72 hours. Absent: `discovered_at`. Optional.
    pub aware_at: Option<Moment>,
    /// When it began, as the authority's form asks. Optional.
    pub began_at: Option<Moment>,
    /// When it ended. Optional.
    pub ended_at: Option<Moment>,
    /// Whether it still goes on. Optional.
    pub ongoing: Option<bool>,
    /// Absent: under investigation. `false`: not a breach, with the reason in `risk_reason`.
    pub breach: Option<bool>,
    #[serde(default)]
    pub kinds: Vec<BreachKind>,
    pub cause: Option<String>,
    /// Categories of data subjects, 33(3)(a).
    #[serde(default)]
    pub subjects: Vec<String>,
    /// Approximate number of data subjects, 33(3)(a).
    pub subjects_count: Option<Count>,
    /// Categories of personal data, 33(3)(a).
    #[serde(default)]
    pub personal_data: Vec<String>,
    /// Approximate number of personal data records, 33(3)(a).
    pub records_count: Option<Count>,
    /// Whether special categories (article 9) or criminal data (article 10) are among them. Optional.
    pub special_data: Option<bool>,
    /// Optional: whether the data are unintelligible to others (encrypted, hashed), article 34(3)(a).
    pub unintelligible: Option<Unintelligible>,
    /// 33(3)(c).
    #[serde(default)]
    pub consequences: Vec<String>,
    /// 33(3)(d).
    #[serde(default)]
    pub measures: Vec<String>,
    /// Where more information can be obtained, 33(3)(b).
    pub contact: Option<String>,
    /// Absent: not assessed.
    pub risk: Option<Risk>,
    pub risk_reason: Option<String>,
    /// ENISA's method, if it is used. Optional.
    pub severity: Option<Severity>,
    /// Optional, unless the house's rules ask for one.
    pub adviser: Option<Adviser>,
    pub authority: Option<AuthorityNotice>,
    /// As processor: every controller affected, 33(2).
    #[serde(default)]
    pub controllers: Vec<ControllerNotice>,
    pub people: Option<PeopleNotice>,
    /// What happened when, in the words of those who were there. Optional.
    #[serde(default)]
    pub log: Vec<LogEntry>,
    /// Optional: as long as it is open.
    pub closed_on: Option<Date>,
}

/// An approximate number, as the authority's form asks it.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Count {
    /// Optional where max is given.
    pub min: Option<u64>,
    /// Optional where min is given.
    pub max: Option<u64>,
}

/// The severity of a breach by ENISA's method: data context × identification + circumstances.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Severity {
    /// 1 to 4.
    #[schemars(range(min = 1, max = 4))]
    #[serde(default, deserialize_with = "one_to_four")]
    pub data_context: Option<u8>,
    /// 0.25 to 1.
    pub identification: Option<Quarters>,
    /// Optional: 0 when absent.
    pub confidentiality: Option<Quarters>,
    /// Optional: 0 when absent.
    pub integrity: Option<Quarters>,
    /// Optional: 0 when absent.
    pub availability: Option<Quarters>,
    /// 0.5 when there was malicious intent. Optional: 0 when absent.
    pub malicious: Option<Quarters>,
}

fn one_to_four<'de, D: serde::Deserializer<'de>>(deserializer: D) -> Result<Option<u8>, D::Error> {
    let number = u8::deserialize(deserializer)?;
    if (1..=4).contains(&number) {
        Ok(Some(number))
    } else {
        Err(serde::de::Error::custom("data_context is 1 to 4"))
    }
}

/// The incident-response adviser of the insurer.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Adviser {
    pub contacted_at: Option<Moment>,
}

/// The notification to the supervisory authority, article 33(1)–(4).
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct AuthorityNotice {
    pub notified_at: Option<Moment>,
    pub reference: Option<String>,
    /// Why the notification was not made within 72 hours, 33(1).
    pub delay_reason: Option<String>,
    /// `false`: information follows in phases, 33(4). Optional: complete when absent.
    pub complete: Option<bool>,
}

/// The notification to one controller, article 33(2).
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ControllerNotice {
    pub agreement: Option<AgreementRef>,
    /// Optional where the receipt is known.
    pub notified_at: Option<Moment>,
    /// Optional where the sending is known.
    pub received_at: Option<Moment>,
    /// Optional: complete when absent.
    pub complete: Option<bool>,
}

/// The communication to the data subjects, article 34.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct PeopleNotice {
    pub informed_at: Option<Moment>,
    pub means: Option<String>,
    pub exception: Option<PeopleException>,
}

/// One line of the incident's own log.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct LogEntry {
    /// Optional.
    pub at: Option<Moment>,
    /// Optional.
    pub text: Option<String>,
}
