//! Top bar: the open timeline, how well it is supported, and the main
//! commands.

use crate::language::{grouped, say, say_with};
use eframe::egui::{self, Align, Button, Layout, Rect, RichText, Stroke, Ui, vec2};

use super::bidi;
use super::live_region;
use super::menu;
use super::theme::{self, Palette};
use super::timeline_view::count;
use super::{bars, search};
use crate::model::{visible_id, visible_text};
use crate::session::{
    Action, Dialog, Document, LoadAction, Origin, PanelAction, Session, SettingsAction,
    ThemeChoice, Workspace,
};
use annals_anchor::AnchorState;

/// Height of the bar, in points.
pub const HEIGHT: f32 = 46.0;

/// Minimum width of the search field, in points.
const MIN_SEARCH: f32 = 110.0;

/// Minimum width of the title, in points.
const MIN_TITLE: f32 = 30.0;

/// Shows the bar.
pub fn show(ui: &mut Ui, rect: Rect, workspace: &Workspace, actions: &mut Vec<Action>) {
    let session = workspace.session();
    let palette = Palette::of(ui);
    ui.painter().rect_filled(rect, 0.0, palette.panel);
    ui.painter().hline(
        rect.x_range(),
        rect.bottom(),
        Stroke::new(1.0, palette.line),
    );
    let inner = rect.shrink2(vec2(14.0, 0.0));
    let mut bar = ui.new_child(
        egui::UiBuilder::new()
            .max_rect(inner)
            .id_salt("top bar")
            .layout(Layout::left_to_right(Align::Center)),
    );
    let document = session.document.as_deref();
    let title = document.map_or("Annals", |document| document.timeline.title.as_str());
    let title = if title.is_empty() {
        say("bar-untitled")
    } else {
        visible_text(title).into_owned()
    };
    // The title shrinks first; the controls at the right are always complete.
    // Their width is known from the previous frame.
    let width_id = egui::Id::unique("width of the bar's controls");
    let known: Option<f32> = ui.data(|memory| memory.get_temp(width_id));
    let width = known.unwrap_or(560.0).min(inner.width() - 60.0);
    let all = (inner.width() - width - 16.0).max(60.0);
    // The search field takes up to half of what the title leaves.
    let title_width = ui
        .painter()
        .layout_no_wrap(title.clone(), theme::semibold(17.0), palette.ink)
        .size()
        .x;
    let search_width = (all - title_width - 16.0)
        .clamp(all * 0.36, all * 0.5)
        .clamp(MIN_SEARCH, 250.0);
    let has_search = document.is_some() && all - search_width >= MIN_TITLE;
    let room = if has_search {
        all - search_width - 12.0
    } else {
        all
    };
    bar.allocate_ui_with_layout(
        vec2(room, HEIGHT),
        Layout::left_to_right(Align::Center),
        |ui| {
            let where_from = match session.origin() {
                Origin::BuiltIn => say("bar-built-in"),
                Origin::File(path) => visible_id(&path.display().to_string()).into_owned(),
            };
            ui.add(
                egui::Label::new(bidi::words(
                    ui,
                    RichText::new(&title).font(theme::semibold(17.0)),
                ))
                .truncate()
                .show_tooltip_when_elided(false)
                .selectable(false),
            )
            .on_hover_text(format!("{title}\n{where_from}"));
            if session.is_loading() {
                ui.spinner();
                if let Some(progress) = session.load_progress() {
                    live_region::announce(ui, "progress", progress.in_words());
                    ui.label(progress.in_words());
                    if ui.button(say("bar-stop")).clicked() {
                        actions.push(Action::Load(LoadAction::Stop));
                    }
                }
            }
        },
    );
    if has_search {
        let left = inner.left() + room + 12.0;
        let field = Rect::from_center_size(
            egui::pos2(left + search_width / 2.0, inner.center().y),
            vec2(search_width, 28.0),
        );
        search::show(ui, field, session, actions);
    }
    let controls = Rect::from_min_max(egui::pos2(inner.right() - width, inner.top()), inner.max);
    let mut child = ui.new_child(
        egui::UiBuilder::new()
            .max_rect(controls)
            .id_salt("bar controls")
            .layout(Layout::left_to_right(Align::Center)),
    );
    child.spacing_mut().item_spacing.x = 4.0;
    buttons(&mut child, workspace, palette, actions);
    let used = child.min_rect().width();
    if known.is_none_or(|known| (known - used).abs() > 0.5) {
        ui.data_mut(|memory| memory.insert_temp(width_id, used));
        ui.ctx().request_repaint();
    }
}

