//! SARIF as its readers take it: valid against the standard's own schema, and true where a schema cannot look.

use std::collections::BTreeSet;
use std::fs;

use jsonschema::Validator;
use serde_json::{Value, json};

use super::formats::{Place, cited, nasty, places, text};
use super::support::{avg, folder, root, write};

/// The schema of SARIF 2.1.0 by OASIS; its `$id` says where it is published. The copy is that of the crate serde-sarif 0.8.0.
fn schema() -> Validator {
    let text = fs::read_to_string(root().join("tests/sarif-schema-2.1.0.json")).unwrap();
    let schema: Value = serde_json::from_str(&text).unwrap();
    assert_eq!(
        schema["$id"],
        "https://raw.githubusercontent.com/oasis-tcs/sarif-spec/master/Schemata/sarif-schema-2.1.0.json"
    );
    let options = jsonschema::options().should_validate_formats(true);
    options.build(&schema).expect("a valid schema")
}

fn run(log: &Value) -> &Value {
    assert_eq!(log["runs"].as_array().unwrap().len(), 1);
    &log["runs"][0]
}

pub fn results(log: &Value) -> &Vec<Value> {
    run(log)["results"].as_array().unwrap()
}

fn rules(log: &Value) -> &Vec<Value> {
    run(log)["tool"]["driver"]["rules"].as_array().unwrap()
}

fn sarif(place: &Place, lang: &str) -> Value {
    place.run(&["--lang", lang, "check", "--format", "sarif"]).json()
}

#[test]
fn it_is_valid() {
    let schema = schema();
    for place in places() {
        for lang in ["nl", "en"] {
            let log = sarif(&place, lang);
            let wrong: Vec<String> = schema
                .iter_errors(&log)
                .map(|error| format!("{} {error}", error.instance_path()))
                .collect();
            assert!(wrong.is_empty(), "{wrong:#?}");
            assert_eq!(log["version"], "2.1.0");
            assert_eq!(run(&log)["tool"]["driver"]["language"], lang);
            assert_eq!(run(&log)["columnKind"], "unicodeCodePoints");
        }
    }
    // The schema that says so can say no, of what is asked here too.
    let log = sarif(&nasty(), "en");
    for (pointer, wrong) in [
        ("/version", json!("2.0.0")),
        ("/runs/0/columnKind", json!("bytes")),
        ("/runs/0/results/0/level", json!("fout")),
        ("/runs/0/results/0/message", json!({})),
        (
            "/runs/0/results/0/locations/0/physicalLocation/region/startLine",
            json!(0),
        ),
        (
            "/runs/0/results/0/locations/0/physicalLocation/artifactLocation/uri",
            json!("een map/%zz"),
        ),
        ("/runs/0/tool/driver/rules/0/helpUri", json!("geen adres")),
        ("/runs/0/tool/driver/rules/0/shortDescription", json!("een tekst")),
    ] {
        let mut broken = log.clone();
        *broken.pointer_mut(pointer).unwrap() = wrong;
        assert!(!schema.is_valid(&broken), "{pointer}");
    }
}

/// The path that a relative address stands for.
fn path(uri: &str) -> String {
    let is_address = |c: char| c.is_ascii_alphanumeric() || "/-._~%".contains(c);
    assert!(uri.chars().all(is_address) && !uri.starts_with('/'), "{uri}");
    let mut parts = uri.split('%');
    let mut bytes = parts.next().unwrap().as_bytes().to_vec();
    for part in parts {
        bytes.push(u8::from_str_radix(&part[..2], 16).unwrap());
        bytes.extend(part[2..].bytes());
    }
    String::from_utf8(bytes).unwrap()
}

fn place_of(location: &Value) -> (String, [u64; 4]) {
    let physical = &location["physicalLocation"];
    let artifact = &physical["artifactLocation"];
    assert_eq!(artifact["uriBaseId"], "%SRCROOT%");
    let place =
        ["startLine", "startColumn", "endLine", "endColumn"].map(|key| physical["region"][key].as_u64().unwrap());
    (path(text(artifact, "uri")), place)
}

