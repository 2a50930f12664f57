import { engines } from "../../model/engine/index.js";
import { machineOptions } from "../../model/machine/options.js";
import { networks } from "../../model/network/index.js";
import { settingDefaultOf } from "../../model/options/inSettings.js";
import type { Option, OptionSetting, ValueKind } from "../../model/options/option.js";
import { options } from "../../model/run/options.js";

/** A setting as package.json declares it. */
type Entry = Readonly<Record<string, unknown>> & { readonly order: number };

interface Row {
  readonly key: string;
  readonly option: Option;
  readonly setting: OptionSetting;
}

/** The ids that a setting may name, where the table leaves that to a registry. */
const names: Readonly<Record<string, readonly string[]>> = {
  network: networks.map(({ id }) => id),
  engine: ["auto", ...engines.map(({ id }) => id)],
};

const rows = Object.entries<Option>({ ...options, ...machineOptions })
  .flatMap(([key, option]): Row[] =>
    option.setting === undefined ? [] : [{ key, option, setting: option.setting }],
  )
  .sort((one, other) => one.setting.place - other.setting.place);

/** What package.json has to declare for the options, by the settings' ids. */
export function settingEntries(): Readonly<Record<string, Entry>> {
  return Object.fromEntries(rows.map((row) => [row.setting.id, entryOf(row)]));
}

/** The English texts of those settings, by their keys in package.nls.json. */
export function settingTexts(): Readonly<Record<string, string>> {
  return Object.fromEntries(
    rows.flatMap(({ key, option: { is }, setting: { text } }): [string, string][] => [
      ...(is.kind === "choice" || is.kind === "choices"
        ? Object.entries(is.choices).map(([id, told]): [string, string] => [
            `setting.${key}.${id}`,
            told,
          ])
        : []),
      [`setting.${key}`, text],
    ]),
  );
}

function entryOf({ key, option, setting }: Row): Entry {
  const isMarkdown = /`|\]\(/u.test(setting.text);
  return {
    order: setting.place,
    ...valuesOf(key, option.is),
    default: settingDefaultOf(option),
    ...(setting.isOfMachine === true ? { scope: "machine-overridable" } : {}),
    [isMarkdown ? "markdownDescription" : "description"]: `%setting.${key}%`,
  };
}

function valuesOf(key: string, is: ValueKind): Readonly<Record<string, unknown>> {
  switch (is.kind) {
    case "name":
      return { type: "string", enum: names[key] };
    case "choice": {
      const choices = Object.keys(is.choices);
      const enumDescriptions = choices.map((choice) => `%setting.${key}.${choice}%`);
      return { type: "string", enum: choices, enumDescriptions };
    }
    case "choices": {
      const choices = Object.keys(is.choices);
      const enumDescriptions = choices.map((choice) => `%setting.${key}.${choice}%`);
      const items = { type: "string", enum: choices, enumDescriptions };
      return { type: "array", uniqueItems: true, items };
    }
    case "wholeNumber": {
      const minimum = is.none === undefined ? is.from : 0;
      return { type: "integer", minimum, ...(is.to === undefined ? {} : { maximum: is.to }) };
    }
    case "interval":
      return { type: "integer", minimum: 0 };
    case "number": {
      const limits =
        "from" in is
          ? { minimum: is.from }
          : is.none === undefined
            ? { exclusiveMinimum: is.above }
            : { minimum: 0 };
      return { type: "number", ...limits, maximum: is.to };
    }
    case "size":
      return { type: "integer", minimum: 1, maximum: is.to };
    case "sizeShares":
      return { type: "string" };
    case "switch":
      return { type: "boolean" };
  }
}
