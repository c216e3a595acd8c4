//! What holding norms against records gives, and what packs may say.

use std::collections::BTreeSet;
use std::fs;

use avg::norms::{Catalogue, Demand, EMBEDDED, Embedded, Norm};
use avg::text::Lang;
use serde_json::Value;

use super::cases::{BASE, NOW};
use super::support::{avg, folder, root, write};

fn catalogue() -> Catalogue {
    Catalogue::embedded().expect("the packs in the binary load")
}

fn is_found_by_reader(norm: &Norm) -> bool {
    matches!(norm.demand, Demand::Reader)
}

/// A late duty is a finding under the norm that was not met, with its article.
#[test]
fn what_is_late_is_wrong() {
    let dir = folder(BASE);
    let late =
        "received_at = 2026-03-05T14:00:00+01:00\nright = \"access\"\nrole = \"controller\"\nsubject = \"zaak 1\"\n";
    write(dir.path(), "requests/2026-001.toml", late);
    let at = |now: &str| -> Vec<Value> {
        let all = avg(dir.path(), &["--now", now, "--lang", "en", "check", "--format", "json"]).findings();
        all.into_iter()
            .filter(|it| it["norm"] == "avg/respond-to-request")
            .collect()
    };
    assert!(
        at("2026-04-07T23:59:59+02:00").is_empty(),
        "through the end of the last day"
    );
    let found = at("2026-04-08T00:00:00+02:00");
    assert_eq!(
        (&found[0]["level"], &found[0]["cite"], &found[0]["line"]),
        (&"error".into(), &"AVG 12(3)".into(), &1.into())
    );

    // Done late stays wrong, but cannot be mended: a warning. Done in time is nothing.
    write(
        dir.path(),
        "requests/2026-001.toml",
        &format!("{late}[answer]\ngiven_on = 2026-04-08\noutcome = \"granted\"\n"),
    );
    assert_eq!(at(NOW)[0]["level"], "warning");
    write(
        dir.path(),
        "requests/2026-001.toml",
        &format!("{late}[answer]\ngiven_on = 2026-04-07\noutcome = \"granted\"\n"),
    );
    assert!(at(NOW).is_empty());
}

/// Article 45: a decision holds from the day on which it was taken, and one for a time through its last.
#[test]
fn a_decision_says_from_when_and_until_when_it_holds() {
    let dir = folder(BASE);
    let found = |country: &str, now: &str| -> Vec<String> {
        let transfer = format!(
            "name = \"A\"\nrole = \"controller\"\n[[transfers]]\ncountry = \"{country}\"\nrecipient = \"B\"\ninstrument = \"adequacy\"\n"
        );
        write(dir.path(), "register/a.toml", &transfer);
        let all = avg(dir.path(), &["--now", now, "--lang", "en", "check", "--format", "json"]).findings();
        let missing = all.iter().filter(|finding| finding["norm"] == "avg/adequacy-missing");
        missing
            .map(|finding| finding["message"].as_str().unwrap_or_default().to_string())
            .collect()
    };
    for (country, now, expected) in [
        (
            "BR",
            "2026-01-25T23:59",
            "the adequacy decision for BR holds only from 2026-01-26",
        ),
        ("BR", "2026-01-26T00:00", ""),
        ("GB", "2031-12-27T23:59", ""),
        (
            "GB",
            "2031-12-28T00:00",
            "the adequacy decision for GB held through 2031-12-27",
        ),
        ("ZA", "2026-01-26T00:00", "no adequacy decision is known for ZA"),
        ("CH", "2026-01-26T00:00", ""),
    ] {
        assert_eq!(found(country, now).concat(), expected, "{country} on {now}");
    }
}

/// What may be done is over when its time is, done or not; only what was not done has lapsed.
#[test]
fn what_may_be_done_lapses() {
    let dir = folder(BASE);
    let word = |objected: &str, now: &str| -> String {
        let agreement = format!(
            "name = \"C\"\nour_role = \"controller\"\n[counterparty]\nname = \"C BV\"\n[terms]\nsubprocessor_objection = {{ within = \"14 days\", clause = \"5\" }}\n[[subprocessors]]\nname = \"S\"\nnotified_on = 2026-10-01\nreceived_on = 2026-10-01\n{objected}"
        );
        write(dir.path(), "agreements/cloud.toml", &agreement);
        let due = ["--now", now, "--lang", "en", "due", "--all", "--format", "markdown"];
        let out = avg(dir.path(), &due).out;
        let line = out.lines().find(|line| line.contains("object-to-subprocessor"));
        let line = line.unwrap_or_else(|| panic!("{out}")).trim_start_matches("- **");
        line.split("**").next().unwrap_or_default().to_string()
    };
    // Fourteen days after 1 October are over with the 15th.
    assert_eq!(word("", "2026-10-15T12:00"), "today");
    assert_eq!(word("", "2026-10-16T12:00"), "lapsed");
    assert_eq!(word("objected_on = 2026-10-10\n", "2026-10-16T12:00"), "met");
}

