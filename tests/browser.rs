//! The pages in a real browser: headless Chromium at `$CHROMIUM` or its usual place. Without one these tests say that
//! they are skipped; with `DEMARCHE_BROWSER=required` that is a failure. What axe finds is asked for when
//! `npm ci --prefix tests/browser` has fetched it, which `.ci/run` does.
//!
//! `DEMARCHE_PICTURES=write cargo test --test browser pictures` makes the pictures of the README anew.

#[path = "browser/devtools.rs"]
mod devtools;
mod fixture;

use demarche::{pack, site};
use devtools::{Browser, Page, chromium, file_address};
use serde_json::json;
use std::{
    collections::BTreeSet,
    fs,
    path::{Path, PathBuf},
    process::Command,
};

fn browser() -> Option<Browser> {
    if let Some(path) = chromium() {
        return Some(Browser::start(&path, &[]));
    }
    assert!(!required(), "no browser");
    eprintln!("skipped: no browser");
    None
}

fn required() -> bool {
    std::env::var_os("DEMARCHE_BROWSER").is_some_and(|v| v == "required")
}

/// Writes the fixture's site and says where.
fn site(name: &str, language: &str) -> PathBuf {
    site_of(&fixture::timeline(), name, language, None)
}

fn site_of(timeline: &demarche::timeline::Timeline, name: &str, language: &str, on_one_page: Option<usize>) -> PathBuf {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(format!("site-{name}"));
    let _ = fs::remove_dir_all(&folder);
    let (packs, _) = pack::load(None);
    let options = site::Options { language: language.into(), on_one_page, ..Default::default() };
    for (path, bytes) in site::render(timeline, &packs, &options, &fixture::corrections()) {
        let path = folder.join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    }
    folder
}

/// All pages of a site, by their path in it.
fn pages(site: &Path) -> Vec<String> {
    let mut found = Vec::new();
    for folder in ["", "actors", "articles", "pairs", "episodes", "years"] {
        for entry in fs::read_dir(site.join(folder)).into_iter().flatten() {
            let name = entry.unwrap().file_name().into_string().unwrap();
            if name.ends_with(".html") {
                found.push(if folder.is_empty() { name } else { format!("{folder}/{name}") });
            }
        }
    }
    found.sort();
    found
}

/// One page of each type, and those that hold hostile text.
fn kinds_of_pages(site: &Path) -> Vec<String> {
    let mut folders = BTreeSet::new();
    let new = |p: &String| match p.split_once('/') {
        Some((folder, name)) => folders.insert(folder.to_owned()) || name.contains("evil"),
        None => true,
    };
    pages(site)
        .into_iter()
        .filter({
            let mut new = new;
            move |p| new(p)
        })
        .collect()
}

/// The ids of the events whose cards can be seen.
const SHOWN: &str = "Array.from(document.querySelectorAll('.card')).filter(function(c){return !c.closest('[hidden]')})\
    .map(function(c){return c.id.slice(2)}).sort().join(' ')";
/// Until what was typed is applied everywhere.
const SETTLED: &str = "new Promise(function(d){setTimeout(d,150)})";

/// Until what changed is drawn, however busy the machine is.
const FRAMES: &str =
    "new Promise(function(d){requestAnimationFrame(function(){requestAnimationFrame(function(){setTimeout(d,0)})})})";

/// Lays out what is out of sight too. axe takes the places of all elements and then looks at them one by one; a month
/// that comes into being in between moves what stands below it, and colours are compared with those of other elements.
const LAID_OUT: &str =
    "document.querySelectorAll('.month').forEach(function(m){m.style.contentVisibility='visible'});0";

fn all_ids() -> String {
    let mut all: Vec<String> = fixture::timeline().events.iter().map(|e| e.id.to_string()).collect();
    all.sort();
    all.join(" ")
}

