import { pictureSheet } from "../images/pictureSheet.js";
import type { DataPreview } from "../run/dataPreview.js";

const columns = 4;

/** The pictures of a preview beside each other, as a PNG file. */
export function previewSheet({ pictures, input }: DataPreview): Buffer {
  const [channels, height, width] = input;
  const images = pictures.map(({ pixels }) => Buffer.from(pixels, "base64"));
  return pictureSheet({ images, channels, height, width, columns });
}
