//! A document as one HTML file: no script, nothing to load, for a screen, a phone and paper.

use maud::{DOCTYPE, Markup, PreEscaped, html};

use crate::report::{Cell, Document, Form, Group, Part, Said, Table, Tone};
use crate::text::Lang;

use super::{harmless, html_drawn};

const CSS: &str = include_str!("html.css");

pub fn render(document: &Document, lang: Lang) -> String {
    let page = html! {
        (DOCTYPE)
        html lang=(lang.name()) {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                title { (harmless(&document.title)) }
                style { (PreEscaped(CSS)) }
            }
            body {
                main {
                    h1 { (harmless(&document.title)) }
                    @for sentence in &document.about {
                        p { (harmless(sentence)) }
                    }
                    (sections(&document.parts, lang))
                }
            }
        }
    };
    page.into_string()
}

/// The parts; drawings that follow one another stand beside one another where there is room.
fn sections(parts: &[Part], lang: Lang) -> Markup {
    let is_narrow = |part: &Part| part.table.as_ref().is_some_and(html_drawn::is_narrow);
    let numbered: Vec<(usize, &Part)> = parts.iter().enumerate().collect();
    html! {
        @for beside in numbered.chunk_by(|(_, a), (_, b)| is_narrow(a) && is_narrow(b)) {
            @if beside.len() > 1 {
                div .beside {
                    @for (number, part) in beside {
                        (section(part, *number, lang))
                    }
                }
            } @else {
                @for (number, part) in beside {
                    (section(part, *number, lang))
                }
            }
        }
    }
}

fn section(part: &Part, number: usize, lang: Lang) -> Markup {
    let id = format!("part-{}", number + 1);
    // What is not for the addressee is marked as such, and stays behind when the page is printed.
    let class = part.is_aside.then_some("aside");
    let within = html! {
        @for piece in part.text.chunk_by(|a, b| matches!((a, b), (Said::Item(_), Said::Item(_)))) {
            (text(piece))
        }
        @if let Some(grid) = &part.table {
            (table(grid, &id, lang))
        }
    };
    // A section is something with a heading.
    if part.heading.is_empty() {
        return html! { div class=[class] { (within) } };
    }
    html! {
        section class=[class] aria-labelledby=(id) {
            h2 id=(id) { (harmless(&part.heading)) }
            (within)
        }
    }
}

/// A paragraph, or the items of one list.
fn text(piece: &[Said]) -> Markup {
    html! {
        @match piece {
            [Said::Sentence(words)] => { p .said { (harmless(words)) } },
            [Said::Missing(words)] => { p { span .missing { (harmless(words)) } } },
            items => {
                ul {
                    @for item in items {
                        li { (harmless(item.words())) }
                    }
                }
            },
        }
    }
}

fn table(table: &Table, labelled_by: &str, lang: Lang) -> Markup {
    if table.rows().next().is_none() {
        return html! { p .empty { (lang.pick("Geen.", "None.")) } };
    }
    if table.form == Form::Facts {
        return html! {
            table .card {
                tbody {
                    @for row in table.rows() {
                        (fact(row))
                    }
                }
            }
        };
    }
    match table.form {
        Form::Bars => return html_drawn::bars(table),
        Form::Weeks => return html_drawn::weeks(table, lang),
        Form::Rows | Form::Facts => {}
    }
    if table.is_wide() {
        return html! {
            @for row in table.rows() {
                (card(table, row))
            }
        };
    }
    html! {
        // What is wider than a phone is moved by itself, also from a keyboard.
        div .wide role="region" aria-labelledby=(labelled_by) tabindex="0" {
            table class=[(table.head.len() == 4 && words_are_in(table) == Some(1)).then_some("second")] {
                thead {
                    tr {
                        @for head in &table.head {
                            th scope="col" { (harmless(head)) }
                        }
                    }
                }
                @for group in &table.groups {
                    (body(group, table.head.len()))
                }
            }
        }
    }
}

