use super::*;
use crate::pack;
use proptest::prelude::*;
use std::sync::LazyLock;

static PACKS: LazyLock<Vec<pack::LanguagePack>> = LazyLock::new(|| pack::load(None).0.languages);
static CUTTER: LazyLock<Cutter> = LazyLock::new(|| Cutter::new(&PACKS));

fn language(code: &str) -> LanguageIx {
    CUTTER.language(code).expect("a pack")
}

/// A text of one language, cut with `‖` between sentences.
fn sentences(code: &str, body: &str) -> String {
    let document = CUTTER.cut(body, Some(language(code)));
    document.sentences.iter().map(|s| s.span.of(body)).collect::<Vec<_>>().join(" ‖ ")
}

/// Each case is written as its sentences should come out, with ` ‖ ` where the text has a blank and `‖` where it has none.
fn check_sentences(code: &str, cases: &[&str]) {
    for case in cases {
        let body = case.replace(" ‖ ", " ").replace('‖', "");
        assert_eq!(sentences(code, &body), case.replace(" ‖ ", "‖").replace('‖', " ‖ "), "{code}");
    }
}

#[test]
fn english_sentences() {
    check_sentences(
        "en",
        &[
            "He left. ‖ She stayed! ‖ Why? ‖ “No one knows.” ‖ So be it.",
            "Talks began in the U.S. ‖ The president left. ‖ U.S. Secretary of State J. D. Vance and John F. Kennedy met Gen. A. Smith.",
            "Trade with the U.S. fell 3.5 percent, to $1,204.5 billion. ‖ In Jan. 2025 it rose.",
            "At 5 p.m. Putin called. ‖ It ended at 6 p.m. ‖ He slept.",
            "Mr. Smith, of Acme Inc. and No. 10, said no. ‖ Later he said yes.",
            "They agreed on \"a pause...\" and went on. ‖ The rest […] is silence. ‖ \"Done.\" ‖ \"Next came war\"‖Sign up for more",
            "1. Stop the war. ‖ He said so (twice). ‖ [...] Then he left.",
            "The war ended.‖Then came peace. ‖ See example.org for more. ‖ al-Sharaa agreed.",
            "“Will he come?” she asked. ‖ 'Never!' ‖ 20 ships sailed on.",
        ],
    );
}

#[test]
fn italian_sentences() {
    check_sentences(
        "it",
        &[
            "Il sig. Rossi ha visto il gen. Bianchi. ‖ L'on. Verdi, no.",
            "«Siamo pronti.» ‖ Così il premier. ‖ “Vedremo”. ‖ [nota] A medio termine, ha detto.",
            "Ha detto: «Basta!» ‖ E' partito alle 14.30, con 100.000 soldati. ‖ Secondo l'art. 5 del trattato, no.",
            "La crisi ecc. ecc. continua. ‖ S. Egidio media. ‖ Nel 2014 d.C. ‖ Il resto è storia.",
            "La tregua è scattata domenica.‖Poi il silenzio... ‖ Domani si vedrà.",
        ],
    );
}

#[test]
fn romanian_sentences() {
    check_sentences(
        "ro",
        &[
            "Dl. Popescu a plecat. ‖ „Vom continua!” a spus el. ‖ „Noile realități... trebuie recunoscute”, a spus prof. Ionescu.",
            "Conform art. 5, nr. 10 din 2024, S.U.A. sunt de acord. ‖ În S.U.A. ‖ În rest, nu.",
            "A fost la ora 10.30 pe str. Lungă. ‖ S-a terminat. ‖ I-a spus?",
            "Summitul a avut loc în Alaska.‖Apoi a plecat.",
        ],
    );
}

fn words(code: &str, text: &str) -> Vec<String> {
    CUTTER.words(text, language(code)).into_iter().map(str::to_owned).collect()
}

#[test]
fn words_part_as_each_language_elides() {
    assert_eq!(
        words("en", "Russia's don't they'll ministers’ Jong-un"),
        ["Russia", "'s", "don't", "they", "'ll", "ministers", "’", "Jong-un"]
    );
    assert_eq!(
        words("it", "dell’Ucraina all'ex-premier un po' d'altro Sant'Egidio"),
        ["dell’", "Ucraina", "all'", "ex-", "premier", "un", "po'", "d'", "altro", "Sant'", "Egidio"]
    );
    assert_eq!(
        words("ro", "s-a NATO-ul într-un prim-ministru citând-o i-au G7-ului"),
        ["s-", "a", "NATO", "-ul", "într-", "un", "prim-ministru", "citând", "-o", "i-", "au", "G7", "-ului"]
    );
}

