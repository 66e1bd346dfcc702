//! For any bytes as a workbook, and as one of the parts of a workbook: importing it does not panic, and what it gives can
//! be read.
#![no_main]

mod planned;

use std::io::{Cursor, Write};

use libfuzzer_sys::fuzz_target;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

/// The parts of a workbook of two networks.
const PARTS: [(&str, &[u8]); 6] = [
    ("_rels/.rels", include_bytes!("workbook/rels.xml")),
    ("xl/_rels/workbook.xml.rels", include_bytes!("workbook/workbook.xml.rels")),
    ("xl/workbook.xml", include_bytes!("workbook/workbook.xml")),
    ("xl/styles.xml", include_bytes!("workbook/styles.xml")),
    ("xl/sharedStrings.xml", include_bytes!("workbook/sharedStrings.xml")),
    ("xl/worksheets/sheet1.xml", include_bytes!("workbook/sheet1.xml")),
];

/// Returns the workbook with other bytes in one of its parts.
fn with(place: usize, content: &[u8]) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
    for (at, (name, usual)) in PARTS.iter().enumerate() {
        writer.start_file(*name, options).unwrap();
        writer.write_all(if at == place { content } else { usual }).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

fuzz_target!(|bytes: &[u8]| {
    // The first byte says which part it is. A file that begins as those beside this target is the sheet.
    match bytes.split_first() {
        Some((place @ 0..6, content)) => planned::check(&with(usize::from(*place), content), None),
        Some((b'<', _)) => planned::check(&with(5, bytes), None),
        _ => planned::check(bytes, None),
    }
});
