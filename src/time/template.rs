//! The templates' syntax: `{weekday}[,] {day} (of|in) {month^} ~{year:until}`.

/// One place of a template.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Piece {
    /// A run of words as written, still to be cut.
    Words {
        text: String,
        glued: bool,
    },
    Class {
        name: String,
        slot: String,
        capital: bool,
        glued: bool,
    },
    /// One of several; an empty one makes it optional.
    Either(Vec<Vec<Piece>>),
}

/// Parses a template; the error is one sentence.
pub(super) fn parse(template: &str) -> Result<Vec<Piece>, String> {
    let mut parser = Parser { chars: template.chars().peekable() };
    let mut all = parser.alternatives()?;
    if parser.chars.peek().is_some() {
        return Err("a bracket closes that was never opened".into());
    }
    match all.len() {
        1 => Ok(all.remove(0)),
        _ => Ok(vec![Piece::Either(all)]),
    }
}

struct Parser<'t> {
    chars: std::iter::Peekable<std::str::Chars<'t>>,
}

impl Parser<'_> {
    fn alternatives(&mut self) -> Result<Vec<Vec<Piece>>, String> {
        let mut all = vec![self.sequence()?];
        while self.chars.next_if_eq(&'|').is_some() {
            all.push(self.sequence()?);
        }
        Ok(all)
    }

    fn sequence(&mut self) -> Result<Vec<Piece>, String> {
        let mut out = Vec::new();
        let mut glued = false;
        while let Some(&c) = self.chars.peek() {
            match c {
                '|' | ')' | ']' => break,
                ' ' => {
                    self.chars.next();
                }
                '~' => {
                    self.chars.next();
                    glued = true;
                    continue;
                }
                '(' | '[' => {
                    self.chars.next();
                    let mut all = self.alternatives()?;
                    let close = if c == '(' { ')' } else { ']' };
                    if self.chars.next() != Some(close) {
                        return Err(format!("`{c}` is never closed by `{close}`"));
                    }
                    if c == '[' {
                        all.push(Vec::new());
                    }
                    out.push(Piece::Either(all));
                }
                '{' => {
                    self.chars.next();
                    let mut inner = String::new();
                    loop {
                        match self.chars.next() {
                            Some('}') => break,
                            Some(c) => inner.push(c),
                            None => return Err("`{` is never closed by `}`".into()),
                        }
                    }
                    let (name, slot) = match inner.split_once(':') {
                        Some((name, slot)) => (name, slot.to_owned()),
                        None => (inner.as_str(), String::new()),
                    };
                    let capital = name.ends_with('^');
                    let name = name.trim_end_matches('^');
                    let slot = if slot.is_empty() { name.trim_start_matches('_').to_owned() } else { slot };
                    out.push(Piece::Class { name: name.to_owned(), slot, capital, glued });
                }
                _ => {
                    let mut text = String::new();
                    while let Some(c) = self.chars.next_if(|c| !"|()[]{}~ ".contains(*c)) {
                        text.push(c);
                    }
                    out.push(Piece::Words { text, glued });
                }
            }
            glued = false;
        }
        Ok(out)
    }
}
