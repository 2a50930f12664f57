import { fruitlessOf, fruitlessReason, lookOf } from "../../model/metrics/watchdog/fruitless.js";
import { hasLostNumbers } from "../../model/metrics/watchdog/lostLoss.js";
import type { RunConfig } from "../../model/run/config.js";
import { isActive } from "../../model/run/phase.js";
import { formatRunDate } from "../../model/run/runDate.js";
import { isResumable } from "../../model/run/resumable.js";
import type { RunState } from "../../model/run/state.js";
import { joinSentences } from "../../model/messages/joinSentences.js";
import { formatCount } from "../words/format.js";
import { durationText } from "../words/durationText.js";
import { t, translateMessage } from "../words/l10n.js";
import type { PageCommand, RunRole } from "../protocol.js";
import type { HeaderLook } from "./phaseLooks.js";
import { recorded } from "../../model/messages/message.js";

export interface HeaderButton {
  /** The first begins, holds and resumes; it is there in every phase. */
  readonly place: "first" | "second";
  readonly command: PageCommand;
  readonly label: string;
  /** A codicon's id. */
  readonly icon: string;
  readonly isPrimary: boolean;
  readonly isEnabled: boolean;
}

/** What the header says of a run between two steps: it changes with the run's phase. */
export interface HeaderStanding {
  readonly phase: HeaderLook;
  /** Engine, device and data in one line; empty before a run. */
  readonly engine: string;
  /** Why this engine. */
  readonly reason: string;
  /** An engine that a set-up would make faster, by its title; null where there is none, or no run goes on. */
  readonly faster: string | null;
  /** What happens now, while there are no numbers to show. */
  readonly message: string;
  readonly buttons: readonly HeaderButton[];
}

export function headerStandingOf(
  run: RunState,
  role: RunRole = "own",
  language = "en",
): HeaderStanding {
  const isAside = role === "aside";
  return {
    phase: role === "sample" ? "sample" : lookOf(run),
    engine: engineLine(run),
    reason: reasonOf(run),
    faster: isActive(run.phase) && !isAside ? (run.started?.engine.faster?.title ?? null) : null,
    message: messages[role](run, language),
    buttons: isAside ? [first("showLive", t("Go to the Live Run"))] : buttonsOf(run, role),
  };
}

const messages: Readonly<Record<RunRole, (run: RunState, language: string) => string>> = {
  own: messageOf,
  followed: (run) =>
    isActive(run.phase) ? t("It is trained in another window or a terminal.") : messageOf(run),
  aside: asideLine,
  sample: () => t("A trained run that came along, to look at and to ask. Train begins your own."),
};

/** Why this engine. */
function reasonOf({ started }: RunState): string {
  if (started === null) return "";
  const { reason, said } = started.engine;
  return translateMessage(recorded(reason, said?.reason));
}

/** Which run it is: by its date and result, as the Runs view names it. */
function asideLine({ startedAt, evaluations }: RunState, language: string): string {
  const accuracy = evaluations.at(-1)?.accuracy.toFixed(3);
  const date = startedAt === null ? "–" : formatRunDate(startedAt, language);
  const name = accuracy === undefined ? date : `${date} · ${accuracy}`;
  return t("The earlier run {0}; another one is being trained.", name);
}

function engineLine({ started, sizes }: RunState): string {
  if (started === null) return "";
  const { engine, dataset, config } = started;
  const place = engine.title.includes(engine.version)
    ? engine.title
    : `${engine.title} ${engine.version}`;
  return [
    dataset.title,
    // Of now, where they change.
    (sizes.at(-1)?.size ?? config.inputSize).join("×"),
    t("{0} on {1}", place, translateMessage(recorded(engine.device, engine.said?.device))),
    precisionNames[config.precision],
  ].join(" · ");
}

const precisionNames: Readonly<Record<RunConfig["precision"], string>> = {
  // No run records it: it is known by then what it came to.
  auto: t("Automatic"),
  float32: "float32",
  mixed_bfloat16: t("mixed {0}", "bfloat16"),
  mixed_float16: t("mixed {0}", "float16"),
};

/** Says what a person waits for; the newest log line wins, since it knows more. */
function messageOf(run: RunState): string {
  const told = run.message === null ? null : translateMessage(run.message);
  switch (run.phase) {
    case "idle":
      return told ?? t("Nothing runs yet. Train begins a run on this machine.");
    case "preparing":
      return told ?? t("Starting the trainer and looking for an engine and the images …");
    case "warmingUp":
      return (
        told ??
        (run.started?.engine.deviceKind === "gpu"
          ? t(
              "First step: memory is allocated and kernels are tuned, which can take minutes on a GPU …",
            )
          : t("First step: memory is allocated and the processor warms up …"))
      );
    case "evaluating":
      return t("Measuring the test set …");
    case "stopping":
      return t("Finishing the step and writing a checkpoint …");
    case "paused":
      return t("Paused. Nothing is lost: Resume goes on with the next step.");
    case "finished":
      return joinSentences([finishedLine(run), reasonInVain(run)]);
    case "stopped":
      // Why, where a person did not stop it, is on a card.
      return finishedLine(run);
    case "training":
    case "failed":
      return "";
  }
}

/** Empty for a run that came to something. */
function reasonInVain(run: RunState): string {
  const fruitless = fruitlessOf(run);
  return fruitless === null ? "" : translateMessage(fruitlessReason(fruitless));
}

function finishedLine({ finished }: RunState): string {
  if (finished === null) return "";
  const { steps, seconds } = finished.summary;
  return t("{0} steps in {1}.", formatCount(steps), durationText(seconds));
}

function buttonsOf(run: RunState, role: RunRole): readonly HeaderButton[] {
  const buttons = buttonsFor(run);
  return role === "followed" && isActive(run.phase) ? buttons.map(disabled) : buttons;
}

function buttonsFor(run: RunState): readonly HeaderButton[] {
  switch (run.phase) {
    case "idle":
      return [first("train", t("Train"))];
    case "finished":
    case "stopped":
    case "failed":
      // The same numbers would be lost again: the host asks for a lower rate.
      if (hasLostNumbers(run)) return [first("restart", t("Restart…"))];
      // What was reached is kept: going on comes first.
      return isResumable(run)
        ? [first("resume", t("Resume")), second("restart", t("Restart"))]
        : [first("train", t("Train"))];
    case "preparing":
    case "warmingUp":
      return [disabled(first("pause", t("Pause"))), second("stop", t("Stop"))];
    case "training":
    case "evaluating":
      return [first("pause", t("Pause")), second("stop", t("Stop"))];
    case "paused":
      return [first("resume", t("Resume")), second("stop", t("Stop"))];
    case "stopping":
      return [disabled(first("pause", t("Pause"))), disabled(second("stop", t("Stop")))];
  }
}

const icons = {
  train: "play",
  pause: "debug-pause",
  resume: "debug-continue",
  stop: "debug-stop",
  restart: "debug-restart",
  showLive: "pulse",
} as const;

function first(command: keyof typeof icons, label: string): HeaderButton {
  return {
    place: "first",
    command,
    label,
    icon: icons[command],
    isPrimary: true,
    isEnabled: true,
  };
}

function second(command: keyof typeof icons, label: string): HeaderButton {
  return { ...first(command, label), place: "second", isPrimary: false };
}

function disabled(button: HeaderButton): HeaderButton {
  return { ...button, isPrimary: false, isEnabled: false };
}
