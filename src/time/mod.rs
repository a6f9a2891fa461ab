//! Time expressions of a document, symbolic until the publication day is known
//! ("Thursday before publication"). Knows no actors and no events.
