//! Traditional Chinese characters and the simplified ones that stand for them.
//!
//! The table is made of `TSCharacters.txt` of `OpenCC` (Apache License 2.0, <https://github.com/BYVoid/OpenCC>): of several simplified ones the first.
//! One character at a time: words that are written otherwise (software is called otherwise in Taipei than in Beijing) are synonyms.

use rustc_hash::FxHashMap;
use std::sync::LazyLock;

static TABLE: LazyLock<FxHashMap<char, char>> = LazyLock::new(|| {
    let pair = |line: &str| Some((line.chars().next()?, line.chars().nth(1)?));
    include_str!("simplified.txt").lines().filter_map(pair).collect()
});

/// The simplified character, the same if there is none.
pub fn simplified(c: char) -> char {
    TABLE.get(&c).copied().unwrap_or(c)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::fold::fold;
    use crate::text::tokens::is_cjk;

    #[test]
    fn what_is_simplified_stays_so() {
        assert_eq!("衝浪板".chars().map(simplified).collect::<String>(), "冲浪板");
        assert!(TABLE.len() > 3000);
        for (&from, &to) in &*TABLE {
            assert!(is_cjk(from) && is_cjk(to) && simplified(to) == to, "{from} {to}");
            assert_eq!(fold(&to.to_string()), to.to_string());
        }
    }
}