/// Window width from which the bar has all controls, in points.
const WIDE: f32 = 1240.0;
/// Window width from which it has the most used controls, in points.
const MIDDLING: f32 = 1000.0;
/// Below this window width it has the fewest controls, in points.
const NARROW: f32 = 760.0;

/// The controls, in the order of Tab. The menu has everything that a narrow
/// window leaves out.
fn buttons(ui: &mut Ui, workspace: &Workspace, palette: Palette, actions: &mut Vec<Action>) {
    let session = workspace.session();
    let room = ui.ctx().content_rect().width();
    if let Some(document) = session
        .document
        .as_deref()
        .filter(|open| !open.is_preview())
    {
        let (words, color) = evidence(document, palette);
        let words = if room < NARROW {
            evidence_in_short(document)
        } else {
            words
        };
        let hint = "bar-sources-hint";
        if bar_button(ui, RichText::new(words).color(color), hint).clicked() {
            actions.push(Action::Panel(PanelAction::ToggleDialog(Dialog::Sources)));
        }
        problems_button(ui, document, palette, actions);
    }
    let held = session.edits.changes.new_entries().len();
    if held > 0 {
        let (words, color) = match session.edits.changes.unsaved() {
            0 => (
                say_with(
                    "bar-changes-saved",
                    &[("changes", count(held, "change").into())],
                ),
                palette.muted,
            ),
            _ => (
                say_with(
                    "bar-changes-not-saved",
                    &[("changes", count(held, "change").into())],
                ),
                palette.warning,
            ),
        };
        let hint = "bar-changes-hint";
        if bar_button(ui, RichText::new(words).color(color), hint).clicked() {
            actions.push(Action::Panel(PanelAction::ToggleDialog(Dialog::Changes)));
        }
    }
    if room >= MIDDLING {
        often_used(ui, session, palette, actions);
    }
    if room >= WIDE {
        for (name, hint, dialog) in [
            ("bar-legend", "bar-legend-hint", Dialog::Legend),
            ("bar-keys", "bar-keys-hint", Dialog::Keys),
        ] {
            if bar_button(ui, say(name).into(), hint).clicked() {
                actions.push(Action::Panel(PanelAction::ToggleDialog(dialog)));
            }
        }
    }
    if room >= NARROW {
        theme_button(ui, session, actions);
    }
    menu::show(ui, workspace, workspace.bindings(), actions);
}

fn often_used(ui: &mut Ui, session: &Session, palette: Palette, actions: &mut Vec<Action>) {
    if bar_button(ui, say("bar-open").into(), "bar-open-hint").clicked() {
        actions.push(Action::Load(LoadAction::PickTimeline));
    }
    let ink = |is_on: bool| if is_on { palette.focus } else { palette.ink };
    let panels = session.view.panels;
    let narrows = session.view.period.is_some() || session.search.is_asking();
    for (name, hint, is_on, action) in [
        (
            "bar-filter",
            "bar-filter-hint",
            narrows,
            PanelAction::ToggleDialog(Dialog::Filters),
        ),
        (
            "bar-table",
            "bar-table-hint",
            panels.table,
            PanelAction::ToggleTable,
        ),
        (
            "bar-read",
            "bar-read-hint",
            panels.reader,
            PanelAction::ToggleReader,
        ),
    ] {
        let text = RichText::new(say(name)).color(ink(is_on));
        if bar_button(ui, text, hint).clicked() {
            actions.push(Action::Panel(action));
        }
    }
}