/// Of an extended term each step is told: by when it was to be told, and how its own end is reached.
#[test]
fn an_extended_term_is_explained_whole() {
    let dir = folder(BASE);
    let request = "received_at = 2026-03-06\nright = \"access\"\nrole = \"controller\"\nsubject = \"zaak 1\"\n[extension]\nnotified_on = 2026-03-20\nreason = \"x\"\n";
    write(dir.path(), "requests/2026-001.toml", request);
    let run = avg(
        dir.path(),
        &["--now", "2026-03-28T10:00", "--lang", "en", "due", "--explain"],
    );
    // Easter Monday is 6 April 2026, and 6 June is a Saturday.
    let expected = "    start: Friday 2026-03-06, without a time.
    1 month after 2026-03-06, that day itself not counted: through Monday 2026-04-06.
    Regulation 1182/71, article 3(4): 2026-04-06 is Easter Monday; the term runs on through Tuesday 2026-04-07.
    3 months after 2026-03-06, that day itself not counted: through Saturday 2026-06-06.
    Regulation 1182/71, article 3(4): 2026-06-06 is a Saturday; the term runs on through Monday 2026-06-08.
    extended in time to 3 months in all: safe Saturday 2026-06-06; last defensible Monday 2026-06-08.
";
    assert!(run.out.contains(expected), "{}", run.out);
    // On from the shorter month's end it would be sooner over; that is the safe end.
    let shorter = request
        .replace("2026-03-06", "2027-01-31")
        .replace("2026-03-20", "2027-02-20");
    write(dir.path(), "requests/2026-001.toml", &shorter);
    let run = avg(
        dir.path(),
        &["--now", "2027-02-25T10:00", "--lang", "en", "due", "--explain"],
    );
    let expected = "    3 months after 2027-01-31, that day itself not counted: through Friday 2027-04-30.
    counted on from the first end, Sunday 2027-02-28: Wednesday 2027-04-28; which of the two holds is open.
    extended in time to 3 months in all: safe Wednesday 2027-04-28; last defensible Friday 2027-04-30.
";
    assert!(run.out.contains(expected), "{}", run.out);
}

/// What a finding hangs on elsewhere is shown beside it.
#[test]
fn the_other_place_is_shown_too() {
    let dir = folder(BASE);
    write(
        dir.path(),
        "agreements/cloud.toml",
        "name = \"C\"\nour_role = \"controller\"\n[counterparty]\nname = \"C Inc\"\ncountry = \"ZA\"\n",
    );
    write(
        dir.path(),
        "register/a.toml",
        "name = \"A\"\nrole = \"controller\"\nprocessors = [\"agreements/cloud\"]\n[[retention]]\ndata = \"facturen\"\nkeep = \"7 years\"\nlimit = \"minimum\"\n[[retention]]\ndata = \"facturen\"\nkeep = \"5 years\"\nlimit = \"maximum\"\n",
    );
    let shown = avg(dir.path(), &["--now", NOW, "--lang", "en", "check"]).out;
    for (norm, place, words) in [
        (
            "avg/transfer-unregistered",
            "agreements/cloud.toml:5:11",
            "this country",
        ),
        ("avg/retention-conflict", "register/a.toml:10:8", "the minimum"),
    ] {
        let block = shown.split("\n\n").find(|block| block.contains(norm));
        let block = block.unwrap_or_else(|| panic!("{norm}: {shown}"));
        assert!(block.contains(place) && block.contains(words), "{block}");
    }
}

