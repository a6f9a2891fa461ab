//! One request: who asks, for what, and the page with the few lines that keep it up to date.

use super::Shared;
use std::{borrow::Cow, io::Write, sync::Arc, thread, time::Duration};
use tiny_http::{Header, Method, Request, Response};

/// What the pages load while they are served; no name of the site begins so.
const SCRIPT_PATH: &str = "-/serve.js";
const NEWS_PATH: &str = "-/news";
const SCRIPT: &str = include_str!("serve.js");

/// As the pages' own policy, and with the connection over which they hear of changes.
const POLICY: &str = "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; connect-src 'self'; \
                      base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
const POLICY_TAG: &str = "<meta http-equiv=\"Content-Security-Policy\"";

/// A stream that nothing was sent over for so long is tried, so that those who have gone are noticed.
const TRY: Duration = Duration::from_secs(15);

pub fn answer(request: Request, shared: &Arc<Shared>) {
    if !host_is_ours(&request, shared) {
        return refuse(request, 403, "this address is not served here; open the one that `demarche serve` printed");
    }
    if !matches!(request.method(), Method::Get | Method::Head) {
        return refuse(request, 405, "pages are only read here");
    }
    let Some(path) = path(request.url()) else { return refuse(request, 400, "this is no path of a page") };
    match path.as_str() {
        SCRIPT_PATH => send(request, 200, "text/javascript; charset=utf-8", SCRIPT.as_bytes().to_vec()),
        NEWS_PATH => {
            let shared = shared.clone();
            // a stream lasts as long as its page is open
            thread::spawn(move || news(request, &shared));
        }
        _ => page(request, &path, shared),
    }
}

/// A browser that was led here under another name must learn nothing.
fn host_is_ours(request: &Request, shared: &Shared) -> bool {
    let hosts: Vec<&str> =
        request.headers().iter().filter(|h| h.field.equiv("host")).map(|h| h.value.as_str()).collect();
    let port = shared.address.port();
    let ours = |host: &str| {
        let name = host.strip_suffix(&format!(":{port}")).or((port == 80).then_some(host));
        name.is_some_and(|name| name == "127.0.0.1" || name.eq_ignore_ascii_case("localhost"))
    };
    matches!(hosts[..], [host] if ours(host))
}

/// The path within the site that an address asks for; none when it is no plain path.
fn path(url: &str) -> Option<String> {
    let url = url.split(['?', '#']).next().unwrap_or_default();
    let mut bytes = Vec::with_capacity(url.len());
    let mut rest = url.strip_prefix('/')?.bytes();
    while let Some(b) = rest.next() {
        bytes.push(match b {
            b'%' => {
                let digits = [rest.next()?, rest.next()?];
                u8::from_str_radix(std::str::from_utf8(&digits).ok()?, 16).ok()?
            }
            b => b,
        });
    }
    let path = String::from_utf8(bytes).ok()?;
    let plain = |part: &str| !part.is_empty() && part != "." && part != ".." && !part.contains(['\\', '\0', ':']);
    match path.as_str() {
        "" => Some("index.html".to_owned()),
        _ => path.split('/').all(plain).then_some(path),
    }
}

fn page(request: Request, path: &str, shared: &Shared) {
    let (version, good) = {
        let state = shared.state();
        (state.version, state.good.clone())
    };
    let Some(good) = good else {
        return send(request, 503, "text/html; charset=utf-8", empty("Nothing has been built yet", version));
    };
    let Some(bytes) = good.page(path, &shared.options) else {
        return send(request, 404, "text/html; charset=utf-8", empty("There is no such page (any more)", version));
    };
    let body = match path.rsplit_once('.').map(|(_, ending)| ending) {
        Some("html") => with_script(&bytes, version),
        _ => bytes.to_vec(),
    };
    send(request, 200, content_type(path), body);
}

fn content_type(path: &str) -> &'static str {
    match path.rsplit_once('.').map(|(_, ending)| ending) {
        Some("html") => "text/html; charset=utf-8",
        Some("css") => "text/css; charset=utf-8",
        Some("js") => "text/javascript; charset=utf-8",
        Some("svg") => "image/svg+xml",
        Some("json") => "application/json",
        Some("csv") => "text/csv; charset=utf-8",
        Some("ics") => "text/calendar; charset=utf-8",
        Some("atom") => "application/atom+xml",
        Some("gexf" | "graphml" | "xml") => "application/xml",
        _ => "application/octet-stream",
    }
}

