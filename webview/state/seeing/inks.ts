import { t } from "../../words/l10n.js";

/**
 * Inks of the drawing pad. They are no theme's: what a network makes of a drawing is the same in light and in dark.
 */
export interface Ink {
  readonly id: InkId;
  readonly name: string;
  readonly color: `#${string}`;
}

const inkIds = [
  "black",
  "gray",
  "red",
  "orange",
  "yellow",
  "green",
  "blue",
  "purple",
  "brown",
  "paper",
] as const;

export type InkId = (typeof inkIds)[number];

const inks: Readonly<Record<InkId, Ink>> = {
  black: { id: "black", name: t("Black"), color: "#000000" },
  gray: { id: "gray", name: t("Gray"), color: "#808080" },
  red: { id: "red", name: t("Red"), color: "#d13438" },
  orange: { id: "orange", name: t("Orange"), color: "#f7941d" },
  yellow: { id: "yellow", name: t("Yellow"), color: "#fcd116" },
  green: { id: "green", name: t("Green"), color: "#2e8b57" },
  blue: { id: "blue", name: t("Blue"), color: "#2b6cd4" },
  purple: { id: "purple", name: t("Purple"), color: "#8046b0" },
  brown: { id: "brown", name: t("Brown"), color: "#8b5a2b" },
  paper: { id: "paper", name: t("Eraser"), color: "#ffffff" },
};

export const paper = inks.paper;

export function inkOf(id: InkId): Ink {
  return inks[id];
}

/** Those that a network of images with so many channels tells apart; the eraser last. */
export function inksFor(channels: number): readonly Ink[] {
  return channels === 1 ? [inks.black, inks.gray, inks.paper] : inkIds.map((id) => inks[id]);
}

export function isInk(value: unknown): value is InkId {
  return inkIds.some((id) => id === value);
}
