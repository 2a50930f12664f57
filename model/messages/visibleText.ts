/** What a terminal or a log would obey instead of show: controls, ends of lines, turns of the direction of writing. */
const acting = /[\p{Cc}\p{Bidi_Control}\u2028\u2029]/gu;

/** One line in which every character can be seen; those that would act are written as in JSON: `\u001b`. */
export function visibleText(text: string): string {
  return text.replace(acting, escaped);
}

function escaped(character: string): string {
  return `\\u${(character.codePointAt(0) ?? 0).toString(16).padStart(4, "0")}`;
}