/// Where the law names no number it is told after a month that something is open, and what to do.
#[test]
fn what_is_to_be_done_without_delay_is_missed_after_a_month() {
    let dir = folder(BASE);
    let request = "received_at = 2026-03-01\nright = \"access\"\nrole = \"processor\"\nsubject = \"zaak 1\"\n";
    write(dir.path(), "requests/2026-001.toml", request);
    let at = |now: &str| -> Vec<Value> {
        let all = avg(dir.path(), &["--now", now, "--lang", "en", "check", "--format", "json"]).findings();
        all.into_iter()
            .filter(|it| it["norm"] == "avg/forward-request")
            .collect()
    };
    assert_eq!(at("2026-04-01T23:59:59+02:00"), [Value::Null; 0]);
    let found = at("2026-04-02T00:00:00+02:00");
    assert_eq!(found.len(), 1, "{found:#?}");
    assert_eq!(
        (
            &found[0]["level"],
            &found[0]["cite"],
            &found[0]["message"],
            &found[0]["help"]
        ),
        (
            &"warning".into(),
            &"AVG 28(3)(e)".into(),
            &"‘without delay’, but open since 2026-03-01: pass the request on to the controller".into(),
            &"Do it now and record in forwarded_at when.".into()
        )
    );
}

/// Article 33(1): a notification after 72 hours is accompanied by the reasons.
#[test]
fn a_late_notification_needs_its_reasons() {
    let dir = folder(BASE);
    let late =
        "discovered_at = 2026-03-23T09:15:00+01:00\nsummary = \"Laptop kwijt\"\nrole = \"controller\"\n[authority]\n";
    let at = |notified: &str, reason: &str| -> usize {
        let text = format!("{late}notified_at = {notified}\n{reason}");
        write(dir.path(), "incidents/2026-001.toml", &text);
        let all = avg(dir.path(), &["--now", NOW, "check", "--format", "json"]).findings();
        all.iter().filter(|it| it["norm"] == "avg/notify-authority").count()
    };
    // 26 March 09:15 is 72 hours; the hour of the event is not counted, so 10:00 is the last defensible end.
    assert_eq!(at("2026-03-26T10:00:00+01:00", ""), 0);
    assert_eq!(at("2026-03-26T10:00:01+01:00", ""), 1);
    assert_eq!(at("2026-03-26T10:00:01+01:00", "delay_reason = \"\"\n"), 1);
    assert_eq!(
        at(
            "2026-03-26T10:00:01+01:00",
            "delay_reason = \"storing bij de leverancier\"\n"
        ),
        0
    );
    write(
        dir.path(),
        "incidents/2026-001.toml",
        &format!("{late}notified_at = 2026-03-27T10:00:00+01:00\n"),
    );
    let told = avg(dir.path(), &["--now", NOW, "--lang", "en", "check", "--format", "json"]).findings();
    let told = told
        .iter()
        .find(|it| it["norm"] == "avg/notify-authority")
        .expect("a finding");
    assert_eq!(told["help"], "Record in authority.delay_reason why it was later.");
    // A bare date is in time only where every moment of the day is.
    assert_eq!(at("2026-03-26", ""), 1);
    assert_eq!(at("2026-03-25", ""), 0);
}

/// Article 12(3): two further months, counted from receipt or on from the first end; the safe end is the earlier.
#[test]
fn an_extension_and_a_suspension_move_the_ends() {
    let dir = folder(BASE);
    let ends = |received: &str, rest: &str| -> (String, String) {
        let text = format!(
            "received_at = {received}\nright = \"access\"\nrole = \"controller\"\nsubject = \"zaak 1\"\n{rest}"
        );
        write(dir.path(), "requests/2026-001.toml", &text);
        let all = avg(
            dir.path(),
            &["--now", "2027-02-02T12:00+01:00", "due", "--all", "--format", "json"],
        )
        .json();
        let duty = &all[0];
        (
            duty["by"].as_str().unwrap().to_string(),
            duty["latest"].as_str().unwrap().to_string(),
        )
    };
    let told = "[extension]\nnotified_on = 2027-02-10\nreason = \"complex\"\n";
    // 31 January + 3 months = 30 April (Friday); on from 28 February: 28 April.
    assert_eq!(ends("2027-01-31", told), ("2027-04-28".into(), "2027-04-30".into()));
    // Told after the first month, it extends nothing: 28 February is a Sunday, so Monday 1 March.
    let too_late = "[extension]\nnotified_on = 2027-03-02\nreason = \"complex\"\n";
    assert_eq!(ends("2027-01-31", too_late), ("2027-02-28".into(), "2027-03-01".into()));
    // Identity asked on 3 March, confirmed on the 10th: seven days stand still, from 2 April to 9 April.
    let asked = "[identity]\nasked_on = 2026-03-03\nconfirmed_on = 2026-03-10\n";
    assert_eq!(
        ends("2026-03-02T10:00:00+01:00", asked),
        ("2026-04-02".into(), "2026-04-09".into())
    );
    // Asked after more than three days, nothing stands still.
    let slow = "[identity]\nasked_on = 2026-03-06\nconfirmed_on = 2026-03-10\n";
    assert_eq!(
        ends("2026-03-02T10:00:00+01:00", slow),
        ("2026-04-02".into(), "2026-04-02".into())
    );
}

