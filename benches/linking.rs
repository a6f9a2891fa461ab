//! How long it takes to link the mentions of many articles, on one core, and how that grows: `cargo bench --bench linking`, with numbers of
//! mentions behind `--` where others are wanted.
//!
//! The articles are made up: every third retells an earlier one of its day in other words, few people speak on most days,
//! many hardly ever. Ten times the mentions fall on the same ten years, so that blocks get fuller.

use demarche::{
    actors::ActorId,
    dating::{DatedArticle, DatedMention, PublishedBasis, id},
    edtf::{Day, Edtf},
    events::{Kind, Role, Status, Tone},
    pack::{self, Packs},
    text::Span,
    timeline,
};
use std::time::{Duration, Instant};
use thin_vec::{ThinVec, thin_vec};

const DAYS: u64 = 3650;
const PER_ARTICLE: usize = 10;
const ROUNDS: usize = 15;

/// The program's own.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() {
    let (packs, _) = pack::load(None);
    let one = rayon::ThreadPoolBuilder::new().num_threads(1).build().expect("a thread");
    println!("{:>10} {:>10} {:>10} {:>8}", "mentions", "events", "seconds", "ratio");
    let asked: Vec<usize> = std::env::args().filter_map(|a| a.parse().ok()).collect();
    let sizes = if asked.is_empty() { vec![1_000, 10_000, 100_000] } else { asked };
    let mut rounds: Vec<Vec<f64>> = vec![Vec::new(); sizes.len()];
    let mut events = vec![0; sizes.len()];
    // others work on the machine, too: all sizes in turn, so that a busy minute is nobody's alone
    for _ in 0..ROUNDS {
        for (ix, mentions) in sizes.iter().enumerate() {
            let articles = articles(*mentions, &packs);
            let (taken, found) = one.install(|| {
                let (start, on_core) = (Instant::now(), on_core());
                let timeline = timeline::assemble(articles, &packs);
                let taken = on_core.zip(self::on_core()).map_or(start.elapsed(), |(before, after)| after - before);
                (taken, timeline.events.len())
            });
            rounds[ix].push(taken.as_secs_f64());
            events[ix] = found;
        }
    }
    for (ix, mentions) in sizes.iter().enumerate() {
        let time = median(rounds[ix].clone());
        // each round's own ratio: the quickest of many short runs is luckier than the quickest of as many long ones
        let ratio = ix.checked_sub(1).map_or(f64::NAN, |before| {
            median(rounds[ix].iter().zip(&rounds[before]).map(|(long, short)| long / short).collect())
        });
        println!("{mentions:>10} {:>10} {time:>10.4} {ratio:>8.1}", events[ix]);
    }
}

fn median(mut list: Vec<f64>) -> f64 {
    list.sort_by(f64::total_cmp);
    list[list.len() / 2]
}

/// How long this thread has been on a core, where the system says: a run of half a second hardly ever goes without
/// another's turn, one of a thirtieth often does.
#[cfg(unix)]
fn on_core() -> Option<Duration> {
    use rustix::time::{ClockId, clock_gettime};
    clock_gettime(ClockId::ThreadCPUTime).try_into().ok()
}

#[cfg(not(unix))]
fn on_core() -> Option<Duration> {
    None
}

/// Numbers that look random and are the same each time.
struct Numbers(u64);

impl Numbers {
    fn next(&mut self, below: usize) -> usize {
        self.0 = self.0.wrapping_mul(6364136223846793005).wrapping_add(1442695040888963407);
        (self.0 >> 33) as usize % below
    }

    /// Small numbers far more often than large ones.
    fn skewed(&mut self, below: usize) -> usize {
        let a = self.next(below);
        self.next(a + 1)
    }
}

