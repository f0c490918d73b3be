//! Pictures for pages that fetch nothing and run nothing: a flow in columns, bars over time, curves over holders.

pub mod charts;
pub mod sankey;

/// Colours and shapes of a page with these pictures, for screen and paper.
pub const STYLE: &str = include_str!("style.css");

/// A text as HTML and SVG take it.
pub fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;").replace('\'', "&#39;")
}