/// A term that stood still for no day at all did not stand still.
#[test]
fn a_suspension_of_no_days_is_none() {
    let dir = folder(BASE);
    let says_so = |until: &str| {
        let text = format!(
            "received_at = 2026-03-02T10:00:00+01:00\nright = \"access\"\nrole = \"controller\"\nsubject = \"zaak 1\"\n\
             [identity]\nasked_on = 2026-03-03\nconfirmed_on = {until}\n"
        );
        write(dir.path(), "requests/2026-001.toml", &text);
        let run = avg(dir.path(), &["--now", "2026-03-20", "--lang", "en", "due", "--explain"]);
        run.out.contains("suspended while the identity had to be confirmed")
    };
    assert_eq!(["2026-03-03", "2026-03-04"].map(says_so), [false, true]);
}

/// Norms of several sources for one duty are one line: the strictest leads, the others stand with it.
#[test]
fn one_duty_one_line() {
    let dir = folder(BASE);
    let house = "pack: huis\ncite: Reglement\nnorms:\n  - { id: access-soon, duty: respond-to-request, cite: 22, on: requests, from: received_at, within: 2 weeks, met_by: answer.given_on }\n";
    write(dir.path(), "norms/huis.yaml", house);
    write(
        dir.path(),
        "requests/2026-001.toml",
        "received_at = 2026-03-05T14:00:00+01:00\nright = \"access\"\nrole = \"controller\"\nsubject = \"zaak 1\"\n",
    );
    let due = avg(
        dir.path(),
        &["--now", "2026-03-06T12:00+01:00", "due", "--format", "json"],
    )
    .json();
    let [line] = due.as_array().unwrap().as_slice() else {
        panic!("{due:#}")
    };
    assert_eq!(
        (&line["duty"], &line["by"], &line["latest"]),
        (&"respond-to-request".into(), &"2026-03-19".into(), &"2026-03-19".into())
    );
    let norms: Vec<_> = line["norms"]
        .as_array()
        .unwrap()
        .iter()
        .map(|it| {
            (
                it["norm"].as_str().unwrap(),
                it["cite"].as_str().unwrap(),
                it["by"].as_str().unwrap(),
            )
        })
        .collect();
    assert_eq!(
        norms,
        [
            ("huis/access-soon", "Reglement 22", "2026-03-19"),
            ("avg/respond-to-request", "AVG 12(3)", "2026-04-05")
        ]
    );
}

/// A house rule or a contract may be stricter than the law, never laxer.
#[test]
fn laxer_than_the_law_is_a_finding() {
    let house = |within: &str| {
        let dir = folder(BASE);
        let text = format!(
            "pack: huis\ncite: Reglement\nnorms:\n  - id: answer\n    duty: respond-to-request\n    on: requests\n    from: received_at\n    within: {within}\n"
        );
        write(dir.path(), "norms/huis.yaml", &text);
        let all = avg(dir.path(), &["--now", NOW, "check", "--format", "json"]).findings();
        all.into_iter()
            .filter(|it| it["norm"] == "record/term-laxer")
            .collect::<Vec<_>>()
    };
    for stricter in ["4 weeks", "28 days", "1 month", "P1M", "2 weeks", "without-delay"] {
        assert!(house(stricter).is_empty(), "{stricter}");
    }
    for laxer in ["29 days", "5 weeks", "2 months", "1 year", "30 days", "20 werkdagen"] {
        let found = house(laxer);
        let [finding] = found.as_slice() else {
            panic!("{laxer}: {found:?}")
        };
        assert_eq!(
            (&finding["cite"], &finding["file"], &finding["line"]),
            (&"AVG 12(3)".into(), &"norms/huis.yaml".into(), &8.into())
        );
    }
    let dir = folder(BASE);
    let contract = "name = \"Traag\"\nour_role = \"processor\"\n[counterparty]\nname = \"Traag BV\"\n[terms]\nbreach_notice = { within = \"96h\" }\nrequest_assistance = { within = \"6 weeks\" }\n";
    write(dir.path(), "agreements/traag.toml", contract);
    let all = avg(dir.path(), &["--now", NOW, "check", "--format", "json"]).findings();
    let found: Vec<_> = all
        .iter()
        .filter(|it| it["norm"] == "record/term-laxer")
        .map(|it| (it["cite"].as_str().unwrap(), it["line"].as_u64().unwrap()))
        .collect();
    assert_eq!(found, [("AVG 33(2)", 6), ("AVG 28(3)(e)", 7)]);
}

