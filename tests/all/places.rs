//! The places that are kept beside the packs in the binary give the very trees that their YAML gives.

use avg::norms::EMBEDDED;
use avg::records::tree::{Node, Span, Value};
use avg::records::yaml;

use super::support::golden;

#[test]
fn the_places_beside_a_pack_are_those_of_its_values() {
    for pack in EMBEDDED {
        let root = yaml::read(pack.text).expect("YAML");
        let mut places = Places {
            text: pack.text,
            start: 0,
            lines: format!("{}\n", pack.text.len()),
        };
        places.node(&root);
        golden(&format!("src/norms/packs/{}.places", pack.name), &places.lines);
        // What is in the binary is older than what was just written.
        if std::env::var_os("BLESS").is_none() {
            let read = pack.tree().expect("a pack in the binary is read by its places");
            assert_eq!(format!("{read:?}"), format!("{root:?}"), "{}", pack.name);
        }
    }
}

struct Places<'a> {
    text: &'a str,
    start: usize,
    lines: String,
}

impl Places<'_> {
    fn line(&mut self, sort: char, span: Span, more: &str) {
        let (after, long) = (span.start() - self.start, span.end() - span.start());
        self.start = span.start();
        self.lines += format!("{sort} {after} {long} {more}").trim_end();
        self.lines.push('\n');
    }

    fn node(&mut self, node: &Node) {
        let written = &self.text[node.span.start()..node.span.end()];
        match &node.value {
            Value::Table(entries) => {
                self.line('{', node.span, &entries.len().to_string());
                for entry in entries {
                    self.line('k', entry.key.span(), "");
                    self.node(&entry.node);
                }
            }
            Value::List(items) => {
                self.line('[', node.span, &items.len().to_string());
                items.iter().for_each(|item| self.node(item));
            }
            Value::Text(text) => {
                let is_in_quotes =
                    written.starts_with(['"', '\'']) && written.len() == text.len() + 2 && written.contains(&**text);
                let is_folded = written.lines().map(str::trim).collect::<Vec<_>>().join(" ") == *text;
                match written {
                    _ if written == *text => self.line('.', node.span, ""),
                    _ if is_in_quotes => self.line('\'', node.span, ""),
                    _ if is_folded => self.line('>', node.span, ""),
                    _ => self.line('"', node.span, &serde_json::to_string(text).expect("JSON")),
                }
            }
            _ => self.line('.', node.span, ""),
        }
    }
}
