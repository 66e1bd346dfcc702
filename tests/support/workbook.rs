//! The parts of a workbook, which tests change, damage and put together again.

use std::collections::BTreeMap;
use std::io::{Cursor, Read, Write};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipArchive, ZipWriter};

/// The parts of a workbook by name.
#[derive(Clone, Debug)]
pub struct Parts(pub BTreeMap<String, Vec<u8>>);

impl Parts {
    /// Takes a workbook apart.
    pub fn of(bytes: &[u8]) -> Self {
        let mut archive = ZipArchive::new(Cursor::new(bytes)).expect("an archive");
        let mut parts = BTreeMap::new();
        for at in 0..archive.len() {
            let mut part = archive.by_index(at).expect("a part");
            let name = part.name().expect("a name").into_owned();
            let mut content = Vec::new();
            part.read_to_end(&mut content).expect("its bytes");
            parts.insert(name, content);
        }
        Self(parts)
    }

    /// Puts the workbook together.
    pub fn zipped(&self) -> Vec<u8> {
        let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
        let options = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated);
        for (name, content) in &self.0 {
            writer.start_file(name, options).expect("a part");
            writer.write_all(content).expect("its bytes");
        }
        writer.finish().expect("an archive").into_inner()
    }

    /// Returns the names of the parts.
    pub fn names(&self) -> Vec<String> {
        self.0.keys().cloned().collect()
    }

    /// Returns the text of a part.
    pub fn text(&self, name: &str) -> String {
        String::from_utf8(self.0[name].clone()).expect("UTF-8")
    }

    /// Returns the parts with another content of one of them.
    #[must_use]
    pub fn with(&self, name: &str, content: impl Into<Vec<u8>>) -> Self {
        let mut parts = self.clone();
        parts.0.insert(name.to_owned(), content.into());
        parts
    }

    /// Returns the parts without one of them.
    #[must_use]
    pub fn without(&self, name: &str) -> Self {
        let mut parts = self.clone();
        parts.0.remove(name).expect("it has this part");
        parts
    }

    /// Returns the parts with another text in one of them, which must be there once.
    #[must_use]
    pub fn changed(&self, name: &str, from: &str, to: &str) -> Self {
        let text = self.text(name);
        assert_eq!(text.matches(from).count(), 1, "`{from}` is in {name} once: {text}");
        self.with(name, text.replace(from, to))
    }
}