/// Three days end with the last hour of a day, so up to a day after 72 hours; what can never hold with the law's norm is
/// not held against it.
#[test]
fn laxer_counts_days_and_conditions() {
    let house = |norm: &str| {
        let dir = folder(BASE);
        write(
            dir.path(),
            "norms/huis.yaml",
            &format!("pack: huis\nnorms:\n  - {norm}\n"),
        );
        let all = avg(dir.path(), &["--now", NOW, "check", "--format", "json"]).findings();
        all.iter().filter(|it| it["norm"] == "record/term-laxer").count()
    };
    let report = |within: &str| {
        house(&format!(
            "{{ id: report, duty: notify-authority, on: incidents, from: discovered_at, within: {within} }}"
        ))
    };
    assert_eq!((report("3 days"), report("72h"), report("2 days")), (1, 0, 0));
    let complaint = |right: &str| {
        house(&format!(
            "{{ id: answer, duty: respond-to-request, on: requests, when: {{ right: {right} }}, from: received_at, within: 6 weeks }}"
        ))
    };
    assert_eq!((complaint("complaint"), complaint("access")), (0, 1));
}

/// A table that is one is not a row.
#[test]
fn only_rows_have_names() {
    let dir = folder(BASE);
    write(
        dir.path(),
        "register/a.toml",
        "name = \"A\"\nrole = \"controller\"\n[dpia]\nreview_by = 2028-02-01\n",
    );
    let due = avg(dir.path(), &["--now", NOW, "due", "--format", "json"]).json();
    assert_eq!(
        (&due[0]["duty"], &due[0]["item"]),
        (&"review-dpia".into(), &Value::Null)
    );
}

/// What a pack says that means nothing is refused, each thing with its place.
#[test]
fn a_broken_pack_is_refused_with_every_place() {
    let dir = folder(BASE);
    let pack = "pack: huis\nnorms:\n\
        \x20 - { id: Een, on: request, require: answer.reason }\n\
        \x20 - { id: twee, on: requests, require: answer.reson }\n\
        \x20 - { id: drie, on: requests, when: { right: acces }, require: answer.reason }\n\
        \x20 - { id: vier, on: requests, judge: extension-in-tim }\n\
        \x20 - { id: vijf, on: requests, from: subject, within: 1 month }\n\
        \x20 - { id: zes, on: requests, duty: respond-to-requests, from: received_at, within: 1 month }\n\
        \x20 - { id: zeven, on: requests, require: answer.reason, within: 1 month, from: received_at }\n\
        \x20 - { id: acht, on: requests, from: received_at, within: 3m }\n\
        \x20 - { id: negen, on: requests, requires: answer.reason }\n";
    write(dir.path(), "norms/huis.yaml", pack);
    let run = avg(dir.path(), &["check", "--lang", "en"]);
    assert_eq!((run.code, run.out.as_str()), (2, ""));
    for words in [
        "huis.yaml:3:11: ‘Een’ is not a valid name",
        "huis.yaml:3:20: ‘request’ is not a kind of record. Did you mean ‘requests’?",
        "huis.yaml:4:40: unknown path ‘answer.reson’. Did you mean ‘answer.reason’?",
        "huis.yaml:5:46: this field cannot be ‘acces’. Did you mean ‘access’?",
        "huis.yaml:6:38: there is no judge ‘extension-in-tim’. Did you mean ‘extension-in-time’?",
        "huis.yaml:7:37: ‘subject’ is not a date or a moment",
        "huis.yaml:8:",
        "‘3m’ is ambiguous",
        "huis.yaml:10:",
        "huis.yaml:11:",
        "Did you mean ‘require’?",
        "there is no duty ‘respond-to-requests’. Did you mean ‘respond-to-request’?",
        "huis.yaml:9:11: this norm demands more than one thing: require, within",
    ] {
        assert!(run.err.contains(words), "{words}\n{}", run.err);
    }
}

