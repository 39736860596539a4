//! Popups: keys, legend, problems, sources.

use std::path::PathBuf;

use eframe::egui::{self, Align2, Button, Grid, Label, RichText, ScrollArea, Stroke, Ui, vec2};

use super::keys;
use super::marks::{self, Emphasis};
use super::theme::{self, Palette, SMALL_SIZE};
use super::timeline_view::count;
use crate::layout::{Cap, Mark, MarkId, Stretch};
use crate::model::{Basis, Event, Index, Source, visible_id, visible_text};
use crate::query::Role;
use crate::quote::State;
use crate::session::{
    Action, Document, DocumentAction, Popup, Session, SettingsAction, ViewAction,
};
use crate::time::Kind;

/// The id of the one field that text is typed into.
#[must_use]
pub fn path_field_id() -> egui::Id {
    egui::Id::unique("path of a document")
}

/// Shows the popup that is open, if any.
pub fn show(ui: &Ui, session: &Session, path: &mut String, actions: &mut Vec<Action>) {
    let Some(popup) = session.view.popup else {
        return;
    };
    let palette = Palette::of(ui);
    let (title, width): (&str, f32) = match popup {
        Popup::Keys => ("Keys and gestures", 520.0),
        Popup::Legend => ("What the marks mean", 430.0),
        Popup::Problems => ("Problems", 620.0),
        Popup::Sources => ("Sources", 560.0),
        Popup::OpenPath => ("Open a timeline", 520.0),
    };
    let mut open = true;
    let screen = ui.ctx().content_rect();
    egui::Window::new(RichText::new(title).font(theme::semibold(18.0)))
        .id(egui::Id::unique(("popup", title)))
        .open(&mut open)
        .collapsible(false)
        .resizable(false)
        .anchor(Align2::CENTER_CENTER, egui::Vec2::ZERO)
        .show(ui.ctx(), |ui| {
            ui.set_width(width.min(screen.width() - 60.0));
            ui.spacing_mut().item_spacing.y = 6.0;
            ScrollArea::vertical()
                .max_height((screen.height() - 160.0).max(120.0))
                .auto_shrink([false, true])
                .show(ui, |ui| match popup {
                    Popup::Keys => keys_list(ui, session, palette, actions),
                    Popup::Legend => legend(ui, palette),
                    Popup::Problems => problems(ui, session, palette, actions),
                    Popup::Sources => sources(ui, session, palette, path, actions),
                    Popup::OpenPath => open_path(ui, palette, path, actions),
                });
        });
    if !open {
        actions.push(Action::View(ViewAction::Toggle(popup)));
    }
}

fn keys_list(ui: &mut Ui, session: &Session, palette: Palette, actions: &mut Vec<Action>) {
    Grid::new("keys")
        .num_columns(2)
        .spacing(vec2(18.0, 7.0))
        .show(ui, |ui| {
            for (key, what) in keys::TABLE {
                ui.label(RichText::new(*key).font(theme::semibold(theme::TEXT_SIZE)));
                ui.label(RichText::new(*what).color(palette.ink));
                ui.end_row();
            }
        });
    ui.add_space(6.0);
    let mut swap = session.settings.swap_wheel;
    if ui
        .checkbox(
            &mut swap,
            "Wheel scrolls rows over the plot, zooms over the lane names",
        )
        .changed()
    {
        actions.push(Action::Settings(SettingsAction::SwapWheel(swap)));
    }
    let mut reduce = session.settings.reduce_motion;
    if ui
        .checkbox(
            &mut reduce,
            "Reduce motion: go to an event at once, without gliding",
        )
        .changed()
    {
        actions.push(Action::Settings(SettingsAction::ReduceMotion(reduce)));
    }
}

/// One thing that a mark can say.
struct Sample {
    words: &'static str,
    stretches: Vec<Stretch>,
    basis: Basis,
    unspecified: bool,
}

/// Width of a sample, in points.
const SAMPLE_WIDTH: f32 = 46.0;

fn stretch(left: f32, right: f32, start: Cap, end: Cap) -> Stretch {
    Stretch {
        left,
        right,
        start,
        end,
        uncertain: false,
        narrow: false,
    }
}

