//! The neutral form of everything that is handed over.

use std::borrow::Cow;

use chrono::{DateTime, FixedOffset, NaiveDate};

use crate::text::Lang;
use crate::time::to_the_minute;

use super::data::{Data, Instant};

/// A document: what it is, what should be known about it, and its parts.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Document {
    pub title: String,
    /// Sentences under the title.
    pub about: Vec<String>,
    pub parts: Vec<Part>,
}

impl Document {
    /// Says of what the document was made: under the title, or in the part that is not sent along where it has one.
    pub fn stamped(mut self, sentences: Vec<String>) -> Document {
        match self.parts.iter_mut().find(|part| part.is_aside) {
            Some(aside) => {
                aside.text.splice(0..0, sentences.into_iter().map(Said::Sentence));
            }
            None => {
                self.about.splice(0..0, sentences);
            }
        }
        self
    }

    /// What may go to anyone: what it was made of stays behind with the parts that are not sent along.
    pub fn without_asides(mut self) -> Document {
        self.parts.retain(|part| !part.is_aside);
        self
    }
}

/// One part of a document. Empty is shown as empty, never left out.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Part {
    /// Empty where the part needs none, as the beginning of a letter.
    pub heading: String,
    /// What is said under the heading, above the table.
    pub text: Vec<Said>,
    /// Absent where the part is a text and nothing else.
    pub table: Option<Table>,
    /// Whether it is for whoever hands the document over, and not for whom it is meant.
    pub is_aside: bool,
}

impl Part {
    pub fn table(heading: impl Into<String>, table: Table) -> Part {
        Part {
            heading: heading.into(),
            table: Some(table),
            ..Part::default()
        }
    }

    pub fn text(heading: impl Into<String>, text: Vec<Said>) -> Part {
        Part {
            heading: heading.into(),
            text,
            ..Part::default()
        }
    }

    /// The same, not to be sent along.
    pub fn aside(self) -> Part {
        Part { is_aside: true, ..self }
    }
}

/// A piece of running text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Said {
    Sentence(String),
    /// One of a list: those that follow one another are one list.
    Item(String),
    /// What must be filled in before the text can go out.
    Missing(String),
}

impl Said {
    pub fn words(&self) -> &str {
        match self {
            Said::Sentence(words) | Said::Item(words) | Said::Missing(words) => words,
        }
    }
}

/// A grid with a head. Cells are values; how they are laid out is the renderer's business.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Table {
    pub form: Form,
    pub head: Vec<String>,
    /// What programs call the columns, whatever the language.
    pub keys: Vec<&'static str>,
    pub groups: Vec<Group>,
}

/// What a table is, so that it can be drawn as such where there is room. It has the same cells in every format.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Form {
    #[default]
    Rows,
    /// Two columns: what it is, and what is known of it.
    Facts,
    /// What it is, and numbers that can be compared by their length.
    Bars,
    /// A calendar: a row a week, what a week is called and its seven days.
    Weeks,
}

/// Rows that belong together.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Group {
    /// Stands above this group and those after it, up to the next heading.
    pub heading: Option<String>,
    pub tone: Tone,
    pub rows: Vec<Vec<Cell>>,
}

/// What stands in a grid: typed, so that a spreadsheet gets dates that are dates and numbers that can be added up.
#[derive(Clone, Debug, PartialEq)]
pub enum Cell {
    Text(String),
    Number(i64),
    Day(NaiveDate),
    At(DateTime<FixedOffset>),
    /// An instant that its local time says without its offset.
    Local(DateTime<FixedOffset>),
    /// Words that lead to a file, by its path from where the document is.
    Link {
        words: String,
        to: String,
    },
    /// A value, with the words in which people read it.
    Value {
        words: String,
        data: Data,
    },
    /// A word of a fixed list, such as how a duty stands, and what programs call it in every language.
    Word {
        words: String,
        name: String,
    },
    /// Something that must be there and is not, in words that say what and why.
    Missing(String),
    Calendar(CalendarDay),
}

/// A day of a calendar, and what falls on it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CalendarDay {
    pub day: NaiveDate,
    /// What it is besides a day: today, a holiday.
    pub marks: Vec<String>,
    pub is_today: bool,
    /// Whether it is a weekend or a holiday.
    pub is_free: bool,
    pub entries: Vec<(Tone, String)>,
}

