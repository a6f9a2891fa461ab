//! A panic over one article costs that article and nothing else.

use crate::report::Diagnostic;
use std::{
    cell::Cell,
    panic::{self, AssertUnwindSafe},
};

thread_local! {
    static GUARDED: Cell<bool> = const { Cell::new(false) };
}

/// Runs a pure function; a panic in it becomes a warning that names the article, which is left out.
pub fn guarded<T>(path: &str, run: impl FnOnce() -> T) -> Result<T, Box<Diagnostic>> {
    GUARDED.set(true);
    // nothing of what the function touched is used after a panic
    let result = panic::catch_unwind(AssertUnwindSafe(run));
    GUARDED.set(false);
    result.map_err(|payload| {
        let said = payload.downcast_ref::<&str>().map(|s| (*s).to_owned());
        let said = said.or_else(|| payload.downcast_ref::<String>().cloned()).unwrap_or_default();
        let problem = Diagnostic::warning("internal-error", format!("skipped: the program failed over it: {said}"));
        Box::new(problem.file(path).hint("this is a fault of the program and not of the article; please report it"))
    })
}

/// Keeps the message of a panic off the terminal where it is caught and told as a diagnostic.
pub fn quiet_panics() {
    let usual = panic::take_hook();
    panic::set_hook(Box::new(move |info| {
        if !GUARDED.get() {
            usual(info);
        }
    }));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_panic_is_told_of_its_article() {
        assert_eq!(guarded("a.txt", || 7), Ok(7));
        let problem = guarded("a.txt", || -> u32 { panic!("at byte {}", 3) }).unwrap_err();
        assert_eq!(problem.file.as_deref(), Some("a.txt"));
        assert!(problem.message.contains("at byte 3"), "{}", problem.message);
        assert!(!GUARDED.get());
    }
}
