import { fromBase64 } from "../../../../model/run/base64.js";
import { t } from "../../../words/l10n.js";
import { samplePixels } from "./pixels.js";

/** The data set of which they are, as a run names it. */
export const sampleDataset = "fashion-mnist";

/** A real image of the test set. */
export interface SampleImage {
  readonly className: string;
  /** Its place in the test set, from 0. */
  readonly index: number;
  /** `sampleHeight` × `sampleWidth` bytes, row-major; 0 is the ground. */
  readonly pixels: Uint8Array;
}

const classNames = [
  t("T-shirt/top"),
  t("Trouser"),
  t("Pullover"),
  t("Dress"),
  t("Coat"),
  t("Sandal"),
  t("Shirt"),
  t("Sneaker"),
  t("Bag"),
  t("Ankle boot"),
];

/** The first test image of each class, in the order of the labels. */
export const sampleImages: readonly SampleImage[] = samplePixels.map(
  ({ index, pixels }, label) => ({
    className: classNames[label] ?? String(label),
    index,
    pixels: fromBase64(pixels),
  }),
);
