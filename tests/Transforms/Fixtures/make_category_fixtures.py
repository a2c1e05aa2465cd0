#!/usr/bin/python3
"""Writes categories.json: what scikit-learn, NumPy and a bitwise CRC-32C make of categories, texts and dates.

Written with scikit-learn 1.2.1 and NumPy 1.24: python3 make_category_fixtures.py
"""
import collections
import datetime
import json
import os

import numpy as np
from sklearn.preprocessing import OneHotEncoder, OrdinalEncoder

CITIES = ["Zürich", "Genf", "Basel", "Bern", "Chur", "Sion", "Thun", "Biel", "東京", "Aarau"]


def sample(rng, rows):
    shares = 1 / np.arange(1, len(CITIES) + 1) ** 2
    return [CITIES[i] for i in rng.choice(len(CITIES), rows, p=shares / shares.sum())]


def column(values):
    return np.array(values, dtype=object).reshape(-1, 1)


def active(encoder, values):
    """The name of the category that is set in each row, empty where none is."""
    names = [name[len("x0_"):] for name in encoder.get_feature_names_out()]
    return [names[row.argmax()] if row.any() else "" for row in encoder.transform(column(values)).toarray()]


def crc32c(data):
    crc = 0xFFFFFFFF
    for byte in data:
        crc ^= byte
        for _ in range(8):
            crc = (crc >> 1) ^ (0x82F63B78 if crc & 1 else 0)
    return crc ^ 0xFFFFFFFF


def cycle(value, first, period):
    angle = 2 * np.pi * (value - first) / period
    return [float(np.sin(angle)), float(np.cos(angle))]


def count(span, unit):
    return int(span / np.timedelta64(1, unit))


def date_parts(text):
    time = datetime.datetime.fromisoformat(text)
    moment = np.datetime64(time.replace(tzinfo=None))
    year = moment.astype("datetime64[Y]")
    month = moment.astype("datetime64[M]")
    day = moment.astype("datetime64[D]")
    days_of_year = count((year + 1).astype("datetime64[D]") - year.astype("datetime64[D]"), "D")
    days_of_month = count((month + 1).astype("datetime64[D]") - month.astype("datetime64[D]"), "D")
    day_of_year = count(day - year.astype("datetime64[D]"), "D") + 1
    day_of_month = count(day - month.astype("datetime64[D]"), "D") + 1
    month_number = count(month - year.astype("datetime64[M]"), "M") + 1
    quarter = (month_number + 2) // 3
    _, week, weekday = time.isocalendar()
    hours = float((moment - day) / np.timedelta64(1, "h"))
    numbers = [int(year.astype(int)) + 1970, quarter, month_number, day_of_month, weekday, day_of_year, week, time.hour, time.minute, time.second, hours,
               float((moment - np.datetime64("1970-01-01T00:00")) / np.timedelta64(1, "D"))]
    cycles = [cycle(quarter, 1, 4), cycle(month_number, 1, 12), cycle(day_of_month, 1, days_of_month), cycle(weekday, 1, 7), cycle(day_of_year, 1, days_of_year),
              cycle(week, 1, 53), cycle(time.hour, 0, 24), cycle(time.minute, 0, 60), cycle(time.second, 0, 60), cycle(hours, 0, 24)]
    return numbers + [number for pair in cycles for number in pair]


rng = np.random.default_rng(3)
train = sample(rng, 400)
test = sample(rng, 40) + ["Wien", "Linz"]
counts = collections.Counter(train)
order = [city for city, _ in counts.most_common()]
ordinal = OrdinalEncoder(categories=[order], handle_unknown="use_encoded_value", unknown_value=-1).fit(column(train))
# Its largest number of categories counts the one of the infrequent.
ignoring = {"min_frequency": 8, "max_categories": 6, "handle_unknown": "ignore"}
sharing = {**ignoring, "handle_unknown": "infrequent_if_exist"}
texts = ["", "a", "b", "123456789", "user-1000001", "user-1000002", "Zürich", "東京", "42", "-0.5", "x" * 300]
dates = ["2024-02-29T13:45:30", "2023-12-31T23:59:59", "2021-01-03T00:00:00", "1970-01-01T06:30:00", "1900-02-28T12:00:01", "2026-11-20"]

fixture = {
    "train": train,
    "test": test,
    "keys": [int(code) + 1 for code in ordinal.transform(column(test)).ravel()],
    "ignoring": active(OneHotEncoder(**ignoring).fit(column(train)), test),
    "sharing": active(OneHotEncoder(**sharing).fit(column(train)), test),
    "texts": texts,
    "hashes": [crc32c(text.encode()) for text in texts],
    "buckets": [(((crc32c(text.encode()) * 0x9E3779B97F4A7C15) % 2**64) >> 32) * 1000 >> 32 for text in texts],
    "dates": dates,
    "dateParts": [date_parts(date) for date in dates],
}
with open(os.path.join(os.path.dirname(os.path.abspath(__file__)), "categories.json"), "w", encoding="utf-8") as file:
    file.write("{\n" + ",\n".join(f"{json.dumps(name)}: {json.dumps(value, separators=(',', ':'))}" for name, value in fixture.items()) + "\n}\n")
