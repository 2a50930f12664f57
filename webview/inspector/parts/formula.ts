/** A piece of a formula: signs as a string, a number that was filled in as a value. */
export type FormulaPart = string | { readonly value: string } | { readonly result: string };

export type Formula = readonly FormulaPart[];

/** The formula as one line of text. */
export function formulaText(formula: Formula): string {
  return formula
    .map((part) => (typeof part === "string" ? part : "value" in part ? part.value : part.result))
    .join("");
}

/** Before the result of what is worked out; a row of shapes may end a line at its arrows. */
const equals = / = $/u;

/** As it is drawn: no line ends between the last term and the result. */
export function tied(formula: Formula): Formula {
  return formula.map((part, index) => {
    const next = formula[index + 1];
    const isBefore = typeof next === "object" && "result" in next;
    return typeof part === "string" && isBefore ? part.replace(equals, "\u00A0=\u00A0") : part;
  });
}

export function filled(value: number | string): FormulaPart {
  return { value: String(value) };
}

export function result(value: number | string): FormulaPart {
  return { result: String(value) };
}

/** The parts with a sign between two of them. */
export function joined(parts: readonly FormulaPart[], sign: string): Formula {
  return parts.flatMap((part, index) => (index === 0 ? [part] : [sign, part]));
}