impl Cell {
    pub fn value(words: impl Into<String>, data: Data) -> Cell {
        Cell::Value {
            words: words.into(),
            data,
        }
    }

    pub fn word(words: impl Into<String>, name: impl Into<String>) -> Cell {
        Cell::Word {
            words: words.into(),
            name: name.into(),
        }
    }

    /// A line an item.
    pub fn list(items: Vec<String>) -> Cell {
        Cell::value(items.join("\n"), Data::texts(items))
    }

    /// For a program; of what it has no words for, nothing.
    pub fn data(&self) -> Cow<'_, Data> {
        Cow::Owned(match self {
            Cell::Value { data, .. } => return Cow::Borrowed(data),
            Cell::Missing(_) => Data::Nothing,
            Cell::Text(text) if text.is_empty() => Data::Nothing,
            Cell::Text(text) | Cell::Link { to: text, .. } | Cell::Word { name: text, .. } => Data::Text(text.clone()),
            Cell::Number(number) => Data::Number(*number),
            Cell::Day(day) => Data::Day(*day),
            // These are in the folder's zone already.
            Cell::At(at) | Cell::Local(at) => Data::At(Instant {
                at: *at,
                local: at.naive_local(),
            }),
            Cell::Calendar(on) => on.data(),
        })
    }

    /// The same in a list of facts, where nothing at all would look like an oversight.
    pub fn shown_or_dash(&self) -> Cow<'_, str> {
        match self.shown() {
            shown if shown.is_empty() => Cow::Borrowed("–"),
            shown => shown,
        }
    }

    /// For a reader; a date with the year first, an instant with its offset where it says more.
    pub fn shown(&self) -> Cow<'_, str> {
        match self {
            Cell::Text(text)
            | Cell::Missing(text)
            | Cell::Link { words: text, .. }
            | Cell::Value { words: text, .. }
            | Cell::Word { words: text, .. } => Cow::Borrowed(text),
            Cell::Number(number) => Cow::Owned(number.to_string()),
            Cell::Day(day) => Cow::Owned(day.to_string()),
            Cell::At(at) => Cow::Owned(to_the_minute(*at)),
            Cell::Local(at) => Cow::Owned(at.format("%Y-%m-%d %H:%M").to_string()),
            Cell::Calendar(on) => {
                let marks = on.marks.iter().map(|mark| format!(" · {mark}"));
                let entries = on.entries.iter().map(|(_, words)| format!("\n{words}"));
                Cow::Owned(format!(
                    "{}{}{}",
                    on.day,
                    marks.collect::<String>(),
                    entries.collect::<String>()
                ))
            }
        }
    }
}

impl CalendarDay {
    fn data(&self) -> Data {
        let entries = self.entries.iter().map(|(_, words)| words.clone());
        let fields = [
            ("day", Data::Day(self.day)),
            ("marks", Data::texts(self.marks.iter().cloned())),
            ("entries", Data::texts(entries)),
        ];
        Data::Table(fields.map(|(key, data)| (key.to_string(), data)).to_vec())
    }
}

impl From<String> for Cell {
    fn from(text: String) -> Self {
        Cell::Text(text)
    }
}

/// How much a group asks for attention. The words say it too: not everybody sees colour.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Tone {
    #[default]
    Plain,
    Notice,
    Caution,
    Alarm,
}

impl<C: Into<Cell>> From<Vec<Vec<C>>> for Group {
    fn from(rows: Vec<Vec<C>>) -> Self {
        rows.into_iter().collect()
    }
}

impl<C: Into<Cell>> FromIterator<Vec<C>> for Group {
    fn from_iter<I: IntoIterator<Item = Vec<C>>>(rows: I) -> Self {
        let cells = |row: Vec<C>| row.into_iter().map(Into::into).collect();
        Group {
            rows: rows.into_iter().map(cells).collect(),
            ..Group::default()
        }
    }
}

/// How many columns people can read beside one another.
const MOST_COLUMNS: usize = 9;

/// How many letters stand beside one another on a page of A4, how many of them divide two columns, and the most of a word that
/// is kept together.
const MOST_LETTERS: usize = 115;
const BETWEEN_COLUMNS: usize = 3;
const LONGEST_WORD: usize = 30;

