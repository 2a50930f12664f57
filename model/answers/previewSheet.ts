import { pictureSheet } from "../images/pictureSheet.js";
import type { DataPreview } from "../run/dataPreview.js";

const columns = 4;

/** The pictures of a preview beside each other, as a PNG file; below them as a step would change them, where it does. */
export function previewSheet({ pictures, changed, input }: DataPreview): Buffer {
  const [channels, height, width] = input;
  const images = [...pictures, ...changed].map(({ pixels }) => Buffer.from(pixels, "base64"));
  return pictureSheet({ images, channels, height, width, columns });
}
