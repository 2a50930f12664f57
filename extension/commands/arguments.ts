import * as vscode from "vscode";
import * as z from "zod";
import { runConfigSchema } from "../../model/run/configSchema.js";
import { notApplicable, type HostError } from "../errors.js";
import { isRunId } from "../runs/runId.js";
import { shownImageSchema } from "../views/shownImage.js";

/** What a command is called with, and the answer to whoever calls it with something else. */
export interface CommandArgument<Argument> {
  readonly schema: z.ZodType<Argument>;
  /** Left out where anything fits. */
  readonly refusal?: () => HostError;
}

/** Menus hand over what they stand on: a command that needs nothing takes anything. */
export const noArgument: CommandArgument<unknown> = { schema: z.unknown() };

const runSchema = z.object({ id: z.string().refine(isRunId) });

const restartSchema = runSchema.extend({
  learningRate: runConfigSchema.shape.learningRate.optional(),
});

/** A line of the Runs view. */
export const runArgument: CommandArgument<{ readonly id: string }> = {
  schema: runSchema,
  refusal: () =>
    notApplicable(
      vscode.l10n.t("No run was chosen."),
      vscode.l10n.t("Choose one in the Runs view."),
    ),
};

/** A line of the Runs view, and the learning rate to train it with, where it is another. */
export const restartArgument: CommandArgument<z.infer<typeof restartSchema>> = {
  ...runArgument,
  schema: restartSchema,
};

/**
 * A folder: of the files' view it is an address, of a link in a page its text; undefined where the person is
 * to choose.
 */
export const folderArgument: CommandArgument<vscode.Uri | undefined> = {
  schema: z.union([
    z.undefined(),
    z.custom<vscode.Uri>(isAddress),
    z.string().transform((text) => vscode.Uri.parse(text, true)),
  ]),
  refusal: () =>
    notApplicable(vscode.l10n.t("No folder was chosen."), vscode.l10n.t("Choose one.")),
};

function isAddress(value: unknown): boolean {
  return typeof value === "object" && value !== null && "fsPath" in value;
}

/** The id of a node. */
export const nodeArgument: CommandArgument<string> = {
  schema: z.string().min(1),
  refusal: () =>
    notApplicable(
      vscode.l10n.t("No layer was chosen."),
      vscode.l10n.t("Choose one in the Network view."),
    ),
};

/** An image of the test set, and through whose weights it goes. */
export const imageArgument: CommandArgument<z.infer<typeof shownImageSchema>> = {
  schema: shownImageSchema,
  refusal: () =>
    notApplicable(
      vscode.l10n.t("No image was chosen."),
      vscode.l10n.t("Choose one on the evaluation's page."),
    ),
};
