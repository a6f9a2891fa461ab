//! `demarche serve` as a browser and as an attacker meet it.

use std::{
    fs,
    io::{BufRead, BufReader, Read, Write},
    net::TcpStream,
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    time::Duration,
};

const CALL: &str = "---\npublished: 2025-03-19\n---\nLeaders speak\n\nUS President Donald Trump spoke by phone with Russian \
    President Vladimir Putin on Tuesday.\n";
const MEETING: &str = "---\npublished: 2025-03-19\n---\nTalks\n\nUkrainian President Volodymyr Zelensky met with British \
    Prime Minister Keir Starmer in Kyiv on Tuesday.\n";

struct Served {
    folder: tempfile::TempDir,
    child: Child,
    lines: std::sync::mpsc::Receiver<String>,
    port: u16,
}

impl Drop for Served {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

impl Served {
    fn new() -> Served {
        let folder = tempfile::tempdir().unwrap();
        fs::create_dir_all(folder.path().join("seeds")).unwrap();
        fs::create_dir_all(folder.path().join("data")).unwrap();
        fs::write(folder.path().join("seeds/a.txt"), CALL).unwrap();
        let mut child = Command::new(env!("CARGO_BIN_EXE_demarche"))
            .args(["serve", "--port", "0"])
            .current_dir(folder.path())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let out = BufReader::new(child.stdout.take().unwrap());
        let (sender, lines) = std::sync::mpsc::channel();
        std::thread::spawn(move || out.lines().map_while(Result::ok).try_for_each(|line| sender.send(line)));
        let mut served = Served { folder, child, lines, port: 0 };
        let line = served.line();
        let address = line.strip_prefix("http://127.0.0.1:").unwrap_or_else(|| panic!("{line}"));
        served.port = address.split('/').next().unwrap().parse().unwrap();
        served
    }

    fn line(&self) -> String {
        self.lines.recv_timeout(Duration::from_secs(60)).expect("a line of output")
    }

    fn write(&self, path: &str, text: &str) {
        fs::write(self.folder.path().join(path), text).unwrap();
    }

    /// Status and the whole answer.
    fn ask(&self, request: &str) -> (u16, String) {
        let mut stream = TcpStream::connect(("127.0.0.1", self.port)).unwrap();
        stream.set_read_timeout(Some(Duration::from_secs(30))).unwrap();
        stream.write_all(request.as_bytes()).unwrap();
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer).unwrap();
        let answer = String::from_utf8_lossy(&answer).into_owned();
        let status = answer.split(' ').nth(1).and_then(|s| s.parse().ok());
        (status.unwrap_or_else(|| panic!("{request}: {answer}")), answer)
    }

    fn get(&self, path: &str) -> (u16, String) {
        self.ask(&format!("GET {path} HTTP/1.1\r\nHost: 127.0.0.1:{}\r\nConnection: close\r\n\r\n", self.port))
    }
}

#[test]
fn pages_are_served_and_built_anew() {
    let served = Served::new();
    let (status, page) = served.get("/");
    assert_eq!(status, 200);
    assert!(page.contains("/-/serve.js") && page.contains("spoke by phone"), "{page}");
    assert!(!page.contains("http-equiv=\"Content-Security-Policy\"") && page.contains("connect-src 'self'"));
    // whatever a build writes is served
    let out = tempfile::tempdir().unwrap();
    let built = Command::new(env!("CARGO_BIN_EXE_demarche"))
        .args(["build", "-q", "--out"])
        .arg(out.path())
        .current_dir(served.folder.path())
        .status();
    assert!(built.unwrap().success());
    let paths = files(out.path(), "");
    assert!(paths.len() > 8, "{paths:?}");
    for path in paths.iter().filter(|p| !p.starts_with("/.demarche-")) {
        assert_eq!(served.get(path).0, 200, "{path}");
    }
    served.write("seeds/b.txt", MEETING);
    assert!(served.line().contains("2 articles"), "a new article");
    assert!(served.get("/events.json").1.contains("keir-starmer"));
    served.write("data/events.yaml", "events:\n  - id: x\n    dat: 1\n");
    assert!(served.line().contains("1 error"), "a mistake");
    assert!(served.get("/events.json").1.contains("keir-starmer"), "the last good site stays");
    served.write("data/events.yaml", "articles:\n  - file: b.txt\n    ignore: a test\n");
    assert!(served.line().contains("1 article,"), "mended");
    assert!(!served.get("/events.json").1.contains("keir-starmer"));
    assert!(!served.folder.path().join("out").exists(), "nothing is written");
}

