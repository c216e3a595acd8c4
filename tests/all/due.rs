//! `avg due`: what stands where in the list, for whom, and in which form.

mod calendar;
mod forms;
mod several;
mod whose;

use avg::cli::{Edge, run};
use avg::render::Look;
use tempfile::TempDir;

use super::support::{avg, folder};

pub const AVG: &str =
    "[organisation]\nname = \"Voorbeeld BV\"\nemail = \"privacy@voorbeeld.example\"\n[settings]\nlanguage = \"en\"\n";

/// Duties that end exactly where a record says: on a day, at an instant, or without a date.
pub const PACK: &str = r#"
pack: huis
norms:
  - id: act-on
    on: register
    from: x_on
    safe_from: x_safe_on
    within: 0 days
    met_by: x_done
    title: { nl: doe het op de dag, en: do it on the day }
    actor: { nl: wij, en: we }
  - id: act-at
    on: register
    from: x_at
    safe_from: x_safe_at
    within: 1 hour
    met_by: x_done
    title: { nl: doe het op tijd, en: do it in time }
  - id: act-now
    on: register
    from: x_since
    within: without-delay
    met_by: x_done
    title: { nl: doe het meteen, en: do it at once }
"#;

/// A folder in which each activity has the given lines.
pub fn with(activities: &[(&str, &str)]) -> TempDir {
    let files: Vec<(String, String)> = activities.iter().map(|(id, lines)| activity(id, lines)).collect();
    let files = files.iter().map(|(path, text)| (path.as_str(), text.as_str()));
    let ours = [("avg.toml", AVG), ("norms/huis.yaml", PACK)];
    folder(&ours.into_iter().chain(files).collect::<Vec<_>>())
}

pub fn activity(id: &str, lines: &str) -> (String, String) {
    let text = format!("name = \"{id}\"\nrole = \"controller\"\n{lines}\n");
    (format!("register/{id}.toml"), text)
}

/// Under which heading the only duty stands, and its countdown.
fn stands(now: &str, lang: &str, lines: &str) -> (String, String) {
    let dir = with(&[("a", lines)]);
    let run = avg(dir.path(), &["--now", now, "--lang", lang, "due"]);
    assert_eq!(run.code, 0, "{now} {lines}: {}", run.err);
    let shown: Vec<&str> = run.out.lines().collect();
    assert_eq!(shown[1].trim_matches('─'), "", "{}", run.out);
    let countdown = shown[3].trim_start().split("   ").next().unwrap();
    (shown[2].to_string(), countdown.to_string())
}

/// Days turn at midnight in the folder's zone, and a week is the seven days that begin today.
#[test]
fn days_are_those_of_the_calendar() {
    let on = "x_on = 2026-04-05"; // a Sunday
    for (now, heading, countdown) in [
        ("2026-03-29T12:00", "later (1)", "in 7 days"),
        ("2026-03-29T23:59:59", "later (1)", "in 7 days"),
        ("2026-03-30T00:00", "this week, through Sun 2026-04-05 (1)", "in 6 days"),
        ("2026-04-03T00:00", "this week, through Thu 2026-04-09 (1)", "in 2 days"),
        ("2026-04-04T00:00", "this week, through Fri 2026-04-10 (1)", "tomorrow"),
        (
            "2026-04-04T23:59:59",
            "this week, through Fri 2026-04-10 (1)",
            "tomorrow",
        ),
        ("2026-04-05T00:00", "today (1)", "today"),
        ("2026-04-05T23:59:59", "today (1)", "today"),
        // Not yet midnight in the folder, whatever the day in UTC.
        ("2026-04-05T21:59:59Z", "today (1)", "today"),
        ("2026-04-05T22:00Z", "late (1)", "1 day late"),
        ("2026-04-06T00:00", "late (1)", "1 day late"),
        ("2026-05-05T12:00", "late (1)", "30 days late"),
    ] {
        let expected = (heading.to_string(), countdown.to_string());
        assert_eq!(stands(now, "en", on), expected, "{now}");
    }
}

/// The night in which the clock changes is a day like any other; instants run in elapsed time over it.
#[test]
fn the_change_of_the_clock_moves_nothing() {
    for (now, lines, heading, countdown) in [
        // Forward on 29 March: 23 hours.
        (
            "2026-03-28T23:59",
            "x_on = 2026-03-29",
            "this week, through Fri 2026-04-03 (1)",
            "tomorrow",
        ),
        (
            "2026-03-28T23:59",
            "x_on = 2026-03-30",
            "this week, through Fri 2026-04-03 (1)",
            "in 2 days",
        ),
        (
            "2026-03-29T00:00",
            "x_at = 2026-03-29T23:00",
            "this week, through Sat 2026-04-04 (1)",
            "in 23 hours",
        ),
        ("2026-03-29T01:30", "x_at = 2026-03-29T01:30", "today (1)", "in 1 hour"),
        // Back on 25 October: 25 hours.
        (
            "2026-10-24T23:59",
            "x_on = 2026-10-25",
            "this week, through Fri 2026-10-30 (1)",
            "tomorrow",
        ),
        (
            "2026-10-25T00:00",
            "x_at = 2026-10-25T23:00",
            "this week, through Sat 2026-10-31 (1)",
            "in 25 hours",
        ),
        // More than 48 hours away, and yet tomorrow.
        (
            "2026-10-25T00:10",
            "x_at = 2026-10-26T22:10",
            "this week, through Sat 2026-10-31 (1)",
            "in 48 hours",
        ),
        (
            "2026-10-25T00:00",
            "x_at = 2026-10-26T22:30",
            "this week, through Sat 2026-10-31 (1)",
            "tomorrow",
        ),
    ] {
        let expected = (heading.to_string(), countdown.to_string());
        assert_eq!(stands(now, "en", lines), expected, "{now} {lines}");
    }
}

