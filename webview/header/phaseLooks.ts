import type { RunLook } from "../../model/metrics/watchdog/fruitless.js";
import { t } from "../words/l10n.js";

interface PhaseLook {
  readonly label: string;
  /** A codicon's id, the same as in VS Code's own parts: a color alone tells nothing to some. */
  readonly icon: string;
}

/** What the header says first of a run: how far it is, or that it is none of the person's own. */
export type HeaderLook = RunLook | "sample";

/** How that is told on the page; `styles/header.css` gives it its color. */
export const phaseLooks: Readonly<Record<HeaderLook, PhaseLook>> = {
  idle: { label: t("Not training"), icon: "type-hierarchy-sub" },
  preparing: { label: t("Preparing"), icon: "loading" },
  warmingUp: { label: t("Warming up"), icon: "loading" },
  training: { label: t("Training"), icon: "pulse" },
  evaluating: { label: t("Evaluating"), icon: "pulse" },
  paused: { label: t("Paused"), icon: "debug-pause" },
  stopping: { label: t("Stopping"), icon: "loading" },
  finished: { label: t("Finished"), icon: "check" },
  fruitless: { label: t("Finished without learning"), icon: "warning" },
  stopped: { label: t("Stopped"), icon: "debug-stop" },
  failed: { label: t("Failed"), icon: "error" },
  sample: { label: t("Sample"), icon: "beaker" },
};