/// Like [`evidence_in_words`], abbreviated.
fn evidence_in_short(document: &Document) -> String {
    let all = document.timeline.passages.len();
    let verified = document.count(AnchorState::Exact) + document.count(AnchorState::Normalised);
    say_with(
        "bar-evidence-short",
        &[
            ("verified", grouped(verified).into()),
            ("all", grouped(all).into()),
        ],
    )
}

/// A button of the bar, with the message id of its tooltip.
fn bar_button(ui: &mut Ui, text: RichText, hint: &str) -> egui::Response {
    let button = Button::new(text).min_size(vec2(0.0, 28.0));
    bars::flat(ui, button, egui::Color32::TRANSPARENT).on_hover_text(say(hint))
}

fn problems_button(ui: &mut Ui, document: &Document, palette: Palette, actions: &mut Vec<Action>) {
    if document.problem_count() == 0 {
        return;
    }
    let errors = document.problems().any(crate::storage::Problem::is_error);
    let color = if errors { palette.bad } else { palette.warning };
    let text = RichText::new(count(document.problem_count(), "problem"))
        .color(color)
        .font(theme::semibold(theme::TEXT_SIZE));
    let button = Button::new(text).stroke(Stroke::new(1.0, color));
    if ui
        .add(button)
        .on_hover_text(say("bar-problems-hint"))
        .clicked()
    {
        actions.push(Action::Panel(PanelAction::ToggleDialog(Dialog::Problems)));
    }
}

/// Number of quotations found in the available documents, in words.
pub fn evidence_in_words(document: &Document) -> String {
    let all = document.timeline.passages.len();
    let unavailable = document.count(AnchorState::Unavailable);
    let verified = document.count(AnchorState::Exact) + document.count(AnchorState::Normalised);
    if all == 0 {
        say("bar-no-quotations")
    } else if unavailable == all {
        say_with(
            "bar-not-on-this-machine",
            &[("quotations", count(all, "quotation").into())],
        )
    } else if verified == all {
        say_with(
            "bar-all-verified",
            &[
                ("verified", all.into()),
                ("quotations", count(all, "quotation").into()),
            ],
        )
    } else {
        say_with(
            "bar-verified",
            &[
                ("verified", verified.into()),
                ("quotations", count(all, "quotation").into()),
            ],
        )
    }
}

/// Text about the evidence, and its colour.
fn evidence(document: &Document, palette: Palette) -> (String, egui::Color32) {
    let all = document.timeline.passages.len();
    let unavailable = document.count(AnchorState::Unavailable);
    let verified = document.count(AnchorState::Exact) + document.count(AnchorState::Normalised);
    let color = if verified == all && all > 0 {
        palette.good
    } else if verified + unavailable < all {
        palette.warning
    } else {
        palette.muted
    };
    (evidence_in_words(document), color)
}

/// A disc, half light and half dark: an icon that no font needs to have.
fn theme_button(ui: &mut Ui, session: &Session, actions: &mut Vec<Action>) {
    let palette = Palette::of(ui);
    let (name, next) = match session.settings.theme {
        ThemeChoice::System => ("theme-system", ThemeChoice::Light),
        ThemeChoice::Light => ("theme-light", ThemeChoice::Dark),
        ThemeChoice::Dark => ("theme-dark", ThemeChoice::System),
    };
    let response = bars::picture(ui, 26.0, &say(name));
    let painter = ui.painter();
    let center = response.rect.center();
    let radius = 7.0;
    painter.circle_stroke(center, radius, Stroke::new(1.4, palette.ink));
    let half: Vec<egui::Pos2> = (0..=16_u8)
        .map(|step| {
            let angle = (f32::from(step) * 180.0 / 16.0 + 90.0).to_radians();
            center + radius * vec2(angle.cos(), angle.sin())
        })
        .collect();
    painter.add(egui::Shape::convex_polygon(half, palette.ink, Stroke::NONE));
    if response.clicked() {
        actions.push(Action::Settings(SettingsAction::Theme(next)));
    }
    response.on_hover_text(say_with("theme-hint", &[("theme", say(name).into())]));
}