/// A page with the script and, for its policy, one that allows the script to listen; that is sent beside it.
fn with_script(page: &[u8], version: u64) -> Vec<u8> {
    let text = String::from_utf8_lossy(page);
    let mut text = match text.find(POLICY_TAG).and_then(|at| Some((at, at + text[at..].find('>')? + 1))) {
        Some((start, end)) => Cow::Owned([&text[..start], &text[end..]].concat()),
        None => text,
    };
    let at = text.rfind("</body>").unwrap_or(text.len());
    text.to_mut().insert_str(at, &script(version));
    text.into_owned().into_bytes()
}

fn script(version: u64) -> String {
    // a server that was started again counts anew
    let run = std::process::id();
    format!("<script src=\"/{SCRIPT_PATH}\" data-version=\"{run}-{version}\"></script>")
}

fn empty(says: &str, version: u64) -> Vec<u8> {
    let script = script(version);
    format!("<!doctype html><meta charset=\"utf-8\"><title>{says}</title><body><p>{says}.</p>{script}</body>")
        .into_bytes()
}

/// Tells of each change as it happens: the version that is served, and what is wrong.
fn news(request: Request, shared: &Shared) {
    let mut writer = request.into_writer();
    let head = "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nCache-Control: no-store\r\n\
                Cross-Origin-Resource-Policy: same-origin\r\nConnection: close\r\n\r\n";
    let mut told: Option<(u64, String)> = None;
    let mut message = head.to_owned();
    loop {
        let mut state = shared.state();
        if told.as_ref().is_some_and(|t| (t.0, &t.1) == (state.version, &state.problems)) {
            state = shared.changed.wait_timeout(state, TRY).unwrap_or_else(|e| e.into_inner()).0;
        }
        if told.as_ref().is_some_and(|t| (t.0, &t.1) == (state.version, &state.problems)) {
            // a comment, which the browser drops
            message.push_str(":\n\n");
        } else {
            let version = format!("{}-{}", std::process::id(), state.version);
            let news = serde_json::json!({ "version": version, "problems": state.problems });
            message.push_str(&format!("data: {news}\n\n"));
            told = Some((state.version, state.problems.clone()));
        }
        drop(state);
        if writer.write_all(message.as_bytes()).and_then(|()| writer.flush()).is_err() {
            return;
        }
        message.clear();
    }
}

fn refuse(request: Request, status: u16, says: &str) {
    send(request, status, "text/plain; charset=utf-8", format!("{says}\n").into_bytes());
}

fn send(request: Request, status: u16, content_type: &str, body: Vec<u8>) {
    let mut response = Response::from_data(body).with_status_code(status);
    for (name, value) in [
        ("Content-Type", content_type),
        ("Content-Security-Policy", POLICY),
        ("Cache-Control", "no-store"),
        ("X-Content-Type-Options", "nosniff"),
        ("Referrer-Policy", "no-referrer"),
        ("Cross-Origin-Resource-Policy", "same-origin"),
    ] {
        if let Ok(header) = Header::from_bytes(name, value) {
            response.add_header(header);
        }
    }
    // whoever asked may be gone
    let _ = request.respond(response);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_stay_within_the_site() {
        for (url, expected) in [
            ("/", Some("index.html")),
            ("/actors/a.html?x=1#y", Some("actors/a.html")),
            ("/articles/%C3%A9.html", Some("articles/é.html")),
            ("/../data/events.yaml", None),
            ("/a/../../x", None),
            ("/%2e%2e/x", None),
            ("/a%2f..%2fx", None),
            ("/..%5cx", None),
            ("//etc/passwd", None),
            ("/c:/x", None),
            ("/%", None),
            ("/%zz", None),
            ("/%ff", None),
            ("/a%00", None),
            ("http://127.0.0.1/x", None),
            ("*", None),
        ] {
            assert_eq!(path(url).as_deref(), expected, "{url}");
        }
    }

    #[test]
    fn the_script_is_put_in_and_the_policy_taken_out() {
        let page = format!("<head>{POLICY_TAG} content=\"x\"><title>é</title></head><body><p>a</p></body></html>");
        let served = String::from_utf8(with_script(page.as_bytes(), 3)).unwrap();
        assert!(
            served.starts_with("<head><title>é</title></head><body><p>a</p><script src=\"/-/serve.js\""),
            "{served}"
        );
        assert!(served.ends_with("-3\"></script></body></html>"), "{served}");
        assert!(String::from_utf8(with_script(b"x", 1)).unwrap().starts_with("x<script"));
    }
}
