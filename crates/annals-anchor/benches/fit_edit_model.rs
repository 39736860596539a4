//! Fits the weights of the edit model again and compares them with the published
//! ones: `cargo bench -p annals-anchor --bench fit_edit_model`.
//!
//! A sample is the best candidate of a quotation that is not found unchanged. It is
//! positive if it overlaps the true range by at least one half. Samples come from
//! quotations that were edited or deleted, that have near-duplicates, and that are
//! from another document: synthetic ones, and, if `ANNALS_REVISIONS` names a folder
//! (see the bench `accuracy`), real ones; `STEP` takes every so-many-th pair of
//! revisions. The weights are fitted by ridge-penalised logistic regression to one half
//! of the cases, and judged on the other.

#![allow(
    missing_docs,
    clippy::print_stdout,
    clippy::pedantic,
    clippy::needless_range_loop,
    reason = "a bench prints"
)]

#[path = "../tests/evaluation/mod.rs"]
#[allow(dead_code, reason = "shared with a test")]
mod evaluation;

use std::path::Path;

use annals_anchor::model_fitting::{EditFeatures, EditModel, best_features};
use evaluation::results::{Table, overlap};
use evaluation::{Case, Rng, revision_cases, synthetic_cases};

/// The penalty on the square of each weight.
const RIDGE: f64 = 0.1;

/// The intercept and the weights.
const COUNT: usize = EditFeatures::COUNT + 1;

/// What each of the values of [`EditFeatures`] measures.
const NAMES: [&str; EditFeatures::COUNT] = [
    "share of the words' information",
    "agreement of the better side",
    "agreement of the other side",
    "ln(letters / 60)",
    "name added or removed",
    "contradiction",
];

/// A candidate: its features after a constant 1, and whether it is right.
type Sample = ([f64; COUNT], bool);

fn main() {
    let sets = case_sets();
    // Cases of a set alternate between kinds, so the halves are drawn at random.
    let draw = &mut Rng(2);
    let (training, test): (Vec<_>, Vec<_>) = sets.iter().flatten().partition(|_| draw.percent(50));
    let samples: Vec<Sample> = training.iter().filter_map(|case| sample(case)).collect();
    let right = samples.iter().filter(|(_, is_right)| *is_right).count();
    println!(
        "{} cases to fit, {} of them with a candidate ({right} right, {} wrong); {} to judge\n",
        training.len(),
        samples.len(),
        samples.len() - right,
        test.len()
    );
    let published = EditModel::default();
    let fitted = fit(&samples);
    println!("{:<36}{:>10}{:>10}", "feature", "published", "fitted");
    let rows = [("intercept", published.intercept, fitted.intercept)].into_iter();
    let weights = published.weights.into_iter().zip(fitted.weights);
    let weights = NAMES.into_iter().zip(weights);
    for (name, published, fitted) in rows.chain(weights.map(|(name, (a, b))| (name, a, b))) {
        println!("{name:<36}{published:>10.2}{fitted:>10.2}");
    }
    for (name, model) in [("published", published), ("fitted", fitted)] {
        println!("\n{name}: mean log loss {:.4}", log_loss(&samples, &model));
        let mut table = Table::default();
        for case in &test {
            table.run(std::slice::from_ref(*case), &model, |_, _, _| ());
        }
        table.print();
    }
}

