//! Edits between two words: optimal string alignment (insertion, deletion, substitution, transposition of neighbours), and f for ph.

use crate::dictionary::digraph::ends_alike;

/// The distance of two words.
pub fn distance(a: &[char], b: &[char]) -> u32 {
    let mut rows = [vec![0; b.len() + 1], vec![0; b.len() + 1], (0..=b.len() as u32).collect()];
    for i in 1..=a.len() {
        rows.rotate_left(1);
        let [two_ago, before, row] = &mut rows;
        row[0] = i as u32;
        for j in 1..=b.len() {
            let replaced = before[j - 1] + u32::from(a[i - 1] != b[j - 1]);
            row[j] = replaced.min(before[j] + 1).min(row[j - 1] + 1);
            if i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] {
                row[j] = row[j].min(two_ago[j - 2] + 1);
            }
            row[j] = match ends_alike(&a[..i], &b[..j]) {
                Some((1, _)) => row[j].min(before[j - 2] + 1),
                Some(_) => row[j].min(two_ago[j - 1] + 1),
                None => row[j],
            };
        }
    }
    rows[2][b.len()]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::spelling::letters;

    fn of(a: &str, b: &str) -> u32 {
        distance(&letters(a), &letters(b))
    }

    #[test]
    fn each_edit_is_one() {
        assert_eq!([of("tent", "tnet"), of("tent", "tents"), of("tent", "tet"), of("tent", "test")], [1; 4]);
        assert_eq!([of("fone", "phone"), of("phone", "fone"), of("fotograph", "photograf")], [1, 1, 2]);
        assert_eq!([of("", ""), of("", "abc"), of("ca", "abc"), of("unframed", "framed")], [0, 3, 3, 2]);
    }
}
