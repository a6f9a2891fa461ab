//! What every page needs beside itself.

const FILES: [(&str, &str); 3] = [
    ("assets/site.css", include_str!("../../templates/assets/site.css")),
    ("assets/search.js", include_str!("../../templates/assets/search.js")),
    ("assets/icon.svg", include_str!("../../templates/assets/icon.svg")),
];

pub fn files() -> impl Iterator<Item = (String, Vec<u8>)> {
    FILES.into_iter().map(|(path, text)| (path.to_owned(), text.as_bytes().to_vec()))
}
