import * as vscode from "vscode";
import * as z from "zod";
import { notApplicable, type HostError } from "../errors.js";
import { isRunId } from "../runs/runId.js";

/** What a command is called with, and the answer to whoever calls it with something else. */
export interface CommandArgument<Argument> {
  readonly schema: z.ZodType<Argument>;
  /** Left out where anything fits. */
  readonly refusal?: () => HostError;
}

/** Menus hand over what they stand on: a command that needs nothing takes anything. */
export const noArgument: CommandArgument<unknown> = { schema: z.unknown() };

/** A line of the Runs view. */
export const runArgument: CommandArgument<{ readonly id: string }> = {
  schema: z.object({ id: z.string().refine(isRunId) }),
  refusal: () =>
    notApplicable(
      vscode.l10n.t("No run was chosen."),
      vscode.l10n.t("Choose one in the Runs view."),
    ),
};

/** The id of a node. */
export const nodeArgument: CommandArgument<string> = {
  schema: z.string().min(1),
  refusal: () =>
    notApplicable(
      vscode.l10n.t("No layer was chosen."),
      vscode.l10n.t("Choose one in the Network view."),
    ),
};
