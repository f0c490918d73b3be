//! The picture of a sweep.

use backlot_plan::{forecast::Forecast, picture};

use crate::{
    examples::{plan, FILMS},
    sweep::of,
};

#[test]
fn a_picture_has_an_area_and_a_name_for_each_and_marks_where_each_has_recouped() {
    for film in FILMS {
        let plan = plan(film);
        let forecast = Forecast::new(&plan).unwrap();
        let sweep = of(&plan, 8_000_000_000_000, 100, 12);
        let levels = sweep.run(&forecast).unwrap();
        let recoups = sweep.recoups(&forecast, &levels).unwrap();
        let svg = picture::svg("A <film> & its \"money\"", &plan.money, &levels, &recoups);
        if let Some(folder) = std::env::var_os("BACKLOT_PICTURES") {
            std::fs::write(std::path::Path::new(&folder).join(format!("{film}.svg")), &svg).unwrap();
        }
        assert!(svg.starts_with("<svg ") && svg.ends_with("</svg>\n") && !svg.contains("NaN"));
        assert!(svg.contains("A &lt;film&gt; &amp; its &quot;money&quot;") && !svg.contains("<script"));
        for tag in ["svg", "text", "polygon", "title"] {
            assert_eq!(svg.matches(&format!("<{tag}")).count(), svg.matches(&format!("</{tag}>")).count(), "{tag}");
        }
        assert_eq!(svg.matches("<polygon").count(), svg.matches("rx=\"3\"").count(), "each area in the legend");
        for part in levels.last().unwrap().division.parties.iter().filter(|part| part.amount > 5_000_000_000) {
            assert!(svg.contains(&format!(">{}</text>", part.party)), "{}", part.party);
        }
        let mut marks: Vec<u128> = recoups.iter().filter_map(|found| found.level).collect();
        marks.sort_unstable();
        marks.dedup();
        assert_eq!(svg.matches("<circle").count(), marks.len());
        assert!(!marks.is_empty() && svg.contains(">8M</text>"));
    }
}
