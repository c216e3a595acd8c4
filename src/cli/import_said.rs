//! What `avg import` says: the mapping, each record, and row by row what could not be mapped.

use crate::import::{Column, Content, Place, Row, Source, Table, Target};
use crate::render::harmless;
use crate::text;
use crate::text::{Lang, Text, single_spaced};

use super::import::Placed;

/// What becomes of a row.
pub(super) enum Fate {
    Made { path: String, text: String },
    Skipped(Text),
}

/// Everything that there is to say.
pub(super) struct Said<'a> {
    pub name: &'a str,
    pub source: &'a Source,
    pub table: &'a Table,
    pub is_role_assumed: bool,
    pub is_written: bool,
    pub rows: Vec<Placed>,
}

/// How much of a value is shown; the whole of it goes into the record.
const SHOWN: usize = 60;

/// Narrower than this no column is cut.
const WIDEST_NAME: usize = 40;

impl Said<'_> {
    /// Whether every value of every row found its field.
    pub fn is_clean(&self) -> bool {
        let is_whole = |row: &Placed| matches!(row.fate, Fate::Made { .. }) && row.entry.left.is_empty();
        self.rows.iter().all(is_whole) && self.source.beside.is_empty() && self.table.above.is_empty()
    }

    /// That the role was not in the table.
    pub fn role(name: &str) -> Text {
        text!(
            "{name} heeft geen kolom voor de rol: overal geldt role = \"controller\"; een andere geeft u met --set role=…",
            "{name} has no column for the role: role = \"controller\" holds everywhere; give another with --set role=…"
        )
    }

    pub fn text(&self, lang: Lang) -> String {
        let mut lines: Vec<String> = Vec::new();
        self.about(lang, &mut lines);
        self.mapping(lang, &mut lines);
        self.records(lang, &mut lines);
        self.unmapped(lang, &mut lines);
        lines.push(self.summary(lang));
        lines.into_iter().map(|line| harmless(&line) + "\n").collect()
    }

    fn about(&self, lang: Lang, lines: &mut Vec<String>) {
        let header = match self.table.header {
            Place::Row(_) => format!(
                ", {} {}",
                lang.pick("koppen in", "headers in"),
                self.table.header.text().get(lang)
            ),
            Place::Path(_) => String::new(),
        };
        lines.push(format!("{}: {}{header}", self.name, self.source.about.get(lang)));
        lines.extend(self.table.notes.iter().map(|note| format!("  {}", note.get(lang))));
        if self.is_role_assumed {
            lines.push(format!("  {}", Said::role(self.name).get(lang)));
        }
    }

    fn mapping(&self, lang: Lang, lines: &mut Vec<String>) {
        lines.push(lang.pick("Kolommen:", "Columns:").to_string());
        let shown: Vec<(String, String, String)> = self
            .table
            .columns
            .iter()
            .enumerate()
            .map(|(at, column)| {
                let example = self
                    .table
                    .rows
                    .iter()
                    .find_map(|row| row.cells.get(at).filter(|cell| !cell.is_empty()));
                let example = example.map_or(String::new(), |cell| quoted(&cell.shown()));
                (quoted(&column.name), target(column, lang), example)
            })
            .collect();
        let width = |of: fn(&(String, String, String)) -> &String| {
            shown
                .iter()
                .map(|it| of(it).chars().count())
                .max()
                .unwrap_or(0)
                .min(WIDEST_NAME)
        };
        let (names, targets) = (width(|it| &it.0), width(|it| &it.1));
        for (name, target, example) in &shown {
            lines.push(
                format!("  {name:names$} → {target:targets$}  {example}")
                    .trim_end()
                    .to_string(),
            );
        }
    }

    fn records(&self, lang: Lang, lines: &mut Vec<String>) {
        lines.push(lang.pick("Registraties:", "Records:").to_string());
        for row in &self.rows {
            let place = row.entry.place.text();
            let place = place.get(lang);
            lines.push(match &row.fate {
                Fate::Made { path, .. } => format!("  {place} → {path}"),
                Fate::Skipped(why) => {
                    let skipped = lang.pick("overgeslagen", "skipped");
                    format!("  {place}: {skipped}: {}", shortened(why.get(lang), 4 * SHOWN))
                }
            });
        }
    }

    fn unmapped(&self, lang: Lang, lines: &mut Vec<String>) {
        let mut found: Vec<String> = Vec::new();
        for row in &self.table.above {
            found.push(format!("  {}", above(row, lang)));
        }
        for row in &self.rows {
            let place = row.entry.place.text();
            let is_made = matches!(row.fate, Fate::Made { .. });
            for left in &row.entry.left {
                let (column, value) = (quoted(&left.column), quoted(&left.value));
                let why = left.why.get(lang);
                let kept = match (left.is_kept && is_made, left.is_kept) {
                    (true, _) => lang.pick("als commentaar bewaard", "kept as a comment"),
                    (false, true) => lang.pick("de rij is overgeslagen", "the row is skipped"),
                    (false, false) => lang.pick("nergens bewaard", "kept nowhere"),
                };
                let (in_column, place) = (lang.pick("kolom", "column"), place.get(lang));
                found.push(format!("  {place}, {in_column} {column}: {value}: {why}; {kept}"));
            }
        }
        for (path, value) in &self.source.beside {
            let no_field = lang.pick(
                "hoort bij geen registratie; nergens bewaard",
                "belongs to no record; kept nowhere",
            );
            found.push(format!("  {path}: {}: {no_field}", quoted(value)));
        }
        if !found.is_empty() {
            lines.push(lang.pick("Niet onder te brengen:", "Not mapped:").to_string());
            lines.extend(found);
        }
    }

    fn summary(&self, lang: Lang) -> String {
        let made = self
            .rows
            .iter()
            .filter(|row| matches!(row.fate, Fate::Made { .. }))
            .count();
        let skipped = self.rows.len() - made;
        let left: usize = self.rows.iter().map(|row| row.entry.left.len()).sum::<usize>()
            + self.source.beside.len()
            + self.table.above.len();
        let made = counted(made, [("registratie", "registraties"), ("record", "records")]);
        let skipped = counted(skipped, [("rij", "rijen"), ("row", "rows")]);
        let left = counted(left, [("waarde", "waarden"), ("value", "values")]);
        let (made, skipped, left) = (made.get(lang), skipped.get(lang), left.get(lang));
        let text = if self.is_written {
            text!(
                "{made} gemaakt, {skipped} overgeslagen, {left} zonder veld.",
                "{made} made, {skipped} skipped, {left} without a field."
            )
        } else {
            text!(
                "{made} te maken, {skipped} overgeslagen, {left} zonder veld. Er is niets geschreven: dat doet --write.",
                "{made} to make, {skipped} skipped, {left} without a field. Nothing was written: --write does that."
            )
        };
        text.get(lang).to_string()
    }
}

