//! The picture of a sweep: what each party has at each level of receipts, stacked, with marks where it has recouped.

use std::fmt::Write;

use backlot_statement::picture::escape;

use crate::sweep::{Level, Recoups};

const WIDTH: f64 = 1_180.0;
const HEIGHT: f64 = 620.0;
const LEFT: f64 = 78.0;
const RIGHT: f64 = 190.0;
const TOP: f64 = 48.0;
const BOTTOM: f64 = 58.0;
/// Distinguishable side by side, on white and in print.
const COLOURS: [&str; 12] = [
    "#2f6f8f", "#d08c60", "#58a4b0", "#8a7fb5", "#b5b35c", "#b4436c", "#6f9d6a", "#c9892b", "#5b7b94", "#8d6a9f",
    "#9a8f80", "#3d5a73",
];

/// An SVG file: levels ascend. `show` writes an amount for people.
pub fn svg(title: &str, levels: &[Level], recoups: &[Recoups], show: &dyn Fn(u128) -> String) -> String {
    let first = levels.first().map_or(0, |level| level.level);
    let last = levels.last().map_or(1, |level| level.level).max(first + 1);
    let x = |level: u128| LEFT + (WIDTH - LEFT - RIGHT) * ((level - first) as f64 / (last - first) as f64);
    let y = |amount: u128| HEIGHT - BOTTOM - (HEIGHT - BOTTOM - TOP) * (amount as f64 / last as f64);
    let mut svg = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {WIDTH} {HEIGHT}\" font-family=\"system-ui, Segoe UI, Helvetica, Arial, sans-serif\" font-size=\"12\"><title>{0}</title><rect width=\"{WIDTH}\" height=\"{HEIGHT}\" fill=\"#fff\"/><text x=\"{LEFT}\" y=\"26\" font-size=\"17\" font-weight=\"600\" fill=\"#1d1f24\">{0}</text>",
        escape(title)
    );
    grid(&mut svg, (first, last), &x, &y, show);
    areas(&mut svg, levels, &x, &y);
    marks(&mut svg, recoups, &x, show);
    svg.push_str("</svg>\n");
    svg
}

fn grid(
    svg: &mut String,
    (first, last): (u128, u128),
    x: &dyn Fn(u128) -> f64,
    y: &dyn Fn(u128) -> f64,
    show: &dyn Fn(u128) -> String,
) {
    for part in 0..=5u128 {
        let amount = last / 5 * part + last % 5 * part / 5;
        let at = y(amount);
        let _ = write!(
            svg,
            "<line x1=\"{LEFT}\" x2=\"{}\" y1=\"{at:.1}\" y2=\"{at:.1}\" stroke=\"#e4e1d9\"/><text x=\"{}\" y=\"{:.1}\" text-anchor=\"end\" fill=\"#6b6f78\">{}</text>",
            WIDTH - RIGHT,
            LEFT - 8.0,
            at + 4.0,
            show(amount)
        );
        let level = first + (last - first) / 5 * part + (last - first) % 5 * part / 5;
        let _ = write!(
            svg,
            "<text x=\"{:.1}\" y=\"{:.1}\" text-anchor=\"middle\" fill=\"#6b6f78\">{}</text>",
            x(level),
            HEIGHT - BOTTOM + 20.0,
            show(level)
        );
    }
    let _ = write!(
        svg,
        "<text x=\"{:.1}\" y=\"{:.1}\" text-anchor=\"middle\" fill=\"#6b6f78\">receipts in all</text>",
        (LEFT + WIDTH - RIGHT) / 2.0,
        HEIGHT - 14.0
    );
}

fn areas(svg: &mut String, levels: &[Level], x: &dyn Fn(u128) -> f64, y: &dyn Fn(u128) -> f64) {
    let parties: Vec<&str> =
        levels.first().into_iter().flat_map(|level| &level.division.parties).map(|part| part.party.as_str()).collect();
    let mut base = vec![0u128; levels.len()];
    for (number, party) in parties.iter().enumerate() {
        let colour = COLOURS[number % COLOURS.len()];
        let mut upper = String::new();
        let mut lower: Vec<String> = Vec::new();
        for (level, base) in levels.iter().zip(&mut base) {
            lower.push(format!("{:.1},{:.1}", x(level.level), y(*base)));
            *base += level.division.parties.get(number).map_or(0, |part| part.amount);
            let _ = write!(upper, "{:.1},{:.1} ", x(level.level), y(*base));
        }
        lower.reverse();
        let name = escape(party);
        let _ = write!(
            svg,
            "<polygon points=\"{upper}{}\" fill=\"{colour}\" fill-opacity=\".82\" stroke=\"#fff\" stroke-width=\".6\"><title>{name}</title></polygon>",
            lower.join(" ")
        );
        let at = TOP + 8.0 + 19.0 * number as f64;
        let _ = write!(
            svg,
            "<rect x=\"{0:.1}\" y=\"{1:.1}\" width=\"12\" height=\"12\" rx=\"3\" fill=\"{colour}\"/><text x=\"{2:.1}\" y=\"{3:.1}\" fill=\"#1d1f24\">{name}</text>",
            WIDTH - RIGHT + 18.0,
            at,
            WIDTH - RIGHT + 36.0,
            at + 10.5
        );
    }
}

/// A line where a party has recouped; its name stands along it.
fn marks(svg: &mut String, recoups: &[Recoups], x: &dyn Fn(u128) -> f64, show: &dyn Fn(u128) -> String) {
    for found in recoups {
        let Some(level) = found.level else { continue };
        let at = x(level);
        let _ = write!(
            svg,
            "<line x1=\"{at:.1}\" x2=\"{at:.1}\" y1=\"{TOP}\" y2=\"{0:.1}\" stroke=\"#1d1f24\" stroke-dasharray=\"3 4\"/><text transform=\"translate({1:.1} {2:.1}) rotate(-90)\" text-anchor=\"end\" fill=\"#1d1f24\">{3} recouped at {4}</text>",
            HEIGHT - BOTTOM,
            at - 4.0,
            TOP + 4.0,
            escape(&found.party),
            show(level)
        );
    }
}
