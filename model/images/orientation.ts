import readExif from "exif-reader";
import type { DecodedImage, Picture } from "./picture.js";

/** Where a pixel of the upright picture lies in the stored one of `width`×`height`, by EXIF's number. */
const sources: readonly ((x: number, y: number, width: number, height: number) => number)[] = [
  (x, y, width) => y * width + x,
  (x, y, width) => y * width + (width - 1 - x),
  (x, y, width, height) => (height - 1 - y) * width + (width - 1 - x),
  (x, y, width, height) => (height - 1 - y) * width + x,
  (x, y, width) => x * width + y,
  (x, y, width, height) => (height - 1 - x) * width + y,
  (x, y, width, height) => (height - 1 - x) * width + (width - 1 - y),
  (x, y, width) => x * width + (width - 1 - y),
];
const firstOnItsSide = 5;
/** The two that are turned back by each other; all others are turned back by themselves. */
const quarterTurns = [6, 8];

/** As its EXIF data says that it is to be seen; as it is where there is none, or none that can be read. */
export function upright(
  picture: Picture,
  exif: Uint8Array | null,
): Picture & Pick<DecodedImage, "orientation"> {
  const said = exif === null ? 1 : orientationIn(exif);
  const orientation = sources[said - 1] === undefined ? 1 : said;
  return { ...turned(picture, orientation), orientation };
}

/** An upright picture as its file has it. */
export function asStored({ orientation, ...picture }: DecodedImage): Picture {
  const back = quarterTurns.find((each) => each !== orientation) ?? 1;
  return turned(picture, quarterTurns.includes(orientation) ? back : orientation);
}

/** What EXIF's number makes of a picture. */
function turned(picture: Picture, orientation: number): Picture {
  const source = sources[orientation - 1];
  if (source === undefined || orientation === 1) return picture;
  const isOnItsSide = orientation >= firstOnItsSide;
  const [width, height] = isOnItsSide
    ? [picture.height, picture.width]
    : [picture.width, picture.height];
  const stored = new Uint32Array(new Uint8Array(picture.rgba).buffer);
  const pixels = new Uint32Array(stored.length);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      pixels[y * width + x] = stored[source(x, y, picture.width, picture.height)] ?? 0;
    }
  }
  return { width, height, rgba: new Uint8Array(pixels.buffer) };
}

function orientationIn(exif: Uint8Array): number {
  try {
    return readExif(Buffer.from(exif)).Image?.Orientation ?? 1;
  } catch {
    return 1;
  }
}
