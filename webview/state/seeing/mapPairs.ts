import type { NodeId } from "../../../model/network/spec.js";
import type { MapTiles } from "../../../model/asking/seenImage.js";

/** Maps of one node for two images: the same channels in the same order, on one scale. */
export interface MapPair {
  readonly first: MapTiles;
  readonly second: MapTiles;
}

const pairs = new WeakMap<MapTiles, WeakMap<MapTiles, MapPair | null>>();

/**
 * The channels that both tell of, in the order of the first; null where there is none, or where they are maps of
 * other sizes. Made once of the same two: it is drawn again and again.
 */
export function pairOf(first: MapTiles, second: MapTiles): MapPair | null {
  const ofFirst = pairs.get(first) ?? new WeakMap<MapTiles, MapPair | null>();
  pairs.set(first, ofFirst);
  const known = ofFirst.get(second);
  if (known !== undefined) return known;
  const made = makePair(first, second);
  ofFirst.set(second, made);
  return made;
}

function makePair(first: MapTiles, second: MapTiles): MapPair | null {
  if (first.height !== second.height || first.width !== second.width) return null;
  const places = new Map(second.maps.map(({ channel }, place) => [channel, place]));
  const both = first.maps.flatMap(({ channel }, place) => {
    const other = places.get(channel);
    return other === undefined ? [] : [[place, other] as const];
  });
  if (both.length === 0) return null;
  const scale = {
    largest: Math.max(first.largest, second.largest),
    isSigned: first.isSigned || second.isSigned,
  };
  return {
    first: rescaled(
      first,
      both.map(([place]) => place),
      scale,
    ),
    second: rescaled(
      second,
      both.map(([, place]) => place),
      scale,
    ),
  };
}

/** Whether two answers have maps that can stand beside each other; null where the first has none that are seen. */
export function haveMapsAlike(first: NodeMaps, second: NodeMaps): boolean | null {
  const seen = Object.entries(first).filter(([, { height, width }]) => height * width > 1);
  if (seen.length === 0) return null;
  return seen.some(([id, tiles]) => {
    const other = second[id];
    return other !== undefined && pairOf(tiles, other) !== null;
  });
}

type NodeMaps = Readonly<Record<NodeId, MapTiles>>;

type Scale = Pick<MapTiles, "largest" | "isSigned">;

/** Those maps, as on that scale. */
function rescaled(tiles: MapTiles, places: readonly number[], scale: Scale): MapTiles {
  const length = tiles.height * tiles.width;
  const level = Uint8Array.from({ length: 256 }, (_, from) => levelOf(valueOf(from, tiles), scale));
  const pixels = new Uint8Array(places.length * length);
  places.forEach((place, target) => {
    for (let pixel = 0; pixel < length; pixel++) {
      pixels[target * length + pixel] = level[tiles.pixels[place * length + pixel] ?? 0] ?? 0;
    }
  });
  const maps = places.flatMap((place) => tiles.maps[place] ?? []);
  return { ...tiles, ...scale, maps, pixels };
}

const differences = new WeakMap<MapPair, MapTiles>();

/** The second without the first, on a scale of its own: black where it is less, white where it is more. Made once. */
export function differenceOf(pair: MapPair): MapTiles {
  const known = differences.get(pair) ?? makeDifference(pair);
  differences.set(pair, known);
  return known;
}

function makeDifference({ first, second }: MapPair): MapTiles {
  const length = first.height * first.width;
  const values = Float32Array.from(
    first.pixels,
    (level, pixel) => valueOf(second.pixels[pixel] ?? 0, second) - valueOf(level, first),
  );
  const maps = first.maps.map(({ channel }, place) => {
    const sizes = values.subarray(place * length, (place + 1) * length).map(Math.abs);
    const mean = sizes.reduce((sum, size) => sum + size, 0) / length;
    return { channel, mean, largest: sizes.reduce((most, size) => Math.max(most, size), 0) };
  });
  const scale = { largest: Math.max(...maps.map(({ largest }) => largest)), isSigned: true };
  return {
    ...first,
    ...scale,
    maps,
    pixels: Uint8Array.from(values, (value) => levelOf(value, scale)),
  };
}

/** What a level of gray stands for. */
function valueOf(level: number, { largest, isSigned }: Scale): number {
  return largest * (isSigned ? (2 * level) / 255 - 1 : level / 255);
}

function levelOf(value: number, { largest, isSigned }: Scale): number {
  const share = largest === 0 ? 0 : value / largest;
  return Math.round(255 * (isSigned ? (share + 1) / 2 : share));
}
