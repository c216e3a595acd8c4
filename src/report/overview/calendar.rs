//! The calendar: six weeks from the Monday of this week, with what falls due on each day.

use std::collections::BTreeMap;

use chrono::{Datelike, NaiveDate, Weekday};

use crate::report::clock::time_of_day;
use crate::report::due::Line;
use crate::report::{At, CalendarDay, Cell, Form, Part, Said, Table, Tone};
use crate::text::Lang;
use crate::time::{End, holidays};

const WEEKS: usize = 6;

/// What falls on each day, each with how much it presses.
type Entries = BTreeMap<NaiveDate, Vec<(Tone, String)>>;

pub(super) fn part(open: &[Line], at: At, lang: Lang) -> Part {
    let first = at.today().week(Weekday::Mon).checked_first_day().unwrap_or(at.today());
    let days: Vec<NaiveDate> = first.iter_days().take(WEEKS * 7).collect();
    let mut entries = Entries::new();
    for line in open {
        for (day, when) in falls(line, lang) {
            let words = format!("{when}: {} – {}", line.subject(), line.title().get(lang));
            entries.entry(day).or_default().push((line.stage().tone(), words));
        }
    }
    let rows: Vec<Vec<Cell>> = days.chunks(7).map(|week| row(week, &mut entries, at, lang)).collect();
    Part {
        text: said(open, &days, lang),
        ..Part::table(
            lang.pick("De komende zes weken", "The coming six weeks"),
            Table {
                form: Form::Weeks,
                ..Table::of(
                    lang.pick(
                        ["week", "ma", "di", "wo", "do", "vr", "za", "zo"],
                        ["week", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"],
                    ),
                    [
                        "week",
                        "monday",
                        "tuesday",
                        "wednesday",
                        "thursday",
                        "friday",
                        "saturday",
                        "sunday",
                    ],
                    vec![rows.into()],
                )
            },
        )
    }
}

fn row(week: &[NaiveDate], entries: &mut Entries, at: At, lang: Lang) -> Vec<Cell> {
    let number = week.first().map(|monday| monday.iso_week().week()).unwrap_or_default();
    let days = week.iter().map(|day| {
        let today = (*day == at.today()).then(|| lang.pick("vandaag", "today").to_string());
        let holiday = holidays::recognised_or_equated(*day);
        Cell::Calendar(CalendarDay {
            day: *day,
            is_today: today.is_some(),
            is_free: holiday.is_some() || holidays::is_weekend(*day),
            marks: today
                .into_iter()
                .chain(holiday.map(|it| it.name(lang).to_string()))
                .collect(),
            entries: entries.remove(day).unwrap_or_default(),
        })
    });
    [Cell::Text(format!("week {number}"))].into_iter().chain(days).collect()
}

/// On which days a duty stands, and which of its ends that is.
fn falls(line: &Line, lang: Lang) -> Vec<(NaiveDate, String)> {
    let (Some(by), Some(latest)) = (line.duty.by(), line.duty.latest()) else {
        return Vec::new();
    };
    let zone = line.place.at().zone;
    let shown = |word: &str, end: End| match end {
        End::Day(_) => word.to_string(),
        End::At(at) => format!("{word} {}", time_of_day(at, zone)),
    };
    let [safe, last] = lang.pick(["veilig", "uiterlijk"], ["safe", "latest"]);
    let (by_day, latest_day) = (by.day(zone), latest.day(zone));
    if by == latest {
        vec![(by_day, shown(last, latest))]
    } else if by_day == latest_day {
        vec![(by_day, format!("{}, {}", shown(safe, by), shown(last, latest)))]
    } else {
        vec![(by_day, shown(safe, by)), (latest_day, shown(last, latest))]
    }
}

/// How it is read, and how much does not stand in it.
fn said(open: &[Line], days: &[NaiveDate], lang: Lang) -> Vec<Said> {
    let ends = |line: &Line| {
        let zone = line.place.at().zone;
        Some([line.duty.by()?.day(zone), line.duty.latest()?.day(zone)])
    };
    let (Some(first), Some(last)) = (days.first(), days.last()) else {
        return Vec::new();
    };
    let count = |is: &dyn Fn([NaiveDate; 2]) -> bool| open.iter().filter_map(ends).filter(|ends| is(*ends)).count();
    let later = count(&|[by, _]| by > *last);
    let earlier = count(&|[_, latest]| latest < *first);
    let undated = open.iter().filter(|line| ends(line).is_none()).count();
    let read = lang.pick(
        "‘Veilig’ is de termijn zonder enige verlenging, ‘uiterlijk’ het laatste verdedigbare moment; vallen die samen, dan staat er alleen ‘uiterlijk’.",
        "‘Safe’ is the term without any extension, ‘latest’ the last defensible moment; where they are the same, it only says ‘latest’.",
    );
    let outside = lang.pick(
        format!("Niet in deze weken: {later} later, {earlier} al voorbij, {undated} zonder datum, want onverwijld."),
        format!("Not in these weeks: {later} later, {earlier} past already, {undated} without a date, because without delay."),
    );
    let mut said = vec![format!("{read} {outside}")];
    let known = holidays::DECREES_KNOWN;
    if days.iter().any(|day| !known.contains(&day.year())) {
        let (from, until) = (known.start(), known.end());
        said.push(lang.pick(
            format!("Bij besluit gelijkgestelde dagen zijn alleen van {from} tot en met {until} bekend."),
            format!("Days equated by decree are only known from {from} through {until}."),
        ));
    }
    said.into_iter().map(Said::Sentence).collect()
}
