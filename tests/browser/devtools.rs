//! Headless Chromium driven by its DevTools protocol over a pipe: no port, no driver, no crate. Shared by the tests and
//! by `benches/site`.

#![allow(dead_code)]

use serde_json::{Value, json};
use std::{
    cell::{Cell, RefCell},
    io::{BufRead, BufReader, Write},
    path::{Path, PathBuf},
    process::{Child, ChildStdin, Command, Stdio},
    sync::mpsc::{Receiver, channel},
    thread,
    time::Duration,
};

/// Longer than this no answer is waited for.
const PATIENCE: Duration = Duration::from_secs(300);

/// Where Chromium is: `$CHROMIUM` or one of the usual names.
pub fn chromium() -> Option<PathBuf> {
    if let Some(path) = std::env::var_os("CHROMIUM").map(PathBuf::from) {
        return path.exists().then_some(path);
    }
    ["chromium", "chromium-browser", "google-chrome"]
        .iter()
        .map(|name| Path::new("/usr/bin").join(name))
        .find(|p| p.exists())
}

pub struct Browser {
    child: Child,
    to: RefCell<ChildStdin>,
    from: Receiver<Value>,
    next: Cell<u64>,
    /// Messages that nobody asked for, in order.
    events: RefCell<Vec<Value>>,
    _profile: tempfile::TempDir,
}

impl Browser {
    pub fn start(path: &Path, flags: &[&str]) -> Browser {
        let profile = tempfile::tempdir().expect("a folder");
        // the protocol is spoken on descriptors 3 and 4, which a shell ties to our pipes
        let mut child = Command::new("/bin/sh")
            .args(["-c", "exec \"$0\" \"$@\" 3<&0 4>&1 0</dev/null 1>/dev/null"])
            .arg(path)
            .args(["--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--remote-debugging-pipe"])
            .args(["--disable-background-networking", "--disable-component-update", "--disable-sync"])
            .args(["--hide-scrollbars", "--force-color-profile=srgb", "--enable-precise-memory-info"])
            .args(flags)
            .arg(format!("--user-data-dir={}", profile.path().display()))
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .expect("the browser starts");
        let to = RefCell::new(child.stdin.take().expect("piped"));
        let out = child.stdout.take().expect("piped");
        let (sender, from) = channel();
        thread::spawn(move || {
            let mut out = BufReader::with_capacity(1 << 16, out);
            let mut message = Vec::new();
            while out.read_until(0, &mut message).is_ok_and(|n| n > 0) {
                message.pop();
                let Ok(value) = serde_json::from_slice(&message) else { break };
                if sender.send(value).is_err() {
                    break;
                }
                message.clear();
            }
        });
        Browser { child, to, from, next: Cell::new(1), events: RefCell::default(), _profile: profile }
    }

    fn call(&self, session: Option<&str>, method: &str, params: Value) -> Value {
        let answer = self.call_within(session, method, params, PATIENCE);
        answer.unwrap_or_else(|| panic!("{method}: no answer"))
    }

    fn call_within(&self, session: Option<&str>, method: &str, params: Value, patience: Duration) -> Option<Value> {
        let id = self.next.get();
        self.next.set(id + 1);
        let mut message = json!({"id": id, "method": method, "params": params});
        if let Some(session) = session {
            message["sessionId"] = session.into();
        }
        let mut bytes = serde_json::to_vec(&message).expect("JSON");
        bytes.push(0);
        self.to.borrow_mut().write_all(&bytes).expect("the browser listens");
        loop {
            let mut answer = self.from.recv_timeout(patience).ok()?;
            if answer["id"] == id {
                assert!(answer["error"].is_null(), "{method}: {}", answer["error"]);
                return Some(answer["result"].take());
            }
            self.events.borrow_mut().push(answer);
        }
    }

