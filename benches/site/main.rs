//! Ten thousand events opened from disk, as the site, as TimelineJS and as vis-timeline: the median of five turns.
//!
//! ```sh
//! npm ci --prefix benches/site --ignore-scripts
//! cargo bench --bench site            # or with the number of events behind `--`
//! ```
//!
//! *Ready* is from the navigation's start until everything is in the page and a frame with it is
//! drawn; *filter* and *search* from the input until the frame with the result is drawn. *Heap* is what scripts hold after a collection.

#[path = "../../tests/browser/devtools.rs"]
mod devtools;
#[path = "../../tests/fixture/mod.rs"]
mod fixture;

use demarche::{pack, site, timeline::Timeline};
use devtools::{Browser, Page, chromium};
use serde_json::json;
use std::{
    fs,
    path::{Path, PathBuf},
    time::Duration,
};

const TURNS: usize = 5;
/// What takes longer is told as endless; one of the rivals puts ten thousand entries back in minutes.
const PATIENCE: Duration = Duration::from_secs(60);

/// One way to show a timeline.
struct Way {
    name: &'static str,
    page: PathBuf,
    /// True when everything is there.
    ready: &'static str,
    /// Steps to measure, each done and undone.
    filter: Option<(&'static str, &'static str)>,
    search: Option<(&'static str, &'static str)>,
}

#[derive(Default)]
struct Figures {
    ready: Vec<f64>,
    filter: Vec<f64>,
    search: Vec<f64>,
    heap: Vec<f64>,
}

fn main() {
    let events = std::env::args().filter_map(|a| a.parse().ok()).next().unwrap_or(10_000);
    let Some(path) = chromium() else {
        eprintln!("skipped: no Chromium");
        return;
    };
    let timeline = fixture::large::timeline(events);
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("bench-site");
    let _ = fs::remove_dir_all(&folder);
    // as it is built, years on pages of their own, and with every card on one page
    let mut ways = vec![
        ours("demarche", &timeline, &folder.join("demarche"), None),
        ours("one page", &timeline, &folder.join("one-page"), Some(usize::MAX)),
    ];
    let modules = Path::new(env!("CARGO_MANIFEST_DIR")).join("benches/site/node_modules");
    if modules.exists() {
        ways.extend(rivals(&timeline, &modules, &folder));
    } else {
        eprintln!("only the site: `npm ci --prefix benches/site --ignore-scripts` fetches the others");
    }
    // names behind `--` choose among them
    let asked: Vec<String> = std::env::args().skip(1).filter(|a| ways.iter().any(|w| w.name == a)).collect();
    ways.retain(|w| asked.is_empty() || asked.iter().any(|a| a == w.name));
    println!("{events} events, median of {TURNS}; milliseconds, megabytes");
    println!("{:14} {:>8} {:>8} {:>8} {:>8}", "", "ready", "filter", "search", "heap");
    let mut figures: Vec<Figures> = ways.iter().map(|_| Figures::default()).collect();
    for _ in 0..TURNS {
        for (way, figures) in ways.iter().zip(&mut figures) {
            // a browser of its own for each, so that nothing is warm
            let browser = Browser::start(&path, &[]);
            turn(&browser.page(1280, 900), way, figures);
        }
    }
    for (way, figures) in ways.iter().zip(figures) {
        let cell = |mut list: Vec<f64>| {
            list.sort_by(f64::total_cmp);
            let median = list.get(list.len() / 2).copied();
            median.map_or("–".to_owned(), |v| if v.is_finite() { format!("{v:.1}") } else { "> 60 s".to_owned() })
        };
        let [ready, filter, search, heap] = [figures.ready, figures.filter, figures.search, figures.heap].map(cell);
        println!("{:14} {ready:>8} {filter:>8} {search:>8} {heap:>8}", way.name);
    }
}

fn turn(page: &Page, way: &Way, figures: &mut Figures) {
    let watch = format!(
        "window.benchReady=new Promise(function(done){{function look(){{var there;try{{there={}}}catch(e){{there=false}}\
         if(document.readyState==='complete'&&there)requestAnimationFrame(function(){{setTimeout(function(){{\
         done(performance.now())}},0)}});else setTimeout(look,4)}}look()}})",
        way.ready
    );
    page.call("Page.addScriptToEvaluateOnNewDocument", json!({"source": watch}));
    page.open_file(&way.page, "");
    figures.ready.push(page.eval("benchReady").as_f64().expect("a time"));
    if std::env::args().any(|a| a == "details") {
        let metrics = page.call("Performance.getMetrics", json!({}));
        let list = metrics["metrics"].as_array().into_iter().flatten();
        let wanted =
            ["Nodes", "LayoutObjects", "TaskDuration", "ScriptDuration", "LayoutDuration", "RecalcStyleDuration"];
        let told: Vec<String> = list
            .filter(|m| wanted.iter().any(|w| m["name"] == *w))
            .map(|m| format!("{} {:.3}", m["name"].as_str().unwrap_or_default(), m["value"].as_f64().unwrap_or(0.0)))
            .collect();
        println!("{:14} {}", way.name, told.join(", "));
    }
    page.call("HeapProfiler.collectGarbage", json!({}));
    let heap = page.eval("performance.memory.usedJSHeapSize").as_f64().expect("bytes");
    figures.heap.push(heap / 1e6);
    for (steps, list) in [(&way.filter, &mut figures.filter), (&way.search, &mut figures.search)] {
        let Some((act, undo)) = steps else { continue };
        let measured = format!(
            "var f;new Promise(function(done){{var at=performance.now();{act};requestAnimationFrame(function(){{\
             setTimeout(function(){{done(performance.now()-at)}},0)}})}})"
        );
        let Some(time) = page.eval_within(&measured, PATIENCE) else {
            list.push(f64::INFINITY);
            return;
        };
        list.push(time.as_f64().expect("a time"));
        let settled = "new Promise(function(d){requestAnimationFrame(function(){setTimeout(d,200)})})";
        if page.eval_within(&format!("{undo};{settled}"), PATIENCE).is_none() {
            return;
        }
    }
}

