//! `avg.toml`: who we are, our data protection officer, the settings, and the accepted deviations.

use schemars::JsonSchema;
use serde::Deserialize;

use crate::time::Term;

use super::vocabulary::{Country, Date, Language};

/// The folder's `avg.toml`; its presence marks the folder.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(title = "avg.toml")]
pub struct Organisation {
    pub organisation: Identity,
    /// Optional: not everybody must have one, article 37(1).
    pub officer: Option<Officer>,
    /// Who represents us in the Union when we are not established there, article 27. Optional.
    pub representative: Option<Representative>,
    /// Optional.
    #[serde(default)]
    pub settings: Settings,
    /// Accepted deviations. One without a reason, one that has expired and one that matches nothing are findings.
    #[serde(default)]
    pub waivers: Vec<Waiver>,
}

/// Name and contact details of the controller or processor, article 30(1)(a) and 30(2)(a).
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Identity {
    pub name: String,
    /// Number in the trade register (KvK). Optional.
    pub trade_register: Option<String>,
    /// Optional where an email or phone is given.
    pub address: Option<String>,
    /// ISO 3166-1 alpha-2. Optional: the Netherlands when absent.
    pub country: Option<Country>,
    /// Optional where a phone or address is given.
    pub email: Option<String>,
    /// Optional where an email or address is given.
    pub phone: Option<String>,
    /// Where we take reports of an incident, at night too. Optional.
    pub incident_phone: Option<String>,
    /// Whether we are a public authority or body, articles 6(1) and 37(1)(a). Optional: no when absent.
    pub public_authority: Option<bool>,
    /// Whether we are a financial undertaking of the Wft, UAVG 42. Optional: no when absent.
    pub financial_undertaking: Option<bool>,
    /// Every system in use that holds personal data; each must be named in the register. Optional.
    #[serde(default)]
    pub systems: Vec<String>,
}

/// The representative in the Union, article 27.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Representative {
    pub name: Option<String>,
    /// Optional where a phone or address is given.
    pub email: Option<String>,
    /// Optional where an email or address is given.
    pub phone: Option<String>,
    /// Optional where an email or phone is given.
    pub address: Option<String>,
}

/// The data protection officer (FG), articles 37–39.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Officer {
    pub name: Option<String>,
    /// Optional where a phone is given.
    pub email: Option<String>,
    /// Optional where an email is given.
    pub phone: Option<String>,
    /// When the contact details were communicated to the supervisory authority, article 37(7).
    pub registered_with_authority_on: Option<Date>,
}

/// How the tool behaves in this folder.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Settings {
    /// The language of messages and reports; Dutch when absent. Optional.
    pub language: Option<Language>,
    /// IANA zone in which days begin and end; Europe/Amsterdam when absent. Optional.
    pub timezone: Option<String>,
    /// How long before its safe end a duty is `soon`; 7 days when absent. Optional.
    pub soon: Option<Term>,
}

/// An accepted deviation from a norm on one record.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Waiver {
    /// The norm's id, with or without its pack: `retention-missing`, `avg/retention-missing`.
    pub norm: String,
    /// The record: `register/nieuwsbrief`.
    pub record: String,
    pub reason: Option<String>,
    /// The last day on which the deviation is accepted.
    pub until: Option<Date>,
}
