import { machineOptions } from "../model/machine/options.js";
import { settingIdsOf } from "../model/options/option.js";
import { options } from "../model/run/options.js";

/** The names that package.json and the code share; a test compares them both ways. */

export const commandIds = [
  "googlenet.train",
  "googlenet.trainOnPictures",
  "googlenet.pause",
  "googlenet.resume",
  "googlenet.stop",
  "googlenet.restart",
  "googlenet.openExplorer",
  "googlenet.showEvaluation",
  "googlenet.selectEngine",
  "googlenet.checkEngines",
  "googlenet.installRuntime",
  "googlenet.showLog",
  "googlenet.showNode",
  "googlenet.showRun",
  "googlenet.showRunEvaluation",
  "googlenet.showImage",
  "googlenet.showLiveRun",
  "googlenet.resumeRun",
  "googlenet.restartRun",
  "googlenet.revealRun",
  "googlenet.deleteRun",
  "googlenet.refreshRuns",
] as const;

export type CommandId = (typeof commandIds)[number];

/** Settings that are part of a run's configuration, by the configuration's key. */
export const trainingSettings = settingIdsOf(options);

/** Settings that say how the machine is used; they are no part of a run's configuration. */
export const machineSettings = settingIdsOf(machineOptions);

/** Settings that name something on this machine; an untrusted workspace cannot set them. */
export const pathSettings = {
  dataDirectory: "googlenet.data.directory",
  python: "googlenet.python.path",
} as const;

export type TrainingSettingKey = keyof typeof trainingSettings;
export type SettingId =
  | (typeof trainingSettings)[TrainingSettingKey]
  | (typeof machineSettings)[keyof typeof machineSettings]
  | (typeof pathSettings)[keyof typeof pathSettings];

export const settingIds: readonly SettingId[] = [
  ...Object.values(trainingSettings),
  ...Object.values(machineSettings),
  ...Object.values(pathSettings),
];

export const containerId = "googlenet";
export const explorerViewType = "googlenet.explorer";
export const evaluationViewType = "googlenet.evaluation";
export const metricsViewId = "googlenet.metrics";
export const networkViewId = "googlenet.network";
export const runsViewId = "googlenet.runs";

/** Context keys that package.json's `when` clauses read. */
export const contextKeys = {
  phase: "googlenet.phase",
  active: "googlenet.active",
  /** Whether another run than the one at work is shown. */
  aside: "googlenet.aside",
} as const;

/** What a launcher and the extension tell each other lies in this folder of the launcher's (see autostart.ts). */
export const autostartFolder = ".googlenet";
export const autostartFile = `${autostartFolder}/autostart.json`;
/** The folder of the run at work, for whoever launched it. */
export const statusFile = `${autostartFolder}/status`;