#[test]
fn it_names_the_same_findings_at_the_same_places() {
    for place in places() {
        let expected = place.check("json").findings();
        let log = sarif(&place, "en");
        assert!(run(&log)["originalUriBaseIds"]["%SRCROOT%"].is_object());
        assert_eq!(results(&log).len(), expected.len());
        for (result, finding) in results(&log).iter().zip(&expected) {
            assert_eq!(
                (&result["ruleId"], &result["level"]),
                (&finding["norm"], &finding["level"])
            );
            let at = ["line", "column", "end_line", "end_column"].map(|key| finding[key].as_u64().unwrap());
            let file = format!("{}{}", place.prefix, text(finding, "file"));
            assert_eq!(place_of(&result["locations"][0]), (file, at));
            // No value becomes a link by itself.
            let said = text(&result["message"], "text");
            let unlinked = |text: String| text.replace("](", "\\](");
            assert!(said.starts_with(&unlinked(cited(finding))), "{said}");
            assert!(said.ends_with(&unlinked(text(finding, "help").to_string())), "{said}");
        }
    }
}

#[test]
fn each_result_has_its_rule() {
    let mut uris = 0;
    for place in places() {
        let log = sarif(&place, "en");
        let ids: Vec<&str> = rules(&log).iter().map(|rule| text(rule, "id")).collect();
        let used: BTreeSet<&str> = results(&log).iter().map(|it| text(it, "ruleId")).collect();
        assert_eq!(ids.iter().copied().collect::<BTreeSet<_>>(), used);
        for result in results(&log) {
            assert_eq!(
                ids[result["ruleIndex"].as_u64().unwrap() as usize],
                text(result, "ruleId")
            );
        }
        // In the order of the packs, which explain shows; and in its words.
        let manual = place.run(&["--lang", "en", "explain", "--all"]).out;
        let named = manual.lines().filter(|line| used.contains(line));
        assert_eq!(ids, named.collect::<Vec<_>>());
        let findings = place.check("json").findings();
        for rule in rules(&log) {
            let finding = findings.iter().find(|it| it["norm"] == rule["id"]).unwrap();
            let page = manual
                .split("\n\n")
                .find(|page| page.lines().next() == rule["id"].as_str());
            let title = text(&rule["shortDescription"], "text");
            assert!(!title.is_empty());
            assert!(["error", "warning", "note"].contains(&text(&rule["defaultConfiguration"], "level")));
            let is_explained = page.unwrap().contains("\n  explanation: ");
            assert_eq!(is_explained, rule["fullDescription"].is_object(), "{rule}");
            let uri = rule["helpUri"].as_str();
            match text(rule, "id").split_once('/').unwrap().0 {
                "avg" => {
                    let article = text(finding, "cite").strip_prefix("AVG ").unwrap();
                    let number = article.split('(').next().unwrap();
                    assert!(
                        uri.unwrap().ends_with(&format!("CELEX:32016R0679#art_{number}")),
                        "{rule}"
                    );
                    uris += 1;
                }
                "uavg" => assert_eq!(uri, Some("https://wetten.overheid.nl/BWBR0040940/")),
                "huis" => assert_eq!(uri, Some("https://huis.example/a%20b?x=9")),
                _ => assert_eq!(uri, None, "{rule}"),
            }
        }
    }
    assert!(uris > 10, "{uris}");
}

/// A finding may rest on another article than its norm: the finding says which, and the rule claims none.
#[test]
fn a_term_laxer_than_the_law_cites_that_law() {
    let place = &places()[0];
    let log = sarif(place, "en");
    let laxer = results(&log)
        .iter()
        .find(|it| it["ruleId"] == "record/term-laxer")
        .unwrap();
    assert!(text(&laxer["message"], "text").contains("(AVG 14(3)(c))"), "{laxer}");
    let rule = rules(&log).iter().find(|it| it["id"] == "record/term-laxer").unwrap();
    assert!(
        rule["helpUri"].is_null() && !rule.to_string().contains("AVG 14"),
        "{rule}"
    );
}

