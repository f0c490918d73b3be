//! Bars over time and curves over holders.

use std::fmt::Write;

use super::escape;

/// One bar: a quarter, its parts in the order of the series, and what to note above it.
pub struct Bar {
    /// What stands below it.
    pub label: String,
    /// From the bottom up.
    pub parts: Vec<u128>,
    /// What stands above it.
    pub notes: Vec<String>,
}

/// Bars of stacked parts. `names` gives each part's name; part `n` has class `s<n>`.
pub fn bars(bars: &[Bar], names: &[String], show: &dyn Fn(u128) -> String) -> String {
    let (width, height, left, bottom, top) = (1180.0, 330.0, 66.0, 44.0, 44.0);
    let most = bars.iter().map(|bar| bar.parts.iter().sum::<u128>()).max().unwrap_or(0).max(1);
    let tick = nice(most);
    let ceiling = most.div_ceil(tick) * tick;
    let y = |amount: u128| height - bottom - (height - bottom - top) * (amount as f64 / ceiling as f64);
    let mut svg =
        format!("<svg class=\"bars\" viewBox=\"0 0 {width} {height}\" role=\"img\" aria-label=\"Receipts over time\">");
    for number in 0..=(ceiling / tick) {
        let at = y(number * tick);
        let _ = write!(
            svg,
            "<line class=\"grid\" x1=\"{left}\" x2=\"{width}\" y1=\"{at:.1}\" y2=\"{at:.1}\"/><text class=\"tick end\" x=\"{}\" y=\"{:.1}\">{}</text>",
            left - 8.0,
            at + 4.0,
            show(number * tick),
        );
    }
    let step = (width - left) / bars.len().max(1) as f64;
    for (number, bar) in bars.iter().enumerate() {
        let x = left + step * number as f64 + step * 0.2;
        let mut base = 0u128;
        for (series, part) in bar.parts.iter().enumerate().filter(|(_, part)| **part > 0) {
            let (from, to) = (y(base), y(base + part));
            let _ = write!(
                svg,
                "<rect class=\"s{series}\" x=\"{x:.1}\" y=\"{to:.1}\" width=\"{:.1}\" height=\"{:.1}\"><title>{}, {}: {}</title></rect>",
                step * 0.6,
                (from - to).max(0.5),
                escape(&bar.label),
                escape(&names[series]),
                show(*part),
            );
            base += part;
        }
        let middle = x + step * 0.3;
        let _ = write!(
            svg,
            "<text class=\"tick mid\" x=\"{middle:.1}\" y=\"{:.1}\">{}</text>",
            height - bottom + 20.0,
            escape(&bar.label)
        );
        let _ =
            write!(svg, "<text class=\"sum mid\" x=\"{middle:.1}\" y=\"{:.1}\">{}</text>", y(base) - 7.0, show(base));
        for (line, note) in bar.notes.iter().enumerate() {
            let _ = write!(
                svg,
                "<text class=\"note mid\" x=\"{middle:.1}\" y=\"{:.1}\">▾ {}</text>",
                y(base) - 22.0 - 13.0 * line as f64,
                escape(note)
            );
        }
    }
    svg.push_str("</svg><p class=\"legend\">");
    for (series, name) in names.iter().enumerate() {
        let _ = write!(svg, "<span><i class=\"s{series}\"></i>{}</span>", escape(name));
    }
    svg.push_str("</p>");
    svg
}

/// A round step that gives three to six lines up to `most`.
fn nice(most: u128) -> u128 {
    let mut step = 1u128;
    loop {
        for factor in [1, 2, 5] {
            if most / (step * factor) < 6 {
                return step * factor;
            }
        }
        step *= 10;
    }
}

