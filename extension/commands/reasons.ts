import * as vscode from "vscode";
import { isActive } from "../../model/run/phase.js";
import {
  noRunGoesOn,
  notApplicable,
  runGoesOn,
  trainedElsewhere,
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
  return isActive(store.state().phase) ? trainedElsewhere() : noRunGoesOn();
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
