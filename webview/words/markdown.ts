import { withPlainSpaces } from "./unbroken.js";

/** A line of a table. */
export function markdownRow(cells: readonly string[]): string {
  return `| ${cells.join(" | ")} |`;
}

/** Text as it is, in a cell: a cell ends at `|` and at the end of the line; all else that Markdown or HTML reads as its own stays text. */
export function markdownText(text: string): string {
  return withPlainSpaces(text)
    .replaceAll(/[\\`*_[\]<>|#]/g, String.raw`\$&`)
    .split("\n")
    .map((line) => line.trim())
    .join(" ");
}
