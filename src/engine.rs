//! The stages wired together: packs to an [`Engine`], a project's folders to a [`Build`].

pub mod given;
mod guarded;
mod joint;
pub mod memory;
mod pool;
mod reading;
mod shelf;

pub use guarded::{guarded, quiet_panics};
pub use memory::Effort;

use crate::{
    actors::{ActorMention, ActorRef, Recogniser},
    corrections::{Corrections, Prepared, Report},
    dating::{DatedArticle, Dater, Hint, Outside, PublishedBasis},
    edtf::Edtf,
    events::Extractor,
    ingest::{self, Article, Listed},
    pack::{self, Packs},
    report::{Diagnostic, Severity},
    text::{Cutter, Document, LanguageIx, Span},
    time::Tagger,
    timeline::{self, Timeline},
};
use chrono::Datelike;
use given::Given;
pub use memory::Key;
use memory::Memory;
use pool::Pool;
use rayon::prelude::*;
use reading::Reading;
use std::{
    collections::{BTreeMap, BTreeSet},
    fs, io,
    path::PathBuf,
    sync::{Arc, Mutex, PoisonError},
};

/// Where a project's files lie.
#[derive(Debug, Clone)]
pub struct Project {
    /// The folder of articles.
    pub seeds: PathBuf,
    /// `events.yaml`, and packs of the project's own.
    pub data: PathBuf,
    /// Where what was extracted is kept from run to run, if anywhere.
    pub cache: Option<PathBuf>,
    /// Files of what was extracted elsewhere; with any, the seeds are read only for the texts that those name.
    pub from: Vec<PathBuf>,
}

impl Project {
    /// The corrections by hand.
    pub fn corrections(&self) -> PathBuf {
        self.data.join("events.yaml")
    }
}

/// Everything made of the packs, once, shared by all articles.
#[derive(Debug, Clone)]
pub struct Engine {
    pub packs: Packs,
    pub cutter: Cutter,
    tagger: Tagger,
    /// None where nothing was to be read.
    recogniser: Option<Recogniser>,
    extractor: Extractor,
    dater: Dater,
    /// The languages whose words are ready; all, if none are named.
    spoken: Option<BTreeSet<LanguageIx>>,
    /// The same with all languages, once an article is read that was not to be.
    whole: Whole,
}

/// Made when it is asked for.
#[derive(Debug, Clone, Default)]
struct Whole(Arc<Mutex<Option<Arc<Engine>>>>);

/// Among more articles than these there is hardly a language that none is written in.
const FEW: usize = 32;

/// What a project's articles and corrections amount to; nothing of it is written yet.
#[derive(Debug)]
pub struct Build {
    pub engine: Arc<Engine>,
    pub timeline: Timeline,
    /// What became of the corrections.
    pub corrections: Report,
    /// Of all stages, in their order. No error is among them.
    pub diagnostics: Vec<Diagnostic>,
    /// What it took.
    pub effort: Effort,
    /// Stands for the program and the packs, with what people said of actors; where something is remembered.
    pub made_by: Option<Key>,
}

/// Corrections as read, with what is wrong with them.
pub type Parsed = (Corrections, Vec<Diagnostic>);

/// Where a project is built again and again: what has not changed since the last time is not done again, and the result
/// is the same as if it were.
#[derive(Debug, Default)]
pub struct Workshop {
    memory: Memory,
    /// The packs with what there was to say of them, by their stamp.
    packs: Option<(Key, Packs, Vec<Diagnostic>)>,
    engine: Option<(Key, Arc<Engine>)>,
    /// The articles as they were read the last time.
    files: ingest::Known,
    /// The seeds' files, where somebody has looked just now.
    listed: Option<Listed>,
}

/// An article as it is read with each day that it might have, or why it can't be.
type Recalled = Result<Vec<DatedArticle>, Box<Diagnostic>>;

/// Told of each article that is done: how many there are in all.
pub type Progress<'p> = &'p (dyn Fn(usize) + Sync);

impl Engine {
    pub fn new(packs: Packs) -> Engine {
        let cutter = Cutter::new(&packs.languages);
        Self::speaking(packs, cutter, None)
    }

