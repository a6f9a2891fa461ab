//! Which part of a page is the article.

use super::collect::{Block, Collected, Container, Kind};

/// The article's text: a block a paragraph, blank lines between.
pub(super) fn choose(page: &Collected) -> String {
    let with = |furniture: bool| -> Vec<usize> { page.blocks.iter().map(|b| weight(b, furniture)).collect() };
    let mut weights = with(false);
    let all: usize = with(true).iter().sum();
    // templates that call the whole page by a name of furniture
    let keep_furniture = weights.iter().sum::<usize>() * 10 < all * 3;
    if keep_furniture {
        weights = with(true);
    }
    let mut sums = vec![0; weights.len() + 1];
    for (i, w) in weights.iter().enumerate() {
        sums[i + 1] = sums[i] + w;
    }
    let (start, end) = range(page, &sums);
    let seen = |b: &Block| keep_furniture || !b.furniture;
    let mut chosen: Vec<&Block> = Vec::new();
    let inside = &page.blocks[start..end];
    // the headline, and what stands as a paragraph between it and the article
    if !inside.iter().any(|b| b.heading == Some(1))
        && let Some(headline) = page.blocks[..start].iter().rposition(|b| b.heading == Some(1))
    {
        chosen.push(&page.blocks[headline]);
        chosen.extend((headline + 1..start).filter(|&i| weights[i] > 0).map(|i| &page.blocks[i]));
    }
    // with no paragraph at all (a page of a few words), everything is the text
    let bare = sums[sums.len() - 1] == 0;
    chosen
        .extend(inside.iter().filter(|b| seen(b) && (bare || b.heading.is_some() || b.links * 10 <= b.text.len() * 6)));
    let mut text = String::new();
    for (i, block) in chosen.iter().enumerate() {
        text.push_str(&block.text);
        let tight = block.item && chosen.get(i + 1).is_some_and(|next| next.item);
        text.push_str(if tight || i + 1 == chosen.len() { "\n" } else { "\n\n" });
    }
    text
}

/// How much running text a block holds, in bytes: none in headings, lists of links and short lines.
fn weight(block: &Block, furniture: bool) -> usize {
    let own = block.text.len().saturating_sub(block.links);
    if block.furniture && !furniture || block.heading.is_some() || own < 25 || block.links > own { 0 } else { own }
}

/// The blocks of the article: what its author marked as such, if that holds enough of the page's running text;
/// else the innermost container that holds most of it.
fn range(page: &Collected, sums: &[usize]) -> (usize, usize) {
    let blocks = page.blocks.len();
    let total = sums[blocks];
    let span = |c: &Container| (c.start.min(blocks), c.end.min(blocks));
    let held = |c: &Container| {
        let (start, end) = span(c);
        sums[end] - sums[start]
    };
    // kind, its least share of the page's running text in percent, and how many bytes are enough whatever the share
    let marks = [(Kind::ArticleBody, 25, 140), (Kind::Article, 40, usize::MAX), (Kind::Main, 40, usize::MAX)];
    for (kind, share, enough) in marks {
        let best = page.containers.iter().filter(|c| c.kind == kind).map(|c| (held(c), c)).max_by_key(|(held, c)| {
            // of two that hold the same, the outer one has the headline
            (*held, std::cmp::Reverse(c.start), c.end)
        });
        if let Some((held, container)) = best
            && held > 0
            && (held * 100 >= total * share || held >= enough)
        {
            return span(container);
        }
    }
    let most = page.containers.iter().filter(|c| total > 0 && held(c) * 10 >= total * 7);
    most.map(span).min_by_key(|(start, end)| end - start).unwrap_or((0, blocks))
}
