//! Time expressions without a date: "for nearly a decade", "recently". They are
//! findings too, so that a person sees them.

use super::phrase_parser::PhraseParser;

impl PhraseParser<'_> {
    /// Returns the position after a duration or a vague word.
    pub(super) fn undated(&self, at: usize) -> Option<usize> {
        self.duration(at).max(self.any(at, &self.words.undated))
    }

    /// "for nearly a decade", "over the past ten years", "for decades".
    fn duration(&self, at: usize) -> Option<usize> {
        let inner = self.any(at, &self.words.lasting)?;
        let past = self.any(inner, &self.words.past);
        let length = past.unwrap_or(inner);
        let amount = self.any(length, &self.words.more_or_less).unwrap_or(length);
        let counted = self
            .count(amount)
            .and_then(|(_, period)| self.lookup(period, &self.words.periods));
        if let Some((_, after)) = counted {
            return Some(after);
        }
        // Without a number only "for years" and "over the past decade".
        let (_, after) = self.lookup(amount, &self.words.periods)?;
        let is_many = self.any(amount, &self.words.many_periods).is_some();
        let is_duration = match past {
            Some(past) => past > inner + 1,
            None => is_many && self.any(at, &self.words.lasting_many).is_some(),
        };
        is_duration.then_some(after)
    }
}
