//! Pages as a browser shows them: on a desktop and on a phone nothing runs off the page, everything can be read, nothing is
//! asked of the network, and on paper they are A4.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::thread;

use serde_json::Value;

use super::support::{avg, examples, root};

const NOW: &str = "2026-04-01T09:00";
const EXAMPLES: [&str; 3] = ["op-orde", "reglement", "verwerkersovereenkomst"];
const REPORTS: [&str; 3] = ["overview", "register", "incidents"];

/// One agreement, with tables of two to nine columns and long names.
const AGREEMENT: [&str; 2] = ["agreement", "klant-noord"];

/// A desktop and a phone, in CSS pixels.
const WIDTHS: [u32; 2] = [1200, 375];

/// What WCAG 2 asks of text (1.4.3, level AA).
const LEAST_CONTRAST: f64 = 4.5;

/// Put at the end of a copy of a page: it measures what the page became and tells the page around it.
const MEASURE: &str = r#"<script>
const parse = c => { const m = c.match(/[\d.]+/g).map(Number); return { rgb: m.slice(0, 3), a: m.length > 3 ? m[3] : 1 }; };
const lum = rgb => { const [r, g, b] = rgb.map(v => { v /= 255; return v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4; });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b; };
const behind = e => { for (; e; e = e.parentElement) { const b = parse(getComputedStyle(e).backgroundColor); if (b.a > 0) return b.rgb; } return [255, 255, 255]; };
addEventListener("load", () => {
  let least = 99, words = "", unseen = 0;
  for (const e of document.querySelectorAll("main *")) {
    const text = [...e.childNodes].filter(n => n.nodeType === 3).map(n => n.data).join("").trim();
    if (!text || e.namespaceURI.endsWith("svg")) continue;
    const style = getComputedStyle(e);
    const [a, b] = [lum(parse(style.color).rgb), lum(behind(e))].sort((x, y) => y - x);
    const contrast = (a + 0.05) / (b + 0.05);
    if (contrast < least) { least = contrast; words = text; }
    if (parseFloat(style.fontSize) < 12) unseen++;
  }
  parent.postMessage({ page: location.pathname.split("/").pop(), width: innerWidth, needed: document.documentElement.scrollWidth,
    contrast: least, words, small: unseen, asked: performance.getEntriesByType("resource").map(r => r.name), text: document.body.innerText }, "*");
});
</script>"#;

/// Writes what the frames tell into the page, where it can be read from outside.
const COLLECT: &str = r#"<!DOCTYPE html><html lang="en"><title>frames</title><body><script>
const told = [];
addEventListener("message", m => { told.push(m.data);
  document.getElementById("told").textContent = btoa(unescape(encodeURIComponent(JSON.stringify(told)))); });
</script><pre id="told"></pre>"#;

#[test]
fn pages_can_be_read_on_a_desktop_and_on_a_phone() {
    let browser = chromium();
    let pages = tempfile::tempdir().expect("a temporary folder");
    let names = write_pages(pages.path(), MEASURE);
    let mut around = COLLECT.to_string();
    for (width, name) in WIDTHS
        .iter()
        .flat_map(|width| names.iter().map(move |name| (width, name)))
    {
        around += &format!("<iframe src=\"{name}\" style=\"width:{width}px;height:900px;border:0\"></iframe>");
    }
    fs::write(pages.path().join("around.html"), around).expect("a page");
    let shown = run(
        &browser,
        pages.path(),
        &["--virtual-time-budget=20000", "--dump-dom"],
        "around.html",
    );
    let told = shown
        .split("<pre id=\"told\">")
        .nth(1)
        .and_then(|rest| rest.split('<').next());
    let told: Vec<Value> = serde_json::from_slice(&base64(told.expect("what the frames told"))).expect("JSON");
    assert_eq!(told.len(), names.len() * WIDTHS.len(), "every page at every width");
    for page in &told {
        let what = format!("{} at {}", page["page"], page["width"]);
        assert!(
            page["needed"].as_u64() <= page["width"].as_u64(),
            "{what} needs {}",
            page["needed"]
        );
        let contrast = page["contrast"].as_f64().expect("a contrast");
        assert!(contrast >= LEAST_CONTRAST, "{what}: {contrast} for {}", page["words"]);
        assert_eq!(page["asked"], serde_json::json!([]), "{what}: nothing is loaded");
        assert_eq!(page["small"], 0, "{what}: words under 12 pixels");
        let text = page["text"].as_str().expect("the words of the page");
        assert!(text.len() > 500, "{what}: {text}");
    }
}

/// The size of A4 in points, and every heading of the page among the words on paper.
#[test]
fn pages_print_on_a4() {
    let browser = chromium();
    let pages = tempfile::tempdir().expect("a temporary folder");
    write_pages(pages.path(), "");
    thread::scope(|scope| {
        for report in REPORTS {
            let (browser, dir) = (&browser, pages.path());
            scope.spawn(move || on_paper(browser, dir, &format!("verwerkersovereenkomst-{report}.html")));
        }
    });
}

