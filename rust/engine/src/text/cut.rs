//! How much of what was typed is read?

/// Characters of a phrase that are read.
const MOST_CHARACTERS: usize = 256;

/// What of a text is read.
pub fn cut(text: &str) -> &str {
    // No text has more characters than bytes.
    let end = if text.len() <= MOST_CHARACTERS { None } else { text.char_indices().nth(MOST_CHARACTERS) };
    &text[..end.map_or(text.len(), |(at, _)| at)]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn characters_are_counted_and_not_bytes() {
        let text = "é".repeat(257);
        assert_eq!(cut(&text[2..]).len(), 512);
        assert_eq!(cut(&text).len(), 512);
        assert_eq!(cut("é"), "é");
    }
}