    /// A new page in a window of this size.
    pub fn page(&self, width: u32, height: u32) -> Page<'_> {
        let context = self.call(None, "Target.createBrowserContext", json!({}));
        let target = self.call(
            None,
            "Target.createTarget",
            json!({"url": "about:blank", "browserContextId": context["browserContextId"]}),
        );
        let attached =
            self.call(None, "Target.attachToTarget", json!({"targetId": target["targetId"], "flatten": true}));
        let page = Page {
            browser: self,
            session: attached["sessionId"].as_str().expect("a session").to_owned(),
            target: target["targetId"].as_str().expect("a target").to_owned(),
        };
        for domain in ["Page", "Runtime", "Log", "Network"] {
            page.call(&format!("{domain}.enable"), json!({}));
        }
        // what the processor did, however busy it is otherwise
        page.call("Performance.enable", json!({"timeDomain": "threadTicks"}));
        page.size(width, height);
        page
    }
}

impl Drop for Browser {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

pub struct Page<'a> {
    browser: &'a Browser,
    session: String,
    target: String,
}

impl Page<'_> {
    pub fn call(&self, method: &str, params: Value) -> Value {
        self.browser.call(Some(&self.session), method, params)
    }

    pub fn size(&self, width: u32, height: u32) {
        let metrics = json!({"width": width, "height": height, "deviceScaleFactor": 1, "mobile": false});
        self.call("Emulation.setDeviceMetricsOverride", metrics);
    }

    /// `screen` or `print`, `light` or `dark`.
    pub fn media(&self, media: &str, scheme: &str) {
        let features = json!([
            {"name": "prefers-color-scheme", "value": scheme},
            {"name": "prefers-reduced-motion", "value": "reduce"},
        ]);
        self.call("Emulation.setEmulatedMedia", json!({"media": media, "features": features}));
    }

    pub fn scripts(&self, on: bool) {
        self.call("Emulation.setScriptExecutionDisabled", json!({"value": !on}));
    }

    /// Opens an address and waits until it is loaded. A change of the fragment alone loads nothing.
    pub fn open(&self, address: &str) {
        let went = self.call("Page.navigate", json!({"url": address}));
        assert!(went["errorText"].is_null(), "{address}: {}", went["errorText"]);
        if !went["loaderId"].is_null() {
            self.wait("Page.loadEventFired");
        }
    }

    pub fn open_file(&self, file: &Path, hash: &str) {
        self.open(&format!("{}{hash}", file_address(file)));
    }

    /// Waits for an event, which is taken out.
    pub fn wait(&self, method: &str) -> Value {
        loop {
            let mut events = self.browser.events.borrow_mut();
            let of = |e: &Value| e["sessionId"] == self.session.as_str() && e["method"] == method;
            if let Some(at) = events.iter().position(of) {
                return events.remove(at);
            }
            drop(events);
            let event = self.browser.from.recv_timeout(PATIENCE).unwrap_or_else(|e| panic!("{method}: {e}"));
            self.browser.events.borrow_mut().push(event);
        }
    }

    /// All events of this page so far, taken out.
    pub fn events(&self) -> Vec<Value> {
        self.eval("0");
        let mut events = self.browser.events.borrow_mut();
        let (own, others) = events.drain(..).partition(|e| e["sessionId"] == self.session.as_str());
        *events = others;
        own
    }

    /// What the page complained of: errors and warnings of scripts, of the policy, of loading.
    pub fn complaints(&self) -> Vec<String> {
        let told = |e: &Value| match e["method"].as_str()? {
            "Runtime.exceptionThrown" => Some(e["params"]["exceptionDetails"].to_string()),
            "Runtime.consoleAPICalled" => Some(e["params"]["args"].to_string()),
            "Log.entryAdded" => Some(e["params"]["entry"]["text"].to_string()),
            "Page.javascriptDialogOpening" => Some(format!("dialog {}", e["params"]["message"])),
            _ => None,
        };
        self.events().iter().filter_map(told).collect()
    }

    /// The value of an expression; a promise is waited for.
    pub fn eval(&self, script: &str) -> Value {
        let params = json!({"expression": script, "returnByValue": true, "awaitPromise": true});
        let mut answer = self.call("Runtime.evaluate", params);
        assert!(answer["exceptionDetails"].is_null(), "{script}: {}", answer["exceptionDetails"]);
        answer["result"]["value"].take()
    }

    /// The same, waited for no longer than this; a page that has not answered by then is of no further use.
    pub fn eval_within(&self, script: &str, patience: Duration) -> Option<Value> {
        let params = json!({"expression": script, "returnByValue": true, "awaitPromise": true});
        let mut answer = self.browser.call_within(Some(&self.session), "Runtime.evaluate", params, patience)?;
        Some(answer["result"]["value"].take())
    }

    pub fn text(&self, script: &str) -> String {
        let value = self.eval(script);
        value.as_str().map_or_else(|| value.to_string(), str::to_owned)
    }

    /// A key by its DOM name: `Tab`, `Enter`, `a`.
    pub fn key(&self, key: &str, shift: bool) {
        let code = match key {
            "Tab" => 9,
            "Enter" => 13,
            "Escape" => 27,
            " " => 32,
            "ArrowDown" => 40,
            other => other.bytes().next().map_or(0, |b| u32::from(b.to_ascii_uppercase())),
        };
        let text = match key {
            "Enter" => "\r",
            one if one.chars().count() == 1 => one,
            _ => "",
        };
        let mut params = json!({"key": key, "windowsVirtualKeyCode": code, "modifiers": if shift { 8 } else { 0 }});
        params["type"] = if text.is_empty() { "rawKeyDown" } else { "keyDown" }.into();
        params["text"] = text.into();
        self.call("Input.dispatchKeyEvent", params.clone());
        params["type"] = "keyUp".into();
        self.call("Input.dispatchKeyEvent", params);
    }

    pub fn type_text(&self, text: &str) {
        self.call("Input.insertText", json!({"text": text}));
    }

    /// A PNG of the window, or of the whole page.
    pub fn picture(&self, whole: bool) -> Vec<u8> {
        let answer = self.call("Page.captureScreenshot", json!({"format": "png", "captureBeyondViewport": whole}));
        decode(answer["data"].as_str().expect("a picture"))
    }

    /// The page as printed.
    pub fn pdf(&self) -> Vec<u8> {
        let answer = self.call("Page.printToPDF", json!({"printBackground": false, "preferCSSPageSize": true}));
        decode(answer["data"].as_str().expect("a document"))
    }

    pub fn close(self) {
        self.browser.call(None, "Target.closeTarget", json!({"targetId": self.target}));
    }
}

/// `file://` with everything escaped that an address may not hold.
pub fn file_address(file: &Path) -> String {
    let mut out = String::from("file://");
    for byte in file.to_str().expect("a path in UTF-8").bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'/' | b'.' | b'-' | b'_' => out.push(byte.into()),
            _ => out.push_str(&format!("%{byte:02X}")),
        }
    }
    out
}

fn decode(base64: &str) -> Vec<u8> {
    let value = |c: u8| match c {
        b'A'..=b'Z' => c - b'A',
        b'a'..=b'z' => c - b'a' + 26,
        b'0'..=b'9' => c - b'0' + 52,
        b'+' => 62,
        _ => 63,
    };
    let digits: Vec<u32> = base64.bytes().filter(|c| *c != b'=').map(|c| u32::from(value(c))).collect();
    let mut out = Vec::with_capacity(digits.len() * 3 / 4);
    for four in digits.chunks(4) {
        let bits = four.iter().fold(0, |bits, d| bits << 6 | d) << (6 * (4 - four.len()));
        out.extend_from_slice(&bits.to_be_bytes()[1..four.len()]);
    }
    out
}