#[test]
fn pages_load_without_a_complaint_and_nothing_leaves_the_disk() {
    let Some(browser) = browser() else { return };
    let site = site("plain", "it");
    let page = browser.page(1280, 900);
    let own = file_address(&site);
    for name in pages(&site) {
        page.open_file(&site.join(&name), "");
        for event in page.events() {
            let params = &event["params"];
            match event["method"].as_str().unwrap_or_default() {
                "Network.requestWillBeSent" => {
                    let url = params["request"]["url"].as_str().unwrap();
                    assert!(url.starts_with(&own) || url.starts_with("data:image/"), "{name} asks for {url}");
                }
                "Runtime.exceptionThrown" | "Runtime.consoleAPICalled" | "Log.entryAdded" | "Network.loadingFailed" => {
                    panic!("{name}: {params}")
                }
                _ => {}
            }
        }
    }
    // that complaints would be heard
    fs::write(site.join("complaint.html"), "<script>console.error('heard')</script><img src=nowhere.png>").unwrap();
    page.open_file(&site.join("complaint.html"), "");
    let told = page.complaints().join(" ");
    assert!(told.contains("heard") && told.contains("ERR_FILE_NOT_FOUND"), "{told}");
}

#[test]
fn axe_finds_nothing_in_light_and_dark() {
    let Some(browser) = browser() else { return };
    let axe = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/browser/node_modules/axe-core/axe.min.js");
    let Ok(axe) = fs::read_to_string(axe) else {
        assert!(std::env::var_os("DEMARCHE_AXE").is_none(), "axe is not there: npm ci --prefix tests/browser");
        eprintln!("skipped: axe is not there; `npm ci --prefix tests/browser` fetches it");
        return;
    };
    let mut sites: Vec<PathBuf> = ["en", "it", "ro"].iter().map(|l| site(&format!("axe-{l}"), l)).collect();
    sites.push(site_of(&fixture::timeline(), "axe-years", "en", Some(4)));
    let page = browser.page(1280, 900);
    let mut checked = 0;
    for (n, site) in sites.iter().enumerate() {
        for scheme in ["light", "dark"] {
            for width in [1280, 320] {
                page.size(width, 900);
                page.media("screen", scheme);
                // the other languages have the same structure
                let names: Vec<String> = match n {
                    0 => kinds_of_pages(site),
                    3 => pages(site).into_iter().filter(|p| p == "index.html" || p.starts_with("years/")).collect(),
                    _ => vec!["index.html".into(), "about.html".into()],
                };
                for name in names {
                    page.open_file(&site.join(&name), "");
                    page.eval(&axe);
                    page.eval("document.querySelectorAll('details').forEach(function(d){d.open=true});0");
                    page.eval(LAID_OUT);
                    page.eval(FRAMES);
                    let found = page.text(
                        "axe.run({resultTypes:['violations']}).then(function(r){return r.violations.map(function(v){\
                         return v.id+': '+v.nodes.slice(0,3).map(function(n){return n.html.slice(0,160)+' '+n.failureSummary}).join(' | ')}).join('\\n')})",
                    );
                    assert!(found.is_empty(), "{name} in {scheme} at {width}:\n{found}");
                    checked += 1;
                }
            }
        }
    }
    assert!(checked > 60, "{checked}");
    // that axe would find something
    page.open_file(&sites[0].join("index.html"), "");
    page.eval(&axe);
    page.eval("document.querySelector('.summary').style.color='#ddd';document.querySelector('main').innerHTML+='<img src=x>';0");
    let found = page.text("axe.run().then(function(r){return r.violations.map(function(v){return v.id}).join()})");
    assert!(found.contains("image-alt"), "{found}");
}

