//! Field lengths in one byte: exact to 39, then four significant bits (the code of Lucene's `SmallFloat.intToByte4`).

/// The code of a length.
pub fn length_code(length: u32) -> u8 {
    if length < 40 {
        return length as u8;
    }
    let above = length - 24;
    let shift = 32 - above.leading_zeros() - 4;
    (24 + ((above >> shift) & 7 | (shift + 1) << 3)) as u8
}

/// The smallest length with this code.
pub fn length_of(code: u8) -> u64 {
    if code < 40 {
        return u64::from(code);
    }
    let code = u64::from(code) - 24;
    let (mantissa, shift) = (code & 7, (code >> 3) - 1);
    24 + ((mantissa | 8) << shift)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn codes_keep_the_order_and_lose_an_eighth_at_most(length in 0_u32..100_000_000) {
            let told = length_of(length_code(length));
            prop_assert!(told <= u64::from(length));
            prop_assert!((u64::from(length) - told) * 8 <= u64::from(length));
            prop_assert!(length_code(length) <= length_code(length + 1));
            prop_assert_eq!(length_code(told as u32), length_code(length));
        }
    }
}
