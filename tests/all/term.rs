//! `avg term` from outside: the worked dates, and what is refused.

use super::support::{avg, root};

/// Every row of the worked dates, as a user would ask for it.
#[test]
fn worked_dates() {
    let table = std::fs::read_to_string(root().join("tests/time.csv")).unwrap();
    let mut checked = 0;
    for line in table.lines().skip(1) {
        let fields: Vec<&str> = line.splitn(7, ',').collect();
        let [from, term, count, before, by, latest, why] = fields[..] else {
            panic!("{line}");
        };
        let mut args = vec!["term", term, "--from", from, "--count", count, "--format", "json"];
        if before == "yes" {
            args.push("--before");
        }
        let answer = avg(&root(), &args).json();
        assert_eq!(
            (answer["by"].as_str(), answer["latest"].as_str()),
            (Some(by), Some(latest)),
            "{line}\n{why}"
        );
        assert!(
            answer["steps"].as_array().is_some_and(|steps| steps.len() >= 3),
            "{line}"
        );
        checked += 1;
    }
    assert!(checked >= 50, "only {checked} rows");
}

#[test]
fn works_without_a_folder_in_both_languages() {
    let nowhere = tempfile::tempdir().unwrap();
    let args = ["term", "1 maand", "--from", "2026-03-05T14:00", "--count", "eu"];
    let nl = avg(nowhere.path(), &args);
    assert_eq!(nl.code, 0);
    assert!(nl.out.contains("artikel 3, lid 4"), "{}", nl.out);
    assert!(nl.out.contains("dinsdag 2026-04-07"), "{}", nl.out);
    let en = avg(nowhere.path(), &[&args[..], &["--lang", "en"]].concat());
    assert!(en.out.contains("article 3(4)"), "{}", en.out);
    assert!(en.out.contains("Tuesday 2026-04-07"), "{}", en.out);
}

#[test]
fn what_cannot_be_counted_is_refused_with_one_sentence() {
    for (term, from, rest) in [
        ("3m", "2026-03-27", &[][..]),
        ("1.5 days", "2026-03-27", &[]),
        ("14 days", "2026-02-30", &[]),
        ("72h", "2026-03-29T02:30", &[]),
        ("9999 years", "2026-03-27", &[]),
        ("999999999 days", "2026-03-27", &[]),
        ("9223372036854775808 days", "2026-03-27", &[]),
        ("72h", "2026-03-27", &["--count", "year-end"]),
        ("7 years", "2026-03-27", &["--count", "year-end", "--before"]),
        ("7 years", "2026-03-27", &["--timezone", "Europe/Nergens"]),
    ] {
        let args = [&["term", term, "--from", from][..], rest].concat();
        let run = avg(&root(), &args);
        assert_eq!(run.code, 2, "{args:?}");
        assert!(run.out.is_empty(), "{args:?}: {}", run.out);
        assert!(run.err.chars().count() > 20, "{args:?}: {}", run.err);
    }
}

/// The gap of 29 March 2026 ends at 03:30 when 02:30 was meant.
#[test]
fn a_skipped_time_names_the_time_that_exists() {
    let run = avg(&root(), &["term", "72h", "--from", "2026-03-29T02:30"]);
    assert!(run.err.contains("03:30"), "{}", run.err);
}
