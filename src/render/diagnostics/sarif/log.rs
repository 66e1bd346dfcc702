//! The types of a SARIF log, with the names of the standard (SARIF 2.1.0, sections 3.13 to 3.58). They have
//! only the properties that netreg uses.

use serde::Serialize;

#[derive(Serialize)]
pub struct Log<R> {
    #[serde(rename = "$schema")]
    pub schema: &'static str,
    pub version: &'static str,
    pub runs: [Run<R>; 1],
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Run<R> {
    pub tool: Tool,
    pub invocations: [Invocation; 1],
    pub column_kind: &'static str,
    pub results: R,
}

#[derive(Serialize)]
pub struct Tool {
    pub driver: Driver,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Driver {
    pub name: &'static str,
    pub semantic_version: &'static str,
    pub rules: Vec<Descriptor>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Descriptor {
    pub id: String,
    pub name: &'static str,
    pub short_description: Message,
    pub full_description: Message,
    pub help: Help,
    pub default_configuration: Configuration,
}

#[derive(Serialize)]
pub struct Help {
    pub text: String,
    pub markdown: String,
}

#[derive(Serialize)]
pub struct Configuration {
    pub level: &'static str,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Invocation {
    pub execution_successful: bool,
}

#[derive(Serialize)]
pub struct Message {
    pub text: String,
}

#[derive(Serialize)]
pub struct Content<'t> {
    pub text: &'t str,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Outcome<'t> {
    pub rule_id: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub rule_index: Option<usize>,
    pub level: &'static str,
    pub message: Message,
    pub locations: [Location<'t>; 1],
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub related_locations: Vec<Location<'t>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub fixes: Vec<Fix<'t>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub suppressions: Vec<Suppression<'t>>,
    pub partial_fingerprints: Fingerprints,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub baseline_state: Option<&'static str>,
    pub properties: Properties<'t>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Location<'t> {
    pub physical_location: Physical<'t>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub message: Option<Message>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Physical<'t> {
    pub artifact_location: Artifact<'t>,
    pub region: Region,
}

#[derive(Serialize)]
pub struct Artifact<'t> {
    pub uri: &'t str,
}

/// A place: lines and columns count from 1, and the end column is exclusive (section 3.30).
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Region {
    pub start_line: usize,
    pub start_column: usize,
    pub end_line: usize,
    pub end_column: usize,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Fix<'t> {
    pub description: Message,
    pub artifact_changes: [Change<'t>; 1],
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Change<'t> {
    pub artifact_location: Artifact<'t>,
    pub replacements: [Replacement<'t>; 1],
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Replacement<'t> {
    pub deleted_region: Region,
    pub inserted_content: Content<'t>,
}

#[derive(Serialize)]
pub struct Suppression<'t> {
    pub kind: &'static str,
    pub justification: &'t str,
    pub location: Location<'t>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Fingerprints {
    pub primary_location_line_hash: String,
}

#[derive(Serialize)]
pub struct Properties<'t> {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub key: Option<&'t str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub field: Option<&'static str>,
}
