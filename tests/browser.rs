//! The pages in a real browser: headless Chromium at `$CHROMIUM` or `/usr/bin/chromium`. Without one these tests say that
//! they are skipped; with `DEMARCHE_BROWSER=required` that is a failure.

mod fixture;

use demarche::{pack, site};
use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
};

struct Browser(PathBuf);

fn browser() -> Option<Browser> {
    let path = std::env::var_os("CHROMIUM").map_or_else(|| PathBuf::from("/usr/bin/chromium"), PathBuf::from);
    if path.exists() {
        return Some(Browser(path));
    }
    assert!(std::env::var_os("DEMARCHE_BROWSER").is_none_or(|v| v != "required"), "no browser at {}", path.display());
    eprintln!("skipped: no browser at {}", path.display());
    None
}

impl Browser {
    /// The page's document after its scripts ran, and what the browser had to say.
    fn dump(&self, page: &Path, hash: &str, flags: &[&str]) -> (String, String) {
        let profile = tempfile::tempdir().unwrap();
        let output = Command::new(&self.0)
            .args(["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"])
            .args(["--disable-background-networking", "--disable-component-update", "--disable-sync"])
            .args(["--enable-logging=stderr", "--virtual-time-budget=3000", "--window-size=1280,900"])
            .args(flags)
            .arg(format!("--user-data-dir={}", profile.path().display()))
            .arg("--dump-dom")
            .arg(format!("file://{}{hash}", page.display()))
            .output()
            .unwrap();
        let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
        (text(output.stdout), String::from_utf8_lossy(&output.stderr).into_owned())
    }
}

/// Writes the fixture's site and says where.
fn site(name: &str, language: &str) -> PathBuf {
    site_of(&fixture::timeline(), name, language)
}

fn site_of(timeline: &demarche::timeline::Timeline, name: &str, language: &str) -> PathBuf {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(format!("site-{name}"));
    let _ = fs::remove_dir_all(&folder);
    let (packs, _) = pack::load(None);
    let options = site::Options { language: language.into(), ..Default::default() };
    for (path, bytes) in site::render(timeline, &packs, &options, &fixture::corrections()) {
        let path = folder.join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    }
    folder
}

const PAGES: [&str; 8] = [
    "index.html",
    "actors.html",
    "articles.html",
    "corrections.html",
    "about.html",
    "actors/evil-corp.html",
    "actors/vladimir-putin.html",
    "articles/001_call.html",
];

/// A page that shows others in frames: address, width.
fn frames(site: &Path, frames: &[(String, u32)]) -> PathBuf {
    let frames: Vec<String> = frames
        .iter()
        .map(|(page, width)| format!("<iframe src=\"{page}\" width=\"{width}\" height=\"800\"></iframe>"))
        .collect();
    let listen = "addEventListener('message',function(e){document.getElementById('o').textContent+='['+e.data+']'})";
    let page = site.join("frames.html");
    let body = format!("<!doctype html><body><p id=\"o\"></p><script>{listen}</script>{}", frames.concat());
    fs::write(&page, body).unwrap();
    page
}

/// Makes a copy of a page that tells its frame what a script measures. The copy has no policy, so that the script can
/// be put in.
fn measuring(site: &Path, page: &str, script: &str) -> String {
    let html = fs::read_to_string(site.join(page)).unwrap();
    let policy = html.find("<meta http-equiv").unwrap();
    let end = policy + html[policy..].find('>').unwrap() + 1;
    let probe = format!(
        "<script>addEventListener('load',function(){{setTimeout(function(){{\
         parent.postMessage('{page}'+location.hash+' '+innerWidth+': '+(function(){{{script}}})(),'*')}},50)}})</script>"
    );
    let copy = page.replace(".html", ".measured.html");
    fs::write(site.join(&copy), format!("{}{probe}{}", &html[..policy], &html[end..])).unwrap();
    copy
}

