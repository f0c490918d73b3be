//! The picture of a sweep: what each party has at each level of receipts, stacked, with a mark where each has recouped. An SVG
//! that needs nothing else: no script, no font of its own.

use std::fmt::Write;

use crate::{amount, forecast::Recoups, plan::Money, sweep::Level};

const WIDTH: f64 = 1_180.0;
const HEIGHT: f64 = 640.0;
const LEFT: f64 = 84.0;
const RIGHT: f64 = 210.0;
const TOP: f64 = 76.0;
const BOTTOM: f64 = 62.0;
const INK: &str = "#1d1f24";
const PALE: &str = "#6b6f78";
/// Distinguishable side by side, on white and in print.
const COLOURS: [&str; 12] = [
    "#2f6f8f", "#d08c60", "#58a4b0", "#8a7fb5", "#b5b35c", "#b4436c", "#6f9d6a", "#c9892b", "#5b7b94", "#8d6a9f",
    "#9a8f80", "#3d5a73",
];
/// Of what waits in fractions and reserves.
const HELD: &str = "#d9d6ce";

/// Where things stand.
struct Frame<'a> {
    first: u128,
    last: u128,
    money: &'a Money,
}

/// A stacked area.
struct Area<'a> {
    name: &'a str,
    colour: &'a str,
    amounts: Vec<u128>,
}

/// An SVG file; levels ascend.
pub fn svg(title: &str, money: &Money, levels: &[Level], recoups: &[Recoups]) -> String {
    let first = levels.first().map_or(0, |level| level.level);
    let last = levels.last().map_or(1, |level| level.level).max(first + 1);
    let frame = Frame { first, last, money };
    let areas = areas(levels);
    let mut svg = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {WIDTH} {HEIGHT}\" role=\"img\" \
         font-family=\"system-ui, Segoe UI, Helvetica, Arial, sans-serif\" font-size=\"12\">\n\
         <title>{0}</title>\n<rect width=\"{WIDTH}\" height=\"{HEIGHT}\" fill=\"#fff\"/>\n\
         <text x=\"{LEFT}\" y=\"32\" font-size=\"18\" font-weight=\"600\" fill=\"{INK}\">{0}</text>\n\
         <text x=\"{LEFT}\" y=\"52\" fill=\"{PALE}\">who gets what of all receipts, in {1}; a mark where a party has \
         recouped</text>\n",
        escape(title),
        escape(&money.symbol),
    );
    frame.axes(&mut svg);
    frame.stack(&mut svg, levels, &areas);
    frame.marks(&mut svg, recoups);
    legend(&mut svg, &areas, money);
    svg.push_str("</svg>\n");
    svg
}

/// Parties that get anything, in the order of the plan from the bottom up, and what waits.
fn areas(levels: &[Level]) -> Vec<Area<'_>> {
    let parties = levels.first().map(|level| level.division.parties.as_slice()).unwrap_or_default();
    let mut areas: Vec<Area<'_>> = parties
        .iter()
        .enumerate()
        .map(|(at, part)| {
            let amounts = levels.iter().map(|level| level.division.parties.get(at).map_or(0, |part| part.amount));
            Area { name: &part.party, colour: COLOURS[at % COLOURS.len()], amounts: amounts.collect() }
        })
        .collect();
    let held = levels.iter().map(|level| level.division.held).collect();
    areas.push(Area { name: "waits in reserves and fractions", colour: HELD, amounts: held });
    // Fractions of a coin are no area.
    areas.retain(|area| area.amounts.iter().zip(levels).any(|(amount, level)| *amount > level.level / 2_000));
    areas
}

