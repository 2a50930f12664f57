import type { Notice } from "./notice.js";

/**
 * Gives the first card's text as many lines as the room leaves, and tells `mark` of each card whether its
 * text is cut. Of the others the titles are seen until a person opens them.
 */
export function fitCards(
  cards: HTMLElement,
  room: number,
  mark: (notice: Notice["id"], isCut: boolean) => void,
): void {
  const texts = [...cards.querySelectorAll<HTMLElement>(".notice-text")];
  const [first] = texts;
  if (first === undefined) return;
  cards.style.setProperty("--lines", String(linesFor(cards, first, room)));
  // Read together, so that the page is laid out once.
  const cut = texts.map((text) => ({ id: cardOf(text), isCut: isCut(text) }));
  for (const { id, isCut } of cut) mark(id, isCut);
}

function linesFor(cards: HTMLElement, text: HTMLElement, room: number): number {
  cards.style.setProperty("--lines", "1");
  const besides = cards.scrollHeight - text.clientHeight;
  const line = Number.parseFloat(getComputedStyle(text).lineHeight);
  return Math.max(1, Math.floor((room - besides) / line));
}

function isCut(text: HTMLElement): boolean {
  const isHidden = text.getClientRects().length === 0;
  return isHidden ? text.textContent !== "" : text.scrollHeight > text.clientHeight + 1;
}

function cardOf(text: HTMLElement): Notice["id"] {
  return text.closest<HTMLElement>("[data-notice]")?.dataset["notice"] ?? "";
}