/// The column in which the words are: on a phone it needs the room.
fn words_are_in(table: &Table) -> Option<usize> {
    let length = |column: usize| {
        let cells = table.rows().filter_map(|row| row.get(column));
        cells.map(|cell| cell.shown().chars().count()).sum::<usize>()
    };
    // Of two that are as long the first.
    (0..table.head.len()).rev().max_by_key(|column| length(*column))
}

/// A row of a wide table: a heading, and the heads down the side.
fn card(table: &Table, row: &[Cell]) -> Markup {
    let (title, facts) = table.card(row);
    html! {
        article {
            h3 { (harmless(&title)) }
            table .card {
                tbody {
                    @for (head, cell) in facts {
                        tr {
                            th scope="row" { (harmless(head)) }
                            (cell_of(cell))
                        }
                    }
                }
            }
        }
    }
}

/// What it is, and what is known of it.
fn fact(row: &[Cell]) -> Markup {
    let [what, known @ ..] = row else {
        return html! {};
    };
    html! {
        tr {
            th scope="row" { (harmless(&what.shown())) }
            @for cell in known {
                (cell_of(cell))
            }
        }
    }
}

/// What stands above the rows of a group.
pub(super) fn heading_of(group: &Group, columns: usize) -> Markup {
    let class = match tone(group.tone) {
        Some(tone) => format!("group {tone}"),
        None => "group".to_string(),
    };
    html! {
        @if let Some(heading) = &group.heading {
            tr class=(class) {
                th colspan=(columns) scope="rowgroup" { (harmless(heading)) }
            }
        }
    }
}

/// The colour by which something asks for attention.
pub(super) fn tone(tone: Tone) -> Option<&'static str> {
    match tone {
        Tone::Plain => None,
        Tone::Notice => Some("notice"),
        Tone::Caution => Some("caution"),
        Tone::Alarm => Some("alarm"),
    }
}

fn body(group: &Group, columns: usize) -> Markup {
    html! {
        tbody {
            (heading_of(group, columns))
            @for row in &group.rows {
                tr {
                    @for cell in row {
                        (cell_of(cell))
                    }
                }
            }
        }
    }
}

pub(super) fn cell_of(cell: &Cell) -> Markup {
    let shown = harmless(&cell.shown_or_dash());
    match cell {
        Cell::Text(_) | Cell::Calendar(_) | Cell::Value { .. } | Cell::Word { .. } => html! { td { (shown) } },
        Cell::Number(_) => html! { td .number { (shown) } },
        Cell::Day(day) => html! { td .when { time datetime=(day.to_string()) { (shown) } } },
        Cell::At(at) | Cell::Local(at) => html! { td .when { time datetime=(at.to_rfc3339()) { (shown) } } },
        // A relative path and nothing else: the sign for coded characters is the only one in it that a link would read.
        Cell::Link { to, .. } => html! { td { a href=(format!("./{}", to.replace('%', "%25"))) { (shown) } } },
        Cell::Missing(_) => html! { td { span .missing { (shown) } } },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_that_was_written_is_markup() {
        let document = Document {
            title: "<script>alert(1)</script>".to_string(),
            about: vec!["a & b".to_string()],
            parts: vec![Part::table(
                "\"x\" onclick=",
                Table::of(
                    ["</th>"],
                    ["a"],
                    vec![vec![vec!["</td><img src=x onerror=y>\u{202e}".to_string()]].into()],
                ),
            )],
        };
        let page = render(&document, Lang::En);
        for wrong in ["<script", "<img", "</th></th>", "\u{202e}"] {
            assert!(!page.contains(wrong), "{wrong}: {page}");
        }
        assert_eq!(
            (page.matches("<td").count(), page.matches("</td>").count()),
            (1, 1),
            "{page}"
        );
        assert!(page.contains("a &amp; b"));
    }
}
