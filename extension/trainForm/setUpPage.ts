import * as vscode from "vscode";
import { setupFailed } from "../errors.js";
import type { Installation } from "../engines/installation.js";
import type { RuntimeInstaller } from "../engines/runtimeInstaller.js";
import { translateMessage } from "../words/translateMessage.js";
import { LivePick, type LiveItem } from "./livePick.js";
import { nothing } from "../../model/messages/message.js";

type SetUpAnswer = "background" | "cancel";

/**
 * Sets an engine up on a page of the form; true once that is over and the form goes on, false where
 * the person goes on without it. Rejects with a `HostError` where it fails.
 */
export async function setUpOnPage(installer: RuntimeInstaller, cuda: boolean): Promise<boolean> {
  const installation = installer.begin(cuda);
  const page = new LivePick<SetUpAnswer>({
    title: vscode.l10n.t("GoogLeNet: Install TensorFlow Runtime"),
    placeholder: vscode.l10n.t("The form goes on when this is done"),
    items: () => linesOf(installation),
    isBusy: () => true,
    isLasting: true,
  });
  const following = installation.onDidProgress(() => page.update());
  const first = await Promise.race([installation.outcome, page.chosen]);
  following.dispose();
  page.close();
  if (first === "cancel") {
    installation.cancel();
    await installation.outcome;
    return true;
  }
  if (typeof first === "object") {
    if (first.kind === "failed") throw setupFailed(first.failure, first.cause);
    return true;
  }
  await installer.show(installation);
  return false;
}

function linesOf(installation: Installation): readonly LiveItem<SetUpAnswer>[] {
  const told = installation.progress();
  const message = translateMessage(told?.message ?? nothing);
  const fraction = told?.fraction ?? null;
  return [
    {
      label: `$(cloud-download) ${message === "" ? vscode.l10n.t("Beginning") : message}`,
      description: fraction === null ? "" : `${Math.round(fraction * 100)} %`,
      alwaysShow: true,
    },
    {
      choice: "background",
      label: `$(bell) ${vscode.l10n.t("Go on in the background")}`,
      description: vscode.l10n.t("train later"),
    },
    { choice: "cancel", label: `$(close) ${vscode.l10n.t("Cancel the installation")}` },
  ];
}
