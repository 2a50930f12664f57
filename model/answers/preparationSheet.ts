import { stepSide, type PreparationStep } from "../asking/preparation.js";
import type { ImageTiles } from "../asking/testImages.js";
import { pictureSheet } from "../images/pictureSheet.js";

const channels = 3;

/** How pictures became images, as a PNG file: a row a picture, a column a step. */
export function preparationSheet(pictures: readonly (readonly PreparationStep[])[]): Buffer {
  const columns = Math.max(1, ...pictures.map((steps) => steps.length));
  return pictureSheet({
    ...{ channels, columns, height: stepSide, width: stepSide },
    images: pictures.flatMap((steps) => steps.map(({ tile }) => inTheMiddle(tile))),
  });
}

/** On black, in color, enlarged as often as it fits. */
function inTheMiddle(tile: ImageTiles): Uint8Array {
  const { height, width, pixels } = tile;
  const scale = Math.max(1, Math.floor(stepSide / Math.max(height, width)));
  const top = Math.floor((stepSide - scale * height) / 2);
  const left = Math.floor((stepSide - scale * width) / 2);
  const ground = new Uint8Array(stepSide * stepSide * channels);
  for (let y = 0; y < scale * height; y++) {
    for (let x = 0; x < scale * width; x++) {
      const from = (Math.floor(y / scale) * width + Math.floor(x / scale)) * tile.channels;
      const to = ((top + y) * stepSide + left + x) * channels;
      for (let color = 0; color < channels; color++) {
        ground[to + color] = pixels[from + (color % tile.channels)] ?? 0;
      }
    }
  }
  return ground;
}
