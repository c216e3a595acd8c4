//! Every format says the same of an agreement, and the pages are as they were read.

use calamine::Data;
use serde_json::Value;

use super::super::sheets::sheets;
use super::super::support::{bytes, examples};
use super::{NOW, report};

/// Every text of every row, in every format.
#[test]
fn all_formats_say_the_same() {
    let dir = examples();
    for (example, args) in [
        ("verwerkersovereenkomst", &["agreement", "klant-noord"][..]),
        ("verwerkersovereenkomst", &["subprocessors"]),
        ("verwerkersovereenkomst", &["subprocessors", "--for", "klant-noord"]),
        ("op-orde", &["subprocessors", "--for", "loonpakket"]),
        ("reglement", &["agreement", "voorbeeldklant"]),
    ] {
        let place = dir.path().join(example);
        let of = |format: &str| report(&place, NOW, &[args, &["--format", format]].concat());
        let json: Value = serde_json::from_str(&of("json")).expect("JSON");
        let yaml: Value = serde_yaml::from_str(&of("yaml")).expect("YAML");
        assert_eq!(yaml, json);
        let [csv, html, markdown, table] = ["csv", "html", "markdown", "table"].map(of);
        let html = html.replace("&amp;", "&");
        let book = sheets(&bytes(
            &place,
            &[&["--now", NOW, "report"], args, &["--format", "xlsx"]].concat(),
        ));
        for part in json["parts"].as_array().expect("parts") {
            let heading = part["heading"].as_str().expect("a heading");
            for (format, page) in [
                ("csv", &csv),
                ("html", &html),
                ("markdown", &markdown),
                ("table", &table),
            ] {
                assert!(page.contains(heading), "{format}: {heading}");
            }
            for row in part["rows"].as_array().expect("rows") {
                // What is the same for people and for programs.
                let texts = ["name", "what", "clause", "measure", "purpose"].map(|key| row.get(key));
                for text in texts.into_iter().flatten().filter_map(Value::as_str) {
                    assert!(markdown.replace('\\', "").contains(text), "{text}");
                    assert!(csv.contains(text) && html.contains(text), "{text}");
                }
                let Some(name) = row.get("name").and_then(Value::as_str) else {
                    continue;
                };
                assert!(
                    book.iter()
                        .flat_map(|sheet| sheet.rows.iter().flatten())
                        .any(|cell| *cell == Data::String(name.to_string())),
                    "{name}"
                );
            }
        }
    }
}
