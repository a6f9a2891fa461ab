/// A short mark of a data file's text (FNV-1a): by it the program knows at run time that a project's file is the very
/// one it was built with, and need not be parsed again. No protection against anyone, only against waiting.
pub fn fingerprint(text: &str) -> u64 {
    text.bytes().fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x100_0000_01b3))
}