#[test]
fn yaml_that_hides_what_it_says_is_refused() {
    let dir = folder(BASE);
    for (pack, words) in [
        ("pack: huis\nnorms: &a [*a]\n", "anchors"),
        ("pack: huis\nnorms: []\nnorms: []\n", "here already"),
        ("pack: !!str huis\nnorms: []\n", "tags"),
        ("pack: huis\nnorms: []\n---\npack: huis\n", "one document"),
        ("", "empty"),
        ("pack: huis\n  norms: [\n", "huis.yaml:2:"),
        ("pack: ander\nnorms: []\n", "‘huis’"),
        (
            "pack: huis\nnorms:\n  - { id: a, on: requests, require: answer.reason, in_force: { from: 2026-09-01, until: 2026-08-31 } }\n",
            "on no day",
        ),
        (
            "pack: huis\nnorms:\n  - { id: a, on: requests, require: [] }\n",
            "nothing is required",
        ),
    ] {
        write(dir.path(), "norms/huis.yaml", pack);
        let run = avg(dir.path(), &["check", "--lang", "en"]);
        assert_eq!(run.code, 2, "{pack}");
        assert!(run.err.contains(words), "{words}\n{}", run.err);
    }
    write(dir.path(), "norms/huis.yaml", "pack: avg\nnorms: []\n");
    assert_eq!(avg(dir.path(), &["check"]).code, 2);
    fs::write(
        dir.path().join("norms/huis.yaml"),
        b"pack: huis\ncite: R\xe8glement\nnorms: []\n",
    )
    .unwrap();
    let run = avg(dir.path(), &["check", "--lang", "en"]);
    assert!(
        run.code == 2 && run.err.contains("norms/huis.yaml:2: ") && run.err.contains("UTF-8"),
        "{}",
        run.err
    );
    // A byte order mark is nothing.
    write(
        dir.path(),
        "norms/huis.yaml",
        "\u{feff}pack: huis\nnorms:\n  - { id: a, on: reqests, require: answer.reason }\n",
    );
    let run = avg(dir.path(), &["check", "--lang", "en"]);
    assert!(
        run.err.contains("huis.yaml:3:18: ‘reqests’ is not a kind of record"),
        "{}",
        run.err
    );
}

/// A waiver takes out what it names, and is itself held to account.
#[test]
fn waivers() {
    let record = "name = \"Nieuwsbrief\"\nrole = \"controller\"\n";
    let with = |waiver: &str| -> Vec<String> {
        let avg_toml = format!("{}[[waivers]]\n{waiver}", BASE[0].1);
        let dir = folder(&[("avg.toml", &avg_toml), ("register/nieuwsbrief.toml", record)]);
        let all = avg(dir.path(), &["--now", NOW, "check", "--format", "json"]).findings();
        let norms = all.iter().map(|it| it["norm"].as_str().unwrap().to_string());
        norms
            .filter(|norm| norm.contains("waiver") || norm.contains("retention-missing"))
            .collect()
    };
    let norm = "norm = \"retention-missing\"\nrecord = \"register/nieuwsbrief\"\n";
    assert!(with(&format!("{norm}reason = \"proef\"\nuntil = 2026-11-22\n")).is_empty());
    assert!(
        with("norm = \"avg/retention-missing\"\nrecord = \"register/nieuwsbrief\"\nreason = \"proef\"\n").is_empty()
    );
    assert_eq!(with(norm), ["record/waiver-bare", "avg/retention-missing"]);
    assert_eq!(
        with(&format!("{norm}reason = \"proef\"\nuntil = 2026-11-21\n")),
        ["record/waiver-expired", "avg/retention-missing"]
    );
    // A duty is taken out whether it is late yet or not, for who asks what is due and for who asks what is wrong.
    let waived = "[[waivers]]\nnorm = \"respond-to-request\"\nrecord = \"requests/2026-001\"\nreason = \"x\"\n";
    let dir = folder(&[
        ("avg.toml", &format!("{}{waived}", BASE[0].1)),
        (
            "requests/2026-001.toml",
            "received_at = 2026-11-20\nright = \"access\"\nrole = \"controller\"\nsubject = \"zaak 1\"\n",
        ),
    ]);
    for now in [NOW, "2027-11-22T12:00+01:00"] {
        assert_eq!(avg(dir.path(), &["--now", now, "due", "--format", "json"]).out, "[]\n");
        let found = avg(dir.path(), &["--now", now, "check", "--format", "json"]);
        assert!(
            !found.out.contains("waiver") && !found.out.contains("respond-to"),
            "{}",
            found.out
        );
    }
    // What cannot be read cannot be accepted.
    let broken = "[[waivers]]\nnorm = \"syntax\"\nrecord = \"register/b\"\nreason = \"x\"\n";
    let dir = folder(&[
        ("avg.toml", &format!("{}{broken}", BASE[0].1)),
        ("register/a.toml", record),
        ("register/b.toml", "name = "),
    ]);
    let run = avg(dir.path(), &["check", "--format", "json"]);
    assert!(
        run.code == 1 && run.out.contains("record/syntax") && run.out.contains("record/waiver-idle"),
        "{}",
        run.out
    );
    assert_eq!(
        with("norm = \"retention-missing\"\nrecord = \"register/ander\"\nreason = \"proef\"\n"),
        ["record/waiver-idle", "avg/retention-missing"]
    );
}