/// Within two days an instant is counted in hours, within one hour in minutes, never rounded up.
#[test]
fn instants_are_counted_in_hours() {
    let at = "x_at = 2026-06-10T11:00"; // until 12:00
    for (now, heading, countdown) in [
        (
            "2026-06-08T11:59:59",
            "this week, through Sun 2026-06-14 (1)",
            "in 2 days",
        ),
        (
            "2026-06-08T12:00",
            "this week, through Sun 2026-06-14 (1)",
            "in 48 hours",
        ),
        ("2026-06-10T06:00:01", "today (1)", "in 5 hours"),
        ("2026-06-10T11:00", "today (1)", "in 1 hour"),
        ("2026-06-10T11:00:01", "today (1)", "in 59 minutes"),
        ("2026-06-10T11:58:30", "today (1)", "in 1 minute"),
        ("2026-06-10T11:59:30", "today (1)", "now"),
        ("2026-06-10T12:00", "today (1)", "now"),
        ("2026-06-10T12:00:01", "late (1)", "just late"),
        ("2026-06-10T17:30", "late (1)", "5 hours late"),
        ("2026-06-12T12:00:01", "late (1)", "2 days late"),
    ] {
        let expected = (heading.to_string(), countdown.to_string());
        assert_eq!(stands(now, "en", at), expected, "{now}");
    }
}

/// After the safe end it counts down to the latest.
#[test]
fn at_the_limit_it_counts_to_the_latest() {
    let days = "x_safe_on = 2026-03-28\nx_on = 2026-04-02";
    let hours = "x_safe_at = 2026-06-10T08:00\nx_at = 2026-06-10T11:00"; // safe until 9:00, at the latest 12:00
    for (now, lines, en, nl) in [
        (
            "2026-03-29T12:00",
            days,
            "4 days to the latest",
            "nog 4 dagen tot uiterlijk",
        ),
        ("2026-04-01T23:59", days, "tomorrow at the latest", "morgen uiterlijk"),
        ("2026-04-02T00:00", days, "today at the latest", "vandaag uiterlijk"),
        (
            "2026-06-10T09:30",
            hours,
            "2 hours to the latest",
            "nog 2 uur tot uiterlijk",
        ),
        (
            "2026-06-10T11:30",
            hours,
            "30 minutes to the latest",
            "nog 30 minuten tot uiterlijk",
        ),
    ] {
        assert_eq!(
            stands(now, "en", lines),
            ("at the limit (1)".to_string(), en.to_string())
        );
        assert_eq!(
            stands(now, "nl", lines),
            ("op de grens (1)".to_string(), nl.to_string())
        );
    }
    assert_eq!(stands("2026-03-28T12:00", "nl", days).0, "vandaag (1)");
}

#[test]
fn without_delay_is_for_today() {
    for (now, en, nl) in [
        ("2026-03-27T09:00", "began today", "vandaag begonnen"),
        ("2026-03-28T09:00", "open for 1 day", "1 dag open"),
        ("2026-03-30T09:00", "open for 3 days", "3 dagen open"),
    ] {
        let since = "x_since = 2026-03-27";
        assert_eq!(stands(now, "en", since), ("today (1)".to_string(), en.to_string()));
        assert_eq!(stands(now, "nl", since), ("vandaag (1)".to_string(), nl.to_string()));
    }
}

/// One duty in each group, and two in one.
pub fn all_groups() -> TempDir {
    with(&[
        ("later", "x_on = 2026-05-01"),
        ("week", "x_on = 2026-04-05\nowner = \"HR\""),
        ("nu", "x_since = 2026-03-27\nowner = \"HR\""),
        ("vandaag", "x_at = 2026-03-30T14:00"),
        ("grens", "x_safe_on = 2026-03-28\nx_on = 2026-04-02"),
        ("laat", "x_on = 2026-03-27"),
        ("klaar", "x_on = 2026-03-27\nx_done = 2026-03-26"),
    ])
}

