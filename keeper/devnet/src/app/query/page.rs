use cosmrs::proto::cosmos::base::query::v1beta1::{PageRequest, PageResponse};

use super::Refusal;
use crate::app::run::{Run, Space};
use crate::app::store::{prefix_end, Row};

/// Rows of a page when the client does not say.
const DEFAULT_LIMIT: u64 = 100;
/// Most rows of a page, whatever the client says.
const MAX_LIMIT: u64 = 10_000;

/// Rows of a prefix, keys without it, one page at a time.
pub fn rows(
    run: &Run<'_>,
    space: Space,
    prefix: &[u8],
    page: Option<PageRequest>,
) -> Result<(Vec<Row>, PageResponse), Refusal> {
    let page = page.unwrap_or_default();
    if !page.key.is_empty() && page.offset > 0 {
        return Err(Refusal::Plain("invalid request, either offset or key is expected, got both".to_owned()));
    }
    let limit = if page.limit == 0 { DEFAULT_LIMIT } else { page.limit.min(MAX_LIMIT) };
    let full = space.key(prefix);
    let (start, end) = match (page.key.is_empty(), page.reverse) {
        (true, _) => (full.clone(), prefix_end(&full)),
        (false, false) => ([full.as_slice(), &page.key].concat(), prefix_end(&full)),
        // The key itself is the first row of the page, so the bound lies just after it.
        (false, true) => (full.clone(), Some([full.as_slice(), &page.key, &[0]].concat())),
    };
    let mut cursor = run.store.cursor(start, end, page.reverse);
    let (mut rows, mut next_key, mut total) = (Vec::new(), Vec::new(), 0u64);
    while let Some((key, value)) = cursor.next(&run.store) {
        total += 1;
        if total <= page.offset {
            continue;
        }
        let key = key[full.len()..].to_vec();
        if total - page.offset <= limit {
            rows.push((key, value));
            continue;
        }
        if next_key.is_empty() {
            next_key = key;
        }
        if !page.count_total {
            break;
        }
    }
    let total = if page.count_total && page.key.is_empty() { total } else { 0 };
    Ok((rows, PageResponse { next_key, total }))
}