    /// For these articles: of languages in which none is written, the words are made ready only when another is read.
    fn for_these(packs: Packs, articles: &[&Prepared]) -> Engine {
        let cutter = Cutter::new(&packs.languages);
        if articles.len() > FEW {
            return Self::speaking(packs, cutter, None);
        }
        let mut spoken = BTreeSet::new();
        for Prepared { article, .. } in articles {
            // one that makes the stage panic is left out later
            let cut = guarded(&article.path, || {
                let document = Self::cut(&cutter, article);
                document.paragraphs.iter().map(|p| p.language).collect::<BTreeSet<_>>()
            });
            spoken.extend(cut.into_iter().flatten());
        }
        Self::speaking(packs, cutter, Some(spoken))
    }

    fn speaking(packs: Packs, cutter: Cutter, only: Option<BTreeSet<LanguageIx>>) -> Engine {
        let spoken = |language| only.as_ref().is_none_or(|only| only.contains(&language));
        let reads = only.as_ref().is_none_or(|only| !only.is_empty());
        // names take about as long as all else together
        let (recogniser, (tagger, extractor, dater)) = rayon::join(
            || reads.then(|| Recogniser::new(&packs, &cutter)),
            || {
                let tagger = || Tagger::of(&packs.languages, &cutter, spoken);
                let (tagger, extractor) = rayon::join(tagger, || Extractor::of(&packs, &cutter, spoken));
                (tagger, extractor, Dater::new(&packs))
            },
        );
        Engine { tagger, recogniser, extractor, dater, cutter, packs, spoken: only, whole: Whole::default() }
    }

    /// The same with the words of all languages.
    fn whole(&self) -> Arc<Engine> {
        let known = || self.whole.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(engine) = known().as_ref() {
            return engine.clone();
        }
        // not under the lock: the cores would wait for each other. Two may make it at once
        let engine = Arc::new(Engine::new(self.packs.clone()));
        known().get_or_insert(engine).clone()
    }

    /// One article, extracted and dated; depends on nothing but its arguments. `published` is the publication
    /// day as a person gives it.
    pub fn read(&self, article: &Article, published: Option<&Edtf>) -> DatedArticle {
        self.read_each(article, [published]).remove(0)
    }

