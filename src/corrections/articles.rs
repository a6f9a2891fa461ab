//! `articles:`: what a person knows of an article, before it is dated.

use super::{Action, ArticleCorrection, Class, Corrections, Outcome, Report, Section, near::nearest};
use crate::{dating::DatedArticle, edtf::Edtf, ingest::Article, timeline::Change};

/// An article with what was said of it by hand.
#[derive(Debug, Clone)]
pub struct Prepared {
    pub article: Article,
    /// The publication day by hand.
    pub published: Option<Edtf>,
}

impl Corrections {
    /// Sets what is said of articles, and leaves out those that are to be ignored.
    pub fn prepare(&self, articles: Vec<Article>, report: &mut Report) -> Vec<Prepared> {
        let mut prepared: Vec<Option<Prepared>> =
            articles.into_iter().map(|article| Some(Prepared { article, published: None })).collect();
        let paths: Vec<String> = prepared.iter().flatten().map(|p| p.article.path.clone()).collect();
        let mut claimed: Vec<Option<usize>> = vec![None; paths.len()];
        for correction in &self.articles {
            let found = matching(&paths, &correction.file.value);
            let mut outcome = correction.outcome();
            if found.is_empty() {
                outcome.class = Class::Stale;
                outcome.reason = Some(missing(&paths, &correction.file.value));
            }
            if let Some(line) = found.iter().find_map(|&ix| claimed[ix]) {
                outcome.class = Class::Conflicting;
                outcome.reason = Some(format!("line {line} corrects the same article; put both into one entry"));
                report.push(outcome);
                continue;
            }
            for ix in found {
                claimed[ix] = Some(correction.place.line);
                outcome.found = Some(paths[ix].clone());
                let Some(article) = &mut prepared[ix] else { continue };
                outcome.label = article.article.title.clone();
                correction.set(article, &mut outcome.changes);
                if let Some(reason) = &correction.ignore {
                    let was = first_words(&article.article.body);
                    outcome.changes = vec![Change { field: "ignore".into(), was, now: reason.value.clone() }];
                    prepared[ix] = None;
                }
            }
            report.push(outcome);
        }
        prepared.into_iter().flatten().collect()
    }
}

impl ArticleCorrection {
    fn outcome(&self) -> Outcome {
        Outcome {
            section: Section::Articles,
            action: if self.ignore.is_some() { Action::Ignore } else { Action::Change },
            class: Class::Applied,
            place: self.place,
            subject: self.file.value.clone(),
            found: None,
            label: None,
            changes: Vec::new(),
            note: self.note.as_ref().map(|n| n.value.clone()),
            source: None,
            reason: None,
        }
    }

    fn set(&self, prepared: &mut Prepared, changes: &mut Vec<Change>) {
        let article = &mut prepared.article;
        for (field, value, slot) in [
            ("title", &self.title, &mut article.title),
            ("source", &self.source, &mut article.source),
            ("url", &self.url, &mut article.url),
        ] {
            let Some(value) = value else { continue };
            if slot.as_ref() != Some(&value.value) {
                let was = slot.replace(value.value.clone()).unwrap_or_default();
                changes.push(Change { field: field.into(), was, now: value.value.clone() });
            }
        }
        if let Some(published) = &self.published {
            let was = article.published.as_ref().map(|(day, _)| day.to_string()).unwrap_or_default();
            changes.push(Change { field: "published".into(), was, now: published.value.to_string() });
            prepared.published = Some(published.value.clone());
        }
    }
}

impl Report {
    /// Completes the account of a publication day by hand with what the program finds without it.
    pub fn publication(&mut self, found: &DatedArticle) {
        let outcomes = self.outcomes.iter_mut();
        for outcome in outcomes.filter(|o| o.section == Section::Articles && o.found.as_ref() == Some(&found.path)) {
            let Some(at) = outcome.changes.iter().position(|c| c.field == "published") else { continue };
            outcome.changes[at].was = match &found.published {
                Some(day) => format!("{day} ({})", found.published_basis.as_str()),
                None => String::new(),
            };
            if found.published.as_ref().is_some_and(|day| day.to_string() == outcome.changes[at].now) {
                outcome.changes.remove(at);
                if outcome.changes.is_empty() && outcome.class == Class::Applied {
                    outcome.class = Class::Redundant;
                    let basis = found.published_basis.as_str();
                    outcome.reason = Some(format!("the program finds the same day without it ({basis})"));
                }
            }
        }
    }

    /// Those that say of an article only what it says itself.
    pub fn settle_articles(&mut self) {
        for outcome in &mut self.outcomes {
            let idle = outcome.section == Section::Articles && outcome.changes.is_empty();
            if idle && outcome.class == Class::Applied {
                outcome.class = Class::Redundant;
                outcome.reason = Some("the article says the same itself".into());
            }
        }
    }
}

/// Indices of the articles that a file's name means: its path, all objects of a JSON Lines file, or the one
/// file of that name in any folder.
fn matching(paths: &[String], written: &str) -> Vec<usize> {
    let wanted = written.replace('\\', "/");
    let wanted = wanted.strip_prefix("./").unwrap_or(&wanted);
    let all = |test: &dyn Fn(&str) -> bool| -> Vec<usize> {
        paths.iter().enumerate().filter(|(_, p)| test(p)).map(|(i, _)| i).collect()
    };
    let exact = all(&|path| path == wanted || path.strip_prefix(wanted).is_some_and(|rest| rest.starts_with('#')));
    if !exact.is_empty() {
        return exact;
    }
    let below = all(&|path| path.strip_suffix(wanted).is_some_and(|rest| rest.ends_with('/')));
    if below.len() == 1 {
        return below;
    }
    // written from outside the seeds folder
    let above = all(&|path| wanted.strip_suffix(path).is_some_and(|rest| rest.ends_with('/')));
    if above.len() == 1 { above } else { Vec::new() }
}

fn missing(paths: &[String], written: &str) -> String {
    let name = |path: &str| path.rsplit('/').next().unwrap_or(path).to_owned();
    let same: Vec<&str> = paths.iter().filter(|p| name(p) == name(written)).map(String::as_str).collect();
    if same.len() > 1 {
        return format!("several articles have this name; write one of {}", super::near::either(&same));
    }
    match nearest(written, paths.iter().map(String::as_str)) {
        Some(path) => format!("did you mean `{path}`?"),
        None => "the article was renamed or taken away; give its path below the seeds folder".into(),
    }
}

fn first_words(body: &str) -> String {
    super::events::shortened(body.split_whitespace().take(12).collect::<Vec<_>>().join(" ").as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_by_path_or_name() {
        let paths: Vec<String> = ["a.txt", "x/a.txt", "x/b.txt", "c.jsonl#1", "c.jsonl#2"].map(String::from).into();
        for (written, expected) in [
            ("a.txt", vec![0]),
            ("x/a.txt", vec![1]),
            ("./x/b.txt", vec![2]),
            ("x\\b.txt", vec![2]),
            ("b.txt", vec![2]),
            ("seeds/x/b.txt", vec![2]),
            ("c.jsonl", vec![3, 4]),
            ("c.jsonl#2", vec![4]),
            ("d.txt", vec![]),
        ] {
            assert_eq!(matching(&paths, written), expected, "{written}");
        }
        assert_eq!(missing(&paths, "x/bb.txt"), "did you mean `x/b.txt`?");
    }
}
