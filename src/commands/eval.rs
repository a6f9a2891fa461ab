//! `demarche eval`: events against what a careful reader found.

use super::{Done, Failed, console::Console};
use crate::{
    engine::{Engine, Project, guarded},
    eval::{Figures, compare, gold},
    ingest, pack,
    report::{Diagnostic, Severity},
    timeline,
};
use rayon::prelude::*;
use std::{
    collections::BTreeMap,
    path::{Path, PathBuf},
};

/// What is measured.
#[derive(Debug, Clone)]
pub struct Options {
    /// The folder of gold files.
    pub gold: PathBuf,
    /// The program has to find the publication day by itself.
    pub withheld: bool,
}

pub fn run(project: &Project, options: &Options, console: &Console) -> Result<Done, Failed> {
    let (packs, mut diagnostics) = pack::load(Some(&project.data));
    let (golds, problems) = gold::read(&options.gold);
    diagnostics.extend(problems);
    let mut articles = Vec::new();
    for gold in &golds {
        let found = read_article(gold, &options.gold, &project.seeds);
        match found {
            Some((article, problems)) => {
                diagnostics.extend(problems);
                articles.extend(article.map(|a| (a, gold)));
            }
            None => {
                let message = format!("the article `{}` is not there", gold.article);
                let hint = format!("it is looked for beside the gold file and in {}", project.seeds.display());
                diagnostics.push(Diagnostic::error("no-article", message).hint(hint));
            }
        }
    }
    if diagnostics.iter().any(|d| d.severity == Severity::Error) {
        console.tell_all(&diagnostics);
        return Err(Failed::Told);
    }
    let engine = Engine::new(packs);
    let read: Vec<_> = articles
        .par_iter()
        .map(|(article, gold)| {
            let day = if options.withheld { None } else { gold.published() };
            guarded(&article.path, || engine.read(article, day.as_ref()))
        })
        .collect();
    let mut dated = Vec::new();
    for result in read {
        match result {
            Ok(article) => dated.push(article),
            Err(problem) => diagnostics.push(*problem),
        }
    }
    let timeline = timeline::assemble(dated, &engine.packs);
    let mut by_language: BTreeMap<&str, Figures> = BTreeMap::new();
    let mut total = Figures::default();
    for gold in &golds {
        if let Some(figures) = compare(gold, &timeline) {
            total += figures;
            *by_language.entry(&gold.language).or_default() += figures;
        }
    }
    console.tell(&diagnostics);
    console.out(&if console.json { json(&total, &by_language) } else { table(&total, &by_language, console) })?;
    Ok(Done::with(&diagnostics))
}

type Read = (Option<ingest::Article>, Vec<Diagnostic>);

/// The gold's article: beside the gold file or among the project's articles.
fn read_article(gold: &gold::Gold, beside: &Path, seeds: &Path) -> Option<Read> {
    let path = [beside, seeds].iter().map(|folder| folder.join(&gold.article)).find(|p| p.is_file())?;
    let bytes = std::fs::read(&path).ok()?;
    let (mut articles, problems) = ingest::read_bytes(&gold.article, &bytes);
    Some(((!articles.is_empty()).then(|| articles.remove(0)), problems))
}

/// In the order in which they matter.
const SHOWN: [&str; 12] = [
    "f1",
    "precision",
    "sure_precision",
    "recall",
    "strict_recall",
    "kind",
    "status",
    "date_exact",
    "actor_f1",
    "actor_p",
    "actor_r",
    "role",
];

fn table(total: &Figures, by_language: &BTreeMap<&str, Figures>, console: &Console) -> String {
    let mut out = format!(
        "{} articles, {} events to find, {} found\n\n{:<15}{:>7}",
        total.articles, total.core, total.found, "", "all"
    );
    by_language.keys().for_each(|code| out.push_str(&format!("{code:>7}")));
    out.push('\n');
    let all = total.shares();
    for name in SHOWN {
        out.push_str(&format!("{}{:>7.3}", console.bold(&format!("{name:<15}")), all[name]));
        for figures in by_language.values() {
            out.push_str(&format!("{:>7.3}", figures.shares()[name]));
        }
        out.push('\n');
    }
    out
}

fn json(total: &Figures, by_language: &BTreeMap<&str, Figures>) -> String {
    let languages: BTreeMap<&str, _> = by_language.iter().map(|(code, f)| (*code, f.shares())).collect();
    let mut line = serde_json::json!(total.shares());
    line["articles"] = total.articles.into();
    line["core_gold"] = total.core.into();
    line["predicted"] = total.found.into();
    line["by_language"] = serde_json::json!(languages);
    format!("{line}\n")
}
