import { visibleText } from "../messages/visibleText.js";

/** So many names stand in a sentence. */
const namedAtMost = 5;

/** The first of them, for a sentence. */
export function namesOf(names: readonly string[]): string {
  const shown = names.slice(0, namedAtMost).map(visibleText).join(", ");
  return names.length > namedAtMost ? `${shown}, …` : shown;
}
