import * as vscode from "vscode";
import { runEngineCheck } from "../engines/engineCheck.js";
import { isAtWork, stopFirst, untrusted } from "./reasons.js";
import { noArgument } from "./arguments.js";
import { defineCommand } from "./command.js";

export const checkEngines = defineCommand({
  id: "googlenet.checkEngines",
  argument: noArgument,
  disabled: (parts) =>
    isAtWork(parts) ? stopFirst(vscode.l10n.t("A run is using the processor.")) : untrusted(),
  run: (_, { launch, log }) => runEngineCheck(launch, log),
});
