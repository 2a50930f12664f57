import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import ts from "typescript";
import { machineOptions } from "../../model/machine/options.js";
import { absenceOf, type Option } from "../../model/options/option.js";
import { options } from "../../model/run/options.js";
import type { TrainingOption } from "../../model/run/trainingOption.js";

/** A text of the model that a person may read, as a key of the translations: `{0}` for each value. */
export interface ModelSentence {
  readonly key: string;
  readonly place: string;
  /** Whether the code fills its values in itself. */
  readonly isComposed: boolean;
}

/** What the table of options has for screens. */
const ofOptions = [
  ...Object.entries<TrainingOption>(options).flatMap(textsOfForm),
  ...Object.values<Option>({ ...options, ...machineOptions }).flatMap(textsOfRule),
];

/** What the form says of an option, and how its value is told. */
function textsOfForm([key, { is, told, form }]: [string, TrainingOption]): readonly string[] {
  // Of a recipe it says the values.
  const hasChoices = is.kind === "choice" || is.kind === "choices";
  const isToldByText = hasChoices && form !== undefined && key !== "recipe";
  const meanings = isToldByText ? Object.values(is.choices) : [];
  const texts = [told ?? "", form?.title ?? "", form?.prompt ?? "", ...meanings];
  return texts.filter((text) => /\p{L}/u.test(text));
}

/** What stands in the sentence that says what a value must be. */
function textsOfRule({ is, setting }: Option): readonly string[] {
  switch (is.kind) {
    case "choice":
      return [Object.keys(is.choices).join(" or ")];
    case "choices":
      return [Object.keys(is.choices).join(", ")];
    case "interval":
      return [is.zero];
    default: {
      const absence = absenceOf(is);
      return absence === null || setting === undefined ? [] : [absence];
    }
  }
}

/** Where the model speaks to people; the network, the program and the metrics are translated where they are drawn. */
const speakingFolders = [
  ...["messages", "options", "machine", "run", "host", "folder", "data"],
  ...["engine", "training", "asking", "trainer"],
];

/** What the host adds to a run's record, in the model's place. */
const speakingFiles = ["extension/trainer/trainerFailure.ts"];

/** Texts of several words that nobody reads on a screen, or not outside a terminal, and why. */
const notForScreens: Readonly<Record<string, string>> = {
  "Basic {0}": "a header of HTTP",
  "Installing collected": "what pip prints",
  "data sets": "the name of a registry, for the one who enters an id twice",
  "convolution HWIO, dense in×out": "metadata of a checkpoint",
  "relaxed SIMD": "the name of a build",
  "The engine did not read {0}.": "an error of ours",
  "Nothing is known of {0}.": "an error of ours",
  "There is no {0}/{1}.": "an error of ours",
  "The session was not opened to be asked for {0}.": "an error of ours",
  "What stands for an array of numbers is none.": "an error of ours",
  "The question was taken back.": "told to nobody: whoever asked has left",
  "The trainer ends.": "told to nobody: whoever asked has left",
  "{0} has lost its checkpoints.": "an error of ours: that it has some was seen a moment before",
  "(Get-Process -Id {0}).StartTime.ToFileTimeUtc()": "a command of PowerShell",
  "{0} UTC": "a time as ps tells it",
  "Thin GoogLeNet": "a name, of the network that engines are checked with",
  " (a software adapter)": "part of a device's name",
  "{0} GB": "a quantity",
  "{0}, XLA": "by which speeds are told apart",
  "made up": "where that network's images are from",
};

/**
 * Every text of at least two words in the model's code. Left out are code in another language, and
 * the plain errors of an engine, which tell of a bug and are for the log.
 */
export function modelSentences(): readonly ModelSentence[] {
  const others = ofOptions.map((key) => ({ key, place: "the options", isComposed: false }));
  return [...others, ...textsOfModel().filter(({ key }) => !(key in notForScreens))];
}

/** Sentences with values that are finished English: no screen could put them into another language. */
export function composedSentences(): readonly ModelSentence[] {
  return modelSentences().filter(({ isComposed }) => isComposed);
}

/** Exceptions that fit no text of the code any more. */
export function staleExceptions(): string[] {
  const keys = new Set(textsOfModel().map(({ key }) => key));
  return Object.keys(notForScreens).filter((key) => !keys.has(key));
}

function textsOfModel(): ModelSentence[] {
  const inFolders = speakingFolders
    .map((folder) => join("model", folder))
    .flatMap((folder) => sourcesIn(folder).map((file) => join(folder, file)));
  return [...inFolders, ...speakingFiles].flatMap(sentencesIn);
}

function sourcesIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: "utf8" }).filter(
    // Kernels and shaders are written in languages of their own; the tables of options are read as such.
    (file) =>
      file.endsWith(".ts") &&
      !/(?:kernels|shaders)\/|^(?:options|augmentOption|averageOption|descentOptions|initOption|sizeOption)\.ts$/u.test(
        file,
      ),
  );
}

function sentencesIn(file: string): ModelSentence[] {
  const text = readFileSync(file, "utf8");
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true);
  const found: ModelSentence[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isImportDeclaration(node) || ts.isTypeNode(node) || isBug(node, file)) return;
    const key = keyOf(node);
    if (key !== null && isSentence(key)) {
      const { line } = source.getLineAndCharacterOfPosition(node.getStart());
      const isComposed = ts.isTemplateExpression(node);
      found.push({ key, place: `${file}:${line + 1}`, isComposed });
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

function keyOf(node: ts.Node): string | null {
  if (ts.isStringLiteralLike(node)) return node.text;
  if (!ts.isTemplateExpression(node)) return null;
  const text = [node.head.text, ...node.templateSpans.map(({ literal }) => literal.text)].join(
    "{}",
  );
  // A value before the beginning of a sentence or behind its end is a sentence of its own.
  const own = text.replace(/^(?:\{\} )+(?=\p{Lu}\p{Ll})|(?<=[.!?])(?: \{\})+$/gu, "");
  const parts = own.split("{}");
  return parts.reduce((key, part, index) => `${key}{${index - 1}}${part}`);
}

/** At least one word beside another or beside a value, and no options of a program. */
function isSentence(key: string): boolean {
  if (key.startsWith("--")) return false;
  const words = key.split(/\s+/u).filter((word) => /\p{L}{2}|\{\d+\}/u.test(word));
  return !key.includes("\n") && words.length > 1 && /\p{L}{2}/u.test(key);
}

/** What no person should ever read. An engine's errors for people are `UserError`s. */
function isBug(node: ts.Node, file: string): boolean {
  if (!ts.isNewExpression(node)) return false;
  const name = node.expression.getText();
  const isOfEngine = file.startsWith(join("model", "engine"));
  return name === "RangeError" || name === "TypeError" || (isOfEngine && name === "Error");
}
