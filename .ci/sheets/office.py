#!/usr/bin/python3
"""Change a workbook of netreg in LibreOffice, in several ways: office.py WORKBOOK FOLDER

Each changed file is written into FOLDER, with FOLDER/office.json: what was done to each, for judge.py. Needs Debian's
libreoffice-calc and python3-uno. LibreOffice is started once, and ended.
"""

import csv
import json
import subprocess
import sys
import time
from pathlib import Path

import uno
from com.sun.star.beans import PropertyValue
from com.sun.star.table import TableSortField

XLSX = "Calc MS Excel 2007 XML"
CSV = "Text - txt - csv (StarCalc)"
UTF8 = 76


def properties(**values):
    return tuple(PropertyValue(Name=name, Value=value) for name, value in values.items())


def started(folder):
    """Start LibreOffice with a profile of its own; return its process and its desktop."""
    pipe = f"netreg{time.time_ns()}"
    profile = (folder / "profile").resolve().as_uri()
    arguments = ["soffice", f"-env:UserInstallation={profile}", "--headless", "--norestore", "--nologo"]
    process = subprocess.Popen(
        [*arguments, f"--accept=pipe,name={pipe};urp;"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    context = uno.getComponentContext()
    resolver = context.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", context)
    for _ in range(240):
        try:
            remote = resolver.resolve(f"uno:pipe,name={pipe};urp;StarOffice.ComponentContext")
            return process, remote.ServiceManager.createInstanceWithContext("com.sun.star.frame.Desktop", remote)
        except Exception:  # It is not there yet.
            if process.poll() is not None:
                break
            time.sleep(0.25)
    process.kill()
    sys.exit("LibreOffice does not start")


class Sheet:
    """The first sheet of a workbook, with the places of its columns and rows."""

    def __init__(self, document):
        self.document = document
        self.sheet = document.Sheets.getByIndex(0)
        cursor = self.sheet.createCursor()
        cursor.gotoEndOfUsedArea(False)
        self.last = cursor.RangeAddress
        self.columns = {self.sheet.getCellByPosition(at, 0).String: at for at in range(self.last.EndColumn + 1)}

    def row(self, key):
        keys = range(1, self.last.EndRow + 1)
        return next(at for at in keys if self.sheet.getCellByPosition(0, at).String == key)

    def cell(self, key, column):
        return self.sheet.getCellByPosition(self.columns[column], self.row(key))

    def typed(self, key, column, text):
        """As typed by hand: a text that looks like a number or a formula becomes one, unless the format is text."""
        self.cell(key, column).FormulaLocal = text

    def format(self, cell, code):
        formats, locale = self.document.NumberFormats, uno.createUnoStruct("com.sun.star.lang.Locale")
        locale.Language, locale.Country = "en", "US"
        key = formats.queryKey(code, locale, False)
        cell.NumberFormat = formats.addNew(code, locale) if key == -1 else key

    def date(self, key, column, value, code):
        cell = self.cell(key, column)
        self.format(cell, code)
        cell.Value = value

    def add(self, **texts):
        row = self.last.EndRow + 1
        for column, text in texts.items():
            self.sheet.getCellByPosition(self.columns[column], row).FormulaLocal = text

    def range(self):
        return self.sheet.getCellRangeByPosition(0, 0, self.last.EndColumn, self.last.EndRow)


def cells(sheet):
    sheet.typed("ATA", "Note", "a new note; =2+2")
    sheet.typed("HMD", "Launched", "2021-08")
    sheet.cell("ATF", "Note").String = ""
    sheet.typed("bell", "Coordinator", "UNHCR")
    sheet.typed("right", "Members", "IOM; UNICEF")
    sheet.add(Key="added", Name="Added", Established="2022", Sources="https://example.org/added")


def typed_dates(sheet):
    sheet.typed("ATA", "Established", "2021-07-01")
    sheet.typed("HMD", "Established", "2021")
    sheet.typed("ATA", "Verified", "2026-01-06")


def days(sheet):
    sheet.date("ATA", "Established", 44378, "YYYY-MM-DD")
    sheet.date("HMD", "Launched", 44379, "DD/MM/YY")


def month(sheet):
    sheet.date("ATA", "Established", 44348, "MMM YYYY")


def bare(sheet):
    sheet.cell("ATA", "Established").Value = 44348


def day_without_year(sheet):
    sheet.date("ATA", "Established", 44348, "D MMM")


def formula(sheet):
    sheet.format(sheet.cell("ATA", "Coordinator"), "General")
    sheet.cell("ATA", "Coordinator").Formula = '="UN"&"HCR"'


def failed_formula(sheet):
    sheet.format(sheet.cell("ATA", "Note"), "General")
    sheet.cell("ATA", "Note").Formula = "=1/0"


def sorted_rows(sheet):
    data = sheet.sheet.getCellRangeByPosition(0, 1, sheet.last.EndColumn, sheet.last.EndRow)
    field = TableSortField(Field=sheet.columns["Name"], IsAscending=False)
    data.sort(properties(SortFields=uno.Any("[]com.sun.star.table.TableSortField", (field,)), ContainsHeader=False))


def hidden(sheet):
    sheet.sheet.Columns.getByIndex(sheet.columns["Note"]).IsVisible = False
    filter_descriptor = sheet.range().createFilterDescriptor(True)
    field = uno.createUnoStruct("com.sun.star.sheet.TableFilterField")
    field.Field, field.IsNumeric, field.StringValue = 0, False, "ATA"
    field.Operator = uno.Enum("com.sun.star.sheet.FilterOperator", "EQUAL")
    filter_descriptor.ContainsHeader = True
    filter_descriptor.setFilterFields((field,))
    sheet.range().filter(filter_descriptor)
    if sheet.sheet.Rows.getByIndex(sheet.row("bell")).IsVisible:
        sys.exit("the filter of LibreOffice hides nothing")


def deleted_columns(sheet):
    for title in ("Note", "Members"):
        at = Sheet(sheet.document).columns[title]
        sheet.sheet.Columns.removeByIndex(at, 1)


def moved_and_titled(sheet):
    sheet.sheet.Rows.insertByIndex(0, 3)
    sheet.sheet.getCellByPosition(0, 0).String = "Networks of the ice"
    sheet.sheet.getCellRangeByPosition(0, 0, 3, 0).merge(True)


def deleted_row(sheet):
    sheet.sheet.Rows.removeByIndex(sheet.row("bell"), 1)


ADDED = {"name": "Added", "established": "2022", "sources": ["https://example.org/added"]}
# What is done, what of it is to be found in the registry, or which words the refusal has.
CASES = {
    "same": (lambda sheet: None, {}),
    "cells": (
        cells,
        {
            "ATA": {"note": "a new note; =2+2"},
            "HMD": {"launched": "2021-08"},
            "ATF": {"note": None},
            "bell": {"coordinator": "UNHCR"},
            "right": {"members": ["IOM", "UNICEF"]},
            "added": ADDED,
        },
    ),
    "typed-dates": (
        typed_dates,
        {"ATA": {"established": "2021-07-01", "verified": "2026-01-06"}, "HMD": {"established": "2021"}},
    ),
    "days": (days, {"ATA": {"established": "2021-07-01"}, "HMD": {"launched": "2021-07-02"}}),
    "month": (month, {"ATA": {"established": "2021-06"}}),
    "bare": (bare, "`44348` is a number, not a date"),
    "day-without-year": (day_without_year, "without its year"),
    "formula": (formula, {"ATA": {"coordinator": "UNHCR"}}),
    "failed-formula": (failed_formula, "#DIV/0!"),
    "sorted": (sorted_rows, {}),
    "hidden": (hidden, {}),
    "deleted-columns": (deleted_columns, {}),
    "titled": (moved_and_titled, {}),
    "deleted-row": (deleted_row, {}),
}


def exported(desktop, workbook, folder):
    """The workbook as text with separators, in the dialects that spreadsheets write; nothing is changed in it."""
    document = desktop.loadComponentFromURL(workbook, "_blank", 0, properties(Hidden=True))
    for name, separator in {"comma": ",", "semicolon": ";", "tab": "\t", "bar": "|"}.items():
        # Separator, quotation mark, characters, first line, formats, language, all texts in quotes, ..., as shown.
        for kind, all_quoted in {"": "false", "-quoted": "true"}.items():
            tokens = f"{ord(separator)},34,{UTF8},1,,0,{all_quoted},true,true"
            path = folder / f"{name}{kind}.csv"
            document.storeToURL(path.as_uri(), properties(FilterName=CSV, FilterOptions=tokens))
            yield path.name
    document.close(True)
    # What other systems write: a byte order mark, CRLF, the line of Excel that names the separator.
    with open(folder / "semicolon.csv", newline="", encoding="utf-8") as file:
        rows = list(csv.reader(file, delimiter=";"))
    for name, start in {"mark": "\ufeff", "hint": "sep=;\r\n"}.items():
        with open(folder / f"{name}.csv", "w", newline="", encoding="utf-8") as file:
            file.write(start)
            csv.writer(file, delimiter=";", lineterminator="\r\n").writerows(rows)
        yield f"{name}.csv"


def main(workbook, folder):
    folder = Path(folder).resolve()
    workbook = Path(workbook).resolve().as_uri()
    process, desktop = started(folder)
    cases = []
    try:
        for name, (change, expected) in CASES.items():
            document = desktop.loadComponentFromURL(workbook, "_blank", 0, properties(Hidden=True))
            change(Sheet(document))
            path = folder / f"{name}.xlsx"
            document.storeToURL(path.as_uri(), properties(FilterName=XLSX))
            document.close(True)
            cases.append({"file": path.name, "expected": expected})
        for name in exported(desktop, workbook, folder):
            cases.append({"file": name, "expected": {}, "against": "HEAD"})
        # Without the property that names the commit.
        document = desktop.loadComponentFromURL((folder / "cells.xlsx").as_uri(), "_blank", 0, properties(Hidden=True))
        named = document.DocumentProperties.UserDefinedProperties
        if not named.PropertySetInfo.hasPropertyByName("netreg commit"):
            sys.exit("LibreOffice does not keep the property that names the commit")
        named.removeProperty("netreg commit")
        document.storeToURL((folder / "unnamed.xlsx").as_uri(), properties(FilterName=XLSX))
        document.close(True)
        cases.append({"file": "unnamed.xlsx", "expected": CASES["cells"][1], "against": "HEAD"})
        cases.append({"file": "unnamed.xlsx", "expected": "in the registry already", "unnamed": True})
    finally:
        try:
            desktop.terminate()
        except Exception:  # The pipe may end before the answer comes.
            pass
        process.wait(timeout=60)
    (folder / "office.json").write_text(json.dumps(cases, indent=1))


if __name__ == "__main__":
    main(*sys.argv[1:])
