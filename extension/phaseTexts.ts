import { l10n } from "vscode";
import type { Phase } from "../model/run/phase.js";

interface PhaseText {
  readonly title: string;
  /**
   * A codicon's id; it spins where a person waits. Not for hours of training: the window would be
   * painted anew sixty times a second, which took a fifth of a run's speed on two cores without a GPU.
   */
  readonly icon: string;
}

/** How a phase is told outside the pages. */
export const phaseTexts: Readonly<Record<Phase, PhaseText>> = {
  idle: { title: l10n.t("Ready"), icon: "type-hierarchy-sub" },
  preparing: { title: l10n.t("Preparing"), icon: "loading~spin" },
  warmingUp: { title: l10n.t("Warming up"), icon: "loading~spin" },
  training: { title: l10n.t("Training"), icon: "pulse" },
  evaluating: { title: l10n.t("Evaluating"), icon: "pulse" },
  paused: { title: l10n.t("Paused"), icon: "debug-pause" },
  stopping: { title: l10n.t("Stopping"), icon: "loading~spin" },
  finished: { title: l10n.t("Finished"), icon: "check" },
  stopped: { title: l10n.t("Stopped"), icon: "debug-stop" },
  failed: { title: l10n.t("Failed"), icon: "error" },
};
