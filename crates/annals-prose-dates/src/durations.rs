//! Words of time that have no date: "for nearly a decade", "recently". They are
//! found so that a person sees them.

use super::reader::Reader;

impl Reader<'_> {
    /// Gives the position behind a duration or a vague word.
    pub(super) fn undated(&self, at: usize) -> Option<usize> {
        self.duration(at).max(self.any(at, self.words.undated))
    }

    /// "for nearly a decade", "over the past ten years", "for decades".
    fn duration(&self, at: usize) -> Option<usize> {
        let inner = self.any(at, self.words.lasting)?;
        let past = self.any(inner, self.words.past);
        let length = past.unwrap_or(inner);
        let amount = self.any(length, self.words.more_or_less).unwrap_or(length);
        let counted = self
            .count(amount)
            .and_then(|(_, period)| self.lookup(period, self.words.periods));
        if let Some((_, behind)) = counted {
            return Some(behind);
        }
        // Without a number only "for years" and "over the past decade".
        let (_, behind) = self.lookup(amount, self.words.periods)?;
        let is_many = self.any(amount, self.words.many_periods).is_some();
        let is_such = match past {
            Some(past) => past > inner + 1,
            None => is_many && self.any(at, self.words.lasting_many).is_some(),
        };
        is_such.then_some(behind)
    }
}
