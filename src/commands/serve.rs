//! `demarche serve`: the site from memory on this machine alone, built anew after every change and shown at once.
//!
//! One thread watches and builds, a few answer. What is served is the last build that worked, its pages made when they
//! are first asked for; nothing is written anywhere.

mod answer;
mod watch;

use super::{Done, Failed, build, console::Console, render, render::Style, summary::count};
use crate::{
    engine::{Build, Project, Workshop},
    report::{Diagnostic, Severity},
    site,
};
use std::{
    collections::BTreeMap,
    io,
    net::{Ipv4Addr, SocketAddr},
    sync::{Arc, Condvar, Mutex, MutexGuard},
    thread,
    time::Instant,
};
use watch::Watch;

/// Requests that are answered at the same time; streams of news are beside them.
const THREADS: usize = 4;

#[derive(Debug, Clone, Default)]
pub struct Options {
    pub build: build::Options,
    /// 0 for any that is free.
    pub port: u16,
}

/// What all threads share.
pub struct Shared {
    state: Mutex<State>,
    /// The state is another.
    changed: Condvar,
    options: site::Options,
    /// Where it is served.
    address: SocketAddr,
}

#[derive(Default)]
struct State {
    /// Counts the builds that worked.
    version: u64,
    /// The last of them.
    good: Option<Arc<Good>>,
    /// What is wrong now, as it stands on the terminal; empty when nothing is.
    problems: String,
}

/// A build that worked.
pub struct Good {
    build: Build,
    corrections: site::CorrectionsView,
    pages: Mutex<BTreeMap<String, Arc<Vec<u8>>>>,
}

pub fn run(project: &Project, options: &Options, console: &Console) -> Result<Done, Failed> {
    let server = tiny_http::Server::http((Ipv4Addr::LOCALHOST, options.port)).map_err(|error| {
        let message = format!("can't serve on 127.0.0.1:{}: {error}", options.port);
        let hint = "another program uses the port; choose one with --port";
        console.tell_all(&[Diagnostic::error("no-port", message).hint(hint)]);
        Failed::Told
    })?;
    let address = server.server_addr().to_ip().ok_or_else(|| io::Error::other("the server has no address"))?;
    let shared =
        Arc::new(Shared { state: Mutex::default(), changed: Condvar::new(), options: options.build.site(), address });
    let server = Arc::new(server);
    for _ in 0..THREADS {
        let (server, shared) = (server.clone(), shared.clone());
        thread::spawn(move || {
            while let Ok(request) = server.recv() {
                answer::answer(request, &shared);
            }
        });
    }
    let mut workshop = Workshop::of(project);
    let mut watch = Watch::new(project);
    let mut first = true;
    loop {
        let built = rebuild(&mut workshop, project, &shared, console)?;
        if first {
            console.out(&format!("{}  {built}; Ctrl-C ends it\n", console.bold(&format!("http://{address}/"))))?;
            first = false;
        } else if console.quiet == 0 {
            console.out(&format!("{built}\n"))?;
        }
        watch.wait();
    }
}

/// Builds, shares what came of it, and says so in a line.
fn rebuild(
    workshop: &mut Workshop,
    project: &Project,
    shared: &Arc<Shared>,
    console: &Console,
) -> Result<String, Failed> {
    let start = Instant::now();
    let result = workshop.build(project, &|_| ());
    let took = start.elapsed();
    match result {
        Ok(build) => {
            super::known_language(&build.engine.packs, &shared.options.language)?;
            let effort = build.effort;
            let said = format!(
                "{}, {}; {} read in {} ms",
                count(build.timeline.articles.len(), "article"),
                count(build.timeline.events.len(), "event"),
                effort.extracted,
                took.as_millis()
            );
            console.tell(&build.diagnostics);
            let corrections = build::corrections_view(project, &build);
            let good = Good { build, corrections, pages: Mutex::default() };
            let former = {
                let mut state = shared.state();
                state.version += 1;
                state.problems.clear();
                state.good.replace(Arc::new(good))
            };
            shared.changed.notify_all();
            // taking a large build apart must keep nobody waiting
            thread::spawn(move || drop(former));
            Ok(said)
        }
        Err(diagnostics) => {
            console.tell_all(&diagnostics);
            let errors: Vec<String> =
                diagnostics.iter().filter(|d| d.severity == Severity::Error).map(|d| render(d, Style::Plain)).collect();
            let said = format!("{}; the site stays as it was", count(errors.len(), "error"));
            shared.state().problems = errors.join("\n\n");
            shared.changed.notify_all();
            Ok(said)
        }
    }
}

impl Shared {
    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(|e| e.into_inner())
    }
}

impl Good {
    /// The file of this path, if the site has one.
    fn page(&self, path: &str, options: &site::Options) -> Option<Arc<Vec<u8>>> {
        let mut pages = self.pages.lock().unwrap_or_else(|e| e.into_inner());
        if let Some(page) = pages.get(path) {
            return Some(page.clone());
        }
        let packs = &self.build.engine.packs;
        let made = site::render_one(path, &self.build.timeline, packs, options, &self.corrections)?;
        let made = Arc::new(made);
        pages.insert(path.to_owned(), made.clone());
        Some(made)
    }
}