fn samples() -> Vec<Sample> {
    let one = |words, stretch| Sample {
        words,
        stretches: vec![stretch],
        basis: Basis::Stated,
        unspecified: false,
    };
    let whole = |start, end| stretch(0.0, SAMPLE_WIDTH, start, end);
    let firm = whole(Cap::Firm, Cap::Firm);
    vec![
        one(
            "Stated: a source gives the date. As wide as the time it means.",
            firm,
        ),
        Sample {
            basis: Basis::Inferred,
            ..one(
                "Inferred: the editor concluded the date, and says from what.",
                firm,
            )
        },
        one(
            "Too short to be drawn to scale at this zoom.",
            Stretch {
                narrow: true,
                ..stretch(19.0, 26.0, Cap::Firm, Cap::Firm)
            },
        ),
        one(
            "Approximate: the edges fade.",
            whole(Cap::Faded, Cap::Faded),
        ),
        one(
            "Uncertain: a dashed outline.",
            Stretch {
                uncertain: true,
                ..firm
            },
        ),
        Sample {
            unspecified: true,
            ..one("Some time within: a decade, a century.", firm)
        },
        one("Goes on: no end is given.", whole(Cap::Firm, Cap::Arrow)),
        one("Ends, but nobody says when.", whole(Cap::Firm, Cap::Broken)),
        Sample {
            stretches: vec![
                stretch(0.0, 14.0, Cap::Firm, Cap::Firm),
                stretch(32.0, SAMPLE_WIDTH, Cap::Firm, Cap::Firm),
            ],
            ..one("One of several, or several, tied together.", firm)
        },
    ]
}

/// One sample for each thing that a mark can say.
fn legend(ui: &mut Ui, palette: Palette) {
    let Some(event) = Index::<Event>::new(0) else {
        return;
    };
    let mark = |y: f32, stretches: Vec<Stretch>, basis, unspecified| Mark {
        id: MarkId { event, reading: 0 },
        lane: 0,
        y,
        stretches,
        basis: Some(basis),
        role: Role::Main,
        kind: Kind::Date,
        unspecified,
        label: None,
    };
    let color = palette.muted.lerp_to_gamma(palette.focus, 0.5);
    for sample in samples() {
        legend_row(ui, sample.words, 24.0, |ui, rect| {
            let mark = mark(
                rect.height() / 2.0,
                sample.stretches,
                sample.basis,
                sample.unspecified,
            );
            paint_sample(ui, &[mark], rect.min, color, palette);
        });
    }
    let words = "Sources differ: each date is drawn, and tied.";
    legend_row(ui, words, 44.0, |ui, rect| {
        let one = stretch(16.0, SAMPLE_WIDTH, Cap::Firm, Cap::Firm);
        let other = stretch(0.0, 30.0, Cap::Faded, Cap::Faded);
        let middle = rect.height() / 2.0;
        let marks = [
            mark(middle - 12.0, vec![one], Basis::Stated, false),
            mark(middle + 12.0, vec![other], Basis::Stated, false),
        ];
        paint_sample(ui, &marks, rect.min, color, palette);
    });
    ui.label(
        RichText::new(
            "Undated events stand in the shelf below the plot, off the axis. The colour tells \
             the lane and nothing else.",
        )
        .color(palette.muted),
    );
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
        selected: false,
        hovered: false,
        focused: false,
    };
    for mark in marks {
        marks::paint(&mut shapes, mark, origin, color, &palette, emphasis);
    }
    ui.painter().extend(shapes);
}

fn problems(ui: &mut Ui, session: &Session, palette: Palette, actions: &mut Vec<Action>) {
    let Some(document) = session.document.as_deref() else {
        return;
    };
    if document.problems.is_empty() {
        ui.label("No problems.");
    }
    for problem in &document.problems {
        let color = if problem.is_error() {
            palette.bad
        } else {
            palette.warning
        };
        let target = if problem.path.starts_with("/sources") {
            Some(Target::Sources)
        } else {
            document.event_of(problem).map(Target::Event)
        };
        let frame = egui::Frame::NONE
            .fill(palette.band)
            .corner_radius(6)
            .inner_margin(egui::Margin::symmetric(11, 8));
        frame.show(ui, |ui| {
            ui.set_width(ui.available_width());
            ui.spacing_mut().item_spacing.y = 3.0;
            ui.add(
                Label::new(
                    RichText::new(visible_text(&problem.message))
                        .font(theme::semibold(theme::TEXT_SIZE))
                        .color(color),
                )
                .wrap(),
            );
            if let Some(hint) = &problem.hint {
                ui.add(Label::new(visible_text(hint)).wrap());
            }
            let at = match (problem.line, problem.column) {
                (Some(line), Some(column)) => format!("line {line}, column {column} · "),
                _ => String::new(),
            };
            ui.label(
                RichText::new(format!("{at}{}", visible_id(&problem.path)))
                    .font(theme::sans(SMALL_SIZE))
                    .color(palette.muted),
            );
            match target {
                Some(Target::Event(event)) => {
                    let title = visible_text(&document.timeline[event].title);
                    if ui.button(format!("Go to “{title}”")).clicked() {
                        actions.push(Action::View(ViewAction::Toggle(Popup::Problems)));
                        actions.push(Action::View(ViewAction::Select(event)));
                    }
                }
                Some(Target::Sources) if ui.button("Show the sources").clicked() => {
                    actions.push(Action::View(ViewAction::Toggle(Popup::Sources)));
                }
                Some(Target::Sources) | None => {}
            }
        });
    }
}

/// What a problem's path names, if it can be gone to.
enum Target {
    Event(Index<Event>),
    Sources,
}

