import * as vscode from "vscode";
import type { Basis, Estimate } from "../../model/run/estimate.js";
import { middleOf } from "../../model/machine/range.js";
import { roughDuration, roughRange } from "../../model/run/roughDuration.js";
import { translateMessage } from "../words/translateMessage.js";

const justNowMs = 10 * 60_000;

/** "about 17 minutes" */
export function estimateText({ seconds }: Estimate): string {
  return vscode.l10n.t("about {0}", translateMessage(roughRange(seconds)));
}

/** The middle alone, for a comparison. */
export function middleText({ seconds }: Estimate): string {
  return translateMessage(roughDuration(middleOf(seconds)));
}

/** Where an estimate comes from. */
export function basisText(basis: Basis): string {
  switch (basis.kind) {
    case "run":
      return vscode.l10n.t("as in your run of {0}", dayOf(basis.time));
    case "trial":
      return Date.now() - basis.time < justNowMs
        ? vscode.l10n.t("tried just now")
        : vscode.l10n.t("as tried on {0}", dayOf(basis.time));
    case "similar":
      return vscode.l10n.t("judged by other runs on this engine");
    case "guess":
      return vscode.l10n.t("a guess");
  }
}

function dayOf(time: number): string {
  const options = { month: "short", day: "numeric" } as const;
  return new Intl.DateTimeFormat(vscode.env.language, options).format(time);
}
