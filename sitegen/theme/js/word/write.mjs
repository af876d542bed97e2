// A report as the bytes of a Word file. The same report always gives the same bytes.

import { Document, Footer, Packer, PageNumber, Paragraph, TextRun } from "docx";

import { laidOut } from "./blocks.mjs";
import { NUMBERING, PAGE, STYLES } from "./styles.mjs";
import { oneLine, runs } from "./text.mjs";
import { undated } from "./undated.mjs";

/** @import { FileChild } from "docx" */
/** @import { Block, Report } from "./blocks.mjs" */

/**
 * @param {Report} report - as `scorer.blocks.as_data` gives it
 * @returns {Promise<ArrayBuffer>}
 */
export async function write(report) {
  // The library would write the time of the export there.
  const properties = { path: "docProps/core.xml", data: coreProperties(report) };
  return undated(await Packer.toArrayBuffer(documentOf(report), undefined, [properties]));
}

/** @param {Report} report */
function documentOf(report) {
  const language = { value: report.language };
  return new Document({
    compatibility: { version: 15 },
    styles: STYLES(language),
    numbering: NUMBERING,
    sections: [
      { properties: { page: PAGE }, footers: { default: pageNumbers() }, children: body(report) },
    ],
  });
}

/**
 * @param {Report} report
 * @returns {FileChild[]}
 */
function body({ instrument, heading, sections, footer, fingerprint }) {
  const last = [...footer, `Fingerprint of the framework: ${fingerprint}`];
  return [
    new Paragraph({ style: "Subtitle", children: runs(oneLine(instrument)) }),
    new Paragraph({ style: "Heading1", children: runs(oneLine(heading)) }),
    ...laidOut(sections),
    ...last.map((line) => new Paragraph({ style: "Colophon", children: runs(line) })),
  ];
}

function pageNumbers() {
  const children = ["Page ", PageNumber.CURRENT, " of ", PageNumber.TOTAL_PAGES];
  return new Footer({
    children: [new Paragraph({ style: "Footer", children: [new TextRun({ children })] })],
  });
}

/**
 * The file's title and language. No author and no time: they would say who made it and when.
 *
 * @param {Report} report
 */
function coreProperties({ heading, language }) {
  return (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>' +
    '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"' +
    ' xmlns:dc="http://purl.org/dc/elements/1.1/">' +
    `<dc:title>${escaped(oneLine(heading))}</dc:title><dc:creator></dc:creator>` +
    `<dc:language>${escaped(language)}</dc:language></cp:coreProperties>`
  );
}

/** @param {string} text */
function escaped(text) {
  return text.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;");
}
