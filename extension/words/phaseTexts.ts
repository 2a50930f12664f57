import { l10n, ThemeColor, ThemeIcon } from "vscode";
import type { RunLook } from "../../model/metrics/watchdog/fruitless.js";

interface PhaseText {
  readonly title: string;
  /**
   * A codicon's id; it spins where a person waits. Not for hours of training: the window would be
   * painted anew sixty times a second, which took a fifth of a run's speed on two cores without a GPU.
   */
  readonly icon: string;
  /** The icon's color, of those that VS Code lends to charts, as on the page; beside icon and word, never alone. */
  readonly color?: string;
  /** Behind the status bar's item, where a person may have to do something. */
  readonly ground?: "statusBarItem.errorBackground" | "statusBarItem.warningBackground";
}

/** How a phase, or a run that came to nothing, is told outside the pages. */
export const phaseTexts: Readonly<Record<RunLook, PhaseText>> = {
  idle: { title: l10n.t("Ready"), icon: "type-hierarchy-sub" },
  preparing: { title: l10n.t("Preparing"), icon: "loading~spin" },
  warmingUp: { title: l10n.t("Warming up"), icon: "loading~spin" },
  training: { title: l10n.t("Training"), icon: "pulse", color: "charts.blue" },
  evaluating: { title: l10n.t("Evaluating"), icon: "pulse", color: "charts.blue" },
  paused: {
    title: l10n.t("Paused"),
    icon: "debug-pause",
    color: "charts.yellow",
    ground: "statusBarItem.warningBackground",
  },
  stopping: { title: l10n.t("Stopping"), icon: "loading~spin" },
  finished: { title: l10n.t("Finished"), icon: "check", color: "charts.green" },
  fruitless: {
    title: l10n.t("Finished without learning"),
    icon: "warning",
    color: "charts.yellow",
    ground: "statusBarItem.warningBackground",
  },
  stopped: { title: l10n.t("Stopped"), icon: "debug-stop" },
  failed: {
    title: l10n.t("Failed"),
    icon: "error",
    color: "charts.red",
    ground: "statusBarItem.errorBackground",
  },
};

/** A phase's icon in its color, for trees. */
export function phaseIcon(phase: RunLook): ThemeIcon {
  const { icon, color } = phaseTexts[phase];
  return new ThemeIcon(icon, color === undefined ? undefined : new ThemeColor(color));
}