fn articles(mentions: usize, packs: &Packs) -> Vec<DatedArticle> {
    let mut numbers = Numbers(7);
    let people: Vec<&str> = packs.registry.people.iter().take(400).map(|p| p.id.as_str()).collect();
    let countries: Vec<&str> = packs.registry.countries.iter().map(|c| c.id.as_str()).collect();
    let places: Vec<&str> = packs.registry.places.iter().take(200).map(|p| p.id.as_str()).collect();
    let start = Day::from_ymd_opt(2015, 1, 1).expect("a day");
    let mut out: Vec<DatedArticle> = Vec::with_capacity(mentions / PER_ARTICLE);
    for n in 0..mentions / PER_ARTICLE {
        if n % 3 == 2 {
            let earlier = &out[numbers.next(n)];
            let article = retold(earlier, n);
            out.push(article);
            continue;
        }
        out.push({
            let published = start + chrono::Days::new(numbers.next(DAYS as usize) as u64);
            let path = format!("{n:06}.txt");
            let mut body = String::new();
            let mut list = Vec::new();
            for m in 0..PER_ARTICLE {
                let kind = Kind::ALL[[5, 5, 5, 0, 2, 3, 1, 4, 11, 9][m]];
                let from = body.len();
                for _ in 0..14 {
                    body.push_str(
                        ["Minister", "talks", "border", "2,500", "ceasefire", "Geneva", "weapons", "delegation"]
                            [numbers.next(8)],
                    );
                    body.push(' ');
                }
                let back = numbers.next(3) as u64;
                let day = published - chrono::Days::new(back);
                let date = match numbers.next(6) {
                    0 => Edtf::interval(day - chrono::Days::new(1), day),
                    1 => Edtf::interval(day - chrono::Days::new(20), day),
                    _ => Edtf::day(day),
                };
                let who = |numbers: &mut Numbers| {
                    let list = if numbers.next(3) == 0 { &countries } else { &people };
                    ActorId::from(list[numbers.skewed(list.len())])
                };
                let actors = if kind.is_mutual() {
                    thin_vec![(Role::Participant, who(&mut numbers)), (Role::Participant, who(&mut numbers))]
                } else {
                    thin_vec![(Role::Source, who(&mut numbers)), (Role::Target, who(&mut numbers))]
                };
                list.push(DatedMention {
                    id: id(&[&path, &m.to_string()]).into(),
                    kind,
                    tone: (kind == Kind::Statement).then_some(Tone::Neutral),
                    sort: None,
                    status: Status::Occurred,
                    date: Some(date),
                    date_basis: "".into(),
                    actors,
                    place: (numbers.next(3) == 0).then(|| ActorId::from(places[numbers.skewed(places.len())])),
                    topics: ThinVec::new(),
                    trigger: Span::new(from, from + 4),
                    quote: Span::new(from, body.len()),
                    sentence: m as u32,
                    confidence: 0.8,
                    written: true,
                    news: false,
                    letters: Default::default(),
                    why: None,
                    cues: Default::default(),
                });
            }
            let forms = list.iter().flat_map(|m| &m.actors).map(|(_, id)| (id.clone(), id.0.clone(), 1)).collect();
            DatedArticle {
                id: id(&[&path]),
                title: path.clone(),
                path,
                language: "en".into(),
                published: Some(Edtf::day(published)),
                published_basis: PublishedBasis::Metadata,
                clues: Vec::new(),
                source: None,
                url: None,
                body: body.into(),
                paragraphs: Vec::new(),
                mentions: list,
                discovered: Vec::new(),
                forms,
            }
        });
    }
    out
}

/// The same in other words, under other ids.
fn retold(earlier: &DatedArticle, n: usize) -> DatedArticle {
    let mut article = earlier.clone();
    article.path = format!("{n:06}.txt");
    article.id = id(&[&article.path]);
    article.body = earlier.body.chars().rev().collect::<String>().into();
    let length = article.body.len();
    for (m, mention) in article.mentions.iter_mut().enumerate() {
        mention.id = id(&[&article.path, &m.to_string()]).into();
        mention.quote = Span::new(length - mention.quote.end as usize, length - mention.quote.start as usize);
        mention.trigger = Span::new(mention.quote.start as usize, mention.quote.start as usize + 4);
    }
    article
}
