//! Records made by the shape of their kind: one number is one record, so that a property can be held against many.

use avg::records::shape::Shape;

/// A small source of choices.
pub struct Choices {
    state: u64,
    has_mistakes: bool,
}

/// What stands where something else is expected. Dates are not among them where a text is expected: JSON has none.
const JUNK: &[&str] = &[
    "true",
    "7",
    "-1",
    "0.3",
    "\"x\"",
    "[]",
    "[1]",
    "{}",
    "{ x = 1 }",
    "\"\"",
    "9999999999",
];

impl Choices {
    /// Records that are not always what their shape says.
    pub fn with_mistakes(seed: u64) -> Choices {
        Choices {
            state: seed.max(1),
            has_mistakes: true,
        }
    }

    /// Records that are, with whatever moments and words their shape allows.
    pub fn sound(seed: u64) -> Choices {
        Choices {
            has_mistakes: false,
            ..Choices::with_mistakes(seed)
        }
    }

    /// The keys of a record and what they say, each on its own line.
    pub fn record(&mut self, shape: &Shape) -> String {
        self.entries(shape).into_iter().map(|entry| entry + "\n").collect()
    }

    pub fn below(&mut self, bound: usize) -> usize {
        self.state ^= self.state << 13;
        self.state ^= self.state >> 7;
        self.state ^= self.state << 17;
        (self.state % bound as u64) as usize
    }

    fn pick<'a>(&mut self, from: &[&'a str]) -> &'a str {
        from[self.below(from.len())]
    }

    /// What is right, and where there may be mistakes what is not, too.
    fn of(&mut self, right: &[&str], wrong: &[&str]) -> String {
        match self.has_mistakes {
            true => self.pick(&[right, wrong].concat()).to_string(),
            false => self.pick(right).to_string(),
        }
    }

    /// A moment of 2026: a day, a local time, or an instant.
    pub fn moment(&mut self) -> String {
        let day = self.day();
        let time = format!("T{:02}:{:02}", self.below(24), self.below(60));
        match self.below(4) {
            0 => day,
            // No clock changes at noon.
            1 => format!("{day}T12:00:00"),
            2 => format!("{day}{time}:00Z"),
            _ => format!("{day}{time}:30+01:00"),
        }
    }

    fn day(&mut self) -> String {
        format!("2026-{:02}-{:02}", 1 + self.below(12), 1 + self.below(28))
    }

    /// A value for a shape.
    fn value(&mut self, shape: &Shape) -> String {
        if self.has_mistakes && self.below(14) == 0 {
            return self.pick(JUNK).to_string();
        }
        match shape {
            Shape::Bool => self.pick(&["true", "false"]).to_string(),
            Shape::Integer { .. } => self.of(&["1", "4"], &["0", "5", "40", "256"]),
            Shape::Number | Shape::Quarters => self.of(&["0", "1", "0.25", "0.75"], &["2", "0.6", "1.0"]),
            Shape::Text | Shape::Anything => self.of(&["\"tekst\"", "'é'", "\"de klant\""], &["\"\""]),
            Shape::Word(words) => {
                let word = &words[self.below(words.len())];
                match self.has_mistakes && self.below(9) == 0 {
                    true => format!("\"{word}x\""),
                    false => format!("\"{word}\""),
                }
            }
            Shape::Term => self.of(
                &["\"72h\"", "\"14 dagen\"", "\"P1M\"", "\"3m\"", "\" 4  Weeks \""],
                &["\"1.5 days\"", "\"P1Y6M\""],
            ),
            Shape::Within => self.of(&["\"48 uur\"", "\"without-delay\""], &["\"without delay\"", "\"\""]),
            Shape::Country => self.of(&["\"NL\"", "\"US\""], &["\"nl\"", "\"NLD\""]),
            Shape::Agreement => self.of(
                &["\"agreements/klant\""],
                &["\"agreements/\"", "\"klant\"", "\"agreements/Klant\""],
            ),
            Shape::Date => match self.has_mistakes && self.below(4) == 0 {
                true => self.pick(&["2026-03-27T15:00:00", "15:00:00"]).to_string(),
                false => self.day(),
            },
            Shape::Moment => match self.has_mistakes && self.below(8) == 0 {
                true => "15:00:00".to_string(),
                false => self.moment(),
            },
            Shape::List(row) => {
                let items: Vec<String> = (0..self.below(3)).map(|_| self.value(row)).collect();
                format!("[{}]", items.join(", "))
            }
            Shape::Table(_) | Shape::Map(_) => format!("{{ {} }}", self.entries(shape).join(", ")),
            Shape::OneOf(shapes) => {
                let at = self.below(shapes.len());
                self.value(&shapes[at])
            }
        }
    }

    fn entries(&mut self, shape: &Shape) -> Vec<String> {
        let mut found = Vec::new();
        for field in shape.fields() {
            let is_there = match (field.required, self.has_mistakes) {
                (true, true) => self.below(20) > 0,
                (true, false) => true,
                (false, true) => self.below(4) == 0,
                (false, false) => self.below(2) == 0,
            };
            if is_there {
                found.push(format!("{} = {}", field.key, self.value(&field.shape)));
            }
        }
        match self.has_mistakes.then(|| self.below(30)) {
            Some(0) => found.push("onbekend = 1".to_string()),
            Some(1) => found.push("x_eigen = { a = [1, \"b\"] }".to_string()),
            _ => {}
        }
        found
    }
}