#[test]
fn finding_hides_what_does_not_fit() {
    let Some(browser) = browser() else { return };
    let site = site("finding", "en");
    let page = browser.page(1280, 900);
    let all = all_ids();
    let cases: [(&str, &str); 16] = [
        ("", &all),
        ("#kind=call", "7hq2-k3vd"),
        ("#q=TELEFONO", "7hq2-k3vd"),
        // an actor by a name that is not on the card
        ("#q=serghei&kind=statement", "acc0-0001"),
        // words without their diacritics
        ("#q=intalnirea%20anulata&status=cancelled", "canc-0001"),
        ("#q=%C3%8ENT%C3%82LNIREA%20anulat%C4%83&status=cancelled", "canc-0001"),
        ("#actor=ukraine&language=ro", "talk-0001"),
        ("#actor=ukraine&with=united-states", "talk-0001"),
        ("#actor=vladimir-putin&with=donald-trump", "7hq2-k3vd"),
        ("#topic=ceasefire", "7hq2-k3vd"),
        ("#from=24300&to=24303&kind=summit", "summ-0001"),
        ("#to=24264", "hand-0001"),
        ("#confidence=90&kind=meeting&status=occurred", "hand-0001"),
        ("#q=nowhere", ""),
        ("#e-7hq2-k3vd", &all),
        ("#kind=nonsense&q=%E0%A4%A", &all),
    ];
    for (hash, shown) in cases {
        page.open("about:blank");
        page.open_file(&site.join("index.html"), hash);
        page.eval(SETTLED);
        assert_eq!(page.text(SHOWN), shown, "{hash}");
        let told = page.text("document.getElementById('f-found').textContent");
        let count = shown.split_whitespace().count();
        assert_eq!(told, format!("{count} of {}", all.split(' ').count()), "{hash}");
        assert_eq!(page.eval("document.getElementById('f-nothing').hidden"), count > 0, "{hash}");
    }
    // counts follow, the address tells the state, and there is a way back
    page.open("about:blank");
    page.open_file(&site.join("index.html"), "");
    page.eval("var k=document.getElementById('f-status');k.value='cancelled';k.dispatchEvent(new Event('input',{bubbles:true}));0");
    page.eval(SETTLED);
    assert_eq!(page.text("location.hash"), "#status=cancelled");
    let kinds =
        page.text("Array.from(document.getElementById('f-kind').options).map(function(o){return o.text}).join()");
    assert!(kinds.contains("Meeting (1)") && kinds.contains("Call (0)"), "{kinds}");
    page.eval("document.getElementById('f-clear').click();0");
    page.eval(SETTLED);
    assert_eq!(page.text(SHOWN), all);
    assert_eq!(page.text("location.hash"), "");
    // months and years without an event that fits are gone, with their jumps, and the others count what is left
    let counts = "Array.from(document.querySelectorAll('#m2025-03 h3 .count,.jump a[href=\"#m2025-03\"] .count')).map(function(c){return c.textContent}).join('; ')";
    let whole = page.text(counts);
    page.open("about:blank");
    page.open_file(&site.join("index.html"), "#kind=call");
    page.eval(SETTLED);
    // the jump and the heading
    assert_eq!(page.text(counts), format!("1; 1 of {}", whole.split(';').next().unwrap()));
    let months =
        page.text("Array.from(document.getElementById('f-from').options).map(function(o){return o.text}).join()");
    assert!(months.contains("Mar 2025 (1)") && months.contains("Jan 2022 (0)"), "{months}");
    page.eval("document.getElementById('f-clear').click();0");
    page.eval(SETTLED);
    assert_eq!(page.text(counts), whole);
    page.open("about:blank");
    page.open_file(&site.join("index.html"), "#kind=call");
    page.eval(SETTLED);
    let left = page.text("Array.from(document.querySelectorAll('.month,.jump a')).filter(function(e){return !e.closest('[hidden]')}).length");
    assert_eq!(left, "3");
}