fn files(folder: &Path, prefix: &str) -> Vec<String> {
    let mut out = Vec::new();
    for entry in fs::read_dir(folder).unwrap().map(|e| e.unwrap()) {
        let path = format!("{prefix}/{}", entry.file_name().to_str().unwrap());
        if entry.path().is_dir() {
            out.extend(files(&entry.path(), &path));
        } else {
            out.push(path);
        }
    }
    out
}

#[test]
fn foreign_hosts_and_paths_out_of_the_site_are_refused() {
    let served = Served::new();
    let port = served.port;
    for host in ["evil.example", "127.0.0.1", "127.0.0.1:1", "evil.example:80", "127.0.0.1.evil.example:80", ""] {
        let (status, answer) = served.ask(&format!("GET / HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n"));
        assert_eq!(status, 403, "{host}: {answer}");
        assert!(!answer.contains("Putin"));
    }
    let named = |host: &str| format!("GET / HTTP/1.1\r\nHost: {host}:{port}\r\nConnection: close\r\n\r\n");
    assert_eq!(served.ask(&named("localhost")).0, 200);
    assert_eq!(served.ask(&named("rebound.example")).0, 403);
    let twice = format!("GET / HTTP/1.1\r\nHost: localhost:{port}\r\nHost: evil.example\r\nConnection: close\r\n\r\n");
    assert_eq!(served.ask(&twice).0, 403);
    assert_eq!(served.ask("GET / HTTP/1.0\r\nConnection: close\r\n\r\n").0, 403);
    served.write("data/events.yaml", "# secret\n");
    for path in [
        "/../data/events.yaml",
        "/..%2fdata/events.yaml",
        "/%2e%2e/data/events.yaml",
        "/assets/../../data/events.yaml",
        "/assets/..\\..\\data\\events.yaml",
        "//etc/passwd",
        "/etc/passwd",
        "/data/events.yaml",
        "/seeds/a.txt",
        "/index.html%00.txt",
        "/%zz",
    ] {
        let (status, answer) = served.get(path);
        assert!(matches!(status, 400 | 404), "{path}: {answer}");
        assert!(!answer.contains("secret") && !answer.contains("root:"), "{path}: {answer}");
    }
    let post = format!("POST / HTTP/1.1\r\nHost: localhost:{port}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
    assert_eq!(served.ask(&post).0, 405);
    // only this machine
    let outside = local_address();
    if let Some(outside) = outside {
        assert!(TcpStream::connect_timeout(&(outside, port).into(), Duration::from_secs(2)).is_err(), "{outside}");
    }
}

/// An address of this machine that others can reach, if it has one.
fn local_address() -> Option<std::net::IpAddr> {
    let socket = std::net::UdpSocket::bind("0.0.0.0:0").ok()?;
    // nothing is sent; the system only says which way it would go
    socket.connect("192.0.2.1:9").ok()?;
    socket.local_addr().ok().map(|a| a.ip()).filter(|ip| !ip.is_loopback())
}

/// A browser that is talked to over its debugging pipe.
struct Browser {
    child: Child,
    to: fs::File,
    from: BufReader<fs::File>,
    next: u32,
    session: String,
    _home: tempfile::TempDir,
}

impl Drop for Browser {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

impl Browser {
    #[cfg(unix)]
    fn open(url: &str) -> Option<Browser> {
        let path = std::env::var_os("CHROMIUM").map_or_else(|| PathBuf::from("/usr/bin/chromium"), PathBuf::from);
        if !path.exists() {
            let required = std::env::var_os("DEMARCHE_BROWSER").is_some_and(|v| v == "required");
            assert!(!required, "no browser at {}", path.display());
            eprintln!("skipped: no browser at {}", path.display());
            return None;
        }
        let home = tempfile::tempdir().unwrap();
        let pipe = |name: &str| {
            let at = home.path().join(name);
            assert!(Command::new("mkfifo").arg(&at).status().unwrap().success());
            at
        };
        let (to, from) = (pipe("to"), pipe("from"));
        // the browser reads what it is told from 3 and answers on 4
        let child = Command::new("sh")
            .arg("-c")
            .arg("exec \"$0\" \"$@\" 3<\"$PIPE_TO\" 4>\"$PIPE_FROM\"")
            .arg(&path)
            .args(["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"])
            .args(["--disable-background-networking", "--disable-component-update", "--disable-sync"])
            .arg("--remote-debugging-pipe")
            .arg(format!("--user-data-dir={}", home.path().join("profile").display()))
            .env("PIPE_TO", &to)
            .env("PIPE_FROM", &from)
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let open = |path: &Path, write: bool| fs::File::options().read(!write).write(write).open(path).unwrap();
        let to = open(&to, true);
        let from = BufReader::new(open(&from, false));
        let mut browser = Browser { child, to, from, next: 0, session: String::new(), _home: home };
        let target = browser.call("Target.createTarget", serde_json::json!({ "url": url }));
        let attach = serde_json::json!({ "targetId": target["targetId"], "flatten": true });
        browser.session = browser.call("Target.attachToTarget", attach)["sessionId"].as_str().unwrap().to_owned();
        Some(browser)
    }

    fn call(&mut self, method: &str, params: serde_json::Value) -> serde_json::Value {
        self.next += 1;
        let mut message = serde_json::json!({ "id": self.next, "method": method, "params": params });
        if !self.session.is_empty() {
            message["sessionId"] = self.session.clone().into();
        }
        self.to.write_all(format!("{message}\0").as_bytes()).unwrap();
        loop {
            let mut answer = Vec::new();
            self.from.read_until(0, &mut answer).unwrap();
            assert_eq!(answer.pop(), Some(0), "the browser is gone");
            let answer: serde_json::Value = serde_json::from_slice(&answer).unwrap();
            if answer["id"] == self.next {
                return answer["result"].clone();
            }
        }
    }

    /// Waits until an expression is true on the page.
    fn until(&mut self, what: &str, expression: &str) {
        for _ in 0..300 {
            let asked = serde_json::json!({ "expression": expression, "returnByValue": true });
            // while a page is being loaded there is nothing to ask
            if self.call("Runtime.evaluate", asked)["result"]["value"] == true {
                return;
            }
            std::thread::sleep(Duration::from_millis(100));
        }
        let asked = serde_json::json!({ "expression": "document.documentElement.outerHTML" });
        panic!("{what}: {}", self.call("Runtime.evaluate", asked)["result"]["value"]);
    }
}

#[cfg(unix)]
#[test]
fn a_browser_follows_what_is_edited() {
    let served = Served::new();
    let Some(mut browser) = Browser::open(&format!("http://127.0.0.1:{}/", served.port)) else { return };
    let says = |words: &str| format!("!!document.body && document.body.textContent.includes({words:?})");
    let banner = |words: &str| {
        let element = "document.getElementById('demarche-problems')";
        format!("!!{element} && {element}.textContent.includes({words:?})")
    };
    browser.until("the first page", &says("spoke by phone"));
    served.write("seeds/b.txt", MEETING);
    browser.until("an edit is shown by itself", &says("Starmer"));
    served.write("data/events.yaml", "events:\n  - id: x\n    dat: 2025-03-18\n");
    browser.until("a mistake is shown", &banner("did you mean `date`?"));
    browser.until("with its place", &banner("events.yaml:3:5"));
    browser.until("and the last good page stays", &says("Starmer"));
    let article = "!!document.querySelector('main a[href^=\"articles/\"], main a[href^=\"actors/\"]')";
    browser.until("its links too", article);
    served.write("data/events.yaml", "articles:\n  - file: b.txt\n    ignore: a test\n");
    browser.until("mended", &format!("!document.getElementById('demarche-problems') && !({})", says("Starmer")));
    browser.until("what is left", &says("spoke by phone"));
    assert!(!served.folder.path().join("out").exists());
}
