import { describe, expect, it } from "vitest";
import { machineOptions } from "../../../model/machine/options.js";
import { fromSetting, settingDefaultOf } from "../../../model/options/inSettings.js";
import type { Option } from "../../../model/options/option.js";
import { ruleOf, settingRuleOf } from "../../../model/options/rules.js";
import { schemaOf } from "../../../model/options/schemas.js";
import { options } from "../../../model/run/options.js";
import type { TrainingOption } from "../../../model/run/trainingOption.js";
import { englishOf } from "../../../model/messages/translate.js";

const all = Object.entries<Option>({ ...options, ...machineOptions });

describe("the tables of options", () => {
  it.each(all)("have a default of %s that it may have, in a setting too", (_, option) => {
    const schema = schemaOf(option.is);
    expect(schema.parse(option.default)).toEqual(option.default);
    expect(fromSetting(option.is, settingDefaultOf(option))).toEqual(option.default);
  });

  const later = Object.entries<TrainingOption>(options).filter(
    ([, { before }]) => before !== undefined,
  );
  it.each(later)("have a value of %s for older records that it may have", (_, { is, before }) => {
    expect(schemaOf(is).parse(before)).toEqual(before);
  });

  it("name optimizers that there are where a value is of some alone", () => {
    const named = Object.values<TrainingOption>(options).flatMap(
      ({ optimizers }) => optimizers ?? [],
    );
    expect(named).not.toEqual([]);
    for (const id of named) expect(Object.keys(options.optimizer.is.choices)).toContain(id);
  });

  it("name each setting and each place in the form once", () => {
    const ids = all.flatMap(([, { setting }]) => setting?.id ?? []);
    expect(new Set(ids).size).toBe(ids.length);
    const rows = Object.values<TrainingOption>(options);
    const places = rows.flatMap(({ form }) => form?.place ?? []);
    expect(new Set(places).size).toBe(places.length);
  });
});

describe("the rule of a value", () => {
  it.each([
    [options.epochs, "It must be a whole number from 1 to 10,000."],
    [options.maxSteps, "It must be a whole number of 1 or more."],
    [options.learningRate, "It must be a number above 0, at most 1,000; the chapter uses 0.1."],
    [options.seed, "It must be a whole number from 0 to 4,294,967,295."],
    [options.inputSize, "Height and width must be whole numbers from 1 to 1,024."],
    [options.recipe, "It must be chapter or quick or recommended."],
    [options.checkpointEvery, "It must be a whole number of steps, 0 for only after an epoch."],
    [options.momentum, "It must be a number from 0 to 0.9999."],
    [options.clipNorm, "It must be a number above 0, at most 1,000,000."],
    [options.augment, "It must be none or any of flip, shift, erase."],
    [machineOptions.threads, "It must be a whole number from 1 to 1,024."],
    [machineOptions.xla, "It must be true or false."],
  ])("follows from its kind and its limits: %#", (option, rule) => {
    expect(englishOf(ruleOf(option))).toBe(rule);
  });

  it("takes several choices in one order, each once, and none that there is not", () => {
    const schema = schemaOf(options.augment.is);
    expect(schema.parse(["shift", "flip", "shift"])).toEqual(["flip", "shift"]);
    expect(schema.safeParse(["turn"]).success).toBe(false);
  });

  it("says what 0 means in a setting", () => {
    const rule = "It must be a whole number from 0 to 1,024, 0 for automatic.";
    expect(englishOf(settingRuleOf(machineOptions.threads))).toBe(rule);
    const ofNorm = "It must be a number from 0 to 1,000,000, 0 for no limit.";
    expect(englishOf(settingRuleOf(options.clipNorm))).toBe(ofNorm);
  });
});
