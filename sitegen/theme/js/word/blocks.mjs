// The parts of a report (scorer/blocks.py) as paragraphs and tables of a Word file.

import { BorderStyle, Paragraph, Table, TableCell, TableLayoutType, TableRow, WidthType } from "docx";

import { BULLETS, LINE, NUMBERS, TEXT_WIDTH, shade } from "./styles.mjs";
import { areNumbers, isRightToLeft, oneLine, runs } from "./text.mjs";

/** @import { FileChild, IParagraphOptions } from "docx" */

/**
 * @typedef {{ type: "Paragraph", text: string }} ParagraphBlock
 * @typedef {{ type: "Bullets", items: string[], numbered: boolean }} BulletsBlock
 * @typedef {{ type: "Quote", label: string | null, text: string }} QuoteBlock
 * @typedef {{ term: string, word: string | null, value: string | null, text: string }} FactsRow
 * @typedef {{ type: "Facts", rows: FactsRow[] }} FactsBlock
 * @typedef {{ type: "Notice", lead: string, items: string[] }} NoticeBlock
 * @typedef {{ type: "Table", caption: string, head: string[], rows: string[][] }} TableBlock
 * @typedef {{ type: "Figure", chart: { description: string }, table: TableBlock }} FigureBlock
 * @typedef {{ type: "Part", title: string, blocks: Block[] }} PartBlock
 * @typedef {ParagraphBlock | BulletsBlock | QuoteBlock | FactsBlock | NoticeBlock | TableBlock
 *   | FigureBlock | PartBlock} Block
 * @typedef {{ title: string, blocks: Block[] }} Section
 * @typedef {object} Report
 * @property {string} language
 * @property {string} instrument
 * @property {string} heading
 * @property {Section[]} sections
 * @property {string[]} footer
 * @property {string} fingerprint
 */

/** Characters: what a column is at least and at most given room for, by its longest text. */
const NARROWEST = 8;
const WIDEST = 40;
/** Characters: a row with a longer text may go on overleaf. */
const LONG = 600;

/**
 * @param {readonly Section[]} sections
 * @returns {FileChild[]}
 */
export function laidOut(sections) {
  const lists = new Lists();
  return sections.flatMap(({ title, blocks }) => [
    paragraph("Heading2", oneLine(title)),
    ...blocks.flatMap((block) => laid(block, lists)),
  ]);
}

/** Counts the numbered lists: each starts from 1. */
class Lists {
  count = 0;
}

/**
 * @param {Block} block
 * @param {Lists} lists
 * @returns {FileChild[]}
 */
function laid(block, lists) {
  switch (block.type) {
    case "Paragraph":
      return [paragraph("Normal", block.text)];
    case "Bullets":
      return listed(block.items, block.numbered, lists);
    case "Quote":
      return [...labelled("Label", block.label), paragraph("Quote", block.text.trim())];
    case "Facts":
      return block.rows.flatMap(fact);
    case "Notice":
      return [paragraph("Notice", block.lead), ...listed(block.items, false, lists)];
    case "Table":
      return table(block);
    case "Figure":
      return [paragraph("PictureText", block.chart.description), ...table(block.table)];
    case "Part":
      return [
        paragraph("Heading3", oneLine(block.title)),
        ...block.blocks.flatMap((inner) => laid(inner, lists)),
      ];
    default:
      throw new Error("A block of an unknown type.");
  }
}

/**
 * @param {readonly string[]} items
 * @param {boolean} numbered
 * @param {Lists} lists
 */
function listed(items, numbered, lists) {
  lists.count += numbered ? 1 : 0;
  const numbering = numbered
    ? { reference: NUMBERS, level: 0, instance: lists.count }
    : { reference: BULLETS, level: 0 };
  const style = numbered ? "ListNumber" : "ListBullet";
  return items.map((item) => paragraph(style, item, { numbering }));
}

/** @param {FactsRow} row */
function fact({ term, word, value, text }) {
  const said = word && value ? `${word} (${value})` : (word ?? value);
  return [
    paragraph("Term", term),
    ...labelled("TermValue", said),
    ...labelled("Normal", text),
  ];
}

/**
 * @param {string} style
 * @param {string | null} text
 */
function labelled(style, text) {
  return text ? [paragraph(style, text)] : [];
}

/**
 * @param {string} style
 * @param {string} text
 * @param {IParagraphOptions} [others]
 */
function paragraph(style, text, others = {}) {
  const bidirectional = isRightToLeft(text) ? { bidirectional: true } : {};
  return new Paragraph({ style, ...bidirectional, ...others, children: runs(text) });
}

/**
 * @param {TableBlock} block
 * @returns {FileChild[]}
 */
function table({ caption, head, rows }) {
  const widths = widthsOf([head, ...rows]);
  const numbers = head.map(
    (_, at) => at > 0 && areNumbers(rows.map((texts) => texts[at] ?? "")),
  );
  const cells = (/** @type {readonly string[]} */ texts, /** @type {boolean} */ isHead) =>
    texts.map((text, at) => cell(text, widths[at] ?? 0, isHead, numbers[at] ?? false));
  return [
    // Even without words: two tables without a paragraph between them would become one.
    paragraph("Caption", caption),
    new Table({
      width: { size: TEXT_WIDTH, type: WidthType.DXA },
      columnWidths: widths,
      layout: TableLayoutType.FIXED,
      borders: borders(),
      margins: { left: 85, right: 85, marginUnitType: WidthType.DXA },
      tableLook: { firstRow: true, firstColumn: true, noHBand: true, noVBand: true },
      rows: [
        new TableRow({ tableHeader: true, cantSplit: true, children: cells(head, true) }),
        ...rows.map((texts) => {
          const cantSplit = texts.every((text) => text.length < LONG);
          return new TableRow({ cantSplit, children: cells(texts, false) });
        }),
      ],
    }),
  ];
}

/**
 * @param {string} text
 * @param {number} width
 * @param {boolean} isHead
 * @param {boolean} isNumber
 */
function cell(text, width, isHead, isNumber) {
  const end = isNumber ? { alignment: /** @type {const} */ ("right") } : {};
  return new TableCell({
    width: { size: width, type: WidthType.DXA },
    ...(isHead ? { shading: shade() } : {}),
    children: [paragraph(isHead ? "TableHead" : "TableText", text, end)],
  });
}

function borders() {
  const line = { style: BorderStyle.SINGLE, size: 4, color: LINE };
  const none = { style: BorderStyle.NONE, size: 0, color: "auto" };
  return {
    top: line,
    bottom: line,
    left: none,
    right: none,
    insideHorizontal: line,
    insideVertical: none,
  };
}

/**
 * The widths of a table's columns, by the longest text of each.
 *
 * @param {readonly (readonly string[])[]} rows
 * @returns {number[]} that add up to the width of the text
 */
function widthsOf(rows) {
  const needs = (rows[0] ?? []).map((_, at) => {
    const longest = Math.max(...rows.map((texts) => texts[at]?.length ?? 0));
    return Math.min(WIDEST, Math.max(NARROWEST, longest));
  });
  const whole = needs.reduce((sum, need) => sum + need, 0);
  const widths = needs.map((need) => Math.floor((TEXT_WIDTH * need) / whole));
  const [first = 0, ...others] = widths;
  return [first + TEXT_WIDTH - widths.reduce((sum, width) => sum + width, 0), ...others];
}
