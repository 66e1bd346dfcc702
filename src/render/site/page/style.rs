//! The look of the page: light and dark, narrow and wide, on paper.

/// The style, in CSS.
pub(super) const STYLE: &str = r#":root {
  color-scheme: light dark;
  --paper: #ffffff; --ink: #1b2430; --soft: #55606e; --line: #c9d1da; --link: #0b5394;
  --certain: #1b5fa8; --on-certain: #ffffff; --stroke: #1b5fa8; --none: #e9edf1; --on-none: #4d5865;
  --total: #a33b00; --milestone: #6d7784; --shade: #f4f6f8;
}
@media (prefers-color-scheme: dark) {
  :root {
    --paper: #12171d; --ink: #e8edf2; --soft: #a9b4c0; --line: #3a4550; --link: #8cc4ff;
    --certain: #7db9f5; --on-certain: #0b1622; --stroke: #7db9f5; --none: #29323b; --on-none: #b4bec9;
    --total: #ffb070; --milestone: #8f9aa6; --shade: #1a2129;
  }
}
* { box-sizing: border-box; }
body {
  margin: 0 auto; padding: 1rem; max-width: 60rem; background: var(--paper); color: var(--ink);
  font: 1rem/1.5 system-ui, "Segoe UI", "Noto Sans", "Noto Sans Arabic", "Noto Sans SC", sans-serif; overflow-wrap: break-word;
}
h1 { font-size: 1.6rem; line-height: 1.2; margin: 0.5rem 0; }
h2 { font-size: 1.25rem; margin: 2.5rem 0 0.75rem; border-top: 1px solid var(--line); padding-top: 1rem; }
h3 { font-size: 1rem; margin: 1.25rem 0 0.25rem; }
a { color: var(--link); overflow-wrap: anywhere; }
a:focus-visible, summary:focus-visible { outline: 3px solid var(--link); outline-offset: 2px; }
.total { display: flex; flex-wrap: wrap; align-items: baseline; gap: 0 0.75rem; margin: 1rem 0; }
.total a { font-size: 3rem; line-height: 1.1; font-weight: 700; text-decoration-thickness: 2px; text-underline-offset: 0.15em; }
.notes { color: var(--soft); font-size: 0.9rem; padding-inline-start: 1.2rem; margin: 0.25rem 0; }
nav ul { list-style: none; display: flex; flex-wrap: wrap; gap: 0.25rem 1rem; padding: 0; margin: 1rem 0; }
nav a, summary { display: inline-block; padding: 0.2rem 0; min-height: 1.5rem; }
figure { margin: 1rem 0; }
summary { cursor: pointer; display: list-item; }
table { border-collapse: collapse; width: 100%; font-size: 0.9rem; margin: 0.75rem 0; }
caption { text-align: start; font-weight: 600; padding: 0.5rem 0; }
th, td { border-bottom: 1px solid var(--line); padding: 0.35rem 0.4rem; text-align: start; vertical-align: top; font-weight: 400; }
thead th { font-weight: 600; }
.number { text-align: end; font-variant-numeric: tabular-nums; white-space: nowrap; }
.networks th[scope=row] { width: 46%; }
.words, .networks th[scope=row] { overflow-wrap: anywhere; }
.networks td { width: 27%; }
.number a { display: inline-block; min-width: 1.5rem; min-height: 1.5rem; }
.region { background: var(--shade); font-weight: 600; }
tr:target, li:target, section:target > h3, p:target { background: var(--shade); outline: 2px solid var(--link); }
small { display: block; color: var(--soft); font-size: 0.8rem; line-height: 1.4; }
code { font-size: 0.85em; color: var(--soft); }
.share { font-size: 1.05rem; margin: 0.25rem 0; }
footer { color: var(--soft); font-size: 0.85rem; margin-top: 3rem; border-top: 1px solid var(--line); }
svg { display: block; width: 100%; height: auto; border: 1px solid var(--line); }
svg.narrow, .patterns { display: none; }
svg.patterns { display: block; position: absolute; width: 0; height: 0; border: 0; }
svg text { fill: var(--ink); font-size: 12px; unicode-bidi: plaintext; }
svg .title { font-size: 17px; font-weight: 600; }
.paper { fill: var(--paper); }
.stroke { fill: var(--stroke); }
.certain { fill: var(--certain); }
.possible { fill: url(#hatch); stroke: var(--stroke); stroke-width: 1; }
.none { fill: var(--none); }
.edge { fill: none; stroke: var(--stroke); stroke-width: 1.5; }
.grid { fill: none; stroke: var(--line); stroke-width: 1; }
.milestone { fill: none; stroke: var(--milestone); stroke-width: 1; stroke-dasharray: 3 3; }
.total-mark, svg .total { fill: var(--paper); stroke: var(--total); stroke-width: 2; }
.span { fill: none; stroke: var(--total); stroke-width: 2; }
svg .title, svg text { paint-order: stroke; }
.mark { stroke: var(--paper); stroke-width: 4; paint-order: stroke; font-weight: 600; }
.t text { stroke: none; font-size: 10.5px; text-anchor: middle; direction: ltr; }
.t.certain text { fill: var(--on-certain); }
.t.none text { fill: var(--on-none); }
.t.possible text { stroke: var(--paper); stroke-width: 3; paint-order: stroke; }
@media (max-width: 40rem) {
  svg.wide { display: none; }
  svg.narrow { display: block; }
  body { padding: 0.75rem; }
  table { font-size: 0.82rem; }
  .networks { font-size: 0.9rem; }
  .networks thead { position: absolute; inset-inline-start: 0; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
  .networks tr, .networks th, .networks td { display: block; width: auto !important; }
  .networks tr { border-bottom: 1px solid var(--line); padding: 0.4rem 0; }
  .networks th, .networks td { border: 0; padding: 0.1rem 0.25rem; }
  th, td { padding: 0.3rem 0.25rem; overflow-wrap: anywhere; }
  .number { white-space: normal; }
}
@page { margin: 1.5cm; }
@media print {
  figure details:not([open]) { display: none; }
  .notes details::details-content, .ratio details::details-content { content-visibility: visible; display: block; block-size: auto; }
  summary { list-style: none; }
  :root {
    color-scheme: light;
    --paper: #ffffff; --ink: #000000; --soft: #333333; --line: #999999; --link: #000000;
    --certain: #1b5fa8; --on-certain: #ffffff; --stroke: #1b5fa8; --none: #e9edf1; --on-none: #333333; --total: #a33b00; --shade: #eeeeee;
  }
  body { max-width: none; padding: 0; font-size: 10pt; print-color-adjust: exact; }
  nav { display: none; }
  svg.wide { display: block; }
  svg.narrow { display: none; }
  figure, tr, .ratio { break-inside: avoid; }
  h2, h3 { break-after: avoid; }
  a { text-decoration: none; }
}
"#;