/// A number with its noun, in Dutch and in English, each in the singular and the plural.
fn counted(number: usize, [nl, en]: [(&str, &str); 2]) -> Text {
    let noun = |(one, more)| if number == 1 { one } else { more };
    let (nl, en) = (noun(nl), noun(en));
    text!("{number} {nl}", "{number} {en}")
}

fn target(column: &Column, lang: Lang) -> String {
    match &column.target {
        Target::Field(field) => field.path(),
        Target::NoRows(table) => table.clone(),
        Target::Id => lang.pick("de naam van het bestand", "the name of the file").to_string(),
        Target::LeftOut => lang
            .pick("weggelaten, op uw verzoek", "left out, as you asked")
            .to_string(),
        Target::Withheld(_) => lang.pick("wordt niet overgenomen", "is not taken over").to_string(),
        Target::Nothing => lang
            .pick("geen veld: als commentaar", "no field: as a comment")
            .to_string(),
    }
}

/// What stands above the headers: a title, an explanation.
fn above(row: &Row, lang: Lang) -> String {
    let said: Vec<String> = row
        .cells
        .iter()
        .filter(|cell| !cell.is_empty())
        .map(Content::shown)
        .collect();
    let (place, said) = (row.place.text(), quoted(&said.join(" ")));
    let why = lang.pick(
        "staat boven de koppen; nergens bewaard",
        "stands above the headers; kept nowhere",
    );
    format!("{}: {said}: {why}", place.get(lang))
}

/// A value on one line and between quotes, no longer than can be read at a glance.
fn quoted(value: &str) -> String {
    let line = single_spaced(value);
    format!("\"{}\"", shortened(&line, SHOWN))
}

fn shortened(text: &str, most: usize) -> String {
    match text.char_indices().nth(most) {
        Some((at, _)) => format!("{}…", &text[..at]),
        None => text.to_string(),
    }
}
