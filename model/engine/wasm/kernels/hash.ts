/** As `dropoutMask.ts` has it. */
export function hash(value: u32): u32 {
  let bits = value;
  bits = (bits ^ (bits >> 16)) * 0x7feb352d;
  bits = (bits ^ (bits >> 15)) * 0x846ca68b;
  return bits ^ (bits >> 16);
}
