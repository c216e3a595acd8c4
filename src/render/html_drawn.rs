//! Tables as drawings in HTML: numbers as bars beside themselves, weeks as a calendar. What is drawn is also written.

use maud::{Markup, html};

use crate::report::{CalendarDay, Cell, Form, Group, Table};
use crate::text::Lang;
use crate::time::day_of_year_in_words;

use super::harmless;
use super::html::{cell_of, heading_of, tone};

/// Whether it leaves room for another beside it.
pub(super) fn is_narrow(table: &Table) -> bool {
    table.form == Form::Bars && table.head.len() <= 3
}

/// Every number with a bar, all to one scale. What the row is about stands at its head.
pub(super) fn bars(table: &Table) -> Markup {
    let largest = table.largest().unwrap_or_default().max(1);
    html! {
        table .bars {
            thead {
                tr {
                    @for (head, is_number) in table.head.iter().zip(numbers(table)) {
                        th scope="col" class=[is_number.then_some("count")] { (harmless(head)) }
                    }
                }
            }
            @for group in &table.groups {
                (measured(table, group, largest))
            }
        }
    }
}

/// Which columns have numbers.
fn numbers(table: &Table) -> impl Iterator<Item = bool> {
    let first = table.rows().next();
    (0..table.head.len()).map(move |at| first.is_some_and(|row| matches!(row.get(at), Some(Cell::Number(_)))))
}

fn measured(table: &Table, group: &Group, largest: i64) -> Markup {
    let row = |row: &[Cell]| {
        let (what, cells) = row.split_first()?;
        let what = what.shown();
        Some(html! {
            tr {
                th scope="row" { (harmless(&what)) }
                @for (head, cell) in table.head.iter().skip(1).zip(cells) {
                    @if let Cell::Number(number) = cell {
                        (bar(*number, largest, &format!("{what}, {head}: {number}")))
                    } @else {
                        (cell_of(cell))
                    }
                }
            }
        })
    };
    html! {
        tbody {
            (heading_of(group, table.head.len()))
            @for cells in &group.rows {
                @if let Some(row) = row(cells) { (row) }
            }
        }
    }
}

/// A number and its bar, of which nothing is drawn where there is nothing.
fn bar(number: i64, largest: i64, title: &str) -> Markup {
    let width = number.saturating_mul(100) / largest;
    let class = if number == 0 { "count none" } else { "count" };
    html! {
        td class=(class) {
            div {
                span { (number) }
                svg role="img" viewBox="0 0 100 10" preserveAspectRatio="none" {
                    title { (harmless(title)) }
                    @if number > 0 {
                        rect width=(width.clamp(1, 100)) height="10" {}
                    }
                }
            }
        }
    }
}

/// A row a week. On a phone the days stand below one another, each with its name.
pub(super) fn weeks(table: &Table, lang: Lang) -> Markup {
    let row = |row: &[Cell]| {
        html! {
            tr {
                @for (head, cell) in table.head.iter().zip(row) {
                    @match cell {
                        Cell::Calendar(on) => (day(on, head, lang)),
                        week => th scope="row" { (harmless(&week.shown())) },
                    }
                }
            }
        }
    };
    html! {
        table .weeks {
            thead {
                tr {
                    @for head in &table.head {
                        th scope="col" { (harmless(head)) }
                    }
                }
            }
            tbody {
                @for cells in table.rows() {
                    (row(cells))
                }
            }
        }
    }
}

fn day(on: &CalendarDay, weekday: &str, lang: Lang) -> Markup {
    let is_empty = on.entries.is_empty() && on.marks.is_empty();
    let classes = [(on.is_free, "free"), (on.is_today, "today"), (is_empty, "empty-day")];
    let classes: Vec<&str> = classes
        .into_iter()
        .filter_map(|(is, class)| is.then_some(class))
        .collect();
    let classes = Some(classes.join(" ")).filter(|classes| !classes.is_empty());
    html! {
        td class=[classes] {
            p .date {
                span .weekday { (harmless(weekday)) " " }
                time datetime=(on.day.to_string()) { (day_of_year_in_words(on.day, lang)) }
                @for mark in &on.marks {
                    " " span .mark { (harmless(mark)) }
                }
            }
            @if !on.entries.is_empty() {
                ul {
                    @for (pressing, words) in &on.entries {
                        li class=[tone(*pressing)] { (harmless(words)) }
                    }
                }
            }
        }
    }
}
