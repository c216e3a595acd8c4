//! The year: the incidents that were discovered in it, the requests that came in, and how many of each in a month.

use chrono::Datelike;

use crate::records::tree::{Node, Value};
use crate::records::{Kind, Record, labels};
use crate::report::basis::Basis;
use crate::report::listing::of_kind;
use crate::report::{At, Cell, Data, Part, Said};
use crate::text::Lang;
use crate::time::month_in_words;

use super::counting::{bars, by_word, counts, day, field, group, is_done, number, of_year, row, words};

/// A year with what happened in it.
pub(super) struct Year<'a> {
    pub number: i32,
    pub incidents: Vec<&'a Record<'a>>,
    pub requests: Vec<&'a Record<'a>>,
    /// How many say no moment that can be read, of each.
    undated: [usize; 2],
    at: At,
}

/// What may have become of an incident: its words in Dutch and English, and when it holds.
type Outcome = (&'static str, &'static str, fn(&Incident) -> bool);

/// Each incident is one of these: the first that holds.
const OUTCOMES: &[Outcome] = &[
    (
        "gemeld bij de toezichthouder",
        "notified to the supervisory authority",
        |it| it.is_notified,
    ),
    ("geen inbreuk", "not a breach", |it| it.breach == Some(false)),
    ("in onderzoek", "under investigation", |it| it.breach.is_none()),
    (
        "inbreuk zonder waarschijnlijk risico: alleen vastgelegd",
        "breach with a risk that is unlikely: only recorded",
        |it| it.is_unlikely,
    ),
    (
        "inbreuk, door ons niet bij de toezichthouder gemeld",
        "breach, not notified to the authority by us",
        |_| true,
    ),
];

/// What of an incident decides its outcome.
struct Incident {
    is_notified: bool,
    breach: Option<bool>,
    is_unlikely: bool,
}

impl Incident {
    fn of(record: &Record, at: At) -> Incident {
        Incident {
            is_notified: is_done(record, "authority.notified_at", at),
            breach: match field(record, "breach").map(|node| &node.value) {
                Some(Value::Bool(breach)) => Some(*breach),
                _ => None,
            },
            is_unlikely: field(record, "risk").and_then(Node::text) == Some("unlikely"),
        }
    }
}

