import { l10n } from "vscode";
import type { RunEventOf } from "../model/run/events.js";
import { failureSaid } from "../model/run/failureTexts.js";
import type { SetupFailure } from "../model/machine/setup.js";
import type { EngineReport } from "../model/machine/engineReport.js";
import { UserError, type Remedy } from "../model/messages/userError.js";
import { joinSentences } from "../model/messages/joinSentences.js";
import { visibleText } from "../model/messages/visibleText.js";
import { pathSettings, type CommandId } from "./manifest.js";
import { NoFileError } from "./noFileError.js";
import { translateMessage } from "./words/translateMessage.js";
import { type Message, type Text, verbatim } from "../model/messages/message.js";
import { englishOf } from "../model/messages/translate.js";
import { saidBy } from "../model/messages/saidError.js";

/** A button under a message: a command of ours, or one of VS Code's. */
export interface ErrorAction {
  readonly title: string;
  readonly command: CommandId | `workbench.${string}`;
  readonly arguments?: readonly unknown[];
  /** Does something with the run that the message speaks of. */
  readonly isOfRun?: true;
}

/**
 * `cannotStart`: something is missing, and an action fixes it. `runFailed`: the run ended early.
 * `notApplicable`: the command has no effect now; no error. `bug`: ours, with a stack in the log.
 */
export type ErrorKind = "cannotStart" | "runFailed" | "notApplicable" | "bug";

interface HostErrorParts {
  readonly kind: ErrorKind;
  readonly what: Text;
  readonly why: Text;
  readonly fix: Text;
  readonly actions?: readonly ErrorAction[];
  readonly cause?: unknown;
}

/**
 * An error that a person can act on here: with its kind, and buttons that do what it advises. Texts are
 * in the person's language already, and what the model says is put into it.
 */
export class HostError extends UserError {
  readonly kind: ErrorKind;
  /** With what the model says in English, for the log. */
  readonly untranslated: string;
  readonly actions: readonly ErrorAction[];

  constructor({ kind, what, why, fix, actions = [], cause }: HostErrorParts) {
    super(inLanguage(what), inLanguage(why), inLanguage(fix), { cause });
    this.untranslated = joinSentences([what, why, fix].map(inLog));
    this.kind = kind;
    this.actions = actions;
  }
}

function inLanguage(text: Text): Message {
  return verbatim(typeof text === "string" ? text : translateMessage(text));
}

function inLog(text: Text): string {
  return typeof text === "string" ? text : englishOf(text);
}

function showLogAction(): ErrorAction {
  return { title: l10n.t("Show Log"), command: "googlenet.showLog" };
}

export function trainAction(): ErrorAction {
  return { title: l10n.t("Train"), command: "googlenet.train" };
}

function trustAction(): ErrorAction {
  return { title: l10n.t("Manage Workspace Trust"), command: "workbench.trust.manage" };
}

function openSettingsAction(setting: string): ErrorAction {
  return {
    title: l10n.t("Open Settings"),
    command: "workbench.action.openSettings",
    arguments: [setting],
  };
}

/** `rule`: a sentence that says what the value must be. */
export function invalidSetting(setting: string, value: unknown, rule: Text): HostError {
  return new HostError({
    kind: "cannotStart",
    what: l10n.t("Training cannot start: {0} is {1}.", setting, JSON.stringify(value)),
    why: rule,
    fix: l10n.t("Change it in the settings."),
    actions: [openSettingsAction(setting)],
  });
}

/** A choice that no setting holds, such as one in the file that starts training by itself. */
export function invalidChoice(name: string, value: unknown, rule: Text): HostError {
  return new HostError({
    kind: "cannotStart",
    what: l10n.t("Training cannot start: {0} is {1}.", name, JSON.stringify(value)),
    why: rule,
    fix: l10n.t("Choose another value."),
  });
}

/** `known`: the names that a choice may have. */
export function unknownChoice(name: string, known: readonly string[]): HostError {
  return new HostError({
    kind: "cannotStart",
    what: l10n.t("Training cannot start: there is no option {0}.", JSON.stringify(name)),
    why: "",
    fix: l10n.t("Choose one of: {0}.", known.join(", ")),
  });
}