/// The registry tests itself: law of naming, both languages, sources.
#[test]
fn the_packs_are_in_order() {
    let provisions: BTreeSet<String> = fs::read_to_string(root().join("src/norms/provisions.txt"))
        .unwrap()
        .lines()
        .map(str::to_string)
        .collect();
    for norm in catalogue().norms() {
        for (what, text) in [("title", &norm.title), ("help", &norm.help), ("explain", &norm.explain)] {
            let (nl, en) = (text.get(Lang::Nl), text.get(Lang::En));
            assert_eq!(nl.is_empty(), en.is_empty(), "{}: {what} is in one language", norm.name);
            assert!(nl.is_empty() || nl != en, "{}: {what} is the same in both", norm.name);
            for words in [nl, en] {
                assert!(!words.contains("  ") && !words.ends_with(' '), "{}: {words}", norm.name);
            }
        }
        assert!(!norm.title.is_empty(), "{}", norm.name);
        assert!(
            !norm.title.get(Lang::En).ends_with('.'),
            "{}: a title is not a sentence",
            norm.name
        );
        // Findings say what to do; duties are what to do.
        assert!(
            !norm.help.is_empty() || norm.duty().is_some() || is_found_by_reader(norm),
            "{}",
            norm.name
        );
        if let Some(article) = norm.cite.as_deref().and_then(|cite| cite.strip_prefix("AVG ")) {
            let reference = article.replace(['(', ')'], ".").replace("..", ".");
            let reference = reference.trim_end_matches('.');
            let known =
                provisions.contains(reference) || provisions.iter().any(|it| it.starts_with(&format!("{reference}.")));
            assert!(
                known,
                "{} cites AVG {article}, which the Regulation does not have",
                norm.name
            );
        }
        if let Some(rule) = norm.duty() {
            assert!(!rule.actor.is_empty(), "{} does not say who must act", norm.name);
        }
    }
}

/// At every start this is taken to be so.
#[test]
fn our_packs_have_the_shape_of_packs() {
    let norms = |catalogue: &Catalogue| catalogue.norms().count();
    let held = Catalogue::of_packs(&EMBEDDED.iter().map(|pack| (pack.name, pack.text)).collect::<Vec<_>>()).unwrap();
    assert_eq!(norms(&held), norms(&Catalogue::embedded().unwrap()));
}

/// An independent YAML reader sees the same packs.
#[test]
fn packs_read_the_same_elsewhere() {
    for Embedded { name, text, .. } in EMBEDDED {
        let theirs: serde_yaml::Value = serde_yaml::from_str(text).unwrap();
        let ours = avg::records::yaml::read(text).unwrap();
        assert!(same(&ours, &theirs), "{name}");
    }
}

fn same(ours: &avg::records::tree::Node, theirs: &serde_yaml::Value) -> bool {
    use avg::records::tree::Value as Ours;
    match (&ours.value, theirs) {
        (Ours::Table(entries), serde_yaml::Value::Mapping(map)) => {
            entries.len() == map.len()
                && entries.iter().all(|entry| {
                    map.get(entry.key.as_ref())
                        .is_some_and(|value| same(&entry.node, value))
                })
        }
        (Ours::List(items), serde_yaml::Value::Sequence(values)) => {
            items.len() == values.len() && items.iter().zip(values).all(|(item, value)| same(item, value))
        }
        (Ours::Text(text), serde_yaml::Value::String(value)) => text.trim_end() == value.trim_end(),
        (Ours::Moment(moment), serde_yaml::Value::String(value)) => moment.to_string() == *value,
        (Ours::Bool(ours), serde_yaml::Value::Bool(theirs)) => ours == theirs,
        (Ours::Integer(ours), serde_yaml::Value::Number(theirs)) => Some(*ours) == theirs.as_i64(),
        _ => false,
    }
}