#[test]
fn everything_works_by_keyboard_alone() {
    let Some(browser) = browser() else { return };
    let site = site("keyboard", "en");
    let page = browser.page(1280, 900);
    for name in ["index.html", "network.html", "storyline.html", "actors/vladimir-putin.html"] {
        page.open_file(&site.join(name), "");
        page.eval(
            "window.wanted=Array.from(document.querySelectorAll('a[href],button,input,select,summary')).filter(function(e){\
             return !e.closest('[hidden]')&&e.getClientRects().length>0});window.reached=new Set();0",
        );
        let wanted = page.eval("wanted.length").as_u64().unwrap();
        for _ in 0..wanted + 40 {
            page.key("Tab", false);
            page.eval("reached.add(document.activeElement);0");
        }
        let missed = page.text(
            "wanted.filter(function(e){return !reached.has(e)&&e.getClientRects().length>0}).map(function(e){return e.outerHTML.slice(0,120)}).join('\\n')",
        );
        assert!(wanted > 10 && missed.is_empty(), "{name}: not reached by Tab:\n{missed}");
    }
    // every event has a control of its own
    page.open_file(&site.join("index.html"), "");
    let cards = "Array.from(document.querySelectorAll('.card')).every(function(c){return c.querySelector('.title a')&&c.querySelector('.fix')})";
    assert_eq!(page.eval(cards), true);
    // typing finds, Escape takes the words back
    page.key("/", false);
    assert_eq!(page.text("document.activeElement.id"), "f-q");
    page.type_text("telefono");
    page.eval(SETTLED);
    assert_eq!(page.text(SHOWN), "7hq2-k3vd");
    page.key("Escape", false);
    page.eval(SETTLED);
    assert_eq!(page.text(SHOWN), all_ids());
    // a filter is chosen with the arrows
    page.eval("document.getElementById('f-kind').focus();0");
    page.key("ArrowDown", false);
    page.key("Enter", false);
    page.eval(SETTLED);
    assert_ne!(page.text(SHOWN), all_ids());
    page.open("about:blank");
    page.open_file(&site.join("index.html"), "");
    // the lines that correct an event open and close
    page.eval("document.querySelector('#e-7hq2-k3vd .fix').focus();0");
    page.key("Enter", false);
    let open = "document.getElementById('c-7hq2-k3vd').matches(':popover-open')";
    assert_eq!(page.eval(open), true);
    assert!(page.text("document.getElementById('c-7hq2-k3vd').innerText").contains("id: 7hq2-k3vd"));
    page.key("Escape", false);
    assert_eq!(page.eval(open), false);
    // the network's nodes are links
    page.open_file(&site.join("network.html"), "");
    page.eval("document.querySelector('.network a').focus();0");
    let to = page.text("document.querySelector('.network a').href.baseVal");
    page.key("Enter", false);
    // how many pages before it are still to say that they have loaded is the browser's affair
    while !page.text("location.href").ends_with(&to) {
        page.wait("Page.loadEventFired");
    }
}

#[test]
fn without_scripts_everything_is_there() {
    let Some(browser) = browser() else { return };
    let site = site("scriptless", "en");
    let timeline = fixture::timeline();
    let page = browser.page(1280, 900);
    page.scripts(false);
    page.open_file(&site.join("index.html"), "#kind=call");
    assert_eq!(page.text(SHOWN), all_ids());
    assert_eq!(
        page.eval("document.getElementById('finder').hidden"),
        true,
        "no form without the script that serves it"
    );
    let text = page
        .text("document.querySelectorAll('details').forEach(function(d){d.open=true});document.body.textContent")
        .replace(char::is_whitespace, "");
    for event in &timeline.events {
        for evidence in &event.evidence {
            let quote =
                evidence.quote.of(&timeline.articles[evidence.article].body).replace(['\u{202e}', ' ', '\n'], "");
            assert!(text.contains(&quote), "{quote}");
        }
    }
    // years of their own: all pages are linked, and hold everything together
    let site = site_of(&timeline, "scriptless-years", "en", Some(4));
    page.open_file(&site.join("index.html"), "");
    let chapters = page.text("Array.from(document.querySelectorAll('.chapters h3 a')).map(function(a){return a.getAttribute('href')}).join(' ')");
    let mut ids: Vec<String> = Vec::new();
    for chapter in chapters.split(' ') {
        page.open_file(&site.join(chapter), "");
        ids.extend(page.text(SHOWN).split(' ').map(str::to_owned));
    }
    ids.sort();
    assert_eq!(ids.join(" "), all_ids());
}

