//! The States that lists add to the name of a territory: `Aruba (Netherlands)`.

/// Inhabited territories with the State that administers them or is in free association with them (United
/// Nations list of Non-Self-Governing Territories; ISO 3166-1, remarks). For reading names only: nothing is
/// counted or shown by it. Territories without inhabitants are left out, because lists use the name for the State as often
/// as the territory.
const TERRITORIES: [(&str, &[&str]); 9] = [
    ("AUS", &["CCK", "CXR", "NFK"]),
    ("CHN", &["HKG", "MAC"]),
    ("DNK", &["FRO", "GRL"]),
    ("FIN", &["ALA"]),
    ("FRA", &["BLM", "GLP", "GUF", "MAF", "MTQ", "MYT", "NCL", "PYF", "REU", "SPM", "WLF"]),
    ("GBR", &["AIA", "BMU", "CYM", "FLK", "GGY", "GIB", "IMN", "JEY", "MSR", "PCN", "SHN", "TCA", "VGB"]),
    ("NLD", &["ABW", "BES", "CUW", "SXM"]),
    ("NZL", &["COK", "NIU", "TKL"]),
    ("USA", &["ASM", "GUM", "MNP", "PRI", "VIR"]),
];

/// Returns `true` if lists add the State to the name of the territory. Both are alpha-3 codes.
pub fn is_added(state: &str, territory: &str) -> bool {
    TERRITORIES.iter().any(|(code, territories)| *code == state && territories.contains(&territory))
}
