//! What a number written in digits can be: a day, a year, a run of days, a numeric date, a clock time.

/// A number token, read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Number {
    #[default]
    None,
    Int {
        value: u32,
        digits: u8,
        ordinal: bool,
    },
    /// Two numbers with a separator between them; the digits are counted of each.
    Pair {
        a: u32,
        b: u32,
        separator: u8,
        digits: (u8, u8),
    },
    Triple {
        a: u32,
        b: u32,
        c: u32,
        separator: u8,
        digits: (u8, u8, u8),
    },
}

/// What templates may ask of a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize)]
pub(super) enum NumberClass {
    N,
    Day,
    /// 32 to 39: beside a month, a day that does not exist.
    WrongDay,
    Year,
    TwoDigits,
    Ordinal,
    Days,
    Years,
    NumericDate,
    DayMonth,
    YearMonth,
    MonthYear,
    Clock,
    /// Number and year of a law or decision: `347/2004`.
    Numbered,
    /// Year and number of a law: `2011/95`.
    YearNumbered,
    /// Number of a law or gazette and the day of the month: `675/7` August.
    NumberedDay,
    /// A year that hardly is another number: 1950 to 2049.
    Recent,
}

/// What a class of numbers caught; unused places are 0.
pub(super) type Caught = [i32; 3];

impl NumberClass {
    pub fn named(name: &str) -> Option<Self> {
        Some(match name {
            "n" => NumberClass::N,
            "day" => NumberClass::Day,
            "wrongday" => NumberClass::WrongDay,
            "year" => NumberClass::Year,
            "yy" => NumberClass::TwoDigits,
            "ordn" => NumberClass::Ordinal,
            "days" => NumberClass::Days,
            "years" => NumberClass::Years,
            "numdate" => NumberClass::NumericDate,
            "daymonth" => NumberClass::DayMonth,
            "yearmonth" => NumberClass::YearMonth,
            "monthyear" => NumberClass::MonthYear,
            "clock" => NumberClass::Clock,
            "recent" => NumberClass::Recent,
            "numbered" => NumberClass::Numbered,
            "yearnumbered" => NumberClass::YearNumbered,
            "numberedday" => NumberClass::NumberedDay,
            _ => return None,
        })
    }

