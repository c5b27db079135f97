"""Closed answers, counted: sums that the worker keeps, shown through one gate and one register.

Every page, file and pack that shows how people answered asks
`app.results.indicators.operations`, each call in a number of queries that depends on nothing but
the call:

- `figures_of(Cut(…))`: every series of some services or all, some months, one audience or all;
  for each question its base, shares, the share of good answers, "don't know" and not answered.
- `monthly(Cut(…), measure="respected")` or `theme="food"`: the share of good answers by month as
  an XmR chart, a gap where fewer than ten answered, and a break where a version begins.
- `shares_of(Cut(…), theme="food")`: one share for all months of a cut, for before and after.
- `gaps_of(Cut(…), grouping="religion")`: groups of people beside everyone else, of all months.

`app.results.indicators.cuts` has `Cut` (whole months) and `cut_of_days` (widened to whole months).
The worker releases answers in parcels of ten people or more, and every figure is a sum of whole
parcels, whatever was asked for before.
Series are never added together: a version, an reporting group, people themselves and others who
answered for them, and scales of another length.
"""
