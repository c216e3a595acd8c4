//! `requests/*.toml`: a data-subject request, articles 12 and 15–22.

use schemars::JsonSchema;
use serde::Deserialize;

use crate::time::Moment;

use super::vocabulary::{Age, AgreementRef, AnswerForm, Date, Outcome, ReceivedFrom, RequestRole, Requester, Right};

/// One request of a data subject. It refers to people by a case reference, never by name.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(title = "requests/*.toml")]
pub struct DataSubjectRequest {
    /// When it reached us through an official channel, read or not.
    pub received_at: Moment,
    pub right: Right,
    pub role: RequestRole,
    /// As processor: the agreement with the controller.
    pub agreement: Option<AgreementRef>,
    /// As processor: whether it came from the data subject, and must be passed on, or was passed on to us.
    /// Optional: from the data subject when absent.
    pub received_from: Option<ReceivedFrom>,
    /// A case reference, never a name.
    pub subject: String,
    /// Optional for adults.
    pub requester: Option<Requester>,
    /// Optional for adults.
    pub age: Option<Age>,
    /// When the written power of attorney was shown. Optional.
    pub mandate_shown_on: Option<Date>,
    /// As processor: when the request was passed on to the controller.
    pub forwarded_at: Option<Moment>,
    /// Optional where there is no doubt.
    pub identity: Option<Identity>,
    pub extension: Option<Extension>,
    pub answer: Option<Answer>,
    /// A restriction that was granted, and its end, article 18(3). Optional.
    pub restriction: Option<Restriction>,
}

/// The end of a restriction, article 18(3).
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Restriction {
    pub lifted_on: Option<Date>,
    /// When the data subject was told that it would be lifted.
    pub subject_informed_on: Option<Date>,
}

/// The check of the requester's identity, article 12(6).
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Identity {
    /// Optional.
    pub asked_on: Option<Date>,
    pub confirmed_on: Option<Date>,
}

/// The two further months of article 12(3), told with reasons within the first.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Extension {
    pub notified_on: Option<Date>,
    pub reason: Option<String>,
}

/// What the requester was told, article 12(3) and (4).
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Answer {
    pub given_on: Option<Date>,
    /// Optional as processor.
    pub outcome: Option<Outcome>,
    pub reason: Option<String>,
    /// Whether the answer names the complaint to the authority and the appeal to the court, article 12(4).
    pub remedies_mentioned: Option<bool>,
    /// Optional as processor, and for other rights than access.
    pub form: Option<AnswerForm>,
    /// Whether the answer gives the information of article 15(1)(a)–(h) and 15(2). Optional: not looked at when absent.
    pub information_included: Option<bool>,
    /// Whether a fee was charged, article 12(5). Optional: no when absent.
    pub fee_charged: Option<bool>,
    /// When the recipients of the data were told, article 19.
    pub recipients_notified_on: Option<Date>,
}