#[test]
fn pages_load_without_a_complaint() {
    let Some(browser) = browser() else { return };
    let site = site("plain", "it");
    let (_, said) = browser.dump(&frames(&site, &PAGES.map(|page| (page.to_owned(), 1280))), "", &[]);
    let complaints: Vec<&str> = said.lines().filter(|l| l.contains("CONSOLE")).collect();
    assert!(complaints.is_empty(), "{complaints:?}");
    // that complaints would be heard
    fs::write(site.join("complaint.html"), "<script>console.error('heard')</script>").unwrap();
    let (_, said) = browser.dump(&frames(&site, &[("complaint.html".to_owned(), 1280)]), "", &[]);
    assert!(said.contains("CONSOLE") && said.contains("heard"), "{said}");
}

#[test]
fn finding_hides_what_does_not_fit() {
    let Some(browser) = browser() else { return };
    let site = site("finding", "en");
    let script = "return document.getElementById('finder').hidden?'no form':\
        Array.from(document.querySelectorAll('.card:not([hidden])')).filter(function(c){return c.offsetParent||\
        !c.closest('[hidden]')}).map(function(c){return c.id.slice(2)}).sort().join(' ')";
    let copy = measuring(&site, "index.html", script);
    let mut all: Vec<String> = fixture::timeline().events.iter().map(|e| e.id.clone()).collect();
    all.sort();
    let all = all.join(" ");
    let cases: [(&str, &str); 9] = [
        ("", &all),
        ("#kind=call", "7hq2-k3vd"),
        ("#q=TELEFONO", "7hq2-k3vd"),
        // an actor by a name that is not on the card
        ("#q=serghei&kind=statement", "acc0-0001"),
        // words without their diacritics
        ("#q=intalnirea%20anulata&status=cancelled", "canc-0001"),
        ("#actor=ukraine&language=ro", "talk-0001"),
        ("#q=nowhere", ""),
        ("#e-7hq2-k3vd", &all),
        ("#kind=nonsense&q=%E0%A4%A", &all),
    ];
    let list: Vec<(String, u32)> = cases.iter().map(|(hash, _)| (format!("{copy}{hash}"), 1280)).collect();
    let (dom, said) = browser.dump(&frames(&site, &list), "", &[]);
    let dom = dom.replace("&amp;", "&");
    for (hash, shown) in cases {
        let expected = format!("[index.html{hash} 1280: {shown}]");
        assert!(dom.contains(&expected), "{expected}\n{dom}\n{said}");
    }
}

#[test]
fn without_scripts_everything_is_there() {
    let Some(browser) = browser() else { return };
    let site = site("scriptless", "en");
    // the browser's own way to print a page needs scripts: the page's policy is what forbids them here
    let index = fs::read_to_string(site.join("index.html")).unwrap();
    let barred = site.join("barred.html");
    fs::write(&barred, index.replace("script-src 'self'", "script-src 'none'")).unwrap();
    let (dom, said) = browser.dump(&barred, "#kind=call", &[]);
    assert!(said.contains("Content Security Policy"), "{said}");
    let timeline = fixture::timeline();
    let cards = dom.matches("<article class=\"card").count();
    assert_eq!(cards, timeline.events.len());
    assert!(dom.contains("aria-label=\"Find\" hidden"), "no form without the script that serves it");
    for event in &timeline.events {
        assert!(dom.contains(&format!("id=\"e-{}\"", event.id)));
    }
}

#[test]
fn nothing_scrolls_sideways() {
    let Some(browser) = browser() else { return };
    let site = site("narrow", "ro");
    let script = "var d=document.documentElement,w=d.clientWidth,wide=[];\
        document.querySelectorAll('body *').forEach(function(e){var r=e.getBoundingClientRect();\
        if(r.right>w+1&&r.width>1&&!e.closest('pre,.skip,.unseen,svg'))wide.push(e.tagName+'.'+e.className)});\
        return d.scrollWidth<=w&&!wide.length?'fits':d.scrollWidth+'>'+w+' '+wide.slice(0,5)";
    let copies = PAGES.map(|page| measuring(&site, page, script));
    let widths = [320, 700, 1000, 1280, 2560];
    let list: Vec<(String, u32)> = widths.iter().flat_map(|w| copies.iter().map(|c| (c.clone(), *w))).collect();
    let (dom, said) = browser.dump(&frames(&site, &list), "", &[]);
    for width in widths {
        for page in PAGES {
            assert!(dom.contains(&format!("[{page} {width}: fits]")), "{page} at {width}: {dom} {said}");
        }
    }
}

