import { formatCompact, formatMeasured } from "../words/format.js";
import { t } from "../words/l10n.js";

/** One digit that is written out is read faster than its three. */
export function roundText(value: number): string {
  return value >= 1e-3 && value <= 1e3 ? String(value) : formatMeasured(value).replace(".0", "");
}

export function roundCount(value: number): string {
  return formatCompact(value).replace(".0", "");
}

export function inMilliseconds(text: string): string {
  return text === "–" ? text : t("{0} ms", text);
}

export function formatKnown(value: number | null | undefined): string {
  return value === null || value === undefined ? "–" : formatCompact(value);
}

/** 0.0312 → 3.1%, 0.312 → 31%, -0.006 → −0.6% */
export function formatBriefShare(value: number | null | undefined): string {
  if (value === null || value === undefined || !Number.isFinite(value)) return "–";
  return `${(value * 100).toFixed(value < 0.0995 ? 1 : 0)}%`.replace("-", "−");
}

/** 129248 → 129K */
export function formatBrief(value: number | null | undefined): string {
  if (value === null || value === undefined) return "–";
  if (value < 1000) return String(Math.round(value));
  const [divisor, suffix] =
    value < 999_500 ? [1e3, "K"] : value < 999_500_000 ? [1e6, "M"] : [1e9, "G"];
  const scaled = value / divisor;
  return `${scaled.toFixed(scaled < 9.95 ? 1 : 0)}${suffix}`;
}
