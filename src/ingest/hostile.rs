//! Input that no one would write: none may panic, hang, or pass for an article.

use super::*;
use proptest::prelude::*;

const ENDINGS: [&str; 6] = ["txt", "md", "html", "htm", "json", "jsonl"];

/// What holds of every article, whatever it was read from.
fn sound(path: &str, bytes: &[u8]) -> (Vec<Article>, Vec<Diagnostic>) {
    let (articles, diagnostics) = read_bytes(path, bytes);
    for article in &articles {
        assert!(!article.body.trim().is_empty());
        assert!(
            !article.body.contains(|c: char| c.is_control() && !matches!(c, '\n' | '\t' | '\u{0c}')),
            "{:?}",
            article.body
        );
        assert!(article.path.starts_with(path) && article.id.len() == 18);
        assert!(article.url.iter().all(|u| u.starts_with("http")));
        assert!(article.title.iter().chain(&article.source).all(|t| !t.contains('\n') && t.len() < 2000));
    }
    assert!(!articles.is_empty() || !diagnostics.is_empty(), "skipped in silence");
    assert!(diagnostics.iter().all(|d| d.file.as_deref() == Some(path)));
    (articles, diagnostics)
}

#[test]
fn hostile_files_are_named_or_read() {
    let text = "The ministers met on Tuesday.";
    let utf16: Vec<u8> = [0xff, 0xfe].into_iter().chain(text.encode_utf16().flat_map(u16::to_le_bytes)).collect();
    let random: Vec<u8> = (0..100_000u32).map(|i| (i.wrapping_mul(2_654_435_761) >> 11) as u8).collect();
    // name, content, the diagnostics' codes, the body if there is one
    type Case<'c> = (&'c str, Vec<u8>, &'c [&'c str], Option<String>);
    let cases: Vec<Case> = vec![
        ("empty.txt", vec![], &["empty"], None),
        ("blank.md", b" \n\t\r\n".to_vec(), &["empty"], None),
        ("random.txt", random.clone(), &["binary"], None),
        ("random.html", random.clone(), &["binary"], None),
        ("random.json", random, &["binary"], None),
        ("utf16.txt", utf16, &[], Some(text.into())),
        ("bom.txt", [b"\xef\xbb\xbf", text.as_bytes()].concat(), &[], Some(text.into())),
        ("bom-front.txt", [b"\xef\xbb\xbf---\ntitle: x\n---\n", text.as_bytes()].concat(), &[], Some(text.into())),
        ("crlf.txt", b"---\r\ntitle: x\r\n---\r\nOne.\r\nTwo.\r\n".to_vec(), &[], Some("One.\nTwo.\n".into())),
        ("nul.txt", [text.repeat(20).as_bytes(), b"\0"].concat(), &["control-characters"], Some(text.repeat(20))),
        ("nuls.txt", vec![0; 4096], &["binary"], None),
        ("half.txt", b"\xff\xfe".to_vec(), &["empty"], None),
        (
            "brackets.txt",
            format!("---\ntitle: {}\n---\n{text}", "[".repeat(60_000)).into(),
            &["bad-front-matter"],
            Some(text.into()),
        ),
        ("brackets.json", "[".repeat(1 << 20).into(), &["bad-json"], None),
        ("brackets.jsonl", "[".repeat(1 << 20).into(), &["bad-json"], None),
        ("nested.html", format!("{}{text}", "<div>".repeat(200_000)).into(), &[], Some(format!("{text}\n"))),
        ("attributes.html", format!("<p {}>{text}", "a=b ".repeat(100_000)).into(), &[], Some(format!("{text}\n"))),
        ("line.txt", "word ".repeat(1_000_000).into(), &[], Some("word ".repeat(1_000_000))),
        ("marks.md", format!("{}{text}", "*[<_".repeat(200_000)).into(), &[], None),
        ("huge.txt", vec![b'x'; MAX_ARTICLE as usize + 1], &["too-large"], None),
    ];
    for (name, bytes, codes, body) in cases {
        let (articles, diagnostics) = sound(name, &bytes);
        assert_eq!(diagnostics.iter().map(|d| d.code).collect::<Vec<_>>(), codes, "{name}");
        if let Some(body) = body {
            assert!(*articles[0].body == *body, "{name}");
        }
        assert_eq!(
            articles.is_empty(),
            codes.iter().any(|c| ["empty", "binary", "bad-json", "too-large"].contains(c)),
            "{name}"
        );
    }
}

/// Pieces of every format, for texts that nearly are one.
fn pieces() -> impl Strategy<Value = String> {
    let piece = prop::sample::select(vec![
        "---\n",
        "title: ",
        "published: 2025-03-20\n",
        "\n",
        "text ",
        "[",
        "]",
        "(",
        ")",
        "*",
        "_",
        "`",
        "```\n",
        "\\",
        "&amp;",
        "&",
        ";",
        "<p>",
        "</p>",
        "<div class=share>",
        "</div>",
        "<a href=x>",
        "</a>",
        "<br>",
        "<!--",
        "-->",
        "<script type=\"application/ld+json\">",
        "</script>",
        "{\"text\": \"a\"}",
        "{\"html\": \"<p>b\"}",
        "{",
        "}",
        "\"",
        ":",
        ",",
        "<meta property=og:title content='",
        "'>",
        "<time datetime=2025-01-01>",
        "<article>",
        "</article>",
        "<title>",
        "</title>",
        "<li>",
        "<h1>",
        "è",
        "\u{85}",
        "\0",
        "\r",
        "![",
        "](",
        "# ",
        "> ",
        "<textarea>",
        "<![CDATA[",
        "]]>",
        "<svg>",
        "{\"@type\":\"NewsArticle\",\"headline\":\"x\"}",
        "<template>",
        "<select>",
        "<plaintext>",
        "<frameset>",
    ]);
    prop::collection::vec(piece, 0..40).prop_map(|parts| parts.concat())
}

proptest! {
    #[test]
    fn any_bytes_are_read_or_named(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        for ending in ENDINGS {
            sound(&format!("x.{ending}"), &bytes);
        }
    }

    #[test]
    fn near_formats_are_read_or_named(text in pieces()) {
        for ending in ENDINGS {
            sound(&format!("x.{ending}"), text.as_bytes());
        }
        let _ = read_object(&text, "stdin#1");
    }

    #[test]
    fn a_text_without_marks_is_its_own_body(text in "[a-zA-Zàșț .,:#>\n-]{1,200}") {
        prop_assume!(!text.trim().is_empty() && !text.starts_with("---"));
        for ending in ["txt", "md"] {
            prop_assert_eq!(&*sound(&format!("x.{ending}"), text.as_bytes()).0[0].body, text.as_str());
        }
    }
}
