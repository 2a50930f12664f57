/** As `dropoutMask.ts` has it. */
export const hashInWgsl = `
    fn hash(value : u32) -> u32 {
      var bits = (value ^ (value >> 16u)) * 0x7feb352du;
      bits = (bits ^ (bits >> 15u)) * 0x846ca68bu;
      return bits ^ (bits >> 16u);
    }`;
