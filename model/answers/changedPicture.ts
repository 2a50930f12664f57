import { changeOf, originOf, type Augmentation } from "../program/augmentation.js";

interface Size {
  readonly height: number;
  readonly width: number;
  readonly channels: number;
}

/** The bytes of a picture as the first step changes that of a place in its batch. */
export function changedPicture(
  pixels: Uint8Array,
  { height, width, channels }: Size,
  {
    change,
    place,
  }: { readonly change: Augmentation & { readonly key: number }; readonly place: number },
): Uint8Array {
  const changes = changeOf(change, 1, place, [height, width]);
  const changed = new Uint8Array(pixels.length);
  for (let pixel = 0; pixel < height * width; pixel++) {
    const origin = originOf(changes, [Math.floor(pixel / width), pixel % width], [height, width]);
    if (origin === null) continue;
    const to = changed.subarray(pixel * channels, (pixel + 1) * channels);
    if ("gray" in origin) to.fill(origin.gray);
    else {
      const from = (origin.y * width + origin.x) * channels;
      to.set(pixels.subarray(from, from + channels));
    }
  }
  return changed;
}
