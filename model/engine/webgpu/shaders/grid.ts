/** What a shader has to know of a window and of the maps before and behind it. */
export const gridUniforms = {
  kernelHeight: "i32",
  kernelWidth: "i32",
  strideDown: "i32",
  strideAcross: "i32",
  paddingAbove: "i32",
  paddingLeft: "i32",
  height: "i32",
  width: "i32",
  outHeight: "i32",
  outWidth: "i32",
  channels: "i32",
} as const;

export type GridLength = keyof typeof gridUniforms;
