import * as vscode from "vscode";
import { isActive } from "../../model/run/phase.js";
import {
  noRunGoesOn,
  notApplicable,
  runGoesOn,
  workspaceNotTrusted,
  type HostError,
} from "../errors.js";
import type { CommandParts } from "./command.js";

/** Why several commands have no effect now. */

type Steering = Pick<CommandParts, "controller">;

export function isAtWork({ controller }: Steering): boolean {
  return controller.activeRunId() !== null;
}

/** Why a run cannot be steered where none is at work in this window. */
export function notAtWork({ store }: Pick<CommandParts, "store">): HostError {
  if (!isActive(store.state().phase)) return noRunGoesOn();
  const reason = vscode.l10n.t("This run is trained in another window or a terminal.");
  return notApplicable(reason, vscode.l10n.t("Pause or stop it there."));
}

export function whileTraining(parts: Steering): HostError | null {
  return isAtWork(parts) ? runGoesOn() : null;
}

export function untrusted(): HostError | null {
  return vscode.workspace.isTrusted ? null : workspaceNotTrusted();
}

export function stopFirst(reason: string): HostError {
  return notApplicable(reason, vscode.l10n.t("Stop it first."));
}
