import * as vscode from "vscode";
import { noRunGoesOn, notApplicable } from "../errors.js";
import { isAtWork } from "./reasons.js";
import { noArgument } from "./arguments.js";
import { defineCommand } from "./command.js";

export const pause = defineCommand({
  id: "googlenet.pause",
  argument: noArgument,
  disabled: (parts) => {
    if (!isAtWork(parts)) return noRunGoesOn();
    const { phase } = parts.live.state();
    if (phase === "paused") return notApplicable(vscode.l10n.t("The run is paused already."));
    if (phase === "stopping") return notApplicable(vscode.l10n.t("The run is stopping."));
    return null;
  },
  run: (_, { controller }) => controller.pause(),
});