#[test]
fn what_explains_a_finding_is_linked() {
    let log = sarif(&nasty(), "en");
    let twice = results(&log)
        .iter()
        .find(|it| it["ruleId"] == "record/duplicate-id")
        .unwrap();
    let related = twice["relatedLocations"].as_array().unwrap();
    assert_eq!(related.len(), 1);
    assert_eq!(text(&related[0]["message"], "text"), "the other one");
    let files = [&twice["locations"][0], &related[0]].map(|location| place_of(location).0);
    assert_eq!(
        files,
        [
            "een map, 100% «é»/x: y/register/b/twee.toml",
            "een map, 100% «é»/x: y/register/a/twee.toml"
        ]
    );
}

/// The region holds what people are shown: the excerpt is marked from bytes, the region counts lines and characters.
#[test]
fn the_text_in_the_region_is_the_excerpt() {
    let mut compared = 0;
    for place in places() {
        let top = place.dir.ancestors().nth(2).unwrap();
        let human = place.check("human").out;
        let blocks: Vec<&str> = human.split("\n\n").filter(|block| block.contains("--> ")).collect();
        let log = sarif(&place, "en");
        assert_eq!(blocks.len(), results(&log).len());
        for (block, result) in blocks.into_iter().zip(results(&log)) {
            let (file, [line, column, end_line, end_column]) = place_of(&result["locations"][0]);
            let Ok(text) = fs::read_to_string(top.join(file)) else {
                continue;
            };
            let lines: Vec<&str> = text.trim_start_matches('\u{feff}').split('\n').collect();
            assert!(line >= 1 && column >= 1 && end_line as usize <= lines.len());
            assert!((line, column) <= (end_line, end_column));
            if line != end_line || column == end_column {
                continue;
            }
            let written = lines[line as usize - 1].chars().skip(column as usize - 1);
            let region: String = written.take((end_column - column) as usize).collect();
            assert_eq!(region.chars().count() as u64, end_column - column, "{block}");
            if let Some(excerpt) = marked(block) {
                assert_eq!(region, excerpt, "{block}");
                compared += 1;
            }
        }
    }
    assert!(compared > 60, "{compared}");
}

/// What stands above the carets. Combined characters are narrower on a screen than in a count, so those lines are left.
fn marked(block: &str) -> Option<String> {
    let lines: Vec<&str> = block.lines().collect();
    let at = lines.iter().position(|line| {
        let carets = line.split_once("| ").map(|(_, carets)| carets.trim());
        carets.is_some_and(|carets| !carets.is_empty() && carets.chars().all(|c| c == '^'))
    })?;
    let is_plain = |c: char| c.is_ascii() || c.is_alphanumeric();
    if !lines[at - 1].chars().all(is_plain) {
        return None;
    }
    let (above, below) = (lines[at - 1].chars(), lines[at].chars());
    let under: String = above
        .zip(below)
        .filter(|(_, caret)| *caret == '^')
        .map(|(c, _)| c)
        .collect();
    (!under.is_empty()).then_some(under)
}

#[test]
fn a_file_as_a_whole_has_a_region_too() {
    let log = sarif(&nasty(), "en");
    let strays = results(&log).iter().filter(|it| it["ruleId"] == "record/stray-file");
    let regions: Vec<[u64; 4]> = strays.map(|it| place_of(&it["locations"][0]).1).collect();
    assert_eq!(regions, [[1, 1, 1, 1]; 2]);
}

#[test]
fn an_address_that_is_none_is_refused_where_it_stands() {
    let dir = folder(&[("avg.toml", "[organisation]\nname = \"V\"\n")]);
    write(dir.path(), "register/a.toml", "name = \"x\"\nrole = \"controller\"\n");
    for url in [
        "javascript:alert(1)",
        "https://huis.example/een twee",
        "\"https://huis.example/{artikel}\"",
    ] {
        write(
            dir.path(),
            "norms/huis.yaml",
            &format!("pack: huis\nurl: {url}\nnorms: []\n"),
        );
        let run = avg(dir.path(), &["--lang", "en", "check"]);
        assert_eq!(run.code, 2);
        assert!(
            run.err.contains("norms/huis.yaml:2:6") && run.err.contains("is not a web address"),
            "{}",
            run.err
        );
        assert!(run.err.contains("{article}"), "{}", run.err);
    }
}
