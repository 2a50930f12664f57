/**
 * Which elements dropout leaves: a hash of the step, the layer and the element's place in the batch, in
 * integers of 32 bits alone, so that every engine draws the same. The constants are those of the hash
 * "lowbias32" by Chris Wellons.
 */
export function hash(value: number): number {
  let bits = value >>> 0;
  bits = Math.imul(bits ^ (bits >>> 16), 0x7feb352d);
  bits = Math.imul(bits ^ (bits >>> 15), 0x846ca68b);
  return (bits ^ (bits >>> 16)) >>> 0;
}

/** A layer's own number, which tells its mask from those of other layers and of other seeds. */
export function keyOf(node: string, seed: number): number {
  let bits = hash(seed);
  for (const character of node) bits = hash(bits ^ (character.codePointAt(0) ?? 0));
  return bits | 0;
}

/** Of all draws below 2²⁴, those below this are dropped. */
export function thresholdOf(share: number): number {
  return Math.round(share * 2 ** 24);
}

export function isKept(
  { key, share }: { readonly key: number; readonly share: number },
  step: number,
  place: number,
): boolean {
  return hash(place ^ hash(key ^ hash(step))) >>> 8 >= thresholdOf(share);
}
