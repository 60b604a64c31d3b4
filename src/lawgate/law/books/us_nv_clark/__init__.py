"""Clark County, Nevada: the Las Vegas police jail."""