    /// The article once for each publication day that it might have.
    fn read_each<'d>(&self, article: &Article, days: impl IntoIterator<Item = Option<&'d Edtf>>) -> Vec<DatedArticle> {
        self.read_with(article, days, &[])
    }

    /// The article, whose publication day nobody gives, with what others say of the happenings it tells of.
    fn read_hinted(&self, article: &Article, hints: &[Hint]) -> DatedArticle {
        self.read_with(article, [None], hints).remove(0)
    }

    fn read_with<'d>(
        &self,
        article: &Article,
        days: impl IntoIterator<Item = Option<&'d Edtf>>,
        hints: &[Hint],
    ) -> Vec<DatedArticle> {
        let mut document = Self::cut(&self.cutter, article);
        let ready = |language| self.spoken.as_ref().is_none_or(|spoken| spoken.contains(language));
        let recogniser = match &self.recogniser {
            Some(recogniser) if document.paragraphs.iter().all(|p| ready(&p.language)) => recogniser,
            _ => return self.whole().read_with(article, days, hints),
        };
        recogniser.part(&mut document);
        let times = self.tagger.tag(&document);
        // only what the article itself says: a day by hand, or a found one, would make two readings of one article differ
        let year = article.published.as_ref().and_then(|(day, _)| day.first()).map(|day| day.year());
        let cast = recogniser.recognise_of(&document, year);
        let mentions = self.extractor.extract(&document, &times, &cast);
        let date = |corrected| {
            let outside = Outside { corrected, hints };
            self.dater.date(article, &document, &times, &cast, mentions.clone(), outside)
        };
        days.into_iter().map(date).collect()
    }

    fn cut<'a>(cutter: &Cutter, article: &'a Article) -> Document<'a> {
        let declared = article.language.as_deref().and_then(|code| cutter.language(code));
        cutter.cut(&article.body, declared)
    }

    /// Who is named within a quote, and how each was resolved: a line each, for `explain`.
    pub fn who(&self, article: &DatedArticle, quote: Span) -> Vec<String> {
        let Some(recogniser) = &self.recogniser else { return self.whole().who(article, quote) };
        let mut document = self.cutter.cut(&article.body, self.cutter.language(&article.language));
        recogniser.part(&mut document);
        let given = matches!(article.published_basis, PublishedBasis::Metadata | PublishedBasis::Filename);
        let day = article.published.as_ref().filter(|_| given).and_then(Edtf::first);
        let cast = recogniser.recognise_of(&document, day.map(|day| day.year()));
        let within = cast.mentions.iter().filter(|m| quote.contains(m.span) && !m.media);
        let line = |m: &ActorMention| {
            let whom = m.refs.iter().map(|r| match r {
                ActorRef::Actor(id) => id.to_string(),
                ActorRef::Office { office, of } => format!("the {office} of {of}"),
            });
            let whom: Vec<String> = whom.collect();
            format!("“{}” is {}: {}", m.span.of(&article.body), whom.join(", "), m.reason)
        };
        within.map(line).collect()
    }

    /// All articles, on all cores, in their order. What a person says of a publication day is compared with what
    /// the program would have found. An article that makes a stage panic is left out with an error.
    fn read_all(
        &self,
        articles: &[Prepared],
        report: &mut Report,
        (mark, memory, tidy): (&Key, &Memory, memory::Tidy),
        (keys, recalled): (&[Vec<Key>], Vec<Option<Recalled>>),
        given: &BTreeMap<String, Given>,
        progress: Progress,
    ) -> (Vec<DatedArticle>, Vec<Diagnostic>) {
        let read: Vec<_> = recalled
            .into_par_iter()
            .enumerate()
            .map(|(ix, recalled)| {
                let prepared = &articles[ix];
                let Prepared { article, published } = prepared;
                if let Some(recalled) = recalled {
                    progress(articles.len());
                    return recalled;
                }
                let keys = keys.get(ix).map_or(&[][..], Vec::as_slice);
                let make = || self.read_each(article, days(prepared));
                let given = given.get(&article.path).and_then(|g| g.answer(article, published.as_ref()));
                let read = match given {
                    Some(mut read) => {
                        read.iter_mut().for_each(|article| tidy(article, memory::Origin::Extraction));
                        Ok(read)
                    }
                    None => guarded(&article.path, || memory.recall((keys, &article.body), make, tidy)),
                };
                progress(articles.len());
                read
            })
            .collect();
        let mut dated = Vec::with_capacity(read.len());
        let mut prepared = Vec::with_capacity(read.len());
        let mut diagnostics = Vec::new();
        for (read, article) in read.into_iter().zip(articles) {
            match read {
                Ok(mut versions) => {
                    if let Some(uncorrected) = versions.get(1) {
                        report.publication(uncorrected);
                    }
                    dated.push(versions.swap_remove(0));
                    prepared.push(article);
                }
                Err(problem) => diagnostics.push(*problem),
            }
        }
        self.date_jointly(&prepared, &mut dated, (mark, memory), given, tidy);
        report.settle_articles();
        (dated, diagnostics)
    }
}

/// The publication days under which an article is read: the one by hand, and none, to compare.
fn days(prepared: &Prepared) -> impl Iterator<Item = Option<&Edtf>> {
    prepared.published.iter().map(Some).chain([None])
}

/// Reads a project whole. Fails with every error that was found, and what else there is to say; nothing may be
/// written then. The articles' mentions, and why each was read as it was, are not kept: the events have what they say.
pub fn build(project: &Project, progress: Progress) -> Result<Build, Vec<Diagnostic>> {
    build_listed(project, None, progress)
}

/// The same where the seeds' files are listed already.
pub fn build_listed(project: &Project, listed: Option<Listed>, progress: Progress) -> Result<Build, Vec<Diagnostic>> {
    Workshop { listed, ..Workshop::for_once(project, false) }.build(project, progress)
}

/// As [`build`], with the mentions and their reasons.
pub fn build_explained(project: &Project, progress: Progress) -> Result<Build, Vec<Diagnostic>> {
    Workshop::for_once(project, true).build(project, progress)
}