#[test]
fn an_apostrophe_may_be_an_accent() {
    let body = "E' la citta' di 'Roma' perche' si', un po' come l'Aquila.";
    let document = CUTTER.cut(body, Some(language("it")));
    let lower: Vec<&str> = (0..document.tokens.len()).map(|i| document.lower(i)).collect();
    assert_eq!(
        lower,
        ["è", "la", "città", "di", "'", "roma", "'", "perché", "sì", ",", "un", "po'", "come", "l'", "aquila", "."]
    );
}

#[test]
fn phrases_are_found_with_or_without_diacritics() {
    let mut phrases = Phrases::default();
    for (phrase, value) in [("dà", 1), ("da", 2), ("recep erdoğan", 3), ("erdoğan", 4)] {
        phrases.insert(&CUTTER.words(phrase, language("it")), value);
    }
    phrases.settle();
    let found = |body: &str| -> Vec<i32> {
        let document = CUTTER.cut(body, Some(language("it")));
        let count = document.tokens.len();
        (0..count).flat_map(|i| phrases.at(&document, i, count)).map(|m| m.value).collect()
    };
    assert_eq!(found("Da Recep Erdogan"), [1, 2, 3, 4]);
    assert_eq!(found("Dà a Erdoğan"), [1, 4]);
    // a text that writes its accents means what it leaves without
    assert_eq!(found("È già da Erdogan, si dà pace"), [2, 4, 1]);
    assert_eq!(found("Erdogán"), [0; 0]);
}

/// The quotations of a text that is one paragraph or several.
fn quotations(body: &str) -> Vec<&str> {
    let document = CUTTER.cut(body, None);
    document.quotations.iter().map(|q| q.span.of(body)).collect()
}

#[test]
fn quotation_marks_of_every_kind() {
    let cases: [(&str, &[&str]); 19] = [
        ("He said \"yes,\" then \"no.\"", &["\"yes,\"", "\"no.\""]),
        ("Disse “sì” e «no» e „forse” e „mai“.", &["“sì”", "«no»", "„forse”", "„mai“"]),
        ("Ha detto “con gravi conseguenze“, poi altro.", &["“con gravi conseguenze“"]),
        ("A spus: ”Vom continua”, apoi \"gata”.", &["”Vom continua”", "\"gata”"]),
        ("„El a zis «da» ieri”, a spus.", &["„El a zis «da» ieri”"]),
        ("«Ha detto “no” due volte», riferisce.", &["«Ha detto “no” due volte»"]),
        ("« Non », a-t-il dit. « Jamais. »", &["« Non »", "« Jamais. »"]),
        // behind an elided word it opens
        ("Paris parle d'« acte hostile » et de l'« abus » dans une lettre.", &["« acte hostile »", "« abus »"]),
        ("The ‘silicon shield’ and 'red line' of Ukraine's ministers' talks", &["‘silicon shield’", "'red line'"]),
        ("Rock 'n' roll isn't over in the '90s.", &["'n'"]),
        // closed without being opened: from the sentence's beginning
        (
            "Ha parlato. Tutto questo può destabilizzare la situazione”, ha detto.",
            &["Tutto questo può destabilizzare la situazione”"],
        ),
        // opened without being closed: to the sentence's end
        ("He said “we go on. Then he left the room.", &["“we go on."]),
        ("He said \"we go on. Then \"no\" came.", &["\"we go on.", "\"no\""]),
        // over two paragraphs
        ("“We go on. Nothing stops us.\n“We win,” he said.", &["“We go on. Nothing stops us.", "“We win,”"]),
        ("“We go on. Nothing stops us.\nWe win,” he said.", &["“We go on. Nothing stops us.", "We win,”"]),
        ("The plan (\"a trap\") and the—“other”—one", &["\"a trap\"", "“other”"]),
        ("war\"Sign up", &[]),
        ("\"\"", &[]),
        ("“", &[]),
    ];
    for (body, expected) in cases {
        assert_eq!(quotations(body), expected, "{body}");
    }
    let document = CUTTER.cut("He said “we go” today.", None);
    let quoted: Vec<&str> =
        (0..document.tokens.len()).filter(|i| document.tokens[*i].quoted).map(|i| document.text(i)).collect();
    assert_eq!(quoted, ["we", "go"]);
}

