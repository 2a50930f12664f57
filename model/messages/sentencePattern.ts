const hole = /\{(\d+)\}/u;

/** So many ends are tried for a value that must come again: it is short, such as a number of pixels. */
const mostTries = 32;

/** By the numbers of their holes. */
type Values = ReadonlyMap<string, string>;

/**
 * A text with holes such as `at step {0} of {1}`, and what fills them in another one: for each hole the
 * shortest value of at least one character. The place of each literal is searched for once, so that the work is
 * that of reading the text, which an expression of the language does not promise.
 */
export class SentencePattern {
  /** What stands before the first hole, between each two, and after the last. */
  private readonly literals: readonly string[];
  /** The number in each hole, in the text's order. */
  private readonly holes: readonly string[];

  constructor(key: string) {
    const parts = key.split(hole);
    this.literals = parts.filter((_, index) => index % 2 === 0);
    this.holes = parts.filter((_, index) => index % 2 === 1);
  }

  /** Null where the text is another one. */
  match(text: string): Values | null {
    const [first = "", ...others] = this.literals;
    const end = text.length - (others.at(-1)?.length ?? 0);
    const isFramed = text.startsWith(first) && text.endsWith(others.at(-1) ?? "");
    if (!isFramed || end < first.length) return null;
    return this.fill(text.slice(0, end), first.length, 0, new Map());
  }

  /** From a hole on; the text is without the last literal. */
  private fill(text: string, start: number, place: number, known: Values): Values | null {
    const name = this.holes[place] ?? "";
    const given = known.get(name);
    if (given !== undefined) {
      const isSame = text.startsWith(given, start);
      return isSame ? this.goOn(text, start + given.length, place, known) : null;
    }
    for (const end of this.endsOf(text, start, place)) {
      const filled = new Map([...known, [name, text.slice(start, end)]]);
      const found = this.goOn(text, end, place, filled);
      if (found !== null) return found;
    }
    return null;
  }

  /** From the end of a hole's value on. */
  private goOn(text: string, end: number, place: number, known: Values): Values | null {
    if (place === this.holes.length - 1) return end === text.length ? known : null;
    const literal = this.literals[place + 1] ?? "";
    return text.startsWith(literal, end)
      ? this.fill(text, end + literal.length, place + 1, known)
      : null;
  }

  /** Where a hole's value may end. Where no value comes again, a later end leaves less for the rest: the first decides. */
  private *endsOf(text: string, start: number, place: number): Generator<number> {
    if (place === this.holes.length - 1) {
      if (start < text.length) yield text.length;
      return;
    }
    const literal = this.literals[place + 1] ?? "";
    const tries = this.hasRepeated() ? mostTries : 1;
    let end = text.indexOf(literal, start + 1);
    for (let tried = 0; end >= 0 && tried < tries; tried += 1) {
      yield end;
      end = text.indexOf(literal, end + 1);
    }
  }

  private hasRepeated(): boolean {
    return new Set(this.holes).size < this.holes.length;
  }
}