#[test]
fn a_long_timeline_has_a_page_a_year_and_one_search() {
    let Some(browser) = browser() else { return };
    let site = site_of(&fixture::timeline(), "years", "en", Some(4));
    let page = browser.page(1280, 900);
    page.open_file(&site.join("index.html"), "#q=telefono");
    page.eval(SETTLED);
    let results = "Array.from(document.querySelectorAll('#f-results li a')).map(function(a){return a.getAttribute('href')}).join(' ')";
    let found = page.text(results);
    assert!(found.starts_with("years/2025") && found.ends_with("#e-7hq2-k3vd"), "{found}");
    assert_eq!(page.eval("document.getElementById('chronicle').hidden"), true);
    let told = page.text("document.querySelector('#f-results li').innerText").replace(char::is_whitespace, " ");
    assert!(told.contains("Tuesday 18 March 2025") && told.contains("Call") && told.contains("happened"), "{told}");
    // from the page of a year too
    page.open_file(&site.join("years/2022.html"), "#kind=call");
    page.eval(SETTLED);
    assert_eq!(page.text(results), format!("../{found}"));
    page.eval("document.getElementById('f-clear').click();0");
    page.eval(SETTLED);
    assert_eq!(page.text(SHOWN), "hand-0001");
    // an event's old address leads to its page, an old id's too
    for hash in ["#e-7hq2-k3vd", "#e-7hq2-k3vdx1"] {
        page.open("about:blank");
        page.open_file(&site.join("index.html"), hash);
        page.eval("new Promise(function(d){setTimeout(d,300)})");
        assert!(page.text("location.href").ends_with(&found), "{hash}: {}", page.text("location.href"));
    }
}

#[test]
fn nothing_scrolls_sideways() {
    let Some(browser) = browser() else { return };
    let site = site("narrow", "ro");
    let script = "(function(){var d=document.documentElement,w=d.clientWidth,wide=[];\
        document.querySelectorAll('body *').forEach(function(e){var r=e.getBoundingClientRect();\
        if(r.right>w+1&&r.width>1&&!e.closest('pre,.skip,.unseen,svg,.drawing,.sheet'))wide.push(e.tagName+'.'+e.className)});\
        return d.scrollWidth<=w&&!wide.length?'':d.scrollWidth+'>'+w+' '+wide.slice(0,5)})()";
    let page = browser.page(320, 800);
    for width in [320, 700, 1000, 1280, 2560] {
        page.size(width, 900);
        for name in kinds_of_pages(&site) {
            page.open_file(&site.join(&name), "");
            page.eval("document.querySelectorAll('details').forEach(function(d){d.open=true});0");
            assert_eq!(page.text(script), "", "{name} at {width}");
        }
    }
}

