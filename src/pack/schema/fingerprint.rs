/// A short mark of a data file's text: by it the program knows at run time that a project's file is the very
/// one it was built with, and need not be parsed again. No protection against anyone, only against waiting; so it takes
/// eight letters at a time.
pub fn fingerprint(text: &[u8]) -> u64 {
    let mix = |hash: u64, next: u64| {
        let mixed = (hash ^ next).wrapping_mul(0x9e37_79b9_7f4a_7c15);
        mixed ^ (mixed >> 32)
    };
    let (words, rest) = text.as_chunks::<8>();
    let hash = words.iter().fold(text.len() as u64, |hash, word| mix(hash, u64::from_le_bytes(*word)));
    rest.iter().fold(hash, |hash, byte| mix(hash, u64::from(*byte)))
}