fn ours(name: &'static str, timeline: &Timeline, folder: &Path, on_one_page: Option<usize>) -> Way {
    let (packs, _) = pack::load(None);
    let options = site::Options { language: "en".into(), on_one_page, ..Default::default() };
    let mut bytes = 0;
    for (path, content) in site::render(timeline, &packs, &options, &site::CorrectionsView::default()) {
        let path = folder.join(path);
        bytes += content.len();
        fs::create_dir_all(path.parent().expect("in the folder")).expect("a folder");
        fs::write(path, content).expect("written");
    }
    let size = |name: &str| fs::metadata(folder.join(name)).map_or(0, |m| m.len()) as f64 / 1e6;
    println!(
        "{name}: {:.1} MB, page {:.1} MB, index {:.1} MB",
        bytes as f64 / 1e6,
        size("index.html"),
        size("assets/events.js")
    );
    Way {
        name,
        page: folder.join("index.html"),
        ready: "document.getElementById('finder')&&!document.getElementById('finder').hidden",
        filter: Some((
            "f=document.getElementById('f-kind');f.value='call';f.dispatchEvent(new Event('input',{bubbles:true}))",
            "f=document.getElementById('f-kind');f.value='';f.dispatchEvent(new Event('input',{bubbles:true}))",
        )),
        search: Some((
            "f=document.getElementById('f-q');f.value='corvino prisoners';f.dispatchEvent(new Event('input',{bubbles:true}))",
            "f=document.getElementById('f-q');f.value='';f.dispatchEvent(new Event('input',{bubbles:true}))",
        )),
    }
}

/// The same events for the others: title, quotes, kind, day.
fn rivals(timeline: &Timeline, modules: &Path, folder: &Path) -> [Way; 2] {
    let (packs, _) = pack::load(None);
    let titles = site::Titles::new(timeline, &packs, "en").expect("a pack");
    let rows: Vec<serde_json::Value> = timeline
        .events
        .iter()
        .map(|event| {
            let day = event.date.as_ref().and_then(|d| d.first()).expect("dated");
            let quotes: Vec<String> = event
                .evidence
                .iter()
                .map(|e| format!("<blockquote>{}</blockquote>", e.quote.of(&timeline.articles[e.article].body)))
                .collect();
            json!({"day": day.to_string(), "title": titles.of(event), "text": quotes.concat(), "kind": event.kind.as_str()})
        })
        .collect();
    let data = format!("var rows={};", serde_json::to_string(&rows).expect("JSON"));
    let place = |name: &str, files: &[&str], script: &str, body: &str| {
        let folder = folder.join(name);
        fs::create_dir_all(&folder).expect("a folder");
        fs::write(folder.join("data.js"), &data).expect("written");
        let mut head = String::new();
        for file in files {
            let name = file.rsplit('/').next().expect("a name");
            fs::copy(modules.join(file), folder.join(name)).expect("copied");
            head.push_str(&match name.ends_with(".css") {
                true => format!("<link rel=\"stylesheet\" href=\"{name}\">"),
                false => format!("<script src=\"{name}\"></script>"),
            });
        }
        let page = folder.join("index.html");
        let html = format!(
            "<!doctype html><meta charset=\"utf-8\">{head}<script src=\"data.js\"></script>{body}<script>{script}</script>"
        );
        fs::write(&page, html).expect("written");
        page
    };
    let timelinejs = place(
        "timelinejs",
        &["@knight-lab/timelinejs/dist/css/timeline.css", "@knight-lab/timelinejs/dist/js/timeline.js"],
        "new TL.Timeline('t',{events:rows.map(function(r){var d=r.day.split('-');return {start_date:{year:+d[0],month:+d[1],day:+d[2]},\
         text:{headline:r.title,text:r.text},group:r.kind}})},{font:null,hash_bookmark:false})",
        "<div id=\"t\" style=\"width:100%;height:800px\"></div>",
    );
    let vis = place(
        "vis",
        &[
            "vis-timeline/styles/vis-timeline-graph2d.min.css",
            "vis-timeline/standalone/umd/vis-timeline-graph2d.min.js",
        ],
        "var set=new vis.DataSet(rows.map(function(r,i){return {id:i,start:r.day,content:r.title,title:r.text,kind:r.kind,text:(r.title+r.text).toLowerCase()}}));\
         var test=function(){return true};var view=new vis.DataView(set,{filter:function(r){return test(r)}});\
         var t=new vis.Timeline(document.getElementById('t'),view,{height:800});",
        "<div id=\"t\"></div>",
    );
    [
        Way {
            name: "TimelineJS",
            page: timelinejs,
            ready: "document.querySelectorAll('.tl-timemarker').length>0",
            filter: None,
            search: None,
        },
        Way {
            name: "vis-timeline",
            page: vis,
            ready: "document.querySelectorAll('.vis-item').length>0",
            filter: Some((
                "test=function(r){return r.kind==='call'};view.refresh()",
                "test=function(){return true};view.refresh()",
            )),
            search: Some((
                "test=function(r){return /corvino/.test(r.text)&&/prisoners/.test(r.text)};view.refresh()",
                "test=function(){return true};view.refresh()",
            )),
        },
    ]
}
