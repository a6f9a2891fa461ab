//! Which articles tell the same story: those that name the same people and places, the rarer the better.

use crate::{actors::ActorId, dating::DatedArticle};
use rustc_hash::FxHashMap;

/// As alike as articles on one happening are; 1 is the same.
const ALIKE: f32 = 0.3;
/// So many actors must be in both.
const SHARED: usize = 3;

/// Who is named in each article, as a vector of length 1.
#[derive(Debug, Clone, Default)]
pub struct Stories(Vec<Vec<(u32, f32)>>);

impl Stories {
    pub fn new(articles: &[DatedArticle]) -> Self {
        let mut numbers: FxHashMap<&ActorId, (u32, f32)> = FxHashMap::default();
        let mut named: Vec<Vec<(u32, f32)>> = Vec::with_capacity(articles.len());
        for article in articles {
            let mut own: FxHashMap<u32, f32> = FxHashMap::default();
            for (id, _, times) in &article.forms {
                let next = numbers.len() as u32;
                let slot = numbers.entry(id).or_insert((next, 0.0));
                let count = own.entry(slot.0).or_insert_with(|| {
                    slot.1 += 1.0;
                    0.0
                });
                *count += *times as f32;
            }
            let mut own: Vec<(u32, f32)> = own.into_iter().collect();
            own.sort_unstable_by_key(|n| n.0);
            named.push(own);
        }
        let mut articles_with: Vec<f32> = vec![0.0; numbers.len()];
        for (number, count) in numbers.values() {
            articles_with[*number as usize] = *count;
        }
        let all = articles.len() as f32;
        for own in &mut named {
            for (number, weight) in own.iter_mut() {
                *weight = (1.0 + weight.ln()) * (1.0 + all / articles_with[*number as usize]).ln();
            }
            let length = own.iter().map(|(_, w)| w * w).sum::<f32>().sqrt();
            own.iter_mut().for_each(|(_, w)| *w /= length);
        }
        Stories(named)
    }

    pub fn alike(&self, a: usize, b: usize) -> bool {
        let (Some(a), Some(b)) = (self.0.get(a), self.0.get(b)) else { return false };
        let (mut i, mut j, mut shared, mut sum) = (0, 0, 0, 0.0);
        while i < a.len() && j < b.len() {
            match a[i].0.cmp(&b[j].0) {
                std::cmp::Ordering::Less => i += 1,
                std::cmp::Ordering::Greater => j += 1,
                std::cmp::Ordering::Equal => {
                    shared += 1;
                    sum += a[i].1 * b[j].1;
                    i += 1;
                    j += 1;
                }
            }
        }
        shared >= SHARED && sum >= ALIKE
    }
}
