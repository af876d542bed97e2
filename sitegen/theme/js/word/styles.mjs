// How a report looks in Word: its page, its named styles and its lists.

import { AlignmentType, BorderStyle, LevelFormat, ShadingType } from "docx";

/** @import { IBaseParagraphStyleOptions, INumberingOptions, IStylesOptions } from "docx" */

const INK = "1D2B2F";
const MUTED = "4C5B60";
export const LINE = "C9D1CF";
const ACCENT = "0B5560";
const SOFT = "E3EEEE";
// Word, LibreOffice and Pages all have it or one of the same widths.
const FONT = "Arial";

/** Twentieths of a point; A4 with margins of 20 mm. */
export const PAGE = {
  size: { width: 11906, height: 16838 },
  margin: { top: 1134, right: 1134, bottom: 1134, left: 1134, footer: 567 },
};
export const TEXT_WIDTH = PAGE.size.width - PAGE.margin.left - PAGE.margin.right;

// What no reader's text can hold (text.mjs): the library puts a list's number in wherever
// its name stands between braces, in texts too.
export const BULLETS = "\ufdd0bullets";
export const NUMBERS = "\ufdd0numbers";
const INDENT = { left: 454, hanging: 284 };

/**
 * @param {{ value: string }} language
 * @returns {IStylesOptions}
 */
export const STYLES = (language) => ({
  default: {
    document: {
      run: { font: FONT, size: 22, color: INK, language },
      paragraph: { spacing: { before: 60, after: 80, line: 276 } },
    },
    heading1: heading(0, 36, { before: 0, after: 240 }),
    heading2: heading(1, 28, { before: 360, after: 120 }),
    heading3: heading(2, 24, { before: 240, after: 80 }),
    caption: {
      run: { bold: true, italics: false, size: 20, color: INK },
      paragraph: { keepNext: true, spacing: { before: 200, after: 80 } },
    },
  },
  paragraphStyles: [
    style("Subtitle", "Subtitle", { color: MUTED, size: 22 }, { spacing: { after: 60 } }),
    style("ListBullet", "List Bullet", {}, { spacing: { after: 60 } }),
    style("ListNumber", "List Number", {}, { spacing: { after: 60 } }),
    style("Label", "Question", { bold: true }, { keepNext: true, spacing: { before: 160, after: 60 } }),
    style("Quote", "Quote", {}, { indent: { left: 227 }, border: bar(LINE) }),
    style("Term", "Term", { bold: true }, { keepNext: true, spacing: { before: 160, after: 40 } }),
    style("TermValue", "Term value", { bold: true, color: ACCENT }, { spacing: { after: 40 } }),
    style(
      "Notice",
      "Notice",
      { bold: true },
      { indent: { left: 227 }, border: bar(ACCENT), shading: shade(), keepNext: true },
    ),
    style("TableHead", "Table head", { bold: true, size: 20 }, cell()),
    style("TableText", "Table text", { size: 20 }, cell()),
    style("PictureText", "Description of a picture", { color: MUTED, size: 20 }, {}),
    style("Colophon", "Colophon", { color: MUTED, size: 18 }, { spacing: { before: 120, after: 0 } }),
    style("Footer", "footer", { color: MUTED, size: 18 }, { alignment: AlignmentType.RIGHT }),
  ],
});

/** @type {INumberingOptions} */
export const NUMBERING = {
  config: [
    list(BULLETS, LevelFormat.BULLET, "•"),
    list(NUMBERS, LevelFormat.DECIMAL, "%1."),
  ],
};

/** The shade behind a table's head. */
export function shade() {
  return { type: ShadingType.CLEAR, color: "auto", fill: SOFT };
}

/**
 * @param {number} outlineLevel
 * @param {number} size - in half points
 * @param {{ before: number, after: number }} spacing - in twentieths of a point
 * @returns {IBaseParagraphStyleOptions}
 */
function heading(outlineLevel, size, spacing) {
  return {
    run: { font: FONT, size, bold: true, italics: false, color: ACCENT },
    paragraph: { keepNext: true, keepLines: true, outlineLevel, spacing },
  };
}

/**
 * @param {string} id
 * @param {string} name - as Word lists it; its own names are translated there
 * @param {NonNullable<IBaseParagraphStyleOptions["run"]>} run
 * @param {NonNullable<IBaseParagraphStyleOptions["paragraph"]>} paragraph
 */
function style(id, name, run, paragraph) {
  return { id, name, basedOn: "Normal", next: "Normal", quickFormat: true, run, paragraph };
}

/** @param {string} color */
function bar(color) {
  return { left: { style: BorderStyle.SINGLE, size: 18, space: 8, color } };
}

function cell() {
  return { spacing: { before: 40, after: 40, line: 252 } };
}

/**
 * @param {string} reference
 * @param {(typeof LevelFormat)[keyof typeof LevelFormat]} format
 * @param {string} text
 */
function list(reference, format, text) {
  const alignment = AlignmentType.LEFT;
  const look = { paragraph: { indent: INDENT } };
  return { reference, levels: [{ level: 0, format, text, alignment, style: look }] };
}
