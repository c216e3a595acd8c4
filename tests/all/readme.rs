//! The README's transcripts are what the binary says, and its files are what it reads.

use std::fs;

use super::support::{avg, examples, folder, root, write};

/// A line that stands for any number of lines.
const ELLIPSIS: &str = "[…]";

/// Every `console` block, run. `BLESS=1` writes what came out, keeping an ellipsis where one stood.
#[test]
fn transcripts() {
    let path = root().join("README.md");
    let readme = fs::read_to_string(&path).unwrap();
    // The transcripts read the examples and may write in them, so they are given a copy.
    let place = tempfile::tempdir().unwrap();
    fs::rename(examples().keep(), place.path().join("examples")).unwrap();
    let mut rewritten = String::new();
    let mut blocks = 0;
    let mut rest = readme.as_str();
    while let Some((before, after)) = rest.split_once("```console\n") {
        let (block, after) = after.split_once("```").expect("the block ends");
        rewritten += before;
        rewritten += "```console\n";
        rewritten += &transcript(block, place.path());
        rewritten += "```";
        rest = after;
        blocks += 1;
    }
    rewritten += rest;
    assert!(blocks >= 5, "{blocks}");
    if std::env::var_os("BLESS").is_some() {
        fs::write(path, rewritten).unwrap();
    } else {
        assert!(
            readme == rewritten,
            "the README says something else; BLESS=1 cargo test, and read it:\n{rewritten}"
        );
    }
}

/// The block as it would be with what the binary says now.
fn transcript(block: &str, place: &std::path::Path) -> String {
    let mut written = String::new();
    for command in block
        .split_inclusive('\n')
        .collect::<Vec<_>>()
        .chunk_by(|_, next| !next.starts_with("$ "))
    {
        let line = command[0].strip_prefix("$ avg ").expect("a command").trim();
        let run = avg(place, &words(line).iter().map(String::as_str).collect::<Vec<_>>());
        assert_ne!(run.code, 2, "{line}: {}", run.err);
        written += command[0];
        let said: Vec<&str> = run.out.lines().collect();
        let shown: Vec<&str> = command[1..].iter().map(|line| line.trim_end_matches('\n')).collect();
        let lines = match shown.iter().position(|line| *line == ELLIPSIS) {
            None => said,
            Some(at) => {
                let after = shown.len() - at - 1;
                [&said[..at.min(said.len())], &[ELLIPSIS], &said[said.len() - after..]].concat()
            }
        };
        lines.iter().for_each(|line| written += &format!("{line}\n"));
    }
    written
}

/// The words of a command line; quotes hold them together.
pub fn words(line: &str) -> Vec<String> {
    let quoted = line.split('"').enumerate();
    let parts = quoted.flat_map(|(at, part)| match at % 2 {
        1 => vec![part.to_string()],
        _ => part.split_whitespace().map(str::to_string).collect(),
    });
    parts.collect()
}

/// The record and the pack in the text are accepted by the reader.
#[test]
fn what_the_readme_shows_is_read() {
    let readme = fs::read_to_string(root().join("README.md")).unwrap();
    let block = |language: &str, holds: &str| -> String {
        let fence = format!("```{language}\n");
        let blocks = readme.split(&fence).skip(1);
        let found = blocks
            .map(|block| block.split("```").next().unwrap())
            .find(|block| block.contains(holds));
        found.unwrap_or_else(|| panic!("{holds}")).to_string()
    };
    let dir = folder(&[(
        "agreements/klant-a.toml",
        "name = \"A\"\nour_role = \"processor\"\n[counterparty]\nname = \"A\"\n",
    )]);
    write(
        dir.path(),
        "avg.toml",
        &format!("[organisation]\nname = \"V\"\n{}", block("toml", "[[waivers]]")),
    );
    write(dir.path(), "incidents/2026-001.toml", &block("toml", "discovered_at"));
    write(dir.path(), "norms/privacyreglement.yaml", &block("yaml", "pack:"));
    let run = super::support::check(dir.path());
    assert_eq!(run.code, 1, "{}", run.err);
    let wrong: Vec<_> = run
        .findings()
        .into_iter()
        .filter(|it| it["norm"].as_str().unwrap().starts_with("record/"))
        .collect();
    // The waiver is for a record that is not here, no register names the agreement, and the pack is an excerpt.
    let expected = [
        "record/waiver-idle",
        "record/agreement-unused",
        "record/rights-uncovered",
    ];
    let is_expected = |it: &serde_json::Value| expected.iter().any(|norm| it["norm"] == *norm);
    assert!(wrong.iter().all(is_expected), "{wrong:#?}");
    for command in [
        "cargo run --release -- -C examples/verwerkersovereenkomst check",
        "cargo test",
    ] {
        assert!(readme.contains(&format!("\n{command}\n")));
    }
}
