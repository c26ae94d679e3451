"""By which article a mandate ends, for each law: {ground: article}; silent grounds are left out."""

RESIDENTS = {
    "resignation": "§21",
    "incapacity": "§23",
    "sentence": "§23",
    "appraisal": "§37",
    "recall": "§20",
    "void": "§22",
    "term_over": "§9",
}
OLDER = {"recall": "§10", "term_over": "§8"}
MANDATE_ENDS = {
    "law-1990": OLDER,
    "law-2018": OLDER,
    "pilot-2006": OLDER,
    "law-2026": RESIDENTS,
    "village-2018": {
        "incapacity": "§18",
        "sentence": "§18",
        "appraisal": "§33",
        "recall": "§16",
        "void": "§17",
        "term_over": "§11",
    },
}
