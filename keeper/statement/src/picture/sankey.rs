//! A flow in columns: boxes as high as the money that passes, ribbons between them.

use std::fmt::Write;

use super::escape;

/// A box.
pub struct Node {
    /// From 0, left to right.
    pub column: usize,
    /// What stands beside it.
    pub label: String,
    /// Class that colours it and the ribbons that leave it.
    pub class: &'static str,
    /// What a label and a tooltip say of the amount.
    pub amount: u128,
}

/// A ribbon from a node to a node of a later column.
pub struct Link {
    /// Number of the node it leaves.
    pub from: usize,
    /// Number of the node it reaches.
    pub to: usize,
    /// As wide as this.
    pub amount: u128,
}

/// A flow.
#[derive(Default)]
pub struct Sankey {
    /// Boxes.
    pub nodes: Vec<Node>,
    /// Ribbons.
    pub links: Vec<Link>,
}

const WIDTH: f64 = 1180.0;
const HEIGHT: f64 = 560.0;
const TOP: f64 = 34.0;
const BOX: f64 = 13.0;
const GAP: f64 = 14.0;
/// Room for the labels right of the last column.
const RIGHT: f64 = 165.0;

#[derive(Clone, Copy, Default)]
struct Place {
    x: f64,
    y: f64,
    height: f64,
}

impl Sankey {
    /// Adds a box and gives its number.
    pub fn node(&mut self, column: usize, label: impl Into<String>, class: &'static str, amount: u128) -> usize {
        self.nodes.push(Node { column, label: label.into(), class, amount });
        self.nodes.len() - 1
    }

    /// Adds to the ribbon between two boxes; none for nothing.
    pub fn link(&mut self, from: usize, to: usize, amount: u128) {
        if amount == 0 {
            return;
        }
        match self.links.iter_mut().find(|link| link.from == from && link.to == to) {
            Some(link) => link.amount += amount,
            None => self.links.push(Link { from, to, amount }),
        }
    }

    fn layout(&self) -> Vec<Place> {
        let columns = self.nodes.iter().map(|node| node.column + 1).max().unwrap_or(1);
        let step = (WIDTH - RIGHT - BOX) / (columns.max(2) - 1) as f64;
        let of_column = |column| self.nodes.iter().enumerate().filter(move |(_, node)| node.column == column);
        let gaps = |column| of_column(column).count().saturating_sub(1) as f64 * GAP;
        // Where many boxes stand in a column, the picture grows: they need room beside the gaps.
        let height = (0..columns).map(|column| gaps(column) * 2.0).fold(HEIGHT, f64::max);
        let scale = (0..columns)
            .map(|column| {
                let sum = of_column(column).map(|(_, node)| node.amount as f64).sum::<f64>();
                (height - gaps(column)) / sum.max(1.0)
            })
            .fold(f64::MAX, f64::min);
        let mut places = vec![Place::default(); self.nodes.len()];
        for column in 0..columns {
            let sum: f64 = of_column(column).map(|(_, node)| (node.amount as f64 * scale).max(2.0) + GAP).sum();
            let mut y = TOP + ((height - (sum - GAP)) / 2.0).max(0.0);
            for (number, node) in of_column(column) {
                let height = (node.amount as f64 * scale).max(2.0);
                places[number] = Place { x: column as f64 * step, y, height };
                y += height + GAP;
            }
        }
        places
    }

    /// The picture. `show` writes an amount, `titles` stand over the columns.
    pub fn svg(&self, titles: &[&str], show: &dyn Fn(u128) -> String) -> String {
        let places = self.layout();
        let lowest = places.iter().map(|place| place.y + place.height).fold(TOP + HEIGHT, f64::max);
        let mut svg = format!(
            "<svg class=\"flow\" viewBox=\"-2 0 {} {:.0}\" role=\"img\" aria-label=\"The waterfall as a flow\">",
            WIDTH + 4.0,
            lowest + 16.0
        );
        let columns = titles.len().max(2);
        for (column, title) in titles.iter().enumerate() {
            let x = column as f64 * (WIDTH - RIGHT - BOX) / (columns - 1) as f64;
            let _ = write!(svg, "<text class=\"head\" x=\"{x:.1}\" y=\"14\">{}</text>", escape(title));
        }
        let mut out = vec![0.0; self.nodes.len()];
        let mut into = vec![0.0; self.nodes.len()];
        let mut order: Vec<&Link> = self.links.iter().collect();
        order.sort_by(|a, b| {
            let key = |link: &Link| (places[link.from].y, places[link.to].y);
            key(a).partial_cmp(&key(b)).unwrap_or(std::cmp::Ordering::Equal)
        });
        // Where ribbons arrive they stack by where they come from, where they leave by where they go.
        for link in order {
            let (from, to) = (places[link.from], places[link.to]);
            let height = link.amount as f64 / (self.nodes[link.from].amount.max(1)) as f64 * from.height;
            let width = height.max(0.7);
            let (x0, x1) = (from.x + BOX, to.x);
            let (y0, y1) = (from.y + out[link.from], to.y + into[link.to]);
            out[link.from] += height;
            into[link.to] += link.amount as f64 / (self.nodes[link.to].amount.max(1)) as f64 * to.height;
            let middle = (x0 + x1) / 2.0;
            let _ = write!(
                svg,
                "<path class=\"ribbon {}\" d=\"M{x0:.1} {y0:.1}C{middle:.1} {y0:.1} {middle:.1} {y1:.1} {x1:.1} {y1:.1}V{:.1}C{middle:.1} {:.1} {middle:.1} {:.1} {x0:.1} {:.1}Z\"><title>{} → {}: {}</title></path>",
                self.nodes[link.from].class,
                y1 + width,
                y1 + width,
                y0 + width,
                y0 + width,
                escape(&self.nodes[link.from].label),
                escape(&self.nodes[link.to].label),
                show(link.amount),
            );
        }
        for (node, place) in self.nodes.iter().zip(&places) {
            let middle = place.y + place.height / 2.0;
            let _ = write!(
                svg,
                "<rect class=\"{}\" x=\"{:.1}\" y=\"{:.1}\" width=\"{BOX}\" height=\"{:.1}\" rx=\"2\"/><text class=\"label\" x=\"{:.1}\" y=\"{:.1}\">{}<tspan class=\"sum\" dx=\"6\">{}</tspan></text>",
                node.class,
                place.x,
                place.y,
                place.height,
                place.x + BOX + 7.0,
                middle + 4.0,
                escape(&node.label),
                show(node.amount),
            );
        }
        svg.push_str("</svg>");
        svg
    }
}