/// The groups in their order, each with its count, those without duties left out, and the sum below.
#[test]
fn groups_come_in_their_order() {
    let dir = all_groups();
    let list = |lang: &str, args: &[&str]| {
        let run = avg(
            dir.path(),
            &[&["--now", "2026-03-30T10:00", "--lang", lang, "due"], args].concat(),
        );
        assert_eq!(run.code, 0, "{}", run.err);
        let lines: Vec<String> = run.out.lines().skip(2).map(str::to_string).collect();
        let flush = lines
            .iter()
            .filter(|line| line.starts_with(|c: char| !c.is_whitespace()));
        let flush: Vec<String> = flush.cloned().collect();
        let records: Vec<String> = lines
            .iter()
            .filter_map(|line| Some(line.split("register/").nth(1)?.split(' ').next()?.to_string()))
            .collect();
        (flush, records)
    };
    let (headings, records) = list("en", &[]);
    let expected = [
        "late (1)",
        "at the limit (1)",
        "today (2)",
        "this week, through Sun 2026-04-05 (1)",
        "later (1)",
        "6 open: 1 late, 1 at the limit.",
    ];
    assert_eq!(headings, expected);
    assert_eq!(records, ["laat", "grens", "nu", "vandaag", "week", "later"]);
    let (headings, records) = list("nl", &["--all"]);
    let expected = [
        "te laat (1)",
        "op de grens (1)",
        "vandaag (2)",
        "deze week, t/m zo 2026-04-05 (1)",
        "later (1)",
        "gedaan (1)",
        "6 open: 1 te laat, 1 op de grens; 1 gedaan.",
    ];
    assert_eq!(headings, expected);
    assert_eq!(records, ["laat", "grens", "nu", "vandaag", "week", "later", "klaar"]);
    // What a horizon leaves out is not called done.
    let quiet = with(&[("later", "x_on = 2026-05-01")]);
    let run = avg(
        quiet.path(),
        &["--now", "2026-03-30T10:00", "due", "--within", "7 days"],
    );
    assert_eq!(run.out, "Nothing is open within that term; after it 1 more.\n");
}

/// Who acts and who keeps the activity.
#[test]
fn the_owner_is_named_beside_who_acts() {
    let dir = all_groups();
    let run = avg(dir.path(), &["--now", "2026-03-30T10:00", "due"]);
    assert!(run.out.contains("do it on the day – we (owner: HR)\n"), "{}", run.out);
    assert!(run.out.contains("do it at once (owner: HR)\n"), "{}", run.out);
    let dutch = avg(dir.path(), &["--now", "2026-03-30T10:00", "--lang", "nl", "due"]);
    assert!(
        dutch.out.contains("doe het op de dag – wij (eigenaar: HR)\n"),
        "{}",
        dutch.out
    );
}

/// Every column begins where its head does, in all groups.
#[test]
fn columns_line_up_over_the_groups() {
    let dir = all_groups();
    let out = avg(dir.path(), &["--now", "2026-03-30T10:00", "due", "--all"]).out;
    let column = |line: &str, word: &str| line.find(word).map(|at| line[..at].chars().count());
    let head = out.lines().next().unwrap();
    let (safe, what) = (column(head, "safe").unwrap(), column(head, "what").unwrap());
    let mut seen = 0;
    for line in out.lines().filter(|line| line.contains("register/")) {
        assert_eq!(column(line, "register/"), Some(what), "{out}");
        let before: Vec<char> = line.chars().collect();
        assert!(before[safe - 1] == ' ' && before[safe] != ' ', "{line}");
        seen += 1;
    }
    assert_eq!(seen, 7);
}

/// Colour is on the headings, only when it is asked for, and takes nothing away from the words.
#[test]
fn colour_only_when_asked() {
    let dir = all_groups();
    let shown = |colour: bool| {
        let edge = Edge {
            read_input: || Ok(Vec::new()),
            now: "2026-03-30T10:00:00+02:00".parse().unwrap(),
            cwd: dir.path().to_path_buf(),
            interactive: false,
            look: Look { colour, width: 140 },
        };
        let (mut out, mut err) = (Vec::new(), Vec::new());
        run(["avg", "due"].map(Into::into), &edge, &mut out, &mut err);
        String::from_utf8(out).unwrap()
    };
    let (plain, coloured) = (shown(false), shown(true));
    assert!(!plain.contains('\u{1b}'), "{plain}");
    let heading = |words: &str| coloured.lines().find(|line| line.contains(words)).unwrap();
    for (words, code) in [
        ("late (", "\u{1b}[31m"),
        ("limit (", "\u{1b}[33m"),
        ("today (", "\u{1b}[36m"),
    ] {
        assert!(
            heading(words).contains("\u{1b}[1m") && heading(words).contains(code),
            "{words}"
        );
    }
    let escapes = coloured.lines().filter(|line| line.contains('\u{1b}')).count();
    assert_eq!(escapes, 5, "{coloured:?}");
    let mut stripped = String::new();
    for part in coloured.split('\u{1b}') {
        let at = part.strip_prefix('[').and_then(|it| it.find('m'));
        stripped += at.map_or(part, |at| &part[at + 2..]);
    }
    assert_eq!(stripped, plain);
}