export function workspaceNotTrusted(): HostError {
  return new HostError({
    kind: "cannotStart",
    what: l10n.t("This does not work in Restricted Mode."),
    why: l10n.t("Engines run native code, and training follows this workspace's settings."),
    fix: l10n.t("Trust the workspace first; the network can be explored without."),
    actions: [trustAction()],
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

export function runGoesOn(): HostError {
  const stop: ErrorAction = { title: l10n.t("Stop"), command: "googlenet.stop" };
  const fix = l10n.t("Stop it to start another.");
  return notApplicable(l10n.t("A run is going on already."), fix, stop);
}

export function noRunGoesOn(): HostError {
  return notApplicable(l10n.t("No run is going on."), "", trainAction());
}

export function nothingToRestart(): HostError {
  return notApplicable(l10n.t("There is no run to start again."), "", trainAction());
}

export function fileNotWritten(file: string, cause: unknown): HostError {
  return new HostError({
    kind: "cannotStart",
    what: l10n.t("{0} was not written.", file),
    why: saidBy(cause),
    fix: l10n.t("Choose another place."),
    cause,
  });
}

export function restartWithRateTitle(learningRate: number): string {
  return l10n.t("Restart with learning rate {0}", learningRate);
}

interface FailedRun {
  readonly runId: string;
  readonly hasStarted: boolean;
  readonly hasCheckpoint: boolean;
  /** The learning rate to train again with; missing unless the same numbers would be lost again. */
  readonly rateAgain?: number;
}

/** How a run's `failed` event is told: before it began as something to fix, after as its end. */
export function runFailed(
  failure: Pick<RunEventOf<"failed">, "message" | "reason" | "action" | "said" | "remedy">,
  { runId, hasStarted, hasCheckpoint, rateAgain }: FailedRun,
): HostError {
  const { message: what, reason: why, action: fix } = failureSaid(failure);
  const parts = { what, why, fix };
  if (!hasStarted) {
    // The form reads the settings again, which may be what was wrong.
    const again: ErrorAction = { title: l10n.t("Try Again"), command: "googlenet.train" };
    const actions = [...preparations(failure.remedy), again, showLogAction()];
    return new HostError({ kind: "cannotStart", ...parts, actions });
  }
  if (rateAgain !== undefined) {
    const lower: ErrorAction = {
      title: restartWithRateTitle(rateAgain),
      command: "googlenet.restartRun",
      arguments: [{ id: runId, learningRate: rateAgain }],
      isOfRun: true,
    };
    return new HostError({ kind: "runFailed", ...parts, actions: [lower, showLogAction()] });
  }
  // By its id: another run may be shown by the time a person answers.
  const ofRun = { arguments: [{ id: runId }], isOfRun: true } as const;
  const resume: ErrorAction = {
    title: l10n.t("Resume"),
    command: "googlenet.resumeRun",
    ...ofRun,
  };
  const restart: ErrorAction = {
    title: l10n.t("Restart"),
    command: "googlenet.restartRun",
    ...ofRun,
  };
  const again = hasCheckpoint ? [resume, restart] : [restart];
  // Where a new run helps, such as one with a smaller batch, it is the first to be offered.
  if (failure.remedy === "restart") again.reverse();
  const actions = [...preparations(failure.remedy), ...again, showLogAction()];
  return new HostError({ kind: "runFailed", ...parts, actions });
}

export function engineUnavailable({ title, reason, action, remedy }: EngineReport): HostError {
  const what = l10n.t("{0} cannot be used here.", title);
  const actions = preparations(remedy ?? "engine");
  return new HostError({ kind: "cannotStart", what, why: reason, fix: action, actions });
}

export function setupFailed({ message, remedy }: SetupFailure, cause?: unknown): HostError {
  const again: ErrorAction = { title: l10n.t("Try Again"), command: "googlenet.installRuntime" };
  return new HostError({
    kind: "cannotStart",
    what: l10n.t("The TensorFlow runtime was not installed."),
    why: message,
    fix: "",
    actions: [...preparations(remedy), again, showLogAction()],
    cause,
  });
}

export function trainerUnavailable(cause: unknown): HostError {
  return new HostError({
    kind: "cannotStart",
    what: l10n.t("The trainer process did not answer."),
    why: saidBy(cause),
    fix: l10n.t("The log has its last lines."),
    actions: [showLogAction()],
    cause,
  });
}

export function runUnreadable(runId: string, cause: unknown): HostError {
  return new HostError({
    kind: "cannotStart",
    what: l10n.t("The run {0} cannot be shown.", visibleText(runId)),
    why: reasonUnreadable(cause),
    fix: l10n.t("Delete it from the Runs view if its folder is gone or damaged."),
    cause,
  });
}

/** Why a run's record cannot be read. */
export function reasonUnreadable(cause: unknown): string {
  return cause instanceof NoFileError
    ? l10n.t("{0} is not a file.", cause.file)
    : translateMessage(saidBy(cause));
}

export function autostartUnreadable(file: string, cause: unknown): HostError {
  return new HostError({
    kind: "cannotStart",
    what: l10n.t("Training did not start by itself: {0} cannot be read.", file),
    why: saidBy(cause),
    fix: l10n.t("Run GoogLeNet: Train instead."),
    actions: [trainAction()],
    cause,
  });
}

/** Anything that is not a `UserError` is a fault of ours. */
export function unexpected(cause: unknown): HostError {
  return new HostError({
    kind: "bug",
    what: l10n.t("Something in GoogLeNet Explorer went wrong."),
    why: saidBy(cause),
    fix: l10n.t("The log has the details."),
    actions: [showLogAction()],
    cause,
  });
}

/** What must be done before another run can go better; empty where a run itself is the remedy. */
function preparations(remedy: Remedy | null): ErrorAction[] {
  switch (remedy) {
    case "setup":
      return [{ title: l10n.t("Install TensorFlow Runtime"), command: "googlenet.installRuntime" }];
    case "engine":
      return [{ title: l10n.t("Select Engine"), command: "googlenet.selectEngine" }];
    case "data":
      return [openSettingsAction(pathSettings.dataDirectory)];
    case "python":
      return [openSettingsAction(pathSettings.python)];
    case "resume":
    case "restart":
    case "lowerRate":
    case null:
      return [];
  }
}