impl Workshop {
    /// With what was extracted kept where the project says.
    pub fn of(project: &Project) -> Workshop {
        Workshop { memory: Memory::kept_in(project.cache.clone()), ..Workshop::default() }
    }

    /// For a single build: what nobody will ask for again is not kept.
    fn for_once(project: &Project, explained: bool) -> Workshop {
        Workshop { memory: Memory::of_one_run(project.cache.clone(), explained), ..Workshop::default() }
    }

    /// As [`build`](build()).
    pub fn build(&mut self, project: &Project, progress: Progress) -> Result<Build, Vec<Diagnostic>> {
        self.build_with(project, corrections(project), progress)
    }

    /// The project as it would be with these corrections.
    pub fn build_with(
        &mut self,
        project: &Project,
        (corrections, problems): Parsed,
        progress: Progress,
    ) -> Result<Build, Vec<Diagnostic>> {
        // the packs are read beside the articles where both are read
        let once = self.memory.is_for_once() && project.from.is_empty();
        let listed = self.listed.take();
        let read = || {
            let listed = listed.unwrap_or_else(|| ingest::list_folder(&project.seeds));
            match project.cache.as_deref().and_then(Reading::open) {
                Some(reading) => reading.read_folder(&project.seeds, listed),
                None => ingest::read_folder_by(&project.seeds, listed, &ingest::read_file),
            }
        };
        let seeds = || once.then(read);
        let ((stamp, mut packs, mut diagnostics), read) = rayon::join(|| self.packs(project), seeds);
        diagnostics.extend(problems);
        let (articles, given, problems) = match project.from.as_slice() {
            [] => {
                let (articles, problems) = read.unwrap_or_else(|| self.files.read_folder(&project.seeds));
                (articles, BTreeMap::new(), problems)
            }
            files => given::read_all(files, &project.seeds, &packs.registry),
        };
        diagnostics.extend(problems);
        if diagnostics.iter().any(|d| d.severity == Severity::Error) {
            return Err(diagnostics);
        }
        let mut report = corrections.report();
        corrections.extend(&mut packs, &mut report);
        let articles = corrections.prepare(articles, &mut report);
        let mark = match self.memory.forgets() {
            true => Key::default(),
            false => memory::mark(&stamp, corrections.knows_actors().then_some(&*packs.registry)),
        };
        let key = |prepared| days(prepared).map(|day| memory::key(&mark, &prepared.article, day)).collect();
        let forgets = self.memory.forgets();
        let keys = || if forgets { Vec::new() } else { articles.par_iter().map(key).collect() };
        let (keys, ()): (Vec<Vec<Key>>, ()) = rayon::join(keys, || self.memory.begin(&mark));
        let pool = Pool::default();
        let explains = self.memory.explains();
        let tidy = |article: &mut DatedArticle, from: memory::Origin| {
            if !explains {
                article.forget_why();
            }
            match from {
                memory::Origin::Extraction => pool.share_all(article),
                memory::Origin::Folder => pool.share_rest(article),
            }
        };
        let (engine, recalled) = match self.memory.is_for_once() {
            // what is known is read while the rest waits for the words of its languages
            true => {
                let ((engine, mut early), mut recalled) = rayon::join(
                    || {
                        let engine = self.engine_for(packs, &articles, &keys);
                        let early = self.read_early(&engine, &articles, (&keys, &given), &tidy);
                        (engine, early)
                    },
                    || self.recalled(&articles, &keys, &given, &tidy),
                );
                for (ix, read) in early.drain(..) {
                    recalled[ix] = Some(read);
                }
                (engine, recalled)
            }
            false => (self.engine(&mark, packs), articles.iter().map(|_| None).collect()),
        };
        let remembered = (&mark, &self.memory, &tidy as memory::Tidy);
        let (dated, problems) =
            engine.read_all(&articles, &mut report, remembered, (&keys, recalled), &given, progress);
        let effort = self.memory.end();
        // what follows needs the room
        drop((articles, given));
        diagnostics.extend(problems);
        let mut timeline = timeline::assemble_with(dated, &engine.packs, self.memory.explains());
        corrections.apply(&mut timeline, &engine.packs, &mut report);
        diagnostics.extend(report.diagnostics());
        let made_by = if self.memory.forgets() { None } else { memory::made_by(&mark) };
        Ok(Build { engine, timeline, corrections: report, diagnostics, effort, made_by })
    }

