use backlot_api::limits::{PAGE_DEFAULT, PAGE_MAX};

/// Rows of a query: the default where none is asked for, never more than the maximum.
pub fn limit(asked: Option<u32>) -> usize {
    asked.unwrap_or(PAGE_DEFAULT).min(PAGE_MAX) as usize
}
