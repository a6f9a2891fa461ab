//! Texts that many articles have are kept once: the same people, places and phrases stand in all of them.

use crate::{actors::ActorId, dating::DatedArticle};
use arcstr::ArcStr;
use rustc_hash::{FxHashSet, FxHasher};
use std::{
    hash::{Hash, Hasher},
    sync::{Mutex, PoisonError},
};

/// So many parts, each locked by itself: threads seldom want the same.
const PARTS: usize = 32;

/// Every text once. What shares a text with whom changes no result.
#[derive(Debug)]
pub struct Pool([Mutex<FxHashSet<ArcStr>>; PARTS]);

impl Default for Pool {
    fn default() -> Self {
        Pool(std::array::from_fn(|_| Mutex::default()))
    }
}

impl Pool {
    /// Puts the one text of this content in the place of another.
    fn share(&self, text: &mut ArcStr) {
        // text of the program, and the empty one, take no room of their own
        if ArcStr::is_static(text) {
            return;
        }
        let mut hasher = FxHasher::default();
        text.as_str().hash(&mut hasher);
        let mut part = self.0[hasher.finish() as usize % PARTS].lock().unwrap_or_else(PoisonError::into_inner);
        match part.get(text.as_str()) {
            Some(known) => *text = known.clone(),
            None => {
                part.insert(text.clone());
            }
        }
    }

    fn share_id(&self, id: &mut ActorId) {
        self.share(&mut id.0);
    }

    /// All texts of an article that others may have, too; and no more room for lists than they need.
    pub fn share_all(&self, article: &mut DatedArticle) {
        for mention in &mut article.mentions {
            self.share(&mut mention.date_basis);
            mention.actors.iter_mut().for_each(|(_, id)| self.share_id(id));
            mention.place.iter_mut().for_each(|id| self.share_id(id));
        }
        article.forms.iter_mut().for_each(|(id, ..)| self.share_id(id));
        for found in &mut article.discovered {
            self.share_id(&mut found.id);
            found.country.iter_mut().for_each(|id| self.share_id(id));
        }
        self.share_rest(article);
    }

    /// The same of one that was [read](crate::shared) from where it was kept: some of its texts are those of others already.
    pub fn share_rest(&self, article: &mut DatedArticle) {
        for mention in &mut article.mentions {
            mention.topics.iter_mut().for_each(|topic| self.share(topic));
            mention.actors.shrink_to_fit();
            mention.topics.shrink_to_fit();
        }
        article.forms.iter_mut().for_each(|(_, form, _)| self.share(form));
        article.mentions.shrink_to_fit();
        article.forms.shrink_to_fit();
        article.discovered.shrink_to_fit();
        article.paragraphs.shrink_to_fit();
        article.clues.shrink_to_fit();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_text_is_one() {
        let pool = Pool::default();
        let (mut a, mut b) = (ArcStr::from(String::from("somebody")), ArcStr::from(String::from("somebody")));
        assert!(!ArcStr::ptr_eq(&a, &b));
        pool.share(&mut a);
        pool.share(&mut b);
        assert!(ArcStr::ptr_eq(&a, &b));
        assert_eq!(a, "somebody");
    }
}
