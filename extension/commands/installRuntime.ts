import * as vscode from "vscode";
import { setUpEngine } from "../engines/installation.js";
import { notApplicable } from "../errors.js";
import { isAtWork, stopFirst, untrusted } from "./reasons.js";
import { noArgument } from "./arguments.js";
import { defineCommand } from "./command.js";

export const installRuntime = defineCommand({
  id: "googlenet.installRuntime",
  argument: noArgument,
  disabled: (parts) => {
    if (parts.installer.isInstalling()) {
      return notApplicable(vscode.l10n.t("The installation is going on already."));
    }
    // Before it has started, a run may take any engine.
    const engineInUse = parts.live.state().started?.engine.id ?? setUpEngine;
    if (isAtWork(parts) && engineInUse === setUpEngine) {
      return stopFirst(vscode.l10n.t("A run is using the runtime."));
    }
    return untrusted();
  },
  run: (_, { installer }) => installer.install(),
});