fn sources(
    ui: &mut Ui,
    session: &Session,
    palette: Palette,
    path: &mut String,
    actions: &mut Vec<Action>,
) {
    let Some(document) = session.document.as_deref() else {
        return;
    };
    let timeline = &document.timeline;
    ui.label(
        "A quotation is checked against the document it is from. Choose the documents, or a \
         folder that holds them: they are known by their SHA-256, else by their file name.",
    );
    for (index, source) in timeline.indexed_sources() {
        egui::Frame::NONE
            .fill(palette.band)
            .corner_radius(6)
            .inner_margin(egui::Margin::symmetric(11, 8))
            .show(ui, |ui| {
                ui.set_width(ui.available_width());
                ui.spacing_mut().item_spacing.y = 3.0;
                ui.add(
                    Label::new(
                        RichText::new(visible_text(&source.bibliography()))
                            .font(theme::serif(15.0)),
                    )
                    .wrap(),
                );
                let passages: Vec<State> = timeline
                    .indexed_passages()
                    .filter(|(_, passage)| passage.source == index)
                    .filter_map(|(passage, _)| Some(document.anchor(passage)?.state))
                    .collect();
                let verified = passages
                    .iter()
                    .filter(|state| matches!(state, State::Exact | State::Normalised))
                    .count();
                let (text, color) = match document.holdings.of(index).map(|held| &held.path) {
                    Some(at) if is_recorded_copy(document, index) => (
                        format!(
                            "✓ {verified} of {} verified against {}",
                            count(passages.len(), "quotation"),
                            visible_id(&at.display().to_string())
                        ),
                        palette.good,
                    ),
                    Some(at) => (
                        format!(
                            "{verified} of {} found in another copy: {}",
                            count(passages.len(), "quotation"),
                            visible_id(&at.display().to_string())
                        ),
                        palette.warning,
                    ),
                    None => (
                        format!(
                            "{} from a copy that is not on this machine",
                            count(passages.len(), "quotation")
                        ),
                        palette.muted,
                    ),
                };
                ui.add(Label::new(RichText::new(text).color(color)).wrap());
                if let Some(digest) = &source.sha256 {
                    ui.label(
                        RichText::new(format!("SHA-256 {digest}"))
                            .font(theme::sans(SMALL_SIZE - 0.5))
                            .color(palette.muted),
                    );
                }
                if let Some(note) = &source.note {
                    ui.add(
                        Label::new(
                            RichText::new(visible_text(note))
                                .font(theme::sans(SMALL_SIZE + 0.5))
                                .color(palette.muted),
                        )
                        .wrap(),
                    );
                }
            });
    }
    ui.add_space(4.0);
    ui.horizontal(|ui| {
        if main_button(ui, "Choose a folder…", palette).clicked() {
            actions.push(Action::Document(DocumentAction::PickSources));
        }
        let hint = "or the path of a folder or document";
        if let Some(place) = path_field(ui, path, hint, "Check", palette) {
            actions.push(Action::Document(DocumentAction::AddSources(place)));
        }
    });
}

/// Whether the copy at hand is the one that was quoted.
pub fn is_recorded_copy(document: &Document, source: Index<Source>) -> bool {
    document
        .holdings
        .of(source)
        .is_some_and(|held| Some(held.digest) == document.timeline[source].sha256)
}

fn open_path(ui: &mut Ui, palette: Palette, path: &mut String, actions: &mut Vec<Action>) {
    ui.label(
        "This system shows no file dialog. Drop a timeline file on the window, or give its path.",
    );
    ui.horizontal(|ui| {
        if let Some(place) = path_field(ui, path, "path of a timeline file", "Open", palette) {
            actions.push(Action::Document(DocumentAction::Open(place)));
        }
    });
}

/// The button that a popup is about.
fn main_button(ui: &mut Ui, text: &str, palette: Palette) -> egui::Response {
    ui.add(
        Button::new(
            RichText::new(text)
                .font(theme::semibold(theme::TEXT_SIZE))
                .color(palette.panel),
        )
        .fill(palette.ink),
    )
}

/// A field for a path and the button beside it; the path, once it is given.
fn path_field(
    ui: &mut Ui,
    path: &mut String,
    hint: &str,
    verb: &str,
    palette: Palette,
) -> Option<PathBuf> {
    let field = ui.add(
        egui::TextEdit::singleline(path)
            .id(path_field_id())
            .hint_text(RichText::new(hint).color(palette.dimmed))
            .desired_width(ui.available_width() - 84.0),
    );
    field.widget_info(|| egui::WidgetInfo::labeled(egui::accesskit::Role::TextInput, true, "Path"));
    let entered = field.lost_focus() && ui.input(|input| input.key_pressed(egui::Key::Enter));
    let pressed = ui
        .add(Button::new(verb).stroke(Stroke::new(1.0, palette.muted)))
        .clicked();
    let given = path.trim();
    ((entered || pressed) && !given.is_empty()).then(|| PathBuf::from(given))
}