impl<'a> Year<'a> {
    pub fn of(number: Option<i32>, basis: &Basis<'a>) -> Year<'a> {
        let at = basis.place.at();
        let number = number.unwrap_or(at.today().year());
        let of_kind = |kind| -> Vec<&'a Record<'a>> { of_kind(basis.reader.records, kind).collect() };
        let (incidents, requests) = (of_kind(Kind::Incident), of_kind(Kind::Request));
        let undated = |records: &[&Record], path| records.iter().filter(|it| day(it, path, at).is_none()).count();
        Year {
            number,
            undated: [undated(&incidents, DISCOVERED), undated(&requests, RECEIVED)],
            incidents: of_year(incidents, DISCOVERED, number, at),
            requests: of_year(requests, RECEIVED, number, at),
            at,
        }
    }

    /// That there is more of it to come.
    pub fn unfinished(&self, lang: Lang) -> Option<String> {
        let (number, today) = (self.number, self.at.today());
        match number.cmp(&today.year()) {
            std::cmp::Ordering::Less => None,
            std::cmp::Ordering::Equal => Some(lang.pick(
                format!("{number} loopt nog: geteld is wat er tot nu toe in de registraties staat."),
                format!("{number} is not over: counted is what the records say so far."),
            )),
            std::cmp::Ordering::Greater => Some(lang.pick(
                format!("{number} is nog niet begonnen: geteld is wat er nu al voor vastligt."),
                format!("{number} has not begun: counted is what is already settled for it."),
            )),
        }
    }

    pub fn parts(&self, lang: Lang) -> [Part; 2] {
        [self.incidents(lang), self.requests(lang)]
    }

    fn incidents(&self, lang: Lang) -> Part {
        let (year, count) = (self.number, self.incidents.len());
        let outcome = |record: &Record| {
            let incident = Incident::of(record, self.at);
            OUTCOMES.iter().position(|(.., holds)| holds(&incident))
        };
        let rows = OUTCOMES.iter().enumerate().map(|(at, (nl, en, _))| {
            let count = self
                .incidents
                .iter()
                .filter(|record| outcome(record) == Some(at))
                .count();
            row(lang.pick(*nl, *en), count)
        });
        let done = |paths: &[&str]| {
            let is_one_done = |record: &&&Record| paths.iter().any(|path| is_done(record, path, self.at));
            self.incidents.iter().filter(is_one_done).count()
        };
        let high = |record: &&&Record| field(record, "risk").and_then(Node::text) == Some("high");
        let besides = vec![
            row(
                lang.pick("betrokkenen geïnformeerd", "data subjects informed"),
                done(&["people.informed_at"]),
            ),
            row(
                lang.pick(
                    "als verwerker gemeld aan een verwerkingsverantwoordelijke",
                    "notified to a controller, as processor",
                ),
                done(&["controllers.notified_at", "controllers.received_at"]),
            ),
            row(
                lang.pick("risico als hoog beoordeeld", "risk assessed as high"),
                self.incidents.iter().filter(high).count(),
            ),
        ];
        let groups = vec![
            group(
                lang.pick("uitkomst, elk incident één keer", "outcome, each incident once"),
                rows.collect(),
            ),
            group(lang.pick("daarvan", "of these"), besides),
        ];
        let said = lang.pick(
            format!("Ontdekt in {year}: {count}."),
            format!("Discovered in {year}: {count}."),
        );
        let heading = lang.pick(format!("Incidenten in {year}"), format!("Incidents in {year}"));
        Part {
            text: self.said(said, self.undated[0], lang),
            ..Part::table(heading, counts(groups, lang))
        }
    }

    fn requests(&self, lang: Lang) -> Part {
        let (year, count) = (self.number, self.requests.len());
        let groups = vec![
            group(
                lang.pick("naar recht", "by right"),
                by_word(&self.requests, Kind::Request, "right", lang),
            ),
            group(lang.pick("naar uitkomst", "by outcome"), self.answers(lang)),
        ];
        let said = lang.pick(
            format!("Ontvangen in {year}: {count}."),
            format!("Received in {year}: {count}."),
        );
        let heading = lang.pick(format!("Verzoeken in {year}"), format!("Requests in {year}"));
        Part {
            text: self.said(said, self.undated[1], lang),
            ..Part::table(heading, counts(groups, lang))
        }
    }

    /// What became of the requests. An answer of later than the moment of looking is not given yet.
    fn answers(&self, lang: Lang) -> Vec<Vec<Cell>> {
        let path = "answer.outcome";
        let is_answered = |record: &Record| is_done(record, "answer.given_on", self.at);
        let lies_ahead = |record: &Record| day(record, "answer.given_on", self.at).is_some() && !is_answered(record);
        let known = words(Kind::Request, path);
        let outcome = |record: &Record| {
            let word = field(record, path).and_then(Node::text)?;
            known.iter().position(|it| it == word).filter(|_| !lies_ahead(record))
        };
        let mut rows: Vec<Vec<Cell>> = known
            .iter()
            .enumerate()
            .map(|(at, word)| {
                let count = self
                    .requests
                    .iter()
                    .filter(|record| outcome(record) == Some(at))
                    .count();
                row(labels::word(Kind::Request, path, word).get(lang), count)
            })
            .collect();
        let without: Vec<_> = self
            .requests
            .iter()
            .filter(|record| outcome(record).is_none())
            .collect();
        let answered = without.iter().filter(|record| is_answered(record)).count();
        rows.push(row(
            lang.pick("beantwoord, uitkomst niet vastgelegd", "answered, outcome not recorded"),
            answered,
        ));
        rows.push(row(
            lang.pick("nog niet beantwoord", "not answered yet"),
            without.len() - answered,
        ));
        rows
    }

    /// Incidents and requests, month by month.
    pub fn months(&self, lang: Lang) -> Part {
        let in_month = |records: &[&Record], path: &str, month: u32| {
            let is_in = |record: &&&Record| day(record, path, self.at).is_some_and(|day| day.month0() == month);
            number(records.iter().filter(is_in).count())
        };
        let rows: Vec<Vec<Cell>> = (0..12)
            .map(|month| {
                vec![
                    Cell::value(
                        month_in_words(month, lang),
                        Data::Text(format!("{:04}-{:02}", self.number, month + 1)),
                    ),
                    in_month(&self.incidents, DISCOVERED, month),
                    in_month(&self.requests, RECEIVED, month),
                ]
            })
            .collect();
        let year = self.number;
        Part::table(
            lang.pick(format!("{year}, maand voor maand"), format!("{year}, month by month")),
            bars(
                lang.pick(["maand", "incidenten", "verzoeken"], ["month", "incidents", "requests"]),
                ["month", "incidents", "requests"],
                vec![rows.into()],
            ),
        )
    }

    /// The total, and how many could not be placed in any year.
    fn said(&self, total: String, undated: usize, lang: Lang) -> Vec<Said> {
        let unplaced = lang.pick(
            format!("Zonder leesbaar moment, en dus in geen enkel jaar geteld: {undated}."),
            format!("Without a moment that can be read, and so counted in no year: {undated}."),
        );
        let unplaced = (undated > 0).then_some(unplaced);
        [total].into_iter().chain(unplaced).map(Said::Sentence).collect()
    }
}

const DISCOVERED: &str = "discovered_at";
const RECEIVED: &str = "received_at";
