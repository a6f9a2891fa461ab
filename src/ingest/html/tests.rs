use super::*;

/// Text and `published|title|source|url|language`.
fn page(html: &str) -> (String, String) {
    let Page { text, given, .. } = read(html);
    let day = given.published.map(|d| d.to_string()).unwrap_or_default();
    let rest = [given.title, given.source, given.url, given.language];
    (text, rest.into_iter().fold(day, |all, part| format!("{all}|{}", part.unwrap_or_default())))
}

const LOREM: &str = "The two ministers met in the capital and agreed to go on with their talks next week.";

#[test]
fn a_whole_page_is_read_to_its_article() {
    let html = format!(
        r#"<!doctype html><html lang="en-GB"><head><title>Talks | Example</title>
        <meta property="og:site_name" content="Example &amp; Sons"><link rel="canonical" href="https://example.org/talks">
        <script type="application/ld+json">{{"@context":"https://schema.org","@graph":[{{"@type":"WebSite","name":"x"}},
        {{"@type":["NewsArticle"],"headline":"Talks go on","datePublished":"2025-03-20T23:50:00-04:00"}}]}}</script>
        <style>p {{ color: red }}</style></head><body><nav><ul><li><a href=/>Home</a><li><a href=/w>World</a></ul></nav>
        <div class="wrap"><h1>Talks go on</h1><div class="share-buttons">Share this with all of your friends on every network</div>
        <div class=text><p>{LOREM}<p>Second &ldquo;paragraph&rdquo; of&nbsp;the <b>arti</b>cle, with a <a href=x>link</a> in it.
        <figure><img><figcaption>A caption that goes with the picture of the day</figcaption></figure>
        <h2>A heading</h2><p>Third paragraph,<br>in two lines, of some length and of no interest.</p></div>
        <aside><p>Related story: something else happened in a quite different country.</p></aside></div>
        <footer><p>Copyright of the publisher, all rights reserved, and so on and on.</p></footer></body></html>"#
    );
    let (text, given) = page(&html);
    let expected = format!(
        "Talks go on\n\n{LOREM}\n\nSecond “paragraph” of the article, with a link in it.\n\nA heading\n\n\
         Third paragraph,\nin two lines, of some length and of no interest.\n"
    );
    assert_eq!(text, expected);
    assert_eq!(given, "2025-03-20|Talks go on|Example & Sons|https://example.org/talks|en");
}

#[test]
fn the_article_is_found_by_its_marks_or_its_mass() {
    let others = "<div>".to_owned() + &format!("<p>Other text: {LOREM}</p>").repeat(3) + "</div>";
    for open in ["<article>", "<main>", "<div role=main>", "<div itemprop=articleBody>", "<div class=x>"] {
        let close = &open[1..].split([' ', '>']).next().map(|n| format!("</{n}>")).unwrap_or_default();
        let html = format!("<body>{others}{open}{}{close}</body>", format!("<p>{LOREM}</p>").repeat(12));
        let (text, _) = page(&html);
        assert_eq!(text.matches("ministers").count(), 12, "{open}");
        assert!(!text.contains("Other"), "{open}");
    }
    // comments as articles of their own
    let html = format!(
        "<article><h1>T</h1><p>{LOREM}</p><p>{LOREM}</p><article class=comment><p>Comment: {LOREM}</p></article></article>"
    );
    let (text, _) = page(&html);
    assert!(text.starts_with("T\n\n"));
    // a template that names everything by furniture
    let (text, _) = page(&format!("<form id=aspnet><div class='widget'><p>{LOREM}</p></div></form>"));
    assert_eq!(text.trim(), LOREM);
    assert_eq!(page("<p>Few words.").0, "Few words.\n");
}

#[test]
fn metadata_come_from_wherever_they_stand() {
    for (head, expected) in [
        ("<meta property='article:published_time' content='2025-03-20T08:00:00Z'>", "2025-03-20||||"),
        (
            "<meta name=DC.date content=2025-03-20><meta property=og:title content='A &quot;B&quot;'>",
            "2025-03-20|A \"B\"|||",
        ),
        (
            "<time datetime='2025-03-19'>x</time><time itemprop=datePublished datetime='2025-03-20'>y</time>",
            "2025-03-20||||",
        ),
        (
            "<nav><time datetime='2025-03-18'>x</time></nav><time datetime=2025-03-20T10:00+02:00>y</time>",
            "2025-03-20||||",
        ),
        (
            "<meta property=og:url content='https://example.org/x'><meta property=og:locale content=it_IT>",
            "|||https://example.org/x|it",
        ),
        ("<link rel=canonical href='javascript:alert(1)'><title> A title </title>", "|A title|||"),
        (
            "<script type=application/ld+json>{\"@type\":\"Article\",\"publisher\":{\"@id\":\"#p\"},\"inLanguage\":\"ro-RO\"}</script>\
             <script type=application/ld+json>[{\"@type\":\"Organization\",\"@id\":\"#p\",\"name\":\"Ziar\"}]</script>",
            "||Ziar||ro",
        ),
        ("<script type=application/ld+json>{broken</script><meta name=date content=2025-03-20>", "2025-03-20||||"),
        ("<meta name=date content='next Thursday'>", "||||"),
    ] {
        assert_eq!(page(&format!("{head}<p>{LOREM}")).1, expected, "{head}");
    }
}

#[test]
fn broken_and_hostile_pages_are_read_as_far_as_they_go() {
    assert_eq!(page("a < b & c &unknown; <p unclosed").0, "a < b & c &unknown;\n");
    assert_eq!(
        page("<div><p>one</div></p></b>two<li>three<li>four<table><tr><td>five<td>six")
            .0
            .lines()
            .filter(|l| !l.is_empty())
            .count(),
        6
    );
    assert_eq!(page("<div style='display: none'>x</div><span hidden>y</span>z").0, "z\n");
    assert_eq!(page("pre<pre>a\n b</pre>").0, "pre\n\na\nb\n");
    let nested = format!("{}deep", "<div>".repeat(40_000));
    assert!(page(&nested).0.contains("deep") || read(&nested).cut_short);
    for flood in [
        format!("<p {}>text</p>", "a=b ".repeat(40_000)),
        format!("{}text", "<p>".repeat(40_000)),
        format!("{}text{}", "<b>".repeat(40_000), "</i>".repeat(40_000)),
        format!("{}text", "<a><b></a>".repeat(20_000)),
        format!("{}text", "&amp".repeat(40_000)),
        format!("text{}", "<!--".repeat(40_000)),
    ] {
        let read = read(&flood);
        assert!(read.text.contains("text") || read.cut_short, "{}", &flood[..20]);
    }
}
