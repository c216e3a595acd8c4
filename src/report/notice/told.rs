//! Answers of the authority's form that are made of several facts; nothing where they cannot be given yet.

use crate::norms::duties::Status;

use super::asked::Breach;
use crate::report::letterhead::{block, contact, is_dutch, ours};

pub(super) fn kind(breach: &Breach) -> Option<String> {
    let lang = breach.lang();
    let is_told = breach.node("authority.notified_at").is_some();
    let words = match (is_told, breach.is_denied()) {
        (true, true) => lang.pick("intrekking", "withdrawal"),
        (true, false) => lang.pick(
            "aanvulling op een eerdere melding",
            "follow-up of an earlier notification",
        ),
        (false, _) => lang.pick("nieuwe melding", "new notification"),
    };
    Some(words.to_string())
}

pub(super) fn reference(breach: &Breach) -> Option<String> {
    match breach.node("authority.notified_at") {
        Some(_) => breach.said("authority.reference"),
        None => Some(breach.lang().pick("niet van toepassing", "not applicable").to_string()),
    }
}

pub(super) fn organisation(breach: &Breach) -> Option<String> {
    let of = |key: &str| ours(breach.reader.records, &format!("organisation.{key}"));
    let register = of("trade_register").map(|number| format!("{} {number}", trade_register(breach)));
    let lines = block(&[of("name"), of("address"), register.as_deref(), of("email"), of("phone")]);
    Some(lines).filter(|lines| !lines.is_empty())
}

/// The Dutch one is known by who keeps it.
fn trade_register(breach: &Breach) -> &'static str {
    match is_dutch(breach.reader.records) {
        true => breach.lang().pick("KvK", "trade register"),
        false => breach.lang().pick("handelsregister", "trade register"),
    }
}

/// The record's own contact point, and the officer beside it.
pub(super) fn point(breach: &Breach) -> Option<String> {
    let lines = [breach.said("contact"), contact(breach.reader.records)];
    let lines: Vec<String> = lines.into_iter().flatten().collect();
    Some(lines.join("\n")).filter(|lines| !lines.is_empty())
}

pub(super) fn others(breach: &Breach) -> Option<String> {
    let lang = breach.lang();
    match breach.word("role")? {
        "both" => Some(
            lang.pick(
                "ja: een deel van de gegevens verwerken wij voor andere organisaties; die worden afzonderlijk ingelicht (33(2))",
                "yes: part of the data we process on behalf of other organisations; they are notified separately (33(2))",
            )
            .to_string(),
        ),
        _ => None,
    }
}

pub(super) fn ended(breach: &Breach) -> Option<String> {
    match breach.yes("ongoing") {
        Some(true) => Some(breach.lang().pick("nog niet", "not yet").to_string()),
        _ => breach.said("ended_at"),
    }
}

pub(super) fn goes_on(breach: &Breach) -> Option<String> {
    let lang = breach.lang();
    breach
        .said("ongoing")
        .or_else(|| breach.node("ended_at").map(|_| lang.pick("nee", "no").to_string()))
}

/// Reasons are asked of what is late, and of nothing else.
pub(super) fn delay(breach: &Breach) -> Option<String> {
    match breach.status("notify-authority") {
        Some(Status::Late | Status::MetLate) => breach.said("authority.delay_reason"),
        _ => breach
            .said("authority.delay_reason")
            .or_else(|| Some(breach.lang().pick("niet van toepassing", "not applicable").to_string())),
    }
}

/// What was decided under article 34.
pub(super) fn people(breach: &Breach) -> Option<String> {
    let lang = breach.lang();
    if let Some(at) = breach.said("people.informed_at") {
        let means = breach.said("people.means").map(|means| format!(", {means}"));
        return Some(format!("{}: {at}{}", lang.pick("ja", "yes"), means.unwrap_or_default()));
    }
    if let Some(exception) = breach.said("people.exception") {
        let public = match (breach.word("people.exception"), breach.said("people.informed_at")) {
            (Some("disproportionate"), None) => lang.pick(
                "; openbare mededeling: [datum en wijze]",
                "; public communication: [date and means]",
            ),
            _ => "",
        };
        return Some(format!("{}: {exception}{public}", lang.pick("nee", "no")));
    }
    match breach.word("risk")? {
        "high" => Some(
            lang.pick(
                "nog niet; dat gebeurt onverwijld (34(1))",
                "not yet; it will be done without undue delay (34(1))",
            )
            .to_string(),
        ),
        _ => Some(
            lang.pick(
                "nee: geen waarschijnlijk hoog risico (34(1))",
                "no: a high risk is not likely (34(1))",
            )
            .to_string(),
        ),
    }
}

/// When we were reasonably certain; a first signal is none.
pub(super) fn aware(breach: &Breach) -> Option<String> {
    breach.said("aware_at").or_else(|| {
        let signal = breach.said("discovered_at")?;
        Some(breach.lang().pick(
            format!("nog niet vastgesteld; eerste signaal: {signal}"),
            format!("not established yet; first signal: {signal}"),
        ))
    })
}

/// Whether all is told: no, where something follows; where only the sender's own fields are open, that is the sender's to say.
pub(super) fn complete(breach: &Breach, follows: usize) -> Option<String> {
    let lang = breach.lang();
    match breach.yes("authority.complete") {
        Some(true) if follows == 0 => Some(lang.pick("ja", "yes").to_string()),
        None if follows == 0 => None,
        _ => Some(
            lang.pick(
                "nee: nadere informatie volgt (33(4))",
                "no: further information follows (33(4))",
            )
            .to_string(),
        ),
    }
}