#[test]
fn printing_shows_every_event() {
    let Some(browser) = browser() else { return };
    let site = site("print", "en");
    let page = browser.page(800, 900);
    for name in ["index.html", "actors/vladimir-putin.html"] {
        page.open_file(&site.join(name), "");
        page.media("print", "light");
        // a frame with it must have been drawn
        page.eval(FRAMES);
        let lost = page.text(
            "Array.from(document.querySelectorAll('.card,.card blockquote')).filter(function(e){return e.checkVisibility?\
             !e.checkVisibility({contentVisibilityAuto:true}):!e.offsetHeight}).map(function(e){return e.textContent.slice(0,80)}).join('\\n')",
        );
        assert!(lost.is_empty(), "{name}: not printed:\n{lost}");
        let pdf = page.pdf();
        assert!(pdf.starts_with(b"%PDF"));
        let count = String::from_utf8_lossy(&pdf).matches("/Type /Page\n").count();
        assert!(count > 0, "{name}: no page");
        page.media("screen", "light");
    }
    // a drawing that scrolls on the screen fits the paper
    for name in ["network.html", "storyline.html"] {
        page.open_file(&site.join(name), "");
        page.media("print", "light");
        page.eval(FRAMES);
        let fits = "document.querySelector('.drawing svg').getBoundingClientRect().right<=document.documentElement.clientWidth+1";
        assert_eq!(page.eval(fits), true, "{name}");
        page.media("screen", "light");
    }
}

/// Text that would run as a script wherever it is not escaped.
const HOSTILE: &str = "\"'><script>window.ran=1</script><img src=x onerror=window.ran=1><svg onload=window.ran=1>\
    </title></style></script><a href=javascript:window.ran=1>]]>--><!--{{ran}}&lt;\u{202e}\u{2066}";

#[test]
fn hostile_text_in_every_field_runs_nowhere() {
    let Some(browser) = browser() else { return };
    let home = tempfile::tempdir().unwrap();
    let (seeds, data, out) = (home.path().join("seeds"), home.path().join("data"), home.path().join("out"));
    fs::create_dir_all(seeds.join("sub <b onclick=ran>")).unwrap();
    fs::create_dir_all(&data).unwrap();
    let quoted = serde_json::to_string(HOSTILE).unwrap();
    let body = format!(
        "Vladimir Putin and Donald Trump spoke by phone on 18 March 2025, {HOSTILE}. Minister Evil{HOSTILE} Man accused Russia {HOSTILE}. \
         It was the first time that the two of them had talked to each other since the start of the year, and both said that \
         they would do it again before the summer is over.\n\n\
         Sergey Lavrov met Marco Rubio in Riyadh on 19 March 2025. The Albanian foreign minister <script>window.ran=1</script> Igli visited Rome."
    );
    let front = format!(
        "---\ntitle: {quoted}\nsource: {quoted}\nurl: \"javascript:window.ran=1\"\npublished: 2025-03-20\n---\n"
    );
    fs::write(seeds.join("a'\"<img src=x onerror=window.ran=1>&#x3c;.txt"), format!("{front}{body}")).unwrap();
    fs::write(seeds.join("sub <b onclick=ran>/b\u{202e}.md"), format!("{front}# {HOSTILE}\n\n{body}")).unwrap();
    let article = json!({"title": HOSTILE, "text": body, "source": HOSTILE, "url": HOSTILE, "published": "2025-03-21"});
    fs::write(seeds.join("c.json"), article.to_string()).unwrap();
    fs::write(seeds.join("d.html"), format!("<title>{HOSTILE}</title><article><p>{body}</p></article>")).unwrap();
    let yaml = format!(
        "events:\n  - kind: call\n    date: 2025-03-12\n    title: {quoted}\n    note: {quoted}\n    place: Riyadh\n    \
         actors: {{participant: [Marco Rubio, Eve Hostile]}}\n    source: \"javascript:window.ran=1\"\n  - kind: meeting\n    \
         date: 2025-03-13\n    actors: {{participant: [Sergey Lavrov, Eve Hostile]}}\n    source: {quoted}\nactors:\n  - name: Eve Hostile\n    aliases: [{quoted}]\n    \
         roles: [{{title: {quoted}, from: 2020-01-01}}]\n"
    );
    fs::write(data.join("events.yaml"), yaml).unwrap();
    let built = Command::new(env!("CARGO_BIN_EXE_demarche"))
        .args([
            "build",
            "--quiet",
            "--full-text",
            "--title",
            HOSTILE,
            "--base-url",
            "https://example.org/\"'><script>window.ran=1</script>",
        ])
        .args([Path::new("--seeds"), &seeds, Path::new("--data"), &data, Path::new("--out"), &out])
        .output()
        .unwrap();
    assert!(built.status.success(), "{}", String::from_utf8_lossy(&built.stderr));
    let page = browser.page(1280, 900);
    let names = pages(&out);
    assert!(names.len() > 15 && names.iter().any(|n| n.starts_with("articles/")), "{names:?}");
    for name in names {
        page.open_file(&out.join(&name), "#q=%3Cscript%3Ewindow.ran%3D1%3C%2Fscript%3E");
        page.eval(SETTLED);
        let bad = page.text(
            "window.ran?'ran':[].concat(Array.from(document.querySelectorAll('script:not([src]),img,iframe,object,embed,main style,b[onclick]')).map(function(e){return e.outerHTML}),\
             Array.from(document.querySelectorAll('*')).flatMap(function(e){return Array.from(e.attributes).filter(function(a){\
             return /^on/.test(a.name)||/^\\s*javascript:/i.test(a.value)}).map(function(a){return a.name+'='+a.value})})).join('\\n')",
        );
        assert_eq!(bad, "", "{name}");
        let complaints = page.complaints();
        assert!(complaints.is_empty(), "{name}: {complaints:?}");
        // marks that turn the direction of writing don't reach beyond their own text, for there are none
        assert_eq!(
            page.eval("/[\\u202a-\\u202e\\u2066-\\u2069]/.test(document.documentElement.outerHTML)"),
            false,
            "{name}"
        );
    }
}

