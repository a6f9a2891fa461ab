//! Bytes to text, whatever the encoding.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};

/// A text, with `\n` for every line end and no control characters but tab and form feed.
#[derive(Debug, PartialEq)]
pub(super) struct Decoded {
    pub text: String,
    /// How many control characters were left out.
    pub controls: usize,
}

/// The bytes are no text.
#[derive(Debug, PartialEq)]
pub(super) struct Binary;

/// How many of a text's characters may be control characters: one in this many.
const CONTROLS: usize = 200;

/// A byte order mark decides, then validity as UTF-8, then what the page declares, then the bytes' statistics.
pub(super) fn decode(bytes: &[u8], html: bool) -> Result<Decoded, Binary> {
    const MAGIC: [&[u8]; 6] = [b"%PDF-", b"PK\x03\x04", b"\x89PNG", b"GIF8", b"\xff\xd8\xff", b"\x1f\x8b"];
    if MAGIC.iter().any(|magic| bytes.starts_with(magic)) {
        return Err(Binary);
    }
    if let Some((encoding, mark)) = Encoding::for_bom(bytes) {
        return clean(&encoding.decode_without_bom_handling(&bytes[mark..]).0);
    }
    if let Some(encoding) = unmarked_utf16(bytes) {
        return clean(&encoding.decode_without_bom_handling(bytes).0);
    }
    if let Ok(text) = std::str::from_utf8(bytes) {
        return clean(text);
    }
    let declared = if html { declared(&bytes[..bytes.len().min(4096)]) } else { None };
    let encoding = declared.unwrap_or_else(|| {
        let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
        // a part is enough, and bounds the time on large files
        let part = &bytes[..bytes.len().min(1 << 20)];
        detector.feed(part, true);
        detector.guess(None, Utf8Detection::Allow)
    });
    clean(&encoding.decode_without_bom_handling(bytes).0)
}

/// UTF-16 without its mark shows in western text by a zero in every other byte.
fn unmarked_utf16(bytes: &[u8]) -> Option<&'static Encoding> {
    let part = &bytes[..bytes.len().min(4096) & !1];
    if part.len() < 8 {
        return None;
    }
    let zeros = |odd: usize| part.iter().skip(odd).step_by(2).filter(|b| **b == 0).count();
    let (even, odd, half) = (zeros(0), zeros(1), part.len() / 2);
    match () {
        _ if odd * 10 > half * 6 && even * 20 < half => Some(UTF_16LE),
        _ if even * 10 > half * 6 && odd * 20 < half => Some(UTF_16BE),
        _ => None,
    }
}

/// `<meta charset=…>` or `<meta http-equiv=… content="…; charset=…">` at the head of a page.
fn declared(head: &[u8]) -> Option<&'static Encoding> {
    let head = head.to_ascii_lowercase();
    let at = head.windows(7).position(|w| w == b"charset")?;
    let value = head[at + 7..].trim_ascii_start().strip_prefix(b"=")?.trim_ascii_start();
    let value = value.strip_prefix(b"\"").or(value.strip_prefix(b"'")).unwrap_or(value);
    let end = value.iter().position(|b| !(b.is_ascii_alphanumeric() || b"-_:.".contains(b)))?;
    let encoding = Encoding::for_label(&value[..end])?;
    // the page is no valid UTF-8, and a page that says UTF-16 in ASCII letters is none
    (encoding != UTF_8 && encoding != UTF_16LE && encoding != UTF_16BE).then_some(encoding)
}

fn clean(text: &str) -> Result<Decoded, Binary> {
    let plain = |b: u8| b == b'\n' || b == b'\t' || b == 0x0c || (b >= 0x20 && b != 0x7f);
    // C1 controls begin with 0xC2 in UTF-8
    if text.bytes().all(|b| plain(b) && b != 0xc2) {
        return Ok(Decoded { text: text.to_owned(), controls: 0 });
    }
    let mut out = String::with_capacity(text.len());
    let (mut controls, mut broken, mut count) = (0, 0, 0);
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        count += 1;
        match c {
            '\r' => {
                chars.next_if_eq(&'\n');
                out.push('\n');
            }
            '\u{85}' => out.push('\n'),
            '\t' | '\n' | '\u{0c}' => out.push(c),
            c if c.is_control() => controls += 1,
            c => {
                broken += usize::from(c == '\u{fffd}');
                out.push(c);
            }
        }
    }
    if controls > 0 && controls * CONTROLS > count || broken * 4 > count {
        return Err(Binary);
    }
    Ok(Decoded { text: out, controls })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(bytes: &[u8], html: bool) -> String {
        decode(bytes, html).expect("a text").text
    }

    #[test]
    fn encodings_are_recognised() {
        let romanian =
            "Președintele a declarat că întâlnirea va avea loc joi, iar guvernul așteaptă răspunsul țării vecine.";
        let utf16 = |big: bool| -> Vec<u8> {
            romanian.encode_utf16().flat_map(|u| if big { u.to_be_bytes() } else { u.to_le_bytes() }).collect()
        };
        assert_eq!(text(romanian.as_bytes(), false), romanian);
        assert_eq!(text(&[b"\xef\xbb\xbf", romanian.as_bytes()].concat(), false), romanian);
        assert_eq!(text(&[b"\xff\xfe".as_slice(), &utf16(false)].concat(), false), romanian);
        assert_eq!(text(&[b"\xfe\xff".as_slice(), &utf16(true)].concat(), false), romanian);
        assert_eq!(text(&utf16(false), false), romanian);
        assert_eq!(text(&utf16(true), false), romanian);
        let italian = "Perché il ministro è partito così? La città non può più aspettare: lunedì si vedrà.";
        let (latin, _, _) = encoding_rs::WINDOWS_1252.encode(italian);
        assert_eq!(text(&latin, false), italian);
        let cedilla = "Preşedintele a spus că întâlnirea va avea loc marţi la Bucureşti, după discuţiile cu miniştrii ţărilor vecine.";
        let (latin2, _, _) = encoding_rs::ISO_8859_2.encode(cedilla);
        let page = [b"<meta http-equiv=x content='text/html; charset=iso-8859-2'>".as_slice(), &latin2].concat();
        assert!(text(&page, true).ends_with(cedilla));
    }

    #[test]
    fn lines_end_one_way_and_controls_are_left_out() {
        assert_eq!(text(b"a\r\nb\rc\n", false), "a\nb\nc\n");
        let mut long = "word ".repeat(200);
        long.push('\0');
        assert_eq!(decode(long.as_bytes(), false), Ok(Decoded { text: "word ".repeat(200), controls: 1 }));
    }

    #[test]
    fn binary_is_no_text() {
        let noise: Vec<u8> = (0..4000u32).map(|i| (i.wrapping_mul(2654435761) >> 13) as u8).collect();
        for bytes in [noise.as_slice(), &[0; 500], b"%PDF-1.7 text text text", b"\x89PNG\r\n"] {
            assert_eq!(decode(bytes, false), Err(Binary));
        }
    }
}
