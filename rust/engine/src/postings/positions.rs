//! Where in a field does a term stand? Read for quoted phrases only.
//!
//! For one document: for every field of the signature in order, the true count if it is saturated, then the positions as
//! differences; all as LEB128.

use super::signature::{MOST, Signature};

/// Appends a number in 7-bit groups, low ones first.
pub fn write_varint(mut value: u32, out: &mut Vec<u8>) {
    while value >= 0x80 {
        out.push(value as u8 | 0x80);
        value >>= 7;
    }
    out.push(value as u8);
}

/// Reads a number and moves `at` behind it. Broken bytes give some number, never a panic.
pub fn read_varint(bytes: &[u8], at: &mut usize) -> u32 {
    let mut value = 0_u32;
    for shift in (0..32).step_by(7) {
        let byte = bytes.get(*at).copied().unwrap_or(0);
        *at += 1;
        value |= u32::from(byte & 0x7f) << shift;
        if byte < 0x80 {
            break;
        }
    }
    value
}

/// Appends the positions of one document; `occurrences` are (field, position) in order.
pub fn encode(signature: Signature, occurrences: &[(u8, u32)], out: &mut Vec<u8>) {
    let mut rest = occurrences;
    for (field, count) in signature.fields() {
        let here = rest.iter().take_while(|&&(f, _)| usize::from(f) == field).count();
        if count == MOST {
            write_varint(here as u32, out);
        }
        let mut previous = 0;
        for &(_, position) in &rest[..here] {
            write_varint(position - previous, out);
            previous = position;
        }
        rest = &rest[here..];
    }
}

/// Reads the positions of one document and moves `at` behind them; calls `emit(field, position)` in order.
pub fn decode(signature: Signature, bytes: &[u8], at: &mut usize, mut emit: impl FnMut(usize, u32)) {
    for (field, count) in signature.fields() {
        let count = if count == MOST { read_varint(bytes, at).min(bytes.len() as u32) } else { count };
        let mut position = 0_u32;
        for _ in 0..count {
            position = position.wrapping_add(read_varint(bytes, at));
            emit(field, position);
        }
    }
}

/// Moves `at` behind so many numbers without reading them, eight bytes at a time: a number ends at a byte below 0x80.
pub fn skip(mut numbers: usize, bytes: &[u8], at: &mut usize) {
    const CONTINUES: u64 = 0x8080_8080_8080_8080;
    while let Some(&eight) = bytes.get(*at..).and_then(|rest| rest.first_chunk()) {
        let ends = (!u64::from_le_bytes(eight) & CONTINUES).count_ones() as usize;
        if ends >= numbers {
            break;
        }
        numbers -= ends;
        *at += 8;
    }
    for _ in 0..numbers {
        read_varint(bytes, at);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn what_is_encoded_is_decoded(mut occurrences in prop::collection::vec((0_u8..8, 0_u32..70_000), 1..40)) {
            occurrences.sort_unstable();
            occurrences.dedup();
            let mut signature = Signature::default();
            occurrences.iter().for_each(|&(field, _)| signature.add(field.into()));
            let mut bytes = Vec::new();
            encode(signature, &occurrences, &mut bytes);
            let (mut at, mut found) = (0, Vec::new());
            decode(signature, &bytes, &mut at, |field, position| found.push((field as u8, position)));
            prop_assert_eq!(&found, &occurrences);
            prop_assert_eq!(at, bytes.len());
            if let Some(numbers) = signature.total() {
                prop_assert_eq!(numbers, found.len());
                at = 0;
                skip(3 * numbers, &bytes.repeat(3), &mut at);
                prop_assert_eq!(at, 3 * bytes.len());
            }
        }
    }
}
