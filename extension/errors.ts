import { l10n } from "vscode";
import { UserError } from "../model/run/userError.js";
import { pathSettings, type CommandId } from "./manifest.js";

/** A button under a message: a command of ours, or one of VS Code's. */
export interface ErrorAction {
  readonly title: string;
  readonly command: CommandId | `workbench.${string}`;
  readonly arguments?: readonly unknown[];
}

/**
 * `cannotStart`: something is missing, and an action fixes it. `runFailed`: the run ended early.
 * `notApplicable`: the command has no effect now; no error. `bug`: ours, with a stack in the log.
 */
export type ErrorKind = "cannotStart" | "runFailed" | "notApplicable" | "bug";

interface HostErrorParts {
  readonly kind: ErrorKind;
  readonly what: string;
  readonly why: string;
  readonly fix: string;
  readonly actions?: readonly ErrorAction[];
  readonly cause?: unknown;
}

/** An error that a person can act on here: with its kind, and buttons that do what it advises. */
export class HostError extends UserError {
  readonly kind: ErrorKind;
  readonly actions: readonly ErrorAction[];

  constructor({ kind, what, why, fix, actions = [], cause }: HostErrorParts) {
    super(what, why, fix, { cause });
    this.kind = kind;
    this.actions = actions;
  }
}

export const showLogAction: ErrorAction = { title: "Show Log", command: "googlenet.showLog" };

export function trainAction(): ErrorAction {
  return { title: l10n.t("Train"), command: "googlenet.train" };
}

const installRuntimeAction: ErrorAction = {
  title: "Install TensorFlow Runtime",
  command: "googlenet.installRuntime",
};

function openSettingsAction(setting: string): ErrorAction {
  return {
    title: "Open Settings",
    command: "workbench.action.openSettings",
    arguments: [setting],
  };
}

export function invalidSetting(setting: string, value: unknown, rule: string): HostError {
  return new HostError({
    kind: "cannotStart",
    what: `Training cannot start: ${setting} is ${JSON.stringify(value)}.`,
    why: `It must be ${rule}.`,
    fix: "Change it in the settings.",
    actions: [openSettingsAction(setting)],
  });
}

/** A choice that no setting holds, such as one in the file that starts training by itself. */
export function invalidChoice(name: string, value: unknown, rule: string): HostError {
  return new HostError({
    kind: "cannotStart",
    what: `Training cannot start: ${name} is ${JSON.stringify(value)}.`,
    why: `It must be ${rule}.`,
    fix: "Choose another value.",
  });
}

export function workspaceNotTrusted(): HostError {
  return new HostError({
    kind: "cannotStart",
    what: "Training cannot start in Restricted Mode.",
    why: "It runs native code with this workspace's settings.",
    fix: "Trust the workspace first.",
    actions: [{ title: "Manage Workspace Trust", command: "workbench.trust.manage" }],
  });
}

export function notApplicable(reason: string, fix = "", action?: ErrorAction): HostError {
  return new HostError({
    kind: "notApplicable",
    what: reason,
    why: "",
    fix,
    actions: action === undefined ? [] : [action],
  });
}

export function nothingToRestart(): HostError {
  return notApplicable(l10n.t("There is no run to start again."), "", trainAction());
}

export function fileNotWritten(file: string, cause: unknown): HostError {
  return new HostError({
    kind: "cannotStart",
    what: l10n.t("{0} was not written.", file),
    why: asSentence(messageOf(cause)),
    fix: l10n.t("Choose another place."),
    cause,
  });
}

/** How a run's `failed` event is told: before it began as something to fix, after as its end. */
export function runFailed(
  failure: { readonly message: string; readonly reason: string; readonly action: string },
  { hasStarted, hasCheckpoint }: { readonly hasStarted: boolean; readonly hasCheckpoint: boolean },
): HostError {
  const parts = { what: failure.message, why: failure.reason, fix: failure.action };
  if (!hasStarted) {
    // The form reads the settings again, which may be what was wrong.
    const again: ErrorAction = { title: "Try Again", command: "googlenet.train" };
    const actions = [...remedies(failure), again, showLogAction];
    return new HostError({ kind: "cannotStart", ...parts, actions });
  }
  const resume: ErrorAction = { title: "Resume", command: "googlenet.resume" };
  const restart: ErrorAction = { title: "Restart", command: "googlenet.restart" };
  const actions = [...(hasCheckpoint ? [resume] : []), restart, showLogAction];
  return new HostError({ kind: "runFailed", ...parts, actions });
}

export function engineUnavailable(title: string, reason: string, action: string): HostError {
  const message = `${title} cannot be used here.`;
  const actions = remedies({ message, action });
  return new HostError({ kind: "cannotStart", what: message, why: reason, fix: action, actions });
}

export function setupFailed(cause: unknown): HostError {
  const why = asSentence(messageOf(cause));
  const again: ErrorAction = { ...installRuntimeAction, title: "Try Again" };
  const isPython = /\bpython\b/iu.test(why);
  return new HostError({
    kind: "cannotStart",
    what: "The TensorFlow runtime was not installed.",
    why,
    fix: "",
    actions: [...(isPython ? [openSettingsAction(pathSettings.python)] : []), again, showLogAction],
    cause,
  });
}

export function trainerUnavailable(cause: unknown): HostError {
  return new HostError({
    kind: "cannotStart",
    what: "The trainer process did not answer.",
    why: asSentence(messageOf(cause)),
    fix: "The log has its last lines.",
    actions: [showLogAction],
    cause,
  });
}

export function runUnreadable(runId: string, cause: unknown): HostError {
  return new HostError({
    kind: "cannotStart",
    what: `The run ${runId} cannot be shown.`,
    why: asSentence(messageOf(cause)),
    fix: "Delete it from the Runs view if its folder is gone or damaged.",
    cause,
  });
}

export function autostartUnreadable(file: string, cause: unknown): HostError {
  return new HostError({
    kind: "cannotStart",
    what: `Training did not start by itself: ${file} cannot be read.`,
    why: asSentence(messageOf(cause)),
    fix: "Run GoogLeNet: Train instead.",
    actions: [{ title: "Train", command: "googlenet.train" }],
    cause,
  });
}

/** Anything that is not a `UserError` is a fault of ours. */
export function unexpected(cause: unknown): HostError {
  return new HostError({
    kind: "bug",
    what: "Something in GoogLeNet Explorer went wrong.",
    why: asSentence(messageOf(cause)),
    fix: "The log has the details.",
    actions: [showLogAction],
    cause,
  });
}

export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/** What the trainer advises is worded for a terminal too; here a button does it. */
function remedies(failure: { readonly message: string; readonly action: string }): ErrorAction[] {
  const { message, action } = failure;
  if (/tensorflow runtime|\bsetup\b/iu.test(action)) return [installRuntimeAction];
  if (/\bengine\b/iu.test(message)) {
    return [{ title: "Select Engine", command: "googlenet.selectEngine" }];
  }
  if (/\bdata (?:file|folder|set)\b|folder and choose/iu.test(`${message} ${action}`)) {
    return [openSettingsAction(pathSettings.dataDirectory)];
  }
  return [];
}

function asSentence(text: string): string {
  return /[.!?]$/u.test(text) ? text : `${text}.`;
}
