//! Requests to a worker of which only the newest counts.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

/// Numbers the requests of one kind, so that an answer to any but the newest
/// is dropped.
///
/// `R` is what the newest request asks for. A worker holds the [`Ticket`] of
/// its request and stops as soon as the ticket is stale, which it also is when
/// the `LatestRequest` is dropped.
///
/// ```
/// use annals::session::LatestRequest;
///
/// let mut requests = LatestRequest::default();
/// let first = requests.start("all");
/// let second = requests.start("some");
/// assert!(!first.is_newest() && second.is_newest());
/// assert!(!requests.accept(first.number()), "a newer request was made");
/// assert!(requests.accept(second.number()));
/// ```
#[derive(Debug)]
pub struct LatestRequest<R> {
    newest: Arc<AtomicU64>,
    request: Option<R>,
    is_pending: bool,
}

/// One request, as its worker knows it. Two tickets are equal if their numbers
/// are.
#[derive(Debug, Clone)]
pub struct Ticket {
    number: u64,
    newest: Arc<AtomicU64>,
}

impl Ticket {
    /// The number that the answer carries.
    #[must_use]
    pub const fn number(&self) -> u64 {
        self.number
    }

    /// Whether the answer is still wanted.
    #[must_use]
    pub fn is_newest(&self) -> bool {
        self.newest.load(Ordering::Relaxed) == self.number
    }
}

impl PartialEq for Ticket {
    fn eq(&self, other: &Self) -> bool {
        self.number == other.number
    }
}

impl<R> Default for LatestRequest<R> {
    fn default() -> Self {
        Self {
            newest: Arc::default(),
            request: None,
            is_pending: false,
        }
    }
}

impl<R> LatestRequest<R> {
    /// Makes a request; every earlier ticket is stale from now on.
    pub fn start(&mut self, request: R) -> Ticket {
        self.request = Some(request);
        self.is_pending = true;
        self.newest.fetch_add(1, Ordering::Relaxed);
        self.ticket()
    }

    /// The ticket of the newest request.
    #[must_use]
    pub fn ticket(&self) -> Ticket {
        Ticket {
            number: self.number(),
            newest: Arc::clone(&self.newest),
        }
    }

    /// Makes a request unless the newest one asks for the same.
    pub fn start_if_new(&mut self, request: R) -> Option<Ticket>
    where
        R: PartialEq,
    {
        (self.request.as_ref() != Some(&request)).then(|| self.start(request))
    }

    /// Takes note of the answer to a request. Returns whether it is to be used:
    /// whether the request is the newest.
    #[must_use]
    pub fn accept(&mut self, number: u64) -> bool {
        let is_newest = self.is_newest(number);
        self.is_pending &= !is_newest;
        is_newest
    }

    /// Whether a request is the newest, answered or not.
    #[must_use]
    pub fn is_newest(&self, number: u64) -> bool {
        number == self.number() && self.request.is_some()
    }

    /// Whether a request is the newest and unanswered.
    #[must_use]
    pub fn awaits(&self, number: u64) -> bool {
        self.is_pending && self.is_newest(number)
    }

    /// Drops the newest request: its answer is no longer wanted.
    pub fn cancel(&mut self) {
        self.request = None;
        self.is_pending = false;
        self.newest.fetch_add(1, Ordering::Relaxed);
    }

    /// Whether the newest request is unanswered.
    #[must_use]
    pub const fn is_pending(&self) -> bool {
        self.is_pending
    }

    fn number(&self) -> u64 {
        self.newest.load(Ordering::Relaxed)
    }
}

impl<R> Drop for LatestRequest<R> {
    fn drop(&mut self) {
        self.newest.store(u64::MAX, Ordering::Relaxed);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_request_is_made_once_until_it_is_cancelled() {
        let mut requests = LatestRequest::default();
        assert!(requests.start_if_new(1).is_some());
        assert!(requests.start_if_new(1).is_none());
        requests.cancel();
        assert!(requests.start_if_new(1).is_some());
    }

    #[test]
    fn a_cancelled_or_dropped_request_takes_no_answer() {
        let mut requests = LatestRequest::default();
        let ticket = requests.start(());
        assert!(requests.is_pending());
        requests.cancel();
        assert!(!requests.is_pending() && !ticket.is_newest());
        assert!(!requests.accept(ticket.number()));
        let ticket = requests.start(());
        drop(requests);
        assert!(!ticket.is_newest());
    }

    #[test]
    fn only_the_answer_to_the_newest_request_ends_the_wait() {
        let mut requests = LatestRequest::default();
        let first = requests.start(());
        let second = requests.start(());
        assert!(!requests.accept(first.number()) && requests.is_pending());
        assert!(requests.accept(second.number()) && !requests.is_pending());
    }
}
