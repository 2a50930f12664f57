import { bitmapUrl, grayPalette, type Bitmap } from "../../../marks/bitmap.js";
import { sampleHeight, sampleWidth } from "./pixels.js";
import { resizeImage } from "./resizeImage.js";
import { sampleImages } from "./sampleImages.js";

/** Finer than the inspector is wide: a larger input looks the same there. */
const mostPixels = 256;

/** The sample of a class as the network gets it at this input, as a data URL. */
export function sampleUrl(label: number, height: number, width: number): string {
  const shrink = Math.min(1, mostPixels / Math.max(height, width));
  const size = [height, width].map((length) => Math.max(1, Math.round(length * shrink)));
  const key = [label, ...size].join(" ");
  const known =
    urls.get(key) ?? bitmapUrl(sampleBitmap(label, size[0] ?? 1, size[1] ?? 1), grayPalette);
  // The ten at their own size, and a few at inputs that were looked at last.
  if (urls.size > 16) urls.clear();
  urls.set(key, known);
  return known;
}

const urls = new Map<string, string>();

function sampleBitmap(label: number, height: number, width: number): Bitmap {
  const values = sampleImages[label]?.pixels ?? new Uint8Array(sampleHeight * sampleWidth);
  const resized = resizeImage({ height: sampleHeight, width: sampleWidth, values }, height, width);
  return { height, width, pixels: Uint8Array.from(resized.values, Math.round) };
}
