//! The terminal: problems and progress on stderr, results on stdout.

use super::render::{Style, render};
use crate::report::{Diagnostic, Severity};
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use std::io::{self, Write};

/// Warnings that are shown whole before the rest is only counted.
const SHOWN: usize = 12;

/// How much is said, and in what form.
#[derive(Debug, Clone, Default)]
pub struct Console {
    pub colour_out: bool,
    pub colour_err: bool,
    /// Progress is shown.
    pub bar: bool,
    /// 1: no summary; 2: nothing but errors.
    pub quiet: u8,
    /// Notes too, and every warning.
    pub verbose: bool,
    /// Problems as JSON Lines.
    pub json: bool,
}

impl Console {
    /// Errors and the first warnings; the rest is counted.
    pub fn tell(&self, diagnostics: &[Diagnostic]) {
        if self.verbose || self.json {
            return self.tell_all(diagnostics);
        }
        let of = |severity| diagnostics.iter().filter(move |d| d.severity == severity);
        let mut chosen: Vec<&Diagnostic> = of(Severity::Error).collect();
        let warnings = of(Severity::Warning).count();
        if self.quiet < 2 {
            chosen.extend(of(Severity::Warning).take(SHOWN));
        }
        self.print(chosen);
        if warnings > SHOWN && self.quiet < 2 {
            let mut err = io::stderr().lock();
            let _ = writeln!(err, "… and {} more warnings; `demarche check` tells them all", warnings - SHOWN);
        }
    }

    /// Everything, in order; notes only when asked for.
    pub fn tell_all(&self, diagnostics: &[Diagnostic]) {
        let least = match (self.verbose, self.quiet) {
            (true, _) => Severity::Note,
            (_, 2..) => Severity::Error,
            _ => Severity::Warning,
        };
        self.print(diagnostics.iter().filter(|d| d.severity >= least || self.json).collect());
    }

    fn print(&self, diagnostics: Vec<&Diagnostic>) {
        let mut err = io::stderr().lock();
        let style = if self.colour_err { Style::Coloured } else { Style::Plain };
        for diagnostic in diagnostics {
            // when stderr is gone there is nobody left to tell
            let _ = match self.json {
                true => writeln!(err, "{}", serde_json::to_string(diagnostic).unwrap_or_default()),
                false => writeln!(err, "{}\n", render(diagnostic, style)),
            };
        }
    }

    /// An error without a place.
    pub fn fail(&self, message: &str) {
        self.print(vec![&Diagnostic::error("failed", message)]);
    }

    /// Writes to stdout.
    pub fn out(&self, text: &str) -> io::Result<()> {
        let mut out = io::stdout().lock();
        out.write_all(text.as_bytes())?;
        out.flush()
    }

    /// Text for stdout in bold.
    pub fn bold(&self, text: &str) -> String {
        self.styled(text, "1")
    }
    /// Text for stdout that stands back.
    pub fn dim(&self, text: &str) -> String {
        self.styled(text, "2")
    }
    fn styled(&self, text: &str, code: &str) -> String {
        if self.colour_out { format!("\x1b[{code}m{text}\x1b[0m") } else { text.to_owned() }
    }

    pub fn bar(&self) -> Bar {
        let target = if self.bar { ProgressDrawTarget::stderr() } else { ProgressDrawTarget::hidden() };
        let bar = ProgressBar::with_draw_target(Some(0), target);
        if let Ok(style) = ProgressStyle::with_template("{bar:40} {pos}/{len} articles {per_sec}") {
            bar.set_style(style);
        }
        Bar(bar)
    }
}

/// Progress through the articles.
pub struct Bar(ProgressBar);

impl Bar {
    pub fn tick(&self, all: usize) {
        self.0.set_length(all as u64);
        self.0.inc(1);
    }
    pub fn finish(&self) {
        self.0.finish_and_clear();
    }
}