/// Every article that asks something of a controller or processor is either checked or knowingly not, with the reason.
#[test]
fn every_article_is_accounted_for() {
    let dir = tempfile::tempdir().unwrap();
    let report = avg(dir.path(), &["--lang", "en", "report", "norms", "--format", "json"]).json();
    let sources: Vec<String> = report["parts"]
        .as_array()
        .unwrap()
        .iter()
        .flat_map(|part| part["rows"].as_array().unwrap())
        .map(|row| row["source"].as_str().unwrap_or_default().to_string())
        .collect();
    let is_named = |article: &str| {
        sources
            .iter()
            .any(|it| *it == article || it.starts_with(&format!("{article}(")))
    };
    // Principles, rights, controller and processor, transfers: chapters II to V.
    for article in 5..=50 {
        assert!(
            is_named(&format!("AVG {article}")),
            "article {article} is neither checked nor left out on purpose"
        );
    }
    for article in [
        "5", "22", "24", "25", "26", "27", "28", "29", "30", "31", "32", "33", "42", "46",
    ] {
        assert!(is_named(&format!("UAVG {article}")), "UAVG {article}");
    }
    // Every norm is in it, and a house's own too.
    for norm in catalogue().norms() {
        assert!(
            report["parts"].to_string().contains(&format!("\"{}\"", norm.name)),
            "{} is not in the report",
            norm.name
        );
    }
    let house = avg(
        &root().join("examples/reglement"),
        &["--lang", "en", "report", "norms", "--format", "markdown"],
    );
    assert_eq!(house.code, 0, "{}", house.err);
    assert!(
        house
            .out
            .contains("| Privacyreglement 22 | privacyreglement/access-by-subject | duty | error |"),
        "{}",
        house.out
    );
    assert!(
        house.out.contains("| Privacyreglement 36 | the term for complaints"),
        "{}",
        house.out
    );
}

/// The manual: every norm with its page, the house's own treated like the law's.
#[test]
fn the_manual_explains_every_norm() {
    let dir = root().join("examples/reglement");
    for lang in ["nl", "en"] {
        let manual = avg(&dir, &["--lang", lang, "explain", "--all"]).out;
        for norm in Catalogue::embedded().unwrap().norms() {
            assert!(manual.contains(&format!("\n{}\n", norm.name)), "{}", norm.name);
        }
        for words in [
            "privacyreglement/access-by-agent",
            "Privacyreglement 22",
            "norms/privacyreglement.yaml:",
            "AVG 30(1)(b)",
        ] {
            assert!(manual.contains(words), "{words}");
        }
    }
    let proposal = avg(&dir, &["--lang", "en", "explain", "notify-authority-within-96-hours"]).out;
    assert!(proposal.contains("proposal, not law yet: not applied"), "{proposal}");
}

/// The whole of a number is marked, wherever it stands and however it is printed.
#[test]
fn personal_data_are_marked_whole() {
    let dir = folder(BASE);
    let text = "name = \"A\"\nrole = \"controller\"\nowner = \"x NL91 ABNA 0417 1643 00, 111.222.333\"\n";
    write(dir.path(), "register/a.toml", text);
    let found = avg(dir.path(), &["--now", NOW, "check", "--format", "json"]).findings();
    let marked = |norm: &str| -> Vec<String> {
        let ours = found.iter().filter(|it| it["norm"] == norm);
        let part = |it: &Value| {
            let line = text.lines().nth(it["line"].as_u64().unwrap() as usize - 1).unwrap();
            let (from, to) = (
                it["column"].as_u64().unwrap() as usize,
                it["end_column"].as_u64().unwrap() as usize,
            );
            line.chars().skip(from - 1).take(to - from).collect()
        };
        ours.map(part).collect()
    };
    assert_eq!(marked("record/bank-account"), ["NL91 ABNA 0417 1643 00"]);
    assert_eq!(marked("record/citizen-service-number"), ["111.222.333"]);
}