/// Payments by rank, both axes logarithmic. `paid` is sorted, greatest first, all above zero.
pub fn ranks(paid: &[u128], show: &dyn Fn(u128) -> String) -> String {
    let (width, height, left, bottom, top) = (570.0, 320.0, 84.0, 40.0, 14.0);
    let (Some(first), Some(last)) = (paid.first(), paid.last()) else { return String::new() };
    let (low, high) = ((*last as f64).log10().floor(), (*first as f64).log10().ceil());
    let span = (high - low).max(1.0);
    let far = (paid.len() as f64).log10().max(0.1);
    let x = |rank: usize| left + (width - left - 8.0) * ((rank + 1) as f64).log10() / far;
    let y = |amount: f64| height - bottom - (height - bottom - top) * (amount.log10() - low) / span;
    let mut svg = format!("<svg viewBox=\"0 0 {width} {height}\" role=\"img\" aria-label=\"Payments by rank\">");
    for power in (low as i32)..=(high as i32) {
        let at = y(10f64.powi(power));
        let _ = write!(
            svg,
            "<line class=\"grid\" x1=\"{left}\" x2=\"{width}\" y1=\"{at:.1}\" y2=\"{at:.1}\"/><text class=\"tick end\" x=\"{}\" y=\"{:.1}\">{}</text>",
            left - 8.0,
            at + 4.0,
            show(10u128.pow(power.max(0).unsigned_abs())),
        );
    }
    let mut rank = 1usize;
    while rank <= paid.len() {
        let at = x(rank - 1);
        let _ = write!(
            svg,
            "<line class=\"grid\" x1=\"{at:.1}\" x2=\"{at:.1}\" y1=\"{top}\" y2=\"{:.1}\"/><text class=\"tick mid\" x=\"{at:.1}\" y=\"{:.1}\">{}</text>",
            height - bottom,
            height - bottom + 18.0,
            crate::figures::group(&rank.to_string()),
        );
        rank *= 10;
    }
    let path = points(paid.len()).map(|rank| format!("{:.1} {:.1}", x(rank), y(paid[rank] as f64)));
    let path: Vec<String> = path.collect();
    let _ = write!(
        svg,
        "<path class=\"area\" d=\"M{} {:.1}L{}L{:.1} {:.1}Z\"/><path class=\"line\" d=\"M{}\"/><text class=\"tick mid\" x=\"{:.1}\" y=\"{:.1}\">holder, by size of payment</text></svg>",
        x(0),
        height - bottom,
        path.join("L"),
        x(paid.len() - 1),
        height - bottom,
        path.join("L"),
        (left + width) / 2.0,
        height - 4.0,
    );
    svg
}

/// Ranks to draw: all of the first hundred, then ever sparser, and the last.
fn points(len: usize) -> impl Iterator<Item = usize> {
    let mut next = 0usize;
    std::iter::from_fn(move || {
        if next >= len {
            return None;
        }
        let now = next;
        next = if now + 1 == len { len } else { (now + 1 + now / 60).min(len - 1) };
        Some(now)
    })
}

/// The Lorenz curve: which part of the holders has which part of the money. `paid` as in [`ranks`].
pub fn lorenz(paid: &[u128]) -> String {
    let (width, height, left, bottom, top) = (570.0, 320.0, 48.0, 40.0, 14.0);
    let total: u128 = paid.iter().sum();
    if total == 0 {
        return String::new();
    }
    let x = |part: f64| left + (width - left - 22.0) * part;
    let y = |part: f64| height - bottom - (height - bottom - top) * part;
    let mut svg = format!("<svg viewBox=\"0 0 {width} {height}\" role=\"img\" aria-label=\"Concentration\">");
    for quarter in 0..=4u32 {
        let part = f64::from(quarter) / 4.0;
        let percent = quarter * 25;
        let _ = write!(
            svg,
            "<line class=\"grid\" x1=\"{left}\" x2=\"{width}\" y1=\"{0:.1}\" y2=\"{0:.1}\"/><text class=\"tick end\" x=\"{1}\" y=\"{2:.1}\">{percent}%</text><text class=\"tick mid\" x=\"{3:.1}\" y=\"{4:.1}\">{percent}%</text>",
            y(part),
            left - 8.0,
            y(part) + 4.0,
            x(part),
            height - bottom + 18.0,
        );
    }
    let mut sum = 0u128;
    let mut path = format!("M{:.1} {:.1}", x(0.0), y(0.0));
    let every = (paid.len() / 200).max(1);
    for (number, amount) in paid.iter().rev().enumerate() {
        sum += amount;
        if number % every == 0 || number + 60 > paid.len() {
            let part = (number + 1) as f64 / paid.len() as f64;
            let _ = write!(path, "L{:.1} {:.1}", x(part), y(sum as f64 / total as f64));
        }
    }
    let _ = write!(
        svg,
        "<line class=\"equal\" x1=\"{:.1}\" y1=\"{:.1}\" x2=\"{:.1}\" y2=\"{:.1}\"/><path class=\"line\" d=\"{path}\"/><text class=\"tick mid\" x=\"{:.1}\" y=\"{:.1}\">holders, from the smallest</text></svg>",
        x(0.0),
        y(0.0),
        x(1.0),
        y(1.0),
        (left + width) / 2.0,
        height - 4.0,
    );
    svg
}
