"""scikit-learn at its defaults on raw tables: tabular.py FOLDER classes|numbers NUMBERS CATEGORIES SEEDS. A line of metrics per peer and seed.

The folder has train.tsv and test.tsv: number columns, category columns, the label. Gradient boosting takes categories as such; the perceptron
takes them one-hot, numbers and its regression target standardised.
"""
import csv
import sys
import warnings

import numpy as np
from sklearn.compose import ColumnTransformer, TransformedTargetRegressor
from sklearn.ensemble import HistGradientBoostingClassifier, HistGradientBoostingRegressor
from sklearn.metrics import accuracy_score, mean_absolute_error, mean_squared_error, roc_auc_score
from sklearn.neural_network import MLPClassifier, MLPRegressor
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import OneHotEncoder, OrdinalEncoder, StandardScaler

folder, task, numbers, categories, seeds = sys.argv[1], sys.argv[2], *map(int, sys.argv[3:])
warnings.filterwarnings("ignore")


def read(part):
    with open(f"{folder}/{part}.tsv", newline="") as lines:
        rows = list(csv.reader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))
    table = np.empty((len(rows), numbers + categories), dtype=object)
    for i, row in enumerate(rows):
        table[i, :numbers] = [float(value) for value in row[:numbers]]
        table[i, numbers:] = row[numbers:-1]
    return table, np.array([float(row[-1]) for row in rows])


def columns(*steps):
    return ColumnTransformer([step for step in steps if step[0] != "categories" or categories])


def boosting(seed):
    encoder = OrdinalEncoder(handle_unknown="use_encoded_value", unknown_value=np.nan)
    table = columns(("categories", encoder, slice(numbers, None)), ("numbers", "passthrough", slice(0, numbers)))
    kind = HistGradientBoostingClassifier if task == "classes" else HistGradientBoostingRegressor
    return make_pipeline(table, kind(categorical_features=list(range(categories)), random_state=seed))


def perceptron(seed):
    encoder = OneHotEncoder(handle_unknown="ignore", sparse_output=False)
    table = columns(("numbers", StandardScaler(), slice(0, numbers)), ("categories", encoder, slice(numbers, None)))
    if task == "classes":
        return make_pipeline(table, MLPClassifier(random_state=seed))
    return TransformedTargetRegressor(make_pipeline(table, MLPRegressor(random_state=seed)), transformer=StandardScaler())


(x, y), (test_x, test_y) = read("train"), read("test")
for seed in range(seeds):
    for name, make in (("HistGradientBoosting", boosting), ("MLP", perceptron)):
        model = make(seed).fit(x, y)
        if task == "classes":
            metrics = {"auc": roc_auc_score(test_y, model.predict_proba(test_x)[:, 1]), "accuracy": accuracy_score(test_y, model.predict(test_x))}
        else:
            predicted = model.predict(test_x)
            metrics = {"rmse": mean_squared_error(test_y, predicted, squared=False), "mae": mean_absolute_error(test_y, predicted)}
        print(name, *(f"{metric}={value}" for metric, value in metrics.items()), flush=True)
