"""The countries and areas of UN M49 in their regions, and some that have networks in tests."""

REGIONS = {
    ("Africa", "Northern Africa"): "DZA EGY ESH LBY MAR SDN TUN",
    ("Africa", "Sub-Saharan Africa", "Eastern Africa"):
        "ATF BDI COM DJI ERI ETH IOT KEN MDG MOZ MUS MWI MYT REU RWA SOM SSD SYC TZA UGA ZMB ZWE",
    ("Africa", "Sub-Saharan Africa", "Middle Africa"): "AGO CAF CMR COD COG GAB GNQ STP TCD",
    ("Africa", "Sub-Saharan Africa", "Southern Africa"): "BWA LSO NAM SWZ ZAF",
    ("Africa", "Sub-Saharan Africa", "Western Africa"):
        "BEN BFA CIV CPV GHA GIN GMB GNB LBR MLI MRT NER NGA SEN SHN SLE TGO",
    ("Americas", "Latin America and the Caribbean", "Caribbean"):
        "ABW AIA ATG BES BHS BLM BRB CUB CUW CYM DMA DOM GLP GRD HTI JAM KNA LCA MAF MSR MTQ PRI SXM TCA "
        "TTO VCT VGB VIR",
    ("Americas", "Latin America and the Caribbean", "Central America"): "BLZ CRI GTM HND MEX NIC PAN SLV",
    ("Americas", "Latin America and the Caribbean", "South America"):
        "ARG BOL BRA BVT CHL COL ECU FLK GUF GUY PER PRY SGS SUR URY VEN",
    ("Americas", "Northern America"): "BMU CAN GRL SPM USA",
    ("Asia", "Central Asia"): "KAZ KGZ TJK TKM UZB",
    ("Asia", "Eastern Asia"): "CHN HKG JPN KOR MAC MNG PRK",
    ("Asia", "South-eastern Asia"): "BRN IDN KHM LAO MMR MYS PHL SGP THA TLS VNM",
    ("Asia", "Southern Asia"): "AFG BGD BTN IND IRN LKA MDV NPL PAK",
    ("Asia", "Western Asia"): "ARE ARM AZE BHR CYP GEO IRQ ISR JOR KWT LBN OMN PSE QAT SAU SYR TUR YEM",
    ("Europe", "Eastern Europe"): "BGR BLR CZE HUN MDA POL ROU RUS SVK UKR",
    ("Europe", "Northern Europe"): "ALA DNK EST FIN FRO GBR GGY IMN IRL ISL JEY LTU LVA NOR SJM SWE",
    ("Europe", "Southern Europe"): "ALB AND BIH ESP GIB GRC HRV ITA MKD MLT MNE PRT SMR SRB SVN VAT",
    ("Europe", "Western Europe"): "AUT BEL CHE DEU FRA LIE LUX MCO NLD",
    ("Oceania", "Australia and New Zealand"): "AUS CCK CXR HMD NFK NZL",
    ("Oceania", "Melanesia"): "FJI NCL PNG SLB VUT",
    ("Oceania", "Micronesia"): "FSM GUM KIR MHL MNP NRU PLW UMI",
    ("Oceania", "Polynesia"): "ASM COK NIU PCN PYF TKL TON TUV WLF WSM",
    (): "ATA",
}
# The region, sub-region and intermediate region of each country or area, as far as it has them.
AREAS = {code: areas for areas, codes in REGIONS.items() for code in codes.split()}
NAMES = {name for areas in REGIONS for name in areas}

# Codes, short names and some other names of countries. Kosovo is not in M49, and Antarctica is in none of its regions.
SAMPLE = {
    "ZMB": {"name": "Zambia", "alpha-2": "ZM", "m49": "894", "also": ["Замбия", "Zambie"]},
    "KEN": {"name": "Kenya", "alpha-2": "KE", "m49": "404"},
    "MAR": {"name": "Morocco", "alpha-2": "MA", "m49": "504"},
    "BRA": {"name": "Brazil", "alpha-2": "BR", "m49": "076", "also": ["Brasil", "Brésil"]},
    "CAN": {"name": "Canada", "alpha-2": "CA", "m49": "124"},
    "FJI": {"name": "Fiji", "alpha-2": "FJ", "m49": "242", "also": ["斐济"]},
    "VUT": {"name": "Vanuatu", "alpha-2": "VU", "m49": "548"},
    "NZL": {"name": "New Zealand", "alpha-2": "NZ", "m49": "554"},
    "NPL": {"name": "Nepal", "alpha-2": "NP", "m49": "524"},
    "THA": {"name": "Thailand", "alpha-2": "TH", "m49": "764", "also": ["Tailandia"]},
    "MMR": {"name": "Myanmar", "alpha-2": "MM", "m49": "104", "also": ["Burma"]},
    "GEO": {"name": "Georgia", "alpha-2": "GE", "m49": "268"},
    "FRA": {"name": "France", "alpha-2": "FR", "m49": "250"},
    "SWE": {"name": "Sweden", "alpha-2": "SE", "m49": "752"},
    "ATA": {"name": "Antarctica", "alpha-2": "AQ", "m49": "010"},
    "BVT": {"name": "Bouvet Island", "alpha-2": "BV", "m49": "074"},
    "HMD": {"name": "Heard Island and McDonald Islands", "alpha-2": "HM", "m49": "334"},
    "XKX": {"name": "Kosovo", "alpha-2": "XK"},
}
