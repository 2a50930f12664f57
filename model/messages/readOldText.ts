import { SentencePattern } from "./sentencePattern.js";
import type { Translations } from "./translations.js";

/** A text in the other language, and how many characters of the English one the translations know. */
interface Reading {
  readonly text: string;
  readonly knownLength: number;
}

interface Pattern {
  readonly sentence: SentencePattern;
  /** What a text that matches has in it: a quick test. */
  readonly anchor: string;
  readonly translation: string;
  /** The characters of the key besides its values. */
  readonly length: number;
}

/** A part of a text as far as a place where it may be cut, and what joins it to the rest. */
interface Part {
  readonly text: string;
  readonly joint: string;
  readonly rest: string;
}

const hole = /\{\d+\}/u;
/** A key of fewer letters, such as `{0} × {1}`, would match texts that it does not mean. */
const fewestLetters = 4;
/** No sentence has more parts; a long text is not searched for one. */
const mostParts = 12;
/**
 * So many times its length is read of a text, in whole and in parts; the longest message takes a tenth of
 * it. What was made to be read in more ways than that stays in English.
 */
const mostReadings = 100;
/** What the look-up of a short text costs, in characters. */
const lookUp = 50;
/** Sentences in sentences, and one after another. */
const deepest = 50;
/** The texts that are shown change with a run; the newest of them are shown again and again. */
const mostKnown = 500;

/**
 * Reads what earlier versions wrote down of a run: finished English, without the values that it was made
 * of. A text may be several sentences, and a value in a sentence may be a text of its own, or the output
 * of a program. Of all ways to read a text as known sentences the one that explains most of it is taken;
 * what no sentence explains stays as it is. What is said now is a `Message`, and needs no reading.
 */
export function createOldTextReader(translations: Translations): (text: string) => string {
  let patterns: readonly Pattern[] | null = null;
  const known = new Map<string, string>();
  /** Of the text that is translated: its parts that were read, and what may still be read of it. */
  let readings = new Map<string, Reading>();
  let charactersLeft = 0;
  let depth = 0;

  function translate(text: string): string {
    const before = known.get(text);
    if (before !== undefined) return before;
    readings = new Map();
    charactersLeft = mostReadings * (text.length + lookUp);
    const translated = read(text).text;
    if (known.size >= mostKnown) known.clear();
    known.set(text, translated);
    return translated;
  }

  function read(text: string): Reading {
    const before = readings.get(text);
    if (before !== undefined) return before;
    if (depth === deepest) return { text, knownLength: 0 };
    depth += 1;
    const reading = bestOf(partsOf(text).map((part) => readFrom(part)));
    depth -= 1;
    readings.set(text, reading);
    return reading;
  }

  function readFrom({ text, joint, rest }: Part): Reading {
    const first = readSentence(text);
    if (joint === "") return first;
    const others = read(rest);
    const isKnown = first.knownLength + others.knownLength > 0;
    const between = (isKnown ? translations[joint] : undefined) ?? joint;
    const isFullWidth = /[\u3000-\u303f\uff00-\uffef]$/u.test(first.text);
    return {
      text: `${first.text}${isFullWidth ? between.trimEnd() : between}${others.text}`,
      knownLength: first.knownLength + others.knownLength,
    };
  }

  function readSentence(text: string): Reading {
    const translation = translations[text];
    if (translation !== undefined) return { text: translation, knownLength: text.length };
    charactersLeft -= text.length + lookUp;
    if (charactersLeft < 0) return { text, knownLength: 0 };
    patterns ??= patternsOf(translations);
    const unknown: Reading = { text, knownLength: 0 };
    return bestOf([unknown, ...patterns.flatMap((pattern) => readBy(pattern, text))]);
  }

  function readBy({ sentence, anchor, translation, length }: Pattern, text: string): Reading[] {
    const found = text.includes(anchor) ? sentence.match(text) : null;
    if (found === null) return [];
    const values = [...found].map(([name, value]) => [name, read(value)] as const);
    const byName = new Map(values);
    return [
      {
        text: translation.replace(/\{(\d+)\}/gu, (unfilled, index: string) => {
          return byName.get(index)?.text ?? unfilled;
        }),
        knownLength: values.reduce((sum, [, value]) => sum + value.knownLength, length),
      },
    ];
  }

  return translate;
}

/** The first of those that know most. */
function bestOf(readings: readonly Reading[]): Reading {
  return readings.reduce((best, each) => (each.knownLength > best.knownLength ? each : best));
}

/** Every beginning of the text that ends where a sentence or a part of one may end, the shortest first. */
function partsOf(text: string): Part[] {
  const cuts = [...text.matchAll(/(?<=[.!?])\s+|[:;] /gu)]
    .slice(0, mostParts)
    .map(({ index, 0: joint }) => ({
      text: text.slice(0, index),
      joint,
      rest: text.slice(index + joint.length),
    }));
  return cuts.length === mostParts ? cuts : [...cuts, { text, joint: "", rest: "" }];
}

function patternsOf(translations: Translations): Pattern[] {
  return Object.entries(translations)
    .filter(([key]) => hole.test(key) && countLetters(key) >= fewestLetters)
    .map(([key, translation]) => ({
      sentence: new SentencePattern(key),
      anchor: longestOf(key.split(hole)),
      translation,
      length: key.split(hole).join("").length,
    }));
}

function longestOf(texts: readonly string[]): string {
  return texts.reduce((longest, text) => (text.length > longest.length ? text : longest));
}

/** Letters of the text itself: holes hold digits. */
function countLetters(text: string): number {
  return text.match(/\p{L}/gu)?.length ?? 0;
}