    /// The packs of a project, with their stamp, read again only when it has changed.
    fn packs(&mut self, project: &Project) -> (Key, Packs, Vec<Diagnostic>) {
        if self.memory.forgets() {
            let (packs, diagnostics) = pack::load(Some(&project.data));
            return (Key::default(), packs, diagnostics);
        }
        let stamp = pack::stamp(&project.data);
        if self.memory.is_for_once() {
            let (packs, diagnostics) = pack::load(Some(&project.data));
            return (stamp, packs, diagnostics);
        }
        if self.packs.as_ref().is_none_or(|(known, ..)| *known != stamp) {
            let (packs, diagnostics) = pack::load(Some(&project.data));
            self.packs = Some((stamp, packs, diagnostics));
        }
        let (_, packs, diagnostics) = self.packs.as_ref().expect("just filled");
        (stamp, packs.clone(), diagnostics.clone())
    }

    /// For a single run: made for the articles that have to be read.
    fn engine_for(&self, packs: Packs, articles: &[Prepared], keys: &[Vec<Key>]) -> Arc<Engine> {
        let known = |ix: usize| keys.get(ix).is_some_and(|keys| self.memory.knows(keys));
        let unread: Vec<&Prepared> = (0..articles.len()).filter(|ix| !known(*ix)).map(|ix| &articles[ix]).collect();
        Arc::new(Engine::for_these(packs, &unread))
    }

    /// The few articles that are not known, where they are few: read while the others are recalled.
    fn read_early(
        &self,
        engine: &Engine,
        articles: &[Prepared],
        (keys, given): (&[Vec<Key>], &BTreeMap<String, Given>),
        tidy: memory::Tidy,
    ) -> Vec<(usize, Recalled)> {
        let unknown = |ix: &usize| keys.get(*ix).is_some_and(|keys| !self.memory.knows(keys));
        let unread: Vec<usize> = (0..articles.len()).filter(unknown).take(FEW + 1).collect();
        if unread.len() > FEW || !given.is_empty() {
            return Vec::new();
        }
        let read = |ix: usize| {
            let article = &articles[ix].article;
            let make = || engine.read_each(article, days(&articles[ix]));
            (ix, guarded(&article.path, || self.memory.recall((&keys[ix], &article.body), make, tidy)))
        };
        unread.into_par_iter().map(read).collect()
    }

    /// What is known of articles from before, but of those that are given otherwise.
    fn recalled(
        &self,
        articles: &[Prepared],
        keys: &[Vec<Key>],
        given: &BTreeMap<String, Given>,
        tidy: memory::Tidy,
    ) -> Vec<Option<Recalled>> {
        let one = |(ix, prepared): (usize, &Prepared)| {
            let keys = keys.get(ix).filter(|_| !given.contains_key(&prepared.article.path))?;
            self.memory.recall_known((keys, &prepared.article.body), tidy).map(Ok)
        };
        articles.par_iter().enumerate().map(one).collect()
    }

    /// What is made of these packs; the same as the last time if they are.
    fn engine(&mut self, mark: &Key, packs: Packs) -> Arc<Engine> {
        if let Some((_, engine)) = self.engine.as_ref().filter(|(known, _)| known == mark) {
            return engine.clone();
        }
        let engine = Arc::new(Engine::new(packs));
        self.engine = Some((*mark, engine.clone()));
        engine
    }
}

/// The corrections of a project; none when there is no such file.
pub fn corrections(project: &Project) -> (Corrections, Vec<Diagnostic>) {
    let path = project.corrections();
    let name = path.display().to_string();
    match fs::read(&path) {
        Ok(bytes) => Corrections::parse_bytes(&bytes, &name),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Default::default(),
        Err(error) => {
            let problem = Diagnostic::error("unreadable", format!("can't be read: {error}")).file(name);
            (Corrections::default(), vec![problem])
        }
    }
}
