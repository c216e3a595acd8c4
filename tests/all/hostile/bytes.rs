//! Bytes that are not what a record is written in: none at all, other encodings, control characters, ends of lines, and numbers
//! without end.

use std::fs;

use super::super::support::{folder, write};
use super::{AVG, REQUEST, places, refused, tame};

/// What is found in a request with these bytes, by its norm and place.
fn found(bytes: &[u8]) -> Vec<String> {
    let dir = folder(&[("avg.toml", AVG), ("requests/2026-001.toml", "")]);
    fs::write(dir.path().join("requests/2026-001.toml"), bytes).expect("a file");
    tame(dir.path(), &["show", "requests/2026-001"]);
    let run = tame(dir.path(), &["check", "--format", "json"]);
    let of = |finding: &serde_json::Value| {
        let part = |key: &str| finding[key].to_string().replace('"', "");
        format!("{}:{}:{}", part("norm"), part("line"), part("column"))
    };
    run.findings().iter().map(of).collect()
}

fn utf_16(text: &str, order: fn(u16) -> [u8; 2]) -> Vec<u8> {
    text.encode_utf16().flat_map(order).collect()
}

#[test]
fn a_file_says_what_it_is_or_is_named() {
    let marked = format!("\u{feff}{REQUEST}");
    assert_eq!(found(marked.as_bytes()), [""; 0]);
    assert_eq!(found(REQUEST.replacen('\n', "\r\n", 2).as_bytes()), [""; 0]);
    assert_eq!(found(b""), ["record/missing-key:1:1"; 4]);
    for order in [u16::to_le_bytes, u16::to_be_bytes] {
        assert_eq!(found(&utf_16(&marked, order)), ["record/not-utf-8:1:1"]);
        // Without its mark it is text with zeros in it.
        let bare = found(&utf_16(REQUEST, order));
        assert!(
            !bare.is_empty() && bare.iter().all(|it| it.starts_with("record/syntax:")),
            "{bare:?}"
        );
    }
    for wrong in [
        REQUEST.replace('\n', "\r"),
        format!("{REQUEST}x_a = \"\0\"\n"),
        format!("{REQUEST}# \u{1}\u{7f}\n"),
        "\0".repeat(1_000),
        format!("{REQUEST}x_a = \"\u{1b}[31m\"\n"),
    ] {
        let wrong = found(wrong.as_bytes());
        assert!(
            !wrong.is_empty() && wrong.iter().all(|it| it.starts_with("record/syntax:")),
            "{wrong:?}"
        );
    }
}

#[test]
fn packs_and_settings_are_read_the_same_way() {
    let dir = folder(&[("requests/2026-001.toml", REQUEST), ("avg.toml", "")]);
    let settings = dir.path().join("avg.toml");
    fs::write(&settings, utf_16(&format!("\u{feff}{AVG}"), u16::to_be_bytes)).expect("a file");
    let run = tame(dir.path(), &["check", "--format", "json"]);
    assert_eq!(places(&run, "record/not-utf-8"), ["avg.toml:1"]);
    fs::write(&settings, format!("\u{feff}{AVG}")).expect("a file");
    write(dir.path(), "norms/huis.yaml", "\u{feff}pack: huis\r\nnorms: []\r\n");
    assert_eq!(tame(dir.path(), &["check"]).code, 0);
    let pack = dir.path().join("norms/huis.yaml");
    for wrong in [utf_16("\u{feff}pack: huis\n", u16::to_le_bytes), b"\xff\xfe".to_vec()] {
        fs::write(&pack, wrong).expect("a file");
        for lang in ["nl", "en"] {
            refused(dir.path(), &["--lang", lang, "check"]);
        }
    }
    for wrong in [&b""[..], b"\0", b"pack: \"\x1b[31m\xe2\x80\xae"] {
        fs::write(&pack, wrong).expect("a file");
        assert_eq!(tame(dir.path(), &["check"]).code, 2);
    }
}

/// What ends a text for some who read it hides nothing behind it.
#[test]
fn a_control_character_is_named_for_what_it_is() {
    let dir = folder(&[("avg.toml", AVG), ("requests/2026-001.toml", REQUEST)]);
    let norm = |id: &str| format!("- {{ id: {id}, on: requests, require: x_{id}, help: {{ nl: x, en: x }} }}\n");
    let pack = format!("pack: huis\ncite: H\nnorms:\n{}\0{}", norm("a"), norm("b"));
    write(dir.path(), "norms/huis.yaml", &pack);
    let run = tame(dir.path(), &["check"]);
    assert_eq!(run.code, 2, "{}", run.out);
    assert!(
        run.err.contains("norms/huis.yaml:5:1: ") && run.err.contains("U+0000"),
        "{}",
        run.err
    );
    fs::remove_file(dir.path().join("norms/huis.yaml")).expect("a file");
    for (line, code) in [
        ("x_a = \"b\0c\"", "U+0000"),
        ("x_a = 'b\u{7}'", "U+0007"),
        ("# \u{1b}[2J", "U+001B"),
    ] {
        write(dir.path(), "requests/2026-001.toml", &format!("{REQUEST}{line}\n"));
        let run = tame(dir.path(), &["--lang", "en", "check", "--format", "short"]);
        let said = format!("[record/syntax]: there is a control character here ({code}), which TOML does not allow");
        assert!(run.out.contains(&said), "{}", run.out);
    }
}