fn on_paper(browser: &Path, dir: &Path, name: &str) {
    let pdf = dir.join(format!("{name}.pdf"));
    let to = format!("--print-to-pdf={}", pdf.display());
    run(browser, dir, &["--no-pdf-header-footer", &to], name);
    let paper = lopdf::Document::load(&pdf).expect("a PDF");
    let sheets = paper.get_pages();
    assert!(!sheets.is_empty(), "{name}");
    for id in sheets.values() {
        let sheet = paper.get_dictionary(*id).expect("a page");
        let size: Vec<f32> = sheet
            .get(b"MediaBox")
            .and_then(|size| size.as_array())
            .expect("a size")
            .iter()
            .map(|side| side.as_float().expect("a length"))
            .collect();
        // 210 by 297 mm, at 72 points an inch.
        assert!(
            (size[2] - 595.28).abs() < 1.0 && (size[3] - 841.89).abs() < 1.0,
            "{name}: {size:?}"
        );
    }
    let numbers: Vec<u32> = sheets.keys().copied().collect();
    let bare = |text: &str| text.chars().filter(|c| !c.is_whitespace()).collect::<String>();
    let words = bare(&paper.extract_text(&numbers).expect("words"));
    let page = fs::read_to_string(dir.join(name)).expect("the page");
    let headings: Vec<&str> = page
        .split("<h2 id=")
        .skip(1)
        .filter_map(|rest| rest.split(['>', '<']).nth(1))
        .collect();
    assert!(headings.len() > 1, "{name}");
    for heading in headings {
        assert!(
            words.contains(&bare(heading)),
            "{name}: {heading} is not on paper\n{words}"
        );
    }
}

/// Every colour of text against every ground that text may stand on, whether a page here happens to use it or not.
#[test]
fn every_colour_of_text_can_be_read() {
    let css = fs::read_to_string(root().join("src/render/html.css")).expect("the style");
    let colour = |name: &str| {
        let (_, rest) = css
            .split_once(&format!("--{name}: #"))
            .unwrap_or_else(|| panic!("--{name}"));
        let digits: Vec<u8> = rest
            .chars()
            .map_while(|c| c.to_digit(16))
            .map(|digit| digit as u8)
            .collect();
        match digits.len() {
            3 => luminance([digits[0] * 17, digits[1] * 17, digits[2] * 17]),
            _ => luminance([0, 2, 4].map(|at| digits[at] * 16 + digits[at + 1])),
        }
    };
    for ground in [luminance([255; 3]), colour("head"), colour("free")] {
        for text in ["ink", "dim", "alarm", "caution", "notice"] {
            let contrast = (ground + 0.05) / (colour(text) + 0.05);
            assert!(contrast >= LEAST_CONTRAST, "{text}: {contrast}");
        }
        // What is drawn needs 3 to 1 (1.4.11).
        assert!((ground + 0.05) / (colour("bar") + 0.05) >= 3.0);
    }
    assert!(!css.contains("url(") && !css.contains("@import"), "nothing is loaded");
}

/// Relative luminance, WCAG 2.
fn luminance(rgb: [u8; 3]) -> f64 {
    let [r, g, b] = rgb.map(|value| {
        let value = f64::from(value) / 255.0;
        match value <= 0.04045 {
            true => value / 12.92,
            false => ((value + 0.055) / 1.055).powf(2.4),
        }
    });
    0.2126 * r + 0.7152 * g + 0.0722 * b
}

/// The pages of all examples, with something at their end. What they name on the network they only name in words.
fn write_pages(into: &Path, end: &str) -> Vec<String> {
    let dir = examples();
    let mut names = Vec::new();
    let reports = EXAMPLES
        .iter()
        .flat_map(|example| REPORTS.map(|report| (*example, vec![report])));
    for (example, report) in reports.chain([("verwerkersovereenkomst", AGREEMENT.to_vec())]) {
        let args = [&["--now", NOW, "report"][..], &report, &["--format", "html"]].concat();
        let page = avg(&dir.path().join(example), &args).out;
        for reference in ["src=", "href=", "url(", "@import", "<script", "<link"] {
            assert!(!page.contains(reference), "{example} {report:?}: {reference}");
        }
        let name = format!("{example}-{}.html", report[0]);
        let page = page.replace("</body>", &format!("{end}</body>"));
        fs::write(into.join(&name), page).expect("a page");
        names.push(name);
    }
    names
}

fn chromium() -> PathBuf {
    let path = std::env::var_os("PATH").unwrap_or_default();
    let found = std::env::split_paths(&path).map(|dir| dir.join("chromium"));
    found
        .into_iter()
        .find(|file| file.is_file())
        .expect("this test looks at the pages in a browser: install chromium")
}

/// Runs the browser without a window and without a network; gives what it says.
fn run(browser: &Path, dir: &Path, args: &[&str], page: &str) -> String {
    let profile = tempfile::tempdir().expect("a temporary folder");
    let output = Command::new(browser)
        .args([
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
            "--no-first-run",
        ])
        .args([
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
        ])
        .args(["--host-resolver-rules=MAP * ~NOTFOUND", "--disable-dev-shm-usage"])
        .arg(format!("--user-data-dir={}", profile.path().display()))
        .args(args)
        .arg(format!("file://{}", dir.join(page).display()))
        .output()
        .expect("the browser runs");
    let err = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{page}: {err}");
    String::from_utf8(output.stdout).expect("output is UTF-8")
}

/// What a browser's `btoa` wrote.
fn base64(written: &str) -> Vec<u8> {
    let digit = |c: u8| match c {
        b'A'..=b'Z' => Some(c - b'A'),
        b'a'..=b'z' => Some(c - b'a' + 26),
        b'0'..=b'9' => Some(c - b'0' + 52),
        b'+' => Some(62),
        b'/' => Some(63),
        _ => None,
    };
    let digits: Vec<u8> = written.bytes().filter_map(digit).collect();
    let bytes = digits.chunks(4).flat_map(|four| {
        let all = four.iter().fold(0u32, |all, digit| all << 6 | u32::from(*digit)) << (6 * (4 - four.len()));
        all.to_be_bytes().into_iter().skip(1).take(four.len() - 1)
    });
    bytes.collect()
}
