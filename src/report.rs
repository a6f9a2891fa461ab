//! What the program has to say of its input: every stage returns its value together with
//! diagnostics, as data; only the commands print them.

use serde::{Deserialize, Deserializer, Serialize};

/// How bad it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// Worth knowing; nothing is wrong.
    Note,
    /// Something was skipped or had no effect; the rest was built.
    Warning,
    /// The command can't do its job; nothing is written.
    Error,
}

/// The name of a rule.
pub type Code = &'static str;

/// One message about one place of the input.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Diagnostic {
    /// Stable short name of the rule: `unknown-key`, `unreadable`.
    #[serde(deserialize_with = "code")]
    pub code: Code,
    pub severity: Severity,
    /// The file as the user named it, relative to the current directory.
    pub file: Option<String>,
    /// 1-based.
    pub line: Option<usize>,
    /// 1-based, in characters.
    pub column: Option<usize>,
    /// How many characters from `column` on are meant; 1 when only the place is known.
    pub length: usize,
    /// One sentence without a full stop.
    pub message: String,
    /// The line itself, for the caret to stand under.
    pub source_line: Option<String>,
    /// What would be right.
    pub hint: Option<String>,
}

/// A code that is read back stays for as long as the program runs: there are few of them.
fn code<'de, D: Deserializer<'de>>(from: D) -> Result<Code, D::Error> {
    Ok(String::deserialize(from)?.leak())
}

impl Diagnostic {
    pub fn new(severity: Severity, code: &'static str, message: impl Into<String>) -> Self {
        Diagnostic {
            code,
            severity,
            file: None,
            line: None,
            column: None,
            length: 1,
            message: message.into(),
            source_line: None,
            hint: None,
        }
    }
    pub fn error(code: &'static str, message: impl Into<String>) -> Self {
        Self::new(Severity::Error, code, message)
    }
    pub fn warning(code: &'static str, message: impl Into<String>) -> Self {
        Self::new(Severity::Warning, code, message)
    }
    pub fn note(code: &'static str, message: impl Into<String>) -> Self {
        Self::new(Severity::Note, code, message)
    }
    pub fn file(mut self, file: impl Into<String>) -> Self {
        self.file = Some(file.into());
        self
    }
    /// Line and column, both 1-based.
    pub fn at(mut self, line: usize, column: usize) -> Self {
        self.line = Some(line);
        self.column = Some(column);
        self
    }
    /// The source line that the caret stands under, and how many characters it underlines.
    pub fn showing(mut self, line: impl Into<String>, length: usize) -> Self {
        self.source_line = Some(line.into());
        self.length = length.max(1);
        self
    }
    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = Some(hint.into());
        self
    }
}