    /// What it catches of a number; none when the number can't be such.
    pub fn catch(self, number: Number) -> Option<Caught> {
        let one = |v: u32| Some([v as i32, 0, 0]);
        let two = |a: u32, b: u32| Some([a as i32, b as i32, 0]);
        match (self, number) {
            (NumberClass::N, Number::Int { value, digits: ..=4, ordinal: false }) => one(value),
            (NumberClass::Day, Number::Int { value: value @ 0..=31, digits: ..=2, .. }) => one(value),
            (NumberClass::WrongDay, Number::Int { value: value @ 32..=39, digits: ..=2, .. }) => one(value),
            (NumberClass::Year, Number::Int { value: value @ 1000..=2199, digits: 4, ordinal: false }) => one(value),
            (NumberClass::Recent, Number::Int { value: value @ 1950..=2049, digits: 4, ordinal: false }) => one(value),
            (NumberClass::TwoDigits, Number::Int { value, digits: 2, ordinal: false }) => one(value),
            (NumberClass::Ordinal, Number::Int { value, digits: ..=3, ordinal: true }) => one(value),
            (
                NumberClass::Days,
                Number::Pair { a: a @ 1..=31, b: b @ 1..=31, separator: b'-' | b'/', digits: (..=2, ..=2) },
            ) => {
                if a < b {
                    two(a, b)
                } else {
                    None
                }
            }
            (
                NumberClass::Years,
                Number::Pair { a: a @ 1000..=2199, b, separator: separator @ (b'-' | b'/'), digits: (4, n) },
            ) => {
                let b = match n {
                    4 if b <= 2199 => b,
                    2 => a / 100 * 100 + b,
                    _ => return None,
                };
                // 2004/38 is the number of a law
                let run = n == 4 || b == a + 1 || separator == b'-' && b % 100 > 12;
                if a < b && run { two(a, b) } else { None }
            }
            (NumberClass::NumericDate, Number::Triple { a, b, c, separator, digits }) => {
                let plausible = match (digits, separator) {
                    ((4, 1..=2, 1..=2), b'-' | b'/' | b'.') => (1000..=2199).contains(&a),
                    ((1..=2, 1..=2, 4), b'-' | b'/' | b'.') => (1000..=2199).contains(&c),
                    ((1..=2, 1..=2, 2), b'-' | b'/') => true,
                    ((1..=2, 2, 2), b'.') => (1..=31).contains(&a) && (1..=12).contains(&b),
                    _ => false,
                };
                plausible.then_some([a as i32, b as i32, c as i32])
            }
            (
                NumberClass::DayMonth,
                Number::Pair { a: a @ 1..=31, b: b @ 1..=31, separator: b'/' | b'.', digits: (..=2, ..=2) },
            ) => {
                if a <= 12 || b <= 12 {
                    two(a, b)
                } else {
                    None
                }
            }
            (
                NumberClass::YearMonth,
                Number::Pair { a: a @ 1000..=2199, b: b @ 1..=12, separator: b'-' | b'/', digits: (4, 2) },
            ) => two(a, b),
            (
                NumberClass::MonthYear,
                Number::Pair { a: a @ 1..=12, b: b @ 1000..=2199, separator: b'-' | b'/' | b'.', digits: (..=2, 4) },
            ) => two(a, b),
            (NumberClass::Numbered, Number::Pair { b: b @ 1850..=2099, separator: b'/', digits: (_, 4), .. }) => one(b),
            (
                NumberClass::YearNumbered,
                Number::Pair { a: a @ 1950..=2099, separator: b'/', digits: (4, 1..=4), .. },
            ) => one(a),
            (NumberClass::NumberedDay, Number::Pair { b: b @ 1..=31, separator: b'/', digits: (_, ..=2), .. }) => {
                one(b)
            }
            (
                NumberClass::Clock,
                Number::Pair { a: a @ 0..=24, b: b @ 0..=59, separator: b':' | b'.', digits: (..=2, 2) },
            ) => two(a, b),
            (NumberClass::Clock, Number::Triple { a: a @ 0..=24, b: b @ 0..=59, separator: b':', .. }) => two(a, b),
            _ => None,
        }
    }
}

/// Reads a number token; anything but one to three short numbers with like separators is [`Number::None`].
pub(super) fn read(text: &str) -> Number {
    let bytes = text.as_bytes();
    if bytes.len() > 10 {
        // number and day of a gazette: 517/15.06.2006
        return match text.split_once('/') {
            Some((number, date)) if (1..=5).contains(&number.len()) && date.contains('.') => match read(date) {
                date @ Number::Triple { separator: b'.', .. } if read(number) != Number::None => date,
                _ => Number::None,
            },
            _ => Number::None,
        };
    }
    let mut parts = [(0u32, 0u8); 3];
    let mut separator = 0;
    let mut part = 0;
    for &byte in bytes {
        if byte.is_ascii_digit() {
            let (value, digits) = &mut parts[part];
            if *digits == 9 {
                return Number::None;
            }
            *value = *value * 10 + u32::from(byte - b'0');
            *digits += 1;
        } else {
            part += 1;
            // 1.234/2019: a law has a number of thousands
            if part == 2 && (separator, byte, parts[1].1) == (b'.', b'/', 3) {
                parts[0] = (parts[0].0 * 1000 + parts[1].0, parts[0].1 + 3);
                parts[1] = (0, 0);
                part = 1;
            } else if part > 2 || part == 2 && byte != separator || byte == b',' || byte >= 0x80 {
                return Number::None;
            }
            separator = byte;
        }
    }
    let [(a, da), (b, db), (c, dc)] = parts;
    match part {
        0 => Number::Int { value: a, digits: da, ordinal: false },
        1 => Number::Pair { a, b, separator, digits: (da, db) },
        _ => Number::Triple { a, b, c, separator, digits: (da, db, dc) },
    }
}
