import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import * as z from "zod";
import { settingEntries, settingTexts } from "../../support/manifestSettings.js";

const manifestFile = "package.json";
const textsFile = "package.nls.json";

const manifestSchema = z.object({
  contributes: z.object({
    configuration: z.object({
      properties: z.record(z.string(), z.looseObject({ order: z.number() })),
    }),
  }),
});
const textsSchema = z.record(z.string(), z.string());

/** `npm run settings` writes what these compare, so that an option is a row of its table alone. */
describe("the settings of the options", () => {
  it("are in package.json as the table has them", async () => {
    const manifest = readJson(manifestFile);
    const { properties } = manifestSchema.parse(manifest).contributes.configuration;
    const entries = Object.entries({ ...properties, ...settingEntries() });
    const sorted = entries.sort(([, one], [, other]) => one.order - other.order);
    const written = asText(manifest, { properties: Object.fromEntries(sorted) });
    await expect(written).toMatchFileSnapshot(`../../../${manifestFile}`);
  });

  it("have their English texts in package.nls.json", async () => {
    const texts = Object.entries(textsSchema.parse(readJson(textsFile)));
    const place = texts.findIndex(([key]) => isOfOption(key));
    const others = texts.filter(([key]) => !isOfOption(key));
    const all = others.toSpliced(place, 0, ...Object.entries(settingTexts()));
    await expect(asText(Object.fromEntries(all))).toMatchFileSnapshot(`../../../${textsFile}`);
  });
});

/** `setting.recipe.chapter` too is a text of the recipe. */
function isOfOption(key: string): boolean {
  const [room, option = ""] = key.split(".");
  return room === "setting" && `setting.${option}` in settingTexts();
}

function readJson(file: string): unknown {
  return JSON.parse(readFileSync(file, "utf8"));
}

/** `replaced`: values by the name of what they take the place of. */
function asText(value: unknown, replaced: Readonly<Record<string, unknown>> = {}): string {
  const replace = (key: string, before: unknown): unknown => replaced[key] ?? before;
  return `${JSON.stringify(value, replace, 2)}\n`;
}
