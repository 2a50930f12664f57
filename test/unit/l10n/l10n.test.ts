import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import * as z from "zod";
import { createOldTextReader } from "../../../model/messages/readOldText.js";
import {
  composedSentences,
  modelSentences,
  staleExceptions,
} from "../../support/modelSentences.js";
import { translatedTexts } from "../../support/translatedTexts.js";

const textsSchema = z.record(z.string(), z.string());

function readTexts(file: string): Readonly<Record<string, string>> {
  return textsSchema.parse(JSON.parse(readFileSync(file, "utf8")));
}

/** `{0}` and its like, each once. */
function placeholders(text: string): string[] {
  return [...new Set(text.match(/\{\d+\}/gu))].sort();
}

/** The targets of links, which a translation has to keep. */
function links(text: string): string[] {
  return [...text.matchAll(/\]\(([^)]+)\)/gu)].map(([, target = ""]) => target).sort();
}

const chinese = readTexts("media/l10n/bundle.l10n.zh-cn.json");

/** How the parts of a sentence are joined, which the reader of old texts looks up. */
const joints = [": ", "; "];

describe("the texts of the code in Chinese", () => {
  const used = ["extension", "webview", "model"].flatMap(translatedTexts);

  it("can be found by reading the code: every text is written where it is translated", () => {
    const computed = used.filter(({ key }) => key === null).map(({ place }) => place);
    // Its texts are the table's of the options, which `modelSentences` reads.
    // A block is called what its network's spec says.
    expect(computed.map((place) => place.replace(/:\d+$/u, ""))).toEqual([
      "extension/words/optionText.ts",
      "model/network/nodeTitle.ts",
    ]);
  });

  it("are complete", () => {
    const missing = used
      .filter(({ key }) => key !== null && !(key in chinese))
      .map(({ key, place }) => `${place}: ${key ?? ""}`);
    expect(missing).toEqual([]);
  });

  it("have none left over", () => {
    const keys = new Set([...used, ...modelSentences()].map(({ key }) => key).concat(joints));
    expect(Object.keys(chinese).filter((key) => !keys.has(key))).toEqual([]);
  });

  it("fill in the same values", () => {
    for (const [key, text] of Object.entries(chinese)) {
      expect(placeholders(text), key).toEqual(placeholders(key));
    }
  });
});

describe("what the model says, in Chinese", () => {
  const sentences = modelSentences();
  const readOld = createOldTextReader(chinese);

  it("is complete", () => {
    expect(sentences.length).toBeGreaterThan(150);
    const missing = sentences
      .filter(({ key }) => !(key in chinese))
      .map(({ key, place }) => `${place}: ${key}`);
    expect(missing).toEqual([]);
  });

  it("is composed nowhere but where it is translated", () => {
    expect(composedSentences().map(({ key, place }) => `${place}: ${key}`)).toEqual([]);
  });

  it("is read in records of earlier versions, which have it filled in", () => {
    const readable = sentences.filter(({ key }) => (key.match(/\p{L}/gu)?.length ?? 0) >= 4);
    for (const { key, place } of readable) {
      const fill = (text: string): string => text.replace(/\{(\d)\}/gu, "x$1");
      expect(readOld(fill(key)), place).toBe(fill(chinese[key] ?? ""));
    }
  });

  it("leaves nothing out that is no longer there", () => {
    expect(staleExceptions()).toEqual([]);
  });
});

describe("the texts of package.json", () => {
  const english = readTexts("package.nls.json");
  const chinese = readTexts("package.nls.zh-cn.json");
  const manifest = readFileSync("package.json", "utf8");
  const used = [...manifest.matchAll(/"%([\w.-]+)%"/gu)].map(([, key = ""]) => key);

  it("exist in both languages, and none is left over", () => {
    expect(Object.keys(english).sort()).toEqual([...new Set(used)].sort());
    expect(Object.keys(chinese).sort()).toEqual(Object.keys(english).sort());
  });

  it("lead to the same commands", () => {
    for (const [key, text] of Object.entries(english)) {
      expect(links(chinese[key] ?? ""), key).toEqual(links(text));
    }
  });

  it("are not written into package.json itself", () => {
    const texts =
      /"(?:title|name|description|markdownDescription|contents|altText)": "(?!%)(.+)"/gu;
    const contributed = manifest.slice(manifest.indexOf(`"contributes"`));
    const written = [...contributed.matchAll(texts)].map(([, text]) => text);
    // Names, which are the same in every language.
    expect(written.filter((text) => text !== "GoogLeNet")).toEqual([]);
  });
});