/// Of packs that cannot be read not even the names are known: they are not said to have the same.
#[test]
fn each_broken_pack_is_told_once() {
    let dir = folder(&[("avg.toml", AVG), ("requests/2026-001.toml", REQUEST)]);
    for name in ["a", "b", "c"] {
        write(dir.path(), &format!("norms/{name}.yaml"), "norms: [&x y\n");
    }
    let run = tame(dir.path(), &["check"]);
    assert_eq!((run.code, run.err.lines().count()), (2, 4), "{}", run.err);
}

/// A number that is written out is never read as one without end.
#[test]
fn a_number_beyond_all_others_is_named() {
    for number in ["1e999", "-1e400", "9e99999", &format!("{}.5", "9".repeat(400))] {
        let found = found(format!("{REQUEST}x_a = {number}\n").as_bytes());
        assert_eq!(found, ["record/impossible-date:5:7"], "{number}");
    }
    assert_eq!(found(format!("{REQUEST}x_a = inf\n").as_bytes()), [""; 0]);
}

/// YAML can make a little text mean a great deal, and one table hold a million keys.
#[test]
fn yaml_means_no_more_than_it_says() {
    let laughs = (1..9).fold("a0: &a0 [lol]\n".to_string(), |text, n| {
        let before = vec![format!("*a{}", n - 1); 9].join(", ");
        text + &format!("a{n}: &a{n} [{before}]\n")
    });
    let keys: String = (0..50_000).map(|n| format!("k{n}: 1\n")).collect();
    let deep = format!("norms: {}{}\n", "[".repeat(10_000), "]".repeat(10_000));
    let indented: String = (0..2_000).map(|n| format!("{}a:\n", " ".repeat(n))).collect();
    for (text, words) in [
        (&laughs, "&"),
        (&keys, "k0"),
        (&deep, "norms/huis.yaml:1:"),
        (&indented, "diep"),
    ] {
        let dir = folder(&[("avg.toml", AVG), ("requests/2026-001.toml", REQUEST)]);
        write(dir.path(), "norms/huis.yaml", text);
        write(dir.path(), "fides.yml", text);
        let run = tame(dir.path(), &["check"]);
        assert!(run.code == 2 && run.err.contains(words), "{words}: {}", run.err);
        assert!(run.err.lines().count() < 300, "{}", run.err.lines().count());
        let run = tame(dir.path(), &["import", "fides.yml"]);
        assert_eq!(run.code, 2, "{words}: {}", run.err);
    }
    let many: String = (0..2_001)
        .map(|n| format!("  - {{ id: n-{n}, on: requests, require: subject }}\n"))
        .collect();
    let dir = folder(&[("avg.toml", AVG), ("requests/2026-001.toml", REQUEST)]);
    write(dir.path(), "norms/huis.yaml", &format!("pack: huis\nnorms:\n{many}"));
    let run = tame(dir.path(), &["check"]);
    assert!(run.code == 2 && run.err.contains("2001"), "{}", run.err);
}

/// Numbers longer than any that can be held, and words that would be patterns to a careless reader.
#[test]
fn numbers_and_patterns_are_text() {
    let digits = "9".repeat(20_000);
    let wrong = found(format!("{REQUEST}x_a = {digits}\nx_b = 0x{digits}\nx_c = 9223372036854775808\n").as_bytes());
    assert_eq!(wrong.len(), 3, "{wrong:?}");
    assert!(
        wrong.iter().all(|it| it.starts_with("record/impossible-date:")),
        "{wrong:?}"
    );
    let fits = format!("{REQUEST}x_a = 9223372036854775807\nx_b = 1e300\nx_c = nan\nx_d = -1e-400\n");
    assert_eq!(found(fits.as_bytes()), [""; 0]);
    let pattern = format!("(a+)+${}[[[(?<!x)\\\\Q*?{{9999999}}", "(a|a)*".repeat(500));
    let subject = REQUEST.replace("zaak 1", &format!("{pattern}{}!", "a".repeat(5_000)));
    assert_eq!(found(subject.as_bytes()), [""; 0]);
    let dir = folder(&[("avg.toml", AVG), ("requests/2026-001.toml", &subject)]);
    for args in [&["show", "(a+)+$"][..], &["explain", "(((("], &["due", "--for", "[[["]] {
        refused(dir.path(), args);
    }
}