/// Contrast of all text with what stands behind it, by the formula of WCAG 2; large text may have 3, other 4.5.
const CONTRAST: &str = r#"
function rgb(c){var m=c.match(/[\d.]+/g).map(Number);return {r:m[0],g:m[1],b:m[2],a:m.length>3?m[3]:1}}
function lum(c){return [c.r,c.g,c.b].map(function(v){v/=255;return v<=.03928?v/12.92:Math.pow((v+.055)/1.055,2.4)}).reduce(function(s,v,i){return s+v*[.2126,.7152,.0722][i]},0)}
function back(e){for(;e;e=e.parentElement){var c=rgb(getComputedStyle(e).backgroundColor);if(c.a>.99)return c}return {r:255,g:255,b:255,a:1}}
var bad=[],seen=0;document.querySelectorAll('details').forEach(function(d){d.open=true});
var walk=document.createTreeWalker(document.body,NodeFilter.SHOW_TEXT);
while(walk.nextNode()){var n=walk.currentNode,e=n.parentElement;if(!n.textContent.trim()||e.closest('script,svg,[hidden],option,.skip'))continue;
seen++;var s=getComputedStyle(e),a=lum(rgb(s.color)),b=lum(back(e)),k=(Math.max(a,b)+.05)/(Math.min(a,b)+.05),px=parseFloat(s.fontSize);
if(k<(px>=24||(px>=18.66&&s.fontWeight>=700)?3:4.5))bad.push(e.tagName+'.'+e.className+' '+k.toFixed(2))}
var light=lum(back(document.body))>.5;
return (light?'light ':'dark ')+(seen>20&&!bad.length?'reads':bad.slice(0,8))"#;

#[test]
fn text_stands_out_in_light_and_dark() {
    let Some(browser) = browser() else { return };
    let site = site("contrast", "en");
    let frame = frames(&site, &PAGES.map(|page| (measuring(&site, page, CONTRAST), 1280)));
    for (scheme, number) in [("dark", 0), ("light", 1)] {
        let (dom, said) = browser.dump(&frame, "", &[&format!("--blink-settings=preferredColorScheme={number}")]);
        for page in PAGES {
            assert!(dom.contains(&format!("[{page} 1280: {scheme} reads]")), "{page} {scheme}: {dom} {said}");
        }
    }
}

/// Not a test but a look: `cargo test --release --test browser -- --ignored --nocapture` says how long ten thousand
/// events take to be ready and to be filtered.
#[test]
#[ignore = "measures and asserts nothing"]
fn ten_thousand_events() {
    let Some(browser) = browser() else { return };
    let site = site_of(&fixture::large(10_000), "large", "en");
    let script = "function t(f){var a=performance.now();f();document.body.offsetHeight;return Math.round(performance.now()-a)}\
        var n=performance.getEntriesByType('navigation')[0],f=document.getElementById('finder');\
        function set(k,v){f.elements[k].value=v;window.dispatchEvent(new HashChangeEvent('hashchange'))}\
        function go(h){history.replaceState(null,'','#'+h);window.dispatchEvent(new HashChangeEvent('hashchange'))}\
        return 'parsed '+Math.round(n.domInteractive)+' ready '+Math.round(n.domContentLoadedEventEnd)+' loaded '+Math.round(n.loadEventEnd)+\
        ' filter '+t(function(){go('kind=call')})+' search '+t(function(){go('q=lavrov%20war')})+' all '+t(function(){go('q=')})+\
        ' heap MB '+Math.round((performance.memory||{}).usedJSHeapSize/1e6)";
    let copy = measuring(&site, "index.html", script);
    let size = fs::metadata(site.join("index.html")).unwrap().len();
    let (dom, _) = browser.dump(&frames(&site, &[(copy, 1280)]), "", &[]);
    eprintln!("{size} bytes: {}", dom.split('[').nth(1).and_then(|d| d.split(']').next()).unwrap_or("no answer"));
}
