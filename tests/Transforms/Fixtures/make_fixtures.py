#!/usr/bin/python3
"""Writes scikit-learn.json: what scikit-learn's transformers make of four columns.

The columns: normal; skewed with missing values; whole numbers with many ties (but a single smallest and largest one); uniform.
Written with scikit-learn 1.2.1 and NumPy 1.24: python3 make_fixtures.py
"""
import json
import os

import numpy as np
from sklearn.impute import SimpleImputer
from sklearn.preprocessing import QuantileTransformer, RobustScaler


def columns(rng, rows):
    skewed = np.exp(rng.normal(size=rows) * 2)
    skewed[rng.random(rows) < 0.1] = np.nan
    ties = np.round(rng.normal(size=rows) * 2)
    ties[:2] = [-50, 50]
    table = np.stack([rng.normal(size=rows) * 10 + 100, skewed, ties, rng.random(rows)], axis=1)
    return table.astype(np.float32).astype(np.float64)


def rows_of(table):
    return [[None if np.isnan(value) else float(value) for value in row] for row in np.asarray(table, dtype=np.float64)]


rng = np.random.default_rng(7)
train, test = columns(rng, 300), columns(rng, 60)
test[:, 1][np.isnan(test[:, 1])] = 1
test[5, 1], test[6, 0] = np.nan, np.nan
arrays = {"train": train, "test": test}
for distribution in ("normal", "uniform"):
    arrays["quantile-" + distribution] = QuantileTransformer(n_quantiles=40, output_distribution=distribution).fit(train).transform(test)
arrays["robust"] = RobustScaler().fit(train).transform(test)
for strategy in ("median", "mean", "constant"):
    arrays["imputed-" + strategy] = SimpleImputer(strategy=strategy, fill_value=-1, add_indicator=True).fit(train).transform(test)

with open(os.path.join(os.path.dirname(os.path.abspath(__file__)), "scikit-learn.json"), "w") as file:
    lines = [f"{json.dumps(name)}: {json.dumps(rows_of(array), separators=(',', ':'))}" for name, array in arrays.items()]
    file.write("{\n" + ",\n".join(lines) + "\n}\n")