/// Roles of a body's paragraphs: `H`, `B` or `-`, and their languages.
fn roles(body: &str) -> String {
    let document = CUTTER.cut(body, None);
    let role = |p: &Paragraph| match p.role {
        ParagraphRole::Headline => 'H',
        ParagraphRole::Body => 'B',
        ParagraphRole::Noise => '-',
    };
    document.paragraphs.iter().map(role).collect()
}

const EN: &str =
    "The two ministers met on Tuesday in the capital, and they agreed that the talks would go on there next week.";
const IT: &str = "I due ministri si sono incontrati martedì nella capitale e hanno deciso di continuare i colloqui la prossima settimana.";
const RO: &str =
    "Cei doi miniștri s-au întâlnit marți în capitală și au hotărât să continue discuțiile săptămâna viitoare.";

#[test]
fn furniture_is_told_from_news() {
    let furniture = [
        "0",
        "501",
        "Share 34 | Tweet 5",
        "00:00 / 04:12",
        "#peace #talks #Geneva",
        "https://example.org/more",
        "ADVERTISEMENT",
        "Read also: Ministers meet again",
        "Photo: Presidency",
        "By Anna Smith and John Doe",
        "(Reuters)",
        "© Example 2025",
        "The ministers in Geneva (Reuters)",
        "Sign up for our newsletter",
        "Subscribe to our WhatsApp channel.",
        "Leggi anche: I ministri si vedono ancora",
        "Condividi su: Facebook Twitter",
        "RIPRODUZIONE RISERVATA",
        "di Mario Rossi",
        "Foto: Presidenza",
        "Potrebbe interessarti: un altro articolo",
        "1.204 visualizzazioni",
        "Entra nel nostro canale Whatsapp",
        "Citește și: Miniștrii se văd din nou",
        "Citeşte şi: Ministrii",
        "Distribuie: 212 | Comentarii: 18",
        "Sursa foto: Arhivă",
        "De Ion Popescu",
        "Editor: I.P. | Sursa foto: Arhivă",
        "Abonează-te la canalul nostru",
        "Urmărește știrile și pe WhatsApp",
    ];
    for line in furniture {
        for news in [EN, IT, RO] {
            assert_eq!(roles(&format!("{news}\n\n{line}\n\n{news}")), "B-B", "{line}");
        }
    }
    let news = [
        "Share prices fell sharply on Tuesday.",
        "Maduro wrote on his Telegram channel that he agreed.",
        "By Tuesday all had left.",
        "Copying the plan was refused.",
        "He said it in a newsletter of the ministry.",
        "Leggi razziali, il presidente chiede scusa.",
        "Di Maio vola a Mosca per i colloqui.",
        "Ha scritto sul suo canale WhatsApp che è d'accordo.",
        "Il video del ministro è stato diffuso ieri.",
        "Guvernul urmărește situația cu atenție.",
        "Urmăriți de poliție, protestatarii au plecat.",
        "De la Moscova a venit un răspuns.",
        "The G7 (the seven richest states) met.",
        "Fotografia arată rachete.",
    ];
    for line in news {
        assert_eq!(roles(&format!("{EN}\n{line}\n{IT}")), "BBB", "{line}");
    }
}

#[test]
fn furniture_on_a_line_with_news_is_cut_off() {
    let body = "The summit ended on Friday.\"Per restare aggiornato entra nel nostro canale Whatsapp";
    assert_eq!(roles(&format!("{EN}\n{body}")), "BB-");
    let body = "La tregua è scattata domenica. Sui social il video [1.204 visualizzazioni].";
    assert_eq!(roles(&format!("{IT}\n{body}")), "BB-");
    let body = "Citește și: Trafic restricționat trei zile. Vezi traseele ocolitoare";
    assert_eq!(roles(&format!("{RO}\n{body}")), "B-");
}

#[test]
fn headlines_are_told_from_text() {
    assert_eq!(roles(&format!("Ministers meet again\n{EN}\nA heading\n{EN}\nWhat next?\n{EN}")), "HBHBHB");
    assert_eq!(
        roles(&format!("0\nKremlin: \"We are ready\"\n{EN}\nHe said:\n\"We are ready,\"\n## Later.\n{EN}")),
        "-HBBBHB"
    );
    assert_eq!(roles(&format!("ROMA, 14 GEN - {IT}")), "B");
}

