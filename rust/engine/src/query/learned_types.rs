//! Which learned types does a phrase name?
//!
//! Definition: `docs/reference/semantics.md`, paragraph 6, "Learned types".

use super::merchant_words::MerchantWords;
use super::phrase::Ending;
use crate::error::Result;
use crate::index::learned_types::LearnedTypes;
use crate::index::segment::Segment;
use crate::text::Language;
use crate::text::stem::StemGroups;
use crate::types::head::{Side, leads_on, main_side};

/// The learned types that the words of a phrase name, also in the merchant's other words for it, ascending.
pub fn learned_types(
    segment: &Segment,
    locale: usize,
    words: &[String],
    merchant: Option<&MerchantWords>,
    ending: Ending,
) -> Result<Vec<u16>> {
    let Some(learned) = &segment.texts[locale].learned_types else { return Ok(Vec::new()) };
    let tag = segment.schema.locales[locale].languages.first().map_or("", String::as_str);
    let mut found = Vec::new();
    found.extend(named_by(learned, words, tag, ending)?);
    for other in merchant.into_iter().flat_map(|merchant| merchant.rewritten(words)) {
        found.extend(named_by(learned, &other, tag, ending)?);
    }
    found.sort_unstable();
    found.dedup();
    Ok(found)
}

/// The type that words name: the outermost. While the last word is being typed, nothing else names the thing: `laptop ba` may become a bag.
fn named_by(learned: &LearnedTypes, words: &[String], tag: &str, ending: Ending) -> Result<Option<u16>> {
    let groups = StemGroups::of(Language::of(tag));
    let end = words.iter().position(|word| leads_on(word, tag)).unwrap_or(words.len());
    let side = main_side(tag);
    for at in 0..end {
        let at = if side == Side::End { end - 1 - at } else { at };
        if let Some(number) = learned.called(&words[at], &groups)? {
            return Ok((ending == Ending::Whole || at + 1 == words.len()).then_some(number));
        }
    }
    Ok(None)
}
