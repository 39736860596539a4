//! Top bar: the open timeline, how well it is supported, and the main
//! commands.

use eframe::egui::{self, Align, Button, Layout, Rect, RichText, Stroke, Ui, vec2};

use super::bidi;
use super::live_region;
use super::menu;
use super::regions::{self, Region};
use super::tabs::origin_in_words;
use super::theme::{self, UiPalette};
use super::timeline_view::count;
use super::widgets::{action_button, flat_button, row, rule, strong};
use super::{bars, search};
use crate::language::{format_count, say, say_with};
use crate::model::visible_text;
use crate::session::{
    Action, Dialog, LoadAction, OpenTimeline, PanelAction, Session, SettingsAction, ThemeChoice,
    Workspace,
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
    let palette = UiPalette::of(ui);
    ui.painter().rect_filled(rect, 0.0, palette.panel);
    rule(ui, rect, rect.bottom());
    let inner = rect.shrink2(vec2(14.0, 0.0));
    let mut bar = row(ui, inner, "top_bar");
    let open = session.open.as_deref();
    let title = open.map_or("Annals", |open| open.timeline.title.as_str());
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
    let has_search = open.is_some() && all - search_width >= MIN_TITLE;
    let title_width = if has_search {
        all - search_width - 12.0
    } else {
        all
    };
    let layout = Layout::left_to_right(Align::Center);
    bar.allocate_ui_with_layout(vec2(title_width, HEIGHT), layout, |ui| {
        let words = bidi::words(ui, strong(&title, 17.0));
        let label = egui::Label::new(words)
            .truncate()
            .show_tooltip_when_elided(false)
            .selectable(false);
        let origin = origin_in_words(session);
        ui.add(label).on_hover_text(format!("{title}\n{origin}"));
        if session.is_loading() {
            ui.spinner();
            if let Some(progress) = session.load_progress() {
                live_region::announce(ui, "progress", progress.in_words());
                ui.label(progress.in_words());
                action_button(ui, "bar-stop", LoadAction::Stop, actions);
            }
        }
    });
    if has_search {
        let left = inner.left() + title_width + 12.0;
        let field = Rect::from_center_size(
            egui::pos2(left + search_width / 2.0, inner.center().y),
            vec2(search_width, 28.0),
        );
        search::show(ui, field, session, actions);
    }
    let controls = inner.with_min_x(inner.right() - width);
    let mut child = row(ui, controls, "bar_controls");
    child.spacing_mut().item_spacing.x = 4.0;
    buttons(&mut child, workspace, actions);
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
fn buttons(ui: &mut Ui, workspace: &Workspace, actions: &mut Vec<Action>) {
    let palette = UiPalette::of(ui);
    let session = workspace.session();
    let width = ui.ctx().content_rect().width();
    let open = session.open.as_deref();
    if let Some(open) = open.filter(|open| !open.is_preview()) {
        evidence_button(ui, open, width < NARROW, actions);
        problems_button(ui, open, actions);
    }
    if !session.edits.history.steps().is_empty() {
        let (id, color) = if session.edits.is_saving() {
            ("bar-saving", palette.muted)
        } else if session.has_unsaved_changes() {
            ("bar-not-saved", palette.warning)
        } else {
            ("bar-saved", palette.muted)
        };
        let text = RichText::new(say(id)).color(color);
        dialog_button(ui, text, "bar-history-hint", Dialog::History, actions);
    }
    if width >= MIDDLING {
        if bar_button(ui, say("bar-open").into(), "bar-open-hint").clicked() {
            actions.push(LoadAction::PickTimeline.into());
        }
        let panels = session.view.panels;
        let is_filtered = session.view.period.is_some() || session.search.is_asking();
        let filters = PanelAction::ToggleDialog(Dialog::Filters);
        for (name, hint, is_on, action) in [
            ("bar-filter", "bar-filter-hint", is_filtered, filters),
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
            let ink = if is_on { palette.focus } else { palette.ink };
            if bar_button(ui, RichText::new(say(name)).color(ink), hint).clicked() {
                actions.push(action.into());
            }
        }
    }
    if width >= WIDE {
        let text = say("bar-legend").into();
        dialog_button(ui, text, "bar-legend-hint", Dialog::Legend, actions);
        let text = say("bar-keys").into();
        dialog_button(ui, text, "bar-keys-hint", Dialog::Keys, actions);
    }
    if width >= NARROW {
        theme_button(ui, session, actions);
    }
    menu::show(ui, workspace, actions);
}

/// A button of the bar, with the message id of its tooltip.
fn bar_button(ui: &mut Ui, text: RichText, hint: &str) -> egui::Response {
    let button = Button::new(text).min_size(vec2(0.0, 28.0));
    let response = flat_button(ui, button, egui::Color32::TRANSPARENT);
    regions::offer(ui, Region::TopBar, response.id);
    response.on_hover_text(say(hint))
}

/// A button of the bar that opens a dialog.
fn dialog_button(
    ui: &mut Ui,
    text: RichText,
    hint: &str,
    dialog: Dialog,
    actions: &mut Vec<Action>,
) {
    if bar_button(ui, text, hint).clicked() {
        actions.push(PanelAction::ToggleDialog(dialog).into());
    }
}

fn problems_button(ui: &mut Ui, open: &OpenTimeline, actions: &mut Vec<Action>) {
    if open.problem_count() == 0 {
        return;
    }
    let palette = UiPalette::of(ui);
    let mut problems = open.problems();
    let has_errors = problems.any(|listed| listed.problem.is_error());
    let color = if has_errors {
        palette.bad
    } else {
        palette.warning
    };
    let text = count(open.problem_count(), "problem");
    let text = strong(text, theme::TEXT_SIZE).color(color);
    let button = ui.add(Button::new(text).stroke(Stroke::new(1.0, color)));
    if button.on_hover_text(say("bar-problems-hint")).clicked() {
        actions.push(PanelAction::ToggleDialog(Dialog::Problems).into());
    }
}

/// Numbers of quotations: all, found in their documents, and of documents that
/// are not available.
fn quotation_counts(open: &OpenTimeline) -> [usize; 3] {
    let verified = open.count(AnchorState::Exact) + open.count(AnchorState::Normalised);
    let all = open.timeline.passages.len();
    [all, verified, open.count(AnchorState::Unavailable)]
}

/// Number of quotations found in the available documents, in words.
pub fn evidence_in_words(open: &OpenTimeline) -> String {
    let [all, verified, unavailable] = quotation_counts(open);
    let id = if all == 0 {
        "bar-no-quotations"
    } else if unavailable == all {
        "bar-not-on-this-machine"
    } else if verified == all {
        "bar-all-verified"
    } else {
        "bar-verified"
    };
    let counts = [
        ("verified", verified.into()),
        ("quotations", count(all, "quotation").into()),
    ];
    say_with(id, &counts)
}

/// The number of verified quotations; opens the list of sources.
fn evidence_button(ui: &mut Ui, open: &OpenTimeline, is_short: bool, actions: &mut Vec<Action>) {
    let palette = UiPalette::of(ui);
    let [all, verified, unavailable] = quotation_counts(open);
    let color = if verified == all && all > 0 {
        palette.good
    } else if verified + unavailable < all {
        palette.warning
    } else {
        palette.muted
    };
    let words = if is_short {
        let counts = [
            ("verified", format_count(verified).into()),
            ("all", format_count(all).into()),
        ];
        say_with("bar-evidence-short", &counts)
    } else {
        evidence_in_words(open)
    };
    let text = RichText::new(words).color(color);
    dialog_button(ui, text, "bar-sources-hint", Dialog::Sources, actions);
}

/// A disc, half light and half dark: an icon that no font needs to have.
fn theme_button(ui: &mut Ui, session: &Session, actions: &mut Vec<Action>) {
    let palette = UiPalette::of(ui);
    let (name, next) = match session.settings.theme {
        ThemeChoice::System => ("theme-system", ThemeChoice::Light),
        ThemeChoice::Light => ("theme-light", ThemeChoice::Dark),
        ThemeChoice::Dark => ("theme-dark", ThemeChoice::System),
    };
    let response = bars::painted_button(ui, 26.0, &say(name));
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
        actions.push(SettingsAction::Theme(next).into());
    }
    response.on_hover_text(say_with("theme-hint", &[("theme", say(name).into())]));
}
