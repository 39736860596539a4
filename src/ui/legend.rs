//! Legend: one sample for each property that a mark can show.

use crate::language::say;
use eframe::egui::{self, Label, RichText, Stroke, Ui, pos2, vec2};

use super::evidence;
use super::marks::{self, Emphasis};
use super::theme::Palette;
use crate::layout::{Cap, Mark, MarkId, MarkSegment};
use crate::model::{Basis, Event, Index};
use crate::query::{Corroboration, Role};
use crate::session::{Action, PanelAction, Session};
use annals_edtf::DateKind;

/// One thing that a mark can say.
struct Sample {
    words: &'static str,
    segments: Vec<MarkSegment>,
    basis: Basis,
    kind: DateKind,
    unspecified: bool,
}

/// Width of a sample, in points.
const SAMPLE_WIDTH: f32 = 46.0;

fn stretch(left: f32, right: f32, start: Cap, end: Cap) -> MarkSegment {
    MarkSegment {
        left,
        right,
        start,
        end,
        uncertain: false,
        narrow: false,
        point: false,
    }
}

fn samples() -> Vec<Sample> {
    let one = |words, stretch| Sample {
        words,
        segments: vec![stretch],
        basis: Basis::Stated,
        kind: DateKind::Date,
        unspecified: false,
    };
    let whole = |start, end| stretch(0.0, SAMPLE_WIDTH, start, end);
    let firm = whole(Cap::Firm, Cap::Firm);
    let point = MarkSegment {
        narrow: true,
        point: true,
        ..stretch(19.5, 26.5, Cap::Firm, Cap::Firm)
    };
    let uncertain = |stretch| MarkSegment {
        uncertain: true,
        ..stretch
    };
    let interval = |words, start, end| Sample {
        kind: DateKind::Interval,
        ..one(words, whole(start, end))
    };
    let members = || {
        vec![
            stretch(0.0, 15.0, Cap::Firm, Cap::Firm),
            stretch(31.0, SAMPLE_WIDTH, Cap::Firm, Cap::Firm),
        ]
    };
    vec![
        one("legend-stated", firm),
        Sample {
            basis: Basis::Inferred,
            ..one("legend-inferred", firm)
        },
        one("legend-day", point),
        Sample {
            unspecified: true,
            ..one("legend-within", firm)
        },
        one("legend-approximate", whole(Cap::Faded, Cap::Faded)),
        one("legend-uncertain", uncertain(firm)),
        one(
            "legend-approximate-uncertain",
            uncertain(whole(Cap::Faded, Cap::Faded)),
        ),
        interval("legend-interval", Cap::Firm, Cap::Firm),
        interval("legend-interval-about", Cap::Firm, Cap::Faded),
        interval("legend-open", Cap::Arrow, Cap::Arrow),
        interval("legend-ended", Cap::Firm, Cap::Broken),
        Sample {
            kind: DateKind::Season,
            ..one("legend-season", firm)
        },
        Sample {
            segments: members(),
            kind: DateKind::OneOf,
            ..one("legend-one-of", firm)
        },
        Sample {
            segments: members(),
            kind: DateKind::AllOf,
            ..one("legend-all-of", firm)
        },
    ]
}

/// One sample for each thing that a mark can say.
pub fn show(ui: &mut Ui, session: &Session, palette: Palette, actions: &mut Vec<Action>) {
    let Some(event) = Index::<Event>::new(0) else {
        return;
    };
    let mut shown = session.view.evidence;
    let option = ui.scope(|ui| {
        // At rest the box has to stand out from the panel.
        ui.visuals_mut().widgets.inactive.bg_stroke = Stroke::new(1.2, palette.muted);
        ui.checkbox(&mut shown, say("legend-show-evidence"))
    });
    if option.inner.changed() {
        actions.push(Action::Panel(PanelAction::ToggleEvidence));
    }
    ui.add_space(3.0);
    let mark = |y: f32, segments: Vec<MarkSegment>, basis, kind, unspecified| Mark {
        id: MarkId { event, claim: 0 },
        lane: 0,
        y,
        segments,
        basis: Some(basis),
        role: Role::Main,
        kind,
        unspecified,
        label: None,
    };
    let color = palette.muted.lerp_to_gamma(palette.focus, 0.5);
    for sample in samples() {
        legend_row(ui, &say(sample.words), 24.0, |ui, rect| {
            let mark = mark(
                rect.height() / 2.0,
                sample.segments,
                sample.basis,
                sample.kind,
                sample.unspecified,
            );
            paint_sample(ui, &[mark], rect.min, color, palette);
        });
    }
    let words = say("legend-rival");
    legend_row(ui, &words, 44.0, |ui, rect| {
        let one = stretch(16.0, SAMPLE_WIDTH, Cap::Firm, Cap::Firm);
        let other = stretch(0.0, 30.0, Cap::Faded, Cap::Faded);
        let middle = rect.height() / 2.0;
        let marks = [
            mark(
                middle - 12.0,
                vec![one],
                Basis::Stated,
                DateKind::Date,
                false,
            ),
            mark(
                middle + 12.0,
                vec![other],
                Basis::Stated,
                DateKind::Date,
                false,
            ),
        ];
        paint_sample(ui, &marks, rect.min, color, palette);
    });
    ui.label(RichText::new(say("legend-undated")).color(palette.muted));
    on_evidence(ui, palette);
}

/// The signs that the option adds.
fn on_evidence(ui: &mut Ui, palette: Palette) {
    ui.add_space(6.0);
    ui.label(RichText::new(say("legend-evidence")).color(palette.ink));
    for (corroboration, words) in [
        (Corroboration::SingleSource, "legend-single-source"),
        (Corroboration::None, "legend-no-passage"),
    ] {
        legend_row(ui, &say(words), 20.0, |ui, rect| {
            let mut shapes = Vec::new();
            let middle = pos2(rect.left() + SAMPLE_WIDTH / 2.0, rect.center().y);
            evidence::sign(&mut shapes, middle, corroboration, &palette);
            ui.painter().extend(shapes);
        });
    }
    let words = say("legend-hatching");
    legend_row(ui, &words, 36.0, |ui, rect| {
        let field = egui::Rect::from_min_size(rect.min, vec2(SAMPLE_WIDTH, rect.height()));
        evidence::hatched_sample(ui.painter(), field.shrink2(vec2(0.0, 6.0)), palette);
    });
}

fn legend_row(ui: &mut Ui, words: &str, tall: f32, paint: impl FnOnce(&Ui, egui::Rect)) {
    ui.horizontal(|ui| {
        let (rect, _) = ui.allocate_exact_size(vec2(54.0, tall), egui::Sense::hover());
        paint(ui, rect);
        ui.add(Label::new(words).wrap());
    });
}

fn paint_sample(
    ui: &Ui,
    marks: &[Mark],
    origin: egui::Pos2,
    color: egui::Color32,
    palette: Palette,
) {
    let mut shapes = Vec::new();
    let tied: Vec<&Mark> = marks.iter().collect();
    marks::paint_tie(&mut shapes, &tied, origin, &palette);
    let emphasis = Emphasis {
        lit: None,
        selected: false,
        hovered: false,
        focused: false,
    };
    for mark in marks {
        marks::paint(&mut shapes, mark, origin, color, &palette, emphasis);
    }
    ui.painter().extend(shapes);
}
