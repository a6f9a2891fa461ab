//! What every page needs beside itself.

use super::press::Press;

const FILES: [(&str, &str); 3] = [
    ("assets/site.css", include_str!("../../templates/assets/site.css")),
    ("assets/search.js", include_str!("../../templates/assets/search.js")),
    ("assets/icon.svg", include_str!("../../templates/assets/icon.svg")),
];

pub fn files(press: &dyn Press) {
    for (path, text) in FILES.into_iter().filter(|(path, _)| press.wants(path)) {
        press.put(path, None, text.as_bytes().to_vec());
    }
}