impl Table {
    pub fn of<H: Into<String>, const N: usize>(head: [H; N], keys: [&'static str; N], groups: Vec<Group>) -> Table {
        Table {
            form: Form::Rows,
            head: head.into_iter().map(Into::into).collect(),
            keys: keys.to_vec(),
            groups,
        }
    }

    /// What is known of one thing: what each fact is called, and its value.
    pub fn facts(rows: Vec<[Cell; 2]>, lang: Lang) -> Table {
        let rows = rows.into_iter().map(Vec::from).collect();
        Table {
            form: Form::Facts,
            ..Table::of(
                lang.pick(["wat", "waarde"], ["what", "value"]),
                ["what", "value"],
                vec![rows],
            )
        }
    }

    /// Whether it has more columns than fit a page: then people read it a row at a time, each with the head beside it.
    pub fn is_wide(&self) -> bool {
        self.form == Form::Rows && (self.head.len() > MOST_COLUMNS || self.least_width() > MOST_LETTERS)
    }

    /// How wide it is, in letters, where each column is as narrow as its longest word.
    fn least_width(&self) -> usize {
        let longest = |text: &str| text.split_whitespace().map(|word| word.chars().count()).max();
        let of_column = |column: usize| {
            let cells = self.rows().filter_map(|row| longest(&row.get(column)?.shown()));
            let head = self.head.get(column).and_then(|head| longest(head));
            cells.chain(head).max().unwrap_or_default().min(LONGEST_WORD) + BETWEEN_COLUMNS
        };
        (0..self.head.len()).map(of_column).sum()
    }

    /// A row of a wide table: what it is about, and each further cell with its head.
    pub fn card<'t>(&'t self, row: &'t [Cell]) -> (Cow<'t, str>, impl Iterator<Item = (&'t str, &'t Cell)>) {
        let title = row.first().map(Cell::shown).unwrap_or_default();
        (title, self.head.iter().map(String::as_str).zip(row).skip(1))
    }

    /// The same without a column, where what it says is said already.
    pub fn without(mut self, key: &str) -> Table {
        if let Some(column) = self.keys.iter().position(|known| *known == key) {
            self.keys.remove(column);
            self.head.remove(column);
            let rows = self.groups.iter_mut().flat_map(|group| &mut group.rows);
            rows.filter(|row| column < row.len()).for_each(|row| {
                row.remove(column);
            });
        }
        self
    }

    /// The largest number in it, to which others are drawn.
    pub fn largest(&self) -> Option<i64> {
        let number = |cell: &Cell| match cell {
            Cell::Number(number) => Some(*number),
            _ => None,
        };
        self.rows().flatten().filter_map(number).max()
    }

    /// Each row with the heading that it stands under, for formats in which a row says that itself; nothing where there are
    /// no headings.
    pub fn under_headings(&self) -> impl Iterator<Item = (Option<&str>, &Vec<Cell>)> {
        let mut under = None;
        let groups = self.groups.iter().map(move |group| {
            under = group.heading.as_deref().or(under);
            (under, &group.rows)
        });
        groups.flat_map(|(under, rows)| rows.iter().map(move |row| (under, row)))
    }

    /// The same with the headings as a column, where there are any: for spreadsheets, in which a row stands by itself.
    pub fn flat(&self, heading: &str) -> Cow<'_, Table> {
        if self.groups.iter().all(|group| group.heading.is_none()) {
            return Cow::Borrowed(self);
        }
        let with_heading = |(under, row): (Option<&str>, &Vec<Cell>)| -> Vec<Cell> {
            let under = Cell::Text(under.unwrap_or_default().to_string());
            [under].into_iter().chain(row.iter().cloned()).collect()
        };
        Cow::Owned(Table {
            form: self.form,
            head: [heading.to_string()]
                .into_iter()
                .chain(self.head.iter().cloned())
                .collect(),
            keys: ["group"].into_iter().chain(self.keys.iter().copied()).collect(),
            groups: vec![self.under_headings().map(with_heading).collect()],
        })
    }

    pub fn rows(&self) -> impl Iterator<Item = &Vec<Cell>> {
        self.groups.iter().flat_map(|group| &group.rows)
    }
}
