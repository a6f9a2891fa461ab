//! What the words around a name say of its bearer.

/// Grammatical or natural gender, for pronouns.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Gender {
    Feminine,
    Masculine,
}

/// What the words around an office say of its holder.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    Former,
    Outgoing,
    Designate,
    Acting,
}
