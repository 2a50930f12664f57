import * as vscode from "vscode";
import { notApplicable } from "../errors.js";
import { isAtWork, notAtWork } from "./reasons.js";
import { noArgument } from "./arguments.js";
import { defineCommand } from "./command.js";

export const pause = defineCommand({
  id: "googlenet.pause",
  argument: noArgument,
  disabled: (parts) => {
    if (!isAtWork(parts)) return notAtWork(parts);
    const { phase } = parts.live.state();
    if (phase === "paused") return notApplicable(vscode.l10n.t("The run is paused already."));
    if (phase === "stopping") return notApplicable(vscode.l10n.t("The run is stopping."));
    return null;
  },
  run: (_, { controller }) => controller.pause(),
});