/// The cases, set by set.
fn case_sets() -> Vec<Vec<Case>> {
    let rng = &mut Rng(1);
    let mut sets = vec![
        synthetic_cases::edited(rng, 20_000, 800),
        synthetic_cases::deleted(rng, 20_000, 800),
        synthetic_cases::elsewhere(rng, 60_000, 1_000),
        synthetic_cases::near_duplicates(rng, 400),
    ];
    let Ok(folder) = std::env::var("ANNALS_REVISIONS") else {
        println!("ANNALS_REVISIONS is not set: synthetic prose only\n");
        return sets;
    };
    let step = std::env::var("STEP").ok();
    let step = step.and_then(|step| step.parse().ok()).unwrap_or(1);
    let pairs = revision_cases::pairs(Path::new(&folder));
    println!("{} pairs of revisions, one in {step} used\n", pairs.len());
    for (number, pair) in pairs.iter().enumerate().step_by(step) {
        let mut cases = revision_cases::cases(pair, rng, 20);
        // The right answer to the other kinds is a matter of opinion, or does not
        // depend on the model.
        cases.retain(|case| matches!(case.kind.as_str(), "edited" | "deleted"));
        sets.push(cases);
        let other = &pairs[(number + 7) % pairs.len()];
        let mut cases = revision_cases::elsewhere("other document", pair, other, rng, 4);
        cases.retain(|case| case.kind != "copied");
        sets.push(cases);
    }
    sets
}

fn sample(case: &Case) -> Option<Sample> {
    let (range, features) = best_features(&case.text, &case.quote)?;
    let mut row = [1.0; COUNT];
    row[1..].copy_from_slice(&features.values());
    let is_right = case
        .truth
        .is_some_and(|truth| overlap((range.start, range.end), truth, case.optional) >= 0.5);
    Some((row, is_right))
}

/// Newton's method for the logistic regression with a ridge penalty.
fn fit(samples: &[Sample]) -> EditModel {
    let mut weights = [0.0; COUNT];
    for _ in 0..50 {
        let mut gradient = [0.0; COUNT];
        let mut hessian = [[0.0; COUNT]; COUNT];
        for i in 1..COUNT {
            gradient[i] = -RIDGE * weights[i];
            hessian[i][i] = RIDGE;
        }
        for (row, is_right) in samples {
            let p = probability(&weights, row);
            for i in 0..COUNT {
                gradient[i] += (f64::from(u8::from(*is_right)) - p) * row[i];
                for j in 0..COUNT {
                    hessian[i][j] += p * (1.0 - p) * row[i] * row[j];
                }
            }
        }
        let step = solve(hessian, gradient);
        for (weight, step) in weights.iter_mut().zip(step) {
            *weight += step;
        }
        if step.iter().all(|step| step.abs() < 1e-9) {
            break;
        }
    }
    let [intercept, weights @ ..] = weights;
    EditModel { intercept, weights }
}

/// Solves a linear system by Gaussian elimination with partial pivoting.
fn solve(mut matrix: [[f64; COUNT]; COUNT], mut right: [f64; COUNT]) -> [f64; COUNT] {
    for column in 0..COUNT {
        let size = |row: &usize| matrix[*row][column].abs();
        let pivot = (column..COUNT).max_by(|a, b| size(a).total_cmp(&size(b)));
        let pivot = pivot.unwrap_or(column);
        matrix.swap(column, pivot);
        right.swap(column, pivot);
        for row in column + 1..COUNT {
            let factor = matrix[row][column] / matrix[column][column];
            for k in column..COUNT {
                matrix[row][k] -= factor * matrix[column][k];
            }
            right[row] -= factor * right[column];
        }
    }
    for row in (0..COUNT).rev() {
        let known: f64 = (row + 1..COUNT).map(|k| matrix[row][k] * right[k]).sum();
        right[row] = (right[row] - known) / matrix[row][row];
    }
    right
}

fn probability(weights: &[f64; COUNT], row: &[f64; COUNT]) -> f64 {
    let log_odds: f64 = weights.iter().zip(row).map(|(w, x)| w * x).sum();
    1.0 / (1.0 + (-log_odds).exp())
}

/// The mean negative log-likelihood, in nats.
fn log_loss(samples: &[Sample], model: &EditModel) -> f64 {
    let mut weights = [model.intercept; COUNT];
    weights[1..].copy_from_slice(&model.weights);
    let loss = samples.iter().map(|(row, is_right)| {
        let p = probability(&weights, row).clamp(1e-12, 1.0 - 1e-12);
        -(if *is_right { p } else { 1.0 - p }).ln()
    });
    loss.sum::<f64>() / samples.len() as f64
}