impl Frame<'_> {
    fn x(&self, level: u128) -> f64 {
        LEFT + (WIDTH - LEFT - RIGHT) * ((level - self.first) as f64 / (self.last - self.first) as f64)
    }

    fn y(&self, amount: u128) -> f64 {
        HEIGHT - BOTTOM - (HEIGHT - BOTTOM - TOP) * (amount as f64 / self.last as f64)
    }

    fn say(&self, amount: u128) -> String {
        amount::brief(amount, self.money.exponent)
    }

    fn axes(&self, svg: &mut String) {
        let (right, floor) = (WIDTH - RIGHT, HEIGHT - BOTTOM);
        for amount in ticks(0, self.last) {
            let (at, label) = (self.y(amount), self.say(amount));
            let _ = writeln!(
                svg,
                "<line x1=\"{LEFT}\" x2=\"{right}\" y1=\"{at:.1}\" y2=\"{at:.1}\" stroke=\"#e4e1d9\"/>\
                 <text x=\"{:.1}\" y=\"{:.1}\" text-anchor=\"end\" fill=\"{PALE}\">{label}</text>",
                LEFT - 10.0,
                at + 4.0,
            );
        }
        for level in ticks(self.first, self.last) {
            let (at, label) = (self.x(level), self.say(level));
            let _ = writeln!(
                svg,
                "<line x1=\"{at:.1}\" x2=\"{at:.1}\" y1=\"{floor:.1}\" y2=\"{:.1}\" stroke=\"{PALE}\"/>\
                 <text x=\"{at:.1}\" y=\"{:.1}\" text-anchor=\"middle\" fill=\"{PALE}\">{label}</text>",
                floor + 5.0,
                floor + 20.0,
            );
        }
        let _ = writeln!(
            svg,
            "<text x=\"{:.1}\" y=\"{:.1}\" text-anchor=\"middle\" fill=\"{PALE}\">receipts in all ({})</text>",
            (LEFT + right) / 2.0,
            HEIGHT - 16.0,
            escape(&self.money.symbol)
        );
    }

    fn stack(&self, svg: &mut String, levels: &[Level], areas: &[Area<'_>]) {
        let mut base = vec![0u128; levels.len()];
        for area in areas {
            let mut upper = String::new();
            let mut lower: Vec<String> = Vec::with_capacity(levels.len());
            for ((level, base), amount) in levels.iter().zip(&mut base).zip(&area.amounts) {
                lower.push(format!("{:.1},{:.1}", self.x(level.level), self.y(*base)));
                *base += amount;
                let _ = write!(upper, "{:.1},{:.1} ", self.x(level.level), self.y(*base));
            }
            lower.reverse();
            let _ = writeln!(
                svg,
                "<polygon points=\"{upper}{}\" fill=\"{}\" fill-opacity=\".86\" stroke=\"#fff\" stroke-width=\".7\">\
                 <title>{}</title></polygon>",
                lower.join(" "),
                area.colour,
                escape(area.name)
            );
        }
    }

    /// A line where parties have recouped, up to the sum of all receipts, and their names above the areas.
    fn marks(&self, svg: &mut String, recoups: &[Recoups]) {
        let mut marks: Vec<(u128, Vec<&str>)> = Vec::new();
        for found in recoups {
            let Some(level) = found.level.filter(|level| *level >= self.first) else { continue };
            match marks.iter_mut().find(|(known, _)| *known == level) {
                Some((_, parties)) => parties.push(&found.party),
                None => marks.push((level, vec![&found.party])),
            }
        }
        marks.sort();
        // Labels climb with the levels, none upon the other.
        let mut above = f64::INFINITY;
        for (level, parties) in marks {
            let (x, top) = (self.x(level), self.y(level));
            let y = (top - 10.0).min(above - 16.0).max(TOP - 4.0);
            above = y;
            let label = format!("{} at {}", parties.join(", "), self.say(level));
            // About so wide: to the left of its line where there is room, else to the right.
            let (anchor, at) =
                if x - 7.0 * label.chars().count() as f64 > LEFT { ("end", x - 7.0) } else { ("start", x + 7.0) };
            let _ = writeln!(
                svg,
                "<line x1=\"{x:.1}\" x2=\"{x:.1}\" y1=\"{y:.1}\" y2=\"{:.1}\" stroke=\"{INK}\" stroke-dasharray=\"2 3\"/>\
                 <circle cx=\"{x:.1}\" cy=\"{top:.1}\" r=\"3.5\" fill=\"{INK}\"/>\
                 <text x=\"{at:.1}\" y=\"{:.1}\" text-anchor=\"{anchor}\" fill=\"{INK}\" stroke=\"#fff\" \
                 stroke-width=\"3\" paint-order=\"stroke\">{}</text>",
                HEIGHT - BOTTOM,
                y + 4.0,
                escape(&label)
            );
        }
    }
}

/// Names in the order of the areas, the uppermost first, with what each has at the last level.
fn legend(svg: &mut String, areas: &[Area<'_>], money: &Money) {
    for (number, area) in areas.iter().rev().enumerate() {
        let (x, y) = (WIDTH - RIGHT + 20.0, TOP + 21.0 * number as f64);
        let most = area.amounts.last().copied().unwrap_or_default();
        let _ = writeln!(
            svg,
            "<rect x=\"{x:.1}\" y=\"{y:.1}\" width=\"13\" height=\"13\" rx=\"3\" fill=\"{}\" fill-opacity=\".86\"/>\
             <text x=\"{:.1}\" y=\"{:.1}\" fill=\"{INK}\">{}</text>\
             <text x=\"{:.1}\" y=\"{:.1}\" text-anchor=\"end\" fill=\"{PALE}\">{}</text>",
            area.colour,
            x + 20.0,
            y + 11.0,
            escape(if area.colour == HELD { "waits" } else { area.name }),
            WIDTH - 14.0,
            y + 11.0,
            amount::brief(most, money.exponent)
        );
    }
}

/// Round numbers between two, four to ten of them.
fn ticks(first: u128, last: u128) -> Vec<u128> {
    let rough = ((last - first) / 8).max(1);
    let power = 10u128.pow(rough.ilog10());
    let step = [1, 2, 5, 10].into_iter().map(|times| power.saturating_mul(times)).find(|step| *step >= rough);
    let step = step.unwrap_or(rough);
    let from = first.div_ceil(step);
    (from..=last / step).map(|number| number * step).collect()
}

/// Text as SVG takes it.
fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn axes_have_few_round_numbers() {
        assert_eq!(ticks(0, 100), [0, 20, 40, 60, 80, 100]);
        assert_eq!(ticks(130, 870), [200, 300, 400, 500, 600, 700, 800]);
        assert_eq!(ticks(0, 1), [0, 1]);
        for last in [3u128, 99, 12_345, u128::MAX] {
            assert!((2..=11).contains(&ticks(0, last).len()), "{last}");
        }
    }
}