/// The sample as the README shows it; and all page types at several widths, for a look.
#[test]
fn pictures() {
    let Some(browser) = browser() else { return };
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let out = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("sample");
    let status = Command::new(env!("CARGO_BIN_EXE_demarche"))
        .args(["build", "--quiet", "--out"])
        .arg(&out)
        .current_dir(root)
        .status();
    assert!(status.unwrap().success());
    let page = browser.page(1280, 900);
    let shot = |page: &Page, file: &str, scheme: &str, width: u32, height: u32| {
        page.size(width, height);
        page.media("screen", scheme);
        page.open_file(&out.join(file), "");
        page.eval(SETTLED);
        assert!(page.complaints().is_empty());
        page.picture(false)
    };
    let pictures =
        [("timeline", "index.html", 1000), ("network", "network.html", 1060), ("storyline", "storyline.html", 560)];
    for (name, file, height) in pictures {
        let path = root.join(format!("tests/pictures/{name}.png"));
        let bytes = shot(&page, file, "light", 1280, height);
        assert!(bytes.len() > 20_000, "{name} is empty");
        if std::env::var_os("DEMARCHE_PICTURES").is_some_and(|v| v == "write") {
            fs::write(&path, bytes).unwrap();
        }
        assert!(path.exists(), "no picture {}", path.display());
        let readme = fs::read_to_string(root.join("README.md")).unwrap();
        assert!(readme.contains(&format!("tests/pictures/{name}.png")), "the README doesn't show {name}");
    }
    // to look at: target/tmp/look
    let look = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("look");
    if std::env::var_os("DEMARCHE_PICTURES").is_some() {
        fs::create_dir_all(&look).unwrap();
        for name in kinds_of_pages(&out) {
            for (scheme, width) in [("light", 320), ("light", 768), ("light", 1280), ("light", 2560), ("dark", 1280)] {
                let file = format!("{}-{width}-{scheme}.png", name.replace('/', "-"));
                fs::write(look.join(file), shot(&page, &name, scheme, width, 1200)).unwrap();
            }
        }
        shot(&page, "index.html", "light", 794, 1123);
        fs::write(look.join("print.pdf"), page.pdf()).unwrap();
        page.media("print", "light");
        fs::write(look.join("print.png"), page.picture(false)).unwrap();
    }
}
