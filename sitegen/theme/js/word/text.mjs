// What a reader typed, as the text of a Word file: never as markup, with its line ends.

import { Tab, TextRun } from "docx";

/** @import { IRunOptions } from "docx" */

// As scorer/characters.py: what XML does not allow, control characters, and what stands for
// no character.
const NOT_TEXT =
  /[^\t\n\r\u{20}-\u{7e}\u{a0}-\u{d7ff}\u{e000}-\u{fdcf}\u{fdf0}-\u{fffd}\u{10000}-\u{10ffff}]|\p{Noncharacter_Code_Point}/gu;
// Scripts that are written from right to left, as the first letter of a text tells it.
const RIGHT_TO_LEFT =
  /^\P{L}*[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}]/u;
// As scorer/columns.py: with signs of either kind, a dash or nothing where there is no number.
const NUMBER = /^([+−-]?\d+([.,]\d+)*( ?%)?|–|)$/;

/** @param {string} text */
export function allowed(text) {
  return text.replace(NOT_TEXT, "\ufffd");
}

/** @param {string} text */
export function oneLine(text) {
  return allowed(text).trim().split(/\s+/).join(" ");
}

/**
 * @param {string} text
 * @param {IRunOptions} [look]
 * @returns {TextRun[]} one for each line
 */
export function runs(text, look = {}) {
  const rightToLeft = isRightToLeft(text);
  const lines = allowed(text).split(/\r\n|\r|\n/);
  return lines.map((line, number) => {
    const parts = line.split("\t").flatMap((part, at) => (at > 0 ? [new Tab(), part] : [part]));
    return new TextRun({
      ...look,
      ...(rightToLeft ? { rightToLeft } : {}),
      ...(number > 0 ? { break: 1 } : {}),
      children: parts,
    });
  });
}

/** @param {string} text */
export function isRightToLeft(text) {
  return RIGHT_TO_LEFT.test(text);
}

/**
 * Whether a table's column holds numbers.
 *
 * @param {readonly string[]} texts
 */
export function areNumbers(texts) {
  return texts.some((text) => text !== "") && texts.every((text) => NUMBER.test(text));
}
