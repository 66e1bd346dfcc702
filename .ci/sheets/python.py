#!/usr/bin/env python3
"""Change a workbook of netreg with openpyxl, in several ways: python.py WORKBOOK FOLDER [--faulty]

Each changed file is written into FOLDER, with FOLDER/python.json: what was done to each, for judge.py. With --faulty, more
is done than is said, so that judge.py must find it. Needs the packages of tools.txt.
"""

import datetime
import json
import sys
from pathlib import Path

import openpyxl


class Sheet:
    def __init__(self, workbook):
        self.sheet = workbook.worksheets[0]

    def column(self, title):
        return next(cell.column for cell in self.sheet[1] if cell.value == title)

    def cell(self, key, title):
        row = next(row for row in self.sheet.iter_rows(min_row=2) if row[0].value == key)
        return self.sheet.cell(row[0].row, self.column(title))

    def put(self, key, title, value, code=None):
        cell = self.cell(key, title)
        cell.value = value
        if code:
            cell.number_format = code


def cells(sheet):
    sheet.put("ATA", "Note", "a new note")
    sheet.put("ATF", "Note", None)
    sheet.put("HMD", "Launched", "2021-08")
    sheet.put("space", "Members", "IOM; UNICEF")
    row = {"Key": "added", "Name": "Added", "Established": 2022, "Sources": "https://example.org/added"}
    sheet.sheet.append({sheet.column(title): value for title, value in row.items()})


def days(sheet):
    sheet.put("ATA", "Established", datetime.date(2021, 7, 1))
    sheet.put("HMD", "Launched", datetime.datetime(2021, 7, 2), "d mmmm yyyy")


def month(sheet):
    sheet.put("ATA", "Established", datetime.date(2021, 6, 1), "mmm yyyy")


def year(sheet):
    sheet.put("ATA", "Established", datetime.date(2021, 1, 1), "yyyy")


def time(sheet):
    sheet.put("ATA", "Established", datetime.datetime(2021, 6, 1, 12, 30))


def bare(sheet):
    sheet.put("ATA", "Established", 44348, "General")


def formula(sheet):
    sheet.put("ATA", "Note", "=1+1", "General")


def sorted_rows(sheet):
    rows = [[cell.value for cell in row] for row in sheet.sheet.iter_rows(min_row=2)]
    for at, row in enumerate(sorted(rows, key=lambda row: row[1], reverse=True), start=2):
        for column, value in enumerate(row, start=1):
            # A text that begins with `=` would become a formula.
            sheet.sheet.cell(at, column).value = value
            if isinstance(value, str):
                sheet.sheet.cell(at, column).data_type = "s"


def hidden(sheet):
    sheet.sheet.column_dimensions[sheet.sheet.cell(1, sheet.column("Note")).column_letter].hidden = True
    sheet.sheet.auto_filter.add_filter_column(0, ["ATA"])
    for row in range(3, sheet.sheet.max_row + 1):
        sheet.sheet.row_dimensions[row].hidden = True


def deleted_columns(sheet):
    for title in ("Note", "Members"):
        sheet.sheet.delete_cols(sheet.column(title))


def other_cell(sheet):
    sheet.put("bell", "Coordinator", "UNHCR")


CASES = {
    "same": (lambda sheet: None, {}),
    "cells": (
        cells,
        {
            "ATA": {"note": "a new note"},
            "ATF": {"note": None},
            "HMD": {"launched": "2021-08"},
            "space": {"members": ["IOM", "UNICEF"]},
            "added": {"name": "Added", "established": "2022", "sources": ["https://example.org/added"]},
        },
    ),
    "days": (days, {"ATA": {"established": "2021-07-01"}, "HMD": {"launched": "2021-07-02"}}),
    "month": (month, {"ATA": {"established": "2021-06"}}),
    "year": (year, {"ATA": {"established": "2021"}}),
    "time": (time, "no time of day"),
    "bare": (bare, "`44348` is a number, not a date"),
    "formula": (formula, "the cell has a formula"),
    "sorted": (sorted_rows, {}),
    "hidden": (hidden, {}),
    "deleted-columns": (deleted_columns, {}),
}
FAULTY = {
    "other-cell": (other_cell, {}),
    "no-cell": (lambda sheet: None, {"ATA": {"note": "a new note"}}),
    "other-value": (month, {"ATA": {"established": "2021-06-01"}}),
    "taken": (cells, "a refusal"),
    "refused": (bare, {"ATA": {"established": "2021-06-01"}}),
    "other-refusal": (time, "a formula"),
}


def main(workbook, folder, cases):
    folder = Path(folder)
    done = []
    for name, (change, expected) in cases.items():
        document = openpyxl.load_workbook(workbook)
        change(Sheet(document))
        document.save(folder / f"{name}.xlsx")
        done.append({"file": f"{name}.xlsx", "expected": expected})
    (folder / "python.json").write_text(json.dumps(done, indent=1))


if __name__ == "__main__":
    main(*sys.argv[1:3], FAULTY if "--faulty" in sys.argv else CASES)
