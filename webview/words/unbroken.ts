const noBreak = "\u00A0";

/** Between a number and its unit, and around the sign between the sides of a shape. */
const inner = /(?<=\d) (?=×|%|(?:px|ms|s|[KMG]|[KMG]i?B)(?![\p{L}\p{N}]))|(?<=×) (?=\d)/gu;

/** The text so that no line ends between a value and its unit, or within a shape. */
export function unbroken(text: string): string {
  return text.replaceAll(inner, noBreak);
}

/** A short text that no line ends within. */
export function inOnePiece(text: string): string {
  return text.replaceAll(" ", noBreak);
}

/** For what leaves the page as text: in a file or a search a space is a space. */
export function withPlainSpaces(text: string): string {
  return text.replaceAll(noBreak, " ");
}
