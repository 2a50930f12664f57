import { visibleText } from "../../messages/visibleText.js";
import { clearHeldLine, writeTo } from "./streams.js";
import { messageFrom, type Text } from "../../messages/message.js";
import { englishOf } from "../../messages/translate.js";

/** Data, alone on stdout. */
export function printJson(value: unknown): void {
  writeJson(value, 2);
}

/** An answer as data, or as what a person reads of it. */
export function printAnswer<Answer>(
  answer: Answer,
  json: boolean,
  toText: (answer: Answer) => string,
): void {
  if (json) printJson(answer);
  else printLine(toText(answer));
}

/** One of many, in a line of its own. */
export function printJsonLine(value: unknown): void {
  writeJson(value);
}

/** What a person asked to read is the command's result, so it goes to stdout too. */
export function printLine(text: string): void {
  clearHeldLine();
  writeTo("stdout", `${visibleLines(text)}\n`);
}

/** Progress and remarks; a bar on the terminal gives way. */
export function printNote(text: Text): void {
  clearHeldLine();
  writeTo("stderr", `${visibleLines(englishOf(messageFrom(text)))}\n`);
}

/** Lines stay lines; nothing else in a text can do more than be read. */
export function visibleLines(text: string): string {
  return text.split("\n").map(visibleText).join("\n");
}

/** JSON leaves some characters as they are that a terminal obeys. */
function writeJson(value: unknown, indent?: number): void {
  writeTo("stdout", `${visibleLines(JSON.stringify(value, null, indent))}\n`);
}

/** Columns padded to their widest cell; columns in `right` are aligned to the right. */
export function formatTable(
  rows: readonly (readonly string[])[],
  right: ReadonlySet<number> = new Set(),
): string {
  const shown = rows.map((row) => row.map(visibleText));
  const widths: number[] = [];
  for (const row of shown) {
    row.forEach((cell, column) => {
      widths[column] = Math.max(widths[column] ?? 0, cell.length);
    });
  }
  const pad = (cell: string, column: number): string => {
    const width = widths[column] ?? 0;
    return right.has(column) ? cell.padStart(width) : cell.padEnd(width);
  };
  return shown.map((row) => row.map(pad).join("  ").trimEnd()).join("\n");
}