#[test]
fn each_paragraph_has_its_language() {
    let body = format!("{EN}\n{IT}\n{RO}\nTitolo breve\n{IT}\nShort title here\n{IT}");
    let document = CUTTER.cut(&body, None);
    let codes: Vec<&str> = document.paragraphs.iter().map(|p| PACKS[p.language as usize].language.as_str()).collect();
    assert_eq!(codes, ["en", "it", "ro", "it", "it", "it", "it"]);
    assert_eq!(document.language, language("it"));
    // what a page's template declares does not outweigh its text
    let text = format!("{RO} {RO}");
    assert_eq!(CUTTER.cut(&text, Some(language("en"))).language, language("ro"));
    assert_eq!(CUTTER.cut("Moscova", Some(language("ro"))).language, language("ro"));
}

#[test]
fn text_of_no_known_language_is_no_news() {
    let russian =
        "Президент России провёл в среду телефонный разговор с президентом Соединённых Штатов, сообщили в Кремле.";
    let polish = "Prezydent rozmawiał w środę przez telefon z kanclerzem Niemiec o sytuacji na granicy, poinformował rzecznik rządu w Warszawie.";
    let swedish = "Statsministern talade i onsdags i telefon med presidenten om läget vid gränsen, sade en talesman för regeringen.";
    for foreign in [russian, polish, swedish] {
        assert_eq!(roles(&format!("{EN}\n{foreign}")), "B-", "{foreign}");
    }
}

/// What holds of every document, whatever the text.
fn sound(body: &str) {
    let document = CUTTER.cut(body, None);
    let inside = |inner: Span, outer: Span| outer.contains(inner) && inner.start < inner.end;
    let mut tokens = 0;
    for sentence in &document.sentences {
        assert_eq!(sentence.tokens.start, tokens);
        assert!(sentence.tokens.end > tokens);
        tokens = sentence.tokens.end;
        assert!(inside(sentence.span, document.paragraphs[sentence.paragraph as usize].span));
        assert!(document.tokens_of(sentence).iter().all(|t| inside(t.span, sentence.span)));
    }
    assert_eq!(tokens as usize, document.tokens.len());
    assert!(document.tokens.windows(2).all(|w| w[0].span.end <= w[1].span.start));
    assert!(document.paragraphs.windows(2).all(|w| w[0].span.end <= w[1].span.start));
    let mut sentences = 0;
    for paragraph in &document.paragraphs {
        assert_eq!(paragraph.sentences.start, sentences);
        sentences = paragraph.sentences.end;
        let _ = paragraph.span.of(body);
    }
    assert_eq!(sentences as usize, document.sentences.len());
    for (i, token) in document.tokens.iter().enumerate() {
        // slicing panics off a character's boundary
        assert_eq!(fold(document.lower(i)), document.folded(i));
        assert_eq!(document.token_at(token.span.start), i);
    }
    for quotation in &document.quotations {
        let (start, end) = (quotation.tokens.0 as usize, quotation.tokens.1 as usize);
        assert!(start < end && end <= document.tokens.len());
        assert_eq!(quotation.span, document.tokens[start].span.hull(document.tokens[end - 1].span));
    }
}

#[test]
fn long_and_odd_texts_are_cut_in_linear_time() {
    for body in [
        "word ".repeat(20_000),
        "“".repeat(30_000),
        "\"”«»„'‘’".repeat(20_000),
        "x".repeat(1 << 18),
        "a-".repeat(50_000),
        "a'".repeat(50_000),
        "A.".repeat(50_000),
        "1.".repeat(50_000),
        "...".repeat(30_000),
        "[(".repeat(30_000),
        format!("a{} b", ".".repeat(30_000)),
        format!("a.{} b", ")\"".repeat(30_000)),
        "a\n".repeat(30_000),
        "e\u{301}".repeat(30_000),
        "\u{200b}\u{ad}".repeat(30_000),
        "Share 1 | ".repeat(20_000),
        "# ".repeat(50_000),
        "“Yes. ".repeat(50_000),
    ] {
        sound(&body);
    }
}

proptest! {
    #[test]
    fn any_text_is_cut_soundly(body in "\\PC{0,200}") {
        sound(&body);
    }

    #[test]
    fn any_text_of_news_parts_is_cut_soundly(parts in prop::collection::vec(prop::sample::select(vec![
        "Putin", "said", " ", " ", " ", ".", "...", "…", "\"", "“", "”", "„", "«", "»", "'", "’", "(", ")", "[", "]", "U.S.", "J.", "dell'",
        "s-a", "citta'", "100.000", "14:30", "\n", "\n\n", "# ", "- ", "|", "Share", "Foto:", "©", "È", "ş", "e\u{301}", "\u{ad}", "\u{200b}",
        "https://a.b", ",", "?", "!", "The", "În", "www.", "-", "–",
    ]), 0..60)) {
        sound(&parts.concat());
    }
}
