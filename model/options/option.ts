import type { SizeShare } from "./sizeShares.js";

/** What a value may be, as data: the schemas, the rules in words and the settings page follow from it. */
export type ValueKind =
  /** An id; a registry says which there are. */
  | { readonly kind: "name" }
  /** Each with what it means. */
  | { readonly kind: "choice"; readonly choices: Readonly<Record<string, string>> }
  /** Any of these, each with what it means, in their order; none is an empty list. */
  | { readonly kind: "choices"; readonly choices: Readonly<Record<string, string>> }
  | WholeNumber
  /** Steps between two of something; `zero` says what 0 means. */
  | { readonly kind: "interval"; readonly zero: string }
  | SomeNumber
  /** Height and width; a setting holds the side of a square. */
  | { readonly kind: "size"; readonly to: number }
  /** Sizes, each with a share that is above 0; together they are less than the whole. */
  | { readonly kind: "sizeShares"; readonly to: number }
  | { readonly kind: "switch" };

interface WholeNumber extends MaybeAbsent {
  readonly kind: "wholeNumber";
  readonly from: number;
  readonly to?: number;
}

/** With a fraction; what may be absent is above 0. */
type SomeNumber =
  | (MaybeAbsent & { readonly kind: "number"; readonly above: number; readonly to: number })
  | { readonly kind: "number"; readonly from: number; readonly to: number };

interface MaybeAbsent {
  /** What null means, where a value may be absent. A setting holds 0 for it. */
  readonly none?: string;
}

/** What null means of a value of this kind; null where it is never absent. */
export function absenceOf(is: ValueKind): string | null {
  return "none" in is ? (is.none ?? null) : null;
}

/** Something that a person can set. */
export interface Option {
  readonly is: ValueKind;
  readonly default: string | number | boolean | readonly number[] | readonly string[] | null;
  /** What a terminal's help says of it; the choices follow by themselves. */
  readonly help: string;
  readonly setting?: OptionSetting;
}

/** How it stands among VS Code's settings; `npm run settings` writes it into package.json. */
export interface OptionSetting {
  readonly id: `googlenet.${string}`;
  /** On the settings page; of two with the same the names decide. */
  readonly place: number;
  /** With Markdown, if there is any. */
  readonly text: string;
  /** It depends on the machine, so that it is not synchronized with others. */
  readonly isOfMachine?: true;
}

export type Options = Readonly<Record<string, Option>>;

/** What a value of this kind is in a configuration. */
export type ValueOf<I extends ValueKind> = I extends { readonly kind: "choice" }
  ? Extract<keyof I["choices"], string>
  : I extends { readonly kind: "choices" }
    ? Extract<keyof I["choices"], string>[]
    : I extends { readonly kind: "size" }
      ? [height: number, width: number]
      : I extends { readonly kind: "sizeShares" }
        ? SizeShare[]
        : I extends { readonly kind: "switch" }
          ? boolean
          : I extends { readonly kind: "name" }
            ? string
            : I extends { readonly none: string }
              ? number | null
              : number;

/** The values of all options, by their ids. */
export type ValuesOf<O extends Options> = { -readonly [K in keyof O]: ValueOf<O[K]["is"]> };

/** The ids of the options that have a setting. */
export type SetBySetting<O extends Options> = {
  [K in keyof O]: O[K] extends { readonly setting: OptionSetting } ? K : never;
}[keyof O];

export type SettingIds<O extends Options> = {
  readonly [K in SetBySetting<O>]: O[K] extends { readonly setting: { readonly id: infer I } }
    ? I
    : never;
};

export function idsOf<K extends string>(table: Readonly<Record<K, unknown>>): [K, ...K[]] {
  // SAFETY: a table that is written out has no other keys than those of its type, and is not empty.
  return Object.keys(table) as [K, ...K[]];
}

/** The defaults, as values that nobody shares. */
export function defaultsOf<O extends Options>(options: O): ValuesOf<O> {
  const defaults = Object.entries(options).map(([id, option]) => [id, option.default]);
  // SAFETY: a test compares each default with its schema, which has the type of the values.
  return structuredClone(Object.fromEntries(defaults)) as ValuesOf<O>;
}

export function settingIdsOf<O extends Options>(options: O): SettingIds<O> {
  const ids = Object.entries(options).flatMap(([id, { setting }]) =>
    setting === undefined ? [] : [[id, setting.id]],
  );
  // SAFETY: the entries are those options that have a setting, which is how the type is made too.
  return Object.fromEntries(ids) as SettingIds<O>;
}
