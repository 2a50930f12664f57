import * as vscode from "vscode";
import { middleOf } from "../../model/machine/range.js";
import { sizeOf } from "../../model/data/idxSets.js";
import { deviceSaidOf } from "../../model/machine/engineReport.js";
import { findNetwork } from "../../model/network/index.js";
import { leastInputOf, takes } from "../../model/network/leastInput.js";
import { expectedAccuracy } from "../../model/metrics/expectedAccuracy.js";
import { absenceOf } from "../../model/options/option.js";
import { configKeys, type RunConfig } from "../../model/run/config.js";
import { options } from "../../model/run/options.js";
import { roughBytes, roughBytesLeft } from "../../model/run/roughBytes.js";
import { countSteps } from "../../model/run/runLength.js";
import { valueText } from "../../model/run/toldOption.js";
import { isUsed } from "../../model/run/usedOptions.js";
import { optionText } from "../words/optionText.js";
import { translateMessage } from "../words/translateMessage.js";
import { accuracyText } from "./accuracyText.js";
import { basisText, estimateText, middleText } from "./estimateText.js";
import type { LiveItem } from "./livePick.js";
import { prospectOf, type Machine, type Prospect } from "./prospect.js";
import { changesText, scheduleText, valueInWords } from "./recipeTexts.js";

/** What can be changed on the first page. */
export type Changeable = {
  [K in keyof Options]: Options[K] extends { readonly form: object } ? K : never;
}[keyof Options];
type Options = typeof options;

export type FormChoice =
  | "start"
  | "shorterRecipe"
  | "oneEpoch"
  | "look"
  | "setUp"
  | "tryPace"
  | "settings"
  | Changeable;

export type FormItem = LiveItem<FormChoice>;

/** Enough to see the loss and the picture move. */
const stepsToLook = 100;

/** How the form stands: what would train, on what, and what is being found out. */
export interface FormState {
  readonly config: RunConfig;
  readonly machine: Machine;
  readonly isTrying: boolean;
  /** What each recipe would train, with all else that a person has chosen. */
  readonly recipes: readonly RunConfig[];
}

/** The lines of the form: what Enter does and how long it takes comes first. */
export function formItems(state: FormState): readonly FormItem[] {
  const prospect = prospectOf(state.config, state.machine);
  return [
    startItem(state, prospect),
    ...shortItems(state),
    ...expectationItems(state, prospect),
    ...setUpItems(prospect),
    ...trialItems(state, prospect),
    { label: vscode.l10n.t("Change"), kind: vscode.QuickPickItemKind.Separator },
    ...changeItems(state.config, prospect),
  ];
}

function startItem({ config, machine, isTrying }: FormState, prospect: Prospect): FormItem {
  const { engine, estimate } = prospect;
  const spec = findNetwork(config.network);
  const network = spec?.title ?? config.network;
  const time =
    spec !== undefined && !takes(spec, config.inputSize)
      ? vscode.l10n.t("needs images of {0} at least", leastInputOf(spec).join("×"))
      : timeText(estimate, machine);
  const device = engine === undefined ? "" : translateMessage(deviceSaidOf(engine));
  const basis = [
    ...(estimate === null ? [] : [basisText(estimate.basis)]),
    ...(isTrying ? [vscode.l10n.t("some steps are being tried …")] : []),
    // Last, since the end of a long line is cut.
    ...(engine === undefined ? [] : [vscode.l10n.t("{0} on {1}", engine.title, device)]),
  ];
  return {
    choice: "start",
    label: `$(play) ${vscode.l10n.t("Start training")}`,
    description: [network, config.recipe, valueInWords("epochs", config), changesText(config), time]
      .filter((text) => text !== "")
      .join(" · "),
    detail: basis.length === 0 ? vscode.l10n.t("Looking for the engines …") : basis.join(" · "),
  };
}

function timeText(estimate: Prospect["estimate"], { reports }: Machine): string {
  if (estimate !== null) return estimateText(estimate);
  return reports === null
    ? vscode.l10n.t("how long is being found out …")
    : vscode.l10n.t("nobody knows how long");
}

/** So little of the run's time at most is a shorter one's that is worth a line of its own. */
const shorterShare = 0.5;

/**
 * The recipe that ends soonest, where that is much sooner than what would start; null where that is not known. While
 * engines are looked for it is judged by the pixels that are looked at: its line, which starts a run, is there from the
 * beginning, so that no other moves to another place under a hand that is about to press it.
 */
export function shorterRecipe({ config, machine, recipes }: FormState): RunConfig | null {
  const secondsOf = (each: RunConfig): number => {
    if (machine.reports === null) return each.maxSteps === null ? pixelsOf(each) : 0;
    const { estimate } = prospectOf(each, machine);
    return estimate === null ? Infinity : middleOf(estimate.seconds);
  };
  const known = recipes.filter((each) => Number.isFinite(secondsOf(each)));
  const [soonest] = known.toSorted((one, other) => secondsOf(one) - secondsOf(other));
  if (soonest === undefined || soonest.recipe === config.recipe) return null;
  const [seconds, whole] = [secondsOf(soonest), secondsOf(config)];
  return Number.isFinite(whole) && seconds <= shorterShare * whole ? soonest : null;
}

/** Of one image, in all epochs. */
function pixelsOf({ epochs, inputSize: [height, width] }: RunConfig): number {
  return epochs * height * width;
}

function shorterRecipeItems(state: FormState): readonly FormItem[] {
  const config = shorterRecipe(state);
  if (config === null) return [];
  const { estimate } = prospectOf(config, state.machine);
  const accuracy = expectedAccuracy(config);
  const known = [
    ...(estimate === null ? [] : [estimateText(estimate)]),
    ...(accuracy === null ? [] : [accuracyText(accuracy)]),
  ];
  return [
    {
      choice: "shorterRecipe",
      label: `$(zap) ${vscode.l10n.t("The recipe {0}", config.recipe)}`,
      description: known.join(" · "),
    },
  ];
}

/** Ways to see something soon, where the whole run is longer. */
function shortItems(state: FormState): readonly FormItem[] {
  const { config, machine } = state;
  const after = (changes: Partial<RunConfig>): string => {
    const { estimate } = prospectOf({ ...config, ...changes }, machine);
    return estimate === null ? "" : estimateText(estimate);
  };
  const oneEpoch: FormItem = {
    choice: "oneEpoch",
    label: `$(debug-step-over) ${vscode.l10n.t("1 epoch")}`,
    description: after(shortWays.oneEpoch),
  };
  const look: FormItem = {
    choice: "look",
    label: `$(eye) ${vscode.l10n.t("{0} steps to look", stepsToLook)}`,
    description: after(shortWays.look),
  };
  const size = machine.dataSize ?? sizeOf(config.dataset);
  const steps = size === null ? Infinity : countSteps(config, size.trainExamples).totalSteps;
  return [
    ...shorterRecipeItems(state),
    ...(config.epochs > 1 ? [oneEpoch] : []),
    ...(steps > stepsToLook ? [look] : []),
  ];
}

/** What else the run takes, and where it leads, as far as that is known; choosing it tries some steps anew. */
function expectationItems(
  { config, machine: { free = Infinity } }: FormState,
  { memory, disk }: Prospect,
): readonly FormItem[] {
  const accuracy = expectedAccuracy(config);
  const isShort = disk !== null && disk > free;
  const known = [
    // First, since the end of a long line is cut.
    ...(isShort
      ? [
          vscode.l10n.t(
            "$(warning) {0} are free on the disk, of which it takes {1}",
            roughBytesLeft(free),
            roughBytes(disk),
          ),
        ]
      : []),
    ...(memory === null ? [] : [vscode.l10n.t("{0} of memory", roughBytes(memory))]),
    ...(disk === null || isShort ? [] : [vscode.l10n.t("{0} on disk", roughBytes(disk))]),
    accuracy === null ? vscode.l10n.t("no such run was recorded") : accuracyText(accuracy),
  ];
  return [
    {
      choice: "tryPace",
      label: `$(graph) ${vscode.l10n.t("Expected")}`,
      description: known.join(" · "),
    },
  ];
}

/** What the short ways change. */
export const shortWays = {
  oneEpoch: { epochs: 1, maxSteps: null },
  look: { maxSteps: stepsToLook },
} as const satisfies Readonly<Record<string, Partial<RunConfig>>>;

function setUpItems({ estimate, faster }: Prospect): readonly FormItem[] {
  if (faster === null || estimate === null) return [];
  return [
    {
      choice: "setUp",
      label: `$(cloud-download) ${vscode.l10n.t("Install {0} first", faster.title)}`,
      description: vscode.l10n.t(
        "about {0} instead of {1}",
        ...[middleText(faster.estimate), middleText(estimate)],
      ),
      detail: [
        vscode.l10n.t("on {0}", translateMessage(deviceSaidOf(faster.upgrade))),
        basisText(faster.estimate.basis),
      ].join(" · "),
    },
  ];
}

function trialItems({ isTrying }: FormState, { estimate }: Prospect): readonly FormItem[] {
  const isVague = estimate?.basis.kind === "similar" || estimate?.basis.kind === "guess";
  if (isTrying || !isVague) return [];
  return [
    {
      choice: "tryPace",
      label: `$(watch) ${vscode.l10n.t("Try some steps")}`,
      description: vscode.l10n.t("to know how long it takes, in about 10 seconds"),
    },
  ];
}

function changeItems(config: RunConfig, { engine, precision }: Prospect): readonly FormItem[] {
  const automatic =
    engine === undefined
      ? vscode.l10n.t("Automatic")
      : vscode.l10n.t("Automatic, now {0}", engine.title);
  const ownTexts: { readonly [K in Changeable]?: string } = {
    network: findNetwork(config.network)?.title ?? config.network,
    schedule: scheduleText(config),
    precision:
      config.precision === "auto" ? vscode.l10n.t("Automatic, now {0}", precision) : precision,
    engine: config.engine === "auto" ? automatic : (engine?.title ?? config.engine),
  };
  const used = changeable.filter((key) => isUsed(key, config));
  return [
    ...used.map((key) => {
      const { icon, title } = options[key].form;
      return item(key, icon, [optionText(title), ownTexts[key] ?? textOfValue(key, config)]);
    }),
    item("settings", "settings-gear", [
      vscode.l10n.t("More in the settings"),
      vscode.l10n.t("how often it is measured and saved"),
    ]),
  ];
}

function textOfValue(key: Changeable, config: RunConfig): string {
  const absence = absenceOf(options[key].is);
  return config[key] === null && absence !== null ? optionText(absence) : valueText(config[key]);
}

const changeable = configKeys
  .filter(isChangeable)
  .sort((one, other) => options[one].form.place - options[other].form.place);

function isChangeable(key: keyof Options): key is Changeable {
  return "form" in options[key];
}

function item(
  choice: FormChoice,
  icon: string,
  [label, description]: readonly [string, string],
): FormItem {
  return { choice, label: `$(${icon}) ${label}`, description };
}
